#include "feed/sidecar.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/num.h"
#include "text/json_read.h"
#include "text/json_write.h"

#define ENDING	".meta.json"

bool
sidecar_is(struct str path)
{
	return str_ends(path, S(ENDING));
}

struct sidecar
sidecar_none(void)
{
	static const struct instant never = { .s = INT64_MIN };

	return (struct sidecar){ .fetched = never,
		.checked = never,
		.failed = never };
}

/* An instant that may be missing; false when it is none. */
static bool
read_instant(const struct json_node *object, const char *name,
    struct instant *out)
{
	struct str s = json_get_str(object, name);

	return s.n == 0 || instant_parse(s, out, NULL);
}

bool
sidecar_from(const struct json_node *object, struct sidecar *out)
{
	const struct json_node *size = json_get(object, "size");
	struct str state = json_get_str(object, "state");
	int64_t n = 0;

	*out = sidecar_none();
	if (!str_eq_z(state, "fresh") && !str_eq_z(state, "stale"))
		return false;
	if (size != NULL &&
	    (size->kind != JSON_IS_NUMBER ||
		!num_parse(size->text, 0, LIMIT_FETCH_BYTES_MOST, &n)))
		return false;
	out->is_stale = str_eq_z(state, "stale");
	out->size = (uint64_t)n;
	out->source = json_get_str(object, "source");
	out->reason = json_get_str(object, "reason");
	out->etag = json_get_str(object, "etag");
	out->last_modified = json_get_str(object, "last_modified");
	out->sha256 = json_get_str(object, "sha256");
	out->published = json_get_str(object, "published_digest");
	return read_instant(object, "fetched", &out->fetched) &&
	    read_instant(object, "checked", &out->checked) &&
	    read_instant(object, "failed", &out->failed);
}

bool
sidecar_read(struct arena *perm, struct io_dir *mirror, struct str path,
    struct sidecar *out)
{
	struct str name = str_cat(perm, path, S(ENDING));
	struct sources *ss = sources_open(perm);
	uint32_t file = source_add(ss, name);
	const struct json_node *tree;
	struct str text;

	*out = sidecar_none();
	if (io_read(mirror, name, LIMIT_SIDECAR_BYTES, perm, &text) != 0)
		return false;
	source_set_text(ss, file, text);
	tree = json_tree(perm, ss, file, diags_open(perm));
	if (tree != NULL && sidecar_from(tree, out))
		return true;
	*out = sidecar_none();
	return false;
}

static void
put_instant(struct json_writer *w, struct arena *a, const char *name,
    struct instant t)
{
	if (t.s != INT64_MIN)
		json_pair(w, name, instant_format_utc(a, t));
}

void
sidecar_members(struct json_writer *w, struct arena *a,
    const struct sidecar *s)
{
	json_pair(w, "source", s->source);
	json_pair_z(w, "state", s->is_stale ? "stale" : "fresh");
	json_pair_opt(w, "reason", s->reason);
	put_instant(w, a, "fetched", s->fetched);
	put_instant(w, a, "checked", s->checked);
	put_instant(w, a, "failed", s->failed);
	json_pair_opt(w, "etag", s->etag);
	json_pair_opt(w, "last_modified", s->last_modified);
	json_pair_opt(w, "sha256", s->sha256);
	json_pair_opt(w, "published_digest", s->published);
	json_pair_int(w, "size", (int64_t)s->size);
}

int
sidecar_write(struct io_dir *mirror, struct str path, const struct sidecar *s)
{
	struct arena *a = arena_open();
	struct json_writer *w;
	struct buf b;
	int err;

	buf_init(&b, LIMIT_SIDECAR_BYTES);
	w = json_write_open(a, &b, JSON_WRITE_PRETTY);
	json_object(w);
	sidecar_members(w, a, s);
	json_end(w);
	ASSERT(json_write_close(w));
	err = io_write_replace(mirror, str_cat(a, path, S(ENDING)),
	    buf_str(&b));
	buf_fini(&b);
	arena_close(a);
	return err;
}

int
sidecar_remove(struct io_dir *mirror, struct str path)
{
	struct arena *a = arena_open();
	int err = io_remove(mirror, str_cat(a, path, S(ENDING)));

	arena_close(a);
	return err;
}
