#!/bin/sh
# What git may hand us: dates that cannot be, odd graphs, odd copies, names in
# two normal forms, a history rewritten under the cache.  Each gives a finding
# or a message, and nothing is written but the cache.
. "$ROOT/tests/e2e/lib/common.sh"
. "$ROOT/tests/e2e/lib/git.sh"
identity 'Megumi Sato' sato@example.com

# g ARGUMENT...: git in own, quietly.
g()
{
	git -C own -c core.quotePath=false -c advice.detachedHead=false "$@" \
	    >/dev/null 2>git.err || {
		fail "git $*"
		sed 's/^/	/' git.err
	}
}

# save DAY MESSAGE: commit everything.
save()
{
	g add -A
	GIT_AUTHOR_DATE="$1T09:00:00+09:00" \
	    GIT_COMMITTER_DATE="$1T09:00:00+09:00" g commit -q -m "$2"
}

# has RULE TEXT, hasnot RULE: what check says.
has()
{
	grep -q "\[$1\]" out || fail "no $1"
	grep -q "$2" out || fail "$1 without: $2"
}

hasnot()
{
	grep -q "\[$1\]" out && fail "$1, unexpectedly"
}

# look STATUS: check own; only the cache may be written.
look()
{
	before=$(cd own && find . -path ./.git -prune -o -path ./.hansho \
	    -prune -o -print -exec cksum {} + 2>/dev/null | cksum)
	run "$1" check -C own --now $now
	after=$(cd own && find . -path ./.git -prune -o -path ./.hansho \
	    -prune -o -print -exec cksum {} + 2>/dev/null | cksum)
	[ "$before" = "$after" ] || fail "something was written"
}

run 0 init --now $now own
look 0
hasnot history-
g init -q -b main
look 0
hasnot history-

cat >own/content/people/git.yaml <<YAML
people:
  - id: git-sato
    name: {ja: 佐藤, en: Sato}
YAML
case=cases/2026/PS-2026-0001
mkdir -p own/$case
cat >own/$case/case.md <<YAML
---
id: PS-2026-0001
title: {ja: 試験, en: Test}
owner: git-sato
company: head
facts:
  - {at: 2026-09-01T09:00+09:00, event: received, by: git-sato}
---
Notes.
YAML
save 2026-09-01 first
look 0
has history-unknown 'Megumi Sato <sato@example.com> changed cases'
echo '    git: ["Megumi Sato <SATO@example.com>"]' >>own/content/people/git.yaml
save 2026-09-02 person
look 0
hasnot history-unknown

# Dates.
echo one >>own/$case/case.md
save 2036-01-01 future
look 0
has history-date 'dated in the future'
echo two >>own/$case/case.md
save 2026-09-03 before
look 0
has history-date 'over a day before'

# A history rewritten under the cache; told until something is committed.
gone=$(git -C own rev-parse HEAD | cut -c 1-12)
g reset -q --hard HEAD~2
look 0
has history-rewritten "2 of them: $gone"
run 0 status -C own --now $now
look 0
has history-rewritten "$gone"
echo three >>own/$case/case.md
save 2026-09-04 more
look 0
hasnot history-rewritten
g checkout -q -b other HEAD~1
look 0
hasnot history-rewritten
g checkout -q main

# Detached, then an octopus.
g checkout -q --detach
look 0
hasnot history-
g checkout -q main
for side in a b c; do
	g checkout -q -b side-$side main
	echo "$side" >"own/content/$side.txt"
	save 2026-09-05 "$side"
done
g checkout -q main
GIT_AUTHOR_DATE=2026-09-06T09:00:00+09:00 \
    GIT_COMMITTER_DATE=2026-09-06T09:00:00+09:00 \
    g merge -q -m octopus side-a side-b side-c
look 0
hasnot history-
run 0 log -C own "$(basename "$case")"
grep -q '(git-sato)' out || fail "log: nobody of the roster"

# Line ends: the same file for git, and for us.
sed 's/$/\r/' own/$case/case.md >crlf
cp own/$case/case.md lf
cp crlf own/$case/case.md
look 0
hasnot history-
cp lf own/$case/case.md

# A submodule below cases/, and one name in two normal forms.
g update-index --add --cacheinfo "160000,$(git -C own rev-parse HEAD),cases/sub"
GIT_AUTHOR_DATE=2026-09-07T09:00:00+09:00 \
    GIT_COMMITTER_DATE=2026-09-07T09:00:00+09:00 g commit -q -m submodule
look 0
hasnot history-
g rm -q --cached cases/sub
printf x >"own/content/$(printf '\343\201\214').txt"
printf x >"own/content/$(printf '\343\201\213\343\202\231').txt"
save 2026-09-08 forms
look 1
has file-name 'two normal forms'
hasnot history-
run 0 log -C own
[ "$(grep -c "$(printf 'content/\343\201')" out)" = 2 ] ||
    fail "two normal forms: not two files"
