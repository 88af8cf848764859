package model

import (
	"slices"
	"time"
)

// Role of a member: what a person may do in Ripen.
type Role string

// The roles. The first person to use a database is its admin.
const (
	Specialist Role = "specialist"
	TeamLead   Role = "team-lead"
	Sales      Role = "sales"
	Marketing  Role = "marketing"
	Admin      Role = "admin"
)

// Roles in the order shown.
var Roles = []Role{Specialist, TeamLead, Sales, Marketing, Admin}

// Actor is the person working: it goes with every call.
type Actor struct {
	ID      MemberID
	Name    string
	Role    Role
	Zone    *time.Location
	Region  Region
	Session string
}

// Act is what the role matrix speaks of.
type Act string

// The acts.
const (
	ActRead        Act = "read"        // look at leads, boards, reports
	ActWork        Act = "work"        // touches, evidence, contacts, cadences, rest, skip, notes
	ActImport      Act = "import"      // lists in, lists undone
	ActAssign      Act = "assign"      // give leads to others
	ActSubmit      Act = "submit"      // graduate a lead
	ActApprove     Act = "approve"     // approve or send back a submission
	ActReceive     Act = "receive"     // accept, reject, return, held, outcome of a delivery
	ActDispute     Act = "dispute"     // dispute a rejection
	ActRule        Act = "rule"        // rule on a dispute
	ActLift        Act = "lift"        // lift a do-not-contact
	ActSetup       Act = "setup"       // members, targets, cadences, playbook, code tables
	ActMaintenance Act = "maintenance" // backup, restore, erase
)

// Acts in the order of the matrix.
var Acts = []Act{ActRead, ActWork, ActImport, ActAssign, ActSubmit, ActApprove, ActReceive, ActDispute, ActRule, ActLift, ActSetup, ActMaintenance}

// Matrix says which roles may do what. Sales receives its own deliveries only;
// team leads and admins record it for those who never open Ripen.
var Matrix = map[Act][]Role{
	ActRead:        Roles,
	ActWork:        {Specialist, TeamLead, Admin},
	ActImport:      {Specialist, TeamLead, Marketing, Admin},
	ActAssign:      {Specialist, TeamLead, Admin},
	ActSubmit:      {Specialist, TeamLead, Admin},
	ActApprove:     {TeamLead, Admin},
	ActReceive:     {Sales, TeamLead, Admin},
	ActDispute:     {Specialist, TeamLead, Admin},
	ActRule:        {TeamLead, Admin},
	ActLift:        {TeamLead, Admin},
	ActSetup:       {TeamLead, Admin},
	ActMaintenance: {Specialist, TeamLead, Admin},
}

// Allow returns nil when the actor's role may do act, and a [Forbidden] error
// that says who may otherwise.
func (a Actor) Allow(act Act) error {
	if slices.Contains(Matrix[act], a.Role) {
		return nil
	}
	who := ""
	for i, r := range Matrix[act] {
		if i > 0 {
			who += " or "
		}
		who += string(r)
	}
	return Errorf(Forbidden, "%s works here as %s; this takes a %s", a.Name, a.Role, who)
}
