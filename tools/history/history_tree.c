#include "history/history_tree.h"

#include <string.h>

#include <git2.h>

#include "base/attr.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "history/history.h"

#define MODE_TYPE	0170000u
#define MODE_FOLDER	0040000u
#define MODE_FILE	0100000u
#define MODE_LINK	0120000u
#define MODE_MODULE	0160000u

/* Bytes that are compared at once when trees begin alike. */
#define CHUNK	256

struct entry {
	struct str name;
	uint32_t mode;	/* 0: none */
	const uint8_t *id;
};

/* One of the trees that are walked together. */
struct cursor {
	git_odb_object *object;
	const uint8_t *p, *end;	/* what is not parsed yet */
	struct entry e;		/* the next entry */
};

/* Trees of one folder: the commit's first, then its parents'. */
struct level {
	const struct history_tree *t;
	struct cursor c[1 + LIMIT_HISTORY_PARENTS];
	size_t n;
	char *path;	/* LIMIT_PATH_BYTES, shared by all levels */
	size_t path_n;
	unsigned depth;
};

static bool compare_folder(const struct history_tree *t,
    const uint8_t *const *ids, size_t n, struct level *above);

static uint32_t
canonical(uint32_t mode)
{
	switch (mode & MODE_TYPE) {
	case MODE_FILE:
		return (mode & 0100u) != 0 ? 0100755u : 0100644u;
	case MODE_LINK:
	case MODE_FOLDER:
		return mode & MODE_TYPE;
	default:
		return MODE_MODULE;
	}
}

static bool
is_folder(const struct entry *e)
{
	return e->mode == MODE_FOLDER;
}

/* Parse the next entry, or set mode 0 at the end; false when it is broken. */
static bool
next(struct cursor *c)
{
	const uint8_t *p = c->p, *nul;
	uint32_t mode = 0;

	c->e = (struct entry){ 0 };
	if (p == c->end)
		return true;
	for (int i = 0; p < c->end && *p >= '0' && *p <= '7' && i < 7; i++)
		mode = mode * 8 + (uint32_t)(*p++ - '0');
	if (p == c->end || *p != ' ')
		return false;
	p++;
	nul = memchr(p, 0, (size_t)(c->end - p));
	if (nul == NULL || c->end - nul <= HISTORY_ID_BYTES)
		return false;
	c->e.name = (struct str){ (const char *)p, (size_t)(nul - p) };
	c->e.mode = canonical(mode);
	c->e.id = nul + 1;
	c->p = nul + 1 + HISTORY_ID_BYTES;
	return true;
}

/*
 * Move both over entries that are the same bytes.  Whole chunks are compared
 * first; only those that are skipped are looked at for where entries end.
 */
static void
skip_same(struct cursor *a, struct cursor *b)
{
	size_t na = (size_t)(a->end - a->p), nb = (size_t)(b->end - b->p);
	size_t n = na < nb ? na : nb, same = 0, at = 0;

	if (n == 0)
		return;
	while (
	    n - same >= CHUNK && memcmp(a->p + same, b->p + same, CHUNK) == 0)
		same += CHUNK;
	if (na == nb && memcmp(a->p + same, b->p + same, n - same) == 0) {
		a->p = a->end;
		b->p = b->end;
		return;
	}
	while (at < same) {
		const uint8_t *nul = memchr(a->p + at, 0, same - at);
		size_t end;

		if (nul == NULL)
			break;
		end = (size_t)(nul - a->p) + 1 + HISTORY_ID_BYTES;
		if (end > same)
			break;
		at = end;
	}
	a->p += at;
	b->p += at;
}

/* The order of git's trees: a folder's name ends with a slash. */
static int
order(const struct entry *a, const struct entry *b)
{
	size_t n = a->name.n < b->name.n ? a->name.n : b->name.n;
	int cmp = memcmp(a->name.p, b->name.p, n);
	int ca, cb;

	if (cmp != 0)
		return cmp;
	ca = a->name.n > n ? (uint8_t)a->name.p[n] : is_folder(a) ? '/' : 0;
	cb = b->name.n > n ? (uint8_t)b->name.p[n] : is_folder(b) ? '/' : 0;
	if (ca != cb)
		return ca - cb;
	/* "a/" against "a" with more to come cannot be: names hold no '/'. */
	return a->name.n < b->name.n ? -1 : a->name.n > b->name.n;
}

/* Names that a path can be made of and, mostly, a terminal can show. */
static bool
is_name(const struct history_tree *t, struct str s)
{
	if (s.n == 0 || str_eq(s, S(".")) || str_eq(s, S("..")))
		return false;
	if (t->with_odd_names)
		return str_find_byte(s, '/', 0) == SIZE_MAX;
	if (utf8_fault(s) != SIZE_MAX)
		return false;
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		if (c == '/' || c == '\t' || c == '\n' || utf8_is_hostile(c))
			return false;
	}
	return true;
}

/* Whether a folder's path can lead to, or lies below, a prefix. */
static bool
is_wanted(const struct history_tree *t, struct str path, bool is_whole)
{
	for (size_t i = 0; i < t->n_prefixes; i++) {
		if (str_starts(path, t->prefixes[i]) ||
		    (!is_whole && str_starts(t->prefixes[i], path)))
			return true;
	}
	return false;
}

