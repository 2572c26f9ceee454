#!/bin/sh
# Equal bytes at any --jobs, zone, locale, umask, working directory; a second
# build writes nothing and keeps every file's time.
set -eu

now=2026-11-22T09:00+09:00

digest() {
	(cd "$1" && find . -type f | LC_ALL=C sort | xargs sha256sum) |
	    sha256sum
}

"$HANSHO" build -C "$ROOT" --now $now --jobs 1 -o "$TMP/a" >"$TMP/log"
want=$(digest "$TMP/a")

check() {
	got=$(digest "$1")
	if [ "$got" != "$want" ]; then
		echo "differs: $2"
		diff -r "$TMP/a" "$1" | head -20
		exit 1
	fi
}

"$HANSHO" build -C "$ROOT" --now $now --jobs 4 -o "$TMP/b" >/dev/null
check "$TMP/b" "--jobs 4"
TZ=America/New_York LC_ALL=C.UTF-8 LANG=ja_JP.UTF-8 \
    "$HANSHO" build -C "$ROOT" --now $now --jobs 3 -o "$TMP/c" >/dev/null
check "$TMP/c" "zone and locale"
(umask 077 && cd "$ROOT/content" &&
    "$HANSHO" build --now $now -o "$TMP/d" >/dev/null)
check "$TMP/d" "umask and working directory"
# The same instant written in another zone.
"$HANSHO" build -C "$ROOT" --now 2026-11-22T00:00:00Z -o "$TMP/e" >/dev/null
check "$TMP/e" "--now in UTC"

bad=$(find "$TMP/d" -type f ! -perm 644 | head -3)
if [ -n "$bad" ]; then
	echo "modes follow the umask: $bad"
	exit 1
fi

# A second build changes no file, and none of their times.
stamp() { (cd "$1" && find . -type f -printf '%p %i %T@\n' | LC_ALL=C sort); }
stamp "$TMP/a" >"$TMP/before"
"$HANSHO" build -C "$ROOT" --now $now -o "$TMP/a" >/dev/null 2>"$TMP/err"
stamp "$TMP/a" >"$TMP/after"
cmp "$TMP/before" "$TMP/after"
grep -q ' 0 new or changed' "$TMP/err"

# The same of what the commands compute and print, text and JSON.
# say WHEN OPTION...: all of it.  With --lang the locale has no say.
say()
{
	when=$1
	shift
	for lang in ja en; do
		for id in PS-2026-0117 PS-2026-0184; do
			for format in text json; do
				"$HANSHO" show $id -C "$ROOT" --now "$when" \
				    --lang $lang --format $format "$@"
				"$HANSHO" whatif $id exploited_ours aware \
				    by=sato -C "$ROOT" --now "$when" \
				    --lang $lang --format $format "$@"
			done
			"$HANSHO" explain $id -C "$ROOT" --now "$when" \
			    --lang $lang "$@"
		done
		for id in D-01 D-88 immediate remediation-sla ee-medical; do
			"$HANSHO" explain $id -C "$ROOT" --now "$when" \
			    --lang $lang "$@"
		done
		for format in text json; do
			"$HANSHO" status -C "$ROOT" --now "$when" \
			    --lang $lang --format $format "$@"
		done
	done
}

# same WHAT: as the first time.
same()
{
	cmp "$TMP/said" "$TMP/again" || {
		echo "commands say otherwise: $1"
		diff "$TMP/said" "$TMP/again" | head -20
		exit 1
	}
}

say $now --jobs 1 >"$TMP/said"
[ "$(wc -l <"$TMP/said")" -gt 1000 ]
say $now --jobs 2 >"$TMP/again"
same "--jobs 2"
(
	TZ=America/New_York LC_ALL=C.UTF-8 LANG=ja_JP.UTF-8
	export TZ LC_ALL LANG
	umask 077
	cd "$TMP"
	say $now --jobs 3
) >"$TMP/again"
same "zone, locale, umask, working directory"
say 2026-11-22T00:00:00Z >"$TMP/again"
same "--now in UTC"
# JSON is for programs: it has both languages and asks for no locale.
LC_ALL=ja_JP.UTF-8 "$HANSHO" status -C "$ROOT" --now $now --format json \
    >"$TMP/again"
LC_ALL=C "$HANSHO" status -C "$ROOT" --now $now --format json >"$TMP/said"
same "JSON by locale"
