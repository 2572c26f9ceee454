#!/bin/sh
# A restricted repository over the example group: its editions, and lifting what
# it published.  The patch applies, the internal repository is clean with it and
# publishes the same advisory; before the release, and with a secret in it,
# nothing is written.
set -eu

now=2026-11-22T09:00+09:00
. "$ROOT/tests/e2e/lib/git.sh"
identity 'Aya Sato' sato@example.com

fail() {
	echo "$*"
	[ ! -e "$TMP/log" ] || head -40 "$TMP/log"
	exit 1
}

# hansho STATUS ARG...: in the restricted repository, over the internal one.
hansho() {
	want=$1 status=0
	shift
	"$HANSHO" "$@" -C "$circle" --with "$internal" --now "$now" \
	    >"$TMP/log" 2>&1 || status=$?
	[ "$status" = "$want" ] || fail "$*: status $status, not $want"
}

# Approvals are another test's matter: here the policy asks for none so far.
circle=$TMP/circle internal=$TMP/internal
mkdir "$internal"
cp -R "$ROOT/content" "$ROOT/cases" "$ROOT/products" "$internal"
sed -i 's/^approvals_since:.*/approvals_since: 2026-11-20/' \
    "$internal"/content/policies/approval.*.md
git -C "$internal" init -q -b main .
git -C "$internal" add -A
git -C "$internal" commit -q -m start
sh "$ROOT/tests/restricted.sh" "$circle"

hansho 0 check
hansho 0 build --audience public --audience restricted -o "$TMP/site"
grep -q Hayabune -r "$TMP/site/restricted" || fail "the circle sees too little"
! grep -q -e Hayabune -e Karasora -e 2000 -r "$TMP/site/public/en/advisories" ||
    fail "the public edition tells too much"

hansho 1 lift PS-2026-0301 -o "$TMP/lift"
grep -q 'has not been published \[lift-refused\]' "$TMP/log" || fail "no reason"
hansho 1 lift PS-2026-0184 -o "$TMP/lift"
"$HANSHO" lift PS-2026-0302 -C "$circle" --now "$now" -o "$TMP/lift" \
    >"$TMP/log" 2>&1 && fail "lifted to nowhere"
[ ! -e "$TMP/lift" ] || fail "a refusal wrote"

# What lies below is approved and published in its own repository; without git
# nothing else stands in the way.
cp -R "$circle" "$TMP/plain"
rm -rf "$TMP/plain/.git"
for here in "$circle" "$TMP/plain"; do
	cp -R "$here" "$TMP/was"
	for command in 'approve PS-2026-0154 --role psirt_lead --who takahashi' \
	    'publish PS-2026-0154'; do
		status=0
		# shellcheck disable=SC2086
		"$HANSHO" $command -C "$here" --with "$internal" --now "$now" \
		    >"$TMP/log" 2>&1 || status=$?
		[ $status = 1 ] || fail "$command below: status $status"
		grep -q 'PS-2026-0154 is a case of a repository below this one' \
		    "$TMP/log" || fail "$command below: no reason"
		! grep -q 'not committed' "$TMP/log" ||
		    fail "$command below: a false reason"
	done
	diff -r --exclude=.git --exclude=.hansho "$TMP/was" "$here" \
	    >"$TMP/log" || fail "a refusal below wrote"
	rm -rf "$TMP/was"
done
rm -rf "$TMP/plain"

release=$circle/cases/2026/PS-2026-0302
# A person's mistake among the released documents; without git nobody says that
# it came there later.
cp -R "$circle" "$TMP/kept"
rm -rf "$circle/.git"
mkdir -p "$release/released/1.0.0"
echo 'Found by Aoi  KARASORA.' >"$release/released/1.0.0/thanks.txt"
sum=$(sha256sum "$release/released/1.0.0/thanks.txt" | cut -c 1-64)
sed -i "s|^\( *\)files:|&\n\1  - {path: released/1.0.0/thanks.txt, sha256: $sum}|" \
    "$release/published.yaml"
hansho 1 lift PS-2026-0302 -o "$TMP/lift"
grep -q 'thanks.txt:1:.*leak-found' "$TMP/log" || fail "no place"
grep -q 'kept from it' "$TMP/log" || fail "no second place"
[ ! -e "$TMP/lift" ] || fail "a leak was written"
rm -r "$circle"
mv "$TMP/kept" "$circle"

