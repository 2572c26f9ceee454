/*
 * The reader's table and the machine-readable statements of a vulnerability
 * are two faces of one selection: where the table says "fixed", each affected
 * leaf has a fix.
 */
#include <string.h>

#include "model_text.h"
#include "text/catalog.h"
#include "wall/public_view.h"
#include "wall/wall.h"

Suite *suite_wall_public(void);

#define CASE	"cases/2026/PS-2026-0001/case.md"
#define TWO	"versions: [{version: 1.0.0, status: known_affected}, "	\
		"{version: 2.0.0, status: known_affected}]"
#define FIX	"category: vendor_fix, details: {ja: x, en: x}"
#define LATER	"category: vendor_fix, date: 2027-01-01"
#define WORK	"category: workaround, details: {ja: y, en: y}"

/* A remedy as far as it reaches, and what the table must say. */
static const struct {
	const char *product;	/* the entry's statuses */
	const char *own;	/* remedies of the entry */
	const char *all;	/* remedies of the vulnerability */
	const char *state;
	size_t n_fixes;		/* affected leaves for which there is one */
	bool has_remedy;	/* the row tells of one */
} ROWS[] = {
	{ TWO, "", "{" FIX "}", "fixed", 2, true },
	{ TWO, "", "{" FIX ", versions: [1.0.0]}", "affected", 1, true },
	{ TWO, "", "{" FIX ", versions: [1.0.0, 2.0.0]}", "fixed", 2, true },
	{ TWO, "", "{" FIX ", versions: [3.0.0]}", "affected", 0, false },
	{ TWO, "{" FIX ", versions: [2.0.0]}", "", "affected", 1, true },
	{ TWO, "{" FIX ", versions: [2.0.0]}", "{" FIX ", versions: [1.0.0]}",
	    "fixed", 2, true },
	{ TWO, "", "{" FIX ", versions: [1.0.0]}, {" WORK "}", "mitigated", 1,
	    true },
	{ TWO, "",
	    "{" FIX ", versions: [1.0.0]}, {" LATER ", versions: [2.0.0]}",
	    "fixing", 2, true },
	{ TWO, "", "{" FIX ", products: [box]}", "fixed", 2, true },
	{ TWO, "", "{" FIX ", products: [other]}", "affected", 0, false },
	{ TWO, "", "{" FIX ", components: [other]}", "affected", 0, false },
	{ TWO, "", "{" FIX ", statuses: [known_affected]}", "fixed", 2, true },
	{ TWO, "", "{" FIX ", statuses: [first_affected]}", "affected", 0,
	    false },
	{ TWO, "", "{" FIX ", platform_versions: [\"9\"]}", "affected", 0,
	    false },
	{ "status: known_affected", "", "{" FIX ", versions: [\"*\"]}",
	    "fixed", 1, true },
	{ "status: known_affected", "", "{" FIX ", versions: [1.0.0]}",
	    "affected", 0, false },
	{ "status: known_not_affected", "", "{" FIX "}", "notaffected", 0,
	    false },
};

static bool
is_in(const struct public_leaves *l, size_t leaf)
{
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i] == leaf)
			return true;
	}
	return false;
}

static bool
has_fix(const struct public_vulnerability *v, size_t leaf)
{
	for (size_t i = 0; i < v->n_remediations; i++) {
		if (str_eq_z(v->remediations[i].category, "vendor_fix") &&
		    is_in(&v->remediations[i].leaves, leaf))
			return true;
	}
	return false;
}

