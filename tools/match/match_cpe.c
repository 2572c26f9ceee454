#include "match/match_cpe.h"

#include "base/arena.h"
#include "base/attr.h"
#include "match/match_impl.h"
#include "version/cpe_bind.h"
#include "version/cpe_match.h"

#define ALL		60	/* no versions given */
#define QUESTION	50
#define ANY_VENDOR	30	/* the inventory does not say whose it is */
#define REGISTERED	50	/* its ecosystem knows better than names do */
#define LESS_SURE	10	/* for an edition that is not told */

static const struct {
	struct str product, vendors;
} aliases[] = {
#define ALIAS(product, vendors)	{ STR_INIT(product), STR_INIT(vendors) },
#include "match/aliases.def"
};

/* Attributes beside name, version and update. */
static const enum cpe_part editions[] = { CPE_EDITION, CPE_LANGUAGE,
	CPE_SW_EDITION, CPE_TARGET_SW, CPE_TARGET_HW, CPE_OTHER };

static bool
is_any(struct str s)
{
	return s.n == 1 && s.p[0] == '*';
}

static bool
is_value(struct str s)
{
	return s.n != 1 || (s.p[0] != '*' && s.p[0] != '-');
}

bool
match_cpe_read(struct arena *a, struct str name, struct cpe *out)
{
	const char *why;
	struct str from;
	char *p;
	size_t n = 0;

	if (!cpe_bind_read(a, name, out, &why))
		return false;
	from = out->part[CPE_PRODUCT];
	if (str_find_byte(from, '/', 0) >= from.n)
		return true;
	p = arena_bytes(a, from.n);
	for (size_t i = 0; i < from.n; i++) {
		if (from.p[i] == '\\' && i + 1 < from.n &&
		    from.p[i + 1] == '/')
			i++;
		p[n++] = from.p[i] == '/' ? '_' : from.p[i];
	}
	out->part[CPE_PRODUCT] = (struct str){ p, n };
	return true;
}

struct str
match_cpe_alias(struct str vendor, struct str product, size_t i)
{
	for (size_t j = 0; j < ARRAY_LEN(aliases); j++) {
		struct str rest = aliases[j].vendors, one;
		bool is_listed = false;

		if (!str_eq_nocase(aliases[j].product, product))
			continue;
		while (rest.n > 0 && !is_listed) {
			(void)str_cut(rest, '|', &one, &rest);
			is_listed = str_eq_nocase(one, vendor);
		}
		for (rest = aliases[j].vendors; is_listed && rest.n > 0;) {
			(void)str_cut(rest, '|', &one, &rest);
			if (!str_eq_nocase(one, vendor) && i-- == 0)
				return one;
		}
	}
	return (struct str){ NULL, 0 };
}

static bool
is_vendor(const struct cpe *rule, const struct cpe *c)
{
	struct str vendor = rule->part[CPE_VENDOR], alias;

	if (cpe_match_shares(rule, c, CPE_VENDOR))
		return true;
	for (size_t i = 0; (alias = match_cpe_alias(c->part[CPE_VENDOR],
				c->part[CPE_PRODUCT], i))
			       .n > 0;
	     i++) {
		if (str_eq_nocase(alias, vendor))
			return true;
	}
	return false;
}

/* Part, vendor and product; a rule for any product or maker is none. */
static bool
is_product(const struct cpe *rule, const struct cpe *c)
{
	return is_value(rule->part[CPE_PRODUCT]) &&
	    is_value(rule->part[CPE_VENDOR]) &&
	    is_value(c->part[CPE_PRODUCT]) &&
	    cpe_match_shares(rule, c, CPE_PRODUCT) && is_vendor(rule, c) &&
	    cpe_match_shares(rule, c, CPE_PART);
}

bool
match_cpe_is_like(const struct cpe *rule, const struct cpe *c)
{
	return is_product(rule, c);
}

bool
match_cpe_is_product(const struct cpe *rule, const struct match_self *s)
{
	return s->has_cpe && is_product(rule, &s->cpe);
}

static uint8_t
at_most(uint8_t x, uint8_t y)
{
	return x < y ? x : y;
}

static bool
see_editions(struct match_look *k, struct match_try *t, const struct cpe *rule,
    const struct cpe *c)
{
	for (size_t i = 0; i < ARRAY_LEN(editions); i++) {
		struct str theirs = rule->part[editions[i]];
		struct str ours = c->part[editions[i]];

		if (is_any(theirs))
			continue;
		if (!cpe_match_shares(rule, c, editions[i])) {
			match_step_add(k, t, "edition", ours, theirs,
			    S("differs"));
			return false;
		}
		if (!is_any(ours))
			continue;
		match_step_add(k, t, "edition", ours, theirs, S("?"));
		t->m.confidence = t->m.confidence > QUESTION + LESS_SURE ?
		    (uint8_t)(t->m.confidence - LESS_SURE) :
		    QUESTION;
	}
	return true;
}

