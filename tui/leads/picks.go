package leads

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
)

// gatherSize is how many leads one asking brings while all are being picked.
const gatherSize = 500

// pickOne picks the lead under the cursor, or no longer, and moves on.
func (v *Leads) pickOne() tea.Cmd {
	r, ok := v.selected()
	if !ok {
		return nil
	}
	if v.picks[r.ID] {
		delete(v.picks, r.ID)
	} else if !v.pickLead(r.ID) {
		return v.fullUp()
	}
	v.table.Move(1)
	return v.more()
}

// pickLead picks one more, as long as one act may change so many.
func (v *Leads) pickLead(id model.LeadID) bool {
	if len(v.picks) >= model.BulkMost && !v.picks[id] {
		return false
	}
	v.picks[id] = true
	return true
}

func (v *Leads) fullUp() tea.Cmd {
	return nav.Toast(nav.Warn, kit.Count(model.BulkMost)+" leads are selected: no act changes more at once.")
}

// stretch picks the lead under the cursor and the next one that way.
func (v *Leads) stretch(by int) tea.Cmd {
	for i := range 2 {
		if r, ok := v.selected(); ok && !v.pickLead(r.ID) {
			return v.fullUp()
		}
		if i == 0 {
			v.table.Move(by)
		}
	}
	return v.more()
}

// pickEverything picks all that the filter holds, those that are not loaded yet
// as well; where all are picked, none.
func (v *Leads) pickEverything() tea.Cmd {
	if v.next == "" && len(v.rows) > 0 && v.unseen == 0 && len(v.picks) == len(v.rows) || len(v.picks) >= model.BulkMost {
		v.clearPicks()
		return nil
	}
	v.gathering = true
	return v.gatherOn()
}

// gatherOn picks what is loaded and asks for what follows, until there is
// nothing more or no more may be picked.
func (v *Leads) gatherOn() tea.Cmd {
	for _, r := range v.rows {
		if !v.pickLead(r.ID) {
			v.stopGathering()
			return v.fullUp()
		}
	}
	if v.next == "" {
		v.stopGathering()
		return nil
	}
	return v.further(gatherSize)
}

// stopGathering leaves picked what is. What is on its way is no longer waited
// for.
func (v *Leads) stopGathering() {
	if v.gathering && v.asking {
		v.loads.Drop()
		v.asking, v.answered = false, true
	}
	v.gathering = false
}

func (v *Leads) clearPicks() {
	clear(v.picks)
	v.unseen = 0
}

// tally counts the picked leads that are not among the rows: once for each
// load, as only what is in the rows is picked.
func (v *Leads) tally() {
	v.unseen = 0
	for id := range v.picks {
		if _, ok := v.place[id]; !ok {
			v.unseen++
		}
	}
}

// targets are the leads that an act is about: those that are picked, in the
// order of the rows, else the one under the cursor.
func (v *Leads) targets() []model.LeadID {
	if len(v.picks) == 0 {
		if r, ok := v.selected(); ok {
			return []model.LeadID{r.ID}
		}
		return nil
	}
	out := make([]model.LeadID, 0, len(v.picks))
	for _, r := range v.rows {
		if v.picks[r.ID] {
			out = append(out, r.ID)
		}
	}
	shown := len(out)
	for id := range v.picks {
		if _, ok := v.place[id]; !ok {
			out = append(out, id)
		}
	}
	slices.Sort(out[shown:])
	return out
}

// about names what an act is about: "14 leads", or the one company.
func (v *Leads) about(leads []model.LeadID) string {
	if len(leads) == 1 {
		if i, ok := v.place[leads[0]]; ok {
			return kit.Clean(v.rows[i].Company)
		}
	}
	return leadCount(len(leads))
}
