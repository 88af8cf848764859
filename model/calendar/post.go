package calendar

import "ripen/model"

// MailDays are the postal days that a piece takes until it is in hand.
type MailDays struct {
	US, DE, GB int // a letter posted and delivered within the country
	Domestic   int // a letter within any other country
	Abroad     int // a letter that crosses a border
	Direct     int // direct mail
}

// DefaultMailDays are the rules' numbers: a letter takes 3 postal days in the
// US, 2 in Germany and the United Kingdom, 7 abroad; direct mail 6. Other
// countries are taken to be as fast as the US.
func DefaultMailDays() MailDays {
	return MailDays{US: 3, DE: 2, GB: 2, Domestic: 3, Abroad: 7, Direct: 6}
}

// IsPostalDay says that letters travel and are delivered on d in r: Monday to
// Friday but for the post's own holidays. The day after Thanksgiving is a
// postal day, though it is no business day.
func (b *Book) IsPostalDay(d model.Date, r model.Region) bool {
	if d.IsZero() {
		return false
	}
	y, day := b.day(d, r)
	return !y.noPost.has(day)
}

// AddPostalDays is the n-th postal day after d; it counts as
// [Book.AddBusinessDays] does.
func (b *Book) AddPostalDays(d model.Date, n int, r model.Region) model.Date {
	return shift(d, n, func(d model.Date) bool { return b.IsPostalDay(d, r) })
}

// InHand estimates the day on which a piece posted in from is in hand in to,
// counted in postal days of the destination. A region that is not known is
// taken to lie in the other's country. Direct mail that crosses a border is
// no faster than a letter.
func (b *Book) InHand(posted model.Date, from, to model.Region, direct bool, m MailDays) model.Date {
	home, there := from.Country(), to.Country()
	if home == "" {
		home = there
	}
	if there == "" {
		to, there = from, home
	}
	abroad := home != there
	n := m.Domestic
	switch {
	case direct && abroad:
		n = max(m.Direct, m.Abroad)
	case direct:
		n = m.Direct
	case abroad:
		n = m.Abroad
	case there == "US":
		n = m.US
	case there == "DE":
		n = m.DE
	case there == "GB":
		n = m.GB
	}
	return b.AddPostalDays(posted, n, to)
}
