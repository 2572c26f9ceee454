/*
 * Ranges of ecosystems over any bytes: the first byte chooses the scheme, then
 * come the range, a line end and a version.  A fault has a reason; what is
 * read becomes canonical vers.  Orders are antisymmetric and give an answer
 * for a version and itself.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "version/native.h"
#include "version/scheme.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t
count_schemes(void)
{
	size_t n = 0;

	while (scheme_at(n) != NULL)
		n++;
	return n;
}

static void
check_order(const struct scheme *s, struct str x, struct str y)
{
	int cmp = 0, back = 0;
	bool has = scheme_compare(s, x, y, &cmp);

	ASSERT(scheme_compare(s, y, x, &back) == has);
	ASSERT(!has || (cmp == -back && cmp >= -1 && cmp <= 1));
	if (s->order(x, x, &cmp))
		ASSERT(cmp == 0);
}

/* Versions with characters that vers does not have cannot be read again. */
static void
check_vers(struct arena *a, const struct native *r)
{
	const char *why = NULL;
	struct vers v, again;
	size_t off, len;

	if (!native_to_vers(a, r, &v))
		return;
	ASSERT(v.n > 0);
	if (!vers_parse(a, vers_canonical(a, &v), &again, &why, &off, &len))
		ASSERT(why != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size }, range, version;
	struct arena *a = arena_open();
	const char *why = NULL;
	const struct scheme *s;
	struct native r;

	if (size > 0) {
		s = scheme_at(data[0] % count_schemes());
		(void)str_cut(str_from(text, 1), '\n', &range, &version);
		check_order(s, range, version);
		if (native_parse(a, s, range, &r, &why)) {
			ASSERT(native_holds(&r, version) <= VERS_UNKNOWN);
			check_vers(a, &r);
		} else {
			ASSERT(why != NULL);
		}
	}
	arena_close(a);
	return 0;
}
