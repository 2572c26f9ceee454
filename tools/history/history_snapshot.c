#include "history/history_snapshot.h"

#include <stdlib.h>
#include <string.h>

#include <git2.h>
#include <git2/sys/mempack.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/num.h"
#include "history/history_impl.h"
#include "history/history_tree.h"

#define MODE_TYPE	0170000u
#define MODE_FILE	0100000u
#define MODE_LINK	0120000u

/* Backends of lower priority are git's own. */
#define MEMORY_FIRST	1000

#define SHALLOW								\
	"this copy of the repository is shallow: older commits are "	\
	"not in it; `git fetch --unshallow` brings them"

#define NO_GIT	"libgit2 does not start"

/* Reading the files of one revision. */
struct reader {
	const struct history *h;
	struct history_snapshot *s;
	git_odb *odb;
	size_t skip;	/* bytes of the folder's own path */
	size_t bytes;	/* read so far */
	size_t cap;	/* of s->files */
	bool is_ended;	/* by a fault; s->why says which */
};

/* ---- revisions ----------------------------------------------------------- */

/* Whether it is a name and perhaps steps, and depends on no machine. */
static bool
is_plain(struct str rev)
{
	static const struct str no[] = { STR_INIT(":"), STR_INIT("@{"),
		STR_INIT("^{"), STR_INIT("^!"), STR_INIT("^@"),
		STR_INIT("..") };

	if (rev.n == 0 || rev.n > LIMIT_HISTORY_REVISION || rev.p[0] == '-' ||
	    memchr(rev.p, '\0', rev.n) != NULL)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(no); i++) {
		if (str_find(rev, no[i], 0) != SIZE_MAX)
			return false;
	}
	return true;
}

/* How many bytes of a revision are its name; steps follow. */
static size_t
name_bytes(struct str rev)
{
	size_t n = 0;

	while (n < rev.n && rev.p[n] != '~' && rev.p[n] != '^')
		n++;
	return n;
}

/* What an id, or 4 and more digits of its beginning, stands for. */
static int
find_id(const struct history *h, struct str name, git_object **out)
{
	git_oid oid;

	if (name.n < GIT_OID_MINPREFIXLEN || name.n > GIT_OID_HEXSZ ||
	    git_oid_fromstrn(&oid, name.p, name.n) != 0)
		return GIT_ENOTFOUND;
	return git_object_lookup_prefix(out, h->git->repo, &oid, name.n,
	    GIT_OBJECT_ANY);
}

/* What a branch or tag of that name, or HEAD, points at. */
static int
find_ref(const struct history *h, struct str name, git_object **out)
{
	git_reference *ref, *direct;
	int err = git_reference_dwim(&ref, h->git->repo,
	    str_to_z(h->git->perm, name));

	if (err != 0)
		return err;
	err = git_reference_resolve(&direct, ref);
	git_reference_free(ref);
	if (err != 0)
		return err;
	err = git_object_lookup(out, h->git->repo,
	    git_reference_target(direct), GIT_OBJECT_ANY);
	git_reference_free(direct);
	return err;
}

/* As git does: a whole id, else a name, else the beginning of an id. */
static int
find_name(const struct history *h, struct str name, git_object **out)
{
	int err = GIT_ENOTFOUND;

	if (name.n == GIT_OID_HEXSZ)
		err = find_id(h, name, out);
	if (err != 0)
		err = find_ref(h, name, out);
	if (err != 0)
		err = find_id(h, name, out);
	return err;
}

/* Take the steps ~N and ^N; *commit is replaced. */
static int
take_steps(struct str steps, git_commit **commit)
{
	while (steps.n > 0) {
		bool is_parent = steps.p[0] == '^';
		size_t n = 1;
		int64_t by = 1;
		git_commit *next;
		int err;

		while (n < steps.n && steps.p[n] >= '0' && steps.p[n] <= '9')
			n++;
		if (n > 1 &&
		    !num_parse(str_sub(steps, 1, n - 1), 0, INT32_MAX, &by))
			return GIT_ENOTFOUND;
		if (n < steps.n && steps.p[n] != '~' && steps.p[n] != '^')
			return GIT_ENOTFOUND;
		steps = str_from(steps, n);
		if (by == 0)
			continue;
		err = is_parent ?
		    git_commit_parent(&next, *commit, (unsigned)by - 1) :
		    git_commit_nth_gen_ancestor(&next, *commit, (unsigned)by);
		if (err != 0)
			return err;
		git_commit_free(*commit);
		*commit = next;
	}
	return 0;
}

