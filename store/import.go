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
	Line      int // of the file, the header being 1; no two rows or rejects share one
	Company   string
	Domain    string
	Website   string
	Place     model.Place
	Region    model.Region
	Zones     []string // candidates; none: unknown
	Person    string   // "" or "switchboard": only a main line is known
	Given     string
	Title     string
	Phones    []clean.Number
	PhoneFrom []string // the field of each phone: phone, phone_2; may be shorter
	Emails    []string // folded
	EmailFrom []string // likewise
	BadEmail  string   // as typed, no address
	Profile   string   // address of the person's own page
	Industry  string   // as the list words it
	NAICS     string   // of the right shape; whether there is such a code is looked up
	SIC       string
	Revenue   int64  // cents
	Currency  string // of the revenue, "" the policy's
	Staff     int
	StaffTop  int // the upper end of a range of which Staff is the lower; 0 none
	Sites     int
	Source    string
	Notes     string
	Received  time.Time
	NoCall    bool
	NoEmail   bool
	NoMail    bool
	Bounced   bool // an e-mail to the address came back once
	Lacks     model.Lacks
	Extra     map[string]string
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
	rowsTogether  = 100
	leadsTogether = 40
)

var (
	listBySHA   = define("list.by-sha", `SELECT id FROM list WHERE file_sha = $1 AND file_sha <> '' AND name_key = $2 AND state <> 'undone' LIMIT 1`)
	listRowAdd  = define("list-row.add", `INSERT INTO list_row(list_id, row_no, fate, lead_id, contact_id, made_lead, filled, field, reason, cells, lacks) VALUES(`+places(11)+`) ON CONFLICT(list_id, row_no) DO NOTHING`)
	listRowsIn  = define("list-row.between", `SELECT row_no, made_lead FROM list_row WHERE list_id = $1 AND row_no >= $2 AND row_no <= $3`)
	listMade    = define("list-row.leads-made", `SELECT COALESCE(sum(made_lead), 0) FROM list_row WHERE list_id = $1 AND fate = 'created'`)
	listAccount = define("list.account", `UPDATE list SET rows_n = rows_n + $2, created_n = created_n + $3, merged_n = merged_n + $4,
		rejected_n = rejected_n + $5, suppressed_n = suppressed_n + $6 WHERE id = $1`)
	listCounts = define("list.counts", `SELECT rows_n, created_n, merged_n, rejected_n, suppressed_n FROM list WHERE id = $1`)
	listState  = define("list.state", `UPDATE list SET state = $2, name = $3, name_key = $4, version = $5 WHERE id = $1`)
)

var errDryRun = errors.New("store: a dry run is taken back")

// Importing is a list on its way in: begin it with [Store.BeginList], put rows
// and rejects in the order of the file, end it with [Importing.End], or let go
// of it with [Importing.Abandon].
//
// The same file under the same name is the same list. Where it was stopped on
// its way, rows that are there already are passed over, and the result is that
// of the whole list. Where it was done, rows are looked at again and create
// nothing. A list that comes into an empty database is written at its end, all
// of it in one transaction; see bulk.go. A dry run is taken back.
type Importing struct {
	// Progress is told how far the import has come, in the stages "bringing
	// in", "enrolling" and "indexing"; from one goroutine at a time. nil: nobody.
	Progress func(model.ImportProgress)

	s       *Store
	by      model.Actor
	assign  assigned
	cadence string
	inquiry bool
	list    listRow
	action  int64 // under which everything is written: that of the list, from its first day
	again   bool  // the list was done: rows are looked at, the account stays
	resumed bool  // the list was begun and not ended: rows that are there are passed over
	codes   []codeTable
	turns   turns
	touched map[model.LeadID]bool // leads that rows went to
	dry     *stroke               // of a dry run
	bulk    *bulk                 // into an empty database
	result  model.ImportResult
}

