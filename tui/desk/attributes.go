package desk

import (
	"strings"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

func shortOf(key model.AttributeKey) string {
	if i := key.Index(); i >= 0 {
		return model.Attributes[i].Short
	}
	return string(key)
}

// standing is where an attribute stands.
func (d *Desk) standing(key model.AttributeKey) model.AttributeNow {
	for _, a := range d.desk.Readiness.Attributes {
		if a.Key == key {
			return a
		}
	}
	return model.AttributeNow{Key: key}
}

// attributesPane is the ten with their rungs, one line each.
func (d *Desk) attributesPane(w, h int) []string {
	r := d.desk.Readiness
	rest := itoa(r.Count) + "/" + itoa(max(r.Of, 10))
	if r.Weakest != "" {
		weakest := "  weakest: " + shortOf(r.Weakest)
		if kit.Width(rest+weakest)+13 > w {
			weakest = "  weak: " + shortOf(r.Weakest)
		}
		rest += weakest
	}
	if n := len(r.Failing()); w >= 56 && n > 0 {
		rest = itoa(r.Count) + " of 10" + d.dot() + "weakest " + shortOf(r.Weakest) + d.dot() + count(n, "gate", "gates") + " to go"
	} else if r.Passes {
		rest = itoa(r.Count) + "/10" + d.dot() + "ctrl+g hands it over"
	}
	out := []string{kit.Heading(d.l, w, "ATTRIBUTES", rest, d.focused == paneAttributes && d.panel == nil)}
	lines := make([]string, len(model.Attributes))
	for i, a := range model.Attributes {
		lines[i] = d.attributeLine(i, a, w)
	}
	return append(out, d.window(lines, max(0, d.attr-h+3), max(0, h-1), w)...)
}

func (d *Desk) attributeLine(i int, a model.Attribute, w int) string {
	now := d.standing(a.Key)
	ground := theme.Page
	if d.focused == paneAttributes && i == d.attr && d.panel == nil {
		ground = theme.Focused
	}
	rung := theme.RungOf(now.Level.String(), now.Stale)
	value, tone := d.summary(now), theme.Text
	if now.Stale {
		value, tone = joined(d.dot(), "stale", value), theme.Stale
	}
	if value == "" {
		value, tone = d.hintOf(a.Key), theme.Dim
	}
	for _, p := range d.pending {
		if p.attestation.Attribute == a.Key {
			value, tone = "waits for outcome", theme.Warn
		}
	}
	if d.drafts.mem[string(a.Key)] != nil && tone != theme.Warn {
		value, tone = joined(d.dot(), "draft", strings.TrimPrefix(value, d.l.Glyphs.Dot)), theme.Warn
	}
	if w < 46 && a.Key == model.Firmographics {
		value = strings.TrimSuffix(strings.TrimSuffix(value, "s"), " site")
	}
	name, nameTone := a.Short, theme.Text
	if a.Key == d.desk.Readiness.NextAbout {
		nameTone = theme.Accent
	}
	by := ""
	if w >= 46 {
		by = d.whoWhen(now, w >= 56)
	}
	mark := " "
	if ground == theme.Focused {
		mark = d.l.Glyphs.Mark
	}
	head := d.l.PaintOn(ground, theme.Mark, mark) + d.l.PaintOn(ground, rung.Tone(), d.l.Glyphs.Rung(rung)) +
		d.l.PaintOn(ground, theme.Key, kit.Fit(" "+itoa((i+1)%10), 3)) +
		d.l.PaintOn(ground, nameTone, kit.Fit(name, 16))
	room := max(0, w-kit.Width(head))
	if by != "" && room > kit.Width(by)+8 {
		n := kit.Width(by) + 1
		return head + d.l.PaintOn(ground, tone, kit.Fit(kit.Clean(value), room-n)) + d.l.PaintOn(ground, theme.Dim, kit.FitRight(by, n))
	}
	return head + d.l.PaintOn(ground, tone, kit.Fit(kit.Clean(value), room))
}

// hintOf stands where nothing is known of an attribute: what the list said of
// the industry, where its code is no current one.
func (d *Desk) hintOf(key model.AttributeKey) string {
	if code := d.desk.ListedCode(); key == model.IndustryCode && code != "" {
		return "list: " + code
	}
	return d.l.Glyphs.Dot
}

// whoWhen is who said it, and where there is room on which day.
func (d *Desk) whoWhen(a model.AttributeNow, day bool) string {
	if a.Level == model.Unknown {
		return ""
	}
	e := a.Evidence
	who := ""
	if c := d.desk.Contact(e.ContactID); c != nil {
		who = kit.Clean(d.given(*c))
	} else if e.Document != "" {
		who = "document"
	} else if e.Level == model.Listed {
		who = "list"
	}
	if !day {
		return who
	}
	return joined(" ", who, dayText(e.On, model.DateOf(d.now)))
}

// summary is an attribute's value in one line.
func (d *Desk) summary(a model.AttributeNow) string {
	v := a.Evidence.Value
	if a.Level == model.Unknown && len(v) == 0 {
		return ""
	}
	day := func(name string) string {
		t, err := model.ParseDate(v[name])
		if err != nil {
			return v[name]
		}
		return dayText(t, model.DateOf(d.now))
	}
	money := func(name, currency string) string {
		if n, ok := centsOf(v[name]); ok {
			return moneyText(n, currency)
		}
		return v[name]
	}
	dot := d.dot()
	switch a.Key {
	case model.IndustryCode:
		out := joined(" ", strings.ToUpper(v["scheme"]), v["code"])
		if d.desk.Industry != "" && strings.Contains(d.desk.Industry, v["code"]) {
			_, title, _ := strings.Cut(d.desk.Industry, v["code"])
			out = joined(" ", out, strings.Trim(title, " ·:-"))
		}
		return out
	case model.Firmographics:
		return joined(dot, money("revenue", d.desk.Policy.Currency), v["employees"], sites(v["locations"]))
	case model.DecisionMakers:
		return d.givenNames(v["people"])
	case model.Environment:
		return joined(dot, v["systems"], v["vendors"], prefixed("until ", day("contract_end")))
	case model.Engaged:
		out := d.givenNames(v["contact"])
		if id, err := model.ParseTouchID(v["touch"]); err == nil {
			if t := d.desk.Touch(id); t != nil {
				out = joined(", ", out, dayText(model.DateOf(t.At.In(d.now.Location())), model.DateOf(d.now)))
			}
		}
		return out
	case model.Pain:
		return joined(dot, v["pains"], v["cost"], v["hot_buttons"])
	case model.Process:
		return joined(dot, prefixed("by ", day("decision_by")), v["steps"], prefixed("signs: ", v["signer"]))
	case model.Budget:
		currency := v["currency"]
		if currency == "" {
			currency = d.desk.Policy.Currency
		}
		return joined(dot, money("amount", currency), v["status"], v["process"], prefixed("year from ", v["fiscal_year_start"]))
	case model.Competition:
		return joined(dot, v["rivals"], prefixed("incumbent ", v["incumbent"]), v["position"])
	case model.Urgency:
		return joined(dot, v["event"], day("date"), prefixed("else ", v["consequence"]))
	}
	return ""
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func sites(n string) string {
	if n == "" {
		return ""
	}
	if n == "1" {
		return "1 site"
	}
	return n + " sites"
}

// givenNames turns ids into first names.
func (d *Desk) givenNames(ids string) string {
	var out []string
	for _, s := range strings.Split(ids, ";") {
		id, err := model.ParseContactID(s)
		if err != nil {
			continue
		}
		if c := d.desk.Contact(id); c != nil {
			out = append(out, d.given(*c))
		}
	}
	return strings.Join(out, ", ")
}

// namesOf turns ids into what one would type.
func (d *Desk) namesOf(ids string) string {
	var out []string
	for _, s := range strings.Split(ids, ";") {
		if id, err := model.ParseContactID(s); err == nil {
			if c := d.desk.Contact(id); c != nil {
				out = append(out, kit.Clean(c.Name))
			}
		}
	}
	return strings.Join(out, "; ")
}

// idsOf finds the people that a list names, by id or by words of their names.
func (d *Desk) idsOf(list string) ([]model.ContactID, error) {
	var out []model.ContactID
	for _, s := range strings.Split(list, ";") {
		s = strings.TrimSpace(s)
		if s == "" {
			continue
		}
		if id, err := model.ParseContactID(s); err == nil && d.desk.Contact(id) != nil {
			out = append(out, id)
			continue
		}
		var hits []model.ContactID
		for _, c := range d.desk.Contacts {
			if strings.Contains(strings.ToLower(kit.Clean(c.Name)), strings.ToLower(s)) {
				hits = append(hits, c.ID)
			}
		}
		switch len(hits) {
		case 0:
			return nil, model.Errorf(model.Invalid, "Nobody here is called %q; add the person first (p, then +).", s)
		case 1:
			out = append(out, hits[0])
		default:
			return nil, model.Errorf(model.Invalid, "%q may be several people; write more of the name.", s)
		}
	}
	return out, nil
}

func (d *Desk) idsText(list string) (string, error) {
	ids, err := d.idsOf(list)
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = id.String()
	}
	return strings.Join(out, "; "), err
}

// detailPane is one attribute in full: its fields, who said
// it, in which words, until when it holds, and what was entered before.
func (d *Desk) detailPane(i, w, h int) []string {
	a := model.Attributes[i]
	now := d.standing(a.Key)
	rung := theme.RungOf(now.Level.String(), now.Stale)
	out := []string{" " + kit.RungGlyph(d.l, rung) + " " + d.paint(theme.Strong, a.Name) + d.paint(theme.Dim, d.dot()+rung.String())}
	add := func(tone theme.Tone, s string, most int) {
		for _, line := range kit.WrapTo(s, max(1, w-4), most) {
			out = append(out, "   "+d.l.Paint(tone, line))
		}
	}
	for _, f := range a.Fields {
		if s := d.fieldText(f, now.Evidence.Value); s != "" && f.Name != "scheme" { // the code names it
			add(theme.Text, f.Label+": "+s, 2)
		}
	}
	if hint := d.hintOf(a.Key); now.Level == model.Unknown && hint != d.l.Glyphs.Dot {
		add(theme.Dim, hint, 2)
	}
	if q := now.Evidence.Quote; q != "" {
		add(theme.Info, "“"+q+"”", 3)
	}
	if s := joined(d.dot(), d.source(now.Evidence), staleText(now, model.DateOf(d.now))); s != "" && now.Level != model.Unknown {
		add(theme.Dim, s, 2)
	}
	for _, g := range d.desk.Readiness.Gates {
		if g.Name == "attribute:"+string(a.Key) && !g.OK {
			add(theme.Warn, g.Why, 2)
		}
	}
	if before := d.entryHistory(a, w, max(0, h-len(out))); len(before) > 2 { // more than what is said above
		out = append(out, before...)
	}
	return d.window(out, 0, h, w)
}

func staleText(a model.AttributeNow, today model.Date) string {
	switch {
	case a.Stale:
		return "stale: " + a.StaleWhy
	case a.StaleOn != 0 && a.StaleOn.Sub(today) < 400:
		return "holds until " + dayText(a.StaleOn, today)
	}
	return ""
}

func (d *Desk) fieldText(f model.AttributeField, v model.Value) string {
	s := v[f.Name]
	switch f.Kind {
	case model.MoneyField:
		if n, ok := centsOf(s); ok {
			currency := v["currency"]
			if currency == "" {
				currency = d.desk.Policy.Currency
			}
			return moneyText(n, currency)
		}
	case model.ContactField, model.PeopleField:
		return d.namesOf(s)
	case model.TouchField:
		if id, err := model.ParseTouchID(s); err == nil {
			if t := d.desk.Touch(id); t != nil {
				return touchWord(*t) + " of " + dayText(model.DateOf(t.At.In(d.now.Location())), model.DateOf(d.now))
			}
		}
	case model.CodeField:
		if d.desk.Industry != "" && strings.Contains(d.desk.Industry, s) {
			return d.desk.Industry
		}
	}
	return s
}

// source is who said it and how it is shown.
func (d *Desk) source(e model.Evidence) string {
	who := ""
	if c := d.desk.Contact(e.ContactID); c != nil {
		who = joined(", ", c.Name, roleShort(e.Role))
	}
	return joined(d.dot(), who, e.Document, dayText(e.On, model.DateOf(d.now)))
}

// entryHistory lists what was entered before, newest first: nothing is erased.
func (d *Desk) entryHistory(a model.Attribute, w, h int) []string {
	var lines []string
	current := d.standing(a.Key).Evidence.ID
	for i := len(d.desk.Evidence) - 1; i >= 0; i-- {
		e := d.desk.Evidence[i]
		if e.Attribute != a.Key {
			continue
		}
		rung := theme.RungOf(e.Level.String(), false)
		value := d.summary(model.AttributeNow{Key: a.Key, Level: e.Level, Evidence: e})
		mark := " "
		if e.ID == current {
			mark = d.l.Glyphs.Now
		}
		text := joined(d.dot(), value, prefixed("“", e.Quote)+closing(e.Quote), d.source(e))
		lines = append(lines, kit.Fit(" "+mark+kit.RungGlyph(d.l, rung)+" "+d.paint(theme.Dim, text), w))
	}
	if h < 2 || len(lines) == 0 {
		return nil
	}
	out := []string{" " + d.paint(theme.Dim, "entries, newest first")}
	return append(out, d.window(lines, 0, h-1, w)...)
}

func closing(quote string) string {
	if quote == "" {
		return ""
	}
	return "”"
}