struct str
match_cpe_unquoted(struct arena *a, struct str s)
{
	char *p;
	size_t n = 0;

	if (str_find_byte(s, '\\', 0) == SIZE_MAX)
		return s;
	p = arena_bytes(a, s.n + 1);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n)
			i++;
		p[n++] = s.p[i];
	}
	return (struct str){ p, n };
}

/* One version of which a source says something else than "affected". */
static void
set_alone(struct match_look *k, struct feed_affects *e, struct str v)
{
	e->stretches = arena_array(k->a, struct feed_stretch, 1);
	e->stretches[0] = (struct feed_stretch){ .low = v,
		.high = v,
		.low_included = true,
		.high_included = true,
		.status = e->otherwise };
	e->n_stretches = 1;
	e->otherwise = FEED_SILENT;
}

/* The entry with bounds as text; its exact version becomes a list. */
static struct feed_affects
readable(struct match_look *k, const struct feed_affects *e,
    const struct cpe *rule, bool with_update)
{
	struct feed_affects x = *e;
	struct str v = rule->part[CPE_VERSION],
		   update = rule->part[CPE_UPDATE];

	if (e->n_stretches > 0 || e->n_versions > 0 || !is_value(v))
		return x;
	v = match_cpe_unquoted(k->a, v);
	if (with_update && is_value(update))
		v = str_fmt(k->a, "%.*s%s%.*s", STR_ARG(v),
		    update.n > 2 ? "-" : "",
		    STR_ARG(match_cpe_unquoted(k->a, update)));
	x.is_all = false;
	if (e->otherwise != FEED_SILENT && e->otherwise != FEED_AFFECTED) {
		set_alone(k, &x, v);
		return x;
	}
	x.versions = arena_array(k->a, struct str, 1);
	x.versions[0] = v;
	x.n_versions = 1;
	x.otherwise = FEED_SILENT;
	return x;
}

/* Sources write one update as "update202" and "update_202". */
static bool
is_same_update(struct str x, struct str y)
{
	size_t i = 0, k = 0;

	while (i < x.n || k < y.n) {
		if (i < x.n && x.p[i] == '_')
			i++;
		else if (k < y.n && y.p[k] == '_')
			k++;
		else if (i == x.n || k == y.n ||
		    !str_eq_nocase(str_sub(x, i, 1), str_sub(y, k, 1)))
			return false;
		else {
			i++;
			k++;
		}
	}
	return true;
}

/*
 * The rule's update: false when it is another.  *as_one: the rule's update
 * belongs to its version.
 */
static bool
see_update(struct match_look *k, struct match_try *t, const struct cpe *rule,
    const struct cpe *c, bool *as_one)
{
	struct str theirs = rule->part[CPE_UPDATE];
	struct str ours = c->part[CPE_UPDATE];

	*as_one = false;
	if (is_any(theirs) || (!is_value(theirs) && is_any(ours)))
		return true;
	if (is_any(ours)) {
		struct feed_affects one = readable(k, t->e, rule, true);

		/* "2.0-rc1" of the inventory is 2.0 with the update rc1. */
		*as_one = one.n_versions == 1 &&
		    match_range_same(S("generic"), k->self.version,
			one.versions[0]);
		if (*as_one)
			return true;
		match_step_add(k, t, "update", ours, theirs, S("?"));
		t->m.confidence = at_most(t->m.confidence, QUESTION);
		return true;
	}
	if (cpe_match_shares(rule, c, CPE_UPDATE) ||
	    is_same_update(ours, theirs))
		return true;
	match_step_add(k, t, "update", ours, theirs, S("differs"));
	return false;
}

/* Of a version with wildcards (2.4.*) and of NA: as NISTIR 7696 relates. */
static bool
is_by_name(const struct cpe *rule)
{
	struct str v = rule->part[CPE_VERSION];

	for (size_t i = 0; v.n > 1 && i < v.n; i++) {
		if (v.p[i] == '\\')
			i++;
		else if (v.p[i] == '*' || v.p[i] == '?')
			return true;
	}
	return str_eq(v, S("-"));
}

/* CVE records write NA and tell the versions beside the name; configurations
 * mean it. */
static bool
tells_versions(const struct feed_affects *e, const struct cpe *rule)
{
	return e->config == 0 && str_eq(rule->part[CPE_VERSION], S("-")) &&
	    (e->n_stretches > 0 || e->n_versions > 0);
}

static void
see_name_version(struct match_look *k, struct match_try *t,
    const struct cpe *rule, const struct cpe *c)
{
	bool is_same = t->e->n_stretches == 0 && t->e->n_versions == 0 &&
	    (k->self.version.n == 0 ||
		!str_eq(rule->part[CPE_VERSION], S("-"))) &&
	    cpe_match_shares(rule, c, CPE_VERSION);

	match_step_add(k, t, "version", c->part[CPE_VERSION],
	    rule->part[CPE_VERSION], is_same ? S("in") : S("out"));
	t->m.status = FEED_AFFECTED;
	t->m.confidence = is_same ? at_most(t->m.confidence, ALL) : 0;
	if (!is_same)
		t->m.miss = MISS_version;
}

