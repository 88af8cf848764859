package tui_test

import (
	"context"
	"reflect"
	"strings"
	"testing"
	"time"

	"ripen/model"
	"ripen/tui"
	"ripen/tui/desk"
	"ripen/tui/internal/pagetest"
	"ripen/tui/nav"
)

// strange fills values with what no screen was made for: the longest and the
// strangest names wherever there is a text, and numbers of every length.
type strange struct {
	n     int
	names []string
}

func newStrange() *strange {
	return &strange{names: append(pagetest.Hostile(), strings.Repeat("Long & Sons ", 25), strings.Repeat("東", 300), "👨‍👩‍👧‍👦 & co", "e\u0301\u0302\u0303", " ")}
}

var numbers = []int64{0, 1, 7, 61, 412, 99_999, 1_234_567}

// fill sets all that v holds, to a depth at which nothing more is shown.
func (s *strange) fill(v reflect.Value, depth int) {
	s.n++
	switch at := v.Addr().Interface().(type) {
	case *time.Time:
		*at = pagetest.Now.Add(time.Duration(s.n%400-200) * time.Hour)
		return
	case *model.Date:
		*at = model.NewDate(2026, time.Month(1+s.n%12), 1+s.n%28)
		return
	case *model.Status:
		*at = model.Statuses[s.n%len(model.Statuses)]
		return
	case *model.HandoffState:
		*at = []model.HandoffState{model.Submitted, model.Delivered, model.Rejected, model.HAccepted, model.HWon}[s.n%5]
		return
	case *string:
		*at = s.names[s.n%len(s.names)]
		return
	}
	s.fillKind(v, depth)
}

func (s *strange) fillKind(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.Int, reflect.Int64:
		v.SetInt(numbers[s.n%len(numbers)])
	case reflect.Uint8:
		v.SetUint(uint64(s.n % 4))
	case reflect.Float64:
		v.SetFloat(float64(s.n%101) / 100)
	case reflect.Bool:
		v.SetBool(s.n%3 == 0)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				s.fill(v.Field(i), depth)
			}
		}
	case reflect.Array:
		for i := range v.Len() {
			s.fill(v.Index(i), depth)
		}
	case reflect.Slice:
		if depth > 3 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 3, 3))
		for i := range 3 {
			s.fill(v.Index(i), depth+1)
		}
	case reflect.Map:
		s.fillMap(v, depth)
	}
}

