#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "feed/feed_json.h"
#include "feed/feed_make.h"
#include "feed/feed_openvex_ware.h"
#include "feed/feed_read.h"

/* The statements on one vulnerability. */
struct flaw {
	const struct json_node *v;	/* as the first of them tells it */
	const struct json_node **statements;
	size_t n, room;
};

bool
feed_openvex_is(struct str head)
{
	return feed_json_has(head, S("@context")) &&
	    str_find(head, S("//openvex.dev/ns"), 0) != SIZE_MAX;
}

/* Before 0.2 vulnerabilities were texts. */
static struct str
name_of(const struct json_node *v)
{
	return v != NULL && v->kind == JSON_IS_STRING ?
	    v->text :
	    json_get_str(v, "name");
}

/* Vulnerabilities by name, in the order of the document. */
static struct map *
see_flaws(struct arena *a, const struct json_node *root)
{
	const struct json_node *s = feed_json_list(root, "statements");
	struct map *flaws = map_open(a);

	for (; s != NULL; s = s->next) {
		const struct json_node *v = json_get(s, "vulnerability");
		struct flaw *f = map_get(flaws, name_of(v));

		if (f == NULL) {
			f = arena_new(a, struct flaw);
			f->v = v;
			(void)map_add(flaws, name_of(v), f);
		}
		f->statements = arena_grow(a, f->statements, f->n, &f->room,
		    sizeof(*f->statements));
		f->statements[f->n++] = s;
	}
	return flaws;
}

/* An id, or an address under which it is told of as well. */
static void
take_alias(struct feed_make *k, struct str s)
{
	if (str_find(s, S("://"), 0) == SIZE_MAX)
		feed_make_alias(k, s);
	else
		feed_make_link(k, s, S(""));
}

static void
take_facts(struct feed_make *k, const struct json_node *root,
    const struct flaw *f)
{
	/* Canonical puts what is said of the document into a member. */
	const struct json_node *meta = json_get(root, "metadata"), *n;

	if (meta == NULL)
		meta = root;
	k->r.is_vendor = str_eq_nocase(json_get_str(meta, "role"),
	    S("vendor"));
	feed_make_time(k, json_get_str(meta, "timestamp"), &k->r.published);
	feed_make_time(k, json_get_str(meta, "last_updated"), &k->r.modified);
	if (json_get_str(meta, "last_updated").n == 0)
		k->r.modified = k->r.published;
	k->r.text_en = feed_make_text(json_get_str(f->v, "description"));
	take_alias(k, json_get_str(f->v, "@id"));
	for (n = feed_json_list(f->v, "aliases"); n != NULL; n = n->next)
		take_alias(k, n->text);
	if (str_find(json_get_str(meta, "@id"), S("://"), 0) != SIZE_MAX)
		feed_make_link(k, json_get_str(meta, "@id"), S("self"));
	for (size_t i = 0; i < f->n && k->r.solution.n == 0; i++)
		k->r.solution = feed_make_text(
		    json_get_str(f->statements[i], "action_statement"));
}

static bool
take_flaw(struct feed_make *k, const struct json_node *root,
    const struct flaw *f)
{
	feed_make_begin(k, 0, k->doc->text.n);
	if (!feed_make_id(k, name_of(f->v)))
		return true;
	take_facts(k, root, f);
	feed_openvex_wares(k, f->statements, f->n);
	return feed_make_end(k);
}

bool
feed_openvex(struct arena *scratch, const struct feed_document *doc,
    const struct feed_sink *sink)
{
	struct feed_make k = { .a = scratch, .doc = doc, .sink = sink };
	const struct json_node *root = feed_json(scratch, doc, sink, NULL);
	struct map *flaws = see_flaws(scratch, root);

	for (size_t i = 0; i < map_len(flaws); i++) {
		if (!take_flaw(&k, root, map_at(flaws, i)->value))
			return false;
	}
	return true;
}
