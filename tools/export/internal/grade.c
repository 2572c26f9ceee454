#include "export/internal/grade.h"

#include "base/str.h"
#include "model/model.h"

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
