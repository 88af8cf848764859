package calendar

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/au"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/us"
)

// Days that the library's lists lack.
var (
	// dayAfterThanksgiving is no federal holiday, but offices are empty: the
	// rules close it for business and keep it for the post.
	dayAfterThanksgiving = renamed(us.DayAfterThanksgivingDay, "Day after Thanksgiving")

	// saintJean is Quebec's national holiday, observed on Monday after a Sunday.
	saintJean = &cal.Holiday{
		Name: "Saint-Jean-Baptiste", Month: time.June, Day: 24, Func: cal.CalcDayOfMonth,
		Observed: []cal.AltDay{{Day: time.Sunday, Offset: 1}},
	}
	// wigilia is a day off in Poland since 2025.
	wigilia = fixed("Wigilia Bożego Narodzenia", time.December, 24, 2025)
	// boboteaza and sfantulIon are days off in Romania since 2024.
	boboteaza  = fixed("Boboteaza", time.January, 6, 2024)
	sfantulIon = fixed("Sfântul Ion", time.January, 7, 2024)
	// conscienciaNegra is a day off in all of Brazil since 2024.
	conscienciaNegra = fixed("Dia da Consciência Negra", time.November, 20, 2024)

	// matariki follows the moon; New Zealand's law lists its Fridays.
	matariki = &cal.Holiday{Name: "Matariki", StartYear: 2022, EndYear: 2030, Func: func(_ *cal.Holiday, year int) time.Time {
		d := [...]struct {
			month time.Month
			day   int
		}{{6, 24}, {7, 14}, {6, 28}, {6, 20}, {7, 10}, {6, 25}, {7, 14}, {7, 6}, {6, 21}}[year-2022]
		return time.Date(year, d.month, d.day, 0, 0, 0, 0, time.UTC)
	}}
)

// A bank holiday on a weekend is taken on the Monday after.
var mondayAfter = []cal.AltDay{{Day: time.Saturday, Offset: 2}, {Day: time.Sunday, Offset: 1}}

// scotland has the second of January and Saint Andrew's Day, takes its summer
// holiday at the beginning of August and has no Easter Monday.
var scotland = append(holidays{
	&cal.Holiday{
		Name: "2 January", Month: time.January, Day: 2, Func: cal.CalcDayOfMonth,
		// New Year's Day takes the Monday when the two fall on a weekend.
		Observed: []cal.AltDay{
			{Day: time.Saturday, Offset: 2}, {Day: time.Sunday, Offset: 2}, {Day: time.Monday, Offset: 1},
		},
	},
	gb.SummerHolidayScotland,
	&cal.Holiday{
		Name: "St Andrew's Day", Month: time.November, Day: 30, Func: cal.CalcDayOfMonth,
		Observed: mondayAfter, StartYear: 2007,
	},
}, without(gb.Holidays, gb.EasterMonday, gb.SummerHoliday)...)

// northernIreland has Saint Patrick's Day and the Twelfth besides.
var northernIreland = append(holidays{
	&cal.Holiday{Name: "St Patrick's Day", Month: time.March, Day: 17, Func: cal.CalcDayOfMonth, Observed: mondayAfter},
	&cal.Holiday{Name: "Battle of the Boyne", Month: time.July, Day: 12, Func: cal.CalcDayOfMonth, Observed: mondayAfter},
}, gb.Holidays...)

// australia has only the days that all states keep.
var australia = holidays{
	au.NewYear, au.AustraliaDay, au.GoodFriday, au.EasterMonday, au.AnzacDay, au.ChristmasDay, au.BoxingDay,
}

// usPost is the calendar of the United States Postal Service: the federal
// holidays without the day after Thanksgiving. A holiday on a Saturday is kept
// that Saturday, and the Friday before is an ordinary postal day; only a Sunday
// moves, to Monday.
func usPost() holidays {
	var post holidays
	for _, h := range us.Holidays {
		if h.Observed != nil {
			h = h.Clone(&cal.Holiday{Observed: []cal.AltDay{{Day: time.Sunday, Offset: 1}}})
		}
		post = append(post, h)
	}
	return post
}

func fixed(name string, month time.Month, day, since int) *cal.Holiday {
	return &cal.Holiday{Name: name, Month: month, Day: day, StartYear: since, Func: cal.CalcDayOfMonth}
}

func renamed(h *cal.Holiday, name string) *cal.Holiday {
	own := *h
	own.Name = name
	return &own
}

func without(all []*cal.Holiday, drop ...*cal.Holiday) holidays {
	var rest holidays
next:
	for _, h := range all {
		for _, d := range drop {
			if h == d {
				continue next
			}
		}
		rest = append(rest, h)
	}
	return rest
}
