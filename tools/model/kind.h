/*
 * The kinds of files (kinds.def) and how a path names what it holds.
 */
#ifndef MODEL_KIND_H
#define MODEL_KIND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct record;

enum kind {
#define KIND(name, constant, record, format, pattern, doc)	constant,
#include "model/kinds.def"
};

enum kind_format {
	KIND_YAML,	/* the file is one YAML record */
	KIND_FRONT,	/* Markdown; the record is its front matter */
};

struct kind_info {
	const char *name;	/* for `hansho schema`, `hansho new` */
	const struct record *record;
	enum kind_format format;
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

#endif
