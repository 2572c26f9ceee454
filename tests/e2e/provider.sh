#!/bin/sh
# The tree of a CSAF provider: unsigned, then signed with a key that is thrown
# away; a second build, a second revision and what caches must forget; then
# broken in many ways, each of which `hansho verify` names.
. "$ROOT/tests/e2e/lib/common.sh"
need gpg gpgconf sha256sum sha512sum
HOME=$TMP
export HOME
csaf=.well-known/csaf

must()
{
	grep -Fq -e "$1" "$2" || {
		fail "no '$1' in $2 after hansho $ran"
		sed 's/^/	/;20q' "$2"
	}
}

# gpg, at $clock.
gnupg()
{
	gpg --homedir gpg --batch -q --faked-system-time "$clock" \
	    --pinentry-mode loopback --passphrase '' "$@" 2>gpg.err
}

# ---- a repository with two advisories --------------------------------------------

run 0 init --now $now repo
# Approvals have a play of their own: release.sh.
for file in repo/content/policies/approval.*.md; do
	sed '/^approvals:/i\
approvals_since: 2027-01-01' "$file" >tmp
	cat tmp >"$file"
done
mkdir -p repo/products/head/relay
cat >repo/products/head/relay/product.yaml <<'END'
name: {ja: 継電器, en: Relay}
kind: firmware
scheme: semver
cpe: cpe:2.3:o:example:relay_firmware:*:*:*:*:*:*:*:*
versions:
  - {version: 1.0.0, released: 2025-04-01}
  - {version: 1.0.1, released: 2025-11-01}
owner: product-owner
qa_contact: reviewer
design_contact: product-owner
route: qa
END

# write NUMBER PUBLISHED: a case.
write()
{
	case=repo/cases/2026/PS-2026-000$1
	mkdir -p $case
	cat >$case/case.md <<END
---
id: PS-2026-000$1
advisory: EXSA-2026-000$1
title: {ja: 継電器の認証の欠如, en: Missing authentication in Relay}
tlp: AMBER
owner: psirt-lead
deputy: reviewer
company: head
source: {channel: mail, credit: {consent: anonymous}}
facts:
  - {at: 2025-11-02T09:30+09:00, event: received, by: psirt-lead, via: mail}
  - {at: 2025-11-02T15:10+09:00, event: acknowledged, by: psirt-lead, via: mail}
  - {at: 2025-11-04, event: qualified, by: psirt-lead, verdict: accepted}
  - {at: $2, event: own_publication, by: psirt-lead, reference: EXSA-2026-000$1}
disclosure: {decision: publish}
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
          - {category: vendor_fix, version: 1.0.1, url: "https://example.com/fw", date: 2025-11-01}
---
END
	printf '%s\n' '## summary' 'ログインせずに操作できます。' '' \
	    '## impact' '設定を変えられます。' '' '## action' \
	    '1.0.1 に更新してください。' >$case/advisory.ja.md
	printf '%s\n' '## summary' 'Anybody can operate it.' '' '## impact' \
	    'Settings can be changed.' '' '## action' \
	    'Install version 1.0.1.' >$case/advisory.en.md
	echo 'revisions:' >$case/published.yaml
}

# revise NUMBER VERSION AT: a revision without files.
revise()
{
	printf '  - version: %s\n    at: %s\n    summary: {ja: 改訂, en: Revised}\n' \
	    "$2" "$3" >>repo/cases/2026/PS-2026-000$1/published.yaml
}

