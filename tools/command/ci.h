/*
 * What a host of git runs for a repository (templates/ci).
 */
#ifndef COMMAND_CI_H
#define COMMAND_CI_H

struct invocation;

/*
 * Write the script, and the file by which the host of --ci calls it, into the
 * repository of the argument, else the one around here.  What is there stays;
 * what differs is named: then STATUS_FINDINGS.
 */
int ci_install(struct invocation *v);

#endif
