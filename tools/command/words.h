/*
 * Words for what commands print; phrases are had with export/say_text.h.
 */
#ifndef COMMAND_WORDS_H
#define COMMAND_WORDS_H

#include "export/say.h"

struct invocation;
struct world;

/* What export/say.h needs, of a derived world, in --lang. */
struct say words_open(const struct invocation *v, const struct world *r);

/* Parts of a line, with the phrase that stands between those. */
struct str words_parts(const struct say *s, struct str all, struct str more);

#endif
