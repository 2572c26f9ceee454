#!/bin/sh
# hansho-fetch against a server on the loopback, TLS included, that misbehaves
# in every way that a source of feeds can; its own authority signs for it.
. "$ROOT/tests/e2e/lib/common.sh"
need openssl
unset http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY no_proxy NO_PROXY
fetcher=$HANSHO-fetch
at=2026-11-22T09:00:00Z
mirror=repo/.hansho/feeds
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null' EXIT
trap 'exit 130' INT TERM

# fetch STATUS ARGUMENT...: what it says into out, faults into err.
fetch()
{
	want=$1
	shift
	ran="-fetch $*"
	: >log
	"$fetcher" -C repo --now "$at" --cacert ca.pem --retry-wait 20 "$@" \
	    >out 2>err
	status=$?
	[ "$status" = "$want" ] || {
		fail "status $status instead of $want: hansho-fetch $*"
		sed 's/^/	/;20q' out err
	}
}

# feeds LINE...: what content/feeds.yaml has; each begins with an id.
feeds()
{
	printf 'feeds:\n' >repo/content/feeds.yaml
	for line; do
		printf '  - {id: %s}\n' "$line" >>repo/content/feeds.yaml
	done
}

# one PATH [FIELDS]: a feed "f" of one file, at the server.
one()
{
	feeds "f, url: \"https://127.0.0.1:$main/$1\"${2:+, $2}"
}

# same PATH FILE: the mirror has what the server has.
same()
{
	cmp -s "$mirror/$1" "server/files/$2" ||
	    fail "$1 is not $2 after hansho $ran"
}

# sidecar PATH EXPRESSION: true of the sidecar d.
sidecar()
{
	python3 -c 'import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
assert eval(sys.argv[2]), d' "$mirror/$1.meta.json" "$2" 2>fault || {
		fail "sidecar of $1: not $2 after hansho $ran"
		tail -n 1 fault | sed 's/^/	/'
	}
}

# requests NUMBER TEXT: so many lines of the server's log have it.
requests()
{
	n=$(grep -c -e "$2" log)
	[ "$n" = "$1" ] || {
		fail "$n requests '$2' instead of $1 after hansho $ran"
		sed 's/^/	/' log
	}
}

fresh_start()
{
	rm -rf "$mirror"
}

# ---- certificates and server -----------------------------------------------

mkdir -p repo/content server/files
: >repo/content/organisation.yaml
(
	cd server || exit 1
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
	    -days 2 -subj '/CN=an authority for this test' \
	    -addext basicConstraints=critical,CA:TRUE -keyout ca.key \
	    -out ca.pem
	# certificate NAME SAN DAYS AUTHORITY
	certificate()
	{
		openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 \
		    -nodes -subj "/CN=$1" -keyout "$1.key" -out "$1.csr"
		echo "subjectAltName=$2" >"$1.ext"
		openssl x509 -req -in "$1.csr" -CA "$4.pem" -CAkey "$4.key" \
		    -CAcreateserial -days "$3" -extfile "$1.ext" \
		    -out "$1.pem"
	}
	certificate good IP:127.0.0.1,DNS:localhost 2 ca
	certificate wrong DNS:feeds.example.com 2 ca
	certificate old IP:127.0.0.1 -1 ca
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
	    -days 2 -subj '/CN=a stranger' -addext subjectAltName=IP:127.0.0.1 \
	    -keyout other.key -out other.pem
) >certificates 2>&1
cp server/ca.pem ca.pem || { cat certificates; exit 1; }
: >server/log
ln -s server/log log
python3 "$ROOT/tests/e2e/lib/feeds.py" "$TMP/server" 500 >server/said 2>&1 &
server=$!
for _ in $(seq 100); do
	[ -e server/ports ] && break
	sleep 0.1
done
. ./server/ports || { cat server/said; exit 1; }

# json NAME NUMBER: a document of so many records.
document()
{
	python3 -c 'import json, sys
json.dump({"v": [{"id": "CVE-1900-%04d" % i, "text": "ab\\c \"{"}
    for i in range(int(sys.argv[1]))]}, sys.stdout)' "$2" \
	    >"server/files/$1"
}
document a.json 1000
document b.json 10
document big.json 20000

# ---- conditional requests --------------------------------------------------

