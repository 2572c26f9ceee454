#include "export/public/html_feeds.h"

#include "base/arena.h"
#include "base/attr.h"
#include "export/public/html_fill.h"
#include "export/public/html_frame.h"
#include "export/public/place.h"
#include "export/public/provider_tree.h"
#include "export/public/subscription.h"

static const struct {
	const char *ending;
	const char *type;
	const char *name;
	const char *key;	/* of feed.* */
} formats[] = {
	{ ".atom", "application/atom+xml", "Atom", "atom" },
	{ ".json", "application/feed+json", "JSON Feed", "json" },
};

static void
fill_row(const struct html_fill *f, struct value *list,
    const struct subscription *s)
{
	struct value *o = value_push_object(list);
	struct value *links = value_set_list(o, "links");

	if (s->kind == SUBSCRIPTION_PRODUCT) {
		value_set_text(o, "title", s->product->name);
		value_set_text(o, "status",
		    html_fill_link(f, place_product(f->a, s->product)));
	} else {
		value_set_text(o, "title",
		    subscription_title(f->a, f->view, f->context, f->lang, s));
		value_set_text(o, "status", S(""));
	}
	for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
		struct value *link = value_push_object(links);

		value_set_z(link, "name", formats[i].name);
		value_set_text(link, "href",
		    html_fill_link(f,
			subscription_place(f->a, f->lang, s,
			    formats[i].ending)));
	}
}

void
html_feeds_all(const struct html_fill *f, struct value *list)
{
	const struct subscription all = { .kind = SUBSCRIPTION_ALL };

	for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
		struct value *o = value_push_object(list);

		value_set_text(o, "href",
		    html_fill_link(f,
			subscription_place(f->a, f->lang, &all,
			    formats[i].ending)));
		value_set_z(o, "type", formats[i].type);
		value_set_z(o, "title", formats[i].name);
		value_set_z(o, "key", formats[i].key);
		value_set_z(o, "kind", formats[i].name);
	}
}

struct value *
html_feeds(const struct html_fill *f)
{
	struct html_frame frame = {
		.entry = "subscribe",
		.title = html_fill_word(f, "feeds.title"),
		.description = html_fill_word(f, "feeds.lead"),
		.name = S(HTML_FEEDS_PAGE),
	};
	struct value *data = html_frame(f, &frame);
	struct value *general = value_set_list(data, "general");
	struct value *products = value_set_list(data, "products");
	struct subscription *all;
	size_t n = subscription_list(f->a, f->view, &all);

	for (size_t i = 0; i < n; i++)
		fill_row(f,
		    all[i].kind == SUBSCRIPTION_PRODUCT ? products : general,
		    &all[i]);
	value_set_text(data, "csaf",
	    provider_tree_address(f->a, f->view).n == 0 ?
		S("") :
		html_fill_link(f, S(PROVIDER_HOME PROVIDER_METADATA)));
	value_set_text(data, "all_products",
	    html_fill_link(f, S(PLACE_PRODUCTS)));
	return data;
}
