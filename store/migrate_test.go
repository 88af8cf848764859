package store

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// A database of the first schema comes up to date with a backup beside it, and
// what was changed under the old schema is still taken back: its images know
// nothing of the columns that came since.
func TestAnOldDatabaseComesUpToDateAndItsActsAreStillUndone(t *testing.T) {
	f := &fixture{t: t, ctx: t.Context(), clock: &clock{}}
	f.clock.set(2026, 11, 24, 10, 0)
	path := filepath.Join(t.TempDir(), "ripen.db")
	if err := prepareFile(path); err != nil {
		t.Fatal(err)
	}
	w, r, err := openSQLite(path, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := step(f.ctx, w, sqliteDialect, 1); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		`INSERT INTO seq(name, next) VALUES('member', 2), ('company', 2), ('lead', 2), ('contact', 2), ('action', 3)`,
		`INSERT INTO member(id, name, name_key, role, zone, region, active, target, version) VALUES(1, 'Mia', 'mia', 'admin', 'America/New_York', 'US', 1, 0, 1)`,
		`INSERT INTO action(id, at, member_id, session, verb, lead_id, said, undoable, barrier) VALUES(1, 1, 1, '', 'join', 0, 'Mia', 0, ''), (2, 2, 1, '', 'set-contact', 1, 'changed a contact', 1, '')`,
		`INSERT INTO company(id, name, name_key, domain, website, street, city, state, zip, country, place_key, industry, extra, name_mac, domain_mac, version)
			VALUES(1, 'Acme', 'acme', '', '', '', '', '', '', 'US', '||us', '', '', x'', x'', 1)`,
		`INSERT INTO lead(id, company_id, list_id, owner_id, source, status, horizon, decision_by, rest_until, reason, received_at, next_kind, next_at, next_contact, value, currency, reopened, reopened_at, names, asks, created_at, version)
			VALUES(1, 1, 0, 1, '', 'new', 'unknown', 0, 0, '', 0, '', 0, 0, 0, 'USD', '', 0, 0, '', 1, 1)`,
		`INSERT INTO contact(id, lead_id, name, name_key, given, title, role, role_set_by, zones, region, street, city, state, zip, country, left_company, no_email, extra, rank, mac, version)
			VALUES(1, 1, 'Tor Lind', 'tor lind', 'Tor', 'CFO', 'unknown', 0, '', 'US', '', '', '', '', 'US', 0, 0, '', 0, x'', 2)`,
		`INSERT INTO undo_image(action_id, tbl, row_id, contact_id, before)
			VALUES(2, 'contact', 1, 1, '[1,1,"Tor Lind","tor lind","Tor","IT lead","unknown",0,"","US","","","","","US",0,0,"",0,{"b64":""},0,0,1]')`,
	} {
		if _, err := w.Exec(text); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if f.Store, err = Open(f.ctx, path, f.opt()); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	if kept, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "backups", "*schema-1*")); len(kept) != 1 {
		t.Errorf("the backup before the step: %v", kept)
	}
	by := f.who("Mia")
	if _, err := f.Undo(f.ctx, by); err != nil {
		t.Fatal(err)
	}
	d, err := f.Desk(f.ctx, by, 1)
	if err != nil {
		t.Fatal(err)
	}
	if c := d.Contacts[0]; c.Title != "IT lead" || c.Source != "" {
		t.Errorf("after undo the title is %q, the source %q", c.Title, c.Source)
	}
	report, err := f.Check(f.ctx)
	if err != nil || report.Integrity != "ok" || report.ForeignKeys != 0 {
		t.Errorf("%+v, %v", report, err)
	}
	if !strings.Contains(report.Versions["schema"], strconv.Itoa(newestSchema)) {
		t.Errorf("schema %s", report.Versions["schema"])
	}
}

// The codes that the leads of an older database have are found as those of a
// new one are: the step fills in what is kept from now on.
func TestTheCodesOfAnOldDatabaseAreFound(t *testing.T) {
	f := team(t)
	if _, err := f.pen.conn.ExecContext(f.ctx, "UPDATE lead SET industry_code = ''"); err != nil {
		t.Fatal(err)
	}
	if got := f.named("naics:4"); got != "" {
		t.Fatal(got)
	}
	texts, err := migrationTexts(sqliteDialect, 3, "sqlite")
	if err != nil || len(texts) == 0 {
		t.Fatal(err)
	}
	for _, text := range texts[:1] { // the rest makes what is there
		if _, err := f.pen.conn.ExecContext(f.ctx, text); err != nil {
			t.Fatal(err)
		}
	}
	for filter, want := range map[string]string{"naics:5415": "5", "naics:4": "25", "sic:47": "Halvorsen"} {
		if got := f.named(filter); got != want {
			t.Errorf("%s finds %q, want %q", filter, got, want)
		}
	}
}
