/*
 * What merging a branch would change: two repositories that are fully worked
 * out, before and after, put side by side.  Facts with the words they have on
 * pages; review_letter.h makes sentences of them, commands print.
 *
 * Not for what changed in the files: git shows that.  Here stands the effect.
 */
#ifndef REVIEW_REVIEW_H
#define REVIEW_REVIEW_H

#include "base/io_view.h"
#include "export/say.h"
#include "history/history.h"
#include "review/review_part.h"
#include "review/review_row.h"
#include "review/review_text.h"

struct world;

struct review {
	struct arena *perm;
	struct say say;		/* of after */
	struct world *before, *after;
	struct str base, head;	/* as asked for */
	enum tlp label;		/* the highest that it tells of */
	struct str *conflicts;
	size_t n_conflicts;
	struct str *authors;	/* names of the branch's, each once */
	size_t n_authors, n_commits;	/* of the branch */
	struct review_record *records;	/* cases first, by id */
	size_t n_records, records_cap;
	struct review_person *people;
	size_t n_people, people_cap;
	struct review_shown *shown;	/* by audience, then case */
	size_t n_shown, shown_cap;
	struct review_approval *approvals;
	size_t n_approvals, approvals_cap;
	struct review_edition *editions;
	size_t n_editions;
	struct review_document *documents;
	size_t n_documents, documents_cap;
	struct review_row *rows;	/* what vanishes */
	size_t n_rows, rows_cap;
	struct review_own *own;	/* each stands against merging */
	size_t n_own, own_cap;
	struct review_texts decisions;	/* of who decides, and what checks */
	struct review_texts texts;	/* that everybody may read, if merged */
	struct review_findings findings;
};

struct review_request {
	struct arena *perm;
	struct world *before, *after;	/* derived; both have their findings
					 * and editions added */
	struct world *judged;	/* after with BASE's people and policies
				 * (review_roster.h); NULL: they are the same */
	struct str base, head, lang, version;
	struct str *conflicts;	/* paths */
	size_t n_conflicts;
	const struct io_view_file *base_files;	/* of BASE, by path */
	const struct io_view_file *merged_files;	/* after, by path */
	size_t n_base_files, n_merged_files;
	const struct history *base_history;	/* walked from BASE; NULL: not
						 * known */
	const struct history *head_history;	/* walked from HEAD */
};

/* Compare.  Lives in r->perm, as long as both worlds. */
const struct review *review_make(const struct review_request *r);

/* Whether it should not be merged as it is: conflicts, new errors or leaks,
 * lost approvals of what is public, or what counts by its own people alone. */
bool review_blocks(const struct review *v);

#endif
