#include "delivery/letter_text.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "delivery/letter.h"
#include "delivery/letter_say.h"
#include "model/matched.h"
#include "model/model.h"

/* Of an alert's own text, which our people wrote. */
#define BODY_BYTES	4000

static struct str
number(const struct letter_say *s, size_t n)
{
	return str_fmt(s->a, "%zu", n);
}

/* "  Evidence: text" */
static void
put_line(const struct letter_say *s, struct buf *out, const char *head,
    struct str text)
{
	if (text.n == 0)
		return;
	buf_printf(out, "  %.*s%s%.*s\n",
	    STR_ARG(letter_say_of(s, "delivery.head", str_z(head))),
	    str_eq_z(s->lang, "ja") ? "：" : ": ", STR_ARG(text));
}

static struct str
label_word(enum tlp label)
{
	return str_z(enum_name(&enum_tlp, (int)label));
}

/* ---- findings ------------------------------------------------------------ */

static void
put_evidence(const struct letter_say *s, struct buf *out,
    const struct finding *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n_matches && n < LIMIT_DELIVERY_PARTS; i++) {
		const struct found_match *m = &f->matches[i];
		const struct catalog_value v[] = {
			LETTER_HOLE("component",
			    letter_say_line(s, m->component)),
			LETTER_HOLE("why", letter_say_line(s, m->why)),
			LETTER_HOLE("rule",
			    letter_say_of(s, "match.rule", str_z(m->rule))),
			LETTER_HOLE("feed",
			    m->source != NULL ? m->source->feed : S("")),
			LETTER_HOLE("record",
			    m->source != NULL ?
				letter_say_line(s, m->source->id) :
				S("")),
			LETTER_HOLE("confidence", number(s, m->confidence)),
		};

		if (m->is_cleared)
			continue;
		n++;
		put_line(s, out, "evidence",
		    letter_say_fill(s, "delivery.evidence", v, ARRAY_LEN(v)));
	}
}

static void
put_score(const struct letter_say *s, struct buf *out, const struct known *k)
{
	const struct catalog_value v[] = {
		LETTER_HOLE("score",
		    str_fmt(s->a, "%d.%d", k->score_x10 / 10,
			k->score_x10 % 10)),
		LETTER_HOLE("severity",
		    letter_say_of(s, "word.severity",
			str_z(enum_name(&enum_severity, (int)k->severity)))),
		LETTER_HOLE("vector", letter_say_line(s, k->vector)),
	};
	struct str text;

	if (k->score_x10 < 0)
		return;
	text = letter_say_fill(s, "delivery.score", v, ARRAY_LEN(v));
	if (k->is_disputed)
		text = str_cat(s->a, text,
		    letter_say_word(s, "delivery.disputed"));
	put_line(s, out, "score", text);
}

static struct str
day_text(const struct letter_say *s, struct day d)
{
	return d.n == 0 ? S("-") : day_format(s->a, d);
}

static void
put_exploitation(const struct letter_say *s, struct buf *out,
    const struct known *k)
{
	const struct catalog_value kev[] = {
		LETTER_HOLE("added", day_text(s, k->kev_added)),
		LETTER_HOLE("due", day_text(s, k->kev_due)),
	};
	const struct catalog_value epss = LETTER_HOLE("n",
	    str_fmt(s->a, "%d.%d%%", k->epss / 1000, k->epss / 100 % 10));
	struct str text;

	if (k->is_kev) {
		text = letter_say_fill(s,
		    k->kev_due.n != 0 ? "delivery.kev_due" : "delivery.kev",
		    kev, ARRAY_LEN(kev));
		if (k->is_ransomware)
			text = str_cat(s->a, text,
			    letter_say_word(s, "delivery.ransomware"));
		put_line(s, out, "kev", text);
	}
	if (k->epss >= 0)
		put_line(s, out, "epss",
		    letter_say_fill(s, "delivery.epss", &epss, 1));
}

