#include "pipeline/edition.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/attr.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/pool.h"
#include "base/progress.h"
#include "export/plan.h"
#include "export/public/osv.h"
#include "export/public/provider_tree.h"
#include "model/model.h"
#include "model/reach.h"
#include "pipeline/agree.h"
#include "pipeline/build.h"
#include "pipeline/derive.h"
#include "pipeline/inside_view.h"
#include "pipeline/leak.h"
#include "pipeline/manifest.h"
#include "pipeline/theme.h"
#include "pipeline/verify.h"
#include "wall/level.h"
#include "wall/public_view.h"
#include "wall/wall.h"

/* A file to come: a page, or an asset as it is. */
struct planned {
	struct str path;		/* below the edition */
	const struct plan_page *page;	/* NULL: an asset */
	struct str asset;
};

/* One edition on its way. */
struct making {
	struct build *b;
	const struct theme *theme;
	struct publish *publish;	/* NULL: contents are kept */
	struct edition *e;
	struct str folder;		/* "public/" */
	struct export_context context;
	const struct public_view *public_view;	/* one of the two */
	const struct model *inside_view;
	struct plan plan;
	struct planned *files;		/* by path */
	size_t n_files;
	struct str *paths;		/* theirs */
	int *errors;			/* of publish_put(), 0 or errno */
	struct verify *verify;
	struct wall wall;
	struct leak *leak;
	struct agree *agree;		/* of public documents; else NULL */
	struct diags **diags;		/* one a worker, as the rest */
	struct arena **scratch;		/* emptied after each page */
	struct arena **kept;		/* holds the files */
	struct buf *bufs;
};

