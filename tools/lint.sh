#!/bin/sh
# The rules of the house that compilers do not know: see STYLE.md sections 1,
# 4 and 7, and tools/README.md.  Prints FILE:LINE: CHECK: MESSAGE; exit
# status 1 when there is anything to print.  Expects objects in
# $B/obj/plain, which `make lint` builds first.
#
#	usage: B=build tools/lint.sh [CHECK...]
set -u
LC_ALL=C
export LC_ALL
B=${B:-build}
found=$(mktemp)
work=$(mktemp -d)
trap 'rm -rf "$found" "$work"' EXIT

sources=$(find tools -name '*.[ch]' | sort)
headers=$(find tools -name '*.h' | sort)
tests=$(find tests -name '*.[ch]' | sort)

# Copies without comments and without what stands in strings, lines kept.
strip_sources()
{
	for file in $sources $tests; do
		mkdir -p "$work/${file%/*}"
		awk -f tools/strip.awk "$file" >"$work/$file"
	done
}

check_format()
{
	sh tools/format.sh
	for file in $sources $tests; do
		expand "$file" | awk -v file="$file" '
		# Other writing than ASCII has no width that awk knows.
		length($0) > 80 && $0 !~ /[\200-\377]/ {
			printf "%s:%d: format: %d columns, 80 are allowed\n",
			    file, NR, length($0)
		}'
	done
}

check_floors()
{
	awk '
	function home(path,    d, best) {
		best = ""
		for (d in floor)
			if (index(path, d) == 1 && length(d) > length(best))
				best = d
		return best
	}
	function wrong(text) {
		printf "%s:%d: floors: %s\n", FILENAME, FNR, text
	}
	FILENAME == "tools/floors" {
		if ($1 == "deny")
			denied[++denials] = $2 " " $3
		else if ($1 ~ /^[0-9]+$/) {
			floor[$2] = $1
			for (i = 3; i <= NF; i++)
				foreign[$2 " " $i] = 1
		}
		next
	}
	FILENAME == "tools/headers" {
		if ($1 !~ /^#/)
			for (i = 1; i <= NF; i++)
				standard[$i] = 1
		next
	}
	FNR == 1 {
		here = home(substr(FILENAME, 7))
		if (here == "")
			wrong("no line of tools/floors covers this file")
	}
	here == "" || !/^#[ \t]*include/ { next }
	match($0, /"[^"]*"/) {
		name = substr($0, RSTART + 1, RLENGTH - 2)
		there = home(name)
		if (there == "")
			wrong("\"" name "\" is in no directory of tools/floors")
		else if (index(here, there) != 1 &&
		    floor[there] + 0 >= floor[here] + 0)
			wrong("\"" name "\" is not below " here)
		file = substr(FILENAME, 7)
		sees[file] = sees[file] " " name
		at[file " " name] = FNR
		next
	}
	match($0, /<[^>]*>/) {
		name = substr($0, RSTART + 1, RLENGTH - 2)
		if (!(name in standard) && !((here " " name) in foreign))
			wrong("<" name "> is not for " here)
	}
	# Forbidden headers must not come in through allowed ones either.
	function look(file, from, line, pair,    n, i, names) {
		n = split(sees[file], names, " ")
		for (i = 1; i <= n; i++) {
			if (file == from)
				line = at[file " " names[i]]
			if (index(names[i], pair[2]) == 1)
				printf "tools/%s:%d: floors: %s may not see %s\n",
				    from, line, pair[1], names[i]
			if (!looked[names[i]]++)
				look(names[i], from, line, pair)
		}
	}
	END {
		for (i = 1; i <= denials; i++) {
			split(denied[i], pair, " ")
			for (file in sees) {
				split("", looked)
				if (index(file, pair[1]) == 1)
					look(file, file, 0, pair)
			}
		}
	}' tools/floors tools/headers $sources
}

