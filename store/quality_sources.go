package store

import (
	"cmp"
	"slices"
	"strings"

	"ripen/model"
)

var (
	qualityAdded = define("quality.added", `SELECT u.tbl, u.row_id, a.id, a.at FROM action a CROSS JOIN undo_image u
		WHERE u.action_id = a.id AND a.at >= $1 AND a.at < $2 AND a.verb <> 'import' AND u.before = '' AND u.tbl IN ('contact', 'lead')`)
	qualityWhose = define("quality.contact-source", `SELECT c.lead_id, c.source, l.source FROM contact c JOIN lead l ON l.id = c.lead_id WHERE c.id = $1`)
	qualityLead  = define("quality.lead-source", `SELECT source FROM lead WHERE id = $1`)
	qualityGiven = define("quality.delivered", `SELECT id FROM handoff WHERE lead_id = $1 AND delivered_at >= $2 AND delivered_at > 0 LIMIT 1`)
)

// addition is a contact or a lead that a person added in the week.
type addition struct {
	table      string
	id         int64
	action, at int64
}

// added gathers where people found contacts and companies of their own. What
// was taken back since is gone from its table, and so from here.
func (r *retro) added() error {
	var a addition
	var all []addition
	madeLead := map[int64]bool{} // actions that made a lead: its people were found where it was
	err := rows(r.ctx, r.q, qualityAdded, r.span(), []any{&a.table, &a.id, &a.action, &a.at}, func() error {
		all = append(all, a)
		if a.table == leads.table {
			madeLead[a.action] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(all, func(a, b addition) int { return cmp.Or(cmp.Compare(a.action, b.action), cmp.Compare(a.id, b.id)) })
	g := &gatheredSources{r: r, at: map[string]int{}, graduated: map[model.LeadID]bool{}}
	for _, a := range all {
		if err := g.add(a, madeLead[a.action]); err != nil {
			return err
		}
	}
	r.sources = g.all
	slices.SortStableFunc(r.sources, func(a, b model.SourceQuality) int {
		return cmp.Or(b.Leads+b.Contacts-a.Leads-a.Contacts, cmp.Compare(a.Source, b.Source))
	})
	return nil
}

type gatheredSources struct {
	r         *retro
	all       []model.SourceQuality
	at        map[string]int // by the source without regard to case
	graduated map[model.LeadID]bool
}

// of is the row of a source as it was first written.
func (g *gatheredSources) of(source string) *model.SourceQuality {
	if source = strings.TrimSpace(source); source == "" {
		source = notSaid
	}
	key := strings.ToLower(source)
	if _, known := g.at[key]; !known {
		g.at[key] = len(g.all)
		g.all = append(g.all, model.SourceQuality{Source: source})
	}
	return &g.all[g.at[key]]
}

func (g *gatheredSources) add(a addition, withLead bool) error {
	r := g.r
	var lead model.LeadID
	var source string
	if a.table == leads.table {
		lead = model.LeadID(a.id)
		found, err := row(r.ctx, r.q, qualityLead, []any{a.id}, &source)
		if err != nil || !found {
			return err
		}
		g.of(source).Leads++
	} else {
		var leadSource string
		found, err := row(r.ctx, r.q, qualityWhose, []any{a.id}, (*int64)(&lead), &source, &leadSource)
		if err != nil || !found {
			return err
		}
		if source == "" && withLead {
			source = leadSource
		}
		g.of(source).Contacts++
		talks, err := r.talksOf(lead)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(talks, func(t talk) bool { return int64(t.contact) == a.id && t.at >= a.at }) {
			g.of(source).Reached++
		}
	}
	r.quoted[lead] = true
	return g.graduate(lead, source, a.at)
}

// graduate counts a lead once, for the source that was first.
func (g *gatheredSources) graduate(lead model.LeadID, source string, since int64) error {
	var id int64
	given, err := row(g.r.ctx, g.r.q, qualityGiven, []any{int64(lead), since}, &id)
	if err == nil && given && !g.graduated[lead] {
		g.graduated[lead] = true
		g.of(source).Graduated++
	}
	return err
}
