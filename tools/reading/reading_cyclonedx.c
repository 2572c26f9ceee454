#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "base/map.h"
#include "reading/reading_impl.h"
#include "version/percent.h"

/* A component, and the one it is in. */
struct entry {
	size_t product;
	const struct entry *up;
};

struct task {
	struct reading *r;
	struct arena *a;
	struct map *by_ref;	/* bom-ref -> struct entry */
	struct map *flaws;	/* id -> index */
	const char **why;
};

bool
reading_cyclonedx_is(const struct json_node *root)
{
	return str_eq_z(json_get_str(root, "bomFormat"), "CycloneDX");
}

/* Components in components; as deep as the document, which is bounded. */
static bool
see_components(struct task *t, const struct json_node *list,
    const struct entry *up)
{
	if (list == NULL || list->kind != JSON_IS_ARRAY)
		return true;
	for (const struct json_node *n = list->first; n != NULL; n = n->next) {
		const struct reading_product p = {
			.vendor = json_get_str(json_get(n, "supplier"),
			    "name"),
			.name = json_get_str(n, "name"),
			.purl = json_get_str(n, "purl"),
			.cpe = json_get_str(n, "cpe"),
			.version = json_get_str(n, "version"),
		};
		struct str ref = json_get_str(n, "bom-ref");
		struct entry *e = arena_new(t->a, struct entry);

		e->product = reading_part_product(t->r, t->a, &p);
		e->up = up;
		if (e->product == SIZE_MAX) {
			*t->why = "more products than any honest document has";
			return false;
		}
		if (ref.n > 0)
			(void)map_add(t->by_ref, ref, e);
		if (!see_components(t, json_get(n, "components"), e))
			return false;
	}
	return true;
}

/* A reference within this document, or from outside into it. */
static const struct entry *
entry_of(const struct task *t, struct str ref)
{
	size_t hash = str_find_byte(ref, '#', 0);
	const struct entry *e = map_get(t->by_ref, ref);
	struct str inner;
	size_t bad;

	if (e != NULL || hash == SIZE_MAX || !str_starts(ref, S("urn:cdx:")) ||
	    !percent_decode(t->a, str_from(ref, hash + 1), &inner, &bad))
		return e;
	return map_get(t->by_ref, inner);
}

/*
 * What is said of a component that is in another.  Whether it is installed or
 * built in is not told: a version of which something else is known may be the
 * one that has the fix.
 */
static void
loosen(const struct task *t, struct reading_statement *s)
{
	const struct reading_product *p = &t->r->products[s->product];

	s->says |= READING_UNKNOWN;
	if (p->version.n == 0 && s->version.n == 0 && s->range == NULL)
		s->says |= READING_FIXED;
}

/*
 * The component itself, and what it is in: of those the document tells neither
 * the versions nor whether they have the flaw by their part.
 */
static bool
say(struct task *t, struct reading_flaw *f, const struct entry *e,
    struct reading_statement s)
{
	unsigned says = s.says;
	size_t inner = e->product;

	/* A group for each thing that it is in, and for each that is in one. */
	s.product = e->product;
	if (e->up != NULL) {
		s.group = 2 * e->up->product + 1;
		loosen(t, &s);
	}
	if (!reading_part_say(t->r, f, t->a, &s, t->why))
		return false;
	for (e = e->up; e != NULL; e = e->up) {
		s = (struct reading_statement){ .product = e->product,
			.group = 2 * inner + 2,
			.says = says };
		loosen(t, &s);
		if (!reading_part_say(t->r, f, t->a, &s, t->why))
			return false;
	}
	return true;
}

static unsigned
status_of(const struct json_node *version)
{
	static const struct reading_word words[] = {
		{ "affected", READING_AFFECTED },
		{ "unaffected", READING_FIXED | READING_NOT_AFFECTED },
		{ "unknown", READING_UNKNOWN | READING_INVESTIGATED },
	};

	/* The schema's default. */
	return reading_part_word(words, ARRAY_LEN(words),
	    json_get_str(version, "status"), READING_AFFECTED);
}

