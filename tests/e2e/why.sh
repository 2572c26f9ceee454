#!/bin/sh
# `hansho why`: of "A on B or C" the part that decided is shown, the same is
# said once, and what no mirrored file has is no answer.
. "$ROOT/tests/e2e/lib/common.sh"

mkdir repo && cd repo || exit 1
awk '/^--- / { file = $2; dir = file; sub(/\/[^\/]*$/, "", dir)
	system("mkdir -p " dir); next } { print >file }' \
    "$ROOT/tests/rule/base.repo"
cat >content/feeds.yaml <<'END'
feeds:
  - {id: nvd, url: "https://example.com/nvd.json"}
  - {id: other, url: "https://example.com/other.json"}
END
bom=products/example/gateway/1.0.0
mkdir -p $bom .hansho/feeds/nvd .hansho/feeds/other

# cpe KIND NAME VERSION: a component's members.
cpe()
{
	echo "{\"type\":\"$1\",\"name\":\"$2\",\"version\":\"$3\","
	echo "\"cpe\":\"cpe:2.3:${4-a}:example:$2:$3:*:*:*:*:*:*:*\"}"
}
{
	echo '{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,'
	echo '"components":['
	cpe library pump 1.0
	echo ,
	cpe library pump 1.0
	echo ,
	cpe operating-system tank 3.0 o
	echo ']}'
} >$bom/sbom.cdx.json

# entry VULNERABLE PART NAME MORE: a name in a configuration.
entry()
{
	echo "{\"vulnerable\":$1,\"criteria\":\"cpe:2.3:$2:example:$3:"
	echo "*:*:*:*:*:*:*:*\"${4-},\"matchCriteriaId\":\"x\"}"
}
# Of two entries the first holds, the second's platform is nowhere.
record()
{
	echo '{"cve":{"id":"'"$1"'","configurations":[{"operator":"AND",'
	echo '"nodes":[{"operator":"OR","cpeMatch":['
	entry true a pump ',"versionEndExcluding":"2.0"'
	echo ,
	entry true a pump \
	    ',"versionStartIncluding":"3.0","versionEndExcluding":"4.0"'
	echo "]},{\"operator\":\"$2\",\"cpeMatch\":["
	entry false o tank
	echo ,
	entry false o "$3"
	echo ,
	entry false o "$3"
	echo ']}]}]}}'
}
{
	echo '{"format":"NVD_CVE","version":"2.0","vulnerabilities":['
	record CVE-1900-0001 AND basin
	echo ,
	record CVE-1900-0002 OR basin
	echo ']}'
} | tr -d '\n' >.hansho/feeds/nvd/a.json
sed 's/tank/river/g' .hansho/feeds/nvd/a.json >.hansho/feeds/other/a.json

# ---- what decided -------------------------------------------------------------

# Both must be there: the one that is not, decides.
run 0 why --now $now gateway@1.0.0 CVE-1900-0001
must "runs on" out
grep -q 'example:basin' out || fail 'AND: what is missing is not shown'
grep -q 'example:tank' out && fail 'AND: what is there is shown as missing'
grep -q '< 2.0 | affected' out || fail 'not the range that was hit'
[ "$(grep -c '^cpe:' out)" = 1 ] || fail 'the same component is told twice'
grep -q 'has it 2 times' out || fail 'how many components there are'

# One is enough; where none is there, all of them are named.
run 0 why --now $now gateway@1.0.0 CVE-1900-0002
tr -s ' \n' '  ' <out >line
grep -q 'example:tank[^|]* | affected' line || fail 'OR: not what holds'
grep -q 'example:river[^|]*; cpe[^|]*example:basin[^|]* | not in the' line ||
    fail 'OR: not all that would do'

# No component: the names once, of all records and versions.
run 0 why --now $now gateway CVE-1900-0002
for name in pump tank basin; do
	[ "$(grep -c "^    cpe:.*:example:$name:" out)" -le 1 ] ||
	    fail "$name is listed more than once"
done
grep -q '^    cpe:.*:example:river:' out || fail 'no name of the second record'

# ---- what nobody knows --------------------------------------------------------

run 1 why --now $now gateway@1.0.0 CVE-1900-0010
grep -q 'Did you mean CVE-1900-0001' out || fail 'no near id'
grep -q '^  other .*Undated' out || fail 'not which feeds were looked at'
run 1 why --now $now gateway@1.0.0 CVE-2199-77777
grep -q 'Did you mean' out && fail 'an id that is not near'
run 1 why --now $now --format json gateway@1.0.0 CVE-2199-77777
json 'd["components"] == []'
run 2 why --now $now gatewax CVE-1900-0001
exit $failed
