package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"ripen/model"
	"ripen/model/clean"
	"ripen/model/playbook"
	"ripen/store/office"
)

// importFlags are the flags of `ripen import` as typed.
type importFlags struct {
	list, source, category, cost, cadence, sheet string
	pairs, dates, assign                         []string
	header, noHeader, dryRun                     bool
}

func (a *app) importCommand() *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Bring a list in; the same file twice creates nothing",
		Long: "Bring a list in: csv, tsv or xlsx in any usual encoding, told by its content; '-' for standard input.\n" +
			"The exports of Salesforce, HubSpot, ZoomInfo, Apollo, LinkedIn, Zoho, Outreach, Salesloft, Outlook, Google\n" +
			"and Thunderbird are known by their headers, plain English ones too; --map says the others, and is\n" +
			"remembered for the same headers. What must not be guessed is asked, with the flag that answers it.\n" +
			"People of one company become one lead. Whoever is there already is merged; who may be is laid by for\n" +
			"review. Rows that cannot be used are written to NAME.rejects.csv beside the file.",
		Example: "  ripen import fair.csv --category trade-show --source \"Intermodal fair\" --dry-run\n" +
			"  ripen import fair.xlsx --sheet Leads --category trade-show --cost 2500 --assign dana,omar\n" +
			"  ripen import bought.csv --map company=Firm --map phone=\"Direct line\" --json\n" +
			"  ripen import bought.csv --no-header --map company=3 --assign \"dana: US-MA US-NY, omar: DE\"",
		Args: takes("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			opt, err := f.options(args[0])
			if err != nil {
				return err
			}
			work := a.work
			if f.dryRun {
				work = a.rehearse
			}
			return work(cmd, func(ctx context.Context, s *session) error {
				if opt.Assign, err = s.assignments(ctx, strings.Join(f.assign, ",")); err != nil {
					return named("assign", err)
				}
				return s.importList(ctx, args[0], opt)
			})
		},
	}
	fl := cmd.Flags()
	fl.StringVar(&f.list, "list", "", "the list's `NAME`; without it the file's")
	fl.StringVar(&f.source, "source", "", "where it comes from, `S`: a fair, a vendor")
	fl.StringVar(&f.category, "category", "", "`C`: "+words(model.ListCategories))
	fl.StringVar(&f.cost, "cost", "", "what it cost, `AMOUNT`")
	fl.StringArrayVar(&f.pairs, "map", nil, "which column holds a field, `FIELD=HEADER`; repeatable")
	fl.StringVar(&f.cadence, "cadence", "", "the cadence `NAME`; without it inbound for inquiries, trade-show for fairs, else standard")
	fl.StringArrayVar(&f.assign, "assign", nil, "the `USER` who gets the leads, several in turns, or by territory as \"dana: US-MA DE\"; without it, you")
	fl.StringVar(&f.sheet, "sheet", "", "the worksheet, by name or number, `SHEET`")
	fl.BoolVar(&f.header, "header", false, "the first line is the header, whatever it looks like")
	fl.BoolVar(&f.noHeader, "no-header", false, "there is no header: columns are told by content and named by number")
	fl.StringArrayVar(&f.dates, "date", nil, "the order of the dates in a column, `HEADER=dmy`, mdy or ymd; repeatable")
	fl.BoolVar(&f.dryRun, "dry-run", false, "only say what would happen; writes nothing")
	cmd.AddCommand(a.importUndoCommand())
	return cmd
}

// options checks the flags that need no database.
func (f importFlags) options(file string) (opt model.ImportOptions, err error) {
	opt = model.ImportOptions{Name: clean.Name(f.list), Source: clean.Text(f.source), Category: f.category, Map: f.pairs,
		Dates: f.dates, Sheet: f.sheet, Cadence: f.cadence, DryRun: f.dryRun}
	switch {
	case f.header && f.noHeader:
		return opt, usage("header", "--header and --no-header say the opposite; give one of them")
	case f.header:
		opt.Heading = model.HeadingYes
	case f.noHeader:
		opt.Heading = model.HeadingNo
	}
	if f.list != "" && opt.Name == "" {
		return opt, usage("list", "%q is no name for a list; write one with letters", f.list)
	}
	if opt.Name == "" {
		opt.Name = stdinName
		if file != "-" {
			base := filepath.Base(file)
			opt.Name = clean.Name(strings.TrimSuffix(base, filepath.Ext(base)))
		}
	}
	if f.category != "" {
		if opt.Category, err = model.OneOf("category", f.category, model.ListCategories); err != nil {
			return opt, err
		}
	}
	if f.cost != "" {
		if opt.Cost, opt.Currency, err = playbook.ParseMoney(f.cost); err != nil {
			return opt, named("cost", err)
		}
	}
	return opt, nil
}

// Limits in bytes: a larger file is no list. What is piped in is held in memory.
const (
	maxList  = 1 << 30
	maxPiped = 256 << 20
)

// stdinName is the list that came from standard input without a name.
const stdinName = "standard input"