# What is not what went out is not lifted, whoever committed it.
sed -i.was 's/^vulnerabilities:/&\
  - cve: CVE-1900-0399\
    title: {ja: 隠された口座, en: Hidden backdoor account}\
    cwe: CWE-798\
    products: [{product: exalink-25, status: known_affected}]/' \
    "$release/case.md"
mv "$release/case.md.was" "$TMP/case.md"
git -C "$circle" commit -q -a -m x
hansho 1 lift PS-2026-0302 -o "$TMP/lift"
grep -q 'no longer what went out' "$TMP/log" || fail "no reason for a change"
git -C "$circle" reset -q --hard HEAD^
cmp -s "$TMP/case.md" "$release/case.md" || fail "not as it was"
# Nor what the check finds an error in.
sed -i.was 's/^\(  *at: \)2026-11-18T12:00/\12026-11-18T11:00/' \
    "$release/published.yaml"
mv "$release/published.yaml.was" "$TMP/published.yaml"
hansho 1 lift PS-2026-0302 -o "$TMP/lift"
grep -q 'published.yaml:.*: error: .*published-embargo' "$TMP/log" ||
    fail "no reason for an early publication"
[ ! -e "$TMP/lift" ] || fail "what did not go out is lifted"
mv "$TMP/published.yaml" "$release/published.yaml"
# Nor a case that was for fewer readers once: what they were told goes along.
cp "$release/published.yaml" "$TMP/published.yaml"
{
	cat <<'END'
revisions:
  - version: 0.9.0
    at: 2026-11-18T12:00+09:00
    tlp: AMBER
    summary: {ja: 顧客向け, en: For clients}
END
	sed 1d "$TMP/published.yaml"
} >"$release/published.yaml"
hansho 1 lift PS-2026-0302 -o "$TMP/lift"
grep -q 'published.yaml:4:.*went out for fewer than everybody.*lift-refused' \
    "$TMP/log" || fail "no reason for what was for fewer readers"
grep -q 'a new one with an advisory number of its own' "$TMP/log" ||
    fail "no way out for what was for fewer readers"
[ ! -e "$TMP/lift" ] || fail "what was for fewer readers is lifted"
mv "$TMP/published.yaml" "$release/published.yaml"

# Nor what the internal repository would write otherwise: by its organisation.
# differs STATUS FIELD SED: what is said of a field that differs there.
differs() {
	ours=$internal/content/organisation.yaml
	cp "$ours" "$TMP/organisation.yaml"
	sed "$3" "$TMP/organisation.yaml" >"$ours"
	! cmp -s "$ours" "$TMP/organisation.yaml" || fail "nothing to edit: $3"
	hansho "$1" lift PS-2026-0302 --print
	mv "$TMP/organisation.yaml" "$ours"
	grep -q "'$2' is not as internal has it: $4" "$TMP/log" ||
	    fail "nothing is said of $2"
	grep -q "write one value for '$2' in content/organisation.yaml of both" \
	    "$TMP/log" || fail "no way out of another $2"
}
other='documents made there would differ from those that went out \[lift-refused\]'
differs 1 base_url 's|^base_url: https://|&other.|' "$other"
differs 1 publisher.name 's/^  name: Example/& other/' "$other"
differs 1 languages 's/^languages: .*/languages: [en, ja]/' "$other"
differs 1 zone 's/^zone: .*/zone: UTC/' "$other"
differs 1 csaf.versions 's/^  versions: .*/  versions: ["2.0"]/' "$other"
differs 1 csaf.license 's/^csaf:/&\
  license: CC0-1.0/' "$other"
differs 1 cna.short_name 's/^  short_name: /&x/' "$other"
differs 1 legal_disclaimer 's/^  en: This information/& here/' "$other"
differs 0 signing_key '/^signing_key:/d' \
    'readers there may not find the key that signed what went out \[lift-differs\]'

hansho 0 lift PS-2026-0302 -o "$TMP/lift"
! grep -q lift-differs "$TMP/log" || fail "what is the same is said to differ"
patch=$TMP/lift/PS-2026-0302.patch proof=$TMP/lift/PS-2026-0302.proof.md
for word in Karasora Minato nakamura kikuchi V-0302 finder- 仮空 貸出先; do
	! grep -q "$word" "$patch" || fail "the patch tells of $word"
	! grep -q "$word" "$proof" || fail "the proof tells of $word"
