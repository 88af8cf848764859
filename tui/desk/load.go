package desk

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
)

// What the desk's commands come to. Each carries the request that it answers.
type (
	deskLoadedMsg struct {
		request nav.Request
		desk    model.Desk
		err     error
	}
	previewedMsg struct {
		request nav.Request
		result  model.Result
		err     error
	}
	wroteMsg struct {
		request nav.Request
		result  model.Result
		err     error
		missed  []missedEntry // entries that waited for the call and were refused
	}
	confirmedMsg struct{} // do-not-contact was confirmed in its dialog
	servedMsg    struct {
		request nav.Request
		page    model.QueuePage
		err     error
	}
	membersLoadedMsg struct {
		request nav.Request
		members []model.MemberRow
		err     error
	}
)

// load asks for the lead.
func (d *Desk) load() tea.Cmd {
	r := d.loads.Next()
	lead, by := d.lead, d.s.Actor
	return d.run(func() tea.Msg {
		desk, err := d.office.Desk(d.opt.context(), by, lead)
		return deskLoadedMsg{r, desk, err}
	})
}

// show takes over a lead as loaded and keeps the cursors where they were.
func (d *Desk) show(msg deskLoadedMsg) tea.Cmd {
	if !d.loads.Current(msg.request) {
		return nil
	}
	if msg.err != nil {
		d.failed = sentence(msg.err)
		if d.loaded {
			return nav.Fail(msg.err)
		}
		return nil
	}
	first := !d.loaded
	d.desk, d.loaded, d.failed = msg.desk, true, ""
	clear(d.kept)
	if d.desk.Contact(d.contact) == nil {
		d.contact = d.firstContact()
		d.point = 0
	}
	d.person = max(0, min(d.person, len(d.desk.Contacts)))
	if first {
		d.attr = max(0, d.desk.Readiness.NextAbout.Index())
		d.person = d.placeOf(d.contact)
	}
	d.ask()
	d.keys.follow(d)
	return d.turnToCaller()
}

// ask puts up the first question that is open on the lead.
func (d *Desk) ask() {
	d.asking = nil
	if len(d.desk.Questions) > 0 {
		d.asking = newQuestionBar(d, d.desk.Questions[0])
	}
}

// firstContact is whom the lead's due step is for, else the best by rank who
// is still there.
func (d *Desk) firstContact() model.ContactID {
	if en := d.served(); en != nil && d.desk.Contact(en.ContactID) != nil {
		return en.ContactID
	}
	best := model.ContactID(0)
	rank := 0
	for _, c := range d.desk.Contacts {
		if !c.Left && !c.Suppressed && (best == 0 || c.Rank < rank) {
			best, rank = c.ID, c.Rank
		}
	}
	if best == 0 && len(d.desk.Contacts) > 0 {
		best = d.desk.Contacts[0].ID
	}
	return best
}

func (d *Desk) placeOf(id model.ContactID) int {
	for i, c := range d.desk.Contacts {
		if c.ID == id {
			return i
		}
	}
	return 0
}

// served is the enrolment whose step is due first, nil for none.
func (d *Desk) served() *model.Enrolment {
	if d.desk.Served == 0 {
		return nil
	}
	return d.desk.Enrolment(d.desk.Served)
}

// enrolmentOf is the contact's live enrolment: the one served, where it is his.
func (d *Desk) enrolmentOf(id model.ContactID) *model.Enrolment {
	if en := d.served(); en != nil && en.ContactID == id {
		return en
	}
	for i := range d.desk.Enrolments {
		if en := &d.desk.Enrolments[i]; en.ContactID == id && en.State.Live() {
			return en
		}
	}
	return nil
}

// write runs one write; a second is not begun before it has come back. Then is
// told of the result in Update.
func (d *Desk) write(do func(ctx context.Context, by model.Actor) (model.Result, error), then func(wroteMsg) tea.Cmd) tea.Cmd {
	return d.writeAll(func(ctx context.Context, by model.Actor) wroteMsg {
		res, err := do(ctx, by)
		return wroteMsg{result: res, err: err}
	}, then)
}

func (d *Desk) writeAll(do func(ctx context.Context, by model.Actor) wroteMsg, then func(wroteMsg) tea.Cmd) tea.Cmd {
	if d.after != nil {
		return nav.Toast(nav.Info, "One moment: the entry before is still being written.")
	}
	r := d.writes.Next()
	d.after = then
	ctx, by := d.opt.context(), d.s.Actor
	return d.run(func() tea.Msg {
		msg := do(ctx, by)
		msg.request = r
		return msg
	})
}

// refused shows a refusal as a toast; a row that was changed meanwhile is
// loaded again, so that the next try is made on what stands.
func (d *Desk) refused(err error) tea.Cmd {
	if model.CodeOf(err) == model.Conflict {
		return tea.Batch(nav.Fail(err), d.load())
	}
	return nav.Fail(err)
}

// advance opens the next lead of the day, where this one came from the day's
// queue; else it shows what has become of this one.
func (d *Desk) advance() tea.Cmd {
	d.onward = false
	if d.msg.Position == 0 && d.msg.Of == 0 {
		return d.load()
	}
	return d.next()
}

// next asks the queue what is served after this lead.
func (d *Desk) next() tea.Cmd {
	r := d.loads.Next()
	by := d.s.Actor
	return d.run(func() tea.Msg {
		page, err := d.office.Queue(d.opt.context(), by, 200)
		return servedMsg{r, page, err}
	})
}

// goOn opens the next open place of the day, passing over what is closed where
// the contact is, and says so.
func (d *Desk) goOn(msg servedMsg) tea.Cmd {
	if !d.loads.Current(msg.request) {
		return nil
	}
	if msg.err != nil {
		return tea.Batch(nav.Fail(msg.err), d.load())
	}
	items := msg.page.Items
	from := d.placeAfter(items)
	var passed []string
	for i := range items {
		it := items[(from+i)%len(items)]
		if it.LeadID == d.lead || it.State != "" && it.State != "open" {
			continue
		}
		if !it.CallableNow && it.Channel == model.Phone {
			passed = append(passed, opening(it, d.now))
			continue
		}
		open := nav.Send(nav.OpenLeadMsg{Lead: it.LeadID, Position: it.Position, Of: len(items), Why: it.ReasonText, From: d.msg.From})
		if len(passed) > 0 {
			return tea.Batch(nav.Toast(nav.Info, passedOver(passed)), open)
		}
		return open
	}
	if len(passed) > 0 {
		return tea.Batch(nav.Toast(nav.Info, "What is left is closed now: "+strings.Join(passed[:min(2, len(passed))], ", ")+"."), nav.Send(nav.PopMsg{}))
	}
	return tea.Batch(nav.Toast(nav.Good, "That was the last of the day's queue."), nav.Send(nav.PopMsg{}))
}

// placeAfter is where the day goes on: behind this lead where it is still
// listed, else at the place it had, which its successor has now.
func (d *Desk) placeAfter(items []model.QueueItem) int {
	from := -1
	for i, it := range items {
		if it.LeadID == d.lead {
			from = i + 1
		}
	}
	if from < 0 {
		from = max(0, d.msg.Position-1)
	}
	return min(from, len(items))
}

func passedOver(passed []string) string {
	if len(passed) == 1 {
		return "Passed over " + passed[0] + "."
	}
	return "Passed over " + passed[0] + " and " + count(len(passed)-1, "more", "more") + " that are closed now."
}

// sentence is an error as people read it.
func sentence(err error) string {
	if model.CodeOf(err) == model.Internal {
		return "Ripen could not do that; the log says why."
	}
	return kit.Clean(err.Error())
}
