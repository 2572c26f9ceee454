/*
 * Two products of one name: what a document says is held against each as far as
 * the document tells them apart, by their families.
 */
#include "export/agreement.h"
#include "model_text.h"
#include "pipeline/agree.h"
#include "pipeline/build.h"
#include "pipeline/theme.h"
#include "wall/public_view.h"
#include "wall/wall.h"

Suite *suite_pipeline_agree_family(void);

#define WARE	"name: {en: Ware}\nkind: firmware\nversions:\n"		\
		"- {version: \"1\", released: 2026-01-01}\n"

/* The page calls fw affected and the other product not. */
static const struct model_file files[] = {
	{ "cases/2026/PS-2026-0001/case.md",
	    "---\nid: PS-2026-0001\ntitle: {ja: 題, en: A title}\n"
	    "advisory: EX-2026-0001\nvulnerabilities:\n- cve: CVE-1900-0001\n"
	    "  title: {ja: 欠陥, en: A flaw}\n  products:\n"
	    "  - {product: fw, status: known_affected}\n"
	    "  - {product: other, status: known_not_affected, "
	    "justification: component_not_present}\n---\n" },
	{ "cases/2026/PS-2026-0001/published.yaml",
	    "revisions:\n- {version: 1.0.0, at: 2026-11-01T09:00Z, "
	    "summary: {ja: a, en: a}}\n" },
};

/* Documents that call fw fixed. */
#define BRANCH(category, name, more)					\
	"{\"category\":\"" category "\",\"name\":\"" name "\"," more "}"
#define LEAF(id)							\
	BRANCH("product_name", "Ware",					\
	    "\"product\":{\"product_id\":\"" id "\",\"name\":\"x\"}")
#define IN(family, id)							\
	BRANCH("product_family", family, "\"branches\":[" LEAF(id) "]")
#define CSAF(fw, other)							\
	"{\"document\":{\"csaf_version\":\"2.0\",\"tracking\":{\"id\":"	\
	"\"EX-2026-0001\"}},\"product_tree\":{\"branches\":["		\
	BRANCH("vendor", "Acme", "\"branches\":[" fw "," other "]")	\
	"]},\"vulnerabilities\":[{\"cve\":\"CVE-1900-0001\","		\
	"\"product_status\":{\"fixed\":[\"f\"],"			\
	"\"known_not_affected\":[\"o\"]}}]}"
#define BOM								\
	"{\"bomFormat\":\"CycloneDX\",\"components\":[{\"bom-ref\":"	\
	"\"f\",\"name\":\"Ware\",\"supplier\":{\"name\":\"Acme\"}}],"	\
	"\"vulnerabilities\":[{\"id\":\"CVE-1900-0001\",\"analysis\":"	\
	"{\"state\":\"resolved\"},\"affects\":[{\"ref\":\"f\"}]}]}"
#define OF_CSAF	".well-known/csaf/white/2026/ex-2026-0001.json"
#define OF_BOM	"vex/cyclonedx/ex-2026-0001-cve-1900-0001.cdx.json"

static const struct {
	const char *fw, *other;	/* families; empty: none */
	const char *path;
	const char *text;
	bool is_told;		/* that the document says otherwise of fw */
} ROWS[] = {
	{ "Old", "New", OF_CSAF, CSAF(IN("Old", "f"), IN("New", "o")), true },
	{ "", "New", OF_CSAF, CSAF(LEAF("f"), IN("New", "o")), true },
	/* What has no family may be meant of any. */
	{ "Old", "", OF_CSAF, CSAF(IN("Old", "f"), LEAF("o")), false },
	{ "", "", OF_CSAF, CSAF(LEAF("f"), LEAF("o")), false },
	{ "Old", "Old", OF_CSAF, CSAF(IN("Old", "f"), IN("Old", "o")), false },
	/* No family in this format. */
	{ "Old", "New", OF_BOM, BOM, false },
};

static struct model_file
product(struct arena *a, const char *path, const char *family)
{
	struct str line = family[0] == '\0' ?
	    S("") :
	    str_fmt(a, "family: %s\n", family);

	return (struct model_file){ path,
		str_to_z(a, str_cat(a, S(WARE), line)) };
}

START_TEST(test_family)
{
	struct model_file all[ARRAY_LEN(files) + 2];
	const struct agreement *out = NULL;
	const struct agreement_advisory *adv;
	const struct public_view *v;
	struct wall w = { .now = { INT64_C(1795305600), 32400 } };
	struct model_fixture f;
	struct theme theme;
	struct build b;
	struct agree *g;
	bool is_told = false;

	model_fixture_open(&f);
	memcpy(all, files, sizeof(files));
	all[2] = product(f.a, "products/acme/fw/product.yaml", ROWS[_i].fw);
	all[3] = product(f.a, "products/acme/other/product.yaml",
	    ROWS[_i].other);
	model_fixture_load(&f, all, ARRAY_LEN(all));
	ck_assert_msg(diags_len(f.d) == 0, "%s",
	    diags_len(f.d) > 0 ? model_said(&f, 0) : "");
	ck_assert(theme_load(f.a, NULL, f.ss, f.d, NULL, &theme));
	w.model = f.m;
	w.pool = f.pool;
	w.perm = f.a;
	w.d = f.d;
	w.words = theme.words;
	v = wall_public(&w);
	ck_assert(v != NULL && v->n_products == 2);
	b = (struct build){ .model = f.m,
		.sources = f.ss,
		.pool = f.pool,
		.perm = f.a,
		.d = f.d,
		.now = w.now };
	g = agree_open(&b, v);
	agree_file(g, str_z(ROWS[_i].path), str_z(ROWS[_i].text), 0);
	(void)agree_close(g, &b, &out);
	adv = &out->advisories[0];
	/* It was read as what it is. */
	ck_assert_msg(adv->n_cells > 0, "row %d: no cells", _i);
	for (size_t i = 0; i < adv->n_faults; i++)
		is_told |= str_find(adv->faults[i], S("'fixed' of Ware 1"),
			       0) != SIZE_MAX;
	ck_assert_msg(is_told == ROWS[_i].is_told, "row %d: %s", _i,
	    is_told ? "told" : "not told");
	model_fixture_close(&f);
}
END_TEST

Suite *
suite_pipeline_agree_family(void)
{
	Suite *s = suite_create("pipeline_agree_family");
	TCase *t = tcase_create("family");

	tcase_add_loop_test(t, test_family, 0, (int)ARRAY_LEN(ROWS));
	suite_add_tcase(s, t);
	return s;
}
