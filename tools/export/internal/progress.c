#include "export/internal/progress.h"

#include "base/arena.h"
#include "export/export.h"
#include "export/internal/board.h"
#include "export/internal/frame.h"
#include "export/internal/show.h"
#include "model/model.h"
#include "text/value.h"

/* The chart's place in partials/in_progress: x grows with days, y falls. */
#define LEFT	34
#define RIGHT	370
#define BOTTOM	150
#define TOP	22

/* Days drawn, so that a long campaign stays readable. */
#define DAYS_MAX	28

/* Labels below the axis. */
#define MARKS	6

struct curve {
	struct day first;
	int days;		/* after the first one */
	int step;		/* days between points */
	size_t *answered;	/* by point, cumulative */
	size_t *done;
	size_t n;		/* points */
};

/* The day on which a product had answered everything; 0: it has not. */
static int32_t
answered_on(const struct board *b, const struct board_row *r)
{
	int32_t last = 0;

	for (size_t i = 0; i < b->k->vulnerabilities.n; i++) {
		const struct answer *a = r->answers[i];

		if (r->n_missing > 0 || a == NULL)
			return 0;
		if (a->at.w.day.n > last)
			last = a->at.w.day.n;
	}
	return last;
}

static struct curve
curve_of(const struct frame *f, const struct board *b)
{
	struct day last = instant_day(f->c->now);
	struct when closed = b->k->closed.w;
	struct curve c = { .first = b->k->opened.w.day };

	if (closed.kind == WHEN_INSTANT && closed.day.n < last.n)
		last = closed.day;
	c.days = last.n - c.first.n;
	if (b->k->opened.w.kind == WHEN_UNSET || c.days < 1 || b->n == 0)
		return c;
	c.step = (c.days + DAYS_MAX - 1) / DAYS_MAX;
	c.n = (size_t)((c.days + c.step - 1) / c.step) + 1;
	c.answered = arena_array(f->a, size_t, c.n);
	c.done = arena_array(f->a, size_t, c.n);
	for (size_t i = 0; i < b->n; i++) {
		int32_t day = answered_on(b, &b->rows[i]);
		int at = day - c.first.n;
		size_t point;

		if (day == 0)
			continue;
		point = at <= 0 ? 0 : (size_t)((at + c.step - 1) / c.step);
		if (point >= c.n)
			continue;
		c.answered[point]++;
		c.done[point] += b->rows[i].worst >= ROW_FIXED;
	}
	for (size_t i = 1; i < c.n; i++) {
		c.answered[i] += c.answered[i - 1];
		c.done[i] += c.done[i - 1];
	}
	return c;
}

static int
x_of(const struct curve *c, size_t point)
{
	return LEFT + (int)((RIGHT - LEFT) * point / (c->n - 1));
}

static int
y_of(size_t n, size_t all)
{
	return BOTTOM - (int)((BOTTOM - TOP) * n / all);
}

/* The area below a curve. */
static struct str
path_of(const struct frame *f, const struct curve *c, const size_t *v,
    size_t all)
{
	struct str d = str_fmt(f->a, "M%d %d", LEFT, BOTTOM);

	for (size_t i = 0; i < c->n; i++)
		d = str_fmt(f->a, "%.*s L%d %d", STR_ARG(d), x_of(c, i),
		    y_of(v[i], all));
	return str_fmt(f->a, "%.*s L%d %dZ", STR_ARG(d), RIGHT, BOTTOM);
}

static void
fill_days(const struct frame *f, struct value *list, const struct curve *c)
{
	size_t every = (c->n + MARKS - 1) / MARKS;

	for (size_t i = 0; i < c->n; i++) {
		struct value *o = value_push_object(list);
		int32_t day = c->first.n + (int32_t)i * c->step;
		struct civil k;

		if (day > c->first.n + c->days)
			day = c->first.n + c->days;
		k = day_to_civil((struct day){ day });
		show_when(f, o, "at",
		    (struct when){ .kind = WHEN_DATE, .day = { day } });
		value_set_int(o, "answered", (int64_t)c->answered[i]);
		value_set_int(o, "done", (int64_t)c->done[i]);
		value_set_int(o, "x", x_of(c, i));
		value_set_text(o, "mark",
		    i % every == 0 ? str_fmt(f->a, "%d/%d", k.month, k.day) :
				     S(""));
	}
}

/* Two labels at least a line apart. */
static int
below(int y, int above)
{
	return y < above + 15 ? above + 15 : y;
}

void
progress_show(const struct frame *f, struct value *o, const struct board *b)
{
	struct value *list = value_set_list(o, "progress"), *p;
	struct curve c = curve_of(f, b);
	int y_all = TOP + 4, y_answered;

	if (c.n < 2)
		return;
	p = value_push_object(list);
	value_set_int(p, "n", (int64_t)b->n);
	value_set_int(p, "n_answered", (int64_t)c.answered[c.n - 1]);
	value_set_int(p, "n_done", (int64_t)c.done[c.n - 1]);
	value_set_text(p, "answered", path_of(f, &c, c.answered, b->n));
	value_set_text(p, "done", path_of(f, &c, c.done, b->n));
	y_answered = below(y_of(c.answered[c.n - 1], b->n) + 4, y_all);
	value_set_int(p, "y_all", y_all);
	value_set_int(p, "y_answered", y_answered);
	value_set_int(p, "y_done",
	    below(y_of(c.done[c.n - 1], b->n) + 4, y_answered));
	fill_days(f, value_set_list(p, "days"), &c);
}
