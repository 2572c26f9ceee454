#!/bin/sh
# The way of somebody new: start a repository, record a case, check, publish,
# build, and let another PSIRT import what came out and export it again.
set -eu
now=2026-11-22T09:00+09:00
cd "$TMP"
. "$ROOT/tests/e2e/lib/must.sh"

fail()
{
	echo "FAIL $*"
	exit 1
}

# run STATUS COMMAND...: hansho in repo; its output is in the file out.
run()
{
	want=$1
	shift
	status=0
	"$HANSHO" "$@" >out 2>&1 || status=$?
	[ "$status" = "$want" ] || {
		cat out
		fail "status $status instead of $want: hansho $*"
	}
}

# ---- a repository and its first product ---------------------------------------

run 0 init --now $now repo
must 'files written' out
# Signatures have a play of their own: release.sh.
for file in repo/content/policies/approval.*.md; do
	sed '/^approvals:/i\
approvals_since: 2027-01-01' "$file" >tmp
	cat tmp >"$file"
done
run 0 check -C repo --now $now
company="head"
person=psirt-lead
run 0 new -C repo --now $now product "$company/relay"
cat >"repo/products/$company/relay/product.yaml" <<END
name: {ja: 継電器, en: Relay}
kind: firmware
scheme: semver
cpe: cpe:2.3:o:example:relay_firmware:*:*:*:*:*:*:*:*
versions:
  - {version: 1.0.0, released: 2025-04-01}
  - {version: 1.0.1, released: 2026-11-01}
owner: product-owner
qa_contact: reviewer
design_contact: product-owner
route: qa
END

# ---- a case: recorded, inside only ---------------------------------------------

run 0 new -C repo --now $now case
case=$(sed -n 's|.*\(cases/2026/[^/]*\)/case.md.*|\1|p' out | sed -n 1p)
[ -f "repo/$case/case.md" ] || fail "new case makes no file"
cat >"repo/$case/case.md" <<END
---
id: $(basename "$case")
advisory: EXSA-2026-0001
title: {ja: 継電器の認証の欠如, en: Missing authentication in Relay}
tlp: AMBER
owner: $person
deputy: reviewer
company: $company
source: {channel: mail, credit: {consent: anonymous}}
facts:
  - {at: 2026-11-02T09:30+09:00, event: received, by: $person, via: mail}
  - {at: 2026-11-02T15:10+09:00, event: acknowledged, by: $person, via: mail}
  - {at: 2026-11-04, event: qualified, by: $person, verdict: accepted}
vulnerabilities:
  - cve: CVE-1900-0001
    cwe: CWE-306
    cvss: [CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H]
    products:
      - product: relay
        versions:
          - {range: "vers:semver/<1.0.1", status: known_affected}
          - {version: 1.0.1, status: first_fixed}
        remediations:
          - {category: vendor_fix, version: 1.0.1, url: "https://example.com/fw", date: 2026-11-01}
---

The bird KUSANAGI was seen here.
END
run 0 build -C repo --now $now
for page in public/index.html portal/index.html desk/index.html; do
	[ -f "repo/site/$page" ] || fail "no $page"
done
must KUSANAGI "repo/site/desk/en/cases/$(basename "$case").html"
mustnt KUSANAGI repo/site/public
mustnt EXSA-2026-0001 repo/site/public
cp -R repo/site/public before

# ---- a mistake: its place, a way out, and the public edition as it was ----------

sed 's/^owner: .*/owner: nobody/' "repo/$case/case.md" >wrong
cp "repo/$case/case.md" right
cp wrong "repo/$case/case.md"
run 1 check -C repo --now $now
must "$case/case.md:6:8: error: " out
rule=$(sed -n 's/.*\[\([a-z-]*\)\]$/\1/p' out | sed -n 1p)
run 0 explain "$rule"
must "$rule" out
run 1 build -C repo --now $now
diff -r before repo/site/public || fail "an error changed what is public"
cp right "repo/$case/case.md"

# ---- published -------------------------------------------------------------------

awk -v by="$person" '/^vulnerabilities:/ {
	print "  - {at: 2026-11-20T10:00+09:00, event: own_publication, by: " by \
	    ", reference: EXSA-2026-0001}"
	print "disclosure: {decision: publish}"
}
{ print }' right >"repo/$case/case.md"
printf '%s\n' '## summary' 'ログインせずに操作できます。' '' '## impact' \
    '設定を変えられます。' '' '## action' '1.0.1 に更新してください。' \
    >"repo/$case/advisory.ja.md"
printf '%s\n' '## summary' 'Anybody can operate it.' '' '## impact' \
    'Settings can be changed.' '' '## action' 'Install version 1.0.1.' \
    >"repo/$case/advisory.en.md"
cat >"repo/$case/published.yaml" <<'END'
revisions:
  - version: 1.0.0
    at: 2026-11-20T10:00+09:00
    summary: {ja: 初版, en: First version}
END
run 0 check -C repo --now $now
run 0 build -C repo --now $now
public=repo/site/public
csaf=$public/.well-known/csaf/white/2026/exsa-2026-0001.json
must 'Install version 1.0.1.' $public/en/advisories/EXSA-2026-0001.html
must '1.0.1 に更新してください。' $public/ja/advisories/EXSA-2026-0001.html
must 'Install version 1.0.1.' $public/en/advisories/EXSA-2026-0001.txt
must 'EXSA-2026-0001.html' $public/en/advisories/index.html
must '"CVE-1900-0001"' $csaf
must 'Contact: mailto:' $public/.well-known/security.txt
mustnt KUSANAGI $public
(cd $public && find . -type f ! -name manifest.json | sed 's|^\./||' |
    LC_ALL=C sort) >files
while read -r file; do
	must "$file" $public/manifest.json
	must "$(sha256sum "$public/$file" | cut -d' ' -f1)" \
	    $public/manifest.json
done <files

# ---- somebody else imports it, and exports it again --------------------------------

run 0 init --now $now other
sed 's|namespace: https://psirt.example.com|namespace: https://other.example.com|' \
    other/content/organisation.yaml >tmp
cp tmp other/content/organisation.yaml
run 0 import -C other --now $now $csaf
must '1 imported' out
run 0 check -C other --now $now
run 0 build -C other --now $now
# A provider's tree has its own documents alone.
found=$(find other/site/public/others/csaf -name 'exsa-2026-0001.json')
[ -n "$found" ] || fail "the imported advisory is not exported"
# All but the product tree, which points to ids of the repository it is from.
for file in "$found" $csaf; do
	sed '/^  "product_tree"/,/^  "vulnerabilities"/d' "$file" \
	    >"facts.$(echo "$file" | cut -d/ -f1)"
done
[ "$(wc -l <facts.repo)" -gt 100 ] || fail "the documents say nothing"
diff facts.repo facts.other || fail "the import is exported otherwise"
must '1.0.1 に更新してください。' \
    other/site/public/ja/advisories/EXSA-2026-0001.html
(cd other && find . -path ./site -prune -o -type f -print |
    LC_ALL=C sort | xargs sha256sum) >once
run 0 import -C other --now $now $csaf
(cd other && find . -path ./site -prune -o -type f -print |
    LC_ALL=C sort | xargs sha256sum) >twice
diff once twice || fail "a second import changes something"
