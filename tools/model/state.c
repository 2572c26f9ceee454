#include "model/state.h"

#include "base/attr.h"
#include "model/aim.h"

/* What the remedies of an affected version say together. */
struct remedies {
	bool fix_out;		/* a fix can be had */
	bool fix_planned;	/* a fix has a date to come */
	bool no_fix;
	bool workaround;
};

bool
status_is_affected(int status)
{
	return status == (int)STATUS_FIRST_AFFECTED ||
	    status == (int)STATUS_KNOWN_AFFECTED ||
	    status == (int)STATUS_LAST_AFFECTED;
}

bool
status_is_fixed(int status)
{
	return status == (int)STATUS_FIRST_FIXED ||
	    status == (int)STATUS_FIXED;
}

static bool
has_status(const struct case_product *p, int status)
{
	if (p->status.v == status)
		return true;
	for (size_t i = 0; i < p->versions.n; i++) {
		if (p->versions.v[i].status.v == status)
			return true;
	}
	return false;
}

static bool
is_future(struct when w, const struct zone *zone, struct instant now)
{
	return w.kind != WHEN_UNSET && when_start(w, zone).s > now.s;
}

static void
see_remedy(const struct remediation *r, bool is_future_fix, struct remedies *s)
{
	switch ((enum remediation_category)r->category.v) {
	case REMEDIATION_VENDOR_FIX:
		if (is_future_fix)
			s->fix_planned = true;
		else
			s->fix_out = true;
		break;
	case REMEDIATION_WORKAROUND:
	case REMEDIATION_MITIGATION:
		s->workaround = true;
		break;
	case REMEDIATION_NO_FIX_PLANNED:
		s->no_fix = true;
		break;
	case REMEDIATION_NONE_AVAILABLE:
	case remediation_category_unset:
		break;
	}
}

/* One affected version (NULL: the whole); has_fixed: a fixed one is named. */
static enum row_state
state_version(const struct vulnerability *v, const struct case_product *p,
    const struct product_version *version, const struct zone *zone,
    struct instant now)
{
	struct remedies s = { 0 };
	bool has_fixed = has_status(p, STATUS_FIRST_FIXED) ||
	    has_status(p, STATUS_FIXED);

	for (size_t i = 0; i < p->remediations.n; i++) {
		const struct remediation *r = &p->remediations.v[i];
		const struct aim those = aim_own_remedy(r);

		if (aim_version(&those, p, version))
			see_remedy(r, is_future(r->date.w, zone, now), &s);
	}
	for (size_t i = 0; i < v->remediations.n; i++) {
		const struct remediation *r = &v->remediations.v[i];
		const struct aim those = aim_remedy(r);

		if (aim_product(&those, p) && aim_version(&those, p, version))
			see_remedy(r, is_future(r->date.w, zone, now), &s);
	}
	if (s.fix_out || (has_fixed && !s.fix_planned))
		return ROW_FIXED;
	if (s.fix_planned)
		return ROW_FIXING;
	if (s.no_fix)
		return ROW_WONTFIX;
	return s.workaround ? ROW_MITIGATED : ROW_AFFECTED;
}

enum row_state
state_product(const struct vulnerability *v, const struct case_product *p,
    const struct zone *zone, struct instant now)
{
	enum row_state worst = row_state_unset;

	if (status_is_affected(p->status.v))
		worst = state_version(v, p, NULL, zone, now);
	for (size_t i = 0; i < p->versions.n; i++) {
		enum row_state one;

		if (!status_is_affected(p->versions.v[i].status.v))
			continue;
		one = state_version(v, p, &p->versions.v[i], zone, now);
		if (worst == row_state_unset || one < worst)
			worst = one;
	}
	if (worst != row_state_unset)
		return worst;
	if (has_status(p, STATUS_UNDER_INVESTIGATION))
		return ROW_INVESTIGATING;
	if (has_status(p, STATUS_FIRST_FIXED) || has_status(p, STATUS_FIXED))
		return ROW_FIXED;
	return has_status(p, STATUS_KNOWN_NOT_AFFECTED) ? ROW_NOT_AFFECTED :
							  ROW_INVESTIGATING;
}

enum row_state
state_answer(int status)
{
	switch ((enum answer_status)status) {
	case answer_status_unset:
	case ANSWER_NONE:
		return ROW_WAITING;
	case ANSWER_INVESTIGATING:
		return ROW_INVESTIGATING;
	case ANSWER_AFFECTED:
		return ROW_AFFECTED;
	case ANSWER_WORKAROUND:
		return ROW_MITIGATED;
	case ANSWER_FIXING:
		return ROW_FIXING;
	case ANSWER_FIXED:
		return ROW_FIXED;
	case ANSWER_NOT_AFFECTED:
		return ROW_NOT_AFFECTED;
	case ANSWER_WONTFIX:
		return ROW_WONTFIX;
	}
	BUG("status of an answer");
}
