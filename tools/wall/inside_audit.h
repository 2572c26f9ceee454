/*
 * What an inside edition may know of the audit (model/audit.h): approvals and
 * who recorded facts where it sees those fields, and the newest commit of a
 * document only when the document was copied whole.  Of one that is hidden in
 * part, a new commit would tell by its time that what is hidden changed.
 *
 * An edition that does not see what the case teams see gets no names of
 * committers; the mail of somebody who is not on the roster nobody gets.
 */
#ifndef WALL_INSIDE_AUDIT_H
#define WALL_INSIDE_AUDIT_H

#include <stdbool.h>
#include <stdint.h>

#include "model/audit.h"
#include "model/field_type.h"

struct wall;

/* Where a document of the view comes from. */
struct inside_origin {
	const struct document *doc;	/* of the full model */
	bool is_cut;	/* some of it is not in the view */
	bool lacks_rows;	/* of what is published too: rows on what the
				 * edition does not show */
};

struct inside_audit {
	const struct wall *w;
	const struct model *view;	/* linked */
	enum field_audience level;	/* what fields it sees */
	const struct inside_origin *origins;	/* by source id of the view */
};

/* The view's audit; NULL when the full model has none. */
const struct audit *inside_audit(const struct inside_audit *q);

#endif
