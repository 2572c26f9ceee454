#include "feed/feed_prose_clause.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/num.h"
#include "version/scheme.h"

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

bool
feed_prose_clause_is_platform(struct str words)
{
	struct str first, rest;

	str_cut(words, ' ', &first, &rest);
	if (!str_starts(first, S("z/")))
		str_cut(first, '/', &first, &rest);
	if (str_eq(first, S("IOS")))
		return false;	/* Cisco's */
	for (size_t i = 0; i < ARRAY_LEN(platforms); i++) {
		if (str_eq_nocase(first, platforms[i]))
			return true;
	}
	return false;
}

struct feed_prose *
feed_prose_clause_part(struct prose_parser *p)
{
	return &p->parts[p->n_parts - 1];
}

void
feed_prose_clause_open_part(struct prose_parser *p)
{
	p->parts = arena_grow(p->a, p->parts, p->n_parts, &p->cap_parts,
	    sizeof(*p->parts));
	p->parts[p->n_parts++] = (struct feed_prose){ 0 };
	p->is_closed = false;
}

/* Whether the part has something to which a platform belongs already. */
static bool
part_is_used(const struct prose_parser *p)
{
	return p->parts[p->n_parts - 1].is_all ||
	    (p->n_items > 0 &&
		p->items[p->n_items - 1].part == p->n_parts - 1);
}

bool
feed_prose_clause_is_begun(const struct prose_clause *c)
{
	return c->pending != NULL || c->low.is_set || c->high.is_set ||
	    c->base.is_set || c->is_all;
}

/* The platform of what follows, or behind a clause, of what stood there. */
void
feed_prose_clause_platform(struct prose_parser *p, struct str name)
{
	if (p->is_closed ||
	    (!feed_prose_clause_is_begun(&p->c) && part_is_used(p) &&
		!str_eq_nocase(feed_prose_clause_part(p)->platform, name)))
		feed_prose_clause_open_part(p);
	if (feed_prose_clause_is_begun(&p->c))
		p->is_closing = true;
	feed_prose_clause_part(p)->platform = name;
}

/* Words are over: they name a platform, stand in front, or are not read. */
void
feed_prose_clause_words(struct prose_parser *p)
{
	if (p->words.n == 0)
		return;
	if (p->is_platform || feed_prose_clause_is_platform(p->words))
		feed_prose_clause_platform(p, p->words);
	else if (feed_prose_clause_is_begun(&p->c))
		p->is_unread = true;
	p->words = S("");
	p->is_platform = false;
}

void
feed_prose_clause_add_word(struct prose_parser *p, struct str word)
{
	if (p->words.n == 0)
		p->words = word;
	else
		p->words.n = (size_t)(word.p + word.n - p->words.p);
}

/* ---- clauses into items ------------------------------------------------- */

