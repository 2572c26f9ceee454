#include "resolve/resolve_rank.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/num.h"
#include "resolve/dictionary_impl.h"
#include "resolve/resolve_cpe.h"
#include "resolve/resolve_form.h"
#include "resolve/resolve_gather.h"
#include "resolve/resolve_part.h"
#include "resolve/resolve_score.h"

/* Thresholds, of 1000.  Below LEAST it is not shown, below ANY it is none. */
#define ALL	1000
#define TAKEN	900
#define ANY	300
#define LEAST	40

/* The first is this much better than the second: 3 to 2. */
#define BETTER_NUM	3
#define BETTER_DEN	2

/* What speaks against a candidate. */
#define MAKER_UNSAID	(-30)
#define MAKER_SHARED	(-200)
#define IS_HARDWARE	(-60)
#define IS_FIRMWARE	(-40)
#define NO_FIRMWARE	(-100)
#define NO_SUCH_VERSION	(-200)
#define CAP_COMMON	850	/* a word that may mean anything */
#define OTHER_MAKER	(-2)	/* a half */
#define SELDOM		(-300)
#define SELDOM_TIMES	3

#define REASONS	12

/* Versions from here on are years. */
#define YEAR_MIN	1990

/* Words of a maker's name at most. */
#define MAKER_WORDS	6

struct entry {
	const struct dictionary_name *name;
	struct resolve_score s;
	struct resolve_candidate c;
	size_t seen;
};

struct ranking {
	struct arena *a;
	const struct dictionary *x;
	const struct resolve_part *p;
	struct entry *v;
	size_t n;
};

static void
reason(struct ranking *r, struct entry *e, const char *key, struct str detail,
    int points)
{
	if (e->c.reasons == NULL)
		e->c.reasons = arena_array(r->a, struct resolve_reason,
		    REASONS);
	if (e->c.n_reasons == REASONS)
		return;
	e->c.reasons[e->c.n_reasons++] = (struct resolve_reason){ key, detail,
		points };
	e->c.score += points;
}

static void
cap(struct ranking *r, struct entry *e, const char *key, struct str detail,
    int most)
{
	reason(r, e, key, detail, e->c.score > most ? most - e->c.score : 0);
}

/* ---- words --------------------------------------------------------------- */

static struct str
words_of_line(struct ranking *r, uint64_t which)
{
	struct str all = S("");

	for (size_t i = 0; i < r->p->n; i++) {
		if ((which >> i & 1) == 0)
			continue;
		if (all.n > 0)
			all = str_cat(r->a, all, S(" "));
		all = str_cat(r->a, all, r->p->words[i].text);
	}
	return all;
}

static struct str
words_of_name(struct ranking *r, const struct dictionary_name *n,
    uint32_t which)
{
	struct str all = S("");

	for (size_t i = 0; i < n->n; i++) {
		if ((which >> i & 1) == 0)
			continue;
		if (all.n > 0)
			all = str_cat(r->a, all, S(" "));
		all = str_cat(r->a, all, n->words[i]);
	}
	return all;
}

/* The words alone: their points are the fit. */
static void
tell_words(struct ranking *r, struct entry *e)
{
	int line = e->s.in_line * e->s.in_line / ALL;
	int missing = line - ALL, extra = e->s.fit - line;
	int rest = (e->s.missing == 0 ? missing : 0) +
	    (e->s.extra == 0 ? extra : 0);

	/* Words that say nothing take a little without being told. */
	reason(r, e, e->s.is_whole ? "whole" : "some", e->name->text,
	    ALL + rest);
	if (e->s.missing != 0)
		reason(r, e, "missing", words_of_line(r, e->s.missing),
		    missing);
	if (e->s.extra != 0)
		reason(r, e, "extra", words_of_name(r, e->name, e->s.extra),
		    extra);
}

/* ---- names --------------------------------------------------------------- */

