/* The draft of an alert: the PSIRT's alone until somebody opens it. */
#include "command/new_from_alert.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits_draft.h"
#include "base/map.h"
#include "command/draft.h"
#include "command/new_from.h"
#include "command/new_from_text.h"
#include "model/matched.h"
#include "model/model.h"
#include "text/markdown.h"
#include "text/yaml_write.h"

struct writing {
	const struct new_from *f;
	struct buf *out;
	struct yaml_writer w;
};

/* ---- front matter -------------------------------------------------------- */

/* Nobody here has decided yet that it is not so. */
static bool
concerns(const struct finding *x)
{
	return finding_is_open(x) || x->state == FINDING_AFFECTED ||
	    x->state == FINDING_ACCEPTED || x->state == FINDING_INVESTIGATED;
}

static bool
is_urgent(const struct new_from *f)
{
	for (size_t i = 0; i < f->n_findings; i++) {
		if (concerns(f->findings[i]))
			return true;
	}
	return false;
}

static void
put_words(struct writing *k, struct str ja, struct str en)
{
	yaml_write_map(&k->w);
	yaml_write_pair(&k->w, "ja", ja);
	yaml_write_pair(&k->w, "en", en);
	yaml_write_end(&k->w);
}

static void
put_title(struct writing *k)
{
	struct arena *a = k->f->a;
	const struct known *x = &k->f->known[0];
	struct str ja = x->title_ja.n > 0 ? x->title_ja : x->title_en;
	struct str en = x->title_en.n > 0 ? x->title_en : x->title_ja;

	yaml_write_key(&k->w, S("title"));
	put_words(k,
	    new_from_text_line(a,
		str_fmt(a, "%.*s %.*s", STR_ARG(x->id),
		    STR_ARG(str_sub(ja, 0, LIMIT_DRAFT_TEXT))),
		LIMIT_DRAFT_TITLE),
	    new_from_text_line(a,
		str_fmt(a, "%.*s %.*s", STR_ARG(x->id),
		    STR_ARG(str_sub(en, 0, LIMIT_DRAFT_TEXT))),
		LIMIT_DRAFT_TITLE));
}

/* The PSIRT's edition, if there is one. */
static struct str
desk_of(const struct model *m)
{
	for (size_t i = 0; i < m->n_audiences; i++) {
		if (m->audiences[i].audience->view.v == (int)VIEW_DESK)
			return m->audiences[i].e.id;
	}
	return S("");
}

static void
put_list_of_one(struct writing *k, const char *key, struct str id)
{
	if (id.n == 0)
		return;
	yaml_write_key(&k->w, str_z(key));
	yaml_write_seq(&k->w);
	yaml_write_text(&k->w, id);
	yaml_write_end(&k->w);
}

static void
put_products(struct writing *k)
{
	const struct product_entry *last = NULL;
	bool is_open = false;

	for (size_t i = 0; i < k->f->n_findings; i++) {
		const struct finding *x = k->f->findings[i];

		if (x->product == NULL || x->product == last || !concerns(x))
			continue;
		if (!is_open) {
			yaml_write_key(&k->w, S("products"));
			yaml_write_seq(&k->w);
		}
		is_open = true;
		last = x->product;
		yaml_write_text(&k->w, last->e.id);
	}
	if (is_open)
		yaml_write_end(&k->w);
}

static void
put_reference(struct writing *k, struct map *seen, struct str url,
    struct str what)
{
	if (url.n == 0 || map_len(seen) == LIMIT_DRAFT_ROWS ||
	    !map_add(seen, url, k))
		return;
	if (map_len(seen) == 1) {
		yaml_write_key(&k->w, S("references"));
		yaml_write_seq(&k->w);
	}
	yaml_write_map(&k->w);
	yaml_write_pair(&k->w, "url", url);
	yaml_write_pair(&k->w, "summary",
	    new_from_text_line(k->f->a, what, LIMIT_DRAFT_TITLE));
	yaml_write_end(&k->w);
}

