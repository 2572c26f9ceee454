/*
 * What a planned file of the provider tree is, and the parts that render it:
 * for provider*.c alone.
 */
#ifndef EXPORT_PUBLIC_PROVIDER_IMPL_H
#define EXPORT_PUBLIC_PROVIDER_IMPL_H

#include "export/public/provider_tree.h"

enum provider_file {
	PROVIDER_FILE_METADATA,
	PROVIDER_FILE_SERVICE,
	PROVIDER_FILE_FEED,
	PROVIDER_FILE_CATEGORY,
	PROVIDER_FILE_INDEX,
	PROVIDER_FILE_CHANGES,
	PROVIDER_FILE_LISTING,		/* of the tree's folder */
	PROVIDER_FILE_YEAR,		/* of a year's folder */
	PROVIDER_FILE_SHA256,
	PROVIDER_FILE_SHA512,
	PROVIDER_FILE_SIGNATURE,
	PROVIDER_FILE_KEY,
};

struct provider_task {
	enum provider_file file;
	const struct provider_tree *tree;	/* NULL: a key; of metadata and
						 * service the first of its
						 * version */
	const struct provider_document *doc;	/* digests and signatures */
	struct str year;			/* "2026", of its listing */
	const struct public_openpgp *key;
};

struct provider_job {
	const struct provider_task *task;
	const struct page *page;
	const struct public_view *view;
	const struct export_context *context;
	struct arena *a;
	struct buf *out;
	struct diags *d;
};

/* provider_about.c: metadata, service document, category document. */
void provider_about_metadata(const struct provider_job *k);
void provider_about_service(const struct provider_job *k);
void provider_about_category(const struct provider_job *k);

/* provider_feed.c: the ROLIE feed (RFC 8322). */
void provider_feed(const struct provider_job *k);

/* provider_list.c: index.txt, changes.csv, and index.html of a folder. */
void provider_list_index(const struct provider_job *k);
void provider_list_changes(const struct provider_job *k);
bool provider_list_page(const struct provider_job *k);

#endif
