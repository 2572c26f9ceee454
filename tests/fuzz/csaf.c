/*
 * Any bytes as a CSAF document: the verdict and the findings agree, each
 * finding points into the document, and its path leads to its node.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "csaf/csaf.h"
#include "text/json_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_finding(const struct csaf_result *r, const struct csaf_finding *f,
    size_t size)
{
	struct buf path;

	ASSERT(f->test != NULL && f->message.n > 0 && f->kind != NULL);
	ASSERT((size_t)f->at.off + f->at.len <= size);
	/* What is quoted must not speak to a terminal. */
	for (size_t i = 0; i < f->message.n;)
		ASSERT(!utf8_is_hostile(utf8_next(f->message, &i)));
	buf_init(&path, LIMIT_PAGE_BYTES);
	csaf_path(r->root, f->node, &path);
	ASSERT(buf_ok(&path));
	ASSERT((path.n == 0) == (f->node == r->root));
	buf_fini(&path);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	struct csaf_request q = { .arena = a, .sources = ss };
	struct csaf_result r;
	bool is_bad = false;

	q.file = source_add(ss, S("document.json"));
	source_set_text(ss, q.file, (struct str){ (const char *)data, size });
	csaf_check(&q, &r);
	for (size_t i = 0; i < r.n_findings; i++) {
		is_bad |= r.findings[i].test->class <= CSAF_MANDATORY;
		check_finding(&r, &r.findings[i], size);
	}
	ASSERT(r.is_valid == !is_bad || r.n_dropped > 0);
	arena_close(a);
	return 0;
}
