package lists

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// accountWidths are those of the account and of what goes in with it; narrow
// windows show one below the other.
func (v *Import) accountWidths() (left, right int) {
	if v.w < sideFrom {
		return v.w, 0
	}
	right = v.w * 2 / 5
	return v.w - right - 1, right
}

// showAccount makes the lines of what an import would do, or did.
func (v *Import) showAccount() {
	v.text.Show(func(w int) []string {
		out := v.sums(w)
		if v.w < sideFrom {
			out = append(append(out, ""), v.particulars(w)...)
		}
		return out
	})
	v.beside.Show(v.particulars)
}

func (v *Import) accountView(h int) string {
	left, right := v.accountWidths()
	if right == 0 {
		return v.text.View()
	}
	return kit.Beside(v.l, h, kit.Pane{View: v.text.View(), W: left}, kit.Pane{View: v.beside.View(), W: right})
}

// sums is the account: every row is in one of four places.
func (v *Import) sums(w int) []string {
	r := v.res
	would := v.step == checked
	var out []string
	say := func(tone theme.Tone, text string) {
		for _, s := range kit.WrapTo(text, max(1, w-2), 3) {
			out = append(out, kit.Fit(" "+v.l.Paint(tone, s), w))
		}
	}
	if would && v.stopped != "" {
		say(theme.Warn, v.l.Glyphs.Alert+" "+v.stopped+". What came in stays: enter goes on from there, U on the Lists screen takes it back.")
	}
	verb := "became"
	if would {
		verb = "would become"
	}
	say(theme.Strong, fmt.Sprintf("%s: %s %s", r.List, page.Many(r.Rows, "row", "rows"), verb))
	line := func(n int, what string, tone theme.Tone) {
		out = append(out, kit.Fit(fmt.Sprintf(" %10s  ", kit.Count(n))+v.l.Paint(tone, what), w))
	}
	line(r.ContactsCreated, "new contacts, in "+page.Many(r.LeadsCreated, "new lead", "new leads"), theme.Good)
	line(r.ContactsMerged, "merged with contacts that are known", theme.Text)
	line(r.Rejected, "rejected", toneOf(r.Rejected))
	line(r.Suppressed, "left out: they asked not to be contacted", theme.Text)
	if n := r.ContactsCreated + r.ContactsMerged + r.Rejected + r.Suppressed; n != r.Rows {
		say(theme.Bad, fmt.Sprintf("%s The account does not add up: %s are missing. ripen check says more.", v.l.Glyphs.Alert, page.Many(max(r.Rows-n, n-r.Rows), "row", "rows")))
	}
	if r.LeadsCreated == 0 && r.ContactsCreated == 0 && r.Rows > 0 && would {
		say(theme.Warn, v.l.Glyphs.Alert+" Nothing of it is new.")
	}
	if r.Near > 0 {
		say(theme.Info, page.Many(r.Near, "pair", "pairs")+" may be one: m on the Lists screen reviews them.")
	}
	if n := len(r.Skipped); n > 0 {
		say(theme.Dim, "Left out as no rows: "+page.Many(n, "line", "lines")+" above the headers or below the rows: "+strings.Join(r.Skipped, " / "))
	}
	return append(out, v.firstRejects(w)...)
}

// rejectsSeen is how many rejected rows the account names; v shows all.
const rejectsSeen = 6

func (v *Import) firstRejects(w int) []string {
	r := v.res
	if len(r.Rejects) == 0 {
		return nil
	}
	out := []string{"", kit.Rule(v.l, w, "Rejected")}
	for i, rej := range r.Rejects {
		if i == rejectsSeen && len(r.Rejects) > rejectsSeen+1 {
			out = append(out, kit.Fit(v.l.Paint(theme.Dim, fmt.Sprintf("             and %s more: v shows them all", kit.Count(len(r.Rejects)-i))), w))
			break
		}
		why := rej.Reason
		if rej.Field != "" {
			why = fieldWords(rej.Field) + ": " + why
		}
		out = append(out, kit.Fit(v.l.Paint(theme.Dim, kit.FitRight("line "+kit.Count(rej.Row), 11)+"  ")+v.l.Paint(theme.Text, kit.Clean(why)), w))
	}
	if r.RejectsFile != "" && v.step == done {
		for _, s := range kit.WrapTo("The rejected rows are in "+r.RejectsFile, max(1, w-2), 2) {
			out = append(out, kit.Fit(" "+v.l.Paint(theme.Dim, s), w))
		}
	}
	return out
}

func toneOf(rejected int) theme.Tone {
	if rejected > 0 {
		return theme.Warn
	}
	return theme.Text
}

// particulars is what goes in with the rows: what list it is, who gets the
// leads, and which column fills which field.
func (v *Import) particulars(w int) []string {
	o := v.opts
	out := []string{kit.Rule(v.l, w, "What it goes in with")}
	add := func(label, text string) {
		for i, s := range kit.WrapTo(text, max(1, w-16), 3) {
			if i > 0 {
				label = ""
			}
			out = append(out, kit.Fit(" "+kit.Fit(v.l.Paint(theme.Dim, label), 13)+" "+v.l.Paint(theme.Text, s), w))
		}
	}
	cost := "none said"
	if o.Cost > 0 {
		cost = amount(o.Cost, o.Currency)
	}
	add("category", page.Joined(", ", page.Words(o.Category), o.Source))
	add("cost", cost)
	add("cadence", cadence(o.Cadence, o.Category))
	add("who gets", sharing(o.Assign, v.team, "you"))
	out = append(out, "", kit.Rule(v.l, w, "Which column fills which field"))
	for _, f := range slices.SortedFunc(maps.Keys(v.res.Mapping), fieldOrder) {
		out = append(out, kit.Fit(" "+kit.Fit(v.l.Paint(theme.Dim, kit.Clean(fieldWords(f))), 13)+" "+v.l.Paint(theme.Text, kit.Clean(v.res.Mapping[f])), w))
	}
	if n := len(v.res.Unmapped); n > 0 {
		for i, s := range kit.WrapTo(strings.Join(v.res.Unmapped, ", "), max(1, w-16), 6) {
			label := ""
			if i == 0 {
				label = "extra fields"
			}
			out = append(out, kit.Fit(" "+kit.Fit(v.l.Paint(theme.Dim, label), 13)+" "+v.l.Paint(theme.Dim, s), w))
		}
	}
	return out
}
