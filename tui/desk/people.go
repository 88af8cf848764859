package desk

import (
	"context"
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// pressPeople answers to the keys that only the people have.
func (d *Desk) pressPeople(k tea.KeyMsg) (bool, tea.Cmd) {
	m := &d.keys
	if key.Matches(k, m.AddPerson) || key.Matches(k, m.Take) && d.person >= len(d.desk.Contacts) {
		return true, d.openPerson()
	}
	if d.person >= len(d.desk.Contacts) {
		return false, nil
	}
	c := d.desk.Contacts[d.person]
	switch {
	case key.Matches(k, m.Take):
		return true, d.take(c)
	case key.Matches(k, m.Role):
		return true, d.openDetails(c, "role")
	case key.Matches(k, m.Details):
		return true, d.openDetails(c, "name")
	case key.Matches(k, m.Enrol):
		return true, d.openEnrol(c)
	case key.Matches(k, m.Stop):
		return true, d.stopOrResume(c)
	case key.Matches(k, m.Left):
		return true, d.direct(model.Choice{Verb: model.MarkLeft, ContactID: c.ID}, c.Name+" has left the company")
	case key.Matches(k, m.Lift) && c.Suppressed:
		return true, d.openLift(c)
	}
	return false, nil
}

// take works with a person: the keys are about him from here on.
func (d *Desk) take(c model.Contact) tea.Cmd {
	d.contact, d.point = c.ID, 0
	return nav.Toast(nav.Info, "The keys are about "+kit.Clean(c.Name)+" now.")
}

// direct makes a choice that needs no form; u takes it back.
func (d *Desk) direct(c model.Choice, said string) tea.Cmd {
	c.LeadID = d.lead
	office := d.office
	return d.write(func(ctx context.Context, by model.Actor) (model.Result, error) {
		return office.Choose(ctx, by, c)
	}, func(msg wroteMsg) tea.Cmd {
		if msg.err != nil {
			return d.refused(msg.err)
		}
		return tea.Batch(nav.Toast(nav.Good, joined(d.dot(), said, d.effects(msg.result))), d.load())
	})
}

// stopOrResume stops a live enrolment, and has a paused one go on.
func (d *Desk) stopOrResume(c model.Contact) tea.Cmd {
	en := d.enrolmentOf(c.ID)
	switch {
	case en == nil:
		return nav.Toast(nav.Info, kit.Clean(c.Name)+" is in no cadence; E enrols.")
	case en.State == model.EnrolPaused || en.State == model.EnrolHeld:
		return d.direct(model.Choice{Verb: model.ResumeEnrol, ContactID: c.ID, EnrolmentID: en.ID}, "The cadence of "+c.Name+" goes on")
	}
	return d.direct(model.Choice{Verb: model.StopEnrolment, ContactID: c.ID, EnrolmentID: en.ID, Reason: "stopped on the desk"}, "The cadence of "+c.Name+" is stopped")
}

func (d *Desk) openLift(c model.Contact) tea.Cmd {
	p := d.newForm("lift", "Lift the do-not-contact of "+c.Name, func(p *formPanel, v map[string]string) tea.Cmd {
		return d.chosen(p, model.Choice{Verb: model.LiftSuppress, ContactID: c.ID, Reason: v["reason"]}, false)
	}, kit.Field{Key: "reason", Label: "reason", Required: true})
	if d.drafts.mem["lift"]["who"] != c.ID.String() { // the draft is of somebody else
		p.form.SetValues(map[string]string{"reason": ""})
		p.brought = false
	}
	p.extra = map[string]string{"who": c.ID.String()}
	d.openPanel(p)
	return nil
}

func (d *Desk) openEnrol(c model.Contact) tea.Cmd {
	names := make([]string, 0, len(d.desk.Current))
	for name := range d.desk.Current {
		names = append(names, name)
	}
	slices.Sort(names)
	options := codeOptions(names)
	for i, o := range options {
		if cad := d.desk.Cadences[d.desk.Current[o.Value]]; cad.Title != "" {
			options[i].Title = cad.Title
		}
	}
	likely := "standard"
	if en := d.served(); en != nil && en.Cadence != "" {
		likely = en.Cadence
	}
	p := d.newForm("cadence", "Enrol "+c.Name+" in", func(p *formPanel, v map[string]string) tea.Cmd {
		return d.chosen(p, model.Choice{Verb: model.Enrol, ContactID: c.ID, Cadence: v["cadence"]}, false)
	}, kit.Field{Key: "cadence", Label: "cadence", Kind: kit.ChoiceField, Required: true, Options: options, Value: likely})
	d.openPanel(p)
	return nil
}

// roleShort is a buying role in a narrow column.
func roleShort(r model.BuyingRole) string {
	switch r {
	case model.DecisionMaker:
		return "decides"
	case model.Influencer:
		return "influences"
	case model.User:
		return "uses it"
	case model.InformationGatherer:
		return "gathers"
	case model.Blocker:
		return "blocks"
	case model.RoleUnknown, "":
		return ""
	}
	return string(r)
}

// known is how many people of the lead there are to talk to.
func (d *Desk) known() int {
	n := 0
	for _, c := range d.desk.Contacts {
		if !c.Left && c.Name != "switchboard" {
			n++
		}
	}
	return n
}

// peoplePane lists the people, whom the keys are about marked.
func (d *Desk) peoplePane(w, h int) []string {
	rest := itoa(d.known()) + " known of " + itoa(d.desk.Policy.Penetration) + " wanted"
	out := []string{kit.Heading(d.l, w, "PEOPLE", rest, d.focused == panePeople)}
	var lines []string
	nameW := max(8, (w-2)*45/100)
	titleW := max(0, (w-2)*30/100)
	for i, c := range d.desk.Contacts {
		lines = append(lines, d.personLine(i, c, w, nameW, titleW))
	}
	add := " + add a person"
	ground := theme.Page
	if d.focused == panePeople && d.person == len(d.desk.Contacts) {
		ground = theme.Focused
	}
	lines = append(lines, d.l.PaintOn(ground, theme.Dim, kit.Fit(add, w)))
	out = append(out, d.window(lines, max(0, d.person-h+3), max(0, h-1), w)...)
	if c := d.inHand(); c != nil && !d.wide() && h-len(out) > 2 {
		if extra := d.extraPane(c, w, h-len(out)-1); len(extra) > 0 {
			out = append(append(out, ""), extra...)
		}
	}
	return out
}

func (d *Desk) personLine(i int, c model.Contact, w, nameW, titleW int) string {
	ground := theme.Page
	if d.focused == panePeople && i == d.person {
		ground = theme.Focused
	}
	mark, tone := " ", theme.Text
	if c.ID == d.contact {
		mark, tone = d.l.Glyphs.Mark, theme.Strong
	}
	state, stateTone := roleShort(c.Role), theme.Info
	switch {
	case c.Suppressed:
		state, stateTone = "do not contact", theme.Bad
	case c.Left:
		state, stateTone = "left", theme.Warn
	case state == "":
		state, stateTone = d.pursuit(c.ID), theme.Dim
	}
	if c.Left || c.Suppressed {
		tone = theme.Dim
	}
	return d.l.PaintOn(ground, theme.Mark, mark) +
		d.l.PaintOn(ground, tone, kit.Fit(kit.Clean(c.Name), nameW)+" ") +
		d.l.PaintOn(ground, theme.Dim, kit.Fit(kit.Clean(c.Title), max(0, titleW-1))+" ") +
		d.l.PaintOn(ground, stateTone, kit.Fit(state, max(0, w-nameW-titleW-2)))
}

// pursuit is where a contact stands in a cadence.
func (d *Desk) pursuit(id model.ContactID) string {
	en := d.enrolmentOf(id)
	switch {
	case en == nil:
		return "untouched"
	case en.State == model.EnrolDue && en.Step > 0:
		return "step " + itoa(en.Step)
	}
	return string(en.State)
}
