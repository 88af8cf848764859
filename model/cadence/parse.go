package cadence

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"ripen/model"
)

// Days in hand that a chase step's nominal day is reckoned with; the real date
// comes from the calendar of the post when the piece is posted.
const (
	nominalLetter = 3
	nominalDirect = 6
)

// cadenceFile is a cadence as it stands in its file.
type cadenceFile struct {
	Name              string     `toml:"name"`
	Title             string     `toml:"title"`
	AtEnd             string     `toml:"at_end"`
	NoAnswerCompletes bool       `toml:"no_answer_completes"`
	MailAfterDials    int        `toml:"mail_after_dials"`
	Steps             []stepFile `toml:"step"`
}

type stepFile struct {
	Channel   string `toml:"channel"`
	Message   bool   `toml:"message"`
	Day       *int   `toml:"day"`
	SameDay   bool   `toml:"same_day"`
	Hand      *int   `toml:"hand"`
	After     string `toml:"after"`
	Within    string `toml:"within"`
	OtherHalf bool   `toml:"other_half"`
	Contact   string `toml:"contact"`
	Also      string `toml:"also"`
	Guide     string `toml:"guide"`
}

var (
	nameShape  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	spanShape  = regexp.MustCompile(`^([1-9][0-9]{0,3})b([hm])$`)
	restShape  = regexp.MustCompile(`^rest:([1-9][0-9]{0,3})$`)
	stepHeader = regexp.MustCompile(`^\s*\[\[\s*step\s*\]\]`)
)

