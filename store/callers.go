package store

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"ripen/model"
	"ripen/model/clean"
	"ripen/model/find"
)

const (
	callerCols = `c.lead_id, c.id, l.owner_id, l.score, p.key, p.shown`
	callerOf   = ` CROSS JOIN contact c CROSS JOIN lead l WHERE c.id = p.contact_id AND c.merged_into = 0 AND l.id = c.lead_id AND l.merged_into = 0 AND `
)

var (
	// No more is looked at of a beginning, a tail or a word that many share: who
	// it is shows with the next letter.
	callersByKey  = define("callers.by-key", `SELECT `+callerCols+` FROM point p`+callerOf+`p.kind = $1 AND p.key <> '' AND p.key >= $2 AND p.key < $3 LIMIT 120`)
	callersByTail = define("callers.by-tail", `SELECT `+callerCols+` FROM point p`+callerOf+`p.kind = 'phone' AND p.key <> ''
		AND substr(p.key, length(p.key) - 3) = $1 AND substr(p.key, length(p.key) - $2) = $3 LIMIT 120`)
	// A number as people give it in town, without the area code that +1 has: the
	// areas of which there are numbers, a step through the index for each, and in
	// each the numbers that begin so. They are limited before they are joined, or
	// the engine reads all contacts for a filter of its own.
	callersInTown = define("callers.in-town", `WITH RECURSIVE area(key) AS (
			SELECT min(h.key) FROM point h WHERE h.kind = 'phone' AND h.key <> '' AND h.key >= '+1' AND h.key < '+2'
			UNION ALL
			SELECT (SELECT min(h.key) FROM point h WHERE h.kind = 'phone' AND h.key <> '' AND h.key >= substr(area.key, 1, 5) || ':' AND h.key < '+2')
			FROM area WHERE area.key IS NOT NULL
		) SELECT `+callerCols+` FROM (SELECT n.key AS key, n.shown AS shown, n.contact_id AS contact_id FROM area CROSS JOIN point n
			WHERE n.kind = 'phone' AND n.key <> '' AND n.key >= substr(area.key, 1, 5) || $1 AND n.key < substr(area.key, 1, 5) || $2 LIMIT 120) p
		CROSS JOIN contact c CROSS JOIN lead l WHERE c.id = p.contact_id AND c.merged_into = 0 AND l.id = c.lead_id AND l.merged_into = 0`)
	callersByDomain = define("callers.by-domain", `SELECT l.id, COALESCE(c.id, 0), l.owner_id, l.score, '', k.domain FROM company k CROSS JOIN lead l
		LEFT JOIN contact c ON c.id = l.contact_id WHERE k.domain <> '' AND k.domain >= $1 AND k.domain < $2 AND l.company_id = k.id AND l.merged_into = 0 LIMIT 120`)
	callersByWords = define("leads.search-callers", `SELECT l.id, l.contact_id, l.owner_id, l.score, k.name, COALESCE(c.id, 0), COALESCE(c.name, '') FROM lead_fts CROSS JOIN lead l
		CROSS JOIN company k LEFT JOIN contact c ON c.lead_id = l.id AND c.merged_into = 0
		WHERE l.id = lead_fts.rowid AND lead_fts MATCH $1 AND k.id = l.company_id AND l.merged_into = 0 ORDER BY lead_fts.rowid DESC LIMIT 300`)
	phoneAfter  = define("callers.phone-after", `SELECT p.key FROM point p WHERE p.kind = 'phone' AND p.key <> '' AND p.key >= $1 ORDER BY p.key LIMIT 1`)
	callerShown = define("callers.shown", `SELECT k.name, COALESCE(c.name, ''), COALESCE(c.title, ''), k.city, k.state, k.country, COALESCE(m.name, ''), l.status,
		CASE WHEN EXISTS(SELECT 1 FROM suppression s WHERE s.kind = 'person' AND s.mac = c.mac AND s.channel = '') THEN 1 ELSE 0 END +
		CASE WHEN EXISTS(SELECT 1 FROM contact g CROSS JOIN suppression s WHERE g.merged_into = c.id AND g.merged_into > 0
			AND s.kind = 'person' AND s.mac = g.mac AND s.channel = '') THEN 1 ELSE 0 END +
		CASE WHEN EXISTS(SELECT 1 FROM suppression s WHERE s.kind = 'company' AND s.mac IN (k.name_mac, k.domain_mac) AND s.channel = '') THEN 1 ELSE 0 END +
		CASE WHEN EXISTS(SELECT 1 FROM company g CROSS JOIN suppression s WHERE g.merged_into = k.id AND g.merged_into > 0
			AND s.kind = 'company' AND s.mac IN (g.name_mac, g.domain_mac) AND s.channel = '') THEN 1 ELSE 0 END
		FROM lead l LEFT JOIN contact c ON c.id = $2 LEFT JOIN company k ON k.id = l.company_id LEFT JOIN member m ON m.id = l.owner_id WHERE l.id = $1`)
)

