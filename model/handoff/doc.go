// Package handoff is the passage of a lead to sales and back:
//
//	submitted → sent-back | delivered
//	delivered → accepted | rejected | expired
//	rejected  → disputed → upheld | overturned
//	accepted  → returned | won | lost | no-decision
//
// [Table] holds every move there is: from which state, by which event, by whom,
// under which guards. [Submit] and [Step] make no move that has no row. An
// overturned rejection counts as accepted, so it goes on like one.
//
// Whatever happens, somebody owes the lead something dated: while it is with
// sales a clock runs on the hand-off, and when it comes back the reheat cadence
// starts, or a task lies in somebody's queue.
package handoff
