/*
 * The European vulnerability database: pages of its search, its lists and
 * single records.
 */
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "base/num.h"
#include "feed/cve.h"
#include "feed/feed_affected.h"
#include "feed/feed_json.h"
#include "feed/feed_make.h"
#include "feed/feed_read.h"
#include "feed/feed_words.h"
#include "version/scheme.h"

/* The members that are read. */
static const struct str keep[] = {
	STR_INIT("id"),
	STR_INIT("description"),
	STR_INIT("datePublished"),
	STR_INIT("dateUpdated"),
	STR_INIT("exploitedSince"),
	STR_INIT("baseScore"),
	STR_INIT("baseScoreVector"),
	STR_INIT("references"),
	STR_INIT("aliases"),
	STR_INIT("enisaIdProduct"),
	STR_INIT("product"),
	STR_INIT("product_version"),
	STR_INIT("enisaIdVendor"),
	STR_INIT("vendor"),
	STR_INIT("name"),
	STR_INIT(""),
};

/* A product: its versions stand in items of their own. */
struct ware {
	struct feed_ware w;
	struct str *patches;	/* versions that mend it */
	size_t n_patches, room;
	size_t git;		/* that are commits */
};

bool
feed_euvd_is(struct str head)
{
	return feed_json_has(head, S("enisaUuid")) ||
	    feed_json_has(head, S("enisaIdProduct")) ||
	    feed_json_has(head, S("enisaIdVendor"));
}

/* ---- times ------------------------------------------------------------- */

static const struct str months[] = {
	STR_INIT("Jan"),
	STR_INIT("Feb"),
	STR_INIT("Mar"),
	STR_INIT("Apr"),
	STR_INIT("May"),
	STR_INIT("Jun"),
	STR_INIT("Jul"),
	STR_INIT("Aug"),
	STR_INIT("Sep"),
	STR_INIT("Oct"),
	STR_INIT("Nov"),
	STR_INIT("Dec"),
};

/* A number that sep ends, cut off *s. */
static bool
cut_number(struct str *s, char sep, int64_t max, int *out)
{
	struct str part;
	int64_t n;

	if (!str_cut(*s, sep, &part, s) || !num_parse_padded(part, max, &n))
		return false;
	*out = (int)n;
	*s = str_trim(*s);
	return true;
}

/* "Aug 7, 2025, 7:05:08 PM", newer ones with a narrow blank; else as it is. */
static struct str
american(struct arena *a, struct str s)
{
	static const struct str narrow = STR_INIT("\xe2\x80\xaf");
	size_t at = str_find(s, narrow, 0), month = 0;
	int day, year, hour, minute, second;
	struct str rest;

	if (at != SIZE_MAX)
		s = str_fmt(a, "%.*s %.*s", (int)at, s.p,
		    STR_ARG(str_from(s, at + narrow.n)));
	while (month < ARRAY_LEN(months) && !str_starts(s, months[month]))
		month++;
	rest = str_trim(str_from(s, 3));
	if (month == ARRAY_LEN(months) || !cut_number(&rest, ',', 31, &day) ||
	    !cut_number(&rest, ',', 9999, &year) ||
	    !cut_number(&rest, ':', 12, &hour) ||
	    !cut_number(&rest, ':', 59, &minute) ||
	    !cut_number(&rest, ' ', 59, &second) || hour == 0)
		return s;
	hour %= 12;
	if (str_eq(rest, S("PM")))
		hour += 12;
	else if (!str_eq(rest, S("AM")))
		return s;
	return str_fmt(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", year,
	    (int)month + 1, day, hour, minute, second);
}

/* ---- versions ---------------------------------------------------------- */

/* Words for no version, and "0", leave a bound open. */
static bool
is_open(struct feed_make *k, struct str s)
{
	enum feed_words_kind kind = feed_words(k->a, s).kind;

	return kind == FEED_WORDS_NONE || kind == FEED_WORDS_ALL ||
	    str_eq(s, S("0"));
}

