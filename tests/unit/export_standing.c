/*
 * Where versions stand to a flaw, as cases say it: from their files through the
 * wall, so that what the table expects is what an advisory's writer meant.
 */
#include <string.h>

#include "export/public/standing.h"
#include "export/public/stretch.h"
#include "model_text.h"
#include "text/catalog.h"
#include "wall/wall.h"

Suite *suite_export_standing(void);

#define CASE	"cases/2026/PS-2026-0001/case.md"
#define AFF	"status: known_affected"
#define NOT	"status: known_not_affected"
#define RANGE	"{range: \"vers:semver/>=1.0.0|<2.0.0\", " AFF "}"
#define ON	"component: fw, relationship: installed_on, "
#define IN	"component: fw, relationship: default_component_of, "
#define MORE	"\n  - "
#define FIX	"status: fixed"
#define E7	"platform_version: E7, "
#define E8	"platform_version: E8, "
#define ONE	"versions: [{version: 1.0.0, "

/* Entries of a flaw's products, and where one version then stands. */
static const struct {
	const char *entries;
	const char *product;
	const char *version;
	const char *standing;
} ROWS[] = {
	{ "{product: box, " AFF "}", "box", "1.0.0", "known_affected" },
	{ "{product: box, " AFF "}", "fw", "1.0.0", "" },
	{ "{product: box, " NOT "}", "box", "1.0.0", "known_not_affected" },
	{ "{product: box, status: recommended}", "box", "1.0.0", "" },
	{ "{product: box, status: last_affected}", "box", "1.0.0",
	    "known_affected" },
	{ "{product: box, versions: [{version: 1.0.0, " AFF "}]}", "box",
	    "1.0.0", "known_affected" },
	{ "{product: box, versions: [{version: 1.0.0, " AFF "}]}", "box",
	    "1.0.1", "" },
	{ "{product: box, versions: [" RANGE "]}", "box", "1.0.0",
	    "known_affected" },
	{ "{product: box, versions: [" RANGE "]}", "box", "2.0.0", "" },
	{ "{product: box, versions: [" RANGE "]}", "box", "2.0.0-rc.1",
	    "known_affected" },
	/* The nearer entry decides, whatever it says. */
	{ "{product: box, " AFF ", versions: [{version: 1.0.0, " NOT "}]}",
	    "box", "1.0.0", "known_not_affected" },
	{ "{product: box, " NOT ", versions: [" RANGE "]}", "box", "1.5.0",
	    "known_affected" },
	{ "{product: box, versions: [" RANGE
	  ", {version: 1.5.0, status: fixed}]}",
	    "box", "1.5.0", "fixed" },
	/* Of equally near ones the one that asks for more. */
	{ "{product: box, versions: [" RANGE
	  ", {range: \"vers:semver/>=1.5.0\", status: fixed}]}",
	    "box", "1.6.0", "known_affected" },
	{ "{product: box, versions: [" RANGE
	  ", {range: \"vers:semver/>=1.5.0\", status: fixed}]}",
	    "box", "2.1.0", "fixed" },
	/* Pieces: cut out of the whole, out of a range, and overlapping. */
	{ "{product: box, " AFF
	  ", versions: [{range: \"vers:semver/>=1.5.0|<2.0.0\", status: fixed},"
	  " {version: 1.0.0, " NOT "}]}",
	    "box", "1.5.0", "fixed" },
	{ "{product: box, versions: [" RANGE ", {version: 1.0.0, " NOT
	  "}, {version: 1.2.0, status: fixed}, {version: 7.0.0, " AFF "}]}",
	    "box", "7.0.0", "known_affected" },
	{ "{product: box, versions: [" RANGE
	  ", {range: \"vers:semver/>1.5.0|<=2.1.0\", " AFF "}]}",
	    "box", "2.1.0", "known_affected" },
	{ "{product: box, versions: [{range: \"vers:semver/<1.0.0|>1.5.0\", "
	  "" AFF "}, {version: 2.0.0, status: fixed}]}",
	    "box", "2.1.0", "known_affected" },
	/* Prose fits nothing. */
	{ "{product: box, versions: [{text: before 2.0.0, " AFF "}]}", "box",
	    "1.0.0", "" },
	/* Combinations: the whole, and what is installed on it. */
	{ "{product: box, " IN "platform_version: E7, versions: "
	  "[{version: 1.0.0, " AFF "}]}",
	    "box", "E7", "known_affected" },
	{ "{product: box, " IN "platform_version: E7, versions: "
	  "[{version: 1.0.0, " AFF "}]}",
	    "box", "E8", "" },
	{ "{product: box, " IN "versions: [{version: 1.0.0, " AFF "}]}", "fw",
	    "1.0.0", "" },
	{ "{product: box, " ON "versions: [{version: 1.0.0, " AFF "}]}", "fw",
	    "1.0.0", "known_affected" },
	{ "{product: box, " ON "versions: [{version: 1.0.0, " AFF
	  "}, {version: 1.0.1, status: fixed}]}",
	    "fw", "1.0.1", "fixed" },
	{ "{product: box, " ON "versions: [{version: 1.0.0, " AFF "}]}", "box",
	    "", "known_affected" },
	/* The part alone is well, installed it is affected. */
	{ "{product: fw, " NOT "}" MORE "{product: box, " ON ONE AFF "}]}",
	    "fw", "1.0.0", "known_affected" },
	{ "{product: fw, " NOT "}" MORE "{product: box, " ON ONE AFF "}]}",
	    "fw", "1.0.1", "known_not_affected" },
	{ "{product: fw, " ONE NOT "}]}" MORE "{product: box, " ON
	  "versions: [" RANGE "]}",
	    "fw", "1.0.0", "known_affected" },
	{ "{product: fw, versions: [{range: \"vers:semver/>=1.5.0\", " FIX
	  "}]}" MORE "{product: box, " ON "versions: [" RANGE "]}",
	    "fw", "1.6.0", "known_affected" },
	{ "{product: fw, versions: [{range: \"vers:semver/>=1.5.0\", " FIX
	  "}]}" MORE "{product: box, " ON "versions: [" RANGE "]}",
	    "fw", "2.1.0", "fixed" },
	{ "{product: fw, " ONE FIX "}]}" MORE "{product: box, " ON AFF "}",
	    "fw", "1.0.0", "known_affected" },
	{ "{product: fw, " ONE FIX "}]}" MORE "{product: box, " ON
	  "status: under_investigation}",
	    "fw", "1.0.0", "under_investigation" },
	/* The part alone is affected, installed it is well. */
	{ "{product: fw, " AFF "}" MORE "{product: box, " ON ONE NOT "}]}",
	    "fw", "1.0.0", "known_affected" },
	{ "{product: fw, versions: [" RANGE "]}" MORE
	  "{product: box, " ON ONE FIX "}, {version: 2.1.0, " FIX "}]}",
	    "fw", "1.0.0", "known_affected" },
	{ "{product: fw, versions: [" RANGE "]}" MORE
	  "{product: box, " ON ONE FIX "}, {version: 2.1.0, " FIX "}]}",
	    "fw", "2.1.0", "fixed" },
	/* The whole alone is well, what is on it is affected. */
	{ "{product: box, versions: [{version: E7, " NOT "}]}" MORE
	  "{product: box, " ON ONE AFF "}]}",
	    "box", "E7", "known_affected" },
	{ "{product: box, versions: [{version: E7, " FIX "}]}" MORE
	  "{product: box, " ON ONE AFF "}]}",
	    "box", "E7", "known_affected" },
	{ "{product: box, " NOT "}" MORE "{product: box, " ON E7 ONE AFF "}]}",
	    "box", "E7", "known_affected" },
	{ "{product: box, " NOT "}" MORE "{product: box, " ON E7 ONE AFF "}]}",
	    "box", "E8", "known_not_affected" },
	/* Each combination for itself; in one the nearer entry decides. */
	{ "{product: box, " ON E7 "versions: [" RANGE "]}" MORE
	  "{product: box, " ON E8 "versions: [{version: 1.5.0, " NOT "}]}",
	    "fw", "1.5.0", "known_affected" },
	{ "{product: box, " ON E7 "versions: [" RANGE "]}" MORE
	  "{product: box, " ON E7 "versions: [{version: 1.5.0, " FIX "}]}",
	    "fw", "1.5.0", "fixed" },
	{ "{product: box, " ON E7 "versions: [" RANGE "]}" MORE
	  "{product: box, " ON E8 "versions: [{range: "
	  "\"vers:semver/>=1.5.0|<3.0.0\", " FIX "}]}",
	    "fw", "2.1.0", "fixed" },
	{ "{product: box, " ON E7 AFF ", versions: [{range: "
	  "\"vers:semver/>=1.5.0\", " NOT "}]}" MORE "{product: box, " ON E8
	  "status: under_investigation}",
	    "fw", "1.5.0", "under_investigation" },
	/* What is built in: a fix of a version holds, the rest does not. */
	{ "{product: box, versions: [{version: E7, " FIX "}]}" MORE
	  "{product: box, " IN ONE AFF "}]}",
	    "box", "E7", "fixed" },
	{ "{product: box, versions: [{version: E7, " FIX "}]}" MORE
	  "{product: box, " IN ONE AFF "}]}",
	    "box", "E8", "known_affected" },
	{ "{product: box, versions: [{version: E7, " NOT "}]}" MORE
	  "{product: box, " IN ONE AFF "}]}",
	    "box", "E7", "known_affected" },
	{ "{product: box, versions: [{version: E7, " FIX "}]}" MORE
	  "{product: box, " IN E7 ONE AFF "}]}",
	    "box", "E7", "known_affected" },
	{ "{product: box, " FIX "}" MORE "{product: box, " IN ONE AFF "}]}",
	    "box", "E7", "known_affected" },
	/* A part that is built in, and spoken of alone. */
	{ "{product: fw, " NOT "}" MORE "{product: box, " IN ONE AFF "}]}",
	    "fw", "1.0.0", "known_affected" },
	{ "{product: fw, versions: [" RANGE ", {range: "
	  "\"vers:semver/>=2.0.0\", " FIX "}]}" MORE "{product: box, " IN AFF
	  "}",
	    "fw", "2.1.0", "fixed" },
	{ "{product: fw, versions: [" RANGE ", {range: "
	  "\"vers:semver/>=2.0.0\", " FIX "}]}" MORE "{product: box, " IN AFF
	  "}",
	    "fw", "0.9.0", "known_affected" },
};

