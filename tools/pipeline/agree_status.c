#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "export/public/osv_impl.h"
#include "export/public/released.h"
#include "pipeline/agree_impl.h"

static bool
has_text(const struct reading_texts *l, struct str s)
{
	for (size_t i = 0; i < l->n; i++) {
		if (str_eq(l->v[i], s))
			return true;
	}
	return false;
}

/* The page has words for what is over; some documents say nothing more. */
static bool
is_over(const struct public_advisory *adv)
{
	return adv->is_withdrawn || adv->successor != NULL ||
	    str_eq_z(adv->category, "csaf_informational_advisory");
}

const struct reading_flaw *
agree_status_flaw(const struct agree_file *k, const struct reading *r,
    size_t flaw)
{
	const struct public_vulnerability *v = &k->adv->vulnerabilities[flaw];
	size_t at = k->s->flaw == SIZE_MAX ? flaw : 0;

	if (v->cve.n == 0)
		return at < r->n_flaws ? &r->flaws[at] : NULL;
	if (at < r->n_flaws && has_text(&r->flaws[at].ids, v->cve))
		return &r->flaws[at];
	for (size_t i = 0; i < r->n_flaws; i++) {
		if (has_text(&r->flaws[i].ids, v->cve))
			return &r->flaws[i];
	}
	return NULL;
}

struct reading_match
agree_status_match(const struct agree_file *k, const struct reading *r,
    const struct agreement_row *row)
{
	const struct agree_product *p = &k->g->products[row->product_index];
	size_t version = row->version_index == SIZE_MAX ? 0 :
							  row->version_index;
	const struct reading_query q = { .iris = &row->iri,
		.n_iris = 1,
		.id = row->id };
	struct reading_keys keys = p->keys[version], own;

	if (row->iri.n == 0)
		return reading_match(k->a, r, &keys);
	own = reading_keys(k->a, &q);
	keys.v = arena_array(k->a, struct str, keys.n + own.n);
	for (size_t i = 0; i < p->keys[version].n; i++)
		keys.v[i] = p->keys[version].v[i];
	for (size_t i = 0; i < own.n; i++)
		keys.v[keys.n++] = own.v[i];
	return reading_match(k->a, r, &keys);
}

/* It names affected packages alone; 0 for what is no package. */
static unsigned
unnamed_in_osv(const struct agree_file *k, const struct agreement_row *row)
{
	const struct public_product *p =
	    &k->g->v->products[row->product_index];
	struct osv_package package;

	return osv_package(k->a, p->purl, &package) ?
	    (unsigned)READING_ANY & ~(unsigned)READING_AFFECTED :
	    0;
}

/* What a document says of a row, by one or two parts of it; 0: nothing. */
static unsigned
answer(const struct agree_file *k, const struct reading *r,
    const struct reading_flaw *f, const struct agreement_row *row)
{
	struct reading_match m = agree_status_match(k, r, row);
	size_t statement;
	unsigned says = reading_stand(k->a, r, f, &m, row->version,
	    &statement);

	if (m.n == 0 && r->format == READING_osv)
		return unnamed_in_osv(k, row);
	/* CVE names it with what is installed on it, in words. */
	if (m.n == 0 && r->format == READING_cve && row->is_platform)
		return 0;
	/* What went out once could not name what came later. */
	if (statement == SIZE_MAX && reading_lists(r->format) &&
	    k->adv != NULL && released_find(k->adv, k->path) != NULL)
		return READING_ANY;
	f++;
	if (f < r->flaws + r->n_flaws && f->is_applicability)
		says &= reading_stand(k->a, r, f, &m, row->version,
		    &statement);
	return says == 0 ? AGREEMENT_SPLIT : says;
}

static void
tell_row(const struct agree_file *k, size_t advisory,
    const struct agreement_flaw *flaw, const struct agreement_row *row,
    unsigned says)
{
	agree_tell(k, advisory,
	    "%.*s says '%.*s' of %.*s%s%.*s%s%.*s, "
	    "the page says '%.*s'",
	    STR_ARG(k->what), STR_ARG(agree_row_words(k->a, says)),
	    STR_ARG(row->product), row->version.n > 0 ? " " : "",
	    STR_ARG(row->version), flaw->id.n > 0 ? " to " : "",
	    STR_ARG(flaw->id), STR_ARG(agree_row_words(k->a, row->is)));
}

