// Package cadence moves enrolments: it reads cadence files, holds the table of
// outcomes, and turns a touch, a choice or the mere passing of time into a
// [model.Decision].
//
// Three ideas carry the rest:
//
// A due date counts from the last completed touch of the enrolment, so after
// two weeks off a lead has one step due and not four: there is never any
// catching up.
//
// Only an outcome that completes consumes a step; every other one keeps it,
// gives it back, or stops the automatic steps and leaves a dated action owed.
// Which does what is [Table], a row for each outcome.
//
// A lead that is the specialist's to work always has something dated to do
// next. Where the rules leave the choice to a person a question stands open,
// its likely answer preselected.
package cadence
