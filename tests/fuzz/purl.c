/*
 * purl_parse over any bytes: what is accepted has clean parts, and its
 * canonical form is its own, has the same parts, and is of characters that a
 * purl may have.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/utf8.h"
#include "version/purl.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_text(struct str s)
{
	static const char marks[] = ".-_~%:/@?=&#";

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		ASSERT((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') ||
		    str_find_byte(str_z(marks), c, 0) != SIZE_MAX);
	}
}

static void
check_parts(const struct purl *p)
{
	ASSERT(p->type.n > 0 && p->name.n > 0);
	ASSERT(utf8_fault(p->namespace) == SIZE_MAX);
	ASSERT(utf8_fault(p->name) == SIZE_MAX);
	ASSERT(utf8_fault(p->version) == SIZE_MAX);
	check_text(p->qualifiers);
	check_text(p->subpath);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size }, canonical;
	struct arena *a = arena_open();
	const char *why = NULL;
	struct purl p, q;

	if (!purl_parse(a, text, &p, &why)) {
		ASSERT(why != NULL);
	} else {
		check_parts(&p);
		canonical = purl_canonical(a, &p);
		check_text(canonical);
		if (!purl_parse(a, canonical, &q, &why))
			BUG("the canonical purl is refused");
		ASSERT(str_eq(p.type, q.type));
		ASSERT(str_eq(p.namespace, q.namespace));
		ASSERT(str_eq(p.name, q.name));
		ASSERT(str_eq(p.version, q.version));
		ASSERT(str_eq(p.qualifiers, q.qualifiers));
		ASSERT(str_eq(p.subpath, q.subpath));
		ASSERT(str_eq(canonical, purl_canonical(a, &q)));
	}
	arena_close(a);
	return 0;
}
