#include "feed/feed_prose.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "feed/feed_prose_clause.h"
#include "feed/feed_prose_lex.h"

/* ---- words into clauses ------------------------------------------------- */

static void
take_pre_version(struct prose_parser *p, const struct prose_token *t)
{
	struct prose_clause *c = &p->c;
	enum prose_kind pre = c->pre;
	bool is_low = pre == PROSE_PRE_GE || pre == PROSE_PRE_GT;

	c->pre = PROSE_END;
	if (is_low ? c->low.is_set : c->high.is_set)
		feed_prose_clause_finish(p);
	if (is_low)
		c->low = feed_prose_clause_bound(t, pre == PROSE_PRE_GE);
	else
		c->high = feed_prose_clause_bound(t, pre == PROSE_PRE_LE);
}

/* A number alone that words stand before: "Windows 10", "Office 2019". */
static bool
is_of_words(const struct prose_parser *p)
{
	const struct prose_token *t = p->c.pending;

	if (t->is_weak)
		return true;
	return t > p->v && (t - 1)->kind == PROSE_WORD &&
	    str_find_byte(t->text, '.', 0) == SIZE_MAX;
}

static void
take_version(struct prose_parser *p, const struct prose_token *t)
{
	struct prose_clause *c = &p->c;

	feed_prose_clause_words(p);
	if (c->pre != PROSE_END) {
		take_pre_version(p, t);
		return;
	}
	if (c->pending != NULL && c->pending->is_prefix && !c->base.is_set) {
		c->base = feed_prose_clause_bound(c->pending, true);
	} else if (c->pending != NULL && is_of_words(p)) {
		if (feed_prose_clause_part(p)->platform.n > 0 &&
		    feed_prose_clause_part(p)->platform.p <
			c->pending->written.p)
			feed_prose_clause_part(p)->platform.n =
			    (size_t)(c->pending->written.p +
				c->pending->written.n -
				feed_prose_clause_part(p)->platform.p);
	} else if (c->pending != NULL) {
		p->is_unread = true;
	} else if (c->low.is_set && c->high.is_set) {
		feed_prose_clause_finish(p);
	}
	c->pending = t;
}

/* "2.0" was taken for a clause, but "2.0, and earlier" goes on. */
static void
take_back(struct prose_parser *p)
{
	if (p->lone == NULL || p->n_items == 0)
		return;
	p->n_items--;
	p->c.pending = p->lone;
	p->lone = NULL;
}

/* "and later", "or earlier", ... behind a version. */
static void
take_behind(struct prose_parser *p, enum prose_kind kind)
{
	struct prose_clause *c = &p->c;
	bool is_low = kind == PROSE_GE || kind == PROSE_GT;

	feed_prose_clause_words(p);
	if (c->pending == NULL && !feed_prose_clause_is_begun(c))
		take_back(p);
	if (c->pending == NULL) {
		/* "から 3.0 未満まで" says it twice. */
		if (is_low ? !c->low.is_set : !c->high.is_set)
			p->is_unread = true;
		return;
	}
	if (is_low && c->is_to)
		p->is_unread = true;
	if (is_low ? c->low.is_set : c->high.is_set)
		feed_prose_clause_finish_before(p);
	if (is_low)
		c->low = feed_prose_clause_bound(c->pending, kind == PROSE_GE);
	else
		c->high = feed_prose_clause_bound(c->pending,
		    kind == PROSE_LE);
	c->pending = NULL;
}

static void
take_to(struct prose_parser *p)
{
	struct prose_clause *c = &p->c;

	feed_prose_clause_words(p);
	if (c->pending == NULL) {
		if (c->low.is_set && !c->high.is_set)
			c->is_to = true;
		else if (c->pre == PROSE_END)
			c->pre = PROSE_PRE_LE;
		return;
	}
	if (c->is_to)
		p->is_unread = true;
	if (c->low.is_set || c->high.is_set)
		feed_prose_clause_finish_before(p);
	c->low = feed_prose_clause_bound(c->pending, true);
	c->pending = NULL;
	c->is_to = true;
}

