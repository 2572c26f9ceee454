#include "history/history_rename.h"

#include <stdlib.h>
#include <string.h>

#include <git2.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"

#define MODE_TYPE	0170000u

/* A file that the commit deleted. */
struct gone {
	struct history_change *change;
	bool is_taken;
};

struct rename {
	struct history_change *v;
	size_t n;
	struct gone *gone;	/* sorted by blob, then path */
	size_t n_gone;
	struct map *by_path;	/* gone by path */
	struct map *folders;	/* "new/" -> "old/" (struct str) */
	struct git_odb *odb;
	struct arena *tmp;
};

/* A line of a text, for comparing. */
struct line {
	uint64_t hash;
	size_t n;	/* bytes */
};

struct text {
	struct line *lines;	/* sorted */
	size_t n;
	size_t bytes;
};

/* Whether a component of the path begins at i. */
static bool
begins_name(struct str path, size_t i)
{
	return i == 0 || path.p[i - 1] == '/';
}

static int
order(const void *a, const void *b)
{
	const struct gone *x = a, *y = b;
	int cmp = memcmp(x->change->before, y->change->before,
	    HISTORY_ID_BYTES);

	return cmp != 0 ?
	    cmp :
	    str_cmp(x->change->file->path, y->change->file->path);
}

/* Empty files are all the same. */
static bool
is_empty_blob(const uint8_t *id)
{
	static const uint8_t empty[HISTORY_ID_BYTES] = { 0xe6, 0x9d, 0xe2,
		0x9b, 0xb2, 0xd1, 0xd6, 0x43, 0x4b, 0x8b, 0x29, 0xae, 0x77,
		0x5a, 0xd8, 0xc2, 0xe4, 0x8c, 0x53, 0x91 };

	return memcmp(id, empty, sizeof(empty)) == 0;
}

static bool
fits(const struct gone *g, const struct history_change *c)
{
	return !g->is_taken &&
	    (g->change->mode_before & MODE_TYPE) ==
	    (c->mode_after & MODE_TYPE);
}

/*
 * Take g as what c was.  When other files moved as well, the folders are known
 * from the part of both paths that is not alike at the end.
 */
static void
take(struct rename *r, struct gone *g, struct history_change *c)
{
	struct str old = g->change->file->path, new = c->file->path;
	struct str *folder;
	size_t same = 0;

	g->is_taken = true;
	c->kind = HISTORY_RENAMED;
	c->from = g->change->file;
	c->mode_before = g->change->mode_before;
	memcpy(c->before, g->change->before, HISTORY_ID_BYTES);
	for (size_t i = 1; i <= old.n && i <= new.n; i++) {
		if (old.p[old.n - i] != new.p[new.n - i])
			break;
		if (begins_name(old, old.n - i) && begins_name(new, new.n - i))
			same = i;
	}
	if (same == 0)
		return;
	folder = arena_new(r->tmp, struct str);
	*folder = str_sub(old, 0, old.n - same);
	(void)map_add(r->folders, str_sub(new, 0, new.n - same), folder);
}

