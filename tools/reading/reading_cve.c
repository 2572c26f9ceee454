#include <stdlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "reading/reading_impl.h"

#define UNAFFECTED	(READING_FIXED | READING_NOT_AFFECTED)

struct task {
	struct reading *r;
	struct arena *a;
	size_t flaw;		/* where statements go */
	size_t product;
	struct map *schemes;	/* of a CPE name: struct str */
	const char **why;
};

/* A range, with what changes within it. */
struct change {
	struct str at;
	unsigned says;
	struct str scheme;
};

bool
reading_cve_is(const struct json_node *root)
{
	return str_eq_z(json_get_str(root, "dataType"), "CVE_RECORD");
}

static unsigned
status_of(const struct json_node *o, const char *member, unsigned otherwise)
{
	static const struct reading_word words[] = {
		{ "affected", READING_AFFECTED },
		{ "unaffected", UNAFFECTED },
		{ "unknown", READING_UNKNOWN | READING_INVESTIGATED },
	};

	return reading_part_word(words, ARRAY_LEN(words),
	    json_get_str(o, member), otherwise);
}

/* Types as the schema's examples and common use have them. */
static struct str
scheme_of(struct str type)
{
	static const struct {
		const char *type;
		struct str scheme;
	} types[] = {
		{ "dpkg", STR_INIT("deb") },
		{ "python", STR_INIT("pypi") },
		{ "rubygems", STR_INIT("gem") },
	};
	static const struct str same[] = {
		STR_INIT("semver"),
		STR_INIT("maven"),
		STR_INIT("rpm"),
		STR_INIT("nuget"),
		STR_INIT("intdot"),
		STR_INIT("datetime"),
	};

	for (size_t i = 0; i < ARRAY_LEN(types); i++) {
		if (str_eq_z(type, types[i].type))
			return types[i].scheme;
	}
	for (size_t i = 0; i < ARRAY_LEN(same); i++) {
		if (str_eq(type, same[i]))
			return type;
	}
	return S("generic");
}

static bool
say(struct task *t, struct reading_statement s)
{
	s.product = t->product;
	return reading_part_say(t->r, &t->r->flaws[t->flaw], t->a, &s, t->why);
}

static bool
say_between(struct task *t, struct str scheme, const struct vers_interval *of,
    unsigned says)
{
	return say(t,
	    (struct reading_statement){
		.says = says,
		.range = reading_part_between(t->a, scheme, of),
	    });
}

static int
change_cmp(const void *a, const void *b)
{
	const struct change *x = a, *y = b;
	int cmp;

	(void)vers_compare(x->scheme, x->at, y->at, &cmp);
	return cmp;
}

/* A range in the pieces into which its changes cut it. */
static bool
say_changes(struct task *t, struct str scheme, struct vers_interval of,
    unsigned says, const struct json_node *list)
{
	struct change *v;
	size_t n = 0;

	if (list == NULL || list->kind != JSON_IS_ARRAY)
		return say_between(t, scheme, &of, says);
	v = arena_array(t->a, struct change, list->n + 1);
	for (list = list->first; list != NULL; list = list->next)
		v[n++] = (struct change){
			.at = json_get_str(list, "at"),
			.says = status_of(list, "status", READING_UNKNOWN),
			.scheme = scheme,
		};
	qsort(v, n, sizeof(*v), change_cmp);
	for (size_t i = 0; i < n; i++) {
		struct vers_interval piece = of;

		piece.high = v[i].at;
		piece.high_included = false;
		if (!say_between(t, scheme, &piece, says))
			return false;
		of.low = v[i].at;
		of.low_included = true;
		says = v[i].says;
	}
	return say_between(t, scheme, &of, says);
}

/* Version <= V < lessThan, or <= lessThanOrEqual; or this one alone. */
static bool
see_version(struct task *t, const struct json_node *n)
{
	struct str version = json_get_str(n, "version");
	struct str before = json_get_str(n, "lessThan");
	struct str until = json_get_str(n, "lessThanOrEqual");
	unsigned says = status_of(n, "status", READING_UNKNOWN);
	struct vers_interval of = {
		.low = str_eq_z(version, "0") ? S("") : version,
		.high = until.n > 0 ? until : before,
		.low_included = true,
		.high_included = until.n > 0,
	};

	if (of.high.n == 0)
		return say(t,
		    (struct reading_statement){ .says = says,
			.version = version });
	if (str_eq_z(of.high, "*"))
		of.high = S("");
	return say_changes(t, scheme_of(json_get_str(n, "versionType")), of,
	    says, json_get(n, "changes"));
}

/* Bounds of CPE names have no order; that of the record's ranges is meant. */
static void
note_scheme(struct task *t, struct str cpe, const struct json_node *versions)
{
	struct str version, key = reading_key_cpe(t->a, cpe, &version);
	struct str *scheme;

	for (const struct json_node *n = versions != NULL ? versions->first :
							    NULL;
	     n != NULL; n = n->next) {
		struct str type = json_get_str(n, "versionType");

		if (type.n == 0 || key.n == 0)
			continue;
		scheme = arena_new(t->a, struct str);
		*scheme = scheme_of(type);
		(void)map_add(t->schemes, key, scheme);
		return;
	}
}

