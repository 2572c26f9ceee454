#include "pipeline/edition.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/pool.h"
#include "base/progress.h"
#include "export/plan.h"
#include "model/model.h"
#include "pipeline/build.h"
#include "pipeline/manifest.h"
#include "pipeline/theme.h"
#include "pipeline/verify.h"
#include "wall/public_view.h"
#include "wall/wall.h"

/* One edition on its way. */
struct making {
	struct build *b;
	const struct theme *theme;
	struct edition *e;
	struct export_context context;
	const struct public_view *public_view;	/* one of the two */
	const struct model *inside_view;
	struct plan plan;
	struct diags **diags;		/* one a worker, as the rest */
	struct arena **scratch;		/* emptied after each page */
	struct arena **kept;		/* holds the files */
	struct buf *bufs;
};

static unsigned
views_of(const struct audience *a)
{
	return str_eq(a->view.s, S("portal")) ? EXPORT_PORTAL : EXPORT_DESK;
}

static const char *
exporter_name(const struct making *k, size_t i)
{
	return k->e->is_public ? export_public_at(i)->name :
	    export_inside_at(i)->name;
}

static bool
is_wanted(const struct build *b, const char *exporter)
{
	for (size_t i = 0; i < b->n_exports; i++) {
		if (str_eq_z(b->exports[i], exporter))
			return true;
	}
	return b->n_exports == 0;
}

static void
plan_pages(struct making *k)
{
	const struct export_public *p;
	const struct export_inside *x;

	if (k->e->is_public) {
		for (size_t i = 0; (p = export_public_at(i)) != NULL; i++) {
			k->plan.exporter = i;
			p->plan(&k->plan, k->public_view, &k->context);
		}
		return;
	}
	for (size_t i = 0; (x = export_inside_at(i)) != NULL; i++) {
		k->plan.exporter = i;
		if ((x->views & views_of(k->e->audience)) != 0)
			x->plan(&k->plan, k->inside_view, &k->context);
	}
}

/* Two pages of one path are an error; sorted, they stand side by side. */
static bool
check_plan(struct making *k)
{
	bool ok = true;

	for (size_t i = 1; i < k->plan.n; i++) {
		const struct plan_page *a = &k->plan.pages[i - 1];
		const struct plan_page *b = &k->plan.pages[i];

		if (!str_eq(a->page.path, b->page.path))
			continue;
		diag_error(k->b->d, "plan-duplicate", (struct span){ 0 },
		    "two pages want to be %.*s/%.*s: one by %s, one by %s",
		    STR_ARG(k->context.edition), STR_ARG(a->page.path),
		    exporter_name(k, a->exporter),
		    exporter_name(k, b->exporter));
		diag_help(k->b->d, "two records have ids that give one file "
		    "name; change one of them");
		ok = false;
	}
	return ok;
}

static bool
render_page(struct making *k, const struct plan_page *p, unsigned worker)
{
	struct buf *out = &k->bufs[worker];
	struct diags *d = k->diags[worker];
	struct scratch tmp = scratch_begin(k->scratch[worker]);
	bool ok;

	buf_clear(out);
	if (k->e->is_public)
		ok = export_public_at(p->exporter)->render(&p->page,
		    k->public_view, &k->context, tmp.a, out, d);
	else
		ok = export_inside_at(p->exporter)->render(&p->page,
		    k->inside_view, &k->context, tmp.a, out, d);
	scratch_end(tmp);
	if (ok && !buf_ok(out)) {
		diag_error(d, "page-limit", (struct span){ 0 },
		    "the page %.*s is over %u bytes", STR_ARG(p->page.path),
		    LIMIT_PAGE_BYTES);
		ok = false;
	}
	return ok;
}

static void
render_one(void *ctx, size_t i, unsigned worker)
{
	struct making *k = ctx;
	const struct plan_page *p = &k->plan.pages[i];

	progress_add(1);
	/* Links to what is not wanted lead somewhere all the same. */
	k->e->files[i].path = p->page.path;
	if (is_wanted(k->b, exporter_name(k, p->exporter)) &&
	    render_page(k, p, worker))
		k->e->files[i].content = str_dup(k->kept[worker],
		    buf_str(&k->bufs[worker]));
}

