/*
 * How far decisions reach, which of several counts, and what lapses: versions
 * with what they consist of, decisions, and all rulings in a line.
 */
#include "finding/matched_ruling.h"

#include "base/attr.h"
#include "base/buf.h"
#include "finding/matched_evidence.h"
#include "finding/stock.h"
#include "match_run.h"
#include "model_text.h"

Suite *suite_finding_matched_ruling(void);

#define NOW	"2026-11-22T09:00+09:00"
#define PRODUCT	"products/acme/box/product.yaml"
#define RECORD	"{'id':'EX-1','modified':'2026-01-01T00:00:00Z'," \
		"'affected':[{'package':{'ecosystem':'npm','name':'x'}}]}"
#define CHANGED	"{'id':'EX-1','modified':'2026-02-01T00:00:00Z'," \
		"'affected':[{'package':{'ecosystem':'npm','name':'y'}}]}"
#define BY	"basis: b, by: sato, "

static struct model_fixture f;

static void
setup(void)
{
	model_fixture_open(&f);
	run_setup();
}

static void
teardown(void)
{
	run_teardown();
	model_fixture_close(&f);
}

struct row {
	const char *name;
	const char *product;	/* more of product.yaml; or NULL */
	/* What versions consist of: "VERSION PART PART; VERSION PART", a part
	 * a purl or NAME=VERSION. */
	const char *stock;
	const char *decisions;	/* without `basis` and `by`, which DECISION
				 * adds */
	const char *want;
};

#define DECISION(id, at, more)						\
	"- {vulnerability: " id ", verdict: affected, " BY "at: " at ", " more \
	"}\n"
#define ON_ZLIB	"rests_on: [{component: 'pkg:generic/zlib', "		\
		"component_version: 1.2.13}]"

