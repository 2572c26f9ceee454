#!/bin/sh
# Alerts: drafted from a mirrored record (a hostile one, too), one address that
# stays, the revisions that readers are told of beside what git knows.
. "$ROOT/tests/e2e/lib/common.sh"
. "$ROOT/tests/e2e/lib/git.sh"
identity 'Hanako' hanako@example.com
alert=own/content/alerts/2026/AL-2026-001.md

# record ID TITLE TEXT: a record of the CVE List on Example Gate.
record()
{
	printf '{"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"%s","state":"PUBLISHED","assignerOrgId":"00000000-0000-4000-8000-000000000000"},"containers":{"cna":{"providerMetadata":{"orgId":"00000000-0000-4000-8000-000000000000"},"title":"%s","descriptions":[{"lang":"en","value":"%s"}],"affected":[{"vendor":"Example","product":"Gate","cpes":["cpe:2.3:a:example:gate:*:*:*:*:*:*:*:*"],"versions":[{"version":"1.0","lessThan":"1.4","status":"affected","versionType":"semver"}]}],"metrics":[{"cvssV3_1":{"version":"3.1","vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H","baseScore":9.8,"baseSeverity":"CRITICAL"}}],"problemTypes":[{"descriptions":[{"lang":"en","type":"CWE","cweId":"CWE-79","description":"x"}]}],"references":[{"url":"https://example.com/%s"},{"url":"javascript:alert(1)"}]}}}' \
	    "$1" "$2" "$3" "$1"
}

commit()
{
	git -C own add -A
	git -C own commit -q -m "$1"
}

# has FILE TEXT, lacks FILE TEXT
has()
{
	grep -qF -- "$2" "$1" || fail "$1 has not: $2"
}
lacks()
{
	! grep -qF -- "$2" "$1" || fail "$1 has: $2"
}

run 0 init --now $now own
git -C own init -q

# Without a mirror: what to do instead.
run 1 new alert --from CVE-2026-1000 -C own --now $now
has err hansho-fetch
run 2 new product --from CVE-2026-1000 -C own --now $now

mkdir -p own/cve-copies own/products/head/gate
cat >own/products/head/gate/product.yaml <<'Y'
name: {ja: ゲート, en: Gate}
kind: software
cpe: "cpe:2.3:a:example:gate:*:*:*:*:*:*:*:*"
versions: [{version: 1.2.0}, {version: 1.4.0}]
Y
cat >own/content/feeds.yaml <<'Y'
feeds:
  - {id: list, url: "file:cve-copies/", fresh_hours: 24}
Y
long=$(head -c 1200000 /dev/zero | tr '\0' a)
{
	echo '['
	record CVE-2026-1000 'Flaw in Gate' 'A flaw lets <b>anybody</b> in.'
	echo ,
	record CVE-2026-1001 '=HYPERLINK(1) <script>alert(1)</script> \u202egnp.exe \u0007' \
	    '<script>alert(2)</script>\n---\nlevel: inform\n# FAKE [x](javascript:alert(3)) ![i](https://evil.example.net/i) \u202eabc'
	echo ,
	record CVE-2026-1002 "$long" 'Long.'
	echo ']'
} >own/cve-copies/cves.json
mkdir -p own/.hansho/feeds/list
cp own/cve-copies/cves.json own/.hansho/feeds/list/cves.json
run 0 feeds -C own --now $now

# An unknown id.
run 1 new alert --from CVE-2026-9999 -C own --now $now
has err "no mirrored record is called 'CVE-2026-9999'"

# A draft: what the record says, as the record's.
run 0 new alert --from CVE-2026-1000 -C own --now $now
has out content/alerts/2026/AL-2026-001.md
has $alert 'confirmed: no'
has $alert 'CVE-2026-1000 Flaw in Gate'
has $alert '- gate'
has $alert 'feed: list'
has $alert 'example gate'
has $alert '9\.8'
has $alert 'https://example.com/CVE-2026-1000'
grep -Eq 'sha256: "?[0-9a-f]{64}' $alert || fail 'no digest of the record'
lacks $alert '<b>'
run 0 new alert --from CVE-2026-1001 -C own --now $now
run 0 new alert --from CVE-2026-1002 -C own --now $now
hostile=own/content/alerts/2026/AL-2026-002.md
[ "$(wc -c <own/content/alerts/2026/AL-2026-003.md)" -lt 20000 ] ||
    fail 'a long title made a long draft'
