#include "base/arena.h"
#include "base/diag.h"
#include "model/records.h"
#include "import/import_flaw.h"
#include "import/import_impl.h"
#include "import/import_select.h"
#include "import/import_yaml.h"
#include "score/cvss.h"

static const struct import_choice NO_CHOICE;

/* The choices of a statement; false when there is nobody it is for. */
static bool
choices_of(struct import_doc *k, const struct json_node *node, const char *ids,
    struct import_rows *rows, enum import_default otherwise,
    struct import_choices *out)
{
	struct span at = span_sub(node->at, 0, 1);

	*out = (struct import_choices){ NULL, 0 };
	if (import_read_extra(k, node, "~general") != NULL) {
		out->v = arena_new(k->a, struct import_choice *);
		out->v[0] = arena_new(k->a, struct import_choice);
		out->n = 1;
		return true;
	}
	if (!import_flaw_want(k, node, ids, rows))
		return false;
	if (rows->n_wanted == 0) {
		import_read_alert(k, "csaf-reference", at,
		    "this is said of no "
		    "product that has a status; it is not taken over");
		return false;
	}
	if (!import_select(k, rows, otherwise, out))
		import_read_alert(k, "csaf-products", at,
		    "this is taken over for "
		    "more products than it names: the case file cannot name "
		    "just these");
	return true;
}

static void
open_list(struct yaml_writer *w, const char *key, bool *is_open)
{
	if (*is_open)
		return;
	yaml_write_key(w, str_z(key));
	yaml_write_seq(w);
	*is_open = true;
}

/* ---- scores ---------------------------------------------------------- */

struct scored {
	struct str vector;
	struct str source;	/* empty: the publisher */
	enum cvss_version version;
	const struct import_choice *choice;
	bool is_general;	/* goes to `cvss`: for all affected products */
};

struct scores {
	struct scored *v;
	size_t n;
	size_t cap;
};

