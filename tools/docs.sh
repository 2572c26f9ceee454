#!/bin/sh
# Write the manual page hansho.1 and the reference of all tables, tables.md,
# from the rows of the .def files.  What a row says is said nowhere else.
#
#	usage: tools/docs.sh DIR
set -eu
LC_ALL=C
export LC_ALL
out=$1
mkdir -p "$out"

# Rows as lines: FILE, MACRO and arguments with tabs between; long rows and
# strings in pieces are joined.
rows()
{
	awk '
	function flush(    macro, i, c, field, quoted) {
		macro = row
		sub(/\(.*/, "", macro)
		sub(/^[A-Z_]+\(/, "", row)
		sub(/\)[ \t]*(\/\*.*)?$/, "", row)
		gsub(/"[ \t]+"/, "", row)
		field = ""
		quoted = 0
		printf "%s\t%s", FILENAME, macro
		for (i = 1; i <= length(row); i++) {
			c = substr(row, i, 1)
			if (quoted && c == "\\")
				field = field substr(row, ++i, 1)
			else if (c == "\"")
				quoted = !quoted
			else if (c == "," && !quoted) {
				printf "\t%s", field
				field = ""
			} else if (quoted || c !~ /[ \t]/)
				field = field c
		}
		print "\t" field
		row = ""
	}
	/^[A-Z_]+\(/ { row = "" ; begun = 1 }
	begun {
		line = $0
		sub(/^[ \t]+/, " ", line)
		row = row line
		if (row ~ /\)[ \t]*(\/\*.*)?$/) {
			flush()
			begun = 0
		}
	}' "$@"
}

# Everything the tables say, a heading for each file and a table for each run
# of rows of one macro.
reference()
{
	echo '# Tables of Hansho'
	echo
	echo 'Made by `make docs` from the `.def` files of `tools/`.'
	rows $(find tools -name '*.def' | sort) | awk -F '\t' '
	BEGIN {
		split("key type of how_many audience meaning", title, " ")
	}
	function cell(text) {
		gsub(/\|/, "\\|", text)
		return text
	}
	$1 != file {
		file = $1
		macro = ""
		printf "\n## %s\n", file
	}
	$2 ~ /END$/ { macro = ""; next }
	$2 == "RECORD" || $2 == "ENUM" {
		printf "\n### %s\n\n%s\n", $3, $4
		macro = ""
		next
	}
	{
		# The first cell of members repeats their heading.
		first = ($2 == "FIELD" || $2 == "VALUE") ? 4 : 3
		if ($2 != macro) {
			macro = $2
			printf "\n|"
			for (i = first; i <= NF; i++)
				printf " %s |", macro == "FIELD" ? title[i - 3] :\
				    i == first ? macro : ""
			printf "\n|"
			for (i = first; i <= NF; i++)
				printf "---|"
			print ""
		}
		printf "|"
		for (i = first; i <= NF; i++)
			printf " %s |", cell($i)
		print ""
	}'
}

# roff takes a leading dot or quote, and every backslash, for its own.
section()
{
	[ -e "$2" ] || {
		echo "docs: there is no table $2" >&2
		exit 1
	}
	echo ".SH $1"
	rows "$2" | awk -F '\t' -v prefix="${3-}" '
	function plain(text) {
		gsub(/\\/, "\\e", text)
		gsub(/-/, "\\-", text)
		return text
	}
	{ printf ".TP\n.B %s\n\\&%s\n", plain(prefix $3), plain($NF) }'
}

manual()
{
	cat <<'END'
.TH HANSHO 1
.SH NAME
hansho \- check a repository of PSIRT cases and generate its sites
.SH SYNOPSIS
.B hansho
.I COMMAND
[\fIOPTION\fR...] [\fIARGUMENT\fR...]
.SH DESCRIPTION
Hansho reads cases, products and policies from the files of a git repository,
checks them, and writes an internal portal, the PSIRT's desk, public advisories
and machine\-readable documents as static files. It opens no network socket,
and its outputs depend on its inputs alone.
.B hansho
.I COMMAND
.B \-\-help
explains one command.
END
	section COMMANDS tools/command/commands.def
	section OPTIONS tools/command/options.def --
	section 'DIAGNOSTIC FORMATS' tools/text/diag_formats.def
	section CHECKS tools/rule/rules.def
	section 'PUBLIC EXPORTS' tools/export/public/exports.def
	section 'INSIDE EXPORTS' tools/export/internal/exports.def
	cat <<'END'
.SH ENVIRONMENT
.TP
.B LANG
When it begins with "ja" and there is no
.BR \-\-lang ,
explanations and lists are in Japanese.
.TP
.B NO_COLOR
When set, nothing is printed in colour.
.TP
.B PATH
Where
.B hansho doctor
looks for git.
.SH EXIT STATUS
.TP
.B 0
All is well.
.TP
.B 1
There are findings in the data.
.TP
.B 2
The program was called wrongly.
.TP
.B 3
The environment failed: a missing permission, a full disk.
END
}

reference >"$out/tables.md"
manual >"$out/hansho.1"
echo "wrote $out/hansho.1 and $out/tables.md"
