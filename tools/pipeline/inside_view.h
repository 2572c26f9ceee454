/*
 * What an inside edition shows, for its pages and for messages alike.
 */
#ifndef PIPELINE_INSIDE_VIEW_H
#define PIPELINE_INSIDE_VIEW_H

struct audience;
struct derive;
struct matching;
struct model;
struct wall;

/*
 * The wall's view of an edition, with what is computed of what it sees, so that
 * nothing else shows through.  d says how facts are derived, but for
 * with_cases, which the edition's ceiling says; x NULL: no findings.
 */
struct model *inside_view(const struct wall *w, const struct audience *a,
    const struct derive *d, struct matching *x);

#endif
