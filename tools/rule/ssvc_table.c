#include "rule/rule.h"

#include "model/predicate_place.h"
#include "model/ssvc.h"

RULE_TEXT(rule_ssvc_table,
    .why_en = "A decision table answers every combination of its points, and "
	      "each only once. A row with a misspelt word or a point that "
	      "nothing can answer leaves cases undecided.",
    .why_ja =
	"判断表は、すべての組み合わせにちょうど一行ずつ答えます。語の綴り"
	"違いや、答えようのない判断点があると、案件の判断が決まりません。",
    .bad = "values: [none, active], and rows: [[none, track]]",
    .good = "rows: [[none, track], [active, act]]");

/*
 * The last field of a path through records, NULL when there is none; and the
 * strictest audience on the way.
 */
static const struct field *
field_of(struct str path, enum field_audience *strictest)
{
	struct predicate_root roots[PREDICATE_ROOTS];
	const struct record *r = NULL;
	const struct field *f = NULL;
	struct str part;
	bool more = str_cut(path, '.', &part, &path);
	/* A point may ask what the conditions of its values may. */
	size_t n =
	    predicate_place_roots(predicate_place_find(&record_ssvc_value,
				      "when", NULL),
		roots);

	for (size_t i = 0; i < n; i++) {
		if (str_eq_z(part, roots[i].name))
			r = roots[i].record;
	}
	while (more && r != NULL) {
		more = str_cut(path, '.', &part, &path);
		f = field_find(r, part);
		if (f != NULL && f->audience > *strictest)
			*strictest = f->audience;
		r = f != NULL && f->type == FIELD_RECORD ? f->record : NULL;
	}
	return more ? NULL : f;
}

/* Words that the field of a point can never hold. */
static void
check_words(const struct check *k, const struct ssvc_point *p,
    const struct field *f)
{
	for (size_t i = 0; f->type == FIELD_ENUM && i < p->values.n; i++) {
		const struct text *value = &p->values.v[i];
		bool is_word = false;

		for (size_t j = 0; j < f->values->n; j++)
			is_word = is_word ||
			    str_eq_z(value->s, f->values->values[j].name);
		if (is_word)
			continue;
		check_report(k, value->at, "%s is never '%.*s'", f->name,
		    STR_ARG(value->s));
		check_help(k, "`hansho explain %s` names its words", f->name);
	}
}

static void
check_point(const struct check *k, const struct ssvc_point *p)
{
	struct str path = p->field.s.n > 0 ?
	    p->field.s :
	    str_cat(k->tmp, S("vulnerability.ssvc."), p->id.s);
	enum field_audience strictest = AUDIENCE_PUBLIC;
	const struct field *f = field_of(path, &strictest);

	if (strictest > AUDIENCE_TEAM) {
		check_report(k, p->field.at,
		    "a point that asks what only named persons may see");
		check_help(k, "ask for something that the case team may see");
	} else if (f != NULL) {
		check_words(k, p, f);
	} else if (p->field.s.n > 0 || p->when.n == 0) {
		check_report(k, p->field.s.n > 0 ? p->field.at : p->id.at,
		    "there is no field %.*s", STR_ARG(path));
		check_help(k,
		    "name a field, or say with when: what each "
		    "value follows from");
	}
	for (size_t i = 0; i < p->when.n; i++) {
		const struct text *value = &p->when.v[i].value;

		if (ssvc_has_value(p, value->s))
			continue;
		check_report(k, value->at, "'%.*s' is no value of %.*s",
		    STR_ARG(value->s), STR_ARG(p->id.s));
		check_help(k, "take one of values");
	}
}

void
rule_ssvc_table(const struct check *k, const struct document *doc)
{
	const struct ssvc_table *t = doc->record;
	struct ssvc_fault *faults;
	size_t n;

	if (doc->path.kind != KIND_SSVC)
		return;
	for (size_t i = 0; i < t->points.n; i++)
		check_point(k, &t->points.v[i]);
	(void)ssvc_lookup_make(k->tmp, t, &faults, &n);
	for (size_t i = 0; i < n; i++) {
		check_report(k, faults[i].at, "%.*s", STR_ARG(faults[i].why));
		check_help(k, "%.*s", STR_ARG(faults[i].help));
	}
}
