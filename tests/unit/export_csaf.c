/*
 * CSAF documents from views made by hand: what golden documents cannot show,
 * for no file of a repository may hold it.  Every document is read back by the
 * strict reader and must have sorted keys and no empty container or text.
 */
#include "test.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/embed.h"
#include "base/limits.h"
#include "base/span.h"
#include "export/plan.h"
#include "export/public/csaf.h"
#include "export/public/place.h"
#include "text/catalog.h"
#include "text/json_read.h"
#include "text/yaml.h"
#include "wall/public_view.h"

Suite *suite_export_csaf(void);

#define CVSS_4							\
	"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:N/SC:N/SI:N/SA:N"
#define WORDS(j, e)	{ { STR_INIT(j), STR_INIT(e) } }

struct making {
	struct arena *a;
	struct sources *ss;
	struct diags *d;
	struct export_context c;
	struct public_view view;
	struct public_advisory adv;
	struct public_revision revisions[2];
	struct public_vulnerability flaw;
	struct public_leaf leaves[8];
};

/* ---- the view ---------------------------------------------- */

static struct instant
at(const char *z)
{
	struct instant t;

	ck_assert(instant_parse(str_z(z), &t, NULL));
	return t;
}

static struct when
on(const char *z)
{
	struct when w;

	ck_assert(when_parse(str_z(z), &w, NULL));
	return w;
}

static void
load_words(struct making *m, struct catalog *words)
{
	const struct embedded *e;

	for (size_t i = 0; (e = embedded_at(i)) != NULL; i++) {
		struct span all = { .len = (uint32_t)e->content.n };

		if (!str_starts(e->path, S("i18n/")))
			continue;
		all.file = source_add(m->ss, e->path);
		source_set_text(m->ss, all.file, e->content);
		ck_assert(catalog_add(words,
		    yaml_parse(m->a, m->ss, all, m->d), m->d));
	}
}

/* An advisory of ours with one flaw that affects leaf 0. */
static void
making_open(struct making *m)
{
	struct arena *a = arena_open();
	struct catalog *words = catalog_open(a, NULL);
	struct public_leaves one = { arena_new(a, size_t), 1 };

	*m = (struct making){ .a = a,
		.ss = sources_open(a),
		.d = diags_open(a) };
	load_words(m, words);
	m->c.words = words;
	m->c.version = S("9");
	m->view.zone = zone_open(a, S("Asia/Tokyo"), S(""));
	m->view.base_url = S("https://example.com/");
	m->view.disclaimer = (struct public_words)WORDS("免責", "Terms");
	m->adv.id = S("X-1");
	m->adv.file = S("x-1");
	m->adv.base_url = m->view.base_url;
	m->adv.title = (struct public_words)WORDS("題", "Title");
	m->adv.category = S("csaf_security_advisory");
	m->adv.status = S("final");
	m->adv.lang = S("en");
	m->adv.publisher = (struct public_publisher){ S("vendor"), S("Us"),
		S("https://example.com"), S(""), S("") };
	m->revisions[0] = (struct public_revision){ .version = STR_INIT("1"),
		.at = at("2026-01-01T08:00:00+09:00"),
		.summary = WORDS("初版", "First") };
	m->adv.revisions = m->revisions;
	m->adv.n_revisions = 1;
	m->leaves[0] = (struct public_leaf){ .product_id = STR_INIT("p"),
		.name = STR_INIT("Us P"),
		.vendor = STR_INIT("Us"),
		.product = STR_INIT("P") };
	m->adv.leaves = m->leaves;
	m->adv.n_leaves = 1;
	m->flaw.cve = S("CVE-1900-0001");
	m->flaw.status[PUBLIC_KNOWN_AFFECTED] = one;
	m->adv.vulnerabilities = &m->flaw;
	m->adv.n_vulnerabilities = 1;
	m->view.advisories = &m->adv;
	m->view.n_advisories = 1;
}

