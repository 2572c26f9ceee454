/*
 * A run of tests over a document, and what tests share; for csaf/ alone.
 *
 * A test is a function that test_*.c exports and a row of tests.def names; it
 * sees a document whose shape may be wrong: members may be missing or of
 * another type, which is not its matter.
 */
#ifndef CSAF_CSAF_RUN_H
#define CSAF_CSAF_RUN_H

#include "base/attr.h"
#include "csaf/csaf_impl.h"

struct csaf_run {
	const struct csaf_request *q;
	const struct csaf_doc *doc;
	const struct csaf_test *test;	/* the one at work */
	struct csaf_finding *findings;
	size_t n, cap, n_dropped;
	bool is_last;		/* the last report is the last finding */
	bool is_bad;		/* schema or mandatory: dropped ones too */
	size_t work;		/* steps left of LIMIT_CSAF_WORK */
	bool is_tired;		/* and that none were left was said */
	size_t *list;		/* csaf_run_products(): its result */
	size_t *seen;		/* by product id: the call that met it */
	size_t calls;
};

typedef void csaf_test_fn(struct csaf_run *k);

/* The functions of the rows. */
#define TEST(id, function, class, versions, title, why_en, why_ja, bad,	\
    good, fix)								\
	csaf_test_fn function;
#define SCHEMA_TEST(id, class, versions, title, why_en, why_ja, bad, good, \
    fix)
#include "csaf/tests.def"

/* Report that the test at work fails at a node. */
void csaf_run_report(struct csaf_run *k, const struct json_node *node,
    const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Say something that is neither good nor bad, as informative. */
void csaf_run_note(struct csaf_run *k, const struct json_node *node,
    const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Add the standard's quick fix to what was reported last. */
void csaf_run_fix(struct csaf_run *k, const char *fmt, ...) PRINTF_LIKE(2, 3);

/*
 * Take steps from what a document may cost.  False, after one report of the
 * test at work, when too little is left.
 */
MUST_USE bool csaf_run_work(struct csaf_run *k, const struct json_node *node,
    size_t steps);

/* The first bytes of a text, for a message. */
struct str csaf_run_quote(struct csaf_run *k, struct str s);

/* The first item of a member that is an array, or NULL. */
const struct json_node *csaf_run_items(const struct json_node *node,
    const char *name);

/* Whether a member is there and is an array or object with content. */
bool csaf_run_has(const struct json_node *node, const char *name);

/* A string member's node, or NULL. */
const struct json_node *csaf_run_string(const struct json_node *node,
    const char *name);

/*
 * The products that an item of remediations, flags, threats or scores names,
 * directly (product_ids, products) or by group (group_ids): places in
 * doc->product_ids, each once, valid until the next call.
 */
size_t csaf_run_products(struct csaf_run *k, const struct json_node *item,
    const size_t **ids);

/* The names that CVSS objects have in documents of this version. */
const char *const *csaf_run_scores(const struct csaf_run *k, size_t *n);

/* Whether the document is in English or names no language. */
bool csaf_run_is_english(const struct csaf_run *k);

/* Report unless the document has one note of a title, of that category. */
void csaf_run_one_note(struct csaf_run *k, struct str title,
    struct str category);

/* Marks of products, one a place in doc->product_ids, all 0. */
size_t *csaf_run_marks(struct csaf_run *k);

/* Mark with a value the products that an item names. */
void csaf_run_mark(struct csaf_run *k, size_t *marks, size_t value,
    const struct json_node *item);

/* The same of each item of a vulnerability's list. */
void csaf_run_mark_list(struct csaf_run *k, size_t *marks, size_t value,
    const struct csaf_flaw *f, const char *list);

/* Report what has no such mark of a status: "no score". */
void csaf_run_unmarked(struct csaf_run *k, const struct csaf_range *status,
    const size_t *marks, size_t value, const char *what);

/* Whether a test is wanted and fits the document's version. */
bool csaf_run_wants(const struct csaf_run *k, const struct csaf_test *t);

#endif
