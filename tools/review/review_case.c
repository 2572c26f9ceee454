#include "base/arena.h"
#include "base/attr.h"
#include "model/model.h"
#include "pipeline/world.h"
#include "review/review_impl.h"

/* ---- matching ------------------------------------------------------------ */

static const struct case_entry *
case_of(const struct model *m, struct str id)
{
	return (const struct case_entry *)(const void *)model_find(m,
	    SPACE_CASE, id);
}

/* Whether what vanished and what is new are the same case in another folder. */
static bool
is_same(const struct case_entry *a, const struct case_entry *b)
{
	if (a->c->advisory.s.n > 0 || b->c->advisory.s.n > 0)
		return str_eq(a->c->advisory.s, b->c->advisory.s);
	return str_eq(a->c->title.ja.s, b->c->title.ja.s) &&
	    str_eq(a->c->title.en.s, b->c->title.en.s) &&
	    a->c->facts.n == b->c->facts.n;
}

/* The case that c was before: of the same id, else one that is gone. */
static const struct case_entry *
case_before(const struct review *r, const struct case_entry *c)
{
	const struct model *m = r->before->model;
	const struct case_entry *same = case_of(m, c->e.id);

	for (size_t i = 0; same == NULL && i < m->n_cases; i++) {
		if (is_same(&m->cases[i], c) &&
		    case_of(r->after->model, m->cases[i].e.id) == NULL)
			same = &m->cases[i];
	}
	return same;
}

static struct review_record *
record_of(struct review *r, const struct case_entry *before,
    const struct case_entry *after)
{
	const struct case_entry *c = after != NULL ? after : before;
	const struct model *m = after != NULL ? r->after->model :
						r->before->model;
	struct review_record *x = review_record_new(r, "case", c->e.id,
	    model_path(m, c->e.doc));

	x->title = say_entry(&r->say, &c->e);
	x->before = before;
	x->after = after;
	x->is_new = before == NULL;
	x->is_gone = after == NULL;
	x->label = c->label;
	if (before != NULL && before->label > x->label)
		x->label = before->label;
	if (before != NULL && after != NULL &&
	    !str_eq(before->e.id, after->e.id))
		x->old_id = before->e.id;
	return x;
}

/* ---- what is computed ---------------------------------------------------- */

/* The requirement that made the difference: for a later stage the last that
 * is met now, for an earlier one what was lost. */
static const struct requirement_state *
decisive(const struct case_state *a, const struct case_state *b)
{
	if (b->lost != NULL && (a == NULL || a->lost == NULL))
		return b->lost;
	for (size_t i = b->n_requirements; i-- > 0;) {
		const struct requirement_state *q = &b->requirements[i];
		const struct requirement_state *was = a != NULL &&
			i < a->n_requirements ?
		    &a->requirements[i] :
		    NULL;

		if (was != NULL && was->r->id.s.n > 0 &&
		    str_eq(was->r->id.s, q->r->id.s) &&
		    was->verdict == REQUIREMENT_MISSING &&
		    q->verdict == REQUIREMENT_MET)
			return q;
	}
	return NULL;
}

static struct str
stage_words(const struct review *r, const struct case_state *s)
{
	if (s == NULL || s->stage == NULL)
		return review_word(r, "review.no_stage");
	return str_fmt(r->perm, "%lld %.*s", (long long)s->stage->number.n,
	    STR_ARG(say_words(&r->say, &s->stage->name)));
}

static void
compare_stage(struct review *r, struct review_record *x,
    const struct case_state *a, const struct case_state *b)
{
	struct str was = a->stage != NULL ? a->stage->id.s : S("");
	struct str is = b->stage != NULL ? b->stage->id.s : S("");
	const struct requirement_state *q;
	struct review_change *c;

	if (str_eq(was, is))
		return;
	c = review_add(r, x, REVIEW_STAGE);
	c->before = was;
	c->after = is;
	c->before_words = stage_words(r, a);
	c->after_words = stage_words(r, b);
	q = decisive(a, b);
	if (q == NULL)
		return;
	c->why = q->proof;
	c->why_words = say_words(&r->say, &q->r->text);
}

