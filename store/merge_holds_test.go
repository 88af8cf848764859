package store

import (
	"slices"
	"strings"
	"testing"

	"ripen/model"
)

// twicePairs has a company and a person who came twice.
func twicePairs(t *testing.T) (*fixture, model.NearPair, model.NearPair) {
	f := openNew(t)
	f.twice()
	return f, pairOf(t, f.near(model.NearOpen), "contact"), pairOf(t, f.near(model.NearOpen), "company")
}

func contactNamed(t *testing.T, s string) model.ContactID {
	id, err := model.ParseContactID(s)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestAfterAMergeTheirNumberIsHisOwn(t *testing.T) {
	f := openNew(t)
	f.bring(model.ImportOptions{Name: "A", FileSHA: "a"}, []ImportRow{personRow(2, "Quill Bindery", "quill.example", "Robert Quill", "617 555 0143", "")})
	r := f.bring(model.ImportOptions{Name: "B", FileSHA: "b"}, []ImportRow{personRow(2, "Quill Bindery", "quill.example", "Bob Quill", "617 555 0143", "bob@quill.example")})
	if _, err := f.FindNear(f.ctx, f.mia, r.ListID, nil); err != nil {
		t.Fatal(err)
	}
	p := pairOf(t, f.near(model.NearOpen), "contact")
	res, err := f.MergeNear(f.ctx, f.mia, p.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range f.world(res.LeadID).Contacts[0].Points {
		if x.Kind == model.PhonePoint && x.Shared {
			t.Errorf("his own number counts as a shared line: %+v", x)
		}
	}
	f.call(res.LeadID, model.DoNotContact, func(e *model.Entry) { e.ContactID = f.world(res.LeadID).Contacts[0].ID })
	again := f.bring(model.ImportOptions{Name: "C", FileSHA: "c"}, []ImportRow{personRow(2, "Other Firm", "other.example", "Nobody Known", "617 555 0143", "")})
	if again.Suppressed != 1 {
		t.Errorf("his number comes back under another name and is not suppressed: %+v", again)
	}
}

func TestACompanyThatSaidNoStaysSilentInAMerge(t *testing.T) {
	f, _, k := twicePairs(t)
	if err := f.Suppress(f.ctx, f.mia, "company", k.B.Name, "", "asked"); err != nil {
		t.Fatal(err)
	}
	if _, err := f.MergeNear(f.ctx, f.mia, k.ID); err != nil {
		t.Fatal(err)
	}
	for _, c := range f.world(k.A.LeadID).Contacts {
		if !c.Suppressed {
			t.Errorf("%s may be contacted although the merged company said no", c.Name)
		}
	}
}

func TestDoNotContactHoldsForWhoCameOver(t *testing.T) {
	f, c, k := twicePairs(t)
	moved := contactNamed(t, c.B.ID)
	if _, err := f.MergeNear(f.ctx, f.mia, k.ID); err != nil {
		t.Fatal(err)
	}
	lead := f.world(k.A.LeadID).Lead.ID
	f.call(lead, model.DoNotContact, func(e *model.Entry) { e.ContactID = moved })
	if p := f.world(lead).Contact(moved); p == nil || !p.Suppressed {
		t.Errorf("do-not-contact of a moved person is not held: %+v", p)
	}
}

func TestAnEditLiftsNoDoNotContactOfWhoCameOver(t *testing.T) {
	f, c, k := twicePairs(t)
	moved := contactNamed(t, c.B.ID)
	f.call(c.B.LeadID, model.DoNotContact, func(e *model.Entry) { e.ContactID = moved })
	if _, err := f.MergeNear(f.ctx, f.mia, k.ID); err != nil {
		t.Fatal(err)
	}
	lead := f.world(k.A.LeadID).Lead.ID
	if p := f.world(lead).Contact(moved); p == nil || !p.Suppressed {
		t.Errorf("not suppressed right after: %+v", p)
	}
	if _, err := f.SetContact(f.ctx, f.mia, moved, map[string]string{"title": "COO"}); err != nil {
		t.Fatal(err)
	}
	if p := f.world(lead).Contact(moved); p == nil || !p.Suppressed {
		t.Errorf("an edit of the title lifted do-not-contact")
	}
}

func TestAMergedLeadIsCountedOnce(t *testing.T) {
	f, _, k := twicePairs(t)
	f.call(k.A.LeadID, model.VoicemailLeft)
	f.call(k.B.LeadID, model.VoicemailLeft)
	if _, err := f.MergeNear(f.ctx, f.mia, k.ID); err != nil {
		t.Fatal(err)
	}
	page, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Limit: 500})
	if err != nil || page.Total != len(page.Rows) {
		t.Errorf("%d rows, total %d (%v)", len(page.Rows), page.Total, err)
	}
	dis, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Status: model.Disqualified})
	if err != nil || dis.Total != len(dis.Rows) {
		t.Errorf("disqualified: %d rows, total %d", len(dis.Rows), dis.Total)
	}
	board, _ := f.Board(f.ctx, f.mia, model.BoardQuery{MaxFailing: 12})
	if len(board.Rows) != 1 {
		t.Errorf("board %d", len(board.Rows))
	}
	f.clean()
}