/* The branch or tag whose name is nearest, or an empty text. */
static struct str
nearest(const struct history *h, struct str rev)
{
	static const char *const before[] = { "refs/heads/", "refs/tags/",
		"refs/remotes/" };
	struct arena *perm = h->git->perm;
	git_strarray all;
	struct str *names;
	size_t n = 0;

	if (git_reference_list(&all, h->git->repo) != 0)
		return S("");
	names = arena_array(perm, struct str, all.count + 1);
	for (size_t i = 0; i < all.count; i++) {
		for (size_t k = 0; k < ARRAY_LEN(before); k++) {
			if (strncmp(all.strings[i], before[k],
				strlen(before[k])) == 0)
				names[n++] = str_dup(perm,
				    str_z(all.strings[i] + strlen(before[k])));
		}
	}
	git_strarray_dispose(&all);
	return str_nearest(rev, names, n);
}

static struct str
say_unknown(const struct history *h, struct str rev, int err)
{
	struct arena *perm = h->git->perm;
	struct str near;

	if (err == GIT_EAMBIGUOUS)
		return str_fmt(perm,
		    "'%.*s' is the beginning of several ids: give more digits",
		    STR_ARG(rev));
	if (h->is_shallow)
		return str_fmt(perm,
		    "there is no revision '%.*s' here; " SHALLOW,
		    STR_ARG(rev));
	near = nearest(h, rev);
	if (near.n > 0)
		return str_fmt(perm,
		    "there is no revision '%.*s' (did you mean '%.*s'?)",
		    STR_ARG(rev), STR_ARG(near));
	return str_fmt(perm, "there is no revision '%.*s'", STR_ARG(rev));
}

bool
history_snapshot_find(const struct history *h, struct str rev,
    uint8_t id[HISTORY_ID_BYTES], struct str *why)
{
	struct arena *perm = h->git->perm;
	size_t n = name_bytes(rev);
	git_object *named = NULL;
	git_commit *commit = NULL;
	int err;

	if (h->state != HISTORY_FINE) {
		*why = h->why;
		return false;
	}
	if (!is_plain(rev)) {
		*why = str_fmt(perm,
		    "'%.*s' is no revision: write a branch, a tag, an id or "
		    "its first digits, perhaps with ~N or ^N behind it",
		    STR_ARG(rev));
		return false;
	}
	err = find_name(h, str_sub(rev, 0, n), &named);
	if (err != 0) {
		*why = say_unknown(h, rev, err);
		return false;
	}
	if (git_object_peel((git_object **)(void *)&commit, named,
		GIT_OBJECT_COMMIT) != 0) {
		err = GIT_EPEEL;
		*why = str_fmt(perm, "'%.*s' names a %s, not a commit",
		    STR_ARG(rev),
		    git_object_type2string(git_object_type(named)));
	} else {
		err = take_steps(str_from(rev, n), &commit);
		if (err != 0)
			*why = say_unknown(h, rev, err);
		else
			memcpy(id, git_commit_id(commit)->id,
			    HISTORY_ID_BYTES);
	}
	git_commit_free(commit);
	git_object_free(named);
	return err == 0;
}

void
history_snapshot_from(struct history *h, const uint8_t id[HISTORY_ID_BYTES])
{
	ASSERT(h->commits == NULL);
	memcpy(h->git->from, id, HISTORY_ID_BYTES);
}

/* ---- files --------------------------------------------------------------- */

static bool
stop(struct history_snapshot *s, const char *what)
{
	const git_error *e = git_error_last();

	s->why = e != NULL && e->message != NULL ?
	    str_fmt(s->arena, "%s: %s", what, e->message) :
	    str_z(what);
	return false;
}

static bool
stop_at(struct reader *r, struct str path, const char *what)
{
	if (!r->is_ended)
		r->s->why = str_fmt(r->s->arena, "%.*s: %s", STR_ARG(path),
		    what);
	r->is_ended = true;
	return false;
}

