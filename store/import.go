package store

import (
	"context"
	"errors"
	"time"

	"ripen/model"
	"ripen/model/clean"
)

// ImportRow is one row of a list, cleaned and checked. What is unknown is the
// zero value.
type ImportRow struct {
	Line     int // of the file, the header being 1
	Company  string
	Domain   string
	Website  string
	Place    model.Place
	Region   model.Region
	Zones    []string // candidates; none: unknown
	Person   string   // "" or "switchboard": only a main line is known
	Given    string
	Title    string
	Phones   []clean.Number
	Emails   []string // folded
	BadEmail string   // as typed, no address
	Industry string   // as the list words it
	NAICS    string
	SIC      string
	Revenue  int64 // cents
	Staff    int
	Sites    int
	Source   string
	Notes    string
	Received time.Time
	NoCall   bool
	NoEmail  bool
	NoMail   bool
	Bounced  bool // an e-mail to the address came back once
	Extra    map[string]string
}

// The fates of a row.
const (
	fateCreated    = "created"
	fateMerged     = "merged"
	fateRejected   = "rejected"
	fateSuppressed = "suppressed"
)

// The states of a list.
const (
	listImporting = "importing"
	listDone      = "done"
	listUndone    = "undone"
)

// rowsTogether is how many rows share a transaction, and leadsTogether how many
// leads: a commit stays well under a quarter of a second, so that nobody's
// touch waits for an import.
const (
	rowsTogether  = 60
	leadsTogether = 20
)

var (
	listBySHA   = define("list.by-sha", `SELECT id FROM list WHERE file_sha = $1 AND file_sha <> '' AND name_key = $2 AND state <> 'undone' LIMIT 1`)
	listRowAdd  = define("list-row.add", `INSERT INTO list_row(list_id, row_no, fate, lead_id, contact_id, made_lead, filled, field, reason, cells) VALUES(`+places(10)+`) ON CONFLICT(list_id, row_no) DO NOTHING`)
	listAccount = define("list.account", `UPDATE list SET rows_n = rows_n + $2, created_n = created_n + $3, merged_n = merged_n + $4,
		rejected_n = rejected_n + $5, suppressed_n = suppressed_n + $6 WHERE id = $1`)
	listState  = define("list.state", `UPDATE list SET state = $2, name = $3, name_key = $4, version = $5 WHERE id = $1`)
	listRowsOf = define("list.leads-of", `SELECT lead_id, row_no FROM list_row WHERE list_id = $1 AND fate = $2 AND row_no > $3 ORDER BY row_no LIMIT 500`)
)

var errDryRun = errors.New("store: a dry run is taken back")

// Importing is a list on its way in: begin it with [Store.BeginList], put rows
// and rejects, end it with [Importing.End]. A dry run does all of it in one
// transaction that is taken back at the end.
type Importing struct {
	s       *Store
	by      model.Actor
	owner   model.MemberID
	cadence string
	inquiry bool
	list    listRow
	action  int64
	again   bool    // the same file under the same name was here before: rows are looked at, the account stays
	dry     *stroke // of a dry run
	result  model.ImportResult
}

// BeginList opens a list for its rows. Errors: [model.Invalid] for a category
// that does not exist, [model.NotFound] for a cadence or member, and
// [model.Forbidden].
func (s *Store) BeginList(ctx context.Context, by model.Actor, o model.ImportOptions) (*Importing, error) {
	if err := by.Allow(model.ActImport); err != nil {
		return nil, err
	}
	if o.Category == "" {
		o.Category = "other"
	}
	if _, err := model.OneOf("category", o.Category, model.ListCategories); err != nil {
		return nil, err
	}
	if o.Name = clean.Text(o.Name); o.Name == "" {
		return nil, needs("list", "a list needs a name; give it with --list")
	}
	if o.Currency == "" {
		o.Currency = s.policy.Currency
	}
	im := &Importing{s: s, by: by, cadence: o.Cadence, inquiry: o.Category == "inquiry"}
	im.owner = by.ID
	if len(o.Assign) > 0 {
		im.owner = o.Assign[0].Member
	}
	if im.cadence == "" {
		im.cadence = map[string]string{"inquiry": "inbound", "trade-show": "trade-show"}[o.Category]
	}
	if im.cadence == "" {
		im.cadence = "standard"
	}
	im.list.List = model.List{Name: o.Name, Source: clean.Text(o.Source), Category: o.Category, Cost: o.Cost, Currency: o.Currency,
		FileSHA: o.FileSHA, State: listImporting, At: s.now(), By: by.ID}
	im.result = model.ImportResult{DryRun: o.DryRun}
	if err := im.check(ctx); err != nil {
		return nil, err
	}
	if o.DryRun {
		if s.pen == nil {
			return nil, s.readOnly()
		}
		var err error
		if im.dry, err = s.pen.begin(ctx); err != nil {
			return nil, err
		}
	}
	if err := im.write(ctx, func(q querier) error { return im.begin(ctx, q) }); err != nil {
		im.Abandon()
		return nil, err
	}
	im.result.ListID, im.result.List = im.list.ID, im.list.Name
	return im, nil
}

