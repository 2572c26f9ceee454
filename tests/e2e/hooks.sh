#!/bin/sh
# git hooks: what has errors, or a message that tells secrets, is not
# committed; what is staged counts, not what lies beside it.
. "$ROOT/tests/e2e/lib/common.sh"
. "$ROOT/tests/e2e/lib/git.sh"
identity A a@example.com
export HANSHO
program=$HANSHO

# commits DIR MESSAGE, refuses WORD DIR MESSAGE: git commit does, or says WORD.
commits()
{
	git -C "$1" commit -q -m "$2" >said 2>&1 || {
		fail "not committed in $1: $2"
		cat said
	}
}

refuses()
{
	before=$(git -C "$2" rev-parse -q --verify HEAD)
	git -C "$2" commit -q -m "$3" >said 2>&1 && fail "committed in $2: $3"
	[ "$before" = "$(git -C "$2" rev-parse -q --verify HEAD)" ] ||
	    fail "a commit all the same: $3"
	grep -q -e "$1" said || {
		fail "no '$1' in what the hook says of: $3"
		cat said
	}
	find "$2" -name 'hansho-check.*' | grep . && fail "a copy stays behind"
}

case_of()
{
	mkdir -p "$1/cases/2026/$2"
	cat >"$1/cases/2026/$2/case.md" <<-END
	---
	id: $2
	title: {ja: 題, en: Buffer overrun in the parser of project files}
	tlp: $3
	code_name: Halcyon
	---
	Notes.
	END
}

# ---- a repository by itself -----------------------------------------------------

run 0 init --now $now psirt
run 3 init --hooks psirt
grep -q 'not in git' err || fail "hooks without git"
run 2 init --hooks "$TMP"
run 2 init --hooks psirt more
git init -q -b main psirt
run 1 doctor -C psirt --now $now
grep -q 'missing  git has no commit yet' out || fail "doctor: no commit"
grep -q 'missing  no git hooks check' out || fail "doctor: no hooks"
run 0 init --hooks psirt
run 1 doctor -C psirt --now $now
grep -q 'ok       git hooks check commits' out || fail "doctor: hooks"
for h in pre-commit commit-msg; do
	[ -x psirt/.git/hooks/$h ] || fail "$h is not there, or not to be run"
done
run 0 init --hooks psirt
grep -q 'was there' out || fail "a second time"
git -C psirt add -A
commits psirt start
case_of psirt PS-2026-0001 AMBER
git -C psirt add -A
commits psirt 'PS-2026-0001: record the report'
git -C psirt commit -q --allow-empty -m 'Halcyon' >said 2>&1 &&
    fail "a message that tells a code name"
grep -q 'message-secret' said || fail "the message is not the reason"
grep -q 'cases/2026/PS-2026-0001/case.md:5' said || fail "no second place"

# Above the ceiling: not by commit, -a, or a path; alerts do not stop.
case_of psirt PS-2026-0002 RED
git -C psirt add -A
refuses 'case-ceiling' psirt 'PS-2026-0002: record'
grep -q ': alert: ' said && fail "alerts are shown"
git -C psirt commit -q -m x -- cases >said 2>&1 && fail "by a path"
git -C psirt rm -q -rf --cached cases/2026/PS-2026-0002
# Not staged, it does not count; staged, mending it in the work tree neither.
echo >>psirt/README.md
git -C psirt add README.md
commits psirt 'Say more'
git -C psirt add -A
case_of psirt PS-2026-0002 AMBER
refuses 'case-ceiling' psirt 'PS-2026-0002: record'
git -C psirt add -A
(cd psirt/cases/2026 && git commit -q -m 'PS-2026-0002: record') >said 2>&1 ||
    fail "from a folder below: $(cat said)"
case_of psirt PS-2026-0002 RED
git -C psirt commit -q -a -m x >said 2>&1 && fail "by -a"
git -C psirt checkout -q .
# A file with a name that needs quotes.
mkdir -p "psirt/content/it's \"odd\" \$(touch hurt)"
echo x >"psirt/content/it's \"odd\" \$(touch hurt)/x y"
git -C psirt add -A
commits psirt 'Odd names'
[ ! -e psirt/hurt ] || fail "a name was run"

# Without the program nothing is committed.
echo >>psirt/README.md
git -C psirt add -A
HANSHO=no-such-hansho
refuses 'not in PATH' psirt 'Say more'
HANSHO=$program
commits psirt 'Say more'
git -C psirt rm -q --cached content/organisation.yaml
refuses 'organisation.yaml is not among' psirt 'Remove it'
git -C psirt reset -q

# ---- work trees, folders, hooks of others -------------------------------------

