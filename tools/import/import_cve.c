#include "base/arena.h"
#include "base/diag.h"
#include "import/import_cve.h"
#include "import/import_flaw.h"
#include "import/import_format.h"
#include "import/import_impl.h"
#include "import/import_make.h"
#include "import/import_ware.h"

/* The programme: id and short name of who assigned are within it. */
#define NAMESPACE	"https://www.cve.org"
#define RECORD_AT	NAMESPACE "/CVERecord?id="

bool
import_cve_is(const struct json_node *root)
{
	return str_eq_z(json_get_str(root, "dataType"), "CVE_RECORD");
}

static bool
check_head(struct import_made *m, const struct json_node *meta)
{
	const struct json_node *version = import_read_need(m->k, m->from,
	    "dataVersion", JSON_IS_STRING);
	const struct json_node *state = import_read_need(m->k, meta, "state",
	    JSON_IS_STRING);
	const struct json_node *id = import_read_need(m->k, meta, "cveId",
	    JSON_IS_STRING);

	if (version != NULL && !str_starts(version->text, S("5."))) {
		import_read_error(m->k, "csaf-version", version->at,
		    "CVE Record Format '%.*s' is not read here",
		    STR_ARG(version->text));
		diag_help(m->k->d, "versions 5.0 to 5.2 are");
	}
	if (state != NULL && !str_eq_z(state->text, "PUBLISHED") &&
	    !str_eq_z(state->text, "REJECTED"))
		import_read_error(m->k, "csaf-shape", state->at,
		    "a record is PUBLISHED or REJECTED, not '%.*s'",
		    STR_ARG(state->text));
	if (id != NULL && !import_flaw_is_cve(id->text))
		import_read_error(m->k, "csaf-cve", id->at,
		    "'%.*s' is no CVE id", STR_ARG(id->text));
	return version != NULL && state != NULL && id != NULL;
}

/* ---- dates ----------------------------------------------------------- */

static const struct json_node *
first_of(const struct json_node *a, const struct json_node *b,
    const struct json_node *c)
{
	if (a != NULL)
		return a;
	return b != NULL ? b : c;
}

/* When the record went out, was changed, was given up. */
static void
put_dates(struct import_made *m, const struct json_node *meta,
    const struct json_node *cna, bool is_rejected)
{
	const struct json_node *provider = import_read_member(m->k, cna,
	    "providerMetadata", JSON_IS_OBJECT);
	const struct json_node *changed = first_of(import_make_date(m, meta,
						       "dateUpdated"),
	    import_make_date(m, provider, "dateUpdated"), NULL);
	const struct json_node *first = first_of(import_make_date(m, meta,
						     "datePublished"),
	    import_make_date(m, cna, "datePublic"), NULL);
	const struct json_node *last = is_rejected ?
	    first_of(import_make_date(m, meta, "dateRejected"), changed,
		NULL) :
	    changed;
	const struct import_words words[2] = {
		{ "Record published", "CVE レコードの公開" },
		{ is_rejected ? "Record rejected" : "Record updated",
		    is_rejected ? "CVE レコードの却下" :
				  "CVE レコードの更新" },
	};

	if (first == NULL)
		first = first_of(last,
		    import_make_date(m, meta, "dateReserved"), NULL);
	if (first == NULL) {
		import_read_error(m->k, "csaf-date", span_sub(meta->at, 0, 1),
		    "the record has no date, so there is no folder for it");
		return;
	}
	import_make_history(m, first, last != NULL ? last : first, words,
	    is_rejected);
	import_make_copy(m, m->flaw, "release_date",
	    import_make_date(m, cna, "datePublic"));
}

/*
 * CVE Services write the day of publication: a record with it is public, one
 * without it may be a draft.
 */