func (im *Importing) check(ctx context.Context) error {
	l, err := im.s.currentTexts(ctx)
	if err != nil {
		return err
	}
	if _, ok := l.Current[im.cadence]; !ok && len(l.Current) > 0 {
		return model.Errorf(model.NotFound, "there is no cadence %q; ripen cadence list shows those there are", im.cadence)
	}
	m, found, err := members.get(ctx, im.s.r, int64(im.owner))
	if err == nil && (!found || !m.Active) {
		err = model.Errorf(model.NotFound, "nobody of that name works here; ripen user list names everybody")
	}
	return err
}

func (im *Importing) write(ctx context.Context, f func(querier) error) error {
	if im.dry != nil {
		return f(im.dry)
	}
	return im.s.write(ctx, f)
}

// begin makes the list. The same file under the same name is the same list;
// another file under a name that is taken gets a number behind it.
func (im *Importing) begin(ctx context.Context, q querier) error {
	action, err := im.s.journal(ctx, q, im.by, deed{verb: verbImport, said: im.list.Name})
	if err != nil {
		return err
	}
	im.action = action
	var id int64
	found, err := row(ctx, q, listBySHA, []any{im.list.FileSHA, listKey(im.list.Name)}, &id)
	if err != nil {
		return err
	}
	if found {
		im.again = true
		im.list, _, err = lists.get(ctx, q, id)
		return err
	}
	name := im.list.Name
	for n := 2; ; n++ {
		im.list.NameKey = listKey(im.list.Name)
		taken, err := row(ctx, q, listByName, []any{im.list.NameKey}, &id)
		if err != nil {
			return err
		}
		if !taken {
			break
		}
		im.list.Name = name + " (" + itoa(n) + ")"
	}
	if id, err = nextID(ctx, q, "list", 1); err != nil {
		return err
	}
	im.list.ID, im.list.Version = model.ListID(id), action
	return lists.add(ctx, q, &im.list)
}

// tally counts what became of some rows.
type tally struct{ rows, created, merged, rejected, suppressed, leads int }

func (im *Importing) count(ctx context.Context, q querier, t tally) error {
	if im.again {
		return nil
	}
	_, err := exec(ctx, q, listAccount, int64(im.list.ID), t.rows, t.created, t.merged, t.rejected, t.suppressed)
	return err
}

func (im *Importing) add(t tally) {
	r := &im.result
	r.Rows, r.ContactsCreated, r.ContactsMerged = r.Rows+t.rows, r.ContactsCreated+t.created, r.ContactsMerged+t.merged
	r.Rejected, r.Suppressed, r.LeadsCreated = r.Rejected+t.rejected, r.Suppressed+t.suppressed, r.LeadsCreated+t.leads
}

// PutRows brings rows in, some at a time: each becomes a contact at a company,
// or fills in one that is known, or is suppressed.
func (im *Importing) PutRows(ctx context.Context, all []ImportRow) error {
	for len(all) > 0 {
		part := all[:min(rowsTogether, len(all))]
		all = all[len(part):]
		var t tally
		err := im.write(ctx, func(q querier) error {
			t = tally{}
			for i := range part {
				if err := im.put(ctx, q, &part[i], &t); err != nil {
					return err
				}
			}
			return im.count(ctx, q, t)
		})
		if err != nil {
			return err
		}
		im.add(t)
	}
	return nil
}

// PutRejects keeps the rows that could not become contacts.
func (im *Importing) PutRejects(ctx context.Context, all []model.ImportReject) error {
	for len(all) > 0 {
		part := all[:min(rowsTogether, len(all))]
		all = all[len(part):]
		t := tally{rows: len(part), rejected: len(part)}
		err := im.write(ctx, func(q querier) error {
			for _, r := range part {
				cells, err := object[[]string]{&r.Cells}.Value()
				if err != nil {
					return err
				}
				if _, err := exec(ctx, q, listRowAdd, int64(im.list.ID), r.Row, fateRejected, 0, 0, 0, "", r.Field, r.Reason, cells); err != nil {
					return err
				}
			}
			return im.count(ctx, q, t)
		})
		if err != nil {
			return err
		}
		im.add(t)
		im.result.Rejects = append(im.result.Rejects, part...)
	}
	return nil
}

// Abandon lets go of a list that will not be ended: a dry run is taken back,
// what a real one has brought in stays and can be undone by the list's name.
func (im *Importing) Abandon() {
	if im.dry != nil {
		_ = im.dry.end(errDryRun) // nothing was to stay
		im.dry = nil
	}
}

// End enrols the first-ranked contact of each new lead and closes the list. The
// result accounts for every row; mapping, header and the file of rejects are
// the caller's to add.
func (im *Importing) End(ctx context.Context) (model.ImportResult, error) {
	defer im.Abandon()
	if im.dry != nil {
		return im.result, nil // who would be enrolled changes no figure
	}
	if err := im.enrolAll(ctx); err != nil {
		return im.result, err
	}
	if im.again {
		return im.result, nil
	}
	return im.result, im.write(ctx, func(q querier) error {
		_, err := exec(ctx, q, listState, int64(im.list.ID), listDone, im.list.Name, im.list.NameKey, im.action)
		return err
	})
}
