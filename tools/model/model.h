/*
 * The repository in memory: documents, the records in them, and the things
 * they describe, linked.  After model_load() returned it never changes; what
 * is computed of it (model/derived.h) is added once and never changes either.
 *
 * The wall hands exporters another struct model of the same shape, filled
 * only with what one audience may see.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/entry.h"

struct arena;
struct audit;
struct deliveries;
struct derived;
struct diags;
struct io_dir;
struct map;
struct matched;
struct pool;
struct zone;

struct model {
	const struct sources *sources;
	const struct organisation *organisation;	/* NULL: unreadable */
	const struct zone *zone;	/* the organisation's */
	struct document_list docs[KINDS];	/* by kind, by path */
	struct company_entry *companies;	/* each list by id */
	size_t n_companies;
	struct person_entry *people;
	size_t n_people;
	struct party_entry *parties;
	size_t n_parties;
	struct product_entry *products;
	size_t n_products;
	struct system_entry *systems;
	size_t n_systems;
	struct case_entry *cases;
	size_t n_cases;
	struct audience_entry *audiences;	/* as written */
	size_t n_audiences;
	struct text_entry *policies;
	size_t n_policies;
	struct text_entry *pages;
	size_t n_pages;
	struct text_entry *handbook;
	size_t n_handbook;
	struct plain_entry *alerts, *campaigns, *calendars;
	size_t n_alerts, n_campaigns, n_calendars;
	struct map *index[SPACES];	/* id -> entry of the space */
	size_t n_unreadable;	/* documents without a record */
	bool is_rounded;	/* at most so many (small_count) */
	enum tlp ceiling;	/* of an edition's view; else tlp_unset */
	const struct audit *audit;	/* set once by audit_run(); or NULL */
	const struct derived *derived;	/* set once by derive_run(); or NULL */
	const struct deliveries *deliveries;	/* the ledger; or NULL */
	const struct matched *matched;	/* set once by matched_run(); or NULL */
};

/*
 * Read a repository: every file of a known kind below content/, cases/ and
 * products/ of root, in parallel, then link.  Faults go to d; a file that
 * cannot be read as its kind is a document without a record.  ss must be
 * empty.  Directories that cannot be read end the program (status 3).
 */
struct model *model_load(struct arena *perm, struct io_dir *root,
    struct sources *ss, struct pool *pool, struct diags *d);

/* The same from texts already in ss, for tests and for building from git. */
struct model *model_from_sources(struct arena *perm, struct sources *ss,
    struct pool *pool, struct diags *d);

/* The entry with this id in a space, or NULL. */
const struct entry *model_find(const struct model *m, enum space space,
    struct str id);

/*
 * The newest revision released at or before now (seconds since 1970), or NULL.
 * A case with one is published.
 */
const struct revision *model_released(const struct case_entry *c,
    int64_t now_s);

/*
 * The revision that everybody sees, or NULL: reach_revision() of CLEAR, which
 * is the label of what went out (that of a case of ours is of its notes).
 */
const struct revision *model_public(const struct case_entry *c, int64_t now_s);

/*
 * Whether a case came from somebody else's document, so that what it says is
 * the source's business; whether it is one that a restricted repository has
 * the master of.  A case is ours to publish when it is neither.
 */
bool model_case_is_import(const struct case_entry *c);
bool model_case_is_copy(const struct case_entry *c);

/* The id an advisory is published under: an import's is the original's. */
struct str model_advisory_id(const struct case_entry *c);

/*
 * The label that decides which editions show a document, the defaults applied:
 * by its kind (enum kind_label), its case's, or its own.
 */
enum tlp model_label(const struct model *m, const struct document *doc);

/*
 * Path of a document's file, relative to its repository; the same for people:
 * with the repository's name in front when that is another.
 */
struct str model_path(const struct model *m, const struct document *doc);
struct str model_shown(const struct model *m, const struct document *doc);

#endif
