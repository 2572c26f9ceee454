#!/bin/sh
# Sign and release the example group's cases anew: the newest revision of each
# published case of ours is taken out and made again by the real commands, with
# its instant and version, by keys that are made here and thrown away.
#
# For use after a change of the program that voids the signatures: of what is
# signed (tools/audit/audit_view.c) or of the documents.  Nobody else has the
# keys either, so a change of an example's text needs it, too.
#
#	usage: sh tests/example_approvals.sh [PROGRAM]
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
hansho=${1:-$root/build/hansho}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset SSH_AUTH_SOCK || :
cd "$root"

# A copy without git: who wrote the example's texts is nobody on its roster.
mkdir "$work/repo" "$work/keys"
cp -R content cases products templates "$work/repo"
repo=$work/repo

# since DATE: from when on the policy asks.  Of a case's older revisions nobody
# has the texts any more, so it asks from the day on which the newest is made.
since()
{
	sed -i "s/^approvals_since:.*/approvals_since: $1/" \
	    "$repo"/content/policies/approval.*.md
}
final=$(sed -n 's/^approvals_since: //p' content/policies/approval.ja.md)
[ -n "$final" ] || {
	echo "content/policies/approval.ja.md has no approvals_since"
	exit 1
}

# The published cases of ours, oldest newest revision first.
for file in "$repo"/cases/*/*/published.yaml; do
	folder=${file%/published.yaml}
	grep -q '^origin: import' "$folder/case.md" && continue
	awk -v folder="$folder" '/^  - version:/ { version = $3 }
	/^    at:/ { at = $2 }
	END { print at, version, folder }' "$file"
done | sort >"$work/list"

# What the ledger says of the newest revision: "ROLE PERSON" a line.
old_approvals()
{
	awk '/^  - version:/ { n = 0; inside = 0 }
	/^    approvals: \[/ {
		gsub(/^[^[]*\[|\].*/, "")
		n = split($0, v, /, */)
		next
	}
	/^    approvals:/ { inside = 1; next }
	inside && /^      - / { sub(/^ *- /, ""); v[++n] = $0; next }
	{ inside = 0 }
	END { for (i = 1; i <= n; i++) print v[i] }' "$1"
}

# Take the newest revision out, and all approvals.
take_out()
{
	old_approvals "$1/published.yaml" >"$work/old.$(basename "$1")"
	last=$(grep -n '^  - version:' "$1/published.yaml" | tail -n 1)
	sed -i "${last%%:*},\$d" "$1/published.yaml"
	# What goes out for the first time has no fact of that yet.
	grep -q '^  - version:' "$1/published.yaml" || {
		rm "$1/published.yaml"
		sed -i '/^  - {.*event: own_publication/d' "$1/case.md"
	}
	rm -rf "$1/approvals.yaml" "$1/released/$2"
}

# A new key for a person, in the place of the old one.
make_key()
{
	[ ! -e "$work/keys/$1" ] || return 0
	ssh-keygen -q -t ed25519 -N '' -C '' -f "$work/keys/$1"
	line="    keys: [{kind: ssh, key: $(cut -d' ' -f1,2 \
	    <"$work/keys/$1.pub"), since: 2025-07-01}]"
	for file in "$repo"/content/people/*.yaml; do
		grep -q "^  - id: $1\$" "$file" || continue
		awk -v id="$1" -v line="$line" '
		/^  - id: / || /^[^ ]/ {
			if (mine)
				print line
			mine = $0 == "  - id: " id
		}
		!(mine && /^    keys:/)
		END {
			if (mine)
				print line
		}' "$file" >"$work/people"
		cp "$work/people" "$file"
	done
}

# Who is asked to approve, "ROLE PERSON" a line: the person of before, else the
# first who may.  Asked by way of a role that no policy asks for.
asked()
{
	"$hansho" approve "$1" -C "$repo" --now "$2" --role translator \
	    --who takahashi --print 2>&1 >"$work/statement" |
	    sed -n 's/.*= help: it asks for //p' | tr ')' '\n' |
	    sed 's/^, //; s/ (/ /; s/,.*//' | while read -r role who; do
		before=$(sed -n "s/^$role //p" "$work/old.$1")
		[ -z "$role" ] || echo "$role ${before:-$who}"
	done
}

# AT minus so many minutes, in the example's zone.
earlier()
{
	TZ=JST-9 date -d "$1 - $2 minutes" +%Y-%m-%dT%H:%M+09:00
}

while read -r at version folder; do
	take_out "$folder" "$version"
done <"$work/list"

while read -r at version folder; do
	id=$(basename "$folder")
	# On the day before; where attacks are known, in the hour before.
	lead=1240 step=13
	grep -q '^    exploitation: active' "$folder/case.md" &&
	    lead=58 step=9
	day=$(earlier "$at" $lead)
	since "${day%%T*}"
	asked "$id" "$(earlier "$at" $lead)" >"$work/asked"
	[ -s "$work/asked" ] || {
		echo "$id: nobody is asked to approve"
		exit 1
	}
	while read -r role who; do
		make_key "$who"
		"$hansho" approve "$id" -C "$repo" \
		    --now "$(earlier "$at" $lead)" --role "$role" \
		    --who "$who" --key "$work/keys/$who" >"$work/out" 2>&1 || {
			cat "$work/out"
			exit 1
		}
		lead=$((lead - step))
	done <"$work/asked"
	since "$final"
	"$hansho" publish "$id" -C "$repo" --now "$at" --revision "$version" \
	    >"$work/out" 2>&1 || {
		cat "$work/out"
		exit 1
	}
	echo "$id $version $at: $(tr '\n' ';' <"$work/asked")"
done <"$work/list"

# What was made goes into the example.
while read -r at version folder; do
	here=$root/${folder#"$repo"/}
	rm -rf "$here/approvals.yaml" "$here/released/$version"
	cp "$folder/approvals.yaml" "$folder/published.yaml" "$here"
	mkdir -p "$here/released"
	cp -R "$folder/released/$version" "$here/released"
done <"$work/list"
cp "$repo"/content/people/*.yaml "$root/content/people"
