/*
 * import/import: documents become files, and come back out of the exporter
 * saying the same.
 */
#include "import/import.h"

#include <sys/wait.h>

#include <errno.h>
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

/* ---- one import ------------------------------------------------------ */

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

static bool
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

/* ---- the way back ---------------------------------------------------- */

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
	ck_assert(theme_load(perm, NULL, ss, d, NULL, &theme));
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
	fflush(stdout);
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

/* ---- sample documents ------------------------------------------------ */

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

/* ---- documents of our own -------------------------------------------- */

#define FIXTURES	"tests/golden/import/"

static struct str
fixture(const char *name)
{
	struct str text;

	ck_assert_int_eq(io_read_path(str_to_z(perm,
					  str_fmt(perm, FIXTURES "%s.json",
					      name)),
			     LIMIT_JSON_BYTES, perm, &text),
	    0);
	return text;
}

static const char *const fixtures[] = {
	"flaws",
	"japanese",
	"relations",
	"scores",
	"tracking",
	"trees",
};

START_TEST(test_fixtures)
{
	ck_assert_uint_eq(round_trip(fixture(fixtures[_i])), 0);
}
END_TEST

/* All of them in one repository: it still loads, and nothing is told twice. */
START_TEST(test_together)
{
	struct sources *ss = sources_open(perm);
	struct diags *d = diags_open(perm);

	for (size_t i = 0; i < ARRAY_LEN(fixtures); i++)
		ck_assert_int_eq(import_text(fixture(fixtures[i]), false)
				     .outcome,
		    IMPORT_NEW);
	for (size_t i = 0; i < ARRAY_LEN(fixtures); i++) {
		struct import_result r = import_text(fixture(fixtures[i]),
		    false);

		ck_assert_int_eq(r.outcome, IMPORT_SAME);
		ck_assert_uint_eq(r.written, 0);
		ck_assert_uint_eq(diags_len(found), 0);
	}
	(void)model_load(perm, root, ss, pool, d);
	print_found(ss, d);
	ck_assert_uint_eq(diags_count(d, DIAG_ERROR), 0);
}
END_TEST

static const char *const told[] = {
	"csaf-category",
	"csaf-character",
	"csaf-cpe",
	"csaf-cve",
	"csaf-cwe",
	"csaf-date",
	"csaf-flag",
	"csaf-lang",
	"csaf-not-kept",
	"csaf-product-id",
	"csaf-purl",
	"csaf-reference",
	"csaf-relationship",
	"csaf-revision",
	"csaf-score",
	"csaf-tlp",
	"csaf-url",
};

START_TEST(test_faulty)
{
	struct import_result r = import_text(fixture("faulty"), false);
	struct sources *ss = sources_open(perm);
	struct diags *d = diags_open(perm);

	print_found(files, found);
	ck_assert_int_eq(r.outcome, IMPORT_NEW);
	ck_assert_uint_eq(diags_count(found, DIAG_ERROR), 0);
	for (size_t i = 0; i < ARRAY_LEN(told); i++)
		ck_assert_msg(has_rule(told[i]), "%s was not told", told[i]);
	(void)model_load(perm, root, ss, pool, d);
	print_found(ss, d);
	ck_assert_uint_eq(diags_count(d, DIAG_ERROR), 0);
}
END_TEST

/* ---- what is refused --------------------------------------------------- */

#define HEAD	"{\"document\":{\"category\":\"csaf_base\","
#define PUBLISHER							\
	"\"publisher\":{\"category\":\"vendor\",\"name\":\"X\","	\
	"\"namespace\":\"https://x.example.com\"},\"title\":\"T\","
#define DATES								\
	"\"current_release_date\":\"2026-01-01T00:00:00Z\","		\
	"\"initial_release_date\":\"2026-01-01T00:00:00Z\","
#define HISTORY								\
	"\"revision_history\":[{\"date\":\"2026-01-01T00:00:00Z\","	\
	"\"number\":\"1\",\"summary\":\"s\"}],"