// BeginList opens a list for its rows. Errors: [model.Invalid] for a category
// that does not exist, [model.NotFound] for a cadence or member, and
// [model.Forbidden]; with them nothing was written.
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
	im := &Importing{s: s, by: by, cadence: o.Cadence, inquiry: o.Category == "inquiry", assign: newAssigned(by.ID, o.Assign), touched: map[model.LeadID]bool{}}
	if im.cadence == "" {
		im.cadence = map[string]string{"inquiry": "inbound", "trade-show": "trade-show"}[o.Category]
	}
	if im.cadence == "" {
		im.cadence = "standard"
	}
	im.list.List = model.List{Name: o.Name, Source: clean.Text(o.Source), Category: o.Category, Cost: o.Cost, Currency: o.Currency,
		FileSHA: o.FileSHA, State: listImporting, Mapping: o.Mapping, At: s.now(), By: by.ID}
	im.result = model.ImportResult{DryRun: o.DryRun}
	if err := im.check(ctx, o.Assign); err != nil {
		return nil, err
	}
	if err := im.open(ctx); err != nil {
		im.Abandon()
		return nil, err
	}
	return im, nil
}

// open makes or finds the list, and chooses the way in.
func (im *Importing) open(ctx context.Context) error {
	if im.s.pen == nil {
		return im.s.readOnly()
	}
	if im.result.DryRun {
		var err error
		if im.dry, err = im.s.pen.begin(ctx); err != nil {
			return err
		}
	}
	if err := im.write(ctx, func(q querier) error { return im.begin(ctx, q) }); err != nil {
		return err
	}
	im.result.ListID, im.result.List = im.list.ID, im.list.Name
	return im.openBulk(ctx)
}

func (im *Importing) check(ctx context.Context, to []model.Assignment) error {
	l, err := im.s.currentTexts(ctx)
	if err != nil {
		return err
	}
	if _, ok := l.Current[im.cadence]; !ok && len(l.Current) > 0 {
		return model.Errorf(model.NotFound, "there is no cadence %q; ripen cadence list shows those there are", im.cadence)
	}
	if err := im.s.checkMembers(ctx, im.by.ID, to); err != nil {
		return err
	}
	im.codes = im.s.codeTables(ctx)
	return nil
}

func (im *Importing) write(ctx context.Context, f func(querier) error) error {
	if im.dry != nil {
		return f(im.dry)
	}
	return im.s.write(ctx, f)
}

// begin makes the list, or finds it. The same file under the same name is the
// same list; another file under a name that is taken gets a number behind it.
func (im *Importing) begin(ctx context.Context, q querier) error {
	im.again, im.resumed, im.result = false, false, model.ImportResult{DryRun: im.result.DryRun}
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
		return im.rejoin(ctx, q, id)
	}
	l := im.list
	for n := 2; ; n++ {
		l.NameKey = listKey(l.Name)
		taken, err := row(ctx, q, listByName, []any{l.NameKey}, &id)
		if err != nil {
			return err
		}
		if !taken {
			break
		}
		l.Name = im.list.Name + " (" + itoa(n) + ")"
	}
	if id, err = nextID(ctx, q, "list", 1); err != nil {
		return err
	}
	l.ID, l.Version = model.ListID(id), action
	if err := lists.add(ctx, q, &l); err != nil {
		return err
	}
	im.list = l
	return nil
}

