#include "rule/subject.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/pool.h"
#include "base/progress.h"
#include "model/model.h"
#include "rule/rule.h"
#include "rule/setting.h"

/* What is checked as one piece of work: a subject and those within it. */
struct piece {
	enum rule_subject kind;
	const void *subject;
	const struct document *doc;	/* the file around it, or NULL */
	struct diags *d;		/* what was found */
};

/* A rule with its prerequisites looked up. */
struct ready_rule {
	const struct rule *rule;
	size_t after[LIMIT_RULE_AFTER];
	size_t n_after;
};

struct work {
	const struct subject_run *r;
	struct ready_rule *rules;	/* as rule_at(), faults left out */
	size_t n_rules;
	struct piece *pieces;
	size_t n_pieces;
	size_t n_known;			/* diagnostics before the rules */
	struct arena **kept;		/* one a worker, as the next */
	struct arena **tmp;
};

/* One subject on its way. */
struct visit {
	const struct work *w;
	struct check k;
	struct span at;		/* its text; len UINT32_MAX: the whole file */
	bool *failed;		/* one a rule or fault */
};

static void
call(const struct rule *r, const struct check *k, const void *subject)
{
	switch (r->subject) {
	case SUBJECT_MODEL:
		r->run.MODEL(k, subject);
		return;
	case SUBJECT_DOCUMENT:
		r->run.DOCUMENT(k, subject);
		return;
	case SUBJECT_CASE:
		r->run.CASE(k, subject);
		return;
	case SUBJECT_VULNERABILITY:
		r->run.VULNERABILITY(k, subject);
		return;
	case SUBJECT_CASE_PRODUCT:
		r->run.CASE_PRODUCT(k, subject);
		return;
	case SUBJECT_ADVISORY:
		r->run.ADVISORY(k, subject);
		return;
	case SUBJECT_PUBLISHED:
		r->run.PUBLISHED(k, subject);
		return;
	case SUBJECT_PRODUCT:
		r->run.PRODUCT(k, subject);
		return;
	case SUBJECT_SYSTEM:
		r->run.SYSTEM(k, subject);
		return;
	case SUBJECT_COMPANY:
		r->run.COMPANY(k, subject);
		return;
	case SUBJECT_PERSON:
		r->run.PERSON(k, subject);
		return;
	case SUBJECT_PARTY:
		r->run.PARTY(k, subject);
		return;
	case SUBJECT_POLICY:
		r->run.POLICY(k, subject);
		return;
	case SUBJECT_ORGANISATION:
		r->run.ORGANISATION(k, subject);
		return;
	}
	BUG("subject");
}

/* Whether loading reported this fault within a place. */
static bool
has_fault(const struct work *w, const char *id, struct span at)
{
	const struct diags *d = w->r->d;
	size_t low = 0, high = w->n_known;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct span *s = &diags_at(d, mid)->at;

		if (s->file < at.file ||
		    (s->file == at.file && s->off < at.off))
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < w->n_known; low++) {
		const struct diag *g = diags_at(d, low);

		if (g->at.file != at.file || g->at.off - at.off > at.len)
			return false;
		if (str_eq_z(g->rule, id))
			return true;
	}
	return false;
}

static bool
may_run(const struct visit *v, const struct ready_rule *r)
{
	for (size_t i = 0; i < r->n_after; i++) {
		const struct rule *needed = rule_at(r->after[i]);

		if (needed->kind == RULE_OF_LOADING ?
			has_fault(v->w, needed->id, v->at) :
			v->failed[r->after[i]])
			return false;
	}
	return true;
}

static void
run_rules(struct visit *v, enum rule_subject kind, const void *subject)
{
	struct scratch tmp = scratch_begin(v->k.tmp);

	for (size_t i = 0; i < v->w->n_rules; i++) {
		const struct ready_rule *r = &v->w->rules[i];
		const struct setting *s = &v->w->r->settings[i];

		if (r->rule->subject != kind || s->is_off || !may_run(v, r))
			continue;
		v->k.rule = r->rule;
		v->k.class = s->class;
		v->k.failed = &v->failed[i];
		call(r->rule, &v->k, subject);
	}
	scratch_end(tmp);
}

/* A subject inside another one, which it inherits failures from. */
static struct visit
inside(const struct visit *outer, struct span at)
{
	struct visit v = *outer;

	v.at = at;
	v.failed = arena_array(v.k.tmp, bool, rules_len());
	memcpy(v.failed, outer->failed, rules_len());
	return v;
}

static struct span
whole(const struct document *doc)
{
	return (struct span){ doc->file, 0, UINT32_MAX };
}

static void
run_vulnerability(const struct visit *outer, const struct vulnerability *vul)
{
	struct visit v = inside(outer, vul->where);

	v.k.vulnerability = vul;
	run_rules(&v, SUBJECT_VULNERABILITY, vul);
	for (size_t i = 0; i < vul->products.n; i++) {
		struct visit p = inside(&v, vul->products.v[i].where);

		run_rules(&p, SUBJECT_CASE_PRODUCT, &vul->products.v[i]);
	}
}

