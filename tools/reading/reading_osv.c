#include <stdlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "reading/reading_impl.h"

/* All that OSV tells: whether a version is affected. */
#define NOT_AFFECTED	((unsigned)READING_ANY & ~(unsigned)READING_AFFECTED)

struct task {
	struct reading *r;
	struct arena *a;
	struct reading_flaw *f;
	size_t product;
	struct str scheme;	/* by which the ecosystem orders versions */
	const char **why;
};

/* What happens at a version. */
enum change {
	FIXED,		/* before an introduction at the same version */
	LIMIT,
	INTRODUCED,
	LAST,
};

struct event {
	struct str version;
	enum change change;
	const struct task *t;
};

bool
reading_osv_is(const struct json_node *root)
{
	return json_get_str(root, "id").n > 0 &&
	    json_get_str(root, "modified").n > 0;
}

static struct str
scheme_of(struct str ecosystem)
{
	static const struct {
		const char *ecosystem;
		struct str scheme;
	} names[] = {
		{ "crates.io", STR_INIT("cargo") },
		{ "Go", STR_INIT("golang") },
		{ "Hex", STR_INIT("hex") },
		{ "Maven", STR_INIT("maven") },
		{ "npm", STR_INIT("npm") },
		{ "NuGet", STR_INIT("nuget") },
		{ "PyPI", STR_INIT("pypi") },
		{ "RubyGems", STR_INIT("gem") },
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (str_eq_z(ecosystem, names[i].ecosystem))
			return names[i].scheme;
	}
	return S("generic");
}

/* "0" is before every version. */
static int
event_cmp(const void *a, const void *b)
{
	const struct event *x = a, *y = b;
	bool first = str_eq_z(x->version, "0");
	bool second = str_eq_z(y->version, "0");
	int cmp = 0;

	if (first != second)
		return first ? -1 : 1;
	if (!first)
		(void)vers_compare(x->t->scheme, x->version, y->version, &cmp);
	return cmp != 0 ? cmp : (int)x->change - (int)y->change;
}

static bool
say(const struct task *t, const struct vers_interval *of)
{
	struct reading_statement s = {
		.product = t->product,
		.says = READING_AFFECTED,
		.range = reading_part_between(t->a, t->scheme, of),
	};

	return reading_part_say(t->r, t->f, t->a, &s, t->why);
}

static size_t
events_of(const struct task *t, const struct json_node *list,
    struct event **out)
{
	static const struct {
		const char *name;
		enum change change;
	} names[] = {
		{ "introduced", INTRODUCED },
		{ "fixed", FIXED },
		{ "last_affected", LAST },
		{ "limit", LIMIT },
	};
	size_t n = 0;

	*out = arena_array(t->a, struct event, list->n + 1);
	for (const struct json_node *e = list->first; e != NULL; e = e->next) {
		for (size_t i = 0; i < ARRAY_LEN(names); i++) {
			struct str version = json_get_str(e, names[i].name);

			/* A limit at "*" is none. */
			if (version.n == 0 || str_eq_z(version, "*"))
				continue;
			(*out)[n++] = (struct event){ version, names[i].change,
				t };
			break;
		}
	}
	qsort(*out, n, sizeof(**out), event_cmp);
	return n;
}

/* By the schema's evaluation: in order, each event begins or ends. */
static bool
see_range(const struct task *t, const struct json_node *range)
{
	const struct json_node *list = json_get(range, "events");
	struct vers_interval of = { 0 };
	struct event *v;
	bool is_in = false;
	size_t n, limits = 0;

	/* Commits have no order without their repository. */
	if (list == NULL || list->kind != JSON_IS_ARRAY ||
	    str_eq_z(json_get_str(range, "type"), "GIT"))
		return true;
	n = events_of(t, list, &v);
	for (size_t i = 0; i < n; i++)
		limits += v[i].change == LIMIT;
	for (size_t i = 0; i < n; i++) {
		/* What is before one of the limits is within. */
		if (v[i].change == LIMIT && --limits > 0)
			continue;
		if (v[i].change == INTRODUCED) {
			if (!is_in)
				of = (struct vers_interval){
					.low = str_eq_z(v[i].version, "0") ?
					    S("") :
					    v[i].version,
					.low_included = true,
				};
			is_in = true;
			continue;
		}
		of.high = v[i].version;
		of.high_included = v[i].change == LAST;
		if (is_in && !say(t, &of))
			return false;
		is_in = false;
		if (v[i].change == LIMIT)
			break;
	}
	return !is_in || say(t, &of);
}

static bool
see_versions(const struct task *t, const struct json_node *list)
{
	if (list == NULL || list->kind != JSON_IS_ARRAY)
		return true;
	for (const struct json_node *n = list->first; n != NULL; n = n->next) {
		const struct vers_interval of = { n->text, n->text, true,
			true };

		if (n->text.n > 0 && !say(t, &of))
			return false;
	}
	return true;
}

static bool
see_affected(struct task *t, const struct json_node *affected)
{
	const struct json_node *package = json_get(affected, "package");
	const struct json_node *n = json_get(affected, "ranges");
	const struct reading_product p = {
		.purl = json_get_str(package, "purl"),
		.name = json_get_str(package, "name"),
	};
	struct reading_statement rest = { .says = NOT_AFFECTED,
		.is_rest = true };

	t->scheme = scheme_of(json_get_str(package, "ecosystem"));
	t->product = reading_part_product(t->r, t->a, &p);
	if (t->product == SIZE_MAX) {
		*t->why = "more products than any honest document has";
		return false;
	}
	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next) {
		if (!see_range(t, n))
			return false;
	}
	rest.product = t->product;
	return see_versions(t, json_get(affected, "versions")) &&
	    reading_part_say(t->r, t->f, t->a, &rest, t->why);
}

static void
see_names(struct task *t, const struct json_node *root)
{
	const struct json_node *n = json_get(root, "aliases");

	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next)
		reading_part_text(t->a, &t->f->ids, n->text);
	reading_part_text(t->a, &t->f->ids, t->r->id);
	n = json_get(json_get(root, "database_specific"), "cwe_ids");
	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next)
		reading_part_text(t->a, &t->f->cwes, n->text);
	n = json_get(root, "severity");
	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next)
		(void)reading_part_score(t->f, t->a, json_get_str(n, "score"),
		    NULL);
}

bool
reading_osv(struct reading *r, struct arena *a, const struct json_node *root,
    const char **why)
{
	struct task t = { .r = r, .a = a, .why = why };
	const struct json_node *n = json_get(root, "affected");

	r->id = json_get_str(root, "id");
	r->first_counts = true;
	reading_part_date(root, "published", &r->initial, &r->has_initial);
	reading_part_date(root, "modified", &r->current, &r->has_current);
	t.f = reading_part_flaw(r, a);
	see_names(&t, root);
	reading_part_each(a, &r->links, json_get(root, "references"), "url");
	reading_part_each(a, &r->credits, json_get(root, "credits"), "name");
	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next) {
		if (!see_affected(&t, n))
			return false;
	}
	return true;
}
