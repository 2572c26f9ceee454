#include "model/schema.h"

#include "base/arena.h"
#include "base/map.h"
#include "model/event.h"
#include "model/records.h"
#include "text/json_write.h"

#define DAY	"(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
#define CLOCK	"([01][0-9]|2[0-3]):[0-5][0-9]"
#define TIME	"[Tt]" CLOCK "(:[0-5][0-9](\\.[0-9]+)?)?([Zz]|[+-]" CLOCK ")"
#define URL	"^(https?://|mailto:)[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]+$"
#define SOURCE								\
	"^(https://[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]+|"		\
	"file:[^/ .][^ ]*)$"
#define MAIL	"[^\\s@<>()\\[\\],;:\\\\\"]+"
#define OWN_ID	"^[A-Za-z0-9_+][A-Za-z0-9._+-]{0,127}$"

/*
 * How the text of a scalar type looks.  Where it may look like a number or a
 * truth, an editor's YAML makes one of it, which loading does not.
 */
struct look {
	const char *pattern;
	const char *hint;	/* what an editor says when it does not match */
	bool bare;		/* may look like a number or a truth */
};

static const struct look looks[] = {
	[FIELD_STR] = { "^[^\\n\\r]*$", "one line of text", true },
	[FIELD_TEXT] = { NULL, NULL, true },
	[FIELD_DATE] = { "^" DAY "$", "a date: 2026-09-01", false },
	[FIELD_WHEN] = { "^" DAY "(" TIME ")?$",
	    "a date or an instant: 2026-09-01T09:30+09:00", false },
	[FIELD_INSTANT] = { "^" DAY TIME "$",
	    "an instant with its zone: 2026-09-01T09:30+09:00", false },
	[FIELD_URL] = { URL, "an address: https://example.com/", false },
	[FIELD_SOURCE] = { SOURCE,
	    "an https address, or file: and a path below the repository",
	    false },
	[FIELD_EMAIL] = { "^" MAIL "@" MAIL "$",
	    "a mail address: psirt@example.com", false },
	[FIELD_ID] = { OWN_ID, "an id: letters, digits and . _ + -", true },
	[FIELD_REF] = { OWN_ID, "an id: letters, digits and . _ + -", true },
	[FIELD_LANG] = { "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$",
	    "a language tag: ja", false },
	[FIELD_CVE] = { "^CVE-[0-9]{4}-[0-9]{4,19}$",
	    "a CVE id: CVE-2026-12345", false },
	[FIELD_CWE] = { "^CWE-[1-9][0-9]{0,5}$", "a CWE id: CWE-287", false },
	[FIELD_CVSS] = { "^(CVSS:|AV:|\\(AV:).+$",
	    "a CVSS vector: CVSS:4.0/AV:N/...", false },
	[FIELD_VERS] = { "^vers:.+/.+$",
	    "a vers range: vers:semver/>=4.0.0|<4.8.2", false },
	[FIELD_PURL] = { "^pkg:.+$", "a package URL: pkg:generic/x@1.0",
	    false },
	[FIELD_CPE] = { "^cpe:.+$", "a CPE name: cpe:2.3:a:vendor:...",
	    false },
	[FIELD_PATH] = { "^(?!(.*/)?\\.{0,2}(/|$)).+$",
	    "a path below this file's folder", false },
};

/* Lines of text that hold words of the event vocabulary. */
static const struct {
	const char *record;
	const char *field;
} event_fields[] = {
	{ "fact", "event" },
	{ "deadline", "start" },
	{ "deadline", "stop" },
};

static bool
is_event(const struct record *r, const struct field *f)
{
	for (size_t i = 0; i < ARRAY_LEN(event_fields); i++) {
		if (str_eq_z(str_z(r->name), event_fields[i].record) &&
		    str_eq_z(str_z(f->name), event_fields[i].field))
			return true;
	}
	return false;
}

static void
put_look(struct json_writer *w, const struct look *l)
{
	json_name(w, "type");
	if (l->bare) {
		json_array(w);
		json_z(w, "string");
		json_z(w, "number");
		json_z(w, "boolean");
		json_end(w);
	} else {
		json_z(w, "string");
	}
	if (l->pattern == NULL)
		return;
	json_pair_z(w, "pattern", l->pattern);
	json_pair_z(w, "patternErrorMessage", l->hint);
}

static void
put_words(struct json_writer *w, const struct enum_table *t)
{
	json_name(w, "enum");
	json_array(w);
	for (size_t i = 0; i < t->n; i++)
		json_z(w, t->values[i].name);
	json_end(w);
	json_name(w, "enumDescriptions");
	json_array(w);
	for (size_t i = 0; i < t->n; i++)
		json_z(w, t->values[i].doc);
	json_end(w);
}

