/*
 * What readers of native ranges share.  Private to version/.
 */
#ifndef VERSION_NATIVE_IMPL_H
#define VERSION_NATIVE_IMPL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"
#include "version/native.h"

struct arena;

struct native_reader {
	struct arena *a;
	struct native *out;
	size_t cap;
	size_t group;		/* to which parts are added */
	const char *why;
};

/* Numbers a range may name before it says "any": 1.2.3.4 of Composer. */
#define NATIVE_NUMBERS	4

/* "1.2.x-beta": a version that may be incomplete. */
struct native_partial {
	struct str text;	/* as written, without 'v' and '=' */
	struct str number[NATIVE_NUMBERS];
	size_t n;		/* numbers before the first 'x' or the end */
	bool has_wildcard;	/* 'x', 'X' or '*' stands there */
	struct str suffix;	/* "-beta", "+build", ... */
};

/* The readers of schemes.def: false with r->why. */
MUST_USE bool range_cargo(struct native_reader *r, struct str text);
MUST_USE bool range_composer(struct native_reader *r, struct str text);
MUST_USE bool range_conan(struct native_reader *r, struct str text);
MUST_USE bool range_deb(struct native_reader *r, struct str text);
MUST_USE bool range_gem(struct native_reader *r, struct str text);
MUST_USE bool range_hackage(struct native_reader *r, struct str text);
MUST_USE bool range_hex(struct native_reader *r, struct str text);
MUST_USE bool range_maven(struct native_reader *r, struct str text);
MUST_USE bool range_nginx(struct native_reader *r, struct str text);
MUST_USE bool range_npm(struct native_reader *r, struct str text);
MUST_USE bool range_nuget(struct native_reader *r, struct str text);
MUST_USE bool range_openssl(struct native_reader *r, struct str text);
MUST_USE bool range_plain(struct native_reader *r, struct str text);
MUST_USE bool range_pypi(struct native_reader *r, struct str text);

/* Always false. */
bool native_refuse(struct native_reader *r, const char *why);

/* Add a part; false with r->why when there are too many. */
MUST_USE bool native_add(struct native_reader *r, enum vers_op op,
    struct str version);

/* The same of [low, high): VERS_EQ inside, VERS_NE outside. */
MUST_USE bool native_add_span(struct native_reader *r, enum vers_op op,
    struct str low, struct str high);

/*
 * The operator at the start of s, which is cut off with blanks behind it:
 * =, ==, ===, !=, <>, <, <=, <<, >, >=, >>.  False if there is none.
 */
bool native_take_op(struct str *s, enum vers_op *op);

/* The text up to a blank, one of stops or the end; blanks after it go, too. */
struct str native_take_word(struct str *s, struct str stops);

/* Without blanks at the start. */
struct str native_skip_blanks(struct str s);

/* Cut at the first "||" (or '|' alone); whether there was one. */
bool native_cut_or(struct str s, struct str *head, struct str *rest);

/* False unless it is numbers and wildcards between dots, and a suffix. */
MUST_USE bool native_read_partial(struct str s, struct native_partial *out);

/* Its numbers filled up with zeros, with its suffix. */
struct str native_full(struct arena *a, const struct native_partial *p,
    size_t count);

/*
 * The numbers before index, that at index plus one, then zeros up to count
 * numbers, and the suffix.
 */
struct str native_above(struct arena *a, const struct native_partial *p,
    size_t index, size_t count, struct str suffix);

/* Which number of a caret's version must stay: the first that is not zero. */
size_t native_caret(const struct native_partial *p);

#endif
