package store

import (
	"context"
	"time"

	"ripen/model"
)

// shedding is an index or a trigger that was taken away for the time of an
// import, with the text that makes it anew.
type shedding struct{ kind, name, text string }

var shedList = define("bulk.shed", `SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL
	AND (type = 'index' AND tbl_name IN ('list_row','company','lead','contact','point','enrolment','words','note','evidence')
	OR type = 'trigger' AND name IN ('lead_sum_add','due_sum_add','lead_text_add')) ORDER BY type, name`)

// shedAll takes the indexes of the tables away that such an import fills, and
// the triggers that would feed sums and search row by row.
func (w *bulkWay) shedAll(ctx context.Context) ([]shedding, error) {
	var one shedding
	var out []shedding
	err := rows(ctx, w.t, shedList, nil, []any{&one.kind, &one.name, &one.text}, func() error {
		out = append(out, one)
		return nil
	})
	for _, one := range out {
		if err == nil {
			err = w.run(ctx, "DROP "+one.kind+" "+one.name)
		}
	}
	return out, err
}

// The search index is built of all texts at once: with much memory to gather
// in, and without merging what it writes, which the next writes will do by and
// by.
var (
	searchBuild = []string{
		`INSERT INTO lead_fts(lead_fts, rank) VALUES('hashsize', 8388608)`,
		`INSERT INTO lead_fts(lead_fts, rank) VALUES('automerge', 0)`,
		`INSERT INTO lead_fts(lead_fts) VALUES('rebuild')`,
		`INSERT INTO lead_fts(lead_fts, rank) VALUES('hashsize', 1048576)`,
		`INSERT INTO lead_fts(lead_fts, rank) VALUES('automerge', 4)`,
	}
)

// restoreAll makes anew what was taken away.
func (w *bulkWay) restoreAll(ctx context.Context, all []shedding, tell func(stage string, done, total int)) error {
	for _, text := range searchBuild {
		if err := w.run(ctx, text); err != nil {
			return err
		}
	}
	for i, one := range all {
		tell("indexing", i+1, len(all)+1)
		if err := w.run(ctx, one.text); err != nil {
			return err
		}
	}
	tell("indexing", len(all)+1, len(all)+1)
	return nil
}

// run runs what is worth no compiled statement.
func (w *bulkWay) run(ctx context.Context, text string) error {
	_, err := w.t.tx.ExecContext(ctx, text)
	return err
}

// bulkSums are the figures that triggers keep otherwise.
type bulkSums struct {
	list  model.ListID
	at    time.Time
	leads map[leadSum]int
	due   map[dueSum]int
}

type leadSum struct {
	owner  model.MemberID
	status model.Status
}

type dueSum struct {
	owner   model.MemberID
	class   int
	day     model.Date
	channel model.Channel
}

var (
	leadSumAdd = define("bulk.lead-sum", `INSERT INTO lead_sum(owner_id, list_id, status, n) VALUES($1, $2, $3, $4)
		ON CONFLICT(owner_id, list_id, status) DO UPDATE SET n = lead_sum.n + excluded.n`)
	leadMonthAdd = define("bulk.lead-month", `INSERT INTO lead_month(month, list_id, n) VALUES($1, $2, $3)
		ON CONFLICT(month, list_id) DO UPDATE SET n = lead_month.n + excluded.n`)
	dueSumAdd = define("bulk.due-sum", `INSERT INTO due_sum(owner_id, class, due_day, channel, n) VALUES($1, $2, $3, $4, $5)
		ON CONFLICT(owner_id, class, due_day, channel) DO UPDATE SET n = due_sum.n + excluded.n`)
)

func (s *bulkSums) write(ctx context.Context, q querier) error {
	all := 0
	for k, n := range s.leads {
		all += n
		if _, err := exec(ctx, q, leadSumAdd, int64(k.owner), int64(s.list), string(k.status), n); err != nil {
			return err
		}
	}
	at := s.at.UTC()
	if _, err := exec(ctx, q, leadMonthAdd, at.Year()*100+int(at.Month()), int64(s.list), all); err != nil {
		return err
	}
	for k, n := range s.due {
		if _, err := exec(ctx, q, dueSumAdd, int64(k.owner), k.class, int64(k.day), string(k.channel), n); err != nil {
			return err
		}
	}
	return nil
}
