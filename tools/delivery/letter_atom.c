#include "delivery/letter_atom.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/limits.h"
#include "delivery/letter.h"
#include "delivery/letter_say.h"
#include "delivery/letter_text.h"
#include "model/matched.h"
#include "text/xml_write.h"

/* The tag of a name (RFC 4151); the year is that of the scheme, not of ours. */
static struct str
tag(const struct letter_run *r, const struct letter_say *s, struct str name)
{
	struct str hex = digest_hex(s->a, DIGEST_SHA256, name);

	return str_fmt(s->a, "tag:%.*s,2026:hansho/%.*s", STR_ARG(r->host),
	    STR_ARG(str_sub(hex, 0, 32)));
}

/* When it was told; what was not told is as old as its newest source. */
static struct instant
updated_of(const struct letter_run *r, const struct letter_item *x)
{
	if (x->n_lines > 0 && x->why == TOLD_NOTHING)
		return x->lines[0].at;
	if (x->known != NULL && x->known->modified.s != INT64_MIN &&
	    x->known->modified.s < r->now.s)
		return x->known->modified;
	return r->now;
}

/* Of a section the newest item. */
static struct instant
updated_last(const struct letter_run *r, const struct letter_item *v, size_t n)
{
	struct instant t = updated_of(r, v);

	for (size_t i = 1; i < n; i++) {
		struct instant u = updated_of(r, &v[i]);

		if (u.s > t.s)
			t = u;
	}
	return t;
}

/* A section of n items from x on. */
static void
put_entry(const struct letter_run *r, const struct letter_say *s,
    const struct letter_item *x, size_t n, struct str name,
    struct xml_writer *w)
{
	struct buf text;

	buf_init(&text, LIMIT_DELIVERY_MESSAGE);
	letter_text_section(s, x, n, &text);
	xml_write_open(w, "entry");
	xml_write_leaf(w, "id", tag(r, s, name));
	xml_write_leaf(w, "title", letter_say_headline(s, x));
	xml_write_leaf(w, "updated",
	    instant_format_utc(s->a, updated_last(r, x, n)));
	xml_write_open(w, "link");
	xml_write_attr(w, "rel", S("alternate"));
	xml_write_attr(w, "href", letter_say_page(s, x));
	xml_write_close(w);
	xml_write_open(w, "content");
	xml_write_attr(w, "type", S("text"));
	xml_write_text(w, buf_str(&text));
	xml_write_close(w);
	xml_write_close(w);
	buf_fini(&text);
}

void
letter_atom_put(const struct letter_run *r, const struct letter_say *s,
    const struct letter *l, struct str self, struct buf *out)
{
	const struct catalog_value v[] = {
		LETTER_HOLE("name", subscriber_name(l->s, s->lang)),
		LETTER_HOLE("tlp", str_z(enum_name(&enum_tlp, (int)l->label))),
	};
	struct xml_writer w;
	struct instant newest = { INT64_MIN, 0 };
	size_t n = 0, got;

	for (size_t i = 0; i < l->n; i++) {
		struct instant t = updated_of(r, &l->v[i]);

		if (t.s > newest.s)
			newest = t;
	}
	if (newest.s == INT64_MIN)
		newest = r->now;
	xml_write_begin(&w, out);
	xml_write_open(&w, "feed");
	xml_write_attr(&w, "xmlns", S("http://www.w3.org/2005/Atom"));
	xml_write_attr(&w, "xml:lang", s->lang);
	xml_write_leaf(&w, "id", tag(r, s, l->s->id));
	xml_write_leaf(&w, "title",
	    letter_say_fill(s, "delivery.atom", v, ARRAY_LEN(v)));
	xml_write_leaf(&w, "updated", instant_format_utc(s->a, newest));
	xml_write_leaf(&w, "rights", str_cat(s->a, S("TLP:"), v[1].value));
	xml_write_open(&w, "author");
	xml_write_leaf(&w, "name", r->host);
	xml_write_close(&w);
	xml_write_open(&w, "link");
	xml_write_attr(&w, "rel", S("self"));
	xml_write_attr(&w, "href", self);
	xml_write_close(&w);
	for (size_t i = 0; (got = letter_items_together(l, i)) > 0 &&
	     n < LIMIT_DELIVERY_ITEMS;
	     i += got, n++) {
		const struct letter_item *x = &l->v[i];

		/* Two editions that tell of one vulnerability are two. */
		put_entry(r, s, x, got,
		    str_fmt(s->a, "%.*s\t%.*s\t%.*s", STR_ARG(l->s->id),
			STR_ARG(x->id), STR_ARG(x->view->address)),
		    &w);
	}
	xml_write_close(&w);
	xml_write_end(&w);
}
