#include <stdio.h>

#include "base/arena.h"
#include "base/diag.h"
#include "command/command.h"
#include "command/repository.h"
#include "command/table.h"
#include "finding/mirror.h"
#include "index/index_files.h"

int command_feeds(struct invocation *v);

/* Reports that are shown; the rest is counted. */
#define SHOWN	20

/* Characters of a digest that people compare. */
#define DIGEST_SHOWN	12

/* Columns; JSON has the same names. */
#define COLUMNS                                                    \
	"feed file state fetched checked bytes# records# faulty# " \
	"format sha256 note"

static struct str
moment(struct arena *a, struct instant t)
{
	return t.s != INT64_MIN ? instant_format_utc(a, t) : S("");
}

/* What the index has of a file, or nothing. */
static struct index_file
indexed(const struct index *x, struct arena *a, const struct mirror_file *f)
{
	for (size_t i = 0; x != NULL && i < index_files_len(x); i++) {
		struct index_file file = index_files_at(x, a, i);

		if (str_eq(file.feed, f->feed) && str_eq(file.path, f->path))
			return file;
	}
	return (struct index_file){ .feed = f->feed };
}

/* digest_n: how much of digests is shown. */
static void
put_file(struct table *t, const struct index *x, const struct mirror_file *f,
    size_t digest_n)
{
	struct index_file in = indexed(x, t->a, f);
	struct str sha256 = in.sha256.n > 0 ? in.sha256 : f->side.sha256;
	struct str format = f->beside != NULL ? str_z(f->beside) : f->format;
	struct str note = f->why;

	if (in.is_unread)
		note = S("cannot be read, or not to its end");
	else if (f->state != MIRROR_MISSING && format.n == 0)
		note = S("it is of no format that is known here");
	table_put(t, f->feed);
	table_put(t, f->path);
	table_put_z(t, mirror_state_name(f->state));
	table_put(t, moment(t->a, f->side.fetched));
	table_put(t, moment(t->a, f->side.checked));
	table_put_int(t, (int64_t)f->size);
	table_put_int(t, (int64_t)in.records);
	table_put_int(t, (int64_t)in.faulty);
	table_put(t, format);
	table_put(t, str_sub(sha256, 0, digest_n));
	table_put(t, note);
}

/* What reading brought up, on standard error. */
static void
print_reports(const struct diags *d)
{
	size_t n = diags_len(d), all = n + diags_dropped(d);

	for (size_t i = 0; i < n && i < SHOWN; i++)
		fprintf(stderr, "hansho: %.*s [%.*s]\n",
		    STR_ARG(diags_at(d, i)->message),
		    STR_ARG(diags_at(d, i)->rule));
	if (all > SHOWN)
		fprintf(stderr, "hansho: and %zu more\n", all - SHOWN);
}

static int
print_feeds(struct invocation *v, const struct world *w)
{
	struct diags *d = diags_open(v->perm);
	struct index_report report;
	struct mirror mirror;
	struct index *x;
	struct table t;
	bool is_text = str_eq_z(v->format, "text");

	mirror_read(v->perm, w->own, w->model, v->now, &mirror);
	x = mirror_index(v->perm, w->own, &mirror, w->pool, d, &report);
	table_init(&t, v->perm, COLUMNS);
	for (size_t i = 0; i < mirror.n; i++)
		put_file(&t, x, &mirror.v[i],
		    is_text ? DIGEST_SHOWN : SIZE_MAX);
	table_print(&t, v->format);
	if (x != NULL && is_text)
		command_printf("%zu records; %zu files read, %zu as before\n",
		    report.records, report.files_read, report.files_same);
	print_reports(d);
	index_close(x);
	return x != NULL ? STATUS_FINE : STATUS_ENVIRONMENT;
}

int
command_feeds(struct invocation *v)
{
	struct world w;
	int status;

	if (!command_text_or_json(v))
		return STATUS_USAGE;
	if (!repository_open(v, &w))
		return STATUS_USAGE;
	status = print_feeds(v, &w);
	if (status == STATUS_FINE)
		status = repository_unreadable(&w);
	repository_close(&w);
	return status;
}