static void
put_todo(const struct letter_say *s, struct buf *out, const char *key,
    const struct catalog_value *v, size_t n)
{
	put_line(s, out, "todo",
	    letter_say_fill(s,
		str_to_z(s->a, str_cat(s->a, S("delivery.todo."), str_z(key))),
		v, n));
}

/* Which version is it, and what to update to: a line a component. */
static size_t
put_components(const struct letter_say *s, struct buf *out,
    const struct finding *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n_matches && n < LIMIT_DELIVERY_PARTS; i++) {
		const struct found_match *m = &f->matches[i];
		const struct catalog_value v[] = {
			LETTER_HOLE("component",
			    letter_say_line(s, m->component)),
			LETTER_HOLE("affected",
			    letter_say_line(s, m->question)),
			LETTER_HOLE("fixed", letter_say_line(s, m->fixed)),
		};

		if (m->is_cleared)
			continue;
		if (f->state == FINDING_QUESTION && m->is_question) {
			put_todo(s, out, "question", v, ARRAY_LEN(v));
			n++;
		}
		if (m->fixed.n > 0) {
			put_todo(s, out, "fixed", v, ARRAY_LEN(v));
			n++;
		}
	}
	return n;
}

static void
put_lapses(const struct letter_say *s, struct buf *out,
    const struct finding *f)
{
	const struct ruling *r = f->ruling;

	for (size_t i = 0; f->state == FINDING_LAPSED && r != NULL &&
	     i < r->n_lapses && i < LIMIT_DELIVERY_PARTS;
	     i++) {
		const struct catalog_value v = LETTER_HOLE("reason",
		    letter_say_of(s, "finding.lapse",
			str_z(r->lapses[i].reason)));

		put_todo(s, out, "lapsed", &v, 1);
	}
}

static void
put_action(const struct letter_say *s, struct buf *out,
    const struct letter_item *x)
{
	const struct finding *f = x->v[0];
	const struct catalog_value solution = LETTER_HOLE("text",
	    letter_say_line(s, f->known->solution));
	struct catalog_value file = LETTER_HOLE("file", S(""));

	put_lapses(s, out, f);
	if (put_components(s, out, f) == 0)
		put_todo(s, out, "no_fix", NULL, 0);
	if (f->known->solution.n > 0)
		put_todo(s, out, "solution", &solution, 1);
	if (f->product == NULL) {
		put_todo(s, out, "system", NULL, 0);
		return;
	}
	file.value = str_fmt(s->a, "products/%.*s/%.*s/decisions.yaml",
	    STR_ARG(f->product->e.doc->path.dir), STR_ARG(f->product->e.id));
	put_todo(s, out, "judge", &file, 1);
}

static bool
names(const struct alert *a, const struct known *k)
{
	for (size_t i = 0; i < a->vulnerabilities.n; i++) {
		struct str id = a->vulnerabilities.v[i].s;

		if (str_eq(id, k->id))
			return true;
		for (size_t j = 0; j < k->n_aliases; j++) {
			if (str_eq(id, k->aliases[j]))
				return true;
		}
	}
	return false;
}

/* The wall left those notes alone that are for the edition's readers. */
static void
put_notes(const struct letter_say *s, struct buf *out, const struct alert *a)
{
	for (size_t i = 0; i < a->notes.n; i++)
		put_line(s, out, "note",
		    letter_say_line(s,
			words_in(&a->notes.v[i].text, s->lang)));
}

static void
put_alerts_on(const struct letter_say *s, struct buf *out,
    const struct letter_item *x)
{
	const struct model *m = x->view->m;

	for (size_t i = 0; i < m->n_alerts; i++) {
		const struct alert *a = m->alerts[i].record;

		if (!names(a, x->known))
			continue;
		put_line(s, out, "alert",
		    str_fmt(s->a, "%.*s %.*s", STR_ARG(m->alerts[i].e.id),
			STR_ARG(letter_say_line(s,
			    words_in(&a->title, s->lang)))));
		put_notes(s, out, a);
	}
}