/* The public edition has exporters of its own. */
static unsigned
views_of(const struct audience *a)
{
	switch ((enum audience_view)a->view.v) {
	case VIEW_PUBLIC:
		return 0;
	case VIEW_PORTAL:
		return EXPORT_PORTAL;
	case VIEW_DESK:
		return EXPORT_DESK;
	case audience_view_unset:
		break;
	}
	BUG("view of an audience");
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
		diag_help(k->b->d,
		    "two records have ids that give one file "
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
		ok = export_public_at(p->exporter)
			 ->render(&p->page, k->public_view, &k->context, tmp.a,
			     out, d);
	else
		ok = export_inside_at(p->exporter)
			 ->render(&p->page, k->inside_view, &k->context, tmp.a,
			     out, d);
	scratch_end(tmp);
	if (ok && !buf_ok(out)) {
		diag_error(d, "page-limit", (struct span){ 0 },
		    "the page %.*s is over %u bytes", STR_ARG(p->page.path),
		    LIMIT_PAGE_BYTES);
		ok = false;
	}
	return ok;
}

/* The file's bytes, in the worker's buffer or for ever; false: none. */
static bool
make_content(struct making *k, const struct planned *f, unsigned worker,
    struct str *out)
{
	*out = f->asset;
	if (f->page == NULL)
		return true;
	/* Links to what is not wanted lead somewhere all the same. */
	if (!is_wanted(k->b, exporter_name(k, f->page->exporter)) ||
	    !render_page(k, f->page, worker))
		return false;
	*out = buf_str(&k->bufs[worker]);
	return true;
}

static void
make_one(void *ctx, size_t i, unsigned worker)
{
	struct making *k = ctx;
	const struct planned *from = &k->files[i];
	struct publish_file *f = &k->e->files[i];
	struct arena *a = k->kept[worker];
	struct str content;
	uint8_t *sha256;

	progress_add(1);
	if (!make_content(k, from, worker, &content))
		return;
	verify_file(k->verify, i, content, worker);
	leak_file(k->leak, i, from->path, content, worker);
	if (k->agree != NULL)
		agree_file(k->agree, from->path, content, worker);
	sha256 = (uint8_t *)arena_bytes(a, DIGEST_BYTES_MAX);
	(void)digest_bytes(DIGEST_SHA256, content, sha256);
	*f = (struct publish_file){ .content = content, .sha256 = sha256 };
	f->path = str_cat(a, k->folder, from->path);
	if (k->publish != NULL)
		k->errors[i] = publish_put(k->publish, f, worker);
	else if (k->e->digests_only)
		f->content = S("");
	else if (from->page != NULL)
		f->content = str_dup(a, content);
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

/* Reports go to d. */
static void
close_workers(struct making *k, struct diags *d)
{
	for (unsigned i = 0; i < pool_jobs(k->b->pool); i++) {
		diags_merge(d, k->diags[i]);
		arena_close(k->scratch[i]);
		buf_fini(&k->bufs[i]);
	}
}

static int
planned_cmp(const void *a, const void *b)
{
	const struct planned *x = a, *y = b;

	return str_cmp(x->path, y->path);
}

/* Style sheets, scripts and pictures are the same in every edition. */
static void
list_files(struct making *k)
{
	struct arena *perm = k->b->perm;
	size_t n = k->plan.n + k->theme->n_assets;

	k->files = arena_array(perm, struct planned, n + 1);
	k->paths = arena_array(perm, struct str, n + 1);
	k->errors = arena_array(perm, int, n + 1);
	for (size_t i = 0; i < k->plan.n; i++)
		k->files[k->n_files++] = (struct planned){
			.path = k->plan.pages[i].page.path,
			.page = &k->plan.pages[i],
		};
	for (size_t i = 0; i < k->theme->n_assets; i++)
		k->files[k->n_files++] = (struct planned){
			.path = k->theme->assets[i].path,
			.asset = k->theme->assets[i].content,
		};
	if (n > 0)
		qsort(k->files, n, sizeof(*k->files), planned_cmp);
	for (size_t i = 0; i < n; i++)
		k->paths[i] = k->files[i].path;
}

/* What is said must not differ, nor tell what the audience may not see. */
static bool
close_checks(struct making *k)
{
	bool ok = leak_close(k->leak, k->context.edition, k->b->sources);
	const struct agreement *all;

	if (k->agree == NULL)
		return ok;
	ok = agree_close(k->agree, k->b, &all) && ok;
	/* Other editions show how those for everybody do. */
	if (!k->e->is_restricted)
		k->b->agreement = all;
	return ok;
}

/* False when the edition must stay as it was. */
static bool
make_files(struct making *k)
{
	struct edition *e = k->e;

	list_files(k);
	/* One more for the manifest. */
	e->files = arena_array(k->b->perm, struct publish_file,
	    k->n_files + 1);
	e->n_files = k->n_files;
	k->verify = verify_open(k->b, k->paths, k->n_files);
	k->leak = leak_open(&k->wall, e->audience, k->inside_view, k->n_files);
	if (e->is_public)
		k->agree = agree_open(k->b, k->public_view);
	open_workers(k);
	progress_begin("rendering pages", k->n_files);
	pool_run(k->b->pool, k->n_files, make_one, k);
	progress_end();
	close_workers(k, k->b->d);
	verify_close(k->verify, k->context.edition, k->b);
	for (size_t i = 0; i < k->n_files; i++) {
		if (k->errors[i] != 0)
			die_env(k->errors[i], "cannot write %.*s",
			    STR_ARG(e->files[i].path));
	}
	return close_checks(k);
}

/* Files that were not wanted, or failed, go. */
static void
drop_empty(struct edition *e)
{
	size_t n = 0;

	for (size_t i = 0; i < e->n_files; i++) {
		if (e->files[i].sha256 != NULL)
			e->files[n++] = e->files[i];
	}
	e->n_files = n;
}

static const struct model *
derived_view(const struct making *k)
{
	const struct derive d = {
		.places = k->b->model->sources,
		.feeds = k->b->feeds,
		.now = k->context.now,
		.pool = k->b->pool,
		.perm = k->b->perm,
	};

	return inside_view(&k->wall, k->e->audience, &d, k->b->matching);
}

/* How far machines can trust what is published. */
static void
count_documents(struct making *k)
{
	const struct provider_tree *t;
	size_t n = 0;

	if (k->public_view == NULL)
		return;
	t = provider_tree_list(k->b->perm, k->public_view, &n);
	for (size_t i = 0; i < n; i++) {
		/* What everybody has is counted there. */
		if (k->e->is_restricted && t[i].kind->last == PUBLIC_CLEAR)
			continue;
		k->e->documents += t[i].n;
		k->e->unsigned_documents += t[i].n_unsigned;
	}
	k->e->has_key = k->public_view->n_keys > 0;
	if (!k->e->is_restricted)
		osv_count(k->b->perm, k->public_view, &k->e->flaws,
		    &k->e->without_osv);
}

static struct wall
wall_of(const struct making *k)
{
	return (struct wall){
		.model = k->b->model,
		.now = k->context.now,
		.root = k->b->root,
		.pool = k->b->pool,
		.words = k->theme->words,
		.perm = k->b->perm,
		.d = k->b->d,
	};
}

/* False when the view cannot be made: a published text is faulty. */
static bool
make_view(struct making *k)
{
	k->wall = wall_of(k);

	if (k->e->is_public) {
		k->public_view = wall_public_to(&k->wall, k->e->audience);
		count_documents(k);
	} else {
		k->inside_view = derived_view(k);
		if (k->b->agreement != NULL)
			k->context.agreement = agree_seen(k->b->perm,
			    k->b->agreement, k->inside_view);
	}
	return k->public_view != NULL || k->inside_view != NULL;
}

static int
file_cmp(const void *a, const void *b)
{
	const struct publish_file *x = a, *y = b;

	return str_cmp(x->path, y->path);
}

static struct making
making_of(struct build *b, const struct theme *theme, struct publish *p,
    struct edition *e)
{
	return (struct making){
		.b = b,
		.theme = theme,
		.publish = p,
		.e = e,
		.folder = str_cat(b->perm, e->audience->id.s, S("/")),
		.context = {
			.templates = theme->templates,
			.words = theme->words,
			.now = zone_at(b->model->zone, b->now),
			.version = b->version,
			.edition = e->audience->id.s,
			.ceiling = str_z(enum_name(&enum_tlp,
			    e->audience->ceiling.v)),
			.views = views_of(e->audience),
		},
		.plan = { .perm = b->perm },
	};
}

bool
edition_make(struct build *b, const struct theme *theme, struct publish *p,
    struct edition *e)
{
	struct making k = making_of(b, theme, p, e);

	if (!make_view(&k))
		return false;
	plan_pages(&k);
	plan_sort(&k.plan);
	if (!check_plan(&k))
		return true;
	if (!make_files(&k))
		return false;
	drop_empty(e);
	if (e->is_public)
		manifest_add(e, b->perm);
	if (e->n_files > 0)
		qsort(e->files, e->n_files, sizeof(*e->files), file_cmp);
	return true;
}

static void
agree_one(void *ctx, size_t i, unsigned worker)
{
	struct making *k = ctx;
	const struct planned *from = &k->files[i];
	struct str content;

	if (from->page != NULL && make_content(k, from, worker, &content))
		agree_file(k->agree, from->path, content, worker);
}

void
edition_agree(struct build *b, const struct theme *theme,
    const struct audience *a)
{
	struct edition e = { .audience = a, .is_public = true };
	struct making k = making_of(b, theme, NULL, &e);
	/* What is faulty is told where the edition is made. */
	struct diags *quiet = diags_open(b->perm);

	k.wall = wall_of(&k);
	k.wall.d = quiet;
	k.public_view = wall_public_to(&k.wall, a);
	if (k.public_view == NULL)
		return;
	plan_pages(&k);
	plan_sort(&k.plan);
	list_files(&k);
	k.agree = agree_open(b, k.public_view);
	open_workers(&k);
	pool_run(b->pool, k.n_files, agree_one, &k);
	close_workers(&k, quiet);
	(void)agree_close(k.agree, b, &b->agreement);
}

struct str
edition_path(const struct edition *e, const struct publish_file *f)
{
	return str_from(f->path, e->audience->id.s.n + 1);
}
