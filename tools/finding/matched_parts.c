#include "finding/matched_parts.h"

#include <stdint.h>

#include "base/arena.h"
#include "finding/stock.h"
#include "finding/stock_parts.h"

/* The place of a line among those of the system itself. */
static size_t
place_of(const struct stock *s, const struct software_line *line)
{
	const struct software_line_list *l = s->system != NULL ?
	    &s->system->system->uses :
	    NULL;

	for (size_t i = 0; l != NULL && i < l->n; i++) {
		if (&l->v[i] == line)
			return i;
	}
	return SIZE_MAX;
}

static struct holder_part
part_of(const struct stock *s, size_t i)
{
	const struct component *c = &s->inv.v[i];
	const struct stock_from *from = &s->from[i];
	struct holder_part p = { .name = c->name,
		.version = c->version,
		.identity = c->purl.n > 0 ? c->purl : c->cpe,
		.line = place_of(s, from->line),
		.is_watched = c->keyword.n > 0 };

	if (p.is_watched)
		p.name = p.identity = c->keyword;
	if (from->file < s->n_files)
		p.path = s->files[from->file].path;
	return p;
}

/* Each once, with all files that list it. */
static void
add_parts(struct arena *perm, const struct stock *s, struct holder *h)
{
	const size_t *first = stock_parts(perm, s);
	size_t *place = arena_array(perm, size_t, s->inv.n + 1);
	struct holder_part *was;
	struct str name;

	for (size_t i = 0; i < s->inv.n; i++) {
		if (first[i] == STOCK_PARTS_NONE)
			continue;
		if (first[i] == i) {
			place[i] = h->n_parts;
			h->parts[h->n_parts++] = part_of(s, i);
			continue;
		}
		was = &h->parts[place[first[i]]];
		name = s->files[s->from[i].file].path;
		if (!str_eq(name, was->path) &&
		    str_find(was->also, name, 0) == SIZE_MAX)
			was->also = was->also.n == 0 ?
			    name :
			    str_fmt(perm, "%.*s, %.*s", STR_ARG(was->also),
				STR_ARG(name));
	}
}

static struct holder
holder_of(struct arena *perm, const struct stock *s)
{
	struct holder h = { .product = s->product,
		.version = s->version,
		.system = s->system,
		.n_files = s->n_files };

	h.parts = arena_array(perm, struct holder_part, s->inv.n + 1);
	add_parts(perm, s, &h);
	h.files = arena_array(perm, struct holder_file, s->n_files + 1);
	for (size_t i = 0; i < s->n_files; i++)
		h.files[i] = (struct holder_file){ s->files[i].path,
			s->files[i].format, s->files[i].n };
	return h;
}

struct holders
matched_parts(struct arena *perm, const struct stock_list *l)
{
	struct holders out = { arena_array(perm, struct holder, l->n + 1),
		l->n };

	for (size_t i = 0; i < l->n; i++)
		out.v[i] = holder_of(perm, &l->v[i]);
	return out;
}
