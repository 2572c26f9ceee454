#include "audit/audit_approval.h"
#include "audit/audit_time.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "model/load.h"
#include "text/yaml.h"

/* The file as a commit left it. */
struct line_version {
	const struct history_commit *commit;
	const struct approvals *approvals; /* NULL: none that can be read */
};

struct audit_lines {
	struct audit_work *w;
	struct arena *tmp;
	const struct case_entry *c;
	struct line_version *v; /* newest first */
	size_t n;
	bool is_read;
};

struct audit_lines *
audit_line_open(struct audit_work *w, const struct case_entry *c,
    struct arena *tmp)
{
	struct audit_lines *l = arena_new(tmp, struct audit_lines);

	*l = (struct audit_lines){ .w = w, .tmp = tmp, .c = c };
	return l;
}

static const struct approvals *
read_version(struct audit_lines *l, const struct history_change *c)
{
	struct diags *d = diags_open(l->tmp);
	struct sources *ss = sources_open(l->tmp);
	uint32_t file = source_add(ss, S("approvals.yaml"));
	struct span all = { file, 0, 0 };
	struct str text;

	if (c->kind == HISTORY_DELETED ||
	    !history_blob(l->w->h, c->after, LIMIT_YAML_BYTES, l->tmp, &text))
		return NULL;
	all.len = (uint32_t)text.n;
	source_set_text(ss, file, text);
	return load_record(l->tmp, &record_approvals,
	    yaml_parse(l->tmp, ss, all, d), all, d);
}

static void
read_all(struct audit_lines *l)
{
	const struct history_file *f;
	const struct history_change **changes;
	size_t n;

	l->is_read = true;
	if (l->w->h == NULL || l->c->approvals_doc == NULL)
		return;
	f = history_file(l->w->h,
	    source_get(l->w->m->sources, l->c->approvals_doc->file)->path);
	if (f == NULL)
		return;
	changes = history_follow(f, l->tmp, &n);
	n = audit_time_cut(changes, n);
	l->v = arena_array(l->tmp, struct line_version, n + 1);
	for (size_t i = 0; i < n; i++)
		l->v[l->n++] = (struct line_version){ changes[i]->commit,
			read_version(l, changes[i]) };
}

static bool
has_line(const struct approvals *f, const struct approval *x)
{
	for (size_t i = 0; f != NULL && i < f->approvals.n; i++) {
		const struct approval *y = &f->approvals.v[i];

		if (y->role.v == x->role.v && y->at.w.at.s == x->at.w.at.s &&
		    str_eq(y->by.id, x->by.id) &&
		    str_eq(y->digest.s, x->digest.s) &&
		    y->not_before.w.kind == x->not_before.w.kind &&
		    y->not_before.w.at.s == x->not_before.w.at.s)
			return true;
	}
	return false;
}

const struct history_commit *
audit_line_commit(struct audit_lines *l, const struct approval *x)
{
	if (!l->is_read)
		read_all(l);
	for (size_t i = l->n; i-- > 0;) {
		if (has_line(l->v[i].approvals, x))
			return l->v[i].commit;
	}
	return NULL;
}
