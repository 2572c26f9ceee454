#include "export/internal/finding_set.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "export/internal/piece.h"
#include "model/matched.h"
#include "model/model.h"
#include "text/value.h"

/* The lists being filled. */
struct making {
	struct arena *a;
	const struct model *m;
	struct finding_set *s;
	struct finding_list **owners;	/* as model.people */
	struct finding_list *companies;	/* as model.companies */
	struct finding_list *products;	/* as model.products */
};

enum finding_bucket
finding_set_bucket(const struct finding *f)
{
	switch (f->state) {
	case FINDING_OPEN:
		return FINDING_BUCKET_OPEN;
	case FINDING_QUESTION:
		return FINDING_BUCKET_QUESTION;
	case FINDING_LAPSED:
		return FINDING_BUCKET_LAPSED;
	case FINDING_LOOK:
		return FINDING_BUCKET_LOOK;
	case FINDING_AFFECTED:
	case FINDING_ACCEPTED:
	case FINDING_INVESTIGATED:
	case FINDING_NOT_AFFECTED:
	case FINDING_FIXED:
		return FINDING_BUCKET_DECIDED;
	case FINDING_CLEARED:
	case FINDING_STATES:
		break;
	}
	return FINDING_BUCKET_CLEARED;
}

const char *
finding_set_key(enum finding_bucket b)
{
	static const char *const keys[FINDING_BUCKETS] = { "open", "question",
		"lapsed", "look", "decided", "cleared" };

	return keys[b];
}

/* ---- saved views --------------------------------------------------------- */

static bool
is_kev(const struct finding *f)
{
	return f->known->is_kev &&
	    (finding_is_open(f) || f->state == FINDING_LOOK);
}

static bool
is_nobodys(const struct finding *f)
{
	return finding_owner(f) == NULL && finding_is_open(f);
}

#define IS(name, bucket)						\
	static bool is_##name(const struct finding *f)			\
	{								\
		return finding_set_bucket(f) == (bucket);		\
	}

IS(open, FINDING_BUCKET_OPEN)
IS(question, FINDING_BUCKET_QUESTION)
IS(lapsed, FINDING_BUCKET_LAPSED)
IS(look, FINDING_BUCKET_LOOK)
IS(decided, FINDING_BUCKET_DECIDED)
IS(cleared, FINDING_BUCKET_CLEARED)

static bool
is_any(const struct finding *f)
{
	return f != NULL;
}

static const struct {
	const char *stem;
	const char *word;
	bool (*has)(const struct finding *f);
} views[] = {
	{ "findings/index", "finding.view.todo", finding_is_open },
	{ "findings/kev", "finding.view.kev", is_kev },
	{ "findings/open", "finding.bucket.open", is_open },
	{ "findings/question", "finding.bucket.question", is_question },
	{ "findings/lapsed", "finding.bucket.lapsed", is_lapsed },
	{ "findings/look", "finding.bucket.look", is_look },
	{ "findings/decided", "finding.bucket.decided", is_decided },
	{ "findings/cleared", "finding.bucket.cleared", is_cleared },
	{ "findings/nobody", "finding.view.nobody", is_nobodys },
	{ "findings/all", "in.all", is_any },
};

/* ---- order --------------------------------------------------------------- */