one files/a.json 'fresh_hours: 24'
fetch 1 --list
must 'missing  f: nothing was fetched'
fetch 0 --dry-run
must "get      f/a.json: https://127.0.0.1:$main/files/a.json"
requests 0 GET
[ ! -e $mirror ] || fail "--dry-run writes"
fetch 0
same f/a.json a.json
must 'new      f/a.json: '
sum=$(sha256sum <server/files/a.json | cut -d ' ' -f 1)
sidecar f/a.json "d['state'] == 'fresh' and d['sha256'] == '$sum'"
sidecar f/a.json "d['source'] == 'https://127.0.0.1:$main/files/a.json'"
sidecar f/a.json "d['fetched'] == d['checked'] == '2026-11-22T09:00:00Z'"
sidecar f/a.json "d['size'] == $(wc -c <server/files/a.json)"
[ -z "$(find $mirror/.quarantine -type f)" ] || fail "quarantine is not empty"
at=2026-11-22T12:00:00Z
fetch 0
must 'same     f/a.json'
requests 1 'If-None-Match="'
sidecar f/a.json "d['fetched'] < d['checked'] == '2026-11-22T12:00:00Z'"
at=2026-11-23T11:59:00Z
fetch 0 --list
must 'fresh    f: 1 of 1 files, checked 23 h ago (fresh for 24 h)'
at=2026-11-23T12:01:00Z
fetch 1 --list
must 'stale    f: '
document a.json 1001
fetch 0
must 'new      f/a.json'
same f/a.json a.json
one files/a.json 'every_hours: 2'
fetch 0
must 'kept     f/a.json'
requests 0 GET
fetch 0 --force
requests 1 GET
# A copy that somebody changed is fetched anew, not asked for.
echo >>$mirror/f/a.json
fetch 0 --force
requests 0 If-None-Match
same f/a.json a.json
one lie/x.json
fetch 1
must 'the server answers 304'

# ---- what may not take its place -------------------------------------------

cp server/files/a.json good.json
# refused REASON: the last good copy stays, stale.
refused()
{
	must "stale    f/a.json: $1"
	cmp -s $mirror/f/a.json good.json || fail "the good copy is gone: $1"
	sidecar f/a.json "d['state'] == 'stale' and '$1' in d['reason']"
	sidecar f/a.json "d['fetched'] < d['failed']"
}
one files/a.json
fetch 0
at=2026-11-24T09:00:00Z
document a.json 500
fetch 1
refused 'it shrank from '
[ -e $mirror/.quarantine/f/a.json.refused ] || fail "nothing to look at"
fetch 1 --list
must 'it shrank from '
fetch 0 --accept-shrunken
same f/a.json a.json
sidecar f/a.json "d['state'] == 'fresh' and 'reason' not in d"
[ ! -e $mirror/.quarantine/f/a.json.refused ] || fail "refused file stays"
cp server/files/a.json good.json
at=2026-11-25T09:00:00Z
# content TEXT REASON: the server has this now.
content()
{
	printf "$1" >server/files/a.json
	fetch 1
	refused "$2"
}
content '<html><title>%s</title></html>' 'an HTML page instead of a JSON document'
content '{"a": [1, 2' 'JSON that breaks off'
content '{"a": [1, 2}]' 'JSON whose brackets do not match'
content '{"a": 1}{"a": 2}' 'more than one JSON document'
content '{"a": 1} x' 'something behind the JSON document'
content '' 'an empty file'
content 'PK\003\004' 'no JSON document'
# shape NAME REASON: file NAME of the server may not pass; "": it may.
shape()
{
	fresh_start
	one "files/$1"
	if [ -z "$2" ]; then
		fetch 0
		same "f/$1" "$1"
	else
		fetch 1
		must "stale    f/$1: $2"
		[ ! -e "$mirror/f/$1" ] || fail "$1 was taken"
	fi
}
document a.json 1001
(
	cd server/files || exit 1
	gzip -nc a.json >a.json.gz
	cat a.json.gz a.json.gz >two.json.gz
	gzip -nc a.json >p.csv.gz
	head -c 900 a.json.gz >cut.json.gz
	printf '{"a": "\\"]' | gzip -nc >in.json.gz
	{ head -c -8 a.json.gz; printf '12345678'; } >crc.json.gz
	printf 'cve,epss\nCVE-1900-1,0.1\n' | gzip -nc >e.csv.gz
	python3 -c 'import zipfile
with zipfile.ZipFile("z.zip", "w") as z:
    z.writestr("a.json", "{}" * 4000)
    z.comment = b"PK\5\6"
with zipfile.ZipFile("none.zip", "w"): pass'
	head -c 4000 z.zip >cut.zip
	tar cf t.tar a.json
	head -c 20000 t.tar >cut.tar
	tar czf t.tgz a.json
	cp t.tar t.tar.gz
	printf '<?xml version="1.0"?>\n<!-- x -->\n<rdf:RDF a="b">x</rdf:RDF >\n' >x.rdf
	printf '<?xml version="1.0"?>\n<rdf:RDF><item>x</item>' >cut.rdf
	printf '<rdf:RDF>x</other>' >end.rdf
	printf 'name,value\n1,2\n' >t.csv
	printf 'name,value\n1,2' >cut.csv
	printf '<HTML><body>503</body></HTML>' >h.zip
	printf 'plain\n' >p.txt
	: >empty.txt
)
shape a.json.gz ''
shape e.csv.gz ''
shape z.zip ''
shape t.tar ''
shape t.tgz ''
shape x.rdf ''
shape t.csv ''
shape p.txt ''
shape cut.json.gz 'gzip data that break off'
shape crc.json.gz 'no whole gzip data'
shape two.json.gz 'more than one JSON document instead of gzip data of a JSON'
shape in.json.gz 'JSON that breaks off'
shape p.csv.gz 'no table with commas'
shape t.tar.gz 'no whole gzip data'
shape cut.zip 'a zip archive without its end'
shape none.zip 'no zip archive'
shape h.zip 'an HTML page instead of a zip archive'
shape cut.tar 'a tar archive that breaks off'
shape cut.rdf 'XML that breaks off'
shape end.rdf 'XML that breaks off'
shape cut.csv 'a table that breaks off in a line'
shape empty.txt 'an empty file'
fresh_start
one html/a.json
fetch 1
must 'an HTML page instead of a JSON document'

