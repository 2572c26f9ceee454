/*
 * To whom an alert speaks: editions that its audiences name, all when they
 * name none, and the PSIRT's, which writes them.  One that is dated later than
 * now is the PSIRT's alone until then.
 */
#ifndef WALL_INSIDE_ALERT_H
#define WALL_INSIDE_ALERT_H

#include <stdbool.h>

struct alert;
struct audience;
struct wall;

bool inside_alert_is_for(const struct wall *w, const struct alert *a,
    const struct audience *to);

/*
 * Take out of a view's own copy what other editions are told: their notes, and
 * who they are, and revisions that are dated later than now.  True when there
 * were any: then git's changes of the file may be of those.
 */
bool inside_alert_trim(const struct wall *w, struct alert *copy,
    const struct audience *to);

#endif