/* ---- reading back ---------------------------------------------- */

static unsigned char
lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static bool
is_before(struct str a, struct str b)
{
	for (size_t i = 0; i < a.n && i < b.n; i++) {
		if (lower(a.p[i]) != lower(b.p[i]))
			return lower(a.p[i]) < lower(b.p[i]);
	}
	return a.n != b.n ? a.n < b.n : str_cmp(a, b) < 0;
}

static void
check_node(struct arena *a, const struct json_node *n)
{
	const char *name = str_to_z(a, n->name);

	if (n->kind == JSON_IS_STRING)
		ck_assert_msg(n->text.n > 0, "'%s' is empty", name);
	if (n->kind != JSON_IS_OBJECT && n->kind != JSON_IS_ARRAY)
		return;
	ck_assert_msg(n->n > 0, "'%s' holds nothing", name);
	for (const struct json_node *m = n->first; m != NULL; m = m->next) {
		if (n->kind == JSON_IS_OBJECT && m->next != NULL)
			ck_assert_msg(is_before(m->name, m->next->name),
			    "'%s' is not in order", str_to_z(a, m->name));
		check_node(a, m);
	}
}

static bool
render(struct making *m, struct str *out)
{
	struct plan plan = { .perm = m->a };
	struct buf buf;
	bool ok;

	csaf_plan(&plan, &m->view, &m->c);
	ck_assert_uint_eq(plan.n, 1);
	buf_init(&buf, LIMIT_PAGE_BYTES);
	ok = csaf_render(&plan.pages[0].page, &m->view, &m->c, m->a, &buf,
	    m->d);
	ck_assert(buf_ok(&buf));
	*out = str_dup(m->a, buf_str(&buf));
	buf_fini(&buf);
	return ok;
}

/* The document of the view, which must be well made. */
static const struct json_node *
document(struct making *m)
{
	const struct json_node *root;
	struct str text;
	uint32_t file = source_add(m->ss, S("x-1.json"));

	ck_assert(render(m, &text));
	source_set_text(m->ss, file, text);
	root = json_tree(m->a, m->ss, file, m->d);
	ck_assert_ptr_nonnull(root);
	ck_assert_uint_eq(diags_len(m->d), 0);
	check_node(m->a, root);
	return root;
}

/*
 * The node that a path leads to, NULL when there is none: members by name,
 * items by number, parted by blanks.
 */
static const struct json_node *
find(const struct json_node *n, const char *path)
{
	struct str rest = str_z(path), step;

	while (n != NULL && rest.n > 0) {
		(void)str_cut(rest, ' ', &step, &rest);
		if (n->kind == JSON_IS_ARRAY) {
			size_t i = (size_t)(step.p[0] - '0');

			for (n = n->first; n != NULL && i > 0; i--)
				n = n->next;
			continue;
		}
		for (n = n->first; n != NULL; n = n->next) {
			if (str_eq(n->name, step))
				break;
		}
	}
	return n;
}

static void
expect(const struct json_node *root, const char *path, const char *text)
{
	const struct json_node *n = find(root, path);

	if (text == NULL) {
		ck_assert_msg(n == NULL, "%s is there", path);
		return;
	}
	ck_assert_msg(n != NULL, "%s is missing", path);
	ck_assert_msg(str_eq_z(n->text, text), "%s is '%.*s', not '%s'", path,
	    STR_ARG(n->text), text);
}

/* ---- tests ---------------------------------------------- */

