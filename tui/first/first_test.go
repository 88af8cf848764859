package first_test

import (
	"io"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"ripen/model"
	"ripen/tui/first"
	"ripen/tui/internal/pagetest"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

func session() *nav.Session {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.TrueColor)
	return pagetest.Session(theme.New(r, "dark", true))
}

func TestFirstFitsEverySize(t *testing.T) {
	pagetest.Open(t, first.New(session(), nil, first.Ways{}), 80, 24).Sweep()
}

func TestAWayThatIsNotOpenSaysWhy(t *testing.T) {
	s := session()
	s.Actor.Role = model.Sales
	run := pagetest.Open(t, first.New(s, nil, first.Ways{}), 80, 24)
	run.Shows("works here as sales")
	run.Press("i")
	if toast, ok := run.Last().(nav.ToastMsg); !ok || toast.Kind != nav.Warn {
		t.Errorf("i does %v", run.Last())
	}
}
