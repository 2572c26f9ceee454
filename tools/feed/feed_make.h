/*
 * Building a record: lists that grow, ids, times and texts that are checked.
 * All of it lives in the arena; counts are bounded by LIMIT_FEED_*.
 */
#ifndef FEED_FEED_MAKE_H
#define FEED_FEED_MAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "feed/record.h"

struct arena;
struct cpe;
struct feed_document;
struct feed_sink;
struct json_node;

struct feed_make {
	struct arena *a;
	const struct feed_document *doc;
	const struct feed_sink *sink;
	struct feed_record r;
	size_t at;		/* of the record in doc->text, for reports */
	size_t aliases, related, upstream, scores, cwes, links, affects;
	/* room */
	uint16_t configs;	/* numbers of configurations that are given */
	bool is_full;		/* LIMIT_FEED_AFFECTS is reported */
	bool is_long;		/* LIMIT_FEED_WORD_BYTES is reported */
};

/* A product of the record while its versions are gathered. */
struct feed_ware {
	struct feed_affects e;
	size_t stretches, versions;	/* room */
};

/* Begin a record that is the text of doc from at on, len bytes. */
void feed_make_begin(struct feed_make *k, size_t at, size_t len);

/* False, having reported, when it is no id: then the record is left out. */
MUST_USE bool feed_make_id(struct feed_make *k, struct str id);

/* Give the record to the sink; what it says. */
bool feed_make_end(struct feed_make *k);

/* Report feed-record about this record, by its id. */
void feed_make_report(struct feed_make *k, const char *help, const char *what);

void feed_make_alias(struct feed_make *k, struct str id);
void feed_make_related(struct feed_make *k, struct str id);
void feed_make_upstream(struct feed_make *k, struct str id);

/* "CWE-79"; anything else is passed over, as is what stands there already. */
void feed_make_cwe(struct feed_make *k, struct str cwe);
void feed_make_link(struct feed_make *k, struct str url, struct str kind);

/* base: the number as told, or NULL. */
void feed_make_score(struct feed_make *k, struct str vector, struct str source,
    const struct json_node *base);

/* A time; without a zone it is of UTC.  What is none is reported. */
void feed_make_time(struct feed_make *k, struct str s, struct instant *out);

/* A text, cut to LIMIT_FEED_TEXT_BYTES between characters. */
struct str feed_make_text(struct str s);

/* A name or version without blanks around it; too long: reported and empty. */
struct str feed_make_word(struct feed_make *k, struct str s);

/* Texts with ", " between them. */
struct str feed_make_join(struct feed_make *k, const struct json_node *list);

void feed_make_stretch(struct feed_make *k, struct feed_ware *w,
    const struct feed_stretch *s);
void feed_make_version(struct feed_make *k, struct feed_ware *w,
    struct str version);

/* Add an entry. */
void feed_make_affects(struct feed_make *k, const struct feed_affects *e);

/*
 * Fill type, namespace, name, qualifiers and what follows from them of a
 * package URL; by becomes PURL or PACKAGE.  Its version goes to *version unless
 * that is NULL.  False when it is none.
 */
MUST_USE bool feed_make_purl(struct feed_make *k, struct str purl,
    struct feed_affects *e, struct str *version);

/* The formatted string of a CPE name, 2.2 or 2.3, and its parts; empty when
 * it is none. */
struct str feed_make_cpe(struct feed_make *k, struct str cpe, struct cpe *c);

#endif
