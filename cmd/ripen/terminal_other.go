//go:build !unix

package main

import (
	"os"
	"time"
)

// askBackground asks nothing here: the console answers no such question before
// it has begun, and most are dark.
func askBackground(_, _ *os.File, _ time.Duration) (question, []byte) { return question{}, nil }
