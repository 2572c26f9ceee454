#!/bin/sh
# Print the line coverage that the unit tests reach, file by file.
#
#	usage: B=build tests/cov.sh
set -eu
find "$B/obj/cov/tools" -name '*.gcda' | sort | xargs gcov -n 2>/dev/null |
    awk '
    /^File / {
	name = substr($2, 2, length($2) - 2)
	next
    }
    /^Lines executed:/ && name ~ /^tools\/.*\.c$/ {
	split($0, part, /[:% ]+/)
	share[name] = part[3]
	lines[name] = part[5]
	name = ""
    }
    END {
	for (name in share) {
		printf "%6.1f %%  %5d lines  %s\n", share[name], lines[name],
		    name
		done += share[name] * lines[name] / 100
		all += lines[name]
	}
	if (all > 0)
		printf "%6.1f %%  %5d lines  all\n", 100 * done / all, all
    }' | sort -k4
