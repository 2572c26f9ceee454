/*
 * git hooks that stop a commit with errors, or with a message that tells
 * what is not public (templates/ci/hooks).
 */
#ifndef COMMAND_HOOKS_H
#define COMMAND_HOOKS_H

struct invocation;

/*
 * Install them into the repository of git around DIR, else around here.
 * Nothing is overwritten: beside somebody's hook ours gets another name, and
 * the line that runs it is printed.  Gives the exit status: STATUS_FINDINGS
 * when a line must be added by hand.
 */
int hooks_install(struct invocation *v);

#endif
