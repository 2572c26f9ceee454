#include "audit/audit_impl.h"

#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/pool.h"
#include "history/history_object.h"
#include "history/history_snapshot.h"

/* The ids that git may give a file: as it stands, and with LF line ends. */
struct blob {
	uint8_t own[HISTORY_ID_BYTES];
	uint8_t lf[HISTORY_ID_BYTES];
	bool has_lf;
};

struct hashing {
	const struct sources *sources;
	const struct history_file **known;	/* by source id; NULL: none */
	struct blob *blobs;			/* the same */
};

const struct audit_commit *
audit_files_commit(struct audit_work *w, const struct history_commit *c)
{
	struct audit_commit *x;

	if (w->commits == NULL)
		w->commits = arena_array(w->perm, struct audit_commit *,
		    w->h->n_commits);
	if (w->commits[c->place] != NULL)
		return w->commits[c->place];
	x = arena_new(w->perm, struct audit_commit);
	x->id = digest_hex_of(w->perm, c->id, HISTORY_ID_BYTES);
	x->at = c->author_at;
	x->name = c->author->name;
	x->mail = c->author->mail;
	x->who = audit_people_find(w, c->author);
	w->commits[c->place] = x;
	return x;
}

bool
audit_files_is_committed(const struct audit_work *w, uint32_t file)
{
	return file < w->out->n_files && w->out->files[file] != NULL;
}

static void
hash_file(void *ctx, size_t i, unsigned worker)
{
	const struct hashing *x = ctx;
	struct blob *b = &x->blobs[i];
	struct str text;

	(void)worker;
	if (x->known[i] == NULL)
		return;
	text = source_get(x->sources, (uint32_t)i)->text;
	history_snapshot_blob(text, b->own);
	b->has_lf = str_find(text, S("\r\n"), 0) != SIZE_MAX;
	if (b->has_lf) {
		struct arena *tmp = arena_open();

		history_snapshot_blob(str_unix(tmp, text), b->lf);
		arena_close(tmp);
	}
}

/*
 * What HEAD has under a path.  Where nothing was merged since the newest
 * change it is that change's; a merge may have taken another side.
 */
static bool
head_blob(const struct audit_work *w, const struct history_file *f,
    uint8_t id[HISTORY_ID_BYTES])
{
	const struct history_change *c = f->changes[0];

	if (c->commit->place > w->newest_merge)
		return history_object_path(w->h, w->h->commits[0], f->path,
		    id);
	memcpy(id, c->after, HISTORY_ID_BYTES);
	return c->kind != HISTORY_DELETED;
}

/* Whether a text and a blob differ in line ends alone. */
static bool
is_same_but_ends(const struct audit_work *w, const uint8_t *id,
    struct str text)
{
	struct arena *tmp = arena_open();
	struct str blob;
	bool same = history_blob(w->h, id, LIMIT_YAML_BYTES, tmp, &blob) &&
	    str_find(blob, S("\r\n"), 0) != SIZE_MAX &&
	    str_eq(str_unix(tmp, blob), str_unix(tmp, text));

	arena_close(tmp);
	return same;
}

/* The newest commit of a file that stands as HEAD has it; else NULL. */
static const struct history_commit *
find_commit(const struct audit_work *w, const struct history_file *f,
    const struct blob *b, struct str text)
{
	uint8_t head[HISTORY_ID_BYTES];

	if (!head_blob(w, f, head))
		return NULL;
	if (memcmp(head, b->own, sizeof(head)) != 0 &&
	    (!b->has_lf || memcmp(head, b->lf, sizeof(head)) != 0) &&
	    !is_same_but_ends(w, head, text))
		return NULL;
	for (size_t i = 0; i < f->n_changes; i++) {
		if (f->changes[i]->kind != HISTORY_DELETED &&
		    memcmp(f->changes[i]->after, head, sizeof(head)) == 0)
			return f->changes[i]->commit;
	}
	return NULL;
}

/* The place of the newest merge; none: behind the last commit. */
static size_t
newest_merge(const struct history *h)
{
	for (size_t i = 0; i < h->n_commits; i++) {
		if (h->commits[i]->n_parents > 1)
			return i;
	}
	return h->n_commits;
}

void
audit_files_run(struct audit_work *w)
{
	const struct sources *ss = w->m->sources;
	size_t n = sources_len(ss) + 1;
	struct hashing x = { .sources = ss };

	if (w->h == NULL)
		return;
	w->newest_merge = newest_merge(w->h);
	x.known = arena_array(w->perm, const struct history_file *, n);
	x.blobs = arena_array(w->perm, struct blob, n);
	for (size_t i = 1; i < n; i++)
		x.known[i] = history_file(w->h,
		    source_get(ss, (uint32_t)i)->path);
	pool_run(w->r->pool, n, hash_file, &x);
	w->out->files = arena_array(w->perm, const struct audit_commit *, n);
	w->out->n_files = n;
	for (size_t i = 1; i < n; i++) {
		const struct history_commit *c;

		if (x.known[i] == NULL)
			continue;
		c = find_commit(w, x.known[i], &x.blobs[i],
		    source_get(ss, (uint32_t)i)->text);
		if (c != NULL)
			w->out->files[i] = audit_files_commit(w, c);
	}
}