/*
 * Whether a difference may be our own: two products go by one name, or the
 * document is an import, whose tree may name versions in any way.
 */
static bool
is_unsure(const struct agree_file *k, size_t advisory,
    const struct agreement_row *row)
{
	return agree_row_is_shared(k, row) ||
	    k->g->v->advisories[advisory].is_import;
}

/*
 * What a document may say of a row.  A withdrawn advisory stays on its page as
 * a record; what holds now is nothing, which OpenVEX calls open.  Documents
 * that went out before say what they said.
 */
static unsigned
may_say(const struct agree_file *k, size_t advisory,
    const struct agreement_row *row)
{
	unsigned is = row->is;

	if (!k->g->v->advisories[advisory].is_withdrawn)
		return is;
	if (k->s->format == READING_status)
		return READING_UNKNOWN;
	if (k->s->format == READING_openvex)
		is |= READING_INVESTIGATED;
	return is;
}

/* Compare the rows of a flaw, or those of one product; SIZE_MAX: all. */
static void
see_rows(const struct agree_file *k, const struct reading *r,
    const struct reading_flaw *f, struct agree_place at, size_t product)
{
	struct agreement_flaw *flaw =
	    &k->g->out->advisories[at.advisory].flaws[at.flaw];
	size_t told = 0;

	for (size_t i = 0; i < flaw->n_rows; i++) {
		struct agreement_row *row = &flaw->rows[i];
		unsigned is = may_say(k, at.advisory, row), says;
		struct scratch tmp;

		if (product != SIZE_MAX && row->product_index != product)
			continue;
		tmp = scratch_begin(k->a);
		says = f == NULL ? READING_UNKNOWN : answer(k, r, f, row);
		if (says != 0 && (says & is) == 0 &&
		    is_unsure(k, at.advisory, row))
			says = READING_ANY;
		/* As it may be: the table is not to show a difference. */
		row->says[k->s->format] = (unsigned char)((says & is) != 0 ?
			says | (is != row->is ? row->is : 0u) :
			says);
		if (says != 0 && (says & is) == 0 && told++ < LIMIT_AGREE_TOLD)
			tell_row(k, at.advisory, flaw, row, says);
		scratch_end(tmp);
	}
	if (told > LIMIT_AGREE_TOLD)
		agree_tell(k, at.advisory, "%.*s differs in %zu more versions",
		    STR_ARG(k->what), told - LIMIT_AGREE_TOLD);
}

const struct reading_flaw *
agree_status_place(const struct agree_file *k, const struct reading *r,
    struct agree_place at)
{
	const struct agreement_advisory *adv =
	    &k->g->out->advisories[at.advisory];
	const struct str id = adv->flaws[at.flaw].id;

	for (size_t i = 0; i < r->n_flaws; i++) {
		const struct reading_flaw *f = &r->flaws[i];

		if (str_eq(f->document, adv->id) &&
		    (id.n == 0 ? f->ids.n == 0 : has_text(&f->ids, id)))
			return f;
	}
	return NULL;
}

void
agree_status(const struct agree_file *k, const struct reading *r)
{
	const struct agree_product *p = &k->g->products[k->s->product];

	if (k->adv == NULL) {
		for (size_t i = 0; i < p->n; i++)
			see_rows(k, r, agree_status_place(k, r, p->places[i]),
			    p->places[i], k->s->product);
		return;
	}
	for (size_t i = 0; i < k->adv->n_vulnerabilities; i++) {
		const struct reading_flaw *f;

		if (k->s->flaw != SIZE_MAX && k->s->flaw != i)
			continue;
		f = agree_status_flaw(k, r, i);
		if (f == NULL && is_over(k->adv))
			continue;
		if (f != NULL && f->is_rejected)
			continue;
		if (f == NULL && k->adv->vulnerabilities[i].cve.n > 0)
			agree_tell(k, k->s->advisory,
			    "%.*s does not name %.*s", STR_ARG(k->what),
			    STR_ARG(k->adv->vulnerabilities[i].cve));
		see_rows(k, r, f, (struct agree_place){ k->s->advisory, i },
		    SIZE_MAX);
	}
}
