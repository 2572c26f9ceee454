/* Letters for programs: `hansho digest --format json`. */
#ifndef COMMAND_DIGEST_JSON_H
#define COMMAND_DIGEST_JSON_H

#include <stddef.h>

#include "base/str.h"
#include "delivery/letter.h"

struct arena;
struct buf;

/* A letter with the files it was written to. */
struct digest_letter {
	struct letter letter;
	const struct letter_view *views[SUBSCRIBER_EDITIONS];
	size_t n_views;		/* that its reader may read */
	struct str subject;
	struct str *files;	/* names below the folder */
	struct str *contents;
	size_t n_files;
};

/* ledger: its path, of n_lines new lines. */
void digest_json_put(struct arena *a, const struct digest_letter *v, size_t n,
    struct str ledger, size_t n_lines, struct buf *out);

#endif
