/*
 * Who may read what: repositories (one a circle), editions, and the folders of
 * open cases.  From the roster, the cases and the editions; the page and the
 * lists for servers (access_file.h) say the same.
 *
 *   PSIRT         whoever has one of the roles psirt_lead, coordinator, intake,
 *                 analyst, publisher
 *   case team     whoever is named on the case (model/named.h), or may give
 *                 an approval that it needs, and the PSIRT
 *   restricted    of a TLP:RED case those alone who are named on it, under an
 *                 agreement that covers it and holds today
 *   company       the persons of the company and of its units, and the PSIRT
 */
#ifndef EXPORT_INTERNAL_ACCESS_LIST_H
#define EXPORT_INTERNAL_ACCESS_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/records.h"

struct arena;
struct audience;
struct case_entry;
struct model;

/* Persons, by their index in m->people. */
struct access_set {
	bool *has;
	size_t n;	/* how many */
};

enum access_how {
	ACCESS_EVERYBODY,	/* no name is asked */
	ACCESS_STAFF,		/* whoever has an account */
	ACCESS_LISTED,		/* who */
};

/* A repository. */
struct access_circle {
	const char *id;		/* "internal", "restricted" */
	enum tlp ceiling;
	struct access_set who;
	int32_t *last;	/* by person: the last day of the agreement that ends
			 * first, INT32_MAX: none; NULL where none is asked */
};

struct access_edition {
	const struct audience *audience;
	enum access_how how;
	struct access_set who;
};

/* An open case. */
struct access_case {
	const struct case_entry *c;
	struct access_set who;
	bool is_restricted;
};

#define ACCESS_CIRCLES	2

struct access {
	const struct model *m;
	struct access_circle circles[ACCESS_CIRCLES];	/* internal first */
	size_t n_circles;	/* 1 where no restricted case is seen */
	struct access_edition *editions;
	size_t n_editions;
	struct access_case *cases;	/* by id */
	size_t n_cases;
	bool is_whole;	/* the edition sees all cases: its lists are meant for
			 * servers */
};

/* now: the lists are those of its day.  edition: for whom they are made. */
const struct access *access_list(struct arena *a, const struct model *m,
    struct instant now, struct str edition);

#endif
