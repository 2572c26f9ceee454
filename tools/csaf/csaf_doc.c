#include <stdlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "csaf/csaf_impl.h"

static const char *const status_names[] = {
	[CSAF_FIRST_AFFECTED] = "first_affected",
	[CSAF_FIRST_FIXED] = "first_fixed",
	[CSAF_FIXED] = "fixed",
	[CSAF_KNOWN_AFFECTED] = "known_affected",
	[CSAF_KNOWN_NOT_AFFECTED] = "known_not_affected",
	[CSAF_LAST_AFFECTED] = "last_affected",
	[CSAF_RECOMMENDED] = "recommended",
	[CSAF_UNDER_INVESTIGATION] = "under_investigation",
	[CSAF_UNKNOWN] = "unknown",
};

const char *
csaf_doc_status_name(enum csaf_status s)
{
	return status_names[s];
}

/* An id as it was met: before all ids are known it has no place. */
struct sighting {
	struct str text;
	size_t *place;		/* gets the place of the id */
};

/* The document being read; arrays move while they grow. */
struct reader {
	struct csaf_doc *doc;
	struct arena *a;
	size_t cap_products, cap_groups, cap_uses;
};

static bool
is_string(const struct json_node *node)
{
	return node != NULL && node->kind == JSON_IS_STRING;
}

/* The first item of a member that is an array, or NULL. */
static const struct json_node *
items(const struct json_node *node, const char *name)
{
	const struct json_node *list = json_get(node, name);

	return list != NULL && list->kind == JSON_IS_ARRAY ? list->first :
							     NULL;
}

static void
add_use(struct reader *r, const struct json_node *node, bool is_group)
{
	struct csaf_doc *d = r->doc;

	if (!is_string(node))
		return;
	d->uses = arena_grow(r->a, d->uses, d->n_uses, &r->cap_uses,
	    sizeof(*d->uses));
	d->uses[d->n_uses++] = (struct csaf_use){ .node = node,
		.is_group = is_group };
}

/* All ids of a member that is an array of them. */
static struct csaf_range
add_uses(struct reader *r, const struct json_node *node, const char *name,
    bool is_group)
{
	struct csaf_range range = { .first = r->doc->n_uses };

	for (const struct json_node *n = items(node, name); n != NULL;
	     n = n->next)
		add_use(r, n, is_group);
	range.n = r->doc->n_uses - range.first;
	return range;
}

static void
add_product(struct reader *r, const struct json_node *node,
    const struct csaf_branch *branch, const struct json_node *relation)
{
	const struct json_node *id = json_get(node, "product_id");
	struct csaf_doc *d = r->doc;

	if (!is_string(id))
		return;
	d->products = arena_grow(r->a, d->products, d->n_products,
	    &r->cap_products, sizeof(*d->products));
	d->products[d->n_products++] = (struct csaf_product){ .id_node = id,
		.node = node,
		.branch = branch,
		.relation = relation };
}

/* A relationship or path, whose parts are the uses from a place on. */
static void
add_relation(struct reader *r, const struct json_node *node, size_t first)
{
	struct csaf_doc *d = r->doc;
	size_t n = d->n_products;

	add_product(r, json_get(node, "full_product_name"), NULL, node);
	if (d->n_products > n)
		d->products[n].parts = (struct csaf_range){ first,
			d->n_uses - first };
}

/* As deep as the reader of JSON lets documents be. */
static void
read_branches(struct reader *r, const struct json_node *node,
    const struct csaf_branch *parent)
{
	for (const struct json_node *n = items(node, "branches"); n != NULL;
	     n = n->next) {
		struct csaf_branch *b = arena_new(r->a, struct csaf_branch);

		b->node = n;
		b->parent = parent;
		add_product(r, json_get(n, "product"), b, NULL);
		read_branches(r, n, b);
	}
}

static void
read_groups(struct reader *r)
{
	struct csaf_doc *d = r->doc;

	for (const struct json_node *n = items(d->tree, "product_groups");
	     n != NULL; n = n->next) {
		const struct json_node *id = json_get(n, "group_id");

		if (!is_string(id)) {
			(void)add_uses(r, n, "product_ids", false);
			continue;
		}
		d->groups = arena_grow(r->a, d->groups, d->n_groups,
		    &r->cap_groups, sizeof(*d->groups));
		d->groups[d->n_groups++] = (struct csaf_group){ .id_node = id,
			.products = add_uses(r, n, "product_ids", false) };
	}
}

