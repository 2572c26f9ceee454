#!/bin/sh
# Every command from outside: help, usage errors, a repository from nothing
# that checks and builds, a new file of every kind, schemas, lists, rules.
. "$ROOT/tests/e2e/lib/common.sh"

# expect STATUS WORD COMMAND...: runs hansho; WORD must stand in its output.
expect()
{
	want=$1 word=$2
	shift 2
	"$HANSHO" "$@" >out 2>&1
	status=$?
	[ "$status" = "$want" ] || {
		fail "status $status instead of $want: hansho $*"
		sed 's/^/	/;10q' out
	}
	[ -z "$word" ] || grep -q -e "$word" out || {
		fail "no '$word' in the output of hansho $*"
		sed 's/^/	/;10q' out
	}
}

[ -x "$HANSHO" ] || {
	echo "there is no program $HANSHO"
	exit 1
}
commands=$("$HANSHO" --help | sed -n 's/^  \([a-z]*\) .*/\1/p')
[ "$(echo "$commands" | wc -w)" -ge 8 ] || fail "--help lists no commands"

# ---- help and usage ---------------------------------------------------------

expect 2 'usage:'
expect 0 'usage:' --help
expect 0 'usage:' help
expect 0 '^hansho [0-9]' --version
expect 2 "did you mean 'check'" chekc
expect 2 'no command' --frobnicate
for c in $commands; do
	# The fetcher answers for itself: tests/e2e/fetch.sh.
	[ "$c" != fetch ] || continue
	expect 0 "^usage: hansho $c" "$c" --help
	expect 0 "^usage: hansho $c" "$c" -h
	expect 2 "unknown option '--frobnicate'" "$c" --frobnicate
	expect 2 'usage: hansho' "$c" a b c d --frobnicate
done
expect 2 'something is missing' init
expect 2 'something is missing' new
expect 2 'something is missing' explain
expect 2 "'y' is too much" init x y
expect 2 'needs a value' check --now
expect 2 'no zone' check --now 2026-11-22T09:00
expect 2 'not a date' check --now tomorrow
expect 2 'no such day' check --now 2026-02-30T09:00Z
expect 2 'not a number' check --jobs 0
expect 2 'not a number' check -j many
expect 2 'unknown format' check --format xml
expect 2 'unknown language' explain --lang fr case-id
expect 2 'takes no value' init --force=yes x
expect 2 'no repository' check -C "$TMP"
expect 2 'no repository' list cases
for c in build doctor "new case"; do
	# shellcheck disable=SC2086
	expect 2 'no repository' $c
done

# ---- a repository from nothing ---------------------------------------------

expect 0 'files written' init --now $now fresh
[ ! -e .fresh.hansho-init ] || fail "init leaves its temporary folder"
for f in README.md .gitignore .gitattributes .vscode/settings.json \
    .vscode/schemas/case.schema.json content/organisation.yaml \
    content/policies/disclosure.ja.md content/policies/disclosure.en.md; do
	[ -f "fresh/$f" ] || fail "init writes no $f"
done
grep -rn '@YEAR@\|@NEXT_YEAR@\|@RENEWAL@' fresh && fail "init leaves a token"
expect 0 '' check -C fresh --now $now
grep -q ': error:\|: requirement:' out && fail "a fresh repository has errors"
expect 0 '' build -C fresh --now $now
[ -f fresh/site/public/index.html ] || fail "no public edition of a fresh one"
expect 2 'not empty' init fresh
expect 2 'not empty' init .
echo mine >fresh/README.md
rm fresh/content/stages.yaml
expect 0 'kept README.md' init --now $now --force fresh
[ "$(cat fresh/README.md)" = mine ] || fail "init --force overwrites"
[ -f fresh/content/stages.yaml ] || fail "init --force adds nothing"
mkdir -p cloned/.git
expect 0 'files written' init cloned/
expect 0 '次にすること' init --lang ja other
expect 3 'cannot open' init missing/folder/repo
mkdir empty && (cd empty && "$HANSHO" init . >/dev/null) ||
    fail "init . in an empty folder"
[ -f empty/content/organisation.yaml ] || fail "init . writes nothing"
expect 1 'values to fill in' doctor -C fresh --now $now
expect 1 'content/organisation.yaml:' doctor -C fresh --now $now
expect 1 'missing  the repository is not in git' doctor -C fresh

