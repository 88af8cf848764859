package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"ripen/model"
)

// exportPage is how many leads are looked up at a time for an export.
const exportPage = 1000

func (a *app) leadExportCommand() *cobra.Command {
	var q model.LeadQuery
	var status, out string
	var force bool
	cmd := &cobra.Command{
		Use:   "export [ID...]",
		Short: "Write leads as CSV, a line for each person",
		Long: "Write leads as CSV, a line for each person: those named, or those that a filter or a search finds,\n" +
			"or all. ripen import reads the file back by itself. A number or an address that must not be used\n" +
			"is left out, and the no is marked. A file that is there already stays, unless --force is given.",
		Example: "  ripen lead export L41 L42 -o leads.csv\n  ripen lead export --status working --owner omar -o omar.csv\n  ripen lead export --filter \"owner:me stale:budget\"",
		Args:    takes("[ID...]"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			ids, err := leadIDs(args)
			if err != nil {
				return err
			}
			if status != "" {
				if q.Status, err = model.OneOf("status", model.Status(status), model.Statuses); err != nil {
					return err
				}
			}
			if len(ids) > 0 && q != (model.LeadQuery{}) {
				return usage("filter", "name leads, or say which with --filter and the like; not both")
			}
			if a.flags.json && out == "" {
				return usage("output", "leads are written as CSV; with --json name a file for it with -o")
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				if len(args) == 0 {
					if ids, err = s.found(ctx, q); err != nil {
						return err
					}
				}
				return s.export(ctx, ids, out, force)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&q.Filter, "filter", "", "only those of the written filter `F`")
	f.StringVar(&q.Search, "search", "", "words of `TEXT`; each must begin a word of the lead")
	f.StringVar(&status, "status", "", "only those of the status `S`: "+words(model.Statuses))
	f.StringVar(&q.List, "list", "", "only those of the list `L`")
	f.StringVar(&q.Owner, "owner", "", "only those of the person `U`")
	f.StringVarP(&out, "output", "o", "", "write to `FILE` instead of standard output")
	f.BoolVar(&force, "force", false, "overwrite the file where it is there already")
	return cmd
}

// found are all leads of a query, page after page.
func (s *session) found(ctx context.Context, q model.LeadQuery) (ids []model.LeadID, err error) {
	q.Limit = exportPage
	for {
		page, err := s.leads(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, r := range page.Rows {
			ids = append(ids, r.ID)
		}
		if !page.More || len(page.Rows) == 0 {
			return ids, nil
		}
		last := page.Rows[len(page.Rows)-1]
		if q.Cursor = page.Next; q.Cursor == "" {
			q.After, q.AfterScore = last.ID, last.Score
		}
	}
}

// export writes leads to a file and says so, or to standard output.
func (s *session) export(ctx context.Context, ids []model.LeadID, out string, force bool) error {
	if out == "" || out == "-" {
		var b bytes.Buffer
		if _, err := s.db.ExportLeads(ctx, s.by, ids, &b); err != nil {
			return err
		}
		return s.app.deliver("", false, b.Bytes())
	}
	var n int
	err := newFile(out, force, func(w io.Writer) (err error) {
		n, err = s.db.ExportLeads(ctx, s.by, ids, w)
		return err
	})
	if err != nil {
		return err
	}
	v := struct {
		File  string `json:"file"`
		Leads int    `json:"leads"`
	}{out, n}
	return s.app.print(v, func(w io.Writer) { fmt.Fprintf(w, "wrote %s to %s\n", count(n, "lead"), out) })
}

// newFile writes a file that is not there yet; one that is stays, and is
// refused with code [model.Conflict], unless over says that it goes. Nobody
// ever sees half of it. It holds what is known about people, so it is closed to
// others.
func newFile(file string, over bool, write func(io.Writer) error) (err error) {
	if st, err := os.Stat(file); err == nil && !st.IsDir() && !over {
		return taken(file)
	}
	f, err := os.CreateTemp(filepath.Dir(file), ".ripen-*")
	if err != nil {
		return unwritable(file, err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	if err = write(f); err != nil {
		_ = f.Close() // the error in hand counts
		return err
	}
	if err = f.Close(); err != nil {
		return unwritable(file, err)
	}
	if !over { // the name is claimed, so that two exports never take the same
		claim, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if os.IsExist(err) {
			return taken(file)
		}
		if err != nil {
			return unwritable(file, err)
		}
		if err := claim.Close(); err != nil {
			return unwritable(file, err)
		}
	}
	if err = os.Rename(f.Name(), file); err != nil {
		return unwritable(file, err)
	}
	return nil
}

func taken(file string) error {
	e := model.Errorf(model.Conflict, "%s is there already; name another file, or overwrite it with --force", file)
	e.Err = fs.ErrExist
	return e
}
