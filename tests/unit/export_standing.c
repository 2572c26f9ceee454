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
	enum standing s;

	model_fixture_open(&f);
	v = view_of(&f, ROWS[_i].entries);
	p = standing_product(v, str_z(ROWS[_i].product));
	s = standing_of(&v->advisories[0],
	    &v->advisories[0].vulnerabilities[0], p != NULL ? p : &other,
	    str_z(ROWS[_i].version));
	ck_assert_msg(strcmp(standing_name(s), ROWS[_i].standing) == 0,
	    "row %d: '%s'", _i, standing_name(s));
	model_fixture_close(&f);
}
END_TEST

/* Versions on, below and between all that the rows name. */
static const char *const TRIED[] = { "0.9.0", "1.0.0", "1.0.1", "1.2.0",
	"1.5.0", "1.5.1", "1.6.0", "2.0.0-rc.1", "2.0.0", "2.1.0", "7.0.0" };

/* Ranges of affected versions say of each version what standing_of() says. */
START_TEST(test_stretches)
{
	struct model_fixture f;
	const struct public_view *v;
	const struct public_vulnerability *flaw;
	const struct public_product *p;
	struct stretch *all;
	struct vers_interval *affected;
	size_t n;

	model_fixture_open(&f);
	v = view_of(&f, ROWS[_i].entries);
	flaw = &v->advisories[0].vulnerabilities[0];
	p = standing_product(v, str_z(ROWS[_i].product));
	if (p != NULL) {
		n = stretch_all(f.a, &v->advisories[0], flaw, p, &all);
		n = stretch_affected(f.a, all, n, &affected);
		for (size_t i = 0; i < ARRAY_LEN(TRIED); i++) {
			struct str version = str_z(TRIED[i]);
			size_t hits = 0;
			bool is_affected = standing_of(&v->advisories[0], flaw,
					       p,
					       version) == STANDING_AFFECTED;

			for (size_t j = 0; j < n; j++)
				hits += lies_in(&affected[j], S("semver"),
				    version);
			ck_assert_msg(hits == (is_affected ? 1 : 0),
			    "row %d: %s lies in %zu of %zu", _i, TRIED[i],
			    hits, n);
		}
	}
	model_fixture_close(&f);
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
	tcase_add_test(c, test_product);
	suite_add_tcase(s, c);
	return s;
}
