#include "pipeline/agree.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/pool.h"
#include "export/public/osv.h"
#include "export/public/place.h"
#include "export/public/vex.h"
#include "model/model.h"
#include "pipeline/agree_impl.h"
#include "pipeline/build.h"

void
agree_tell(const struct agree_file *k, size_t advisory, const char *fmt, ...)
{
	struct agree_faults *l = &k->w->faults;
	struct arena *a = k->w->kept;
	va_list ap;

	/* It is what its publisher wrote, with all that it contradicts. */
	if (k->g->v->advisories[advisory].is_import)
		return;
	l->v = arena_grow(a, l->v, l->n, &l->room, sizeof(*l->v));
	l->v[l->n] = (struct agree_fault){ .advisory = advisory,
		.what = str_dup(a, k->path) };
	va_start(ap, fmt);
	l->v[l->n++].text = str_vfmt(a, fmt, ap);
	va_end(ap);
}

/* ---- what files are about ------------------------------------------------ */

static void
add_subject(struct agree *g, struct str path, struct agree_subject s)
{
	struct agree_subject *kept = arena_new(g->perm, struct agree_subject);

	*kept = s;
	/* A CVE record is on the newest advisory that has the id. */
	(void)map_add(g->subjects, path, kept);
}

static void
add_pages(struct agree *g, const struct public_advisory *adv, size_t i)
{
	struct agree_subject s = { .advisory = i, .flaw = SIZE_MAX };

	for (int lang = 0; lang < PUBLIC_LANGS; lang++) {
		s.lang = (enum public_lang)lang;
		s.kind = AGREE_HTML;
		add_subject(g, place_advisory(g->perm, s.lang, adv), s);
		s.kind = AGREE_TEXT;
		add_subject(g, place_advisory_text(g->perm, s.lang, adv), s);
	}
}

static void
add_documents(struct agree *g, const struct public_advisory *adv, size_t i)
{
	struct agree_subject s = { .advisory = i, .flaw = SIZE_MAX };
	struct arena *a = g->perm;

	s.format = READING_csaf20;
	add_subject(g, place_csaf(a, adv), s);
	s.format = READING_csaf21;
	if (g->v->has_csaf21)
		add_subject(g, place_csaf21(a, adv), s);
	for (s.flaw = 0; s.flaw < adv->n_vulnerabilities; s.flaw++) {
		struct str name = vex_name(a, adv, s.flaw);
		struct str cve = adv->vulnerabilities[s.flaw].cve;

		if (adv->is_foreign)
			return;
		s.format = READING_csaf_vex;
		add_subject(g, place_csaf_vex(a, adv, name), s);
		s.format = READING_csaf21_vex;
		if (g->v->has_csaf21)
			add_subject(g, place_csaf21_vex(a, adv, name), s);
		s.format = READING_openvex;
		add_subject(g, place_openvex(a, adv, name), s);
		s.format = READING_cyclonedx;
		add_subject(g, place_cyclonedx(a, adv, name), s);
		s.format = READING_cve;
		/* Those for everybody tell of what is. */
		if (adv->label != PUBLIC_CLEAR)
			continue;
		if (cve.n > 0)
			add_subject(g, place_cve(a, cve), s);
		s.format = READING_osv;
		add_subject(g, place_osv(a, osv_id(a, adv, s.flaw)), s);
	}
}

static void
add_subjects(struct agree *g)
{
	for (size_t i = 0; i < g->v->n_advisories; i++) {
		add_pages(g, &g->v->advisories[i], i);
		add_documents(g, &g->v->advisories[i], i);
	}
	for (size_t i = 0; i < g->v->n_products; i++)
		add_subject(g, place_product(g->perm, &g->v->products[i]),
		    (struct agree_subject){
			.format = READING_status,
			.advisory = SIZE_MAX,
			.flaw = SIZE_MAX,
			.product = i,
		    });
}

struct agree *
agree_open(const struct build *b, const struct public_view *v)
{
	struct agree *g = arena_new(b->perm, struct agree);
	unsigned jobs = pool_jobs(b->pool);

	g->perm = b->perm;
	g->v = v;
	g->pool = b->pool;
	g->out = arena_new(b->perm, struct agreement);
	g->out->n = v->n_advisories;
	g->out->advisories = arena_array(b->perm, struct agreement_advisory,
	    v->n_advisories + 1);
	g->products = arena_array(b->perm, struct agree_product,
	    v->n_products + 1);
	g->subjects = map_open(b->perm);
	g->workers = arena_array(b->perm, struct agree_worker, jobs);
	for (unsigned i = 0; i < jobs; i++) {
		g->workers[i].kept = arena_open_in(b->perm);
		g->workers[i].scratch = arena_open();
	}
	add_subjects(g);
	agree_row_make(g);
	return g;
}

/* ---- a file -------------------------------------------------------------- */

static struct str
title_of(struct arena *a, const struct agree_subject *s)
{
	const char *lang = s->lang == PUBLIC_JA ? "Japanese" : "English";

	switch (s->kind) {
	case AGREE_DOCUMENT:
		return str_z(reading_title(s->format));
	case AGREE_HTML:
		return str_fmt(a, "the page in %s", lang);
	case AGREE_TEXT:
		return str_fmt(a, "the text in %s", lang);
	}
	BUG("kind of a file");
}

/*
 * An advisory may be a VEX document itself; by CSAF 2.1 a VEX document that
 * ended is none any more.
 */
