#include "command/numbers.h"

#include <errno.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/io.h"
#include "base/io_host.h"
#include "base/num.h"
#include "model/model.h"

/* Numbers have at least this many digits. */
#define NUMBER_DIGITS 4

/* Of two marks, written at the same time, none is like the other. */
#define MARK_BYTES 8

static const char head[] =
    "# `hansho new` takes numbers here.  A conflict in git: two people took\n"
    "# one number.  Keep the line of the branch that you merge into, and let\n"
    "# `hansho new case` number yours again.\n"
    "# 番号の予約表です。衝突したら取り込み先の行を残し、番号を取り直します。\n";

/* What is known of one series in one year. */
struct counting {
	const struct numbers_request *q;
	const struct id_block_list *blocks;
	struct str prefix; /* "PS-2026-" */
	int64_t year;
	struct str path;
	const struct numbers *file; /* NULL: there is none */
	const struct number_next *row; /* NULL: none yet */
	struct io_entry *entries; /* of cases/YEAR */
	size_t n_entries;
};

static bool
find_blocks(struct counting *c, const char **why)
{
	const struct organisation *o = c->q->m->organisation;
	const struct id_scheme *ids = o != NULL ? o->ids : NULL;
	bool of_cases = c->q->series == NUMBERS_CASE;
	struct str prefix;

	*why = "content/organisation.yaml does not say how ids are built";
	if (ids == NULL || !num_parse(c->q->year, 0, INT32_MAX, &c->year))
		return false;
	prefix = of_cases ? ids->case_prefix.s : ids->advisory_prefix.s;
	if (prefix.n == 0)
		return false;
	c->prefix = str_fmt(c->q->perm, "%.*s-%.*s-", STR_ARG(prefix),
	    STR_ARG(c->q->year));
	c->blocks = of_cases ? &ids->case_blocks : &ids->advisory_blocks;
	return true;
}

/* Of several repositories' files under one name, that of ours alone. */
static bool
find_file(struct counting *c, const char **why)
{
	const struct document_list *l = &c->q->m->docs[KIND_NUMBERS];
	struct io_stat st;
	int err;

	c->path = str_fmt(c->q->perm, "cases/%.*s/numbers.yaml",
	    STR_ARG(c->q->year));
	err = io_stat(c->q->own, c->path, &st);
	if (err == ENOENT || err == ENOTDIR)
		return true;
	if (err != 0)
		die_env(err, "cannot look at %.*s", STR_ARG(c->path));
	*why =
	    "numbers.yaml of the year cannot be read, perhaps after a merge; "
	    "`hansho check` says where";
	for (size_t i = 0; i < l->n; i++) {
		if (str_eq(l->v[i].path.dir, c->q->year))
			c->file = l->v[i].record;
	}
	if (c->file == NULL)
		return false;
	c->row = c->q->series == NUMBERS_CASE ? c->file->cases :
						c->file->advisories;
	return true;
}

static void
list_folders(struct counting *c)
{
	int err = io_list(c->q->own,
	    str_cat(c->q->perm, S("cases/"), c->q->year), c->q->perm,
	    &c->entries, &c->n_entries);

	if (err == ENOENT)
		c->n_entries = 0;
	else if (err != 0)
		die_env(err, "cannot read cases/%.*s", STR_ARG(c->q->year));
}

/* Raise *highest to the number of an id that lies in the block. */
static void
count(const struct counting *c, const struct id_block *b, struct str id,
    int64_t *highest)
{
	int64_t number;

	if (str_starts(id, c->prefix) &&
	    num_parse_padded(str_from(id, c->prefix.n), b->last.n, &number) &&
	    number > *highest)
		*highest = number;
}

/*
 * The first free number of a block: after those in use, and not before what
 * the file says when its number is one of this block's, or just behind it.
 */
