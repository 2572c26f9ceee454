/*
 * A case and clock rules in memory, for the tests of the clock engine.
 */
#ifndef DEADLINE_RUN_H
#define DEADLINE_RUN_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/pool.h"
#include "deadline/deadline.h"
#include "deadline/occurrence.h"
#include "feed/kev.h"
#include "model/computed.h"
#include "model/model.h"
#include "test.h"

/* What one test is about; NULL parts are left out. */
struct deadline_text {
	const char *now;
	const char *rules;	/* rows of content/deadlines/r.yaml, in flow
				 * style: "{id: R, ...}", lines "- " added */
	const char *facts;	/* facts: "{at: ..., event: ...}, ..." */
	const char *more;	/* further lines of the case */
	const char *calendar;	/* further lines of calendars/group.yaml */
	const char *policy;	/* further lines of the policy */
	const char *contacts;	/* further lines of the company */
	const char *versions;	/* further lines of the product box */
	const char *path;	/* one more file */
	const char *text;
	const char *const *files;	/* path, text, ..., NULL */
	const char *priority;	/* as assessed */
	const struct kev *kev;
	bool is_lenient;	/* faults are no matter */
};

struct deadline_fixture {
	struct arena *a;
	struct sources *ss;
	struct diags *d;
	struct pool *pool;
	struct model *m;
	struct deadline_run run;
	struct case_state *s;
	struct clock_list others;
};

static inline void
deadline_put(struct deadline_fixture *f, const char *path, struct str text)
{
	source_set_text(f->ss, source_add(f->ss, str_z(path)), text);
}

static inline const char *
deadline_or(const char *s, const char *other)
{
	return s != NULL ? s : other;
}

static const char deadline_organisation[] =
    "name: {ja: 例, en: Example}\nrepository: restricted\nceiling: RED\n"
    "publisher: {category: vendor, name: x, "
    "namespace: \"https://example.com\"}\n"
    "base_url: https://example.com/\nzone: Asia/Tokyo\nlanguages: [ja]\n"
    "ids: {case_prefix: PS, advisory_prefix: EX}\n"
    "contact: {email: psirt@example.com}\n"
    "security_txt_expires: 2027-03-01T00:00+09:00\n";

static const char deadline_people[] =
    "people:\n- {id: sato, name: {en: Sato}, roles: [psirt_lead]}\n"
    "- {id: tanaka, name: {en: Tanaka}, roles: [executive]}\n"
    "- {id: abe, name: {en: Abe}, roles: [analyst]}\n";

static inline void
deadline_files(struct deadline_fixture *f, const struct deadline_text *t)
{
	deadline_put(f, "cases/2026/PS-2026-0001/case.md",
	    str_fmt(f->a,
		"---\nid: PS-2026-0001\ntitle: {en: A key}\n"
		"company: acme\nfacts: [%s]\n%s---\n",
		deadline_or(t->facts, ""), deadline_or(t->more, "")));
	deadline_put(f, "content/calendars/group.yaml",
	    str_fmt(f->a, "name: {en: Group}\n%s",
		deadline_or(t->calendar,
		    "from: 2026-01-01\nto: 2027-12-31\n"
		    "weekend: [sat, sun]\n")));
	deadline_put(f, "content/companies/acme.yaml",
	    str_fmt(f->a, "name: {en: Acme}\nkind: head\n%s",
		deadline_or(t->contacts, "")));
	deadline_put(f, "content/deadlines/r.yaml",
	    str_fmt(f->a, "name: {en: Rules}\nrows: [%s]\n",
		deadline_or(t->rules,
		    "{id: X, name: {en: X}, confidence: M, confirmed: no}")));
	deadline_put(f, "content/organisation.yaml",
	    str_z(deadline_organisation));
	deadline_put(f, "content/parties/finder-1.yaml", S("kind: finder\n"));
	deadline_put(f, "content/parties/jpcert.yaml",
	    S("kind: coordinator\n"));
	deadline_put(f, "content/people/acme.yaml", str_z(deadline_people));
	deadline_put(f, "content/policies/p.ja.md",
	    str_fmt(f->a,
		"---\ntitle: P\nkind: vulnerability_management\n"
		"version: \"1\"\nowner: sato\nreview: 2027-01-01\n%s---\n",
		deadline_or(t->policy, "")));
	deadline_put(f, "products/acme/box/product.yaml",
	    str_fmt(f->a, "name: {en: Box}\nkind: hardware\n%s",
		deadline_or(t->versions, "")));
	deadline_put(f, "products/acme/tin/product.yaml",
	    S("name: {en: Tin}\nkind: hardware\n"));
	if (t->path != NULL)
		deadline_put(f, t->path, str_z(t->text));
	for (size_t i = 0; t->files != NULL && t->files[i] != NULL; i += 2)
		deadline_put(f, t->files[i], str_z(t->files[i + 1]));
}

