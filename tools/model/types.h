/*
 * The values that fields hold.  Each knows where it was written; a value that
 * was not written has a span of nowhere.
 */
#ifndef MODEL_TYPES_H
#define MODEL_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/str.h"
#include "base/time.h"

struct predicate;
struct yaml_node;

/* Text of any textual type, as written. */
struct text {
	struct str s;
	struct span at;
};

/* Text for readers in both languages. */
struct words {
	struct text ja;
	struct text en;
	struct span at;
};

struct truth {
	bool b;
	struct span at;
};

struct number {
	int64_t n;
	struct span at;
};

/* One value of an enumeration; v is 0 when nothing was written. */
struct choice {
	int v;
	struct span at;
};

/* A date or an instant. */
struct moment {
	struct when w;
	struct span at;
};

/* A reference by id.  target is the record it names, set when linking. */
struct ref {
	struct str id;
	struct span at;
	const void *target;
};

/* A condition; NULL when nothing was written. */
struct condition {
	const struct predicate *p;
	struct span at;
};

/* YAML that another floor reads; NULL when nothing was written. */
struct tree {
	const struct yaml_node *node;
	struct span at;
};

struct text_list {
	struct text *v;
	size_t n;
};

struct words_list {
	struct words *v;
	size_t n;
};

struct choice_list {
	struct choice *v;
	size_t n;
};

struct moment_list {
	struct moment *v;
	size_t n;
};

struct ref_list {
	struct ref *v;
	size_t n;
};

/* The text in lang, else in the other language; may be empty. */
struct str words_in(const struct words *w, struct str lang);

#endif