static void
read_relationships(struct reader *r)
{
	for (const struct json_node *n = items(r->doc->tree, "relationships");
	     n != NULL; n = n->next) {
		size_t first = r->doc->n_uses;

		add_use(r, json_get(n, "product_reference"), false);
		add_use(r, json_get(n, "relates_to_product_reference"), false);
		add_relation(r, n, first);
	}
}

static void
read_paths(struct reader *r)
{
	for (const struct json_node *n = items(r->doc->tree, "product_paths");
	     n != NULL; n = n->next) {
		size_t first = r->doc->n_uses;

		add_use(r, json_get(n, "beginning_product_reference"), false);
		for (const struct json_node *s = items(n, "subpaths");
		     s != NULL; s = s->next)
			add_use(r, json_get(s, "next_product_reference"),
			    false);
		add_relation(r, n, first);
	}
}

static void
read_tree(struct reader *r)
{
	const struct json_node *tree = r->doc->tree;

	read_branches(r, tree, NULL);
	for (const struct json_node *n = items(tree, "full_product_names");
	     n != NULL; n = n->next)
		add_product(r, n, NULL, NULL);
	if (r->doc->version == CSAF_21)
		read_paths(r);
	else
		read_relationships(r);
	read_groups(r);
}

/* ---- flaws ----------------------------------------------------------- */

/* What the items of a list name. */
static void
read_named(struct reader *r, const struct json_node *node, const char *list)
{
	for (const struct json_node *n = items(node, list); n != NULL;
	     n = n->next) {
		(void)add_uses(r, n, "product_ids", false);
		(void)add_uses(r, n, "products", false);
		(void)add_uses(r, n, "group_ids", true);
	}
}

static void
read_flaw(struct reader *r, struct csaf_flaw *flaw)
{
	static const char *const lists[] = { "flags", "remediations", "scores",
		"threats" };
	static const char *const lists21[] = { "flags", "remediations",
		"metrics", "threats", "first_known_exploitation_dates", "ids",
		"involvements", "notes" };
	bool is_21 = r->doc->version == CSAF_21;
	size_t n = is_21 ? ARRAY_LEN(lists21) : ARRAY_LEN(lists);
	const struct json_node *status = json_get(flaw->node,
	    "product_status");

	for (size_t i = 0; i < CSAF_STATUSES; i++) {
		if (is_21 || i != CSAF_UNKNOWN)
			flaw->status[i] = add_uses(r, status, status_names[i],
			    false);
	}
	for (size_t i = 0; i < n; i++)
		read_named(r, flaw->node, is_21 ? lists21[i] : lists[i]);
}

static void
read_flaws(struct reader *r)
{
	const struct json_node *list = json_get(r->doc->root,
	    "vulnerabilities");
	struct csaf_doc *d = r->doc;

	if (list == NULL || list->kind != JSON_IS_ARRAY)
		return;
	d->flaws = arena_array(r->a, struct csaf_flaw, list->n);
	for (const struct json_node *n = list->first; n != NULL; n = n->next) {
		d->flaws[d->n_flaws].node = n;
		read_flaw(r, &d->flaws[d->n_flaws++]);
	}
}

/* ---- revisions ------------------------------------------------------- */

static int
revision_cmp(const void *a, const void *b)
{
	const struct csaf_revision *x = a, *y = b;
	int cmp = 0;

	if (x->has_at != y->has_at)
		return x->has_at ? -1 : 1;
	if (x->has_at)
		cmp = csaf_format_time_cmp(&x->at, &y->at);
	if (cmp == 0 && x->has_number && y->has_number)
		cmp = csaf_format_number_cmp(&x->number, &y->number,
		    CSAF_WITH_PRE);
	if (cmp != 0)
		return cmp;
	return x->place < y->place ? -1 : x->place > y->place;
}

static void
read_revisions(struct reader *r)
{
	struct csaf_doc *d = r->doc;
	const struct json_node *list = json_get(d->tracking,
	    "revision_history");

	if (list == NULL || list->kind != JSON_IS_ARRAY)
		return;
	d->revisions = arena_array(r->a, struct csaf_revision, list->n);
	for (const struct json_node *n = list->first; n != NULL; n = n->next) {
		struct csaf_revision *v = &d->revisions[d->n_revisions];

		v->node = n;
		v->place = d->n_revisions++;
		v->number_node = json_get(n, "number");
		v->date_node = json_get(n, "date");
		v->has_at = is_string(v->date_node) &&
		    csaf_format_time(v->date_node->text, &v->at);
		v->has_number = is_string(v->number_node) &&
		    csaf_format_number(v->number_node->text, &v->number);
	}
	if (d->n_revisions > 0)
		qsort(d->revisions, d->n_revisions, sizeof(*d->revisions),
		    revision_cmp);
}

