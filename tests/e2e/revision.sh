#!/bin/sh
# Reading a repository as of a revision (--commit), and several as one
# (--with): the same bytes as a checkout, and nothing written where it must
# not be.
. "$ROOT/tests/e2e/lib/common.sh"
. "$ROOT/tests/e2e/lib/git.sh"
identity 'A U Thor' author@example.com
GIT_COMMITTER_NAME='C O Mitter' GIT_COMMITTER_EMAIL=committer@example.com

# save SECONDS MESSAGE: commit everything of own.
save()
{
	git -C own add -A
	GIT_AUTHOR_DATE="$1 +0900" GIT_COMMITTER_DATE="$1 +0900" \
	    git -C own commit -q --allow-empty -m "$2" ||
	    fail "git commit: $2"
}

# said TEXT: on standard error or in the findings.
said()
{
	cat out err | grep -q -e "$1" || {
		fail "no word of '$1' in hansho $ran"
		sed 's/^/	/;10q' err
	}
}

# as_checkout REV [NOW]: --commit of own gives what a checkout gives.
as_checkout()
{
	rm -rf copy site-a site-b
	git clone -q --no-checkout own copy
	git -C copy -c advice.detachedHead=false checkout -q "$(
	    git -C own rev-parse "$1^0")"
	"$HANSHO" build -C copy --now "${2-$now}" -o site-b >want 2>want.err
	was=$?
	run $was build -C own --commit "$1" --now "${2-$now}" -o site-a
	sed -e 's/site-b/site-a/g' want.err | diff - err >differs ||
	    fail "findings of $1 differ: $(head -5 differs)"
	[ ! -d site-b ] || diff -r site-a site-b >differs ||
	    fail "$1 differs from its checkout: $(head -5 differs)"
}

# case_of DIR NUMBER [LINE]: a small case.
case_of()
{
	mkdir -p "$1/cases/2026/$2"
	cat >"$1/cases/2026/$2/case.md" <<CASE
---
id: $2
title: {ja: 認証の回避, en: Authentication bypass}
owner: psirt-lead
source: {channel: in_house}
facts:
  - {at: 2026-09-01T09:30+09:00, event: received}
${3-}
---
CASE
}

# ---- revisions ----

run 0 init --now $now own
run 2 check -C own --commit HEAD
said 'the folder is not in git'
git init -q -b main own
run 2 check -C own --commit HEAD
said 'nothing was committed yet'
save 1700000000 first
git -C own tag -a -m x v1
case_of own PS-2026-0001
save 1700003600 second
echo 'More notes.' >>own/cases/2026/PS-2026-0001/case.md
sed -i 's/^zone:.*/&  # local/' own/content/organisation.yaml
save 1700007200 third
git -C own tag v3
for rev in v1 "$(git -C own rev-parse --short HEAD~1)" v3; do
	as_checkout "$rev"
done
as_checkout v3 2026-10-01T09:00+09:00
[ "$(git -C own status --porcelain)" = '' ] || fail "own was written to"

# What is not committed does not count, nor what is gone from the disk.
echo 'Not committed.' >>own/cases/2026/PS-2026-0001/case.md
as_checkout HEAD
rm -r own/content own/cases
as_checkout HEAD
run 0 show -C own --commit HEAD --now $now PS-2026-0001
run 0 list -C own --commit v3 cases
grep -q PS-2026-0001 out || fail "list does not know the case"
run 0 list -C own --commit v1 cases
grep -q PS-2026-0001 out && fail "list knows a case of later"
run 0 status -C own --commit v3 --now $now
run 0 explain -C own --commit v3 --now $now PS-2026-0001
run 2 show -C own --now $now PS-2026-0001
(cd own && "$HANSHO" list --commit v3 cases >/dev/null 2>&1) ||
    fail "the folder of the revision is not found"
git -C own checkout -q -f HEAD
run 2 check -C own --commit v33
said "there is no revision 'v33' (did you mean 'v3'?)"
run 2 check -C own --commit HEAD~9
said "there is no revision"
run 2 check -C own --commit 'HEAD@{1}'
said 'is no revision'
git -C own tag tree 'HEAD^{tree}'
run 2 check -C own --commit tree
said 'names a tree, not a commit'
git -C own checkout -q --orphan other
git -C own rm -q -r -f .
: >own/file
save 1700010000 'another beginning'
run 2 check -C own --commit HEAD
said 'there is no repository in'
git -C own -c advice.detachedHead=false checkout -q v3
as_checkout HEAD
run 0 check -C own --now $now
git -C own checkout -q -f main

# CRLF, links, submodules and odd names: as a checkout has them.
base=$(git -C own rev-parse HEAD)
sed -i 's/$/\r/' own/cases/2026/PS-2026-0001/case.md
printf '* -text\n' >own/.gitattributes
save 1700011000 crlf
as_checkout HEAD
ln -s case.md own/cases/2026/PS-2026-0001/link.md
git -C own update-index --add --cacheinfo "160000,$base,content/module"
save 1700012000 links
as_checkout HEAD
said 'symbolic links are not followed'
rm own/cases/2026/PS-2026-0001/link.md
mkdir -p own/products/example/thing/1.0
: >"$(printf 'own/products/example/thing/1.0/sbom.\343\201\214.json')"
: >"$(printf 'own/products/example/thing/1.0/sbom.\343\201\213\343\202\231.json')"
save 1700013000 names
as_checkout HEAD
said 'twice, in two normal forms of Unicode'
git -C own reset -q --hard "$base"
# A kept history tells that commits went away, which no checkout knows.
rm -r own/.hansho

