package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/model/clean"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
)

// likelyFound is where what is written down now was most likely found: while
// somebody speaks, or after he spoke today, he said it.
func (d *Desk) likelyFound() string {
	today := model.DateOf(d.now)
	for _, t := range d.desk.Touches {
		if !t.Voided && isTwoWay(t) && model.DateOf(t.At.In(d.now.Location())) == today {
			return model.FoundOnCall
		}
	}
	if d.calling() {
		return model.FoundOnCall
	}
	return ""
}

// openFound adds a number or an e-mail to the person in hand, in one field:
// which of the two it is is seen by its shape.
func (d *Desk) openFound() tea.Cmd {
	c := d.inHand()
	if c == nil {
		return nav.Toast(nav.Info, "Nobody is under the cursor.")
	}
	who := *c
	p := d.newForm("reach", "Found for "+who.Name, nil, append([]kit.Field{
		{Key: "reach", Label: "number, e-mail", Required: true, Placeholder: "617 555 0143, tor@halvorsen.example"}},
		page.FoundFields(d.likelyFound())...)...)
	if d.drafts.mem["reach"]["who"] != who.ID.String() { // the draft is of somebody else
		p.form.SetValues(map[string]string{"reach": "", "found": d.likelyFound(), "found_words": ""})
		p.brought = false
	}
	p.extra = map[string]string{"who": who.ID.String()}
	p.first = func(k tea.KeyMsg) bool { return page.PressFound(p.form, k) }
	p.form.OnSave = func(v map[string]string) tea.Cmd {
		p.problem = ""
		set, err := reachOf(v["reach"])
		source, unsaid := page.Found(v)
		if err == nil {
			err = unsaid
		}
		if err != nil {
			p.refuse(err)
			return nil
		}
		if source != "" {
			set["source"] = source
		}
		office := d.office
		return d.write(func(ctx context.Context, by model.Actor) (model.Result, error) {
			return office.SetContact(ctx, by, who.ID, set)
		}, func(msg wroteMsg) tea.Cmd {
			return d.personSaved(p, msg, joined(", ", set["phone"], set["email"])+" is added to "+kit.Clean(who.Name))
		})
	}
	d.openPanel(p)
	return nil
}

// reachOf reads a number, an e-mail, or one of each.
func reachOf(typed string) (map[string]string, error) {
	p, err := clean.PersonLine(typed)
	if err == nil && (p.Name != "" || p.Title != "" || p.Phone == "" && p.Email == "") {
		err = model.Errorf(model.Invalid, "That is neither a number nor an e-mail; write it as 617 555 0143 or tor@halvorsen.example.")
	}
	if err != nil {
		return nil, onField("reach", err)
	}
	set := map[string]string{}
	if p.Phone != "" {
		set["phone"] = p.Phone
	}
	if p.Email != "" {
		set["email"] = p.Email
	}
	return set, nil
}

func roleOptions() []kit.Option {
	keys := "dicughbn"
	out := make([]kit.Option, len(model.BuyingRoles))
	for i, r := range model.BuyingRoles {
		out[i] = kit.Option{Key: keys[i : i+1], Value: string(r), Title: words(r)}
	}
	out[5].Title = "gathers information"
	return out
}

func (d *Desk) openPerson() tea.Cmd {
	p := d.newForm("person", "Add a person", nil,
		slices.Concat([]kit.Field{
			{Key: "name", Label: "name", Required: true, Placeholder: "or all in one line: Tor Lind, IT lead, 617 555 0143"},
			{Key: "title", Label: "title", Placeholder: "CFO"},
			{Key: "role", Label: "role", Kind: kit.ChoiceField, Value: string(model.RoleUnknown), Options: roleOptions()},
			{Key: "phone", Label: "phone"}, {Key: "email", Label: "e-mail"}},
			page.FoundFields(d.likelyFound()), []kit.Field{{Key: "address", Label: "address"}})...)
	p.first = func(k tea.KeyMsg) bool {
		return page.PressFound(p.form, k) || page.PartPerson(p.form, k, "name", "role")
	}
	p.form.OnSave = func(v map[string]string) tea.Cmd {
		source, err := page.Found(v)
		if err != nil {
			p.refuse(err)
			return nil
		}
		c := model.NewContact{LeadID: d.lead, Name: v["name"], Title: v["title"], Role: model.BuyingRole(v["role"]),
			Phone: v["phone"], Email: v["email"], Address: v["address"], Source: source}
		office := d.office
		return d.write(func(ctx context.Context, by model.Actor) (model.Result, error) {
			return office.AddContact(ctx, by, c)
		}, func(msg wroteMsg) tea.Cmd { return d.personSaved(p, msg, c.Name+" is added") })
	}
	d.openPanel(p)
	return nil
}

