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
#include "resolve/resolve_known.h"
#include "resolve/resolve_part.h"
#include "resolve/resolve_release.h"
#include "resolve/resolve_score.h"
#include "version/name.h"

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
#define UNLIKE		(-200)	/* such a version is told by nobody */
#define CAP_COMMON	850	/* a word that may mean anything */
#define OTHER_MAKER	(-2)	/* a half */
#define SELDOM		(-300)
#define SELDOM_TIMES	3

#define REASONS	12

/* Releases that a reason names. */
#define RELEASES_SHOWN	4

/* Names of which releases are looked for: those with most in common. */
#define RELEASES_TAKEN	16

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
	resolve_release(r->a, p, &c->version, &c->update, &c->scope);
	cycle = cycle_of(p, c->version);
	if (cycle != NULL) {
		c->end_of_life = cycle->end.n == 10 ? cycle->end : S("");
		if (c->scope == COMPONENT_EXACT && c->update.n == 0 &&
		    str_eq(cycle->name, c->version) &&
		    !str_eq(cycle->latest, c->version))
			c->scope = COMPONENT_SERIES;
	}
	/* "IX2215" is a model and no version of "IX". */
	if (is_beyond(p, c->version) ||
	    (is_firmware(p) && r->p->is_glued && c->version.n > 0 &&
		str_find_byte(c->version, '.', 0) == SIZE_MAX))
		reason(r, e, "no_such_version", c->version, NO_SUCH_VERSION);
	/* A name or an update is one version of a product, whatever it is. */
	if (c->version.n == 0 && c->scope == COMPONENT_ANY && !r->p->is_open &&
	    p->version.n + c->update.n > 0)
		c->scope = COMPONENT_EXACT;
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
		/* What has an update alone is named by it. */
		if (cpe.update.n == 0 && c->version.n == 0)
			cpe.update = c->update;
		if (cpe.version.n == 0 && cpe.update.n > 0)
			cpe.version = S("-");
		c->is = resolve_cpe_short(r->a, &cpe);
		if (cpe.version.n == 0) {
			cpe.version = c->version;
			cpe.update = c->update;
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

/* What is curated and fits wholly outdoes what is called alike; "Linux" is a
 * name, and only by its maker one of Amazon Linux. */
static void
tell_outdone(struct ranking *r)
{
	const struct entry *own = NULL;

	for (size_t i = 0; i < r->n; i++) {
		const struct entry *e = &r->v[i];

		if (is_curated(e) &&
		    (e->c.score >= TAKEN ||
			(e->s.is_full && e->c.score >= CAP_COMMON)) &&
		    (own == NULL || e->name->source < own->name->source ||
			(e->name->source == own->name->source &&
			    e->s.is_full > own->s.is_full)))
			own = e;
	}
	for (size_t i = 0; own != NULL && i < r->n; i++) {
		struct entry *e = &r->v[i];
		bool is_less = e->name->source > own->name->source ||
		    !e->s.is_whole || e->s.is_full < own->s.is_full;

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

/* ---- releases ------------------------------------------------------------ */

/* A version that no record has, as it is counted. */
static void
tell_known(struct ranking *r, struct entry *e)
{
	const struct dictionary_product *p = e->name->product;
	struct resolve_cpe cpe = { p->part, p->maker->word, p->word,
		e->c.version, e->c.update };
	struct str says = e->c.version;

	if (p->part == '*' || p->version.n > 0 || e->c.score < TAKEN)
		return;
	if (cpe.version.n == 0 && cpe.update.n > 0) {
		cpe.version = S("-");
		says = cpe.update;
	}
	if (resolve_known(r->a, r->x, &cpe) == RESOLVE_KNOWN_UNLIKE)
		reason(r, e, "unlike", says, UNLIKE);
}

/* Whether y is called as x is, and a release behind it: "windows_10_1809". */
static bool
is_release_of(const struct dictionary_product *x,
    const struct dictionary_product *y)
{
	size_t n = x->word.n;

	return x->maker == y->maker && x->part == y->part && n > 0 &&
	    y->word.n > n + 1 && str_starts(y->word, x->word) &&
	    y->word.p[n] == '_' && y->word.p[n + 1] >= '0' &&
	    y->word.p[n + 1] <= '9';
}

/* "Windows 10": records name its releases as products, not all of them. */
static void
tell_releases(struct ranking *r, struct entry *e)
{
	const struct dictionary_product *p = e->name->product;
	struct str all = S("");
	size_t n = 0;

	if (e->c.score < TAKEN || p->version.n + e->c.version.n > 0)
		return;
	for (size_t i = 0; i < r->n; i++) {
		const struct dictionary_product *q = r->v[i].name->product;

		if (!is_release_of(p, q))
			continue;
		if (n++ < RELEASES_SHOWN)
			all = str_fmt(r->a, "%.*s%s%.*s", STR_ARG(all),
			    n > 1 ? ", " : "", STR_ARG(q->word));
	}
	if (n > 1)
		cap(r, e, "releases", all, CAP_COMMON);
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

/* Where the product stands, or would. */
static size_t
place_of(const struct ranking *r, const struct dictionary_product *p)
{
	size_t i = 0;

	while (i < r->n) {
		const struct dictionary_product *q = r->v[i].name->product;

		if (q == p ||
		    (str_eq(q->maker->word, p->maker->word) &&
			q->part == p->part && q->version.n == 0 &&
			str_eq(q->word, p->word)))
			break;
		i++;
	}
	return i;
}

/* The product that is a release of another: "sql_server_2019"; or NULL. */
static struct dictionary_product *
release_of(struct ranking *r, const struct dictionary_product *p,
    struct str version)
{
	struct str word = str_fmt(r->a, "%.*s_%.*s", STR_ARG(p->word),
	    STR_ARG(version));
	struct dictionary_product *q = map_get(r->x->products,
	    str_fmt(r->a, "%c:%.*s:%.*s::", p->part, STR_ARG(p->maker->word),
		STR_ARG(word)));

	if (q != NULL ||
	    resolve_gather_seen(r->a, r->x, p->maker->word, word) == 0)
		return q;
	q = arena_new(r->a, struct dictionary_product);
	*q = (struct dictionary_product){ .part = p->part,
		.word = word,
		.maker = p->maker };
	return q;
}

/* A name and a version that are the name of a product: 一太郎 2023. */
static void
take_release(struct ranking *r, const struct entry *e)
{
	struct dictionary_product *p = e->name->product;
	struct dictionary_name *name;
	struct str version, update, *words;
	enum component_scope scope;
	size_t n, at;

	if (p->part == '*' || p->version.n > 0 || !e->s.is_whole)
		return;
	resolve_part_version(r->a, r->p, e->s.tokens, &version, &update,
	    &scope);
	p = version.n > 0 ? release_of(r, p, version) : NULL;
	at = p != NULL ? place_of(r, p) : r->n;
	if (p == NULL ||
	    (at < r->n && r->v[at].name->source <= e->name->source))
		return;
	n = name_words(r->a, version, &words);
	if (e->name->n + n > LIMIT_RESOLVE_NAME_WORDS)
		return;
	name = arena_new(r->a, struct dictionary_name);
	*name = *e->name;
	name->text = str_fmt(r->a, "%.*s %.*s", STR_ARG(name->text),
	    STR_ARG(version));
	name->product = p;
	name->words = arena_array(r->a, struct str, name->n + n);
	for (size_t i = 0; i < name->n + n; i++)
		name->words[i] = i < name->n ? e->name->words[i] :
					       words[i - name->n];
	name->n += n;
	r->v[at] = (struct entry){ .name = name,
		.s = resolve_score(r->a, r->x, r->p, name) };
	if (at == r->n)
		r->n++;
}

static void
take_names(struct ranking *r, const struct dictionary_name **names, size_t n)
{
	size_t most;

	r->v = arena_array(r->a, struct entry, n + 1 + RELEASES_TAKEN);
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
	most = r->n < RELEASES_TAKEN ? r->n : RELEASES_TAKEN;
	for (size_t i = 0; i < most; i++)
		take_release(r, &r->v[i]);
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
	for (size_t i = 0; i < r->n; i++) {
		tell_known(r, &r->v[i]);
		tell_releases(r, &r->v[i]);
	}
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
