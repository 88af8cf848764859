package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"ripen/model"
	"ripen/model/document"
)

var dossierFormats = []string{"md", "pdf", "json", "ics", "csv"}

func (a *app) dossierCommand() *cobra.Command {
	var format, out string
	var delivered bool
	cmd := &cobra.Command{
		Use:   "dossier ID",
		Short: "Write a lead's dossier: Markdown, PDF, JSON, calendar file or CRM row",
		Long: "Write a lead's dossier: md, pdf and json are the whole of it, ics the agreed next step for a\n" +
			"calendar, csv a row for the CRM. Without --format the ending of -o says which; else it is md.",
		Example: "  ripen dossier L41\n  ripen dossier L41 -o halvorsen.pdf\n  ripen dossier L41 --format json\n  ripen dossier L41 --delivered",
		Args:    takes("ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := model.ParseLeadID(args[0])
			if err != nil {
				return err
			}
			form, err := formatOf(format, out, a.flags.json, dossierFormats)
			if err != nil {
				return err
			}
			if form == "pdf" && out == "" && a.terminal {
				return usage("output", "a PDF is not for a terminal; name a file with -o dossier.pdf")
			}
			if delivered && form != "md" {
				return usage("delivered", "what was delivered is kept as Markdown; leave --format out with --delivered")
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				body, err := s.dossier(ctx, id, form, delivered)
				if err != nil {
					return err
				}
				return a.deliver(out, form == "pdf", body)
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "", "`FORMAT`: "+words(dossierFormats))
	cmd.Flags().StringVarP(&out, "output", "o", "", "write to `FILE` rather than to standard output")
	cmd.Flags().BoolVar(&delivered, "delivered", false, "the text as it was delivered, not as it stands now")
	return cmd
}

// formatOf is the format that is asked for: said, by the file's ending, JSON
// where --json is given, else the first.
func formatOf(format, out string, asJSON bool, formats []string) (string, error) {
	switch ending := strings.TrimPrefix(filepath.Ext(out), "."); {
	case format != "":
		return model.OneOf("format", format, formats)
	case asJSON:
		return "json", nil
	case ending != "":
		if f, err := model.OneOf("format", ending, formats); err == nil {
			return f, nil
		}
	}
	return formats[0], nil
}

// dossier renders the lead as it stands, for its newest hand-off where it has
// one.
func (s *session) dossier(ctx context.Context, id model.LeadID, form string, delivered bool) ([]byte, error) {
	desk, err := s.db.Desk(ctx, s.by, id)
	if err != nil {
		return nil, err
	}
	var h model.Handoff
	if newest := desk.Handoff(); newest != nil {
		h = *newest
	}
	if delivered {
		if h.Dossier == "" {
			return nil, model.Errorf(model.Refused, "%s was not delivered yet; leave --delivered out to see the dossier as it stands", id)
		}
		return []byte(h.Dossier), nil
	}
	d := document.Dossier(desk.World, desk.Readiness, h)
	switch form {
	case "pdf":
		pdf, missing, err := d.PDF(document.GoFonts())
		if len(missing) > 0 {
			s.say("the font lacks %s; the PDF shows boxes there", string(missing))
		}
		return pdf, err
	case "json":
		return d.JSON()
	case "ics":
		return d.Calendar()
	case "csv":
		return d.CRM()
	}
	return d.Markdown(), nil
}

// deliver writes a document to a file, or to standard output. binary documents
// go out as they are; text is kept to what a terminal may show.
func (a *app) deliver(file string, binary bool, body []byte) error {
	if file != "" && file != "-" {
		if err := writeFile(file, body); err != nil {
			return unwritable(file, err)
		}
		v := struct {
			File  string `json:"file"`
			Bytes int    `json:"bytes"`
		}{file, len(body)}
		return a.print(v, func(w io.Writer) { fmt.Fprintf(w, "wrote %s\n", file) })
	}
	if !binary {
		body = []byte(plain(string(body)))
	}
	if _, err := a.stdout.Write(body); err != nil {
		return fmt.Errorf("the answer could not be written to standard output: %w", err)
	}
	return nil
}

// unwritable says in words why a file that was named cannot be written.
func unwritable(file string, err error) error {
	if st, e := os.Stat(file); e == nil && st.IsDir() {
		return model.Errorf(model.Refused, "%s is a folder; name a file in it", file)
	}
	switch {
	case os.IsNotExist(err):
		return model.Errorf(model.Refused, "there is no folder %s; make it first, or name another", filepath.Dir(file))
	case os.IsPermission(err):
		return model.Errorf(model.Refused, "%s may not be written by you; name a file elsewhere", file)
	}
	return model.Errorf(model.Refused, "%s cannot be written: %w", file, err)
}

// writeFile replaces file whole: what others read is the old or the new one.
// It holds what is known about people, so it is closed to others.
// What is no plain file (a device, a pipe) is written to as it is.
func writeFile(file string, body []byte) (err error) {
	if st, err := os.Stat(file); err == nil && !st.Mode().IsRegular() && !st.IsDir() {
		return os.WriteFile(file, body, 0o600)
	}
	f, err := os.CreateTemp(filepath.Dir(file), ".ripen-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(body); err != nil {
		_ = f.Close()
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), file)
}
