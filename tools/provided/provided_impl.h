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
#define REQUIREMENT(id, name, clause, title, why_en, why_ja)	id,
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
	struct str ceiling;	/* strictest label that may be here, as the
				 * manifest says; empty: CLEAR */
	const struct json_node *manifest;	/* NULL: cannot be read */
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

#endif
