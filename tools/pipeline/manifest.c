#include "pipeline/manifest.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/limits.h"
#include "model/model.h"
#include "pipeline/edition.h"
#include "text/json_write.h"

void
manifest_add(struct edition *e, struct arena *perm)
{
	struct buf out;
	struct json_writer *w;
	struct publish_file *f = &e->files[e->n_files];
	uint8_t *sha256 = (uint8_t *)arena_bytes(perm, DIGEST_BYTES_MAX);

	buf_init(&out, LIMIT_PAGE_BYTES);
	w = json_write_open(perm, &out, JSON_WRITE_PRETTY);
	json_object(w);
	if (e->is_restricted)
		json_pair_z(w, "tlp",
		    enum_name(&enum_tlp, e->audience->ceiling.v));
	json_name(w, "files");
	json_object(w);
	for (size_t i = 0; i < e->n_files; i++) {
		json_name_str(w, edition_path(e, &e->files[i]));
		json_str(w,
		    digest_hex_of(perm, e->files[i].sha256,
			PUBLISH_DIGEST_BYTES));
	}
	json_end(w);
	json_end(w);
	(void)json_write_close(w);
	*f = (struct publish_file){
		.path = str_fmt(perm, "%.*s/manifest.json",
		    STR_ARG(e->audience->id.s)),
		.content = str_dup(perm, buf_str(&out)),
	};
	(void)digest_bytes(DIGEST_SHA256, f->content, sha256);
	f->sha256 = sha256;
	e->n_files++;
	buf_fini(&out);
}
