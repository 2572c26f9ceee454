#include "history/history_table.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"

void
history_table_init(struct history_table *t, struct arena *perm)
{
	*t = (struct history_table){
		.perm = perm,
		.commits = map_open(perm),
		.files = map_open(perm),
		.people = map_open(perm),
	};
}

struct history_commit *
history_table_commit(const struct history_table *t,
    const uint8_t id[HISTORY_ID_BYTES])
{
	struct str key = { (const char *)id, HISTORY_ID_BYTES };

	return map_get(t->commits, key);
}

void
history_table_add(struct history_table *t, struct history_commit *c)
{
	struct str key = { (const char *)c->id, HISTORY_ID_BYTES };
	bool added = map_add(t->commits, key, c);

	ASSERT(added);
}

struct history_file *
history_table_file(struct history_table *t, struct str path)
{
	struct history_file *f = map_get(t->files, path);

	if (f == NULL) {
		f = arena_new(t->perm, struct history_file);
		f->path = str_dup(t->perm, path);
		map_put(t->files, f->path, f);
	}
	return f;
}

struct history_person *
history_table_person(struct history_table *t, const struct history_person *p)
{
	char small[256];
	struct str key = { small, p->name.n + 1 + p->mail.n };
	struct history_person *old;
	char *joined = small;

	/* Names hold no line feed, so this is one key a person. */
	if (key.n > sizeof(small))
		joined = arena_bytes(t->perm, key.n);
	if (p->name.n > 0)
		memcpy(joined, p->name.p, p->name.n);
	joined[p->name.n] = '\n';
	if (p->mail.n > 0)
		memcpy(joined + p->name.n + 1, p->mail.p, p->mail.n);
	key.p = joined;
	old = map_get(t->people, key);
	if (old == NULL) {
		old = arena_new(t->perm, struct history_person);
		key = str_dup(t->perm, key);
		old->name = str_sub(key, 0, p->name.n);
		old->mail = str_from(key, p->name.n + 1);
		map_put(t->people, key, old);
	}
	return old;
}