# release NUMBER VERSION CLOCK: sign the newest revision's documents, and keep
# them; a signature is of the instant at which they went out.
release()
{
	case=repo/cases/2026/PS-2026-000$1 clock=$3
	rm -rf scratch .scratch.work
	run 0 build -C repo --now $now --audience public -o scratch
	mkdir -p $case/released/$2
	echo '    files:' >>$case/published.yaml
	find scratch/public -name "exsa-2026-000$1*.json" -o \
	    -name "EXSA-2026-000$1*.json" -o -name "CVE-1900-000$1*.json" |
	    LC_ALL=C sort | while read -r file; do
		name=$(basename "$file")
		cp "$file" $case/released/$2/
		gnupg --armor --detach-sign $case/released/$2/"$name" ||
		    fail "gpg --detach-sign $name"
		for kept in "$name" "$name.asc"; do
			sum=$(sha256sum $case/released/$2/"$kept")
			echo "      - {path: released/$2/$kept, sha256: ${sum%% *}}"
		done
	done >>$case/published.yaml
}

# Before the year ended in UTC, after it had in Tokyo.
write 1 2026-01-01T05:00+09:00
write 2 2026-11-20T10:00+09:00
revise 1 1.0.0 2026-01-01T05:00+09:00
revise 2 1.0.0 2026-11-20T10:00+09:00
run 0 check -C repo --now $now

# ---- unsigned: possible, and said ------------------------------------------------

run 0 build -C repo --now $now --audience public
must 'CSAF documents have no signature' err
must '"role": "csaf_provider"' repo/site/public/$csaf/provider-metadata.json
[ -f repo/site/public/$csaf/white/2025/exsa-2026-0001.json ] ||
    fail 'not the year of UTC'
run 0 verify repo/site/public --now $now
must 'have no signature: nobody can tell whose they are' out
[ "$(grep -c ': alert: ' out)" = 1 ] || {
	fail 'an unsigned tree has other findings'
	cat out
}

# ---- signed ----------------------------------------------------------------------

mkdir -m 700 gpg
clock=20251101T000000
gnupg --quick-gen-key 'PSIRT <psirt@example.com>' ed25519 sign 2028-11-01 ||
    fail 'no key for gpg'
key=$(gpg --homedir gpg --list-keys --with-colons 2>gpg.err |
    awk -F: '/^fpr/ { print $10; exit }')
release 1 1.0.0 20251231T200005
release 2 1.0.0 20261120T010005
mkdir -p repo/content/keys
gnupg --armor --export "$key" >repo/content/keys/psirt.asc
sed -e "s|^contact:|signing_key: $key\\
contact:\\
  openpgp_key: keys/psirt.asc\\
  openpgp_fingerprint: $key|" repo/content/organisation.yaml >tmp