static bool
is_firmware(const struct dictionary_product *p)
{
	return str_ends(p->word, S("firmware"));
}

static struct str
bare(struct str word)
{
	if (str_ends(word, S("_firmware")))
		word.n -= sizeof("_firmware") - 1;
	return word;
}

/* One product under several parts or as its firmware is no rival. */
static bool
is_kin(const struct dictionary_product *x, const struct dictionary_product *y)
{
	return x == y ||
	    (x->maker == y->maker && x->word.n > 0 &&
		str_eq(bare(x->word), bare(y->word)));
}

static bool
is_curated(const struct entry *e)
{
	return e->s.is_whole && e->name->source <= RESOLVE_ENDOFLIFE;
}

/* ---- versions ------------------------------------------------------------ */

/* The number that a version begins with, or -1. */
static int64_t
major(struct str s)
{
	size_t n = 0;
	int64_t v;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return num_parse_padded(str_sub(s, 0, n), INT64_C(1000000000), &v) ?
	    v :
	    -1;
}

/* Whether a version is of a cycle: "2.4.57" of "2.4", "8.10" not of "8.1". */
static bool
is_of(struct str version, struct str cycle)
{
	if (!str_starts(version, cycle))
		return false;
	return version.n == cycle.n || version.p[cycle.n] < '0' ||
	    version.p[cycle.n] > '9';
}

static const struct dictionary_cycle *
cycle_of(const struct dictionary_product *p, struct str version)
{
	const struct dictionary_cycle *best = NULL;

	for (size_t i = 0; version.n > 0 && i < p->n_cycles; i++) {
		if (is_of(version, p->cycles[i].name) &&
		    (best == NULL || p->cycles[i].name.n > best->name.n))
			best = &p->cycles[i];
	}
	return best;
}

/* Whether a version is beyond all that endoflife.date knows of a product. */
static bool
is_beyond(const struct dictionary_product *p, struct str version)
{
	int64_t most = -1, v = major(version);

	for (size_t i = 0; i < p->n_cycles; i++) {
		int64_t m = major(p->cycles[i].name);

		most = m > most ? m : most;
	}
	/* A year beside cycles that count is another way to count. */
	if (v >= YEAR_MIN && most < YEAR_MIN)
		return false;
	return most >= 0 && v > most + 2;
}

static void
set_version(struct ranking *r, struct entry *e)
{
	const struct dictionary_product *p = e->name->product;
	const struct dictionary_cycle *cycle;
	struct resolve_candidate *c = &e->c;

	resolve_part_version(r->a, r->p, e->s.tokens, &c->version, &c->update,
	    &c->scope);
	cycle = cycle_of(p, c->version);
	if (cycle != NULL) {
		c->end_of_life = cycle->end.n == 10 ? cycle->end : S("");
		if (c->scope == COMPONENT_EXACT && c->update.n == 0 &&
		    str_eq(cycle->name, c->version) &&
		    !str_eq(cycle->latest, c->version))
			c->scope = COMPONENT_SERIES;
	}
	if (is_beyond(p, c->version))
		reason(r, e, "no_such_version", c->version, NO_SUCH_VERSION);
}

static struct str
with_version(struct arena *a, struct str purl, struct str version)
{
	size_t at = str_find_byte(purl, '?', 0);

	if (purl.n == 0 || version.n == 0)
		return purl;
	if (at == SIZE_MAX)
		at = purl.n;
	return str_fmt(a, "%.*s@%.*s%.*s", STR_ARG(str_sub(purl, 0, at)),
	    STR_ARG(version), STR_ARG(str_from(purl, at)));
}