static void
put_finding(const struct letter_say *s, struct buf *out,
    const struct letter_item *x)
{
	const struct finding *f = x->v[0];
	struct str aliases = S("");

	for (size_t i = 0; i < x->known->n_aliases && i < LIMIT_DELIVERY_PARTS;
	     i++)
		aliases = str_fmt(s->a, "%.*s%s%.*s", STR_ARG(aliases),
		    i > 0 ? ", " : "",
		    STR_ARG(letter_say_line(s, x->known->aliases[i])));
	put_line(s, out, "aliases", aliases);
	put_line(s, out, "of", letter_say_subject(s, x));
	put_evidence(s, out, f);
	put_score(s, out, x->known);
	put_exploitation(s, out, x->known);
	put_line(s, out, "priority", letter_say_line(s, f->priority.priority));
	/* Seen in the view, so the reader may know of it. */
	if (f->c != NULL)
		put_line(s, out, "of_case", f->c->e.id);
	put_action(s, out, x);
	put_alerts_on(s, out, x);
}

/* ---- alerts -------------------------------------------------------------- */

static struct str
when_text(const struct letter_say *s, struct when w)
{
	if (w.kind == WHEN_UNSET)
		return S("");
	return w.kind == WHEN_DATE ? day_format(s->a, w.day) :
				     instant_format(s->a, w.at);
}

static struct str
list_text(const struct letter_say *s, const struct text_list *l)
{
	struct str all = S("");

	for (size_t i = 0; i < l->n; i++)
		all = str_fmt(s->a, "%.*s%s%.*s", STR_ARG(all),
		    i > 0 ? ", " : "", STR_ARG(letter_say_line(s, l->v[i].s)));
	return all;
}

static struct str
products_text(const struct letter_say *s, const struct ref_list *l)
{
	struct str all = S("");

	for (size_t i = 0; i < l->n; i++)
		all = str_fmt(s->a, "%.*s%s%.*s", STR_ARG(all),
		    i > 0 ? ", " : "", STR_ARG(l->v[i].id));
	return all;
}

static void
put_alert(const struct letter_say *s, struct buf *out,
    const struct letter_item *x)
{
	const struct alert *a = x->alert->record;
	struct str body = str_trim(
	    source_text(x->view->m->sources, x->alert->e.doc->body));
	struct str line, rest;

	put_line(s, out, "level",
	    letter_say_of(s, "word.alert_level",
		str_z(enum_name(&enum_alert_level, a->level.v))));
	put_line(s, out, "due", when_text(s, a->due.w));
	put_line(s, out, "until", when_text(s, a->until.w));
	if (span_is_set(a->confirmed.at))
		put_line(s, out, "confirmed",
		    letter_say_word(s,
			a->confirmed.b ? "delivery.is_confirmed" :
					 "delivery.not_confirmed"));
	put_line(s, out, "about", list_text(s, &a->vulnerabilities));
	put_line(s, out, "of", products_text(s, &a->products));
	if (a->revisions.n > 0 && x->why == TOLD_REVISED)
		put_line(s, out, "why",
		    letter_say_line(s,
			words_in(&a->revisions.v[a->revisions.n - 1].summary,
			    s->lang)));
	put_notes(s, out, a);
	for (rest = body.n <= BODY_BYTES ? body : S(""); rest.n > 0;) {
		(void)str_cut(rest, '\n', &line, &rest);
		buf_printf(out, "%s%.*s\n", line.n > 0 ? "    " : "",
		    STR_ARG(line));
	}
}

/* ---- the letter ---------------------------------------------------------- */

void
letter_text_item(const struct letter_say *s, const struct letter_item *x,
    struct buf *out)
{
	if (x->why != TOLD_NOTHING)
		put_line(s, out, "why",
		    letter_say_of(s, "delivery.why",
			str_z(told_why_name(x->why))));
	if (x->alert != NULL)
		put_alert(s, out, x);
	else
		put_finding(s, out, x);
	put_line(s, out, "page", letter_say_page(s, x));
}