/* "before", ...: what stands in front of it is a lower end. */
static void
take_pre(struct prose_parser *p, enum prose_kind kind)
{
	struct prose_clause *c = &p->c;

	feed_prose_clause_words(p);
	if (c->pending != NULL && c->pending->is_prefix && !c->base.is_set) {
		c->base = feed_prose_clause_bound(c->pending, true);
		c->pending = NULL;
	} else if (c->pending != NULL) {
		take_to(p);
		c->is_to = false;
	}
	/* "all versions, from 2.0" */
	c->pre = kind;
}

static void
take_series(struct prose_parser *p)
{
	struct prose_clause *c = &p->c;
	struct prose_token *t;
	struct str rest;

	feed_prose_clause_words(p);
	if (c->pending == NULL)
		return;
	if (c->pending->is_weak) {
		c->pending = NULL;
		return;
	}
	t = arena_new(p->a, struct prose_token);
	*t = *c->pending;
	str_cut(t->text, ' ', &t->text, &rest);	/* "3.4 LTS 系" */
	t->is_prefix = true;
	c->pending = t;
}

/* What the bracket, or the clause, named is not meant. */
static void
take_except(struct prose_parser *p)
{
	size_t from = p->is_marked ? p->mark : p->n_items;
	bool was_lone = !p->is_marked && p->n_items > 0 &&
	    p->items[p->n_items - 1].is_lone;

	feed_prose_clause_finish(p);
	if (from == p->n_items || was_lone)
		p->is_unread = true;
	for (size_t i = from; i < p->n_items; i++)
		p->items[i].s.status = FEED_NOT_AFFECTED;
	p->lone = NULL;
	p->is_marked = false;
}

static void
take_pre_except(struct prose_parser *p)
{
	feed_prose_clause_finish(p);
	p->is_excepting = true;
	p->mark = p->n_items;
}

/* "(2.3.4 を含まない)": the end that was told last, whose version t may be. */
static void
take_included(struct prose_parser *p, bool is_included,
    const struct prose_token *t)
{
	struct prose_clause *c = &p->c;
	struct prose_bound *end = c->high.is_set ? &c->high : &c->low;

	if (c->pending != NULL && c->is_to && !c->high.is_set) {
		c->high = feed_prose_clause_bound(c->pending, is_included);
		c->pending = NULL;
		end = &c->high;
	} else if (c->pending != NULL) {
		/* "2.3.4 (2.3.4 を含む) 以前" */
		p->is_unread = p->is_unread || !is_included ||
		    (t != NULL && !str_eq(t->text, c->pending->text));
		return;
	}
	if (!end->is_set || (t != NULL && !str_eq(t->text, end->text)))
		p->is_unread = true;
	end->is_included = is_included;
}

static void
add_cve(struct prose_parser *p, struct str id)
{
	struct feed_prose *at;
	struct str *ids;

	if (p->is_closed)
		feed_prose_clause_open_part(p);
	at = feed_prose_clause_part(p);
	/* Few: a copy each costs nothing. */
	ids = arena_array(p->a, struct str, at->n_only_for + 1);
	for (size_t i = 0; i < at->n_only_for; i++)
		ids[i] = at->only_for[i];
	ids[at->n_only_for++] = id;
	at->only_for = ids;
	p->is_closing = true;
}

/* ---- brackets ----------------------------------------------------------- */

/* What stands in a bracket. */
struct inside {
	size_t end;		/* its closing token */
	bool has[PROSE_VAGUE + 1];
	bool has_order;		/* a word that makes a range */
	const struct prose_token *first, *last;	/* words and versions */
};

