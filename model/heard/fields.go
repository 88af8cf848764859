package heard

import "strings"

var (
	staff = once(`(?i)\b(\d{1,3}(?:,\d{3})+|\d+)\s?(k)?\s+(?:staff|employees?|people|heads?|headcount|fte|workers?|persons?)\b|\b(?:staff|employees|headcount)\s+(?:of\s+)?(\d{1,3}(?:,\d{3})+|\d+)\b`)
	sites = once(`(?i)\b(\d+)\s+(?:sites?|locations?|branch(?:es)?|plants?|offices?|stores?|warehouses?|depots?|docks?|clinics?)\b|\b(?:sites|locations)\s+(\d+)\b`)
	whole = once(`^\d{1,3}(?:,\d{3})+$|^\d+$`)
)

// firm: "340 staff $82M 3 sites", in any order; a number alone is the staff.
func (r *reader) firm(text string) {
	if m := staff().FindStringSubmatch(text); m != nil {
		n := strings.ReplaceAll(m[1]+m[3], ",", "")
		if m[2] != "" {
			n += "000"
		}
		r.set("employees", n)
		text = strings.Replace(text, m[0], " ", 1)
	}
	if m := sites().FindStringSubmatch(text); m != nil {
		r.set("locations", m[1]+m[2])
		text = strings.Replace(text, m[0], " ", 1)
	}
	found, rest := amount(text)
	r.set("revenue", found)
	if rest = trim(rest); len(r.out) == 0 && whole().MatchString(rest) {
		r.set("employees", strings.ReplaceAll(rest, ",", ""))
	}
}

// environment: systems, those they have them from, and the end of a contract.
func (r *reader) environment(text string) {
	for _, c := range clauses(text) {
		rest, day := r.dated(c)
		low := strings.ToLower(rest)
		if day != 0 && (strings.Contains(low, "contract") || strings.Contains(low, "renew") || strings.Contains(low, "expires") ||
			strings.Contains(low, "ends") || strings.Contains(strings.ToLower(c), " until ") || rest == "") {
			r.set("contract_end", day.String())
			if c = rest; strings.Contains(low, "contract") || strings.Contains(low, "renew") {
				continue
			}
		}
		if v, ok := without(c, "vendors", "vendor", "supplier", "from", "bought from", "run by"); ok {
			r.add("vendors", v)
			continue
		}
		if left, right, ok := strings.Cut(c, " from "); ok {
			r.add("systems", left)
			r.add("vendors", right)
			continue
		}
		c, _ = without(c, "systems", "system", "they use", "use", "uses", "running", "runs", "on")
		r.add("systems", c)
	}
}

var costs = once(`(?i)^(?:it |that |this |which )?(?:costs?|loses?|losing)\b\s*(?:them |us |about )*`)

// pain: what hurts, what it costs, and what they care about most.
func (r *reader) pain(text string) {
	for _, c := range clauses(text) {
		if v, ok := without(c, "hot buttons", "hot button", "cares about", "care about", "cares most about"); ok {
			r.add("hot_buttons", v)
			continue
		}
		found, _ := amount(c)
		if at := costs().FindStringIndex(c); at != nil {
			r.set("cost", c[at[1]:])
			continue
		}
		if left, right, ok := strings.Cut(c, " costs "); ok {
			r.add("pains", left)
			r.set("cost", strings.TrimPrefix(strings.TrimPrefix(right, "them "), "us "))
			continue
		}
		if found != "" {
			r.set("cost", c)
			continue
		}
		r.add("pains", c)
	}
}

var (
	signs   = once(`(?i)^(.+?)\s+(?:signs?(?: off| it)?|has to sign|have to sign|must sign|approves?|decides?|has the last word)$`)
	decides = once(`(?i)^(?:they |the )?(?:decide|decides|decision|deciding|final decision|want to decide)\b`)
)

