#include "review/review.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "export/say_text.h"
#include "model/model.h"
#include "pipeline/world.h"
#include "review/review_impl.h"
#include "review/review_roster.h"

const char *
review_what_name(enum review_what what)
{
	static const char *const names[] = {
#define WHAT(constant, word)	[constant] = #word,
#include "review/review_whats.def"
	};

	return names[what];
}

struct str
review_word(const struct review *r, const char *key)
{
	return say_text(&r->say, key);
}

struct str
review_fill(const struct review *r, const char *key,
    const struct catalog_value *v, size_t n)
{
	return say_text_fill(&r->say, key, v, n);
}

struct str
review_join(const struct review *r, struct str all, const char *joint,
    struct str more)
{
	return say_text_join(&r->say, all, joint, more);
}

void
review_tells(struct review *r, enum tlp label)
{
	if (label > r->label)
		r->label = label;
}

bool
review_is_wider(enum tlp before, enum tlp after)
{
	return after < before;
}

/* ---- records ------------------------------------------------------------- */

struct review_record *
review_record(struct review *r, const char *kind, struct str id,
    struct str path)
{
	for (size_t i = 0; i < r->n_records; i++) {
		struct review_record *x = &r->records[i];

		if (str_eq(x->id, id) && str_eq_z(str_z(kind), x->kind))
			return x;
	}
	return review_record_new(r, kind, id, path);
}

struct review_record *
review_record_new(struct review *r, const char *kind, struct str id,
    struct str path)
{
	struct review_record *x;

	r->records = arena_grow(r->perm, r->records, r->n_records,
	    &r->records_cap, sizeof(*r->records));
	x = &r->records[r->n_records++];
	*x = (struct review_record){ .kind = kind,
		.id = id,
		.title = id,
		.path = path };
	return x;
}

struct review_change *
review_add(struct review *r, struct review_record *to, enum review_what what)
{
	struct review_changes *l = &to->changes;

	l->v = arena_grow(r->perm, l->v, l->n, &l->cap, sizeof(*l->v));
	l->v[l->n] = (struct review_change){ .what = what };
	return &l->v[l->n++];
}

void
review_differ(struct review *r, struct review_record *to,
    enum review_what what, struct str before, struct str after)
{
	struct review_change *c;

	if (str_eq(before, after))
		return;
	c = review_add(r, to, what);
	c->before = c->before_words = before;
	c->after = c->after_words = after;
}

struct str
review_id_after(const struct review *r, struct str id)
{
	for (size_t i = 0; i < r->n_records; i++) {
		const struct review_record *x = &r->records[i];

		if (x->old_id.n > 0 && str_eq(x->old_id, id))
			return x->id;
	}
	return id;
}

/* Of a path in the folder of a renamed case, the one it has now. */
struct str
review_path_after(const struct review *r, struct str path)
{
	for (size_t i = 0; i < r->n_records; i++) {
		const struct review_record *x = &r->records[i];
		struct str was, is;

		if (x->old_id.n == 0 || x->before == NULL || x->after == NULL)
			continue;
		was = model_path(r->before->model, x->before->e.doc);
		is = model_path(r->after->model, x->after->e.doc);
		was.n -= S("case.md").n;
		is.n -= S("case.md").n;
		if (str_starts(path, was))
			return str_cat(r->perm, is, str_from(path, was.n));
	}
	return path;
}

/* ---- the branch ---------------------------------------------------------- */

static struct map *
ids_of(struct arena *a, const struct history *h)
{
	struct map *m = map_open(a);

	for (size_t i = 0; h != NULL && i < h->n_commits; i++) {
		const struct history_commit *c = h->commits[i];

		map_put(m,
		    (struct str){ (const char *)c->id, HISTORY_ID_BYTES },
		    h->commits[i]);
	}
	return m;
}

/* Who made the commits that BASE has not. */
static void
find_authors(const struct review_request *q, struct review *r)
{
	const struct history *h = q->head_history;
	struct map *base, *seen = map_open(r->perm);

	if (h == NULL || q->base_history == NULL)
		return;
	base = ids_of(r->perm, q->base_history);
	r->authors = arena_array(r->perm, struct str, h->n_people + 1);
	for (size_t i = 0; i < h->n_commits; i++) {
		const struct history_commit *c = h->commits[i];

		if (map_get(base,
			(struct str){ (const char *)c->id,
			    HISTORY_ID_BYTES }) != NULL)
			continue;
		r->n_commits++;
		if (map_add(seen, c->author->name, c->author))
			r->authors[r->n_authors++] = c->author->name;
	}
}

/* Cases first, then by kind and id. */
static int
record_cmp(const void *a, const void *b)
{
	const struct review_record *x = a, *y = b;
	bool cx = str_eq_z(S("case"), x->kind);
	bool cy = str_eq_z(S("case"), y->kind);
	int order = str_cmp(str_z(x->kind), str_z(y->kind));

	if (cx != cy)
		return cx ? -1 : 1;
	return order != 0 ? order : str_cmp(x->id, y->id);
}

/* Records of which nothing is to be told go. */
static void
drop_unchanged(struct review *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n_records; i++) {
		const struct review_record *x = &r->records[i];

		if (x->changes.n == 0 && !x->is_new && !x->is_gone &&
		    x->old_id.n == 0)
			continue;
		review_tells(r, x->label);
		r->records[n++] = *x;
	}
	r->n_records = n;
	if (n > 0)
		qsort(r->records, n, sizeof(*r->records), record_cmp);
}

const struct review *
review_make(const struct review_request *q)
{
	struct review *r = arena_new(q->perm, struct review);

	*r = (struct review){
		.perm = q->perm,
		.say = {
			.a = q->perm,
			/* Not the branch's: it would tell of itself. */
			.words = q->before->words,
			.lang = q->lang,
			.zone = q->after->model->zone,
			.now = q->after->now,
		},
		.before = q->before,
		.after = q->after,
		.base = q->base,
		.head = q->head,
		.label = TLP_CLEAR,
		.conflicts = q->conflicts,
		.n_conflicts = q->n_conflicts,
	};
	find_authors(q, r);
	review_case_run(r);
	review_clock_run(r);
	review_person_run(r);
	review_shown_run(r);
	review_approval_run(r);
	review_page_run(q, r);
	review_finding_run(r);
	review_roster_run(q, r);
	review_row_run(q, r);
	review_text_run(q, r);
	drop_unchanged(r);
	return r;
}

bool
review_blocks(const struct review *r)
{
	for (size_t i = 0; i < r->n_approvals; i++) {
		const struct review_approval *a = &r->approvals[i];

		if (a->how == REVIEW_LOST && a->is_released)
			return true;
	}
	return r->n_conflicts + r->findings.n_errors + r->findings.n_leaks +
	    r->n_own >
	    0;
}
