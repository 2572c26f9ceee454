/*
 * The public view of one vulnerability.  See wall/public_view.h.
 */
#ifndef WALL_PUBLIC_FLAW_H
#define WALL_PUBLIC_FLAW_H

#include "base/time.h"
#include "score/cvss.h"
#include "wall/public_tree.h"
#include "wall/public_words.h"

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
	struct str state;	/* a word of enum row_state but "waiting" */
	struct str justification;	/* CSAF label when not affected */
	struct public_words impact;	/* why not affected, in words */
	struct when date;		/* of the fix: since or planned */
	bool date_is_future;		/* as of the view's instant */
	struct str url;			/* where the fix is offered */
	struct public_words remedy;	/* first remediation in words */
	struct when support_ends;	/* of the product; may be unset */
	struct when support_ended;	/* the same once that has come */
};

struct public_vulnerability {
	struct str cve;			/* may be empty */
	bool is_ours;	/* an id of our own block, not rejected, in a case
			 * of ours: its CVE record is ours to write */
	struct public_id *ids;
	size_t n_ids;
	struct public_words title;
	struct str cwe;			/* "CWE-287"; may be empty */
	struct str cwe_name;		/* exact English name */
	struct when discovered;
	struct when released;
	struct public_score *scores;	/* ours first, newest version first */
	size_t n_scores;
	struct public_words score_note;	/* why sources differ; may be empty */
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

#endif
