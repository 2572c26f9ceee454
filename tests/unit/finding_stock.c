/*
 * What products and systems consist of, from all forms of inventories, and what
 * is told of it: coverage, blind spots, gaps, ends of support.
 */
#include "finding/stock.h"

#include "base/attr.h"
#include "base/buf.h"
#include "base/io.h"
#include "base/io_view.h"
#include "base/limits.h"
#include "base/map.h"
#include "finding/matched_blind.h"
#include "finding/mirror.h"
#include "finding/stocktake.h"
#include "model/model.h"
#include "model/stocktake.h"
#include "model_text.h"
#include "resolve/endoflife.h"

Suite *suite_finding_stock(void);

/* 2026-11-22T09:00+09:00 */
#define NOW ((struct instant){ 1795305600, 32400 })

#define BOM_HEAD							\
	"{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\","		\
	"\"version\":1,\"metadata\":{\"timestamp\":"			\
	"\"2026-10-01T00:00:00Z\"},\"components\":["
#define BOM(components)	BOM_HEAD components "]}"

/* A repository: files that are documents are the model's, all are in root. */
static const struct model_file files[] = {
	{ "content/companies/acme.yaml", "name: {en: Acme}\nkind: head\n" },
	{ "content/organisation.yaml",
	    "name: {ja: 例, en: Example}\nrepository: internal\n"
	    "ceiling: AMBER+STRICT\npublisher: {category: vendor, name: x, "
	    "namespace: \"https://example.com\"}\n"
	    "base_url: https://example.com/\nzone: Asia/Tokyo\n"
	    "languages: [ja]\nids: {case_prefix: PS, advisory_prefix: EX}\n"
	    "contact: {email: psirt@example.com}\n" },
	{ "content/people/acme.yaml",
	    "people:\n- {id: sato, name: {en: Sato}}\n" },
	{ "products/acme/base/2.0/sbom.json",
	    BOM("{\"type\":\"library\",\"name\":\"zlib\","
		"\"version\":\"1.2\"}") },
	{ "products/acme/base/product.yaml",
	    "name: {en: Base}\nkind: software\nversions: [{version: \"2.0\"}]\n"
	    "components: [{says: Linux 6, is: \"cpe:o:linux:linux_kernel\", "
	    "version: \"6\", scope: series}]\n" },
	{ "products/acme/box/1.0%2Fa/sbom.cdx.json",
	    BOM("{\"type\":\"framework\",\"name\":\"qt\",\"version\":\"5.15\"},"
		"{\"type\":\"library\",\"name\":\"nameonly\"},"
		"{\"type\":\"library\",\"name\":\"bad\",\"version\":\"1\","
		"\"purl\":\"npm/bad@1\"},"
		"{\"type\":\"library\",\"name\":\"pad\",\"version\":\"1.3\","
		"\"purl\":\"pkg:npm/pad@1.3\"}") },
	{ "products/acme/box/1.0%2Fa/sbom.cdx.json.asc", "x" },
	{ "products/acme/box/2.0/scan.json", "{\"cut" },
	{ "products/acme/box/product.yaml",
	    "name: {en: Box}\nkind: firmware\nbase: base\nversions:\n"
	    "- {version: \"1.0/a\", base_version: \"2.0\", "
	    "support_ends: 2026-12-01}\n"
	    "- {version: \"2.0\", components: [{says: Linux 5, "
	    "is: \"cpe:o:linux:linux_kernel\", version: \"5\", "
	    "scope: series}, {says: OpenSSL 3.0}]}\n" },
	{ "products/acme/none/product.yaml",
	    "name: {en: None}\nkind: software\nversions: [{version: 1.0.0}, "
	    "{version: 2.0.0, inventory_exemption: {reason: r, "
	    "approver: sato, until: 2026-11-22}}, "
	    "{version: 3.0.0, life: ended}]\n" },
	{ "products/acme/none/v1.0.0/sbom.json", BOM("") },
	{ "products/systems/acme/a.yaml",
	    "name: {en: A}\nowner: sato\ncompany: acme\nchecked: 2026-10-01\n"
	    "base: b\nuses: [{says: Apache 2.4, is: nonsense}]\n" },
	{ "products/systems/acme/b.yaml",
	    "name: {en: B}\nowner: sato\ncompany: acme\nbase: a\n"
	    "uses: [{says: nginx, is: \"pkg:generic/nginx@1.24\"}, "
	    "{says: box, is: box, version: \"2.0\"}]\n" },
};

