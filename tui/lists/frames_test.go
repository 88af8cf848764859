package lists_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"ripen/model"
	"ripen/tui/internal/pagetest"
	"ripen/tui/lists"
	"ripen/tui/nav"
)

// The frames of each step; -update writes them anew, and each is read before it
// is kept. The screen has the window less its head and footer.
func TestFramesOfEachStep(t *testing.T) {
	for _, size := range [][2]int{{80, 22}, {120, 38}} {
		golden := func(run *pagetest.Run, name string) { run.Golden(fmt.Sprintf("import-%s-%d", name, size[0])) }
		f := fair()
		run := pagetest.Open(t, lists.NewImport(session(), f, nil), size[0], size[1])
		run.Type("~/lists/fa")
		run.Press("down")
		golden(run, "file")
		run.Press("enter")
		golden(run, "question")
		run.Press("enter")
		run.Press("G", "k", "f")
		run.Type("pho")
		golden(run, "field")
		run.Press("esc", "right")
		golden(run, "columns")
		run.Press("n", "tab")
		run.Type("Intermodal, Hamburg")
		run.Press("tab", "t", "tab")
		run.Type("4.8k")
		run.Press("tab", "tab")
		run.Type("dana: US-MA US-NY, omar r: DE, ")
		golden(run, "naming")
		run.Type("ines")
		run.Press("ctrl+s")
		golden(run, "checked")
		run.Press("v")
		golden(run, "rejects")
		run.Press("esc")
		f.during = func(_ context.Context, progress func(model.ImportProgress)) {
			for i, p := range []model.ImportProgress{{Stage: "reading", Done: 640, Total: 640}, {Stage: "bringing in", Done: 100, Total: 640}, {Stage: "bringing in", Done: 220, Total: 640}} {
				progress(p)
				run.Screen.Update(nav.TickMsg{At: pagetest.Now.Add(time.Duration(i+1) * time.Second)})
			}
			golden(run, "running")
		}
		run.Press("enter")
		golden(run, "done")
	}
}

// sweep draws the screen at sizes in which its layout differs.
func sweep(run *pagetest.Run) {
	run.T.Helper()
	for _, w := range []int{0, 2, 60, 80, 120, 250} {
		for _, h := range []int{0, 1, 9, 18, 22, 38, 80} {
			run.Resize(w, h)
			run.Exact()
		}
	}
}

func TestEveryStepFitsEverySize(t *testing.T) {
	for _, n := range []int{0, 1, 300} {
		f := strange(n)
		run := pagetest.Open(t, lists.NewImport(session(), f, nil), 80, 24)
		sweep(run)
		run.Type("~/")
		run.Press("down")
		sweep(run)
		run.Type(pagetest.Hostile()[0])
		run.Press("enter")
		sweep(run)
		run.Press("enter")
		sweep(run)
		if run.Screen.Capturing() {
			run.Type("a")
			sweep(run)
			run.Press("esc")
		}
		f.file.Questions = nil
		run.Press("esc", "enter", "f")
		sweep(run)
		if run.Screen.Capturing() {
			run.Press("esc")
		}
		run.Press("/")
		run.Type("東")
		sweep(run)
		run.Press("esc", "G", "right", "right")
		sweep(run)
		run.Press("n")
		run.Type(pagetest.Hostile()[1])
		run.Press("shift+tab")
		run.Type("nobody of that name")
		run.Press("ctrl+s")
		sweep(run)
		run.Press("ctrl+u", "ctrl+s")
		run.Shows("20 rows would become")
		sweep(run)
		run.Press("v", "j", "j")
		sweep(run)
		run.Press("esc")
		f.during = func(_ context.Context, progress func(model.ImportProgress)) {
			for _, s := range pagetest.Hostile() {
				progress(model.ImportProgress{Stage: s, Done: 1 << 40, Total: 1})
				run.Screen.Update(nav.TickMsg{At: pagetest.Now.Add(time.Hour)})
			}
			sweep(run)
		}
		run.Press("enter")
		run.Shows("20 rows became")
		sweep(run)
	}
}
