#!/bin/sh
# What went out against what is kept of it: check and build find what was
# changed, what says something else than its case, and what nobody knows.
. "$ROOT/tests/e2e/lib/common.sh"

case=cases/2026/PS-2026-0004
document=$case/released/1.0.0/exsa-2026-0003.json

# begin: the example as it is.
begin()
{
	rm -rf ex site
	mkdir ex
	cp -R "$ROOT/content" "$ROOT/cases" "$ROOT/products" ex
}

# edit SED...: the document; sign: the ledger follows, without the signature
# that no longer fits.
edit()
{
	sed "$@" ex/$document >tmp
	! cmp -s tmp ex/$document || fail "nothing to edit: $*"
	cat tmp >ex/$document
}

sign()
{
	sum=$(sha256sum ex/$document | cut -c 1-64)
	sed -e "/\/exsa-2026-0003.json$/{n;s/sha256: .*/sha256: $sum/;}" \
	    -e '/\/exsa-2026-0003.json.asc$/{N;d;}' \
	    ex/$case/published.yaml >tmp
	cat tmp >ex/$case/published.yaml
	rm ex/$document.asc
}

# both STATUS TEXT...: what check and build say, once.
both()
{
	want=$1
	shift
	run "$want" check -C ex --now $now
	cat out err >said
	run "$want" build -C ex --now $now --audience public -o site
	cat out err >made
	for text; do
		for file in said made; do
			[ "$(grep -c -e "$text" $file)" = 1 ] || {
				fail "not once in $file: $text"
				sed 's/^/	/;20q' $file
			}
		done
	done
}

begin
both 0
! grep -q released- said || fail "the example is not clean"

rm -rf site
edit 's/ExaFlow/ExaFloe/'
both 1 'released/1.0.0/exsa-2026-0003.json is not what was released \[released-changed\]'
[ ! -e site/public ] || fail "a changed document went out"
sign
both 1 'does not say what its case does: document.* \[released-differs\]'
! grep -q released-changed said || fail "the digest is right"
[ ! -e site/public ] || fail "another document went out"

# A signature does not cover for it.
begin
edit 's/ExaFlow/ExaFloe/'
sum=$(sha256sum ex/$document | cut -c 1-64)
sed "/\/exsa-2026-0003.json$/{n;s/sha256: .*/sha256: $sum/;}" \
    ex/$case/published.yaml >tmp
cat tmp >ex/$case/published.yaml
both 1 'exsa-2026-0003.json.* \[released-signature\]' \
    'does not say what its case does: document.* \[released-differs\]'
[ ! -e site/public ] || fail "a document with another's signature went out"

# What the inventory learns later leaves documents as they are.
begin
cat >>ex/products/ee-solutions/exaflow/product.yaml <<'EOF'
  - version: 2.3.5
    released: 2026-01-06
EOF
both 0 'PS-2026-0004.* does not name .*2.3.5, which it means \[released-outdated\]'
[ -e site/public ] || fail "a version registered late holds the public edition"

# Who made it, and how it is laid out, does not count.
begin
edit -e 's/"name": "Hansho"/"name": "Another"/' -e 's/^ *//'
sign
both 0
! grep released- said | grep -v released-unsigned ||
    fail "the program's name counts"

# Numbers and things that are left out count.
begin
edit '/"baseScore"/s/: [0-9.]*/: 1.0/'
sign
both 1 'baseScore \[released-differs\]'
begin
edit '/^ *"lang": /d'
sign
both 1 'document.lang \[released-differs\]'

begin
mv ex/$document ex/$case/released/1.0.0/other.json
mv ex/$document.asc ex/$case/released/1.0.0/other.json.asc
sed 's,/exsa-2026-0003.json,/other.json,' ex/$case/published.yaml >tmp
cat tmp >ex/$case/published.yaml
both 1 'lacks the document exsa-2026-0003.json \[released-differs\]'

begin
rm ex/$document
both 1 'exsa-2026-0003.json No such file or directory \[released-changed\]'

begin
echo x >ex/$case/released/1.0.0/notes.txt
mkdir -p ex/cases/2026/PS-2026-0187/released/1.0.0
echo x >ex/cases/2026/PS-2026-0187/released/1.0.0/a.json
both 0 'no revision of PS-2026-0004 has this file \[released-unnamed\]' \
    'no revision of PS-2026-0187 has this file \[released-unnamed\]'
[ -e site/public ] || fail "a stray file holds the public edition"
exit $failed
