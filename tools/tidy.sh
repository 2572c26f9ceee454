#!/bin/sh
# clang-tidy over all sources.  The arguments go to the compiler.
#
# Left out: what contradicts the style on purpose (several parameters of one
# type, recursion over bounded trees, rows included from .def files), what the
# compilers' own warnings cover better, and what asks for the functions of C11
# Annex K, which no C library here has.
set -u
checks='-*,bugprone-*,cert-*,clang-analyzer-*,misc-*,performance-*'
for check in bugprone-easily-swappable-parameters \
    bugprone-narrowing-conversions bugprone-branch-clone \
    bugprone-suspicious-include bugprone-reserved-identifier \
    bugprone-macro-parentheses bugprone-assignment-in-if-condition \
    cert-dcl37-c cert-dcl51-cpp cert-err33-c misc-no-recursion \
    clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling; do
	checks="$checks,-$check"
done
flags=$*
# The words of $flags are flags; one file at a time, two at once.
find tools -name '*.c' | sort | CHECKS=$checks FLAGS=$flags xargs -P 2 -n 1 \
    sh -c 'clang-tidy --quiet --warnings-as-errors="*" \
	--checks="$CHECKS" "$1" -- $FLAGS 2>/dev/null' sh
