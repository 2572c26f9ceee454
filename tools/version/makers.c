#include "version/makers.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"

struct maker {
	struct str *names;	/* the first stands for all */
	size_t n, cap;
};

struct makers {
	struct arena *perm;
	struct map *of;		/* by name */
};

struct makers *
makers_open(struct arena *perm)
{
	struct makers *m = arena_new(perm, struct makers);

	*m = (struct makers){ .perm = perm, .of = map_open(perm) };
	return m;
}

static void
put(struct makers *m, struct maker *who, struct str name)
{
	if (name.n == 0 || who->n == LIMIT_MAKER_NAMES ||
	    map_get(m->of, name) != NULL)
		return;
	who->names = arena_grow(m->perm, who->names, who->n, &who->cap,
	    sizeof(*who->names));
	who->names[who->n] = str_dup(m->perm, name);
	(void)map_add(m->of, who->names[who->n], who);
	who->n++;
}

void
makers_add(struct makers *m, struct str maker, struct str name)
{
	struct maker *who = map_get(m->of, maker);

	if (maker.n == 0)
		return;
	if (who == NULL) {
		who = arena_new(m->perm, struct maker);
		put(m, who, maker);
	}
	put(m, who, name);
}

static const struct maker *
find(const struct makers *m, struct str name)
{
	return m != NULL && name.n > 0 ? map_get(m->of, name) : NULL;
}

struct str
makers_one(const struct makers *m, struct str name)
{
	const struct maker *who = find(m, name);

	return who != NULL ? who->names[0] : name;
}

struct str
makers_other(const struct makers *m, struct str name, size_t i)
{
	const struct maker *who = find(m, name);

	for (size_t k = 0; who != NULL && k < who->n; k++) {
		if (!str_eq(who->names[k], name) && i-- == 0)
			return who->names[k];
	}
	return S("");
}
