#!/bin/sh
# Advisories above CLEAR: an edition for customers, at an address of its own,
# has what went out as AMBER; the public one knows nothing of it.  Then labels
# that nobody may change in silence, the tree that is checked by itself, and the
# label that is lifted.
. "$ROOT/tests/e2e/lib/common.sh"
need git ssh-keygen
GIT_CONFIG_NOSYSTEM=1 HOME=$TMP
export GIT_CONFIG_NOSYSTEM HOME
unset SSH_AUTH_SOCK
csaf=.well-known/csaf

must()
{
	grep -Fq -e "$1" "$2" || {
		fail "no '$1' in $2 after hansho $ran"
		sed 's/^/	/;20q' "$2"
	}
}

# absent PATH...: nothing is there.
absent()
{
	for path; do
		[ ! -e "$path" ] || fail "$path is there"
	done
}

present()
{
	for path; do
		[ -e "$path" ] || fail "$path is not there"
	done
}

commit()
{
	git -C repo add -A
	GIT_AUTHOR_DATE=$2 GIT_COMMITTER_DATE=$2 git -C repo \
	    -c user.name="$1" -c user.email="$1@example.com" \
	    commit -q -m "$3" || fail "git commit: $3"
}

# ---- a repository with an edition for customers --------------------------------

run 0 init --now $now repo
for who in psirt-lead product-owner reviewer writer; do
	ssh-keygen -q -t ed25519 -N '' -C "$who" -f $who || fail "ssh-keygen"
done
# person ID ROLES: with a key.
person()
{
	cat <<END
  - id: $1
    name: {ja: 担当者, en: Person $1}
    roles: [$2]
    languages: [ja, en]
    deputy: $3
    git: ["$1 <$1@example.com>"]
    keys: [{kind: ssh, key: $(cut -d' ' -f1,2 <"$1.pub"), since: 2026-01-01}]
END
}
{
	echo 'people:'
	person psirt-lead 'psirt_lead, coordinator, intake, analyst' reviewer
	person product-owner 'product_owner, developer' reviewer
	person reviewer 'qa, legal, publisher' psirt-lead
	person writer 'translator' reviewer
} >repo/content/people/head.yaml
for file in repo/content/policies/approval.*.md; do
	sed 's/^accept_commit_approval: yes/accept_commit_approval: no/' \
	    "$file" >tmp && cat tmp >"$file"
done
sed 's|^csaf:.*|&|; s|^base_url:.*|base_url: https://psirt.example.com/|' \
    repo/content/organisation.yaml >tmp && cat tmp >repo/content/organisation.yaml
grep -q '^csaf:' repo/content/organisation.yaml ||
    echo 'csaf: {versions: ["2.0", "2.1"]}' >>repo/content/organisation.yaml
cat >>repo/content/audiences.yaml <<'END'
  - id: customers
    name: {ja: お客さま向け, en: For clients}
    ceiling: AMBER
    view: public
    base_url: https://clients.example.net/
END
mkdir -p repo/products/head/relay
cat >repo/products/head/relay/product.yaml <<'END'
name: {ja: 継電器, en: Relay}
kind: firmware
scheme: semver
purl: pkg:npm/relay
cpe: cpe:2.3:o:example:relay_firmware:*:*:*:*:*:*:*:*
versions:
  - {version: 1.0.0, released: 2025-04-01}
  - {version: 1.0.1, released: 2026-11-01}
owner: product-owner
qa_contact: reviewer
design_contact: product-owner
route: qa
END

# write NUMBER TITLE SENTENCE LABEL
write()
{
	case=repo/cases/2026/PS-2026-000$1
	mkdir -p $case
	cat >$case/case.md <<END
---
id: PS-2026-000$1
advisory: EXSA-2026-000$1
title: {ja: "$2", en: "$2"}
tlp: AMBER+STRICT
owner: psirt-lead
deputy: reviewer
company: head
source: {channel: mail, credit: {consent: anonymous}}
facts:
  - {at: 2026-11-02T09:30+09:00, event: received, by: psirt-lead, via: mail}
  - {at: 2026-11-02T15:10+09:00, event: acknowledged, by: psirt-lead, via: mail}
  - {at: 2026-11-04, event: qualified, by: psirt-lead, verdict: accepted}
disclosure: {decision: publish, planned: 2026-11-20T10:00+09:00$4}
vulnerabilities:
  - cve: CVE-1900-000$1
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
END
	printf '%s\n' '## summary' "$3" '' '## impact' '設定を変えられます。' \
	    '' '## action' '1.0.1 に更新してください。' >$case/advisory.ja.md
	printf '%s\n' '## summary' "$3" '' '## impact' \
	    'Settings can be changed.' '' '## action' \
	    'Install version 1.0.1.' >$case/advisory.en.md
}

