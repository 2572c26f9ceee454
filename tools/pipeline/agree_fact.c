#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "base/num.h"
#include "export/public/standing.h"
#include "pipeline/agree_impl.h"

/* Which scores a format can hold. */
enum scores {
	NO_SCORES,
	ALL_SCORES,
	OLD_SCORES,	/* of CVSS 2.0 and 3.x, one of these a product */
	OUR_SCORES,	/* by the publisher */
	OUR_KINDS,	/* by the publisher, one of 2.0, 3.x and 4.0 each */
};

/* What a format can say beside where versions stand. */
static const struct {
	enum scores scores;
	bool has_cwe;
	bool has_dates;
	bool has_links;
	bool has_credits;
	bool has_groups;	/* credits of groups that have members */
} can[READING_FORMATS] = {
	[READING_csaf20] = { OLD_SCORES, true, true, true, true, true },
	[READING_csaf21] = { ALL_SCORES, true, true, true, true, true },
	[READING_csaf_vex] = { OLD_SCORES, true, true, true, true, true },
	[READING_csaf21_vex] = { ALL_SCORES, true, true, true, true, true },
	[READING_openvex] = { .has_dates = true },
	[READING_cyclonedx] = { ALL_SCORES, true, true, true, true, true },
	[READING_cve] = { OUR_SCORES, true, true, true, true, true },
	[READING_osv] = { OUR_KINDS, true, true, true, true, false },
	[READING_status] = { ALL_SCORES, true, false, false, false, false },
};

/* ---- scores -------------------------------------------------------------- */

static int
kind_of(enum cvss_version v)
{
	return v == CVSS_3_1 ? (int)CVSS_3_0 : (int)v;
}

static bool
have_common(const struct public_leaves *a, const struct public_leaves *b)
{
	for (size_t i = 0; i < a->n; i++) {
		for (size_t j = 0; j < b->n; j++) {
			if (a->v[i] == b->v[j])
				return true;
		}
	}
	return false;
}

/* Whether a score before it takes its place: in formats with one of a kind. */
static bool
is_second(const struct public_vulnerability *v, size_t i, enum scores can_say)
{
	const struct public_score *s = &v->scores[i];

	for (size_t j = 0; j < i; j++) {
		const struct public_score *other = &v->scores[j];

		if (kind_of(other->cvss.version) != kind_of(s->cvss.version) ||
		    (can_say == OUR_KINDS && other->source.n > 0))
			continue;
		if (can_say == OUR_KINDS ||
		    have_common(&other->leaves, &s->leaves))
			return true;
	}
	return false;
}

static bool
can_hold(const struct public_vulnerability *v, size_t i, enum scores can_say,
    enum reading_format f)
{
	const struct public_score *s = &v->scores[i];
	bool by_product = f == READING_csaf20 || f == READING_csaf_vex ||
	    f == READING_csaf21 || f == READING_csaf21_vex;

	if (by_product && (s->leaves.n == 0 || is_second(v, i, can_say)))
		return false;
	switch (can_say) {
	case ALL_SCORES:
		return true;
	case OLD_SCORES:
		return s->cvss.version != CVSS_4_0;
	case OUR_SCORES:
		return s->source.n == 0;
	case OUR_KINDS:
		return s->source.n == 0 && !is_second(v, i, can_say);
	case NO_SCORES:
		break;
	}
	return false;
}

/* "9.8" in tenths; -1 when it is no such number. */
static int64_t
tenths(struct str s)
{
	struct str whole, part;
	int64_t n, tenth = 0;

	if (str_cut(s, '.', &whole, &part) &&
	    !num_parse(str_sub(part, 0, 1), 0, 9, &tenth))
		return -1;
	return num_parse(whole, 0, 10, &n) ? n * 10 + tenth : -1;
}

static const struct public_score *
find_score(const struct agree_file *k, const struct public_vulnerability *v,
    struct str vector)
{
	struct cvss cvss;
	struct cvss_fault fault;

	if (!cvss_parse(vector, &cvss, &fault))
		return NULL;
	vector = cvss_canonical(k->a, &cvss);
	for (size_t i = 0; i < v->n_scores; i++) {
		const struct public_score *s = &v->scores[i];

		if (s->cvss.version == cvss.version &&
		    str_eq(cvss_canonical(k->a, &s->cvss), vector))
			return s;
	}
	return NULL;
}

