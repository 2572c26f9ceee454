/*
 * What suppliers and scanners say of a component themselves: VEX statements in
 * the inventory.  It is shown beside a match and overwrites nothing.
 */
#ifndef FINDING_MATCHED_EVIDENCE_H
#define FINDING_MATCHED_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct component;

struct matched_evidence {
	bool is_told;		/* something was said of the vulnerability */
	bool is_cleared;	/* it is not affected, or has the fix */
	struct str note;	/* "not_affected, code_not_reachable: ...", in
				 * the words of its source; or empty */
	struct str fixed;	/* version with the fix; or empty */
};

/*
 * What the inventory says of a vulnerability in its component, by any of its
 * ids.  Of several statements all are in the note; it is cleared only when
 * none says otherwise.  Texts are foreign; they live in a.
 */
struct matched_evidence matched_evidence(struct arena *a,
    const struct component *c, const struct str *ids, size_t n);

#endif
