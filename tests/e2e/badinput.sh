#!/bin/sh
# Faults in the data: file, line, column, a way out, status 1.  Faults of the
# environment: path, reason, status 3.  The published site stays as it was.
set -eu

now=2026-11-22T09:00+09:00
repo=$TMP/repo
fails=0

fresh() {
	rm -rf "$repo"
	mkdir -p "$repo"
	cp -r "$ROOT/content" "$ROOT/cases" "$ROOT/products" "$repo/"
	case=$(ls -d "$repo"/cases/2026/PS-2026-0117)
}

digest() {
	(cd "$1" && find . -type f -printf '%p %T@\n' | LC_ALL=C sort &&
	    find . -type f | LC_ALL=C sort | xargs sha256sum) | sha256sum
}

fresh
"$HANSHO" build -C "$repo" --now $now -o "$TMP/site" >"$TMP/out" 2>&1 || {
	cat "$TMP/out"
	echo "the example group does not build"
	exit 1
}
public=$(digest "$TMP/site/public")

# expect NAME STATUS PATTERN: build, look at status and output, compare.
expect() {
	status=0
	"$HANSHO" build -C "$repo" --now $now -o "$TMP/site" >"$TMP/out" \
	    2>&1 || status=$?
	if [ "$status" != "$2" ]; then
		echo "$1: status $status, not $2"
		head -20 "$TMP/out"
		fails=$((fails + 1))
	elif ! grep -Eq "$3" "$TMP/out"; then
		echo "$1: no line like $3"
		head -20 "$TMP/out"
		fails=$((fails + 1))
	elif [ "$2" != 0 ] && [ "$(digest "$TMP/site/public")" != "$public" ]
	then
		echo "$1: the public edition changed"
		fails=$((fails + 1))
	fi
}

put() { printf '%b' "$2" >"$1"; }

held='hansho: the public edition was left as it was:'
nothing='hansho: nothing was published, .* stays as it was:'
fresh; printf 'zoen: Asia/Tokyo\n' >>"$repo/content/organisation.yaml"
expect "faulty data hold the public edition" 1 "^$held\$"
fresh; mkdir -p "$repo/templates/pages/public"
printf '{{#if x}}\n' >"$repo/templates/pages/public/advisories.html"
inside=$(digest "$TMP/site/desk")
expect "a faulty template holds everything" 1 "^$nothing\$"
[ "$(digest "$TMP/site/desk")" = "$inside" ] || {
	echo "a faulty template: the desk changed"
	fails=$((fails + 1))
}
rm -rf "$repo/templates"
fresh; printf 'a: [1, 2\nb: {\n' >>"$repo/content/organisation.yaml"
expect "broken YAML" 1 'organisation.yaml:[0-9]+:[0-9]+: error: .*\[yaml-'
fresh; printf 'zone: Asia/Tokyo\n' >>"$repo/content/organisation.yaml"
expect "duplicate key" 1 'organisation.yaml:[0-9]+:1: error: .*\[yaml-duplicate-key\]'
fresh; printf 'zoen: Asia/Tokyo\n' >>"$repo/content/organisation.yaml"
expect "unknown key" 1 "organisation.yaml:[0-9]+:1: error: .*\[field-unknown\]"
expect "unknown key, a way out" 1 "did you mean 'zone'"
fresh; sed -i 's/^title:.*/title: \&a {ja: x, en: y}/' "$case/case.md"
expect "anchor" 1 'case.md:[0-9]+:[0-9]+: error: .*\[yaml-anchor\]'
fresh; sed -i 's/^title:.*/title: !!map {ja: x, en: y}/' "$case/case.md"
expect "tag" 1 'case.md:[0-9]+:[0-9]+: error: .*\[yaml-tag\]'
fresh; sed -i 's/^title:.*/title: [x]/' "$case/case.md"
expect "wrong type" 1 'case.md:[0-9]+:8: error: .*\[field-type\]'
fresh; sed -i '0,/at: 2026-[0-9-]*/s//at: 2026-02-30/' "$case/case.md"
expect "impossible date" 1 'case.md:[0-9]+:[0-9]+: error: .*2026-02-30.*\[field-time\]'
fresh; sed -i 's/+09:00/ /' "$case/published.yaml"
expect "missing zone" 1 'published.yaml:[0-9]+:[0-9]+: error: .*\[field-time\]'
fresh; sed -i 's/^owner: .*/owner: nobody-here/' "$case/case.md"
expect "dangling reference" 1 'case.md:[0-9]+:8: error: .*nobody-here.*\[ref-unknown\]'
fresh; mkdir -p "$repo/cases/2025"; cp -r "$case" "$repo/cases/2025/"
expect "two files with one id" 1 '\[id-duplicate\]'
fresh; sed -i 's/^id: .*/id: ..\/..\/x/' "$case/case.md"
expect "id that leaves its folder" 1 'case.md:[0-9]+:5: error: .*\[field-value\]'
fresh; ln -s /etc/passwd "$case/advisory.fr.md"
expect "symbolic link" 1 'advisory.fr.md.*error: .*symbolic link.*\[file-link\]'
fresh; printf 'caf\351\n' >>"$case/advisory.en.md"
expect "not UTF-8" 1 'advisory.en.md:[0-9]+:[0-9]+: error: .*\[file-encoding\]'
fresh; head -c 5000000 /dev/zero | tr '\0' 'a' >>"$case/advisory.en.md"
expect "over the limit" 1 'advisory.en.md.*error: .*limit.*\[file-limit\]'
fresh; head -c 10000 /dev/zero | tr '\0' '[' >>"$case/advisory.en.md"
expect "ten thousand brackets" 1 'advisory.en.md:[0-9]+:[0-9]+: error: .*\[markdown-limit\]'
fresh; printf '\n<script>alert(1)</script>\n' >>"$case/advisory.en.md"
expect "raw HTML" 1 'advisory.en.md:[0-9]+:[0-9]+: error: .*\[markdown-html\]'
fresh; printf '\n[x](javascript:alert(1))\n' >>"$case/advisory.en.md"
expect "javascript link" 1 'advisory.en.md:[0-9]+:[0-9]+: error: .*\[markdown-link\]'
fresh; awk 'BEGIN { for (i = 0; i < 100; i++) printf "|a"; print "|"
    for (i = 0; i < 100; i++) printf "|-"; print "|" }' >>"$case/advisory.en.md"
