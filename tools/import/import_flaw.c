#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/num.h"
#include "model/records.h"
#include "import/import_flaw.h"
#include "import/import_impl.h"
#include "import/import_select.h"
#include "import/import_yaml.h"
#include "score/cwe.h"

/* ---- identity -------------------------------------------------------- */

bool
import_flaw_is_cve(struct str s)
{
	int64_t n;

	if (!str_starts(s, S("CVE-")) || s.n < 13 || s.n > 28 ||
	    s.p[8] != '-' || !num_parse_padded(str_sub(s, 4, 4), 9999, &n))
		return false;
	for (size_t i = 9; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	}
	return true;
}

static void
put_cve(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw)
{
	const struct json_node *cve = import_read_member(k, flaw, "cve",
	    JSON_IS_STRING);

	if (cve == NULL)
		return;
	if (import_flaw_is_cve(cve->text))
		yaml_write_pair(w, "cve", cve->text);
	else
		import_read_alert(k, "csaf-cve", cve->at,
		    "'%.*s' is no CVE id; "
		    "it is not taken over",
		    STR_ARG(cve->text));
}

static void
put_ids(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw)
{
	const struct json_node *item = import_read_items(k, flaw, "ids",
	    JSON_IS_OBJECT);

	if (item == NULL)
		return;
	yaml_write_key(w, S("ids"));
	yaml_write_seq(w);
	for (; item != NULL; item = item->next) {
		import_read_known(k, item, "system_name text");
		yaml_write_map(w);
		yaml_write_pair(w, "system_name",
		    import_read_line(k,
			import_read_need(k, item, "system_name",
			    JSON_IS_STRING)));
		yaml_write_pair(w, "text",
		    import_read_line(k,
			import_read_need(k, item, "text", JSON_IS_STRING)));
		yaml_write_end(w);
	}
	yaml_write_end(w);
}

static void
put_cwe(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw)
{
	const struct json_node *node = import_read_member(k, flaw, "cwe",
	    JSON_IS_OBJECT);
	const struct json_node *id = import_read_need(k, node, "id",
	    JSON_IS_STRING);
	const struct json_node *name = k->is_made ?
	    NULL :
	    import_read_need(k, node, "name", JSON_IS_STRING);
	const struct cwe *cwe;

	import_read_known(k, node, "id name");
	if (id == NULL)
		return;
	cwe = cwe_find(id->text);
	if (cwe == NULL) {
		import_read_alert(k, "csaf-cwe", id->at,
		    "'%.*s' is no weakness "
		    "of the CWE catalogue; it is not taken over",
		    STR_ARG(id->text));
		return;
	}
	yaml_write_pair(w, "cwe", id->text);
	if (name != NULL && !str_eq_z(name->text, cwe->name)) {
		import_read_alert(k, "csaf-cwe", name->at,
		    "%.*s is not called "
		    "'%.*s'",
		    STR_ARG(id->text), STR_ARG(name->text));
		diag_help(k->d, "its name is '%s'", cwe->name);
	}
}

static void
put_involvements(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw)
{
	const struct json_node *item = import_read_items(k, flaw,
	    "involvements", JSON_IS_OBJECT);
	bool is_open = false;

	for (; item != NULL; item = item->next) {
		struct str party = import_read_word(k,
		    import_read_need(k, item, "party", JSON_IS_STRING),
		    &enum_involvement_party);
		struct str status = import_read_word(k,
		    import_read_need(k, item, "status", JSON_IS_STRING),
		    &enum_involvement_status);

		import_read_known(k, item, "date party status summary");
		if (party.n == 0 || status.n == 0)
			continue;
		if (!is_open) {
			yaml_write_key(w, S("involvements"));
			yaml_write_seq(w);
			is_open = true;
		}
		yaml_write_map(w);
		yaml_write_pair(w, "party", party);
		yaml_write_pair(w, "status", status);
		yaml_write_pair(w, "date",
		    import_read_instant(k,
			import_read_member(k, item, "date", JSON_IS_STRING)));
		yaml_write_pair(w, "summary",
		    import_read_line(k,
			import_read_member(k, item, "summary",
			    JSON_IS_STRING)));
		yaml_write_end(w);
	}
	if (is_open)
		yaml_write_end(w);
}

