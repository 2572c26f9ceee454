/*
 * What git says of facts, rows and signatures, in repositories made for it.
 */
#include "audit/audit.h"

#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/pool.h"
#include "base/span.h"
#include "history_repo.h"
#include "model/model.h"
#include "pipeline/theme.h"

#define CASE	"cases/2026/PS-1/case.md"
#define LEDGER	"cases/2026/PS-1/published.yaml"
#define PEOPLE	"content/people/example.yaml"

/* A case with these lines of facts. */
static const char *
case_of(const char *facts)
{
	return str_to_z(perm,
	    str_fmt(perm,
		"---\nid: PS-1\ntitle: {ja: t, en: t}\nowner: sato\n"
		"company: c\n%s---\nText.\n",
		facts));
}

#define F1	"  - {at: 2026-01-01, event: received, by: sato}\n"
#define F2	"  - {at: 2026-01-02, event: verified, by: sato}\n"
#define F3	"  - at: 2026-01-03\n    event: assessed\n"		\
		"    note: |\n      two\n      lines\n"

/* One repository with its audit. */
struct world_now {
	struct model *m;
	struct history *h;
	struct pool *pool;
	struct io_dir *root;
};

static struct world_now
look(const char *const (*files)[2], size_t n)
{
	struct world_now w = { .pool = pool_open(2) };
	struct sources *ss = sources_open(perm);

	ck_assert_int_eq(io_dir_open(repo, &w.root), 0);
	for (size_t i = 0; i < n; i++) {
		struct str path = str_z(files[i][0]);
		struct str text = str_z(files[i][1]);

		source_set_text(ss, source_add(ss, path), text);
		ck_assert_int_eq(io_write_replace(w.root, path, text), 0);
	}
	w.m = model_from_sources(perm, ss, w.pool, diags_open(perm));
	w.h = walk(repo, false);
	audit_run(
	    &(struct audit_request){
		.m = w.m,
		.root = w.root,
		.history = w.h,
		.words = theme_words(perm, NULL, sources_open(perm),
		    diags_open(perm)),
		.pool = w.pool,
		.now = { .s = 1900000000 },
		.perm = perm,
	    },
	    w.m);
	return w;
}

static void
unlook(struct world_now *w)
{
	history_close(w->h);
	io_dir_close(w->root);
	pool_close(w->pool);
}

/* The id of a mark's commit. */
static struct str
id_of(int mark)
{
	char line[64];

	snprintf(line, sizeof(line), "rev-parse b%d", mark);
	return str_trim(git(line));
}

/* Who recorded each fact of the only case: marks, 0 for nobody. */
static void
facts_are(const char *what, const struct world_now *w, const int *marks,
    size_t n)
{
	const struct audit_case *c = &w->m->audit->cases[0];

	ck_assert_uint_eq(w->m->n_cases, 1);
	if (c->n_facts != n)
		ck_abort_msg("%s: %zu facts instead of %zu", what, c->n_facts,
		    n);
	for (size_t i = 0; i < n; i++) {
		struct str want = marks[i] != 0 ? id_of(marks[i]) : S("");
		struct str have = c->facts[i] != NULL ? c->facts[i]->id :
							S("");

		if (!str_eq(want, have))
			ck_abort_msg("%s: fact %zu: %.*s instead of %.*s",
			    what, i, STR_ARG(have), STR_ARG(want));
	}
}

#define NOW(text)	((const char *const[][2]){ { CASE, text } }), 1

START_TEST(facts_line)
{
	const char *all = case_of("facts:\n" F1 F2 F3);
	const char *flow = case_of("facts: [{at: 2026-01-01, event: received, "
				   "by: sato},\n  {at: 2026-01-02, event: "
				   "verified, by: sato}]\n");
	struct world_now w;

	init("");
	commit(1, 1700000000, "");
	put(CASE, case_of("facts:\n" F1));
	commit(2, 1700001000, "1");
	put(CASE, case_of("facts:\n" F1 F3));
	commit(3, 1700002000, "2");
	put(CASE, case_of("facts:\n" F1 F2 F3));
	import(3);
	w = look(NOW(all));
	facts_are("one after the other", &w, (int[]){ 1, 3, 2 }, 3);
	unlook(&w);
	w = look(NOW(flow));
	facts_are("written otherwise, uncommitted", &w, (int[]){ 1, 3 }, 2);
	unlook(&w);
	w = look(NOW(case_of("facts:\n" F1 F1 F2)));
	facts_are("one twice, uncommitted", &w, (int[]){ 1, 0, 3 }, 3);
	unlook(&w);

	/* Taken away and brought back: the newest who brought it counts. */
	commit(4, 1700003000, "3");
	put(CASE, case_of("facts:\n" F2));
	commit(5, 1700004000, "4");
	put(CASE, flow);
	import(5);
	w = look(NOW(flow));
	facts_are("brought back", &w, (int[]){ 5, 3 }, 2);
	unlook(&w);

	/* Another folder. */
	commit(6, 1700005000, "5");
	delete(CASE);
	put("cases/2025/PS-1/case.md", flow);
	import(6);
	w = look((const char *const[][2]){ { "cases/2025/PS-1/case.md",
		     flow } },
	    1);
	facts_are("moved", &w, (int[]){ 5, 3 }, 2);
	unlook(&w);
}
END_TEST

