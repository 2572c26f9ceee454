#include "delivery/letter_text.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "delivery/letter.h"
#include "delivery/letter_known.h"
#include "delivery/letter_say.h"
#include "delivery/letter_thing.h"
#include "delivery/letter_view.h"
#include "model/matched.h"
#include "model/model.h"
#include "text/markdown.h"

/* Of an alert's own text, which our people wrote. */
#define BODY_BYTES	4000

static struct str
number(const struct letter_say *s, size_t n)
{
	return str_fmt(s->a, "%zu", n);
}

static struct str
label_word(enum tlp label)
{
	return str_z(enum_name(&enum_tlp, (int)label));
}

static struct str
when_text(const struct letter_say *s, struct when w)
{
	if (w.kind == WHEN_UNSET)
		return S("");
	return w.kind == WHEN_DATE ? day_format(s->a, w.day) :
				     instant_format(s->a, w.at);
}

/* ---- findings ------------------------------------------------------------ */

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
		letter_say_put(s, out, 2, "note",
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
		const struct catalog_value due = LETTER_HOLE("due",
		    when_text(s, a->due.w));

		if (!names(a, x->known) || a->at.w.at.s > x->at.s)
			continue;
		letter_say_put(s, out, 2, "alert",
		    str_fmt(s->a, "%.*s %.*s%.*s", STR_ARG(m->alerts[i].e.id),
			STR_ARG(
			    letter_say_line(s, words_in(&a->title, s->lang))),
			STR_ARG(due.value.n == 0 ?
				S("") :
				letter_say_fill(s, "delivery.due_in", &due,
				    1))));
		put_notes(s, out, a);
	}
}

/* Whether a text has letters that Japanese is written with. */
static bool
is_japanese(struct str text)
{
	for (size_t i = 0; i < text.n;) {
		uint32_t c = utf8_next(text, &i);

		if ((c >= 0x3041 && c <= 0x30ff) ||
		    (c >= 0x4e00 && c <= 0x9fff))
			return true;
	}
	return false;
}

/* What the sources advise, unless they advise the same of everything. */
static void
put_solution(const struct letter_say *s, struct buf *out,
    const struct letter_item *x)
{
	struct str text = x->known->solution;
	bool is_ja = is_japanese(text);

	if (x->view->stock != NULL && map_get(x->view->stock, text) != NULL)
		return;
	letter_say_put(s, out, 2,
	    is_ja == str_eq_z(s->lang, "ja") ? "solution" :
		is_ja                        ? "solution_ja" :
					       "solution_en",
	    letter_say_line(s, text));
}

/* What is known of the vulnerability, whatever has it. */
static void
put_known(const struct letter_say *s, struct buf *out,
    const struct letter_item *x)
{
	struct str aliases = S("");

	for (size_t i = 0; i < x->known->n_aliases && i < LIMIT_DELIVERY_PARTS;
	     i++)
		aliases = str_fmt(s->a, "%.*s%s%.*s", STR_ARG(aliases),
		    i > 0 ? ", " : "",
		    STR_ARG(letter_say_line(s, x->known->aliases[i])));
	letter_say_put(s, out, 2, "aliases", aliases);
	letter_known_put(s, x->known, out);
	put_alerts_on(s, out, x);
	put_solution(s, out, x);
	letter_say_put(s, out, 2, "page", letter_say_page(s, x));
}

static void
put_findings(const struct letter_say *s, struct buf *out,
    const struct letter_item *v, size_t n)
{
	size_t shown = n < LIMIT_DELIVERY_THINGS ? n : LIMIT_DELIVERY_THINGS;
	size_t left = n - shown + v->n_waiting;
	const struct catalog_value more = LETTER_HOLE("n", number(s, left));

	put_known(s, out, v);
	for (size_t i = 0; i < shown; i++) {
		buf_printf(out, "  - %.*s\n",
		    STR_ARG(letter_say_subject(s, &v[i])));
		letter_thing_put(s, &v[i], out);
	}
	if (left > 0)
		buf_printf(out, "  - %.*s\n",
		    STR_ARG(letter_say_fill(s,
			v->n_waiting > 0 ? "delivery.waiting_things" :
					   "delivery.more_things",
			&more, 1)));
}

