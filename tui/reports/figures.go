package reports

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// acceptanceTarget is the rate that the team is held to: accepted of accepted
// and rejected. The rate is never shown without it.
const acceptanceTarget = 0.9

// figureLines are the month's figures; in a narrow window the salespeople
// follow below.
func (r *Screen) figureLines(w int) []string {
	switch {
	case r.failure != "":
		return append([]string{""}, r.paragraph(theme.Error, r.l.Glyphs.Alert+" "+r.failure, w)...)
	case !r.loaded:
		return []string{"", " " + r.l.Paint(theme.Dim, "Loading"+r.l.Glyphs.Ellipsis)}
	case r.nothing():
		return append([]string{""}, r.paragraph(theme.Dim, fmt.Sprintf("Nothing happened in %s: %s shows %s.", r.month.Format("January 2006"),
			"the left arrow", r.month.AddDate(0, -1, 0).Format("January")), w)...)
	}
	out := r.flow(w)
	out = append(out, r.acceptance(w)...)
	out = append(out, r.outcomes(w)...)
	out = append(out, r.touches(w)...)
	out = append(out, r.touchOutcomes(w)...)
	if r.w < wide {
		out = append(out, "", kit.Rule(r.l, w, "BY SALESPERSON"))
		out = append(out, r.sellerLines(w)...)
	}
	return out
}

func (r *Screen) nothing() bool {
	p := &r.report
	return p.NewProspects+p.UnderDevelopment+p.DeliveredCount+p.Accepted+p.Rejected+p.Expired+p.Attempts+p.Conversations+
		len(p.BySalesperson)+len(p.Touches)+len(p.TouchOutcomes)+tally(p.Outcomes) == 0
}

func tally(of map[string]int) (sum int) {
	for _, n := range of {
		sum += n
	}
	return sum
}

func (r *Screen) paragraph(tone theme.Tone, text string, w int) []string {
	var out []string
	for _, line := range kit.Wrap(text, max(1, w-2)) {
		out = append(out, " "+r.l.Paint(tone, line))
	}
	return out
}

// label is the cells of a figure's name.
const label = 22

// figure is a name and a number at its right end, and what else is to be said
// beside it, in as many lines as that takes.
func (r *Screen) figure(name, number, rest string, tone theme.Tone, w int) []string {
	const indent = label + 11
	head := " " + kit.Fit(name, label) + r.l.Paint(theme.Strong, kit.FitRight(number, 8))
	if rest == "" || w <= indent {
		return []string{kit.Fit(head, w)}
	}
	var out []string
	for _, line := range kit.Wrap(rest, w-indent) {
		out = append(out, kit.Fit(kit.Fit(head, indent)+r.l.Paint(tone, line), w))
		head = ""
	}
	return out
}

// flow is the programme from its entry to sales.
func (r *Screen) flow(w int) []string {
	p := &r.report
	value := ""
	if p.DeliveredCount > 0 {
		value = "of no value yet"
		if p.DeliveredValue != 0 {
			value = "worth " + page.Money(p.DeliveredValue, p.Currency) + ", " + page.Money(p.DeliveredValue/int64(p.DeliveredCount), p.Currency) + " each on average"
		}
	}
	out := r.figure("new prospects", kit.Count(p.NewProspects), "", theme.Text, w)
	out = append(out, r.figure("under development", kit.Count(p.UnderDevelopment), "", theme.Text, w)...)
	return append(append(out, r.figure("delivered to sales", kit.Count(p.DeliveredCount), value, theme.Text, w)...), "")
}

// acceptance is what sales said, the rate and its target together.
func (r *Screen) acceptance(w int) []string {
	p := &r.report
	out := []string{kit.Rule(r.l, w, "ACCEPTANCE")}
	top := max(p.Accepted, p.Rejected, p.Expired)
	for _, f := range []struct {
		name string
		n    int
	}{{"accepted", p.Accepted}, {"rejected", p.Rejected}, {"reclaimed", p.Expired}} {
		out = append(out, r.bar(f.name, f.n, top, w))
	}
	answers := p.Accepted + p.Rejected
	if answers == 0 || p.AcceptanceRate < 0 {
		none := fmt.Sprintf("no answer of sales yet; the target is %.0f %%", acceptanceTarget*100)
		return append(append(out, r.figure("acceptance rate", r.l.Glyphs.Dot, none, theme.Dim, w)...), "")
	}
	verdict, tone := "below the target of", theme.Bad
	if p.AcceptanceRate >= acceptanceTarget {
		verdict, tone = "meets the target of", theme.Good
	}
	text := fmt.Sprintf("%s %.0f %%, of %s", verdict, acceptanceTarget*100, page.Many(answers, "answer", "answers"))
	return append(append(out, r.figure("acceptance rate", fmt.Sprintf("%.0f %%", p.AcceptanceRate*100), text, tone, w)...), "")
}

// bar is a count with its bar against the greatest of its kind.
func (r *Screen) bar(name string, n, top, w int) string {
	room := max(0, min(40, w-label-13))
	bar := ""
	if n > 0 && top > 0 {
		bar = page.Paint(r.l, page.Bar(r.l, room, float64(n)/float64(top))[:1])
	}
	return kit.Fit(" "+kit.Fit(name, label)+r.l.Paint(theme.Strong, kit.FitRight(kit.Count(n), 8))+"  "+bar, w)
}

