#include "base/arena.h"
#include "base/buf.h"
#include "text/diag_place.h"
#include "text/diag_print.h"
#include "text/json_write.h"

/* The members that say where: nothing for what is nowhere. */
static void
put_place(struct json_writer *w, const struct diag_print *p, struct span at)
{
	struct diag_place place = diag_place(p, at);

	json_pair_opt(w, "path", diag_place_text(p, place.path));
	if (!place.has_line)
		return;
	json_pair_int(w, "line", place.line);
	json_pair_int(w, "column", place.column);
	json_pair_int(w, "end_line", place.end_line);
	json_pair_int(w, "end_column", place.end_column);
	json_pair_int(w, "offset", at.off);
	json_pair_int(w, "length", at.len);
}

static void
put_diag(struct buf *out, const struct diag_print *p, const struct diag *d)
{
	struct json_writer *w = json_write_open(p->tmp, out,
	    JSON_WRITE_COMPACT);
	const struct diag_note *n;

	json_object(w);
	json_pair_z(w, "class", diag_class_name(d->class));
	json_pair(w, "rule", diag_place_text(p, d->rule));
	put_place(w, p, d->at);
	json_pair(w, "message", diag_place_text(p, d->message));
	json_pair_opt(w, "clause",
	    diag_place_text(p, diag_place_clause(p, d)));
	json_pair_opt(w, "help", diag_place_text(p, d->help));
	json_name(w, "notes");
	json_opt_array(w);
	for (n = d->notes; n != NULL; n = n->next) {
		json_object(w);
		put_place(w, p, n->at);
		json_pair(w, "message", diag_place_text(p, n->text));
		json_end(w);
	}
	json_end(w);
	if (d->is_waived) {
		json_name(w, "waived");
		json_bool(w, true);
	}
	json_end(w);
	/* A buf over its limit has remembered it. */
	if (json_write_close(w))
		buf_putc(out, '\n');
}

void
diag_json(struct buf *out, const struct diag_print *p)
{
	for (size_t i = 0; i < diags_len(p->diags); i++) {
		const struct diag *d = diags_at(p->diags, i);
		struct scratch tmp;

		if (!diag_place_shows(p, d))
			continue;
		tmp = scratch_begin(p->tmp);
		put_diag(out, p, d);
		scratch_end(tmp);
	}
}
