#!/bin/sh
# The script that hosts of git run, with a bare repository for a host: a review
# on a branch, the scheduled job before and after an instant, a lost race, a
# host that refuses.
. "$ROOT/tests/e2e/lib/common.sh"
. "$ROOT/tests/e2e/lib/git.sh"
identity writer writer@example.com
GIT_AUTHOR_DATE=2026-11-20T09:00+09:00 GIT_COMMITTER_DATE=2026-11-20T09:00+09:00
export GIT_AUTHOR_DATE GIT_COMMITTER_DATE HANSHO
script=$ROOT/templates/ci/hansho-ci.sh
id=PS-2026-0001
case=cases/2026/$id

# ci STATUS DIR ARGUMENT...: the script in a clone, its output in said.
ci()
{
	expected=$1 where=$2
	shift 2
	(cd "$where" && HANSHO_NOW=${at:-$now} HANSHO_OUT=../out-$where \
	    HANSHO_NAME=job HANSHO_MAIL=job@example.com sh "$script" "$@") \
	    >said 2>&1
	status=$?
	[ "$status" = "$expected" ] || {
		fail "status $status instead of $expected: $* in $where"
		tail -n 20 said
	}
}

# ---- callers and shell ----------------------------------------------------------

for file in "$script" "$ROOT"/templates/ci/hooks/*; do
	sh -n "$file" || fail "sh -n $file"
	! command -v shellcheck >/dev/null 2>&1 || shellcheck -s sh "$file" ||
	    fail "shellcheck $file"
done
if python3 -c 'import yaml' 2>/dev/null; then
	for file in "$ROOT"/templates/ci/*.yml; do
		python3 -c 'import sys, yaml; yaml.safe_load(open(sys.argv[1]))' \
		    "$file" || fail "YAML of $file"
	done
fi
grep -n 'http' "$ROOT"/templates/ci/*.yml "$ROOT"/templates/ci/*.sh \
    "$ROOT"/templates/ci/hooks/* && fail "an address in the callers"

# What judges a merge request does not come with it.
for file in "$ROOT"/templates/ci/*.yml; do
	grep -v '^ *#' "$file" | grep -q 'git show .*:\.ci/hansho-ci\.sh' ||
	    fail "a review by the script of the request: $file"
	! grep -q 'sh \.ci/hansho-ci\.sh review' "$file" ||
	    fail "a review by the script of the request: $file"
done

# ---- into a repository -------------------------------------------------------------

run 0 init --now $now fresh
for host in gitlab:.gitlab-ci.yml github:.github/workflows/hansho.yml \
    gitea:.gitea/workflows/hansho.yml; do
	run 0 init --ci ${host%%:*} fresh
	cmp -s "fresh/${host#*:}" "$ROOT/templates/ci/${host%%:*}.yml" ||
	    fail "the caller of $host"
	cmp -s fresh/.ci/hansho-ci.sh "$script" || fail "the script of $host"
done
echo '# mine' >>fresh/.gitlab-ci.yml
run 1 init --ci gitlab fresh
must 'stays as it is' err
must '# mine' fresh/.gitlab-ci.yml
run 2 init --ci elsewhere fresh
must '--ci is gitlab, github or gitea' err
hosts=$(sed -n 's/.*--ci is //p' err | sed 's/,//g; s/ or / /')
run 0 init --help
for host in $hosts; do
	must "$host" out
	must "$host" "$script"
	[ -f "$ROOT/templates/ci/$host.yml" ] || fail "no caller for $host"
done
for file in "$ROOT"/templates/ci/*.yml; do
	host=$(basename "$file" .yml)
	case " $hosts " in
	*" $host "*) ;;
	*) fail "no host for $file" ;;
	esac
done
run 2 init --ci gitlab "$TMP"
run 2 init --ci gitlab --hooks fresh
run 2 init

# ---- a repository on a host --------------------------------------------------------

run 0 init --now $now seed
cat >seed/content/people/head.yaml <<'END'
people:
  - id: psirt-lead
    name: {ja: 責任者, en: Lead}
    roles: [psirt_lead, coordinator, intake, analyst, publisher]
    deputy: writer
    git: ["job <job@example.com>"]
  - id: writer
    name: {ja: 執筆者, en: Writer}
    roles: [developer, translator, product_owner, qa]
    deputy: psirt-lead
    git: ["writer <writer@example.com>"]
END
for file in seed/content/policies/approval.*.md; do
	sed '/^approvals:/d; /^  - {roles:/d' "$file" >tmp && cat tmp >"$file"
done
mkdir -p seed/products/head/relay seed/$case
cat >seed/products/head/relay/product.yaml <<'END'
name: {ja: 継電器, en: Relay}
kind: firmware
scheme: semver
versions:
  - {version: 1.0.0, released: 2025-04-01}
  - {version: 1.0.1, released: 2026-11-01}
owner: writer
END
cat >seed/$case/case.md <<END
---
id: $id
advisory: EXSA-2026-0001
title: {ja: 継電器の認証の欠如, en: Missing authentication in Relay}
tlp: AMBER
code_name: Halcyon
owner: psirt-lead
company: head
embargo: {until: 2026-11-25T10:00+09:00, agreed: [psirt-lead]}
source: {channel: mail, credit: {consent: anonymous}}
facts:
  - {at: 2026-11-02T09:30+09:00, event: received, by: psirt-lead, via: mail}
  - {at: 2026-11-02T15:10+09:00, event: acknowledged, by: psirt-lead, via: mail}
  - {at: 2026-11-04, event: qualified, by: psirt-lead, verdict: accepted}
vulnerabilities:
  - cve: CVE-1900-0001
    cwe: CWE-306
    cvss: [CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H]
    products:
      - product: relay
        versions:
          - {range: "vers:semver/<1.0.1", status: known_affected}
          - {version: 1.0.1, status: first_fixed}
        remediations:
          - {category: vendor_fix, version: 1.0.1, url: "https://example.com/fw", date: 2026-11-01}
disclosure: {decision: publish}
---
Notes.
END
printf '%s\n' '## summary' 'ログインせずに操作できます。' '' '## impact' \
    '設定を変えられます。' '' '## action' '1.0.1 に更新してください。' \
    >seed/$case/advisory.ja.md
printf '%s\n' '## summary' 'Anybody can operate it.' '' '## impact' \
    'Settings can be changed.' '' '## action' 'Install version 1.0.1.' \
    >seed/$case/advisory.en.md
git -C seed init -q -b main
git -C seed add -A
git -C seed commit -q -m "$id: record the report"
git init -q --bare -b main host.git
git -C seed push -q ../host.git main
git clone -q host.git dev && git clone -q host.git job && git clone -q host.git job2

# ---- use --------------------------------------------------------------------------

ci 2 job
ci 2 job frobnicate
ci 2 job build x
ci 2 job review
ci 3 job review no-such-branch
must 'fetch the target' said
at=$now
(cd job && sh "$script" publish >../said 2>&1)
[ $? = 2 ] || fail "publish without a name"
(cd job && HANSHO=no-such sh "$script" build >../said 2>&1)
[ $? = 3 ] || fail "build without the program"
(cd host.git && sh "$script" build >../said 2>&1)
[ $? = 3 ] || fail "build without a repository"
(cd job && rmdir ../out-job 2>/dev/null; rm -rf hansho-ci)

# ---- build ------------------------------------------------------------------------

ci 0 job build
[ -f job/site/public/index.html ] || fail "no public edition"
[ -z "$(git -C job status --porcelain)" ] || fail "build leaves files"
echo 'Halcyon' >job/site/public/note.txt
ci 0 job build
[ ! -f job/site/public/note.txt ] || must 'leak-found' said

# ---- review -------------------------------------------------------------------------

git -C dev checkout -q -b change
sed 's/AV:N/AV:L/' dev/$case/case.md >tmp && cat tmp >dev/$case/case.md
git -C dev commit -q -a -m "$id: score it anew"
git -C dev commit -q --allow-empty -m 'Halcyon again'
ci 1 dev review origin/main
must 'tells what is not public' said
grep -q 'Halcyon' said && fail "the log repeats the secret"
git -C dev commit -q --amend --allow-empty -m 'Say nothing'
# Messages of merges are as public as others, and so is the branch's name.
git -C dev checkout -q -b merged HEAD^
git -C dev merge -q --no-ff -m 'Merge Halcyon' change
ci 1 dev review origin/main
must 'tells what is not public' said
git -C dev checkout -q change
HANSHO_BRANCH=fix-halcyon
export HANSHO_BRANCH
ci 1 dev review origin/main
must 'the name of the branch' said
HANSHO_BRANCH=change
ci 0 dev review origin/main HEAD
must "$id" out-dev/review.md
cmp -s out-dev/review.md out-dev/comment.md || fail "the comment differs"
[ "$(stat -c %a out-dev 2>/dev/null || echo 700)" = 700 ] ||
    fail "reports are for everybody"
HANSHO_HOST=gitlab
export HANSHO_HOST
sed 's/^tlp: AMBER/tlp: RED/' dev/$case/case.md >tmp && cat tmp >dev/$case/case.md
git -C dev commit -q -a -m "$id: raise the label"
ci 1 dev review origin/main HEAD
must 'case-ceiling' out-dev/findings.json
git -C dev reset -q --hard HEAD^
HANSHO_HOST=github
ci 0 dev review origin/main HEAD
unset HANSHO_HOST
# Of a restricted repository the comment tells nothing.
sed -i 's/^repository: .*/repository: restricted/' dev/content/organisation.yaml
ci 0 dev review origin/main HEAD
[ "$(wc -l <out-dev/comment.md)" = 1 ] || fail "a comment of a restricted one"
grep -q "$id" out-dev/comment.md && fail "the comment names the case"
git -C dev checkout -q .

