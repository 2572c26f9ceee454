# shellcheck shell=sh
# For scripts that run git: it and ssh see nothing of whoever runs them.
. "$ROOT/tests/e2e/lib/need.sh"

# identity NAME MAIL: whose commits come next.
identity()
{
	GIT_AUTHOR_NAME=$1 GIT_AUTHOR_EMAIL=$2
	GIT_COMMITTER_NAME=$1 GIT_COMMITTER_EMAIL=$2
	export GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL
	export GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
}

need git
HOME=$TMP GIT_CONFIG_NOSYSTEM=1
export HOME GIT_CONFIG_NOSYSTEM
unset XDG_CONFIG_HOME SSH_AUTH_SOCK GIT_CONFIG_GLOBAL GIT_DIR GIT_WORK_TREE \
    GIT_INDEX_FILE
git config --global init.defaultBranch main
