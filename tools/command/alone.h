/*
 * Commands that write into cases/ (approve, publish) do it one at a time, and
 * first put right what an interrupted one left.
 */
#ifndef COMMAND_ALONE_H
#define COMMAND_ALONE_H

#include <stdbool.h>

#include "base/attr.h"

struct invocation;

/*
 * Be alone in the repository until the end of the process; call it before the
 * repository is read.  Does nothing where nothing will be written (--print).
 * False, with a message printed, when somebody else is at work or a person
 * must look.
 */
MUST_USE bool alone_begin(struct invocation *v);

#endif
