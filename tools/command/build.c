#include "command/command.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/diag.h"
#include "command/version.h"
#include "pipeline/build.h"

#define BUILD_NOTHING							\
	"hansho: nothing was published, %s stays as it was:\n"		\
	"a template, a link or the plan of the pages has an error\n"
#define BUILD_PUBLIC_HELD						\
	"hansho: the public edition was left as it was:\n"		\
	"it is published without errors or not at all\n"

#define BUILD_INSIDE_HELD						\
	"hansho: an edition was left as it was:\n"			\
	"it tells what its readers may not see\n"

int command_build(struct invocation *v);

static void
print_count(const struct build_count *c, const char *out)
{
	if (c->editions > 0)
		fprintf(stderr,
		    "%zu edition%s in %s: %zu files, %zu new or "
		    "changed\n",
		    c->editions, c->editions == 1 ? "" : "s", out, c->pages,
		    c->written);
	if (c->all_held)
		fprintf(stderr, BUILD_NOTHING, out);
	else if (c->public_held)
		fputs(BUILD_PUBLIC_HELD, stderr);
	if (!c->all_held && c->inside_held)
		fputs(BUILD_INSIDE_HELD, stderr);
}

int
command_build(struct invocation *v)
{
	struct world r;
	struct build b;
	struct build_count count;

	if (v->n_exports > 0 && v->out == NULL)
		return command_usage(v,
		    "--export makes a part of a site: "
		    "say with -o where to");
	if (!repository_open(v, &r))
		return STATUS_USAGE;
	repository_derive(&r);
	b = (struct build){
		.root = r.root,
		.sources = r.sources,
		.model = r.model,
		.words = r.words,
		.words_faulty = r.words_faulty,
		.feeds = r.feeds,
		.pool = r.pool,
		.perm = v->perm,
		.d = r.diags,
		.now = v->now,
		.out = v->out != NULL ?
		    v->out :
		    str_to_z(v->perm, str_cat(v->perm, r.path, S("/site"))),
		.audiences = v->audiences,
		.n_audiences = v->n_audiences,
		.exports = v->exports,
		.n_exports = v->n_exports,
		.version = S(HANSHO_VERSION),
	};
	(void)build_run(&b, &count);
	command_diags(v, r.sources, r.diags);
	print_count(&count, b.out);
	repository_close(&r);
	return command_status(r.diags);
}
