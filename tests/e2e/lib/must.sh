# must TEXT [FILE]: a fixed text stands in a file, in what hansho said last (out)
# where none is named; mustnt: it does not, nor in any file below a folder.
# `fail` tells; the script has one.
must()
{
	grep -Fq -e "$1" "${2:-out}" || {
		sed 's/^/	/;40q' "${2:-out}"
		fail "no '$1' in ${2:-out}${ran:+ after hansho $ran}"
	}
}

mustnt()
{
	! grep -Frl -e "$1" "${2:-out}" ||
	    fail "'$1' in ${2:-out}${ran:+ after hansho $ran}"
}
