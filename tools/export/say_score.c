#include "export/say.h"

#include "base/arena.h"
#include "base/attr.h"
#include "export/say_text.h"

struct str
say_score(const struct say *s, const struct score_state *k)
{
	struct str word = S("");

	(void)say_text_find(s, "severity",
	    str_z(cvss_severity_key(k->score.severity)), &word);
	return str_fmt(s->a, "%d.%d %.*s", k->score.overall_x10 / 10,
	    k->score.overall_x10 % 10, STR_ARG(word));
}

/* The area of the words of a version's metrics. */
static const char *
metrics_area(enum cvss_version v)
{
	switch (v) {
	case CVSS_2_0:
		return "cvss.v2_0";
	case CVSS_3_0:
		return "cvss.v3_0";
	case CVSS_3_1:
		return "cvss.v3_1";
	case CVSS_4_0:
		return "cvss.v4_0";
	}
	BUG("version of CVSS");
}

/* "Attack vector: Network"; the codes where there are no words. */
static struct str
metric_text(const struct say *s, const char *area, const char *metric,
    const char *value)
{
	struct str name = str_z(metric), word = str_z(value);

	(void)say_text_find(s, area, str_fmt(s->a, "%s.name", metric), &name);
	(void)say_text_find(s, area, str_fmt(s->a, "%s.%s", metric, value),
	    &word);
	return say_text_join(s, name, "say.colon", word);
}

struct str
say_metrics(const struct say *s, const struct cvss *v)
{
	const struct cvss_metric *m = cvss_metrics(v->version);
	const char *area = metrics_area(v->version);
	struct str all = S("");

	for (size_t i = 0; m[i].name != NULL; i++) {
		const char *value = cvss_value(v, i);

		if (value == NULL || str_eq_z(str_z(value), "X") ||
		    str_eq_z(str_z(value), "ND"))
			continue;
		all = say_text_join(s, all, "say.comma",
		    metric_text(s, area, m[i].name, value));
	}
	return all;
}

/* "the group's policy, content/policies/scoring.ja.md:14" */
static struct str
row_text(const struct say *s, const struct priority_state *p)
{
	return say_text_join(s, say_origin(s, p->origin), "say.comma",
	    say_place(s, &p->rule));
}

struct str
say_priority(const struct say *s, const struct priority_state *p)
{
	struct str why = p->exception;
	struct str held = say_text_join(s, say_proof(s, &p->proof),
	    "say.comma", say_place(s, &p->proof));

	if (p->priority.n == 0)
		return say_text(s, "say.priority.none");
	if (why.n == 0 && p->reason != NULL)
		why = say_words(s, p->reason);

	const struct catalog_value row[] = {
		SAY_HOLE("text",
		    say_text_join(s, p->priority, "say.colon", why)),
		SAY_HOLE("who", row_text(s, p)),
	};

	return say_text_join(s,
	    say_text_fill(s, "say.aside", row, ARRAY_LEN(row)), "say.because",
	    held);
}
