#include "model/kind.h"

#include "model/records.h"

#define FORMAT_YAML	KIND_YAML
#define FORMAT_FRONT	KIND_FRONT

static const struct kind_info kinds[] = {
#define KIND(name, constant, record, format, label, body, pattern, doc)	\
	{ #name, &record_##record, FORMAT_##format, KIND_LABEL_##label,	\
	    AUDIENCE_##body, pattern, doc },
#include "model/kinds.def"
};

size_t
kinds_len(void)
{
	return ARRAY_LEN(kinds);
}

const struct kind_info *
kind_info(enum kind k)
{
	ASSERT((size_t)k < ARRAY_LEN(kinds));
	return &kinds[k];
}

bool
kind_find(struct str name, enum kind *out)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		if (str_eq_z(name, kinds[i].name)) {
			*out = (enum kind)i;
			return true;
		}
	}
	return false;
}

/* The holes of a pattern component, and where their text goes. */
static struct str *
hole_of(struct str component, struct kind_path *out, struct str *tail)
{
	static const struct {
		struct str name;
		size_t offset;
	} holes[] = {
		{ STR_INIT("{id}"), offsetof(struct kind_path, id) },
		{ STR_INIT("{dir}"), offsetof(struct kind_path, dir) },
	};

	for (size_t i = 0; i < ARRAY_LEN(holes); i++) {
		if (!str_starts(component, holes[i].name))
			continue;
		*tail = str_from(component, holes[i].name.n);
		return (struct str *)(void *)((char *)out + holes[i].offset);
	}
	return NULL;
}

/* Match what follows {id}: a fixed tail, perhaps with {lang} in it. */
static bool
match_tail(struct str pattern, struct str text, struct str *head,
    struct str *lang)
{
	struct str mark = S(".{lang}");
	struct str ext;

	if (!str_starts(pattern, mark)) {
		if (!str_ends(text, pattern))
			return false;
		*head = str_sub(text, 0, text.n - pattern.n);
		return true;
	}
	ext = str_from(pattern, mark.n);
	if (!str_ends(text, ext) || text.n < ext.n + 3)
		return false;
	*head = str_sub(text, 0, text.n - ext.n);
	*lang = str_from(*head, head->n - 2);
	*head = str_sub(*head, 0, head->n - 2);
	if (!str_eq(*lang, S("ja")) && !str_eq(*lang, S("en")))
		return false;
	if (!str_ends(*head, S(".")))
		return false;
	*head = str_sub(*head, 0, head->n - 1);
	return true;
}

static bool
match_component(struct str pattern, struct str text, struct kind_path *out)
{
	struct str tail = S(""), head;
	struct str *hole = hole_of(pattern, out, &tail);
	size_t at;

	if (hole != NULL) {
		if (!match_tail(tail, text, &head, &out->lang))
			return false;
		*hole = head;
		return head.n > 0;
	}
	at = str_find(pattern, S(".{lang}"), 0);
	if (at == SIZE_MAX)
		return str_eq(pattern, text);
	return match_tail(str_from(pattern, at), text, &head, &out->lang) &&
	    str_eq(head, str_sub(pattern, 0, at));
}

static bool
match_pattern(struct str pattern, struct str path, struct kind_path *out)
{
	bool more_pattern = true, more_path = true;

	while (more_pattern && more_path) {
		struct str want, have;

		more_pattern = str_cut(pattern, '/', &want, &pattern);
		more_path = str_cut(path, '/', &have, &path);
		if (!match_component(want, have, out))
			return false;
	}
	return more_pattern == more_path;
}

bool
kind_match(struct str path, struct kind_path *out)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		*out = (struct kind_path){ .kind = (enum kind)i };
		if (match_pattern(str_z(kinds[i].pattern), path, out))
			return true;
	}
	return false;
}

/* Whether a file's name looks like a document at all. */
static bool
is_document(struct str name)
{
	return str_ends(name, S(".md")) || str_ends(name, S(".yaml")) ||
	    str_ends(name, S(".yml"));
}

/* A file's name up to its first dot. */
static struct str
stem_of(struct str name)
{
	struct str stem, rest;

	(void)str_cut(name, '.', &stem, &rest);
	return stem;
}

/* Whether a name is close to the last component of a pattern. */
static bool
is_near(struct str pattern, struct str name)
{
	struct str stem = stem_of(pattern);

	/* Where any name is an id, what is wrong is how it ends. */
	if (str_starts(pattern, S("{")))
		return true;
	return str_nearest(stem_of(name), &stem, 1).n > 0;
}

const char *
kind_near(struct str path)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		struct kind_path ignored = { 0 };
		struct str pattern = str_z(kinds[i].pattern), rest = path;
		struct str want, have;
		bool more_pattern = true, more = true, ok = true;

		while (ok && more && more_pattern) {
			more_pattern = str_cut(pattern, '/', &want, &pattern);
			more = str_cut(rest, '/', &have, &rest);
			if (more && more_pattern)
				ok = match_component(want, have, &ignored);
		}
		if (ok && more == more_pattern && is_document(have) &&
		    is_near(want, have))
			return kinds[i].pattern;
	}
	return NULL;
}
