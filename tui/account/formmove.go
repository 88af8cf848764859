package account

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
)

// going is where somebody goes: a lead, or a company that gets one.
type going struct {
	lead    model.LeadID
	company string
}

func (g going) chosen() bool { return g.lead != 0 || g.company != "" }

func (g going) words() string {
	if g.lead == 0 {
		return kit.Clean(g.company) + ", which gets a lead"
	}
	return kit.Clean(g.company) + " (" + g.lead.String() + ")"
}

// foundMsg is what a search for the company came to.
type foundMsg struct {
	request nav.Request
	typed   string
	rows    []model.LeadRow
	failure string
}

// freshPrefix tells a company that is new from the leads in the list.
const freshPrefix = "new:"

// offered is how many leads the list offers at most.
const offered = 20

// openMove asks where to, then with what title and what goes along.
func (a *Account) openMove(c model.Contact) tea.Cmd {
	fields := []kit.Field{{Key: "title", Label: "title there", Placeholder: "not known"}}
	var own []model.Point
	for _, p := range c.Points {
		if p.Shared || p.Status == model.PointInvalid {
			continue
		}
		own = append(own, p)
		stays := "no"
		if p.Kind == model.EmailPoint && a.desk.Company.Domain != "" && !strings.HasSuffix(p.Key, "@"+a.desk.Company.Domain) {
			stays = "yes" // an address elsewhere is his own
		}
		fields = append(fields, kit.Field{Key: p.ID.String(), Label: kit.Clean(p.Shown), Kind: kit.ChoiceField, Value: stays,
			Options: []kit.Option{{Key: "n", Value: "no", Title: "stays behind"}, {Key: "y", Value: "yes", Title: "goes along"}}})
	}
	f := &form{name: "move", title: c.Name + " goes to", who: c.ID, fields: kit.NewForm(a.l, fields...)}
	f.picker = kit.NewCompleter(a.l, "a company: its leads are found as you type, or it is new")
	f.picker.Only()
	f.picker.SetHint("Type the company that " + c.Name + " went to.")
	f.picker.OnType = func(typed string) tea.Cmd { return a.search(f, typed) }
	f.picker.OnTake = func(k kit.Completion) tea.Cmd {
		f.going = a.taken(k)
		f.picker.Blur()
		return nil
	}
	f.fields.OnSave = func(v map[string]string) tea.Cmd { return a.moves(f, c, own, v) }
	a.open(f)
	f.picker.Focus()
	if f.brought {
		return f.picker.SetValue(a.drafts.mem["move"]["to"])
	}
	return nil
}

// search finds the leads of a company by what is typed; the lead in hand is not
// offered.
func (a *Account) search(f *form, typed string) tea.Cmd {
	r := f.asks.Next()
	if strings.TrimSpace(typed) == "" {
		return nil
	}
	office, by, lead := a.office, a.s.Actor, a.lead
	return nav.For(a, func() tea.Msg {
		ctx, done := page.Context()
		defer done()
		p, err := office.Leads(ctx, by, model.LeadQuery{Search: typed, Limit: offered})
		out := foundMsg{request: r, typed: typed}
		if err != nil {
			out.failure = page.Sentence(a.s, err)
		}
		for _, row := range p.Rows {
			if row.ID != lead && row.Status.Open() {
				out.rows = append(out.rows, row)
			}
		}
		return out
	})
}

// found lists the leads, and last the company as it was typed: that is new.
func (f *form) found(msg foundMsg) tea.Cmd {
	if f.picker == nil || !f.asks.Current(msg.request) {
		return nil
	}
	f.picker.SetProblem(msg.failure)
	var list []kit.Completion
	for _, r := range msg.rows {
		list = append(list, kit.Completion{Text: r.ID.String() + " " + r.Company, Title: r.Company, Note: page.Joined(", ", r.ID.String(), r.Place, string(r.Status), r.Owner)})
	}
	name := strings.TrimSpace(msg.typed)
	list = append(list, kit.Completion{Text: freshPrefix + name, Title: name, Note: "a company that has no lead yet"})
	return f.picker.Found(msg.typed, list)
}

// taken reads what was picked.
func (a *Account) taken(k kit.Completion) going {
	if name, fresh := strings.CutPrefix(k.Text, freshPrefix); fresh {
		return going{company: name}
	}
	id, name, _ := strings.Cut(k.Text, " ")
	lead, err := model.ParseLeadID(id)
	if err != nil {
		return going{}
	}
	return going{lead: lead, company: name}
}

func (a *Account) moves(f *form, c model.Contact, own []model.Point, v map[string]string) tea.Cmd {
	m := model.ContactMove{ContactID: c.ID, LeadID: f.going.lead, Title: v["title"]}
	if m.LeadID == 0 {
		m.Company = f.going.company
	}
	for _, p := range own {
		if v[p.ID.String()] == "yes" {
			m.Keep = append(m.Keep, p.ID)
		}
	}
	office := a.office
	return a.write(f, func(ctx context.Context, by model.Actor) (model.Result, error) { return office.MoveContact(ctx, by, m) },
		func(r model.Result) tea.Cmd { return a.tell("", r) })
}
