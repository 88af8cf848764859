package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"runtime/debug"

	"ripen/model"
)

// The way into an empty database. Nobody can be there yet whom a row speaks of,
// so who is who is looked up in memory; rows are written as they come by a
// goroutine of their own, while the caller reads and cleans the next; leads are
// settled and written at the end, once all their people are in. All of it is
// one transaction: stopped or killed, nothing is there, and readers see nothing
// before it is whole. What comes out is what import_row.go and import_enrol.go
// would have made of the same rows, but for the order in which ids are given;
// a test holds the two side by side.

// bulkMany is from how many rows on it pays to take indexes away and make them
// anew at the end.
const bulkMany = 5000

// bulk is one such import. put and putRejects hand over to the goroutine that
// takes rows in; end waits for it.
type bulk struct {
	im   *Importing
	way  *bulkWay // nil: a dry run
	feed *feed
	find *finder
	stop suppressedKeys

	in     chan intakeBatch
	took   chan struct{}
	tally  tally
	reject int
	turns  turns
	shed   []shedding // indexes and triggers taken away
	gc     int        // the collector's setting before, 0: not changed

	ids   bulkIDs
	table bulkTables
	spill *spill
	leads []int64 // place of the last record of each lead
	heads []bulkLead
	of    []uint32 // lead of each contact
	at    []int64  // place of the newest record of each contact
}

// bulkLead is what is known of a lead while rows come in.
type bulkLead struct{ code, size bool }

type intakeBatch struct {
	rows    []ImportRow
	rejects []model.ImportReject
}

// bulkIDs are counters of the tables' ids: the next of each.
type bulkIDs struct{ company, lead, contact, point, words, note, evidence, enrolment int64 }

func (b *bulkIDs) all() map[string]*int64 {
	return map[string]*int64{"company": &b.company, "lead": &b.lead, "contact": &b.contact, "point": &b.point, "words": &b.words,
		"note": &b.note, "evidence": &b.evidence, "enrolment": &b.enrolment}
}

func take(n *int64) int64 {
	*n++
	return *n - 1
}

// openBulk chooses the way into an empty database where it is one. A dry run
// there is only counted, and keeps nobody waiting.
func (im *Importing) openBulk(ctx context.Context) error {
	if im.again || im.resumed && im.result.Rows > 0 {
		return nil
	}
	b := &bulk{im: im, find: newFinder(), turns: turns{}, in: make(chan intakeBatch, 4), took: make(chan struct{})}
	if im.dry != nil {
		empty, err := b.look(ctx, im.dry)
		if err != nil || !empty {
			return err
		}
		_ = im.dry.end(errDryRun) // the list was made for its name
		im.dry = nil
		b.spill, err = newSpill(im.s.path)
		if err == nil {
			b.start()
		}
		return err
	}
	way, err := im.s.pen.openBulk(ctx)
	if err != nil {
		return err
	}
	b.way = way
	empty, err := b.look(ctx, way.t)
	if err != nil || !empty {
		return errors.Join(err, way.end(errNotEmpty))
	}
	if b.spill, err = newSpill(im.s.path); err != nil {
		return errors.Join(err, way.end(err))
	}
	b.start()
	return nil
}

var errNotEmpty = errors.New("store: the database is in use")

var bulkEmpty = []*stmt{
	define("bulk.any-lead", `SELECT id FROM lead WHERE id >= 0 LIMIT 1`),
	define("bulk.any-company", `SELECT id FROM company WHERE id >= 0 LIMIT 1`),
	define("bulk.any-contact", `SELECT id FROM contact WHERE id >= 0 LIMIT 1`),
	define("bulk.any-point", `SELECT id FROM point WHERE id >= 0 LIMIT 1`),
	define("bulk.any-enrolment", `SELECT id FROM enrolment WHERE id >= 0 LIMIT 1`),
	define("bulk.any-text", `SELECT id FROM lead_text WHERE id >= 0 LIMIT 1`),
}

