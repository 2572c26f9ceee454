#!/bin/sh
# The bench repository's fixed part.
set -eu
cd "$1"
cat >content/organisation.yaml <<'Y'
name: {ja: 測定, en: Bench}
repository: internal
ceiling: AMBER+STRICT
publisher: {category: vendor, name: Bench, namespace: "https://example.com"}
base_url: https://example.com/
zone: Asia/Tokyo
languages: [ja, en]
ids:
  case_prefix: PS
  advisory_prefix: BN
  case_blocks: [{year: 2026, first: 1, last: 99999}]
  advisory_blocks: [{year: 2026, first: 1, last: 99999}]
contact: {email: psirt@example.com}
security_txt_expires: 2027-06-30T00:00+09:00
Y
cat >content/audiences.yaml <<'Y'
audiences:
  - {id: public, name: {ja: 公開, en: Public}, ceiling: CLEAR, view: public}
Y
echo 'name: {ja: 測定, en: Bench}
kind: head' >content/companies/bench.yaml
cat >content/people/bench.yaml <<'Y'
people:
  - {id: sato, name: {ja: 佐藤, en: Sato}, roles: [coordinator]}
Y
i=0
while [ $i -lt 50 ]; do
	mkdir -p products/bench/product-$i
	{
		echo "name: {ja: 製品$i, en: Product $i}"
		echo "kind: software"
		echo "scheme: semver"
		echo "model_numbers: [P-$i]"
		echo "versions:"
		# One series each, of which every advisory says something.
		v=$((i % 7 + 1))
		echo "  - {version: $v.0.0}"
		echo "  - {version: $v.8.2}"
	} >products/bench/product-$i/product.yaml
	i=$((i + 1))
done
