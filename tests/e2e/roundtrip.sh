#!/bin/sh
# Documents imported into an empty repository check without errors, build into
# a public edition that has each of them again, and are known the next time.
# The facts in them are compared by tests/unit/import_import.c.
set -eu
cd "$TMP"
now=2026-11-22T09:00+09:00

fail()
{
	echo "FAIL $*"
	exit 1
}

# trip NAME FILE...: in a repository of its own.
trip()
{
	name=$1
	shift
	"$HANSHO" init "$name" >log 2>&1 || fail "init"
	# Somebody else's: of documents of ours approvals would be asked for.
	sed 's|namespace: https://psirt.example.com|namespace: https://other.example.com|' \
	    "$name/content/organisation.yaml" >organisation
	cp organisation "$name/content/organisation.yaml"
	"$HANSHO" import -C "$name" "$@" >log 2>&1 || {
		cat log
		fail "$name: import"
	}
	tail -n 1 log | grep -q "^$# imported, 0 .*, 0 refused$" ||
	    fail "$name: $(tail -n 1 log)"
	find "$name" -type f | LC_ALL=C sort | xargs sha256sum >before
	"$HANSHO" import -C "$name" "$@" >log 2>&1 || fail "$name: again"
	tail -n 1 log | grep -q " $# skipped, 0 refused$" ||
	    fail "$name, again: $(tail -n 1 log)"
	find "$name" -type f | LC_ALL=C sort | xargs sha256sum >after
	cmp before after || fail "$name: a second import changes files"

	# Everything is for everybody here, whatever its label was.
	for file in "$name"/cases/*/*/case.md; do
		sed -e '/^tlp: /d' -e 's/^origin: import$/tlp: CLEAR\n&/' \
		    "$file" >case.md
		mv case.md "$file"
	done
	"$HANSHO" check -C "$name" --now $now >log 2>&1 || {
		cat log
		fail "$name: check"
	}
	"$HANSHO" build -C "$name" --now $now --audience public >log 2>&1 || {
		cat log
		fail "$name: build"
	}
	n=$(find "$name/site/public/others/csaf" -name '*.json' | wc -l)
	[ "$n" -eq $# ] || fail "$name: $n documents of $# came back"
}

trip own "$ROOT"/tests/golden/import/*.json
if [ -n "${HANSHO_DATA-}" ]; then
	trip real "$HANSHO_DATA"/csaf/*/*.json
else
	echo "skip roundtrip real: HANSHO_DATA is not set"
fi

# Our own documents by CSAF 2.1 say what those by 2.0 do.  What is withdrawn has
# no products there, and a link to a score of CVSS 4.0 is a score.
old= new=
for file in "$ROOT"/cases/*/*/released/*/v2.1-*.json; do
	grep -q '"csaf_withdrawn"' "$file" && continue
	new="$new $file" old="$old ${file%/v2.1-*}/${file##*/v2.1-}"
done
[ -n "$new" ] || fail "the example has no documents of CSAF 2.1"
trip older $old
trip newer $new
# facts NAME: what its cases say, without links and scores.
words='id|advisory|tlp|product|component|version|range|text|status|cve|cwe'
words="$words|justification|purl|cpe|at|date|details|title"
facts()
{
	(cd "$1" && find cases products -name '*.md' -o -name '*.yaml' |
	    LC_ALL=C sort | xargs grep -hE "^ *(- )?($words):") >"$1.facts"
	[ "$(grep -c . "$1.facts")" -gt 100 ] || fail "$1: no facts"
}
facts older
facts newer
diff older.facts newer.facts || fail "CSAF 2.1 says otherwise"
# Whose label is for a few, and what nobody can say here.
sed -e 's/"CLEAR"/"AMBER+STRICT"/' -e 's/"csaf_version": "2.1"/&, "~x": 1/' \
    "${new##* }" >strict.json
"$HANSHO" init strict >log 2>&1
"$HANSHO" import -C strict strict.json >log 2>&1 || fail "AMBER+STRICT"
grep -q '^tlp: AMBER+STRICT$' strict/cases/*/*/case.md || fail "label"
grep -q "'~x' is not taken over" log || fail "a member of ours"
sed 's/"csaf_version": "2.1"/"csaf_version": "2.2"/' "${new##* }" >later.json
"$HANSHO" import -C own later.json >log 2>&1 && fail "CSAF 2.2"
grep -q 'ask the publisher for CSAF 2.0 or 2.1' log || fail "no way out"

# A repository that is not there, a file that is not there, one that is none.
"$HANSHO" import -C nowhere x.json >log 2>&1 && fail "no repository"
"$HANSHO" import -C own missing.json >log 2>&1 && fail "no file"
grep -q 'csaf-file' log || fail "nothing said of a missing file"
echo '{"document": ' >cut.json
"$HANSHO" import -C own cut.json >log 2>&1 && fail "a cut file"
grep -q 'cut.json:.*json-syntax' log || fail "nothing said of a cut file"
for format in json sarif gitlab github; do
	"$HANSHO" import -C own --format $format cut.json >log 2>&1 &&
	    fail "$format: status 0"
	grep -q 'json-syntax' log || fail "$format: nothing said"
done
echo "ok"
