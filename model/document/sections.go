package document

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ripen/model"
	"ripen/model/gate"
)

// section is a part of the paper under its heading. Blocks hold plain text on
// one line each; a renderer escapes and wraps it.
type section struct {
	title  string
	blocks []block
}

type block interface{ isBlock() }

type (
	para   string
	under  string      // a heading below the section's
	facts  [][2]string // label, value
	bullet []string
	code   []string // commands, one a line
	table  struct {
		head []string
		wide []float64 // shares of the width
		rows [][]cell
	}
)

// cell of a table; a rung is shown by a mark besides its word.
type cell struct {
	text string
	rung string // a level, "stale", or "" for none
}

func (para) isBlock()   {}
func (under) isBlock()  {}
func (facts) isBlock()  {}
func (bullet) isBlock() {}
func (code) isBlock()   {}
func (table) isBlock()  {}

const notKnown = "Not known."

// title of the paper.
func (d Doc) title() string { return cmp.Or(d.Company.Name, d.LeadID) }

// under is the line below the title.
func (d Doc) under() string {
	parts := []string{d.LeadID}
	if h := d.Handoff; h != nil {
		if h.ID != "" {
			parts = append(parts, "hand-off "+h.ID)
		}
		if h.To != "" {
			parts = append(parts, "for "+h.To)
		}
		if h.DeliveredAt != nil {
			parts = append(parts, "delivered "+h.DeliveredAt.Format("2 Jan 2006"))
		}
	}
	if d.Owner != "" {
		parts = append(parts, "nurtured by "+d.Owner)
	}
	if d.Value > 0 {
		parts = append(parts, "worth "+Money(d.Value, d.Currency))
	}
	return strings.Join(append(parts, "as of "+d.AsOf.Format("2 Jan 2006")), " · ")
}

// sections are the whole paper, in the order in which a salesperson reads.
func (d Doc) sections() []section {
	return []section{
		{"The opportunity", []block{para(strings.Join(d.Opportunity, " "))}},
		{"Agreed next step", d.nextStepBlocks()},
		{"Company", []block{d.companyFacts()}},
		{"The ten attributes", d.attributeBlocks()},
		{"People", d.peopleBlocks()},
		{"Pains and hot buttons", known(facts{
			{"Pains", strings.Join(d.Pain.Pains, "; ")}, {"What it costs", d.Pain.Cost}, {"Hot buttons", strings.Join(d.Pain.HotButtons, "; ")}},
			d.attribute(model.Pain))},
		{"Environment", known(facts{
			{"Systems", strings.Join(d.Environment.Systems, "; ")}, {"Vendors", strings.Join(d.Environment.Vendors, "; ")},
			{"Contract ends", day(d.Environment.ContractEnd)}},
			d.attribute(model.Environment))},
		{"Budget", known(d.budgetFacts(), d.attribute(model.Budget))},
		{"Timeline and decision process", known(facts{
			{"Steps", strings.Join(d.Process.Steps, "; ")}, {"Who signs", d.Process.Signer}, {"Decision by", day(d.Process.DecisionBy)},
			{"Horizon", spaced(d.Horizon)}},
			d.attribute(model.Process))},
		{"Competition", known(facts{
			{"Rivals", strings.Join(d.Competition.Rivals, "; ")}, {"Incumbent", d.Competition.Incumbent},
			{"Strengths, weaknesses", d.Competition.Position}},
			d.attribute(model.Competition))},
		{"Compelling event", known(facts{
			{"Event", d.Event.Event}, {"Its date", day(d.Event.Date)}, {"If missed", d.Event.Consequence}},
			d.attribute(model.Urgency))},
		{"Contact history", d.historyBlocks()},
		{"How it was judged", d.judgementBlocks()},
		{"What to do with it", d.handoffBlocks()},
	}
}

// known drops empty facts, and says how far the attribute can be trusted.
func known(f facts, a Attribute) []block {
	f = slices.DeleteFunc(f, func(r [2]string) bool { return r[1] == "" })
	if !a.known() || len(f) == 0 {
		return []block{para(notKnown)}
	}
	blocks := []block{f}
	if note := strings.Trim(a.trust(), " ()"); note != "" {
		blocks = append(blocks, para(upperFirst(note)+"."))
	}
	return blocks
}

