#!/bin/sh
# What a host of git runs for a PSIRT repository; its own file calls this one.
#
#	hansho-ci.sh review BASE [HEAD]	findings, messages, effects of a merge
#	hansho-ci.sh build		all editions, built and searched
#	hansho-ci.sh publish [BRANCH]	release what is due: commit, push, build
#
# Exit status: 0 fine, 1 findings or refused, 2 wrong use, 3 environment.
#
# Environment, all optional but the names for publish:
#	HANSHO		the program (hansho)
#	HANSHO_DIR	the repository's folder in git's work tree (.)
#	HANSHO_OUT	folder for reports (hansho-ci)
#	HANSHO_HOST	gitlab, github or gitea: the form of findings
#	HANSHO_BRANCH	for review: the branch's name, which everybody sees too
#	HANSHO_REMOTE	for publish: git's name of the host (origin)
#	HANSHO_LANG	language of the report: ja or en
#	HANSHO_WITH	of a restricted repository: checkouts of those below
#			it, one a line
#	HANSHO_KEY	for publish: see `hansho publish --key`
#	HANSHO_NAME, HANSHO_MAIL	for publish: who commits; this identity
#			must be on the roster (content/people), or the check
#			takes the job for a stranger
#	HANSHO_NOW	the present (the clock), for trying this out
#
# Callers take this file from BASE for a review: what a merge request brings
# along must not judge it.
#
# Reports tell what is in cases.  They go into HANSHO_OUT, with the rights of
# its owner alone; what the host shows of them, and to whom, is the caller's
# matter.  HANSHO_OUT/comment.md is what may be posted on a merge request of
# this repository: of a restricted one a single line, as hosts send comments by
# mail to whoever watches.
set -u
umask 077

hansho=${HANSHO:-hansho}
dir=${HANSHO_DIR:-.}
out=${HANSHO_OUT:-hansho-ci}
host=${HANSHO_HOST:-}
remote=${HANSHO_REMOTE:-origin}

# Pushes that lose the race against somebody else's are begun anew.
tries_max=5

say()
{
	printf 'hansho-ci: %s\n' "$*" >&2
}

fail()
{
	status=$1
	shift
	say "$@"
	exit "$status"
}

# run COMMAND [ARGUMENT]...: the program, with the options common to all.
run()
{
	command=$1
	shift
	[ -z "${HANSHO_NOW:-}" ] || set -- "$@" --now "$HANSHO_NOW"
	[ -z "${HANSHO_WITH:-}" ] || while IFS= read -r with; do
		[ -z "$with" ] || set -- "$@" --with "$with"
	done <<-END
	${HANSHO_WITH:-}
	END
	"$hansho" "$command" -C "$dir" "$@"
}

is_restricted()
{
	grep -q '^repository:[ ]*restricted' "$dir/content/organisation.yaml"
}

# worst A B: of two exit statuses the greater.
worst()
{
	[ "$1" -gt "$2" ] && echo "$1" || echo "$2"
}

# ---- review ------------------------------------------------------------------

check_findings()
{
	case $host in
	gitlab)
		# GitLab shows these beside the lines of the merge request.
		run check --format gitlab >"$out/findings.json"
		found=$?
		[ "$found" -ne 1 ] || run check >&2
		return "$found"
		;;
	github | gitea)
		run check --format github
		;;
	*)
		run check
		;;
	esac
}

# Hooks can be gone past; what was pushed is searched once more.
check_messages()
{
	bad=0
	if [ -n "${HANSHO_BRANCH:-}" ]; then
		printf '%s\n' "$HANSHO_BRANCH" >"$out/message" || return 3
		run leakcheck --message "$out/message" >"$out/told" 2>&1 || {
			bad=1
			say "the name of the branch tells what is not" \
			    "public: give it another"
		}
	fi
	for commit in $(git rev-list "$1..$2"); do
		git log -1 --format=%B "$commit" >"$out/message" || return 3
		run leakcheck --message "$out/message" >"$out/told" 2>&1 &&
		    continue
		bad=1
		# The log is not the place to say it again.
		say "the message of $commit tells what is not public:" \
		    "\`git log -1 --format=%B $commit |" \
		    "hansho leakcheck --message -' says what;" \
		    "\`git rebase -i' mends it"
	done
	rm -f "$out/message" "$out/told"
	return "$bad"
}

review()
{
	case $# in
	1 | 2) ;;
	*) fail 2 "review BASE [HEAD]" ;;
	esac
	base=$1 head=${2:-HEAD}
	git rev-parse -q --verify "$base^{commit}" >/dev/null ||
	    fail 3 "there is no commit '$base' here: fetch the target" \
	    "branch, with its history"
	git rev-parse -q --verify "$head^{commit}" >/dev/null ||
	    fail 3 "there is no commit '$head' here"
	check_findings
	status=$?
	check_messages "$base" "$head"
	status=$(worst "$status" $?)
	run diff --format markdown ${HANSHO_LANG:+--lang "$HANSHO_LANG"} \
	    "$base" "$head" >"$out/review.md"
	effects=$?
	[ "$effects" -le 1 ] || say "the effects cannot be told"
	status=$(worst "$status" "$effects")
	if is_restricted; then
		echo "hansho: reviewed; status $status. The report is among" \
		    "the files of the job." >"$out/comment.md"
	else
		cp "$out/review.md" "$out/comment.md"
	fi
	return "$status"
}

