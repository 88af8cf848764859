package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"ripen/model"
)

// exportNames is how many exports of one minute find a name.
const exportNames = 99

// ExportLeads writes leads as CSV into the working directory, under a name made
// of the hour, and says where the file stands and how many leads it holds. A
// file that is there already is never written over.
func (d desktop) ExportLeads(ctx context.Context, by model.Actor, leads []model.LeadID) (file string, n int, err error) {
	stem := "leads-" + d.s.app.now().In(by.Zone).Format("2006-01-02-1504")
	for i := range exportNames {
		name := stem + ".csv"
		if i > 0 {
			name = fmt.Sprintf("%s-%d.csv", stem, i+1)
		}
		if file, err = filepath.Abs(name); err != nil {
			return "", 0, unwritable(name, err)
		}
		err = newFile(file, false, func(w io.Writer) (err error) {
			n, err = d.Store.ExportLeads(ctx, by, leads, w)
			return err
		})
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		return "", 0, err
	}
	return file, n, nil
}
