package demo

import (
	"fmt"
	"strconv"
	"strings"

	"ripen/model"
)

// facts are what is true of one company, whoever says it and whenever.
type facts struct {
	t         trade
	pain      pain
	second    pain
	event     event
	staff     int
	sites     int
	revenue   int64 // cents
	amount    int64 // of the budget, cents
	allocated bool
	rival     string
	// Dates are set by the arc of the lead.
	decision, happens, contract model.Date
}

func factsOf(d dice, t trade) facts {
	f := facts{t: t, event: pick(d, t.events)}
	two := some(d, t.pains, 2)
	f.pain, f.second = two[0], two[1]
	small := d.Float64()
	f.staff = t.staff[0] + int(float64(t.staff[1]-t.staff[0])*small*(0.3+0.7*small))
	f.sites = min(d.between(t.sites[0], t.sites[1]), 1+f.staff/25)
	f.revenue = int64(f.staff*t.head*(80+d.IntN(40))/100) * 1000_00
	f.revenue = max(f.revenue/1_000_000_00, 1) * 1_000_000_00
	f.amount = int64(d.between(4, 60)) * 10_000_00
	f.allocated, f.rival = d.chance(0.55), pick(d, t.rivals)
	return f
}

// dollars are as people type them.
func dollars(cents int64) string {
	if m := cents / 1_000_000_00; m > 0 && cents%1_000_000_00 == 0 {
		return fmt.Sprintf("$%dM", m)
	}
	return fmt.Sprintf("$%dk", cents/1000_00)
}

// value of an attribute as it is typed in. Whole says that all its fields are
// known; people are the ids of those who have a say.
func (f facts) value(d dice, key model.AttributeKey, whole bool, people []string) model.Value {
	v := model.Value{}
	switch key {
	case model.IndustryCode:
		v["scheme"], v["code"] = "naics", f.t.code
	case model.Firmographics:
		v["employees"] = strconv.Itoa(f.staff)
		if whole {
			v["revenue"], v["locations"] = dollars(f.revenue), strconv.Itoa(f.sites)
		}
	case model.DecisionMakers:
		v["people"] = strings.Join(people, "; ")
	case model.Environment:
		v["systems"] = strings.Join(some(d, f.t.systems, d.between(1, 2)), "; ")
		if whole {
			v["vendors"] = pick(d, f.t.vendors)
			if !f.contract.IsZero() {
				v["contract_end"] = f.contract.String()
			}
		}
	case model.Pain:
		v["pains"] = f.pain.what
		if whole {
			v["pains"] += "; " + f.second.what
			v["cost"], v["hot_buttons"] = f.pain.cost, f.pain.button
		}
	case model.Process:
		v["steps"] = pick(d, []string{"operations proposes; CFO signs", "trial at one site; board", "committee of three; owner", "IT review; purchasing; signature", "site visit; two references; board"})
		if whole {
			v["signer"] = pick(d, []string{"the CFO", "the owner", "the board", "the managing director", "the parent company above $250k"})
		}
		if !f.decision.IsZero() {
			v["decision_by"] = f.decision.String()
		}
	case model.Budget:
		v["status"] = "process"
		if whole || f.allocated {
			v["amount"] = dollars(f.amount)
		}
		if f.allocated {
			v["status"] = "allocated"
		} else {
			v["process"] = pick(d, []string{"requested in the fall round", "out of savings, no extra line", "capital request, decided quarterly", "needs the parent's yes"})
		}
		if whole {
			v["fiscal_year_start"] = pick(d, []string{"January", "July", "October", "April"})
		}
	case model.Competition:
		v["rivals"] = f.rival
		if whole {
			v["rivals"] += "; do nothing"
			v["incumbent"] = pick(d, f.t.vendors)
			v["position"] = pick(d, []string{"cheaper, slow to answer", "strong at the parent, weak on the floor", "known here, nobody loves it", "good demo, no reference nearby"})
		}
	case model.Urgency:
		v["event"], v["consequence"] = f.event.what, f.event.missed
		if !f.happens.IsZero() {
			v["date"] = f.happens.String()
		}
	}
	return v
}

// quote is how somebody says it.
func (f facts) quote(d dice, key model.AttributeKey) string {
	switch key {
	case model.Pain:
		return f.pain.quote
	case model.Urgency:
		return f.event.quote
	case model.Firmographics:
		return pick(d, []string{
			fmt.Sprintf("We're about %d people, give or take the summer help.", f.staff),
			fmt.Sprintf("%d on the payroll, and I know most of their dogs.", f.staff),
			fmt.Sprintf("Call it %s in a good year.", dollars(f.revenue))})
	case model.IndustryCode:
		return "If you asked my mother: " + strings.ToLower(f.t.phrase) + "."
	case model.DecisionMakers:
		return pick(d, []string{"I carry it, but I won't do it over their heads.", "There are three of us who have to nod.", "Talk to finance early. Nobody talks to finance early.", "The floor has no vote, but it has a veto."})
	case model.Environment:
		return pick(d, []string{"It's old, it's ugly, and it has never been down on a Monday.", "We have a system. Then we have the spreadsheet that everybody really uses.",
			"It was bought for the other site and never quite fitted.", "The man who wrote it lives in Florida now."})
	case model.Process:
		return pick(d, []string{"I propose, finance grumbles, the board signs.", "If the trial holds, I can sign it the same week.", "It goes to the board, and the board meets when it meets.",
			"First IT has to say that it does no harm."})
	case model.Budget:
		if f.allocated {
			return pick(d, []string{"There's a line for it. It isn't a generous line.", "The money is set aside, I had to fight for it.", dollars(f.amount) + " is in the plan, and not a dollar more."})
		}
		return pick(d, []string{"No line yet. You ask in the fall and you hear in January.", "If it saves what you say, the money finds itself.", "It comes out of maintenance, and maintenance knows it."})
	case model.Competition:
		return pick(d, []string{"We've seen " + f.rival + ". Nice people, long answers.", "The other choice is to go on as we are. Don't laugh, it usually wins.",
			f.rival + " was here in spring and left a very thick folder."})
	case model.Engaged:
		return pick(d, []string{"All right, you have my attention. Not for long.", "Call me direct, not the switchboard.", "You're the first who asked before he told me."})
	}
	return ""
}

// hearsay is where a listed entry comes from.
var hearsay = []string{"as the list had it", "from their website", "heard from the receptionist", "read in the trade press", "guessed from the job adverts"}

// papers show what was said.
var papers = []string{"audit report, p. 4", "minutes of the operations meeting", "their own slide, sent by e-mail", "request for proposal, draft", "annual report"}

// foundAt is where numbers and addresses are found that no list had.
var foundAt = []string{"company website", "company website", "LinkedIn", "state business register", "the switchboard"}

// registers are named public sources.
var registers = []string{"company website, About us", "state business register", "trade association directory", "annual report"}
