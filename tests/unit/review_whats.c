/*
 * Two small repositories in memory, of which one differs from the other in one
 * place: each kind of change that `diff` tells is found, with both values.  The
 * repository is that of the rules' tables, with two stages, a clock, a regime
 * and a priority.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/io_view.h"
#include "base/pool.h"
#include "pipeline/world.h"
#include "review/review.h"
#include "test.h"

Suite *suite_review_whats(void);

#define NOW	((struct instant){ 1795316400, 32400 })
#define FILES_MAX	64
#define CASE	"cases/2026/PS-2026-0001/case.md"

static const struct {
	const char *path;
	const char *text;
} more[] = {
	{ "content/stages.yaml",
	    "stages:\n"
	    "- {id: received, number: 0, name: {ja: 受領, en: Received}, "
	    "requires: [{id: r, text: {ja: 受領, en: It came}, "
	    "when: {field: case.facts.event, op: eq, value: received}}]}\n"
	    "- {id: answered, number: 1, name: {ja: 返信, en: Answered}, "
	    "requires: [{id: a, text: {ja: 返信, en: We answered}, "
	    "when: {field: case.facts.event, op: eq, "
	    "value: acknowledged}}]}\n" },
	{ "content/deadlines/own.yaml",
	    "name: {ja: 約束, en: Promises}\nrows:\n"
	    "- id: X-1\n  name: {ja: 返信, en: Answer}\n"
	    "  start: [received]\n  length: 200\n  unit: calendar_days\n"
	    "  stop: [acknowledged]\n  weight: policy\n"
	    "  addressee: {ja: 発見者, en: finder}\n"
	    "  evidence: {ja: 返信, en: our answer}\n"
	    "  source: ours\n  confidence: V\n  confirmed: yes\n" },
	{ "content/deadlines/duty.yaml",
	    "name: {ja: 義務, en: Duty}\nrows:\n"
	    "- id: X-2\n  name: {ja: 報告, en: Report}\n"
	    "  start: [aware]\n  length: 24\n  unit: hours\n"
	    "  stop: [report_submitted]\n  weight: law\n"
	    "  addressee: {ja: 当局, en: authority}\n"
	    "  evidence: {ja: 受付番号, en: receipt}\n"
	    "  source: law\n  confidence: V\n  confirmed: yes\n" },
	{ "content/policies/scoring.ja.md",
	    "---\ntitle: Scoring\nkind: scoring\nversion: \"1.0\"\n"
	    "owner: sato\nreview: 2027-04-01\npriorities:\n"
	    "- {priority: defer, reason: {ja: その他, en: y}}\n---\nx\n" },
};

static const struct {
	enum review_what what;
	const char *path;	/* the file that differs */
	const char *old, *new;	/* what stands once in it, and instead */
	const char *kind, *id;	/* of the record */
	const char *key;	/* NULL: "" */
	const char *before, *after;	/* values */
} rows[] = {
	{ REVIEW_LABEL, CASE, "tlp: AMBER\n", "tlp: GREEN\n", "case",
	    "PS-2026-0001", NULL, "AMBER", "GREEN" },
	{ REVIEW_CEILING, "content/audiences.yaml", "ceiling: AMBER,",
	    "ceiling: GREEN,", "audiences", "portal", NULL, "AMBER", "GREEN" },
	{ REVIEW_STAGE, CASE, "  - {at: 2026-08-02, event: verified",
	    "  - {at: 2026-08-01T10:00+09:00, event: acknowledged, "
	    "by: sato}\n  - {at: 2026-08-02, event: verified",
	    "case", "PS-2026-0001", NULL, "received", "answered" },
	{ REVIEW_EXIT, CASE, "disclosure: {",
	    "exit: {how: rejected, at: 2026-08-03, approver: sato, reason: x}\n"
	    "disclosure: {",
	    "case", "PS-2026-0001", NULL, "", "rejected" },
	/* What is repaired has none. */
	{ REVIEW_PRIORITY, CASE,
	    "          - {version: 1.2.0, status: first_fixed}\n"
	    "        remediations:\n"
	    "          - {category: vendor_fix, version: 1.2.0, "
	    "url: \"https://example.com/fw\", date: 2026-10-01}\n",
	    "        remediations:\n"
	    "          - {category: none_available}\n",
	    "case", "PS-2026-0001", NULL, "", "defer" },
	{ REVIEW_SCORE, CASE, "PR:N/UI:N/S:U", "PR:L/UI:N/S:U", "case",
	    "PS-2026-0001", "CVE-1900-0001",
	    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N",
	    "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:N" },
	{ REVIEW_AXIS, CASE, "event: verified, by: tanaka}\n",
	    "event: verified, by: tanaka}\n"
	    "  - {at: 2026-08-03T10:00+09:00, event: exploited_ours, "
	    "by: sato}\n",
	    "case", "PS-2026-0001", "attacked_ours", "no", "yes" },
	{ REVIEW_EMBARGO, CASE,
	    "embargo: {until: 2026-10-01T10:00+09:00, "
	    "agreed: [finder-0001]}\n",
	    "", "case", "PS-2026-0001", NULL, "lifted", "none" },
	{ REVIEW_EMBARGO_UNTIL, CASE, "until: 2026-10-01T10:00+09:00",
	    "until: 2026-12-01T10:00+09:00", "case", "PS-2026-0001", NULL,
	    "2026-10-01T10:00+09:00", "2026-12-01T10:00+09:00" },
	{ REVIEW_REGIME, CASE, "disclosure: {",
	    "regimes: [{regime: duty, applies: yes, reason: x, by: sato, "
	    "at: 2026-08-03}]\ndisclosure: {",
	    "case", "PS-2026-0001", "duty", "undecided", "required" },
	{ REVIEW_PARTY, CASE, "event: verified, by: tanaka}\n",
	    "event: verified, by: tanaka}\n"
	    "  - {at: 2026-08-03T10:00+09:00, event: asked, by: sato, "
	    "party: jpcert}\n",
	    "case", "PS-2026-0001", "jpcert", "none", "asked" },
	{ REVIEW_CLOCK, CASE, "  - {at: 2026-08-02, event: verified",
	    "  - {at: 2026-08-01T10:00+09:00, event: acknowledged, "
	    "by: sato}\n  - {at: 2026-08-02, event: verified",
	    "case", "PS-2026-0001", "X-1", "running", "met" },
	{ REVIEW_DATE, "content/companies/example.yaml",
	    "confirmed: 2026-10-01", "confirmed: 2026-10-02", "company",
	    "example", "contacts[sato].confirmed", "2026-10-01",
	    "2026-10-02" },
	{ REVIEW_RELEASED, "cases/2026/PS-2026-0001/published.yaml",
	    "First version}\n",
	    "First version}\n  - version: 1.1.0\n"
	    "    at: 2026-10-05T10:00+09:00\n"
	    "    summary: {ja: 追加, en: More}\n",
	    "case", "PS-2026-0001", NULL, "1.0.0", "1.1.0" },
};