static bool
lies_in(const struct vers_interval *i, struct str scheme, struct str version)
{
	int low = 1, high = -1;

	if (i->low.n > 0)
		(void)vers_compare(scheme, version, i->low, &low);
	if (i->high.n > 0)
		(void)vers_compare(scheme, version, i->high, &high);
	return (low > 0 || (low == 0 && i->low_included)) &&
	    (high < 0 || (high == 0 && i->high_included));
}

static const struct public_view *
view_of(struct model_fixture *f, const char *entries)
{
	struct str text = str_fmt(f->a,
	    "---\nid: PS-2026-0001\ntitle: {ja: x, en: x}\n"
	    "advisory: EX-1\nvulnerabilities:\n- products:\n  - %s\n---\n",
	    entries);
	const struct model_file files[] = {
		{ CASE, str_to_z(f->a, text) },
		{ "cases/2026/PS-2026-0001/published.yaml",
		    "revisions:\n- {version: 1.0.0, at: 2026-11-01T09:00Z, "
		    "summary: {ja: a, en: a}}\n" },
		{ "products/acme/fw/product.yaml",
		    "name: {en: Ware}\nkind: firmware\nscheme: semver\n" },
	};
	struct wall w = { .now = { INT64_C(1795305600), 32400 } };
	const struct public_view *view;

	model_fixture_load(f, files, ARRAY_LEN(files));
	w.model = f->m;
	w.pool = f->pool;
	w.perm = f->a;
	w.d = f->d;
	w.words = catalog_open(f->a, NULL);
	view = wall_public(&w);
	ck_assert_msg(view != NULL && view->n_advisories == 1, "%s: %s",
	    entries, diags_len(f->d) > 0 ? model_said(f, 0) : "no advisory");
	return view;
}