static void
digest_one(void *ctx, size_t i, unsigned worker)
{
	struct making *k = ctx;
	struct edition_file *f = &k->e->files[i];
	uint8_t *sha256 = (uint8_t *)arena_bytes(k->kept[worker],
	    DIGEST_BYTES_MAX);

	(void)digest_bytes(DIGEST_SHA256, f->content, sha256);
	f->sha256 = sha256;
}

static void
open_workers(struct making *k)
{
	unsigned jobs = pool_jobs(k->b->pool);

	k->diags = arena_array(k->b->perm, struct diags *, jobs);
	k->scratch = arena_array(k->b->perm, struct arena *, jobs);
	k->kept = arena_array(k->b->perm, struct arena *, jobs);
	k->bufs = arena_array(k->b->perm, struct buf, jobs);
	for (unsigned i = 0; i < jobs; i++) {
		k->kept[i] = arena_open_in(k->b->perm);
		k->diags[i] = diags_open(k->kept[i]);
		k->scratch[i] = arena_open();
		buf_init(&k->bufs[i], LIMIT_PAGE_BYTES);
	}
}

static void
close_workers(struct making *k)
{
	for (unsigned i = 0; i < pool_jobs(k->b->pool); i++) {
		diags_merge(k->b->d, k->diags[i]);
		arena_close(k->scratch[i]);
		buf_fini(&k->bufs[i]);
	}
}

static int
file_cmp(const void *a, const void *b)
{
	const struct edition_file *x = a, *y = b;

	return str_cmp(x->path, y->path);
}

static void
sort_files(struct edition *e)
{
	if (e->n_files > 0)
		qsort(e->files, e->n_files, sizeof(*e->files), file_cmp);
}

/* Style sheets, scripts and pictures are the same in every edition. */
static void
add_assets(struct making *k)
{
	struct edition *e = k->e;

	for (size_t i = 0; i < k->theme->n_assets; i++)
		e->files[e->n_files++] = (struct edition_file){
			.path = k->theme->assets[i].path,
			.content = k->theme->assets[i].content,
		};
	sort_files(e);
}

static void
render_all(struct making *k)
{
	struct edition *e = k->e;

	e->files = arena_array(k->b->perm, struct edition_file,
	    k->plan.n + k->theme->n_assets + 1);
	open_workers(k);
	progress_begin("rendering pages", k->plan.n);
	pool_run(k->b->pool, k->plan.n, render_one, k);
	progress_end();
	e->n_files = k->plan.n;
	add_assets(k);
	pool_run(k->b->pool, e->n_files, digest_one, k);
	close_workers(k);
}

/* Files that were not wanted, or failed, go. */
static void
drop_empty(struct edition *e)
{
	size_t n = 0;

	for (size_t i = 0; i < e->n_files; i++) {
		if (e->files[i].content.p != NULL)
			e->files[n++] = e->files[i];
	}
	e->n_files = n;
}

/* False when the view cannot be made: a published text is faulty. */
static bool
make_view(struct making *k)
{
	const struct wall w = {
		.model = k->b->model,
		.now = k->context.now,
		.root = k->b->root,
		.pool = k->b->pool,
		.words = k->theme->words,
		.perm = k->b->perm,
		.d = k->b->d,
	};

	if (k->e->is_public)
		k->public_view = wall_public(&w);
	else
		k->inside_view = wall_inside(&w, k->e->audience);
	return k->public_view != NULL || k->inside_view != NULL;
}

bool
edition_make(struct build *b, const struct theme *theme, struct edition *e)
{
	struct making k = {
		.b = b,
		.theme = theme,
		.e = e,
		.context = {
			.templates = theme->templates,
			.words = theme->words,
			.now = zone_at(b->model->zone, b->now),
			.version = b->version,
			.edition = e->audience->id.s,
			.ceiling = str_z(enum_name(&enum_tlp,
			    e->audience->ceiling.v)),
			.views = e->is_public ? 0 : views_of(e->audience),
		},
		.plan = { .perm = b->perm },
	};

	if (!make_view(&k))
		return false;
	plan_pages(&k);
	plan_sort(&k.plan);
	if (!check_plan(&k))
		return true;
	render_all(&k);
	verify_edition(k.context.edition, e, b);
	drop_empty(e);
	if (e->is_public)
		manifest_add(e, b->perm);
	sort_files(e);
	return true;
}
