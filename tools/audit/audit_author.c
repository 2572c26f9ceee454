#include "audit/audit_author.h"

#include <string.h>

#include "audit/audit_people.h"
#include "audit/audit_revision.h"
#include "audit/audit_time.h"
#include "audit/audit_words.h"
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

static struct audit_author_span
span_of(const struct audit_work *w, const struct case_entry *c, size_t place)
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

bool
audit_author_is_for(const struct audit_work *w, const struct history_change *c,
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

/* The next that a message names as another author; *message gets the rest. */
static bool
next_named(struct str *message, struct str *who)
{
	static const struct str key = STR_INIT("co-authored-by:");
	struct str line;

	while (message->n > 0) {
		(void)str_cut(*message, '\n', &line, message);
		line = str_trim(line);
		if (line.n <= key.n ||
		    !str_eq_nocase(str_sub(line, 0, key.n), key))
			continue;
		*who = str_trim(str_from(line, key.n));
		return true;
	}
	return false;
}

/*
 * The authors of a commit: its own, and those whom its message names, as of
 * several commits that were made one.  Those whom the roster knows go to found,
 * if it is given; the first of the others is *stranger: empty when all are
 * known.
 */
static void
see_authors(const struct audit_work *w, const struct history_commit *c,
    struct map *found, struct str *stranger)
{
	const struct history_person *author = c->author;
	struct str raw, who;
	const struct person_entry *p = audit_people_find(w, author);

	*stranger = S("");
	if (p != NULL && found != NULL)
		(void)map_add(found, p->e.id, (void *)(uintptr_t)p);
	if (p == NULL)
		*stranger = str_fmt(w->perm, "%.*s <%.*s>",
		    STR_ARG(author->name), STR_ARG(author->mail));
	/* One that cannot be read is reported with the history. */
	if (!history_object_commit(w->h, c, w->tmp, &raw))
		return;
	while (next_named(&raw, &who)) {
		p = audit_people_find(w,
		    &(struct history_person){ .mail = who });
		if (p != NULL && found != NULL)
			(void)map_add(found, p->e.id, (void *)(uintptr_t)p);
		if (p == NULL && stranger->n == 0)
			*stranger = str_dup(w->perm, who);
	}
}

struct audit_writings
audit_author_writings(const struct audit_work *w, const struct case_entry *c,
    size_t place, struct arena *a)
{
	const struct document *texts[] = { c->ja, c->en };
	const struct audit_author_span span = span_of(w, c, place);
	struct scratch tmp = scratch_begin(w->tmp);
	struct audit_writings out = { .v = NULL };

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		size_t n;
		const struct history_change **v = changes_of(w, texts[i], &n);

		for (size_t k = 0; k < n; k++) {
			if (!audit_author_is_for(w, v[k], &span))
				continue;
			out.v = arena_grow(a, out.v, out.n, &out.cap,
			    sizeof(*out.v));
			out.v[out.n++] = (struct audit_writing){
				.commit = v[k]->commit,
				.path = model_path(w->m, texts[i]),
			};
		}
	}
	if (w->h != NULL)
		audit_words_add(w, c, &span, a, &out);
	scratch_end(tmp);
	return out;
}

const struct audit_writing *
audit_author_by(const struct audit_work *w, const struct audit_writings *l,
    const struct person_entry *p)
{
	const struct audit_writing *newest = NULL;

	for (size_t i = 0; i < l->n; i++) {
		struct scratch tmp = scratch_begin(w->tmp);
		struct map *found = map_open(w->tmp);
		struct str stranger;

		see_authors(w, l->v[i].commit, found, &stranger);
		if (map_get(found, p->e.id) != NULL &&
		    (newest == NULL ||
			l->v[i].commit->place < newest->commit->place))
			newest = &l->v[i];
		scratch_end(tmp);
	}
	return newest;
}

/*
 * Whether known people wrote the same file anew on top of it.  A merge alone is
 * nobody's reading of what it brings together.
 */
static bool
is_taken_over(const struct audit_work *w, const struct audit_writings *l,
    const struct audit_writing *x)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct audit_writing *y = &l->v[i];
		struct str stranger;

		if (y->commit == x->commit || y->commit->n_parents > 1 ||
		    !str_eq(y->path, x->path) ||
		    !audit_time_is_below(w, x->commit, y->commit))
			continue;
		see_authors(w, y->commit, NULL, &stranger);
		if (stranger.n == 0)
			return true;
	}
	return false;
}

const struct audit_writing *
audit_author_unknown(const struct audit_work *w,
    const struct audit_writings *l, struct str *who)
{
	struct scratch tmp = scratch_begin(w->tmp);
	const struct audit_writing *found = NULL;

	for (size_t i = 0; i < l->n && found == NULL; i++) {
		const struct audit_writing *x = &l->v[i];

		see_authors(w, x->commit, NULL, who);
		if (who->n > 0 && (x->stands || !is_taken_over(w, l, x)))
			found = x;
	}
	scratch_end(tmp);
	return found;
}

void
audit_author_list(const struct audit_work *w, const struct audit_writings *l,
    struct audit_case *x)
{
	struct scratch tmp = scratch_begin(w->tmp);
	struct map *found = map_open(w->tmp);
	struct str stranger;

	for (size_t i = 0; i < l->n; i++)
		see_authors(w, l->v[i].commit, found, &stranger);
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