static void
run_case(struct visit *v, const struct case_entry *c)
{
	const struct document *texts[] = { c->en, c->ja };

	v->k.case_ = c;
	run_rules(v, SUBJECT_CASE, c);
	for (size_t i = 0; i < c->c->vulnerabilities.n; i++)
		run_vulnerability(v, &c->c->vulnerabilities.v[i]);
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		if (texts[i] == NULL || texts[i]->record == NULL)
			continue;

		struct visit t = inside(v, whole(texts[i]));

		run_rules(&t, SUBJECT_ADVISORY, texts[i]);
	}
	if (c->published != NULL) {
		struct visit p = inside(v, whole(c->published_doc));

		run_rules(&p, SUBJECT_PUBLISHED, c);
	}
}

/* The text of a subject that has a place of its own within its file. */
static struct span
place_of(const struct piece *u)
{
	if (u->kind == SUBJECT_PERSON)
		return ((const struct person_entry *)u->subject)
		    ->person->where;
	return u->doc != NULL ? whole(u->doc) : (struct span){ 0 };
}

static void
run_piece(void *ctx, size_t i, unsigned worker)
{
	struct work *w = ctx;
	struct piece *u = &w->pieces[i];
	struct scratch tmp = scratch_begin(w->tmp[worker]);
	struct visit v = {
		.w = w,
		.k = {
			.model = w->r->model,
			.now = w->r->now,
			.tmp = tmp.a,
		},
		.at = place_of(u),
		.failed = arena_array(tmp.a, bool, rules_len()),
	};

	u->d = diags_open(w->kept[worker]);
	v.k.d = u->d;
	progress_add(1);
	if (u->kind == SUBJECT_CASE)
		run_case(&v, u->subject);
	else
		run_rules(&v, u->kind, u->subject);
	scratch_end(tmp);
}

static void
look_up(const struct rule *r, struct ready_rule *out)
{
	struct str rest = str_z(r->after), id;
	bool more = rest.n > 0;

	out->rule = r;
	while (more) {
		const struct rule *needed;

		more = str_cut(rest, ' ', &id, &rest);
		needed = rule_find(id);
		ASSERT(needed != NULL && out->n_after < LIMIT_RULE_AFTER);
		out->after[out->n_after++] = rule_index(needed);
	}
}

static void
look_up_rules(struct work *w)
{
	w->rules = arena_array(w->r->perm, struct ready_rule, rules_len());
	while (w->n_rules < rules_len() &&
	    rule_at(w->n_rules)->kind != RULE_OF_LOADING) {
		look_up(rule_at(w->n_rules), &w->rules[w->n_rules]);
		w->n_rules++;
	}
}

static void
add(struct work *w, enum rule_subject kind, const void *subject,
    const struct document *doc)
{
	w->pieces[w->n_pieces++] = (struct piece){ kind, subject, doc, NULL };
}

/* All subjects but those inside cases, in a fixed order. */
static void
add_pieces(struct work *w)
{
	const struct model *m = w->r->model;
	size_t n = 2 + m->n_cases + m->n_products + m->n_systems +
	    m->n_companies + m->n_people + m->n_parties;

	for (size_t i = 0; i < KINDS; i++)
		n += m->docs[i].n;
	w->pieces = arena_array(w->r->perm, struct piece,
	    n + m->docs[KIND_POLICY].n);
	add(w, SUBJECT_MODEL, m, NULL);
	if (m->organisation != NULL)
		add(w, SUBJECT_ORGANISATION, m->organisation,
		    &m->docs[KIND_ORGANISATION].v[0]);
	for (size_t kind = 0; kind < KINDS; kind++) {
		for (size_t i = 0; i < m->docs[kind].n; i++) {
			const struct document *doc = &m->docs[kind].v[i];

			if (doc->record == NULL)
				continue;
			add(w, SUBJECT_DOCUMENT, doc, doc);
			if (kind == KIND_POLICY)
				add(w, SUBJECT_POLICY, doc, doc);
		}
	}
#define ADD(list, subject)						\
	for (size_t i = 0; i < m->n_##list; i++)			\
		add(w, subject, &m->list[i], m->list[i].e.doc)
	ADD(cases, SUBJECT_CASE);
	ADD(products, SUBJECT_PRODUCT);
	ADD(systems, SUBJECT_SYSTEM);
	ADD(companies, SUBJECT_COMPANY);
	ADD(people, SUBJECT_PERSON);
	ADD(parties, SUBJECT_PARTY);
#undef ADD
}

void
subject_run_all(const struct subject_run *r)
{
	struct work w = { .r = r, .n_known = diags_len(r->d) };
	unsigned jobs = pool_jobs(r->pool);

	look_up_rules(&w);
	add_pieces(&w);
	w.kept = arena_array(r->perm, struct arena *, jobs);
	w.tmp = arena_array(r->perm, struct arena *, jobs);
	for (unsigned i = 0; i < jobs; i++) {
		w.kept[i] = arena_open();
		w.tmp[i] = arena_open();
	}
	progress_begin("checking", w.n_pieces);
	pool_run(r->pool, w.n_pieces, run_piece, &w);
	progress_end();
	for (size_t i = 0; i < w.n_pieces; i++)
		diags_merge(r->d, w.pieces[i].d);
	for (unsigned i = 0; i < jobs; i++) {
		arena_close(w.kept[i]);
		arena_close(w.tmp[i]);
	}
}
