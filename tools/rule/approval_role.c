#include "rule/rule.h"

RULE_TEXT(rule_approval_role,
    .why_en = "An approval counts when the person has the role, and when it "
	      "names what was approved: the SHA-256 of the public view.",
    .why_ja = "承認は、その役割を持つ人が、公開内容の SHA-256 を示して行った"
	      "ときだけ有効です。",
    .bad = "{role: legal, by: tanaka, ...}, tanaka is an analyst",
    .good = "{role: legal, by: kato, ...}, kato has the role legal");

static bool
has_role(const struct person *p, int role)
{
	for (size_t i = 0; i < p->roles.n; i++) {
		if (p->roles.v[i].v == role)
			return true;
	}
	return false;
}

/* What is missing altogether, loading reports. */
static bool
is_sha256(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f'))
			return false;
	}
	return s.n == 64 || s.n == 0;
}

void
rule_approval_role(const struct check *k, const struct document *doc)
{
	const struct approvals *f = doc->record;

	if (doc->path.kind != KIND_APPROVALS)
		return;
	for (size_t i = 0; i < f->approvals.n; i++) {
		const struct approval *a = &f->approvals.v[i];
		const struct person_entry *p = a->by.target;

		if (p != NULL && a->role.v != 0 &&
		    !has_role(p->person, a->role.v)) {
			check_report(k, a->by.at,
			    "'%.*s' does not have the "
			    "role %s",
			    STR_ARG(a->by.id),
			    enum_name(&enum_role, a->role.v));
			check_note(k, p->e.at, "the person");
			check_help(k, "have somebody with the role approve");
		}
		if (!is_sha256(a->digest.s)) {
			check_report(k, a->digest.at,
			    "this is no SHA-256 in "
			    "hexadecimal");
			check_help(k, "64 digits, 0-9 and a-f");
		}
	}
}
