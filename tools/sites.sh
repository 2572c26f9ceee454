#!/bin/sh
# Generate the sites of the repository in the current folder and say where to
# open them.
#
#	usage: tools/sites.sh PROGRAM
set -u
"$1" build
status=$?
if [ $status -ne 0 ]; then
	echo "sites: '$1 build' ended with status $status;" \
	    "what it printed above says why" >&2
	exit $status
fi
set -- site/*/index.html
if [ ! -e "$1" ]; then
	echo "sites: no page was written below site/" >&2
	exit 1
fi
echo
echo "The sites are ready.  Open them in a browser:"
for page; do
	echo "    file://$(pwd)/$page"
done