/* What others judged: of documents of other formats. */
static void
put_judged(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw)
{
	const struct json_node *exploitation = import_read_extra(k, flaw,
	    "~exploitation");
	const struct json_node *ssvc = import_read_extra(k, flaw, "~ssvc");

	if (exploitation != NULL)
		yaml_write_pair(w, "exploitation", exploitation->text);
	if (ssvc == NULL || ssvc->first == NULL)
		return;
	yaml_write_key(w, S("ssvc"));
	yaml_write_map(w);
	for (const struct json_node *n = ssvc->first; n != NULL; n = n->next)
		yaml_write_pair(w, str_to_z(k->a, n->name), n->text);
	yaml_write_end(w);
}

/* ---- rows ------------------------------------------------------------ */

/* The leaf of an id that a flaw names; NULL when there is none to speak of. */
static struct import_leaf *
leaf_of(struct import_doc *k, const struct json_node *id)
{
	struct import_leaf *l = import_tree_leaf(k, id);

	if (l == NULL || l->relation == NULL || l->part != NULL)
		return l;
	import_read_alert(k, "csaf-relationship", id->at,
	    "'%.*s' was not taken "
	    "over, nor what is said of it",
	    STR_ARG(l->id));
	return NULL;
}

/* The bits of each leaf's statuses. */
static unsigned *
read_statuses(struct import_doc *k, const struct json_node *flaw)
{
	const struct json_node *node = import_read_member(k, flaw,
	    "product_status", JSON_IS_OBJECT);
	unsigned *bits = arena_array(k->a, unsigned, k->n_leaves + 1);

	import_read_known(k, node,
	    "first_affected first_fixed fixed "
	    "known_affected known_not_affected last_affected recommended "
	    "under_investigation");
	for (size_t i = 0; i < enum_product_status.n; i++) {
		const struct enum_value *v = &enum_product_status.values[i];
		const struct json_node *id = import_read_items(k, node,
		    v->name, JSON_IS_STRING);

		for (; id != NULL; id = id->next) {
			struct import_leaf *l = leaf_of(k, id);

			if (l != NULL)
				bits[l->index] |= 1u << v->v;
		}
	}
	return bits;
}

/* Bit 0 for products that statements name and that have no status. */
static void
read_named(struct import_doc *k, const struct json_node *flaw,
    const char *member, const char *ids, unsigned *bits)
{
	const struct json_node *item = import_read_items(k, flaw, member,
	    JSON_IS_OBJECT);

	for (; item != NULL; item = item->next) {
		const struct json_node *id = import_read_items(k, item, ids,
		    JSON_IS_STRING);
		const struct json_node *group = import_read_items(k, item,
		    "group_ids", JSON_IS_STRING);
		struct import_leaf *l;

		for (; id != NULL; id = id->next) {
			l = map_get(k->by_id, id->text);
			if (l != NULL)
				bits[l->index] |= 1;
		}
		for (; group != NULL; group = group->next) {
			id = import_read_items(k,
			    map_get(k->groups, group->text), "product_ids",
			    JSON_IS_STRING);
			for (; id != NULL; id = id->next) {
				l = map_get(k->by_id, id->text);
				if (l != NULL)
					bits[l->index] |= 1;
			}
		}
	}
}

/* Combinations are at most LIMIT_IMPORT_COMBINED deep. */
static void
mark_used(struct import_leaf *l)
{
	l->is_used = true;
	if (l->part == NULL)
		return;
	mark_used(l->part);
	mark_used(l->whole);
}

