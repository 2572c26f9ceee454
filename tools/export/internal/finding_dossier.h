/*
 * All that the edition knows of each vulnerability: who is concerned, what was
 * decided, which cases, alerts and campaigns name it.  By id or alias, in any
 * case of letters.  Gathered once an exporter.
 */
#ifndef EXPORT_INTERNAL_FINDING_DOSSIER_H
#define EXPORT_INTERNAL_FINDING_DOSSIER_H

#include <stddef.h>

struct arena;
struct entry;
struct finding;
struct known;
struct model;
struct ruling;

struct finding_entries {
	const struct entry **v;
	size_t n, cap;
};

struct finding_dossier {
	const struct known *known;
	const struct finding **v;	/* as the model has them */
	size_t n, cap;
	size_t n_todo;
	const struct ruling **rulings;
	size_t n_rulings, cap_rulings;
	struct finding_entries cases, alerts, campaigns;
};

struct finding_dossiers {
	struct finding_dossier *v;	/* as m->matched->known, each id once */
	size_t n;
};

/* Empty without m->matched. */
const struct finding_dossiers *finding_dossier_make(struct arena *a,
    const struct model *m);

#endif
