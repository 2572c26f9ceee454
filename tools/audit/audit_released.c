#include "audit/audit_impl.h"

#include <errno.h>
#include <string.h>

#include "audit/audit_people.h"
#include "audit/audit_time.h"
#include "base/arena.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/pool.h"
#include "history/history_snapshot.h"
#include "model/kind.h"

/* What a path below cases/YEAR/ID/released/REVISION/ says. */
struct place {
	struct str id, version;
	struct str tail;	/* "released/1.0.0/a.json" */
};

/* A released file, whatever its folder was called. */
struct file {
	const struct history_file *f;
	struct place place;
	const struct case_entry *c;
	const uint8_t **stood;	/* blobs that may stand there; none: any */
	size_t n_stood, cap_stood;
	const struct history_commit *since;	/* which added the first */
	bool is_away;		/* taken away, by the commits read so far */
	const struct history_commit *broken;	/* the last that changed it */
	/* On the disk: an errno value, and what git would call it. */
	int err;
	uint8_t own[HISTORY_ID_BYTES], lf[HISTORY_ID_BYTES];
};

struct released {
	struct audit_work *w;
	struct file *files;
	size_t n, cap;
};

static bool
place_of(struct str path, struct place *out)
{
	struct str part, rest, inner;

	if (!str_cut(path, '/', &part, &rest) || !str_eq(part, S("cases")) ||
	    !str_cut(rest, '/', &part, &rest) ||
	    !str_cut(rest, '/', &out->id, &out->tail) ||
	    !str_cut(out->tail, '/', &part, &inner) ||
	    !str_eq(part, S("released")))
		return false;
	return str_cut(inner, '/', &out->version, &rest);
}

/* Whether a commit that took a file away put it into another folder. */
static bool
moved_on(const struct history_file *f, struct str tail)
{
	const struct history_commit *c = f->changes[0]->commit;
	struct place p;

	if (f->changes[0]->kind != HISTORY_DELETED)
		return false;
	for (size_t i = 0; i < c->n_changes; i++) {
		if (c->changes[i].from == f &&
		    place_of(c->changes[i].file->path, &p) &&
		    str_eq(p.tail, tail))
			return true;
	}
	return false;
}

/* ---- what stood ------------------------------------ */

static bool
has_stood(const struct file *x, const uint8_t *id)
{
	for (size_t i = 0; i < x->n_stood; i++) {
		if (memcmp(x->stood[i], id, HISTORY_ID_BYTES) == 0)
			return true;
	}
	return false;
}

static void
stand(struct audit_work *w, struct file *x, const uint8_t *id)
{
	x->stood = arena_grow(w->perm, x->stood, x->n_stood, &x->cap_stood,
	    sizeof(*x->stood));
	x->stood[x->n_stood++] = id;
}

/* Whether its revision had gone out; one that no ledger has never did. */
static bool
is_out(const struct file *x, int64_t at_s)
{
	const struct published *p = x->c->published;

	for (size_t i = 0; p != NULL && i < p->revisions.n; i++) {
		if (str_eq(p->revisions.v[i].version.s, x->place.version))
			return p->revisions.v[i].at.w.at.s <= at_s;
	}
	return false;
}

/*
 * Take in a change, oldest first.  What may not be changed and is, is put
 * right when a later commit puts it back.
 */
static void
take(struct audit_work *w, struct file *x, const struct history_change *c)
{
	bool may = !audit_people_is_judged(w, c->commit) ||
	    !is_out(x, audit_time_made(w, c->commit));

	if (may && c->kind != HISTORY_ADDED)
		x->n_stood = 0;
	if (c->kind == HISTORY_DELETED) {
		x->is_away = !may;
		if (!may)
			x->broken = c->commit;
		return;
	}
	if (x->n_stood == 0)
		x->since = c->commit;
	/* Two branches may have added it, each in its own way, and came as
	 * one; of those that came one by one the first stands. */
	if (may || x->n_stood == 0 ||
	    (c->kind == HISTORY_ADDED && !x->is_away &&
		audit_time_order(w, x->since, c->commit) == 0))
		stand(w, x, c->after);
	if (!has_stood(x, c->after))
		x->broken = c->commit;
	x->is_away = false;
}

