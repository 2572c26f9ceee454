#!/bin/sh
# `hansho diff`: what merging a branch into the example group would change.
# Each branch leaves main as a change of one kind; the letter must tell of that,
# and of nothing else.
# plain only: it works the example out sixty times
. "$ROOT/tests/e2e/lib/common.sh"
. "$ROOT/tests/e2e/lib/git.sh"
need ssh-keygen

# commit WHO WHEN SUBJECT: everything, by that person of the roster.
commit()
{
	mail=$(echo "${1##* }" | tr '[:upper:]' '[:lower:]')@example.com
	git -C ex add -A
	GIT_AUTHOR_NAME=$1 GIT_AUTHOR_EMAIL=$mail GIT_AUTHOR_DATE=$2 \
	    GIT_COMMITTER_NAME=$1 GIT_COMMITTER_EMAIL=$mail \
	    GIT_COMMITTER_DATE=$2 git -C ex commit -q -m "$3" ||
	    fail "git commit: $3"
}

# branch NAME: a new one from main.
branch()
{
	git -C ex checkout -q -f main && git -C ex checkout -q -b "$1" ||
	    fail "git checkout -b $1"
}

# edit FILE SED...: below ex/.
edit()
{
	file=ex/$1
	shift
	cp "$file" edit.tmp
	sed "$@" edit.tmp >"$file"
	! cmp -s edit.tmp "$file" || fail "nothing to edit in $file: $*"
}

# diff STATUS BASE [HEAD] [OPTION...]; in English, as text.
letter()
{
	want=$1
	shift
	run "$want" diff -C ex --now $now --lang en "$@"
}

cases=cases/2026
open=$cases/PS-2026-0187/case.md
answers=content/campaigns/CMP-2026-02/answers/exaair.yaml

# ---- a repository with keys ---------------------------------------------------