check_headers()
{
	for file in $headers; do
		awk -v file="$file" '
		NR == 1 && !/^\/\*/ {
			print file ":1: header: begins without its purpose"
		}
		END {
			if (NR > 120)
				printf "%s:%d: header: 120 lines are allowed\n",
				    file, NR
		}' "$file"
	done
	# shellcheck disable=SC2046
	printf '%s\n' $headers | xargs -P 2 -n 8 gcc -fsyntax-only -x c \
	    -std=c17 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Werror -Itools \
	    $(pkg-config --cflags yaml-0.1 libcmark-gfm libutf8proc \
		libcrypto) 2>&1 |
	    sed -n 's/^\([^:]*:[0-9]*\):[0-9]*:.* error: /\1: header: /p'
}

# Lengths, parameters and nesting of functions; words that are not ours.
check_functions()
{
	(cd "$work" && awk -v limit=70 -v most=6 -v deepest=4 '
	function wrong(line, text) {
		printf "%s:%d: function: %s\n", FILENAME, line, text
	}
	# Commas between the outermost parentheses of a declarator.
	function parameters(text,    i, c, depth, n) {
		depth = 0
		n = 1
		for (i = 1; i <= length(text); i++) {
			c = substr(text, i, 1)
			if (c == "(")
				depth++
			else if (c == ")" && --depth == 0)
				return n
			else if (c == "," && depth == 1)
				n++
		}
		return n
	}
	FNR == 1 {
		name = text = ""
		begun = 0
	}
	/[A-Za-z]/ && /(^|[^A-Za-z0-9_])(float|double)([^A-Za-z0-9_]|$)/ {
		wrong(FNR, "floating point")
	}
	name == "" && /^[A-Za-z_][^=]*\(/ && !/^(typedef|START_TEST)/ {
		text = $0
		gsub(/PRINTF_LIKE\([0-9], [0-9]\)/, "", text)
		gsub(/__attribute__\(\([a-z_()0-9, ]*\)\)/, "", text)
		if (match(text, /[A-Za-z0-9_]+\(/)) {
			name = substr(text, RSTART, RLENGTH - 1)
			text = substr(text, RSTART + RLENGTH - 1)
			begun = FNR
			if (text !~ /[;{]/)
				next
		}
	}
	name != "" && !inside {
		if (begun != FNR)
			text = text $0
		if ($0 ~ /;[ \t]*$/ || $0 ~ /^\{/) {
			if (parameters(text) > most)
				wrong(begun, name " has " parameters(text) \
				    " parameters, " most " are allowed")
			inside = $0 ~ /^\{/
			if (!inside)
				name = ""
		}
	}
	inside && match($0, /^\t+(if|for|while|do|switch)( |$)/) {
		match($0, /^\t+/)
		if (RLENGTH > deepest)
			wrong(FNR, "nested deeper than " deepest)
	}
	inside && /^}/ {
		if (FNR - begun + 1 > limit)
			wrong(begun, name " has " FNR - begun + 1 \
			    " lines, " limit " are allowed")
		name = ""
		inside = 0
	}' $sources)
}

# The functions that are not used, or only at home.  The text shows calls that
# the compiler folds away, the objects show calls that macros hide; "linked"
# ones have names that a static function may well have.
forbidden='
any strcpy strcat strncpy strncat sprintf vsprintf strtok strtok_r
any sscanf vsscanf atoi atol atoll atof strtod strtof strtold
any system popen mktemp tmpnam tempnam gets alloca
any setjmp longjmp _setjmp __sigsetjmp siglongjmp
any localtime localtime_r gmtime ctime ctime_r asctime tzset setlocale
any rand srand random srandom drand48
linked socket connect bind listen accept getaddrinfo gethostbyname
tools/base/ malloc calloc realloc reallocarray aligned_alloc posix_memalign
tools/base/ free strdup strndup abort
tools/base/num.c strtol strtoul strtoll strtoull strtoimax strtoumax
tools/main.c|tools/command/|tools/fetch/main.c time getenv gettimeofday
tools/main.c|tools/command/|tools/base/ clock_gettime
tools/main.c|tools/base/ exit _exit quick_exit
tools/command/ printf vprintf puts putchar
'

check_calls()
{
	{
		printf '%s\n' "$forbidden"
		echo END
		(cd "$work" && awk '{
			line = $0
			while (match(line, /[A-Za-z_][A-Za-z0-9_]*[ \t]*\(/)) {
				name = substr(line, RSTART, RLENGTH - 1)
				sub(/[ \t]+$/, "", name)
				print FILENAME, FNR, name
				line = substr(line, RSTART + RLENGTH)
			}
		}' $sources)
		for file in $(find tools -name '*.c' | sort); do
			object=$B/obj/plain/${file%.c}.o
			[ -e "$object" ] || {
				echo "$file 0 -"
				continue
			}
			nm -u "$object" | awk -v file="$file" '
			{
				name = $2
				sub(/^__isoc[0-9]+_/, "", name)
				if (name ~ /^__.*_chk$/) {
					sub(/^__/, "", name)
					sub(/_chk$/, "", name)
				}
				print file, 0, name
			}'
		done
	} | awk '
	!listed && $1 == "END" { listed = 1; next }
	!listed {
		for (i = 2; i <= NF; i++)
			home[$i] = $1
		next
	}
	$3 == "-" {
		print $1 ":1: calls: has no object (does it compile?)"
		next
	}
	($3 in home) {
		if ($2 > 0 && home[$3] == "linked")
			next
		if (seen[$1 " " $3]++ && $2 == 0)
			next
		n = split(home[$3], homes, "|")
		for (i = 1; i <= n; i++)
			if (index($1, homes[i]) == 1)
				next
		printf "%s:%d: calls: %s is %s\n", $1, ($2 ? $2 : 1), $3,
		    (home[$3] ~ /^(any|linked)$/ ? "not used here" : \
		    "for " home[$3] " only")
	}'
}

# Each row of a table has its file, and each file without a header its row.
#
#	rows DEF DIRECTORY PREFIX: rows are MACRO(name, ... "help")
rows()
{
	[ -e "$1" ] || {
		echo "$1:1: rows: there is no such table"
		return 0
	}
	awk '
	/^[A-Z_]+\(/ { row = ""; line = NR }
	line { row = row $0 }
	line && /\)[ \t]*$/ {
		name = row
		sub(/^[A-Z_]+\([ \t]*"?/, "", name)
		sub(/[",].*/, "", name)
		if (row ~ /""[ \t]*\)[ \t]*$/)
			print "help", line, name
		print "row", line, name
		line = 0
	}' "$1" >"$work/rows"
	: >"$work/files"
	while read -r kind line name; do
		[ "$kind" = row ] || {
			echo "$1:$line: rows: '$name' has no help text"
			continue
		}
		stem=$(printf %s "$name" | tr -- - _)
		file=$2$3$stem.c
		echo "$file" >>"$work/files"
		[ -e "$file" ] ||
		    echo "$1:$line: rows: '$name' lacks its file $file"
		case $2 in
		tools/rule/)
			echo "tests/rule/$name.txt" >>"$work/files"
			[ -e "tests/rule/$name.txt" ] || echo "$1:$line: rows:" \
			    "'$name' lacks its table tests/rule/$name.txt" ;;
		esac
	done <"$work/rows"
	for file in $(find "$2" -name "$3*.c" | sort); do
		grep -qxF "$file" "$work/files" && continue
		# A table's own C side, and parts that share a private header.
		[ "$file" = "${1%.def}.c" ] || [ -e "${file%_*}_impl.h" ] ||
		    [ -e "${file%.c}.h" ] ||
		    echo "$file:1: rows: neither a row of $1 nor a header"
	done
	[ "$2" = tools/rule/ ] || return 0
	for file in tests/rule/*.txt; do
		[ -e "$file" ] && ! grep -qxF "$file" "$work/files" &&
		    echo "$file:1: rows: $1 has no such rule"
	done
}

check_rows()
{
	rows tools/rule/rules.def tools/rule/ ''
	rows tools/command/commands.def tools/command/ ''
	rows tools/export/public/exports.def tools/export/public/ ''
	rows tools/export/internal/exports.def tools/export/internal/ ''
	rows tools/text/diag_formats.def tools/text/ diag_ |
	    grep -v '^tools/text/diag_format\.c:'
	for file in tests/fuzz/*.c; do
		stem=$(basename "$file" .c)
		[ "$stem" != replay ] && [ -e "$file" ] &&
		    [ ! -d "tests/fuzz/corpus/$stem" ] &&
		    echo "$file:1: rows: lacks tests/fuzz/corpus/$stem/"
	done
}

# Every id that is reported has its row: those in calls that report, and all
# words of a family that has one (yaml-, field-, ...).
check_faults()
{
	[ -e tools/rule/faults.def ] || return 0
	awk '
	FILENAME ~ /\.def$/ {
		if (match($0, /^[A-Z_]+\("[a-z0-9-]+"/)) {
			id = substr($0, RSTART, RLENGTH - 1)
			sub(/.*"/, "", id)
			known[id] = 1
			if (FILENAME ~ /faults/)
				family[substr(id, 1, index(id, "-"))] = 1
		}
		next
	}
	FNR == 1 { in_call = 0 }
	{
		line = $0
		sub(/^[ \t]*\/?\*.*/, "", line)
		if (line ~ /(diag_(error|report)|report|fault)[a-z_]*\(/)
			in_call = 1
		rest = line
		while (match(rest, /"[a-z]+(-[a-z][a-z0-9]*)+"/)) {
			id = substr(rest, RSTART + 1, RLENGTH - 2)
			rest = substr(rest, RSTART + RLENGTH)
			if (!(id in known) &&
			    (in_call || substr(id, 1, index(id, "-")) in family))
				printf "%s:%d: faults: %s has no row\n",
				    FILENAME, FNR, id
		}
		if (line ~ /;/)
			in_call = 0
	}' tools/rule/rules.def tools/rule/faults.def \
	    $(printf '%s\n' $sources | grep '\.c$')
}

# What ties the tree to a machine, and words of work in progress.
check_words()
{
	files=$(git ls-files -co --exclude-standard 2>/dev/null |
	    grep -v -x 'tools/lint.sh\|LICENSE')
	[ -n "$files" ] || return 0
	# Deleted files are still listed until that is committed.
	printf '%s\n' "$files" | while IFS= read -r file; do
		[ -f "$file" ] && printf '%s\n' "$file"
	done | tr '\n' '\0' >"$work/list"
	xargs -0 grep -InE \
	    '(^|[^A-Za-z0-9._:/~%-])/(work|home|root|Users)/[A-Za-z]' \
	    <"$work/list" /dev/null | sed 's/:[^:]*$/: words: a machine path/'
	xargs -0 grep -InE \
	    'registry\.npmjs\.org|registry\.yarnpkg\.com|(^|[^a-z.])pypi\.org|files\.pythonhosted\.org|crates\.io/|proxy\.golang\.org|rubygems\.org|deb\.debian\.org|repo1?\.maven\.(apache\.)?org' \
	    <"$work/list" /dev/null |
	    sed 's/^\([^:]*:[0-9]*\):.*/\1: words: a package registry/'
	printf '%s\n' $sources $tests | xargs grep -nE \
	    '(^|[^A-Za-z_])(TODO|FIXME)([^A-Za-z_]|$)' /dev/null |
	    sed 's/^\([^:]*:[0-9]*\):.*/\1: words: unfinished work/'
	printf '%s\n' "$files" | grep ' ' |
	    sed 's/$/:1: words: a blank in a file name/'
}

strip_sources
for check in ${*:-format floors headers functions calls rows faults words}; do
	"check_$check" >>"$found" 2>&1
done
sort -u -t: -k1,1 -k2,2n -k3 "$found"
n=$(sort -u "$found" | wc -l)
if [ "$n" -ne 0 ]; then
	echo "lint: $((n)) findings"
	exit 1
fi
echo "lint: nothing found"