static bool
look_inside(const struct prose_parser *p, struct inside *in)
{
	unsigned depth = 1;

	*in = (struct inside){ 0 };
	for (size_t i = p->i + 1; p->v[i].kind != PROSE_END; i++) {
		const struct prose_token *t = &p->v[i];

		if (t->kind == PROSE_OPEN)
			depth++;
		if (t->kind == PROSE_CLOSE && --depth == 0) {
			in->end = i;
			return true;
		}
		in->has[t->kind] = true;
		in->has_order = in->has_order ||
		    (t->kind >= PROSE_GE && t->kind <= PROSE_BETWEEN);
		if (t->kind != PROSE_WORD && t->kind != PROSE_VERSION)
			continue;
		if (in->first == NULL)
			in->first = t;
		in->last = t;
	}
	return false;
}

/* "2.8.0 以前 (2 系)": what stood there is of that series alone. */
static bool
take_series_bracket(struct prose_parser *p, const struct inside *in)
{
	struct prose_clause *c = &p->c;

	if (!in->has[PROSE_SERIES] || in->first == NULL ||
	    in->first->kind != PROSE_VERSION || !feed_prose_clause_is_begun(c))
		return false;
	if (in->first != in->last || in->has_order || c->base.is_set ||
	    c->pending != NULL || c->is_all)
		p->is_unread = true;
	c->base = feed_prose_clause_bound(in->first, true);
	return true;
}

/* "(MacOS のみ)", "(Windows 10)", "(for NetApp)", and other remarks. */
static void
take_remark(struct prose_parser *p, const struct inside *in)
{
	struct str text;

	if (in->first == NULL) {
		if (in->has_order)
			p->is_unread = true;
		return;
	}
	text = in->first->written;
	text.n = (size_t)(in->last->written.p + in->last->written.n - text.p);
	if (in->first->kind == PROSE_WORD &&
	    (in->has[PROSE_FOR] || feed_prose_clause_is_platform(text)))
		feed_prose_clause_platform(p, text);
	else if (in->first == in->last && !in->has_order)
		return;		/* "(released in 2020-01)", "(Pro)" */
	else if (in->has[PROSE_VERSION] || in->has_order ||
	    in->has[PROSE_VAGUE])
		p->is_unread = true;
}

static void
take_bracket(struct prose_parser *p)
{
	struct prose_clause *c = &p->c;
	struct inside in;

	feed_prose_clause_words(p);
	if (!look_inside(p, &in) || in.has[PROSE_OPEN]) {
		p->is_unread = true;
		return;
	}
	if (in.has[PROSE_CVE]) {
		for (size_t i = p->i; i < in.end; i++) {
			if (p->v[i].kind == PROSE_CVE)
				add_cve(p, p->v[i].text);
		}
		if (in.has[PROSE_VERSION])
			p->is_unread = true;
	} else if (in.has[PROSE_EXCEPT] || in.has[PROSE_PRE_EXCEPT]) {
		feed_prose_clause_finish(p);
		p->mark = p->n_items;
		p->is_marked = true;
		return;
	} else if (in.has[PROSE_INCLUDED] || in.has[PROSE_EXCLUDED]) {
		take_included(p, !in.has[PROSE_EXCLUDED],
		    in.has[PROSE_VERSION] ? in.first : NULL);
	} else if (in.has[PROSE_VERSION] && in.first->kind == PROSE_VERSION &&
	    (!feed_prose_clause_is_begun(c) || (c->is_to && !c->high.is_set) ||
		(c->pending != NULL && c->pending->is_prefix))) {
		return;		/* as if it had no brackets */
	} else if (!take_series_bracket(p, &in)) {
		take_remark(p, &in);
	}
	p->i = in.end;
}

/* What "except" named ends here; it must have named something. */
static void
end_except(struct prose_parser *p)
{
	if (!p->is_excepting)
		return;
	feed_prose_clause_finish(p);
	if (p->n_items == p->mark)
		p->is_unread = true;
	p->is_excepting = false;
}

