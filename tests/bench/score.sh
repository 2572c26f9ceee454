#!/bin/sh
# The design's row "scores": vectors read, parsed, scored and printed as JSON
# in a second of one processor, of each version and mixed; beside a public
# library where there is one: cvss of Python, or ae-cvss-calculator of npm.
#
#	usage: score.sh HANSHO WORK [VECTORS [RUNS]]
set -eu
LC_ALL=C
export LC_ALL
hansho=$1
work=$2
vectors=${3:-1000000}
runs=${4:-3}
here=$(dirname "$0")

# The library is slow: it gets fewer vectors.
peer_vectors=$((vectors / 50))

# score FILE: seconds of processor, the median of the runs.
score()
{
	run=0
	while [ "$run" -lt "$runs" ]; do
		sh "$here/measure.sh" sh -c \
		    '"$1" score --format json - <"$2"' sh "$hansho" "$1"
		run=$((run + 1))
	done | sort -n -k 2 |
	    awk '{ v[NR] = $2 } END { print v[int((NR + 1) / 2)] }'
}

# peer FILE: the same of the library; nothing when there is none.
peer()
{
	case $library in
	python) python3 "$here/score_peer.py" "$1" ;;
	node) NODE_PATH=$work/node/node_modules \
	    node "$here/score_peer.cjs" "$1" ;;
	esac
}

library=
name=
if python3 -c 'import cvss' 2>/dev/null; then
	library=python
	name="cvss of Python"
elif command -v npm >/dev/null 2>&1 && npm install --silent --no-audit \
    --no-fund --prefix "$work/node" ae-cvss-calculator >/dev/null 2>&1; then
	library=node
	name="ae-cvss-calculator"
fi

echo "scores: $vectors vectors, median of $runs runs, one processor"
for version in 2.0 3.0 3.1 4.0 mixed; do
	file=$work/vectors-$version
	awk -v n="$vectors" -v version="$version" -f "$here/vectors.awk" >"$file"
	ours=$(score "$file")
	theirs=
	if [ -n "$library" ]; then
		head -n "$peer_vectors" "$file" >"$work/peer-vectors"
		theirs=$(peer "$work/peer-vectors")
	fi
	awk -v version="$version" -v n="$vectors" -v ours="$ours" \
	    -v m="$peer_vectors" -v theirs="$theirs" -v name="$name" 'BEGIN {
		bar = version == "3.1" ? "   (bar 1500000)" : \
		    version == "mixed" ? "   (bar 1000000)" : ""
		printf "CVSS %-6s %10d vectors/s", version, n / ours
		if (theirs > 0)
			printf "   %7.1f times %s", (n / ours) / (m / theirs), name
		print bar
	}'
	rm -f "$file"
done
[ -n "$library" ] ||
    echo "skip: comparison: neither cvss of Python nor ae-cvss-calculator is here"