static int
order(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

/* What is most urgent first; at last as the model has them. */
static int
finding_cmp(const void *pa, const void *pb)
{
	const struct finding *a = *(const struct finding *const *)pa;
	const struct finding *b = *(const struct finding *const *)pb;
	int c = order(finding_set_bucket(a), finding_set_bucket(b));

	if (c == 0)
		c = order(b->known->is_kev, a->known->is_kev);
	if (c == 0)
		c = order(a->priority.priority.n == 0,
		    b->priority.priority.n == 0);
	if (c == 0 && a->priority.priority.n > 0)
		c = order(a->priority.rank, b->priority.rank);
	if (c == 0)
		c = (b->known->score_x10 > a->known->score_x10) -
		    (b->known->score_x10 < a->known->score_x10);
	return c != 0 ? c : (a > b) - (a < b);
}

static const struct finding **
sorted(struct arena *a, const struct matched *k)
{
	const struct finding **v = arena_array(a, const struct finding *,
	    k->n + 1);

	for (size_t i = 0; i < k->n; i++)
		v[i] = &k->v[i];
	qsort(v, k->n, sizeof(const struct finding *), finding_cmp);
	return v;
}

/* ---- filling ------------------------------------------------------------- */

static void
put(struct making *k, struct finding_list *l, const struct finding *f)
{
	l->v = arena_grow(k->a, l->v, l->n, &l->cap,
	    sizeof(const struct finding *));
	l->v[l->n++] = f;
	l->buckets[finding_set_bucket(f)]++;
	l->n_todo += finding_is_open(f);
	l->n_kev += finding_is_open(f) && f->known->is_kev;
}

/* Views, owners and companies: the most urgent first. */
static void
put_urgent(struct making *k, const struct finding *f)
{
	const struct person_entry *owner = finding_owner(f);
	const struct company_entry *company = finding_company(f);

	for (size_t i = 0; i < ARRAY_LEN(views); i++) {
		if (views[i].has(f))
			put(k, &k->s->v[i], f);
	}
	if (owner != NULL)
		put(k, k->owners[owner - k->m->people], f);
	if (company != NULL)
		put(k, &k->companies[company - k->m->companies], f);
}

static void
name_list(struct making *k, struct finding_list *l, enum finding_by by,
    const struct entry *of)
{
	l->by = by;
	l->of = of;
	l->stem = finding_set_stem(k->a, by, of->id);
}

static void
mark(const struct making *k, bool *owns, const struct ref *owner)
{
	const struct person_entry *p = owner->target;

	if (p != NULL)
		owns[p - k->m->people] = true;
}

/* Who answers for something keeps a page even without a finding. */
static void
make_owners(struct making *k)
{
	const struct model *m = k->m;
	bool *owns = arena_array(k->a, bool, m->n_people + 1);

	k->owners = arena_array(k->a, struct finding_list *, m->n_people + 1);
	for (size_t i = 0; i < m->n_products; i++)
		mark(k, owns, &m->products[i].product->owner);
	for (size_t i = 0; i < m->n_systems; i++)
		mark(k, owns, &m->systems[i].system->owner);
	for (size_t i = 0; i < m->n_people; i++) {
		if (!owns[i])
			continue;
		k->owners[i] = &k->s->v[k->s->n++];
		name_list(k, k->owners[i], FINDING_BY_OWNER, &m->people[i].e);
	}
}

static void
make_lists(struct making *k)
{
	const struct model *m = k->m;
	struct finding_set *s = k->s;

	s->v = arena_array(k->a, struct finding_list,
	    ARRAY_LEN(views) + m->n_people + m->n_companies + m->n_products);
	for (; s->n < ARRAY_LEN(views); s->n++) {
		s->v[s->n].stem = str_z(views[s->n].stem);
		s->v[s->n].word = views[s->n].word;
	}
	s->first[FINDING_BY_OWNER] = s->n;
	make_owners(k);
	s->first[FINDING_BY_COMPANY] = s->n;
	k->companies = &s->v[s->n];
	for (size_t i = 0; i < m->n_companies; i++)
		name_list(k, &s->v[s->n++], FINDING_BY_COMPANY,
		    &m->companies[i].e);
	s->first[FINDING_BY_PRODUCT] = s->n;
	k->products = &s->v[s->n];
	for (size_t i = 0; i < m->n_products; i++)
		name_list(k, &s->v[s->n++], FINDING_BY_PRODUCT,
		    &m->products[i].e);
	s->first[FINDING_BYS] = s->n;
}

const struct finding_set *
finding_set_make(struct arena *a, const struct model *m)
{
	struct making k = { .a = a,
		.m = m,
		.s = arena_new(a, struct finding_set) };
	const struct matched *found = m->matched;
	const struct finding **v;

	make_lists(&k);
	if (found == NULL)
		return k.s;
	v = sorted(a, found);
	for (size_t i = 0; i < found->n; i++)
		put_urgent(&k, v[i]);
	/* The model has them by product and version. */
	for (size_t i = 0; i < found->n; i++) {
		const struct product_entry *p = found->v[i].product;

		if (p != NULL)
			put(&k, &k.products[p - m->products], &found->v[i]);
	}
	return k.s;
}

/* ---- asking -------------------------------------------------------------- */

const struct finding_list *
finding_set_of(const struct finding_set *s, enum finding_by by,
    const struct entry *of)
{
	for (size_t i = s->first[by]; i < s->first[by + 1]; i++) {
		if (s->v[i].of == of)
			return &s->v[i];
	}
	return NULL;
}

struct str
finding_set_stem(struct arena *a, enum finding_by by, struct str id)
{
	static const char *const kinds[FINDING_BYS] = {
		[FINDING_BY_VIEW] = "view",
		[FINDING_BY_OWNER] = "owner",
		[FINDING_BY_COMPANY] = "company",
		[FINDING_BY_PRODUCT] = "product",
	};

	return str_fmt(a, "findings/%s-%.*s", kinds[by], STR_ARG(id));
}

size_t
finding_set_pieces(size_t n_rows)
{
	size_t n = piece_count(n_rows);

	return n < LIMIT_FINDING_PIECES ? n : LIMIT_FINDING_PIECES;
}

void
finding_set_show_counts(struct value *o, const struct finding_list *l)
{
	struct value *counts = value_set_list(o, "counts");

	for (size_t i = 0; i < FINDING_BUCKETS; i++) {
		struct value *c = value_push_object(counts);

		value_set_z(c, "key", finding_set_key((enum finding_bucket)i));
		value_set_int(c, "n", (int64_t)l->buckets[i]);
	}
	value_set_int(o, "n_todo", (int64_t)l->n_todo);
	value_set_int(o, "n_kev", (int64_t)l->n_kev);
}
