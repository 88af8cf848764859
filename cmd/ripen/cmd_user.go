package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ripen/model"
	"ripen/model/clean"
)

func (a *app) userCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "user",
		Short:   "Say who works here, and as what",
		Example: "  ripen user add sam --role sales\n  ripen user list",
	}
	cmd.AddCommand(a.userAddCommand(), a.userListCommand(), a.userSetCommand(), a.userLeaveCommand())
	return cmd
}

// memberFlags are what may be said of a person.
type memberFlags struct {
	role, zone, region, active string
	target                     int
}

func (f *memberFlags) define(cmd *cobra.Command) {
	fl := cmd.Flags()
	fl.StringVar(&f.role, "role", "", "the `ROLE`: "+words(model.Roles))
	fl.StringVar(&f.zone, "zone", "", "the time zone `Z`, as America/New_York")
	fl.StringVar(&f.region, "region", "", "the country or state `R` whose holidays count, as US-MA")
	fl.IntVar(&f.target, "target", 0, "touches a day, `N`; 0 is the team's number")
}

// lay puts what was said onto a member.
func (f *memberFlags) lay(m *model.Member) (err error) {
	if f.role != "" {
		if m.Role, err = model.OneOf("role", model.Role(f.role), model.Roles); err != nil {
			return err
		}
	}
	if f.zone != "" {
		if _, err := time.LoadLocation(f.zone); err != nil || !strings.Contains(f.zone, "/") && f.zone != "UTC" {
			return usage("zone", "--zone is %q, which is no time zone; write it as America/New_York", f.zone)
		}
		m.Zone = f.zone
	}
	if f.region != "" {
		r := strings.ToUpper(f.region)
		if len(r) != 2 && (len(r) < 4 || r[2] != '-') {
			return usage("region", "--region is %q, which is no region; write it as US or US-MA", f.region)
		}
		m.Region = model.Region(r)
	}
	if f.target < 0 || f.target > 1000 {
		return usage("target", "--target is %d; give a number from 1 to 1000, or 0 for the team's", f.target)
	}
	return nil
}

func (a *app) userAddCommand() *cobra.Command {
	var f memberFlags
	cmd := &cobra.Command{
		Use:     "add NAME",
		Short:   "Bring a person in",
		Example: "  ripen user add sam --role sales\n  ripen user add ines --role specialist --zone Europe/Lisbon --region PT",
		Args:    takes("NAME"),
		RunE: func(cmd *cobra.Command, args []string) error {
			m := model.Member{Name: clean.Name(args[0]), Active: true}
			if m.Name == "" {
				return usage("name", "%q is no name; write one with letters", args[0])
			}
			if err := needs("role", f.role, "the role ("+words(model.Roles)+")"); err != nil {
				return err
			}
			if err := f.lay(&m); err != nil {
				return err
			}
			m.Target = f.target
			return a.work(cmd, func(ctx context.Context, s *session) error {
				if m.Zone == "" {
					m.Zone = s.policy.Zone
				}
				if m.Region == "" {
					m.Region = s.policy.Region
				}
				added, err := s.db.AddMember(ctx, s.by, m)
				if err != nil {
					return err
				}
				return a.print(s.memberOf(model.MemberRow{Member: added}), func(w io.Writer) {
					fmt.Fprintf(w, "%s works here as %s\n", added.Name, added.Role)
				})
			})
		},
	}
	f.define(cmd)
	return cmd
}

func (a *app) userSetCommand() *cobra.Command {
	var f memberFlags
	cmd := &cobra.Command{
		Use:     "set NAME",
		Short:   "Change a person's role, zone, region, target, or whether they are here",
		Example: "  ripen user set ines --role team-lead\n  ripen user set omar --active no",
		Args:    takes("NAME"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.active != "" {
				if _, err := model.OneOf("active", f.active, []string{"yes", "no"}); err != nil {
					return err
				}
			}
			if err := f.lay(&model.Member{}); err != nil {
				return err
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				return s.changeMember(ctx, args[0], func(m *model.Member) error {
					if f.active != "" {
						m.Active = f.active == "yes"
					}
					if cmd.Flags().Changed("target") {
						m.Target = f.target
					}
					return f.lay(m)
				})
			})
		},
	}
	f.define(cmd)
	cmd.Flags().StringVar(&f.active, "active", "", "yes or no: whether the person is here (`YN`)")
	return cmd
}

