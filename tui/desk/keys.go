package desk

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"

	"ripen/model"
	"ripen/tui/nav"
)

// hint is a key of a bar or panel with what it does there.
type hint struct{ key, does string }

func (h hint) binding() key.Binding {
	return key.NewBinding(key.WithKeys(h.key), key.WithHelp(h.key, h.does))
}

// keys are the desk's own copies of the session's bindings, and the keys that
// only the desk has. Each is enabled or says why it is not.
type keys struct {
	nav.KeyMap
	People, Next, Number, Agree, Disqualify, Owner          key.Binding
	AddPerson, Role, Left, Enrol, Stop, Details, Take, Lift key.Binding
	Found, About, Account                                   key.Binding
	Typing, Digits, Answer, Guide                           key.Binding
}

func newKeys(base nav.KeyMap) keys {
	bind := func(k, does string) key.Binding { return hint{k, does}.binding() }
	k := keys{
		KeyMap: base,
		People: bind("p", "people"), Next: bind("N", "next lead"), Number: bind("#", "other number"),
		Agree: bind("A", "agreed next step"), Disqualify: bind("X", "disqualify"), Owner: bind("O", "owner"),
		AddPerson: bind("+", "add a person"), Role: bind("t", "buying role"), Left: bind("L", "left the company"),
		Enrol: bind("E", "enrol"), Stop: bind("S", "stop or resume"), Details: bind("c", "change details"),
		Take: bind("enter", "work with this person"), Lift: bind("U", "lift do-not-contact"),
		Found: bind("f", "add a number or e-mail found"), About: bind("v", "all about the person"),
		Account: bind("P", "the whole account"),
		Typing:  bind("ctrl+n", "note, from anywhere"),
		Digits:  key.NewBinding(key.WithKeys("1", "2", "3", "4", "5", "6", "7", "8", "9", "0"), key.WithHelp("1–0", "attribute of that number")),
		Answer:  bind("enter", "take the answer marked"),
		Guide:   key.NewBinding(key.WithKeys(" "), key.WithHelp("space", "guide")),
	}
	k.Email = nav.Named(k.Email, "e-mail")
	k.Attributes = nav.Named(k.Attributes, "attribute")
	k.Open = nav.Named(k.Open, "open what is marked")
	return k
}

// set enables b, or disables it with a reason.
func set(b *key.Binding, why string) {
	if why == "" {
		*b = nav.Enable(*b)
		return
	}
	*b = nav.Disable(*b, why)
}

// follow enables and disables keys by the lead as loaded.
func (k *keys) follow(d *Desk) {
	work := ""
	if err := d.s.Actor.Allow(model.ActWork); err != nil {
		work = err.Error()
	}
	for _, b := range []*key.Binding{&k.Outcome, &k.Note, &k.Inbound, &k.Skip, &k.Rest, &k.Defect, &k.Email, &k.Letter,
		&k.AddPerson, &k.Role, &k.Left, &k.Enrol, &k.Stop, &k.Details, &k.Found, &k.Agree, &k.Disqualify, &k.Dial} {
		set(b, work)
	}
	set(&k.Graduate, d.mayGraduate())
	if work == "" && d.desk.Contact(d.contact) == nil {
		for _, b := range []*key.Binding{&k.Dial, &k.Outcome, &k.Inbound, &k.Found, &k.About} {
			set(b, "add a person first: +")
		}
	}
	owner := ""
	if err := d.s.Actor.Allow(model.ActAssign); err != nil {
		owner = err.Error()
	}
	set(&k.Owner, owner)
	lift := ""
	if err := d.s.Actor.Allow(model.ActLift); err != nil {
		lift = err.Error()
	}
	set(&k.Lift, lift)
	web := ""
	if d.desk.Company.Website == "" && d.desk.Company.Domain == "" && !slices.ContainsFunc(d.desk.Contacts, func(c model.Contact) bool { return c.Profile() != "" }) {
		web = "no web address is known"
	}
	set(&k.Web, web)
	k.Disqualify = nav.Named(k.Disqualify, "disqualify")
	if !d.desk.Lead.Status.Open() {
		k.Disqualify = nav.Named(k.Disqualify, "reopen")
	}
}