cp tmp repo/content/organisation.yaml
run 0 check -C repo --now $now
run 0 build -C repo --now $now --audience public --purge first
! grep -q signature err || fail 'a signed tree is called unsigned'
tree=repo/site/public/$csaf
must '"role": "csaf_trusted_provider"' $tree/provider-metadata.json
[ -s $tree/openpgp/"$key".asc ] || fail 'no key'
for year in 2025 2026; do
	(cd $tree/white/$year && sha256sum --quiet -c ./*.sha256 &&
	    sha512sum --quiet -c ./*.sha512) || fail 'digests'
	for file in $tree/white/$year/*.json; do
		gnupg --verify "$file.asc" "$file" || {
			fail "the signature of $file"
			cat gpg.err
		}
	done
done
run 0 verify repo/site/public --now $now
[ ! -s out ] || {
	fail 'findings in a signed tree'
	cat out
}
# By then security.txt has expired.
run 1 verify repo/site/public --now 2028-10-15T09:00+09:00
must 'the key ends in 1' out

# ---- a second build, a second revision -------------------------------------------

cp -R repo/site/public before
run 0 build -C repo --now $now --audience public --purge second
[ ! -s second ] || fail 'a build that changes nothing has addresses to purge'
diff -r before repo/site/public || fail 'a second build changes bytes'
sed 's/Install version/Now install version/' \
    repo/cases/2026/PS-2026-0002/advisory.en.md >tmp
cp tmp repo/cases/2026/PS-2026-0002/advisory.en.md
revise 2 1.1.0 2026-11-21T10:00+09:00
release 2 1.1.0 20261121T010005
run 0 build -C repo --now $now --audience public --purge third
run 0 verify repo/site/public --now $now
[ ! -s out ] || fail 'findings after a second revision'
{
	(cd before && find . -type f) && (cd repo/site/public && find . -type f)
} | LC_ALL=C sort -u | while read -r file; do
	cmp -s "before/$file" "repo/site/public/$file" ||
	    echo "https://psirt.example.com/${file#./}"
done >changed
grep -v '/$' third | LC_ALL=C sort >purge
diff changed purge || fail 'the purge list is not what changed'
must "https://psirt.example.com/$csaf/white/2026/exsa-2026-0002.json.asc" third
must "https://psirt.example.com/$csaf/white/changes.csv" third
! grep -q 'exsa-2026-0001.json' third || fail 'another document is purged'

# ---- broken ----------------------------------------------------------------------

# broken WHAT REQUIREMENT COMMAND: the tree in site, changed by the command.
broken()
{
	rm -rf site
	cp -R repo/site/public site
	what=$1 rule=$2
	shift 2
	sh -c "$*" || fail "$what: cannot be broken"
	run 1 verify site --now $now
	grep -q "error: .*\[$rule\]" out || {
		fail "$what: no error of $rule"
		sed 's/^/	/;12q' out
	}
}

csaf=$csaf tree=site/$csaf doc=site/$csaf/white/2026/exsa-2026-0002.json
key=$key
export csaf tree doc key
broken 'no metadata' requirement-9 'rm $tree/provider-metadata.json'
broken 'metadata cut off' requirement-7 \
    'head -c 300 $tree/provider-metadata.json >x; mv x $tree/provider-metadata.json'
broken 'a zone without colon' requirement-7 \
    'sed -i "/last_updated/s/+09:00/+0900/" $tree/provider-metadata.json'
broken 'http' requirement-3 \
    'sed -i "/directory_url/s/https:/http:/" $tree/provider-metadata.json'
broken 'a role that is none' requirement-7 \
    'sed -i "s/csaf_trusted_provider/csaf_best_provider/" $tree/provider-metadata.json'
broken 'another host' requirement-7 \
    'sed -i "/canonical_url/s/psirt/www/" $tree/provider-metadata.json'
broken 'no line CSAF' requirement-8 'sed -i /^CSAF:/d site/.well-known/security.txt'
broken 'security.txt that expired' requirement-8 \
    'sed -i "s/^Expires: 20../Expires: 2024/" site/.well-known/security.txt'
broken 'a document cut off' requirement-1 'head -c 999 $doc >x; mv x $doc'
broken 'a document that fails a test' requirement-1 \
    'sed -i "/\"cve\"/d" $doc; sed -i "s/\"status\": \"final\"/\"status\": \"finished\"/" $doc'
broken 'a document renamed' requirement-2 'mv $doc $tree/white/2026/exsa_2026_0002.json'
broken 'a document in another year' requirement-11 \
    'mkdir -p $tree/white/2024; mv $doc* $tree/white/2024/'
broken 'a document of TLP:RED' requirement-5 'sed -i "s/\"WHITE\"/\"RED\"/" $doc'
broken 'a line missing in index.txt' requirement-12 \
    'sed -i "/0002.json/d" $tree/white/index.txt'
broken 'a path that begins with a dot' requirement-12 \
    'sed -i "s|^2026|./2026|" $tree/white/index.txt'
broken 'index.txt cut off' requirement-12 \
    'head -c 10 $tree/white/index.txt >x; mv x $tree/white/index.txt'
broken 'no changes.csv' requirement-13 'rm $tree/white/changes.csv'
broken 'changes.csv upside down' requirement-13 \
    'sort -t, -k2 $tree/white/changes.csv >x; mv x $tree/white/changes.csv'
broken 'another date in changes.csv' requirement-13 \
    'sed -i "s/2026-11-21T10/2026-11-21T11/" $tree/white/changes.csv'
broken 'no quotes in changes.csv' requirement-13 \
    'sed -i "s/\"//g" $tree/white/changes.csv'
broken 'a listing without the document' requirement-14 \
    'sed -i "/exsa-2026-0002.json\"/d" $tree/white/2026/index.html'
broken 'no feed' requirement-15 'rm $tree/white/csaf-feed-tlp-white.json'
broken 'ref for href' requirement-15 \
    'sed -i "s/\"href\"/\"ref\"/" $tree/white/csaf-feed-tlp-white.json'
broken 'another date in the feed' requirement-15 \
    'sed -i "/\"published\"/s/2026-11-20T10/2026-11-20T11/" $tree/white/csaf-feed-tlp-white.json'
broken 'a document that nobody lists' requirement-15 \
    'sed s/EXSA-2026-0002/EXSA-2026-0009/ $doc >$tree/white/2026/exsa-2026-0009.json'
broken 'a feed that service.json does not name' requirement-16 \
    'sed -i "s/csaf-feed-tlp-white/csaf-feed-tlp-green/" $tree/service.json'
broken 'a member that no service has' requirement-16 \
    'sed -i "s/\"workspace\"/\"x\": 1, \"workspace\"/" $tree/service.json'
broken 'no category document' requirement-17 'rm $tree/white/category-white.json'
broken 'a category without a term' requirement-17 \
    'sed -i "s/\"term\": \"ja\"/\"term\": \"\"/" $tree/white/category-white.json'
broken 'another digest' requirement-18 'sed -i "s/^./x/" $doc.sha512'
broken 'a path in the digest' requirement-18 'sed -i "s|  |  /build/|" $doc.sha256'
broken 'no digest' requirement-18 'rm $doc.sha256'
broken 'no signature' requirement-19 'rm $doc.asc'
broken 'a changed document' requirement-19 'sed -i "s/Now install/Do not install/;s/継電器/継電機/" $doc'
broken 'the signature of another' requirement-19 \
    'cp $tree/white/2025/exsa-2026-0001.json.asc $doc.asc'
broken 'no key' requirement-20 'rm $tree/openpgp/$key.asc'
broken 'another fingerprint' requirement-20 \
    'sed -i "/\"fingerprint\"/s/: \"..../: \"ABCD/" $tree/provider-metadata.json'
broken 'the role without signatures' provider-role 'rm $tree/white/2026/*.asc'
broken 'another publisher' provider-role \
    'sed -i "s|\"namespace\": \"https://psirt|\"namespace\": \"https://other|" $doc'
broken 'a file that nobody built' manifest 'echo x >site/x.html'
broken 'a file that is gone' manifest 'rm site/ja/index.html'
broken 'a page changed' manifest 'echo x >>site/ja/index.html'
broken 'a link instead of a file' requirement-1 'mv $doc y; ln -s "$PWD/y" $doc'
run 1 verify site --now $now --format json
must 'requirement-1' out
mkdir -p empty
run 1 verify empty --now $now
must 'requirement-9' out
run 3 verify nowhere --now $now

# ---- two ids with one file name --------------------------------------------------

for id in OTHER.1 OTHER_1; do
	sed -e "s/EXSA-2026-0001/$id/g" -e "s/CVE-1900-0001/CVE-1900-10${#id}0/" \
	    -e 's|"namespace": "https://psirt|"namespace": "https://other|' \
	    "repo/site/public/$csaf/white/2025/exsa-2026-0001.json" >$id.json
	run 0 import -C repo --now $now $id.json
done
for file in repo/cases/*/*OTHER*/case.md; do
	sed -e '/^tlp: /d' -e 's/^origin: import$/tlp: CLEAR\n&/' "$file" >tmp
	cp tmp "$file"
done
cp -R repo/site/public before
run 1 build -C repo --now $now --audience public
cat out err >both
must 'two pages want to be public/others/csaf/2025/other_1.json' both
must 'give one file name; change one of them' both
diff -r repo/site/public before/public >diff.out ||
    fail 'something was published'

gpgconf --homedir gpg --kill gpg-agent
exit $failed
