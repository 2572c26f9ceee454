#include "export/internal/grade.h"

#include "base/attr.h"
#include "base/str.h"
#include "export/internal/tally.h"
#include "model/model.h"

/* Statuses as bits. */
static const unsigned AFFECTED = 1U << STATUS_FIRST_AFFECTED |
    1U << STATUS_KNOWN_AFFECTED | 1U << STATUS_LAST_AFFECTED;
static const unsigned FIXED = 1U << STATUS_FIXED | 1U << STATUS_FIRST_FIXED;

const char *const grade_states[GRADE_STATES] = {
	"affected",
	"waiting",
	"investigating",
	"fixing",
	"mitigated",
	"wontfix",
	"fixed",
	"notaffected",
};

struct grade
grade_vector(struct str vector)
{
	struct cvss_fault fault;
	struct cvss_score score;
	struct cvss v;

	if (!cvss_parse(vector, &v, &fault))
		return (struct grade){ 0 };
	score = cvss_score(&v);
	return (struct grade){ true, score.severity, score.overall_x10 };
}

static bool
is_worse(struct grade a, struct grade b)
{
	if (a.is_set != b.is_set)
		return a.is_set;
	if (a.severity != b.severity)
		return a.severity > b.severity;
	return a.x10 > b.x10;
}

/* The vector of the newest version; versions sort by their name. */
static struct grade
grade_own(const struct text_list *vectors)
{
	struct grade found = { 0 };
	struct str newest = S("");

	for (size_t i = 0; i < vectors->n; i++) {
		struct str v = vectors->v[i].s;
		struct grade g = grade_vector(v);

		if (g.is_set && (!found.is_set || str_cmp(v, newest) > 0)) {
			found = g;
			newest = v;
		}
	}
	return found;
}

struct grade
grade_vulnerability(const struct vulnerability *v)
{
	struct grade worst = grade_own(&v->cvss);

	if (worst.is_set)
		return worst;
	for (size_t i = 0; i < v->scores.n; i++) {
		struct grade g = grade_vector(v->scores.v[i].vector.s);

		if (is_worse(g, worst))
			worst = g;
	}
	return worst;
}

struct grade
grade_case(const struct case_file *c)
{
	struct grade worst = { 0 };

	for (size_t i = 0; i < c->vulnerabilities.n; i++) {
		struct grade g = grade_vulnerability(&c->vulnerabilities.v[i]);

		if (is_worse(g, worst))
			worst = g;
	}
	return worst;
}

bool
grade_is_exploited(const struct vulnerability *v)
{
	if (v->exploitation.v != 0)
		return v->exploitation.v == EXPLOITATION_ACTIVE;
	return v->ssvc != NULL &&
	    v->ssvc->exploitation.v == EXPLOITATION_ACTIVE;
}

bool
grade_case_is_exploited(const struct case_file *c)
{
	for (size_t i = 0; i < c->vulnerabilities.n; i++) {
		if (grade_is_exploited(&c->vulnerabilities.v[i]))
			return true;
	}
	return false;
}

/* The statuses of a product, as one bit each. */
static unsigned
statuses_of(const struct case_product *p)
{
	unsigned bits = p->status.v != 0 ? 1U << p->status.v : 0;

	for (size_t i = 0; i < p->versions.n; i++)
		bits |= 1U << p->versions.v[i].status.v;
	return bits;
}

static bool
is_for(const struct remediation *r, const struct case_product *p)
{
	for (size_t i = 0; i < r->products.n; i++) {
		if (str_eq(r->products.v[i].id, p->product.id))
			return true;
	}
	return r->products.n == 0;
}

/* What the remedies of an affected product say together. */
struct remedies {
	bool fix_out;
	bool fix_planned;
	bool no_fix;
	bool workaround;
};

static void
see_remedy(const struct model *m, const struct remediation *r,
    struct instant now, struct remedies *s)
{
	switch ((enum remediation_category)r->category.v) {
	case REMEDIATION_VENDOR_FIX:
		if (r->date.w.kind == WHEN_UNSET ||
		    when_start(r->date.w, m->zone).s <= now.s)
			s->fix_out = true;
		else
			s->fix_planned = true;
		break;
	case REMEDIATION_MITIGATION:
	case REMEDIATION_WORKAROUND:
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

/* The same order as in the public table, so that the two agree. */
static const char *
state_affected(const struct model *m, const struct vulnerability *v,
    const struct case_product *p, struct instant now)
{
	bool fixed = (statuses_of(p) & FIXED) != 0;
	struct remedies s = { 0 };

	for (size_t i = 0; i < p->remediations.n; i++)
		see_remedy(m, &p->remediations.v[i], now, &s);
	for (size_t i = 0; i < v->remediations.n; i++) {
		if (is_for(&v->remediations.v[i], p))
			see_remedy(m, &v->remediations.v[i], now, &s);
	}
	if (s.fix_out || (fixed && !s.fix_planned))
		return "fixed";
	if (s.fix_planned)
		return "fixing";
	if (s.no_fix)
		return "wontfix";
	return s.workaround ? "mitigated" : "affected";
}

const char *
grade_state(const struct model *m, const struct vulnerability *v,
    const struct case_product *p, struct instant now)
{
	unsigned bits = statuses_of(p);

	if ((bits & AFFECTED) != 0)
		return state_affected(m, v, p, now);
	if ((bits & 1U << STATUS_UNDER_INVESTIGATION) != 0)
		return "investigating";
	if ((bits & FIXED) != 0)
		return "fixed";
	if ((bits & 1U << STATUS_KNOWN_NOT_AFFECTED) != 0)
		return "notaffected";
	return "investigating";
}

const char *
grade_answer(int status)
{
	switch ((enum answer_status)status) {
	case answer_status_unset:
	case ANSWER_NONE:
		return "waiting";
	case ANSWER_INVESTIGATING:
		return "investigating";
	case ANSWER_AFFECTED:
		return "affected";
	case ANSWER_WORKAROUND:
		return "mitigated";
	case ANSWER_FIXING:
		return "fixing";
	case ANSWER_FIXED:
		return "fixed";
	case ANSWER_NOT_AFFECTED:
		return "notaffected";
	case ANSWER_WONTFIX:
		return "wontfix";
	}
	BUG("status of an answer");
}

int
grade_rank(const char *state)
{
	for (int i = 0; i < GRADE_STATES; i++) {
		if (str_eq_z(str_z(grade_states[i]), state))
			return i;
	}
	BUG("key of a state");
}