static void
see_score(const struct agree_file *k, size_t advisory,
    const struct public_vulnerability *v, const struct reading_score *s)
{
	const struct public_score *ours = find_score(k, v, s->vector);
	int64_t number = tenths(s->number);

	if (ours == NULL)
		agree_tell(k, advisory,
		    "%.*s has the score %.*s, the page has not",
		    STR_ARG(k->what), STR_ARG(s->vector));
	else if (s->number.n > 0 && number != ours->score.base_x10 &&
	    number != ours->score.overall_x10)
		agree_tell(k, advisory, "%.*s says %.*s for %.*s, not %d.%d",
		    STR_ARG(k->what), STR_ARG(s->number), STR_ARG(s->vector),
		    ours->score.overall_x10 / 10,
		    ours->score.overall_x10 % 10);
}

static bool
has_score(const struct agree_file *k, const struct reading_flaw *f,
    const struct public_vulnerability *v, size_t i)
{
	for (size_t j = 0; j < f->n_scores; j++) {
		const struct public_score *s = find_score(k, v,
		    f->scores[j].vector);

		if (s == &v->scores[i] ||
		    (s != NULL &&
			s->cvss.version == v->scores[i].cvss.version &&
			str_eq(cvss_canonical(k->a, &s->cvss),
			    cvss_canonical(k->a, &v->scores[i].cvss))))
			return true;
	}
	return false;
}

static void
see_flaw(const struct agree_file *k, const struct reading_flaw *f,
    size_t advisory, const struct public_vulnerability *v)
{
	enum reading_format format = k->s->format;

	for (size_t i = 0; i < f->n_scores; i++)
		see_score(k, advisory, v, &f->scores[i]);
	for (size_t i = 0; i < v->n_scores; i++) {
		if (can_hold(v, i, can[format].scores, format) &&
		    !has_score(k, f, v, i))
			agree_tell(k, advisory,
			    "%.*s lacks the score %.*s of the page",
			    STR_ARG(k->what), STR_ARG(v->scores[i].vector));
	}
	if (can[format].has_cwe && v->cwe.n > 0 &&
	    (f->cwes.n == 0 || !str_eq(f->cwes.v[0], v->cwe)))
		agree_tell(k, advisory,
		    "%.*s has the weakness '%.*s', the page %.*s",
		    STR_ARG(k->what),
		    STR_ARG(f->cwes.n > 0 ? f->cwes.v[0] : S("")),
		    STR_ARG(v->cwe));
}

/* A score that is for some products only, version by version. */
static bool
is_scored(const struct agree_file *k, const struct public_vulnerability *v,
    struct str vector, size_t leaf)
{
	struct cvss cvss;
	struct cvss_fault fault;

	if (!cvss_parse(vector, &cvss, &fault))
		return false;
	vector = cvss_canonical(k->a, &cvss);
	for (size_t i = 0; i < v->n_scores; i++) {
		const struct public_score *s = &v->scores[i];

		if (!str_eq(cvss_canonical(k->a, &s->cvss), vector))
			continue;
		for (size_t j = 0; j < s->leaves.n; j++) {
			if (s->leaves.v[j] == leaf)
				return true;
		}
	}
	return false;
}

static bool
names_product(const struct reading_score *s, size_t product)
{
	for (size_t i = 0; i < s->n_products; i++) {
		if (s->products[i] == product)
			return true;
	}
	return false;
}

/* Or alone, or in another combination: documents tell them of the product. */
static bool
is_scored_beside(const struct agree_file *k,
    const struct public_vulnerability *v, struct str vector,
    const struct agreement_row *row)
{
	const struct standings said = standing_open(k->a, k->adv, v,
	    &k->g->v->products[row->product_index]);
	const struct standing_entry *e = standing_at(&said, row->version);

	for (size_t i = 0; e != NULL && i < said.n; i++) {
		if (said.v[i].group != e->group &&
		    is_scored(k, v, vector, said.v[i].leaf))
			return true;
	}
	return false;
}