/* ---- alerts -------------------------------------------------------------- */

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

/* What the last revision that is there by now says. */
static void
put_change(const struct letter_say *s, struct buf *out, const struct alert *a,
    struct instant now)
{
	const struct alert_revision *last = NULL;

	for (size_t i = 0; i < a->revisions.n; i++) {
		const struct alert_revision *r = &a->revisions.v[i];

		if (r->at.w.at.s <= now.s &&
		    (last == NULL || r->number.n > last->number.n))
			last = r;
	}
	if (last != NULL)
		letter_say_put(s, out, 2, "why",
		    letter_say_line(s, words_in(&last->summary, s->lang)));
}

/* An alert's own text as plain words, whole paragraphs of it; the page, whose
 * address follows, has the rest. */
static void
put_body(const struct letter_say *s, struct buf *out,
    const struct letter_item *x)
{
	struct markdown text = { .n_links = 0 };
	struct str line, rest;
	size_t end = 0, at;
	bool is_cut;

	/* What is faulty, `check` says. */
	(void)markdown_render(s->a, x->view->m->sources, x->alert->e.doc->body,
	    0, diags_open(s->a), &text);
	rest = str_trim(text.plain);
	is_cut = rest.n > BODY_BYTES;
	for (at = 0; is_cut && at != SIZE_MAX && at <= BODY_BYTES;) {
		end = at;
		at = str_find(rest, S("\n\n"), at + 1);
	}
	if (is_cut)
		rest = str_sub(rest, 0, end);
	while (rest.n > 0) {
		(void)str_cut(rest, '\n', &line, &rest);
		buf_printf(out, "%s%.*s\n", line.n > 0 ? "    " : "",
		    STR_ARG(line));
	}
	if (is_cut)
		buf_printf(out, "    %.*s\n",
		    STR_ARG(letter_say_word(s, "delivery.cut")));
}

static void
put_alert(const struct letter_say *s, struct buf *out,
    const struct letter_item *x)
{
	const struct alert *a = x->alert->record;

	letter_say_put(s, out, 2, "level",
	    letter_say_of(s, "word.alert_level",
		str_z(enum_name(&enum_alert_level, a->level.v))));
	letter_say_put(s, out, 2, "due", when_text(s, a->due.w));
	letter_say_put(s, out, 2, "until", when_text(s, a->until.w));
	if (span_is_set(a->confirmed.at))
		letter_say_put(s, out, 2, "confirmed",
		    letter_say_word(s,
			a->confirmed.b ? "delivery.is_confirmed" :
					 "delivery.not_confirmed"));
	letter_say_put(s, out, 2, "about", list_text(s, &a->vulnerabilities));
	letter_say_put(s, out, 2, "of", products_text(s, &a->products));
	if (x->why == TOLD_REVISED)
		put_change(s, out, a, x->at);
	put_notes(s, out, a);
	put_body(s, out, x);
}

/* ---- the letter ---------------------------------------------------------- */

void
letter_text_section(const struct letter_say *s, const struct letter_item *v,
    size_t n, struct buf *out)
{
	if (v->alert == NULL) {
		put_findings(s, out, v, n);
		return;
	}
	if (v->why != TOLD_NOTHING)
		letter_say_put(s, out, 2, "why",
		    letter_say_of(s, "delivery.why",
			str_z(told_why_name(v->why))));
	put_alert(s, out, v);
	letter_say_put(s, out, 2, "page", letter_say_page(s, v));
}

static size_t
count_sections(const struct letter *l)
{
	size_t n = 0, got;

	for (size_t i = 0; (got = letter_items_together(l, i)) > 0; i += got)
		n++;
	return n;
}

