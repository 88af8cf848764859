package account

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
)

// otherLine is another lead of the company in a few words: "L52 Nordlys Cold
// Storage · working · Tom".
func otherLine(r model.LeadRow, dot string) string {
	return page.Joined(dot, r.ID.String()+" "+kit.Clean(r.Company), page.Words(r.Status), kit.Clean(r.Owner))
}

// furtherLine says how many leads there are besides the one that is named.
func furtherLine(n int, dot string) string {
	if n <= 0 {
		return dot + "o opens it"
	}
	return dot + "and " + kit.Count(n) + " more: o opens one"
}

// openOthers opens the desk of the company's other lead, or asks which where
// there are several.
func (a *Account) openOthers() tea.Cmd {
	if len(a.others) == 1 {
		return a.other(a.others[0].ID)
	}
	dot := " " + a.l.Glyphs.Dot + " "
	var options []kit.Option
	for i, r := range a.others[:min(len(a.others), 26)] {
		options = append(options, kit.Option{Key: string(rune('a' + i)), Value: r.ID.String(), Title: otherLine(r, dot)})
	}
	f := &form{title: "The other leads of this company", verb: "open", fields: kit.NewForm(a.l,
		kit.Field{Key: "lead", Label: "lead", Kind: kit.ChoiceField, Value: options[0].Value, Options: options, Required: true})}
	f.fields.OnSave = func(v map[string]string) tea.Cmd {
		i := slices.IndexFunc(a.others, func(r model.LeadRow) bool { return r.ID.String() == v["lead"] })
		if i < 0 {
			return nil
		}
		a.form = nil
		a.layOut()
		return a.other(a.others[i].ID)
	}
	a.open(f)
	return nil
}

func (a *Account) other(lead model.LeadID) tea.Cmd {
	return nav.Send(nav.OpenLeadMsg{Lead: lead, Over: true})
}
