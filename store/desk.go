package store

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"ripen/model"
)

var (
	skipCount    = define("desk.skips", `SELECT COALESCE(sum(sign), 0) FROM exposure WHERE lead_id = $1 AND kind = 'skipped'`)
	deskDefects  = define("desk.defects", `SELECT `+defects.cols+` FROM defect WHERE lead_id = $1 ORDER BY id`)
	templateText = define("text.template", `SELECT v.body FROM text_now n JOIN text_version v ON v.id = n.text_id WHERE n.kind = 'template' AND n.key = $1`)
)

// Desk is all that the desk shows of one lead. Its error has code
// [model.NotFound] where there is no such lead.
func (s *Store) Desk(ctx context.Context, by model.Actor, id model.LeadID) (model.Desk, error) {
	var d model.Desk
	err := s.read(ctx, func(q querier) error {
		l, err := s.load(ctx, q, by, id, s.now())
		if err != nil {
			return err
		}
		r := judge(l.World)
		d = model.Desk{World: l.World, Readiness: r, Parts: scoreOf(l.World, l.Lead.LastTouch, l.created, r.Count), Questions: questionsOf(l.World), Notes: l.notes}
		if e := served(l.World); e != nil {
			d.Served = e.ID
			d.Upcoming = planOf(s.book, l.World, *e)
			if d.Passage, err = s.passage(ctx, q, by, l.World, *e); err != nil {
				return err
			}
		}
		if d.Pieces, err = s.pieces(ctx, q, by, l.World); err != nil {
			return err
		}
		d.Flags, d.Industry = s.flags(l.World), cmp.Or(s.industryOf(ctx, r), l.World.ListedCode())
		if _, err := row(ctx, q, skipCount, []any{int64(l.Lead.ID)}, &d.Skips); err != nil {
			return err
		}
		return deskDefectsOf(ctx, q, l, &d)
	})
	return d, err
}

func deskDefectsOf(ctx context.Context, q querier, l *loaded, d *model.Desk) error {
	var all []defectRow
	err := l.every(func(id int64) error {
		some, err := defects.all(ctx, q, deskDefects, []any{id})
		all = append(all, some...)
		return err
	})
	taken := map[int64]bool{}
	for _, v := range all {
		taken[v.Voids] = true
	}
	for _, v := range all {
		if v.Voids == 0 && !taken[v.ID] {
			v.Note = l.words[v.WordsID]
			d.Defects = append(d.Defects, v.Defect)
		}
	}
	return err
}

// passage is the step's script, or the text of its letter or e-mail, with what
// is known filled in.
func (s *Store) passage(ctx context.Context, q querier, by model.Actor, w model.World, e model.Enrolment) (string, error) {
	step, ok := w.Cadences[e.CadenceID].StepAt(e.Step)
	if !ok || step.Guide == "" || e.Owes != model.OwesStep {
		return "", nil
	}
	text, ok := w.Guide.Passages[step.Guide]
	if !ok {
		if _, err := row(ctx, q, templateText, []any{step.Guide}, &text); err != nil {
			return "", err
		}
	}
	fields := s.fieldsFor(by, w, e.ContactID)
	fields["last_touch"] = lastTouchWords(w, e.ContactID)
	return fill(text, fields), nil
}

// fieldsFor is what a text to a contact is filled with, but for what was sent
// before.
func (s *Store) fieldsFor(by model.Actor, w model.World, id model.ContactID) map[string]string {
	fields := map[string]string{"company": w.Company.Name, "my_name": by.Name, "my_company": s.policy.Organisation, "industry": w.Company.Industry}
	if c := w.Contact(id); c != nil && c.Name != switchboard {
		fields["first_name"], fields["name"], fields["title"] = c.Given, c.Name, c.Title
	}
	return fields
}

// lastTouchWords name the last touch of the contact as a text says it: "my
// letter of 8 October"; "" where there was none.
func lastTouchWords(w model.World, c model.ContactID) string {
	for _, t := range slices.Backward(w.Touches) {
		if t.Voided || t.ContactID != c || !counts(t.Outcome) || t.Direction != model.Outbound {
			continue
		}
		what := map[model.Channel]string{model.Phone: "our talk", model.Email: "my e-mail", model.Letter: "my letter",
			model.DirectMail: "what I sent you", model.Social: "my message", model.InPerson: "our meeting"}[t.Channel]
		if t.Outcome == model.VoicemailLeft {
			what = "my message"
		}
		zone := w.By.Zone
		if zone == nil {
			zone = time.UTC
		}
		return what + " of " + t.At.In(zone).Format("2 January")
	}
	return ""
}

// flags are what a person should know before working the lead.
func (s *Store) flags(w model.World) []string {
	var out []string
	add := func(is bool, words string) {
		if is && !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	for _, c := range w.Contacts {
		if e := served(w); e != nil && e.ContactID != c.ID {
			continue
		}
		add(len(c.Zones) == 0, "unknown time zone")
		add(len(c.Zones) > 1, "time zone one of "+strconv.Itoa(len(c.Zones)))
		add(c.Region != "" && !s.book.Known(c.Region), "region without holidays")
		add(c.Region == "", "unknown region")
		add(c.Point(model.PhonePoint) == nil, "no number")
		add(c.Point(model.EmailPoint) == nil, "no e-mail")
		add(c.Point(model.PostPoint) == nil, "no address")
		add(c.Suppressed, "asked not to be contacted")
	}
	return out
}

// industryOf is the code with its title, as evidenced; "" where there is none.
func (s *Store) industryOf(ctx context.Context, r model.Readiness) string {
	i := model.IndustryCode.Index()
	if i >= len(r.Attributes) {
		return ""
	}
	v := r.Attributes[i].Evidence.Value
	if v["code"] == "" {
		return ""
	}
	title, _ := s.codesIn(ctx).Lookup(v["scheme"], v["code"])
	return strings.TrimSpace(strings.ToUpper(v["scheme"]) + " " + v["code"] + " " + title)
}
