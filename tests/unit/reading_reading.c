/*
 * What documents of each format say of a version, as a stranger understands
 * them: documents by hand, honest and hostile.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "reading/reading.h"
#include "test.h"

Suite *suite_reading_reading(void);

#define UNAFFECTED	(READING_FIXED | READING_NOT_AFFECTED)
#define NOT_AFF		(READING_ANY & ~READING_AFFECTED)

/* ---- documents ----------------------------------------------------------- */

#define CSAF(version, tree, status)					\
	"{\"document\":{\"csaf_version\":\"" version "\",\"tracking\":"	\
	"{\"id\":\"E-1\",\"initial_release_date\":\"2026-01-02T03:04:05Z\"}}," \
	"\"product_tree\":" tree ",\"vulnerabilities\":[{\"cve\":"	\
	"\"CVE-1900-0001\",\"product_status\":" status "}]}"

#define LEAF(category, name, id)					\
	"{\"category\":\"" category "\",\"name\":\"" name "\","		\
	"\"product\":{\"product_id\":\"" id "\",\"name\":\"" id "\"}}"

#define TREE								\
	"{\"branches\":[{\"category\":\"vendor\",\"name\":\"Acme\","	\
	"\"branches\":[{\"category\":\"product_name\",\"name\":\"Box\"," \
	"\"branches\":["						\
	LEAF("product_version", "1.0", "b1") ","			\
	LEAF("product_version_range", "vers:semver/>=1.0.0|<2.0.0", "br") \
	"," LEAF("product_version_range", "before 9", "bp") "]},"	\
	LEAF("product_name", "Ware", "w") "]}],"			\
	"\"full_product_names\":[{\"product_id\":\"p\",\"name\":\"P\","	\
	"\"product_identification_helper\":{\"purl\":"			\
	"\"pkg:npm/p@3.0.0?arch=x\",\"x_generic_uris\":[{\"uri\":"	\
	"\"https://example.com#p\"}]}}],"				\
	"\"relationships\":[{\"category\":\"installed_on\","		\
	"\"product_reference\":\"w\",\"relates_to_product_reference\":"	\
	"\"b1\",\"full_product_name\":{\"product_id\":\"wb\",\"name\":"	\
	"\"x\"}},{\"category\":\"default_component_of\","		\
	"\"product_reference\":\"w\",\"relates_to_product_reference\":"	\
	"\"b1\",\"full_product_name\":{\"product_id\":\"wi\",\"name\":"	\
	"\"x\"}},{\"category\":\"installed_on\",\"product_reference\":"	\
	"\"loop\",\"relates_to_product_reference\":\"loop\","		\
	"\"full_product_name\":{\"product_id\":\"loop\",\"name\":\"x\"}}]}"

#define VEX(statements)							\
	"{\"@context\":\"https://openvex.dev/ns/v0.2.0\",\"@id\":\"u\"," \
	"\"timestamp\":\"2026-01-02T03:04:05Z\",\"statements\":["	\
	statements "]}"
#define SAYS(at, product, status)					\
	"{\"vulnerability\":{\"name\":\"CVE-1900-0001\"},\"timestamp\":\"" \
	at "\",\"products\":[{\"@id\":\"" product "\"}],\"status\":\""	\
	status "\"}"

#define BOM(state, versions)						\
	"{\"bomFormat\":\"CycloneDX\",\"components\":[{\"bom-ref\":\"a\"," \
	"\"name\":\"Box\",\"supplier\":{\"name\":\"Acme\"},"		\
	"\"components\":[{\"bom-ref\":\"in\",\"name\":\"Ware\","	\
	"\"supplier\":{\"name\":\"Acme\"}}]}],"				\
	"\"vulnerabilities\":[{\"id\":\"CVE-1900-0001\",\"analysis\":"	\
	"{\"state\":\"" state "\"},\"affects\":[" versions "]}]}"
