/*
 * Alerts as an Atom feed (RFC 4287), one an edition and language, each with its
 * label and what it asks.  An entry comes anew when readers are told of a
 * change.  An edition has no address of its own: ids are made of digests, links
 * lead from the feed's place.
 */
#include "export/internal/out.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/limits.h"
#include "export/internal/alert_set.h"
#include "export/internal/row.h"
#include "text/xml_write.h"

OUT_FUNCTIONS(alert_feed);

/* Atom demands a date of a feed without entries, too; nothing happened yet. */
static const struct instant never = { 0, 0 };

/* An alert as of now: the desk has what is dated later, but a feed travels. */
struct feed_entry {
	const struct plain_entry *e;
	struct instant told;		/* when readers were told something */
	const struct alert_revision *last;	/* NULL: none, or the first */
};

static int
by_told(const void *a, const void *b)
{
	const struct feed_entry *x = a, *y = b;

	if (x->told.s != y->told.s)
		return x->told.s > y->told.s ? -1 : 1;
	return str_cmp(y->e->e.id, x->e->e.id);
}

static struct feed_entry
entry_of(const struct plain_entry *e, struct instant now)
{
	const struct alert *a = e->record;
	struct feed_entry x = { e, a->at.w.at, NULL };
	const struct alert_revision *first = NULL;

	for (size_t i = 0; i < a->revisions.n; i++) {
		const struct alert_revision *r = &a->revisions.v[i];

		if (r->at.w.kind != WHEN_INSTANT || r->at.w.at.s > now.s)
			continue;
		if (r->at.w.at.s > x.told.s)
			x.told = r->at.w.at;
		if (first == NULL)
			first = r;
		else
			x.last = r;
	}
	return x;
}

void
alert_feed_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);

	frame_add_neutral(&g, S("ja/alerts/feed.atom"), S("ja"), NULL);
	frame_add_neutral(&g, S("en/alerts/feed.atom"), S("en"), NULL);
}

/* "urn:uuid:..." of a name: always the same (RFC 9562 section 5.8). */
static struct str
urn(const struct frame *f, struct str name)
{
	struct str host = f->m->organisation != NULL ?
	    f->m->organisation->base_url.s :
	    S("");
	struct str h = digest_hex(f->a, DIGEST_SHA256,
	    str_fmt(f->a, "alerts\n%.*s\n%.*s\n%.*s", STR_ARG(host),
		STR_ARG(f->c->edition), STR_ARG(name)));

	return str_fmt(f->a, "urn:uuid:%.*s-%.*s-8%.*s-8%.*s-%.*s",
	    STR_ARG(str_sub(h, 0, 8)), STR_ARG(str_sub(h, 8, 4)),
	    STR_ARG(str_sub(h, 13, 3)), STR_ARG(str_sub(h, 17, 3)),
	    STR_ARG(str_sub(h, 20, 12)));
}

static void
put_link(struct xml_writer *x, const char *rel, const char *type,
    struct str href)
{
	xml_write_open(x, "link");
	xml_write_attr(x, "rel", str_z(rel));
	xml_write_attr(x, "type", str_z(type));
	xml_write_attr(x, "href", href);
	xml_write_close(x);
}

/* What to do, and what changed last. */
static struct str
summary_of(const struct frame *f, const struct feed_entry *x)
{
	const struct alert *a = x->e->record;
	struct str action = words_in(&a->action, f->lang);
	struct str change = x->last != NULL ?
	    words_in(&x->last->summary, f->lang) :
	    S("");

	return str_trim(
	    str_fmt(f->a, "%.*s\n\n%.*s", STR_ARG(action), STR_ARG(change)));
}

static void
put_entry(const struct frame *f, struct xml_writer *x,
    const struct feed_entry *of)
{
	const struct plain_entry *e = of->e;
	const struct alert *a = e->record;
	enum tlp label = model_label(f->m, e->e.doc);
	struct str title = words_in(&a->title, f->lang);
	struct str summary = summary_of(f, of);

	xml_write_open(x, "entry");
	xml_write_leaf(x, "id", urn(f, e->e.id));
	xml_write_leaf(x, "title",
	    str_fmt(f->a, "[TLP:%s] [%.*s] %.*s",
		enum_name(&enum_tlp, (int)label),
		STR_ARG(show_word(f, &enum_alert_level, a->level.v)),
		STR_ARG(title)));
	put_link(x, "alternate", "text/html",
	    str_fmt(f->a, "%.*s.html", STR_ARG(e->e.id)));
	xml_write_leaf(x, "published", instant_format_utc(f->a, a->at.w.at));
	xml_write_leaf(x, "updated", instant_format_utc(f->a, of->told));
	for (size_t i = 0; i < a->vulnerabilities.n; i++) {
		xml_write_open(x, "category");
		xml_write_attr(x, "term", a->vulnerabilities.v[i].s);
		xml_write_close(x);
	}
	if (summary.n > 0)
		xml_write_leaf(x, "summary", summary);
	xml_write_close(x);
}

bool
alert_feed_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "alerts");
	const struct plain_entry **rows;
	struct feed_entry *all;
	struct xml_writer x;
	size_t n, n_all = 0;

	(void)d;
	rows = row_alerts(tmp, v, NULL, &n);
	all = arena_array(tmp, struct feed_entry, n + 1);
	for (size_t i = 0; i < n; i++) {
		const struct alert *a = rows[i]->record;

		if (a->at.w.at.s <= c->now.s)
			all[n_all++] = entry_of(rows[i], c->now);
	}
	n = n_all;
	if (n > 1)
		qsort(all, n, sizeof(*all), by_told);
	xml_write_begin(&x, out);
	xml_write_open(&x, "feed");
	xml_write_attr(&x, "xmlns", S("http://www.w3.org/2005/Atom"));
	xml_write_attr(&x, "xml:lang", f.lang);
	xml_write_leaf(&x, "id", urn(&f, f.lang));
	xml_write_leaf(&x, "title", frame_word(&f, "nav.alerts"));
	/* Feeds are copied about: the edition's label goes with them. */
	xml_write_leaf(&x, "subtitle", str_cat(tmp, S("TLP:"), c->ceiling));
	put_link(&x, "self", "application/atom+xml", S("feed.atom"));
	put_link(&x, "alternate", "text/html", S("index.html"));
	xml_write_leaf(&x, "updated",
	    instant_format_utc(tmp, n > 0 ? all[0].told : never));
	xml_write_open(&x, "author");
	xml_write_leaf(&x, "name",
	    v->organisation != NULL ?
		words_in(&v->organisation->name, f.lang) :
		S("Hansho"));
	xml_write_close(&x);
	xml_write_leaf(&x, "generator", S("Hansho"));
	for (size_t i = 0; i < n && i < LIMIT_ALERT_ENTRIES; i++)
		put_entry(&f, &x, &all[i]);
	xml_write_close(&x);
	xml_write_end(&x);
	return buf_ok(out);
}