func (d Doc) nextStepBlocks() []block {
	n := d.NextStep
	if n == nil {
		return []block{para("None is agreed yet.")}
	}
	when := n.when() + ", " + n.TimeZone
	if !n.Certain {
		when += "; the contact's own time zone is not certain"
	}
	if n.At.Before(d.AsOf) {
		when += "; this time has passed"
	}
	f := facts{{"What", upperFirst(string(n.Kind))}, {"When", when}, {"With", cmp.Or(titled(n.Contact, n.Title), notKnown)}}
	if n.Phone != "" {
		f = append(f, [2]string{"Phone", n.Phone})
	}
	if place := d.Company.address(); place != "" && n.Kind != model.StepCall {
		f = append(f, [2]string{"Where", place})
	}
	return []block{f}
}

func (c Company) address() string {
	return join(", ", c.Street, join(" ", join(", ", c.City, c.State), c.Zip), c.Country)
}

func (d Doc) companyFacts() facts {
	c := d.Company
	f := facts{
		{"Place", c.address()}, {"Website", c.Website},
		{"Industry", cmp.Or(join(" ", strings.ToUpper(c.IndustryScheme), c.IndustryCode, c.IndustryTitle), c.Industry)},
	}
	if c.Revenue > 0 {
		f = append(f, [2]string{"Revenue", Money(c.Revenue, c.Currency)})
	}
	if c.Employees > 0 {
		f = append(f, [2]string{"Employees", group(c.Employees)})
	}
	if c.Locations > 0 {
		f = append(f, [2]string{"Locations", group(c.Locations)})
	}
	list := c.List
	if c.Category != "" && list != "" {
		list += " (" + spaced(c.Category) + ")"
	}
	f = append(f, [2]string{"List", list}, [2]string{"Source", c.Source})
	return slices.DeleteFunc(f, func(r [2]string) bool { return r[1] == "" })
}

func (d Doc) attributeBlocks() []block {
	t := table{head: []string{"#", "Attribute", "Rung", "What is known", "How it is known"}, wide: []float64{4, 20, 14, 30, 32}}
	for _, a := range d.Attributes {
		t.rows = append(t.rows, []cell{
			{text: strconv.Itoa(a.Number)}, {text: a.Name}, a.rungCell(), {text: cmp.Or(a.Text, "·")}, {text: a.Evidence.words()},
		})
	}
	of := fmt.Sprintf("%d of %d are in place. ", d.Playbook.Count, d.Playbook.Of)
	return []block{para(of + "Listed: it came with the list, nobody said it. Stated: a named person said it. " +
		"Confirmed: the decision maker said it, a second person did too, or a document shows it. Stale: too old to count."), t}
}

func (a Attribute) rungCell() cell {
	if a.Stale {
		text := "stale"
		if a.StaleOn != "" {
			text += " since " + day(a.StaleOn)
		}
		if a.StaleWhy != "" {
			text += " (" + a.StaleWhy + ")"
		}
		return cell{text + "; was " + a.Level, "stale"}
	}
	return cell{a.Level, a.Level}
}

// words says who said it, when and where, his own words, and what shows it.
func (e *Evidence) words() string {
	if e == nil {
		return "·"
	}
	who := e.SaidBy
	if e.Role != "" && who != "" {
		who += " (" + spaced(e.Role) + ")"
	}
	on := day(e.On)
	if on != "" && strings.HasSuffix(e.Touch, " of "+on) {
		on = "" // the touch says it
	}
	text := join(", ", who, on, inThe(e.Touch))
	if e.Quote != "" {
		text = join(": ", text, "“"+e.Quote+"”")
	}
	if e.Document != "" {
		text = sentences(text, "Shown by: "+e.Document)
	}
	if e.EnteredBy != "" {
		text = sentences(text, "Entered by "+e.EnteredBy)
	}
	return cmp.Or(text, "·")
}

func (d Doc) peopleBlocks() []block {
	if len(d.People) == 0 {
		return []block{para(notKnown)}
	}
	t := table{head: []string{"Person", "Role", "Phones", "E-mails", "Said"}, wide: []float64{25, 15, 19, 25, 16}}
	for _, p := range d.People {
		name := titled(p.Name, p.Title)
		switch {
		case p.DoNotContact:
			name += " (asked not to be contacted)"
		case p.Left:
			name += " (left the company)"
		}
		var said []string
		for _, key := range p.Said {
			if a, err := model.AttributeOf(key); err == nil {
				said = append(said, a.Short)
			}
		}
		t.rows = append(t.rows, []cell{{text: name}, {text: spaced(p.Role)}, {text: reachWords(p.Phones)},
			{text: reachWords(p.Emails)}, {text: cmp.Or(strings.Join(said, ", "), "·")}})
	}
	return []block{t}
}

