#include "rule/rule.h"

#include "base/time.h"
#include "model/clock.h"

RULE_TEXT(rule_deadline_row,
    .why_en = "A row of the table of clocks is a clock or says why there is "
	      "none. One with a start but no length never ends; one that "
	      "rests on law never pauses, and nobody extends it; a warning "
	      "nobody can read never comes.",
    .why_ja =
	"期限の表の行は、期限であるか、期限がない理由を示すかのどちらかで"
	"す。開始だけで長さのない行は終わりません。法令による期限は止まら"
	"ず、延ばすこともできません。読めない予告は届きません。",
    .bad = "{id: D-01, start: [aware], warn_at: [soon]}",
    .good = "{id: D-01, start: [aware], length: 24, unit: hours, warn_at: "
	    "[12h]}");

static void
check_end(const struct check *k, const struct deadline *r)
{
	bool counts = span_is_set(r->length.at) || span_is_set(r->value.at);

	if (r->start.n == 0) {
		if (!span_is_set(r->none_because.at)) {
			check_report(k, r->where,
			    "neither a clock nor a reason why there is none");
			check_help(k,
			    "give it start and length, or "
			    "none_because");
		}
		return;
	}
	if (!counts && !r->until.b) {
		check_report(k, r->where, "a clock that starts has no length");
		check_help(k, "write length and unit, value, or until: yes");
	} else if (span_is_set(r->length.at) && !span_is_set(r->unit.at)) {
		check_report(k, r->length.at, "a length without unit");
		check_help(k,
		    "unit: hours, calendar_days, business_days, "
		    "months or year_ends");
	} else if (span_is_set(r->length.at) && r->length.n <= 0) {
		check_report(k, r->length.at, "a clock of no length");
		check_help(k, "write how many units there are");
	}
}

/* Nobody of ours gives a regulator's clock more time. */
static void
check_law(const struct check *k, const struct deadline *r)
{
	if (r->pause.n > 0) {
		check_report(k, r->pause.v[0].at,
		    "a clock that rests on law never pauses");
		check_help(k, "take pause out");
	}
	if (r->extension != NULL) {
		check_report(k, r->extension->where,
		    "nobody extends a clock that rests on law");
		check_help(k, "take extension out");
	}
}

static void
check_row(const struct check *k, const struct deadline *r)
{
	check_end(k, r);
	if (clock_rests_on_law(r))
		check_law(k, r);
	if (span_is_set(r->zone.at) && !zone_is_builtin(r->zone.s)) {
		check_report(k, r->zone.at, "the zone '%.*s' is not known",
		    STR_ARG(r->zone.s));
		check_help(k,
		    "an IANA name such as Europe/Brussels, UTC, or "
		    "an offset such as +09:00");
	}
	for (size_t i = 0; i < r->warn_at.n; i++) {
		int64_t s;

		if (clock_warning(r->warn_at.v[i].s, &s))
			continue;
		check_report(k, r->warn_at.v[i].at,
		    "'%.*s' is no time before the end",
		    STR_ARG(r->warn_at.v[i].s));
		check_help(k, "hours or days: 48h, 7d");
	}
}

void
rule_deadline_row(const struct check *k, const struct document *doc)
{
	const struct deadlines *f = doc->record;

	if (doc->path.kind != KIND_DEADLINES)
		return;
	for (size_t i = 0; i < f->rows.n; i++)
		check_row(k, &f->rows.v[i]);
}
