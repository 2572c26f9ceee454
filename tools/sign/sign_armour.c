#include "sign/sign_armour.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/limits.h"
#include "sign/sign_wire.h"

#define SSH_LABEL	"SSH SIGNATURE"

/* Cut "-----WHICH LABEL-----" off the text, with the line end behind it. */
static bool
cut_border(struct str *text, const char *which, struct str label)
{
	struct str line, rest, dashes = S("-----");

	(void)str_cut(*text, '\n', &line, &rest);
	if (!str_starts(line, dashes))
		return false;
	line = str_from(line, dashes.n);
	if (!str_starts(line, str_z(which)))
		return false;
	line = str_from(line, str_z(which).n);
	if (!str_starts(line, label) ||
	    !str_eq(str_from(line, label.n), dashes))
		return false;
	*text = rest;
	return true;
}

/* Cut lines of base64 off the text, up to one that begins with '-' or '='. */
static bool
cut_base64(struct arena *a, struct str *text, struct str *blob)
{
	char *p = arena_bytes(a, text->n);
	struct str line, rest;
	size_t n = 0;

	while (!str_starts(*text, S("-")) && !str_starts(*text, S("="))) {
		if (!str_cut(*text, '\n', &line, &rest) || line.n == 0 ||
		    line.n > LIMIT_SIGN_LINE_BASE64)
			return false;
		for (size_t i = 0; i < line.n; i++)
			p[n++] = line.p[i];
		*text = rest;
	}
	return sign_wire_base64(a, (struct str){ p, n }, blob);
}

bool
sign_armour_ssh(struct arena *a, struct str text, struct str *blob)
{
	if (!cut_border(&text, "BEGIN ", S(SSH_LABEL)) ||
	    !cut_base64(a, &text, blob) ||
	    !cut_border(&text, "END ", S(SSH_LABEL)))
		return false;
	while (str_starts(text, S("\n")))
		text = str_from(text, 1);
	return text.n == 0;
}

/* Cut "Name: value" lines and the empty one behind them off the text. */
static bool
cut_headers(struct str *text)
{
	struct str line;

	while (str_cut(*text, '\n', &line, text)) {
		if (line.n == 0)
			return true;
		if (str_find(line, S(": "), 0) == SIZE_MAX)
			return false;
	}
	return false;
}

/* RFC 4880 section 6.1. */
static uint32_t
checksum(struct str blob)
{
	uint32_t crc = 0xb704ce;

	for (size_t i = 0; i < blob.n; i++) {
		crc ^= (uint32_t)(uint8_t)blob.p[i] << 16;
		for (int bit = 0; bit < 8; bit++) {
			crc <<= 1;
			if ((crc & 0x1000000) != 0)
				crc ^= 0x1864cfb;
		}
	}
	return crc & 0xffffff;
}

/* Cut the line of the checksum, if there is one, off the text. */
static bool
cut_checksum(struct arena *a, struct str *text, struct str blob)
{
	struct str line, bytes;
	uint32_t want = checksum(blob);

	if (!str_starts(*text, S("=")))
		return true;
	if (!str_cut(*text, '\n', &line, text) ||
	    !sign_wire_base64(a, str_from(line, 1), &bytes) || bytes.n != 3)
		return false;
	for (size_t i = 0; i < 3; i++)
		if ((uint8_t)bytes.p[i] != (uint8_t)(want >> (16 - 8 * i)))
			return false;
	return true;
}

bool
sign_armour_openpgp(struct arena *a, struct str text, struct str label,
    struct str *blob, struct str *rest)
{
	if (!cut_border(&text, "BEGIN ", label) || !cut_headers(&text) ||
	    !cut_base64(a, &text, blob) || !cut_checksum(a, &text, *blob) ||
	    !cut_border(&text, "END ", label))
		return false;
	*rest = text;
	return true;
}
