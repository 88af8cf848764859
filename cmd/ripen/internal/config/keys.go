package config

import (
	"ripen/model"
)

// key is one line of ripen.toml.
type key struct {
	table, name string
	doc         string // one sentence, with the unit
	kind
}

// kind is how a value is read, shown and checked.
type kind struct {
	allowed string // completes "must be …"
	get     func(*Config) any
	set     func(*Config, any) bool // false: not allowed, nothing changed
}

// tables in their order, with what each is about.
var tables = []struct{ name, doc string }{
	{"you", "Who works on this machine."},
	{"org", "Who writes and calls; its region's holidays and hours rule the hand-off clocks."},
	{"paths", "Where things are kept."},
	{"phone", "How a call is placed."},
	{"console", "How the console looks."},
	{"pace", "How persistent a cadence is. \"Business days\" are those of the contact's region."},
	{"hours", "Hours of the day, as \"08:00\"."},
	{"day", "A specialist's day."},
	{"mail", "Business days from posting until a piece is in the contact's hand."},
	{"handoff", "The clocks of a hand-off. \"Business hours\" are those of the organisation."},
	{"stale", "Days after which an attribute's evidence no longer counts."},
}

// keys is every key there is, grouped by table.
var keys = []key{
	{"you", "name", "Your name in the team; empty means the operating system's user.", text(func(c *Config) *string { return &c.You.Name })},
	{"you", "region", "Your country or state, for your own holidays; empty means the organisation's.", region(func(c *Config) *model.Region { return &c.You.Region })},
	{"you", "zone", "Your time zone; empty means the machine's.", zone(func(c *Config) *string { return &c.You.Zone }, true)},

	{"org", "name", "The organisation's name, as scripts and letters say it; empty leaves {my_company} open.", text(func(c *Config) *string { return &c.rules.Organisation })},
	{"org", "region", "Its country or state, whose holidays rule the hand-off clocks.", region(func(c *Config) *model.Region { return &c.rules.Region })},
	{"org", "zone", "Its time zone.", zone(func(c *Config) *string { return &c.rules.Zone }, false)},
	{"org", "country", "The country of a telephone number that names none.", country(func(c *Config) *string { return &c.rules.Country })},
	{"org", "currency", "The currency of an amount that names none.", currency(func(c *Config) *string { return &c.rules.Currency })},
	{"org", "post_from", "The country or state that letters are posted in.", region(func(c *Config) *model.Region { return &c.rules.SenderRegion })},

	{"paths", "db", "The database; empty means ripen/ripen.db in the data directory. --db and RIPEN_DB come first.", database(func(c *Config) *string { return &c.Database })},
	{"phone", "dial", "The command that dials, with {number} for the number; empty only shows the number.", text(func(c *Config) *string { return &c.Dial })},

	{"console", "theme", "Colours; auto asks the terminal whether it is dark or light. NO_COLOR, and what a person settles in the console, come first.", choice(func(c *Config) *string { return &c.Console.Theme }, "auto", "dark", "light", "high-contrast", "16", "mono")},
	{"console", "glyphs", "Signs; ascii for terminals that draw them two cells wide. What a person settles in the console comes first.", choice(func(c *Config) *string { return &c.Console.Glyphs }, "narrow", "ascii")},
	{"console", "mouse", "Whether the console listens to the mouse; nothing needs it. What a person settles in the console comes first.", yesNo(func(c *Config) *bool { return &c.Console.Mouse })},

	{"pace", "contacts_pursued", "Contacts of one lead pursued at once.", number(func(c *Config) *int { return &c.rules.Pursued }, 1, 20)},
	{"pace", "contacts_wanted", "Contacts wanted of each lead: the target of penetration.", number(func(c *Config) *int { return &c.rules.Penetration }, 1, 50)},
	{"pace", "contact_gap", "Least business days between touches of one contact.", number(func(c *Config) *int { return &c.rules.ContactGap }, 0, 60)},
	{"pace", "company_gap", "Least business days between touches of one company.", number(func(c *Config) *int { return &c.rules.CompanyGap }, 0, 60)},
	{"pace", "voicemail_gap", "Business days in which one contact gets at most one voicemail.", number(func(c *Config) *int { return &c.rules.VoicemailGap }, 0, 60)},
	{"pace", "hold_call", "Business days until the call that is owed after interest was shown.", number(func(c *Config) *int { return &c.rules.HoldCall }, 0, 60)},
	{"pace", "later_days", "Calendar days to wait after \"later\" without a date.", number(func(c *Config) *int { return &c.rules.LaterDays }, 1, 730)},
	{"pace", "info_call", "Business days until the call after something was sent on request.", number(func(c *Config) *int { return &c.rules.InfoCall }, 0, 60)},
	{"pace", "answer_hours", "Business hours within which a reply is answered.", hours(func(c *Config) *dur { return &c.rules.AnswerWithin }, 1, 80)},
	{"pace", "busy_minutes", "Minutes to wait after a busy line.", minutes(func(c *Config) *dur { return &c.rules.BusyRetry }, 1, 480)},
	{"pace", "out_of_office", "Business days to wait for an absence that names no date.", number(func(c *Config) *int { return &c.rules.OutOfOffice }, 1, 60)},
	{"pace", "contract_lead", "Calendar days before a contract's end at which a lead that waits for it comes back.", number(func(c *Config) *int { return &c.rules.ContractLead }, 0, 730)},
	{"pace", "overdue_first", "Business days overdue after which a step goes before score.", number(func(c *Config) *int { return &c.rules.OverdueFirst }, 0, 60)},
	{"pace", "inquiry_age", "Business days during which a new inquiry keeps its place at the top.", number(func(c *Config) *int { return &c.rules.InquiryAge }, 0, 60)},

	{"hours", "call_from", "The first minute at which a contact is called, in the contact's zone.", clock(func(c *Config) *int { return &c.rules.CallFrom })},
	{"hours", "call_to", "When calling ends, in the contact's zone.", clock(func(c *Config) *int { return &c.rules.CallTo })},
	{"hours", "callback_from", "The earliest callback that a contact may ask for.", clock(func(c *Config) *int { return &c.rules.CallbackFrom })},
	{"hours", "callback_to", "The latest callback that a contact may ask for.", clock(func(c *Config) *int { return &c.rules.CallbackTo })},
	{"hours", "work_from", "When the organisation's business hours begin.", clock(func(c *Config) *int { return &c.rules.WorkFrom })},
	{"hours", "work_to", "When the organisation's business hours end.", clock(func(c *Config) *int { return &c.rules.WorkTo })},

	{"day", "target", "Touches a day.", number(func(c *Config) *int { return &c.rules.DailyTarget }, 1, 1000)},
	{"day", "cap", "Due steps served a day.", number(func(c *Config) *int { return &c.rules.DueCap }, 1, 1000)},
	{"day", "skips", "The skip of one lead that stands on the team lead's screen.", number(func(c *Config) *int { return &c.rules.MaxSkips }, 1, 20)},

	{"mail", "us", "A letter within the United States.", number(func(c *Config) *int { return &c.rules.MailUS }, 1, 60)},
	{"mail", "de", "A letter within Germany.", number(func(c *Config) *int { return &c.rules.MailDE }, 1, 60)},
	{"mail", "gb", "A letter within the United Kingdom.", number(func(c *Config) *int { return &c.rules.MailGB }, 1, 60)},
	{"mail", "abroad", "A letter abroad.", number(func(c *Config) *int { return &c.rules.MailAbroad }, 1, 60)},
	{"mail", "direct", "Direct mail.", number(func(c *Config) *int { return &c.rules.MailDirect }, 1, 60)},
	{"mail", "post_within", "Business days that a printed piece may lie unposted before it counts as a leak.", number(func(c *Config) *int { return &c.rules.PostWithin }, 1, 60)},

	{"handoff", "approval_hours", "Business hours for the team lead's approval.", hours(func(c *Config) *dur { return &c.rules.Approval }, 1, 400)},
	{"handoff", "acceptance_hours", "Business hours for the salesperson's acceptance; warned at half.", hours(func(c *Config) *dur { return &c.rules.Acceptance }, 1, 400)},
	{"handoff", "before_step_hours", "Business hours before the agreed next step at which acceptance ends at the latest.", hours(func(c *Config) *dur { return &c.rules.BeforeStep }, 0, 400)},
	{"handoff", "reclaim_hours", "Business hours after which an unanswered hand-off is taken back.", hours(func(c *Config) *dur { return &c.rules.Reclaim }, 1, 800)},
	{"handoff", "dispute_days", "Business days within which a rejection may be disputed.", number(func(c *Config) *int { return &c.rules.DisputeDays }, 1, 60)},
	{"handoff", "ruling_days", "Business days within which a dispute is ruled on.", number(func(c *Config) *int { return &c.rules.RuleDays }, 1, 60)},
	{"handoff", "outcome_days", "Calendar days after the decision date at which the outcome is due.", number(func(c *Config) *int { return &c.rules.OutcomeDays }, 1, 730)},
	{"handoff", "horizon_days", "An expected decision within so many calendar days is near-term.", number(func(c *Config) *int { return &c.rules.HorizonDays }, 1, 730)},

	stale(model.IndustryCode), stale(model.Firmographics), stale(model.DecisionMakers), stale(model.Environment), stale(model.Engaged),
	stale(model.Pain), stale(model.Process), stale(model.Budget), stale(model.Competition), stale(model.Urgency),
}

// windows are pairs of which the second must be greater than the first.
var windows = []struct{ table, from, to string }{
	{"hours", "call_from", "call_to"},
	{"hours", "callback_from", "callback_to"},
	{"hours", "work_from", "work_to"},
	{"handoff", "acceptance_hours", "reclaim_hours"},
}
