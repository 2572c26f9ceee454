#include "wall/wall.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/pool.h"
#include "base/progress.h"
#include "model/reach.h"
#include "sign/sign.h"
#include "wall/public_impl.h"

/* A published case, and its advisory to come. */
struct job {
	const struct case_entry *c;
	const struct revision *newest;
	struct diags *d;
	bool ok;
};

struct making {
	const struct wall *w;
	enum tlp ceiling;	/* of readers */
	struct str base_url;	/* where the edition stands */
	struct public_view *view;
	struct job *jobs;
	struct arena **arenas; /* one a worker, as the next */
	struct arena **scratch;
};

static void
make_one(void *ctx, size_t i, unsigned worker)
{
	struct making *m = ctx;
	struct job *j = &m->jobs[i];
	struct public_making k = {
		.w = m->w,
		.a = m->arenas[worker],
		.tmp = m->scratch[worker],
		.c = j->c,
		.out = &m->view->advisories[i],
	};
	struct scratch tmp = scratch_begin(k.tmp);

	j->d = diags_open(k.a);
	k.d = j->d;
	j->ok = public_advisory(&k, j->newest);
	scratch_end(tmp);
	progress_add(1);
}

/* Newest update first; ids settle ties. */
static int
advisory_cmp(const void *a, const void *b)
{
	const struct public_advisory *x = a, *y = b;
	int64_t at_x = x->revisions[x->n_revisions - 1].at.s;
	int64_t at_y = y->revisions[y->n_revisions - 1].at.s;

	if (at_x != at_y)
		return at_x > at_y ? -1 : 1;
	return str_cmp(x->id, y->id);
}

static bool
make_advisories(struct making *m)
{
	const struct model *model = m->w->model;
	unsigned workers = pool_jobs(m->w->pool);
	size_t n = 0;
	bool ok = true;

	m->jobs = arena_array(m->w->perm, struct job, model->n_cases + 1);
	for (size_t i = 0; i < model->n_cases; i++) {
		const struct revision *r = reach_revision(&model->cases[i],
		    m->w->now.s, m->ceiling);

		if (r != NULL)
			m->jobs[n++] = (struct job){ &model->cases[i], r, NULL,
				false };
	}
	m->view->advisories = arena_array(m->w->perm, struct public_advisory,
	    n + 1);
	m->arenas = arena_array(m->w->perm, struct arena *, workers);
	m->scratch = arena_array(m->w->perm, struct arena *, workers);
	for (unsigned i = 0; i < workers; i++) {
		m->arenas[i] = arena_open_in(m->w->perm);
		m->scratch[i] = arena_open();
	}
	progress_begin("preparing advisories", n);
	pool_run(m->w->pool, n, make_one, m);
	progress_end();
	for (unsigned i = 0; i < workers; i++)
		arena_close(m->scratch[i]);
	for (size_t i = 0; i < n; i++) {
		diags_merge(m->w->d, m->jobs[i].d);
		ok = ok && m->jobs[i].ok;
	}
	m->view->n_advisories = n;
	if (ok && n > 0)
		qsort(m->view->advisories, n, sizeof(*m->view->advisories),
		    advisory_cmp);
	return ok;
}

/* A public key's file below content/; empty, reported, when it is not there. */
static struct str
read_key(struct making *m, const struct text *file)
{
	struct str path, text;

	if (file->s.n == 0 || m->w->root == NULL)
		return S("");
	path = str_cat(m->w->perm, S("content/"), file->s);
	if (io_read(m->w->root, path, LIMIT_SIGN_KEYS, m->w->perm, &text) == 0)
		return text;
	diag_error(m->w->d, "ref-unknown", file->at, "there is no file %.*s",
	    STR_ARG(path));
	diag_help(m->w->d, "add the public key, or take the line out");
	return S("");
}

static void
set_contact(struct making *m)
{
	const struct organisation *o = m->w->model->organisation;
	const struct contact_point *c = o->contact;
	struct public_view *v = m->view;

	if (c == NULL)
		return;
	v->email = c->email.s;
	v->telephone = c->telephone.s;
	v->form = c->form.s;
	v->fingerprint = c->openpgp_fingerprint.s;
	v->hours = public_words(&c->hours);
	v->key_file = read_key(m, &c->openpgp_key);
}

