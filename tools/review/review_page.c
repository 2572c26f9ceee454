#include "base/arena.h"
#include "base/diag.h"
#include "base/digest.h"
#include "model/audit.h"
#include "model/model.h"
#include "model/reach.h"
#include "pipeline/build.h"
#include "pipeline/edition.h"
#include "pipeline/world.h"
#include "review/review_impl.h"
#include "wall/wall.h"

/* What a build of a side would make. */
struct made {
	struct edition *v;
	size_t n;
};

static struct made
try_build(const struct review_request *q, struct world *w)
{
	struct made made;
	struct build b = {
		.root = w->root,
		.sources = w->sources,
		.model = w->model,
		.words = w->words,
		.words_faulty = w->words_faulty,
		.feeds = w->feeds,
		.pool = w->pool,
		.perm = q->perm,
		.d = w->diags,
		.now = w->now,
		.version = q->version,
	};

	(void)build_try(&b, &made.v, &made.n);
	return made;
}

/* ---- editions ------------------------------------------------------------ */

static const struct edition *
edition_of(const struct made *m, struct str id)
{
	for (size_t i = 0; i < m->n; i++) {
		if (str_eq(m->v[i].audience->id.s, id))
			return &m->v[i];
	}
	return NULL;
}

/* The three lists of an edition: counted always, kept of the public one. */
static void
note(struct review_edition *x, struct str *list, size_t *n, struct str path)
{
	if (x->is_public)
		list[*n] = path;
	(*n)++;
}

/* Both lists are sorted by path. */
static void
compare_files(struct review *r, struct review_edition *x,
    const struct edition *a, const struct edition *b)
{
	size_t i = 0, k = 0, total = a->n_files + b->n_files + 1;

	if (x->is_public) {
		x->changed = arena_array(r->perm, struct str, total);
		x->added = arena_array(r->perm, struct str, total);
		x->gone = arena_array(r->perm, struct str, total);
	}
	while (i < a->n_files || k < b->n_files) {
		const struct publish_file *f = i < a->n_files ? &a->files[i] :
								NULL;
		const struct publish_file *g = k < b->n_files ? &b->files[k] :
								NULL;
		int order = f == NULL ? 1 :
		    g == NULL         ? -1 :
					str_cmp(f->path, g->path);

		if (order < 0)
			note(x, x->gone, &x->n_gone, edition_path(a, f));
		else if (order > 0)
			note(x, x->added, &x->n_added, edition_path(b, g));
		else if (!str_eq((struct str){ (const char *)f->sha256, 32 },
			     (struct str){ (const char *)g->sha256, 32 }))
			note(x, x->changed, &x->n_changed, edition_path(b, g));
		i += order <= 0;
		k += order >= 0;
	}
}

static void
compare_editions(struct review *r, const struct made *was,
    const struct made *is)
{
	const struct model *m = r->after->model;
	static const struct edition none;

	r->editions = arena_array(r->perm, struct review_edition,
	    m->n_audiences + 1);
	for (size_t i = 0; i < m->n_audiences; i++) {
		const struct audience_entry *e = &m->audiences[i];
		const struct edition *a = edition_of(was, e->e.id);
		const struct edition *b = edition_of(is, e->e.id);
		struct review_edition *x = &r->editions[r->n_editions++];

		*x = (struct review_edition){
			.audience = e->audience,
			.is_public = e->audience->view.v == (int)VIEW_PUBLIC &&
			    !reach_is_restricted(e->audience),
			.was_made = a != NULL,
			.is_made = b != NULL,
			.before = a != NULL ? a->n_files : 0,
			.after = b != NULL ? b->n_files : 0,
		};
		/* One that is new adds all; of one that has errors nothing
		 * is known. */
		if (b != NULL &&
		    (a != NULL ||
			model_find(r->before->model, SPACE_AUDIENCE,
			    e->e.id) == NULL))
			compare_files(r, x, a != NULL ? a : &none, b);
	}
}

/* ---- what readers of an advisory will read otherwise --------------------- */

/* False when it cannot be shown, which is a finding. */
static bool
view_of(const struct review *r, const struct world *w,
    const struct case_entry *c, struct str *out)
{
	/* Faults of texts are findings of the editions. */
	struct wall wall = world_wall(w, diags_open(r->perm));

	*out = S("");
	return c == NULL || audit_view_json(&wall, c, r->perm, out);
}

static struct str
digest_of(const struct model *m, const struct case_entry *c)
{
	const struct audit_case *k = c == NULL ? NULL : audit_case(m, c);

	return k != NULL ? k->digest : S("");
}

static bool
has_approvals(const struct case_entry *c)
{
	return c != NULL && c->approvals != NULL &&
	    c->approvals->approvals.n > 0;
}

static void
compare_document(struct review *r, const struct review_record *x)
{
	struct str was = digest_of(r->before->model, x->before);
	struct str is = digest_of(r->after->model, x->after);
	struct review_document d = {
		.c = x->after != NULL ? x->after : x->before,
		.was_public = x->before != NULL &&
		    model_public(x->before, r->before->now.s) != NULL,
		.is_public = x->after != NULL &&
		    model_public(x->after, r->after->now.s) != NULL,
	};

	if (!d.was_public && !d.is_public && !has_approvals(x->before) &&
	    !has_approvals(x->after))
		return;
	if (was.n > 0 && str_eq(was, is) && d.was_public == d.is_public)
		return;
	d.id = model_advisory_id(d.c);
	if (x->before != NULL && x->after != NULL &&
	    view_of(r, r->before, x->before, &was) &&
	    view_of(r, r->after, x->after, &is))
		audit_view_changes(r->perm, was, is, &d.changes, &d.n);
	if (d.n == 0 && d.was_public == d.is_public)
		return;
	if (x->after != NULL)
		d.is_due = revision_next_due(r->after, x->after, r->say.words,
		    &d.due);
	r->documents = arena_grow(r->perm, r->documents, r->n_documents,
	    &r->documents_cap, sizeof(*r->documents));
	r->documents[r->n_documents++] = d;
	review_tells(r, x->label);
}

void
review_page_run(const struct review_request *q, struct review *r)
{
	struct made was = try_build(q, r->before);
	struct made is = try_build(q, r->after);

	compare_editions(r, &was, &is);
	for (size_t i = 0; i < r->n_records; i++) {
		if (r->records[i].before != NULL ||
		    r->records[i].after != NULL)
			compare_document(r, &r->records[i]);
	}
}
