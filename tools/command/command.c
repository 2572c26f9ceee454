#include "command/command.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
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
command_diags_put(struct invocation *v, const struct sources *ss,
    const struct diags *d, struct buf *out)
{
	const struct diag_format *f = diag_format_find(v->format);
	const struct diag_print p = {
		.sources = ss,
		.diags = d,
		.colour = v->colour,
		.show_waived = v->all,
		.info = info_of,
		.tool_version = S(HANSHO_VERSION),
		.tmp = v->perm,
	};

	ASSERT(f != NULL);
	f->print(out, &p);
	if (!buf_ok(out))
		fputs("hansho: more findings than can be shown\n", stderr);
}

void
command_diags(struct invocation *v, const struct sources *ss,
    const struct diags *d)
{
	struct buf out;

	buf_init(&out, LIMIT_PAGE_BYTES);
	command_diags_put(v, ss, d, &out);
	command_put(buf_str(&out));
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
