#include "base/arena.h"
#include "match/match_distro.h"
#include "match/match_impl.h"
#include "match/match_range.h"

#define ALL		100	/* "open" in a tracker: no version has a fix */
#define OTHER_STREAM	50

/* By which name the entry knows it, and with which version; or empty. */
static struct str
named(const struct match_self *s, const struct feed_affects *e,
    struct str *version)
{
	const struct component *c = s->c;
	struct str source = c->source.n > 0 ? c->source : c->name;

	*version = s->version;
	if (!e->is_source && str_eq_nocase(e->name, c->name))
		return c->name;
	if (e->is_source && str_eq_nocase(e->name, source)) {
		if (c->source.n > 0 && c->source_version.n > 0)
			*version = c->source_version;
		return source;
	}
	return S("");
}

/* A version that an entry gives, for its tags. */
static struct str
sample(const struct feed_affects *e)
{
	for (size_t i = 0; i < e->n_stretches; i++) {
		if (e->stretches[i].high.n > 0)
			return e->stretches[i].high;
		if (e->stretches[i].low.n > 0)
			return e->stretches[i].low;
	}
	return e->n_versions > 0 ? e->versions[0] : S("");
}

static bool
is_backport(struct str version)
{
	return str_find(version, S("~bpo"), 0) != SIZE_MAX;
}

static bool
is_release(struct match_look *k, struct match_try *t, struct str version)
{
	struct str ours = k->self.c->release, theirs = t->e->release;
	struct str x, y;

	if (ours.n > 0 && theirs.n > 0) {
		bool same = match_distro_release(ours, theirs);
		bool next = !same && is_backport(version) &&
		    match_distro_is_next(ours, theirs);

		match_step_add(k, t, "release", ours, theirs,
		    same     ? S("=") :
			next ? S("backport") :
			       S("differs"));
		return same || next;
	}
	x = match_distro_el(version);
	y = match_distro_el(sample(t->e));
	if (x.n == 0)
		x = ours;
	if (y.n == 0)
		y = theirs;
	if (x.n == 0 || y.n == 0)
		return true;
	match_step_add(k, t, "release", x, y,
	    match_distro_release(x, y) ? S("=") : S("differs"));
	return match_distro_release(x, y);
}

/* What stands before the first dot, behind an epoch. */
static struct str
major(struct str v)
{
	struct str head, rest;

	if (str_cut(v, ':', &head, &rest))
		v = rest;
	(void)str_cut(v, '.', &head, &rest);
	return head;
}

/* Streams of a module are different packages of one name. */
static bool
is_stream(struct match_look *k, struct match_try *t, struct str version)
{
	struct str ours = k->self.c->module, theirs = t->e->module;
	struct str fix = sample(t->e);
	bool is_ours = ours.n > 0 || match_distro_is_modular(version);
	bool is_theirs = theirs.n > 0 || match_distro_is_modular(fix);

	if (ours.n > 0 && theirs.n > 0) {
		match_step_add(k, t, "module", ours, theirs,
		    str_eq(ours, theirs) ? S("=") : S("differs"));
		return str_eq(ours, theirs);
	}
	if (is_ours != is_theirs && fix.n > 0) {
		match_step_add(k, t, "module", version, fix, S("differs"));
		return false;
	}
	if (is_ours && fix.n > 0 && !str_eq(major(version), major(fix))) {
		match_step_add(k, t, "module", major(version), major(fix),
		    S("?"));
		t->m.confidence = OTHER_STREAM;
	}
	return true;
}

static bool
is_arch(struct match_look *k, struct match_try *t)
{
	struct str all = t->e->qualifiers, one, name, value;
	struct str ours = k->self.c->arch;

	while (all.n > 0 && ours.n > 0) {
		(void)str_cut(all, '&', &one, &all);
		if (!str_cut(one, '=', &name, &value) ||
		    !str_eq_z(name, "arch") || str_eq_z(value, "src") ||
		    str_eq_z(value, "source") || str_eq_z(value, "all") ||
		    str_eq_z(value, "noarch") || str_eq_z(ours, "all") ||
		    str_eq_z(ours, "noarch") || str_eq(ours, value))
			continue;
		match_step_add(k, t, "edition", ours, value, S("differs"));
		return false;
	}
	return true;
}

/*
 * Builds of one fix for several minor releases stand side by side: each is the
 * fix, though one sorts below another.
 */
static bool
is_fix(const struct match_try *t, struct str version)
{
	for (size_t i = 0; i < t->r->n_affects; i++) {
		const struct feed_affects *e = &t->r->affects[i];

		if (e->by != FEED_BY_PACKAGE || !str_eq(e->name, t->e->name))
			continue;
		for (size_t j = 0; j < e->n_stretches; j++) {
			if (!e->stretches[j].high_included &&
			    str_eq(e->stretches[j].high, version))
				return true;
		}
	}
	return false;
}

static struct str
scheme_of(const struct match_self *s, const struct feed_affects *e)
{
	return e->type.n > 0 ? e->type :
	    s->has_purl      ? s->purl.type :
			       s->c->type;
}

bool
match_package(struct match_look *k, struct match_try *t)
{
	const struct feed_affects *e = t->e;
	struct str version, name;

	if (e->by != FEED_BY_PACKAGE || !k->self.is_packaged ||
	    (e->namespace.n > 0 && k->self.distro.n > 0 &&
		!str_eq_nocase(match_distro(e->namespace), k->self.distro)))
		return false;
	name = named(&k->self, e, &version);
	if (name.n == 0)
		return false;
	t->m.rule = MATCH_package;
	t->m.confidence = match_confidence(MATCH_package);
	match_step_add(k, t, e->is_source ? "source" : "package", name,
	    e->name, S("="));
	if (!is_release(k, t, version) || !is_stream(k, t, version)) {
		t->m.miss = MISS_release;
		return true;
	}
	if (!is_arch(k, t)) {
		t->m.miss = MISS_edition;
		return true;
	}
	match_range_judge(k, t, scheme_of(&k->self, e), version, ALL);
	if (t->m.miss == MISS_NONE && version.n > 0 && is_fix(t, version)) {
		match_step_add(k, t, "version", version, version, S("out"));
		t->m.miss = MISS_fixed;
		t->m.confidence = 0;
		t->is_explicit = true;
	}
	if (t->m.miss == MISS_NONE && e->note.n > 0)
		match_step_add(k, t, "note", version, e->note, S(""));
	return true;
}
