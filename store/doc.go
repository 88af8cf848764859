// Package store keeps Ripen's facts and carries out one act at a time: it opens
// a transaction, loads the [model.World] of a lead, asks a pure function of the
// packages below model, writes the changes of its decision and commits. The
// preview is the same call without the writing.
//
// What it rests on:
//
//   - One writer connection, a few read-only ones. Every write is one immediate
//     transaction, durable when the call returns.
//   - History is append-only. Touches, evidence, hand-off events, exposures,
//     list issues and the journal are never changed: a correction is a new row
//     that voids the old one.
//   - Free text stands in the table words, numbers and addresses in point, so
//     that a person can be erased without rewriting history.
//   - Each edited row carries a version: the id of the action that wrote it
//     last. A stale write is a conflict that says who was first.
//   - Whatever a screen shows comes from one page of an indexed query; figures
//     are kept as they arise. Every statement has a name in one registry, and a
//     test looks at the plan of each.
//   - What is SQLite's own stands behind [dialect].
package store