static const struct row rows[] = {
	{ "named, later, earlier", NULL, "",
	    DECISION("E-1", "2026-10-01", "versions: [1.1.0]"),
	    "1.1.0 E-1; 1.2.0 E-1 inherited" },
	{ "all when none is named", NULL, "",
	    DECISION("E-1", "2026-10-01", "component: zlib"),
	    "1.0.0 E-1; 1.1.0 E-1; 1.2.0 E-1" },
	{ "between two that are named", NULL, "",
	    DECISION("E-1", "2026-10-01", "versions: [1.0.0, 1.2.0]"),
	    "1.0.0 E-1; 1.1.0 E-1 inherited; 1.2.0 E-1" },
	{ "without a scheme, as listed",
	    "versions: [{version: b}, "
	    "{version: a}]",
	    "", DECISION("E-1", "2026-10-01", "versions: [b]"),
	    "b E-1; a E-1 inherited" },
	{ "a product without versions", "url: https://example.com/", "",
	    DECISION("E-1", "2026-10-01", "component: zlib"), "- E-1" },
	{ "time yet to come", NULL, "",
	    DECISION("E-1", "2026-11-23", "versions: [1.2.0]"), "" },
	{ "the newest counts", NULL, "",
	    DECISION("E-1", "2026-10-02", "versions: [1.2.0]")
		DECISION("e-1", "2026-10-01", "versions: [1.2.0]"),
	    "1.2.0 E-1" },
	{ "of one time the later row", NULL, "",
	    DECISION("E-1", "2026-10-01", "versions: [1.2.0]")
		DECISION("e-1", "2026-10-01", "versions: [1.2.0]"),
	    "1.2.0 e-1" },
	{ "by itself before inherited, though older", NULL, "",
	    DECISION("E-1", "2026-10-02", "versions: [1.1.0]")
		DECISION("e-1", "2026-10-01", "versions: [1.2.0]"),
	    "1.1.0 E-1; 1.2.0 e-1" },
	{ "another part is another matter", NULL, "",
	    DECISION("E-1", "2026-10-02", "versions: [1.2.0], component: zlib")
		DECISION("e-1", "2026-10-01",
		    "versions: [1.2.0], component: curl"),
	    "1.2.0 E-1; 1.2.0 e-1" },
	{ "the whole speaks of its parts", NULL, "",
	    DECISION("E-1", "2026-10-02", "versions: [1.2.0]") DECISION("e-1",
		"2026-10-01", "versions: [1.2.0], component: curl"),
	    "1.2.0 E-1" },

	{ "exactly those on a changed version", NULL,
	    "1.1.0 pkg:generic/zlib@1.2.13 pkg:generic/curl@8.0; "
	    "1.2.0 pkg:generic/zlib@1.3.1 pkg:generic/curl@8.0",
	    DECISION("E-1", "2026-10-01", "versions: [1.1.0], " ON_ZLIB)
		DECISION("E-2", "2026-10-01",
		    "versions: [1.1.0], rests_on: [{component: curl, "
		    "component_version: '8.0'}]")
		    DECISION("E-3", "2026-10-01", "versions: [1.1.0]"),
	    "1.1.0 E-1; 1.1.0 E-2; 1.1.0 E-3; "
	    "1.2.0 E-1 inherited (component 1.2.13 > 1.3.1); "
	    "1.2.0 E-2 inherited; 1.2.0 E-3 inherited" },
	{ "of a version that is named, too", NULL,
	    "1.2.0 pkg:generic/zlib@1.3.1",
	    DECISION("E-1", "2026-10-01", "versions: [1.2.0], " ON_ZLIB),
	    "1.2.0 E-1 (component 1.2.13 > 1.3.1)" },
	{ "judged again", NULL,
	    "1.1.0 pkg:generic/zlib@1.2.13; 1.2.0 pkg:generic/zlib@1.3.1",
	    DECISION("E-1", "2026-10-01", "versions: [1.1.0], " ON_ZLIB)
		DECISION("e-1", "2026-11-01",
		    "versions: [1.2.0], rests_on: [{component: "
		    "'pkg:generic/zlib@1.3.1'}]"),
	    "1.1.0 E-1; 1.2.0 e-1" },
	{ "the part is gone", NULL, "1.2.0 pkg:generic/curl@8.0",
	    DECISION("E-1", "2026-10-01", "versions: [1.2.0], " ON_ZLIB),
	    "1.2.0 E-1 (gone 1.2.13 > )" },
	{ "another of its name is another part", NULL,
	    "1.2.0 pkg:npm/zlib@1.2.13",
	    DECISION("E-1", "2026-10-01", "versions: [1.2.0], " ON_ZLIB),
	    "1.2.0 E-1 (gone 1.2.13 > )" },
	{ "a version without an inventory", NULL, "",
	    DECISION("E-1", "2026-10-01", "versions: [1.2.0], " ON_ZLIB),
	    "1.2.0 E-1" },
	{ "one that the inventory does not tell", NULL, "1.2.0 zlib=",
	    DECISION("E-1", "2026-10-01", "versions: [1.2.0], " ON_ZLIB),
	    "1.2.0 E-1" },
	{ "the same version, written otherwise", NULL,
	    "1.2.0 pkg:deb/debian/zlib1g@1:1.2.13-1",
	    DECISION("E-1", "2026-10-01",
		"versions: [1.2.0], rests_on: [{component: "
		"'pkg:deb/debian/zlib1g', component_version: '1:1.2.13-01'}]"),
	    "1.2.0 E-1" },
	{ "a second copy of another version", NULL,
	    "1.2.0 pkg:generic/zlib@1.2.13 pkg:generic/zlib@1.2.3 "
	    "pkg:generic/zlib@1.2.3",
	    DECISION("E-1", "2026-10-01", "versions: [1.2.0], " ON_ZLIB),
	    "1.2.0 E-1 (component 1.2.13 > 1.2.13, 1.2.3)" },
	{ "both were judged", NULL,
	    "1.2.0 pkg:generic/zlib@1.2.13 pkg:generic/zlib@1.2.3",
	    DECISION("E-1", "2026-10-01",
		"versions: [1.2.0], rests_on: [{component: zlib 1.2.13}, "
		"{component: zlib, component_version: 1.2.3}]"),
	    "1.2.0 E-1" },
	{ "any version will do", NULL, "1.2.0 zlib=7",
	    DECISION("E-1", "2026-10-01",
		"versions: [1.2.0], rests_on: [{component: zlib}]"),
	    "1.2.0 E-1" },
	{ "absent, and there", NULL,
	    "1.1.0 zlib=1; 1.2.0 zlib=1 org.apache:log4j-core=2.17.0",
	    DECISION("E-1", "2026-10-01",
		"versions: [1.1.0], rests_on: [{absent: log4j-core}]"),
	    "1.1.0 E-1; 1.2.0 E-1 inherited (appeared  > 2.17.0)" },

	{ "set up otherwise",
	    "scheme: semver\nversions: [{version: 1.1.0, "
	    "configuration: a}, {version: 1.2.0, configuration: b}, "
	    "{version: 1.3.0}]",
	    "",
	    DECISION("E-1", "2026-10-01",
		"versions: [1.1.0], rests_on: [{configuration: a}]"),
	    "1.1.0 E-1; 1.2.0 E-1 inherited (configuration a > b); "
	    "1.3.0 E-1 inherited" },
	{ "set up as the product",
	    "configuration: b\n"
	    "versions: [{version: 1.1.0}]",
	    "",
	    DECISION("E-1", "2026-10-01",
		"versions: [1.1.0], rests_on: [{configuration: a}]"),
	    "1.1.0 E-1 (configuration a > b)" },

	{ "the last day", NULL, "",
	    DECISION("E-1", "2026-10-01",
		"versions: [1.2.0], until: 2026-11-22, review: 2026-11-22"),
	    "1.2.0 E-1" },
	{ "the day after", NULL, "",
	    DECISION("E-1", "2026-10-01",
		"versions: [1.2.0], until: 2026-11-21, review: 2026-11-20"),
	    "1.2.0 E-1 (until 2026-11-21 > ) (review 2026-11-20 > )" },
};

