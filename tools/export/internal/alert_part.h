/*
 * What the page of an alert tells besides row_alert().
 */
#ifndef EXPORT_INTERNAL_ALERT_PART_H
#define EXPORT_INTERNAL_ALERT_PART_H

struct alert_set;
struct frame;
struct plain_entry;
struct value;

/*
 * Set action, unaffected {products, systems, condition, why}, notes {audience,
 * text}, references, revisions {n, at, text, commits}, untold, is_pending.  A
 * commit is {at, id, who, name}: names where the edition has them.
 */
void alert_part_show(const struct frame *f, struct value *o,
    const struct plain_entry *e);

/*
 * Set flaws {id, known: none or one, as finding_row_known}, findings (at most
 * PIECE_ROWS, as finding_row_show), n_findings, n_left_out, has_feeds.
 */
void alert_part_flaws(const struct frame *f, struct value *o,
    const struct alert_set *s, const struct plain_entry *e);

#endif
