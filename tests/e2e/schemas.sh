#!/bin/sh
# Every machine-readable document of the example group is valid by the official
# schema of its format, in a public validator.
#
# A format is a line of the table: files below the public edition, and the
# schema with those it refers to, below schemas/ of HANSHO_DATA.
set -eu

now=2026-11-22T09:00+09:00

formats()
{
	cat <<-'TABLE'
	cve/*.json	cve/CVE_JSON_bundled_5.2.0-reconstructed.json
	osv/*.json	osv/schema.json
	vex/openvex/*.json	openvex/openvex_json_schema.json
	vex/cyclonedx/*.json	cyclonedx/bom-1.6.schema.json,cyclonedx/spdx.schema.json,cyclonedx/jsf-0.82.schema.json
	.well-known/csaf/provider-metadata.json	csaf-2.0/provider_json_schema.json,csaf-2.0/csaf_json_schema.json,csaf-2.0/cvss-v2.0.json,csaf-2.0/cvss-v3.0.json,csaf-2.0/cvss-v3.1.json
	.well-known/csaf/white/csaf-feed-*.json	csaf-2.0/ROLIE_feed_json_schema.json
	TABLE
}

if [ -z "${HANSHO_DATA:-}" ]; then
	echo "HANSHO_DATA is not set"
	exit 77
fi
. "$ROOT/tests/e2e/lib/node.sh"

# A module finds its libraries beside itself.
check=$modules/schemas-$VARIANT.mjs
cp "$ROOT/tests/e2e/schemas.mjs" "$check"

# The schemas of a line, as the validator takes them.
paths_of()
{
	for schema in $(echo "$1" | tr , ' '); do
		printf '%s%s' "${comma-}" "$HANSHO_DATA/schemas/$schema"
		comma=,
	done
	unset comma
}

# A member that no format has where all are known, and none of what it needs.
spoil()
{
	node -e 'const fs = require("fs")
	    const [from, to] = process.argv.slice(1)
	    const all = JSON.parse(fs.readFileSync(from))
	    const first = Object.keys(all)
	    fs.writeFileSync(to, JSON.stringify({ spoilt: all[first[0]] }))' \
	    "$1" "$2"
}

"$HANSHO" build -C "$ROOT" --now $now -o "$TMP/site" >"$TMP/log" 2>&1 ||
    { cat "$TMP/log"; exit 1; }
formats >"$TMP/formats"
status=0
while read -r glob schema; do
	find "$TMP/site/public" -path "$TMP/site/public/$glob" |
	    LC_ALL=C sort >"$TMP/files"
	if [ ! -s "$TMP/files" ]; then
		echo "there is no $glob"
		status=1
		continue
	fi
	echo "$glob:"
	# shellcheck disable=SC2046 # names of the example have no blanks
	node "$check" "$(paths_of "$schema")" $(cat "$TMP/files") || status=1

	# A check that cannot fail shows nothing.
	spoil "$(sed -n 1p "$TMP/files")" "$TMP/spoilt.json"
	if node "$check" "$(paths_of "$schema")" "$TMP/spoilt.json" \
	    >"$TMP/out" 2>&1; then
		echo "nothing was found in a spoilt document of $glob"
		status=1
	fi
done <"$TMP/formats"
exit $status
