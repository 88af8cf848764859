package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ripen/model"
)

// promised is what scripts and muscle memory hold on to: commands and their
// flags. Add to it freely; what stands here stays.
var promised = map[string]string{
	"import":            "list source category cost map cadence assign dry-run",
	"import undo":       "",
	"queue":             "limit",
	"work":              "lead",
	"lead list":         "status list owner search limit filter view sort",
	"lead views":        "forget",
	"lead callers":      "limit",
	"lead show":         "",
	"lead add":          "company person phone email website source cadence received",
	"lead rest":         "until reason",
	"lead disqualify":   "reason note",
	"lead reopen":       "reason",
	"lead assign":       "to",
	"lead next-step":    "kind on contact",
	"lead export":       "filter search status list owner output force",
	"enrol":             "contact cadence",
	"enrol stop":        "contact",
	"enrol resume":      "contact",
	"enrol decide":      "contact question answer",
	"skip":              "code note",
	"touch":             "channel outcome direction contact number answers sentiment note callback until why refer at",
	"contact add":       "name title role phone email address",
	"contact set":       "",
	"contact move":      "to company title keep",
	"defect":            "code contact note",
	"attribute":         "level set contact touch quote document",
	"ready":             "",
	"graduate":          "to next-step on contact value",
	"handoff list":      "",
	"handoff approve":   "",
	"handoff send-back": "note",
	"handoff accept":    "",
	"handoff reject":    "reason attribute note",
	"handoff return":    "reason",
	"handoff dispute":   "note",
	"handoff rule":      "note",
	"handoff held":      "",
	"handoff outcome":   "value",
	"dossier":           "format output",
	"report":            "month week format output",
	"user add":          "role",
	"user leave":        "from to cover",
	"user list":         "",
	"target set":        "",
	"suppress add":      "",
	"suppress list":     "",
	"suppress lift":     "",
	"erase":             "",
	"tick":              "",
	"backup":            "",
	"restore":           "",
	"check":             "",
	"code naics":        "",
	"code sic":          "",
	"code load":         "",
	"config init":       "",
	"config show":       "",
	"cadence list":      "",
	"cadence show":      "",
	"cadence check":     "",
	"playbook show":     "",
	"playbook check":    "",
	"undo":              "",
	"note":              "",
	"version":           "",
}

func TestPromisedCommandsAndFlagsAreThere(t *testing.T) {
	a, _, _ := newApp(t, nil)
	root := a.root()
	for path, flags := range promised {
		cmd, rest, err := root.Find(strings.Fields(path))
		if err != nil || len(rest) > 0 || cmd.CommandPath() != "ripen "+path {
			t.Errorf("there is no command %s", path)
			continue
		}
		for _, f := range append(strings.Fields(flags), "json", "db", "as") {
			if cmd.Flag(f) == nil {
				t.Errorf("%s has no flag --%s", path, f)
			}
		}
	}
}

// Every example on a help page is a command line that Ripen takes.
func TestEveryExampleIsWellFormed(t *testing.T) {
	a, _, _ := newApp(t, nil)
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		for line := range strings.Lines(cmd.Example) {
			words := shellWords(t, line)
			for len(words) > 0 && words[0] != "ripen" { // NAME=value before it
				words = words[1:]
			}
			if len(words) < 2 {
				continue
			}
			b, _, _ := newApp(t, nil)
			found, args, err := b.root().Find(words[1:])
			if err == nil {
				err = found.ParseFlags(args)
			}
			if err == nil && found.Args != nil {
				err = found.Args(found, found.Flags().Args())
			}
			if err != nil {
				t.Errorf("%s: the example %q is refused: %v", cmd.CommandPath(), strings.TrimSpace(line), err)
			}
			if first, _, _ := strings.Cut(cmd.CommandPath()+" ", " "); cmd.HasParent() && !strings.HasPrefix(found.CommandPath(), first) {
				t.Errorf("%s: the example %q is of another command", cmd.CommandPath(), strings.TrimSpace(line))
			}
		}
		for _, c := range cmd.Commands() {
			walk(c)
		}
	}
	walk(a.root())
}

