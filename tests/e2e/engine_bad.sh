#!/bin/sh
# What the engine is fed wrongly: vectors, facts, clock rules, calendars,
# policies, decision tables, mirrors of feeds, and the arguments of explain,
# show and whatif.  Each gives a finding at its place with a way out, the
# documented status, and nothing is written.
set -u
LC_ALL=C.UTF-8 LANG=C
export LC_ALL LANG

now=2026-11-22T09:00+09:00
repo=$TMP/repo
out=$TMP/out
failed=0

mkdir -p "$repo"
for name in content cases products; do
	cp -r "$ROOT/$name" "$repo/"
done
cp -r "$repo" "$TMP/clean"
case=cases/2026/PS-2026-0117/case.md
cra=content/deadlines/cra.yaml
sla=content/policies/remediation-sla
ssvc=content/ssvc/cisa-bod-26-04.yaml

fail()
{
	echo "FAIL $*"
	head -c 3000 "$out" | sed 's/^/	/;15q'
	failed=1
}

# The tree, links and modes of the repository in one line, but for what the
# program remembers of the mirror.
digest()
{
	(cd "$repo" && {
		find . -path ./.hansho/cache -prune -o -path ./.hansho -o \
		    -printf '%p %y %m %l\n'
		find . -path ./.hansho/cache -prune -o -type f -print0 |
		    xargs -0 sha256sum
	} | LC_ALL=C sort | sha256sum)
}

# again FILE...: as it was.
again()
{
	for file; do
		cp "$TMP/clean/$file" "$repo/$file"
	done
}

# run NAME STATUS COMMAND...: status, and no change of the repository.
run()
{
	name=$1
	want=$2
	shift 2
	before=$(digest)
	status=0
	"$HANSHO" "$@" >"$out" 2>&1 || status=$?
	[ "$status" = "$want" ] || fail "$name: status $status, not $want"
	[ "$(digest)" = "$before" ] || fail "$name: the repository changed"
	grep -q 'runtime error\|AddressSanitizer' "$out" &&
	    fail "$name: a sanitizer speaks"
}

# finds NAME STATUS PLACE MESSAGE HELP: check says so: the message at
# file:line:column, and below it, before the next finding, the way out.
finds()
{
	run "$1" "$2" check -C "$repo" --now $now --all
	awk -v place="$3" -v message="$4" -v help="$5" '
	/^[^ ].*:[0-9]+:[0-9]+: (error|warning|requirement|alert)/ {
		here = $0 ~ ("^" place ": ") && $0 ~ message
	}
	here && /= help: / && $0 ~ help { found = 1 }
	END { exit !found }' "$out" && return
	grep -n -e "$4" "$out" >"$TMP/near"
	head -c 2000 "$TMP/near" >"$out"
	fail "$1: no '$4' in $3 with help '$5'"
}

# edit FILE SED: must change something.
edit()
{
	sed -i "$2" "$repo/$1"
	! cmp -s "$repo/$1" "$TMP/clean/$1" || fail "the edit of $1 did nothing"
}

# fact LINE: one more, after the last of the case.
fact()
{
	again $case
	edit $case "/product: exagate-300w}/a\\  - $1"
}

# ---- vectors ---------------------------------------------------------------

# cvss NAME METRICS PATTERN HELP: instead of a vector of the case.
cvss()
{
	again $case
	line=$(grep -n 'CVSS:3.1/AV:N' "$repo/$case" | head -1 | cut -d: -f1)
	edit $case "${line}s|- CVSS:3.1/.*|- CVSS:3.1/$2|"
	finds "$1" 1 "$case:$line:[0-9]+" "$3" "$4"
}

finds_none()
{
	run "$1" 0 check -C "$repo" --now $now
	# The copy is in no git, which is told of what was published; and the
	# group has a judgement that lapsed, to be looked at again.
	grep '\[' "$out" |
	    grep -qv 'history-shallow\|decision-lapsed' && fail "$1: findings"
	return 0
}