static struct component
component_of(struct str part)
{
	struct component c = { .at = { 1, 0, 1 } };
	struct str head, rest;

	if (str_starts(part, S("pkg:"))) {
		c.purl = part;
		return c;
	}
	ck_assert(str_cut(part, '=', &head, &rest));
	c.name = head;
	c.version = rest;
	return c;
}

static const struct version *
version_of(const struct product_entry *p, struct str version)
{
	for (size_t i = 0; i < p->product->versions.n; i++) {
		if (str_eq(p->product->versions.v[i].version.s, version))
			return &p->product->versions.v[i];
	}
	ck_abort_msg("no version %.*s", STR_ARG(version));
}

/* The product itself is in each inventory; it is no part. */
static struct stock
stock_of(const struct product_entry *p, struct str text)
{
	struct component *v = arena_array(f.a, struct component, 16);
	struct stock s = { .product = p, .inv = { v, 1 } };
	struct str version, part;

	v[0] = (struct component){ .name = S("zlib"), .version = S("0") };
	(void)str_cut(str_trim(text), ' ', &version, &text);
	s.version = version_of(p, version);
	while (text.n > 0) {
		(void)str_cut(text, ' ', &part, &text);
		ck_assert_uint_lt(s.inv.n, 16);
		v[s.inv.n++] = component_of(part);
	}
	return s;
}

static struct stock_list
stocks_of(const struct product_entry *p, const char *z)
{
	struct stock_list l = { arena_array(f.a, struct stock, 8), 0 };
	struct str text = str_z(z), one;

	while (text.n > 0) {
		(void)str_cut(text, ';', &one, &text);
		l.v[l.n++] = stock_of(p, one);
	}
	return l;
}

static void
load(const struct row *r)
{
	struct model_file files[2] = {
		{ .path = PRODUCT },
		{ .path = "products/acme/box/decisions.yaml" },
	};

	files[0].text = str_to_z(f.a,
	    str_fmt(f.a, "name: {en: Box}\nkind: hardware\n%s\n",
		r->product != NULL ?
		    r->product :
		    "scheme: semver\nversions: [{version: 1.0.0}, "
		    "{version: 1.1.0}, {version: 1.2.0}]"));
	files[1].text = str_to_z(f.a,
	    str_fmt(f.a, "decisions:\n%s", r->decisions));
	model_fixture_load(&f, files, ARRAY_LEN(files));
	model_expect(&f, r->name, &(struct model_fault){ .rule = NULL });
}

static void
put_ruling(struct buf *b, const struct ruling *r)
{
	buf_printf(b, "%s%.*s %.*s%s", b->n > 0 ? "; " : "",
	    STR_ARG(r->version != NULL ? r->version->version.s : S("-")),
	    STR_ARG(r->decision->vulnerability.s),
	    r->is_inherited ? " inherited" : "");
	for (size_t i = 0; i < r->n_lapses; i++)
		buf_printf(b, " (%s %.*s > %.*s)", r->lapses[i].reason,
		    STR_ARG(r->lapses[i].was), STR_ARG(r->lapses[i].is));
}

/* The product that has the decisions: others have none. */
static const struct product_entry *
box(void)
{
	return (const void *)model_find(f.m, SPACE_PRODUCT, S("box"));
}

