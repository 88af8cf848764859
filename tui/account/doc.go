// Package account is the screen of a lead's company: how far into it one has
// come, its people with what each can be reached by and where each stands, and
// of the person under the cursor what he was told and what he said.
//
// It is built from the same [model.Desk] as the desk; who is to be called is
// opened there. account.go is the screen's contract, facts*.go what is read out
// of the lead, view.go how it is laid out, form*.go what is typed.
package account

import (
	"context"

	"ripen/model"
)

// Office is what the screen asks for. Every call is made in a command; refusals
// are *model.Error and are shown by their sentence.
type Office interface {
	Desk(ctx context.Context, by model.Actor, lead model.LeadID) (model.Desk, error)
	Siblings(ctx context.Context, by model.Actor, lead model.LeadID) ([]model.LeadRow, error)
	Leads(ctx context.Context, by model.Actor, q model.LeadQuery) (model.LeadPage, error)
	Choose(ctx context.Context, by model.Actor, c model.Choice) (model.Result, error)
	AddContact(ctx context.Context, by model.Actor, c model.NewContact) (model.Result, error)
	SetContact(ctx context.Context, by model.Actor, contact model.ContactID, set map[string]string) (model.Result, error)
	MoveContact(ctx context.Context, by model.Actor, m model.ContactMove) (model.Result, error)
}

// Drafts keeps what was typed and is not recorded yet, outside the database.
// Load gives nil for a key that is not there.
type Drafts interface {
	Load(key string) (map[string]string, error)
	Save(key string, values map[string]string) error
	Drop(key string) error
}
