#include "command/command.h"

#include <errno.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/num.h"
#include "command/draft.h"
#include "command/new_from.h"
#include "command/new_from_alert.h"
#include "command/new_from_case.h"
#include "command/numbers.h"
#include "model/model.h"
#include "model/scalar.h"

int command_new(struct invocation *v);

/* Numbers of alerts that the next is counted from. */
#define ALERTS_MAX	99999999
#define ALERT_DIGITS	9

/* Where the folder in a kind's path comes from. */
enum folder {
	FOLDER_NONE, /* its path has none */
	FOLDER_YEAR, /* the year of --now, or the one given: YEAR/ID */
	FOLDER_GIVEN, /* DIR/ID */
	FOLDER_FOUND, /* that of the case or product with this id */
};

/* How the argument of a kind is understood. */
struct naming {
	enum folder folder;
	bool has_space;
	enum space space; /* what the folder (GIVEN) or the id names */
	bool is_unique;
	enum space own; /* ids are unique over all folders of it */
	const char *help; /* the argument, as it should have been */
	const char *next; /* what to do then; "ID" is the id */
};

static const struct naming namings[KINDS] = {
	[KIND_COMPANY] = { .help = "ID",
	    .next = "its persons: hansho new people ID" },
	[KIND_PEOPLE] = { .has_space = true,
	    .space = SPACE_COMPANY,
	    .help = "COMPANY" },
	[KIND_PARTY] = { .help = "ID" },
	[KIND_POLICY] = { .help = "NAME" },
	[KIND_SSVC] = { .help = "ID" },
	[KIND_DEADLINES] = { .help = "REGIME" },
	[KIND_CALENDAR] = { .help = "ID" },
	[KIND_ALERT] = { .folder = FOLDER_YEAR,
	    .is_unique = true,
	    .own = SPACE_ALERT,
	    .help = "ID" },
	[KIND_CAMPAIGN] = { .help = "ID",
	    .next = "answers: hansho new answers ID/PRODUCT" },
	[KIND_ANSWERS] = { .folder = FOLDER_GIVEN,
	    .has_space = true,
	    .space = SPACE_CAMPAIGN,
	    .help = "CAMPAIGN/PRODUCT" },
	[KIND_REQUEST] = { .help = "ID",
	    .next =
		"the answer goes into the same file; the page of ID in the "
		"company's edition says how" },
	[KIND_CVE_IDS] = { .help = "YEAR" },
	[KIND_PAGE] = { .help = "NAME" },
	[KIND_HANDBOOK] = { .help = "NAME" },
	[KIND_CASE] = { .folder = FOLDER_YEAR,
	    .is_unique = true,
	    .own = SPACE_CASE,
	    .help = "[ID]",
	    .next = "the public words, once it is sure that it is ours: "
		    "hansho new advisory ID" },
	[KIND_ADVISORY] = { .folder = FOLDER_FOUND,
	    .has_space = true,
	    .space = SPACE_CASE,
	    .help = "CASE" },
	[KIND_APPROVALS] = { .folder = FOLDER_FOUND,
	    .has_space = true,
	    .space = SPACE_CASE,
	    .help = "CASE" },
	[KIND_PUBLISHED] = { .folder = FOLDER_FOUND,
	    .has_space = true,
	    .space = SPACE_CASE,
	    .help = "CASE",
	    .next =
		"the revision of ID goes out with the first build at or after "
		"the instant in 'at'" },
	[KIND_NUMBERS] = { .help = "YEAR" },
	[KIND_SYSTEM] = { .folder = FOLDER_GIVEN,
	    .is_unique = true,
	    .own = SPACE_SYSTEM,
	    .help = "OWNER/ID" },
	[KIND_PRODUCT] = { .folder = FOLDER_GIVEN,
	    .has_space = true,
	    .space = SPACE_COMPANY,
	    .is_unique = true,
	    .own = SPACE_PRODUCT,
	    .help = "COMPANY/ID" },
	[KIND_DECISIONS] = { .folder = FOLDER_FOUND,
	    .has_space = true,
	    .space = SPACE_PRODUCT,
	    .help = "PRODUCT" },
};

/* A new file on its way. */
struct making {
	struct invocation *v;
	struct world r;
	struct draft draft;
	struct new_from from;	/* with --from */
	struct str dir;
	struct output {
		struct str path;
		struct str text;
		bool is_new;
	} outputs[2]; /* one, or one a language */
	size_t n;
	struct numbers_taken taken; /* written with them; text empty: no
					 * number is taken */
};

static int
bad_argument(const struct making *k, const char *what)
{
	const struct kind_info *info = kind_info(k->draft.kind);
	const char *help = namings[k->draft.kind].help;

	return command_usage(k->v, "%s: write `hansho new %s%s%s`", what,
	    info->name, help != NULL ? " " : "", help != NULL ? help : "");
}

