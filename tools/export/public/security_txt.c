#include "export/public/security_txt.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/time.h"
#include "export/export.h"
#include "export/public/html_frame.h"
#include "export/public/place.h"
#include "export/public/provider_tree.h"
#include "text/template.h"
#include "text/value.h"
#include "wall/public_view.h"

void
security_txt_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c)
{
	(void)c;
	/* The world looks for it on the public host. */
	if ((v->email.n == 0 && v->form.n == 0) || v->ceiling != PUBLIC_CLEAR)
		return;
	plan_add(p,
	    (struct page){ .path = S(PLACE_SECURITY_TXT),
		.lang = place_lang(v->main_lang) });
}

/* The full address of a document of the edition. */
static void
set_address(struct value *o, const char *key, const struct public_view *v,
    struct str path, struct arena *a)
{
	value_set_text(o, key,
	    path.n == 0 || v->base_url.n == 0 ? S("") :
						str_cat(a, v->base_url, path));
}

/* RFC 9116, 2.5.3: URIs, the preferred one first. */
static void
set_contacts(struct value *o, const struct public_view *v, struct arena *a)
{
	struct value *list = value_set_list(o, "contacts");

	if (v->form.n > 0)
		value_push(list, value_text(a, v->form));
	if (v->email.n > 0)
		value_push(list,
		    value_text(a, str_cat(a, S("mailto:"), v->email)));
	if (v->telephone.n > 0)
		value_push(list,
		    value_text(a, str_cat(a, S("tel:"), v->telephone)));
}

/*
 * CSAF 2.0, 7.1.8: the well-known address first, then one for each version of
 * the standard where there are several.
 */
static void
set_metadata(struct value *o, const struct public_view *v, struct arena *a)
{
	struct value *list = value_set_list(o, "csaf");
	struct str first = provider_tree_address(a, v);
	size_t n;
	const struct provider_tree *t = provider_tree_list(a, v, &n);

	if (first.n > 0)
		value_push(list, value_text(a, first));
	for (size_t i = 0; i < n; i++) {
		struct str url = str_cat(a, v->base_url,
		    str_cat(a, t[i].home, S(PROVIDER_METADATA)));

		if (!str_eq(url, first))
			value_push(list, value_text(a, url));
	}
}

bool
security_txt_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	const struct template *t = templates_find(c->templates,
	    S("pages/public/security"));
	struct value *o = value_object(tmp);

	ASSERT(t != NULL);
	set_contacts(o, v, tmp);
	value_set_text(o, "expires", instant_format_utc(tmp, v->expires));
	value_set_z(o, "languages",
	    v->main_lang == PUBLIC_JA ? "ja, en" : "en, ja");
	set_address(o, "canonical", v, page->path, tmp);
	set_address(o, "key_url", v, v->key_file.n > 0 ? S(PLACE_KEY) : S(""),
	    tmp);
	set_address(o, "policy_url", v,
	    v->n_policies == 0 ?
		S("") :
		place_page(tmp, v->main_lang, S("policy.html")),
	    tmp);
	set_address(o, "thanks_url", v,
	    !html_frame_has_thanks(v) ?
		S("") :
		place_page(tmp, v->main_lang, S("thanks.html")),
	    tmp);
	set_metadata(o, v, tmp);
	return template_render(t, o, c->words, page->lang, out, d);
}
