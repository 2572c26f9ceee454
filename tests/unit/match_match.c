/*
 * match: what each rule takes and leaves, who overrules whom, and the known
 * sources of false matches.
 */
#include "match_run.h"

#include "base/attr.h"
#include "version/name.h"

/* ---- documents ----------------------------------------------------------- */

#define NVD(id, configurations)						\
	"{'vulnerabilities':[{'cve':{'id':'" id "','configurations':["	\
	configurations "]}}]}"
#define OR(matches)	"{'nodes':[{'operator':'OR','cpeMatch':[" matches "]}]}"
#define AND(x, y)							\
	"{'operator':'AND','nodes':[{'operator':'OR','cpeMatch':[" x	\
	"]},{'operator':'OR','cpeMatch':[" y "]}]}"
#define CPE(name, more)							\
	"{'vulnerable':true,'criteria':'cpe:2.3:" name "'" more "}"
#define ON(name)							\
	"{'vulnerable':false,'criteria':'cpe:2.3:" name "'}"
#define ON_SYSTEM(name)							\
	NVD("CVE-2020-0001",						\
	    AND(CPE("a:v:p:1:*:*:*:*:*:*:*", ""),			\
		ON("o:" name ":*:*:*:*:*:*:*")))
#define SYSTEM(name)							\
	"{'name':'" name "','kind':'operating-system'}"
#define OSV(id, aliases, ecosystem, name, versions)			\
	"{'id':'" id "','modified':'2026-01-01T00:00:00Z','aliases':["	\
	aliases "],'summary':'x','affected':[{'package':{'ecosystem':'"	\
	ecosystem "','name':'" name "'}," versions "}]}"
#define FIXED(v)							\
	"'ranges':[{'type':'ECOSYSTEM','events':[{'introduced':'0'},"	\
	"{'fixed':'" v "'}]}]"
#define UPTO(v)								\
	"'ranges':[{'type':'SEMVER','events':[{'introduced':'0'},"	\
	"{'last_affected':'" v "'}]}]"
#define LISTED(v)	"'versions':['" v "']"
#define TWICE(id, ecosystem, name, versions, more)			\
	"{'id':'" id "','modified':'2026-01-01T00:00:00Z','summary':"	\
	"'x','affected':[{'package':{'ecosystem':'" ecosystem		\
	"','name':'" name "'}," versions "},{'package':{'ecosystem':'"	\
	ecosystem "','name':'" name "'}," more "}]}"
#define CVE(id, vendor, product, more)					\
	"{'dataType':'CVE_RECORD','dataVersion':'5.1','cveMetadata':"	\
	"{'cveId':'" id "','state':'PUBLISHED'},'containers':{'cna':"	\
	"{'title':'" product " flaw','affected':[{'vendor':'" vendor	\
	"','product':'" product "'" more "}]}}}"
#define BELOW(v)							\
	",'defaultStatus':'unaffected','versions':[{'version':'0',"	\
	"'status':'affected','versionType':'custom','lessThan':'" v "'}]"
#define ON_NOTHING							\
	",'cpes':['cpe:2.3:a:v:p:-:*:*:*:*:*:*:*'],'versions':[{"	\
	"'version':'1.0','status':'affected','lessThan':'2.0'}]"
#define MENDED								\
	",'defaultStatus':'affected','versions':[{'version':'6.0',"	\
	"'status':'affected'},{'version':'0','status':'unaffected',"	\
	"'versionType':'semver','lessThan':'6.0'},{'version':'6.6.30',"	\
	"'status':'unaffected','versionType':'semver',"			\
	"'lessThanOrEqual':'6.6.*'},{'version':'6.8.9','status':"	\
	"'unaffected','versionType':'semver','lessThanOrEqual':"	\
	"'6.8.*'},{'version':'6.9','status':'unaffected',"		\
	"'versionType':'original_commit_for_fix','lessThanOrEqual':'*'}]"
#define KEV(id, vendor, product)					\
	"{'title':'CISA','catalogVersion':'1','vulnerabilities':["	\
	"{'cveID':'" id "','vendorProject':'" vendor "','product':'"	\
	product "','vulnerabilityName':'x','dateAdded':'2026-01-01',"	\
	"'shortDescription':'x','requiredAction':'x',"			\
	"'dueDate':'2026-02-01'}]}"
#define VEX(id, status, version)					\
	"{'document':{'category':'csaf_vex','csaf_version':'2.0',"	\
	"'title':'x','tracking':{'id':'V-1'},'publisher':{'category':"	\
	"'vendor','name':'V'}},'product_tree':"				\
	"{'full_product_names':[{'product_id':'a','name':'P',"		\
	"'product_identification_helper':{'cpe':'cpe:2.3:a:v:p:"	\
	version ":*:*:*:*:*:*:*'}}]},'vulnerabilities':[{'cve':'" id	\
	"','product_status':{'" status "':['a']}}]}"
#define BUILD(id, arch)							\
	"{'product_id':'" id "','name':'gate-1.2-3." arch "',"		\
	"'product_identification_helper':{'purl':"			\
	"'pkg:rpm/redhat/gate@1.2-3?arch=" arch "'}}"
#define ON_OS(id)							\
	"{'category':'default_component_of','product_reference':'" id "',"\
	"'relates_to_product_reference':'os','full_product_name':"	\
	"{'product_id':'os:" id "','name':'x'}}"
/* Fixed builds for two machines. */
#define BUILDS								\
	"{'document':{'category':'csaf_security_advisory',"		\
	"'csaf_version':'2.0','title':'x','tracking':{'id':'V-1'},"	\
	"'publisher':{'category':'vendor','name':'V'}},'product_tree':"	\
	"{'full_product_names':[" BUILD("a", "i686") ","		\
	BUILD("b", "x86_64") ",{'product_id':'os','name':'Linux 9',"	\
	"'product_identification_helper':{'cpe':"			\
	"'cpe:/o:redhat:enterprise_linux:9'}}],'relationships':["	\
	ON_OS("a") "," ON_OS("b") "]},'vulnerabilities':[{'cve':"	\
	"'CVE-2020-0001','product_status':{'fixed':['os:a','os:b']}}]}"
#define COMPONENT(more)	"{'component':{" more "}}"
#define OF_CPE(name)	"{'component':{'cpe':'cpe:2.3:" name "'}}"
#define WITH(name, with)						\
	"{'component':{'cpe':'cpe:2.3:" name "'},'with':[" with "]}"

/* One document or two, a line, and what comes out: id, confidence, rule; a
 * question ends in "?", what a closer source denies stands behind "-". */
struct row {
	const char *what;
	const char *docs[2];
	const char *line;
	const char *want;
};