#define TAIL	"\"status\":\"final\",\"version\":\"1\"}}"
#define V20	"\"csaf_version\":\"2.0\","
#define TRACKING	"\"tracking\":{\"id\":\"A-1\"," DATES

static const struct {
	const char *name;
	const char *text;
	const char *rule;
} refused[] = {
	{ "empty", "", "json-syntax" },
	{ "cut", HEAD V20, "json-syntax" },
	{ "no object", "[]", "csaf-shape" },
	{ "no document", "{}", "csaf-shape" },
	{ "document is a list", "{\"document\":[]}", "csaf-shape" },
	{ "version 2.2",
	    HEAD "\"csaf_version\":\"2.2\"," PUBLISHER TRACKING HISTORY TAIL
		 "}",
	    "csaf-version" },
	{ "no publisher", HEAD V20 TRACKING HISTORY TAIL "}", "csaf-shape" },
	{ "no history", HEAD V20 PUBLISHER TRACKING TAIL "}", "csaf-shape" },
	{ "history without dates",
	    HEAD V20 PUBLISHER TRACKING
	    "\"revision_history\":[{\"date\":\"soon\",\"number\":\"1\","
	    "\"summary\":\"s\"}]," TAIL "}",
	    "csaf-shape" },
	{ "no first release",
	    HEAD V20 PUBLISHER
	    "\"tracking\":{\"id\":\"A\","
	    "\"initial_release_date\":\"once\"," HISTORY TAIL "}",
	    "csaf-shape" },
	{ "flaws are an object",
	    HEAD V20 PUBLISHER TRACKING HISTORY TAIL
	    ",\"vulnerabilities\":{}}",
	    "csaf-shape" },
	{ "status is a word",
	    HEAD V20 PUBLISHER TRACKING HISTORY TAIL
	    ",\"vulnerabilities\":[{\"product_status\":\"fixed\"}]}",
	    "csaf-shape" },
	{ "branch without a name",
	    HEAD V20 PUBLISHER TRACKING HISTORY TAIL
	    ",\"product_tree\":{\"branches\":[{\"category\":\"vendor\"}]}}",
	    "csaf-shape" },
	{ "product without an id",
	    HEAD V20 PUBLISHER TRACKING HISTORY TAIL
	    ",\"product_tree\":{\"full_product_names\":[{\"name\":\"n\"}]}}",
	    "csaf-shape" },
	{ "a name twice", HEAD "\"category\":\"x\"}}", "json-syntax" },
};

START_TEST(test_refused)
{
	struct import_result r = import_text(str_z(refused[_i].text), false);
	struct io_stat st;

	if (!has_rule(refused[_i].rule))
		print_found(files, found);
	ck_assert_msg(r.outcome == IMPORT_REFUSED, "%s", refused[_i].name);
	ck_assert_msg(has_rule(refused[_i].rule), "%s", refused[_i].name);
	ck_assert_msg(io_stat(root, S("cases"), &st) != 0 &&
		io_stat(root, S("products"), &st) != 0,
	    "%s left something", refused[_i].name);
}
END_TEST

/* ---- CSAF 2.1 ----------------------------------------------------------- */

#define TREE								\
	"\"product_tree\":{\"full_product_names\":["			\
	"{\"name\":\"Box\",\"product_id\":\"p\","			\
	"\"product_identification_helper\":{\"purls\":["	\
	"\"pkg:npm/box@1.0\",\"pkg:npm/case@1.0\"]}},"			\
	"{\"name\":\"Rack\",\"product_id\":\"q\"}],"			\
	"\"product_paths\":[{\"beginning_product_reference\":\"p\","	\
	"\"full_product_name\":{\"name\":\"Box in Rack\","		\
	"\"product_id\":\"pq\"},\"subpaths\":[{\"category\":"		\
	"\"installed_on\",\"next_product_reference\":\"q\"}%s]}]}"
#define STEP								\
	",{\"category\":\"installed_on\",\"next_product_reference\":\"p\"}"
#define CVSS4	"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N" \
		"/SI:N/SA:N"