/* The records themselves, then what they name. */
static void
put_references(struct writing *k)
{
	const struct new_from *f = k->f;
	struct map *seen = map_open(f->a);

	for (size_t i = 0; i < f->n_known; i++) {
		const struct known *x = &f->known[i];

		for (size_t j = 0; j < x->n_sources; j++)
			put_reference(k, seen,
			    new_from_text_url(f->a, x->sources[j].url),
			    x->sources[j].id);
	}
	for (size_t i = 0; i < f->n_links; i++)
		put_reference(k, seen, f->links[i], S(""));
	if (map_len(seen) > 0)
		yaml_write_end(&k->w);
}

static void
put_origins(struct writing *k)
{
	size_t n = 0;

	yaml_write_key(&k->w, S("origins"));
	yaml_write_seq(&k->w);
	for (size_t i = 0; i < k->f->n_known; i++) {
		const struct known *x = &k->f->known[i];

		for (size_t j = 0; j < x->n_sources && n < LIMIT_DRAFT_ROWS;
		     j++, n++) {
			const struct known_source *s = &x->sources[j];

			yaml_write_map(&k->w);
			yaml_write_pair(&k->w, "feed", s->feed);
			yaml_write_pair(&k->w, "record",
			    new_from_text_line(k->f->a, s->id,
				LIMIT_DRAFT_TITLE));
			yaml_write_pair(&k->w, "sha256", s->sha256);
			yaml_write_end(&k->w);
		}
	}
	yaml_write_end(&k->w);
}

/* What of ours matches, for the PSIRT's eyes: other editions see their own on
 * the page. */
static void
put_note(struct writing *k, struct str desk)
{
	struct arena *a = k->f->a;
	struct str text = S("");
	size_t shown = 0;

	for (size_t i = 0; i < k->f->n_findings; i++) {
		const struct finding *x = k->f->findings[i];
		const struct person_entry *p = finding_owner(x);

		if (shown++ >= LIMIT_DRAFT_ROWS)
			break;
		text = str_fmt(a, "%.*s%s%.*s%s%.*s (%.*s%s%s)", STR_ARG(text),
		    text.n > 0 ? ", " : "",
		    STR_ARG(x->system != NULL ? x->system->e.id :
						x->product->e.id),
		    x->version != NULL ? " " : "",
		    STR_ARG(
			x->version != NULL ? x->version->version.s : S("")),
		    STR_ARG(p != NULL ? p->e.id : S("-")), ", ",
		    finding_state_name(x->state));
	}
	if (text.n == 0 || desk.n == 0)
		return;
	if (shown > LIMIT_DRAFT_ROWS)
		text = str_cat(a, text, S(", ..."));
	yaml_write_key(&k->w, S("notes"));
	yaml_write_seq(&k->w);
	yaml_write_map(&k->w);
	yaml_write_pair(&k->w, "audience", desk);
	yaml_write_key(&k->w, S("text"));
	put_words(k, str_fmt(a, "下書きの時点の該当: %.*s", STR_ARG(text)),
	    str_fmt(a, "Matches when this was drafted: %.*s", STR_ARG(text)));
	yaml_write_end(&k->w);
	yaml_write_end(&k->w);
}

static void
put_front(struct writing *k)
{
	const struct new_from *f = k->f;
	struct str desk = desk_of(f->m), now = instant_format(f->a, f->now);

	yaml_write_map(&k->w);
	put_title(k);
	yaml_write_pair(&k->w, "level", is_urgent(f) ? S("act") : S("inform"));
	yaml_write_pair(&k->w, "tlp",
	    str_z(enum_name(&enum_tlp,
		(int)(f->label > TLP_AMBER ? f->label : TLP_AMBER))));
	yaml_write_pair(&k->w, "at", now);
	put_list_of_one(k, "audiences", desk);
	yaml_write_key(&k->w, S("vulnerabilities"));
	yaml_write_seq(&k->w);
	for (size_t i = 0; i < f->n_known; i++)
		yaml_write_text(&k->w,
		    new_from_text_line(f->a, f->known[i].id,
			LIMIT_DRAFT_TITLE));
	yaml_write_end(&k->w);
	put_products(k);
	/* Nobody here has looked at it yet. */
	buf_put(k->out, S("confirmed: no\n"));
	put_references(k);
	put_note(k, desk);
	yaml_write_key(&k->w, S("revisions"));
	yaml_write_seq(&k->w);
	yaml_write_map(&k->w);
	yaml_write_pair(&k->w, "number", S("1"));
	yaml_write_pair(&k->w, "at", now);
	yaml_write_key(&k->w, S("summary"));
	put_words(k, S("発行"), S("Issued"));
	yaml_write_end(&k->w);
	yaml_write_end(&k->w);
	put_origins(k);
	yaml_write_end(&k->w);
}

