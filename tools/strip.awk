# Print a C file without its comments and without the contents of its strings
# and character constants.  Lines stay where they are.
{
	line = $0
	out = ""
	while (line != "") {
		if (in_comment) {
			at = index(line, "*/")
			if (!at)
				break
			line = substr(line, at + 2)
			in_comment = 0
		} else if (match(line, /"|'|\/\*|\/\//)) {
			out = out substr(line, 1, RSTART - 1)
			mark = substr(line, RSTART, RLENGTH)
			line = substr(line, RSTART + RLENGTH)
			if (mark == "//")
				break
			if (mark == "/*") {
				in_comment = 1
				continue
			}
			out = out mark mark
			if (mark == "\"")
				match(line, /^([^"\\]|\\.)*"/)
			else
				match(line, /^([^'\\]|\\.)*'/)
			if (RSTART == 0)
				break
			line = substr(line, RLENGTH + 1)
		} else {
			out = out line
			break
		}
	}
	print out
}
