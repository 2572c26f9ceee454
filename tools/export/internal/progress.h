/*
 * How a campaign went: products with all answers, and products done, day by
 * day, as an area chart and as a table.
 */
#ifndef EXPORT_INTERNAL_PROGRESS_H
#define EXPORT_INTERNAL_PROGRESS_H

struct board;
struct frame;
struct value;

/*
 * Set "progress", none or one, for partials/in_progress: n, n_answered, n_done;
 * answered, done (data of SVG paths); days {at, answered, done, x, mark};
 * y_all, y_answered, y_done (places of the labels).  None while the campaign
 * is less than a day old.  A product counts from the day of its last answer.
 */
void progress_show(const struct frame *f, struct value *o,
    const struct board *b);

#endif
