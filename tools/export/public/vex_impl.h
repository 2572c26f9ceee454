/*
 * What VEX documents of all formats say; for export/public/{vex,openvex,
 * cyclonedx,csaf_vex,csaf21_vex}*.c alone.
 */
#ifndef EXPORT_PUBLIC_VEX_IMPL_H
#define EXPORT_PUBLIC_VEX_IMPL_H

#include "export/public/csaf_impl.h"
#include "export/public/standing.h"
#include "export/public/vex.h"

struct map;
struct page;
struct plan;

/* What the remedies of an affected product are. */
enum vex_remedy {
	VEX_UPDATE = 1,		/* there is a fix, or will be */
	VEX_WORKAROUND = 2,	/* something else helps */
	VEX_NO_FIX = 4,		/* there will be none */
};

/* ---- vex_group.c ---- */

/* Products of which the same is said. */
struct vex_group {
	enum standing standing;		/* never unknown */
	struct str justification;	/* CSAF label; or empty */
	struct str impact;		/* why not affected; there when that
					 * is so and the label is empty */
	bool is_unexplained;		/* nobody wrote why: impact says so */
	struct str action;		/* what to do when affected; else "" */
	struct str fix;			/* what of it is about fixes */
	struct str workaround;		/* and about what else helps */
	unsigned remedies;		/* enum vex_remedy */
	struct public_leaves leaves;	/* each leaf in one group at most */
	size_t room;			/* in leaves */
};

/*
 * The groups of a vulnerability, affected ones first, in the document's
 * language; not those of products that are only recommended.
 */
size_t vex_groups(struct csaf_doc *k, const struct public_vulnerability *v,
    struct vex_group **out);

/* What is said of a product, kept in known by its id for the next time. */
const struct standings *vex_standings(struct csaf_doc *k, struct map *known,
    const struct public_vulnerability *v, const struct public_product *p);

/* ---- vex_digest.c ---- */

/* A digest of a file, with its algorithm's name in both formats. */
struct vex_digest {
	const char *openvex;
	const char *cyclonedx;	/* NULL: it cannot be said there */
	struct str value;	/* lower case */
};

/*
 * The digests of a product that is one file, each algorithm once; of several
 * files none stands for the product.
 */
size_t vex_digests(struct arena *a, const struct public_hash *v, size_t n,
    struct vex_digest **out);

/* ---- vex.c ---- */

/* A page for each vulnerability that has VEX; page.number is its index. */
void vex_plan(struct plan *p, const struct public_view *v,
    bool (*has)(const struct public_advisory *adv, size_t i),
    struct str (*place)(struct arena *a, const struct public_advisory *adv,
	struct str name));

/*
 * The document of such a page, as it went out or else as put writes it into
 * k->w; false when that failed.
 */
bool vex_write(struct csaf_doc *k, size_t number, struct buf *out,
    void (*put)(struct csaf_doc *k, size_t number));

/* When the advisory went out first, and last. */
struct str vex_issued(const struct csaf_doc *k);
struct str vex_updated(const struct csaf_doc *k);

/* That the advisory was withdrawn, and why, or superseded, and by what; "" when
 * it holds. */
struct str vex_over(struct csaf_doc *k);

/* The text of the section with this key of the vulnerability; or "". */
struct str vex_section(const struct csaf_doc *k,
    const struct public_vulnerability *v, const char *key);

/*
 * A UUID that is made of a name: RFC 9562, version 8, by SHA-256 in the
 * namespace of URLs (its appendix B.2).
 */
struct str vex_uuid(struct arena *a, struct str name);

/* ---- csaf_vex.c ---- */

/*
 * The CSAF document about vulnerability i of k->adv alone, in k->target's
 * version.  False when it failed.
 */
bool csaf_vex_write(struct csaf_doc *k, size_t i, struct buf *out);

#endif
