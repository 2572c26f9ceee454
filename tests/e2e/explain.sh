#!/bin/sh
# `hansho explain ID` and `hansho whatif`: why a case stands where it does,
# what rules and policies say with where they say it, and what would change.
. "$ROOT/tests/e2e/lib/common.sh"

# says WORD...: each stands in out.  Lines are joined: where they break is not
# what is asked here.
says()
{
	for word; do
		tr -s '\n ' '  ' <out | grep -q -e "$word" ||
		    fail "no '$word' in hansho $ran"
	done
}

says_not()
{
	for word; do
		! tr -s '\n ' '  ' <out | grep -q -e "$word" ||
		    fail "'$word' in hansho $ran"
	done
}

# faults WORD: in err.
faults()
{
	grep -q -e "$1" err || fail "no '$1' in the faults of hansho $ran"
}

# ---- a repository of its own ------------------------------------------------

run 0 init --now $now own
mkdir -p own/cases/2026/PS-2026-0001 own/cases/2026/PS-2026-0002 \
    own/products/box-maker/box
cat >own/content/companies/box-maker.yaml <<'END'
name: {ja: 箱の会社, en: Box Maker}
kind: group
parent: head
contacts:
  - {person: away, purpose: day}
calendar: group
policy:
  acknowledge_days: 1
  sla: [{priority: immediate, days: 7}]
  clocks: [{clock: D-81, length: 5, reason: promised to customers}]
  stages:
    - stage: assigned
      requires:
        - id: told-sales
          text: {ja: 営業への連絡, en: Sales were told}
          when: {field: case.team, op: exists}
          supplies: [support]
  reason: our customers ask for more
END
cat >own/content/people/box-maker.yaml <<'END'
people:
  - id: away
    name: {ja: 留守 花子, en: Hanako Rusu}
    roles: [company_contact]
    deputy: stand-in
    absence: [{from: 2026-11-20, to: 2026-11-30}]
  - id: stand-in
    name: {ja: 代理 太郎, en: Taro Dairi}
    roles: [company_contact, product_owner]
END
cat >own/products/box-maker/box/product.yaml <<'END'
name: {ja: 箱, en: Box}
kind: firmware
scheme: semver
owner: product-owner
versions: [{version: 1.0.0, released: 2026-01-10}]
END
cat >own/cases/2026/PS-2026-0001/case.md <<'END'
---
id: PS-2026-0001
title: {ja: 箱の認証回避, en: Bypass in Box}
tlp: AMBER+STRICT
owner: psirt-lead
company: box-maker
source: {channel: finder, party: finder-0001, credit: {consent: undecided}}
facts:
  - {at: 2026-11-20T10:00+09:00, event: received, by: psirt-lead}
  - {at: 2026-11-20T11:00+09:00, event: acknowledged, by: psirt-lead}
