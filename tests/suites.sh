#!/bin/sh
# Write FILE, the table of the suites that the named sources export.
#
#	usage: tests/suites.sh FILE SOURCE...
set -eu
out=$1
shift
{
	echo '/* Made by tests/suites.sh. */'
	echo '#include "suites.h"'
	echo
	for source; do
		echo "Suite *suite_$(basename "$source" .c)(void);"
	done
	echo
	echo 'const struct test_suite test_suites[] = {'
	for source; do
		name=$(basename "$source" .c)
		echo "	{ \"$name\", suite_$name },"
	done
	echo '	{ NULL, NULL },'
	echo '};'
} >"$out.tmp$$"
if cmp -s "$out.tmp$$" "$out"; then
	rm "$out.tmp$$"
else
	mv "$out.tmp$$" "$out"
fi