/* Add a file or link of that blob; submodules have none. */
static bool
add_file(struct reader *r, struct str path, uint32_t mode, const uint8_t *id)
{
	struct history_snapshot *s = r->s;
	git_odb_object *object;
	git_object_t type;
	git_oid oid;
	size_t n;

	memcpy(oid.id, id, sizeof(oid.id));
	if (r->is_ended)
		return false;
	if ((mode & MODE_TYPE) != MODE_FILE && (mode & MODE_TYPE) != MODE_LINK)
		return true;
	/* Before it takes any memory. */
	if (git_odb_read_header(&n, &type, r->odb, &oid) != 0 ||
	    type != GIT_OBJECT_BLOB)
		return stop_at(r, path, "its content is missing in git");
	if (n > LIMIT_HISTORY_SNAPSHOT - r->bytes)
		return stop_at(r, path,
		    "the files of this revision are over 1 GiB");
	if (git_odb_read(&object, r->odb, &oid) != 0)
		return stop_at(r, path, "its content cannot be read in git");
	r->bytes += n;
	s->files = arena_grow(s->arena, s->files, s->n_files, &r->cap,
	    sizeof(*s->files));
	s->files[s->n_files++] = (struct io_view_file){
		.path = str_dup(s->arena, str_from(path, r->skip)),
		.content = str_dup(s->arena,
		    (struct str){ git_odb_object_data(object),
			git_odb_object_size(object) }),
		.is_link = (mode & MODE_TYPE) == MODE_LINK,
	};
	git_odb_object_free(object);
	return true;
}

static void
found(void *data, struct str path, struct history_tree_file before,
    struct history_tree_file after)
{
	(void)before;
	(void)add_file(data, path, after.mode, after.id);
}

/* The prefixes in the work tree. */
static const struct str *
full_prefixes(const struct history *h, const struct history_snapshot *s)
{
	struct str *full = arena_array(s->arena, struct str,
	    s->n_prefixes + 1);

	for (size_t i = 0; i < s->n_prefixes; i++)
		full[i] = str_cat(s->arena, h->git->base, s->prefixes[i]);
	return full;
}

static struct reader
begin(const struct history *h, struct history_snapshot *s)
{
	s->files = NULL;
	s->conflicts = NULL;
	s->n_files = s->n_conflicts = 0;
	s->has_base = false;
	s->why = S("");
	git_error_clear();
	return (struct reader){ .h = h,
		.s = s,
		.odb = h->git->odb,
		.skip = h->git->base.n };
}

static bool
finish(struct reader *r)
{
	struct history_snapshot *s = r->s;

	/* The path is the first member, so the order of str is theirs. */
	if (s->n_files > 1)
		qsort(s->files, s->n_files, sizeof(*s->files), str_cmp_qsort);
	return !r->is_ended;
}

bool
history_snapshot_files(const struct history *h,
    const uint8_t id[HISTORY_ID_BYTES], struct history_snapshot *s)
{
	struct reader r = begin(h, s);
	struct history_tree t = {
		.odb = r.odb,
		.prefixes = full_prefixes(h, s),
		.n_prefixes = s->n_prefixes,
		.with_odd_names = true,
		.found = found,
		.data = &r,
	};
	git_commit *commit;
	git_oid oid;
	bool fine;

	if (h->state != HISTORY_FINE) {
		s->why = h->why;
		return false;
	}
	memcpy(oid.id, id, sizeof(oid.id));
	if (git_commit_lookup(&commit, h->git->repo, &oid) != 0)
		return stop(s, "the commit cannot be read");
	fine = history_tree_compare(&t, git_commit_tree_id(commit)->id, NULL,
	    0);
	git_commit_free(commit);
	if (!fine && !r.is_ended)
		return stop(s, "a folder of this revision cannot be read");
	return finish(&r);
}

/* ---- merging ------------------------------------------------------------- */

static bool
is_wanted(const struct history_snapshot *s, const struct str *full,
    struct str path)
{
	for (size_t i = 0; i < s->n_prefixes; i++) {
		if (str_starts(path, full[i]))
			return true;
	}
	return false;
}

/* A path of the index, checked as the names of trees are. */
static bool
is_path(struct str path)
{
	struct str head, rest = path;
	size_t depth = 0;
	bool more;

	do {
		more = str_cut(rest, '/', &head, &rest);
		if (head.n == 0 || str_eq(head, S(".")) ||
		    str_eq(head, S("..")) || ++depth > LIMIT_PATH_DEPTH)
			return false;
	} while (more);
	return path.n <= LIMIT_PATH_BYTES;
}

