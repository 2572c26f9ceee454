/*
 * What every published format says of every version of every product: made by
 * pipeline/agree.h out of what the public exporters wrote, shown on the desk.
 */
#ifndef EXPORT_AGREEMENT_H
#define EXPORT_AGREEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "reading/reading_record.h"
#include "wall/public_words.h"

/* In a set of answers: the document contradicts itself. */
#define AGREEMENT_SPLIT	32

/* A version of a product. */
struct agreement_row {
	struct str product;		/* English name */
	struct str version;		/* empty: none is known */
	struct str inventory;		/* the product's id; "box" */
	size_t product_index;		/* in the public view; and of its */
	size_t version_index;		/* versions, SIZE_MAX: none is known */
	size_t leaf;			/* that decides; SIZE_MAX: none */
	bool is_platform;		/* spoken of only as what others are
					 * installed on */
	struct str id;			/* the documents' product_id, where */
	struct str iri;			/* its writer chose it; and by it */
	unsigned char is;		/* one of enum reading_is: the page */
	unsigned char says[READING_FORMATS];	/* sets; 0: no document */
};

struct agreement_flaw {
	struct str id;			/* CVE or another; or empty */
	struct agreement_row *rows;
	size_t n_rows;
	size_t n_left_out;		/* over LIMIT_AGREE_ROWS */
};

struct agreement_advisory {
	struct str id;
	struct public_words title;
	struct agreement_flaw *flaws;
	size_t n_flaws;
	struct str *faults;		/* what differs, in English */
	size_t n_faults;
	size_t n_cells;			/* answers of documents, of these: */
	size_t n_open;			/* the format cannot say it exactly */
	size_t n_differ;		/* something else than the page */
};

struct agreement {
	struct agreement_advisory *advisories;	/* newest update first */
	size_t n;
	bool has[READING_FORMATS];	/* some document has this format */
	size_t n_cells;
	size_t n_open;
	size_t n_differ;
	size_t n_faults;
};

#endif
