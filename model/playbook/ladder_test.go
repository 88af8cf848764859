package playbook

import (
	"strings"
	"testing"

	"ripen/model"
)

// Each rung by each way: what the ladder admits, and what its refusal tells the
// person to do.
func TestTheLadder(t *testing.T) {
	type entry = model.Attestation
	cases := []struct {
		name    string
		a       entry
		refusal string // part of the sentence; "" is admitted
	}{
		{"listed takes nothing", entry{Attribute: model.Budget, Level: model.Listed}, ""},
		{"unknown is no entry", entry{Attribute: model.Budget, Level: model.Unknown}, "undo a wrong entry"},
		{"stated by nobody", entry{Attribute: model.Budget, Level: model.Stated}, "takes the contact who said it and the touch"},
		{"stated without a touch", entry{Attribute: model.Budget, Level: model.Stated, ContactID: tor}, "name the touch with Tor Lind"},
		{"stated in another's touch", entry{Attribute: model.Budget, Level: model.Stated, ContactID: tor, TouchID: miaTalk}, "T21 was with Mia Halvorsen"},
		{"stated in an unanswered dial", entry{Attribute: model.Budget, Level: model.Stated, ContactID: mia, TouchID: miaDial}, "nobody spoke in T25"},
		{"stated in an e-mail of ours", entry{Attribute: model.Budget, Level: model.Stated, ContactID: mia, TouchID: miaMail}, "nobody spoke in T24"},
		{"stated in a touch taken back", entry{Attribute: model.Budget, Level: model.Stated, ContactID: tor, TouchID: torVoid}, "was taken back"},
		{"stated in no touch of the lead", entry{Attribute: model.Budget, Level: model.Stated, ContactID: tor, TouchID: 99}, "is no touch of L41"},
		{"stated by a stranger", entry{Attribute: model.Budget, Level: model.Stated, ContactID: 99, TouchID: torTalk}, "is no contact of L41"},
		{"stated", entry{Attribute: model.Budget, Level: model.Stated, ContactID: tor, TouchID: torTalk}, ""},
		{"the touch says whose it was", entry{Attribute: model.Budget, Level: model.Stated, TouchID: torTalk}, ""},
		{"budget has no public source", entry{Attribute: model.Budget, Level: model.Stated, Document: "annual report"}, "takes the contact who said it"},
		{"industry code has", entry{Attribute: model.IndustryCode, Level: model.Stated, Document: "company register"}, ""},
		{"firmographics have", entry{Attribute: model.Firmographics, Level: model.Stated, Document: "annual report"}, ""},
		{"environment has", entry{Attribute: model.Environment, Level: model.Stated, Document: "job advertisement"}, ""},
		{"an unnamed source does not serve", entry{Attribute: model.Environment, Level: model.Stated}, "or a named public source"},

		{"confirmed by nobody", entry{Attribute: model.Budget, Level: model.Confirmed}, "decision maker saying it"},
		{"confirmed by the decision maker", entry{Attribute: model.Budget, Level: model.Confirmed, ContactID: mia, TouchID: miaTalk}, ""},
		{"a decision maker without a touch", entry{Attribute: model.Budget, Level: model.Confirmed, ContactID: mia}, "name the touch with Mia"},
		{"confirmed by an influencer alone", entry{Attribute: model.Budget, Level: model.Confirmed, ContactID: tor, TouchID: torTalk}, "Tor Lind is here as an influencer and nobody else"},
		{"confirmed by a document", entry{Attribute: model.Budget, Level: model.Confirmed, Document: "board minutes of 3 Nov"}, ""},

		{"engaged may be listed", entry{Attribute: model.Engaged, Level: model.Listed, ContactID: mia}, ""},
		{"engaged, stated, two ways", entry{Attribute: model.Engaged, Level: model.Stated, ContactID: mia, TouchID: miaTalk}, ""},
		{"engaged, confirmed, two ways", entry{Attribute: model.Engaged, Level: model.Confirmed, ContactID: mia, TouchID: miaTalk}, ""},
		{"engaged by its fields", entry{Attribute: model.Engaged, Level: model.Confirmed, Set: model.Value{"contact": "C7", "touch": "T21"}}, ""},
		{"engaged with an influencer", entry{Attribute: model.Engaged, Level: model.Stated, ContactID: tor, TouchID: torTalk}, "Tor Lind is here as an influencer"},
		{"engaged by a document", entry{Attribute: model.Engaged, Level: model.Confirmed, Document: "letter"}, "two-way touch with a decision maker"},
		{"engaged by what we sent", entry{Attribute: model.Engaged, Level: model.Stated, ContactID: mia, TouchID: miaMail}, "T24 is sent"},
		{"engaged in another's touch", entry{Attribute: model.Engaged, Level: model.Confirmed, ContactID: mia, TouchID: torTalk}, "T22 was with Tor Lind"},
		{"engaged without a touch", entry{Attribute: model.Engaged, Level: model.Stated, ContactID: mia}, "name the touch"},
		{"engaged naming two", entry{Attribute: model.Engaged, Level: model.Stated, ContactID: tor, TouchID: torTalk, Set: model.Value{"contact": "C7"}}, "give one decision maker"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if c.a.Set == nil {
				c.a.Set = facts[c.a.Attribute]
			}
			d, err := Attest(freight(t), c.a, codes)
			switch {
			case c.refusal == "" && err != nil:
				t.Fatalf("refused: %v", err)
			case c.refusal != "" && err == nil:
				t.Fatalf("admitted: %v", d.Effects)
			case c.refusal != "" && !strings.Contains(err.Error(), c.refusal):
				t.Fatalf("%q does not say %q", err, c.refusal)
			case c.refusal != "" && model.CodeOf(err) == model.Internal:
				t.Fatalf("%v has no code", err)
			}
		})
	}
}

