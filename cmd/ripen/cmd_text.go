package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ripen/model"
	"ripen/model/cadence"
	"ripen/model/playbook"
)

func (a *app) cadenceCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "cadence",
		Short: "List, show and check cadences",
		Long: "List, show and check cadences. A file cadences/NAME.toml in the configuration directory adds a\n" +
			"cadence or overrides a built-in one; those enrolled stay on the version that they follow.",
		Example: "  ripen cadence list\n  ripen cadence show standard\n  ripen cadence check cadences/fair.toml",
	}
	cmd.AddCommand(a.cadenceListCommand(), a.cadenceShowCommand(), a.cadenceCheckCommand())
	return cmd
}

// cadenceDoc is one cadence in its newest version.
type cadenceDoc struct {
	Name    string    `json:"name"`
	Title   string    `json:"title"`
	Version int       `json:"version"`
	AtEnd   string    `json:"at_end"`
	Steps   []stepDoc `json:"steps"`
}

type stepDoc struct {
	Step    int           `json:"step"`
	Channel model.Channel `json:"channel"`
	When    string        `json:"when"`
	Contact model.Pick    `json:"contact"`
	Also    model.Also    `json:"also"`
	Guide   string        `json:"guide"`
}

func cadenceOf(c model.Cadence) cadenceDoc {
	out := cadenceDoc{c.Name, c.Title, c.Version, c.AtEnd, []stepDoc{}}
	for _, s := range c.Steps {
		out.Steps = append(out.Steps, stepDoc{s.Number, s.Channel, stepWhen(s), s.Contact, s.Also, s.Guide})
	}
	return out
}

// stepWhen says in words when a step is due.
func stepWhen(s model.Step) string {
	switch {
	case s.Within > 0:
		return fmt.Sprintf("within %d business minutes", int(s.Within.Minutes()))
	case s.Same:
		return "same day"
	case s.After > 0:
		return fmt.Sprintf("%d business minutes after", int(s.After.Minutes()))
	case s.Hand > 0:
		return count(s.Hand, "business day") + " after the mail is in hand"
	case s.OtherHalf:
		return fmt.Sprintf("day %d, other half of the day", s.Day)
	}
	return fmt.Sprintf("day %d", s.Day)
}

func (a *app) cadenceListCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List the cadences",
		Example: "  ripen cadence list",
		Args:    takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.work(cmd, func(ctx context.Context, s *session) error {
				all, err := s.db.Cadences(ctx)
				if err != nil {
					return err
				}
				v := struct {
					Cadences []cadenceDoc `json:"cadences"`
				}{[]cadenceDoc{}}
				rows := [][]string{{"NAME", "VERSION", "STEPS", "DAYS", "AT THE END", "TITLE"}}
				for _, c := range all {
					v.Cadences = append(v.Cadences, cadenceOf(c))
					days := 0
					if n := len(c.Steps); n > 0 {
						days = c.Steps[n-1].Day
					}
					rows = append(rows, []string{c.Name, fmt.Sprint(c.Version), fmt.Sprint(len(c.Steps)), fmt.Sprint(days), c.AtEnd, c.Title})
				}
				return a.print(v, func(w io.Writer) { table(w, "", rows) })
			})
		},
	}
}

func (a *app) cadenceShowCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "show NAME",
		Short:   "Show the steps of a cadence",
		Example: "  ripen cadence show standard",
		Args:    takes("NAME"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.work(cmd, func(ctx context.Context, s *session) error {
				all, err := s.db.Cadences(ctx)
				if err != nil {
					return err
				}
				i := slices.IndexFunc(all, func(c model.Cadence) bool { return c.Name == args[0] })
				if i < 0 {
					return model.Errorf(model.NotFound, "there is no cadence %q; ripen cadence list shows those there are", args[0])
				}
				return a.print(cadenceOf(all[i]), func(w io.Writer) { cadencePage(w, all[i]) })
			})
		},
	}
}

func cadencePage(w io.Writer, c model.Cadence) {
	fmt.Fprintf(w, "%s v%d  %s\n", c.Name, c.Version, c.Title)
	var rows [][]string
	for _, s := range c.Steps {
		whom := ""
		if s.Contact == model.PickDecisionMaker {
			whom = "to the decision maker"
		}
		if s.Also != "" {
			whom = strings.TrimSpace(whom + " also enrols: " + string(s.Also))
		}
		rows = append(rows, []string{fmt.Sprint(s.Number), s.Word(), stepWhen(s), whom})
	}
	table(w, "  ", rows)
	fmt.Fprintf(w, "at the end: %s\n", cmp.Or(c.AtEnd, "a decision"))
}

// checkedDoc is a text that was read and found good.
type checkedDoc struct {
	File string `json:"file"`
	OK   bool   `json:"ok"`
	Says string `json:"says"`
}

