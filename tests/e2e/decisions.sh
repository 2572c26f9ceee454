#!/bin/sh
# Decisions hold until what they rest on changes: `check` and `why` name exactly
# those that lapsed, with the reason, and later versions inherit the others.
. "$ROOT/tests/e2e/lib/common.sh"

mkdir repo && cd repo || exit 1
awk '/^--- / { file = $2; dir = file; sub(/\/[^\/]*$/, "", dir)
	system("mkdir -p " dir); next } { print >file }' \
    "$ROOT/tests/rule/base.repo"

gateway=products/example/gateway
mirror=.hansho/feeds/test
cat >content/feeds.yaml <<'END'
feeds: [{id: test, url: "https://example.com/osv.json"}]
END

# bom VERSION PUMP VALVE: what a version consists of; no valve when empty.
bom()
{
	mkdir -p "$gateway/$1"
	{
		echo '{"bomFormat":"CycloneDX","specVersion":"1.6",'
		echo '"version":1,"components":['
		echo '{"type":"library","bom-ref":"p","name":"example-pump",'
		echo "\"version\":\"$2\",\"purl\":\"pkg:npm/example-pump@$2\"}"
		[ -z "$3" ] || {
			echo ',{"type":"library","bom-ref":"v",'
			echo '"name":"example-valve",'
			echo "\"version\":\"$3\","
			echo "\"purl\":\"pkg:npm/example-valve@$3\"}"
		}
		echo ']}'
	} >"$gateway/$1/sbom.cdx.json"
}

# osv N PACKAGE TEXT: a record on a package.
osv()
{
	mkdir -p $mirror
	cat >"$mirror/CVE-1900-910$1.json" <<END
{"schema_version":"1.6.0","id":"CVE-1900-910$1","modified":"2026-01-02T00:00:00Z","summary":"$3","affected":[{"package":{"ecosystem":"npm","name":"$2"},"ranges":[{"type":"SEMVER","events":[{"introduced":"1.0.0"},{"fixed":"9.0.0"}]}]}]}
END
}

bom 1.0.0 1.2.0 2.0.0
bom 1.1.0 1.2.0 2.0.0
bom 1.2.0 1.2.0 2.0.0
osv 1 example-pump 'A flaw in Pump'
osv 2 example-valve 'A flaw in Valve'

# Nothing is decided: `why` says what a decision could rest on.
run 0 why --now $now gateway@1.1.0 CVE-1900-9101
grep -q 'component: pkg:npm/example-pump@1.2.0' out || fail "no part proposed"
sha=$(sed -n 's/^ *sha256: *//p' out)
[ "${#sha}" = 64 ] || fail "no digest proposed: $sha"

cat >$gateway/decisions.yaml <<END
decisions:
  - vulnerability: CVE-1900-9101
    versions: [1.1.0]
    component: pkg:npm/example-pump
    verdict: not_affected
    justification: vulnerable_code_not_in_execute_path
    basis: Nothing pumps.
    rests_on:
      - {component: "pkg:npm/example-pump", component_version: 1.2.0}
      - {feed: test, record: CVE-1900-9101, sha256: "$sha"}
    by: tanaka
    at: 2026-10-01
  - vulnerability: CVE-1900-9102
    versions: [1.1.0]
    component: pkg:npm/example-valve
    verdict: accepted
    basis: The valve stays shut.
    rests_on: [{component: "pkg:npm/example-valve@2.0.0"}]
    by: suzuki
    at: 2026-10-01
    until: 2027-03-31
END

# lapsed WANT: the lines of decisions.yaml whose decision lapsed, as `check`
# tells; a line is all that one is told by.
lapsed()
{
	run 0 check --now "${at-$now}"
	have=$(grep -F '[decision-lapsed]' out |
	    sed 's/^[^:]*:\([0-9]*\):.*/\1/' | tr '\n' ' ')
	[ "$have" = "$1" ] || {
		fail "lapsed are '$have', not '$1'"
		sed 's/^/	/;40q' out
	}
}

# state VERSION ID EXPRESSION: of the decision x that `why` tells.
state()
{
	run 0 why --now "${at-$now}" --format json "gateway@$1" "$2"
	json "[$3 for x in [d.get('decisions', [])]][0]"
}

lapsed ''
state 1.0.0 CVE-1900-9101 'x == []'
state 1.1.0 CVE-1900-9101 'len(x) == 1 and x[0]["holds"] and not x[0]["inherited"]'
state 1.2.0 CVE-1900-9101 'len(x) == 1 and x[0]["holds"] and x[0]["inherited"]'
run 0 why --now $now gateway@1.2.0 CVE-1900-9102
grep -q 'The valve stays shut' out || fail "why does not tell the decision"

# Another version of one part: the decision on it, and no other.
bom 1.2.0 1.3.0 2.0.0
lapsed '2 '
grep -q "lapsed for 1.2.0: .*was 1.2.0, is 1.3.0" out || fail "check: no reason"
state 1.2.0 CVE-1900-9101 'not x[0]["holds"] and x[0]["lapses"] == [{"reason": "component", "part": "pkg:npm/example-pump", "was": "1.2.0", "is": "1.3.0"}]'
state 1.1.0 CVE-1900-9101 'x[0]["holds"]'
state 1.2.0 CVE-1900-9102 'x[0]["holds"]'
run 0 why --now $now gateway@1.2.0 CVE-1900-9101
grep -q '1\.2\.0 → 1\.3\.0' out || fail "why: no reason"
grep -q 'component_version: 1\.3\.0' out || fail "why: no new basis"

# The other part is gone.
bom 1.2.0 1.2.0 ''
lapsed '13 '
state 1.2.0 CVE-1900-9102 'x[0]["lapses"][0]["reason"] == "gone"'
state 1.2.0 CVE-1900-9101 'x[0]["holds"]'

# The record says something else.
bom 1.2.0 1.2.0 2.0.0
osv 1 example-pump 'A flaw in Pump that is worse'
lapsed '2 '
state 1.1.0 CVE-1900-9101 'x[0]["lapses"][0]["reason"] == "record" and x[0]["lapses"][0]["is"] != x[0]["lapses"][0]["was"]'
osv 1 example-pump 'A flaw in Pump'
lapsed ''

# What was accepted ends.
at=2027-04-01T09:00+09:00
state 1.1.0 CVE-1900-9102 'x[0]["lapses"][0]["reason"] == "until"'
state 1.1.0 CVE-1900-9101 'x[0]["holds"]'
run 0 check --now $at
grep -q '\[decision-review\]' out || fail "check does not tell the end"
unset at

# Without the feeds nothing is known of the record, and nothing lapses.
rm -r $mirror
lapsed ''

exit $failed
