package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"ripen/model"
)

// deskText is a lead on one page.
func (s *session) deskText(w io.Writer, d model.Desk, notes []model.Note) {
	l, c := d.Lead, d.Company
	fmt.Fprintf(w, "%s  %s\n", l.ID, c.Name)
	value := ""
	if l.Value > 0 {
		value = moneyText(l.Value, s.currency(l.Currency))
	}
	fmt.Fprintln(w, joined(string(l.Status), string(l.Horizon), fmt.Sprintf("score %d", l.Score), l.Owner, l.List, value))
	fmt.Fprintln(w, joined(placeText(c.Place), c.Website, d.Industry))
	if l.Reason != "" {
		until := ""
		if !l.RestUntil.IsZero() {
			until = ", until " + s.dayText(l.RestUntil)
		}
		fmt.Fprintf(w, "why: %s%s\n", l.Reason, until)
	}
	for _, f := range d.Flags {
		fmt.Fprintf(w, "! %s\n", f)
	}
	s.peopleText(w, d)
	s.cadenceText(w, d)
	s.attributesText(w, d)
	s.historyText(w, d)
	s.notesText(w, notes)
	s.defectsText(w, d)
	for _, q := range d.Questions {
		s.asked(w, l.ID, q)
	}
}

func (s *session) peopleText(w io.Writer, d model.Desk) {
	fmt.Fprintln(w, "\nPEOPLE")
	var rows [][]string
	for _, c := range d.Contacts {
		state := ""
		switch {
		case c.Suppressed:
			state = "do not contact"
		case c.Left:
			state = "left"
		}
		rows = append(rows, []string{c.ID.String(), c.Name, c.Title, string(c.Role), localText(c, s.now), state})
		for _, p := range c.Points {
			status := string(p.Status)
			if p.NoConsent {
				status += ", no consent"
			}
			rows = append(rows, []string{"", "  " + oneLine(p.Shown), string(p.Kind), status, found(p.Source)})
		}
	}
	table(w, "  ", rows)
	for _, c := range d.Contacts {
		extraText(w, joined(c.Name, found(c.Source)), c.Extra, c.Source != "")
	}
	extraText(w, d.Company.Name, d.Company.Extra, false)
}

// found says where somebody or something was found.
func found(source string) string {
	if source == "" {
		return ""
	}
	return "found: " + oneLine(source)
}

// extraText is what the list said besides of one of the lead's people or of the
// company, a header a line. always writes the head where it said nothing.
func extraText(w io.Writer, head string, extra map[string]string, always bool) {
	if len(extra) == 0 && !always {
		return
	}
	fmt.Fprintf(w, "  %s\n", oneLine(head))
	for _, header := range model.ExtraHeaders(extra) {
		fmt.Fprintf(w, "    %s = %s\n", oneLine(header), oneLine(extra[header]))
	}
}

// defectsText is what was wrong with the lead as it came.
func (s *session) defectsText(w io.Writer, d model.Desk) {
	if len(d.Defects) == 0 {
		return
	}
	fmt.Fprintln(w, "\nLIST ISSUES")
	for _, v := range d.Defects {
		who := ""
		if c := d.Contact(v.ContactID); c != nil {
			who = c.Name
		}
		fmt.Fprintf(w, "  %s %s\n", s.clockText(v.At), joined(v.Code, v.Field, who, oneLine(v.Note)))
	}
}

func (s *session) cadenceText(w io.Writer, d model.Desk) {
	fmt.Fprintln(w, "\nCADENCE")
	var rows [][]string
	for _, e := range d.Enrolments {
		who := e.ContactID.String()
		if c := d.Contact(e.ContactID); c != nil {
			who = c.Name
		}
		where := "owed outside a cadence"
		if e.Cadence != "" {
			where = fmt.Sprintf("%s v%d, step %d of %d", e.Cadence, e.Revision, e.Step, len(d.Cadences[e.CadenceID].Steps))
		}
		due := ""
		if e.State.Live() && !e.DueAt.IsZero() {
			due = s.clockText(e.DueAt)
		}
		mark := " "
		if e.ID == d.Served {
			mark = ">"
		}
		rows = append(rows, []string{mark, who, where, string(e.State), string(e.Channel), due, oneLine(e.Why)})
	}
	if len(rows) == 0 {
		fmt.Fprintf(w, "  nobody is enrolled; ripen enrol %s --contact CID --cadence NAME does it\n", d.Lead.ID)
	}
	table(w, "  ", rows)
	for _, u := range d.Upcoming {
		fmt.Fprintf(w, "    %s\n", joined(fmt.Sprintf("%2d %s", u.Step.Number, u.Step.Word()), s.dayText(u.On), oneLine(u.Why)))
	}
}

