package find

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ripen/model"
)

var boston = func() *time.Location {
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		panic(err)
	}
	return loc
}()

// A Tuesday, at 10:42 in Boston.
var here = At{Now: time.Date(2026, 11, 24, 10, 42, 0, 0, boston), Zone: boston, Me: "Mia"}

func ago(days int) time.Time { return here.Now.AddDate(0, 0, -days) }

// ada is a lead that every term of the table below is asked of.
func ada() *Facts {
	return &Facts{Owner: "Dana Ortiz", List: "Intermodal fair", Category: "trade-show", Source: "Fair 2026", Status: model.Working,
		Horizon: model.NearTerm, DueAt: here.Now.Add(2 * time.Hour), Last: ago(20), Count: 6, Gates: 3, Score: 61, Touches: 5,
		Rungs: [10]model.Rung{7: model.Confirmed, 5: model.Stated}, Stale: [10]bool{8: true}, Missing: [10]bool{0: true, 8: true},
		Value: 120_000_00, Code: "naics 541512", PlaceKey: "boston|ma|us", Cadences: []string{"standard", "reheat"}}
}

func TestATermIsTrueOfALead(t *testing.T) {
	late, never := ada(), ada()
	late.DueAt, never.DueAt, never.Last = ago(1), time.Time{}, time.Time{}
	for _, tt := range []struct {
		filter string
		of     *Facts
		want   bool
	}{
		{`owner:"dana ortiz"`, ada(), true}, {"owner:me", ada(), false}, {"-owner:me", ada(), true}, {`owner:me,"DANA ORTIZ"`, ada(), true},
		{"status:working,returned", ada(), true}, {"-status:working,returned", ada(), false}, {"Status:WORKING", ada(), true},
		{`list:"Intermodal Fair"`, ada(), true}, {"list:intermodal", ada(), false},
		{"category:trade-show", ada(), true}, {`source:"fair 2026"`, ada(), true}, {"horizon:near-term", ada(), true}, {"horizon:unknown", ada(), false},
		{"naics:5415", ada(), true}, {"naics:5416", ada(), false}, {"sic:5415", ada(), false},
		{"budget:confirmed", ada(), true}, {"budget:stated", ada(), false}, {"pain:stated,confirmed", ada(), true}, {"urgency:unknown", ada(), true},
		{"stale:competition", ada(), true}, {"stale:budget", ada(), false}, {"has:budget", ada(), true}, {"missing:industry", ada(), true}, {"has:industry-code", ada(), false},
		{"due:today", ada(), true}, {"due:tomorrow", ada(), false}, {"due:<1w", ada(), true}, {"due:>1w", ada(), false}, {"due:overdue", ada(), false},
		{"due:overdue", late, true}, {"due:<1w", late, true}, {"due:today", late, false}, {"due:none", never, true}, {"due:none", ada(), false}, {"due:<1w", never, false},
		{"due:2026-11-24", ada(), true}, {"due:<2026-11-24", ada(), false}, {"due:<=2026-11-24", ada(), true}, {"due:>fri", ada(), false}, {`due:"24 nov"`, ada(), true},
		{"last:>30d", ada(), false}, {"last:>2w", ada(), true}, {"last:<30d", ada(), true}, {"last:<2w", ada(), false},
		{"last:>30d", never, true}, {"last:<30d", never, false}, {"last:never", never, true}, {"last:never", ada(), false}, {"last:2026-11-04", ada(), true}, {"last:<2026-11-05", never, false},
		{"touches:>5", ada(), false}, {"touches:>=5", ada(), true}, {"touches:3..5", ada(), true}, {"touches:5", ada(), true}, {"score:>60", ada(), true}, {"count:<=5", ada(), false},
		{"value:>100k", ada(), true}, {"value:<0.1m", ada(), false}, {"value:120000", ada(), true}, {"gates:<=2", ada(), false}, {"gates:<=3", ada(), true},
		{"state:MA", ada(), true}, {"state:massachusetts", ada(), true}, {"state:NY", ada(), false}, {"country:usa", ada(), true}, {"city:BOSTON", ada(), true}, {"city:bos", ada(), false},
		{"cadence:reheat", ada(), true}, {"cadence:inbound", ada(), false}, {"ready:yes", ada(), false}, {"ready:no", ada(), true},
		{"status:working budget:confirmed", ada(), true}, {"status:working budget:stated", ada(), false}, {"", ada(), true}, {"acme", ada(), true},
	} {
		q, err := Parse(tt.filter, here)
		if err != nil {
			t.Errorf("%s: %v", tt.filter, err)
		} else if got := q.Match(tt.of); got != tt.want {
			t.Errorf("%s is %v, want %v", tt.filter, got, tt.want)
		}
	}
}

