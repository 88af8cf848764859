package store

import (
	"hash/maphash"
	"math/bits"
	"unsafe"

	"ripen/model/clean"
)

// finder knows who is who among the rows of an import into an empty database,
// by the rules of identity.go. Contacts and companies go by numbers from 1 in
// the order in which the rows made them. Keys are kept as 96 bits of two seeded
// hashes: among ten million keys, two strangers' are the same once in 10^15
// imports, and nobody can make them so.
type finder struct {
	seeds     [2]maphash.Seed
	people    hashTable // by e-mail, by number and name, by name at a company
	firms     hashTable // by domain; and the newest by name, by name and place
	places    map[string]uint32
	placeKeys []string
	known     []firm // at number - 1
}

// firm is what tells companies of one name apart.
type firm struct {
	domain     uint64 // 0 none
	place      uint32 // among placeKeys; 0 unknown
	sameName   uint32 // the one before of that name, 0 none
	sameNearby uint32 // likewise of that name and place
}

// The kinds of keys.
const (
	byEmail  = "e"
	byPhone  = "p"
	byName   = "n"
	byDomain = "d"
	byFirm   = "f"
	byPlace  = "q"
)

func newFinder() *finder {
	return &finder{seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}, places: map[string]uint32{"": 0}, placeKeys: []string{""}}
}

func (f *finder) key(kind, a, b string) hashKey {
	var sums [2]uint64
	for i, seed := range f.seeds {
		var h maphash.Hash
		h.SetSeed(seed)
		_, _ = h.WriteString(kind) // never fails, nor do the others
		_, _ = h.WriteString(a)
		_ = h.WriteByte(0)
		_, _ = h.WriteString(b)
		sums[i] = h.Sum64()
	}
	return hashKey{sums[0], uint32(sums[1])} //nolint:gosec // the lower half of it
}

// person is the contact whom a row speaks of, 0 for somebody new; company is
// the number of the row's company, 0 for a new one.
func (f *finder) person(in *incoming, company uint32) uint32 {
	for _, e := range in.emails {
		if c := f.people.get(f.key(byEmail, e, beside(e, in.nameKey))); c != 0 {
			return c
		}
	}
	if in.nameKey == "" {
		return 0
	}
	for _, n := range in.phones {
		if c := f.people.get(f.key(byPhone, n, in.nameKey)); c != 0 {
			return c
		}
	}
	if company == 0 {
		return 0
	}
	return f.people.get(f.key(byName, in.nameKey, firmKey(company)))
}

// beside is the name by which alone an office's address tells a person; "" for a
// person's own.
func beside(email, nameKey string) string {
	if clean.OfficeAddress(email) {
		return nameKey
	}
	return ""
}

func firmKey(company uint32) string {
	return string([]byte{byte(company), byte(company >> 8), byte(company >> 16), byte(company >> 24)})
}

// learn remembers a contact by his keys. Where a key is another's already, the
// earlier of the two stays who is found by it.
func (f *finder) learn(in *incoming, contact, company uint32) {
	f.learnReach(in.emails, in.phones, in.nameKey, contact)
	if in.nameKey != "" {
		f.people.putLeast(f.key(byName, in.nameKey, firmKey(company)), contact)
	}
}

func (f *finder) learnReach(emails, phones []string, nameKey string, contact uint32) {
	for _, e := range emails {
		f.people.putLeast(f.key(byEmail, e, beside(e, nameKey)), contact)
	}
	if nameKey == "" {
		return
	}
	for _, n := range phones {
		f.people.putLeast(f.key(byPhone, n, nameKey), contact)
	}
}

// lookBack is how many companies of one name are looked at.
const lookBack = 50

// company is the number of a company that is known, 0 for none.
func (f *finder) company(c *companyRow) uint32 {
	if c.Domain != "" {
		if at := f.firms.get(f.key(byDomain, c.Domain, "")); at != 0 {
			return at
		}
	}
	domain := f.domain(c.Domain)
	var first uint32
	apart := func(at uint32) bool {
		d := f.known[at-1].domain
		return domain != 0 && d != 0 && d != domain
	}
	for at, n := f.firms.get(f.key(byPlace, c.NameKey, c.PlaceKey)), 0; at != 0 && n < lookBack; at, n = f.known[at-1].sameNearby, n+1 {
		if !apart(at) {
			return at
		}
	}
	if c.PlaceKey != "" {
		for at, n := f.firms.get(f.key(byPlace, c.NameKey, "")), 0; at != 0 && n < lookBack; at, n = f.known[at-1].sameNearby, n+1 {
			if !apart(at) {
				first = at
			}
		}
		return first
	}
	for at, n := f.firms.get(f.key(byFirm, c.NameKey, "")), 0; at != 0 && n < lookBack; at, n = f.known[at-1].sameName, n+1 {
		if !apart(at) && (first == 0 || f.placeOf(at) <= f.placeOf(first)) {
			first = at
		}
	}
	return first
}