static const struct row rows[] = {
	/* CPE names */
	{ "below the bound",
	    { NVD("CVE-2020-0001",
		OR(CPE("a:v:p:*:*:*:*:*:*:*:*",
		    ",'versionEndExcluding':'2.0'"))) },
	    OF_CPE("a:v:p:1.9:*:*:*:*:*:*:*"), "CVE-2020-0001 90 cpe" },
	{ "at the bound",
	    { NVD("CVE-2020-0001",
		OR(CPE("a:v:p:*:*:*:*:*:*:*:*",
		    ",'versionEndExcluding':'2.0'"))) },
	    OF_CPE("a:v:p:2.0:*:*:*:*:*:*:*"), "" },
	{ "an update is newer than its version",
	    { NVD("CVE-2020-0001",
		OR(CPE("a:v:p:*:*:*:*:*:*:*:*",
		    ",'versionEndExcluding':'1.9.17p1'"))) },
	    OF_CPE("a:v:p:1.9.17:p1:*:*:*:*:*:*"), "" },
	{ "a release candidate is older",
	    { NVD("CVE-2020-0001",
		OR(CPE("a:v:p:*:*:*:*:*:*:*:*",
		    ",'versionEndExcluding':'2.0'"))) },
	    OF_CPE("a:v:p:2.0:rc1:*:*:*:*:*:*"), "CVE-2020-0001 90 cpe" },
	{ "a backslash is no sign of the version",
	    { NVD("CVE-2020-0001",
		OR(CPE("a:v:p:12.2\\\\(1\\\\):*:*:*:*:*:*:*", ""))) },
	    OF_CPE("a:v:p:12.2\\\\(1\\\\):*:*:*:*:*:*:*"),
	    "CVE-2020-0001 90 cpe" },
	{ "nor is one that nobody wrote, here or there",
	    { NVD("CVE-2020-0001",
		OR(CPE("a:v:p(q):12.2\\\\(1\\\\):*:*:*:*:*:*:*", ""))) },
	    OF_CPE("a:v:p\\\\(q\\\\):12.2(1)"), "CVE-2020-0001 90 cpe" },
	{ "no versions are all versions",
	    { NVD("CVE-2020-0001", OR(CPE("a:v:p:*:*:*:*:*:*:*:*", ""))) },
	    OF_CPE("a:v:p:7:*:*:*:*:*:*:*"), "CVE-2020-0001 60 cpe" },
	{ "another update is another",
	    { NVD("CVE-2020-0001", OR(CPE("a:v:p:8:u1:*:*:*:*:*:*", ""))) },
	    OF_CPE("a:v:p:8:-:*:*:*:*:*:*"), "" },
	{ "an update that nobody told is possible",
	    { NVD("CVE-2020-0001", OR(CPE("a:v:p:8:u1:*:*:*:*:*:*", ""))) },
	    OF_CPE("a:v:p:8:*:*:*:*:*:*:*"), "CVE-2020-0001 50 cpe" },
	{ "an update within the version",
	    { NVD("CVE-2020-0001", OR(CPE("a:v:p:8.0:rc1:*:*:*:*:*:*", ""))) },
	    OF_CPE("a:v:p:8.0-rc1:*:*:*:*:*:*:*"), "CVE-2020-0001 90 cpe" },
	{ "an edition that is not told is less sure",
	    { NVD("CVE-2020-0001",
		OR(CPE("a:v:p:*:*:*:*:*:wordpress:*:*", ""))) },
	    OF_CPE("a:v:p:1:*:*:*:*:*:*:*"), "CVE-2020-0001 60 cpe" },
	{ "NA is another edition",
	    { NVD("CVE-2020-0001", OR(CPE("a:v:p:1:*:*:*:-:*:*:*", ""))) },
	    OF_CPE("a:v:p:1:*:*:*:pro:*:*:*"), "" },
	{ "another maker of the same name",
	    { NVD("CVE-2020-0001", OR(CPE("a:v:p:1:*:*:*:*:*:*:*", ""))) },
	    OF_CPE("a:w:p:1:*:*:*:*:*:*:*"), "" },
	{ "a maker that sold the product",
	    { NVD("CVE-2020-0001",
		OR(CPE("a:f5:nginx:1:*:*:*:*:*:*:*", ""))) },
	    OF_CPE("a:nginx:nginx:1:*:*:*:*:*:*:*"), "CVE-2020-0001 90 cpe" },
	{ "not all that a maker sold",
	    { NVD("CVE-2020-0001", OR(CPE("a:sun:jdk:9:*:*:*:*:*:*:*", ""))) },
	    OF_CPE("a:oracle:jdk:9:*:*:*:*:*:*:*"), "" },
	{ "a rule for any product is none",
	    { NVD("CVE-2020-0001", OR(CPE("a:v:*:*:*:*:*:*:*:*:*", ""))) },
	    OF_CPE("a:v:p:1:*:*:*:*:*:*:*"), "" },
	{ "what cannot be compared is to be looked at",
	    { NVD("CVE-2020-0001",
		OR(CPE("a:v:p:*:*:*:*:*:*:*:*",
		    ",'versionEndExcluding':'2.0'"))) },
	    OF_CPE("a:v:p:enterprise:*:*:*:*:*:*:*"),
	    "CVE-2020-0001 20 cpe?" },
	{ "an unknown version is a question",
	    { NVD("CVE-2020-0001",
		OR(CPE("a:v:p:*:*:*:*:*:*:*:*",
		    ",'versionEndExcluding':'2.0'"))) },
	    OF_CPE("a:v:p:*:*:*:*:*:*:*:*"), "CVE-2020-0001 50 cpe?" },
	{ "no version is in no range",
	    { NVD("CVE-2020-0001",
		OR(CPE("a:v:p:*:*:*:*:*:*:*:*",
		    ",'versionEndExcluding':'2.0'"))) },
	    OF_CPE("a:v:p:-:*:*:*:*:*:*:*"), "" },
	{ "an inventory without makers",
	    { NVD("CVE-2020-0001",
		OR(CPE("a:v:unusual:1:*:*:*:*:*:*:*", ""))) },
	    OF_CPE("*:*:unusual:1:*:*:*:*:*:*:*"), "CVE-2020-0001 30 cpe" },
	/* configurations */
	{ "on a platform that is there",
	    { NVD("CVE-2020-0001",
		AND(CPE("a:v:p:1:*:*:*:*:*:*:*", ""),
		    ON("o:m:os:-:*:*:*:*:*:*:*"))) },
	    WITH("a:v:p:1:*:*:*:*:*:*:*", "'cpe:2.3:o:m:os:10:*:*:*:*:*:*:*'"),
	    "CVE-2020-0001 90 cpe" },
	{ "on another platform",
	    { NVD("CVE-2020-0001",
		AND(CPE("a:v:p:1:*:*:*:*:*:*:*", ""),
		    ON("o:m:os:-:*:*:*:*:*:*:*"))) },
	    WITH("a:v:p:1:*:*:*:*:*:*:*", "'cpe:2.3:o:l:ux:-:*:*:*:*:*:*:*'"),
	    "" },
	{ "a Windows is Windows",
	    { NVD("CVE-2020-0001",
		AND(CPE("a:v:p:*:*:*:*:*:*:*:*", ",'versionEndExcluding':'2'"),
		    ON("o:microsoft:windows:-:*:*:*:*:*:*:*"))) },
	    WITH("a:v:p:1:*:*:*:*:*:*:*",
		"{'cpe':'cpe:2.3:o:microsoft:windows_server_2022:*:*:*:*:*:*:*:"
		"*'}"),
	    "CVE-2020-0001 90 cpe" },
	{ "but one that is told is no other",
	    { NVD("CVE-2020-0001",
		AND(CPE("a:v:p:*:*:*:*:*:*:*:*", ",'versionEndExcluding':'2'"),
		    ON("o:microsoft:windows_10:-:*:*:*:*:*:*:*"))) },
	    WITH("a:v:p:1:*:*:*:*:*:*:*",
		"{'cpe':'cpe:2.3:o:microsoft:windows_server_2022:*:*:*:*:*:*:*:"
		"*'}"),
	    "" },
	{ "a Windows by its name", { ON_SYSTEM("microsoft:windows:-") },
	    WITH("a:v:p:1:*:*:*:*:*:*:*", SYSTEM("Windows Server 2022")),
	    "CVE-2020-0001 90 cpe" },
	{ "a distribution is Linux", { ON_SYSTEM("linux:linux_kernel:-") },
	    WITH("a:v:p:1:*:*:*:*:*:*:*",
		"'cpe:2.3:o:canonical:ubuntu_linux:22.04:*:*:*:*:*:*:*'"),
	    "CVE-2020-0001 90 cpe" },
	{ "so is one that has another name",
	    { ON_SYSTEM("linux:linux_kernel:-") },
	    WITH("a:v:p:1:*:*:*:*:*:*:*",
		"'cpe:2.3:o:centos:centos:7:*:*:*:*:*:*:*'"),
	    "CVE-2020-0001 90 cpe" },
	{ "so is one that scanners name",
	    { ON_SYSTEM("linux:linux_kernel:-") },
	    WITH("a:v:p:1:*:*:*:*:*:*:*", SYSTEM("debian")),
	    "CVE-2020-0001 90 cpe" },
	{ "and the kernel itself", { ON_SYSTEM("linux:linux_kernel:-") },
	    WITH("a:v:p:1:*:*:*:*:*:*:*",
		"'cpe:2.3:o:linux:linux_kernel:6.8.5:*:*:*:*:*:*:*'"),
	    "CVE-2020-0001 90 cpe" },
	{ "a Windows is no Linux", { ON_SYSTEM("linux:linux_kernel:-") },
	    WITH("a:v:p:1:*:*:*:*:*:*:*", SYSTEM("Windows 11")), "" },
	{ "a Linux is no Windows", { ON_SYSTEM("microsoft:windows:-") },
	    WITH("a:v:p:1:*:*:*:*:*:*:*", SYSTEM("Alpine Linux")), "" },
	{ "another system is none of them",
	    { ON_SYSTEM("linux:linux_kernel:-") },
	    WITH("a:v:p:1:*:*:*:*:*:*:*",
		"'cpe:2.3:o:windriver:vxworks:7:*:*:*:*:*:*:*'"),
	    "" },
	{ "one system under two names", { ON_SYSTEM("apple:mac_os_x:-") },
	    WITH("a:v:p:1:*:*:*:*:*:*:*",
		"'cpe:2.3:o:apple:macos:14.1:*:*:*:*:*:*:*'"),
	    "CVE-2020-0001 90 cpe" },
	{ "the other way round", { ON_SYSTEM("apple:macos:-") },
	    WITH("a:v:p:1:*:*:*:*:*:*:*",
		"'cpe:2.3:o:apple:mac_os_x:10.15:*:*:*:*:*:*:*'"),
	    "CVE-2020-0001 90 cpe" },
	{ "a release of it in the product's name",
	    { ON_SYSTEM("microsoft:windows_10:-") },
	    WITH("a:v:p:1:*:*:*:*:*:*:*",
		"'cpe:2.3:o:microsoft:windows_10_22h2:-:*:*:*:*:*:*:*'"),
	    "CVE-2020-0001 90 cpe" },
	{ "another release", { ON_SYSTEM("microsoft:windows_10:-") },
	    WITH("a:v:p:1:*:*:*:*:*:*:*",
		"'cpe:2.3:o:microsoft:windows_11_22h2:-:*:*:*:*:*:*:*'"),
	    "" },
	{ "a Linux without the word", { ON_SYSTEM("linux:linux_kernel:-") },
	    WITH("a:v:p:1:*:*:*:*:*:*:*",
		"'cpe:2.3:o:nixos:nixos:24.05:*:*:*:*:*:*:*'"),
	    "CVE-2020-0001 90 cpe" },
	{ "a system of which nobody knows what it is made of",
	    { ON_SYSTEM("linux:linux_kernel:-") },
	    WITH("a:v:p:1:*:*:*:*:*:*:*",
		"'cpe:2.3:o:w:pump_os:7:*:*:*:*:*:*:*'"),
	    "CVE-2020-0001 50 cpe" },
	{ "nobody knows which system that is",
	    { ON_SYSTEM("linux:linux_kernel:-") },
	    WITH("a:v:p:1:*:*:*:*:*:*:*", SYSTEM("Our OS")),
	    "CVE-2020-0001 50 cpe" },
	{ "nor what a firmware runs on", { ON_SYSTEM("linux:linux_kernel:-") },
	    WITH("a:v:p:1:*:*:*:*:*:*:*",
		"'cpe:2.3:o:w:pump_firmware:1:*:*:*:*:*:*:*'"),
	    "CVE-2020-0001 50 cpe" },
	{ "a distribution does not tell its kernel",
	    { ON_SYSTEM("linux:linux_kernel:5.10") },
	    WITH("a:v:p:1:*:*:*:*:*:*:*",
		"'cpe:2.3:o:canonical:ubuntu_linux:22.04:*:*:*:*:*:*:*'"),
	    "CVE-2020-0001 50 cpe" },
	{ "unless the kernel stands beside it",
	    { ON_SYSTEM("linux:linux_kernel:5.10") },
	    WITH("a:v:p:1:*:*:*:*:*:*:*",
		"'cpe:2.3:o:canonical:ubuntu_linux:22.04:*:*:*:*:*:*:*',"
		"'cpe:2.3:o:linux:linux_kernel:6.8.5:*:*:*:*:*:*:*'"),
	    "" },
	{ "nobody recorded a platform",
	    { NVD("CVE-2020-0001",
		AND(CPE("a:v:p:1:*:*:*:*:*:*:*", ""),
		    ON("o:m:os:-:*:*:*:*:*:*:*"))) },
	    OF_CPE("a:v:p:1:*:*:*:*:*:*:*"), "CVE-2020-0001 50 cpe" },
	{ "the platform alone",
	    { NVD("CVE-2020-0001",
		AND(CPE("a:v:p:1:*:*:*:*:*:*:*", ""),
		    ON("o:m:os:-:*:*:*:*:*:*:*"))) },
	    WITH("o:m:os:-:*:*:*:*:*:*:*", "'cpe:2.3:a:v:p:1:*:*:*:*:*:*:*'"),
	    "" },
	/* package URLs */
	{ "a name that PyPI takes for the same",
	    { OSV("PYSEC-2020-1", "", "PyPI", "some-thing",
		"'versions':['1.0']") },
	    COMPONENT("'purl':'pkg:pypi/Some_Thing@1.0.0'"),
	    "PYSEC-2020-1 100 purl" },
	{ "a path that only begins like it",
	    { OSV("GO-2020-1", "", "Go", "example.com/a", FIXED("9.0.0")) },
	    COMPONENT("'purl':'pkg:golang/example.com/a/v2@v1.0.0'"), "" },
	{ "the same name elsewhere",
	    { OSV("GHSA-0000-0000-0001", "", "npm", "redis", FIXED("9.0.0")) },
	    COMPONENT("'purl':'pkg:pypi/redis@1.0'"), "" },
	{ "Go's standard library",
	    { OSV("GO-2020-1", "", "Go", "stdlib", FIXED("1.26.0")) },
	    COMPONENT("'purl':'pkg:golang/stdlib@1.25.3'"),
	    "GO-2020-1 100 purl" },
	{ "a type beside the name",
	    { OSV("GHSA-0000-0000-0001", "", "Maven", "org.a:b",
		FIXED("2.0")) },
	    COMPONENT("'name':'org.a:b','type':'maven','version':'1.0'"),
	    "GHSA-0000-0000-0001 100 purl" },
	{ "a package is not found by its name alone",
	    { CVE("CVE-2020-0001", "", "connect", BELOW("9")) },
	    COMPONENT("'purl':'pkg:npm/connect@1.0.0'"), "" },
	{ "a withdrawn record",
	    { "{'id':'GHSA-0000-0000-0001','modified':'2026-01-01T00:00:00Z',"
	      "'withdrawn':'2026-01-01T00:00:00Z','summary':'x','affected':[{"
	      "'package':{'ecosystem':'npm','name':'a'}," FIXED(
		  "2.0.0") "}]}" },
	    COMPONENT("'purl':'pkg:npm/a@1.0.0'"), "" },
	{ "a package's revision is newer than its version",
	    { OSV("BIT-p-2020-1", "", "Bitnami", "p", FIXED("1.25.3")) },
	    COMPONENT("'purl':'pkg:bitnami/p@1.25.3-1'"), "" },
	{ "and older than the next",
	    { OSV("BIT-p-2020-1", "", "Bitnami", "p", FIXED("1.25.4")) },
	    COMPONENT("'purl':'pkg:bitnami/p@1.25.3-1'"),
	    "BIT-p-2020-1 100 purl" },
	{ "a pre-release of upstream is older than its release",
	    { OSV("BIT-p-2020-1", "", "Bitnami", "p", FIXED("1.25.3")) },
	    COMPONENT("'purl':'pkg:bitnami/p@1.25.3-rc.1'"),
	    "BIT-p-2020-1 100 purl" },
	/* distributions */
	{ "a last version of Bitnami holds its revisions",
	    { OSV("BIT-p-2020-1", "", "Bitnami", "p", UPTO("7.0.11")) },
	    COMPONENT("'purl':'pkg:bitnami/p@7.0.11-3'"),
	    "BIT-p-2020-1 100 purl" },
	{ "the first of them, too",
	    { OSV("BIT-p-2020-1", "", "Bitnami", "p", UPTO("7.0.11")) },
	    COMPONENT("'purl':'pkg:bitnami/p@7.0.11-0'"),
	    "BIT-p-2020-1 100 purl" },
	{ "but not those of the next",
	    { OSV("BIT-p-2020-1", "", "Bitnami", "p", UPTO("7.0.11")) },
	    COMPONENT("'purl':'pkg:bitnami/p@7.0.12-0'"), "" },
	{ "nor later ones, if it names one",
	    { OSV("BIT-p-2020-1", "", "Bitnami", "p", UPTO("7.0.11-1")) },
	    COMPONENT("'purl':'pkg:bitnami/p@7.0.11-3'"), "" },
	{ "a fix has all its revisions",
	    { OSV("BIT-p-2020-1", "", "Bitnami", "p", FIXED("7.0.11")) },
	    COMPONENT("'purl':'pkg:bitnami/p@7.0.11-3'"), "" },
	{ "a version that is listed has revisions",
	    { OSV("BIT-p-2020-1", "", "Bitnami", "p", LISTED("7.0.11")) },
	    COMPONENT("'purl':'pkg:bitnami/p@7.0.11-3'"),
	    "BIT-p-2020-1 100 purl" },
	{ "one that is listed with a revision has none",
	    { OSV("BIT-p-2020-1", "", "Bitnami", "p", LISTED("7.0.11-1")) },
	    COMPONENT("'purl':'pkg:bitnami/p@7.0.11-3'"), "" },
	{ "an epoch outweighs the version",
	    { OSV("ALSA-1", "", "AlmaLinux:9", "p", FIXED("1:1.0-1.el9")) },
	    COMPONENT("'purl':'pkg:rpm/almalinux/p@2.0-1.el9?distro="
		      "almalinux-9&epoch=1'"),
	    "" },
	{ "another release of the distribution",
	    { OSV("ALSA-1", "", "AlmaLinux:8", "p", FIXED("9-1.el8")) },
	    COMPONENT("'purl':'pkg:rpm/almalinux/p@1-1.el9?distro="
		      "almalinux-9'"),
	    "" },
	{ "a release that the package's tag tells",
	    { OSV("ALSA-1", "", "AlmaLinux:8", "p", FIXED("9-1.el8")) },
	    COMPONENT("'purl':'pkg:rpm/almalinux/p@1-1.el9'"), "" },
	{ "a minor release is of its major one",
	    { OSV("ALSA-1", "", "AlmaLinux:9", "p", FIXED("9-1.el9")) },
	    COMPONENT("'purl':'pkg:rpm/almalinux/p@1-1.el9_4?distro="
		      "almalinux-9.4'"),
	    "ALSA-1 100 package" },
	{ "another stream of a module",
	    { OSV("ALSA-1", "", "AlmaLinux:8", "p",
		FIXED("8.0-3.module_el8.8.0+1")) },
	    COMPONENT("'purl':'pkg:rpm/almalinux/p@7.4-1.el8?distro="
		      "almalinux-8'"),
	    "" },
	{ "a build of the fix for another minor release",
	    { TWICE("ALSA-1", "AlmaLinux:8", "p",
		FIXED("1-1.module_el8.5.0+1"),
		FIXED("1-1.module_el8.6.0+2")) },
	    COMPONENT("'purl':'pkg:rpm/almalinux/p@1-1.module_el8.5.0%2B1?"
		      "distro=almalinux-8'"),
	    "" },
	{ "the source package",
	    { OSV("DSA-1", "", "Debian:12", "openssl", FIXED("3.0.9-1")) },
	    COMPONENT("'purl':'pkg:deb/debian/libssl3@3.0.8-1?distro=debian-12"
		      "&upstream=openssl'"),
	    "DSA-1 100 package" },
	{ "a backport reads the next release",
	    { OSV("DSA-1", "", "Debian:12", "p", FIXED("2.0-2")) },
	    COMPONENT("'purl':'pkg:deb/debian/p@2.0-1~bpo11%2B1?distro="
		      "debian-11'"),
	    "DSA-1 100 package" },
	{ "what upstream says of it, when the distribution does not speak",
	    { NVD("CVE-2020-0001",
		OR(CPE("a:v:p:*:*:*:*:*:*:*:*",
		    ",'versionEndExcluding':'2.0'"))) },
	    COMPONENT("'purl':'pkg:deb/debian/p@1.0-1?distro=debian-12',"
		      "'cpe':'cpe:2.3:a:v:p:1.0:*:*:*:*:*:*:*'"),
	    "CVE-2020-0001 30 cpe" },
	{ "the distribution speaks for its package",
	    { NVD("CVE-2020-0001",
		  OR(CPE("a:v:p:*:*:*:*:*:*:*:*",
		      ",'versionEndExcluding':'2.0'"))),
		OSV("DSA-1", "'CVE-2020-0001'", "Debian:12", "p",
		    FIXED("1.0-1")) },
	    COMPONENT("'purl':'pkg:deb/debian/p@1.0-1?distro=debian-12',"
		      "'cpe':'cpe:2.3:a:v:p:1.0:*:*:*:*:*:*:*'"),
	    "" },
	{ "a notice of Ubuntu on several vulnerabilities, by a codename",
	    { "{'1-2':{'cves':['CVE-2020-0001','CVE-2020-0002'],'releases':{"
	      "'cosmic':{'sources':{'p':{'version':'1.0-1ubuntu0.1'}},"
	      "'allbinaries':{'libp1':{'version':'1.0-1ubuntu0.1'}}}}}}" },
	    COMPONENT("'purl':'pkg:deb/ubuntu/libp1@1.0-1?distro=cosmic'"),
	    "USN-1-2 100 package" },
	{ "the same, mended",
	    { "{'1-2':{'cves':['CVE-2020-0001','CVE-2020-0002'],'releases':{"
	      "'cosmic':{'sources':{'p':{'version':'1.0-1ubuntu0.1'}}}}}}" },
	    COMPONENT("'purl':'pkg:deb/ubuntu/libp1@1.0-1ubuntu0.1?"
		      "upstream=p&distro=ubuntu-18.10'"),
	    "" },
	{ "a distribution's OpenVEX speaks for its package",
	    { NVD("CVE-2020-0001",
		  OR(CPE("a:v:p:*:*:*:*:*:*:*:*",
		      ",'versionEndExcluding':'2.0'"))),
		"{'@context':'https://openvex.dev/ns/v0.2.0','statements':[{"
		"'vulnerability':{'name':'CVE-2020-0001'},'status':"
		"'not_affected','products':[{'@id':'pkg:deb/ubuntu/p@1.0-1?"
		"arch=source&distro=esm-infra/jammy'},{'@id':"
		"'pkg:deb/ubuntu/p@1.0-1?arch=amd64'},{'@id':"
		"'pkg:deb/ubuntu/p@1.0-1?arch=arm64'}]}]}" },
	    COMPONENT("'purl':'pkg:deb/ubuntu/p@1.0-1?arch=arm64&distro="
		      "ubuntu-22.04&upstream=q',"
		      "'cpe':'cpe:2.3:a:v:p:1.0:*:*:*:*:*:*:*'"),
	    "" },
	{ "builds of an OpenVEX fix for other machines are no others",
	    { "{'@context':'https://openvex.dev/ns/v0.2.0','statements':[{"
	      "'vulnerability':{'name':'CVE-2020-0001'},'status':'fixed',"
	      "'products':[{'@id':'pkg:deb/ubuntu/q@1.0-2?arch=source&"
	      "distro=jammy'},{'@id':'pkg:deb/ubuntu/p@1.0-2?arch=amd64'},{"
	      "'@id':'pkg:deb/ubuntu/p@1.0-2?arch=arm64'}]}]}" },
	    COMPONENT("'purl':'pkg:deb/ubuntu/p@1.0-1?arch=arm64&distro="
		      "ubuntu-22.04&upstream=q2'"),
	    "CVE-2020-0001 100 package" },
	{ "a status of Ubuntu is of one release",
	    { "{'cves':[{'cvss3':null,'id':'CVE-2020-0001','packages':[{"
	      "'name':'p','statuses':[{'release_codename':'jammy',"
	      "'status':'needed'},{'release_codename':'noble','status':"
	      "'not-affected'}]}]}]}",
		"{'cves':[{'cvss3':null,'id':'CVE-2020-0002','packages':[{"
		"'name':'p','statuses':[{'release_codename':'noble',"
		"'status':'needed'},{'release_codename':'jammy','status':"
		"'DNE'}]}]}]}" },
	    COMPONENT("'purl':'pkg:deb/ubuntu/p@1.0-1?distro=noble'"),
	    "CVE-2020-0002 100 package" },
	{ "a slash in a product's name that others write as _",
	    { NVD("CVE-2020-0001",
		OR(CPE("a:v:p1\\\\/base:*:*:*:*:*:*:*:*",
		    ",'versionEndExcluding':'2.0'"))) },
	    OF_CPE("a:v:p1_base:1.0:*:*:*:*:*:*:*"), "CVE-2020-0001 90 cpe" },
	{ "and the other way round",
	    { NVD("CVE-2020-0001",
		OR(CPE("a:v:p1_base:*:*:*:*:*:*:*:*",
		    ",'versionEndExcluding':'2.0'"))) },
	    OF_CPE("a:v:p1\\\\/base:1.0:*:*:*:*:*:*:*"),
	    "CVE-2020-0001 90 cpe" },
	{ "fixed builds of several machines", { BUILDS },
	    COMPONENT("'purl':'pkg:rpm/redhat/gate@1.0-1?arch=i686&distro="
		      "rhel-9'"),
	    "CVE-2020-0001 100 package" },
	{ "of which another is named first", { BUILDS },
	    COMPONENT("'purl':'pkg:rpm/redhat/gate@1.0-1?arch=x86_64&distro="
		      "rhel-9'"),
	    "CVE-2020-0001 100 package" },
	/* names */
	{ "vendor and product, however written",
	    { CVE("CVE-2020-0001", "Example, Inc.", "Some Thing",
		BELOW("2.0")) },
	    COMPONENT("'vendor':'EXAMPLE','name':'some-thing',"
		      "'version':'1.9'"),
	    "CVE-2020-0001 80 name" },
	{ "its CPE name's words",
	    { CVE("CVE-2020-0001", "Example", "Some Thing", BELOW("2.0")) },
	    OF_CPE("a:example:some_thing:1.9:*:*:*:*:*:*:*"),
	    "CVE-2020-0001 80 name" },
	{ "a product without a maker",
	    { CVE("CVE-2020-0001", "Example", "Some Thing", BELOW("2.0")) },
	    COMPONENT("'name':'Some Thing','version':'1.9'"),
	    "CVE-2020-0001 40 name" },
	{ "a kernel whose records call it Linux, by its CPE name",
	    { CVE("CVE-2020-0001", "Linux", "Linux", MENDED) },
	    OF_CPE("o:linux:linux_kernel:6.8.5:*:*:*:*:*:*:*"),
	    "CVE-2020-0001 80 name" },
	{ "and one that has the fix",
	    { CVE("CVE-2020-0001", "Linux", "Linux", MENDED) },
	    OF_CPE("o:linux:linux_kernel:6.8.9:*:*:*:*:*:*:*"), "" },
	{ "by its name alone",
	    { CVE("CVE-2020-0001", "Linux", "Linux", MENDED) },
	    COMPONENT("'name':'Linux kernel','version':'6.8.5'"),
	    "CVE-2020-0001 80 name" },
	{ "by maker and name",
	    { CVE("CVE-2020-0001", "Linux", "Linux", MENDED) },
	    COMPONENT("'vendor':'Linux','name':'Kernel','version':'6.8.5'"),
	    "CVE-2020-0001 80 name" },
	{ "and the other way round",
	    { CVE("CVE-2020-0001", "", "Linux Kernel", MENDED) },
	    COMPONENT("'vendor':'Linux','name':'Linux','version':'6.8.5'"),
	    "CVE-2020-0001 80 name" },
	{ "a kernel of somebody else",
	    { CVE("CVE-2020-0001", "Linux", "Linux", MENDED) },
	    COMPONENT("'vendor':'Example','name':'Kernel',"
		      "'version':'6.8.5'"),
	    "" },
	{ "Windows as its maker's records call it",
	    { CVE("CVE-2020-0001", "Microsoft", "Windows 11 version 23H2",
		BELOW("10.0.22631.3880")) },
	    OF_CPE(
		"o:microsoft:windows_11_23h2:10.0.22631.3000:*:*:*:*:*:*:*"),
	    "CVE-2020-0001 80 name" },
	{ "a plugin is not what it is for",
	    { CVE("CVE-2020-0001", "Example", "Some Thing Plugin",
		BELOW("2.0")) },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'1.9'"),
	    "" },
	{ "a bound that is a series",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'defaultStatus':'affected','versions':[{'version':'5.10.9',"
		"'status':'unaffected','versionType':'custom',"
		"'lessThanOrEqual':'5.10.*'}]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'5.10.200'"),
	    "" },
	{ "below what is mended in its series",
	    { CVE("CVE-2020-0001", "Example", "Some Thing", MENDED) },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'6.8.5'"),
	    "CVE-2020-0001 80 name" },
	{ "the beginning of that series",
	    { CVE("CVE-2020-0001", "Example", "Some Thing", MENDED) },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'6.8'"),
	    "CVE-2020-0001 80 name" },
	{ "the one that is mended",
	    { CVE("CVE-2020-0001", "Example", "Some Thing", MENDED) },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'6.8.9'"),
	    "" },
	{ "what comes after it in its series",
	    { CVE("CVE-2020-0001", "Example", "Some Thing", MENDED) },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'6.8.200'"),
	    "" },
	{ "between the series that are mended",
	    { CVE("CVE-2020-0001", "Example", "Some Thing", MENDED) },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'6.7.12'"),
	    "CVE-2020-0001 80 name" },
	{ "before it came",
	    { CVE("CVE-2020-0001", "Example", "Some Thing", MENDED) },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'5.19.17'"),
	    "" },
	{ "commits that are cut short beside versions",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':[{'version':'1da177e4c3f4','status':'affected',"
		"'versionType':'custom','lessThan':'cfa73607eb21'},"
		"{'version':'1.0','status':'affected','lessThan':'2.0'}]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'6.9.6'"),
	    "" },
	{ "versions beside a CPE name that has none",
	    { CVE("CVE-2020-0001", "n/a", "n/a", ON_NOTHING) },
	    OF_CPE("a:v:p:1.9:*:*:*:*:*:*:*"), "CVE-2020-0001 90 cpe" },
	{ "and one that is in none of them",
	    { CVE("CVE-2020-0001", "n/a", "n/a", ON_NOTHING) },
	    OF_CPE("a:v:p:2.0:*:*:*:*:*:*:*"), "" },
	{ "commits alone",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':[{'version':'1da177e4c3f4','status':'affected',"
		"'versionType':'git','lessThan':'2da177e4c3f4'}]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'1.0'"),
	    "" },
	/* which entry of a CVE record decides */
	{ "what comes after a version",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':["
		"{'version':'next of 1.0','status':'affected',"
		"'lessThan':'unspecified'}"
		"]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'1.5'"),
	    "CVE-2020-0001 80 name" },
	{ "but not that version",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':["
		"{'version':'next of 1.0','status':'affected',"
		"'lessThan':'unspecified'}"
		"]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'1.0'"),
	    "" },
	{ "what begins and has no end",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':["
		"{'version':'1.0','status':'affected','lessThan':'unspecified'}"
		"]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'1.5'"),
	    "CVE-2020-0001 80 name" },
	{ "but not what is before it",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':["
		"{'version':'1.0','status':'affected','lessThan':'unspecified'}"
		"]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'0.9'"),
	    "" },
	{ "all versions, in a word",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':["
		"{'version':'all versions','status':'affected'}"
		"]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'7'"),
	    "CVE-2020-0001 80 name" },
	{ "a word for no version is less",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':["
		"{'version':'n/a','status':'affected'}"
		"]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'7'"),
	    "CVE-2020-0001 40 name" },
	{ "the first entry decides: one that is not affected",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':["
		"{'version':'1.5','status':'unaffected'},"
		"{'version':'0','status':'affected','lessThan':'2.0'}"
		"]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'1.5'"),
	    "" },
	{ "and leaves others",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':["
		"{'version':'1.5','status':'unaffected'},"
		"{'version':'0','status':'affected','lessThan':'2.0'}"
		"]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'1.6'"),
	    "CVE-2020-0001 80 name" },
	{ "the first entry decides: a stretch",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':["
		"{'version':'0','status':'affected','lessThan':'2.0'},"
		"{'version':'1.0','status':'unaffected','lessThan':'1.8'}"
		"]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'1.5'"),
	    "CVE-2020-0001 80 name" },
	{ "the first entry decides, not one that is listed",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':["
		"{'version':'1.0','status':'unaffected','lessThan':'1.8'},"
		"{'version':'1.5','status':'affected'}"
		"]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'1.5'"),
	    "" },
	{ "of two that are listed the first",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':["
		"{'version':'1.5','status':'affected'},"
		"{'version':'1.5','status':'unaffected'}"
		"]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'1.5'"),
	    "CVE-2020-0001 80 name" },
	{ "a change stays within its entry",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':["
		"{'version':'1.0','status':'affected','lessThan':'2.0',"
		"'changes':[{'at':'1.4','status':'unaffected'}]},"
		"{'version':'1.0','status':'affected','lessThan':'1.6'}"
		"]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'1.5'"),
	    "" },
	{ "the last change decides",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':["
		"{'version':'1.0','status':'affected','lessThan':'2.0',"
		"'changes':[{'at':'1.2','status':'unaffected'},"
		"{'at':'1.4','status':'affected'}]}"
		"]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'1.5'"),
	    "CVE-2020-0001 80 name" },
	{ "a change behind its entry yields to others",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':["
		"{'version':'1.0','status':'affected','lessThan':'2.0',"
		"'changes':[{'at':'2.0','status':'unaffected'}]},"
		"{'version':'2.0','status':'affected','lessThan':'3.0'}"
		"]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'2.0'"),
	    "CVE-2020-0001 80 name" },
	{ "and holds where there are none",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'defaultStatus':'affected','versions':["
		"{'version':'1.0','status':'affected','lessThan':'2.0',"
		"'changes':[{'at':'2.0','status':'unaffected'}]}"
		"]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'2.0'"),
	    "" },
	/* series */
	{ "a part of the series",
	    { NVD("CVE-2020-0001",
		OR(CPE("a:v:p:*:*:*:*:*:*:*:*",
		    ",'versionStartIncluding':'2.4.0','versionEndExcluding':"
		    "'2.4.59'"))) },
	    COMPONENT("'cpe':'cpe:2.3:a:v:p:*:*:*:*:*:*:*:*','version':'2.4',"
		      "'scope':'series'"),
	    "CVE-2020-0001 50 cpe?" },
	{ "all of the series",
	    { NVD("CVE-2020-0001",
		OR(CPE("a:v:p:*:*:*:*:*:*:*:*",
		    ",'versionEndExcluding':'3.0'"))) },
	    COMPONENT("'cpe':'cpe:2.3:a:v:p:*:*:*:*:*:*:*:*','version':'2.4',"
		      "'scope':'series'"),
	    "CVE-2020-0001 90 cpe" },
	{ "a bound that is written with zeros",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':[{'version':'0','status':'affected',"
		"'lessThanOrEqual':'7.00.6700'}]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'7.0','scope':'series'"),
	    "CVE-2020-0001 50 name?" },
	{ "a series in which a bound only begins alike",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':[{'version':'0','status':'affected',"
		"'lessThanOrEqual':'7.10'}]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'7.1','scope':'series'"),
	    "CVE-2020-0001 80 name" },
	{ "another series",
	    { NVD("CVE-2020-0001",
		OR(CPE("a:v:p:*:*:*:*:*:*:*:*",
		    ",'versionStartIncluding':'2.40'"))) },
	    COMPONENT("'cpe':'cpe:2.3:a:v:p:*:*:*:*:*:*:*:*','version':'2.4',"
		      "'scope':'series'"),
	    "" },
	{ "a series that is mended from a version on",
	    { CVE("CVE-2020-0001", "Example", "Some Thing", MENDED) },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'6.8','scope':'series'"),
	    "CVE-2020-0001 50 name?" },
	{ "a series of which none is mended",
	    { CVE("CVE-2020-0001", "Example", "Some Thing", MENDED) },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'6.7','scope':'series'"),
	    "CVE-2020-0001 80 name" },
	{ "a series that is mended as a whole",
	    { CVE("CVE-2020-0001", "Example", "Some Thing", MENDED) },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'6.10','scope':'series'"),
	    "" },
	{ "a series of which only what is not affected is told",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'defaultStatus':'unaffected','versions':[{'version':'1.0',"
		"'status':'affected','lessThan':'2.0'},{'version':'3.1',"
		"'status':'unaffected','lessThan':'3.5'}]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing',"
		      "'version':'3','scope':'series'"),
	    "" },
	{ "an unknown version of what is mended from one on",
	    { CVE("CVE-2020-0001", "Example", "Some Thing",
		",'versions':[{'version':'0','status':'affected',"
		"'lessThan':'*','changes':[{'at':'2.0','status':"
		"'unaffected'}]}]") },
	    COMPONENT("'vendor':'Example','name':'Some Thing'"),
	    "CVE-2020-0001 50 name?" },
	/* who counts more */
	{ "the ecosystem overrules NVD",
	    { NVD("CVE-2020-0001",
		  OR(CPE("a:v:p:*:*:*:*:*:*:*:*",
		      ",'versionEndExcluding':'3.0'"))),
		OSV("GHSA-0000-0000-0001", "'CVE-2020-0001'", "npm", "p",
		    FIXED("2.0.0")) },
	    COMPONENT("'purl':'pkg:npm/p@2.0.0','cpe':"
		      "'cpe:2.3:a:v:p:2.0.0:*:*:*:*:*:*:*'"),
	    "-CVE-2020-0001" },
	{ "the maker says that this version is not affected",
	    { NVD("CVE-2020-0001",
		  OR(CPE("a:v:p:*:*:*:*:*:*:*:*",
		      ",'versionEndExcluding':'3.0'"))),
		VEX("CVE-2020-0001", "known_not_affected", "2.0") },
	    OF_CPE("a:v:p:2.0:*:*:*:*:*:*:*"), "-CVE-2020-0001" },
	{ "and knows better than who gave the id",
	    { CVE("CVE-2020-0001", "V", "P", BELOW("3.0")),
		VEX("CVE-2020-0001", "known_not_affected", "2.0") },
	    OF_CPE("a:v:p:2.0:*:*:*:*:*:*:*"), "-CVE-2020-0001" },
	{ "but says nothing of another",
	    { NVD("CVE-2020-0001",
		  OR(CPE("a:v:p:*:*:*:*:*:*:*:*",
		      ",'versionEndExcluding':'3.0'"))),
		VEX("CVE-2020-0001", "known_not_affected", "2.0") },
	    OF_CPE("a:v:p:2.1:*:*:*:*:*:*:*"), "CVE-2020-0001 90 cpe" },
	{ "a version that the maker calls fixed",
	    { VEX("CVE-2020-0001", "fixed", "2.0") },
	    OF_CPE("a:v:p:2.0:*:*:*:*:*:*:*"), "" },
	{ "a version that the maker looks at",
	    { VEX("CVE-2020-0001", "under_investigation", "2.0") },
	    OF_CPE("a:v:p:2.0:*:*:*:*:*:*:*"), "CVE-2020-0001 50 cpe" },
	{ "versions outweigh a list without them",
	    { NVD("CVE-2020-0001",
		  OR(CPE("a:v:p:*:*:*:*:*:*:*:*",
		      ",'versionEndExcluding':'2.0'"))),
		KEV("CVE-2020-0001", "V", "P") },
	    OF_CPE("a:v:p:2.0:*:*:*:*:*:*:*"), "-CVE-2020-0001" },
	{ "and stand beside it where it is in them",
	    { NVD("CVE-2020-0001",
		  OR(CPE("a:v:p:*:*:*:*:*:*:*:*",
		      ",'versionEndExcluding':'2.0'"))),
		KEV("CVE-2020-0001", "V", "P") },
	    OF_CPE("a:v:p:1.0:*:*:*:*:*:*:*"),
	    "CVE-2020-0001 90 cpe, CVE-2020-0001 40 name" },
	/* keywords */
	{ "all words, one of them rare",
	    { CVE("CVE-2020-0001", "Example", "Obscurix Server", "") },
	    COMPONENT("'keyword':'Obscurix server 7'"),
	    "CVE-2020-0001 10 keyword" },
	{ "words that say nothing",
	    { CVE("CVE-2020-0001", "Example", "Web Server", "") },
	    COMPONENT("'keyword':'web server'"), "" },
};

