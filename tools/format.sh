#!/bin/sh
# Check the format of the C sources, or mend it with --write.  clang-format
# decides, except for the blanks before trailing comments and for what stands
# in a #define, which its version 14 cannot leave alone: those changes are
# dropped here.
#
#	usage: tools/format.sh [--write] [FILE...]
set -eu
LC_ALL=C
export LC_ALL
write=0
if [ "${1-}" = --write ]; then
	write=1
	shift
fi
[ $# -gt 0 ] || set -- $(find tools tests -name '*.[ch]' | sort)

# clang-format takes C for C++ and stumbles over its keywords, over attributes
# with arguments and over compound literals.  It gets copies in which these are
# plain names of the same length, so that its offsets hold for the sources.
copies=$(mktemp -d)
trap 'rm -rf "$copies"' EXIT
cp .clang-format "$copies"
i=10000
for file; do
	i=$((i + 1))
	awk '
	function mask(re,    out, hit) {
		out = ""
		while (match(line, re)) {
			hit = substr(line, RSTART, RLENGTH - 1)
			gsub(/[^A-Za-z0-9_]/, "_", hit)
			out = out substr(line, 1, RSTART - 1) hit \
			    substr(line, RSTART + RLENGTH - 1, 1)
			line = substr(line, RSTART + RLENGTH)
		}
		line = out line
	}
	# In a copy the words only need to be no keywords.
	function rename(word, as,    out, before, after) {
		out = ""
		while (match(line, word)) {
			before = substr(" " line, RSTART, 1)
			after = substr(line " ", RSTART + RLENGTH, 1)
			out = out substr(line, 1, RSTART - 1) \
			    (before after ~ /[A-Za-z0-9_"]/ ? word : as)
			line = substr(line, RSTART + RLENGTH)
		}
		line = out line
	}
	{
		line = $0
		mask("PRINTF_LIKE\\([0-9], [0-9]\\) ")
		if (line ~ /PRINTF_LIKE\([0-9], [0-9]\)$/) {
			line = line " "
			mask("PRINTF_LIKE\\([0-9], [0-9]\\) ")
			sub(/ $/, "", line)
		}
		mask("\\((const )?(struct|union) [a-z_0-9]+( \\*)?(\\[[A-Za-z0-9_]*\\])?\\)[{]")
		rename("class", "klass")
		rename("new", "nev")
		rename("delete", "delate")
		rename("template", "templata")
		rename("namespace", "namespaze")
		rename("private", "privata")
		rename("public", "publik")
		rename("this", "thiz")
		rename("operator", "operater")
		print line
	}' "$file" >"$copies/$i.c"
done

{
	printf '%s\n' "$@"
	echo
	clang-format --output-replacements-xml "$copies"/*.c
} | awk -v write="$write" '
# Read the file into src, with begin[i] the offset of line i, and keep[i] set
# where its changes are dropped altogether.
function read_source(    line, code, at, in_define, in_comment) {
	src = ""
	lines = 0
	in_define = in_comment = 0
	while ((getline line <file) > 0) {
		begin[++lines] = length(src)
		src = src line "\n"
		in_define = in_define || line ~ /^#[ \t]*define/
		keep[lines] = in_define || in_comment == 2
		in_define = in_define && line ~ /\\$/
		code = line
		gsub(/"([^"\\]|\\.)*"/, "s", code)
		if (in_comment && (at = index(code, "*/"))) {
			code = substr(code, at + 2)
			in_comment = 0
		}
		gsub(/\/\*([^*]|\*+[^*\/])*\*+\//, "", code)
		# 2: it began behind code, so its place is its author'"'"'s.
		if (!in_comment && (at = index(code, "/*")))
			in_comment = 1 + (substr(code, 1, at - 1) ~ /[^ \t]/)
	}
	close(file)
	begin[lines + 1] = length(src)
}

function line_of(offset,    low, high, mid) {
	low = 1
	high = lines
	while (low < high) {
		mid = int((low + high + 1) / 2)
		if (begin[mid] <= offset)
			low = mid
		else
			high = mid - 1
	}
	return low
}

function is_dropped(offset, len, text,    old) {
	old = substr(src, offset + 1, len)
	if (keep[line_of(offset)])
		return 1
	return old text !~ /[^ \t]/ &&
	    substr(src, offset + len + 1, 2) == "/*"
}

function finish(    i, out, last) {
	if (file == "" || changes == 0)
		return
	if (!write) {
		for (i = 1; i <= changes; i++)
			if (at[i] != (i > 1 ? at[i - 1] : 0))
				printf "%s:%d: format: run `make fmt`\n",
				    file, at[i]
		bad = 1
		return
	}
	last = 0
	for (i = 1; i <= changes; i++) {
		printf "%s%s", substr(src, last + 1, from[i] - last),
		    to[i] >file
		last = from[i] + size[i]
	}
	printf "%s", substr(src, last + 1) >file
	close(file)
	print "formatted " file
}

!listed && NF == 0 { listed = 1; next }
!listed { files[++count] = $0; next }
/^<\?xml/ {
	finish()
	file = files[++done]
	changes = 0
	is_read = 0
}
/^<replacement / {
	split($0, part, "'"'"'")
	text = $0
	sub(/^<replacement [^>]*>/, "", text)
	sub(/<\/replacement>$/, "", text)
	gsub(/&#10;/, "\n", text)
	gsub(/&lt;/, "<", text)
	gsub(/&amp;/, "\\&", text)
	if (!is_read)
		read_source()
	is_read = 1
	if (is_dropped(part[2] + 0, part[4] + 0, text))
		next
	changes++
	from[changes] = part[2] + 0
	size[changes] = part[4] + 0
	to[changes] = text
	# Where the change is seen: behind the line end, if it holds one.
	at[changes] = line_of(part[2] + part[4])
}
END {
	finish()
	exit bad
}'
