#!/bin/sh
# VEX: an advisory's documents for each of its vulnerabilities, and statements
# that have no advisory, out of one table.
. "$ROOT/tests/e2e/lib/common.sh"

# must HAVE FILE: a fixed text in a file.
must()
{
	grep -Fq -e "$1" "$2" || {
		fail "no '$1' in $2"
		head -n 40 "$2" | sed 's/^/	/'
	}
}

# product ID LINE...: a product of the head company.
product()
{
	id=$1
	shift
	mkdir -p "repo/products/head/$id"
	{
		printf 'name: {ja: %s, en: %s}\n' "$id" "$id"
		printf '%s\n' "$@" 'owner: product-owner' \
		    'qa_contact: reviewer' 'design_contact: product-owner' \
		    'route: qa'
	} >"repo/products/head/$id/product.yaml"
}

run 0 init --now $now repo
for file in repo/content/policies/approval.*.md; do
	sed '/^approvals:/i\
approvals_since: 2027-01-01' "$file" >tmp
	cat tmp >"$file"
done
product relay 'kind: firmware' 'scheme: semver' \
    'cpe: cpe:2.3:o:example:relay_firmware:*:*:*:*:*:*:*:*' 'versions:' \
    '  - {version: 1.0.0, released: 2025-04-01, cpe: "cpe:2.3:o:example:relay_firmware:1.0.0:*:*:*:*:*:*:*"}' \
    '  - {version: 1.0.1, released: 2026-10-01, cpe: "cpe:2.3:o:example:relay_firmware:1.0.1:*:*:*:*:*:*:*"}'
product meter 'kind: software' 'scheme: semver' \
    'purl: pkg:generic/example/meter' 'versions:' \
    '  - {version: 3.0.0, released: 2025-04-01, purl: "pkg:generic/example/meter@3.0.0"}'

# case NUMBER: the front matter of a published case so far; END closes it.
case_file()
{
	mkdir -p "repo/cases/2026/PS-2026-000$1"
	cat <<END
---
id: PS-2026-000$1
advisory: EXSA-2026-000$1
tlp: CLEAR
owner: psirt-lead
deputy: reviewer
company: head
source: {channel: supplier, credit: {consent: anonymous}}
facts:
  - {at: 2026-11-02T09:30+09:00, event: received, by: psirt-lead, via: mail}
  - {at: 2026-11-20T10:00+09:00, event: own_publication, by: psirt-lead, reference: EXSA-2026-000$1}
disclosure: {decision: publish}
END
}

# text NUMBER SECTION...: its advisory, and that it went out.
text()
{
	dir=repo/cases/2026/PS-2026-000$1
	shift
	for section; do
		printf '## %s\n\nText.\n\n' "$section"
	done | tee "$dir/advisory.ja.md" >"$dir/advisory.en.md"
	cat >"$dir/published.yaml" <<'END'
revisions:
  - version: 1.0.0
    at: 2026-11-20T10:00+09:00
    summary: {ja: 公開。, en: First publication.}
END
}

{
	case_file 1
	cat <<'END'
title: {ja: 継電器の認証の欠如, en: Missing authentication in Relay}
vulnerabilities:
  - cve: CVE-1900-0001
    title: {ja: 認証の欠如, en: Missing authentication}
    cwe: CWE-306
    cvss: [CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H]
    products:
      - product: relay
        versions:
          - {version: 1.0.0, status: known_affected}
          - {version: 1.0.1, status: fixed}
        remediations:
          - {category: vendor_fix, version: 1.0.1, url: "https://example.com/fw", date: 2026-11-01}
      - {product: meter, status: known_not_affected, justification: component_not_present}
---
END
} >tmp
mv tmp repo/cases/2026/PS-2026-0001/case.md
text 1 summary impact action
{
	case_file 2
	cat <<'END'
title: {ja: Example Log の脆弱性による影響なし, en: Not affected by the flaws of Example Log}
category: csaf_vex
statements:
  - cves: [CVE-1900-1228, CVE-1900-1046]
    products: [relay, meter]
    cwe: CWE-502
    justification: component_not_present
    impact: {ja: この部品を使っていません。, en: The part is not used.}
  - cves: [CVE-1900-1047]
    products: [meter]
    cwe: CWE-502
    status: under_investigation
---
END
} >tmp
mv tmp repo/cases/2026/PS-2026-0002/case.md
text 2 summary
run 0 build -C repo --now $now
public=repo/site/public
white=$public/.well-known/csaf/white/2026