// process: who signs, by when, and the steps on the way.
func (r *reader) process(text string) {
	for _, c := range clauses(text) {
		rest, day := r.dated(c)
		if day != 0 {
			r.set("decision_by", day.String())
			c = rest
		}
		if c == "" || day != 0 && decides().MatchString(c) && len(strings.Fields(c)) <= 3 {
			continue
		}
		if m := signs().FindStringSubmatch(c); m != nil {
			r.set("signer", m[1])
			continue
		}
		if v, ok := without(c, "signed by", "signer", "approved by", "decided by"); ok {
			r.set("signer", v)
			continue
		}
		r.add("steps", c)
	}
}

var (
	pending   = once(`(?i)\b(?:no budget|not (?:yet )?(?:allocated|approved|set aside|budgeted|there)|in process|process|applying|applied for|to be approved|asks? for it)\b`)
	allocated = once(`(?i)\b(?:is |already |has been )*(?:allocated|set aside|approved|budgeted|earmarked)\b`)
	fiscal    = once(`(?i)\b(?:fiscal year|financial year|fy)\s+(?:starts?|begins?|from|runs from)?\s*(?:in |on |from )?([a-z0-9 ]+)$`)
)

// budget: how much, whether it is set aside, and how it comes to be.
func (r *reader) budget(text string) {
	found, rest := amount(text)
	if found == "" {
		if first, after, _ := strings.Cut(text, " "); whole().MatchString(first) {
			found, rest = first, after
		}
	}
	r.set("amount", found)
	var how []string
	for _, c := range clauses(rest) {
		if m := fiscal().FindStringSubmatch(c); m != nil {
			r.set("fiscal_year_start", m[1])
			continue
		}
		switch {
		case pending().MatchString(c):
			r.set("status", "process")
			if trim(pending().ReplaceAllString(c, "")) == "" && !strings.HasPrefix(strings.ToLower(c), "no") {
				continue
			}
		case allocated().MatchString(c):
			r.set("status", "allocated")
			c = allocated().ReplaceAllString(c, "")
		}
		if c = trim(c); c != "" {
			how = append(how, c)
		}
	}
	r.set("process", strings.Join(how, ", "))
}

var verdict = once(`(?i)\b(?:is|are|has|have|was|were|does|do|can|cannot|can't|too|cheaper|slower|faster|better|weak|strong|expensive|slow|good|bad)\b`)

// inside says of somebody that he has the business now.
var inside = once(`(?i)^(.+?)\s+(?:is in(?: now)?|is the incumbent|incumbent|has it now)$`)

// competition: who else, who is in, and how they stand.
func (r *reader) competition(text string) {
	for _, c := range clauses(text) {
		if v, ok := without(c, "incumbent", "now with", "currently with", "with", "today", "uses", "use", "stays with"); ok {
			r.set("incumbent", v)
			continue
		}
		if m := inside().FindStringSubmatch(c); m != nil {
			r.set("incumbent", m[1])
			continue
		}
		c, rivals := without(c, "also looking at", "looking at", "look at", "also talking to", "talking to", "talks to", "talk to", "against", "vs", "rivals", "rival", "also")
		if !rivals && verdict().MatchString(c) || len(strings.Fields(c)) > 5 {
			r.set("position", strings.TrimPrefix(r.out["position"]+", "+c, ", "))
			continue
		}
		for _, name := range strings.Split(c, " and ") {
			r.add("rivals", name)
		}
	}
}

// urgency: what happens, when, and what it costs to miss it.
func (r *reader) urgency(text string) {
	var events []string
	for _, c := range clauses(text) {
		if v, ok := without(c, "else", "otherwise", "or else", "if not", "if missed", "or"); ok {
			r.set("consequence", v)
			continue
		}
		if left, right, ok := strings.Cut(c, " or else "); ok {
			r.set("consequence", right)
			c = left
		} else if left, right, ok := strings.Cut(c, " else "); ok {
			r.set("consequence", right)
			c = left
		}
		rest, day := r.dated(c)
		if day != 0 && r.out["date"] == "" {
			r.set("date", day.String())
			c = rest
		}
		if c != "" {
			events = append(events, c)
		}
	}
	r.set("event", strings.Join(events, ", "))
}
