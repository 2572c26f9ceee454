#include "history/history_walk.h"

#include <stdlib.h>
#include <string.h>

#include <git2.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/progress.h"
#include "history/history_commit.h"
#include "history/history_rename.h"
#include "history/history_tree.h"

/* A commit that is reachable and was not looked at yet. */
struct todo {
	struct history_commit *commit;
	uint8_t (*parents)[HISTORY_ID_BYTES];	/* of one just read */
	size_t n_parents;
	bool is_new;
};

/* What the walk itself needs, beside its results. */
struct reader {
	struct history_walk *w;
	struct arena *perm;
	struct arena *lists;	/* what grows over the whole walk */
	struct arena *tmp;	/* for one commit at a time */
	size_t cap;		/* of w->commits */
	struct todo *todo;
	size_t n_todo, cap_todo;
	/* The changes of the commit that is compared. */
	struct history_commit *commit;
	struct history_change *changes;
	size_t n_changes, cap_changes;
};

/* The place of a commit that was not reached yet. */
#define NOWHERE		SIZE_MAX

static bool
fail(struct reader *r, const uint8_t *id)
{
	const git_error *e = git_error_last();
	struct str hex = digest_hex_of(r->perm, id, HISTORY_ID_BYTES);

	r->w->why = str_fmt(r->perm, "commit %.*s cannot be read: %s",
	    STR_ARG(hex),
	    e != NULL && e->message != NULL ? e->message :
					      "its objects are not git's");
	return false;
}

/* Read a commit and add it to the table; t gets what comes next. */
static bool
read_commit(struct reader *r, const uint8_t *id, struct todo *t)
{
	struct history_table *table = r->w->table;
	struct history_commit_parts p;
	struct history_commit *c;
	git_odb_object *object;
	git_oid oid;
	bool fine;

	memcpy(oid.id, id, sizeof(oid.id));
	if (git_odb_read(&object, r->w->odb, &oid) != 0)
		return fail(r, id);
	fine = git_odb_object_type(object) == GIT_OBJECT_COMMIT &&
	    history_commit_read((struct str){ git_odb_object_data(object),
				    git_odb_object_size(object) },
		r->lists, &p);
	git_odb_object_free(object);
	if (!fine)
		return fail(r, id);
	c = arena_new(r->perm, struct history_commit);
	memcpy(c->id, id, sizeof(c->id));
	memcpy(c->tree, p.tree, sizeof(c->tree));
	c->author = history_table_person(table, &p.author.person);
	c->committer = history_table_person(table, &p.committer.person);
	c->author_at = p.author.at;
	c->committer_at = p.committer.at;
	c->place = NOWHERE;
	c->is_cut = map_get(r->w->cut,
			(struct str){ (const char *)c->id, sizeof(c->id) }) !=
	    NULL;
	history_table_add(table, c);
	r->w->n_read++;
	*t = (struct todo){ c, p.parents, c->is_cut ? 0 : p.n_parents, true };
	return true;
}

/* The commit of that id, from the table or else from git. */
static struct history_commit *
reach(struct reader *r, const uint8_t *id)
{
	struct history_walk *w = r->w;
	struct todo t = { .commit = history_table_commit(w->table, id) };

	if (t.commit != NULL && t.commit->place != NOWHERE)
		return t.commit;
	if (t.commit == NULL && !read_commit(r, id, &t))
		return NULL;
	ASSERT(t.commit != NULL);
	w->commits = arena_grow(r->lists, w->commits, w->n_commits, &r->cap,
	    sizeof(struct history_commit *));
	t.commit->place = w->n_commits;
	w->commits[w->n_commits++] = t.commit;
	r->todo = arena_grow(r->lists, r->todo, r->n_todo, &r->cap_todo,
	    sizeof(struct todo));
	r->todo[r->n_todo++] = t;
	return t.commit;
}

static enum history_kind
kind_of(const struct history_commit *c, uint32_t before, uint32_t after)
{
	if (c->is_cut)
		return HISTORY_EARLIER;
	if (before == 0)
		return HISTORY_ADDED;
	return after == 0 ? HISTORY_DELETED : HISTORY_MODIFIED;
}

static void
found(void *data, struct str path, struct history_tree_file before,
    struct history_tree_file after)
{
	struct reader *r = data;
	struct history_change *c;

	/* Prefixes begin with the base; a path says what is below it. */
	path = str_from(path, r->w->base.n);
	r->changes = arena_grow(r->tmp, r->changes, r->n_changes,
	    &r->cap_changes, sizeof(struct history_change));
	c = &r->changes[r->n_changes++];
	*c = (struct history_change){
		.commit = r->commit,
		.file = history_table_file(r->w->table, path),
		.kind = kind_of(r->commit, before.mode, after.mode),
		.mode_before = before.mode,
		.mode_after = after.mode,
	};
	if (before.id != NULL)
		memcpy(c->before, before.id, sizeof(c->before));
	if (after.id != NULL)
		memcpy(c->after, after.id, sizeof(c->after));
}

static int
order(const void *a, const void *b)
{
	const struct history_change *x = a, *y = b;

	return str_cmp(x->file->path, y->file->path);
}

/* Find what a commit changed. */
static bool
compare(struct reader *r, struct history_commit *c)
{
	struct scratch tmp = scratch_begin(r->tmp);
	const uint8_t **parents = arena_array(r->tmp, const uint8_t *,
	    c->n_parents + 1);
	struct history_tree t = {
		.odb = r->w->odb,
		.prefixes = r->w->prefixes,
		.n_prefixes = r->w->n_prefixes,
		.found = found,
		.data = r,
	};
	bool fine;

	r->commit = c;
	r->changes = NULL;
	r->n_changes = r->cap_changes = 0;
	for (size_t i = 0; i < c->n_parents; i++)
		parents[i] = c->parents[i]->tree;
	fine = history_tree_compare(&t, c->tree, parents, c->n_parents);
	if (!fine) {
		(void)fail(r, c->id);
	} else if (r->n_changes > 0) {
		qsort(r->changes, r->n_changes, sizeof(*r->changes), order);
		history_rename(r->changes, r->n_changes, r->w->odb, r->tmp);
		c->n_changes = r->n_changes;
		c->changes = arena_array(r->perm, struct history_change,
		    c->n_changes);
		memcpy(c->changes, r->changes,
		    c->n_changes * sizeof(*c->changes));
	}
	scratch_end(tmp);
	return fine;
}

static bool
visit(struct reader *r, struct todo t)
{
	struct history_commit *c = t.commit;

	for (size_t i = 0; !t.is_new && i < c->n_parents; i++) {
		if (reach(r, c->parents[i]->id) == NULL)
			return false;
	}
	if (!t.is_new)
		return true;
	c->n_parents = t.n_parents;
	c->parents = arena_array(r->perm, struct history_commit *,
	    t.n_parents + 1);
	for (size_t i = 0; i < t.n_parents; i++) {
		c->parents[i] = reach(r, t.parents[i]);
		if (c->parents[i] == NULL)
			return false;
	}
	progress_add(1);
	return compare(r, c);
}

bool
history_walk_from(struct history_walk *w, const uint8_t tip[HISTORY_ID_BYTES])
{
	struct reader r = {
		.w = w,
		.perm = w->table->perm,
		.lists = arena_open_in(w->table->perm),
		.tmp = arena_open(),
	};
	bool fine;

	git_error_clear();
	progress_begin("reading git's history", 0);
	fine = reach(&r, tip) != NULL;
	while (fine && r.n_todo > 0)
		fine = visit(&r, r.todo[--r.n_todo]);
	progress_end();
	arena_close(r.tmp);
	return fine;
}
