/*
 * The public view in the making; for wall/public*.c alone.
 */
#ifndef WALL_PUBLIC_IMPL_H
#define WALL_PUBLIC_IMPL_H

#include "model/aim.h"
#include "model/model.h"
#include "text/catalog.h"
#include "wall/public_cna.h"
#include "wall/public_name.h"
#include "wall/public_view.h"
#include "wall/wall.h"

struct map;

/* One advisory on its way. */
struct public_making {
	const struct wall *w;
	struct arena *a;		/* for all that the view points to */
	struct arena *tmp;		/* emptied after the advisory */
	struct diags *d;
	const struct case_entry *c;
	const struct revision *next;	/* as if it went out now; or NULL */
	bool is_source;		/* texts stay Markdown, no words are made */
	struct public_advisory *out;
	struct map *leaf_index;		/* key -> struct leaf_ref */
	struct map *leaf_ids;		/* product ids that are taken */
	size_t leaves_cap;
	unsigned depth;			/* combinations in each other */
	bool failed;			/* it cannot be shown */
};

/* CLEAR for what is not written. */
enum public_label public_label(enum tlp label);

struct public_words public_words(const struct words *w);
struct public_publisher public_publisher(const struct publisher *p);

/* Texts, cut to their strings. */
struct str *public_strings(struct arena *a, const struct text_list *l);

/*
 * Words of the catalogue with {low}, {high}, {version}, {date} filled; none
 * when words are not to be made (is_source), as with the two below.
 */
struct public_words public_phrase(const struct public_making *k,
    const char *key, const struct catalog_value values[], size_t n);

/* Render a body; false, with reports, when it cannot be shown. */
bool public_render(struct arena *a, struct diags *d, const struct sources *ss,
    struct span body, struct public_text *out);

/* Sections of the advisory's texts, for the whole and for each flaw. */
void public_sections(struct public_making *k);

/*
 * The leaf of a product (and part, when the case names one) at a version,
 * range or text; all three empty: the whole product.
 */
size_t public_leaf(struct public_making *k, const struct case_product *p,
    const struct product_version *v);

/* The leaf of a product that is named without a status. */
size_t public_leaf_named(struct public_making *k,
    const struct named_product *n);

/* The vendor in documents: the product's own, else its company's. */
struct str public_vendor(const struct product_entry *p);

/* The products that the view's advisories name. */
void public_inventory(const struct wall *w, struct public_view *view);

/* Whether a version is not released yet: planned, or with a day to come. */
bool public_is_to_come(const struct wall *w, const struct version *v);

/* The leaves of a flaw, or those of one entry of it (added to out). */
struct public_leaves public_select(struct public_making *k,
    const struct vulnerability *v, const struct aim *s);
void public_select_in(struct public_making *k, const struct case_product *p,
    const struct aim *s, struct public_leaves *out);

/* Set the members listed; the leaves that are not there yet are added. */
void public_leaf_list(struct public_making *k);

/* Add a leaf to a set, once; sets are kept ascending. */
void public_leaves_add(struct arena *a, struct public_leaves *l, size_t leaf);

/* The range of a version entry in words; two of them as one. */
struct public_words public_range(const struct public_making *k,
    const struct product_version *v);
struct public_words public_joined(const struct public_making *k,
    struct public_words one, struct public_words more);

/* A flaw: statuses, scores, remedies, rows. */
void public_vulnerability(struct public_making *k,
    const struct vulnerability *v, struct public_vulnerability *out);

/* A remedy in words: its details, else a sentence by its category. */
struct public_words public_remedy(struct public_making *k,
    const struct remediation *r);

/* The reader's table of a flaw; out's leaves and remedies must be there. */
void public_rows(struct public_making *k, const struct vulnerability *v,
    struct public_vulnerability *out);

struct public_link *public_links(struct arena *a,
    const struct reference_list *l);
struct public_thanks *public_thanks(struct arena *a,
    const struct acknowledgment_list *l);

/*
 * One advisory up to a revision: of the ledger, or k->next behind it.  False,
 * with reports, when it cannot be shown.
 */
bool public_advisory(struct public_making *k, const struct revision *newest);

#endif
