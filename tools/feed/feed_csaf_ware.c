#include "feed/feed_csaf_ware.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "feed/feed_json.h"
#include "feed/feed_make.h"
#include "feed/feed_tree.h"
#include "feed/feed_words.h"
#include "version/cpe.h"

/* What flags and remediations say of a product. */
struct remark {
	bool wont_fix;
	struct str note;
};

struct task {
	struct feed_make *k;
	const struct feed_tree *tree;
	struct map *remarks;	/* product_id -> struct remark */
	struct map *wares;	/* names -> struct feed_ware */
	bool is_told;		/* of a product that is not in the tree */
};

static const struct {
	struct str list;
	enum feed_status status;
} statuses[] = {
	{ STR_INIT("first_affected"), FEED_AFFECTED },
	{ STR_INIT("known_affected"), FEED_AFFECTED },
	{ STR_INIT("last_affected"), FEED_AFFECTED },
	{ STR_INIT("first_fixed"), FEED_FIXED },
	{ STR_INIT("fixed"), FEED_FIXED },
	{ STR_INIT("known_not_affected"), FEED_NOT_AFFECTED },
	{ STR_INIT("under_investigation"), FEED_INVESTIGATED },
	{ STR_INIT("unknown"), FEED_UNCLEAR },
};

/* ---- remarks ----------------------------------------------------------- */

static void
remark(struct task *t, struct str id, const struct remark *of)
{
	struct remark *r = map_get(t->remarks, id);

	if (r == NULL) {
		r = arena_new(t->k->a, struct remark);
		(void)map_add(t->remarks, id, r);
	}
	r->wont_fix = r->wont_fix || of->wont_fix;
	if (r->note.n == 0)
		r->note = of->note;
}

static void
remark_all(struct task *t, const struct json_node *of, const struct remark *r)
{
	const struct json_node *n = feed_json_list(of, "product_ids"), *id;

	for (; n != NULL; n = n->next)
		remark(t, n->text, r);
	for (n = feed_json_list(of, "group_ids"); n != NULL; n = n->next) {
		id = feed_tree_group(t->tree, n->text);
		for (; id != NULL; id = id->next)
			remark(t, id->text, r);
	}
}

static void
see_remarks(struct task *t, const struct json_node *v)
{
	const struct json_node *n = feed_json_list(v, "flags");

	for (; n != NULL; n = n->next)
		remark_all(t, n,
		    &(struct remark){ .note = feed_make_word(t->k,
					  json_get_str(n, "label")) });
	for (n = feed_json_list(v, "remediations"); n != NULL; n = n->next) {
		struct str category = json_get_str(n, "category");
		bool is_none = str_eq(category, S("no_fix_planned"));

		if (is_none || str_eq(category, S("none_available")))
			remark_all(t, n,
			    &(struct remark){ .wont_fix = is_none,
				.note = feed_make_word(t->k,
				    json_get_str(n, "details")) });
	}
}

/* ---- versions ---------------------------------------------------------- */

/* Variants of a package for several machines say the same again. */
static bool
is_said(const struct feed_ware *w, const struct feed_stretch *s)
{
	const struct feed_stretch *last;

	if (w->e.n_stretches == 0)
		return false;
	last = &w->e.stretches[w->e.n_stretches - 1];
	return last->status == s->status && str_eq(last->low, s->low) &&
	    str_eq(last->high, s->high);
}

static void
say_one(struct task *t, struct feed_ware *w, struct str version,
    enum feed_status status)
{
	struct feed_stretch s = { .low = version,
		.low_included = true,
		.status = status };

	if (w->e.by == FEED_BY_PACKAGE && status == FEED_FIXED) {
		/* Builds of a release follow each other: before the fixed one
		 * all are affected. */
		if (is_said(w, &s))
			return;
		feed_make_stretch(t->k, w,
		    &(struct feed_stretch){ .high = version,
			.status = FEED_AFFECTED });
		feed_make_stretch(t->k, w, &s);
		return;
	}
	if (status == FEED_AFFECTED) {
		if (w->e.n_versions == 0 ||
		    !str_eq(w->e.versions[w->e.n_versions - 1], version))
			feed_make_version(t->k, w, version);
		return;
	}
	s.high = version;
	s.high_included = true;
	if (!is_said(w, &s))
		feed_make_stretch(t->k, w, &s);
}

/* Versions in words; what follows from none of them stands for all. */
static void
say_words(struct task *t, struct feed_ware *w, struct str text,
    enum feed_status status)
{
	struct feed_words words = feed_words(t->k->a, text);

	if (words.scheme.n > 0 && !str_eq(words.scheme, S("generic")) &&
	    !str_eq(words.scheme, S("all")))
		w->e.scheme = words.scheme;
	switch (words.kind) {
	case FEED_WORDS_NONE:
	case FEED_WORDS_ALL:
		w->e.is_all = w->e.is_all || status == FEED_AFFECTED ||
		    status == FEED_WONT_FIX;
		w->e.otherwise = status;
		return;
	case FEED_WORDS_ONE:
		say_one(t, w, text, status);
		return;
	case FEED_WORDS_RANGES:
		for (size_t i = 0; i < words.n; i++) {
			words.v[i].status = status;
			feed_make_stretch(t->k, w, &words.v[i]);
		}
		return;
	case FEED_WORDS_UNREAD:
		w->e.is_unread = true;
		w->e.text = text;
	}
}

