/*
 * A letter: what a subscriber is told in one message, and the lines of the
 * ledger that remember it.
 *
 * It is made of views that the wall made for editions that the subscriber may
 * read (subscriber_editions()), and of nothing else: a finding, case or note
 * that those do not show cannot stand in it.  What the first view has,
 * decided or not, comes from that one; the next adds the findings that the
 * first has not.
 *
 * New is what the ledger has no line of, or was told otherwise (told.h).  That
 * something is gone is told along, it makes no letter alone.
 */
#ifndef DELIVERY_LETTER_H
#define DELIVERY_LETTER_H

#include <stdbool.h>
#include <stddef.h>

#include "delivery/letter_view.h"
#include "delivery/subscriber.h"
#include "delivery/told.h"
#include "model/delivery.h"

struct known;
struct plain_entry;

/* One thing that is told: a vulnerability in one product or system, or an
 * alert. */
struct letter_item {
	enum told_why why;
	struct instant at;	/* what is dated later is not told */
	const struct letter_view *view;		/* that shows it */
	const struct known *known;		/* NULL: an alert, or gone and
						 * not known any longer */
	const struct finding **v;	/* a finding a version; none: it is
					 * gone for good */
	size_t n;
	size_t cap, cap_lines;
	const struct plain_entry *alert;
	struct str id;		/* of the vulnerability or alert */
	struct str of;		/* gone: as the ledger has it */
	const char *gone;	/* key below delivery.gone, or NULL */
	size_t rank;		/* of the most urgent with this id */
	struct delivery *lines;	/* for the ledger */
	size_t n_lines;
	size_t n_waiting;	/* of a section's first: things of it that the
				 * next letter tells of, as there is room for
				 * LIMIT_DELIVERY_THINGS */
};

struct letter {
	const struct subscriber *s;
	struct instant at;
	enum tlp label;		/* of the strictest view that was used */
	struct letter_item *v;	/* alerts, then KEV, priority, score; of one
				 * vulnerability together; what is gone at the
				 * end */
	size_t n;
	size_t n_news;		/* of these, not gone */
	size_t n_waiting;	/* sections that the next letter tells of: there
				 * is room for LIMIT_DELIVERY_ITEMS */
	size_t n_gone_waiting;	/* the same of what is gone */
	bool is_list;		/* what is open, told or not: nothing waits */
	struct str id;		/* Message-ID without brackets */
	bool waits;		/* weekly, and the last one is not old enough */
};

/* What letters are made of; the same for all of a run. */
struct letter_run {
	struct arena *perm;
	const struct deliveries *ledger;
	struct instant now;	/* in the organisation's zone */
	struct str host;	/* of Message-IDs: "psirt.example.com" */
};

/*
 * Make a subscriber's letter of one or two views.  n_news 0: there is nothing
 * to tell.  The Message-ID depends on the day, the subscriber and the lines
 * alone: two machines that do the same work make the same letter.
 */
void letter_make(const struct letter_run *r, const struct subscriber *s,
    const struct letter_view *const *views, size_t n_views,
    struct letter *out);

/*
 * Leave for the next letter what stands behind the first n items and is not
 * gone: what was not said must not be recorded.  Ends a section.
 */
void letter_keep(const struct letter_run *r, struct letter *l, size_t n);

/*
 * All open findings of a subscriber in a view, told or not, grouped and sorted
 * as in a letter; alerts too.  why is TOLD_NOTHING where all of it was told;
 * lines[0].at is then when.
 */
void letter_open_items(const struct letter_run *r, const struct subscriber *s,
    const struct letter_view *view, struct letter *out);

/* How many items from one on are told together: one vulnerability, one view; an
 * alert stands alone.  0: only what is gone is left. */
size_t letter_items_together(const struct letter *l, size_t from);

/* "psirt.example.com" of the organisation's address, else "localhost". */
struct str letter_host(const struct model *m);

#endif
