# shellcheck shell=sh
# After common.sh: a repository, repo/, with a case that is ready to go out, a
# roster of four with keys beside it, and a policy that wants signatures.  All
# is in git's work tree; nothing is committed.
. "$ROOT/tests/e2e/lib/git.sh"
need ssh-keygen

# commit WHO WHEN SUBJECT: everything, by that person.
commit()
{
	git -C repo add -A
	GIT_AUTHOR_DATE=$2 GIT_COMMITTER_DATE=$2 git -C repo \
	    -c user.name="$1" -c user.email="$1@example.com" \
	    commit -q -m "$3" || fail "git commit: $3"
}

id=PS-2026-0001
case=cases/2026/$id
run 0 init --now $now repo
for who in psirt-lead product-owner reviewer stranger; do
	ssh-keygen -q -t ed25519 -N '' -C "$who" -f $who || fail "ssh-keygen"
done
key()
{
	cut -d' ' -f1,2 <"$1.pub"
}
cat >repo/content/people/head.yaml <<END
people:
  - id: psirt-lead
    name: {ja: 責任者, en: Head of PSIRT}
    roles: [psirt_lead, coordinator, intake, analyst]
    languages: [ja, en]
    deputy: reviewer
    git: ["psirt-lead <psirt-lead@example.com>"]
    keys: [{kind: ssh, key: $(key psirt-lead), since: 2026-01-01}]
  - id: product-owner
    name: {ja: 製品責任者, en: Product owner}
    roles: [product_owner, developer]
    languages: [ja, en]
    deputy: writer
    absence: [{from: 2026-11-26, to: 2026-11-27}]
    git: ["product-owner <product-owner@example.com>"]
    keys: [{kind: ssh, key: $(key product-owner), since: 2026-01-01}]
  - id: reviewer
    name: {ja: 承認者, en: Reviewer}
    roles: [qa, legal, publisher]
    languages: [ja, en]
    deputy: psirt-lead
    git: ["reviewer <reviewer@example.com>"]
    keys: [{kind: ssh, key: $(key reviewer), since: 2026-01-01}]
  - id: writer
    name: {ja: 執筆者, en: Writer}
    roles: [translator, legal]
    languages: [ja, en]
    deputy: reviewer
    git: ["writer <writer@example.com>"]
END
for file in repo/content/policies/approval.*.md; do
	sed 's/^accept_commit_approval: yes/accept_commit_approval: no/' \
	    "$file" >tmp && cat tmp >"$file"
done
mkdir -p repo/products/head/relay repo/$case
cat >repo/products/head/relay/product.yaml <<'END'
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
cat >repo/$case/case.md <<END
---
id: $id
advisory: EXSA-2026-0001
title: {ja: 継電器の認証の欠如, en: Missing authentication in Relay}
tlp: AMBER
owner: psirt-lead
deputy: reviewer
company: head
embargo: {until: 2026-11-25T10:00+09:00, agreed: [psirt-lead]}
source: {channel: mail, credit: {consent: anonymous}}
facts:	# what happened
  - {at: 2026-11-02T09:30+09:00, event: received, by: psirt-lead, via: mail}
  - {at: 2026-11-02T15:10+09:00, event: acknowledged, by: psirt-lead, via: mail}
  - {at: 2026-11-04, event: qualified, by: psirt-lead, verdict: accepted}

# the flaw
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
disclosure: {decision: publish}
---

The bird KUSANAGI was seen here.
END
printf '%s\n' '## summary' 'ログインせずに操作できます。' '' '## impact' \
    '設定を変えられます。' '' '## action' '1.0.1 に更新してください。' \
    >repo/$case/advisory.ja.md
printf '%s\n' '## summary' 'Anybody can operate it.' '' '## impact' \
    'Settings can be changed.' '' '## action' 'Install version 1.0.1.' \
    >repo/$case/advisory.en.md
git init -q repo
