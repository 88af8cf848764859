#!/bin/sh
# Makes a large database out of the demonstration's: a season of BASE leads as
# Ripen itself makes it, then COPIES of every row of it with numbers of their
# own, companies told apart by name, people by number and address.
#
#	store/testdata/million/fill.sh FILE [BASE [COPIES]]
#
# 10,000 leads a hundred times over are a million with some twelve million
# touches, twelve gigabytes and a quarter of an hour. Each copy has a team of
# its own, "Dana Ortiz 37": a person has as many leads as in the demonstration.
# Rows that tell the days of people (queue, exposures) and images for undo are
# not copied. Needs go, sqlite3.
set -eu
file=$1 base=${2:-10000} copies=${3:-100}
top=$(cd "$(dirname "$0")/../../.." && pwd)
[ ! -e "$file" ] || { echo "$file is there already" >&2; exit 1; }
RIPEN_NOW=${RIPEN_NOW:-2026-11-24T15:42:00Z}
export RIPEN_NOW
(cd "$top" && go run ./cmd/ripen demo --leads "$base" --db "$file" </dev/null)

# Columns that name a row of a copied table, and are 0 where they name none.
refs="action_id company_id contact_id doc_id enrolment_id evidence_id handoff_id lead_id point_id touch_id words_id \
value_words quote_words document_words note_words dossier_doc subject_id answers voids undoes next_contact merged_into \
owner_id member_id to_id submitted_by approved_by rejected_by disputed_by rule_by outcome_by role_set_by"
tables="member company lead contact point enrolment action words doc note touch evidence attribute_now handoff handoff_event defect lead_text touch_sum due_sum lead_sum"
step=100000000

ask() { sqlite3 -batch "$file" "$1"; }
columns() { ask "SELECT name FROM pragma_table_info('$1') ORDER BY cid"; }

# value is what a copy has in a column of a table.
value() {
  case "$1.$2" in
  member.name | member.name_key | company.name | company.name_key) echo "$2 || ' ' || k.copy" ;;
  company.domain) echo "CASE domain WHEN '' THEN '' ELSE k.copy || '.' || domain END" ;;
  point.key | point.shown) echo "CASE kind WHEN 'phone' THEN substr(key, 1, length(key) - 7) || printf('%07d', (id * 7919 + k.copy * 104729) % 10000000) ELSE k.copy || '.' || $2 END" ;;
  action.undoable) echo 0 ;;
  lead_text.body) echo "body || ' ' || k.copy" ;;
  *.id) echo "id + k.copy * $step" ;;
  *) case " $refs " in
    *" $2 "*) echo "CASE $2 WHEN 0 THEN 0 ELSE $2 + k.copy * $step END" ;;
    *) echo "$2" ;;
    esac ;;
  esac
}

# own is the column by which a row of the demonstration itself is told.
own() {
  case $1 in
  attribute_now) echo lead_id ;;
  touch_sum) echo member_id ;;
  due_sum | lead_sum) echo owner_id ;;
  *) echo id ;;
  esac
}

{
  echo "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; PRAGMA temp_store = FILE; PRAGMA foreign_keys = OFF;"
  echo "CREATE TEMP TABLE k AS WITH RECURSIVE c(copy) AS (SELECT 1 UNION ALL SELECT copy + 1 FROM c WHERE copy < $copies - 1) SELECT copy FROM c WHERE $copies > 1;"
  # Triggers would count copy by copy and index text by text: the sums are
  # multiplied and the text is indexed in one go instead; indexes are made anew.
  ask "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master WHERE type = 'trigger'"
  ask "SELECT 'DROP INDEX ' || name || ';' FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
  for t in $tables; do
    list= into=
    for c in $(columns "$t"); do
      list="$list${list:+, }$(value "$t" "$c")"
      into="$into${into:+, }$c"
    done
    echo "INSERT INTO $t($into) SELECT $list FROM k CROSS JOIN $t WHERE $(own "$t") < $step ORDER BY k.copy;"
  done
  for t in lead_month defect_sum; do echo "UPDATE $t SET n = n * $copies;"; done
  for t in $tables; do [ "$(own "$t")" != id ] || [ "$t" = lead_text ] || echo "UPDATE seq SET next = max(next, (SELECT max(id) + 1 FROM $t)) WHERE name = '$t';"; done
  # sqlite3 may be older than the index's format, which is the older one's with
  # one more way to delete: it is rebuilt as the older one, and named back.
  echo "CREATE TEMP TABLE conf AS SELECT k, v FROM lead_fts_config WHERE k IN ('version', 'secure-delete');"
  echo "UPDATE lead_fts_config SET v = 4 WHERE k = 'version'; DELETE FROM lead_fts_config WHERE k = 'secure-delete';"
  echo "INSERT INTO lead_fts(lead_fts) VALUES('rebuild');"
  echo "INSERT OR REPLACE INTO lead_fts_config SELECT k, v FROM conf;"
  ask "SELECT sql || ';' FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
  ask "SELECT sql || ';' FROM sqlite_master WHERE type = 'trigger'"
  echo "ANALYZE; PRAGMA journal_mode = WAL;"
} >"$file.sql"
sqlite3 -batch -bail "$file" <"$file.sql" >/dev/null
rm "$file.sql"
ask "SELECT (SELECT count(*) FROM lead) || ' leads, ' || (SELECT count(*) FROM touch) || ' touches in $file'"
