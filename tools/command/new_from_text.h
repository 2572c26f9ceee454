/*
 * Foreign text on its way into a file: cut, and without what none may hold.
 */
#ifndef COMMAND_NEW_FROM_TEXT_H
#define COMMAND_NEW_FROM_TEXT_H

#include <stddef.h>

#include "base/str.h"

struct arena;

/* One line of at most max characters. */
struct str new_from_text_line(struct arena *a, struct str s, size_t max);

/* The same with its line ends. */
struct str new_from_text(struct arena *a, struct str s, size_t max);

/* "https://..." in one word; else the empty str. */
struct str new_from_text_url(struct arena *a, struct str s);

#endif
