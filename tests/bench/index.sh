#!/bin/sh
# index.sh HANSHO WORK N RUNS: four files of N records each as NVD's API gives
# them, from plain JSON to a committed index on one processor; then the same
# index when one small file has changed.  Prints MB a second and memory, of
# which mapped files are a part.
set -eu
hansho=$1
work=$2
n=$3
runs=$4
here=$(dirname "$0")
repo=$work/feeds
mirror=$repo/.hansho/feeds/nvd

mkdir -p "$repo/content/companies" "$repo/content/people" "$mirror"
sh "$here/repository.sh" "$repo"
printf 'feeds:\n  - {id: nvd, url: "https://example.com/nvd/"}\n' \
    >"$repo/content/feeds.yaml"
for file in 1 2 3 4; do
	awk -v from=$((file * n)) -v n="$n" -f "$here/index.awk" \
	    >"$mirror/nvd-$file.json"
done
bytes=$(cat "$mirror"/*.json | wc -c)
run=0
while [ "$run" -lt "$runs" ]; do
	run=$((run + 1))
	rm -rf "$repo/.hansho/cache" "$mirror/nvd-day.json"
	sh "$here/measure.sh" "$hansho" feeds -C "$repo" --jobs 1 \
	    >>"$work/index.times"
	awk -v from=1 -v n=$((n / 50 + run)) -f "$here/index.awk" \
	    >"$mirror/nvd-day.json"
	sh "$here/measure.sh" "$hansho" feeds -C "$repo" --jobs 1 \
	    >>"$work/day.times"
done
sort -n -k 2 "$work/index.times" | awk -v bytes="$bytes" '
	{ v[NR] = $2; if ($3 > kib) kib = $3 }
	END {
		s = v[int((NR + 1) / 2)]
		printf "feed index: %d MB in %.2f s of processor: %d MB/s (bar 100), %d MiB (bar 256)\n",
		    bytes / 1e6, s, bytes / 1e6 / s, kib / 1024
	}'
sort -n -k 2 "$work/day.times" | awk -v n=$((n / 50)) '
	{ v[NR] = $2 }
	END {
		printf "feed index: %d records more in %.2f s of processor\n",
		    n, v[int((NR + 1) / 2)]
	}'
rm -rf "$repo"
