package lists

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

type (
	// importedMsg is what a dry run or an import came to.
	importedMsg struct {
		request nav.Request
		dry     bool
		res     model.ImportResult
		err     error
	}

	// stopConfirmedMsg is yes to cancelling an import.
	stopConfirmedMsg struct{}
)

// job is what runs: reading a file, a dry run, an import. How far it has come is
// told from another goroutine, and looked at when the clock ticks.
type job struct {
	asked    nav.Requests
	cancel   context.CancelFunc // nil while nothing runs
	stopping bool
	what     string
	since    time.Time
	now      time.Time
	told     *atomic.Pointer[model.ImportProgress]
	meter    meter
}

func (j *job) busy() bool { return j.cancel != nil }

// begin starts a clock for something and gives it a context.
func (j *job) begin(now time.Time, what string) context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	j.cancel, j.what, j.since, j.now, j.stopping = cancel, what, now, now, false
	j.told, j.meter = &atomic.Pointer[model.ImportProgress]{}, meter{}
	return ctx
}

// stop cancels what runs; it is over when its answer comes.
func (j *job) stop() {
	if j.cancel != nil {
		j.stopping = true
		j.cancel()
	}
}

// end says that nothing runs any more.
func (j *job) end() {
	j.look()
	if j.cancel != nil {
		j.cancel()
	}
	j.cancel, j.stopping = nil, false
}

// tick looks at the clock and at how far it has come.
func (j *job) tick(at time.Time) {
	j.now = at
	if j.busy() {
		j.look()
	}
}

func (j *job) look() {
	if j.told == nil {
		return
	}
	if p := j.told.Load(); p != nil {
		j.meter.note(j.now, *p)
	}
}

// run does the import, or says what it would do.
func (v *Import) run(dry bool) tea.Cmd {
	what := "reading every row"
	if !dry {
		what = "bringing in"
		v.turnTo(running)
	}
	ctx := v.job.begin(v.s.Now(), what)
	r, by, file, o, told := v.job.asked.Next(), v.s.Actor, v.path, v.opts, v.job.told
	o.DryRun = dry
	v.form.Blur()
	v.giving.Blur()
	return nav.For(v, func() tea.Msg {
		res, err := v.office.Import(ctx, by, file, o, func(p model.ImportProgress) { told.Store(&p) })
		return importedMsg{r, dry, res, err}
	})
}

// askStop says what cancelling does before it does it.
func (v *Import) askStop() tea.Cmd {
	if v.job.stopping {
		return nil
	}
	text := "The rows that are in stay, and are not brought in twice: bringing the same file in again goes on from there. " +
		"U on the Lists screen takes all of it back instead."
	return nav.Send(nav.DialogMsg{Dialog: kit.NewConfirm(v.l, "Cancel the import of "+kit.Clean(base(v.path))+"?", text, "cancel it", stopConfirmedMsg{})})
}

// came shows what a dry run or an import came to.
func (v *Import) came(msg importedMsg) tea.Cmd {
	if !v.job.asked.Current(msg.request) {
		return nil
	}
	v.job.end()
	if msg.err != nil {
		return v.failed(msg)
	}
	v.res, v.stopped = msg.res, ""
	if msg.dry {
		v.text.Home()
		v.turnTo(checked)
		return nil
	}
	v.text.Home()
	v.turnTo(done)
	return tea.Batch(v.forget(), nav.Toast(nav.Good, fmt.Sprintf("%s is in: %s to work.", v.res.List, page.Many(v.res.LeadsCreated, "new lead", "new leads"))))
}

// failed goes to where a refusal can be mended, and says it there. What was
// typed is all still there.
func (v *Import) failed(msg importedMsg) tea.Cmd {
	if !msg.dry {
		v.turnTo(checked)
		if errors.Is(msg.err, context.Canceled) {
			v.stopped = "Cancelled"
			if v.job.meter.stage != "" {
				v.stopped += " at " + v.job.meter.rows() + ", " + v.job.meter.stage
			}
			v.showAccount()
			return nil
		}
	} else {
		v.turnTo(naming)
	}
	if errors.Is(msg.err, context.Canceled) {
		return nav.Toast(nav.Info, "Cancelled: nothing was written.")
	}
	var e *model.Error
	if !errors.As(msg.err, &e) || e.Code == model.Internal {
		return nav.Fail(msg.err)
	}
	return v.refused(e)
}

// refused shows a refusal at what it is about.
func (v *Import) refused(e *model.Error) tea.Cmd {
	switch field := strings.TrimLeft(e.Field, "-"); field {
	case "file", "path":
		v.turnTo(choosing)
		v.file.SetProblem(e.Message)
	case "map", "dates", "date", "sheet", "header", "no-header", "heading":
		v.trouble = e.Message
		v.turnTo(mapping)
	case "assign":
		v.gives = true
		v.turnTo(naming)
		v.giving.SetProblem(e.Message)
	default:
		if field == "list" {
			field = "name"
		}
		if v.gives = false; v.form.SetProblem(field, e.Message) {
			v.turnTo(naming)
			return nil
		}
		return nav.Fail(e)
	}
	return nil
}

// runningLines are how far what runs has come, and what can be done meanwhile.
func (v *Import) runningLines() []string {
	j := &v.job
	file := kit.Clean(base(v.path))
	say := func(tone theme.Tone, text string) string { return kit.Fit(" "+v.l.Paint(tone, text), v.w) }
	out := []string{""}
	for _, s := range j.meter.before {
		out = append(out, kit.Fit(" "+v.l.Paint(theme.Good, v.l.Glyphs.Check)+" "+v.l.Paint(theme.Dim, kit.Clean(s)), v.w))
	}
	stage := j.meter.stage
	if stage == "" {
		stage = j.what
	}
	took := span(j.now.Sub(j.since))
	out = append(out, kit.Fit(" "+v.l.Paint(theme.Accent, v.l.Glyphs.Now)+" "+v.l.Paint(theme.Strong, kit.Clean(stage))+v.l.Paint(theme.Dim, "  "+file+", "+took), v.w), "")
	if j.meter.stage != "" {
		bar := kit.Progress(v.l, max(0, min(v.w-10, 60)), j.meter.now.Done, j.meter.now.Total)
		if j.meter.now.Total <= 0 {
			bar = ""
		}
		rate, left := "", ""
		if r := j.meter.rate(); r > 0 {
			rate = kit.Count(max(1, int(r+0.5))) + " rows a second"
		}
		if d, known := j.meter.left(); known {
			left = "about " + span(d) + " left"
		}
		if bar != "" {
			out = append(out, kit.Fit("   "+bar, v.w))
		}
		out = append(out, kit.Fit("   "+v.l.Paint(theme.Text, page.Joined(" "+v.l.Glyphs.Dot+" ", j.meter.rows(), rate, left)), v.w), "")
	}
	switch {
	case j.stopping:
		out = append(out, say(theme.Warn, "Cancelling"+v.l.Glyphs.Ellipsis))
	case v.step == running:
		out = append(out, say(theme.Dim, "The numbers lead to the other screens meanwhile, and others can go on working."),
			say(theme.Dim, "esc cancels, after saying what that does."))
	default:
		out = append(out, say(theme.Dim, "Nothing is written. esc stops reading."))
	}
	return out
}
