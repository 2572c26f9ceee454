#include "feed/feed_prose.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/utf8.h"
#include "feed/feed_prose_lex.h"
#include "version/scheme.h"

/* One end of a range. */
struct bound {
	struct str text;
	bool is_set;
	bool is_included;
	bool is_prefix;
};

/* What stands between two separators. */
struct clause {
	struct bound base;	/* "2.3.x" before another version */
	struct bound low;
	struct bound high;
	const struct prose_token *pending;	/* a version, not placed yet */
	enum prose_kind pre;	/* waits for a version; else PROSE_END */
	bool is_to;		/* low is the beginning of "from, to" */
	bool is_all;
	bool is_between;
};

/* What a clause gave. */
struct item {
	struct feed_stretch s;
	bool is_lone;		/* s.low alone is meant */
	size_t part;		/* of the result */
};

struct parser {
	struct arena *a;
	const struct prose_token *v;
	size_t i;
	struct clause c;
	struct item *items;
	size_t n_items, cap_items;
	struct feed_prose *parts;
	size_t n_parts, cap_parts;
	struct str words;	/* of no meaning, not judged yet */
	bool is_platform;	/* they name a platform */
	bool is_closing;	/* the part ends with this clause */
	bool is_closed;		/* the next clause begins a part */
	bool is_excepting;	/* what comes is not meant */
	bool is_unread;
	size_t mark;		/* items from here on are in this bracket */
	bool is_marked;
	const struct prose_token *lone;	/* what the last clause was */
};

static const struct str platforms[] = {
	STR_INIT("windows"),
	STR_INIT("macos"),
	STR_INIT("mac"),
	STR_INIT("os"),
	STR_INIT("linux"),
	STR_INIT("android"),
	STR_INIT("ios"),
	STR_INIT("ipados"),
	STR_INIT("tvos"),
	STR_INIT("watchos"),
	STR_INIT("visionos"),
	STR_INIT("unix"),
	STR_INIT("solaris"),
	STR_INIT("aix"),
	STR_INIT("hp-ux"),
	STR_INIT("freebsd"),
	STR_INIT("openbsd"),
	STR_INIT("netbsd"),
	STR_INIT("chromeos"),
	STR_INIT("iphone"),
	STR_INIT("ipad"),
	STR_INIT("x86"),
	STR_INIT("x64"),
	STR_INIT("arm64"),
	STR_INIT("32bit"),
	STR_INIT("64bit"),
	STR_INIT("32-bit"),
	STR_INIT("64-bit"),
	STR_INIT("ubuntu"),
	STR_INIT("debian"),
	STR_INIT("centos"),
	STR_INIT("rhel"),
	STR_INIT("esxi"),
	STR_INIT("z/os"),
	STR_INIT("netware"),
	STR_INIT("vmware"),
	STR_INIT("ipod"),
	STR_INIT("apple"),
	STR_INIT("x64-based"),
	STR_INIT("x86-based"),
	STR_INIT("arm64-based"),
};

static bool
is_platform(struct str words)
{
	struct str first, rest;

	str_cut(words, ' ', &first, &rest);
	if (!str_starts(first, S("z/")))
		str_cut(first, '/', &first, &rest);
	for (size_t i = 0; i < ARRAY_LEN(platforms); i++) {
		if (str_eq_nocase(first, platforms[i]))
			return true;
	}
	return false;
}

static struct feed_prose *
part(struct parser *p)
{
	return &p->parts[p->n_parts - 1];
}

static void
open_part(struct parser *p)
{
	p->parts = arena_grow(p->a, p->parts, p->n_parts, &p->cap_parts,
	    sizeof(*p->parts));
	p->parts[p->n_parts++] = (struct feed_prose){ 0 };
	p->is_closed = false;
}

/* Whether the part has something to which a platform belongs already. */
static bool
part_is_used(const struct parser *p)
{
	return p->parts[p->n_parts - 1].is_all ||
	    (p->n_items > 0 &&
		p->items[p->n_items - 1].part == p->n_parts - 1);
}

static bool
has_content(const struct clause *c)
{
	return c->pending != NULL || c->low.is_set || c->high.is_set ||
	    c->base.is_set || c->is_all;
}

/* The platform of what follows, or behind a clause, of what stood there. */
static void
set_platform(struct parser *p, struct str name)
{
	if (p->is_closed ||
	    (!has_content(&p->c) && part_is_used(p) &&
		!str_eq_nocase(part(p)->platform, name)))
		open_part(p);
	if (has_content(&p->c))
		p->is_closing = true;
	part(p)->platform = name;
}

