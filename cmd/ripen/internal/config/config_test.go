package config

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ripen/model"
)

func load(t *testing.T, text string) (Config, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "ripen.toml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(file, true)
}

func TestCommentedDefault(t *testing.T) {
	src := Commented()
	c, err := load(t, src)
	if err != nil {
		t.Fatal(err)
	}
	live := regexp.MustCompile(`(?m)^# ([a-z_-]+ = )`).ReplaceAllString(src, "$1")
	d, err := load(t, live)
	if err != nil {
		t.Fatalf("with every key taken live: %v", err)
	}
	want := Default()
	for _, got := range []Config{c, d} {
		if !reflect.DeepEqual(got.Values(), want.Values()) || !reflect.DeepEqual(got.Policy(), model.DefaultPolicy()) {
			t.Errorf("the commented default is not the default: %+v", got)
		}
	}
	if n := strings.Count(live, " = "); n != len(keys) {
		t.Errorf("%d keys are written, there are %d", n, len(keys))
	}
	for _, k := range keys {
		if !strings.HasSuffix(k.doc, ".") {
			t.Errorf("%s.%s is not explained", k.table, k.name)
		}
	}
}

// other is a value of the key that is allowed and not its default.
func other(k key) any {
	d := Default()
	c := Default()
	for _, v := range []any{int64(77), int64(17), !c.Console.Mouse, "07:30", "20:30", "Europe/Berlin", "DE-BY", "DE", "EUR", "mono", "ascii", "compact", "/srv/x.db", "words"} {
		if k.set(&c, v) && k.get(&c) != k.get(&d) {
			return v
		}
	}
	return nil
}

// Every number of the rules can be set, and each key sets one thing.
func TestEveryNumberOfThePolicyHasItsKey(t *testing.T) {
	all := Default()
	for _, k := range keys {
		v := other(k)
		if v == nil {
			t.Fatalf("%s.%s takes no other value", k.table, k.name)
		}
		one := Default()
		if !k.set(&one, v) || !k.set(&all, v) {
			t.Fatalf("%s.%s refuses %v", k.table, k.name, v)
		}
		changed := 0
		for _, x := range one.Values() {
			if x.Changed {
				changed++
			}
		}
		if changed != 1 {
			t.Errorf("%s.%s changes %d keys", k.table, k.name, changed)
		}
	}
	got, def := reflect.ValueOf(all.Policy()), reflect.ValueOf(model.DefaultPolicy())
	for i := range got.NumField() {
		name := got.Type().Field(i).Name
		if reflect.DeepEqual(got.Field(i).Interface(), def.Field(i).Interface()) {
			t.Errorf("no key of ripen.toml sets Policy.%s: add it to keys", name)
		}
	}
	for a, days := range all.Policy().StaleDays {
		if days == model.DefaultPolicy().StaleDays[a] {
			t.Errorf("no key of [stale] sets %s", a)
		}
	}
}

func TestPolicyIsACopy(t *testing.T) {
	c := Default()
	c.Policy().StaleDays[model.Pain] = 1
	if got := c.Policy().StaleDays[model.Pain]; got != 180 {
		t.Errorf("a caller changed the configuration: %d", got)
	}
}