// listFile is a list that can be read more than once.
type listFile struct {
	io.ReaderAt
	size    int64
	rejects string // where its rejected rows go; "" nowhere
	close   func() error
}

func (s *session) importList(ctx context.Context, file string, opt model.ImportOptions) error {
	r, err := s.bringIn(ctx, file, opt, nil)
	if err != nil {
		return err
	}
	if !r.DryRun && len(r.Rejects) > 0 && r.RejectsFile == "" && file != "-" {
		s.say("the rejected rows could not be written beside %s; they stand in the answer of --json", file)
	}
	return s.app.print(importOf(r), func(w io.Writer) { s.importText(w, r) })
}

// bringIn imports a file, or standard input, and writes the rows that were
// rejected beside it.
func (s *session) bringIn(ctx context.Context, file string, opt model.ImportOptions, progress func(model.ImportProgress)) (model.ImportResult, error) {
	in, err := s.openList(file, opt)
	if err != nil {
		return model.ImportResult{}, err
	}
	defer func() { _ = in.close() }() // only read from
	r, err := office.Import(ctx, s.db, s.by, s.sourceOf(in, progress), opt)
	if err != nil {
		return r, aboutFile(err)
	}
	if !r.DryRun && len(r.Rejects) > 0 && in.rejects != "" {
		// The list is in: a folder that takes no file is no reason to fail.
		if err := writeFile(in.rejects, office.RejectsCSV(r)); err != nil {
			s.app.note("rejects not written", "file", in.rejects, "cause", err.Error())
		} else {
			r.RejectsFile = in.rejects
		}
	}
	return r, nil
}

// lookAt says what a file is and how its columns would be used.
func (s *session) lookAt(ctx context.Context, file string, opt model.ImportOptions) (model.ListLook, error) {
	in, err := s.openList(file, opt)
	if err != nil {
		return model.ListLook{}, err
	}
	defer func() { _ = in.close() }() // only read from
	return office.Look(ctx, s.db, s.sourceOf(in, nil), opt)
}

func (s *session) sourceOf(in listFile, progress func(model.ImportProgress)) office.Source {
	return office.Source{In: in, Size: in.size, Country: s.policy.Country, Progress: progress}
}

// aboutFile tells what a file holds from what a flag says: a refusal of the
// former is a failure, of the latter wrong usage. Questions go out as scripts
// read them.
func aboutFile(err error) error {
	var e *model.Error
	if !errors.As(err, &e) {
		return err
	}
	if asks, ok := e.Detail["questions"].([]model.ImportQuestion); ok {
		asked := *e
		asked.Detail = map[string]any{"questions": importQuestions(asks)}
		return &asked
	}
	if e.Field == "map" || e.Field == "date" || e.Field == "sheet" {
		return err
	}
	return content(err)
}

// openList opens the source and says where its rejected rows go: beside the
// file; for standard input in the working directory, where the list was named.
func (s *session) openList(file string, opt model.ImportOptions) (listFile, error) {
	if file == "-" {
		out := listFile{close: func() error { return nil }}
		if opt.Name != stdinName {
			out.rejects = fileName(opt.Name) + ".rejects.csv"
		}
		body, err := io.ReadAll(io.LimitReader(s.app.stdin, maxPiped+1))
		if err != nil {
			return out, model.Errorf(model.Refused, "standard input cannot be read: %w", err)
		}
		if len(body) > maxPiped {
			return out, model.Errorf(model.Invalid, "standard input holds more than %d MiB; import it from a file", maxPiped>>20)
		}
		out.ReaderAt, out.size = bytes.NewReader(body), int64(len(body))
		return out, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return listFile{}, unreadable(file, err)
	}
	st, err := f.Stat()
	switch {
	case err != nil:
		err = unreadable(file, err)
	case st.IsDir():
		err = model.Errorf(model.Refused, "%s is a folder; name the list in it", file)
	case !st.Mode().IsRegular():
		err = model.Errorf(model.Refused, "%s is no file that can be read twice; pipe it in as ripen import -", file)
	case st.Size() > maxList:
		err = model.Errorf(model.Invalid, "%s is larger than %d MiB; split it", file, maxList>>20)
	}
	if err != nil {
		return listFile{}, errors.Join(err, f.Close())
	}
	return listFile{f, st.Size(), strings.TrimSuffix(file, filepath.Ext(file)) + ".rejects.csv", f.Close}, nil
}

// assignments reads who gets the leads; "" is nobody in particular.
func (s *session) assignments(ctx context.Context, text string) ([]model.Assignment, error) {
	return model.ParseAssignments(text, func(name string) (model.MemberID, error) { return s.memberID(ctx, "assign", name) })
}

// fileName is a list's name as a file's: what file systems do not take becomes
// a hyphen.
func fileName(name string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r <= ' ' {
			return '-'
		}
		return r
	}, name), "-.")
}

// rejectsShown is how many rejected rows the text names; the file has all.
const rejectsShown = 10

