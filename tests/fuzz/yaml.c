/*
 * yaml_parse and front_split over any bytes: every span lies in its region
 * and within its parent's, verbatim scalars are what the file says, texts are
 * clean, and no tree comes without a diagnostic unless all is well.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/span.h"
#include "base/utf8.h"
#include "text/front.h"
#include "text/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
lies_in(struct span at, struct span in)
{
	return at.file == in.file && at.off >= in.off &&
	    at.off + at.len <= in.off + in.len;
}

static void
check_scalar(const struct sources *ss, const struct yaml_node *n)
{
	ASSERT(utf8_fault(n->text) == SIZE_MAX ||
	    n->text.p[utf8_fault(n->text)] == '\0');
	if (!n->is_verbatim)
		return;
	ASSERT(str_eq(source_text(ss, yaml_span(n, 0, n->text.n)), n->text));
	ASSERT(!n->is_plain || n->quote_len == 0);
}

static void
check_node(const struct sources *ss, const struct yaml_node *n, struct span in,
    unsigned depth)
{
	ASSERT(depth <= LIMIT_YAML_DEPTH);
	ASSERT(lies_in(n->at, in));
	if (n->kind == YAML_SCALAR)
		check_scalar(ss, n);
	for (size_t i = 0; i < n->n; i++) {
		check_node(ss, n->items[i], n->at, depth + 1);
		if (n->kind == YAML_MAP) {
			ASSERT(n->keys[i]->kind == YAML_SCALAR);
			check_node(ss, n->keys[i], n->at, depth + 1);
		}
	}
}

static void
check_diags(const struct diags *d, struct span all)
{
	for (size_t i = 0; i < diags_len(d); i++) {
		const struct diag *g = diags_at(d, i);

		ASSERT(lies_in(g->at, all));
		ASSERT(g->message.n > 0 && g->help.n > 0);
		ASSERT(utf8_fault(g->message) == SIZE_MAX);
		for (const struct diag_note *n = g->notes; n != NULL;
		     n = n->next)
			ASSERT(lies_in(n->at, all));
	}
}

static void
check_region(struct arena *a, const struct sources *ss, struct span region,
    struct span all)
{
	struct diags *d = diags_open(a);
	struct yaml_node *root = yaml_parse(a, ss, region, d);

	check_diags(d, all);
	if (root == NULL)
		ASSERT(diags_len(d) > 0);
	else
		check_node(ss, root, region, 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	uint32_t file = source_add(ss, S("f.yaml"));
	struct diags *d = diags_open(a);
	struct span all = { file, 0, (uint32_t)size };
	struct front front;

	source_set_text(ss, file, (struct str){ (const char *)data, size });
	bool ok = front_split(ss, file, d, &front);
	ASSERT(ok || diags_len(d) > 0);
	check_diags(d, all);
	ASSERT(lies_in(front.yaml, all) && lies_in(front.body, all));
	check_region(a, ss, all, all);
	if (front.has_yaml)
		check_region(a, ss, front.yaml, all);
	arena_close(a);
	return 0;
}