func reachWords(points []Reach) string {
	var out []string
	for _, p := range points {
		text := p.Shown
		if p.Status == model.PointVerified || p.Status == model.PointBlocked {
			text += " (" + string(p.Status) + ")"
		}
		out = append(out, text)
	}
	return cmp.Or(strings.Join(out, "; "), "·")
}

func (d Doc) budgetFacts() facts {
	b := d.Budget
	f := facts{}
	if b.Amount > 0 {
		f = append(f, [2]string{"Amount", Money(b.Amount, b.Currency)})
	}
	status := map[string]string{"allocated": "Allocated", "process": "Goes through a budgeting process"}[b.Status]
	return append(f, [2]string{"Status", status}, [2]string{"How, when", b.Process}, [2]string{"Fiscal year from", b.FiscalYearStart})
}

func (d Doc) historyBlocks() []block {
	if len(d.Touches) == 0 {
		return []block{para("Nobody has been contacted yet.")}
	}
	c := d.Counts
	sum := fmt.Sprintf("%s over %s in %s, %d of them two-way, and %s. Times are in %s.",
		count(int64(c.Touches), "touch", "touches"), count(int64(c.Channels), "channel", "channels"), count(int64(c.Days), "day", "days"),
		c.TwoWay, count(int64(c.Attempts), "unanswered attempt", "unanswered attempts"), d.TimeZone)
	t := table{head: []string{"When", "Channel", "Outcome", "Person", "By", "Note"}, wide: []float64{16, 12, 17, 15, 11, 29}}
	for _, one := range d.Touches {
		t.rows = append(t.rows, []cell{
			{text: one.At.Format("2 Jan 2006 15:04")}, {text: one.channel()}, {text: one.outcome()},
			{text: cmp.Or(one.Contact, "·")}, {text: cmp.Or(one.By, "·")}, {text: cmp.Or(d.note(one), "·")},
		})
	}
	return []block{para(sum), t}
}

func (t Touch) channel() string {
	if t.Direction == model.Inbound {
		return channelWord(t.Channel) + ", inbound"
	}
	return channelWord(t.Channel)
}

func (t Touch) outcome() string {
	text := spaced(t.Outcome)
	if t.Sentiment != "" && t.Sentiment != model.SentimentUnknown {
		text += ", " + string(t.Sentiment)
	}
	return text
}

func (d Doc) note(t Touch) string {
	answers := ""
	for _, earlier := range d.Touches {
		if t.Answers != "" && earlier.ID == t.Answers {
			answers = "answers the " + channelWord(earlier.Channel) + " of " + earlier.At.Format("2 Jan 2006")
		}
	}
	inHand := ""
	if t.InHand != "" {
		inHand = "in hand " + day(t.InHand)
	}
	return join("; ", answers, inHand, t.Note)
}

func (d Doc) judgementBlocks() []block {
	p := d.Playbook
	text := fmt.Sprintf("By the playbook, version %d", p.Version)
	if p.Title != "" {
		text = fmt.Sprintf("By the playbook “%s”, version %d", p.Title, p.Version)
	}
	if len(p.Failing) == 0 {
		text += ": every gate is met."
	} else {
		text += ", these gates are not met:"
	}
	blocks := []block{para(text)}
	if len(p.Failing) > 0 {
		blocks = append(blocks, bullet(p.Failing))
	}
	if len(p.Advice) > 0 {
		blocks = append(blocks, para("Below what is advised:"), bullet(p.Advice))
	}
	return blocks
}

func (d Doc) handoffBlocks() []block {
	h := d.Handoff
	if h == nil {
		return []block{para("This lead is not handed off yet.")}
	}
	text := "Accept it, or reject it with a reason"
	if h.AcceptBy != nil {
		text += ", by " + appointment(h.AcceptBy.In(gate.Zone(d.TimeZone)))
	}
	id := h.ID
	if id == "" {
		id = "ID"
		text += ". ID is the number that “ripen handoff list” shows"
	}
	text += ". A rejection about substance names the attribute that failed: the lead goes back to be nurtured, and comes again only with newer evidence on it."
	blocks := []block{para(text), code{
		"ripen handoff accept " + id,
		"ripen handoff reject " + id + " --reason CODE --attribute KEY --note TEXT",
	}, facts{{"Reasons", strings.Join(model.RejectionCodes, ", ")}}}
	if by := join(", approved by ", h.SubmittedBy, h.ApprovedBy); by != "" {
		blocks = append(blocks, para("Submitted by "+by+"."))
	}
	return blocks
}
