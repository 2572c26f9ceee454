#!/bin/sh
# Mirror the feeds of the repository in the current folder, generate its sites
# and say where to open them.  The example group has a restricted repository
# besides, made by tests/restricted.sh: it is built over this one, its edition
# into site/restricted; the public edition that it alone may publish stays with
# it.  The group's feeds are files, packed by tests/feeds.sh.
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

# What changed is told; a feed that could not be mirrored is shown as stale on
# the pages, and is no reason to go without them.
mirror()
{
	"$1" fetch >build/fetch.log
	status=$?
	grep -v -e '^same ' -e '^kept ' build/fetch.log
	[ $status -le 1 ] || exit $status
}

circle=build/restricted
[ ! -e tests/feeds.sh ] || run sh tests/feeds.sh build/feeds
[ ! -e content/feeds.yaml ] || mirror "$1"
run "$1" build
if [ -e tests/restricted.sh ]; then
	run sh tests/restricted.sh "$circle"
	# Its machine would mirror the same feeds.
	[ ! -e .hansho/feeds ] || {
		run mkdir -p "$circle/.hansho"
		run cp -R .hansho/feeds "$circle/.hansho/"
	}
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