/* ---- ids ------------------------------------------------------------- */

static int
sighting_cmp(const void *a, const void *b)
{
	const struct sighting *x = a, *y = b;

	return str_cmp(x->text, y->text);
}

/* Give each distinct text a place, by sorting: no hash that hostile ids hit. */
static void
number_ids(struct arena *a, struct sighting *v, size_t n, struct csaf_ids *out)
{
	if (n == 0)
		return;
	qsort(v, n, sizeof(*v), sighting_cmp);
	out->v = arena_array(a, struct csaf_id, n);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || !str_eq(v[i].text, v[i - 1].text))
			out->v[out->n++] = (struct csaf_id){ .text = v[i].text,
				.defined = CSAF_NOWHERE };
		*v[i].place = out->n - 1;
	}
}

static void
sight(struct sighting *v, size_t *n, const struct json_node *node,
    size_t *place)
{
	v[(*n)++] = (struct sighting){ node->text, place };
}

static void
number_products(struct csaf_doc *d)
{
	struct sighting *v = arena_array(d->arena, struct sighting,
	    d->n_products + d->n_uses);
	size_t n = 0;

	for (size_t i = 0; i < d->n_products; i++)
		sight(v, &n, d->products[i].id_node, &d->products[i].id);
	for (size_t i = 0; i < d->n_uses; i++) {
		if (!d->uses[i].is_group)
			sight(v, &n, d->uses[i].node, &d->uses[i].id);
	}
	number_ids(d->arena, v, n, &d->product_ids);
	for (size_t i = d->n_products; i-- > 0;)
		d->product_ids.v[d->products[i].id].defined = i;
}

static void
number_groups(struct csaf_doc *d)
{
	struct sighting *v = arena_array(d->arena, struct sighting,
	    d->n_groups + d->n_uses);
	size_t n = 0;

	for (size_t i = 0; i < d->n_groups; i++)
		sight(v, &n, d->groups[i].id_node, &d->groups[i].id);
	for (size_t i = 0; i < d->n_uses; i++) {
		if (d->uses[i].is_group)
			sight(v, &n, d->uses[i].node, &d->uses[i].id);
	}
	number_ids(d->arena, v, n, &d->group_ids);
	for (size_t i = d->n_groups; i-- > 0;)
		d->group_ids.v[d->groups[i].id].defined = i;
}

static void
mark_used(struct csaf_doc *d)
{
	for (size_t i = 0; i < d->n_uses; i++) {
		const struct csaf_use *u = &d->uses[i];

		if (u->is_group)
			d->group_ids.v[u->id].is_used = true;
		else
			d->product_ids.v[u->id].is_used = true;
	}
}

size_t
csaf_doc_id(const struct csaf_ids *ids, struct str text)
{
	size_t low = 0, high = ids->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int cmp = str_cmp(text, ids->v[mid].text);

		if (cmp == 0)
			return mid;
		if (cmp < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return CSAF_NOWHERE;
}

const struct json_node *
csaf_doc_scores(const struct csaf_doc *d, const struct csaf_flaw *f)
{
	return items(f->node, d->version == CSAF_21 ? "metrics" : "scores");
}

const struct json_node *
csaf_doc_score(const struct csaf_doc *d, const struct json_node *item)
{
	return d->version == CSAF_21 ? json_get(item, "content") : item;
}

static enum csaf_version
version_of(struct str s)
{
	if (str_eq(s, S("2.0")))
		return CSAF_20;
	return str_eq(s, S("2.1")) ? CSAF_21 : CSAF_NONE;
}

void
csaf_doc_read(struct arena *a, const struct json_node *root,
    struct csaf_doc *out)
{
	struct reader r = { .doc = out, .a = a };

	*out = (struct csaf_doc){ .arena = a, .root = root };
	out->document = json_get(root, "document");
	out->tracking = json_get(out->document, "tracking");
	out->tree = json_get(root, "product_tree");
	out->category = json_get_str(out->document, "category");
	out->status = json_get_str(out->tracking, "status");
	out->version = version_of(json_get_str(out->document, "csaf_version"));
	if (out->version == CSAF_21)
		read_named(&r, out->document, "notes");
	read_tree(&r);
	read_flaws(&r);
	read_revisions(&r);
	number_products(out);
	number_groups(out);
	mark_used(out);
}
