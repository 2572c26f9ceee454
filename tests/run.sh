#!/bin/sh
# Run every test and add up: unit suites plain and with sanitizers, golden
# trees, end-to-end scripts, and the fuzz targets over corpus and attacks.
# The last line is `N passed, N failed, N skipped`; exit status 1 when one
# failed.  `make test` builds what this needs; tests/README.md has the rules.
#
#	usage: B=build tests/run.sh
set -u
LC_ALL=C
export LC_ALL
B=${B:-build}
root=$(pwd)
log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT
trap 'exit 130' INT TERM
passed=0
failed=0
skipped=0
: >"$log/failures"
: >"$log/skips"

# Seconds before a script is taken for hanging.
script_s=600

# has PROGRAM PART: the program of a part is there; otherwise that is a failure.
has()
{
	[ -x "$1" ] && return 0
	fail "$2" "$1 was not built"
	return 1
}

fail()
{
	failed=$((failed + 1))
	echo "FAIL $1: $2" | tee -a "$log/failures"
}

skip()
{
	skipped=$((skipped + 1))
	echo "skip $1: $2" | tee -a "$log/skips"
}

# part NAME COMMAND...: a program that prints `FAIL x: why` and `skip x: why`
# lines and ends with the sum, like the unit tests do.
part()
{
	name=$1
	shift
	echo "== $name"
	{
		"$@" 2>&1
		echo $? >"$log/status"
	} | tee "$log/part"
	status=$(cat "$log/status")
	last=$(tail -n 1 "$log/part")
	sum=$(echo "$last" | sed -n \
	    's/^\([0-9]*\) passed, \([0-9]*\) failed, \([0-9]*\) skipped$/\1 \2 \3/p')
	if [ -z "$sum" ]; then
		fail "$name" "ended with status $status before its sum"
		return
	fi
	# shellcheck disable=SC2086
	set -- $sum
	passed=$((passed + $1))
	failed=$((failed + $2))
	skipped=$((skipped + $3))
	sed -n "s/^FAIL /FAIL $name: /p" "$log/part" >>"$log/failures"
	sed -n "s/^skip /skip $name: /p" "$log/part" >>"$log/skips"
	[ "$2" -ne 0 ] || [ "$status" -eq 0 ] ||
	    fail "$name" "ended with status $status"
}

# units PROGRAM: the unit tests, as many processes as there are processors,
# and the sum of their sums.
units()
{
	n=$(nproc 2>/dev/null || echo 2)
	i=0
	while [ "$i" -lt "$n" ]; do
		{
			"$1" "$i/$n" >"$log/unit.$i" 2>&1 ||
			    echo "$?" >"$log/unit.status"
		} &
		i=$((i + 1))
	done
	wait
	i=0
	while [ "$i" -lt "$n" ]; do
		sed '$d' "$log/unit.$i"
		i=$((i + 1))
	done
	for file in "$log"/unit.[0-9]*; do
		tail -n 1 "$file"
	done | awk '
		/^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$/ {
			n++; p += $1; f += $3; s += $5; next }
		{ print "a process ended before its sum: " $0 }
		END { if (n == '"$n"') printf "%d passed, %d failed, " \
			"%d skipped\n", p, f, s }'
	status=0
	[ ! -e "$log/unit.status" ] || status=1
	rm -f "$log"/unit.*
	return $status
}

# script NAME FILE VARIANT PROGRAM: one end-to-end test.
script()
{
	tmp=$(mktemp -d)
	start=$(date +%s)
	HANSHO=$root/$4 VARIANT=$3 ROOT=$root TMP=$tmp TMPDIR=$tmp \
	    timeout "$script_s" sh "$2" >"$log/out" 2>&1 </dev/null
	status=$?
	took=$(($(date +%s) - start))
	chmod -R u+rwX "$tmp"
	rm -rf "$tmp"
	case $status in
	0)
		passed=$((passed + 1))
		echo "ok   $1 ($took s)"
		;;
	77) skip "$1" "$(tail -n 1 "$log/out")" ;;
	124) fail "$1" "hangs: no end after $script_s s" ;;
	*)
		sed 's/^/     /' "$log/out" | tail -n 40
		fail "$1" "status $status"
		;;
	esac
}

# replay NAME PROGRAM: one fuzz target over its files, all in one process.
replay()
{
	# Names may hold anything but line ends; no name is passed twice.
	find "tests/fuzz/corpus/$1" "tests/attack/$1" -type f 2>/dev/null |
	    sort >"$log/files"
	if [ ! -s "$log/files" ]; then
		skip "replay-$1" "no corpus in tests/fuzz/corpus/$1"
		return
	fi
	if tr '\n' '\0' <"$log/files" |
	    timeout "$script_s" xargs -0 "$2" >"$log/out" 2>&1; then
		passed=$((passed + 1))
		echo "ok   replay-$1 ($(wc -l <"$log/files") files)"
	else
		tail -n 30 "$log/out" | sed 's/^/     /'
		fail "replay-$1" "see above; the last file named is the one"
	fi
}

begun=$(date +%s)
for variant in plain asan; do
	has "$B/$variant/unit" "unit-$variant" &&
	    part "unit, $variant" units "$B/$variant/unit"
done

for variant in plain asan; do
	program=$B/hansho
	[ "$variant" = plain ] || program=$B/$variant/hansho
	has "$program" "hansho-$variant" || continue
	part "golden, $variant" env HANSHO="$root/$program" sh tests/golden.sh
	echo "== end to end, $variant"
	for file in tests/e2e/*.sh; do
		[ -e "$file" ] || continue
		[ "$variant" = plain ] || ! grep -q '^# plain only' "$file" ||
		    continue
		script "$(basename "$file" .sh)-$variant" "$file" "$variant" \
		    "$program"
	done
done

echo "== fuzz targets over corpus and attacks"
for file in tests/fuzz/*.c; do
	name=$(basename "$file" .c)
	[ "$name" != replay ] && [ -e "$file" ] || continue
	has "$B/asan/replay-$name" "replay-$name" &&
	    replay "$name" "$B/asan/replay-$name"
done

echo "== tools"
script lint-finds tests/lint/finds.sh plain "$B/hansho"

echo "== result after $(($(date +%s) - begun)) s"
cat "$log/skips" "$log/failures"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
