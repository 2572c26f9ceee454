#!/bin/sh
# Sign and release the example group's cases anew, and those of the restricted
# repository in tests/restricted/: the newest revision of each published case of
# ours is taken out and made again by the real commands, with its instant and
# version, by keys that are made here and thrown away.  Cases that are cleared
# and wait for their day get their approvals alone.
#
# The documents are signed with OpenPGP, by a key that is made here too; gpg's
# clock stands at each release.
#
# For use after a change of the program that voids the signatures: of what is
# signed (tools/audit/audit_view.c) or of the documents.  Nobody else has the
# keys either, so a change of an example's text needs it, too.
#
#	usage: sh tests/example_approvals.sh [PROGRAM]
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
program=${1:-$root/build/hansho}
work=$(mktemp -d)
trap 'gpgconf --homedir "$work/gpg" --kill gpg-agent; rm -rf "$work"' EXIT
unset SSH_AUTH_SOCK || :
cd "$root"

# A copy without git: who wrote the example's texts is nobody on its roster.
mkdir "$work/repo" "$work/keys"
cp -R content cases products templates "$work/repo"
cp -R tests/restricted "$work/restricted"
internal=$work/repo restricted=$work/restricted

# since DATE: from when on the policy asks.  Of a case's older revisions nobody
# has the texts any more, so it asks from the day on which the newest is made.
since()
{
	sed -i "s/^approvals_since:.*/approvals_since: $1/" \
	    "$internal"/content/policies/approval.*.md
}
final=$(sed -n 's/^approvals_since: //p' content/policies/approval.ja.md)
[ -n "$final" ] || {
	echo "content/policies/approval.ja.md has no approvals_since"
	exit 1
}

# The published cases of ours in a repository: AT VERSION FOLDER.
list()
{
	for file in "$1"/cases/*/*/published.yaml; do
		folder=${file%/published.yaml}
		grep -q '^origin: import' "$folder/case.md" && continue
		awk -v folder="$folder" '/^  - version:/ { version = $3 }
		/^    at:/ { at = $2 }
		END { print at, version, folder }' "$file"
	done
}

# The cases that are cleared and have not gone out: AT FOLDER.
list_cleared()
{
	for file in "$1"/cases/*/*/case.md; do
		folder=${file%/case.md}
		day=$(sed -n 's/^  - {at: \([^T,]*\).*event: cleared.*/\1/p' \
		    "$file" | tail -n 1)
		[ -z "$day" ] || [ -e "$folder/published.yaml" ] ||
		    echo "${day}T15:00+09:00 $folder"
	done
}

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

# The key of the documents, in the place of the old one.
make_signing_key()
{
	mkdir -m 700 "$work/gpg"
	gpg --homedir "$work/gpg" --batch -q --pinentry-mode loopback \
	    --passphrase '' --faked-system-time 20250701T000000 \
	    --quick-gen-key 'Example Electric PSIRT <psirt@example.com>' \
	    ed25519 sign 4y 2>"$work/out" || {
		cat "$work/out"
		exit 1
	}
	fingerprint=$(gpg --homedir "$work/gpg" -q --list-keys --with-colons |
	    awk -F: '/^fpr/ { print $10; exit }')
	mkdir -p "$internal/content/keys"
	gpg --homedir "$work/gpg" -q --armor --export \
	    >"$internal/content/keys/psirt.asc"
	sed -i -e "s/^signing_key:.*/signing_key: \"$fingerprint\"/" \
	    -e "s/^  openpgp_fingerprint:.*/  openpgp_fingerprint: \"$fingerprint\"/" \
	    "$internal/content/organisation.yaml" \
	    "$restricted/content/organisation.yaml"
}

# gpg_at INSTANT: where its clock stands from now on.
gpg_at()
{
	echo "faked-system-time $(date -u -d "$1" +%Y%m%dT%H%M%S)" \
	    >"$work/gpg/gpg.conf"
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
	# Until its turn nothing went out: its texts are those of its newest.
	[ -e "$1/published.yaml" ] || return 0
	mkdir "$work/before.$(basename "$1")"
	mv "$1/published.yaml" "$work/before.$(basename "$1")"
	cp "$1/case.md" "$work/before.$(basename "$1")"
	sed -i '/^  - {.*event: own_publication/d' "$1/case.md"
}

