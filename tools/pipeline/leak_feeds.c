#include "pipeline/leak_feeds.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/map.h"
#include "delivery/letter_known.h"
#include "delivery/letter_say.h"
#include "delivery/letter_thing.h"
#include "model/matched.h"
#include "model/model.h"
#include "text/markdown.h"

struct listing {
	struct arena *perm;
	struct str *v;
	size_t n, cap;
};

static void
push(struct listing *l, struct str s)
{
	l->v = arena_grow(l->perm, l->v, l->n, &l->cap, sizeof(*l->v));
	l->v[l->n++] = s;
}

/* Also as pages write it: what looks like a tag would be none of the words. */
static void
add(struct listing *l, struct str s)
{
	if (s.n == 0)
		return;
	push(l, s);
	if (str_find_byte(s, '<', 0) != SIZE_MAX ||
	    str_find_byte(s, '&', 0) != SIZE_MAX)
		push(l, html_from_text(l->perm, s).s);
}

static void
add_source(struct listing *l, const struct known_source *s)
{
	/* Together, as evidence and drafts have them, and each for itself. */
	add(l,
	    str_fmt(l->perm, "%.*s %.*s, SHA-256 %.*s", STR_ARG(s->feed),
		STR_ARG(s->id), STR_ARG(s->sha256)));
	add(l, s->feed);
	add(l, s->id);
	add(l, s->url);
	add(l, s->text);
	add(l, s->vector);
}

/* A title, and as drafts begin: behind the id. */
static void
add_title(struct listing *l, struct str id, struct str title)
{
	if (title.n == 0)
		return;
	add(l, str_fmt(l->perm, "%.*s %.*s", STR_ARG(id), STR_ARG(title)));
}

static void
add_known(struct listing *l, const struct known *k)
{
	add(l, k->id);
	add_title(l, k->id, k->title_ja);
	add_title(l, k->id, k->title_en);
	add(l, k->text_ja);
	add(l, k->text_en);
	add(l, k->solution);
	for (size_t i = 0; i < k->n_aliases; i++)
		add(l, k->aliases[i]);
	for (size_t i = 0; i < k->n_sources; i++)
		add_source(l, &k->sources[i]);
}

/*
 * Sentences that letters make of these facts: that somebody wrote "Update
 * OpenSSL 3.0.5" in a note makes none of them a secret.
 */
static void
add_letters(struct listing *l, const struct matched *m,
    const struct letter_say *s)
{
	struct map *said = map_open(s->a);
	struct buf out;

	buf_init(&out, SIZE_MAX);
	for (size_t i = 0; i < m->n_known; i++)
		letter_known_put(s, &m->known[i], &out);
	for (size_t i = 0; i < m->n; i++) {
		for (size_t j = 0; j < m->v[i].n_matches; j++) {
			const struct found_match *x = &m->v[i].matches[j];
			struct str key = str_fmt(s->a, "%.*s\n%.*s\n%.*s",
			    STR_ARG(x->component), STR_ARG(x->question),
			    STR_ARG(x->fixed));

			if (map_add(said, key, l))
				letter_thing_todo(s, x,
				    x->is_question ? x : NULL,
				    letter_say_line(s, x->fixed), &out);
		}
	}
	add(l, str_dup(l->perm, buf_str(&out)));
	buf_fini(&out);
}

size_t
leak_feeds(struct arena *perm, const struct model *view,
    const struct catalog *words, struct str **out)
{
	struct listing l = { .perm = perm };
	const struct str langs[] = { S("ja"), S("en") };
	const struct matched *m = view != NULL ? view->matched : NULL;

	for (size_t i = 0; m != NULL && i < m->n_known; i++)
		add_known(&l, &m->known[i]);
	for (size_t i = 0; m != NULL && i < m->n_feeds; i++)
		add(&l, m->feeds[i].path);
	for (size_t i = 0; m != NULL && words != NULL && i < ARRAY_LEN(langs);
	     i++) {
		struct letter_say say = { arena_open(), words, langs[i],
			NULL };

		add_letters(&l, m, &say);
		arena_close(say.a);
	}
	*out = l.v;
	return l.n;
}
