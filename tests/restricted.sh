#!/bin/sh
# Make a restricted repository of the files in tests/restricted/: a checkout
# with a history, to be built over the example group (--with).
#
#	usage: tests/restricted.sh DIR
#
# DIR is new, or was made by this script.
set -eu

from=$(cd "$(dirname "$0")" && pwd)/restricted
[ $# -eq 1 ] || {
	echo "usage: $0 DIR" >&2
	exit 2
}
if [ -e "$1" ] && [ ! -e "$1/.git/restricted-example" ]; then
	echo "$0: $1 is there, and this script did not make it" >&2
	exit 2
fi

# No hooks, signatures or names of whoever runs this.
GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY || :

# by "NAME <MAIL>" DATE SUBJECT PATH...: commit these files.
by() {
	who=$1 when=$2 subject=$3
	shift 3
	for path; do
		mkdir -p "$(dirname "$path")"
		cp -R "$from/$path" "$(dirname "$path")/"
		git add "$path"
	done
	GIT_AUTHOR_NAME=${who% <*} GIT_AUTHOR_EMAIL=${who#*<}
	GIT_AUTHOR_EMAIL=${GIT_AUTHOR_EMAIL%>}
	GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME
	GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL
	GIT_AUTHOR_DATE=$when GIT_COMMITTER_DATE=$when
	export GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_AUTHOR_DATE
	export GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL GIT_COMMITTER_DATE
	git commit -q -m "$subject"
}

rm -rf "$1"
mkdir -p "$1"
cd "$1"
git init -q -b main .
: >.git/restricted-example
lead='Megumi Takahashi <takahashi@example.com>'
coordinator='Ryo Nakamura <nakamura@example.com>'
intake='Misaki Hayashi <hayashi@example.com>'
writer='Jin Shirai <shirai@example.com>'
by "$lead" 2026-08-31T10:00:00+09:00 "Set up for the circle" \
    .gitignore content/organisation.yaml content/audiences.yaml \
    content/people/jpcert-circle.yaml
by "$intake" 2026-09-03T10:40:00+09:00 "Record a report" \
    content/parties/finder-0039.yaml cases/2026/PS-2026-0302/case.md \
    products/ee-gateway/exalink-25
by "$intake" 2026-09-29T15:50:00+09:00 "Record a report" \
    content/parties/finder-0038.yaml cases/2026/PS-2026-0301 \
    products/ee-gateway/exagate-2000
by "$writer" 2026-11-06T17:00:00+09:00 "Write the public words" \
    cases/2026/PS-2026-0302/advisory.ja.md \
    cases/2026/PS-2026-0302/advisory.en.md
by "$writer" 2026-11-18T12:00:00+09:00 "Release" \
    cases/2026/PS-2026-0302/approvals.yaml \
    cases/2026/PS-2026-0302/published.yaml \
    cases/2026/PS-2026-0302/released content/cve-ids/jpcert-2026.yaml
by "$coordinator" 2026-11-20T17:30:00+09:00 "Record a report" \
    content/parties/finder-0040.yaml cases/2026/PS-2026-0303
