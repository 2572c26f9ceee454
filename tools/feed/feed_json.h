/*
 * What readers of JSON feeds share: a record as a tree without what nobody
 * needs, and how formats are told.
 */
#ifndef FEED_FEED_JSON_H
#define FEED_FEED_JSON_H

#include <stdbool.h>

#include "base/str.h"
#include "text/json_read.h"

struct arena;
struct feed_document;
struct feed_sink;

/*
 * The document's text, an object, as a tree in a; spans count from the text.
 * Of members only those are in it whose names stand in keep, at most 100 and
 * an empty one at the end, or all if that is NULL; the others are checked.
 * NULL, having reported feed-record, when it is no JSON object or over a limit.
 */
const struct json_node *feed_json(struct arena *a,
    const struct feed_document *doc, const struct feed_sink *sink,
    const struct str *keep);

/* Whether a document's beginning has a member of this name. */
bool feed_json_has(struct str head, struct str name);

/* The first member of a document that is a list or object; only numbers may
 * stand before it.  Empty when there is none. */
struct str feed_json_lead(struct str head);

/* The first item of an array, the first member of an object; else NULL. */
const struct json_node *feed_json_first(const struct json_node *list);
const struct json_node *feed_json_list(const struct json_node *object,
    const char *name);

/* Whether a member is true, or the text "true". */
bool feed_json_is(const struct json_node *object, const char *name);

#endif
