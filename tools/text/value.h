/*
 * What a template is filled with: a small tree of text, numbers, truth,
 * markup, lists and objects, in an arena.  Built by exporters for one page.
 *
 * Keys are literals or live as long as the value.  A value is written once;
 * value_set() of a key that is there is a bug.  NULL is stored as "nothing":
 * the name is known, but false, empty and without a text.
 */
#ifndef TEXT_VALUE_H
#define TEXT_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "text/markdown.h"

struct arena;
struct value;

struct value *value_object(struct arena *a);
struct value *value_list(struct arena *a);

void value_set(struct value *object, const char *key, const struct value *v);
void value_push(struct value *list, const struct value *v);

const struct value *value_text(struct arena *a, struct str s);
const struct value *value_html(struct arena *a, struct html h);
const struct value *value_int(struct arena *a, int64_t n);
const struct value *value_bool(bool b);	/* shared, no memory */

/* Shorthands: build and set. */
void value_set_text(struct value *object, const char *key, struct str s);
void value_set_z(struct value *object, const char *key, const char *z);
void value_set_html(struct value *object, const char *key, struct html h);
void value_set_int(struct value *object, const char *key, int64_t n);
void value_set_bool(struct value *object, const char *key, bool b);

/* A new object or list that is set under key, or pushed. */
struct value *value_set_object(struct value *object, const char *key);
struct value *value_set_list(struct value *object, const char *key);
struct value *value_push_object(struct value *list);

/* Reading, for templates and tests. */
const struct value *value_get(const struct value *object, struct str key);
size_t value_len(const struct value *list);	/* 0 for what is no list */
const struct value *value_at(const struct value *list, size_t i);

/* Empty text, 0, false, empty list and NULL are false. */
bool value_is_true(const struct value *v);

#endif
