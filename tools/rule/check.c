#include "rule/check.h"

#include <stdarg.h>

#include "base/arena.h"
#include "base/str.h"
#include "rule/rule.h"

void
check_report(const struct check *k, struct span at, const char *fmt, ...)
{
	va_list ap;
	struct str text;

	va_start(ap, fmt);
	text = str_vfmt(k->tmp, fmt, ap);
	va_end(ap);
	*k->failed = true;
	diag_report(k->d, k->class, k->rule->id, at, "%.*s", STR_ARG(text));
}

void
check_note(const struct check *k, struct span at, const char *fmt, ...)
{
	va_list ap;
	struct str text;

	va_start(ap, fmt);
	text = str_vfmt(k->tmp, fmt, ap);
	va_end(ap);
	diag_note(k->d, at, "%.*s", STR_ARG(text));
}

void
check_help(const struct check *k, const char *fmt, ...)
{
	va_list ap;
	struct str text;

	va_start(ap, fmt);
	text = str_vfmt(k->tmp, fmt, ap);
	va_end(ap);
	diag_help(k->d, "%.*s", STR_ARG(text));
}

struct instant
check_now(const struct check *k)
{
	ASSERT(k->rule->kind == RULE_OF_NOW);
	return k->now;
}

struct day
check_today(const struct check *k)
{
	return instant_day(zone_at(k->model->zone, check_now(k)));
}

struct span
check_file(const struct document *doc)
{
	return (struct span){ doc->file, 0, 0 };
}
