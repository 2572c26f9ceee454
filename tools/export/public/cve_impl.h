/*
 * A CVE record in the making; for export/public/cve*.c alone.
 */
#ifndef EXPORT_PUBLIC_CVE_IMPL_H
#define EXPORT_PUBLIC_CVE_IMPL_H

#include "export/public/csaf_impl.h"
#include "text/catalog.h"

/* Limits of the schema, in characters. */
#define CVE_TITLE	256
#define CVE_TEXT	4096
#define CVE_NAME	512
#define CVE_PRODUCT	2048
#define CVE_REFERENCES	512

struct cve_record {
	struct csaf_doc doc;	/* adv is NULL when no advisory names the id */
	const struct public_vulnerability *flaw;
	struct str cve;
};

/* ---- cve_text.c: what people read ---- */

/* A text without blanks around it, cut to n characters. */
struct str cve_text(struct cve_record *k, struct str s, size_t n);

/* A text of the catalogue with its holes filled. */
struct str cve_text_fill(struct cve_record *k, enum public_lang lang,
    const char *key, const struct catalog_value values[], size_t n);

/* An object {lang, value} in the open array; nothing of an empty text. */
void cve_text_put(struct cve_record *k, enum public_lang lang,
    struct str value);

/* Names of the leaves' products, each once. */
struct str cve_text_products(struct cve_record *k, enum public_lang lang,
    const struct public_leaves *l);

/* The members "title", "descriptions", "impacts". */
void cve_text_head(struct cve_record *k);

/* The members "solutions", "workarounds", "exploits". */
void cve_text_help(struct cve_record *k);

/* ---- cve_link.c: references, credits, timeline, source ---- */

void cve_link_members(struct cve_record *k);

/* ---- cve_affected.c ---- */

/* The members "affected", "cpeApplicability" and "tags". */
void cve_affected(struct cve_record *k);

/* ---- cve_score.c ---- */

/* The members "metrics" and "problemTypes". */
void cve_score(struct cve_record *k);

#endif
