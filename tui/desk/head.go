package desk

import (
	"strings"
	"time"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// personLines is who is called and how, where he is and what time it is there.
func (d *Desk) personHead(w int) string {
	c := d.desk.Contact(d.contact)
	if c == nil {
		return kit.Fit(" "+d.paint(theme.Warn, "Nobody is known here yet: p, then + adds a person."), w)
	}
	number, tone := "no number", theme.Warn
	if p := d.number(); p != nil {
		number, tone = p.Shown, theme.Strong
		if p.Status == model.PointBlocked {
			number += " (gatekeeper)"
		}
	}
	switch {
	case c.Suppressed:
		number, tone = "DO NOT CONTACT", theme.Bad
	case c.Left:
		number, tone = "has left the company", theme.Bad
	}
	drawn := d.paint(tone, number)
	if p := d.number(); p != nil && tone == theme.Strong {
		drawn = d.tel(p, drawn)
	}
	right := drawn + "   " + d.localTime(c) + " "
	return kit.Columns(d.whom(c, w-kit.Width(right)-1), right, w)
}

// whom is who a contact is in w cells: the role in a word where both do not
// fit, and without it before the title is cut.
func (d *Desk) whom(c *model.Contact, w int) string {
	left := ""
	for _, role := range []string{roleWord(c.Role), roleShort(c.Role), ""} {
		left = " " + d.paint(theme.Strong, c.Name)
		for _, s := range []string{c.Title, role} {
			if s != "" {
				left += d.paint(theme.Dim, d.dot()) + kit.Clean(s)
			}
		}
		if kit.Width(left) <= w {
			break
		}
	}
	return left
}

func roleWord(r model.BuyingRole) string {
	if r == "" || r == model.RoleUnknown {
		return ""
	}
	return words(r)
}

// localTime is the clock where the contact is, with the moon where it is no
// hour to call.
func (d *Desk) localTime(c *model.Contact) string {
	zone := c.Zone()
	if zone == nil {
		if len(c.Zones) == 0 {
			return d.paint(theme.Warn, "time there unknown")
		}
		return d.between(c)
	}
	at := d.now.In(zone)
	out, tone := at.Format("15:04"), theme.Text
	if night(at, d.desk.Policy) {
		out, tone = out+d.l.Glyphs.Night, theme.Warn
	}
	return d.paint(tone, out) + d.paint(theme.Dim, " in "+d.city(c))
}

// between is the clock of somebody whose zone is one of several.
func (d *Desk) between(c *model.Contact) string {
	var first, last time.Time
	for _, name := range c.Zones {
		loc, err := time.LoadLocation(name)
		if err != nil {
			continue
		}
		at := d.now.In(loc)
		_, off := at.Zone()
		if _, f := first.Zone(); first.IsZero() || off < f {
			first = at
		}
		if _, l := last.Zone(); last.IsZero() || off > l {
			last = at
		}
	}
	if first.IsZero() {
		return d.paint(theme.Warn, "time there unknown")
	}
	return d.paint(theme.Warn, first.Format("15:04")+d.l.Glyphs.Dash+last.Format("15:04")+" there")
}

func night(at time.Time, p model.Policy) bool {
	m := at.Hour()*60 + at.Minute()
	return m < p.CallFrom || m >= p.CallTo || at.Weekday() == time.Saturday || at.Weekday() == time.Sunday
}

// city is where the contact is, as near as it is known.
func (d *Desk) city(c *model.Contact) string {
	for _, s := range []string{c.Place.City, d.desk.Company.Place.City} {
		if s != "" {
			return kit.Clean(s)
		}
	}
	_, city, _ := strings.Cut(c.Zones[0], "/")
	return strings.ReplaceAll(city, "_", " ")
}

// facts is the company in one line.
func (d *Desk) facts() string {
	f := d.standing(model.Firmographics).Evidence.Value
	staff, revenue := "", ""
	if n, ok := centsOf(f["employees"]); ok {
		staff = kit.Count(int(n)) + " staff"
	}
	if n, ok := centsOf(f["revenue"]); ok {
		revenue = moneyText(n, d.desk.Policy.Currency)
	}
	industry := d.desk.Industry
	if d.standing(model.IndustryCode).Level == model.Unknown { // what the list said of it, in words and in a code that is no current one
		industry = joined(", ", d.desk.Company.Industry, d.desk.ListedCode())
	}
	return joined(d.dot(), staff, revenue, sites(f["locations"]), industry)
}

// companyHead is the company in one line.
func (d *Desk) companyHead(w int) string {
	facts := d.facts()
	if facts == "" {
		facts = "nothing is known of the company yet: 1 and 2 write it down"
	}
	return kit.Fit(" "+kit.Clean(facts), w)
}

// flagRule is the rule below the head, with what is wrong at its left and where
// the lead stands at its right.
func (d *Desk) flagRule(w int) string {
	left := ""
	if d.failed != "" {
		left = d.failed
	}
	for _, f := range d.desk.Flags {
		left = joined(d.dot(), left, f)
	}
	left = joined(d.dot(), left, prefixed("defects: ", d.defectWords()))
	if d.desk.Skips > 0 {
		left = joined(d.dot(), left, "skipped "+count(d.desk.Skips, "time", "times"))
	}
	if left != "" {
		left = d.l.Glyphs.Alert + " " + left
	}
	return d.ruled(w, theme.Warn, left, d.stand())
}

// titled is the rule above a bar, with what the bar is about.
func (d *Desk) titled(w int, left, right string) string { return d.ruled(w, theme.Accent, left, right) }

// stand is where the lead stands, in a few words.
func (d *Desk) stand() string {
	l := d.desk.Lead
	status := string(l.Status)
	if l.Status == model.Resting && l.RestUntil != 0 {
		status += " until " + dayText(l.RestUntil, model.DateOf(d.now))
	}
	if l.Reason != "" && (l.Status == model.Resting || l.Status == model.Disqualified) {
		status += ": " + words(l.Reason)
	}
	horizon := ""
	if l.Horizon != "" && l.Horizon != model.HorizonUnknown {
		horizon = string(l.Horizon)
	}
	next := ""
	if !l.NextStep.IsZero() {
		next = string(l.NextStep.Kind) + " agreed " + d.whenText(l.NextStep.At, d.desk.Contact(l.NextStep.ContactID))
	}
	return joined(d.dot(), status, horizon, next, l.List)
}

// ruled is a line across with words in it at both ends.
func (d *Desk) ruled(w int, tone theme.Tone, left, right string) string {
	if w < 16 || left == "" && right == "" {
		return kit.Rule(d.l, w, "")
	}
	h := d.l.Glyphs.H
	room := w - 8
	left, right = kit.Clean(left), kit.Clean(right)
	if kit.Width(left)+kit.Width(right) > room {
		right = trimmed(right, max(0, room-min(kit.Width(left), room*2/3)))
		left = trimmed(left, max(0, room-kit.Width(right)))
	}
	line := ""
	used := 0
	if left != "" {
		line = d.l.Paint(theme.Rule, h) + " " + d.l.Paint(tone, left) + " "
		used = kit.Width(left) + 3
	}
	tail, tw := "", 0
	if right != "" {
		tail = " " + d.l.Paint(theme.Dim, right) + " " + d.l.Paint(theme.Rule, h)
		tw = kit.Width(right) + 3
	}
	return line + d.l.Paint(theme.Rule, strings.Repeat(h, max(0, w-used-tw))) + tail
}

// trimmed is s in at most w cells.
func trimmed(s string, w int) string {
	if kit.Width(s) <= w {
		return s
	}
	return strings.TrimRight(kit.Fit(s, w), " ")
}

// companyPane is the company on a wide screen.
func (d *Desk) companyPane(w int) []string {
	score := ""
	if n := d.desk.Parts.Total(); n > 0 {
		score = "score " + itoa(n)
	}
	out := []string{kit.Heading(d.l, w, "COMPANY", "", false),
		kit.Columns(" "+d.paint(theme.Strong, d.desk.Company.Name), d.paint(theme.Info, score+" "), w)}
	add := func(tone theme.Tone, s string) {
		if s == "" {
			return
		}
		for _, line := range kit.WrapTo(s, max(1, w-2), 2) {
			out = append(out, " "+d.l.Paint(tone, line))
		}
	}
	l := d.desk.Lead
	p := d.desk.Company.Place
	add(theme.Text, d.facts())
	add(theme.Dim, joined(", ", p.City, p.State, p.Country))
	add(theme.Dim, joined(d.dot(), prefixed("list: ", l.List), l.Source, prefixed("owner ", l.Owner)))
	value := ""
	if l.Value > 0 {
		value = moneyText(l.Value, l.Currency)
	}
	horizon := ""
	if l.Horizon != "" && l.Horizon != model.HorizonUnknown {
		horizon = string(l.Horizon)
	}
	add(theme.Dim, joined(d.dot(), horizon, value, prefixed("decides by ", dayText(l.DecisionBy, model.DateOf(d.now)))))
	if parts := d.desk.Parts; parts.Total() > 0 {
		add(theme.Dim, "fit "+itoa(int(parts.Fit+0.5))+" + engagement "+itoa(int(parts.Engagement+0.5))+" + ripeness "+itoa(int(parts.Ripeness+0.5))+" + age "+itoa(int(parts.Age+0.5)))
	}
	return out
}

// reachPane is every way of reaching the contact, on a wide screen.
func (d *Desk) reachPane(w int) []string {
	c := d.desk.Contact(d.contact)
	if c == nil {
		return nil
	}
	out := []string{kit.Heading(d.l, w, "REACH", d.given(*c), false)}
	current := d.number()
	for _, p := range c.Points {
		tone, mark := theme.Text, "  "
		if current != nil && p.ID == current.ID {
			mark = " " + d.l.Paint(theme.Mark, d.l.Glyphs.Now)
		}
		state := pointState(p.Status)
		switch {
		case p.NoConsent:
			state, tone = "no consent", theme.Bad
		case !p.Usable():
			tone = theme.Dim
		case p.Status == model.PointUnknown:
			state = ""
		}
		if p.Shared {
			state = joined(", ", state, "shared")
		}
		out = append(out, kit.Columns(mark+d.paint(tone, p.Shown), d.paint(theme.Dim, state+" "), w))
	}
	region := string(c.Region)
	if region == "" {
		region = "unknown: no holidays are kept"
	}
	pol := d.desk.Policy
	hours := "calls " + itoa(pol.CallFrom/60) + d.l.Glyphs.Dash + itoa(pol.CallTo/60) + " there"
	return append(out, "  "+d.paint(theme.Dim, joined(d.dot(), strings.Join(c.Zones, " or "), hours)), "  "+d.paint(theme.Dim, "calendar "+region))
}
