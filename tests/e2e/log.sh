#!/bin/sh
# `hansho log`: who changed which file when, as text and JSON; what is kept in
# .hansho/cache; what it says where git has nothing to tell.
. "$ROOT/tests/e2e/lib/common.sh"
. "$ROOT/tests/e2e/lib/git.sh"
identity 'A U Thor' author@example.com
GIT_COMMITTER_NAME='C O Mitter' GIT_COMMITTER_EMAIL=committer@example.com

# same NAME: out is what the file want says.
same()
{
	cmp -s want out || {
		fail "$1"
		diff want out | sed 's/^/	/;20q'
	}
}

# save SECONDS MESSAGE: commit everything.
save()
{
	GIT_AUTHOR_DATE="$1 +0900" GIT_COMMITTER_DATE="$1 +0000" \
	    git -C own commit -q -a -m "$2" || fail "git commit: $2"
}

run 0 init --now $now own
run 3 log -C own
grep -q 'own: the folder is not in git' err || fail "no word of git"
git init -q -b main own
run 3 log -C own
grep -q 'own: nothing was committed yet' err || fail "no word of commits"

mkdir -p own/cases/2026/PS-2026-0001
printf 'one\ntwo\nthree\n' >own/cases/2026/PS-2026-0001/case.md
git -C own add .
save 1700000000 first
echo four >>own/cases/2026/PS-2026-0001/case.md
save 1700003600 second
git -C own mv cases/2026/PS-2026-0001 cases/2026/PS-2026-0002
save 1700007200 third
ids=$(git -C own log --format=%H)
first=$(echo "$ids" | sed -n 3p | cut -c 1-12)
second=$(echo "$ids" | sed -n 2p | cut -c 1-12)
third=$(echo "$ids" | sed -n 1p | cut -c 1-12)

who='A U Thor <author@example.com>, committed by C O Mitter <committer@example.com>'
old=cases/2026/PS-2026-0001/case.md
new=cases/2026/PS-2026-0002/case.md
cat >want <<TEXT
$third  2023-11-15T09:13:20+09:00  $who
  renamed    $new from $old
$second  2023-11-15T08:13:20+09:00  $who
  modified   $old
$first  2023-11-15T07:13:20+09:00  $who
  added      $old
TEXT

for path in $new ./$new cases/2026/PS-2026-0002 cases/2026/PS-2026-0002/; do
	run 0 log -C own "$path"
	same "the story of $path"
done
[ -s own/.hansho/cache/history ] || fail "nothing was kept"
run 0 log -C own
[ "$(grep -c '^[0-9a-f]' out)" = 3 ] || fail "not three commits"
grep -q '  added      content/organisation.yaml' out || fail "no content/"
cp out all
grep -q 'README\|\.gitignore' out && fail "files of no concern"
run 0 log -C own .
cmp -s all out || fail "the whole repository as '.'"
(cd own/cases && "$HANSHO" log) | cmp -s all - || fail "from a folder below"
rm -r own/.hansho
run 0 log -C own
cmp -s all out || fail "without what was kept"

run 0 log -C own --format json "$new"
grep -q "\"id\": \"$(echo "$ids" | sed -n 1p)\"" out || fail "json: id"
grep -q '"at": "2023-11-15T09:13:20+09:00"' out || fail "json: instant"
grep -q "\"from\": \"$old\"" out || fail "json: from"
[ "$(grep -c '"kind"' out)" = 3 ] || fail "json: changes"
python3 -c 'import json, sys; json.load(sys.stdin)' <out ||
    fail "json: not JSON"

run 2 log -C own "${new}x"
grep -q "did you mean '$new'" err || fail "no suggestion"
run 2 log -C own --format sarif
run 2 log -C none

# What cannot be kept is no reason not to answer.
rm -rf own/.hansho
: >own/.hansho
run 0 log -C own
cmp -s all out || fail "without a place to keep"
grep -q '\.hansho/cache/history: ' err || fail "no word of the cache"
rm own/.hansho

git clone -q --depth 1 "file://$TMP/own" shallow
run 0 log -C shallow "$new"
printf '%s  2023-11-15T09:13:20+09:00  %s\n  earlier    %s\n' "$third" "$who" \
    "$new" >want
same "a shallow copy"
grep -q 'git fetch --unshallow' err || fail "no word of the shallow copy"

# This repository, as git tells it.
if git -c safe.directory='*' -C "$ROOT" rev-parse -q --verify HEAD \
    >/dev/null 2>&1; then
	run 0 log -C "$ROOT"
	awk '/^[0-9a-f]/ { id = $1; next } { print id, $2 }' out >ours
	git -c safe.directory='*' -c core.quotePath=false -C "$ROOT" log \
	    --date-order --full-history -c --raw --no-renames --format=C%H \
	    -- cases content products |
	    awk -F '\t' '
		/^C/ { id = substr($0, 2, 12) }
		/^:/ { print id, $2 }' >theirs
	[ -s ours ] || fail "nothing of this repository"
	sort ours >ours.sorted
	sort theirs | cmp -s - ours.sorted ||
	    fail "git tells this repository's history otherwise"
fi

exit $failed