START_TEST(own_document)
{
	struct making m;
	const struct json_node *root;

	making_open(&m);
	root = document(&m);
	expect(root, "document distribution tlp label", "WHITE");
	expect(root, "document references 0 category", "self");
	/* 2026-01-01T08:00+09:00 is still 2025 where years are counted. */
	expect(root, "document references 0 url",
	    "https://example.com/.well-known/csaf/white/2025/x-1.json");
	expect(root, "document notes 0 text", "Title");
	expect(root, "document notes 1 category", "legal_disclaimer");
	expect(root, "document tracking initial_release_date",
	    "2026-01-01T08:00:00+09:00");
	expect(root, "document tracking generator date", NULL);
	expect(root, "vulnerabilities 0 notes 0 category", "description");
	expect(root, "vulnerabilities 0 remediations 0 category",
	    "none_available");
	expect(root,
	    "product_tree branches 0 branches 0 product "
	    "product_identification_helper x_generic_uris 0 uri",
	    "https://example.com#p");
	arena_close(m.a);
}
END_TEST

START_TEST(import_gets_nothing)
{
	struct making m;
	struct public_section note = { .key = STR_INIT("general"),
		.category = STR_INIT("general"),
		.text = { .plain = STR_INIT(" as *it*\n was ") } };
	struct public_link link = { STR_INIT("https://example.org/a"),
		STR_INIT("A"), false, false };
	const struct json_node *root;

	making_open(&m);
	m.adv.is_import = true;
	m.adv.is_withdrawn = true;
	m.adv.sections[PUBLIC_EN] = &note;
	m.adv.n_sections[PUBLIC_EN] = 1;
	m.adv.references = &link;
	m.adv.n_references = 1;
	m.flaw.cve = S("");
	root = document(&m);
	expect(root, "document notes 0 text", " as *it*\n was ");
	expect(root, "document notes 0 title", NULL);
	expect(root, "document notes 1", NULL);
	expect(root, "document references 0 category", NULL);
	expect(root, "document references 1", NULL);
	expect(root, "document aggregate_severity", NULL);
	expect(root, "vulnerabilities 0 ids", NULL);
	expect(root, "vulnerabilities 0 notes", NULL);
	expect(root, "vulnerabilities 0 remediations", NULL);
	expect(root,
	    "product_tree branches 0 branches 0 product "
	    "product_identification_helper",
	    NULL);
	arena_close(m.a);
}
END_TEST

START_TEST(hostile_text)
{
	static const struct str texts[] = {
		STR_INIT("\"}],\"x\":[{\"\\"),
		STR_INIT("\x01\x02\x1f\x7f\t\r\n"),
		STR_INIT("</script><!--"),
		STR_INIT("\xe2\x80\xae"
			 "abc\xe2\x80\xac"
			 "\xe2\x81\xa6"),
		STR_INIT("\xe2\x80\xa8\xe2\x80\xa9\xef\xbb\xbf"),
		STR_INIT("%s%n{{x}}${y}"),
		STR_INIT("\xf0\xa0\xae\xb7\xef\xbf\xbe"),
	};
	const struct str t = texts[_i];
	struct making m;
	const struct json_node *root, *n;

	making_open(&m);
	m.adv.title.in[PUBLIC_EN] = t;
	m.leaves[0].name = t;
	m.leaves[0].product_id = t;
	m.leaves[0].version = t;
	root = document(&m);
	n = find(root, "document title");
	ck_assert_msg(n != NULL && str_eq(n->text, t), "title");
	n = find(root, "product_tree branches 0 branches 0 branches 0 name");
	ck_assert_msg(n != NULL && str_eq(n->text, t), "version");
	n = find(root, "vulnerabilities 0 product_status known_affected 0");
	ck_assert_msg(n != NULL && str_eq(n->text, t), "id");
	n = find(root,
	    "product_tree branches 0 branches 0 branches 0 product "
	    "product_identification_helper x_generic_uris 0 uri");
	ck_assert_ptr_nonnull(n);
	for (size_t i = 0; i < n->text.n; i++)
		ck_assert_msg(n->text.p[i] > ' ' && n->text.p[i] < 0x7f &&
			strchr("\"<>\\{}|^`", n->text.p[i]) == NULL,
		    "uri");
	arena_close(m.a);
}
END_TEST

