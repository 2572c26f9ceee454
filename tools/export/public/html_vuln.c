#include "export/public/html_vuln.h"

#include "base/arena.h"
#include "base/attr.h"
#include "export/public/html_fill.h"
#include "export/public/place.h"

/* Values that make an attack easy; their metrics stand out. */
static const struct {
	const char *metric;
	const char *value;
} worrying[] = {
	{ "AV", "N" },
	{ "AC", "L" },
	{ "AT", "N" },
	{ "PR", "N" },
	{ "UI", "N" },
	{ "Au", "N" },
	{ "E", "A" },
	{ "E", "H" },
};

/* As catalogue keys: a dot would begin a new level. */
static const char *
version_key(enum cvss_version v)
{
	switch (v) {
	case CVSS_2_0:
		return "v2_0";
	case CVSS_3_0:
		return "v3_0";
	case CVSS_3_1:
		return "v3_1";
	case CVSS_4_0:
		return "v4_0";
	}
	BUG("CVSS version");
}

static bool
is_worrying(struct str metric, struct str value)
{
	for (size_t i = 0; i < ARRAY_LEN(worrying); i++) {
		if (str_eq_z(metric, worrying[i].metric) &&
		    str_eq_z(value, worrying[i].value))
			return true;
	}
	return false;
}

static bool
is_defined(const char *value)
{
	return value != NULL && !str_eq_z(str_z(value), "X") &&
	    !str_eq_z(str_z(value), "ND");
}

/* The value of a metric by name, or NULL. */
static const char *
metric_value(const struct cvss *v, const char *name)
{
	const struct cvss_metric *m = cvss_metrics(v->version);

	for (size_t i = 0; m[i].name != NULL; i++) {
		if (str_eq_z(str_z(m[i].name), name))
			return cvss_value(v, i);
	}
	return NULL;
}

static void
fill_metrics(struct value *o, const struct cvss *v)
{
	const struct cvss_metric *m = cvss_metrics(v->version);
	struct value *list = value_set_list(o, "metrics");

	for (size_t i = 0; m[i].name != NULL; i++) {
		const char *value = cvss_value(v, i);
		struct value *metric;

		if (!is_defined(value))
			continue;
		metric = value_push_object(list);
		value_set_z(metric, "version", version_key(v->version));
		value_set_z(metric, "metric", m[i].name);
		value_set_z(metric, "value", value);
		value_set_bool(metric, "is_hot",
		    is_worrying(str_z(m[i].name), str_z(value)));
	}
}

static void
fill_scores(const struct html_fill *f, struct value *o,
    const struct public_vulnerability *v)
{
	struct value *list = value_set_list(o, "scores");

	for (size_t i = 0; i < v->n_scores; i++) {
		const struct public_score *s = &v->scores[i];
		struct value *score = value_push_object(list);

		value_set_z(score, "version",
		    cvss_version_name(s->cvss.version));
		value_set_text(score, "raw", s->vector);
		value_set_text(score, "source", s->source);
		html_fill_severity(f, score, "sev", s);
		fill_metrics(score, &s->cvss);
	}
}

/* All sections, those of the other language when there are none in ours. */
static void
fill_text(struct html_fill *f, struct value *o,
    const struct public_vulnerability *v)
{
	struct value *list = value_set_list(o, "text");
	enum public_lang lang = f->lang;

	if (v->n_sections[lang] == 0)
		lang = lang == PUBLIC_JA ? PUBLIC_EN : PUBLIC_JA;
	if (lang != f->lang && v->n_sections[lang] > 0)
		f->is_mixed = true;
	for (size_t i = 0; i < v->n_sections[lang]; i++) {
		struct value *s = value_push_object(list);

		value_set_html(s, "html", v->sections[lang][i].text.html);
		value_set_text(s, "plain", v->sections[lang][i].text.plain);
		value_set_text(s, "lang", place_lang(lang));
	}
}

static void
fill_one(struct html_fill *f, struct value *o,
    const struct public_vulnerability *v, size_t number)
{
	struct value *ids, *cwe;

	value_set_text(o, "anchor", str_fmt(f->a, "v%zu", number));
	value_set_text(o, "id", v->cve);
	ids = value_set_list(o, "ids");
	for (size_t i = 0; i < v->n_ids; i++)
		value_push(ids, value_text(f->a, v->ids[i].text));
	html_fill_words(f, o, "title", "title_lang", &v->title);
	html_fill_severity(f, o, "sev",
	    v->n_scores > 0 ? &v->scores[0] : NULL);
	cwe = value_set_list(o, "cwe");
	if (v->cwe.n > 0) {
		struct value *c = value_push_object(cwe);

		value_set_text(c, "id", v->cwe);
		value_set_text(c, "name", v->cwe_name);
	}
	fill_text(f, o, v);
	fill_scores(f, o, v);
	html_fill_phrase(f, o, "score_note", &v->score_note);
}

void
html_vuln(struct html_fill *f, struct value *adv_value,
    const struct public_advisory *adv)
{
	struct value *list = value_set_list(adv_value, "vulns");

	for (size_t i = 0; i < adv->n_vulnerabilities; i++)
		fill_one(f, value_push_object(list), &adv->vulnerabilities[i],
		    i + 1);
	value_set_int(adv_value, "n_vulns", (int64_t)adv->n_vulnerabilities);
}

void
html_vuln_attack(struct value *o, const struct public_score *s)
{
	struct value *list = value_set_list(o, "attack"), *attack;
	const char *rights, *user;

	if (s == NULL)
		return;
	attack = value_push_object(list);
	value_set_z(attack, "av", metric_value(&s->cvss, "AV"));
	if (s->cvss.version == CVSS_2_0) {
		/* CVSS 2.0 counts logins and does not know the user. */
		rights = metric_value(&s->cvss, "Au");
		rights = str_eq_z(str_z(rights), "N") ? "N" : "L";
		user = "X";
	} else {
		rights = metric_value(&s->cvss, "PR");
		user = metric_value(&s->cvss, "UI");
	}
	value_set_z(attack, "pr", rights);
	value_set_z(attack, "ui", user);
}
