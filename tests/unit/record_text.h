/*
 * Records of other formats as cases say them: from their files through the
 * wall, for the tests of export/public/{cve,osv}.c.
 */
#ifndef RECORD_TEXT_H
#define RECORD_TEXT_H

#include <string.h>

#include "base/buf.h"
#include "base/embed.h"
#include "base/limits.h"
#include "export/plan.h"
#include "export/public/standing.h"
#include "model_text.h"
#include "text/catalog.h"
#include "text/json_read.h"
#include "text/yaml.h"
#include "version/vers.h"
#include "wall/wall.h"

#define RECORD_CASE	"cases/2026/PS-2026-0001/"
#define RECORD_OUT							\
	"revisions:\n- {version: 1.0.0, at: 2026-11-01T09:00Z, summary: " \
	"{ja: a, en: a}}\n"

struct record_making {
	struct model_fixture f;
	struct export_context c;
	struct public_view *view;
	struct plan plan;
};

typedef bool record_render(const struct page *page,
    const struct public_view *v, const struct export_context *c,
    struct arena *tmp, struct buf *out, struct diags *d);

static inline void
record_words(struct record_making *m, struct catalog *words)
{
	const struct embedded *e;

	for (size_t i = 0; (e = embedded_at(i)) != NULL; i++) {
		struct span all = { .len = (uint32_t)e->content.n };

		if (!str_starts(e->path, S("i18n/")))
			continue;
		all.file = source_add(m->f.ss, e->path);
		source_set_text(m->f.ss, all.file, e->content);
		ck_assert(catalog_add(words,
		    yaml_parse(m->f.a, m->f.ss, all, m->f.d), m->f.d));
	}
}

/*
 * A case with these lines in its front matter, published by this ledger, in a
 * repository with these files.
 */
static inline void
record_open(struct record_making *m, const char *front, const char *revisions,
    const struct model_file *more, size_t n)
{
	struct wall w = { .now = { INT64_C(1795305600), 32400 } };
	struct model_file files[8];
	struct catalog *words;

	*m = (struct record_making){ 0 };
	model_fixture_open(&m->f);
	files[0] = (struct model_file){ RECORD_CASE "case.md",
		str_to_z(m->f.a,
		    str_fmt(m->f.a,
			"---\nid: PS-2026-0001\ntitle: {ja: 題, en: Title}\n"
			"advisory: EX-1\n%s---\n",
			front)) };
	files[1] = (struct model_file){ RECORD_CASE "published.yaml",
		revisions };
	ck_assert_uint_le(n + 2, ARRAY_LEN(files));
	for (size_t i = 0; i < n; i++)
		files[i + 2] = more[i];
	model_fixture_load(&m->f, files, n + 2);
	words = catalog_open(m->f.a, NULL);
	w.model = m->f.m;
	w.pool = m->f.pool;
	w.perm = m->f.a;
	w.d = m->f.d;
	w.words = words;
	record_words(m, words);
	m->view = wall_public(&w);
	ck_assert_msg(m->view != NULL, "%s: %s", front,
	    diags_len(m->f.d) > 0 ? model_said(&m->f, 0) : "no view");
	m->c.words = words;
	m->plan.perm = m->f.a;
}

static inline void
record_close(struct record_making *m)
{
	model_fixture_close(&m->f);
}

static inline struct str
record_of(struct record_making *m, const struct page *page,
    record_render *render)
{
	struct buf b;
	struct str out;

	buf_init(&b, LIMIT_PAGE_BYTES);
	ck_assert(render(page, m->view, &m->c, m->f.a, &b, m->f.d));
	out = str_dup(m->f.a, buf_str(&b));
	buf_fini(&b);
	return out;
}

/* Without the blanks and ends of line between members. */
static inline struct str
record_compact(struct arena *a, struct str json)
{
	char *out = arena_bytes(a, json.n + 1);
	bool is_text = false;
	size_t n = 0;

	for (size_t i = 0; i < json.n; i++) {
		char c = json.p[i];

		if (c == '"' && (i == 0 || json.p[i - 1] != '\\'))
			is_text = !is_text;
		if (is_text || (c != ' ' && c != '\n'))
			out[n++] = c;
	}
	return (struct str){ out, n };
}

