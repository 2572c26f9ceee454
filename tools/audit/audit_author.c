#include <string.h>

#include "audit/audit_approval.h"
#include "audit/audit_people.h"
#include "audit/audit_revision.h"
#include "audit/audit_time.h"
#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "history/history_object.h"

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

struct audit_author_span
audit_author_span(const struct audit_work *w, const struct case_entry *c,
    size_t place)
{
	static const struct revision_list none;
	const struct revision_list *l = c->published != NULL ?
	    &c->published->revisions :
	    &none;
	struct audit_author_span s = { .from_s = INT64_MIN,
		.to_s = INT64_MAX };

	if (place > 0) {
		s.from_s = l->v[place - 1].at.w.at.s;
		s.from = audit_revision_commit(w, c, place - 1);
	}
	if (place < l->n) {
		s.to_s = l->v[place].at.w.at.s;
		s.to = audit_revision_commit(w, c, place);
	}
	return s;
}

/* Whether a change wrote for a revision. */
static bool
is_for(const struct audit_work *w, const struct history_change *c,
    const struct audit_author_span *s)
{
	int64_t at = c->commit->author_at.s;

	if (!is_writing(c) || !audit_people_is_judged(w, c->commit))
		return false;
	/* Written before, and merged after: it goes out with the next. */
	if (at <= s->from_s &&
	    (s->from == NULL || audit_time_is_below(w, c->commit, s->from)))
		return false;
	return s->to != NULL ? audit_time_is_below(w, c->commit, s->to) :
			       at <= s->to_s;
}

/* The next whom a message names as another author; *message gets the rest. */
static const struct person_entry *
next_named(const struct audit_work *w, struct str *message)
{
	static const struct str key = STR_INIT("co-authored-by:");
	struct str line;

	while (message->n > 0) {
		const struct person_entry *p;
		struct history_person who = { 0 };

		(void)str_cut(*message, '\n', &line, message);
		line = str_trim(line);
		if (line.n <= key.n ||
		    !str_eq_nocase(str_sub(line, 0, key.n), key))
			continue;
		who.mail = str_from(line, key.n);
		p = audit_people_find(w, &who);
		if (p != NULL)
			return p;
	}
	return NULL;
}

/* Add the authors of a commit: its own, and those whom its message names, as
 * of several commits that were made one. */
static void
add_authors(const struct audit_work *w, const struct history_commit *c,
    struct map *found)
{
	const struct person_entry *p = audit_people_find(w, c->author);
	struct str raw;

	if (p != NULL)
		(void)map_add(found, p->e.id, (void *)(uintptr_t)p);
	/* One that cannot be read is reported with the history. */
	if (!history_object_commit(w->h, c, w->tmp, &raw))
		return;
	while ((p = next_named(w, &raw)) != NULL)
		(void)map_add(found, p->e.id, (void *)(uintptr_t)p);
}

static bool
is_by(const struct audit_work *w, const struct history_commit *c,
    const struct person_entry *p)
{
	struct scratch tmp = scratch_begin(w->tmp);
	struct map *found = map_open(w->tmp);
	bool is;

	add_authors(w, c, found);
	is = map_get(found, p->e.id) != NULL;
	scratch_end(tmp);
	return is;
}

const struct history_commit *
audit_author_commit(const struct audit_work *w, const struct case_entry *c,
    const struct person_entry *p, const struct audit_author_span *span,
    struct str *text)
{
	const struct document *texts[] = { c->ja, c->en };
	const struct history_commit *newest = NULL;
	struct scratch tmp = scratch_begin(w->tmp);

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		size_t n;
		const struct history_change **v = changes_of(w, texts[i], &n);

		for (size_t k = 0; k < n; k++) {
			if ((newest != NULL &&
				newest->place <= v[k]->commit->place) ||
			    !is_for(w, v[k], span) ||
			    !is_by(w, v[k]->commit, p))
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
    struct audit_case *x)
{
	const struct document *texts[] = { c->ja, c->en };
	const struct audit_author_span span = audit_author_span(w, c,
	    c->published != NULL ? c->published->revisions.n : 0);
	struct scratch tmp = scratch_begin(w->tmp);
	struct map *found = map_open(w->tmp);

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		size_t n;
		const struct history_change **v = changes_of(w, texts[i], &n);

		for (size_t k = 0; k < n; k++) {
			if (is_for(w, v[k], &span))
				add_authors(w, v[k]->commit, found);
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