func TestWhatIsNotKnownIsRefusedWithWhatWasLikelyMeant(t *testing.T) {
	for filter, want := range map[string]string{
		"oner:me":          "there is no filter oner; did you mean owner?",
		"stauts:new":       "there is no filter stauts; did you mean status?",
		"zzzzzz:1":         "there is no filter zzzzzz; use one of owner, status,",
		"status:wroking":   `status has no value "wroking"; did you mean working?`,
		"budget:confirm":   `budget has no value "confirm"; did you mean confirmed?`,
		"stale:bugdet":     `stale has no value "bugdet"; did you mean budget?`,
		"count:many":       `count "many" is no number; write it as count:>=7`,
		"touches:8..5":     `touches "8..5" is no number; write it as touches:>5`,
		"value:>lots":      `value ">lots" is no number; write it as value:>100k`,
		"naics:541x":       "naics takes the first digits of a code, as in naics:5415",
		"due:whenever":     `due "whenever" is no time; write it as due:<1w, due:today or due:2026-11-24`,
		"due:overdu":       `due has no value "overdu"; did you mean overdue?`,
		"owner:":           "owner: needs a value, as in owner:me",
		"-acme":            "a word cannot be left out of a search; only filters can, as in -status:working",
		"state:\"\" acme":  "state: needs a value, as in state:MA",
		"city:\"...\" new": "city: needs a place, as in city:Boston",
	} {
		_, err := Parse(filter, here)
		if model.CodeOf(err) != model.Invalid || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", filter, err, want)
		}
	}
}

func TestWordsAreWhatIsNoTerm(t *testing.T) {
	for text, want := range map[string]string{
		`acme owner:me "Two Words"`: "acme two words",
		`"owner:me"`:                "owner me",
		"10:30 617-555-0142":        "10 30 617 555 0142",
		`status:new "not closed`:    "not closed",
		" - ":                       "",
	} {
		q, err := Parse(text, here)
		if err != nil || strings.Join(q.Words, " ") != want {
			t.Errorf("%s: %q, %v", text, q.Words, err)
		}
	}
}

// A filter that is kept is written as it is read.
func TestAFilterReadAndWrittenIsTheSame(t *testing.T) {
	pieces := rapid.SampledFrom([]string{"owner:me", `owner:"Dana ""D"" Ortiz",me`, "-status:new,won", `list:"Fair, 2026"`, "count:>=7", "touches:3..5", "value:>1.5m",
		"due:<1w", "due:overdue", `due:"24 nov"`, "last:>30d", "last:never", "stale:budget", "budget:stated,confirmed", "people:listed", "naics:5415", "state:Massachusetts",
		"ready:yes", "acme", `"two words"`, "O'Brien", "617-555-0142", `source:"Ümläut  Straße"`, "cadence:long-term", "İstanbul", "city:São"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(pieces, 0, 6).Draw(t, "filter"), " ")
		once, err := Parse(text, here)
		if err != nil {
			t.Fatal(err)
		}
		twice, err := Parse(once.String(), here)
		if err != nil || twice.String() != once.String() {
			t.Fatalf("%s became %s, then %s (%v)", text, once, twice, err)
		}
		same := slices.EqualFunc(once.Terms, twice.Terms, func(a, b Term) bool {
			return a.Key == b.Key && a.Not == b.Not && slices.Equal(a.Values, b.Values)
		})
		if !same || !slices.Equal(once.Words, twice.Words) {
			t.Fatalf("%+v is not %+v", once, twice)
		}
	})
}

// Whatever is typed, reading it neither panics nor reads its own writing as
// something else.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"owner:me status:working", `list:"a,b",c -due:<1w`, `"`, "-", "a:", "value:>1.5m", "\x00:\xff", "due:in 9999 years", "count:..", "last:>9999y"} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, s string, cursor int) {
		Complete(s, cursor, func(string) []string { return []string{"Mia", `A "B"`} })
		q, err := Parse(s, here)
		if err != nil {
			return
		}
		again, err := Parse(q.String(), here)
		if err != nil || again.String() != q.String() {
			t.Fatalf("%q became %q, then %q (%v)", s, q, again, err)
		}
		_ = q.Match(ada())
	})
}

func TestCompletingAtTheCursor(t *testing.T) {
	team := func(key string) []string {
		return map[string][]string{"owner": {"Dana Ortiz", "Mia"}, "list": {"Intermodal fair"}}[key]
	}
	for _, tt := range []struct{ text, want string }{
		{"ow|", "owner:"}, {"acme st|", "status:|stale:|state:"}, {"-sta|", "-status:|-stale:|-state:"}, {"owner:|", `owner:me|owner:"Dana Ortiz"|owner:Mia`},
		{"owner:D|", `owner:"Dana Ortiz"`}, {`owner:"da|`, `owner:"Dana Ortiz"`}, {"list:in| acme", `list:"Intermodal fair"`}, {"status:new,wo|", "status:new,working|status:new,won"},
		{"status:working|", ""}, {"stale:bud|", "stale:budget"}, {"budget:co|", "budget:confirmed"}, {"due:t|", "due:today|due:tomorrow"}, {"|", ""}, {"acme |", ""},
		{"zzz:a|", ""}, {`"ow|`, ""}, {"category:trade|", "category:trade-show"}, {"people:st|", "people:stated"},
	} {
		text, rest, _ := strings.Cut(tt.text, "|")
		if got := strings.Join(Complete(text+rest, len(text), team), "|"); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.text, got, tt.want)
		}
	}
	if got := Complete("owner:M", 7, nil); len(got) != 1 || got[0] != "owner:me" {
		t.Errorf("without the team's values: %q", got)
	}
}
