#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "sign/sign.h"

/* What the lines of a commit's header belong to. */
enum part { PAYLOAD, SIGNATURE, OTHER };

/*
 * The part of a header's line; a line that begins with a blank continues the
 * part before it.  As git does (commit.c, parse_buffer_signed_by_header), no
 * header whose name begins with "gpgsig" is signed: another one holds the
 * signature of the same commit under its SHA-256 name.
 */
static enum part
part_of(struct str line, enum part before)
{
	if (str_starts(line, S(" ")))
		return before;
	if (str_starts(line, S("gpgsig ")))
		return SIGNATURE;
	return str_starts(line, S("gpgsig")) ? OTHER : PAYLOAD;
}

enum sign_result
sign_commit_split(struct arena *a, struct str raw, struct sign_commit *out)
{
	struct str line;
	enum part part = PAYLOAD;
	size_t at = 0, end, n_signatures = 0;
	struct buf payload, armour;

	*out = (struct sign_commit){ 0 };
	if (raw.n > LIMIT_SIGN_COMMIT || !str_starts(raw, S("tree ")))
		return SIGN_MALFORMED;
	buf_init(&payload, LIMIT_SIGN_COMMIT);
	buf_init(&armour, LIMIT_SIGN_COMMIT);
	while (at < raw.n && raw.p[at] != '\n') {
		end = str_find_byte(raw, '\n', at);
		end = end == SIZE_MAX ? raw.n : end + 1;
		line = str_sub(raw, at, end - at);
		at = end;
		part = part_of(line, part);
		if (part == PAYLOAD)
			buf_put(&payload, line);
		if (part != SIGNATURE)
			continue;
		if (line.p[0] != ' ')
			n_signatures++;
		buf_put(&armour,
		    str_from(line, line.p[0] == ' ' ? 1 : S("gpgsig ").n));
	}
	/* The empty line and the message. */
	buf_put(&payload, str_from(raw, at));
	ASSERT(buf_ok(&payload) && buf_ok(&armour));
	out->payload = str_dup(a, buf_str(&payload));
	out->armour = str_dup(a, buf_str(&armour));
	buf_fini(&payload);
	buf_fini(&armour);
	if (n_signatures == 0)
		return SIGN_UNSIGNED;
	/* Git would join them into one text that nobody ever signed. */
	return n_signatures == 1 ? SIGN_GOOD : SIGN_MALFORMED;
}