static void
put_label(struct import_made *m, const struct json_node *meta)
{
	const struct json_node *public = first_of(json_get(meta,
						      "datePublished"),
	    json_get(meta, "dateRejected"), NULL);
	struct json_node *tlp;

	if (public == NULL)
		return;
	tlp = import_make_object(m,
	    import_make_object(m, m->document, "distribution", public->at),
	    "tlp", public->at);
	import_make_text(m, tlp, "label", public->at, S("WHITE"));
}

/* ---- the record ------------------------------------------------------ */

static void
put_title(struct import_made *m, const struct json_node *id,
    const struct json_node *cna, const struct import_wares *wares)
{
	const struct json_node *title = import_read_member(m->k, cna, "title",
	    JSON_IS_STRING);
	struct str names = import_wares_names(wares);

	if (import_read_line(m->k, title).n > 0)
		import_make_copy(m, m->document, "title", title);
	else
		import_make_text(m, m->document, "title", id->at,
		    names.n == 0 ? id->text :
				   str_fmt(m->a, "%.*s (%.*s)",
				       STR_ARG(id->text), STR_ARG(names)));
}

static void
put_rejected(struct import_made *m, const struct json_node *cna)
{
	const struct json_node *item = import_read_items(m->k, cna,
	    "replacedBy", JSON_IS_STRING);

	import_read_known(m->k, cna,
	    "providerMetadata rejectedReasons replacedBy x_generator");
	import_cve_notes(m, cna, "rejectedReasons", "description", S(""),
	    S(""));
	for (; item != NULL; item = item->next) {
		struct json_node *r = import_make_item(m, m->document,
		    "references", item->at);

		import_make_text(m, r, "url", item->at,
		    str_cat(m->a, S(RECORD_AT), item->text));
		import_make_text(m, r, "summary", item->at,
		    str_cat(m->a, S("replaced by "), item->text));
	}
}

static void
put_published(struct import_made *m, struct import_wares *wares,
    const struct json_node *containers, const struct json_node *cna)
{
	import_cve_affected(m, wares, cna);
	import_wares_put(wares);
	import_cve_said(m, cna);
	import_cve_added(m, containers);
}

/* By its short name; by its number where that is all there is. */
static struct str
assigner_of(struct import_made *m, const struct json_node *meta,
    const struct json_node *cna)
{
	const struct json_node *name = import_read_member(m->k, meta,
	    "assignerShortName", JSON_IS_STRING);

	if (name == NULL)
		name = import_read_member(m->k,
		    import_read_member(m->k, cna, "providerMetadata",
			JSON_IS_OBJECT),
		    "shortName", JSON_IS_STRING);
	if (name == NULL)
		name = import_read_need(m->k, meta, "assignerOrgId",
		    JSON_IS_STRING);
	return import_read_line(m->k, name);
}

void
import_cve_read(struct import_made *m)
{
	struct import_doc *k = m->k;
	const struct json_node *meta = import_read_need(k, m->from,
	    "cveMetadata", JSON_IS_OBJECT);
	const struct json_node *containers = import_read_need(k, m->from,
	    "containers", JSON_IS_OBJECT);
	const struct json_node *cna = import_read_need(k, containers, "cna",
	    JSON_IS_OBJECT);
	const struct json_node *id = json_get(meta, "cveId");
	struct import_wares *wares = import_wares_open(m);
	bool is_rejected;

	if (meta == NULL || cna == NULL || !check_head(m, meta))
		return;
	import_read_known(k, m->from,
	    "containers cveMetadata dataType dataVersion");
	import_read_known(k, containers, "adp cna");
	is_rejected = str_eq_z(json_get_str(meta, "state"), "REJECTED");
	import_make_head(m, id, assigner_of(m, meta, cna), NAMESPACE);
	import_make_copy(m, m->flaw, "cve", id);
	put_dates(m, meta, cna, is_rejected);
	put_label(m, meta);
	if (is_rejected)
		put_rejected(m, cna);
	else
		put_published(m, wares, containers, cna);
	put_title(m, id, cna, wares);
}