// A second person confirms, as long as the first one's word is fresh; the same
// person twice does not.
func TestASecondPersonConfirms(t *testing.T) {
	w := freight(t)
	stated := model.Attestation{Attribute: model.Budget, Level: model.Stated, Set: facts[model.Budget], ContactID: tor, TouchID: torTalk}
	again := model.Attestation{Attribute: model.Budget, Level: model.Confirmed, ContactID: tor, TouchID: torTalk}
	second := model.Attestation{Attribute: model.Budget, Level: model.Confirmed, ContactID: beth, TouchID: bethReply}
	w = attest(t, w, stated)
	if _, err := Attest(w, again, codes); err == nil {
		t.Error("one person saying it twice was taken as two")
	}
	if _, err := Attest(w, second, codes); err != nil {
		t.Errorf("a second person was refused: %v", err)
	}
	w.Evidence[0].On = w.Evidence[0].On.AddDays(-120)
	if _, err := Attest(w, second, codes); err == nil {
		t.Error("a word older than 120 days still confirmed another")
	}
}

// The role counts as it was when the thing was said.
func TestTheRoleIsFrozen(t *testing.T) {
	w := attest(t, freight(t), said(model.Pain))
	if e := w.Evidence[0]; e.Role != model.DecisionMaker || e.RoleSetBy != 1 {
		t.Fatalf("role %q set by %v", e.Role, e.RoleSetBy)
	}
	w.Contact(mia).Role = model.User
	if now := Judge(w).Attributes[model.Pain.Index()]; now.Counts() != model.Confirmed {
		t.Errorf("a later role changed what was said: %v", now.Counts())
	}
}