g reset -q --hard HEAD~1

# What went out, in a full copy and in a shallow one.
mkdir -p own/$case/released/1.0.0
echo '{}' >own/$case/released/1.0.0/a.json
cat >own/$case/published.yaml <<YAML
revisions:
  - version: 1.0.0
    at: 2026-09-09T09:00+09:00
    summary: {ja: 初版, en: First version}
YAML
sed 's/^id: .*/&\nadvisory: EXSA-2026-0001/' own/$case/case.md >case.new
mv case.new own/$case/case.md
save 2026-09-09 publish
"$HANSHO" check -C own --now $now >out 2>err
hasnot released-history
hasnot ledger-history
hasnot history-shallow
git clone -q --depth 1 "file://$TMP/own" shallow
"$HANSHO" check -C shallow --now $now >out 2>err
has history-shallow 'fetch --unshallow'
hasnot history-unknown
# Without a history, and with one that cannot be read.
mkdir exported
git -C own archive HEAD | tar -x -C exported
"$HANSHO" check -C exported --now $now >out 2>err
has history-shallow 'is not known: the folder is not in git'
[ "$(grep -c 'alert: .*history-shallow' out)" = 1 ] || fail "not told once"
if git init -q --object-format=sha256 exported 2>/dev/null; then
	"$HANSHO" check -C exported --now $now >out 2>err
	has history-shallow 'SHA-256'
	"$HANSHO" build -C exported --now $now -o exported.site >out 2>err
	cat err >>out
	has history-shallow 'SHA-256'
	rm -rf exported/.git
fi
# A repository within it: one line, whatever it has; as a submodule also when
# its files are not there.
git init -q -b main nested
mkdir -p nested/PS-2026-0777
echo x >nested/PS-2026-0777/notes.txt
git -C nested add -A
git -C nested commit -q -m nested
cp -R exported outer
cp -R nested outer/cases/2025
"$HANSHO" check -C outer --now $now >out 2>err
has file-repository '^cases/2025: error: this is a git repository of its own'
! grep -q 'cases/2025/' out || fail "files of another repository are read"
rm -r outer/cases/2025
git init -q -b main outer
git -C outer -c protocol.file.allow=always submodule --quiet add \
    "$TMP/nested" cases/2025
git -C outer add -A
git -C outer commit -q -m outer
"$HANSHO" check -C outer --now $now >out 2>err
has file-repository '^cases/2025: error: this is a git repository of its own'
[ "$(grep -c file-repository out)" = 1 ] || fail "a submodule is told twice"
"$HANSHO" check -C outer --commit HEAD --now $now >out 2>err
has file-repository '^cases/2025: error: this is a submodule'
git clone -q outer cloned
"$HANSHO" check -C cloned --now $now >out 2>err
has file-repository '^cases/2025: error: this is a submodule'
[ "$(grep -c file-repository out)" = 1 ] || fail "a submodule is told twice"
git -C cloned rm -q cases/2025
"$HANSHO" check -C cloned --now $now >out 2>err
hasnot file-repository
rm -r exported/$case/published.yaml exported/$case/released
"$HANSHO" check -C exported --now $now >out 2>err
hasnot history-shallow
echo '[]' >own/$case/released/1.0.0/a.json
save 2026-09-10 forge
"$HANSHO" check -C own --now $now >out 2>err
has released-history 'a.json went out and was changed'
g revert --no-edit HEAD
"$HANSHO" check -C own --now $now >out 2>err
hasnot released-history

# A squash of many commits into one, and a rebase of them, are no crime.
g checkout -q -b squash HEAD~3
g merge -q --squash main
save 2026-09-11 squash
"$HANSHO" check -C own --now $now >out 2>err
hasnot released-history
hasnot ledger-history
hasnot published-gone

# The case moves to the folder of another year, with its id.
year=$(basename "$(dirname "$case")")
mkdir -p own/cases/2025
g mv "$case" "cases/2025/$(basename "$case")"
save 2026-09-12 move
"$HANSHO" check -C own --now $now >out 2>err
hasnot published-gone
hasnot released-history
g rm -q -r cases/2025
save 2026-09-13 remove
"$HANSHO" check -C own --now $now >out 2>err
has published-gone 'withdraw instead'
[ "$year" != 2025 ] || fail "the test moves a case to where it is"

# SHA-256, and an exported folder.
if git init -q --object-format=sha256 sha 2>/dev/null; then
	cp -R own/content sha/content
	run 0 check -C sha --now $now
	hasnot history-
	run 3 log -C sha
	grep -q 'SHA-256' err || fail "no word of SHA-256"
fi
mkdir export
cp -R own/content export/content
run 0 check -C export --now $now
hasnot history-

exit $failed
