#!/bin/sh
# An approval says itself when it was given.  With an earlier instant nobody
# approves a text of their own as one of the revision before, nor one that
# somebody mended since, and nobody has a role again that was lost.
. "$ROOT/tests/e2e/lib/common.sh"
. "$ROOT/tests/e2e/lib/relay.sh"

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
