#include "csaf/csaf_license.h"

#include "base/attr.h"

enum list {
	LIST_LICENSES,
	LIST_EXCEPTIONS,
};

static const struct {
	enum list list;
	struct str words;
} lists[] = {
#define LICENSES(words)		{ LIST_LICENSES, STR_INIT(words) },
#define EXCEPTIONS(words)	{ LIST_EXCEPTIONS, STR_INIT(words) },
#include "csaf/csaf_license.def"
};

/* SPDX matches identifiers whatever their case. */
static bool
is_listed(enum list list, struct str s)
{
	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		if (lists[i].list == list && str_is_word_of(lists[i].words, s))
			return true;
	}
	return false;
}

/* idstring of the grammar. */
static bool
is_id(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			(c >= '0' && c <= '9') || c == '-' || c == '.'))
			return false;
	}
	return s.n > 0;
}

/* An expression on the way. */
struct reading {
	struct str rest;
	struct str word;	/* a parenthesis, or up to one or a blank */
	struct csaf_license *out;
};

static bool
next(struct reading *r)
{
	size_t n = 0;

	while (r->rest.n > 0 && (r->rest.p[0] == ' ' || r->rest.p[0] == '\t'))
		r->rest = str_from(r->rest, 1);
	while (n < r->rest.n &&
	    str_find_byte(S(" \t()"), r->rest.p[n], 0) == SIZE_MAX)
		n++;
	if (n == 0 && r->rest.n > 0)
		n = 1;
	r->word = str_sub(r->rest, 0, n);
	r->rest = str_from(r->rest, n);
	return n > 0;
}

static bool
fail(struct reading *r, const char *why)
{
	r->out->why = why;
	r->out->at = r->word;
	return false;
}

static void
unlisted(struct reading *r, bool is_known)
{
	if (!is_known && r->out->unlisted.n == 0)
		r->out->unlisted = r->word;
}

/* A licence, or with a list of exceptions, what stands behind WITH. */
static bool
take_name(struct reading *r, enum list list)
{
	struct str prefix = list == LIST_LICENSES ? S("LicenseRef-") :
						    S("AdditionRef-");
	struct str name = r->word;

	if (str_eq_nocase(str_sub(name, 0, 12), S("DocumentRef-")))
		return fail(r, "CSAF has no references to other documents");
	if (str_starts(name, prefix)) {
		if (!is_id(str_from(name, prefix.n)))
			return fail(r, "this is no identifier");
		unlisted(r, str_starts(name, S("LicenseRef-scancode-")));
		return true;
	}
	if (str_eq_nocase(str_sub(name, 0, prefix.n), prefix))
		return fail(r, "the prefix is written otherwise");
	if (list == LIST_LICENSES && str_ends(name, S("+")))
		name = str_sub(name, 0, name.n - 1);
	if (!is_id(name))
		return fail(r, "this is no identifier");
	unlisted(r, is_listed(list, name));
	return true;
}

static bool
is_operator(struct str word, const char *upper, const char *lower)
{
	return str_eq_z(word, upper) || str_eq_z(word, lower);
}

/* Operands and operators in turn; parentheses are counted. */
static bool
take_all(struct reading *r)
{
	size_t depth = 0;
	bool wants_operand = true, may_with = false;

	while (next(r)) {
		if (wants_operand && str_eq(r->word, S("("))) {
			depth++;
		} else if (wants_operand) {
			if (!take_name(r, LIST_LICENSES))
				return false;
			wants_operand = false;
			may_with = true;
		} else if (str_eq(r->word, S(")"))) {
			if (depth-- == 0)
				return fail(r, "nothing was opened");
			may_with = false;
		} else if (may_with && is_operator(r->word, "WITH", "with")) {
			if (!next(r) || !take_name(r, LIST_EXCEPTIONS))
				return r->out->why != NULL ?
				    false :
				    fail(r, "an exception is missing");
			may_with = false;
		} else if (is_operator(r->word, "AND", "and") ||
		    is_operator(r->word, "OR", "or")) {
			wants_operand = true;
		} else {
			return fail(r, "AND, OR or WITH is wanted here");
		}
	}
	if (wants_operand || depth > 0)
		return fail(r, "the end is missing");
	return true;
}

void
csaf_license_parse(struct str s, struct csaf_license *out)
{
	struct reading r = { .rest = s, .out = out };

	*out = (struct csaf_license){ .why = NULL };
	(void)take_all(&r);
}
