/* What a provider says of itself: metadata, ROLIE's service and categories. */
#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "export/public/provider_impl.h"
#include "text/json_write.h"

#define INFORMATION_TYPE						\
	"urn:ietf:params:rolie:category:information-type"

static struct str
address_of(const struct provider_job *k, struct str folder, struct str name)
{
	return str_cat(k->a, k->view->base_url, str_cat(k->a, folder, name));
}

static struct json_writer *
open_file(const struct provider_job *k)
{
	struct json_writer *w = json_write_open(k->a, k->out,
	    JSON_WRITE_PRETTY);

	json_object(w);
	return w;
}

/* A limit that is hit shows in the page's buffer. */
static void
close_file(struct json_writer *w)
{
	json_end(w);
	(void)json_write_close(w);
}

/* ---- provider-metadata.json (7.1.7) -------------------------------------- */

/* The category documents and feeds of trees of one version. */
static void
put_feeds(const struct provider_job *k, struct json_writer *w)
{
	const struct provider_tree *all = k->task->tree;

	json_name(w, "categories");
	json_array(w);
	for (size_t i = 0; i < all->n_same; i++)
		json_str(w,
		    address_of(k, str_z(all[i].kind->folder),
			provider_tree_category(k->a, &all[i])));
	json_end(w);
	json_name(w, "feeds");
	json_array(w);
	for (size_t i = 0; i < all->n_same; i++) {
		const struct provider_tree *t = &all[i];

		json_object(w);
		if (t->kind->spec != PROVIDER_20)
			json_pair(w, "last_updated",
			    instant_format(k->a, provider_tree_updated(t)));
		json_pair(w, "summary",
		    str_fmt(k->a,
			"All CSAF %s documents with the label TLP:%s",
			t->kind->standard->version, t->kind->label));
		json_pair_z(w, "tlp_label", t->kind->label);
		json_pair(w, "url",
		    address_of(k, str_z(t->kind->folder),
			provider_tree_feed(k->a, t)));
		json_end(w);
	}
	json_end(w);
}

static void
put_rolie(const struct provider_job *k, struct json_writer *w)
{
	json_object(w);
	json_name(w, "rolie");
	json_object(w);
	put_feeds(k, w);
	json_name(w, "services");
	json_array(w);
	json_str(w, address_of(k, k->task->tree->home, S(PROVIDER_SERVICE)));
	json_end(w);
	json_end(w);
	json_end(w);
}

/* In 2.1 with its label. */
static void
put_directory(const struct provider_job *k, struct json_writer *w,
    const struct provider_tree *t)
{
	struct str url = address_of(k, str_z(t->kind->folder), S(""));

	json_object(w);
	if (t->kind->spec == PROVIDER_20) {
		json_pair(w, "directory_url", url);
	} else {
		json_name(w, "directory");
		json_object(w);
		json_pair_z(w, "tlp_label", t->kind->label);
		json_pair(w, "url", url);
		json_end(w);
	}
	json_end(w);
}

static void
put_keys(const struct provider_job *k, struct json_writer *w)
{
	const struct public_view *v = k->view;

	json_name(w, "public_openpgp_keys");
	json_opt_array(w);
	for (size_t i = 0; i < v->n_keys; i++) {
		json_object(w);
		json_pair(w, "fingerprint", v->keys[i].fingerprint);
		json_pair(w, "url",
		    address_of(k, S(PROVIDER_KEYS),
			str_cat(k->a, v->keys[i].fingerprint, S(".asc"))));
		json_end(w);
	}
	json_end(w);
}

static void
put_publisher(const struct provider_job *k, struct json_writer *w)
{
	const struct public_publisher *p = &k->view->publisher;

	json_name(w, "publisher");
	json_object(w);
	json_pair(w, "category", p->category);
	json_pair_opt(w, "contact_details", p->contact_details);
	json_pair_opt(w, "issuing_authority", p->issuing_authority);
	json_pair(w, "name", p->name);
	json_pair(w, "namespace", p->namespace);
	json_end(w);
}

