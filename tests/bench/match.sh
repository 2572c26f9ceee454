#!/bin/sh
# match.sh HANSHO LIB WORK RUNS: 1,000 inventories of 500 components each held
# against an index of 300,000 records on two processors, and half of them; then
# lines of JSON, without an inventory, on one.  match.awk says what they are
# like.  The index and the inventories are read before.
set -eu
LC_ALL=C
export LC_ALL
hansho=$1
lib=$2
work=$3
runs=$4
here=$(dirname "$0")
repo=$work/match

mkdir -p "$repo/.hansho/feeds/nvd" "$repo/.hansho/feeds/osv" "$repo/sbom" \
    "$repo/content/companies" "$repo/content/people"
sh "$here/repository.sh" "$repo"
cat >"$repo/content/feeds.yaml" <<'Y'
feeds:
  - {id: nvd, url: "https://example.com/nvd/"}
  - {id: osv, url: "https://example.com/osv/"}
Y
for part in nvd osv; do
	for file in 0 1 2 3 4 5; do
		awk -v part=$part -v from=$((file * 50000)) -v n=50000 \
		    -f "$here/match.awk" >"$repo/.hansho/feeds/$part/$file.json"
	done
done
file=0
while [ "$file" -lt 1000 ]; do
	awk -v part=sbom -v from=$file -v n=500 -f "$here/match.awk" \
	    >"$repo/sbom/$file.json"
	file=$((file + 1))
done
awk -v part=lines -v from=0 -v n=10000 -f "$here/match.awk" >"$work/lines"
${CC:-gcc} -O2 -std=c17 -D_POSIX_C_SOURCE=200809L -I"$here/../../tools" \
    -o "$work/match-read" "$here/match.c" "$lib" -pthread \
    $(pkg-config --libs lmdb libarchive expat libcrypto libutf8proc zlib)
"$hansho" feeds -C "$repo" >/dev/null
run=0
while [ "$run" -lt "$runs" ]; do
	run=$((run + 1))
	"$work/match-read" "$repo" 1000 >>"$work/match.all"
	sh "$here/measure.sh" sh -c \
	    '"$1" match -C "$2" --format json --jobs 1 - <"$3"' \
	    sh "$hansho" "$repo" "$work/lines" >>"$work/lines.times"
done
awk '/^inventories 1000 / { print $8, $0 }' "$work/match.all" | sort -n |
    awk '{ v[NR] = $0 }
	END {
		split(v[int((NR + 1) / 2)], f, " ")
		printf "matching: %d components of 1,000 inventories in %.2f s on two processors (bar 2): %d components/s, %d matches\n",
		    f[5], f[9], f[5] / f[9], f[7]
		printf "matching: %.2f s of processor (bar 4)\n", f[11]
	}'
awk '/^inventories 500 / { half[++n] = $8 }
	/^inventories 1000 / { all[n] = $8 }
	END {
		for (i = 1; i <= n; i++)
			printf "%.3f\n", all[i] / half[i]
	}' "$work/match.all" | sort -n | awk '{ v[NR] = $1 }
	END {
		printf "matching: %.2f times the seconds for twice the inventories (bar 2)\n",
		    v[int((NR + 1) / 2)]
	}'
awk '/^memory/ { if ($2 > kib) kib = $2 }
	END { printf "matching: %d MiB, inventories and mapped index included\n", kib / 1024 }' \
    "$work/match.all"
sort -n -k 2 "$work/lines.times" | awk '{ v[NR] = $2 }
	END {
		s = v[int((NR + 1) / 2)]
		printf "match -: 10000 lines in %.2f s of processor: %d lines/s\n",
		    s, 10000 / s
	}'
rm -rf "$repo"
