/*
 * The OpenPGP signatures beside released documents, by the key that readers
 * have: contact.openpgp_key.
 */
#ifndef PIPELINE_RELEASED_SIGNATURE_H
#define PIPELINE_RELEASED_SIGNATURE_H

#include <stdbool.h>

#include "pipeline/released.h"
#include "sign/sign.h"

/*
 * sign_openpgp_check() by any key of the ring, of a document that went out at
 * an instant: it is signed then, or LIMIT_RELEASE_SIGNED_S later at most.
 */
MUST_USE enum sign_result released_signature_of(struct sign_openpgp *gpg,
    struct str document, struct str armour, struct instant at,
    struct sign_made *made);

/*
 * Check each signature that a ledger names against the document beside it, as
 * of the revision's instant; is_whole says of which cases, by their place, the
 * files are what the ledger says.  gpg is not called where nothing is signed.
 * Reports released-signature, -unsigned and -key.
 */
void released_signature_check(const struct released_check *r,
    const bool *is_whole);

#endif