START_TEST(facts_merge)
{
	struct world_now w;

	init("");
	commit(1, 1700000000, "");
	put(CASE, case_of("facts:\n" F1));
	commit(2, 1700001000, "1");
	put(CASE, case_of("facts:\n" F1 F2));
	commit(3, 1700002000, "1");
	put(CASE, case_of("facts:\n" F1 F3));
	/* Both sides; the merge itself brings nothing. */
	commit(4, 1700003000, "2 3");
	put(CASE, case_of("facts:\n" F1 F2 F3));
	import(4);
	w = look(NOW(case_of("facts:\n" F1 F2 F3)));
	facts_are("merged", &w, (int[]){ 1, 2, 3 }, 3);
	ck_assert(
	    str_eq(audit_document(w.m, w.m->cases[0].e.doc)->id, id_of(4)));
	unlook(&w);

	/* A merge that takes the older side as it was. */
	commit(5, 1700004000, "2 3");
	put(CASE, case_of("facts:\n" F1 F2));
	import(5);
	w = look(NOW(case_of("facts:\n" F1 F2)));
	facts_are("one side", &w, (int[]){ 1, 2 }, 2);
	ck_assert(
	    str_eq(audit_document(w.m, w.m->cases[0].e.doc)->id, id_of(2)));
	unlook(&w);
	w = look(NOW(case_of("facts:\n" F1 F3)));
	ck_assert_ptr_null(audit_document(w.m, w.m->cases[0].e.doc));
	unlook(&w);
}
END_TEST

START_TEST(documents)
{
	const char *text = case_of("facts:\n" F1);
	struct str crlf = S("");
	struct str rest = str_z(text), line;
	struct world_now w;

	while (str_cut(rest, '\n', &line, &rest))
		crlf = str_fmt(perm, "%.*s%.*s\r\n", STR_ARG(crlf),
		    STR_ARG(line));
	init("");
	commit(1, 1700000000, "");
	put(CASE, text);
	commit(2, 1700001000, "1");
	put("content/x.txt", "x");
	import(2);
	w = look(NOW(text));
	ck_assert(
	    str_eq(audit_document(w.m, w.m->cases[0].e.doc)->id, id_of(1)));
	unlook(&w);
	w = look(NOW(str_to_z(perm, crlf)));
	ck_assert(
	    str_eq(audit_document(w.m, w.m->cases[0].e.doc)->id, id_of(1)));
	unlook(&w);
	w = look(NOW(case_of("facts:\n" F2)));
	ck_assert_ptr_null(audit_document(w.m, w.m->cases[0].e.doc));
	unlook(&w);
}
END_TEST

/* ---- signatures ------------------------------------ */

static struct str
signature_finding(const struct world_now *w)
{
	for (size_t i = 0; i < w->m->audit->n_findings; i++) {
		if (strcmp(w->m->audit->findings[i].rule,
			"history-signature") == 0)
			return w->m->audit->findings[i].text;
	}
	return S("");
}

/* Make a key of this name; false where there is no ssh-keygen. */
static bool
make_key(const char *name)
{
	char line[256];

	/* git runs it for us; the words of an alias may have tabs between. */
	snprintf(line, sizeof(line),
	    "-c alias.k=!ssh-keygen\t-q\t-t\ted25519\t-N\t''\t-f\t%s/%s k",
	    top, name);
	return git_in(top, line) == 0;
}

/* Rows of keys with the key's line, in quotes, for each %s. */
static struct str
with_key(const char *rows, struct str key)
{
	struct str head, rest = str_z(rows), out = S("");

	while (str_cut(rest, '%', &head, &rest)) {
		out = str_fmt(perm, "%.*s%.*s\"%.*s\"", STR_ARG(out),
		    STR_ARG(head), STR_ARG(key));
		rest = str_from(rest, 1);
	}
	return str_cat(perm, out, head);
}

