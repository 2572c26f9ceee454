#!/bin/sh
# The design's row "history": 10,000 commits over 2,000 files, read by `hansho
# log` beside `git log --raw`, all printed; then the log of one case, read first
# and again from what was kept.  The contestants take turns.
#
#	usage: history.sh HANSHO WORK [COMMITS [RUNS]]
set -eu
LC_ALL=C
export LC_ALL
hansho=$1
work=$2
commits=${3:-10000}
runs=${4:-5}
here=$(dirname "$0")
repo=$work/history
one=cases/2026/PS-2026-0001

rm -rf "$repo"
git init -q -b main "$repo"
awk -v n="$commits" -f "$here/history.awk" | git -C "$repo" fast-import --quiet
git -C "$repo" repack -a -d -q
git -C "$repo" reset -q --hard
echo 'name: {ja: a, en: a}' >"$repo/content/organisation.yaml"

# once NAME COMMAND...: adds a line of measures to the file NAME.
once()
{
	name=$1
	shift
	sh "$here/measure.sh" "$@" >>"$work/history.$name"
}

# Wall time in milliseconds of something short: the mean of twenty.
again()
{
	sh "$here/measure.sh" sh -c \
	    'i=0; while [ $i -lt 20 ]; do "$1" log -C "$2" "$3"; i=$((i + 1)); done' \
	    sh "$hansho" "$repo" "$one" | awk '{ print $1 / 20, $2 / 20, $3 }' \
	    >>"$work/history.again"
}

median()
{
	sort -n -k "$2" "$work/history.$1" |
	    awk -v c="$2" '{ v[NR] = $c } END { print v[int((NR + 1) / 2)] }'
}

rm -f "$work"/history.*
run=0
while [ "$run" -lt "$runs" ]; do
	rm -rf "$repo/.hansho"
	once cold "$hansho" log -C "$repo"
	rm -rf "$repo/.hansho"
	once first "$hansho" log -C "$repo" "$one"
	again
	once git git -C "$repo" log --full-history -c --raw --no-renames \
	    --no-abbrev -- cases content products
	once plain git -C "$repo" log --raw
	run=$((run + 1))
done
echo "history: $commits commits over 2,000 files, median of $runs runs"
for name in cold git plain first again; do
	printf '%-28s %8.3f s %8.3f s of processor %6d MiB\n' "$name" \
	    "$(median $name 1)" "$(median $name 2)" \
	    $(($(median $name 3) / 1024))
done
awk -v cold="$(median cold 1)" -v first="$(median first 1)" \
    -v again="$(median again 1)" \
    -v git="$(median git 1)" -v plain="$(median plain 1)" 'BEGIN {
	printf "cold beside git, same list   %8.2f   (bar 1.5)\n", cold / git
	printf "cold beside git log --raw    %8.2f   (bar 1.5)\n", cold / plain
	printf "second run: times faster     %8.1f   (bar 20)\n", first / again
}'
rm -rf "$repo"