/* ---- text ---------------------------------------------------------------- */

static void
put_heading(const struct writing *k, const char *ja, const char *en)
{
	buf_printf(k->out, "## %s / %s\n\n", ja, en);
}

static void
put_foreign(const struct writing *k, struct str text)
{
	text = new_from_text(k->f->a, text, LIMIT_DRAFT_TEXT);
	if (text.n == 0)
		return;
	markdown_escape(k->out, text);
	buf_put(k->out, S("\n\n"));
}

static void
put_item(const struct writing *k, struct str text)
{
	buf_put(k->out, S("- "));
	markdown_escape(k->out,
	    new_from_text_line(k->f->a, text, LIMIT_DRAFT_WORDS));
	buf_putc(k->out, '\n');
}

static void
put_items(const struct writing *k, const struct str *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		put_item(k, v[i]);
	if (n > 0)
		buf_putc(k->out, '\n');
}

/* What each source scores, KEV and EPSS. */
static void
put_scores(const struct writing *k, const struct known *x)
{
	struct arena *a = k->f->a;

	for (size_t i = 0; i < x->n_sources && i < LIMIT_DRAFT_ROWS; i++) {
		const struct known_source *s = &x->sources[i];

		if (s->vector.n > 0)
			put_item(k,
			    str_fmt(a, "%.*s: %d.%d (%.*s, %.*s)",
				STR_ARG(x->id), s->score_x10 / 10,
				s->score_x10 % 10, STR_ARG(s->vector),
				STR_ARG(s->feed)));
	}
	if (x->epss >= 0)
		put_item(k,
		    str_fmt(a, "%.*s: EPSS %d.%d%%", STR_ARG(x->id),
			x->epss / 1000, x->epss / 100 % 10));
	if (x->is_kev)
		put_item(k,
		    str_fmt(a, "%.*s: CISA KEV %.*s, due %.*s%s",
			STR_ARG(x->id), STR_ARG(day_format(a, x->kev_added)),
			STR_ARG(x->kev_due.n != 0 ? day_format(a, x->kev_due) :
						    S("-")),
			x->is_ransomware ? ", ransomware" : ""));
}

static void
put_body(const struct writing *k)
{
	const struct new_from *f = k->f;

	buf_printf(k->out,
	    "\n%s: 誰が何をいつまでに行うか / who has to do what, until when\n\n",
	    DRAFT_MARK);
	put_heading(k, "概要", "What it is");
	for (size_t i = 0; i < f->n_known; i++) {
		put_foreign(k, f->known[i].text_ja);
		put_foreign(k, f->known[i].text_en);
	}
	put_heading(k, "影響を受けるもの", "What is affected");
	put_items(k, f->affected, f->n_affected);
	put_heading(k, "修正版と対策", "Fixed versions and remedies");
	put_items(k, f->fixed, f->n_fixed);
	for (size_t i = 0; i < f->n_known; i++)
		put_foreign(k, f->known[i].solution);
	put_heading(k, "評価", "Scores");
	for (size_t i = 0; i < f->n_known; i++)
		put_scores(k, &f->known[i]);
}

void
new_from_alert(const struct new_from *f, struct buf *out)
{
	struct writing k = { .f = f, .out = out };

	yaml_write_init(&k.w, out);
	buf_put(out, S("---\n"));
	put_front(&k);
	buf_put(out, S("---\n"));
	put_body(&k);
}