/* Words are over: they name a platform, stand in front, or are not read. */
static void
judge_words(struct parser *p)
{
	if (p->words.n == 0)
		return;
	if (p->is_platform || is_platform(p->words))
		set_platform(p, p->words);
	else if (has_content(&p->c))
		p->is_unread = true;
	p->words = S("");
	p->is_platform = false;
}

static void
add_word(struct parser *p, struct str word)
{
	if (p->words.n == 0)
		p->words = word;
	else
		p->words.n = (size_t)(word.p + word.n - p->words.p);
}

/* ---- clauses into items ------------------------------------------------- */

static struct bound
bound_of(const struct prose_token *t, bool is_included)
{
	return (struct bound){ t->text, true, is_included, t->is_prefix };
}

/* The first version behind all that begin with s: "2.4" for "2.3". */
static bool
behind(struct arena *a, struct str s, struct str *out)
{
	size_t n = s.n;
	int64_t number;

	while (n > 0 && s.p[n - 1] >= '0' && s.p[n - 1] <= '9')
		n--;
	if (n == s.n ||
	    !num_parse_padded(str_from(s, n), INT64_MAX - 1, &number))
		return false;
	*out = str_fmt(a, "%.*s%0*lld", (int)n, s.p, (int)(s.n - n),
	    (long long)(number + 1));
	return true;
}

static void
add_item(struct parser *p, struct item item)
{
	if (p->is_closed)
		open_part(p);
	item.part = p->n_parts - 1;
	item.s.status = p->is_excepting ? FEED_NOT_AFFECTED : FEED_AFFECTED;
	p->items = arena_grow(p->a, p->items, p->n_items, &p->cap_items,
	    sizeof(*p->items));
	p->items[p->n_items++] = item;
}

/* -1, 0, 1; 0 with *is_known false when they cannot be compared. */
static int
compare(struct str x, struct str y, bool *is_known)
{
	int cmp = 0;

	*is_known = scheme_compare(scheme_find(S("generic")), x, y, &cmp);
	return *is_known ? cmp : 0;
}

/* Bounds that say the beginning of versions say a version instead. */
static bool
settle(struct parser *p, struct clause *c)
{
	if (c->base.is_set && !c->low.is_set) {
		c->low = c->base;
		c->low.is_included = true;
	} else if (c->base.is_set && !c->high.is_set) {
		c->high.is_set = true;
		if (!behind(p->a, c->base.text, &c->high.text))
			return false;
	}
	if (c->high.is_set && c->high.is_prefix && c->high.is_included) {
		if (!behind(p->a, c->high.text, &c->high.text))
			return false;
		c->high.is_included = false;
	}
	if (c->low.is_set && c->low.is_prefix && !c->low.is_included) {
		if (!behind(p->a, c->low.text, &c->low.text))
			return false;
		c->low.is_included = true;
	}
	return true;
}

static void
add_stretch(struct parser *p, const struct bound *low,
    const struct bound *high)
{
	add_item(p,
	    (struct item){
		.s = {
		    .low = low->is_set ? low->text : S(""),
		    .high = high->is_set ? high->text : S(""),
		    .low_included = low->is_set && low->is_included,
		    .high_included = high->is_set && high->is_included,
		} });
}

/* A range; one that holds nothing was not understood. */
static void
add_range(struct parser *p, struct clause *c)
{
	static const struct bound open;
	bool is_known;
	int cmp;

	if (!settle(p, c)) {
		p->is_unread = true;
		return;
	}
	if (!c->low.is_set || !c->high.is_set) {
		add_stretch(p, &c->low, &c->high);
		return;
	}
	cmp = compare(c->low.text, c->high.text, &is_known);
	if (cmp < 0 || !is_known ||
	    (cmp == 0 && c->low.is_included && c->high.is_included)) {
		add_stretch(p, &c->low, &c->high);
	} else if (cmp > 0 && !c->is_to && !c->base.is_set) {
		/* "1.2 or earlier, 2.0 or later" without the comma. */
		add_stretch(p, &open, &c->high);
		add_stretch(p, &c->low, &open);
	} else {
		p->is_unread = true;
	}
}

static void
add_lone(struct parser *p, const struct prose_token *t)
{
	struct item item = { .s = { .low = t->text, .low_included = true } };

	item.s.is_prefix = t->is_prefix;
	item.is_lone = !t->is_prefix;
	add_item(p, item);
}

