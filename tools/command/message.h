/*
 * A commit message, searched for what does not belong there.
 */
#ifndef COMMAND_MESSAGE_H
#define COMMAND_MESSAGE_H

struct invocation;
struct world;

/*
 * Search the file of --message, as git hands it to the hook commit-msg, for
 * contents and products of cases that are not public, their code names,
 * finders, and sentences of notes.  Numbers of cases, and those on the roster,
 * may be named; dates are not searched, as a commit has its own.  Comments and
 * what follows the scissors are left out where git would do so.  Prints the
 * findings; gives the exit status.
 */
int message_search(struct invocation *v, struct world *r);

#endif
