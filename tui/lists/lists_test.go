package lists_test

import (
	"context"
	"io"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"ripen/model"
	"ripen/tui/internal/pagetest"
	"ripen/tui/lists"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// office has a list of each hostile name; whole scenarios are played at the
// root.
type office struct{ lists.Office }

func (office) Lists(context.Context, model.Actor) ([]model.ListRow, error) {
	var out []model.ListRow
	for i, n := range pagetest.Hostile() {
		out = append(out, model.ListRow{List: model.List{ID: model.ListID(i + 1), Name: n, Source: n, Category: "purchased", Cost: 120000, Currency: "USD", State: "done"},
			Rows: 1000 * i, Created: 1000 * i, Leads: 900 * i, Worked: 100 * i, Graduated: i, Defects: map[string]int{"wrong-number": i, n: 2 * i}})
	}
	return out, nil
}

func session() *nav.Session {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.TrueColor)
	return pagetest.Session(theme.New(r, "dark", true))
}

func TestListsFitEverySize(t *testing.T) {
	run := pagetest.Open(t, lists.New(session(), office{}), 80, 24)
	run.Sweep()
	run.Press("j", "j", "/", "r")
	run.Sweep()
}
