// Package assets holds the files that Ripen carries inside its binary, as bytes:
// those who need one read it from [FS] and give it to the package that
// understands it.
//
//	cadences/*.toml      the cadences that Ripen comes with
//	guides/*.toml        answers that count, and questions to ask
//	playbook/playbook.md the playbook that Ripen comes with
//	templates/*.md       texts of e-mails, letters and calls, named CADENCE-STEP
//	industry/naics.tsv   NAICS codes with titles; its first line names the vintage
//	industry/sic.tsv     SIC divisions and major groups of 1987
//
// A folder of this package is embedded when its pattern stands below; a pattern
// must match at least one file.
package assets

import "embed"

//go:generate go run industry/generate.go

// FS holds the embedded files under their paths below this folder.
//
//go:embed cadences/*.toml guides/*.toml playbook/*.md templates/*.md
//go:embed industry/*.tsv industry/LICENSE.naics
var FS embed.FS
