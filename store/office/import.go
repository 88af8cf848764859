// Package office holds use-cases of several steps, each of which is one
// transaction of the store: here the import of a list, from its bytes to the
// account of its rows.
package office

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"ripen/model"
	"ripen/model/clean"
	"ripen/model/intake"
	"ripen/model/sheet"
	"ripen/store"
)

// batch is how many rows are cleaned before they are given to the store, which
// parts them into transactions as it likes.
const batch = 120

// Source is a list as it comes in.
type Source struct {
	In       io.ReaderAt
	Size     int64  // bytes
	Country  string // of numbers and places that name none, ISO 3166 two letters
	Progress func(model.ImportProgress)
}

func (s Source) progress(stage string, done, total int) {
	if s.Progress != nil {
		s.Progress(model.ImportProgress{Stage: stage, Done: done, Total: total})
	}
}

// of is the progress of so many rows: the store does not know how many will
// come.
func (s Source) of(total int) func(model.ImportProgress) {
	if s.Progress == nil {
		return nil
	}
	return func(p model.ImportProgress) {
		if p.Total == 0 {
			p.Total = total
		}
		s.Progress(p)
	}
}

// list is a file opened as a list: its rows, and which column holds what.
type list struct {
	rows       *sheet.Reader
	mapping    intake.Mapping
	guessed    intake.Mapping // before anybody said anything
	remembered bool
}

// open reads the head of the file and settles which column holds what: by what
// its headers and cells say, then by what a person settled for these headers
// before, then by what this person says now.
func open(ctx context.Context, db *store.Store, src Source, opt model.ImportOptions) (l list, err error) {
	l.rows, err = sheet.Open(src.In, src.Size, sheet.Options{Sheet: opt.Sheet, Heading: opt.Heading, IsHeader: intake.IsHeader})
	if err != nil {
		return l, err
	}
	if header := l.rows.Header(); header != nil {
		l.guessed = intake.Guess(header, l.rows.Sample())
	} else {
		l.guessed = intake.GuessHeadless(l.rows.Sample())
	}
	l.mapping = l.guessed
	if db != nil {
		pairs, dates, found, err := db.Mapping(ctx, l.guessed.HeadKey())
		if err != nil {
			return l, err
		}
		if found {
			// Headers of the same names may hold other things in this file: what
			// does not fit it is not forced on it.
			if m, err := settle(l.guessed, pairs, dates); err == nil {
				l.mapping, l.remembered = m, true
			}
		}
	}
	l.mapping, err = settle(l.mapping, opt.Map, opt.Dates)
	return l, err
}

// settle lays pairs and orders over a mapping. An error names the flag that
// was wrong.
func settle(m intake.Mapping, pairs, dates []string) (intake.Mapping, error) {
	m, err := m.Map(pairs)
	if err != nil {
		return m, about("map", err)
	}
	m, err = m.Order(dates)
	return m, about("date", err)
}

func about(flag string, err error) error {
	var e *model.Error
	if !errors.As(err, &e) {
		return err
	}
	named := *e
	named.Field = flag
	return &named
}

// look is what the file was found to be.
func (l list) look(opt model.ImportOptions, rows int) model.ListLook {
	f := l.rows.Format()
	out := model.ListLook{Format: f.Kind, Separator: separators[f.Separator], Encoding: f.Encoding, Sheet: clean.Text(f.Sheet), Sheets: cleaned(f.Sheets, clean.Text),
		HeaderLine: f.HeaderLine, Vendor: l.mapping.Vendor(), Remembered: l.remembered, Columns: l.mapping.Columns(), Rows: rows}
	for _, q := range l.mapping.Questions() {
		if q.Key == "heading" && opt.Heading != model.HeadingGuess {
			continue // a person has said that there is no header
		}
		out.Questions = append(out.Questions, q)
	}
	return out
}

var separators = map[rune]string{',': "comma", ';': "semicolon", '\t': "tab", '|': "bar"}

// Look says what a file is and how its columns would be used; nothing is
// written. A workbook with several sheets is no error here but a question. Errors of code
// [model.Invalid] speak of the file, or of what was settled so far.
func Look(ctx context.Context, db *store.Store, src Source, opt model.ImportOptions) (model.ListLook, error) {
	l, err := open(ctx, db, src, opt)
	if names, ask := sheets(err, opt); ask {
		return model.ListLook{Format: "xlsx", Sheets: cleaned(names, clean.Text), Rows: -1, Questions: []model.ImportQuestion{whichSheet(names)}}, nil
	}
	if err != nil {
		return model.ListLook{}, err
	}
	rows, err := count(ctx, l.rows, src)
	if err != nil {
		return model.ListLook{}, err
	}
	return l.look(opt, rows), nil
}

