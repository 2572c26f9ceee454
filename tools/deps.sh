#!/bin/sh
# Install the Debian packages that Hansho is built and tested with, where they
# are missing.  Says first what it will do.
#
#	usage: tools/deps.sh [--print]
#
# --print only says what is missing.  Exit status: 0 nothing is missing (any
# more), 3 something is and cannot be installed from here.
set -u

missing=

# needs PACKAGE COMMAND: PACKAGE is missing when its test COMMAND fails.
needs()
{
	package=$1
	shift
	"$@" >/dev/null 2>&1 || missing="$missing $package"
}

# A library without a .pc file is there when a program links with it.
links()
{
	dir=$(mktemp -d) || return 1
	printf '#include <%s>\nint main(void) { return 0; }\n' "$1" >"$dir/a.c"
	gcc -o "$dir/a" "$dir/a.c" "-l$2"
	status=$?
	rm -rf "$dir"
	return $status
}

sanitizes()
{
	dir=$(mktemp -d) || return 1
	printf 'int main(void) { return 0; }\n' >"$dir/a.c"
	clang -fsanitize=address,undefined -o "$dir/a" "$dir/a.c"
	status=$?
	rm -rf "$dir"
	return $status
}

find_missing()
{
	missing=
	needs gcc command -v gcc
	needs libc6-dev test -e /usr/include/stdio.h
	needs make command -v make
	needs pkg-config command -v pkg-config
	needs git command -v git
	needs libyaml-dev pkg-config --exists yaml-0.1
	needs libcmark-gfm-dev pkg-config --exists libcmark-gfm
	needs libcmark-gfm-extensions-dev \
	    links cmark-gfm-core-extensions.h cmark-gfm-extensions
	needs libutf8proc-dev pkg-config --exists libutf8proc
	needs libssl-dev pkg-config --exists libcrypto
	needs libgpgme-dev pkg-config --exists gpgme
	needs libgit2-dev pkg-config --exists libgit2
	needs zlib1g-dev pkg-config --exists zlib
	needs libarchive-dev pkg-config --exists libarchive
	needs libexpat1-dev pkg-config --exists expat
	needs liblmdb-dev pkg-config --exists lmdb
	needs libcurl4-openssl-dev pkg-config --exists libcurl
	needs gnupg command -v gpg
	needs openssh-client command -v ssh-keygen
	needs openssl command -v openssl
	needs python3 command -v python3
	needs libcjson-dev pkg-config --exists libcjson
	needs check pkg-config --exists check
	needs clang command -v clang
	needs clang-format command -v clang-format
	needs libclang-rt-14-dev sanitizes
}

by_hand()
{
	cat >&2 <<END
deps: $1
deps: as an administrator of a Debian 12 machine, run
deps:     apt-get update
deps:     apt-get install$missing
deps: elsewhere, install what these packages hold; then run make again
END
	exit 3
}

find_missing
if [ -z "$missing" ]; then
	[ "${1-}" != --print ] || echo "deps: nothing is missing"
	exit 0
fi
if [ "${1-}" = --print ]; then
	echo "deps: missing:$missing"
	exit 3
fi

echo "deps: these Debian packages are missing and will be installed now:"
echo "deps:    $missing"
command -v apt-get >/dev/null 2>&1 ||
    by_hand "but there is no apt-get here"
as_root=
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null 2>&1 ||
	    by_hand "but that needs root, and there is no sudo here"
	as_root=sudo
	echo "deps: sudo may ask for your password"
fi

$as_root apt-get update ||
    by_hand "but apt-get update failed (see above)"
# Unquoted: one word for each package.
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y \
    --no-install-recommends $missing ||
    by_hand "but apt-get install failed (see above)"

find_missing
[ -z "$missing" ] || by_hand "still missing after the installation:$missing"
