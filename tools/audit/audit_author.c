#include <string.h>

#include "audit/audit_approval.h"
#include "audit/audit_people.h"
#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"

/* Whether a change gave the file other words. */
static bool
is_writing(const struct history_change *c)
{
	return c->kind == HISTORY_ADDED || c->kind == HISTORY_MODIFIED ||
	    (c->kind == HISTORY_RENAMED &&
		memcmp(c->before, c->after, HISTORY_ID_BYTES) != 0);
}

static const struct history_change **
changes_of(const struct audit_work *w, const struct document *doc, size_t *n)
{
	const struct history_file *f = NULL;

	*n = 0;
	if (w->h != NULL && doc != NULL)
		f = history_file(w->h,
		    source_get(w->m->sources, doc->file)->path);
	return f != NULL ? history_follow(f, w->tmp, n) : NULL;
}

/* Who wrote by a change between two instants; NULL: it does not count. */
static const struct person_entry *
writer(const struct audit_work *w, const struct history_change *c,
    int64_t from_s, int64_t to_s)
{
	int64_t at = c->commit->author_at.s;

	if (!is_writing(c) || at <= from_s || at > to_s ||
	    !audit_people_is_judged(w, c->commit))
		return NULL;
	return audit_people_find(w, c->commit->author);
}

const struct history_commit *
audit_author_commit(const struct audit_work *w, const struct case_entry *c,
    const struct person_entry *p, int64_t from_s, int64_t to_s,
    struct str *text)
{
	const struct document *texts[] = { c->ja, c->en };
	const struct history_commit *newest = NULL;
	struct scratch tmp = scratch_begin(w->tmp);

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		size_t n;
		const struct history_change **v = changes_of(w, texts[i], &n);

		for (size_t k = 0; k < n; k++) {
			if (writer(w, v[k], from_s, to_s) != p ||
			    (newest != NULL &&
				newest->place <= v[k]->commit->place))
				continue;
			newest = v[k]->commit;
			*text =
			    source_get(w->m->sources, texts[i]->file)->path;
			break;
		}
	}
	scratch_end(tmp);
	return newest;
}

void
audit_author_list(const struct audit_work *w, const struct case_entry *c,
    int64_t from_s, struct audit_case *x)
{
	const struct document *texts[] = { c->ja, c->en };
	struct scratch tmp = scratch_begin(w->tmp);
	struct map *found = map_open(w->tmp);

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		size_t n;
		const struct history_change **v = changes_of(w, texts[i], &n);

		for (size_t k = 0; k < n; k++) {
			const struct person_entry *p = writer(w, v[k], from_s,
			    INT64_MAX);

			if (p != NULL)
				(void)map_add(found, p->e.id,
				    (void *)(uintptr_t)p);
		}
	}
	if (map_len(found) > 0)
		x->authors = arena_array(w->perm, const struct person_entry *,
		    map_len(found));
	for (size_t i = 0; i < map_len(found); i++)
		x->authors[x->n_authors++] = map_at(found, i)->value;
	scratch_end(tmp);
}

/* "advisory.ja.md (tanaka, 2026-11-21)", or nothing. */
static struct str
say_change(const struct audit_work *w, const struct document *doc,
    const struct history_commit *since)
{
	struct str path = source_get(w->m->sources, doc->file)->path, name;
	size_t n;
	const struct history_change **v = changes_of(w, doc, &n);
	const struct person_entry *p;

	while (str_cut(path, '/', &(struct str){ 0 }, &path) &&
	    str_find_byte(path, '/', 0) != SIZE_MAX)
		continue;
	if (!audit_files_is_committed(w, doc->file))
		return str_fmt(w->perm, "%.*s (not committed)", STR_ARG(path));
	if (n == 0 || !is_writing(v[0]) || v[0]->commit->place >= since->place)
		return S("");
	p = audit_people_find(w, v[0]->commit->author);
	name = p != NULL ? p->e.id : v[0]->commit->author->name;
	return str_fmt(w->perm, "%.*s (%.*s, %.*s)", STR_ARG(path),
	    STR_ARG(name),
	    STR_ARG(
		day_format(w->perm, instant_day(v[0]->commit->author_at))));
}

struct str
audit_author_since(const struct audit_work *w, const struct case_entry *c,
    const struct history_commit *since)
{
	const struct document *docs[] = { c->e.doc, c->ja, c->en };
	struct scratch tmp = scratch_begin(w->tmp);
	struct str out = S("");

	for (size_t i = 0; i < ARRAY_LEN(docs); i++) {
		struct str one = docs[i] != NULL ?
		    say_change(w, docs[i], since) :
		    S("");

		if (one.n > 0)
			out = str_fmt(w->perm, "%.*s%s%.*s", STR_ARG(out),
			    out.n > 0 ? ", " : "", STR_ARG(one));
	}
	scratch_end(tmp);
	return out;
}
