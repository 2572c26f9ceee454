#!/bin/sh
# The leak scan: what stands in a hidden record and comes to stand in an
# edition's text holds that edition alone, both places are shown, and
# leakcheck finds it in any file in any form.
set -eu

now=2026-11-22T09:00+09:00

fail() {
	echo "$*"
	exit 1
}

mkdir "$TMP/repo"
cp -R "$ROOT/content" "$ROOT/cases" "$ROOT/products" "$TMP/repo"
repo=$TMP/repo
"$HANSHO" build -C "$repo" --now $now -o "$TMP/site" >"$TMP/log" 2>&1 ||
    { tail -5 "$TMP/log"; fail "the example does not build"; }

# Every edition is clean, and searched.
for id in public portal desk company-ee-sensing; do
	"$HANSHO" leakcheck "$TMP/site/$id" -C "$repo" --now $now \
	    --audience $id >"$TMP/log" 2>&1 ||
	    { head -20 "$TMP/log"; fail "$id is not clean"; }
	grep -q 'files searched' "$TMP/log" || fail "$id: not searched"
done

# A secret in a hidden case, in every form and place.
case=$repo/cases/2026/PS-2026-0138/case.md
sed -i 's/^title:/code_name: Kingfisher Harbour\n&/' "$case"
line=$(grep -n 'Kingfisher' "$case" | cut -d: -f1)
n=0
plant() {
	cp -R "$TMP/site/public" "$TMP/planted"
	printf "$2" >>"$TMP/planted/$1"
	n=$((n + 1))
	if "$HANSHO" leakcheck "$TMP/planted" -C "$repo" --now $now \
	    --audience public >"$TMP/log" 2>&1; then
		fail "plant $n is not found: $1 $2"
	fi
	grep -q "$1:.*leak-found" "$TMP/log" || fail "plant $n: no place"
	grep -q "PS-2026-0138/case.md:$line:.*this name is kept" "$TMP/log" ||
	    { cat "$TMP/log"; fail "plant $n: no second place"; }
	rm -r "$TMP/planted"
}
plant ja/index.html 'about KINGFISHER\nharbour'
plant en/index.html '<p title="Kingfisher-Harbour">'
plant manifest.json 'K\\u0069ngfisher Harbour'
plant en/index.html 'Kingfisher&nbsp;&#72;arbour'
plant en/index.html '?q=Kingfisher%%20Harbou%%72'
plant assets/favicon.svg '<!-- Ｋingfisher　Ｈarbour -->'
plant assets/new.png '\211PNG\r\ntEXtComment\0Kingfisher Harbour\0\377'
plant kingfisher-harbour.txt 'nothing'

"$HANSHO" leakcheck "$TMP/site/public" -C "$repo" --now $now \
    --audience public >"$TMP/log" 2>&1 || fail "a clean tree is not clean"
ln -s /etc/hostname "$TMP/site/public/link"
if "$HANSHO" leakcheck "$TMP/site/public" -C "$repo" --now $now \
    --audience public >"$TMP/log" 2>&1; then
	fail "a link is passed over"
fi
grep -q 'link:.*leak-unsearched' "$TMP/log" || fail "the link is not named"
rm "$TMP/site/public/link"

# An edition that would tell it stays as it was; the others go out.
mkdir -p "$repo/templates/i18n"
sed 's/Skip to the main text/& of Kingfisher Harbour/' \
    "$ROOT/templates/i18n/site.yaml" >"$repo/templates/i18n/site.yaml"
cp -R "$TMP/site/public" "$TMP/before"
status=0
"$HANSHO" build -C "$repo" --now $now -o "$TMP/site" >"$TMP/log" 2>&1 ||
    status=$?
[ $status -eq 1 ] || fail "a leak is passed over: $status"
grep -q 'public/.*leak-found' "$TMP/log" || fail "the build names no file"
grep -q 'the public edition was left as it was' "$TMP/log" ||
    fail "the build does not say what became of it"
diff -r "$TMP/before" "$TMP/site/public" >"$TMP/diff" ||
    { head "$TMP/diff"; fail "a leak was published"; }
rm -r "$repo/templates"

# What is told to everybody is no secret any more.
before=$(cat "$TMP/site/public/index.html")
sed -i 's/^name: {/short_name: {ja: x, en: Kingfisher Harbour}\n&/' \
    "$repo/content/organisation.yaml"
"$HANSHO" leakcheck "$TMP/site/public" -C "$repo" --now $now \
    --audience public >"$TMP/log" 2>&1 ||
    fail "what everybody may see is taken for a secret"
[ "$before" = "$(cat "$TMP/site/public/index.html")" ] ||
    fail "leakcheck wrote"

"$HANSHO" leakcheck "$TMP/site/public" -C "$repo" --now $now >/dev/null 2>&1 &&
    fail "no --audience is no error"
[ $n -eq 8 ]
