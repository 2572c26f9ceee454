#include "pipeline/released.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/pool.h"
#include "export/plan.h"
#include "export/public/released.h"
#include "model/audit.h"
#include "model/model.h"
#include "model/reach.h"
#include "pipeline/released_listed.h"
#include "pipeline/released_same.h"
#include "pipeline/released_signature.h"
#include "wall/public_view.h"
#include "wall/wall.h"

/* A document that a release does not keep. */
struct missing {
	struct str name;
	size_t exporter;
};

/* What making a case's newest revision anew showed. */
struct made {
	const struct revision *of;	/* NULL: it was not made */
	uint64_t kept;			/* exporters, a bit each */
	struct missing *missing;
	size_t n_missing, cap;
};

struct work {
	const struct released_check *r;
	struct diags **d;	/* by case */
	bool *is_whole;		/* by case: its files are what was released */
	struct made *made;	/* by case */
	struct arena **kept;	/* one a worker: holds the reports */
	struct arena **scratch;
};

/* A case at work. */
struct one {
	const struct released_check *r;
	const struct case_entry *c;
	struct diags *d;
	struct made *made;
	struct arena *kept;	/* for what made points to */
	struct arena *tmp;
};

static struct str
path_of(const struct one *k, struct str name)
{
	return str_fmt(k->tmp, "cases/%.*s/%.*s/%.*s",
	    STR_ARG(k->c->e.doc->path.dir), STR_ARG(k->c->e.id),
	    STR_ARG(name));
}

/* ---- digests ----------------------------------------- */

/* In the words of the wall, which finds it out when it builds. */
static bool
see_file(const struct one *k, const struct released_file *f)
{
	struct str path = path_of(k, f->path.s), content;
	int err = io_read(k->r->root, path, LIMIT_JSON_BYTES, k->tmp,
	    &content);

	if (err == 0 &&
	    str_eq(digest_hex(k->tmp, DIGEST_SHA256, content), f->sha256.s))
		return true;
	diag_error(k->d, "released-changed", f->path.at, "%.*s %s",
	    STR_ARG(path),
	    err != 0 ? strerror(err) : "is not what was released");
	diag_help(k->d,
	    "bring it back from the history: what was released stays as it "
	    "was");
	return false;
}

static bool
see_files(const struct one *k)
{
	const struct revision_list *l = &k->c->published->revisions;
	bool ok = true;

	for (size_t i = 0; i < l->n; i++) {
		for (size_t j = 0; j < l->v[i].files.n; j++)
			ok = see_file(k, &l->v[i].files.v[j]) && ok;
	}
	return ok;
}

/* ---- documents made anew ------------------------------ */

/* The view of a revision as when it went out; nobody else's. */
static struct public_view *
view_of(const struct one *k, size_t at)
{
	const struct revision_list *all = &k->c->published->revisions;
	struct published *before = arena_new(k->tmp, struct published);
	struct case_entry *c = arena_new(k->tmp, struct case_entry);
	struct revision *next = arena_new(k->tmp, struct revision);
	const struct public_view *view;
	const struct wall w = {
		.model = k->r->model,
		.now = all->v[at].at.w.at,
		.root = k->r->root,
		.words = k->r->words,
		.perm = k->tmp,
		/* What cannot be shown, the build says. */
		.d = diags_open(k->tmp),
	};

	*before = *k->c->published;
	before->revisions.n = at;
	*c = *k->c;
	c->published = before;
	*next = all->v[at];
	/* Else the documents would be copied. */
	next->files.n = 0;
	view = wall_public_view_case(&w, c, next);
	return (struct public_view *)(uintptr_t)view;
}

static const struct released_file *
named(const struct revision *r, struct str name)
{
	for (size_t i = 0; i < r->files.n; i++) {
		if (str_eq(str_base_name(r->files.v[i].path.s), name))
			return &r->files.v[i];
	}
	return NULL;
}

