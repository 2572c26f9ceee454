/*
 * Limits of a provider's folder that somebody gives us: hostile input.
 */
#ifndef PROVIDED_PROVIDED_LIMITS_H
#define PROVIDED_PROVIDED_LIMITS_H

/* Ten times the files of the largest provider that is known. */
#define LIMIT_PROVIDED_FILES	4000000u
#define LIMIT_PROVIDED_SHOWN	80u	/* bytes of a text within a message */
#define LIMIT_PROVIDED_KEYS	64u	/* each starts gpg */

#endif