/* ---- products ---------------------------------------------------------- */

/* The entry of a product; versions of one product have one. */
static struct feed_ware *
ware_of(struct task *t, const struct feed_affects *e)
{
	struct str key = str_fmt(t->k->a,
	    "%d\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s",
	    (int)e->by, STR_ARG(e->type), STR_ARG(e->namespace),
	    STR_ARG(e->name), STR_ARG(e->module), STR_ARG(e->cpe),
	    STR_ARG(e->vendor), STR_ARG(e->product), STR_ARG(e->platform),
	    STR_ARG(e->note));
	struct feed_ware *w = map_get(t->wares, key);

	if (w == NULL) {
		w = arena_new(t->k->a, struct feed_ware);
		w->e = *e;
		(void)map_add(t->wares, key, w);
	} else if (!str_eq(w->e.qualifiers, e->qualifiers)) {
		/* Builds for several machines are one package. */
		w->e.qualifiers = S("");
	}
	/* The source package's name is a binary's as well: that says more. */
	w->e.is_source = w->e.is_source && e->is_source;
	return w;
}

/* Whether a CPE name has a version of its own, which speaks alone. */
static bool
has_version(struct str name)
{
	struct cpe c;
	const char *why;

	return cpe_parse(name, &c, &why) &&
	    !str_eq(c.part[CPE_VERSION], S("*")) &&
	    !str_eq(c.part[CPE_VERSION], S("-"));
}

static void
set_platform(struct task *t, struct feed_affects *e,
    const struct feed_tree_product *on)
{
	struct cpe c;

	if (on == NULL)
		return;
	e->platform = on->name;
	if (e->by != FEED_BY_PACKAGE)
		return;
	e->cpe = feed_make_cpe(t->k, on->cpe, &c);
	if (e->cpe.n > 0 && !str_eq(c.part[CPE_VERSION], S("*")))
		e->release = c.part[CPE_VERSION];
}

static void
say(struct task *t, const struct feed_affects *e, struct str version,
    enum feed_status status)
{
	struct feed_ware *w = ware_of(t, e);

	if (e->by == FEED_BY_CPE && has_version(e->cpe)) {
		w->e.is_all = false;
		w->e.otherwise = status;
	} else if (e->by == FEED_BY_PACKAGE && version.n > 0) {
		say_one(t, w, version, status);
	} else {
		say_words(t, w, version, status);
	}
}

static void
take_product(struct task *t, const struct feed_tree_place *place,
    const struct remark *remark, enum feed_status status)
{
	const struct feed_tree_product *p = place->part;
	struct feed_affects of = {
		.by = FEED_BY_NAME,
		.vendor = p->vendor,
		.product = p->name,
		.note = remark->note,
	};
	struct str words = p->range.n > 0 ? p->range : p->version;
	struct feed_affects e = of;
	struct str version;
	struct cpe cpe;

	/* A model in the place of a version is part of the name. */
	if (feed_words(t->k->a, words).kind == FEED_WORDS_UNREAD)
		of.name = words;

	if (status == FEED_AFFECTED && remark->wont_fix)
		status = FEED_WONT_FIX;
	if (feed_make_purl(t->k, p->purl, &e, &version)) {
		set_platform(t, &e, place->on);
		if (e.by == FEED_BY_PACKAGE)
			e.product = e.name;
		/* "firefox-0:115.5.0-1.el7_9.i686" is no version. */
		say(t, &e,
		    version.n > 0 || e.by == FEED_BY_PACKAGE ? version : words,
		    status);
	}
	of.cpe = feed_make_cpe(t->k, p->cpe, &cpe);
	if (of.cpe.n == 0 && e.by != FEED_BY_NAME)
		return;
	if (of.cpe.n > 0)
		of.by = FEED_BY_CPE;
	set_platform(t, &of, place->on);
	say(t, &of, words, status);
}

static void
take_id(struct task *t, struct str id, enum feed_status status)
{
	static const struct remark none = { 0 };
	struct feed_tree_place place = feed_tree_find(t->tree, id);
	const struct remark *r = map_get(t->remarks, id);

	if (place.part != NULL) {
		take_product(t, &place, r != NULL ? r : &none, status);
		return;
	}
	if (!t->is_told)
		feed_make_report(t->k, "product ids stand in product_tree",
		    "it names a product that its document does not have");
	t->is_told = true;
}

void
feed_csaf_wares(struct feed_make *k, const struct feed_tree *tree,
    const struct json_node *vulnerability)
{
	struct task t = { .k = k,
		.tree = tree,
		.remarks = map_open(k->a),
		.wares = map_open(k->a) };
	const struct json_node *all = json_get(vulnerability,
	    "product_status");
	const struct json_node *list = feed_json_first(all), *id;

	see_remarks(&t, vulnerability);
	for (; list != NULL; list = list->next) {
		for (size_t i = 0; i < ARRAY_LEN(statuses); i++) {
			if (!str_eq(list->name, statuses[i].list))
				continue;
			for (id = feed_json_first(list); id != NULL;
			     id = id->next)
				take_id(&t, id->text, statuses[i].status);
		}
	}
	for (size_t i = 0; i < map_len(t.wares); i++) {
		const struct feed_ware *w = map_at(t.wares, i)->value;

		feed_make_affects(k, &w->e);
	}
}
