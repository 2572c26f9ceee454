/*
 * The one vocabulary of events (events.def): what facts, deadlines, stages and
 * axes speak of.
 */
#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum event {
#define EVENT(name, constant, time, ja, en, doc)	constant,
#include "model/events.def"
};

/* What kind of time an event needs. */
enum event_time {
	EVENT_DAY,	/* a date alone will do */
	EVENT_HOUR,	/* starts or stops an hour clock: an instant */
};

struct event_info {
	const char *name;
	enum event_time time;
	bool of_field;		/* follows from a field or a feed; no fact may
				 * name it */
	const char *ja;		/* for pages */
	const char *en;
	const char *doc;
};

size_t events_len(void);
const struct event_info *event_info(enum event e);

/* An event by name, those of fields too; false when there is none. */
bool event_find(struct str name, enum event *out);

/* The name most like s, or the empty str. */
struct str event_nearest(struct str s);

#endif
