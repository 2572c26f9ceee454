/*
 * Whom a statement of a vulnerability (a remedy, a score, a threat) is for.
 * The public document, the reader's table and the inside pages all ask here.
 */
#ifndef MODEL_AIM_H
#define MODEL_AIM_H

#include <stdbool.h>

#include "model/records.h"

/* Which statuses a statement is for when it names no versions, no statuses. */
enum aim_default {
	AIM_ALL,
	AIM_AFFECTED,
	AIM_NOT_AFFECTED,
};

/* What a statement names; lists may be NULL or empty: any. */
struct aim {
	const struct ref_list *products;
	const struct ref_list *components;
	const struct text_list *platform_versions;
	const struct text_list *versions;
	const struct choice_list *statuses;
	enum aim_default otherwise;
};

/*
 * The aim of a remedy that stands in the vulnerability, or of one in the entry
 * of a product (whose lists of products mean nothing).
 */
struct aim aim_remedy(const struct remediation *r);
struct aim aim_own_remedy(const struct remediation *r);

/* Whether any version of an entry can be meant: product, part, platform. */
bool aim_product(const struct aim *s, const struct case_product *p);

/*
 * Whether a version of an entry is meant; v NULL: the entry as a whole, which
 * "*" names.  What has no status is not.  Says nothing of aim_product().
 */
bool aim_version(const struct aim *s, const struct case_product *p,
    const struct product_version *v);

/* Whether anything of an entry is meant. */
bool aim_any(const struct aim *s, const struct case_product *p);

/* Whether a list of versions, empty for none, has this one; "*": the whole. */
bool aim_names(const struct text_list *l, struct str version);

#endif
