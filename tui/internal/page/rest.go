package page

import (
	"time"

	"ripen/model"
	"ripen/model/when"
	"ripen/tui/kit"
)

// RestFields ask until when a lead rests and why; now is the clock in the zone of
// the person working.
func RestFields(now func() time.Time) []kit.Field {
	return []kit.Field{
		{Key: "until", Label: "until", Kind: kit.DateField, Required: true, Placeholder: "1 mar, in 6 weeks, 2027-01-15",
			Check: func(v string) error { _, err := RestDay(v, now()); return err },
			Echo: func(v string) string {
				d, err := RestDay(v, now())
				if err != nil {
					return ""
				}
				return d.Short()
			}},
		{Key: "reason", Label: "because", Required: true, Placeholder: "what they said, in a few words"},
	}
}

// RestDay reads a date after today, as people write it.
func RestDay(v string, now time.Time) (model.Date, error) {
	d, err := when.Day(v, now, now.Location())
	if err != nil {
		return 0, err
	}
	if d <= model.DateOf(now) {
		return 0, model.Errorf(model.Invalid, "That is not after today; name the day on which it is due again.")
	}
	return d, nil
}
