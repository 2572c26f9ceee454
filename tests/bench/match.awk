# What matching is measured with, made up:
#	-v part=nvd -v from=0 -v n=50000	records of NVD's API among these
#	-v part=osv -v from=0 -v n=50000	records of OSV among these
#	-v part=sbom -v from=0 -v n=500	an inventory of so many components
#	-v part=lines -v from=0 -v n=500	the same for `hansho match -`
# Of PRODUCTS that stand in inventories, one of 20 has over 1,000 records; half
# of the other records are of products that nobody has.  A component is one of
# ten versions of one of them.

# The same numbers in every awk.
function draw(limit) {
	state = (state * 69621) % 2147483647
	return int(state / 64) % limit
}

function seed(i,    k) {
	state = i * 7919 + 4243
	for (k = 0; k < 3; k++)
		draw(1)
}

# Six of ten have a purl, two a CPE name, one both, one is Debian's.
function kind(p) { return int(p / 7) % 10 }
function has_cpe(p) { return kind(p) >= 6 && kind(p) <= 8 }
function ecosystem(p) {
	return kind(p) <= 2 || kind(p) == 8 ? "npm" : kind(p) <= 4 ? "PyPI" : \
	    kind(p) == 5 ? "Maven" : "Debian:12"
}
function name(p) {
	return ecosystem(p) == "Maven" ? "org.example.g" p % 90 ":part-" p : \
	    "part-" p
}
function purl(p,    s) {
	s = ecosystem(p) == "Maven" ? "maven/org.example.g" p % 90 "/part-" p : \
	    ecosystem(p) == "Debian:12" ? "deb/debian/part-" p : \
	    tolower(ecosystem(p)) "/part-" p
	return "pkg:" s
}
function cpe(p, version) {
	return "cpe:2.3:a:vendor" p % 900 ":part-" p ":" version ":*:*:*:*:*:*:*"
}

function product(i) {
	if (i < HEAVY * RECORDS)
		return i % HEAVY * 20
	if (i % 2)
		return PRODUCTS + draw(20000)
	i = draw(PRODUCTS)
	return i % 20 ? i : i + 1
}

function stretch(k,    m) {
	low = draw(10) ? (m = draw(20) + 1) ".0.0" : "0"
	high = (low == "0" ? draw(20) + 1 : m) "." draw(9) "." draw(30)
}

function nvd(i, p,    s, k) {
	s = "{\"cve\":{\"id\":\"CVE-1900-" 10000 + i "\",\"published\":\"2026-03-01T10:15:08.123\"," \
	    "\"vulnStatus\":\"Analyzed\",\"descriptions\":[{\"lang\":\"en\",\"value\":\"" TEXT "\"}]," \
	    "\"metrics\":{\"cvssMetricV31\":[{\"source\":\"nvd@nist.gov\",\"type\":\"Primary\",\"cvssData\":{" \
	    "\"vectorString\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\",\"baseScore\":9.8}}]},"
	is_and = draw(10) == 0
	s = s "\"configurations\":[{" (is_and ? "\"operator\":\"AND\"," : "") \
	    "\"nodes\":[{\"operator\":\"OR\",\"negate\":false,\"cpeMatch\":["
	for (k = 0; k < 3; k++) {
		stretch()
		s = s (k ? "," : "") "{\"vulnerable\":true,\"criteria\":\"" cpe(p, "*") "\"" \
		    (low == "0" ? "" : ",\"versionStartIncluding\":\"" low "\"") ",\"versionEndExcluding\":\"" high "\"}"
	}
	s = s "]}"
	if (is_and)
		s = s ",{\"operator\":\"OR\",\"negate\":false,\"cpeMatch\":[{\"vulnerable\":false," \
		    "\"criteria\":\"cpe:2.3:o:vendor1:system-" draw(3) ":-:*:*:*:*:*:*:*\"}]}"
	return s "]}],\"references\":[{\"url\":\"https://example.com/part-" p "/advisories/" i ".html\"}]}}"
}

function osv(i, p,    s, k) {
	stretch()
	s = "{\"id\":\"EX-2026-" i "\",\"modified\":\"2026-09-01T00:00:00Z\",\"aliases\":[\"CVE-1900-" 10000 + i "\"]," \
	    "\"summary\":\"A flaw in part-" p "\",\"details\":\"" TEXT "\"," \
	    "\"affected\":[{\"package\":{\"ecosystem\":\"" ecosystem(p) "\",\"name\":\"" name(p) "\",\"purl\":\"" purl(p) \
	    "\"},\"ranges\":[{\"type\":\"ECOSYSTEM\",\"events\":[{\"introduced\":\"" low "\"},{\"fixed\":\"" high "\"}]}]"
	# PyPI's records list versions, too.
	if (ecosystem(p) == "PyPI") {
		s = s ",\"versions\":["
		for (k = 0; k < 10; k++)
			s = s (k ? "," : "") "\"" high + 0 ".0." k "\""
		s = s "]"
	}
	return s "}],\"references\":[{\"type\":\"WEB\",\"url\":\"https://example.com/part-" p "/advisories/" i ".html\"}]}"
}

function records(is_nvd,    i, p, n_out) {
	printf "%s", is_nvd ? "{\"vulnerabilities\":[" : "["
	for (i = from; i < from + n; i++) {
		seed(i)
		p = product(i)
		if (has_cpe(p) == is_nvd)
			printf "%s%s", n_out++ ? ",\n" : "", \
			    is_nvd ? nvd(i, p) : osv(i, p)
	}
	print is_nvd ? "]}" : "]"
}

function component(p, version,    s) {
	s = "{\"name\":\"part-" p "\",\"version\":\"" version "\""
	if (has_cpe(p))
		s = s ",\"cpe\":\"" cpe(p, version) "\""
	if (!has_cpe(p) || kind(p) == 8)
		s = s ",\"purl\":\"" purl(p) "@" version \
		    (kind(p) == 9 ? "?arch=amd64\\u0026distro=debian-12" : "") "\""
	return s
}

function inventory(is_sbom,    i, p) {
	seed(from)
	if (is_sbom)
		print "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":["
	if (is_sbom && from % 2)
		print "{\"type\":\"operating-system\",\"name\":\"system\",\"version\":\"5\"," \
		    "\"cpe\":\"cpe:2.3:o:vendor1:system-1:5:*:*:*:*:*:*:*\"},"
	for (i = 0; i < n; i++) {
		p = draw(PRODUCTS)
		s = component(p, draw(10) + 11 ".3.1")
		print is_sbom ? s ",\"type\":\"library\",\"bom-ref\":\"c" i "\"}" \
		    (i < n - 1 ? "," : "") : "{\"component\":" s "}}"
	}
	if (is_sbom)
		print "]}"
}

BEGIN {
	PRODUCTS = 2500
	HEAVY = PRODUCTS / 20
	RECORDS = 1040
	TEXT = "A flaw in the handling of requests lets a remote attacker who sends a crafted message read memory, stop the " \
	    "service or, where the console is open to the network, run commands with the rights of the service."
	if (part == "nvd" || part == "osv")
		records(part == "nvd")
	else
		inventory(part == "sbom")
}
