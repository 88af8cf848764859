// Package local keeps files beside the database that outlive it. Here: drafts,
// what a person has typed into a form and not yet saved, so that a closed
// terminal or a refused write loses no words.
//
// Files are one JSON document each, readable by their owner only (0600 in a
// 0700 directory) and replaced whole: a reader sees the old or the new text,
// never half of one.
package local

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"ripen/model"
)

// Draft is a form as it was left.
type Draft struct {
	Key    string            `json:"key"` // of the form: "touch/L41", "attribute/L41/budget"
	At     time.Time         `json:"at"`  // when it was last typed in
	Fields map[string]string `json:"fields"`
}

// Drafts is a directory of drafts, one file for each form key. It is made at
// the first draft.
type Drafts struct{ dir string }

// NewDrafts keeps drafts in dir.
func NewDrafts(dir string) *Drafts { return &Drafts{dir: dir} }

// file of a key: a hash, since keys may hold what file systems do not take or
// do not tell apart.
func (d *Drafts) file(key string) string {
	sum := sha256.Sum256([]byte(key))
	return filepath.Join(d.dir, hex.EncodeToString(sum[:16])+".json")
}

// Save keeps the draft in place of an earlier one of its key. A draft without
// any text in its fields is dropped instead.
func (d *Drafts) Save(draft Draft) error {
	if draft.Key == "" {
		return model.Errorf(model.Internal, "a draft needs a key")
	}
	if empty(draft.Fields) {
		return d.Drop(draft.Key)
	}
	b, err := json.MarshalIndent(draft, "", "  ")
	if err != nil {
		return model.Errorf(model.Internal, "the draft could not be written: %w", err)
	}
	if err := os.MkdirAll(d.dir, 0o700); err != nil {
		return unwritable(err)
	}
	if err := replace(d.file(draft.Key), append(b, '\n')); err != nil {
		return unwritable(err)
	}
	return nil
}

// Load returns the draft of the key and whether there is one. A file that
// cannot be read is an error, so that it is told from no draft.
func (d *Drafts) Load(key string) (Draft, bool, error) {
	draft, err := read(d.file(key))
	if errors.Is(err, fs.ErrNotExist) {
		return Draft{}, false, nil
	}
	if err != nil {
		return Draft{}, false, model.Errorf(model.Internal, "the draft could not be read: %w", err)
	}
	return draft, draft.Key == key, nil
}

// Drop forgets the draft of the key; none is no error.
func (d *Drafts) Drop(key string) error {
	if err := os.Remove(d.file(key)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unwritable(err)
	}
	return nil
}

// All returns the drafts whose key begins with prefix, the newest first. Files
// that cannot be read are passed over.
func (d *Drafts) All(prefix string) ([]Draft, error) {
	names, err := os.ReadDir(d.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, model.Errorf(model.Internal, "the drafts could not be read: %w", err)
	}
	var out []Draft
	for _, n := range names {
		if filepath.Ext(n.Name()) != ".json" {
			continue
		}
		if draft, err := read(filepath.Join(d.dir, n.Name())); err == nil && strings.HasPrefix(draft.Key, prefix) {
			out = append(out, draft)
		}
	}
	slices.SortFunc(out, func(a, b Draft) int { return cmp.Or(b.At.Compare(a.At), strings.Compare(a.Key, b.Key)) })
	return out, nil
}

func read(file string) (Draft, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return Draft{}, err
	}
	var draft Draft
	return draft, json.Unmarshal(b, &draft)
}

func empty(fields map[string]string) bool {
	for _, v := range fields {
		if strings.TrimSpace(v) != "" {
			return false
		}
	}
	return true
}

func unwritable(err error) error {
	return model.Errorf(model.Internal, "the draft could not be kept: %w", err)
}

// replace writes b to a file beside and puts it in the place of file once its
// bytes are on the disk.
func replace(file string, b []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(file), ".draft-*") // made 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // what failed is the error that counts
		}
	}()
	_, err = f.Write(b)
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), file)
}