/* A flaw, or an entry of its tree; what the case says; what is told. */
static const struct {
	const char *flaw;
	const char *more;	/* in the way of a combination */
	const char *says;
	const char *told;	/* NULL: nothing */
} by_21[] = {
	{ "\"product_status\":{\"known_affected\":[\"pq\"]}", "",
	    "relationship: installed_on", "one of 'purls' is taken over" },
	{ "\"product_status\":{\"known_affected\":[\"p\"]}", STEP,
	    "status: known_affected", "a product path of one step" },
	{ "\"cve\":\"CVE-1900-0001\",\"disclosure_date\":"
	  "\"2026-01-01T00:00:00Z\"",
	    "", "2026-01-01T00:00:00Z", NULL },
	{ "\"cwes\":[{\"id\":\"CWE-287\",\"name\":\"Improper "
	  "Authentication\",\"version\":\"4.20\"},{\"id\":\"CWE-79\"}]",
	    "", "cwe: CWE-287", "one of 'cwes' is taken over" },
	{ "\"product_status\":{\"known_affected\":[\"p\"]},\"metrics\":["
	  "{\"content\":{\"cvss_v4\":{\"vectorString\":\"" CVSS4
	  "\"},\"ssvc_v2\":{}},\"products\":[\"p\"]}]",
	    "", CVSS4, "'ssvc_v2' is not taken over" },
	{ "\"product_status\":{\"known_affected\":[\"p\"],\"unknown\":"
	  "[\"q\"]}",
	    "", "status: known_affected", "'unknown' is not taken over" },
	{ "\"product_status\":{\"known_affected\":[\"p\"]},"
	  "\"remediations\":[{\"category\":\"fix_planned\",\"details\":"
	  "\"Wait.\",\"product_ids\":[\"p\"]}]",
	    "", "category: none_available", "'fix_planned' is no category" },
	{ "\"~ssvc\":{\"exploitation\":\"active\"},\"title\":\"A flaw\"", "",
	    "A flaw", "'~ssvc' is not taken over" },
	/* Of other shapes than they should have. */
	{ "\"title\":\"A flaw\",\"metrics\":[1,{\"content\":[]},{}]", "", NULL,
	    "expected" },
	{ "\"cwes\":[],\"disclosure_date\":\"soon\"", "", "tlp: CLEAR",
	    "'cwes' is not taken over" },
};

static bool
was_told(const char *text)
{
	bool is_told = false;

	for (size_t i = 0; i < diags_len(found); i++)
		is_told = is_told ||
		    str_find(diags_at(found, i)->message, str_z(text), 0) !=
			SIZE_MAX;
	return is_told;
}

START_TEST(test_csaf21)
{
	struct str text = str_fmt(perm,
	    HEAD "\"csaf_version\":\"2.1\",\"distribution\":{\"tlp\":"
		 "{\"label\":\"CLEAR\"}}," PUBLISHER TRACKING HISTORY TAIL
		 "," TREE ",\"vulnerabilities\":[{%s}]}",
	    by_21[_i].more, by_21[_i].flaw);
	struct import_result r = import_text(text, false);
	struct str content;

	if (by_21[_i].told != NULL)
		ck_assert_msg(was_told(by_21[_i].told), "%s: not told",
		    by_21[_i].flaw);
	if (by_21[_i].says == NULL) {
		ck_assert_int_eq(r.outcome, IMPORT_REFUSED);
		return;
	}
	print_found(files, found);
	ck_assert_int_eq(r.outcome, IMPORT_NEW);
	ck_assert_int_eq(io_read(root,
			     str_cat(perm, r.case_path, S("/case.md")),
			     LIMIT_YAML_BYTES, perm, &content),
	    0);
	ck_assert_msg(str_find(content, str_z(by_21[_i].says), 0) != SIZE_MAX,
	    "%s: no %s in %.*s", by_21[_i].flaw, by_21[_i].says,
	    STR_ARG(content));
	ck_assert(str_find(content, S("tlp: CLEAR"), 0) != SIZE_MAX);
}
END_TEST