# ---- redirects and trust ---------------------------------------------------

one redirect/10/a.json
fetch 0
same f/a.json a.json
one redirect/11/a.json
fetch 1
must 'stale    f/a.json: Maximum (10) redirects followed'
requests 11 GET
one tohttp/a.json
fetch 1
must 'redirected to something else than https'
requests 0 '^plain'
one elsewhere/a.json
fetch 0
requests 1 '^second .*/files/a.json'
fresh_start
# distrusted PORT: nothing of this server is taken, nor asked for twice.
distrusted()
{
	feeds "f, url: \"https://127.0.0.1:$1/files/a.json\""
	fetch 1
	requests 0 GET
	mustnt 'again'
	[ ! -e $mirror/f/a.json ] || fail "taken from a server on port $1"
}
distrusted "$other"
must 'certificate'
distrusted "$wrong"
distrusted "$old"
# The system's authorities do not know ours.
one files/a.json
"$fetcher" -C repo --now $at >out 2>err && fail "trusts anybody"
must 'certificate'
feeds "f, url: \"https://127.0.0.1:$plain/files/a.json\""
fetch 1 --retries 0
requests 0 GET

# ---- trying again ----------------------------------------------------------

one busy/2/503/-/a.json
fetch 0
must 'the server answers 503; next try in 20 ms'
must 'the server answers 503; next try in 40 ms'
requests 3 GET
fresh_start
one busy/1/429/1/a.json
fetch 0
must 'the server answers 429; next try in 1000 ms'
python3 -c 'import sys
t = [int(line.split()[1]) for line in open("log")]
assert t[1] - t[0] >= 800, t' || fail "Retry-After: not obeyed"
fresh_start
one busy/9/503/9999/a.json
fetch 1
must 'the server answers 503 and asks to wait 9999 s'
requests 1 GET
one busy/9/500/-/a.json
fetch 1 --retries 2
requests 3 GET
must 'stale    f/a.json: the server answers 500'
one status/404/a.json
fetch 1
requests 1 GET
must 'the source has no such file (404)'
one status/403/a.json
fetch 1
requests 1 GET

# A host that is away is waited for once, not for each of its files.
fresh_start
feeds 'f, url: "https://127.0.0.1:1/", paths: [a.json, b.json, c.json]' \
    "g, url: \"https://127.0.0.1:$main/files/a.json\""
fetch 1 --retries 2
[ "$(grep -c again out)" = 2 ] || fail "waits for each file of a host"
must 'stale    f/c.json: its host cannot be reached: '
same g/a.json a.json

