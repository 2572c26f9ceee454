#!/bin/sh
# Numbers of cases and advisories: two people who take the same one are told by
# git, whatever else they wrote; who was second takes another.
. "$ROOT/tests/e2e/lib/common.sh"
. "$ROOT/tests/e2e/lib/git.sh"
identity A a@example.com
year=2026
file=cases/$year/numbers.yaml

commit()
{
	git -C "$1" add -A && git -C "$1" commit -q -m "$2" ||
	    fail "commit $2"
}

# next CASES|ADVISORIES DIR: what the file says.
next()
{
	sed -n "s/^$1: {next: \([0-9]*\), mark: \"\([0-9a-f]\{16\}\)\"}$/\1/p" \
	    "$2/$file"
}

is()
{
	[ "$1" = "$2" ] || fail "$3: '$1' instead of '$2'"
}

# No case reservations, advisories or marks in what check says of DIR.
clean()
{
	run "${2:-0}" check -C "$1" --now $now
	! grep -q 'case-reservation\|yaml-\|field-' out || {
		fail "findings of numbers in $1"
		grep 'case-reservation\|yaml-\|field-' out
	}
}

# ---- the first number, and the next ones -------------------------------------

run 0 init --now $now main
git -C main init -q -b main
commit main start
run 0 new case -C main --now $now
is "$(cat out)" "main/cases/$year/PS-$year-0001/case.md
main/$file" "new case"
is "$(next cases main)" 2 "first"
first=$(cat "main/$file")
run 0 new case -C main --now $now
is "$(next cases main)" 3 "second"
[ "$first" != "$(cat "main/$file")" ] || fail "the line stays as it was"
grep -qi 'PS-\|finder\|2026\|[^e]@' "main/$file" && fail "the file tells more"
clean main

# Given by name: counted when it is ours, left alone when it is not.
run 0 new case -C main --now $now PS-$year-0010
is "$(next cases main)" 11 "by name"
run 0 new case -C main --now $now OTHER-1
is "$(next cases main)" 11 "of somebody else"
rm -r main/cases/$year/OTHER-1
commit main cases

# A number below what is reserved is not given again, though its case is gone.
rm -r main/cases/$year/PS-$year-0010
run 0 new case -C main --now $now
[ -f main/cases/$year/PS-$year-0011/case.md ] || fail "a number twice"
git -C main checkout -q . && git -C main clean -qfd

# ---- two people ---------------------------------------------------------------

git clone -q main one && git clone -q main two
run 0 new case -C one --now $now
run 0 new case -C two --now $now
# The second moved its folder: only the reservation still tells.
mv two/cases/$year/PS-$year-0011 two/cases/$year/PS-$year-0012
sed -i "s/PS-$year-0011/PS-$year-0012/" two/cases/$year/PS-$year-0012/case.md
commit one "PS-$year-0011"
commit two "a case"
run 0 check -C two --now $now
grep -q 'case-reservation' out || fail "a number taken by hand is not found"
git -C one push -q origin HEAD:refs/heads/taken
git -C two fetch -q
if git -C two merge -q origin/taken >merge 2>&1; then
	fail "git merged two reservations of one number"
fi
grep -q "CONFLICT.*numbers.yaml" merge || fail "no conflict in numbers.yaml"
# While it stands, no number is given, and the check says where it is.
run 1 new case -C two --now $now
grep -q 'numbers.yaml' err || fail "new does not name the conflict"
run 1 check -C two --now $now
grep -q "$file:[0-9]*" out || fail "check does not name the conflict"
git -C two merge --abort

# The same by rebase; the line of the branch below it is kept, and the folder
# gets the next number.
git -C two rebase -q origin/taken >rebase 2>&1 && fail "rebase without conflict"
git -C two checkout -q --ours "$file"
git -C two add -A
GIT_EDITOR=true git -C two rebase --continue >rebase 2>&1 || fail "rebase"
run 0 check -C two --now $now
mv two/cases/$year/PS-$year-0012 mine
run 0 new case -C two --now $now
[ -f two/cases/$year/PS-$year-0012/case.md ] || fail "number after a rebase"
is "$(next cases two)" 13 "after a rebase"
cp mine/case.md two/cases/$year/PS-$year-0012/case.md
clean two
commit two "PS-$year-0012"

# One case and one advisory do not disturb each other.
git clone -q two three && git clone -q two four
run 0 new advisory -C three --now $now PS-$year-0001
grep -q "advisory: EX[A-Z]*-$year-0001\|advisory: [A-Z]*-$year-0001" err ||
    fail "new advisory names no number"
is "$(next advisories three)" 2 "advisory"
commit three advisory
git clone -q three five
run 0 new case -C five --now $now
commit five case
run 0 new advisory -C three --now $now PS-$year-0002
is "$(next advisories three)" 3 "advisory again"
commit three "advisory again"
git -C five fetch -q
git -C five merge -q -m both origin/HEAD >merge 2>&1 || {
	fail "an advisory and a case disturb each other"
	cat merge
}
is "$(next advisories five) $(next cases five)" "3 14" "merged"
clean five
# One that has its number keeps it.
sed -i "s/^#advisory: .*/advisory: EXSA-$year-0001/" \
    five/cases/$year/PS-$year-0010/case.md
before=$(cat "five/$file")
run 0 new advisory -C five --now $now PS-$year-0010
is "$(cat "five/$file")" "$before" "an advisory with a number"
# Drafts that were there: nothing is taken again.
rm five/cases/$year/PS-$year-0002/advisory.ja.md
run 0 new advisory -C five --now $now PS-$year-0002
is "$(cat "five/$file")" "$before" "drafts added"

# ---- the end of the block, and what cannot be written ---------------------------

sed -i "s/{year: $year, first: 1, last: 499}/{year: $year, first: 1, last: 12}/" \
    two/content/organisation.yaml
run 1 new case -C two --now $now
grep -q 'all numbers' err || fail "the end of the block is not told"
sed -i "/last: 12}/a\\    - {year: $year, first: 600, last: 601}" \
    two/content/organisation.yaml
run 0 new case -C two --now $now
[ -d two/cases/$year/PS-$year-0600 ] || fail "no number of the second block"
run 0 new case -C two --now $now
run 1 new case -C two --now $now
run 2 new numbers -C two --now $now
run 2 new numbers -C two --now $now $year
if [ "$(id -u)" != 0 ]; then
	rm -r four/cases/$year/PS-$year-0011
	mkdir -p four/cases/$year && rm "four/$file" && mkdir "four/$file"
	run 3 new case -C four --now $now
fi
exit $failed