#define REF(ref, versions)						\
	"{\"ref\":\"" ref "\",\"versions\":[" versions "]}"

#define CVE(affected, more)						\
	"{\"dataType\":\"CVE_RECORD\",\"cveMetadata\":{\"cveId\":"	\
	"\"CVE-1900-0001\"},\"containers\":{\"cna\":{\"affected\":["	\
	affected "]" more "}}}"
#define BOX(rest, versions)						\
	"{\"vendor\":\"Acme\",\"product\":\"Box\",\"cpes\":["		\
	"\"cpe:2.3:a:acme:box:*:*:*:*:*:*:*:*\"],\"defaultStatus\":\""	\
	rest "\",\"versions\":[" versions "]}"
#define RANGE	"{\"version\":\"1.0.0\",\"lessThan\":\"2.0.0\","	\
	"\"status\":\"affected\",\"versionType\":\"semver\""
#define MATCH(end)							\
	",\"cpeApplicability\":[{\"nodes\":[{\"cpeMatch\":[{\"vulnerable\":" \
	"true,\"criteria\":\"cpe:2.3:a:acme:box:*:*:*:*:*:*:*:*\","	\
	"\"versionStartIncluding\":\"1.0.0\",\"versionEndExcluding\":\"" \
	end "\"}]}]}]"

#define OSV(events, versions)						\
	"{\"id\":\"x_E-1\",\"modified\":\"2026-01-02T03:04:05Z\","	\
	"\"affected\":[{\"package\":{\"ecosystem\":\"npm\",\"name\":\"p\"," \
	"\"purl\":\"pkg:npm/p\"},\"ranges\":[{\"type\":\"SEMVER\","	\
	"\"events\":[" events "]}],\"versions\":[" versions "]}]}"

#define STATUS(says)							\
	"{\"product_id\":\"box\",\"name\":\"Box\",\"vendor\":\"Acme\","	\
	"\"versions\":[{\"version\":\"1.0\",\"vulnerabilities\":["	\
	"{\"id\":\"CVE-1900-0001\",\"advisory\":\"E-1\",\"status\":\""	\
	says "\"}]}],\"vulnerabilities\":[]}"