func (s *strange) fillMap(v reflect.Value, depth int) {
	if depth > 3 {
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for range 3 {
		k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		s.fill(k, depth+1)
		s.fill(e, depth+1)
		v.SetMapIndex(k, e)
	}
}

// of is a strange T.
func of[T any](s *strange) (t T) {
	s.fill(reflect.ValueOf(&t).Elem(), 0)
	return t
}

// season is a whole office of strange names.
type season struct {
	*office
	s *strange
}

func (o season) Board(context.Context, model.Actor, model.BoardQuery) (model.BoardPage, error) {
	p := of[model.BoardPage](o.s)
	for i := range 40 {
		r := of[model.BoardRow](o.s)
		r.ID, r.Group, r.HandoffID = model.LeadID(101+i), i%4-1, model.HandoffID(0)
		if r.Group < 0 {
			r.HandoffID = model.HandoffID(500 + i)
		}
		p.Rows = append(p.Rows, r)
	}
	return p, nil
}

func (o season) Handoffs(context.Context, model.Actor, model.HandoffState, model.MemberID) ([]model.HandoffRow, error) {
	out := make([]model.HandoffRow, 40)
	for i := range out {
		out[i] = of[model.HandoffRow](o.s)
		out[i].ID = model.HandoffID(i + 1)
		if i < 3 {
			out[i].State, out[i].Leaking = model.Delivered, true
		}
	}
	return out, nil
}

func (o season) Members(context.Context, model.Actor) ([]model.MemberRow, error) {
	out := make([]model.MemberRow, 30)
	for i := range out {
		out[i] = of[model.MemberRow](o.s)
		out[i].ID, out[i].Role = model.MemberID(i+1), model.Roles[i%len(model.Roles)]
	}
	return out, nil
}

func (o season) Month(_ context.Context, _ model.Actor, month string) (model.MonthReport, error) {
	m := of[model.MonthReport](o.s)
	m.Month = month
	return m, nil
}

func (o season) Playbook(context.Context) (model.Playbook, error) {
	return of[model.Playbook](o.s), nil
}

func (o season) Cadences(context.Context) ([]model.Cadence, error) {
	return []model.Cadence{of[model.Cadence](o.s), of[model.Cadence](o.s)}, nil
}

func (o season) NearPairs(context.Context, model.Actor, model.NearQuery) (model.NearPage, error) {
	return of[model.NearPage](o.s), nil
}

func (o season) Quality(_ context.Context, _ model.Actor, from, to model.Date) (model.Quality, error) {
	q := of[model.Quality](o.s)
	q.From, q.To = from, to
	return q, nil
}

func (o season) Lists(context.Context, model.Actor) ([]model.ListRow, error) {
	out := make([]model.ListRow, 20)
	for i := range out {
		out[i] = of[model.ListRow](o.s)
		out[i].ID, out[i].State = model.ListID(i+1), "done"
	}
	return out, nil
}

func (o season) Leads(context.Context, model.Actor, model.LeadQuery) (model.LeadPage, error) {
	var p model.LeadPage
	for i := range 60 {
		r := of[model.LeadRow](o.s)
		r.ID = model.LeadID(i + 101)
		p.Rows = append(p.Rows, r)
	}
	p.Total = 1_234_567
	return p, nil
}

func (o season) Queue(context.Context, model.Actor, int) (model.QueuePage, error) {
	p := of[model.QueuePage](o.s)
	p.Items, p.Frozen = nil, true
	for i := range 60 {
		it := of[model.QueueItem](o.s)
		it.LeadID, it.Position, it.State = model.LeadID(i+101), i+1, "open"
		p.Items = append(p.Items, it)
	}
	return p, nil
}

func (o season) Desk(_ context.Context, _ model.Actor, lead model.LeadID) (model.Desk, error) {
	d := halvorsen()
	d.Now, d.Lead.ID, d.Company.Name, d.Lead.Owner = pagetest.Now, lead, o.s.names[0], o.s.names[1]
	for range 6 {
		d.Contacts = append(d.Contacts, of[model.Contact](o.s))
		t := of[model.Touch](o.s)
		t.Channel, t.Outcome = model.Phone, model.VoicemailLeft
		d.Touches = append(d.Touches, t)
	}
	d.Flags, d.Readiness.NextQuestion, d.Readiness.GuideLine = o.s.names, o.s.names[1], o.s.names[0]
	return d, nil
}

func (o season) PeekUndo(context.Context, model.Actor) ([]model.UndoInfo, error) {
	out := make([]model.UndoInfo, 30)
	for i := range out {
		out[i] = of[model.UndoInfo](o.s)
	}
	return out, nil
}

// seasonal opens the console of a strange season, of a person who may do
// everything.
func seasonal(t testing.TB) *console {
	c := start(t, 80, 24)
	s := newStrange()
	c.session.Actor.Role, c.session.Actor.Name = model.Admin, s.names[0]
	c.session.Prefs = nav.NewPrefs(nil, nil)
	c.open(tui.Screens(c.session, season{c.office, s}, desk.Options{}, false), 80, 24)
	return c
}

// windows are more than 800: every width and height at which something is laid
// out otherwise, those beside them, and what no screen can be shown in.
func windows() [][2]int {
	var out [][2]int
	for _, w := range []int{0, 1, 2, 7, 19, 40, 59, 60, 61, 66, 69, 70, 71, 72, 75, 79, 80, 81, 89, 95, 100, 104, 109, 110, 119, 120, 121, 129, 130, 131,
		139, 149, 150, 159, 160, 179, 180, 200, 220, 260} {
		for _, h := range []int{0, 1, 2, 8, 19, 20, 21, 22, 23, 24, 25, 28, 30, 33, 37, 40, 45, 48, 50, 60, 80} {
			out = append(out, [2]int{w, h})
		}
	}
	return out
}

// screens are all that there are, by the keys that lead there.
func screens() map[string][]string {
	return map[string][]string{
		"today": nil, "desk": {"enter"}, "leads": {"2"}, "a new lead": {"2", "+", "x"}, "board": {"3"}, "hand-offs": {"4"}, "dossier": {"4", "enter"},
		"reports": {"5"}, "lists": {"6"}, "import": {"6", "+"}, "near": {"6", "m"}, "retrospective": {"6", "t"}, "playbook": {"7"}, "cadences": {"7", "tab"},
		"team": {"8"}, "settings": {"settings"},
	}
}

// open are what may stand open on them.
func open() map[string][]string {
	return map[string][]string{
		"skip": {"s"}, "skip, other": {"s", "o", "x"}, "rest": {"r", "x"}, "inbound": {"i", "a"}, "filter": {"/", "a"}, "rest of the day": {"G"},
		"desk, outcome": {"enter", "o"}, "desk, note": {"enter", "n", "x"}, "desk, attribute": {"enter", "8"}, "desk, rest": {"enter", "r"},
		"desk, history": {"enter", "tab", "tab"}, "desk, undo": {"enter", "u"},
		"leads, search": {"2", "/", "a"}, "going back": {"2", "+", "x", "esc"},
		"evidence": {"3", "tab"}, "send back": {"3", "B", "x"}, "approve": {"3", "A"},
		"reject": {"4", "x", "n"}, "reports, below": {"5", "G"},
		"taking back": {"6", "U"}, "letter": {"6", "t", "x"}, "team, filter": {"8", "/", "a"},
		"palette": {"ctrl+k"}, "help": {"?"}, "undo": {"u"}, "undo, all": {"u", "U", "down"}, "forget": {"settings", "right", "x"},
		"compact": {"compact"}, "compact, rest": {"r", "compact"}, "compact board": {"3", "compact"}, "compact hand-offs": {"4", "compact"}, "compact lists": {"6", "compact"},
	}
}

// reach opens the strange season at a screen.
func reach(t testing.TB, keys []string) *console {
	c := seasonal(t)
	for _, k := range keys {
		switch k {
		case "settings":
			c.send(nav.SettingsMsg{})
		case "compact":
			c.session.Prefs.Set(nav.PrefDensity, k)
			c.session.Dress()
			c.send(nav.LookChangedMsg{})
		default:
			c.press(k)
		}
	}
	return c
}

// Every frame is exactly the window, whatever stands on it: each screen in all
// windows, and what stands open on it in every third.
func TestEveryFrameFitsEveryWindow(t *testing.T) {
	sizes := windows()
	if len(sizes) < 800 {
		t.Fatalf("only %d sizes", len(sizes))
	}
	for name, keys := range screens() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reach(t, keys).sweep(sizes)
		})
	}
	third := 0
	for name, keys := range open() {
		third = (third + 1) % 3
		var some [][2]int
		for i := third; i < len(sizes); i += 3 {
			some = append(some, sizes[i])
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reach(t, keys).sweep(some)
		})
	}
}

// sweep draws the console in windows of all those sizes.
func (c *console) sweep(sizes [][2]int) {
	c.t.Helper()
	for i, s := range sizes {
		if racing && i%20 != 0 {
			continue
		}
		c.resize(s[0], s[1])
		c.fits()
		if i%61 == 0 {
			c.exact()
		}
		if c.t.Failed() {
			c.t.Fatalf("at %d×%d:\n%s", s[0], s[1], c.see())
		}
	}
	if c.root.Err() != nil {
		c.t.Fatal(c.root.Err())
	}
}

// Below 60×20 a plain sentence says what is wrong.
func TestTheWindowsThatAreTooSmallSaySo(t *testing.T) {
	for _, keys := range screens() {
		c := reach(t, keys)
		c.resize(59, 40)
		c.shows("Ripen needs a window of 60×20; this one is 59×40.")
	}
}
