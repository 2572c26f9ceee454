#include "history/history_object.h"

#include <string.h>

#include <git2.h>

#include "base/arena.h"
#include "base/limits.h"
#include "history/history_impl.h"

bool
history_object_path(const struct history *h, const struct history_commit *c,
    struct str path, uint8_t id[HISTORY_ID_BYTES])
{
	struct arena *tmp;
	git_tree_entry *entry = NULL;
	git_tree *tree;
	const char *full;
	git_oid oid;
	bool found;

	memcpy(oid.id, c->tree, sizeof(oid.id));
	if (h->git->repo == NULL ||
	    git_tree_lookup(&tree, h->git->repo, &oid) != 0)
		return false;
	tmp = arena_open();
	full = str_to_z(tmp, str_cat(tmp, h->git->base, path));
	found = git_tree_entry_bypath(&entry, tree, full) == 0 &&
	    git_tree_entry_type(entry) == GIT_OBJECT_BLOB;
	if (found)
		memcpy(id, git_tree_entry_id(entry)->id, HISTORY_ID_BYTES);
	git_tree_entry_free(entry);
	git_tree_free(tree);
	arena_close(tmp);
	return found;
}

bool
history_object_commit(const struct history *h, const struct history_commit *c,
    struct arena *a, struct str *out)
{
	git_odb_object *object;
	git_oid oid;
	bool fine;

	memcpy(oid.id, c->id, sizeof(oid.id));
	if (h->git->odb == NULL ||
	    git_odb_read(&object, h->git->odb, &oid) != 0)
		return false;
	fine = git_odb_object_type(object) == GIT_OBJECT_COMMIT &&
	    git_odb_object_size(object) <= LIMIT_SIGN_COMMIT;
	if (fine)
		*out = str_dup(a,
		    (struct str){ git_odb_object_data(object),
			git_odb_object_size(object) });
	git_odb_object_free(object);
	return fine;
}

struct str
history_object_branch(const struct history *h, struct arena *a)
{
	git_reference *head = NULL;
	struct str name = S("");

	if (h->git->repo == NULL || h->is_detached ||
	    git_repository_head(&head, h->git->repo) != 0)
		return name;
	name = str_dup(a, str_z(git_reference_name(head)));
	git_reference_free(head);
	return name;
}
