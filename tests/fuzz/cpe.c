/*
 * cpe_parse over any bytes: every component of what is accepted lies in the
 * text or is "*", and the formatted string is one, with itself as its form.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "version/cpe.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_component(struct str part, struct str text)
{
	ASSERT(part.n > 0);
	if (part.p < text.p || part.p >= text.p + text.n)
		ASSERT(str_eq(part, S("*")));
	else
		ASSERT(part.p + part.n <= text.p + text.n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size }, formatted;
	struct arena *a = arena_open();
	const char *why = NULL;
	struct cpe c, again;

	if (!cpe_parse(text, &c, &why)) {
		ASSERT(why != NULL);
	} else {
		for (size_t i = 0; i < CPE_PARTS; i++)
			check_component(c.part[i], text);
		formatted = cpe_formatted(a, &c);
		ASSERT(c.is_uri || str_eq(formatted, text));
		/* A URI at the limit may grow beyond it. */
		if (cpe_parse(formatted, &again, &why)) {
			ASSERT(!again.is_uri);
			ASSERT(str_eq(cpe_formatted(a, &again), formatted));
		} else {
			ASSERT(formatted.n > text.n);
		}
	}
	arena_close(a);
	return 0;
}
