#!/bin/sh
# `hansho version` from outside: comparisons, ranges, lines with tabs, what is
# no question and what is too long.
. "$ROOT/tests/e2e/lib/common.sh"

# says STATUS WORD ARGUMENT...: one answer.
says()
{
	want=$1 word=$2
	shift 2
	"$HANSHO" version "$@" >out 2>err
	status=$?
	[ "$status" = "$want" ] || fail "status $status instead of $want: $*"
	[ "$(cat out)" = "$word" ] || fail "$(cat out) instead of $word: $*"
}

# ---- one question -----------------------------------------------------------

says 0 '<' npm 1.2.3 1.10.0
says 0 '>' pypi 1.0 1.0rc1
says 0 '=' Packagist v1.0 1.0.0.0
says 0 '<' Debian:12 '1.0~rc1-1' 1.0-1
says 0 '?' generic 'Enterprise 2' 'Standard 1'
says 0 '?' cran x 1.0
says 0 in --vers 'vers:deb/>=1:1.0|<1:2.0' 1:1.5-1
says 0 out --vers 'vers:npm/>=1.0.0|!=1.5.0|<2.0.0' 1.5.0
says 0 '?' --vers 'vers:generic/<1.0' unknown
says 0 in --range npm '^1.2 || ~2' 2.0.9
says 0 out --range maven '[1.0,2.0)' 2.0
says 0 out --range pypi '~=1.4, !=1.5' 1.5
says 0 in --range gem '~> 1.2' 1.9
says 0 '?' --range npm '>=1.0.0' glorp

# ---- what is no question ----------------------------------------------------

# A word of the error, then the arguments.
while read -r word arguments; do
	# shellcheck disable=SC2086
	says 2 '' $arguments
	grep -q -e "$word" err || fail "no '$word': $arguments: $(cat err)"
	grep -q '^usage: hansho version' err || fail "no usage: $arguments"
done <<END
mean npmm 1 2
generic.*compares qqqqqqqqq 1 2
arguments npm 1
arguments --vers vers:npm/1 2 3
either --vers --range npm 1 1
vers: --vers npm/1 1
byte.10 --vers vers:npm/ 1
takes.ranges --range maven [1.0 1
END

# ---- lines ------------------------------------------------------------------

# A missing field, an unknown scheme and a bad end of line get an answer each;
# the others theirs.
tab=$(printf '\t')
cat >in <<END
npm${tab}1.0.0${tab}1.0.1
npm${tab}1.0.0

nosuch${tab}1${tab}2
rpm${tab}1.0-1${tab}1.0-1${tab}x
gem${tab}2${tab}1
END
printf 'pypi\t1.0\t1.0.0\r\nnpm\t1.0.0\t1.0.0' >>in
"$HANSHO" version - <in >out 2>err
[ $? = 2 ] || fail "bad lines do not give status 2"
printf '<\n?\n?\n?\n?\n>\n=\n=\n' | cmp -s - out || fail "lines: $(cat out)"
for n in 2 3 4 5; do
	grep -q "^hansho: line $n: " err || fail "no error for line $n"
done
[ "$(wc -l <err)" -eq 4 ] || fail "other errors: $(cat err)"
grep -q 'a tab between' err || fail "no way out of a missing field"

printf 'vers:npm/>=1.0.0|<2.0.0\t1.5.0\nvers:npm/*\t9\n' |
    "$HANSHO" version --vers - >out 2>&1 || fail "--vers -: status $?"
printf 'in\nin\n' | cmp -s - out || fail "--vers -: $(cat out)"
printf 'npm\t\t1.0.0\ndeb\t>= 1.0, << 2.0\t2.0\n' |
    "$HANSHO" version --range - >out 2>&1 || fail "--range -: status $?"
printf 'in\nout\n' | cmp -s - out || fail "--range -: $(cat out)"
"$HANSHO" version - </dev/null >out 2>&1 || fail "nothing: status $?"
[ ! -s out ] || fail "nothing says something"

# Bytes that are no text, NUL and what a terminal would obey.
printf 'npm\t\377\376\t1\n\033[31m\0x\t1\t2\npypi\t1\0\t1\n' >in
"$HANSHO" version - <in >out 2>err
[ "$(wc -l <out)" -eq 3 ] || fail "$(wc -l <out) answers to bytes"
tr -d '\n' <err | LC_ALL=C grep -q '[[:cntrl:]]' &&
    fail "control characters reach the terminal"

# Lines that are too long are refused alone, also over what is read at once.
awk 'BEGIN {
	for (i = 0; i < 1500000; i++)
		printf "1"
	print "\nnpm\t1.0.0\t2.0.0"
	printf "deb\t"
	for (i = 0; i < 65000; i++)
		printf "1"
	print "\t2"
	for (i = 0; i < 70000; i++)
		printf "2"
}' >in
"$HANSHO" version - <in >out 2>err
[ $? = 2 ] || fail "long lines do not give status 2"
printf '?\n<\n>\n?\n' | cmp -s - out || fail "long lines: $(cat out)"
[ "$(grep -c 'longer than 65536 bytes' err)" -eq 2 ] || fail "long lines pass"
grep -q '^hansho: line 4: ' err || fail "long lines are not counted: $(cat err)"

# Many lines come out as many, in their order, however they are cut.
awk 'BEGIN {
	for (i = 0; i < 30000; i++)
		printf "maven\t1.%d\t1.%d\n", i % 7, i % 5
}' >in
"$HANSHO" version - <in >all || fail "many lines: status $?"
awk -F '[.\t]' '{ print ($3 < $5 ? "<" : $3 > $5 ? ">" : "=") }' in |
    cmp -s - all || fail "many lines have other answers"
dd if=in bs=777 2>/dev/null | "$HANSHO" version - | cmp -s - all ||
    fail "what comes in pieces is answered otherwise"

# Whoever asks line by line is answered line by line.
mkfifo ask
"$HANSHO" version - <ask >answers &
asked=$!
exec 3>ask
printf 'npm\t1.0.0\t2.0.0\n' >&3
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	[ -s answers ] && break
	sleep 0.1
done
[ "$(cat answers)" = '<' ] || fail "an answer waits for the end"
exec 3>&-
wait "$asked" || fail "line by line: status $?"

exit $failed
