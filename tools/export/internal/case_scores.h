/*
 * The case page: how bad a flaw is, by whose word, and what follows.
 */
#ifndef EXPORT_INTERNAL_CASE_SCORES_H
#define EXPORT_INTERNAL_CASE_SCORES_H

struct case_state;
struct flaw_state;
struct frame;
struct value;
struct vulnerability;

/* What was computed of a flaw; NULL when nothing was. */
const struct flaw_state *case_scores_find(const struct case_state *s,
    const struct vulnerability *v);

/*
 * Set "assessed" of o, for partials/case_scores: none (s is NULL), or one of
 *   scores    list  sev, source (empty: ours), metrics, vector, place
 *   gaps      list  a, b (scores in words), by, crosses, explained
 *   kev       list  none or one {added, due}; the feed's word
 *   epss      list  none or one {percent, percentile, day}
 *   rows      list  a product each: link, st, priority (none or one {name,
 *                   text}), outcomes {table, name}
 *   ssvc      list  a table and a way through it each: table, products,
 *                   outcome (none or one), points {name, value, place},
 *                   undecided (names), decided (none or one), drifted
 *   open      list  the same, of tables that are undecided; n_open
 */
void case_scores_show(const struct frame *f, struct value *o,
    const struct flaw_state *s);

#endif
