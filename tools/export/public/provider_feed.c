/* The ROLIE feed of a tree (RFC 8322; CSAF 2.0, 7.1.15). */
#include "base/arena.h"
#include "export/public/provider_impl.h"
#include "text/json_write.h"

static struct str
document_url(const struct provider_job *k, const struct provider_document *x)
{
	return str_cat(k->a, k->view->base_url, x->page.path);
}

static void
put_link(struct json_writer *w, const char *rel, struct str href)
{
	json_object(w);
	json_pair_z(w, "rel", rel);
	json_pair(w, "href", href);
	json_end(w);
}

static void
put_entry(const struct provider_job *k, struct json_writer *w,
    const struct provider_document *x)
{
	const struct provider_kind *kind = k->task->tree->kind;
	struct str url = document_url(k, x);

	json_object(w);
	json_pair(w, "id", x->id);
	json_pair(w, "title", x->title);
	json_name(w, "link");
	json_array(w);
	put_link(w, "self", url);
	put_link(w, "hash", str_cat(k->a, url, S(".sha256")));
	put_link(w, "hash", str_cat(k->a, url, S(".sha512")));
	if (x->signature != NULL)
		put_link(w, "signature", str_cat(k->a, url, S(".asc")));
	json_end(w);
	json_pair(w, "published", instant_format(k->a, x->published));
	json_pair(w, "updated", instant_format(k->a, x->updated));
	json_name(w, "content");
	json_object(w);
	json_pair_z(w, "type", "application/json");
	json_pair(w, "src", url);
	json_end(w);
	json_name(w, "format");
	json_object(w);
	json_pair_z(w, "schema", kind->standard->schema);
	json_pair_z(w, "version", kind->standard->version);
	json_end(w);
	json_end(w);
}

static void
put_head(const struct provider_job *k, struct json_writer *w)
{
	const struct provider_tree *t = k->task->tree;

	json_pair(w, "id", str_fmt(k->a, "csaf-feed-tlp-%s", t->kind->name));
	json_pair(w, "title",
	    str_fmt(k->a, "%.*s: CSAF %s documents, TLP:%s",
		STR_ARG(k->view->publisher.name), t->kind->standard->version,
		t->kind->label));
	json_name(w, "link");
	json_array(w);
	put_link(w, "self", str_cat(k->a, k->view->base_url, k->page->path));
	put_link(w, "service",
	    str_cat(k->a, k->view->base_url,
		str_cat(k->a, t->home, S(PROVIDER_SERVICE))));
	json_end(w);
	json_name(w, "category");
	json_array(w);
	json_object(w);
	json_pair_z(w, "scheme",
	    "urn:ietf:params:rolie:category:information-type");
	json_pair_z(w, "term", "csaf");
	json_end(w);
	json_end(w);
	json_pair(w, "updated",
	    instant_format(k->a, provider_tree_updated(t)));
}

void
provider_feed(const struct provider_job *k)
{
	const struct provider_tree *t = k->task->tree;
	struct json_writer *w = json_write_open(k->a, k->out,
	    JSON_WRITE_PRETTY);

	json_object(w);
	json_name(w, "feed");
	json_object(w);
	put_head(k, w);
	json_name(w, "entry");
	json_array(w);
	for (size_t i = 0; i < t->n; i++)
		put_entry(k, w, &t->v[i]);
	json_end(w);
	json_end(w);
	json_end(w);
	(void)json_write_close(w);
}