func (s *session) importText(w io.Writer, r model.ImportResult) {
	head := r.List
	if r.DryRun {
		head += " (dry run: nothing was written)"
	}
	fmt.Fprintln(w, head)
	table(w, "  ", [][]string{
		{"rows", strconv.Itoa(r.Rows)},
		{"leads created", strconv.Itoa(r.LeadsCreated)},
		{"contacts created", strconv.Itoa(r.ContactsCreated)},
		{"merged with known ones", strconv.Itoa(r.ContactsMerged)},
		{"rejected", strconv.Itoa(r.Rejected)},
		{"suppressed", strconv.Itoa(r.Suppressed)},
	})
	fmt.Fprintf(w, "file  %s\n", fileText(r.Look))
	var columns []string
	for _, f := range sortedKeys(r.Mapping) {
		columns = append(columns, f+"="+r.Mapping[f])
	}
	fmt.Fprintf(w, "columns  %s\n", strings.Join(columns, ", "))
	if len(r.Unmapped) > 0 {
		fmt.Fprintf(w, "kept as they are  %s\n", strings.Join(r.Unmapped, ", "))
	}
	for i, j := range r.Rejects {
		if i == rejectsShown {
			fmt.Fprintf(w, "  and %d more\n", len(r.Rejects)-i)
			break
		}
		fmt.Fprintf(w, "  row %d, %s: %s\n", j.Row, j.Field, j.Reason)
	}
	if r.RejectsFile != "" {
		fmt.Fprintf(w, "rejected rows are in %s\n", r.RejectsFile)
	}
	for _, l := range r.Skipped {
		fmt.Fprintf(w, "no row  %s\n", cut(clean.Text(l), 60))
	}
	if r.Near > 0 {
		fmt.Fprintf(w, "%s may be one; ripen match list shows them\n", count(r.Near, "pair"))
	}
	for _, q := range r.Look.Questions {
		fmt.Fprintf(w, "to settle first  %s\n", q.Text)
		for _, c := range q.Choices {
			fmt.Fprintf(w, "  %-40s %s\n", office.Flag(c), c.Title)
		}
	}
}

// fileText says what the file was found to be: "HubSpot export, csv, comma,
// UTF-8, header in line 1".
func fileText(l model.ListLook) string {
	var out []string
	if l.Vendor != "" {
		out = append(out, l.Vendor+" export")
	}
	for _, part := range []string{l.Format, l.Separator, l.Encoding} {
		if part != "" {
			out = append(out, part)
		}
	}
	if l.Sheet != "" {
		out = append(out, "sheet "+l.Sheet)
	}
	if l.HeaderLine == 0 {
		out = append(out, "no header: columns told by content")
	} else {
		out = append(out, fmt.Sprintf("header in line %d", l.HeaderLine))
	}
	if l.Remembered {
		out = append(out, "mapping as settled before")
	}
	return strings.Join(out, ", ")
}

func (a *app) importUndoCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "undo LIST",
		Short:   "Take an import back; leads that were worked since are kept",
		Example: "  ripen import undo \"Intermodal fair\"",
		Args:    takes("LIST"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.work(cmd, func(ctx context.Context, s *session) error {
				l, err := s.listNamed(ctx, args[0])
				if err != nil {
					return err
				}
				u, err := s.db.UndoList(ctx, s.by, l.Name)
				if err != nil {
					return err
				}
				v := struct {
					List            string   `json:"list"`
					LeadsRemoved    int      `json:"leads_removed"`
					ContactsRemoved int      `json:"contacts_removed"`
					LeadsKept       int      `json:"leads_kept"`
					Kept            []string `json:"kept"`
				}{u.List, u.LeadsRemoved, u.ContactsRemoved, u.LeadsKept, list(u.Kept)}
				return a.print(v, func(w io.Writer) {
					fmt.Fprintf(w, "%s is taken back: %s and %s removed\n", u.List, count(u.LeadsRemoved, "lead"), count(u.ContactsRemoved, "contact"))
					for _, k := range u.Kept {
						fmt.Fprintf(w, "  kept  %s\n", k)
					}
				})
			})
		},
	}
}

// listNamed finds a list by its name, in any case, or by its id.
func (s *session) listNamed(ctx context.Context, name string) (model.ListRow, error) {
	all, err := s.db.Lists(ctx, s.by)
	if err != nil {
		return model.ListRow{}, err
	}
	for _, l := range all {
		if strings.EqualFold(l.Name, strings.TrimSpace(name)) || l.ID.String() == name {
			return l, nil
		}
	}
	names := make([]string, 0, len(all))
	for _, l := range all {
		names = append(names, strconv.Quote(l.Name))
	}
	if len(names) == 0 {
		return model.ListRow{}, model.Errorf(model.NotFound, "there is no list %q; no list was imported yet", name)
	}
	return model.ListRow{}, model.Errorf(model.NotFound, "there is no list %q; there are %s", name, strings.Join(names[:min(len(names), 12)], ", "))
}
