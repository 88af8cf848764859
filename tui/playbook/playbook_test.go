package playbook_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"ripen/model"
	"ripen/tui/internal/pagetest"
	"ripen/tui/playbook"
	"ripen/tui/theme"
)

func look(p termenv.Profile, name string) theme.Theme {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	return theme.New(r, name, true)
}

type office struct {
	book     model.Playbook
	next     func() model.Playbook // what the next load comes to, where it is not book
	cadences []model.Cadence
	err      error
}

func (o *office) Playbook(context.Context) (model.Playbook, error) {
	if o.next != nil {
		return o.next(), nil
	}
	return o.book, o.err
}

func (o *office) Cadences(context.Context) ([]model.Cadence, error) { return o.cadences, o.err }

const text = "# What a lead must have to graduate\n\nThis page is the agreement between nurture and sales. Edit the words and the\nblock below together.\n\n" +
	"## The ten attributes\n\nSales gets a lead when all ten stand at *stated* or better. Two must be *confirmed*:\n\n" +
	"- **engaged**: a decision maker has talked with us. A brochure that was sent is no conversation, however often it was sent.\n" +
	"- **pain**: the decision maker names the pain himself.\n\n## Whom we want\n\n```toml\n[gates]\nall = \"stated\"\n```\n"

func rules() model.Rules {
	r := model.Rules{Rungs: map[model.AttributeKey]model.Rung{}, NearTerm: true, NextStep: true, Touches: 7, Channels: 2,
		StaleDays: map[model.AttributeKey]int{model.Budget: 120, model.Engaged: 90}, HorizonDays: 180}
	for _, k := range model.AttributeKeys() {
		r.Rungs[k] = model.Stated
	}
	r.Rungs[model.Engaged], r.Rungs[model.Pain] = model.Confirmed, model.Confirmed
	return r
}

func agreed() *office {
	small := rules()
	small.Rungs[model.Competition] = model.Listed
	small.NearTerm = false
	book := model.Playbook{Version: 3, Title: "What a lead must have to graduate", Text: text, Rules: rules(),
		Segments: []model.Segment{{Name: "trade shows, small firms", Categories: []string{"trade-show"}, Employees: [2]int{0, 50}, Rules: small}},
		Target: model.Target{Industries: []string{"484", "488"}, Employees: [2]int{50, 1000}, Revenue: [2]int64{10_000_000_00, 0}, Countries: []string{"US"},
			Titles: []model.TitleWeight{{Words: "operations", Weight: 1}, {Words: "CFO", Weight: 0.9}, {Words: "COO", Weight: 1}, {Words: "assistant", Weight: 0.2}}}}
	standard := model.Cadence{Name: "standard", Title: "Standard: twelve touches over sixty days", Version: 3, AtEnd: "long-term", Steps: []model.Step{
		{Number: 1, Channel: model.Phone}, {Number: 2, Channel: model.Email, Same: true}, {Number: 3, Channel: model.Phone, Message: true, Day: 3},
		{Number: 4, Channel: model.Letter, Day: 7}, {Number: 5, Channel: model.Phone, Hand: 1, Day: 14}, {Number: 6, Channel: model.Email, Day: 18, Also: model.AlsoNext},
		{Number: 7, Channel: model.Phone, Message: true, Day: 24}, {Number: 8, Channel: model.Phone, Day: 31, Also: model.AlsoDecisionMaker},
		{Number: 9, Channel: model.DirectMail, Day: 36}, {Number: 10, Channel: model.Phone, Hand: 2, Day: 47}, {Number: 11, Channel: model.Email, Day: 52},
		{Number: 12, Channel: model.Phone, Message: true, Day: 60}}}
	reheat := model.Cadence{Name: "reheat", Title: "Reheat: a lead that came back from sales", Version: 1, AtEnd: "rest:60", MailAfterDials: 3, Steps: []model.Step{
		{Number: 1, Channel: model.Phone, Contact: model.PickDecisionMaker, Within: 8 * time.Hour}, {Number: 2, Channel: model.Phone, Day: 1, OtherHalf: true},
		{Number: 3, Channel: model.Phone, After: 90 * time.Minute}}}
	return &office{book: book, cadences: []model.Cadence{standard, reheat,
		{Name: "inbound", Title: "Inbound", Version: 1, AtEnd: "long-term", NoAnswerConsumes: true}}}
}

func open(t testing.TB, o *office, w, h int) *pagetest.Run {
	return pagetest.Open(t, playbook.New(pagetest.Session(look(termenv.Ascii, "mono")), o), w, h)
}

