package store

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ripen/model"
)

// growing are the tables that grow with the work: no statement may read one
// from end to end, by whatever index, nor sort what it finds there.
var growing = []string{"lead", "contact", "point", "enrolment", "touch", "evidence", "attribute_now", "action", "undo_image", "words", "doc",
	"handoff", "handoff_event", "defect", "note", "queue_item", "queue_day", "exposure", "suppression", "company", "list_row", "lead_text"}

var (
	parameter = regexp.MustCompile(`\$\d+`)
	scanned   = regexp.MustCompile(`^SCAN (\w+)`)
	aliased   = regexp.MustCompile(`(?:FROM|JOIN)\s+(\w+)\s+(\w+)`)
)

// planFaults looks at the plan of one statement.
func planFaults(t *testing.T, db *sql.DB, s *stmt) []string {
	t.Helper()
	highest := 0
	for _, p := range parameter.FindAllString(s.text, -1) {
		var n int
		_, _ = fmt.Sscanf(p, "$%d", &n)
		highest = max(highest, n)
	}
	args := slices.Repeat([]any{1}, highest)
	if strings.Contains(s.text, "MATCH") {
		for i := range args {
			args[i] = `"a"*`
		}
	}
	rs, err := db.QueryContext(context.Background(), "EXPLAIN QUERY PLAN "+s.text, args...)
	if err != nil {
		t.Fatalf("%s: %v", s.name, err)
	}
	defer func() { _ = rs.Close() }()
	table := map[string]string{}
	for _, m := range aliased.FindAllStringSubmatch(s.text, -1) {
		table[m[2]] = m[1]
	}
	touchesGrowing := slices.ContainsFunc(growing, func(g string) bool {
		return regexp.MustCompile(`(FROM|JOIN)\s+` + g + `\b`).MatchString(s.text)
	})
	var out []string
	for rs.Next() {
		var id, parent, unused int
		var detail string
		if err := rs.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		if m := scanned.FindStringSubmatch(detail); m != nil {
			name := m[1]
			if real, ok := table[name]; ok {
				name = real
			}
			if slices.Contains(growing, name) {
				out = append(out, detail)
			}
		}
		if strings.Contains(detail, "TEMP B-TREE") && touchesGrowing {
			out = append(out, detail)
		}
	}
	return out
}

// ordered may scan: in the order of the primary key, to the first row.
var ordered = []string{"lead.any", "action.last", "suppression.page"}

func TestNoStatementReadsAWholeTable(t *testing.T) {
	f := openNew(t)
	f.bring(model.ImportOptions{Name: "Fair"}, listRows(40))
	for _, statistics := range []bool{false, true} {
		if statistics {
			if _, err := f.pen.conn.ExecContext(f.ctx, "ANALYZE"); err != nil {
				t.Fatal(err)
			}
		}
		for name, s := range registry {
			if s.whole != "" || slices.Contains(ordered, name) {
				continue
			}
			if faults := planFaults(t, f.r, s); len(faults) > 0 {
				t.Errorf("%s (statistics: %v): %s\n%s", name, statistics, strings.Join(faults, "; "), s.text)
			}
		}
	}
}

// The test above is worth something only if it can see a bad plan.
func TestTheLookAtPlansSeesABadOne(t *testing.T) {
	f := openNew(t)
	for _, bad := range []string{
		"SELECT l.id FROM lead l WHERE l.source = $1",
		"SELECT count(*) FROM touch",
		"SELECT e.id FROM enrolment e WHERE e.lead_id = $1 ORDER BY e.why",
	} {
		if len(planFaults(t, f.r, &stmt{name: "bad", text: bad})) == 0 {
			t.Error("passes:", bad)
		}
	}
}

// SQL of both engines: nothing that only SQLite understands outside its seam.
func TestStatementsKeepToWhatBothEnginesKnow(t *testing.T) {
	banned := regexp.MustCompile(`(?i)\bOR REPLACE\b|\bREPLACE INTO\b|last_insert|\bIFNULL\(|\bGLOB\b|\bROWID\b|IS NULL OR|\?|strftime|\bmax\([^)]*,|\bmin\([^)]*,`)
	for name, s := range registry {
		if strings.HasPrefix(name, "leads.search") {
			continue // full-text search is behind the seam
		}
		if m := banned.FindString(s.text); m != "" {
			t.Errorf("%s uses %s", name, m)
		}
	}
}
