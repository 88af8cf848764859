package store

import (
	"context"
	"slices"

	"ripen/model"
)

var (
	listPage = define("lists.page", `SELECT `+lists.cols+`, rows_n, created_n, merged_n, rejected_n, suppressed_n FROM list`)
	// What became of the leads of each list is kept as it arises.
	listLeads   = define("lists.leads", `SELECT list_id, status, n FROM lead_sum WHERE list_id > 0`)
	listDefects = define("lists.defects", `SELECT list_id, code, n FROM defect_sum WHERE n > 0`)
	listRejects = define("lists.rejects", `SELECT row_no, field, reason, cells FROM list_row WHERE list_id = $1 AND fate = 'rejected' AND row_no > $2 ORDER BY row_no LIMIT 1000`)
)

// Lists are all lists with their accounts, the newest first.
func (s *Store) Lists(ctx context.Context, _ model.Actor) ([]model.ListRow, error) {
	var out []model.ListRow
	err := s.read(ctx, func(q querier) error {
		at := map[model.ListID]int{}
		var r model.ListRow
		_, err := lists.each(ctx, q, listPage, nil, func(l *listRow) {
			r.List = l.List
			r.Defects = map[string]int{}
			out = append(out, r)
		}, &r.Rows, &r.Created, &r.Merged, &r.Rejected, &r.Suppressed)
		if err != nil {
			return err
		}
		slices.SortFunc(out, func(a, b model.ListRow) int { return int(b.ID - a.ID) })
		for i := range out {
			at[out[i].ID] = i
		}
		return listFigures(ctx, q, at, out)
	})
	return out, err
}

func listFigures(ctx context.Context, q querier, at map[model.ListID]int, out []model.ListRow) error {
	var id model.ListID
	var word string
	var n int
	err := rows(ctx, q, listLeads, nil, []any{(*int64)(&id), &word, &n}, func() error {
		i, known := at[id]
		if !known {
			return nil
		}
		out[i].Leads += n
		switch st := model.Status(word); st {
		case model.New:
		case model.Ready:
			out[i].Worked += n
			out[i].Ready += n
		case model.Graduated, model.Accepted, model.Won, model.Lost, model.NoDecision:
			out[i].Worked += n
			out[i].Graduated += n
		default:
			out[i].Worked += n
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := rows(ctx, q, nearByList, nil, []any{(*int64)(&id), &n}, func() error {
		if i, known := at[id]; known {
			out[i].Near = n
		}
		return nil
	}); err != nil {
		return err
	}
	return rows(ctx, q, listDefects, nil, []any{(*int64)(&id), &word, &n}, func() error {
		if i, known := at[id]; known {
			out[i].Defects[word] = n
		}
		return nil
	})
}

// Rejects are the rows of a list that could not become contacts, a thousand at
// a time; after is the last row of the page before, 0 for the first.
func (s *Store) Rejects(ctx context.Context, _ model.Actor, list model.ListID, after int) ([]model.ImportReject, error) {
	var r model.ImportReject
	var out []model.ImportReject
	err := rows(ctx, s.r, listRejects, []any{int64(list), after}, []any{&r.Row, &r.Field, &r.Reason, object[[]string]{&r.Cells}}, func() error {
		out = append(out, r)
		return nil
	})
	return out, err
}
