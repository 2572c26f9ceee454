#!/bin/sh
# `hansho digest`: each reader is told once what concerns them, and again only
# when it changed; two clones make the same bytes; what an edition does not show
# stands in no message; mail programs read what was written.
. "$ROOT/tests/e2e/lib/common.sh"
fetched=2026-11-22T08:00+09:00

# cve FILE ID TITLE FIXED: a record of the CVE List on Gate below FIXED.
cve()
{
	cat >"$1" <<J
[{"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"$2","assignerOrgId":"00000000-0000-4000-8000-000000000000","state":"PUBLISHED"},"containers":{"cna":{"providerMetadata":{"orgId":"00000000-0000-4000-8000-000000000000"},"title":"$3","descriptions":[{"lang":"en","value":"A flaw."}],"affected":[{"vendor":"example","product":"gate","cpes":["cpe:2.3:a:example:gate:*:*:*:*:*:*:*:*"],"defaultStatus":"unaffected","versions":[{"version":"0","lessThan":"$4","versionType":"semver","status":"affected"}]}],"metrics":[{"cvssV3_1":{"version":"3.1","vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H","baseScore":9.8,"baseSeverity":"CRITICAL"}}],"references":[{"url":"https://example.com/"}]}}}]
J
}

# system ID OWNER VERSION SCOPE
system()
{
	cat >own/products/systems/beta/$1.yaml <<Y
name: {ja: 例の$1, en: The $1}
owner: $2
company: beta
notes: Canary-of-notes
uses:
  - {says: Gate $3, is: "cpe:2.3:a:example:gate:*:*:*:*:*:*:*:*", version: "$3", scope: $4}
Y
}

# digest STATUS DIR [ARGUMENT...]: in own, into the new folder DIR.
digest()
{
	want=$1
	folder=$2
	shift 2
	run "$want" digest -C own --now $now -o "$folder" "$@"
}

# told N: lines of the ledger.
told()
{
	n=$(grep -c . own/content/deliveries/2026.tsv)
	[ "$n" = $(($1 + 1)) ] || fail "$n lines in the ledger, not $1 and a head"
}

run 0 init --now $now own
mkdir -p own/mirrored own/guarded own/products/systems/beta own/cases/2026/PS-2026-0066
cve own/mirrored/cves.json CVE-1900-0001 \
    '鍵の漏えい =HYPERLINK(1)\r\nBcc: evil@example.com' 2.4.59
cve own/guarded/cves.json CVE-1900-0666 'Canary of a guarded feed' 2.4.60
cat >own/content/feeds.yaml <<'Y'
feeds:
  - {id: mirrored, url: "file:mirrored/", fresh_hours: 72}
  - {id: guarded, url: "file:guarded/", fresh_hours: 72, ceiling: AMBER+STRICT}
Y
cat >own/content/companies/beta.yaml <<'Y'
name: {ja: 例示ベータ, en: Beta}
kind: group
Y
cat >own/content/people/beta.yaml <<'Y'
people:
  - {id: sato, name: {ja: 佐藤 花子, en: Hanako Sato}, email: sato@example.com, languages: [ja], telephone: 03-0000-1234}
  - {id: kim, name: {ja: キム, en: Kim}, email: kim@example.com, languages: [en]}
Y
cat >own/content/audiences.yaml <<'Y'
audiences:
  - {id: public, name: {ja: 公開, en: Public}, ceiling: CLEAR, view: public}
  - {id: portal, name: {ja: ポータル, en: Portal}, ceiling: AMBER, view: portal, staff: yes, address: "https://portal.example.com/p"}
  - {id: desk, name: {ja: デスク, en: Desk}, ceiling: AMBER+STRICT, view: desk, recipients: [desk@example.com]}
Y
cat >own/cases/2026/PS-2026-0066/case.md <<'Y'
---
id: PS-2026-0066
title: {ja: 未公開の案件カナリア, en: Canary of a case}
owner: sato
facts:
  - {at: 2026-11-20T09:30+09:00, event: received}
vulnerabilities: [{cve: CVE-1900-0001}]
---
Canary-of-text.
Y
system portal sato 2.4.57 exact
system shop kim 2.4 series
"$HANSHO-fetch" -C own --now $fetched >out 2>err || fail "fetch: $(cat err)"

# ---- the first: everybody once, in their language ---------------------------

run 0 digest -C own --now $now --print
[ ! -e own/content/deliveries ] || fail '--print writes'
grep -q '佐藤 花子 様' out || fail "--print shows no text: $(cat out)"
digest 0 first
told 2
[ "$(ls first | tr '\n' ' ')" = 'kim.eml kim.txt sato.eml sato.txt ' ] ||
    fail "first: $(ls first)"
grep -q 'https://portal.example.com/p/ja/vulnerabilities/CVE-1900-0001.html' \
    first/sato.txt || fail 'no link to the page'
grep -q 'Gate 2.4.57：< 2.4.59' first/sato.txt || fail 'no reason'
grep -q '2.4.59 以降にしてください' first/sato.txt || fail 'nothing to do'
grep -q 'Say which version of Gate 2.4' first/kim.txt || fail 'no question'
grep -q '9.8 Critical CVSS:3.1/AV:N' first/kim.txt || fail 'no score'
! grep -l 'Canary\|カナリア\|PS-2026-0066\|CVE-1900-0666\|0000-1234' first/*.txt ||
    fail 'a message tells what the portal does not show'
! grep -q '	[=+@-]' own/content/deliveries/2026.tsv || fail 'a formula'

# ---- nothing twice, on whatever machine --------------------------------------

cp -r own clone
rm -r clone/content/deliveries clone/.hansho/cache
run 0 digest -C clone --now $now -o again -j 1
diff -r first again >/dev/null || fail 'another clone makes other messages'
cmp -s own/content/deliveries/2026.tsv clone/content/deliveries/2026.tsv ||
    fail 'another clone makes another ledger'
# Nor in another zone, over a change of clocks, in another language, or by more
# threads.
rm -r clone/content/deliveries
(TZ=America/New_York LC_ALL=ja_JP.UTF-8 run 0 digest -C clone --lang ja \
    --now 2026-11-21T19:00-05:00 -o moved -j 2)
diff -r first moved >/dev/null || fail 'another zone makes other messages'
cmp -s own/content/deliveries/2026.tsv clone/content/deliveries/2026.tsv ||
    fail 'another zone makes another ledger'
# One vulnerability is told once, whatever has it, with a line a system.
rm -r clone/content/deliveries
sed 's/portal/stage/g' own/products/systems/beta/portal.yaml \
    >clone/products/systems/beta/stage.yaml
run 0 digest -C clone --now $now -o both sato
[ "$(grep -c '^\[' both/sato.txt)" = 2 ] || fail 'one flaw, not one section'
[ "$(grep -c '^  - .*（\(portal\|stage\)）' both/sato.txt)" = 2 ] ||
    fail 'not both systems'
[ "$(grep -c '9\.8' both/sato.txt)" = 1 ] || fail 'a score twice'
grep -q '	stage	' clone/content/deliveries/2026.tsv || fail 'no line of stage'
# What is restricted is not sent.
sed 's/^repository: .*/repository: restricted/' own/content/organisation.yaml \
    >clone/content/organisation.yaml
run 2 digest -C clone --now $now -o none
grep -q 'is not sent' err || fail "no reason: $(cat err)"
run 2 digest -C clone --with own --now $now -o none
[ ! -e none ] || fail 'messages of a restricted repository'
cp own/content/deliveries/2026.tsv before
digest 0 second
[ ! -e second ] || fail "a second digest writes $(ls second)"
grep -q 'nothing new\|新しくお知らせすることはありません' out ||
    fail "second: $(cat out)"
cmp -s before own/content/deliveries/2026.tsv || fail 'the ledger grew'
digest 0 second --format json
json 'd["letters"] == [] and d["lines"] == 0'
# What both told may be merged with all lines of both, in any order.
{ head -1 before; sed 1d before | sort -r; sed 1d before; } \
    >own/content/deliveries/2026.tsv
digest 0 second
[ ! -e second ] || fail 'a merged ledger tells again'
cp before own/content/deliveries/2026.tsv

# ---- again, when it changed --------------------------------------------------

system shop kim 2.4.10 exact
digest 0 third --format json
json '[l["subscriber"] for l in d["letters"]] == ["kim"]'
json 'd["letters"][0]["items"][0]["why"] == "certain"'
json 'd["letters"][0]["files"] == ["kim.txt", "kim.eml"]'
told 3
# A new one is told alone; what is gone stands along.
cve own/mirrored/more.json CVE-1900-0002 'Another flaw' 2.4.20
"$HANSHO-fetch" -C own --now $fetched >out 2>err || fail "fetch: $(cat err)"
digest 0 fourth --format json
json '[i["id"] for i in d["letters"][0]["items"]] == ["CVE-1900-0002"]'
cve own/mirrored/more.json CVE-1900-0003 'A third flaw' 2.4.90
system shop kim 2.4.70 exact
"$HANSHO-fetch" -C own --now $fetched >out 2>err || fail "fetch: $(cat err)"
digest 0 fifth --format json kim
json '[(i["id"], i["why"]) for i in d["letters"][0]["items"]] == [("CVE-1900-0003", "new"), ("CVE-1900-0001", "gone"), ("CVE-1900-0002", "gone")]'
digest 0 sixth --format json
json '[(l["subscriber"], l["new"]) for l in d["letters"]] == [("sato", 1)]'

# ---- readers that subscribe --------------------------------------------------

cat >own/content/subscriptions.yaml <<'Y'
subscriptions:
  - {id: desk, address: desk@example.com, all: yes, least: certain, formats: [eml, atom], note: {ja: 当番が見ます, en: For those on duty}}
  - {person: kim, own: no, keywords: [ＧＡＴＥ], every: weekly}
Y
digest 0 seventh --format json
json '[l["subscriber"] for l in d["letters"] if not l["waits"]] == ["list-desk"]'
json 'd["letters"][-1]["label"] == "AMBER+STRICT"'
json '"CVE-1900-0666" in [i["id"] for i in d["letters"][-1]["items"]]'
[ "$(ls seventh | tr '\n' ' ')" = 'list-desk.atom list-desk.eml ' ] ||
    fail "seventh: $(ls seventh)"

# ---- what mail programs and feed readers read --------------------------------

python3 - first/sato.eml first/kim.eml seventh/list-desk.eml <<'P' ||
import email, email.policy, sys
for name in sys.argv[1:]:
    raw = open(name, "rb").read()
    assert raw.endswith(b"\r\n") and b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    m = email.message_from_bytes(raw, policy=email.policy.default)
    assert not m.defects and all(not v.defects for v in m.values()), m.defects
    assert "Bcc" not in m and len(m.items()) == 12, m.items()
    assert m["Auto-Submitted"] == "auto-generated"
    assert m["From"].addresses[0].addr_spec == "psirt@example.com"
    assert m["Message-ID"].startswith("<") and m["List-Id"].endswith(".psirt.example.com>")
    body = m.get_content()
    assert m.get_content_type() == "text/plain"
    if "sato" in name:
        assert m["To"].addresses[0].addr_spec == "sato@example.com"
        assert m["Subject"].startswith("[TLP:AMBER] 脆弱性のお知らせ 1件：CVE-1900-0001 鍵の漏えい"), m["Subject"]
        assert m["Date"].datetime.isoformat() == "2026-11-22T09:00:00+09:00"
        text = open("first/sato.txt", encoding="utf-8").read()
        assert text == m["Subject"] + "\n\n" + body.replace("\r\n", "\n")
    if "desk" in name:
        assert m["Subject"].startswith("[TLP:AMBER+STRICT]")
        assert "当番が見ます" in body or "on duty" in body
import xml.etree.ElementTree as x
feed = x.parse("seventh/list-desk.atom").getroot()
ids = [e.text for e in feed.iter("{http://www.w3.org/2005/Atom}id")]
assert len(ids) == len(set(ids)) and len(ids) > 2
P
    fail 'python3 reads it otherwise'

# ---- pages -------------------------------------------------------------------

run 0 build -C own --now $now -o site
for page in index.html sato.html sato.txt sato.atom; do
	[ -s "site/portal/ja/deliveries/$page" ] || fail "no $page"
done
! grep -rl 'CVE-1900-0666\|Canary of a case' site/portal >bad ||
    fail "the portal tells: $(cat bad)"
grep -q 'list-desk' site/desk/en/deliveries/index.html || fail 'no desk list'
! grep -q 'list-desk' site/portal/en/deliveries/index.html ||
    fail 'the portal shows a list of the desk'

# ---- what must not go out ----------------------------------------------------

# held FOLDER WORDS: messages that say the words to everybody are none, and the
# reason stands there.
cp -R own held
rm -rf held/content/deliveries held/.hansho/cache
mkdir -p held/templates/i18n
cat >>held/content/people/beta.yaml <<'Y'
  - {id: park, name: {ja: パク, en: Park}, email: park@example.com, telephone: 03-0000-9999}
Y
cat >held/content/subscriptions.yaml <<'Y'
subscriptions:
  - {person: sato, formats: [eml]}
  - {id: desk, address: desk@example.com, all: yes, least: certain, formats: [atom]}
Y
held()
{
	folder=$1
	status=1
	sed "s/^  footer: .*/  footer: {ja: \"$2\", en: \"$2\"}/" \
	    "$ROOT/templates/i18n/delivery.yaml" \
	    >held/templates/i18n/delivery.yaml
	grep -q "$2" held/templates/i18n/delivery.yaml || fail "no $2 planted"
	shift 2
	run "$status" digest -C held --now $now -o "$folder" "$@"
	[ ! -e "$folder" ] || fail "$folder: $(ls "$folder")"
	[ ! -e held/content/deliveries ] || fail "$folder stands in the ledger"
}
# A hidden note that quotes what the program says of a feed holds nothing.
grep 'Score: \|To do: Say which\|To do: Update' first/kim.txt >quoted
[ "$(wc -l <quoted)" -ge 2 ] || fail "nothing to quote: $(cat quoted)"
cat quoted >>held/cases/2026/PS-2026-0066/case.md
run 0 digest -C held --now $now -o quoting
rm -rf quoting held/content/deliveries

held canary 'the words 未公開の案件カナリア'
grep -q 'canary/kim.txt:.*leak-found' out || fail "no file: $(cat out)"
grep -q 'canary/sato.eml:.*leak-found' out ||
    fail "packed words are passed over: $(cat out)"
grep -q 'PS-2026-0066/case.md:.*kept' out || fail "no reason: $(cat out)"
! grep -q 'canary/list-desk' out || fail 'held for those who may know'
held canary 'ask for PS-2026-0066'
held canary 'call +81-3-0000-9999' --print
! grep -q '^\[1\]' out || fail '--print shows what is held'
# Who may read the desk's edition may be told what it shows.
run 0 digest -C held --now $now -o canary list-desk
[ "$(ls canary)" = list-desk.atom ] || fail "desk: $(ls canary)"
# What one of two editions shows is no secret for who reads both.
cat >>held/content/audiences.yaml <<'Y'
  - {id: beta, name: {ja: ベータ, en: Beta}, ceiling: AMBER+STRICT, view: portal, company: beta, address: "https://beta.example.com/"}
Y
cat >held/content/companies/gamma.yaml <<'Y'
name: {ja: 例示ガンマ, en: Gamma}
kind: group
Y
cat >held/content/people/gamma.yaml <<'Y'
people:
  - {id: lee, name: {ja: リー, en: Lee}, email: lee@example.com}
Y
sed 's/owner: sato/owner: lee/' held/products/systems/beta/portal.yaml \
    >held/products/systems/beta/stage.yaml
rm -rf canary held/content/deliveries
run 0 digest -C held --now $now -o canary kim
run 1 digest -C held --now $now -o canary-lee lee

# ---- several repositories as one ----------------------------------------------

# A ledger hides none of the same name below it: pages have the lines of both.
mkdir -p top/content/deliveries
cp own/content/organisation.yaml own/content/audiences.yaml \
    own/content/feeds.yaml top/content/
cp -R own/.hansho own/mirrored own/guarded top/
cp -R own below
head -1 own/content/deliveries/2026.tsv >top/content/deliveries/2026.tsv
printf '2026-11-01T09:00:00+09:00\tsato\tportal\tAMBER\tCVE-1900-0777\tportal\topen\t\tx@example.com\n' \
    >>top/content/deliveries/2026.tsv
run 0 build -C top --with below --now $now -o site-top
for id in CVE-1900-0777 CVE-1900-0001; do
	sed '1,/id="ledger"/d' site-top/portal/en/deliveries/sato.html |
	    grep -q "$id" || fail "no $id among what was told"
done
# Nor is what cannot be read there passed over.
printf 'broken\n' >>below/content/deliveries/2026.tsv
run 1 check -C top --with below --now $now
grep -q 'below/content/deliveries/2026.tsv:.*nine cells' out ||
    fail "no place: $(cat out)"

# ---- what one message has no room for ------------------------------------------

# 25 systems of one reader: those beyond 20 are told next, and none twice.
cp -R own many
rm -rf many/content/deliveries many/content/subscriptions.yaml
i=100
while [ $i -lt 125 ]
do
	i=$((i + 1))
	sed "s/portal/line-$i/g" own/products/systems/beta/portal.yaml \
	    >many/products/systems/beta/line-$i.yaml
done
rm many/products/systems/beta/portal.yaml
run 0 digest -C many --now $now -o many-1 sato
things()
{
	n=$(grep -c '^  - .*（line-' "many-$1/sato.txt")
	[ "$n" = "$2" ] || fail "$n things in message $1, not $2"
	n=$(grep -c '	line-' many/content/deliveries/2026.tsv)
	[ "$n" = "$3" ] || fail "$n things in the ledger after $1, not $3"
}
# Two flaws, and so two sections.
things 1 40 40
[ "$(grep -c 'ほか 5件の対象は、次の' many-1/sato.txt)" = 2 ] ||
    fail 'no word of five more'
run 0 digest -C many --now $now -o many-2 sato
things 2 10 50
! grep -q '次の' many-2/sato.txt || fail 'more than there is'
run 0 digest -C many --now $now -o many-3 sato
[ ! -e many-3 ] || fail 'told twice'
[ -z "$(cut -f5,6 many/content/deliveries/2026.tsv | sort | uniq -d)" ] ||
    fail 'twice in the ledger'

# ---- nobody's edition --------------------------------------------------------

# Without an edition of all staff nobody is told, and that is said.
sed -i 's/, staff: yes//' held/content/audiences.yaml
rm -rf held/content/deliveries held/content/subscriptions.yaml \
    held/templates/i18n
run 0 digest -C held --now $now -o nobodys
grep -q 'staff: yes' err || fail "nothing is said: $(cat err)"
[ ! -e nobodys/lee.txt ] || fail 'lee is told of an edition of nobody'
run 0 check -C held --now $now
must audience-staff
sed -i 's/view: portal, address/view: portal, staff: yes, address/' \
    held/content/audiences.yaml
run 0 digest -C held --now $now -o staffs
! grep -q 'staff: yes' err || fail "said without need: $(cat err)"

# ---- what is refused ---------------------------------------------------------

# An alert's long text is cut between paragraphs, in plain words.
cp -R own long && rm -rf long/content/deliveries
mkdir -p long/content/alerts/2026
{
	printf -- '---\ntitle: {ja: 長い注意, en: Long}\nlevel: act\n'
	printf 'at: 2026-11-20T09:30+09:00\n---\nVersion 2\\.4 **now**.\n\n'
	i=0
	while [ $i -lt 60 ]
	do
		i=$((i + 1))
		printf 'Paragraph %s %080d\n\n' $i 0
	done
} >long/content/alerts/2026/A-7.md
run 0 digest -C long --now $now -o tenth
grep -q 'Version 2\.4 now\.' tenth/edition-desk.txt ||
    fail 'the text of an alert is no plain text'
grep -q 'Paragraph 40 0*$' tenth/edition-desk.txt ||
    fail 'a long text is not there'
! grep -q 'Paragraph 60' tenth/edition-desk.txt || fail 'a long text is whole'
grep -q '続きはページ\|page has the rest' tenth/edition-desk.txt ||
    fail 'nothing says that a text was cut'

digest 2 eighth nobody
run 2 digest -C own --now $now
digest 2 first kim --audience none
system new sato 2.4.1 exact
digest 2 first
grep -q 'is not empty' err || fail "no word of the folder: $(cat err)"
printf 'broken\n' >>own/content/deliveries/2026.tsv
digest 1 ninth
[ ! -e ninth ] || fail 'messages with a ledger that cannot be read'
grep -q '2026.tsv:[0-9]*:1: error:.*nine cells' err out ||
    fail "no word of the line: $(cat err out)"
exit $failed
