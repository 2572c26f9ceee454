#include "audit/audit_impl.h"

#include "audit/audit_people.h"
#include "audit/audit_time.h"
#include "base/arena.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/time.h"

/* Of an id that people read. */
#define SHORT_BYTES	6

/* "Name <mail>", or a mail alone: the mail as the map has it. */
static struct str
key_of(struct arena *a, struct str identity)
{
	struct str rest, mail = identity;

	if (str_cut(identity, '<', &mail, &rest))
		(void)str_cut(rest, '>', &mail, &rest);
	else
		mail = identity;
	return str_lower(a, str_trim(mail));
}

const struct person_entry *
audit_people_find(const struct audit_work *w, const struct history_person *p)
{
	struct scratch tmp = scratch_begin(w->tmp);
	const struct person_entry *who = map_get(w->people,
	    key_of(tmp.a, p->mail));

	scratch_end(tmp);
	return who;
}

static bool
is_of(struct arena *a, const struct person *p, struct str key)
{
	for (size_t i = 0; i < p->git.n; i++) {
		if (str_eq(key_of(a, p->git.v[i].s), key))
			return true;
	}
	return str_eq(key_of(a, p->email.s), key);
}

const struct person_entry *
audit_people_of(const struct model *m, struct str mail)
{
	struct arena *tmp = arena_open();
	struct str key = key_of(tmp, mail);
	const struct person_entry *found = NULL;

	for (size_t i = 0; key.n > 0 && found == NULL && i < m->n_people;
	     i++) {
		if (is_of(tmp, m->people[i].person, key))
			found = &m->people[i];
	}
	arena_close(tmp);
	return found;
}

/* One mail, one person: the first by id keeps it. */
static void
add_mail(struct audit_work *w, const struct person_entry *p, struct str mail,
    struct span at)
{
	struct str key = key_of(w->perm, mail);
	const struct person_entry *other = map_get(w->people, key);

	if (key.n == 0 || other == p)
		return;
	if (map_add(w->people, key, (void *)(uintptr_t)p))
		return;
	audit_report(w, "history-mail", at,
	    str_fmt(w->perm, "'%.*s' belongs to %.*s already", STR_ARG(mail),
		STR_ARG(other->e.id)),
	    S("commits of this address count as theirs"),
	    S("one address, one person; a shared one belongs to nobody"));
}

static void
list_people(struct audit_work *w)
{
	for (size_t i = 0; i < w->m->n_people; i++) {
		const struct person_entry *p = &w->m->people[i];

		for (size_t k = 0; k < p->person->git.n; k++)
			add_mail(w, p, p->person->git.v[k].s,
			    p->person->git.v[k].at);
		add_mail(w, p, p->person->email.s, p->person->email.at);
	}
}

/* ---- findings ------------------------------------ */

struct span
audit_people_place_of_all(const struct audit_work *w)
{
	const struct document_list *l = &w->m->docs[KIND_ORGANISATION];

	return l->n > 0 ? (struct span){ l->v[0].file, 0, 0 } :
			  (struct span){ 0, 0, 0 };
}

struct str
audit_people_short_id(const struct audit_work *w, const uint8_t *id)
{
	return digest_hex_of(w->perm, id, SHORT_BYTES);
}

bool
audit_people_is_judged(const struct audit_work *w,
    const struct history_commit *c)
{
	const struct organisation *o = w->m->organisation;

	return o == NULL || !span_is_set(o->history_since.at) ||
	    c->author_at.s >= o->history_since.w.at.s ||
	    audit_time_came(w, c) >= o->history_since.w.at.s;
}

bool
audit_people_touches_cases(const struct history_commit *c)
{
	for (size_t i = 0; i < c->n_changes; i++) {
		if (c->changes[i].kind != HISTORY_EARLIER &&
		    str_starts(c->changes[i].file->path, S("cases/")))
			return true;
	}
	return false;
}

void
audit_people_add(struct audit_people_group *g, const struct history_commit *c)
{
	if (g->n++ == 0)
		g->newest = c;
}

