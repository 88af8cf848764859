// Package calendar knows when people can be reached: the business days of a
// region, the post's own days, the calling hours of a place, and working time
// on a clock.
//
// Three things are kept apart on purpose. A [model.Region] says whose holidays
// count; a time zone says what a wall clock shows; a [Place] has both, and may
// have several candidate zones when the exact one is not known. Nothing here
// guesses a zone: where none is known, what depends on it is refused.
//
// Every opening is a wall-clock time on a civil date, worked out afresh for
// that date, so a daylight-saving night moves nothing by an hour.
package calendar
