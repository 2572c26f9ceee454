#include "model/event.h"

#define TIME_DAY	EVENT_DAY
#define TIME_HOUR	EVENT_HOUR

static const struct event_info events[] = {
#define EVENT(name, constant, time, ja, en, doc)			\
	{ #name, TIME_##time, false, ja, en, doc },
#define EVENT_OF_FIELD(name, constant, time, ja, en, doc)		\
	{ #name, TIME_##time, true, ja, en, doc },
#include "model/events.def"
};

static const struct str names[] = {
#define EVENT(name, constant, time, ja, en, doc)	STR_INIT(#name),
#include "model/events.def"
};

size_t
events_len(void)
{
	return ARRAY_LEN(events);
}

const struct event_info *
event_info(enum event e)
{
	ASSERT((size_t)e < ARRAY_LEN(events));
	return &events[e];
}

bool
event_find(struct str name, enum event *out)
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (str_eq(name, names[i])) {
			*out = (enum event)i;
			return true;
		}
	}
	return false;
}

struct str
event_nearest(struct str s)
{
	return str_nearest(s, names, ARRAY_LEN(names));
}
