package demo

import "ripen/model"

// notes of touches, by outcome: as people type them with the phone in the other
// hand. Most have none.
var notes = map[model.Outcome][]string{
	model.NoAnswer:      {"rings out", "", "", "", "", "rang ten times", "out at lunch?"},
	model.VoicemailLeft: {"left the short one", "", "", "the mailbox says the right name", "voice mail, sounded like a cellphone in a truck"},
	model.GatekeeperBlocked: {"\"No cold calls.\" Friendly, though", "wants it in writing", "try before nine, was the advice, when nobody is at the desk",
		"front desk: who is calling, what about, no"},
	model.GatekeeperPassed:  {"put through at once, said the name and waited", "the front desk likes us now"},
	model.Busy:              {"", "engaged", ""},
	model.WrongNumber:       {"a private person, apologised", "a bakery. A good one, but a bakery", "number belongs to another company"},
	model.Disconnected:      {"not in service", "the number you have dialed …"},
	model.LeftCompany:       {"left in spring, nobody knows where to", "retired, big party", "is with the sister company now"},
	model.ConnectedInfo:     {"send the one-pager, not the brochure", "wants to see what others of their size did", "will read it on the train", "asked for numbers. Send numbers"},
	model.ConnectedCallback: {"in a meeting, wants to talk. Ask about last quarter first", "call back as agreed, bring the example of the two sites", "driving. Meant it, I think"},
	model.ConnectedLater:    {"budget round first", "after the move, not before", "new boss starts next month, wait for that", "asked me to call when the season is over"},
	model.ConnectedInterested: {"good talk, 12 minutes. Numbers first, then the visit", "knows exactly what it costs them. Do not sell, ask", "laughs a lot, decides fast",
		"had read the letter. All of it", "wants somebody from sales who has seen a plant from the inside", "speaks for finance as well, careful with figures",
		"walked me through a whole Monday. Wrote down every minute of it", "asked what we cannot do. Told the truth, went well", "wants two references of the same size, not bigger",
		"the second site is the sore point, start there", "short on time, clear on numbers", "somebody tried this here before and left scorched earth", "will bring the controller to the next talk"},
	model.ConnectedReferred:      {"not the right desk, and knows whose it is", "gave the name and spelt it", "will say that I call"},
	model.ConnectedNotInterested: {"polite no", "has just signed with somebody else", "does not see it. Not rude about it", "no, and no again"},
	model.RepliedInterested:      {"two lines, both to the point", "answered within the hour", "copied in a colleague"},
	model.Replied:                {"wrote back by hand, on our own letter", "card in the mail: call me"},
	model.Sent:                   {"", "", "", "subject: one question", "kept it to four lines"},
	model.Posted:                 {"", "", "signed by hand", "with the article about the two sites"},
	model.OutOfOffice:            {"automatic answer"},
	model.Bounced:                {"unknown recipient"},
	model.Undeliverable:          {"back with a yellow sticker"},
	model.DoNotContact:           {"asked to be taken off, and meant it", "was clear about it. Apologised"},
	model.Unsubscribed:           {"by the link"},
}

var (
	// complaints are what is said of a list in words.
	complaints = []string{"the title is that of five years ago", "the number is that of a plant they closed", "two firms of one name, mixed up", "the street is that of their accountant"}
	promises   = []string{"Call me then, after our budget round.", "Not now. Then I have twenty minutes for you, and I mean twenty.", "Call me at my desk, not on the cell.",
		"I want to hear it, just not between two trucks.", "Then I'll have the numbers in front of me."}
	answers = []string{"The page about delays is us exactly. Call me.", "We should talk. Mornings are best.", "You asked one question. The answer is yes.",
		"I showed it to our COO, who wants to know what it costs.", "Is the offer of a visit still open?", "Your letter made the rounds here. Call."}
	inquired = []string{"How long does it take until something like this runs?", "We look for a way to plan three sites together.", "Saw you at a customer's. Who do I talk to?",
		"Please call, we have a deadline.", "What does it cost for forty people?"}
	sendBacks = []string{"Urgency rests on one sentence in spring. Ask once more, then it goes.", "Who signs above $250k? Sales will ask in the first minute.",
		"Good work, but the visit has no street address and no names. Add both."}
	rejectionNotes = []string{"no money this year, that was said in the first minute", "decides nothing above ten thousand", "the date has moved to the year after next",
		"a fine talk, and no problem that we solve"}
	rulings = []string{"The evidence at delivery had the amount and who said it. What changed came later, and not through us.",
		"The quote speaks of interest, not of money. The rejection stands; ask for the amount next time."}
)