static struct public_view *
view_with(struct model_fixture *f, const char *entry, const char *own,
    const char *all, const char *product)
{
	struct str text = str_fmt(f->a,
	    "---\nid: PS-2026-0001\ntitle: {ja: x, en: x}\n"
	    "advisory: EX-1\nvulnerabilities:\n- products:\n"
	    "  - {product: %s, remediations: [%s]}\n"
	    "  remediations: [%s]\n---\n",
	    entry, own, all);
	struct str box = str_fmt(f->a,
	    "name: {en: Box}\nkind: hardware\nscheme: semver\n%s\n", product);
	const struct model_file files[] = {
		{ CASE, str_to_z(f->a, text) },
		{ "cases/2026/PS-2026-0001/published.yaml",
		    "revisions:\n- {version: 1.0.0, at: 2026-11-01T09:00Z, "
		    "summary: {ja: a, en: a}}\n" },
		{ "products/acme/box/product.yaml", str_to_z(f->a, box) },
		{ "products/acme/other/product.yaml",
		    "name: {en: Other}\nkind: hardware\n" },
	};
	struct wall w = { .now = { INT64_C(1795305600), 32400 } };

	model_fixture_load(f, files, ARRAY_LEN(files));
	w.model = f->m;
	w.pool = f->pool;
	w.perm = f->a;
	w.d = f->d;
	w.words = catalog_open(f->a, NULL);
	return wall_public(&w);
}

START_TEST(test_rows_agree)
{
	struct model_fixture f;
	const struct public_view *view;
	const struct public_vulnerability *v;
	const struct public_leaves *affected;
	const struct public_row *row;
	size_t n = 0;

	model_fixture_open(&f);
	view = view_with(&f,
	    str_to_z(f.a, str_fmt(f.a, "box, %s", ROWS[_i].product)),
	    ROWS[_i].own, ROWS[_i].all, "");
	ck_assert_msg(view != NULL && view->n_advisories == 1, "row %d: %s",
	    _i, diags_len(f.d) > 0 ? model_said(&f, 0) : "no advisory");
	v = &view->advisories[0].vulnerabilities[0];
	ck_assert_uint_eq(v->n_rows, 1);
	row = &v->rows[0];
	ck_assert_msg(str_eq_z(row->state, ROWS[_i].state),
	    "row %d: the table says %.*s", _i, STR_ARG(row->state));
	affected = &v->status[PUBLIC_KNOWN_AFFECTED];
	for (size_t i = 0; i < affected->n; i++)
		n += has_fix(v, affected->v[i]);
	ck_assert_msg(n == ROWS[_i].n_fixes, "row %d: %zu leaves have a fix",
	    _i, n);
	if (str_eq_z(row->state, "fixed"))
		ck_assert_msg(n == affected->n, "row %d: %zu of %zu", _i, n,
		    affected->n);
	ck_assert_msg((v->n_remediations > 0) == ROWS[_i].has_remedy,
	    "row %d: %zu remedies", _i, v->n_remediations);
	model_fixture_close(&f);
}
END_TEST

/*
 * Products come with an advisory that names them, and with the versions that
 * are out; of one that is promised comes the name alone.
 */
static const struct {
	const char *product;	/* box's file, but its name and kind */
	const char *entry;	/* what the advisory says of it */
	const char *versions;	/* NULL: box does not come */
} INVENTORY[] = {
	{ "", "other, status: known_affected", NULL },
	{ "", "box, status: known_affected", "" },
	{ "public: yes", "box, status: known_affected", "" },
	{ "versions: [{version: 1.0.0, released: 2026-01-01}, "
	  "{version: 2.0.0, released: 2026-11-22}, "
	  "{version: 3.0.0, released: 2026-11-23}, {version: 4.0.0}, "
	  "{version: 5.0.0, released: 2026-01-02, life: planned}]",
	    "box, status: known_affected",
	    "1.0.0=2026-01-01 2.0.0=2026-11-22 " },
	{ "versions: [{version: 1.0.0, released: 2026-01-01, "
	  "purl: \"pkg:generic/box@1.0.0\"}, "
	  "{version: 3.0.0, released: 2027-01-01, life: planned, "
	  "support_ends: 2030-01-01, purl: \"pkg:generic/box@3.0.0\", "
	  "cpe: \"cpe:2.3:o:acme:box:3.0.0:*:*:*:*:*:*:*\", bom_link: L}]",
	    "box, versions: [{version: 3.0.0, status: fixed}]",
	    "1.0.0=2026-01-01,pkg:generic/box@1.0.0 3.0.0= " },
	{ "versions: [{version: 3.0.0, life: planned, "
	  "purl: \"pkg:generic/box@3.0.0\"}]",
	    "box, versions: [{version: 3.0.0, status: fixed}]", "3.0.0= " },
	{ "versions: [{version: 3.0.0, purl: \"pkg:generic/box@3.0.0\"}]",
	    "box, versions: [{version: 3.0.0, status: fixed}]",
	    "3.0.0=,pkg:generic/box@3.0.0 " },
	{ "versions: [{version: 1.10.0, released: 2026-01-01}]",
	    "box, versions: [{version: 1.11.0, status: fixed}, "
	    "{version: 1.9.0, status: known_affected}]",
	    "1.9.0= 1.10.0=2026-01-01 1.11.0= " },
	{ "versions: [{version: 1.0.0, released: 2026-01-01}, "
	  "{version: 1.0.0, released: 2026-02-01}, "
	  "{range: \"vers:semver/<1.0.0\"}]",
	    "box, versions: [{version: 1.0.0, status: fixed}]",
	    "1.0.0=2026-01-01 " },
};