# ---- a restricted repository over another ---------------------------------------

sh "$ROOT/tests/restricted.sh" circle
mkdir below
cp -R "$ROOT/content" "$ROOT/cases" "$ROOT/products" below
git -C circle checkout -q -b note
echo 'A note.' >>circle/cases/2026/PS-2026-0301/case.md
GIT_AUTHOR_NAME='Ryo Nakamura' GIT_AUTHOR_EMAIL=nakamura@example.com \
    git -C circle commit -q -a -m 'Write a note'
HANSHO_WITH=$TMP/below
export HANSHO_WITH
ci 0 circle review main
must 'one commit by Ryo Nakamura' out-circle/review.md
must 'reviewed; status 0' out-circle/comment.md
! grep -q PS-2026 out-circle/comment.md || fail "the comment tells of a case"
unset HANSHO_WITH

# ---- publish ------------------------------------------------------------------------

head=$(git -C host.git rev-parse main)
same()
{
	[ "$(git -C host.git rev-parse main)" = "$head" ] ||
	    fail "the host was pushed to: $1"
}

at=2026-11-25T09:59+09:00
ci 0 job publish
must 'nothing is due' said
same 'before the instant'
echo x >>job/README.md
at=2026-11-25T10:00+09:00
ci 3 job publish
must 'clean' said
git -C job checkout -q .

