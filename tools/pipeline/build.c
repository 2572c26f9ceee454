#include "pipeline/build.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/pool.h"
#include "base/progress.h"
#include "model/model.h"
#include "model/reach.h"
#include "pipeline/edition.h"
#include "pipeline/publish.h"
#include "pipeline/released.h"
#include "pipeline/theme.h"
#include "rule/rule.h"

/* The editions as they are made. */
struct making_editions {
	struct edition *v;
	size_t n;
	struct build_count *count;
	bool faulty;		/* the data were, before */
};

static bool
is_wanted(const struct build *b, struct str id)
{
	for (size_t i = 0; i < b->n_audiences; i++) {
		if (str_eq(b->audiences[i], id))
			return true;
	}
	return b->n_audiences == 0;
}

/* Every --audience must exist. */
static void
check_wanted(struct build *b)
{
	const struct model *m = b->model;
	struct str *names = arena_array(b->perm, struct str,
	    m->n_audiences + 1);

	for (size_t i = 0; i < m->n_audiences; i++)
		names[i] = m->audiences[i].e.id;
	for (size_t i = 0; i < b->n_audiences; i++) {
		struct str near;

		if (model_find(m, SPACE_AUDIENCE, b->audiences[i]) != NULL)
			continue;
		near = str_nearest(b->audiences[i], names, m->n_audiences);
		diag_error(b->d, "audience-unknown", (struct span){ 0 },
		    "there is no audience '%.*s' in content/audiences.yaml",
		    STR_ARG(b->audiences[i]));
		if (near.n > 0)
			diag_help(b->d, "did you mean '%.*s'?", STR_ARG(near));
	}
}

/* Make one edition; false on an error in what we made. */
static bool
make_edition(struct build *b, const struct theme *theme, struct publish *p,
    const struct audience *a, struct making_editions *k)
{
	struct edition *e = &k->v[k->n];
	size_t errors = diags_count(b->d, DIAG_ERROR);

	*e = (struct edition){
		.audience = a,
		.is_public = a->view.v == (int)VIEW_PUBLIC,
		.is_restricted = reach_is_restricted(a),
		.digests_only = p == NULL,
	};
	/* Reported when loading; it may have been the public one. */
	if (a->view.v == (int)audience_view_unset) {
		k->count->public_held = true;
		return true;
	}
	if ((e->is_public && k->faulty) || !edition_make(b, theme, p, e)) {
		k->count->public_held |= e->is_public;
		k->count->inside_held |= !e->is_public;
		return true;
	}
	k->n++;
	return diags_count(b->d, DIAG_ERROR) == errors;
}

/*
 * Make the files of all editions, without p their digests; false on an error in
 * what we made.  The public edition is left out when anything is wrong with the
 * data, each when it tells what its readers may not see.  Public ones come
 * first: others show how their documents agree, whether they are made or not.
 */
static bool
make_editions(struct build *b, const struct theme *theme, struct publish *p,
    struct making_editions *k)
{
	const struct model *m = b->model;
	const struct audience *everybody = NULL;
	bool ok = true, has_desk = false;

	k->faulty = diags_count(b->d, DIAG_ERROR) > 0;
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < m->n_audiences; i++) {
			const struct audience_entry *a = &m->audiences[i];
			bool is_public = a->audience->view.v ==
			    (int)VIEW_PUBLIC;

			if (is_public && everybody == NULL &&
			    !reach_is_restricted(a->audience))
				everybody = a->audience;
			has_desk |= a->audience->view.v == (int)VIEW_DESK &&
			    is_wanted(b, a->e.id);
			if (is_public == (round == 0) && is_wanted(b, a->e.id))
				ok = make_edition(b, theme, p, a->audience,
					 k) &&
				    ok;
		}
		if (has_desk && b->agreement == NULL && everybody != NULL)
			edition_agree(b, theme, everybody);
	}
	return ok;
}

/* Templates and words, and with these what went out. */
static bool
load_theme(struct build *b, struct theme *theme)
{
	struct released_check x = {
		.model = b->model,
		.root = b->root,
		.pool = b->pool,
		.perm = b->perm,
		.now = b->now,
		.d = b->d,
	};

	if (!theme_load(b->perm, b->root, b->sources, b->d, b->words, theme) ||
	    b->words_faulty)
		return false;
	x.words = theme->words;
	released_check(&x);
	return true;
}