static void
read_changes(struct audit_work *w, struct file *x)
{
	size_t n;
	const struct history_change **v = history_follow(x->f, w->perm, &n);

	audit_time_sort(w, v, n);
	while (n > 0) {
		const struct history_change *c = v[--n];
		struct place p;

		/* It may have been elsewhere before it was released. */
		if (place_of(c->file->path, &p) &&
		    str_eq(p.tail, x->place.tail))
			take(w, x, c);
	}
}

/* ---- what stands ------------------------------------ */

static void
read_file(void *ctx, size_t i, unsigned worker)
{
	const struct released *r = ctx;
	struct file *x = &r->files[i];
	struct arena *a;
	struct str text;

	(void)worker;
	if (x->n_stood == 0)
		return;
	a = arena_open();
	x->err = io_read(r->w->r->root, x->f->path, LIMIT_JSON_BYTES, a,
	    &text);
	if (x->err == 0) {
		history_snapshot_blob(text, x->own);
		memcpy(x->lf, x->own, sizeof(x->lf));
		if (str_find(text, S("\r\n"), 0) != SIZE_MAX)
			history_snapshot_blob(str_unix(a, text), x->lf);
	}
	arena_close(a);
}

/* Where the ledger tells of a file, else the ledger. */
static struct span
place_in_ledger(const struct file *x)
{
	const struct published *p = x->c->published;

	for (size_t i = 0; i < p->revisions.n; i++) {
		const struct revision *r = &p->revisions.v[i];

		for (size_t k = 0; k < r->files.n; k++) {
			if (str_eq(r->files.v[k].path.s, x->place.tail))
				return r->files.v[k].path.at;
		}
	}
	return (struct span){ x->c->published_doc->file, 0, 0 };
}

static void
report(struct audit_work *w, const struct file *x)
{
	struct str note = S("no commit has that yet");

	/* Of a case without ledger published-gone tells. */
	if (x->c->published == NULL)
		return;
	if (x->broken != NULL)
		note = str_fmt(w->perm, "by %.*s <%.*s> in commit %.*s",
		    STR_ARG(x->broken->author->name),
		    STR_ARG(x->broken->author->mail),
		    STR_ARG(audit_people_short_id(w, x->broken->id)));
	audit_report(w, "released-history", place_in_ledger(x),
	    str_fmt(w->perm, "%.*s went out and was %s", STR_ARG(x->f->path),
		x->err == ENOENT ? "taken away" : "changed"),
	    note,
	    S("put it back as it was; what must be said now is another "
	      "revision: `hansho publish`"));
}

static void
add_file(struct released *r, const struct history_file *f)
{
	struct audit_work *w = r->w;
	struct file x = { .f = f };

	if (!place_of(f->path, &x.place))
		return;
	x.c = (const struct case_entry *)model_find(w->m, SPACE_CASE,
	    x.place.id);
	if (x.c == NULL || moved_on(f, x.place.tail))
		return;
	read_changes(w, &x);
	r->files = arena_grow(w->perm, r->files, r->n, &r->cap,
	    sizeof(*r->files));
	r->files[r->n++] = x;
}

void
audit_released_run(struct audit_work *w)
{
	struct released r = { .w = w };

	if (w->h == NULL || w->r->root == NULL)
		return;
	for (size_t i = 0; i < w->h->n_files; i++)
		add_file(&r, w->h->files[i]);
	pool_run(w->r->pool, r.n, read_file, &r);
	for (size_t i = 0; i < r.n; i++) {
		const struct file *x = &r.files[i];

		if (x->n_stood > 0 &&
		    (x->err != 0 ||
			(!has_stood(x, x->own) && !has_stood(x, x->lf))))
			report(w, x);
	}
}
