#include "index/index_codec.h"

#include "base/arena.h"
#include "base/attr.h"
#include "index/index_pack.h"

/* The days and instants that base/time.h knows: years 1900 to 2199. */
#define DAY_FIRST	(-25567)
#define DAY_LAST	84005
#define DAY_S		INT64_C(86400)
#define OFFSET_MOST	86340

/* The bytes that these take at least. */
#define STRETCH_BYTES	4
#define AFFECTS_BYTES	20
#define SCORE_BYTES	3
#define LINK_BYTES	2

static void
pass_instant(struct index_pack *k, struct instant *t)
{
	bool is_told = t->s != INT64_MIN;
	int64_t s = is_told ? t->s : 0, offset = is_told ? t->offset_s : 0;

	index_pack_bools(k, (bool *const[]){ &is_told }, 1);
	if (is_told) {
		index_pack_within(k, &s, DAY_FIRST * DAY_S,
		    (DAY_LAST + 2) * DAY_S);
		index_pack_within(k, &offset, -OFFSET_MOST, OFFSET_MOST);
	}
	*t = (struct instant){ is_told ? s : INT64_MIN, (int32_t)offset };
}

static void
pass_status(struct index_pack *k, enum feed_status *status)
{
	int64_t v = (int64_t)*status;

	index_pack_within(k, &v, 0, FEED_UNCLEAR);
	*status = (enum feed_status)v;
}

static void
pass_stretch(struct index_pack *k, void *item)
{
	struct feed_stretch *s = item;

	index_pack_str(k, &s->low);
	index_pack_str(k, &s->high);
	index_pack_bools(k,
	    (bool *const[]){ &s->low_included, &s->high_included,
		&s->high_is_prefix, &s->is_prefix },
	    4);
	pass_status(k, &s->status);
}

/* By which names the product is known. */
static void
pass_identity(struct index_pack *k, struct feed_affects *f)
{
	int64_t by = (int64_t)f->by;

	index_pack_within(k, &by, 0, FEED_BY_NAME);
	f->by = (enum feed_by)by;
	index_pack_str(k, &f->source);
	index_pack_str(k, &f->type);
	index_pack_str(k, &f->namespace);
	index_pack_str(k, &f->name);
	index_pack_str(k, &f->qualifiers);
	index_pack_str(k, &f->ecosystem);
	index_pack_str(k, &f->release);
	index_pack_str(k, &f->module);
	index_pack_str(k, &f->cpe);
	index_pack_str(k, &f->vendor);
	index_pack_str(k, &f->product);
	index_pack_str(k, &f->platform);
	index_pack_str(k, &f->scheme);
}

static void
pass_affects(struct index_pack *k, void *item)
{
	struct feed_affects *f = item;
	struct index_pack_array stretches = { f->stretches, f->n_stretches,
		sizeof(*f->stretches), STRETCH_BYTES };
	uint32_t config = f->config, node = f->node;

	pass_identity(k, f);
	index_pack_items(k, &stretches, pass_stretch);
	f->stretches = stretches.items;
	f->n_stretches = stretches.n;
	index_pack_strs(k, &f->versions, &f->n_versions);
	pass_status(k, &f->otherwise);
	index_pack_str(k, &f->text);
	index_pack_str(k, &f->note);
	index_pack_u32(k, &config);
	index_pack_u32(k, &node);
	if (config > UINT16_MAX || node > UINT16_MAX)
		k->failed = true;
	f->config = (uint16_t)config;
	f->node = (uint16_t)node;
	index_pack_bools(k,
	    (bool *const[]){ &f->is_source, &f->is_all, &f->is_unread,
		&f->is_git, &f->is_and, &f->is_node_and, &f->is_negated,
		&f->is_platform },
	    8);
}

static void
pass_score(struct index_pack *k, void *item)
{
	struct feed_score *s = item;
	int64_t base = s->base_x10;

	index_pack_str(k, &s->vector);
	index_pack_str(k, &s->source);
	index_pack_within(k, &base, INT16_MIN, INT16_MAX);
	s->base_x10 = (int16_t)base;
}

static void
pass_link(struct index_pack *k, void *item)
{
	struct feed_link *l = item;

	index_pack_str(k, &l->url);
	index_pack_str(k, &l->kind);
}

static void
pass_texts(struct index_pack *k, struct feed_record *r)
{
	index_pack_str(k, &r->id);
	index_pack_strs(k, &r->aliases, &r->n_aliases);
	index_pack_strs(k, &r->related, &r->n_related);
	index_pack_strs(k, &r->upstream, &r->n_upstream);
	index_pack_str(k, &r->title_ja);
	index_pack_str(k, &r->title_en);
	index_pack_str(k, &r->text_ja);
	index_pack_str(k, &r->text_en);
	index_pack_str(k, &r->solution);
	index_pack_strs(k, &r->cwes, &r->n_cwes);
	index_pack_str(k, &r->ssvc);
	index_pack_str(k, &r->tlp);
	index_pack_str(k, &r->raw_at);
}

static void
pass_record(struct index_pack *k, struct feed_record *r)
{
	struct index_pack_array scores = { r->scores, r->n_scores,
		sizeof(*r->scores), SCORE_BYTES };
	struct index_pack_array links = { r->links, r->n_links,
		sizeof(*r->links), LINK_BYTES };
	struct index_pack_array affects = { r->affects, r->n_affects,
		sizeof(*r->affects), AFFECTS_BYTES };
	int64_t due = r->due.n;

	pass_texts(k, r);
	pass_instant(k, &r->published);
	pass_instant(k, &r->modified);
	index_pack_bools(k,
	    (bool *const[]){ &r->is_withdrawn, &r->is_deferred,
		&r->is_exploited, &r->is_ransomware, &r->is_vendor },
	    5);
	index_pack_within(k, &due, DAY_FIRST, DAY_LAST);
	r->due.n = (int32_t)due;
	index_pack_items(k, &scores, pass_score);
	r->scores = scores.items;
	r->n_scores = scores.n;
	index_pack_items(k, &links, pass_link);
	r->links = links.items;
	r->n_links = links.n;
	index_pack_items(k, &affects, pass_affects);
	r->affects = affects.items;
	r->n_affects = affects.n;
	index_pack_u64(k, &r->off);
	index_pack_u64(k, &r->len);
}

static void
pass_origin(struct index_pack *k, struct index_codec_origin *from)
{
	index_pack_bytes(k, from->sha256, INDEX_SHA256);
	index_pack_str(k, &from->member);
}

void
index_codec_put(struct buf *out, const struct index_codec_origin *from,
    const struct feed_record *r)
{
	struct index_pack k = index_pack_writer(out);
	struct index_codec_origin origin = *from;
	struct feed_record record = *r;

	pass_origin(&k, &origin);
	pass_record(&k, &record);
}

bool
index_codec_get(struct str bytes, struct arena *a,
    struct index_codec_origin *from, struct feed_record *r)
{
	struct index_pack k = index_pack_reader(bytes, a);

	*from = (struct index_codec_origin){ .member = S("") };
	pass_origin(&k, from);
	if (r == NULL)
		return !k.failed;
	*r = (struct feed_record){ 0 };
	pass_record(&k, r);
	return index_pack_done(&k);
}