func (s *session) attributesText(w io.Writer, d model.Desk) {
	r := d.Readiness
	fmt.Fprintf(w, "\nATTRIBUTES %d of %d", r.Count, r.Of)
	if r.Weakest != "" {
		fmt.Fprintf(w, ", weakest %s (%s)", r.Weakest, r.WeakestWhy)
	}
	fmt.Fprintln(w)
	var rows [][]string
	for _, a := range r.Attributes {
		level := a.Level.String()
		if a.Stale {
			level = "stale, " + a.StaleWhy
		}
		rows = append(rows, []string{string(a.Key), level, s.valueText(a), s.saidText(d.World, a)})
	}
	table(w, "  ", rows)
	if r.NextQuestion != "" {
		fmt.Fprintf(w, "  ask next  %s\n", joined(oneLine(r.NextQuestion), r.NextWhoText))
	}
	for _, g := range r.Gates {
		switch {
		case g.OK:
		case g.Advice:
			fmt.Fprintf(w, "  advice    %s: %s\n", g.Name, g.Why)
		default:
			fmt.Fprintf(w, "  gate      %s: %s\n", g.Name, g.Why)
		}
	}
	if n := d.Lead.NextStep; !n.IsZero() {
		fmt.Fprintf(w, "  agreed    %s %s\n", n.Kind, s.clockText(n.At))
	}
}

// valueText is an attribute's value in the order of its fields.
func (s *session) valueText(a model.AttributeNow) string {
	var out []string
	about := model.Attributes[a.Key.Index()]
	for _, f := range about.Fields {
		v := a.Evidence.Value[f.Name]
		if v == "" {
			continue
		}
		if f.Kind == model.MoneyField {
			var cents int64
			if _, err := fmt.Sscan(v, &cents); err == nil {
				v = moneyText(cents, s.currency(a.Evidence.Value["currency"]))
			}
		} else if f.Name == "currency" {
			continue // said with the amount
		}
		out = append(out, f.Label+" "+oneLine(v))
	}
	return cut(strings.Join(out, ", "), 72)
}

// saidText is who said it, when, and in which words.
func (s *session) saidText(w model.World, a model.AttributeNow) string {
	e := a.Evidence
	if a.Level == model.Unknown {
		return ""
	}
	who := cmp.Or(e.Document, "list")
	if c := w.Contact(e.ContactID); c != nil {
		who = c.Name
	}
	quote := ""
	if e.Quote != "" {
		quote = `"` + cut(oneLine(e.Quote), 48) + `"`
	}
	return strings.TrimSpace(fmt.Sprintf("%s, %s %s", who, s.dayText(e.On), quote))
}

func (s *session) historyText(w io.Writer, d model.Desk) {
	fmt.Fprintln(w, "\nHISTORY")
	var rows [][]string
	for _, t := range byAge(d.Touches) {
		who := ""
		if c := d.Contact(t.ContactID); c != nil {
			who = c.Name
		}
		outcome := string(t.Outcome)
		if t.Voided {
			outcome += " (taken back)"
		}
		way := ""
		if t.Direction == model.Inbound {
			way = "inbound"
		}
		rows = append(rows, []string{t.ID.String(), s.clockText(t.At), string(t.Channel), way, outcome, who, t.ByName, cut(oneLine(t.Note), 60)})
	}
	if len(rows) == 0 {
		fmt.Fprintln(w, "  nothing yet")
	}
	table(w, "  ", rows)
	if len(d.Handoffs) == 0 {
		return
	}
	fmt.Fprintln(w, "\nHAND-OFFS")
	rows = nil
	for _, h := range d.Handoffs {
		failed := ""
		if len(h.Attributes) > 0 {
			failed = "failed: " + words(h.Attributes)
		}
		rows = append(rows, []string{h.ID.String(), string(h.State), "to " + h.To, s.clockText(h.SubmittedAt), h.Reason, failed, cut(oneLine(h.Note), 60)})
	}
	table(w, "  ", rows)
}

func (s *session) notesText(w io.Writer, notes []model.Note) {
	if len(notes) == 0 {
		return
	}
	fmt.Fprintln(w, "\nNOTES")
	for _, n := range notes {
		fmt.Fprintf(w, "  %s %s: %s\n", s.clockText(n.At), n.ByName, oneLine(n.Text))
	}
}
