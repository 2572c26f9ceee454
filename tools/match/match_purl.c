#include "base/arena.h"
#include "match/match_impl.h"
#include "match/match_range.h"
#include "version/scheme.h"

/* Said without any version: a whole package, as of malware. */
#define ALL	60

/* Qualifiers that make another thing of the same name and version. */
static const struct str apart[] = {
	STR_INIT("arch"),
	STR_INIT("os"),
	STR_INIT("platform"),
	STR_INIT("classifier"),
	STR_INIT("repository_url"),
	STR_INIT("uuid"),
};

static struct str
qualifier(struct str all, struct str key)
{
	struct str one, name, value;

	while (all.n > 0) {
		(void)str_cut(all, '&', &one, &all);
		if (str_cut(one, '=', &name, &value) && str_eq(name, key))
			return value;
	}
	return S("");
}

static bool
agree(struct match_look *k, struct match_try *t)
{
	for (size_t i = 0;
	     t->e->qualifiers.n > 0 && i < sizeof(apart) / sizeof(apart[0]);
	     i++) {
		struct str x = qualifier(k->self.purl.qualifiers, apart[i]);
		struct str y = qualifier(t->e->qualifiers, apart[i]);

		if (x.n == 0 || y.n == 0 || str_eq_nocase(x, y))
			continue;
		match_step_add(k, t, "edition", x, y, S("differs"));
		return false;
	}
	return true;
}

bool
match_purl(struct match_look *k, struct match_try *t)
{
	const struct feed_affects *e = t->e;
	struct str scheme = e->scheme;

	if (e->by != FEED_BY_PURL || !k->self.has_purl ||
	    k->self.is_packaged ||
	    !str_eq_nocase(e->type, k->self.purl.type) ||
	    !str_eq(t->p->purl_key, k->self.purl_key))
		return false;
	t->m.rule = MATCH_purl;
	t->m.confidence = match_confidence(MATCH_purl);
	match_step_add(k, t, "package", k->self.c->purl,
	    e->ecosystem.n > 0 ? e->ecosystem : e->type, S("="));
	if (!agree(k, t)) {
		t->m.miss = MISS_edition;
		return true;
	}
	/* The ecosystem's own order counts, whatever a record says of it. */
	if (scheme_find(k->self.purl.type) != NULL &&
	    !str_eq_z(k->self.purl.type, "github"))
		scheme = k->self.purl.type;
	match_range_judge(k, t, scheme, k->self.version, ALL);
	return true;
}
