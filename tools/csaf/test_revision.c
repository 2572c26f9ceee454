/*
 * 6.1.14, 6.1.16 to 6.1.21, 6.1.30, 6.2.4 to 6.2.6: version numbers and the
 * revision history.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "csaf/csaf_run.h"

/* The two arguments of %.*s: numbers may be of any length. */
#define QUOTED(node)	STR_ARG(csaf_run_quote(k, (node)->text))

/* tracking.version; false when it is not there or of no form. */
static bool
version_of(const struct csaf_run *k, const struct json_node **node,
    struct csaf_number *out)
{
	*node = csaf_run_string(k->doc->tracking, "version");
	return *node != NULL && csaf_format_number((*node)->text, out);
}

/* 0 and 0.y.z: not released. */
static bool
is_zero(const struct csaf_number *n)
{
	return str_eq(n->part[0], S("0"));
}

static bool
is_released(const struct csaf_run *k)
{
	return str_eq(k->doc->status, S("final")) ||
	    str_eq(k->doc->status, S("interim"));
}

void
test_revision_order(struct csaf_run *k)
{
	const struct csaf_revision *r = k->doc->revisions;

	for (size_t i = 1; i < k->doc->n_revisions; i++) {
		if (!r[i].has_at || !r[i].has_number || !r[i - 1].has_number ||
		    (k->doc->version != CSAF_21 &&
			r[i].number.is_semver != r[i - 1].number.is_semver) ||
		    csaf_format_number_cmp(&r[i - 1].number, &r[i].number,
			CSAF_WITH_PRE) <= 0)
			continue;
		csaf_run_report(k, r[i].number_node,
		    "revision %.*s is dated after revision %.*s",
		    QUOTED(r[i].number_node), QUOTED(r[i - 1].number_node));
	}
}

void
test_revision_latest(struct csaf_run *k)
{
	const struct csaf_revision *last;
	const struct json_node *node;
	struct csaf_number version;
	enum csaf_precedence how = str_eq(k->doc->status, S("draft")) ?
	    CSAF_WITHOUT_PRE :
	    CSAF_WITH_PRE;

	if (k->doc->n_revisions == 0 || !version_of(k, &node, &version))
		return;
	last = &k->doc->revisions[k->doc->n_revisions - 1];
	if (!last->has_number || (!last->has_at && k->doc->n_revisions > 1) ||
	    (version.is_semver == last->number.is_semver &&
		csaf_format_number_cmp(&version, &last->number, how) == 0))
		return;
	csaf_run_report(k, node,
	    "the version is %.*s, the newest revision is %.*s", QUOTED(node),
	    QUOTED(last->number_node));
	csaf_run_fix(k, "write \"version\": \"%.*s\"",
	    QUOTED(last->number_node));
}

void
test_revision_draft(struct csaf_run *k)
{
	const struct json_node *node;
	struct csaf_number v;

	if (!version_of(k, &node, &v) || (!is_zero(&v) && v.pre.n == 0) ||
	    str_eq(k->doc->status, S("draft")))
		return;
	csaf_run_report(k, node,
	    "version %.*s is that of a draft, the status is not 'draft'",
	    QUOTED(node));
	csaf_run_fix(k, "write \"status\": \"draft\"");
}

void
test_revision_zero(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_revisions && is_released(k); i++) {
		const struct csaf_revision *r = &k->doc->revisions[i];

		if (!r->has_number || !is_zero(&r->number))
			continue;
		csaf_run_report(k, r->number_node,
		    "revision %.*s is of a time before the release, the "
		    "status is '%.*s'",
		    QUOTED(r->number_node), STR_ARG(k->doc->status));
		csaf_run_fix(k, "remove the item of revision %.*s",
		    QUOTED(r->number_node));
	}
}

void
test_revision_pre_release(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_revisions; i++) {
		const struct csaf_revision *r = &k->doc->revisions[i];
		if (!r->has_number || r->number.pre.n == 0)
			continue;
		csaf_run_report(k, r->number_node,
		    "revision %.*s is a pre-release", QUOTED(r->number_node));
		csaf_run_fix(k,
		    "join it with revision %.*s.%.*s.%.*s, or write that "
		    "number when there is none",
		    STR_ARG(r->number.part[0]), STR_ARG(r->number.part[1]),
		    STR_ARG(r->number.part[2]));
	}
}

void
test_revision_version_pre(struct csaf_run *k)
{
	const struct json_node *node;
	struct csaf_number v;
	if (!is_released(k) || !version_of(k, &node, &v) || v.pre.n == 0)
		return;
	csaf_run_report(k, node,
	    "version %.*s is a pre-release, the status is '%.*s'",
	    QUOTED(node), STR_ARG(k->doc->status));
	csaf_run_fix(k, "write \"version\": \"%.*s.%.*s.%.*s\"",
	    STR_ARG(v.part[0]), STR_ARG(v.part[1]), STR_ARG(v.part[2]));
}

