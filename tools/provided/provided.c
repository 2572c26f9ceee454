#include "provided/provided.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/pool.h"
#include "base/progress.h"
#include "provided/provided_part.h"
#include "sign/sign.h"

/* ---- reports ------------------------------------------------------------- */

static const struct provided_rule requirements[] = {
#define REQUIREMENT(id, name, clause, title, why_en, why_ja)		\
	[id] = { name, clause, title, why_en, why_ja },
#include "provided/requirements.def"
};

size_t
provided_rules_len(void)
{
	return ARRAY_LEN(requirements);
}

const struct provided_rule *
provided_rule_at(size_t i)
{
	return &requirements[i];
}

const struct provided_rule *
provided_rule_find(struct str id)
{
	for (size_t i = 0; i < ARRAY_LEN(requirements); i++) {
		if (str_eq_z(id, requirements[i].id))
			return &requirements[i];
	}
	return NULL;
}

/* What is printed has its own memory, so the message may be of a worker. */
static void
report(struct arena *tmp, struct diags *d, enum provided_requirement r,
    enum diag_class class, struct span at, struct str text)
{
	diag_report(d, class, requirements[r].id, at, "%.*s", STR_ARG(text));
	diag_clause(d,
	    str_fmt(tmp, "%s: %s", requirements[r].clause,
		requirements[r].title));
}

void
provided_error(struct diags *d, enum provided_requirement r, struct span at,
    const char *help, const char *fmt, ...)
{
	struct arena *tmp = arena_open();
	va_list ap;

	va_start(ap, fmt);
	report(tmp, d, r, DIAG_ERROR, at, str_vfmt(tmp, fmt, ap));
	va_end(ap);
	diag_help(d, "%s", help);
	arena_close(tmp);
}

void
provided_warn(struct diags *d, enum provided_requirement r, struct span at,
    const char *help, const char *fmt, ...)
{
	struct arena *tmp = arena_open();
	va_list ap;

	va_start(ap, fmt);
	report(tmp, d, r, DIAG_ALERT, at, str_vfmt(tmp, fmt, ap));
	va_end(ap);
	diag_help(d, "%s", help);
	arena_close(tmp);
}

