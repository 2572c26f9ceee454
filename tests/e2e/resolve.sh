#!/bin/sh
# `hansho resolve`: what lines mean, on input and in the files of systems.  It
# proposes and writes nothing; what it proposes can be taken over as it stands.
. "$ROOT/tests/e2e/lib/common.sh"

# lines TEXT: one a line, as JSON into out.
lines()
{
	printf "$1" | "$HANSHO" resolve -C own --format json - >out 2>err
	status=$?
}

run 0 init own
mkdir -p own/products/systems/sato
cat >own/content/people/example.yaml <<'END'
people:
  - {id: sato, name: {ja: 佐藤, en: Sato}}
END
cat >own/content/companies/example.yaml <<'END'
name: {ja: 例, en: Example}
kind: group
END

# Spelling, width, several products, a version in the name, and nothing.
lines 'RHEL 7\nＡｐａｃｈｅ　２．４\nOracle Database 19c\nTomcat 9.0.71\n帳票は自作\n'
[ $status = 0 ] || fail "status $status"
for want in '"is":"cpe:o:redhat:enterprise_linux".*"version":"7"' \
    '"is":"cpe:a:apache:http_server".*"scope":"series"' \
    '"is":"cpe:a:oracle:database_server"' \
    '"is":"cpe:a:apache:tomcat".*"scope":"exact"' '"verdict":"none"'; do
	grep -q "$want" out || fail "no answer with $want"
done
[ "$(grep -c '"verdict":"one"' out)" = 4 ] || fail "not four are certain"
grep -q '"line":5,.*"verdict":"none"' out || fail "a line of words means one"

# A line of several is parted; each answer says of which line it is.
lines 'RHEL 7、Apache 2.4\n'
[ "$(grep -c '"line":1,' out)" = 2 ] || fail "a line of two gives not two"

# A name that is one already.
lines 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1\n'
grep -q '"verdict":"one".*"source":"given"' out || fail "a purl is no name"

# Hostile: control characters, a very long line, bytes that are no text.
printf 'RHEL 7\033[31m\n' | "$HANSHO" resolve -C own - >out 2>err
! grep -q "$(printf '\033')" out || fail "an escape reaches the terminal"
head -c 300000 /dev/zero | tr '\0' A >long
"$HANSHO" resolve -C own --format json - <long >out 2>err
[ $? -le 2 ] || fail "a long line ends in $?"
printf '\377\376Apache\n' | "$HANSHO" resolve -C own --format json - >out 2>err
[ $? -le 2 ] || fail "bytes end in $?"

# Files: proposals for what is not resolved, in the words of the file.
cat >own/products/systems/sato/portal.yaml <<'END'
name: {ja: ポータル, en: Portal}
owner: sato
company: example
uses:
  - {says: RHEL 7}
  - {says: 自作の部品}
END
cp own/products/systems/sato/portal.yaml before
"$HANSHO" resolve -C own portal >out 2>err
[ $? -le 1 ] || fail "portal: $(head -1 err)"
cmp -s before own/products/systems/sato/portal.yaml ||
    fail "resolve wrote into the file"
grep -q 'is: cpe:o:redhat:enterprise_linux' out || fail "no proposal"
{
	sed '/uses:/q' before
	sed -n '/^  /p' out
} >own/products/systems/sato/portal.yaml
run 0 check -C own --now $now

"$HANSHO" resolve -C own --all >out 2>err
! grep -q 'RHEL' out || fail "what a person took over is asked again"

"$HANSHO" resolve -C own nosuchsystem >out 2>err
[ $? = 2 ] || [ $? = 1 ] || fail "an unknown system"
grep -q nosuchsystem err || fail "the unknown system is not named"

exit $failed
