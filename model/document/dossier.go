package document

import (
	"bytes"
	"encoding/json"
	"time"

	"ripen/model"
)

// Schema names the form of the JSON document. A field may be added without a
// new number; one that changes its meaning or goes takes a new one.
const Schema = "ripen.dossier/1"

// Doc is a dossier. Its JSON is the document that scripts read: snake_case
// names, ids as strings with their letter ("L41"), times in RFC 3339 with the
// offset of time_zone, civil dates as 2026-11-24, money as whole cents beside a
// currency. What is not known is "", 0, [] or, for a whole part, null; levels
// are unknown, listed, stated, confirmed.
type Doc struct {
	Schema      string       `json:"schema"`
	AsOf        time.Time    `json:"as_of"`
	TimeZone    string       `json:"time_zone"` // the organisation's: of every time but the next step's
	Region      model.Region `json:"region"`    // the organisation's: says the paper
	LeadID      string       `json:"lead_id"`
	Status      model.Status `json:"status"`
	Horizon     string       `json:"horizon"`
	Owner       string       `json:"owner"`
	Value       int64        `json:"value"` // of the opportunity, cents
	Currency    string       `json:"currency"`
	Handoff     *Handoff     `json:"handoff"`     // null before the lead is handed off
	Opportunity []string     `json:"opportunity"` // three sentences made of evidence
	Company     Company      `json:"company"`
	NextStep    *NextStep    `json:"next_step"` // null where nothing is agreed
	Attributes  []Attribute  `json:"attributes"`
	People      []Person     `json:"people"`
	Pain        Pain         `json:"pain"`
	Environment Environment  `json:"environment"`
	Budget      Budget       `json:"budget"`
	Process     Process      `json:"process"`
	Competition Competition  `json:"competition"`
	Event       Event        `json:"event"`
	Touches     []Touch      `json:"touches"` // oldest first; those taken back are left out
	Counts      Counts       `json:"counts"`
	Playbook    Judgement    `json:"playbook"`
}

// Handoff is the delivery that the dossier belongs to.
type Handoff struct {
	ID          string             `json:"id"` // "" while it is being submitted
	State       model.HandoffState `json:"state"`
	To          string             `json:"to"`
	SubmittedBy string             `json:"submitted_by"`
	ApprovedBy  string             `json:"approved_by"`
	SubmittedAt *time.Time         `json:"submitted_at"`
	DeliveredAt *time.Time         `json:"delivered_at"`
	AcceptBy    *time.Time         `json:"accept_by"`
}

// Company is the profile. Revenue is in cents of Currency.
type Company struct {
	Name           string `json:"name"`
	Street         string `json:"street"`
	City           string `json:"city"`
	State          string `json:"state"`
	Zip            string `json:"zip"`
	Country        string `json:"country"`
	Website        string `json:"website"`
	IndustryScheme string `json:"industry_scheme"` // naics or sic
	IndustryCode   string `json:"industry_code"`
	IndustryTitle  string `json:"industry_title"`
	Industry       string `json:"industry"` // as the list had it
	Revenue        int64  `json:"revenue"`
	Currency       string `json:"currency"`
	Employees      int64  `json:"employees"`
	Locations      int64  `json:"locations"`
	List           string `json:"list"`
	Category       string `json:"category"`
	Source         string `json:"source"`
}

// NextStep is what the prospect agreed to. At has the offset of TimeZone, the
// contact's own where that is certain.
type NextStep struct {
	Kind      model.NextStepKind `json:"kind"`
	At        time.Time          `json:"at"`
	TimeZone  string             `json:"time_zone"`
	Certain   bool               `json:"time_zone_certain"`
	ContactID string             `json:"contact_id"`
	Contact   string             `json:"contact"`
	Title     string             `json:"title"`
	Phone     string             `json:"phone"`
}

// Attribute is one of the ten. Stale means that Level no longer counts.
type Attribute struct {
	Key      model.AttributeKey `json:"key"`
	Number   int                `json:"number"`
	Name     string             `json:"name"`
	Level    string             `json:"level"`
	Stale    bool               `json:"stale"`
	StaleOn  string             `json:"stale_on"` // the day on which it goes or went stale
	StaleWhy string             `json:"stale_why"`
	Text     string             `json:"text"`  // the value in words
	Value    map[string]any     `json:"value"` // by field: text, a whole number, or a list
	Evidence *Evidence          `json:"evidence"`
}