static int
unknown_id(const struct making *k, enum space space, struct str id)
{
	const struct map *index = k->r.model->index[space];
	size_t n = map_len(index);
	struct str *names = arena_array(k->v->perm, struct str, n + 1);
	struct str near;

	for (size_t i = 0; i < n; i++)
		names[i] = map_at(index, i)->key;
	near = str_nearest(id, names, n);
	if (near.n > 0)
		return command_usage(k->v,
		    "there is no %s '%.*s' (did you "
		    "mean '%.*s'?)",
		    space_name(space), STR_ARG(id), STR_ARG(near));
	return command_usage(k->v, "there is no %s '%.*s'", space_name(space),
	    STR_ARG(id));
}

static struct str
year_of(const struct making *k)
{
	return str_fmt(k->v->perm, "%04d",
	    day_to_civil(instant_day(k->draft.now)).year);
}

/* Set id and dir from the argument, if there is one. */
static int
take_argument(struct making *k)
{
	struct str arg = k->v->n_args > 1 ? k->v->args[1] : S("");
	struct str dir, id;

	if (arg.n == 0)
		return STATUS_FINE;
	if (namings[k->draft.kind].help == NULL)
		return bad_argument(k, "this kind is one file");
	if (!str_cut(arg, '/', &dir, &id)) {
		id = dir;
		dir = S("");
	}
	if (!scalar_is_id(id) || (dir.n > 0 && !scalar_is_id(dir)))
		return bad_argument(k,
		    "ids are letters, digits and . _ + -, "
		    "the first a letter or digit");
	k->draft.id = id;
	k->dir = dir;
	return STATUS_FINE;
}

/* The year that an id names (PS-2025-0117), else that of --now. */
static struct str
year_for(const struct making *k)
{
	struct str rest = k->draft.id, part;
	bool more = true;
	int64_t n;

	while (more) {
		more = str_cut(rest, '-', &part, &rest);
		if (part.n == 4 && num_parse(part, 1900, 2199, &n) && more)
			return part;
	}
	return year_of(k);
}

static int
find_folder(struct making *k, const struct naming *naming)
{
	const struct entry *e = NULL;

	if ((k->dir.n > 0) != (naming->folder == FOLDER_GIVEN) &&
	    naming->folder != FOLDER_YEAR)
		return bad_argument(k,
		    k->dir.n > 0 ? "there is no folder to name" :
				   "the folder is missing");
	if (naming->has_space) {
		struct str id = naming->folder == FOLDER_GIVEN ? k->dir :
								 k->draft.id;

		e = model_find(k->r.model, naming->space, id);
		if (e == NULL)
			return unknown_id(k, naming->space, id);
	}
	if (naming->is_unique) {
		const struct entry *own = model_find(k->r.model, naming->own,
		    k->draft.id);

		if (own != NULL)
			return command_usage(k->v,
			    "%s '%.*s' is there "
			    "already: %.*s",
			    space_name(naming->own), STR_ARG(k->draft.id),
			    STR_ARG(model_shown(k->r.model, own->doc)));
	}
	if (naming->folder == FOLDER_FOUND && e != NULL)
		k->dir = e->doc->path.dir;
	else if (naming->folder == FOLDER_YEAR && k->dir.n == 0)
		k->dir = year_for(k);
	return STATUS_FINE;
}

/*
 * Take a number for this year: an id, or the next one when it is empty.  Else
 * says why there is none.
 */
static bool
take_number(struct making *k, enum numbers_series series, struct str id)
{
	struct numbers_request q = {
		.perm = k->v->perm,
		.m = k->r.model,
		.own = k->r.own,
		.series = series,
		.year = id.n > 0 ? k->dir : year_of(k),
		.id = id,
	};
	const char *why = "";

	if (numbers_take(&q, &k->taken, &why))
		return true;
	fprintf(stderr, "hansho: no number for %s of %.*s: %s\n",
	    series == NUMBERS_CASE ? "a case" : "an advisory", STR_ARG(q.year),
	    why);
	return false;
}

/* The next number of the block for this year, or why there is none. */
static int
number_case(struct making *k)
{
	k->dir = year_of(k);
	if (take_number(k, NUMBERS_CASE, S(""))) {
		k->draft.id = k->taken.id;
		return STATUS_FINE;
	}
	fprintf(stderr,
	    "add a block to ids.case_blocks in content/organisation.yaml, or "
	    "name the case: hansho new case ID\n");
	return STATUS_FINDINGS;
}

/*
 * The next number of this year's alerts: as many digits as the highest has, and
 * what stands before them.
 */
