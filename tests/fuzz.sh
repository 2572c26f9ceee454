#!/bin/sh
# Run one fuzz target for some seconds.  What it learns stays in
# $B/fuzz/corpus/TARGET; a crash is written to $B/fuzz/TARGET-*: put it into
# tests/attack/TARGET/ under a name that says what it does.
#
#	usage: B=build tests/fuzz.sh TARGET SECONDS
set -eu
mkdir -p "$B/fuzz/corpus/$1"
set -- "$1" "$2" "$B/fuzz/corpus/$1"
for seeds in "tests/fuzz/corpus/$1" "tests/attack/$1"; do
	[ -d "$seeds" ] && set -- "$@" "$seeds"
done
target=$1
seconds=$2
shift 2
exec "$B/fuzz/fuzz-$target" -max_total_time="$seconds" -timeout=10 \
    -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$B/fuzz/$target-" "$@"
