#!/bin/sh
# A case goes out: three roles approve with their keys, an edit voids, forgeries
# and the hour before are refused, the first revision, a second one, the
# withdrawal, and what holds instead; then a disk that cannot be written to, and
# a process that is killed.
. "$ROOT/tests/e2e/lib/common.sh"
. "$ROOT/tests/e2e/lib/relay.sh"

# approve STATUS WHEN ROLE WHO [OPTION...]
approve()
{
	expect=$1 then=$2 role=$3 by=$4
	shift 4
	run "$expect" approve $id -C repo --now "$then" --role "$role" \
	    --who "$by" "$@"
	cat err >>out
}

# publish STATUS WHEN [OPTION...]
publish()
{
	expect=$1 then=$2
	shift 2
	run "$expect" publish -C repo --now "$then" "$@"
	cat err >>out
}

# same BEFORE: nothing in the repository changed since it was copied there.
same()
{
	diff -r --exclude=.git --exclude=.hansho "$1" repo >diff.out || {
		fail "it changed after hansho $ran"
		sed 's/^/	/;10q' diff.out
	}
}

run 0 check -C repo --now $now
t=2026-11-22T09:00+09:00

# ---- who may approve ------------------------------------------------------------

approve 1 $t psirt_lead psirt-lead --key psirt-lead
must 'is not committed, so nobody knows who wrote it' out
commit writer $t 'Record the report'
cp -R repo was
approve 2 $t boss psirt-lead --key psirt-lead
must "there is no role 'boss'" err
approve 1 $t qa reviewer --key reviewer
must 'the policy asks for no approval of PS-2026-0001 as qa' out
must 'it asks for psirt_lead (psirt-lead), product_owner (product-owner)' out
approve 1 $t legal psirt-lead --key psirt-lead
must 'psirt-lead cannot approve PS-2026-0001 as legal' out
approve 1 $t legal writer --key stranger
must 'the person wrote part of what is approved' out
approve 1 2026-11-26T09:00+09:00 product_owner product-owner \
    --key product-owner
must 'the person was away on that day' out
approve 1 $t psirt_lead psirt-lead --key stranger
must 'made with a key that is not' out
approve 1 $t psirt_lead psirt-lead --key nothing
must 'there is no signature of psirt-lead' out
approve 1 $t psirt_lead psirt-lead
must 'ssh-add -l' out
same was

# ---- what must not be named ------------------------------------------------------

product=repo/products/head/relay/product.yaml
cp $product kept
echo 'public: no' >>$product
approve 1 $t psirt_lead psirt-lead --key psirt-lead
must 'EXSA-2026-0001 names relay, whose name may not be published' out
# A version may still come out before the release.
sed 's/1.0.1, released: 2026-11-01/1.0.1, released: 2026-11-23/' kept >$product
approve 0 $t psirt_lead psirt-lead --print
cp kept $product
same was

# ---- a signature made elsewhere, and forged ones --------------------------------

approve 0 $t legal reviewer --print
"$HANSHO" approve $id -C repo --now $t --role legal --who reviewer --print \
    >statement 2>err || fail 'approve --print'
must 'Missing authentication in Relay' err
mustnt 'Missing' statement
must "$id" statement
must "$t" statement
same was
ssh-keygen -q -Y sign -n hansho-approval -f reviewer statement
cp statement.sig good.sig
approve 1 2026-11-22T09:01+09:00 legal reviewer --signature good.sig
must 'sign exactly what --print shows' out
approve 1 $t psirt_lead psirt-lead --signature good.sig
must 'the signature does not fit' out
rm statement.sig
ssh-keygen -q -Y sign -n git -f reviewer statement
approve 1 $t legal reviewer --signature statement.sig
same was
sed 's/$/\r/' good.sig >crlf.sig
approve 0 $t legal reviewer --signature crlf.sig
! grep -q "$(printf '\r')" repo/$case/approvals.yaml ||
    fail 'ends of lines of another system in approvals.yaml'
must "Recorded in $case/approvals.yaml" out
approve 1 $t legal reviewer --key reviewer
must 'has been approved as legal, by reviewer' out

# ---- all three, and an edit that voids ------------------------------------------

