//go:build unix

package main

import (
	"errors"
	"io"
	"os"
	"time"

	"golang.org/x/sys/unix"
	"golang.org/x/term"
)

// askBackground asks the terminal for its background and waits for the answer,
// but no longer than wait. It returns how far the question came and the keys
// that were typed meanwhile. The terminal is as it was afterwards.
func askBackground(in, out *os.File, wait time.Duration) (q question, ahead []byte) {
	fd := int(in.Fd())
	state, err := term.MakeRaw(fd)
	if err != nil {
		return q, nil
	}
	defer func() { _ = term.Restore(fd, state) }() // the toolkit sets it anew
	if _, err := io.WriteString(out, askColour+askKind); err != nil {
		return q, nil
	}
	q.noColour, q.noKind = true, true
	over := time.NewTimer(wait)
	defer over.Stop()
	for q.noKind {
		select {
		case <-over.C:
			return q, ahead
		default:
		}
		b, err := readSoon(fd)
		if err != nil {
			return q, ahead
		}
		ahead = append(ahead, q.sift(b, true)...)
	}
	return q, ahead
}

// shortly is how long readSoon waits, in milliseconds.
const shortly = 10

// readSoon is what the terminal has sent, nil when nothing comes within a
// moment.
func readSoon(fd int) ([]byte, error) {
	ready := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
	n, err := unix.Poll(ready, shortly)
	switch {
	case errors.Is(err, unix.EINTR) || err == nil && n == 0:
		return nil, nil
	case err != nil:
		return nil, err
	case ready[0].Revents&unix.POLLIN == 0:
		return nil, io.ErrClosedPipe
	}
	b := make([]byte, 256)
	n, err = unix.Read(fd, b)
	if errors.Is(err, unix.EINTR) {
		return nil, nil
	}
	if err == nil && n == 0 {
		err = io.EOF
	}
	return b[:max(0, n)], err
}