// sheets are the worksheets among which the file leaves the choice. Where a
// person has named one that is not there, the error says that.
func sheets(err error, opt model.ImportOptions) ([]string, bool) {
	var e *model.Error
	if !errors.As(err, &e) || e.Field != "sheet" || opt.Sheet != "" {
		return nil, false
	}
	names, ok := e.Detail["sheets"].([]string)
	return names, ok
}

func whichSheet(names []string) model.ImportQuestion {
	q := model.ImportQuestion{Key: "sheet", Text: "Several sheets of the workbook hold rows. Which one is the list?"}
	if len(names) == 1 {
		q.Text = "Only a hidden sheet of the workbook holds rows. Is it the list?"
	}
	for i, n := range cleaned(names, clean.Text) {
		q.Choices = append(q.Choices, model.ImportChoice{Title: n, Flag: "sheet", Value: n, Likely: i == 0})
	}
	return q
}

// reading is how many rows are read between two looks at the clock of others:
// progress and cancelling.
const reading = 5000

// count reads the rest of the file to its end: how many rows it has, and that
// it can be read, before the first of them is written.
func count(ctx context.Context, r *sheet.Reader, src Source) (n int, err error) {
	for {
		_, err := r.Next()
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return n, err
		}
		if n++; n%reading == 0 {
			if err := ctx.Err(); err != nil {
				return n, err
			}
			src.progress("reading", n, 0)
		}
	}
}