printf '# by hand\r\n' >tmp
sed 's/$/\r/' repo/$case/approvals.yaml >>tmp
cp tmp repo/$case/approvals.yaml
approve 0 $t psirt_lead psirt-lead --key psirt-lead
[ "$(head -c "$(wc -c <tmp)" repo/$case/approvals.yaml | cksum)" = \
    "$(cksum <tmp)" ] || fail 'approve changed what stood there'
[ "$(grep -c . repo/$case/approvals.yaml)" = \
    "$(grep -c "$(printf '\r')\$" repo/$case/approvals.yaml)" ] ||
    fail 'line ends are mixed'
tr -d '\r' <repo/$case/approvals.yaml >tmp
cp tmp repo/$case/approvals.yaml
publish 1 2026-11-25T10:00+09:00 $id
must 'lacks the approval as product_owner' out
approve 0 $t product_owner product-owner --key product-owner
commit psirt-lead $t 'Approve'
run 0 check -C repo --now $now
rm -rf was
cp -R repo was
publish 1 2026-11-25T09:59+09:00 $id
must 'it goes out at 2026-11-25T10:00+09:00 at the earliest' out
must "$case/case.md:9:18" out
same was
publish 0 2026-11-25T09:59+09:00
must 'Nothing is due' out
publish 0 2026-11-25T10:00+09:00 $id --print
must 'nothing was written' out
must "$case/released/1.0.0/exsa-2026-0001.json" out
same was
# Approved ahead of a version, which comes out later than was thought.
sed 's/1.0.1, released: 2026-11-01/1.0.1, released: 2026-11-26/' $product >tmp
cp $product kept
cp tmp $product
publish 1 2026-11-25T10:00+09:00 $id
must 'EXSA-2026-0001 would name 1.0.1, which is still to come' out
cp kept $product
same was
sed 's/Install version/Please install version/' repo/$case/advisory.en.md >tmp
cp tmp repo/$case/advisory.en.md
commit writer 2026-11-23T09:00+09:00 'Be polite'
publish 1 2026-11-25T10:00+09:00 $id
must 'does not count: what would be published has changed since' out
must 'advisory.en.md (writer, 2026-11-23)' out
cp was/$case/advisory.en.md repo/$case/advisory.en.md
commit writer 2026-11-23T10:00+09:00 'Be short'

# ---- documents on which the next build would fail ---------------------------------

run 0 init --now $now two
rm two/content/policies/approval.*
for name in one other; do
	mkdir -p two/products/head/$name
	cat >two/products/head/$name/product.yaml <<END
name: {ja: 部品 $name, en: Part $name}
kind: firmware
scheme: semver
purl: pkg:npm/ware
versions:
  - {version: 1.0.0, released: 2025-04-01, purl: "pkg:npm/ware@1.0.0"}
END
done
mkdir -p two/$case
sed -n '1,/disclosure:/{/^embargo:/d;/^deputy:/d;/^    products:/,/^        remediations:/d;/vendor_fix/d;p;}' \
    repo/$case/case.md | sed '/^disclosure:/,$d' >two/$case/case.md
cat >>two/$case/case.md <<'END'
    products:
      - {product: one, versions: [{version: 1.0.0, status: known_affected}]}
      - product: other
        versions: [{version: 1.0.0, status: known_not_affected}]
        justification: component_not_present
disclosure: {decision: publish}
---
END
cp repo/$case/advisory.*.md two/$case/
rm -rf was
cp -R two was
run 1 publish -C two --now $now $id
must "says 'affected' of Part other 1.0.0 to CVE-1900-0001" out
must 'formats-disagree' out
diff -r --exclude=.hansho was two >diff.out || fail 'something was written'
sed 's|npm/ware|npm/other|' two/products/head/other/product.yaml >tmp
cp tmp two/products/head/other/product.yaml
run 0 publish -C two --now $now $id --print

# ---- the first revision ------------------------------------------------------------

