package store

import (
	"testing"

	"ripen/model"
)

// While a night's work is made up for, another process gets the lock in between,
// again and again.
func TestALongTickLeavesRoomForOthers(t *testing.T) {
	f := openNew(t)
	f.bring(model.ImportOptions{Name: "Fair"}, speedRows(0, 5*300))
	other, err := Open(f.ctx, f.path, f.opt())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = other.Close() })
	left := func() (n int) {
		if err := other.r.QueryRow("SELECT count(*) FROM lead WHERE alarm_at = 1").Scan(&n); err != nil {
			t.Error(err)
		}
		return n
	}
	if _, err := f.pen.conn.ExecContext(f.ctx, "UPDATE lead SET alarm_at = 1"); err != nil {
		t.Fatal(err)
	}
	total, turns := left(), 0
	ticked := make(chan error, 1)
	go func() {
		_, err := f.Tick(f.ctx, f.mia)
		ticked <- err
	}()
	for seen := total; seen > 0; {
		now := left()
		if now == seen { // it asks again once the other one has gone on
			continue
		}
		if err := other.write(f.ctx, func(querier) error { return nil }); err != nil {
			t.Fatal(err)
		}
		if seen = left(); seen > 0 {
			turns++
		}
	}
	if err := <-ticked; err != nil || turns < 5 {
		t.Errorf("%v; another process had %d turns meanwhile", err, turns)
	}
	f.clean()
}
