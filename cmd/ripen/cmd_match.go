package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"ripen/model"
)

func (a *app) matchCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "match",
		Short: "Review contacts and companies that may be one",
		Long: "Review contacts and companies that may be one. An import lays such pairs by and merges none of\n" +
			"them: a person says of each whether it is one, is kept as two, or is never the same.",
		Example: "  ripen match list --list \"Fair 2026\"\n  ripen match merge 12\n  ripen match never 13 14",
	}
	cmd.AddCommand(a.matchListCommand(), a.matchShowCommand(),
		a.matchSayCommand("merge", "Make the two of a pair one: empty fields are filled, nothing is overwritten"),
		a.matchSayCommand("both", "Keep both of a pair, for all that is known now"),
		a.matchSayCommand("never", "Say that the two of a pair are never the same"))
	return cmd
}

// sideDoc is one of the two of a pair.
type sideDoc struct {
	ID      string            `json:"id"`
	LeadID  *string           `json:"lead_id"`
	Name    string            `json:"name"`
	Company string            `json:"company"`
	Fields  map[string]string `json:"fields"`
	Touches int               `json:"touches"`
	Status  model.Status      `json:"status"`
	Owner   string            `json:"owner"`
	List    string            `json:"list"`
}

// pairDoc is a pair that may be one; a merge keeps a.
type pairDoc struct {
	ID    string          `json:"id"`
	Kind  string          `json:"kind"`
	Score int             `json:"score"`
	Why   string          `json:"why"`
	State model.NearState `json:"state"`
	List  string          `json:"list"`
	A     sideDoc         `json:"a"`
	B     sideDoc         `json:"b"`
}

func pairOf(p model.NearPair) pairDoc {
	side := func(s model.NearSide) sideDoc {
		return sideDoc{s.ID, ref(s.LeadID), s.Name, s.Company, s.Fields, s.Touches, s.Status, s.Owner, s.List}
	}
	return pairDoc{strconv.FormatInt(p.ID, 10), p.Kind, p.Score, p.Why, p.State, p.List, side(p.A), side(p.B)}
}

func (a *app) matchListCommand() *cobra.Command {
	var q model.NearQuery
	var state string
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List pairs that may be one, the likeliest first",
		Example: "  ripen match list\n  ripen match list --list \"Fair 2026\" --limit 10\n  ripen match list --state never --json",
		Args:    takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			q.State = model.NearState(state)
			return a.work(cmd, func(ctx context.Context, s *session) error {
				page, err := s.db.NearPairs(ctx, s.by, q)
				if err != nil {
					return err
				}
				v := struct {
					Pairs []pairDoc `json:"pairs"`
					Open  *int      `json:"open"` // null for more than a thousand
					More  bool      `json:"more"`
				}{Pairs: []pairDoc{}, More: page.More}
				if page.Open >= 0 {
					v.Open = &page.Open
				}
				for _, p := range page.Pairs {
					v.Pairs = append(v.Pairs, pairOf(p))
				}
				return a.print(v, func(w io.Writer) { pairsText(w, page, q.State) })
			})
		},
	}
	cmd.Flags().StringVar(&q.List, "list", "", "only pairs that came up with the list `NAME`")
	cmd.Flags().StringVar(&state, "state", "open", "what was said of them, `STATE`: open, merged, both, never")
	cmd.Flags().IntVar(&q.Limit, "limit", 50, "at most `N` pairs")
	return cmd
}

func pairsText(w io.Writer, page model.NearPage, state model.NearState) {
	if len(page.Pairs) == 0 {
		if state == model.NearOpen {
			fmt.Fprintln(w, "no pairs wait for review")
		} else {
			fmt.Fprintf(w, "no pairs are %s\n", state)
		}
		return
	}
	for _, p := range page.Pairs {
		fmt.Fprintf(w, "%d  %d %%  %s, %s (%s)  =?  %s, %s (%s)\n     %s\n",
			p.ID, p.Score, p.A.Name, p.A.Company, p.A.ID, p.B.Name, p.B.Company, p.B.ID, p.Why)
	}
	if page.More {
		fmt.Fprintln(w, "… and more; --limit shows them")
	}
}

// pairID reads the number of a pair.
func pairID(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n <= 0 {
		return 0, usage("id", "%q is no number of a pair; ripen match list shows them", text)
	}
	return n, nil
}

func (a *app) matchShowCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "show ID",
		Short:   "Show the two of a pair, field by field",
		Example: "  ripen match show 12\n  ripen match show 12 --json",
		Args:    takes("ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := pairID(args[0])
			if err != nil {
				return err
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				p, err := s.db.NearPair(ctx, s.by, n)
				if err != nil {
					return err
				}
				return a.print(pairOf(p), func(w io.Writer) { pairText(w, p) })
			})
		},
	}
}

func pairText(w io.Writer, p model.NearPair) {
	fmt.Fprintf(w, "%s pair %d, %s, %d %%: %s\n", p.Kind, p.ID, p.State, p.Score, p.Why)
	line := func(name, a, b string) {
		if a != "" || b != "" {
			fmt.Fprintf(w, "  %-9s %-36s %s\n", name, a, b)
		}
	}
	line("", p.A.ID+" of "+p.A.LeadID.String(), p.B.ID+" of "+p.B.LeadID.String())
	line("name", p.A.Name, p.B.Name)
	line("company", p.A.Company, p.B.Company)
	all := maps.Clone(p.A.Fields)
	maps.Copy(all, p.B.Fields)
	for _, f := range slices.Sorted(maps.Keys(all)) {
		line(f, p.A.Fields[f], p.B.Fields[f])
	}
	line("touches", strconv.Itoa(p.A.Touches), strconv.Itoa(p.B.Touches))
	line("status", string(p.A.Status), string(p.B.Status))
	line("owner", p.A.Owner, p.B.Owner)
	line("list", p.A.List, p.B.List)
}

// matchSayCommand is `match merge`, `match both` and `match never`.
func (a *app) matchSayCommand(verb, short string) *cobra.Command {
	return &cobra.Command{
		Use:     verb + " ID...",
		Short:   short,
		Long:    short + ".\nripen undo takes it back, one pair a time.",
		Example: "  ripen match " + verb + " 12\n  ripen match " + verb + " 12 13 --json",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var all []int64
			for _, arg := range args {
				n, err := pairID(arg)
				if err != nil {
					return err
				}
				all = append(all, n)
			}
			return a.work(cmd, func(ctx context.Context, s *session) error { return s.sayOfPairs(ctx, verb, all) })
		},
	}
}

// saidDoc is what became of a pair.
type saidDoc struct {
	ID      string   `json:"id"`
	LeadID  *string  `json:"lead_id"`
	Effects []string `json:"effects"`
}

func (s *session) sayOfPairs(ctx context.Context, verb string, all []int64) error {
	say := map[string]func(context.Context, model.Actor, int64) (model.Result, error){
		"merge": s.db.MergeNear, "both": s.db.KeepBoth, "never": s.db.NeverSame}[verb]
	v := struct {
		Pairs []saidDoc `json:"pairs"`
	}{}
	for _, n := range all {
		r, err := say(ctx, s.by, n)
		if err != nil {
			return err
		}
		v.Pairs = append(v.Pairs, saidDoc{strconv.FormatInt(n, 10), ref(r.LeadID), r.Effects})
	}
	return s.app.print(v, func(w io.Writer) {
		for _, p := range v.Pairs {
			for _, e := range p.Effects {
				fmt.Fprintf(w, "%s: %s\n", p.ID, e)
			}
		}
	})
}