static void
add_key(struct making *m, struct str armour, struct str fingerprint)
{
	struct public_view *v = m->view;
	struct public_openpgp key = { .armour = armour };

	/* Without its name nobody finds it; rules report a wrong one. */
	if (armour.n > 0 &&
	    sign_openpgp_fingerprint(m->w->perm, fingerprint,
		&key.fingerprint))
		v->keys[v->n_keys++] = key;
}

/* How documents are distributed, and what proves that they are ours. */
static void
set_distribution(struct making *m)
{
	static const struct csaf_settings none;
	const struct organisation *o = m->w->model->organisation;
	const struct csaf_settings *s = o->csaf != NULL ? o->csaf : &none;
	struct public_view *v = m->view;

	for (size_t i = 0; i < s->versions.n; i++) {
		if (s->versions.v[i].v != (int)CSAF_SPEC_2_1)
			continue;
		v->has_csaf21 = true;
		v->is_csaf21_first = i == 0;
	}
	v->license = s->license.s;
	v->is_listed = m->ceiling == TLP_CLEAR &&
	    (!span_is_set(s->list_on_aggregators.at) ||
		s->list_on_aggregators.b);
	v->is_mirrored = m->ceiling == TLP_CLEAR &&
	    (!span_is_set(s->mirror_on_aggregators.at) ||
		s->mirror_on_aggregators.b);
	v->keys = arena_array(m->w->perm, struct public_openpgp,
	    s->former_keys.n + 1);
	add_key(m, v->key_file, v->fingerprint);
	for (size_t i = 0; i < s->former_keys.n; i++)
		add_key(m, read_key(m, &s->former_keys.v[i].file),
		    s->former_keys.v[i].fingerprint.s);
}

static void
set_organisation(struct making *m)
{
	const struct organisation *o = m->w->model->organisation;
	struct public_view *v = m->view;

	v->now = m->w->now;
	v->zone = m->w->model->zone;
	v->name = public_words(&o->name);
	v->short_name = public_words(
	    span_is_set(o->short_name.at) ? &o->short_name : &o->name);
	v->legal_name = public_words(
	    span_is_set(o->legal_name.at) ? &o->legal_name : &o->name);
	v->disclaimer = public_words(&o->legal_disclaimer);
	v->is_fictional = o->fictional.b;
	v->ceiling = public_label(m->ceiling);
	v->base_url = m->base_url;
	if (o->publisher != NULL)
		v->publisher = public_publisher(o->publisher);
	v->main_lang = o->languages.n > 0 &&
		str_eq(o->languages.v[0].s, S("en")) ?
	    PUBLIC_EN :
	    PUBLIC_JA;
	v->expires = o->security_txt_expires.w.at;
	v->memberships = arena_array(m->w->perm, struct public_membership,
	    o->memberships.n + 1);
	for (size_t i = 0; i < o->memberships.n; i++)
		v->memberships[v->n_memberships++] =
		    (struct public_membership){
			    public_words(&o->memberships.v[i].name),
			    o->memberships.v[i].since.w,
			    o->memberships.v[i].url.s,
		    };
	set_contact(m);
	set_distribution(m);
}

static bool
add_language(struct making *m, const struct document *doc,
    enum public_lang lang, struct public_page *out)
{
	struct str title, summary = S("");

	if (doc == NULL || doc->record == NULL)
		return true;
	if (doc->path.kind == KIND_POLICY) {
		const struct policy *p = doc->record;

		title = p->title.s;
		out->updated = p->approved.w;
	} else {
		const struct text_page *p = doc->record;

		title = p->title.s;
		summary = p->summary.s;
		out->updated = p->updated.w;
	}
	out->has[lang] = true;
	out->title.in[lang] = title;
	out->summary.in[lang] = summary;
	return public_render(m->w->perm, m->w->d, m->w->model->sources,
	    doc->body, &out->text[lang]);
}

static bool
add_page(struct making *m, const struct text_entry *t, struct public_page *out)
{
	bool ok;

	out->id = t->e.id;
	ok = add_language(m, t->ja, PUBLIC_JA, out);
	return add_language(m, t->en, PUBLIC_EN, out) && ok;
}