struct str
provided_quote(struct str s)
{
	size_t n = LIMIT_PROVIDED_SHOWN;

	if (s.n <= n)
		return s;
	while (n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	return str_sub(s, 0, n);
}

struct span
provided_at(const struct provided_file *f)
{
	return (struct span){ f != NULL ? f->source : 0, 0, 0 };
}

/* ---- files --------------------------------------------------------------- */

struct provided_file *
provided_find(const struct provided *k, struct str path)
{
	return map_get(k->by_path, path);
}

struct provided_file *
provided_url(const struct provided *k, struct str url)
{
	if (k->base.n == 0 || !str_starts(url, k->base))
		return NULL;
	return provided_find(k, str_from(url, k->base.n));
}

struct provided_folder *
provided_folder(const struct provided *k, struct str path)
{
	struct provided_folder *found = NULL;

	/* One may be in another. */
	for (size_t i = 0; i < k->n_folders; i++) {
		if (str_starts(path, k->folders[i].path) &&
		    (found == NULL || k->folders[i].path.n > found->path.n))
			found = &k->folders[i];
	}
	return found;
}

bool
provided_is_trusted(const struct provided *k, struct str path)
{
	const struct provided_folder *f = provided_folder(k, path);

	return str_eq(f != NULL ? f->role : k->role,
	    S("csaf_trusted_provider"));
}

bool
provided_text(struct provided *k, struct provided_file *f,
    enum provided_requirement r, struct str *out)
{
	int err = io_read(k->q->dir, f->path, LIMIT_JSON_BYTES, k->a, out);

	if (err == 0) {
		source_set_text(k->q->sources, f->source, *out);
		return true;
	}
	provided_error(k->d, r, provided_at(f),
	    "build the tree anew, or let the file be read",
	    "it cannot be read: %s", strerror(err));
	return false;
}

const struct json_node *
provided_json(struct provided *k, struct provided_file *f,
    enum provided_requirement r, unsigned shape)
{
	struct diags *d = diags_open(k->a);
	const struct json_node *root;
	struct str text;

	if (!provided_text(k, f, r, &text))
		return NULL;
	root = json_tree(k->a, k->q->sources, f->source, d);
	if (root == NULL)
		provided_error(k->d, r, diags_at(d, 0)->at,
		    "build the tree anew; it was changed by hand or cut off",
		    "this is no JSON: %.*s", STR_ARG(diags_at(d, 0)->message));
	else
		provided_shape(k->d, root, r, shape);
	return root;
}

static void
add_file(struct provided *k, struct str path)
{
	k->files = arena_grow(k->a, k->files, k->n_files, &k->files_cap,
	    sizeof(*k->files));
	k->files[k->n_files++] = (struct provided_file){ .path = path };
}

/* Files, depth first; false when there are too many. */
static bool
list_files(struct provided *k, struct str path, unsigned depth)
{
	struct io_entry *entries;
	size_t n;
	int err = io_list(k->q->dir, path, k->a, &entries, &n);

	if (err != 0)
		die_env(err, "cannot read %.*s/%.*s", STR_ARG(k->q->name),
		    STR_ARG(path));
	for (size_t i = 0; i < n; i++) {
		struct str at = entries[i].name;

		if (path.n > 0)
			at = str_fmt(k->a, "%.*s/%.*s", STR_ARG(path),
			    STR_ARG(at));
		if (k->n_files == LIMIT_PROVIDED_FILES ||
		    depth > LIMIT_SCAN_FOLDERS)
			return false;
		if (entries[i].kind == IO_DIR) {
			if (!list_files(k, at, depth + 1))
				return false;
		} else {
			add_file(k, at);
		}
	}
	return true;
}

static bool
open_files(struct provided *k)
{
	if (!list_files(k, S(""), 0)) {
		provided_error(k->d, PROVIDED_METADATA, (struct span){ 0 },
		    "give the folder that the web server shows as /",
		    "there are over %u files, or folders more than %u deep",
		    LIMIT_PROVIDED_FILES, LIMIT_SCAN_FOLDERS);
		return false;
	}
	for (size_t i = 0; i < k->n_files; i++) {
		struct provided_file *f = &k->files[i];

		f->source = source_add(k->q->sources,
		    k->q->name.n == 0 ?
			f->path :
			str_fmt(k->a, "%.*s/%.*s", STR_ARG(k->q->name),
			    STR_ARG(f->path)));
		map_put(k->by_path, f->path, f);
	}
	return true;
}

/* ---- documents, and the digest of each file ------------------------------ */

/* Every JSON file below the provider's folder that has no other task. */
static void
find_documents(struct provided *k)
{
	for (size_t i = 0; i < k->n_files; i++) {
		struct provided_file *f = &k->files[i];

		if (!str_starts(f->path, S(PROVIDED_HOME)) ||
		    !str_ends(f->path, S(".json")) ||
		    map_get(k->known, f->path) != NULL)
			continue;
		f->doc = arena_new(k->a, struct provided_document);
		f->doc->file = f;
	}
}

static void
look_at_one(void *ctx, size_t i, unsigned worker)
{
	struct provided *k = ctx;
	struct provided_file *f = &k->files[i];
	struct scratch tmp = scratch_begin(k->worker_a[worker]);
	struct str content;
	int err = io_read(k->q->dir, f->path,
	    f->doc != NULL ? LIMIT_JSON_BYTES : LIMIT_SCAN_FILE, tmp.a,
	    &content);

	progress_add(1);
	if (err == 0) {
		(void)digest_bytes(DIGEST_SHA256, content, f->sha256);
		f->is_read = true;
		if (f->doc != NULL)
			provided_document(k, f, content, worker);
	} else {
		provided_error(k->worker_d[worker],
		    f->doc != NULL ? PROVIDED_DOCUMENT : PROVIDED_MANIFEST,
		    provided_at(f), "put a file of its own there",
		    "it cannot be read: %s",
		    err == ELOOP ? "it is a link" : strerror(err));
	}
	scratch_end(tmp);
}

/* gpg's keyring is slow to make: one a worker, when there are keys. */
static void
open_rings(struct provided *k, unsigned jobs)
{
	k->rings = arena_array(k->a, struct sign_openpgp *, jobs);
	for (unsigned i = 0; i < jobs && k->n_keys > 0; i++) {
		struct arena *a = arena_open_in(k->a);
		enum sign_result r = sign_openpgp_open(a, S(SIGN_PARENT),
		    k->q->now, &k->rings[i]);

		for (size_t j = 0; j < k->n_keys && r == SIGN_GOOD; j++) {
			struct str *names;
			size_t n;

			r = sign_openpgp_add(k->rings[i], k->keys[j], &names,
			    &n);
		}
		if (r != SIGN_GOOD)
			die_env(0, "cannot check signatures: %s",
			    sign_result_text(r));
	}
}

static void
look_at_files(struct provided *k)
{
	unsigned jobs = pool_jobs(k->q->pool);

	open_rings(k, jobs);
	k->worker_d = arena_array(k->a, struct diags *, jobs);
	k->worker_a = arena_array(k->a, struct arena *, jobs);
	k->worker_kept = arena_array(k->a, struct arena *, jobs);
	for (unsigned i = 0; i < jobs; i++) {
		k->worker_kept[i] = arena_open_in(k->a);
		k->worker_d[i] = diags_open(k->worker_kept[i]);
		k->worker_a[i] = arena_open();
	}
	progress_begin("checking files", k->n_files);
	pool_run(k->q->pool, k->n_files, look_at_one, k);
	progress_end();
	for (unsigned i = 0; i < jobs; i++) {
		sign_openpgp_close(k->rings[i]);
		diags_merge(k->d, k->worker_d[i]);
		arena_close(k->worker_a[i]);
	}
}

/* ---- manifest.json ------------------------------------------------------- */

static void
check_digest(struct provided *k, const struct json_node *node)
{
	const struct provided_file *f = provided_find(k, node->name);
	struct str hex;

	if (f == NULL) {
		provided_error(k->d, PROVIDED_MANIFEST, node->name_at,
		    "upload the whole edition, this file too",
		    "there is no file %.*s",
		    STR_ARG(provided_quote(node->name)));
		return;
	}
	if (!f->is_read)
		return;
	hex = digest_hex_of(k->a, f->sha256, 32);
	if (!str_eq(hex, node->text))
		provided_error(k->d, PROVIDED_MANIFEST, provided_at(f),
		    "upload the edition as it was built; find out who changed "
		    "the file",
		    "it is not what was built: manifest.json has another "
		    "digest");
}

/* Read early: it says for whom all the rest is. */
static void
read_manifest(struct provided *k)
{
	struct provided_file *f = provided_find(k, S("manifest.json"));

	if (f == NULL)
		return;
	k->manifest = provided_json(k, f, PROVIDED_MANIFEST,
	    PROVIDED_SHAPE_MANIFEST);
	k->ceiling = json_get_str(k->manifest, "tlp");
	if (provided_document_rank(k->ceiling) <= 0)
		k->ceiling = S("");
}

static void
check_manifest(struct provided *k)
{
	struct provided_file *f = provided_find(k, S("manifest.json"));
	const struct json_node *files = json_get(k->manifest, "files");
	struct map *names = map_open(k->a);

	if (f == NULL) {
		provided_warn(k->d, PROVIDED_MANIFEST, (struct span){ 0 },
		    "publish it with the other files",
		    "there is no manifest.json, so other files than those of "
		    "the provider cannot be checked");
		return;
	}
	if (files == NULL || files->kind != JSON_IS_OBJECT)
		return;
	for (const struct json_node *m = files->first; m != NULL;
	     m = m->next) {
		map_put(names, m->name, f);
		check_digest(k, m);
	}
	for (size_t i = 0; i < k->n_files; i++) {
		if (&k->files[i] != f &&
		    map_get(names, k->files[i].path) == NULL)
			provided_error(k->d, PROVIDED_MANIFEST,
			    provided_at(&k->files[i]),
			    "take the file away; nobody built it",
			    "it is not in manifest.json");
	}
}

/* ---- what all documents need --------------------------------------------- */

static void
check_completeness(struct provided *k, const struct provided_document *x)
{
	struct span at = provided_at(x->file);
	struct provided_folder *folder = provided_folder(k, x->file->path);

	if (k->has_feeds && !x->is_fed)
		provided_error(k->d, PROVIDED_FEED, at,
		    "build the tree anew, so that feeds are complete",
		    "no feed names this document");
	if (folder == NULL)
		return;
	folder->documents++;
	folder->unsigned_documents += !x->is_signed;
	if (!x->is_indexed)
		provided_error(k->d, PROVIDED_INDEX, at, "build the tree anew",
		    "index.txt does not name this document");
	if (!x->is_changed)
		provided_error(k->d, PROVIDED_CHANGES, at,
		    "build the tree anew",
		    "changes.csv does not name this document");
	if (!x->is_listed)
		provided_error(k->d, PROVIDED_LISTING, at,
		    "build the tree anew",
		    "no index.html in its folder links to this document");
}

/* Two documents of one id: readers keep one of them. */
static void
check_ids(struct provided *k, struct map *ids, struct provided_document *x)
{
	/* The trees of two versions of the standard have each its own. */
	struct str key = str_fmt(k->a, "%.*s %.*s", STR_ARG(x->version),
	    STR_ARG(x->id));
	const struct provided_file *other = map_get(ids, key);

	if (x->id.n == 0 || map_add(ids, key, x->file))
		return;
	provided_error(k->d, PROVIDED_DOCUMENT, provided_at(x->file),
	    "give one of the two another tracking id",
	    "its id '%.*s' is that of %.*s", STR_ARG(provided_quote(x->id)),
	    STR_ARG(other->path));
}

static void
check_role(struct provided *k, const struct provided_folder *f)
{
	if (f->unsigned_documents == 0)
		return;
	if (str_eq(f->role, S("csaf_trusted_provider")))
		provided_error(k->d, PROVIDED_ROLE, f->at,
		    "sign all documents, or give the role csaf_provider",
		    "a trusted provider signs all documents: %zu of %zu have "
		    "no good signature",
		    f->unsigned_documents, f->documents);
	else
		provided_warn(k->d, PROVIDED_ROLE, f->at,
		    "set signing_key and contact.openpgp_key, and publish",
		    "%zu of %zu documents have no signature: nobody can tell "
		    "whose they are",
		    f->unsigned_documents, f->documents);
}

void
provided_check(const struct provided_request *q, struct provided_count *out)
{
	struct provided k = {
		.q = q,
		.a = q->perm,
		.d = q->d,
		.by_path = map_open(q->perm),
		.known = map_open(q->perm),
	};
	struct map *ids = map_open(q->perm);

	*out = (struct provided_count){ 0 };
	if (!open_files(&k))
		return;
	read_manifest(&k);
	provided_about(&k);
	find_documents(&k);
	look_at_files(&k);
	provided_about_lists(&k);
	for (size_t i = 0; i < k.n_folders; i++)
		provided_list(&k, &k.folders[i]);
	for (size_t i = 0; i < k.n_files; i++) {
		if (k.files[i].doc == NULL)
			continue;
		out->documents++;
		out->good_signatures += k.files[i].doc->is_signed;
		check_completeness(&k, k.files[i].doc);
		check_ids(&k, ids, k.files[i].doc);
	}
	for (size_t i = 0; i < k.n_folders; i++)
		check_role(&k, &k.folders[i]);
	check_manifest(&k);
	out->files = k.n_files;
	out->role = k.role;
	out->ceiling = k.ceiling;
}
