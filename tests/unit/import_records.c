/*
 * CVE and OSV records as files, and what the exporters of both wrote read
 * again: each version must stand where it stood.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/pool.h"
#include "export/plan.h"
#include "export/public/cve.h"
#include "export/public/osv.h"
#include "export/public/standing.h"
#include "import/import.h"
#include "json_walk.h"
#include "model/model.h"
#include "pipeline/theme.h"
#include "test.h"
#include "wall/wall.h"

Suite *suite_import_records(void);

static char top[64];
static struct io_dir *root;
static struct arena *perm;
static struct pool *pool;
static struct diags *found;
static struct sources *files;

static const char ORGANISATION[] =
    "name: {ja: 例, en: Example}\n"
    "repository: internal\n"
    "ceiling: AMBER+STRICT\n"
    "publisher: {category: vendor, name: Example, "
    "namespace: \"https://example.com\"}\n"
    "base_url: https://example.com/\n"
    "zone: Asia/Tokyo\n"
    "languages: [ja, en]\n"
    "ids: {case_prefix: PS, advisory_prefix: EXSA}\n"
    "contact: {email: psirt@example.com}\n";

static void
put(const char *path, struct str text)
{
	ck_assert_int_eq(io_write_replace(root, str_z(path), text), 0);
}

static void
setup(void)
{
	snprintf(top, sizeof(top), "/tmp/hansho-records-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(top));
	ck_assert_int_eq(io_dir_open(top, &root), 0);
	perm = arena_open();
	pool = pool_open(1);
	put("content/organisation.yaml", str_z(ORGANISATION));
}

static void
teardown(void)
{
	struct io_dir *parent;

	pool_close(pool);
	arena_close(perm);
	io_dir_close(root);
	ck_assert_int_eq(io_dir_open("/tmp", &parent), 0);
	ck_assert_int_eq(io_remove_tree(parent, str_z(strrchr(top, '/') + 1)),
	    0);
	io_dir_close(parent);
}

static struct import_result
import_record(struct str text, bool force)
{
	struct import *im = import_open(perm, root, force);
	char path[sizeof(top) + 16];
	struct import_result r;

	put("in.json", text);
	snprintf(path, sizeof(path), "%s/in.json", top);
	found = diags_open(perm);
	files = sources_open(perm);
	import_file(im, path, perm, files, found, &r);
	import_close(im);
	return r;
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
	fflush(stdout);
}

static struct str
content(struct str path)
{
	struct str text;

	ck_assert_int_eq(io_read(root, path, LIMIT_JSON_BYTES, perm, &text),
	    0);
	return text;
}

static bool
says(struct str text, const char *words)
{
	return str_find(text, str_z(words), 0) != SIZE_MAX;
}

/* JSON with ' for ": tables stay readable. */
static struct str
json(const char *text)
{
	struct str s = str_dup(perm, str_z(text));
	char *p = arena_bytes(perm, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = s.p[i] == '\'' ? '"' : s.p[i];
	return (struct str){ p, s.n };
}

static const struct model *
load(void)
{
	struct sources *ss = sources_open(perm);
	struct diags *d = diags_open(perm);
	const struct model *m = model_load(perm, root, ss, pool, d);

	if (diags_count(d, DIAG_ERROR) > 0)
		print_found(ss, d);
	ck_assert_uint_eq(diags_count(d, DIAG_ERROR), 0);
	return m;
}

/* ---- what becomes of versions ---------------------------------------- */

#define CVE_HEAD							\
	"{'dataType':'CVE_RECORD','dataVersion':'5.2.0','cveMetadata':{" \
	"'cveId':'CVE-1900-0001','assignerShortName':'example',"	\
	"'state':'PUBLISHED','datePublished':'2026-03-01T00:00:00'},"	\
	"'containers':{'cna':{'descriptions':[{'lang':'en','value':'x'}],"
#define CVE_TAIL	"}}}"
#define GATE		"'affected':[{'vendor':'Works','product':'Gate',"
#define OSV_HEAD							\
	"{'id':'x_1','modified':'2026-03-02T00:00:00Z',"		\
	"'published':'2026-03-01T00:00:00Z','affected':[{'package':{"	\
	"'ecosystem':'PyPI','name':'gate'},"
#define AFFECTED	"'status':'affected'"

/* A record, and what its case file must say. */
static const struct {
	const char *record;
	const char *says;
} versions[] = {
	{ CVE_HEAD GATE "'versions':[{'version':'1.0'," AFFECTED
			"}]}]" CVE_TAIL,
	    "- version: \"1.0\"\n            status: known_affected" },
	{ CVE_HEAD GATE "'versions':[{'version':'1.0','lessThan':'1.4',"
			"'versionType':'semver'," AFFECTED "}]}]" CVE_TAIL,
	    "- range: vers:generic/>=1.0|<1.4\n" },
	{ CVE_HEAD GATE "'versions':[{'version':'1.0.0','lessThan':'1.4.0',"
			"'versionType':'semver'," AFFECTED "}]}]" CVE_TAIL,
	    "- range: vers:semver/>=1.0.0|<1.4.0\n" },
	{ CVE_HEAD GATE "'versions':[{'version':'0','lessThanOrEqual':'1.4',"
			"" AFFECTED "}]}]" CVE_TAIL,
	    "- range: vers:generic/<=1.4\n" },
	{ CVE_HEAD GATE "'versions':[{'version':'2.0','lessThan':'*',"
			"" AFFECTED "}]}]" CVE_TAIL,
	    "- range: vers:generic/>=2.0\n" },
	{ CVE_HEAD GATE "'versions':[{'version':'2.1','lessThan':'2.1.*',"
			"" AFFECTED "}]}]" CVE_TAIL,
	    "- range: vers:generic/>=2.1|<2.2\n" },
	{ CVE_HEAD GATE "'versions':[{'version':'2.0','lessThan':'3.0',"
			"'changes':[{'at':'2.6','status':'unaffected'}],"
			"" AFFECTED "}]}]" CVE_TAIL,
	    "- range: vers:generic/>=2.0|<2.6\n"
	    "            status: known_affected\n"
	    "          - range: vers:generic/>=2.6|<3.0\n"
	    "            status: fixed\n" },
	{ CVE_HEAD GATE "'versions':[{'version':'>= 2.0, < 2.6',"
			"" AFFECTED "}]}]" CVE_TAIL,
	    "- range: vers:generic/>=2.0|<2.6\n" },
	{ CVE_HEAD GATE "'versions':[{'version':'3.0','lessThan':'2.0',"
			"" AFFECTED "}]}]" CVE_TAIL,
	    "- text: \">= 3.0, < 2.0\"\n" },
	{ CVE_HEAD GATE "'versions':[{'version':'all before May',"
			"" AFFECTED "}]}]" CVE_TAIL,
	    "- text: all before May\n" },
	{ CVE_HEAD GATE "'defaultStatus':'affected'}]" CVE_TAIL,
	    "- product: gate\n        status: known_affected\n" },
	{ CVE_HEAD GATE "'defaultStatus':'unaffected','versions':[{"
			"'version':'n/a','status':'unknown'}]}]" CVE_TAIL,
	    "- product: gate\n        status: under_investigation\n" },
	{ OSV_HEAD "'ranges':[{'type':'ECOSYSTEM','events':[{'fixed':'1.4'},"
		   "{'introduced':'0'}]}]}]}",
	    "- range: vers:pypi/<1.4\n            status: known_affected\n"
	    "          - range: vers:pypi/>=1.4\n            status: fixed\n" },
	{ OSV_HEAD "'ranges':[{'type':'ECOSYSTEM','events':["
		   "{'introduced':'1.0'},{'last_affected':'1.4'},"
		   "{'introduced':'2.0'},{'fixed':'2.2'}]}]}]}",
	    "- range: vers:pypi/>=1.0|<=1.4\n"
	    "            status: known_affected\n"
	    "          - range: vers:pypi/>=2.0|<2.2\n" },
	{ OSV_HEAD "'ranges':[{'type':'ECOSYSTEM','events':["
		   "{'introduced':'1.0'},{'limit':'1.4'}]}]}]}",
	    "- range: vers:pypi/>=1.0|<1.4\n"
	    "            status: known_affected\n---\n" },
	{ OSV_HEAD "'versions':['1.0']}]}",
	    "- product: gate\n        status: known_not_affected\n"
	    "      - product: gate\n        versions:\n"
	    "          - version: \"1.0\"\n" },
	{ OSV_HEAD "'ranges':[{'type':'GIT','repo':'https://example.com/g',"
		   "'events':[{'introduced':'0'},{'fixed':'abc'}]}]}]}",
	    "- text: git https://example.com/g, introduced 0, fixed abc\n" },
};

START_TEST(test_versions)
{
	struct import_result r = import_record(json(versions[_i].record),
	    false);
	struct str text;

	if (r.outcome != IMPORT_NEW)
		print_found(files, found);
	ck_assert_int_eq(r.outcome, IMPORT_NEW);
	text = content(str_cat(perm, r.case_path, S("/case.md")));
	ck_assert_msg(says(text, versions[_i].says), "%s\nin\n%.*s",
	    versions[_i].says, STR_ARG(text));
	(void)load();
}
END_TEST

/* ---- everything else that a record says ------------------------------ */

static struct str
fixture(const char *name)
{
	struct str text;

	ck_assert_int_eq(io_read_path(str_to_z(perm,
					  str_fmt(perm,
					      "tests/golden/import/%s.json",
					      name)),
			     LIMIT_JSON_BYTES, perm, &text),
	    0);
	return text;
}

/* Records of ours, and the files that they become. */
static const struct {
	const char *name;
	const char *to;
} records[] = {
	{ "record-cve", "case.md" },
	{ "record-cve", "advisory.en.md" },
	{ "record-cve", "advisory.ja.md" },
	{ "record-cve", "published.yaml" },
	{ "record-rejected", "case.md" },
	{ "record-rejected", "published.yaml" },
	{ "record-osv", "case.md" },
	{ "record-osv", "advisory.en.md" },
	{ "record-osv", "published.yaml" },
};

/* What stands in the expected file, but for the digest of the original. */
START_TEST(test_golden)
{
	const char *name = records[_i].name, *to = records[_i].to;
	struct import_result r = import_record(fixture(name), false);
	struct str got, want;
	const char *path = str_to_z(perm,
	    str_fmt(perm, "tests/golden/import/%s/%s", name, to));

	print_found(files, found);
	ck_assert_int_eq(r.outcome, IMPORT_NEW);
	got = content(str_fmt(perm, "%.*s/%s", STR_ARG(r.case_path), to));
	ck_assert_int_eq(io_read_path(path, LIMIT_JSON_BYTES, perm, &want), 0);
	ck_assert_msg(str_eq(got, want), "%s is now\n%.*s", path,
	    STR_ARG(got));
	(void)load();
	ck_assert_int_eq(import_record(fixture(name), false).outcome,
	    IMPORT_SAME);
	ck_assert_uint_eq(diags_len(found), 0);
}
END_TEST

/* A newer record takes the place of files that nobody has edited. */
START_TEST(test_newer)
{
	static const char first[] = CVE_HEAD "'title':'One'" CVE_TAIL;
	static const char second[] = CVE_HEAD "'title':'Two'" CVE_TAIL;
	struct import_result r = import_record(json(first), false);
	struct str path = str_cat(perm, r.case_path, S("/case.md"));

	ck_assert_int_eq(import_record(json(second), false).outcome,
	    IMPORT_REFUSED);
	ck_assert_int_eq(import_record(json(second), true).outcome,
	    IMPORT_REPLACED);
	ck_assert(says(content(path), "en: Two\n"));
}
END_TEST

/* ---- what is refused, and where -------------------------------------- */

static const struct {
	const char *record;
	const char *rule;
	unsigned line;
	unsigned column;
} refused[] = {
	{ "{'dataType':'CVE_RECORD',\n'dataVersion':'4.0'}", "csaf-shape", 1,
	    1 },
	{ "{'dataType':'CVE_RECORD','dataVersion':'4.0','cveMetadata':{"
	  "'cveId':'CVE-1900-0001','state':'PUBLISHED'},\n"
	  "'containers':{'cna':{}}}",
	    "csaf-version", 1, 40 },
	{ "{'dataType':'CVE_RECORD','dataVersion':'5.1',\n'cveMetadata':{"
	  "'cveId':'CVE-1900-0001',\n'state':'RESERVED'},"
	  "'containers':{'cna':{}}}",
	    "csaf-shape", 3, 9 },
	{ "{'dataType':'CVE_RECORD','dataVersion':'5.1','cveMetadata':{"
	  "'cveId':'CVE-1900-1',\n'state':'PUBLISHED'},"
	  "'containers':{'cna':{}}}",
	    "csaf-cve", 1, 69 },
	{ "{'dataType':'CVE_RECORD','dataVersion':'5.1','cveMetadata':\n{"
	  "'cveId':'CVE-1900-0001','assignerShortName':'x',"
	  "'state':'PUBLISHED'},'containers':{'cna':{}}}",
	    "csaf-date", 2, 1 },
	{ CVE_HEAD GATE "'versions':[{'version':'1',\n'status':'maybe'}]}]"
			"" CVE_TAIL,
	    "csaf-shape", 2, 10 },
	{ CVE_HEAD GATE "\n'versions':{}}]" CVE_TAIL, "csaf-shape", 2, 12 },
	{ CVE_HEAD "\n'metrics':[{'cvssV3_1':{}}]" CVE_TAIL, "csaf-shape", 2,
	    24 },
	{ OSV_HEAD "'ranges':[{'type':'SEMVER','events':[\n"
		   "{'introduced':'0','fixed':'1'}]}]}]}",
	    "csaf-shape", 2, 1 },
	{ "{'id':'x_1',\n'modified':'soon'}", "csaf-date", 2, 12 },
	{ "{'schema_version':'2.0','id':'x_1',\n"
	  "'modified':'2026-03-02T00:00:00Z'}",
	    "csaf-version", 1, 19 },
};

START_TEST(test_refused)
{
	struct import_result r = import_record(json(refused[_i].record),
	    false);
	struct io_stat st;
	bool is_told = false;

	for (size_t i = 0; i < diags_len(found); i++) {
		const struct diag *d = diags_at(found, i);
		struct pos p = source_pos(files, d->at);

		is_told |= str_eq_z(d->rule, refused[_i].rule) &&
		    p.line == refused[_i].line &&
		    p.column == refused[_i].column;
	}
	if (!is_told)
		print_found(files, found);
	ck_assert_int_eq(r.outcome, IMPORT_REFUSED);
	ck_assert_msg(is_told, "%s", refused[_i].record);
	ck_assert(io_stat(root, S("cases"), &st) != 0 &&
	    io_stat(root, S("products"), &st) != 0);
}
END_TEST

/* Every cut of a record is refused, and leaves nothing. */
START_TEST(test_cut)
{
	struct str text = fixture("record-cve");
	struct io_stat st;

	while (text.n > 0 && text.p[text.n - 1] == '\n')
		text.n--;
	for (size_t n = 0; n < text.n; n += 5)
		ck_assert_int_eq(import_record(str_sub(text, 0, n), false)
				     .outcome,
		    IMPORT_REFUSED);
	ck_assert(io_stat(root, S("cases"), &st) != 0);
}
END_TEST

/* Large lists take time in proportion, and memory too. */
START_TEST(test_large)
{
	struct buf b;

	buf_init(&b, LIMIT_JSON_BYTES);
	buf_put(&b, json(OSV_HEAD "'versions':['0'"));
	for (int i = 1; i < 20000; i++)
		buf_printf(&b, ",\"%d\"", i);
	buf_put(&b, S("]}]}"));
	ck_assert_int_eq(import_record(buf_str(&b), false).outcome,
	    IMPORT_NEW);
	buf_fini(&b);
}
END_TEST

/* ---- records of others ----------------------------------------------- */

static size_t n_records;
static size_t n_imported;

static void
see_record(const char *path, struct str text)
{
	struct import_result r = import_record(text, false);

	if (!says(text, "\"cveMetadata\"") && !says(text, "\"modified\""))
		return;
	n_records++;
	n_imported += r.outcome == IMPORT_NEW;
	if (r.outcome == IMPORT_NEW)
		return;
	/* Go's own files have a date put in when they are published. */
	for (size_t i = 0; i < diags_len(found); i++) {
		const struct diag *d = diags_at(found, i);

		ck_assert_msg(d->class != DIAG_ERROR ||
			str_eq_z(d->rule, "csaf-date"),
		    "%s: %.*s", path, STR_ARG(d->message));
	}
}

static const struct {
	const char *folder;
	size_t atleast;
} folders[] = {
	{ "feeds/cve5", 60 },
	{ "feeds/osv", 130 },
	{ "feeds/ghsa", 25 },
	{ "standards/cve-examples", 1 },
};

START_TEST(test_samples)
{
	struct arena *a;

	if (test_data_dir() == NULL) {
		test_skip("import_records", "HANSHO_DATA is not set");
		return;
	}
	n_records = 0;
	n_imported = 0;
	a = arena_open();
	json_walk(a, test_data_dir(), folders[_i].folder, see_record);
	arena_close(a);
	printf("%s: %zu of %zu imported\n", folders[_i].folder, n_imported,
	    n_records);
	ck_assert_uint_ge(n_imported, folders[_i].atleast);
	(void)load();
}
END_TEST

/* ---- there and back --------------------------------------------------- */

static const struct public_view *
view_of(struct io_dir *dir, const struct model *m, struct theme *theme)
{
	struct diags *d = diags_open(perm);
	struct instant now;

	ck_assert(instant_parse(S("2026-11-22T09:00:00+09:00"), &now, NULL));
	ck_assert(theme_load(perm, NULL, sources_open(perm), d, NULL, theme));
	return wall_public(&(struct wall){ .model = m,
	    .now = now,
	    .root = dir,
	    .pool = pool,
	    .words = theme->words,
	    .perm = perm,
	    .d = d });
}

/* Affected, not affected, or not known: records know no more. */
static int
class_of(enum standing s)
{
	if (s == STANDING_AFFECTED)
		return 1;
	return s == STANDING_FIXED || s == STANDING_NOT_AFFECTED ? 2 : 0;
}

static const struct public_vulnerability *
flaw_of(const struct public_view *v, struct str cve,
    const struct public_advisory **adv)
{
	for (size_t i = 0; i < v->n_advisories; i++) {
		*adv = &v->advisories[i];
		for (size_t j = 0; j < (*adv)->n_vulnerabilities; j++) {
			if (str_eq((*adv)->vulnerabilities[j].cve, cve))
				return &(*adv)->vulnerabilities[j];
		}
	}
	return NULL;
}

/* Versions whose standing the record tells otherwise than the advisory. */
static size_t
compare(const struct public_view *from, const struct public_view *to,
    struct str cve, size_t *n)
{
	const struct public_advisory *a, *b;
	const struct public_vulnerability *x = flaw_of(from, cve, &a);
	const struct public_vulnerability *y = flaw_of(to, cve, &b);
	struct arena *tmp = arena_open();
	size_t bad = 0;

	ck_assert(x != NULL && y != NULL);
	for (size_t i = 0; i < to->n_products; i++) {
		const struct public_product *q = &to->products[i], *p = NULL;
		struct standings was_said, is_said;

		for (size_t j = 0; j < from->n_products; j++) {
			if (str_eq(from->products[j].name, q->name) ||
			    (q->purl.n > 0 &&
				str_eq(from->products[j].purl, q->purl)))
				p = &from->products[j];
		}
		ck_assert_ptr_nonnull(p);
		was_said = standing_open(tmp, a, x, p);
		is_said = standing_open(tmp, b, y, q);
		for (size_t j = 0; j < p->n_versions; j++) {
			struct str v = p->versions[j].version;
			int was = class_of(standing_of(&was_said, v));
			int is = class_of(standing_of(&is_said, v));

			/* A record must say something of all versions. */
			if (was == is || (was == 0 && is == 2))
				(*n)++;
			else if (++bad > 0)
				printf("%.*s: %.*s %.*s: %d, then %d\n",
				    STR_ARG(cve), STR_ARG(p->name), STR_ARG(v),
				    was, is);
		}
	}
	arena_close(tmp);
	return bad;
}

static const struct {
	const char *name;
	void (*plan)(struct plan *p, const struct public_view *v,
	    const struct export_context *c);
	bool (*render)(const struct page *page, const struct public_view *v,
	    const struct export_context *c, struct arena *tmp, struct buf *out,
	    struct diags *d);
	size_t atleast;		/* versions compared */
} exporters[] = {
	{ "cve", cve_plan, cve_render, 20 },
	{ "osv", osv_plan, osv_render, 1 },
};

static size_t
there_and_back(int which, const struct page *page,
    const struct public_view *view, const struct export_context *c, size_t *n)
{
	struct diags *d = diags_open(perm);
	struct theme theme;
	struct import_result r;
	struct buf out;
	struct str text, cve;
	size_t bad = 0, at;

	buf_init(&out, LIMIT_JSON_BYTES);
	ck_assert(exporters[which].render(page, view, c, perm, &out, d));
	text = str_dup(perm, buf_str(&out));
	buf_fini(&out);
	if (says(text, "REJECTED"))
		return 0;
	r = import_record(text, false);
	if (r.outcome != IMPORT_NEW)
		print_found(files, found);
	ck_assert_int_eq(r.outcome, IMPORT_NEW);
	at = str_find(text, S("\"cveId\": \""), 0);
	at = at != SIZE_MAX ? at + 10 : str_find(text, S("\"CVE-"), 0);
	if (at != SIZE_MAX) {
		at = str_find(text, S("CVE-"), at);
		cve = str_sub(text, at, str_find_byte(text, '"', at) - at);
		bad = compare(view, view_of(root, load(), &theme), cve, n);
	}
	ck_assert_int_eq(io_remove_tree(root, S("cases")), 0);
	ck_assert_int_eq(io_remove_tree(root, S("products")), 0);
	ck_assert_int_eq(io_remove_tree(root, S("content/companies")), 0);
	return bad;
}

START_TEST(test_back)
{
	struct io_dir *dir;
	struct diags *d = diags_open(perm);
	const struct public_view *view;
	struct theme theme;
	struct plan plan = { .perm = perm };
	size_t n = 0, bad = 0;

	ck_assert_int_eq(io_dir_open(".", &dir), 0);
	view = view_of(dir, model_load(perm, dir, sources_open(perm), pool, d),
	    &theme);
	ck_assert_ptr_nonnull(view);
	struct export_context c = {
		.templates = theme.templates,
		.words = theme.words,
		.version = S("0"),
		.edition = S("public"),
		.ceiling = S("CLEAR"),
	};
	exporters[_i].plan(&plan, view, &c);
	for (size_t i = 0; i < plan.n; i++)
		bad += there_and_back(_i, &plan.pages[i].page, view, &c, &n);
	io_dir_close(dir);
	printf("%s: %zu versions stand as they stood\n", exporters[_i].name,
	    n);
	ck_assert_uint_eq(bad, 0);
	ck_assert_uint_ge(n, exporters[_i].atleast);
}
END_TEST

Suite *
suite_import_records(void)
{
	Suite *s = suite_create("import_records");
	TCase *t = tcase_create("records");

	tcase_set_timeout(t, 120);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, test_versions, 0, ARRAY_LEN(versions));
	tcase_add_loop_test(t, test_golden, 0, ARRAY_LEN(records));
	tcase_add_test(t, test_newer);
	tcase_add_loop_test(t, test_refused, 0, ARRAY_LEN(refused));
	tcase_add_test(t, test_cut);
	tcase_add_test(t, test_large);
	tcase_add_loop_test(t, test_samples, 0, ARRAY_LEN(folders));
	tcase_add_loop_test(t, test_back, 0, ARRAY_LEN(exporters));
	suite_add_tcase(s, t);
	return s;
}
