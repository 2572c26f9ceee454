/*
 * The case page: what is kept apart from the stage - embargo, attacks, waiting,
 * coordination, parties, regimes, promises.
 */
#ifndef EXPORT_INTERNAL_CASE_AXES_H
#define EXPORT_INTERNAL_CASE_AXES_H

struct case_state;
struct frame;
struct value;

/*
 * Fill o for partials/case_axes:
 *   axes      list  name, is_attack, fact (none or one {at, place, note})
 *   embargo   text  where it stands
 *   waiting   list  none or one {party, at, until, note, place}
 *   coordination text, coordinator list none or one link
 *   parties   list  link, asked, seen, answered, st, statement, approved
 *   regimes   truth there are some; decided, undecided: lists of
 *             {id, href, name, standing, key, reason, by, at, submitted}
 *   promises  list  event, at, by, why, key (kept, broken, open)
 */
void case_axes_show(const struct frame *f, struct value *o,
    const struct case_state *s);

#endif
