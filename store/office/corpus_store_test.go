package office

import (
	"database/sql"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"ripen/model"
	"ripen/store"
)

func itoa(n int) string { return strconv.Itoa(n) }

// wantedContact is a contact as it should stand in the store; what is not said
// of it is not compared.
type wantedContact struct {
	Company  string            `json:"company"`
	Name     string            `json:"name"`
	Given    *string           `json:"given"`
	Title    *string           `json:"title"`
	Phones   *[]string         `json:"phones"` // E.164, " x12" behind it; "! as typed" where it is none
	Emails   *[]string         `json:"emails"` // likewise; " dead" behind one that bounced
	Place    *string           `json:"place"`
	Zones    *[]string         `json:"zones"`
	No       *[]string         `json:"no"` // the channels that are forbidden: call, email, mail
	Note     *string           `json:"note"`
	Source   *string           `json:"source"`
	Received *string           `json:"received"` // RFC 3339, "" none
	Facts    map[string]string `json:"facts"`    // of the evidence that the list brought; "" for none
	Extra    map[string]string `json:"extra"`    // these, maybe among others
}

func checkContacts(t *testing.T, db *store.Store, by model.Actor, want []wantedContact) {
	t.Helper()
	page, err := db.Leads(t.Context(), by, model.LeadQuery{})
	if err != nil {
		t.Fatal(err)
	}
	var desks []model.Desk
	var names []string
	for _, l := range page.Rows {
		d, err := db.Desk(t.Context(), by, l.ID)
		if err != nil {
			t.Fatal(err)
		}
		desks = append(desks, d)
		for _, c := range d.Contacts {
			names = append(names, d.Company.Name+": "+c.Name)
		}
	}
	for _, w := range want {
		found := false
		for _, d := range desks {
			i := slices.IndexFunc(d.Contacts, func(c model.Contact) bool { return c.Name == w.Name })
			if d.Company.Name == w.Company && i >= 0 {
				found = true
				w.check(t, d, d.Contacts[i])
			}
		}
		if !found {
			t.Errorf("no %s at %s; there are %q", w.Name, w.Company, names)
		}
	}
}

func (w wantedContact) check(t *testing.T, d model.Desk, c model.Contact) {
	t.Helper()
	phones, emails, no := reachOf(c)
	note, received := "", ""
	for _, n := range d.Notes {
		if n.ContactID == c.ID {
			note += n.Text
		}
	}
	if !d.Lead.ReceivedAt.IsZero() {
		received = d.Lead.ReceivedAt.UTC().Format(time.RFC3339)
	}
	same(t, w, "given name", w.Given, c.Given)
	same(t, w, "title", w.Title, c.Title)
	same(t, w, "phones", w.Phones, phones)
	same(t, w, "emails", w.Emails, emails)
	same(t, w, "place", w.Place, placeText(c.Place))
	same(t, w, "zones", w.Zones, append([]string{}, slices.Sorted(slices.Values(c.Zones))...))
	same(t, w, "forbidden", w.No, no)
	same(t, w, "note", w.Note, note)
	same(t, w, "source", w.Source, d.Lead.Source)
	same(t, w, "received", w.Received, received)
	facts := map[string]string{}
	for _, e := range d.Evidence {
		for k, v := range e.Value {
			facts[k] = v
		}
	}
	for k, v := range w.Facts {
		if facts[k] != v {
			t.Errorf("%s, %s: %q, not %q", w.Name, k, facts[k], v)
		}
	}
	for k, v := range w.Extra {
		if c.Extra[k] != v {
			t.Errorf("%s keeps %q as %q, not %q", w.Name, c.Extra[k], k, v)
		}
	}
}

func same[T any](t *testing.T, w wantedContact, what string, want *T, got T) {
	t.Helper()
	if want == nil {
		return
	}
	if d := cmp.Diff(*want, got); d != "" {
		t.Errorf("%s at %s, %s (-want +got):\n%s", w.Name, w.Company, what, d)
	}
}

// reachOf is how a contact can be reached, and by which channels it must not
// be.
func reachOf(c model.Contact) (phones, emails, no []string) {
	phones, emails, no = []string{}, []string{}, []string{}
	forbid := func(channel string, is bool) {
		if is && !slices.Contains(no, channel) {
			no = append(no, channel)
		}
	}
	forbid("email", c.NoEmail)
	for _, p := range c.Points {
		text := p.Key
		if p.Status == model.PointInvalid {
			text = "! " + p.Shown
		}
		switch p.Kind {
		case model.PhonePoint:
			if _, ext, ok := strings.Cut(p.Shown, " x"); ok {
				text += " x" + ext
			}
			phones = append(phones, text)
			forbid("call", p.NoConsent)
		case model.EmailPoint:
			if p.Status == model.PointDead {
				text += " dead"
			}
			emails = append(emails, text)
			forbid("email", p.NoConsent)
		case model.PostPoint:
			forbid("mail", p.NoConsent)
		}
	}
	return phones, emails, no
}

func placeText(p model.Place) string {
	parts := slices.DeleteFunc([]string{p.Street, p.City, p.State, p.Zip, p.Country}, func(s string) bool { return s == "" })
	return strings.Join(parts, ", ")
}

// checkClean reads every text of the database: none holds what a terminal
// could obey or a person could not see.
func checkClean(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	for _, table := range texts(t, db, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND sql NOT LIKE '%VIRTUAL%' AND name NOT LIKE '%_data' AND name NOT LIKE '%_docsize' AND name NOT LIKE '%_idx'`) {
		for _, s := range texts(t, db, "SELECT * FROM "+table) {
			if !utf8.ValidString(s) || strings.IndexFunc(s, hidden) >= 0 || strings.Contains(s, `\u00`) && strings.Contains(s, `\u001b`) {
				t.Errorf("%s holds %.200q", table, s)
			}
		}
	}
}

func hidden(r rune) bool {
	return r != '\n' && r != '\t' && unicode.IsControl(r) && r != '\x1f' || unicode.Is(unicode.Bidi_Control, r) || unicode.Is(unicode.Cf, r)
}

// texts are all texts that a query gives.
func texts(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }() // read to its end, or failed above
	cols, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	cells, into := make([]any, len(cols)), make([]any, len(cols))
	for i := range cells {
		into[i] = &cells[i]
	}
	var out []string
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		for _, c := range cells {
			if s, ok := c.(string); ok {
				out = append(out, s)
			}
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
