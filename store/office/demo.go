package office

import (
	"context"
	"time"

	"ripen/model"
	"ripen/model/demo"
	"ripen/model/industry"
	"ripen/store"
)

// DemoSeed is that of the demonstration: the same season for the same day.
const DemoSeed = 1911

// Demo fills an empty database with a team in mid-season, anchored to now: so
// many leads, 0 for some 600. progress may be nil. It returns who works in it,
// the demonstration's own person first, and how many leads were made. It is
// refused where anybody works in the database already.
func Demo(ctx context.Context, db *store.Store, now time.Time, policy model.Policy, n int, progress func(done int)) ([]model.Member, int, error) {
	o, err := demoOptions(ctx, db, now, policy, n)
	if err != nil {
		return nil, 0, err
	}
	var season demo.Season
	var to *store.Seeding
	done := 0
	err = demo.Generate(o, func(s demo.Season) (err error) {
		season = s
		to, err = db.Seed(ctx, s.Members, s.Lists)
		return err
	}, func(w model.World, defects []model.Defect) error {
		if err := to.Lead(ctx, w, defects); err != nil {
			return err
		}
		if done++; progress != nil && done%100 == 0 {
			progress(done)
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, done, err
	}
	accounts := make([]store.Account, 0, len(season.Imports))
	for _, i := range season.Imports {
		accounts = append(accounts, store.Account{List: i.List, Merged: i.Merged, Rejected: i.Rejected, Suppressed: i.Suppressed,
			RejectedField: i.RejectedField, RejectedBecause: i.RejectedBecause})
	}
	shown := make([]store.Shown, 0, len(season.Exposures))
	for _, e := range season.Exposures {
		shown = append(shown, store.Shown{Member: e.Member, Day: e.Day, Lead: e.Lead, Kind: e.Kind, At: e.At, Code: e.Reason, Score: e.Score})
	}
	if err := to.End(ctx, accounts, shown); err != nil {
		return season.Members, done, err
	}
	return season.Members, done, pairUp(ctx, db, season)
}

// scanned is how many people of the demonstration came a second time, from a
// badge at a fair that was misread.
const scanned = 7

// pairUp adds a few people a second time, as a badge scan misread them, and
// looks for near matches as an import would have done: the review of pairs has
// something to show.
func pairUp(ctx context.Context, db *store.Store, season demo.Season) error {
	by := season.Members[len(season.Members)-1]
	for _, m := range season.Members {
		if m.Role == model.TeamLead {
			by = m
		}
	}
	who := model.Actor{ID: by.ID, Name: by.Name, Role: model.Admin}
	fair := season.Lists[0]
	for _, l := range season.Lists {
		if l.Category == "trade-show" {
			fair = l
		}
	}
	page, err := db.Leads(ctx, who, model.LeadQuery{List: fair.Name, Limit: 12 * scanned})
	if err != nil {
		return err
	}
	for i := 0; i < len(page.Rows); i += 12 {
		if err := scan(ctx, db, who, page.Rows[i].ID); err != nil {
			return err
		}
	}
	_, err = db.FindNear(ctx, who, fair.ID, nil)
	return err
}

// scan adds the first person of a lead who has a number again, two letters of
// the name changed over.
func scan(ctx context.Context, db *store.Store, by model.Actor, lead model.LeadID) error {
	d, err := db.Desk(ctx, by, lead)
	if err != nil {
		return err
	}
	for _, c := range d.Contacts {
		n, p := len(c.Name), c.Point(model.PhonePoint)
		if p == nil || p.Key == "" || c.Suppressed || n < 9 || c.Name[n-3] == c.Name[n-2] {
			continue
		}
		misread := c.Name[:n-3] + string([]byte{c.Name[n-2], c.Name[n-3]}) + c.Name[n-1:]
		_, err := db.AddContact(ctx, by, model.NewContact{LeadID: lead, Name: misread, Title: c.Title, Phone: p.Key, Source: "badge scan at the fair"})
		return err
	}
	return nil
}

func demoOptions(ctx context.Context, db *store.Store, now time.Time, policy model.Policy, n int) (demo.Options, error) {
	o := demo.Options{Seed: DemoSeed, Now: now, Leads: n, Policy: policy, Book: db.Book()}
	var err error
	if o.Texts.Cadences, err = db.Cadences(ctx); err != nil {
		return o, err
	}
	if o.Texts.Playbook, err = db.Playbook(ctx); err != nil {
		return o, err
	}
	if o.Texts.Guide, err = db.Guide(ctx); err != nil {
		return o, err
	}
	o.Texts.NAICS, err = db.Codes(ctx, industry.NAICS)
	return o, err
}