static const struct {
	const char *text;
	const char *purl;
	const char *name;	/* of vendor Acme */
	const char *iri;
	const char *version;
	unsigned says;
	size_t flaw;
} ROWS[] = {
	/* CSAF: the nearest statement decides. */
	{ CSAF("2.0", TREE, "{\"known_affected\":[\"br\"]}"), "", "Box", "",
	    "1.5.0", READING_AFFECTED, 0 },
	{ CSAF("2.0", TREE, "{\"known_affected\":[\"br\"]}"), "", "Box", "",
	    "2.0.0", READING_UNKNOWN, 0 },
	{ CSAF("2.0", TREE,
	      "{\"known_affected\":[\"br\"],\"fixed\":[\"b1\"]}"),
	    "", "Box", "", "1.0", READING_FIXED, 0 },
	{ CSAF("2.0", TREE,
	      "{\"known_not_affected\":[\"w\"],\"fixed\":[\"b1\"]}"),
	    "", "Ware", "", "7", READING_NOT_AFFECTED, 0 },
	{ CSAF("2.0", TREE, "{\"known_affected\":[\"bp\"]}"), "", "Box", "",
	    "8.0.0", READING_UNKNOWN, 0 },
	{ CSAF("2.0", TREE, "{\"recommended\":[\"b1\"]}"), "", "Box", "",
	    "1.0", READING_UNKNOWN, 0 },
	{ CSAF("2.0", TREE, "{\"under_investigation\":[\"p\"]}"),
	    "pkg:npm/p@3.0.0", "", "", "3.0.0", READING_INVESTIGATED, 0 },
	{ CSAF("2.0", TREE, "{\"under_investigation\":[\"p\"]}"),
	    "pkg:npm/q@3.0.0", "", "", "3.0.0", READING_UNKNOWN, 0 },
	{ CSAF("2.0", TREE, "{\"fixed\":[\"p\"]}"), "", "",
	    "https://example.com#p", "any", READING_FIXED, 0 },
	/* Of combinations the whole, of what is installed also the part. */
	{ CSAF("2.0", TREE, "{\"known_affected\":[\"wb\"]}"), "", "Ware", "",
	    "7", READING_AFFECTED, 0 },
	{ CSAF("2.0", TREE, "{\"known_affected\":[\"wi\"]}"), "", "Ware", "",
	    "7", READING_UNKNOWN, 0 },
	{ CSAF("2.0", TREE, "{\"known_affected\":[\"wi\"]}"), "", "Box", "",
	    "1.0", READING_AFFECTED, 0 },
	/* Beside what is said of the product alone the gravest. */
	{ CSAF("2.0", TREE,
	      "{\"known_affected\":[\"wb\"],\"known_not_affected\":[\"w\"]}"),
	    "", "Ware", "", "7", READING_AFFECTED, 0 },
	{ CSAF("2.0", TREE,
	      "{\"known_affected\":[\"w\"],\"known_not_affected\":[\"wb\"]}"),
	    "", "Ware", "", "7", READING_AFFECTED, 0 },
	{ CSAF("2.0", TREE,
	      "{\"known_affected\":[\"wb\"],\"known_not_affected\":[\"b1\"]}"),
	    "", "Box", "", "1.0", READING_AFFECTED, 0 },
	{ CSAF("2.0", TREE,
	      "{\"known_affected\":[\"wi\"],\"known_not_affected\":[\"w\"]}"),
	    "", "Ware", "", "7", READING_AFFECTED, 0 },
	{ CSAF("2.0", TREE,
	      "{\"under_investigation\":[\"wb\"],\"fixed\":[\"b1\"]}"),
	    "", "Box", "", "1.0", READING_INVESTIGATED, 0 },
	{ CSAF("2.0", TREE, "{\"known_affected\":[\"loop\",\"no\"]}"), "",
	    "Box", "", "1.0", READING_UNKNOWN, 0 },
	{ CSAF("2.1",
	      "{\"branches\":[" LEAF("product_name", "Box",
		  "b") "," LEAF("product_name", "Ware",
		  "w") "],\"product_paths\":[{"
		       "\"beginning_product_reference\":\"w\","
		       "\"full_product_name\":"
		       "{\"product_id\":\"wb\"},\"subpaths\":[{\"category\":"
		       "\"installed_on\",\"next_product_reference\":\"b\"}]}]}",
	      "{\"known_affected\":[\"wb\"]}"),
	    "", "", "", "1", READING_UNKNOWN, 0 },
	/* OpenVEX: the latest statement on the same product holds. */
	{ VEX(SAYS("2026-02-01T00:00:00Z", "pkg:npm/p@1.0.0",
	      "fixed") "," SAYS("2026-01-01T00:00:00Z", "pkg:npm/p@1.0.0",
	      "affected")),
	    "pkg:npm/p", "", "", "1.0.0", READING_FIXED, 0 },
	{ VEX(SAYS("2026-01-01T00:00:00Z", "pkg:npm/p@1.0.0",
	      "affected") "," SAYS("2026-02-01T00:00:00Z", "pkg:npm/p@1.0.0",
	      "not_affected")),
	    "pkg:npm/p", "", "", "1.0.0", READING_NOT_AFFECTED, 0 },
	{ VEX(SAYS("2026-01-01T00:00:00Z", "pkg:npm/p", "affected")),
	    "pkg:npm/p", "", "", "5.0.0", READING_AFFECTED, 0 },
	{ VEX(SAYS("2026-01-01T00:00:00Z", "pkg:npm/p@1.0.0", "affected")),
	    "pkg:npm/p", "", "", "1.0.1", READING_UNKNOWN, 0 },
	/* CycloneDX: analysis and version must say the same. */
	{ BOM("exploitable",
	      REF("a",
		  "{\"range\":\"vers:semver/<2.0.0\",\"status\":"
		  "\"affected\"}")),
	    "", "Box", "", "1.0.0", READING_AFFECTED, 0 },
	{ BOM("resolved",
	      REF("a", "{\"version\":\"2.0.0\",\"status\":\"unaffected\"}")),
	    "", "Box", "", "2.0.0", READING_FIXED, 0 },
	{ BOM("resolved",
	      REF("a", "{\"version\":\"2.0.0\",\"status\":\"affected\"}")),
	    "", "Box", "", "2.0.0", 0, 0 },
	{ BOM("in_triage", REF("a", "")), "", "Box", "", "x",
	    READING_INVESTIGATED, 0 },
	{ BOM("exploitable", REF("in", "")), "", "Box", "", "x",
	    READING_AFFECTED | READING_FIXED | READING_UNKNOWN, 0 },
	{ BOM("exploitable", REF("urn:cdx:1/1#a", "")), "", "Box", "", "x",
	    READING_AFFECTED, 0 },
	{ BOM("exploitable",
	      REF("a",
		  "{\"range\":\"older ones\",\"status\":"
		  "\"affected\"}")),
	    "", "Box", "", "1.0.0", READING_UNKNOWN, 0 },
	/* CVE: the first entry that fits, else the default. */
	{ CVE(BOX("unaffected", RANGE "}"), ""), "", "Box", "", "1.5.0",
	    READING_AFFECTED, 0 },
	{ CVE(BOX("unaffected", RANGE "}"), ""), "", "Box", "", "2.0.0",
	    UNAFFECTED | READING_UNKNOWN, 0 },
	{ CVE(BOX("unaffected",
		  "{\"version\":\"1.5.0\",\"status\":\"unaffected\"}," RANGE
		  "}"),
	      ""),
	    "", "Box", "", "1.5.0", UNAFFECTED, 0 },
	{ CVE(BOX("unaffected",
		  RANGE "},{\"version\":\"1.5.0\",\"status\":"
			"\"unaffected\"}"),
	      ""),
	    "", "Box", "", "1.5.0", READING_AFFECTED, 0 },
	{ CVE(BOX("unknown",
		  RANGE ",\"changes\":[{\"at\":\"1.4.0\",\"status\":"
			"\"unaffected\"}]}"),
	      ""),
	    "", "Box", "", "1.5.0", UNAFFECTED, 0 },
	{ CVE(BOX("unknown",
		  RANGE ",\"changes\":[{\"at\":\"1.4.0\",\"status\":"
			"\"unaffected\"}]}"),
	      ""),
	    "", "Box", "", "1.3.0", READING_AFFECTED, 0 },
	{ CVE(BOX("unknown", ""), ""), "", "Box", "", "1.3.0",
	    READING_UNKNOWN | READING_INVESTIGATED, 0 },
	{ CVE(BOX("affected", ""), ""), "", "Ware", "", "1.3.0",
	    READING_UNKNOWN, 0 },
	{ CVE(BOX("affected",
		  "{\"version\":\"0\",\"lessThanOrEqual\":\"*\",\"status\":"
		  "\"affected\"}"),
	      ""),
	    "", "Box", "", "1.3.0", READING_AFFECTED, 0 },
	/* Applicability speaks of what it names alone. */
	{ CVE(BOX("unaffected", RANGE "}"), MATCH("2.0.0")), "", "Box", "",
	    "1.5.0", READING_ANY, 1 },
	/* OSV: in order, each event begins or ends. */
	{ OSV("{\"introduced\":\"0\"},{\"fixed\":\"1.2.0\"},"
	      "{\"introduced\":\"2.0.0\"},{\"last_affected\":\"2.1.0\"}",
	      ""),
	    "pkg:npm/p", "", "", "1.1.9", READING_AFFECTED, 0 },
	{ OSV("{\"fixed\":\"1.2.0\"},{\"introduced\":\"0\"}", ""), "pkg:npm/p",
	    "", "", "1.2.0", NOT_AFF, 0 },
	{ OSV("{\"introduced\":\"2.0.0\"},{\"last_affected\":\"2.1.0\"}", ""),
	    "pkg:npm/p", "", "", "2.1.0", READING_AFFECTED, 0 },
	{ OSV("{\"introduced\":\"2.0.0\"},{\"last_affected\":\"2.1.0\"}", ""),
	    "pkg:npm/p", "", "", "2.1.1", NOT_AFF, 0 },
	{ OSV("{\"introduced\":\"0\"},{\"limit\":\"2.0.0\"}", ""), "pkg:npm/p",
	    "", "", "2.0.0", NOT_AFF, 0 },
	{ OSV("{\"introduced\":\"0\"},{\"limit\":\"2.0.0\"},"
	      "{\"limit\":\"3.0.0\"},{\"limit\":\"*\"}",
	      ""),
	    "pkg:npm/p", "", "", "2.0.0", READING_AFFECTED, 0 },
	{ OSV("{\"introduced\":\"3.0.0\"}", "\"1.0.0\""), "pkg:npm/p", "", "",
	    "1.0.0", READING_AFFECTED, 0 },
	{ OSV("{\"introduced\":\"3.0.0\"}", ""), "pkg:npm/p", "", "", "4.0.0",
	    READING_AFFECTED, 0 },
	{ OSV("{\"introduced\":\"3.0.0\"}", ""), "pkg:npm/q", "", "", "4.0.0",
	    READING_UNKNOWN, 0 },
	/* Our own. */
	{ STATUS("fixed"), "", "Box", "", "1.0", READING_FIXED, 0 },
	{ STATUS("fixed"), "", "Box", "", "1.1", READING_UNKNOWN, 0 },
};

