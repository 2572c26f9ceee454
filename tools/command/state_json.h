/*
 * Everything that was computed, as JSON: the names of model/derived.h, enums
 * in their words, instants in the organisation's zone, places as path and
 * line.  What is not there is null or an empty list, so that programs need not
 * ask whether a name exists.
 */
#ifndef COMMAND_STATE_JSON_H
#define COMMAND_STATE_JSON_H

#include "model/derived.h"

struct json_writer;
struct model;
struct revision_due;
struct say;
struct world;

/* Where it goes, whose words, zone and memory it takes, and of what model. */
struct state_json {
	struct json_writer *w;
	const struct say *say;
	const struct model *m;
	const struct world *world;	/* derived; NULL: what is due of a
					 * changed case is not told */
};

/* A clock as an object. */
void state_json_clock(const struct state_json *j, const struct clock *k);

/* A member, or an item where name is NULL: an occurrence, null without. */
void state_json_occurrence(const struct state_json *j, const char *name,
    const struct occurrence *o);

/* A member, by the field's name: text, yes or no, a number, a word, a time or
 * an id; a list where the field has one.  Not for records and conditions. */
void state_json_field(const struct state_json *j, const struct field *f,
    const void *record);

/* Members: the id of a record or null, an instant or null, a proof. */
void state_json_entry(const struct state_json *j, const char *name,
    const struct entry *e);
void state_json_instant(const struct state_json *j, const char *name,
    bool is_set, struct instant t);
void state_json_day(const struct state_json *j, const char *name, bool is_set,
    struct day d);
void state_json_proof(const struct state_json *j, const char *name,
    const struct proof *p);

/* A member with text, or null for none. */
void state_json_text(const struct state_json *j, const char *name,
    struct str text);
void state_json_bool(const struct state_json *j, const char *name, bool b);

/*
 * The member next_revision: {number, level, summary: {ja, en}}; null without
 * one.  Level: "patch", "minor", "major".
 */
void state_json_revision(const struct state_json *j,
    const struct revision_due *due);

#endif