static struct str
answer(struct str line)
{
	struct match *v;
	size_t n = run_line(run_arena, line, false, &v);
	struct str out = S("");

	for (size_t i = 0; i < n; i++) {
		struct feed_record r;
		struct str one;

		ck_assert(index_record(run_index, run_arena, v[i].record, &r));
		one = v[i].miss == MISS_overruled ?
		    str_fmt(run_arena, "-%.*s", STR_ARG(r.id)) :
		    str_fmt(run_arena, "%.*s %d %s%s", STR_ARG(r.id),
			v[i].confidence, match_rule_name(v[i].rule),
			v[i].is_question ? "?" : "");
		out = i == 0 ? one :
			       str_fmt(run_arena, "%.*s, %.*s", STR_ARG(out),
				   STR_ARG(one));
	}
	return out;
}

START_TEST(rules)
{
	const struct row *r = &rows[_i];
	struct str got;

	for (size_t i = 0; i < 2 && r->docs[i] != NULL; i++)
		run_put(run_quoted(r->docs[i]));
	run_open();
	got = answer(run_quoted(r->line));
	ck_assert_msg(str_eq_z(got, r->want), "%s: '%.*s', not '%s'", r->what,
	    STR_ARG(got), r->want);
}
END_TEST

/* A miss says why: what `why` shows. */
START_TEST(misses)
{
	static const struct {
		const char *line;
		enum match_miss miss;
	} lines[] = {
		{ OF_CPE("a:v:p:2.0:*:*:*:*:node:*:*"), MISS_version },
		{ OF_CPE("a:v:p:1.0:*:*:*:*:python:*:*"), MISS_edition },
		{ OF_CPE("a:v:p:1.0:*:*:*:*:node:*:*"), MISS_NONE },
	};
	struct match *v;

	run_put(run_quoted(NVD("CVE-2020-0001",
	    OR(CPE("a:v:p:*:*:*:*:*:node:*:*",
		",'versionEndExcluding':'2.0'")))));
	run_open();
	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		size_t n = run_line(run_arena, run_quoted(lines[i].line), true,
		    &v);

		ck_assert_uint_eq(n, 1);
		ck_assert_msg(v[0].miss == lines[i].miss, "%s: %d",
		    lines[i].line, (int)v[0].miss);
		ck_assert_uint_gt(v[0].n_steps, 0);
	}
}
END_TEST

