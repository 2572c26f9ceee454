#!/bin/sh
# import.sh HANSHO WORK N RUNS: N documents into an empty repository, CSAF
# documents and CVE records in turn.  Prints seconds and memory; there is no
# peer that makes files of them.
set -eu
hansho=$1
work=$2
n=$3
runs=$4
here=$(dirname "$0")
golden=$here/../golden/import

mkdir -p "$work/import"
awk -v n="$n" -v dir="$work/import" '
	FNR == 1 { file++ }
	{ text[file] = text[file] $0 "\n" }
	END {
		for (i = 1; i <= n; i++) {
			out = text[i % 2 + 1]
			gsub(/EXW 2026\/0005 #A|CVE-1900-4711/,
			    "CVE-1900-" (i + 10000), out)
			printf "%s", out > (dir "/" i ".json")
			close(dir "/" i ".json")
		}
	}' "$golden/record-cve.json" "$golden/flaws.json"
run=0
while [ "$run" -lt "$runs" ]; do
	rm -rf "$work/into"
	mkdir -p "$work/into/content/companies" "$work/into/content/people"
	sh "$here/repository.sh" "$work/into"
	find "$work/import" -name '*.json' | sort |
	    xargs sh "$here/measure.sh" "$hansho" import -C "$work/into"
	run=$((run + 1))
done | sort -n | awk -v n="$n" '
	{ s[NR] = $1; cpu[NR] = $2; if ($3 > kib) kib = $3 }
	END {
		m = int((NR + 1) / 2)
		printf "%-28s %8.2f s %8.2f s of processor %6d MiB\n",
		    "import of " n " documents", s[m], cpu[m], kib / 1024
	}'
