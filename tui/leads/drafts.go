package leads

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/internal/page"
	"ripen/tui/kit"
)

// lineField is the one field of the filter line's draft.
const lineField = "filter"

// Keep has what is typed into the filter line and into the form of a rest kept
// in d, so that a crash or a kill loses none of it.
func (v *Leads) Keep(d page.Drafts) *Leads {
	v.lineDraft, v.restDraft = page.NewDraft(v, d, "leads/filter"), page.NewDraft(v, d, "leads/rest")
	return v
}

// keepTyped has what is typed now written, where it is other than what is kept.
func (v *Leads) keepTyped() tea.Cmd {
	text := v.typing.draft
	if v.typing.on {
		text = strings.TrimSpace(v.typing.input.Value())
	}
	line, rest := map[string]string(nil), map[string]string(nil)
	if text != "" && text != v.filter {
		line = map[string]string{lineField: text}
	}
	if v.rest != nil && v.rest.Dirty() {
		rest = v.rest.Values()
	}
	return tea.Batch(v.lineDraft.Keep(line), v.restDraft.Keep(rest))
}

// restore takes in what was kept when the console ended. It stands there when the
// line or the form is opened next.
func (v *Leads) restore(msg page.DraftLoadedMsg) tea.Cmd {
	line, failed := v.lineDraft.Loaded(msg)
	if text := line[lineField]; text != "" && !v.typing.on && v.typing.draft == "" {
		v.typing.draft = text
	}
	rest, failedToo := v.restDraft.Loaded(msg)
	if len(rest) > 0 && v.rest == nil {
		v.restForm().SetValues(rest)
	}
	return tea.Batch(failed, failedToo)
}

// restForm is the form of a rest, half-typed or new.
func (v *Leads) restForm() *kit.Form {
	if v.rest == nil {
		v.rest = kit.NewForm(v.l, page.RestFields(func() time.Time { return v.now })...)
	}
	return v.rest
}