static void
see_version(struct match_look *k, struct match_try *t, const struct cpe *rule,
    const struct cpe *c, uint8_t all)
{
	const struct feed_affects *told = t->e;
	struct feed_affects e;
	bool as_one;

	if (!see_update(k, t, rule, c, &as_one)) {
		t->m.miss = MISS_version;
		return;
	}
	if (is_by_name(rule) && !tells_versions(told, rule)) {
		see_name_version(k, t, rule, c);
		return;
	}
	/* NA is no version: it is in no range. */
	if (k->self.version.n == 0 && str_eq(c->part[CPE_VERSION], S("-")) &&
	    (told->n_stretches > 0 || is_value(rule->part[CPE_VERSION]))) {
		match_step_add(k, t, "version", S("-"),
		    rule->part[CPE_VERSION], S("out"));
		t->m.miss = MISS_version;
		return;
	}
	e = readable(k, told, rule, as_one);
	t->e = &e;
	match_range_judge(k, t, e.scheme,
	    told->n_stretches > 0 || as_one ? k->self.full : k->self.version,
	    all);
	if (t->m.miss == MISS_version && e.n_stretches == 0 &&
	    !str_eq(k->self.full, k->self.version) &&
	    is_any(rule->part[CPE_UPDATE]) && e.n_versions == 1 &&
	    match_range_same(S("generic"), k->self.full, e.versions[0])) {
		t->m.miss = MISS_NONE;
		t->m.confidence = match_confidence(MATCH_cpe);
		t->m.status = FEED_AFFECTED;
	}
	t->e = told;
}

bool
match_cpe_entry(struct match_look *k, struct match_try *t, uint8_t all)
{
	const struct cpe *c = &k->self.cpe, *rule = t->p->cpe;

	if (t->e->by != FEED_BY_CPE || !k->self.has_cpe || rule == NULL ||
	    !is_product(rule, c))
		return false;
	match_step_add(k, t, "cpe", k->self.c->cpe, t->e->cpe,
	    str_eq_nocase(c->part[CPE_VENDOR], rule->part[CPE_VENDOR]) ?
		S("=") :
		is_any(c->part[CPE_VENDOR]) ? S("?") :
					      S("alias"));
	if (is_any(c->part[CPE_VENDOR]))
		t->m.confidence = at_most(t->m.confidence, ANY_VENDOR);
	if (k->self.is_registered)
		t->m.confidence = at_most(t->m.confidence, REGISTERED);
	if (!t->p->is_plain && !see_editions(k, t, rule, c)) {
		t->m.miss = MISS_edition;
		t->m.confidence = 0;
		return true;
	}
	see_version(k, t, rule, c, all);
	if (t->m.miss != MISS_NONE)
		t->m.confidence = 0;
	return true;
}

enum match_in
match_cpe_holds(struct match_look *k, const struct match_self *s,
    const struct feed_affects *e, const struct match_entry *p)
{
	struct match_look other = { .a = k->a,
		.x = k->x,
		.inv = k->inv,
		.is_quick = true,
		.self = *s };
	struct match_try t = { .e = e, .m = { .confidence = 100 } };
	const struct cpe *rule = p->cpe;

	if (!s->has_cpe || e->by != FEED_BY_CPE || rule == NULL)
		return MATCH_OUT;
	if (!is_product(rule, &s->cpe))
		return MATCH_OUT;
	if (!see_editions(&other, &t, rule, &s->cpe))
		return MATCH_OUT;
	if (e->is_platform && str_eq(rule->part[CPE_VERSION], S("-")))
		return MATCH_IN;
	see_version(&other, &t, rule, &s->cpe, ALL);
	if (t.m.miss != MISS_NONE)
		return MATCH_OUT;
	return t.m.is_question ? MATCH_SOME : MATCH_IN;
}

enum match_in
match_cpe_kin_holds(const struct feed_affects *e, const struct match_entry *p)
{
	bool has_versions = is_value(p->cpe->part[CPE_VERSION]) ||
	    e->n_stretches > 0 || e->n_versions > 0;

	return has_versions ? MATCH_SOME : MATCH_IN;
}

bool
match_cpe(struct match_look *k, struct match_try *t)
{
	t->m.rule = MATCH_cpe;
	t->m.confidence = match_confidence(MATCH_cpe);
	if (t->of->is_jvn || t->e->is_platform || !match_cpe_entry(k, t, ALL))
		return false;
	if (t->m.miss == MISS_NONE && t->e->config > 0)
		match_config(k, t);
	return true;
}
