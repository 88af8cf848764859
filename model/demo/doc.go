// Package demo makes the team of the demonstration: people, lists, and leads
// in mid-season, all invented. Nothing in it is made up beside the rules: each
// lead is a [model.World] that lives through the past months day by day, by the
// same decisions that real work makes (model/cadence, model/playbook,
// model/handoff), until now. So every due date, gate and clock in it is one
// that could have come about.
//
// It is fictional on purpose: domains end in .example; American and Canadian
// numbers are 555-0100 to 555-0199 of their area; British and German ones come
// from the blocks that the regulators keep for films; where a country keeps
// none the number is one that cannot be dialled, and says "(demo)".
//
// The same [Options] give the same leads. What happened before today depends on
// the seed and the day only; what happens today is placed about the hour.
package demo