// caller is a hit before it is shown.
type caller struct {
	lead, contact, owner int64
	score                int
	shown                string // of the number or address that was found
	whole                bool   // it was typed whole
	own                  bool
}

// callers gathers hits.
type callers struct {
	s     *Store
	ctx   context.Context //nolint:containedctx // lives for one look-up
	q     querier
	by    model.Actor
	limit int
	all   []caller
}

// callersUsual is how many callers are shown where nobody says how many.
const callersUsual = 20

// Callers are those who may be on the line, the likeliest first. Digits find
// numbers by their beginning, with the country or without, and from four on by
// their end, and without the area code where +1 has one; letters find people and companies by the beginnings of their words,
// in any order; what has an @ finds addresses, and the company of their domain.
// Whatever was typed whole comes first, then the leads of the one who asks, then
// the others by score. limit 0 is 20.
func (s *Store) Callers(ctx context.Context, by model.Actor, text string, limit int) ([]model.Caller, error) {
	if limit <= 0 {
		limit = callersUsual
	}
	var out []model.Caller
	err := s.read(ctx, func(q querier) error {
		c := callers{s: s, ctx: ctx, q: q, by: by, limit: limit}
		if err := c.look(clean.Text(text)); err != nil {
			return err
		}
		for _, one := range c.ranked() {
			shown, err := c.show(one)
			if err != nil {
				return err
			}
			out = append(out, shown)
		}
		return nil
	})
	return out, err
}

func (c *callers) look(text string) error {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
	switch {
	case strings.Contains(text, "@"):
		return c.byAddress(strings.ToLower(text))
	case len(digits) > 0 && !strings.ContainsFunc(text, unicode.IsLetter):
		return c.byNumber(text, digits)
	}
	if id, err := model.ParseLeadID(strings.ToUpper(text)); err == nil {
		if err := c.byLead(id); err != nil || len(c.all) > 0 {
			return err
		}
	}
	return c.byWords(find.Words(text))
}

// byNumber looks for a number typed whole; where there is none, for numbers that
// begin so in any country that some number here is of, and for those that end so.
func (c *callers) byNumber(text, digits string) error {
	if n := clean.Phone(text, c.s.policy.Country); n.Valid {
		if err := c.keys(model.PhonePoint, n.E164, n.E164+"\x00", true); err != nil || len(c.all) > 0 {
			return err
		}
	}
	abroad := strings.HasPrefix(text, "+")
	bare := strings.TrimLeft(digits, "0")
	if bare == "" || len(digits) < 2 || len(digits) < 3 && !abroad {
		return nil
	}
	beginnings := []string{"+" + bare} // typed with its country
	if !abroad {
		codes, err := c.codes()
		if err != nil {
			return err
		}
		for _, code := range codes {
			beginnings = append(beginnings, "+"+code+bare)
		}
	}
	for _, b := range beginnings {
		if err := c.keys(model.PhonePoint, b, after(b), false); err != nil {
			return err
		}
	}
	if len(digits) < 4 {
		return nil
	}
	if inTown(digits) && !abroad {
		if err := c.hits(callersInTown, []any{digits, after(digits)}, func(string) bool { return false }); err != nil {
			return err
		}
	}
	return c.hits(callersByTail, []any{digits[len(digits)-4:], len(digits) - 1, digits}, func(string) bool { return false })
}

// inTown says that digits may begin a number of seven, as they are given within
// an area of +1: none of these begins with 0 or 1.
func inTown(digits string) bool { return len(digits) < 7 && digits[0] > '1' }

// codes are the calling codes of the numbers there are: a step through the index
// for each.
func (c *callers) codes() (out []string, err error) {
	for from := "+"; len(out) < 250; {
		var key string
		found, err := row(c.ctx, c.q, phoneAfter, []any{from}, &key)
		if err != nil || !found {
			return out, err
		}
		code := clean.CallingCode(key)
		if code == "" {
			from = key + "\x00"
			if len(key) > 3 {
				from = after(key[:3])
			}
			continue
		}
		out = append(out, code)
		from = after("+" + code)
	}
	return out, nil
}

