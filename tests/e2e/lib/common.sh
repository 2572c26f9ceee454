#!/bin/sh
# What end-to-end scripts share that ask one question after the other and tell
# all failures: they begin with `. "$ROOT/tests/e2e/lib/common.sh"`, work in
# $TMP, and end with `exit $failed`.
set -u
cd "$TMP" || exit 1
LC_ALL=C.UTF-8 LANG=C
export LC_ALL LANG
now=2026-11-22T09:00+09:00
failed=0
. "$ROOT/tests/e2e/lib/must.sh"
. "$ROOT/tests/e2e/lib/need.sh"
need python3

fail()
{
	echo "FAIL $*"
	failed=1
}

# run STATUS COMMAND...: hansho, into the file out, faults into err.
run()
{
	want=$1
	shift
	"$HANSHO" "$@" >out 2>err
	status=$?
	[ "$status" = "$want" ] || {
		fail "status $status instead of $want: hansho $*"
		sed 's/^/	/;10q' err
	}
	ran=$*
}

# json EXPRESSION: true of the document d in out.
json()
{
	python3 -c 'import json, sys
d = json.load(open("out", encoding="utf-8"))
assert eval(sys.argv[1]), sys.argv[1]' "$1" 2>err ||
	    fail "json: $1 in hansho $ran"
}
