/*
 * For tests of csaf/: check a text as a document.
 */
#ifndef CSAF_TEST_RUN_H
#define CSAF_TEST_RUN_H

#include "test.h"

#include "base/arena.h"
#include "base/io.h"
#include "base/limits.h"
#include "csaf/csaf.h"

/* Results and text live in a. */
static inline struct csaf_result
csaf_run_text(struct arena *a, struct str text)
{
	struct sources *ss = sources_open(a);
	struct csaf_request q = { .arena = a, .sources = ss };
	struct csaf_result out;

	q.file = source_add(ss, S("document.json"));
	source_set_text(ss, q.file, text);
	csaf_check(&q, &out);
	return out;
}

/* A file below HANSHO_DATA. */
static inline struct csaf_result
csaf_run_file(struct arena *a, const char *name)
{
	struct str text, path = str_fmt(a, "%s/%s", test_data_dir(), name);

	ck_assert_msg(io_read_path(str_to_z(a, path), LIMIT_JSON_BYTES, a,
			  &text) == 0,
	    "%s: cannot be read", name);
	return csaf_run_text(a, text);
}

/* Findings of a test. */
static inline size_t
csaf_run_count(const struct csaf_result *r, const char *id)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n_findings; i++)
		n += str_eq_z(str_z(id), r->findings[i].test->id);
	return n;
}

/* The ids of all findings, each once, for a message. */
static inline const char *
csaf_run_ids(struct arena *a, const struct csaf_result *r)
{
	struct str out = S("");

	for (size_t i = 0; i < csaf_tests_len(); i++) {
		const char *id = csaf_test_at(i)->id;

		if (csaf_run_count(r, id) > 0)
			out = str_fmt(a, "%.*s %s", STR_ARG(out), id);
	}
	return str_to_z(a, out);
}

#endif