/* Of several CPE names the first stands for the product. */
static bool
see_affected(struct task *t, const struct json_node *n)
{
	const struct json_node *cpes = json_get(n, "cpes");
	const struct json_node *versions = json_get(n, "versions");
	struct reading_product p = {
		.vendor = json_get_str(n, "vendor"),
		.name = json_get_str(n, "product"),
		.purl = json_get_str(n, "packageURL"),
	};
	/* What is not named: where that is well, nobody may have looked. */
	struct reading_statement rest = {
		.says = status_of(n, "defaultStatus",
		    READING_UNKNOWN | READING_INVESTIGATED),
		.is_rest = true,
	};
	const struct json_node *cpe = cpes != NULL &&
		cpes->kind == JSON_IS_ARRAY ?
	    cpes->first :
	    NULL;

	if (rest.says == UNAFFECTED)
		rest.says |= READING_UNKNOWN;
	p.cpe = cpe != NULL ? cpe->text : S("");
	note_scheme(t, p.cpe, versions);
	t->product = reading_part_product(t->r, t->a, &p);
	if (t->product == SIZE_MAX) {
		*t->why = "more products than any honest document has";
		return false;
	}
	for (versions = versions != NULL ? versions->first : NULL;
	     versions != NULL; versions = versions->next) {
		if (!see_version(t, versions))
			return false;
	}
	return say(t, rest);
}

/* ---- applicability ------------------------------------------------------- */

static bool
see_match(struct task *t, const struct json_node *n)
{
	struct str start = json_get_str(n, "versionStartIncluding");
	struct str after = json_get_str(n, "versionStartExcluding");
	struct str end = json_get_str(n, "versionEndIncluding");
	struct str before = json_get_str(n, "versionEndExcluding");
	struct reading_product p = { .cpe = json_get_str(n, "criteria") };
	const struct vers_interval of = { start.n > 0 ? start : after,
		end.n > 0 ? end : before, start.n > 0, end.n > 0 };
	const struct json_node *is = json_get(n, "vulnerable");
	struct str version, key = reading_key_cpe(t->a, p.cpe, &version);
	const struct str *scheme = map_get(t->schemes, key);
	struct reading_statement rest = { .says = READING_ANY &
		    ~(unsigned)READING_AFFECTED,
		.is_rest = true };

	if (is == NULL || is->kind != JSON_IS_TRUE)
		return true;
	t->product = reading_part_product(t->r, t->a, &p);
	if (t->product == SIZE_MAX) {
		*t->why = "more products than any honest document has";
		return false;
	}
	return say_between(t, scheme != NULL ? *scheme : S("generic"), &of,
		   READING_AFFECTED) &&
	    say(t, rest);
}

static bool
see_node(struct task *t, const struct json_node *node)
{
	const struct json_node *n = json_get(node, "cpeMatch");

	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next) {
		if (!see_match(t, n))
			return false;
	}
	return true;
}

/* A configuration of its own, so that silence there says nothing. */
static bool
see_applicability(struct task *t, const struct json_node *list)
{
	struct reading_flaw *f;

	if (list == NULL || list->kind != JSON_IS_ARRAY)
		return true;
	f = reading_part_flaw(t->r, t->a);
	f->is_applicability = true;
	f->ids = t->r->flaws[0].ids;
	t->flaw = 1;
	for (list = list->first; list != NULL; list = list->next) {
		const struct json_node *n = json_get(list, "nodes");

		for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next) {
			if (!see_node(t, n))
				return false;
		}
	}
	return true;
}

/* ---- the record ---------------------------------------------------------- */

static void
see_metric(struct task *t, const struct json_node *n)
{
	static const char *const names[] = { "cvssV2_0", "cvssV3_0",
		"cvssV3_1", "cvssV4_0" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const struct json_node *o = json_get(n, names[i]);

		(void)reading_part_score(&t->r->flaws[0], t->a,
		    json_get_str(o, "vectorString"), json_get(o, "baseScore"));
	}
}

static void
see_facts(struct task *t, const struct json_node *cna)
{
	const struct json_node *n = json_get(cna, "metrics");

	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next)
		see_metric(t, n);
	n = json_get(cna, "problemTypes");
	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next)
		reading_part_each(t->a, &t->r->flaws[0].cwes,
		    json_get(n, "descriptions"), "cweId");
	reading_part_each(t->a, &t->r->links, json_get(cna, "references"),
	    "url");
	reading_part_each(t->a, &t->r->credits, json_get(cna, "credits"),
	    "value");
}

bool
reading_cve(struct reading *r, struct arena *a, const struct json_node *root,
    const char **why)
{
	const struct json_node *meta = json_get(root, "cveMetadata");
	const struct json_node *cna = json_get(json_get(root, "containers"),
	    "cna");
	const struct json_node *n = json_get(cna, "affected");
	struct task t = { .r = r, .a = a, .schemes = map_open(a), .why = why };
	struct reading_flaw *f = reading_part_flaw(r, a);

	r->id = json_get_str(meta, "cveId");
	r->first_counts = true;
	reading_part_text(a, &f->ids, r->id);
	f->is_rejected = str_eq_z(json_get_str(meta, "state"), "REJECTED");
	reading_part_date(meta, "datePublished", &r->initial, &r->has_initial);
	reading_part_date(meta, "dateUpdated", &r->current, &r->has_current);
	see_facts(&t, cna);
	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next) {
		if (!see_affected(&t, n))
			return false;
	}
	return see_applicability(&t, json_get(cna, "cpeApplicability"));
}
