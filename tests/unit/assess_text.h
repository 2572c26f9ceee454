/*
 * Cases in memory for the tests of assess/: a small repository, feeds, and
 * what is computed of its first case.
 */
#ifndef ASSESS_TEXT_H
#define ASSESS_TEXT_H

#include "assess/assess.h"
#include "base/io.h"
#include "feed/epss.h"
#include "feed/kev.h"
#include "model_text.h"

/* 2026-11-22T09:00+09:00 */
#define ASSESS_NOW	{ INT64_C(1795305600), 32400 }

#define CASE_PATH	"cases/2026/PS-2026-0001/case.md"
#define CASE_HEAD							\
	"---\nid: PS-2026-0001\ntitle: {ja: 鍵, en: A key}\nowner: sato\n"
#define POLICY(kind)							\
	"---\ntitle: P\nkind: " kind "\nversion: \"1\"\nowner: sato\n"	\
	"review: 2027-01-01\n"
#define PRODUCT(rest)	"name: {ja: B, en: Box}\nkind: hardware\n" rest

struct assess_fixture {
	struct model_fixture f;
	struct kev kev;
	struct epss epss;
	struct assess a;
	struct case_state s;
};

/* Feeds are off until a test sets a.kev and a.epss. */
static inline void
assess_open(struct assess_fixture *x)
{
	*x = (struct assess_fixture){ .a.now = ASSESS_NOW };
	model_fixture_open(&x->f);
}

static inline void
assess_close(struct assess_fixture *x)
{
	model_fixture_close(&x->f);
}

/* The model that is loaded has no faults; assess its first case. */
static inline void
assess_run(struct assess_fixture *x, const char *row)
{
	model_expect(&x->f, row, &(struct model_fault){ 0 });
	ck_assert_uint_gt(x->f.m->n_cases, 0);
	x->s.c = &x->f.m->cases[0];
	x->a.m = x->f.m;
	x->a.places = x->f.ss;
	x->a.tables = assess_tables_make(x->f.a, x->f.m);
	assess_case(&x->a,
	    policy_of(x->f.a, x->f.m, x->s.c->c->company.target), x->f.a,
	    &x->s);
}

/* Load files over the clean repository and assess. */
static inline void
assess_load(struct assess_fixture *x, const char *row,
    const struct model_file *files, size_t n)
{
	model_fixture_load(&x->f, files, n);
	assess_run(x, row);
}

/* A file of the repository that the tests run in, or of the sample data. */
static inline struct str
assess_file(struct assess_fixture *x, const char *folder, const char *path)
{
	struct io_dir *dir;
	struct str text;

	ck_assert_int_eq(io_dir_open(folder, &dir), 0);
	ck_assert_msg(io_read(dir, str_z(path), 4u << 20, x->f.a, &text) == 0,
	    "%s cannot be read", path);
	io_dir_close(dir);
	return text;
}

#endif
