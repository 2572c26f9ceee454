/*
 * What everybody may see, in types of its own: a public exporter sees this
 * and nothing of the model, so it cannot even name an internal field.
 *
 * Made by wall_public() alone.  Everything here is published or about the
 * organisation itself.  Lists are in the order in which pages show them.
 */
#ifndef WALL_PUBLIC_VIEW_H
#define WALL_PUBLIC_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/time.h"
#include "score/cvss.h"
#include "text/markdown.h"

/* Index of a language in every [PUBLIC_LANGS] array. */
enum public_lang {
	PUBLIC_JA,
	PUBLIC_EN,
};

#define PUBLIC_LANGS	2

/* The same words in both languages; one may be empty. */
struct public_words {
	struct str in[PUBLIC_LANGS];
};

/* A Markdown text, rendered. */
struct public_text {
	struct html html;
	struct str plain;	/* the words; of imported texts exactly those
				 * of the original */
};

struct public_link {
	struct str url;
	struct str summary;	/* never empty */
	bool is_self;		/* CSAF category self, else external */
	bool has_category;	/* it was written, not left out */
};

struct public_thanks {
	struct str *names;
	size_t n_names;
	struct str organization;
	struct str summary;
	struct str *urls;
	size_t n_urls;
};

/* A section of an advisory text: a CSAF note. */
struct public_section {
	struct str key;		/* summary, impact, ...: the fixed keys */
	struct str category;	/* CSAF note category for the key */
	struct str title;	/* the writer's own; else empty: by the key */
	struct str audience;	/* CSAF note audience; may be empty */
	struct public_text text;
};

struct public_hash {
	struct str algorithm;
	struct str value;
	struct str filename;
};

/*
 * One leaf of the product tree: a product at a version, at a range, or whole.
 * A combination (a part in a product) names two other leaves.
 */
struct public_leaf {
	struct str product_id;	/* unique in the advisory, stable over all */
	struct str name;	/* full product name: CSAF 3.1.3.1 */
	struct str vendor;
	struct str family;	/* may be empty */
	struct str product;	/* product's English name */
	struct str version;	/* one version; or empty */
	struct str range;	/* vers range or prose; or empty */
	struct str *branches;	/* "category: name" instead of all those */
	size_t n_branches;
	struct str purl;
	struct str cpe;
	struct public_hash *hashes;
	size_t n_hashes;
	struct str *sbom_urls;
	size_t n_sbom_urls;
	struct str *model_numbers;
	size_t n_model_numbers;
	struct str *serial_numbers;
	size_t n_serial_numbers;
	struct str *skus;
	size_t n_skus;
	bool is_combination;	/* then only ids, name and these three: */
	struct str relationship;	/* CSAF category */
	size_t part;		/* leaf of product_reference */
	size_t whole;		/* leaf of relates_to_product_reference */
};

/* A set of leaves by index, ascending. */
struct public_leaves {
	size_t *v;
	size_t n;
};

/* CSAF product_status, in the order of its JSON members. */
enum public_status {
	PUBLIC_FIRST_AFFECTED,
	PUBLIC_FIRST_FIXED,
	PUBLIC_FIXED,
	PUBLIC_KNOWN_AFFECTED,
	PUBLIC_KNOWN_NOT_AFFECTED,
	PUBLIC_LAST_AFFECTED,
	PUBLIC_RECOMMENDED,
	PUBLIC_UNDER_INVESTIGATION,
};

#define PUBLIC_STATUSES	8

extern const char *const public_status_names[PUBLIC_STATUSES];

struct public_score {
	struct str vector;	/* canonical */
	struct str source;	/* empty: ours */
	struct cvss cvss;
	struct cvss_score score;
	struct public_leaves leaves;	/* affected ones it is for */
};

struct public_remediation {
	struct str category;
	struct public_words details;	/* never both empty */
	struct str version;
	struct str url;
	struct when date;
	struct str *entitlements;
	size_t n_entitlements;
	struct str restart;		/* CSAF word; may be empty */
	struct str restart_details;
	struct public_leaves leaves;
};

struct public_threat {
	struct str category;
	struct public_words details;
	struct when date;
	struct public_leaves leaves;
};

struct public_flag {
	struct str label;
	struct when date;		/* may be unset */
	struct public_leaves leaves;
};

struct public_involvement {
	struct str party;
	struct str status;
	struct when date;
	struct str summary;
};

struct public_id {
	struct str system_name;
	struct str text;
};

