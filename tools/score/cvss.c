#include "score/cvss.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "score/cvss_spec.h"

static const struct cvss_spec *const specs[] = {
	[CVSS_2_0] = &cvss2_spec,
	[CVSS_3_0] = &cvss3_spec_0,
	[CVSS_3_1] = &cvss3_spec_1,
	[CVSS_4_0] = &cvss4_spec,
};

/* Offending text is quoted up to this many bytes: a message is one line. */
#define QUOTE_BYTES	24

/* The longest vector, every metric of 4.0 with "Amber", has 190 bytes. */
#define VECTOR_BYTES	256

/* What the parser works on. */
struct scan {
	struct str text;	/* the whole input */
	const struct cvss_spec *spec;
	struct cvss out;
	size_t next;		/* the metric after the one read last */
	struct cvss_fault *fault;
};

/* One NAME:VALUE between slashes. */
struct part {
	struct str text;
	struct str name;
	struct str value;
};

static struct str
clip(struct str s)
{
	if (s.n <= QUOTE_BYTES)
		return s;
	s.n = QUOTE_BYTES;
	while (s.n > 0 && ((unsigned char)s.p[s.n] & 0xc0) == 0x80)
		s.n--;
	return s;
}

/* Place and reason of a refusal; at is a part of the input. */
static bool PRINTF_LIKE(4, 5)
refuse(struct scan *sc, struct str at, const char *clause, const char *fmt,
    ...)
{
	struct cvss_fault *f = sc->fault;
	va_list ap;

	f->off = (size_t)(at.p - sc->text.p);
	f->len = at.n;
	f->clause = clause;
	f->help[0] = '\0';
	va_start(ap, fmt);
	(void)vsnprintf(f->why, sizeof(f->why), fmt, ap);
	va_end(ap);
	return false;
}

static void PRINTF_LIKE(2, 3)
help(struct scan *sc, const char *fmt, ...)
{
	struct cvss_fault *f = sc->fault;
	size_t n = strlen(f->help);
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(f->help + n, sizeof(f->help) - n, fmt, ap);
	va_end(ap);
}

/* Names have one to five bytes: a loop is faster than library calls. */
static bool
is_word(struct str s, const char *z)
{
	size_t i = 0;

	while (i < s.n && z[i] != '\0' && z[i] == s.p[i])
		i++;
	return i == s.n && z[i] == '\0';
}

/* The metric's place, or spec->n.  Vectors in order find it soon. */
static size_t
find_metric(const struct cvss_spec *spec, struct str name, size_t next)
{
	for (size_t i = next; i < spec->n; i++) {
		if (is_word(name, spec->metrics[i].name))
			return i;
	}
	for (size_t i = 0; i < next; i++) {
		if (is_word(name, spec->metrics[i].name))
			return i;
	}
	return spec->n;
}

/*
 * The place of a value of one letter, as nearly all are.  No branch depends on
 * which it is: processors cannot guess that.
 */
static uint8_t
find_letter(const struct cvss_metric *m, char c)
{
	unsigned found = 0;

	for (unsigned i = 0; m->values[i] != NULL; i++) {
		const char *z = m->values[i];
		unsigned is_it = (unsigned)(z[0] == c) & (z[1] == '\0');

		found |= (i + 1) & (0u - is_it);
	}
	return (uint8_t)found;
}

/* From 1; 0 when the metric has no such value. */
static uint8_t
find_value(const struct cvss_metric *m, struct str value)
{
	if (value.n == 1)
		return find_letter(m, value.p[0]);
	for (uint8_t i = 0; m->values[i] != NULL; i++) {
		if (is_word(value, m->values[i]))
			return (uint8_t)(i + 1);
	}
	return 0;
}

static void
help_values(struct scan *sc, const struct cvss_metric *m)
{
	help(sc, "%s is one of ", m->name);
	for (size_t i = 0; m->values[i] != NULL; i++)
		help(sc, "%s%s", i == 0 ? "" : ", ", m->values[i]);
}