func (a *app) checked(all []checkedDoc) error {
	v := struct {
		Checked []checkedDoc `json:"checked"`
	}{list(all)}
	return a.print(v, func(w io.Writer) {
		var rows [][]string
		for _, c := range all {
			rows = append(rows, []string{c.File, "good", c.Says})
		}
		if len(rows) == 0 {
			fmt.Fprintln(w, "there are no files of your own; the built-in texts hold")
		}
		table(w, "", rows)
	})
}

func (a *app) cadenceCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "check [FILE]",
		Short:   "Read a cadence file, or all of your own, and say whether it is good",
		Example: "  ripen cadence check\n  ripen cadence check cadences/fair.toml",
		Args:    takes("[FILE]"),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.checkTexts(args, "cadences/*.toml", func(f string, body []byte) (string, error) {
				c, err := cadence.Parse(f, body)
				return fmt.Sprintf("%s, %s", cmp.Or(c.Name, filepath.Base(f)), count(len(c.Steps), "step")), err
			})
		},
	}
}

// checkTexts reads the files named, or those of the configuration directory,
// and says what each holds; the first bad one is refused.
func (a *app) checkTexts(args []string, pattern string, read func(file string, body []byte) (holds string, err error)) error {
	files, err := a.ownFiles(args, pattern)
	if err != nil {
		return err
	}
	var all []checkedDoc
	for _, f := range files {
		body, err := readInput(f, maxText)
		if err != nil {
			return err
		}
		holds, err := read(f, body)
		if err != nil {
			return content(err)
		}
		all = append(all, checkedDoc{f, true, holds})
	}
	return a.checked(all)
}

// maxText in bytes of a cadence or playbook.
const maxText = 1 << 20

// ownFiles are the files named, or those of the configuration directory.
func (a *app) ownFiles(args []string, pattern string) ([]string, error) {
	if len(args) > 0 {
		return args, nil
	}
	config, _ := a.configPath()
	dir := filepath.Dir(config)
	names, err := fs.Glob(os.DirFS(dir), pattern)
	for i, n := range names {
		names[i] = filepath.Join(dir, filepath.FromSlash(n))
	}
	return names, err
}

func (a *app) playbookCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "playbook",
		Short: "Show and check the playbook: what a lead must have to graduate",
		Long: "Show and check the playbook: what a lead must have to graduate. A file playbook.md in the\n" +
			"configuration directory takes the place of the built-in one; every graduation keeps the version\n" +
			"that it was judged by.",
		Example: "  ripen playbook show\n  ripen playbook check playbook.md",
	}
	cmd.AddCommand(a.playbookShowCommand(), a.playbookCheckCommand())
	return cmd
}

// playbookDoc is the playbook in its newest version.
type playbookDoc struct {
	Version  int               `json:"version"`
	Title    string            `json:"title"`
	Levels   map[string]string `json:"levels"` // the least level of each attribute
	NearTerm bool              `json:"near_term"`
	NextStep bool              `json:"next_step"`
	Segments []string          `json:"segments"`
	Text     string            `json:"text"`
}

func playbookOf(p model.Playbook) playbookDoc {
	out := playbookDoc{p.Version, p.Title, map[string]string{}, p.Rules.NearTerm, p.Rules.NextStep, []string{}, p.Text}
	for k, r := range p.Rules.Rungs {
		out.Levels[string(k)] = r.String()
	}
	for _, s := range p.Segments {
		out.Segments = append(out.Segments, s.Name)
	}
	return out
}

func (a *app) playbookShowCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "show",
		Short:   "Show the playbook",
		Example: "  ripen playbook show\n  ripen playbook show --json",
		Args:    takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.work(cmd, func(ctx context.Context, s *session) error {
				p, err := s.db.Playbook(ctx)
				if err != nil {
					return err
				}
				return a.print(playbookOf(p), func(w io.Writer) {
					fmt.Fprintf(w, "version %d\n\n%s\n", p.Version, strings.TrimSpace(p.Text))
				})
			})
		},
	}
}

func (a *app) playbookCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "check [FILE]",
		Short:   "Read a playbook, or your own, and say whether it is good",
		Example: "  ripen playbook check\n  ripen playbook check playbook.md",
		Args:    takes("[FILE]"),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.checkTexts(args, "playbook.md", func(f string, body []byte) (string, error) {
				p, err := playbook.Parse(body)
				return fmt.Sprintf("%s, %s", cmp.Or(p.Title, "playbook"), count(len(p.Segments), "segment")), inFile(f, err)
			})
		},
	}
}

// inFile puts the file's name before a refusal that only knows the line.
func inFile(file string, err error) error {
	e, ok := err.(*model.Error)
	if !ok || strings.Contains(e.Message, file) {
		return err
	}
	out := *e
	out.Message = file + ": " + e.Message
	return &out
}
