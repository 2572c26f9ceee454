#include "base/arena.h"
#include "base/buf.h"
#include "command/diff_impl.h"
#include "command/page.h"
#include "review/review.h"
#include "review/review_letter.h"

/* Columns before an item's text, and the mark that stands in them. */
#define INDENT	4

static void
put_line(const struct page *p, struct arena *a, const struct letter_line *l)
{
	struct str text = l->place.n == 0 ?
	    l->text :
	    str_fmt(a, "%.*s (%.*s)", STR_ARG(l->text), STR_ARG(l->place));
	size_t in = INDENT * (l->depth + 1u);
	struct str first = str_sub(text, 0, page_fit(text, PAGE_WIDTH - in));

	buf_fill(p->out, ' ', in - 2);
	page_put(p, l->is_loud ? PAGE_ALARM : PAGE_PLAIN,
	    l->is_loud ? S("! ") : S("- "));
	buf_put(p->out, first);
	buf_putc(p->out, '\n');
	page_text(p, in, PAGE_PLAIN, str_trim(str_from(text, first.n)));
}

void
diff_text(const struct review *r, bool colour, struct buf *out)
{
	const struct page p = { out, colour };
	struct letter l = review_letter(r);

	page_text(&p, 0, PAGE_HEAD, l.label);
	buf_putc(out, '\n');
	page_text(&p, 0, PAGE_PLAIN, l.opening);
	for (size_t i = 0; i < l.n_leads; i++)
		put_line(&p, r->perm,
		    &(struct letter_line){ .text = l.leads[i] });
	for (size_t i = 0; i < l.n_sections; i++) {
		const struct letter_section *s = &l.sections[i];

		page_heading(&p, s->head);
		for (size_t k = 0; k < s->n; k++)
			put_line(&p, r->perm, &s->v[k]);
	}
	if (l.closing.n > 0)
		buf_putc(out, '\n');
	page_text(&p, 0, PAGE_PLAIN, l.closing);
}
