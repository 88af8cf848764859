package clean

import (
	"errors"
	"regexp/syntax"
	"slices"
)

// longestNational is the most digits that a national number has; the library
// knows none with more.
const longestNational = 17

// A verdict is what the first digits of a number tell about a pattern.
type verdict uint8

const (
	unknown verdict = iota // not yet worked out
	never                  // no number that goes on from here fits
	always                 // each one does
	depends                // the digits to come decide
)

// pattern is one of the library's regular expressions over digits, as a state
// machine that can be stopped early: after some digits of a number it tells
// whether those still to come can change the result. It builds its states as
// they are met and is not safe for concurrent use.
type pattern struct {
	prog   *syntax.Prog
	states []patternState
	index  map[string]int32 // by the instructions of the state
}

type patternState struct {
	at       []uint32 // instructions that wait for a digit, in order
	accepts  bool
	next     [10]int32 // 0: not yet worked out; no state has that number
	verdicts [longestNational + 1]verdict
}

// dead is the state from which nothing fits; start is the state before the
// first digit.
const (
	dead  int32 = 1
	start int32 = 2
)

var errAssertion = errors.New("the pattern looks at line ends or words")

// newPattern reads expr; open lets any digits follow what fits.
func newPattern(expr string, open bool) (*pattern, error) {
	expr = "(?:" + expr + ")"
	if open {
		expr += "[0-9]*"
	}
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil, err
	}
	prog, err := syntax.Compile(re.Simplify())
	if err != nil {
		return nil, err
	}
	for _, in := range prog.Inst {
		if in.Op == syntax.InstEmptyWidth {
			return nil, errAssertion
		}
	}
	m := &pattern{prog: prog, states: make([]patternState, 1), index: map[string]int32{}}
	m.state(nil)
	m.state([]uint32{uint32(prog.Start)})
	return m, nil
}

// state gives the number of the state that is at all of these instructions.
func (m *pattern) state(at []uint32) int32 {
	var s patternState
	seen := map[uint32]bool{}
	for len(at) > 0 {
		pc := at[len(at)-1]
		at = at[:len(at)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		switch in := m.prog.Inst[pc]; in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			at = append(at, in.Out, in.Arg)
		case syntax.InstCapture, syntax.InstNop:
			at = append(at, in.Out)
		case syntax.InstMatch:
			s.accepts = true
		case syntax.InstFail:
		default:
			s.at = append(s.at, pc)
		}
	}
	slices.Sort(s.at)
	key := make([]byte, 0, 4*len(s.at)+1)
	for _, pc := range s.at {
		key = append(key, byte(pc), byte(pc>>8), byte(pc>>16), byte(pc>>24))
	}
	if s.accepts {
		key = append(key, '.')
	}
	id, known := m.index[string(key)]
	if !known {
		id = int32(len(m.states))
		m.states = append(m.states, s)
		m.index[string(key)] = id
	}
	return id
}

// step goes on by one digit, '0' to '9'.
func (m *pattern) step(from int32, digit byte) int32 {
	if to := m.states[from].next[digit-'0']; to != 0 {
		return to
	}
	var out []uint32
	for _, pc := range m.states[from].at {
		if in := &m.prog.Inst[pc]; in.MatchRune(rune(digit)) {
			out = append(out, in.Out)
		}
	}
	to := m.state(out)
	m.states[from].next[digit-'0'] = to
	return to
}

// walk goes from the start over all digits.
func (m *pattern) walk(digits []byte) int32 {
	at := start
	for _, d := range digits {
		if at == dead {
			break
		}
		at = m.step(at, d)
	}
	return at
}

// judge tells what is known in a state about numbers with so many more digits.
func (m *pattern) judge(at int32, more int) verdict {
	if v := m.states[at].verdicts[more]; v != unknown {
		return v
	}
	v := never
	switch {
	case more > 0:
		v = m.judge(m.step(at, '0'), more-1)
		for d := byte('1'); d <= '9' && v != depends; d++ {
			if m.judge(m.step(at, d), more-1) != v {
				v = depends
			}
		}
	case m.states[at].accepts:
		v = always
	}
	m.states[at].verdicts[more] = v
	return v
}
