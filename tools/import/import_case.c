#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/map.h"
#include "model/records.h"
#include "import/import_flaw.h"
#include "import/import_impl.h"
#include "import/import_yaml.h"

/* ---- TLP ------------------------------------------------------------- */

/*
 * The label.  CSAF 2.0 knows the labels of TLP 1; a text "TLP v2.0: TLP:..."
 * names one of TLP 2 (CSAF 2.1, conversion rules).  2.1 has all of TLP 2.
 */
static struct str
label_of(struct import_doc *k, const struct json_node *distribution)
{
	static const struct {
		const char *from;
		const char *to;
	} labels[] = {
		{ "WHITE", "CLEAR" },
		{ "GREEN", "GREEN" },
		{ "AMBER", "AMBER" },
		{ "AMBER+STRICT", "AMBER+STRICT" },
		{ "RED", "RED" },
	};
	const struct json_node *tlp = import_read_member(k, distribution,
	    "tlp", JSON_IS_OBJECT);
	const struct json_node *label = import_read_need(k, tlp, "label",
	    JSON_IS_STRING);
	struct str text = json_get_str(distribution, "text");
	size_t at = str_find(text, S("TLP v2.0: TLP:"), 0);

	import_read_known(k, tlp, "label url");
	if (at != SIZE_MAX) {
		struct str word = str_from(text, at + 14);

		for (size_t i = 0; i < enum_tlp.n; i++) {
			size_t j = enum_tlp.n - 1 - i;
			struct str name = str_z(enum_tlp.values[j].name);

			/* AMBER+STRICT before AMBER. */
			if (str_starts(word, name))
				return name;
		}
	}
	for (size_t i = 0; label != NULL && i < ARRAY_LEN(labels); i++) {
		if (str_eq_z(label->text, labels[i].from))
			return str_z(labels[i].to);
	}
	import_read_alert(k, "csaf-tlp",
	    label != NULL ? label->at : span_sub(k->document->at, 0, 1),
	    label != NULL ?
		"this is no label of TLP 1; the case is AMBER+STRICT" :
		"no TLP label; the case is AMBER+STRICT");
	diag_help(k->d, "write `tlp: CLEAR` into case.md if it is public");
	return S("");
}

/* ---- where it came from ---------------------------------------------- */

static void
put_publisher(struct import_doc *k, struct yaml_writer *w)
{
	const struct json_node *p = import_read_member(k, k->document,
	    "publisher", JSON_IS_OBJECT);
	struct str category = import_read_word(k,
	    import_read_need(k, p, "category", JSON_IS_STRING),
	    &enum_publisher_category);

	import_read_known(k, p,
	    "category contact_details issuing_authority name "
	    "namespace");
	yaml_write_key(w, S("publisher"));
	yaml_write_map(w);
	yaml_write_pair(w, "category", category.n > 0 ? category : S("other"));
	yaml_write_pair(w, "name", k->publisher);
	yaml_write_pair(w, "namespace", k->namespace);
	yaml_write_pair(w, "contact_details",
	    import_read_line(k,
		import_read_member(k, p, "contact_details", JSON_IS_STRING)));
	yaml_write_pair(w, "issuing_authority",
	    import_read_line(k,
		import_read_member(k, p, "issuing_authority",
		    JSON_IS_STRING)));
	yaml_write_end(w);
}

/* A language tag as our files take it; "" with an alert for others. */
static struct str
lang_of(struct import_doc *k, const char *member)
{
	const struct json_node *node = import_read_member(k, k->document,
	    member, JSON_IS_STRING);
	struct str rest, part;
	bool more = node != NULL, ok = true;

	if (node == NULL)
		return S("");
	for (rest = node->text; more && ok;) {
		more = str_cut(rest, '-', &part, &rest);
		ok = part.n > 0 && part.n <= 8;
		for (size_t i = 0; i < part.n; i++) {
			char c = part.p[i];

			ok = ok &&
			    ((c >= 'a' && c <= 'z') ||
				(c >= 'A' && c <= 'Z') ||
				(c >= '0' && c <= '9'));
		}
	}
	if (ok)
		return node->text;
	import_read_alert(k, "csaf-lang", node->at,
	    "'%.*s' is no language tag; "
	    "it is not taken over",
	    STR_ARG(node->text));
	return S("");
}

/* Dates of tracking that the revisions do not say already. */
static void
put_dates(struct import_doc *k, struct yaml_writer *w)
{
	static const char *const members[] = {
		"initial_release_date",
		"current_release_date",
	};
	static const char *const keys[] = {
		"initial_release",
		"current_release",
	};
	const struct import_revision *ends[] = {
		&k->revisions[0],
		&k->revisions[k->n_revisions - 1],
	};

	for (size_t i = 0; i < ARRAY_LEN(members); i++) {
		const struct json_node *node = import_read_need(k, k->tracking,
		    members[i], JSON_IS_STRING);
		struct str s = import_read_instant(k, node);
		struct instant t;

		if (s.n > 0 && instant_parse(s, &t, NULL) &&
		    t.s != ends[i]->at.s)
			yaml_write_pair(w, keys[i], s);
	}
}

