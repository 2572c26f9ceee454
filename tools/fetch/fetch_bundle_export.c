#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/io.h"
#include "base/io_file.h"
#include "base/limits.h"
#include "feed/sidecar.h"
#include "fetch/fetch.h"
#include "fetch/fetch_bundle.h"
#include "fetch/fetch_bundle_impl.h"
#include "fetch/fetch_name.h"
#include "fetch/fetch_show.h"
#include "fetch/fetch_tar.h"
#include "text/json_write.h"

struct member {
	struct str name;
	struct sidecar sidecar;
};

struct exporting {
	struct fetch *f;
	struct member *v;
	size_t n, cap;
	uint64_t bytes;
};

struct io_dir *
fetch_bundle_folder(struct fetch *f, struct str path, struct str *name)
{
	struct io_dir *d;
	struct str folder;
	int err;

	*name = str_base_name(path);
	folder = str_sub(path, 0, path.n - name->n);
	err = io_dir_open(folder.n > 0 ? str_to_z(f->perm, folder) : ".", &d);
	if (err != 0)
		die_env(err, "%.*s", STR_ARG(folder));
	return d;
}

static void
collect_file(struct exporting *k, struct str name)
{
	struct member m = { .name = name };
	struct io_stat st;

	if (!fetch_name_is_safe(name) ||
	    !sidecar_read(k->f->perm, k->f->mirror, name, &m.sidecar) ||
	    m.sidecar.sha256.n == 0 || io_stat(k->f->mirror, name, &st) != 0 ||
	    st.size != m.sidecar.size)
		return;
	k->v = arena_grow(k->f->perm, k->v, k->n, &k->cap, sizeof(*k->v));
	k->v[k->n++] = m;
}

/* Folders of feeds, and what stands below them; in order. */
static void
collect(struct exporting *k, struct str folder, int depth)
{
	struct fetch *f = k->f;
	struct io_entry *v;
	size_t n;
	int err = io_list(f->mirror, folder, f->perm, &v, &n);

	if (err != 0)
		die_env(err, ".hansho/feeds/%.*s", STR_ARG(folder));
	for (size_t i = 0; i < n; i++) {
		struct str name = folder.n == 0 ?
		    v[i].name :
		    str_fmt(f->perm, "%.*s/%.*s", STR_ARG(folder),
			STR_ARG(v[i].name));

		if (v[i].name.p[0] == '.' ||
		    (depth == 0 && !fetch_wants(f, v[i].name)))
			continue;
		if (v[i].kind == IO_DIR && depth < LIMIT_PATH_DEPTH - 1)
			collect(k, name, depth + 1);
		else if (v[i].kind == IO_FILE && depth > 0)
			collect_file(k, name);
	}
}

static void
write_list(struct exporting *k, struct buf *b)
{
	struct json_writer *w = json_write_open(k->f->perm, b,
	    JSON_WRITE_PRETTY);

	json_object(w);
	json_pair_z(w, "bundle", "hansho-feeds");
	json_pair_int(w, "version", 1);
	json_name(w, "files");
	json_array(w);
	for (size_t i = 0; i < k->n; i++) {
		json_object(w);
		json_pair(w, "name", k->v[i].name);
		sidecar_members(w, k->f->perm, &k->v[i].sidecar);
		json_end(w);
	}
	json_end(w);
	json_end(w);
	if (!json_write_close(w))
		die_env(0, "the mirror has too many files for a bundle");
}

static void
must(int err, struct str path)
{
	if (err != 0)
		die_env(err, "%.*s", STR_ARG(path));
}

/* False when the file is not what its sidecar says. */
static bool
write_member(struct exporting *k, const struct member *m, struct io_file *to)
{
	struct arena *a = arena_open();
	struct digest *digest = digest_begin(DIGEST_SHA256);
	char *p = arena_bytes(a, FETCH_BUNDLE_PIECE);
	uint8_t bytes[DIGEST_BYTES_MAX];
	struct io_file *from;
	uint64_t all = 0;
	size_t got = 1;
	bool same;

	must(io_file_open(k->f->mirror, m->name, IO_FILE_READ, &from),
	    m->name);
	must(fetch_tar_put(to, m->name, m->sidecar.size), m->name);
	while (got > 0) {
		must(io_file_read(from, p, FETCH_BUNDLE_PIECE, &got), m->name);
		all += got;
		digest_add(digest, (struct str){ p, got });
		must(io_file_write(to, (struct str){ p, got }), m->name);
	}
	must(fetch_tar_pad(to, all), m->name);
	must(io_file_close(from), m->name);
	same = str_eq(digest_hex_of(a, bytes, digest_end(digest, bytes)),
		   m->sidecar.sha256) &&
	    all == m->sidecar.size;
	arena_close(a);
	k->bytes += all;
	return same;
}

static bool
write_all(struct exporting *k, struct io_file *to)
{
	struct buf b;

	buf_init(&b, LIMIT_BUNDLE_LIST);
	write_list(k, &b);
	must(fetch_tar_put(to, S(FETCH_BUNDLE_LIST), b.n),
	    S(FETCH_BUNDLE_LIST));
	must(io_file_write(to, buf_str(&b)), S(FETCH_BUNDLE_LIST));
	must(fetch_tar_pad(to, b.n), S(FETCH_BUNDLE_LIST));
	buf_fini(&b);
	for (size_t i = 0; i < k->n; i++) {
		if (!write_member(k, &k->v[i], to)) {
			fetch_say(k->f, "stale", k->v[i].name,
			    S("it is not what its sidecar says; fetch it "
			      "again"));
			return false;
		}
	}
	must(fetch_tar_end(to), S(FETCH_BUNDLE_LIST));
	return true;
}

bool
fetch_bundle_export(struct fetch *f, struct str path)
{
	struct exporting k = { .f = f };
	struct str name, part;
	struct io_dir *d = fetch_bundle_folder(f, path, &name);
	struct io_file *to;
	bool ok;

	collect(&k, S(""), 0);
	part = str_cat(f->perm, name, S(".part"));
	must(io_file_open(d, part, IO_FILE_NEW, &to), path);
	ok = write_all(&k, to);
	must(io_file_close(to), path);
	if (ok)
		must(io_rename(d, part, name), path);
	else
		must(io_remove(d, part), path);
	io_dir_close(d);
	if (ok)
		fetch_say(f, "bundle", path,
		    str_fmt(f->perm, "%zu files, %.*s", k.n,
			STR_ARG(fetch_show_bytes(f->perm, k.bytes))));
	return ok;
}
