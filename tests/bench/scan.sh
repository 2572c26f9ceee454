#!/bin/sh
# scan.sh HANSHO REPO WORK RUNS NOW: the leak scan's rate on one processor: all
# files of the public edition of REPO, reading them included, without the time
# that the search of an empty folder takes (loading, deriving the terms).
set -eu
hansho=$1
repo=$2
work=$3
runs=$4
now=$5
here=$(dirname "$0")
site=$work/scan-site

"$hansho" build -C "$repo" --now "$now" -o "$site" >"$work/out" 2>&1 ||
    { tail -5 "$work/out"; exit 1; }
mkdir -p "$work/scan-empty"
bytes=$(find "$site/public" -type f -printf '%s\n' | awk '{ s += $1 }
	END { print s }')
run=0
while [ "$run" -lt "$runs" ]; do
	for dir in "$site/public" "$work/scan-empty"; do
		sh "$here/measure.sh" "$hansho" leakcheck "$dir" -C "$repo" \
		    --now "$now" --audience public --jobs 1 \
		    >>"$work/${dir##*/}.times"
	done
	run=$((run + 1))
done
paste "$work/public.times" "$work/scan-empty.times" | awk '{ print $2 - $5 }' |
    sort -n | awk -v bytes="$bytes" '{ v[NR] = $1 }
	END {
		s = v[int((NR + 1) / 2)]
		printf "leak scan: %d MB in %.2f s of processor: %d MB/s (bar 200)\n",
		    bytes / 1e6, s, bytes / 1e6 / s
	}'
rm -rf "$site" "$work/.scan-site.work" "$work/scan-empty"
