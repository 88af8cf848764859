package cadence_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ripen/model"
	"ripen/model/cadence"
)

// The rules' own table, a line a cadence: day, letter of the channel, extras.
var plan = map[string]string{
	"standard":   "0P 0E= 3V 7L 11Ph1 18E+next 24V 31P+dm 36M 44Ph2 52E 60V",
	"inbound":    "0P<60m 0E= 0P~3h 1V 3E 5P+next 7L 11Ph1 17E 21V",
	"trade-show": "0E 1P 4V 7L 11Ph1 18E+next 25V 32M 40Ph2+dm 49E",
	"long-term":  "30E 60P 90L 120P 150E 180V 210M 240P 270E 300P 330L 360P",
	"reheat":     "0P<480mdm 1Poh 3V 3E= 7L 11Ph1 17E+next 23V 30P",
}

func inShort(s model.Step) string {
	letter := map[model.Channel]string{model.Phone: "P", model.Email: "E", model.Letter: "L", model.DirectMail: "M"}[s.Channel]
	if s.Message {
		letter = "V"
	}
	out := itoa(s.Day) + letter
	for part, on := range map[string]bool{"=": s.Same, "h" + itoa(s.Hand): s.Hand > 0, "dm": s.Contact == model.PickDecisionMaker, "oh": s.OtherHalf} {
		if on && part != "dm" {
			out += part
		}
	}
	switch {
	case s.Within > 0:
		out += "<" + itoa(int(s.Within.Minutes())) + "m"
	case s.After > 0:
		out += "~" + itoa(int(s.After.Hours())) + "h"
	}
	if s.Contact == model.PickDecisionMaker {
		out += "dm"
	}
	return out + map[model.Also]string{model.AlsoNext: "+next", model.AlsoDecisionMaker: "+dm"}[s.Also]
}

func itoa(n int) string {
	if n >= 10 {
		return itoa(n/10) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}

func TestTheFiveBuiltInCadencesAreTheRules(t *testing.T) {
	for _, c := range builtIn {
		var got []string
		for i, s := range c.Steps {
			got = append(got, inShort(s))
			if s.Number != i+1 || s.Guide != c.Name+"-"+itoa(i+1) {
				t.Errorf("%s: step %d is numbered %d and guided by %q", c.Name, i+1, s.Number, s.Guide)
			}
		}
		if line := strings.Join(got, " "); line != plan[c.Name] {
			t.Errorf("%s is\n%s, the rules say\n%s", c.Name, line, plan[c.Name])
		}
		end := map[string]string{"reheat": "rest:60"}[c.Name]
		if end == "" {
			end = "long-term"
		}
		if c.AtEnd != end || c.NoAnswerConsumes != (c.Name == "inbound") || (c.MailAfterDials == 3) != (c.Name == "reheat") {
			t.Errorf("%s: at end %s, no answer completes %v, mail after %d dials", c.Name, c.AtEnd, c.NoAnswerConsumes, c.MailAfterDials)
		}
	}
	if w := called("inbound").Steps[0].Within; w != time.Hour {
		t.Errorf("the first call is within %s", w)
	}
}

func TestABadFileIsRefusedWithLineAndReason(t *testing.T) {
	const head = "name = \"x\"\ntitle = \"X\"\nat_end = \"long-term\"\n\n[[step]]\nchannel = \"phone\"\nday = 0\n" // 7 lines
	for _, c := range []struct {
		name, text string
		line       int
		reason     string
	}{
		{"no toml", "name = \"x\ntitle", 1, ""},
		{"wrong type", "name = 3\n", 1, ""},
		{"unknown key", "name = \"x\"\ncolour = \"red\"\n", 2, "colour"},
		{"unknown key of a step", head + "dya = 3\n", 8, "dya"},
		{"bad name", strings.Replace(head, `"x"`, `"X Y"`, 1), 1, "name"},
		{"no title", strings.Replace(head, `"X"`, `""`, 1), 2, "title"},
		{"bad end", strings.Replace(head, "long-term", "rest:", 1), 3, "at_end"},
		{"no steps", "name = \"x\"\ntitle = \"X\"\nat_end = \"rest:60\"\n", 1, "no steps"},
		{"bad channel", strings.Replace(head, "phone", "fax", 1), 6, "fax"},
		{"two days", head + "hand = 1\n", 7, "exactly one"},
		{"no day", head + "\n[[step]]\nchannel = \"email\"\n", 9, "exactly one"},
		{"back in time", head + "\n[[step]]\nchannel = \"email\"\nday = 4\n[[step]]\nchannel = \"phone\"\nday = 3\n", 14, "before day 4"},
		{"chases nothing", head + "\n[[step]]\nchannel = \"phone\"\nhand = 1\n", 11, "no letter"},
		{"message by mail", head + "\n[[step]]\nchannel = \"email\"\nday = 1\nmessage = true\n", 12, "message"},
		{"bad span", head + "within = \"1h\"\n", 8, "60bm"},
		{"late clock", head + "\n[[step]]\nchannel = \"phone\"\nday = 1\nwithin = \"8bh\"\n", 12, "first step"},
		{"bad also", head + "also = \"all\"\n", 8, "also"},
		{"bad contact", head + "contact = \"boss\"\n", 8, "contact"},
	} {
		_, err := cadence.Parse("own.toml", []byte(c.text))
		if model.CodeOf(err) != model.Invalid {
			t.Errorf("%s: %v, want it refused", c.name, err)
			continue
		}
		want := "own.toml, line " + itoa(c.line) + ": "
		if !strings.HasPrefix(err.Error(), want) || !strings.Contains(err.Error(), c.reason) {
			t.Errorf("%s: %q, want %q and %q", c.name, err, want, c.reason)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("name = \"x\"\ntitle = \"X\"\nat_end = \"rest:60\"\n[[step]]\nchannel = \"phone\"\nday = 0\n"))
	f.Add([]byte("[[step]]\nhand = 1"))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := cadence.Parse("f.toml", b)
		if err != nil {
			if model.CodeOf(err) != model.Invalid {
				t.Fatal(err)
			}
			return
		}
		if len(c.Steps) == 0 || !slices.IsSortedFunc(c.Steps, func(a, b model.Step) int { return a.Day - b.Day }) {
			t.Fatalf("accepted without order: %+v", c)
		}
	})
}