/* Whether the scores that an affected version gets are those of the page. */
static void
see_scored(const struct agree_file *k, const struct reading *r,
    const struct reading_flaw *f, const struct public_vulnerability *v,
    const struct agreement_row *row)
{
	struct reading_match m = agree_status_match(k, r, row);
	size_t at;

	if (row->is != READING_AFFECTED || row->leaf == SIZE_MAX ||
	    agree_row_is_shared(k, row))
		return;
	(void)reading_stand(k->a, r, f, &m, row->version, &at);
	for (size_t i = 0; at != SIZE_MAX && i < f->n_scores; i++) {
		const struct reading_score *s = &f->scores[i];

		if (!names_product(s, f->statements[at].product) ||
		    is_scored(k, v, s->vector, row->leaf) ||
		    is_scored_beside(k, v, s->vector, row))
			continue;
		agree_tell(k, k->s->advisory,
		    "%.*s gives %.*s %.*s the score %.*s, the page does not",
		    STR_ARG(k->what), STR_ARG(row->product),
		    STR_ARG(row->version), STR_ARG(s->vector));
		return;
	}
}

static void
see_all_scored(const struct agree_file *k, const struct reading *r,
    const struct reading_flaw *f, size_t flaw)
{
	const struct agreement_flaw *rows =
	    &k->g->out->advisories[k->s->advisory].flaws[flaw];
	bool by_product = false;

	for (size_t i = 0; i < f->n_scores; i++)
		by_product = by_product || f->scores[i].n_products > 0;
	for (size_t i = 0; by_product && i < rows->n_rows; i++) {
		struct scratch tmp = scratch_begin(k->a);

		see_scored(k, r, f, &k->adv->vulnerabilities[flaw],
		    &rows->rows[i]);
		scratch_end(tmp);
	}
}

/* ---- dates --------------------------------------------------------------- */

/* An import may have other dates than its revisions have. */
static void
see_date(const struct agree_file *k, const char *name, bool has,
    struct instant at, const struct instant expected[2])
{
	if (has && (at.s == expected[0].s || at.s == expected[1].s))
		return;
	agree_tell(k, k->s->advisory, "%.*s says %s %.*s, the page %.*s",
	    STR_ARG(k->what), name,
	    STR_ARG(has ? instant_format(k->a, at) : S("nothing")),
	    STR_ARG(instant_format(k->a, expected[0])));
}

static void
see_dates(const struct agree_file *k, const struct reading *r)
{
	const struct public_advisory *adv = k->adv;
	struct instant first = adv->revisions[0].at;
	struct instant last = adv->revisions[adv->n_revisions - 1].at;
	const struct instant initial[2] = {
		adv->has_initial_release ? adv->initial_release : first, first
	};
	const struct instant current[2] = {
		adv->has_current_release ? adv->current_release : last, last
	};

	see_date(k, "first published", r->has_initial, r->initial, initial);
	see_date(k, "last updated", r->has_current, r->current, current);
}

/* ---- credits and references ---------------------------------------------- */

static bool
has_part(const struct reading_texts *l, struct str s)
{
	for (size_t i = 0; i < l->n; i++) {
		if (str_find(l->v[i], s, 0) != SIZE_MAX)
			return true;
	}
	return false;
}

static void
see_name(const struct agree_file *k, const struct reading *r, struct str name,
    struct map *known)
{
	if (!map_add(known, name, known) || has_part(&r->credits, name))
		return;
	agree_tell(k, k->s->advisory, "%.*s does not thank %.*s",
	    STR_ARG(k->what), STR_ARG(name));
}

static void
see_thanks(const struct agree_file *k, const struct reading *r,
    const struct public_thanks *v, size_t n, struct map *known)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < v[i].n_names; j++)
			see_name(k, r, v[i].names[j], known);
		if (v[i].organization.n > 0 &&
		    (v[i].n_names == 0 || can[k->s->format].has_groups))
			see_name(k, r, v[i].organization, known);
	}
}

/* Who is thanked that the page does not thank. */
static void
see_credits(const struct agree_file *k, const struct reading *r,
    const struct map *known)
{
	for (size_t i = 0; i < r->credits.n; i++) {
		bool is_known = false;

		for (size_t j = 0; j < map_len(known) && !is_known; j++)
			is_known = str_find(r->credits.v[i],
				       map_at(known, j)->key, 0) != SIZE_MAX;
		if (!is_known)
			agree_tell(k, k->s->advisory,
			    "%.*s thanks %.*s, the page does not",
			    STR_ARG(k->what), STR_ARG(r->credits.v[i]));
	}
}

static void
know_urls(struct map *known, const struct public_link *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		(void)map_add(known, v[i].url, known);
}

static void
know_flaw(struct map *known, const struct public_vulnerability *v)
{
	know_urls(known, v->references, v->n_references);
	for (size_t i = 0; i < v->n_remediations; i++)
		(void)map_add(known, v->remediations[i].url, known);
	for (size_t i = 0; i < v->n_thanks; i++) {
		for (size_t j = 0; j < v->thanks[i].n_urls; j++)
			(void)map_add(known, v->thanks[i].urls[j], known);
	}
}

