/*
 * feed_prose() over any text: versions stand in it, ranges have an end, what is
 * not read says nothing, and reading it again gives the same.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/utf8.h"
#include "feed/feed_prose.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_part(const struct feed_prose *v)
{
	if (v->is_unread)
		ASSERT(v->n_stretches + v->n_versions == 0 && !v->is_all);
	else
		ASSERT(v->n_stretches + v->n_versions > 0 || v->is_all);
	for (size_t i = 0; i < v->n_versions; i++)
		ASSERT(v->versions[i].n > 0 &&
		    utf8_fault(v->versions[i]) == SIZE_MAX);
	for (size_t i = 0; i < v->n_stretches; i++) {
		const struct feed_stretch *s = &v->stretches[i];

		ASSERT(s->low.n + s->high.n > 0);
		ASSERT(s->low.n > 0 || !s->low_included);
		ASSERT(s->high.n > 0 || !s->high_included);
		ASSERT(!s->is_prefix || (s->low.n > 0 && s->high.n == 0));
		ASSERT(utf8_fault(s->low) == SIZE_MAX &&
		    utf8_fault(s->high) == SIZE_MAX);
	}
	ASSERT(utf8_fault(v->platform) == SIZE_MAX);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct arena *a = arena_open();
	struct feed_prose *v, *again;
	size_t n, m;

	if (size > 0 && utf8_fault(text) == SIZE_MAX) {
		n = feed_prose(a, text, &v);
		m = feed_prose(a, text, &again);
		ASSERT(n > 0 && n == m);
		for (size_t i = 0; i < n; i++) {
			check_part(&v[i]);
			ASSERT(v[i].n_stretches == again[i].n_stretches &&
			    v[i].n_versions == again[i].n_versions &&
			    v[i].n_only_for == again[i].n_only_for);
		}
	}
	arena_close(a);
	return 0;
}
