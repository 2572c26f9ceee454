#include "command/command.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/progress.h"
#include "import/import.h"

int command_import(struct invocation *v);

/* How many files came to which end. */
struct count {
	size_t by_outcome[IMPORT_SAME + 1];
	size_t alerts;
};

static void
print_outcome(const char *file, const struct import_result *r)
{
	switch (r->outcome) {
	case IMPORT_REFUSED:
		fprintf(stderr, "%s: not imported\n", file);
		break;
	case IMPORT_NEW:
		fprintf(stderr, "%s: imported as %.*s\n", file,
		    STR_ARG(r->case_path));
		break;
	case IMPORT_REPLACED:
		fprintf(stderr, "%s: %.*s brought up to date\n", file,
		    STR_ARG(r->case_path));
		break;
	case IMPORT_SAME:
		fprintf(stderr, "%s: skipped, %.*s has this very document\n",
		    file, STR_ARG(r->case_path));
		break;
	}
}

static void
print_count(const struct count *c)
{
	fprintf(stderr,
	    "%zu imported, %zu brought up to date, %zu skipped, "
	    "%zu refused\n",
	    c->by_outcome[IMPORT_NEW], c->by_outcome[IMPORT_REPLACED],
	    c->by_outcome[IMPORT_SAME], c->by_outcome[IMPORT_REFUSED]);
}

/* One file and its findings, which are printed and forgotten. */
static void
import_and_print(struct invocation *v, struct import *im, const char *path,
    struct count *c)
{
	struct arena *perm = v->perm;
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	struct import_result r;

	v->perm = a;
	import_file(im, path, a, ss, d, &r);
	diags_sort(d);
	command_diags(v, ss, d);
	print_outcome(path, &r);
	c->by_outcome[r.outcome]++;
	v->perm = perm;
	arena_close(a);
}

/* Formats for machines are one document about all files. */
static void
import_all(struct invocation *v, struct import *im, struct count *c)
{
	struct sources *ss = sources_open(v->perm);
	struct diags *d = diags_open(v->perm);

	for (size_t i = 0; i < v->n_args; i++) {
		struct import_result r;

		import_file(im, str_to_z(v->perm, v->args[i]), v->perm, ss, d,
		    &r);
		c->by_outcome[r.outcome]++;
		progress_add(1);
	}
	diags_sort(d);
	command_diags(v, ss, d);
}

int
command_import(struct invocation *v)
{
	struct str path = repository_find(v);
	struct count c = { 0 };
	struct import *im;
	struct io_dir *root;
	int err;

	if (path.n == 0)
		return command_usage(v,
		    "there is no repository here: "
		    "content/organisation.yaml is missing");
	err = io_dir_open(str_to_z(v->perm, path), &root);
	if (err != 0)
		die_env(err, "cannot open %.*s", STR_ARG(path));
	im = import_open(v->perm, root, v->force);
	progress_begin("importing", v->n_args);
	if (str_eq(v->format, S("text"))) {
		for (size_t i = 0; i < v->n_args; i++) {
			import_and_print(v, im, str_to_z(v->perm, v->args[i]),
			    &c);
			progress_add(1);
		}
	} else {
		import_all(v, im, &c);
	}
	progress_end();
	print_count(&c);
	import_close(im);
	io_dir_close(root);
	return c.by_outcome[IMPORT_REFUSED] > 0 ? STATUS_FINDINGS :
						  STATUS_FINE;
}