static unsigned
ask(struct arena *a, const struct reading *r, size_t flaw, const char *purl,
    const char *name, const char *iri, const char *version)
{
	const struct str purls[] = { str_z(purl) }, iris[] = { str_z(iri) };
	const struct reading_query q = {
		.purls = purls,
		.n_purls = 1,
		.iris = iris,
		.n_iris = 1,
		.vendor = S("Acme"),
		.name = str_z(name),
	};
	struct reading_keys keys = reading_keys(a, &q);
	struct reading_match m = reading_match(a, r, &keys);
	size_t statement;

	return reading_stand(a, r, &r->flaws[flaw], &m, str_z(version),
	    &statement);
}

START_TEST(test_stand)
{
	struct arena *a = arena_open();
	const char *why = "";
	const struct reading *r = reading_open(a, str_z(ROWS[_i].text), &why);
	unsigned says;

	ck_assert_msg(r != NULL, "row %d: %s", _i, why);
	ck_assert_msg(ROWS[_i].flaw < r->n_flaws, "row %d: no such flaw", _i);
	says = ask(a, r, ROWS[_i].flaw, ROWS[_i].purl, ROWS[_i].name,
	    ROWS[_i].iri, ROWS[_i].version);
	ck_assert_msg(says == ROWS[_i].says, "row %d: %u, not %u", _i, says,
	    ROWS[_i].says);
	arena_close(a);
}
END_TEST

