#!/bin/sh
# `hansho score` from outside: results for people and as JSON lines, what is
# refused and how, standard input of any kind.
. "$ROOT/tests/e2e/lib/common.sh"

# gives STATUS: the last command's status and output, against the file want.
gives()
{
	[ "$status" = "$1" ] || fail "status $status instead of $1"
	cmp -s want out || {
		fail "unexpected output"
		diff want out | sed 's/^/	/;20q'
	}
}

# score ARGUMENT...: as JSON, standard input passed on.
score()
{
	"$HANSHO" score --format json "$@" >out 2>err
	status=$?
}

# valid: each line of out is one JSON object.
valid()
{
	python3 -c 'import json, sys
for line in open("out", encoding="utf-8", errors="strict"):
    assert isinstance(json.loads(line), dict)' || fail "no JSON: $1"
}

v20='AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H'
v31='CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'
v40='CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H'

# ---- results ----------------------------------------------------------------

score "$v20" "$v31" CVSS:3.0/S:U/AV:P/AC:H/PR:H/UI:R/C:N/I:N/A:N/E:U "$v40" \
    "$v40/E:U/MVC:N/MVI:N/MVA:N/MSC:N/MSI:N/MSA:N" "$v31/MA:N"
cat >want <<END
{"vector":"$v20","version":"2.0","base":7.8,"temporal":6.4,"environmental":9.2,"overall":9.2,"severity":"HIGH"}
{"vector":"$v31","version":"3.1","base":9.8,"temporal":null,"environmental":null,"overall":9.8,"severity":"CRITICAL"}
{"vector":"CVSS:3.0/S:U/AV:P/AC:H/PR:H/UI:R/C:N/I:N/A:N/E:U","version":"3.0","base":0.0,"temporal":0.0,"environmental":null,"overall":0.0,"severity":"NONE"}
{"vector":"$v40","version":"4.0","overall":10.0,"severity":"CRITICAL","macrovector":"000100","nomenclature":"CVSS-B"}
{"vector":"$v40/E:U/MVC:N/MVI:N/MVA:N/MSC:N/MSI:N/MSA:N","version":"4.0","overall":0.0,"severity":"NONE","macrovector":"002221","nomenclature":"CVSS-BTE"}
{"vector":"$v31/MA:N","version":"3.1","base":9.8,"temporal":null,"environmental":9.1,"overall":9.1,"severity":"CRITICAL"}
END
gives 0
valid results

"$HANSHO" score --lang en "$v31" >out 2>&1 || fail "text: status $?"
grep -q '9\.8 Critical, CVSS 3\.1' out || fail "no score in words"
grep -q 'Attack vector (AV) *Network (N)' out || fail "no metric in words"
"$HANSHO" score --lang ja "$v40" >out 2>&1 || fail "text: status $?"
grep -q '10\.0 緊急' out || fail "no score in Japanese"
grep -q 'CVSS-B' out || fail "no nomenclature"

# ---- what is refused --------------------------------------------------------

# A vector, and a word of the error that it must get; the one behind it is
# scored all the same.
while read -r vector word; do
	score "$vector" "$v31"
	[ "$status" = 1 ] || fail "status $status: $vector"
	[ "$(wc -l <out)" -eq 2 ] || fail "$(wc -l <out) lines: $vector"
	sed -n 1p out | grep -q "^{\"vector\":\"$vector\",\"error\":\".*$word" ||
	    fail "no '$word' for $vector: $(sed -n 1p out)"
	sed -n 2p out | grep -q '"overall":9\.8' || fail "stops at $vector"
	valid "$vector"
	"$HANSHO" score --lang en "$vector" >out 2>&1
	[ $? = 1 ] || fail "text: status: $vector"
	grep -q "$word" out || fail "text: no '$word' for $vector"
done <<END
$v31/AV:N stands twice
CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H A is missing
CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H unknown value
$v31/XX:Y unknown metric
CVSS:9.9/AV:N unknown version prefix
AC:L/AV:N/Au:N/C:N/I:N/A:C stands after
CVSS:4.0/AC:L/AV:N/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H stands after
$v40/E:A/E:A stands twice
$v31/ empty
words no metric
END

score ''
printf '{"vector":"","error":"vector is empty; %s"}\n' \
    'a vector begins with CVSS:4.0/ or CVSS:3.1/' >want
gives 1

# ---- standard input ---------------------------------------------------------

printf '# a comment\n\n  \r\n%s\r\n  %s \n%s' "$v31" "$v31" "$v31" >in
score - <in
for i in 1 2 3; do
	printf '{"vector":"%s","version":"3.1","base":9.8,"temporal":null,"environmental":null,"overall":9.8,"severity":"CRITICAL"}\n' "$v31"
done >want
gives 0

: >want
score - </dev/null
gives 0
printf '\n#\n\r\n' | { score -; gives 0; [ $failed = 0 ]; } || failed=1

# Bytes that are no text, control characters, quotes: valid JSON all the same.
printf 'CVSS:3.1/AV:\377\376\n"\\\033[31m\000x\n\342\200\250\n%s\n' "$v31" >in
score - <in
[ "$status" = 1 ] || fail "status $status of bytes that are no text"
[ "$(wc -l <out)" -eq 4 ] || fail "$(wc -l <out) lines of bytes"
valid bytes
"$HANSHO" score - <in >out 2>&1
tr -d '\n' <out | LC_ALL=C grep -q '[[:cntrl:]]' &&
    fail "control characters reach the terminal"

# Lines that are too long, also over the end of what is read at once.
awk -v v="$v31" 'BEGIN {
	for (i = 0; i < 700000; i++)
		printf "x"
	printf "\n%s\n", v
	for (i = 0; i < 4097; i++)
		printf "y"
	printf "\n%s\n", v
	for (i = 0; i < 4096; i++)
		printf "z"
	printf "\n%s\n", v
	for (i = 0; i < 300000; i++)
		printf "w"
}' >in
score - <in
[ "$status" = 1 ] || fail "status $status of long lines"
[ "$(wc -l <out)" -eq 7 ] || fail "$(wc -l <out) lines of long lines"
[ "$(grep -c 'longer than 4096 bytes' out)" -eq 3 ] || fail "long lines pass"
[ "$(grep -c '"overall":9.8' out)" -eq 3 ] || fail "lines behind long ones"
valid "long lines"

# Many lines come out as many, in their order, however they are cut.
awk 'BEGIN {
	split("N A L P", av, " ")
	for (i = 0; i < 20000; i++)
		printf "CVSS:3.1/AV:%s/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:%s\n",
		    av[i % 4 + 1], i % 3 ? "H" : "N"
}' >in
score - <in
[ "$status" = 0 ] || fail "status $status of many lines"
sed 's/^{"vector":"\([^"]*\)".*/\1/' out | cmp -s - in || fail "lines get lost"
mv out all
dd if=in bs=777 2>/dev/null | "$HANSHO" score --format json - | cmp -s - all ||
    fail "what comes in pieces scores otherwise"

# ---- usage ------------------------------------------------------------------

"$HANSHO" score >out 2>&1
[ $? = 2 ] || fail "no vector is no usage error"
"$HANSHO" score --format sarif "$v31" >out 2>&1
[ $? = 2 ] || fail "--format sarif is taken"
grep -q 'text or json' out || fail "no word on formats"

exit $failed