// mayGraduate is why the lead cannot be handed over at all, "" where the
// playbook decides.
func (d *Desk) mayGraduate() string {
	if err := d.s.Actor.Allow(model.ActSubmit); err != nil {
		return err.Error()
	}
	if s := d.desk.Lead.Status; d.loaded && !s.Nurtured() {
		return "the lead is " + string(s)
	}
	return ""
}

// ShortHelp is the keys that matter now.
func (d *Desk) ShortHelp() []key.Binding {
	k := &d.keys
	var out []key.Binding
	add := func(hints []hint) {
		for _, h := range hints {
			out = append(out, h.binding())
		}
	}
	switch {
	case d.note.Focused():
		add([]hint{{"enter", "keep it for the outcome"}, {"ctrl+s", "record it by itself"}, {"esc", "back"}})
		return out
	case d.panel != nil && d.panel.capturing():
		add(d.panel.hints())
		return out
	case d.bar != nil:
		add(d.bar.hints())
		return out
	case d.panel != nil:
		add(d.panel.hints())
	}
	if d.asking != nil && d.panel == nil {
		out = append(out, k.Answer)
	}
	if d.focused == panePeople {
		return append(out, k.Take, k.AddPerson, nav.Named(k.Found, "number found"), nav.Named(k.About, "all about"), k.Role, k.Enrol, k.Details, k.Left)
	}
	out = append(out, k.Outcome, k.Attributes)
	if d.calling() { // what is wrong with the list comes out while somebody answers
		out = append(out, k.Defect)
	} else {
		out = append(out, k.Dial)
	}
	if en := d.served(); en != nil && en.Channel == model.Email {
		out = append(out, k.Email)
	} else if en != nil && en.Channel.IsMail() {
		out = append(out, k.Letter)
	}
	out = append(out, k.Note)
	if d.asking == nil {
		out = append(out, k.Guide)
	}
	return append(out, k.NextPane, k.Undo, k.Email, k.Rest)
}

// FullHelp is every key in its present state.
func (d *Desk) FullHelp() []nav.HelpGroup {
	k := &d.keys
	var now []key.Binding
	if d.bar != nil {
		for _, h := range d.bar.hints() {
			now = append(now, h.binding())
		}
	} else if d.panel != nil {
		for _, h := range d.panel.hints() {
			now = append(now, h.binding())
		}
	}
	groups := []nav.HelpGroup{}
	if len(now) > 0 {
		groups = append(groups, nav.HelpGroup{Title: "Open now", Bindings: now})
	}
	return append(groups,
		nav.HelpGroup{Title: "The touch", Bindings: []key.Binding{k.Dial, k.Number, k.Outcome, k.Note, k.Typing, k.Inbound, k.Email, k.Letter, k.Undo}},
		nav.HelpGroup{Title: "The lead", Bindings: []key.Binding{k.Attributes, k.Digits, k.Agree, k.Graduate, k.Rest, k.Skip, k.Defect, k.Disqualify, k.Owner, k.Next}},
		nav.HelpGroup{Title: "People", Bindings: []key.Binding{k.People, k.Take, k.AddPerson, k.Found, k.About, k.Role, k.Details, k.Enrol, k.Stop, k.Left, k.Lift, k.Account}},
		nav.HelpGroup{Title: "Outcomes, after o", Bindings: d.outcomeKeys()},
		nav.HelpGroup{Title: "The screen", Bindings: []key.Binding{nav.Named(k.Guide, "read the guide; again: back"), k.NextPane, k.PrevPane, k.Down, k.Up, k.PageDown, k.PageUp, k.Web, k.Copy, k.Back}},
	)
}

// outcomeKeys lists the outcomes of what is due, for the help.
func (d *Desk) outcomeKeys() []key.Binding {
	list, _ := outcomesOf(d.stepChannel(), d.situation(false))
	out := make([]key.Binding, len(list))
	for i, o := range list {
		out[i] = hint{o.key, o.title}.binding()
	}
	return out
}