static struct model_fixture f;
static struct stock_list all;

static void
load(const struct model_file *v, size_t n)
{
	struct io_view_file *view;

	model_fixture_open(&f);
	view = arena_array(f.a, struct io_view_file, n);
	for (size_t i = 0; i < n; i++)
		view[i] = (struct io_view_file){ .path = str_z(v[i].path),
			.content = str_z(v[i].text) };
	struct io_dir *root = io_view_memory(f.a, view, n);

	f.m = model_load(f.a, root, f.ss, f.pool, f.d);
	stock_read(f.a, root, f.m, f.ss, f.d, &all);
	io_dir_close(root);
}

static void
setup(void)
{
	load(files, ARRAY_LEN(files));
}

static void
teardown(void)
{
	model_fixture_close(&f);
}

/* "name version[<of]" of all, in order; whose each is when it is not own. */
static struct str
told(const struct stock *s)
{
	const struct entry *holder = s->system != NULL ? &s->system->e :
							 &s->product->e;
	struct buf out;
	struct str text;

	buf_init(&out, 1 << 20);
	for (size_t i = 0; i < s->inv.n; i++) {
		const struct component *c = &s->inv.v[i];
		const struct stock_from *from = &s->from[i];
		struct str name = from->line != NULL ? from->line->says.s :
						       c->name;

		buf_printf(&out, "%s%.*s %.*s", i > 0 ? ", " : "",
		    STR_ARG(name), STR_ARG(c->version));
		if (from->of != holder)
			buf_printf(&out, "<%.*s", STR_ARG(from->of->id));
		ck_assert(from->line == NULL || span_is_set(c->at));
	}
	text = str_dup(f.a, buf_str(&out));
	buf_fini(&out);
	return text;
}

static const struct {
	const char *of, *parts;
} STOCKS[] = {
	{ "base@2.0", "Base 2.0, Linux 6 6, zlib 1.2" },
	{ "box@1.0/a",
	    "Box 1.0/a, qt 5.15, nameonly , bad 1, pad 1.3, Base 2.0<base, "
	    "Linux 6 6<base, zlib 1.2<base" },
	/* A closer line takes the base's place; no version of the base. */
	{ "box@2.0", "Box 2.0, Linux 5 5, OpenSSL 3.0 , Base <base" },
	{ "none@1.0.0", "None 1.0.0" },
	{ "none@2.0.0", "None 2.0.0" },
	{ "none@3.0.0", "None 3.0.0" },
	/* A circle ends. */
	{ "a", "Apache 2.4 , nginx 1.24<b, box 2.0<b" },
	{ "b", "nginx 1.24, box 2.0, Apache 2.4 <a" },
};

START_TEST(stocks)
{
	const struct stock *s = &all.v[_i];

	ck_assert_uint_eq(all.n, ARRAY_LEN(STOCKS));
	ck_assert_msg(str_eq_z(s->of, STOCKS[_i].of), "%.*s", STR_ARG(s->of));
	/* Two systems on each other: lines come round, once a name. */
	ck_assert_msg(str_eq_z(told(s), STOCKS[_i].parts), "%s: %.*s",
	    STOCKS[_i].of, STR_ARG(told(s)));
}
END_TEST

/* A name that is none is watched by its words. */
START_TEST(nonsense)
{
	ck_assert(str_eq_z(all.v[6].inv.v[0].keyword, "Apache 2.4"));
}
END_TEST

static size_t
reports(const char *rule)
{
	size_t n = 0;

	for (size_t i = 0; i < diags_len(f.d); i++)
		n += str_eq_z(diags_at(f.d, i)->rule, rule);
	return n;
}

/* What is wrong is told once, with its file. */
START_TEST(faults)
{
	ck_assert_uint_eq(reports("inventory-identity"), 1);
	ck_assert_uint_eq(reports("inventory-unread"), 1);
	for (size_t i = 0; i < diags_len(f.d); i++) {
		const struct diag *d = diags_at(f.d, i);

		ck_assert_msg(span_is_set(d->at), "%.*s", STR_ARG(d->message));
	}
	ck_assert_uint_eq(all.v[2].n_files, 1);
	ck_assert_uint_eq(all.v[2].files[0].format.n, 0);
	ck_assert(str_starts(all.v[1].files[0].format, S("CycloneDX")));
}
END_TEST