# A host that refuses, though nobody else pushed.
printf '#!/bin/sh\nexit 1\n' >host.git/hooks/pre-receive
chmod +x host.git/hooks/pre-receive
ci 3 job publish
must 'may this job' said
same 'refused by the host'
[ -z "$(git -C job status --porcelain)" ] || fail "a refused release stays"

# Somebody is faster: while the job pushes, its first push meets theirs.
git -C dev checkout -q main
echo more >>dev/README.md
git -C dev commit -q -a -m 'Say more'
cat >host.git/hooks/pre-receive <<END
#!/bin/sh
[ ! -e "$TMP/raced" ] || exit 0
>"$TMP/raced"
unset GIT_DIR GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
git -C "$TMP/dev" push -q "$TMP/host.git" main
exit 1
END
ci 0 job publish
must 'once more' said
rm host.git/hooks/pre-receive
git clone -q host.git seen
[ -f seen/$case/published.yaml ] || fail "nothing was released"
[ -d seen/$case/released/1.0.0 ] || fail "no released files"
must more seen/README.md
git -C seen log -1 --format='%an %ae %s' >subject
must "job job@example.com Publish $id" subject
[ "$(git -C seen rev-list --count HEAD)" = 3 ] || fail "commits were lost"
[ -f job/site/public/en/advisories/EXSA-2026-0001.html ] ||
    fail "the job did not build what it released"

# Again, and by another runner with an older clone: nothing more.
head=$(git -C host.git rev-parse main)
ci 0 job publish
ci 0 job2 publish
must 'nothing is due' said
same 'a second time'
exit $failed
