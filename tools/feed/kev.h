/*
 * The mirrored feeds that case work asks: CISA KEV and EPSS.  Both are hostile
 * input: bounded, read strictly; a faulty record is reported and left out.
 *
 * A mirror is a file below .hansho/feeds/; who loads it unpacks it first.
 */
#ifndef FEED_KEV_H
#define FEED_KEV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/time.h"

struct arena;
struct diags;
struct sources;

/* A row of the Known Exploited Vulnerabilities catalogue. */
struct kev_entry {
	struct str cve;			/* cveID */
	struct day added;		/* dateAdded */
	struct day due;			/* dueDate; n 0 when left out */
	bool ransomware;		/* knownRansomwareCampaignUse: Known */
};

struct kev {
	struct kev_entry *v;		/* by CVE id */
	size_t n;
	struct instant released;	/* dateReleased */
	struct str version;		/* catalogVersion */
};

/*
 * Read a catalogue (known_exploited_vulnerabilities.json, schema of
 * 2024-06-10 and later) that stands in ss as file.  Reports kev-* to d; what
 * cannot be read at all gives an empty catalogue.
 */
void kev_read(struct arena *perm, const struct sources *ss, uint32_t file,
    struct diags *d, struct kev *out);

/* The row of a CVE id, or NULL; k may be NULL. */
const struct kev_entry *kev_find(const struct kev *k, struct str cve);

#endif