START_TEST(test_standing)
{
	struct model_fixture f;
	const struct public_view *v;
	const struct public_product *p;
	/* What no advisory names has no entry, and stands nowhere. */
	const struct public_product other = { .id = S("fw") };
	struct standings said;
	enum standing s;

	model_fixture_open(&f);
	v = view_of(&f, ROWS[_i].entries);
	p = standing_product(v, str_z(ROWS[_i].product));
	said = standing_open(f.a, &v->advisories[0],
	    &v->advisories[0].vulnerabilities[0], p != NULL ? p : &other);
	s = standing_of(&said, str_z(ROWS[_i].version));
	ck_assert_msg(strcmp(standing_name(s), ROWS[_i].standing) == 0,
	    "row %d: '%s'", _i, standing_name(s));
	model_fixture_close(&f);
}
END_TEST

/* Versions on, below and between all that the rows name. */
static const char *const TRIED[] = { "0.9.0", "1.0.0", "1.0.1", "1.2.0",
	"1.5.0", "1.5.1", "1.6.0", "2.0.0-rc.1", "2.0.0", "2.1.0", "7.0.0" };

/* Where a version stands by the first entry that fits. */
static enum standing
first_fit(const struct stretch *all, size_t n, struct str version)
{
	for (size_t i = 0; i < n; i++) {
		if (all[i].kind == STRETCH_PROSE ||
		    (all[i].kind == STRETCH_VERSION &&
			!str_eq(all[i].of.low, version)) ||
		    (all[i].kind == STRETCH_RANGE &&
			!lies_in(&all[i].of, S("semver"), version)))
			continue;
		return all[i].standing;
	}
	return STANDING_UNKNOWN;
}

