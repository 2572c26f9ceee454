# A file of NVD's API, made up, with N records from FROM on, some 4 KB each as
# real ones have:  awk -v from=1 -v n=10000 -f this
function one(id, vendor, product, version,    s, i) {
	s = "{\"cve\":{\"id\":\"" id "\",\"sourceIdentifier\":\"cna@example.com\"," \
	    "\"published\":\"2026-03-01T10:15:08.123\",\"lastModified\":\"2026-03-05T11:15:08.123\"," \
	    "\"vulnStatus\":\"Analyzed\",\"cveTags\":[],\"descriptions\":[{\"lang\":\"en\",\"value\":\"" \
	    "A flaw in the handling of requests by " product " of " vendor " before " version \
	    " lets a remote attacker who sends a crafted message read memory, stop the service or, where the console is open to the network, run commands with the rights of the service. " \
	    "The makers advise to install the version named here or a later one, and to keep the console off the network until then.\"}," \
	    "{\"lang\":\"es\",\"value\":\"Un fallo en el tratamiento de peticiones permite leer memoria o detener el servicio.\"}],"
	s = s "\"metrics\":{\"cvssMetricV31\":[{\"source\":\"nvd@nist.gov\",\"type\":\"Primary\",\"cvssData\":{\"version\":\"3.1\"," \
	    "\"vectorString\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\",\"baseScore\":9.8,\"baseSeverity\":\"CRITICAL\"," \
	    "\"attackVector\":\"NETWORK\",\"attackComplexity\":\"LOW\",\"privilegesRequired\":\"NONE\",\"userInteraction\":\"NONE\"," \
	    "\"scope\":\"UNCHANGED\",\"confidentialityImpact\":\"HIGH\",\"integrityImpact\":\"HIGH\",\"availabilityImpact\":\"HIGH\"}," \
	    "\"exploitabilityScore\":3.9,\"impactScore\":5.9}]}," \
	    "\"weaknesses\":[{\"source\":\"nvd@nist.gov\",\"type\":\"Primary\",\"description\":[{\"lang\":\"en\",\"value\":\"CWE-79\"}]}],"
	s = s "\"configurations\":[{\"nodes\":[{\"operator\":\"OR\",\"negate\":false,\"cpeMatch\":["
	for (i = 0; i < 6; i++)
		s = s (i ? "," : "") "{\"vulnerable\":true,\"criteria\":\"cpe:2.3:a:" vendor ":" product (i > 3 ? "_pro" : "") \
		    ":*:*:*:*:*:*:*:*\",\"versionStartIncluding\":\"" i ".0\",\"versionEndExcluding\":\"" i "." version \
		    "\",\"matchCriteriaId\":\"0EFE1A3D-0000-4A3E-9F0A-" sprintf("%012d", i) "\"}"
	s = s "]}]}],\"references\":["
	for (i = 0; i < 6; i++)
		s = s (i ? "," : "") "{\"url\":\"https://example.com/" vendor "/security/" product "/advisories/" id "-" i \
		    ".html\",\"source\":\"cna@example.com\",\"tags\":[\"Vendor Advisory\",\"Patch\"]}"
	return s "]}}"
}

BEGIN {
	printf "{\"resultsPerPage\":%d,\"startIndex\":0,\"totalResults\":%d,\"format\":\"NVD_CVE\",\"version\":\"2.0\"," \
	    "\"timestamp\":\"2026-11-22T00:00:00.000\",\"vulnerabilities\":[", n, n
	for (k = from; k < from + n; k++) {
		i = (k * 7919) % 9973
		printf "%s%s", (k > from ? "," : ""),
		    one("CVE-1900-" sprintf("%05d", k), "vendor" (i % 900), "product_" i, (k % 30) "." (k % 7))
	}
	printf "]}\n"
}
