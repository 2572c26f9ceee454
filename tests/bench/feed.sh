#!/bin/sh
# feed.sh LIB WORK MB RUNS: rates of reading feeds, in megabytes of plain JSON a
# second of one processor: generated records of each format, in one file, and
# one of them packed.  Also the memory that it takes.
set -eu
LC_ALL=C
export LC_ALL
lib=$1
work=$2
mb=$3
runs=$4
here=$(dirname "$0")
seeds=$here/../fuzz/corpus/feed_record

# Words of some length around it: real records have 4 KB on average, half of
# that in texts and addresses.
text=$(awk 'BEGIN { for (i = 0; i < 24; i++)
	printf "A flaw in the gate allows remote users to pass it. " }')
mkdir -p "$work/feed"
for name in nvd cve5 osv; do
	awk -v mb="$mb" -v name=$name -v text="$text" '
		{ record = $0 }
		END {
			sub(/}$/, ", \"x_text\": \"" text "\"}", record)
			open = name == "nvd" ? "{\"vulnerabilities\": [" : "["
			close_ = name == "nvd" ? "]}" : "]"
			printf "%s", open
			for (i = 0; n < mb * 1e6; i++) {
				s = record
				gsub(/2026-1(000)?"/, "2026-" (i + 10000) "\"", s)
				printf "%s%s", i ? ",\n" : "", s
				n += length(s) + 2
			}
			print close_
		}' "$seeds/$name.json" >"$work/feed/$name.json"
done
gzip -c "$work/feed/nvd.json" >"$work/feed/nvd.json.gz"
${CC:-gcc} -O2 -std=c17 -D_POSIX_C_SOURCE=200809L -I"$here/../../tools" \
    -o "$work/feed/read" "$here/feed.c" "$lib" -pthread \
    $(pkg-config --libs libarchive expat libcrypto libutf8proc zlib)
for name in nvd.json cve5.json osv.json nvd.json.gz; do
	run=0
	while [ "$run" -lt "$runs" ]; do
		"$work/feed/read" "$work/feed" "$name"
		run=$((run + 1))
	done | sort -n -k 7 | awk -v name="$name" '{ v[NR] = $0 }
		END {
			split(v[int((NR + 1) / 2)], f, " ")
			printf "feed %-12s %8d records %6.0f MB/s (bar 400)\n",
			    name, f[3], f[6] / 1e6 / f[7]
		}'
done
sh "$here/measure.sh" "$work/feed/read" "$work/feed" nvd.json nvd.json.gz |
    awk '{ printf "feed memory %23d MiB (bar 256)\n", $3 / 1024 }'
rm -rf "$work/feed"