finds_none "the example group has no findings"
all=AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H
cvss "an unknown metric" "$all/XX:Y" "unknown metric 'XX'" "CVSS 3.1 has AV"
cvss "a repeated metric" "AV:N/$all" "metric AV stands twice" "keep one"
cvss "a missing metric" "${all%/A:H}" "metric A is missing" "N, L, H"
cvss "an unknown value" "AV:Q/${all#*/}" "unknown value 'Q'" "N, A, L, P"
again $case

# scores NAME VECTOR MESSAGE HELP: the same on the command line and in a list.
scores()
{
	for how in argument list; do
		if [ $how = argument ]; then
			run "score, $1" 1 score -- "$2"
		else
			printf '%s\n' "$2" >"$TMP/list"
			run "score -, $1" 1 score - <"$TMP/list"
		fi
		grep -q "error: $3" "$out" && grep -q "$4" "$out" ||
		    fail "score, $how: $1: no '$3' with '$4'"
	done
}

scores "unknown metric" "CVSS:3.1/$all/XX:Y" "unknown metric 'XX'" "has AV AC"
scores "repeated" "CVSS:3.1/AV:N/$all" "metric AV stands twice" "keep one"
scores "missing" "CVSS:3.1/${all%/A:H}" "metric A is missing" "N, L, H"
scores "no version" "CVSS:9.9/$all" "unknown version" "begins with CVSS:4.0/"

# ---- facts -----------------------------------------------------------------

fact "{at: 2026-11-25, event: status_sent, by: nakamura, party: jpcert}"
finds "a fact to come" 0 "$case:[0-9]+:10" "has not happened yet" \
    "write down plans"
fact "{at: 2026-01-01, event: status_sent, by: nakamura, party: jpcert}"
finds "facts out of order" 1 "$case:[0-9]+:10" "older than the one above" \
    "oldest first"
fact "{at: 2026-11-21, event: aware, by: sato, note: 例}"
finds "an hour clock fed by a date" 0 "$case:[0-9]+:10" \
    "'aware' may start or stop a clock that counts hours" "add the time"
fact "{at: 2026-11-21T09:00+09:00, event: report_submitted, by: sato}"
finds "a report for no clock" 0 "$case:[0-9]+:[0-9]+" "but not which" \
    "clocks: \\\\[D-01"
fact "{at: 2026-11-21, event: awarre, by: sato}"
finds "an unknown event" 1 "$case:[0-9]+:[0-9]+" "no event 'awarre'" \
    "did you mean 'aware'"
fact "{at: 2026-11-21T09:00, event: aware, by: sato}"
finds "an instant without its zone" 1 "$case:[0-9]+:10" "zone" ""
again $case
edit content/deadlines/coordinator.yaml \
    's/extension: {by: \[psirt_lead, coordinator\], /&times: 1, total: 7, /'
finds "an extension beyond the budget" 0 "$case:[0-9]+:5" \
    "this extension of D-31 does not count" ""
again content/deadlines/coordinator.yaml

# ---- clock rules, calendars ------------------------------------------------

edit $cra '0,/start: \[aware\]/s//start: [awarre]/'
finds "a rule that starts with nothing known" 1 "$cra:[0-9]+:13" "awarre" \
    "did you mean 'aware'"
again $cra
edit $cra '0,/stop: \[report_submitted\]/s//stop: [report_submited]/'
finds "a rule that nothing known stops" 1 "$cra:[0-9]+:12" \
    "report_submited" "did you mean 'report_submitted'"
again $cra
edit $cra '/id: D-01$/,/start: /s/start: .*/start: [report_submitted]\
    start_clocks: [D-02]/'
edit $cra '/id: D-02$/,/start: /s/start: .*/start: [report_submitted]\
    start_clocks: [D-01]/'
finds "starts in a circle" 1 "$cra:[0-9]+:[0-9]+" "which starts after D-0" ""
again $cra
edit content/calendars/jp.yaml 's/^to: .*/to: 2026-11-30/'
edit content/calendars/group.yaml 's/^to: .*/to: 2026-11-30/'
finds "a calendar that ends before a clock" 1 ".*:[0-9]+:[0-9]+" \
    "does not cover 2026|does not cover 2027" ""
again content/calendars/jp.yaml content/calendars/group.yaml

# ---- policies, conditions, companies ---------------------------------------

for lang in ja en; do
	edit content/policies/scoring.$lang.md '/^priorities:/,/^---/{/^---/!d}'
