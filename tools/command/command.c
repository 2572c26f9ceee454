#include "command/command.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/pool.h"
#include "model/model.h"
#include "rule/rule.h"
#include "text/diag_format.h"
#include "command/version.h"

int
command_usage(const struct invocation *v, const char *fmt, ...)
{
	va_list ap;

	fputs("hansho: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fprintf(stderr,
	    "\nusage: hansho %s [OPTION]... %s\n"
	    "`hansho %s --help` says more.\n",
	    v->command->name, v->command->usage, v->command->name);
	return STATUS_USAGE;
}

void
command_put(struct str s)
{
	int err = io_put(1, s);

	if (err != 0)
		die_env(err, "cannot write to standard output");
}

void
command_printf(const char *fmt, ...)
{
	char small[512];
	va_list ap, again;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(small, sizeof(small), fmt, ap);
	va_end(ap);
	ASSERT(n >= 0);
	if ((size_t)n < sizeof(small)) {
		command_put((struct str){ small, (size_t)n });
	} else {
		struct arena *tmp = arena_open();
		char *large = arena_bytes(tmp, (size_t)n + 1);

		(void)vsnprintf(large, (size_t)n + 1, fmt, again);
		command_put((struct str){ large, (size_t)n });
		arena_close(tmp);
	}
	va_end(again);
}

static bool
has_organisation(const char *path)
{
	struct io_dir *d;
	struct io_stat st;
	bool has;

	if (io_dir_open(path, &d) != 0)
		return false;
	has = io_stat(d, S("content/organisation.yaml"), &st) == 0;
	io_dir_close(d);
	return has;
}

struct str
repository_find(struct invocation *v)
{
	struct str up = S(".");

	if (v->dir != NULL)
		return has_organisation(v->dir) ? str_z(v->dir) : S("");
	/* The root of the file system is its own parent: stop by depth. */
	for (int i = 0; i < 64; i++) {
		if (has_organisation(str_to_z(v->perm, up)))
			return up;
		up = i == 0 ? S("..") : str_cat(v->perm, up, S("/.."));
	}
	return S("");
}

bool
repository_open(struct invocation *v, struct repository *out)
{
	int err;

	*out = (struct repository){ .path = repository_find(v) };
	if (out->path.n == 0) {
		fprintf(stderr,
		    "hansho: there is no repository here: %s%s"
		    "content/organisation.yaml is missing\n"
		    "`hansho init DIR` makes one, -C DIR names one.\n",
		    v->dir != NULL ? v->dir : "",
		    v->dir != NULL ? "/" : "here and in the folders above, ");
		return false;
	}
	err = io_dir_open(str_to_z(v->perm, out->path), &out->root);
	if (err != 0)
		die_env(err, "cannot open %.*s", STR_ARG(out->path));
	out->sources = sources_open(v->perm);
	out->diags = diags_open(v->perm);
	out->pool = pool_open(v->jobs);
	out->model = model_load(v->perm, out->root, out->sources, out->pool,
	    out->diags);
	return true;
}

struct derive
repository_run(const struct invocation *v, const struct repository *r)
{
	return (struct derive){
		.places = r->sources,
		.feeds = r->feeds,
		.now = v->now,
		.pool = r->pool,
		.perm = v->perm,
		.with_cases = true,
	};
}

void
repository_derive(const struct invocation *v, struct repository *r)
{
	struct derive d;

	derive_feeds_load(v->perm, r->root, r->sources, r->diags, &r->feeds);
	d = repository_run(v, r);
	derive_run(&d, r->model);
}

void
repository_close(struct repository *r)
{
	pool_close(r->pool);
	io_dir_close(r->root);
}

int
repository_unreadable(const struct repository *r)
{
	size_t n = r->model->n_unreadable;

	if (n == 0)
		return STATUS_FINE;
	fprintf(stderr,
	    "hansho: %zu file%s could not be read; `hansho check` says why\n",
	    n, n == 1 ? "" : "s");
	return STATUS_FINDINGS;
}

void
command_page(const struct buf *b)
{
	if (!buf_ok(b))
		die_env(0, "the result is longer than %zu bytes", b->max);
	command_put(buf_str(b));
}

static struct diag_rule_info
info_of(struct str id)
{
	const struct rule *r = rule_find(id);

	if (r == NULL)
		return (struct diag_rule_info){ 0 };
	return (struct diag_rule_info){ str_z(r->summary), str_z(r->clause) };
}

static void
print_summary(const struct diags *d)
{
	size_t errors = diags_count(d, DIAG_ERROR);
	size_t needs = diags_count(d, DIAG_REQUIREMENT);
	size_t alerts = diags_count(d, DIAG_ALERT);

	if (errors + needs + alerts == 0)
		return;
	fprintf(stderr, "%zu error%s, %zu requirement%s, %zu alert%s", errors,
	    errors == 1 ? "" : "s", needs, needs == 1 ? "" : "s", alerts,
	    alerts == 1 ? "" : "s");
	if (diags_dropped(d) > 0)
		fprintf(stderr, " (%zu not shown)", diags_dropped(d));
	fprintf(stderr, "; `hansho explain RULE` says why\n");
}

void
command_diags(struct invocation *v, const struct sources *ss,
    const struct diags *d)
{
	const struct diag_format *f = diag_format_find(v->format);
	struct diag_print p = {
		.sources = ss,
		.diags = d,
		.colour = v->colour,
		.show_waived = v->all,
		.info = info_of,
		.tool_version = S(HANSHO_VERSION),
		.tmp = v->perm,
	};
	struct buf out;

	ASSERT(f != NULL);
	buf_init(&out, LIMIT_PAGE_BYTES);
	f->print(&out, &p);
	command_put(buf_str(&out));
	if (!buf_ok(&out))
		fputs("hansho: more findings than can be shown\n", stderr);
	buf_fini(&out);
	if (str_eq(v->format, S("text")))
		print_summary(d);
}

bool
command_kind(const struct invocation *v, struct str name, enum kind *out)
{
	struct str names[KINDS];
	struct str near;

	if (kind_find(name, out))
		return true;
	for (size_t i = 0; i < KINDS; i++)
		names[i] = str_z(kind_info((enum kind)i)->name);
	near = str_nearest(name, names, KINDS);
	if (near.n > 0)
		(void)command_usage(v,
		    "there is no kind '%.*s' (did you "
		    "mean '%.*s'?)",
		    STR_ARG(name), STR_ARG(near));
	else
		(void)command_usage(v,
		    "there is no kind '%.*s'; "
		    "`hansho list kinds` lists them",
		    STR_ARG(name));
	return false;
}

bool
command_text_or_json(const struct invocation *v)
{
	if (str_eq(v->format, S("text")) || str_eq(v->format, S("json")))
		return true;
	(void)command_usage(v, "this is printed as text or json, not as %.*s",
	    STR_ARG(v->format));
	return false;
}

int
command_status(const struct diags *d)
{
	return diags_count(d, DIAG_ERROR) > 0 ? STATUS_FINDINGS : STATUS_FINE;
}
