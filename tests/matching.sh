#!/bin/sh
# Hold the program against the sample data's examples of matching and against
# the purl and vers suites, and print how many of each kind are right: a table
# of which two runs can be compared.  It stays in $B/matching.txt.
#
#	usage: HANSHO_DATA=DIR B=build MAKE=make tests/matching.sh
#
# wrong: reported, and should not be, or answered otherwise.  missed: not
# reported or answered, and should be.  no data: held against records made of
# what the example says.  precision and recall are percents: what is reported
# rightly, of what is reported and of what should be.
set -eu
LC_ALL=C
export LC_ALL
table=$PWD/$B/matching.txt
log=$B/matching.log
status=0

mkdir -p "$B"
printf '%-34s %-22s %8s %6s %6s %6s %8s %9s %6s\n' file kind examples right \
    wrong missed 'no data' precision recall >"$table"
MATCHING=$table $MAKE unit \
    U=match_examples+resolve_sample+feed_prose+version_sample+version_purl \
    >"$log" 2>&1 || status=1
if [ "$(wc -l <"$table")" -eq 1 ]; then
	cat "$log"
	exit 1
fi
cat "$table"

# Nothing is left out: as many examples as the files have lines.
for file in "$HANSHO_DATA"/matching/*.jsonl; do
	name=$(basename "$file" .jsonl)
	want=$(grep -c . "$file")
	got=$(awk -v name="$name" '$1 == name { n = $(NF - 6) }
		END { print n + 0 }' "$table")
	if [ "$got" != "$want" ]; then
		echo "$name: $got of $want examples counted"
		status=1
	fi
done
[ "$status" -eq 0 ] || grep -v '^ok\|^  CC\|^  LINK' "$log"
exit "$status"
