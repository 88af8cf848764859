package lists

import (
	"net/url"
	"path"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

type filesFoundMsg struct {
	request nav.Request
	typed   string
	found   []string
	err     error
}

func (v *Import) makeFile() {
	v.file = kit.NewCompleter(v.l, "~/lists/fair.xlsx")
	v.file.OnType = v.list
	v.file.OnTake = func(c kit.Completion) tea.Cmd { return v.choose(c.Text) }
}

// base is the last part of a path in either manner of writing.
func base(p string) string { return path.Base(strings.ReplaceAll(p, `\`, "/")) }

// list asks which files could be meant.
func (v *Import) list(typed string) tea.Cmd {
	v.file.SetHint("") // until it is known
	r := v.listing.Next()
	return nav.For(v, func() tea.Msg {
		ctx, cancel := page.Context()
		defer cancel()
		found, err := v.office.Files(ctx, meant(typed))
		return filesFoundMsg{r, typed, found, err}
	})
}

// foundFiles lists them by their last part. A folder that cannot be listed is
// said in place of the list; the path may be good all the same.
func (v *Import) foundFiles(msg filesFoundMsg) tea.Cmd {
	if !v.listing.Current(msg.request) {
		return nil
	}
	out := make([]kit.Completion, 0, len(msg.found))
	for _, f := range msg.found {
		c := kit.Completion{Text: f, Title: base(f)}
		if strings.HasSuffix(f, "/") || strings.HasSuffix(f, `\`) {
			c.On, c.Title = true, c.Title+"/"
		}
		out = append(out, c)
	}
	hint := "nothing here is called so"
	if msg.err != nil {
		hint = page.Sentence(v.s, msg.err)
	}
	v.file.SetHint(hint)
	return v.file.Found(msg.typed, out)
}

// meant is the path that somebody wrote, as a terminal or a file manager pastes
// it too: within quotes, with a backslash before spaces, as a file's URL, or
// behind a folder that stood in the field already.
func meant(typed string) string {
	s := strings.TrimSpace(typed)
	for _, mark := range []string{`"`, "'"} {
		at := strings.Index(s, mark)
		if at >= 0 && (at == 0 || s[at-1] == '/') && len(s) > at+1 && strings.HasSuffix(s, mark) {
			s = s[at+1 : len(s)-1]
			break
		}
	}
	if at := strings.Index(s, "file://"); at >= 0 {
		s = s[at+len("file://"):]
		if plain, err := url.PathUnescape(s); err == nil {
			s = plain
		}
	}
	if strings.ContainsAny(s, "/~") {
		s = strings.NewReplacer(`\ `, " ", `\(`, "(", `\)`, ")", `\&`, "&", `\'`, "'").Replace(s)
	}
	if at := strings.LastIndex(s, "/~/"); at >= 0 {
		return s[at+1:]
	}
	if at := strings.LastIndex(s, "//"); at > 0 {
		return s[at+1:]
	}
	return s
}

func (v *Import) pressFile(k tea.KeyMsg) tea.Cmd {
	if k.Paste {
		if p := strings.TrimSpace(string(k.Runes)); strings.HasPrefix(meant(p), "/") || strings.HasPrefix(meant(p), "~") {
			return v.file.SetValue(meant(p)) // a whole path takes the place of what stood there
		}
	}
	if k.Type == tea.KeyCtrlS {
		return v.choose(v.file.Value())
	}
	_, cmd := v.file.Update(k)
	return cmd
}

// choose takes a file. What was said about the columns of another one is
// forgotten; of an import that was left in the midst, all that was typed.
func (v *Import) choose(typed string) tea.Cmd {
	p := meant(typed)
	if p == "" {
		v.file.SetProblem("Name the file: type its path, or choose it below.")
		return nil
	}
	if p != v.path {
		v.said = settled{}
		if v.drafts.restored {
			v.makeForm(nil)
			v.giving.SetValue("")
		}
		v.nameAfter(p)
	}
	v.drafts.restored = false
	v.path = p
	return tea.Batch(v.askLook(), v.keep())
}

func (v *Import) fileView(h int) string {
	v.file.SetSize(min(v.w, 110), max(0, h-2))
	intro := "A csv, Excel or text file of any system: its content tells what it is."
	return kit.Fit(" "+v.l.Paint(theme.Dim, intro), v.w) + "\n\n" + v.file.View()
}
