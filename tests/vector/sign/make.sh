#!/bin/sh
# Make the vectors of this folder anew, with OpenSSH, GnuPG and git.  All keys
# are made here and thrown away; nobody ever used them.
#
#	usage: tests/vector/sign/make.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d)
trap 'gpgconf --homedir "$tmp/gpg" --kill all; rm -rf "$tmp"' EXIT
mkdir -m 700 "$tmp/gpg"
export GNUPGHOME="$tmp/gpg" HOME="$tmp" GIT_CONFIG_NOSYSTEM=1
cd "$tmp"
printf 'The view of PS-2026-0001, revision 1.\n' >message

# ssh NAME OPTIONS-OF-SIGN OPTIONS-OF-KEYGEN...
ssh_vector()
{
	name=$1 hash=$2
	shift 2
	ssh-keygen -q -N '' -C "$name@example.com" -f "$name" "$@"
	ssh-keygen -q -Y sign -n hansho-approval -O "hashalg=$hash" \
	    -f "$name" <message >"$here/$name.sig" 2>/dev/null
	cp "$name.pub" "$here/$name.pub"
}
ssh_vector ed25519 sha512 -t ed25519
ssh_vector ecdsa-256 sha256 -t ecdsa -b 256
ssh_vector ecdsa-384 sha512 -t ecdsa -b 384
ssh_vector rsa-3072 sha256 -t rsa -b 3072

# pgp TIME COMMAND...
pgp()
{
	at=$1
	shift
	gpg --batch --quiet --no-tty --pinentry-mode loopback --passphrase '' \
	    --faked-system-time "$at" "$@" 2>/dev/null
}
# pgp_vector NAME ALGORITHM MADE EXPIRES SIGNED
pgp_vector()
{
	pgp "$3" --quick-gen-key "$1 <$1@example.com>" "$2" sign "$4"
	pgp "$5" -u "$1@example.com" --armor --detach-sign \
	    -o - message >"$here/pgp-$1.asc"
	gpg --batch --armor --export "$1@example.com" >"$here/pgp-$1.pub"
}
pgp_vector good ed25519 20260101T000000 never 20260201T000000
pgp_vector rsa rsa3072 20260101T000000 never 20260201T000000
pgp_vector expiring ed25519 20260101T000000 20260301T000000 20260201T000000
pgp_vector future ed25519 20310101T000000 never 20310201T000000
pgp_vector revoked ed25519 20260101T000000 never 20260201T000000
mine=$(gpg --batch --list-keys --with-colons revoked@example.com |
    awk -F: '$1 == "fpr" { print $10; exit }')
sed 's/^:---/---/' "$GNUPGHOME/openpgp-revocs.d/$mine.rev" |
    gpg --batch --quiet --import 2>/dev/null
gpg --batch --armor --export revoked@example.com >"$here/pgp-revoked.pub"
cp message "$here/message"

git init -q repo
cd repo
git config user.name "Hanako Example"
git config user.email hanako@example.com
# commit NAME FORMAT KEY
commit()
{
	GIT_AUTHOR_DATE='2026-02-01T00:00:00Z' \
	GIT_COMMITTER_DATE='2026-02-01T00:00:00Z' \
	    git -c gpg.format="$2" -c user.signingkey="$3" commit -q \
	    --allow-empty -S -m "Approve $1" -m "gpgsig is no header here."
	git cat-file commit HEAD >"$here/commit-$1"
}
commit ssh ssh "$tmp/ed25519"
commit openpgp openpgp good@example.com