/* The first deleted file with this blob or a later one. */
static size_t
first_with(const struct rename *r, const uint8_t *id)
{
	size_t low = 0, high = r->n_gone;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (memcmp(r->gone[mid].change->before, id, HISTORY_ID_BYTES) <
		    0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void
find_same(struct rename *r, struct history_change *c)
{
	size_t from = first_with(r, c->after);
	struct gone *best = NULL;

	if (is_empty_blob(c->after))
		return;
	for (size_t i = from;
	     i < r->n_gone && i - from < LIMIT_HISTORY_SIMILAR; i++) {
		struct gone *g = &r->gone[i];

		if (memcmp(g->change->before, c->after, HISTORY_ID_BYTES) != 0)
			break;
		if (!fits(g, c))
			continue;
		if (best == NULL)
			best = g;
		if (str_eq(str_base_name(g->change->file->path),
			str_base_name(c->file->path))) {
			best = g;
			break;
		}
	}
	if (best != NULL)
		take(r, best, c);
}

static void
find_in_folder(struct rename *r, struct history_change *c)
{
	struct str path = c->file->path;

	for (size_t i = path.n; i-- > 0;) {
		const struct str *old;
		struct gone *g;

		if (!begins_name(path, i))
			continue;
		old = map_get(r->folders, str_sub(path, 0, i));
		if (old == NULL)
			continue;
		g = map_get(r->by_path,
		    str_cat(r->tmp, *old, str_from(path, i)));
		if (g != NULL && fits(g, c)) {
			take(r, g, c);
			return;
		}
	}
}

static int
order_lines(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	return x->hash < y->hash ? -1 : x->hash > y->hash;
}

/* The lines of a blob; none when it is large or cannot be read. */
static struct text
read_text(const struct rename *r, const uint8_t *id)
{
	struct text t = { 0 };
	git_odb_object *object;
	struct str rest, line;
	size_t cap = 0;
	git_oid oid;

	memcpy(oid.id, id, sizeof(oid.id));
	if (git_odb_read(&object, r->odb, &oid) != 0)
		return t;
	rest = (struct str){ git_odb_object_data(object),
		git_odb_object_size(object) };
	if (git_odb_object_type(object) != GIT_OBJECT_BLOB ||
	    rest.n > LIMIT_MARKDOWN_BYTES)
		rest.n = 0;
	t.bytes = rest.n;
	while (rest.n > 0) {
		(void)str_cut(rest, '\n', &line, &rest);
		t.lines = arena_grow(r->tmp, t.lines, t.n, &cap,
		    sizeof(*t.lines));
		t.lines[t.n++] = (struct line){ str_hash(line), line.n + 1 };
	}
	git_odb_object_free(object);
	if (t.n > 0)
		qsort(t.lines, t.n, sizeof(*t.lines), order_lines);
	return t;
}

/* Bytes of the lines that both have. */
static size_t
common(const struct text *a, const struct text *b)
{
	size_t i = 0, k = 0, sum = 0;

	while (i < a->n && k < b->n) {
		if (a->lines[i].hash < b->lines[k].hash) {
			i++;
		} else if (a->lines[i].hash > b->lines[k].hash) {
			k++;
		} else {
			sum += a->lines[i++].n;
			k++;
		}
	}
	return sum;
}

/* Pair what has the same name and most in common, if that is half. */
static void
find_similar(struct rename *r)
{
	struct text old[LIMIT_HISTORY_SIMILAR];
	struct gone *gone[LIMIT_HISTORY_SIMILAR];
	size_t n_gone = 0, n_new = 0;

	for (size_t i = 0; i < r->n_gone && n_gone < ARRAY_LEN(gone); i++) {
		if (r->gone[i].is_taken)
			continue;
		gone[n_gone] = &r->gone[i];
		old[n_gone++] = read_text(r, r->gone[i].change->before);
	}
	for (size_t i = 0; i < r->n && n_new < LIMIT_HISTORY_SIMILAR; i++) {
		struct history_change *c = &r->v[i];
		struct gone *best = NULL;
		size_t most = 0;
		struct text new;

		if (c->kind != HISTORY_ADDED || n_gone == 0)
			continue;
		n_new++;
		new = read_text(r, c->after);
		for (size_t k = 0; k < n_gone; k++) {
			size_t n = common(&old[k], &new);
			size_t larger = old[k].bytes > new.bytes ?
			    old[k].bytes :
			    new.bytes;

			if (n > most && 2 * n >= larger && fits(gone[k], c) &&
			    str_eq(str_base_name(gone[k]->change->file->path),
				str_base_name(c->file->path))) {
				most = n;
				best = gone[k];
			}
		}
		if (best != NULL)
			take(r, best, c);
	}
}

static void
each_added(struct rename *r,
    void (*find)(struct rename *r, struct history_change *c))
{
	for (size_t i = 0; i < r->n; i++) {
		if (r->v[i].kind == HISTORY_ADDED)
			find(r, &r->v[i]);
	}
}

void
history_rename(struct history_change *v, size_t n, struct git_odb *odb,
    struct arena *tmp)
{
	struct rename r = { .v = v, .n = n, .odb = odb, .tmp = tmp };
	size_t n_added = 0;

	for (size_t i = 0; i < n; i++) {
		r.n_gone += v[i].kind == HISTORY_DELETED;
		n_added += v[i].kind == HISTORY_ADDED;
	}
	if (r.n_gone == 0 || n_added == 0)
		return;
	r.gone = arena_array(tmp, struct gone, r.n_gone);
	r.by_path = map_open(tmp);
	r.folders = map_open(tmp);
	r.n_gone = 0;
	for (size_t i = 0; i < n; i++) {
		if (v[i].kind == HISTORY_DELETED)
			r.gone[r.n_gone++].change = &v[i];
	}
	qsort(r.gone, r.n_gone, sizeof(*r.gone), order);
	for (size_t i = 0; i < r.n_gone; i++)
		map_put(r.by_path, r.gone[i].change->file->path, &r.gone[i]);
	each_added(&r, find_same);
	each_added(&r, find_in_folder);
	find_similar(&r);
	each_added(&r, find_in_folder);
}