func TestTheScreen(t *testing.T) {
	for _, s := range [][2]int{{80, 24}, {120, 40}} {
		r := open(t, agreed(), s[0], s[1])
		r.Golden(fmt.Sprintf("agreement-%dx%d", s[0], s[1]))
		r.Press("tab")
		r.Golden(fmt.Sprintf("cadences-%dx%d", s[0], s[1]))
	}
}

func TestTheGatesAreATable(t *testing.T) {
	r := open(t, agreed(), 80, 60)
	r.Shows("PLAYBOOK version 3", "◐  8 budget          stated    120 d", "●  5 engaged         confirmed 90 d", "near-term: a decision within 180 days",
		"7 touches over 2 channels; fewer only warns", "trade shows, small firms", "competition listed, any horizon", "50 to 1,000",
		"1.0 operations, COO; 0.9 CFO; 0.2 assistant", "10M or more")
}

func TestTheAgreementReads(t *testing.T) {
	r := open(t, agreed(), 80, 70)
	r.Shows("This page is the agreement between nurture and sales. Edit the words and the", "· engaged: a decision maker has talked", `│ all = "stated"`, "── The ten attributes")
	r.Hides("**", "```", "*stated*")
	r = open(t, agreed(), 80, 20)
	r.Hides("Whom we want")
	r.Press("G")
	r.Shows(`all = "stated"`)
	r.Press("g")
	r.Shows("GATES")
}

func TestCadencesWithTheirSteps(t *testing.T) {
	r := open(t, agreed(), 80, 24)
	r.Press("tab")
	r.Shows("standard", "rest 60 days", "2 same day        e-mail", "5 in hand + 1 bd  call", "also the next contact", "9 day 36          direct mail")
	r.Press("j")
	r.Shows("the decision maker, within 8 h", "in the other half of the day", "90 min later", "No mail before 3 dials or a talk.")
	r.Press("enter", "esc", "esc")
	r.Shows("GATES")
	r.Press("esc")
	if len(r.Asked) != 1 {
		t.Errorf("esc on the playbook asks for %#v", r.Asked)
	}
}

func TestEmptyAndFailed(t *testing.T) {
	r := open(t, &office{}, 80, 24)
	r.Shows("every lead fits the same: write a [target] into the")
	r.Press("tab")
	r.Shows("No cadence is here: ripen check")
	r = open(t, &office{err: model.Errorf(model.Internal, "The playbook of version 3 cannot be read")}, 80, 24)
	r.Shows("The playbook of version 3 cannot be read")
	r.Press("tab")
	r.Shows("cannot be read")
	open(t, &office{err: errors.New("disk I/O")}, 80, 24).Hides("disk I/O")
}

func TestALateAnswerIsDropped(t *testing.T) {
	o := agreed()
	r := open(t, o, 80, 24)
	r.Hold()
	screen := r.Screen.(*playbook.Screen)
	r.Do(screen.Refresh())
	r.Do(screen.Refresh())
	o.next = func() model.Playbook { // the second question is answered first
		o.next = func() model.Playbook { return model.Playbook{Version: 3} }
		return model.Playbook{Version: 4}
	}
	r.Release(true)
	r.Shows("PLAYBOOK version 4")
}

// Another cadence begins at its first step, wherever the last one was left.
func TestAnotherCadenceBeginsAtItsTop(t *testing.T) {
	o := agreed()
	o.cadences[1].Steps = append(o.cadences[1].Steps, o.cadences[0].Steps...)
	r := open(t, o, 80, 12)
	r.Press("tab", "tab", "G")
	r.Hides(" 1 day 0 ")
	r.Press("esc", "j")
	r.Shows(" 1 day 0 ")
}

func TestEveryFrameFits(t *testing.T) {
	names := pagetest.Hostile()
	hostile := agreed()
	hostile.book.Text = strings.Join(names, "\n\n- ") + "\n\n> " + strings.Join(names, " ") + "\n\n# " + names[0] + "\n```\n" + strings.Join(names, "\n")
	hostile.book.Segments[0].Name = names[6]
	hostile.book.Target.Titles[0].Words = names[1]
	hostile.cadences[0].Name, hostile.cadences[0].Title, hostile.cadences[1].Name = names[0], names[9], names[1]
	for what, o := range map[string]*office{"agreed": agreed(), "hostile": hostile, "empty": {}} {
		for name, th := range map[string]theme.Theme{"mono": look(termenv.Ascii, "mono"), "dark": look(termenv.TrueColor, "dark")} {
			t.Run(what+" "+name, func(t *testing.T) {
				r := pagetest.Open(t, playbook.New(pagetest.Session(th), o), 80, 24)
				for range 3 {
					r.Sweep()
					r.Press("G", "tab")
				}
			})
		}
	}
}