static struct str
versions_of(struct arena *a, const struct public_product *p)
{
	struct str out = S("");

	for (size_t i = 0; i < p->n_versions; i++) {
		const struct public_version *v = &p->versions[i];
		const struct str more[] = { v->purl, v->cpe, v->support_ends,
			v->bom_link };

		out = str_fmt(a, "%.*s%.*s=%.*s", STR_ARG(out),
		    STR_ARG(v->version), STR_ARG(v->released));
		for (size_t j = 0; j < ARRAY_LEN(more); j++) {
			if (more[j].n > 0)
				out = str_fmt(a, "%.*s,%.*s", STR_ARG(out),
				    STR_ARG(more[j]));
		}
		out = str_cat(a, out, S(" "));
	}
	return out;
}

START_TEST(test_inventory)
{
	struct model_fixture f;
	const struct public_view *view;
	const struct public_product *box = NULL;
	struct str said;

	model_fixture_open(&f);
	view = view_with(&f, INVENTORY[_i].entry, "", "",
	    INVENTORY[_i].product);
	ck_assert_msg(view != NULL, "row %d: %s", _i,
	    diags_len(f.d) > 0 ? model_said(&f, 0) : "no view");
	for (size_t i = 0; i < view->n_products; i++) {
		if (str_eq_z(view->products[i].id, "box"))
			box = &view->products[i];
	}
	ck_assert_msg((box != NULL) == (INVENTORY[_i].versions != NULL),
	    "row %d: the product", _i);
	if (box != NULL) {
		said = versions_of(f.a, box);
		ck_assert_msg(str_eq_z(said, INVENTORY[_i].versions),
		    "row %d: %.*s", _i, STR_ARG(said));
	}
	model_fixture_close(&f);
}
END_TEST

/* Of a planned version a leaf has the name alone. */
START_TEST(test_promised)
{
	static const char files[] =
	    "purl: \"pkg:generic/box@3.0.0\", "
	    "cpe: \"cpe:2.3:o:acme:box:3.0.0:*:*:*:*:*:*:*\", bom_link: L, "
	    "sbom_urls: [\"https://example.com/s\"], hashes: "
	    "[{algorithm: sha256, value: \"00\", filename: a.bin}]";
	struct model_fixture f;
	const struct public_view *view;
	const struct public_leaf *leaf;

	model_fixture_open(&f);
	view = view_with(&f,
	    "box, versions: [{version: 3.0.0, status: fixed}]", "", "",
	    str_to_z(f.a,
		str_fmt(f.a, "versions: [{version: 3.0.0%s, %s}]",
		    _i == 0 ? "" : ", life: planned", files)));
	ck_assert(view != NULL && view->advisories[0].n_leaves == 1);
	leaf = &view->advisories[0].leaves[0];
	ck_assert(str_eq_z(leaf->version, "3.0.0"));
	ck_assert((leaf->purl.n > 0) == (_i == 0));
	ck_assert((leaf->cpe.n > 0) == (_i == 0));
	ck_assert((leaf->bom_link.n > 0) == (_i == 0));
	ck_assert((leaf->n_hashes > 0) == (_i == 0));
	ck_assert((leaf->n_sbom_urls > 0) == (_i == 0));
	model_fixture_close(&f);
}
END_TEST