# ---- build --------------------------------------------------------------------

# Every edition; the build searches each before it shows it, and what lies in
# the folders then is searched once more, for what else may have got there.
build()
{
	run build
	status=$?
	[ "$status" -le 1 ] || return "$status"
	for edition in "$dir"/site/*/; do
		[ -d "$edition" ] || continue
		id=${edition%/}
		run leakcheck "$id" --audience "${id##*/}"
		status=$(worst "$status" $?)
	done
	return "$status"
}

# ---- publish ------------------------------------------------------------------

# The cases whose files are staged, for the subject of the commit.
staged_cases()
{
	git diff --cached --name-only -- "$dir/cases" |
	    sed -n 's|^\(.*/\)*cases/[0-9]*/\([^/]*\)/.*|\2|p' |
	    sort -u | tr '\n' ' ' | sed 's/ *$//; s/ /, /g'
}

# 0: pushed.  1: refused.  3: cannot.  10: nothing to do.  11: somebody was
# faster.
publish_once()
{
	git fetch -q "$remote" "+refs/heads/$1:refs/remotes/$remote/$1" &&
	    git checkout -q --detach "refs/remotes/$remote/$1" || return 3
	run publish ${HANSHO_KEY:+--key "$HANSHO_KEY"} >"$out/publish.txt" 2>&1
	status=$?
	cat "$out/publish.txt"
	[ "$status" -le 1 ] || return "$status"
	git add -A -- "$dir/cases" || return 3
	cases=$(staged_cases)
	[ -n "$cases" ] || return $((status == 0 ? 10 : 1))
	# What goes out must stand the check as it will be, and the build.
	run check >"$out/check.txt" 2>&1 || {
		cat "$out/check.txt" >&2
		say "not pushed: the check refuses what was released"
		return 1
	}
	GIT_AUTHOR_NAME=$HANSHO_NAME GIT_AUTHOR_EMAIL=$HANSHO_MAIL \
	    GIT_COMMITTER_NAME=$HANSHO_NAME GIT_COMMITTER_EMAIL=$HANSHO_MAIL \
	    git commit -q --no-gpg-sign -m "Publish $cases" \
	    -m "Released by the scheduled job." || return 3
	build || {
		say "not pushed: the editions cannot be built with it"
		return 1
	}
	git push -q "$remote" "HEAD:refs/heads/$1" && return 0
	# Rejected: by somebody's push in between, or by a rule of the host.
	git fetch -q "$remote" "+refs/heads/$1:refs/remotes/$remote/$1" ||
	    return 3
	[ "$(git rev-parse "HEAD^")" = \
	    "$(git rev-parse "refs/remotes/$remote/$1")" ] || return 11
	say "the push was refused, though nobody else pushed: may this job" \
	    "push to $1?"
	return 3
}

publish()
{
	[ $# -le 1 ] || fail 2 "publish [BRANCH]"
	branch=${1:-main}
	[ -n "${HANSHO_NAME:+${HANSHO_MAIL:-}}" ] ||
	    fail 2 "say who commits: HANSHO_NAME and HANSHO_MAIL"
	[ -z "$(git status --porcelain --untracked-files=no)" ] ||
	    fail 3 "the work tree has changes; this job needs a clean one"
	try=0
	while [ "$try" -lt "$tries_max" ]; do
		try=$((try + 1))
		publish_once "$branch"
		status=$?
		# What was not pushed was not released: begin at their state.
		[ "$status" -eq 0 ] || [ "$status" -eq 10 ] || {
			git reset -q --hard "refs/remotes/$remote/$branch"
			git clean -q -f -d -- "$dir/cases"
		}
		case $status in
		10)
			say "nothing is due"
			return 0
			;;
		11)
			say "somebody else pushed in between; once more"
			;;
		*)
			return "$status"
			;;
		esac
	done
	fail 3 "$tries_max times somebody else pushed in between"
}

# ---- begin ---------------------------------------------------------------------

command -v "$hansho" >/dev/null 2>&1 ||
    fail 3 "the program '$hansho' is not in PATH: nothing can be checked"
[ -f "$dir/content/organisation.yaml" ] ||
    fail 3 "no repository in '$dir': content/organisation.yaml is missing"
mkdir -p "$out" || exit 3
what=${1:-}
[ $# -eq 0 ] || shift
case $what in
review)
	review "$@"
	;;
build)
	[ $# -eq 0 ] || fail 2 "build takes nothing"
	build
	;;
publish)
	publish "$@"
	;;
*)
	fail 2 "review BASE [HEAD], build, or publish [BRANCH]"
	;;
esac
