/*
 * inventory/inventory_sarif: packages where scanners put them.
 */
#include "inventory_text.h"

static const struct inventory_row ROWS[] = {
	{ "Trivy's message",
	    "{\"version\":\"2.1.0\",\"$schema\":\"https://example.com\",\"runs"
	    "\":[{\"tool\":{\"driver\":{\"name\":\"Trivy\",\"rules\":[]}},\"res"
	    "ults\":[{\"ruleId\":\"CVE-2026-0001\",\"ruleIndex\":0,\"message\":"
	    "{\"text\":\"Package: libcrypto\\nInstalled Version: 1.1.1c-r0\\nVu"
	    "lnerability CVE-2026-0001\\nSeverity: LOW\\nFixed Version: 1.1.1d-"
	    "r0\\nLink: [x](https://example.com)\"}},{\"ruleId\":\"CVE-2026-000"
	    "2\",\"message\":{\"text\":\"Package: libcrypto\\nInstalled Version"
	    ": 1.1.1c-r0\"}}]}]}",
	    "SARIF 2.1.0 by=Trivy\n"
	    "libcrypto 1.1.1c-r0 ref=libcrypto@1.1.1c-r0 !CVE-2026-0001 fixed=1"
	    ".1.1d-r0 !CVE-2026-0002\n" },
	{ "Grype's sentences, old and new",
	    "{\"version\":\"2.1.0\",\"$schema\":\"https://example.com\",\"runs"
	    "\":[{\"tool\":{\"driver\":{\"name\":\"Grype\",\"rules\":[]}},\"res"
	    "ults\":[{\"ruleId\":\"CVE-2026-0001-package-1\",\"message\":{\"tex"
	    "t\":\"The path etc/x reports package-1 at version 1.0.1  which is "
	    "a vulnerable (deb) package installed in the container\"}},{\"ruleI"
	    "d\":\"GHSA-aaaa-bbbb-cccc-left\",\"message\":{\"text\":\"A high vu"
	    "lnerability in npm package: left, version 1.3.0 was found in image"
	    " x at: y\"}}]}]}",
	    "SARIF 2.1.0 by=Grype\n"
	    "package-1 1.0.1 ref=package-1@1.0.1 !CVE-2026-0001\n"
	    "left 1.3.0 ref=left@1.3.0 type=npm !GHSA-aaaa-bbbb-cccc\n" },
	{ "OSV-Scanner's sentence",
	    "{\"version\":\"2.1.0\",\"$schema\":\"https://example.com\",\"runs"
	    "\":[{\"tool\":{\"driver\":{\"name\":\"osv-scanner\",\"rules\":[]}}"
	    ",\"results\":[{\"ruleId\":\"PYSEC-2026-12\",\"message\":{\"text\":"
	    "\"Package '@x/left@1.3.0' is vulnerable to 'PYSEC-2026-12'.\"}}]}]"
	    "}",
	    "SARIF 2.1.0 by=osv-scanner\n"
	    "@x/left 1.3.0 ref=@x/left@1.3.0 !PYSEC-2026-12\n" },
	{ "package URLs of rules, results and locations",
	    "{\"version\":\"2.1.0\",\"$schema\":\"https://example.com\",\"runs"
	    "\":[{\"tool\":{\"driver\":{\"name\":\"docker scout\",\"rules\":[{"
	    "\"id\":\"z\"},{\"id\":\"CVE-2026-0001\",\"properties\":{\"purls\":"
	    "[\"x\",\"pkg:npm/a@1\"]}}]}},\"results\":[{\"rule\":{\"id\":\"CVE-"
	    "2026-0001\",\"index\":1},\"message\":{\"text\":\"x\"}},{\"ruleId\""
	    ":\"CVE-2026-0002\",\"ruleIndex\":1,\"message\":{\"text\":\"x\"},\""
	    "properties\":{\"purl\":\"pkg:npm/b@1\"}},{\"ruleId\":\"CVE-2026-00"
	    "03\",\"message\":{},\"locations\":[{\"logicalLocations\":[{\"fully"
	    "QualifiedName\":\"x\"},{\"fullyQualifiedName\":\"pkg:npm/c@1\"}]}]"
	    "}]}]}",
	    "SARIF 2.1.0 by=docker scout\n"
	    "a 1 ref=pkg:npm/a@1 purl=pkg:npm/a@1 type=npm !CVE-2026-0001\n"
	    "b 1 ref=pkg:npm/b@1 purl=pkg:npm/b@1 type=npm !CVE-2026-0002\n"
	    "c 1 ref=pkg:npm/c@1 purl=pkg:npm/c@1 type=npm !CVE-2026-0003\n" },
	{ "findings in source code, and ids that only look like one",
	    "{\"version\":\"2.1.0\",\"$schema\":\"https://example.com\",\"runs"
	    "\":[{\"tool\":{\"driver\":{\"name\":\"lint\",\"rules\":[]}},\"resu"
	    "lts\":[{\"ruleId\":\"java/sql-injection\",\"message\":{\"text\":\""
	    "Package: a\"}},{\"ruleId\":\"CWE-79\",\"message\":{\"text\":\"Pack"
	    "age: a\"}},{\"ruleId\":\"CVE-2026-\",\"message\":{\"text\":\"Packa"
	    "ge: a\"}},{\"ruleId\":\"GHSA-aaaa-bbbb-ccc\",\"message\":{\"text\""
	    ":\"Package: a\"}},{\"ruleIndex\":4}]}]}",
	    "SARIF 2.1.0 by=lint\n" },
	{ "results that name no package",
	    "{\"version\":\"2.1.0\",\"$schema\":\"https://example.com\",\"runs"
	    "\":[{\"tool\":{\"driver\":{\"name\":\"Trivy\",\"rules\":[]}},\"res"
	    "ults\":[{\"ruleId\":\"CVE-2026-0001\",\"ruleIndex\":99,\"message\""
	    ":{\"text\":\"a flaw\"}},{\"ruleId\":\"CVE-2026-0002\",\"message\":"
	    "null}]}]}",
	    "SARIF 2.1.0 by=Trivy\n"
	    "1 inventory-finding at={\n" },
};

START_TEST(row)
{
	inventory_check(&ROWS[_i]);
}
END_TEST

Suite *suite_inventory_sarif(void);

Suite *
suite_inventory_sarif(void)
{
	Suite *s = suite_create("inventory_sarif");
	TCase *tc = tcase_create("sarif");

	tcase_add_loop_test(tc, row, 0, (int)ARRAY_LEN(ROWS));
	suite_add_tcase(s, tc);
	return s;
}
