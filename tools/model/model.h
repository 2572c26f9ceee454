/*
 * The repository in memory: documents, the records in them, and the things
 * they describe, linked.  After model_load() returned it never changes.
 *
 * The wall hands exporters another struct model of the same shape, filled
 * only with what one audience may see.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/kind.h"
#include "model/records.h"

struct arena;
struct diags;
struct io_dir;
struct map;
struct pool;
struct yaml_node;
struct zone;

#define KINDS	24

/* A file of a known kind. */
struct document {
	struct kind_path path;	/* kind, id, folder, language */
	uint32_t file;		/* its source */
	const void *record;	/* the kind's struct; NULL when unreadable */
	struct span body;	/* Markdown after the front matter */
	const struct yaml_node *yaml;	/* NULL behind the wall */
};

struct document_list {
	const struct document *v;
	size_t n;
};

/*
 * What a reference can name.  Every entry below begins with one; a ref's
 * target is the entry of its space (ACTOR: a person or a party).
 */
struct entry {
	enum space space;	/* PERSON or PARTY for an actor */
	struct str id;
	const struct document *doc;	/* the file it stands in */
	struct span at;		/* the place of its id, or of its file */
};

struct company_entry {
	struct entry e;
	const struct company *company;
};

struct person_entry {
	struct entry e;
	const struct person *person;
	const struct company_entry *company;	/* NULL when unknown */
};

struct party_entry {
	struct entry e;
	const struct party *party;
};

struct product_entry {
	struct entry e;
	const struct product *product;
	const struct company_entry *company;	/* NULL when unknown */
	const struct decisions *decisions;	/* NULL when there are none */
};

struct system_entry {
	struct entry e;
	const struct system *system;
};

/* A policy or a page in its languages; NULL where a language is missing. */
struct text_entry {
	struct entry e;			/* doc: the first of the two */
	const struct document *ja;
	const struct document *en;
};

struct case_entry {
	struct entry e;
	const struct case_file *c;
	enum tlp label;			/* the default applied */
	const struct document *ja;	/* advisory texts; NULL if none */
	const struct document *en;
	const struct document *approvals_doc;
	const struct document *published_doc;
	const struct approvals *approvals;	/* NULL if none */
	const struct published *published;	/* NULL if none */
};

struct audience_entry {
	struct entry e;
	const struct audience *audience;
};

/* Calendars, campaigns, alerts: the record is that of the document. */
struct plain_entry {
	struct entry e;
	const void *record;
};

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
};

/*
 * Read a repository: every file of a known kind below content/, cases/ and
 * products/ of root, in parallel, then link.  Faults go to d; a file that
 * cannot be read as its kind is a document without a record.  ss must be
 * empty.  Directories that cannot be read end the program (status 3).
 */
struct model *model_load(struct arena *perm, struct io_dir *root,
    struct sources *ss, struct pool *pool, struct diags *d);

/*
 * The same from texts already in ss, for tests and for building from git:
 * paths tell the kinds.
 */
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

/* Path of a document's file, relative to the repository. */
struct str model_path(const struct model *m, const struct document *doc);

#endif
