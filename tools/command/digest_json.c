#include "command/digest_json.h"

#include "base/arena.h"
#include "base/buf.h"
#include "delivery/letter.h"
#include "text/json_write.h"

static void
put_texts(struct json_writer *w, const char *name, const struct str *v,
    size_t n)
{
	json_name(w, name);
	json_array(w);
	for (size_t i = 0; i < n; i++)
		json_str(w, v[i]);
	json_end(w);
}

static void
put_item(struct json_writer *w, const struct letter_item *x)
{
	json_object(w);
	json_pair(w, "id", x->id);
	json_pair_z(w, "why", told_why_name(x->why));
	if (x->gone != NULL)
		json_pair_z(w, "gone", x->gone);
	json_name(w, "lines");
	json_array(w);
	for (size_t i = 0; i < x->n_lines; i++) {
		json_object(w);
		json_pair(w, "of", x->lines[i].of);
		json_pair(w, "told", x->lines[i].told);
		json_pair(w, "records", x->lines[i].records);
		json_end(w);
	}
	json_end(w);
	json_end(w);
}

static void
put_letter(struct json_writer *w, const struct digest_letter *x)
{
	const struct letter *l = &x->letter;

	json_object(w);
	json_pair(w, "subscriber", l->s->id);
	json_pair_z(w, "label", enum_name(&enum_tlp, (int)l->label));
	json_pair(w, "lang", l->s->lang);
	put_texts(w, "to", l->s->to, l->s->n_to);
	json_pair(w, "subject", x->subject);
	json_pair(w, "message", l->id);
	json_name(w, "waits");
	json_bool(w, l->waits);
	json_pair_int(w, "new", (int64_t)l->n_news);
	json_pair_int(w, "gone", (int64_t)(l->n - l->n_news));
	put_texts(w, "files", x->files, x->n_files);
	json_name(w, "items");
	json_array(w);
	for (size_t i = 0; i < l->n; i++)
		put_item(w, &l->v[i]);
	json_end(w);
	json_end(w);
}

void
digest_json_put(struct arena *a, const struct digest_letter *v, size_t n,
    struct str ledger, size_t n_lines, struct buf *out)
{
	struct json_writer *w = json_write_open(a, out, JSON_WRITE_PRETTY);

	json_object(w);
	json_pair(w, "ledger", ledger);
	json_pair_int(w, "lines", (int64_t)n_lines);
	json_name(w, "letters");
	json_array(w);
	for (size_t i = 0; i < n; i++)
		put_letter(w, &v[i]);
	json_end(w);
	json_end(w);
	(void)json_write_close(w);
}
