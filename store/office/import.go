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

	"ripen/model"
	"ripen/model/intake"
	"ripen/store"
)

// batch is how many rows are cleaned before they are given to the store, which
// parts them into transactions as it likes.
const batch = 120

// Source is a list as it comes in.
type Source struct {
	In       io.ReadSeeker // UTF-8 csv with a header
	Country  string        // of numbers and places that name none, ISO 3166 two letters
	Progress func(done, total int)
}

// Import brings a list in: it is read once to see that it can be read to its
// end and whether it was here before, then row by row into the store. The same
// file under the same name is the same list, so that importing it again makes
// nothing twice. A dry run leaves no trace.
//
// Errors of code [model.Invalid] speak of the file or the mapping; with them and
// with [model.NotFound] and [model.Forbidden] nothing was written. When it is
// stopped or fails on the way, what was brought in stays: the same import again
// finishes it.
func Import(ctx context.Context, db *store.Store, by model.Actor, src Source, opt model.ImportOptions) (model.ImportResult, error) {
	total, sha, err := survey(src.In)
	if err != nil {
		return model.ImportResult{}, err
	}
	if total == 0 {
		return model.ImportResult{}, model.Errorf(model.Invalid, "the list has a header and no rows; there is nothing to import")
	}
	r, m, err := open(src.In, opt.Map)
	if err != nil {
		return model.ImportResult{}, err
	}
	opt.FileSHA = sha
	to, err := db.BeginList(ctx, by, opt)
	if err != nil {
		return model.ImportResult{}, err
	}
	defer to.Abandon() // a no-op once it has ended
	if err := pour(ctx, to, r, m, src, total); err != nil {
		return model.ImportResult{}, halfway(err, opt)
	}
	out, err := to.End(ctx)
	if err != nil {
		return model.ImportResult{}, halfway(err, opt)
	}
	if !opt.DryRun {
		if out.Near, err = db.FindNear(ctx, by, out.ListID, src.Progress); err != nil {
			return out, halfway(err, opt)
		}
	}
	out.Mapping, out.Unmapped, out.Header = m.Header(), m.Unmapped, r.Header
	slices.SortStableFunc(out.Rejects, func(a, b model.ImportReject) int { return a.Row - b.Row })
	return out, nil
}

// survey reads the file to its end: how many rows, and its fingerprint.
func survey(in io.ReadSeeker) (rows int, sha string, err error) {
	sum := sha256.New()
	r, err := intake.Open(io.TeeReader(in, sum))
	if err != nil {
		return 0, "", err
	}
	for {
		_, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return 0, "", err
		}
		rows++
	}
	if _, err := io.Copy(sum, in); err != nil {
		return 0, "", err
	}
	return rows, hex.EncodeToString(sum.Sum(nil)), nil
}

// open goes back to the beginning and settles which column holds what.
func open(in io.ReadSeeker, pairs []string) (*intake.Reader, intake.Mapping, error) {
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return nil, intake.Mapping{}, err
	}
	r, err := intake.Open(in)
	if err != nil {
		return nil, intake.Mapping{}, err
	}
	m, err := intake.Guess(r.Header, r.Sample()).Map(pairs)
	if err == nil {
		err = m.Check()
	}
	return r, m, err
}

// pour cleans rows and gives them to the store, batch by batch.
func pour(ctx context.Context, to *store.Importing, r *intake.Reader, m intake.Mapping, src Source, total int) error {
	var rows []store.ImportRow
	var bad []model.ImportReject
	done := 0
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
		done += len(rows) + len(bad)
		rows, bad = rows[:0], bad[:0]
		if src.Progress != nil {
			src.Progress(done, total)
		}
		return nil
	}
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return flush()
		}
		if err != nil {
			return err
		}
		if row, reject := m.Clean(rec, src.Country); reject != nil {
			bad = append(bad, model.ImportReject{Row: reject.Line, Field: reject.Field, Reason: reject.Reason, Cells: reject.Cells})
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

func importRow(r intake.Row) store.ImportRow {
	return store.ImportRow{Line: r.Line, Company: r.Company, Domain: r.Domain, Website: r.Website, Place: r.Place, Region: r.Region,
		Zones: r.Zones, Person: r.Full, Given: r.Given, Title: r.Title, Phones: r.Phones, Emails: r.Emails, BadEmail: r.BadEmail,
		Industry: r.Industry, NAICS: r.NAICS, SIC: r.SIC, Revenue: r.Revenue, Staff: r.Staff, Sites: r.Sites, Source: r.Source,
		Notes: r.Notes, Received: r.Received, NoCall: r.NoCall, NoEmail: r.NoEmail, NoMail: r.NoMail, Bounced: r.Bounced, Extra: r.Extra}
}

// halfway says what to do about a list that came in only in part.
func halfway(err error, opt model.ImportOptions) error {
	if opt.DryRun {
		return err
	}
	const advice = "%w; what was brought in stays: import the same file again to finish it, or take it back with ripen import undo %q"
	var e *model.Error
	switch {
	case errors.As(err, &e):
		out := *e
		out.Message = model.Errorf(e.Code, advice, err, opt.Name).Message
		return &out
	case errors.Is(err, context.Canceled):
		return model.Errorf(model.Refused, advice, errStopped, opt.Name)
	}
	return model.Errorf(model.Internal, advice, err, opt.Name)
}

var errStopped = errors.New("the import was stopped")