# A new key for a person, in the place of the old one.
make_key()
{
	[ ! -e "$work/keys/$1" ] || return 0
	ssh-keygen -q -t ed25519 -N '' -C '' -f "$work/keys/$1"
	line="    keys: [{kind: ssh, key: $(cut -d' ' -f1,2 \
	    <"$work/keys/$1.pub"), since: 2025-07-01}]"
	for file in "$internal"/content/people/*.yaml \
	    "$restricted"/content/people/*.yaml; do
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
	hansho approve "$1" --now "$2" --role translator \
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

# hansho COMMAND...: in the repository at hand.
hansho()
{
	if [ "$repo" = "$internal" ]; then
		"$program" "$@" -C "$internal"
	else
		"$program" "$@" -C "$restricted" --with "$internal"
	fi
}

# quiet COMMAND...: shows what it says only when it fails.
quiet()
{
	"$@" >"$work/out" 2>&1 || {
		cat "$work/out"
		exit 1
	}
}

# All approvals of a case: ID AT, the first so many minutes before AT, the next
# STEP later.
approve_all()
{
	id=$1 lead=$3 step=$4
	day=$(earlier "$2" "$lead")
	since "${day%%T*}"
	asked "$id" "$day" >"$work/asked"
	[ -s "$work/asked" ] || {
		echo "$id: nobody is asked to approve"
		exit 1
	}
	while read -r role who; do
		make_key "$who"
		quiet hansho approve "$id" --now "$(earlier "$2" "$lead")" \
		    --role "$role" --who "$who" --key "$work/keys/$who"
		lead=$((lead - step))
	done <"$work/asked"
	since "$final"
}

# One case: AT VERSION FOLDER.
make_anew()
{
	id=$(basename "$3")
	[ ! -e "$work/before.$id" ] || cp "$work/before.$id"/* "$3"
	# On the day before; where attacks are known, in the hour before.
	if grep -q '^    exploitation: active' "$3/case.md"; then
		approve_all "$id" "$1" 58 9
	else
		approve_all "$id" "$1" 1240 13
	fi
	gpg_at "$1"
	quiet hansho publish "$id" --now "$1" --revision "$2" --key "$work/gpg"
	echo "$id $2 $1: $(tr '\n' ';' <"$work/asked")"
}

# What was made of a case goes into the example: FOLDER VERSION HERE.
bring()
{
	rm -rf "$3/approvals.yaml" "$3/released/$2"
	cp "$1/approvals.yaml" "$1/published.yaml" "$3"
	mkdir -p "$3/released"
	cp -R "$1/released/$2" "$3/released"
}

make_signing_key
# In order of time, so that none sees what came later.
{
	list "$internal"
	list "$restricted"
} | sort >"$work/list"
while read -r at version folder; do
	take_out "$folder" "$version"
done <"$work/list"
while read -r at version folder <&3; do
	repo=${folder%/cases/*}
	make_anew "$at" "$version" "$folder"
done 3<"$work/list"
list_cleared "$internal" >"$work/cleared"
while read -r at folder <&3; do
	repo=$internal
	id=$(basename "$folder")
	rm -f "$folder/approvals.yaml"
	: >"$work/old.$id"
	approve_all "$id" "$at" 0 -13
	cp "$folder/approvals.yaml" "$root/${folder#"$internal"/}"
	echo "$id cleared $at: $(tr '\n' ';' <"$work/asked")"
done 3<"$work/cleared"
while read -r at version folder; do
	case $folder in
	"$internal"/*) here=$root/${folder#"$internal"/} ;;
	*) here=$root/tests/restricted/${folder#"$restricted"/} ;;
	esac
	bring "$folder" "$version" "$here"
done <"$work/list"
cp "$internal"/content/people/*.yaml "$root/content/people"
cp -R "$internal/content/keys" "$internal/content/organisation.yaml" \
    "$root/content"
cp "$restricted"/content/people/*.yaml "$root/tests/restricted/content/people"
cp "$restricted/content/organisation.yaml" "$root/tests/restricted/content"