/* A product as a whole and its versions; one without a vendor; a tree. */
START_TEST(tree)
{
	static struct str branches[] = { STR_INIT("vendor: Us"),
		STR_INIT("architecture: a:b"), STR_INIT("product_name:P") };
	struct making m;
	const struct json_node *root;

	making_open(&m);
	m.leaves[1] = m.leaves[0];
	m.leaves[1].product_id = S("p@1");
	m.leaves[1].version = S("1");
	m.leaves[2] = m.leaves[0];
	m.leaves[2].product_id = S("p@<2");
	m.leaves[2].range = S("vers:semver/<2");
	m.leaves[3] = (struct public_leaf){ .product_id = STR_INIT("q"),
		.name = STR_INIT("Q"),
		.product = STR_INIT("Q") };
	m.leaves[4] = m.leaves[0];
	m.leaves[4].product_id = S("r");
	m.leaves[4].branches = branches;
	m.leaves[4].n_branches = ARRAY_LEN(branches);
	m.leaves[5] = (struct public_leaf){ .product_id = STR_INIT("p:q"),
		.name = STR_INIT("Q in P"),
		.is_combination = true,
		.relationship = STR_INIT("default_component_of"),
		.part = 3,
		.whole = 0 };
	m.adv.n_leaves = 6;
	root = find(document(&m), "product_tree");
	expect(root, "branches 1", NULL);
	expect(root, "branches 0 branches 0 product product_id", "p");
	expect(root, "branches 0 branches 0 branches", NULL);
	expect(root, "branches 0 branches 1 product", NULL);
	expect(root, "branches 0 branches 1 branches 0 category",
	    "product_version");
	expect(root, "branches 0 branches 1 branches 1 product product_id",
	    "p@<2");
	expect(root, "branches 0 branches 2 name", "a:b");
	expect(root, "branches 0 branches 2 branches 0 product product_id",
	    "r");
	expect(root, "full_product_names 0 product_id", "q");
	expect(root, "relationships 0 product_reference", "q");
	expect(root, "relationships 0 relates_to_product_reference", "p");
	arena_close(m.a);
}
END_TEST

START_TEST(tree_depth)
{
	struct str branches[LIMIT_CSAF_BRANCHES + 1];
	struct making m;
	struct str text;

	for (size_t i = 0; i < ARRAY_LEN(branches); i++)
		branches[i] = S("product_family: x");
	making_open(&m);
	m.leaves[0].branches = branches;
	m.leaves[0].n_branches = LIMIT_CSAF_BRANCHES;
	(void)document(&m);
	m.leaves[0].n_branches = LIMIT_CSAF_BRANCHES + 1;
	ck_assert(!render(&m, &text));
	ck_assert(str_eq_z(diags_at(m.d, 0)->rule, "csaf-branches"));
	arena_close(m.a);
}
END_TEST

START_TEST(hashes)
{
	struct public_hash list[] = {
		{ STR_INIT("sha256"), STR_INIT("aa"), STR_INIT("f") },
		{ STR_INIT("sha512"), STR_INIT("bb"), STR_INIT("g") },
		{ STR_INIT("sha512"), STR_INIT("cc"), STR_INIT("f") },
		{ STR_INIT("SHA256"), STR_INIT("dd"), STR_INIT("f") },
	};
	struct making m;
	const struct json_node *root;

	making_open(&m);
	m.leaves[0].hashes = list;
	m.leaves[0].n_hashes = ARRAY_LEN(list);
	root = find(document(&m),
	    "product_tree branches 0 branches 0 product "
	    "product_identification_helper");
	expect(root, "hashes 0 filename", "f");
	expect(root, "hashes 0 file_hashes 1 value", "cc");
	expect(root, "hashes 1 file_hashes 0 value", "dd");
	expect(root, "hashes 2 filename", "g");
	expect(root, "x_generic_uris", NULL);
	arena_close(m.a);
}
END_TEST

