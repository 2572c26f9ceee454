#include "command/score_line.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "score/cvss.h"
#include "text/catalog.h"
#include "text/json_write.h"

/* Columns of the names of metrics; longer ones push their value aside. */
#define NAME_WIDTH	36

/* Stands for what is no character, or would act on a terminal. */
#define REPLACEMENT	S("\xef\xbf\xbd")

/*
 * Text that can be shown and quoted whatever it was: valid UTF-8, and without
 * control characters, on one line.
 */
static struct str
clean(struct arena *a, struct str s)
{
	struct buf b;
	struct str out;

	buf_init(&b, 3 * s.n + 1);
	for (size_t i = 0; i < s.n;) {
		size_t fault = utf8_fault(str_from(s, i));
		struct str good = str_sub(s, i, fault);

		for (size_t k = 0; k < good.n;) {
			size_t from = k;
			uint32_t c = utf8_next(good, &k);

			if (utf8_is_hostile(c) || c == '\t' || c == '\n')
				buf_put(&b, REPLACEMENT);
			else
				buf_put(&b, str_sub(good, from, k - from));
		}
		i += good.n;
		if (i < s.n) {
			buf_put(&b, REPLACEMENT);
			i++;
		}
	}
	out = str_dup(a, buf_str(&b));
	buf_fini(&b);
	return out;
}

/* ---- JSON ---------------------------------------------------------------- */

static void
put_tenths(struct json_writer *w, const char *name, int x10)
{
	json_name(w, name);
	if (x10 == CVSS_NO_SCORE)
		json_null(w);
	else
		json_tenths(w, x10);
}

static void
put_json(struct json_writer *w, struct str vector, const struct cvss *v,
    const struct cvss_score *s)
{
	json_object(w);
	json_pair(w, "vector", vector);
	json_pair_z(w, "version", cvss_version_name(v->version));
	if (v->version != CVSS_4_0) {
		put_tenths(w, "base", s->base_x10);
		put_tenths(w, "temporal", s->temporal_x10);
		put_tenths(w, "environmental", s->environmental_x10);
	}
	put_tenths(w, "overall", s->overall_x10);
	json_pair_z(w, "severity", cvss_severity_json(s->severity));
	if (v->version == CVSS_4_0) {
		json_pair_z(w, "macrovector", s->macrovector);
		json_pair_z(w, "nomenclature", s->nomenclature);
	}
	json_end(w);
}

/* ---- text ---------------------------------------------------------------- */

/* The words of a key made of up to three parts; the last part without. */
static struct str
words_of(const struct score_print *p, const char *first, const char *second,
    const char *third)
{
	struct str key = str_fmt(p->a, "%s.%s.%s", first, second, third);
	struct str text;

	if (!catalog_get(p->words, p->lang, key, &text))
		text = str_z(third);
	return text;
}

static struct str
word_of(const struct score_print *p, const char *area, const char *key)
{
	struct str text;

	if (!catalog_get(p->words, p->lang, str_fmt(p->a, "%s.%s", area, key),
		&text))
		text = str_z(key);
	return text;
}

static void
put_group(const struct score_print *p, const char *key, int x10)
{
	struct str name = word_of(p, "score", key);

	if (x10 != CVSS_NO_SCORE)
		buf_printf(p->out, "  %.*s %d.%d\n", STR_ARG(name), x10 / 10,
		    x10 % 10);
}

/* "  Attack vector (AV)           Network (N)" */
static void
put_metrics(const struct score_print *p, const struct cvss *v)
{
	static const char *const areas[] = {
		[CVSS_2_0] = "cvss.v2_0",
		[CVSS_3_0] = "cvss.v3_0",
		[CVSS_3_1] = "cvss.v3_1",
		[CVSS_4_0] = "cvss.v4_0",
	};
	const struct cvss_metric *m = cvss_metrics(v->version);

	for (size_t i = 0; m[i].name != NULL; i++) {
		const char *value = cvss_value(v, i);
		struct str name, word;
		size_t width;

		if (value == NULL)
			continue;
		name = str_fmt(p->a, "%.*s (%s)",
		    STR_ARG(words_of(p, areas[v->version], m[i].name, "name")),
		    m[i].name);
		word = words_of(p, areas[v->version], m[i].name, value);
		width = utf8_width(name);
		buf_printf(p->out, "    %.*s", STR_ARG(name));
		buf_fill(p->out, ' ',
		    width < NAME_WIDTH ? NAME_WIDTH - width : 1);
		buf_printf(p->out, "%.*s (%s)\n", STR_ARG(word), value);
	}
}

static void
put_text(const struct score_print *p, struct str vector, const struct cvss *v,
    const struct cvss_score *s)
{
	struct str severity = word_of(p, "severity",
	    cvss_severity_key(s->severity));

	if (p->n > 1)
		buf_putc(p->out, '\n');
	buf_printf(p->out, "%.*s\n  %d.%d %.*s, CVSS %s\n", STR_ARG(vector),
	    s->overall_x10 / 10, s->overall_x10 % 10, STR_ARG(severity),
	    cvss_version_name(v->version));
	put_group(p, "base", s->base_x10);
	put_group(p, "temporal", s->temporal_x10);
	put_group(p, "environmental", s->environmental_x10);
	if (s->nomenclature[0] != '\0')
		buf_printf(p->out, "  %s, %.*s %s\n", s->nomenclature,
		    STR_ARG(word_of(p, "score", "macrovector")),
		    s->macrovector);
	put_metrics(p, v);
}

/* ---- what is wrong ------------------------------------------------------- */

static void
refuse(struct score_print *p, struct str text, struct str why, struct str help)
{
	struct str sep = help.n > 0 ? S("; ") : S("");

	p->n_bad++;
	if (p->json != NULL) {
		json_object(p->json);
		json_pair(p->json, "vector", text);
		json_pair(p->json, "error",
		    str_fmt(p->a, "%.*s%.*s%.*s", STR_ARG(why), STR_ARG(sep),
			STR_ARG(help)));
		json_end(p->json);
		return;
	}
	if (p->n > 1)
		buf_putc(p->out, '\n');
	buf_printf(p->out, "%.*s\n  %.*s: %.*s\n", STR_ARG(text),
	    STR_ARG(word_of(p, "score", "error")), STR_ARG(why));
	if (help.n > 0)
		buf_printf(p->out, "  %.*s\n", STR_ARG(help));
}

void
score_line_refuse(struct score_print *p, struct str text, struct str why)
{
	struct scratch tmp = scratch_begin(p->a);

	p->n++;
	refuse(p, clean(tmp.a, text), why, S(""));
	scratch_end(tmp);
}

void
score_line_put(struct score_print *p, struct str vector)
{
	struct cvss v;
	struct cvss_fault fault;
	struct cvss_score s;
	struct scratch tmp;

	p->n++;
	if (cvss_parse(vector, &v, &fault)) {
		s = cvss_score(&v);
		if (p->json != NULL) {
			put_json(p->json, vector, &v, &s);
			return;
		}
		tmp = scratch_begin(p->a);
		put_text(p, vector, &v, &s);
		scratch_end(tmp);
		return;
	}
	tmp = scratch_begin(p->a);
	refuse(p, clean(tmp.a, vector), clean(tmp.a, str_z(fault.why)),
	    clean(tmp.a, str_z(fault.help)));
	scratch_end(tmp);
}