struct str
letter_text_subject(const struct letter_say *s, const struct letter *l)
{
	const struct catalog_value v[] = {
		LETTER_HOLE("tlp", label_word(l->label)),
		LETTER_HOLE("n", number(s, l->n_news)),
		LETTER_HOLE("first",
		    l->n > 0 ? letter_say_headline(s, &l->v[0]) : S("")),
	};

	return letter_say_line(s,
	    letter_say_fill(s,
		l->n_news == 1 ? "delivery.subject.one" :
				 "delivery.subject.many",
		v, ARRAY_LEN(v)));
}

static void
put_para(const struct letter_say *s, struct buf *out, struct str text)
{
	(void)s;
	if (text.n > 0)
		buf_printf(out, "%.*s\n\n", STR_ARG(text));
}

static void
put_head(const struct letter_say *s, const struct letter *l, struct buf *out)
{
	const struct subscriber *to = l->s;
	const struct organisation *o = to->m->organisation;
	const struct audience *a = l->n > 0 ? l->v[0].view->audience : NULL;
	const struct catalog_value v[] = {
		LETTER_HOLE("tlp", label_word(l->label)),
		LETTER_HOLE("edition",
		    a != NULL ? words_in(&a->name, s->lang) : S("")),
		LETTER_HOLE("name",
		    letter_say_line(s, subscriber_name(to, s->lang))),
		LETTER_HOLE("org",
		    o != NULL ? words_in(&o->name, s->lang) : S("")),
		LETTER_HOLE("at", instant_format(s->a, l->at)),
	};

	put_para(s, out,
	    letter_say_fill(s,
		a != NULL ? "delivery.label" : "delivery.label_alone", v,
		ARRAY_LEN(v)));
	put_para(s, out,
	    letter_say_fill(s, "delivery.greeting", v, ARRAY_LEN(v)));
	put_para(s, out,
	    letter_say_fill(s, "delivery.intro", v, ARRAY_LEN(v)));
	if (to->wish != NULL)
		put_para(s, out, words_in(&to->wish->note, s->lang));
	put_para(s, out, letter_say_word(s, "delivery.order"));
}

static void
put_gone(const struct letter_say *s, const struct letter *l, struct buf *out)
{
	/* They stand at the end. */
	if (l->n == 0 || l->v[l->n - 1].why != TOLD_GONE)
		return;
	put_para(s, out, letter_say_word(s, "delivery.gone_head"));
	for (size_t i = 0; i < l->n && i < LIMIT_DELIVERY_ITEMS; i++) {
		const struct letter_item *x = &l->v[l->n - 1 - i];

		if (x->why != TOLD_GONE)
			break;
		buf_printf(out, "- %.*s / %.*s%s%.*s\n",
		    STR_ARG(letter_say_headline(s, x)),
		    STR_ARG(letter_say_subject(s, x)),
		    str_eq_z(s->lang, "ja") ? "：" : ": ",
		    STR_ARG(
			letter_say_of(s, "delivery.gone", str_z(x->gone))));
	}
	buf_putc(out, '\n');
}

void
letter_text_put(const struct letter_say *s, const struct letter *l,
    struct buf *out)
{
	size_t shown = 0;

	put_head(s, l, out);
	for (size_t i = 0; i < l->n && shown < LIMIT_DELIVERY_ITEMS; i++) {
		const struct letter_item *x = &l->v[i];

		if (x->why == TOLD_GONE)
			continue;
		buf_printf(out, "[%zu] %.*s\n", ++shown,
		    STR_ARG(letter_say_headline(s, x)));
		letter_text_item(s, x, out);
		buf_putc(out, '\n');
	}
	if (shown < l->n_news) {
		const struct catalog_value n = LETTER_HOLE("n",
		    number(s, l->n_news - shown));

		put_para(s, out, letter_say_fill(s, "delivery.more", &n, 1));
	}
	put_gone(s, l, out);
	buf_put(out, S("-- \n"));
	buf_printf(out, "%.*s\n",
	    STR_ARG(letter_say_word(s, "delivery.footer")));
}
