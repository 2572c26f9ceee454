#include "history/history_cache.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/digest.h"
#include "history/history_commit.h"

/* The number goes up with each change of the format. */
static const struct str magic = STR_INIT("hansho history 2\n");

#define DIGEST_BYTES	32
#define NONE		UINT32_MAX

/* The least bytes of a record, so that counts can be believed. */
#define PERSON_BYTES	8u
#define FILE_BYTES	4u
#define COMMIT_BYTES	81u
#define CHANGE_BYTES	57u

/* ---- writing ------------------------------------------------------------- */

static void
put_uint(struct buf *b, uint64_t n, unsigned bytes)
{
	char *p = buf_extend(b, bytes);

	for (unsigned i = 0; p != NULL && i < bytes; i++)
		p[i] = (char)(uint8_t)(n >> 8 * i);
}

static void
put_u32(struct buf *b, size_t n)
{
	put_uint(b, n, 4);
}

static void
put_text(struct buf *b, struct str s)
{
	put_u32(b, s.n);
	buf_put(b, s);
}

static void
put_id(struct buf *b, const uint8_t *id)
{
	buf_put(b, (struct str){ (const char *)id, HISTORY_ID_BYTES });
}

static void
put_instant(struct buf *b, struct instant t)
{
	put_uint(b, (uint64_t)t.s, 8);
	put_uint(b, (uint32_t)t.offset_s, 4);
}

static void
put_change(struct buf *b, const struct history_change *c)
{
	put_u32(b, c->file->place);
	put_u32(b, c->from != NULL ? c->from->place : NONE);
	put_uint(b, (uint64_t)c->kind, 1);
	put_u32(b, c->mode_before);
	put_u32(b, c->mode_after);
	put_id(b, c->before);
	put_id(b, c->after);
}

static void
put_commit(struct buf *b, const struct history_commit *c)
{
	put_id(b, c->id);
	put_id(b, c->tree);
	put_u32(b, c->author->place);
	put_u32(b, c->committer->place);
	put_instant(b, c->author_at);
	put_instant(b, c->committer_at);
	put_uint(b, c->is_cut, 1);
	put_u32(b, c->n_parents);
	for (size_t i = 0; i < c->n_parents; i++)
		put_u32(b, c->parents[i]->place);
	put_u32(b, c->n_changes);
	for (size_t i = 0; i < c->n_changes; i++)
		put_change(b, &c->changes[i]);
}

static void
put_lost(struct buf *b, const struct history_lost *l)
{
	put_text(b, l->branch);
	put_id(b, l->tip);
	put_id(b, l->found);
	put_u32(b, l->n);
	put_u32(b, l->n_ids);
	for (size_t i = 0; i < l->n_ids; i++)
		put_id(b, l->ids[i]);
}

bool
history_cache_write(const struct history *h, struct str key, struct buf *out)
{
	uint8_t digest[DIGEST_BYTES_MAX];
	size_t n_changes = 0;

	for (size_t i = 0; i < h->n_commits; i++)
		n_changes += h->commits[i]->n_changes;
	buf_put(out, magic);
	put_text(out, key);
	put_lost(out, &h->lost);
	put_u32(out, h->n_people);
	for (size_t i = 0; i < h->n_people; i++) {
		put_text(out, h->people[i]->name);
		put_text(out, h->people[i]->mail);
	}
	put_u32(out, h->n_files);
	for (size_t i = 0; i < h->n_files; i++)
		put_text(out, h->files[i]->path);
	put_u32(out, h->n_commits);
	put_u32(out, n_changes);
	for (size_t i = 0; i < h->n_commits; i++)
		put_commit(out, h->commits[i]);
	if (!buf_ok(out))
		return false;
	(void)digest_bytes(DIGEST_SHA256, buf_str(out), digest);
	buf_put(out, (struct str){ (const char *)digest, DIGEST_BYTES });
	return buf_ok(out);
}

/* ---- reading ------------------------------------------------------------- */

/* A reader that remembers the first thing that is wrong. */
struct input {
	const uint8_t *p, *end;
	bool failed;
	struct history_table *t;
	struct history_person **people;
	struct history_file **files;
	struct history_commit *commits;
	struct history_change *changes;
	size_t n_people, n_files, n_commits, n_changes;
	size_t used_changes;
};

static const uint8_t *
get(struct input *in, size_t n)
{
	static const uint8_t zeros[HISTORY_ID_BYTES];
	const uint8_t *p = in->p;

	if (in->failed || (size_t)(in->end - in->p) < n) {
		in->failed = true;
		return n <= sizeof(zeros) ? zeros : NULL;
	}
	in->p += n;
	return p;
}

static uint32_t
get_u32(struct input *in)
{
	const uint8_t *p = get(in, 4);

	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	    (uint32_t)p[3] << 24;
}

/* A number of records, of which each has at least so many bytes. */
static size_t
get_count(struct input *in, size_t bytes)
{
	size_t n = get_u32(in);

	if (n > (size_t)(in->end - in->p) / bytes)
		in->failed = true;
	return in->failed ? 0 : n;
}

/* The index of a record, below n. */
static size_t
get_index(struct input *in, size_t n)
{
	size_t i = get_u32(in);

	if (i >= n)
		in->failed = true;
	return in->failed ? 0 : i;
}

static struct str
get_text(struct input *in)
{
	size_t n = get_count(in, 1);
	const uint8_t *p = n > 0 ? get(in, n) : NULL;

	return (struct str){ (const char *)p, p != NULL ? n : 0 };
}

