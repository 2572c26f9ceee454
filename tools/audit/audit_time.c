#include "audit/audit_time.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"

/* Of a commit, by its place. */
struct audit_time {
	int64_t made_s;
	const struct history_commit *by;	/* by which it came */
};

static void
find_made(struct audit_work *w)
{
	/* Parents have higher places: they come first. */
	for (size_t i = w->h->n_commits; i-- > 0;) {
		const struct history_commit *c = w->h->commits[i];
		int64_t s = c->committer_at.s;

		for (size_t k = 0; k < c->n_parents; k++) {
			int64_t before = w->times[c->parents[k]->place].made_s;

			if (before > s)
				s = before;
		}
		w->times[i].made_s = s;
	}
}

/*
 * Along the line of first parents the oldest commit takes all that is below
 * it, the next one what is left.  From above: whatever a commit of the line
 * hands down to its parents is handed down again by an older one of the line.
 */
static void
find_by(struct audit_work *w)
{
	const struct history_commit *c;

	for (c = w->h->n_commits > 0 ? w->h->commits[0] : NULL; c != NULL;
	     c = c->n_parents > 0 ? c->parents[0] : NULL)
		w->times[c->place].by = c;
	for (size_t i = 0; i < w->h->n_commits; i++) {
		c = w->h->commits[i];
		for (size_t k = 0; k < c->n_parents; k++) {
			size_t p = c->parents[k]->place;
			const struct history_commit *by = w->times[i].by;

			if (w->times[p].by == NULL ||
			    w->times[p].by->place < by->place)
				w->times[p].by = by;
		}
	}
}

void
audit_time_run(struct audit_work *w)
{
	if (w->h == NULL)
		return;
	w->times = arena_array(w->perm, struct audit_time, w->h->n_commits);
	find_made(w);
	find_by(w);
}

int64_t
audit_time_made(const struct audit_work *w, const struct history_commit *c)
{
	return w->times[c->place].made_s;
}

int64_t
audit_time_came(const struct audit_work *w, const struct history_commit *c)
{
	return audit_time_made(w, w->times[c->place].by);
}

int
audit_time_order(const struct audit_work *w, const struct history_commit *a,
    const struct history_commit *b)
{
	size_t x = w->times[a->place].by->place;
	size_t y = w->times[b->place].by->place;

	return (x < y) - (x > y);
}

void
audit_time_sort(const struct audit_work *w, const struct history_change **v,
    size_t n)
{
	/* Nearly always in order already. */
	for (size_t i = 1; i < n; i++) {
		const struct history_change *c = v[i];
		size_t k = i;

		while (k > 0 &&
		    audit_time_order(w, v[k - 1]->commit, c->commit) < 0) {
			v[k] = v[k - 1];
			k--;
		}
		v[k] = c;
	}
}

bool
audit_time_is_below(const struct audit_work *w, const struct history_commit *c,
    const struct history_commit *top)
{
	struct scratch tmp;
	bool *seen, found;

	if (c == top)
		return true;
	if (c->place < top->place)
		return false;
	tmp = scratch_begin(w->tmp);
	seen = arena_array(tmp.a, bool, c->place + 1);
	seen[top->place] = true;
	for (size_t i = top->place; i < c->place; i++) {
		const struct history_commit *x = w->h->commits[i];

		for (size_t k = 0; seen[i] && k < x->n_parents; k++) {
			if (x->parents[k]->place <= c->place)
				seen[x->parents[k]->place] = true;
		}
	}
	found = seen[c->place];
	scratch_end(tmp);
	return found;
}

size_t
audit_time_cut(const struct history_change **v, size_t n)
{
	const size_t half = LIMIT_HISTORY_VERSIONS / 2;

	if (n <= LIMIT_HISTORY_VERSIONS)
		return n;
	for (size_t i = 0; i < half; i++)
		v[half + i] = v[n - half + i];
	return 2 * half;
}
