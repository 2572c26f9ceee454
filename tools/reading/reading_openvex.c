#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "reading/reading_impl.h"

struct task {
	struct reading *r;
	struct arena *a;
	struct map *flaws;	/* id -> index */
	struct map *said;	/* flaw, product -> struct said */
	struct map *groups;	/* parts -> number of the group */
	struct instant at;	/* of the document */
	const char **why;
};

/* The statement on a product that holds so far. */
struct said {
	size_t statement;
	struct instant at;
};

bool
reading_openvex_is(const struct json_node *root)
{
	return str_starts(json_get_str(root, "@context"),
	    S("https://openvex.dev/ns"));
}

static unsigned
status_of(const struct json_node *statement)
{
	static const struct reading_word words[] = {
		{ "affected", READING_AFFECTED },
		{ "fixed", READING_FIXED },
		{ "not_affected", READING_NOT_AFFECTED },
		{ "under_investigation", READING_INVESTIGATED },
	};

	return reading_part_word(words, ARRAY_LEN(words),
	    json_get_str(statement, "status"), READING_UNKNOWN);
}

static struct reading_product
product_of(const struct json_node *n)
{
	const struct json_node *names = json_get(n, "identifiers");
	struct str iri = json_get_str(n, "@id");
	struct str cpe = json_get_str(names, "cpe23");
	struct reading_product p = {
		.iri = iri,
		.purl = json_get_str(names, "purl"),
		.cpe = cpe.n > 0 ? cpe : json_get_str(names, "cpe22"),
	};

	if (p.purl.n == 0 && str_starts(iri, S("pkg:")))
		p.purl = iri;
	return p;
}

/* What in a product is meant; empty: all that is in it. */
static struct str
parts_of(struct task *t, const struct json_node *n)
{
	const struct json_node *parts = json_get(n, "subcomponents");

	if (parts == NULL || parts->kind != JSON_IS_ARRAY ||
	    parts->first == NULL)
		return S("");
	/* More parts than one make no statement of the same. */
	return str_fmt(t->a, "%zu %.*s", parts->n,
	    STR_ARG(json_get_str(parts->first, "@id")));
}

/* Flaw, product and its parts: a later statement on these replaces this. */
static struct str
key_of(struct task *t, const struct reading_flaw *f, const struct json_node *n)
{
	return str_fmt(t->a, "%zu\n%.*s\n%.*s", (size_t)(f - t->r->flaws),
	    STR_ARG(json_get_str(n, "@id")), STR_ARG(parts_of(t, n)));
}

static size_t
group_of(struct task *t, struct str parts)
{
	size_t *known = map_get(t->groups, parts);

	if (parts.n == 0)
		return 0;
	if (known == NULL) {
		known = arena_new(t->a, size_t);
		*known = map_len(t->groups) + 1;
		map_put(t->groups, parts, known);
	}
	return *known;
}

static bool
see_product(struct task *t, struct reading_flaw *f, const struct json_node *n,
    unsigned says, struct instant at)
{
	struct reading_product p = product_of(n);
	struct reading_statement s = { .says = says,
		.group = group_of(t, parts_of(t, n)),
		.is_built_in = true };
	struct str key = key_of(t, f, n);
	struct said *said = map_get(t->said, key);

	if (said != NULL) {
		if (at.s >= said->at.s) {
			f->statements[said->statement].says = says;
			said->at = at;
		}
		return true;
	}
	s.product = reading_part_product(t->r, t->a, &p);
	if (s.product == SIZE_MAX) {
		*t->why = "more products than any honest document has";
		return false;
	}
	said = arena_new(t->a, struct said);
	*said = (struct said){ f->n_statements, at };
	map_put(t->said, key, said);
	return reading_part_say(t->r, f, t->a, &s, t->why);
}

static bool
see_statement(struct task *t, const struct json_node *s)
{
	const struct json_node *v = json_get(s, "vulnerability");
	const struct json_node *list = json_get(s, "products");
	struct reading_flaw *f = reading_part_flaw_of(t->r, t->a, t->flaws,
	    json_get_str(v, "name"));
	const struct json_node *alias = json_get(v, "aliases");
	struct instant at;

	if (!instant_parse(json_get_str(s, "timestamp"), &at, NULL))
		at = t->at;
	if (f->n_statements == 0 && alias != NULL &&
	    alias->kind == JSON_IS_ARRAY) {
		for (alias = alias->first; alias != NULL; alias = alias->next)
			reading_part_text(t->a, &f->ids, alias->text);
	}
	for (list = list != NULL ? list->first : NULL; list != NULL;
	     list = list->next) {
		if (!see_product(t, f, list, status_of(s), at))
			return false;
	}
	return true;
}

bool
reading_openvex(struct reading *r, struct arena *a,
    const struct json_node *root, const char **why)
{
	struct task t = { .r = r,
		.a = a,
		.flaws = map_open(a),
		.said = map_open(a),
		.groups = map_open(a),
		.why = why };
	const struct json_node *list = json_get(root, "statements");

	r->id = json_get_str(root, "@id");
	reading_part_date(root, "timestamp", &r->initial, &r->has_initial);
	reading_part_date(root, "last_updated", &r->current, &r->has_current);
	t.at = r->has_current ? r->current : r->initial;
	for (list = list != NULL ? list->first : NULL; list != NULL;
	     list = list->next) {
		if (!see_statement(&t, list))
			return false;
	}
	return true;
}