func TestErasingStrikesTheNamesOfAMergedPerson(t *testing.T) {
	f, c, _ := twicePairs(t)
	if _, err := f.Note(f.ctx, f.mia, c.B.LeadID, 0, "spoke of Mia Halverson, she is away"); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Note(f.ctx, f.mia, c.A.LeadID, 0, "Mia Halvorsen and Mia Halverson are one"); err != nil {
		t.Fatal(err)
	}
	res, err := f.MergeNear(f.ctx, f.mia, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	w := f.world(res.LeadID)
	i := slices.IndexFunc(w.Contacts, func(c model.Contact) bool { return strings.HasPrefix(c.Name, "Mia") })
	if _, err := f.Erase(f.ctx, f.mia, w.Contacts[i].ID); err != nil {
		t.Fatal(err)
	}
	rs, err := f.r.Query("SELECT body FROM words UNION ALL SELECT before FROM undo_image UNION ALL SELECT body FROM lead_text")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rs.Close() }()
	for rs.Next() {
		var s string
		if err := rs.Scan(&s); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(strings.ToLower(s), "halverson") || strings.Contains(strings.ToLower(s), "mia halvorsen") {
			t.Errorf("still says %q", s)
		}
	}
}

func TestAListTakenBackLeavesNoPairs(t *testing.T) {
	f, _, _ := twicePairs(t)
	if _, err := f.UndoList(f.ctx, f.mia, "Bought"); err != nil {
		t.Fatal(err)
	}
	page, err := f.NearPairs(f.ctx, f.mia, model.NearQuery{})
	if err != nil || page.Open != 0 || len(page.Pairs) != 0 {
		t.Errorf("%+v %v", page, err)
	}
}

func TestNeverIsForEver(t *testing.T) {
	f, c, _ := twicePairs(t)
	if _, err := f.NeverSame(f.ctx, f.mia, c.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := f.KeepBoth(f.ctx, f.mia, c.ID); err == nil {
		t.Error("never became both")
	}
	if _, err := f.MergeNear(f.ctx, f.mia, c.ID); err == nil {
		t.Error("never was merged")
	}
}

func TestANoToCallsHoldsForAllNumbersAfterAMerge(t *testing.T) {
	f := openNew(t)
	f.bring(model.ImportOptions{Name: "A", FileSHA: "a"}, []ImportRow{personRow(2, "Quill Bindery", "quill.example", "Robert Quill", "617 555 0143", "")})
	row := personRow(2, "Quill Bindery", "quill.example", "Bob Quill", "617 555 0150", "")
	row.NoCall = true
	r := f.bring(model.ImportOptions{Name: "B", FileSHA: "b"}, []ImportRow{row})
	if _, err := f.FindNear(f.ctx, f.mia, r.ListID, nil); err != nil {
		t.Fatal(err)
	}
	p := pairOf(t, f.near(model.NearOpen), "contact")
	res, err := f.MergeNear(f.ctx, f.mia, p.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range f.world(res.LeadID).Contacts[0].Points {
		if x.Kind == model.PhonePoint && !x.NoConsent {
			t.Errorf("who asked not to be called may be called on %s", x.Shown)
		}
	}
}

func TestAMergedCompanysNameLeadsToTheLivingOne(t *testing.T) {
	f, _, k := twicePairs(t)
	f.call(k.B.LeadID, model.VoicemailLeft)
	f.call(k.A.LeadID, model.VoicemailLeft)
	if _, err := f.MergeNear(f.ctx, f.mia, k.ID); err != nil {
		t.Fatal(err)
	}
	r := f.bring(model.ImportOptions{Name: "Third", FileSHA: "c"}, []ImportRow{personRow(2, "Halvorsen Frieght", "", "Zoe Neu", "", "zoe@halvorsen.example")})
	if r.LeadsCreated != 0 {
		t.Errorf("the merged name opens a lead: %+v", r)
	}
	f.clean()
}

// Whoever is refused when two become one is not pursued any more, and a company
// that is refused by the name that was merged away is refused as a whole.
func TestARefusalByAMergedNameStandsThePeopleDown(t *testing.T) {
	f, _, k := twicePairs(t)
	if _, err := f.MergeNear(f.ctx, f.mia, k.ID); err != nil {
		t.Fatal(err)
	}
	if err := f.Suppress(f.ctx, f.mia, "company", k.B.Name, "", "asked"); err != nil {
		t.Fatal(err)
	}
	w := f.world(k.A.LeadID)
	for _, e := range w.Enrolments {
		if e.State.Live() && e.CadenceID != 0 {
			t.Errorf("%s is still pursued", w.Contact(e.ContactID).Name)
		}
	}
	for _, c := range w.Contacts {
		if !c.Suppressed {
			t.Errorf("%s may be contacted", c.Name)
		}
	}
}

func TestAPersonRefusedUnderAFormerNameCanBeLifted(t *testing.T) {
	f, c, _ := twicePairs(t)
	f.call(c.B.LeadID, model.DoNotContact, func(e *model.Entry) { e.ContactID = contactNamed(t, c.B.ID) })
	res, err := f.MergeNear(f.ctx, f.mia, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	w := f.world(res.LeadID)
	i := slices.IndexFunc(w.Contacts, func(c model.Contact) bool { return c.Suppressed })
	if i < 0 {
		t.Fatal("nobody is suppressed after merging")
	}
	if _, err := f.Choose(f.ctx, f.mia, model.Choice{Verb: model.LiftSuppress, LeadID: w.Lead.ID, ContactID: w.Contacts[i].ID, Reason: "called us"}); err != nil {
		t.Fatal(err)
	}
	if f.world(res.LeadID).Contacts[i].Suppressed {
		t.Error("lifted, and still suppressed")
	}
}
