#include "command/schema_files.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "model/schema.h"
#include "text/json_write.h"

/* The text that was written, kept; the tables are ours and small. */
static struct str
finish(struct arena *a, struct json_writer *w, struct buf *out)
{
	struct str text;

	ASSERT(json_write_close(w));
	text = str_dup(a, buf_str(out));
	buf_fini(out);
	return text;
}

struct str
schema_files_text(struct arena *a, enum kind k)
{
	struct json_writer *w;
	struct buf out;

	buf_init(&out, LIMIT_PAGE_BYTES);
	w = json_write_open(a, &out, JSON_WRITE_PRETTY);
	schema_kind(k, a, w);
	return finish(a, w, &out);
}

struct str
schema_files_name(struct arena *a, enum kind k)
{
	return str_fmt(a, "%s.schema.json", kind_info(k)->name);
}

/* A kind's pattern as editors write it: each hole is a star. */
static struct str
glob_of(struct arena *a, const char *pattern)
{
	struct str rest = str_z(pattern), head, glob = S("");

	while (str_cut(rest, '{', &head, &rest)) {
		struct str name;

		glob = str_fmt(a, "%.*s%.*s*", STR_ARG(glob), STR_ARG(head));
		(void)str_cut(rest, '}', &name, &rest);
	}
	return str_cat(a, glob, head);
}

struct str
schema_files_settings(struct arena *a)
{
	struct json_writer *w;
	struct buf out;

	buf_init(&out, LIMIT_PAGE_BYTES);
	w = json_write_open(a, &out, JSON_WRITE_PRETTY);
	json_object(w);
	json_pair_z(w, "files.encoding", "utf8");
	json_pair_z(w, "files.eol", "\n");
	json_name(w, "files.insertFinalNewline");
	json_bool(w, true);
	json_name(w, "yaml.schemas");
	json_object(w);
	for (size_t i = 0; i < kinds_len(); i++) {
		const struct kind_info *k = kind_info((enum kind)i);

		/* The extension does not look into front matter. */
		if (k->format != KIND_YAML)
			continue;
		json_name_str(w,
		    str_fmt(a, "./%s/%.*s", SCHEMA_FOLDER,
			STR_ARG(schema_files_name(a, (enum kind)i))));
		json_str(w, glob_of(a, k->pattern));
	}
	json_end(w);
	json_end(w);
	return finish(a, w, &out);
}
