package desk

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/gate"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// calling says whether a call is on.
func (d *Desk) calling() bool { return !d.callFrom.IsZero() }

// onCall says that there is a call whose outcome is still owed: it is on, or it
// was hung up a moment ago.
func (d *Desk) onCall() bool { return d.calling() || d.callFor > 0 }

// numbers are the contact's usable ones, the best first.
func (d *Desk) numbers() []model.Point {
	c := d.desk.Contact(d.contact)
	if c == nil {
		return nil
	}
	best := c.Point(model.PhonePoint)
	if best == nil {
		return nil
	}
	out := []model.Point{*best}
	for _, p := range c.Points {
		if p.Kind == model.PhonePoint && p.Usable() && p.ID != best.ID {
			out = append(out, p)
		}
	}
	return out
}

// number is the one that d dials: the best, or the one that # turned to.
func (d *Desk) number() *model.Point {
	list := d.numbers()
	for i := range list {
		if list[i].ID == d.point {
			return &list[i]
		}
	}
	if len(list) == 0 {
		return nil
	}
	return &list[0]
}

// otherNumber turns to the contact's next number.
func (d *Desk) otherNumber() tea.Cmd {
	list, now := d.numbers(), d.number()
	if len(list) < 2 {
		return nav.Toast(nav.Info, "No other usable number is known.")
	}
	for i := range list {
		if list[i].ID == now.ID {
			d.point = list[(i+1)%len(list)].ID
		}
	}
	return nil
}

// mayCall is the gate's word on a call of this contact now. A zone that is not
// known holds nothing back that a person does by hand: it is said beside the
// number.
func (d *Desk) mayCall() (refusal, warning string) {
	c := d.desk.Contact(d.contact)
	if c == nil {
		return "There is nobody to call; p, then + adds a person.", ""
	}
	if d.opt.Book == nil {
		d.opt.Book = calendar.New()
	}
	asked, promised := false, false
	if en := d.enrolmentOf(c.ID); en != nil {
		promised = en.Owes == model.OwesCallback
		asked = promised || en.Owes == model.OwesAnswer
	}
	v := gate.May(d.now, gate.Ask{Contact: *c, Lead: d.desk.Lead, Channel: model.Phone, Point: d.number(), Asked: asked, Promised: promised, SameDay: true},
		d.opt.Book, d.desk.Policy)
	switch {
	case v.OK:
		return "", ""
	case v.Code == model.Closed && v.Until.IsZero():
		return "", v.Words
	}
	return strings.ToUpper(v.Words[:1]) + v.Words[1:] + ".", ""
}

// dial shows the number large and starts the timer, or says why not now; while
// a call is on it hangs up.
func (d *Desk) dial() tea.Cmd {
	if d.calling() {
		return d.hangUp()
	}
	refusal, warning := d.mayCall()
	if refusal != "" {
		return nav.Toast(nav.Warn, refusal)
	}
	p := d.number()
	if p == nil {
		return nav.Toast(nav.Warn, "No usable number is known; p, then c writes one down.")
	}
	d.callFrom, d.callFor, d.dialOpen, d.dialWarn = d.now, 0, true, warning
	if d.opt.Dial == nil || warning != "" {
		return nil
	}
	ring, key := d.opt.Dial, p.Key
	return d.run(func() tea.Msg {
		if err := ring(key); err != nil {
			return nav.ErrMsg{Err: err}
		}
		return nil
	})
}

// hangUp stops the timer and asks at once how it went, what is likeliest after a
// call of that length first.
func (d *Desk) hangUp() tea.Cmd {
	d.callFor = max(time.Second, d.now.Sub(d.callFrom))
	d.callFrom, d.dialOpen = time.Time{}, false
	_, cmd := d.startFlow(model.Phone, false)
	return cmd
}

// callOver forgets the call: its outcome is recorded.
func (d *Desk) callOver() { d.callFrom, d.callFor, d.dialOpen = time.Time{}, 0, false }

// dialing says whether the number stands large: until somebody is likely to
// have answered.
func (d *Desk) dialing() bool {
	return d.dialOpen && d.calling() && d.now.Sub(d.callFrom) < talkSeconds*time.Second
}

// dialPane is the number, large enough to be read while keying it into a
// telephone.
func (d *Desk) dialPane(w, h int) []string {
	c := d.desk.Contact(d.contact)
	name := ""
	if c != nil {
		name = joined(", ", c.Name, c.Title)
	}
	out := []string{kit.Heading(d.l, w, "CALLING", name, false)}
	p := d.number()
	if p == nil {
		return out
	}
	shown := kit.Clean(p.Shown)
	if big := bigNumber(shown); len(big[0]) < w && h >= 6 {
		for _, line := range big {
			out = append(out, " "+d.tel(p, d.l.Paint(theme.Strong, line)))
		}
	}
	out = append(out, " "+d.tel(p, d.paint(theme.Strong, shown))+d.paint(theme.Dim, "  "+pointState(p.Status)))
	out = append(out, " "+d.paint(theme.Good, "on call "+clockFace(d.now.Sub(d.callFrom)))+d.paint(theme.Dim, "   d hangs up"))
	if d.dialWarn != "" {
		for _, line := range kit.WrapTo(d.l.Glyphs.Alert+" "+d.dialWarn, max(1, w-2), 2) {
			out = append(out, " "+d.l.Paint(theme.Warn, line))
		}
	}
	if n := len(d.numbers()); n > 1 {
		out = append(out, " "+d.paint(theme.Dim, "# turns to another of "+itoa(n)+" numbers"))
	}
	return d.window(out, 0, h, w)
}

// tel makes what is drawn of a number a link that dials it, where the terminal
// takes one.
func (d *Desk) tel(p *model.Point, drawn string) string {
	return kit.TelLink(d.s.Links(), p.Key, drawn)
}

func pointState(s model.PointStatus) string {
	if s == model.PointBlocked {
		return "a gatekeeper answers"
	}
	return string(s)
}

// segments are the ten digits in three lines of three cells.
var segments = [10][3]string{
	{" _ ", "| |", "|_|"}, {"   ", "  |", "  |"}, {" _ ", " _|", "|_ "}, {" _ ", " _|", " _|"}, {"   ", "|_|", "  |"},
	{" _ ", "|_ ", " _|"}, {" _ ", "|_ ", "|_|"}, {" _ ", "  |", "  |"}, {" _ ", "|_|", "|_|"}, {" _ ", "|_|", " _|"},
}

// bigNumber draws the digits of a number, groups apart.
func bigNumber(shown string) [3]string {
	var out [3]string
	for _, r := range shown {
		var glyph [3]string
		switch {
		case r >= '0' && r <= '9':
			glyph = segments[r-'0']
		case r == '+':
			glyph = [3]string{"   ", "_|_", " | "}
		case out[0] != "" && !strings.HasSuffix(out[1], "  ") && (r == ' ' || r == '-' || r == '(' || r == ')' || r == '.'):
			glyph = [3]string{" ", " ", " "}
		default:
			continue
		}
		for i := range out {
			out[i] += glyph[i]
		}
	}
	return out
}
