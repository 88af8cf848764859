package model

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func smallWorld() World {
	at := time.Date(2026, 11, 24, 15, 0, 0, 0, time.UTC)
	return World{
		Now:  at,
		Lead: Lead{ID: 1, Status: New},
		Contacts: []Contact{
			{ID: 1, LeadID: 1, Name: "Mia", Points: []Point{{ID: 1, ContactID: 1, Kind: PhonePoint, Key: "+16175550142"}, {ID: 2, ContactID: 1, Kind: EmailPoint, Key: "mia@halvorsen.example"}}},
			{ID: 2, LeadID: 1, Name: "Tor", Points: []Point{{ID: 3, ContactID: 2, Kind: PhonePoint, Key: "+16175550142"}}},
		},
		Enrolments: []Enrolment{{ID: 1, LeadID: 1, ContactID: 1, Step: 1, State: EnrolDue}},
		Touches:    []Touch{{ID: 1, LeadID: 1, ContactID: 1, At: at.Add(-time.Hour), Outcome: NoAnswer}},
		Evidence:   []Evidence{{ID: 1, LeadID: 1, Attribute: Budget, Level: Listed, Value: Value{"amount": "100"}}},
		Handoffs:   []Handoff{{ID: 1, LeadID: 1, State: Submitted}},
	}
}

// Editing a clone, taking the difference and applying it to the original gives
// the edited world: the store writes what was decided, all of it, once.
func TestApplyingADiffGivesTheEditedWorld(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := smallWorld()
		after := Clone(before)
		next := int64(-1)
		for range rapid.IntRange(0, 8).Draw(t, "edits") {
			switch rapid.IntRange(0, 8).Draw(t, "edit") {
			case 0:
				after.Lead.Status = rapid.SampledFrom(Statuses).Draw(t, "status")
			case 1:
				after.Contacts[0].Points[0].Status = PointDead
			case 2:
				after.Contacts = append(after.Contacts, Contact{ID: ContactID(next), LeadID: 1, Name: "new"})
				next--
			case 3:
				after.Enrolments[0].Step++
			case 4:
				after.Touches = append(after.Touches, Touch{ID: TouchID(next), LeadID: 1, At: after.Now})
				next--
			case 5:
				after.Evidence = append(after.Evidence, Evidence{ID: EvidenceID(next), Attribute: Pain})
				next--
			case 6:
				after.Handoffs[0].State = Delivered
				after.Handoffs[0].Events = append(after.Handoffs[0].Events, HandoffEvent{HandoffID: 1, Event: "approve"})
			case 7:
				after.Contacts[1].Title = "IT lead"
			case 8:
				after.Contacts[1].Points = append(after.Contacts[1].Points, Point{ID: PointID(next), ContactID: 2, Kind: EmailPoint, Key: "tor@halvorsen.example"})
				next--
			}
		}
		changes := Diff(before, after)
		got := Apply(before, changes)
		got.Lead.LastTouch, after.Lead.LastTouch = time.Time{}, time.Time{}
		if !reflect.DeepEqual(got, after) {
			t.Fatalf("applied:\n%+v\nedited:\n%+v\nby %+v", got, after, changes)
		}
		if !reflect.DeepEqual(before, smallWorld()) {
			t.Fatal("the original was touched")
		}
		seen := map[any]bool{}
		for _, c := range changes {
			var key any
			switch c := c.(type) {
			case ContactSet:
				key = c.After.ID
			case PointSet:
				key = c.After.ID
			case EnrolmentSet:
				key = c.After.ID
			case LeadSet:
				key = c.After.ID
			default:
				continue
			}
			if seen[key] {
				t.Fatalf("two sets for %v", key)
			}
			seen[key] = true
		}
	})
}

func TestADisconnectedSharedLineIsDeadForAll(t *testing.T) {
	w := smallWorld()
	p := w.Contacts[0].Points[0]
	dead := p
	dead.Status = PointDead
	got := Apply(w, []Change{PointSet{Before: p, After: dead, AllWithKey: true}})
	if got.Contacts[1].Points[0].Status != PointDead {
		t.Fatal("the second person on the line still shows a live number")
	}
	if got.Contacts[0].Points[1].Status == PointDead {
		t.Fatal("the e-mail died with the number")
	}
	only := Apply(w, []Change{PointSet{Before: p, After: dead}})
	if only.Contacts[1].Points[0].Status == PointDead {
		t.Fatal("a wrong number of one contact killed the other's")
	}
}

func TestSuppressionSparesASharedLine(t *testing.T) {
	w := smallWorld()
	got := Apply(w, []Change{
		SuppressionAdded{Kind: "person", Key: "mia", ContactID: 1},
		SuppressionAdded{Kind: "email", Key: "mia@halvorsen.example"},
	})
	if !got.Contacts[0].Suppressed || got.Contacts[1].Suppressed {
		t.Fatal("the person alone is suppressed")
	}
	if got.Contacts[0].Point(EmailPoint) != nil {
		t.Fatal("the suppressed address may still be used")
	}
	if got.Contacts[1].Point(PhonePoint) == nil {
		t.Fatal("the shared line died with one person's wish")
	}
}

func TestAVoidedTouchIsMarked(t *testing.T) {
	w := smallWorld()
	got := Apply(w, []Change{TouchAdded{Touch{ID: -1, Voids: 1}}})
	if len(got.Touches) != 1 || !got.Touches[0].Voided {
		t.Fatalf("want the touch voided and no new one, got %+v", got.Touches)
	}
}