START_TEST(test_missing_file)
{
	ck_assert_int_eq(import_path("/nowhere/x.json", false).outcome,
	    IMPORT_REFUSED);
	ck_assert(has_rule("csaf-file"));
}
END_TEST

/* Every cut of a document is refused, and in good time. */
START_TEST(test_cut)
{
	struct str text = fixture("flaws");

	for (size_t n = 0; n + 1 < text.n; n += 7)
		ck_assert_int_eq(import_text(str_sub(text, 0, n), false)
				     .outcome,
		    IMPORT_REFUSED);
}
END_TEST

/* ---- a newer document --------------------------------------------------- */

static struct str
replaced(struct str text, const char *from, const char *to)
{
	size_t at = str_find(text, str_z(from), 0);

	ck_assert_uint_ne(at, SIZE_MAX);
	return str_fmt(perm, "%.*s%s%.*s", STR_ARG(str_sub(text, 0, at)), to,
	    STR_ARG(str_from(text, at + strlen(from))));
}

START_TEST(test_newer)
{
	struct str text = fixture("flaws");
	struct str newer = replaced(replaced(text, "2026-03-02T01:00:00.000Z",
					"2026-03-09T01:00:00Z"),
	    "Flaws with", "All flaws with");
	struct import_result r = import_text(text, false);
	struct str path = str_cat(perm, r.case_path, S("/case.md"));

	ck_assert_int_eq(import_text(newer, false).outcome, IMPORT_REFUSED);
	ck_assert(has_rule("csaf-imported"));
	ck_assert_uint_ne(str_find(diags_at(found, 0)->message, S("newer"), 0),
	    SIZE_MAX);
	r = import_text(newer, true);
	print_found(files, found);
	ck_assert_int_eq(r.outcome, IMPORT_REPLACED);
	ck_assert_uint_ne(str_find(content(path), S("All flaws with"), 0),
	    SIZE_MAX);
	ck_assert(
	    str_eq(content(str_cat(perm, r.case_path, S("/original.json"))),
		newer));
	ck_assert_int_eq(import_text(newer, false).outcome, IMPORT_SAME);

	/* What people edited stays. */
	put(str_to_z(perm, path),
	    str_to_z(perm, replaced(content(path), "All flaws", "Our flaws")));
	ck_assert_int_eq(import_text(text, true).outcome, IMPORT_REFUSED);
	ck_assert(has_rule("csaf-edited"));
	ck_assert_uint_ne(str_find(content(path), S("Our flaws"), 0),
	    SIZE_MAX);
}
END_TEST

/* Two publishers may have one number. */
START_TEST(test_same_number)
{
	struct str text = fixture("flaws");
	struct import_result a = import_text(text, false);
	struct import_result b = import_text(replaced(text,
						 "https://psirt.example.com",
						 "https://other.example.com"),
	    false);

	ck_assert_int_eq(a.outcome, IMPORT_NEW);
	ck_assert_int_eq(b.outcome, IMPORT_NEW);
	ck_assert(!str_eq(a.case_path, b.case_path));
	ck_assert(str_starts(b.case_path, a.case_path));
}
END_TEST

/* ---- products that are there --------------------------------------------- */

static const char COMPANY[] = "name: {ja: 例, en: Example Works}\n"
			      "kind: vendor\n";

#define PRODUCT	"products/works/one-of-ours/product.yaml"

static const struct {
	const char *name;
	const char *before;
	const char *after;	/* what is appended; NULL: refused */
} extended[] = {
	{ "no versions", "# ours\nname: {en: One}\nkind: service  # yes\n",
	    "versions:\n  - version: 1\n    product_id: p1\n" },
	{ "a list",
	    "name: {en: One}\nkind: service\nversions:\n    - {version: 0.9}\n"
	    "    - version: \"0.10\"  # the last\n",
	    "    - version: 1\n      product_id: p1\n" },
	{ "no line end", "name: {en: One}\nkind: service",
	    "\nversions:\n  - version: 1\n    product_id: p1\n" },
	{ "there already",
	    "name: {en: One}\nkind: service\nversions: [{version: 1}]\n", "" },
	{ "brackets",
	    "name: {en: One}\nkind: service\nversions: [{version: 0.9}]\n",
	    NULL },
};

