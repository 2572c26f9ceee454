#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/map.h"
#include "import/import_flaw.h"
#include "import/import_format.h"
#include "import/import_impl.h"
#include "import/import_make.h"
#include "import/import_osv.h"
#include "import/import_ware.h"

/*
 * Databases by the prefix of their ids (OSV schema, "id, modified fields");
 * others are told by their collection.
 */
static const struct home {
	const char *prefix;
	const char *name;
	const char *namespace;
} homes[] = {
	{ "GHSA-", "GitHub Advisory Database",
	    "https://github.com/advisories" },
	{ "PYSEC-", "Python Packaging Advisory Database",
	    "https://github.com/pypa/advisory-database" },
	{ "PSF-", "Python Software Foundation Vulnerability Database",
	    "https://github.com/psf/advisory-database" },
	{ "GO-", "Go Vulnerability Database", "https://vuln.go.dev" },
	{ "RUSTSEC-", "RustSec Advisory Database", "https://rustsec.org" },
	{ "BIT-", "Bitnami Vulnerability Database",
	    "https://github.com/bitnami/vulndb" },
	{ "HSEC-", "Haskell Security Advisory Database",
	    "https://github.com/haskell/security-advisories" },
	{ "RSEC-", "RConsortium Advisory Database",
	    "https://github.com/RConsortium/r-advisory-database" },
	{ "OSV-", "OSS-Fuzz", "https://github.com/google/oss-fuzz-vulns" },
	{ "MAL-", "OpenSSF Malicious Packages",
	    "https://github.com/ossf/malicious-packages" },
	{ "ALSA-", "AlmaLinux", "https://errata.almalinux.org" },
	{ "ALBA-", "AlmaLinux", "https://errata.almalinux.org" },
	{ "ALEA-", "AlmaLinux", "https://errata.almalinux.org" },
	{ "DSA-", "Debian", "https://www.debian.org/security" },
	{ "DLA-", "Debian", "https://www.debian.org/security" },
	{ "DEBIAN-", "Debian", "https://security-tracker.debian.org" },
	{ "USN-", "Ubuntu", "https://ubuntu.com/security" },
	{ "UBUNTU-", "Ubuntu", "https://ubuntu.com/security" },
	{ "RHSA-", "Red Hat", "https://access.redhat.com" },
	{ "RLSA-", "Rocky Linux", "https://errata.rockylinux.org" },
	{ "SUSE-", "SUSE", "https://www.suse.com" },
	{ "CVE-", "CVE Program", "https://www.cve.org" },
};

static const struct home collection = { "", "OSV", "https://osv.dev" };

static const struct home *
home_of(struct str id)
{
	for (size_t i = 0; i < ARRAY_LEN(homes); i++) {
		if (str_starts(id, str_z(homes[i].prefix)))
			return &homes[i];
	}
	return &collection;
}

/* What CSAF and CVE have not: when it was last changed, beside an id. */
bool
import_osv_is(const struct json_node *root)
{
	return json_get(root, "document") == NULL &&
	    json_get_str(root, "id").n > 0 &&
	    json_get_str(root, "modified").n > 0;
}

/* ---- ids and dates --------------------------------------------------- */

static void
put_id(struct import_made *m, const struct json_node *id)
{
	struct json_node *out;

	if (import_flaw_is_cve(id->text) && json_get(m->flaw, "cve") == NULL) {
		import_make_copy(m, m->flaw, "cve", id);
		return;
	}
	out = import_make_item(m, m->flaw, "ids", id->at);
	import_make_text(m, out, "system_name", id->at,
	    str_z(import_flaw_is_cve(id->text) ? "CVE" :
						 home_of(id->text)->name));
	import_make_copy(m, out, "text", id);
}

/* Names of the same flaw; names of others stand in a note. */
static void
put_ids(struct import_made *m, const struct json_node *id)
{
	static const struct {
		const char *member;
		const char *title;
	} others[] = {
		{ "related", "Related" },
		{ "upstream", "Upstream" },
	};
	const struct json_node *item = import_read_items(m->k, m->from,
	    "aliases", JSON_IS_STRING);

	put_id(m, id);
	for (; item != NULL; item = item->next) {
		import_make_word(m, m->tracking, "aliases", item->at,
		    item->text);
		put_id(m, item);
	}
	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		item = import_read_items(m->k, m->from, others[i].member,
		    JSON_IS_STRING);
		for (; item != NULL; item = item->next)
			import_make_note(m, "other", str_z(others[i].title),
			    item->at, item->text, false);
	}
}

static void
put_dates(struct import_made *m)
{
	const struct json_node *said = json_get(m->from, "published");
	const struct json_node *modified = import_make_date(m, m->from,
	    "modified");
	const struct json_node *published = import_make_date(m, m->from,
	    "published");
	const struct json_node *withdrawn = import_make_date(m, m->from,
	    "withdrawn");
	const struct json_node *first = published != NULL ? published :
							    modified;
	const struct json_node *last = withdrawn != NULL ? withdrawn :
	    modified != NULL                             ? modified :
							   first;
	const struct import_words words[2] = {
		{ "Record published", "OSV レコードの公開" },
		{ withdrawn != NULL ? "Record withdrawn" : "Record updated",
		    withdrawn != NULL ? "OSV レコードの取り下げ" :
					"OSV レコードの更新" },
	};
	struct json_node *tlp;

	if (first == NULL) {
		import_read_error(m->k, "csaf-date",
		    json_get(m->from, "modified")->at,
		    "the record has no date, so there is no folder for it");
		return;
	}
	import_make_history(m, first, last, words, withdrawn != NULL);
	if (said == NULL)
		return;
	/* Without a day of publication it may be a draft. */
	tlp = import_make_object(m,
	    import_make_object(m, m->document, "distribution", said->at),
	    "tlp", said->at);
	import_make_text(m, tlp, "label", said->at, S("WHITE"));
}

