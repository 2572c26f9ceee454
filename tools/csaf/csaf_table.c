#include "csaf/csaf_table.h"

#include "base/attr.h"

enum {
	ANY = false,
	UNIQUE = true,
	FREE = false,
	NEEDED = true,
};

/* ---- types by name --------------------------------------------------- */

#define OBJECT(name, min, max)		TYPE(name),
#define CLOSED(name, min, max)		TYPE(name),
#define RATED(name, min, max)		TYPE(name),
#define ANYTHING(name, min, max)	TYPE(name),
#define ARRAY(name, of, min, unique)	TYPE(name),
#define STRING(name, min, format, words) TYPE(name),
#define TEXT(name, text)		TYPE(name),
#define NUMBER(name, min, max)		TYPE(name),
#define BOOLEAN(name)			TYPE(name),
#define FALSEHOOD(name)			TYPE(name),
#define EITHER(name, a, b)		TYPE(name),
#define MEMBER(object, name, type, need)
#define DOLLAR(object, name, type, need)

#define TYPE(name)	TYPE_20_##name
enum type20 {
#include "csaf/schema20.def"
};
#undef TYPE

#define TYPE(name)	TYPE_21_##name
enum type21 {
#include "csaf/schema21.def"
};
#undef TYPE

#undef OBJECT
#undef CLOSED
#undef RATED
#undef ANYTHING
#undef ARRAY
#undef STRING
#undef TEXT
#undef NUMBER
#undef BOOLEAN
#undef FALSEHOOD
#undef EITHER
#undef MEMBER
#undef DOLLAR

/* ---- types ----------------------------------------------------------- */

#define OBJECT_ROW(name_, min_, max_, extra_, rated)			\
	{ .kind = CSAF_TYPE_OBJECT, .name = #name_, .min = min_,	\
	    .max = max_, .extra = CSAF_EXTRA_##extra_, .is_rated = rated },
#define OBJECT(name, min, max)	OBJECT_ROW(name, min, max, TOLD, false)
#define CLOSED(name, min, max)	OBJECT_ROW(name, min, max, REFUSED, false)
#define RATED(name, min, max)	OBJECT_ROW(name, min, max, REFUSED, true)
#define ANYTHING(name, min, max) OBJECT_ROW(name, min, max, FREE, false)
#define ARRAY(name_, of_, min_, unique)					\
	{ .kind = CSAF_TYPE_ARRAY, .name = #name_, .min = min_,		\
	    .of = { TYPE(of_) }, .is_unique = unique },
#define STRING(name_, min_, format_, words_)				\
	{ .kind = CSAF_TYPE_STRING, .name = #name_, .min = min_,	\
	    .format = CSAF_FORMAT_##format_, .words = STR_INIT(words_) },
#define TEXT(name_, text)						\
	{ .kind = CSAF_TYPE_STRING, .name = #name_, .is_one = true,	\
	    .words = STR_INIT(text) },
#define NUMBER(name_, min_, max_)					\
	{ .kind = CSAF_TYPE_NUMBER, .name = #name_, .min = min_, .max = max_ },
#define BOOLEAN(name_)							\
	{ .kind = CSAF_TYPE_BOOLEAN, .name = #name_ },
#define FALSEHOOD(name_)						\
	{ .kind = CSAF_TYPE_BOOLEAN, .name = #name_, .is_one = true },
#define EITHER(name_, a, b)						\
	{ .kind = CSAF_TYPE_EITHER, .name = #name_,			\
	    .of = { TYPE(a), TYPE(b) } },
#define MEMBER(object, name, type, need)
#define DOLLAR(object, name, type, need)

#define TYPE(name)	TYPE_20_##name
static const struct csaf_type types20[] = {
#include "csaf/schema20.def"
};
#undef TYPE

#define TYPE(name)	TYPE_21_##name
static const struct csaf_type types21[] = {
#include "csaf/schema21.def"
};
#undef TYPE

#undef OBJECT
#undef CLOSED
#undef RATED
#undef ANYTHING
#undef ARRAY
#undef STRING
#undef TEXT
#undef NUMBER
#undef BOOLEAN
#undef FALSEHOOD
#undef EITHER
#undef MEMBER
#undef DOLLAR

/* ---- members --------------------------------------------------------- */

#define OBJECT(name, min, max)
#define CLOSED(name, min, max)
#define RATED(name, min, max)
#define ANYTHING(name, min, max)
#define ARRAY(name, of, min, unique)
#define STRING(name, min, format, words)
#define TEXT(name, text)
#define NUMBER(name, min, max)
#define BOOLEAN(name)
#define FALSEHOOD(name)
#define EITHER(name, a, b)
#define MEMBER(object, name, type, need)				\
	{ TYPE(object), STR_INIT(#name), TYPE(type), need },
#define DOLLAR(object, name, type, need)				\
	{ TYPE(object), STR_INIT("$" #name), TYPE(type), need },

#define TYPE(name)	TYPE_20_##name
static const struct csaf_member members20[] = {
#include "csaf/schema20.def"
};
#undef TYPE

#define TYPE(name)	TYPE_21_##name
static const struct csaf_member members21[] = {
#include "csaf/schema21.def"
};
#undef TYPE

static const struct csaf_extension extensions[] = {
#define EXTENSION(url, type, foe, ...)					\
	{ STR_INIT(url), TYPE_21_##type, STR_INIT(foe), { __VA_ARGS__ } },
#include "csaf/extensions.def"
};

/* ---- what others ask ------------------------------------------------- */

const struct csaf_schema *
csaf_table_20(void)
{
	static const struct csaf_schema schema = { .types = types20,
		.n_types = ARRAY_LEN(types20),
		.members = members20,
		.n_members = ARRAY_LEN(members20),
		.root = TYPE_20_root };

	return &schema;
}

const struct csaf_schema *
csaf_table_21(void)
{
	static const struct csaf_schema schema = { .types = types21,
		.n_types = ARRAY_LEN(types21),
		.members = members21,
		.n_members = ARRAY_LEN(members21),
		.root = TYPE_21_root };

	return &schema;
}

const struct csaf_extension *
csaf_table_extension_at(size_t i)
{
	return i < ARRAY_LEN(extensions) ? &extensions[i] : NULL;
}

const struct csaf_extension *
csaf_table_extension(struct str url)
{
	for (size_t i = 0; i < ARRAY_LEN(extensions); i++) {
		if (str_eq(extensions[i].url, url))
			return &extensions[i];
	}
	return NULL;
}
