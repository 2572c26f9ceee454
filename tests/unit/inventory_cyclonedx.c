/*
 * inventory/inventory_cyclonedx: components and what hangs on them, in any
 * order of members; documents that are wrong.
 */
#include "inventory_text.h"

#define BOM	"{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\","
#define SEEN	"CycloneDX 1.6\n"

static const struct inventory_row ROWS[] = {
	{ "a component of each kind of member",
	    BOM "\"serialNumber\":\"urn:uuid:1\",\"version\":1,\"components\":"
		"[{\"type\":\"library\",\"bom-ref\":\"a\",\"group\":\"org.x\","
		"\"name\":\"pump\",\"version\":\"1.2\",\"purl\":"
		"\"pkg:maven/org.x/pump@1.2\",\"cpe\":"
		"\"cpe:2.3:a:x:pump:1.2:*:*:*:*:*:*:*\",\"hashes\":[{\"alg\":"
		"\"SHA-256\",\"content\":\"00ff\"},{\"alg\":\"SHA3-512\","
		"\"content\":\"aa\"}],\"scope\":\"optional\"}]}",
	    "CycloneDX 1.6 serial=urn:uuid:1\n"
	    "pump 1.2 ref=a purl=pkg:maven/org.x/pump@1.2 "
	    "cpe=cpe:2.3:a:x:pump:1.2:*:*:*:*:*:*:* vendor=org.x type=maven "
	    "kind=library sha256:00ff sha3-512:aa optional\n" },
	{ "the supplier before others",
	    BOM "\"components\":[{\"name\":\"a\",\"version\":\"1\",\"group\":"
		"\"g\",\"publisher\":\"p\"},{\"name\":\"b\",\"version\":\"1\","
		"\"publisher\":\"p\",\"manufacturer\":{\"name\":\"m\"}},"
		"{\"name\":\"c\",\"version\":\"1\",\"manufacturer\":{\"name\":"
		"\"m\"},\"supplier\":{\"url\":[\"x\"],\"name\":\"s\"}}]}",
	    SEEN "a 1 vendor=p\nb 1 vendor=m\nc 1 vendor=s\n" },
	{ "components in components, the reference last",
	    BOM
	    "\"components\":[{\"components\":[{\"name\":\"in\",\"version\":"
	    "\"2\",\"bom-ref\":\"i\"}],\"name\":\"out\",\"version\":\"1\","
	    "\"bom-ref\":\"o\"}]}",
	    SEEN "in 2 ref=i\nout 1 ref=o >0\n" },
	{ "what the document is about",
	    BOM "\"metadata\":{\"timestamp\":\"2026-11-01T00:00:00Z\","
		"\"tools\":{\"components\":[{\"name\":\"maker\"}]},"
		"\"component\":{\"name\":\"unit\",\"version\":\"9\","
		"\"bom-ref\":\"u\",\"type\":\"device\"}},\"components\":["
		"{\"name\":\"a\",\"version\":\"1\",\"bom-ref\":\"a\"}],"
		"\"dependencies\":[{\"ref\":\"u\",\"dependsOn\":[\"a\"]}]}",
	    "CycloneDX 1.6 by=maker at=2026-11-01T00:00:00Z\n"
	    "self unit 9 ref=u kind=device >0\na 1 ref=a\n" },
	{ "tools until 1.4",
	    BOM
	    "\"metadata\":{\"tools\":[{\"vendor\":\"v\",\"name\":\"t\"}]}}",
	    "CycloneDX 1.6 by=t\n" },
	{ "dependencies before components",
	    BOM "\"dependencies\":[{\"dependsOn\":[\"b\",\"a\",\"b\"],\"ref\":"
		"\"c\"}],\"components\":[{\"name\":\"a\",\"version\":\"1\","
		"\"bom-ref\":\"a\"},{\"name\":\"b\",\"version\":\"1\","
		"\"bom-ref\":\"b\"},{\"name\":\"c\",\"version\":\"1\","
		"\"bom-ref\":\"c\"}]}",
	    SEEN "a 1 ref=a\nb 1 ref=b\nc 1 ref=c >0 >1\n" },
	{ "findings with their analysis, also by BOM-Link",
	    BOM "\"vulnerabilities\":[{\"affects\":[{\"ref\":\"a\"}],"
		"\"analysis\":{\"state\":\"not_affected\",\"justification\":"
		"\"code_not_reachable\",\"detail\":\"not called\"},\"id\":"
		"\"CVE-2026-0001\"},{\"id\":\"CVE-2026-0002\","
		"\"recommendation\":\"update\",\"affects\":[{\"ref\":"
		"\"urn:cdx:1/1#%61\"}]}],\"components\":[{\"name\":\"a\","
		"\"version\":\"1\",\"bom-ref\":\"a\"}]}",
	    SEEN "a 1 ref=a !CVE-2026-0001 status=not_affected "
		 "because=code_not_reachable detail=not called "
		 "!CVE-2026-0002 detail=update\n" },
	{ "evidence where the field is empty, object and list",
	    BOM "\"components\":[{\"name\":\"a\",\"evidence\":{\"identity\":"
		"{\"field\":\"version\",\"concludedValue\":\"3\"}}},{"
		"\"evidence\":{\"identity\":[{\"field\":\"purl\","
		"\"concludedValue\":\"pkg:npm/b@1\"},{\"field\":\"name\","
		"\"concludedValue\":\"x\"}]},\"name\":\"b\"}]}",
	    SEEN "a 3\nb 1 purl=pkg:npm/b@1 type=npm\n" },
	{ "a Debian package of Trivy",
	    BOM "\"components\":[{\"name\":\"libc6\",\"version\":"
		"\"2.36-9+deb12u4\",\"purl\":\"pkg:deb/debian/libc6@2.36-9%2B"
		"deb12u4?arch=amd64&distro=debian-12.5\",\"properties\":[{"
		"\"name\":\"aquasecurity:trivy:SrcName\",\"value\":\"glibc\"},"
		"{\"name\":\"aquasecurity:trivy:SrcRelease\",\"value\":"
		"\"9+deb12u4\"},{\"name\":\"aquasecurity:trivy:SrcVersion\","
		"\"value\":\"2.36\"}]}]}",
	    SEEN "libc6 2.36-9+deb12u4 purl=pkg:deb/debian/libc6@2.36-9%2B"
		 "deb12u4?arch=amd64&distro=debian-12.5 type=deb source=glibc "
		 "of=2.36-9+deb12u4 distro=debian release=12.5 arch=amd64\n" },
	{ "an rpm package of Syft with an epoch and a module",
	    BOM
	    "\"components\":[{\"name\":\"perl-Errno\",\"version\":"
	    "\"1.30-3.el9\",\"purl\":\"pkg:rpm/redhat/perl-Errno@1.30-3.el9"
	    "?arch=x86_64&epoch=1&upstream=perl-5.32.1-3.el9.src.rpm&"
	    "distro=rhel-9.3\",\"properties\":[{\"name\":"
	    "\"syft:metadata:modularityLabel\",\"value\":"
	    "\"perl:5.32:90:ab\"}]}]}",
	    SEEN
	    "perl-Errno 1:1.30-3.el9 purl=pkg:rpm/redhat/perl-Errno@"
	    "1.30-3.el9?arch=x86_64&epoch=1&upstream=perl-5.32.1-3.el9."
	    "src.rpm&distro=rhel-9.3 type=rpm source=perl of=5.32.1-3.el9 "
	    "distro=rhel release=9.3 module=perl:5.32 arch=x86_64\n" },
	{ "a purl that is none",
	    BOM "\"components\":[{\"name\":\"a\",\"version\":\"1\",\"purl\":"
		"\"npm/a@1\"}]}",
	    SEEN "a 1\n1 inventory-identity at=\"npm/a@1\"\n" },
	{ "a CPE that is none",
	    BOM "\"components\":[{\"name\":\"a\",\"version\":\"1\",\"cpe\":"
		"\"cpe:a\"}]}",
	    SEEN "a 1\n1 inventory-identity at=\"cpe:a\"\n" },
	{ "a CPE without its backslashes",
	    BOM "\"components\":[{\"name\":\"a\",\"version\":\"1\",\"cpe\":"
		"\"cpe:2.3:a:x:y(z):1\"}]}",
	    SEEN "a 1 cpe=cpe:2.3:a:x:y\\(z\\):1:*:*:*:*:*:*:*\n"
		 "1 inventory-identity at=\"cpe:2.3:a:x:y(z):1\"\n" },
	{ "a CPE of 2.2",
	    BOM "\"components\":[{\"name\":\"a\",\"version\":\"1\",\"cpe\":"
		"\"cpe:/a:x:y:1\"}]}",
	    SEEN "a 1 cpe=cpe:2.3:a:x:y:1:*:*:*:*:*:*:*\n" },
	{ "a name from the purl",
	    BOM "\"components\":[{\"purl\":\"pkg:npm/a@1\"}]}",
	    SEEN "a 1 purl=pkg:npm/a@1 type=npm\n" },
	{ "without a name",
	    BOM "\"components\":[{\"version\":\"1\"},{\"name\":\"\"},7,"
		"{\"name\":\"a\",\"version\":\"1\"}]}",
	    SEEN "a 1\n1 inventory-name at={\n1 inventory-name at={\n"
		 "1 inventory-name at=7\n" },
	{ "without versions",
	    BOM "\"components\":[{\"name\":\"a\"},{\"name\":\"b\"},{\"type\":"
		"\"file\",\"name\":\"c\"}]}",
	    SEEN "a\nb\nc kind=file\n1 inventory-version at=\"a\"\n" },
	{ "one reference twice",
	    BOM
	    "\"components\":[{\"name\":\"a\",\"version\":\"1\",\"bom-ref\":"
	    "\"x\"},{\"name\":\"b\",\"version\":\"1\",\"bom-ref\":\"x\"},{"
	    "\"name\":\"c\",\"version\":\"1\",\"bom-ref\":\"y\"}],"
	    "\"dependencies\":[{\"ref\":\"y\",\"dependsOn\":[\"x\"]}]}",
	    SEEN "a 1 ref=x\nb 1 ref=x\nc 1 ref=y >0\n"
		 "1 inventory-reference at=\"b\"\n" },
	{ "references to nothing, but not to services",
	    BOM "\"services\":[{\"bom-ref\":\"s\",\"services\":[{\"bom-ref\":"
		"\"t\"}]}],\"components\":[{\"name\":\"a\",\"version\":\"1\","
		"\"bom-ref\":\"a\"}],\"dependencies\":[{\"ref\":\"a\","
		"\"dependsOn\":[\"s\",\"t\",\"gone\"]}]}",
	    SEEN "a 1 ref=a\n1 inventory-reference at=\"gone\"\n" },
	{ "a circle",
	    BOM "\"components\":[{\"name\":\"a\",\"version\":\"1\","
		"\"bom-ref\":\"a\"},{\"name\":\"b\",\"version\":\"1\","
		"\"bom-ref\":\"b\"}],\"dependencies\":[{\"ref\":\"a\","
		"\"dependsOn\":[\"b\",\"a\"]},{\"ref\":\"b\",\"dependsOn\":"
		"[\"a\"]}]}",
	    SEEN "a 1 ref=a >1\nb 1 ref=b >0\n1 inventory-circle at=\"a\"\n" },
	{ "values of other kinds",
	    BOM "\"components\":[{\"name\":\"a\",\"version\":1.50,\"purl\":"
		"null,\"cpe\":{\"x\":[1]},\"hashes\":\"no\",\"scope\":[],"
		"\"supplier\":\"s\",\"properties\":{}}],\"metadata\":[],"
		"\"dependencies\":{\"ref\":\"a\"},\"vulnerabilities\":[1,null,"
		"{\"affects\":{}}]}",
	    SEEN "a 1.50\n" },
	{ "a version of the format to come",
	    "{\"components\":[],\"specVersion\":\"2.0\",\"bomFormat\":"
	    "\"CycloneDX\"}",
	    "CycloneDX 2.0\n1 inventory-format at=\"2.0\"\n" },
	{ "cut in half", BOM "\"components\":[{\"name\":\"a\",",
	    "unread\n"
	    "1 inventory-unread\n" },
	{ "one name twice in an object",
	    BOM "\"components\":[{\"name\":\"a\",\"name\":\"b\"}]}",
	    "unread\n1 inventory-unread at=\"name\"\n" },
	{ "a mark of the byte order",
	    "\xef\xbb\xbf" BOM
	    "\"components\":[{\"name\":\"a\",\"purl\":\"x\","
	    "\"version\":\"1\"}]}",
	    SEEN "a 1\n1 inventory-identity at=\"x\"\n" },
};

