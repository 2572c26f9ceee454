#include "export/public/html.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "export/export.h"
#include "export/public/html_advisory.h"
#include "export/public/html_feeds.h"
#include "export/public/html_fill.h"
#include "export/public/html_frame.h"
#include "export/public/html_list.h"
#include "export/public/html_site.h"
#include "export/public/html_task.h"
#include "export/public/place.h"
#include "text/template.h"

/* One language being planned. */
struct planning {
	struct plan *plan;
	const struct public_view *view;
	enum public_lang lang;
	bool has_thanks;
};

static struct html_task *
add(const struct planning *g, enum html_kind kind, struct str path)
{
	struct html_task *t = arena_new(plan_arena(g->plan), struct html_task);

	t->kind = kind;
	t->has_thanks = g->has_thanks;
	plan_add(g->plan,
	    (struct page){ .path = path,
		.lang = place_lang(g->lang),
		.item = t });
	return t;
}

static void
add_named(const struct planning *g, enum html_kind kind, struct str name)
{
	(void)add(g, kind, place_page(plan_arena(g->plan), g->lang, name));
}

static void
plan_lists(const struct planning *g)
{
	struct arena *a = plan_arena(g->plan);
	size_t from = 0;

	add_named(g, HTML_INDEX, S("index.html"));
	do {
		struct html_task *t = add(g, HTML_LIST,
		    place_page(a, g->lang, html_list_name(a, from)));

		t->from = from;
		from += HTML_LIST_ROWS;
	} while (from < g->view->n_advisories);
}

static void
plan_site(const struct planning *g)
{
	const struct public_view *v = g->view;
	struct arena *a = plan_arena(g->plan);

	add_named(g, HTML_REPORT, S("report.html"));
	add_named(g, HTML_CONTACT, S("contact.html"));
	add_named(g, HTML_FEEDS, S(HTML_FEEDS_PAGE));
	if (v->n_policies > 0)
		add_named(g, HTML_POLICIES, S("policy.html"));
	if (g->has_thanks)
		add_named(g, HTML_THANKS, S("thanks.html"));
	for (size_t i = 0; i < v->n_policies; i++)
		add(g, HTML_POLICY,
		    place_policy(a, g->lang, v->policies[i].id))
		    ->page = &v->policies[i];
	for (size_t i = 0; i < v->n_pages; i++) {
		if (html_frame_is_part(v->pages[i].id))
			continue;
		add(g, HTML_TEXT, place_text_page(a, g->lang, v->pages[i].id))
		    ->page = &v->pages[i];
	}
}

/* The product that an advisory is about, for finding others about it. */
struct about {
	struct str product;
	size_t adv;		/* index in the view */
};

static int
about_cmp(const void *x, const void *y)
{
	const struct about *a = x, *b = y;
	int c = str_cmp(a->product, b->product);

	if (c != 0)
		return c;
	return a->adv < b->adv ? -1 : a->adv > b->adv;
}

static struct about *
about_all(struct arena *a, const struct public_view *v)
{
	struct about *all = arena_array(a, struct about, v->n_advisories);

	for (size_t i = 0; i < v->n_advisories; i++) {
		const struct public_advisory *adv = &v->advisories[i];

		all[i].adv = i;
		if (adv->n_vulnerabilities > 0 &&
		    adv->vulnerabilities[0].n_rows > 0)
			all[i].product = adv->vulnerabilities[0]
					     .rows[0]
					     .product.in[PUBLIC_EN];
	}
	if (v->n_advisories > 0)
		qsort(all, v->n_advisories, sizeof(*all), about_cmp);
	return all;
}

static void
plan_advisories(const struct planning *g, const struct about *all)
{
	const struct public_view *v = g->view;
	struct arena *a = plan_arena(g->plan);
	size_t start = 0;

	for (size_t i = 0; i < v->n_advisories; i++) {
		const struct public_advisory *adv = &v->advisories[all[i].adv];
		struct html_task *t = add(g, HTML_ADVISORY,
		    place_advisory(a, g->lang, adv));

		t->adv = adv;
		if (!str_eq(all[i].product, all[start].product))
			start = i;
		/* all[] is newest first within a product */
		for (size_t j = start; all[i].product.n > 0 &&
		     j < v->n_advisories && t->n_others < HTML_OTHERS &&
		     str_eq(all[j].product, all[i].product);
		     j++) {
			if (j != i)
				t->others[t->n_others++] =
				    &v->advisories[all[j].adv];
		}
	}
}

void
html_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c)
{
	struct about *all = about_all(plan_arena(p), v);
	struct planning g = { .plan = p,
		.view = v,
		.lang = v->main_lang,
		.has_thanks = html_frame_has_thanks(v) };

	(void)c;
	(void)add(&g, HTML_ROOT, S("index.html"));
	if (v->key_file.n > 0)
		(void)add(&g, HTML_KEY, S(PLACE_KEY));
	for (int i = 0; i < PUBLIC_LANGS; i++) {
		g.lang = i == 0 ? PUBLIC_JA : PUBLIC_EN;
		plan_lists(&g);
		plan_advisories(&g, all);
		plan_site(&g);
	}
}

/* The values and the template of a page. */
static struct value *
fill(struct html_fill *f, const struct html_task *t, const char **name)
{
	switch (t->kind) {
	case HTML_ROOT:
		*name = "pages/public/root";
		return html_site_root(f);
	case HTML_INDEX:
		*name = "pages/public/index";
		return html_list_index(f);
	case HTML_LIST:
		*name = "pages/public/advisories";
		return html_list(f, t);
	case HTML_ADVISORY:
		*name = "pages/public/advisory";
		return html_advisory(f, t);
	case HTML_REPORT:
		*name = "pages/public/report";
		return html_site_report(f);
	case HTML_CONTACT:
		*name = "pages/public/contact";
		return html_site_contact(f);
	case HTML_POLICIES:
		*name = "pages/public/policy";
		return html_site_policies(f);
	case HTML_THANKS:
		*name = "pages/public/thanks";
		return html_site_thanks(f);
	case HTML_FEEDS:
		*name = "pages/public/feeds";
		return html_feeds(f);
	case HTML_POLICY:
	case HTML_TEXT:
		*name = "pages/public/page";
		return html_site_text(f, t);
	case HTML_KEY:
		break;
	}
	BUG("a page without a template");
}

bool
html_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	const struct html_task *task = page->item;
	struct html_fill f = { .a = tmp,
		.view = v,
		.context = c,
		.path = page->path,
		.lang = v->main_lang };
	const struct template *t;
	struct value *data;
	const char *name;

	if (task->kind == HTML_KEY) {
		buf_put(out, v->key_file);
		return buf_ok(out);
	}
	f.lang = str_eq_z(page->lang, "ja") ? PUBLIC_JA : PUBLIC_EN;
	f.has_thanks = task->has_thanks;
	data = fill(&f, task, &name);
	t = templates_find(c->templates, str_z(name));
	ASSERT(t != NULL);
	return template_render(t, data, c->words, page->lang, out, d);
}
