#include "scan/wide.h"

#include <stdint.h>

#include "base/utf8.h"

static uint32_t
unit(struct str s, size_t at, bool big)
{
	uint32_t a = (unsigned char)s.p[at], b = (unsigned char)s.p[at + 1];

	return big ? a << 8 | b : b << 8 | a;
}

size_t
wide_decode(struct str s, unsigned form, char *out)
{
	bool big = (form & 1) != 0;
	size_t n = 0;

	for (size_t i = form >> 1; i + 1 < s.n; i += 2) {
		uint32_t c = unit(s, i, big);

		if (c >= 0xd800 && c <= 0xdfff) {
			uint32_t low = i + 3 < s.n ? unit(s, i + 2, big) : 0;

			if (c >= 0xdc00 || low < 0xdc00 || low > 0xdfff) {
				out[n++] = ' ';
				continue;
			}
			c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
			i += 2;
		}
		n += utf8_encode(c == 0 ? ' ' : c, out + n);
	}
	return n;
}