START_TEST(row)
{
	inventory_check(&ROWS[_i]);
}
END_TEST

/* As deep as JSON may be, and one more. */
START_TEST(depth)
{
	struct arena *a = arena_open();
	struct buf b;
	struct str told;

	for (unsigned deep = 60; deep <= 64; deep += 4) {
		buf_init(&b, 1u << 20);
		buf_put(&b,
		    S("{\"bomFormat\":\"CycloneDX\","
		      "\"specVersion\":\"1.6\""));
		for (unsigned i = 0; i < deep; i++)
			buf_put(&b,
			    S(",\"components\":[{\"name\":\"a\","
			      "\"version\":\"1\""));
		for (unsigned i = 0; i < deep; i++)
			buf_put(&b, S("}]"));
		buf_putc(&b, '}');
		told = inventory_told(a, buf_str(&b));
		ck_assert_int_eq(str_starts(told, S("unread")), deep == 64);
		buf_fini(&b);
	}
	arena_close(a);
}
END_TEST

/* Texts of any length are left out, however long. */
START_TEST(long_text)
{
	struct arena *a = arena_open();
	struct buf b;

	buf_init(&b, 64u << 20);
	buf_put(&b, S(BOM "\"components\":[{\"name\":\"a\",\"version\":\""));
	buf_fill(&b, '9', 32u << 20);
	buf_put(&b, S("\"}]}"));
	ck_assert(str_eq_z(inventory_told(a, buf_str(&b)),
	    SEEN "a\n"
		 "1 inventory-version at=\"a\"\n1 inventory-text at=\"\n"));
	buf_fini(&b);
	arena_close(a);
}
END_TEST

Suite *suite_inventory_cyclonedx(void);

Suite *
suite_inventory_cyclonedx(void)
{
	Suite *s = suite_create("inventory_cyclonedx");
	TCase *tc = tcase_create("cyclonedx");

	tcase_add_loop_test(tc, row, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_test(tc, depth);
	tcase_add_test(tc, long_text);
	suite_add_tcase(s, tc);
	return s;
}
