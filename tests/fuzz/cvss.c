/*
 * cvss_parse over any bytes: a fault lies in its text and its words end; what
 * is accepted has scores in range, and its canonical form is its own, means
 * the same and scores the same.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "score/cvss.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_fault(const struct cvss_fault *f, size_t size)
{
	ASSERT(f->off <= size && f->len <= size - f->off);
	ASSERT(f->why[0] != '\0' && f->clause != NULL);
	ASSERT(memchr(f->why, '\0', sizeof(f->why)) != NULL);
	ASSERT(memchr(f->help, '\0', sizeof(f->help)) != NULL);
}

static void
check_score(const struct cvss_score *s)
{
	ASSERT(s->base_x10 >= 0 && s->base_x10 <= 100);
	ASSERT(s->overall_x10 >= 0 && s->overall_x10 <= 100);
	ASSERT(s->temporal_x10 >= -1 && s->temporal_x10 <= s->base_x10);
	ASSERT(s->environmental_x10 >= -1 && s->environmental_x10 <= 100);
}

/* Alike but for metrics that say "not defined". */
static void
check_same(const struct cvss *x, const struct cvss *y)
{
	const struct cvss_metric *m = cvss_metrics(x->version);

	ASSERT(x->version == y->version);
	for (size_t i = 0; m[i].name != NULL; i++) {
		if (x->value[i] == y->value[i])
			continue;
		ASSERT(!m[i].is_mandatory);
		ASSERT(x->value[i] <= 1 && y->value[i] <= 1);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size }, canonical;
	struct arena *a = arena_open();
	struct cvss_fault fault;
	struct cvss v, again;

	if (!cvss_parse(text, &v, &fault)) {
		check_fault(&fault, size);
	} else {
		struct cvss_score s = cvss_score(&v), t;

		check_score(&s);
		canonical = cvss_canonical(a, &v);
		if (!cvss_parse(canonical, &again, &fault))
			BUG("the canonical vector is refused");
		check_same(&v, &again);
		ASSERT(str_eq(canonical, cvss_canonical(a, &again)));
		t = cvss_score(&again);
		ASSERT(s.overall_x10 == t.overall_x10);
		ASSERT(s.base_x10 == t.base_x10);
		ASSERT(strcmp(s.nomenclature, t.nomenclature) == 0);
	}
	arena_close(a);
	return 0;
}
