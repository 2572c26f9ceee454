#!/bin/sh
# make bench: the bars of the design's section 9 that can be measured so far,
# as ratios against public tools in one run, in memory (/dev/shm) where there
# is some.  The contestants take turns, so that a busy machine hurts all alike.
#
#	usage: [BENCH="build score history scan csaf import feed index match"]
#	    [N=10000] [RUNS=3] tests/bench.sh
#
# BENCH names the parts to run: build, score, history, scan, csaf,
# import, feed, index, match.
set -eu
LC_ALL=C
export LC_ALL

BENCH=${BENCH:-build score history scan csaf import feed index match}
N=${N:-10000}
RUNS=${RUNS:-3}
NOW=2026-11-22T09:00+09:00
hansho=${HANSHO:-build/hansho}
here=$(dirname "$0")
base=${TMPDIR:-/tmp}
[ -d /dev/shm ] && [ -w /dev/shm ] && base=/dev/shm
work=$(mktemp -d "$base/hansho-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM
repo=$work/repo
hugo=$work/hugo

make_input()
{
	mkdir -p "$repo/content/companies" "$repo/content/people" \
	    "$hugo/content/ja/advisories" "$hugo/content/en/advisories"
	sh "$here/bench/repository.sh" "$repo"
	awk -v n="$N" 'BEGIN {
		for (i = 1; i <= n; i++)
			printf "cases/2026/PS-2026-%05d\n", i
	}' | (cd "$repo" && xargs mkdir -p)
	awk -v n="$N" -v dir="$repo" -v hugo="$hugo" \
	    -f "$here/bench/advisories.awk"
}

# Each begins with nothing there.
clean()
{
	rm -rf "$work/site" "$work/.site.work" "$hugo/public" "$hugo/resources"
}

build()
{
	"$hansho" build -C "$repo" --now $NOW -o "$work/site" "$@" \
	    >"$work/out" 2>&1 || { head -20 "$work/out"; exit 1; }
}

# pages FOLDER PATTERN: "COUNT BYTES" of the advisories' pages there.
pages()
{
	find "$1" -type f -path "$2" -printf '%s\n' |
	    awk '{ s += $1 } END { printf "%d %d\n", NR, NR ? s / NR : 0 }'
}

# Have the peer make pages of the same length as ours, all of them.
tune_peer()
{
	clean
	build --export html
	set -- $(pages "$work/site" '*/advisories/BN-*.html')
	[ "$1" -eq $((2 * N)) ] || { echo "bench: $1 pages of ours"; exit 1; }
	ours=$2
	page=$work/page.html
	cp "$work/site/public/ja/advisories/BN-2026-00001.html" "$page"
	fill=0
	for round in 1 2; do
		rm -rf "$hugo/public"
		sh "$here/bench/peer.sh" "$hugo" "$page" "$fill"
		hugo --quiet -s "$hugo" -d public
		set -- $(pages "$hugo/public" '*/advisories/bn-*/index.html')
		[ "$1" -eq $((2 * N)) ] ||
		    { echo "bench: hugo made $1 pages"; exit 1; }
		[ $round -eq 2 ] || fill=$((ours > $2 ? ours - $2 : 0))
	done
	echo "bytes a page: hansho $ours, hugo $2; $1 pages each"
}

# once NAME COMMAND...: one run, added to the file NAME.
once()
{
	name=$1
	shift
	clean
	sh "$here/bench/measure.sh" "$@" >>"$work/$name.times" ||
	    { echo "bench: $name failed"; exit 1; }
}

# result NAME TEXT: prints it and sets NAME_s, NAME_cpu and NAME_kib, each the
# median.
result()
{
	for column in 1 2 3; do
		sort -n -k $column "$work/$1.times" |
		    awk -v c=$column 'NR { v[NR] = $c }
			END { print v[int((NR + 1) / 2)] }'
	done >"$work/medians"
	{ read -r s; read -r cpu; read -r kib; } <"$work/medians"
	printf '%-28s %8.2f s %8.2f s of processor %6d MiB\n' "$2" "$s" \
	    "$cpu" $((kib / 1024))
	eval "$1_s=\$s $1_cpu=\$cpu $1_kib=\$kib"
}

# ratio TEXT A B BAR: A / B, and what it should be.
ratio()
{
	awk -v text="$1" -v a="$2" -v b="$3" -v bar="$4" 'BEGIN {
		printf "%-28s %8.2f   (%s)\n", text, a / b, bar }'
}

# part NAME: whether it is asked for.
part()
{
	case " $BENCH " in
	*" $1 "*) return 0 ;;
	esac
	return 1
}

for name in $BENCH; do
	case $name in
	build | score | history | scan | csaf | import | feed | index | match) ;;
	*)
		echo "bench: there is no part '$name': build, score, history," \
		    "scan, csaf, import, feed, index, match"
		exit 2
		;;
	esac
done
if part score; then
	sh "$here/bench/score.sh" "$hansho" "$work" 500000 "$RUNS"
fi
if part history; then
	sh "$here/bench/history.sh" "$hansho" "$work" 10000 "$RUNS"
fi
if part import; then
	sh "$here/bench/import.sh" "$hansho" "$work" 2000 "$RUNS"
fi
if part csaf; then
	sh "$here/bench/csaf.sh" "$hansho" "$work" "$RUNS"
fi
if part index; then
	sh "$here/bench/index.sh" "$hansho" "$work" 15000 "$RUNS"
fi
if part feed; then
	sh "$here/bench/feed.sh" "$(dirname "$hansho")/plain/libhansho.a" \
	    "$work" 200 "$RUNS"
fi
if part match; then
	sh "$here/bench/match.sh" "$hansho" \
	    "$(dirname "$hansho")/plain/libhansho.a" "$work" "$RUNS"
fi
part build || part scan || exit 0

echo "making $N advisories in two languages"
make_input
if part scan; then
	sh "$here/bench/scan.sh" "$hansho" "$repo" "$work" "$RUNS" $NOW
fi
part build || exit 0
has_peer=false
if command -v hugo >/dev/null 2>&1; then
	has_peer=true
	tune_peer
fi
run=0
while [ "$run" -lt "$RUNS" ]; do
	once html "$hansho" build -C "$repo" --now $NOW -o "$work/site" \
	    --export html
	once all "$hansho" build -C "$repo" --now $NOW -o "$work/site"
	! $has_peer || once hugo hugo --quiet -s "$hugo" -d public
	run=$((run + 1))
done
echo "median of $RUNS runs on $(nproc) processors:"
result html "hansho, HTML only"
result all "hansho, every export"
if ! $has_peer; then
	echo "skip: comparison: hugo is not installed"
	exit 0
fi
result hugo "hugo, the same pages"
ratio "HTML only: times faster" "$hugo_s" "$html_s" "bar 8"
ratio "  by processor time" "$hugo_cpu" "$html_cpu" "for the record"
ratio "  memory beside Hugo's" "$html_kib" "$hugo_kib" "bar 0.25"
ratio "every export: times faster" "$hugo_s" "$all_s" "bar 3"
ratio "  by processor time" "$hugo_cpu" "$all_cpu" "for the record"
