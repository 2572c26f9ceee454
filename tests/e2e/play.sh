#!/bin/sh
# The life of a case, by the commands alone: a finder's report in a restricted
# repository over an internal one, the work, approvals by signature, an edit
# that voids them, forgeries, the instant of publication, the lift into the
# internal repository, a correction and the withdrawal; merged by squash and by
# rebase.
# plain only: it runs the program some 250 times, for minutes with ASan
. "$ROOT/tests/e2e/lib/common.sh"
. "$ROOT/tests/e2e/lib/git.sh"
need ssh-keygen
git config --global advice.detachedHead false

id=PS-2026-0311
case=cases/2026/$id
advisory=EXSA-2026-0111
script=$ROOT/templates/ci/hansho-ci.sh

# ---- what the play is told with -------------------------------------------------

# now WHEN: the present, of the program and of git.
now()
{
	t=$1
	GIT_AUTHOR_DATE=$t GIT_COMMITTER_DATE=$t
	export GIT_AUTHOR_DATE GIT_COMMITTER_DATE
	echo "$t" >"$TMP/clock"
}

# Hooks ask for the present nowhere: they get it from here.
printf '#!/bin/sh\nexec "%s" "$@" --now "$(cat "%s/clock")"\n' \
    "$HANSHO" "$TMP" >hooked
chmod +x hooked

# by WHO: whose commits come next.
by()
{
	identity "$1" "$1@example.com"
}

# commit DIR WHO SUBJECT [COMMITTER]: everything; the hooks let it pass.
commit()
{
	by "$2"
	GIT_COMMITTER_NAME=${4:-$2} GIT_COMMITTER_EMAIL=${4:-$2}@example.com
	git -C "$1" add -A
	HANSHO=$TMP/hooked git -C "$1" commit -q -m "$3" >said 2>&1 || {
		fail "git commit: $3"
		sed 's/^/	/;10q' said
	}
}

# refused DIR WHO SUBJECT: the same, and a hook stops it; what it says is said.
refused()
{
	by "$2"
	before=$(git -C "$1" rev-parse HEAD)
	git -C "$1" add -A
	HANSHO=$TMP/hooked git -C "$1" commit -q -m "$3" >said 2>&1 &&
	    fail "committed: $3"
	[ "$before" = "$(git -C "$1" rev-parse HEAD)" ] ||
	    fail "a commit all the same: $3"
}

# below STATUS COMMAND...: hansho in the circle's checkout, over the internal
# one; findings and faults in said.
below()
{
	want=$1 command=$2
	shift 2
	run "$want" "$command" -C circle --with internal --now "$t" "$@"
	cat out err >said
}

# alone STATUS COMMAND...: hansho in the internal checkout.
alone()
{
	want=$1 command=$2
	shift 2
	run "$want" "$command" -C internal --now "$t" "$@"
	cat out err >said
}

