#!/bin/sh
# Generate the sites of the repository in the current folder and say where to
# open them.  The example group has a restricted repository besides, made by
# tests/restricted.sh: it is built over this one, its edition into
# site/restricted; the public edition that it alone may publish stays with it.
#
#	usage: tools/sites.sh PROGRAM
set -u

# run COMMAND...: or stop with its status.
run()
{
	"$@"
	status=$?
	[ $status -eq 0 ] || {
		echo "sites: '$*' ended with status $status;" \
		    "what it printed above says why" >&2
		exit $status
	}
}

circle=build/restricted
run "$1" build
if [ -e tests/restricted.sh ]; then
	run sh tests/restricted.sh "$circle"
	run "$1" build -C "$circle" --with . --audience public
	run "$1" build -C "$circle" --with . --audience restricted -o site
fi
set -- site/*/index.html
if [ ! -e "$1" ]; then
	echo "sites: no page was written below site/" >&2
	exit 1
fi
[ ! -e "$circle/site/public/index.html" ] ||
    set -- "$@" "$circle/site/public/index.html"
echo
echo "The sites are ready.  Open them in a browser:"
for page; do
	echo "    file://$(pwd)/$page"
done