static inline const struct json_node *
record_parsed(struct record_making *m, struct str text)
{
	uint32_t file = source_add(m->f.ss, S("record.json"));
	const struct json_node *root;

	source_set_text(m->f.ss, file, text);
	root = json_tree(m->f.a, m->f.ss, file, m->f.d);
	ck_assert_ptr_nonnull(root);
	return root;
}

static inline int
record_cmp(struct str x, struct str y)
{
	int cmp;

	(void)vers_compare(S("semver"), x, y, &cmp);
	return cmp;
}

/* Entries of a product "fw", and versions to try on them. */
#define RECORD_AFF	"status: known_affected"
#define RECORD_NOT	"status: known_not_affected"
#define RECORD_RANGE							\
	"{range: \"vers:semver/>=1.0.0|<2.0.0\", " RECORD_AFF "}"

#define RECORD_ON							\
	"}\n  - {product: box, component: fw, relationship: installed_on, "

static const char *const record_entries[] = {
	RECORD_AFF,
	RECORD_NOT,
	"status: under_investigation",
	"versions: [{version: 1.0.0, " RECORD_AFF "}]",
	"versions: [" RECORD_RANGE "]",
	"versions: [" RECORD_RANGE ", {version: 2.0.0, status: first_fixed}]",
	"versions: [" RECORD_RANGE ", {version: 1.5.0, status: fixed}]",
	RECORD_AFF ", versions: [{version: 1.0.0, " RECORD_NOT "}]",
	RECORD_AFF ", versions: [{range: \"vers:semver/>=1.5.0|<2.0.0\", "
		   "status: fixed}]",
	RECORD_NOT ", versions: [" RECORD_RANGE "]",
	"versions: [{range: \"vers:semver/>1.0.0|<=1.5.0|>2.0.0\", " RECORD_AFF
	"}]",
	"versions: [{range: \"vers:semver/<1.5.0|!=1.2.0\", " RECORD_AFF "}]",
	"versions: [{range: \"vers:semver/<=1.5.0\", " RECORD_AFF
	"}, {version: 1.0.0, status: under_investigation}]",
	"versions: [{range: \"vers:semver/>1.0.0|<2.0.0\", " RECORD_AFF
	"}, {range: \"vers:semver/<=1.0.0\", " RECORD_AFF "}]",
	"versions: [" RECORD_RANGE
	", {version: 2.0.0, status: under_investigation}]",
	"versions: [" RECORD_RANGE ", {version: 2.0.0, status: fixed}, "
	"{version: 2.1.0, status: under_investigation}]",
	/* Installed on something beside. */
	RECORD_NOT RECORD_ON "versions: [" RECORD_RANGE "]",
	RECORD_NOT RECORD_ON "versions: [{version: 1.5.0, " RECORD_AFF "}]",
	RECORD_AFF RECORD_ON "versions: [{version: 1.5.0, " RECORD_NOT "}]",
	"versions: [{version: 1.5.0, " RECORD_NOT "}]" RECORD_ON
	"versions: [" RECORD_RANGE "]",
	"versions: [{range: \"vers:semver/>=1.2.0\", status: fixed}]" RECORD_ON
	"versions: [" RECORD_RANGE "]",
	"versions: [" RECORD_RANGE "]" RECORD_ON "versions: [{range: "
	"\"vers:semver/>=1.5.0\", " RECORD_NOT "}]",
	"versions: [" RECORD_RANGE
	", {version: 2.0.0, status: fixed}]" RECORD_ON
	"status: under_investigation",
	"versions: [{version: 2.0.0, status: fixed}]" RECORD_ON RECORD_AFF,
};

static const char *const record_tried[] = { "0.9.0", "1.0.0", "1.0.1", "1.2.0",
	"1.5.0", "1.5.1", "2.0.0", "2.1.0" };

#endif
