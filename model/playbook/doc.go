// Package playbook judges a lead: how far each of the ten attributes has
// climbed the evidence ladder, what the team's playbook still asks for, and the
// one question worth asking next.
//
// Three things are read here. [Parse] reads the playbook, a Markdown page with
// one TOML block of gates. [ParseGuide] reads the call guide. [Attest] reads
// what a person enters about one attribute and [Admit] holds it to the ladder:
//
//	listed     came with the list, or was inferred
//	stated     a person said it in a recorded touch; for industry code,
//	           firmographics and environment a named public source serves
//	confirmed  the decision maker said it, a second person said it too, or a
//	           document shows it
//
// An attribute is engaged only ever by a two-way touch with a decision maker.
//
// [Judge] is a function of the world alone: the same world gives the same
// judgement, and [model.Readiness.Until] says how long time leaves it standing.
// [Settle] carries the judgement into the lead's status and horizon.
package playbook
