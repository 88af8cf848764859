package calendar

import (
	"sync"
	"time"
	_ "time/tzdata" // a machine without zone files must not change what is due

	"ripen/model"
)

var loaded sync.Map // IANA name → *time.Location; only names that exist

// LoadZones finds the zones of those IANA names. A name that is none, such as
// "Local" or "EST5", gives an [*model.Error] of code [model.Invalid]; so does
// the empty name, which is no way to say UTC.
func LoadZones(names []string) ([]*time.Location, error) {
	zones := make([]*time.Location, 0, len(names))
	for _, name := range names {
		if z, ok := loaded.Load(name); ok {
			zones = append(zones, z.(*time.Location))
			continue
		}
		z, err := time.LoadLocation(name)
		if err != nil || name == "" || name == "Local" {
			e := model.Errorf(model.Invalid, "%q is no time zone; write it like America/New_York", name)
			e.Field, e.Err = "time_zone", err
			return nil, e
		}
		kept, _ := loaded.LoadOrStore(name, z)
		zones = append(zones, kept.(*time.Location))
	}
	return zones, nil
}
