#!/bin/sh
# A commit message names cases by number and people of the roster; what stands
# in a case that is not public, it does not tell.
. "$ROOT/tests/e2e/lib/common.sh"

run 0 init --now $now psirt
mkdir -p psirt/products/head/halcyon-9 psirt/products/head/open-1 \
    psirt/cases/2026/PS-2026-0001 psirt/cases/2026/PS-2026-0002
person=$(sed -n 's/^ *- id: \([a-z0-9-]*\).*/\1/p' psirt/content/people/head.yaml |
    sed -n 1p)
for p in halcyon-9 open-1; do
	cat >psirt/products/head/$p/product.yaml <<-END
	name: {ja: 製品 $p, en: Product $p}
	company: head
	public: $([ $p = open-1 ] && echo yes || echo no)
	versions: [{version: 1.0.0}]
	END
done
cat >psirt/content/parties/finder-0777.yaml <<-END
kind: finder
END
cat >psirt/content/parties/certorg.yaml <<-END
kind: coordinator
name: {ja: 調整機関, en: Coordination House}
END
cat >psirt/cases/2026/PS-2026-0001/case.md <<-END
---
id: PS-2026-0001
title: {ja: 件名, en: Session tokens survive a factory reset of the gateway}
code_name: Kingfisher
owner: $person
source: {channel: mail, party: finder-0777, credit: {name: Rosalind Quimby, consent: named}}
vulnerabilities:
  - products:
      - {product: halcyon-9, versions: [{version: 1.0.0, status: known_affected}]}
      - {product: open-1, versions: [{version: 1.0.0, status: known_affected}]}
---
The maintenance port answers before the boot loader has verified anything at all.

保守用のポートは起動時の検証より前に応答してしまうことが分かった。
END
sed -e 's/0001/0002/; /^code_name/d; /^source/d; /^vulner/,/open-1/d' \
    -e 's/^title.*/title: {ja: 別件, en: Another}/' \
    psirt/cases/2026/PS-2026-0001/case.md |
    sed '/^The main/,$d' >psirt/cases/2026/PS-2026-0002/case.md

# says STATUS WORD MESSAGE: the message is refused (1) for WORD, or passes.
says()
{
	printf '%b' "$3" >message
	run "$1" leakcheck --message message -C psirt --now $now
	[ -z "$2" ] || grep -q -e "$2" out || {
		fail "no '$2' for: $3"
		cat out
	}
	[ "$1" = 1 ] || [ ! -s out ] || fail "findings for: $3"
}

says 0 '' 'PS-2026-0001: record the report, PS-2026-0002 too\n'
says 0 '' "Take PS-2026-0001 over from $person\n\nSigned-off-by: $person\n"
says 0 '' 'Ask Coordination House for a date (certorg)\n'
says 0 '' 'Add versions of open-1\n'
says 0 '' 'Embargo until 2026-12-01, received 2026-11-05\n'
says 0 '' ''
says 1 'PS-2026-0001/case.md:4:' 'Fix Kingfisher\n'
says 1 'message:3:7: error' 'Record\n\nfor a KING-FISHER thing\n'
says 1 'finder-0777' 'Answer finder-0777\n'
says 1 'credit.name' 'Thank Rosalind Quimby\n'
says 1 'halcyon-9' 'Add halcyon-9\n'
says 1 'halcyon-9' 'Add Product halcyon 9\n'
says 1 'PS-2026-0001/case.md:1[0-9]:' \
    'Note that the maintenance port answers before the boot\nloader has\n'
says 1 'PS-2026-0001/case.md' 'メモ：起動時の検証より前に応答してしまう\n'
says 1 'write the message again' 'Session tokens survive a factory reset\n'
# Each is told once, and all are.
says 1 '' 'Kingfisher Kingfisher finder-0777\n'
[ "$(grep -c 'error:' out)" = 2 ] || fail "told $(grep -c 'error:' out) times"

# What git leaves out, and what it does not.
template='# Please enter the commit message.\n#\n# On branch main\n'
says 0 '' "A subject\n$template#\tnew file: products/head/halcyon-9/x\n"
says 0 '' "A subject\n# ------------------------ >8 ------------------------\n# Do not modify or remove the line above.\n+Kingfisher\n"
says 0 '' "A subject\n; ------------------------ >8 ------------------------\n; Do not modify or remove the line above.\n+Kingfisher\n"
says 1 'Kingfisher' "Kingfisher\n$template"
says 1 'Kingfisher' '#42 Kingfisher\n'
says 1 'Kingfisher' "A\n# ------------------------ >8 ------------------------\nKingfisher\n"
says 1 'Kingfisher' 'A\r\nKingfisher\r\n'

# Bytes that are no UTF-8 cannot be searched: refused, whatever they are.
says 1 'not UTF-8' '\203J\203\217\203Z\203~\n'
says 1 'message-secret' 'Kingfisher \377\n'

run 3 leakcheck --message nowhere -C psirt --now $now
run 2 leakcheck --message message psirt -C psirt --now $now
run 2 leakcheck --message message -C psirt --audience public --now $now
run 2 leakcheck -C psirt --now $now
printf 'Kingfisher\n' | "$HANSHO" leakcheck --message - -C psirt --now $now \
    >out 2>&1 && fail "nothing found on standard input"
exit $failed
