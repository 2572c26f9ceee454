#include "model/reference.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "text/value.h"

static void
collect(struct map *seen, const struct record *r)
{
	if (!map_add(seen, str_z(r->name), (void *)(uintptr_t)r))
		return;
	for (size_t i = 0; i < r->n; i++) {
		if (r->fields[i].record != NULL)
			collect(seen, r->fields[i].record);
	}
}

size_t
reference_records(enum kind k, struct arena *a, const struct record ***out)
{
	struct map *seen = map_open(a);
	const struct record **v;
	size_t n;

	collect(seen, kind_info(k)->record);
	n = map_len(seen);
	v = arena_array(a, const struct record *, n);
	for (size_t i = 0; i < n; i++)
		v[i] = map_at(seen, i)->value;
	*out = v;
	return n;
}

const char *
reference_card(enum field_card c)
{
	static const char *const names[] = {
		[CARD_OPT] = "optional",
		[CARD_REQ] = "required",
		[CARD_LIST] = "list",
		[CARD_LIST1] = "list, not empty",
	};

	return names[c];
}

struct str
reference_type(struct arena *a, const struct field *f)
{
	struct str s;

	switch (f->type) {
	case FIELD_REF:
		return str_fmt(a, "%s's id", space_name(f->space));
	case FIELD_RECORD:
		return str_z(f->record->name);
	case FIELD_ENUM:
		s = S("one of: ");
		for (size_t i = 0; i < f->values->n; i++)
			s = str_fmt(a, "%.*s%s%s", STR_ARG(s),
			    i > 0 ? ", " : "", f->values->values[i].name);
		return s;
	case FIELD_STR:
	case FIELD_TEXT:
	case FIELD_WORDS:
	case FIELD_BOOL:
	case FIELD_INT:
	case FIELD_DATE:
	case FIELD_WHEN:
	case FIELD_INSTANT:
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
	case FIELD_PREDICATE:
	case FIELD_TREE:
		return str_z(field_type_name(f->type));
	}
	BUG("field type");
}

static void
put_field(struct arena *a, const struct field *f, struct value *out)
{
	struct value *words;

	value_set_z(out, "name", f->name);
	value_set_text(out, "type", reference_type(a, f));
	value_set_z(out, "card", reference_card(f->card));
	value_set_z(out, "audience", field_audience_name(f->audience));
	value_set_z(out, "doc", f->doc);
	value_set_bool(out, "is_required",
	    f->card == CARD_REQ || f->card == CARD_LIST1);
	value_set_bool(out, "is_list",
	    f->card == CARD_LIST || f->card == CARD_LIST1);
	if (f->record != NULL)
		value_set_z(out, "record", f->record->name);
	else
		value_set(out, "record", NULL);
	words = value_set_list(out, "words");
	for (size_t i = 0; f->values != NULL && i < f->values->n; i++) {
		struct value *word = value_push_object(words);

		value_set_z(word, "name", f->values->values[i].name);
		value_set_z(word, "doc", f->values->values[i].doc);
	}
}

bool
reference_kind(enum kind k, struct arena *a, struct value *out)
{
	const struct kind_info *info = kind_info(k);
	const struct record **records;
	size_t n = reference_records(k, a, &records);
	struct value *list;

	if (info->record->n == 0)
		return false;
	value_set_z(out, "name", info->name);
	value_set_z(out, "doc", info->doc);
	value_set_z(out, "path", info->pattern);
	list = value_set_list(out, "records");
	for (size_t i = 0; i < n; i++) {
		struct value *r = value_push_object(list);
		struct value *fields;

		value_set_z(r, "name", records[i]->name);
		value_set_z(r, "doc", records[i]->doc);
		value_set_bool(r, "is_root", i == 0);
		fields = value_set_list(r, "fields");
		for (size_t j = 0; j < records[i]->n; j++)
			put_field(a, &records[i]->fields[j],
			    value_push_object(fields));
	}
	return true;
}