// look says whether the database holds no leads, and reads what rows are
// measured against.
func (b *bulk) look(ctx context.Context, q querier) (empty bool, err error) {
	var id int64
	for _, s := range bulkEmpty {
		if some, err := row(ctx, q, s, nil, &id); some || err != nil {
			return false, err
		}
	}
	if b.stop, err = suppressedNow(ctx, q); err != nil {
		return false, err
	}
	for table, n := range b.ids.all() {
		*n = 1
		if _, err := row(ctx, q, seqNow, []any{table}, n); err != nil {
			return false, err
		}
	}
	return true, nil
}

func (b *bulk) start() {
	b.im.bulk = b
	b.table = newBulkTables()
	if b.way != nil {
		b.feed = newFeed(b.way.raw, b.table.all()...)
	}
	go b.run()
}

// put hands rows over. Its error is that of rows that were put before.
func (b *bulk) put(ctx context.Context, all []ImportRow) error {
	return b.hand(ctx, intakeBatch{rows: append([]ImportRow(nil), all...)})
}

func (b *bulk) putRejects(ctx context.Context, all []model.ImportReject) error {
	return b.hand(ctx, intakeBatch{rejects: append([]model.ImportReject(nil), all...)})
}

func (b *bulk) hand(ctx context.Context, i intakeBatch) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if b.feed != nil && b.feed.err() != nil {
		return b.feed.err()
	}
	select {
	case b.in <- i:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// run takes in what is handed over, to the end; after a failure it only clears
// the way.
func (b *bulk) run() {
	defer close(b.took)
	var err error
	done := 0
	for i := range b.in {
		if err != nil {
			continue
		}
		if err = b.takeIn(i); err != nil && b.feed != nil {
			b.feed.fail(err)
		}
		done += len(i.rows) + len(i.rejects)
		b.im.tell("bringing in", done, 0)
	}
}

func (b *bulk) takeIn(i intakeBatch) error {
	if b.way != nil && b.shed == nil && b.tally.rows+b.reject >= bulkMany {
		if err := b.many(); err != nil {
			return err
		}
	}
	for n := range i.rows {
		if err := b.row(&i.rows[n]); err != nil {
			return err
		}
	}
	b.reject += len(i.rejects)
	for _, r := range i.rejects {
		cells, err := object[[]string]{&r.Cells}.Value()
		if err != nil {
			return err
		}
		b.add(b.table.listRow, []any{int64(b.im.list.ID), r.Row, fateRejected, 0, 0, 0, "", r.Field, r.Reason, cells, 0})
	}
	return nil
}

// many makes ready for many rows.
func (b *bulk) many() error {
	if err := b.feed.flush(); err != nil {
		return err
	}
	// Most of what this import holds lives as long as it does: a heap of twice
	// its size would be the greater part of the memory it needs.
	b.gc = debug.SetGCPercent(50)
	var err error
	b.shed, err = b.way.shedAll(context.Background())
	return err
}

// settleIDs moves the counters of the database on to those of the import.
func (b *bulk) settleIDs(ctx context.Context, q querier) error {
	for table, n := range b.ids.all() {
		first := int64(1)
		if _, err := row(ctx, q, seqNow, []any{table}, &first); err != nil {
			return err
		}
		if *n > first {
			if _, err := nextID(ctx, q, table, int(*n-first)); err != nil {
				return err
			}
		}
	}
	return nil
}

// join waits until all that was handed over is taken in.
func (b *bulk) join() {
	if b.in != nil {
		close(b.in)
		<-b.took
		b.in = nil
	}
}

// end settles the leads, writes what remains and commits.
func (b *bulk) end(ctx context.Context) (tally, error) {
	b.join()
	if b.way == nil {
		return b.tally, nil
	}
	if err := b.finish(ctx); err != nil {
		return tally{}, err
	}
	err := b.way.end(nil)
	b.way = nil
	if err != nil || b.shed == nil {
		return b.tally, err
	}
	return b.tally, b.im.s.pen.flush(context.WithoutCancel(ctx), b.im.s.d)
}

func (b *bulk) finish(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := b.feed.flush(); err != nil {
		return err
	}
	sums, err := b.settle(ctx)
	if err != nil {
		return err
	}
	if err := b.feed.flush(); err != nil {
		return err
	}
	if b.shed != nil {
		if err := sums.write(ctx, b.way.t); err != nil {
			return err
		}
		if err := b.way.restoreAll(ctx, b.shed, b.im.tell); err != nil {
			return err
		}
	}
	t := b.tally
	t.rows, t.rejected = t.rows+b.reject, b.reject
	if err := b.settleIDs(ctx, b.way.t); err != nil {
		return err
	}
	if err := b.im.count(ctx, b.way.t, t); err != nil {
		return err
	}
	return b.im.close(ctx, b.way.t)
}

// abandon takes back what was not committed and gives the pen away.
func (b *bulk) abandon() {
	b.join()
	if b.feed != nil {
		_ = b.feed.stop() // what it failed at was told
		b.feed = nil
	}
	if b.way != nil {
		_ = b.way.end(errStopped) // the error in hand counts
		b.way = nil
	}
	if b.spill != nil {
		_ = b.spill.close() // nothing in it is wanted
		b.spill = nil
	}
	if b.gc != 0 {
		debug.SetGCPercent(b.gc)
		b.gc = 0
	}
}

var errStopped = errors.New("store: the import was not ended")

// suppressedKeys are the keyed hashes on the suppression list, by kind: of all
// channels, and of any.
type suppressedKeys struct{ whole, any map[string]bool }

var suppressedPage = define("suppression.keys", `SELECT id, kind, mac, channel FROM suppression WHERE id > $1 ORDER BY id`)

func suppressedNow(ctx context.Context, q querier) (s suppressedKeys, err error) {
	var id int64
	var kind, channel string
	var mac blob
	s.whole, s.any = map[string]bool{}, map[string]bool{}
	err = rows(ctx, q, suppressedPage, []any{0}, []any{&id, &kind, &mac, &channel}, func() error {
		key := kind + string(mac)
		s.any[key] = true
		if channel == "" {
			s.whole[key] = true
		}
		return nil
	})
	return s, err
}

func (s suppressedKeys) empty() bool { return len(s.any) == 0 }

// bulkWay is the pen held for the whole of an import: one transaction, with the
// settings that such a one wants. References are not checked row by row, and
// what is sorted goes to files: in memory it would be the greater part of it.
type bulkWay struct {
	p *pen
	t *stroke
}

// openBulk takes the pen and begins.
func (p *pen) openBulk(ctx context.Context) (*bulkWay, error) {
	select {
	case p.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	w := &bulkWay{p: p}
	if err := w.setAll(bulkSettings); err != nil {
		return nil, errors.Join(err, w.release())
	}
	tx, err := p.conn.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return nil, errors.Join(err, w.release())
	}
	w.t = &stroke{p, tx}
	return w, nil
}

// The settings of such a transaction, and those that hold otherwise: see
// sqlitePragmas.
var (
	bulkSettings   = []string{"PRAGMA foreign_keys = 0", "PRAGMA temp_store = 1", "PRAGMA cache_size = -16384"}
	normalSettings = []string{"PRAGMA foreign_keys = 1", "PRAGMA temp_store = 2", "PRAGMA cache_size = -2000"}
)

func (w *bulkWay) setAll(all []string) error {
	for _, s := range all {
		if _, err := w.p.conn.ExecContext(context.Background(), s); err != nil {
			return err
		}
	}
	return nil
}

func (w *bulkWay) release() error {
	defer func() { <-w.p.turn }()
	return w.setAll(normalSettings)
}

// raw gives the driver's own connection.
func (w *bulkWay) raw(f func(driver.Conn) error) error {
	return w.p.conn.Raw(func(c any) error { return f(c.(driver.Conn)) })
}

// end commits, or takes everything back where err says so.
func (w *bulkWay) end(err error) error {
	if err != nil {
		_ = w.t.tx.Rollback() // the error in hand counts
		if errors.Is(err, errNotEmpty) {
			err = nil
		}
	} else if err = w.t.tx.Commit(); err != nil {
		_ = w.t.tx.Rollback() // a no-op where the commit has ended it
	}
	return errors.Join(err, w.release())
}
