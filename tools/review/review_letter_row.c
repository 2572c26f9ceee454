#include "base/arena.h"
#include "base/limits.h"
#include "history/history.h"
#include "review/review_letter_impl.h"

/* "added by Sato on 2026-11-20" */
static struct str
who_text(const struct writing *w, const struct review_row *row)
{
	const struct say *say = &w->r->say;

	if (row->by == NULL)
		return S("");
	return letter_fill(w, "review.rows.by",
	    (struct fill){ row->by->author->name,
		say_instant(say, row->by->author_at), S("") });
}

static struct str
row_text(const struct writing *w, const struct review_row *row)
{
	struct fill with = { row->name, who_text(w, row), S("") };

	switch (row->what) {
	case REVIEW_ROW_FILE:
		if (row->more > 0)
			return letter_count(w, "review.rows.folder",
			    row->more + 1, (struct fill){ .b = with.b });
		return letter_fill(w, "review.rows.file", with);
	case REVIEW_ROW_ITEM:
		return letter_fill(w, "review.rows.item", with);
	case REVIEW_ROW_SECTION:
		return letter_fill(w, "review.rows.section", with);
	case REVIEW_ROW_OLD_COPY:
		return letter_count(w, "review.rows.old_copy", row->n_undone,
		    (struct fill){
			.b = say_instant(&w->r->say, row->by->author_at),
			.c = row->others });
	}
	BUG("what vanishes");
}

static void
put_rows(const struct writing *w, struct letter_section *s, bool loud,
    size_t *shown)
{
	for (size_t i = 0; i < w->r->n_rows; i++) {
		const struct review_row *row = &w->r->rows[i];
		struct letter_line *line;

		if (review_row_is_loud(row) != loud)
			continue;
		if ((*shown)++ >= LIMIT_REVIEW_SHOWN)
			continue;
		line = letter_line(w, s, 0, row_text(w, row));
		line->is_loud = loud;
		line->place = row->line == 0 ?
		    row->path :
		    str_fmt(w->r->perm, "%.*s:%u", STR_ARG(row->path),
			row->line);
	}
}

void
letter_rows(const struct writing *w)
{
	struct letter_section *s = letter_section(w, "review.rows.head");
	size_t shown = 0;

	put_rows(w, s, true, &shown);
	put_rows(w, s, false, &shown);
	letter_more(w, s, 0, shown);
	letter_end(w, s);
}