/* ---- applicability, by its CPE name -------------------------------------- */

START_TEST(test_applicability)
{
	struct arena *a = arena_open();
	const char *why;
	const struct reading *r = reading_open(a,
	    S(CVE(BOX("unaffected", RANGE "}"), MATCH("1.6.0"))), &why);
	const struct str cpes[] = { S(
	    "cpe:2.3:a:Acme:box:1.5.0:*:*:*:*:*:*:*") };
	const struct reading_query q = { .cpes = cpes, .n_cpes = 1 };
	struct reading_keys keys = reading_keys(a, &q);
	struct reading_match m = reading_match(a, r, &keys);
	size_t s;

	ck_assert_uint_eq(r->n_flaws, 2);
	ck_assert_uint_eq(reading_stand(a, r, &r->flaws[1], &m, S("1.5.0"),
			      &s),
	    READING_AFFECTED);
	ck_assert_uint_eq(reading_stand(a, r, &r->flaws[1], &m, S("1.7.0"),
			      &s),
	    NOT_AFF);
	ck_assert_uint_eq(reading_stand(a, r, &r->flaws[0], &m, S("1.7.0"),
			      &s),
	    READING_AFFECTED);
	m.n = 0;
	ck_assert_uint_eq(reading_stand(a, r, &r->flaws[1], &m, S("1.7.0"),
			      &s),
	    READING_ANY);
	arena_close(a);
}
END_TEST

