/*
 * feed/feed_*: what records of each format become.  Products are made up.
 */
#include "feed_run.h"
#include "test.h"

/* JSON in pieces, which the formatter would tear apart. */
/* clang-format off */
#define NVD(rest)							\
	"{\"vulnerabilities\": [{\"cve\": {\"id\": \"CVE-2026-1000\""	\
	rest "}}]}"
#define CONFIG(rest)	NVD(", \"configurations\": [" rest "]")
#define MATCH(rest)							\
	"{\"vulnerable\": true, \"criteria\": "				\
	"\"cpe:2.3:a:example:gate:*:*:*:*:*:*:*:*\"" rest "}"
#define GATE	"cpe=cpe:2.3:a:example:gate:*:*:*:*:*:*:*:*"

#define CVE(rest)							\
	"{\"dataType\": \"CVE_RECORD\", \"cveMetadata\": {\"cveId\": "	\
	"\"CVE-2026-1000\", \"state\": \"PUBLISHED\"}, \"containers\": " \
	"{\"cna\": {\"providerMetadata\": {\"shortName\": \"example\"}"	\
	rest "}}}"
#define AFFECTED(rest)	CVE(", \"affected\": [{" rest "}]")
#define GATE5(rest)							\
	AFFECTED("\"vendor\": \"Example\", \"product\": \"Gate\"" rest)
#define VERSION(rest)	GATE5(", \"versions\": [{" rest "}]")
#define IS	"\"status\": \"affected\", "
#define NAME	"CVE-2026-1000\nname vendor=Example product=Gate"

#define OSV(rest)							\
	"{\"id\": \"EX-2026-1\", \"modified\": \"2026-09-01T00:00:00Z\", " \
	"\"affected\": [" rest "]}"
#define NPM(events)							\
	OSV("{\"package\": {\"ecosystem\": \"npm\", \"name\": "		\
	    "\"@example/gate\"}, \"ranges\": [{\"type\": \"SEMVER\", "	\
	    "\"events\": [" events "]}]}")
#define NPM_LINE							\
	"EX-2026-1 modified=2026-09-01T00:00:00Z\npurl type=npm "	\
	"in=@example name=gate product=@example/gate scheme=npm"
#define DISTRO(ecosystem, name, fixed)					\
	OSV("{\"package\": {\"ecosystem\": \"" ecosystem "\", "		\
	    "\"name\": \"" name "\"}, \"ranges\": [{\"type\": "		\
	    "\"ECOSYSTEM\", \"events\": [{\"introduced\": \"0\"}, "	\
	    "{\"fixed\": \"" fixed "\"}]}]}")

#define ERRATUM(rest)							\
	"{\"schema_version\": \"1.0\", \"data\": [{\"id\": "	\
	"\"EXSA-2026:1\", \"issued_date\": 1788220800, "		\
	"\"updated_date\": 1788224400" rest "}]}"
#define ERRATUM_LINE							\
	"published=2026-09-01T00:00:00Z modified=2026-09-01T01:00:00Z"
#define RPM(rest)							\
	ERRATUM(", \"packages\": [{\"name\": \"gate\", \"version\": "	\
	"\"1.2\"" rest "}]")
#define RPM_LINE							\
	"EXSA-2026:1 " ERRATUM_LINE "\npackage type=rpm in=almalinux name=gate"

#define REDHAT(rest)							\
	"{\"threat_severity\": \"Low\", \"public_date\": "		\
	"\"2026-09-01T00:00:00Z\", \"name\": \"CVE-2026-1000\"" rest "}"
#define REDHAT_LINE	"CVE-2026-1000 published=2026-09-01T00:00:00Z vendor"
#define EL9								\
	"\"product_name\": \"Red Hat Enterprise Linux 9\", \"cpe\": "	\
	"\"cpe:/o:redhat:enterprise_linux:9\", "
#define EL9_LINE							\
	"package type=rpm in=redhat name=gate release=9"
#define EL9_REST							\
	"cpe=cpe:2.3:o:redhat:enterprise_linux:9:*:*:*:*:*:*:* "	\
	"product=gate on=Red Hat Enterprise Linux 9 scheme=rpm source-name"
#define FIX(package, state)						\
	REDHAT(", \"package_state\": [{" EL9 "\"package_name\": \""	\
	package "\", \"fix_state\": \"" state "\"}]")
#define BUILD(package)							\
	REDHAT(", \"affected_release\": [{" EL9 "\"advisory\": "	\
	"\"EXSA-1\", \"package\": \"" package "\"}]")
#define BUILD_LINE							\
	"CVE-2026-1000 related=EXSA-1 published=2026-09-01T00:00:00Z vendor\n"

#define EUVD(rest)							\
	"{\"items\": [{\"id\": \"EUVD-2026-1\", \"enisaUuid\": \"u\"" \
	rest "}], \"total\": 1}"
#define ENISA								\
	", \"enisaIdVendor\": [{\"vendor\": {\"name\": \"Example\"}}]"
#define PRODUCT(version)						\
	"{\"product\": {\"name\": \"Gate\"}, \"product_version\": \""	\
	version "\"}"
#define IN_EU(version)							\
	EUVD(ENISA ", \"enisaIdProduct\": [" PRODUCT(version) "]")
#define EUVD_LINE	"EUVD-2026-1\nname vendor=Example product=Gate"

#define CSAF(tree, status)						\
	"{\"document\": {\"csaf_version\": \"2.0\", \"title\": \"T\", "	\
	"\"lang\": \"en\", \"tracking\": {\"id\": \"EXSA-1\"}, "	\
	"\"distribution\": {\"tlp\": {\"label\": \"WHITE\"}}}, "	\
	"\"product_tree\": {" tree "}, \"vulnerabilities\": [{\"cve\": " \
	"\"CVE-2026-1000\", " status "}]}"
#define BRANCHES(rest)							\
	"\"branches\": [{\"category\": \"vendor\", \"name\": "		\
	"\"Example\", \"branches\": [{\"category\": \"product_name\", "	\
	"\"name\": \"Gate\", \"branches\": [" rest "]}]}]"
#define BRANCH(kind, version, id, helper)				\
	"{\"category\": \"" kind "\", \"name\": \"" version "\", "	\
	"\"product\": {\"product_id\": \"" id "\", \"name\": \"x\"" helper \
	"}}"
#define CSAF_LINE	"CVE-2026-1000 related=EXSA-1 title_en=T tlp=CLEAR\n"

/* Ubuntu: a package in a release, a notice, statements. */
#define UCVE(rest)							\
	"{\"cves\": [{\"bugs\": [\"\"], \"cvss3\": null, \"id\": "	\
	"\"CVE-2026-1000\"" rest "}], \"limit\": 20, \"total_results\": 1}"
#define UIS(release, status, why)					\
	"{\"component\": null, \"description\": \"" why "\", \"pocket\": " \
	"\"security\", \"release_codename\": \"" release "\", "		\
	"\"status\": \"" status "\"}"
#define UGATE(statuses)							\
	UCVE(", \"packages\": [{\"name\": \"gate\", \"statuses\": ["	\
	     statuses "]}]")
#define UNOTICE(rest)							\
	"{\"notices\": [{\"cves_ids\": [\"CVE-2026-1000\", "		\
	"\"CVE-2026-1001\"], \"id\": \"USN-1-1\"" rest "}], "		\
	"\"total_results\": 1}"
#define USN(rest)							\
	"{\"1-2\": {\"cves\": [\"CVE-2026-1000\", "			\
	"\"https://example.com/bug\", 7], \"id\": \"1-2\"" rest "}}"
#define USN_LINE							\
	"USN-1-2 aliases=CVE-2026-1000 link=https://example.com/bug,\n"
#define UDEB	"package type=deb in=ubuntu name="
#define VEX(rest)							\
	"{\"@context\": \"https://openvex.dev/ns/v0.2.0\", \"@id\": "	\
	"\"https://example.com/vex/1\", \"timestamp\": "		\
	"\"2026-09-01T00:00:00Z\", \"statements\": [" rest "]}"
#define STATE(status, products, rest)					\
	"{\"vulnerability\": {\"name\": \"CVE-2026-1000\"}, \"status\": " \
	"\"" status "\", \"products\": [" products "]" rest "}"
