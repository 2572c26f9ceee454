/*
 * inventory/inventory_spdx3: a graph of elements in any order.
 */
#include "inventory_text.h"

static const struct inventory_row ROWS[] = {
	{ "packages, who supplies them, and what they need",
	    "{\"@context\":\"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\","
	    "\"@graph\":[{\"type\":\"CreationInfo\",\"@id\":\"_:c\",\"specVersi"
	    "on\":\"3.0.1\",\"created\":\"2026-11-01T00:00:00Z\",\"createdUsing"
	    "\":[\"urn:t\"]},\n"
	    "{\"type\":\"Tool\",\"spdxId\":\"urn:t\",\"name\":\"maker\"},{\"typ"
	    "e\":\"SpdxDocument\",\"spdxId\":\"urn:d\",\"rootElement\":[\"urn:s"
	    "\"]},{\"type\":\"software_Sbom\",\"spdxId\":\"urn:s\",\"rootElemen"
	    "t\":[\"urn:r\"]},{\"type\":\"software_Package\",\"spdxId\":\"urn:r"
	    "\",\"name\":\"unit\",\"software_packageVersion\":\"9\",\"software_"
	    "primaryPurpose\":\"firmware\"},{\"type\":\"Relationship\",\"spdxId"
	    "\":\"urn:1\",\"from\":\"urn:r\",\"relationshipType\":\"contains\","
	    "\"to\":[\"urn:a\",\"urn:b\"]},{\"type\":\"LifecycleScopedRelations"
	    "hip\",\"from\":\"urn:a\",\"relationshipType\":\"dependsOn\",\"scop"
	    "e\":\"test\",\"to\":[\"urn:b\"]},{\"type\":\"software_Package\",\""
	    "spdxId\":\"urn:a\",\"name\":\"a\",\"software_packageVersion\":\"1"
	    "\",\"suppliedBy\":\"urn:o\",\"software_packageUrl\":\"pkg:npm/a@1"
	    "\",\"verifiedUsing\":[{\"type\":\"Hash\",\"algorithm\":\"sha3_256"
	    "\",\"hashValue\":\"00\"}],\"software_primaryPurpose\":\"deviceDriv"
	    "er\"},{\"type\":\"software_Package\",\"spdxId\":\"urn:b\",\"name\""
	    ":\"b\",\"software_packageVersion\":\"2\",\"originatedBy\":[\"urn:o"
	    "\"],\"externalIdentifier\":[{\"type\":\"ExternalIdentifier\",\"ext"
	    "ernalIdentifierType\":\"packageUrl\",\"identifier\":\"pkg:npm/b@2"
	    "\"},{\"externalIdentifierType\":\"cpe23\",\"identifier\":\"cpe:2.3"
	    ":a:x:b:2:*:*:*:*:*:*:*\"}]},{\"type\":\"Organization\",\"spdxId\":"
	    "\"urn:o\",\"name\":\"Example\"}]}",
	    "SPDX 3.0.1 by=maker at=2026-11-01T00:00:00Z serial=urn:d\n"
	    "self unit 9 ref=urn:r kind=firmware >0 >1\n"
	    "a 1 ref=urn:a purl=pkg:npm/a@1 vendor=Example type=npm kind=device"
	    "-driver sha3-256:00 >1\n"
	    "b 2 ref=urn:b purl=pkg:npm/b@2 cpe=cpe:2.3:a:x:b:2:*:*:*:*:*:*:* v"
	    "endor=Example type=npm optional\n" },
	{ "VEX relationships before what they are about",
	    "{\"@context\":\"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\","
	    "\"@graph\":[{\"type\":\"CreationInfo\",\"@id\":\"_:c\",\"specVersi"
	    "on\":\"3.0.1\",\"created\":\"2026-11-01T00:00:00Z\",\"createdUsing"
	    "\":[\"urn:t\"]},\n"
	    "{\"type\":\"security_VexNotAffectedVulnAssessmentRelationship\",\""
	    "from\":\"urn:v\",\"to\":[\"urn:a\"],\"relationshipType\":\"doesNot"
	    "Affect\",\"security_justificationType\":\"vulnerableCodeNotPresent"
	    "\",\"security_impactStatement\":\"left out\"},{\"type\":\"security"
	    "_VexAffectedVulnAssessmentRelationship\",\"from\":\"urn:w\",\"to\""
	    ":\"urn:a\",\"relationshipType\":\"affects\"},{\"type\":\"security_"
	    "Vulnerability\",\"spdxId\":\"urn:v\",\"externalIdentifier\":[{\"ex"
	    "ternalIdentifierType\":\"cve\",\"identifier\":\"CVE-2026-0001\"}]}"
	    ",{\"type\":\"security_Vulnerability\",\"spdxId\":\"urn:w\",\"name"
	    "\":\"CVE-2026-0002\"},{\"type\":\"software_Package\",\"spdxId\":\""
	    "urn:a\",\"name\":\"a\",\"software_packageVersion\":\"1\"}]}",
	    "SPDX 3.0.1 at=2026-11-01T00:00:00Z\n"
	    "a 1 ref=urn:a !CVE-2026-0001 status=not_affected because=vulnerabl"
	    "eCodeNotPresent detail=left out !CVE-2026-0002\n" },
	{ "names of before JSON-LD was compacted, a list of contexts",
	    "{\"@graph\":[{\"@type\":\"software_Package\",\"@id\":\"urn:a\",\"n"
	    "ame\":\"a\",\"software_packageVersion\":\"1\"},{\"@type\":\"Creati"
	    "onInfo\",\"specVersion\":\"3.0.0\"}],\"@context\":[\"https://spdx."
	    "org/rdf/3.0.0/spdx-context.jsonld\",{}]}",
	    "SPDX 3.0.0\n"
	    "a 1 ref=urn:a\n" },
	{ "a document that names its package itself",
	    "{\"@context\":\"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\","
	    "\"@graph\":[{\"type\":\"CreationInfo\",\"@id\":\"_:c\",\"specVersi"
	    "on\":\"3.0.1\",\"created\":\"2026-11-01T00:00:00Z\",\"createdUsing"
	    "\":[\"urn:t\"]},\n"
	    "{\"type\":\"SpdxDocument\",\"spdxId\":\"urn:d\",\"rootElement\":["
	    "\"urn:a\"]},{\"type\":\"software_Package\",\"spdxId\":\"urn:a\",\""
	    "name\":\"a\"}]}",
	    "SPDX 3.0.1 at=2026-11-01T00:00:00Z serial=urn:d\n"
	    "self a ref=urn:a\n" },
	{ "wrong identity, no name, no version, values of other kinds",
	    "{\"@context\":\"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\","
	    "\"@graph\":[{\"type\":\"CreationInfo\",\"@id\":\"_:c\",\"specVersi"
	    "on\":\"3.0.1\",\"created\":\"2026-11-01T00:00:00Z\",\"createdUsing"
	    "\":[\"urn:t\"]},\n"
	    "{\"type\":\"software_Package\",\"spdxId\":\"urn:a\",\"name\":\"a\""
	    ",\"software_packageUrl\":\"x\"},\n"
	    "{\"type\":\"software_Package\",\"spdxId\":\"urn:b\"},7,[],{\"type"
	    "\":[\"software_Package\"]},{\"type\":\"Relationship\",\"to\":{\"a"
	    "\":1},\"from\":1}]}",
	    "SPDX 3.0.1 at=2026-11-01T00:00:00Z\n"
	    "a ref=urn:a\n"
	    "2 inventory-version at=\"a\"\n"
	    "2 inventory-identity at=\"x\"\n"
	    "3 inventory-name at={\n" },
	{ "a version to come",
	    "{\"@context\":\"https://spdx.org/rdf/3.1/spdx-context.jsonld\",\"@"
	    "graph\":[{\"type\":\"CreationInfo\",\"specVersion\":\"3.1\"}]}",
	    "SPDX 3.1\n"
	    "1 inventory-format at=\"3.1\"\n" },
};

START_TEST(row)
{
	inventory_check(&ROWS[_i]);
}
END_TEST

Suite *suite_inventory_spdx3(void);

Suite *
suite_inventory_spdx3(void)
{
	Suite *s = suite_create("inventory_spdx3");
	TCase *tc = tcase_create("spdx3");

	tcase_add_loop_test(tc, row, 0, (int)ARRAY_LEN(ROWS));
	suite_add_tcase(s, tc);
	return s;
}
