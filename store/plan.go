package store

import (
	"encoding/json"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"ripen/model"
	"ripen/model/find"
)

// plan is a decision followed to its end: what the lead will be, judged, and
// every change that leads there.
type plan struct {
	before    *loaded
	after     model.World
	changes   []model.Change
	effects   []string
	next      *model.Next
	questions []model.Question
	undecided bool
	readiness model.Readiness
	derived   derived
	relearn   bool // evidence was voided: where the attributes stand is written again
}

// derived is what is worked out of a lead whenever it is written: columns that
// the pages are ordered and filtered by.
type derived struct {
	score     int
	parts     model.Parts
	rungs     int64 // two bits an attribute: the rung that counts
	stale     int64 // one bit an attribute
	counted   int
	judged    judged
	touches   int
	lastTouch time.Time
	dueAt     time.Time
	contact   model.ContactID
	notBefore time.Time
	alarm     time.Time
	served    model.EnrolmentID
	text      string
	textSum   int64
	code      string // of the industry, with its scheme: "naics 541512"
}

// judged is what the board says of a lead beyond the columns it is sorted by.
type judged struct {
	Weakest model.AttributeKey `json:"w,omitempty"`
	Why     string             `json:"y,omitempty"`
	Failing []string           `json:"f,omitempty"`
	Ready   bool               `json:"r,omitempty"`
	Passes  bool               `json:"p,omitempty"`
}

// follow judges the world after the decision, settles its status, and collects
// all changes: those between the two worlds, one for each row, and those that a
// world does not show.
func (s *Store) follow(before *loaded, d model.Decision) plan {
	after := model.Apply(before.World, d.Changes)
	r := judge(after)
	after = settle(after, r)
	after = alignOwners(after)
	p := plan{before: before, after: after, effects: d.Effects, next: d.Next, questions: d.Questions,
		undecided: d.NeedsDecision, readiness: r}
	p.changes = model.Diff(before.World, after)
	for _, c := range d.Changes {
		if unseen(c) {
			p.changes = append(p.changes, c)
		}
	}
	p.derived = s.derive(before, after, r)
	return p
}

// unseen says that a change does not show as a difference between two worlds.
func unseen(c model.Change) bool {
	switch c := c.(type) {
	case model.SuppressionAdded, model.SuppressionLifted, model.DefectAdded:
		return true
	case model.PointSet:
		return c.AllWithKey
	case model.TouchAdded:
		return c.Touch.Voids != 0
	case model.EvidenceAdded:
		return c.Evidence.Voids != 0
	}
	return false
}

// alignOwners gives what is still pursued to the owner of the lead.
func alignOwners(w model.World) model.World {
	w = model.Clone(w)
	for i, e := range w.Enrolments {
		if e.State.Live() && e.OwnerID != w.Lead.OwnerID {
			w.Enrolments[i].OwnerID = w.Lead.OwnerID
		}
	}
	return w
}

func (s *Store) derive(l *loaded, w model.World, r model.Readiness) derived {
	d := derived{counted: r.Count, alarm: wakes(w, r)}
	for i, a := range r.Attributes {
		d.rungs |= int64(a.Counts()) << (2 * i)
		if a.Stale {
			d.stale |= 1 << i
		}
	}
	d.judged = judged{Weakest: r.Weakest, Why: r.WeakestWhy, Ready: r.Ready, Passes: r.Passes}
	for _, g := range r.Failing() {
		d.judged.Failing = append(d.judged.Failing, g.Name)
	}
	for _, t := range w.Touches {
		if !t.Voided && t.At.After(d.lastTouch) {
			d.lastTouch = t.At
		}
	}
	d.touches = countTouches(w)
	d.parts = scoreOf(w, d.lastTouch, l.created, r.Count)
	d.score = d.parts.Total()
	if e := served(w); e != nil {
		d.served, d.dueAt, d.contact = e.ID, e.DueAt, e.ContactID
		d.notBefore = notBefore(s.book, w, *e)
	} else if len(w.Contacts) > 0 {
		d.contact = firstContact(w.Contacts)
	}
	d.code = codeStanding(r)
	d.text = searchText(w, l.notes)
	d.textSum = sumOf(d.text)
	return d
}

// codeStanding is the industry code as it is known, aged or not.
func codeStanding(r model.Readiness) string {
	v := r.Attributes[model.IndustryCode.Index()].Evidence.Value
	if v["code"] == "" {
		return ""
	}
	return v["scheme"] + " " + v["code"]
}

func firstContact(all []model.Contact) model.ContactID {
	best := all[0]
	for _, c := range all[1:] {
		if c.Rank < best.Rank {
			best = c
		}
	}
	return best.ID
}

func (j judged) String() string {
	b, err := json.Marshal(j)
	if err != nil {
		return "" // not reached: strings and bools
	}
	return string(b)
}

func rungsOf(packed int64) (out [10]model.Rung) {
	for i := range out {
		out[i] = model.Rung(packed >> (2 * i) & 3)
	}
	return out
}

func staleOf(packed int64) (out [10]bool) {
	for i := range out {
		out[i] = packed>>i&1 == 1
	}
	return out
}

// Bounds of what search looks through: a lead is found by its newest notes even
// where somebody pasted a book into it.
const (
	longestText = 64 << 10 // bytes, of all words of a lead
	longestWord = 64       // bytes
)

// searchText is every word by which a lead may be found, each once: its number,
// the company, people, titles, numbers and addresses; then notes, evidence,
// touches and hand-offs, the newest of each first, as far as there is room.
func searchText(w model.World, notes []model.Note) string {
	t := tokens{seen: make(map[string]bool, 64)}
	t.add(w.Lead.ID.String(), w.Company.Name, w.Company.Domain, w.Company.Place.City, w.Company.Place.State)
	for _, c := range w.Contacts {
		t.add(c.Name, c.Title)
		for _, p := range c.Points {
			t.add(p.Shown, p.Key, strings.TrimPrefix(p.Key, "+1"))
		}
	}
	for _, n := range slices.Backward(notes) {
		t.add(n.Text)
	}
	for _, e := range slices.Backward(w.Evidence) {
		t.add(e.Quote, e.Document)
		for _, a := range model.Attributes {
			if a.Key != e.Attribute {
				continue
			}
			for _, f := range a.Fields {
				t.add(e.Value[f.Name])
			}
		}
	}
	for _, x := range slices.Backward(w.Touches) {
		if !x.Voided {
			t.add(x.Note)
		}
	}
	for _, h := range slices.Backward(w.Handoffs) {
		t.add(h.Note)
	}
	return strings.Join(t.out, " ")
}

type tokens struct {
	seen map[string]bool
	out  []string
	size int
}

func (t *tokens) add(texts ...string) {
	for _, text := range texts {
		for _, w := range searchWords(text) {
			if len(w) > longestWord {
				w = strings.ToValidUTF8(w[:longestWord], "")
			}
			if !t.seen[w] && t.size+len(w) < longestText {
				t.seen[w] = true
				t.out = append(t.out, w)
				t.size += len(w) + 1
			}
		}
	}
}

// searchWords parts a text as the search does: runs of letters and digits, in
// lower case.
func searchWords(text string) []string { return find.Words(text) }

// sumOf tells whether a text has changed.
func sumOf(text string) int64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text)) // never fails
	return int64(h.Sum64())      //nolint:gosec // only compared
}
