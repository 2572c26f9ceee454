#!/bin/sh
# Golden trees.  Each folder tests/golden/NAME/ holds
#
#	repo/		the repository that is built
#	args		arguments, one a line; without it: build
#			--now 2026-10-01T09:00:00+09:00
#	only		the paths below site/ that count, one a line; of what the
#			program prints then only errors do
#	full		the files below site/ that are kept whole, one a line;
#			of the others site.sha256 has the digests
#	status		the expected exit status; without it: 0
#	output		what the program prints
#	site/		what it writes, or nothing
#
# The program runs with -C on a copy of repo/, whose place is called DIR in
# args and output.  --write makes output, status, site/ and site.sha256 anew:
# review the diff line by line.
#
#	usage: HANSHO=PROGRAM tests/golden.sh [--write] [NAME...]
set -u
LC_ALL=C
export LC_ALL
unset HANSHO_DATA
write=0
if [ "${1-}" = --write ]; then
	write=1
	shift
fi
if [ $# -eq 0 ]; then
	for dir in tests/golden/*/; do
		[ -d "$dir/repo" ] && set -- "$@" "$(basename "$dir")"
	done
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

run()
{
	rm -rf "$work/repo"
	cp -R "$1/repo" "$work/repo"
	if [ -e "$1/args" ]; then
		{
			sed "s|^DIR|$work/repo|" "$1/args"
			printf '%s\n' -C "$work/repo"
		} | tr '\n' '\0' | xargs -0 "$HANSHO"
	else
		"$HANSHO" build -C "$work/repo" \
		    --now 2026-10-01T09:00:00+09:00
	fi >"$work/raw" 2>&1 </dev/null
	status=$?
	# xargs turns every status below 126 into 123.
	[ $status -ne 123 ] || status=1
	sed "s|$work/repo|DIR|g" "$work/raw" >"$work/output"
	mkdir -p "$work/repo/site"
	find "$work/repo/site" -name '.*' -maxdepth 1 -mindepth 1 \
	    -exec rm -rf {} +
	[ ! -e "$1/only" ] || narrow "$1/only"
	[ ! -e "$1/full" ] || digest "$1/full"
}

narrow()
{
	grep ': error: ' "$work/output" >"$work/errors"
	mv "$work/errors" "$work/output"
	mv "$work/repo/site" "$work/repo/all"
	while read -r path; do
		mkdir -p "$work/repo/site/$(dirname "$path")"
		cp -R "$work/repo/all/$path" "$work/repo/site/$path"
	done <"$1"
}

# Take the digests of all files, and away those that need not be read.
digest()
{
	(cd "$work/repo/site" && find . -type f | sed 's|^\./||' | sort |
	    xargs sha256sum) >"$work/site.sha256"
	(cd "$work/repo/site" && find . -type f | sed 's|^\./||') |
	    grep -Fvx -f "$1" | (cd "$work/repo/site" && xargs rm -f)
	find "$work/repo/site" -mindepth 1 -type d -empty -delete
}

rewrite()
{
	cp "$work/output" "$1/output"
	rm -rf "$1/site" "$1/status"
	[ ! -e "$1/full" ] || cp "$work/site.sha256" "$1/site.sha256"
	[ $status -eq 0 ] || echo $status >"$1/status"
	[ -z "$(ls -A "$work/repo/site")" ] || cp -R "$work/repo/site" "$1/site"
}

compare()
{
	expected=0
	[ ! -e "$1/status" ] || expected=$(cat "$1/status")
	same=0
	[ "$status" -eq "$expected" ] || {
		echo "     status $status, expected $expected"
		same=1
	}
	diff -u "$1/output" "$work/output" || same=1
	site=$1/site
	if [ ! -d "$site" ]; then
		site=$work/none
		mkdir -p "$site"
	fi
	diff -ruN "$site" "$work/repo/site" || same=1
	[ ! -e "$1/full" ] ||
	    diff -u "$1/site.sha256" "$work/site.sha256" || same=1
	return $same
}

for name; do
	run "tests/golden/$name"
	if [ $write -eq 1 ]; then
		rewrite "tests/golden/$name"
		echo "wrote tests/golden/$name"
	elif compare "tests/golden/$name" >"$work/diff" 2>&1; then
		passed=$((passed + 1))
		echo "ok   $name"
	else
		head -n 60 "$work/diff"
		echo "FAIL $name: differs (make golden rewrites it)"
		failed=$((failed + 1))
	fi
done
[ $write -eq 1 ] || echo "$passed passed, $failed failed, 0 skipped"
[ $failed -eq 0 ]
