# Generated CVSS vectors, one a line: -v n=NUMBER -v version=2.0, 3.0, 3.1, 4.0
# or mixed.  Every third has metrics of other groups too, as in feeds.

function add(v, group, name, values) {
	names[v, group, ++count[v, group]] = name
	many[v, group, count[v, group]] = split(values, parts, " ")
	for (k in parts)
		value[v, group, count[v, group], k] = parts[k]
}

# A table: "NAME=VALUES;..." of the base and of the other groups.
function table(v, group, text,    i, fields, pair, total) {
	total = split(text, fields, ";")
	for (i = 1; i <= total; i++) {
		split(fields[i], pair, "=")
		add(v, group, pair[1], pair[2])
	}
}

# The same numbers in every awk.
function draw(limit) {
	state = (state * 1103 + 12345) % 2147483647
	return int(state / 7) % limit + 1
}

function vector(v,    text, i) {
	text = v == "2.0" ? "" : "CVSS:" v
	for (i = 1; i <= count[v, 0]; i++)
		text = text (text == "" ? "" : "/") names[v, 0, i] ":" \
		    value[v, 0, i, draw(many[v, 0, i])]
	if (draw(3) > 1)
		return text
	for (i = 1; i <= count[v, 1]; i++)
		if (draw(2) == 1)
			text = text "/" names[v, 1, i] ":" \
			    value[v, 1, i, draw(many[v, 1, i])]
	return text
}

BEGIN {
	state = 4242
	table("2.0", 0, "AV=L A N;AC=H M L;Au=M S N;C=N P C;I=N P C;A=N P C")
	table("2.0", 1, "E=U POC F H;RL=OF TF W U;RC=UC UR C;" \
	    "CDP=N L LM MH H;TD=N L M H;CR=L M H;IR=L M H;AR=L M H")
	base = "AV=N A L P;AC=L H;PR=N L H;UI=N R;S=U C;C=N L H;I=N L H;A=N L H"
	rest = "E=U P F H;RL=O T W U;RC=U R C;CR=L M H;IR=L M H;AR=L M H;" \
	    "MAV=N A L P;MAC=L H;MPR=N L H;MUI=N R;MS=U C;MC=N L H;MI=N L H;" \
	    "MA=N L H"
	table("3.0", 0, base)
	table("3.0", 1, rest)
	table("3.1", 0, base)
	table("3.1", 1, rest)
	table("4.0", 0, "AV=N A L P;AC=L H;AT=N P;PR=N L H;UI=N P A;" \
	    "VC=H L N;VI=H L N;VA=H L N;SC=H L N;SI=H L N;SA=H L N")
	table("4.0", 1, "E=A P U;CR=H M L;IR=H M L;AR=H M L;MAV=N A L P;" \
	    "MAC=L H;MAT=N P;MPR=N L H;MUI=N P A;MVC=H L N;MVI=H L N;" \
	    "MVA=H L N;MSC=H L N;MSI=S H L N;MSA=S H L N")
	split("2.0 3.0 3.1 4.0", all, " ")
	for (i = 0; i < n; i++)
		print vector(version == "mixed" ? all[draw(4)] : version)
}
