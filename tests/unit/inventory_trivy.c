/*
 * inventory/inventory_trivy: reports with and without their packages.
 */
#include "inventory_text.h"

static const struct inventory_row ROWS[] = {
	{ "packages of a distribution with their findings",
	    "{\"SchemaVersion\":2,\"CreatedAt\":\"2026-11-01T00:00:00Z\",\"Arti"
	    "factName\":\"pump.tar\",\"ArtifactType\":\"container_image\",\"Met"
	    "adata\":{\"OS\":{\"Family\":\"redhat\",\"Name\":\"9.3\"}},\"Result"
	    "s\":[{\"Target\":\"pump.tar (redhat 9.3)\",\"Class\":\"os-pkgs\","
	    "\"Type\":\"redhat\",\"Packages\":[{\"ID\":\"openssl-libs@1:3.0.7-1"
	    "6.el9.x86_64\",\"Name\":\"openssl-libs\",\"Identifier\":{\"PURL\":"
	    "\"pkg:rpm/redhat/openssl-libs@3.0.7-16.el9?arch=x86_64\\u0026distr"
	    "o=redhat-9.3\\u0026epoch=1\",\"UID\":\"1\"},\"Version\":\"3.0.7\","
	    "\"Release\":\"16.el9\",\"Epoch\":1,\"Arch\":\"x86_64\",\"SrcName\""
	    ":\"openssl\",\"SrcVersion\":\"3.0.7\",\"SrcRelease\":\"16.el9\",\""
	    "SrcEpoch\":1,\"Modularitylabel\":\"\",\"Digest\":\"md5:00\"},{\"ID"
	    "\":\"nodejs@1:16.20.2-3.module+el9.x86_64\",\"Name\":\"nodejs\",\""
	    "Version\":\"16.20.2\",\"Release\":\"3.module+el9\",\"Epoch\":1,\"M"
	    "odularitylabel\":\"nodejs:16:920:rhel9\",\"DependsOn\":[\"openssl-"
	    "libs@1:3.0.7-16.el9.x86_64\"]}],\"Vulnerabilities\":[{\"Vulnerabil"
	    "ityID\":\"CVE-2026-0001\",\"PkgID\":\"openssl-libs@1:3.0.7-16.el9."
	    "x86_64\",\"PkgName\":\"openssl-libs\",\"InstalledVersion\":\"1:3.0"
	    ".7-16.el9\",\"FixedVersion\":\"1:3.0.7-24.el9\",\"Status\":\"fixed"
	    "\",\"Title\":\"a flaw\"},{\"VulnerabilityID\":\"CVE-2026-0002\",\""
	    "PkgID\":\"openssl-libs@1:3.0.7-16.el9.x86_64\",\"PkgName\":\"opens"
	    "sl-libs\",\"InstalledVersion\":\"1:3.0.7-16.el9\",\"Status\":\"wil"
	    "l_not_fix\",\"Title\":\"another\"}]}]}",
	    "Trivy by=Trivy at=2026-11-01T00:00:00Z\n"
	    "self pump.tar kind=container\n"
	    "openssl-libs 1:3.0.7-16.el9 ref=1/openssl-libs@1:3.0.7-16.el9.x86_"
	    "64 purl=pkg:rpm/redhat/openssl-libs@3.0.7-16.el9?arch=x86_64&distr"
	    "o=redhat-9.3&epoch=1 type=rpm source=openssl of=1:3.0.7-16.el9 dis"
	    "tro=rhel release=9.3 arch=x86_64 md5:00 !CVE-2026-0001 detail=a fl"
	    "aw fixed=1:3.0.7-24.el9 !CVE-2026-0002 detail=will_not_fix\n"
	    "nodejs 1:16.20.2-3.module+el9 ref=1/nodejs@1:16.20.2-3.module+el9."
	    "x86_64 type=rpm distro=rhel release=9.3 module=nodejs:16 >0\n" },
	{ "vulnerabilities alone, the same package twice",
	    "{\"SchemaVersion\":2,\"CreatedAt\":\"2026-11-01T00:00:00Z\",\"Arti"
	    "factName\":\"pump.tar\",\"ArtifactType\":\"container_image\",\"Met"
	    "adata\":{\"OS\":{\"Family\":\"debian\",\"Name\":\"12.5\"}},\"Resul"
	    "ts\":[{\"Class\":\"os-pkgs\",\"Type\":\"debian\",\"Vulnerabilities"
	    "\":[{\"VulnerabilityID\":\"CVE-2026-0001\",\"PkgName\":\"libc6\","
	    "\"PkgIdentifier\":{\"PURL\":\"pkg:deb/debian/libc6@2.36-9?distro=d"
	    "ebian-12.5\"},\"InstalledVersion\":\"2.36-9\",\"Status\":\"under_i"
	    "nvestigation\"},{\"VulnerabilityID\":\"CVE-2026-0002\",\"PkgName\""
	    ":\"libc6\",\"InstalledVersion\":\"2.36-9\"}]}]}",
	    "Trivy by=Trivy at=2026-11-01T00:00:00Z\n"
	    "self pump.tar kind=container\n"
	    "libc6 2.36-9 ref=1/libc6@2.36-9 purl=pkg:deb/debian/libc6@2.36-9?d"
	    "istro=debian-12.5 type=deb distro=debian release=12.5 !CVE-2026-00"
	    "01 status=under_investigation !CVE-2026-0002\n" },
	{ "packages of a language, the same in two lock files",
	    "{\"SchemaVersion\":2,\"CreatedAt\":\"2026-11-01T00:00:00Z\",\"Arti"
	    "factName\":\"pump.tar\",\"ArtifactType\":\"container_image\",\"Res"
	    "ults\":[{\"Target\":\"a/package-lock.json\",\"Class\":\"lang-pkgs"
	    "\",\"Type\":\"npm\",\"Packages\":[{\"ID\":\"b@1\",\"Name\":\"b\","
	    "\"Version\":\"1\",\"DependsOn\":[\"c@2\"]},{\"ID\":\"c@2\",\"Name"
	    "\":\"c\",\"Version\":\"2\",\"Dev\":true}]},{\"Target\":\"b/package"
	    "-lock.json\",\"Class\":\"lang-pkgs\",\"Type\":\"npm\",\"Packages\""
	    ":[{\"ID\":\"b@1\",\"Name\":\"b\",\"Version\":\"1\"}]}]}",
	    "Trivy by=Trivy at=2026-11-01T00:00:00Z\n"
	    "self pump.tar kind=container\n"
	    "b 1 ref=1/b@1 type=npm >1\n"
	    "c 2 ref=1/c@2 type=npm optional\n"
	    "b 1 ref=2/b@1 type=npm\n" },
	{ "no results, and values of other kinds",
	    "{\"SchemaVersion\":2,\"CreatedAt\":\"2026-11-01T00:00:00Z\",\"Arti"
	    "factName\":\"pump.tar\",\"ArtifactType\":\"container_image\",\"Res"
	    "ults\":null,\"Metadata\":{\"OS\":[]}}",
	    "Trivy by=Trivy at=2026-11-01T00:00:00Z\n"
	    "self pump.tar kind=container\n" },
	{ "faults within results",
	    "{\"SchemaVersion\":2,\"CreatedAt\":\"2026-11-01T00:00:00Z\",\"Arti"
	    "factName\":\"pump.tar\",\"ArtifactType\":\"container_image\",\"Res"
	    "ults\":[1,{\"Packages\":[{\"Version\":\"1\"},\n"
	    "{\"Name\":\"a\",\"Identifier\":{\"PURL\":\"x\"}}],\"Vulnerabilitie"
	    "s\":{}}]}",
	    "Trivy by=Trivy at=2026-11-01T00:00:00Z\n"
	    "self pump.tar kind=container\n"
	    "a ref=2/a@\n"
	    "1 inventory-name at={\n"
	    "2 inventory-version at=\"a\"\n"
	    "2 inventory-identity at=\"x\"\n" },
};

START_TEST(row)
{
	inventory_check(&ROWS[_i]);
}
END_TEST

Suite *suite_inventory_trivy(void);

Suite *
suite_inventory_trivy(void)
{
	Suite *s = suite_create("inventory_trivy");
	TCase *tc = tcase_create("trivy");

	tcase_add_loop_test(tc, row, 0, (int)ARRAY_LEN(ROWS));
	suite_add_tcase(s, tc);
	return s;
}
