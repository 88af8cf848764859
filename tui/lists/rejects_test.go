package lists_test

import (
	"context"
	"testing"

	"ripen/model"
	"ripen/tui/internal/pagetest"
	"ripen/tui/lists"
)

// rejecting has rows of every hostile text.
type rejecting struct{ err error }

func (r rejecting) Rejects(_ context.Context, _ model.Actor, list model.ListID, _ int) ([]model.ImportReject, error) {
	out := []model.ImportReject{{Row: 8, Field: "company", Reason: "no company, and no website or business e-mail to tell it by", Cells: []string{"", "=cmd|' /C calc'!A0", "Nobody"}}}
	for i, s := range pagetest.Hostile() {
		out = append(out, model.ImportReject{Row: 10 + i, Field: "name", Reason: s, Cells: []string{s, s}})
	}
	return out, r.err
}

func TestRejectedRowsOfAListAreRead(t *testing.T) {
	row := model.ListRow{List: model.List{ID: 3, Name: "Fair"}, Rejected: 2000}
	run := pagetest.Open(t, lists.NewRejects(session(), rejecting{}, row), 80, 24)
	run.Shows("Fair", "2,000 rows rejected, the first", "no company, and no website", "Line 8 as it came", "Nobody")
	run.Sweep()
}

func TestRejectedRowsThatCannotBeReadSaySo(t *testing.T) {
	run := pagetest.Open(t, lists.NewRejects(session(), rejecting{err: model.Errorf(model.Internal, "the disk is gone")}, model.ListRow{Rejected: 1}), 80, 24)
	run.Shows("the disk is gone")
}
