#include "version/percent.h"

#include "base/arena.h"
#include "base/num.h"
#include "base/utf8.h"

bool
percent_decode(struct arena *a, struct str s, struct str *out, size_t *bad)
{
	char *p = arena_bytes(a, s.n);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '%') {
			p[n++] = s.p[i];
			continue;
		}
		*bad = i;
		if (s.n - i < 3 || num_hex(s.p[i + 1]) < 0 ||
		    num_hex(s.p[i + 2]) < 0)
			return false;
		p[n++] = (char)(num_hex(s.p[i + 1]) * 16 +
		    num_hex(s.p[i + 2]));
		i += 2;
	}
	*out = (struct str){ p, n };
	*bad = s.n;
	return utf8_fault(*out) == SIZE_MAX;
}

size_t
percent_put(char *p, size_t n, struct str s, bool (*is_plain)(char))
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (is_plain(s.p[i])) {
			p[n++] = s.p[i];
			continue;
		}
		p[n++] = '%';
		p[n++] = digits[c >> 4];
		p[n++] = digits[c & 15];
	}
	return n;
}