static void
compare_priority(struct review *r, struct review_record *x,
    const struct case_state *a, const struct case_state *b)
{
	struct review_change *c;

	if (str_eq(a->priority.priority, b->priority.priority))
		return;
	c = review_add(r, x, REVIEW_PRIORITY);
	c->before = c->before_words = a->priority.priority;
	c->after = c->after_words = b->priority.priority;
	c->why = b->priority.proof.path.n > 0 ? b->priority.proof :
						b->priority.rule;
	c->why_words = say_proof(&r->say, &b->priority.proof);
}

static void
compare_exit(struct review *r, struct review_record *x,
    const struct case_state *a, const struct case_state *b)
{
	int was = a->exit != NULL ? a->exit->how.v : 0;
	int is = b->exit != NULL ? b->exit->how.v : 0;
	struct review_change *c;

	if (was == is)
		return;
	c = review_add(r, x, REVIEW_EXIT);
	c->before = str_z(enum_name(&enum_exit, was));
	c->after = str_z(enum_name(&enum_exit, is));
	c->before_words = was == 0 ? S("") :
				     say_enum(&r->say, &enum_exit, was);
	c->after_words = is == 0 ? S("") : say_enum(&r->say, &enum_exit, is);
	if (b->exit != NULL) {
		c->why = proof_at(r->after->sources, b->exit->where, S(""));
		c->why_words = b->exit->reason.s;
	}
}

static void
compare_embargo(struct review *r, struct review_record *x,
    const struct case_state *a, const struct case_state *b)
{
	const struct embargo *was = a->c->c->embargo, *is = b->c->c->embargo;
	struct str until_was = was != NULL && was->until.w.kind != WHEN_UNSET ?
	    say_when(&r->say, was->until.w) :
	    S("");
	struct str until_is = is != NULL && is->until.w.kind != WHEN_UNSET ?
	    say_when(&r->say, is->until.w) :
	    S("");
	struct review_change *c;

	if (a->embargo != b->embargo) {
		c = review_add(r, x, REVIEW_EMBARGO);
		c->before = str_z(
		    enum_name(&enum_embargo_state, (int)a->embargo));
		c->after = str_z(
		    enum_name(&enum_embargo_state, (int)b->embargo));
		c->before_words = say_enum(&r->say, &enum_embargo_state,
		    (int)a->embargo);
		c->after_words = say_enum(&r->say, &enum_embargo_state,
		    (int)b->embargo);
		if (is != NULL)
			c->why = proof_at(r->after->sources, is->where, S(""));
	}
	if (str_eq(until_was, until_is))
		return;
	c = review_add(r, x, REVIEW_EMBARGO_UNTIL);
	if (until_was.n > 0)
		c->before = source_text(r->before->sources, was->until.at);
	if (until_is.n > 0)
		c->after = source_text(r->after->sources, is->until.at);
	c->before_words = until_was;
	c->after_words = until_is;
	if (is != NULL && is->until.w.kind != WHEN_UNSET)
		c->why = proof_at(r->after->sources, is->until.at, S(""));
}

static void
compare_axes(struct review *r, struct review_record *x,
    const struct case_state *a, const struct case_state *b)
{
	for (int i = 0; i < AXIS_FACTS; i++) {
		struct review_change *c;

		if ((a->axes[i] != NULL) == (b->axes[i] != NULL))
			continue;
		c = review_add(r, x, REVIEW_AXIS);
		c->key = str_z(enum_name(&enum_axis_fact, i));
		c->name = say_axis(&r->say, (enum axis_fact)i);
		c->before = str_z(a->axes[i] != NULL ? "yes" : "no");
		c->after = str_z(b->axes[i] != NULL ? "yes" : "no");
		c->before_words = review_word(r,
		    a->axes[i] != NULL ? "review.yes" : "review.no");
		c->after_words = review_word(r,
		    b->axes[i] != NULL ? "review.yes" : "review.no");
		if (b->axes[i] != NULL)
			c->why = b->axes[i]->proof;
	}
}

static const struct regime_state *
regime_of(const struct case_state *s, struct str id)
{
	for (size_t i = 0; i < s->n_regimes; i++) {
		if (str_eq(s->regimes[i].regime, id))
			return &s->regimes[i];
	}
	return NULL;
}