func (d *Desk) personSaved(p *formPanel, msg wroteMsg, said string) tea.Cmd {
	if model.CodeOf(msg.err) == model.Conflict && p.clash != nil {
		return d.compare(p, sentence(msg.err))
	}
	if msg.err != nil {
		p.refuse(msg.err)
		return nil
	}
	effects := slices.DeleteFunc(slices.Clone(msg.result.Effects), func(e string) bool {
		return strings.HasSuffix(e, " is added") || strings.HasSuffix(e, " is changed") // said already
	})
	return tea.Batch(p.done(), nav.Toast(nav.Good, joined(d.dot(), said, strings.Join(effects, d.dot()))), d.load())
}

// detailsOf is what a form holds of a person.
func detailsOf(c model.Contact) map[string]string {
	shown := func(kind model.PointKind) string {
		if p := c.Point(kind); p != nil {
			return p.Shown
		}
		return ""
	}
	role := c.Role
	if role == "" {
		role = model.RoleUnknown
	}
	return map[string]string{"name": c.Name, "title": c.Title, "role": string(role),
		"phone": shown(model.PhonePoint), "email": shown(model.EmailPoint), "address": shown(model.PostPoint)}
}

// openDetails changes what is known of a person; only what differs is sent.
func (d *Desk) openDetails(c model.Contact, at string) tea.Cmd {
	before := detailsOf(c)
	p := d.newForm("details", "Change "+c.Name, nil, slices.Concat([]kit.Field{
		{Key: "role", Label: "role", Kind: kit.ChoiceField, Value: before["role"], Options: roleOptions()},
		{Key: "name", Label: "name", Value: before["name"], Required: true},
		{Key: "title", Label: "title", Value: before["title"]},
		{Key: "phone", Label: "phone", Value: before["phone"]},
		{Key: "email", Label: "e-mail", Value: before["email"]},
		{Key: "address", Label: "address", Value: before["address"]}},
		page.FoundFields(d.likelyFound()))...)
	p.first = func(k tea.KeyMsg) bool { return page.PressFound(p.form, k) }
	if d.drafts.mem["details"]["who"] != c.ID.String() { // the draft is of somebody else
		p.form.SetValues(before)
		p.form.SetValues(map[string]string{"found": d.likelyFound(), "found_words": ""})
		p.brought = false
	}
	p.form.OnSave = func(v map[string]string) tea.Cmd {
		changes := map[string]string{}
		added := false
		for k, s := range before {
			point := k == "phone" || k == "email" || k == "address"
			if v[k] != s && !(point && v[k] == "") { // a number is added; an outcome says that one is dead
				changes[k] = v[k]
				added = added || point
			}
		}
		source, err := page.Found(v)
		switch {
		case err != nil:
			p.refuse(err)
			return nil
		case source != "" && (added || source != d.likelyFound()):
			changes["source"] = source
		}
		if len(changes) == 0 {
			return tea.Batch(p.done(), nav.Toast(nav.Info, "Nothing was changed."))
		}
		if c.Version != 0 {
			changes["version"] = strconv.FormatInt(c.Version, 10)
		}
		office := d.office
		return d.write(func(ctx context.Context, by model.Actor) (model.Result, error) {
			return office.SetContact(ctx, by, c.ID, changes)
		}, func(msg wroteMsg) tea.Cmd { return d.personSaved(p, msg, c.Name+" is changed") })
	}
	p.extra = map[string]string{"who": c.ID.String()}
	p.clash = d.clashOfDetails(p, c.ID, before)
	d.openPanel(p)
	p.form.FocusField(at)
	return nil
}