/* Ranges say of each version what standing_of() says. */
static void
check_stretches(struct arena *a, const struct standings *said, int row)
{
	struct stretch *all;
	struct vers_interval *affected;
	size_t n_all = stretch_all(a, said, &all);
	size_t n = stretch_affected(a, said, &affected);

	for (size_t i = 0; i < ARRAY_LEN(TRIED); i++) {
		struct str version = str_z(TRIED[i]);
		enum standing is = standing_of(said, version);
		size_t hits = 0;

		for (size_t j = 0; j < n; j++)
			hits += lies_in(&affected[j], S("semver"), version);
		ck_assert_msg(hits == (is == STANDING_AFFECTED ? 1 : 0),
		    "row %d: %s lies in %zu of %zu", row, TRIED[i], hits, n);
		ck_assert_msg(first_fit(all, n_all, version) == is,
		    "row %d: %s is %s, not %s", row, TRIED[i],
		    standing_name(first_fit(all, n_all, version)),
		    standing_name(is));
	}
}

START_TEST(test_stretches)
{
	struct model_fixture f;
	const struct public_view *v;
	const struct public_product *p;
	struct standings said;

	model_fixture_open(&f);
	v = view_of(&f, ROWS[_i].entries);
	p = standing_product(v, str_z(ROWS[_i].product));
	if (p != NULL) {
		said = standing_open(f.a, &v->advisories[0],
		    &v->advisories[0].vulnerabilities[0], p);
		check_stretches(f.a, &said, _i);
	}
	model_fixture_close(&f);
}
END_TEST