static int
file_cmp(const void *a, const void *b)
{
	const struct publish_file *x = a, *y = b;

	return str_cmp(x->path, y->path);
}

/* The address of a file, and that under which servers show a folder. */
static void
add_purge(struct build *b, struct str base, struct str path, size_t *cap,
    struct build_count *count)
{
	struct str name = str_base_name(path);
	struct str url = str_cat(b->perm, base, path);

	for (int i = 0; i < (str_eq_z(name, "index.html") ? 2 : 1); i++) {
		count->purge = arena_grow(b->perm, count->purge,
		    count->n_purge, cap, sizeof(*count->purge));
		count->purge[count->n_purge++] = str_sub(url, 0,
		    url.n - (i == 0 ? 0 : name.n));
	}
}

static void
count_public(struct build *b, const struct edition *e,
    const struct publish_count *done, struct build_count *count)
{
	struct str folder = str_cat(b->perm, e->audience->id.s, S("/"));
	size_t cap = 0;

	if (!e->is_public)
		return;
	count->is_public = true;
	count->documents += e->documents;
	count->unsigned_documents += e->unsigned_documents;
	count->has_key = e->has_key;
	count->flaws += e->flaws;
	count->without_osv += e->without_osv;
	/*
	 * Who keeps copies of what is restricted does wrong, and addresses
	 * tell numbers of advisories.
	 */
	for (size_t i = 0; !e->is_restricted && i < done->n_changed; i++) {
		if (str_starts(done->changed[i], folder))
			add_purge(b, b->model->organisation->base_url.s,
			    str_from(done->changed[i], folder.n), &cap, count);
	}
}

static void
publish(struct build *b, struct publish *p, const struct edition *editions,
    size_t n, struct build_count *count)
{
	struct str *names = arena_array(b->perm, struct str, n + 1);
	struct publish_file *files;
	struct publish_count done = { 0 };
	size_t total = 0, at = 0;

	for (size_t i = 0; i < n; i++)
		total += editions[i].n_files;
	files = arena_array(b->perm, struct publish_file, total + 1);
	for (size_t i = 0; i < n; i++) {
		names[i] = editions[i].audience->id.s;
		for (size_t j = 0; j < editions[i].n_files; j++)
			files[at++] = editions[i].files[j];
	}
	if (total > 0)
		qsort(files, total, sizeof(*files), file_cmp);
	if (n > 0)
		qsort(names, n, sizeof(*names), str_cmp_qsort);
	progress_begin("writing files", total);
	publish_commit(p, &(struct publish_plan){ files, total, names, n },
	    b->pool, &done);
	progress_end();
	count->editions = n;
	count->pages = total;
	count->written = done.written;
	for (size_t i = 0; i < n; i++)
		count_public(b, &editions[i], &done, count);
}

bool
build_run(struct build *b, struct build_count *count)
{
	struct edition *editions = arena_array(b->perm, struct edition,
	    b->model->n_audiences + 1);
	struct making_editions k = { .v = editions, .count = count };
	struct publish *p;
	struct theme theme;
	bool ok;

	*count = (struct build_count){ 0 };
	p = publish_open(b->out, b->perm);
	rules_run(b->model, b->now, b->pool, b->perm, b->d);
	check_wanted(b);
	ok = load_theme(b, &theme) && make_editions(b, &theme, p, &k);
	count->all_held = !ok;
	if (ok && k.n > 0)
		publish(b, p, editions, k.n, count);
	publish_close(p);
	diags_sort(b->d);
	return diags_count(b->d, DIAG_ERROR) == 0;
}

bool
build_try(struct build *b, struct edition **out, size_t *n)
{
	struct build_count count = { 0 };
	struct making_editions k = { .count = &count };
	struct theme theme;
	bool ok;

	*out = arena_array(b->perm, struct edition, b->model->n_audiences + 1);
	k.v = *out;
	rules_run(b->model, b->now, b->pool, b->perm, b->d);
	ok = load_theme(b, &theme) && make_editions(b, &theme, NULL, &k);
	*n = ok ? k.n : 0;
	diags_sort(b->d);
	return diags_count(b->d, DIAG_ERROR) == 0;
}