// rejoin goes on with a list that was begun, or looks at one that is done. What
// an earlier run wrote and what this one writes is of one version, so that undo
// knows all of it for the list's.
func (im *Importing) rejoin(ctx context.Context, q querier, id int64) (err error) {
	if im.list, _, err = lists.get(ctx, q, id); err != nil {
		return err
	}
	if im.again = im.list.State == listDone; im.again {
		return nil
	}
	im.resumed, im.action = true, im.list.Version
	r := &im.result
	if _, err := row(ctx, q, listCounts, []any{id}, &r.Rows, &r.ContactsCreated, &r.ContactsMerged, &r.Rejected, &r.Suppressed); err != nil {
		return err
	}
	_, err = row(ctx, q, listMade, []any{id}, &r.LeadsCreated)
	return err
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

func (im *Importing) tell(stage string, done, total int) {
	if im.Progress != nil {
		im.Progress(model.ImportProgress{Stage: stage, Done: done, Total: total})
	}
}

// PutRows brings rows in, some at a time: each becomes a contact at a company,
// or fills in one that is known, or is suppressed. What a row points at is kept
// for a while: it must not be changed afterwards. An error may be that of rows
// that were put before.
func (im *Importing) PutRows(ctx context.Context, all []ImportRow) error {
	if im.bulk != nil {
		return im.bulk.put(ctx, all)
	}
	for len(all) > 0 {
		part := all[:min(rowsTogether, len(all))]
		all = all[len(part):]
		var p *portion
		err := im.write(ctx, func(q querier) (err error) {
			if p, err = im.portion(ctx, q, part[0].Line, part[len(part)-1].Line); err != nil {
				return err
			}
			for i := range part {
				if err := p.put(&part[i]); err != nil {
					return err
				}
			}
			if err := p.ids.settle(ctx, q); err != nil {
				return err
			}
			return im.count(ctx, q, p.tally)
		})
		if err != nil {
			return err
		}
		im.add(p.tally)
		im.turns = p.turns
		for _, id := range p.touched {
			im.touched[id] = true
		}
		im.tell("bringing in", im.result.Rows, 0)
	}
	return nil
}

// PutRejects keeps the rows that could not become contacts.
func (im *Importing) PutRejects(ctx context.Context, all []model.ImportReject) error {
	for len(all) > 0 {
		part := all[:min(rowsTogether, len(all))]
		all = all[len(part):]
		t := tally{rows: len(part), rejected: len(part)}
		if im.bulk != nil {
			if err := im.bulk.putRejects(ctx, part); err != nil {
				return err
			}
		} else if err := im.write(ctx, func(q querier) (err error) {
			if t, err = im.rejectAll(ctx, q, part); err != nil {
				return err
			}
			return im.count(ctx, q, t)
		}); err != nil {
			return err
		}
		im.add(t)
		im.result.Rejects = append(im.result.Rejects, part...)
	}
	return nil
}

// rejectAll keeps some rejects. Those that an earlier run of the list has kept
// count no second time.
func (im *Importing) rejectAll(ctx context.Context, q querier, part []model.ImportReject) (t tally, err error) {
	for _, r := range part {
		cells, err := object[[]string]{&r.Cells}.Value()
		if err != nil {
			return t, err
		}
		n, err := exec(ctx, q, listRowAdd, int64(im.list.ID), r.Row, fateRejected, 0, 0, 0, "", r.Field, r.Reason, cells, 0)
		if err != nil {
			return t, err
		}
		if n > 0 || im.again {
			t.rows, t.rejected = t.rows+1, t.rejected+1
		}
	}
	return t, nil
}

// Whole says that the list comes in all at once when it ends: until then, and
// where it is broken off, nothing of it is there.
func (im *Importing) Whole() bool { return im.bulk != nil }

// Abandon lets go of a list that will not be ended: a dry run is taken back,
// and so is one that comes into an empty database; what another has brought in
// stays, to be gone on with or undone by the list's name. It is harmless after
// [Importing.End].
func (im *Importing) Abandon() {
	if im.bulk != nil {
		im.bulk.abandon()
		im.bulk = nil
	}
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
	if im.bulk != nil {
		t, err := im.bulk.end(ctx)
		im.add(t)
		return im.result, err
	}
	if im.dry != nil {
		return im.result, nil // who would be enrolled changes no figure
	}
	if err := im.enrolAll(ctx); err != nil {
		return im.result, err
	}
	if im.again {
		return im.result, nil
	}
	return im.result, im.write(ctx, func(q querier) error { return im.close(ctx, q) })
}

func (im *Importing) close(ctx context.Context, q querier) error {
	_, err := exec(ctx, q, listState, int64(im.list.ID), listDone, im.list.Name, im.list.NameKey, im.list.Version)
	return err
}