vulnerabilities:
  - cve: CVE-1900-0001
    title: {ja: 認証回避, en: Bypass}
    cvss: ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"]
    scores: [{source: others, vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N"}]
    products: [{product: box, status: known_affected}]
---
END
sed -e 's/PS-2026-0001/PS-2026-0002/' -e 's/CVE-1900-0001/CVE-1900-0002/' \
    own/cases/2026/PS-2026-0001/case.md | sed '$d' \
    >own/cases/2026/PS-2026-0002/case.md
cat >>own/cases/2026/PS-2026-0002/case.md <<'END'
regimes: [{regime: cra, applies: no, reason: not sold in the EU, by: psirt-lead, at: 2026-11-20}]
---
END
echo 'kind: finder' >own/content/parties/finder-0001.yaml
case=cases/2026/PS-2026-0001/case.md

# ---- a case -----------------------------------------------------------------

run 0 explain -C own --now $now --lang en PS-2026-0001
says "^PS-2026-0001 Bypass in Box $case" \
    'Why this stage: 1 Acknowledged' \
    "met: When it was received case.facts.event is received.*$case:9" \
    '2 Assigned (next)' \
    'missing: Sales were told (added by Box Maker)\|Sales were told.*added by Box Maker' \
    'missing: A deputy (Coordinator: Head of PSIRT' \
    "CVSS 3.1 9.8 Critical (ours, counts, $case:14)" \
    'Attack vector: Network, Attack complexity: Low' \
    'CVSS 3.1 5.3 Medium (others, for comparison' \
    'ours, others differ by 4.5, across a severity border: nobody says why' \
    'Why this priority: planned' \
    'planned: handled as planned (the group.s policy, content/policies/scoring.ja.md:' \
    'Days to a fix: 90 days (the group.s policy, content/policies/remediation-sla' \
    'The leading clock: D-' \
    "starts 2026-11-20 (Fri) 10:00 JST: report received ($case:9)" \
    'plus 1 business day: .*content/companies/box-maker.yaml:8' \
    'plus 5 business days: .*content/companies/box-maker.yaml:10' \
    'Stopped: 2026-11-20 (Fri) 11:00 JST: receipt acknowledged' \
    'Rule: content/deadlines/policy.yaml:' 'Confidence: ' 'Source: ' 'Note: '
[ "$(awk 'length($0) > 200' out | wc -l)" = 0 ] || fail "lines too long"
run 0 explain -C own --now $now --lang ja PS-2026-0001
says 'この段階の理由：1 ' '未：副担当者' '済：受け取った日時' \
    '攻撃元：ネットワーク' 'この優先度の理由：planned' '最も急ぐもの：D-' \
    '5営業日を数えて'
says_not 'explain\.[a-z]' 'say\.[a-z]' 'Why this'

# ---- clock rules, priorities, policies, companies ---------------------------

run 0 explain -C own --now $now --lang en D-81
says '^D-81 First assessment' 'Enabled: Yes (as it ships' \
    "Length: 10 business days (the rule's own, content/deadlines/policy.yaml:" \
    "Box Maker: 5 business days (the company's policy, content/companies/box-maker.yaml:10" \
    'Box Maker: Yes: promised to customers' \
    'Starts with: report received \[received\]' 'Clocks now' \
    'PS-2026-0001, D-81'
run 0 explain -C own --now $now --lang en D-87
says 'Enabled: No: we use days by priority (the group.s policy, content/policies/remediation-sla.ja.md:' \
    'No clock of this rule now'
run 0 explain -C own --now $now --lang ja D-01
says 'EU サイバーレジリエンス法' '24時間（規則の定め、content/deadlines/cra.yaml:' \
    '条件.*exploited_ours' '施行：2026-09-11 から'
run 0 explain -C own --now $now --lang en immediate
says '^Priority immediate' 'The group Days to a fix: 14 days' \
    'row 1: immediate: attacks are known' 'vulnerability.exploitation eq active' \
    'Box Maker Days to a fix: 7 days (the company.s policy, content/companies/box-maker.yaml:9'
run 0 explain -C own --now $now --lang en scoring
says 'content/policies/scoring.ja.md content/policies/scoring.en.md' \
    'To acknowledge a report: 2 business days' 'To a fix of soon: 45 days' \
    'Box Maker To acknowledge a report: 1 business day'
run 0 explain -C own --now $now --lang en box-maker
says '^box-maker Box Maker' 'differs from the group: our customers ask' \
    'D-81, length 5: promised to customers' \
    'Stage assigned also needs: Sales were told'
run 0 explain -C own --now $now --lang ja head
says 'グループの方針のとおり'

# Tests of CSAF and requirements of its providers, as findings name them.
run 0 explain --lang en 6.1.9
says '^6.1.9 ' 'clause: CSAF 2.0 and 2.1, 6.1.9 '
run 0 explain --lang en requirement-7
says '^requirement-7 provider-metadata.json clause: CSAF 2.0, 7.1.7 why: this file'
run 0 explain --lang ja requirement-7
says '^requirement-7 provider-metadata.json 根拠: CSAF 2.0, 7.1.7 理由: 誰の文書か'
for id in $(sed -n 's/^REQUIREMENT([A-Z_]*, "\([^"]*\)".*/\1/p' \
    "$ROOT/tools/provided/requirements.def"); do
	for lang in en ja; do
		run 0 explain --lang $lang "$id"
		says "^$id "
		[ "$(sed -n '$p' out | wc -c)" -gt 5 ] || fail "$id: no text"
	done
done
run 2 explain requirement-77
faults "did you mean 'requirement-7'"

# Rules need no repository; what is unknown is suggested from everything.
run 0 explain case-id
run 2 explain PS-2026-0001
faults 'is no repository'
run 2 explain case-idd
faults "did you mean 'case-id'"
run 2 explain -C own PS-2026-0003
faults "did you mean 'PS-2026-000"
run 2 explain -C own imediate
faults "did you mean 'immediate'"
run 2 explain -C own box-makr
faults "did you mean 'box-maker'"
run 2 explain -C own ''
faults 'there is no rule, case'

# ---- what if ----------------------------------------------------------------

run 0 whatif -C own --now $now --lang en PS-2026-0001 exploited_ours
says 'our product attacked (exploited_ours)' 'Stage: 1 Acknowledged, as now' \
    'Now also: our product attacked' 'Clocks that would apply, and wait' \
    'D-01 .* not started: waiting for the decision on when we became aware' \
    'By: EU Cyber Resilience Act (CRA) (Law)' \
    'hansho whatif PS-2026-0001 exploited_ours aware' \
    'Head of PSIRT (psirt@example.com): Owner of the case' \
    'Reviewer: Legal' \
    'Taro Dairi, as Hanako Rusu is away: Company contact: Box Maker' \
    'Product owner: Product owner: Box'
says_not 'Clocks that would start' 'Drafts due'
run 0 whatif -C own --now $now --lang en PS-2026-0001 exploited_ours aware \
    by=psirt-lead
says 'Clocks that would start' \
    'D-01 .* due in 1 day, 2026-11-23 (Mon) 09:00 JST' \
    'Drafts due Report, Single Reporting Platform (ENISA): due in 1 day' \
    'Notice to users, .*due in'
run 0 whatif -C own --now $now --lang ja PS-2026-0001 exploited_ours aware
says '始まる期限' '期限まであと 1日' '用意する文書' '連絡する人' '代理 太郎'
says_not 'whatif\.[a-z]' 'say\.[a-z]'

# A decision that a regime does not apply keeps its clocks away: that is said.
run 0 whatif -C own --now $now --lang en PS-2026-0002 exploited_ours aware
says 'The case says that cra does not apply; without that decision .*D-01' \
    'cases/2026/PS-2026-0002/case.md:1[0-9]'
says_not 'Clocks that would start'

# Stages, priority; times that are odd are said and computed all the same.
run 0 whatif -C own --now $now --lang en PS-2026-0001 own_publication
says 'Clocks that would stop' 'Now also: public'
run 0 whatif -C own --now $now --lang en PS-2026-0001 \
    assigned=2026-11-19T10:00+09:00
says "'owner assigned' comes before the case's last fact"
run 0 whatif -C own --now $now --lang en PS-2026-0001 exploited_ours \
    aware=2026-12-01T09:00+09:00
says "'aware' lies in the future" 'Both states are computed as of 2026-12-01' \
    'due in 1 day, 2026-12-02 (Wed) 09:00 JST'
run 0 whatif -C own --now $now --lang en PS-2026-0001 exploited_ours \
    aware=2026-11-22
says "'aware' moves clocks of hours and needs a time"
run 0 whatif -C own --now $now --lang en PS-2026-0001 nda_checked
says 'Nothing would change'

run 0 whatif -C own --now $now --format json PS-2026-0001 exploited_ours aware
json 'd["id"] == "PS-2026-0001" and len(d["facts"]) == 2'
json '"attacked_ours" in d["after"]["axes"]'
json '"attacked_ours" not in d["before"]["axes"]'
json '[c for c in d["clocks"] if c["what"] == "start" and c["before"] is None]'
json 'd["drafts"][0]["what"] == "report"'
json '{"id": "stand-in", "instead_of": "away"}.items() <= [p for p in d["people"] if p["id"] == "stand-in"][0].items()'
run 0 whatif -C own --now $now --format json PS-2026-0001 exploited_ours
json 'd["hint"] == "aware" and d["drafts"] == []'

# Any field of a fact may be told, and comes back.
run 0 whatif -C own --now $now --format json PS-2026-0001 \
    extension_granted=2026-11-22 clocks=D-80,D-81 until=2027-01-10 \
    by=psirt-lead note=asked publish=no qualified verdict=accepted \
    regime=cra
json '{"clocks": ["D-80", "D-81"], "until": "2027-01-10", "by": "psirt-lead", "note": "asked", "publish": False, "at": "2026-11-22", "regime": None}.items() <= d["facts"][0].items()'
json 'd["facts"][1]["regime"] == "cra" and d["facts"][1]["clocks"] == []'
json 'd["facts"][1]["verdict"] == "accepted"'

# An extension that does not count is told, with the reason.
run 0 whatif -C own --now $now --lang en PS-2026-0001 extension_granted \
    clocks=D-81 until=2027-01-10 by=psirt-lead
says 'until=2027-01-10 (Sun)' 'Clocks that would change D-81' \
    'an extension does not count: still .*: the rule allows no extension'
run 0 whatif -C own --now $now --lang ja PS-2026-0001 extension_granted \
    clocks=D-81 until=2027-01-10 by=psirt-lead
says '延長は数えず .*規則は延長を認めていません'

# Nothing of it is written down.
run 0 explain -C own --now $now --lang en PS-2026-0001
says_not 'D-01'

run 2 whatif -C own PS-2026-0001
faults 'something is missing'
run 2 whatif -C own PS-2026-0009 aware
faults "did you mean 'PS-2026-000"
run 2 whatif -C own PS-2026-0001 exploited_our
faults "did you mean 'exploited_ours'"
run 2 whatif -C own PS-2026-0001 aware prty=x
faults "did you mean 'party'"
run 2 whatif -C own PS-2026-0001 kev_added
faults "'kev_added' is no fact: it follows from"
run 2 whatif -C own PS-2026-0001 by=psirt-lead aware
faults "'by' must follow an event"
run 2 whatif -C own PS-2026-0001 aware by
faults "'by' needs a value"
run 2 whatif -C own PS-2026-0001 aware by=psirt-lad
faults "did you mean 'psirt-lead'"
run 2 whatif -C own PS-2026-0001 aware party=jpcrt
faults "did you mean 'jpcert'"
run 2 whatif -C own PS-2026-0001 aware product=bux
faults "no product 'bux'"
run 2 whatif -C own PS-2026-0001 aware regime=crax
faults "no regime 'crax' (did you mean 'cra'?)"
run 2 whatif -C own PS-2026-0001 extension_granted clocks=D-81,D-8x
faults "no clock rule 'D-8x' (did you mean 'D-8"
run 2 whatif -C own PS-2026-0001 aware publish=perhaps
faults "'perhaps' is neither yes nor no"
run 2 whatif -C own PS-2026-0001 aware event=aware
faults "no event 'event'"
run 2 whatif -C own PS-2026-0001 aware=tomorrow
faults "'tomorrow' is no time"
run 2 whatif -C own PS-2026-0001 aware=
faults 'is no time'
run 2 whatif -C own PS-2026-0001 qualified verdict=yes
faults "no verdict 'yes'"
run 2 whatif -C own --format sarif PS-2026-0001 aware
faults 'text or json'

[ $failed = 0 ] && echo "explain and whatif say what they should"
exit $failed
