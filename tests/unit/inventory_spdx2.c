/*
 * inventory/inventory_spdx2: packages, what they are called, and relationships
 * in both directions.
 */
#include "inventory_text.h"

static const struct inventory_row ROWS[] = {
	{ "a package of each kind of member",
	    "{\"spdxVersion\":\"SPDX-2.3\",\"SPDXID\":\"SPDXRef-DOCUMENT\",\"do"
	    "cumentNamespace\":\"https://example.com/1\",\"creationInfo\":{\"cr"
	    "eated\":\"2026-11-01T00:00:00Z\",\"creators\":[\"Organization: Exa"
	    "mple\",\"Tool: maker-1.0\"]},\n"
	    "\"packages\":[{\"SPDXID\":\"SPDXRef-a\",\"name\":\"pump\",\"versio"
	    "nInfo\":\"1.2\",\"supplier\":\"Organization: Example Pumps (psirt@"
	    "example.com)\",\"originator\":\"Person: A\",\"primaryPackagePurpos"
	    "e\":\"OPERATING-SYSTEM\",\"externalRefs\":[{\"referenceCategory\":"
	    "\"SECURITY\",\"referenceType\":\"cpe22Type\",\"referenceLocator\":"
	    "\"cpe:/a:x:pump:1.2\"},{\"referenceCategory\":\"PACKAGE_MANAGER\","
	    "\"referenceType\":\"purl\",\"referenceLocator\":\"pkg:npm/pump@1.2"
	    "\"},{\"referenceCategory\":\"SECURITY\",\"referenceType\":\"http:/"
	    "/spdx.org/rdf/references/cpe23Type\",\"referenceLocator\":\"cpe:2."
	    "3:a:x:pump:1.2:*:*:*:*:*:*:*\"}],\"checksums\":[{\"algorithm\":\"S"
	    "HA256\",\"checksumValue\":\"00\"}]}]}",
	    "SPDX 2.3 by=maker-1.0 at=2026-11-01T00:00:00Z serial=https://examp"
	    "le.com/1\n"
	    "pump 1.2 ref=SPDXRef-a purl=pkg:npm/pump@1.2 cpe=cpe:2.3:a:x:pump:"
	    "1.2:*:*:*:*:*:*:* vendor=Example Pumps type=npm kind=operating-sys"
	    "tem sha256:00\n" },
	{ "what is not asserted",
	    "{\"spdxVersion\":\"SPDX-2.3\",\"SPDXID\":\"SPDXRef-DOCUMENT\",\"pa"
	    "ckages\":[{\"SPDXID\":\"SPDXRef-a\",\"name\":\"a\",\"versionInfo\""
	    ":\"NOASSERTION\",\"supplier\":\"NOASSERTION\",\"originator\":\"Org"
	    "anization: Other\"}]}",
	    "SPDX 2.3\n"
	    "a ref=SPDXRef-a vendor=Other\n"
	    "1 inventory-version at=\"a\"\n" },
	{ "the package that is described, and dependencies both ways",
	    "{\"spdxVersion\":\"SPDX-2.3\",\"SPDXID\":\"SPDXRef-DOCUMENT\",\"re"
	    "lationships\":[{\"spdxElementId\":\"SPDXRef-DOCUMENT\",\"relations"
	    "hipType\":\"DESCRIBES\",\"relatedSpdxElement\":\"r\"},{\"spdxEleme"
	    "ntId\":\"r\",\"relationshipType\":\"CONTAINS\",\"relatedSpdxElemen"
	    "t\":\"a\"},{\"spdxElementId\":\"a\",\"relationshipType\":\"DEPENDS"
	    "_ON\",\"relatedSpdxElement\":\"b\"},{\"spdxElementId\":\"c\",\"rel"
	    "ationshipType\":\"DEPENDENCY_OF\",\"relatedSpdxElement\":\"b\"},{"
	    "\"spdxElementId\":\"t\",\"relationshipType\":\"TEST_DEPENDENCY_OF"
	    "\",\"relatedSpdxElement\":\"a\"},{\"spdxElementId\":\"a\",\"relati"
	    "onshipType\":\"CONTAINS\",\"relatedSpdxElement\":\"SPDXRef-File-1"
	    "\"}],\"documentDescribes\":[\"r\"],\n"
	    "\"packages\":[{\"SPDXID\":\"a\",\"name\":\"a\",\"versionInfo\":\"1"
	    "\"},{\"SPDXID\":\"r\",\"name\":\"root\",\"versionInfo\":\"9\"},{\""
	    "SPDXID\":\"b\",\"name\":\"b\",\"versionInfo\":\"1\"},{\"SPDXID\":"
	    "\"c\",\"name\":\"c\",\"versionInfo\":\"1\"},{\"SPDXID\":\"t\",\"na"
	    "me\":\"t\",\"versionInfo\":\"1\"}]}",
	    "SPDX 2.3\n"
	    "self root 9 ref=r >0\n"
	    "a 1 ref=a >1 >3\n"
	    "b 1 ref=b >2\n"
	    "c 1 ref=c\n"
	    "t 1 ref=t optional\n" },
	{ "a document about two packages",
	    "{\"spdxVersion\":\"SPDX-2.3\",\"SPDXID\":\"SPDXRef-DOCUMENT\",\"do"
	    "cumentDescribes\":[\"a\",\"b\"],\"packages\":[{\"SPDXID\":\"a\",\""
	    "name\":\"a\",\"versionInfo\":\"1\"},{\"SPDXID\":\"b\",\"name\":\"b"
	    "\",\"versionInfo\":\"1\"}]}",
	    "SPDX 2.3\n"
	    "a 1 ref=a\n"
	    "b 1 ref=b\n" },
	{ "needed for tests and otherwise",
	    "{\"spdxVersion\":\"SPDX-2.3\",\"SPDXID\":\"SPDXRef-DOCUMENT\",\"re"
	    "lationships\":[{\"spdxElementId\":\"b\",\"relationshipType\":\"DEV"
	    "_DEPENDENCY_OF\",\"relatedSpdxElement\":\"a\"},{\"spdxElementId\":"
	    "\"a\",\"relationshipType\":\"STATIC_LINK\",\"relatedSpdxElement\":"
	    "\"b\"}],\"packages\":[{\"SPDXID\":\"a\",\"name\":\"a\",\"versionIn"
	    "fo\":\"1\"},{\"SPDXID\":\"b\",\"name\":\"b\",\"versionInfo\":\"1\""
	    "}]}",
	    "SPDX 2.3\n"
	    "a 1 ref=a >1\n"
	    "b 1 ref=b\n" },
	{ "an rpm package of Trivy",
	    "{\"spdxVersion\":\"SPDX-2.3\",\"SPDXID\":\"SPDXRef-DOCUMENT\",\"pa"
	    "ckages\":[{\"SPDXID\":\"a\",\"name\":\"openssl-libs\",\"versionInf"
	    "o\":\"1.0.2k-16.el7\",\"sourceInfo\":\"built package from: openssl"
	    " 1:1.0.2k-16.el7\",\"externalRefs\":[{\"referenceCategory\":\"PACK"
	    "AGE-MANAGER\",\"referenceType\":\"purl\",\"referenceLocator\":\"pk"
	    "g:rpm/centos/openssl-libs@1.0.2k-16.el7?arch=x86_64&distro=centos-"
	    "7.6.1810&epoch=1\"}]}]}",
	    "SPDX 2.3\n"
	    "openssl-libs 1:1.0.2k-16.el7 ref=a purl=pkg:rpm/centos/openssl-lib"
	    "s@1.0.2k-16.el7?arch=x86_64&distro=centos-7.6.1810&epoch=1 type=rp"
	    "m source=openssl of=1:1.0.2k-16.el7 distro=centos release=7.6.1810"
	    " arch=x86_64\n" },
	{ "wrong identities and values of other kinds",
	    "{\"spdxVersion\":\"SPDX-2.3\",\"SPDXID\":\"SPDXRef-DOCUMENT\",\"re"
	    "lationships\":[1,{\"spdxElementId\":[]}],\"packages\":[{\"name\":"
	    "\"a\",\"versionInfo\":\"1\",\"externalRefs\":[{\"referenceType\":"
	    "\"purl\",\n"
	    "\"referenceLocator\":\"a@1\"},7,null]},\n"
	    "{\"SPDXID\":\"x\"}]}",
	    "SPDX 2.3\n"
	    "a 1\n"
	    "2 inventory-identity at=\"a@1\"\n"
	    "3 inventory-name at={\n" },
	{ "a version to come",
	    "{\"spdxVersion\":\"SPDX-2.9\",\"packages\":[]}",
	    "SPDX 2.9\n"
	    "1 inventory-format at=\"SPDX-2.9\"\n" },
};

START_TEST(row)
{
	inventory_check(&ROWS[_i]);
}
END_TEST

Suite *suite_inventory_spdx2(void);

Suite *
suite_inventory_spdx2(void)
{
	Suite *s = suite_create("inventory_spdx2");
	TCase *tc = tcase_create("spdx2");

	tcase_add_loop_test(tc, row, 0, (int)ARRAY_LEN(ROWS));
	suite_add_tcase(s, tc);
	return s;
}