static void
set_names(struct ranking *r, struct entry *e)
{
	const struct dictionary_product *p = e->name->product;
	struct resolve_candidate *c = &e->c;
	struct resolve_cpe cpe = { p->part, p->maker->word, p->word,
		p->version, p->update };

	c->name = e->name->text;
	c->source = e->name->source;
	if (p->part != '*') {
		c->is = resolve_cpe_short(r->a, &cpe);
		if (cpe.version.n == 0) {
			cpe.version = c->version;
			cpe.update = c->update;
			if (c->version.n == 0 && c->update.n > 0)
				cpe.version = S("-");
		}
		c->cpe = resolve_cpe_formatted(r->a, &cpe);
	} else {
		c->is = p->purl;
	}
	/* A series is no version of a package. */
	c->purl = with_version(r->a, p->purl,
	    c->scope == COMPONENT_EXACT && c->update.n == 0 ? c->version :
							      S(""));
}

/* ---- for and against ----------------------------------------------------- */

static void
tell_firmware(struct ranking *r, struct entry *e)
{
	const struct dictionary_product *p = e->name->product;

	if (r->p->is_firmware && p->part == 'h')
		reason(r, e, "hardware", S(""), NO_FIRMWARE);
	else if (!r->p->is_firmware && p->part == 'h')
		reason(r, e, "hardware", S(""), IS_HARDWARE);
	else if (!r->p->is_firmware && is_firmware(p))
		reason(r, e, "firmware", S(""), IS_FIRMWARE);
}

/* Whether others of another maker are called so, too. */
static bool
is_shared(const struct ranking *r, const struct entry *e)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct entry *o = &r->v[i];

		if (o->s.is_whole &&
		    !is_kin(o->name->product, e->name->product) &&
		    o->name->product->maker != e->name->product->maker)
			return true;
	}
	return false;
}

static void
tell_maker(struct ranking *r, struct entry *e)
{
	const struct dictionary_product *p = e->name->product;

	if (e->s.has_maker && !e->s.is_maker_alone)
		reason(r, e, "maker", p->maker->word, 0);
	else if (!is_curated(e) && is_shared(r, e))
		reason(r, e, "maker_shared", p->maker->word, MAKER_SHARED);
	else if (!is_curated(e) && !e->s.is_same)
		reason(r, e, "maker_unsaid", p->maker->word, MAKER_UNSAID);
}

/* Words that may mean anything are no name by themselves. */
static void
tell_common(struct ranking *r, struct entry *e)
{
	bool has_version = e->c.version.n > 0 || e->c.update.n > 0 ||
	    e->s.tokens != 0;
	bool is_own = e->name->source == RESOLVE_OWN;
	bool is_told = e->name->source <= RESOLVE_ENDOFLIFE;

	if (e->s.is_maker_alone && !e->s.is_same && !has_version)
		cap(r, e, "maker_alone", e->name->text, CAP_COMMON);
	else if (e->s.is_common && !is_own &&
	    (!e->s.has_maker || e->s.is_same))
		cap(r, e, "common", e->name->text, CAP_COMMON);
	else if (e->s.is_single && !is_told && !has_version &&
	    (!e->s.has_maker || e->s.is_same))
		cap(r, e, "alone", e->name->text, CAP_COMMON);
}

/* The maker's name that the line begins with, if it says more; or empty. */
static struct str
leading_maker(struct ranking *r)
{
	struct str s = S(""), found = S("");
	size_t n = 0;

	for (size_t i = 0; i < r->p->n && i < MAKER_WORDS; i++) {
		const struct resolve_word *w = &r->p->words[i];

		if (w->kind == RESOLVE_VERSION)
			break;
		s = str_cat(r->a, s, w->text);
		if (map_get(r->x->by_alias, s) == NULL ||
		    (i == 0 && w->is_common))
			continue;
		found = s;
		n = i + 1;
	}
	return n < r->p->n && r->p->words[n].kind != RESOLVE_VERSION ? found :
								       S("");
}

/* Whether a product is of a maker that is called so, or has it in its name. */
static bool
is_by(const struct dictionary_name *name, struct str maker)
{
	const struct dictionary_maker *m = name->product->maker;

	for (size_t i = 0; i < m->n; i++) {
		if (str_eq(m->aliases[i], maker))
			return true;
	}
	for (size_t i = 0; i < name->n; i++) {
		if (str_starts(maker, name->words[i]))
			return true;
	}
	return false;
}

