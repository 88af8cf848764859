package store

import (
	"bytes"
	"cmp"
	"context"
	"hash/maphash"
	"runtime"
	"slices"
	"sync"

	"ripen/model"
	"ripen/model/match"
)

const (
	readTogether = 2000    // ids in one page of the pass
	mostInBlock  = 200     // records compared with each other for one key
	chunkSize    = 1 << 20 // bytes of packed records that lie together
)

// blocks are all records of one kind, packed, with a hash for each key under
// which a record may find its like: twelve bytes a key and some hundred a
// record, whatever the list.
type blocks[T any] struct {
	prepare func(match.Record) T
	brief   func(match.Record) match.Record // what could looks at
	keys    func(*T) []string
	score   func(a, b *T) match.Result
	could   func(a, b *T) bool
	seed    maphash.Seed
	chunks  [][]byte
	place   []uint32 // of a record: chunk and offset
	ids     []int64
	fresh   []bool // brought by the list
	entries []entry
}

// entry is one key of one record.
type entry struct{ hash, at uint32 }

func (b *blocks[T]) add(id int64, fresh bool, r match.Record) {
	text := packed(r)
	if n := len(b.chunks); n == 0 || len(b.chunks[n-1])+len(text)+1 > chunkSize {
		b.chunks = append(b.chunks, make([]byte, 0, max(chunkSize, len(text)+1)))
	}
	last := len(b.chunks) - 1
	at := uint32(len(b.ids)) //nolint:gosec // records are counted in millions
	b.place = append(b.place, uint32(last)*chunkSize+uint32(len(b.chunks[last])))
	b.chunks[last] = append(append(b.chunks[last], text...), '\x1e')
	b.ids, b.fresh = append(b.ids, id), append(b.fresh, fresh)
	t := b.prepare(r)
	for _, k := range b.keys(&t) {
		b.entries = append(b.entries, entry{uint32(maphash.String(b.seed, k)), at}) //nolint:gosec // half of the hash is enough
	}
}

func (b *blocks[T]) record(at uint32) match.Record {
	p := b.place[at]
	rest := b.chunks[p/chunkSize][p%chunkSize:]
	return unpacked(string(rest[:bytes.IndexByte(rest, '\x1e')]))
}

// pair is two records that may be one.
type pair struct {
	a, b int64
	r    match.Result
}

// compare goes through the blocks, on every core, and gives what is near to lay,
// one at a time.
func (b *blocks[T]) compare(ctx context.Context, lay func(pair) error, tell func(share float64)) error {
	slices.SortFunc(b.entries, func(x, y entry) int { return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(x.at, y.at)) })
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	out := make(chan []pair, 16)
	parts := b.parts(runtime.GOMAXPROCS(0) * 16)
	next := make(chan []entry, len(parts))
	for _, p := range parts {
		next <- p
	}
	close(next)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for part := range next {
				found := b.within(ctx, part)
				select {
				case out <- found:
				case <-ctx.Done():
					return
				}
			}
		})
	}
	go func() { wg.Wait(); close(out) }()
	done := 0
	for found := range out {
		done++
		for _, p := range found {
			if err := lay(p); err != nil {
				cancel(err)
				wg.Wait()
				return err
			}
		}
		tell(float64(done) / float64(len(parts)))
	}
	return context.Cause(ctx)
}

// parts cuts the entries where a hash ends.
func (b *blocks[T]) parts(n int) (out [][]entry) {
	rest := b.entries
	for size := len(rest)/n + 1; len(rest) > 0; {
		end := min(size, len(rest))
		for end < len(rest) && rest[end].hash == rest[end-1].hash {
			end++
		}
		out = append(out, rest[:end])
		rest = rest[end:]
	}
	return out
}

// within compares the records of each block in a part.
func (b *blocks[T]) within(ctx context.Context, part []entry) (out []pair) {
	var ready []*T
	var brief []T
	for len(part) > 0 && ctx.Err() == nil {
		n := 1
		for n < len(part) && part[n].hash == part[0].hash {
			n++
		}
		block := slices.CompactFunc(slices.Clone(part[:n]), func(x, y entry) bool { return x.at == y.at })
		part = part[n:]
		if len(block) < 2 || !slices.ContainsFunc(block, func(e entry) bool { return b.fresh[e.at] }) {
			continue
		}
		block = block[:min(len(block), mostInBlock)]
		ready, brief = append(ready[:0], make([]*T, len(block))...), brief[:0]
		for _, e := range block {
			brief = append(brief, b.prepare(b.brief(b.record(e.at))))
		}
		whole := func(i int) *T { // most pairs are two names: the rest is folded only for those that are not
			if ready[i] == nil {
				t := b.prepare(b.record(block[i].at))
				ready[i] = &t
			}
			return ready[i]
		}
		for i := range block {
			for j := range i {
				x, y := block[i].at, block[j].at
				if !b.fresh[x] && !b.fresh[y] || !b.could(&brief[i], &brief[j]) {
					continue
				}
				if r := b.score(whole(i), whole(j)); r.Verdict != match.Apart {
					out = append(out, pair{b.ids[x], b.ids[y], r})
				}
			}
		}
	}
	return out
}

