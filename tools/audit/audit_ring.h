/*
 * The OpenPGP keys of the roster in one ring of gpg's, for commits and
 * approvals alike.  For audit/ alone, and its main thread.
 */
#ifndef AUDIT_AUDIT_RING_H
#define AUDIT_AUDIT_RING_H

#include <stdbool.h>

#include "sign/sign.h"

struct audit_ring;
struct audit_work;
struct public_key;

/* An empty one; gpg is not called before somebody asks for it. */
struct audit_ring *audit_ring_open(struct audit_work *w);
void audit_ring_close(struct audit_ring *r);

/* gpg with what was added; NULL when it cannot be had, and *why says why. */
struct sign_openpgp *audit_ring_gpg(struct audit_ring *r,
    enum sign_result *why);

/*
 * Have the file of a key in the ring, where there is gpg; each file is read
 * once.  False when it is no key.
 */
bool audit_ring_add(struct audit_ring *r, const struct public_key *key);

#endif
