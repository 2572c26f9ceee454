#!/bin/sh
# plain only: the sanitized program makes the same bytes.
#
# The pages in a browser: the main ones of the three editions and the hostile
# golden tree, from file://, wide and narrow, light and dark.  No message on the
# console, no failed request, nothing that scrolls sideways, no dialogue; axe
# finds no violation of WCAG 2.2 AA.
#
# The libraries come from the package registry, once, into build/node/.
set -eu

now=2026-11-22T09:00+09:00
libs="playwright-core@1.65.1 axe-core@4.14.1"
modules=$ROOT/build/node

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
	echo "node and npm are not installed"
	exit 77
fi
CHROMIUM=$(command -v chromium || command -v chromium-browser ||
    command -v google-chrome || true)
if [ -z "$CHROMIUM" ]; then
	echo "chromium is not installed"
	exit 77
fi
export CHROMIUM
if [ ! -e "$modules/node_modules/playwright-core" ] ||
    [ ! -e "$modules/node_modules/axe-core" ]; then
	mkdir -p "$modules"
	[ -e "$modules/package.json" ] ||
	    echo '{"private": true, "type": "module"}' >"$modules/package.json"
	# shellcheck disable=SC2086
	if ! (cd "$modules" && timeout 300 npm install --no-fund --no-audit \
	    --ignore-scripts --loglevel error $libs) >"$TMP/npm" 2>&1; then
		cat "$TMP/npm"
		echo "the package registry does not give us $libs"
		exit 77
	fi
fi

"$HANSHO" build -C "$ROOT" --now $now -o "$TMP/example" >"$TMP/log" 2>&1
cp -R "$ROOT/tests/golden/hostile/repo" "$TMP/repo"
"$HANSHO" build -C "$TMP/repo" --now $now \
    -o "$TMP/hostile" >"$TMP/log" 2>&1

# A module finds its libraries beside itself.
cp "$ROOT/tests/e2e/pages.mjs" "$modules/pages.mjs"
cd "$TMP"
node "$modules/pages.mjs" "$TMP"
