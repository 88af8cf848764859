package store

import (
	"context"
	"slices"

	"ripen/model"
)

// FilterValues are the values that a key of a written filter has here, for
// completing it: the people who work here, lists, where leads came from, and
// cadences, by the alphabet. nil for the other keys.
func (s *Store) FilterValues(ctx context.Context, _ model.Actor, key string) ([]string, error) {
	var out []string
	err := s.read(ctx, func(q querier) error {
		a, err := loadAroundAll(ctx, q)
		if err != nil {
			return err
		}
		switch key {
		case "owner":
			for _, name := range a.owners {
				out = append(out, name)
			}
		case "list":
			for _, l := range a.lists {
				out = append(out, l.Name)
			}
		case "source":
			for _, l := range a.lists {
				if l.Source != "" {
					out = append(out, l.Source)
				}
			}
			out = append(out, model.FoundPlaces...)
		case "cadence":
			out, err = cadenceNames(ctx, q)
		}
		return err
	})
	slices.Sort(out)
	return slices.Compact(out), err
}

func cadenceNames(ctx context.Context, q querier) (out []string, err error) {
	texts, err := nowTexts(ctx, q)
	for _, n := range texts {
		if n.kind == textCadence {
			out = append(out, n.key)
		}
	}
	return out, err
}
