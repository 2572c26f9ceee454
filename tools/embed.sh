#!/bin/sh
# Turn the files named on standard input (templates/..., in byte order) into
# DIR/embedded.S, which holds their bytes, and DIR/embedded.c, which is the
# other half of tools/base/embed.h.
#
#	usage: tools/embed.sh DIR <list
set -eu
LC_ALL=C
export LC_ALL
dir=$1
list=$(grep . || :)

if printf '%s\n' "$list" | grep -n '[^A-Za-z0-9._/+-]'; then
	echo "embed: only A-Z a-z 0-9 . _ / + - may stand in a template's name" >&2
	exit 1
fi

i=0
{
	echo '	.section .rodata'
	for file in $list; do
		printf '	.globl embedded_%d\nembedded_%d:\n' "$i" "$i"
		printf '	.incbin "%s"\n' "$file"
		i=$((i + 1))
	done
	# An empty file, or none, still has an address.
	printf '	.byte 0\n	.section .note.GNU-stack,"",@progbits\n'
} >"$dir/embedded.S.$$"

i=0
{
	cat <<'END'
/* Made by tools/embed.sh from templates/. */
#include "base/embed.h"

END
	for file in $list; do
		echo "extern const char embedded_${i}[];"
		i=$((i + 1))
	done
	i=0
	echo
	echo 'static const struct embedded table[] = {'
	for file in $list; do
		printf '\t{ STR_INIT("%s"), { embedded_%d, %d } },\n' \
		    "${file#templates/}" "$i" "$(($(wc -c <"$file")))"
		i=$((i + 1))
	done
	cat <<'END'
	{ { NULL, 0 }, { NULL, 0 } },
};

const struct embedded *
embedded_at(size_t i)
{
	if (i >= ARRAY_LEN(table) || table[i].path.n == 0)
		return NULL;
	return &table[i];
}

const struct embedded *
embedded_find(struct str path)
{
	size_t low = 0, high = ARRAY_LEN(table) - 1;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = str_cmp(path, table[mid].path);

		if (order == 0)
			return &table[mid];
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}
END
} >"$dir/embedded.c.$$"

mv "$dir/embedded.S.$$" "$dir/embedded.S"
mv "$dir/embedded.c.$$" "$dir/embedded.c"