/* One product of a vulnerability as a reader's table shows it. */
struct public_row {
	struct public_words product;
	struct public_words description;	/* may be empty */
	struct public_words affected;	/* ranges in words; may be empty */
	struct str fixed;		/* first fixed versions, "4.8.2" */
	struct str state;	/* fixed, fixing, workaround, wontfix,
				 * investigating, not_affected, affected */
	struct str justification;	/* CSAF label when not affected */
	struct public_words impact;	/* why not affected, in words */
	struct when date;		/* of the fix: since or planned */
	bool date_is_future;		/* as of the view's instant */
	struct str url;			/* where the fix is offered */
	struct public_words remedy;	/* first remediation in words */
	struct when support_ended;	/* set when support has ended */
};

struct public_vulnerability {
	struct str cve;			/* may be empty */
	struct public_id *ids;
	size_t n_ids;
	struct public_words title;
	struct str cwe;			/* "CWE-287"; may be empty */
	struct str cwe_name;		/* exact English name */
	struct when discovered;
	struct when released;
	struct public_score *scores;	/* ours first, newest version first */
	size_t n_scores;
	struct public_leaves status[PUBLIC_STATUSES];
	struct public_flag *flags;
	size_t n_flags;
	struct public_remediation *remediations;
	size_t n_remediations;
	struct public_threat *threats;
	size_t n_threats;
	struct public_involvement *involvements;
	size_t n_involvements;
	struct public_section *sections[PUBLIC_LANGS];
	size_t n_sections[PUBLIC_LANGS];
	struct public_link *references;
	size_t n_references;
	struct public_thanks *thanks;
	size_t n_thanks;
	struct public_row *rows;
	size_t n_rows;
};

struct public_revision {
	struct str version;
	struct str legacy_version;
	struct instant at;
	struct public_words summary;
};

/* An event of the time line that is fit for everybody. */
struct public_event {
	struct when at;
	struct public_words text;
};

struct public_publisher {
	struct str category;
	struct str name;
	struct str namespace;
	struct str contact_details;
	struct str issuing_authority;
};

struct public_released_file {
	struct str path;	/* file name within the release */
	struct str content;
};

struct public_advisory {
	struct str id;			/* CSAF tracking id */
	struct str file;		/* CSAF 5.1 file name without .json */
	struct str *aliases;
	size_t n_aliases;
	struct public_words title;
	struct str category;		/* CSAF document.category */
	struct str status;		/* draft, final, interim */
	bool is_withdrawn;
	bool is_import;			/* another publisher's document */
	struct str lang;		/* language of the CSAF document */
	struct str source_lang;
	struct public_publisher publisher;
	struct str distribution;	/* CSAF distribution.text */
	struct str severity_text;	/* aggregate severity of an import */
	struct str severity_namespace;
	struct public_revision *revisions;	/* oldest first */
	size_t n_revisions;
	struct instant initial_release;	/* of an import that has dates of its */
	struct instant current_release;	/* own; else those of the revisions */
	bool has_initial_release;
	bool has_current_release;
	struct public_section *sections[PUBLIC_LANGS];	/* of the whole */
	size_t n_sections[PUBLIC_LANGS];
	struct public_leaf *leaves;
	size_t n_leaves;
	struct public_vulnerability *vulnerabilities;
	size_t n_vulnerabilities;
	struct public_link *references;
	size_t n_references;
	struct public_thanks *thanks;
	size_t n_thanks;
	struct public_event *events;
	size_t n_events;
	const struct public_score *worst;	/* highest of ours; may be NULL */
	struct str exploitation;	/* none, public_poc, active; or empty */
	size_t rows_fixed;		/* of the affected products, those with */
	size_t rows_affected;		/* a fix, and all of them */
	struct public_released_file *released;	/* of the newest revision */
	size_t n_released;
};

/* A page of text in both languages. */
struct public_page {
	struct str id;
	struct public_words title;
	struct public_words summary;
	struct public_text text[PUBLIC_LANGS];
	struct when updated;
	bool has[PUBLIC_LANGS];
};

struct public_membership {
	struct public_words name;
	struct when since;
	struct str url;
};

struct public_view {
	struct instant now;		/* as of when, in the zone */
	const struct zone *zone;	/* in which dates alone are meant */
	struct public_words name;
	struct public_words short_name;
	struct public_words legal_name;
	struct public_words disclaimer;
	bool is_fictional;
	struct str base_url;		/* ends in "/" */
	struct public_publisher publisher;
	enum public_lang main_lang;
	struct str email;
	struct str telephone;
	struct str form;
	struct str key_file;		/* content of the OpenPGP key */
	struct str fingerprint;
	struct public_words hours;
	struct instant expires;		/* of security.txt */
	struct public_membership *memberships;
	size_t n_memberships;
	struct public_advisory *advisories;	/* newest update first */
	size_t n_advisories;
	struct public_page *pages;	/* content/pages, by order, id */
	size_t n_pages;
	struct public_page *policies;	/* published policies */
	size_t n_policies;
};

#endif