# ci STATUS DIR ARGUMENT...: what a host of git runs in a checkout of the circle.
ci()
{
	want=$1 ran="hansho-ci.sh in $2"
	(cd "$2" && shift 2 && HANSHO_WITH=$TMP/internal HANSHO_NOW=$t \
	    HANSHO_NAME=job HANSHO_MAIL=job@example.com \
	    HANSHO_OUT=../out-${PWD##*/} sh "$script" "$@") >said 2>&1
	status=$?
	[ "$status" = "$want" ] || {
		fail "status $status instead of $want: hansho-ci.sh $*"
		sed 's/^/	/;20q' said
	}
}

# edit FILE SED...: it must change something.
edit()
{
	file=$1
	shift
	sed "$@" "$file" >edit.tmp
	! cmp -s edit.tmp "$file" || fail "nothing to edit in $file: $*"
	cat edit.tmp >"$file"
}

# kept DIR: the files of a checkout, to compare with; same DIR: nothing changed.
kept()
{
	rm -rf was
	cp -R "$1" was
}

same()
{
	diff -r --exclude=.git --exclude=.hansho --exclude=site was "$1" \
	    >diff.out || {
		fail "$1 changed after ${ran:-git}"
		sed 's/^/	/;10q' diff.out
	}
}

# secret DIR: no word of the case in any byte, or name, of a folder.
secret()
{
	for word in $id $advisory Kawasemi Utsusemi finder-0311 Quimby \
	    CVE-1900-0311 exakite; do
		grep -rqa -i -e "$word" "$1" && fail "$word stands in $1"
		find "$1" -iname "*$word*" | grep . && fail "$word: a name in $1"
	done
}

# documents VERSION: those that go out with a revision, by path.
documents()
{
	for end in -cve-1900-0311.cdx -cve-1900-0311.openvex \
	    -vex-cve-1900-0311 ''; do
		echo "$case/released/$1/exsa-2026-0111$end.json"
	done
}

# ---- 1. two repositories ----------------------------------------------------------

# Keys of all who are to sign, and of somebody who is not.
mkdir keys
for who in lead maker standin press counsel writer lost old later stranger; do
	ssh-keygen -q -t ed25519 -N '' -C $who -f keys/$who || fail ssh-keygen
done

key()
{
	echo "kind: ssh, key: $(cut -d' ' -f1,2 <"keys/$1.pub")"
}

# person ID NAME NAME ROLES [LINE]...: of a roster.
person()
{
	printf '  - id: %s\n    name: {ja: %s, en: %s}\n    roles: [%s]\n' \
	    "$1" "$2" "$3" "$4"
	printf '    languages: [ja, en]\n    email: %s@example.com\n' "$1"
	printf '    git: ["%s <%s@example.com>"]\n' "$1" "$1"
	shift 4
	for line; do
		printf '    %s\n' "$line"
	done
}

agreed='nda: [{scope: jpcert, signed_on: 2026-04-01, expires: 2027-03-31}]'

people_below()
{
	echo 'people:'
	person lead 責任者 Lead 'psirt_lead, coordinator, intake, analyst' \
	    'deputy: standin' "$agreed" \
	    "keys: [{$(key lead), since: 2026-01-01}]"
	person maker 製品責任者 Maker 'product_owner, developer' \
	    'deputy: standin' "$agreed" \
	    'absence: [{from: 2026-11-21, to: 2026-11-27}]' \
	    "keys: [{$(key maker), since: 2026-01-01}]"
	person standin 代理 Standin qa 'deputy: lead' "$agreed" \
	    "keys: [{$(key standin), since: 2026-01-01}]"
	person press 広報 Press pr 'deputy: writer' "$agreed" \
	    "keys: [{$(key press), since: 2026-01-01}]"
	person counsel 法務 Counsel legal 'deputy: lead' "$agreed" \
	    "keys: [{$counsel_key, since: 2026-01-01}]"
	person writer 執筆者 Writer 'translator, publisher, pr' \
	    'deputy: press' "$agreed" \
	    "keys: [{$(key writer), since: 2026-01-01}]"
	person outsider 部外者 Outsider 'analyst, executive'
	person job 定時処理 Job publisher \
	    'deputy: writer'
}

# pgp ARGUMENT...: gpg with counsel's folder, at the present of the play.
pgp()
{
	gpg --homedir "$TMP/gpg" --batch --quiet --no-tty --passphrase '' \
	    --pinentry-mode loopback --faked-system-time "$(TZ=UTC date \
	    -d "$t" +%Y%m%dT%H%M%S)" "$@" 2>/dev/null
}

# Counsel's key is OpenPGP where gpg is there, with its file below content/.
now 2026-10-01T09:00+09:00
counsel_key=$(key counsel)
has_gpg=
mkdir -m 700 gpg
if pgp --quick-gen-key 'counsel <counsel@example.com>' ed25519 sign never; then
	has_gpg=yes
	trap 'gpgconf --homedir "$TMP/gpg" --kill all' EXIT
	counsel_key="kind: openpgp, file: keys/counsel.asc, key: $(
	    pgp --with-colons --list-keys |
	    sed -n 's/^fpr:*\([0-9A-F]*\):.*/\1/p' | sed 1q)"
fi

# What everybody in the internal repository may know.
now 2026-11-01T09:00+09:00
run 0 init --now $t internal
# The window's own address stands for what is lifted.
people_below | sed 's/"job <job@example.com>"/&, "Company PSIRT <psirt@example.com>"/' \
    >internal/content/people/head.yaml
for file in $(grep -rl psirt-lead internal/content); do
	edit "$file" 's/psirt-lead/lead/'
done
for file in internal/content/policies/approval.*.md; do
	edit "$file" -e 's/^accept_commit_approval: .*/accept_commit_approval: no/' \
	    -e 's/legal\]}/legal, pr]}/'
done
[ -z "$has_gpg" ] || {
	mkdir internal/content/keys
	pgp --armor --export >internal/content/keys/counsel.asc
}
git init -q internal
commit internal lead 'Begin'
alone 0 check
run 0 init --hooks internal

# The circle's repository has its kind, its block, three persons, and a product.
mkdir -p circle/content/people circle/content/parties \
    circle/products/head/exakite
sed -e 's/^repository: .*/repository: restricted/' \
    -e 's/^ceiling: .*/ceiling: RED/' \
    -e 's/{year: 2026, first: 1, last: 499}/{year: 2026, first: 311, last: 349}/' \
    -e 's/{year: 2026, first: 1, last: 199}/{year: 2026, first: 111, last: 119}/' \
    -e '/{year: 2027/d' \
    internal/content/organisation.yaml >circle/content/organisation.yaml
cp internal/content/audiences.yaml circle/content/audiences.yaml
cat >>circle/content/audiences.yaml <<'END'
  - id: restricted
    name: {ja: 秘密保持の版, en: Edition under secrecy}
    ceiling: RED
    view: desk
END
cp internal/.gitignore internal/.gitattributes circle
people_circle()
{
	echo 'people:'
	person lost 失鍵 Lost pr 'deputy: press' "$agreed" \
	    "keys: [{$(key lost), since: 2026-01-01, revoked: 2026-11-19}]"
	person old 旧鍵 Old pr 'deputy: press' "$agreed" \
	    "keys: [{$(key old), since: 2026-01-01, until: 2026-10-31}]"
	person later 後任 Later "$1" 'deputy: counsel' "$agreed" \
	    "keys: [{$(key later), since: 2026-01-01}]"
}
people_circle analyst >circle/content/people/circle.yaml
cat >circle/content/parties/finder-0311.yaml <<'END'
kind: finder
name: {ja: キンビー, en: Rosalind Quimby}
channel: mail
last_contact: 2026-11-02
END
cat >circle/products/head/exakite/product.yaml <<'END'
name: {ja: 凧, en: Exakite}
kind: firmware
public: no
scheme: semver
cpe: cpe:2.3:o:example:exakite_firmware:*:*:*:*:*:*:*:*
versions:
  - {version: 1.0.0, released: 2025-04-01}
  - {version: 1.0.1, released: 2026-11-20}
owner: maker
qa_contact: standin
design_contact: maker
route: qa
END
git init -q circle
git -C circle config hansho.with ../internal
now 2026-11-01T10:00+09:00
commit circle lead 'Begin'
below 0 check
run 0 init --hooks circle

# ---- 2. a report arrives ----------------------------------------------------------

# report DIR NUMBER: the case as intake writes it down.
report()
{
	cat >"$1/cases/2026/$2/case.md" <<END
---
id: $2
title: {ja: 凧の更新機能の署名検証の不備, en: Missing check of signatures in the updates of Exakite}
code_name: Kawasemi
tlp: RED
owner: lead
deputy: standin
company: head
source:
  channel: jpcert
  party: finder-0311
  receiver: lead
  reporter: {name: Rosalind Quimby, email: quimby@lab.example.net}
  credit: {consent: anonymous}
report:
  product: {product: Exakite, versions: [1.0.0]}
facts:
  - {at: 2026-11-02T09:30+09:00, event: received, by: lead, via: mail, party: jpcert}
# the flaw
---

The bird Utsusemi opens the maintenance port before anything has been verified.
END
}

# What is above the ceiling of the internal repository is not committed there.
now 2026-11-02T10:00+09:00
kept internal
alone 0 new case PS-2026-0001
report internal PS-2026-0001
refused internal lead 'PS-2026-0001: record the report'
must 'case-ceiling' said
must 'case-reporter' said
git -C internal reset -q --hard
git -C internal clean -q -f -d
same internal
[ "$(git -C internal rev-list --count --all)" = 1 ] || fail 'a commit is there'

# In the circle it is; its message names neither product nor finder.
below 0 new case
[ -f circle/$case/case.md ] || fail "the circle's next number is not $id"
report circle $id
refused circle lead 'Record the report on Exakite'
must 'message-secret' said
must "$case/case.md" said
refused circle lead 'Record the report of Rosalind Quimby'
must 'message-secret' said
refused circle lead 'Kawasemi: record the report'
must 'message-secret' said
commit circle lead "$id: record the report"
below 0 check

# ---- 3. the work ------------------------------------------------------------------

# stage NAME: the stage that facts have brought the case to.
stage()
{
	below 0 show $id --format json
	json "d[\"case\"][\"stage\"][\"id\"] == \"$1\""
}

# fact FACT...: more of them, committed on that day.
facts()
{
	for fact; do
		edit circle/$case/case.md "/^# the flaw/i\\
  - {$fact}"
	done
	commit circle lead "$id: record what was done"
}

# Each fact moves the case on, and what is missing is named.
stage received
must '"lead"' out
now 2026-11-02T15:30+09:00
facts 'at: 2026-11-02T15:10+09:00, event: acknowledged, by: lead, via: mail'
stage acknowledged
below 0 status
must $id out
now 2026-11-03T09:00+09:00
facts 'at: 2026-11-03, event: assigned, by: lead'
stage acknowledged
below 0 show $id
must '[ ]  Secrecy agreements checked' out
facts 'at: 2026-11-03, event: nda_checked, by: lead'
stage assigned
now 2026-11-06T09:00+09:00
edit circle/$case/case.md '/^# the flaw/r /dev/stdin' <<'END'
vulnerabilities:
  - cve: CVE-1900-0311
    cwe: CWE-347
    cvss: [CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H]
    ssvc: {exploitation: none, automatable: no, technical_impact: total, safety_impact: negligible}
    root_cause: implementation
    products:
      - product: exakite
        versions:
          - {range: "vers:semver/<1.0.1", status: known_affected}
          - {version: 1.0.1, status: first_fixed}
        remediations:
          - {category: vendor_fix, version: 1.0.1, url: "https://example.com/fw", date: 2026-11-20}
END
facts 'at: 2026-11-04, event: qualified, by: lead, verdict: accepted' \
    'at: 2026-11-05, event: verified, by: maker' \
    'at: 2026-11-06, event: affected_listed, by: maker'
stage verified
now 2026-11-10T09:00+09:00
edit circle/$case/case.md -e '/^vulnerabilities:/i\
disclosure: {decision: publish, planned: 2026-11-25T10:00+09:00}\
embargo: {until: 2026-11-25T10:00+09:00, agreed: [jpcert]}'
facts 'at: 2026-11-09, event: assessed, by: lead' \
    'at: 2026-11-10, event: planned, by: lead'
stage planned
now 2026-11-20T09:00+09:00
facts 'at: 2026-11-20, event: fix_ready, by: maker'
stage fix_ready

# Somebody who has signed no agreement is not named on it.
edit circle/$case/case.md 's/^deputy: .*/deputy: outsider/'
below 1 check
must 'outsider has signed no secrecy agreement' said
refused circle lead "$id: another deputy"
must 'case-nda' said
git -C circle reset -q --hard

# The edition of the circle has the case, those of the internal repository know
# nothing of it; and what lies below is only read.
kept internal
below 0 build --audience restricted
grep -rqa Kawasemi circle/site/restricted || fail 'the circle cannot read it'
[ ! -e circle/site/desk ] || fail 'another edition of the circle was made'
same internal
alone 0 build
for edition in public portal desk; do
	[ -f internal/site/$edition/index.html ] || fail "no edition $edition"
done
secret internal/site

# ---- 4. the text, and four approvals ----------------------------------------------

# write LANG FILE: the public words.
write()
{
	if [ "$1" = ja ]; then
		set -- "$2" '署名のない更新を受け入れます。' \
		    '別の命令を実行されます。' '1.0.1 に更新してください。' \
		    '凧の更新機能で署名の検証が行われない問題'
	else
		set -- "$2" 'It takes updates without a signature.' \
		    'Other code is run.' 'Install version 1.0.1.' \
		    'Missing check of signatures in updates of Exakite'
	fi
	{
		printf -- '---\ntitle: %s\n---\n\n' "$5"
		printf '## summary\n\n%s\n\n## impact\n\n%s\n\n' "$2" "$3"
		printf '## action\n\n%s\n' "$4"
	} >"$1"
}

# branch NAME: a new one from main, to work on.
branch()
{
	git -C circle checkout -q -b "$1" main || fail "git checkout -b $1"
}

# squash BRANCH WHO SUBJECT: one commit of it all, which the host commits.
squash()
{
	git -C circle checkout -q main &&
	    git -C circle merge -q --squash "$1" >said 2>&1 || {
		fail "git merge --squash $1"
		cat said
	}
	commit circle "$2" "$3" job
	git -C circle branch -q -D "$1"
}

# rebase BRANCH: its commits anew upon main, with other ids and committer.
rebase()
{
	before=$(git -C circle rev-parse "$1")
	by job
	git -C circle rebase -q main "$1" >said 2>&1 || {
		fail "git rebase $1"
		cat said
	}
	[ "$before" != "$(git -C circle rev-parse "$1")" ] ||
	    fail "the rebase of $1 changed nothing"
	git -C circle checkout -q main
	git -C circle merge -q --ff-only "$1" || fail "git merge $1"
	git -C circle branch -q -D "$1"
}

# approve ROLE WHO: with the person's key; counsel signs elsewhere, by gpg.
approve()
{
	if [ "$2" = counsel ] && [ -n "$has_gpg" ]; then
		"$HANSHO" approve $id -C circle --with internal --now "$t" \
		    --role "$1" --who "$2" --print >statement 2>/dev/null ||
		    fail "approve --print"
		pgp --yes --armor --detach-sign statement
		below 0 approve $id --role "$1" --who "$2" \
		    --signature statement.asc
	else
		below 0 approve $id --role "$1" --who "$2" --key "keys/$2"
	fi
	[ "$status" = 0 ] || cat said
}

# approved N: so many of the four roles are given.
approved()
{
	below 0 show $id --format json
	json "sum(n['given'] is not None for n in d['case']['needs']) == $1"
	json "d['case']['assessment']['approvals_missing'] == 4 - $1"
}

# The text comes by a squash; then the product may be named.
now 2026-11-20T15:00+09:00
branch text
below 0 new advisory $id
grep -q "^advisory: $advisory" circle/$case/case.md ||
    edit circle/$case/case.md "/^code_name/i\\
advisory: $advisory"
for lang in ja en; do
	write $lang circle/$case/advisory.$lang.md
done
# The texts have titles of their own: those of the case are the lead's, who
# could not approve them.
edit circle/products/head/exakite/product.yaml '/^public: no/d'
commit circle writer "$id: write the public words"
squash text writer "$id: write the public words"
facts 'at: 2026-11-20, event: text_ready, by: writer'
stage fix_ready
approved 0

# Nobody may approve for somebody who is there, nor without the role.
now 2026-11-23T09:00+09:00
branch first
kept circle
below 1 approve $id --role legal --who standin --key keys/standin
must 'standin cannot approve' said
below 1 approve $id --role product_owner --who maker --key keys/maker
must 'the person was away on that day' said
below 1 approve $id --role psirt_lead --who lead --key keys/stranger
must 'made with a key that is not' said
same circle

# Whose text it is must be known: an approver may have other addresses.
git -C circle checkout -q -b strange
edit circle/$case/advisory.en.md 's/Other code/Any code/'
commit circle stranger "$id: sharpen"
kept circle
below 1 approve $id --role pr --who press --key keys/press
must 'press cannot approve' said
must 'written by nobody on the roster' said
must "$case/advisory.en.md, commit $(git -C circle rev-parse HEAD | cut -c 1-12) by stranger <stranger@example.com>" said
must 'content/people/' said
below 1 approve $id --role pr --who press --print
must 'nobody on the roster' said
same circle
# A colleague reads it and writes on: that is somebody to ask.
edit circle/$case/advisory.en.md 's/Any code/Other commands/'
commit circle writer "$id: say it in our words"
below 0 approve $id --role pr --who press --print
git -C circle checkout -q first
git -C circle branch -q -D strange

# Two on a branch that is squashed; the deputy signs for the maker, who is away.
approve psirt_lead lead
must "Recorded in $case/approvals.yaml" said
commit circle lead "$id: approve"
approve product_owner standin
commit circle standin "$id: approve"
approved 2
squash first lead "$id: approvals"
approved 2

# Two on a branch that is rebased onto what somebody else did in between.
branch second
approve pr press
commit circle press "$id: approve"
approve legal counsel
commit circle counsel "$id: approve"
git -C circle checkout -q main
edit circle/content/parties/finder-0311.yaml \
    's/^last_contact: .*/last_contact: 2026-11-22/'
commit circle lead 'Note a call'
rebase second
approved 4
facts 'at: 2026-11-23, event: cleared, by: lead'
stage cleared
below 0 check

# What was approved goes out at the agreed instant or later, not earlier.
must 'not_before: 2026-11-25T10:00+09:00' circle/$case/approvals.yaml
branch sooner
edit circle/$case/case.md 's/2026-11-25T10:00/2026-11-24T10:00/g'
commit circle lead "$id: everybody agreed on a day earlier"
below 0 check
must 'approval-void' said
must '2026-11-25T10:00:00+09:00 was approved, and now it is 2026-11-24T10:00:00+09:00' said
approved 0
below 0 diff --lang en main sooner
must 'loses 4 approvals, by Lead' out
must 'it is to go out earlier than was approved' out
now 2026-11-24T10:00+09:00
kept circle
below 1 publish $id
must 'does not count: it was given for a later instant of publication' said
same circle
now 2026-11-23T09:30+09:00
edit circle/$case/case.md 's/2026-11-24T10:00/2026-11-26T10:00/g'
commit circle lead "$id: everybody agreed on a day later"
approved 4
below 0 check
git -C circle checkout -q main
git -C circle branch -q -D sooner

# ---- 5. an edit that voids ----------------------------------------------------------

cp circle/$case/approvals.yaml approvals.old
now 2026-11-23T15:00+09:00
branch polish
edit circle/$case/advisory.en.md 's/Install version/Please install version/'
commit circle writer "$id: be polite"
below 0 check
must 'approval-void' said
must 'advisory.en.md' said
approved 0
stage fix_ready
below 0 diff --lang en main polish
must "$id goes from stage 8 Cleared to stage 7 Fix ready" out
must 'loses 4 approvals, by Lead' out
must 'to be given again by Standin' out
must 'advisory.en.md (writer, 2026-11-23)' out
below 0 diff --format json main polish
json '[a["who"] for a in d["approvals"] if a["how"] == "lost"] == ["lead", "standin", "press", "counsel"]'
ci 0 circle review main polish
[ "$(wc -l <out-circle/comment.md)" = 1 ] || fail 'the comment tells more'
kept circle
below 1 publish $id --print
must 'does not count: what would be published has changed since' said
must 'advisory.en.md (writer, 2026-11-23)' said
same circle

# All four look again; the branch is squashed, its author is whose text it is.
for pair in psirt_lead:lead product_owner:standin pr:press legal:counsel; do
	approve "${pair%:*}" "${pair#*:}"
	commit circle "${pair#*:}" "$id: approve"
done
approved 4
below 0 diff --lang en main polish
mustnt 'loses' out
squash polish writer "$id: be polite, approved anew"
approved 4
stage cleared

# ---- 6. forgeries -------------------------------------------------------------------

# forge WORD ROLE BY AT DIGEST KEY [NOT_BEFORE]: a line put beside those that are there, in
# the place of that role's; the check says WORD of it, and nothing goes out.
# With KEY -: the signature that stands in good.sig.
forge()
{
	printf 'hansho approval 2\ncase: %s\nrole: %s\nby: %s\nat: %s\ndigest: %s\nnot_before: %s\n' \
	    $id "$2" "$3" "$4" "$5" "${7:-none}" >statement
	if [ "$6" != - ]; then
		rm -f statement.sig
		ssh-keygen -q -Y sign -n hansho-approval -f "keys/$6" statement
		cp statement.sig good.sig
	fi
	{
		rows_but "$2"
		printf '  - role: %s\n    by: %s\n    at: %s\n    digest: %s\n' \
		    "$2" "$3" "$4" "$5"
		[ -z "${7:-}" ] || printf '    not_before: %s\n' "$7"
		printf '    signature: |\n'
		sed 's/^/      /' good.sig
	} >circle/$case/approvals.yaml
	below 0 check
	must 'approvals.yaml' said
	must "$1" said
	approved 3
	below 1 publish $id --print
	must "lacks the approval as $2" said
}

# rows_but ROLE: approvals.yaml without the newest line of a role.
rows_but()
{
	awk -v role="$1" '
	/^  - role:/ { out = $3 == role }
	!out' good.yaml
}

# approved_by WHO FILE: the signature that stands there, newest last.
signature_of()
{
	awk -v who="$1" '
	/^    by:/ { mine = $2 == who }
	mine && /^      / { sub(/^      /, ""); print }' "$2" | tail -n 6
}

now 2026-11-25T10:00+09:00
cp circle/$case/approvals.yaml good.yaml
digest=$(sed -n 's/^    digest: //p' good.yaml | tail -n 1)
older=$(sed -n 's/^    digest: //p' approvals.old | tail -n 1)
[ "$digest" != "$older" ] || fail 'the edit did not change the digest'
at=2026-11-23T16:00+09:00
below 0 publish $id --print

# Another person's key, another person's signature, and one of an older text.
forge 'it is a key of lead' pr press $at "$digest" lead
signature_of lead good.yaml >good.sig
forge 'approval-signature' pr press $at "$digest" -
forge 'approval-void' pr press $at "$older" press
forge 'approval-signature' pr press $at "$digest" -
forge 'nobody on the roster has the key' pr press $at "$digest" stranger
# A signature for another instant, and one from before instants were signed.
forge 'approval-void' pr press $at "$digest" press 2026-11-25T10:01+09:00
forge 'approval-signature' pr press $at "$digest" -
printf 'hansho approval 1\ncase: %s\nrole: pr\nby: press\nat: %s\ndigest: %s\n' \
    $id $at "$digest" >statement
rm -f statement.sig
ssh-keygen -q -Y sign -n hansho-approval -f keys/press statement
cp statement.sig good.sig
forge 'approval-signature' pr press $at "$digest" -
# A key that was given up, one that had ended, and the author of the text.
forge 'the key was given up on 2026-11-19' pr lost $at "$digest" lost
forge 'the key ended on 2026-10-31' pr old $at "$digest" old
forge 'the person wrote part of what is approved' pr writer $at "$digest" writer
# A role that came after the approval.
people_circle 'analyst, legal' >circle/content/people/circle.yaml
cp good.yaml circle/$case/approvals.yaml
commit circle lead 'Another lawyer'
forge 'the role came later' legal later $at "$digest" later
git -C circle checkout -q .
approved 4

# Two people take one number: git tells who comes second.
for who in lead standin; do
	git clone -q circle clone-$who
	run 0 new case -C clone-$who --with internal --now $t
	by $who
	git -C clone-$who add -A
	git -C clone-$who commit -q -m 'A number'
done
if git -C clone-lead pull -q --no-rebase ../clone-standin main >said 2>&1; then
	fail 'one number was taken twice'
fi
must 'numbers.yaml' said
rm -rf clone-lead clone-standin

# ---- 7. the instant -----------------------------------------------------------------

# A host with the circle's repository, and the checkout of the scheduled job.
git clone -q --bare circle host.git
git -C circle remote add origin ../host.git
git clone -q host.git job
now 2026-11-25T09:59+09:00
kept circle
below 1 publish $id
must 'it goes out at 2026-11-25T10:00+09:00 at the earliest' said
below 1 lift $id -o lifted
must 'lift-refused' said
same circle
[ ! -e lifted ] || fail 'something was lifted'
below 0 build --audience public
secret circle/site/public
cp -R circle/site/public public.before
tip=$(git -C host.git rev-parse main)
ci 0 job publish
must 'nothing is due' said
[ "$tip" = "$(git -C host.git rev-parse main)" ] || fail 'the job pushed'

# The job, at the instant.
now 2026-11-25T10:00+09:00
ci 0 job publish
[ "$tip" = "$(git -C host.git rev-parse main^)" ] || fail 'not one commit'
git -C host.git diff --name-only main^ main >changed
{
	printf '%s\n' $case/case.md $case/published.yaml
	documents 1.0.0
} >expected
grep '/released/1.0.0/' changed | grep -v '\.json$' >>expected
sort expected | cmp -s - changed || {
	fail 'the job committed something else'
	cat changed
}
git -C circle pull -q --ff-only origin main || fail 'git pull'
must "at: 2026-11-25T10:00+09:00" circle/$case/published.yaml
for pair in 'psirt_lead lead' 'product_owner standin' 'pr press' 'legal counsel'; do
	must "- $pair" circle/$case/published.yaml
done
below 0 check
below 0 build --audience public

# It is this advisory that has come, and no word of the case beside it.
new_of()
{
	(cd "$1" && find . -type f | sort) >left
	(cd "$2" && find . -type f | sort) >right
	comm -13 left right >new
	comm -23 left right >gone
}
new_of public.before circle/site/public
[ ! -s gone ] || fail "pages are gone: $(cat gone)"
grep -v -i -e $advisory -e CVE-1900-0311 new
for lang in ja en; do
	must "./$lang/advisories/$advisory.html" new
done
for word in Kawasemi Utsusemi finder-0311 Quimby "$id"; do
	grep -rqa -i -e "$word" circle/site/public && fail "$word is public"
done
cmp -s circle/$case/released/1.0.0/exsa-2026-0111.json \
    circle/site/public/.well-known/csaf/white/2026/exsa-2026-0111.json ||
    fail 'the public edition has another document'
cmp -s circle/site/public/en/advisories/$advisory.html \
    job/site/public/en/advisories/$advisory.html ||
    fail 'the job built another page'

# As it was before the instant, from the same files.
git -C circle worktree add -q --detach ../earlier main
run 0 build -C earlier --with internal --now 2026-11-25T09:59+09:00 \
    --audience public
diff -r public.before earlier/site/public >diff.out || {
	fail 'the public edition of before is another'
	sed 's/^/	/;10q' diff.out
}
[ ! -e earlier/site/public/en/advisories/$advisory.html ] ||
    fail 'the page was there before the instant'
git -C circle worktree remove --force ../earlier

# ---- 8. lift ---------------------------------------------------------------------------

# lift: the patch, and what it makes of the internal repository; the names of
# the files that it changes are in changed.
lift()
{
	rm -rf lifted
	kept internal
	below 0 lift $id -o lifted
	same internal
	for word in Kawasemi Utsusemi finder-0311 Quimby quimby@ writer \
	    'maintenance port'; do
		grep -qi -e "$word" lifted/$id.patch && fail "the patch has $word"
	done
	# Approvers are named where their signatures stand, and nowhere else.
	grep -E -e 'lead|standin|maker|press|counsel' lifted/$id.patch |
	    grep -v -E -e '^[ +-]    by: [a-z]+$|^[ +-]  - role: |@@|lead@' &&
	    fail 'the patch names approvers'
	must 'none was found' lifted/$id.proof.md
	must '| `case_source.party` | 1 |' lifted/$id.proof.md
	by lead
	git -C internal am -q "$TMP/lifted/$id.patch" >said 2>&1 || {
		fail 'git am'
		cat said
	}
	git -C internal diff --name-status HEAD^ HEAD >changed
	[ -z "$(git -C internal status --porcelain)" ] ||
	    fail 'the patch leaves files behind'
	alone 0 check
	mustnt 'history-' said
	below 0 check
	# The public edition is the same, byte for byte, in both.
	alone 0 build --audience public
	below 0 build --audience public
	diff -r internal/site/public circle/site/public >diff.out || {
		fail 'the public editions differ'
		sed 's/^/	/;10q' diff.out
	}
}

# The text went out with words that are a secret now: nothing is written.
now 2026-11-25T11:00+09:00
edit circle/$case/case.md 's/^code_name: .*/code_name: Other code/'
below 1 lift $id -o lifted
must 'leak-found' said
must "$case/case.md:" said
[ ! -e lifted ] || fail 'a patch with a secret'
git -C circle checkout -q .

lift
sed 's/^A	//' changed >added
cmp -s - added <<END || fail "the patch: $(cat changed)"
$case/advisory.en.md
$case/advisory.ja.md
$case/approvals.yaml
$case/case.md
$case/published.yaml
$(documents 1.0.0)
products/head/exakite/product.yaml
END
must 'master: restricted' internal/$case/case.md
mustnt 'Kawasemi' internal/$case/case.md
must 'by: standin' internal/$case/approvals.yaml
below 0 lift $id -o again
must 'nothing' out
[ ! -e again ] || fail 'a patch of nothing'

# From now on the internal repository has the product, and its contacts.
printf '%s\n' 'owner: maker' 'qa_contact: standin' 'design_contact: maker' \
    'route: qa' >>internal/products/head/exakite/product.yaml
commit internal lead 'Say whom to ask of Exakite'
git -C circle rm -q -r products
commit circle lead 'Exakite is known to all now'
alone 0 check
below 0 check
# As of before the instant the internal repository has no such page either.
run 0 build -C internal --commit HEAD --now 2026-11-25T09:59+09:00 \
    --audience public -o then
[ ! -e then/public/en/advisories/$advisory.html ] ||
    fail 'the page was there before the instant'
# It is not published from there.
alone 1 publish $id
must 'was generated from a restricted repository' said

# ---- 9. a correction, and the withdrawal ----------------------------------------------

# all_approve: the four roles, by those who are there now.
all_approve()
{
	for pair in psirt_lead:lead product_owner:maker pr:press legal:counsel; do
		approve "${pair%:*}" "${pair#*:}"
	done
	commit circle lead "$id: approve"
	approved 4
}

# A correction is said in a summary, and approved anew.
now 2026-11-28T09:00+09:00
edit circle/$case/advisory.en.md 's/Please install/Please install by hand/'
commit circle writer "$id: say how"
approved 0
below 1 publish $id
must 'nothing says what the next revision changes' said
edit circle/$case/case.md 's/^disclosure: {/&summary: {ja: 方法を明記。, en: Says how.}, /'
commit circle writer "$id: plan the correction"
below 1 lift $id -o again
must 'lift-refused' said

# A secret that came into the text does not go out, whoever has approved it.
edit circle/$case/advisory.ja.md 's/別の命令を/Kawasemi で&/'
commit circle writer "$id: say more"
all_approve
kept circle
below 1 publish $id
must 'leak-found' said
must "$case/case.md:" said
same circle
edit circle/$case/advisory.ja.md 's/Kawasemi で//'
commit circle writer "$id: say less"
all_approve

now 2026-11-28T12:00+09:00
below 0 publish $id
must 'revision 1.1.0' said
commit circle job "Publish $id"
lift
cmp -s - changed <<END || fail "the second patch: $(cat changed)"
M	$case/advisory.en.md
M	$case/approvals.yaml
M	$case/published.yaml
$(documents 1.1.0 | sed 's/^/A	/')
END
must 'Says how.' internal/site/public/en/advisories/$advisory.html
must 'Please install by hand' internal/site/public/en/advisories/$advisory.html

# The withdrawal is the last revision: the address stays and says so.
now 2026-12-01T09:00+09:00
edit circle/$case/case.md 's/^disclosure: .*/disclosure: {decision: publish, withdraw: yes, summary: {ja: 取り下げ。, en: Withdrawn for good.}}/'
commit circle writer "$id: plan the withdrawal"
all_approve
find circle/site/public -name "*$advisory*" | sort >addresses
now 2026-12-01T12:00+09:00
below 0 publish $id
must 'revision 2.0.0' said
commit circle job "Publish $id"
lift
must "A	$case/released/2.0.0/exsa-2026-0111.json" changed
find circle/site/public -name "*$advisory*" | sort | cmp -s - addresses ||
    fail 'an address is gone'
must 'Withdrawn for good.' internal/site/public/en/advisories/$advisory.html
must 'withdrawn' internal/site/public/en/advisories/$advisory.html
[ "$(find circle/$case/released -type f | wc -l)" = \
    "$(find internal/$case/released -type f | wc -l)" ] ||
    fail 'not all released files are in both'

# ---- 10. merges that undo ---------------------------------------------------------------

# undone BRANCH RULE WORD: the check of a branch refuses it by that rule, and the
# report on its merge names what it would undo.
undone()
{
	below 1 check
	must "$2" said
	git -C circle checkout -q main
	below 1 diff --lang en main "$1"
	must "$3" out
}

now 2026-12-02T09:00+09:00
branch rowless
awk '/^  - version: 2.0.0/ { exit }
{ print }' circle/$case/published.yaml >tmp
cp tmp circle/$case/published.yaml
refused circle writer 'Tidy up'
must 'ledger-history' said
by writer
git -C circle commit -q --no-verify -m 'Tidy up'
undone rowless ledger-history published.yaml

branch altered
edit circle/$case/released/1.0.0/exsa-2026-0111.json '$s/$/ /'
git -C circle add -A
git -C circle commit -q --no-verify -m 'Tidy up'
undone altered released-history exsa-2026-0111.json

# A stale branch whose merge keeps its own old state.
git -C circle checkout -q -b stale main~4
git -C circle merge -q -s ours -m 'Merge main' main
undone stale ledger-history "$id"
git -C circle checkout -q main
below 0 check

exit $failed