// fingerprint tells the file again when it comes a second time.
func fingerprint(src Source) (string, error) {
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(src.In, 0, src.Size)); err != nil {
		return "", model.Errorf(model.Refused, "the file cannot be read to its end: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// Import brings a list in: it is read once to see that it can be read to its
// end and whether it was here before, then row by row into the store. The same
// file under the same name is the same list, so that importing it again makes
// nothing twice, and finishes what was broken off. A dry run leaves no trace.
//
// Errors of code [model.Invalid] speak of the file or the mapping, those of
// code [model.Unsettled] ask what must not be guessed; with them and with
// [model.NotFound] and [model.Forbidden] nothing was written. When it is
// stopped or fails on the way, the same import again goes on from there.
func Import(ctx context.Context, db *store.Store, by model.Actor, src Source, opt model.ImportOptions) (model.ImportResult, error) {
	l, total, err := prepare(ctx, db, src, &opt)
	if err != nil {
		return model.ImportResult{}, err
	}
	to, err := db.BeginList(ctx, by, opt)
	if err != nil {
		return model.ImportResult{}, err
	}
	defer to.Abandon() // a no-op once it has ended
	to.Progress = src.of(total)
	whole := to.Whole()
	if err := pour(ctx, to, l, src.Country); err != nil {
		return model.ImportResult{}, halfway(err, opt, whole)
	}
	out, err := to.End(ctx)
	if err != nil {
		return model.ImportResult{}, halfway(err, opt, whole)
	}
	out.Mapping, out.Unmapped, out.Header = l.mapping.Header(), l.mapping.Unmapped, l.mapping.Headers()
	out.Look, out.Skipped = l.look(opt, total), cleaned(l.rows.Skipped(), clean.Text)
	slices.SortStableFunc(out.Rejects, func(a, b model.ImportReject) int { return a.Row - b.Row })
	if opt.DryRun {
		return out, nil
	}
	return out, after(ctx, db, by, l, src, opt, &out)
}

// prepare reads the file through and settles all that has to be before the
// first row is written; the reader stands at the first row again.
func prepare(ctx context.Context, db *store.Store, src Source, opt *model.ImportOptions) (l list, total int, err error) {
	l, err = open(ctx, db, src, *opt)
	if names, ask := sheets(err, *opt); ask {
		return l, 0, unsettled([]model.ImportQuestion{whichSheet(names)})
	}
	if err != nil {
		return l, 0, err
	}
	if total, err = count(ctx, l.rows, src); err != nil {
		return l, 0, err
	}
	if total == 0 {
		return l, 0, model.Errorf(model.Invalid, "the list has a header and no rows; there is nothing to import")
	}
	if err := l.mapping.Check(); err != nil {
		return l, 0, err
	}
	if asks := l.look(*opt, total).Questions; len(asks) > 0 && !opt.DryRun {
		return l, 0, unsettled(asks)
	}
	if opt.FileSHA, err = fingerprint(src); err != nil {
		return l, 0, err
	}
	opt.Mapping = l.mapping.Header()
	l.rows, err = sheet.Open(src.In, src.Size, sheet.Options{Sheet: opt.Sheet, Heading: opt.Heading, IsHeader: intake.IsHeader})
	return l, total, err
}

// unsettled asks the first question, with the flags that answer it; a script
// gets all of them.
func unsettled(asks []model.ImportQuestion) error {
	q := asks[0]
	text := q.Text
	for i, c := range q.Choices {
		sep := " or "
		if i == 0 {
			sep = " Say it with "
		}
		text += sep + Flag(c)
	}
	e := model.Errorf(model.Unsettled, "%s", text)
	e.Detail = map[string]any{"questions": asks}
	return e
}

// Flag is a choice as a person types it.
func Flag(c model.ImportChoice) string {
	switch {
	case c.Value == "":
		return "--" + c.Flag
	case strings.ContainsAny(c.Value, " \t\"'$&|;()<>*?#"):
		return "--" + c.Flag + " " + strconv.Quote(c.Value)
	}
	return "--" + c.Flag + " " + c.Value
}

// after keeps what the person settled, and looks for people and companies that
// may be one. The list is in by then: a search that is broken off is no failure
// of it, the next one goes on from there.
func after(ctx context.Context, db *store.Store, by model.Actor, l list, src Source, opt model.ImportOptions, out *model.ImportResult) error {
	if len(opt.Map)+len(opt.Dates) > 0 {
		pairs := slices.Concat(l.guessed.Without(l.mapping), l.mapping.Pairs())
		if err := db.KeepMapping(ctx, by, l.mapping.HeadKey(), l.mapping.Vendor(), pairs, l.mapping.Orders()); err != nil {
			return err
		}
	}
	found, err := db.FindNear(ctx, by, out.ListID, func(done, total int) { src.progress("looking for near matches", done, total) })
	out.Near = found
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// pour cleans rows and gives them to the store, batch by batch.
func pour(ctx context.Context, to *store.Importing, l list, country string) error {
	var rows []store.ImportRow
	var bad []model.ImportReject
	flush := func() error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := to.PutRows(ctx, rows); err != nil {
			return err
		}
		if err := to.PutRejects(ctx, bad); err != nil {
			return err
		}
		rows, bad = rows[:0], bad[:0]
		return nil
	}
	for {
		rec, err := l.rows.Next()
		if errors.Is(err, io.EOF) {
			return flush()
		}
		if err != nil {
			return err
		}
		if row, reject := l.mapping.Clean(rec, country); reject != nil {
			bad = append(bad, model.ImportReject{Row: reject.Line, Field: reject.Field, Reason: reject.Reason, Cells: cleaned(reject.Cells, clean.Block)})
		} else {
			rows = append(rows, importRow(row))
		}
		if len(rows)+len(bad) >= batch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
}

// cleaned are texts as they came, but for what a terminal would obey and nobody
// can see: rejected rows, lines passed over and the names of sheets are shown
// as well.
func cleaned(cells []string, by func(string) string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = by(c)
	}
	return out
}

func importRow(r intake.Row) store.ImportRow {
	return store.ImportRow{Line: r.Line, Company: r.Company, Domain: r.Domain, Website: r.Website, Place: r.Place, Region: r.Region,
		Zones: r.Zones, Person: r.Full, Given: r.Given, Title: r.Title, Phones: r.Phones, PhoneFrom: r.PhoneFrom, Emails: r.Emails,
		EmailFrom: r.EmailFrom, BadEmail: r.BadEmail, Industry: r.Industry, NAICS: r.NAICS, SIC: r.SIC, Revenue: r.Revenue,
		Currency: r.Currency, Staff: r.Staff, StaffTop: r.StaffTop, Sites: r.Sites, Source: r.Source, Notes: r.Notes, Profile: r.Profile,
		Received: r.Received, NoCall: r.NoCall, NoEmail: r.NoEmail, NoMail: r.NoMail, Bounced: r.Bounced, Lacks: r.Lacks, Extra: r.Extra}
}

// halfway says what to do about a list that came in only in part, or not at
// all.
func halfway(err error, opt model.ImportOptions, whole bool) error {
	if opt.DryRun {
		return err
	}
	advice := "%w; what was brought in stays: import the same file again to finish it, or take it back with ripen import undo " + strconv.Quote(opt.Name)
	if whole {
		advice = "%w; nothing of the list was written"
	}
	var e *model.Error
	switch {
	case errors.As(err, &e):
		out := *e
		out.Message = model.Errorf(e.Code, advice, err).Message
		return &out
	case errors.Is(err, context.Canceled):
		return model.Errorf(model.Refused, advice, errStopped)
	}
	return model.Errorf(model.Internal, advice, err)
}

var errStopped = errors.New("the import was stopped")