START_TEST(test_extended)
{
	const char *before = extended[_i].before;
	struct import_result r;

	put("content/companies/works.yaml", COMPANY);
	put(PRODUCT, before);
	r = import_text(fixture("flaws"), false);
	if (extended[_i].after == NULL) {
		ck_assert_int_eq(r.outcome, IMPORT_REFUSED);
		ck_assert(has_rule("csaf-product-file"));
		ck_assert(str_eq_z(content(S(PRODUCT)), before));
		return;
	}
	print_found(files, found);
	ck_assert_int_eq(r.outcome, IMPORT_NEW);
	ck_assert_msg(str_eq(content(S(PRODUCT)),
			  str_fmt(perm, "%s%s", before, extended[_i].after)),
	    "%s: got\n%.*s", extended[_i].name, STR_ARG(content(S(PRODUCT))));
	ck_assert_uint_ne(str_find(content(str_cat(perm, r.case_path,
				       S("/case.md"))),
			      S("product: one-of-ours"), 0),
	    SIZE_MAX);
}
END_TEST

/* What follows the versions stays behind them. */
START_TEST(test_extended_middle)
{
	put("content/companies/works.yaml", COMPANY);
	put(PRODUCT,
	    "name: {en: One}\nkind: service\nversions:\n"
	    "- version: 0.9\n  url: https://example.com/0.9\n\n# below\n"
	    "url: https://example.com/one\n");
	ck_assert_int_eq(import_text(fixture("flaws"), false).outcome,
	    IMPORT_NEW);
	ck_assert(str_eq_z(content(S(PRODUCT)),
	    "name: {en: One}\nkind: service\nversions:\n"
	    "- version: 0.9\n  url: https://example.com/0.9\n"
	    "- version: 1\n  product_id: p1\n\n# below\n"
	    "url: https://example.com/one\n"));
}
END_TEST

/* A file that nobody can read is not taken for another product. */
START_TEST(test_broken_product)
{
	put("content/companies/works.yaml", COMPANY);
	put("products/works/one/product.yaml", "name: [\n");
	ck_assert_int_eq(import_text(fixture("flaws"), false).outcome,
	    IMPORT_REFUSED);
	ck_assert(has_rule("csaf-product-file"));
}
END_TEST

/* ---- faults of the environment ------------------------------------------ */

/* Every path and content below the repository, as one text. */
static void
snapshot(struct str dir, struct buf *out)
{
	struct io_entry *v = NULL;
	size_t n = 0;

	ck_assert_int_eq(io_list(root, dir, perm, &v, &n), 0);
	for (size_t i = 0; i < n; i++) {
		struct str path = dir.n == 0 ?
		    v[i].name :
		    str_fmt(perm, "%.*s/%.*s", STR_ARG(dir),
			STR_ARG(v[i].name));

		/* What a killed process was writing is swept with .hansho-*. */
		if (v[i].kind == IO_DIR)
			snapshot(path, out);
		else if (!str_eq(path, S("in.json")) &&
		    !str_starts(v[i].name, S(".hansho-")))
			buf_printf(out, "== %.*s\n%.*s\n", STR_ARG(path),
			    STR_ARG(content(path)));
	}
}

static struct str
tree_now(void)
{
	struct buf b;
	struct str text;

	buf_init(&b, LIMIT_JSON_BYTES);
	snapshot(S(""), &b);
	text = str_dup(perm, buf_str(&b));
	buf_fini(&b);
	return text;
}

