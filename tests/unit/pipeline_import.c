/*
 * pipeline/import: documents become files, and come back out of the exporter
 * saying the same.
 */
#include "pipeline/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/pool.h"
#include "base/span.h"
#include "csaf_facts.h"
#include "export/plan.h"
#include "export/public/csaf.h"
#include "json_walk.h"
#include "model/model.h"
#include "pipeline/theme.h"
#include "test.h"
#include "wall/public_view.h"
#include "wall/wall.h"

static char top[64];
static struct io_dir *root;
static struct arena *perm;
static struct pool *pool;

static const char ORGANISATION[] =
    "name: {ja: 例, en: Example}\n"
    "repository: restricted\n"
    "ceiling: RED\n"
    "publisher: {category: vendor, name: Example, "
    "namespace: \"https://example.com\"}\n"
    "base_url: https://example.com/\n"
    "zone: Asia/Tokyo\n"
    "languages: [ja, en]\n"
    "ids: {case_prefix: PS, advisory_prefix: EXSA}\n"
    "contact: {email: psirt@example.com}\n";

static void
put(const char *path, const char *text)
{
	ck_assert_int_eq(io_write_replace(root, str_z(path), str_z(text)), 0);
}

static void
setup(void)
{
	snprintf(top, sizeof(top), "/tmp/hansho-import-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(top));
	ck_assert_int_eq(io_dir_open(top, &root), 0);
	perm = arena_open();
	pool = pool_open(1);
	put("content/organisation.yaml", ORGANISATION);
}

static void
teardown(void)
{
	struct io_dir *parent;

	io_fault(0, 0);
	pool_close(pool);
	arena_close(perm);
	io_dir_close(root);
	ck_assert_int_eq(io_dir_open("/tmp", &parent), 0);
	ck_assert_int_eq(io_remove_tree(parent, str_z(strrchr(top, '/') + 1)),
	    0);
	io_dir_close(parent);
}

/* ---- one import ------------------------------------------------------------ */

static struct diags *found;
static struct sources *files;

static struct import_result
import_path(const char *path, bool force)
{
	struct import *im = import_open(perm, root, force);
	struct import_result r;

	found = diags_open(perm);
	files = sources_open(perm);
	import_file(im, path, perm, files, found, &r);
	import_close(im);
	return r;
}

/* A text as a file beside the repository's folders. */
static struct import_result
import_text(struct str text, bool force)
{
	char path[sizeof(top) + 16];

	ck_assert_int_eq(io_write_replace(root, S("in.json"), text), 0);
	snprintf(path, sizeof(path), "%s/in.json", top);
	return import_path(path, force);
}

static bool UNUSED
has_rule(const char *rule)
{
	for (size_t i = 0; i < diags_len(found); i++) {
		if (str_eq_z(diags_at(found, i)->rule, rule))
			return true;
	}
	return false;
}

static void
print_found(const struct sources *ss, const struct diags *d)
{
	for (size_t i = 0; i < diags_len(d); i++) {
		const struct diag *x = diags_at(d, i);
		struct pos p = source_pos(ss, x->at);

		printf("%.*s:%u:%u: %s: %.*s [%.*s]\n",
		    STR_ARG(source_get(ss, x->at.file)->path), p.line,
		    p.column, diag_class_name(x->class), STR_ARG(x->message),
		    STR_ARG(x->rule));
	}
}

static struct str
content(struct str path)
{
	struct str text;

	ck_assert_int_eq(io_read(root, path, LIMIT_JSON_BYTES, perm, &text),
	    0);
	return text;
}

/* Every case is for everybody, whatever its publisher said. */
static void
clear_label(struct str dir)
{
	struct str path = str_cat(perm, dir, S("/case.md"));
	struct str text = content(path), line, rest = text;
	struct buf b;

	buf_init(&b, LIMIT_JSON_BYTES);
	while (rest.n > 0) {
		(void)str_cut(rest, '\n', &line, &rest);
		if (str_starts(line, S("tlp: ")))
			continue;
		if (str_starts(line, S("origin: import")))
			buf_put(&b, S("tlp: CLEAR\n"));
		buf_put(&b, line);
		buf_putc(&b, '\n');
	}
	ck_assert_int_eq(io_write_replace(root, path, buf_str(&b)), 0);
	buf_fini(&b);
}

/* ---- the way back -------------------------------------------------------------- */

/* The repository's only advisory as CSAF. */
static struct str
export_one(void)
{
	struct sources *ss = sources_open(perm);
	struct diags *d = diags_open(perm);
	struct model *m = model_load(perm, root, ss, pool, d);
	struct theme theme;
	struct instant now;
	struct plan plan = { .perm = perm };
	struct public_view *view;
	struct buf out;
	struct str text;

	ck_assert(instant_parse(S("2099-01-01T00:00:00Z"), &now, NULL));
	print_found(ss, d);
	ck_assert_msg(diags_count(d, DIAG_ERROR) == 0,
	    "the files that were written do not load");
	ck_assert(theme_load(perm, NULL, ss, d, &theme));
	view = wall_public(&(struct wall){ .model = m,
	    .now = now,
	    .root = root,
	    .pool = pool,
	    .words = theme.words,
	    .perm = perm,
	    .d = d });
	print_found(ss, d);
	ck_assert_ptr_nonnull(view);
	ck_assert_uint_eq(view->n_advisories, 1);
	struct export_context c = {
		.templates = theme.templates,
		.words = theme.words,
		.now = now,
		.version = S("0"),
		.edition = S("public"),
		.ceiling = S("CLEAR"),
	};
	csaf_plan(&plan, view, &c);
	ck_assert_uint_eq(plan.n, 1);
	buf_init(&out, LIMIT_JSON_BYTES);
	ck_assert(csaf_render(&plan.pages[0].page, view, &c, perm, &out, d));
	text = str_dup(perm, buf_str(&out));
	buf_fini(&out);
	return text;
}

static const struct json_node *
tree_of(struct str text)
{
	struct sources *ss = sources_open(perm);
	struct diags *d = diags_open(perm);
	uint32_t file = source_add(ss, S("document.json"));
	const struct json_node *n;

	source_set_text(ss, file, text);
	n = json_tree(perm, ss, file, d);
	ck_assert_ptr_nonnull(n);
	return n;
}

/* Facts that only one of two documents has, printed; their number. */
static size_t
differences(struct str before, struct str after)
{
	struct facts a = facts_of(perm, tree_of(before));
	struct facts b = facts_of(perm, tree_of(after));
	size_t i = 0, j = 0, n = 0;

	while (i < a.n || j < b.n) {
		int cmp = i == a.n ? 1 :
		    j == b.n       ? -1 :
				     str_cmp(a.v[i], b.v[j]);

		if (cmp == 0) {
			i++;
			j++;
			continue;
		}
		n++;
		if (cmp < 0)
			printf("- %.*s\n", STR_ARG(a.v[i]));
		else
			printf("+ %.*s\n", STR_ARG(b.v[j]));
		if (cmp < 0)
			i++;
		else
			j++;
	}
	return n;
}

/* A document goes in and comes out: how many facts differ. */
static size_t
round_trip(struct str text)
{
	struct import_result r = import_text(text, false);

	if (r.outcome != IMPORT_NEW)
		print_found(files, found);
	ck_assert_int_eq(r.outcome, IMPORT_NEW);
	clear_label(r.case_path);
	return differences(text, export_one());
}

/* ---- sample documents ----------------------------------------------------------- */

static const char *sample;	/* of a loop test */
static size_t sample_count;
static size_t sample_faults;

static void
see_document(const char *path, struct str text)
{
	size_t n;

	if (str_find(str_z(path), S("/ROLIE"), 0) != SIZE_MAX ||
	    str_find(text, S("\"csaf_version\""), 0) == SIZE_MAX)
		return;
	sample_count++;
	setup();
	n = round_trip(text);
	teardown();
	if (n > 0)
		printf("%s: %zu facts differ\n", path, n);
	sample_faults += n;
}

static const char *const folders[] = {
	"csaf",
	"csaf-suite/2.0/examples/csaf",
};

START_TEST(test_samples)
{
	sample = folders[_i];
	sample_count = 0;
	if (test_data_dir() == NULL) {
		test_skip("import_samples", "HANSHO_DATA is not set");
		return;
	}
	sample_faults = 0;
	struct arena *a = arena_open();
	json_walk(a, test_data_dir(), sample, see_document);
	arena_close(a);
	ck_assert_uint_gt(sample_count, 10);
	ck_assert_uint_eq(sample_faults, 0);
}
END_TEST

Suite *
suite_pipeline_import(void)
{
	Suite *s = suite_create("pipeline_import");
	TCase *t = tcase_create("samples");

	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, test_samples, 0, 2);
	suite_add_tcase(s, t);
	return s;
}
