/*
 * Making SSH signatures, which OpenSSH does: private halves stay where they
 * are, in the signer's agent, a file or a token.
 */
#ifndef SIGN_SIGN_SSH_MAKE_H
#define SIGN_SIGN_SSH_MAKE_H

#include "sign/sign.h"

/* Who signs with SSH, and what for. */
struct sign_ssh_signer {
	struct str parent;	/* where a folder may be: SIGN_PARENT */
	struct str purpose;
	const char *key;	/* file of the private half, or of a public one
				 * whose private half the agent has; or NULL: */
	struct str line;	/* the public key's line, for the agent */
};

/*
 * Sign with "ssh-keygen -Y sign", never by way of a shell; it has the terminal
 * and the agent of this process, and says itself why it does not sign
 * (SIGN_REFUSED).  *out is armoured; whose it is the caller checks.
 */
MUST_USE enum sign_result sign_ssh_make(struct arena *a,
    const struct sign_ssh_signer *s, struct str message, struct str *out);

#endif
