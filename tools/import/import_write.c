#include <errno.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "import/import_impl.h"

static void
add(struct import_doc *k, struct import_target t)
{
	k->targets = arena_grow(k->a, k->targets, k->n_targets,
	    &k->cap_targets, sizeof(t));
	k->targets[k->n_targets++] = t;
}

static size_t
bytes_max(struct str path)
{
	if (str_ends(path, S(".json")))
		return LIMIT_JSON_BYTES;
	if (str_ends(path, S(".md")) && !str_ends(path, S("/case.md")))
		return LIMIT_MARKDOWN_BYTES;
	return LIMIT_YAML_BYTES;
}

void
import_write_new(struct import_doc *k, struct str path, struct str content)
{
	struct import_target t = { .path = path, .content = content };
	struct span start = span_sub(k->root->at, 0, 1);
	int err;

	if (content.n > bytes_max(path)) {
		import_read_error(k, "csaf-limit", start,
		    "%.*s would be over the limit of %zu bytes", STR_ARG(path),
		    bytes_max(path));
		diag_help(k->d,
		    "such a document is for machines: keep it "
		    "beside the repository");
		return;
	}
	err = io_read(k->im->root, path, LIMIT_JSON_BYTES, k->a, &t.old);
	if (err == ENOENT || err == ENOTDIR)
		t.old.p = NULL;
	else if (err != 0)
		die_env(err, "cannot read %.*s", STR_ARG(path));
	else if (!k->may_replace && !str_eq(t.old, content)) {
		import_read_error(k, "csaf-file-exists", start,
		    "%.*s is there and holds something else", STR_ARG(path));
		diag_help(k->d, "move it away if it is not needed");
		return;
	}
	add(k, t);
}

void
import_write_change(struct import_doc *k, struct str path, struct str old,
    struct str content)
{
	add(k, (struct import_target){ path, content, old, false });
}

/* The folders that were made for a file, as far as they are empty. */
static size_t
remove_parents(struct import_doc *k, struct str path)
{
	size_t removed = 0;

	for (size_t i = path.n; i > 0; i--) {
		if (path.p[i - 1] != '/')
			continue;
		if (io_remove(k->im->root, str_sub(path, 0, i - 1)) != 0)
			break;
		removed++;
	}
	return removed;
}

/* Take away or set back the first n targets; false when one resists. */
static bool
undo(struct import_doc *k, size_t n)
{
	bool ok = true;

	for (size_t i = n; i > 0; i--) {
		const struct import_target *t = &k->targets[i - 1];

		if (!t->is_written)
			continue;
		if (t->old.p != NULL) {
			ok = io_write_replace(k->im->root, t->path, t->old) ==
				0 &&
			    ok;
		} else {
			ok = io_remove(k->im->root, t->path) == 0 && ok;
			(void)remove_parents(k, t->path);
		}
	}
	return ok;
}

NORETURN static void
give_up(struct import_doc *k, size_t n, int err)
{
	struct str path = k->targets[n].path;
	size_t written = 0;

	for (size_t i = 0; i < n; i++)
		written += k->targets[i].is_written;
	if (undo(k, n))
		die_env(err,
		    "cannot write %.*s; the %zu files written "
		    "before it for %.*s were taken back",
		    STR_ARG(path), written, STR_ARG(k->id));
	die_env(err,
	    "cannot write %.*s, nor take back what was written "
	    "before it for %.*s: see `git status`",
	    STR_ARG(path), STR_ARG(k->id));
}

size_t
import_write(struct import_doc *k)
{
	size_t written = 0;

	for (size_t i = 0; i < k->n_targets; i++) {
		struct import_target *t = &k->targets[i];
		int err;

		if (t->old.p != NULL && str_eq(t->old, t->content))
			continue;
		/* Never half a file: not even a new one. */
		err = io_write_replace(k->im->root, t->path, t->content);
		if (err != 0)
			give_up(k, i, err);
		t->is_written = true;
		written++;
	}
	return written;
}