/*
 * "before 2.3.4 of 2.3.x", "17.4R2 より前の 17.4": the version that stands
 * last is the beginning of others.
 */
static void
take_last_base(struct clause *c)
{
	const struct bound *end = c->high.is_set ? &c->high : &c->low;
	struct str s = c->pending->text;

	if (c->base.is_set || c->is_to)
		return;
	if (!c->pending->is_prefix &&
	    (end->text.n <= s.n || !str_starts(end->text, s) ||
		(end->text.p[s.n] >= '0' && end->text.p[s.n] <= '9')))
		return;
	c->base = bound_of(c->pending, true);
	c->pending = NULL;
}

/* What a clause says, into items. */
static void
put_clause(struct parser *p, struct clause *c)
{
	bool has_end = c->low.is_set || c->high.is_set;

	if (c->pre != PROSE_END && !c->is_to)
		p->is_unread = true;
	if (c->pending != NULL && c->low.is_set && c->is_to &&
	    !c->high.is_set) {
		c->high = bound_of(c->pending, true);
		c->pending = NULL;
	} else if (c->pending != NULL && has_end) {
		take_last_base(c);
	}
	if (c->pending != NULL && has_end) {
		p->is_unread = true;
	} else if (has_end) {
		add_range(p, c);
	} else if (c->pending != NULL) {
		add_lone(p, c->pending);
		p->lone = c->base.is_set ? NULL : c->pending;
	} else if (c->is_all) {
		if (p->is_closed)
			open_part(p);
		part(p)->is_all = true;
	}
}

/* The end of a clause. */
static void
finish(struct parser *p)
{
	struct clause c;

	judge_words(p);
	c = p->c;
	p->c = (struct clause){ .pre = PROSE_END };
	if (has_content(&c) || c.pre != PROSE_END) {
		p->lone = NULL;
		put_clause(p, &c);
	}
	if (p->is_closing)
		p->is_closed = true;
	p->is_closing = false;
}

/* The clause ends before the version that is pending. */
static void
finish_before(struct parser *p)
{
	const struct prose_token *t = p->c.pending;

	p->c.pending = NULL;
	finish(p);
	p->c.pending = t;
}

/* ---- words into clauses ------------------------------------------------- */

static void
take_pre_version(struct parser *p, const struct prose_token *t)
{
	struct clause *c = &p->c;
	enum prose_kind pre = c->pre;
	bool is_low = pre == PROSE_PRE_GE || pre == PROSE_PRE_GT;

	c->pre = PROSE_END;
	if (is_low ? c->low.is_set : c->high.is_set)
		finish(p);
	if (is_low)
		c->low = bound_of(t, pre == PROSE_PRE_GE);
	else
		c->high = bound_of(t, pre == PROSE_PRE_LE);
}

/* A number alone that words stand before: "Windows 10", "Office 2019". */
static bool
is_of_words(const struct parser *p)
{
	const struct prose_token *t = p->c.pending;

	if (t->is_weak)
		return true;
	return t > p->v && (t - 1)->kind == PROSE_WORD &&
	    str_find_byte(t->text, '.', 0) == SIZE_MAX;
}

static void
take_version(struct parser *p, const struct prose_token *t)
{
	struct clause *c = &p->c;

	judge_words(p);
	if (c->pre != PROSE_END) {
		take_pre_version(p, t);
		return;
	}
	if (c->pending != NULL && c->pending->is_prefix && !c->base.is_set) {
		c->base = bound_of(c->pending, true);
	} else if (c->pending != NULL && is_of_words(p)) {
		if (part(p)->platform.n > 0 &&
		    part(p)->platform.p < c->pending->text.p)
			part(p)->platform.n = (size_t)(c->pending->text.p +
			    c->pending->text.n - part(p)->platform.p);
	} else if (c->pending != NULL) {
		p->is_unread = true;
	} else if (c->low.is_set && c->high.is_set) {
		finish(p);
	}
	c->pending = t;
}

/* "2.0" was taken for a clause, but "2.0, and earlier" goes on. */
static void
take_back(struct parser *p)
{
	if (p->lone == NULL || p->n_items == 0)
		return;
	p->n_items--;
	p->c.pending = p->lone;
	p->lone = NULL;
}

/* "and later", "or earlier", ... behind a version. */
static void
take_behind(struct parser *p, enum prose_kind kind)
{
	struct clause *c = &p->c;
	bool is_low = kind == PROSE_GE || kind == PROSE_GT;

	judge_words(p);
	if (c->pending == NULL && !has_content(c))
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
		finish_before(p);
	if (is_low)
		c->low = bound_of(c->pending, kind == PROSE_GE);
	else
		c->high = bound_of(c->pending, kind == PROSE_LE);
	c->pending = NULL;
}