static void
number_alert(struct making *k)
{
	const struct model *m = k->r.model;
	struct str year = year_of(k), best = S("");
	size_t digits = 3;
	int64_t high = 0, n;

	for (size_t i = 0; i < m->n_alerts; i++) {
		struct str id = m->alerts[i].e.id, head;
		size_t at = id.n, width;

		while (at > 0 && id.p[at - 1] >= '0' && id.p[at - 1] <= '9')
			at--;
		head = str_sub(id, 0, at);
		width = id.n - at;
		while (at + 1 < id.n && id.p[at] == '0')
			at++;
		if (!str_eq(m->alerts[i].e.doc->path.dir, year) ||
		    !num_parse(str_from(id, at), 0, ALERTS_MAX, &n) ||
		    n < high || width > ALERT_DIGITS)
			continue;
		high = n;
		digits = width;
		best = head;
	}
	if (best.n == 0)
		best = str_fmt(k->v->perm, "AL-%.*s-", STR_ARG(year));
	k->draft.id = str_fmt(k->v->perm, "%.*s%0*d", STR_ARG(best),
	    (int)digits, (int)high + 1);
}

/* The number that the advisory of a case gets, when it has none yet. */
static bool
number_advisory(struct making *k)
{
	const struct entry *e = model_find(k->r.model, SPACE_CASE,
	    k->draft.id);
	const struct case_file *c;

	ASSERT(e != NULL);
	c = ((const struct case_entry *)(const void *)e)->c;
	return c->advisory.s.n > 0 || c->origin.s.n > 0 ||
	    take_number(k, NUMBERS_ADVISORY, S(""));
}

/*
 * Take what numbers the new files need.  Of those that are added to others
 * nothing is taken again.
 */
static int
reserve(struct making *k)
{
	bool ok = true;

	for (size_t i = 0; i < k->n; i++) {
		if (!k->outputs[i].is_new)
			return STATUS_FINE;
	}
	if (k->draft.kind == KIND_CASE && k->taken.id.n == 0)
		ok = take_number(k, NUMBERS_CASE, k->draft.id);
	else if (k->draft.kind == KIND_ADVISORY)
		ok = number_advisory(k);
	return ok ? STATUS_FINE : STATUS_FINDINGS;
}

/* Set id and dir; returns a status. */
static int
resolve(struct making *k)
{
	const struct naming *naming = &namings[k->draft.kind];
	int status = take_argument(k);

	if (status != STATUS_FINE || naming->help == NULL)
		return status;
	if (k->draft.kind == KIND_NUMBERS)
		return command_usage(k->v,
		    "`hansho new case` and `hansho new advisory` write it");
	if (k->draft.kind == KIND_CASE && k->draft.id.n == 0)
		return number_case(k);
	if (k->draft.kind == KIND_ALERT && k->draft.id.n == 0 &&
	    k->v->from.n > 0)
		number_alert(k);
	if (k->draft.kind == KIND_CVE_IDS && k->draft.id.n == 0)
		k->draft.id = year_of(k);
	if (k->draft.id.n == 0)
		return bad_argument(k, "the id is missing");
	return find_folder(k, naming);
}

/* The pattern of the kind with its holes filled. */
static struct str
path_of(const struct making *k, struct str lang)
{
	struct str rest = str_z(kind_info(k->draft.kind)->pattern);
	struct str head, hole, path = S("");

	while (str_cut(rest, '{', &head, &rest)) {
		(void)str_cut(rest, '}', &hole, &rest);
		hole = str_eq(hole, S("id")) ? k->draft.id :
		    str_eq(hole, S("dir"))   ? k->dir :
					       lang;
		path = str_fmt(k->v->perm, "%.*s%.*s%.*s", STR_ARG(path),
		    STR_ARG(head), STR_ARG(hole));
	}
	return str_cat(k->v->perm, path, head);
}

static void
add_output(struct making *k, struct str lang)
{
	struct output *o = &k->outputs[k->n++];
	struct io_stat st;
	struct buf out;
	int err;

	buf_init(&out, LIMIT_PAGE_BYTES);
	k->draft.lang = lang;
	if (k->v->from.n == 0)
		draft_put(&k->draft, &out);
	else if (k->draft.kind == KIND_ALERT)
		new_from_alert(&k->from, &out);
	else
		new_from_case(&k->from, k->draft.id, &out);
	o->path = path_of(k, lang);
	o->text = str_dup(k->v->perm, buf_str(&out));
	buf_fini(&out);
	err = io_stat(k->r.own, o->path, &st);
	if (err != 0 && err != ENOENT && err != ENOTDIR)
		die_env(err, "cannot look at %.*s", STR_ARG(o->path));
	o->is_new = err != 0;
}