# approve NUMBER WHEN: all three.
approve()
{
	for pair in psirt_lead:psirt-lead product_owner:product-owner \
	    legal:reviewer; do
		run 0 approve PS-2026-000$1 -C repo --now "$2" \
		    --role "${pair%:*}" --who "${pair#*:}" --key "${pair#*:}"
	done
}

git -C repo init -q
write 1 'Missing authentication in Relay' 'Anybody can operate it.' ''
write 2 'Kingfisher overflow in Relay' \
    'The pelican counter wraps around at midnight exactly.' ', tlp: AMBER'
commit writer 2026-11-18T09:00+09:00 'Two cases'
run 0 check -C repo --now $now

# ---- the label is what approvers sign -------------------------------------------

approve 1 2026-11-19T10:00+09:00
approve 2 2026-11-19T10:00+09:00
commit psirt-lead 2026-11-19T11:00+09:00 'Approve'
cp -R repo widened
for to in '' ', tlp: CLEAR' ', tlp: GREEN' ', tlp: AMBER+STRICT' ', tlp: RED'; do
	sed "s/, tlp: AMBER}/$to}/" repo/cases/2026/PS-2026-0002/case.md \
	    >widened/cases/2026/PS-2026-0002/case.md
	run 1 publish PS-2026-0002 -C widened --now 2026-11-20T10:00+09:00
	cat err >>out
	must 'lacks the approval as' out
done
must 'no edition shows advisories of TLP:RED' out
absent widened/cases/2026/PS-2026-0002/published.yaml

# ---- it goes out ------------------------------------------------------------------

run 0 publish PS-2026-0001 -C repo --now 2026-11-20T10:00+09:00
run 0 publish PS-2026-0002 -C repo --now 2026-11-20T10:00+09:00
must 'tlp: AMBER' repo/cases/2026/PS-2026-0002/published.yaml
absent repo/cases/2026/PS-2026-0002/released/1.0.0/CVE-1900-0002.json
absent repo/cases/2026/PS-2026-0002/released/1.0.0/x_EXSA-2026-0002.json
present repo/cases/2026/PS-2026-0001/released/1.0.0/x_EXSA-2026-0001.json
commit psirt-lead 2026-11-20T11:00+09:00 'Publish'
run 0 build -C repo --now $now --purge purge
site=repo/site
public=$site/public customers=$site/customers

# ---- everybody knows nothing of it -----------------------------------------------

find $public | grep -Ei '0002|amber' && fail 'a name tells of it'
for word in EXSA-2026-0002 CVE-1900-0002 Kingfisher pelican AMBER \
    clients.example.net; do
	grep -rlFi -e "$word" $public | grep -v '/assets/' >found
	[ ! -s found ] || {
		fail "everybody reads $word"
		sed 's/^/	/;5q' found
	}
done
must "https://psirt.example.com/$csaf/white/2026/exsa-2026-0001.json" purge
grep -q '0002\|clients' purge && fail 'the purge list tells of it'
grep -q '"tlp"' $public/manifest.json && fail 'a label in the public manifest'
run 0 verify $public --now $now
run 0 leakcheck $public -C repo --now $now --audience public

# ---- customers have one root -----------------------------------------------------

for lang in ja en; do
	present $customers/$lang/advisories/EXSA-2026-000[12].html \
	    $customers/$lang/advisories/EXSA-2026-0002.txt
	must 'TLP:AMBER' $customers/$lang/advisories/EXSA-2026-0002.html
	must 'TLP:AMBER' $customers/$lang/advisories/EXSA-2026-0002.txt
	must 'TLP:CLEAR' $customers/$lang/advisories/EXSA-2026-0001.txt
	must 'TLP:AMBER' $customers/$lang/advisories/index.html
	must '[TLP:AMBER] EXSA-2026-0002' $customers/$lang/feeds/all.atom
