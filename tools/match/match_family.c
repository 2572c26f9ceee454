#include "match/match_family.h"

#include "base/arena.h"
#include "base/attr.h"
#include "inventory/component.h"
#include "version/cpe.h"
#include "version/name.h"

static const struct {
	struct str rules, members, words;
} families[] = {
#define FAMILY(rules, members, words)					\
	{ STR_INIT(rules), STR_INIT(members), STR_INIT(words) },
#include "match/families.def"
};

#define NONE	ARRAY_LEN(families)

static bool
is_system(const struct cpe *c)
{
	return str_eq_nocase(c->part[CPE_PART], S("o"));
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

static size_t
named_by(struct arena *a, const struct cpe *rule)
{
	struct str vendor, product;
	size_t i = 0;

	if (!is_system(rule))
		return NONE;
	vendor = str_lower(a, rule->part[CPE_VENDOR]);
	product = str_lower(a, rule->part[CPE_PRODUCT]);
	while (i < NONE && !is_member(families[i].rules, vendor, product))
		i++;
	return i;
}

bool
match_family_is(struct arena *a, const struct cpe *rule)
{
	return named_by(a, rule) < NONE;
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

static bool
is_of(struct arena *a, size_t family, const struct component *of,
    const struct cpe *c)
{
	struct str *words;
	size_t n;

	if (c != NULL)
		return is_system(c) &&
		    is_member(families[family].members,
			str_lower(a, c->part[CPE_VENDOR]),
			str_lower(a, c->part[CPE_PRODUCT]));
	if (!str_eq_z(of->kind, "operating-system"))
		return false;
	n = name_words(a, of->name, &words);
	return has_word(families[family].words, words, n);
}

bool
match_family_has(struct arena *a, const struct cpe *rule,
    const struct component *of, const struct cpe *c)
{
	size_t family = named_by(a, rule);

	return family < NONE && is_of(a, family, of, c);
}

bool
match_family_tells(struct arena *a, const struct component *of,
    const struct cpe *c)
{
	for (size_t i = 0; i < NONE; i++) {
		if (is_of(a, i, of, c))
			return true;
	}
	return false;
}
