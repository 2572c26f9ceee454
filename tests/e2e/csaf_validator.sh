#!/bin/sh
# The CSAF documents of the example group and of the golden trees pass a public
# validator: its schema, its mandatory and its optional tests; with HANSHO_DATA
# also the standard's own schema in ajv.  The informative tests are printed.
#
# The validator comes from the package registry, once, into build/node/.
set -eu

now=2026-11-22T09:00+09:00
golden=$ROOT/tests/golden/csaf/site/public/.well-known/csaf

. "$ROOT/tests/e2e/lib/node.sh"

# A module finds its libraries beside itself.
check=$modules/check-$VARIANT.mjs
cp "$ROOT/tests/e2e/csaf_validator.mjs" "$check"

"$HANSHO" build -C "$ROOT" --now $now --export csaf -o "$TMP/site" >"$TMP/log"
find "$TMP/site/public/.well-known/csaf/white" -name '*.json' |
    LC_ALL=C sort >"$TMP/all"
[ -s "$TMP/all" ]
xargs node "$check" <"$TMP/all"

# One of them is there to be copied as it is, and is no CSAF.
find "$golden" -name '*.json' ! -name exsa-2026-0008.json |
    LC_ALL=C sort | xargs node "$check"

# A check that cannot fail shows nothing: one wrong score, one added member.
spoil()
{
	mkdir -p "$TMP/$1"
	sed "$2" "$(sed -n 1p "$TMP/all")" \
	    >"$TMP/$1/$(basename "$(sed -n 1p "$TMP/all")")"
	if node "$check" "$TMP/$1"/*.json >"$TMP/$1.out"; then
		echo "nothing was found in a document with a wrong $1"
		exit 1
	fi
	grep -q "$3" "$TMP/$1.out"
}

spoil score 's/"baseScore": [0-9.]*/"baseScore": 0.1/' mandatoryTest_6_1_9
spoil member 's/"csaf_version"/"csaf_versions"/' csaf_2_0
