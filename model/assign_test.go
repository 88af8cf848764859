package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWhoGetsAList(t *testing.T) {
	team := map[string]MemberID{"dana": 1, "omar": 2}
	find := func(name string) (MemberID, error) {
		if id, ok := team[name]; ok {
			return id, nil
		}
		return 0, Errorf(NotFound, "nobody is called %s", name)
	}
	for text, want := range map[string][]Assignment{
		"":                            nil,
		"dana":                        {{Member: 1}},
		" dana , omar,":               {{Member: 1}, {Member: 2}},
		"dana: us-ma US-NY, omar: DE": {{1, []Region{"US-MA", "US-NY"}}, {2, []Region{"DE"}}},
		"dana: CA-QC  , omar":         {{1, []Region{"CA-QC"}}, {Member: 2}},
	} {
		got, err := ParseAssignments(text, find)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		} else if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q: %s", text, d)
		}
	}
	for text, code := range map[string]Code{"ines": NotFound, "dana:": Invalid, "dana: Massachusetts": Invalid, "dana: US-": Invalid, ": DE": Invalid, "dana omar": NotFound} {
		if got, err := ParseAssignments(text, find); CodeOf(err) != code {
			t.Errorf("%q gives %v, %v", text, got, err)
		}
	}
}