/* The files on which there is agreement, and theirs of the others. */
static bool
read_index(struct reader *r, git_index *index)
{
	const struct str *full = full_prefixes(r->h, r->s);
	struct history_snapshot *s = r->s;
	size_t cap = 0;

	for (size_t i = 0; i < git_index_entrycount(index); i++) {
		const git_index_entry *e = git_index_get_byindex(index, i);
		struct str path = str_z(e->path);
		int stage = git_index_entry_stage(e);

		if (!is_wanted(s, full, path) || !is_path(path))
			continue;
		if (stage != 0 &&
		    (s->n_conflicts == 0 ||
			!str_eq(s->conflicts[s->n_conflicts - 1],
			    str_from(path, r->skip)))) {
			s->conflicts = arena_grow(s->arena, s->conflicts,
			    s->n_conflicts, &cap, sizeof(*s->conflicts));
			s->conflicts[s->n_conflicts++] = str_dup(s->arena,
			    str_from(path, r->skip));
		}
		if ((stage == 0 || stage == 3) &&
		    !add_file(r, path, e->mode, e->id.id))
			return false;
	}
	return true;
}

/* The newest commit that both have. */
static bool
find_base(struct reader *r, const git_oid *ours, const git_oid *theirs)
{
	git_oid base;
	int err = git_merge_base(&base, r->h->git->repo, ours, theirs);

	if (err == 0) {
		memcpy(r->s->base, base.id, sizeof(r->s->base));
		r->s->has_base = true;
		return true;
	}
	/* Where the copy was cut there is more that is not seen. */
	if (r->h->is_shallow) {
		r->s->why = S(SHALLOW);
		return false;
	}
	if (err != GIT_ENOTFOUND)
		return stop(r->s, "git's commits cannot be followed");
	git_error_clear();
	return true;
}

/*
 * Merge; a file put together of both goes to memory, not to git's objects.
 * Only what was renamed without a change counts as renamed.
 */
static bool
merge(struct reader *r, const git_oid *ours, const git_oid *theirs)
{
	git_repository *repo = r->h->git->repo;
	git_merge_options options;
	git_odb_backend *memory;
	git_commit *a = NULL, *b = NULL;
	git_index *index = NULL;
	bool fine;

	if (git_merge_options_init(&options, GIT_MERGE_OPTIONS_VERSION) != 0)
		return stop(r->s, NO_GIT);
	options.flags = GIT_MERGE_FIND_RENAMES;
	options.rename_threshold = 100;
	options.recursion_limit = LIMIT_HISTORY_BASES;
	if (git_mempack_new(&memory) != 0 ||
	    git_odb_add_backend(r->odb, memory, MEMORY_FIRST) != 0)
		return stop(r->s, NO_GIT);
	fine = git_commit_lookup(&a, repo, ours) == 0 &&
	    git_commit_lookup(&b, repo, theirs) == 0 &&
	    git_merge_commits(&index, repo, a, b, &options) == 0;
	if (!fine)
		(void)stop(r->s, "the merge cannot be tried");
	else if (!read_index(r, index))
		fine = false;
	git_index_free(index);
	git_commit_free(a);
	git_commit_free(b);
	return fine;
}

bool
history_snapshot_merge(const struct history *h,
    const uint8_t ours[HISTORY_ID_BYTES],
    const uint8_t theirs[HISTORY_ID_BYTES], struct history_snapshot *s)
{
	struct reader r = begin(h, s);
	git_oid a, b;

	if (h->state != HISTORY_FINE) {
		s->why = h->why;
		return false;
	}
	memcpy(a.id, ours, sizeof(a.id));
	memcpy(b.id, theirs, sizeof(b.id));
	return find_base(&r, &a, &b) && merge(&r, &a, &b) && finish(&r);
}

void
history_snapshot_blob(struct str content, uint8_t id[HISTORY_ID_BYTES])
{
	git_oid oid;

	if (git_libgit2_init() < 0 ||
	    git_odb_hash(&oid, content.p, content.n, GIT_OBJECT_BLOB) != 0)
		die_env(0, NO_GIT);
	(void)git_libgit2_shutdown();
	memcpy(id, oid.id, HISTORY_ID_BYTES);
}