/* ---- what is told of it -------------------------------------------------- */

static const struct stocktake *
take(const struct endoflife *ends, struct mirror *mirror,
    struct blind_spot **blind, size_t *n)
{
	struct blind_ask b = { .m = f.m, .stocks = &all, .now = NOW };
	struct stocktake_ask q = { .m = f.m,
		.stocks = &all,
		.ends = ends,
		.mirror = mirror,
		.now = NOW };

	*n = matched_blind(f.a, &b, blind);
	q.blind = *blind;
	q.n_blind = *n;
	return stocktake_run(f.a, &q);
}

START_TEST(coverage)
{
	static const char *const states[] = { "there", "there", "there",
		"missing", "exempt", "unwanted", "there", "there" };
	struct blind_spot *blind;
	size_t n;
	const struct stocktake *s = take(NULL, NULL, &blind, &n);

	ck_assert_uint_eq(s->n, ARRAY_LEN(states));
	for (size_t i = 0; i < s->n; i++)
		ck_assert_msg(strcmp(stocktake_state_name(s->v[i].state),
				  states[i]) == 0,
		    "%s: %s", STOCKS[i].of,
		    stocktake_state_name(s->v[i].state));
	ck_assert_uint_eq(s->v[1].n, 6);
	ck_assert_uint_eq(s->v[1].n_purl, 1);
	ck_assert_uint_eq(s->v[1].n_cpe, 1);
	ck_assert_uint_eq(s->v[1].n_name, 4);
	ck_assert_uint_eq(s->v[1].n_versionless, 1);
	ck_assert_int_eq(s->v[1].made.s, 1790812800);
	ck_assert_uint_eq(s->v[2].n_unread, 1);
	ck_assert_uint_eq(s->v[2].n_words, 1);
	ck_assert_int_eq(s->v[7].made.s, INT64_MIN);
}
END_TEST

/* Each where it is written, once. */
START_TEST(blind_spots)
{
	static const struct {
		const char *component, *reason;
	} want[] = {
		{ "nameonly", "no_version" },
		{ "OpenSSL 3.0", "unresolved" },
		{ "Apache 2.4", "unresolved" },
	};
	struct blind_spot *blind;
	size_t n;
	const struct stocktake *s = take(NULL, NULL, &blind, &n);

	ck_assert_uint_eq(n, ARRAY_LEN(want));
	for (size_t i = 0; i < n; i++) {
		ck_assert_msg(str_eq_z(blind[i].component, want[i].component),
		    "%.*s", STR_ARG(blind[i].component));
		ck_assert_str_eq(blind[i].reason, want[i].reason);
	}
	ck_assert_uint_eq(s->v[1].n_blind, 1);
	ck_assert_uint_eq(s->v[2].n_blind, 1);
	ck_assert_uint_eq(s->v[6].n_blind, 1);
	ck_assert_uint_eq(s->v[7].n_blind, 0);
}
END_TEST

/* Lines of the base say nothing of qt; no line of version 1.0/a is its own. */
START_TEST(gaps)
{
	struct blind_spot *blind;
	size_t n;
	const struct stocktake *s = take(NULL, NULL, &blind, &n);

	ck_assert_uint_eq(s->n_gaps, 3);
	ck_assert(str_eq_z(s->gaps[0].words, "Linux 6"));
	ck_assert_str_eq(s->gaps[0].reason, "keyword");
	ck_assert(str_eq_z(s->gaps[1].words, "qt"));
	ck_assert_str_eq(s->gaps[1].reason, "component");
}
END_TEST

static const char eol[] =
    "{\"title\":\"Linux\",\"identifiers\":[{\"cpe\":\"cpe:/o:linux:"
    "linux_kernel\"}],\"releases\":[{\"releaseCycle\":\"6\",\"eol\":"
    "\"2027-05-21\"},{\"releaseCycle\":\"5.4\",\"eol\":\"2025-12-31\"},"
    "{\"releaseCycle\":\"5.10\",\"eol\":\"2026-12-31\",\"latest\":\"5.10.9\"}"
    "]}\n{\"title\":\"nginx\",\"identifiers\":[{\"purl\":\"pkg:generic/nginx"
    "\"}],\"releases\":[{\"releaseCycle\":\"1.24\",\"eol\":\"2027-05-22\"},"
    "{\"releaseCycle\":\"1.2\",\"eol\":\"2011-01-01\"}]}\n";

