package main

import (
	"context"

	"ripen/model"
)

// ExportLeads stands in until the export of leads is joined.
func (d desktop) ExportLeads(context.Context, model.Actor, []model.LeadID) (file string, n int, err error) {
	return "", 0, model.Errorf(model.Refused, "leads cannot be exported yet")
}