static void
set_scores(struct making *m, const char *const *vectors, size_t n,
    struct public_leaves leaves)
{
	m->flaw.scores = arena_array(m->a, struct public_score, n);
	m->flaw.n_scores = n;
	for (size_t i = 0; i < n; i++) {
		struct public_score *s = &m->flaw.scores[i];
		struct cvss_fault fault;

		s->vector = str_z(vectors[i]);
		ck_assert(cvss_parse(s->vector, &s->cvss, &fault));
		s->score = cvss_score(&s->cvss);
		s->leaves = leaves;
	}
}

START_TEST(scores)
{
	static const char *const vectors[] = {
		CVSS_4,
		"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H/E:X",
		"CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L",
		"AV:N/AC:L/Au:N/C:N/I:N/A:C/E:POC/RL:ND/RC:ND",
		"CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L",
	};
	struct making m;
	const struct json_node *root;

	making_open(&m);
	set_scores(&m, vectors, ARRAY_LEN(vectors),
	    m.flaw.status[PUBLIC_KNOWN_AFFECTED]);
	root = find(document(&m), "vulnerabilities 0");
	expect(root, "scores 0 cvss_v3 baseScore", "7.5");
	expect(root, "scores 0 cvss_v3 exploitCodeMaturity", NULL);
	expect(root, "scores 0 cvss_v2 version", "2.0");
	expect(root, "scores 0 cvss_v2 exploitability", "PROOF_OF_CONCEPT");
	expect(root, "scores 0 cvss_v2 baseSeverity", NULL);
	expect(root, "scores 0 products 0", "p");
	expect(root, "scores 1", NULL);
	expect(root, "references 0 summary", "CVSS 4.0: 9.3 (CRITICAL)");

	/* Others may have had their reasons for two versions. */
	m.adv.is_import = true;
	root = find(document(&m), "vulnerabilities 0");
	expect(root, "scores 1 cvss_v3 version", "3.0");
	expect(root, "scores 2", NULL);
	arena_close(m.a);
}
END_TEST

/* What is said of several products in the same words is said once. */
START_TEST(said_once)
{
	size_t first[] = { 0 }, second[] = { 0, 1 };
	struct public_remediation r[] = {
		{ .category = STR_INIT("workaround"),
		    .details = WORDS("", "Do"),
		    .leaves = { second, 2 } },
		{ .category = STR_INIT("workaround"),
		    .details = WORDS("", "Do"),
		    .leaves = { first, 1 } },
		{ .category = STR_INIT("workaround"),
		    .details = WORDS("", "Do"),
		    .url = STR_INIT("https://example.com/"),
		    .date = { .kind = WHEN_UNSET },
		    .leaves = { first, 1 } },
	};
	struct public_threat t[] = {
		{ .category = STR_INIT("impact"),
		    .details = WORDS("", "No"),
		    .leaves = { first, 1 } },
		{ .category = STR_INIT("impact"), .details = WORDS("", "No") },
	};
	struct making m;
	const struct json_node *root;

	making_open(&m);
	m.leaves[1] = m.leaves[0];
	m.leaves[1].product_id = S("p@1");
	m.leaves[1].version = S("1");
	m.adv.n_leaves = 2;
	m.flaw.status[PUBLIC_KNOWN_AFFECTED] = (struct public_leaves){ second,
		2 };
	r[2].date = on("2026-10-01");
	m.flaw.remediations = r;
	m.flaw.n_remediations = ARRAY_LEN(r);
	m.flaw.threats = t;
	m.flaw.n_threats = ARRAY_LEN(t);
	root = find(document(&m), "vulnerabilities 0");
	ck_assert_uint_eq(find(root, "remediations")->n, 2);
	ck_assert_uint_eq(find(root, "remediations 0 product_ids")->n, 2);
	expect(root, "remediations 1 date", "2026-10-01T00:00:00+09:00");
	ck_assert_uint_eq(find(root, "threats")->n, 2);
	expect(root, "threats 1 product_ids", NULL);
	arena_close(m.a);
}
END_TEST