expect "hostile table" 1 'advisory.en.md:[0-9]+:[0-9]+: error: .*\[markdown-limit\]'
fresh; mkdir -p "$repo/templates/pages/public"
printf '<!DOCTYPE html><p>{{no_such_name}}</p>' >"$repo/templates/pages/public/index.html"
expect "template with a missing name" 1 'index.html:1:[0-9]+: error: .*no_such_name.*\[template-name\]'
printf '<!DOCTYPE html><script>{{title}}</script>' >"$repo/templates/pages/public/index.html"
expect "hole in a script" 1 'index.html:1:[0-9]+: error: .*\[template-context\]'

# A truncated CSAF document: nothing is written.
fresh
printf '{"document": {"title": "x", "tracking"' >"$TMP/cut.json"
before=$(digest "$repo")
status=0
"$HANSHO" import -C "$repo" "$TMP/cut.json" >"$TMP/out" 2>&1 || status=$?
if [ "$status" != 1 ] || ! grep -Eq 'cut.json:1:[0-9]+: error: .*\[json-syntax\]' "$TMP/out" ||
    [ "$(digest "$repo")" != "$before" ]; then
	echo "truncated CSAF: status $status"
	head -5 "$TMP/out"
	fails=$((fails + 1))
fi

# The environment.  Root may write anywhere, so permissions need another way.
fresh
mkdir "$TMP/file-parent"; : >"$TMP/file-parent/x"
status=0
"$HANSHO" build -C "$repo" --now $now -o "$TMP/file-parent/x/site" \
    >"$TMP/out" 2>&1 || status=$?
if [ "$status" != 3 ] || ! grep -q 'file-parent/x' "$TMP/out"; then
	echo "no folder to write to: status $status"
	fails=$((fails + 1))
fi
if [ "$(id -u)" != 0 ]; then
	chmod 500 "$TMP/file-parent"
	status=0
	"$HANSHO" build -C "$repo" --now $now -o "$TMP/file-parent/site" \
	    >"$TMP/out" 2>&1 || status=$?
	chmod 700 "$TMP/file-parent"
	[ "$status" = 3 ] || { echo "no permission: status $status"; fails=1; }
fi
if [ -w /dev/full ]; then
	status=0
	"$HANSHO" check -C "$repo" --now $now --format json --all >/dev/full \
	    2>"$TMP/out" || status=$?
	[ "$status" = 3 ] || [ "$status" = 0 ] ||
	    { echo "full disk: status $status"; fails=$((fails + 1)); }
fi

# Inside editions set an unreadable record apart; public is all or nothing.
fresh
rm -rf "$TMP/site2"
printf 'broken: [\n' >"$repo/products/$(ls "$repo/products" | grep -v systems | head -1)/zz-broken.yaml" || true
printf -- '---\nid: [\n---\n' >"$case/case.md"
status=0
"$HANSHO" build -C "$repo" --now $now -o "$TMP/site2" >"$TMP/out" 2>&1 ||
    status=$?
if [ "$status" != 1 ] || [ ! -f "$TMP/site2/desk/index.html" ] ||
    [ -e "$TMP/site2/public" ]; then
	echo "unreadable record: status $status"
	head -5 "$TMP/out"
	fails=$((fails + 1))
fi

[ "$fails" = 0 ]
