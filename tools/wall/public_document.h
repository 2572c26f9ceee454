/*
 * The public view of one advisory.  See wall/public_view.h.
 */
#ifndef WALL_PUBLIC_DOCUMENT_H
#define WALL_PUBLIC_DOCUMENT_H

#include "base/time.h"
#include "wall/public_flaw.h"
#include "wall/public_label.h"

struct public_revision {
	struct str version;
	struct str legacy_version;
	struct instant at;
	struct public_words summary;
};

/* An event of the time line that is fit for everybody. */
struct public_event {
	struct when at;
	struct str event;		/* its word: "received" */
	struct public_words text;
};

struct public_publisher {
	struct str category;
	struct str name;
	struct str namespace;
	struct str contact_details;
	struct str issuing_authority;
};

/* What holds instead of an advisory: one of ours, or an address. */
struct public_successor {
	struct str id;			/* of ours; else empty */
	struct str file;		/* its public_advisory.file */
	struct public_words title;
	struct instant released;	/* initially */
	enum public_label label;	/* as those of public_advisory */
	struct str base_url;
	struct str url;			/* where id is empty */
};

struct public_released_file {
	struct str path;	/* file name within the release */
	struct str content;
};

struct public_advisory {
	struct str id;			/* CSAF tracking id */
	struct str file;		/* CSAF 5.1 file name without .json */
	enum public_label label;	/* of the newest revision */
	struct str base_url;	/* where documents of that label stand, in the
				 * first place; ends in "/", may be empty */
	struct str *aliases;
	size_t n_aliases;
	struct public_words title;
	struct str category;		/* CSAF document.category */
	struct str status;		/* draft, final, interim */
	bool is_withdrawn;
	struct public_successor *successor;	/* NULL: it holds */
	bool is_import;			/* it came in as a document */
	bool is_foreign;		/* another publisher's, by namespace */
	struct str lang;		/* language of the CSAF document */
	struct str source_lang;
	struct public_publisher publisher;
	struct str distribution;	/* CSAF distribution.text */
	struct str severity_text;	/* aggregate severity of an import */
	struct str severity_namespace;
	struct public_revision *revisions;	/* oldest first */
	size_t n_revisions;
	struct instant
	    initial_release;	/* of an import that has dates of its */
	struct instant current_release;	/* own; else those of the revisions */
	bool has_initial_release;
	bool has_current_release;
	struct public_section *sections[PUBLIC_LANGS];	/* of the whole */
	size_t n_sections[PUBLIC_LANGS];
	struct public_leaf *leaves;
	size_t n_leaves;
	size_t n_extra;		/* leaves behind those, which only listed of
				 * others names */
	struct public_vulnerability *vulnerabilities;
	size_t n_vulnerabilities;
	struct public_link *references;
	size_t n_references;
	struct public_thanks *thanks;
	size_t n_thanks;
	struct public_event *events;
	size_t n_events;
	const struct public_score *worst;	/* of ours; may be NULL */
	struct str exploitation;	/* none, public_poc, active; or empty */
	size_t rows_fixed;	/* of the affected products, those with a fix */
	size_t rows_affected;	/* and all of them */
	struct public_released_file *released;	/* of the newest revision */
	size_t n_released;
};

#endif