static void
compare(const struct one *k, const struct released_file *f, struct str made)
{
	struct str path = path_of(k, f->path.s), content, where = S("");

	if (io_read(k->r->root, path, LIMIT_JSON_BYTES, k->tmp, &content) !=
		0 ||
	    released_same(k->tmp, content, made, &where))
		return;
	diag_error(k->d, "released-differs", f->path.at,
	    "%.*s does not say what its case does%s%.*s", STR_ARG(path),
	    where.n > 0 ? ": " : "", STR_ARG(where));
	diag_help(k->d,
	    "bring back what `hansho publish` wrote, from the history; "
	    "`hansho publish` makes the next revision");
}

/* What the inventory learned since does not count, but is told. */
static void
see_listed(const struct one *k, const struct revision *r,
    struct public_view *view)
{
	struct str *v = arena_array(k->tmp, struct str, r->files.n + 1), lacks;
	size_t n = 0;

	for (size_t i = 0; i < r->files.n; i++) {
		if (io_read(k->r->root, path_of(k, r->files.v[i].path.s),
			LIMIT_JSON_BYTES, k->tmp, &v[n]) == 0)
			n++;
	}
	lacks = released_listed_cut(k->tmp, view, v, n);
	if (lacks.n == 0)
		return;
	diag_report(k->d, DIAG_ALERT, "released-outdated", r->version.at,
	    "revision %.*s does not name %.*s, which it means",
	    STR_ARG(r->version.s), STR_ARG(lacks));
	diag_help(k->d,
	    "a version that was registered since: `hansho publish` makes the "
	    "next revision");
}

/* A document that a revision would keep if it went out today. */
static void
note_missing(struct one *k, struct str name, size_t exporter)
{
	struct made *m = k->made;

	m->missing = arena_grow(k->kept, m->missing, m->n_missing, &m->cap,
	    sizeof(*m->missing));
	m->missing[m->n_missing++] = (struct missing){ str_dup(k->kept, name),
		exporter };
}

static void
make_anew(struct one *k, size_t at)
{
	const struct revision *r = &k->c->published->revisions.v[at];
	struct public_view *view = view_of(k, at);
	const struct export_context c = {
		.words = k->r->words,
		.now = r->at.w.at,
		.edition = S("public"),
		.ceiling = S("CLEAR"),
	};
	struct plan plan = { .perm = k->tmp };
	const struct export_public *x;

	k->made->of = r;
	if (view != NULL)
		see_listed(k, r, view);
	for (size_t i = 0; view != NULL && (x = export_public_at(i)) != NULL;
	     i++) {
		plan.exporter = i;
		if (x->is_released)
			x->plan(&plan, view, &c);
	}
	for (size_t i = 0; i < plan.n; i++) {
		const struct plan_page *p = &plan.pages[i];
		struct str name = released_name(k->tmp, p->page.path);
		const struct released_file *f = named(r, name);
		struct buf b;

		if (f == NULL) {
			note_missing(k, name, p->exporter);
			continue;
		}
		k->made->kept |= UINT64_C(1) << p->exporter;
		buf_init(&b, LIMIT_RELEASE_FILE);
		if (export_public_at(p->exporter)
			->render(&p->page, view, &c, k->tmp, &b,
			    diags_open(k->tmp)) &&
		    buf_ok(&b))
			compare(k, f, buf_str(&b));
		buf_fini(&b);
	}
}

/*
 * Which revision is to be made anew; SIZE_MAX: none.  Not of what is known to
 * have changed, nor of releases that keep no documents, nor of those from
 * before `hansho publish` made them, which have no view.
 */
static size_t
to_make(const struct one *k)
{
	const struct revision *r = reach_revision(k->c, k->r->now.s, TLP_RED);
	const struct audit_case *x = audit_case(k->r->model, k->c);

	if (r == NULL || k->r->words == NULL || r->files.n == 0 ||
	    r->view.s.n == 0 || model_case_is_import(k->c) ||
	    (x != NULL && x->is_changed) || r->at.w.kind != WHEN_INSTANT)
		return SIZE_MAX;
	return (size_t)(r - k->c->published->revisions.v);
}

static void
see_case(void *ctx, size_t i, unsigned worker)
{
	struct work *w = ctx;
	struct scratch tmp = scratch_begin(w->scratch[worker]);
	struct one k = {
		.r = w->r,
		.c = &w->r->model->cases[i],
		.made = &w->made[i],
		.kept = w->kept[worker],
		.tmp = tmp.a,
	};
	size_t at;

	if (k.c->published != NULL) {
		w->d[i] = k.d = diags_open(w->kept[worker]);
		at = to_make(&k);
		w->is_whole[i] = see_files(&k);
		if (w->is_whole[i] && at != SIZE_MAX)
			make_anew(&k, at);
	}
	scratch_end(tmp);
}

