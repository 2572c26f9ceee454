#include "export/internal/finding_news.h"

#include "base/arena.h"
#include "export/internal/finding_mirror.h"
#include "export/internal/finding_row.h"
#include "export/internal/finding_set.h"
#include "export/internal/frame.h"
#include "model/matched.h"
#include "model/model.h"
#include "text/value.h"

/* Rows; the list has the rest. */
#define ROWS	6

/* Priorities that are told apart; policies have four or five. */
#define PRIORITIES	8

const struct finding_list *
finding_news_make(struct arena *a, const struct model *m)
{
	return &finding_set_make(a, m)->v[0];
}

/* Counts by rank; policies of companies may share a rank, not its name. */
static void
show_priorities(const struct frame *f, struct value *o,
    const struct finding_list *l)
{
	struct value *list = value_set_list(o, "priorities");
	struct str names[PRIORITIES] = { { 0 } };
	size_t counts[PRIORITIES] = { 0 };

	for (size_t i = 0; i < l->n; i++) {
		const struct priority_state *p = &l->v[i]->priority;

		if (p->priority.n == 0 || p->rank >= PRIORITIES)
			continue;
		names[p->rank] = p->priority;
		counts[p->rank]++;
	}
	for (size_t i = 0; i < PRIORITIES; i++) {
		struct value *row;

		if (counts[i] == 0)
			continue;
		row = value_push_object(list);
		value_set_text(row, "name", finding_row_priority(f, names[i]));
		value_set_int(row, "n", (int64_t)counts[i]);
	}
}

/*
 * All are in the list KEV first within each bucket; here what is attacked
 * stands before everything else.
 */
static void
show_rows(const struct frame *f, struct value *o, const struct finding_list *l)
{
	struct value *rows = value_set_list(o, "rows");
	size_t n = 0;

	for (size_t i = 0; i < 2 * l->n && n < ROWS; i++) {
		const struct finding *x = l->v[i % l->n];

		if (x->known->is_kev != (i < l->n))
			continue;
		finding_row_show(f, value_push_object(rows), x);
		n++;
	}
	value_set_int(o, "n_more", (int64_t)(l->n - n));
}

void
finding_news_show(const struct frame *f, const struct finding_list *l)
{
	struct value *o = value_set_object(f->data, "findings");

	value_set_bool(o, "is_there", f->m->matched != NULL);
	value_set_int(o, "n_todo", (int64_t)l->n_todo);
	value_set_int(o, "n_kev", (int64_t)l->n_kev);
	value_set_int(o, "n_question",
	    (int64_t)l->buckets[FINDING_BUCKET_QUESTION]);
	value_set_int(o, "n_lapsed",
	    (int64_t)l->buckets[FINDING_BUCKET_LAPSED]);
	show_priorities(f, o, l);
	show_rows(f, o, l);
	finding_mirror_show(f);
}
