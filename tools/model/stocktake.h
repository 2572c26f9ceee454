/*
 * How well we know what our products and systems consist of: which have an
 * inventory, how old, how far identified; what keywords and inventories say
 * otherwise; what is no longer maintained.  finding/stocktake.c fills it from
 * what an edition sees.  Texts of inventories and feeds are foreign.
 */
#ifndef MODEL_STOCKTAKE_H
#define MODEL_STOCKTAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time.h"
#include "model/records.h"

struct company_entry;
struct person_entry;
struct product_entry;
struct system_entry;

/* In the order of urgency. */
enum taken_state {
	TAKEN_MISSING,		/* wanted, and neither there nor exempt */
	TAKEN_UNREAD,		/* none of its files can be read */
	TAKEN_EXEMPT,
	TAKEN_THERE,
	TAKEN_UNWANTED,		/* none, and none is needed: not supported */
	TAKEN_STATES
};

/* A version of a product, a product without any, or a system. */
struct taken {
	const struct product_entry *product;	/* one of the two */
	const struct version *version;
	const struct system_entry *system;
	enum taken_state state;
	const struct inventory_exemption *exemption;	/* or NULL */
	bool has_ended;		/* the exemption */
	size_t n_files, n_unread;	/* of these cannot be read */
	struct str formats;	/* "CycloneDX 1.6, dpkg -l"; or empty */
	struct instant made;	/* the newest of its files, or when a system's
				 * list was checked; s INT64_MIN: not told */
	size_t n;		/* components, of what it is based on too */
	size_t n_purl, n_cpe, n_name, n_words;	/* of n, by the surest that
						 * identifies each */
	size_t n_versionless;	/* without a version */
	size_t n_blind;		/* no source can speak of */
};

/* Where words and inventories of a product differ, once a product: in the
 * last of its versions that has it. */
struct stock_gap {
	const struct product_entry *product;
	const struct version *version;
	struct str words;
	const char *reason;	/* key below stock.gap: "keyword" (no component
				 * of the files bears it out), "component" (a
				 * platform in the files that nobody wrote) */
};

/* What is not maintained any more, or soon will not be. */
struct stock_end {
	const struct product_entry *product;
	const struct version *version;
	const struct system_entry *system;
	struct str component;	/* empty: the version itself */
	struct str cycle, latest;	/* or empty */
	struct str feed;	/* that says so; empty: product.yaml */
	struct day day;		/* last day of support */
	bool is_past;
	size_t n;		/* lines of this name in it */
};

struct stocktake {
	struct taken *v;	/* products by id and as versions are written,
				 * then systems by id */
	size_t n;
	size_t n_state[TAKEN_STATES];
	struct stock_gap *gaps;	/* in the order of v */
	size_t n_gaps;
	struct stock_end *ends;	/* by day, then in the order of v */
	size_t n_ends;
};

/* "missing", "unread", "exempt", "there", "unwanted". */
const char *stocktake_state_name(enum taken_state s);

/* The person who answers for it and the company whose it is; or NULL. */
const struct person_entry *stocktake_owner(const struct product_entry *p,
    const struct system_entry *s);
const struct company_entry *stocktake_company(const struct product_entry *p,
    const struct system_entry *s);

#endif
