package handoffs

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// group is what hand-offs have in common that stand under one rule: who is to
// do something next.
type group int

const (
	leaking group = iota
	toApprove
	toAccept
	disputed
	sentBack
	rejected
	reclaimed
	accepted
	closed
	groups
)

var groupTitles = [groups]string{"LEAKING", "WAITING FOR APPROVAL", "WAITING FOR ACCEPTANCE", "DISPUTED", "SENT BACK",
	"REJECTED", "RECLAIMED", "ACCEPTED", "CLOSED"}

func groupOf(r *model.HandoffRow) group {
	switch r.State {
	case model.Submitted:
		return toApprove
	case model.Delivered:
		if r.Leaking {
			return leaking
		}
		return toAccept
	case model.Disputed:
		return disputed
	case model.SentBack:
		return sentBack
	case model.Rejected, model.Upheld, model.HReturned:
		return rejected
	case model.Expired:
		return reclaimed
	case model.HAccepted, model.Overturned:
		return accepted
	}
	return closed
}

// clockOf is when something has to happen with it, or happened last.
func clockOf(r *model.HandoffRow) time.Time {
	switch r.State {
	case model.Submitted:
		return r.ApproveBy
	case model.Delivered:
		return r.AcceptBy
	case model.Disputed:
		return r.RuleBy
	case model.HAccepted, model.Overturned:
		return r.OutcomeBy
	}
	return time.Time{}
}

// sorted is rows by group, then by the clock that runs out first; those that
// wait for nothing, newest first.
func sorted(rows []model.HandoffRow) []model.HandoffRow {
	out := slices.Clone(rows)
	slices.SortStableFunc(out, func(x, y model.HandoffRow) int {
		if c := cmp.Compare(groupOf(&x), groupOf(&y)); c != 0 {
			return c
		}
		if a, b := clockOf(&x), clockOf(&y); !a.IsZero() && !b.IsZero() {
			return a.Compare(b)
		}
		return cmp.Compare(y.ID, x.ID)
	})
	return out
}

// filter is which hand-offs are shown.
type filter int

const (
	everything filter = iota
	mine
	filterGroups // and then each group
)

func (h *Screen) nextFilter() {
	for range int(filterGroups) + int(groups) {
		h.shown = (h.shown + 1) % (filterGroups + filter(groups))
		if h.shown == everything || slices.ContainsFunc(h.all, func(r model.HandoffRow) bool { return h.lets(&r) }) {
			return // a filter that would show nothing is passed over
		}
	}
}

func (h *Screen) lets(r *model.HandoffRow) bool {
	switch h.shown {
	case everything:
		return true
	case mine:
		return r.ToID == h.s.Actor.ID || r.SubmittedBy == h.s.Actor.ID || r.Owner == h.s.Actor.Name
	}
	return groupOf(r) == group(h.shown-filterGroups)
}

func (h *Screen) filterWords() string {
	if h.shown < filterGroups {
		return h.shown.name()
	}
	return "only " + h.shown.name()
}

// name is the filter in words.
func (f filter) name() string {
	switch f {
	case everything:
		return "all"
	case mine:
		return "mine"
	}
	return strings.ToLower(groupTitles[group(f-filterGroups)])
}

// filterNamed is the filter of that name, everything for any other.
func filterNamed(name string) filter {
	for f := everything; f < filterGroups+filter(groups); f++ {
		if f.name() == name {
			return f
		}
	}
	return everything
}

func columns(w int) []kit.Column {
	names := 8
	if w >= fullNames {
		names = 14
	}
	return []kit.Column{
		{Title: "COMPANY", Min: 18, Max: 36, Flex: 3},
		{Title: "VALUE", Min: 6, Right: true, Drop: 3},
		{Title: "TO", Min: names, Max: 18, Flex: 1, Drop: 1},
		{Title: "FROM", Min: names, Max: 18, Flex: 1, Drop: 2},
		{Title: "CLOCK", Min: 27, Max: 34, Flex: 2},
	}
}

// fullNames is the width of the table from which members are named in full.
const fullNames = 92