# ---- cut connections, and going on -----------------------------------------

fresh_start
half=$(($(wc -c <server/files/big.json) / 2))
one flaky/yes/1/big.json
fetch 0
same f/big.json big.json
requests 2 GET
requests 1 " Range=bytes=$half- If-Range=\""
sidecar f/big.json "'etag' in d"
# Not now, but in the next run.
fresh_start
one flaky/yes/2/big.json
fetch 1 --retries 0
must 'stale    f/big.json: '
[ "$(wc -c <$mirror/.quarantine/f/big.json.part)" = "$half" ] ||
    fail "the part is gone"
fetch 0
requests 1 " Range=bytes=$half-"
same f/big.json big.json
# The file changed in between: the server sends all of it.
fresh_start
one flaky/yes/3/big.json
fetch 1 --retries 0
document big.json 20001
fetch 0
requests 1 " Range=bytes=$half-"
same f/big.json big.json
for kind in no 416 wrong; do
	fresh_start
	one flaky/$kind/1/big.json
	fetch 0
	same f/big.json big.json
done
fresh_start
one cut/big.json
fetch 1 --retries 1
[ ! -e $mirror/f/big.json ] || fail "half a file was taken"
fresh_start
one chunked/a.json
fetch 0
same f/a.json a.json

# ---- bounds ----------------------------------------------------------------

fresh_start
one files/big.json 'max_bytes: 900000'
fetch 1
must 'it is larger than 900000 bytes'
requests 1 GET
one endless/a.json 'max_bytes: 1000000, timeout_seconds: 5'
fetch 1
must 'it is larger than 1000000 bytes'
[ "$(find $mirror -size +1000k | wc -l)" = 0 ] || fail "more than the bound"
one header/a.json 'timeout_seconds: 5'
fetch 1
must 'stale    f/a.json: its header does not end'
one slow/a.json 'timeout_seconds: 1'
fetch 1 --retries 0
must 'timed out'
one hang/a.json 'timeout_seconds: 1'
fetch 1 --retries 0
must 'timed out'

# ---- killed ----------------------------------------------------------------

fresh_start
one files/a.json
fetch 0
one slow/a.json
"$fetcher" -C repo --cacert ca.pem >out 2>err &
pid=$!
for _ in $(seq 50); do
	[ -s $mirror/.quarantine/f/a.json.part ] && break
	sleep 0.1
done
# Only one at a time.
fetch 3
must 'another hansho-fetch is at work here' err
kill -9 $pid
wait $pid 2>/dev/null
same f/a.json a.json
one files/a.json
fetch 0
must 'same     f/a.json'

# ---- checksums -------------------------------------------------------------

fresh_start
mkdir -p server/files/n
cp server/files/a.json.gz server/files/n/y-2026.json.gz
printf 'lastModifiedDate:2026\r\nsize:1\r\nsha256:%s\r\n' \
    "$(sha256sum <server/files/a.json | cut -d ' ' -f 1 | tr a-f A-F)" \
    >server/files/n/y-2026.meta
nvd="f, url: \"https://127.0.0.1:$main/files/n/\", paths: [\"y-{year}.json.gz\"], from_year: 2026, checksum: nvd_meta"
feeds "$nvd"
fetch 0
same f/y-2026.json.gz n/y-2026.json.gz
requests 2 GET
fetch 0
requests 1 GET
must 'same     f/y-2026.json.gz'
printf 'sha256:%064d\n' 7 >server/files/n/y-2026.meta
fetch 1
must 'its digest is not the one that its source publishes'
same f/y-2026.json.gz n/y-2026.json.gz
echo nonsense >server/files/n/y-2026.meta
fetch 1
must "its source's checksum does not tell of it"
rm server/files/n/y-2026.meta
# A year that has just begun.
fresh_start
fetch 0
must 'the year has just begun'
fetch 1 --list
at=2027-01-01T00:00:00Z
fetch 1
must 'stale    f/y-2026.json.gz: its checksum: the source has no such file'
must 'kept     f/y-2027.json.gz: the year has just begun'
at=2026-11-25T09:00:00Z
fresh_start
sum=$(sha256sum <server/files/a.json | cut -d ' ' -f 1)
echo "[{\"filename\": \"a.json\", \"sha256\": \"$sum\"}, {\"filename\": \"b.json\", \"sha256\": \"$sum\"}]" \
    >server/files/checksum.txt