// Evidence says how an attribute is known.
type Evidence struct {
	ContactID string `json:"contact_id"`
	SaidBy    string `json:"said_by"`
	Role      string `json:"role"` // when it was said
	TouchID   string `json:"touch_id"`
	Touch     string `json:"touch"` // in words
	Quote     string `json:"quote"`
	Document  string `json:"document"`
	On        string `json:"on"`
	EnteredBy string `json:"entered_by"`
}

// Person is a contact. One who asked not to be contacted has no reach here.
type Person struct {
	ID           string               `json:"id"`
	Name         string               `json:"name"`
	Given        string               `json:"given"`
	Title        string               `json:"title"`
	Role         model.BuyingRole     `json:"role"`
	Phones       []Reach              `json:"phones"`
	Emails       []Reach              `json:"emails"`
	Addresses    []Reach              `json:"addresses"`
	TimeZone     string               `json:"time_zone"`
	Left         bool                 `json:"left"`
	DoNotContact bool                 `json:"do_not_contact"`
	Said         []model.AttributeKey `json:"said"` // what rests on this person's word
}

// Reach is a number or address: Key is for machines (E.164, lower-case e-mail),
// Shown for people.
type Reach struct {
	Key    string            `json:"key"`
	Shown  string            `json:"shown"`
	Status model.PointStatus `json:"status"`
}

// Pain is attribute 6.
type Pain struct {
	Pains      []string `json:"pains"`
	Cost       string   `json:"cost"`
	HotButtons []string `json:"hot_buttons"`
}

// Environment is attribute 4.
type Environment struct {
	Systems     []string `json:"systems"`
	Vendors     []string `json:"vendors"`
	ContractEnd string   `json:"contract_end"`
}

// Budget is attribute 8. Amount is in cents of Currency.
type Budget struct {
	Amount          int64  `json:"amount"`
	Currency        string `json:"currency"`
	Status          string `json:"status"` // allocated, process
	Process         string `json:"process"`
	FiscalYearStart string `json:"fiscal_year_start"`
}

// Process is attribute 7.
type Process struct {
	Steps      []string `json:"steps"`
	Signer     string   `json:"signer"`
	DecisionBy string   `json:"decision_by"`
}

// Competition is attribute 9.
type Competition struct {
	Rivals    []string `json:"rivals"`
	Incumbent string   `json:"incumbent"`
	Position  string   `json:"position"`
}

// Event is attribute 10, the compelling event.
type Event struct {
	Event       string `json:"event"`
	Date        string `json:"date"`
	Consequence string `json:"consequence"`
}

// Touch is one entry of the history.
type Touch struct {
	ID        string          `json:"id"`
	At        time.Time       `json:"at"`
	Channel   model.Channel   `json:"channel"`
	Direction model.Direction `json:"direction"`
	Outcome   model.Outcome   `json:"outcome"`
	Sentiment model.Sentiment `json:"sentiment"`
	ContactID string          `json:"contact_id"`
	Contact   string          `json:"contact"`
	By        string          `json:"by"`
	Note      string          `json:"note"`
	Answers   string          `json:"answers"` // id of the touch that it answers
	InHand    string          `json:"in_hand"` // of a posted piece, estimated
	Counts    bool            `json:"counts"`  // delivered or two-way: unanswered dials are attempts
}

// Counts are the figures of the history.
type Counts struct {
	Touches  int `json:"touches"`  // delivered or two-way
	TwoWay   int `json:"two_way"`  // conversations and replies
	Attempts int `json:"attempts"` // unanswered dials and the like
	Channels int `json:"channels"` // of the touches
	Days     int `json:"days"`     // from the first entry to as_of
}

// Judgement is how the playbook judged the lead.
type Judgement struct {
	ID      string   `json:"id"`
	Version int      `json:"version"`
	Title   string   `json:"title"`
	Count   int      `json:"count"`
	Of      int      `json:"of"`
	Failing []string `json:"failing"` // gates not met, in words
	Advice  []string `json:"advice"`  // warnings
}

// JSON is the document of [Doc], indented, with a newline at its end.
func (d Doc) JSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(d); err != nil {
		return nil, model.Errorf(model.Internal, "the dossier cannot be written as JSON: %w", err)
	}
	return b.Bytes(), nil
}
