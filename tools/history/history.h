/*
 * Who changed which file when: one walk over git's commits for all files.
 *
 * What a commit changed is kept in .hansho/cache/history; a later walk reads
 * new commits alone.  The changes of a file are, in order, those printed by
 *	git log --date-order --full-history -c --raw --no-renames -- FILE
 * A merge has one when the file differs from all its parents: one that took a
 * side as it was is nobody's change.  Grafts and refs/replace are ignored.
 *
 * Only objects, HEAD and .git/shallow are read: no programs run, nobody's own
 * configuration counts.  So a repository that belongs to somebody else needs
 * no safe.directory.  Hashes are trusted as git does.  Main thread only.
 */
#ifndef HISTORY_HISTORY_H
#define HISTORY_HISTORY_H
#include <stdbool.h>

#include "base/time.h"
#include "history/history_lost.h"

struct arena;
struct history_git;
struct io_dir;
enum history_state {
	HISTORY_FINE,
	HISTORY_NONE,		/* the folder is in no work tree of git */
	HISTORY_BARE,		/* git's, but without a work tree */
	HISTORY_EMPTY,		/* nothing was committed yet */
	HISTORY_SHA256,		/* libgit2 cannot read SHA-256 repositories */
	HISTORY_UNSUPPORTED,	/* another extension that libgit2 lacks */
	HISTORY_DAMAGED,	/* an object or ref is missing or unreadable */
};

enum history_kind {
	HISTORY_ADDED,
	HISTORY_MODIFIED,	/* content, mode, or file to link */
	HISTORY_DELETED,	/* also the old name of one renamed */
	HISTORY_RENAMED,	/* added, from a file deleted by the commit */
	HISTORY_EARLIER,	/* there where a shallow copy was cut */
};

struct history_person {
	struct str name, mail;	/* UTF-8, without control characters */
	size_t place;		/* in history.people */
};

struct history_commit {
	uint8_t id[HISTORY_ID_BYTES];
	uint8_t tree[HISTORY_ID_BYTES];
	struct history_person *author, *committer;
	struct instant author_at, committer_at;	/* clamped to 1900..2199 */
	struct history_commit **parents;
	struct history_change *changes;	/* sorted by path */
	size_t n_parents, n_changes;
	size_t place;		/* in history.commits: 0 is the newest */
	bool is_cut;		/* a shallow copy begins here */
};

/* One file in one commit; before is that of the first parent. */
struct history_change {
	const struct history_commit *commit;
	struct history_file *file;
	struct history_file *from;	/* renamed: the old name; else NULL */
	enum history_kind kind;
	uint32_t mode_before, mode_after;	/* 0100644, ...; 0: no file */
	uint8_t before[HISTORY_ID_BYTES], after[HISTORY_ID_BYTES];
};

struct history_file {
	struct str path;	/* below the opened folder */
	const struct history_change **changes;	/* newest first */
	size_t n_changes, place; /* place in history.files */
};

struct history {
	enum history_state state;
	struct str why;		/* a message for people; empty when fine */
	bool is_detached;	/* HEAD is on no branch */
	bool is_shallow;	/* older commits are not in this copy */
	struct history_commit **commits;	/* reachable, newest first */
	struct history_file **files;	/* with changes, sorted by path */
	struct history_person **people;	/* as met in commits */
	size_t n_commits, n_files, n_people;
	size_t n_read;		/* commits not found in the cache */
	int cache_err;		/* errno of writing the cache, or 0 */
	struct history_lost lost;	/* commits that were there before */
	struct history_git *git;
};

/* The repository around a folder.  Never NULL; to be closed in any state. */
struct history *history_open(struct arena *perm, const char *dir);
void history_close(struct history *h);

/*
 * Fill commits and files, once, of those below prefixes ("cases/", ...).  root
 * is the same folder, for the cache; NULL: without one.  False unless state is
 * still HISTORY_FINE.  Left out: names not in UTF-8, with control characters or
 * over LIMIT_PATH_*.
 */
bool history_walk(struct history *h, const struct str *prefixes, size_t n,
    struct io_dir *root);

/* A file that has, or had, this path; or NULL. */
const struct history_file *history_file(const struct history *h,
    struct str path);

/* The changes of a file and of what it was renamed from, newest first. */
const struct history_change **history_follow(const struct history_file *f,
    struct arena *a, size_t *n);

/* A blob of at most max bytes, as committed; false when it is not there. */
MUST_USE bool history_blob(const struct history *h,
    const uint8_t id[HISTORY_ID_BYTES], size_t max, struct arena *a,
    struct str *out);

#endif
