package gate_test

import (
	"strings"
	"testing"
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/gate"
)

var (
	book   = calendar.New()
	policy = model.DefaultPolicy()
	boston = gate.Zone("America/New_York")
)

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, boston)
	if err != nil {
		panic(err)
	}
	return t
}

func mia() model.Contact {
	return model.Contact{ID: 1, Name: "Mia", Zones: []string{"America/New_York"}, Region: "US-MA", Points: []model.Point{
		{ID: 1, Kind: model.PhonePoint, Key: "+16175550142", Shown: "617 555 0142"},
		{ID: 2, Kind: model.EmailPoint, Key: "mia@halvorsen.example", Shown: "mia@halvorsen.example"},
	}}
}

func TestMay(t *testing.T) {
	for name, c := range map[string]struct {
		at    string
		edit  func(*gate.Ask)
		code  model.Code // "" is yes
		words string
		until string
	}{
		"in the window":              {at: "2026-11-24 10:00"},
		"as it opens":                {at: "2026-11-24 08:00"},
		"as it closes":               {at: "2026-11-24 18:00", code: model.Closed, words: "18:00 there", until: "2026-11-25 08:00"},
		"before it opens":            {at: "2026-11-24 07:59", code: model.Closed, words: "07:59 there", until: "2026-11-24 08:00"},
		"Thanksgiving":               {at: "2026-11-26 10:00", code: model.Closed, words: "Thanksgiving Day", until: "2026-11-30 08:00"},
		"Saturday":                   {at: "2026-11-28 10:00", code: model.Closed, words: "no business day", until: "2026-11-30 08:00"},
		"e-mail at night":            {at: "2026-11-24 23:00", edit: func(a *gate.Ask) { a.Channel = model.Email }},
		"e-mail on a holiday":        {at: "2026-11-26 10:00", edit: func(a *gate.Ask) { a.Channel = model.Email }, code: model.Closed, words: "Thanksgiving"},
		"callback in the evening":    {at: "2026-11-24 19:30", edit: func(a *gate.Ask) { a.Asked, a.Promised = true, true }},
		"callback at night":          {at: "2026-11-24 20:30", edit: func(a *gate.Ask) { a.Asked, a.Promised = true, true }, code: model.Closed, until: "2026-11-25 07:00"},
		"answer in the evening":      {at: "2026-11-24 19:30", edit: func(a *gate.Ask) { a.Asked = true }, code: model.Closed, until: "2026-11-25 08:00"},
		"suppressed":                 {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.Contact.Suppressed = true }, code: model.Suppressed, words: "asked not to be contacted"},
		"suppressed, though asked":   {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.Contact.Suppressed, a.Asked = true, true }, code: model.Suppressed},
		"left":                       {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.Contact.Left = true }, code: model.Refused, words: "has left"},
		"unsubscribed":               {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.Channel, a.Contact.NoEmail = model.Email, true }, code: model.Suppressed, words: "unsubscribed"},
		"unsubscribed, by phone":     {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.Contact.NoEmail = true }},
		"no consent for the number":  {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.Contact.Points[0].NoConsent = true }, code: model.Suppressed, words: "no consent"},
		"dead number":                {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.Contact.Points[0].Status = model.PointDead }, code: model.Refused, words: "no usable number"},
		"letter to no point":         {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.Channel = model.Letter }},
		"unknown zone":               {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.Contact.Zones = nil }, code: model.Closed, words: "dial by hand"},
		"unknown zone, e-mail":       {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.Contact.Zones, a.Channel = nil, model.Email }},
		"both zones open":            {at: "2026-11-24 11:00", edit: coasts},
		"open in one of two":         {at: "2026-11-24 10:00", edit: coasts, code: model.Closed, until: "2026-11-24 11:00"},
		"resting":                    {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.Lead.Status, a.Lead.RestUntil = model.Resting, 20261201 }, code: model.Closed, words: "rests until Tue 1 Dec", until: "2026-12-01 08:00"},
		"with sales":                 {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.Lead.Status = model.Graduated }, code: model.Refused, words: "graduated"},
		"over the cap":               {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.Pursued = 4 }, code: model.Closed, words: "cap"},
		"at the cap":                 {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.Pursued = 3 }},
		"contact touched yesterday":  {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.LastContact = at("2026-11-23 16:00") }, code: model.Closed, words: "2 business days", until: "2026-11-25 08:00"},
		"two business days later":    {at: "2026-11-25 10:00", edit: func(a *gate.Ask) { a.LastContact = at("2026-11-23 16:00") }},
		"doubled gap":                {at: "2026-11-25 10:00", edit: func(a *gate.Ask) { a.LastContact, a.Slow = at("2026-11-23 16:00"), true }, code: model.Closed, words: "4 business days", until: "2026-12-01 08:00"},
		"company touched today":      {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.LastCompany = at("2026-11-24 08:30") }, code: model.Closed, words: "the company", until: "2026-11-25 08:00"},
		"company touched yesterday":  {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.LastCompany = at("2026-11-23 16:00") }},
		"same day step":              {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.LastContact, a.SameDay = at("2026-11-24 09:00"), true }},
		"callback within the gap":    {at: "2026-11-24 10:00", edit: func(a *gate.Ask) { a.LastContact, a.Asked = at("2026-11-23 16:00"), true }},
		"message after a message":    {at: "2026-11-30 10:00", edit: func(a *gate.Ask) { a.Message, a.LastVoicemail = true, at("2026-11-23 16:00") }, code: model.Closed, words: "leave none before Wed 2 Dec", until: "2026-12-02 08:00"},
		"plain call after a message": {at: "2026-11-30 10:00", edit: func(a *gate.Ask) { a.LastVoicemail = at("2026-11-23 16:00") }},
	} {
		a := gate.Ask{Contact: mia(), Lead: model.Lead{Status: model.Working}, Channel: model.Phone}
		if c.edit != nil {
			c.edit(&a)
		}
		v := gate.May(at(c.at), a, book, policy)
		if v.Code != c.code || v.OK != (c.code == "") || !strings.Contains(v.Words, c.words) || v.OK == (v.Words != "") {
			t.Errorf("%s: %+v, want %q saying %q", name, v, c.code, c.words)
		}
		if c.until != "" && !v.Until.Equal(at(c.until)) {
			t.Errorf("%s: until %s, want %s", name, v.Until.In(boston), c.until)
		}
		if v.OK || v.Until.IsZero() {
			continue
		}
		if a.At = v.Until; !gate.May(v.Until, a, book, policy).OK {
			t.Errorf("%s: it says %s, and is closed then still: %+v", name, v.Until.In(boston), gate.May(v.Until, a, book, policy))
		}
	}
}

func coasts(a *gate.Ask) { a.Contact.Zones = []string{"America/New_York", "America/Los_Angeles"} }
