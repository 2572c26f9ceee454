#include "audit/audit_impl.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/time.h"
#include "model/model.h"

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

void
audit_people_run(struct audit_work *w)
{
	list_people(w);
}
