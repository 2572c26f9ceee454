/*
 * kev_read() and epss_read() over any bytes: what is kept is in order, each id
 * once, within its range, and can be found; reports lie in the text and say
 * what to do.  The first byte picks the feed.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/span.h"
#include "base/utf8.h"
#include "feed/cve.h"
#include "feed/epss.h"
#include "feed/kev.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_kev(struct arena *a, const struct sources *ss, struct diags *d)
{
	struct kev k;

	kev_read(a, ss, 1, d, &k);
	ASSERT(utf8_fault(k.version) == SIZE_MAX);
	for (size_t i = 0; i < k.n; i++) {
		ASSERT(cve_is_id(k.v[i].cve));
		ASSERT(i == 0 || str_cmp(k.v[i - 1].cve, k.v[i].cve) < 0);
		ASSERT(kev_find(&k, k.v[i].cve) == &k.v[i]);
	}
}

static bool
is_share(int32_t n)
{
	return n >= 0 && n <= 100000;
}

static void
check_epss(struct arena *a, const struct sources *ss, struct diags *d)
{
	struct epss e;

	epss_read(a, ss, 1, d, &e);
	for (size_t i = 0; i < e.n; i++) {
		ASSERT(cve_is_id(e.v[i].cve));
		ASSERT(i == 0 || str_cmp(e.v[i - 1].cve, e.v[i].cve) < 0);
		ASSERT(is_share(e.v[i].probability));
		ASSERT(e.v[i].percentile == EPSS_UNKNOWN ||
		    is_share(e.v[i].percentile));
		ASSERT(epss_find(&e, e.v[i].cve) == &e.v[i]);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	uint32_t file = source_add(ss, S("feed"));
	struct str text = { NULL, size > 0 ? size - 1 : 0 };

	if (text.n > 0) {
		char *copy = arena_bytes(a, text.n);

		memcpy(copy, data + 1, text.n);
		text.p = copy;
	}
	source_set_text(ss, file, text);
	if (size > 0 && data[0] == 'k')
		check_kev(a, ss, d);
	else
		check_epss(a, ss, d);
	for (size_t i = 0; i < diags_len(d); i++) {
		const struct diag *g = diags_at(d, i);

		ASSERT(g->at.file == file);
		ASSERT(g->at.off + g->at.len <= text.n);
		ASSERT(g->help.n > 0);
		ASSERT(utf8_fault(g->message) == SIZE_MAX);
	}
	arena_close(a);
	return 0;
}
