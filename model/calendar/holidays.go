package calendar

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/au"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/bg"
	"github.com/rickar/cal/v2/br"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/gr"
	"github.com/rickar/cal/v2/hr"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/jp"
	"github.com/rickar/cal/v2/lt"
	"github.com/rickar/cal/v2/lv"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/si"
	"github.com/rickar/cal/v2/sk"
	"github.com/rickar/cal/v2/us"
	"github.com/rickar/cal/v2/za"

	"ripen/model"
)

// The library works in the machine's zone unless told otherwise; a holiday
// must not depend on where Ripen runs, least of all in a zone whose clocks
// change at midnight.
func init() { cal.DefaultLoc = time.UTC }

type holidays []*cal.Holiday

// source is where the closed days of a region come from.
type source struct {
	business holidays
	post     holidays // nil: the post keeps the same holidays
}

func (s source) postal() holidays {
	if s.post != nil {
		return s.post
	}
	return s.business
}

// mark sets the days of year that the holidays reckoned for near close. A
// holiday on a weekday that is observed on another day leaves its own day open,
// unless something else closes it.
func (hs holidays) mark(near, year int, closed *bits, names, observed map[int]string) {
	for _, h := range hs {
		on, seen := h.Calc(near)
		if on.IsZero() {
			continue
		}
		moved := !on.Equal(seen)
		weekend := on.Weekday() == time.Saturday || on.Weekday() == time.Sunday
		if on.Year() == year && (!moved || weekend) {
			closed.set(on.YearDay())
			note(names, on.YearDay(), h.Name)
		}
		if moved && seen.Year() == year {
			closed.set(seen.YearDay())
			note(observed, seen.YearDay(), h.Name+" (observed)")
		}
	}
}

// note keeps the first name of a day; a nil map wants no names.
func note(names map[int]string, day int, name string) {
	if names == nil {
		return
	}
	if _, taken := names[day]; !taken {
		names[day] = name
	}
}

// sources has the calendars that are complete enough to be trusted. Countries
// whose list in the library is out of date (Argentina, Russia, Ukraine …) are
// left out, since an unknown region shows a flag and a wrong one does not.
var sources = map[model.Region]source{
	"US": {business: append(holidays{dayAfterThanksgiving}, us.Holidays...), post: usPost()},
	"CA": {business: ca.Holidays}, "CA-QC": {business: append(holidays{saintJean}, ca.Holidays...)},
	"GB": {business: gb.Holidays}, "GB-SCT": {business: scotland}, "GB-NIR": {business: northernIreland},
	"IE": {business: ie.Holidays},

	"DE":    {business: de.Holidays},
	"DE-BW": {business: de.HolidaysBW}, "DE-BY": {business: de.HolidaysBY}, "DE-BE": {business: de.HolidaysBE},
	"DE-BB": {business: de.HolidaysBB}, "DE-HB": {business: de.HolidaysHB}, "DE-HH": {business: de.HolidaysHH},
	"DE-HE": {business: de.HolidaysHE}, "DE-MV": {business: de.HolidaysMV}, "DE-NI": {business: de.HolidaysNI},
	"DE-NW": {business: de.HolidaysNW}, "DE-RP": {business: de.HolidaysRP}, "DE-SL": {business: de.HolidaysSL},
	"DE-SN": {business: de.HolidaysSN}, "DE-ST": {business: de.HolidaysST}, "DE-SH": {business: de.HolidaysSH},
	"DE-TH": {business: de.HolidaysTH},

	"AT": {business: at.Holidays},
	// The library's Swiss list is the union of all cantons; Zurich keeps the
	// days that most of the country does.
	"CH":    {business: ch.HolidaysZH},
	"CH-AG": {business: ch.HolidaysAG}, "CH-AI": {business: ch.HolidaysAI}, "CH-AR": {business: ch.HolidaysAR},
	"CH-BE": {business: ch.HolidaysBE}, "CH-BL": {business: ch.HolidaysBL}, "CH-BS": {business: ch.HolidaysBS},
	"CH-FR": {business: ch.HolidaysFR}, "CH-GE": {business: ch.HolidaysGE}, "CH-GL": {business: ch.HolidaysGL},
	"CH-GR": {business: ch.HolidaysGR}, "CH-JU": {business: ch.HolidaysJU}, "CH-LU": {business: ch.HolidaysLU},
	"CH-NE": {business: ch.HolidaysNE}, "CH-NW": {business: ch.HolidaysNW}, "CH-OW": {business: ch.HolidaysOW},
	"CH-SG": {business: ch.HolidaysSG}, "CH-SH": {business: ch.HolidaysSH}, "CH-SO": {business: ch.HolidaysSO},
	"CH-SZ": {business: ch.HolidaysSZ}, "CH-TG": {business: ch.HolidaysTG}, "CH-TI": {business: ch.HolidaysTI},
	"CH-UR": {business: ch.HolidaysUR}, "CH-VD": {business: ch.HolidaysVD}, "CH-VS": {business: ch.HolidaysVS},
	"CH-ZG": {business: ch.HolidaysZG}, "CH-ZH": {business: ch.HolidaysZH},

	"AU":     {business: australia},
	"AU-ACT": {business: au.HolidaysACT}, "AU-NSW": {business: au.HolidaysNSW}, "AU-NT": {business: au.HolidaysNT},
	"AU-QLD": {business: au.HolidaysQLD}, "AU-SA": {business: au.HolidaysSA}, "AU-TAS": {business: au.HolidaysTAS},
	"AU-VIC": {business: au.HolidaysVIC}, "AU-WA": {business: au.HolidaysWA},
	"NZ": {business: append(holidays{matariki}, nz.Holidays...)},

	"BE": {business: be.Holidays}, "BG": {business: bg.Holidays}, "CZ": {business: cz.Holidays},
	"DK": {business: dk.Holidays}, "ES": {business: es.Holidays}, "FR": {business: fr.Holidays},
	"GR": {business: gr.Holidays}, "HR": {business: hr.Holidays}, "IT": {business: it.Holidays},
	"LT": {business: lt.Holidays}, "LV": {business: lv.Holidays}, "NL": {business: nl.Holidays},
	"NO": {business: no.Holidays}, "SE": {business: se.Holidays}, "SI": {business: si.Holidays},
	"SK": {business: sk.Holidays},
	"PL": {business: append(holidays{wigilia}, pl.Holidays...)},
	"RO": {business: append(holidays{boboteaza, sfantulIon}, ro.Holidays...)},

	"BR": {business: append(holidays{conscienciaNegra}, br.Holidays...)},
	"JP": {business: jp.Holidays}, "ZA": {business: za.Holidays},
}

// fridayWeekend has the countries that rest on Friday and Saturday. None of
// them has a holiday calendar here, but their weekend still counts.
var fridayWeekend = map[model.Region]bool{
	"BD": true, "BH": true, "DZ": true, "EG": true, "IL": true, "IQ": true, "JO": true,
	"KW": true, "LY": true, "OM": true, "QA": true, "SA": true, "YE": true,
}
