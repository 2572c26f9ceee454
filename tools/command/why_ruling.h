/*
 * What was decided on a vulnerability in a product, for `hansho why`: the
 * decision, what it rests on, whether it is inherited, and why it lapsed.
 */
#ifndef COMMAND_WHY_RULING_H
#define COMMAND_WHY_RULING_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct component;
struct index;
struct json_writer;
struct page;
struct ruling;
struct say;
struct sources;

/* For people, set in by two columns.  a is for what is needed on the way. */
void why_ruling_put(const struct page *page, const struct say *say,
    struct arena *a, const struct ruling *r);

/*
 * For machines, an object: the members of decisions.yaml, `inherited`, `holds`,
 * and `lapses` of {reason, was, is}; file and line of the decision.
 */
void why_ruling_json(struct json_writer *w, struct arena *a,
    const struct sources *ss, const struct ruling *r);

/* What a decision can rest on now. */
struct why_basis {
	const struct component **parts;
	size_t n_parts;
	const uint32_t *records;	/* of index */
	size_t n_records;
	const struct index *index;
};

/* The same as it would stand in decisions.yaml; nothing when there is none. */
void why_ruling_propose(const struct page *page, const struct say *say,
    struct arena *a, const struct why_basis *b);

#endif
