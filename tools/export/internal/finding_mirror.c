#include "export/internal/finding_mirror.h"

#include "base/arena.h"
#include "export/export.h"
#include "export/internal/clock_row.h"
#include "export/internal/finding_text.h"
#include "export/internal/frame.h"
#include "export/internal/show.h"
#include "model/matched.h"
#include "model/model.h"
#include "text/value.h"

/* Late files that are named on each page; the page of feeds has all. */
#define ROWS	5

static bool
is_state(const struct feed_state *s, const char *name)
{
	return str_eq_z(str_z(s->state), name);
}

static bool
is_missing(const struct feed_state *s)
{
	return is_state(s, "missing");
}

static bool
is_told(struct instant t)
{
	return t.s != INT64_MIN;
}

/* Its row of feeds.yaml, as far as the edition has it; or NULL. */
static const struct feed *
feed_of(const struct frame *f, struct str id)
{
	const struct document_list *docs = &f->m->docs[KIND_FEEDS];

	for (size_t i = 0; i < docs->n; i++) {
		const struct feeds *rows = docs->v[i].record;

		for (size_t k = 0; rows != NULL && k < rows->feeds.n; k++) {
			if (str_eq(rows->feeds.v[k].id.s, id))
				return &rows->feeds.v[k];
		}
	}
	return NULL;
}

static void
show_feed(const struct frame *f, struct value *o, const struct feed *row)
{
	struct value *ceiling = value_set_list(o, "ceiling");

	value_set_text(o, "reliability",
	    row != NULL ? finding_text_line(f->a, row->reliability.s) : S(""));
	if (row != NULL && row->ceiling.v != 0)
		show_tlp(f, value_push_object(ceiling), "tlp",
		    (enum tlp)row->ceiling.v);
}

void
finding_mirror_row(const struct frame *f, struct value *o,
    const struct feed_state *s)
{
	const struct say say = clock_row_say(f);

	value_set_text(o, "feed", s->feed);
	value_set_text(o, "path", finding_text_line(f->a, s->path));
	value_set_z(o, "state", s->state);
	value_set_bool(o, "is_late", is_state(s, "stale") || is_missing(s));
	value_set_text(o, "why",
	    is_missing(s) && s->path.n == 0 ?
		frame_word(f, "finding.mirror.never") :
		finding_text_line(f->a, s->why));
	finding_text_time(f, o, "fetched", s->fetched);
	finding_text_time(f, o, "checked", s->checked);
	value_set_text(o, "age",
	    is_told(s->fetched) ? say_span(&say, f->c->now.s - s->fetched.s) :
				  S(""));
	value_set_text(o, "format", finding_text_line(f->a, s->format));
	value_set_text(o, "licence", finding_text_line(f->a, s->licence));
	show_feed(f, o, feed_of(f, s->feed));
	value_set_int(o, "records", (int64_t)s->records);
	value_set_int(o, "faulty", (int64_t)s->faulty);
}

/* A feed of many files stands in a row; it is named once. */
static bool
is_told_of(const struct matched *k, size_t i)
{
	return i > 0 && is_missing(&k->feeds[i - 1]) &&
	    str_eq(k->feeds[i - 1].feed, k->feeds[i].feed);
}

void
finding_mirror_show(const struct frame *f)
{
	const struct matched *k = f->m->matched;
	struct value *o = value_set_object(f->data, "mirror");
	struct value *late = value_set_list(o, "late");
	struct value *missing = value_set_list(o, "missing");
	struct instant oldest = { .s = INT64_MAX };
	size_t n = 0, n_late = 0, n_undated = 0;

	for (size_t i = 0; k != NULL && i < k->n_feeds; i++) {
		const struct feed_state *s = &k->feeds[i];

		n += !is_missing(s);
		n_undated += is_state(s, "undated");
		if (is_missing(s) && !is_told_of(k, i))
			value_push(missing, value_text(f->a, s->feed));
		if (is_told(s->fetched) && s->fetched.s < oldest.s)
			oldest = s->fetched;
		if (is_state(s, "stale") && n_late++ < ROWS)
			finding_mirror_row(f, value_push_object(late), s);
	}
	value_set_bool(o, "is_there", n > 0);
	value_set_int(o, "n", (int64_t)n);
	value_set_int(o, "n_undated", (int64_t)n_undated);
	value_set_int(o, "n_late", (int64_t)n_late);
	value_set_int(o, "n_more",
	    n_late > ROWS ? (int64_t)(n_late - ROWS) : 0);
	finding_text_time(f, o, "oldest", oldest);
}
