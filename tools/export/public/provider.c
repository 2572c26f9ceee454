#include "export/public/provider.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/map.h"
#include "export/public/provider_impl.h"

/* ---- plan ---------------------------------------------------------------- */

static void
add(struct plan *p, struct str folder, struct str name,
    struct provider_task task)
{
	struct provider_task *item = arena_new(plan_arena(p),
	    struct provider_task);

	*item = task;
	plan_add(p,
	    (struct page){ .path = str_cat(plan_arena(p), folder, name),
		.item = item });
}

static void
add_document(struct plan *p, const struct provider_tree *t,
    const struct provider_document *x)
{
	static const struct {
		enum provider_file file;
		const char *ending;
	} rows[] = {
		{ PROVIDER_FILE_SHA256, ".sha256" },
		{ PROVIDER_FILE_SHA512, ".sha512" },
		{ PROVIDER_FILE_SIGNATURE, ".asc" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (rows[i].file == PROVIDER_FILE_SIGNATURE &&
		    x->signature == NULL)
			continue;
		add(p, x->page.path, str_z(rows[i].ending),
		    (struct provider_task){ .file = rows[i].file,
			.tree = t,
			.doc = x });
	}
}

/* The folders of years, each with a listing. */
static void
add_years(struct plan *p, const struct provider_tree *t)
{
	struct map *years = map_open(plan_arena(p));
	struct str folder = str_z(t->kind->folder);

	for (size_t i = 0; i < t->n; i++) {
		struct str year, rest;

		if (!str_cut(t->v[i].name, '/', &year, &rest) ||
		    !map_add(years, year, years))
			continue;
		add(p, str_cat(plan_arena(p), folder, year), S("/index.html"),
		    (struct provider_task){ .file = PROVIDER_FILE_YEAR,
			.tree = t,
			.year = year });
	}
}

static void
add_tree(struct plan *p, const struct provider_tree *t)
{
	struct arena *a = plan_arena(p);
	const struct {
		enum provider_file file;
		struct str folder, name;
	} rows[] = {
		{ PROVIDER_FILE_FEED, str_z(t->kind->folder),
		    provider_tree_feed(a, t) },
		{ PROVIDER_FILE_CATEGORY, str_z(t->kind->folder),
		    provider_tree_category(a, t) },
		{ PROVIDER_FILE_INDEX, str_z(t->kind->folder),
		    S("index.txt") },
		{ PROVIDER_FILE_CHANGES, str_z(t->kind->folder),
		    S("changes.csv") },
		{ PROVIDER_FILE_LISTING, str_z(t->kind->folder),
		    S("index.html") },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		add(p, rows[i].folder, rows[i].name,
		    (struct provider_task){ .file = rows[i].file, .tree = t });
	add_years(p, t);
	for (size_t i = 0; i < t->n; i++)
		add_document(p, t, &t->v[i]);
}

/* What trees of one version have together. */
static void
add_metadata(struct plan *p, struct str home, const struct provider_tree *t)
{
	add(p, home, S(PROVIDER_METADATA),
	    (struct provider_task){ .file = PROVIDER_FILE_METADATA,
		.tree = t });
	add(p, home, S(PROVIDER_SERVICE),
	    (struct provider_task){ .file = PROVIDER_FILE_SERVICE,
		.tree = t });
}

void
provider_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c)
{
	struct str home = S(PROVIDER_HOME);
	size_t n;
	struct provider_tree *trees = provider_tree_list(plan_arena(p), v, &n);

	(void)c;
	for (size_t i = 0; i < n; i++)
		add_tree(p, &trees[i]);
	if (n == 0)
		return;
	for (size_t i = 0; i < n; i += trees[i].n_same)
		add_metadata(p, trees[i].home, &trees[i]);
	/* The same bytes where everybody looks first. */
	if (!str_eq(trees[0].home, home))
		add_metadata(p, home, &trees[0]);
	for (size_t i = 0; i < v->n_keys; i++)
		add(p, S(PROVIDER_KEYS),
		    str_cat(plan_arena(p), v->keys[i].fingerprint, S(".asc")),
		    (struct provider_task){ .file = PROVIDER_FILE_KEY,
			.key = &v->keys[i] });
}

/* ---- render -------------------------------------------------------------- */

/* Of the bytes that went out, else of those that are made now. */
static bool
put_digest(const struct provider_job *k, enum digest_kind kind)
{
	const struct provider_document *x = k->task->doc;
	struct str name = str_base_name(x->page.path), hex;
	struct buf content;
	bool ok = true;

	buf_init(&content, LIMIT_PAGE_BYTES);
	if (x->released == NULL)
		ok = x->render(&x->page, k->view, k->context, k->a, &content,
			 k->d) &&
		    buf_ok(&content);
	hex = digest_hex(k->a, kind,
	    x->released != NULL ? x->released->content : buf_str(&content));
	buf_fini(&content);
	if (ok)
		buf_printf(k->out, "%.*s  %.*s\n", STR_ARG(hex),
		    STR_ARG(name));
	return ok;
}

bool
provider_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	const struct provider_job k = {
		.task = page->item,
		.page = page,
		.view = v,
		.context = c,
		.a = tmp,
		.out = out,
		.d = d,
	};

	switch (k.task->file) {
	case PROVIDER_FILE_METADATA:
		provider_about_metadata(&k);
		return true;
	case PROVIDER_FILE_SERVICE:
		provider_about_service(&k);
		return true;
	case PROVIDER_FILE_CATEGORY:
		provider_about_category(&k);
		return true;
	case PROVIDER_FILE_FEED:
		provider_feed(&k);
		return true;
	case PROVIDER_FILE_INDEX:
		provider_list_index(&k);
		return true;
	case PROVIDER_FILE_CHANGES:
		provider_list_changes(&k);
		return true;
	case PROVIDER_FILE_LISTING:
	case PROVIDER_FILE_YEAR:
		return provider_list_page(&k);
	case PROVIDER_FILE_SHA256:
		return put_digest(&k, DIGEST_SHA256);
	case PROVIDER_FILE_SHA512:
		return put_digest(&k, DIGEST_SHA512);
	case PROVIDER_FILE_SIGNATURE:
		buf_put(out, k.task->doc->signature->content);
		return true;
	case PROVIDER_FILE_KEY:
		buf_put(out, k.task->key->armour);
		return true;
	}
	BUG("a file of the provider");
}