/* "7.5" or "7" in tenths; -1 for anything else. */
static int
tenths(struct str s)
{
	int n = 0;
	size_t i = 0;

	for (; i < s.n && i < 2 && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		n = n * 10 + (s.p[i] - '0');
	if (i == s.n && i > 0)
		return n * 10;
	if (i + 2 > s.n || s.p[i] != '.' || s.p[i + 1] < '0' ||
	    s.p[i + 1] > '9')
		return -1;
	n = n * 10 + (s.p[i + 1] - '0');
	for (i += 2; i < s.n; i++) {
		if (s.p[i] != '0')
			return -1;
	}
	return n;
}

/* Scores are computed from the vector; another one in the document is told. */
static void
check_score(struct import_doc *k, const struct json_node *cvss,
    const char *member, int x10)
{
	const struct json_node *given = import_read_member(k, cvss, member,
	    JSON_IS_NUMBER);

	if (given == NULL || x10 < 0 || tenths(given->text) == x10)
		return;
	import_read_alert(k, "csaf-score", given->at,
	    "the vector scores %d.%d, "
	    "not %.*s",
	    x10 / 10, x10 % 10, STR_ARG(given->text));
	diag_help(k->d,
	    "the vector is taken over; scores are computed from "
	    "it");
}

static bool
read_vector(struct import_doc *k, const struct json_node *cvss,
    struct scored *out)
{
	const struct json_node *vector = import_read_need(k, cvss,
	    "vectorString", JSON_IS_STRING);
	struct cvss_fault fault = { 0 };
	struct cvss_score score;
	struct cvss v;

	if (vector == NULL)
		return false;
	if (!cvss_parse(vector->text, &v, &fault)) {
		import_read_alert(k, "csaf-score", vector->at,
		    "'%.*s' is no "
		    "vector: %s; it is not taken over",
		    STR_ARG(vector->text), fault.why);
		return false;
	}
	score = cvss_score(&v);
	check_score(k, cvss, "baseScore", score.base_x10);
	check_score(k, cvss, "temporalScore", score.temporal_x10);
	check_score(k, cvss, "environmentalScore", score.environmental_x10);
	out->vector = vector->text;
	out->version = v.version;
	return true;
}

static void
add_score(struct import_doc *k, struct scores *all, struct scored one)
{
	one.is_general = one.choice->n_products == 0 &&
	    one.choice->n_components == 0 && one.choice->n_versions == 0 &&
	    one.choice->statuses == 0 && one.source.n == 0;
	for (size_t i = 0; i < all->n; i++) {
		if (all->v[i].is_general && all->v[i].version == one.version)
			one.is_general = false;
	}
	all->v = arena_grow(k->a, all->v, all->n, &all->cap, sizeof(*all->v));
	all->v[all->n++] = one;
}

static void
read_score(struct import_doc *k, const struct json_node *item,
    struct import_rows *rows, struct scores *all)
{
	const struct json_node *given[] = {
		import_read_member(k, item, "cvss_v3", JSON_IS_OBJECT),
		import_read_member(k, item, "cvss_v2", JSON_IS_OBJECT),
		import_read_extra(k, item, "~cvss"),
	};
	struct import_choices choices;

	import_read_known(k, item, "cvss_v2 cvss_v3 products");
	if (!choices_of(k, item, "products", rows, IMPORT_FOR_AFFECTED,
		&choices)) {
		if (json_get(item, "products") == NULL)
			import_read_alert(k, "csaf-reference",
			    span_sub(item->at, 0, 1),
			    "this score names no product; it is not "
			    "taken over");
		return;
	}
	for (size_t m = 0; m < ARRAY_LEN(given); m++) {
		struct scored one = {
			.source = import_read_line(k,
			    import_read_extra(k, item, "~source")),
		};

		if (given[m] == NULL || !read_vector(k, given[m], &one))
			continue;
		for (size_t i = 0; i < choices.n; i++) {
			one.choice = choices.v[i];
			add_score(k, all, one);
		}
	}
}

void
import_statement_scores(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw, struct import_rows *rows)
{
	const struct json_node *item = import_read_items(k, flaw, "scores",
	    JSON_IS_OBJECT);
	struct scores all = { 0 };
	bool is_open = false;

	for (; item != NULL; item = item->next)
		read_score(k, item, rows, &all);
	for (size_t i = 0; i < all.n; i++) {
		if (!all.v[i].is_general)
			continue;
		open_list(w, "cvss", &is_open);
		yaml_write_text(w, all.v[i].vector);
	}
	if (is_open)
		yaml_write_end(w);
	is_open = false;
	for (size_t i = 0; i < all.n; i++) {
		if (all.v[i].is_general)
			continue;
		open_list(w, "scores", &is_open);
		yaml_write_map(w);
		yaml_write_pair(w, "source", all.v[i].source);
		yaml_write_pair(w, "vector", all.v[i].vector);
		import_select_put(w, all.v[i].choice);
		yaml_write_end(w);
	}
	if (is_open)
		yaml_write_end(w);
}

/* ---- remediations ---------------------------------------------------- */

static void
put_restart(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *item)
{
	const struct json_node *restart = import_read_member(k, item,
	    "restart_required", JSON_IS_OBJECT);

	import_read_known(k, restart, "category details");
	yaml_write_pair(w, "restart_required",
	    import_read_word(k,
		import_read_need(k, restart, "category", JSON_IS_STRING),
		&enum_restart));
	yaml_write_pair(w, "restart_details",
	    import_read_line(k,
		import_read_member(k, restart, "details", JSON_IS_STRING)));
}

static void
put_remediation(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *item, struct str category,
    const struct import_choice *c)
{
	yaml_write_map(w);
	yaml_write_pair(w, "category", category);
	import_yaml_both(k, w, "details", item, "details");
	yaml_write_pair(w, "url",
	    import_read_url(k,
		import_read_member(k, item, "url", JSON_IS_STRING)));
	yaml_write_pair(w, "date",
	    import_read_instant(k,
		import_read_member(k, item, "date", JSON_IS_STRING)));
	import_yaml_lines(k, w, "entitlements", item, "entitlements");
	put_restart(k, w, item);
	import_select_put(w, c);
	yaml_write_end(w);
}

void
import_statement_remediations(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw, struct import_rows *rows)
{
	const struct json_node *item = import_read_items(k, flaw,
	    "remediations", JSON_IS_OBJECT);
	bool is_open = false;

	for (; item != NULL; item = item->next) {
		struct str category = import_read_word(k,
		    import_read_need(k, item, "category", JSON_IS_STRING),
		    &enum_remediation_category);
		struct import_choices choices;

		import_read_known(k, item,
		    "category date details entitlements "
		    "group_ids product_ids restart_required url");
		if (!choices_of(k, item, "product_ids", rows,
			IMPORT_FOR_AFFECTED, &choices) &&
		    json_get(item, "product_ids") == NULL)
			import_read_alert(k, "csaf-reference",
			    span_sub(item->at, 0, 1),
			    "this remediation names no product; it is "
			    "not taken over");
		for (size_t i = 0; i < choices.n && category.n > 0; i++) {
			open_list(w, "remediations", &is_open);
			put_remediation(k, w, item, category, choices.v[i]);
		}
	}
	if (is_open)
		yaml_write_end(w);
}

/* ---- threats --------------------------------------------------------- */

static void
put_threat(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *item, struct str category,
    const struct import_choice *c)
{
	yaml_write_map(w);
	yaml_write_pair(w, "category", category);
	import_yaml_both(k, w, "details", item, "details");
	yaml_write_pair(w, "date",
	    import_read_instant(k,
		import_read_member(k, item, "date", JSON_IS_STRING)));
	import_select_put(w, c);
	yaml_write_end(w);
}

void
import_statement_threats(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw, struct import_rows *rows)
{
	const struct json_node *item = import_read_items(k, flaw, "threats",
	    JSON_IS_OBJECT);
	bool is_open = false;

	for (; item != NULL; item = item->next) {
		struct str category = import_read_word(k,
		    import_read_need(k, item, "category", JSON_IS_STRING),
		    &enum_threat_category);
		struct import_choices choices;
		bool is_for_all = json_get(item, "product_ids") == NULL &&
		    json_get(item, "group_ids") == NULL;

		import_read_known(k, item,
		    "category date details group_ids product_ids");
		(void)choices_of(k, item, "product_ids", rows,
		    IMPORT_FOR_NAMED, &choices);
		if (category.n == 0 || (!is_for_all && choices.n == 0))
			continue;
		open_list(w, "threats", &is_open);
		if (is_for_all)
			put_threat(k, w, item, category, &NO_CHOICE);
		for (size_t i = 0; i < choices.n; i++)
			put_threat(k, w, item, category, choices.v[i]);
	}
	if (is_open)
		yaml_write_end(w);
}
