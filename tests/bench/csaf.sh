#!/bin/sh
# The design's row "CSAF": documents checked in a second of one processor, by
# `hansho csaf` and by csaf-validator-lib, both warm in one process; the time of
# one document with start-up; and whether the verdicts agree.
#
# Documents: those of the OASIS suite and of publishers below HANSHO_DATA, else
# those that the example group publishes.
#
#	usage: csaf.sh HANSHO WORK [RUNS]
set -eu
LC_ALL=C
export LC_ALL
hansho=$1
work=$2
runs=${3:-3}
here=$(dirname "$0")
root=$here/../..
now=2026-11-22T09:00+09:00
list=$work/csaf-list
modules=$root/build/node

if [ -n "${HANSHO_DATA:-}" ]; then
	find "$HANSHO_DATA/csaf" "$HANSHO_DATA/csaf-suite/2.0/validator" \
	    -name '*.json' ! -name testcases.json
else
	"$hansho" build -C "$root" --now $now --export csaf \
	    -o "$work/csaf-site" >/dev/null
	find "$work/csaf-site/public/.well-known/csaf/white" -name '*.json'
fi | sort >"$list"
count=$(wc -l <"$list")
bytes=$(xargs cat <"$list" | wc -c)

# Often enough for the clock: the list again and again, at least 20 MB.
times=$((20000000 / bytes + 1))
i=0
while [ "$i" -lt "$times" ]; do
	cat "$list"
	i=$((i + 1))
done >"$work/csaf-long"

# What is not valid ends with 1, which is no failure here.
median()
{
	run=0
	while [ "$run" -lt "$runs" ]; do
		sh "$here/measure.sh" sh -c "$@"
		run=$((run + 1))
	done | sort -n -k 2 |
	    awk '{ v[NR] = $2 } END { print v[int((NR + 1) / 2)] }'
}

all=$(median 'xargs "$1" csaf -j 1 --format json <"$2" || :' \
    sh "$hansho" "$work/csaf-long" | awk -v n="$times" '{ print $1 / n }')
one=$(median 'for i in 0 1 2 3 4 5 6 7 8 9; do
	for j in 0 1 2 3 4 5 6 7 8 9; do
		"$1" csaf -j 1 --format json "$2" || :
	done
done' sh "$hansho" "$(sed -n 1p "$list")")
xargs "$hansho" csaf -j 1 --format json <"$list" >"$work/csaf-ours" || :

echo "CSAF: $count documents, $((bytes / 1000)) kB, median of $runs runs, one processor"
awk -v n="$count" -v bytes="$bytes" -v s="$all" -v one="$one" 'BEGIN {
	s = s > 0 ? s : 0.001
	printf "hansho csaf          %8.0f documents/s %8.1f MB/s   (bar 40)\n",
	    n / s, bytes / s / 1e6
	printf "one document         %8.1f ms with start-up   (bar 10)\n",
	    one * 10
}'

if ! command -v node >/dev/null 2>&1 || [ ! -e "$modules/installed" ]; then
	echo "skip: comparison: csaf-validator-lib is not in build/node" \
	    "(tests/e2e/csaf_validator.sh installs it)"
	exit 0
fi

# A module finds its libraries beside itself.
cp "$here/csaf_peer.mjs" "$modules/csaf-peer.mjs"
node "$modules/csaf-peer.mjs" "$list" "$work/csaf-ours" >"$work/csaf-theirs"
awk -v n="$count" -v ours="$all" '
	$1 == "seconds" {
		printf "csaf-validator-lib   %8.0f documents/s; hansho is %.0f " \
		    "times as fast   (bar 10)\n", n / $2, $2 / ours
		next
	}
	{ print }' "$work/csaf-theirs"