static void
compare_regimes(struct review *r, struct review_record *x,
    const struct case_state *a, const struct case_state *b)
{
	for (size_t i = 0; i < b->n_regimes; i++) {
		const struct regime_state *is = &b->regimes[i];
		const struct regime_state *was = regime_of(a, is->regime);
		struct review_change *c;

		if (was == NULL || was->standing == is->standing)
			continue;
		c = review_add(r, x, REVIEW_REGIME);
		c->key = is->regime;
		c->name = is->file != NULL ?
		    say_words(&r->say, &is->file->name) :
		    is->regime;
		c->before = str_z(
		    enum_name(&enum_regime_standing, (int)was->standing));
		c->after = str_z(
		    enum_name(&enum_regime_standing, (int)is->standing));
		c->before_words = say_standing(&r->say, was->standing);
		c->after_words = say_standing(&r->say, is->standing);
		if (is->submitted != NULL)
			c->why = is->submitted->proof;
		else if (is->decision != NULL)
			c->why = proof_at(r->after->sources,
			    is->decision->where, S(""));
	}
}

/* ---- parties and products asked ------------------------------------------ */

static struct str
party_id(const struct party_state *p)
{
	return p->party != NULL ? p->party->e.id :
	    p->company != NULL  ? p->company->e.id :
	    p->product != NULL  ? p->product->e.id :
				  S("");
}

static const struct entry *
party_entry(const struct party_state *p)
{
	return p->party != NULL ? &p->party->e :
	    p->company != NULL  ? &p->company->e :
				  &p->product->e;
}

static const char *
party_standing(const struct party_state *p)
{
	return p == NULL        ? "none" :
	    p->approved         ? "approved" :
	    p->answered != NULL ? "answered" :
	    p->seen != NULL     ? "seen" :
	    p->asked != NULL    ? "asked" :
				  "known";
}

static const struct occurrence *
party_newest(const struct party_state *p)
{
	return p->answered != NULL ? p->answered :
	    p->seen != NULL        ? p->seen :
				     p->asked;
}

static const struct party_state *
party_of(const struct case_state *s, const struct party_state *like)
{
	for (size_t i = 0; i < s->n_parties; i++) {
		const struct party_state *p = &s->parties[i];

		if ((p->party != NULL) == (like->party != NULL) &&
		    (p->company != NULL) == (like->company != NULL) &&
		    str_eq(party_id(p), party_id(like)))
			return p;
	}
	return NULL;
}

static struct str
standing_words(const struct review *r, const char *standing)
{
	return review_word(r,
	    str_to_z(r->perm, str_fmt(r->perm, "review.party.%s", standing)));
}

static void
add_party(struct review *r, struct review_record *x,
    const struct party_state *was, const struct party_state *is)
{
	const struct party_state *p = is != NULL ? is : was;
	struct review_change *c;

	if (str_eq_z(str_z(party_standing(was)), party_standing(is)))
		return;
	c = review_add(r, x, REVIEW_PARTY);
	c->key = party_id(p);
	c->name = say_entry(&r->say, party_entry(p));
	c->before = str_z(party_standing(was));
	c->after = str_z(party_standing(is));
	c->before_words = standing_words(r, party_standing(was));
	c->after_words = standing_words(r, party_standing(is));
	if (is != NULL && party_newest(is) != NULL)
		c->why = party_newest(is)->proof;
}

static void
compare_parties(struct review *r, struct review_record *x,
    const struct case_state *a, const struct case_state *b)
{
	for (size_t i = 0; i < b->n_parties; i++)
		add_party(r, x, party_of(a, &b->parties[i]), &b->parties[i]);
	for (size_t i = 0; i < a->n_parties; i++) {
		if (party_of(b, &a->parties[i]) == NULL)
			add_party(r, x, &a->parties[i], NULL);
	}
}

/* ---- scores -------------------------------------------------------------- */

static struct str
flaw_name(const struct review *r, const struct case_state *s,
    const struct flaw_state *f)
{
	struct str cve = f->v->cve.s;

	return cve.n > 0 ?
	    cve :
	    str_fmt(r->perm, "#%zu", (size_t)(f - s->flaws) + 1);
}

