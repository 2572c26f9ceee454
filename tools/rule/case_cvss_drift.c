#include "rule/rule.h"

#include "score/cvss.h"

RULE_TEXT(rule_case_cvss_drift,
    .why_en = "When a source is 1.0 away from us or in another severity, "
	      "customers ask why. score_note answers before they ask, or we "
	      "find that we were wrong.",
    .why_ja = "他の評価と 1.0 以上、または深刻度の段階が違うと、必ず理由を聞"
	      "かれます。score_note に先に書いておくか、自分の評価を見直しま"
	      "す。",
    .bad = "cvss: 9.1 of ours, scores: 7.5 of NVD, no score_note",
    .good = "score_note: {ja: 管理網だけで使うため, en: It is used in a "
	    "management network only}");

static bool
read_score(struct str vector, struct cvss *c, int *x10)
{
	struct cvss_fault fault;

	if (!cvss_parse(vector, c, &fault))
		return false;
	*x10 = cvss_score(c).base_x10;
	return true;
}

static void
compare(const struct check *k, const struct vulnerability *v,
    const struct score *s)
{
	struct cvss theirs, ours;
	int x, y;

	if (!read_score(s->vector.s, &theirs, &x))
		return;
	for (size_t i = 0; i < v->cvss.n; i++) {
		const struct text *t = &v->cvss.v[i];

		if (!read_score(t->s, &ours, &y) ||
		    ours.version != theirs.version)
			continue;
		if (x - y < 10 && y - x < 10 &&
		    cvss_severity(ours.version, x) ==
			cvss_severity(ours.version, y))
			continue;
		check_report(k, t->at, "we score %d.%d, %.*s scores %d.%d",
		    y / 10, y % 10, STR_ARG(s->source.s), x / 10, x % 10);
		check_note(k, s->vector.at, "the other score");
		check_help(k,
		    "add `score_note` and say why, or correct the "
		    "vector");
	}
}

void
rule_case_cvss_drift(const struct check *k, const struct vulnerability *v)
{
	if (v->score_note.ja.s.n > 0 || v->score_note.en.s.n > 0)
		return;
	for (size_t i = 0; i < v->scores.n; i++) {
		const struct score *s = &v->scores.v[i];

		if (s->source.s.n > 0 && s->products.n == 0)
			compare(k, v, s);
	}
}
