#include "command/command.h"

#include <errno.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "command/version.h"
#include "finding/matched.h"
#include "finding/matching.h"
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

/*
 * Unsigned documents are allowed, but nobody can tell whose they are (CSAF
 * 2.0, 7.2.3: the role "trusted provider").
 */
static void
print_trust(const struct build_count *c)
{
	if (c->documents == 0)
		return;
	if (c->unsigned_documents > 0)
		fprintf(stderr,
		    "hansho: %zu of %zu CSAF documents have no signature: "
		    "this is a provider, no trusted provider\n",
		    c->unsigned_documents, c->documents);
	else if (!c->has_key)
		fprintf(stderr,
		    "hansho: no key is published to check the CSAF documents "
		    "with: this is a provider, no trusted provider; add "
		    "contact.openpgp_key\n");
}

/* Said where some have one: who makes no packages expects none. */
static void
print_packages(const struct build_count *c)
{
	if (c->without_osv > 0 && c->without_osv < c->flaws)
		fprintf(stderr,
		    "hansho: %zu of %zu vulnerabilities have no OSV record: "
		    "what they affect is no package of an ecosystem that OSV "
		    "knows\n",
		    c->without_osv, c->flaws);
}

/* One address a line, for caches; an edition that was held changed none. */
static void
write_purge(const struct invocation *v, const struct build_count *c)
{
	struct str path = str_z(v->purge), name = str_base_name(path);
	struct str folder = str_sub(path, 0, path.n - name.n);
	struct io_dir *dir;
	struct buf out;
	int err;

	buf_init(&out, LIMIT_PAGE_BYTES);
	for (size_t i = 0; i < c->n_purge; i++) {
		buf_put(&out, c->purge[i]);
		buf_putc(&out, '\n');
	}
	err = io_dir_open(folder.n > 0 ? str_to_z(v->perm, folder) : ".",
	    &dir);
	if (err == 0) {
		err = buf_ok(&out) ?
		    io_write_replace(dir, name, buf_str(&out)) :
		    EFBIG;
		io_dir_close(dir);
	}
	if (err != 0)
		die_env(err, "cannot write %s", v->purge);
	buf_fini(&out);
}

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
	struct matching *matching;

	if (v->n_exports > 0 && v->out == NULL)
		return command_usage(v,
		    "--export makes a part of a site: "
		    "say with -o where to");
	if (!repository_open(v, &r))
		return STATUS_USAGE;
	repository_derive(&r);
	matching = world_matching(&r, NULL);
	matched_run(matching, v->perm, r.model);
	b = (struct build){
		.root = r.root,
		.sources = r.sources,
		.model = r.model,
		.words = r.words,
		.words_faulty = r.words_faulty,
		.feeds = r.feeds,
		.matching = matching,
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
	print_trust(&count);
	print_packages(&count);
	if (v->purge != NULL && count.is_public)
		write_purge(v, &count);
	matching_close(matching);
	repository_close(&r);
	return command_status(r.diags);
}
