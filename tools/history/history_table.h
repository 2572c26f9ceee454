/*
 * Commits by id, files by path, people by name and mail: one of each, made
 * when it is first asked for.
 */
#ifndef HISTORY_HISTORY_TABLE_H
#define HISTORY_HISTORY_TABLE_H

#include "history/history.h"

struct arena;
struct map;

struct history_table {
	struct arena *perm;
	struct map *commits, *files, *people;
};

void history_table_init(struct history_table *t, struct arena *perm);

/* NULL when there is none yet. */
struct history_commit *history_table_commit(const struct history_table *t,
    const uint8_t id[HISTORY_ID_BYTES]);

/* Add one that is not there and whose id is set; it must live as long. */
void history_table_add(struct history_table *t, struct history_commit *c);

/* Names are copied when they are new. */
struct history_file *history_table_file(struct history_table *t,
    struct str path);
struct history_person *history_table_person(struct history_table *t,
    const struct history_person *p);

#endif