/* Import in a process of its own whose nth call fails; its exit status. */
static int
import_with_fault(uint64_t n, int err)
{
	char path[sizeof(top) + 16];
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		struct import_result r;

		(void)!freopen("/dev/null", "w", stderr);
		snprintf(path, sizeof(path), "%s/in.json", top);
		io_fault(n, err);
		r = import_path(path, false);
		_exit(r.outcome == IMPORT_NEW ? 0 : 1);
	}
	ck_assert_int_gt(pid, 0);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
prepare_fault(void)
{
	put("content/companies/works.yaml", COMPANY);
	put(PRODUCT, "name: {en: One}\nkind: service\n");
	ck_assert_int_eq(io_write_replace(root, S("in.json"),
			     fixture("flaws")),
	    0);
}

/* Calls that an import makes when nothing fails; the tree is as before. */
static uint64_t
count_calls(struct str *before, struct str *after)
{
	uint64_t n;
	char path[sizeof(top) + 16];

	prepare_fault();
	*before = tree_now();
	snprintf(path, sizeof(path), "%s/in.json", top);
	io_fault(0, 0);
	ck_assert_int_eq(import_path(path, false).outcome, IMPORT_NEW);
	n = io_calls();
	*after = tree_now();
	ck_assert_int_eq(io_remove_tree(root, S("cases")), 0);
	prepare_fault();
	ck_assert(str_eq(tree_now(), *before));
	return n;
}

/* Whatever call fails: all of the document's files, or none. */
START_TEST(test_fault)
{
	struct str before, after;
	uint64_t calls = count_calls(&before, &after);
	size_t failures = 0;

	ck_assert_uint_gt(calls, 50);
	for (uint64_t n = 1; n <= calls; n++) {
		int status = import_with_fault(n, ENOSPC);
		struct str now = tree_now();

		ck_assert_int_ne(status, -1);
		failures += status == 3;
		ck_assert_msg(str_eq(now, status == 0 ? after : before),
		    "call %u, status %d, left:\n%.*s", (unsigned)n, status,
		    STR_ARG(now));
		ck_assert_int_eq(io_remove_tree(root, S("cases")), 0);
		prepare_fault();
	}
	ck_assert_uint_gt(failures, calls / 2);
}
END_TEST

/* Killed at any call, the next import makes up for it. */
START_TEST(test_killed)
{
	struct str before, after;
	uint64_t calls = count_calls(&before, &after);

	for (uint64_t n = 1; n <= calls; n++) {
		ck_assert_int_eq(import_with_fault(n, -1), -1);
		(void)import_with_fault(0, 0);
		ck_assert_msg(str_eq(tree_now(), after),
		    "killed at call %u:\n%.*s", (unsigned)n,
		    STR_ARG(tree_now()));
		ck_assert_int_eq(io_remove_tree(root, S("cases")), 0);
		prepare_fault();
	}
}
END_TEST

Suite *
suite_import_import(void)
{
	Suite *s = suite_create("import_import");
	TCase *samples = tcase_create("samples");
	TCase *own = tcase_create("own");

	tcase_set_timeout(samples, 120);
	tcase_add_loop_test(samples, test_samples, 0, ARRAY_LEN(folders));
	suite_add_tcase(s, samples);
	tcase_set_timeout(own, 120);
	tcase_add_checked_fixture(own, setup, teardown);
	tcase_add_loop_test(own, test_fixtures, 0, ARRAY_LEN(fixtures));
	tcase_add_test(own, test_together);
	tcase_add_test(own, test_faulty);
	tcase_add_loop_test(own, test_refused, 0, ARRAY_LEN(refused));
	tcase_add_loop_test(own, test_csaf21, 0, (int)ARRAY_LEN(by_21));
	tcase_add_test(own, test_missing_file);
	tcase_add_test(own, test_cut);
	tcase_add_test(own, test_newer);
	tcase_add_test(own, test_same_number);
	tcase_add_loop_test(own, test_extended, 0, ARRAY_LEN(extended));
	tcase_add_test(own, test_extended_middle);
	tcase_add_test(own, test_broken_product);
	tcase_add_test(own, test_fault);
	tcase_add_test(own, test_killed);
	suite_add_tcase(s, own);
	return s;
}