/* In which case was it meant, or of which other version is it? */
static void
help_metric(struct scan *sc, struct str name)
{
	const char *sep = "";

	for (size_t i = 0; i < sc->spec->n; i++) {
		if (str_eq_nocase(name, str_z(sc->spec->metrics[i].name))) {
			help(sc, "write it %s", sc->spec->metrics[i].name);
			return;
		}
	}
	for (size_t v = 0; v < ARRAY_LEN(specs); v++) {
		if (find_metric(specs[v], name, 0) == specs[v]->n)
			continue;
		if (*sep == '\0')
			help(sc, "%.*s is a metric of CVSS ", STR_ARG(name));
		help(sc, "%s%s", sep, specs[v]->name);
		sep = ", ";
	}
	if (*sep != '\0') {
		if (sc->spec == &cvss2_spec)
			help(sc,
			    ", whose vectors begin with their version, "
			    "as in CVSS:3.1/");
		return;
	}
	help(sc, "CVSS %s has ", sc->spec->name);
	for (size_t i = 0; i < sc->spec->n; i++)
		help(sc, "%s%s", i == 0 ? "" : " ", sc->spec->metrics[i].name);
}

/*
 * The part before the first slash, *more when there is one, and *rest what
 * follows it.  Parts have few bytes: a loop is faster than library calls.
 */
static struct part
cut_part(struct str *rest, bool *more)
{
	struct str s = *rest;
	size_t n = 0, colon = SIZE_MAX;

	for (; n < s.n && s.p[n] != '/'; n++) {
		if (s.p[n] == ':' && colon == SIZE_MAX)
			colon = n;
	}
	*more = n < s.n;
	*rest = *more ? (struct str){ s.p + n + 1, s.n - n - 1 } :
			(struct str){ s.p + n, 0 };
	if (colon == SIZE_MAX)
		return (struct part){ .text = { s.p, n } };
	return (struct part){
		.text = { s.p, n },
		.name = { s.p, colon },
		.value = { s.p + colon + 1, n - colon - 1 },
	};
}

static bool
check_part(struct scan *sc, const struct part *p)
{
	if (p->text.n == 0) {
		refuse(sc, p->text, sc->spec->clause, "metric is empty");
		help(sc, "there is a '/' too many here");
		return false;
	}
	if (p->value.p == NULL) {
		refuse(sc, p->text, sc->spec->clause,
		    "'%.*s' is no metric with a value",
		    STR_ARG(clip(p->text)));
		help(sc, "write it NAME:VALUE");
		return false;
	}
	return true;
}

static bool
take_part(struct scan *sc, const struct part *p)
{
	const struct cvss_metric *m;
	size_t i;

	if (!check_part(sc, p))
		return false;
	i = find_metric(sc->spec, p->name, sc->next);
	if (i == sc->spec->n) {
		refuse(sc, p->text, sc->spec->clause,
		    "unknown metric '%.*s' in CVSS %s", STR_ARG(clip(p->name)),
		    sc->spec->name);
		help_metric(sc, p->name);
		return false;
	}
	m = &sc->spec->metrics[i];
	if (sc->out.value[i] != 0) {
		refuse(sc, p->text, sc->spec->clause, "metric %s stands twice",
		    m->name);
		help(sc, "keep one of them");
		return false;
	}
	if (sc->spec->is_ordered && i < sc->next) {
		refuse(sc, p->text, sc->spec->clause,
		    "metric %s stands after %s, which comes later in CVSS %s",
		    m->name, sc->spec->metrics[sc->next - 1].name,
		    sc->spec->name);
		help(sc, "put %s before %s", m->name,
		    sc->spec->metrics[sc->next - 1].name);
		return false;
	}
	sc->out.value[i] = find_value(m, p->value);
	if (sc->out.value[i] == 0) {
		refuse(sc, p->text, m->clause,
		    "unknown value '%.*s' for metric %s",
		    STR_ARG(clip(p->value)), m->name);
		help_values(sc, m);
		return false;
	}
	sc->next = i + 1;
	return true;
}

static bool
find_missing(struct scan *sc)
{
	for (size_t i = 0; i < sc->spec->n; i++) {
		const struct cvss_metric *m = &sc->spec->metrics[i];

		if (!m->is_mandatory || sc->out.value[i] != 0)
			continue;
		refuse(sc, sc->text, m->clause, "metric %s is missing",
		    m->name);
		help_values(sc, m);
		return false;
	}
	return true;
}

/*
 * The version by the prefix; *rest gets what follows.  Without a prefix it is
 * 2.0, whose vector may stand in parentheses.
 */
