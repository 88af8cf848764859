#!/bin/sh
# How long `ripen queue` takes at N leads against taskwarrior's `task next` at N
# tasks, on databases that it fills, in the same run:
#
#	store/testdata/million/taskwarrior.sh [N]
#
# N is 100,000 unless given. Both print their first fifty lines; the median of
# seven runs counts, after one that nobody counts. Needs go, sqlite3, task and
# a date that tells nanoseconds.
set -eu
n=${1:-100000}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
RIPEN_NOW=2026-11-24T15:42:00Z XDG_DATA_HOME=$work/home XDG_STATE_HOME=$work/home XDG_CONFIG_HOME=$work/home
export RIPEN_NOW XDG_DATA_HOME XDG_STATE_HOME XDG_CONFIG_HOME
(cd "$here/../../.." && go build -o "$work/ripen" ./cmd/ripen)
"$here/fill.sh" "$work/leads.db" $((n / 10)) 10

TASKDATA=$work/task TASKRC=$work/taskrc
export TASKDATA TASKRC
mkdir "$TASKDATA"
printf 'confirmation=no\nverbose=nothing\ngc=off\nhooks=off\ncolor=off\ndefaultwidth=120\n' >"$TASKRC"
awk -v n="$n" 'BEGIN {
  srand(7)
  for (i = 0; i < n; i++) {
    printf "{\"uuid\":\"%08x-0000-4000-8000-%012x\",\"status\":\"pending\",\"entry\":\"202610%02dT090000Z\",\"due\":\"2026%02d%02dT150000Z\",", i, i, 1 + i % 28, 11 + i % 2, 1 + int(rand() * 28)
    printf "\"project\":\"list%d\",\"priority\":\"%s\",\"description\":\"call %d of company %d\"}\n", i % 5, substr("HML", 1 + i % 3, 1), i % 9, i
  }
}' >"$work/tasks.json"
task import "$work/tasks.json" >/dev/null 2>&1

ms() { # the median of seven runs in milliseconds
  "$@" >/dev/null
  for _ in 1 2 3 4 5 6 7; do
    a=$(date +%s%N)
    "$@" >/dev/null
    b=$(date +%s%N)
    echo $(((b - a) / 1000000))
  done | sort -n | sed -n 4p
}
ours=$(ms "$work/ripen" --db "$work/leads.db" --as "Dana Ortiz" queue --limit 50)
theirs=$(ms task rc.report.next.filter=status:pending limit:50 next)
echo "ripen queue at $n leads: $ours ms; task next at $n tasks: $theirs ms; $((theirs / (ours > 0 ? ours : 1))) times as fast"