/* A version or range, of which both the analysis and its status hold. */
static bool
see_version(struct task *t, struct reading_flaw *f, const struct entry *e,
    const struct json_node *n, unsigned says)
{
	struct str range = json_get_str(n, "range");
	struct reading_statement s = {
		.says = says & status_of(n),
		.version = json_get_str(n, "version"),
	};

	if (s.version.n == 0) {
		s.range = reading_part_range(t->a, range);
		s.is_prose = s.range == NULL;
	}
	return say(t, f, e, s);
}

static bool
see_affects(struct task *t, struct reading_flaw *f, const struct json_node *n,
    unsigned says)
{
	const struct entry *e = entry_of(t, json_get_str(n, "ref"));
	const struct json_node *list = json_get(n, "versions");

	if (e == NULL)
		return true;
	if (list == NULL || list->kind != JSON_IS_ARRAY || list->n == 0)
		return say(t, f, e,
		    (struct reading_statement){ .says = says });
	for (n = list->first; n != NULL; n = n->next) {
		if (!see_version(t, f, e, n, says))
			return false;
	}
	return true;
}

static unsigned
state_of(const struct json_node *v)
{
	static const struct reading_word words[] = {
		{ "exploitable", READING_AFFECTED },
		{ "resolved", READING_FIXED },
		{ "resolved_with_pedigree", READING_FIXED },
		{ "not_affected", READING_NOT_AFFECTED },
		{ "false_positive", READING_NOT_AFFECTED },
		{ "in_triage", READING_INVESTIGATED },
	};

	return reading_part_word(words, ARRAY_LEN(words),
	    json_get_str(json_get(v, "analysis"), "state"), READING_ANY);
}

/* The same for each entry on a flaw, so once is enough. */
static void
see_facts(struct task *t, struct reading_flaw *f, const struct json_node *v)
{
	const struct json_node *credits = json_get(v, "credits");
	const struct json_node *n = json_get(v, "references");

	f->is_rejected = json_get_str(v, "rejected").n > 0;
	reading_part_each(t->a, &f->ids, n, "id");
	n = json_get(v, "cwes");
	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next)
		reading_part_text(t->a, &f->cwes,
		    str_cat(t->a, S("CWE-"), n->text));
	n = json_get(v, "ratings");
	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next)
		(void)reading_part_score(f, t->a, json_get_str(n, "vector"),
		    json_get(n, "score"));
	reading_part_each(t->a, &t->r->links, json_get(v, "advisories"),
	    "url");
	reading_part_each(t->a, &t->r->credits,
	    json_get(credits, "organizations"), "name");
	reading_part_each(t->a, &t->r->credits,
	    json_get(credits, "individuals"), "name");
	reading_part_date(v, "created", &t->r->initial, &t->r->has_initial);
	reading_part_date(v, "updated", &t->r->current, &t->r->has_current);
}

static bool
see_flaw(struct task *t, const struct json_node *v)
{
	size_t known = t->r->n_flaws;
	struct reading_flaw *f = reading_part_flaw_of(t->r, t->a, t->flaws,
	    json_get_str(v, "id"));
	const struct json_node *n = json_get(v, "affects");

	if (t->r->n_flaws > known)
		see_facts(t, f, v);
	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next) {
		if (!see_affects(t, f, n, state_of(v)))
			return false;
	}
	return true;
}

bool
reading_cyclonedx(struct reading *r, struct arena *a,
    const struct json_node *root, const char **why)
{
	struct task t = { .r = r,
		.a = a,
		.by_ref = map_open(a),
		.flaws = map_open(a),
		.why = why };
	const struct json_node *n = json_get(root, "vulnerabilities");

	r->id = json_get_str(root, "serialNumber");
	if (!see_components(&t, json_get(root, "components"), NULL))
		return false;
	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next) {
		if (!see_flaw(&t, n))
			return false;
	}
	return true;
}
