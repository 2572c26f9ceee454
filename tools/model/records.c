#include "model/records.h"

/* The vocabularies. */
#define ENUM(name, doc)							\
	static const char doc_##name[] = doc;				\
	static const struct enum_value values_##name[] = {
#define VALUE(name, constant, word, doc)	{ word, (int)constant, doc },
#define ENUM_END(name)							\
	};								\
	const struct enum_table enum_##name = {				\
		#name, values_##name, ARRAY_LEN(values_##name), doc_##name \
	};
#include "model/enums.def"

/* What a row's third and fourth column put into struct field. */
#define OF_STR(of)		NULL, NULL, SPACE_COMPANY
#define OF_TEXT(of)		OF_STR(of)
#define OF_WORDS(of)		OF_STR(of)
#define OF_BOOL(of)		OF_STR(of)
#define OF_INT(of)		OF_STR(of)
#define OF_ENUM(of)		NULL, &enum_##of, SPACE_COMPANY
#define OF_DATE(of)		OF_STR(of)
#define OF_WHEN(of)		OF_STR(of)
#define OF_INSTANT(of)		OF_STR(of)
#define OF_URL(of)		OF_STR(of)
#define OF_SOURCE(of)		OF_STR(of)
#define OF_EMAIL(of)		OF_STR(of)
#define OF_ID(of)		OF_STR(of)
#define OF_REF(of)		NULL, NULL, SPACE_##of
#define OF_LANG(of)		OF_STR(of)
#define OF_CVE(of)		OF_STR(of)
#define OF_CWE(of)		OF_STR(of)
#define OF_CVSS(of)		OF_STR(of)
#define OF_VERS(of)		OF_STR(of)
#define OF_PURL(of)		OF_STR(of)
#define OF_CPE(of)		OF_STR(of)
#define OF_PATH(of)		OF_STR(of)
#define OF_RECORD(of)		&record_##of, NULL, SPACE_COMPANY
#define OF_PREDICATE(of)	OF_STR(of)
#define OF_TREE(of)		OF_STR(of)

#define RECORD(name, doc)						\
	static const char record_doc_##name[] = doc;			\
	static const struct field fields_##name[] = {
#define FIELD(name, member, type, of, card, audience, doc)		\
	{ #member, FIELD_##type, CARD_##card, AUDIENCE_##audience,	\
	    offsetof(struct name, member), OF_##type(of), doc },
#define END(name)							\
	};								\
	const struct record record_##name = {				\
		#name, sizeof(struct name), fields_##name,		\
		ARRAY_LEN(fields_##name), record_doc_##name		\
	};
#include "model/records.def"
