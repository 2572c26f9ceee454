/*
 * Findings put together of answers (matched_ask.h), what is known
 * (matched_known.h), rulings and cases.  Private to matched.c.
 */
#ifndef FINDING_MATCHED_FIND_H
#define FINDING_MATCHED_FIND_H

#include <stdbool.h>
#include <stddef.h>

#include "assess/assess.h"
#include "base/time.h"
#include "model/matched.h"

struct arena;
struct case_states;
struct known_list;
struct matched_answer;
struct matched_label;
struct model;
struct stock_list;

struct find_request {
	struct arena *perm;	/* findings live here */
	struct arena *tmp;
	const struct model *m;	/* the view, or everything */
	const struct stock_list *stocks;	/* as m sees them */
	const struct matched_answer **answers;	/* of all components */
	const struct matched_label *label;	/* with an index */
	struct known_list *known;	/* built */
	const struct case_states *cases;
	const struct assess *assess;	/* of m */
	const struct ruling *rulings;	/* of m */
	size_t n_rulings;
	bool is_cut;		/* set: LIMIT_MATCHED_FINDINGS was reached */
};

/* Set v and n of out. */
void matched_find(struct find_request *q, struct matched *out);

#endif