/* Faults of the texts are ours: they end the test. */
static inline void
deadline_expect_clean(const struct deadline_fixture *f, const char *name)
{
	for (size_t i = 0; i < diags_len(f->d); i++) {
		const struct diag *g = diags_at(f->d, i);

		if (g->class == DIAG_ERROR)
			ck_abort_msg("%s: %.*s:%u: %.*s; %.*s", name,
			    STR_ARG(source_get(f->ss, g->at.file)->path),
			    source_pos(f->ss, g->at).line, STR_ARG(g->message),
			    STR_ARG(g->help));
	}
}

/* Load, and compute the clocks of the case. */
static inline void
deadline_open(struct deadline_fixture *f, const char *name,
    const struct deadline_text *t)
{
	*f = (struct deadline_fixture){ .a = arena_open() };
	f->ss = sources_open(f->a);
	f->d = diags_open(f->a);
	f->pool = pool_open(1);
	deadline_files(f, t);
	f->m = model_from_sources(f->a, f->ss, f->pool, f->d);
	if (!t->is_lenient)
		deadline_expect_clean(f, name);
	ck_assert_uint_eq(f->m->n_cases, 1);
	f->run = (struct deadline_run){ .m = f->m, .places = f->ss };
	f->run.rules = deadline_rules_make(f->a, f->m, f->ss);
	ck_assert(
	    instant_parse(str_z(deadline_or(t->now, "2026-11-22T09:00+09:00")),
		&f->run.now, NULL));
	f->s = arena_new(f->a, struct case_state);
	f->s->c = &f->m->cases[0];
	if (t->priority != NULL)
		f->s->assessment.priority.s = str_z(t->priority);
	occurrences_of_case(f->a, f->m, f->ss, t->kev, f->s);
	deadline_case(&f->run, policy_of(f->a, f->m, &f->m->companies[0]),
	    f->a, f->s);
}

static inline void
deadline_close(struct deadline_fixture *f)
{
	pool_close(f->pool);
	arena_close(f->a);
}

/* "R[jpcert] met 2026-09-02T10:00:00+09:00", a line a clock. */
static inline void
deadline_say(struct arena *a, struct buf *b, const struct clock *c)
{
	struct str of = c->key;

	if (c->party != NULL)
		of = c->party->e.id;
	if (c->product != NULL)
		of = c->product->e.id;
	buf_printf(b, "%.*s", STR_ARG(c->rule->id.s));
	if (of.n > 0)
		buf_printf(b, "[%.*s]", STR_ARG(of));
	buf_printf(b, " %s", enum_name(&enum_clock_state, (int)c->state));
	if (c->has_due)
		buf_printf(b, " %.*s", STR_ARG(instant_format(a, c->due)));
	if (c->state == CLOCK_STATE_WARNED)
		buf_printf(b, " at %.*s",
		    STR_ARG(instant_format(a, c->warned)));
	if (c->state == CLOCK_STATE_UNKNOWN)
		buf_printf(b, " %d", c->year_missing);
	for (size_t i = 0; i < c->n_candidates; i++)
		buf_printf(b, " or %.*s",
		    STR_ARG(c->candidates[i].has_due ?
			    instant_format(a, c->candidates[i].due) :
			    S("-")));
	buf_putc(b, '\n');
}

static inline struct str
deadline_text_of(struct arena *a, const struct clock_list *l)
{
	struct buf b;
	struct str out;

	buf_init(&b, 1u << 20);
	for (size_t i = 0; i < l->n; i++)
		deadline_say(a, &b, &l->v[i]);
	out = str_dup(a, buf_str(&b));
	buf_fini(&b);
	return out;
}

/* The clocks of the case, one a line, are exactly these. */
static inline void
deadline_expect(const char *name, const struct deadline_text *t,
    const char *want)
{
	struct deadline_fixture f;
	struct str have;

	deadline_open(&f, name, t);
	have = deadline_text_of(f.a, &f.s->clocks);
	if (!str_eq_z(have, want))
		ck_abort_msg("%s:\n%.*swhere expected was\n%s", name,
		    STR_ARG(have), want);
	deadline_close(&f);
}

#endif