void
provider_about_metadata(const struct provider_job *k)
{
	const struct provider_tree *t = k->task->tree;
	struct json_writer *w = open_file(k);

	json_pair_opt(w, "$schema", str_z(t->kind->standard->metadata));
	json_pair(w, "canonical_url",
	    address_of(k, t->home, S(PROVIDER_METADATA)));
	json_name(w, "distributions");
	json_array(w);
	for (size_t i = 0; i < t->n_same; i++)
		put_directory(k, w, &t[i]);
	put_rolie(k, w);
	json_end(w);
	json_pair(w, "last_updated",
	    instant_format(k->a, provider_tree_updated_all(t)));
	json_name(w, "list_on_CSAF_aggregators");
	json_bool(w, k->view->is_listed);
	json_pair_z(w, "metadata_version", t->kind->standard->version);
	json_name(w, "mirror_on_CSAF_aggregators");
	json_bool(w, k->view->is_mirrored);
	put_keys(k, w);
	put_publisher(k, w);
	json_pair_z(w, "role",
	    t->is_trusted ? "csaf_trusted_provider" : "csaf_provider");
	close_file(w);
}

/* ---- service.json (7.1.16) ----------------------------------------------- */

static void
put_category(struct json_writer *w, const char *scheme, struct str term)
{
	json_object(w);
	json_pair_opt(w, "scheme", str_z(scheme));
	json_pair(w, "term", term);
	json_end(w);
}

static void
put_collection(const struct provider_job *k, struct json_writer *w,
    const struct provider_tree *t)
{
	json_object(w);
	json_pair(w, "title",
	    str_fmt(k->a, "CSAF %s documents, TLP:%s",
		t->kind->standard->version, t->kind->label));
	json_pair(w, "href",
	    address_of(k, str_z(t->kind->folder),
		provider_tree_feed(k->a, t)));
	json_name(w, "categories");
	json_object(w);
	json_name(w, "category");
	json_array(w);
	put_category(w, INFORMATION_TYPE, S("csaf"));
	json_end(w);
	json_end(w);
	json_end(w);
}

void
provider_about_service(const struct provider_job *k)
{
	const struct provider_tree *t = k->task->tree;
	struct json_writer *w = open_file(k);

	json_name(w, "service");
	json_object(w);
	json_name(w, "workspace");
	json_array(w);
	json_object(w);
	json_pair(w, "title",
	    str_cat(k->a, k->view->publisher.name, S(": CSAF documents")));
	json_name(w, "collection");
	json_array(w);
	for (size_t i = 0; i < t->n_same; i++)
		put_collection(k, w, &t[i]);
	json_end(w);
	json_end(w);
	json_end(w);
	json_end(w);
	close_file(w);
}

/* ---- category-white.json (7.1.17) ---------------------------------------- */

/* What one may filter for: kinds and languages of documents, vendors,
 * families and names of products. */
static struct map *
terms_of(const struct provider_job *k)
{
	const struct provider_tree *t = k->task->tree;
	struct map *terms = map_open(k->a);

	for (size_t i = 0; i < t->n; i++) {
		const struct public_advisory *adv = t->v[i].adv;

		map_add(terms, t->v[i].category, terms);
		map_add(terms, adv->lang, terms);
		for (size_t j = 0; j < adv->n_leaves; j++) {
			const struct public_leaf *l = &adv->leaves[j];

			map_add(terms, l->vendor, terms);
			map_add(terms, l->family, terms);
			map_add(terms, l->product, terms);
		}
	}
	return terms;
}

void
provider_about_category(const struct provider_job *k)
{
	struct map *terms = terms_of(k);
	size_t n = map_len(terms);
	struct str *v = arena_array(k->a, struct str, n + 1);
	struct json_writer *w = open_file(k);

	for (size_t i = 0; i < n; i++)
		v[i] = map_at(terms, i)->key;
	if (n > 1)
		qsort(v, n, sizeof(*v), str_cmp_qsort);
	json_name(w, "categories");
	json_object(w);
	json_name(w, "category");
	json_array(w);
	for (size_t i = 0; i < n; i++) {
		if (v[i].n > 0)
			put_category(w, "", v[i]);
	}
	json_end(w);
	json_end(w);
	close_file(w);
}
