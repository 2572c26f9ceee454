#include "export/public/html_rows.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "wall/public_view.h"

/* A scope that names more vulnerabilities is counted, not listed. */
enum { SCOPE_NAMES = 8 };

struct group {
	struct html_row *row;
	size_t n;		/* vulnerabilities */
	size_t last;		/* the last of them, from 1 */
	struct str names;	/* ids of the first ones */
};

/* Equal for rows that show the same.  No text holds the unit separator. */
static struct str
row_key(struct arena *a, const struct public_row *r)
{
	struct str english = str_fmt(a, "%.*s\x1f%.*s\x1f%.*s\x1f%.*s",
	    STR_ARG(r->product.in[PUBLIC_EN]),
	    STR_ARG(r->affected.in[PUBLIC_EN]),
	    STR_ARG(r->remedy.in[PUBLIC_EN]),
	    STR_ARG(r->impact.in[PUBLIC_EN]));
	struct str japanese = str_fmt(a, "%.*s\x1f%.*s\x1f%.*s\x1f%.*s",
	    STR_ARG(r->product.in[PUBLIC_JA]),
	    STR_ARG(r->affected.in[PUBLIC_JA]),
	    STR_ARG(r->remedy.in[PUBLIC_JA]),
	    STR_ARG(r->impact.in[PUBLIC_JA]));

	return str_fmt(a,
	    "%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f"
	    "%d.%d",
	    STR_ARG(english), STR_ARG(japanese), STR_ARG(r->fixed),
	    STR_ARG(r->state), STR_ARG(r->justification), STR_ARG(r->url),
	    (int)r->date.kind, (int)r->date.day.n);
}

static struct str
vulnerability_name(struct arena *a, const struct public_vulnerability *v,
    size_t number)
{
	if (v->cve.n > 0)
		return v->cve;
	if (v->n_ids > 0)
		return v->ids[0].text;
	return str_fmt(a, "#%zu", number);
}

static void
group_add(struct arena *a, struct group *g,
    const struct public_vulnerability *v, size_t number)
{
	struct str name = vulnerability_name(a, v, number);

	if (g->last == number)
		return;
	g->last = number;
	g->n++;
	if (g->n == 1)
		g->names = name;
	else if (g->n <= SCOPE_NAMES)
		g->names = str_fmt(a, "%.*s, %.*s", STR_ARG(g->names),
		    STR_ARG(name));
}

static void
group_finish(struct arena *a, const struct group *g, size_t n_vulnerabilities)
{
	g->row->scope = g->names;
	if (g->n == n_vulnerabilities)
		g->row->scope = S("");
	else if (g->n > SCOPE_NAMES)
		g->row->scope = str_fmt(a, "%.*s, +%zu", STR_ARG(g->names),
		    g->n - SCOPE_NAMES);
}

struct html_row *
html_rows(struct arena *a, const struct public_advisory *adv, size_t *n)
{
	struct map *groups = map_open(a);
	struct html_row *rows;
	size_t room = 0;

	for (size_t i = 0; i < adv->n_vulnerabilities; i++)
		room += adv->vulnerabilities[i].n_rows;
	rows = arena_array(a, struct html_row, room);
	*n = 0;
	for (size_t i = 0; i < adv->n_vulnerabilities; i++) {
		const struct public_vulnerability *v =
		    &adv->vulnerabilities[i];

		for (size_t j = 0; j < v->n_rows; j++) {
			struct str key = row_key(a, &v->rows[j]);
			struct group *g = map_get(groups, key);

			if (g == NULL) {
				g = arena_new(a, struct group);
				g->row = &rows[(*n)++];
				g->row->row = &v->rows[j];
				map_put(groups, key, g);
			}
			group_add(a, g, v, i + 1);
		}
	}
	for (size_t i = 0; i < map_len(groups); i++)
		group_finish(a, map_at(groups, i)->value,
		    adv->n_vulnerabilities);
	return rows;
}
