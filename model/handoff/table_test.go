package handoff

import (
	"slices"
	"testing"
	"time"

	"ripen/model"
)

var states = []model.HandoffState{model.Submitted, model.SentBack, model.Delivered, model.HAccepted, model.Rejected, model.Expired,
	model.Disputed, model.Upheld, model.Overturned, model.HReturned, model.HWon, model.HLost, model.HNone}

// want is the hand-off as the product describes it, written down a second time.
var want = map[model.HandoffState]map[string]model.HandoffState{
	model.Submitted: {"approve": model.Delivered, "send-back": model.SentBack},
	model.Delivered: {"accept": model.HAccepted, "reject no-budget": model.Rejected, "expire": model.Expired},
	model.Rejected:  {"dispute": model.Disputed},
	model.Disputed:  {"rule upheld": model.Upheld, "rule overturned": model.Overturned},
	model.HAccepted: {"return no-budget": model.HReturned, "held yes": model.HAccepted, "held no": model.HAccepted,
		"outcome won": model.HWon, "outcome lost": model.HLost, "outcome no-decision": model.HNone},
	model.Overturned: {"return no-budget": model.HReturned, "held yes": model.Overturned, "held no": model.Overturned,
		"outcome won": model.HWon, "outcome lost": model.HLost, "outcome no-decision": model.HNone},
}

// may says who may make an event happen, of the people of this test: Ines has
// approved, Kim has got it, Dana submitted it and Jo is neutral.
var may = map[string][]model.MemberID{
	"approve": {ines, jo, root}, "send-back": {ines, jo, root},
	"accept": {kim, ines, jo, root}, "reject": {kim, ines, jo, root}, "return": {kim, ines, jo, root},
	"held": {kim, ines, jo, root}, "outcome": {kim, ines, jo, root},
	"dispute": {dana, ines, jo, root}, "rule": {jo, root},
	"expire": {dana, omar, ines, jo, kim, lee, root, mark}, // time does it, whoever is there
}

// Every state by every event by every person: what has a row is done and
// recorded, everything else is refused and changes nothing.
func TestNothingHappensOutsideTheTable(t *testing.T) {
	done, base := 0, ripe(t)
	for _, from := range states {
		for _, event := range Events[1:] {
			for _, code := range []string{"", "no-budget", "upheld", "overturned", "yes", "no", "won", "lost", "no-decision"} {
				for id := range roles {
					w := standing(base, from, event)
					a := model.HandoffAct{Event: event, Code: code, Note: "so it is", Attributes: []model.AttributeKey{model.Budget}}
					key := event
					if code != "" {
						key += " " + code
					}
					to, ok := want[from][key]
					if !ok && slices.Contains([]string{"approve", "send-back", "accept", "expire", "dispute"}, event) {
						to, ok = want[from][event] // a code says nothing there
					}
					if event == "return" && code == "" {
						to, ok = want[from]["return no-budget"] // words serve
					}
					ok = ok && slices.Contains(may[event], id)
					before := len(w.Handoff().Events)
					d, err := Step(book, as(w, id), *w.Handoff(), a)
					switch after := apply(w, d); {
					case ok && err != nil:
						t.Fatalf("%s, %s by %s: %v", from, key, names[id], err)
					case ok && (after.Handoff().State != to || len(after.Handoff().Events) != before+1):
						t.Fatalf("%s, %s by %s: became %s", from, key, names[id], after.Handoff().State)
					case !ok && err == nil:
						t.Fatalf("%s, %s by %s: done", from, key, names[id])
					case !ok && (len(d.Changes) > 0 || model.CodeOf(err) == model.Internal):
						t.Fatalf("%s, %s by %s: %v and %v", from, key, names[id], err, d.Changes)
					case ok:
						done++
					}
				}
			}
		}
	}
	if done == 0 {
		t.Fatal("nothing was done")
	}
}

// standing is a lead whose hand-off stands in a state, with all that came before.
func standing(w model.World, s model.HandoffState, event string) model.World {
	h := model.Handoff{ID: 1, LeadID: 41, ToID: kim, To: "Kim", State: s, SubmittedBy: dana, NextStep: w.Lead.NextStep,
		SubmittedAt: w.Now, RejectedAt: w.Now, ReclaimAt: w.Now.Add(time.Hour)}
	if s != model.Submitted {
		h.ApprovedBy = ines
	}
	if s == model.Disputed {
		h.RejectedBy, h.DisputedBy = kim, dana
	}
	if event == EventExpire {
		h.ReclaimAt = w.Now
	}
	w.Handoffs = []model.Handoff{h}
	return w
}

// The rows themselves are sound: known events, roles in the matrix, and no two
// rows for one act.
func TestTheRows(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Table {
		key := string(r.From) + " " + r.Event + " " + r.Code
		if r.From == "" {
			key += string(r.To)
		}
		if seen[key] || !slices.Contains(Events, r.Event) || r.Guard == "" {
			t.Errorf("row %s", key)
		}
		seen[key] = true
		if _, known := model.Matrix[r.Act]; !known && r.Event != EventExpire {
			t.Errorf("row %s is for nobody", key)
		}
	}
}