feeds "f, url: \"https://127.0.0.1:$main/files/\", paths: [a.json, b.json, big.json], checksum: jvn_list"
fetch 1
must 'new      f/a.json'
must 'stale    f/b.json: its digest is not'
must "stale    f/big.json: its source's checksum does not tell of it"
requests 1 checksum.txt
for kind in sha256 sha512; do
	fresh_start
	one files/a.json "checksum: $kind"
	fetch 1
	must 'stale    f/a.json: its checksum: the source has no such file'
	(cd server/files && ${kind}sum a.json >a.json.$kind)
	fetch 0
	same f/a.json a.json
	(cd server/files && ${kind}sum b.json >a.json.$kind)
	fetch 1
	must 'its digest is not the one'
done

# ---- the latest one, and pages ---------------------------------------------

fresh_start
echo t.tar >server/files/latest.txt
latest="f, url: \"https://127.0.0.1:$main/files/\", paths: [\"{latest}\"], latest: latest.txt, file: all.tar"
feeds "$latest"
fetch 0
same f/all.tar t.tar
echo ../../etc/passwd >server/files/latest.txt
fetch 1
must 'what should name the latest file does not'
same f/all.tar t.tar
fresh_start
feeds "f, url: \"https://127.0.0.1:$main/pages/\", paths: [\"2.0?startIndex={offset}\"], page_size: 2, file: \"page-{offset}.json\""
fetch 0
requests 3 GET
grep -q '"startIndex":4' $mirror/f/page-4.json || fail "no third page"

# ---- keys ------------------------------------------------------------------

fresh_start
keyed="f, url: \"https://127.0.0.1:$main/files/a.json\", key_header: apiKey, key_env: FEED_KEY, requests: 1, requests_keyed: 50, seconds: 1"
feeds "$keyed"
FEED_KEY=key-of-this-test fetch 0
requests 1 apiKey=key-of-this-test
fetch 0
requests 0 apiKey
feeds "f, url: \"https://127.0.0.1:$main/elsewhere/a.json\", key_header: apiKey, key_file: $TMP/key"
echo key-of-this-test >key
fetch 1
requests 1 apiKey=key-of-this-test
requests 0 '^second'
must 'a request with a key does not follow'
mustnt key-of-this-test out
mustnt key-of-this-test err
mustnt key-of-this-test $mirror
cp key repo/key
feeds "f, url: \"https://127.0.0.1:$main/files/a.json\", key_header: apiKey, key_file: $(cd repo && pwd -P)/key"
fetch 2
must 'a key must not lie in the repository' err
printf 'a\nb' >key
feeds "f, url: \"https://127.0.0.1:$main/files/a.json\", key_header: apiKey, key_file: $TMP/key"
fetch 2
must 'cannot stand in a header' err

# ---- pace, and hosts side by side ------------------------------------------

fresh_start
feeds "f, url: \"https://127.0.0.1:$main/files/\", paths: [a.json, b.json, big.json], requests: 2, seconds: 1"
fetch 0
python3 -c '
t = [int(line.split()[1]) for line in open("log")]
assert len(t) == 3 and t[1] - t[0] < 900 and t[2] - t[0] >= 800, t' ||
    fail "pace: not kept"
fresh_start
feeds "f, url: \"https://127.0.0.1:$main/delay/\", paths: [a.json, b.json]" \
    "g, url: \"https://127.0.0.1:$second/delay/\", paths: [a.json, b.json]"
fetch 0
python3 -c '
def of(port, what):
    return [int(line.split()[1]) for line in open("log")
            if line.startswith(port) and line.split()[2] == what]
assert of("second", "GET")[0] < of("main", "end")[0], "one after the other"
for port in "main", "second":
    assert of(port, "GET")[1] >= of(port, "end")[0], "two at one host"' ||
    fail "hosts: not side by side, or two requests at one"
# A line that moves, on a terminal alone.
grep -q '[[:cntrl:]]' out err && fail "control characters where none see them"
python3 - "$fetcher" <<'PYTHON' >out || fail "no terminal for hansho-fetch"
import os, pty, subprocess, sys
main, side = pty.openpty()
p = subprocess.Popen([sys.argv[1], "-C", "repo", "--cacert", "ca.pem"],
                     stdout=subprocess.DEVNULL, stderr=side)
os.close(side)
seen = b""
try:
    while data := os.read(main, 4096):
        seen += data
except OSError:
    pass
