#include "finding/matched_label.h"

#include "base/arena.h"
#include "base/map.h"
#include "feed/record.h"
#include "index/index.h"
#include "model/model.h"

void
matched_label_open(struct arena *perm, const struct model *m,
    struct matched_label *out)
{
	const struct document_list *docs = &m->docs[KIND_FEEDS];

	*out = (struct matched_label){ .feeds = map_open(perm) };
	for (size_t i = 0; i < docs->n; i++) {
		const struct feeds *rows = docs->v[i].record;

		for (size_t k = 0; rows != NULL && k < rows->feeds.n; k++) {
			struct feed *f = &rows->feeds.v[k];

			if (f->ceiling.v > (int)TLP_CLEAR)
				map_put(out->feeds, f->id.s, f);
		}
	}
}

enum tlp
matched_label_feed(const struct matched_label *l, struct str feed)
{
	const struct feed *f = map_get(l->feeds, feed);

	return f != NULL ? (enum tlp)f->ceiling.v : TLP_CLEAR;
}

/* What nobody knows to be a label is kept from everybody. */
static enum tlp
label_of(struct str word)
{
	if (word.n == 0)
		return TLP_CLEAR;
	for (int v = (int)TLP_CLEAR; v < (int)TLP_RED; v++) {
		if (str_eq_z(word, enum_name(&enum_tlp, v)))
			return (enum tlp)v;
	}
	return TLP_RED;
}

enum tlp
matched_label_record(const struct matched_label *l, struct arena *a,
    uint32_t record, const struct feed_record *r)
{
	enum tlp own = label_of(r->tlp), feed = TLP_CLEAR;
	struct index_origin from;

	if (map_len(l->feeds) > 0 && index_origin(l->x, a, record, &from))
		feed = matched_label_feed(l, from.feed);
	return own > feed ? own : feed;
}
