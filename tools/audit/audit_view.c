#include "audit/audit_view.h"

bool
audit_view_json(const struct wall *w, const struct case_entry *c,
    struct arena *a, struct str *out)
{
	(void)w;
	(void)c;
	(void)a;
	*out = S("");
	return false;
}

struct str
audit_view_statement(struct arena *a, const struct audit_statement *s)
{
	(void)a;
	(void)s;
	return S("");
}

void
audit_view_changes(struct arena *a, struct str before, struct str after,
    struct audit_change **out, size_t *n)
{
	(void)a;
	(void)before;
	(void)after;
	*out = NULL;
	*n = 0;
}