/* ---- names --------------------------------------------------------------- */

/* Products of one name, in families and in none. */
#define FAMILY(name, id)						\
	"{\"category\":\"product_family\",\"name\":\"" name "\","	\
	"\"branches\":[" LEAF("product_name", "Box", id) "]}"
#define FAMILIES(more)							\
	CSAF("2.0",							\
	    "{\"branches\":[{\"category\":\"vendor\",\"name\":\"Acme\"," \
	    "\"branches\":[" FAMILY("Old",				\
		"o") "," FAMILY("New", "n") more "]}]}",		\
	    "{\"known_affected\":[\"o\"],\"fixed\":[\"n\"],"		\
	    "\"known_not_affected\":[\"x\"]}")

static const struct {
	const char *text;
	const char *family;
	size_t n;		/* products that it is */
	unsigned says;
} FAMILY_ROWS[] = {
	{ FAMILIES(""), "Old", 1, READING_AFFECTED },
	{ FAMILIES(""), "New", 1, READING_FIXED },
	{ FAMILIES(""), "Other", 0, READING_UNKNOWN },
	{ FAMILIES(""), "", 0, READING_UNKNOWN },
	/* What has no family may be any. */
	{ FAMILIES("," LEAF("product_name", "Box", "x")), "", 1,
	    READING_NOT_AFFECTED },
	{ FAMILIES("," LEAF("product_name", "Box", "x")), "Other", 1,
	    READING_NOT_AFFECTED },
	{ FAMILIES("," LEAF("product_name", "Box", "x")), "Old", 2,
	    READING_AFFECTED },
};

START_TEST(test_family)
{
	struct arena *a = arena_open();
	const char *why = "";
	const struct reading *r = reading_open(a, str_z(FAMILY_ROWS[_i].text),
	    &why);
	const struct reading_query q = {
		.vendor = S("Acme"),
		.family = str_z(FAMILY_ROWS[_i].family),
		.name = S("Box"),
	};
	struct reading_keys keys = reading_keys(a, &q);
	struct reading_match m;
	unsigned says;
	size_t s;

	ck_assert_msg(r != NULL, "row %d: %s", _i, why);
	m = reading_match(a, r, &keys);
	ck_assert_msg(m.n == FAMILY_ROWS[_i].n, "row %d: %zu products", _i,
	    m.n);
	says = reading_stand(a, r, &r->flaws[0], &m, S("1"), &s);
	ck_assert_msg(says == FAMILY_ROWS[_i].says, "row %d: %u", _i, says);
	arena_close(a);
}
END_TEST

