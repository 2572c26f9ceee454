#!/bin/sh
# `hansho status` and `hansho show`: what stands on the page, for whom, in
# both languages and as JSON.
. "$ROOT/tests/e2e/lib/common.sh"

# says WORD...: each stands in out.
says()
{
	for word; do
		grep -q -e "$word" out || fail "no '$word'"
	done
}

# part HEADING: the rows of one part of the page.
part()
{
	awk -v head="$1" '
	index($0, head) == 1 { inside = 1; next }
	/^[^ ]/ || /^$/ { inside = 0 }
	inside' out
}

# ---- a repository of its own ------------------------------------------------

run 0 init --now $now own
mkdir -p own/cases/2026/PS-2026-0001 own/cases/2026/PS-2026-0002 \
    own/products/head/box own/content/requests
cat >own/products/head/box/product.yaml <<'END'
name: {ja: 箱, en: Box}
kind: firmware
scheme: semver
owner: product-owner
versions: [{version: 1.0.0, released: 2026-01-10}]
END
cat >own/products/head/box/decisions.yaml <<'END'
decisions:
  - vulnerability: CVE-1900-0009
    verdict: not_affected
    justification: component_not_present
    basis: not in the build
    by: product-owner
    at: 2026-05-01
    review: 2026-11-30
END
cat >own/content/parties/finder-0001.yaml <<'END'
kind: finder
END
cat >own/cases/2026/PS-2026-0001/case.md <<'END'
---
id: PS-2026-0001
title: {ja: 箱の認証回避, en: Bypass in Box}
tlp: AMBER+STRICT
owner: psirt-lead
company: head
source: {channel: finder, party: finder-0001, credit: {consent: undecided}}
facts:
  - {at: 2026-11-16T10:00+09:00, event: received, by: psirt-lead, party: finder-0001}
  - {at: 2026-11-18T09:00+09:00, event: waiting, party: finder-0001, until: 2026-11-24T12:00+09:00, note: log files}
vulnerabilities:
  - cve: CVE-1900-0001
    title: {ja: 認証回避, en: Bypass}
    cvss: ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"]
    products: [{product: box, status: under_investigation, target: 2026-11-23}]
disclosure:
  dates: [{asked: 2026-12-01, by: finder-0001, at: 2026-11-16, why: talk}]
---
END
cat >own/cases/2026/PS-2026-0002/case.md <<'END'
---
id: PS-2026-0002
title: {ja: 取り下げ, en: Withdrawn}
tlp: AMBER+STRICT
owner: reviewer
company: head
source: {channel: in_house}
facts: [{at: 2026-11-02T10:00+09:00, event: received, by: reviewer}]
exit: {how: withdrawn, at: 2026-11-03, reason: no flaw, approver: psirt-lead, review: 2026-11-25}
---
END
cat >own/content/requests/RQ-2026-0001.yaml <<'END'
company: head
case_id: PS-2026-0001
product: box
to: product-owner
by: psirt-lead
question: {ja: 再現しますか, en: Can you reproduce it?}
at: 2026-11-17
due: 2026-11-20
END

run 0 status -C own --now $now --lang en
says '^Company name, 2026-11-22 (Sun) 09:00 JST' '^cases on their way: 1;'
part Overdue | grep -q 'PS-2026-0001 *D-80 ' || fail "D-80 is not overdue"
part Overdue | grep -q '2026-11-18 (Wed) 24:00 JST' || fail "the end of D-80"
part 'Next 48' | grep -q 'PS-2026-0001 *D-87-target ' || fail "no target day"
part 'Waiting for' | grep -q 'waiting since 2026-11-18 (Wed) 09:00' ||
    fail "nobody is waited for"
part 'Waiting for' | grep -q 'finder-0001; log files' ||
    fail "who is waited for"
part 'Waiting for' | grep -q 'PS-2026-0001/case.md:10' || fail "since where"
part Missing | grep -q 'Acknowledged: The acknowledgement' ||
    fail "the next stage lacks nothing"
part Missing | grep -q 'Head of PSIRT' || fail "nobody can supply it"
part Promises | grep -q 'date asked for' || fail "no date of the finder"
part Unanswered | grep -q 'Can you reproduce it?' || fail "no question"
part Decisions | grep -q 'PS-2026-0002 .*exit' || fail "no exit to review"
part Decisions | grep -q 'box .*judgement' || fail "no judgement to review"
awk 'length($0) > 100 { exit 1 }' out || fail "a line over 100 columns"
grep -q "$(printf '\033')" out && fail "colour without a terminal"
cp out first
run 0 status -C own --now $now --lang en -j 1
cmp -s first out || fail "two runs differ"

# On a terminal there is colour, but not with NO_COLOR.
terminal='import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)'
escape=$(printf '\033\\[31m')
(
	unset NO_COLOR
	python3 -c "$terminal" "$HANSHO" status -C own --now $now \
	    </dev/null >out 2>&1
)
grep -q "$escape" out || fail "no colour on a terminal"
NO_COLOR=1 python3 -c "$terminal" "$HANSHO" status -C own --now $now \
    </dev/null >out 2>&1
grep -q "$escape" out && fail "colour with NO_COLOR"
says Overdue

run 0 status -C own --now $now --lang ja
says '期限超過' '48時間以内' '次の段階に足りないもの' '箱'