static struct import_rows
make_rows(struct import_doc *k, const struct json_node *flaw)
{
	unsigned *bits = read_statuses(k, flaw);
	struct import_rows rows = {
		.has_row = arena_array(k->a, bool, k->n_leaves + 1),
		.is_wanted = arena_array(k->a, bool, k->n_leaves + 1),
	};
	size_t cap = 0;

	read_named(k, flaw, "scores", "products", bits);
	read_named(k, flaw, "remediations", "product_ids", bits);
	read_named(k, flaw, "threats", "product_ids", bits);
	for (size_t i = 0; i < k->n_leaves; i++) {
		struct import_leaf *l = &k->leaves[i];

		if (l->relation != NULL && l->part == NULL)
			continue;
		if (bits[i] > 1)
			bits[i] &= ~1u;
		for (int status = 0; status <= (int)enum_product_status.n;
		     status++) {
			if (!(bits[i] & 1u << status))
				continue;
			rows.v = arena_grow(k->a, rows.v, rows.n, &cap,
			    sizeof(*rows.v));
			rows.v[rows.n++] = (struct import_row){ l, status };
			rows.has_row[i] = true;
		}
		if (!rows.has_row[i])
			continue;
		mark_used(l);
	}
	return rows;
}

/* ---- whom a statement is for ----------------------------------------- */

static void
want(struct import_doc *k, const struct json_node *id,
    struct import_rows *rows)
{
	const struct import_leaf *l = import_tree_leaf(k, id);

	/* Without a row it is a combination that was not taken over. */
	if (l == NULL || !rows->has_row[l->index])
		return;
	if (!rows->is_wanted[l->index])
		rows->n_wanted++;
	rows->is_wanted[l->index] = true;
}

bool
import_flaw_want(struct import_doc *k, const struct json_node *node,
    const char *ids, struct import_rows *rows)
{
	const struct json_node *id = import_read_items(k, node, ids,
	    JSON_IS_STRING);
	const struct json_node *group = import_read_items(k, node, "group_ids",
	    JSON_IS_STRING);
	bool has_any = id != NULL || group != NULL;

	for (size_t i = 0; i < k->n_leaves; i++)
		rows->is_wanted[i] = false;
	rows->n_wanted = 0;
	for (; id != NULL; id = id->next)
		want(k, id, rows);
	for (; group != NULL; group = group->next) {
		const struct json_node *g = map_get(k->groups, group->text);

		if (g == NULL)
			import_read_alert(k, "csaf-reference", group->at,
			    "the "
			    "group id '%.*s' is defined nowhere",
			    STR_ARG(group->text));
		id = import_read_items(k, g, "product_ids", JSON_IS_STRING);
		for (; id != NULL; id = id->next)
			want(k, id, rows);
	}
	return has_any;
}

void
import_flaw(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw)
{
	struct import_rows rows = make_rows(k, flaw);

	import_read_known(k, flaw,
	    "acknowledgments cve cwe discovery_date flags "
	    "ids involvements notes product_status references release_date "
	    "remediations scores threats title");
	yaml_write_map(w);
	put_cve(k, w, flaw);
	import_yaml_words(k, w, "title",
	    import_read_lines(k,
		import_read_member(k, flaw, "title", JSON_IS_STRING)));
	put_ids(k, w, flaw);
	put_cwe(k, w, flaw);
	import_statement_scores(k, w, flaw, &rows);
	put_judged(k, w, flaw);
	yaml_write_pair(w, "discovered",
	    import_read_instant(k,
		import_read_member(k, flaw, "discovery_date",
		    JSON_IS_STRING)));
	yaml_write_pair(w, "released",
	    import_read_instant(k,
		import_read_member(k, flaw, "release_date", JSON_IS_STRING)));
	import_status(k, w, flaw, &rows);
	import_statement_remediations(k, w, flaw, &rows);
	import_statement_threats(k, w, flaw, &rows);
	put_involvements(k, w, flaw);
	import_yaml_references(k, w, flaw);
	import_yaml_thanks(k, w, flaw);
	yaml_write_end(w);
}
