#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "export/public/vex_impl.h"

/* Statuses of CSAF in the order in which groups of them come. */
static const struct {
	enum public_status status;
	enum standing standing;
} says[] = {
	{ PUBLIC_KNOWN_AFFECTED, STANDING_AFFECTED },
	{ PUBLIC_FIRST_AFFECTED, STANDING_AFFECTED },
	{ PUBLIC_LAST_AFFECTED, STANDING_AFFECTED },
	{ PUBLIC_UNDER_INVESTIGATION, STANDING_UNDER_INVESTIGATION },
	{ PUBLIC_FIXED, STANDING_FIXED },
	{ PUBLIC_FIRST_FIXED, STANDING_FIXED },
	{ PUBLIC_KNOWN_NOT_AFFECTED, STANDING_NOT_AFFECTED },
};

static struct str
join(struct arena *a, struct str all, struct str more)
{
	if (all.n == 0 || str_eq(all, more))
		return more;
	return str_fmt(a, "%.*s\n%.*s", STR_ARG(all), STR_ARG(more));
}

/* What a remedy says, with its address. */
static struct str
remedy_words(struct csaf_doc *k, const struct public_remediation *r)
{
	struct str words = csaf_put_words(k, &r->details);

	if (r->url.n == 0)
		return words;
	return str_fmt(k->a, "%.*s %.*s", STR_ARG(words), STR_ARG(r->url));
}

static enum vex_remedy
remedy_kind(const struct public_remediation *r)
{
	if (str_eq_z(r->category, "vendor_fix"))
		return VEX_UPDATE;
	if (str_eq_z(r->category, "workaround") ||
	    str_eq_z(r->category, "mitigation"))
		return VEX_WORKAROUND;
	if (str_eq_z(r->category, "no_fix_planned"))
		return VEX_NO_FIX;
	return (enum vex_remedy)0;
}

/* What remedies, flags and threats say, into one group for each leaf. */
static void
hear(struct csaf_doc *k, const struct public_vulnerability *v,
    struct vex_group *said)
{
	for (size_t i = 0; i < v->n_remediations; i++) {
		const struct public_remediation *r = &v->remediations[i];
		struct str words = remedy_words(k, r);
		enum vex_remedy kind = remedy_kind(r);

		for (size_t j = 0; j < r->leaves.n; j++) {
			struct vex_group *s = &said[r->leaves.v[j]];

			s->remedies |= (unsigned)kind;
			s->action = join(k->a, s->action, words);
			if (kind == VEX_WORKAROUND)
				s->workaround = join(k->a, s->workaround,
				    words);
			else
				s->fix = join(k->a, s->fix, words);
		}
	}
	for (size_t i = 0; i < v->n_flags; i++) {
		for (size_t j = 0; j < v->flags[i].leaves.n; j++)
			said[v->flags[i].leaves.v[j]].justification =
			    v->flags[i].label;
	}
	for (size_t i = 0; i < v->n_threats; i++) {
		const struct public_threat *t = &v->threats[i];
		struct str words = csaf_put_words(k, &t->details);

		for (size_t j = 0; j < t->leaves.n; j++) {
			struct vex_group *s = &said[t->leaves.v[j]];

			if (str_eq_z(t->category, "impact"))
				s->impact = join(k->a, s->impact, words);
		}
	}
}

/* What is not said of products in this status, and what must be. */
static void
settle(struct csaf_doc *k, struct vex_group *g)
{
	if (g->standing != STANDING_AFFECTED) {
		g->action = g->fix = g->workaround = S("");
		g->remedies = 0;
	} else if (g->action.n == 0) {
		g->action = csaf_put_word(k, k->lang,
		    "view.remedy.none_available");
		g->fix = g->action;
	}
	if (g->standing != STANDING_NOT_AFFECTED) {
		g->justification = g->impact = S("");
	} else if (g->justification.n == 0 && g->impact.n == 0) {
		g->is_unexplained = true;
		g->impact = csaf_put_word(k, k->lang, "vex.unexplained");
	}
}

static struct str
key_of(struct csaf_doc *k, const struct vex_group *g)
{
	return str_fmt(k->a, "%d\x1f%u\x1f%.*s\x1f%.*s\x1f%.*s\x1f%.*s",
	    (int)g->standing, g->remedies, STR_ARG(g->justification),
	    STR_ARG(g->impact), STR_ARG(g->action), STR_ARG(g->workaround));
}

/* The group that says the same, made when there is none. */
static struct vex_group *
group_of(struct csaf_doc *k, struct map *groups, const struct vex_group *g)
{
	struct str key = key_of(k, g);
	struct vex_group *known = map_get(groups, key);

	if (known != NULL)
		return known;
	known = arena_new(k->a, struct vex_group);
	*known = *g;
	map_put(groups, key, known);
	return known;
}

size_t
vex_groups(struct csaf_doc *k, const struct public_vulnerability *v,
    struct vex_group **out)
{
	size_t n = k->adv->n_leaves;
	struct vex_group *said = arena_array(k->a, struct vex_group, n + 1);
	bool *done = arena_array(k->a, bool, n + 1);
	struct map *groups = map_open(k->a);

	hear(k, v, said);
	for (size_t i = 0; i < ARRAY_LEN(says); i++) {
		const struct public_leaves *l = &v->status[says[i].status];

		for (size_t j = 0; j < l->n; j++) {
			struct vex_group *s = &said[l->v[j]], *g;

			if (done[l->v[j]])
				continue;
			done[l->v[j]] = true;
			s->standing = says[i].standing;
			settle(k, s);
			g = group_of(k, groups, s);
			g->leaves.v = arena_grow(k->a, g->leaves.v,
			    g->leaves.n, &g->room, sizeof(size_t));
			g->leaves.v[g->leaves.n++] = l->v[j];
		}
	}
	*out = arena_array(k->a, struct vex_group, map_len(groups) + 1);
	for (size_t i = 0; i < map_len(groups); i++)
		(*out)[i] =
		    *(const struct vex_group *)map_at(groups, i)->value;
	return map_len(groups);
}

const struct standings *
vex_standings(struct csaf_doc *k, struct map *known,
    const struct public_vulnerability *v, const struct public_product *p)
{
	struct standings *s = map_get(known, p->id);

	if (s != NULL)
		return s;
	s = arena_new(k->a, struct standings);
	*s = standing_open(k->a, k->adv, v, p);
	map_put(known, p->id, s);
	return s;
}