print(p.wait(), seen)
PYTHON
must ' of 4 files, '
must '0 b'
fetch 0 --only g
requests 0 '^main'
fetch 2 --only nobody
must "there is no feed 'nobody'" err

# ---- proxies ---------------------------------------------------------------

fresh_start
feeds "$keyed"
FEED_KEY=key-of-this-test fetch 0 --proxy "http://127.0.0.1:$plain"
requests 1 "^plain .*CONNECT 127.0.0.1:$main \$"
requests 1 '^main .*GET'
https_proxy=http://127.0.0.1:$plain fetch 0
requests 1 '^plain .*CONNECT'
https_proxy=http://127.0.0.1:$plain no_proxy=127.0.0.1 fetch 0
requests 0 '^plain'
https_proxy=http://127.0.0.1:$plain fetch 0 --proxy ''
requests 0 '^plain'

# ---- files of the repository -----------------------------------------------

fresh_start
mkdir -p repo/mirror/2026
cp server/files/a.json repo/mirror/2026/
cp server/files/x.rdf repo/mirror/
echo read me >repo/mirror/README.md
ln -s ../../ca.pem repo/mirror/link.json
feeds 'f, url: "file:mirror/"' 'g, url: "file:mirror/x.rdf"' \
    'h, url: "file:mirror/none.json"'
fetch 1
same f/2026/a.json a.json
same f/x.rdf x.rdf
same g/x.rdf x.rdf
must 'stale    h/none.json: file:mirror/none.json: No such file or directory'
mustnt link.json
mustnt README
sidecar g/x.rdf "d['source'] == 'file:mirror/x.rdf'"
cp server/files/b.json repo/mirror/2026/a.json
fetch 1 --only f
must 'stale    f/2026/a.json: it shrank from '
same f/2026/a.json a.json
same f/x.rdf x.rdf
feeds 'f, url: "file:../ca.pem"'
fetch 2
must 'below the repository' err

# ---- bundles ---------------------------------------------------------------

fresh_start
feeds "f, url: \"https://127.0.0.1:$main/files/\", paths: [a.json, x.rdf]" \
    "g, url: \"https://127.0.0.1:$main/files/z.zip\""
fetch 0
fetch 0 --export all.tar
must 'bundle   all.tar: 3 files'
tar tf all.tar >names
printf '%s\n' hansho-feeds.json f/a.json f/x.rdf g/z.zip | cmp -s - names ||
    fail "members of the bundle"
kept=$(sha256sum <$mirror/f/a.json.meta.json)
fetch 0 --import all.tar
must 'kept     f/a.json: ours was checked at least as late'
fresh_start
fetch 0 --import all.tar
requests 0 GET
same f/a.json a.json
same g/z.zip z.zip
[ "$(sha256sum <$mirror/f/a.json.meta.json)" = "$kept" ] ||
    fail "the sidecar is another"
fresh_start
feeds "g, url: \"https://127.0.0.1:$main/files/z.zip\""
fetch 0 --import all.tar
must 'passed   f/a.json: content/feeds.yaml has no such feed'
[ ! -e $mirror/f ] || fail "a feed that is not ours"
feeds "f, url: \"https://127.0.0.1:$main/files/\", paths: [a.json, x.rdf]"
# bundle PYTHON REASON: the bundle changed so is refused.
bundle()
{
	fresh_start
	python3 - "$1" <<'PYTHON' || fail "python: $1"
import io, json, sys, tarfile
members = []
with tarfile.open("all.tar") as t:
    for m in t:
        members.append([m.name, t.extractfile(m).read(), tarfile.REGTYPE])
doc = json.loads(members[0][1])
exec(sys.argv[1])
members[0][1] = json.dumps(doc).encode()
with tarfile.open("bad.tar", "w", format=tarfile.USTAR_FORMAT) as t:
    for name, data, kind in members:
        m = tarfile.TarInfo(name)
        m.size, m.type = len(data), kind
        t.addfile(m, io.BytesIO(data))
PYTHON
	fetch 1 --import bad.tar
	must "$2"
	[ -z "$(find $TMP -name stray.json)" ] || fail "a file outside: $1"
}
bundle 'members[1][1] = members[1][1].replace(b"CVE", b"CVF", 1)' \
    'refused  f/a.json: its digest is not'