done
for folder in $csaf/amber $csaf/v2.1/amber; do
	present $customers/$folder/2026/exsa-2026-0002.json \
	    $customers/$folder/2026/exsa-2026-0002.json.sha256 \
	    $customers/$folder/csaf-feed-tlp-amber.json \
	    $customers/$folder/index.txt $customers/$folder/changes.csv
	must '"label": "AMBER"' $customers/$folder/2026/exsa-2026-0002.json
	must "https://clients.example.net/$folder/2026/exsa-2026-0002.json" \
	    $customers/$folder/2026/exsa-2026-0002.json
	grep -q 0001 $customers/$folder/index.txt && fail 'CLEAR among AMBER'
done
# What everybody has is there as it went out, at its own address.
cmp $public/$csaf/white/2026/exsa-2026-0001.json \
    $customers/$csaf/white/2026/exsa-2026-0001.json ||
    fail 'the copy is another document'
grep -q 0002 $customers/$csaf/white/index.txt && fail 'AMBER among CLEAR'
for folder in $csaf $csaf/v2.0 $csaf/v2.1; do
	must "https://clients.example.net/$csaf/" \
	    $customers/$folder/provider-metadata.json
	grep -q psirt.example.com/ $customers/$folder/provider-metadata.json &&
	    fail 'metadata at another address'
	must '"tlp_label": "AMBER"' $customers/$folder/provider-metadata.json
	must '"mirror_on_CSAF_aggregators": false' \
	    $customers/$folder/provider-metadata.json
