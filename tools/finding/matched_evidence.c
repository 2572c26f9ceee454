#include "finding/matched_evidence.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "inventory/component.h"

/* Words of VEX, CycloneDX and SPDX by which a component is not affected. */
static bool
is_clearing(struct str status)
{
	static const struct str words[] = {
		STR_INIT("not_affected"),
		STR_INIT("false_positive"),
		STR_INIT("fixed"),
		STR_INIT("resolved"),
		STR_INIT("resolved_with_pedigree"),
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (str_eq(words[i], status))
			return true;
	}
	return false;
}

static bool
is_about(const struct component_finding *f, const struct str *ids, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq_nocase(f->id, ids[i]))
			return true;
	}
	return false;
}

static struct str
join(struct arena *a, struct str x, const char *between, struct str y)
{
	if (x.n == 0 || y.n == 0)
		return x.n == 0 ? y : x;
	return str_fmt(a, "%.*s%s%.*s", STR_ARG(x), between, STR_ARG(y));
}

struct matched_evidence
matched_evidence(struct arena *a, const struct component *c,
    const struct str *ids, size_t n)
{
	struct matched_evidence out = { .is_cleared = true };

	for (size_t i = 0; i < c->n_findings; i++) {
		const struct component_finding *f = &c->findings[i];
		struct str note;

		if (!is_about(f, ids, n))
			continue;
		out.is_told = true;
		if (!is_clearing(f->status))
			out.is_cleared = false;
		note = join(a, f->status, ", ", f->justification);
		note = join(a, note, ": ", f->detail);
		/* Said of two ids of one vulnerability, it is said once. */
		if (out.note.n < LIMIT_INVENTORY_TEXT &&
		    str_find(out.note, note, 0) == SIZE_MAX)
			out.note = join(a, out.note, "; ", note);
		if (out.fixed.n == 0)
			out.fixed = f->fixed;
	}
	out.is_cleared = out.is_cleared && out.is_told;
	return out;
}
