// Package model holds Ripen's nouns and the shapes in which a person's act
// becomes a decision.
//
// One act, one decision, one transaction: an act (an [Entry], a [Choice], an
// [Attestation] …) and a [World] go into a pure function of one of the
// packages below model; a [Decision] comes out: sealed [Change]s, their effects
// in words, and what is due next. The store writes the changes; the console's
// preview is the same call without the writing.
//
// Nothing here knows a clock, a database or a terminal: time, calendar and
// randomness come in as arguments. The rules themselves are in model/calendar,
// model/gate, model/cadence, model/playbook, model/queue and model/handoff.
package model
