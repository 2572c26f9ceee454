/* Our own files status/products/ID.json. */
#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "reading/reading_impl.h"

struct task {
	struct reading *r;
	struct arena *a;
	struct map *flaws;	/* advisory, id -> index */
	size_t product;		/* the one it is about */
	const char **why;
};

bool
reading_status_is(const struct json_node *root)
{
	return json_get_str(root, "product_id").n > 0 &&
	    json_get(root, "versions") != NULL;
}

static struct reading_flaw *
flaw_of(struct task *t, const struct json_node *n)
{
	struct str advisory = json_get_str(n, "advisory");
	struct str id = json_get_str(n, "id");
	struct str key = str_fmt(t->a, "%.*s\n%.*s", STR_ARG(advisory),
	    STR_ARG(id));
	size_t *at = map_get(t->flaws, key);
	struct reading_flaw *f;

	if (at != NULL)
		return &t->r->flaws[*at];
	at = arena_new(t->a, size_t);
	*at = t->r->n_flaws;
	map_put(t->flaws, key, at);
	f = reading_part_flaw(t->r, t->a);
	f->document = advisory;
	reading_part_text(t->a, &f->ids, id);
	return f;
}

static unsigned
status_of(const struct json_node *n)
{
	static const struct reading_word words[] = {
		{ "first_affected", READING_AFFECTED },
		{ "known_affected", READING_AFFECTED },
		{ "last_affected", READING_AFFECTED },
		{ "first_fixed", READING_FIXED },
		{ "fixed", READING_FIXED },
		{ "known_not_affected", READING_NOT_AFFECTED },
		{ "under_investigation", READING_INVESTIGATED },
	};

	return reading_part_word(words, ARRAY_LEN(words),
	    json_get_str(n, "status"), READING_UNKNOWN);
}

static bool
see_version(struct task *t, const struct json_node *v)
{
	const struct json_node *n = json_get(v, "vulnerabilities");

	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next) {
		struct reading_statement s = {
			.product = t->product,
			.version = json_get_str(v, "version"),
			.says = status_of(n),
		};

		if (!reading_part_say(t->r, flaw_of(t, n), t->a, &s, t->why))
			return false;
	}
	return true;
}

/*
 * What is said of a product whose versions the file does not list; of what it
 * is a part of it cannot be told.
 */
static bool
see_product(struct task *t, const struct json_node *v)
{
	const struct json_node *n = json_get(v, "product_status");

	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next) {
		struct str range = json_get_str(n, "range");
		struct reading_statement s = {
			.product = t->product,
			.version = json_get_str(n, "version"),
			.range = reading_part_range(t->a, range),
			.says = status_of(n) | READING_UNKNOWN,
		};

		s.is_prose = range.n > 0 && s.range == NULL;
		if (!reading_part_say(t->r, flaw_of(t, v), t->a, &s, t->why))
			return false;
	}
	return true;
}

static void
see_flaw(struct task *t, const struct json_node *v)
{
	struct reading_flaw *f = flaw_of(t, v);
	const struct json_node *n = json_get(v, "scores");

	reading_part_text(t->a, &f->cwes, json_get_str(v, "cwe"));
	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next)
		(void)reading_part_score(f, t->a,
		    json_get_str(n, "vectorString"), json_get(n, "score"));
}

bool
reading_status(struct reading *r, struct arena *a,
    const struct json_node *root, const char **why)
{
	struct task t = { .r = r, .a = a, .flaws = map_open(a), .why = why };
	const struct reading_product p = {
		.vendor = json_get_str(root, "vendor"),
		.name = json_get_str(root, "name"),
		.purl = json_get_str(root, "purl"),
		.cpe = json_get_str(root, "cpe"),
	};
	const struct json_node *n = json_get(root, "versions");
	bool has_versions = n->n > 0;

	r->id = json_get_str(root, "product_id");
	t.product = reading_part_product(r, a, &p);
	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next) {
		if (!see_version(&t, n))
			return false;
	}
	n = json_get(root, "vulnerabilities");
	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next) {
		see_flaw(&t, n);
		if (!has_versions && !see_product(&t, n))
			return false;
	}
	return true;
}