[ ! -e $mirror/f/a.json ] || fail "a changed file was taken"
[ -e $mirror/f/x.rdf ] || fail "the others were not taken"
bundle 'doc["files"][0]["name"] = members[1][0] = "../../../stray.json"' \
    'its list has a name that is not safe'
bundle 'doc["files"][0]["name"] = members[1][0] = "/tmp/stray.json"' \
    'its list has a name that is not safe'
bundle 'doc["files"][0]["name"] = members[1][0] = "f/.x.json"' \
    'its list has a name that is not safe'
bundle 'members[1][0] = "../../stray.json"' 'its list is of another'
bundle 'members[1][2] = tarfile.SYMTYPE' 'it breaks off'
bundle 'del members[1]' 'its list is of another'
bundle 'del doc["files"][0]["sha256"]' 'does not say what a file is'
bundle 'doc["files"][0]["checked"] = "2030-01-01T00:00:00Z"' 'of the future'
bundle 'doc["version"] = 2' 'it is no bundle'
bundle 'members[0][0] = "x"' 'it is no bundle'
for bytes in 100 3000 20000; do
	fresh_start
	head -c $bytes all.tar >cut.tar
	fetch 1 --import cut.tar
	must 'refused  cut.tar: it '
done
fresh_start
fetch 0
echo >>$mirror/f/x.rdf
fetch 0 --export part.tar
! tar tf part.tar | grep -q x.rdf || fail "exports what is not good"
sed 's/CVE/CVF/' $mirror/f/a.json >x && cp x $mirror/f/a.json
fetch 1 --export bad2.tar
must 'it is not what its sidecar says'
[ ! -e bad2.tar ] && [ ! -e bad2.tar.part ] || fail "half a bundle stays"

# ---- what feeds.yaml may not say -------------------------------------------

# wrong FEED REASON: is told before anything is asked for.
wrong()
{
	feeds "$1"
	fetch 2
	must "$2" err
	requests 0 GET
}
wrong "f, url: \"http://127.0.0.1:$plain/a.json\"" 'begins with https://'
wrong "f, url: \"https://u:p@127.0.0.1:$main/a.json\"" 'must not stand in an address'
wrong "f, url: \"https://127.0.0.1:$main/a\"" 'write `file`'
wrong "f, url: \"https://127.0.0.1:$main/\"" 'is no name for the mirror'
wrong "f, url: \"https://127.0.0.1:$main/a.json\", file: ../a.json" 'is no name for the mirror'
wrong "f, url: \"https://127.0.0.1:$main/a.json\", file: a.meta.json" 'is no name for the mirror'
wrong "f, url: \"https://127.0.0.1:$main/\", paths: [\"{nope}.json\"]" 'a hole that is none of'
wrong "f, url: \"https://127.0.0.1:$main/\", paths: [\"{year}.json\"]" 'needs `from_year`'
wrong "f, url: \"https://127.0.0.1:$main/\", paths: [a/x.json, b/x.json]" 'is the name of two files'
wrong "f, url: \"https://127.0.0.1:$main/x\", paths: [a.json]" 'must end with a slash'
wrong "f, url: \"https://127.0.0.1:$main/a.json\", requests: 100" 'too small or large'
wrong "f, url: \"https://127.0.0.1:$main/a.json\", key_env: K" 'a key needs `key_header`'
wrong "f, url: \"https://127.0.0.1:$main/a.json\", retrys: 3" "unknown key 'retrys'"
feeds "f, url: \"https://127.0.0.1:$main/a.json\"" \
    "f, url: \"https://127.0.0.1:$main/b.json\""
fetch 2
must 'stands twice' err
rm repo/content/feeds.yaml
fetch 2
must 'the list of feeds cannot be read: No such file' err
fetch 2 --list --dry-run
fetch 2 --nonsense
fetch 2 --retries x

# ---- by way of hansho -----------------------------------------------------

run 0 fetch --version
must 'hansho-fetch '
run 2 fetch --nonsense
run 0 --help
must '  fetch '

# ---- the list that new repositories begin with ----------------------------

run 0 init --now $now new
"$fetcher" -C new --now $now --dry-run >out 2>err ||
    fail "content/feeds.yaml of a new repository is refused"
must 'nvd/nvdcve-2.0-2002.json.gz: https://nvd.nist.gov/feeds/json/cve/2.0/nvdcve-2.0-2002.json.gz'
must 'jvndb/jvndb_detail_2026.rdf: '
must 'debian/tracker.json: '
mustnt 'isac.example.jp'
exit $failed