func (c *callers) byAddress(text string) error {
	local, domain, _ := strings.Cut(text, "@")
	whole, ok := clean.EmailKey(text)
	if local != "" {
		if err := c.keys(model.EmailPoint, text, after(text), false); err != nil {
			return err
		}
		for i := range c.all {
			c.all[i].whole = ok && c.all[i].shown == whole
		}
	}
	if domain == "" || local != "" && (len(c.all) > 0 || !ok) {
		return nil
	}
	end := after(domain)
	if ok {
		end = domain + "\x00"
	}
	return c.hits(callersByDomain, []any{domain, end}, func(string) bool { return false })
}

func (c *callers) keys(kind model.PointKind, from, to string, whole bool) error {
	return c.hits(callersByKey, []any{string(kind), from, to}, func(string) bool { return whole })
}

func (c *callers) hits(st *stmt, args []any, whole func(key string) bool) error {
	var one caller
	var key string
	return rows(c.ctx, c.q, st, args, []any{&one.lead, &one.contact, &one.owner, &one.score, &key, &one.shown}, func() error {
		one.whole = whole(key)
		c.all = append(c.all, one)
		return nil
	})
}

var callerLead = define("callers.by-lead", `SELECT l.id, l.contact_id, l.owner_id, l.score, '', '' FROM lead l WHERE l.id = $1 AND l.merged_into = 0`)

func (c *callers) byLead(id model.LeadID) error {
	return c.hits(callerLead, []any{int64(id)}, func(string) bool { return true })
}

// byWords looks for companies and people whose words begin so: among the words
// that are read at once, and where those are not enough among all.
func (c *callers) byWords(typed []string) error {
	if len(typed) == 0 {
		return nil
	}
	quick, err := c.s.matchingNames(c.ctx, c.q, typed)
	if err != nil {
		return err
	}
	if err := c.matching(quick, typed); err != nil || len(c.all) >= c.limit {
		return err
	}
	all, err := c.s.matching(c.ctx, c.q, typed)
	if err != nil || all == quick {
		return err
	}
	return c.matching(all, typed)
}

// matching takes those whom a search finds. Words that all stand in the
// company's name mean whoever is pursued there.
func (c *callers) matching(match string, typed []string) error {
	words := make([]string, len(typed))
	for i, w := range typed {
		words[i] = clean.Bare(w)
	}
	var one caller
	var pursued, person int64
	var company, name string
	bind := []any{&one.lead, &pursued, &one.owner, &one.score, &company, &person, &name}
	return rows(c.ctx, c.q, callersByWords, []any{match}, bind, func() error {
		left := without(words, company)
		one.contact = pursued
		switch {
		case len(left) == 0 && (person == pursued || pursued == 0):
			one.whole = strings.Join(words, " ") == strings.Join(find.Words(clean.Bare(company)), " ")
		case person != 0 && len(left) > 0 && len(without(left, name)) == 0, person != 0 && len(left) == 0 && len(without(words, name)) == 0:
			one.contact = person
			one.whole = len(words) > 1 && len(without(find.Words(clean.Bare(name)), strings.Join(words, " "))) == 0
		default:
			return nil
		}
		c.all = append(c.all, one)
		return nil
	})
}

// ranked are the first hits in their order, each contact once.
func (c *callers) ranked() []caller {
	for i := range c.all {
		c.all[i].own = c.all[i].owner == int64(c.by.ID)
	}
	first := func(a, b bool) int {
		switch {
		case a == b:
			return 0
		case a:
			return -1
		}
		return 1
	}
	slices.SortStableFunc(c.all, func(a, b caller) int {
		return cmp.Or(first(a.whole, b.whole), first(a.own, b.own), b.score-a.score, cmp.Compare(b.lead, a.lead), cmp.Compare(a.contact, b.contact))
	})
	type who struct{ lead, contact int64 }
	seen := map[who]bool{}
	var out []caller
	for _, one := range c.all {
		if w := (who{one.lead, one.contact}); !seen[w] && len(out) < c.limit {
			seen[w] = true
			out = append(out, one)
		}
	}
	return out
}

func (c *callers) show(one caller) (model.Caller, error) {
	out := model.Caller{LeadID: model.LeadID(one.lead), ContactID: model.ContactID(one.contact), Matched: one.shown}
	var city, state, country string
	var suppressed int
	if _, err := row(c.ctx, c.q, callerShown, []any{one.lead, one.contact}, &out.Company, &out.Name, &out.Title, &city, &state, &country, &out.Owner,
		(*string)(&out.Status), &suppressed); err != nil {
		return out, err
	}
	out.Place, out.Suppressed = placeLine(city, state, country), suppressed > 0
	return out, c.answers(&out)
}
