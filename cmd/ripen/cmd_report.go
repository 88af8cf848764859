package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"ripen/model"
	"ripen/model/clean"
)

var reportNames = []string{"month", "sources", "coverage", "cadence", "handoff", "quality", "forecast", "attributes", "curve"}

func (a *app) reportCommand() *cobra.Command {
	var month, week, format, out string
	cmd := &cobra.Command{
		Use:   "report NAME",
		Short: "Write a report: the month's, or the retrospective of the lists",
		Long: "Write a report. Today there are two. month: new prospects, opportunities under development,\n" +
			"delivered with value and by salesperson, accepted, outcomes. quality: the retrospective of a week:\n" +
			"what was wrong with the lists, in which column, what was missing, and whether and where it was\n" +
			"found; as md it is a letter to those who make the lists, without anybody's name, number or address.",
		Example: "  ripen report month\n  ripen report month --month 2026-10 --format csv -o october.csv\n" +
			"  ripen report quality\n  ripen report quality --week 2026-W47 -o lists.md",
		Args: takes("NAME"),
		RunE: func(cmd *cobra.Command, args []string) error {
			name, err := model.OneOf("report", args[0], reportNames)
			if err != nil {
				return err
			}
			switch {
			case name == "quality" && month != "":
				return usage("month", "the retrospective is of a week; name it with --week")
			case name == "quality":
				form, err := formatOf(format, out, a.flags.json, qualityFormats)
				if err != nil {
					return err
				}
				return a.work(cmd, func(ctx context.Context, s *session) error { return s.qualityReport(ctx, week, form, out) })
			case name != "month":
				return model.Errorf(model.Refused, "the report %s does not exist yet; today there are two, ripen report month and ripen report quality", name)
			case week != "":
				return usage("week", "this report is of a month; name it with --month")
			}
			form, err := formatOf(format, out, a.flags.json, []string{"text", "json", "csv", "html", "pdf"})
			if err != nil {
				return err
			}
			if form == "html" || form == "pdf" {
				return model.Errorf(model.Refused, "reports come as text, json or csv today; choose one of these with --format")
			}
			return a.work(cmd, func(ctx context.Context, s *session) error { return s.report(ctx, month, form, out) })
		},
	}
	cmd.Flags().StringVar(&month, "month", "", "the month, `YYYY-MM`; without it this one")
	cmd.Flags().StringVar(&week, "week", "", "of quality: the `WEEK`, 2026-W48 or a day of it; without it this one")
	cmd.Flags().StringVar(&format, "format", "", "`FORMAT`: text, json, csv; of quality md too")
	cmd.Flags().StringVarP(&out, "output", "o", "", "write to `FILE` rather than to standard output")
	return cmd
}

func (s *session) report(ctx context.Context, month, form, out string) error {
	if month == "" {
		month = s.now.In(s.by.Zone).Format("2006-01")
	}
	if _, err := model.ParseDate(month + "-01"); err != nil {
		return usage("month", "%q is no month; write it as 2026-11", month)
	}
	m, err := s.db.Month(ctx, s.by, month)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	switch form {
	case "json":
		err = writeJSON(&b, s.monthOf(m))
	case "csv":
		err = s.monthCSV(&b, m)
	default:
		s.monthText(&b, m)
	}
	if err != nil {
		return err
	}
	return s.app.deliver(out, false, b.Bytes())
}

func (s *session) monthText(w io.Writer, m model.MonthReport) {
	cur := s.currency(m.Currency)
	rate := "none yet"
	if m.AcceptanceRate >= 0 {
		rate = fmt.Sprintf("%.0f %% (agreed: %.0f %%)", 100*m.AcceptanceRate, 100*acceptanceTarget)
	}
	fmt.Fprintf(w, "%s\n\n", m.Month)
	table(w, "", [][]string{
		{"new prospects in the programme", strconv.Itoa(m.NewProspects)},
		{"opportunities under development", strconv.Itoa(m.UnderDevelopment)},
		{"delivered to sales", strconv.Itoa(m.DeliveredCount), moneyText(m.DeliveredValue, cur)},
		{"accepted", strconv.Itoa(m.Accepted)},
		{"rejected", strconv.Itoa(m.Rejected)},
		{"expired", strconv.Itoa(m.Expired)},
		{"acceptance rate", rate},
		{"attempts", strconv.Itoa(m.Attempts)},
		{"conversations", strconv.Itoa(m.Conversations)},
	})
	for _, p := range m.BySalesperson {
		fmt.Fprintf(w, "\n%s: %s, %s\n", p.Name, count(p.Count, "opportunity"), moneyText(p.Value, cur))
		var rows [][]string
		for _, o := range p.Opportunities {
			rows = append(rows, []string{o.LeadID.String(), cut(o.Company, 32), count(o.Touches, "touch"), "decides " + s.dayText(o.DecisionBy), moneyText(o.Value, cur)})
		}
		table(w, "  ", rows)
	}
	if len(m.Outcomes) > 0 {
		fmt.Fprint(w, "\noutcomes: ")
		var parts []string
		for _, k := range sortedKeys(m.Outcomes) {
			parts = append(parts, fmt.Sprintf("%s %d", k, m.Outcomes[k]))
		}
		fmt.Fprintln(w, strings.Join(parts, ", "))
	}
}

func sortedKeys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// monthCSV has one line for each opportunity that was delivered; figures of
// money are whole cents.
func (s *session) monthCSV(w io.Writer, m model.MonthReport) error {
	cur := s.currency(m.Currency)
	out := csv.NewWriter(w)
	rows := [][]string{{"month", "salesperson", "lead", "company", "touches", "decision_by", "value_cents", "currency"}}
	for _, p := range m.BySalesperson {
		for _, o := range p.Opportunities {
			rows = append(rows, []string{m.Month, p.Name, o.LeadID.String(), o.Company, strconv.Itoa(o.Touches), o.DecisionBy.String(),
				strconv.FormatInt(o.Value, 10), cur})
		}
	}
	for _, r := range rows {
		for i, c := range r {
			r[i] = clean.CSVCell(c)
		}
	}
	return out.WriteAll(rows)
}