static void
tell_other_maker(struct ranking *r, struct entry *e, struct str maker)
{
	if (maker.n > 0 && !e->s.has_maker && !is_by(e->name, maker))
		reason(r, e, "other_maker", maker, e->c.score / OTHER_MAKER);
}

static size_t
bits(uint64_t v)
{
	size_t n = 0;

	for (; v != 0; v &= v - 1)
		n++;
	return n;
}

/* "Windows 10 1809" is a name: "Windows 10" with a version is less of it. */
static void
tell_shorter(struct ranking *r)
{
	const struct entry *longest = NULL;

	for (size_t i = 0; i < r->n; i++) {
		struct entry *e = &r->v[i];

		if (e->s.is_whole && e->c.score >= TAKEN &&
		    bits(e->s.tokens) >
			(longest != NULL ? bits(longest->s.tokens) : 0))
			longest = e;
	}
	for (size_t i = 0; longest != NULL && i < r->n; i++) {
		struct entry *e = &r->v[i];

		if (bits(e->s.tokens) < bits(longest->s.tokens) &&
		    e->name->product->maker == longest->name->product->maker)
			reason(r, e, "shorter", longest->name->text,
			    -e->c.score * 2 / 5);
	}
}

/* What is curated and fits wholly outdoes what is called alike. */
static void
tell_outdone(struct ranking *r)
{
	const struct entry *own = NULL;

	for (size_t i = 0; i < r->n; i++) {
		if (is_curated(&r->v[i]) && r->v[i].c.score >= TAKEN &&
		    (own == NULL || r->v[i].name->source < own->name->source))
			own = &r->v[i];
	}
	for (size_t i = 0; own != NULL && i < r->n; i++) {
		struct entry *e = &r->v[i];
		bool is_less = e->name->source > own->name->source ||
		    !e->s.is_whole;

		if (e != own && is_less &&
		    !is_kin(e->name->product, own->name->product))
			reason(r, e, "outdone", own->name->text,
			    -e->c.score * 2 / 5);
	}
}

/* Of those called alike, what records hardly name is hardly meant. */
static void
tell_seen(struct ranking *r)
{
	size_t most = 0;

	for (size_t i = 0; i < r->n; i++) {
		if (r->v[i].s.is_whole && r->v[i].seen > most)
			most = r->v[i].seen;
	}
	for (size_t i = 0; i < r->n; i++) {
		struct entry *e = &r->v[i];
		struct str n = str_fmt(r->a, "%zu", e->seen);

		if (e->seen * SELDOM_TIMES < most && e->s.is_whole &&
		    !is_curated(e))
			reason(r, e, "seldom", n, SELDOM);
		else if (e->seen > 0)
			reason(r, e, "seen", n, 0);
	}
}

/* ---- order --------------------------------------------------------------- */

static int
part_order(char part)
{
	return part == 'o' ? 0 : part == 'a' ? 1 : part == 'h' ? 2 : 3;
}

static int
by_score(const void *p, const void *q)
{
	const struct entry *x = p, *y = q;

	if (x->c.score != y->c.score)
		return x->c.score < y->c.score ? 1 : -1;
	if (x->name->source != y->name->source)
		return x->name->source > y->name->source ? 1 : -1;
	if (x->seen != y->seen)
		return x->seen < y->seen ? 1 : -1;
	if (x->name->product->part != y->name->product->part)
		return part_order(x->name->product->part) -
		    part_order(y->name->product->part);
	return str_cmp(x->c.is, y->c.is);
}

/* Of the names of one product, the best: that which fits, then by source. */
static bool
is_better(const struct resolve_score *s, const struct dictionary_name *name,
    const struct entry *e)
{
	if (s->fit != e->s.fit)
		return s->fit > e->s.fit;
	if (s->is_whole != e->s.is_whole)
		return s->is_whole;
	return name->source < e->name->source;
}