static bool
is_expected(enum reading_format is, enum reading_format wanted)
{
	return is == wanted ||
	    (is == READING_csaf_vex && wanted == READING_csaf20) ||
	    (is == READING_csaf21_vex && wanted == READING_csaf21) ||
	    (is == READING_csaf21 && wanted == READING_csaf21_vex);
}

static void
see_document(const struct agree_file *k, struct str content)
{
	const char *why;
	const struct reading *r = reading_open(k->a, content, &why);

	k->w->has[k->s->format] = true;
	if (r != NULL && !is_expected(r->format, k->s->format)) {
		why = "it is of another format";
		r = NULL;
	}
	if (r == NULL) {
		if (k->adv != NULL)
			agree_tell(k, k->s->advisory,
			    "%.*s cannot be read: %s", STR_ARG(k->what), why);
		return;
	}
	agree_status(k, r);
	agree_fact(k, r);
}

void
agree_file(struct agree *g, struct str path, struct str content,
    unsigned worker)
{
	const struct agree_subject *s = map_get(g->subjects, path);
	struct agree_worker *w = &g->workers[worker];
	struct agree_file k = { .g = g, .w = w, .s = s, .path = path };
	struct scratch tmp;

	if (s == NULL)
		return;
	tmp = scratch_begin(w->scratch);
	k.a = w->scratch;
	k.what = title_of(k.a, s);
	if (s->advisory != SIZE_MAX)
		k.adv = &g->v->advisories[s->advisory];
	if (s->kind == AGREE_DOCUMENT)
		see_document(&k, content);
	else
		agree_page(&k, content);
	scratch_end(tmp);
}

/* ---- the result ---------------------------------------------------------- */

static int
fault_cmp(const void *a, const void *b)
{
	const struct agree_fault *x = a, *y = b;
	int cmp;

	if (x->advisory != y->advisory)
		return x->advisory < y->advisory ? -1 : 1;
	cmp = str_cmp(x->what, y->what);
	return cmp != 0 ? cmp : str_cmp(x->text, y->text);
}

/* Of all threads, in one order. */
static struct agree_faults
all_faults(struct agree *g)
{
	struct agree_faults all = { 0 };
	unsigned jobs = pool_jobs(g->pool);

	for (unsigned i = 0; i < jobs; i++) {
		const struct agree_faults *l = &g->workers[i].faults;

		for (size_t j = 0; j < l->n; j++) {
			all.v = arena_grow(g->perm, all.v, all.n, &all.room,
			    sizeof(*all.v));
			all.v[all.n++] = l->v[j];
		}
		for (size_t j = 0; j < READING_FORMATS; j++)
			g->out->has[j] |= g->workers[i].has[j];
		arena_close(g->workers[i].scratch);
	}
	if (all.n > 0)
		qsort(all.v, all.n, sizeof(*all.v), fault_cmp);
	return all;
}

static void
count_row(struct agreement_advisory *adv, const struct agreement_row *row)
{
	for (size_t i = 0; i < READING_FORMATS; i++) {
		unsigned says = row->says[i];

		if (says == 0)
			continue;
		adv->n_cells++;
		if ((says & row->is) == 0)
			adv->n_differ++;
		else if (says != row->is)
			adv->n_open++;
	}
}

void
agree_count(struct agreement *out)
{
	for (size_t i = 0; i < out->n; i++) {
		struct agreement_advisory *adv = &out->advisories[i];

		for (size_t f = 0; f < adv->n_flaws; f++) {
			for (size_t j = 0; j < adv->flaws[f].n_rows; j++)
				count_row(adv, &adv->flaws[f].rows[j]);
		}
		out->n_cells += adv->n_cells;
		out->n_open += adv->n_open;
		out->n_differ += adv->n_differ;
		out->n_faults += adv->n_faults;
	}
}

/* Where the advisory's number stands; else the case. */
static struct span
place_of(const struct model *m, struct str advisory)
{
	for (size_t i = 0; i < m->n_cases; i++) {
		const struct case_entry *c = &m->cases[i];

		if (!str_eq(model_advisory_id(c), advisory))
			continue;
		if (span_is_set(c->c->advisory.at))
			return c->c->advisory.at;
		return (struct span){ .file = c->e.doc->file };
	}
	return (struct span){ 0 };
}

static void
report(const struct agree *g, const struct build *b,
    const struct agree_faults *all)
{
	struct str *texts = arena_array(g->perm, struct str, all->n + 1);
	struct span at = { 0 };

	for (size_t i = 0; i < all->n; i++) {
		const struct agree_fault *f = &all->v[i];
		struct agreement_advisory *adv =
		    &g->out->advisories[f->advisory];

		if (i == 0 || f->advisory != all->v[i - 1].advisory) {
			at = place_of(b->model, adv->id);
			adv->faults = &texts[i];
		}
		texts[i] = f->text;
		adv->n_faults++;
		diag_error(b->d, "formats-disagree", at, "%.*s: %.*s",
		    STR_ARG(adv->id), STR_ARG(f->text));
		diag_note(b->d, (struct span){ 0 }, "in %.*s",
		    STR_ARG(f->what));
	}
}

bool
agree_close(struct agree *g, const struct build *b,
    const struct agreement **out)
{
	struct agree_faults all = all_faults(g);

	report(g, b, &all);
	agree_count(g->out);
	*out = g->out;
	return all.n == 0;
}
