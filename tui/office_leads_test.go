package tui_test

import (
	"context"

	"ripen/model"
	"ripen/tui/internal/pagetest"
)

func (o *office) Leads(_ context.Context, by model.Actor, q model.LeadQuery) (model.LeadPage, error) {
	o.note("leads " + q.Filter + q.Search)
	out, err := pagetest.FindLeads(o.leads, by, q)
	if err != nil {
		return out, err
	}
	if o.many {
		out.Total, out.More, out.Next = -1, q.Cursor == "", ""
		if out.More {
			out.Next = "100" // beyond those there are
		}
	}
	return out, o.readErr
}

func (o *office) Bulk(_ context.Context, _ model.Actor, b model.Bulk) (model.BulkResult, error) {
	n := len(b.Leads)
	return model.BulkResult{Done: n, Text: b.Words(n, "Omar Reyes")}, o.note("bulk " + string(b.Act))
}

func (o *office) BulkPreview(_ context.Context, _ model.Actor, b model.Bulk) (model.BulkResult, error) {
	return model.BulkResult{Done: len(b.Leads)}, o.readErr
}

func (o *office) ExportLeads(_ context.Context, _ model.Actor, leads []model.LeadID) (string, int, error) {
	return "leads.csv", len(leads), o.note("export")
}