/* "1.0 <1.2.3", "0 <1.2", "n/a <=1.5", "2.0 <*": the lower bound comes bare. */
static struct feed_words
words_of(struct feed_make *k, struct ware *x, struct str s)
{
	static const struct str signs[] = { STR_INIT("<"),
		STR_INIT("\xe2\x89\xa4") };
	struct str low = s, high = S("");
	struct feed_words out = { .kind = FEED_WORDS_UNREAD };

	for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
		size_t at = str_find(low, signs[i], 0);

		if (at == SIZE_MAX)
			continue;
		high = str_from(s, at + signs[i].n);
		low = str_sub(s, 0, at);
	}
	low = str_trim(low);
	high = str_trim(str_starts(high, S("=")) ? str_from(high, 1) : high);
	if (feed_affected_is_commit(low) || feed_affected_is_commit(high)) {
		x->git++;
		return out;
	}
	if (high.n == 0)
		return feed_words(k->a, s);
	if (is_open(k, low))
		return str_eq(high, S("*")) ?
		    (struct feed_words){ .kind = FEED_WORDS_ALL } :
		    feed_words(k->a,
			str_from(s, (size_t)(low.p - s.p) + low.n));
	if (str_eq(high, S("*")))
		return feed_words(k->a, str_cat(k->a, S(">="), low));
	return feed_words(k->a, s);
}

static void
add_patch(struct feed_make *k, struct ware *x, struct str version)
{
	if (version.n == 0)
		return;
	x->patches = arena_grow(k->a, x->patches, x->n_patches, &x->room,
	    sizeof(version));
	x->patches[x->n_patches++] = version;
}

static void
take_version(struct feed_make *k, struct ware *x, struct str s)
{
	struct feed_words words;
	size_t git = x->git;

	if (str_starts(s, S("patch:"))) {
		add_patch(k, x, str_trim(str_from(s, 6)));
		return;
	}
	words = words_of(k, x, s);
	if (x->git > git)
		return;
	switch (words.kind) {
	case FEED_WORDS_NONE:
	case FEED_WORDS_ALL:
		x->w.e.is_all = true;
		x->w.e.otherwise = FEED_AFFECTED;
		return;
	case FEED_WORDS_ONE:
		feed_make_version(k, &x->w, s);
		return;
	case FEED_WORDS_RANGES:
		for (size_t i = 0; i < words.n; i++)
			feed_make_stretch(k, &x->w, &words.v[i]);
		return;
	case FEED_WORDS_UNREAD:
		x->w.e.is_unread = true;
		x->w.e.text = s;
	}
}

/* ---- patches ----------------------------------------------------------- */

/* Digests of images and builds of packages do not count the product's own
 * versions. */
static bool
is_foreign(struct str version)
{
	return str_find_byte(version, ':', 0) != SIZE_MAX;
}

/* The highest of them; of several branches each has its own. */
static size_t
highest(const struct ware *x)
{
	const struct scheme *generic = scheme_find(S("generic"));
	size_t best = SIZE_MAX;
	int cmp;

	for (size_t i = 0; i < x->n_patches; i++) {
		if (is_foreign(x->patches[i]))
			continue;
		if (best == SIZE_MAX ||
		    (scheme_compare(generic, x->patches[i], x->patches[best],
			 &cmp) &&
			cmp > 0))
			best = i;
	}
	return best;
}

/*
 * A version that mends is itself not affected; neither are those behind the
 * highest.  What the record's own range says of the rest was left out by the
 * database.
 */
static void
take_patches(struct feed_make *k, struct ware *x)
{
	struct feed_affects *e = &x->w.e;
	size_t best = highest(x);

	if (x->n_patches > 0 && !e->is_all && e->n_stretches == 0 &&
	    !e->is_unread)
		e->otherwise = e->n_versions > 0 ? FEED_UNCLEAR :
						   FEED_AFFECTED;
	for (size_t i = 0; i < x->n_patches; i++) {
		struct feed_stretch s = { .low = x->patches[i],
			.low_included = true,
			.status = FEED_FIXED };

		if (i != best) {
			s.high = s.low;
			s.high_included = true;
		}
		feed_make_stretch(k, &x->w, &s);
	}
	e->is_git = x->git > 0 && e->n_stretches == 0 && e->n_versions == 0 &&
	    !e->is_all && !e->is_unread;
}

