/*
 * The leak scan of messages: a message that has gone cannot be called back, so
 * all are searched before any is written.  What none of the editions that its
 * reader may read shows, be it in a template or a remark, must not be in it.
 */
#ifndef COMMAND_DIGEST_LEAK_H
#define COMMAND_DIGEST_LEAK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct digest_letter;
struct invocation;
struct world;

/*
 * Search the files of n letters.  What is found is printed, with the message,
 * "FOLDER/FILE", and where the secret stands.  Returns whether nothing was.
 */
MUST_USE bool digest_leak_check(struct invocation *v, struct world *w,
    const struct digest_letter *letters, size_t n, struct str folder);

#endif