/* Take away what was written before something failed. */
static void
undo_outputs(struct making *k, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct output *o = &k->outputs[i];

		if (o->is_new && io_remove(k->r.own, o->path) != 0)
			fprintf(stderr, "hansho: %.*s stays behind\n",
			    STR_ARG(o->path));
	}
	/* An empty folder would count as a number in use. */
	if (k->draft.kind == KIND_CASE &&
	    io_remove(k->r.own,
		str_fmt(k->v->perm, "cases/%.*s/%.*s", STR_ARG(k->dir),
		    STR_ARG(k->draft.id))) != 0)
		fprintf(stderr, "hansho: the folder %.*s stays behind\n",
		    STR_ARG(k->draft.id));
}

/* Write what is not there, and the number taken; all of it or nothing. */
static void
write_outputs(struct making *k)
{
	int err = 0;

	for (size_t i = 0; i < k->n; i++) {
		struct output *o = &k->outputs[i];

		if (o->is_new)
			err = io_write_new(k->r.own, o->path, o->text);
		if (err == 0)
			continue;
		undo_outputs(k, i);
		die_env(err, "cannot write %.*s", STR_ARG(o->path));
	}
	if (k->taken.text.n > 0)
		err = io_write_replace(k->r.own, k->taken.path, k->taken.text);
	if (err == 0)
		return;
	undo_outputs(k, k->n);
	die_env(err, "cannot write %.*s", STR_ARG(k->taken.path));
}

static void
print_next(const struct making *k)
{
	struct str next = str_z(namings[k->draft.kind].next);
	size_t at = str_find(next, S("ID"), 0);

	fprintf(stderr,
	    "next: fill in the lines marked \"%s\", then "
	    "`hansho check`\n",
	    DRAFT_MARK);
	if (k->draft.kind == KIND_ADVISORY && k->taken.text.n > 0)
		fprintf(stderr,
		    "then: write `advisory: %.*s` into its case.md; the "
		    "number is reserved\n",
		    STR_ARG(k->taken.id));
	if (k->taken.text.n > 0)
		fprintf(stderr,
		    "then: commit %.*s together with it, and push soon\n",
		    STR_ARG(k->taken.path));
	if (at == SIZE_MAX)
		return;
	fprintf(stderr, "then: %.*s%.*s%.*s\n", STR_ARG(str_sub(next, 0, at)),
	    STR_ARG(k->draft.id), STR_ARG(str_from(next, at + 2)));
}

static void
print_path(const struct making *k, struct str path)
{
	bool is_here = str_eq(k->r.path, S("."));

	command_printf("%.*s%s%.*s\n", is_here ? 0 : (int)k->r.path.n,
	    k->r.path.p, is_here ? "" : "/", STR_ARG(path));
}

static int
finish(struct making *k)
{
	bool is_new = false;
	int status;

	for (size_t i = 0; i < k->n; i++)
		is_new = is_new || k->outputs[i].is_new;
	if (!is_new)
		return command_usage(k->v,
		    "%.*s is there already; nothing "
		    "is overwritten",
		    STR_ARG(k->outputs[0].path));
	status = reserve(k);
	if (status != STATUS_FINE)
		return status;
	write_outputs(k);
	for (size_t i = 0; i < k->n; i++) {
		if (k->outputs[i].is_new)
			print_path(k, k->outputs[i].path);
	}
	if (k->taken.text.n > 0)
		print_path(k, k->taken.path);
	print_next(k);
	return STATUS_FINE;
}

int
command_new(struct invocation *v)
{
	struct making k = { .v = v };
	int status;

	if (!command_kind(v, v->args[0], &k.draft.kind))
		return STATUS_USAGE;
	if (v->from.n > 0 && k.draft.kind != KIND_ALERT &&
	    k.draft.kind != KIND_CASE)
		return command_usage(v,
		    "--from makes alerts and cases: write `hansho new alert "
		    "--from ID`");
	if (!repository_open(v, &k.r))
		return STATUS_USAGE;
	k.draft.a = v->perm;
	k.draft.model = k.r.model;
	k.draft.now = zone_at(k.r.model->zone, v->now);
	status = resolve(&k);
	if (status == STATUS_FINE && v->from.n > 0)
		(void)new_from_open(&k.r, v->from, &k.from, &status);
	if (status == STATUS_FINE) {
		if (str_find(str_z(kind_info(k.draft.kind)->pattern),
			S("{lang}"), 0) == SIZE_MAX) {
			add_output(&k, S(""));
		} else {
			add_output(&k, S("ja"));
			add_output(&k, S("en"));
		}
		status = finish(&k);
	}
	new_from_close(&k.from);
	repository_close(&k.r);
	return status;
}