static bool
has_link(const struct map *links, struct str url)
{
	return url.n == 0 || map_get(links, url) != NULL;
}

static void
need_links(const struct agree_file *k, const struct map *links,
    const struct public_link *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!v[i].is_self && !has_link(links, v[i].url))
			agree_tell(k, k->s->advisory,
			    "%.*s lacks the reference %.*s", STR_ARG(k->what),
			    STR_ARG(v[i].url));
	}
}

/* Our own addresses lead to the page or to what it links. */
static bool
is_own(const struct agree_file *k, struct str url)
{
	const struct public_successor *by = k->adv->successor;
	struct str base = k->adv->base_url;
	struct str other = by != NULL ? by->base_url : S("");

	return (base.n > 0 && str_starts(url, base)) ||
	    (other.n > 0 && str_starts(url, other)) ||
	    str_starts(url, S("https://www.first.org/cvss/calculator/"));
}

static void
see_links(const struct agree_file *k, const struct reading *r)
{
	struct map *links = map_open(k->a), *known = map_open(k->a);
	const struct public_advisory *adv = k->adv;

	for (size_t i = 0; i < r->links.n; i++)
		(void)map_add(links, r->links.v[i], links);
	know_urls(known, adv->references, adv->n_references);
	need_links(k, links, adv->references, adv->n_references);
	if (adv->successor != NULL)
		(void)map_add(known, adv->successor->url, known);
	for (size_t i = 0; i < adv->n_vulnerabilities; i++) {
		const struct public_vulnerability *v =
		    &adv->vulnerabilities[i];

		if (k->s->flaw != SIZE_MAX && k->s->flaw != i)
			continue;
		know_flaw(known, v);
		if (r->n_flaws > 0)
			need_links(k, links, v->references, v->n_references);
	}
	for (size_t i = 0; i < map_len(links); i++) {
		struct str url = map_at(links, i)->key;

		if (map_get(known, url) == NULL && !is_own(k, url))
			agree_tell(k, k->s->advisory,
			    "%.*s refers to %.*s, the page does not",
			    STR_ARG(k->what), STR_ARG(url));
	}
}

static void
see_people(const struct agree_file *k, const struct reading *r)
{
	const struct public_advisory *adv = k->adv;
	struct map *known = map_open(k->a);

	see_thanks(k, r, adv->thanks, adv->n_thanks, known);
	for (size_t i = 0; i < adv->n_vulnerabilities; i++) {
		const struct public_vulnerability *v =
		    &adv->vulnerabilities[i];

		if ((k->s->flaw == SIZE_MAX || k->s->flaw == i) &&
		    r->n_flaws > 0)
			see_thanks(k, r, v->thanks, v->n_thanks, known);
	}
	see_credits(k, r, known);
}

/* ---- a document ---------------------------------------------------------- */

/* A status file tells scores for many advisories. */
static void
see_places(const struct agree_file *k, const struct reading *r)
{
	const struct agree_product *p = &k->g->products[k->s->product];

	for (size_t i = 0; i < p->n; i++) {
		size_t at = p->places[i].advisory;
		const struct public_advisory *adv = &k->g->v->advisories[at];
		const struct reading_flaw *f = agree_status_place(k, r,
		    p->places[i]);

		if (f != NULL)
			see_flaw(k, f, at,
			    &adv->vulnerabilities[p->places[i].flaw]);
	}
}

void
agree_fact(const struct agree_file *k, const struct reading *r)
{
	if (k->adv == NULL) {
		see_places(k, r);
		return;
	}
	/* What was given up has no facts. */
	if (r->n_flaws > 0 && r->flaws[0].is_rejected)
		return;
	for (size_t i = 0; i < k->adv->n_vulnerabilities; i++) {
		const struct reading_flaw *f;

		if (k->s->flaw != SIZE_MAX && k->s->flaw != i)
			continue;
		f = agree_status_flaw(k, r, i);
		if (f == NULL)
			continue;
		see_flaw(k, f, k->s->advisory, &k->adv->vulnerabilities[i]);
		see_all_scored(k, r, f, i);
	}
	if (can[k->s->format].has_dates)
		see_dates(k, r);
	if (can[k->s->format].has_links)
		see_links(k, r);
	if (can[k->s->format].has_credits)
		see_people(k, r);
}
