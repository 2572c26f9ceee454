#include "match/match_family.h"

#include "base/arena.h"
#include "base/attr.h"
#include "inventory/component.h"
#include "version/cpe.h"
#include "version/name.h"

static const struct {
	struct str rule, members, words;
} families[] = {
#define FAMILY(rule, members, words)					\
	{ STR_INIT(rule), STR_INIT(members), STR_INIT(words) },
#include "match/families.def"
};

#define NONE	ARRAY_LEN(families)

static bool
is_system(const struct cpe *c)
{
	return str_eq_nocase(c->part[CPE_PART], S("o"));
}

static size_t
named_by(const struct cpe *rule)
{
	struct str vendor, product;
	size_t i = 0;

	for (; i < NONE; i++) {
		(void)str_cut(families[i].rule, ':', &vendor, &product);
		if (is_system(rule) &&
		    str_eq_nocase(rule->part[CPE_VENDOR], vendor) &&
		    str_eq_nocase(rule->part[CPE_PRODUCT], product))
			break;
	}
	return i;
}

bool
match_family_is(const struct cpe *rule)
{
	return named_by(rule) < NONE;
}

/* "*linux*" and the like. */
static bool
is_like(struct str s, struct str pattern)
{
	bool before = str_starts(pattern, S("*"));
	bool behind = pattern.n > 1 && str_ends(pattern, S("*"));
	struct str text = str_sub(pattern, before ? 1 : 0,
	    pattern.n - (before ? 1 : 0) - (behind ? 1 : 0));

	if (before && behind)
		return str_find(s, text, 0) != SIZE_MAX;
	if (before)
		return str_ends(s, text);
	return behind ? str_starts(s, text) : str_eq(s, text);
}

static bool
is_member(struct str members, struct str vendor, struct str product)
{
	struct str one, maker, goods;

	while (members.n > 0) {
		(void)str_cut(members, '|', &one, &members);
		(void)str_cut(one, ':', &maker, &goods);
		if (is_like(vendor, maker) && is_like(product, goods))
			return true;
	}
	return false;
}

static bool
has_word(struct str words, const struct str *v, size_t n)
{
	struct str one;

	while (words.n > 0) {
		(void)str_cut(words, '|', &one, &words);
		for (size_t i = 0; i < n; i++) {
			if (str_eq(v[i], one))
				return true;
		}
	}
	return false;
}

static size_t
family_of(struct arena *a, const struct component *of, const struct cpe *c)
{
	struct str *words, vendor, product;
	size_t i = 0, n;

	if (c != NULL) {
		vendor = str_lower(a, c->part[CPE_VENDOR]);
		product = str_lower(a, c->part[CPE_PRODUCT]);
		while (i < NONE &&
		    !(is_system(c) &&
			is_member(families[i].members, vendor, product)))
			i++;
		return i;
	}
	if (!str_eq_z(of->kind, "operating-system"))
		return NONE;
	n = name_words(a, of->name, &words);
	while (i < NONE && !has_word(families[i].words, words, n))
		i++;
	return i;
}

bool
match_family_has(struct arena *a, const struct cpe *rule,
    const struct component *of, const struct cpe *c)
{
	size_t family = named_by(rule);

	return family < NONE && family_of(a, of, c) == family;
}

bool
match_family_tells(struct arena *a, const struct component *of,
    const struct cpe *c)
{
	if (c == NULL)
		return family_of(a, of, NULL) < NONE;
	return is_system(c) &&
	    !str_ends(str_lower(a, c->part[CPE_PRODUCT]), S("_firmware"));
}
