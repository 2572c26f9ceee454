/*
 * The lists of the dashboard: duties to report, promises, waiting, embargoes,
 * questions, what is new, alerts.
 */
#ifndef EXPORT_INTERNAL_DESK_LIST_H
#define EXPORT_INTERNAL_DESK_LIST_H

struct desk;
struct frame;

/*
 * Set on f->data lists of at most some rows, and "n_KEY" how many there are:
 *
 *   duties     case, regime (none or one words), id, href, standing, steps (as
 *              clock_row_show() says, and class: done, miss, now, "")
 *   promises   case, at, event, by, is_past
 *   waiting    case, who, since, until, note
 *   embargoes  case, at, state
 *   questions  as request_row_show() says, open ones
 *   news       case, at, events (texts), n_more; n_facts of all
 *   alerts     as row_alert() says
 */
void desk_list_show(const struct frame *f, const struct desk *d);

#endif
