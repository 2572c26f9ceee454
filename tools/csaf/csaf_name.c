#include "csaf/csaf_name.h"

#include <stdbool.h>

#include "base/arena.h"

struct str
csaf_name(struct arena *a, struct str id)
{
	struct str lower = str_lower(a, id);
	char *out = arena_bytes(a, lower.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < lower.n; i++) {
		char c = lower.p[i];
		bool is_fit = (c >= 'a' && c <= 'z') ||
		    (c >= '0' && c <= '9') || c == '+' || c == '-';

		if (is_fit)
			out[n++] = c;
		else if (n == 0 || out[n - 1] != '_')
			out[n++] = '_';
	}
	return (struct str){ out, n };
}