/* A name alone is no match where a package URL contradicts. */
START_TEST(test_contradicting)
{
	struct arena *a = arena_open();
	const char *why;
	const struct reading *r = reading_open(a,
	    S("{\"bomFormat\":\"CycloneDX\",\"components\":[{\"bom-ref\":\"a\","
	      "\"name\":\"Box\",\"purl\":\"pkg:npm/box\",\"supplier\":"
	      "{\"name\":\"Acme\"}}],\"vulnerabilities\":[{\"id\":\"C\","
	      "\"analysis\":{\"state\":\"exploitable\"},\"affects\":"
	      "[{\"ref\":\"a\"}]}]}"),
	    &why);

	ck_assert_uint_eq(ask(a, r, 0, "pkg:npm/box@1", "Box", "", "1"),
	    READING_AFFECTED);
	ck_assert_uint_eq(ask(a, r, 0, "pkg:npm/other@1", "Box", "", "1"),
	    READING_UNKNOWN);
	ck_assert_uint_eq(ask(a, r, 0, "", "Box", "", "1"), READING_AFFECTED);
	arena_close(a);
}
END_TEST

/* ---- facts --------------------------------------------------------------- */

START_TEST(test_facts)
{
	struct arena *a = arena_open();
	const char *why;
	const struct reading *r = reading_open(a,
	    S("{\"document\":{\"csaf_version\":\"2.0\",\"acknowledgments\":"
	      "[{\"names\":[\"Hana\"],\"organization\":\"Uni\"}],"
	      "\"references\":[{\"url\":\"https://example.com/a\"}],"
	      "\"tracking\":{\"id\":\"E-1\",\"initial_release_date\":"
	      "\"2026-01-02T03:04:05Z\",\"current_release_date\":\"soon\"}},"
	      "\"product_tree\":{\"full_product_names\":[{\"product_id\":"
	      "\"p\",\"name\":\"P\"}]},\"vulnerabilities\":[{\"cwe\":"
	      "{\"id\":\"CWE-79\"},\"scores\":[{\"products\":[\"p\"],"
	      "\"cvss_v3\":{\"vectorString\":\"V\",\"baseScore\":9.8}}]}]}"),
	    &why);

	ck_assert_ptr_nonnull(r);
	ck_assert(str_eq_z(r->id, "E-1"));
	ck_assert(r->has_initial && !r->has_current);
	ck_assert_uint_eq(r->credits.n, 2);
	ck_assert(str_eq_z(r->links.v[0], "https://example.com/a"));
	ck_assert(str_eq_z(r->flaws[0].cwes.v[0], "CWE-79"));
	ck_assert_uint_eq(r->flaws[0].n_scores, 1);
	ck_assert(str_eq_z(r->flaws[0].scores[0].number, "9.8"));
	ck_assert_uint_eq(r->flaws[0].scores[0].n_products, 1);
	arena_close(a);
}
END_TEST

/* ---- refused ------------------------------------------------------------- */

static const char *const REFUSED[] = {
	"",
	"{",
	"[]",
	"{}",
	"null",
	"{\"document\":1}",
	"{\"document\":{\"csaf_version\":2.0}}",
	"{\"bomFormat\":\"SPDX\"}",
	"{\"@context\":\"https://example.com\"}",
	"{\"id\":\"x\"}",
	"{\"id\":\"x\",\"id\":\"y\",\"modified\":\"z\"}",
};

START_TEST(test_refused)
{
	struct arena *a = arena_open();
	const char *why = "";

	ck_assert_msg(reading_open(a, str_z(REFUSED[_i]), &why) == NULL,
	    "row %d was read", _i);
	ck_assert_msg(strlen(why) > 0, "row %d: no reason", _i);
	arena_close(a);
}
END_TEST

