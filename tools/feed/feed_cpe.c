#include "feed/feed_cpe.h"

#include "base/arena.h"
#include "feed/feed_json.h"
#include "feed/feed_make.h"
#include "version/cpe.h"

struct config {
	struct feed_make *k;
	struct feed_affects of;	/* what entries of a node have in common */
	bool is_told;		/* a fault is reported */
};

static void
tell(struct config *c, const char *help, const char *what)
{
	if (!c->is_told)
		feed_make_report(c->k, help, what);
	c->is_told = true;
}

/* A bound in its two forms; the one that leaves less out counts. */
static struct str
bound(struct config *c, const struct json_node *m, const char *including,
    const char *excluding, bool *is_included)
{
	struct str in = feed_make_word(c->k, json_get_str(m, including));
	struct str ex = feed_make_word(c->k, json_get_str(m, excluding));

	if (in.n > 0 && ex.n > 0)
		tell(c, "one of them would do",
		    "a range has a bound both including and excluding; "
		    "the first counts");
	*is_included = in.n > 0;
	return in.n > 0 ? in : ex;
}

static void
take_match(struct config *c, const struct json_node *m)
{
	const struct json_node *vulnerable = json_get(m, "vulnerable");
	struct feed_ware w = { .e = c->of };
	struct feed_stretch s = { .status = FEED_AFFECTED };
	struct cpe cpe;

	w.e.cpe = feed_make_cpe(c->k, json_get_str(m, "criteria"), &cpe);
	if (w.e.cpe.n == 0) {
		tell(c, "a CPE name begins with cpe:2.3: and has 13 parts",
		    "a name in its configurations is no CPE name, and left "
		    "out");
		return;
	}
	w.e.is_platform = vulnerable != NULL &&
	    vulnerable->kind == JSON_IS_FALSE;
	s.low = bound(c, m, "versionStartIncluding", "versionStartExcluding",
	    &s.low_included);
	s.high = bound(c, m, "versionEndIncluding", "versionEndExcluding",
	    &s.high_included);
	if (s.low.n > 0 || s.high.n > 0)
		feed_make_stretch(c->k, &w, &s);
	else
		w.e.is_all = str_eq(cpe.part[CPE_VERSION], S("*"));
	feed_make_affects(c->k, &w.e);
}

static bool
is_and(const struct json_node *n)
{
	return str_eq_nocase(json_get_str(n, "operator"), S("AND"));
}

static void
take_config(struct config *c, const struct json_node *config)
{
	/* Not (A and B) is not A, or not B. */
	bool is_negated = feed_json_is(config, "negate");
	const struct json_node *n = feed_json_list(config, "nodes");
	const struct json_node *m;

	c->of.is_and = is_and(config) != is_negated;
	for (c->of.node = 1; n != NULL && c->of.node < UINT16_MAX;
	     n = n->next, c->of.node++) {
		c->of.is_node_and = is_and(n);
		c->of.is_negated = feed_json_is(n, "negate") != is_negated;
		for (m = feed_json_list(n, "cpeMatch"); m != NULL; m = m->next)
			take_match(c, m);
	}
}

void
feed_cpe(struct feed_make *k, const struct json_node *list, struct str source)
{
	struct config c = { .k = k };
	const struct json_node *config = feed_json_first(list);

	c.of.by = FEED_BY_CPE;
	c.of.source = source;
	for (; config != NULL && k->configs < UINT16_MAX;
	     config = config->next) {
		c.of.config = ++k->configs;
		take_config(&c, config);
	}
}
