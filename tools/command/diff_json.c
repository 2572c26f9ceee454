#include "base/arena.h"
#include "base/diag.h"
#include "base/digest.h"
#include "command/diff_impl.h"
#include "command/state_json.h"
#include "model/model.h"
#include "pipeline/world.h"
#include "review/review.h"
#include "review/review_letter.h"
#include "text/json_write.h"

struct writing {
	struct state_json j;
	struct json_writer *w;
	const struct review *r;
};

static void
put_texts(const struct writing *k, const char *name, const struct str *v,
    size_t n)
{
	json_name(k->w, name);
	json_array(k->w);
	for (size_t i = 0; i < n; i++)
		json_str(k->w, v[i]);
	json_end(k->w);
}

static void
put_number(const struct writing *k, const char *name, size_t n)
{
	json_pair_int(k->w, name, (int64_t)n);
}

static void
put_list(const struct writing *k, const char *name)
{
	json_name(k->w, name);
	json_array(k->w);
}

/* "path:12" or null. */
static void
put_place(const struct writing *k, const struct proof *p)
{
	state_json_text(&k->j, "place", say_place(k->j.say, p));
}

static void
put_due(const struct writing *k, const char *name, const struct clock *c)
{
	bool has = c != NULL && c->has_due;

	state_json_instant(&k->j, name, has,
	    has ? c->due : (struct instant){ 0 });
}

static void
put_change(const struct writing *k, const struct review_change *c)
{
	json_object(k->w);
	json_pair_z(k->w, "what", review_what_name(c->what));
	state_json_text(&k->j, "key", c->key);
	state_json_text(&k->j, "name", c->name);
	state_json_text(&k->j, "before", c->before);
	state_json_text(&k->j, "after", c->after);
	put_place(k, &c->why);
	if (c->what == REVIEW_CLOCK) {
		put_due(k, "before_due", c->clock_before);
		put_due(k, "after_due", c->clock_after);
	}
	json_end(k->w);
}

static void
put_records(const struct writing *k)
{
	put_list(k, "records");
	for (size_t i = 0; i < k->r->n_records; i++) {
		const struct review_record *x = &k->r->records[i];

		json_object(k->w);
		json_pair_z(k->w, "kind", x->kind);
		json_pair(k->w, "id", x->id);
		state_json_text(&k->j, "old_id", x->old_id);
		json_pair(k->w, "title", x->title);
		state_json_text(&k->j, "path", x->path);
		json_pair_z(k->w, "label",
		    enum_name(&enum_tlp, (int)x->label));
		state_json_bool(&k->j, "is_new", x->is_new);
		state_json_bool(&k->j, "is_gone", x->is_gone);
		put_list(k, "changes");
		for (size_t c = 0; c < x->changes.n; c++)
			put_change(k, &x->changes.v[c]);
		json_end(k->w);
		json_end(k->w);
	}
	json_end(k->w);
}

static void
put_people(const struct writing *k)
{
	put_list(k, "people");
	for (size_t i = 0; i < k->r->n_people; i++) {
		const struct review_person *p = &k->r->people[i];

		json_object(k->w);
		json_pair(k->w, "id", p->e->id);
		json_pair_z(k->w, "space", space_name(p->e->space));
		json_pair_z(k->w, "how",
		    p->how == REVIEW_NAMED ? "named" : "asked");
		json_pair(k->w, "record", p->record);
		state_json_text(&k->j, "why", p->why);
		json_end(k->w);
	}
	json_end(k->w);
}

static void
put_shown(const struct writing *k)
{
	put_list(k, "shown");
	for (size_t i = 0; i < k->r->n_shown; i++) {
		json_object(k->w);
		json_pair(k->w, "case", k->r->shown[i].c->e.id);
		json_pair(k->w, "audience", k->r->shown[i].audience->id.s);
		json_end(k->w);
	}
	json_end(k->w);
}