static struct instant
get_instant(struct input *in)
{
	uint64_t s = get_u32(in);

	s |= (uint64_t)get_u32(in) << 32;
	return history_commit_instant((int64_t)s, (int32_t)get_u32(in));
}

static void
get_change(struct input *in, const struct history_commit *commit,
    struct history_change *c)
{
	size_t from;
	uint8_t kind;

	c->commit = commit;
	c->file = in->files[get_index(in, in->n_files)];
	from = get_u32(in);
	if (from != NONE && from >= in->n_files)
		in->failed = true;
	else if (from != NONE)
		c->from = in->files[from];
	kind = *get(in, 1);
	if (kind > HISTORY_EARLIER ||
	    (kind == HISTORY_RENAMED) != (from != NONE))
		in->failed = true;
	c->kind = in->failed ? HISTORY_ADDED : (enum history_kind)kind;
	c->mode_before = get_u32(in);
	c->mode_after = get_u32(in);
	memcpy(c->before, get(in, HISTORY_ID_BYTES), HISTORY_ID_BYTES);
	memcpy(c->after, get(in, HISTORY_ID_BYTES), HISTORY_ID_BYTES);
}

static void
get_commit(struct input *in, struct history_commit *c)
{
	memcpy(c->id, get(in, HISTORY_ID_BYTES), HISTORY_ID_BYTES);
	memcpy(c->tree, get(in, HISTORY_ID_BYTES), HISTORY_ID_BYTES);
	c->author = in->people[get_index(in, in->n_people)];
	c->committer = in->people[get_index(in, in->n_people)];
	c->author_at = get_instant(in);
	c->committer_at = get_instant(in);
	c->place = SIZE_MAX;
	c->is_cut = *get(in, 1) != 0;
	c->n_parents = get_count(in, 4);
	c->parents = arena_array(in->t->perm, struct history_commit *,
	    c->n_parents + 1);
	for (size_t i = 0; i < c->n_parents; i++)
		c->parents[i] = &in->commits[get_index(in, in->n_commits)];
	c->n_changes = get_count(in, CHANGE_BYTES);
	if (c->n_changes > in->n_changes - in->used_changes)
		in->failed = true;
	if (in->failed)
		return;
	c->changes = in->changes + in->used_changes;
	in->used_changes += c->n_changes;
	for (size_t i = 0; i < c->n_changes && !in->failed; i++)
		get_change(in, c, &c->changes[i]);
	if (history_table_commit(in->t, c->id) != NULL)
		in->failed = true;
	else
		history_table_add(in->t, c);
}

static void
get_names(struct input *in)
{
	struct arena *a = in->t->perm;

	in->n_people = get_count(in, PERSON_BYTES);
	in->people = arena_array(a, struct history_person *, in->n_people + 1);
	for (size_t i = 0; i < in->n_people; i++) {
		struct history_person p = { .name = get_text(in) };

		p.mail = get_text(in);
		in->people[i] = history_table_person(in->t, &p);
	}
	in->n_files = get_count(in, FILE_BYTES);
	in->files = arena_array(a, struct history_file *, in->n_files + 1);
	for (size_t i = 0; i < in->n_files; i++)
		in->files[i] = history_table_file(in->t, get_text(in));
}

static void
get_lost(struct input *in, struct history_lost *l)
{
	l->branch = get_text(in);
	memcpy(l->tip, get(in, HISTORY_ID_BYTES), HISTORY_ID_BYTES);
	memcpy(l->found, get(in, HISTORY_ID_BYTES), HISTORY_ID_BYTES);
	l->n = get_u32(in);
	l->n_ids = get_count(in, HISTORY_ID_BYTES);
	if (l->n_ids > ARRAY_LEN(l->ids) || l->n_ids > l->n)
		in->failed = true;
	for (size_t i = 0; i < l->n_ids && !in->failed; i++)
		memcpy(l->ids[i], get(in, HISTORY_ID_BYTES), HISTORY_ID_BYTES);
}

/* The bytes without their digest; the empty str when it is another one. */
static struct str
checked(struct str bytes)
{
	uint8_t digest[DIGEST_BYTES_MAX];

	if (bytes.n < magic.n + DIGEST_BYTES || !str_starts(bytes, magic))
		return S("");
	bytes.n -= DIGEST_BYTES;
	(void)digest_bytes(DIGEST_SHA256, bytes, digest);
	return memcmp(digest, bytes.p + bytes.n, DIGEST_BYTES) == 0 ? bytes :
								      S("");
}

bool
history_cache_read(struct str bytes, struct str key, struct history_table *t,
    struct history_lost *lost)
{
	struct str body = checked(bytes);
	struct input in = { .t = t };

	if (body.n == 0)
		return false;
	in.p = (const uint8_t *)body.p + magic.n;
	in.end = (const uint8_t *)body.p + body.n;
	if (!str_eq(get_text(&in), key))
		return false;
	get_lost(&in, lost);
	get_names(&in);
	in.n_commits = get_count(&in, COMMIT_BYTES);
	in.n_changes = get_count(&in, CHANGE_BYTES);
	if (in.failed || (in.n_commits > 0 && in.n_people == 0) ||
	    (in.n_changes > 0 && in.n_files == 0))
		return false;
	in.commits = arena_array(t->perm, struct history_commit, in.n_commits);
	in.changes = arena_array(t->perm, struct history_change, in.n_changes);
	for (size_t i = 0; i < in.n_commits && !in.failed; i++)
		get_commit(&in, &in.commits[i]);
	return !in.failed && in.p == in.end && in.used_changes == in.n_changes;
}
