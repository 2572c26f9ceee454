#include "finding/matched_tell.h"

#include "base/arena.h"
#include "match/match_about.h"
#include "model/holder.h"
#include "version/vers.h"

static struct str
identity_of(const struct match *m, const struct component *c)
{
	switch (m->rule) {
	case MATCH_purl:
	case MATCH_package:
		return c->purl.n > 0 ? c->purl : c->name;
	case MATCH_cpe:
		return c->cpe;
	case MATCH_keyword:
		return c->keyword;
	case MATCH_name:
	case MATCH_prose:
	case MATCH_RULES:
		return c->name;
	}
	return c->name;
}

/* The last step that holds versions or words against each other. */
static struct str
why_of(struct arena *a, const struct match *m)
{
	const struct match_step *s = NULL;

	for (size_t i = 0; i < m->n_steps; i++) {
		const char *what = m->steps[i].what;

		if (str_eq_z(S("version"), what) || str_eq_z(S("all"), what) ||
		    str_eq_z(S("words"), what) || str_eq_z(S("prose"), what))
			s = &m->steps[i];
	}
	if (s == NULL)
		return S("");
	if (s->ours.n > 0 && s->theirs.n > 0)
		return str_fmt(a, "%.*s: %.*s", STR_ARG(s->ours),
		    STR_ARG(s->theirs));
	return str_dup(a, s->ours.n > 0 ? s->ours : s->theirs);
}

/* ---- the fix ------------------------------------------------------------- */

struct fix {
	struct str scheme;
	struct str ours;	/* empty: not known */
	struct str best;
	bool is_unsure;		/* several, and nobody knows which is ours */
};

/* The lowest that is above ours. */
static void
consider(struct fix *f, struct str version)
{
	int cmp = 0;

	if (version.n == 0 || str_eq(version, f->best))
		return;
	if (f->ours.n == 0) {
		f->is_unsure = f->is_unsure || f->best.n > 0;
		f->best = version;
		return;
	}
	(void)vers_compare(f->scheme, version, f->ours, &cmp);
	if (cmp <= 0)
		return;
	if (f->best.n > 0) {
		(void)vers_compare(f->scheme, version, f->best, &cmp);
		if (cmp >= 0)
			return;
	}
	f->best = version;
}

static struct str
fixed_of(const struct feed_affects *e, struct str ours)
{
	struct fix f = { .scheme = e->scheme, .ours = ours };

	if (f.scheme.n == 0)
		f.scheme = e->type.n > 0 ? e->type : S("generic");
	for (size_t i = 0; i < e->n_stretches; i++) {
		const struct feed_stretch *s = &e->stretches[i];

		if (s->status == FEED_FIXED && s->low_included)
			consider(&f, s->low);
		else if (s->status == FEED_AFFECTED && !s->high_included &&
		    !s->high_is_prefix && !s->is_prefix)
			consider(&f, s->high);
	}
	return f.is_unsure ? S("") : f.best;
}

struct found_match
matched_tell(struct arena *a, const struct component *c,
    const struct feed_record *r, const struct match *m)
{
	bool has_entry = m->affects < r->n_affects;

	return (struct found_match){
		.component = holder_called(a,
		    c->keyword.n > 0 ? c->keyword : c->name, c->version,
		    c->keyword.n > 0),
		.identity = str_dup(a, identity_of(m, c)),
		.version = str_dup(a, c->version),
		.at = c->at,
		.rule = match_rule_name(m->rule),
		.confidence = m->confidence,
		.is_question = m->is_question,
		.question = m->is_question ? str_dup(a, m->question) : S(""),
		.is_cleared = m->miss == MISS_overruled,
		.is_notice = match_about_is_notice(r),
		.why = why_of(a, m),
		.fixed = has_entry ?
		    str_dup(a, fixed_of(&r->affects[m->affects], c->version)) :
		    S(""),
	};
}
