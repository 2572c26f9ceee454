#include "audit/audit_ring.h"

#include "audit/audit_impl.h"
#include "base/arena.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"

struct audit_ring {
	struct audit_work *w;
	struct sign_openpgp *gpg;	/* NULL: not needed yet, or not there */
	enum sign_result state;
	bool is_tried;
	struct map *files;	/* path -> bool: whether it is in the ring */
};

struct audit_ring *
audit_ring_open(struct audit_work *w)
{
	struct audit_ring *r = arena_new(w->perm, struct audit_ring);

	*r = (struct audit_ring){ .w = w, .files = map_open(w->perm) };
	return r;
}

void
audit_ring_close(struct audit_ring *r)
{
	sign_openpgp_close(r->gpg);
}

struct sign_openpgp *
audit_ring_gpg(struct audit_ring *r, enum sign_result *why)
{
	if (!r->is_tried)
		r->state = sign_openpgp_open(r->w->perm, S(SIGN_PARENT),
		    r->w->r->now, &r->gpg);
	r->is_tried = true;
	*why = r->state;
	return r->gpg;
}

static bool
add(struct audit_ring *r, struct str path)
{
	struct arena *perm = r->w->perm;
	enum sign_result state;
	struct sign_openpgp *gpg = audit_ring_gpg(r, &state);
	struct str *names, text;
	size_t n;

	return gpg != NULL && r->w->r->root != NULL &&
	    io_read(r->w->r->root, path, LIMIT_SIGN_KEYS, perm, &text) == 0 &&
	    sign_openpgp_add(gpg, text, &names, &n) == SIGN_GOOD;
}

bool
audit_ring_add(struct audit_ring *r, const struct public_key *key)
{
	struct str path;
	bool *is_there;

	if (key->file.s.n == 0)
		return false;
	path = str_cat(r->w->perm, S("content/"), key->file.s);
	is_there = map_get(r->files, path);
	if (is_there == NULL) {
		is_there = arena_new(r->w->perm, bool);
		*is_there = add(r, path);
		map_put(r->files, path, is_there);
	}
	return *is_there;
}
