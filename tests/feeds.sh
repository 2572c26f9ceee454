#!/bin/sh
# Pack the sample feeds of tests/feeds/ as their sources do: zip, tar.gz, gz.
# The same texts give the same bytes, and a file that stays the same is not
# written again.  content/feeds.yaml names what is made as file: sources.
#
#	usage: tests/feeds.sh DIR	(build/feeds)
set -eu
LC_ALL=C
export LC_ALL

from=$(cd "$(dirname "$0")" && pwd)/feeds
[ $# -eq 1 ] || {
	echo "usage: $0 DIR" >&2
	exit 2
}
mkdir -p "$1"
to=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# le NUMBER BYTES: the number, its lowest byte first.
le()
{
	number=$1
	i=0
	while [ $i -lt "$2" ]; do
		printf "\\$(printf %03o $((number % 256)))"
		number=$((number / 256))
		i=$((i + 1))
	done
}

size()
{
	echo $(($(wc -c <"$1")))
}

# What gzip writes, without its head of 10 bytes and its tail of 8 (checksum and
# size), is what a zip archive holds (RFC 1951, RFC 1952, APPNOTE 4.3).
# zip FOLDER: an archive of its files, on standard output.
zip()
{
	offset=0
	n=0
	: >"$work/list"
	for file in $(cd "$1" && find . -type f | sed 's|^\./||' | sort); do
		gzip -n9 <"$1/$file" >"$work/gz"
		packed=$(($(size "$work/gz") - 18))
		{
			le 20 2; le 0 2; le 8 2; le 0 2; le 33 2
			tail -c 8 "$work/gz" | head -c 4
			le $packed 4
			le "$(size "$1/$file")" 4
			le ${#file} 2; le 0 2
		} >"$work/head"
		{
			printf 'PK\001\002'
			le 20 2
			cat "$work/head"
			le 0 2; le 0 2; le 0 2; le 0 4; le $offset 4
			printf %s "$file"
		} >>"$work/list"
		printf 'PK\003\004'
		cat "$work/head"
		printf %s "$file"
		tail -c +11 "$work/gz" | head -c $packed
		offset=$((offset + 30 + ${#file} + packed))
		n=$((n + 1))
	done
	cat "$work/list"
	printf 'PK\005\006'
	le 0 2; le 0 2; le $n 2; le $n 2
	le "$(size "$work/list")" 4
	le $offset 4
	le 0 2
}

tarball()
{
	tar -C "$1" --sort=name --mtime=@0 --owner=0 --group=0 --mode=go=u-w \
	    --numeric-owner --format=ustar -cf - . | gzip -n9
}

# pack NAME COMMAND...: what the command prints is the file NAME.
pack()
{
	name=$1
	shift
	"$@" >"$work/new"
	! cmp -s "$work/new" "$to/$name" || return 0
	mkdir -p "$(dirname "$to/$name")"
	cp "$work/new" "$to/$name.part"
	mv "$to/$name.part" "$to/$name"
}

for archive in cvelist/main ghsa/main osv-maven/all; do
	pack $archive.zip zip "$from/${archive%/*}"
done
pack csaf-redhat/vex.tar.gz tarball "$from/csaf-redhat"
for file in "$from"/nvd/*.json "$from"/epss/*.csv; do
	pack "${file#"$from"/}.gz" gzip -n9c "$file"
done