static bool
differs(const struct entry *a, const struct entry *b)
{
	if (a->mode != b->mode)
		return true;
	return a->mode != 0 && memcmp(a->id, b->id, HISTORY_ID_BYTES) != 0;
}

/* e[0] is the commit's entry of one name, the others its parents'. */
static bool
compare_entry(struct level *l, const struct entry *const *e,
    const struct entry *named)
{
	static const struct entry none;
	const uint8_t *ids[1 + LIMIT_HISTORY_PARENTS];
	size_t n = l->path_n, name_n = named->name.n;
	bool folder = is_folder(named), fine = true;

	for (size_t i = 1; i < l->n; i++) {
		if (!differs(e[0] != NULL ? e[0] : &none,
			e[i] != NULL ? e[i] : &none))
			return true;
	}
	if (n + name_n + 1 > LIMIT_PATH_BYTES)
		return true;
	memcpy(l->path + n, named->name.p, name_n);
	n += name_n;
	if (folder)
		l->path[n++] = '/';
	if (!is_wanted(l->t, (struct str){ l->path, n }, !folder) ||
	    !is_name(l->t, named->name))
		return true;
	if (folder) {
		size_t before = l->path_n;

		for (size_t i = 0; i < l->n; i++)
			ids[i] = e[i] != NULL ? e[i]->id : NULL;
		l->path_n = n;
		fine = compare_folder(l->t, ids, l->n, l);
		l->path_n = before;
		return fine;
	}
	l->t->found(l->t->data, (struct str){ l->path, n },
	    (struct history_tree_file){ e[1] != NULL ? e[1]->id : NULL,
		e[1] != NULL ? e[1]->mode : 0 },
	    (struct history_tree_file){ e[0] != NULL ? e[0]->id : NULL,
		e[0] != NULL ? e[0]->mode : 0 });
	return true;
}

/* Walk the trees of a level together, one name at a time. */
static bool
compare_level(struct level *l)
{
	const struct entry *e[1 + LIMIT_HISTORY_PARENTS];
	struct entry taken[1 + LIMIT_HISTORY_PARENTS];

	for (;;) {
		const struct entry *least = NULL;

		if (l->n == 2 && l->c[0].e.mode == 0 && l->c[1].e.mode == 0)
			skip_same(&l->c[0], &l->c[1]);
		for (size_t i = 0; i < l->n; i++) {
			if (l->c[i].e.mode == 0 && !next(&l->c[i]))
				return false;
			if (l->c[i].e.mode != 0 &&
			    (least == NULL || order(&l->c[i].e, least) < 0))
				least = &l->c[i].e;
		}
		if (least == NULL)
			return true;
		for (size_t i = 0; i < l->n; i++) {
			e[i] = NULL;
			if (l->c[i].e.mode != 0 &&
			    order(&l->c[i].e, least) == 0) {
				taken[i] = l->c[i].e;
				e[i] = &taken[i];
			}
		}
		const struct entry named = *least;

		for (size_t i = 0; i < l->n; i++) {
			if (e[i] != NULL)
				l->c[i].e.mode = 0;
		}
		if (!compare_entry(l, e, &named))
			return false;
	}
}

static bool
open_cursor(const struct history_tree *t, const uint8_t *id, struct cursor *c)
{
	git_oid oid;

	if (id == NULL)
		return true;
	memcpy(oid.id, id, sizeof(oid.id));
	if (git_odb_read(&c->object, t->odb, &oid) != 0)
		return false;
	if (git_odb_object_type(c->object) != GIT_OBJECT_TREE)
		return false;
	c->p = git_odb_object_data(c->object);
	c->end = c->p + git_odb_object_size(c->object);
	return true;
}

static bool
compare_folder(const struct history_tree *t, const uint8_t *const *ids,
    size_t n, struct level *above)
{
	struct level l;
	bool fine = true;

	l.t = t;
	l.n = n;
	l.path = above->path;
	l.path_n = above->path_n;
	l.depth = above->depth + 1;
	/* Nobody can load what lies deeper. */
	if (l.depth > LIMIT_PATH_DEPTH)
		return true;
	for (size_t i = 0; i < n; i++)
		l.c[i] = (struct cursor){ 0 };
	for (size_t i = 0; fine && i < n; i++)
		fine = open_cursor(t, ids[i], &l.c[i]);
	if (fine)
		fine = compare_level(&l);
	for (size_t i = 0; i < n; i++)
		git_odb_object_free(l.c[i].object);
	return fine;
}

bool
history_tree_compare(const struct history_tree *t, const uint8_t *tree,
    const uint8_t *const *parents, size_t n_parents)
{
	const uint8_t *ids[1 + LIMIT_HISTORY_PARENTS] = { tree, NULL };
	/* A first commit is compared with an empty tree. */
	size_t n = n_parents > 0 ? n_parents : 1;
	char path[LIMIT_PATH_BYTES];
	struct level top;

	ASSERT(n_parents <= LIMIT_HISTORY_PARENTS);
	for (size_t i = 0; i < n_parents; i++) {
		ids[1 + i] = parents[i];
		if (memcmp(tree, parents[i], HISTORY_ID_BYTES) == 0)
			return true;
	}
	top.path = path;
	top.path_n = 0;
	top.depth = 0;
	return compare_folder(t, ids, 1 + n, &top);
}