static int64_t
first_free(const struct counting *c, const struct id_block *b)
{
	const struct model *m = c->q->m;
	int64_t highest = b->first.n - 1;

	if (c->q->series == NUMBERS_CASE) {
		for (size_t i = 0; i < c->n_entries; i++)
			count(c, b, c->entries[i].name, &highest);
	} else {
		for (size_t i = 0; i < m->n_cases; i++)
			count(c, b, m->cases[i].c->advisory.s, &highest);
	}
	if (c->row != NULL && c->row->next.n > b->first.n &&
	    c->row->next.n - 1 <= b->last.n && c->row->next.n > highest)
		return c->row->next.n;
	return highest + 1;
}

static bool
next_number(const struct counting *c, int64_t *out, const char **why)
{
	*why = "the year has no block of numbers";
	for (size_t i = 0; i < c->blocks->n; i++) {
		const struct id_block *b = &c->blocks->v[i];

		if (b->year.n != c->year)
			continue;
		*out = first_free(c, b);
		if (*out <= b->last.n)
			return true;
		*why = "all numbers of its block are taken";
	}
	return false;
}

/* The number of an id in a block of ours; false for any other id. */
static bool
own_number(const struct counting *c, struct str id, int64_t *out)
{
	for (size_t i = 0; i < c->blocks->n; i++) {
		const struct id_block *b = &c->blocks->v[i];

		if (b->year.n == c->year && str_starts(id, c->prefix) &&
		    num_parse_padded(str_from(id, c->prefix.n), b->last.n,
			out) &&
		    *out >= b->first.n)
			return true;
	}
	return false;
}

static struct str
row_text(const struct counting *c, const char *name, int64_t next,
    struct str mark)
{
	return str_fmt(c->q->perm, "%s: {next: %lld, mark: \"%.*s\"}\n", name,
	    (long long)next, STR_ARG(mark));
}

static struct str
kept_row(const struct counting *c, const char *name,
    const struct number_next *row)
{
	return row != NULL ? row_text(c, name, row->next.n, row->mark.s) :
			     S("");
}

/* The rows stand apart, so that git merges one of each without a question. */
static struct str
file_text(const struct counting *c, int64_t taken)
{
	struct arena *a = c->q->perm;
	bool of_cases = c->q->series == NUMBERS_CASE;
	int64_t next = taken + 1;
	uint8_t bytes[MARK_BYTES];
	struct str cases, advisories, row;
	int err = io_host_random(bytes, sizeof(bytes));

	if (err != 0)
		die_env(err, "no random bytes for a mark");
	if (c->row != NULL && c->row->next.n > next)
		next = c->row->next.n;
	row = row_text(c, of_cases ? "cases" : "advisories", next,
	    digest_hex_of(a, bytes, sizeof(bytes)));
	cases = of_cases    ? row :
	    c->file == NULL ? S("") :
			      kept_row(c, "cases", c->file->cases);
	advisories = !of_cases ? row :
	    c->file == NULL    ? S("") :
				 kept_row(c, "advisories", c->file->advisories);
	return str_fmt(a, "%s%.*s%s%.*s", head, STR_ARG(cases),
	    cases.n > 0 && advisories.n > 0 ? "\n# advisories\n" : "",
	    STR_ARG(advisories));
}

bool
numbers_take(const struct numbers_request *q, struct numbers_taken *out,
    const char **why)
{
	struct counting c = { .q = q };
	int64_t number;

	if (!find_blocks(&c, why)) {
		if (q->id.n == 0)
			return false;
		*out = (struct numbers_taken){ .id = q->id };
		return true;
	}
	if (!find_file(&c, why))
		return false;
	list_folders(&c);
	*out = (struct numbers_taken){ .id = q->id, .path = c.path };
	if (q->id.n > 0 && !own_number(&c, q->id, &number))
		return true;
	if (q->id.n == 0) {
		if (!next_number(&c, &number, why))
			return false;
		out->id = str_fmt(q->perm, "%.*s%0*lld", STR_ARG(c.prefix),
		    NUMBER_DIGITS, (long long)number);
	}
	out->text = file_text(&c, number);
	return true;
}
