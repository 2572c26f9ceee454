/*
 * Counts of cases as pictures that are tables: bars by stage, severities by
 * priority and by age.
 */
#ifndef EXPORT_INTERNAL_DESK_CHART_H
#define EXPORT_INTERNAL_DESK_CHART_H

struct desk;
struct frame;
struct value;

/*
 * Set "stages" {number, name, href, n, bars {key, x, width}}, in thousandths
 * of the longest bar; empty where cases are not computed.
 */
void desk_chart_stages(const struct frame *f, struct value *o,
    const struct desk *d);

/*
 * Set "priorities" and "ages" {id, columns: texts, rows {key, cells {n,
 * class}}}, rows by severity, worst first; priorities without rows where
 * nothing is computed.
 */
void desk_chart_heats(const struct frame *f, struct value *o,
    const struct desk *d);

#endif