/* ---- what is said ---------------------------------------------------- */

static void
put_texts(struct import_made *m, const struct json_node *id,
    const struct import_wares *wares)
{
	const struct json_node *summary = import_read_member(m->k, m->from,
	    "summary", JSON_IS_STRING);
	const struct json_node *details = import_read_member(m->k, m->from,
	    "details", JSON_IS_STRING);
	struct str names = import_wares_names(wares);

	if (import_read_line(m->k, summary).n > 0)
		import_make_copy(m, m->document, "title", summary);
	else
		import_make_text(m, m->document, "title", id->at,
		    names.n == 0 ? id->text :
				   str_fmt(m->a, "%.*s (%.*s)",
				       STR_ARG(id->text), STR_ARG(names)));
	if (details != NULL)
		import_make_note(m, "description", S(""), details->at,
		    details->text, false);
}

/* WEB says nothing that the address does not. */
static void
put_links(struct import_made *m)
{
	const struct json_node *item = import_read_items(m->k, m->from,
	    "references", JSON_IS_OBJECT);

	for (; item != NULL; item = item->next) {
		const struct json_node *url = import_read_need(m->k, item,
		    "url", JSON_IS_STRING);
		struct str type = import_read_line(m->k,
		    import_read_member(m->k, item, "type", JSON_IS_STRING));
		struct json_node *r;

		import_read_known(m->k, item, "type url");
		if (url == NULL || !map_add(m->links, url->text, m))
			continue;
		r = import_make_item(m, m->flaw, "references", url->at);
		import_make_copy(m, r, "url", url);
		if (!str_eq_z(type, "WEB"))
			import_make_text(m, r, "summary", url->at,
			    str_lower(m->a, type));
		import_make_text(m, r, "category", url->at, S("external"));
	}
}

static void
put_credits(struct import_made *m)
{
	const struct json_node *item = import_read_items(m->k, m->from,
	    "credits", JSON_IS_OBJECT);

	for (; item != NULL; item = item->next) {
		const struct json_node *name = import_read_need(m->k, item,
		    "name", JSON_IS_STRING);
		const struct json_node *type = import_read_member(m->k, item,
		    "type", JSON_IS_STRING);
		struct json_node *thanks;

		import_read_known(m->k, item, "contact name type");
		if (name == NULL)
			continue;
		thanks = import_make_item(m, m->flaw, "acknowledgments",
		    name->at);
		import_make_word(m, thanks, "names", name->at, name->text);
		if (type != NULL)
			import_make_text(m, thanks, "summary", type->at,
			    str_lower(m->a, type->text));
		import_make_copy(m, thanks, "urls",
		    import_read_member(m->k, item, "contact", JSON_IS_ARRAY));
	}
}

/* Members that several databases share. */
static void
put_database(struct import_made *m)
{
	const struct json_node *own = import_read_member(m->k, m->from,
	    "database_specific", JSON_IS_OBJECT);
	const struct json_node *cwe = import_read_items(m->k, own, "cwe_ids",
	    JSON_IS_STRING);
	const struct json_node *severity = json_get(own, "severity");

	import_read_known(m->k, own, "cwe_ids severity");
	for (bool is_first = true; cwe != NULL; cwe = cwe->next) {
		if (is_first)
			import_make_copy(m,
			    import_make_object(m, m->flaw, "cwe", cwe->at),
			    "id", cwe);
		else
			import_read_alert(m->k, "csaf-not-kept", cwe->at,
			    "a flaw has one weakness: '%.*s' is not taken "
			    "over",
			    STR_ARG(cwe->text));
		is_first = false;
	}
	if (severity != NULL && severity->kind == JSON_IS_STRING)
		import_make_copy(m,
		    import_make_object(m, m->document, "aggregate_severity",
			severity->at),
		    "text", severity);
}

void
import_osv_read(struct import_made *m)
{
	struct import_doc *k = m->k;
	const struct json_node *id = import_read_need(k, m->from, "id",
	    JSON_IS_STRING);
	const struct json_node *modified = import_read_need(k, m->from,
	    "modified", JSON_IS_STRING);
	const struct json_node *version = import_read_member(k, m->from,
	    "schema_version", JSON_IS_STRING);
	struct import_wares *wares = import_wares_open(m);

	if (version != NULL && !str_starts(version->text, S("1."))) {
		import_read_error(k, "csaf-version", version->at,
		    "OSV '%.*s' is not read here", STR_ARG(version->text));
		diag_help(k->d, "versions 1.x are");
	}
	if (id == NULL || modified == NULL)
		return;
	import_read_known(k, m->from,
	    "affected aliases credits database_specific details id modified "
	    "published references related schema_version severity summary "
	    "upstream withdrawn");
	import_make_head(m, id, str_z(home_of(id->text)->name),
	    home_of(id->text)->namespace);
	put_ids(m, id);
	put_dates(m);
	import_osv_affected(m, wares);
	import_wares_put(wares);
	import_osv_severity(m, m->from, NULL);
	put_texts(m, id, wares);
	put_links(m);
	put_credits(m);
	put_database(m);
}