/* Whether y follows x: both strings of digits of any length. */
static bool
is_next(struct str x, struct str y)
{
	size_t i = x.n;
	char carry = 1;

	/* 9..9 grows by a digit. */
	if (y.n == x.n + 1 && y.p[0] == '1')
		y = str_from(y, 1);
	else if (y.n != x.n)
		return false;
	while (i-- > 0) {
		char digit = (char)(x.p[i] + carry);

		carry = digit > '9';
		if (y.p[i] != (carry ? '0' : digit))
			return false;
	}
	return true;
}

/* Major numbers of all revisions, sorted: some may stand elsewhere. */
struct majors {
	struct str *v;
	size_t n;
};

static int
major_cmp(const void *a, const void *b)
{
	const struct str *x = a, *y = b;

	return csaf_format_digits_cmp(*x, *y);
}

static struct majors
majors_of(const struct csaf_run *k)
{
	struct majors m = { .n = 0 };

	m.v = arena_array(k->q->arena, struct str, k->doc->n_revisions + 1);
	for (size_t i = 0; i < k->doc->n_revisions; i++) {
		if (k->doc->revisions[i].has_number)
			m.v[m.n++] = k->doc->revisions[i].number.part[0];
	}
	qsort(m.v, m.n, sizeof(*m.v), major_cmp);
	return m;
}

/* Whether a number between two is there at all. */
static bool
has_between(const struct majors *m, struct str low, struct str high)
{
	size_t from = 0, to = m->n;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (csaf_format_digits_cmp(m->v[mid], low) <= 0)
			from = mid + 1;
		else
			to = mid;
	}
	return from < m->n && csaf_format_digits_cmp(m->v[from], high) < 0;
}

void
test_revision_gap(struct csaf_run *k)
{
	const struct csaf_revision *r = k->doc->revisions;
	struct majors majors = majors_of(k);

	for (size_t i = 0; i < k->doc->n_revisions; i++) {
		struct str major = r[i].number.part[0], before;

		if (!r[i].has_number || !r[i].has_at)
			return;
		if (i == 0) {
			if (!str_eq(major, S("0")) && !str_eq(major, S("1")))
				csaf_run_report(k, r[i].number_node,
				    "the first revision is %.*s, not 0 or 1",
				    QUOTED(r[i].number_node));
			continue;
		}
		before = r[i - 1].number.part[0];
		if (csaf_format_digits_cmp(before, major) < 0 &&
		    !is_next(before, major))
			csaf_run_report(k, r[i].number_node,
			    "revision %.*s follows %.*s: one %s",
			    QUOTED(r[i].number_node),
			    QUOTED(r[i - 1].number_node),
			    has_between(&majors, before, major) ?
				"between has another date" :
				"is missing");
	}
}

void
test_revision_mixed(struct csaf_run *k)
{
	const struct json_node *node;
	struct csaf_number v;
	bool has_version = version_of(k, &node, &v);

	for (size_t i = 0; i < k->doc->n_revisions; i++) {
		const struct csaf_revision *r = &k->doc->revisions[i];

		if (!r->has_number)
			continue;
		if (!has_version) {
			v = r->number;
			node = r->number_node;
			has_version = true;
		}
		if (r->number.is_semver == v.is_semver)
			continue;
		csaf_run_report(k, r->number_node,
		    "'%.*s' is %s, '%.*s' is not", QUOTED(r->number_node),
		    r->number.is_semver ? "a semantic version" :
					  "a whole number",
		    QUOTED(node));
		csaf_run_fix(k,
		    "number all revisions from 1 on, here \"%zu\", and keep "
		    "the old number in \"legacy_version\"",
		    i + 1);
	}
}

/* ---- 6.2.4 to 6.2.6 -------------------------------------------------- */

void
test_revision_build(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_revisions; i++) {
		const struct csaf_revision *r = &k->doc->revisions[i];
		if (!r->has_number || r->number.build.n == 0)
			continue;
		csaf_run_report(k, r->number_node,
		    "revision %.*s has build metadata",
		    QUOTED(r->number_node));
	}
}

/* A release date that lies before a revision. */
static void
check_date(struct csaf_run *k, const char *name, const struct csaf_revision *r,
    const char *which)
{
	const struct json_node *n = csaf_run_string(k->doc->tracking, name);
	struct csaf_time at;

	if (n != NULL && csaf_format_time(n->text, &at) && r->has_at &&
	    csaf_format_time_cmp(&at, &r->at) < 0)
		csaf_run_report(k, n, "'%s' lies before the %s revision, %.*s",
		    name, which, QUOTED(r->date_node));
}

void
test_revision_initial_date(struct csaf_run *k)
{
	if (k->doc->n_revisions > 0)
		check_date(k, "initial_release_date", &k->doc->revisions[0],
		    "oldest");
}

void
test_revision_current_date(struct csaf_run *k)
{
	size_t n = k->doc->n_revisions;

	/* Those without a date stand at the end. */
	while (n > 0 && !k->doc->revisions[n - 1].has_at)
		n--;
	if (n > 0)
		check_date(k, "current_release_date",
		    &k->doc->revisions[n - 1], "newest");
}