static void
take_close(struct prose_parser *p)
{
	end_except(p);
	p->is_marked = false;
}

/* ---- the phrase --------------------------------------------------------- */

static void
take_mark(struct prose_parser *p, enum prose_kind kind)
{
	if (kind == PROSE_AND && p->c.is_between && p->c.pending != NULL) {
		take_to(p);
		return;
	}
	feed_prose_clause_finish(p);
	if (kind != PROSE_BUT)
		return;
	p->mark = p->n_items;
	p->is_marked = true;
}

/* Words that stand beside versions. */
static void
take_beside(struct prose_parser *p, const struct prose_token *t)
{
	if (t->kind == PROSE_WORD) {
		feed_prose_clause_add_word(p, t->text);
	} else if (t->kind == PROSE_FOR) {
		feed_prose_clause_words(p);
		p->is_platform = true;
	} else if (t->kind == PROSE_CVE) {
		add_cve(p, t->text);
	} else if (t->kind == PROSE_VAGUE || t->kind == PROSE_DATE) {
		p->is_unread = true;
	}
}

static void
take(struct prose_parser *p, const struct prose_token *t)
{
	enum prose_kind kind = t->kind;

	if (kind == PROSE_VERSION)
		take_version(p, t);
	else if (kind >= PROSE_GE && kind <= PROSE_LT)
		take_behind(p, kind);
	else if (kind == PROSE_TO)
		take_to(p);
	else if (kind >= PROSE_PRE_GE && kind <= PROSE_PRE_LT)
		take_pre(p, kind);
	else if (kind == PROSE_BETWEEN)
		p->c.is_between = true;
	else if (kind == PROSE_ALL)
		p->c.is_all = true;
	else if (kind == PROSE_SERIES)
		take_series(p);
	else if (kind == PROSE_EXCEPT)
		take_except(p);
	else if (kind == PROSE_PRE_EXCEPT)
		take_pre_except(p);
	else if (kind == PROSE_INCLUDED || kind == PROSE_EXCLUDED)
		take_included(p, kind == PROSE_INCLUDED, NULL);
	else if (kind >= PROSE_SEPARATOR && kind <= PROSE_BUT)
		take_mark(p, kind);
	else if (kind == PROSE_OPEN)
		take_bracket(p);
	else if (kind == PROSE_CLOSE)
		take_close(p);
	else
		take_beside(p, t);
}

/* All of the phrase that counts when it was not understood. */
static size_t
put_unread(struct prose_parser *p, size_t n_tokens)
{
	p->n_parts = 0;
	p->n_items = 0;
	p->c = (struct prose_clause){ .pre = PROSE_END };
	feed_prose_clause_open_part(p);
	feed_prose_clause_part(p)->is_unread = true;
	for (size_t i = 0; i < n_tokens; i++) {
		if (p->v[i].kind == PROSE_CVE)
			add_cve(p, p->v[i].text);
	}
	return 1;
}

static size_t
parse(struct prose_parser *p, size_t n_tokens)
{
	for (; p->v[p->i].kind != PROSE_END && !p->is_unread; p->i++)
		take(p, &p->v[p->i]);
	end_except(p);
	feed_prose_clause_finish(p);
	if (p->is_unread)
		return put_unread(p, n_tokens);
	if (!feed_prose_clause_end(p))
		return put_unread(p, n_tokens);
	return p->n_parts;
}

size_t
feed_prose(struct arena *a, struct str phrase, struct feed_prose **out)
{
	struct prose_parser p = { .a = a, .c = { .pre = PROSE_END } };
	size_t n_tokens = 0, n;

	feed_prose_clause_open_part(&p);
	if (phrase.n <= LIMIT_FEED_PROSE_BYTES)
		p.v = feed_prose_lex(a, utf8_nfkc(a, phrase), &n_tokens);
	n = p.v == NULL ? put_unread(&p, 0) : parse(&p, n_tokens);
	*out = p.parts;
	return n;
}
