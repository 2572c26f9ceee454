/*
 * Markdown files with YAML front matter: where one ends and the other begins.
 */
#ifndef TEXT_FRONT_H
#define TEXT_FRONT_H

#include <stdbool.h>

#include "base/span.h"

struct diags;

struct front {
	struct span yaml;	/* between the "---" lines; empty if none */
	struct span body;	/* after them; all of the file if none */
	bool has_yaml;
};

/*
 * Split a file.  A first line "---" without a closing one is reported as
 * front-unclosed and gives false.  A byte-order mark is reported too.
 */
bool front_split(const struct sources *ss, uint32_t file, struct diags *d,
    struct front *out);

#endif
