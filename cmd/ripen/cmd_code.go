package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"ripen/model"
	"ripen/model/industry"
	"ripen/model/intake"
)

func (a *app) codeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "code",
		Short:   "Look an industry code up, or replace the tables",
		Example: "  ripen code naics freight arrangement\n  ripen code sic 4731\n  ripen code load 2-6digit_2022_Codes.xlsx",
	}
	cmd.AddCommand(a.codeSearchCommand(industry.NAICS), a.codeSearchCommand(industry.SIC), a.codeLoadCommand())
	return cmd
}

func (a *app) codeSearchCommand(scheme industry.Scheme) *cobra.Command {
	var limit int
	example := map[industry.Scheme]string{industry.NAICS: "freight arrangement", industry.SIC: "4731"}[scheme]
	cmd := &cobra.Command{
		Use:     string(scheme) + " TEXT...",
		Short:   fmt.Sprintf("Look a %s code up by words or by the code", scheme.Label()),
		Example: fmt.Sprintf("  ripen code %s %s\n  ripen code %s trucking --json", scheme, example, scheme),
		Args:    takes("TEXT..."),
		RunE: func(cmd *cobra.Command, args []string) error {
			if limit < 1 || limit > 5000 {
				return usage("limit", "--limit is %d; give a number from 1 to 5000", limit)
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				vintage, found, err := s.db.IndustrySearch(ctx, string(scheme), sentence(args), limit)
				if err != nil {
					return err
				}
				return s.codes(vintage, found)
			})
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 20, "at most `N`")
	return cmd
}

// codesDoc is what a search for a code found.
type codesDoc struct {
	Vintage string    `json:"vintage"`
	Items   []codeDoc `json:"items"`
}

type codeDoc struct {
	Code  string `json:"code"`
	Title string `json:"title"`
}

func (s *session) codes(vintage string, found []industry.Code) error {
	v := codesDoc{vintage, []codeDoc{}}
	var rows [][]string
	for _, c := range found {
		v.Items = append(v.Items, codeDoc{c.Code, c.Title})
		rows = append(rows, []string{c.Code, c.Title})
	}
	return s.app.print(v, func(w io.Writer) {
		if len(rows) == 0 {
			fmt.Fprintf(w, "%s has nothing like that; try another word, or fewer\n", vintage)
			return
		}
		table(w, "", rows)
		fmt.Fprintln(w, vintage)
	})
}

func (a *app) codeLoadCommand() *cobra.Command {
	var vintage string
	cmd := &cobra.Command{
		Use:   "load FILE",
		Short: "Replace the table of NAICS or SIC codes of this database",
		Long: "Replace the table of NAICS or SIC codes of this database: the Census Bureau's workbook of 2 to 6\n" +
			"digit NAICS codes (xlsx), a csv with a column for the code and one for its title, or Ripen's own\n" +
			"tsv. The edition is read from the heads of the columns where they say it.",
		Example: "  ripen code load 2-6digit_2022_Codes.xlsx\n  ripen code load sic4.csv --vintage \"SIC 1987\"",
		Args:    takes("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			body, err := readInput(args[0], maxCodeFile)
			if err != nil {
				return err
			}
			t, err := intake.ReadCodeTable(args[0], body, vintage)
			if err != nil {
				return content(err)
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				// Lists of SIC codes come without the titles of their groups; the
				// Census workbook is whole, and other editions group differently.
				if have, err := s.db.Codes(ctx, t.Scheme()); err == nil && t.Scheme() == industry.SIC {
					t = t.WithHeadings(have)
				}
				if err := s.db.LoadCodes(ctx, s.by, t); err != nil {
					return err
				}
				v := struct {
					Scheme  industry.Scheme `json:"scheme"`
					Vintage string          `json:"vintage"`
					Codes   int             `json:"codes"`
				}{t.Scheme(), t.Vintage(), t.Len()}
				return a.print(v, func(w io.Writer) { fmt.Fprintf(w, "%s is in use: %d codes\n", t.Vintage(), t.Len()) })
			})
		},
	}
	cmd.Flags().StringVar(&vintage, "vintage", "", "the edition, `NAME`, where the file does not say it: \"NAICS 2022\", \"SIC 1987\"")
	return cmd
}

// maxCodeFile in bytes: the official workbook has 80 kB.
const maxCodeFile = 32 << 20

// readInput reads a file of at most so many bytes whole.
func readInput(file string, most int64) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, unreadable(file, err)
	}
	defer func() { _ = f.Close() }() // only read from
	b, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil {
		return nil, unreadable(file, err)
	}
	if int64(len(b)) > most {
		return nil, model.Errorf(model.Invalid, "%s is larger than %d MiB; that is not what is meant here", file, most>>20)
	}
	return b, nil
}

// unreadable says in words why a file that was named cannot be read.
func unreadable(file string, err error) error {
	switch {
	case os.IsNotExist(err):
		return model.Errorf(model.Refused, "there is no file %s; check its name", file)
	case os.IsPermission(err):
		return model.Errorf(model.Refused, "%s may not be read by you; check its permissions", file)
	}
	return model.Errorf(model.Refused, "%s cannot be read: %w", file, err)
}
