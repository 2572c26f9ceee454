/*
 * inventory/inventory_grype: matches become packages with findings.
 */
#include "inventory_text.h"

static const struct inventory_row ROWS[] = {
	{ "one package in two matches, the distribution behind them",
	    "{\"matches\":[{\"vulnerability\":{\"id\":\"CVE-2026-0001\",\"fix\""
	    ":{\"versions\":[\"1.2\",\"2.1\"],\"state\":\"fixed\"}},\"relatedVu"
	    "lnerabilities\":[{\"id\":\"X\"}],\"artifact\":{\"id\":\"aa\",\"nam"
	    "e\":\"pump\",\"version\":\"1.1-1.el8\",\"type\":\"rpm\",\"cpes\":["
	    "\"cpe:2.3:a:x:pump:1.1:*:*:*:*:*:*:*\"],\"purl\":\"\",\"upstreams"
	    "\":[{\"name\":\"pumps\",\"version\":\"1.1-1.el8\"},{\"name\":\"oth"
	    "er\"}],\"metadata\":{\"epoch\":2,\"modularityLabel\":\"pump:1:8\","
	    "\"architecture\":\"x86_64\"}}},{\"vulnerability\":{\"id\":\"CVE-20"
	    "26-0002\",\"fix\":{\"versions\":[],\"state\":\"wont-fix\"}},\"arti"
	    "fact\":{\"id\":\"aa\",\"name\":\"pump\",\"version\":\"1.1-1.el8\","
	    "\"type\":\"rpm\"}},{\"vulnerability\":{\"id\":\"GHSA-aaaa-bbbb-ccc"
	    "c\",\"fix\":{}},\"artifact\":{\"id\":\"bb\",\"name\":\"left\",\"ve"
	    "rsion\":\"1\",\"type\":\"npm\",\"purl\":\"pkg:npm/left@1\",\"metad"
	    "ata\":{\"epoch\":9}}}],\"distro\":{\"name\":\"centos\",\"version\""
	    ":\"8.0\",\"idLike\":[\"rhel\"]},\"descriptor\":{\"name\":\"grype\""
	    ",\"version\":\"0.100\",\"timestamp\":\"2026-11-01T00:00:00Z\"}}",
	    "Grype by=Grype at=2026-11-01T00:00:00Z\n"
	    "pump 2:1.1-1.el8 ref=aa type=rpm source=pumps of=1.1-1.el8 distro="
	    "centos release=8.0 module=pump:1 arch=x86_64 !CVE-2026-0001 fixed="
	    "1.2, 2.1 !CVE-2026-0002 detail=wont-fix\n"
	    "left 1 ref=bb purl=pkg:npm/left@1 type=npm "
	    "!GHSA-aaaa-bbbb-cccc\n" },
	{ "no matches",
	    "{\"matches\":[],\"distro\":{\"name\":\"centos\",\"version\":\"8.0"
	    "\",\"idLike\":[\"rhel\"]},\"descriptor\":{\"name\":\"grype\",\"ver"
	    "sion\":\"0.100\",\"timestamp\":\"2026-11-01T00:00:00Z\"}}",
	    "Grype by=Grype at=2026-11-01T00:00:00Z\n" },
	{ "faults within matches",
	    "{\"matches\":[7,{\"artifact\":[]},{\"artifact\":{\"name\":\"a\",\""
	    "purl\":\"x\"},\"vulnerability\":null}],\n"
	    "\"distro\":{\"name\":\"centos\",\"version\":\"8.0\",\"idLike\":[\""
	    "rhel\"]},\"descriptor\":{\"name\":\"grype\",\"version\":\"0.100\","
	    "\"timestamp\":\"2026-11-01T00:00:00Z\"}}",
	    "Grype by=Grype at=2026-11-01T00:00:00Z\n"
	    "a ref=a@\n"
	    "1 inventory-name at=7\n"
	    "1 inventory-name at={\n"
	    "1 inventory-version at=\"a\"\n"
	    "1 inventory-identity at=\"x\"\n" },
};

START_TEST(row)
{
	inventory_check(&ROWS[_i]);
}
END_TEST

Suite *suite_inventory_grype(void);

Suite *
suite_inventory_grype(void)
{
	Suite *s = suite_create("inventory_grype");
	TCase *tc = tcase_create("grype");

	tcase_add_loop_test(tc, row, 0, (int)ARRAY_LEN(ROWS));
	suite_add_tcase(s, tc);
	return s;
}
