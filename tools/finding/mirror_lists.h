/*
 * The two lists among mirrored files that case work asks about every CVE id:
 * what is attacked (CISA's catalogue) and how likely attacks are (EPSS).
 */
#ifndef FINDING_MIRROR_LISTS_H
#define FINDING_MIRROR_LISTS_H

#include "model/records.h"

struct arena;
struct diags;
struct epss;
struct io_dir;
struct kev;
struct mirror;
struct sources;

struct mirror_lists {
	const struct kev *kev;		/* NULL: no mirror */
	const struct epss *epss;	/* NULL: no mirror */
	const struct mirror_lists *by_reader;	/* by enum tlp; NULL: the same
				 * for all readers */
};

/* Those whose feeds' ceilings allow a reader; of everything: tlp_unset. */
struct mirror_lists mirror_lists_for(const struct mirror_lists *all,
    enum tlp reader);

/*
 * The catalogue of CISA, the first there is, and the last EPSS file, of what
 * each reader may know, told by content or by name
 * (known_exploited_vulnerabilities.json, kev.json; epss*.csv), unpacked.  own:
 * the repository's folder.  The files are added to ss; faults go to d.
 */
void mirror_lists_load(struct arena *perm, struct io_dir *own,
    const struct mirror *mirror, struct sources *ss, struct diags *d,
    struct mirror_lists *out);

#endif
