package lists

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// answerKeys are the keys of a question's answers: those that the columns, and
// the console, have no other use for.
const answerKeys = "abceilmoprtwyz"

// answersShown is how many lines of answers stand on the screen; more are chosen
// from a list.
const answersShown = 3

// question is the one that is asked now.
func (v *Import) question() (model.ImportQuestion, bool) {
	for _, q := range v.look.Questions {
		if len(q.Choices) > 0 {
			return q, true
		}
	}
	return model.ImportQuestion{}, false
}

// makeQuestion lays out the answers of the question that comes first, and shows
// the column that it is about.
func (v *Import) makeQuestion() {
	v.ask = nil
	q, ok := v.question()
	if !ok {
		return
	}
	likely := ""
	options := make([]kit.Option, len(q.Choices))
	for i, c := range q.Choices {
		options[i] = kit.Option{Value: strconv.Itoa(i + 1), Title: c.Title}
		if i < len(answerKeys) {
			options[i].Key = answerKeys[i : i+1]
		}
		if c.Likely && likely == "" {
			likely = options[i].Value
		}
	}
	v.ask = kit.NewChoices(v.l, options, likely)
	v.ask.OnPick = func(o kit.Option) tea.Cmd {
		n, _ := strconv.Atoi(o.Value)
		return v.answer(q, n-1)
	}
	if name, dates := strings.CutPrefix(q.Key, "dates:"); dates && v.shown != q.Key {
		v.shown = q.Key // once: the person may look elsewhere before answering
		for i, c := range v.look.Columns {
			if c.Header == name {
				v.table.Select(int64(i + 1))
			}
		}
	}
}

// answering gives the question its keys: the letters of the answers, enter for
// the one preselected. The arrows choose another; without a question they read
// another row.
func (v *Import) answering(k tea.KeyMsg) (bool, tea.Cmd) {
	if k.Type == tea.KeyEnter {
		q, _ := v.question()
		if _, chosen := v.ask.Selected(); !chosen || v.manyAnswers() {
			v.pickAnswer(q)
			return true, nil
		}
	}
	return v.ask.Update(k)
}

// manyAnswers says that the answers have no keys enough, or no room: they are
// chosen from a list.
func (v *Import) manyAnswers() bool {
	q, _ := v.question()
	return len(q.Choices) > len(answerKeys) || v.ask.Height(max(1, v.w-2)) > answersShown
}

// pickAnswer lists the answers where no key says them all.
func (v *Import) pickAnswer(q model.ImportQuestion) {
	var all []kit.Completion
	now := ""
	for i, c := range q.Choices {
		all = append(all, kit.Completion{Text: strconv.Itoa(i), Title: c.Title})
		if o, ok := v.ask.Selected(); ok && o.Value == strconv.Itoa(i+1) {
			now = strconv.Itoa(i)
		}
	}
	v.pick = v.newPicker(q.Text, all, now, func(n string) tea.Cmd {
		i, _ := strconv.Atoi(n)
		return v.answer(q, i)
	})
}

// answer takes choice n of a question over and asks the next, while the file is
// read with the answer.
func (v *Import) answer(q model.ImportQuestion, n int) tea.Cmd {
	v.said.answer(q.Choices[n])
	v.trouble = ""
	v.look.Questions = slices.DeleteFunc(slices.Clone(v.look.Questions), func(o model.ImportQuestion) bool { return o.Key == q.Key })
	v.makeQuestion()
	return tea.Batch(v.askLook(), nav.Toast(nav.Info, "Answered: "+kit.Clean(q.Choices[n].Title)+"."))
}

// questionLines are the question and its answers.
func (v *Import) questionLines() []string {
	q, ok := v.question()
	if !ok || v.ask == nil {
		return nil
	}
	text := q.Text
	if n := len(v.look.Questions); n > 1 {
		text = fmt.Sprintf("1 of %d: %s", n, q.Text)
	}
	var out []string
	for _, line := range kit.WrapTo("? "+text, max(1, v.w-2), 2) {
		out = append(out, kit.Fit(" "+v.l.Paint(theme.Warn, line), v.w))
	}
	if v.manyAnswers() {
		return append(out, kit.Fit("   "+v.l.Paint(theme.Key, "enter")+v.l.Paint(theme.Text, fmt.Sprintf(" chooses among %d answers", len(q.Choices))), v.w))
	}
	n := v.ask.Height(max(1, v.w-2))
	v.ask.SetSize(max(0, v.w-2), n)
	for _, line := range splitLines(v.ask.View()) {
		out = append(out, kit.Fit("  "+line, v.w))
	}
	return out
}