// outcomes is what became of the leads that sales took: won, lost, no decision.
func (r *Screen) outcomes(w int) []string {
	p := &r.report
	if len(p.Outcomes) == 0 {
		return nil
	}
	order := []string{string(model.HWon), string(model.HLost), string(model.HNone)}
	for _, k := range slices.Sorted(maps.Keys(p.Outcomes)) {
		if !slices.Contains(order, k) {
			order = append(order, k)
		}
	}
	top := 0
	for _, n := range p.Outcomes {
		top = max(top, n)
	}
	out := []string{kit.Rule(r.l, w, "WHAT BECAME OF LEADS")}
	if top == 0 {
		return append(append(out, r.paragraph(theme.Dim, "None was won, lost or left undecided in this month.", w)...), "")
	}
	for _, k := range order {
		if p.Outcomes[k] > 0 {
			out = append(out, r.bar(page.Words(k), p.Outcomes[k], top, w))
		}
	}
	return append(out, "")
}

// touchOutcomes is what the touches came to, the most frequent first; what did
// not happen is left out.
func (r *Screen) touchOutcomes(w int) []string {
	all := make([]string, 0, len(r.report.TouchOutcomes))
	top := 0
	for k, n := range r.report.TouchOutcomes {
		if n > 0 {
			all = append(all, k)
			top = max(top, n)
		}
	}
	if len(all) == 0 {
		return nil
	}
	slices.SortFunc(all, func(x, y string) int {
		return cmp.Or(cmp.Compare(r.report.TouchOutcomes[y], r.report.TouchOutcomes[x]), cmp.Compare(x, y))
	})
	out := []string{"", kit.Rule(r.l, w, "WHAT TOUCHES CAME TO")}
	for _, k := range all {
		out = append(out, r.bar(page.Outcome(model.Outcome(k)), r.report.TouchOutcomes[k], top, w))
	}
	return out
}

// touches is how people were reached, by channel.
func (r *Screen) touches(w int) []string {
	p := &r.report
	sum, top := 0, 0
	for _, n := range p.Touches {
		sum += n
		top = max(top, n)
	}
	out := []string{kit.Rule(r.l, w, fmt.Sprintf("TOUCHES (%s)", kit.Count(sum)))}
	for _, c := range model.Channels {
		if n := p.Touches[c]; n > 0 || c == model.Phone {
			out = append(out, r.bar(page.ChannelName(c), n, top, w))
		}
	}
	talks := ""
	if p.Attempts > 0 {
		talks = fmt.Sprintf("%.1f %% of %s attempts", 100*float64(p.Conversations)/float64(p.Attempts), kit.Count(p.Attempts))
	}
	return append(out, r.figure("conversations", kit.Count(p.Conversations), talks, theme.Text, w)...)
}

// sellerLines is who received what: a line for each salesperson and, below, one
// for each opportunity, the soonest decision first.
func (r *Screen) sellerLines(w int) []string {
	if !r.loaded || r.failure != "" {
		return nil
	}
	p := &r.report
	if len(p.BySalesperson) == 0 {
		return r.paragraph(theme.Dim, "Nothing was delivered to sales in this month.", w)
	}
	sellers := slices.Clone(p.BySalesperson)
	slices.SortStableFunc(sellers, func(x, y model.SalespersonMonth) int {
		return cmp.Or(cmp.Compare(y.Value, x.Value), cmp.Compare(y.Count, x.Count))
	})
	var out []string
	for i, s := range sellers {
		if i > 0 {
			out = append(out, "")
		}
		right := page.Many(s.Count, "lead", "leads") + "  " + kit.FitRight(page.Money(s.Value, p.Currency), 7) + " "
		out = append(out, kit.Columns(" "+r.l.Paint(theme.Strong, kit.Clean(s.Name)), r.l.Paint(theme.Strong, right), w))
		for _, o := range bySoonest(s.Opportunities) {
			out = append(out, r.opportunity(o, w))
		}
	}
	return out
}

func bySoonest(all []model.Opportunity) []model.Opportunity {
	out := slices.Clone(all)
	slices.SortStableFunc(out, func(x, y model.Opportunity) int {
		switch {
		case x.DecisionBy == y.DecisionBy:
			return cmp.Compare(y.Value, x.Value)
		case x.DecisionBy.IsZero():
			return 1
		case y.DecisionBy.IsZero():
			return -1
		}
		return cmp.Compare(x.DecisionBy, y.DecisionBy)
	})
	return out
}

func (r *Screen) opportunity(o model.Opportunity, w int) string {
	decision := "no decision date"
	if !o.DecisionBy.IsZero() {
		decision = "decides " + page.Day(o.DecisionBy, r.now)
	}
	right := fmt.Sprintf("%11s  %-16s %7s ", page.Many(o.Touches, "touch", "touches"), decision, page.Money(o.Value, r.report.Currency))
	if w < 56 {
		right = kit.FitRight(page.Money(o.Value, r.report.Currency), 7) + " "
	}
	return kit.Columns("   "+kit.Clean(o.Company), r.l.Paint(theme.Dim, right), w)
}
