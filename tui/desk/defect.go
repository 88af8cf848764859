package desk

import (
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
)

// defect is one key of the bar: the code that it is kept as, and the word that
// goes with it as its note. One code may have several keys, so that each kind
// of company that is no prospect is one key too.
type defect struct {
	key, code, word, title string
	says                   bool // in words of one's own
}

// defects are the list issues, what comes out on a call first.
var defects = []defect{
	{key: "w", code: "wrong-number", title: "wrong number"},
	{key: "z", code: "disconnected", title: "disconnected"},
	{key: "L", code: "left-company", title: "left company"},
	{key: "p", code: "wrong-person", title: "wrong person"},
	{key: "d", code: "duplicate", title: "duplicate"},
	{key: "c", code: "out-of-business", title: "out of business"},
	{key: "k", code: "not-a-prospect", word: "competitor", title: "competitor"},
	{key: "n", code: "not-a-prospect", word: "consultant", title: "consultant"},
	{key: "s", code: "not-a-prospect", word: "student", title: "student"},
	{key: "x", code: "not-a-prospect", title: "no prospect", says: true},
	{key: "m", code: "missing-phone", title: "missing phone"},
	{key: "e", code: "missing-email", title: "missing e-mail"},
	{key: "b", code: "bad-address", title: "bad address"},
	{key: "o", code: "other", title: "other", says: true},
}

// defectPoint is the number or address that a defect is about: of a number the
// one dialled, of an address that of the step's channel; 0 none, or whichever
// is the contact's best.
func (d *Desk) defectPoint(code string) model.PointID {
	kinds := model.DefectKinds(code)
	if slices.Contains(kinds, model.PhonePoint) {
		if p := d.number(); p != nil {
			return p.ID
		}
		return 0
	}
	c := d.desk.Contact(d.contact)
	if c == nil || len(kinds) == 0 {
		return 0
	}
	kind := kinds[0]
	if d.stepChannel().IsMail() && slices.Contains(kinds, model.PostPoint) {
		kind = model.PostPoint
	}
	if p := c.Point(kind); p != nil {
		return p.ID
	}
	return 0
}

// defectOptions are the keys of the bar. One that is coded already of the
// person in hand, for the same column, cannot be coded twice.
func (d *Desk) defectOptions() []kit.Option {
	c := d.desk.Contact(d.contact)
	out := make([]kit.Option, len(defects))
	for i, v := range defects {
		out[i] = kit.Option{Key: v.key, Value: v.key, Title: v.title}
		var point *model.Point
		if c != nil {
			if id := d.defectPoint(v.code); id != 0 {
				point = &c.Points[slices.IndexFunc(c.Points, func(p model.Point) bool { return p.ID == id })]
			}
		}
		field := model.DefectField(v.code, c, point)
		if v.says || point != nil && field == "" { // which number it was is not known
			continue
		}
		for _, had := range d.desk.Defects {
			if had.Code == v.code && had.ContactID == d.contact && had.Field == field && (v.word == "" || had.Note == v.word) {
				out[i].Why = "it is coded already; u takes the last entry back"
			}
		}
	}
	return out
}

// likelyDefect is the code that is plain to see: what the list did not bring of
// the person in hand. "" where it brought both, where that is coded, and of
// somebody whom no list brought.
func (d *Desk) likelyDefect(options []kit.Option) string {
	c := d.desk.Contact(d.contact)
	if c == nil || c.Source != "" || d.desk.Lead.ListID == 0 {
		return ""
	}
	lacks := map[string]bool{"m": !slices.ContainsFunc(c.Points, func(p model.Point) bool { return p.Kind == model.PhonePoint && p.Source == "" }),
		"e": !slices.ContainsFunc(c.Points, func(p model.Point) bool { return p.Kind == model.EmailPoint && p.Source == "" })}
	for _, o := range options {
		if lacks[o.Value] && o.Why == "" {
			return o.Value
		}
	}
	return ""
}

// defectWords are the list issues coded on the lead, each once.
func (d *Desk) defectWords() string {
	var out []string
	for _, had := range d.desk.Defects {
		title := defectTitle(had.Code, had.Note)
		if !slices.Contains(out, title) {
			out = append(out, title)
		}
	}
	return strings.Join(out, ", ")
}

// defectTitle is a code as people read it, with the word that its note may be.
func defectTitle(code, note string) string {
	for _, v := range defects {
		if v.code == code && !v.says && (v.word == "" || v.word == note) {
			return v.title
		}
	}
	return words(code)
}

// startDefect codes an issue of the list that the lead came with, against the
// list and the person in hand.
func (d *Desk) startDefect() {
	options := d.defectOptions()
	d.startCodes("defect", options, d.likelyDefect(options), func(o kit.Option, said string) tea.Cmd {
		return d.codeDefect(defects[slices.IndexFunc(defects, func(v defect) bool { return v.key == o.Value })], said)
	})
	b := d.bar.(*codeBar)
	b.heading = "WHAT IS WRONG WITH THE LIST?"
	if c := d.desk.Contact(d.contact); c != nil {
		b.heading = "WHAT IS WRONG WITH THE LIST ABOUT " + strings.ToUpper(kit.Clean(d.given(*c))) + "?"
	}
	b.says = func(o kit.Option) bool {
		return slices.ContainsFunc(defects, func(v defect) bool { return v.key == o.Value && v.says })
	}
}

func (d *Desk) codeDefect(v defect, said string) tea.Cmd {
	if said == "" {
		said = v.word
	}
	office := d.office
	entry := model.Defect{LeadID: d.lead, ListID: d.desk.Lead.ListID, ContactID: d.contact, Code: v.code, PointID: d.defectPoint(v.code), Note: said}
	return d.write(func(ctx context.Context, by model.Actor) (model.Result, error) {
		return office.Defect(ctx, by, entry)
	}, func(msg wroteMsg) tea.Cmd {
		if msg.err != nil {
			return d.refused(msg.err)
		}
		d.closeBar()
		list := d.desk.Lead.List
		if list == "" {
			list = "no list: it was added by hand"
		}
		return tea.Batch(d.drafts.drop(d, "defect"), nav.Toast(nav.Good, "Coded: "+v.title+", against "+list+". D codes another."), d.load())
	})
}
