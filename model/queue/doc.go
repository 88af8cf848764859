// Package queue decides in which order a person's day is served, and says why
// in words.
//
// Four bands follow each other: promised callbacks whose time has come, inbound
// responses that wait, new inquiries against their clock, and due steps. The
// first three join as they come; the due steps are put in order once for each
// person and day by [Freeze], so that the list does not move under the person
// who works it, and [Merge] puts the two together each time that the day is
// shown. No order depends on a name.
package queue
