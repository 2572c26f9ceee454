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

static bool
see_version(struct task *t, const struct json_node *v)
{
	static const struct reading_word words[] = {
		{ "known_affected", READING_AFFECTED },
		{ "fixed", READING_FIXED },
		{ "known_not_affected", READING_NOT_AFFECTED },
		{ "under_investigation", READING_INVESTIGATED },
	};
	const struct json_node *n = json_get(v, "vulnerabilities");

	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next) {
		struct reading_statement s = {
			.product = t->product,
			.version = json_get_str(v, "version"),
			.says = reading_part_word(words, ARRAY_LEN(words),
			    json_get_str(n, "status"), READING_UNKNOWN),
		};

		if (!reading_part_say(t->r, flaw_of(t, n), t->a, &s, t->why))
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

	r->id = json_get_str(root, "product_id");
	t.product = reading_part_product(r, a, &p);
	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next) {
		if (!see_version(&t, n))
			return false;
	}
	n = json_get(root, "vulnerabilities");
	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next)
		see_flaw(&t, n);
	return true;
}
