package model

import (
	"errors"
	"fmt"
)

// Code is what a script reads of an [Error].
type Code string

// The codes of errors.
const (
	Invalid    Code = "invalid"    // what was asked for is not well formed; exit 2 on the command line
	NotFound   Code = "not_found"  // no such lead, contact, list …
	Conflict   Code = "conflict"   // the row was changed meanwhile
	Forbidden  Code = "forbidden"  // the role may not do this
	Suppressed Code = "suppressed" // the person asked not to be contacted
	Gated      Code = "gates"      // the playbook refuses; Gates says why
	Refused    Code = "refused"    // a rule refuses it in the present state
	Unsettled  Code = "question"   // what must not be guessed; Detail has the questions with the flags that answer them
	Closed     Code = "closed"     // outside hours, gap or cap; Until says when it opens
	Internal   Code = "internal"   // Ripen's own fault or the machine's
)

// Error is a refusal: a code for machines and a sentence for people that says
// what to do. It is the only error type that crosses the faces of Ripen; any
// other error is reported as [Internal].
type Error struct {
	Code    Code
	Message string         // one sentence, no trailing newline
	Field   string         // the offending field or flag, where there is one
	Gates   []Gate         // with Gated: every gate that is not met
	Detail  map[string]any // further facts that a script needs to act
	Err     error          // the cause, for the log
}

// Error returns the sentence for people.
func (e *Error) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an [Error] of the given code; %w keeps the cause.
func Errorf(code Code, format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	return &Error{Code: code, Message: err.Error(), Err: errors.Unwrap(err)}
}

// CodeOf returns the code of err, [Internal] for an error that is not ours and
// "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}
