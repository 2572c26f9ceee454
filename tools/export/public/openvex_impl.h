/*
 * Products of OpenVEX statements; for export/public/openvex*.c alone.
 */
#ifndef EXPORT_PUBLIC_OPENVEX_IMPL_H
#define EXPORT_PUBLIC_OPENVEX_IMPL_H

#include "export/public/vex_impl.h"

struct map;

/* A product at one version, or as a whole. */
struct openvex_component {
	struct str iri;			/* its package URL when it has one */
	struct str purl;		/* may be empty */
	struct str cpe;			/* may be empty */
	const struct public_hash *hashes;
	size_t n_hashes;
};

struct openvex_product {
	struct openvex_component self;
	struct openvex_component *parts;	/* what in it is meant */
	size_t n_parts;
};

struct openvex_products {
	struct map *seen;	/* products that statements named already */
	struct map *said;	/* vex_standings() */
	struct openvex_product *v;	/* of the statement at hand */
	size_t n;
	size_t room;
};

/*
 * The products of a group, each version that leaves cover for itself, into
 * p->v; without those that a statement before named.
 */
void openvex_collect(struct csaf_doc *k, struct openvex_products *p,
    const struct public_vulnerability *v, const struct vex_group *g);

/* The member "products". */
void openvex_put_products(struct csaf_doc *k,
    const struct openvex_products *p);

#endif
