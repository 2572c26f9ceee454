/*
 * The case page: the stage and what it rests on.
 */
#ifndef EXPORT_INTERNAL_CASE_STAGE_H
#define EXPORT_INTERNAL_CASE_STAGE_H

struct case_state;
struct frame;
struct value;

/*
 * Fill o for partials/case_stage:
 *   track    list   all stages: number, name, key (done, here, next, lost,
 *                   ahead, off), is_here, n_missing
 *   here     list   none or one {number, name}: the stage
 *   fell     list   none or one {from, text, place}: a stage that was lost
 *   next     list   none or one {number, name, n}: what is worked on
 *   missing  list   what it lacks: text, company, who {l, email}, roles, place,
 *                   why
 *   met      list   by stage {number, name, rows {text, place, why}}
 *   later    list   by stage, as met: what later stages will ask for
 *   n_met, n_later, n_unneeded
 */
void case_stage_show(const struct frame *f, struct value *o,
    const struct case_state *s);

#endif