static void
take_to(struct parser *p)
{
	struct clause *c = &p->c;

	judge_words(p);
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
		finish_before(p);
	c->low = bound_of(c->pending, true);
	c->pending = NULL;
	c->is_to = true;
}

/* "before", ...: what stands in front of it is a lower end. */
static void
take_pre(struct parser *p, enum prose_kind kind)
{
	struct clause *c = &p->c;

	judge_words(p);
	if (c->pending != NULL && c->pending->is_prefix && !c->base.is_set) {
		c->base = bound_of(c->pending, true);
		c->pending = NULL;
	} else if (c->pending != NULL) {
		take_to(p);
		c->is_to = false;
	}
	/* "all versions, from 2.0" */
	c->pre = kind;
}

static void
take_series(struct parser *p)
{
	struct clause *c = &p->c;
	struct prose_token *t;
	struct str rest;

	judge_words(p);
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
take_except(struct parser *p)
{
	size_t from = p->is_marked ? p->mark : p->n_items;
	bool was_lone = !p->is_marked && p->n_items > 0 &&
	    p->items[p->n_items - 1].is_lone;

	finish(p);
	if (from == p->n_items || was_lone)
		p->is_unread = true;
	for (size_t i = from; i < p->n_items; i++)
		p->items[i].s.status = FEED_NOT_AFFECTED;
	p->lone = NULL;
	p->is_marked = false;
}

static void
take_pre_except(struct parser *p)
{
	finish(p);
	p->is_excepting = true;
}

static void
take_included(struct parser *p, bool is_included)
{
	struct clause *c = &p->c;

	if (c->high.is_set)
		c->high.is_included = is_included;
	else if (c->low.is_set)
		c->low.is_included = is_included;
	else if (!is_included || c->pending == NULL)
		p->is_unread = true;
}

static void
add_cve(struct parser *p, struct str id)
{
	struct feed_prose *at;
	struct str *ids;

	if (p->is_closed)
		open_part(p);
	at = part(p);
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
look_inside(const struct parser *p, struct inside *in)
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

/* "(MacOS のみ)", "(Windows 10)", "(for NetApp)", and other remarks. */
static void
take_remark(struct parser *p, const struct inside *in)
{
	struct str text;

	if (in->first == NULL) {
		if (in->has_order)
			p->is_unread = true;
		return;
	}
	text = in->first->text;
	text.n = (size_t)(in->last->text.p + in->last->text.n - text.p);
	if (in->first->kind == PROSE_WORD &&
	    (in->has[PROSE_FOR] || is_platform(text)))
		set_platform(p, text);
	else if (in->first == in->last && !in->has_order)
		return;		/* "(released in 2020-01)", "(Pro)" */
	else if (in->has[PROSE_VERSION] || in->has_order ||
	    in->has[PROSE_VAGUE])
		p->is_unread = true;
}

static void
take_bracket(struct parser *p)
{
	struct clause *c = &p->c;
	struct inside in;

	judge_words(p);
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
		finish(p);
		p->mark = p->n_items;
		p->is_marked = true;
		return;
	} else if (in.has[PROSE_INCLUDED] || in.has[PROSE_EXCLUDED]) {
		take_included(p, !in.has[PROSE_EXCLUDED]);
	} else if (in.has[PROSE_VERSION] && in.first->kind == PROSE_VERSION &&
	    (!has_content(c) ||
		(c->pending != NULL && c->pending->is_prefix))) {
		return;		/* as if it had no brackets */
	} else {
		take_remark(p, &in);
	}
	p->i = in.end;
}

static void
take_close(struct parser *p)
{
	if (p->is_excepting)
		finish(p);
	p->is_excepting = false;
	p->is_marked = false;
}

/* ---- the phrase --------------------------------------------------------- */

static void
take_mark(struct parser *p, enum prose_kind kind)
{
	if (kind == PROSE_AND && p->c.is_between && p->c.pending != NULL) {
		take_to(p);
		return;
	}
	finish(p);
	if (kind != PROSE_BUT)
		return;
	p->mark = p->n_items;
	p->is_marked = true;
}

/* Words that stand beside versions. */
static void
take_beside(struct parser *p, const struct prose_token *t)
{
	if (t->kind == PROSE_WORD) {
		add_word(p, t->text);
	} else if (t->kind == PROSE_FOR) {
		judge_words(p);
		p->is_platform = true;
	} else if (t->kind == PROSE_CVE) {
		add_cve(p, t->text);
	} else if (t->kind == PROSE_VAGUE) {
		p->is_unread = true;
	}
}

static void
take(struct parser *p, const struct prose_token *t)
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
		take_included(p, kind == PROSE_INCLUDED);
	else if (kind >= PROSE_SEPARATOR && kind <= PROSE_BUT)
		take_mark(p, kind);
	else if (kind == PROSE_OPEN)
		take_bracket(p);
	else if (kind == PROSE_CLOSE)
		take_close(p);
	else
		take_beside(p, t);
}

