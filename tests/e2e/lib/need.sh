# shellcheck shell=sh
# need TOOL...: what tools/deps.sh installs is there; without it nothing would be
# asked, and that must not pass for an answer.
need()
{
	for tool in "$@"; do
		command -v "$tool" >/dev/null 2>&1 || {
			echo "FAIL no $tool: tools/deps.sh installs it"
			exit 1
		}
	done
}