/* ---- products ---------------------------------------------------------- */

static bool
is_name(struct str s)
{
	return s.n > 0 && !str_eq_nocase(s, S("n/a")) &&
	    !str_eq_nocase(s, S("unknown")) && !str_eq(s, S("-"));
}

static void
take_product(struct feed_make *k, struct map *wares, const struct json_node *n)
{
	struct str name = feed_make_word(k,
	    json_get_str(json_get(n, "product"), "name"));
	struct ware *x = map_get(wares, name);

	if (!is_name(name))
		return;
	if (x == NULL) {
		x = arena_new(k->a, struct ware);
		x->w.e.by = FEED_BY_NAME;
		x->w.e.product = name;
		(void)map_add(wares, name, x);
	}
	take_version(k, x,
	    feed_make_word(k, json_get_str(n, "product_version")));
}

static void
add_all(struct feed_make *k, const struct map *wares, struct str vendor)
{
	for (size_t i = 0; i < map_len(wares) && !k->is_full; i++) {
		struct ware *x = map_at(wares, i)->value;

		x->w.e.vendor = vendor;
		feed_make_affects(k, &x->w.e);
	}
}

/* Which of several vendors makes which product is not told: each of them. */
static void
take_products(struct feed_make *k, const struct json_node *root)
{
	const struct json_node *n = feed_json_list(root, "enisaIdProduct");
	struct map *wares = map_open(k->a);
	bool has_vendor = false;

	for (; n != NULL; n = n->next)
		take_product(k, wares, n);
	for (size_t i = 0; i < map_len(wares); i++)
		take_patches(k, map_at(wares, i)->value);
	n = feed_json_list(root, "enisaIdVendor");
	for (; n != NULL && !k->is_full; n = n->next) {
		struct str name = feed_make_word(k,
		    json_get_str(json_get(n, "vendor"), "name"));

		if (!is_name(name))
			continue;
		has_vendor = true;
		add_all(k, wares, name);
	}
	if (!has_vendor)
		add_all(k, wares, S(""));
}

/* ---- the record -------------------------------------------------------- */

/* Of several CVE ids none is another name of it. */
static void
take_aliases(struct feed_make *k, struct str all)
{
	struct str rest = all, id;
	size_t cves = 0;

	while (rest.n > 0) {
		(void)str_cut(rest, '\n', &id, &rest);
		cves += cve_is_id(str_trim(id));
	}
	for (rest = all; rest.n > 0;) {
		(void)str_cut(rest, '\n', &id, &rest);
		if (cves > 1)
			feed_make_related(k, str_trim(id));
		else
			feed_make_alias(k, str_trim(id));
	}
}

bool
feed_euvd(struct arena *scratch, const struct feed_document *doc,
    const struct feed_sink *sink)
{
	struct feed_make k = { .a = scratch, .doc = doc, .sink = sink };
	const struct json_node *root = feed_json(scratch, doc, sink, keep);
	struct str rest, line;

	if (root == NULL)
		return true;
	feed_make_begin(&k, 0, doc->text.n);
	if (!feed_make_id(&k, json_get_str(root, "id")))
		return true;
	feed_make_time(&k, american(k.a, json_get_str(root, "datePublished")),
	    &k.r.published);
	feed_make_time(&k, american(k.a, json_get_str(root, "dateUpdated")),
	    &k.r.modified);
	k.r.is_exploited = json_get_str(root, "exploitedSince").n > 0;
	k.r.text_en = feed_make_text(json_get_str(root, "description"));
	feed_make_score(&k, json_get_str(root, "baseScoreVector"), S(""),
	    json_get(root, "baseScore"));
	take_aliases(&k, json_get_str(root, "aliases"));
	for (rest = json_get_str(root, "references"); rest.n > 0;) {
		(void)str_cut(rest, '\n', &line, &rest);
		feed_make_link(&k, str_trim(line), S(""));
	}
	take_products(&k, root);
	return feed_make_end(&k);
}
