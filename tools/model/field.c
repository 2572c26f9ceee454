#include "model/field.h"

#include <string.h>

#include "model/types.h"

const struct field *
field_find(const struct record *r, struct str key)
{
	/* Most names differ at once: this is asked of every key. */
	for (size_t i = 0; i < r->n && key.n > 0; i++) {
		const char *name = r->fields[i].name;

		if (name[0] == key.p[0] && str_eq_z(key, name))
			return &r->fields[i];
	}
	return NULL;
}

enum field_shape
field_shape(enum field_type t)
{
	switch (t) {
	case FIELD_WORDS:
		return SHAPE_WORDS;
	case FIELD_BOOL:
		return SHAPE_TRUTH;
	case FIELD_INT:
		return SHAPE_NUMBER;
	case FIELD_ENUM:
		return SHAPE_CHOICE;
	case FIELD_DATE:
	case FIELD_WHEN:
	case FIELD_INSTANT:
		return SHAPE_MOMENT;
	case FIELD_REF:
		return SHAPE_REF;
	case FIELD_RECORD:
		return SHAPE_RECORD;
	case FIELD_PREDICATE:
		return SHAPE_CONDITION;
	case FIELD_TREE:
		return SHAPE_TREE;
	case FIELD_STR:
	case FIELD_TEXT:
	case FIELD_URL:
	case FIELD_SOURCE:
	case FIELD_EMAIL:
	case FIELD_ID:
	case FIELD_LANG:
	case FIELD_CVE:
	case FIELD_CWE:
	case FIELD_CVSS:
	case FIELD_VERS:
	case FIELD_PURL:
	case FIELD_CPE:
	case FIELD_PATH:
		return SHAPE_TEXT;
	}
	BUG("field type");
}

size_t
field_item_size(const struct field *f)
{
	static const size_t sizes[] = {
		[SHAPE_TEXT] = sizeof(struct text),
		[SHAPE_WORDS] = sizeof(struct words),
		[SHAPE_TRUTH] = sizeof(struct truth),
		[SHAPE_NUMBER] = sizeof(struct number),
		[SHAPE_CHOICE] = sizeof(struct choice),
		[SHAPE_MOMENT] = sizeof(struct moment),
		[SHAPE_REF] = sizeof(struct ref),
		[SHAPE_CONDITION] = sizeof(struct condition),
		[SHAPE_TREE] = sizeof(struct tree),
	};

	if (f->type == FIELD_RECORD)
		return f->record->size;
	return sizes[field_shape(f->type)];
}

/* Where a single value keeps its place. */
static struct span
item_span(const struct field *f, const void *item)
{
	static const size_t offsets[] = {
		[SHAPE_TEXT] = offsetof(struct text, at),
		[SHAPE_WORDS] = offsetof(struct words, at),
		[SHAPE_TRUTH] = offsetof(struct truth, at),
		[SHAPE_NUMBER] = offsetof(struct number, at),
		[SHAPE_CHOICE] = offsetof(struct choice, at),
		[SHAPE_MOMENT] = offsetof(struct moment, at),
		[SHAPE_REF] = offsetof(struct ref, at),
		[SHAPE_RECORD] = 0,
		[SHAPE_CONDITION] = offsetof(struct condition, at),
		[SHAPE_TREE] = offsetof(struct tree, at),
	};
	const char *p = item;
	struct span at;

	memcpy(&at, p + offsets[field_shape(f->type)], sizeof(at));
	return at;
}

const void *
field_items(const struct field *f, const void *record, size_t *n)
{
	const void *member = (const char *)record + f->offset;

	if (f->card == CARD_LIST || f->card == CARD_LIST1) {
		const struct field_list *list = member;

		*n = list->n;
		return list->v;
	}
	if (f->type == FIELD_RECORD) {
		const void *one = *(const void *const *)member;

		*n = one != NULL;
		return one;
	}
	*n = span_is_set(item_span(f, member));
	return member;
}

const char *
enum_name(const struct enum_table *t, int v)
{
	for (size_t i = 0; i < t->n; i++) {
		if (t->values[i].v == v)
			return t->values[i].name;
	}
	return "";
}

const char *
field_type_name(enum field_type t)
{
	static const char *const names[] = {
		[FIELD_STR] = "a line of text",
		[FIELD_TEXT] = "text",
		[FIELD_WORDS] = "text in {ja: ..., en: ...}",
		[FIELD_BOOL] = "yes or no",
		[FIELD_INT] = "a whole number",
		[FIELD_ENUM] = "a word",
		[FIELD_DATE] = "a date",
		[FIELD_WHEN] = "a date, or an instant with its zone",
		[FIELD_INSTANT] = "an instant with its zone",
		[FIELD_URL] = "a URL",
		[FIELD_SOURCE] = "an https address, or file: and a path",
		[FIELD_EMAIL] = "a mail address",
		[FIELD_ID] = "an id",
		[FIELD_REF] = "the id of another record",
		[FIELD_LANG] = "a language tag",
		[FIELD_CVE] = "a CVE id",
		[FIELD_CWE] = "a CWE id",
		[FIELD_CVSS] = "a CVSS vector",
		[FIELD_VERS] = "a vers range",
		[FIELD_PURL] = "a package URL",
		[FIELD_CPE] = "a CPE name",
		[FIELD_PATH] = "a file's path",
		[FIELD_RECORD] = "a map",
		[FIELD_PREDICATE] = "a condition",
		[FIELD_TREE] = "YAML",
	};

	return names[t];
}

const char *
field_audience_name(enum field_audience a)
{
	static const char *const names[] = {
		[AUDIENCE_PUBLIC] = "public",
		[AUDIENCE_GROUP] = "group",
		[AUDIENCE_TEAM] = "team",
		[AUDIENCE_NAMED] = "named",
	};

	return names[a];
}

const char *
space_name(enum space s)
{
	static const char *const names[] = {
		[SPACE_COMPANY] = "company",
		[SPACE_PERSON] = "person",
		[SPACE_PARTY] = "party",
		[SPACE_ACTOR] = "person or party",
		[SPACE_PRODUCT] = "product",
		[SPACE_SYSTEM] = "system",
		[SPACE_CASE] = "case",
		[SPACE_AUDIENCE] = "audience",
		[SPACE_CALENDAR] = "calendar",
		[SPACE_CAMPAIGN] = "campaign",
		[SPACE_ALERT] = "alert",
		[SPACE_POLICY] = "policy",
	};

	return names[s];
}