/* ---- any entries --------------------------------------------------------- */

static uint32_t
next(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* An entry of any kind, alone or in one of three combinations. */
static struct standing_entry
any_entry(struct arena *a, uint32_t *seed, size_t group)
{
	struct public_leaf *face = arena_new(a, struct public_leaf);
	struct vers_interval of = { .low_included = next(seed) % 2,
		.high_included = next(seed) % 2 };
	struct vers *range = arena_new(a, struct vers);
	size_t low = next(seed) % ARRAY_LEN(TRIED);
	size_t high = low + next(seed) % (ARRAY_LEN(TRIED) - low);

	of.low = next(seed) % 4 > 0 ? str_z(TRIED[low]) : S("");
	of.high = next(seed) % 4 > 0 && high > low ? str_z(TRIED[high]) :
						     S("");
	if (next(seed) % 4 == 0) {
		face->version = str_z(TRIED[low]);
	} else if (next(seed) % 3 > 0 && of.low.n + of.high.n > 0) {
		range->scheme = S("semver");
		range->constraints = arena_array(a, struct vers_constraint, 2);
		if (of.low.n > 0)
			range->constraints[range->n++] =
			    (struct vers_constraint){
				    of.low_included ? VERS_GE : VERS_GT, of.low
			    };
		if (of.high.n > 0)
			range->constraints[range->n++] =
			    (struct vers_constraint){ of.high_included ?
					VERS_LE :
					VERS_LT,
				    of.high };
		face->range = S("x");
		face->vers = range;
	}
	return (struct standing_entry){ .face = face,
		.group = group,
		.is_built_in = group < 2,
		.standing = (enum standing)(1 + next(seed) % 4) };
}

START_TEST(test_any)
{
	uint32_t seed = 88172645u + (uint32_t)_i;
	const struct public_product p = { .scheme = S("semver") };
	const enum standing order[] = { STANDING_AFFECTED,
		STANDING_UNDER_INVESTIGATION, STANDING_FIXED,
		STANDING_NOT_AFFECTED };

	for (int round = 0; round < 200; round++) {
		struct arena *a = arena_open();
		struct standings said = { .product = &p };

		said.v = arena_array(a, struct standing_entry, 16);
		for (size_t group = 0; group < 4; group++) {
			size_t n = next(&seed) % 4, begin = said.n;

			for (size_t i = 0; i < n; i++)
				said.v[said.n++] = any_entry(a, &seed, group);
			/* As they come: the gravest first. */
			for (size_t o = 0; o < 4; o++) {
				for (size_t i = begin; i < said.n; i++) {
					struct standing_entry e = said.v[i];

					if (e.standing != order[o])
						continue;
					said.v[i] = said.v[begin];
					said.v[begin++] = e;
				}
			}
		}
		check_stretches(a, &said, _i * 1000 + round);
		arena_close(a);
	}
}
END_TEST

START_TEST(test_product)
{
	struct public_product products[] = { { .id = S("a") },
		{ .id = S("c") }, { .id = S("e") } };
	const struct public_view v = { .products = products,
		.n_products = ARRAY_LEN(products) };
	const struct public_view none = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(products); i++)
		ck_assert_ptr_eq(standing_product(&v, products[i].id),
		    &products[i]);
	ck_assert_ptr_null(standing_product(&v, S("")));
	ck_assert_ptr_null(standing_product(&v, S("b")));
	ck_assert_ptr_null(standing_product(&v, S("f")));
	ck_assert_ptr_null(standing_product(&none, S("a")));
}
END_TEST

Suite *
suite_export_standing(void)
{
	Suite *s = suite_create("export_standing");
	TCase *c = tcase_create("standing");

	tcase_add_loop_test(c, test_standing, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_loop_test(c, test_stretches, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_loop_test(c, test_any, 0, 10);
	tcase_add_test(c, test_product);
	suite_add_tcase(s, c);
	return s;
}
