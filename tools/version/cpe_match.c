#include "version/cpe_match.h"

#include "base/limits.h"
#include "version/order_text.h"

static bool
is_any(struct str s)
{
	return s.n == 1 && s.p[0] == '*';
}

static bool
is_na(struct str s)
{
	return s.n == 1 && s.p[0] == '-';
}

/* A wildcard that no backslash quotes. */
static bool
has_wildcard(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\')
			i++;
		else if (s.p[i] == '*' || s.p[i] == '?')
			return true;
	}
	return false;
}

/* What a value looks like without backslashes and wildcards at its ends. */
struct pattern {
	char text[LIMIT_CPE_BYTES];
	size_t n;
	size_t before, behind;	/* bytes that may stand there, at most */
};

static void
read_pattern(struct str s, struct pattern *out)
{
	size_t i = 0;

	out->n = 0;
	out->before = 0;
	out->behind = 0;
	for (; i < s.n && (s.p[i] == '*' || s.p[i] == '?'); i++)
		out->before = s.p[i] == '*' || out->before == SIZE_MAX ?
		    SIZE_MAX :
		    out->before + 1;
	for (; i < s.n && s.p[i] != '*' && s.p[i] != '?'; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n)
			i++;
		if (out->n < sizeof(out->text))
			out->text[out->n++] = order_lower(s.p[i]);
	}
	for (; i < s.n; i++)
		out->behind = s.p[i] == '*' || out->behind == SIZE_MAX ?
		    SIZE_MAX :
		    out->behind + 1;
}

/* Whether the pattern stands somewhere in the text with no more around it. */
static bool
is_matched(const struct pattern *p, const struct pattern *text)
{
	struct str whole = { text->text, text->n };
	struct str part = { p->text, p->n };

	for (size_t at = 0; at + p->n <= text->n && at <= p->before; at++) {
		if (text->n - at - p->n <= p->behind &&
		    order_bytes(str_sub(whole, at, p->n), part) == 0)
			return true;
	}
	return false;
}

static enum cpe_relation
relate_texts(struct str source, struct str target)
{
	struct pattern p, text;

	if (source.n > LIMIT_CPE_BYTES || target.n > LIMIT_CPE_BYTES)
		return CPE_DISJOINT;
	read_pattern(source, &p);
	read_pattern(target, &text);
	if (!is_matched(&p, &text))
		return CPE_DISJOINT;
	return has_wildcard(source) ? CPE_SUPERSET : CPE_EQUAL;
}

enum cpe_relation
cpe_match_value(struct str source, struct str target)
{
	if (!is_any(target) && has_wildcard(target))
		return CPE_UNDEFINED;
	if (str_eq_nocase(source, target))
		return CPE_EQUAL;
	if (is_any(source))
		return CPE_SUPERSET;
	if (is_any(target))
		return CPE_SUBSET;
	if (is_na(source) || is_na(target))
		return CPE_DISJOINT;
	return relate_texts(source, target);
}

enum cpe_relation
cpe_match_names(const struct cpe *source, const struct cpe *target)
{
	bool may[CPE_UNDEFINED + 1] = {
		[CPE_EQUAL] = true,
		[CPE_SUBSET] = true,
		[CPE_SUPERSET] = true,
	};

	for (size_t i = 0; i < CPE_PARTS; i++) {
		enum cpe_relation of = cpe_match_value(source->part[i],
		    target->part[i]);

		if (of == CPE_DISJOINT)
			return CPE_DISJOINT;
		may[CPE_EQUAL] = may[CPE_EQUAL] && of == CPE_EQUAL;
		may[CPE_SUBSET] = may[CPE_SUBSET] &&
		    (of == CPE_SUBSET || of == CPE_EQUAL);
		may[CPE_SUPERSET] = may[CPE_SUPERSET] &&
		    (of == CPE_SUPERSET || of == CPE_EQUAL);
	}
	for (size_t i = CPE_EQUAL; i < CPE_UNDEFINED; i++) {
		if (may[i])
			return (enum cpe_relation)i;
	}
	return CPE_UNDEFINED;
}

bool
cpe_match_shares(const struct cpe *rule, const struct cpe *component,
    enum cpe_part part)
{
	struct str source = rule->part[part], target = component->part[part];
	enum cpe_relation of = cpe_match_value(source, target);

	if (of == CPE_UNDEFINED)
		return is_any(source) || str_eq_nocase(source, target);
	return of != CPE_DISJOINT;
}

bool
cpe_match_rule(const struct cpe *rule, const struct cpe *component,
    bool bounds)
{
	for (size_t i = 0; i < CPE_PARTS; i++) {
		if (i == CPE_VERSION && bounds) {
			if (!is_any(rule->part[i]))
				return false;
			continue;
		}
		if (!cpe_match_shares(rule, component, (enum cpe_part)i))
			return false;
	}
	return true;
}
