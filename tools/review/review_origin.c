#include "review/review_origin.h"

#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"
#include "history/history.h"
#include "history/history_snapshot.h"

static struct str
id_of(const struct history_commit *c)
{
	return (struct str){ (const char *)c->id, HISTORY_ID_BYTES };
}

/* All that a commit of `h` has behind it; marks are places in h->commits. */
static void
add_ancestors(struct review_branch *b, const struct history_commit *from)
{
	bool *is_in = arena_array(b->a, bool, b->head->n_commits + 1);

	for (size_t i = 0; i < from->n_parents; i++)
		is_in[from->parents[i]->place] = true;
	/* Newest first: parents stand behind their children. */
	for (size_t i = 0; i < b->head->n_commits; i++) {
		const struct history_commit *c = b->head->commits[i];

		if (!is_in[i])
			continue;
		map_put(b->ancestors, id_of(c), b->head->commits[i]);
		for (size_t k = 0; k < c->n_parents; k++)
			is_in[c->parents[k]->place] = true;
	}
}

void
review_origin_branch(struct arena *a, const struct history *base,
    const struct history *head, struct review_branch *out)
{
	struct map *known = map_open(a);

	*out = (struct review_branch){
		.base = base,
		.head = head,
		.mails = map_open(a),
		.ancestors = map_open(a),
		.a = a,
	};
	for (size_t i = 0; base != NULL && i < base->n_commits; i++)
		map_put(known, id_of(base->commits[i]), base->commits[i]);
	for (size_t i = 0; head != NULL && i < head->n_commits; i++) {
		struct history_commit *c = head->commits[i];

		if (map_get(known, id_of(c)) != NULL)
			continue;
		out->oldest = c;
		map_put(out->mails, str_lower(a, c->author->mail), c);
	}
	if (out->oldest != NULL)
		add_ancestors(out, out->oldest);
}

bool
review_origin_is_own(const struct review_branch *b,
    const struct history_commit *c)
{
	return map_get(b->mails, str_lower(b->a, c->author->mail)) != NULL;
}

/* A rebase moves the beginning of a branch, but keeps the authors' dates. */
bool
review_origin_is_late(const struct review_branch *b,
    const struct history_commit *c)
{
	if (b->oldest == NULL)
		return false;
	return map_get(b->ancestors, id_of(c)) == NULL ||
	    c->author_at.s > b->oldest->author_at.s;
}

/* ---- versions ------------------------------------------------------------ */

void
review_origin_versions(const struct review_branch *b, struct str path,
    struct review_versions *out)
{
	const struct history_file *f = b->base == NULL ?
	    NULL :
	    history_file(b->base, path);

	*out = (struct review_versions){ 0 };
	if (f == NULL)
		return;
	out->changes = history_follow(f, b->a, &out->n);
	if (out->n > LIMIT_REVIEW_VERSIONS)
		out->n = LIMIT_REVIEW_VERSIONS;
	out->texts = arena_array(b->a, struct str, out->n + 1);
}

static struct str
text_of(const struct review_branch *b, struct review_versions *v, size_t i)
{
	const struct history_change *c = v->changes[i];

	if (v->texts[i].p == NULL &&
	    (c->mode_after == 0 ||
		!history_blob(b->base, c->after, LIMIT_YAML_BYTES, b->a,
		    &v->texts[i])))
		v->texts[i] = S("");
	return v->texts[i];
}

const struct history_commit *
review_origin_of(const struct review_branch *b, struct review_versions *v,
    struct str piece)
{
	const struct history_commit *by = NULL;

	for (size_t i = 0; i < v->n; i++) {
		if (str_find(text_of(b, v, i), piece, 0) == SIZE_MAX)
			return by;
		by = v->changes[i]->commit;
	}
	return by;
}

size_t
review_origin_age(const struct review_versions *v, struct str content)
{
	uint8_t id[HISTORY_ID_BYTES];

	history_snapshot_blob(content, id);
	for (size_t i = 0; i < v->n; i++) {
		if (v->changes[i]->mode_after != 0 &&
		    memcmp(v->changes[i]->after, id, sizeof(id)) == 0)
			return i;
	}
	return 0;
}