static struct endoflife *
read_ends(const char *text, bool want)
{
	struct endoflife *x = endoflife_open(f.a);
	struct io_dir *dir, *above;
	const char *path;

	ck_assert_int_eq(io_mkdir_temp(S("/tmp"), f.a, &path), 0);
	ck_assert_int_eq(io_dir_open(path, &dir), 0);
	ck_assert_int_eq(io_write_new(dir, S("eol.jsonl"), str_z(text)), 0);
	ck_assert(
	    endoflife_add(x, dir, S("eol"), S("eol.jsonl"), f.d) == want);
	io_dir_close(dir);
	ck_assert_int_eq(io_dir_open("/tmp", &above), 0);
	ck_assert_int_eq(io_remove_tree(above, str_base_name(str_z(path))), 0);
	io_dir_close(above);
	return x;
}

/* Up to 180 days ahead; a series ends with its last cycle. */
START_TEST(ends)
{
	struct mirror_file file = { .feed = S("eol") };
	struct mirror mirror = { &file, 1 };
	struct blind_spot *blind;
	size_t n;
	const struct stocktake *s = take(read_ends(eol, true), &mirror, &blind,
	    &n);

	ck_assert_uint_eq(s->n_ends, 4);
	ck_assert_uint_eq(s->ends[0].component.n, 0);
	ck_assert(str_eq_z(s->ends[0].version->version.s, "1.0/a"));
	ck_assert(str_eq_z(s->ends[1].cycle, "Linux 5.10"));
	ck_assert(str_eq_z(s->ends[1].latest, "5.10.9"));
	ck_assert(!s->ends[1].is_past);
	ck_assert(str_eq_z(s->ends[2].cycle, "Linux 6"));
	/* Nobody is told of what a feed says that he may not know. */
	mirror.n = 0;
	s = take(read_ends(eol, true), &mirror, &blind, &n);
	ck_assert_uint_eq(s->n_ends, 1);
}
END_TEST

START_TEST(no_dictionary)
{
	(void)read_ends("{\"vulnerabilities\":[]}", false);
	(void)read_ends("", false);
	ck_assert_uint_eq(reports("feed-file"), 0);
	(void)read_ends("{\"releases\":[{\"releaseCycle\":", false);
	ck_assert_uint_eq(reports("feed-file"), 1);
}
END_TEST

/* 100,000 components. */
START_TEST(large)
{
	struct model_file some[ARRAY_LEN(files)];
	struct blind_spot *blind;
	struct buf text;
	size_t n;

	model_fixture_close(&f);
	buf_init(&text, 64 << 20);
	buf_put(&text,
	    S("{\"bomFormat\":\"CycloneDX\",\"specVersion\":"
	      "\"1.6\",\"version\":1,\"components\":["));
	for (int i = 0; i < 100000; i++)
		buf_printf(&text,
		    "%s{\"type\":\"library\",\"name\":\"p%d\",\"version\":"
		    "\"1.0\",\"purl\":\"pkg:npm/p%d@1.0\"}",
		    i > 0 ? "," : "", i, i);
	buf_put(&text, S("]}"));
	buf_putc(&text, '\0');
	memcpy(some, files, sizeof(some));
	for (size_t i = 0; i < ARRAY_LEN(some); i++) {
		if (strcmp(some[i].path, "products/acme/base/2.0/sbom.json") ==
		    0)
			some[i].text = text.p;
	}
	load(some, ARRAY_LEN(some));
	ck_assert_uint_eq(all.v[0].inv.n, 100002);
	/* The base is read once, and is in what rests on it. */
	ck_assert_uint_eq(all.v[1].inv.n, 100007);
	ck_assert_uint_eq(take(NULL, NULL, &blind, &n)->v[0].n_purl, 100000);
	buf_fini(&text);
}
END_TEST

Suite *
suite_finding_stock(void)
{
	Suite *s = suite_create("finding_stock");
	TCase *c = tcase_create("stock");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_loop_test(c, stocks, 0, (int)ARRAY_LEN(STOCKS));
	tcase_add_test(c, nonsense);
	tcase_add_test(c, faults);
	tcase_add_test(c, coverage);
	tcase_add_test(c, blind_spots);
	tcase_add_test(c, gaps);
	tcase_add_test(c, ends);
	tcase_add_test(c, no_dictionary);
	tcase_add_test(c, large);
	suite_add_tcase(s, c);
	return s;
}