/*
 * "2.0 and later, before 3.0" is a range: as two, they would be everything.
 * True when y was put into x.
 */
static bool
join(struct item *x, const struct item *y)
{
	bool is_known;

	if (x->part != y->part || x->is_lone || y->is_lone || x->s.is_prefix ||
	    y->s.is_prefix || x->s.status != FEED_AFFECTED ||
	    y->s.status != FEED_AFFECTED || x->s.low.n == 0 ||
	    x->s.high.n > 0 || y->s.low.n > 0 ||
	    compare(x->s.low, y->s.high, &is_known) >= 0 || !is_known)
		return false;
	x->s.high = y->s.high;
	x->s.high_included = y->s.high_included;
	return true;
}

/* The items of each part, exceptions last. */
static void
put_parts(struct parser *p)
{
	for (size_t i = 0; i < p->n_parts; i++) {
		struct feed_prose *at = &p->parts[i];

		at->stretches = arena_array(p->a, struct feed_stretch,
		    p->n_items);
		at->versions = arena_array(p->a, struct str, p->n_items);
		for (size_t j = 0; j < p->n_items; j++) {
			const struct item *m = &p->items[j];

			if (m->part != i || m->s.status != FEED_AFFECTED)
				continue;
			if (m->is_lone)
				at->versions[at->n_versions++] = m->s.low;
			else
				at->stretches[at->n_stretches++] = m->s;
		}
		for (size_t j = 0; j < p->n_items; j++) {
			struct feed_stretch s = p->items[j].s;

			if (p->items[j].part != i || s.status == FEED_AFFECTED)
				continue;
			if (p->items[j].is_lone) {
				s.high = s.low;
				s.high_included = true;
			}
			at->stretches[at->n_stretches++] = s;
		}
	}
}

/* Whether a part says more than what is excepted. */
static bool
says_something(const struct feed_prose *at)
{
	return at->is_all || at->n_versions > 0 ||
	    (at->n_stretches > 0 && at->stretches[0].status == FEED_AFFECTED);
}

/* All of the phrase that counts when it was not understood. */
static size_t
put_unread(struct parser *p, size_t n_tokens)
{
	p->n_parts = 0;
	p->n_items = 0;
	p->c = (struct clause){ .pre = PROSE_END };
	open_part(p);
	part(p)->is_unread = true;
	for (size_t i = 0; i < n_tokens; i++) {
		if (p->v[i].kind == PROSE_CVE)
			add_cve(p, p->v[i].text);
	}
	return 1;
}

static size_t
parse(struct parser *p, size_t n_tokens)
{
	size_t kept = 0;

	for (; p->v[p->i].kind != PROSE_END && !p->is_unread; p->i++)
		take(p, &p->v[p->i]);
	finish(p);
	if (p->is_unread)
		return put_unread(p, n_tokens);
	for (size_t i = 0; i < p->n_items; i++) {
		if (kept == 0 || !join(&p->items[kept - 1], &p->items[i]))
			p->items[kept++] = p->items[i];
	}
	p->n_items = kept;
	put_parts(p);
	for (size_t i = 0; i < p->n_parts; i++) {
		if (!says_something(&p->parts[i]))
			return put_unread(p, n_tokens);
	}
	return p->n_parts;
}

size_t
feed_prose(struct arena *a, struct str phrase, struct feed_prose **out)
{
	struct parser p = { .a = a, .c = { .pre = PROSE_END } };
	size_t n_tokens = 0, n;

	open_part(&p);
	if (phrase.n <= LIMIT_FEED_PROSE_BYTES)
		p.v = feed_prose_lex(a, utf8_nfkc(a, phrase), &n_tokens);
	n = p.v == NULL ? put_unread(&p, 0) : parse(&p, n_tokens);
	*out = p.parts;
	return n;
}
