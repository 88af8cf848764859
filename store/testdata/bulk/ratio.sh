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
# ratio of the seconds: until the list is in, with all that is cleaned, checked,
# identified, indexed and found by search; and with the look for near matches,
# which comes after that and has no counterpart. Needs go, sqlite3 and GNU time.
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

# When the list is in is told by somebody else who reads the database.
began=$(date +%s.%N)
(
	until [ "$(sqlite3 -readonly "$work/home/ripen.db" "SELECT count(*) FROM list WHERE state = 'done'" 2>/dev/null)" = 1 ]; do
		sleep 0.2
	done
	date +%s.%N >"$work/in"
) &
RIPEN_DB=$work/home/ripen.db /usr/bin/time -o "$work/ours" -f "%e %U %S %M" \
	"$work/ripen" import "$list" --list ratio --as Ratio >"$work/said"
wait
sed -n 2,7p "$work/said"
awk -v sqlite="$(cat "$work/base")" -v ripen="$(cat "$work/ours")" -v began="$began" -v in_="$(cat "$work/in")" 'BEGIN {
	split(sqlite, s, " "); split(ripen, r, " ")
	took = in_ - began
	printf "sqlite3              %7.1f s  %7.1f s CPU  %5d MiB\n", s[1], s[2] + s[3], s[4] / 1024
	printf "ripen, list is in    %7.1f s\n", took
	printf "ripen, to the end    %7.1f s  %7.1f s CPU  %5d MiB\n", r[1], r[2] + r[3], r[4] / 1024
	printf "ratio                %7.2f    (to the end %.2f)\n", took / s[1], r[1] / s[1]
}'