/* Every row of the table of changes, so that one without a test is seen. */
static const enum review_what whats[] = {
#define WHAT(constant, word)	constant,
#include "review/review_whats.def"
};

struct side {
	struct io_view_file files[FILES_MAX];
	size_t n;
	struct world world;
};

static struct arena *a;
static struct pool *pool;
static char folder[] = "/tmp/hansho-review-XXXXXX";

static void
setup(void)
{
	memcpy(strrchr(folder, '-'), "-XXXXXX", 7);
	ck_assert_ptr_nonnull(mkdtemp(folder));
	a = arena_open();
	pool = pool_open(2);
}

static void
teardown(void)
{
	pool_close(pool);
	arena_close(a);
	ck_assert_int_eq(rmdir(folder), 0);
}

static void
put(struct side *s, struct str path, struct str text)
{
	ck_assert_uint_lt(s->n, FILES_MAX);
	s->files[s->n++] = (struct io_view_file){ .path = path,
		.content = text };
}

/* The repository of the rules' tables: "--- PATH", then the file. */
static void
read_base(struct side *s)
{
	struct str text;

	ck_assert_int_eq(io_read_path("tests/rule/base.repo", 1u << 20, a,
			     &text),
	    0);
	while (text.n > 0) {
		struct str path;
		size_t end;

		(void)str_cut(text, '\n', &path, &text);
		ck_assert(str_starts(path, S("--- ")));
		end = str_find(text, S("\n--- "), 0);
		end = end == SIZE_MAX ? text.n : end + 1;
		put(s, str_from(path, 4), str_sub(text, 0, end));
		text = str_from(text, end);
	}
	for (size_t i = 0; i < ARRAY_LEN(more); i++)
		put(s, str_z(more[i].path), str_z(more[i].text));
}

static void
edit(struct side *s, const char *path, struct str old, const char *new)
{
	for (size_t i = 0; i < s->n; i++) {
		struct str text = s->files[i].content;
		size_t at = str_find(text, old, 0);

		if (!str_eq_z(s->files[i].path, path))
			continue;
		ck_assert_msg(at != SIZE_MAX &&
			str_find(text, old, at + 1) == SIZE_MAX,
		    "not once in %s: %.*s", path, STR_ARG(old));
		s->files[i].content = str_fmt(a, "%.*s%s%.*s",
		    STR_ARG(str_sub(text, 0, at)), new,
		    STR_ARG(str_from(text, at + old.n)));
		return;
	}
	ck_abort_msg("no file %s", path);
}

