/*
 * The C side of the field tables: an enum per vocabulary, a struct per record.
 *
 * Each struct begins with `struct span where`, the place it was written; each
 * member is a value of model/types.h, a pointer to a record (NULL when not
 * written), or a list {v, n}.  What a member means stands in its row.
 */
#ifndef MODEL_RECORDS_H
#define MODEL_RECORDS_H

#include "model/field.h"
#include "model/types.h"

/* enum tlp { TLP_CLEAR = 1, ... }; 0 is "not written". */
#define ENUM(name, doc)			enum name { name##_unset,
#define VALUE(name, constant, word, doc)	constant,
#define ENUM_END(name)			};
#include "model/enums.def"

/* C type of one value, by the type's word in a row. */
#define ONE_STR(of)		struct text
#define ONE_TEXT(of)		struct text
#define ONE_WORDS(of)		struct words
#define ONE_BOOL(of)		struct truth
#define ONE_INT(of)		struct number
#define ONE_ENUM(of)		struct choice
#define ONE_DATE(of)		struct moment
#define ONE_WHEN(of)		struct moment
#define ONE_INSTANT(of)		struct moment
#define ONE_URL(of)		struct text
#define ONE_SOURCE(of)		struct text
#define ONE_EMAIL(of)		struct text
#define ONE_ID(of)		struct text
#define ONE_REF(of)		struct ref
#define ONE_LANG(of)		struct text
#define ONE_CVE(of)		struct text
#define ONE_CWE(of)		struct text
#define ONE_CVSS(of)		struct text
#define ONE_VERS(of)		struct text
#define ONE_PURL(of)		struct text
#define ONE_CPE(of)		struct text
#define ONE_PATH(of)		struct text
#define ONE_RECORD(of)		struct of *
#define ONE_PREDICATE(of)	struct condition
#define ONE_TREE(of)		struct tree

/* C type of a list, by the type's word in a row. */
#define MANY_STR(of)		struct text_list
#define MANY_TEXT(of)		struct text_list
#define MANY_WORDS(of)		struct words_list
#define MANY_ENUM(of)		struct choice_list
#define MANY_DATE(of)		struct moment_list
#define MANY_WHEN(of)		struct moment_list
#define MANY_INSTANT(of)	struct moment_list
#define MANY_URL(of)		struct text_list
#define MANY_SOURCE(of)		struct text_list
#define MANY_EMAIL(of)		struct text_list
#define MANY_ID(of)		struct text_list
#define MANY_REF(of)		struct ref_list
#define MANY_LANG(of)		struct text_list
#define MANY_CVE(of)		struct text_list
#define MANY_CWE(of)		struct text_list
#define MANY_CVSS(of)		struct text_list
#define MANY_VERS(of)		struct text_list
#define MANY_PURL(of)		struct text_list
#define MANY_CPE(of)		struct text_list
#define MANY_PATH(of)		struct text_list
#define MANY_RECORD(of)		struct of##_list

#define MEMBER_OPT(type, of)	ONE_##type(of)
#define MEMBER_REQ(type, of)	ONE_##type(of)
#define MEMBER_LIST(type, of)	MANY_##type(of)
#define MEMBER_LIST1(type, of)	MANY_##type(of)

#define RECORD(name, doc)						\
	struct name;							\
	struct name##_list {						\
		struct name *v;						\
		size_t n;						\
	};								\
	struct name {							\
		struct span where;
#define FIELD(name, member, type, of, card, audience, doc)		\
		MEMBER_##card(type, of) member;
#define END(name)							\
	};								\
	extern const struct record record_##name;
#include "model/records.def"

#define ENUM(name, doc)							\
	extern const struct enum_table enum_##name;
#define VALUE(name, constant, word, doc)
#define ENUM_END(name)
#include "model/enums.def"

#endif
