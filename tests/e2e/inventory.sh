#!/bin/sh
# `hansho inventory` from outside: a line a component for people and programs,
# reports beside them, and the status.
. "$ROOT/tests/e2e/lib/common.sh"

cat >sbom.json <<'END'
{"bomFormat":"CycloneDX","specVersion":"1.6","components":[
{"bom-ref":"a","name":"pump","version":"1.2","purl":"pkg:npm/pump@1.2",
"hashes":[{"alg":"SHA-256","content":"00"},{"alg":"SHA-256","content":"11"}]},
{"bom-ref":"b","name":"val\u001b[31mve","purl":"npm/valve"}],
"dependencies":[{"ref":"a","dependsOn":["b"]}]}
END
printf 'bash-5.1.8-6.el9.x86_64\n' >packages.txt

"$HANSHO" inventory --format json sbom.json packages.txt >out 2>err
[ $? = 0 ] || fail "alerts alone are no failure"
cat >want <<'END'
{"component":{"name":"pump","version":"1.2","purl":"pkg:npm/pump@1.2","type":"npm","ref":"a","hashes":{"sha256":"00"},"needs":[1],"file":"sbom.json","line":2}}
{"component":{"name":"val\u001b[31mve","ref":"b","file":"sbom.json","line":4}}
{"component":{"name":"bash","version":"5.1.8-6.el9","type":"rpm","release":"9","arch":"x86_64","file":"packages.txt","line":1}}
END
cmp -s want out || {
	fail "unexpected JSON"
	diff want out | sed 's/^/	/;20q'
}
grep -q 'sbom.json:4:.*inventory-identity' err || fail "the purl is not told"
grep -q 'sbom.json: CycloneDX 1.6, 2 components' err || fail "no summary"

"$HANSHO" inventory sbom.json >out 2>err
[ $? = 0 ] || fail "text: status"
grep -q '^pump *1.2 *npm' out || fail "text: no row"
! grep -q "$(printf '\033')" out || fail "an escape reaches the terminal"

"$HANSHO" inventory - <packages.txt 2>err | grep -q bash || fail "no stdin"
head -c 100 sbom.json >half.json
"$HANSHO" inventory half.json >out 2>err
[ $? = 1 ] || fail "half a document is no failure"
[ ! -s out ] || fail "half a document gives components"
"$HANSHO" inventory nowhere.json >out 2>err
[ $? = 3 ] || fail "a file that is not there"
"$HANSHO" inventory --format sarif sbom.json >out 2>err
[ $? = 2 ] || fail "an unknown format"

exit $failed
