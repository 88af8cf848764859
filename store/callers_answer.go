package store

import (
	"slices"
	"strings"
	"time"

	"ripen/model"
	"ripen/model/clean"
)

var (
	callerTouches = define("callers.touches", `SELECT `+touches.prefixed("t")+`, COALESCE(w.body, '') FROM touch t LEFT JOIN words w ON w.id = t.words_id
		WHERE t.lead_id = $1 AND t.voids = 0 AND NOT EXISTS(SELECT 1 FROM touch v WHERE v.voids = t.id AND v.voids > 0) ORDER BY t.at DESC, t.id DESC LIMIT 60`)
)

// answers fills in what the caller most likely answers.
func (c *callers) answers(out *model.Caller) error {
	var note string
	var all []model.Touch
	_, err := touches.each(c.ctx, c.q, callerTouches, []any{int64(out.LeadID)}, func(t *touchRow) {
		t.Note = note
		all = append(all, t.Touch)
	}, &note)
	if err != nil {
		return err
	}
	slices.Reverse(all)
	t := model.LikelyAnswered(model.Answerable(all, out.ContactID), "")
	if t == nil {
		return nil
	}
	out.Answers = t.ID
	title, err := c.titleOf(t)
	out.AnswersText = answeredLine(t, title, c.by.Zone)
	return err
}

// titleOf is what a piece was called: the subject of its template, unless that
// speaks of the contact, else what was noted on it.
func (c *callers) titleOf(t *model.Touch) (string, error) {
	if t.TextID != 0 {
		var kind, key, body string
		var revision int
		if _, err := row(c.ctx, c.q, textByID, []any{int64(t.TextID)}, &kind, &key, &revision, &body); err != nil {
			return "", err
		}
		first, _, _ := strings.Cut(body, "\n")
		if subject, ok := strings.CutPrefix(first, "Subject: "); ok && kind == textTemplate && !strings.Contains(subject, "{") {
			return clean.Text(subject), nil
		}
	}
	return clean.Text(t.Note), nil
}

// answeredTitle is how much of a title is shown, in letters.
const answeredTitle = 40

// answeredLine names a touch in a line: letter “three docks, one clock” of 8 Oct.
func answeredLine(t *model.Touch, title string, zone *time.Location) string {
	what := model.Step{Channel: t.Channel}.Word()
	if t.Outcome == model.VoicemailLeft {
		what = "voicemail"
	}
	if r := []rune(title); len(r) > answeredTitle {
		title = strings.TrimSpace(string(r[:answeredTitle-1])) + "…"
	}
	if title != "" {
		what += " “" + title + "”"
	}
	if zone == nil {
		zone = time.UTC
	}
	return what + " of " + t.At.In(zone).Format("2 Jan")
}