at=2026-11-25T10:00+09:00
printf 'cve: [\n' >repo/content/cve-ids.yaml
mkdir -p repo/content/cve-ids
mv repo/content/cve-ids.yaml repo/content/cve-ids/2026.yaml
rm -rf was
cp -R repo was
publish 1 $at $id
must 'content/cve-ids/2026.yaml' out
same was
rm -r repo/content/cve-ids
publish 0 $at
must 'revision 1.0.0 of EXSA-2026-0001' out
must 'The documents are unsigned' out
must 'version: 1.0.0' repo/$case/published.yaml
must "at: $at" repo/$case/published.yaml
must '- psirt_lead psirt-lead' repo/$case/published.yaml
must "{at: $at, event: own_publication, reference: EXSA-2026-0001, publish: yes}" \
    repo/$case/case.md
diff was/$case/case.md repo/$case/case.md >diff.out
[ "$(grep -c '^[<>]' diff.out)" = 1 ] || fail 'case.md was rewritten'
commit psirt-lead $at 'Publish'
run 0 check -C repo --now $at
run 0 build -C repo --now $at --audience public
cmp repo/$case/released/1.0.0/exsa-2026-0001.json \
    repo/site/public/.well-known/csaf/white/2026/exsa-2026-0001.json ||
    fail 'the public edition has another document'
grep -rq KUSANAGI repo/site/public && fail 'notes went out'
publish 0 $at
must 'Nothing is due' out
publish 1 2026-11-25T11:00+09:00 $id
must 'nothing has changed since revision 1.0.0' out

# ---- the second ------------------------------------------------------------------------

t=2026-11-28T09:00+09:00 at=2026-11-28T12:00+09:00
# What went out is what the case says: nothing is due.
run 0 show $id -C repo --now $t --format json
json 'd["case"]["next_revision"] is None and not d["case"]["is_changed"]'
sed 's/Install version/Now install version/' repo/$case/advisory.en.md >tmp
cp tmp repo/$case/advisory.en.md
commit writer $t 'Say when'
# Everybody is told what publishing makes of it, before anybody does.
due='{"number": "1.1.0", "level": "minor", "summary": {"ja": "説明を改訂。", "en": "Text revised."}}'
run 0 show $id -C repo --now $t --format json
json "d['case']['next_revision'] == json.loads('$due')"
run 0 show EXSA-2026-0001 -C repo --now $t --lang en
must 'next revision 1.1.0 (minor: content)' out
must '説明を改訂。' out
must 'Text revised.' out
run 0 show $id -C repo --now $t --lang ja
must '次は第 1.1.0 版（マイナー：内容の変更）' out
run 0 status -C repo --now $t --format json
json "[c['next_revision'] for c in d['cases'] if c['id'] == '$id'] == [
    json.loads('$due')]"
json "[(i['id'], i['rule']) for i in d['agenda']['revisions']] == [
    ('$id', '1.1.0')]"
run 0 status -C repo --now $t --lang en
must 'Changed since it went out (1)' out
must 'next revision 1.1.0 (minor: content)' out
run 0 status -C repo --now $t --lang ja
must '次は第 1.1.0 版（マイナー：内容の変更）' out
must '説明を改訂。' out
"$HANSHO" diff HEAD~1 HEAD -C repo --now $t --format json >out 2>err || :
json "[x['next_revision'] for x in d['documents']] == [json.loads('$due')]"
"$HANSHO" diff HEAD~1 HEAD -C repo --now $t --lang en >out 2>err || :
must 'next revision 1.1.0 (minor: content)' out
must 'proposed summary: 説明を改訂。 / Text revised.' out
publish 1 $at $id
must 'nothing says what the next revision changes' out
must 'en: "Text revised."' out
run 0 approve $id -C repo --now $t --role legal --who reviewer --print
must 'a proposal for disclosure.summary: Text revised.' err
sed 's/^disclosure:.*/disclosure: {decision: publish, summary: {ja: 時期を明記。, en: Says when.}}/' \
    repo/$case/case.md >tmp