#define AT(purl)	"{\"@id\": \"pkg:" purl "\"}"
#define VEX_LINE							\
	"CVE-2026-1000 published=2026-09-01T00:00:00Z "			\
	"modified=2026-09-01T00:00:00Z link=https://example.com/vex/1,self\n"

static const struct row {
	const char *text;
	const char *want;
	const char *message;	/* a part of the one report; NULL: none */
} ROWS[] = {
	/* ---- NVD ---- */
	{ NVD(""), "CVE-2026-1000\n", NULL },
	{ NVD(", \"published\": \"2026-09-01T10:15:11.077\", "
	      "\"vulnStatus\": \"Deferred\""),
	    "CVE-2026-1000 published=2026-09-01T10:15:11Z deferred\n", NULL },
	{ NVD(", \"vulnStatus\": \"Rejected\""), "CVE-2026-1000 withdrawn\n",
	    NULL },
	{ NVD(", \"cisaExploitAdd\": \"2026-09-01\", "
	      "\"cisaActionDue\": \"2026-09-22\""),
	    "CVE-2026-1000 exploited due=2026-09-22\n", NULL },
	{ NVD(", \"published\": \"9999-12-31T00:00:00.000\""),
	    "CVE-2026-1000\n", "CVE-2026-1000: one of its times is none" },
	{ NVD(", \"metrics\": {\"cvssMetricV31\": [{\"source\": \"a\", "
	      "\"cvssData\": {\"vectorString\": \"CVSS:3.1/AV:N\", "
	      "\"baseScore\": 7.5}}], \"cvssMetricV2\": [{\"source\": \"b\", "
	      "\"cvssData\": {\"vectorString\": \"AV:N\", "
	      "\"baseScore\": 10.0}}]}"),
	    "CVE-2026-1000 score=CVSS:3.1/AV:N,a,75 score=AV:N,b,100\n",
	    NULL },
	{ NVD(", \"metrics\": {\"ssvcV203\": [{\"source\": \"a\", "
	      "\"ssvcData\": {\"options\": [{\"exploitation\": \"active\"}, "
	      "{\"automatable\": \"yes\"}, "
	      "{\"technicalImpact\": \"total\"}]}}]}"),
	    "CVE-2026-1000 exploited ssvc=active/yes/total\n", NULL },
	{ NVD(", \"weaknesses\": [{\"description\": [{\"value\": "
	      "\"CWE-79\"}, {\"value\": \"NVD-CWE-noinfo\"}, {\"value\": "
	      "\"CWE-79\"}]}], \"references\": [{\"url\": "
	      "\"https://example.com/\", \"tags\": [\"Patch\"]}]"),
	    "CVE-2026-1000 cwes=CWE-79 link=https://example.com/,Patch\n",
	    NULL },
	{ CONFIG("{\"nodes\": [{\"operator\": \"OR\", \"negate\": false, "
		 "\"cpeMatch\": [" MATCH(", \"versionStartIncluding\": "
		 "\"1.0\", \"versionEndExcluding\": \"1.5\"") "]}]}"),
	    "CVE-2026-1000\ncpe " GATE " 1.1 [1.0;1.5)a\n", NULL },
	{ CONFIG("{\"nodes\": [{\"operator\": \"OR\", \"cpeMatch\": ["
		 MATCH("") "]}]}"),
	    "CVE-2026-1000\ncpe " GATE " 1.1 all\n", NULL },
	{ CONFIG("{\"operator\": \"AND\", \"nodes\": [{\"operator\": \"OR\", "
		 "\"cpeMatch\": [" MATCH(", \"versionEndIncluding\": \"2\"")
		 "]}, {\"operator\": \"AND\", \"negate\": true, "
		 "\"cpeMatch\": [{\"vulnerable\": false, \"criteria\": "
		 "\"cpe:2.3:h:example:gate:-:*:*:*:*:*:*:*\"}]}]}"),
	    "CVE-2026-1000\ncpe " GATE " 1.1 AND (;2]a\n"
	    "cpe cpe=cpe:2.3:h:example:gate:-:*:*:*:*:*:*:* 1.2 AND and not "
	    "platform\n",
	    NULL },
	/* Not (a and b) is not a, or not b. */
	{ CONFIG("{\"operator\": \"AND\", \"negate\": true, \"nodes\": "
		 "[{\"operator\": \"OR\", \"cpeMatch\": [" MATCH("") "]}, "
		 "{\"operator\": \"OR\", \"negate\": true, \"cpeMatch\": ["
		 MATCH("") "]}]}, {\"nodes\": [{\"operator\": \"OR\", "
		 "\"cpeMatch\": [" MATCH("") "]}]}"),
	    "CVE-2026-1000\ncpe " GATE " 1.1 not all\ncpe " GATE
	    " 1.2 all\ncpe " GATE " 2.1 all\n",
	    NULL },
	{ CONFIG("{\"nodes\": [{\"operator\": \"OR\", \"cpeMatch\": ["
		 "{\"vulnerable\": true, \"criteria\": \"gate\"}, "
		 MATCH("") "]}]}"),
	    "CVE-2026-1000\ncpe " GATE " 1.1 all\n",
	    "record CVE-2026-1000: a name in its configurations is no CPE" },
	{ CONFIG("{\"nodes\": [{\"operator\": \"OR\", \"cpeMatch\": ["
		 MATCH(", \"versionEndExcluding\": \"1\", "
		       "\"versionEndIncluding\": \"2\"") "]}]}"),
	    "CVE-2026-1000\ncpe " GATE " 1.1 (;2]a\n",
	    "a bound both including and excluding" },
	{ NVD(", \"vcConfigurations\": [{\"nodes\": [{\"operator\": \"OR\", "
	      "\"cpeMatch\": [" MATCH("") "]}]}]"),
	    "CVE-2026-1000\ncpe source=vulncheck " GATE " 1.1 all\n", NULL },
	{ "{\"cve\": {\"configurations\": []}, \"_annotation\": {\"cve_id\": "
	  "\"CVE-2026-1000\"}}",
	    "CVE-2026-1000\n", NULL },
	{ "{\"vulnerabilities\": [{\"cve\": {\"id\": \"gate\"}}, {\"cve\": "
	  "{\"id\": \"CVE-2026-1000\"}}]}",
	    "CVE-2026-1000\n", "a record is left out: its id is missing" },

	/* ---- CVE 5 ---- */
	{ CVE(""), "CVE-2026-1000\n", NULL },
	{ "{\"cveMetadata\": {\"cveId\": \"CVE-2026-1000\", \"state\": "
	  "\"REJECTED\", \"datePublished\": \"2026-09-01T00:00:00\"}, "
	  "\"containers\": {\"cna\": {\"rejectedReasons\": [{\"lang\": "
	  "\"en\", \"value\": \"A mistake.\"}]}}}",
	    "CVE-2026-1000 published=2026-09-01T00:00:00Z withdrawn "
	    "text_en=A mistake.\n",
	    NULL },
	{ CVE(", \"title\": \"T\", \"descriptions\": [{\"lang\": \"ja-JP\", "
	      "\"value\": \"J\"}, {\"lang\": \"en-US\", \"value\": \"E\"}], "
	      "\"solutions\": [{\"lang\": \"en\", \"value\": \"S\"}], "
	      "\"problemTypes\": [{\"descriptions\": [{\"cweId\": "
	      "\"CWE-20\"}]}], \"metrics\": [{\"cvssV4_0\": "
	      "{\"vectorString\": \"CVSS:4.0/AV:N\", \"baseScore\": 9}}]"),
	    "CVE-2026-1000 title_en=T text_ja=J text_en=E solution=S "
	    "score=CVSS:4.0/AV:N,example,90 cwes=CWE-20\n",
	    NULL },
	{ GATE5(""), NAME " all\n", NULL },
	{ GATE5(", \"defaultStatus\": \"unaffected\""), NAME " else n\n",
	    NULL },
	{ AFFECTED("\"vendor\": \"n/a\", \"product\": \"n/a\", \"versions\": "
		   "[{\"version\": \"n/a\", \"status\": \"affected\"}]"),
	    "CVE-2026-1000\n", NULL },
	{ VERSION(IS "\"version\": \"1.0\""), NAME " 1.0\n", NULL },
	{ VERSION(IS "\"version\": \"n/a\""), NAME " all else a\n", NULL },
	{ VERSION("\"status\": \"unaffected\", \"version\": \"1.0\""),
	    NAME " [1.0;1.0]n\n", NULL },
	{ VERSION(IS "\"version\": \"1.0\", \"lessThan\": \"1.5\", "
		     "\"versionType\": \"semver\""),
	    NAME " scheme=semver [1.0;1.5)a\n", NULL },
	{ VERSION(IS "\"version\": \"0\", \"lessThanOrEqual\": \"1.5\", "
		     "\"versionType\": \"custom\""),
	    NAME " (;1.5]a\n", NULL },
	{ VERSION(IS "\"version\": \"unspecified\", \"lessThan\": \"1.5\""),
	    NAME " (;1.5)a\n", NULL },
	{ VERSION(IS "\"version\": \"*\", \"lessThanOrEqual\": \"1.5\""),
	    NAME " (;1.5]a\n", NULL },
	{ VERSION(IS "\"version\": \"1.0\", \"lessThan\": \"*\""),
	    NAME " [1.0;)a\n", NULL },
	{ VERSION("\"status\": \"unaffected\", \"version\": \"5.10.8\", "
		  "\"lessThanOrEqual\": \"5.10.*\""),
	    NAME " [5.10.8;5.10.*]n\n", NULL },
	{ VERSION(IS "\"version\": \">= 25.0.0, < 25.0.11\""),
	    NAME " [25.0.0;25.0.11)a\n", NULL },
	{ VERSION(IS "\"version\": \"9.18.0 and below\", \"lessThan\": "
		     "\"9.18.0 and below\""),
	    NAME " (;9.18.0]a\n", NULL },
	{ VERSION(IS "\"version\": \"10.0.0\", \"lessThan\": "
		     "\"publication\""),
	    NAME " unread text=publication\n", NULL },
	{ VERSION(IS "\"version\": \"1.0\", \"lessThan\": \"2.0\", "
		     "\"changes\": [{\"at\": \"1.4\", \"status\": "
		     "\"unaffected\"}]"),
	    NAME " [1.0;2.0)a [1.4;2.0)n\n", NULL },
	/* Behind the end of the range it can only mean that version. */
	{ VERSION(IS "\"version\": \"n/a\", \"lessThanOrEqual\": \"1.2\", "
		     "\"changes\": [{\"at\": \"1.2.1\", \"status\": "
		     "\"unaffected\"}]"),
	    NAME " [1.2.1;1.2.1]n (;1.2]a\n", NULL },
	{ VERSION(IS "\"version\": \"1da177e4c3f41524e886b7f1b8a0c1fc7321cac2"
		     "\", \"lessThan\": "
		     "\"0123456789012345678901234567890123456789\", "
		     "\"versionType\": \"git\""),
	    NAME " git\n", NULL },
	{ GATE5(", \"cpes\": [\"cpe:2.3:a:example:gate:*:*:*:*:*:*:*:*\", "
		"\"cpe:/a:example:gate:1.7\"], \"platforms\": [\"Linux\", "
		"\"Windows\"], \"versions\": [{\"version\": \"1\", "
		"\"lessThan\": \"2\", \"status\": \"affected\"}]"),
	    "CVE-2026-1000\ncpe " GATE " vendor=Example product=Gate "
	    "on=Linux, Windows [1;2)a\n"
	    "cpe cpe=cpe:2.3:a:example:gate:1.7:*:*:*:*:*:*:* vendor=Example "
	    "product=Gate on=Linux, Windows\n"
	    "name vendor=Example product=Gate on=Linux, Windows [1;2)a\n",
	    NULL },
	{ GATE5(", \"packageURL\": \"pkg:npm/%40example/gate\", "
		"\"versions\": [{\"version\": \"1\", \"status\": "
		"\"affected\"}]"),
	    "CVE-2026-1000\npurl type=npm in=@example name=gate "
	    "vendor=Example product=Gate scheme=npm 1\n"
	    "name vendor=Example product=Gate 1\n",
	    NULL },
	{ GATE5(", \"collectionURL\": \"https://hex.pm/\", "
		"\"packageName\": \"gate\", \"defaultStatus\": \"affected\""),
	    "CVE-2026-1000\npurl type=hex name=gate vendor=Example "
	    "product=Gate scheme=hex all else a\n"
	    "name name=gate vendor=Example product=Gate all else a\n",
	    NULL },
	{ AFFECTED("\"vendor\": \"Red Hat\", \"product\": \"Red Hat Example "
		   "Linux 9\", \"packageName\": \"gate\", \"collectionURL\": "
		   "\"https://access.redhat.com/downloads/\", \"cpes\": "
		   "[\"cpe:/o:redhat:enterprise_linux:9::baseos\"], "
		   "\"defaultStatus\": \"affected\", \"versions\": "
		   "[{\"version\": \"0:1.2-3.el9\", \"lessThan\": \"*\", "
		   "\"versionType\": \"rpm\", \"status\": \"unaffected\"}]"),
	    "CVE-2026-1000\npackage type=rpm in=redhat name=gate release=9 "
	    "cpe=cpe:2.3:o:redhat:enterprise_linux:9:*:baseos:*:*:*:*:* "
	    "vendor=Red Hat product=Red Hat Example Linux 9 on=Red Hat "
	    "Example Linux 9 scheme=rpm [0:1.2-3.el9;)n else a\n"
	    "name name=gate vendor=Red Hat product=Red Hat Example Linux 9 "
	    "scheme=rpm [0:1.2-3.el9;)n else a\n",
	    NULL },
	{ "{\"dataType\": \"CVE_RECORD\", \"cveMetadata\": {\"cveId\": "
	  "\"CVE-2026-1000\"}, \"containers\": {\"cna\": {}, \"adp\": "
	  "[{\"providerMetadata\": {\"shortName\": \"CISA-ADP\"}, "
	  "\"affected\": [{\"vendor\": \"example\", \"product\": \"gate\"}], "
	  "\"metrics\": [{\"cvssV3_1\": {\"vectorString\": "
	  "\"CVSS:3.1/AV:N\", \"baseScore\": 5}}, {\"other\": {\"type\": "
	  "\"ssvc\", \"content\": {\"options\": [{\"Exploitation\": "
	  "\"none\"}, {\"Automatable\": \"no\"}, {\"Technical Impact\": "
	  "\"partial\"}]}}}, {\"other\": {\"type\": \"kev\", \"content\": "
	  "{}}}], \"cpeApplicability\": [{\"nodes\": [{\"operator\": "
	  "\"OR\", \"cpeMatch\": [" MATCH("") "]}]}]}]}}",
	    "CVE-2026-1000 exploited score=CVSS:3.1/AV:N,CISA-ADP,50 "
	    "ssvc=none/no/partial\nname source=CISA-ADP vendor=example "
	    "product=gate all\ncpe source=CISA-ADP " GATE " 1.1 all\n",
	    NULL },

	/* ---- OSV ---- */
	{ NPM("{\"introduced\": \"0\"}, {\"fixed\": \"1.2\"}"),
	    NPM_LINE " (;1.2)a else n\n", NULL },
	{ NPM("{\"introduced\": \"1.0\"}, {\"last_affected\": \"1.2\"}"),
	    NPM_LINE " [1.0;1.2]a else n\n", NULL },
	{ NPM("{\"introduced\": \"1.0\"}"), NPM_LINE " [1.0;)a else n\n",
	    NULL },
	{ NPM("{\"introduced\": \"0\"}, {\"limit\": \"*\"}"),
	    NPM_LINE " (;)a else n\n", NULL },
	{ NPM("{\"introduced\": \"0\"}, {\"fixed\": \"1.2\"}, "
	      "{\"introduced\": \"2.0\"}, {\"fixed\": \"2.1\"}"),
	    NPM_LINE " (;1.2)a [2.0;2.1)a else n\n", NULL },
	/* In any order. */
	{ NPM("{\"fixed\": \"2.1\"}, {\"fixed\": \"1.2\"}, {\"introduced\": "
	      "\"2.0\"}, {\"introduced\": \"0\"}"),
	    NPM_LINE " (;1.2)a [2.0;2.1)a else n\n", NULL },
	{ "{\"id\": \"EX-2026-1\", \"modified\": \"0001-01-01T00:00:00Z\", "
	  "\"withdrawn\": \"2026-09-01T00:00:00Z\", \"aliases\": "
	  "[\"CVE-2026-1000\", \"EX-2026-1\"], \"related\": "
	  "[\"CVE-2026-1001\"], \"upstream\": [\"CVE-2026-1002\"], "
	  "\"summary\": \"S\", \"details\": \"D\", \"severity\": [{\"type\": "
	  "\"CVSS_V3\", \"score\": \"CVSS:3.1/AV:N\"}, {\"type\": "
	  "\"Example\", \"score\": \"high\"}], \"database_specific\": "
	  "{\"cwe_ids\": [\"CWE-79\"]}, \"references\": [{\"type\": \"WEB\", "
	  "\"url\": \"https://example.com/\"}]}",
	    "EX-2026-1 aliases=CVE-2026-1000 related=CVE-2026-1001 "
	    "upstream=CVE-2026-1002 withdrawn title_en=S text_en=D "
	    "score=CVSS:3.1/AV:N,,-1 cwes=CWE-79 "
	    "link=https://example.com/,WEB\n",
	    NULL },
	{ OSV("{\"package\": {\"ecosystem\": \"PyPI\", \"name\": \"gate\", "
	      "\"purl\": \"pkg:pypi/gate\"}, \"versions\": [\"1.0\", "
	      "\"1.1\"]}"),
	    "EX-2026-1 modified=2026-09-01T00:00:00Z\npurl type=pypi "
	    "name=gate product=gate scheme=pypi 1.0,1.1 else n\n",
	    NULL },
	{ OSV("{\"package\": {\"ecosystem\": \"Go\", \"name\": "
	      "\"example.com/gate/v2\"}, \"ranges\": []}"),
	    "EX-2026-1 modified=2026-09-01T00:00:00Z\npurl type=golang "
	    "in=example.com/gate name=v2 product=example.com/gate/v2 "
	    "scheme=golang all\n",
	    NULL },
	{ DISTRO("Maven", "com.example:gate", "1.2"),
	    "EX-2026-1 modified=2026-09-01T00:00:00Z\npurl type=maven "
	    "in=com.example name=gate product=com.example:gate scheme=maven "
	    "(;1.2)a else n\n",
	    NULL },
	{ DISTRO("Debian:12", "gate", "1.2-3"),
	    "EX-2026-1 modified=2026-09-01T00:00:00Z\npackage type=deb "
	    "in=debian name=gate release=12 product=gate scheme=deb "
	    "source-name (;1.2-3)a else n\n",
	    NULL },
	{ DISTRO("Ubuntu:Pro:14.04:LTS", "gate", "1.2-3"),
	    "EX-2026-1 modified=2026-09-01T00:00:00Z\npackage type=deb "
	    "in=ubuntu name=gate release=14.04 product=gate scheme=deb "
	    "source-name (;1.2-3)a else n\n",
	    NULL },
	{ DISTRO("Alpine:v3.18", "gate", "1.2-r3"),
	    "EX-2026-1 modified=2026-09-01T00:00:00Z\npackage type=apk "
	    "in=alpine name=gate release=3.18 product=gate scheme=apk "
	    "source-name (;1.2-r3)a else n\n",
	    NULL },
	{ DISTRO("Red Hat:rhel_eus:9.2::baseos", "gate", "0:1-2.el9_2"),
	    "EX-2026-1 modified=2026-09-01T00:00:00Z\npackage type=rpm "
	    "in=redhat name=gate release=9.2 product=gate scheme=rpm "
	    "(;0:1-2.el9_2)a else n\n",
	    NULL },
	{ DISTRO("SUSE:Linux Enterprise Server 15 SP5", "gate", "1-2"),
	    "EX-2026-1 modified=2026-09-01T00:00:00Z\npackage type=rpm "
	    "in=suse name=gate release=15.5 product=gate scheme=rpm "
	    "source-name (;1-2)a else n\n",
	    NULL },
	{ DISTRO("Nobody's", "gate", "1.2"),
	    "EX-2026-1 modified=2026-09-01T00:00:00Z\nname product=gate "
	    "(;1.2)a else n\n",
	    NULL },
	{ OSV("{\"package\": {\"ecosystem\": \"npm\", \"name\": \"gate\", "
	      "\"purl\": \"gate\"}, \"versions\": [\"1\"]}"),
	    "EX-2026-1 modified=2026-09-01T00:00:00Z\npurl type=npm "
	    "name=gate product=gate scheme=npm 1 else n\n",
	    "a package URL is none" },
	{ OSV("{\"package\": {\"ecosystem\": \"npm\", \"name\": \"gate\"}, "
	      "\"ranges\": [{\"type\": \"SEMVER\", \"events\": "
	      "[{\"introduced\": \"0\"}]}], \"database_specific\": "
	      "{\"last_known_affected_version_range\": \"<= 1.5\"}}"),
	    "EX-2026-1 modified=2026-09-01T00:00:00Z\npurl type=npm "
	    "name=gate product=gate scheme=npm (;1.5]a else n\n",
	    NULL },
	{ OSV("{\"ranges\": [{\"type\": \"GIT\", \"repo\": "
	      "\"https://github.com/example/gate.git\", \"events\": "
	      "[{\"introduced\": \"0\"}]}]}"),
	    "EX-2026-1 modified=2026-09-01T00:00:00Z\npurl type=github "
	    "in=example name=gate git "
	    "text=https://github.com/example/gate.git\n",
	    NULL },

	/* ---- KEV ---- */
	{ "{\"vulnerabilities\": [{\"cveID\": \"CVE-2026-1000\", "
	  "\"vendorProject\": \"Example\", \"product\": \"Gate\", "
	  "\"vulnerabilityName\": \"N\", \"dateAdded\": \"2026-09-01\", "
	  "\"dueDate\": \"2026-09-22\", \"shortDescription\": \"D\", "
	  "\"requiredAction\": \"A\", \"knownRansomwareCampaignUse\": "
	  "\"Known\", \"cwes\": [\"CWE-20\"], \"notes\": "
	  "\"see https://example.com/a; https://example.com/b\"}]}",
	    "CVE-2026-1000 published=2026-09-01T00:00:00Z "
	    "modified=2026-09-01T00:00:00Z exploited ransomware "
	    "due=2026-09-22 title_en=N text_en=D solution=A cwes=CWE-20 "
	    "link=https://example.com/a, link=https://example.com/b,\n"
	    "name vendor=Example product=Gate all\n",
	    NULL },
	{ "[{\"cveID\": \"CVE-2026-1000\", \"euvdID\": \"EUVD-2026-1\", "
	  "\"dateReported\": \"17/01/25\", \"notes\": \"-\"}]",
	    "CVE-2026-1000 aliases=EUVD-2026-1 "
	    "published=2025-01-17T00:00:00Z modified=2025-01-17T00:00:00Z "
	    "exploited\n",
	    NULL },

	/* ---- AlmaLinux's errata ---- */
	{ ERRATUM(", \"title\": \"T\", \"description\": \"D\", "
		  "\"references\": [{\"id\": \"CVE-2026-1000\", \"type\": "
		  "\"cve\", \"href\": \"https://example.com/\"}, {\"id\": "
		  "\"CVE-2026-1001\", \"type\": \"cve\"}, {\"id\": "
		  "\"EXSA-2026-1\", \"type\": \"self\"}]"),
	    "EXSA-2026:1 related=CVE-2026-1000,CVE-2026-1001 " ERRATUM_LINE
	    " title_en=T text_en=D link=https://example.com/,cve\n",
	    NULL },
	{ RPM(", \"release\": \"3.el9_2\", \"epoch\": \"0\", \"arch\": "
	      "\"x86_64\""),
	    RPM_LINE " release=9 product=gate scheme=rpm (;1.2-3.el9_2)a "
		     "else f\n",
	    NULL },
	{ RPM(", \"release\": \"3.rel1.module_el8.5.0+1+a\", \"epoch\": "
	      "\"2\", \"module\": \"gate:1.2:8050:c5:x86_64\""),
	    RPM_LINE " release=8 module=gate:1.2 product=gate scheme=rpm "
		     "(;2:1.2-3.rel1.module_el8.5.0+1+a)a else f\n",
	    NULL },
	{ RPM(", \"module\": \"gate\", \"release\": 3, \"epoch\": []"),
	    RPM_LINE " product=gate scheme=rpm (;1.2)a else f\n", NULL },
	{ ERRATUM(", \"packages\": [1, {}, {\"name\": \"gate\"}, "
		  "{\"version\": \"1\"}], \"references\": {\"id\": 1}"),
	    "EXSA-2026:1 " ERRATUM_LINE "\n", NULL },
	{ "{\"data\": [{\"id\": \"EXSA-2026:1\", \"issued_date\": "
	  "\"2026\", \"updated_date\": 1788224400}]}",
	    "EXSA-2026:1 modified=2026-09-01T01:00:00Z\n",
	    "one of its times is none" },

	/* ---- Red Hat's security data ---- */
	{ REDHAT(", \"bugzilla\": {\"description\": \"T\", \"url\": "
		 "\"https://example.com/b\"}, \"details\": [\"D\", \"E\"], "
		 "\"cvss3\": {\"cvss3_base_score\": \"7.5\", "
		 "\"cvss3_scoring_vector\": \"CVSS:3.1/AV:N\"}, \"cwe\": "
		 "\"(CWE-20|CWE-22)->CWE-79-\", \"mitigation\": {\"value\": "
		 "\"M\"}, \"references\": [\"https://example.com/a\\n"
		 "https://example.com/c\"]"),
	    REDHAT_LINE " title_en=T text_en=D solution=M "
			"score=CVSS:3.1/AV:N,,75 cwes=CWE-20,CWE-22,CWE-79 "
			"link=https://example.com/b,bugzilla "
			"link=https://example.com/a, "
			"link=https://example.com/c,\n",
	    NULL },
	{ BUILD("gate-0:1.2-3.el9"),
	    BUILD_LINE EL9_LINE " " EL9_REST " (;0:1.2-3.el9)a "
				"[0:1.2-3.el9;)f\n",
	    NULL },
	{ BUILD("big-gate/gate-rhel9:1.2-3"),
	    BUILD_LINE "name name=big-gate/gate-rhel9:1.2-3 "
		       "vendor=Red Hat product=Red Hat Enterprise Linux 9 "
		       "unread text=big-gate/gate-rhel9:1.2-3\n",
	    NULL },
	{ BUILD("gate:1.2-8060020230101.0cd7a0ae"),
	    BUILD_LINE "name name=gate:1.2-8060020230101.0cd7a0ae "
		       "vendor=Red Hat product=Red Hat Enterprise Linux 9 "
		       "unread text=gate:1.2-8060020230101.0cd7a0ae\n",
	    NULL },
	{ FIX("gate", "Affected"),
	    REDHAT_LINE "\n" EL9_LINE " " EL9_REST
			" all else a note=Affected\n",
	    NULL },
	{ FIX("gate", "Will not fix"),
	    REDHAT_LINE "\n" EL9_LINE " " EL9_REST
			" all else w note=Will not fix\n",
	    NULL },
	{ FIX("gate", "Not affected"),
	    REDHAT_LINE "\n" EL9_LINE " " EL9_REST
			" else n note=Not affected\n",
	    NULL },
	{ FIX("gate", "Who knows"),
	    REDHAT_LINE "\n" EL9_LINE " " EL9_REST
			" else u note=Who knows\n",
	    NULL },
	{ FIX("gate:1.2/gate", "New"),
	    REDHAT_LINE "\n" EL9_LINE " module=gate:1.2 " EL9_REST
			" else i note=New\n",
	    NULL },
	{ REDHAT(", \"package_state\": [1, {\"package_name\": 1}], "
		 "\"affected_release\": [[], {}], \"cvss3\": [], \"cwe\": "
		 "\"CWE-\", \"details\": {}, \"references\": [1]"),
	    REDHAT_LINE " link=1,\n", NULL },
	{ "{\"threat_severity\": \"Low\", \"public_date\": 1, \"name\": "
	  "\"gate\"}",
	    "", "its id is missing" },

	/* ---- EUVD ---- */
	{ EUVD(", \"description\": \"D\", \"datePublished\": "
	       "\"Sep 1, 2026, 12:05:09 AM\", \"dateUpdated\": "
	       "\"Dec 31, 2026, 1:02:03\xe2\x80\xafPM\", \"baseScore\": 7.5, "
	       "\"baseScoreVector\": \"CVSS:3.1/AV:N\", \"references\": "
	       "\"https://example.com/a\\nhttps://example.com/b\\n\", "
	       "\"aliases\": \"CVE-2026-1000\\nGHSA-1\\n\", "
	       "\"exploitedSince\": \"Sep 1, 2026, 12:00:00 AM\""),
	    "EUVD-2026-1 aliases=CVE-2026-1000,GHSA-1 "
	    "published=2026-09-01T00:05:09Z modified=2026-12-31T13:02:03Z "
	    "exploited text_en=D score=CVSS:3.1/AV:N,,75 "
	    "link=https://example.com/a, link=https://example.com/b,\n",
	    NULL },
	{ EUVD(", \"aliases\": \"CVE-2026-1000\\nCVE-2026-1001\", "
	       "\"baseScore\": -1.0"),
	    "EUVD-2026-1 related=CVE-2026-1000,CVE-2026-1001\n", NULL },
	{ EUVD(", \"dateUpdated\": \"Sep 1, 2026, 13:00:00 PM\""),
	    "EUVD-2026-1\n", "one of its times is none" },
	{ EUVD(", \"dateUpdated\": \"Feb 30, 2026, 1:00:00 PM\""),
	    "EUVD-2026-1\n", "one of its times is none" },
	{ IN_EU("1.0 <1.2.3"), EUVD_LINE " [1.0;1.2.3)a\n", NULL },
	{ IN_EU("0 <1.2.3"), EUVD_LINE " (;1.2.3)a\n", NULL },
	{ IN_EU("unspecified <1.2"), EUVD_LINE " (;1.2)a\n", NULL },
	{ IN_EU("<1.2"), EUVD_LINE " (;1.2)a\n", NULL },
	{ IN_EU("1.0 \xe2\x89\xa4""1.5"), EUVD_LINE " [1.0;1.5]a\n", NULL },
	{ IN_EU("n/a <=1.5"), EUVD_LINE " (;1.5]a\n", NULL },
	{ IN_EU("1.0 <*"), EUVD_LINE " [1.0;)a\n", NULL },
	{ IN_EU("0 <*"), EUVD_LINE " all else a\n", NULL },
	{ IN_EU("5.10 \xe2\x89\xa4""5.10.*"), EUVD_LINE " [5.10;5.10.*]a\n",
	    NULL },
	{ IN_EU("1.2.3"), EUVD_LINE " 1.2.3\n", NULL },
	{ IN_EU("n/a"), EUVD_LINE " all else a\n", NULL },
	/* A phrase whole or not at all. */
	{ IN_EU("1.0 <1.2 with the red lid"),
	    EUVD_LINE " unread text=1.0 <1.2 with the red lid\n", NULL },
	{ IN_EU("1da177e4c3f41524e886b7f1b8a0c1fc7321cac2 <"
		"b8c2d1f2a3e4d5c6b7a8901234567890abcdef12"),
	    EUVD_LINE " git\n", NULL },
	{ IN_EU("patch: 1.2.3"), EUVD_LINE " [1.2.3;)f else a\n", NULL },
	/* A build and a digest are no versions of the product. */
	{ IN_EU("patch: 0:4.18.0-1.el8"),
	    EUVD_LINE " [0:4.18.0-1.el8;0:4.18.0-1.el8]f else a\n", NULL },
	/* Of two branches: between them nothing is known to be mended. */
	{ EUVD(ENISA ", \"enisaIdProduct\": [" PRODUCT("patch: 2.0.1") ", "
	       PRODUCT("patch: 1.0.9") ", " PRODUCT("") "]"),
	    EUVD_LINE " all [2.0.1;)f [1.0.9;1.0.9]f else a\n", NULL },
	{ EUVD(ENISA ", \"enisaIdProduct\": [" PRODUCT("1.0") ", "
	       PRODUCT("patch: 1.0.9") "]"),
	    EUVD_LINE " [1.0.9;)f 1.0 else u\n", NULL },
	{ EUVD(ENISA ", \"enisaIdProduct\": [" PRODUCT("1.0 <1.0.9") ", "
	       PRODUCT("patch: 1.0.9") ", {\"product\": {\"name\": \"Door\"}"
	       "}]"),
	    EUVD_LINE " [1.0;1.0.9)a [1.0.9;)f\nname vendor=Example "
		      "product=Door all else a\n",
	    NULL },
	{ EUVD(", \"enisaIdVendor\": [{\"vendor\": {\"name\": \"A\"}}, "
	       "{\"vendor\": {\"name\": \"n/a\"}}, {\"vendor\": {\"name\": "
	       "\"B\"}}], \"enisaIdProduct\": [" PRODUCT("1.0") "]"),
	    "EUVD-2026-1\nname vendor=A product=Gate 1.0\nname vendor=B "
	    "product=Gate 1.0\n",
	    NULL },
	{ EUVD(", \"enisaIdProduct\": [" PRODUCT("1.0") ", 1, {\"product\": "
	       "1}, {\"product\": {\"name\": \"n/a\"}}], \"enisaIdVendor\": "
	       "{\"vendor\": []}, \"aliases\": [], \"baseScore\": {}"),
	    "EUVD-2026-1\nname product=Gate 1.0\n", NULL },

	/* ---- Debian ---- */
	{ "{\"gate\": {\"CVE-2026-1000\": {\"description\": \"D\", "
	  "\"releases\": {\"bookworm\": {\"status\": \"resolved\", "
	  "\"repositories\": {}, \"fixed_version\": \"1.2-3\", \"urgency\": "
	  "\"low\"}, \"bullseye\": {\"status\": \"open\", \"urgency\": "
	  "\"low\", \"nodsa\": \"Minor issue\", \"nodsa_reason\": "
	  "\"ignored\"}, \"sid\": {\"status\": \"resolved\", "
	  "\"fixed_version\": \"0\"}, \"trixie\": {\"status\": \"open\"}, "
	  "\"forky\": {\"status\": \"undetermined\"}}}}}",
	    "CVE-2026-1000 text_en=D\n"
	    "package type=deb in=debian name=gate release=12 scheme=deb "
	    "source-name (;1.2-3)a else f text=1.2-3\n"
	    "package type=deb in=debian name=gate release=11 scheme=deb "
	    "source-name all else w note=Minor issue\n"
	    "package type=deb in=debian name=gate release=sid scheme=deb "
	    "source-name else n\n"
	    "package type=deb in=debian name=gate release=13 scheme=deb "
	    "source-name all else a\n"
	    "package type=deb in=debian name=gate release=14 scheme=deb "
	    "source-name else u\n",
	    NULL },

	/* ---- Ubuntu: CVEs ---- */
	{ UCVE(""), "CVE-2026-1000\n", NULL },
	{ "{\"cves\": [], \"limit\": 20, \"offset\": 40, \"total_results\": 3}",
	    "", NULL },
	{ UCVE(", \"published\": \"2026-09-01T10:00:00\", \"updated_at\": "
	       "\"2026-09-02T19:59:15.332794+00:00\", \"status\": "
	       "\"rejected\", \"description\": \"D\", \"ubuntu_description\": "
	       "\"\", \"codename\": \"Gatebleed\", \"notices_ids\": "
	       "[\"USN-1-1\"], \"impact\": {\"baseMetricV3\": {\"cvssV3\": "
	       "{\"vectorString\": \"CVSS:3.1/AV:N\", \"baseScore\": 7.5}}}, "
	       "\"references\": [\"https://example.com/\"], \"mitigation\": "
	       "\"Close it.\""),
	    "CVE-2026-1000 related=USN-1-1 published=2026-09-01T10:00:00Z "
	    "modified=2026-09-02T19:59:15Z withdrawn title_en=Gatebleed "
	    "text_en=D solution=Close it. score=CVSS:3.1/AV:N,,75 "
	    "link=https://example.com/,\n",
	    NULL },
	{ "{\"cves\": [{\"cvss3\": 7.5, \"id\": \"CVE-2026-1000\", "
	  "\"ubuntu_description\": \"Own\", \"description\": \"D\"}]}",
	    "CVE-2026-1000 text_en=Own score=,,75\n", NULL },
	{ UGATE(UIS("jammy", "released", "1.2-3") ", "
		UIS("focal", "needed", "") ", "
		UIS("bionic", "ignored", "end of standard support") ", "
		UIS("noble", "not-affected", "code not present") ", "
		UIS("trusty", "DNE", "") ", "
		UIS("upstream", "released", "1.3") ", "
		UIS("resolute", "needs-triage", "") ", "
		UIS("esm-infra/xenial", "deferred", "2026-09-01") ", "
		UIS("cosmic", "gone", "")),
	    "CVE-2026-1000\n"
	    UDEB "gate release=22.04 scheme=deb source-name (;1.2-3)a else f "
	    "text=1.2-3\n"
	    UDEB "gate release=20.04 scheme=deb source-name all else a "
	    "note=needed\n"
	    UDEB "gate release=18.04 scheme=deb source-name all else w "
	    "note=end of standard support\n"
	    UDEB "gate release=24.04 scheme=deb source-name else n "
	    "note=code not present\n"
	    UDEB "gate release=14.04 scheme=deb source-name else n note=DNE\n"
	    UDEB "gate release=26.04 scheme=deb source-name all else i "
	    "note=needs-triage\n"
	    UDEB "gate release=16.04 scheme=deb source-name all else a "
	    "note=2026-09-01\n"
	    UDEB "gate release=18.10 scheme=deb source-name else u "
	    "note=gone\n",
	    NULL },
	/* A fix to come, with its version and without; one that nobody knows;
	 * one for paying users. */
	{ UGATE(UIS("jammy", "pending", "1.2-3") ", "
		UIS("focal", "pending", "") ", "
		UIS("noble", "released", "see the notes") ", "
		"{\"release_codename\": \"xenial\", \"status\": \"released\", "
		"\"description\": \"1.1-1+esm1\", \"pocket\": \"esm-infra\"}"),
	    "CVE-2026-1000\n"
	    UDEB "gate release=22.04 scheme=deb source-name (;1.2-3)a else f "
	    "text=1.2-3 note=pending\n"
	    UDEB "gate release=20.04 scheme=deb source-name all else a "
	    "note=pending\n"
	    UDEB "gate release=24.04 scheme=deb source-name unread else u "
	    "text=see the notes\n"
	    UDEB "gate release=16.04 scheme=deb source-name (;1.1-1+esm1)a "
	    "else f text=1.1-1+esm1 note=esm-infra\n",
	    NULL },
	{ UCVE(", \"packages\": [7, {\"name\": \"\", \"statuses\": ["
	       UIS("jammy", "needed", "") "]}, {\"name\": \"gate\", "
	       "\"statuses\": {\"a\": 7, \"b\": {}}}], \"references\": 7"),
	    "CVE-2026-1000\n", NULL },
	{ "{\"cves\": [{\"cvss3\": null, \"id\": \"gate\"}, {\"id\": "
	  "\"CVE-2026-1000\"}]}",
	    "CVE-2026-1000\n", "a record is left out: its id is missing" },

	/* ---- Ubuntu: notices ---- */
	{ UNOTICE(", \"title\": \"T\", \"description\": \"D\", "
		  "\"instructions\": \"Update.\", \"published\": "
		  "\"2026-09-01T01:17:50\", \"related_notices\": "
		  "[\"USN-2-1\"], \"cves\": [{\"id\": \"CVE-2026-1002\"}], "
		  "\"references\": [\"https://example.com/\", \"words\"]"),
	    "USN-1-1 aliases=CVE-2026-1000,CVE-2026-1001,CVE-2026-1002 "
	    "related=USN-2-1 published=2026-09-01T01:17:50Z title_en=T "
	    "text_en=D solution=Update. link=https://example.com/,\n",
	    NULL },
	{ UNOTICE(", \"release_packages\": {\"jammy\": [{\"name\": \"gate\", "
		  "\"is_source\": true, \"version\": \"1.2-3\"}, {\"name\": "
		  "\"libgate1\", \"is_source\": false, \"version\": "
		  "\"1:1.2-3\"}], \"xenial\": [{\"name\": \"gate\", "
		  "\"is_source\": true, \"version\": \"\"}, {\"name\": 7}, "
		  "\"gate\"], \"focal\": 7}"),
	    "USN-1-1 aliases=CVE-2026-1000,CVE-2026-1001\n"
	    UDEB "gate release=22.04 scheme=deb source-name (;1.2-3)a else f "
	    "text=1.2-3\n"
	    UDEB "libgate1 release=22.04 scheme=deb (;1:1.2-3)a else f "
	    "text=1:1.2-3\n"
	    UDEB "gate release=16.04 scheme=deb source-name unread else u "
	    "text=released\n",
	    NULL },

	/* ---- Ubuntu: database of notices ---- */
	{ USN(", \"title\": \"T\", \"timestamp\": 1788220800.25, "
	      "\"description\": \"D\", \"action\": \"Update.\""),
	    "USN-1-2 aliases=CVE-2026-1000 published=2026-09-01T00:00:00Z "
	    "title_en=T text_en=D solution=Update. "
	    "link=https://example.com/bug,\n",
	    NULL },
	{ USN(", \"releases\": {\"jammy\": {\"sources\": {\"gate\": "
	      "{\"version\": \"1.2-3\"}}, \"binaries\": {\"gate\": "
	      "{\"version\": \"1.2-3\"}}, \"allbinaries\": {\"gate\": "
	      "{\"version\": \"1.2-3\", \"pocket\": \"security\"}, "
	      "\"libgate1\": {\"version\": \"1:1.2-3\", \"pocket\": "
	      "\"esm-apps\"}}}, \"warty\": {\"binaries\": {\"gate\": "
	      "{\"version\": \"1.0\"}}}}"),
	    USN_LINE
	    UDEB "gate release=22.04 scheme=deb source-name (;1.2-3)a else f "
	    "text=1.2-3\n"
	    UDEB "gate release=22.04 scheme=deb (;1.2-3)a else f text=1.2-3\n"
	    UDEB "libgate1 release=22.04 scheme=deb (;1:1.2-3)a else f "
	    "text=1:1.2-3 note=esm-apps\n"
	    UDEB "gate release=4.10 scheme=deb (;1.0)a else f text=1.0\n",
	    NULL },
	{ USN(", \"timestamp\": 1788220800, \"releases\": {\"jammy\": 7, "
	      "\"focal\": {\"sources\": [\"gate\"], \"binaries\": {\"\": "
	      "{\"version\": \"1\"}}}}"),
	    "USN-1-2 aliases=CVE-2026-1000 published=2026-09-01T00:00:00Z "
	    "link=https://example.com/bug,\n",
	    NULL },
	{ USN(", \"timestamp\": 1e99"), USN_LINE,
	    "record USN-1-2: its timestamp is none" },

	/* ---- OpenVEX ---- */
	{ VEX(STATE("fixed", AT("npm/gate@1.2"), "") ", "
	      STATE("affected", AT("npm/gate@1.1"), "") ", "
	      STATE("affected", AT("npm/gate@1.0"), "")),
	    VEX_LINE "purl type=npm name=gate scheme=npm [1.2;1.2]f 1.1,1.0\n",
	    NULL },
	{ VEX(STATE("not_affected", AT("npm/gate"), ", \"justification\": "
		    "\"component_not_present\"")),
	    VEX_LINE "purl type=npm name=gate scheme=npm else n "
		     "note=component_not_present\n",
	    NULL },
	/* The latest holds; of two parts the worse. */
	{ VEX(STATE("not_affected", AT("npm/gate@1.2"), ", \"timestamp\": "
		    "\"2026-09-03T00:00:00Z\"") ", "
	      STATE("affected", AT("npm/gate@1.2"), ", \"timestamp\": "
		    "\"2026-09-02T00:00:00Z\"")),
	    VEX_LINE "purl type=npm name=gate scheme=npm [1.2;1.2]n\n", NULL },
	{ VEX(STATE("under_investigation", "{\"@id\": \"pkg:npm/gate\", "
		    "\"subcomponents\": [{\"@id\": \"pkg:npm/a\"}]}", "") ", "
	      STATE("not_affected", "{\"@id\": \"pkg:npm/gate\", "
		    "\"subcomponents\": [{\"@id\": \"pkg:npm/b\"}]}", "")),
	    VEX_LINE "purl type=npm name=gate scheme=npm all else i\n", NULL },
	/* Canonical: a release for source packages alone, builds behind them,
	 * facts of the document in a member, days and times of Python. */
	{ "{\"metadata\": {\"@context\": \"https://openvex.dev/ns/v0.2.0\", "
	  "\"timestamp\": \"2026-09-01T00:00:00.123456\", \"role\": "
	  "\"Vendor\"}, \"statements\": [{\"vulnerability\": {\"@id\": "
	  "\"https://example.com/1\", \"name\": \"USN-1-1\", \"description\": "
	  "\"D\", \"aliases\": [\"CVE-2026-1000\"]}, \"timestamp\": "
	  "\"2026-09-01 02:44:10.025070\", \"status\": \"fixed\", "
	  "\"products\": ["
	  AT("deb/ubuntu/gate@1.2-3?arch=source&distro=esm-infra/xenial") ", "
	  AT("deb/ubuntu/gate@1.2-3?arch=amd64") ", "
	  AT("deb/ubuntu/gate@1.2-3?arch=arm64") ", "
	  AT("deb/ubuntu/gate@1.4-1?arch=source&distro=jammy") ", "
	  AT("deb/ubuntu/gate@1.2-3?arch=i386") ", "
	  AT("deb/ubuntu/libgate1@2:1.4-1?arch=amd64") ", "
	  AT("deb/debian/gate@1.4-1?arch=amd64") "]}]}",
	    "USN-1-1 aliases=CVE-2026-1000 published=2026-09-01T00:00:00Z "
	    "modified=2026-09-01T00:00:00Z vendor text_en=D "
	    "link=https://example.com/1,\n"
	    UDEB "gate release=16.04 scheme=deb source-name (;1.2-3)a "
	    "[1.2-3;)f\n"
	    UDEB "gate release=16.04 scheme=deb (;1.2-3)a [1.2-3;)f\n"
	    UDEB "gate release=22.04 scheme=deb source-name (;1.4-1)a "
	    "[1.4-1;)f\n"
	    UDEB "libgate1 release=22.04 scheme=deb (;2:1.4-1)a [2:1.4-1;)f\n"
	    "package type=deb in=debian name=gate scheme=deb [1.4-1;1.4-1]f\n",
	    NULL },
	{ VEX(STATE("affected", AT("deb/ubuntu/gate@1.2-3?distro=jammy"),
		    ", \"action_statement\": \"Wait.\"") ", "
	      STATE("not_affected", AT("deb/ubuntu/gate@1.4-1?distro=noble"),
		    ", \"justification\": \"vulnerable_code_not_present\"")
	      ", " STATE("under_investigation",
		    AT("deb/ubuntu/gate@1.1-1?distro=focal"), "")),
	    "CVE-2026-1000 published=2026-09-01T00:00:00Z "
	    "modified=2026-09-01T00:00:00Z solution=Wait. "
	    "link=https://example.com/vex/1,self\n"
	    UDEB "gate release=22.04 scheme=deb all else a text=1.2-3\n"
	    UDEB "gate release=24.04 scheme=deb [1.4-1;)n "
	    "note=vulnerable_code_not_present\n"
	    UDEB "gate release=20.04 scheme=deb all else i text=1.1-1\n",
	    NULL },
	{ VEX(STATE("affected", "{\"@id\": \"https://example.com/gate\", "
		    "\"identifiers\": {\"cpe23\": "
		    "\"cpe:2.3:a:example:gate:1.0:*:*:*:*:*:*:*\"}}", "")),
	    VEX_LINE "cpe cpe=cpe:2.3:a:example:gate:1.0:*:*:*:*:*:*:* all "
		     "else a\n",
	    NULL },
	/* Version 0.0; several vulnerabilities; what is none of it. */
	{ "{\"@context\": \"https://openvex.dev/ns\", \"statements\": ["
	  "{\"vulnerability\": \"CVE-2026-1000\", \"products\": "
	  "[\"pkg:npm/gate@1\"], \"status\": \"fixed\"}, {\"vulnerability\": "
	  "{\"name\": \"CVE-2026-1001\"}, \"products\": [7, {}, "
	  "{\"@id\": \"pkg:\"}], \"status\": \"odd\"}, 7]}",
	    "CVE-2026-1000\npurl type=npm name=gate scheme=npm [1;1]f\n"
	    "CVE-2026-1001\n",
	    "a record is left out: its id is missing" },
	{ VEX(""), "", NULL },

	/* ---- CSAF ---- */
	{ CSAF(BRANCHES(BRANCH("product_version", "1.0", "a", "") ","
		   BRANCH("product_version", "1.1", "b", "") ","
		   BRANCH("product_version", "1.2", "c", "")),
	      "\"product_status\": {\"known_affected\": [\"a\", \"b\"], "
	      "\"fixed\": [\"c\"]}"),
	    CSAF_LINE "name vendor=Example product=Gate [1.2;1.2]f 1.0,1.1\n",
	    NULL },
	{ CSAF(BRANCHES(BRANCH("product_version_range", "vers:deb/<1.2", "a",
		   "")),
	      "\"product_status\": {\"known_affected\": [\"a\"]}"),
	    CSAF_LINE "name vendor=Example product=Gate scheme=deb "
		      "(;1.2)a\n",
	    NULL },
	{ CSAF(BRANCHES(BRANCH("product_version_range", "<V1.2", "a", "")),
	      "\"product_status\": {\"known_affected\": [\"a\"]}"),
	    CSAF_LINE "name vendor=Example product=Gate (;1.2)a\n", NULL },
	{ CSAF(BRANCHES(BRANCH("product_version", "vers:all/*", "a", "")),
	      "\"product_status\": {\"known_affected\": [\"a\"]}, "
	      "\"remediations\": [{\"category\": \"no_fix_planned\", "
	      "\"details\": \"old\", \"product_ids\": [\"a\"]}]"),
	    CSAF_LINE "name vendor=Example product=Gate all else w "
		      "note=old\n",
	    NULL },
	{ CSAF(BRANCHES(BRANCH("product_version", "1.0", "a", "") ","
		   BRANCH("product_version", "1.1", "b", ""))
	       ", \"product_groups\": [{\"group_id\": \"g\", \"product_ids\": "
	       "[\"a\", \"b\"]}]",
	      "\"product_status\": {\"known_not_affected\": [\"a\"], "
	      "\"under_investigation\": [\"b\"]}, \"flags\": [{\"label\": "
	      "\"component_not_present\", \"group_ids\": [\"g\"]}]"),
	    CSAF_LINE "name vendor=Example product=Gate [1.0;1.0]n "
		      "[1.1;1.1]i note=component_not_present\n",
	    NULL },
	{ "{\"document\": {\"csaf_version\": \"2.0\", \"publisher\": "
	  "{\"category\": \"vendor\", \"name\": \"Example\"}}, "
	  "\"vulnerabilities\": [{\"cve\": \"CVE-2026-1000\"}]}",
	    "CVE-2026-1000 vendor\n", NULL },
	{ "{\"document\": {\"csaf_version\": \"2.0\", \"publisher\": "
	  "{\"category\": \"coordinator\", \"name\": \"Example\"}}, "
	  "\"vulnerabilities\": [{\"cve\": \"CVE-2026-1000\"}]}",
	    "CVE-2026-1000\n", NULL },
	/* Models in the place of versions stay apart. */
	{ CSAF(BRANCHES(BRANCH("product_version", "Model X", "a", "") ","
		   BRANCH("product_version", "Model Y", "b", "")),
	      "\"product_status\": {\"known_affected\": [\"a\", \"b\"]}"),
	    CSAF_LINE "name name=Model X vendor=Example product=Gate unread "
		      "text=Model X\nname name=Model Y vendor=Example "
		      "product=Gate unread text=Model Y\n",
	    NULL },
	{ CSAF("\"full_product_names\": [{\"product_id\": \"a\", \"name\": "
	       "\"Gate\", \"product_identification_helper\": {\"cpe\": "
	       "\"cpe:/a:example:gate:1.0\"}}]",
	      "\"product_status\": {\"fixed\": [\"a\"]}"),
	    CSAF_LINE "cpe cpe=cpe:2.3:a:example:gate:1.0:*:*:*:*:*:*:* "
		      "product=Gate else f\n",
	    NULL },
	/* Builds for two machines, in one release of a distribution. */
	{ CSAF(BRANCHES(BRANCH("product_version", "gate-1.2-3.i686", "a",
		   ", \"product_identification_helper\": {\"purl\": "
		   "\"pkg:rpm/redhat/gate@1.2-3?arch=i686&epoch=1\"}") ","
		   BRANCH("product_version", "gate-1.2-3.x86_64", "b",
		       ", \"product_identification_helper\": {\"purl\": "
		       "\"pkg:rpm/redhat/gate@1.2-3?arch=x86_64&epoch=1\"}"))
	       ", \"full_product_names\": [{\"product_id\": \"os\", \"name\": "
	       "\"Example Linux 9\", \"product_identification_helper\": "
	       "{\"cpe\": \"cpe:/o:redhat:enterprise_linux:9\"}}], "
	       "\"relationships\": [{\"category\": \"default_component_of\", "
	       "\"product_reference\": \"a\", "
	       "\"relates_to_product_reference\": \"os\", "
	       "\"full_product_name\": {\"product_id\": \"os:a\"}}, "
	       "{\"category\": \"default_component_of\", "
	       "\"product_reference\": \"b\", "
	       "\"relates_to_product_reference\": \"os\", "
	       "\"full_product_name\": {\"product_id\": \"os:b\"}}]",
	      "\"product_status\": {\"fixed\": [\"os:a\", \"os:b\"]}"),
	    CSAF_LINE "package type=rpm in=redhat name=gate release=9 "
		      "cpe=cpe:2.3:o:redhat:enterprise_linux:9:*:*:*:*:*:*:* "
		      "vendor=Example product=gate on=Example Linux 9 "
		      "scheme=rpm (;1:1.2-3)a [1:1.2-3;)f\n",
	    NULL },
	/* A circle, and a product that is not there. */
	{ CSAF("\"relationships\": [{\"product_reference\": \"a\", "
	       "\"relates_to_product_reference\": \"a\", "
	       "\"full_product_name\": {\"product_id\": \"a\"}}]",
	      "\"product_status\": {\"known_affected\": [\"a\", \"b\"]}"),
	    CSAF_LINE, "a product that its document does not have" },
};

/* clang-format on */

START_TEST(row)
{
	const struct row *w = &ROWS[_i];
	struct str messages;

	run(str_z(w->text));
	ck_assert_msg(str_eq_z(buf_str(&run_out), w->want),
	    "row %d: %s\nis\n%.*s\nnot\n%s", _i, w->text,
	    STR_ARG(buf_str(&run_out)), w->want);
	messages = run_messages();
	ck_assert_msg(diags_len(run_diags) == (w->message != NULL ? 1u : 0u),
	    "row %d: %s\n%.*s", _i, w->text, STR_ARG(messages));
	if (w->message != NULL)
		ck_assert_msg(str_find(messages, str_z(w->message), 0) !=
			SIZE_MAX,
		    "row %d: %.*s", _i, STR_ARG(messages));
}
END_TEST

Suite *
suite_feed_records(void)
{
	Suite *s = suite_create("feed_records");
	TCase *t = tcase_create("records");

	tcase_add_checked_fixture(t, run_setup, run_teardown);
	tcase_add_loop_test(t, row, 0, sizeof(ROWS) / sizeof(ROWS[0]));
	suite_add_tcase(s, t);
	return s;
}
