/*
 * inventory_read() over any bytes: what is kept has a name, lies in the text,
 * and its references lead to components; reports lie in the text and say what
 * to do; what cannot be read gives nothing.
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
#include "inventory/inventory.h"
#include "version/cpe.h"
#include "version/purl.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
is_text(struct str s)
{
	return s.n <= 2 * LIMIT_INVENTORY_TEXT && utf8_fault(s) == SIZE_MAX;
}

static void
check_identity(struct arena *a, const struct component *c)
{
	struct purl purl;
	struct cpe cpe;
	const char *why;

	ASSERT(c->purl.n == 0 || purl_parse(a, c->purl, &purl, &why));
	ASSERT(c->cpe.n == 0 || cpe_parse(c->cpe, &cpe, &why));
	ASSERT(c->cpe.n == 0 || !cpe.is_uri);
}

static void
check_component(struct arena *a, const struct inventory *inv,
    const struct component *c, struct str text)
{
	ASSERT(c->at.off + (size_t)c->at.len <= text.n);
	ASSERT(is_text(c->name) && is_text(c->version) && is_text(c->ref));
	ASSERT(is_text(c->vendor) && is_text(c->type) && is_text(c->source));
	ASSERT(is_text(c->distro) && is_text(c->release));
	ASSERT(is_text(c->module) && is_text(c->arch) && is_text(c->kind));
	ASSERT(is_text(c->source_version));
	check_identity(a, c);
	ASSERT(c->n_hashes <= LIMIT_INVENTORY_HASHES);
	for (size_t i = 0; i < c->n_needs; i++) {
		ASSERT(c->needs[i] < inv->n);
		ASSERT(&inv->v[c->needs[i]] != c);
		ASSERT(i == 0 || c->needs[i - 1] < c->needs[i]);
	}
	for (size_t i = 0; i < c->n_findings; i++) {
		ASSERT(c->findings[i].id.n > 0);
		ASSERT(is_text(c->findings[i].id));
		ASSERT(is_text(c->findings[i].detail));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	uint32_t file = source_add(ss, S("inventory"));
	struct inventory inv;
	struct str text;
	char *copy = arena_bytes(a, size + 1);

	memcpy(copy, data, size);
	text = (struct str){ copy, size };
	source_set_text(ss, file, text);
	if (inventory_read(a, ss, file, d, &inv)) {
		ASSERT(inventory_format_of(text) != INVENTORY_FORMATS);
		ASSERT(inv.format.n > 0);
		check_component(a, &inv, &inv.self, text);
		for (size_t i = 0; i < inv.n; i++) {
			ASSERT(inv.v[i].name.n > 0);
			ASSERT(span_is_set(inv.v[i].at));
			check_component(a, &inv, &inv.v[i], text);
		}
	} else {
		ASSERT(inv.n == 0);
		ASSERT(diags_count(d, DIAG_ERROR) > 0);
	}
	for (size_t i = 0; i < diags_len(d); i++) {
		const struct diag *g = diags_at(d, i);

		ASSERT(g->at.file == file);
		ASSERT(g->at.off + (size_t)g->at.len <= text.n);
		ASSERT(g->help.n > 0);
		ASSERT(utf8_fault(g->message) == SIZE_MAX);
	}
	arena_close(a);
	return 0;
}
