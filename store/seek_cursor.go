package store

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"math"

	"ripen/model"
)

// place is where a lead stands in an order: the places of every order ascend.
type place struct {
	Text string // of the company; "" in the other orders
	N    int64  // turned round where the order descends
	ID   int64
}

func (p place) compare(o place) int {
	return cmp.Or(cmp.Compare(p.Text, o.Text), cmp.Compare(p.N, o.N), cmp.Compare(p.ID, o.ID))
}

// start stands before every place.
var start = place{N: math.MinInt64, ID: math.MinInt64}

// placeIn is the place of a lead in an order of [model.LeadSorts]. What is owed
// nothing comes after all that is; a company's leads stand by their age.
func placeIn(sort string, c *sought) place {
	switch sort {
	case "company":
		return place{Text: c.nameKey + "\x00" + c.facts.PlaceKey, N: c.companyID, ID: c.id}
	case "due":
		if c.due == 0 {
			return place{N: math.MaxInt64, ID: c.id}
		}
		return place{N: c.due, ID: c.id}
	case "last":
		return place{N: -c.last, ID: -c.id}
	case "count":
		return place{N: -int64(c.facts.Count), ID: -c.id}
	case "value":
		return place{N: -c.facts.Value, ID: -c.id}
	case "new":
		return place{ID: -c.id}
	}
	return place{N: -int64(c.facts.Score), ID: -c.id}
}

// cursor is what a page says of the page after it.
type cursor struct {
	Sort  string
	After place
}

func (c cursor) String() string {
	b, err := json.Marshal(c)
	if err != nil {
		return "" // not reached: strings and numbers
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// readCursor reads one that was given out for the same order.
func readCursor(text, sort string) (place, error) {
	if text == "" {
		return start, nil
	}
	var c cursor
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil || c.Sort != sort {
		return start, model.Errorf(model.Invalid, "this cursor is of no page in the order %s; ask for the first page again", sort)
	}
	return c.After, nil
}
