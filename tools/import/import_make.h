/*
 * Documents of other formats in the shape of a CSAF document: the writers
 * know one shape, and each value keeps its place in the file it came from;
 * for import/import*.c alone.
 *
 * What CSAF 2.0 cannot say stands in members that begin with "~", which are
 * read only of documents made here (import_read_extra):
 *
 *   ~ja               beside any text: the same in Japanese
 *   ~lang             of a note: "ja" when it is for the Japanese text
 *   ~cvss, ~source    of a score: one of any version of CVSS; whose it is
 *   ~general          of a score or remediation: for all that is affected
 *   ~scheme, ~purl, ~cpe  of a product: of it in all versions
 *   ~ssvc, ~exploitation  of a flaw
 *   ~withdrawn        of a revision
 */
#ifndef IMPORT_IMPORT_MAKE_H
#define IMPORT_IMPORT_MAKE_H

#include <stdbool.h>

#include "base/span.h"
#include "base/str.h"
#include "text/json_read.h"

struct arena;
struct import_doc;
struct map;

/* A document in the making. */
struct import_made {
	struct import_doc *k;
	struct arena *a;
	const struct json_node *from;	/* the root of the original */
	struct json_node *root;
	struct json_node *document;
	struct json_node *tracking;
	struct json_node *flaw;		/* such documents are about one flaw */
	struct map *links;		/* addresses of its references */
};

/* Begin one about the original: an empty document with one flaw. */
struct import_made *import_make_open(struct import_doc *k,
    const struct json_node *from);

/* A member of a kind; the object that is made of it is returned. */
struct json_node *import_make_object(struct import_made *m,
    struct json_node *parent, const char *name, struct span at);

/* A new object in the array of that name, which is made if need be. */
struct json_node *import_make_item(struct import_made *m,
    struct json_node *parent, const char *name, struct span at);

/* The same for a string. */
void import_make_word(struct import_made *m, struct json_node *parent,
    const char *name, struct span at, struct str text);

/* A string member; nothing when the text is empty. */
void import_make_text(struct import_made *m, struct json_node *parent,
    const char *name, struct span at, struct str text);

/* A member of the original under a name; nothing when it is NULL. */
void import_make_copy(struct import_made *m, struct json_node *parent,
    const char *name, const struct json_node *node);

/*
 * A date: one without a zone is UTC (the CVE schema says so), one that is none
 * is reported and NULL.
 */
const struct json_node *import_make_date(struct import_made *m,
    const struct json_node *node, const char *name);

/* A note on the flaw; ja: for the Japanese text. */
void import_make_note(struct import_made *m, const char *category,
    struct str title, struct span at, struct str text, bool ja);

/* Title, language, publisher and identity. */
void import_make_head(struct import_made *m, const struct json_node *id,
    struct str publisher, const char *namespace);

/* How a revision is called. */
struct import_words {
	const char *en;
	const char *ja;
};

/*
 * Dates and revisions of a record, of which formats tell only the first and the
 * last; both from import_make_date(), last may be the first.
 */
void import_make_history(struct import_made *m, const struct json_node *first,
    const struct json_node *last, const struct import_words words[2],
    bool is_withdrawn);

#endif
