/*
 * Inventories as text, so that tests are tables: a line a component with what
 * is set of it, then a line a report.
 */
#ifndef TESTS_UNIT_INVENTORY_TEXT_H
#define TESTS_UNIT_INVENTORY_TEXT_H

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/span.h"
#include "inventory/inventory.h"
#include "test.h"

struct inventory_row {
	const char *name;
	const char *text;
	const char *want;	/* see inventory_told() */
};

static inline void
inventory_put(struct buf *b, const char *key, struct str s)
{
	if (s.n > 0)
		buf_printf(b, " %s=%.*s", key, STR_ARG(s));
}

static inline void
inventory_put_component(struct buf *b, const struct component *c)
{
	buf_put(b, c->name);
	if (c->version.n > 0)
		buf_printf(b, " %.*s", STR_ARG(c->version));
	inventory_put(b, "ref", c->ref);
	inventory_put(b, "purl", c->purl);
	inventory_put(b, "cpe", c->cpe);
	inventory_put(b, "vendor", c->vendor);
	inventory_put(b, "type", c->type);
	inventory_put(b, "source", c->source);
	inventory_put(b, "of", c->source_version);
	inventory_put(b, "distro", c->distro);
	inventory_put(b, "release", c->release);
	inventory_put(b, "module", c->module);
	inventory_put(b, "arch", c->arch);
	inventory_put(b, "kind", c->kind);
	for (size_t i = 0; i < c->n_hashes; i++)
		buf_printf(b, " %.*s:%.*s", STR_ARG(c->hashes[i].algorithm),
		    STR_ARG(c->hashes[i].value));
	if (c->is_optional)
		buf_put(b, S(" optional"));
	for (size_t i = 0; i < c->n_needs; i++)
		buf_printf(b, " >%zu", c->needs[i]);
	for (size_t i = 0; i < c->n_findings; i++) {
		const struct component_finding *f = &c->findings[i];

		buf_printf(b, " !%.*s", STR_ARG(f->id));
		inventory_put(b, "status", f->status);
		inventory_put(b, "because", f->justification);
		inventory_put(b, "detail", f->detail);
		inventory_put(b, "fixed", f->fixed);
	}
	buf_putc(b, '\n');
}

/*
 * What was read of a text: "unread" when nothing; else a line "FORMAT by TOOL
 * at TIME SERIAL", a line "self ...", a line a component; then "LINE RULE
 * at=TEXT" of each report, each of which says what to do.
 */
static inline struct str
inventory_told(struct arena *a, struct str text)
{
	struct sources *ss = sources_open(a);
	uint32_t file = source_add(ss, S("products/pump/sbom.json"));
	struct diags *d = diags_open(a);
	struct inventory inv;
	struct buf b;
	struct str s;

	source_set_text(ss, file, text);
	buf_init(&b, 1u << 20);
	if (!inventory_read(a, ss, file, d, &inv)) {
		ck_assert_uint_gt(diags_count(d, DIAG_ERROR), 0);
		ck_assert_uint_eq(inv.n, 0);
		buf_put(&b, S("unread\n"));
	} else {
		ck_assert_uint_eq(diags_count(d, DIAG_ERROR), 0);
		buf_put(&b, inv.format);
		inventory_put(&b, "by", inv.made_by);
		inventory_put(&b, "at", inv.made_at);
		inventory_put(&b, "serial", inv.serial);
		buf_putc(&b, '\n');
		if (inv.self.name.n > 0) {
			buf_put(&b, S("self "));
			inventory_put_component(&b, &inv.self);
		}
		for (size_t i = 0; i < inv.n; i++) {
			ck_assert_uint_eq(inv.v[i].at.file, file);
			ck_assert_uint_le(inv.v[i].at.off + inv.v[i].at.len,
			    text.n);
			inventory_put_component(&b, &inv.v[i]);
		}
	}
	diags_sort(d);
	for (size_t i = 0; i < diags_len(d); i++) {
		const struct diag *g = diags_at(d, i);
		struct str at = str_sub(source_text(ss, g->at), 0, 30);

		ck_assert_uint_le(g->at.off + g->at.len, text.n);
		ck_assert_uint_gt(g->help.n, 0);
		buf_printf(&b, "%u %.*s", source_line(ss, g->at),
		    STR_ARG(g->rule));
		inventory_put(&b, "at", at);
		buf_putc(&b, '\n');
	}
	ck_assert(buf_ok(&b));
	s = str_dup(a, buf_str(&b));
	buf_fini(&b);
	return s;
}

static inline void
inventory_check(const struct inventory_row *row)
{
	struct arena *a = arena_open();
	struct str told = inventory_told(a, str_z(row->text));

	ck_assert_msg(str_eq_z(told, row->want), "%s: got\n%.*swant\n%s",
	    row->name, STR_ARG(told), row->want);
	arena_close(a);
}

#endif
