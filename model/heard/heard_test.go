package heard

import (
	"maps"
	"strings"
	"testing"
	"time"

	"ripen/model"
)

var now = time.Date(2026, 11, 24, 10, 42, 0, 0, time.UTC) // a Tuesday

func TestRead(t *testing.T) {
	type v = model.Value
	tests := []struct {
		key  model.AttributeKey
		said string
		want model.Value
	}{
		{model.Firmographics, "340 staff $82M 3 sites", v{"employees": "340", "revenue": "$82M", "locations": "3"}},
		{model.Firmographics, "3 sites, 1,200 people, revenue 82 million", v{"employees": "1200", "revenue": "82million", "locations": "3"}},
		{model.Firmographics, "2k employees", v{"employees": "2000"}},
		{model.Firmographics, "340", v{"employees": "340"}},
		{model.Firmographics, "€1.5 million a year", v{"revenue": "€1.5million"}},
		{model.Firmographics, "big", v{}},
		{model.Environment, "own TMS of 2016, AS/400", v{"systems": "own TMS of 2016; AS/400"}},
		{model.Environment, "SAP from Baltic Systems, contract ends 30 jun", v{"systems": "SAP", "vendors": "Baltic Systems", "contract_end": "2027-06-30"}},
		{model.Environment, "vendor IBM until 31 mar 2028", v{"vendors": "IBM", "contract_end": "2028-03-31"}},
		{model.Environment, "they use paper lists", v{"systems": "paper lists"}},
		{model.Pain, "dock delays, costs them $2M a year", v{"pains": "dock delays", "cost": "$2M a year"}},
		{model.Pain, "late trucks; wrong labels; cares about audits", v{"pains": "late trucks; wrong labels", "hot_buttons": "audits"}},
		{model.Pain, "overtime costs us 40k a month", v{"pains": "overtime", "cost": "40k a month"}},
		{model.Process, "board signs, by 12 feb", v{"signer": "board", "decision_by": "2027-02-12"}},
		{model.Process, "board signs by 12 feb", v{"signer": "board", "decision_by": "2027-02-12"}},
		{model.Process, "pilot, IT review, decision by end of q1", v{"steps": "pilot; IT review", "decision_by": "2027-03-31"}},
		{model.Process, "they decide in february", v{"decision_by": "2027-02-01"}},
		{model.Process, "Tor has to sign", v{"signer": "Tor"}},
		{model.Process, "board may meet", v{"steps": "board may meet"}},
		{model.Budget, "350k allocated", v{"amount": "350k", "status": "allocated"}},
		{model.Budget, "350,000 set aside", v{"amount": "350,000", "status": "allocated"}},
		{model.Budget, "no budget yet, board decides in march", v{"status": "process", "process": "no budget yet, board decides in march"}},
		{model.Budget, "$1.2M approved, fiscal year starts in july", v{"amount": "$1.2M", "status": "allocated", "fiscal_year_start": "july"}},
		{model.Budget, "out of the maintenance pot", v{"process": "out of the maintenance pot"}},
		{model.Competition, "Globex, Acme and Initech", v{"rivals": "Globex; Acme; Initech"}},
		{model.Competition, "incumbent Baltic, talking to Globex, Globex is cheaper", v{"incumbent": "Baltic", "rivals": "Globex", "position": "Globex is cheaper"}},
		{model.Urgency, "lease ends 31 mar, else they pay double", v{"event": "lease ends", "date": "2027-03-31", "consequence": "they pay double"}},
		{model.Urgency, "new dock opens after easter or else no trucks", v{"event": "new dock opens", "date": "2027-03-30", "consequence": "no trucks"}},
		{model.Competition, "Baltic is in", v{"incumbent": "Baltic"}},
		{model.Pain, "2,000 pallets late", v{"pains": "2,000 pallets late"}},
		{model.Urgency, "auditors come", v{"event": "auditors come"}},
		{model.Engaged, "she decides", v{}},
		{model.Pain, "  ", v{}},
	}
	for _, tt := range tests {
		if got := Read(tt.key, tt.said, now, time.UTC); !maps.Equal(got, tt.want) {
			t.Errorf("%s %q: %q, want %q", tt.key, tt.said, got, tt.want)
		}
	}
}

func TestWhatIsSaidAgainStandsOnce(t *testing.T) {
	for _, tt := range [][3]string{
		{"dock delays", "wrong labels", "dock delays; wrong labels"}, {"Globex?", "globex", "globex"},
		{"", "Globex", "Globex"}, {"a; b", "B; c", "a; B; c"}, {"a", "", "a"},
	} {
		if got := Add(tt[0], tt[1]); got != tt[2] {
			t.Errorf("%q and %q: %q, want %q", tt[0], tt[1], got, tt[2])
		}
	}
}

// Whatever is typed, each field read is one of the attribute's, filled in, and
// only of words that were typed.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"340 staff $82M 3 sites", "board signs, by 12 feb", "lease ends 31 mar, else x", ",;,", "$", "is in", "x incumbent", "from from", " costs ", "fy"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, a := range model.Attributes {
			for name, value := range Read(a.Key, s, now, time.UTC) {
				known := false
				for _, field := range a.Fields {
					known = known || field.Name == name
				}
				if !known || strings.TrimSpace(value) == "" {
					t.Errorf("%s %q: %s is %q", a.Key, s, name, value)
				}
			}
		}
	})
}