struct str
letter_text_subject(const struct letter_say *s, const struct letter *l)
{
	size_t n = count_sections(l);
	const struct catalog_value v[] = {
		LETTER_HOLE("tlp", label_word(l->label)),
		LETTER_HOLE("n", number(s, n)),
		LETTER_HOLE("first",
		    l->n > 0 ? letter_say_headline(s, &l->v[0]) : S("")),
	};

	return letter_say_line(s,
	    letter_say_fill(s,
		n == 1 ? "delivery.subject.one" : "delivery.subject.many", v,
		ARRAY_LEN(v)));
}

static void
put_para(const struct letter_say *s, struct buf *out, struct str text)
{
	(void)s;
	if (text.n > 0)
		buf_printf(out, "%.*s\n\n", STR_ARG(text));
}

static bool
has_system(const struct letter *l)
{
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].why != TOLD_GONE && l->v[i].n > 0 &&
		    l->v[i].v[0]->system != NULL)
			return true;
	}
	return false;
}

/* The edition whose label the letter bears. */
static const struct audience *
edition_of(const struct letter *l)
{
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].view->ceiling == l->label)
			return l->v[i].view->audience;
	}
	return NULL;
}

static void
put_head(const struct letter_say *s, const struct letter *l, struct buf *out)
{
	const struct subscriber *to = l->s;
	const struct organisation *o = to->m->organisation;
	const struct audience *a = edition_of(l);
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
	/* The same of each system: said once. */
	if (has_system(l))
		put_para(s, out, letter_say_word(s, "delivery.of_systems"));
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
	if (l->n_gone_waiting > 0) {
		const struct catalog_value more = LETTER_HOLE("n",
		    number(s, l->n_gone_waiting));

		buf_printf(out, "- %.*s\n",
		    STR_ARG(letter_say_fill(s, "delivery.waiting_gone", &more,
			1)));
	}
	buf_putc(out, '\n');
}

/* Where all of it stands: the reader's own page, of lists that of all. */
static struct str
page_of_all(const struct letter_say *s, const struct letter *l)
{
	bool is_own = l->s->kind == SUBSCRIBER_PERSON ||
	    l->s->kind == SUBSCRIBER_COMPANY;

	return str_fmt(s->a, "%.*s%.*s/%s%.*s.html",
	    STR_ARG(l->v[0].view->address), STR_ARG(s->lang),
	    is_own ? "deliveries/" : "findings/",
	    STR_ARG(is_own ? l->s->id : S("all")));
}

/* Sections that were left out: in a letter they wait for the next. */
static void
put_left(const struct letter_say *s, const struct letter *l, size_t n,
    struct buf *out)
{
	struct catalog_value v[] = {
		LETTER_HOLE("n", number(s, n)),
		LETTER_HOLE("page", S("")),
	};

	if (n == 0)
		return;
	v[1].value = page_of_all(s, l);
	put_para(s, out,
	    letter_say_fill(s,
		l->is_list ? "delivery.more" : "delivery.waiting", v,
		ARRAY_LEN(v)));
}

size_t
letter_text_put(const struct letter_say *s, const struct letter *l,
    struct buf *out)
{
	size_t n = count_sections(l), shown = 0, at = 0, got;

	put_head(s, l, out);
	for (; (got = letter_items_together(l, at)) > 0 &&
	     shown < LIMIT_DELIVERY_ITEMS &&
	     out->n < LIMIT_DELIVERY_MESSAGE / 2;
	     at += got) {
		buf_printf(out, "[%zu] %.*s\n", ++shown,
		    STR_ARG(letter_say_headline(s, &l->v[at])));
		letter_text_section(s, &l->v[at], got, out);
		buf_putc(out, '\n');
	}
	put_left(s, l, n - shown + l->n_waiting, out);
	put_gone(s, l, out);
	buf_put(out, S("-- \n"));
	buf_printf(out, "%.*s\n",
	    STR_ARG(letter_say_word(s, "delivery.footer")));
	return at;
}