func (h *Screen) fillTable() {
	var rows []kit.Row
	short := h.shortNames()
	counts := [groups]int{}
	for i := range h.all {
		if h.lets(&h.all[i]) {
			counts[groupOf(&h.all[i])]++
		}
	}
	last := group(-1)
	for i := range h.all {
		r := &h.all[i]
		if !h.lets(r) {
			continue
		}
		if g := groupOf(r); g != last {
			last = g
			rows = append(rows, kit.Row{Header: fmt.Sprintf("%s (%d)", groupTitles[g], counts[g])})
		}
		rows = append(rows, kit.Row{ID: int64(r.ID), Cells: h.cells(r, short)})
	}
	h.table.SetRows(rows)
	h.table.SetEmpty("Nothing was handed to sales yet: 3 shows which leads are near to it.")
}

func (h *Screen) cells(r *model.HandoffRow, short map[string]string) []kit.Cell {
	named := func(name string) string {
		if h.left() >= fullNames {
			return name
		}
		return short[name]
	}
	text, tone := h.clock(r)
	return []kit.Cell{
		{Text: r.Company, Tone: theme.Strong}, {Text: page.Money(r.Value, r.Currency)}, {Text: named(r.To)}, {Text: named(r.Owner), Tone: theme.Dim},
		{Text: text, Tone: tone},
	}
}

// shortNames are the members as the narrow table has them: by the first name,
// with an initial where two here have the same.
func (h *Screen) shortNames() map[string]string {
	first := map[string]string{} // the first name → the one member who has it, "" for several
	all := map[string]bool{}
	for i := range h.all {
		for _, name := range [2]string{h.all[i].To, h.all[i].Owner} {
			f, _, _ := strings.Cut(name, " ")
			if other, taken := first[f]; taken && other != name {
				first[f] = ""
			} else {
				first[f] = name
			}
			all[name] = true
		}
	}
	out := make(map[string]string, len(all))
	for name := range all {
		f, last, two := strings.Cut(name, " ")
		out[name] = f
		if two && first[f] == "" {
			initial, _ := utf8.DecodeRuneInString(last)
			out[name] = f + " " + string(initial)
		}
	}
	return out
}

// clock is what is to happen by when. What leaks or was warned carries a mark
// besides its colour.
func (h *Screen) clock(r *model.HandoffRow) (string, theme.Tone) {
	text := strings.TrimPrefix(r.Clock, "leaking ") // it stands under LEAKING
	if text == "" {
		text = h.ownClock(r)
	}
	switch {
	case r.Leaking:
		return h.l.Glyphs.Alert + " " + text, theme.Bad
	case r.Warned:
		return h.l.Glyphs.Alert + " " + text, theme.Warn
	}
	switch groupOf(r) {
	case toApprove, toAccept, disputed:
		return text, theme.Text
	}
	return text, theme.Dim
}

// ownClock says it by the hand-off's own times, where the row came without.
func (h *Screen) ownClock(r *model.HandoffRow) string {
	by := func(what string, t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return what + " " + page.Moment(t, h.now)
	}
	text := ""
	switch r.State {
	case model.Submitted:
		text = by("approve by", r.ApproveBy)
	case model.Delivered:
		text = by("accept by", r.AcceptBy)
		if r.Leaking {
			text = by("since", r.AcceptBy)
		}
	case model.Disputed:
		text = by("rule by", r.RuleBy)
	case model.HAccepted, model.Overturned:
		if r.Held == "" && !r.HeldAsked.IsZero() && !h.now.Before(r.HeldAsked) {
			return "was the " + string(r.NextStep.Kind) + " held?"
		}
		text = page.Joined(" ", "outcome by", page.Day(model.DateOf(r.OutcomeBy.In(h.now.Location())), h.now))
		if r.OutcomeBy.IsZero() {
			text = ""
		}
	case model.SentBack: // the reason is the note that it went back with
		note := ""
		if n := len(r.Events); n > 0 {
			note = r.Events[n-1].Note
		}
		text = page.Joined(": ", stateWord(r.State), note)
	case model.Rejected, model.Upheld, model.HReturned:
		text = page.Joined(": ", stateWord(r.State), page.Words(r.Reason))
	}
	if text == "" {
		return stateWord(r.State)
	}
	return text
}

// stateWord is a state as people say it.
func stateWord(s model.HandoffState) string {
	switch s {
	case model.Submitted:
		return "waiting for approval"
	case model.Delivered:
		return "waiting for sales"
	case model.Expired:
		return "reclaimed for nurture"
	case model.Upheld:
		return "rejected, upheld"
	case model.Overturned:
		return "accepted by a ruling"
	}
	return page.Words(s)
}