# Octopus merges.
for i in 2 3 4; do
	git -C own checkout -q -b side$i "$base"
	case_of own PS-2026-000$i
	save 170002000$i side$i
done
git -C own checkout -q main
GIT_COMMITTER_DATE='1700030000 +0900' GIT_AUTHOR_DATE='1700030000 +0900' \
    git -C own merge -q -m octopus side2 side3 side4 >/dev/null
as_checkout HEAD
run 0 list -C own --commit HEAD cases
grep -q PS-2026-0004 out || fail "a case of an octopus merge is missing"

# A shallow copy, a SHA-256 repository, one of somebody else.
git clone -q --depth 1 "file://$TMP/own" cut
run 0 list -C cut --commit HEAD cases
run 2 list -C cut --commit HEAD~1 cases
said 'git fetch --unshallow'
if git init -q --object-format=sha256 new 2>/dev/null; then
	run 2 check -C new --commit HEAD
	said 'SHA-256'
fi
if [ "$(id -u)" = 0 ]; then
	cp -R own theirs
	chown -R 65534 theirs
	run 0 list -C theirs --commit HEAD~1 cases
fi
git -C own worktree add -q ../tree v1 2>/dev/null
run 0 check -C tree --commit v3 --now $now

# ---- layers ----

# kind DIR KIND CEILING
kind()
{
	sed -i -e "s/^repository:.*/repository: $2/" \
	    -e "s/^ceiling:.*/ceiling: $3/" "$1/content/organisation.yaml"
}

rm -rf lower upper
mkdir lower upper
git -C own archive main | tar -x -C lower
mkdir upper/content
cp own/content/organisation.yaml own/content/audiences.yaml upper/content
kind lower internal AMBER+STRICT
kind upper restricted RED
case_of upper PS-2026-0301
(cd lower && find . -type f -exec cksum {} + | sort) >before
run 0 list -C upper --with lower cases
for id in 0001 0301; do
	grep -q PS-2026-$id out || fail "no case $id in two repositories"
done
run 0 check -C upper --with lower --now $now
run 0 build -C upper --with lower --now $now -o site-w
run 0 show -C upper --with lower --now $now PS-2026-0001
# A revision of the first, over the other as it stands.
git init -q -b main upper
git -C upper add -A
GIT_COMMITTER_DATE='1700040000 +0900' GIT_AUTHOR_DATE='1700040000 +0900' \
    git -C upper commit -q -m upper
rm -rf site-v
run 0 build -C upper --with lower --now $now -o site-w
rm -r upper/cases
run 0 list -C upper --with lower cases
! grep -q PS-2026-0301 out || fail "a case that is away"
run 0 list -C upper --with lower --commit HEAD cases
for id in 0001 0301; do
	grep -q PS-2026-$id out || fail "no case $id in a revision over another"
done
run 0 build -C upper --with lower --commit main --now $now -o site-v
diff -r site-w site-v >differs ||
    fail "a revision over another: $(head -5 differs)"
run 2 check -C upper --with lower --commit nosuch
run 2 check -C upper --with upper --commit HEAD
said 'the repository itself'
git -C upper checkout -q .
rm -rf upper/.git
run 2 check -C lower --with upper
said 'a restricted repository where an internal one is expected'
run 2 check -C upper --with upper
said 'the repository itself'
run 2 check -C upper --with lower --with "$TMP/lower/"
said 'given twice'
run 2 check -C upper --with nowhere
said 'No such file'
run 2 check -C upper --with site-w
said 'is no repository'
kind upper internal AMBER
run 2 check -C upper --with lower
said 'its ceiling is TLP:AMBER+STRICT'
kind upper restricted RED

# A finding below names its repository.
echo 'unheard_of: 1' >>lower/content/people/head.yaml
"$HANSHO" check -C upper --with lower --now $now >out 2>err
said '^lower/content/people/head.yaml:'
"$HANSHO" check -C upper --with "$TMP/lower" --now $now >out 2>err
said '^lower/content/people/head.yaml:'
sed -i '$d' lower/content/people/head.yaml

# What stands twice.
mkdir -p upper/content/people upper/cases/2026/PS-2026-0001
cp lower/content/people/*.yaml upper/content/people
run 0 check -C upper --with lower --now $now
said '\[with-shadow\]'
case_of upper PS-2026-0001
run 1 check -C upper --with lower --now $now
said '\[with-case\]'
sed -i 's/^owner:/master: restricted\n&/' \
    lower/cases/2026/PS-2026-0001/case.md
"$HANSHO" check -C upper --with lower --now $now >out 2>err
cat out err | grep -q with-case && fail "a lifted case is a fault"
git -C own show main:cases/2026/PS-2026-0001/case.md \
    >lower/cases/2026/PS-2026-0001/case.md
rm -r upper/cases/2026/PS-2026-0001 upper/content/people

# New files go to the first, and nothing to those below.
run 0 new -C upper --with lower --now $now party somebody
[ -e upper/content/parties/somebody.yaml ] || fail "the new file is not there"
(cd lower && find . -type f -exec cksum {} + | sort) >after
kind lower internal AMBER+STRICT
diff before after >differs || fail "the repository below: $(head -5 differs)"
exit $failed
