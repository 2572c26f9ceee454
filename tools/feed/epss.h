/*
 * EPSS: the probability of exploitation in the next 30 days, by day and model
 * (FIRST, daily CSV).  Values are comparable within one day only, so the day
 * and the model go with each; missing is not zero.
 */
#ifndef FEED_EPSS_H
#define FEED_EPSS_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/time.h"

struct arena;
struct diags;
struct sources;

struct epss_entry {
	struct str cve;
	int32_t probability;	/* hundred-thousandths: 0.94321 is 94321 */
	int32_t percentile;	/* hundred-thousandths; EPSS_UNKNOWN in files
				 * without the column (until 2021) */
};

#define EPSS_UNKNOWN	(-1)


struct epss {
	struct epss_entry *v;	/* by CVE id */
	size_t n;
	struct str model;	/* model_version: v2025.03.14 */
	struct day day;		/* score_date */
};

/*
 * Read a day's file: the comment line with model and date (absent before
 * 2022), the header cve,epss[,percentile], a row a CVE id.  Reports epss-* and
 * leaves out what cannot be read.  Ids are views of the file's text.
 */
void epss_read(struct arena *perm, const struct sources *ss, uint32_t file,
    struct diags *d, struct epss *out);

/* The row of a CVE id, or NULL; e may be NULL. */
const struct epss_entry *epss_find(const struct epss *e, struct str cve);

#endif