static size_t
rule_on(const struct stock_list *l, const struct index *x, struct ruling **out)
{
	struct ruling_ask q = { .m = f.m, .stocks = l, .x = x };

	ck_assert(instant_parse(S(NOW), &q.now, NULL));
	return matched_rulings(f.a, &q, out);
}

START_TEST(table)
{
	const struct row *r = &rows[_i];
	struct stock_list l;
	struct ruling *v;
	struct buf b;
	size_t n;

	load(r);
	l = stocks_of(box(), r->stock);
	n = rule_on(&l, NULL, &v);
	buf_init(&b, 1u << 16);
	for (size_t i = 0; i < n; i++)
		put_ruling(&b, &v[i]);
	ck_assert_msg(str_eq_z(buf_str(&b), r->want), "%s: '%.*s', not '%s'",
	    r->name, STR_ARG(buf_str(&b)), r->want);
	buf_fini(&b);
}
END_TEST

/* ---- records ------------------------------------------------------------- */

static struct str
digest_of(const char *id)
{
	struct index_origin from;
	const uint32_t *v;
	size_t n;

	v = index_find(run_index, INDEX_ID, index_key_id(run_arena, str_z(id)),
	    &n);
	ck_assert_uint_ge(n, 1);
	ck_assert(index_origin(run_index, run_arena, v[0], &from));
	ck_assert_uint_eq(from.sha256.n, 64);
	return from.sha256;
}

static bool
knows_nothing(const void *of, uint32_t record)
{
	(void)of;
	(void)record;
	return false;
}

/* How many lapses a decision on record EX-1 of a feed has. */
static size_t
lapses_of(const char *feed, const char *record, struct str sha256,
    bool is_secret)
{
	struct ruling_ask q;
	struct ruling *v;
	struct row r = { .name = "record" };

	r.decisions = str_to_z(run_arena,
	    str_fmt(run_arena,
		DECISION("EX-1", "2026-10-01",
		    "versions: [1.2.0], rests_on: [{feed: %s, record: %s, "
		    "sha256: '%.*s'}]"),
		feed, record, STR_ARG(sha256)));
	model_fixture_close(&f);
	model_fixture_open(&f);
	load(&r);
	q = (struct ruling_ask){ .m = f.m,
		.x = run_index,
		.is_known = is_secret ? knows_nothing : NULL };
	ck_assert(instant_parse(S(NOW), &q.now, NULL));
	ck_assert_uint_eq(matched_rulings(f.a, &q, &v), 1);
	if (v[0].n_lapses > 0) {
		ck_assert_str_eq(v[0].lapses[0].reason, "record");
		ck_assert(str_eq(v[0].lapses[0].was, sha256));
		ck_assert(!str_eq(v[0].lapses[0].is, sha256));
	}
	return v[0].n_lapses;
}

START_TEST(records)
{
	struct str other = S("0123456789abcdef0123456789abcdef"
			     "0123456789abcdef0123456789abcdef");
	struct str sha256;

	run_put(run_quoted(RECORD));
	run_open();
	sha256 = digest_of("EX-1");
	ck_assert_uint_eq(lapses_of("test", "EX-1", sha256, false), 0);
	ck_assert_uint_eq(lapses_of("test", "ex-1", sha256, false), 0);
	ck_assert_uint_eq(lapses_of("test", "EX-1", other, false), 1);
	/* Nothing is known of it: of another feed, not mirrored, secret. */
	ck_assert_uint_eq(lapses_of("nvd", "EX-1", other, false), 0);
	ck_assert_uint_eq(lapses_of("test", "EX-2", other, false), 0);
	ck_assert_uint_eq(lapses_of("test", "EX-1", other, true), 0);
}
END_TEST

/* A source has the record in an old file and a new one. */
START_TEST(newer_record)
{
	struct str sha256;

	run_put(run_quoted(RECORD));
	run_open();
	sha256 = str_dup(run_arena, digest_of("EX-1"));
	index_close(run_index);
	run_put(run_quoted(CHANGED));
	run_open();
	ck_assert_uint_eq(lapses_of("test", "EX-1", sha256, false), 1);
}
END_TEST

/* ---- what speaks of a match ---------------------------------------------- */

