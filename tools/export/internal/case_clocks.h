/*
 * The case page: its clocks, and how each end came about.
 */
#ifndef EXPORT_INTERNAL_CASE_CLOCKS_H
#define EXPORT_INTERNAL_CASE_CLOCKS_H

struct case_state;
struct frame;
struct value;

/*
 * Fill o for partials/case_clocks:
 *   lead    list  none or one: the clock that presses most
 *   groups  list  {key, is_folded, rows}; key of in.state.clocks.KEY
 *   n       the number of clocks
 * A clock is clock_row_show() and name, sentence, elsewhere, steps {text,
 * place}, candidates {event, at, due}, place (of the rule).
 */
void case_clocks_show(const struct frame *f, struct value *o,
    const struct case_state *s);

#endif
