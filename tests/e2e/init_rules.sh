#!/bin/sh
# A new repository gets the clock rules, calendars, stages and decision tables that
# the examples prove.
set -eu

from=$ROOT/content
to=$ROOT/templates/init/content

diff -r "$from/deadlines" "$to/deadlines"
diff -r "$from/ssvc" "$to/ssvc"
diff "$from/stages.yaml" "$to/stages.yaml"
for calendar in jp us-federal; do
	diff "$from/calendars/$calendar.yaml" "$to/calendars/$calendar.yaml"
done

# They load without an error, and say so on the day after.
"$HANSHO" init "$TMP/new" >"$TMP/out" 2>&1
"$HANSHO" check -C "$TMP/new" >"$TMP/out" 2>&1 || {
	cat "$TMP/out"
	exit 1
}
