#include "base/num.h"
#include "base/utf8.h"
#include "rule/rule.h"

RULE_TEXT(rule_organisation_cna,
    .why_en = "CVE Services know an organisation by its UUID and by its short "
	      "name, and refuse records with others.",
    .why_ja = "CVE のサービスは組織を UUID と短い名前で見分け、"
	      "ほかの値の記録を受け取りません。",
    .bad = "cna: {org_id: example, short_name: e}",
    .good = "cna:\n"
	    "  org_id: 6f1c2a84-3b5d-4e7f-9a10-2c4d6e8fa1b3\n"
	    "  short_name: example-electric");

/* A random one: RFC 9562 version 4. */
/* Whether a character is one that its place in a UUID asks for. */
static bool
fits(char form, char c)
{
	if (form == 'x')
		return num_hex(c) >= 0;
	if (form == 'V')
		return str_find_byte(S("89ABab"), c, 0) != SIZE_MAX;
	return c == form;
}

/* A random one: RFC 9562 version 4. */
static bool
is_uuid(struct str s)
{
	static const char form[] = "xxxxxxxx-xxxx-4xxx-Vxxx-xxxxxxxxxxxx";

	if (s.n != sizeof(form) - 1)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (!fits(form[i], s.p[i]))
			return false;
	}
	return true;
}

void
rule_organisation_cna(const struct check *k, const struct organisation *o)
{
	const struct cna *cna = o->cna;
	size_t n;

	if (cna == NULL)
		return;
	if (cna->org_id.s.n > 0 && !is_uuid(cna->org_id.s)) {
		check_report(k, cna->org_id.at, "'%.*s' is no UUID version 4",
		    STR_ARG(cna->org_id.s));
		check_help(k, "write the UUID that the CVE programme gave us");
	}
	n = utf8_count(cna->short_name.s);
	if (n > 0 && (n < 2 || n > 32)) {
		check_report(k, cna->short_name.at,
		    "a short name has 2 to 32 characters, this has %zu", n);
		check_help(k,
		    "write the short name that the CVE programme "
		    "gave us");
	}
}
