#include "release/release_view.h"

#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/span.h"
#include "export/say_text.h"
#include "model/audit.h"
#include "release/release_impl.h"
#include "score/cvss.h"
#include "wall/public_view.h"
#include "wall/wall.h"

struct view {
	struct buf *out;
	const struct say *say;
	const struct world *w;
	const struct case_entry *c;
};

static void
put(const struct view *k, const char *key, struct str text)
{
	if (text.n > 0)
		buf_printf(k->out, "  %.*s: %.*s\n",
		    STR_ARG(say_text(k->say, key)), STR_ARG(text));
}

/* In both languages: approvers answer for both. */
static void
put_both(const struct view *k, const char *key, const struct public_words *w)
{
	put(k, key, w->in[PUBLIC_JA]);
	if (!str_eq(w->in[PUBLIC_JA], w->in[PUBLIC_EN]))
		put(k, key, w->in[PUBLIC_EN]);
}

static enum public_lang
lang_of(const struct view *k)
{
	return str_eq_z(k->say->lang, "ja") ? PUBLIC_JA : PUBLIC_EN;
}

static struct str
words_of(const struct view *k, const struct public_words *w)
{
	enum public_lang lang = lang_of(k);

	return w->in[lang].n > 0 ? w->in[lang] :
				   w->in[PUBLIC_LANGS - 1 - lang];
}

/* "ExaGate 500: >= 4.0.0, < 4.8.2 (fixed in 4.8.2)". */
static void
put_row(const struct view *k, const struct public_row *row)
{
	struct arena *a = k->say->a;
	struct str text = words_of(k, &row->product);
	struct str versions = words_of(k, &row->affected), state = row->state;

	(void)say_text_find(k->say, "state.public", row->state, &state);
	if (versions.n > 0)
		text = str_fmt(a, "%.*s, %.*s", STR_ARG(text),
		    STR_ARG(versions));
	text = str_fmt(a, "%.*s: %.*s", STR_ARG(text), STR_ARG(state));
	if (row->fixed.n > 0)
		text = str_fmt(a, "%.*s (%.*s)", STR_ARG(text),
		    STR_ARG(row->fixed));
	put(k, "approve.product", text);
}

static void
put_score(const struct view *k, const struct public_vulnerability *v,
    const struct public_score *s)
{
	struct str word = S("");

	(void)say_text_find(k->say, "severity",
	    str_z(cvss_severity_key(s->score.severity)), &word);
	put(k, "approve.score",
	    str_fmt(k->say->a, "%.*s%s%d.%d %.*s %.*s%s%.*s", STR_ARG(v->cve),
		v->cve.n > 0 ? " " : "", s->score.overall_x10 / 10,
		s->score.overall_x10 % 10, STR_ARG(word), STR_ARG(s->vector),
		s->source.n > 0 ? ", " : "", STR_ARG(s->source)));
}

static void
put_sections(const struct view *k, const struct public_advisory *adv)
{
	for (size_t lang = 0; lang < PUBLIC_LANGS; lang++) {
		struct str all = S("");

		for (size_t i = 0; i < adv->n_sections[lang]; i++) {
			const struct public_section *s =
			    &adv->sections[lang][i];
			struct str name = s->title.n > 0 ? s->title : s->key;

			all = i == 0 ? name :
				       str_fmt(k->say->a, "%.*s, %.*s",
					   STR_ARG(all), STR_ARG(name));
		}
		if (all.n > 0)
			all = str_fmt(k->say->a, "[%s] %.*s",
			    lang == PUBLIC_JA ? "ja" : "en", STR_ARG(all));
		put(k, "approve.sections", all);
	}
}

/* ---- since the newest approval ------------------------------------------ */

static const struct audit_approval *
newest_approval(const struct audit_case *x)
{
	const struct audit_approval *out = NULL;

	for (size_t i = 0; x != NULL && i < x->n_approvals; i++) {
		const struct audit_approval *y = &x->approvals[i];

		if (y->verdict != APPROVAL_GOOD &&
		    y->verdict != APPROVAL_VOID &&
		    y->verdict != APPROVAL_EARLIER)
			continue;
		if (out == NULL ||
		    y->approval->at.w.at.s >= out->approval->at.w.at.s)
			out = y;
	}
	return out;
}