START_TEST(profiles)
{
	struct making m;
	const struct json_node *root;

	making_open(&m);
	m.adv.category = S("csaf_informational_advisory");
	root = document(&m);
	expect(root, "vulnerabilities", NULL);
	expect(root, "document references 1 category", "external");
	m.adv.category = S("csaf_vex");
	m.flaw.cve = S("");
	m.adv.is_withdrawn = true;
	root = document(&m);
	expect(root, "vulnerabilities 0 ids 0 text", "X-1");
	expect(root, "document notes 1 title", "Reasoning for Withdrawal");
	arena_close(m.a);
}
END_TEST

START_TEST(released)
{
	struct public_released_file files[] = {
		{ STR_INIT("x-1.json.asc"), STR_INIT("signature") },
		{ STR_INIT("x-1.json"), STR_INIT("as it was\r\n") },
	};
	struct making m;
	struct str text;

	making_open(&m);
	m.adv.released = files;
	m.adv.n_released = ARRAY_LEN(files);
	ck_assert(render(&m, &text));
	ck_assert(str_eq_z(text, "as it was\r\n"));
	arena_close(m.a);
}
END_TEST

/* Whom it is for, in the words of each version (2.1, cls-18). */
START_TEST(label)
{
	static const struct {
		const char *label20, *text, *folder20, *label21, *folder21;
	} rows[] = {
		[PUBLIC_CLEAR] = { "WHITE", NULL, "white", "CLEAR", "clear" },
		[PUBLIC_GREEN] = { "GREEN", NULL, "green", "GREEN", "green" },
		[PUBLIC_AMBER] = { "AMBER", NULL, "amber", "AMBER", "amber" },
		[PUBLIC_AMBER_STRICT] = { "RED", "TLP v2.0: TLP:AMBER+STRICT",
		    "red", "AMBER+STRICT", "amber+strict" },
		[PUBLIC_RED] = { "RED", NULL, "red", "RED", "red" },
	};
	struct making m;
	const struct json_node *root;
	struct str url, url21;

	making_open(&m);
	m.adv.label = (enum public_label)_i;
	url = str_fmt(m.a, "/.well-known/csaf/%s/2025/x-1.json",
	    rows[_i].folder20);
	url21 = str_fmt(m.a, ".well-known/csaf/v2.1/%s/2025/x-1.json",
	    rows[_i].folder21);
	root = document(&m);
	expect(root, "document distribution tlp label", rows[_i].label20);
	expect(root, "document distribution text", rows[_i].text);
	ck_assert(
	    str_ends(find(root, "document references 0 url")->text, url));
	ck_assert(str_eq(place_csaf21(m.a, &m.adv), url21));
	ck_assert_str_eq(public_label_word(m.adv.label), rows[_i].label21);
	arena_close(m.a);
}
END_TEST

START_TEST(words_missing)
{
	struct making m;
	struct str text;

	making_open(&m);
	m.c.words = catalog_open(m.a, NULL);
	ck_assert(!render(&m, &text));
	ck_assert(str_eq_z(diags_at(m.d, 0)->rule, "catalog-missing"));
	arena_close(m.a);
}
END_TEST

Suite *
suite_export_csaf(void)
{
	Suite *s = suite_create("export_csaf");
	TCase *t = tcase_create("csaf");

	tcase_add_test(t, own_document);
	tcase_add_test(t, import_gets_nothing);
	tcase_add_loop_test(t, hostile_text, 0, 7);
	tcase_add_test(t, tree);
	tcase_add_test(t, tree_depth);
	tcase_add_test(t, hashes);
	tcase_add_test(t, scores);
	tcase_add_test(t, said_once);
	tcase_add_test(t, profiles);
	tcase_add_test(t, released);
	tcase_add_loop_test(t, label, 0, PUBLIC_LABELS);
	tcase_add_test(t, words_missing);
	suite_add_tcase(s, t);
	return s;
}