if [ "$(id -u)" != 0 ]; then
	mkdir locked && chmod 555 locked
	expect 3 'Permission denied' init locked/repo
	expect 3 'Permission denied' schema --all -o locked/schemas
	chmod 755 locked
else
	# Root may write everywhere but below a file.
	: >locked
	expect 3 '' init locked/repo
	expect 3 '' schema --all -o locked/schemas
fi

# ---- a new file of every kind ----------------------------------------------

new()
{
	expect "$1" "$2" new -C fresh --now $now "$3" ${4:+"$4"}
}

new 2 "did you mean 'case'" cas
new 2 'there already' organisation
new 2 'there already' audiences
new 2 'there already' stages
new 2 'one file' stages x
new 2 'there already' feeds
new 0 content/subscriptions.yaml subscriptions
new 2 'id is missing' company
new 0 content/companies/acme.yaml company acme
new 2 'there already' company acme
new 2 'no company' people acne
new 2 "did you mean 'acme'" people acne
new 0 content/people/acme.yaml people acme
new 0 content/parties/finder-0001.yaml party finder-0001
new 0 content/policies/extra.en.md policy extra
rm fresh/content/policies/extra.en.md
new 0 content/policies/extra.en.md policy extra
new 0 content/ssvc/own.yaml ssvc own
new 0 content/deadlines/own.yaml deadlines own
new 0 content/calendars/eu.yaml calendar eu
new 0 content/alerts/2026/A-1.md alert A-1
new 2 'there already' alert 2025/A-1
new 0 content/campaigns/log/campaign.md campaign log
new 2 'folder is missing' product box
new 2 'no company' product nobody/box
new 0 products/acme/box/product.yaml product acme/box
new 2 'there already' product head/box
new 0 products/acme/box/decisions.yaml decisions box
new 2 'no product' decisions bx-1
new 0 content/campaigns/log/answers/box.yaml answers log/box
new 2 'no campaign' answers lag4/box
new 0 content/cve-ids/2026.yaml cve_ids
new 0 content/cve-ids/2027.yaml cve_ids 2027
new 0 content/pages/p.ja.md page p
new 0 content/handbook/h.en.md handbook h
new 0 products/systems/acme/line1.yaml system acme/line1
new 0 cases/2026/PS-2026-0001/case.md case
new 0 cases/2026/PS-2026-0002/case.md case
new 0 cases/2026/PS-2026-0010/case.md case PS-2026-0010
new 0 cases/2026/PS-2026-0011/case.md case
new 0 cases/2025/PS-2025-0007/case.md case PS-2025-0007
new 2 'there already' case 2024/PS-2025-0007
new 0 cases/2026/PS-2026-0001/advisory.en.md advisory PS-2026-0001
new 2 'there already' advisory PS-2026-0001
new 2 'no case' advisory PS-2026-0003
new 0 cases/2026/PS-2026-0001/approvals.yaml approvals PS-2026-0001
new 0 cases/2026/PS-2026-0001/published.yaml published PS-2026-0001
for id in ../x .x -x 'a b' a/b/c 'a
b' /etc/passwd ../../x/y ''; do
	new 2 '' party "$id"
	new 2 '' product "acme/$id"
done
find . -newer out -name passwd | grep . && fail "a file outside the folder"
expect 1 'block of numbers' new -C fresh --now 2031-01-01T00:00Z case
cp fresh/content/organisation.yaml saved
sed 's/first: 1, last: 499/first: 1, last: 11/' saved \
    >fresh/content/organisation.yaml
new 1 'numbers of its block are taken' case
cp saved fresh/content/organisation.yaml
grep -q 'at: 2026-11-22T09:00:00+09:00, event: received' \
    fresh/cases/2026/PS-2026-0001/case.md || fail "no fact in a new case"
grep -q '^## workaround$' fresh/cases/2026/PS-2026-0001/advisory.ja.md ||
    fail "no sections in a new advisory"
"$HANSHO" check -C fresh --now $now --format json >out 2>&1
[ $? -le 1 ] || fail "check of new files"
grep -e '"field-\|"yaml-\|"front-\|"file-\|"ref-\|"id-' out &&
    fail "new files have faults"
for kind in $("$HANSHO" list kinds --format json |
    sed 's/^{"name":"\([^"]*\)".*/\1/'); do
	"$HANSHO" new -C fresh --now $now "$kind" >out 2>&1
	grep -q 'there already\|is missing\|cases/\|cve-ids/\|write it' out ||
	    fail "new $kind does not know its argument"
done