done
for lang in ja en; do
	finds "a policy that maps nothing, $lang" 0 \
	    "content/policies/scoring.$lang.md:[0-9]+:[0-9]+" \
	    "maps nothing" "priorities: "
	again content/policies/scoring.$lang.md
	[ $lang = en ] || edit content/policies/scoring.ja.md \
	    '/^priorities:/,/^---/{/^---/!d}'
done
again content/policies/scoring.ja.md

# asks FIELD PATTERN HELP: a rule whose condition asks for a field.
asks()
{
	again $cra
	edit $cra "0,/field: case.facts.event, op: eq, value: exploited_ours/s//field: $1, op: exists/"
	finds "a condition on $1" 1 "$cra:[0-9]+:[0-9]+" "$2" "$3"
}

asks case.ovner "'ovner' is no field of case_file" "did you mean 'owner'"
asks cases.owner "'cases' is not known" "did you mean 'case'"
asks case.source.reporter.email "only named persons may see" \
    "the case team may see"
asks case.source.reporter "only named persons may see" "the case team"
deep=case.owner$(printf '.deputy%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16)
asks "$deep.name" "a path of more than 16 fields" "nearer to the record"
again $cra

edit content/companies/ee-medical.yaml 's/id: medical-safety/id: channel/'
finds "a requirement in place of the group's" 1 \
    "content/companies/ee-medical.yaml:[0-9]+:[0-9]+" \
    "'channel' is a requirement of the group" "another id"
again content/companies/ee-medical.yaml

# ---- decision tables -------------------------------------------------------

edit $ssvc '/\[no, no, no, partial, /d'
finds "a combination without its row" 1 "$ssvc:[0-9]+:[0-9]+" \
    "no row for \\\\(no, no, no, partial" ""
again $ssvc
edit $ssvc '/\[no, no, no, partial, /p'
finds "a combination twice" 1 "$ssvc:[0-9]+:[0-9]+" "has a row already" ""
again $ssvc
edit $ssvc 's/\[no, no, no, partial, /[no, no, no, some, /'
finds "a value that the point does not have" 1 "$ssvc:[0-9]+:[0-9]+" \
    "some" "partial, total"
again $ssvc
edit $ssvc 's/partial, fix_on_system_upgrade\]/partial, fix_it]/'
finds "an outcome that there is not" 1 "$ssvc:[0-9]+:[0-9]+" "fix_it" ""
again $ssvc

# ---- mirrors ---------------------------------------------------------------

feeds=$repo/.hansho/feeds
kev=.hansho/feeds/kev/kev.json
epss=.hansho/feeds/epss/epss.csv

# Both mirrors are alerts, whatever they hold: the status stays 0.
mirror()
{
	finds "$1" 0 "$2:[0-9]+:[0-9]+" "$3" "$4"
	run "$1, status" 0 status -C "$repo" --now $now
	rm -rf "$feeds"
	mkdir -p "$feeds/kev" "$feeds/epss"
}

# bytes N CHAR
bytes()
{
	head -c "$1" /dev/zero | tr '\0' "$2"
}

head='{"title": "x", "catalogVersion": "2026.11.20", "dateReleased": "2026-11-20T00:00:00Z", "count": 1, "vulnerabilities": ['
entry='{"cveID": "CVE-2021-44228", "dateAdded": "2021-12-10", "dueDate": "2021-12-24"}'
mkdir -p "$feeds/kev" "$feeds/epss"
printf '%s%s' "$head" '{"cveID": "CVE-2021' >"$repo/$kev"
mirror "KEV, cut off" $kev "entries before it count" "fetch"
{ printf '%s' "$head"; bytes 200000 '['; } >"$repo/$kev"
mirror "KEV, deep" $kev "before it count|left out" "fetch"
{ printf '%s{"cveID": "' "$head"; bytes 1048576 A; printf '"}]}'; } \
    >"$repo/$kev"
mirror "KEV, an id of a mebibyte" $kev "cveID is no CVE id" "is written CVE-"
head -c 65536 "$HANSHO" >"$repo/$kev"
mirror "KEV, binary" $kev "a value was expected" "fetch"
printf '%s%s]}' "$head" "$entry" |
    sed 's/"count": 1/"count": 99999999999999999999999999/' >"$repo/$kev"
mirror "KEV, a huge number" $kev "how many entries" "a whole number"
printf '%s%s]}' "$head" "$entry" | sed 's/2021-12-10/2021-13-10/' \
    >"$repo/$kev"
mirror "KEV, no such day" $kev "left out" ""
printf '[]' >"$repo/$kev"
mirror "KEV, another file" $kev "not the KEV catalogue" ""

day='#model_version:v2025.03.14,score_date:2026-11-20T12:55:00Z'
printf '%s\ncve,epss,percentile\nCVE-2021-44228,0.9' "$day" >"$repo/$epss"
mirror "EPSS, cut off" $epss "row is left out" "a row is"
{ printf '%s\ncve,epss,percentile\n' "$day"; bytes 1048576 A; echo; } \
    >"$repo/$epss"
mirror "EPSS, a line of a mebibyte" $epss "row is left out" "a row is"
printf '%s\ncve,epss,percentile\nCVE-2021-44228,%s,0.9\n' "$day" \
    "$(bytes 400 9)" >"$repo/$epss"
mirror "EPSS, a huge number" $epss "row is left out" "a row is"
printf '%s\ncve,epss,percentile\nCVE-2021-44228,-1e308,nan\n' "$day" \
    >"$repo/$epss"
mirror "EPSS, no probability" $epss "row is left out" "a row is"
head -c 65536 "$HANSHO" >"$repo/$epss"
mirror "EPSS, binary" $epss "no EPSS file" "unpack it"
printf 'CVE-2021-44228,0.9,0.9\n' >"$repo/$epss"
mirror "EPSS, no header" $epss "columns are not named" "the header is"

# What is no file is none of the mirror, and a link is not followed.
for feed in "$kev" "$epss"; do
	rm -rf "$repo/$feed"
	mkdir -p "$repo/$feed"
	run "a folder for a mirror" 0 check -C "$repo" --now $now
	rm -rf "$repo/$feed"
	echo "secret-of-elsewhere" >"$TMP/elsewhere"
	ln -s "$TMP/elsewhere" "$repo/$feed"
	run "a link for a mirror" 0 check -C "$repo" --now $now
	! grep -q secret-of-elsewhere "$out" || fail "a link was followed"
	rm -f "$repo/$feed"
done
rm -rf "$repo/.hansho"

# ---- arguments -------------------------------------------------------------

# refuses MESSAGE COMMAND...: status 2, the message, and what to do.
refuses()
{
	message=$1
	shift
	run "hansho $*" 2 "$@" -C "$repo" --now $now
	grep -q -e "^hansho: .*$message" "$out" ||
	    fail "hansho $*: no '$message'"
	grep -q 'hansho list\|--help\|did you mean' "$out" ||
	    fail "hansho $*: no way out"
}

id=PS-2026-0117
refuses "has the id 'PS-2026-9999'" show PS-2026-9999
refuses "has the id '../../etc/passwd'" show ../../etc/passwd
refuses "has the id ''" show ""
refuses "something is missing" show
refuses "'PS-2026-9999' (did you mean" explain PS-2026-9999
refuses "'D-999'" explain D-999
refuses "there is no rule.* 'no-such-rule'" explain no-such-rule
refuses "is too much" explain $id D-01
refuses "there is no case 'PS-2026-9999'" whatif PS-2026-9999 closed
refuses "no event 'closd' (did you mean 'closed'?)" whatif $id closd
refuses "something is missing" whatif $id
refuses "no such day" whatif $id closed=2026-13-01
refuses "no such day" whatif $id closed=2026-02-30
refuses "no such time of day" whatif $id closed=2026-11-22T25:00
refuses "no zone" whatif $id aware=2026-11-22T09:00
refuses "'' is no time" whatif $id closed=
refuses "'99999999999999999999' is no time" whatif $id \
    closed=99999999999999999999
refuses "no person or party 'nobody'" whatif $id closed by=nobody
refuses "no product 'no-such'" whatif $id fix_available product=no-such
refuses "" whatif $id closed verdict=perhaps
refuses "" whatif $id closed "$(bytes 100000 x)=1"

exit $failed