// inBlocks reads everything once and compares it in memory: people first, then
// companies.
func (n *nearing) inBlocks(ctx context.Context) error {
	brought, err := n.brought(ctx)
	if err != nil {
		return err
	}
	var firms idSet
	if err := n.everybody(ctx, brought, &firms); err != nil {
		return err
	}
	return n.everyFirm(ctx, firms)
}

// idSet is a set of ids: an eighth of a byte for each there may be.
type idSet []uint64

func (b *idSet) put(id int64) {
	for int(id/64) >= len(*b) {
		*b = append(*b, make([]uint64, len(*b)+64)...)
	}
	(*b)[id/64] |= 1 << (id % 64)
}

func (b idSet) has(id int64) bool { return int(id/64) < len(b) && b[id/64]>>(id%64)&1 == 1 }

// brought are the contacts that the list made.
func (n *nearing) brought(ctx context.Context) (out idSet, err error) {
	var lead, contact int64
	for after := 0; ; {
		before := after
		err := rows(ctx, n.s.r, rowsCreated, []any{int64(n.list), after}, []any{&after, &lead, &contact}, func() error {
			out.put(contact)
			return nil
		})
		if err != nil || after == before {
			return out, err
		}
	}
}

func (n *nearing) everybody(ctx context.Context, brought idSet, firms *idSet) error {
	b := &blocks[match.Person]{prepare: match.Prepare, keys: (*match.Person).Keys,
		brief: func(r match.Record) match.Record { return match.Record{Name: r.Name} },
		score: (*match.Person).Score, could: (*match.Person).CouldBe, seed: maphash.MakeSeed()}
	var last, done int64
	if _, err := row(ctx, n.s.r, nearLastPerson, nil, &last); err != nil {
		return err
	}
	for ; done < last; done += readTogether {
		if err := n.readPeople(ctx, b, done, brought, firms); err != nil {
			return err
		}
		n.tell(int(min(done, last) * int64(n.total) / (3 * last)))
	}
	return b.compare(ctx, n.layer(ctx, nearContact), func(share float64) { n.tell(int((1 + share) * float64(n.total) / 3)) })
}

func (n *nearing) layer(ctx context.Context, kind string) func(pair) error {
	return func(p pair) error {
		n.lay(kind, p.a, p.b, p.r)
		if len(n.pairs) < pairsTogether {
			return nil
		}
		return n.flush(ctx, 0)
	}
}

// readPeople reads one page: its contacts, and their reach.
func (n *nearing) readPeople(ctx context.Context, b *blocks[match.Person], after int64, brought idSet, firms *idSet) error {
	var m nearMan
	var k model.Place
	var page []nearMan
	at := map[int64]int{}
	if err := rows(ctx, n.s.r, nearPeople, []any{after, after + readTogether}, m.bind(&k), func() error {
		one := m
		one.rec.Phones, one.rec.Emails = nil, nil
		one.settle(k)
		at[one.id] = len(page)
		page = append(page, one)
		return nil
	}); err != nil {
		return err
	}
	var of int64
	var kind, key string
	if err := rows(ctx, n.s.r, nearReach, []any{after, after + readTogether}, []any{&of, &kind, &key}, func() error {
		if i, there := at[of]; there {
			page[i].reach(kind, key)
		}
		return nil
	}); err != nil {
		return err
	}
	for i := range page {
		if page[i].list == int64(n.list) {
			firms.put(page[i].firm)
		}
		b.add(page[i].id, brought.has(page[i].id), page[i].rec)
	}
	return nil
}

func (n *nearing) everyFirm(ctx context.Context, fresh idSet) error {
	b := &blocks[match.Firm]{prepare: match.PrepareCompany, keys: (*match.Firm).Keys,
		brief: func(r match.Record) match.Record { return match.Record{Company: r.Company, Domain: r.Domain} },
		score: (*match.Firm).Score, could: (*match.Firm).CouldBe, seed: maphash.MakeSeed()}
	var last, id int64
	if _, err := row(ctx, n.s.r, nearLastFirm, nil, &last); err != nil {
		return err
	}
	var r match.Record
	for after := int64(0); after < last; after += readTogether {
		err := rows(ctx, n.s.r, nearFirmsAll, []any{after, after + readTogether}, bindFirm(&id, &r), func() error {
			b.add(id, fresh.has(id), r)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return b.compare(ctx, n.layer(ctx, nearCompany), func(share float64) { n.tell(int((2 + share) * float64(n.total) / 3)) })
}
