#!/bin/sh
# A restricted repository over the example group: its editions, and lifting what
# it published.  The patch applies, the internal repository is clean with it and
# publishes the same advisory; before the release, and with a secret in it,
# nothing is written.
set -eu

now=2026-11-22T09:00+09:00
GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@example.com
GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@example.com
export GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL
export GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL

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

# A person's mistake among the released documents.
release=$circle/cases/2026/PS-2026-0302
cp -R "$release" "$TMP/before"
mkdir -p "$release/released/1.0.0"
echo 'Found by Aoi  KARASORA.' >"$release/released/1.0.0/thanks.txt"
sum=$(sha256sum "$release/released/1.0.0/thanks.txt" | cut -c 1-64)
if grep -q '^ *files:' "$release/published.yaml"; then
	sed -i "s|^\( *\)files:|&\n\1  - {path: released/1.0.0/thanks.txt, sha256: $sum}|" \
	    "$release/published.yaml"
else
	printf '    files: [{path: %s, sha256: %s}]\n' \
	    released/1.0.0/thanks.txt "$sum" >>"$release/published.yaml"
fi
hansho 1 lift PS-2026-0302 -o "$TMP/lift"
grep -q 'thanks.txt:1:.*leak-found' "$TMP/log" || fail "no place"
grep -q 'kept from it' "$TMP/log" || fail "no second place"
[ ! -e "$TMP/lift" ] || fail "a leak was written"
rm -r "$release"
mv "$TMP/before" "$release"

hansho 0 lift PS-2026-0302 -o "$TMP/lift"
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
sed -i 's/Settings are kept/All settings are kept/' \
    "$release/advisory.en.md"
hansho 0 lift PS-2026-0302 --lang ja -o "$TMP/again"
git -C "$internal" am -q "$TMP/again/PS-2026-0302.patch" ||
    fail "the second patch does not apply"
git -C "$internal" show --stat HEAD | grep -q '1 file changed' ||
    fail "the second patch changes more than it should"
grep -q 'All settings' "$internal/cases/2026/PS-2026-0302/advisory.en.md"
