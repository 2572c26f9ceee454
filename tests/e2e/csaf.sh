#!/bin/sh
# `hansho csaf` from outside: verdicts, exit status, JSON lines in order,
# choice of tests, explanations.
. "$ROOT/tests/e2e/lib/common.sh"


cp "$ROOT/tests/fuzz/corpus/csaf/vex" good.json
sed 's/"P1"\]}}\]}$/"P9"]}}]}/' good.json >bad.json
echo '{' >broken.json

# check ARGUMENT...: the command at hand.
check()
{
	"$HANSHO" csaf "$@" >out 2>err
	status=$?
}

# gives STATUS PATTERN: the last run's status, and a line of its output
gives()
{
	[ "$status" = "$1" ] || fail "status $status instead of $1"
	grep -q "$2" out || {
		fail "no line '$2'"
		sed 's/^/	/;20q' out err
	}
}

check good.json
gives 0 '^good.json: valid CSAF 2.0'
check bad.json
gives 1 "no product has the id 'P9'"
check --tests 6.1.2,optional bad.json
gives 0 '^bad.json: valid CSAF 2.0'
check --tests 6.1 bad.json
gives 1 '6.1.1: Missing'
check broken.json
gives 1 '^broken.json: not valid'
check missing.json good.json
gives 3 '^good.json: valid'
check --tests nonsense good.json
[ "$status" = 2 ] || fail "status $status for an unknown test"

check --format json --tests mandatory good.json bad.json broken.json
gives 1 '^{"file":"good.json","valid":true,"version":"2.0","findings":\[\]}$'
gives 1 '^{"file":"bad.json","valid":false,"version":"2.0","findings":\[{"test":"6.1.1","class":"mandatory","path":"/vulnerabilities/1/product_status/fixed/0","line":1,"message":'
mv out want
check --format json --tests mandatory -j 1 good.json bad.json broken.json
cmp -s out want || fail "another order with -j 1"

# Quick fixes, where the standard names one.
sed 's/"baseScore": [0-9.]*/"baseScore": 1.5/' good.json >score.json
check --tests mandatory score.json
gives 1 'quick fix: write "baseScore": 9'
check --format json --tests mandatory score.json
gives 1 '"fix":"write \\"baseScore\\": 9'

# Links that are known, with and without their status.
check --tests informative good.json
gives 0 '^not run: 6.3.6, 6.3.7, 6.3.8 (`hansho explain` says why)$'
grep -o 'https://[^"]*' good.json >links
check --tests 6.3.6 --links links good.json
gives 0 '^good.json: valid CSAF 2.0$'
grep -q 'not run' out && fail "6.3.6 was not run"
sed 's/$/ 404/' links >dead
check --tests 6.3.6 --links dead good.json
gives 0 'does not resolve'
: >none
check --tests 6.3.6 --links none good.json
gives 0 'is not in the list of links'
echo 'https://example.com/ found' >wrong
check --links wrong good.json
[ "$status" = 2 ] || fail "status $status for a wrong list of links"
"$HANSHO" explain 6.3.8 | grep -q 'never' || fail "6.3.8 is not explained"

# One cause, many places: one entry with its lines.
sed 's/"P1"\]}}\]}$/"P9"]}}]}/; s/"P9"/"P9","Q1","Q2","Q3","Q4","Q5"/' good.json >many.json
check --tests mandatory many.json
gives 1 'more like this, in line'

# 2.1
sed 's/"csaf_version": "2.0"/"csaf_version": "2.1"/' good.json >new.json
check new.json
gives 1 '^new.json: not valid CSAF 2.1'

"$HANSHO" explain 6.1.27.9 --lang ja >out || fail "explain fails"
grep -q '理由' out || fail "no explanation in Japanese"
exit $failed