git -C psirt worktree add -q ../side -b side
case_of side PS-2026-0003 RED
git -C side add -A
refuses 'case-ceiling' side 'PS-2026-0003: record'
git -C side rm -q -rf --cached cases/2026/PS-2026-0003
git -C side commit -q --allow-empty -m 'On the side' >said 2>&1 ||
    fail "in a work tree: $(cat said)"
run 0 init --hooks side

mkdir -p "group/it's"
run 0 init --now $now "group/it's/psirt"
git init -q -b main group
git -C group config core.hooksPath .githooks
run 0 init --hooks "group/it's/psirt"
[ -x group/.githooks/pre-commit ] || fail "core.hooksPath is not followed"
case_of "group/it's/psirt" PS-2026-0001 AMBER
git -C group add -A
commits group 'Start'
case_of "group/it's/psirt" PS-2026-0002 RED
git -C group add -A
refuses 'case-ceiling' group 'PS-2026-0002: record'
git -C group rm -q -rf --cached "it's/psirt/cases/2026/PS-2026-0002"
git -C group commit -q --allow-empty -m 'Halcyon' >said 2>&1 &&
    fail "a secret message in a repository with folders"

# ---- a restricted repository over another ----------------------------------------

git -C psirt reset -q --hard
run 0 init --now $now circle
sed -e 's/^repository:.*/repository: restricted/' \
    -e 's/^ceiling:.*/ceiling: RED/' circle/content/organisation.yaml >tmp &&
    cat tmp >circle/content/organisation.yaml
find circle/content -mindepth 1 -maxdepth 1 ! -name organisation.yaml \
    ! -name audiences.yaml -exec rm -r {} +
git init -q -b main circle
run 0 init --hooks circle
case_of circle PS-2026-0301 RED
sed 's/^code_name: .*/&\
company: head/; s/Halcyon/Kingfisher/' \
    circle/cases/2026/PS-2026-0301/case.md >tmp &&
    cat tmp >circle/cases/2026/PS-2026-0301/case.md
git -C circle add -A
refuses 'init --hooks --with DIR' circle 'PS-2026-0301: record'
run 2 init --hooks --with nowhere circle
run 2 init --hooks --with circle psirt
run 2 init --with psirt fresh
run 0 init --hooks --with psirt circle
run 0 init --hooks --with psirt circle
[ "$(git -C circle config --get-all hansho.with)" = "$(realpath psirt)" ] ||
    fail "hansho.with: $(git -C circle config --get-all hansho.with)"
commits circle 'PS-2026-0301: record'
for word in Halcyon Kingfisher; do
	git -C circle commit -q --allow-empty -m $word >said 2>&1 &&
	    fail "a message that tells $word"
	grep -q 'message-secret' said || fail "$word is not the reason"
done
git -C circle config --unset-all hansho.with
case_of circle PS-2026-0302 RED
sed 's/Halcyon/Heron/' circle/cases/2026/PS-2026-0302/case.md >tmp &&
    cat tmp >circle/cases/2026/PS-2026-0302/case.md
git -C circle add -A
HANSHO_WITH=../psirt
export HANSHO_WITH
commits circle 'PS-2026-0302: record'
unset HANSHO_WITH

run 0 init --now $now other
git init -q -b main other
printf '#!/bin/sh\necho mine\n' >other/.git/hooks/pre-commit
chmod +x other/.git/hooks/pre-commit
run 1 init --hooks other
grep -q 'pre-commit.hansho" "$@" || exit 1' err || fail "no line to add"
[ "$(sed -n 2p other/.git/hooks/pre-commit)" = 'echo mine' ] ||
    fail "a hook was overwritten"
[ -x other/.git/hooks/commit-msg ] || fail "commit-msg is not installed"
sed -n 's/^    \("$(dirname.*\)/\1/p' err >>other/.git/hooks/pre-commit
run 0 init --hooks other
case_of other PS-2026-0001 RED
git -C other add -A
refuses 'case-ceiling' other 'PS-2026-0001: record'
echo '# old' >>other/.git/hooks/commit-msg
run 1 init --hooks other
grep -q 'another version' err || fail "an older hook of ours is not told"
tail -n 1 other/.git/hooks/commit-msg | grep -q '# old' || fail "overwritten"

git init -q --bare bare.git
run 2 init --hooks bare.git
if git init -q --object-format=sha256 sha 2>err; then
	run 0 init --force --now $now sha
	run 3 init --hooks sha
	grep -q 'SHA-256' err || fail "SHA-256 is not told"
	run 1 doctor -C sha --now $now
	grep -q "cannot be read: git's SHA-256" out || fail "doctor: SHA-256"
fi
exit $failed
