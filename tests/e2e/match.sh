#!/bin/sh
# `hansho match` as programs use it: lines of JSON in, an object a line out,
# whatever a line holds.
. "$ROOT/tests/e2e/lib/common.sh"

mkdir -p feeds/osv feeds/nvd
cat >feeds/osv/one.json <<'END'
{"schema_version":"1.6.0","id":"GHSA-0000-0000-0001","modified":"2026-01-02T00:00:00Z","aliases":["CVE-1900-9001"],"summary":"Flaw <b>in</b> pump","affected":[{"package":{"ecosystem":"npm","name":"example-pump"},"ranges":[{"type":"SEMVER","events":[{"introduced":"1.0.0"},{"fixed":"1.4.0"}]}]}]}
END
cat >feeds/nvd/page.json <<'END'
{"resultsPerPage":1,"startIndex":0,"totalResults":1,"format":"NVD_CVE","version":"2.0","timestamp":"2026-01-03T00:00:00.000","vulnerabilities":[{"cve":{"id":"CVE-1900-9002","sourceIdentifier":"nvd@example.com","published":"2026-01-01T00:00:00.000","lastModified":"2026-01-02T00:00:00.000","vulnStatus":"Analyzed","descriptions":[{"lang":"en","value":"A flaw in Valve."}],"metrics":{},"configurations":[{"operator":"AND","nodes":[{"operator":"OR","negate":false,"cpeMatch":[{"vulnerable":true,"criteria":"cpe:2.3:a:example:valve:*:*:*:*:*:*:*:*","versionEndExcluding":"2.5","matchCriteriaId":"00000000-0000-4000-8000-000000000001"}]},{"operator":"OR","negate":false,"cpeMatch":[{"vulnerable":false,"criteria":"cpe:2.3:o:example:plant_os:*:*:*:*:*:*:*:*","matchCriteriaId":"00000000-0000-4000-8000-000000000002"}]}]}],"references":[]}}]}
END

# match STATUS: lines of the file in, JSON into out.
match()
{
	"$HANSHO" match --format json --feeds feeds - <in >out 2>err
	status=$?
	[ $status = "$1" ] || {
		fail "status $status instead of $1"
		sed 's/^/	/;10q' err
	}
	[ "$(wc -l <in)" = "$(wc -l <out)" ] || fail "not a line for each line"
}

# has N TEXT, lacks N TEXT: of the N-th line of out.
has()
{
	sed -n "$1p" out | grep -qF "$2" || {
		fail "line $1 has no $2"
		sed -n "$1p" out | sed 's/^/	/'
	}
}

lacks()
{
	! sed -n "$1p" out | grep -qF "$2" || fail "line $1 has $2"
}

valve='{"cpe":"cpe:2.3:a:example:valve:2.4:*:*:*:*:*:*:*","version":"2.4"}'
cat >in <<END
{"component":{"purl":"pkg:npm/example-pump@1.2.3","version":"1.2.3"}}
{"component":{"purl":"pkg:npm/example-pump@1.4.0","version":"1.4.0"}}
{"component":$valve}
{"component":$valve,"with":[{"cpe":"cpe:2.3:o:example:plant_os:7:*:*:*:*:*:*:*","version":"7"}]}
{"component":{"cpe":"cpe:2.3:a:example:valve:2.5:*:*:*:*:*:*:*","version":"2.5"}}
{"component":{"purl":"pkg:pypi/example-pump@1.2.3","version":"1.2.3"}}
{"component":{"name":"valve","version":"2.4"}}
END
match 0
has 1 '"id":"GHSA-0000-0000-0001"'
has 1 '"aliases":["CVE-1900-9001"]'
has 1 '"rule":"purl"'
has 1 '"confidence":100'
has 1 '"evidence":'
has 1 '"purl":"pkg:npm/example-pump@1.2.3"'
has 2 '"matches":[]'
has 3 CVE-1900-9002
has 4 CVE-1900-9002
has 5 '"matches":[]'
has 6 '"matches":[]'

# What the platform adds: not certain without it, more so with it.
sure()
{
	sed -n "$1p" out | sed 's/.*"confidence":\([0-9]*\).*/\1/'
}
[ "$(sure 3)" -lt 80 ] || fail "certain without the platform"
[ "$(sure 4)" -gt "$(sure 3)" ] || fail "the platform adds nothing"

# Hostile lines: each has an answer, faults are told, nothing else is lost.
{
	echo '{"component":'
	echo 'not json'
	echo '{"component":{"purl":"npm/example-pump"}}'
	echo '{"component":{"purl":"pkg:npm/example-pump@1.2.3"},"with":7}'
	echo
	head -c 200000 /dev/zero | tr '\0' '['
	echo
	echo '{"component":{"purl":"pkg:npm/example-pump@1.2.3","version":"1.2.3"}}'
} >in
match 2
has 7 GHSA-0000-0000-0001
grep -q 'line 2' err || fail "the faulty line is not named"

# A feed that is half there, and one of another form.
head -c 200 feeds/osv/one.json >feeds/osv/half.json
printf '\000\001' >feeds/osv/bytes.bin
echo '{"component":{"purl":"pkg:npm/example-pump@1.2.3","version":"1.2.3"}}' >in
match 0
has 1 GHSA-0000-0000-0001

# An empty answer out of nothing is no all-clear.
mkdir -p none
"$HANSHO" match --format json --feeds none - <in >out 2>err
grep -q 'none: no records' err || fail "no word of a folder without records"

"$HANSHO" match --format json --feeds nowhere - <in >out 2>err
[ $? = 3 ] || fail "a folder that is not there"
"$HANSHO" match --feeds feeds - <in >out 2>err
[ $? = 2 ] || fail "- without JSON"

exit $failed