static void
put_events(struct json_writer *w)
{
	json_name(w, "enum");
	json_array(w);
	for (size_t i = 0; i < events_len(); i++)
		json_z(w, event_info((enum event)i)->name);
	json_end(w);
	json_name(w, "enumDescriptions");
	json_array(w);
	for (size_t i = 0; i < events_len(); i++)
		json_z(w, event_info((enum event)i)->doc);
	json_end(w);
}

static void
put_bool(struct json_writer *w)
{
	json_name(w, "enum");
	json_array(w);
	json_bool(w, true);
	json_bool(w, false);
	json_z(w, "yes");
	json_z(w, "no");
	json_end(w);
}

static void
put_reference(struct json_writer *w, struct arena *tmp, const char *name)
{
	json_pair(w, "$ref", str_fmt(tmp, "#/$defs/%s", name));
}

/* The keywords that a value of a field's type obeys. */
static void
put_type(struct json_writer *w, struct arena *tmp, const struct record *r,
    const struct field *f)
{
	switch (field_shape(f->type)) {
	case SHAPE_TEXT:
		if (is_event(r, f))
			put_events(w);
		else
			put_look(w, &looks[f->type]);
		return;
	case SHAPE_MOMENT:
	case SHAPE_REF:
		put_look(w, &looks[f->type]);
		return;
	case SHAPE_WORDS:
		put_reference(w, tmp, "words");
		return;
	case SHAPE_TRUTH:
		put_bool(w);
		return;
	case SHAPE_NUMBER:
		json_pair_z(w, "type", "integer");
		json_pair_int(w, "minimum", 0);
		return;
	case SHAPE_CHOICE:
		put_words(w, f->values);
		return;
	case SHAPE_RECORD:
		put_reference(w, tmp, f->record->name);
		return;
	case SHAPE_CONDITION:
		put_reference(w, tmp, "condition");
		return;
	case SHAPE_TREE:
		return;
	}
	BUG("field shape");
}

static void
put_meaning(struct json_writer *w, struct arena *tmp, const struct field *f)
{
	bool is_ref = f->type == FIELD_REF;

	json_pair_z(w, "description", f->doc);
	json_pair(w, "markdownDescription",
	    str_fmt(tmp, "%s\n\n*%s%s%s; for: %s*", f->doc,
		field_type_name(f->type), is_ref ? ": " : "",
		is_ref ? space_name(f->space) : "",
		field_audience_name(f->audience)));
}

static void
put_field(struct json_writer *w, struct arena *tmp, const struct record *r,
    const struct field *f)
{
	json_name(w, f->name);
	json_object(w);
	put_meaning(w, tmp, f);
	if (f->card == CARD_LIST || f->card == CARD_LIST1) {
		json_pair_z(w, "type", "array");
		if (f->card == CARD_LIST1)
			json_pair_int(w, "minItems", 1);
		json_name(w, "items");
		json_object(w);
		put_type(w, tmp, r, f);
		json_end(w);
	} else {
		put_type(w, tmp, r, f);
	}
	json_end(w);
}

/* The keywords of a record, inside an object that is open. */
static void
put_record(struct json_writer *w, struct arena *tmp, const struct record *r)
{
	json_pair_z(w, "description", r->doc);
	json_pair_z(w, "type", "object");
	json_name(w, "properties");
	json_object(w);
	for (size_t i = 0; i < r->n; i++)
		put_field(w, tmp, r, &r->fields[i]);
	json_end(w);
	json_name(w, "required");
	json_opt_array(w);
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];

		if (f->card == CARD_REQ || f->card == CARD_LIST1)
			json_z(w, f->name);
	}
	json_end(w);
	json_name(w, "additionalProperties");
	json_bool(w, false);
}

/* The records below r, each once; tables do not hold themselves. */
static void
collect(struct map *defs, const struct record *r)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct record *inner = r->fields[i].record;

		if (inner == NULL ||
		    !map_add(defs, str_z(inner->name),
			(void *)(uintptr_t)inner))
			continue;
		collect(defs, inner);
	}
}

static void
put_def_words(struct json_writer *w, struct arena *tmp)
{
	json_name(w, "words");
	json_object(w);
	json_pair_z(w, "description", "text for readers in both languages");
	json_pair_z(w, "type", "object");
	json_name(w, "properties");
	json_object(w);
	for (size_t i = 0; i < 2; i++) {
		json_name(w, i == 0 ? "ja" : "en");
		json_object(w);
		json_pair(w, "description",
		    str_fmt(tmp, "the text in %s",
			i == 0 ? "Japanese" : "English"));
		put_look(w, &looks[FIELD_TEXT]);
		json_end(w);
	}
	json_end(w);
	json_name(w, "additionalProperties");
	json_bool(w, false);
	json_end(w);
}