func TestRefusals(t *testing.T) {
	tests := []struct{ text, want string }{
		{"[pace]\n\ncontact_gap = -1", "line 3: contact_gap in [pace] must be a whole number from 0 to 60, not -1"},
		{"[pace]\ncontact_gap = 2.5", "line 2: contact_gap in [pace] must be a whole number from 0 to 60, not 2.5"},
		{"[pace]\ncontact_gap = \"2\"", `line 2: contact_gap in [pace] must be a whole number from 0 to 60, not "2"`},
		{"pace.contact_gap = true", "line 1: contact_gap in [pace] must be a whole number from 0 to 60, not true"},
		{"\n\npace = { contact_gap = 2, gap = 3 }", "line 3: there is no key gap in [pace]"},
		{"[pace]\n\"contact_gap\" = []", "line 2: contact_gap in [pace] must be a whole number from 0 to 60, not a list"},
		{"[stale]\npain = 0\nbugdet = 3", "line 2: pain in [stale] must be a whole number from 1 to 3650, not 0"},
		{"[stale]\nbugdet = 3\npain = 0", "line 2: there is no key bugdet in [stale]; its keys are industry-code,"},
		{"[[you]]\nname = \"x\"", "line 1: you must be a table, written as [you] on a line of its own"},
		{"[you.name]\nfirst = \"x\"", "line 1: name in [you] must be a text of one line, not a table"},
		{"[hours]\ncall_from = \"8:00\"", `line 2: call_from in [hours] must be a time of day as "08:00", not "8:00"`},
		{"[hours]\ncall_from = 08:00:00", "line 2: call_from in [hours] must be a time of day"},
		{"[hours]\nwork_from = \"12:00\"\nwork_to = \"12:00\"", `line 3: work_to in [hours] must be greater than work_from: "12:00" is not after "12:00"`},
		{"[handoff]\nacceptance_hours = 40", "line 2: reclaim_hours in [handoff] must be greater than acceptance_hours: 32 is not after 40"},
		{"[org]\nzone = \"Boston\"", `line 2: zone in [org] must be a time zone as "America/New_York", not "Boston"`},
		{"[org]\nregion = \"usa\"", `line 2: region in [org] must be a country or state as "US", "US-MA" or "DE-BY", or empty, not "usa"`},
		{"[you]\nname = \"a\\u001b[31m\"", `line 2: name in [you] must be a text of one line`},
		{"[paths]\ndb = \"team.db\"", "line 2: db in [paths] must be an absolute path"},
		{"[console]\nmouse = \"yes\"", `line 2: mouse in [console] must be true or false, not "yes"`},
		{"[console]\ntheme = \"dark\"\ntheme = \"light\"", "line 3: "},
		{"[console]\ntheme = dark", "line 2: "},
		{"[console", "line 1: "},
	}
	for _, tt := range tests {
		c, err := load(t, tt.text)
		if model.CodeOf(err) != model.Invalid || !strings.Contains(err.Error(), "ripen.toml "+tt.want) {
			t.Errorf("%q:\n got %v\nwant %s", tt.text, err, tt.want)
		}
		if !reflect.DeepEqual(c.Policy(), model.DefaultPolicy()) {
			t.Errorf("%q: something was set all the same", tt.text)
		}
	}
}

func TestMissingFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "none.toml")
	if c, err := Load(file, false); err != nil || c.Found || c.File != file {
		t.Errorf("%+v, %v", c, err)
	}
	if _, err := Load(file, true); model.CodeOf(err) != model.Invalid {
		t.Errorf("a file that was asked for: %v", err)
	}
}

// What show prints is read back to the same, whatever is configured.
func TestTOMLRoundTrip(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		c := Default()
		c.You.Name = rapid.StringMatching(`[ -~äß東\x{1F3E2}\x{E000}]{0,20}`).Draw(rt, "name")
		for _, k := range keys {
			if n := rapid.Int64Range(1, 20).Draw(rt, k.name); k.table != "handoff" {
				k.set(&c, n)
			}
		}
		file := filepath.Join(dir, "ripen.toml")
		if err := os.WriteFile(file, []byte(c.TOML()), 0o600); err != nil {
			rt.Fatal(err)
		}
		back, err := Load(file, true)
		if err != nil {
			rt.Fatal(err)
		}
		if !reflect.DeepEqual(back.Values(), c.Values()) || !reflect.DeepEqual(back.Policy(), c.Policy()) {
			rt.Fatalf("%+v came back as %+v", c, back)
		}
	})
}

// Whatever is in the file, it is read or refused in a sentence with its line.
func FuzzLoad(f *testing.F) {
	f.Add(Commented())
	f.Add("[pace]\ncontact_gap = 3\n[hours]\ncall_to = '17:00'")
	f.Add("a.b.'c' = '''\nx''' # = \n[[you]]\n")
	f.Fuzz(func(t *testing.T, text string) {
		c := Default()
		err := c.apply("ripen.toml", text)
		if err != nil && (model.CodeOf(err) != model.Invalid || !strings.HasPrefix(err.Error(), "ripen.toml line ")) {
			t.Errorf("%v", err)
		}
	})
}
