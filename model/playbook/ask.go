package playbook

import (
	"fmt"
	"slices"
	"strings"

	"ripen/model"
)

// ask finds the one question worth asking: about the failing attribute that
// stands lowest, ties in table order, put to whoever of the lead's contacts can
// answer it best. With every attribute in place it is the next step that is
// asked for, and when that stands too, nothing.
func ask(w model.World, rules model.Rules, r *model.Readiness) {
	i := asksAbout(*r)
	if i < 0 {
		askNextStep(w, r)
		return
	}
	now := r.Attributes[i]
	r.NextAbout = now.Key
	questions := w.Guide.Questions[now.Key]
	if len(questions) == 0 {
		r.NextQuestion = "What can you tell me about " + subject(now.Key) + "?"
		r.NextWhoText = find(model.DecisionMaker)
		return
	}
	q, who := questions[0], (*model.Contact)(nil)
	best := len(model.BuyingRoles)
	for _, one := range questions {
		if c, rank := answers(w, one, now, rules.Rungs[now.Key]); c != nil && rank < best {
			q, who, best = one, c, rank
		}
	}
	r.NextQuestion = q.Ask
	r.GuideLine = fmt.Sprintf("ask %d  “%s”", i+1, q.Ask)
	if who == nil {
		r.NextWhoText = find(q.Who[0])
		return
	}
	r.NextWho, r.NextWhoText = who.ID, person(*who)
}

// asksAbout is the place of the attribute to ask about, -1 for none. A decision
// date that is missing is asked for with the process.
func asksAbout(r model.Readiness) int {
	about := -1
	for _, g := range r.Failing() {
		key, ok := strings.CutPrefix(g.Name, "attribute:")
		if !ok {
			continue
		}
		i := model.AttributeKey(key).Index()
		if about < 0 || r.Attributes[i].Counts() < r.Attributes[about].Counts() {
			about = i
		}
	}
	if about < 0 && !r.Ready {
		about = model.Process.Index()
	}
	return about
}

// answers finds the contact who can best answer q, and how good his role is for
// it, 0 being best. Who merely repeats himself confirms nothing: a second person
// or a decision maker is looked for then.
func answers(w model.World, q model.GuideQuestion, now model.AttributeNow, need model.Rung) (*model.Contact, int) {
	said := model.ContactID(0)
	if need == model.Confirmed && now.Counts() == model.Stated {
		said = now.Evidence.ContactID
	}
	var best *model.Contact
	rank := len(q.Who)
	for i := range w.Contacts {
		c := &w.Contacts[i]
		at := slices.Index(q.Who, c.Role)
		if at < 0 || c.Left || c.Suppressed || c.ID == said && c.Role != model.DecisionMaker {
			continue
		}
		if at < rank || best != nil && at == rank && c.Rank < best.Rank {
			best, rank = c, at
		}
	}
	return best, rank
}

func askNextStep(w model.World, r *model.Readiness) {
	if r.Passes {
		return
	}
	r.NextQuestion = "Which day suits you for a call, a meeting or a visit with my colleague?"
	r.NextWhoText = find(model.DecisionMaker)
	if c := w.Contact(EngagedWith(w)); c != nil {
		r.NextWho, r.NextWhoText = c.ID, person(*c)
	}
}

func find(role model.BuyingRole) string { return "find " + roleWord(role) }
