#include "command/why_unknown.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/map.h"
#include "command/page.h"
#include "export/say_text.h"
#include "finding/mirror.h"
#include "index/index.h"

/* Ids that are told. */
#define NEAR	5

/* Columns of a feed's name. */
#define FEED_WIDTH	20

/* Ids are shorter; what is longer is no slip. */
#define ID_BYTES	40

/* What ids are made of, in the small letters of their keys. */
static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyz-";

struct guess {
	struct arena *a;
	const struct index *x;
	struct map *found;	/* ids, the likeliest slip first */
};

static struct str
fill(const struct say *say, const char *key, struct str a, struct str b)
{
	const struct catalog_value holes[] = { SAY_HOLE("a", a),
		SAY_HOLE("b", b) };

	return say_text_fill(say, key, holes, ARRAY_LEN(holes));
}

/* ---- ids ----------------------------------------------------------------- */

/* As the record writes it. */
static struct str
spelled(const struct feed_record *r, struct str id)
{
	for (size_t i = 0; i < r->n_aliases; i++) {
		if (str_eq_nocase(r->aliases[i], id))
			return r->aliases[i];
	}
	return r->id;
}

static void
try_id(const struct guess *g, struct str id)
{
	struct scratch tmp = scratch_begin(g->a);
	struct feed_record r;
	const uint32_t *v;
	size_t n = 0;

	v = index_find(g->x, INDEX_ID, index_key_id(g->a, id), &n);
	scratch_end(tmp);
	if (n > 0 && map_len(g->found) < NEAR &&
	    index_record(g->x, g->a, v[0], &r))
		(void)map_add(g->found, spelled(&r, id), g->found);
}

/* id with n bytes at at replaced by c; 0: by nothing. */
static void
try_with(const struct guess *g, struct str id, size_t at, size_t n, char c)
{
	char text[ID_BYTES + 2];
	size_t len = at;

	memcpy(text, id.p, at);
	if (c != 0)
		text[len++] = c;
	memcpy(text + len, id.p + at + n, id.n - at - n);
	len += id.n - at - n;
	try_id(g, (struct str){ text, len });
}

static void
try_swapped(const struct guess *g, struct str id, size_t at)
{
	char text[ID_BYTES];

	memcpy(text, id.p, id.n);
	text[at] = id.p[at + 1];
	text[at + 1] = id.p[at];
	try_id(g, (struct str){ text, id.n });
}

/* Some thousand questions, whatever the size of the index. */
static void
guess(const struct guess *g, struct str id)
{
	if (id.n == 0 || id.n > ID_BYTES)
		return;
	if (id.p[0] >= '0' && id.p[0] <= '9')
		try_id(g, str_cat(g->a, S("cve-"), id));
	for (size_t i = 0; i + 1 < id.n; i++)
		try_swapped(g, id, i);
	for (size_t i = 0; i < id.n; i++)
		try_with(g, id, i, 1, 0);
	for (size_t i = 0; i <= id.n; i++) {
		for (size_t j = 0; letters[j] != '\0'; j++)
			try_with(g, id, i, 0, letters[j]);
	}
	for (size_t i = 0; i < id.n; i++) {
		for (size_t j = 0; letters[j] != '\0'; j++)
			try_with(g, id, i, 1, letters[j]);
	}
}

static void
put_near(const struct page *p, const struct say *say, struct arena *a,
    const struct index *x, struct str id)
{
	const struct guess g = { a, x, map_open(a) };
	struct str all = S("");

	guess(&g, str_lower(a, str_trim(id)));
	for (size_t i = 0; i < map_len(g.found); i++)
		all = str_fmt(a, "%.*s%s%.*s", STR_ARG(all), i > 0 ? ", " : "",
		    STR_ARG(map_at(g.found, i)->key));
	if (all.n > 0)
		page_text(p, 0, PAGE_PLAIN,
		    fill(say, "match.near", all, S("")));
}

/* ---- feeds --------------------------------------------------------------- */

static void
put_feed(const struct page *p, const struct say *say, struct arena *a,
    const struct mirror *m, size_t from, size_t to)
{
	const struct mirror_file *worst = &m->v[from];
	struct instant last = { .s = INT64_MIN };
	bool has_records = false;

	for (size_t i = from; i < to; i++) {
		struct instant t = m->v[i].side.checked;

		has_records = has_records || m->v[i].is_indexed ||
		    m->v[i].state == MIRROR_MISSING;
		if (t.s > last.s)
			last = t;
		if (m->v[i].state > worst->state)
			worst = &m->v[i];
	}
	/* Scores and dictionaries are on no vulnerability of their own. */
	if (!has_records)
		return;
	buf_fill(p->out, ' ', 2);
	page_cell(p, FEED_WIDTH, PAGE_PLAIN, worst->feed);
	page_rest(p, FEED_WIDTH + 4,
	    fill(say, "match.looked_feed",
		last.s != INT64_MIN ? say_instant(say, last) :
				      say_text(say, "match.undated"),
		say_text(say,
		    str_to_z(a,
			str_fmt(a, "finding.mirror.state.%s",
			    mirror_state_name(worst->state))))));
}

static void
put_feeds(const struct page *p, const struct say *say, struct arena *a,
    const struct mirror *m)
{
	size_t from = 0;

	page_text(p, 0, PAGE_PLAIN, say_text(say, "match.looked"));
	for (size_t i = 1; i <= m->n; i++) {
		if (i < m->n && str_eq(m->v[i].feed, m->v[from].feed))
			continue;
		put_feed(p, say, a, m, from, i);
		from = i;
	}
}

void
why_unknown_put(const struct page *p, const struct say *say, struct arena *a,
    const struct index *x, const struct mirror *mirror, struct str id)
{
	struct str n = str_fmt(a, "%zu", index_len(x));

	page_text(p, 0, PAGE_WARN, fill(say, "match.unknown", id, n));
	put_near(p, say, a, x, id);
	if (mirror != NULL && mirror->n > 0)
		put_feeds(p, say, a, mirror);
	page_text(p, 0, PAGE_PLAIN, say_text(say, "match.unknown_help"));
}
