package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ripen/model"
	"ripen/model/document"
)

// ExportQuality writes the letter to the makers of the lists, and says where it
// stands. Where a file stands there already it is refused with code
// [model.Conflict], unless over says that it goes.
func (d desktop) ExportQuality(_ context.Context, q model.Quality, path string, over bool) (string, error) {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if dir, err := os.UserHomeDir(); err == nil {
			path = filepath.Join(dir, rest)
		}
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return "", unwritable(path, err)
	}
	if st, err := os.Stat(path); err == nil && !st.IsDir() && !over {
		return "", model.Errorf(model.Conflict, "%s is there already", path)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", unwritable(path, err)
	}
	if err := writeFile(path, document.Quality(q)); err != nil {
		return "", unwritable(path, err)
	}
	return path, nil
}
