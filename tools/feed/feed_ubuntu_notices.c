#include "feed/feed_json.h"
#include "feed/feed_make.h"
#include "feed/feed_read.h"
#include "feed/feed_ubuntu.h"

bool
feed_ubuntu_notices_is(struct str head)
{
	if (str_eq(feed_json_lead(head), S("notices")))
		return feed_json_has(head, S("release_packages")) ||
		    feed_json_has(head, S("cves_ids")) ||
		    feed_json_has(head, S("total_results"));
	return feed_json_has(head, S("release_packages")) &&
	    feed_json_has(head, S("cves_ids"));
}

static void
take_ids(struct feed_make *k, const struct json_node *root)
{
	const struct json_node *n = feed_json_list(root, "cves_ids");

	for (; n != NULL; n = n->next)
		feed_ubuntu_mention(k, n->text);
	for (n = feed_json_list(root, "cves"); n != NULL; n = n->next)
		feed_ubuntu_mention(k, json_get_str(n, "id"));
	for (n = feed_json_list(root, "references"); n != NULL; n = n->next)
		feed_ubuntu_mention(k, n->text);
	n = feed_json_list(root, "related_notices");
	for (; n != NULL; n = n->next)
		feed_make_related(k, n->text);
}

static void
take_package(struct feed_make *k, struct str codename,
    const struct json_node *n)
{
	struct feed_ware w = feed_ubuntu_ware(k, codename,
	    json_get_str(n, "name"), feed_json_is(n, "is_source"));

	feed_ubuntu_fixed(k, &w, json_get_str(n, "version"),
	    json_get_str(n, "pocket"));
}

bool
feed_ubuntu_notices(struct arena *scratch, const struct feed_document *doc,
    const struct feed_sink *sink)
{
	struct feed_make k = { .a = scratch, .doc = doc, .sink = sink };
	const struct json_node *root = feed_json(scratch, doc, sink, NULL);
	const struct json_node *release, *n;

	if (root == NULL)
		return true;
	feed_make_begin(&k, 0, doc->text.n);
	if (!feed_make_id(&k, json_get_str(root, "id")))
		return true;
	feed_make_time(&k, json_get_str(root, "published"), &k.r.published);
	k.r.title_en = feed_make_text(json_get_str(root, "title"));
	k.r.text_en = feed_make_text(json_get_str(root, "description"));
	k.r.solution = feed_make_text(json_get_str(root, "instructions"));
	take_ids(&k, root);
	release = feed_json_list(root, "release_packages");
	for (; release != NULL; release = release->next) {
		for (n = feed_json_first(release); n != NULL; n = n->next)
			take_package(&k, release->name, n);
	}
	return feed_make_end(&k);
}