struct prose_bound
feed_prose_clause_bound(const struct prose_token *t, bool is_included)
{
	return (struct prose_bound){ t->text, true, is_included,
		t->is_prefix };
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
add_item(struct prose_parser *p, struct prose_item item)
{
	if (p->is_closed)
		feed_prose_clause_open_part(p);
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
settle(struct prose_parser *p, struct prose_clause *c)
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
add_stretch(struct prose_parser *p, const struct prose_bound *low,
    const struct prose_bound *high)
{
	add_item(p,
	    (struct prose_item){
		.s = {
		    .low = low->is_set ? low->text : S(""),
		    .high = high->is_set ? high->text : S(""),
		    .low_included = low->is_set && low->is_included,
		    .high_included = high->is_set && high->is_included,
		} });
}

/* A range; one that holds nothing was not understood. */
static void
add_range(struct prose_parser *p, struct prose_clause *c)
{
	static const struct prose_bound open;
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
	/* What cannot be ordered must at least be of one form. */
	if (is_known ? cmp < 0 ||
		    (cmp == 0 && c->low.is_included && c->high.is_included) :
		       str_starts(c->high.text, c->low.text)) {
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
add_lone(struct prose_parser *p, const struct prose_token *t)
{
	struct prose_item item = { .s = { .low = t->text,
				       .low_included = true } };

	item.s.is_prefix = t->is_prefix;
	item.is_lone = !t->is_prefix;
	add_item(p, item);
}

/*
 * "before 2.3.4 of 2.3.x", "17.4R2 より前の 17.4": the version that stands
 * last is the beginning of others.
 */
static void
take_last_base(struct prose_clause *c)
{
	const struct prose_bound *end = c->high.is_set ? &c->high : &c->low;
	struct str s = c->pending->text;

	if (c->base.is_set || c->is_to)
		return;
	if (!c->pending->is_prefix &&
	    (end->text.n <= s.n || !str_starts(end->text, s) ||
		(end->text.p[s.n] >= '0' && end->text.p[s.n] <= '9')))
		return;
	c->base = feed_prose_clause_bound(c->pending, true);
	c->pending = NULL;
}

/* What a clause says, into items. */
static void
put_clause(struct prose_parser *p, struct prose_clause *c)
{
	bool has_end = c->low.is_set || c->high.is_set;

	if (c->pre != PROSE_END && !c->is_to)
		p->is_unread = true;
	if (c->pending != NULL && c->low.is_set && c->is_to &&
	    !c->high.is_set) {
		c->high = feed_prose_clause_bound(c->pending, true);
		c->pending = NULL;
	} else if (c->pending != NULL && has_end) {
		take_last_base(c);
	}
	/* "7.0 all versions" is a series; "GT27 all versions" is a model. */
	if (c->pending != NULL && c->is_all && !has_end) {
		p->is_unread = p->is_unread || c->pending->is_weak;
		add_item(p,
		    (struct prose_item){ .s = { .low = c->pending->text,
					     .low_included = true,
					     .is_prefix = true } });
		return;
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
			feed_prose_clause_open_part(p);
		feed_prose_clause_part(p)->is_all = true;
	}
}

/* The end of a clause. */
void
feed_prose_clause_finish(struct prose_parser *p)
{
	struct prose_clause c;

	feed_prose_clause_words(p);
	c = p->c;
	p->c = (struct prose_clause){ .pre = PROSE_END };
	if (feed_prose_clause_is_begun(&c) || c.pre != PROSE_END) {
		p->lone = NULL;
		put_clause(p, &c);
	}
	if (p->is_closing)
		p->is_closed = true;
	p->is_closing = false;
}

/* The clause ends before the version that is pending. */
void
feed_prose_clause_finish_before(struct prose_parser *p)
{
	const struct prose_token *t = p->c.pending;

	p->c.pending = NULL;
	feed_prose_clause_finish(p);
	p->c.pending = t;
}

/*
 * "2.0 and later, before 3.0" is a range: as two, they would be everything.
 * True when y was put into x.
 */
static bool
join(struct prose_item *x, const struct prose_item *y)
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
put_parts(struct prose_parser *p)
{
	for (size_t i = 0; i < p->n_parts; i++) {
		struct feed_prose *at = &p->parts[i];

		at->stretches = arena_array(p->a, struct feed_stretch,
		    p->n_items);
		at->versions = arena_array(p->a, struct str, p->n_items);
		for (size_t j = 0; j < p->n_items; j++) {
			const struct prose_item *m = &p->items[j];

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

bool
feed_prose_clause_end(struct prose_parser *p)
{
	size_t kept = 0;

	for (size_t i = 0; i < p->n_items; i++) {
		if (kept == 0 || !join(&p->items[kept - 1], &p->items[i]))
			p->items[kept++] = p->items[i];
	}
	p->n_items = kept;
	put_parts(p);
	for (size_t i = 0; i < p->n_parts; i++) {
		if (!says_something(&p->parts[i]))
			return false;
	}
	return true;
}
