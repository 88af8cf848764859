package page

import (
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// stage of an [Act]: what is asked for now.
type stage uint8

const (
	askCode stage = iota
	askAttributes
	askNote
)

// Act is the band in which a hand-off is sent back or rejected: a code where
// there is one, the attributes that failed where the code is about substance,
// then a note. It has every key while it is open; esc goes back one question.
// What is typed stays when the store refuses, and when the band is closed.
type Act struct {
	l       theme.Look
	title   string
	event   string
	handoff model.HandoffID
	codes   *kit.Choices // nil where the event has none
	note    *kit.Input

	at      stage
	code    string
	failed  [10]bool
	refusal string
	saving  bool
	draft   *Draft
	onSave  func(model.HandoffAct) tea.Cmd
}

// rejectKeys are the keys of the codes of a rejection, in their order.
const rejectKeys = "bwntfcdpo"

// likelyFailed is what the code of a rejection usually means; the person sees
// it chosen and may change it.
var likelyFailed = map[string][]model.AttributeKey{
	"no-budget": {model.Budget}, "wrong-person": {model.DecisionMakers}, "no-need": {model.Pain}, "timing": {model.Process},
}

// NewSendBack asks for the note that goes back to the submitter.
func NewSendBack(l theme.Look, company string, h model.HandoffID, save func(model.HandoffAct) tea.Cmd) *Act {
	a := newAct(l, "SEND BACK "+company, "send-back", h, save)
	a.at = askNote
	a.note.Focus()
	return a
}

// NewRejection asks for the code of a rejection, what failed, and words.
func NewRejection(l theme.Look, company string, h model.HandoffID, save func(model.HandoffAct) tea.Cmd) *Act {
	a := newAct(l, "REJECT "+company, "reject", h, save)
	options := make([]kit.Option, len(model.RejectionCodes))
	for i, c := range model.RejectionCodes {
		options[i] = kit.Option{Key: rejectKeys[i : i+1], Value: c, Title: Words(c)}
	}
	a.codes = kit.NewChoices(l, options, "")
	a.codes.OnPick = func(o kit.Option) tea.Cmd { a.pick(o.Value); return nil }
	return a
}

func newAct(l theme.Look, title, event string, h model.HandoffID, save func(model.HandoffAct) tea.Cmd) *Act {
	return &Act{l: l, title: title, event: event, handoff: h, onSave: save, note: kit.NewTextArea(l, "what is missing, and who could say it", 3)}
}

// Handoff is what the act is about.
func (a *Act) Handoff() model.HandoffID { return a.handoff }

// Event is the hand-off's event that it makes: "send-back" or "reject".
func (a *Act) Event() string { return a.event }

// Unkept says whether leaving for good would lose something: it is begun, and
// no draft holds it.
func (a *Act) Unkept() bool { return a.Dirty() && a.draft.Behind() }

// Dirty says whether something was chosen or typed.
func (a *Act) Dirty() bool { return a.code != "" || strings.TrimSpace(a.note.Value()) != "" }

// Refuse shows why it could not be done; everything typed stays.
func (a *Act) Refuse(sentence string) { a.refusal, a.saving = kit.Clean(sentence), false }

func (a *Act) pick(code string) {
	a.refusal = ""
	if code != a.code {
		a.failed = [10]bool{}
		for _, k := range likelyFailed[code] {
			a.failed[k.Index()] = true
		}
	}
	a.code = code
	a.next()
}

func (a *Act) next() {
	switch {
	case a.at == askCode && model.AboutSubstance(a.code):
		a.at = askAttributes
	default:
		a.at = askNote
		a.note.Focus()
	}
}

// Back goes back one question; false when it stood at the first.
func (a *Act) Back() bool {
	a.refusal = ""
	a.note.Blur()
	switch {
	case a.codes == nil || a.at == askCode:
		return false
	case a.at == askNote && model.AboutSubstance(a.code):
		a.at = askAttributes
	default:
		a.at = askCode
	}
	return true
}

// Resume gives it the keys again where it was closed.
func (a *Act) Resume() {
	if a.at == askNote {
		a.note.Focus()
	}
}

// Keep has what is typed kept in d, and asks for what was kept before.
func (a *Act) Keep(to nav.Screen, d Drafts) tea.Cmd {
	a.draft = NewDraft(to, d, "handoff/"+a.handoff.String()+"/"+a.event)
	return a.draft.Load()
}

// The fields of its draft.
const (
	codeField   = "code"
	failedField = "failed"
	noteField   = "note"
)

// Restore fills in what was kept, unless the person was quicker; of another
// form's messages, nothing.
func (a *Act) Restore(msg DraftLoadedMsg) tea.Cmd {
	if a == nil {
		return nil
	}
	v, cmd := a.draft.Loaded(msg)
	if v != nil && !a.Dirty() {
		a.fill(v)
	}
	return cmd
}

func (a *Act) fill(v map[string]string) {
	a.note.SetValue(v[noteField])
	if a.codes == nil || !slices.Contains(model.RejectionCodes, v[codeField]) {
		return
	}
	a.pick(v[codeField])
	if failed := v[failedField]; len(failed) == len(a.failed) {
		for i := range a.failed {
			a.failed[i] = failed[i] == '1'
		}
	}
	if a.at == askAttributes && v[noteField] != "" {
		a.next()
	}
}

// Done forgets its draft: it is recorded.
func (a *Act) Done() tea.Cmd {
	if a == nil {
		return nil
	}
	return a.draft.Drop()
}

func (a *Act) keep() tea.Cmd {
	if !a.Dirty() {
		return a.draft.Drop()
	}
	failed := make([]byte, len(a.failed))
	for i, on := range a.failed {
		failed[i] = '0'
		if on {
			failed[i] = '1'
		}
	}
	return a.draft.Keep(map[string]string{codeField: a.code, failedField: string(failed), noteField: a.note.Value()})
}

// Update uses every key but esc, ctrl+c and ctrl+z.
func (a *Act) Update(k tea.KeyMsg) tea.Cmd {
	if a.saving {
		return nil
	}
	cmd := a.press(k)
	return tea.Batch(cmd, a.keep())
}

func (a *Act) press(k tea.KeyMsg) tea.Cmd {
	switch a.at {
	case askCode:
		_, cmd := a.codes.Update(k)
		return cmd
	case askAttributes:
		a.toggle(k)
		return nil
	}
	switch k.Type {
	case tea.KeyEnter, tea.KeyCtrlS:
		return a.save()
	}
	a.refusal = ""
	_, cmd := a.note.Update(k)
	return cmd
}

func (a *Act) toggle(k tea.KeyMsg) {
	a.refusal = ""
	if k.Type == tea.KeyEnter {
		if len(a.attributes()) == 0 {
			a.refusal = "Name what failed: press the digit of each attribute."
			return
		}
		a.next()
		return
	}
	if n, err := strconv.Atoi(k.String()); err == nil && n >= 0 && n <= 9 {
		a.failed[(n+9)%10] = !a.failed[(n+9)%10]
	}
}

func (a *Act) attributes() []model.AttributeKey {
	var out []model.AttributeKey
	for i, on := range a.failed {
		if on {
			out = append(out, model.Attributes[i].Key)
		}
	}
	return out
}

func (a *Act) save() tea.Cmd {
	note := strings.TrimSpace(a.note.Value())
	switch {
	case note == "" && a.event == "send-back":
		a.refusal = "Say in the note what is missing: it goes back with the lead."
		return nil
	case note == "" && a.code == "other":
		a.refusal = "The code other needs words: write the note."
		return nil
	}
	act := model.HandoffAct{HandoffID: a.handoff, Event: a.event, Code: a.code, Note: note}
	if model.AboutSubstance(a.code) {
		act.Attributes = a.attributes()
	}
	a.refusal, a.saving = "", true
	return a.onSave(act)
}

// ShortHelp is what its keys do at this question.
func (a *Act) ShortHelp() []key.Binding {
	bind := func(shown, desc string) key.Binding {
		return key.NewBinding(key.WithKeys(shown), key.WithHelp(shown, desc))
	}
	switch a.at {
	case askCode:
		return []key.Binding{bind("b…o", "pick a code")}
	case askAttributes:
		return []key.Binding{bind("1…0", "what failed"), bind("enter", "go on")}
	}
	does := "send back"
	if a.event == "reject" {
		does = "reject"
	}
	return []key.Binding{bind("enter", does)}
}

// Lines is the band at width w: a rule with the title, then what was chosen and
// what is asked.
func (a *Act) Lines(w int) []string {
	out := []string{kit.Rule(a.l, w, a.title)}
	if a.codes != nil {
		out = append(out, a.codeLines(w)...)
	}
	if a.at == askAttributes || a.at == askNote && model.AboutSubstance(a.code) {
		out = append(out, a.failedLines(w)...)
	}
	if a.at == askNote {
		a.note.SetWidth(max(1, w-10))
		for i, line := range strings.Split(a.note.View(), "\n") {
			out = append(out, a.labelled("note", i, line))
		}
	}
	if a.refusal != "" {
		for _, line := range kit.Wrap(a.l.Glyphs.Alert+" "+a.refusal, max(1, w-10)) {
			out = append(out, "         "+a.l.Paint(theme.Error, line))
		}
	}
	if a.saving {
		out = append(out, "         "+a.l.Paint(theme.Dim, "saving"+a.l.Glyphs.Ellipsis))
	}
	return out
}

func (a *Act) labelled(label string, i int, line string) string {
	if i > 0 {
		label = ""
	}
	return " " + a.l.Paint(theme.Dim, kit.Fit(label, 7)) + " " + line
}

func (a *Act) codeLines(w int) []string {
	if a.at != askCode {
		return []string{a.labelled("why", 0, a.l.Paint(theme.Strong, Words(a.code)))}
	}
	room := max(1, w-10)
	a.codes.SetSize(room, a.codes.Height(room))
	var out []string
	for i, line := range strings.Split(a.codes.View(), "\n") {
		out = append(out, a.labelled("why", i, line))
	}
	return out
}

// failedLines are the ten with their digits while they are asked for, and
// afterwards those that were named.
func (a *Act) failedLines(w int) []string {
	var parts []string
	for i, about := range model.Attributes {
		if a.at == askNote && !a.failed[i] {
			continue
		}
		mark, tone := a.l.Glyphs.Off, theme.Text
		if a.failed[i] {
			mark, tone = a.l.Glyphs.On, theme.Strong
		}
		digit := strconv.Itoa(about.Number % 10)
		text := a.l.Paint(theme.Key, digit) + " " + a.l.Paint(tone, about.Short)
		if a.at == askAttributes {
			text = "(" + a.l.Paint(theme.Accent, mark) + ") " + text
		}
		parts = append(parts, text)
	}
	var out []string
	for i, line := range Flow(parts, max(1, w-10), "  ") {
		out = append(out, a.labelled("failed", i, line))
	}
	return out
}

// Flow puts painted parts into lines of at most w cells with sep between them.
func Flow(parts []string, w int, sep string) []string {
	var out []string
	line, used := "", 0
	for _, p := range parts {
		n := kit.Width(p)
		if used > 0 && used+kit.Width(sep)+n > w {
			out, line, used = append(out, line), "", 0
		}
		if used > 0 {
			line += sep
			used += kit.Width(sep)
		}
		line += p
		used += n
	}
	return append(out, line)
}