static void
put_approvals(const struct writing *k)
{
	static const char *const hows[] = {
		[REVIEW_LOST] = "lost",
		[REVIEW_WANTED] = "wanted",
		[REVIEW_GAINED] = "gained",
		[REVIEW_DROPPED] = "dropped",
	};

	put_list(k, "approvals");
	for (size_t i = 0; i < k->r->n_approvals; i++) {
		const struct review_approval *a = &k->r->approvals[i];

		json_object(k->w);
		json_pair(k->w, "case", a->c->e.id);
		json_pair_z(k->w, "how", hows[a->how]);
		json_pair_z(k->w, "role", enum_name(&enum_role, (int)a->role));
		state_json_text(&k->j, "who", a->who_ids);
		state_json_text(&k->j, "why", a->why);
		state_json_bool(&k->j, "is_released", a->is_released);
		put_place(k, &a->proof);
		json_end(k->w);
	}
	json_end(k->w);
}

static void
put_editions(const struct writing *k)
{
	put_list(k, "editions");
	for (size_t i = 0; i < k->r->n_editions; i++) {
		const struct review_edition *e = &k->r->editions[i];
		bool has = e->changed != NULL;

		json_object(k->w);
		json_pair(k->w, "id", e->audience->id.s);
		state_json_bool(&k->j, "is_public", e->is_public);
		state_json_bool(&k->j, "was_made", e->was_made);
		state_json_bool(&k->j, "is_made", e->is_made);
		put_number(k, "before", e->before);
		put_number(k, "after", e->after);
		put_number(k, "changed", e->n_changed);
		put_number(k, "added", e->n_added);
		put_number(k, "gone", e->n_gone);
		put_texts(k, "paths_changed", e->changed,
		    has ? e->n_changed : 0);
		put_texts(k, "paths_added", e->added, has ? e->n_added : 0);
		put_texts(k, "paths_gone", e->gone, has ? e->n_gone : 0);
		json_end(k->w);
	}
	json_end(k->w);
}

static void
put_documents(const struct writing *k)
{
	put_list(k, "documents");
	for (size_t i = 0; i < k->r->n_documents; i++) {
		const struct review_document *d = &k->r->documents[i];

		json_object(k->w);
		json_pair(k->w, "id", d->id);
		json_pair(k->w, "case", d->c->e.id);
		state_json_bool(&k->j, "was_public", d->was_public);
		state_json_bool(&k->j, "is_public", d->is_public);
		put_list(k, "changes");
		for (size_t c = 0; c < d->n; c++) {
			json_object(k->w);
			json_pair(k->w, "path", d->changes[c].path);
			state_json_text(&k->j, "before", d->changes[c].before);
			state_json_text(&k->j, "after", d->changes[c].after);
			json_end(k->w);
		}
		json_end(k->w);
		state_json_revision(&k->j, d->is_due ? &d->due : NULL);
		json_end(k->w);
	}
	json_end(k->w);
}

static void
put_row(const struct writing *k, const struct review_row *row)
{
	static const char *const whats[] = {
		[REVIEW_ROW_FILE] = "file",
		[REVIEW_ROW_ITEM] = "item",
		[REVIEW_ROW_SECTION] = "section",
		[REVIEW_ROW_OLD_COPY] = "old_copy",
	};
	const struct history_commit *by = row->by;

	json_object(k->w);
	json_pair_z(k->w, "what", whats[row->what]);
	json_pair(k->w, "path", row->path);
	put_number(k, "line", row->line);
	state_json_text(&k->j, "name", row->name);
	put_number(k, "more", row->more);
	state_json_text(&k->j, "commit",
	    by != NULL ? digest_hex_of(k->r->perm, by->id, sizeof(by->id)) :
			 S(""));
	state_json_text(&k->j, "by", by != NULL ? by->author->name : S(""));
	state_json_instant(&k->j, "at", by != NULL,
	    by != NULL ? by->author_at : (struct instant){ 0 });
	put_number(k, "undone", row->n_undone);
	state_json_text(&k->j, "others", row->others);
	state_json_bool(&k->j, "is_others", row->is_others);
	state_json_bool(&k->j, "is_late", row->is_late);
	state_json_bool(&k->j, "is_loud", review_row_is_loud(row));
	json_end(k->w);
}

