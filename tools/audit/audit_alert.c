/*
 * The changes of alerts.  What readers are told of a change stands in the
 * file's revisions; whether each change is told of, git knows.
 */
#include "audit/audit_front.h"
#include "audit/audit_impl.h"
#include "audit/audit_people.h"
#include "base/arena.h"
#include "base/limits.h"
#include "text/yaml.h"

/* How many revisions a text tells of. */
static size_t
count_revisions(struct str text)
{
	struct arena *a = arena_open();
	const struct yaml_node *list = audit_front_value(a,
	    audit_front_lines(text, S("revisions")), "revisions");
	size_t n = list != NULL && list->kind == YAML_SEQ ? list->n : 0;

	arena_close(a);
	return n;
}

static size_t
count_committed(const struct audit_work *w, const struct history_change *c)
{
	struct arena *a = arena_open();
	struct str text;
	size_t n = 0;

	if (history_blob(w->h, c->after, LIMIT_YAML_BYTES, a, &text))
		n = count_revisions(text);
	arena_close(a);
	return n;
}

/* Git has them newest first. */
static void
read_changes(struct audit_work *w, const struct history_file *f,
    struct audit_alert *to)
{
	struct scratch tmp = scratch_begin(w->tmp);
	size_t n;
	const struct history_change **v = history_follow(f, w->tmp, &n);

	if (n > LIMIT_HISTORY_VERSIONS)
		n = LIMIT_HISTORY_VERSIONS;
	to->changes = arena_array(w->perm, struct audit_alert_change, n + 1);
	for (size_t i = n; i > 0; i--) {
		const struct history_change *c = v[i - 1];

		if (c->kind == HISTORY_DELETED ||
		    !audit_people_is_judged(w, c->commit))
			continue;
		to->changes[to->n++] = (struct audit_alert_change){
			audit_files_commit(w, c->commit),
			count_committed(w, c),
		};
	}
	scratch_end(tmp);
}

/* Changes that no revision tells of: those after the one that brought the
 * newest. */
static size_t
count_untold(const struct audit_alert *a)
{
	size_t i = a->n;

	while (i > 1 &&
	    a->changes[i - 2].n_revisions >= a->changes[i - 1].n_revisions)
		i--;
	return a->n - (i > 0 ? i : a->n);
}

static void
report(struct audit_work *w, const struct plain_entry *e,
    const struct audit_alert *a)
{
	const struct alert *x = e->record;
	size_t untold = count_untold(a), n = x->revisions.n;
	struct span at = n > 0 ? x->revisions.v[n - 1].where : x->title.at;
	size_t committed = a->n > 0 ? a->changes[a->n - 1].n_revisions : 0;

	if (a->n == 0)
		return;
	if (a->is_pending && n <= committed)
		audit_report(w, "alert-revision", at,
		    S("it was changed, and neither committed nor told of"),
		    S(""),
		    S("add a row to `revisions` that tells readers what "
		      "changed, and commit it"));
	else if (a->is_pending)
		audit_report(w, "alert-revision", at,
		    S("its newest revision is not committed"), S(""),
		    S("commit it, so that git tells who wrote it"));
	else if (untold > 0)
		audit_report(w, "alert-revision", at,
		    str_fmt(w->perm,
			"%zu %s after its newest revision, the last of %.*s",
			untold, untold == 1 ? "change" : "changes",
			STR_ARG(instant_format(w->perm,
			    a->changes[a->n - 1].commit->at))),
		    S(""),
		    S("add a row to `revisions` that tells readers what "
		      "changed"));
}

void
audit_alert_run(struct audit_work *w)
{
	const struct model *m = w->m;

	w->out->alerts = arena_array(w->perm, struct audit_alert,
	    m->n_alerts + 1);
	w->out->n_alerts = m->n_alerts;
	for (size_t i = 0; w->h != NULL && i < m->n_alerts; i++) {
		const struct plain_entry *e = &m->alerts[i];
		struct audit_alert *to = &w->out->alerts[i];
		const struct history_file *f = history_file(w->h,
		    model_path(m, e->e.doc));

		if (f == NULL || e->record == NULL)
			continue;
		read_changes(w, f, to);
		to->is_pending = !audit_files_is_committed(w, e->e.doc->file);
		report(w, e, to);
	}
}
