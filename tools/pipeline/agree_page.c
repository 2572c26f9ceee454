#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "pipeline/agree_impl.h"
#include "text/html.h"
#include "version/vers.h"

/* A page being searched. */
struct task {
	const struct agree_file *k;
	struct str page;
	struct buf term;
};

/* As the template writes a text: in an element, or in an attribute. */
static bool
is_shown(struct task *t, struct str s)
{
	if (t->k->s->kind == AGREE_TEXT)
		return str_find(t->page, s, 0) != SIZE_MAX;
	buf_clear(&t->term);
	html_text(&t->term, s);
	if (str_find(t->page, buf_str(&t->term), 0) != SIZE_MAX)
		return true;
	buf_clear(&t->term);
	html_attr(&t->term, s);
	return str_find(t->page, buf_str(&t->term), 0) != SIZE_MAX;
}

static void
need(struct task *t, const char *kind, struct str s)
{
	if (s.n > 0 && !is_shown(t, s))
		agree_tell(t->k, t->k->s->advisory, "%.*s lacks %s '%.*s'",
		    STR_ARG(t->k->what), kind, STR_ARG(s));
}

/* In the page's language, else in the other. */
static struct str
words_of(const struct task *t, const struct public_words *w)
{
	enum public_lang lang = t->k->s->lang;

	return w
	    ->in[w->in[lang].n > 0 || lang != PUBLIC_EN ? lang : PUBLIC_JA];
}

/* Addresses that no page may link to are no links anywhere. */
static void
need_url(struct task *t, const char *kind, struct str url)
{
	if (html_url_is_allowed(url))
		need(t, kind, url);
}

static void
need_links(struct task *t, const struct public_link *v, size_t n)
{
	/* Where an import's own document was has no place on our page. */
	for (size_t i = 0; i < n; i++) {
		if (!v[i].is_self)
			need_url(t, "the reference", v[i].url);
	}
}

static void
need_thanks(struct task *t, const struct public_thanks *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < v[i].n_names; j++)
			need(t, "the thanks to", v[i].names[j]);
		need(t, "the thanks to", v[i].organization);
	}
}

/* Bounds of what is affected or fixed. */
static void
need_versions(struct task *t, const struct public_vulnerability *v)
{
	static const enum public_status statuses[] = { PUBLIC_FIRST_AFFECTED,
		PUBLIC_KNOWN_AFFECTED, PUBLIC_LAST_AFFECTED,
		PUBLIC_FIRST_FIXED };

	for (size_t i = 0; i < ARRAY_LEN(statuses); i++) {
		const struct public_leaves *l = &v->status[statuses[i]];

		for (size_t j = 0; j < l->n; j++) {
			const struct public_leaf *leaf =
			    &t->k->adv->leaves[l->v[j]];

			need(t, "the version", leaf->version);
			for (size_t n = 0;
			     leaf->vers != NULL && n < leaf->vers->n; n++)
				need(t, "the version",
				    leaf->vers->constraints[n].version);
		}
	}
}

static void
need_scores(struct task *t, const struct public_vulnerability *v)
{
	for (size_t i = 0; i < v->n_scores; i++) {
		const struct public_score *s = &v->scores[i];

		need(t, "the score", s->vector);
		need(t, "the score",
		    str_fmt(t->k->a, "%d.%d", s->score.overall_x10 / 10,
			s->score.overall_x10 % 10));
	}
}

static void
need_rows(struct task *t, const struct public_vulnerability *v)
{
	for (size_t i = 0; i < v->n_rows; i++) {
		const struct public_row *r = &v->rows[i];

		need(t, "the product", words_of(t, &r->product));
		need(t, "the affected versions", words_of(t, &r->affected));
		need(t, "the fixed versions", r->fixed);
		need_url(t, "the address", r->url);
	}
}

static void
need_flaw(struct task *t, const struct public_vulnerability *v)
{
	need(t, "the number", v->cve);
	for (size_t i = 0; i < v->n_ids; i++)
		need(t, "the number", v->ids[i].text);
	need(t, "the weakness", v->cwe);
	need_scores(t, v);
	need_versions(t, v);
	need_rows(t, v);
	need_links(t, v->references, v->n_references);
	need_thanks(t, v->thanks, v->n_thanks);
}

static void
need_instant(struct task *t, struct instant at,
    struct str (*format)(struct arena *a, struct instant at))
{
	struct arena *a = t->k->a;

	/* As it was written, or in the organisation's zone. */
	if (!is_shown(t, format(a, zone_at(t->k->g->v->zone, at))))
		need(t, "the date", format(a, at));
}

static struct str
format_day(struct arena *a, struct instant at)
{
	return day_format(a, instant_day(at));
}

/* The first day, and the instant of the newest revision. */
static void
need_dates(struct task *t)
{
	const struct public_advisory *adv = t->k->adv;

	need_instant(t, adv->revisions[0].at, format_day);
	need_instant(t, adv->revisions[adv->n_revisions - 1].at,
	    instant_format);
}

void
agree_page(const struct agree_file *k, struct str content)
{
	struct task t = { .k = k, .page = content };

	buf_init(&t.term, LIMIT_PAGE_BYTES);
	need(&t, "the number", k->adv->id);
	need_dates(&t);
	need_links(&t, k->adv->references, k->adv->n_references);
	need_thanks(&t, k->adv->thanks, k->adv->n_thanks);
	for (size_t i = 0; i < k->adv->n_vulnerabilities; i++)
		need_flaw(&t, &k->adv->vulnerabilities[i]);
	buf_fini(&t.term);
}