// shellWords parts a line as a shell does, with double quotes only.
func shellWords(t *testing.T, line string) []string {
	t.Helper()
	var out []string
	var word strings.Builder
	quoted, begun := false, false
	for _, r := range strings.TrimSpace(line) {
		switch {
		case r == '"':
			quoted, begun = !quoted, true
		case r == ' ' && !quoted:
			if begun {
				out = append(out, word.String())
			}
			word.Reset()
			begun = false
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if quoted {
		t.Errorf("an open quote in %q", line)
	}
	return append(out, word.String())
}

// No flag's help names its value twice or not at all.
func TestFlagsNameTheirValues(t *testing.T) {
	a, _, _ := newApp(t, nil)
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if n := strings.Count(f.Usage, "`"); f.Value.Type() != "bool" && f.Name != "help" && n != 2 {
				t.Errorf("%s --%s: %q does not name its value", cmd.CommandPath(), f.Name, f.Usage)
			}
		})
		for _, c := range cmd.Commands() {
			walk(c)
		}
	}
	walk(a.root())
}

func TestTablesLineUp(t *testing.T) {
	var b strings.Builder
	table(&b, "  ", [][]string{{"ID", "COMPANY", "X"}, {"L1", "Müller & 株式会社", "1"}, {"L2", "evil\x1b[31m", ""}})
	want := "  ID  COMPANY            X\n  L1  Müller & 株式会社  1\n  L2  evil[31m\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestMoneyForPeople(t *testing.T) {
	for cents, want := range map[int64]string{0: "USD 0", 100: "USD 1", 123456789: "USD 1,234,567.89", 35000000: "USD 350,000", -99950: "USD -999.50"} {
		if got := moneyText(cents, "USD"); got != want {
			t.Errorf("%d is %q, not %q", cents, got, want)
		}
	}
}

func TestValuesHaveTheirTypesInJSON(t *testing.T) {
	got := valueDoc(model.Budget, model.Value{"amount": "35000000", "status": "allocated"}, "USD")
	if got["amount"] != int64(35000000) || got["currency"] != "USD" || got["status"] != "allocated" {
		t.Errorf("%v", got)
	}
	got = valueDoc(model.Pain, model.Value{"pains": "dock delays; lost slots"}, "USD")
	if l, ok := got["pains"].([]string); !ok || len(l) != 2 || l[1] != "lost slots" {
		t.Errorf("%v", got)
	}
	got = valueDoc(model.Budget, model.Value{"amount": "1", "currency": "EUR"}, "USD")
	if got["currency"] != "EUR" {
		t.Errorf("%v", got)
	}
}

func TestRefusalsCarryWhatAScriptNeeds(t *testing.T) {
	err := shaped(&model.Error{Code: model.Conflict, Message: "x", Detail: map[string]any{"table": "contact", "id": int64(7), "by": "mia"}})
	facts, _ := err.(*model.Error).Detail["conflict"].(map[string]any)
	if facts["id"] != "C7" || facts["by"] != "mia" {
		t.Errorf("%v", facts)
	}
	err = shaped(&model.Error{Code: model.Suppressed, Message: "x"})
	if _, there := err.(*model.Error).Detail["suppressed"]; !there {
		t.Error("a suppression says nothing to scripts")
	}
	gated := everyGate(41, &model.Error{Code: model.Gated, Message: "no", Gates: []model.Gate{{Name: "horizon", Why: "it is unknown"}, {Name: "next-step", Why: "none is agreed"}}})
	if want := "L41 cannot graduate yet; not met: horizon (it is unknown), next-step (none is agreed)"; gated.Error() != want {
		t.Errorf("%q", gated)
	}
}

func TestRejectsOfAPipedListHaveAFileNameOfTheList(t *testing.T) {
	for in, want := range map[string]string{"Spring fair": "Spring-fair", "../../etc/passwd": "etc-passwd", `a\b:c*`: "a-b-c", "Müller": "Müller"} {
		if got := fileName(in); got != want {
			t.Errorf("%q is %q, not %q", in, got, want)
		}
	}
}
