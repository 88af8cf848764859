package model

import "slices"

// AttributeKey names one of the ten qualification attributes.
type AttributeKey string

// The customer's ten attributes, in its order.
const (
	IndustryCode   AttributeKey = "industry-code"
	Firmographics  AttributeKey = "firmographics"
	DecisionMakers AttributeKey = "decision-makers"
	Environment    AttributeKey = "environment"
	Engaged        AttributeKey = "engaged"
	Pain           AttributeKey = "pain"
	Process        AttributeKey = "process"
	Budget         AttributeKey = "budget"
	Competition    AttributeKey = "competition"
	Urgency        AttributeKey = "urgency"
)

// FieldKind says how a field of an attribute is typed and checked.
type FieldKind string

// The kinds of field.
const (
	TextField    FieldKind = "text"
	ListField    FieldKind = "list"   // values separated by ";"
	NumberField  FieldKind = "number" // whole, not negative
	MoneyField   FieldKind = "money"  // an amount, kept in cents
	DateField    FieldKind = "date"
	ChoiceField  FieldKind = "choice"
	ContactField FieldKind = "contact"  // one contact id
	PeopleField  FieldKind = "contacts" // contact ids separated by ";"
	TouchField   FieldKind = "touch"    // one touch id
	CodeField    FieldKind = "code"     // a code of the scheme beside it
)

// AttributeField is one field of an attribute's value.
type AttributeField struct {
	Name    string // as in --set NAME=VALUE
	Label   string // for people
	Kind    FieldKind
	Choices []string
	Ends    bool // the entry goes stale when this date passes
}

// Attribute describes one of the ten.
type Attribute struct {
	Key    AttributeKey
	Number int    // 1 to 10; the digit on the desk, 0 being the tenth
	Name   string // the customer's words
	Short  string // one or two words for narrow columns
	Letter string // one letter for the board's head
	Fields []AttributeField
}

// Attributes are the ten, in the customer's order and words; the fields are
// those that scripts set.
var Attributes = []Attribute{
	{IndustryCode, 1, "SIC or NAICS code", "industry code", "i", []AttributeField{
		{Name: "scheme", Label: "scheme", Kind: ChoiceField, Choices: []string{"naics", "sic"}},
		{Name: "code", Label: "code", Kind: CodeField}}},
	{Firmographics, 2, "Firmographics", "firmographics", "f", []AttributeField{
		{Name: "revenue", Label: "revenue", Kind: MoneyField},
		{Name: "employees", Label: "employees", Kind: NumberField},
		{Name: "locations", Label: "locations", Kind: NumberField}}},
	{DecisionMakers, 3, "Decision makers and influencers identified", "decision makers", "d", []AttributeField{
		{Name: "people", Label: "people", Kind: PeopleField}}},
	{Environment, 4, "Environment documented", "environment", "e", []AttributeField{
		{Name: "systems", Label: "systems", Kind: ListField},
		{Name: "vendors", Label: "vendors", Kind: ListField},
		{Name: "contract_end", Label: "contract ends", Kind: DateField, Ends: true}}},
	{Engaged, 5, "Decision maker engaged", "engaged", "E", []AttributeField{
		{Name: "contact", Label: "decision maker", Kind: ContactField},
		{Name: "touch", Label: "conversation", Kind: TouchField}}},
	{Pain, 6, "Business pain(s) uncovered/validated", "pain", "p", []AttributeField{
		{Name: "pains", Label: "pains", Kind: ListField},
		{Name: "cost", Label: "what it costs", Kind: TextField},
		{Name: "hot_buttons", Label: "hot buttons", Kind: ListField}}},
	{Process, 7, "Decision-making process and timeframe documented", "process", "T", []AttributeField{
		{Name: "steps", Label: "steps", Kind: ListField},
		{Name: "signer", Label: "who signs", Kind: TextField},
		{Name: "decision_by", Label: "decision by", Kind: DateField, Ends: true}}},
	{Budget, 8, "Budget allocated or process for budgeting documented", "budget", "b", []AttributeField{
		{Name: "amount", Label: "amount", Kind: MoneyField},
		{Name: "currency", Label: "currency", Kind: TextField},
		{Name: "status", Label: "status", Kind: ChoiceField, Choices: []string{"allocated", "process"}},
		{Name: "process", Label: "how, when", Kind: TextField},
		{Name: "fiscal_year_start", Label: "fiscal year from", Kind: TextField}}},
	{Competition, 9, "Competitive landscape documented", "competition", "c", []AttributeField{
		{Name: "rivals", Label: "rivals", Kind: ListField},
		{Name: "incumbent", Label: "incumbent", Kind: TextField},
		{Name: "position", Label: "strengths, weaknesses", Kind: TextField}}},
	{Urgency, 10, "Sense of urgency or compelling event exists", "urgency", "u", []AttributeField{
		{Name: "event", Label: "event", Kind: TextField},
		{Name: "date", Label: "its date", Kind: DateField, Ends: true},
		{Name: "consequence", Label: "if missed", Kind: TextField}}},
}

// AttributeOf returns the description of key. Its error has code [Invalid] and
// names the ten.
func AttributeOf(key AttributeKey) (Attribute, error) {
	for _, a := range Attributes {
		if a.Key == key {
			return a, nil
		}
	}
	_, err := OneOf("attribute", key, AttributeKeys())
	return Attribute{}, err
}

// AttributeKeys returns the ten keys in order.
func AttributeKeys() []AttributeKey {
	keys := make([]AttributeKey, len(Attributes))
	for i, a := range Attributes {
		keys[i] = a.Key
	}
	return keys
}

// Index is the place of the attribute, 0 to 9, or -1.
func (k AttributeKey) Index() int {
	return slices.IndexFunc(Attributes, func(a Attribute) bool { return a.Key == k })
}

// Rung of the evidence ladder.
type Rung int

// The rungs. A stale entry counts as unknown.
const (
	Unknown Rung = iota
	Listed
	Stated
	Confirmed
)

var rungWords = []string{"unknown", "listed", "stated", "confirmed"}

// String is the word of the rung.
func (r Rung) String() string {
	if r < Unknown || r > Confirmed {
		return "unknown"
	}
	return rungWords[r]
}

// ParseRung reads the word. Its error has code [Invalid].
func ParseRung(s string) (Rung, error) {
	if i := slices.Index(rungWords, s); i >= 0 {
		return Rung(i), nil
	}
	_, err := OneOf("level", s, rungWords)
	return Unknown, err
}

// Value of an attribute: field name to text as kept: money in cents, dates as
// 2026-11-24, lists joined by "; ", ids with their letter. A field that was not
// given is absent.
type Value map[string]string

// Evidence is one entry on the ladder. History is kept: a newer entry
// supersedes, it never erases.
type Evidence struct {
	ID        EvidenceID
	LeadID    LeadID
	Attribute AttributeKey
	Level     Rung
	Value     Value
	ContactID ContactID  // who said it; 0 for none
	Role      BuyingRole // the contact's role when it was said, frozen
	RoleSetBy MemberID   // who had set that role
	TouchID   TouchID    // the touch in which it was said; 0 for none
	Quote     string
	Document  string // a document that shows it, or a named public source
	On        Date   // the day it was said
	At        int64  // when it was entered, UTC milliseconds: orders entries
	By        MemberID
	Voids     EvidenceID // this entry takes back that one
}