// Parse reads a cadence from the bytes of a TOML file. Steps are numbered from
// 1; a chase step (hand = N) gets a nominal day, so that offsets between
// completed steps can be reckoned. TextID and Version are the caller's to set.
//
// A file that is not a cadence is refused with an [*model.Error] of code
// [model.Invalid] that says file, line and reason; Detail has "file" and
// "line".
func Parse(file string, b []byte) (model.Cadence, error) {
	p := &parser{file: file, lines: strings.Split(string(b), "\n")}
	var f cadenceFile
	meta, err := toml.NewDecoder(bytes.NewReader(b)).Decode(&f)
	if err != nil {
		var pe toml.ParseError
		if errors.As(err, &pe) {
			return model.Cadence{}, p.refuse(pe.Position.Line, "%s", strings.TrimPrefix(pe.Message, "toml: "))
		}
		return model.Cadence{}, p.refuse(1, "%s", err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		key := unknown[0][len(unknown[0])-1]
		return model.Cadence{}, p.refuse(p.find(key), "the key %q is not known here", key)
	}
	return p.cadence(f)
}

type parser struct {
	file  string
	lines []string
}

func (p *parser) refuse(line int, format string, args ...any) error {
	e := model.Errorf(model.Invalid, "%s, line %d: %s", p.file, line, fmt.Sprintf(format, args...))
	e.Detail = map[string]any{"file": p.file, "line": line}
	return e
}

// find is the line of the first use of key, from 1.
func (p *parser) find(key string) int { return p.findFrom(0, len(p.lines), key) }

func (p *parser) findFrom(from, to int, key string) int {
	shape := regexp.MustCompile(`^\s*(\[+\s*)?"?` + regexp.QuoteMeta(key) + `"?\s*[=\].]`)
	for i := from; i < to; i++ {
		if shape.MatchString(p.lines[i]) {
			return i + 1
		}
	}
	return from + 1
}

// at is the line of key in step n (from 1), or of the step's head.
func (p *parser) at(n int, key string) int {
	from, to, seen := 0, len(p.lines), 0
	for i, line := range p.lines {
		if !stepHeader.MatchString(line) {
			continue
		}
		if seen++; seen == n {
			from = i
		} else if seen == n+1 {
			to = i
		}
	}
	return p.findFrom(from, to, key)
}

func (p *parser) cadence(f cadenceFile) (model.Cadence, error) {
	c := model.Cadence{
		Name: f.Name, Title: f.Title, AtEnd: f.AtEnd,
		NoAnswerConsumes: f.NoAnswerCompletes, MailAfterDials: f.MailAfterDials,
	}
	switch {
	case !nameShape.MatchString(f.Name):
		return c, p.refuse(p.find("name"), "name is %q; write small letters, digits and hyphens", f.Name)
	case strings.TrimSpace(f.Title) == "":
		return c, p.refuse(p.find("title"), "a title is missing; say in a few words what the cadence is for")
	case !nameShape.MatchString(f.AtEnd) && !restShape.MatchString(f.AtEnd):
		return c, p.refuse(p.find("at_end"), "at_end is %q; write a cadence's name, or rest:60", f.AtEnd)
	case f.MailAfterDials < 0:
		return c, p.refuse(p.find("mail_after_dials"), "mail_after_dials cannot be negative")
	case len(f.Steps) == 0:
		return c, p.refuse(1, "there are no steps; begin each with [[step]]")
	}
	for i, sf := range f.Steps {
		s, err := p.step(c.Steps, i+1, sf)
		if err != nil {
			return c, err
		}
		c.Steps = append(c.Steps, s)
	}
	return c, nil
}

func (p *parser) step(before []model.Step, n int, f stepFile) (model.Step, error) {
	s := model.Step{
		Number: n, Channel: model.Channel(f.Channel), Message: f.Message, Same: f.SameDay,
		OtherHalf: f.OtherHalf, Contact: model.Pick(f.Contact), Also: model.Also(f.Also), Guide: f.Guide,
	}
	if s.Contact == "" {
		s.Contact = model.PickPrimary
	}
	call := s.Channel == model.Phone
	switch {
	case !slices.Contains(model.Channels, s.Channel):
		return s, p.refuse(p.at(n, "channel"), "channel is %q; write one of phone, email, letter, direct-mail, social, in-person", f.Channel)
	case s.Message && !call:
		return s, p.refuse(p.at(n, "message"), "message belongs to a phone step")
	case s.OtherHalf && !call:
		return s, p.refuse(p.at(n, "other_half"), "other_half belongs to a phone step")
	case s.Contact != model.PickPrimary && s.Contact != model.PickDecisionMaker:
		return s, p.refuse(p.at(n, "contact"), "contact is %q; write primary or decision-maker", f.Contact)
	case s.Also != model.AlsoNobody && s.Also != model.AlsoNext && s.Also != model.AlsoDecisionMaker:
		return s, p.refuse(p.at(n, "also"), "also is %q; write next or decision-maker", f.Also)
	}
	var err error
	if s.After, err = p.span(n, "after", f.After); err != nil {
		return s, err
	}
	if s.Within, err = p.span(n, "within", f.Within); err != nil {
		return s, err
	}
	if s.Within > 0 && n > 1 {
		return s, p.refuse(p.at(n, "within"), "within counts from receipt and belongs to the first step")
	}
	return p.when(before, s, f)
}

// when settles the step's day: exactly one of day, same_day and hand says it.
func (p *parser) when(before []model.Step, s model.Step, f stepFile) (model.Step, error) {
	n, said := s.Number, 0
	last := 0
	if len(before) > 0 {
		last = before[len(before)-1].Day
	}
	for _, given := range []bool{f.Day != nil, f.SameDay, f.Hand != nil} {
		if given {
			said++
		}
	}
	switch {
	case said != 1:
		return s, p.refuse(p.at(n, "day"), "step %d needs exactly one of day, same_day and hand", n)
	case n == 1 && (f.Day == nil || s.After > 0):
		return s, p.refuse(p.at(n, "same_day"), "the first step has none before it; give it a day")
	case s.After > 0 && f.Day == nil:
		return s, p.refuse(p.at(n, "after"), "after goes with a day")
	case f.SameDay:
		s.Day = last
	case f.Day != nil:
		s.Day = *f.Day
	case *f.Hand < 1:
		return s, p.refuse(p.at(n, "hand"), "hand is %d; write the business days after the piece is in hand, from 1", *f.Hand)
	default:
		s.Hand = *f.Hand
		mail := mailBefore(before, n)
		if mail.Number == 0 {
			return s, p.refuse(p.at(n, "hand"), "step %d chases a piece, but no letter or direct mail comes before it", n)
		}
		s.Day = mail.Day + nominalLetter + s.Hand
		if mail.Channel == model.DirectMail {
			s.Day = mail.Day + nominalDirect + s.Hand
		}
	}
	if s.Day < last {
		return s, p.refuse(p.at(n, "day"), "step %d is on day %d, before day %d of the step before it", n, s.Day, last)
	}
	return s, nil
}

// mailBefore is the nearest letter or direct mail before step n; its Number is
// 0 when there is none.
func mailBefore(steps []model.Step, n int) model.Step {
	for i := min(n-1, len(steps)) - 1; i >= 0; i-- {
		if steps[i].Channel.IsMail() {
			return steps[i]
		}
	}
	return model.Step{}
}

func (p *parser) span(n int, key, text string) (time.Duration, error) {
	if text == "" {
		return 0, nil
	}
	m := spanShape.FindStringSubmatch(text)
	if m == nil {
		return 0, p.refuse(p.at(n, key), "%s is %q; write business hours as 3bh or business minutes as 60bm", key, text)
	}
	count, _ := strconv.Atoi(m[1])
	if m[2] == "h" {
		return time.Duration(count) * time.Hour, nil
	}
	return time.Duration(count) * time.Minute, nil
}