#define RANGE	"box, versions: [{range: \"vers:semver/>=1.0.0\", "	\
		"status: known_affected}]"
#define ALL	"versions_complete: yes\nversions: "			\
		"[{version: 1.0.0, released: 2026-01-01}, "

/* What holds the public edition, and where. */
static const struct {
	const char *product;	/* box's file, but its name and kind */
	const char *entry;	/* what the advisory says of it */
	const char *report;	/* NULL: it goes out */
	bool names;		/* it names 2.0.0 */
} HELD[] = {
	{ "public: no", "box, status: known_affected",
	    "EX-1 names box, whose name may not be published", false },
	{ "public: no", RANGE, "EX-1 names box", false },
	{ "public: no", "other, status: known_affected", NULL, false },
	{ ALL "{version: 2.0.0, released: 2026-11-22}]", RANGE, NULL, true },
	{ ALL "{version: 2.0.0, released: 2026-11-23}]", RANGE, NULL, false },
	{ ALL "{version: 2.0.0, released: 2026-11-23, life: planned}]", RANGE,
	    NULL, false },
	{ ALL "{version: 2.0.0}]", RANGE,
	    "EX-1 would name 2.0.0, of which nothing says", false },
	{ ALL "{version: 2.0.0, life: planned}]", RANGE, NULL, false },
	{ ALL "{version: 0.9.0, released: 2026-11-23}]", RANGE, NULL, false },
	{ "versions: [{version: 2.0.0, released: 2026-11-23}]", RANGE, NULL,
	    false },
	{ "versions: [{version: 2.0.0, released: 2026-11-23}]",
	    "box, versions: [{version: 2.0.0, status: fixed}]",
	    "EX-1 would name 2.0.0, which is still to come", false },
};

static bool
names_version(const struct public_advisory *adv, const char *version)
{
	for (size_t i = 0; i < adv->n_leaves + adv->n_extra; i++) {
		if (str_eq_z(adv->leaves[i].version, version))
			return true;
	}
	return false;
}

START_TEST(test_held)
{
	struct model_fixture f;
	const struct public_view *view;
	const char *report = HELD[_i].report;

	model_fixture_open(&f);
	view = view_with(&f, HELD[_i].entry, "", "", HELD[_i].product);
	ck_assert_msg((view == NULL) == (report != NULL), "row %d: %s", _i,
	    diags_len(f.d) > 0 ? model_said(&f, 0) : "nothing said");
	ck_assert_msg(diags_len(f.d) == (report != NULL ? 1 : 0), "row %d",
	    _i);
	if (report != NULL)
		ck_assert_msg(strstr(model_said(&f, 0), report) != NULL,
		    "row %d: %s", _i, model_said(&f, 0));
	if (view != NULL)
		ck_assert_msg(names_version(&view->advisories[0], "2.0.0") ==
			HELD[_i].names,
		    "row %d: 2.0.0", _i);
	model_fixture_close(&f);
}
END_TEST

Suite *
suite_wall_public(void)
{
	Suite *s = suite_create("wall_public");
	TCase *c = tcase_create("rows");

	tcase_add_loop_test(c, test_rows_agree, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_loop_test(c, test_inventory, 0, (int)ARRAY_LEN(INVENTORY));
	tcase_add_loop_test(c, test_promised, 0, 2);
	tcase_add_loop_test(c, test_held, 0, (int)ARRAY_LEN(HELD));
	suite_add_tcase(s, c);
	return s;
}