static int64_t
order_of(const struct text_entry *t)
{
	const struct text_page *p = t->e.doc->record;

	return span_is_set(p->order.at) ? p->order.n : INT64_MAX;
}

static int
page_cmp(const void *a, const void *b)
{
	const struct text_entry *x = *(const struct text_entry *const *)a;
	const struct text_entry *y = *(const struct text_entry *const *)b;

	if (order_of(x) != order_of(y))
		return order_of(x) < order_of(y) ? -1 : 1;
	return str_cmp(x->e.id, y->e.id);
}

static bool
make_pages(struct making *m)
{
	const struct model *model = m->w->model;
	const struct text_entry **sorted = arena_array(m->w->perm,
	    const struct text_entry *, model->n_pages + 1);
	bool ok = true;

	for (size_t i = 0; i < model->n_pages; i++)
		sorted[i] = &model->pages[i];
	if (model->n_pages > 0)
		qsort(sorted, model->n_pages, sizeof(*sorted), page_cmp);
	m->view->pages = arena_array(m->w->perm, struct public_page,
	    model->n_pages + 1);
	for (size_t i = 0; i < model->n_pages; i++)
		ok = add_page(m, sorted[i],
			 &m->view->pages[m->view->n_pages++]) &&
		    ok;
	m->view->policies = arena_array(m->w->perm, struct public_page,
	    model->n_policies + 1);
	for (size_t i = 0; i < model->n_policies; i++) {
		const struct policy *p = model->policies[i].e.doc->record;

		if (p->publish.b)
			ok = add_page(m, &model->policies[i],
				 &m->view->policies[m->view->n_policies++]) &&
			    ok;
	}
	return ok;
}

struct public_view *
wall_public_to(const struct wall *w, const struct audience *a)
{
	struct making m = {
		.w = w,
		.ceiling = reach_ceiling(a),
		.base_url = reach_base_url(w->model, a),
		.view = arena_new(w->perm, struct public_view),
	};
	bool ok;

	/* Reported when loading; without it nothing can be said. */
	if (w->model->organisation == NULL)
		return NULL;
	set_organisation(&m);
	ok = make_pages(&m);
	ok = make_advisories(&m) && ok;
	public_inventory(w, m.view);
	public_cna(w, true, m.view);
	return ok ? m.view : NULL;
}

struct public_view *
wall_public(const struct wall *w)
{
	static const struct audience everybody = {
		.view = { .v = VIEW_PUBLIC },
	};

	return wall_public_to(w, &everybody);
}

/* The advisory with next behind its ledger, into *out. */
static bool
make_next(const struct wall *w, const struct case_entry *c,
    const struct revision *next, bool is_source, struct public_advisory *out)
{
	struct public_making k = {
		.w = w,
		.a = w->perm,
		.tmp = arena_open(),
		.d = w->d,
		.c = c,
		.next = next,
		.is_source = is_source,
		.out = out,
	};
	/* Reported when loading; without it nothing can be said. */
	bool ok = w->model->organisation != NULL && public_advisory(&k, next);

	arena_close(k.tmp);
	return ok;
}

const struct public_advisory *
wall_public_case(const struct wall *w, const struct case_entry *c,
    const struct revision *next)
{
	struct public_advisory *out = arena_new(w->perm,
	    struct public_advisory);

	return make_next(w, c, next, false, out) ? out : NULL;
}

const struct public_advisory *
wall_public_source(const struct wall *w, const struct case_entry *c,
    const struct revision *next)
{
	struct public_advisory *out = arena_new(w->perm,
	    struct public_advisory);

	return make_next(w, c, next, true, out) ? out : NULL;
}

const struct public_view *
wall_public_view_case(const struct wall *w, const struct case_entry *c,
    const struct revision *next)
{
	struct making m = {
		.w = w,
		.ceiling = reach_label(next),
		.base_url = reach_address(w->model, reach_label(next)),
		.view = arena_new(w->perm, struct public_view),
	};

	if (w->model->organisation == NULL)
		return NULL;
	set_organisation(&m);
	m.view->advisories = arena_new(w->perm, struct public_advisory);
	m.view->n_advisories = 1;
	if (!make_next(w, c, next, false, m.view->advisories))
		return NULL;
	public_inventory(w, m.view);
	public_cna(w, false, m.view);
	return m.view;
}