static bool
is_same_flaw(const struct review *r, const struct case_state *a,
    const struct flaw_state *x, const struct case_state *b,
    const struct flaw_state *y)
{
	return str_eq(flaw_name(r, a, x), flaw_name(r, b, y)) ||
	    /* One that got its number since. */
	    (x->v->cve.s.n == 0 && x - a->flaws == y - b->flaws);
}

static const struct flaw_state *
flaw_of(const struct review *r, const struct case_state *a,
    const struct case_state *b, const struct flaw_state *f)
{
	for (size_t i = 0; i < a->n_flaws; i++) {
		if (is_same_flaw(r, a, &a->flaws[i], b, f))
			return &a->flaws[i];
	}
	return NULL;
}

static struct str
source_of(const struct score_state *k)
{
	return k->from != NULL ? k->from->source.s : S("");
}

/* The score of the same source in the same version of CVSS. */
static const struct score_state *
score_of(const struct flaw_state *f, const struct score_state *like)
{
	for (size_t i = 0; f != NULL && i < f->n_scores; i++) {
		const struct score_state *k = &f->scores[i];

		if (k->cvss.version == like->cvss.version &&
		    str_eq(source_of(k), source_of(like)))
			return k;
	}
	return NULL;
}

static void
add_score(struct review *r, struct review_record *x, struct str flaw,
    const struct score_state *was, const struct score_state *is)
{
	const struct score_state *k = is != NULL ? is : was;
	struct review_change *c;

	if (was != NULL && is != NULL && str_eq(was->canonical, is->canonical))
		return;
	c = review_add(r, x, REVIEW_SCORE);
	c->key = source_of(k).n > 0 ?
	    str_fmt(r->perm, "%.*s %.*s", STR_ARG(flaw),
		STR_ARG(source_of(k))) :
	    flaw;
	c->name = c->key;
	c->before = was != NULL ? was->canonical : S("");
	c->after = is != NULL ? is->canonical : S("");
	c->before_words = was != NULL ? say_score(&r->say, was) : S("");
	c->after_words = is != NULL ? say_score(&r->say, is) : S("");
	if (is != NULL)
		c->why = is->proof;
	c->why_words = is != NULL ? is->canonical : S("");
}

static void
compare_scores(struct review *r, struct review_record *x,
    const struct case_state *a, const struct case_state *b)
{
	for (size_t i = 0; i < b->n_flaws; i++) {
		const struct flaw_state *is = &b->flaws[i];
		const struct flaw_state *was = flaw_of(r, a, b, is);

		for (size_t k = 0; k < is->n_scores; k++)
			add_score(r, x, flaw_name(r, b, is),
			    score_of(was, &is->scores[k]), &is->scores[k]);
		for (size_t k = 0; was != NULL && k < was->n_scores; k++) {
			if (score_of(is, &was->scores[k]) == NULL)
				add_score(r, x, flaw_name(r, b, is),
				    &was->scores[k], NULL);
		}
	}
}

/* ---- labels and releases ------------------------------------------------- */

static struct str
label_name(enum tlp label)
{
	return str_z(enum_name(&enum_tlp, (int)label));
}

static void
compare_release(struct review *r, struct review_record *x)
{
	const struct revision *was = x->before == NULL ?
	    NULL :
	    model_public(x->before, r->before->now.s);
	const struct revision *is = x->after == NULL ?
	    NULL :
	    model_public(x->after, r->after->now.s);
	struct review_change *c;

	review_differ(r, x, REVIEW_RELEASED,
	    was != NULL ? was->version.s : S(""),
	    is != NULL ? is->version.s : S(""));
	if (x->changes.n == 0 || is == NULL)
		return;
	c = &x->changes.v[x->changes.n - 1];
	if (c->what == REVIEW_RELEASED)
		c->why = proof_at(r->after->sources, is->version.at, S(""));
}

/* Of a new case, where it stands. */
static void
describe_new(struct review *r, struct review_record *x,
    const struct case_state *b)
{
	struct review_change *c = review_add(r, x, REVIEW_STAGE);

	c->after = b->stage != NULL ? b->stage->id.s : S("");
	c->after_words = stage_words(r, b);
	review_differ(r, x, REVIEW_PRIORITY, S(""), b->priority.priority);
	review_differ(r, x, REVIEW_LABEL, S(""), label_name(x->label));
}