mkdir ex
cp -R "$ROOT/content" "$ROOT/cases" "$ROOT/products" ex/
printf '.hansho/\nsite/\n' >ex/.gitignore
for who in takahashi fujita; do
	ssh-keygen -q -t ed25519 -N '' -C $who -f $who || fail "ssh-keygen"
	key=$(cut -d' ' -f1,2 <$who.pub)
	file=ex/content/people/example-electric.yaml
	awk -v id="  - id: $who" -v key="$key" '
		/^  - id: / { is_in = $0 == id }
		is_in { sub(/keys: \[/, "&{kind: ssh, key: " key \
		    ", since: 2026-01-01}, ") }
		{ print }' $file >tmp
	! cmp -s tmp $file || fail "$who has no keys in the example"
	cat tmp >$file
done
rm -f ex/$cases/PS-2026-0138/approvals.yaml
sed '/CVE-1900-0186/,$d' ex/$answers >tmp && cat tmp >ex/$answers
git init -q -b main ex
commit 'Aya Sato' 2026-11-01T09:00+09:00 'Begin'
run 0 check -C ex --now $now

# ---- nothing ------------------------------------------------------------------

branch nothing
letter 0 main
must 'Merging HEAD into main changes no case, no date and no page.'
must 'The leak scan of the finished pages found nothing.'
[ "$(sed -n 1p out)" = TLP:CLEAR ] || fail "the label of nothing"
[ "$(wc -l <out)" = 5 ] || fail "noise where nothing changes"
letter 0 main --format json
json 'd["label"] == "TLP:CLEAR" and not d["blocks"]'
json 'not (d["records"] or d["people"] or d["approvals"] or d["findings"])'
json 'not (d["vanished"] or d["documents"] or d["conflicts"])'
json 'all(e["is_made"] and not e["changed"] for e in d["editions"])'

# ---- a fact that moves the stage, and a wider label ---------------------------

branch fact
edit $open -e '/event: acknowledged/a\
  - {at: 2026-11-21T10:00+09:00, event: assigned, by: nakamura}' \
    -e 's/^owner: hayashi/owner: kikuchi\
deputy: sato/' -e 's/^tlp: AMBER+STRICT/tlp: AMBER/'
commit 'Wataru Kikuchi' 2026-11-21T10:00+09:00 'Assign'
letter 0 main
[ "$(sed -n 1p out)" = TLP:AMBER+STRICT ] || fail "the label of a case"
must '(one commit by Wataru Kikuchi)'
must 'is opened to more'
must 'goes from stage 1 Acknowledged to stage 2 Assigned'
must "! Label: AMBER+STRICT → AMBER ($open:6)"
must 'Stage: 1 Acknowledged → 2 Assigned'
must 'Aya Sato: is now named in PS-2026-0187'
must 'Wataru Kikuchi: is now named in PS-2026-0187, and has something to do'
mustnt 'What vanishes'
mustnt 'Public site'
letter 0 main --format json
json '[c["what"] for c in d["records"][0]["changes"]][:2] == ["label", "stage"]'
json 'd["records"][0]["changes"][1]["after"] == "assigned"'
json 'any(x["case"] == "PS-2026-0187" and x["audience"] != "psirt" for x in d["shown"])'
json 'd["records"][0]["changes"][1]["place"].startswith("cases/2026/")'
json '{"id": "sato", "how": "named"}.items() <= d["people"][1].items()'
cp out once
letter 0 main --format json --jobs 1
cmp -s once out || fail "two runs differ"
run 0 diff -C ex --now $now --lang ja --format markdown main fact
[ "$(sed -n 1p out)" = TLP:AMBER+STRICT ] || fail "markdown: the label"
must 'の公開範囲が広がります'
must '### 案件と期限'
must "- **ラベル：AMBER+STRICT → AMBER** (\`$open:6\`)"

# ---- a new case ---------------------------------------------------------------

branch new
mkdir ex/$cases/PS-2026-0199
cat >ex/$cases/PS-2026-0199/case.md <<'END'
---
id: PS-2026-0199
title: {ja: "ExaMeter の <b>誤動作</b> @all", en: "Malfunction *of* <b>ExaMeter</b> @all"}
tlp: AMBER+STRICT
company: ee-sensing
source: {channel: mail, party: finder-0035, receiver: hayashi, credit: {consent: undecided}}
facts:
  - {at: 2026-11-21T10:00+09:00, event: received, by: hayashi, via: mail, party: finder-0035}
---
END
commit 'Aya Sato' 2026-11-21T11:00+09:00 'A report'
letter 0 main
must 'There is a new case, PS-2026-0199'
must 'PS-2026-0199: a clock starts'
must '(new)'
must 'PS-2026-0199 is now shown to the readers of: PSIRT desk'
mustnt 'Approvals'
letter 0 main --format markdown
must '\<b\>ExaMeter\</b\> `@all`'
must 'Malfunction \*of\*'
letter 0 main --format json
json 'd["records"][0]["is_new"] and d["records"][0]["id"] == "PS-2026-0199"'

# ---- dates --------------------------------------------------------------------

branch dates
edit content/campaigns/CMP-2026-02/campaign.md \
    's/^due: .*/due: 2026-12-24T17:00+09:00/'
edit $cases/PS-2026-0142/case.md 's/^  until: 2026-12-10T12:00/  until: 2026-12-17T12:00/'
commit 'Ryo Nakamura' 2026-11-21T11:00+09:00 'More time'
letter 0 main
must 'the embargo ends 2026-12-17'
must 'D-36-embargo End of the embargo: due in 25 days, 2026-12-17 (Thu) 12:00 JST'
must 'CMP-2026-02 (Arbitrary code execution in libpapyrus): the end of D-96-complete'
mustnt 'Date,'
must 'CMP-2026-02'
letter 0 main --format json
json '"date" in [c["what"] for r in d["records"] for c in r["changes"]]'

# ---- words that are public ----------------------------------------------------

branch words
edit content/pages/contact.en.md '$s/$/ Thank you./'
commit 'Sakura Yoshida' 2026-11-21T11:00+09:00 'Thanks'
letter 0 main
must 'Public site: 2 pages change'
must 'addresses that change: en/contact.html'
edit $cases/PS-2026-0004/advisory.en.md '0,/ExaFlow/s//ExaFlow Server/'
commit 'Sakura Yoshida' 2026-11-21T11:30+09:00 'Words'
letter 1 main
must 'is public already, and'
must 'EXSA-2026-0003, which is public, will read differently in one place'
must 'sections.en'
must 'Public site: would be left as it is'
letter 1 main --format json
json 'd["approvals"][0]["is_released"]'
json '"ExaFlow Server" in d["documents"][0]["changes"][0]["after"]'

# An approval that nobody waited for, of what is public, is told too.
run 0 approve PS-2026-0004 -C ex --now 2026-11-22T08:30+09:00 \
    --who takahashi --role psirt_lead --key takahashi
commit 'Megumi Takahashi' 2026-11-22T08:35+09:00 'Approve'
letter 1 main
must 'PSIRT lead: given by Megumi Takahashi. ('

# ---- how the public reaches us ------------------------------------------------

branch reach
edit content/organisation.yaml 's/^  email: .*/  email: psirt@elsewhere.example/'
edit content/pages/contact.en.md '$s/$/ We read it at night too./'
mkdir -p ex/templates/i18n
cp "$ROOT/templates/i18n/site.yaml" ex/templates/i18n/
edit templates/i18n/site.yaml 's/Skip to the main text/Go to the main text/'
# What the letter says is not the branch's to say.
sed 's/How the public reaches us/All is well/' \
    "$ROOT/templates/i18n/review.yaml" >ex/templates/i18n/review.yaml
commit 'Sakura Yoshida' 2026-11-21T11:00+09:00 'Elsewhere'
letter 0 main
[ "$(sed -n 1p out)" != TLP:CLEAR ] || fail "the label of words to come"
must 'How the public reaches us, our key or address, or the look of all pages'
must 'contact.email;'
must '→ psirt@elsewhere.example'
must '(content/organisation.yaml:'
must 'read it at night too.'
must '(content/pages/contact.en.md:'
letter 0 main --format json
json '[t["after"] for t in d["texts"] if t["name"] == "contact.email"] == ["psirt@elsewhere.example"]'
json 'any(t["before"] and not t["after"] and t["path"].startswith("content/pages") for t in d["texts"])'

# ---- a public address vanishes ------------------------------------------------

branch withdrawn
rm -r ex/$cases/PS-2026-0011
commit 'Sakura Yoshida' 2026-11-21T11:00+09:00 'Away with it'
"$HANSHO" diff -C ex --now $now --lang en main >out 2>err
ran='diff: a public case is gone'
must 'The case PS-2026-0011'
must 'disappears'
must 'vanishes from the public'
must 'files of a folder are gone (Aya Sato, 2026-11-01'

# ---- approvals ----------------------------------------------------------------

branch signed
for who in takahashi:psirt_lead fujita:pr; do
	run 0 approve PS-2026-0138 -C ex --now 2026-11-22T08:00+09:00 \
	    --who ${who%:*} --role ${who#*:} --key ${who%:*}
	[ "$status" = 0 ] || sed 's/^/	/' out
done
commit 'Megumi Takahashi' 2026-11-22T08:05+09:00 'Approve'
letter 0 main
must 'PSIRT lead: given by Megumi Takahashi'
must 'given by Makoto Fujita'
mustnt 'loses'
git -C ex checkout -q -b void
edit $cases/PS-2026-0138/advisory.en.md '$s/$/ One more sentence./'
commit 'Wataru Kikuchi' 2026-11-22T08:30+09:00 'Edit'
letter 0 signed
must 'loses 2 approvals, by Megumi'
must 'to be given again by Megumi Takahashi'
must 'what is to be published'
letter 0 signed --format json
json '[(a["how"], a["role"]) for a in d["approvals"]] == [("lost", "psirt_lead"), ("lost", "pr")]'
json 'd["approvals"][0]["who"] == "takahashi"'

# ---- who decides --------------------------------------------------------------

people=content/people/example-electric.yaml
policy=content/policies/approval
# person ID SED: one person's lines of the roster.
person()
{
	edit $people "/^  - id: $1\$/,/^  - id: /$2"
}

# by WHO KEY ROLE: approve, as a branch would.
by()
{
	run 0 approve PS-2026-0138 -C ex --now 2026-11-22T08:30+09:00 \
	    --who $1 --role $3 --key $2
	[ "$status" = 0 ] || sed 's/^/	/' out
}

ssh-keygen -q -t ed25519 -N '' -C mallory -f mallory || fail "ssh-keygen"
key=$(cut -d' ' -f1,2 <mallory.pub)
branch keyed
person takahashi "s|keys: \\[|&{kind: ssh, key: $key, since: 2026-01-01}, |"
commit 'Wataru Kikuchi' 2026-11-22T08:10+09:00 'Tidy people'
letter 0 main
must 'Who decides, or what is checked, changes: Megumi Takahashi (takahashi): keys.'
must '! Megumi Takahashi (takahashi): keys: none →'
must "${key%% *}"
mustnt 'own roster'
[ "$(sed -n 1p out)" = TLP:AMBER+STRICT ] || fail "the label of a key"
edit $cases/PS-2026-0138/advisory.en.md '$s/$/ Forged./'
commit 'Wataru Kikuchi' 2026-11-22T08:20+09:00 'Text'
by takahashi mallory psirt_lead
commit 'Wataru Kikuchi' 2026-11-22T08:35+09:00 'Approve'
letter 1 main
must "counts only under this change's own roster or policy"
sed -n 4,5p out | grep -q 'own roster' || fail "it is not told first"
must 'the approval by Megumi'
letter 1 main --format json
json '[(x["by"], x["role"], x["case"]) for x in d["own"]] == [("takahashi", "psirt_lead", "PS-2026-0138")]'
json 'd["blocks"] and d["decisions"][0]["name"].startswith("people[takahashi].keys")'
run 1 diff -C ex --now $now --lang ja --format markdown main
must '名簿や方針があって初めて通るものが 1 件'
must '誰が決めるか'
# Once the roster is there, what it lets through is nobody's surprise.
git -C ex branch -q roster keyed~2
letter 0 roster
mustnt 'own roster'

branch role
person fujita 's/roles: \[/&psirt_lead, /'
commit 'Wataru Kikuchi' 2026-11-22T08:10+09:00 'Roles'
by fujita fujita psirt_lead
commit 'Wataru Kikuchi' 2026-11-22T08:35+09:00 'Approve'
letter 1 main
must 'Makoto Fujita (fujita): roles'
must 'the approval by Makoto Fujita'

branch absent
person takahashi 's/^    keys: /    absence: [{from: 2026-11-22, to: 2026-11-23, deputy: fujita}]\
&/'
commit 'Wataru Kikuchi' 2026-11-22T08:10+09:00 'Away'
by fujita fujita psirt_lead
commit 'Wataru Kikuchi' 2026-11-22T08:35+09:00 'Approve'
letter 1 main
must 'Megumi Takahashi (takahashi): absence'
must 'the approval by Makoto Fujita'

branch policies
for lang in ja en; do
	edit $policy.$lang.md -e 's/^approvals_since: .*/approvals_since: 2026-12-31/' \
	    -e '/^approvals:/,/^accept/{/^ /d' -e '}' \
	    -e 's/^approvals:$/approvals: []/'
done
edit content/organisation.yaml 's/^history_since: .*/history_since: 2026-11-24T00:00+09:00/'
commit 'Wataru Kikuchi' 2026-11-22T08:10+09:00 'Shorter'
"$HANSHO" diff -C ex --now $now --lang en main >out 2>err
ran='diff: policies'
must 'Who decides, or what is checked, changes: '
must 'approvals_since: 20'
must '→ 2026-12-31'
must '→ 2026-11-24T00:00+09:00'
must "$policy.en.md:"

# What went out stays so for who lets the check begin tomorrow.
branch judged
edit content/organisation.yaml 's/^history_since: .*/history_since: 2026-10-31T00:00+09:00/'
commit 'Aya Sato' 2026-11-20T08:10+09:00 'Judge all'
git -C ex checkout -q -b since
released=$(find ex/$cases/PS-2026-0004/released -name '*.json' | sort | head -n 1)
sed 's/ExaFlow/ExaFlaw/' "$released" >tmp && cat tmp >"$released"
commit 'Wataru Kikuchi' 2026-11-22T08:10+09:00 'Mend'
"$HANSHO" diff -C ex --now $now --lang en judged >out 2>err
ran='diff: a released file'
must '[released-history]'
edit content/organisation.yaml 's/^history_since: .*/history_since: 2026-11-24T00:00+09:00/'
commit 'Wataru Kikuchi' 2026-11-22T08:20+09:00 'Begin later'
letter 1 judged
must 'history_since: 20'
must '! '"${released#ex/}"
mustnt 'Date, history_since'
letter 1 judged --format json
json '"released-history" in [x["rule"] for x in d["own"]]'

branch pipeline
mkdir -p ex/.ci ex/.github/workflows
echo 'exit 0' >ex/.ci/hansho-ci.sh
echo x >ex/.github/workflows/hansho.yml
commit 'Wataru Kikuchi' 2026-11-22T08:10+09:00 'Quicker'
letter 0 main
must 'changes: .ci/hansho-ci.sh; .github/workflows/hansho.yml.'

# ---- a stale branch -----------------------------------------------------------

branch stale
edit $answers '0,/reason: .*/s//reason: no such part/'
commit 'Ichiro Goto' 2026-11-18T09:00+09:00 'One reason'
git -C ex checkout -q main
cat >>ex/$answers <<'END'
  - vulnerability: CVE-1900-0186
    status: not_affected
    justification: component_not_present
    reason: not there
    by: goto
    at: 2026-11-20T16:10+09:00
END
cp ex/$answers answers.main
commit 'Aya Sato' 2026-11-20T17:00+09:00 'A further answer'
git -C ex checkout -q stale
letter 0 main
mustnt 'What vanishes'
GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=goto@example.com \
    GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=goto@example.com \
    git -C ex merge -q -m merge main >merge.log || fail "git merge"
letter 0 main
mustnt 'What vanishes'
# The file as it was in the branch, over the merge.
git -C ex show HEAD^1:$answers >ex/$answers
commit 'Ichiro Goto' 2026-11-21T09:00+09:00 'My answers'
letter 0 main
must 'Something that Aya Sato has added to main in the meantime would be gone'
must '! answers[CVE-1900-0186] (Aya Sato, 2026-11-20 (Fri) 17:00 JST)'
must "($answers:"
letter 0 main --format json
json '[(v["what"], v["by"], v["is_loud"]) for v in d["vanished"]] == [("item", "Aya Sato", True)]'
# And as it was in main before.
git -C ex show main^:$answers >ex/$answers
commit 'Ichiro Goto' 2026-11-21T09:30+09:00 'An old copy'
letter 0 main
must "$answers is again what it once was; a later change by"
must 'Aya Sato is undone. Is that meant?'
# What one takes away of one's own is told without alarm.
branch own
edit $answers '/CVE-1900-0186/,$d'
commit 'Aya Sato' 2026-11-21T09:30+09:00 'Not that'
letter 0 main --format json
json 'd["vanished"][0]["what"] == "old_copy" and not d["vanished"][0]["is_others"]'

# ---- a conflict ---------------------------------------------------------------

git -C ex checkout -q -f fact
git -C ex branch -f other main~1
git -C ex checkout -q other
edit $open 's/^owner: hayashi/owner: sato/'
commit 'Aya Sato' 2026-11-21T09:00+09:00 'Mine'
letter 1 fact
must "$open cannot be merged automatically"
[ "$(sed -n 1p out)" = TLP:AMBER+STRICT ] || fail "the label of a conflict"
letter 1 fact --format json
json 'd["conflicts"] == ["cases/2026/PS-2026-0187/case.md"] and d["blocks"]'

# ---- a leak, and an error -----------------------------------------------------

branch leak
mkdir -p ex/templates/i18n
cp "$ROOT/templates/i18n/site.yaml" ex/templates/i18n/
edit templates/i18n/site.yaml 's/Skip to the main text/& of PS-2026-0187/'
commit 'Sakura Yoshida' 2026-11-21T11:00+09:00 'Say too much'
letter 1 main
must 'in the finished pages would tell'
must '[leak-found]'
must 'this id is kept from it'
must '(content/requests/RQ-2026-0069.yaml:2)'
must 'more places'
[ "$(grep -c 'leak-found' out)" = 1 ] || fail "one secret is told of twice"
mustnt 'The leak scan of the finished pages found nothing'
[ "$(sed -n 1p out)" = TLP:AMBER+STRICT ] || fail "the label of a leak"
letter 1 main --format json
json 'd["leaks"] > 0 and d["blocks"]'

branch error
edit $open 's/event: acknowledged/event: acknowleged/'
commit 'Aya Sato' 2026-11-21T11:00+09:00 'A slip'
letter 1 main
must 'There is a new error, which has to be repaired before merging.'
must 'Public site: would be left as it is'
must "($open:"

# ---- another number -----------------------------------------------------------

branch rename
git -C ex mv $cases/PS-2026-0171 $cases/PS-2026-0172
edit $cases/PS-2026-0172/case.md 's/PS-2026-0171/PS-2026-0172/'
commit 'Aya Sato' 2026-11-21T11:00+09:00 'Another number'
"$HANSHO" diff -C ex --now $now --lang en main >out 2>err
ran='diff: another number'
must 'PS-2026-0171 gets another number and is now PS-2026-0172'
mustnt 'What vanishes'
mustnt 'a new case'

# ---- a restricted repository over another -----------------------------------

git -C ex checkout -q -f main
sh "$ROOT/tests/restricted.sh" circle
git -C circle checkout -q -b words
sed 's/Settings are kept/All settings are kept/' \
    circle/$cases/PS-2026-0302/advisory.en.md >tmp &&
    cat tmp >circle/$cases/PS-2026-0302/advisory.en.md
GIT_AUTHOR_NAME='Jin Shirai' GIT_AUTHOR_EMAIL=shirai@example.com \
    GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=shirai@example.com \
    git -C circle commit -q -a -m words
run 1 diff -C circle --with ex --now $now --lang en main words
[ "$(sed -n 1p out)" = TLP:RED ] || fail "the label of a restricted case"
must 'PS-2026-0302 (Improper verification of signatures'
must 'EXSA-2026-0101, which is public, will read differently in one place'
mustnt 'is gone'
run 0 diff -C circle --with ex --now $now --lang en main main
must 'Merging main into main changes no case, no date and no page.'
run 2 diff -C circle --with nowhere --now $now main words

# ---- what cannot be compared --------------------------------------------------

letter 2 nosuch
grep -q nosuch err || fail "no word of an unknown revision"
letter 2 main nosuch
run 2 diff -C ex --format sarif main
grep -q 'text, markdown or json' err || fail "no word of the formats"
run 2 check -C ex --format markdown
run 2 diff -C none main
mkdir bare
cp -R ex/content bare/
run 3 diff -C bare main
grep -q git err || fail "no word of git"
git clone -q --depth 1 -b fact "file://$TMP/ex" shallow
git -C shallow fetch -q --depth 1 origin main:main
run 3 diff -C shallow --now $now main
grep -q 'git fetch --unshallow' err || fail "no word of the shallow copy"

exit $failed
