package document

import (
	"bufio"
	"bytes"
	unescape "html"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"

	"ripen/model"
)

var reader = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList))

// seen is what a reader of Markdown makes of a text.
type seen struct {
	headings, cells []string
	strange         []string // mark-up that nobody meant
}

func read(md []byte) seen {
	var s seen
	_ = ast.Walk(reader.Parser().Parse(text.NewReader(md)), func(n ast.Node, in bool) (ast.WalkStatus, error) {
		if !in {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			s.headings = append(s.headings, words(n, md))
		case *east.TableCell:
			s.cells = append(s.cells, words(n, md))
		case *ast.Link, *ast.Image, *ast.AutoLink, *ast.RawHTML, *ast.HTMLBlock, *ast.CodeSpan, *ast.Blockquote, *ast.ThematicBreak, *east.Strikethrough:
			s.strange = append(s.strange, n.Kind().String())
		case *ast.Emphasis:
			if n.Level != 2 || n.Parent().Parent().Kind() != ast.KindListItem || n.PreviousSibling() != nil {
				s.strange = append(s.strange, "emphasis of "+words(n, md))
			}
		}
		return ast.WalkContinue, nil
	})
	return s
}

// words is the text below n, as it would be shown.
func words(n ast.Node, md []byte) string {
	var b bytes.Buffer
	_ = ast.Walk(n, func(n ast.Node, in bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && in {
			w := bufio.NewWriter(&b)
			html.DefaultWriter.Write(w, t.Segment.Value(md))
			w.Flush()
		}
		return ast.WalkContinue, nil
	})
	return unescape.UnescapeString(b.String())
}

func TestHostileTextStaysText(t *testing.T) {
	nasty := rapid.StringOf(rapid.SampledFrom([]rune("|\\`*_[]()<>#+-=~&;!\"'\n\t ab1.:{}$é中\u202e\x1b")))
	line := rapid.OneOf(nasty, rapid.SampledFrom([]string{
		"# heading", "a\n## heading\nb", "| a | b |\n| --- | --- |", "```\ncode", "<script>alert(1)</script>", "[x](http://evil.example)", "![x](y)",
		"1. one", "10) ten", "- item", "> quote", "---", "===", "&lt;b&gt; &#60;", "<http://evil.example>", "**b** __u__ ~~s~~", "`|`", "\\|", "|", "\\", "[ ] task",
	}))
	w, r, h := halvorsen(t)
	rapid.Check(t, func(t *rapid.T) {
		w, r := model.Clone(w), r
		w.Company.Name = "x" + line.Draw(t, "company")
		w.Company.Website = line.Draw(t, "website")
		w.Contacts[1].Name, w.Contacts[1].Title = line.Draw(t, "name"), line.Draw(t, "title")
		w.Touches[2].Note, w.Touches[4].Note = line.Draw(t, "note"), line.Draw(t, "note")
		w.Members = []model.Member{{ID: 1, Name: line.Draw(t, "member")}}
		r.Attributes = append([]model.AttributeNow(nil), r.Attributes...)
		r.Attributes[5].Evidence.Quote = line.Draw(t, "quote")
		r.Attributes[5].Evidence.Value = model.Value{"pains": line.Draw(t, "pains"), "cost": line.Draw(t, "cost")}
		r.Gates = []model.Gate{{Name: "horizon", Why: line.Draw(t, "why")}}
		d := Dossier(w, r, h)
		md := d.Markdown()
		got := read(md)
		if len(got.headings) != 15 || len(got.strange) > 0 {
			t.Fatalf("%d headings, strange: %v\n%s", len(got.headings), got.strange, md)
		}
		if want := plain(w.Company.Name); got.headings[0] != want {
			t.Fatalf("the title reads %q, want %q", got.headings[0], want)
		}
		var want []string
		for _, s := range d.sections() {
			for _, b := range s.blocks {
				if tab, ok := b.(table); ok {
					want = append(want, tab.head...)
					for _, row := range tab.rows {
						for _, c := range row {
							want = append(want, strings.TrimSpace(join(" ", marks[c.rung], plain(c.text))))
						}
					}
				}
			}
		}
		if len(want) != len(got.cells) {
			t.Fatalf("%d cells, want %d\n%s", len(got.cells), len(want), md)
		}
		for i := range want {
			if got.cells[i] != want[i] {
				t.Fatalf("a cell reads %q, want %q", got.cells[i], want[i])
			}
		}
	})
}