done
hansho 2 lift PS-2026-0302 -o "$TMP/lift"
git -C "$internal" apply --check "$patch" || fail "git apply refuses"
git -C "$internal" am -q "$patch" || fail "git am refuses"
[ -z "$(git -C "$internal" status --short)" ] || fail "git am left something"
"$HANSHO" check -C "$internal" --now "$now" >"$TMP/log" 2>&1 ||
    fail "the internal repository has errors"
"$HANSHO" build -C "$internal" --now "$now" --audience public \
    -o "$TMP/inside" >"$TMP/log" 2>&1 || fail "the internal one does not build"
diff -r "$TMP/site/public" "$TMP/inside/public" >"$TMP/log" ||
    fail "the public editions differ"

# Again: nothing new; then a change, as a patch of a patch.
hansho 0 lift PS-2026-0302 -o "$TMP/again"
grep -q 'nothing was written' "$TMP/log" || fail "lifted twice"
[ ! -e "$TMP/again" ] || fail "nothing was written, but a folder"

# The next revision, approved with a key that is made here; that of the
# documents nobody has.
need ssh-keygen
ssh-keygen -q -t ed25519 -N '' -C '' -f "$TMP/key"
people=$internal/content/people/example-electric.yaml
awk -v key="{kind: ssh, key: $(cut -d' ' -f1,2 <"$TMP/key.pub"), since: 2026-11-20}, " '
/^  - id: / { mine = $0 == "  - id: takahashi" }
mine { sub(/keys: \[/, "&" key) }
{ print }' "$people" >"$TMP/people"
cmp -s "$people" "$TMP/people" && fail "takahashi has no keys in the example"
cat "$TMP/people" >"$people"
git -C "$internal" commit -q -a -m key
sed -i '/^signing_key:/d' "$circle/content/organisation.yaml"
sed -i 's/Settings are kept/All settings are kept/' "$release/advisory.en.md"
sed -i 's/^  decision: publish/&\
  summary: {ja: 語句, en: Words}/' "$release/case.md"
git -C "$circle" commit -q -a -m words
hansho 1 lift PS-2026-0302 -o "$TMP/again"
grep -q 'no longer what went out' "$TMP/log" ||
    fail "words that did not go out are lifted"
hansho 0 approve PS-2026-0302 --role psirt_lead --who takahashi \
    --key "$TMP/key"
git -C "$circle" add -A
git -C "$circle" commit -q -m approve
hansho 0 publish PS-2026-0302
git -C "$circle" add -A
git -C "$circle" commit -q -m publish
hansho 0 lift PS-2026-0302 --lang ja -o "$TMP/again"
git -C "$internal" am -q "$TMP/again/PS-2026-0302.patch" ||
    fail "the second patch does not apply"
git -C "$internal" show --stat --name-status HEAD >"$TMP/log"
grep -q '^A.*released/1\.[01]\.[01]/' "$TMP/log" || fail "no released document"
! grep -v 'cases/2026/PS-2026-0302/' "$TMP/log" | grep -q '^[AMD]	' ||
    fail "the second patch changes more than it should"
grep -q 'by: takahashi' "$internal/cases/2026/PS-2026-0302/approvals.yaml" ||
    fail "the second patch lacks the approval"
"$HANSHO" check -C "$internal" --now "$now" >"$TMP/log" 2>&1 ||
    fail "the internal repository has errors after the second"
cp -R "$internal" "$TMP/edited"
rm "$TMP/edited/cases/2026/PS-2026-0302/approvals.yaml"
"$HANSHO" check -C "$TMP/edited" --now "$now" >"$TMP/log" 2>&1 &&
    fail "a copy without approvals is not reported"
grep -q 'published-approved' "$TMP/log" || fail "no approval, and another reason"
cp "$internal/cases/2026/PS-2026-0302/approvals.yaml" \
    "$TMP/edited/cases/2026/PS-2026-0302/"
sed -i 's/All settings/No settings/' \
    "$TMP/edited/cases/2026/PS-2026-0302/advisory.en.md"
"$HANSHO" check -C "$TMP/edited" --now "$now" >"$TMP/log" 2>&1 &&
    fail "an edited copy is not reported"
grep -q 'published-changed' "$TMP/log" || fail "edited, and another reason"
grep -q 'All settings' "$internal/cases/2026/PS-2026-0302/advisory.en.md" ||
    fail "the second patch lacks the words"
hansho 0 lift PS-2026-0302 -o "$TMP/third"
grep -q 'nothing was written' "$TMP/log" || fail "lifted twice"
