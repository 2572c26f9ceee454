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
