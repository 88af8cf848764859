package model_test

import (
	"slices"
	"testing"

	"ripen/model"
)

func TestWhatAListSaidOfTheIndustry(t *testing.T) {
	w := model.World{Contacts: []model.Contact{{}, {Extra: map[string]string{"naics": "454111 (not in NAICS 2017)", "Region": "east"}}}}
	if got := w.ListedCode(); got != "NAICS 454111 (not in NAICS 2017)" {
		t.Errorf("%q", got)
	}
	w = model.World{Company: model.Company{Extra: map[string]string{"sic": "9999 (not in SIC 1987)"}}}
	if got := w.ListedCode(); got != "SIC 9999 (not in SIC 1987)" {
		t.Errorf("%q", got)
	}
	if got := (model.World{Contacts: []model.Contact{{}}}).ListedCode(); got != "" {
		t.Errorf("%q of nothing", got)
	}
}

func TestWhatPeopleReadStandsFirst(t *testing.T) {
	got := model.ExtraHeaders(map[string]string{"Id": "003Nq00000MXrUAIA1", "CreatedDate": "2024-07-11T22:14:41.000+0000", "PhotoUrl": "/services/photo",
		"Guid": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "Department": "Logistics", "Since": "2019-04-01", "Page": "https://linkedin.com/in/mia-1234567890", "Fax": "617 555 0199", "Z": ""})
	want := []string{"Department", "Fax", "Page", "Since", "Z", "CreatedDate", "Guid", "Id", "PhotoUrl"}
	if !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

func TestProfile(t *testing.T) {
	for want, extra := range map[string]map[string]string{
		"":                                 {"Notes": "see linkedin.com/in/mia for more", "Company page": "https://linkedin.com/company/halvorsen"},
		"https://example.com/mia":          {"profile": "https://example.com/mia", "A": "https://linkedin.com/in/mia"},
		"http://www.LinkedIn.com/in/mia-h": {"Person Linkedin Url": "http://www.LinkedIn.com/in/mia-h"},
	} {
		if got := (model.Contact{Extra: extra}).Profile(); got != want {
			t.Errorf("%v: %q, want %q", extra, got, want)
		}
	}
}

func TestDefectField(t *testing.T) {
	c := model.Contact{Points: []model.Point{
		{ID: 1, Kind: model.PhonePoint, Status: model.PointDead, Field: "phone"},
		{ID: 2, Kind: model.PhonePoint, Field: "phone_2"},
		{ID: 3, Kind: model.EmailPoint, Field: "email"},
		{ID: 4, Kind: model.PostPoint, Field: "street"},
	}}
	dead := model.Contact{Points: c.Points[:1]}
	for _, v := range []struct {
		code string
		c    *model.Contact
		p    *model.Point
		want string
	}{
		{"wrong-number", &c, &c.Points[0], "phone"},
		{"wrong-number", &c, nil, "phone_2"},  // the one that is used
		{"disconnected", &dead, nil, "phone"}, // the outcome said so before
		{"bad-address", &c, &c.Points[3], "street"},
		{"bad-address", &c, &c.Points[1], "email"}, // a number is no address
		{"missing-phone", &dead, nil, "phone"},
		{"missing-email", nil, nil, "email"},
		{"left-company", &c, &c.Points[1], ""},
		{"wrong-number", nil, nil, ""},
		{"wrong-number", &model.Contact{Points: []model.Point{{Kind: model.PhonePoint, Source: "directory"}}}, nil, model.FoundByHand}, // no list brought it
	} {
		if got := model.DefectField(v.code, v.c, v.p); got != v.want {
			t.Errorf("%s %v: %q, want %q", v.code, v.p, got, v.want)
		}
	}
}
