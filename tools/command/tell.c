#include "command/tell.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/limits.h"
#include "command/page.h"
#include "command/words.h"
#include "export/say_text.h"
#include "model/model.h"
#include "model/predicate.h"
#include "text/catalog.h"

/* Columns by which further lines of a paragraph are set in. */
#define HANG	2

bool
tell_open(struct invocation *v, struct tell *out)
{
	struct model *m;

	*out = (struct tell){ .v = v };
	if (!repository_open(v, &out->r))
		return false;
	repository_derive(&out->r);
	m = out->r.model;
	out->say = words_open(v, &out->r);
	out->group = policy_of(v->perm, m, NULL);
	out->companies = arena_array(v->perm, const struct policy_set *,
	    m->n_companies + 1);
	for (size_t i = 0; i < m->n_companies; i++)
		out->companies[i] = policy_of(v->perm, m, &m->companies[i]);
	out->out = arena_new(v->perm, struct buf);
	buf_init(out->out, LIMIT_PAGE_BYTES);
	return true;
}

void
tell_close(struct tell *t)
{
	command_put(buf_str(t->out));
	buf_fini(t->out);
	repository_close(&t->r);
}

const struct policy_set *
tell_policy(const struct tell *t, const struct company_entry *company)
{
	return company == NULL ? t->group :
				 t->companies[company - t->r.model->companies];
}

struct str
tell_word(const struct tell *t, const char *key)
{
	return say_text(&t->say, key);
}

struct str
tell_fill(const struct tell *t, const char *key, struct str a, struct str b)
{
	const struct catalog_value v[] = {
		{ STR_INIT("a"), a },
		{ STR_INIT("b"), b },
	};

	return say_text_fill(&t->say, key, v, ARRAY_LEN(v));
}

struct str
tell_place(const struct tell *t, struct span at)
{
	struct proof p = proof_at(t->r.sources, at, S(""));

	return say_place(&t->say, &p);
}

struct str
tell_aside(const struct tell *t, struct str text, struct str aside)
{
	const struct catalog_value v[] = {
		{ STR_INIT("text"), text },
		{ STR_INIT("who"), aside },
	};

	return aside.n == 0 ?
	    text :
	    catalog_fill(t->say.a, tell_word(t, "say.aside"), v, ARRAY_LEN(v));
}

struct str
tell_join(const struct tell *t, struct str all, struct str more)
{
	return say_text_join(&t->say, all, "say.comma", more);
}

struct str
tell_colon(const struct tell *t, struct str a, struct str b)
{
	return say_text_join(&t->say, a, "say.colon", b);
}

void
tell_head(const struct tell *t, struct str text)
{
	const struct page p = { t->out, t->v->colour };

	page_heading(&p, text);
}

void
tell_title(const struct tell *t, const struct entry *e)
{
	struct str name = say_entry(&t->say, e);

	tell_head(t,
	    str_eq(name, e->id) ? e->id :
				  str_fmt(t->say.a, "%.*s  %.*s",
				      STR_ARG(e->id), STR_ARG(name)));
}

void
tell_put(const struct tell *t, size_t indent, struct str text)
{
	struct str rest = text;
	size_t in = indent;

	while (rest.n > 0) {
		struct str line = str_sub(rest, 0,
		    page_fit(rest, PAGE_WIDTH - in));

		buf_fill(t->out, ' ', in);
		buf_put(t->out, line);
		buf_putc(t->out, '\n');
		rest = str_trim(str_from(rest, line.n));
		in = indent + HANG;
	}
}

void
tell_pair(const struct tell *t, size_t indent, const char *key,
    struct str text)
{
	if (text.n > 0)
		tell_put(t, indent, tell_colon(t, tell_word(t, key), text));
}

void
tell_condition(const struct tell *t, size_t indent, const char *key,
    const struct condition *c)
{
	struct str text = predicate_text(t->say.a, c->p), line;
	bool more = str_find_byte(text, '\n', 0) != SIZE_MAX;

	if (!more) {
		tell_pair(t, indent, key, text);
		return;
	}
	tell_put(t, indent,
	    str_trim(str_cat(t->say.a, tell_word(t, key),
		tell_word(t, "say.colon"))));
	while (more) {
		more = str_cut(text, '\n', &line, &text);
		buf_fill(t->out, ' ', indent + HANG);
		buf_put(t->out, line);
		buf_putc(t->out, '\n');
	}
}

struct str
tell_events(const struct tell *t, const struct text_list *l)
{
	struct str all = S("");

	for (size_t i = 0; i < l->n; i++) {
		struct str name = l->v[i].s;
		enum event e;

		if (event_find(name, &e))
			name = str_fmt(t->say.a, "%.*s [%.*s]",
			    STR_ARG(say_event(&t->say, e)), STR_ARG(name));
		all = tell_join(t, all, name);
	}
	return all;
}

struct str
tell_choices(const struct tell *t, const struct enum_table *e,
    const struct choice_list *l)
{
	struct str all = S("");

	for (size_t i = 0; i < l->n; i++)
		all = tell_join(t, all, say_enum(&t->say, e, l->v[i].v));
	return all;
}

struct str
tell_texts(const struct tell *t, const struct text_list *l)
{
	struct str all = S("");

	for (size_t i = 0; i < l->n; i++)
		all = tell_join(t, all, l->v[i].s);
	return all;
}
