#!/bin/sh
# `check` holds the CSAF documents of published cases, and of those whose
# approval has begun, against the standard, and points at the case's own lines.
. "$ROOT/tests/e2e/lib/common.sh"

case=cases/2026/PS-2026-0138/case.md

# with LINE...: the example with lines behind the first flaw's exploitation.
with()
{
	rm -rf ex
	mkdir ex
	cp -R "$ROOT/content" "$ROOT/cases" "$ROOT/products" ex
	for line; do
		printf '%s\n' "$line"
	done >lines
	sed '/^    exploitation: none/r lines' "$ROOT/$case" >ex/$case
	! cmp -s "$ROOT/$case" ex/$case || fail "nothing was added"
}

# at TEXT: where a line of the case stands.
at()
{
	grep -n -F "$1" ex/$case | sed 's/:.*//;q'
}

# said PATTERN: what check says.
said()
{
	grep -q "$1" out || {
		fail "check does not say '$1'"
		sed 's/^/	/;20q' out
	}
}

run 0 check -C "$ROOT" --now $now
grep -q 'csaf-' out && fail "the example has findings"

with '    involvements:' \
    '      - {party: vendor, status: completed, date: 2026-10-01}' \
    '      - {party: vendor, status: open, date: 2026-10-01}'
run 1 check -C ex --now $now
said "$case:$(at 'status: open'):.*error.*6\.1\.24.*\[csaf-finding\]"

with '    involvements:' '      - {party: vendor, status: open}'
run 0 check -C ex --now $now
said "$case:$(at 'status: open'):.*alert.*6\.2\.7.*\[csaf-advice\]"

"$HANSHO" explain csaf-finding >out || fail "csaf-finding has no explanation"
exit $failed