static void
put_severity(struct import_doc *k, struct yaml_writer *w)
{
	const struct json_node *severity = import_read_member(k, k->document,
	    "aggregate_severity", JSON_IS_OBJECT);

	import_read_known(k, severity, "namespace text");
	yaml_write_pair(w, "severity",
	    import_read_line(k,
		import_read_member(k, severity, "text", JSON_IS_STRING)));
	yaml_write_pair(w, "severity_namespace",
	    import_read_url(k,
		import_read_member(k, severity, "namespace", JSON_IS_STRING)));
}

static void
put_imported(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *distribution)
{
	struct str status = import_read_word(k,
	    import_read_need(k, k->tracking, "status", JSON_IS_STRING),
	    &enum_document_status);

	yaml_write_key(w, S("imported"));
	yaml_write_map(w);
	put_publisher(k, w);
	yaml_write_pair(w, "id", k->id);
	import_yaml_lines(k, w, "aliases", k->tracking, "aliases");
	yaml_write_pair(w, "lang", lang_of(k, "lang"));
	yaml_write_pair(w, "source_lang", lang_of(k, "source_lang"));
	yaml_write_pair(w, "category",
	    import_read_line(k,
		import_read_need(k, k->document, "category", JSON_IS_STRING)));
	yaml_write_pair(w, "status", status.n > 0 ? status : S("final"));
	yaml_write_pair(w, "distribution",
	    import_read_line(k,
		import_read_member(k, distribution, "text", JSON_IS_STRING)));
	put_severity(k, w);
	put_dates(k, w);
	yaml_write_pair(w, "sha256",
	    digest_hex(k->a, DIGEST_SHA256, k->bytes));
	yaml_write_end(w);
}

/* ---- products without a status --------------------------------------- */

static bool
is_named_only(const struct import_doc *k, const struct import_leaf *l)
{
	if (l->is_used || map_get(k->by_id, l->id) != l)
		return false;
	return l->relation == NULL ? !l->is_end : l->part != NULL;
}

/* An unused combination keeps its two ends. */
static void
mark_ends(struct import_doc *k)
{
	for (size_t i = 0; i < k->n_leaves; i++) {
		const struct import_leaf *l = &k->leaves[i];

		if (l->part == NULL || !is_named_only(k, l))
			continue;
		l->part->is_end = true;
		l->whole->is_end = true;
	}
}

void
import_case_named(struct yaml_writer *w, const struct import_leaf *l)
{
	const struct import_leaf *whole = l->part != NULL ? l->whole : l;
	const struct import_leaf *part = l->part;

	yaml_write_map(w);
	yaml_write_pair(w, "product", whole->product->id);
	yaml_write_pair(w, "version",
	    whole->version.n > 0 ? whole->version : whole->range);
	if (part != NULL) {
		yaml_write_pair(w, "component", part->product->id);
		yaml_write_pair(w, "component_version",
		    part->version.n > 0 ? part->version : part->range);
		yaml_write_pair(w, "relationship", l->relationship);
		yaml_write_pair(w, "name", l->name);
	}
	yaml_write_end(w);
}

static void
put_named_products(struct import_doc *k, struct yaml_writer *w)
{
	bool is_open = false;

	mark_ends(k);
	for (size_t i = 0; i < k->n_leaves; i++) {
		if (!is_named_only(k, &k->leaves[i]))
			continue;
		if (!is_open) {
			yaml_write_key(w, S("products"));
			yaml_write_seq(w);
			is_open = true;
		}
		import_case_named(w, &k->leaves[i]);
	}
	if (is_open)
		yaml_write_end(w);
}

/* ---- the case -------------------------------------------------------- */

static void
put_flaws(struct import_doc *k, struct yaml_writer *w)
{
	const struct json_node *flaw = import_read_items(k, k->root,
	    "vulnerabilities", JSON_IS_OBJECT);

	if (flaw == NULL)
		return;
	yaml_write_key(w, S("vulnerabilities"));
	yaml_write_seq(w);
	for (; flaw != NULL; flaw = flaw->next)
		import_flaw(k, w, flaw);
	yaml_write_end(w);
}

static void
put_case(struct import_doc *k, struct yaml_writer *w)
{
	const struct json_node *distribution = import_read_member(k,
	    k->document, "distribution", JSON_IS_OBJECT);

	import_read_known(k, distribution, "text tlp");
	yaml_write_map(w);
	yaml_write_pair(w, "id", k->case_id);
	import_yaml_words(k, w, "title",
	    import_read_line(k,
		import_read_need(k, k->document, "title", JSON_IS_STRING)));
	yaml_write_pair(w, "tlp", label_of(k, distribution));
	yaml_write_pair(w, "origin", S("import"));
	put_imported(k, w, distribution);
	put_flaws(k, w);
	put_named_products(k, w);
	import_yaml_references(k, w, k->document);
	import_yaml_thanks(k, w, k->document);
	yaml_write_end(w);
}

void
import_case(struct import_doc *k)
{
	struct yaml_writer w;
	struct buf b;

	buf_init(&b, LIMIT_JSON_BYTES);
	buf_put(&b, S("---\n"));
	yaml_write_init(&w, &b);
	put_case(k, &w);
	buf_put(&b, S("---\n"));
	if (!buf_ok(&b))
		import_read_error(k, "csaf-limit", span_sub(k->root->at, 0, 1),
		    "the case file would be over the limit of %u bytes",
		    LIMIT_JSON_BYTES);
	else
		import_write_new(k, str_cat(k->a, k->dir, S("/case.md")),
		    str_dup(k->a, buf_str(&b)));
	buf_fini(&b);
}
