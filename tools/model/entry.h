/*
 * What a repository consists of: the documents, and the things in them that a
 * reference can name.
 */
#ifndef MODEL_ENTRY_H
#define MODEL_ENTRY_H

#include <stddef.h>
#include <stdint.h>

#include "model/kind.h"
#include "model/records.h"

struct yaml_node;

/* Rows of kinds.def. */
#define KINDS	28

/* A file of a known kind. */
struct document {
	struct kind_path path;	/* kind, id, folder, language */
	uint32_t file;		/* its source */
	const void *record;	/* the kind's struct; NULL when unreadable */
	struct span body;	/* Markdown after the front matter */
	const struct yaml_node *yaml;	/* of policies and of records with YAML
					 * in them; else, and behind the wall,
					 * NULL */
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
	const struct request **requests;	/* that serve it, by path */
	size_t n_requests;
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

#endif
