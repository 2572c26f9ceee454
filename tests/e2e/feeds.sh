#!/bin/sh
# `hansho feeds`: what was mirrored and how fresh it is, what of it can be read,
# the index that is brought up to date by it; its cache may be damaged or gone.
. "$ROOT/tests/e2e/lib/common.sh"
at=2026-11-22T09:00:00Z
mirror=own/.hansho/feeds

# cve ID...: an array of records of the CVE List, without its end.
cve()
{
	first=true
	for id; do
		$first && printf '[' || printf ','
		first=false
		printf '{"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"%s","state":"PUBLISHED","assignerOrgId":"00000000-0000-4000-8000-000000000000"},"containers":{"cna":{"providerMetadata":{"orgId":"00000000-0000-4000-8000-000000000000"},"title":"Flaw in Gate","descriptions":[{"lang":"en","value":"A flaw."}],"affected":[{"vendor":"Example","product":"Gate","versions":[{"version":"1.0","status":"affected"}]}],"references":[{"url":"https://example.com/"}]}}}\n' "$id"
	done
}

# list ID...: all of it.
list()
{
	cve "$@"
	echo ']'
}

# row FILE FIELD VALUE: what out says of a file; FIELD as in JSON.
row()
{
	line=$(grep -F "\"file\":\"$1\"" out)
	[ -n "$line" ] || {
		fail "no row of $1 in hansho $ran"
		return
	}
	case $line in
	*"\"$2\":$3"*) ;;
	*) fail "$1: not $2: $3 in $line" ;;
	esac
}

# feeds STATUS [ARGUMENT...]: as JSON lines.
feeds()
{
	want=$1
	shift
	run "$want" feeds -C own --now $at --format json "$@"
}

run 0 init --now $now own
mkdir -p own/list
list CVE-1900-0001 CVE-1900-0002 >own/list/cves.json
cat >own/content/feeds.yaml <<'Y'
feeds:
  - {id: list, url: "file:list/", fresh_hours: 24}
  - {id: kev, url: "https://example.com/kev.json"}
  - {id: off, url: "https://example.com/off.json", enabled: no}
Y
feeds 0
row '' feed '"list"'
row '' state '"missing"'
! grep -q '"off"' out || fail 'a feed that is off is shown'

# ---- fetched, indexed, growing old ------------------------------------------

"$HANSHO-fetch" -C own --now $at --only list >out 2>err ||
    fail "hansho-fetch: $(cat err)"
feeds 0
row list/cves.json state '"fresh"'
row list/cves.json fetched "\"$at\""
row list/cves.json records 2
row list/cves.json faulty 0
row list/cves.json format '"CVE Record Format 5"'
row list/cves.json sha256 "\"$(sha256sum own/list/cves.json | cut -c 1-64)\""
row '' note '"it was never fetched"'
run 0 feeds -C own --now $at
grep -q '^2 records; 0 files read, 1 as before$' out || fail "$(tail -1 out)"
feeds 0 --now 2026-11-23T10:00:00Z
row list/cves.json state '"stale"'
row list/cves.json note '"25 hours old, 24 are allowed"'

# ---- what changed is read, and nothing else ---------------------------------

mkdir -p $mirror/list/more
list CVE-1900-0003 >$mirror/list/more/a.json
printf '<html>Sign in first</html>\n' >$mirror/list/page.json
{ cve CVE-1900-0004; printf ',{"dataType":"CVE_RECORD",'; } \
    >$mirror/list/cut.json
run 0 feeds -C own --now $at
grep -q '^4 records; 2 files read, 1 as before$' out || fail "$(tail -1 out)"
grep -q 'list/cut.json.*feed-' err || fail "no word of what is cut: $(cat err)"
feeds 0
row list/more/a.json state '"undated"'
row list/more/a.json records 1
row list/cut.json records 1
row list/page.json records 0
row list/page.json format '""'
list CVE-1900-0005 CVE-1900-0006 >$mirror/list/more/a.json
rm $mirror/list/page.json $mirror/list/cut.json
run 0 feeds -C own --now $at
grep -q '^4 records; 1 files read, 1 as before$' out || fail "$(tail -1 out)"

# ---- what stands beside ------------------------------------------------------

echo '# Records' >$mirror/list/README.md
echo '0123  cves.json' >$mirror/list/cves.json.sha512
echo 'colour,taste' >$mirror/list/fruit.csv
feeds 0
row list/README.md format '"text for people"'
row list/cves.json.sha512 format '"checksum"'
row list/fruit.csv note '"it is of no format that is known here"'
"$HANSHO" match -C own --feeds $mirror --format json - </dev/null >out 2>err
[ "$(grep -c 'no format' err)" = 1 ] && grep -q 'list/fruit.csv' err ||
	fail "not the unknown file alone is told: $(cat err)"
rm $mirror/list/README.md $mirror/list/cves.json.sha512 $mirror/list/fruit.csv

# ---- the cache ---------------------------------------------------------------

cache=own/.hansho/cache/index
feeds 0
cp out want
printf 'x' | dd of=$cache/index.mdb bs=1 seek=4100 conv=notrunc 2>/dev/null
feeds 0
cmp -s want out || fail 'another answer after damage'
cp $cache/index.mdb copy
cp copy $cache/index.mdb
feeds 0
cmp -s want out || fail 'another answer from a copy'
rm -r own/.hansho/cache
feeds 0
cmp -s want out || fail 'another answer from nothing'
rm -r own/.hansho/cache
: >own/.hansho/cache
feeds 3
grep -q 'index-cache' err || fail "no word of the cache: $(cat err)"
row list/cves.json state '"fresh"'
rm own/.hansho/cache

run 2 feeds -C own --format sarif
run 2 feeds -C own list
run 2 feeds -C "$TMP"
exit $failed
