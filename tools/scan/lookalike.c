#include "scan/lookalike.h"

#include <stddef.h>

#include "base/attr.h"

/*
 * By code point.  A letter counts when one of its cases looks so, for case is
 * folded first: nu is an n for its capital's sake.
 */
static const struct {
	uint16_t from;
	char to;
} letters[] = {
	{ 0x0131, 'i' },	/* dotless i */
	{ 0x0251, 'a' },	/* of phonetics */
	{ 0x0261, 'g' },
	{ 0x03b1, 'a' },	/* Greek */
	{ 0x03b2, 'b' },
	{ 0x03b5, 'e' },
	{ 0x03b6, 'z' },
	{ 0x03b7, 'h' },
	{ 0x03b9, 'i' },
	{ 0x03ba, 'k' },
	{ 0x03bc, 'm' },
	{ 0x03bd, 'n' },
	{ 0x03bf, 'o' },
	{ 0x03c1, 'p' },
	{ 0x03c4, 't' },
	{ 0x03c5, 'y' },
	{ 0x03c7, 'x' },
	{ 0x03f2, 'c' },
	{ 0x03f3, 'j' },
	{ 0x0430, 'a' },	/* Cyrillic */
	{ 0x0432, 'b' },
	{ 0x0435, 'e' },
	{ 0x043a, 'k' },
	{ 0x043c, 'm' },
	{ 0x043d, 'h' },
	{ 0x043e, 'o' },
	{ 0x0440, 'p' },
	{ 0x0441, 'c' },
	{ 0x0442, 't' },
	{ 0x0443, 'y' },
	{ 0x0445, 'x' },
	{ 0x0455, 's' },
	{ 0x0456, 'i' },
	{ 0x0458, 'j' },
	{ 0x0475, 'v' },
	{ 0x04af, 'y' },
	{ 0x04bb, 'h' },
	{ 0x04cf, 'l' },
	{ 0x0501, 'd' },
	{ 0x051b, 'q' },
	{ 0x051d, 'w' },
};

uint32_t
lookalike_letter(uint32_t c)
{
	if (c < letters[0].from || c > letters[ARRAY_LEN(letters) - 1].from)
		return c;
	for (size_t i = 0; i < ARRAY_LEN(letters); i++) {
		if (letters[i].from == c)
			return (unsigned char)letters[i].to;
	}
	return c;
}
