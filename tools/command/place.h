/*
 * A folder that a person named: "site", "../x/", "/srv/repository".
 */
#ifndef COMMAND_PLACE_H
#define COMMAND_PLACE_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct io_dir;

struct place {
	struct io_dir *parent;	/* the folder it stands in */
	struct str name;	/* its name there */
	struct io_dir *dir;	/* the folder itself, NULL: not there yet */
};

/*
 * Open what is there.  A parent that cannot be opened, or something that is no
 * folder, ends the program (status 3).
 */
void place_open(struct arena *perm, const char *path, struct place *out);
void place_close(struct place *p);

/* Make the folder if it is not there, and open it. */
void place_make(struct place *p);

#endif
