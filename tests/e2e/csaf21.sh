#!/bin/sh
# The example group with CSAF 2.1 switched on: documents of 2.0 stay what they
# are, those of 2.1 are valid by our validator, and by the official schema where
# there is one.
set -eu

now=2026-11-22T09:00+09:00
on='csaf: {versions: ["2.0", "2.1"], license: CC-BY-4.0}'
csaf=public/.well-known/csaf

mkdir "$TMP/repo"
for folder in content cases products site; do
	cp -R "$ROOT/$folder" "$TMP/repo"
done
build()
{
	"$HANSHO" build -C "$TMP/repo" --now $now --audience public \
	    -o "$TMP/$1" >"$TMP/log" 2>&1 || { cat "$TMP/log"; exit 1; }
}
# same ONE OTHER: the documents of 2.0.
same()
{
	find "$TMP/$1/$csaf/white" -path '*/20[0-9][0-9]/*' -type f >"$TMP/files"
	[ -s "$TMP/files" ]
	while read -r file; do
		cmp "$file" "$TMP/$2/${file#"$TMP/$1/"}" || exit 1
	done <"$TMP/files"
}
build kept
sed '/^csaf:/,/^[^ c]/{/^csaf:/d;/^ /d;}' "$ROOT/content/organisation.yaml" \
    >"$TMP/repo/content/organisation.yaml"
build off
if [ -e "$TMP/off/$csaf/v2.1" ]; then
	echo "CSAF 2.1 without being asked for"
	exit 1
fi
same off kept

# What went out is copied: to be made, documents must not be kept.
rm -r "$TMP"/repo/cases/*/*/released
for file in "$TMP"/repo/cases/*/*/published.yaml; do
	sed '/^    files:/d;/^      - path: /d;/^        sha256: /d' "$file" \
	    >"$TMP/ledger"
	cat "$TMP/ledger" >"$file"
done
build off
echo "$on" >>"$TMP/repo/content/organisation.yaml"
build on
same off on

find "$TMP/on/$csaf/v2.1" -path '*/20[0-9][0-9]/*.json' |
    LC_ALL=C sort >"$TMP/files"
[ -s "$TMP/files" ]
xargs "$HANSHO" csaf --tests mandatory <"$TMP/files" >"$TMP/out" ||
    { cat "$TMP/out"; exit 1; }
[ "$(grep -c ': valid CSAF 2.1$' "$TMP/out")" = \
    "$(grep -c . "$TMP/files")" ] || { cat "$TMP/out"; exit 1; }

# VEX documents are those that 2.0 has, and say the same.
python3 - "$TMP/on/$csaf" <<'END'
import glob, json, os, sys

def read(path):
    with open(path) as f:
        return json.load(f)

def names(tree):
    found = glob.glob(os.path.join(sys.argv[1], tree, "*", "*-vex-*.json"))
    return {os.path.relpath(x, os.path.join(sys.argv[1], tree)): read(x)
        for x in found}

old, new = names("white"), names("v2.1/clear")
assert old and old.keys() == new.keys(), (old.keys(), new.keys())
feed = open(os.path.join(sys.argv[1],
    "v2.1/clear/csaf-feed-tlp-clear.json")).read()
for name, x in old.items():
    y = new[name]
    assert (x["document"]["tracking"]["id"] ==
        y["document"]["tracking"]["id"]), name
    assert name in feed, name
    if y["document"]["category"] == "csaf_vex":
        assert (x["vulnerabilities"][0]["product_status"] ==
            y["vulnerabilities"][0]["product_status"]), name
    else:
        assert y["document"]["category"] == "csaf_withdrawn", name
END

[ -n "${HANSHO_DATA:-}" ] || exit 0
. "$ROOT/tests/e2e/lib/node.sh"
check=$modules/schemas21-$VARIANT.mjs
cp "$ROOT/tests/e2e/schemas.mjs" "$check"
dir=$HANSHO_DATA/schemas/csaf-2.1
# Our documents have no extensions, and their schemas a dialect of their own.
echo '{"$id": "https://docs.oasis-open.org/csaf/csaf/v2.1/schema/extension-content.json"}' \
    >"$TMP/extension.json"
schemas=$dir/csaf.json,$TMP/extension.json
for more in "$dir"/first/cvss-v?.?.json "$dir"/certcc/SelectionList*.json; do
	schemas=$schemas,$more
done
xargs node "$check" "$schemas" <"$TMP/files"

# A check that cannot fail shows nothing.
sed 's/"purls"/"purl"/; s/"label": "CLEAR"/"label": "WHITE"/' \
    "$(sed -n 1p "$TMP/files")" >"$TMP/spoilt.json"
if node "$check" "$schemas" "$TMP/spoilt.json" >"$TMP/out" 2>&1; then
	echo "nothing was found in a spoilt document"
	exit 1
fi
