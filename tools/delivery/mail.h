/*
 * A message as a mail (RFC 5322, MIME): text in UTF-8 and base64, lines ended
 * by CR LF and short, headers in ASCII (RFC 2047).  Whatever a name or subject
 * holds, it cannot begin a header of its own.  It is written, not sent.
 */
#ifndef DELIVERY_MAIL_H
#define DELIVERY_MAIL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/time.h"

struct arena;
struct buf;

struct mail {
	struct str from_name;	/* any text; may be empty */
	struct str from;	/* address; without one there is no mail */
	const struct str *to;	/* addresses; unusable ones are left out */
	size_t n_to;
	struct str subject;
	struct instant at;
	struct str id;		/* Message-ID without brackets, ASCII */
	struct str list;	/* List-Id without brackets: "sato.HOST" */
	struct str lang;	/* Content-Language */
	bool is_confidential;	/* says so to mail programs (RFC 2156) */
	struct str body;	/* UTF-8, lines ended by LF */
};

/*
 * Whether an address can stand in a header as it is: ASCII, one "@", no blanks
 * and nothing that parts addresses.
 */
bool mail_is_address(struct str s);

/* Append the mail; false, with nothing written, without a sender or anybody to
 * get it. */
bool mail_put(const struct mail *m, struct buf *out);

#endif
