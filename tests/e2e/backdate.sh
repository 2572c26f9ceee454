#!/bin/sh
# An approval says itself when it was given.  With an earlier instant nobody
# approves a text of their own as one of the revision before, nor one that
# somebody mended since, and nobody has a role again that was lost.
. "$ROOT/tests/e2e/lib/common.sh"
for tool in git ssh-keygen; do
	command -v $tool >/dev/null 2>&1 || {
		echo "no $tool"
		exit 77
	}
done
HOME=$TMP GIT_CONFIG_NOSYSTEM=1
export HOME GIT_CONFIG_NOSYSTEM
unset SSH_AUTH_SOCK
git config --global init.defaultBranch main

id=PS-2026-0001
case=cases/2026/$id

# commit WHO INSTANT SUBJECT: everything.
commit()
{
	git -C repo add -A
	GIT_AUTHOR_DATE=$2 GIT_COMMITTER_DATE=$2 git -C repo \
	    -c user.name="$1" -c user.email="$1@example.com" \
	    commit -q -m "$3" || fail "git commit: $3"
}

# approve WHO ROLE INSTANT: as it should be.
approve()
{
	run 0 approve $id -C repo --now "$3" --role "$2" --who "$1" --key "$1"
}

# backdated WHO ROLE PRESENT INSTANT: the line of an approval of what would go
# out at present, signed with another instant.
backdated()
{
	run 0 approve $id -C repo --now "$3" --role psirt_lead --who psirt-lead --print
	sed "s/^at: .*/at: $4/; s/^role: .*/role: $2/; s/^by: .*/by: $1/" \
	    out >statement
	rm -f statement.sig
	ssh-keygen -q -Y sign -n hansho-approval -f "$1" statement 2>err ||
	    fail 'ssh-keygen'
	[ -e repo/$case/approvals.yaml ] ||
	    echo 'approvals:' >repo/$case/approvals.yaml
	{
		printf '  - role: %s\n    by: %s\n    at: %s\n' "$2" "$1" "$4"
		sed -n -e 's/^digest: /    &/p' -e '/none$/d' \
		    -e 's/^not_before: /    &/p' statement
		echo '    signature: |'
		sed 's/^/      /' statement.sig
	} >>repo/$case/approvals.yaml
}

run 0 init --now 2026-11-22T09:00+09:00 repo
for who in psirt-lead product-owner reviewer; do
	ssh-keygen -q -t ed25519 -N '' -C '' -f $who || fail 'ssh-keygen'
done

# person ID ROLES DEPUTY
person()
{
	cat <<-END
	  - id: $1
	    name: {ja: $1, en: $1}
	    roles: [$2]
	    languages: [ja, en]
	    deputy: $3
	    git: ["$1 <$1@example.com>"]
	END
	[ ! -e "$1.pub" ] || echo "    keys: [{kind: ssh, since: 2026-01-01," \
	    "key: $(cut -d' ' -f1,2 <"$1.pub")}]"
}
{
	echo people:
	person psirt-lead 'psirt_lead, coordinator, intake, analyst' reviewer
	person product-owner 'product_owner, developer' writer
	person reviewer 'qa, legal, publisher' psirt-lead
	person writer 'translator, legal' reviewer
} >repo/content/people/head.yaml
for file in repo/content/policies/approval.*.md; do
	sed 's/^accept_commit_approval: yes/accept_commit_approval: no/' \
	    "$file" >tmp && cat tmp >"$file"
done
mkdir -p repo/products/head/relay repo/$case
cat >repo/products/head/relay/product.yaml <<'END'
name: {ja: 継電器, en: Relay}
kind: firmware
scheme: semver
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
source: {channel: mail, credit: {consent: anonymous}}
facts:
  - {at: 2026-11-02T09:30+09:00, event: received, by: psirt-lead, via: mail}
  - {at: 2026-11-04, event: qualified, by: psirt-lead, verdict: accepted}
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
END
printf '%s\n' '## summary' 'ログインせずに操作できます。' '' '## impact' \
    '設定を変えられます。' '' '## action' '1.0.1 に更新してください。' \
    >repo/$case/advisory.ja.md
printf '%s\n' '## summary' 'Anybody can operate it.' '' '## impact' \
    'Settings can be changed.' '' '## action' 'Install version 1.0.1.' \
    >repo/$case/advisory.en.md
git init -q repo
commit writer 2026-11-22T09:00+09:00 'Record the report'
cp -R repo fresh

# ---- the author of the second revision, as if of the first -----------------------

approve reviewer legal 2026-11-22T10:00+09:00
approve psirt-lead psirt_lead 2026-11-22T10:00+09:00
approve product-owner product_owner 2026-11-22T10:00+09:00
commit psirt-lead 2026-11-22T10:00+09:00 Approve
run 0 publish -C repo --now 2026-11-25T10:00+09:00 $id
commit psirt-lead 2026-11-25T10:00+09:00 Publish
for file in en ja; do
	echo '1.0.1 / 1.0.2' >>repo/$case/advisory.$file.md
done
sed 's/^disclosure:.*/disclosure: {decision: publish, summary: {ja: 追記。, en: More.}}/' \
    repo/$case/case.md >tmp && cat tmp >repo/$case/case.md
commit reviewer 2026-11-25T12:00+09:00 'Write more'
run 1 approve $id -C repo --now 2026-11-25T13:00+09:00 --role legal \
    --who reviewer --key reviewer
must 'nobody approves a text of their own'
backdated reviewer legal 2026-11-25T13:00+09:00 2026-11-25T09:00+09:00
commit reviewer 2026-11-25T14:00+09:00 Approve
approve psirt-lead psirt_lead 2026-11-25T15:00+09:00
approve product-owner product_owner 2026-11-25T15:00+09:00
commit psirt-lead 2026-11-25T15:00+09:00 Approve
run 1 check -C repo --now 2026-11-25T16:00+09:00
must 'the person wrote part of what is approved'
run 1 publish -C repo --now 2026-11-25T16:00+09:00 $id
must 'lacks the approval as legal'

# ---- words of case.md that somebody mended since --------------------------------

rm -rf repo
cp -R fresh repo
retitle()
{
	sed "/^title:/s/en: .*/en: $1}/" repo/$case/case.md >tmp &&
	    cat tmp >repo/$case/case.md
}
retitle 'No authentication in Relay'
commit reviewer 2026-11-23T09:00+09:00 'Word the title'
retitle 'No authentication in Relay.'
commit psirt-lead 2026-11-23T10:00+09:00 'Add a full stop'
run 1 approve $id -C repo --now 2026-11-23T11:00+09:00 --role legal \
    --who reviewer --key reviewer
must 'nobody approves a text of their own'

# ---- a role that is gone --------------------------------------------------------

rm -rf repo
mv fresh repo
sed 's/roles: \[qa, legal, publisher\]/roles: [qa, publisher]/' \
    repo/content/people/head.yaml >tmp && cat tmp >repo/content/people/head.yaml
commit psirt-lead 2026-11-24T09:00+09:00 'The reviewer is no lawyer any more'
backdated reviewer legal 2026-11-25T09:00+09:00 2026-11-23T09:00+09:00
commit reviewer 2026-11-25T09:30+09:00 Approve
approve psirt-lead psirt_lead 2026-11-25T09:40+09:00
approve product-owner product_owner 2026-11-25T09:40+09:00
commit psirt-lead 2026-11-25T09:50+09:00 Approve
run 1 publish -C repo --now 2026-11-25T10:00+09:00 $id
must 'the role had ended when the approval came'
exit $failed