static void
put_own(const struct writing *k)
{
	put_list(k, "own");
	for (size_t i = 0; i < k->r->n_own; i++) {
		const struct review_own *x = &k->r->own[i];

		json_object(k->w);
		json_pair(k->w, "path", x->path);
		put_number(k, "line", x->line);
		state_json_text(&k->j, "rule", x->rule);
		state_json_text(&k->j, "message", x->text);
		state_json_text(&k->j, "case",
		    x->c != NULL ? x->c->e.id : S(""));
		state_json_text(&k->j, "role",
		    x->by.n > 0 ? str_z(enum_name(&enum_role, (int)x->role)) :
				  S(""));
		state_json_text(&k->j, "by", x->by);
		json_end(k->w);
	}
	json_end(k->w);
}

static void
put_values(const struct writing *k, const char *name,
    const struct review_texts *l)
{
	put_list(k, name);
	for (size_t i = 0; i < l->n; i++) {
		const struct review_text *x = &l->v[i];

		json_object(k->w);
		json_pair(k->w, "path", x->path);
		put_number(k, "line", x->line);
		state_json_text(&k->j, "name", x->name);
		state_json_text(&k->j, "before", x->before);
		state_json_text(&k->j, "after", x->after);
		state_json_bool(&k->j, "is_loud", x->is_loud);
		json_end(k->w);
	}
	json_end(k->w);
}

static void
put_at(const struct writing *k, struct span at)
{
	const struct sources *ss = k->r->after->sources;

	json_pair(k->w, "path", source_get(ss, at.file)->path);
	json_pair_int(k->w, "line",
	    span_is_set(at) ? (int64_t)source_line(ss, at) : 0);
}

static void
put_findings(const struct writing *k)
{
	const struct review_findings *f = &k->r->findings;

	put_list(k, "findings");
	for (size_t i = 0; i < f->n; i++) {
		const struct diag *d = f->v[i];

		json_object(k->w);
		json_pair(k->w, "rule", d->rule);
		json_pair_z(k->w, "class", diag_class_name(d->class));
		put_at(k, d->at);
		json_pair(k->w, "message", d->message);
		put_list(k, "notes");
		for (const struct diag_note *n = d->notes; n != NULL;
		     n = n->next) {
			json_object(k->w);
			put_at(k, n->at);
			json_pair(k->w, "text", n->text);
			json_end(k->w);
		}
		json_end(k->w);
		json_end(k->w);
	}
	json_end(k->w);
	put_number(k, "findings_gone", f->n_gone);
	put_number(k, "leaks", f->n_leaks);
	put_number(k, "leaks_before", f->n_leaks_before);
}

void
diff_json(const struct review *r, struct buf *out)
{
	struct letter l = review_letter(r);
	struct json_writer *w = json_write_open(r->perm, out,
	    JSON_WRITE_PRETTY);
	const struct writing k = {
		.j = { .w = w, .say = &r->say, .m = r->after->model },
		.w = w,
		.r = r,
	};

	json_object(w);
	json_pair(w, "label", l.label);
	json_pair(w, "base", r->base);
	json_pair(w, "head", r->head);
	put_number(&k, "commits", r->n_commits);
	put_texts(&k, "authors", r->authors, r->n_authors);
	state_json_bool(&k.j, "blocks", review_blocks(r));
	put_texts(&k, "summary", l.leads, l.n_leads);
	put_texts(&k, "conflicts", r->conflicts, r->n_conflicts);
	put_own(&k);
	put_values(&k, "decisions", &r->decisions);
	put_values(&k, "texts", &r->texts);
	put_records(&k);
	put_people(&k);
	put_shown(&k);
	put_approvals(&k);
	put_editions(&k);
	put_documents(&k);
	put_list(&k, "vanished");
	for (size_t i = 0; i < r->n_rows; i++)
		put_row(&k, &r->rows[i]);
	json_end(w);
	put_findings(&k);
	json_end(w);
	(void)json_write_close(w);
}