cp tmp repo/$case/case.md
commit writer $t 'Plan the second revision'
for pair in psirt_lead:psirt-lead product_owner:product-owner legal:reviewer; do
	approve 0 $t ${pair%:*} ${pair#*:} --key ${pair#*:}
	[ "$by" != psirt-lead ] || must 'changed since the approval of' out
done
must 'What revision 1.1.0 would publish' out
commit psirt-lead $t 'Approve'
publish 1 $at $id --revision 1.0.0
must 'revision 1.0.0 went out already' out
publish 1 $at $id --revision 0.9
must "'0.9' is no version" out
publish 1 $at $id --revision 1.0.1
must 'what changed since revision 1.0.0 is minor, and 1.0.1 is a patch step' out
must 'leave --revision out for 1.1.0' out
publish 1 2026-11-25T10:00+09:00 $id
must 'the last revision is of 2026-11-25T10:00+09:00' out
# Where a signing key is named, nothing goes out without it.
if command -v gpg >/dev/null 2>&1; then
	mkdir -m 700 gpg none
	GNUPGHOME=$TMP/none
	export GNUPGHOME
	gpg --homedir gpg --batch -q --pinentry-mode loopback --passphrase '' \
	    --quick-gen-key 'PSIRT <psirt@example.com>' ed25519 sign 2>err ||
	    fail 'no key for gpg'
	echo faked-system-time 20261128T030005 >>gpg/gpg.conf
	key=$(gpg --homedir gpg --list-keys --with-colons 2>err |
	    awk -F: '/^fpr/ { print $10; exit }')
	mkdir repo/content/keys
	gpg --homedir gpg --armor --export 2>err \
	    >repo/content/keys/psirt.asc
	sed -e "s/^languages:/signing_key: $key\\
languages:/" -e 's/^  #openpgp_key:/  openpgp_key:/' \
	    -e "s/^  #openpgp_fingerprint:.*/  openpgp_fingerprint: $key/" \
	    repo/content/organisation.yaml >tmp
	cp tmp repo/content/organisation.yaml
	commit psirt-lead $t 'Sign documents'
	rm -rf was
	cp -R repo was
	publish 1 $at $id
	must "the documents cannot be signed with $key" out
	same was
	# An expired one is no better than none.
	gpg --homedir gpg --batch -q --pinentry-mode loopback --passphrase '' \
	    --faked-system-time 20200101T000000 --quick-gen-key \
	    'PSIRT then <psirt@example.com>' ed25519 sign 2021-01-01 2>err ||
	    fail 'no old key for gpg'
	old=$(gpg --homedir gpg --list-keys --with-colons 2>err |
	    awk -F: '/^fpr/ { print $10 }' | grep -v "$key")
	cp repo/content/organisation.yaml right
	sed "s/^signing_key:.*/signing_key: $old/" right \
	    >repo/content/organisation.yaml
	rm -rf was
	cp -R repo was
	publish 1 $at $id --key gpg
	must "the documents cannot be signed with $old: the key or the signature had expired" out
	must 'a new key goes into signing_key' out
	same was
	cp right repo/content/organisation.yaml
	publish 0 $at $id --key gpg
	gpg --homedir gpg -q --verify \
	    repo/$case/released/1.1.0/exsa-2026-0001.json.asc \
	    repo/$case/released/1.1.0/exsa-2026-0001.json 2>err ||
	    fail 'the signature is not good'
	must 'path: released/1.1.0/exsa-2026-0001.json.asc' \
	    repo/$case/published.yaml
	sed '/^signing_key:/d' repo/content/organisation.yaml >tmp
	cp tmp repo/content/organisation.yaml
	gpgconf --homedir gpg --kill gpg-agent
	gpgconf --homedir none --kill gpg-agent
else
	publish 0 $at $id
fi
must 'revision 1.1.0 of EXSA-2026-0001' out
[ "$(grep -c own_publication repo/$case/case.md)" = 1 ] ||
    fail 'published twice, by its facts'
commit psirt-lead $at 'Publish'
run 0 check -C repo --now $at
mustnt 'released-'
run 0 build -C repo --now $at --audience public
# Another document with its digest in the ledger does not have its signature.
if [ -d gpg ]; then
	document=repo/$case/released/1.1.0/exsa-2026-0001.json
	cp $document was.json
	cp repo/$case/published.yaml was.yaml
	sed 's/"title": "/&The /' was.json >$document
	old=$(sha256sum was.json) new=$(sha256sum $document)
	sed "s/${old%% *}/${new%% *}/" was.yaml >repo/$case/published.yaml
	run 1 check -C repo --now $at
	must 'json.asc is the signature of another text'
	cp was.json $document
	cp was.yaml repo/$case/published.yaml
fi

# ---- a disk that is full, a process that is killed: then the withdrawal -------------------

t=2026-11-30T09:00+09:00 at=2026-11-30T12:00+09:00
sed 's/^disclosure:.*/disclosure: {decision: publish, withdraw: yes, summary: {ja: 取り下げ。, en: Withdrawn.}}/' \
    repo/$case/case.md >tmp
cp tmp repo/$case/case.md
commit writer $t 'Plan the withdrawal'
for pair in psirt_lead:psirt-lead product_owner:product-owner legal:reviewer; do
	approve 0 $t ${pair%:*} ${pair#*:} --key ${pair#*:}
done
must 'it withdraws the advisory' out
commit psirt-lead $t 'Approve'
rm -rf was
cp -R repo was
if [ "$(id -u)" != 0 ]; then
	chmod a-w repo/$case
	publish 3 $at $id
	chmod u+w repo/$case
	same was
fi
mkdir -p repo/.hansho/publish/$id repo/$case/released/2.0.0
printf '{}' >repo/$case/released/2.0.0/exsa-2026-0001.json
printf 'hansho publish 1\n%s %s -\n%s %s -\n' \
    "$case/released/2.0.0/exsa-2026-0001.json" \
    "$(printf '{}' | sha256sum | cut -d' ' -f1)" \
    "$case/x.yaml" "$(printf x | sha256sum | cut -d' ' -f1)" \
    >repo/.hansho/publish/$id/journal
publish 0 $at $id
must 'was interrupted: put back what was there' out
must 'revision 2.0.0 of EXSA-2026-0001' out
must 'withdrawn: yes' repo/$case/published.yaml
commit psirt-lead $at 'Publish'
run 0 check -C repo --now $at
[ ! -d gpg ] || must '2.0.0/exsa-2026-0001.json has no signature'
run 0 build -C repo --now $at --audience public

# ---- another publisher's advisory holds instead -------------------------------------------

t=2026-12-02T09:00+09:00 at=2026-12-02T12:00+09:00
other=https://example.org/advisories/7
csaf=.well-known/csaf
plan()
{
	sed "s|^disclosure:.*|disclosure: {decision: publish, $1, summary: {ja: 置き換え。, en: Superseded.}}|" \
	    repo/$case/case.md >tmp
	cp tmp repo/$case/case.md
}
plan 'superseded_by: EXSA-2026-0099'
run 0 check -C repo --now $t
must 'no advisory EXSA-2026-0099 of ours went out' out
publish 1 $at $id
must 'cannot be made' out
plan "withdraw: yes, superseded_by: \"$other\""
publish 1 $at $id
must 'an advisory is withdrawn or superseded, not both' out
plan "superseded_by: \"$other\""
sed 's|^languages:|csaf: {versions: ["2.0", "2.1"], license: CC-BY-4.0}\
languages:|' repo/content/organisation.yaml >tmp
cp tmp repo/content/organisation.yaml
commit writer $t 'Plan the supersession'
for pair in psirt_lead:psirt-lead product_owner:product-owner legal:reviewer; do
	approve 0 $t ${pair%:*} ${pair#*:} --key ${pair#*:}
done
must "it says what holds instead: $other" out
must 'changes since the last revision: Superseded by' out
commit psirt-lead $t 'Approve'
publish 1 $at $id --revision 2.1.0
must 'is major, and 2.1.0 is a minor step' out
publish 0 $at $id
must 'revision 3.0.0 of EXSA-2026-0001' out
must "superseded_by: $other" repo/$case/published.yaml
commit psirt-lead $at 'Publish'
run 0 check -C repo --now $at
run 0 build -C repo --now $at --audience public
must "href=\"$other\"" repo/site/public/en/advisories/EXSA-2026-0001.html
must "$other" repo/site/public/ja/advisories/EXSA-2026-0001.txt
must "$other" repo/site/public/$csaf/white/2026/exsa-2026-0001.json
must '"csaf_superseded"' \
    repo/site/public/$csaf/v2.1/clear/2026/exsa-2026-0001.json
must "$other" repo/site/public/$csaf/v2.1/clear/2026/exsa-2026-0001.json
mustnt '"product_tree"' \
    repo/site/public/$csaf/v2.1/clear/2026/exsa-2026-0001.json
exit $failed
