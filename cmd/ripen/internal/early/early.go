// Package early runs before the terminal libraries do.
//
// Linking Bubble Tea v1 asks the terminal for its background colour while the
// program is still initialising, and waits seconds for a terminal that never
// answers, whatever command was given. The question is not asked where CI is
// set. So this package sets CI while the libraries initialise, and main calls
// [Restore] before anything else: nothing that Ripen starts sees the difference.
//
// Go initialises, among the packages whose imports are ready, the one with the
// least import path. This package must therefore import syscall and nothing
// else: it is ready at the same moment as package time, stands before it by
// name ("ripen/…" < "time"), and the terminal libraries all need time.
package early

import "syscall"

// wasSet: CI was there, but empty. changed: init set it.
var wasSet, changed bool

func init() {
	v, ok := syscall.Getenv("CI")
	if v != "" {
		return
	}
	wasSet = ok
	changed = syscall.Setenv("CI", "1") == nil
}

// Restore gives CI back the state that the user left it in. It is the first
// thing that main does; a second call does nothing.
func Restore() {
	switch {
	case !changed:
	case wasSet:
		_ = syscall.Setenv("CI", "")
	default:
		_ = syscall.Unsetenv("CI")
	}
	changed = false
}