START_TEST(find)
{
	static const struct {
		const char *version, *part, *id;
		const char *want;	/* the decision's basis; NULL: none */
	} asked[] = {
		{ "1.2.0", "pkg:generic/zlib@1.2.13", "E-1", "part" },
		{ "1.2.0", "pkg:generic/zlib@1.3", "E-1", "whole" },
		{ "1.2.0", "curl=8", "E-1", "whole" },
		{ "1.2.0", "curl=8", "E-2", "series" },
		{ "1.2.0", "curl=80", "E-2", NULL },
		{ "1.2.0", "zlib=8", "E-2", NULL },
		{ "1.2.0", NULL, "e-2", "series" },
		{ "1.1.0", "curl=8", "E-1", NULL },
		{ "1.2.0", "curl=8", "E-3", NULL },
	};
	const struct row r = { .name = "find",
		.decisions = "- {vulnerability: E-1, verdict: affected, by: "
			     "sato, at: 2026-10-01, versions: [1.2.0], basis: "
			     "whole}\n"
			     "- {vulnerability: E-1, verdict: affected, by: "
			     "sato, at: 2026-10-02, versions: [1.2.0], basis: "
			     "part, component: 'pkg:generic/zlib@1.2.13'}\n"
			     "- {vulnerability: E-2, verdict: affected, by: "
			     "sato, at: 2026-10-02, versions: [1.2.0], basis: "
			     "series, component: Curl 8}\n" };
	struct ruling *v;
	size_t n;

	load(&r);
	n = rule_on(NULL, NULL, &v);
	for (size_t i = 0; i < ARRAY_LEN(asked); i++) {
		struct component c;
		struct str ids[] = { S("OTHER-1"), str_z(asked[i].id) };
		struct ruling_subject s = { .product = S("box"),
			.version = str_z(asked[i].version),
			.ids = ids,
			.n_ids = ARRAY_LEN(ids) };
		const struct ruling *found;

		if (asked[i].part != NULL) {
			c = component_of(str_z(asked[i].part));
			s.c = &c;
		}
		found = matched_ruling_find(v, n, &s);
		ck_assert_msg(str_eq_z(found != NULL ?
				      found->decision->basis.s :
				      S("-"),
				  asked[i].want != NULL ? asked[i].want : "-"),
		    "row %zu", i);
	}
}
END_TEST

START_TEST(evidence)
{
	static const struct {
		const char *status, *justification, *detail;
		const char *note;
		bool is_cleared;
	} told[] = {
		{ "not_affected", "code_not_reachable", "no TLS",
		    "not_affected, code_not_reachable: no TLS", true },
		{ "resolved", "", "", "resolved", true },
		{ "exploitable", "", "", "exploitable", false },
		{ "in_triage", "", "x", "in_triage: x", false },
		{ "", "", "end_of_life", "end_of_life", false },
		{ "", "", "", "", false },
	};
	struct str ids[] = { S("GHSA-1"), S("CVE-1900-1") };

	for (size_t i = 0; i < ARRAY_LEN(told); i++) {
		struct component_finding v[] = {
			{ .id = S("CVE-1900-2"), .status = S("exploitable") },
			{ .id = S("cve-1900-1"),
			    .status = str_z(told[i].status),
			    .justification = str_z(told[i].justification),
			    .detail = str_z(told[i].detail) },
			{ .id = S("GHSA-1"), .status = S("not_affected") },
		};
		struct component c = { .findings = v, .n_findings = 2 };
		struct matched_evidence e = matched_evidence(f.a, &c, ids,
		    ARRAY_LEN(ids));

		ck_assert(e.is_told);
		ck_assert_msg(str_eq_z(e.note, told[i].note), "%.*s",
		    STR_ARG(e.note));
		ck_assert_int_eq(e.is_cleared, told[i].is_cleared);
		/* One that clears does not outweigh one that does not. */
		c.n_findings = 3;
		e = matched_evidence(f.a, &c, ids, ARRAY_LEN(ids));
		ck_assert_int_eq(e.is_cleared, told[i].is_cleared);
		c.n_findings = 1;
		e = matched_evidence(f.a, &c, ids, ARRAY_LEN(ids));
		ck_assert(!e.is_told && !e.is_cleared && e.note.n == 0);
	}
}
END_TEST

Suite *
suite_finding_matched_ruling(void)
{
	Suite *s = suite_create("finding_matched_ruling");
	TCase *t = tcase_create("rulings");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, table, 0, (int)ARRAY_LEN(rows));
	tcase_add_test(t, records);
	tcase_add_test(t, newer_record);
	tcase_add_test(t, find);
	tcase_add_test(t, evidence);
	suite_add_tcase(s, t);
	return s;
}
