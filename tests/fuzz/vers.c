/*
 * vers_parse over any bytes: a fault lies in its text; what is accepted is in
 * order, its canonical form is its own and has the same constraints, and a
 * stretch's ends lie in the range as the stretch says.  Every order is
 * antisymmetric.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "version/scheme.h"
#include "version/vers.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whether no two versions are equal, which texts of one order may well be. */
static bool
check_order(const struct vers *v)
{
	bool is_strict = true;

	for (size_t i = 1; i < v->n; i++) {
		struct str x = v->constraints[i - 1].version;
		struct str y = v->constraints[i].version;
		int cmp, back;
		bool is_known = vers_compare(v->scheme, x, y, &cmp);

		is_strict = is_strict && cmp < 0;
		ASSERT(vers_compare(v->scheme, y, x, &back) == is_known);
		ASSERT(cmp == -back);
	}
	return is_strict;
}

static void
check_stretches(struct arena *a, const struct vers *v, bool is_strict)
{
	struct vers_interval *to;
	size_t n = vers_intervals(a, v, &to);

	ASSERT(n <= v->n + 1);
	for (size_t i = 0; i < n; i++) {
		if (to[i].low_included)
			ASSERT(vers_contains(v, to[i].low));
		if (to[i].high_included)
			ASSERT(vers_contains(v, to[i].high));
		if (is_strict && to[i].low.n > 0 && !to[i].low_included)
			ASSERT(!vers_contains(v, to[i].low));
		if (is_strict && to[i].high.n > 0 && !to[i].high_included)
			ASSERT(!vers_contains(v, to[i].high));
	}
}

/*
 * Orders that go round in circles for texts that no version of theirs has:
 * sorting again may then find another order, and bounds be on the other side.
 */
static bool
goes_round(const struct vers *v)
{
	static const struct str names[] = {
		STR_INIT("alpm"),
		STR_INIT("composer"),
		STR_INIT("conan"),
		STR_INIT("maven"),
	};
	const struct scheme *s = scheme_find(v->scheme);

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (s != NULL && str_eq(s->name, names[i]))
			return true;
	}
	return false;
}

/* Long lists are read, but not tried at every end: that is quadratic. */
#define STRETCHES_MAX	64

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size }, canonical;
	struct arena *a = arena_open();
	const char *why = NULL;
	size_t off = SIZE_MAX, len = SIZE_MAX;
	struct vers v, again;
	bool is_strict;

	if (!vers_parse(a, text, &v, &why, &off, &len)) {
		ASSERT(why != NULL);
		ASSERT(off <= size && len <= size - off);
	} else {
		is_strict = check_order(&v);
		canonical = vers_canonical(a, &v);
		if (goes_round(&v)) {
			arena_close(a);
			return 0;
		}
		if (!vers_parse(a, canonical, &again, &why, &off, &len))
			BUG("the canonical range is refused");
		ASSERT(again.n == v.n && str_eq(again.scheme, v.scheme));
		for (size_t i = 0; i < v.n; i++) {
			ASSERT(v.constraints[i].op == again.constraints[i].op);
			ASSERT(str_eq(v.constraints[i].version,
			    again.constraints[i].version));
		}
		ASSERT(str_eq(canonical, vers_canonical(a, &again)));
		if (v.n <= STRETCHES_MAX)
			check_stretches(a, &v, is_strict);
	}
	arena_close(a);
	return 0;
}