# ---- schemas, lists, rules --------------------------------------------------

expect 0 '^case ' schema
expect 2 "did you mean 'case'" schema cas
expect 2 'goes with --all' schema -o schemas
expect 2 'exclude each other' schema --all case
expect 0 '28 schemas' schema --all -o schemas
"$HANSHO" schema --all >all.json || fail "schema --all"
if command -v node >/dev/null; then
	node -e '
	const fs = require("fs");
	const all = JSON.parse(fs.readFileSync("all.json"));
	for (const [name, s] of Object.entries(all)) {
		const file = `schemas/${name}.schema.json`;
		const own = JSON.parse(fs.readFileSync(file));
		if (JSON.stringify(own) !== JSON.stringify(s))
			throw new Error(`${file} differs from --all`);
		const refs = JSON.stringify(s).match(/#\/\$defs\/[a-z_]+/g);
		for (const r of refs || [])
			if (!(r.slice(8) in s.$defs))
				throw new Error(`${name}: no ${r}`);
		JSON.stringify(s, (k, v) => {
			if (k === "pattern")
				new RegExp(v, "u");
			return v;
		});
	}
	' || fail "schemas"
fi
cmp -s schemas/case.schema.json fresh/.vscode/schemas/case.schema.json ||
    fail "init and schema write different schemas"

expect 2 "did you mean 'cases'" list casse
expect 2 "'case' is too much" list cases case -C fresh
expect 2 'not as sarif' list kinds --format sarif
expect 2 "did you mean 'case'" list fields cas
lists=$("$HANSHO" list x 2>&1 | sed -n 's/^  \([a-z]*\) .*/\1/p')
for l in $lists; do
	expect 0 '' list "$l" -C fresh
	[ -s out ] || fail "list $l prints nothing"
	expect 0 '' list "$l" -C fresh --format json
	grep -v '^{".*"}$\|^{".*[0-9a-z]}$' out && fail "list $l --format json"
done
expect 0 '^PS-2026-0001 ' list cases -C fresh
expect 0 '公開サイト' list audiences -C fresh --lang ja
expect 0 'Public site' list audiences -C fresh --lang en
expect 0 '^case  *fact  *event ' list fields case

expect 2 "did you mean 'case-id'" explain case-iid
expect 2 'no rule' explain ''
"$HANSHO" list rules --format json |
    sed 's/^{"id":"\([^"]*\)".*/\1/' >rules
[ -s rules ] || fail "no rules"
while read -r rule; do
	for lang in ja en; do
		expect 0 "^$rule\$" explain --lang $lang "$rule"
		[ "$(wc -l <out)" -ge 6 ] ||
		    fail "explain --lang $lang $rule says too little"
	done
done <rules

# ---- a disk that is full ---------------------------------------------------

if [ -c /dev/full ]; then
	for c in 'list kinds' 'schema case' 'explain case-id' --help; do
		# shellcheck disable=SC2086
		"$HANSHO" $c >/dev/full 2>out
		[ $? = 3 ] || fail "hansho $c >/dev/full"
	done
fi

# ---- a repository where nothing is missing ----------------------------------

"$HANSHO" init --now $now ready >/dev/null
find ready/content -type f | while read -r file; do
	sed 's/ *# FILL IN.*//' "$file" >edited && cat edited >"$file"
done
echo 'signing_key: "0000000000000000000000000000000000000000"' \
    >>ready/content/organisation.yaml
sed 's/^    #keys: .*/    keys: [{kind: ssh, key: ssh-ed25519 AAAA}]/' \
    ready/content/people/head.yaml >edited
cat edited >ready/content/people/head.yaml
mkdir ready/.git
if command -v git >/dev/null; then
	expect 0 'no values are left' doctor -C ready --now $now
	: >ready/.gitignore
	expect 1 'does not ignore site/' doctor -C ready --now $now
	echo '{}' >ready/.vscode/schemas/case.schema.json
	expect 1 '0 not there, 1 of another version' doctor -C ready
	mkdir ready/templates ready/templates/assets
	echo 'body {}' >ready/templates/assets/hansho.css
	expect 1 'template of your own: assets/hansho.css' doctor -C ready
fi

# ---- a repository that is not whole ----------------------------------------

printf 'name: [\n' >fresh/content/companies/broken.yaml
expect 1 'could not be read' list companies -C fresh
expect 1 'files that cannot be read' doctor -C fresh
expect 1 'broken.yaml' check -C fresh --now $now
exit $failed
