#include "audit/audit_ledger_read.h"

#include "audit/audit_front.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "model/kind.h"
#include "model/load.h"
#include "model/reach.h"
#include "text/yaml.h"

const struct published *
audit_ledger_read(struct audit_work *w, const uint8_t id[HISTORY_ID_BYTES])
{
	struct sources *ss = sources_open(w->perm);
	struct diags *d = diags_open(w->perm);
	struct span region = { .file = source_add(ss, S("committed")) };
	const struct yaml_node *node;
	struct str text;

	if (!history_blob(w->h, id, LIMIT_YAML_BYTES, w->perm, &text))
		return NULL;
	source_set_text(ss, region.file, text);
	region.len = (uint32_t)text.n;
	node = yaml_parse(w->perm, ss, region, d);
	if (node == NULL || node->kind != YAML_MAP)
		return NULL;
	return load_record(w->perm, kind_info(KIND_PUBLISHED)->record, node,
	    region, d);
}

/* A field that was left out may be added; one that was there stays. */
static bool
is_kept(struct text old, struct text now)
{
	return !span_is_set(old.at) || str_eq(old.s, now.s);
}

static bool
has_files(const struct revision *old, const struct revision *now)
{
	for (size_t i = 0; i < old->files.n; i++) {
		const struct released_file *f = &old->files.v[i];
		bool found = false;

		for (size_t k = 0; k < now->files.n && !found; k++)
			found = str_eq(now->files.v[k].path.s, f->path.s) &&
			    str_eq(now->files.v[k].sha256.s, f->sha256.s);
		if (!found)
			return false;
	}
	return true;
}

struct str
audit_ledger_compare(const struct revision *old, const struct revision *now)
{
	if (now == NULL)
		return S("missing");
	if (old->at.w.at.s != now->at.w.at.s)
		return S("date");
	if (old->withdrawn.b != now->withdrawn.b)
		return S("statement whether it withdraws the advisory");
	if (reach_label(old) != reach_label(now))
		return S("label");
	if (!str_eq(old->superseded_by.s, now->superseded_by.s))
		return S("statement which advisory holds instead");
	if (!is_kept(old->summary.ja, now->summary.ja))
		return S("summary in Japanese");
	if (!is_kept(old->summary.en, now->summary.en))
		return S("summary in English");
	if (!is_kept(old->view, now->view))
		return S("digest of its view");
	if (!is_kept(old->legacy_version, now->legacy_version))
		return S("number that people used before");
	if (span_is_set(old->status.at) &&
	    (!span_is_set(now->status.at) || old->status.v != now->status.v))
		return S("status");
	if (!has_files(old, now))
		return S("list of files");
	return S("");
}

struct str
audit_ledger_number(struct audit_work *w, struct str ledger,
    const struct history_commit *c)
{
	struct str folder = str_sub(ledger, 0,
	    ledger.n - (sizeof("published.yaml") - 1));
	const struct history_file *f = history_file(w->h,
	    str_cat(w->perm, folder, S("case.md")));
	const struct yaml_node *node;
	struct str text;
	size_t i = 0;

	/* The newest version that is not newer than the commit. */
	while (f != NULL && i < f->n_changes &&
	    (f->changes[i]->commit->place < c->place ||
		f->changes[i]->kind == HISTORY_DELETED))
		i++;
	if (f == NULL || i == f->n_changes ||
	    !history_blob(w->h, f->changes[i]->after, LIMIT_YAML_BYTES,
		w->perm, &text))
		return S("");
	node = audit_front_value(w->perm,
	    audit_front_lines(text, S("advisory")), "advisory");
	return node != NULL && node->kind == YAML_SCALAR ? node->text : S("");
}
