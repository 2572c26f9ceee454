/*
 * The kinds of files (kinds.def) and how a path names what it holds.
 */
#ifndef MODEL_KIND_H
#define MODEL_KIND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "model/field.h"

enum kind {
#define KIND(name, constant, record, format, label, body, pattern, doc)	\
	constant,
#include "model/kinds.def"
};

enum kind_format {
	KIND_YAML,	/* the file is one YAML record */
	KIND_FRONT,	/* Markdown; the record is its front matter */
};

/* What decides which editions see a document at all. */
enum kind_label {
	KIND_LABEL_GROUP,	/* GREEN: editions of that ceiling */
	KIND_LABEL_CIRCLE,	/* the same; in a restricted repository its
				 * ceiling, as TEAM, and OWN without a tlp */
	KIND_LABEL_TEAM,	/* AMBER+STRICT: editions of that ceiling */
	KIND_LABEL_CASE,	/* the label of its case; none without one */
	KIND_LABEL_OWN,		/* its own tlp, AMBER when it has none */
	KIND_LABEL_OWN_STRICT,	/* its own tlp, else AMBER+STRICT */
};

struct kind_info {
	const char *name;	/* for `hansho schema`, `hansho new` */
	const struct record *record;
	enum kind_format format;
	enum kind_label label;
	enum field_audience body;	/* who may see the Markdown text */
	const char *pattern;	/* with {id}, {dir}, {lang} */
	const char *doc;
};

/* What a path says; empty where its pattern has no such part. */
struct kind_path {
	enum kind kind;
	struct str id;
	struct str dir;
	struct str lang;
};

size_t kinds_len(void);
const struct kind_info *kind_info(enum kind k);

/* A kind by name; false when there is none. */
bool kind_find(struct str name, enum kind *out);

/* What a path below the repository holds; false for no kind of file. */
bool kind_match(struct str path, struct kind_path *out);

/*
 * The pattern that somebody most likely had in mind with a path that holds
 * nothing, or NULL: "cases/2026/PS-1/advisory.jp.md", "content/policies/x.md".
 */
const char *kind_near(struct str path);

#endif
