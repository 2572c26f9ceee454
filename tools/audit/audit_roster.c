#include <string.h>

#include "audit/audit_approval.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/map.h"
#include "model/approval.h"
#include "model/load.h"
#include "text/yaml.h"

struct audit_roster {
	struct audit_work *w;
	struct map *read; /* blob in hexadecimal -> struct people */
};

struct audit_roster *
audit_roster_open(struct audit_work *w)
{
	struct audit_roster *r = arena_new(w->perm, struct audit_roster);

	r->w = w;
	r->read = map_open(w->perm);
	return r;
}

/* A roster as it was committed; one without persons when it is not there. */
static const struct people *
read_roster(struct audit_roster *r, const uint8_t *blob)
{
	struct arena *perm = r->w->perm;
	struct str key = digest_hex_of(perm, blob, HISTORY_ID_BYTES), text;
	const struct people *p = map_get(r->read, key);
	struct people *none;

	if (p != NULL)
		return p;
	if (history_blob(r->w->h, blob, LIMIT_YAML_BYTES, perm, &text)) {
		struct sources *ss = sources_open(perm);
		struct diags *d = diags_open(perm);
		uint32_t file = source_add(ss, S("roster.yaml"));
		struct span all = { file, 0, (uint32_t)text.n };

		source_set_text(ss, file, text);
		p = load_record(perm, &record_people,
		    yaml_parse(perm, ss, all, d), all, d);
	}
	none = arena_new(perm, struct people);
	if (p == NULL)
		p = none;
	map_put(r->read, key, (void *)(uintptr_t)p);
	return p;
}

/*
 * The change that made the roster what it was at an instant: the newest by
 * then; of what is from before all commits, the oldest.  By its author's date,
 * which rebasing keeps.
 */
static const struct history_change *
change_at(const struct history_file *f, struct instant at)
{
	const struct history_change *oldest = NULL;

	for (size_t i = 0; i < f->n_changes; i++) {
		const struct history_change *c = f->changes[i];

		if (c->kind == HISTORY_DELETED)
			continue;
		oldest = c;
		if (c->commit->author_at.s <= at.s)
			break;
	}
	return oldest;
}

bool
audit_roster_held(struct audit_roster *r, const struct person_entry *p,
    enum role role, struct instant at)
{
	const struct audit_work *w = r->w;
	const struct history_file *f = w->h != NULL ?
	    history_file(w->h,
		source_get(w->m->sources, p->e.doc->file)->path) :
	    NULL;
	const struct history_change *c = f != NULL ? change_at(f, at) : NULL;
	const struct people *then;

	if (c == NULL ||
	    (c == f->changes[0] &&
		audit_files_is_committed(w, p->e.doc->file)))
		return approval_has_role(p->person, role);
	then = read_roster(r, c->after);
	for (size_t i = 0; i < then->people.n; i++) {
		if (str_eq(then->people.v[i].id.s, p->e.id))
			return approval_has_role(&then->people.v[i], role);
	}
	return false;
}
