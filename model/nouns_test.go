package model

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestIdsAreReadAsTheyArePrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := LeadID(rapid.Int64Range(1, 1<<50).Draw(t, "id"))
		for _, s := range []string{id.String(), strings.ToLower(id.String()), fmt.Sprint(int64(id))} {
			if got, err := ParseLeadID(s); err != nil || got != id {
				t.Fatalf("%q: %v, %v", s, got, err)
			}
		}
	})
	for _, bad := range []string{"", "L", "L0", "-3", "C7", "L4x", "9999999999999999999999"} {
		if _, err := ParseLeadID(bad); CodeOf(err) != Invalid {
			t.Errorf("%q was taken for a lead: %v", bad, err)
		}
	}
}

func TestDatesAreCivil(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := NewDate(2026, 1, 1).AddDays(rapid.IntRange(-4000, 4000).Draw(t, "day"))
		n := rapid.IntRange(-400, 400).Draw(t, "n")
		if got := d.AddDays(n).Sub(d); got != n {
			t.Fatalf("%v plus %d days is %d days away", d, n, got)
		}
		back, err := ParseDate(d.String())
		if err != nil || back != d {
			t.Fatalf("%v read back as %v, %v", d, back, err)
		}
	})
	ny, _ := time.LoadLocation("America/New_York")
	for _, night := range []Date{NewDate(2026, 3, 8), NewDate(2026, 11, 1)} {
		if at := night.AddDays(1).At(8, 0, ny); at.Hour() != 8 {
			t.Errorf("the morning after %v begins at %v", night, at)
		}
	}
	for _, bad := range []string{"2026-02-30", "24.11.2026", "tomorrow", ""} {
		if _, err := ParseDate(bad); CodeOf(err) != Invalid {
			t.Errorf("%q was taken for a date", bad)
		}
	}
}

func TestTheTenAttributesStandInTheCustomersOrder(t *testing.T) {
	want := "industry-code firmographics decision-makers environment engaged pain process budget competition urgency"
	var got []string
	letters := map[string]bool{}
	for i, a := range Attributes {
		got = append(got, string(a.Key))
		if a.Number != i+1 || a.Key.Index() != i {
			t.Errorf("%s is numbered %d at place %d", a.Key, a.Number, i)
		}
		if letters[a.Letter] {
			t.Errorf("two attributes share the letter %s", a.Letter)
		}
		letters[a.Letter] = true
		if len(a.Fields) == 0 {
			t.Errorf("%s holds nothing", a.Key)
		}
	}
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	if _, err := AttributeOf("revenue"); CodeOf(err) != Invalid || !strings.Contains(err.Error(), "firmographics") {
		t.Errorf("an unknown attribute must name the ten: %v", err)
	}
}

func TestRungsClimb(t *testing.T) {
	for i, w := range []string{"unknown", "listed", "stated", "confirmed"} {
		r, err := ParseRung(w)
		if err != nil || int(r) != i || r.String() != w {
			t.Errorf("%s: %v, %v", w, r, err)
		}
	}
	if _, err := ParseRung("sure"); CodeOf(err) != Invalid {
		t.Error("an unknown rung was taken")
	}
}

func TestTheBestPointIsVerifiedAndNeverDead(t *testing.T) {
	c := Contact{Points: []Point{
		{ID: 1, Kind: PhonePoint, Status: PointDead},
		{ID: 2, Kind: PhonePoint, Status: PointBlocked},
		{ID: 3, Kind: PhonePoint, Status: PointUnknown},
		{ID: 4, Kind: PhonePoint, Status: PointVerified, NoConsent: true},
		{ID: 5, Kind: EmailPoint, Status: PointVerified},
	}}
	if p := c.Point(PhonePoint); p == nil || p.ID != 3 {
		t.Errorf("got %+v", p)
	}
	if c.Point(PostPoint) != nil {
		t.Error("an address from nowhere")
	}
}

func TestARefusalSaysWhoMay(t *testing.T) {
	err := Actor{Name: "Sam", Role: Sales}.Allow(ActApprove)
	if CodeOf(err) != Forbidden || !strings.Contains(err.Error(), "team-lead") {
		t.Errorf("%v", err)
	}
	for _, act := range Acts {
		for _, role := range Roles {
			allowed := Actor{Role: role}.Allow(act) == nil
			if allowed != slices.Contains(Matrix[act], role) {
				t.Errorf("%s, %s: %v", role, act, allowed)
			}
		}
	}
	if (Actor{Role: "guest"}).Allow(ActRead) == nil {
		t.Error("a role that is none may read")
	}
}

func TestErrorsKeepCodeAndCause(t *testing.T) {
	cause := errors.New("disk full")
	err := fmt.Errorf("while saving: %w", Errorf(Refused, "nothing was saved: %w", cause))
	if CodeOf(err) != Refused || !errors.Is(err, cause) {
		t.Errorf("%v has code %s", err, CodeOf(err))
	}
	if CodeOf(cause) != Internal || CodeOf(nil) != "" {
		t.Error("a foreign error is internal, none has no code")
	}
}