static void
take_names(struct ranking *r, const struct dictionary_name **names, size_t n)
{
	r->v = arena_array(r->a, struct entry, n + 1);
	for (size_t i = 0; i < n; i++) {
		struct resolve_score s;
		size_t k = 0;

		s = resolve_score(r->a, r->x, r->p, names[i]);
		if (s.fit < LEAST)
			continue;
		while (k < r->n && r->v[k].name->product != names[i]->product)
			k++;
		if (k < r->n && !is_better(&s, names[i], &r->v[k]))
			continue;
		r->v[k] = (struct entry){ .name = names[i], .s = s };
		if (k == r->n)
			r->n++;
	}
}

static enum resolve_verdict
judge(const struct ranking *r)
{
	int second = 0;

	if (r->n == 0 || r->v[0].c.score < ANY)
		return RESOLVE_NONE;
	for (size_t i = 1; i < r->n && second == 0; i++) {
		if (!is_kin(r->v[0].name->product, r->v[i].name->product))
			second = r->v[i].c.score;
	}
	return r->v[0].c.score >= TAKEN &&
		r->v[0].c.score * BETTER_DEN >= second * BETTER_NUM ?
	    RESOLVE_ONE :
	    RESOLVE_CHOOSE;
}

static void
judge_all(struct ranking *r)
{
	struct str maker = leading_maker(r);

	for (size_t i = 0; i < r->n; i++) {
		struct entry *e = &r->v[i];
		const struct dictionary_product *p = e->name->product;

		e->seen = resolve_gather_seen(r->a, r->x, p->maker->word,
		    p->word);
		tell_words(r, e);
		set_version(r, e);
		tell_maker(r, e);
		tell_other_maker(r, e, maker);
		tell_firmware(r, e);
		tell_common(r, e);
		set_names(r, e);
	}
	tell_shorter(r);
	tell_outdone(r);
	if (r->x->index != NULL)
		tell_seen(r);
}

static void
give(struct ranking *r, struct resolved *out)
{
	out->v = arena_array(r->a, struct resolve_candidate,
	    LIMIT_RESOLVE_SHOWN);
	for (size_t i = 0; i < r->n && out->n < LIMIT_RESOLVE_SHOWN; i++) {
		if (r->v[i].c.score >= LEAST && r->v[i].c.is.n > 0)
			out->v[out->n++] = r->v[i].c;
	}
}

static struct str
name_of(struct arena *a, const struct resolve_part *p)
{
	struct str s = S("");

	for (size_t i = 0; i < p->n; i++) {
		if (p->words[i].kind == RESOLVE_VERSION)
			continue;
		if (s.n > 0)
			s = str_cat(a, s, S(" "));
		s = str_cat(a, s, p->words[i].text);
	}
	return s;
}

void
resolve_rank(struct arena *a, const struct dictionary *x,
    struct resolve_part *p, struct resolved *out)
{
	struct ranking r = { .a = a, .x = x, .p = p };
	const struct dictionary_name **names;
	size_t n;

	resolve_gather_weigh(x, p);
	n = resolve_gather(a, x, p, &names);
	take_names(&r, names, n);
	judge_all(&r);
	if (r.n > 0)
		qsort(r.v, r.n, sizeof(*r.v), by_score);
	*out = (struct resolved){ .says = p->says,
		.name = name_of(a, p),
		.verdict = judge(&r) };
	give(&r, out);
	if (out->n > 0) {
		out->version = out->v[0].version;
		out->update = out->v[0].update;
		out->scope = out->v[0].scope;
	} else {
		resolve_part_version(a, p, 0, &out->version, &out->update,
		    &out->scope);
	}
	if (out->verdict == RESOLVE_NONE)
		resolve_form(a, x, p, out);
}