func (f *finder) placeOf(company uint32) string { return f.placeKeys[f.known[company-1].place] }

func (f *finder) domain(d string) uint64 {
	if d == "" {
		return 0
	}
	return f.key(byDomain, d, "").a | 1
}

// addCompany remembers a company that is new and returns its number.
func (f *finder) addCompany(c *companyRow) uint32 {
	place, known := f.places[c.PlaceKey]
	if !known {
		place = uint32(len(f.placeKeys)) //nolint:gosec // a list has fewer rows than that
		f.places[c.PlaceKey] = place
		f.placeKeys = append(f.placeKeys, c.PlaceKey)
	}
	id := uint32(len(f.known) + 1) //nolint:gosec // likewise
	if c.Domain != "" {
		f.firms.putLeast(f.key(byDomain, c.Domain, ""), id)
	}
	f.known = append(f.known, firm{domain: f.domain(c.Domain), place: place,
		sameName:   f.firms.swap(f.key(byFirm, c.NameKey, ""), id),
		sameNearby: f.firms.swap(f.key(byPlace, c.NameKey, c.PlaceKey), id)})
	return id
}

// hashKey is most of a 128-bit hash.
type hashKey struct {
	a uint64
	b uint32
}

// hashTable maps keys to numbers from 1. It is parted into shards that grow
// alone, so that growing never needs twice its size.
type hashTable struct{ shards [256]hashShard }

type hashShard struct {
	slots []hashSlot // open addressing, probed onwards; value 0 is free
	n     int
}

type hashSlot struct {
	a        uint64
	b, value uint32
}

func (t *hashTable) shard(k hashKey) *hashShard { return &t.shards[k.a>>56] }

func (t *hashTable) get(k hashKey) uint32 {
	s := t.shard(k)
	if s.n == 0 {
		return 0
	}
	return s.slots[s.find(k)].value
}

// putLeast sets the value of a key, or leaves a lesser one that is there.
func (t *hashTable) putLeast(k hashKey, v uint32) {
	if at := t.shard(k).room(k); at.value == 0 || v < at.value {
		at.value = v
	}
}

// swap sets the value of a key and returns the one before, 0 for none.
func (t *hashTable) swap(k hashKey, v uint32) uint32 {
	at := t.shard(k).room(k)
	old := at.value
	at.value = v
	return old
}

// size in bytes.
func (t *hashTable) size() (n int64) {
	for i := range t.shards {
		n += int64(cap(t.shards[i].slots))
	}
	return n * int64(unsafe.Sizeof(hashSlot{}))
}

// size of what is remembered, in bytes.
func (f *finder) size() int64 {
	return f.people.size() + f.firms.size() + int64(cap(f.known))*int64(unsafe.Sizeof(firm{}))
}

// find is the slot of the key, or the free one where it would be.
func (s *hashShard) find(k hashKey) int {
	at, _ := bits.Mul64(k.a<<8, uint64(len(s.slots)))
	for i := int(at); ; i++ { //nolint:gosec // less than the length
		if i == len(s.slots) {
			i = 0
		}
		if slot := &s.slots[i]; slot.value == 0 || slot.a == k.a && slot.b == k.b {
			return i
		}
	}
}

// room is the slot of the key, taken where it was free: the caller sets its
// value.
func (s *hashShard) room(k hashKey) *hashSlot {
	if s.n >= len(s.slots)-len(s.slots)/6-1 {
		s.grow()
	}
	at := &s.slots[s.find(k)]
	if at.value == 0 {
		at.a, at.b = k.a, k.b
		s.n++
	}
	return at
}

func (s *hashShard) grow() {
	old := s.slots
	s.slots = make([]hashSlot, max(64, len(old)*3/2))
	for _, slot := range old {
		if slot.value != 0 {
			s.slots[s.find(hashKey{slot.a, slot.b})] = slot
		}
	}
}
