/*
 * A check of a provider's folder on its way; for provided/ alone.
 */
#ifndef PROVIDED_PROVIDED_IMPL_H
#define PROVIDED_PROVIDED_IMPL_H

#include "base/attr.h"
#include "base/diag.h"
#include "base/digest.h"
#include "csaf/csaf.h"
#include "csaf/csaf_format.h"
#include "provided/provided.h"
#include "text/json_read.h"

#define PROVIDED_HOME	".well-known/csaf/"

struct map;
struct sign_openpgp;

enum provided_requirement {
#define REQUIREMENT(id, name, clause)	id,
#include "provided/requirements.def"
};

/* Kinds of files with a shape (shapes.def): bits. */
enum provided_shape_of {
	PROVIDED_SHAPE_M20 = 1,
	PROVIDED_SHAPE_M21 = 2,
	PROVIDED_SHAPE_FEED = 4,
	PROVIDED_SHAPE_SERVICE = 8,
	PROVIDED_SHAPE_CATEGORY = 16,
	PROVIDED_SHAPE_MANIFEST = 32,
};

struct provided_document;

struct provided_file {
	struct str path;	/* below the folder */
	uint32_t source;
	uint8_t sha256[DIGEST_BYTES_MAX];
	bool is_read;		/* and its digest is known */
	struct provided_document *doc;	/* NULL: it is none */
};

struct provided_document {
	struct provided_file *file;
	struct str id;		/* tracking.id */
	struct str label;	/* "WHITE"; empty: none */
	struct str version;	/* csaf_version */
	struct csaf_time initial, current;
	bool has_dates;
	bool is_signed;		/* a signature is there, and good */
	bool is_hashed;		/* with both digests */
	bool is_fed, is_indexed, is_changed, is_listed;	/* met there */
};

/* A folder of documents that metadata name. */
struct provided_folder {
	struct str path;	/* with '/' at the end */
	struct span at;		/* where it is named */
	struct str role;	/* of these metadata */
	size_t documents;
	size_t unsigned_documents;
};

struct provided {
	const struct provided_request *q;
	struct arena *a;
	struct diags *d;
	struct provided_file *files;	/* by path */
	size_t n_files, files_cap;
	struct map *by_path;	/* to files */
	struct str base;	/* "https://example.com/"; empty: not known */
	struct str role;	/* csaf_trusted_provider, ... */
	struct str namespace;	/* of the publisher */
	struct str *keys;	/* armoured, each can be read */
	size_t n_keys, keys_cap;
	struct provided_folder *folders;
	size_t n_folders, folders_cap;
	const struct json_node *metadata[3];	/* each that is there */
	size_t n_metadata;
	bool has_feeds;
	struct map *known;	/* JSON files that are no documents */
	struct sign_openpgp **rings;	/* one a worker; NULL: no keys */
	struct diags **worker_d;	/* one a worker, as the next */
	struct arena **worker_a;	/* emptied after each file */
	struct arena **worker_kept;
};

/* Report; help says the way out. */
void provided_error(struct diags *d, enum provided_requirement r,
    struct span at, const char *help, const char *fmt, ...) PRINTF_LIKE(5, 6);
void provided_warn(struct diags *d, enum provided_requirement r,
    struct span at, const char *help, const char *fmt, ...) PRINTF_LIKE(5, 6);

/* The first bytes of a text, for a message. */
struct str provided_quote(struct str s);

/* The start of a file; of the folder itself for NULL. */
struct span provided_at(const struct provided_file *f);

/* The file with this path, or that an address leads to; NULL: none. */
struct provided_file *provided_find(const struct provided *k, struct str path);
struct provided_file *provided_url(const struct provided *k, struct str url);

/* The folder that a path is in, or NULL. */
struct provided_folder *provided_folder(const struct provided *k,
    struct str path);

/* Whether documents below a path need signatures: by their role. */
bool provided_is_trusted(const struct provided *k, struct str path);

/* Read a file for its source; false, reported under r. */
MUST_USE bool provided_text(struct provided *k, struct provided_file *f,
    enum provided_requirement r, struct str *out);

/* The same as JSON of a shape; NULL, reported under r. */
const struct json_node *provided_json(struct provided *k,
    struct provided_file *f, enum provided_requirement r, unsigned shape);

/* provided_shape.c: report under r what is not of the shape. */
void provided_shape(struct diags *d, const struct json_node *root,
    enum provided_requirement r, unsigned shape);

/* provided_about.c: security.txt, metadata and what they name; keys are read,
 * nothing is known of documents yet. */
void provided_about(struct provided *k);

/* Then the feeds, service and category documents that metadata name. */
void provided_about_lists(struct provided *k);

/* provided_key.c: read the keys that metadata name. */
void provided_key(struct provided *k, const struct json_node *metadata);

/* provided_document.c: how strict a label is: 0 for what everybody may read,
 * -1 for what is no label. */
int provided_document_rank(struct str label);

/* Document f, whose bytes are content. */
void provided_document(struct provided *k, struct provided_file *f,
    struct str content, unsigned worker);

/* provided_feed.c: one feed that metadata name. */
void provided_feed(struct provided *k, struct provided_file *f,
    struct str label);

/* provided_list.c: index.txt, changes.csv and listings of a folder. */
void provided_list(struct provided *k, const struct provided_folder *f);

#endif
