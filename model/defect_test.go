package model_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"ripen/model"
)

func TestWhatAnIssueIsAbout(t *testing.T) {
	mobile := model.Point{Kind: model.PhonePoint, Field: "phone_2"}
	found := model.Point{Kind: model.PhonePoint, Source: "LinkedIn"}
	mail := model.Point{Kind: model.EmailPoint}
	for name, c := range map[string]struct {
		code         string
		point        *model.Point
		field, about string
	}{
		"the column that was dialled":        {"wrong-number", &mobile, "phone_2", "phone_2"},
		"out of service":                     {"disconnected", &mobile, "phone_2", "phone_2"},
		"a number that we found":             {"wrong-number", &found, model.FoundByHand, "phone"},
		"a number of nobody knows what":      {"wrong-number", &model.Point{Kind: model.PhonePoint}, "", "phone"},
		"no number at hand":                  {"wrong-number", nil, "", "phone"},
		"an e-mail that bounced":             {"bad-address", &mail, "email", "email"},
		"a letter that came back":            {"bad-address", &model.Point{Kind: model.PostPoint, Field: "street"}, "street", "street"},
		"who left is no issue of his number": {"left-company", &mobile, "", "name"},
		"a duplicate":                        {"duplicate", nil, "", "company"},
		"words":                              {"other", &mobile, "", ""},
	} {
		field := model.DefectField(c.code, nil, c.point)
		if about := (model.Defect{Code: c.code, Field: field}).About(); field != c.field || about != c.about {
			t.Errorf("%s: field %q, about %q; want %q, %q", name, field, about, c.field, c.about)
		}
	}
	for _, code := range model.DefectCodes {
		if code != "other" && (model.Defect{Code: code}).About() == "" {
			t.Errorf("%s is about nothing", code)
		}
	}
}

func TestColumnsAreTheListsOwn(t *testing.T) {
	l := model.List{Mapping: map[string]string{"first_name": "First Name", "last_name": "Last Name", "phone_2": "Mobile", "website": "Domain"}}
	for field, want := range map[string]string{"name": "First Name, Last Name", "phone_2": "Mobile", "phone": "", "company": "Domain", "": ""} {
		if got := l.Column(field); got != want {
			t.Errorf("the column of %q is %q, want %q", field, got, want)
		}
	}
	if got := (model.List{Mapping: map[string]string{"title": "Position"}}).Column("name"); got != "Position" {
		t.Errorf("a list that names nobody: %q", got)
	}
}

func TestShares(t *testing.T) {
	if a, b := (model.DefectCount{Count: 7, Of: 52}).Share(), (model.DefectCount{Count: 2}).Share(); a != "7 of 52" || b != "2" {
		t.Error(a, b)
	}
}

func TestWeeks(t *testing.T) {
	for text, monday := range map[string]string{
		"2026-W48": "2026-11-23", "2026-11-24": "2026-11-23", "2026-11-29": "2026-11-23", "2026-W01": "2025-12-29", "2027-01-01": "2026-12-28",
		"2026-W53": "2026-12-28", "2024-02-29": "2024-02-26",
	} {
		got, err := model.ParseWeek(text)
		if err != nil || got.String() != monday {
			t.Errorf("%s begins on %s (%v), want %s", text, got, err, monday)
		}
	}
	for _, bad := range []string{"", "2025-W53", "2026-W00", "2026-W54", "W48", "2026-W48x", "48", "2026-13-01", "2026-W4"} {
		if got, err := model.ParseWeek(bad); model.CodeOf(err) != model.Invalid {
			t.Errorf("%q is %s (%v)", bad, got, err)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d := model.NewDate(rapid.IntRange(1980, 2200).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 31).Draw(t, "day"))
		m, err := model.ParseWeek(d.Week())
		if err != nil || m != d.Monday() || m.Weekday() != time.Monday || m > d || d.Sub(m) > 6 {
			t.Fatalf("%s is in the week of %s (%v)", d, m, err)
		}
	})
}
