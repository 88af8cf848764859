package store

import (
	"context"
	"errors"
	"runtime/debug"
	"slices"

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
	failed error // of taking in; to be read once took is closed
	tally  tally
	reject int
	turns  turns
	shed   []shedding // indexes and triggers taken away
	memory int64      // the limit of memory before, 0: not changed

	ids   bulkIDs
	table bulkTables
	spill *spill
	leads []int64 // place of the last record of each lead
	heads []bulkLead
	of    []uint32 // lead of each contact
	at    []int64  // place of the newest record of each contact
}

// bulkLead is what is known of a lead while rows come in.
type bulkLead struct {
	code, size bool   // evidence of which there is already
	rows       uint32 // contacts
}

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

// handedTogether is how many rows are taken in at once.
const handedTogether = 500

// put hands rows over. Its error is that of rows that were put before.
func (b *bulk) put(ctx context.Context, all []ImportRow) error {
	for some := range slices.Chunk(all, handedTogether) {
		if err := b.hand(ctx, intakeBatch{rows: slices.Clone(some)}); err != nil {
			return err
		}
	}
	return nil
}

func (b *bulk) putRejects(ctx context.Context, all []model.ImportReject) error {
	return b.hand(ctx, intakeBatch{rejects: slices.Clone(all)})
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
	done := 0
	for i := range b.in {
		if b.failed != nil {
			continue
		}
		if b.failed = b.takeIn(i); b.failed != nil && b.feed != nil {
			b.feed.fail(b.failed) // so that the next rows are not even handed over
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
	if b.memory != 0 {
		b.limit()
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
	b.limit()
	var err error
	b.shed, err = b.way.shedAll(context.Background())
	return err
}

// bulkMemory is how much memory the program may take up, by Go's account,
// before it must collect more often; SQLite's own comes on top. Most of what an
// import holds lives as long as it does: a heap of twice its size would be the
// greater part of the memory that it needs.
const bulkMemory = 160 << 20

// limit sets that, or more where the import itself holds more.
func (b *bulk) limit() {
	own := b.find.size() + int64(cap(b.leads))*24 + int64(cap(b.of))*12
	was := debug.SetMemoryLimit(max(bulkMemory, 64<<20+own*9/8))
	if b.memory == 0 {
		b.memory = was
	}
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
	if b.way == nil || b.failed != nil {
		return b.tally, b.failed
	}
	if err := b.finish(ctx); err != nil {
		return tally{}, err
	}
	if err := b.feed.stop(); err != nil {
		return tally{}, err
	}
	b.feed = nil
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
	if b.memory != 0 { // who is who is settled; what SQLite sorts in is to come
		b.find, b.at = newFinder(), nil
		debug.FreeOSMemory()
		b.limit()
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
	if b.memory != 0 {
		debug.SetMemoryLimit(b.memory)
		b.memory = 0
	}
}

var errStopped = errors.New("store: the import was not ended")