done
must '"tlp_label": "WHITE"' $customers/$csaf/provider-metadata.json
must '"tlp_label": "CLEAR"' $customers/$csaf/v2.1/provider-metadata.json
must '"tlp": "AMBER"' $customers/manifest.json
must '"tlp": "AMBER"' $customers/status/products/relay.json
must 'TLP:AMBER' $customers/vex/openvex/*0002*.json
must 'hansho:tlp' $customers/vex/cyclonedx/*0002*.json
grep -q 'hansho:tlp' $customers/vex/cyclonedx/*0001*.json &&
    fail 'a label where everybody may read'
# What is for the world is not made of it.
absent $customers/cve/CVE-1900-0002.json $customers/osv/x_EXSA-2026-0002.json \
    $customers/.well-known/security.txt
run 0 leakcheck $customers -C repo --now $now --audience customers

# ---- the tree is checked by itself -----------------------------------------------

run 0 verify $customers --now $now
must 'up to TLP:AMBER' err
# The same without what says that a password is asked for; and a copy of a
# document under the public root.
cp -R $customers laid
sed '/"tlp"/d' $customers/manifest.json >laid/manifest.json
run 1 verify laid --now $now
must 'TLP:AMBER and stands where everybody can read it' out
sed 's/"tlp": "AMBER"/"tlp": "GREEN"/' $customers/manifest.json \
    >laid/manifest.json
run 1 verify laid --now $now
must 'up to TLP:GREEN' out
cp -R $public mixed
mkdir -p mixed/$csaf/amber/2026
cp $customers/$csaf/amber/2026/exsa-2026-0002.json* mixed/$csaf/amber/2026/
run 1 verify mixed --now $now
must 'TLP:AMBER and stands where everybody can read it' out

# A file that is not of the tree, and a document of more than it may have.
cp $customers/$csaf/amber/2026/exsa-2026-0002.json laid/
run 1 verify laid --now $now
must 'it is not in manifest.json' out

# ---- the web server asks for a password ------------------------------------------

present $site/desk/access/customers-nginx.conf \
    $site/desk/access/customers-apache.conf
must 'auth_basic ' $site/desk/access/customers-nginx.conf
must 'Require valid-user' $site/desk/access/customers-apache.conf
grep -q 'Allow-Origin' $site/desk/access/customers-*.conf &&
    fail 'other sites may read it'

# ---- what is for everybody names nothing that is not -------------------------------

write 3 'Buffer overflow in Relay' 'It is another flaw than EXSA-2026-0002.' ''
commit writer 2026-11-20T12:00+09:00 'A third case'
approve 3 2026-11-20T13:00+09:00
run 1 publish PS-2026-0003 -C repo --now 2026-11-20T14:00+09:00
cat err >>out
must '[leak-found]' out
absent repo/cases/2026/PS-2026-0003/published.yaml
# Customers know both.
sed 's/T10:00+09:00}$/T10:00+09:00, tlp: AMBER}/' \
    repo/cases/2026/PS-2026-0003/case.md >tmp &&
    cat tmp >repo/cases/2026/PS-2026-0003/case.md
commit writer 2026-11-20T15:00+09:00 'It is for customers'
run 1 publish PS-2026-0003 -C repo --now 2026-11-20T16:00+09:00
cat err >>out
must 'lacks the approval as' out
approve 3 2026-11-20T16:00+09:00
run 0 publish PS-2026-0003 -C repo --now 2026-11-20T17:00+09:00
commit psirt-lead 2026-11-20T18:00+09:00 'Publish the third'
run 0 build -C repo --now $now
present $customers/en/advisories/EXSA-2026-0003.html
absent $public/en/advisories/EXSA-2026-0003.html

# ---- a label that CSAF 2.0 does not have -------------------------------------------

cat >>repo/content/audiences.yaml <<'END'
  - id: close
    name: {ja: 関係者, en: Close ones}
    ceiling: AMBER+STRICT
    view: public
    base_url: https://close.example.net/
END
write 4 'Format string in Relay' 'The heron register is never cleared.' \
    ', tlp: AMBER+STRICT'
commit writer 2026-11-20T19:00+09:00 'A fourth case'
approve 4 2026-11-20T20:00+09:00
run 0 publish PS-2026-0004 -C repo --now 2026-11-20T21:00+09:00
commit psirt-lead 2026-11-20T22:00+09:00 'Publish the fourth'
run 0 build -C repo --now $now
close=$site/close
must '"text": "TLP v2.0: TLP:AMBER+STRICT"' \
    $close/$csaf/red/2026/exsa-2026-0004.json
must '"label": "RED"' $close/$csaf/red/2026/exsa-2026-0004.json
must '"label": "AMBER+STRICT"' \
    $close/$csaf/v2.1/amber+strict/2026/exsa-2026-0004.json
must 'https://clients.example.net/' \
    $close/$csaf/amber/2026/exsa-2026-0002.json
must 'https://close.example.net/' $close/$csaf/provider-metadata.json
grep -q 'clients.example.net' $close/$csaf/provider-metadata.json &&
    fail 'metadata of another edition'
for path in $public $customers; do
	grep -rlFi -e EXSA-2026-0004 -e heron -e close.example.net $path >found
	[ ! -s found ] || fail "the fourth case shows in $(head -1 found)"
done
for path in $public $customers $close; do
	run 0 verify $path --now $now
done

# ---- no way back, and the way out --------------------------------------------------

sed 's/, tlp: AMBER}/, summary: {ja: 公開しました, en: Opened}, tlp: CLEAR}/' \
    repo/cases/2026/PS-2026-0002/case.md >tmp &&
    cat tmp >repo/cases/2026/PS-2026-0002/case.md
run 0 build -C repo --now $now --audience public --audience customers
absent $public/ja/advisories/EXSA-2026-0002.html
present $customers/$csaf/amber/2026/exsa-2026-0002.json
commit writer 2026-11-21T09:00+09:00 'Open it'
approve 2 2026-11-21T10:00+09:00
run 0 publish PS-2026-0002 -C repo --now 2026-11-21T11:00+09:00
commit psirt-lead 2026-11-21T12:00+09:00 'Open'
run 0 build -C repo --now $now
present $public/$csaf/white/2026/exsa-2026-0002.json \
    $public/osv/x_EXSA-2026-0002.json \
    $customers/$csaf/white/2026/exsa-2026-0002.json
absent $customers/$csaf/amber/2026/exsa-2026-0002.json
must "https://psirt.example.com/$csaf/white/2026/exsa-2026-0002.json" \
    $public/$csaf/white/2026/exsa-2026-0002.json
run 0 verify $public --now $now
run 0 verify $customers --now $now
sed 's/tlp: CLEAR}/tlp: AMBER}/' repo/cases/2026/PS-2026-0002/case.md >tmp &&
    cat tmp >repo/cases/2026/PS-2026-0002/case.md
run 1 check -C repo --now $now
cat err >>out
must 'was for more readers: TLP:CLEAR' out
exit $failed
