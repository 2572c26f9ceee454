/*
 * Binary in lines of text: the armour of SSH signatures (PROTOCOL.sshsig
 * section 1) and of OpenPGP (RFC 4880 section 6.2).  Programs skip what they
 * do not know in these; here nothing is skipped.
 */
#ifndef SIGN_SIGN_ARMOUR_H
#define SIGN_SIGN_ARMOUR_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;

/* The blob of a text that is one SSH signature; line ends may follow. */
MUST_USE bool sign_armour_ssh(struct arena *a, struct str text,
    struct str *blob);

/*
 * The blob of the block with which text begins; *rest is what follows it.
 *
 *   label  such as "PGP SIGNATURE"
 *
 * A checksum, where there is one, must fit; RFC 9580 no longer wants it.
 */
MUST_USE bool sign_armour_openpgp(struct arena *a, struct str text,
    struct str label, struct str *blob, struct str *rest);

#endif