static void
put_changes(const struct view *k)
{
	const struct audit_approval *y = newest_approval(
	    audit_case(k->w->model, k->c));
	struct catalog_value v[2];
	struct str text;

	if (y == NULL) {
		buf_printf(k->out, "  %.*s\n",
		    STR_ARG(say_text(k->say, "approve.none")));
		return;
	}
	v[0] = (struct catalog_value)SAY_HOLE("who",
	    say_ref(k->say, &y->approval->by));
	v[1] = (struct catalog_value)SAY_HOLE("at",
	    say_when(k->say, y->approval->at.w));
	text = say_text_fill(k->say,
	    y->verdict == APPROVAL_GOOD ? "approve.still" : "approve.changed",
	    v, ARRAY_LEN(v));
	buf_printf(k->out, "  %.*s%s%.*s\n", STR_ARG(text),
	    y->why.n > 0 ? ": " : "", STR_ARG(y->why));
}

/* ---- all of it ----------------------------------------------------------- */

/* How much the revision changes; and what it could say where it is silent. */
static void
put_level(const struct view *k, const struct release_publish *p)
{
	struct str word = S("");
	struct str text = release_change_say(p,
	    str_eq_z(k->say->lang, "ja") ? "ja" : "en");

	(void)say_text_find(k->say, "release.level",
	    str_z(revision_word(p->change.level)), &word);
	put(k, "approve.level", word);
	put(k, "approve.changes", text);
	if (span_is_set(p->next.summary.at))
		return;
	put(k, "approve.proposal", release_change_say(p, "ja"));
	put(k, "approve.proposal", release_change_say(p, "en"));
}

static void
put_head(const struct view *k, const struct release_publish *p)
{
	const struct revision *next = &p->next;
	const struct catalog_value v = SAY_HOLE("version", next->version.s);
	bool is_first = revision_newest(k->c) == NULL;

	buf_printf(k->out, "%.*s  %.*s\n%.*s\n", STR_ARG(k->c->e.id),
	    STR_ARG(k->c->c->advisory.s),
	    STR_ARG(say_text_fill(k->say,
		is_first ? "approve.first" : "approve.revision", &v, 1)));
	if (next->withdrawn.b)
		buf_printf(k->out, "  %.*s\n",
		    STR_ARG(say_text(k->say, "approve.withdraws")));
	put(k, "approve.label",
	    str_fmt(k->say->a, "TLP:%s",
		enum_name(&enum_tlp,
		    next->tlp.v != 0 ? next->tlp.v : (int)TLP_CLEAR)));
	put(k, "approve.supersedes", next->superseded_by.s);
	if (!is_first) {
		put_level(k, p);
		put(k, "approve.summary", next->summary.ja.s);
		put(k, "approve.summary", next->summary.en.s);
	}
}

void
release_view_put(struct buf *out, const struct say *s, const struct world *w,
    const struct case_entry *c)
{
	const struct view k = { out, s, w, c };
	struct diags *d = diags_open(w->perm);
	struct release_publish p = { .w = w, .c = c, .d = d };
	struct wall wall = world_wall(w, d);
	const struct public_advisory *adv;

	wall.now = p.at = zone_at(w->model->zone, w->now);
	/* A version that is taken is publish's matter. */
	if (!release_ledger_next(&p) && p.next.version.s.n == 0)
		return;
	adv = wall_public_case(&wall, c, &p.next);
	if (adv == NULL)
		return;
	put_head(&k, &p);
	put_both(&k, "approve.title", &adv->title);
	for (size_t i = 0; i < adv->n_vulnerabilities; i++) {
		const struct public_vulnerability *v =
		    &adv->vulnerabilities[i];

		for (size_t j = 0; j < v->n_scores; j++)
			put_score(&k, v, &v->scores[j]);
		for (size_t j = 0; j < v->n_rows; j++)
			put_row(&k, &v->rows[j]);
	}
	put_sections(&k, adv);
	put_changes(&k);
	put(&k, "approve.digest", audit_case(w->model, c)->digest);
}