for bad in '<script>' "$(printf '\342\200\256')" "$(printf '\007')" \
    'javascript:' '](http' '# FAKE'; do
	grep -qF -- "\\$bad" $hostile && continue
	[ "$bad" = '<script>' ] && sed '1,/^---$/d; 1,/^---$/d' $hostile |
	    grep -qF '<script>' && fail "the draft has $bad"
	[ "$bad" = '<script>' ] || lacks $hostile "$bad"
done
[ "$(grep -c '^---$' $hostile)" = 2 ] || fail 'the record ends front matter'
run 0 check -C own --now $now
! grep -q 'error' out || fail 'a draft has errors'

# A case: nothing is published, products are to be investigated.
run 0 new case --from CVE-2026-1000 -C own --now $now
cases=$(sed -n 1p out)
has "$cases" 'cve: CVE-2026-1000'
has "$cases" 'under_investigation'
has "$cases" 'product: gate'
has "$cases" 'cwe: CWE-79'
has "$cases" 'source: list'
has "$cases" 'channel: scan'
[ ! -e "${cases%case.md}published.yaml" ] || fail 'something was published'
run 0 check -C own --now $now

# An edition that an alert does not name has nothing of it.
build()
{
	rm -rf site
	run 0 build -C own --now "$1" -o "$TMP/site"
}
page=site/desk/en/alerts/AL-2026-001.html
rm own/content/alerts/2026/AL-2026-003.md
sed -i 's/at: 2026-11-22T09:00:00+09:00/at: 2026-11-20T09:00:00+09:00/' $alert
commit 'First'
build $now
[ -e "$page" ] || fail 'no page of the alert on the desk'
[ ! -e site/portal/en/alerts/AL-2026-001.html ] ||
    fail 'an alert for the desk shows on the portal'
! grep -rqF AL-2026-001 site/portal || fail 'the portal names it'
has $page 'Not verified by us'
has $page 'findings/'
has $page '1.2.0'
lacks site/desk/en/alerts/AL-2026-002.html '<script>alert'
has site/desk/en/findings/proposals.html 'hansho new case --from CVE-2026-1001'
lacks site/desk/en/findings/proposals.html 'from CVE-2026-1000<'
[ ! -e site/portal/en/findings/proposals.html ] ||
    fail 'the portal proposes cases'

# Opened to the portal, told of, committed: the same address, the newest state;
# remarks for the desk stay there, and so do names of committers.
sed -i 's/^  - desk$/  - desk\n  - portal/; s/^confirmed: no/confirmed: yes/
s/^FILL IN.*/Update to 1.4.0 by Friday./
/^origins:/i\  - number: 2\n    at: 2026-11-21T10:00:00+09:00\n    summary: {ja: 確認済み, en: Facts were verified}' $alert
sed -i '/^notes:/,/^revisions:/{/^revisions:/!d}' $alert
run 0 check -C own --now $now
has out 'alert-revision'
identity 'Jiro' jiro@example.com
commit 'Second'
run 0 check -C own --now $now
lacks out 'alert-revision'
build $now
portal=site/portal/en/alerts/AL-2026-001.html
for file in $page $portal; do
	has $file 'Facts were verified'
	has $file 'Update to 1.4.0 by Friday.'
	has $file 'Verified by us'
done
second=$(git -C own rev-parse --short=10 HEAD)
has $page "$second"
has $page Jiro
has $portal "$second"
lacks $portal Jiro
has site/portal/en/alerts/feed.atom 'Facts were verified'
has site/portal/ja/alerts/feed.atom '確認済み'
has site/portal/en/alerts/feed.atom 'href="AL-2026-001.html"'
lacks site/portal/en/alerts/feed.atom AL-2026-002

# A revision of next month stands on the desk's pages, and in no feed.
cp $alert now.md
sed -i '/^origins:/i\  - number: 3\n    at: 2026-12-21T10:00:00+09:00\n    summary: {ja: 来月, en: Next month}' $alert
build $now
has $page 'Next month'
lacks $portal 'Next month'
for edition in desk portal; do
	lacks site/$edition/en/alerts/feed.atom 'Next month'
	lacks site/$edition/en/alerts/feed.atom '2026-12-21'
	has site/$edition/en/alerts/feed.atom 'Facts were verified'
	has site/$edition/en/alerts/feed.atom '<updated>2026-11-21T01:00:00Z'
done
build 2026-12-22T09:00+09:00
has site/desk/en/alerts/feed.atom 'Next month'
cp now.md $alert

# A change that readers are not told of.
sed -i 's/by Friday/by Monday/' $alert
commit 'Third'
run 0 check -C own --now $now
has out 'alert-revision'
build $now
has $page 'Changed since, without a word'
has $page 'by Monday'

exit $failed