func (s *session) changeMember(ctx context.Context, name string, change func(*model.Member) error) error {
	row, err := s.member(ctx, "name", name)
	if err != nil {
		return err
	}
	if err := change(&row.Member); err != nil {
		return err
	}
	if err := s.db.SetMember(ctx, s.by, row.Member); err != nil {
		return err
	}
	return s.app.print(s.memberOf(row), func(w io.Writer) {
		target := row.Target
		if target == 0 {
			target = s.policy.DailyTarget
		}
		state := ""
		if !row.Active {
			state = ", not here at present"
		}
		fmt.Fprintf(w, "%s works here as %s, %d touches a day%s\n", row.Name, row.Role, target, state)
	})
}

func (a *app) userListCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List who works here",
		Example: "  ripen user list\n  ripen user list --json",
		Args:    takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.work(cmd, func(ctx context.Context, s *session) error {
				all, err := s.db.Members(ctx, s.by)
				if err != nil {
					return err
				}
				v := struct {
					Users []memberDoc `json:"users"`
				}{[]memberDoc{}}
				rows := [][]string{{"NAME", "ROLE", "LEADS", "DUE", "DONE", "TARGET", "ZONE", ""}}
				for _, m := range all {
					d := s.memberOf(m)
					v.Users = append(v.Users, d)
					state := ""
					if !m.Active {
						state = "not here"
					}
					rows = append(rows, []string{m.Name, string(m.Role), strconv.Itoa(m.Leads), strconv.Itoa(m.Due), strconv.Itoa(m.Done),
						strconv.Itoa(d.Target), m.Zone, state})
				}
				return a.print(v, func(w io.Writer) { table(w, "", rows) })
			})
		},
	}
}

// memberDoc is a person who works with Ripen.
type memberDoc struct {
	ID        *string      `json:"id"`
	Name      string       `json:"name"`
	Role      model.Role   `json:"role"`
	Zone      string       `json:"time_zone"`
	Region    model.Region `json:"region"`
	Active    bool         `json:"active"`
	Target    int          `json:"target"`
	Leads     int          `json:"leads"`
	Due       int          `json:"due"`
	Done      int          `json:"done"`
	Skips     int          `json:"skips"`
	Callbacks int          `json:"callbacks"`
}

func (s *session) memberOf(m model.MemberRow) memberDoc {
	target := m.Target
	if target == 0 {
		target = s.policy.DailyTarget
	}
	return memberDoc{ref(m.ID), m.Name, m.Role, m.Zone, m.Region, m.Active, target, m.Leads, m.Due, m.Done, m.Skips, m.Callbacks}
}

func (a *app) userLeaveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "leave NAME",
		Short:   "Plan a person's absence and who covers; not built yet",
		Example: "  ripen user leave dana --from 2026-12-21 --to 2027-01-04 --cover omar",
		Args:    takes("NAME"),
		RunE: func(*cobra.Command, []string) error {
			return model.Errorf(model.Refused, "absences are not planned by Ripen yet; until then give the leads away with ripen lead assign ID... --to USER")
		},
	}
	cmd.Flags().String("from", "", "the first `DATE`")
	cmd.Flags().String("to", "", "the last `DATE`")
	cmd.Flags().String("cover", "", "the `USER` who covers")
	return cmd
}

func (a *app) targetCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "target",
		Short:   "Set how many touches a day a person aims at",
		Example: "  ripen target set 50 --user omar",
	}
	cmd.AddCommand(a.targetSetCommand())
	return cmd
}

func (a *app) targetSetCommand() *cobra.Command {
	var name string
	cmd := &cobra.Command{
		Use:     "set N",
		Short:   "Set a person's touches a day; 0 is the team's number",
		Example: "  ripen target set 50\n  ripen target set 40 --user omar",
		Args:    takes("N"),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := strconv.Atoi(args[0])
			if err != nil || n < 0 || n > 1000 {
				return usage("n", "%q is no target; give touches a day from 1 to 1000, or 0 for the team's number", args[0])
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				if name == "" {
					name = s.by.Name
				}
				return s.changeMember(ctx, name, func(m *model.Member) error {
					m.Target = n
					return nil
				})
			})
		},
	}
	cmd.Flags().StringVar(&name, "user", "", "of the person `NAME`; without it, yours")
	return cmd
}