static void
compare_case(struct review *r, const struct case_entry *before,
    const struct case_entry *after)
{
	struct review_record *x = record_of(r, before, after);
	const struct case_state *a, *b;

	if (before != NULL && after != NULL && before->label != after->label) {
		review_differ(r, x, REVIEW_LABEL, label_name(before->label),
		    label_name(after->label));
		x->changes.v[x->changes.n - 1].why =
		    proof_at(r->after->sources, after->c->tlp.at, S(""));
	}
	compare_release(r, x);
	a = before == NULL ? NULL : derived_case(r->before->model, before);
	b = after == NULL ? NULL : derived_case(r->after->model, after);
	if (a == NULL && b != NULL)
		describe_new(r, x, b);
	if (a == NULL || b == NULL)
		return;
	compare_stage(r, x, a, b);
	compare_exit(r, x, a, b);
	compare_priority(r, x, a, b);
	compare_scores(r, x, a, b);
	compare_axes(r, x, a, b);
	compare_embargo(r, x, a, b);
	compare_regimes(r, x, a, b);
	compare_parties(r, x, a, b);
}

/* ---- labels of everything else ------------------------------------------- */

static bool
is_same_document(const struct document *a, const struct document *b)
{
	return str_eq(a->path.id, b->path.id) &&
	    str_eq(a->path.dir, b->path.dir) &&
	    str_eq(a->path.lang, b->path.lang);
}

static const struct document *
document_of(const struct model *m, const struct document *like)
{
	const struct document_list *l = &m->docs[like->path.kind];

	for (size_t i = 0; i < l->n; i++) {
		if (is_same_document(&l->v[i], like))
			return &l->v[i];
	}
	return NULL;
}

/* The labels of alerts, campaigns, answers and questions are their own. */
static void
compare_own_labels(struct review *r, enum kind kind)
{
	const struct document_list *l = &r->after->model->docs[kind];

	for (size_t i = 0; i < l->n; i++) {
		const struct document *is = &l->v[i];
		const struct document *was = document_of(r->before->model, is);
		enum tlp a, b = model_label(r->after->model, is);
		struct review_record *x;

		if (was == NULL)
			continue;
		a = model_label(r->before->model, was);
		if (a == b)
			continue;
		x = review_record(r, kind_info(kind)->name, is->path.id,
		    model_path(r->after->model, is));
		x->label = a > b ? a : b;
		review_differ(r, x, REVIEW_LABEL, label_name(a),
		    label_name(b));
	}
}

/* Whoever reads an edition may see more, or less. */
static void
compare_ceilings(struct review *r)
{
	const struct model *a = r->before->model, *b = r->after->model;

	for (size_t i = 0; i < b->n_audiences; i++) {
		const struct audience_entry *is = &b->audiences[i];
		const struct audience_entry *was = (const void *)model_find(a,
		    SPACE_AUDIENCE, is->e.id);
		struct review_record *x;

		if (was != NULL &&
		    was->audience->ceiling.v == is->audience->ceiling.v)
			continue;
		x = review_record(r, "audiences", is->e.id,
		    model_path(b, is->e.doc));
		x->title = say_entry(&r->say, &is->e);
		x->label = model_label(b, is->e.doc);
		x->is_new = was == NULL;
		review_differ(r, x, REVIEW_CEILING,
		    was != NULL ?
			label_name((enum tlp)was->audience->ceiling.v) :
			S(""),
		    label_name((enum tlp)is->audience->ceiling.v));
	}
}

void
review_case_run(struct review *r)
{
	const struct model *a = r->before->model, *b = r->after->model;

	for (size_t i = 0; i < b->n_cases; i++)
		compare_case(r, case_before(r, &b->cases[i]), &b->cases[i]);
	for (size_t i = 0; i < a->n_cases; i++) {
		struct str id = a->cases[i].e.id;

		if (case_of(b, review_id_after(r, id)) == NULL)
			compare_case(r, &a->cases[i], NULL);
	}
	for (int k = 0; k < KINDS; k++) {
		enum kind_label how = kind_info((enum kind)k)->label;

		if (how == KIND_LABEL_OWN || how == KIND_LABEL_OWN_STRICT)
			compare_own_labels(r, (enum kind)k);
	}
	compare_ceilings(r);
}
