/*
 * Small repositories in memory for the tests of the model: a clean one, and
 * files that are put over it.
 */
#ifndef MODEL_TEXT_H
#define MODEL_TEXT_H

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/pool.h"
#include "model/model.h"
#include "test.h"

struct model_file {
	const char *path;
	const char *text;	/* NULL: without this file */
};

/* A repository without faults: every space has an entry. */
static const struct model_file model_clean[] = {
	{ "cases/2026/PS-2026-0001/case.md",
	    "---\nid: PS-2026-0001\ntitle: {ja: 鍵, en: A key}\nowner: sato\n"
	    "facts:\n  - {at: 2026-09-01T09:30+09:00, event: received}\n"
	    "---\nNotes.\n" },
	{ "content/alerts/2026/A-1.md",
	    "---\ntitle: {en: x}\nlevel: act\nat: 2026-09-01T09:30Z\n---\n" },
	{ "content/audiences.yaml",
	    "audiences:\n- {id: desk, name: {en: Desk}, "
	    "ceiling: AMBER+STRICT, view: desk}\n" },
	{ "content/calendars/jp.yaml",
	    "name: {en: Japan}\nfrom: 2026-01-01\nto: 2026-12-31\n" },
	{ "content/campaigns/log/campaign.md",
	    "---\ntitle: {en: x}\ncommander: sato\n"
	    "opened: 2026-09-01T09:30Z\ndue: 2026-09-02\n"
	    "vulnerabilities: [CVE-1900-0001]\n---\n" },
	{ "content/companies/acme.yaml", "name: {en: Acme}\nkind: head\n" },
	{ "content/organisation.yaml",
	    "name: {ja: 例, en: Example}\nrepository: internal\n"
	    "ceiling: AMBER+STRICT\npublisher: {category: vendor, name: x, "
	    "namespace: \"https://example.com\"}\n"
	    "base_url: https://example.com/\nzone: Asia/Tokyo\n"
	    "languages: [ja]\nids: {case_prefix: PS, advisory_prefix: EX}\n"
	    "contact: {email: psirt@example.com}\n" },
	{ "content/parties/jpcert.yaml", "kind: coordinator\n" },
	{ "content/people/acme.yaml",
	    "people:\n- {id: sato, name: {en: Sato}}\n"
	    "- {id: tanaka, name: {en: Tanaka}}\n" },
	{ "content/policies/p.en.md",
	    "---\ntitle: P\nkind: other\nversion: \"1\"\nowner: sato\n"
	    "review: 2027-01-01\n---\n" },
	{ "products/acme/box/product.yaml",
	    "name: {en: Box}\nkind: hardware\n" },
	{ "products/systems/acme/line.yaml",
	    "name: {en: Line}\nowner: sato\ncompany: acme\n"
	    "uses: [{says: Apache 2.4}]\n" },
};

struct model_fixture {
	struct arena *a;
	struct sources *ss;
	struct diags *d;
	struct pool *pool;
	struct model *m;
};

static inline void
model_fixture_open(struct model_fixture *f)
{
	f->a = arena_open();
	f->ss = sources_open(f->a);
	f->d = diags_open(f->a);
	f->pool = pool_open(2);
	f->m = NULL;
}

static inline void
model_fixture_close(struct model_fixture *f)
{
	pool_close(f->pool);
	arena_close(f->a);
}

/* A file that takes the place of one, or a further one, or takes one away. */
static inline void
model_fixture_add(struct model_fixture *f, const char *path, struct str text)
{
	source_set_text(f->ss, source_add(f->ss, str_z(path)), text);
}

/* Load the clean repository with n files put over it. */
static inline void
model_fixture_load(struct model_fixture *f, const struct model_file *over,
    size_t n)
{
	bool used[48] = { false };

	ck_assert_uint_le(n, ARRAY_LEN(used));
	for (size_t i = 0; i < ARRAY_LEN(model_clean); i++) {
		const char *text = model_clean[i].text;

		for (size_t j = 0; j < n; j++) {
			if (over[j].path == NULL ||
			    strcmp(over[j].path, model_clean[i].path) != 0)
				continue;
			used[j] = true;
			text = over[j].text;
		}
		if (text != NULL)
			model_fixture_add(f, model_clean[i].path, str_z(text));
	}
	for (size_t j = 0; j < n; j++) {
		if (over[j].path != NULL && !used[j])
			model_fixture_add(f, over[j].path,
			    str_z(over[j].text));
	}
	f->m = model_from_sources(f->a, f->ss, f->pool, f->d);
	diags_sort(f->d);
}

static inline bool
model_has(struct str text, const char *part)
{
	return part == NULL || str_find(text, str_z(part), 0) != SIZE_MAX;
}

/* "rule at path:line: message; help", for failing rows. */
static inline const char *
model_said(const struct model_fixture *f, size_t i)
{
	const struct diag *g = diags_at(f->d, i);

	return str_to_z(f->a,
	    str_fmt(f->a,
		"%.*s at %.*s:%u '%.*s': %.*s; "
		"%.*s",
		STR_ARG(g->rule), STR_ARG(source_get(f->ss, g->at.file)->path),
		source_pos(f->ss, g->at).line,
		STR_ARG(source_text(f->ss, g->at)), STR_ARG(g->message),
		STR_ARG(g->help)));
}

/* What one row of a table wants to be reported, and nothing else. */
struct model_fault {
	const char *rule;	/* NULL: nothing */
	const char *at;		/* the bytes pointed at; NULL: any */
	const char *message;	/* a part of it; NULL: any */
	const char *help;	/* a part of it; NULL: any */
};

static inline void
model_expect(const struct model_fixture *f, const char *row,
    const struct model_fault *want)
{
	size_t n = diags_len(f->d);
	const struct diag *g;

	if (want->rule == NULL) {
		ck_assert_msg(n == 0, "%s: %s", row,
		    n > 0 ? model_said(f, 0) : "");
		return;
	}
	ck_assert_msg(n > 0, "%s: nothing was reported", row);
	ck_assert_msg(n == 1, "%s: %zu reports; %s; %s", row, n,
	    model_said(f, 0), model_said(f, 1));
	g = diags_at(f->d, 0);
	ck_assert_msg(str_eq_z(g->rule, want->rule), "%s: %s", row,
	    model_said(f, 0));
	ck_assert_msg(want->at == NULL ||
		str_eq_z(source_text(f->ss, g->at), want->at),
	    "%s: points elsewhere: %s", row, model_said(f, 0));
	ck_assert_msg(model_has(g->message, want->message), "%s: %s", row,
	    model_said(f, 0));
	ck_assert_msg(model_has(g->help, want->help), "%s: %s", row,
	    model_said(f, 0));
}

#endif
