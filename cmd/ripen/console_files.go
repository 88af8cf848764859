package main

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/adrg/xdg"

	"ripen/model"
	"ripen/model/clean"
)

// filesShown is how many names are offered for a path that is being typed.
const filesShown = 200

// listEndings are those of files that are lists by their name; others are
// offered after them, since a list is told by its content.
var listEndings = []string{".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm"}

// Files completes a path as typed: what begins like it in its folder, folders
// with a slash behind them, lists first. What is hidden is offered where its dot
// is typed, and a folder that cannot be read offers nothing.
func (d desktop) Files(_ context.Context, typed string) ([]string, error) {
	folder, begun := filepath.Split(typed)
	inside := fromHome(folder)
	if inside == "" {
		inside = "."
	}
	entries, err := os.ReadDir(inside)
	if err != nil {
		return nil, nil //nolint:nilerr // a folder that is not there yet completes to nothing
	}
	var out []string
	for _, e := range entries {
		name := e.Name()
		switch {
		case !strings.HasPrefix(strings.ToLower(name), strings.ToLower(begun)),
			strings.HasPrefix(name, ".") && !strings.HasPrefix(begun, "."),
			clean.Text(name) != name: // what a terminal could obey is typed by whoever made it
			continue
		}
		if isFolder(inside, e) {
			name += string(filepath.Separator)
		}
		out = append(out, folder+name)
	}
	slices.SortStableFunc(out, func(a, b string) int {
		return cmp.Or(cmp.Compare(fileOrder(a), fileOrder(b)), cmp.Compare(strings.ToLower(a), strings.ToLower(b)))
	})
	return out[:min(len(out), filesShown)], nil
}

// fileOrder puts lists first, then folders, then the rest.
func fileOrder(name string) int {
	switch {
	case slices.Contains(listEndings, strings.ToLower(filepath.Ext(name))):
		return 0
	case strings.HasSuffix(name, string(filepath.Separator)):
		return 1
	}
	return 2
}

// isFolder also follows a link to a folder.
func isFolder(inside string, e os.DirEntry) bool {
	if e.Type()&os.ModeSymlink == 0 {
		return e.IsDir()
	}
	st, err := os.Stat(filepath.Join(inside, e.Name()))
	return err == nil && st.IsDir()
}

// fromHome is a path with its leading ~ written out.
func fromHome(path string) string {
	if path == "~" {
		return xdg.Home
	}
	if rest, ok := strings.CutPrefix(path, "~"+string(filepath.Separator)); ok {
		return filepath.Join(xdg.Home, rest)
	}
	return path
}

// Look says what a file is and how its columns would be used.
func (d desktop) Look(ctx context.Context, _ model.Actor, path string, o model.ImportOptions) (model.ListLook, error) {
	return d.s.lookAt(ctx, fromHome(path), o)
}

// Import brings a file in.
func (d desktop) Import(ctx context.Context, _ model.Actor, path string, o model.ImportOptions, progress func(model.ImportProgress)) (model.ImportResult, error) {
	return d.s.bringIn(ctx, fromHome(path), o, progress)
}
