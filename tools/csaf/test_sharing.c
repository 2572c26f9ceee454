/*
 * 6.1.38 to 6.1.41: with whom a document is shared, and its TLP label.
 */
#include "csaf/csaf_run.h"

#define MAX_UUID	S("ffffffff-ffff-ffff-ffff-ffffffffffff")
#define NIL_UUID	S("00000000-0000-0000-0000-000000000000")

/* Names that are kept for an id. */
static const struct {
	const char *id, *name;
} reserved[] = {
	{ "ffffffff-ffff-ffff-ffff-ffffffffffff", "Public" },
	{ "00000000-0000-0000-0000-000000000000", "No sharing allowed" },
};

struct sharing {
	const struct json_node *group;	/* NULL: none */
	const struct json_node *id;	/* of it; NULL: no string */
	bool is_clear;
};

static struct sharing
read_sharing(const struct csaf_run *k)
{
	const struct json_node *d = json_get(k->doc->document, "distribution");
	struct sharing s = { .group = json_get(d, "sharing_group") };

	s.id = csaf_run_string(s.group, "id");
	s.is_clear = str_eq(json_get_str(json_get(d, "tlp"), "label"),
	    S("CLEAR"));
	return s;
}

void
test_sharing_max(struct csaf_run *k)
{
	struct sharing s = read_sharing(k);

	if (s.id == NULL || !str_eq(s.id->text, MAX_UUID) || s.is_clear)
		return;
	csaf_run_report(k, s.id,
	    "the Max UUID means everybody, the label is not CLEAR");
	csaf_run_fix(k, "remove \"sharing_group\"");
}

void
test_sharing_clear(struct csaf_run *k)
{
	struct sharing s = read_sharing(k);

	if (s.id == NULL || !s.is_clear || str_eq(s.id->text, MAX_UUID) ||
	    (str_eq(s.id->text, NIL_UUID) &&
		str_eq(k->doc->status, S("draft"))))
		return;
	csaf_run_report(k, s.id,
	    "a document of TLP:CLEAR is shared with a group");
	csaf_run_fix(k, "write \"id\": \"%.*s\"", STR_ARG(MAX_UUID));
}

void
test_sharing_reserved(struct csaf_run *k)
{
	struct sharing s = read_sharing(k);
	const struct json_node *name = csaf_run_string(s.group, "name");

	for (size_t i = 0;
	     s.id != NULL && name != NULL && i < ARRAY_LEN(reserved); i++) {
		if (str_eq_z(name->text, reserved[i].name) &&
		    !str_eq_z(s.id->text, reserved[i].id))
			csaf_run_report(k, name,
			    "'%s' is the name of the group %s alone",
			    reserved[i].name, reserved[i].id);
	}
}

void
test_sharing_name(struct csaf_run *k)
{
	struct sharing s = read_sharing(k);
	const struct json_node *name = csaf_run_string(s.group, "name");

	for (size_t i = 0; s.id != NULL && i < ARRAY_LEN(reserved); i++) {
		if (!str_eq_z(s.id->text, reserved[i].id) ||
		    (name != NULL && str_eq_z(name->text, reserved[i].name)))
			continue;
		csaf_run_report(k, name != NULL ? name : s.group,
		    "the group %s is called '%s'", reserved[i].id,
		    reserved[i].name);
		csaf_run_fix(k, "write \"name\": \"%s\"", reserved[i].name);
	}
}