/* ---- files that nobody knows --------------------------- */

static bool
is_named(const struct case_entry *c, struct str tail)
{
	const struct published *p = c->published;

	for (size_t i = 0; p != NULL && i < p->revisions.n; i++) {
		const struct released_file_list *l = &p->revisions.v[i].files;

		for (size_t j = 0; j < l->n; j++) {
			if (str_eq(l->v[j].path.s, tail))
				return true;
		}
	}
	return false;
}

/* "cases/2026/PS-2026-0117/released/1.0.0/a.json". */
static void
see_name(const struct released_check *r, uint32_t file)
{
	struct str path = source_get(r->model->sources, file)->path;
	struct str part, rest, id, tail;
	const struct entry *e;

	if (!str_cut(path, '/', &part, &rest) || !str_eq(part, S("cases")) ||
	    !str_cut(rest, '/', &part, &rest) ||
	    !str_cut(rest, '/', &id, &tail) ||
	    !str_starts(tail, S("released/")))
		return;
	e = model_find(r->model, SPACE_CASE, id);
	if (e == NULL ||
	    is_named((const struct case_entry *)(const void *)e, tail))
		return;
	diag_report(r->d, DIAG_ALERT, "released-unnamed",
	    (struct span){ file, 0, 0 }, "no revision of %.*s has this file",
	    STR_ARG(id));
	diag_help(r->d,
	    "take it away; what goes out, `hansho publish` puts there");
}

/* ---- documents that a release lacks -------------------- */

/*
 * Formats begin with a release: whether one was kept when the revision went
 * out, by any case.  Of CSAF 2.0 there is always a document.
 */
static bool
is_begun(const struct work *w, size_t exporter, const struct revision *by)
{
	if (strcmp(export_public_at(exporter)->name, "csaf") == 0)
		return true;
	for (size_t i = 0; i < w->r->model->n_cases; i++) {
		const struct made *m = &w->made[i];

		if ((m->kept & UINT64_C(1) << exporter) != 0 &&
		    m->of->at.w.at.s <= by->at.w.at.s)
			return true;
	}
	return false;
}

static void
see_missing(const struct work *w, const struct made *m)
{
	for (size_t i = 0; i < m->n_missing; i++) {
		if (!is_begun(w, m->missing[i].exporter, m->of))
			continue;
		diag_error(w->r->d, "released-differs", m->of->version.at,
		    "revision %.*s lacks the document %.*s",
		    STR_ARG(m->of->version.s), STR_ARG(m->missing[i].name));
		diag_help(w->r->d,
		    "`hansho publish` writes it; bring back what it wrote");
	}
}

void
released_check(const struct released_check *r)
{
	unsigned jobs = pool_jobs(r->pool);
	size_t n = r->model->n_cases;
	struct work w = {
		.r = r,
		.d = arena_array(r->perm, struct diags *, n + 1),
		.is_whole = arena_array(r->perm, bool, n + 1),
		.made = arena_array(r->perm, struct made, n + 1),
		.kept = arena_array(r->perm, struct arena *, jobs),
		.scratch = arena_array(r->perm, struct arena *, jobs),
	};

	for (unsigned i = 0; i < jobs; i++) {
		w.kept[i] = arena_open_in(r->perm);
		w.scratch[i] = arena_open();
	}
	if (r->model->organisation != NULL)
		pool_run(r->pool, n, see_case, &w);
	for (size_t i = 0; i < n; i++) {
		if (w.d[i] != NULL)
			diags_merge(r->d, w.d[i]);
		see_missing(&w, &w.made[i]);
	}
	for (unsigned i = 0; i < jobs; i++)
		arena_close(w.scratch[i]);
	released_signature_check(r, w.is_whole);
	for (uint32_t i = 1; i <= sources_len(r->model->sources); i++)
		see_name(r, i);
	diags_sort(r->d);
}