/* One form of a condition: {name: a list of conditions or a condition}. */
static void
put_group(struct json_writer *w, struct arena *tmp, const char *name,
    bool is_list)
{
	json_object(w);
	json_pair_z(w, "type", "object");
	json_name(w, "properties");
	json_object(w);
	json_name(w, name);
	json_object(w);
	if (is_list) {
		json_pair_z(w, "type", "array");
		json_name(w, "items");
		json_object(w);
		put_reference(w, tmp, "condition");
		json_end(w);
	} else {
		put_reference(w, tmp, "condition");
	}
	json_end(w);
	json_end(w);
	json_name(w, "required");
	json_array(w);
	json_z(w, name);
	json_end(w);
	json_name(w, "additionalProperties");
	json_bool(w, false);
	json_end(w);
}

enum leaf_value {
	LEAF_NONE,
	LEAF_ONE,
	LEAF_LIST,
};

static void
put_leaf_value(struct json_writer *w, enum leaf_value value)
{
	json_name(w, "value");
	json_object(w);
	if (value == LEAF_LIST) {
		json_pair_z(w, "type", "array");
		json_name(w, "items");
		json_object(w);
	}
	put_look(w, &looks[FIELD_TEXT]);
	if (value == LEAF_LIST)
		json_end(w);
	json_end(w);
}

/* {field: a.b, op: ..., value: ...}; the first op may be left out. */
static void
put_leaf(struct json_writer *w, const char *const *ops, bool op_is_needed,
    enum leaf_value value)
{
	json_object(w);
	json_pair_z(w, "type", "object");
	json_name(w, "properties");
	json_object(w);
	json_name(w, "field");
	json_object(w);
	json_pair_z(w, "description", "a dotted path: case.owner.roles");
	json_pair_z(w, "type", "string");
	json_end(w);
	json_name(w, "op");
	json_object(w);
	json_name(w, "enum");
	json_array(w);
	for (size_t i = 0; ops[i] != NULL; i++)
		json_z(w, ops[i]);
	json_end(w);
	json_end(w);
	if (value != LEAF_NONE)
		put_leaf_value(w, value);
	json_end(w);
	json_name(w, "required");
	json_array(w);
	json_z(w, "field");
	if (op_is_needed)
		json_z(w, "op");
	if (value != LEAF_NONE)
		json_z(w, "value");
	json_end(w);
	json_name(w, "additionalProperties");
	json_bool(w, false);
	json_end(w);
}

static void
put_def_condition(struct json_writer *w, struct arena *tmp)
{
	static const char *const one[] = { "eq", "ne", "lt", "le", "gt", "ge",
		"contains", NULL };
	static const char *const many[] = { "in", "not_in", NULL };
	static const char *const none[] = { "exists", "missing", NULL };

	json_name(w, "condition");
	json_object(w);
	json_pair_z(w, "description",
	    "a condition: {all: [...]}, "
	    "{any: [...]}, {not: ...} or {field: a.b, op: eq, value: x}");
	json_name(w, "anyOf");
	json_array(w);
	put_group(w, tmp, "all", true);
	put_group(w, tmp, "any", true);
	put_group(w, tmp, "not", false);
	put_leaf(w, one, false, LEAF_ONE);
	put_leaf(w, many, true, LEAF_LIST);
	put_leaf(w, none, true, LEAF_NONE);
	json_end(w);
	json_end(w);
}

void
schema_kind(enum kind k, struct arena *tmp, struct json_writer *w)
{
	const struct kind_info *info = kind_info(k);
	struct map *defs = map_open(tmp);

	collect(defs, info->record);
	json_object(w);
	json_pair_z(w, "$schema",
	    "https://json-schema.org/draft/2020-12/schema");
	json_pair(w, "title",
	    str_fmt(tmp, "%s: %s", info->name, info->pattern));
	put_record(w, tmp, info->record);
	json_name(w, "$defs");
	json_object(w);
	put_def_words(w, tmp);
	put_def_condition(w, tmp);
	for (size_t i = 0; i < map_len(defs); i++) {
		json_name_str(w, map_at(defs, i)->key);
		json_object(w);
		put_record(w, tmp, map_at(defs, i)->value);
		json_end(w);
	}
	json_end(w);
	json_end(w);
}