static bool
take_prefix(struct scan *sc, struct str *rest)
{
	static const char parts[] = "CVSS:";
	struct str s = sc->text, head, tail;

	for (size_t v = CVSS_3_0; v < ARRAY_LEN(specs); v++) {
		if (!str_starts(s, str_z(specs[v]->prefix)))
			continue;
		sc->spec = specs[v];
		sc->out.version = (enum cvss_version)v;
		*rest = str_from(s, strlen(specs[v]->prefix));
		return true;
	}
	(void)str_cut(s, '/', &head, &tail);
	if (str_eq_nocase(str_sub(head, 0, sizeof(parts) - 1), S("CVSS:"))) {
		refuse(sc, head, "FIRST, CVSS specifications",
		    "unknown version prefix '%.*s'", STR_ARG(clip(head)));
		help(sc,
		    "a vector begins with CVSS:4.0/, CVSS:3.1/ or "
		    "CVSS:3.0/; one of 2.0 has no prefix");
		return false;
	}
	sc->spec = &cvss2_spec;
	sc->out.version = CVSS_2_0;
	*rest = s;
	if (s.n >= 2 && s.p[0] == '(' && s.p[s.n - 1] == ')')
		*rest = str_sub(s, 1, s.n - 2);
	return true;
}

bool
cvss_parse(struct str s, struct cvss *out, struct cvss_fault *fault)
{
	struct scan sc = { .text = s, .fault = fault };
	struct str rest;
	bool more;

	if (s.n == 0) {
		refuse(&sc, s, "FIRST, CVSS specifications",
		    "vector is empty");
		help(&sc, "a vector begins with CVSS:4.0/ or CVSS:3.1/");
		return false;
	}
	if (!take_prefix(&sc, &rest))
		return false;
	do {
		struct part part = cut_part(&rest, &more);

		if (!take_part(&sc, &part))
			return false;
	} while (more);
	if (!find_missing(&sc))
		return false;
	*out = sc.out;
	return true;
}

struct cvss_score
cvss_score(const struct cvss *v)
{
	struct cvss_score s = specs[v->version]->score(v);

	s.severity = cvss_severity(v->version, s.overall_x10);
	return s;
}

struct str
cvss_canonical(struct arena *a, const struct cvss *v)
{
	const struct cvss_spec *spec = specs[v->version];
	char text[VECTOR_BYTES];
	size_t n = strlen(spec->prefix);
	const char *sep = "";

	memcpy(text, spec->prefix, n);
	for (size_t i = 0; i < spec->n; i++) {
		const struct cvss_metric *m = &spec->metrics[i];

		if (v->value[i] == 0 ||
		    (!m->is_mandatory && v->value[i] == CVSS_UNDEFINED))
			continue;
		n += (size_t)snprintf(text + n, sizeof(text) - n, "%s%s:%s",
		    sep, m->name, m->values[v->value[i] - 1]);
		ASSERT(n < sizeof(text));
		sep = "/";
	}
	return str_dup(a, (struct str){ text, n });
}

enum cvss_severity
cvss_severity(enum cvss_version version, int x10)
{
	if (version == CVSS_2_0) {
		if (x10 < 40)
			return CVSS_LOW;
		return x10 < 70 ? CVSS_MEDIUM : CVSS_HIGH;
	}
	if (x10 == 0)
		return CVSS_NONE;
	if (x10 < 40)
		return CVSS_LOW;
	if (x10 < 70)
		return CVSS_MEDIUM;
	return x10 < 90 ? CVSS_HIGH : CVSS_CRITICAL;
}

const char *
cvss_version_name(enum cvss_version v)
{
	return specs[v]->name;
}

const char *
cvss_severity_json(enum cvss_severity s)
{
	static const char *const names[] = {
		[CVSS_NONE] = "NONE",
		[CVSS_LOW] = "LOW",
		[CVSS_MEDIUM] = "MEDIUM",
		[CVSS_HIGH] = "HIGH",
		[CVSS_CRITICAL] = "CRITICAL",
	};

	return names[s];
}

const char *
cvss_severity_key(enum cvss_severity s)
{
	static const char *const names[] = {
		[CVSS_NONE] = "none",
		[CVSS_LOW] = "low",
		[CVSS_MEDIUM] = "medium",
		[CVSS_HIGH] = "high",
		[CVSS_CRITICAL] = "critical",
	};

	return names[s];
}

const struct cvss_metric *
cvss_metrics(enum cvss_version v)
{
	return specs[v]->metrics;
}

const char *
cvss_value(const struct cvss *v, size_t i)
{
	const struct cvss_spec *spec = specs[v->version];

	if (i >= spec->n || v->value[i] == 0)
		return NULL;
	return spec->metrics[i].values[v->value[i] - 1];
}
