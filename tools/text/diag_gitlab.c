#include "base/attr.h"
#include "base/buf.h"
#include "text/diag_ident.h"
#include "text/diag_place.h"
#include "text/diag_print.h"
#include "text/json_write.h"

/* One of info, minor, major, critical, blocker. */
static const char *
severity(enum diag_class class)
{
	switch (class) {
	case DIAG_ERROR:
		return "critical";
	case DIAG_REQUIREMENT:
		return "major";
	case DIAG_ALERT:
		return "minor";
	}
	BUG("a diagnostic of no class");
}

static void
put_diag(struct json_writer *w, const struct diag_print *p,
    struct diag_idents *ids, const struct diag *d)
{
	struct diag_place place = diag_place(p, d->at);

	json_object(w);
	json_pair(w, "description", diag_place_summary(p, d));
	json_pair(w, "check_name", diag_place_text(p, d->rule));
	json_pair(w, "fingerprint", diag_ident(p, ids, d));
	json_pair_z(w, "severity", d->is_waived ? "info" : severity(d->class));
	json_name(w, "location");
	json_object(w);
	/* A path and a line are required: what is nowhere is the whole. */
	json_pair(w, "path",
	    place.path.n > 0 ? diag_place_text(p, place.path) : S("."));
	json_name(w, "lines");
	json_object(w);
	json_pair_int(w, "begin", place.has_line ? place.line : 1);
	if (place.has_line)
		json_pair_int(w, "end", place.end_line);
	json_end(w);
	json_end(w);
	json_end(w);
}

void
diag_gitlab(struct buf *out, const struct diag_print *p)
{
	struct json_writer *w = json_write_open(p->tmp, out,
	    JSON_WRITE_PRETTY);
	struct diag_idents ids = diag_idents(p);

	json_array(w);
	for (size_t i = 0; i < diags_len(p->diags); i++) {
		const struct diag *d = diags_at(p->diags, i);

		if (diag_place_shows(p, d))
			put_diag(w, p, &ids, d);
	}
	json_end(w);
	/* The caller asks buf_ok(out). */
	(void)json_write_close(w);
}
