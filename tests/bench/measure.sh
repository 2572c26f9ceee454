#!/bin/sh
# measure.sh COMMAND...: prints wall seconds, processor seconds and peak memory
# in KiB.  Ends with the command's status when that is not 0.
set -eu
if [ -x /usr/bin/time ]; then
	out=$(mktemp)
	trap 'rm -f "$out"' EXIT
	/usr/bin/time -f '%e %U %S %M' -o "$out" "$@" >/dev/null 2>&1
	awk '{ print $1, $2 + $3, $4 }' "$out"
	exit 0
fi
# Without it: perl's clock, and the kernel's account of the process, which is
# read every 10 ms.
exec perl -MTime::HiRes=time -e '
	my $begin = time;
	my $pid = fork // die;
	if (!$pid) {
		open STDOUT, ">", "/dev/null";
		open STDERR, ">", "/dev/null";
		exec @ARGV or exit 127;
	}
	my $peak = 0;
	while (waitpid($pid, 1) == 0) {
		if (open my $f, "<", "/proc/$pid/status") {
			while (<$f>) {
				$peak = $1 if /^VmHWM:\s+(\d+)/ && $1 > $peak;
			}
		}
		select undef, undef, undef, 0.01;
	}
	my $end = time;
	exit($? >> 8 || 126) if $?;
	my (undef, undef, $user, $system) = times;
	printf "%.3f %.3f %d\n", $end - $begin, $user + $system, $peak;
' "$@"