/* Names of called.def are such as are compared. */
START_TEST(called_rows)
{
	static const struct str names[] = {
#define CALLED(names)	STR_INIT(names),
#include "match/called.def"
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		struct str row = names[i], one, maker, product;
		size_t n = 0;

		for (; row.n > 0; n++) {
			(void)str_cut(row, '|', &one, &row);
			ck_assert(str_cut(one, ':', &maker, &product));
			ck_assert_msg(str_eq(name_vendor(run_arena, maker),
					  maker) &&
				str_eq(name_product(run_arena, maker, product),
				    product),
			    "%.*s", STR_ARG(one));
		}
		ck_assert_msg(n > 1, "%.*s", STR_ARG(names[i]));
	}
}
END_TEST

/* What is no line to answer says so, and never more. */
START_TEST(bad_lines)
{
	static const char *const lines[] = {
		"",
		"[",
		"{}",
		"{'component':7}",
		"{'component':{}}",
		"{'component':{'purl':'pkg:'}}",
		"{'component':{'cpe':'cpe:2.3:a'}}",
	};

	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		struct match_line q;

		ck_assert_msg(!match_line_read(run_arena, run_quoted(lines[i]),
				  &q),
		    "%s", lines[i]);
		ck_assert_uint_gt(q.why.n, 0);
	}
}
END_TEST

Suite *
suite_match_match(void)
{
	Suite *s = suite_create("match/match");
	TCase *t = tcase_create("match");

	tcase_add_checked_fixture(t, run_setup, run_teardown);
	tcase_add_loop_test(t, rules, 0, (int)ARRAY_LEN(rows));
	tcase_add_test(t, misses);
	tcase_add_test(t, called_rows);
	tcase_add_test(t, bad_lines);
	suite_add_tcase(s, t);
	return s;
}