static void
load(struct side *s)
{
	struct str why = S("");
	const struct world_request q = {
		.perm = a,
		.pool = pool,
		.now = NOW,
		.path = str_z(folder),
		.files = s->files,
		.n_files = s->n,
	};

	ck_assert_msg(world_load(&q, &s->world, &why), "%.*s", STR_ARG(why));
	world_derive(&s->world);
}

static const struct review *
review(struct side *before, struct side *after)
{
	const struct review_request q = {
		.perm = a,
		.before = &before->world,
		.after = &after->world,
		.base = S("main"),
		.head = S("topic"),
		.lang = S("en"),
		.version = S("1"),
		.base_files = before->files,
		.n_base_files = before->n,
		.merged_files = after->files,
		.n_merged_files = after->n,
	};

	return review_make(&q);
}

/* All that was found, for whoever repairs a failing row. */
static struct str
listing(const struct review *r)
{
	struct str all = S("");

	for (size_t i = 0; i < r->n_records; i++) {
		const struct review_record *x = &r->records[i];

		for (size_t k = 0; k < x->changes.n; k++) {
			const struct review_change *c = &x->changes.v[k];

			all = str_fmt(a, "%.*s%s %.*s: %s[%.*s] %.*s > %.*s\n",
			    STR_ARG(all), x->kind, STR_ARG(x->id),
			    review_what_name(c->what), STR_ARG(c->key),
			    STR_ARG(c->before), STR_ARG(c->after));
		}
	}
	for (size_t i = 0; i < diags_len(r->after->diags); i++) {
		const struct diag *d = diags_at(r->after->diags, i);

		all = str_fmt(a, "%.*s%.*s: %.*s\n", STR_ARG(all),
		    STR_ARG(source_get(r->after->sources, d->at.file)->path),
		    STR_ARG(d->message));
	}
	return all;
}

static bool
is_told(const struct review_record *x, const struct review_change *c, int i)
{
	return c->what == rows[i].what && strcmp(x->kind, rows[i].kind) == 0 &&
	    str_eq_z(x->id, rows[i].id) &&
	    str_eq_z(c->key, rows[i].key != NULL ? rows[i].key : "") &&
	    str_eq_z(c->before, rows[i].before) &&
	    str_eq_z(c->after, rows[i].after);
}

START_TEST(test_told)
{
	struct side *before = arena_new(a, struct side);
	struct side *after = arena_new(a, struct side);
	const struct review *r;
	size_t told = 0;

	read_base(before);
	read_base(after);
	edit(after, rows[_i].path, str_z(rows[_i].old), rows[_i].new);
	load(before);
	load(after);
	r = review(before, after);
	for (size_t i = 0; i < r->n_records; i++) {
		const struct review_record *x = &r->records[i];

		for (size_t k = 0; k < x->changes.n; k++)
			told += is_told(x, &x->changes.v[k], _i);
	}
	ck_assert_msg(told == 1, "%s: %zu times; found\n%.*s",
	    review_what_name(rows[_i].what), told, STR_ARG(listing(r)));
	world_close(&after->world);
	world_close(&before->world);
}
END_TEST

/* What did not change is not told. */
START_TEST(test_nothing)
{
	struct side *before = arena_new(a, struct side);
	struct side *after = arena_new(a, struct side);
	const struct review *r;

	read_base(before);
	read_base(after);
	load(before);
	load(after);
	r = review(before, after);
	ck_assert_msg(r->n_records == 0, "found\n%.*s", STR_ARG(listing(r)));
	ck_assert_uint_eq(r->n_people + r->n_approvals + r->n_documents +
		r->n_rows + r->findings.n,
	    0);
	ck_assert(!review_blocks(r));
	world_close(&after->world);
	world_close(&before->world);
}
END_TEST

START_TEST(test_all_have_a_row)
{
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (rows[i].what == whats[_i])
			return;
	}
	ck_abort_msg("no row tests %s", review_what_name(whats[_i]));
}
END_TEST

Suite *
suite_review_whats(void)
{
	Suite *s = suite_create("review_whats");
	TCase *t = tcase_create("whats");

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, test_told, 0, ARRAY_LEN(rows));
	tcase_add_test(t, test_nothing);
	tcase_add_loop_test(t, test_all_have_a_row, 0, ARRAY_LEN(whats));
	suite_add_tcase(s, t);
	return s;
}
