#include "delivery/letter_say.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "delivery/letter.h"
#include "model/known_title.h"
#include "model/matched.h"
#include "model/model.h"
#include "model/ssvc.h"

struct str
letter_say_word(const struct letter_say *s, const char *key)
{
	struct str text = str_z(key);

	(void)catalog_get(s->words, s->lang, str_z(key), &text);
	return text;
}

struct str
letter_say_of(const struct letter_say *s, const char *area, struct str name)
{
	struct str text = name;

	(void)catalog_get(s->words, s->lang,
	    str_fmt(s->a, "%s.%.*s", area, STR_ARG(name)), &text);
	return text;
}

struct str
letter_say_fill(const struct letter_say *s, const char *key,
    const struct catalog_value *v, size_t n)
{
	return catalog_fill(s->a, letter_say_word(s, key), v, n);
}

struct str
letter_say_line(const struct letter_say *s, struct str text)
{
	char *p = arena_bytes(s->a, 3 * text.n + 3);
	size_t n = 0, chars = 0;

	for (size_t i = 0; i < text.n;) {
		uint32_t c = utf8_next(text, &i);

		if (chars++ == LIMIT_DELIVERY_WORDS) {
			n += utf8_encode(0x2026, p + n);
			break;
		}
		if (c == '\n' || c == '\t' || c == '\r' || c == 0x2028 ||
		    c == 0x2029 || c == 0x85)
			c = ' ';
		else if (utf8_is_hostile(c))
			c = 0xFFFD;
		n += utf8_encode(c, p + n);
	}
	return str_trim((struct str){ p, n });
}

void
letter_say_put(const struct letter_say *s, struct buf *out, unsigned indent,
    const char *head, struct str text)
{
	if (text.n == 0)
		return;
	buf_fill(out, ' ', indent);
	buf_printf(out, "%.*s%s%.*s\n",
	    STR_ARG(letter_say_of(s, "delivery.head", str_z(head))),
	    str_eq_z(s->lang, "ja") ? "：" : ": ", STR_ARG(text));
}

struct str
letter_say_priority(const struct letter_say *s, const struct model *m,
    const struct priority_state *p)
{
	const struct ssvc_outcome *o = ssvc_outcome_of(m, p->priority);
	struct str name = o != NULL ? words_in(&o->name, s->lang) :
				      p->priority;
	struct str why = p->exception;
	struct catalog_value v[] = {
		LETTER_HOLE("name", S("")),
		LETTER_HOLE("why", S("")),
	};

	if (why.n == 0 && p->reason != NULL)
		why = words_in(p->reason, s->lang);
	name = letter_say_line(s, name);
	v[0].value = name;
	v[1].value = letter_say_line(s, why);
	return name.n == 0 || why.n == 0 ?
	    name :
	    letter_say_fill(s, "delivery.priority", v, ARRAY_LEN(v));
}

struct str
letter_say_page(const struct letter_say *s, const struct letter_item *x)
{
	struct str base = x->view->address;
	struct str path = x->alert != NULL ?
	    str_cat(s->a, S("alerts/"), x->id) :
	    s->place(s->a, x->known != NULL ? x->known->id : x->id);

	return str_fmt(s->a, "%.*s%.*s/%.*s.html", STR_ARG(base),
	    STR_ARG(s->lang), STR_ARG(path));
}

struct str
letter_say_title(const struct letter_say *s, const struct letter_item *x)
{
	if (x->alert != NULL) {
		const struct alert *a = x->alert->record;

		return letter_say_line(s, words_in(&a->title, s->lang));
	}
	if (x->known == NULL)
		return S("");
	return letter_say_line(s,
	    known_title(s->a, x->known, str_eq_z(s->lang, "ja")).text);
}

struct str
letter_say_headline(const struct letter_say *s, const struct letter_item *x)
{
	struct str title = letter_say_title(s, x);
	struct str id = letter_say_line(s, x->id);

	if (title.n == 0)
		return id;
	return str_fmt(s->a, "%.*s%s%.*s", STR_ARG(id),
	    str_eq_z(s->lang, "ja") ? " " : ": ", STR_ARG(title));
}

/* The versions of an item, those over the limit counted. */
static struct str
versions_of(const struct letter_say *s, const struct letter_item *x)
{
	struct str all = S("");
	size_t n = 0;

	for (size_t i = 0; i < x->n; i++) {
		const struct version *v = x->v[i]->version;

		if (v == NULL || v->version.s.n == 0)
			continue;
		if (n++ >= LIMIT_DELIVERY_PARTS)
			continue;
		all = str_fmt(s->a, "%.*s%s%.*s", STR_ARG(all),
		    all.n > 0 ? ", " : "", STR_ARG(v->version.s));
	}
	if (n > LIMIT_DELIVERY_PARTS) {
		const struct catalog_value more = LETTER_HOLE("n",
		    str_fmt(s->a, "%zu", n - LIMIT_DELIVERY_PARTS));

		all = str_fmt(s->a, "%.*s, %.*s", STR_ARG(all),
		    STR_ARG(letter_say_fill(s, "delivery.more_versions", &more,
			1)));
	}
	return all;
}

struct str
letter_say_subject(const struct letter_say *s, const struct letter_item *x)
{
	const struct finding *f = x->n > 0 ? x->v[0] : NULL;
	const struct entry *e;
	struct catalog_value v[] = {
		LETTER_HOLE("name", S("")),
		LETTER_HOLE("id", S("")),
		LETTER_HOLE("versions", S("")),
	};

	if (f == NULL)
		return letter_say_line(s, x->of);
	e = f->system != NULL ? &f->system->e : &f->product->e;
	v[0].value = letter_say_line(s,
	    words_in(f->system != NULL ? &f->system->system->name :
					 &f->product->product->name,
		s->lang));
	v[1].value = e->id;
	v[2].value = versions_of(s, x);
	return str_trim(
	    letter_say_fill(s, "delivery.versions", v, ARRAY_LEN(v)));
}