run 0 status -C own --now $now --lang en --who product-owner
part Unanswered | grep -q RQ-2026-0001 || fail "his question"
part Overdue | grep -q 'D-81-question' || fail "the clock of his question"
part Overdue | grep -q 'Product owner' || fail "who is asked"
part Overdue | grep -q D-80 && fail "a clock of another person"
run 0 status -C own --now $now --lang en --who reviewer
says '^cases on their way: 0;'
part Missing | grep -q PS-2026-0001 && fail "what the reviewer cannot supply"
run 0 status -C own --now $now --lang en --company head
says '^cases on their way: 1;' ', Company name'
run 2 status -C own --now $now --who psirt-led
grep -q "did you mean 'psirt-lead'" err || fail "no suggestion of a person"
run 2 status -C own --now $now --company nobody
run 2 status -C own --now $now --format sarif

run 0 status -C own --now $now --format json
json '[i["rule"] for i in d["agenda"]["requests"]] == ["RQ-2026-0001"]'
json '"D-80" in [i["rule"] for i in d["agenda"]["overdue"]]'
json '[c["id"] for c in d["cases"]] == ["PS-2026-0001", "PS-2026-0002"]'
json 'd["cases"][0]["stage"]["id"] == "received"'
json 'd["cases"][0]["next"]["id"] == "acknowledged"'
json 'd["cases"][0]["flaws"][0]["scores"][0]["overall"] == 9.8'
json 'd["cases"][1]["exit"]["how"] == "withdrawn"'
json 'd["now"] == "2026-11-22T09:00:00+09:00"'

# ---- show --------------------------------------------------------------------

show()
{
	run "$1" show -C own --now $now --lang en "$2"
}

show 0 PS-2026-0001
says '^PS-2026-0001  Bypass in Box' '0 Received' '\[x\]  When it was received' \
    'cases/2026/PS-2026-0001/case.md:9' '\[ \]  The acknowledgement' \
    '9\.8 Critical' 'D-80 Acknowledge a report' '2026-11-18 (Wed) 24:00' \
    'waiting for' 'date asked for'
show 0 PS-2026-0002
says 'left .*no flaw'
show 0 box
says '^box  Box' 'Firmware' 'PS-2026-0001 .*Bypass in Box' RQ-2026-0001
show 0 product-owner
says 'Product owner' 'Developer' RQ-2026-0001
show 0 head
says 'PS-2026-0001' 'D-98-contacts'
show 0 scoring
says 'D-98 Policy read again'
show 0 CVE-1900-0001
says '^CVE-1900-0001' 'PS-2026-0001' '9\.8 Critical'
show 2 PS-2026-0003
grep -q "did you mean 'PS-2026-000[12]'" err || fail "no suggestion of an id"
show 2 CVE-1900-9999
for id in PS-2026-0001 PS-2026-0002 box product-owner head scoring \
    CVE-1900-0001; do
	run 0 show -C own --now $now --format json "$id"
	json "d['kind'] in ('case', 'product', 'person', 'company', 'policy', 'cve')"
done
run 0 show -C own --now $now --format json CVE-1900-0001
json 'd["cases"][0]["flaws"][0]["cve"] == "CVE-1900-0001"'

# What is written, but dated later, is not said to be missing.
run 0 show -C own --now 2026-11-16T09:00+09:00 --lang en PS-2026-0001
says 'case.md:9; case.facts.event is received, but dated later'
run 0 show -C own --now 2026-11-16T09:00+09:00 --lang ja PS-2026-0001
says 'case.facts.event の received は、今より後の日時です'
grep -q 'is not written' out && fail "English on a Japanese page"

# A date alone has no time of its own.
show 0 PS-2026-0001
grep -q 'waiting for .*2026-11-18 (Wed) 09:00' out || fail "since when"
sed 's/at: 2026-11-16T10:00+09:00/at: 2026-11-16/' \
    own/cases/2026/PS-2026-0001/case.md >case.md
cp case.md own/cases/2026/PS-2026-0001/case.md
show 0 PS-2026-0001
says 'starts 2026-11-16 (Mon): report received'
grep -q '2026-11-16 (Mon) 00:00' out && fail "a time that nobody wrote"

# An end that nobody can tell has a part of its own, with the reason.
for file in own/content/calendars/*.yaml; do
	sed 's/^to: .*/to: 2026-11-17/' "$file" >calendar
	cp calendar "$file"
done
run 0 status -C own --now $now --lang en
part 'End unknown' | grep -q 'PS-2026-0001 *D-80 ' || fail "D-80 has an end"
part 'End unknown' | grep -q 'the calendar does not cover 2026' ||
    fail "why D-80 has no end"
part Overdue | grep -q 'D-80 ' && fail "D-80 is overdue without an end"
run 0 status -C own --now $now --format json
json '"D-80" in [i["rule"] for i in d["agenda"]["unknown"]]'

# Nothing is computed of what is not there.
: >empty
run 0 init --now $now bare
run 0 status -C bare --now $now --lang en
says '^cases on their way: 0;' '^Overdue (0)' '^  nothing'
run 2 status -C empty

# A file that cannot be read is said, the rest is shown.
printf -- '---\nid: [\n---\n' >own/cases/2026/PS-2026-0002/case.md
run 1 status -C own --now $now --lang en
grep -q 'could not be read' err || fail "an unreadable file is not said"
says 'PS-2026-0001'

# ---- the example --------------------------------------------------------------

for lang in ja en; do
	run 0 status -C "$ROOT" --now $now --lang $lang
	[ "$(wc -l <out)" -gt 100 ] || fail "a page without rows in $lang"
	grep -n 'status\.\|show\.\|say\.' out && fail "a key in place of words"
done
run 0 status -C "$ROOT" --now $now --format json
json 'len(d["cases"]) > 30'
cases=$("$HANSHO" list cases -C "$ROOT" --now $now |
    awk 'NR > 1 { print $1 }')
for id in $cases; do
	run 0 show -C "$ROOT" --now $now --lang ja "$id"
	grep -n ' show\.\| say\.' out && fail "a key in place of words: $id"
done

exit $failed
