/*
 * Alerts as lists show them, and what of the register the vulnerabilities of
 * each concern.  Made once an exporter.
 */
#ifndef EXPORT_INTERNAL_ALERT_SET_H
#define EXPORT_INTERNAL_ALERT_SET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time.h"

struct alert;
struct arena;
struct finding;
struct known;
struct model;
struct plain_entry;

/* A saved view: the same query makes the list and its count. */
struct alert_view {
	const char *stem;
	const char *word;
	const struct plain_entry **v;	/* by what it asks, newest first */
	size_t n;
};

enum alert_view_kind {
	ALERT_CURRENT,
	ALERT_ENDED,		/* their last day has passed */
	ALERT_ALL,
	ALERT_VIEWS
};

/* One of an alert's vulnerabilities. */
struct alert_flaw {
	const struct known *known;	/* NULL: no feed of ours, or nothing of
					 * the register, has it */
	const struct finding **v;	/* as the model has them */
	size_t n;
};

struct alert_set {
	struct alert_view views[ALERT_VIEWS];
	struct alert_flaw **flaws;	/* as m->alerts; one an id */
};

const struct alert_set *alert_set_make(struct arena *a, const struct model *m,
    struct instant now);

#endif
