#include "rule/about.h"

#include <stdint.h>

#include "base/num.h"
#include "base/str.h"

bool
about_is_import_product(const struct product_entry *p)
{
	return str_eq(p->product->origin.s, S("import"));
}

const struct fact *
about_fact(const struct case_entry *c, enum event e)
{
	const struct fact_list *facts = &c->c->facts;
	struct str name = str_z(event_info(e)->name);

	for (size_t i = facts->n; i > 0; i--) {
		if (str_eq(facts->v[i - 1].event.s, name))
			return &facts->v[i - 1];
	}
	return NULL;
}

/* Whether a case's decision is to publish, which it is unless it says so. */
static bool
is_for_publication(const struct case_entry *c)
{
	const struct disclosure *d = c->c->disclosure;

	if (c->c->exit != NULL)
		return false;
	return d == NULL || d->decision.v == 0 ||
	    d->decision.v == DISCLOSURE_PUBLISH;
}

bool
about_needs_text(const struct case_entry *c)
{
	if (model_case_is_import(c) || !is_for_publication(c))
		return false;
	return c->published != NULL ||
	    about_fact(c, EVENT_TEXT_READY) != NULL ||
	    about_fact(c, EVENT_CLEARED) != NULL ||
	    about_fact(c, EVENT_OWN_PUBLICATION) != NULL;
}

bool
about_has_status(const struct case_product *p, bool (*is)(int status))
{
	if (is(p->status.v))
		return true;
	for (size_t i = 0; i < p->versions.n; i++) {
		if (is(p->versions.v[i].status.v))
			return true;
	}
	return false;
}

const struct product_entry *
about_versioned(const struct case_product *p)
{
	return p->component.id.n > 0 ? p->component.target : p->product.target;
}

bool
about_has_language(const struct model *m, struct str lang)
{
	const struct organisation *o = m->organisation;

	for (size_t i = 0; o != NULL && i < o->languages.n; i++) {
		if (str_eq(o->languages.v[i].s, lang))
			return true;
	}
	return false;
}

bool
about_number(struct str id, struct str prefix, int64_t *year, int64_t *number)
{
	struct str part, rest;

	if (!str_starts(id, prefix))
		return false;
	rest = str_from(id, prefix.n);
	if (!str_cut(rest, '-', &part, &rest) || part.n != 0 ||
	    !str_cut(rest, '-', &part, &rest) || part.n != 4)
		return false;
	return num_parse_padded(part, 9999, year) && rest.n >= 4 &&
	    num_parse_padded(rest, 99999999, number);
}

bool
about_is_own(const struct model *m, struct span at)
{
	return source_get(m->sources, at.file)->layer == 0;
}

bool
about_in_block(const struct id_block_list *blocks, int64_t year,
    int64_t number)
{
	bool has_year = false;

	for (size_t i = 0; i < blocks->n; i++) {
		const struct id_block *b = &blocks->v[i];

		if (b->year.n != year)
			continue;
		has_year = true;
		if (b->first.n <= number && number <= b->last.n)
			return true;
	}
	return !has_year;
}

static const struct id_scheme *
scheme_of(const struct model *m)
{
	return m->organisation != NULL ? m->organisation->ids : NULL;
}

struct str
about_case_prefix(const struct model *m)
{
	return scheme_of(m) != NULL ? scheme_of(m)->case_prefix.s : S("");
}

struct str
about_advisory_prefix(const struct model *m)
{
	return scheme_of(m) != NULL ? scheme_of(m)->advisory_prefix.s : S("");
}

static bool
is_word_byte(struct str s, size_t i)
{
	char c = i < s.n ? s.p[i] : ' ';

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_';
}

size_t
about_unfinished(struct str text, size_t *len)
{
	static const struct str words[] = {
		STR_INIT("TO"
			 "DO"),
		STR_INIT("FIX"
			 "ME"),
		STR_INIT("TBD"),
		STR_INIT("XXX"),
		STR_INIT("要確認"),
		STR_INIT("後で書く"),
	};
	size_t first = SIZE_MAX;

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		size_t at = str_find(text, words[i], 0);

		while (at != SIZE_MAX &&
		    ((at > 0 && is_word_byte(text, at - 1)) ||
			is_word_byte(text, at + words[i].n)))
			at = str_find(text, words[i], at + 1);
		if (at < first) {
			first = at;
			*len = words[i].n;
		}
	}
	return first;
}

bool
about_is_sha256(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (num_hex_low(s.p[i]) < 0)
			return false;
	}
	return s.n == 64 || s.n == 0;
}