# ---- the documents there are -------------------------------------------------

(cd $public && find vex .well-known/csaf/white/2026 -name '*.json' |
    LC_ALL=C sort) >have
cat >want <<'END'
.well-known/csaf/white/2026/exsa-2026-0001-vex-cve-1900-0001.json
.well-known/csaf/white/2026/exsa-2026-0001.json
.well-known/csaf/white/2026/exsa-2026-0002.json
vex/cyclonedx/exsa-2026-0001-cve-1900-0001.cdx.json
vex/cyclonedx/exsa-2026-0002-cve-1900-1046.cdx.json
vex/cyclonedx/exsa-2026-0002-cve-1900-1047.cdx.json
vex/cyclonedx/exsa-2026-0002-cve-1900-1228.cdx.json
vex/openvex/exsa-2026-0001-cve-1900-0001.openvex.json
vex/openvex/exsa-2026-0002-cve-1900-1046.openvex.json
vex/openvex/exsa-2026-0002-cve-1900-1047.openvex.json
vex/openvex/exsa-2026-0002-cve-1900-1228.openvex.json
END
cmp -s want have || {
	fail "other documents"
	diff want have
}

# ---- each is valid -------------------------------------------------------------

run 0 csaf --tests mandatory,optional "$white"/*.json
grep -v ': valid CSAF 2.0' out && fail "findings"
run 0 csaf --format json "$white"/*.json
grep -o '"test":"[^"]*"' out | grep -v '6\.3\.\(3\|9\|10\)"' &&
    fail "findings that need not be"

# ---- and says what the case says -------------------------------------------------

cp "$white/exsa-2026-0001-vex-cve-1900-0001.json" out
json 'd["document"]["category"] == "csaf_vex"'
json 'd["document"]["tracking"]["id"] == "EXSA-2026-0001-VEX-CVE-1900-0001"'
json 'd["vulnerabilities"][0]["product_status"] == {"fixed": ["relay@1.0.1"],
    "known_affected": ["relay@1.0.0"], "known_not_affected": ["meter"]}'
cp $white/exsa-2026-0002.json out
json 'd["document"]["category"] == "csaf_vex"'
json '[v["cve"] for v in d["vulnerabilities"]] == ["CVE-1900-1228",
    "CVE-1900-1046", "CVE-1900-1047"]'
json 'd["vulnerabilities"][0]["flags"][0]["product_ids"] == [
    "relay@vers:all/*", "meter@vers:all/*"]'
must 'この部品を使っていません' $public/ja/advisories/EXSA-2026-0002.html

cp $public/vex/openvex/exsa-2026-0001-cve-1900-0001.openvex.json out
json '[(s["status"], [p["@id"] for p in s["products"]])
    for s in d["statements"]] == [
    ("affected", ["https://psirt.example.com#relay%401.0.0"]),
    ("fixed", ["https://psirt.example.com#relay%401.0.1"]),
    ("not_affected", ["pkg:generic/example/meter@3.0.0",
	"pkg:generic/example/meter"])]'
json 'd["version"] == 1 and d["statements"][0]["action_statement"]'
cp $public/vex/openvex/exsa-2026-0002-cve-1900-1228.openvex.json out
json '[s["justification"] for s in d["statements"]] == [
    "component_not_present"]'

cp $public/vex/cyclonedx/exsa-2026-0001-cve-1900-0001.cdx.json out
json '[(v["analysis"]["state"], [a["ref"] for a in v["affects"]])
    for v in d["vulnerabilities"]] == [("exploitable", ["relay@1.0.0"]),
    ("resolved", ["relay@1.0.1"]), ("not_affected", ["meter"])]'
json '[c["bom-ref"] for c in d["components"]] == [
    "relay@1.0.0", "relay@1.0.1", "meter"]'

# ---- another revision is another version of the same document ---------------------

cp out first
cat >>repo/cases/2026/PS-2026-0001/published.yaml <<'END'
  - version: 1.1.0
    at: 2026-11-21T10:00+09:00
    summary: {ja: 追記。, en: A remark.}
END
run 0 build -C repo --now $now
cp $public/vex/cyclonedx/exsa-2026-0001-cve-1900-0001.cdx.json out
json '(d["version"], d["serialNumber"]) == (2,
    json.load(open("first"))["serialNumber"])'
exit $failed
