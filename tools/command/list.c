#include "command/list.h"

#include <stdio.h>

#include "command/command.h"
#include "command/list_model.h"
#include "command/list_tables.h"
#include "model/model.h"

int command_list(struct invocation *v);

enum list_needs {
	NEEDS_MODEL,
	NEEDS_TABLES,
};

struct list_row {
	struct str name;
	void (*fill)(const struct listing *l);
	enum list_needs needs;
	const char *columns;
	const char *help;
};

static const struct list_row rows[] = {
#define LIST_MODEL(name, fn, columns, help)				\
	{ STR_INIT(#name), fn, NEEDS_MODEL, columns, help },
#define LIST_TABLES(name, fn, columns, help)				\
	{ STR_INIT(#name), fn, NEEDS_TABLES, columns, help },
#include "command/lists.def"
};

static const struct list_row *
row_find(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (str_eq(name, rows[i].name))
			return &rows[i];
	}
	return NULL;
}

static int
unknown_list(struct str name)
{
	struct str names[ARRAY_LEN(rows)];
	struct str near;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		names[i] = rows[i].name;
	near = str_nearest(name, names, ARRAY_LEN(names));
	fprintf(stderr, "hansho: there is no list '%.*s'", STR_ARG(name));
	if (near.n > 0)
		fprintf(stderr, " (did you mean '%.*s'?)", STR_ARG(near));
	fputs("\nlists:\n", stderr);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		fprintf(stderr, "  %-10.*s %s\n", STR_ARG(rows[i].name),
		    rows[i].help);
	return STATUS_USAGE;
}

static int
list_repository(struct invocation *v, const struct list_row *row,
    struct listing *l)
{
	struct world r;
	int status;

	if (!repository_open(v, &r))
		return STATUS_USAGE;
	l->model = r.model;
	row->fill(l);
	table_print(l->t, v->format);
	status = repository_unreadable(&r);
	repository_close(&r);
	return status;
}

/* The kind that fields are asked of, the only second argument there is. */
static bool
take_kind(struct invocation *v, const struct list_row *row, struct listing *l)
{
	if (v->n_args < 2)
		return true;
	if (row->fill != list_tables_fields) {
		(void)command_usage(v, "'%.*s' is too much",
		    STR_ARG(v->args[1]));
		return false;
	}
	l->has_kind = command_kind(v, v->args[1], &l->kind);
	return l->has_kind;
}

int
command_list(struct invocation *v)
{
	const struct list_row *row = row_find(v->args[0]);
	struct table t;
	struct listing l = { .t = &t, .now = v->now, .lang = v->lang };

	if (row == NULL)
		return unknown_list(v->args[0]);
	if (!command_text_or_json(v))
		return STATUS_USAGE;
	if (!take_kind(v, row, &l))
		return STATUS_USAGE;
	table_init(&t, v->perm, row->columns);
	if (row->needs == NEEDS_MODEL)
		return list_repository(v, row, &l);
	row->fill(&l);
	table_print(&t, v->format);
	return STATUS_FINE;
}
