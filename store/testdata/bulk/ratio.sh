#!/bin/sh
# How long Ripen takes to bring a list into an empty database, against sqlite3
# doing .import, the CREATE INDEXes of the same columns and the full-text
# rebuild of the same texts, on the same file in the same run. Run it from
# anywhere on a machine that does nothing else:
#
#	store/testdata/bulk/ratio.sh [ROWS] [FILE]
#
# ROWS is a million unless given. FILE is a list of your own with the same
# columns. It prints seconds, CPU seconds and the most memory of each, and the
# ratio of the seconds. Needs go, sqlite3 and GNU time.
set -eu
rows=${1:-1000000}
top=$(cd "$(dirname "$0")/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$top"
go build -o "$work/ripen" ./cmd/ripen
list=${2:-}
if [ -z "$list" ]; then
	list=$work/list.csv
	go run ./store/testdata/bulk "$rows" >"$list"
fi
cat >"$work/base.sql" <<SQL
PRAGMA journal_mode = WAL;
.mode csv
.import $list list
CREATE INDEX list_email ON list("Email");
CREATE INDEX list_phone ON list("Direct Phone");
CREATE INDEX list_mobile ON list("Mobile Phone");
CREATE INDEX list_main ON list("Company Phone");
CREATE INDEX list_street ON list("Street", "City", "State", "Zip");
CREATE INDEX list_company ON list("Company", "City", "State", "Country");
CREATE INDEX list_website ON list("Website");
CREATE VIRTUAL TABLE list_fts USING fts5("Company", "Website", "First Name", "Last Name", "Job Title", "Email", "Direct Phone",
  "Mobile Phone", "Company Phone", "Street", "City", "State", "Zip", "Notes", content='list', prefix='2 3', detail=none, columnsize=0,
  tokenize="unicode61 remove_diacritics 2");
INSERT INTO list_fts(list_fts) VALUES('rebuild');
PRAGMA wal_checkpoint(TRUNCATE);
SQL
mkdir "$work/home"
/usr/bin/time -o "$work/base" -f "%e %U %S %M" sqlite3 "$work/base.db" <"$work/base.sql" >/dev/null
RIPEN_DB=$work/home/ripen.db /usr/bin/time -o "$work/ours" -f "%e %U %S %M" \
	"$work/ripen" import "$list" --list ratio --as Ratio >"$work/said"
sed -n 2,7p "$work/said"
awk -v sqlite="$(cat "$work/base")" -v ripen="$(cat "$work/ours")" 'BEGIN {
	split(sqlite, s, " "); split(ripen, r, " ")
	printf "sqlite3  %7.1f s  %7.1f s CPU  %5d MiB\n", s[1], s[2] + s[3], s[4] / 1024
	printf "ripen    %7.1f s  %7.1f s CPU  %5d MiB\n", r[1], r[2] + r[3], r[4] / 1024
	printf "ratio    %7.2f    %7.2f of the CPU\n", r[1] / s[1], (r[2] + r[3]) / (s[2] + s[3])
}'