struct str
audit_people_group_text(const struct audit_work *w,
    const struct audit_people_group *g)
{
	struct str id = audit_people_short_id(w, g->newest->id);
	struct str at = instant_format(w->perm, g->newest->author_at);

	if (g->n == 1)
		return str_fmt(w->perm, "commit %.*s of %.*s", STR_ARG(id),
		    STR_ARG(at));
	return str_fmt(w->perm, "%zu commits, the newest %.*s of %.*s", g->n,
	    STR_ARG(id), STR_ARG(at));
}

static void
report_unknown(struct audit_work *w)
{
	struct map *groups = map_open(w->perm);

	for (size_t i = 0; i < w->h->n_commits; i++) {
		const struct history_commit *c = w->h->commits[i];
		struct str key;
		struct audit_people_group *g;

		if (!audit_people_is_judged(w, c) ||
		    !audit_people_touches_cases(c) ||
		    audit_people_find(w, c->author) != NULL)
			continue;
		key = key_of(w->perm, c->author->mail);
		g = map_get(groups, key);
		if (g == NULL) {
			g = arena_new(w->perm, struct audit_people_group);
			map_put(groups, key, g);
		}
		audit_people_add(g, c);
	}
	for (size_t i = 0; i < map_len(groups); i++) {
		const struct audit_people_group *g = map_at(groups, i)->value;
		const struct history_person *p = g->newest->author;

		audit_report(w, "history-unknown",
		    audit_people_place_of_all(w),
		    str_fmt(w->perm,
			"%.*s <%.*s> changed cases and is "
			"nobody on the roster",
			STR_ARG(p->name), STR_ARG(p->mail)),
		    audit_people_group_text(w, g),
		    S("add the address to `git:` of the person in "
		      "content/people/, or find out who it was"));
	}
}

static bool
is_before_parents(const struct history_commit *c)
{
	for (size_t i = 0; i < c->n_parents; i++) {
		if (c->committer_at.s + LIMIT_HISTORY_SKEW_S <
		    c->parents[i]->committer_at.s)
			return true;
	}
	return false;
}

static void
report_dates(struct audit_work *w)
{
	struct audit_people_group ahead = { .n = 0 }, before = { .n = 0 };
	int64_t end = w->r->now.s + LIMIT_HISTORY_AHEAD_S;

	for (size_t i = 0; i < w->h->n_commits; i++) {
		const struct history_commit *c = w->h->commits[i];

		if (!audit_people_is_judged(w, c))
			continue;
		if (c->author_at.s > end || c->committer_at.s > end)
			audit_people_add(&ahead, c);
		if (is_before_parents(c))
			audit_people_add(&before, c);
	}
	if (ahead.n > 0)
		audit_report(w, "history-date", audit_people_place_of_all(w),
		    S("commits are dated in the future"),
		    audit_people_group_text(w, &ahead),
		    S("set the clock of the machine that made them"));
	if (before.n > 0)
		audit_report(w, "history-date", audit_people_place_of_all(w),
		    S("commits are dated over a day before those that they "
		      "build on"),
		    audit_people_group_text(w, &before),
		    S("set the clock of the machine that made them; approvals "
		      "and releases are judged by these dates"));
}

static void
report_lost(struct audit_work *w)
{
	const struct history_lost *l = &w->h->lost;
	struct str ids = S(""), branch = l->branch;

	if (l->n == 0)
		return;
	if (str_starts(branch, S("refs/heads/")))
		branch = str_from(branch, sizeof("refs/heads/") - 1);
	for (size_t i = 0; i < l->n_ids; i++)
		ids = str_fmt(w->perm, "%.*s%s%.*s", STR_ARG(ids),
		    i > 0 ? ", " : "",
		    STR_ARG(audit_people_short_id(w, l->ids[i])));
	audit_report(w, "history-rewritten", audit_people_place_of_all(w),
	    str_fmt(w->perm,
		"the history of branch %.*s was rewritten: "
		"commits that stood there are gone",
		STR_ARG(branch)),
	    str_fmt(w->perm, "%zu of them: %.*s%s", l->n, STR_ARG(ids),
		l->n > l->n_ids ? ", ..." : ""),
	    S("when you did not amend or rebase it yourself, ask who pushed; "
	      "`git show` still has them for a while"));
}

void
audit_people_run(struct audit_work *w)
{
	list_people(w);
	if (w->h == NULL)
		return;
	report_unknown(w);
	report_dates(w);
	report_lost(w);
}
