#include "export/internal/desk_chart.h"

#include "base/arena.h"
#include "export/export.h"
#include "export/internal/desk.h"
#include "export/internal/frame.h"
#include "export/internal/show.h"
#include "export/internal/where.h"
#include "model/model.h"
#include "text/value.h"

#define WHOLE	1000	/* units of a bar's width */
#define SHADES	4	/* classes q1 .. q4 */

/* Severities from the worst to those not rated, with their keys. */
static const struct {
	size_t index;
	const char *key;
} severities[] = {
	{ CVSS_CRITICAL, "critical" },
	{ CVSS_HIGH, "high" },
	{ CVSS_MEDIUM, "medium" },
	{ CVSS_LOW, "low" },
	{ CVSS_NONE, "none" },
	{ DESK_UNRATED, "unknown" },
};

static void
show_bars(struct value *o, const struct desk_stage *s, size_t longest)
{
	struct value *bars = value_set_list(o, "bars");
	size_t x = 0;

	for (size_t i = 0; i < ARRAY_LEN(severities); i++) {
		size_t n = s->severities[severities[i].index];
		struct value *bar;

		if (n == 0)
			continue;
		bar = value_push_object(bars);
		value_set_z(bar, "key", severities[i].key);
		value_set_int(bar, "n", (int64_t)n);
		value_set_int(bar, "x", (int64_t)(x * WHOLE / longest));
		value_set_int(bar, "width", (int64_t)(n * WHOLE / longest));
		x += n;
	}
}

void
desk_chart_stages(const struct frame *f, struct value *o, const struct desk *d)
{
	struct value *list = value_set_list(o, "stages");
	size_t longest = 1;

	for (size_t i = 0; i < d->n_stages; i++) {
		if (d->stages[i].n > longest)
			longest = d->stages[i].n;
	}
	for (size_t i = 0; d->has_states && i < d->n_stages; i++) {
		const struct desk_stage *s = &d->stages[i];
		struct value *row = value_push_object(list);

		value_set_int(row, "number", s->stage->number.n);
		show_words(f, row, "name", &s->stage->name);
		value_set_text(row, "href",
		    where_link(f,
			str_fmt(f->a, "cases/stage-%.*s.html",
			    STR_ARG(s->stage->id.s))));
		value_set_int(row, "n", (int64_t)s->n);
		show_bars(row, s, longest);
	}
}

/* q0 for nothing, else one of four shades. */
static const char *
shade(size_t n, size_t most)
{
	static const char *const classes[SHADES + 1] = { "q0", "q1", "q2",
		"q3", "q4" };

	return classes[(n * SHADES + most - 1) / most];
}

static void
show_cells(struct value *row, const size_t *n, size_t columns, size_t most)
{
	struct value *cells = value_set_list(row, "cells");

	for (size_t i = 0; i < columns; i++) {
		struct value *cell = value_push_object(cells);

		value_set_int(cell, "n", (int64_t)n[i]);
		value_set_z(cell, "class", shade(n[i], most));
	}
}

/* Rows of a table of counts[severity][column]; severities without any go. */
static void
show_heat(struct value *o, const size_t *counts, size_t columns)
{
	struct value *rows = value_set_list(o, "rows");
	size_t most = 1;

	for (size_t i = 0; i < DESK_SEVERITIES * columns; i++) {
		if (counts[i] > most)
			most = counts[i];
	}
	for (size_t i = 0; i < ARRAY_LEN(severities); i++) {
		const size_t *n = counts + severities[i].index * columns;
		struct value *row;
		size_t all = 0;

		for (size_t j = 0; j < columns; j++)
			all += n[j];
		if (all == 0 && severities[i].index == CVSS_NONE)
			continue;
		row = value_push_object(rows);
		value_set_z(row, "key", severities[i].key);
		show_cells(row, n, columns, most);
	}
}

/* Its key is the id of its heading too. */
static struct value *
heat_new(struct value *o, const char *key)
{
	struct value *heat = value_set_object(o, key);

	value_set_z(heat, "id", key);
	return heat;
}

/* The columns of priorities that are in use, and one for those without. */
static void
show_priorities(const struct frame *f, struct value *o, const struct desk *d)
{
	struct value *heat = heat_new(o, "priorities");
	struct value *columns = value_set_list(heat, "columns");
	size_t counts[DESK_SEVERITIES][DESK_PRIORITIES + 1] = { { 0 } };
	size_t *flat = arena_array(f->a, size_t,
	    DESK_SEVERITIES * (DESK_PRIORITIES + 1));
	size_t n = 0, at = 0;

	for (size_t j = 0; j < DESK_PRIORITIES; j++) {
		if (d->priority_names[j].n == 0)
			continue;
		value_push(columns, value_text(f->a, d->priority_names[j]));
		for (size_t i = 0; i < DESK_SEVERITIES; i++)
			counts[i][n] = d->priorities[i][j];
		n++;
	}
	value_push(columns,
	    value_text(f->a, frame_word(f, "in.dashboard.no_priority")));
	for (size_t i = 0; i < DESK_SEVERITIES; i++) {
		counts[i][n] = d->priorities[i][DESK_PRIORITIES];
		for (size_t j = 0; j <= n; j++)
			flat[at++] = counts[i][j];
	}
	if (d->has_states)
		show_heat(heat, flat, n + 1);
	else
		value_set_list(heat, "rows");
}

void
desk_chart_heats(const struct frame *f, struct value *o, const struct desk *d)
{
	static const char *const ages[DESK_AGES] = { "0–7", "8–30", "31–60",
		"61–90", "91–" };
	struct value *heat, *columns;

	show_priorities(f, o, d);
	heat = heat_new(o, "ages");
	columns = value_set_list(heat, "columns");
	for (size_t i = 0; i < DESK_AGES; i++)
		value_push(columns, value_text(f->a, str_z(ages[i])));
	show_heat(heat, &d->ages[0][0], DESK_AGES);
}
