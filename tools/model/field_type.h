/*
 * The words that rows of the field tables use: types, cardinalities, audiences
 * and the spaces of ids.  model/field.h says how a row is written.
 */
#ifndef MODEL_FIELD_TYPE_H
#define MODEL_FIELD_TYPE_H

enum field_type {
	FIELD_STR,	/* one line of text */
	FIELD_TEXT,	/* lines of text, Markdown where it is rendered */
	FIELD_WORDS,	/* {ja: ..., en: ...} */
	FIELD_BOOL,	/* true, false, yes, no */
	FIELD_INT,	/* a decimal integer */
	FIELD_ENUM,	/* a word of an enum table */
	FIELD_DATE,	/* 2026-09-01 */
	FIELD_WHEN,	/* a date or an instant with its zone */
	FIELD_INSTANT,	/* an instant with its zone */
	FIELD_URL,	/* https, http or mailto */
	FIELD_SOURCE,	/* https, or file: and a path below the repository */
	FIELD_EMAIL,
	FIELD_ID,	/* an id of our own: [A-Za-z0-9._+-], no leading dot */
	FIELD_REF,	/* an id of something else: see enum space */
	FIELD_LANG,	/* a language tag, BCP 47 */
	FIELD_CVE,
	FIELD_CWE,
	FIELD_CVSS,
	FIELD_VERS,
	FIELD_PURL,
	FIELD_CPE,
	FIELD_PATH,	/* a file beside this one, no way out of its folder */
	FIELD_RECORD,
	FIELD_PREDICATE,
	FIELD_TREE,	/* YAML that another floor reads */
};

enum field_card {
	CARD_OPT,	/* may be left out */
	CARD_REQ,	/* must be there */
	CARD_LIST,	/* a list, may be empty or left out */
	CARD_LIST1,	/* a list with at least one item */
};

/*
 * The least strict readers a field is for; TLP 2.0 in brackets.  An edition
 * shows a field when its ceiling reaches it, and the record's label does too.
 */
enum field_audience {
	AUDIENCE_PUBLIC,	/* everybody, once published [CLEAR] */
	AUDIENCE_GROUP,		/* all staff of the group [GREEN, AMBER] */
	AUDIENCE_TEAM,		/* PSIRT and case teams [AMBER+STRICT] */
	AUDIENCE_NAMED,		/* named persons only [RED] */
};

/* What ids can refer to.  ACTOR is a person or a party. */
enum space {
	SPACE_COMPANY,
	SPACE_PERSON,
	SPACE_PARTY,
	SPACE_ACTOR,
	SPACE_PRODUCT,
	SPACE_SYSTEM,
	SPACE_CASE,
	SPACE_AUDIENCE,
	SPACE_CALENDAR,
	SPACE_CAMPAIGN,
	SPACE_ALERT,
	SPACE_POLICY,
};

#define SPACES	12

#endif