START_TEST(signatures)
{
	static const struct {
		const char *rows;	/* of the key; each %s is its line */
		const char *signer;	/* NULL: not signed */
		const char *want;	/* in the finding; "": none */
	} t[] = {
		{ "{kind: ssh, key: %s}", "k1", "" },
		{ "{kind: ssh, key: %s}", NULL, "there is no signature" },
		{ "{kind: ssh, key: %s}", "k2", "of another key" },
		{ "{kind: ssh, key: %s, revoked: 2030-01-01}", "k1",
		    "given up" },
		{ "{kind: ssh, key: %s, until: 2001-01-01}", "k1", "ended" },
		{ "{kind: ssh, key: %s, since: 2090-01-01}", "k1", "later" },
		/* One key for two spans of days counts in either. */
		{ "{kind: ssh, key: %s, until: 2001-01-01}, "
		  "{kind: ssh, key: %s, since: 2002-01-01}",
		    "k1", "" },
		{ "{kind: ssh, key: %s, since: 2002-01-01}, "
		  "{kind: ssh, key: %s, until: 2001-01-01}",
		    "k1", "" },
		{ "{kind: ssh, key: %s, until: 2001-01-01}, "
		  "{kind: ssh, key: %s, since: 2090-01-01}",
		    "k1", "later" },
	};

	if (!make_key("k1") || !make_key("k2")) {
		test_skip("audit_history: signatures", "no ssh-keygen");
		return;
	}
	init("");
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct str key = str_trim(read_top("k1.pub"));
		const char *row = str_to_z(perm, with_key(t[i].rows, key));
		const char *people = str_to_z(perm,
		    str_fmt(perm,
			"people:\n  - id: sato\n"
			"    name: {ja: s, en: s}\n"
			"    email: author@example.com\n    keys: [%s]\n",
			row));
		const char *policy = "---\ntitle: t\nkind: disclosure\n"
				     "signed_commits: yes\n---\nx\n";
		const char *const files[][2] = {
			{ CASE, case_of("facts:\n" F1) },
			{ PEOPLE, people },
			{ "content/policies/p.ja.md", policy },
		};
		char line[256];
		struct world_now w;
		struct io_dir *d;

		ck_assert_int_eq(io_dir_open(repo, &d), 0);
		for (size_t k = 0; k < ARRAY_LEN(files); k++)
			ck_assert_int_eq(io_write_replace(d,
					     str_z(files[k][0]),
					     str_z(files[k][1])),
			    0);
		io_dir_close(d);
		git("update-ref -d HEAD");
		git("add -A");
		snprintf(line, sizeof(line),
		    "-c gpg.format=ssh -c user.signingkey=%s/%s.pub commit -q "
		    "-m x %s",
		    top, t[i].signer != NULL ? t[i].signer : "k1",
		    t[i].signer != NULL ? "-S" : "--no-gpg-sign");
		git(line);
		w = look(files, ARRAY_LEN(files));
		if (t[i].want[0] == '\0' ?
			signature_finding(&w).n > 0 :
			str_find(signature_finding(&w), str_z(t[i].want), 0) ==
			    SIZE_MAX)
			ck_abort_msg("row %zu: %.*s", i,
			    STR_ARG(signature_finding(&w)));
		unlook(&w);
	}
}
END_TEST

Suite *suite_audit_history(void);

/* The ledger, with a summary and a remark that differs each time. */
static const char *
ledger_of(const char *summary, int n)
{
	return str_to_z(perm,
	    str_fmt(perm,
		"revisions:\n  - version: 1.0.0\n    at: 2023-11-01T10:00Z\n"
		"    summary: {ja: s, en: %s}\n# %d\n",
		summary, n));
}

static size_t
count_of(const struct world_now *w, const char *rule)
{
	size_t n = 0;

	for (size_t i = 0; i < w->m->audit->n_findings; i++)
		n += str_eq_z(str_z(w->m->audit->findings[i].rule), rule);
	return n;
}

/* However often a ledger was written, what stood first is known. */
START_TEST(versions_many)
{
	const char *const now[][2] = { { CASE, case_of("") },
		{ LEDGER, ledger_of("other", 0) } };
	const int n = LIMIT_HISTORY_VERSIONS + 2;
	struct world_now w;

	init("");
	for (int i = 1; i <= n; i++) {
		char before[16] = "";

		if (i > 1)
			snprintf(before, sizeof(before), "%d", i - 1);
		commit(i, 1700000000 + 60 * i, before);
		put(CASE, case_of(""));
		put(LEDGER, ledger_of(i == 1 ? "first" : "other", n - i));
	}
	import(n);
	w = look(now, 2);
	ck_assert_uint_eq(count_of(&w, "ledger-history"), 1);
	ck_assert_uint_eq(count_of(&w, "history-shallow"), 1);
	unlook(&w);
}
END_TEST

Suite *
suite_audit_history(void)
{
	Suite *s = suite_create("audit_history");
	TCase *tc = tcase_create("repositories");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, facts_line);
	tcase_add_test(tc, facts_merge);
	tcase_add_test(tc, documents);
	tcase_add_test(tc, signatures);
	tcase_add_test(tc, versions_many);
	suite_add_tcase(s, tc);
	return s;
}
