// Package tui is the console's root: the routes and their stacks of screens,
// the head and the footer, the palette, help, undo, toasts and dialogs, and the
// rank in which a key finds the one that answers to it.
//
// A message goes this way:
//
//	resize → dialog on top → field that is typed in → keys of everywhere → screen in sight
//
// and what a command came to goes to the screen that asked, visible or not.
// Screens know the office only by the small interfaces that they declare, and
// not each other; [Screens] joins them, and cmd gives it the store.
//
// The frame is drawn at the end of each Update and kept, so that a panic in a
// screen's View is met in the same place as one in its Update.
package tui