func TestFieldsAsTyped(t *testing.T) {
	type v = model.Value
	cases := []struct {
		key     model.AttributeKey
		set     v
		want    v
		refusal string
	}{
		{model.IndustryCode, v{"code": "488510"}, v{"scheme": "naics", "code": "488510", "title": "Freight Transportation Arrangement"}, ""},
		{model.IndustryCode, v{"scheme": "SIC", "code": "4731"}, v{"scheme": "sic", "code": "4731", "title": "Freight Arrangement"}, ""},
		{model.IndustryCode, v{"code": "4731"}, nil, "4731 is no NAICS code; search for one with: ripen code naics TEXT"},
		{model.IndustryCode, v{"scheme": "sic", "code": "9999"}, nil, "ripen code sic TEXT"},
		{model.IndustryCode, v{"scheme": "isic", "code": "1"}, nil, "naics, sic"},
		{model.Firmographics, v{"revenue": "$82M", "employees": "1,200"}, v{"revenue": "8200000000", "employees": "1200"}, ""},
		{model.Firmographics, v{"employees": "-3"}, nil, "write it as 340"},
		{model.Firmographics, v{"employees": "3.5"}, nil, "no whole number"},
		{model.Firmographics, v{"size": "3"}, nil, "use revenue, employees, locations"},
		{model.DecisionMakers, v{"people": "c7; 8 ;C7;"}, v{"people": "C7; C8"}, ""},
		{model.DecisionMakers, v{"people": "C7; C70"}, nil, "C70 is no contact of L41"},
		{model.DecisionMakers, v{"people": " "}, nil, "needs at least one of its fields"},
		{model.Environment, v{"systems": " own TMS ;; AS/400", "contract_end": "2027-06-30"}, v{"systems": "own TMS; AS/400", "contract_end": "2027-06-30"}, ""},
		{model.Environment, v{"contract_end": "30.6.2027"}, nil, "write it as 2026-11-24"},
		{model.Budget, v{"amount": "350k"}, v{"amount": "35000000", "currency": "USD"}, ""},
		{model.Budget, v{"amount": "€1,200.50"}, v{"amount": "120050", "currency": "EUR"}, ""},
		{model.Budget, v{"amount": "2 million", "currency": "chf"}, v{"amount": "200000000", "currency": "CHF"}, ""},
		{model.Budget, v{"amount": "1.200,50"}, nil, "write it as 350k"},
		{model.Budget, v{"amount": "a lot"}, nil, "is no amount"},
		{model.Budget, v{"status": "maybe"}, nil, "allocated, process"},
		{model.Budget, v{}, nil, "needs at least one of its fields"},
	}
	for _, c := range cases {
		d, err := Attest(freight(t), model.Attestation{Attribute: c.key, Level: model.Confirmed, Set: c.set, Document: "paper"}, codes)
		if c.refusal != "" {
			if err == nil || !strings.Contains(err.Error(), c.refusal) {
				t.Errorf("%s %v: %v, wanted %q", c.key, c.set, err, c.refusal)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s %v: %v", c.key, c.set, err)
			continue
		}
		if got := added(d).Value; len(got) != len(c.want) || !same(got, c.want) {
			t.Errorf("%s %v became %v", c.key, c.set, got)
		}
	}
}

func added(d model.Decision) model.Evidence {
	for _, c := range d.Changes {
		if e, ok := c.(model.EvidenceAdded); ok {
			return e.Evidence
		}
	}
	return model.Evidence{}
}

func same(a, b model.Value) bool {
	for k, v := range a {
		if b[k] != v {
			return false
		}
	}
	return true
}

func FuzzParseMoney(f *testing.F) {
	for _, s := range []string{"350k", "$82M", "1,200.50", "EUR 2.5 million", "1e9", "9999999999999999999b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		cents, _, err := ParseMoney(s)
		if err == nil && (cents < 0 || cents > maxCents) || err != nil && model.CodeOf(err) != model.Invalid {
			t.Errorf("%q: %d %v", s, cents, err)
		}
	})
}

// Adding one field keeps the others; an empty one clears; a date that has passed
// is not carried on.
func TestFieldsAreLaidOverWhatStands(t *testing.T) {
	w := attest(t, freight(t), said(model.Process))
	w.Now = w.Now.AddDate(0, 0, 100)
	w = attest(t, w, model.Attestation{Attribute: model.Process, Level: model.Confirmed, Document: "minutes", Set: model.Value{"signer": "", "steps": "board; lawyer"}})
	got := w.Evidence[1].Value
	if got["steps"] != "board; lawyer" || got["signer"] != "" || got["decision_by"] != "" {
		t.Errorf("laid over: %v", got)
	}
}

// What a list says later does not lower what a person said, until that is stale.
func TestAListDoesNotLowerAFreshWord(t *testing.T) {
	w := attest(t, freight(t), said(model.Budget))
	w = attest(t, w, model.Attestation{Attribute: model.Budget, Level: model.Listed, Set: model.Value{"amount": "10k"}})
	if len(w.Evidence) != 2 || w.Evidence[1].Value["status"] != "" {
		t.Fatalf("the listed entry is not kept as the list said it: %v", w.Evidence)
	}
	now := Judge(w).Attributes[model.Budget.Index()]
	if now.Level != model.Confirmed || now.Evidence.Value["amount"] != "35000000" {
		t.Errorf("a list lowered it to %v %v", now.Level, now.Evidence.Value)
	}
	w.Now = w.Now.AddDate(0, 0, 121)
	if now = Judge(w).Attributes[model.Budget.Index()]; now.Level != model.Listed && !now.Stale {
		t.Errorf("after it went stale: %v", now)
	}
	w.Now = w.Now.AddDate(0, 0, -121)
	w = attest(t, w, model.Attestation{Attribute: model.Budget, Level: model.Stated, Set: model.Value{"status": "process"}, TouchID: torTalk})
	if now = Judge(w).Attributes[model.Budget.Index()]; now.Level != model.Stated {
		t.Errorf("the newest entry does not rule: %v", now.Level)
	}
}