/* Members of wrong kinds everywhere say nothing, and break nothing. */
static const char *const ODD[] = {
	"{\"document\":{\"csaf_version\":\"2.0\"},\"product_tree\":[],"
	"\"vulnerabilities\":[1,null,{\"product_status\":"
	"{\"fixed\":[{},[],1,\"x\"]},\"scores\":{\"a\":1}}]}",
	"{\"document\":{\"csaf_version\":\"2.1\"},\"product_tree\":"
	"{\"branches\":{\"a\":{}},\"product_paths\":[{\"subpaths\":[]},1]},"
	"\"vulnerabilities\":{\"a\":{\"metrics\":[[]]}}}",
	"{\"@context\":\"https://openvex.dev/ns\",\"statements\":{\"a\":"
	"{\"products\":\"x\"}}}",
	"{\"bomFormat\":\"CycloneDX\",\"components\":{},"
	"\"vulnerabilities\":[{\"affects\":{\"a\":1},\"cwes\":[\"x\",{}],"
	"\"credits\":[]}]}",
	"{\"dataType\":\"CVE_RECORD\",\"containers\":{\"cna\":{\"affected\":"
	"{\"a\":{\"versions\":{\"b\":{\"lessThan\":\"1\",\"changes\":[1]}}}},"
	"\"cpeApplicability\":[{\"nodes\":[{\"cpeMatch\":[1]}]}]}}}",
	"{\"id\":\"x\",\"modified\":\"y\",\"affected\":[{\"ranges\":"
	"[{\"events\":[1,{}]}],\"versions\":[{},1]}]}",
	"{\"product_id\":\"x\",\"versions\":{\"a\":{\"vulnerabilities\":"
	"[1]}},\"vulnerabilities\":7}",
};

START_TEST(test_odd)
{
	struct arena *a = arena_open();
	const char *why = "";
	const struct reading *r = reading_open(a, str_z(ODD[_i]), &why);

	ck_assert_msg(r != NULL, "row %d: %s", _i, why);
	for (size_t i = 0; i < r->n_flaws; i++)
		(void)ask(a, r, i, "pkg:npm/x", "Box", "i", "1");
	arena_close(a);
}
END_TEST

/* Installed on each other: two to the power of sixty faces, were they told. */
START_TEST(test_tower)
{
	struct arena *a = arena_open();
	struct buf b;
	const char *why = "";
	const struct reading *r;

	buf_init(&b, LIMIT_PAGE_BYTES);
	buf_put(&b,
	    S("{\"document\":{\"csaf_version\":\"2.0\"},"
	      "\"product_tree\":{\"full_product_names\":[{"
	      "\"product_id\":\"r0\",\"name\":\"x\"}],"
	      "\"relationships\":["));
	for (int i = 1; i < 60; i++)
		buf_printf(&b,
		    "%s{\"category\":\"installed_on\",\"product_reference\":"
		    "\"r%d\",\"relates_to_product_reference\":\"r%d\","
		    "\"full_product_name\":{\"product_id\":\"r%d\"}}",
		    i > 1 ? "," : "", i - 1, i - 1, i);
	buf_put(&b,
	    S("]},\"vulnerabilities\":[{\"product_status\":"
	      "{\"fixed\":[\"r59\",\"r3\"]}}]}"));
	r = reading_open(a, buf_str(&b), &why);
	ck_assert_msg(r != NULL, "%s", why);
	ck_assert_uint_le(r->n_statements, 2 * LIMIT_READING_FACES);
	ck_assert_uint_ge(r->n_statements, 1);
	buf_fini(&b);
	arena_close(a);
}
END_TEST

Suite *
suite_reading_reading(void)
{
	Suite *s = suite_create("reading_reading");
	TCase *t = tcase_create("reading");

	tcase_add_loop_test(t, test_stand, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_test(t, test_applicability);
	tcase_add_loop_test(t, test_family, 0, (int)ARRAY_LEN(FAMILY_ROWS));
	tcase_add_test(t, test_contradicting);
	tcase_add_test(t, test_facts);
	tcase_add_loop_test(t, test_refused, 0, (int)ARRAY_LEN(REFUSED));
	tcase_add_loop_test(t, test_odd, 0, (int)ARRAY_LEN(ODD));
	tcase_add_test(t, test_tower);
	suite_add_tcase(s, t);
	return s;
}
