/*
 * Which approvals count, with keys and signatures that ssh-keygen and gpg make
 * here, and histories that git makes.
 */
#include "audit/audit.h"
#include "audit/audit_view.h"
#include "base/buf.h"
#include "history/history.h"
#include "model_text.h"
#include "sign_text.h"

Suite *suite_audit_approval(void);

#define FOLDER "cases/2026/PS-2026-0001/"
#define AT "2026-11-02T10:00+09:00"
/* 2026-11-22T12:00+09:00 */
#define NOW ((struct instant){ 1795316400, 32400 })

static struct arena *perm;

/* What a test says was agreed; empty: nothing was. */
static struct str not_before;

/* People with a key each; the roster names them. */
static const char make_keys[] =
    "for p in sato kato mori tanaka old lost new stranger; do\n"
    "  ssh-keygen -q -t ed25519 -N '' -C x -f $p\n"
    "done\n"
    "mkdir -p keys g; chmod 700 g\n";

static const char make_pgp[] =
    "for p in pia other; do\n"
    "  gpg --homedir g --batch --quiet --passphrase '' "
    "--pinentry-mode loopback --faked-system-time 20261001T000000 "
    "--quick-gen-key \"$p <$p@example.com>\" ed25519 sign never\n"
    "  gpg --homedir g --batch --quiet --armor --export "
    "$p@example.com >keys/$p.asc\n"
    "  gpg --homedir g --batch --with-colons --list-keys "
    "$p@example.com | sed -n 's/^fpr:*\\([0-9A-F]*\\):.*/\\1/p' "
    "| head -n 1 | tr -d '\\n' >$p.fpr\n"
    "done\n";

static bool has_gpg;

/* The keys are the same for all tests. */
static void
setup_once(void)
{
	sign_text_begin();
	ck_assert_int_eq(sign_text_run(make_keys), 0);
	has_gpg = sign_text_run(make_pgp) == 0;
}

static void
teardown_once(void)
{
	(void)sign_text_run("gpgconf --homedir \"$PWD/g\" --kill all");
	sign_text_end();
}

static void
setup(void)
{
	perm = arena_open();
	not_before = S("");
	ck_assert_int_eq(sign_text_run(
			     "rm -rf repo copy; mkdir -p repo/content; "
			     "cp -r keys repo/content"),
	    0);
}

static void
teardown(void)
{
	arena_close(perm);
}

static struct str
key_of(const char *who)
{
	return str_trim(sign_text_file(perm,
	    str_to_z(perm, str_fmt(perm, "%s.pub", who))));
}

static void
put_person(struct buf *b, const char *id, const char *rest, const char *key,
    const char *dates)
{
	buf_printf(b, "- id: %s\n  name: {en: X}\n  email: %s@example.com\n%s",
	    id, id, rest);
	if (key != NULL)
		buf_printf(b, "  keys: [{kind: ssh, key: \"%.*s\"%s}]\n",
		    STR_ARG(key_of(key)), dates);
}

static struct str
roster(const char *kato)
{
	struct buf b;
	struct str out;

	buf_init(&b, 1u << 20);
	buf_put(&b, S("people:\n"));
	put_person(&b, "sato", "  roles: [psirt_lead]\n", "sato", "");
	put_person(&b, "kato", kato, "kato", "");
	put_person(&b, "mori", "", "mori", "");
	put_person(&b, "tanaka",
	    "  roles: [pr]\n  deputy: mori\n"
	    "  absence: [{from: 2026-11-01, to: 2026-11-03}]\n",
	    "tanaka", "");
	put_person(&b, "ueda", "  roles: [legal]\n", NULL, "");
	put_person(&b, "old", "  roles: [legal]\n", "old",
	    ", until: 2026-11-01");
	put_person(&b, "lost", "  roles: [legal]\n", "lost",
	    ", revoked: 2026-11-20");
	put_person(&b, "new", "  roles: [legal]\n", "new",
	    ", since: 2026-11-03");
	out = str_dup(perm, buf_str(&b));
	buf_fini(&b);
	return out;
}

static const char text[] = "## summary\n\nIt opens.\n";

/* ---- without git ------------------------------------ */

static void
audit(struct model_fixture *f)
{
	struct io_dir *root;

	ck_assert_int_eq(io_dir_open(str_to_z(perm,
					 str_fmt(perm, "%s/repo",
					     sign_text_root)),
			     &root),
	    0);
	audit_run(
	    &(struct audit_request){
		.m = f->m,
		.root = root,
		.pool = f->pool,
		.now = NOW,
		.perm = f->a,
	    },
	    f->m);
	io_dir_close(root);
}

static void
load(struct model_fixture *f, struct str people, struct str approvals,
    const char *policy)
{
	const struct model_file over[] = {
		{ "content/people/acme.yaml", str_to_z(perm, people) },
		{ FOLDER "advisory.en.md", text },
		{ FOLDER "approvals.yaml", str_to_z(perm, approvals) },
		{ "content/policies/p.ja.md", policy },
	};

	model_fixture_open(f);
	model_fixture_load(f, over, ARRAY_LEN(over) - (policy == NULL));
	for (size_t i = 0; i < diags_len(f->d); i++)
		ck_abort_msg("%s", model_said(f, i));
	audit(f);
}

static struct str
digest_of(struct str people)
{
	struct model_fixture f;
	struct str digest;

	load(&f, people, S("approvals: []\n"), NULL);
	digest = str_dup(perm, f.m->audit->cases[0].digest);
	ck_assert_uint_eq(digest.n, 64);
	model_fixture_close(&f);
	return digest;
}

/* A file of the temporary folder. */
static void
write_file(const char *name, struct str content)
{
	struct io_dir *d;

	ck_assert_int_eq(io_dir_open(sign_text_root, &d), 0);
	ck_assert_int_eq(io_write_replace(d, str_z(name), content), 0);
	io_dir_close(d);
}

static struct str
sign_ssh(struct str statement, const char *key)
{
	write_file("statement", statement);
	ck_assert_int_eq(
	    sign_text_run(str_to_z(perm,
		str_fmt(perm,
		    "rm -f statement.sig; ssh-keygen -q -Y sign -f %s "
		    "-n hansho-approval statement",
		    key))),
	    0);
	return sign_text_file(perm, "statement.sig");
}

/* A line of approvals.yaml, with a signature when there is one. */
static struct str
line_of(const struct audit_statement *s, struct str signature)
{
	struct buf b;
	struct str out, line;

	buf_init(&b, 1u << 20);
	buf_printf(&b,
	    "  - role: %.*s\n    by: %.*s\n    at: %.*s\n"
	    "    digest: %.*s\n",
	    STR_ARG(s->role), STR_ARG(s->by), STR_ARG(s->at),
	    STR_ARG(s->digest));
	if (s->not_before.n > 0)
		buf_printf(&b, "    not_before: %.*s\n",
		    STR_ARG(s->not_before));
	if (signature.n > 0)
		buf_put(&b, S("    signature: |\n"));
	while (signature.n > 0) {
		(void)str_cut(signature, '\n', &line, &signature);
		buf_printf(&b, "      %.*s\n", STR_ARG(line));
	}
	out = str_dup(perm, buf_str(&b));
	buf_fini(&b);
	return out;
}

#define OTHER                                                                 \
	"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const struct {
	const char *name;
	const char *role, *by, *at;
	const char *digest; /* NULL: what would be published */
	const char *key; /* who signs; NULL: nobody */
	const char *says; /* whose name is signed; NULL: by */
	enum approval_verdict want;
	const char *why; /* a part of it */
} TABLE[] = {
	{ "good", "legal", "kato", AT, NULL, "kato", NULL, APPROVAL_GOOD,
	    NULL },
	{ "signature of another person", "legal", "kato", AT, NULL, "sato",
	    NULL, APPROVAL_OTHER_KEY, "key of sato" },
	{ "signature of a stranger", "legal", "kato", AT, NULL, "stranger",
	    NULL, APPROVAL_OTHER_KEY, "nobody on the roster" },
	{ "moved to another name", "legal", "kato", AT, NULL, "kato", "ueda",
	    APPROVAL_FORGED, "does not fit" },
	{ "no key at all", "legal", "ueda", AT, NULL, "stranger", NULL,
	    APPROVAL_NO_KEY, "no SSH key of ueda" },
	{ "of an older text", "legal", "kato", AT, OTHER, "kato", NULL,
	    APPROVAL_VOID, NULL },
	{ "not in the role", "psirt_lead", "kato", AT, NULL, "kato", NULL,
	    APPROVAL_NO_ROLE, NULL },
	{ "away", "pr", "tanaka", AT, NULL, "tanaka", NULL, APPROVAL_ABSENT,
	    NULL },
	{ "back", "pr", "tanaka", "2026-11-04T00:00+09:00", NULL, "tanaka",
	    NULL, APPROVAL_GOOD, NULL },
	/* Midnight in Tokyo: still the 3rd in London. */
	{ "back by our days", "pr", "tanaka", "2026-11-03T16:00Z", NULL,
	    "tanaka", NULL, APPROVAL_GOOD, NULL },
	{ "the deputy", "pr", "mori", AT, NULL, "mori", NULL, APPROVAL_GOOD,
	    NULL },
	{ "the deputy too late", "pr", "mori", "2026-11-04T10:00+09:00", NULL,
	    "mori", NULL, APPROVAL_NO_ROLE, NULL },
	{ "ended", "legal", "old", AT, NULL, "old", NULL, APPROVAL_KEY_ENDED,
	    "ended on 2026-11-01" },
	{ "on the last day", "legal", "old", "2026-11-01T23:59+09:00", NULL,
	    "old", NULL, APPROVAL_GOOD, NULL },
	{ "stolen later", "legal", "lost", AT, NULL, "lost", NULL,
	    APPROVAL_KEY_ENDED, "given up on 2026-11-20" },
	{ "not yet", "legal", "new", AT, NULL, "new", NULL, APPROVAL_KEY_ENDED,
	    "from 2026-11-03 on" },
	{ "on the first day", "legal", "new", "2026-11-03T00:00+09:00", NULL,
	    "new", NULL, APPROVAL_GOOD, NULL },
	{ "in the future", "legal", "kato", "2026-11-22T12:01+09:00", NULL,
	    "kato", NULL, APPROVAL_FUTURE, NULL },
	{ "unsigned", "legal", "kato", AT, NULL, NULL, NULL, APPROVAL_UNSIGNED,
	    NULL },
};

static struct audit_statement
statement_of(const char *role, const char *by, const char *at,
    struct str digest)
{
	return (struct audit_statement){ S("PS-2026-0001"), str_z(role),
		str_z(by), str_z(at), digest, not_before };
}

/* The verdict of the only approval. */
static void
expect(const struct model_fixture *f, const char *row,
    enum approval_verdict want, const char *why)
{
	const struct audit_case *x = &f->m->audit->cases[0];

	ck_assert_uint_eq(x->n_approvals, 1);
	ck_assert_msg(x->approvals[0].verdict == want, "%s: %s: %.*s", row,
	    enum_name(&enum_approval_verdict, (int)x->approvals[0].verdict),
	    STR_ARG(x->approvals[0].why));
	ck_assert_msg(model_has(x->approvals[0].why, why), "%s: %.*s", row,
	    STR_ARG(x->approvals[0].why));
}

START_TEST(test_ssh)
{
	struct str people = roster("  roles: [legal]\n");
	struct str digest = TABLE[_i].digest != NULL ?
	    str_z(TABLE[_i].digest) :
	    digest_of(people);
	struct audit_statement s = statement_of(TABLE[_i].role, TABLE[_i].by,
	    TABLE[_i].at, digest);
	struct audit_statement signed_of = s;
	struct str armour = S("");
	struct model_fixture f;

	if (TABLE[_i].says != NULL)
		signed_of.by = str_z(TABLE[_i].says);
	if (TABLE[_i].key != NULL)
		armour = sign_ssh(audit_view_statement(perm, &signed_of),
		    TABLE[_i].key);
	load(&f, people, str_cat(perm, S("approvals:\n"), line_of(&s, armour)),
	    NULL);
	expect(&f, TABLE[_i].name, TABLE[_i].want, TABLE[_i].why);
	if (strcmp(TABLE[_i].name, "the deputy") == 0)
		ck_assert(str_eq_z(f.m->audit->cases[0]
				       .approvals[0]
				       .instead_of->e.id,
		    "tanaka"));
	model_fixture_close(&f);
}
END_TEST

/* Where git would have to say who committed it, and there is none. */
START_TEST(test_no_git)
{
	static const char policy[] =
	    "---\ntitle: P\nkind: approval\nversion: \"1\"\nowner: sato\n"
	    "review: 2027-01-01\napprovals: [{roles: [legal]}]\n"
	    "accept_commit_approval: yes\n---\n";
	struct str people = roster("  roles: [legal]\n");
	struct audit_statement s = statement_of("legal", "kato", AT,
	    digest_of(people));
	struct model_fixture f;

	load(&f, people, str_cat(perm, S("approvals:\n"), line_of(&s, S(""))),
	    policy);
	expect(&f, "no git", APPROVAL_NOT_COMMITTED, NULL);
	model_fixture_close(&f);
}
END_TEST

static const struct {
	const char *key; /* whose name the roster has */
	const char *signer;
	const char *at;
	enum approval_verdict want;
	const char *why;
} PGP[] = {
	{ "pia", "pia", AT, APPROVAL_GOOD, NULL },
	/* gpg signs when the line has been written. */
	{ "pia", "pia", "2026-11-02T09:59+09:00", APPROVAL_GOOD, NULL },
	{ "pia", "pia", "2026-11-01T09:59+09:00", APPROVAL_KEY_ENDED,
	    "made later" },
	{ "pia", "other", AT, APPROVAL_OTHER_KEY, "nobody on the roster" },
	{ NULL, "pia", AT, APPROVAL_NO_KEY, "no OpenPGP key of pia" },
};

START_TEST(test_openpgp)
{
	struct str people = roster("  roles: [legal]\n"), armour;
	struct audit_statement s;
	struct model_fixture f;

	if (!has_gpg) {
		test_skip("audit_approval", "no gpg");
		return;
	}
	people = str_fmt(perm,
	    "%.*s- id: pia\n  name: {en: Pia}\n  roles: [legal]\n",
	    STR_ARG(people));
	if (PGP[_i].key != NULL)
		people = str_fmt(perm,
		    "%.*s  keys: [{kind: openpgp, key: \"%.*s\", "
		    "file: keys/%s.asc}]\n",
		    STR_ARG(people), STR_ARG(sign_text_file(perm, "pia.fpr")),
		    PGP[_i].key);
	s = statement_of("legal", "pia", PGP[_i].at, digest_of(people));
	write_file("statement", audit_view_statement(perm, &s));
	ck_assert_int_eq(
	    sign_text_run(str_to_z(perm,
		str_fmt(perm,
		    "rm -f statement.asc; gpg --homedir g --batch --quiet "
		    "--passphrase '' --pinentry-mode loopback "
		    "--faked-system-time 20261102T010000 "
		    "--local-user %s@example.com --armor "
		    "--detach-sign statement",
		    PGP[_i].signer))),
	    0);
	armour = sign_text_file(perm, "statement.asc");
	load(&f, people, str_cat(perm, S("approvals:\n"), line_of(&s, armour)),
	    NULL);
	expect(&f, "OpenPGP", PGP[_i].want, PGP[_i].why);
	model_fixture_close(&f);
}
END_TEST

/* ---- with git ------------------------------------ */

struct world {
	struct model_fixture f;
	struct io_dir *root;
	struct history *h;
};

static void
world_open(struct world *w)
{
	const char *repo = str_to_z(perm,
	    str_fmt(perm, "%s/repo", sign_text_root));

	model_fixture_open(&w->f);
	ck_assert_int_eq(io_dir_open(repo, &w->root), 0);
	w->f.m = model_load(w->f.a, w->root, w->f.ss, w->f.pool, w->f.d);
	for (size_t i = 0; i < diags_len(w->f.d); i++)
		ck_abort_msg("%s", model_said(&w->f, i));
	w->h = history_open(w->f.a, repo);
	(void)history_walk(w->h, audit_folders, n_audit_folders, NULL);
	ck_assert_msg(w->h->state == HISTORY_FINE ||
		w->h->state == HISTORY_NONE || w->h->state == HISTORY_EMPTY,
	    "%.*s", STR_ARG(w->h->why));
	audit_run(
	    &(struct audit_request){
		.m = w->f.m,
		.root = w->root,
		.history = w->h,
		.pool = w->f.pool,
		.now = NOW,
		.perm = w->f.a,
	    },
	    w->f.m);
}

static void
world_close(struct world *w)
{
	history_close(w->h);
	io_dir_close(w->root);
	model_fixture_close(&w->f);
}

static void
put(const char *path, struct str content)
{
	write_file(str_to_z(perm, str_fmt(perm, "repo/%s", path)), content);
}

static const char git_words[] =
    "cd repo\n"
    "as() {\n"
    "  GIT_AUTHOR_NAME=$1 GIT_AUTHOR_EMAIL=$1@example.com\n"
    "  GIT_COMMITTER_NAME=$1 GIT_COMMITTER_EMAIL=$1@example.com\n"
    "  GIT_AUTHOR_DATE=$2 GIT_COMMITTER_DATE=$2\n"
    "  export GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME\n"
    "  export GIT_COMMITTER_EMAIL GIT_AUTHOR_DATE GIT_COMMITTER_DATE\n"
    "}\n"
    "all() { as \"$1\" \"$2\"; git add -A; git commit -q -m x; }\n";

static void
run(const char *script)
{
	int status = sign_text_run(
	    str_to_z(perm, str_cat(perm, str_z(git_words), str_z(script))));

	ck_assert_msg(status == 0, "%s: %.*s", script,
	    STR_ARG(sign_text_file(perm, "log")));
}

static const char accepting[] =
    "---\ntitle: P\nkind: approval\nversion: \"1\"\nowner: sato\n"
    "review: 2027-01-01\napprovals: [{roles: [legal]}]\n"
    "accept_commit_approval: yes\n---\n";

/* The repository on the disk, committed by sato on 2026-10-01. */
static void
begin_repository(const char *kato)
{
	run("mkdir -p cases/2026/PS-2026-0001 content/alerts/2026 "
	    "content/calendars content/campaigns/log content/companies "
	    "content/parties content/people content/policies "
	    "products/acme/box products/systems/acme");
	for (size_t i = 0; i < ARRAY_LEN(model_clean); i++)
		put(model_clean[i].path, str_z(model_clean[i].text));
	put("content/people/acme.yaml", roster(kato));
	put("content/policies/p.ja.md", str_z(accepting));
	put(FOLDER "advisory.en.md", S("## summary\n\nFirst words.\n"));
	run("git init -q -b main .; all sato 2026-10-01T10:00+09:00");
	put(FOLDER "advisory.en.md", str_z(text));
}

static struct str
digest_here(void)
{
	struct world w;
	struct str digest;

	world_open(&w);
	digest = str_dup(perm, w.f.m->audit->cases[0].digest);
	world_close(&w);
	ck_assert_uint_eq(digest.n, 64);
	return digest;
}

/* kato approves as legal, with a signature or without. */
static void
approve(const char *at, bool is_signed)
{
	struct audit_statement s = statement_of("legal", "kato", at,
	    digest_here());
	struct str armour = S("");

	if (is_signed)
		armour = sign_ssh(audit_view_statement(perm, &s), "kato");
	put(FOLDER "approvals.yaml",
	    str_cat(perm, S("approvals:\n"), line_of(&s, armour)));
}

static void
expect_here(const char *row, enum approval_verdict want, const char *why)
{
	struct world w;

	world_open(&w);
	expect(&w.f, row, want, why);
	world_close(&w);
}

static const struct {
	const char *at;
	enum approval_verdict want;
} ROLE[] = {
	{ "2026-11-01T10:00+09:00", APPROVAL_NO_ROLE },
	{ "2026-11-05T11:00+09:00", APPROVAL_GOOD },
};

START_TEST(test_role_later)
{
	begin_repository("  roles: [qa]\n");
	run("all sato 2026-10-02T10:00+09:00");
	put("content/people/acme.yaml", roster("  roles: [legal]\n"));
	run("all sato 2026-11-05T10:00+09:00");
	approve(ROLE[_i].at, true);
	run("all kato 2026-11-06T10:00+09:00");
	expect_here("role", ROLE[_i].want,
	    ROLE[_i].want == APPROVAL_NO_ROLE ? "came later" : NULL);
}
END_TEST

/* A role that was taken away later counts for what was approved before. */
START_TEST(test_role_before)
{
	begin_repository("  roles: [legal]\n");
	run("all sato 2026-10-02T10:00+09:00");
	approve(AT, true);
	run("all kato 2026-11-02T11:00+09:00");
	put("content/people/acme.yaml", roster("  roles: [qa]\n"));
	run("all sato 2026-11-05T10:00+09:00");
	expect_here("role", APPROVAL_GOOD, NULL);
}
END_TEST

/* When the line of an approval of 2 November came; NULL: not yet. */
static const struct {
	const char *commit;
	enum approval_verdict want;
} LATE[] = {
	{ "all kato 2026-11-02T11:00+09:00", APPROVAL_GOOD },
	{ "all kato 2026-11-05T11:00+09:00", APPROVAL_KEY_ENDED },
	{ "true", APPROVAL_KEY_ENDED },
};

/* Whoever has a key that ended can write any date. */
START_TEST(test_late)
{
	begin_repository("  roles: [legal]\n");
	run("sed -i '/id: kato/,/keys:/s/}\\]/, until: 2026-11-03}]/' "
	    "content/people/acme.yaml\n"
	    "all sato 2026-10-02T10:00+09:00");
	approve(AT, true);
	run(LATE[_i].commit);
	expect_here(LATE[_i].commit, LATE[_i].want,
	    LATE[_i].want == APPROVAL_GOOD ? NULL : "and the line came on");
}
END_TEST

START_TEST(test_author)
{
	begin_repository("  roles: [legal]\n");
	run("all kato 2026-10-02T10:00+09:00");
	approve(AT, true);
	run("all sato 2026-11-02T11:00+09:00");
	expect_here("author", APPROVAL_AUTHOR, "advisory.en.md, commit ");
}
END_TEST

/* Commits that were made one, as hosts do it: the message names the others. */
START_TEST(test_author_named)
{
	begin_repository("  roles: [legal]\n");
	run("as sato 2026-10-02T10:00+09:00; git add -A\n"
	    "git commit -q -m 'Text (squash)' "
	    "-m 'co-authored-by: K <Kato@example.com>'");
	approve(AT, true);
	run("all sato 2026-11-02T11:00+09:00");
	expect_here("named", APPROVAL_AUTHOR, "advisory.en.md, commit ");
}
END_TEST

/* What kato wrote before a revision, and whether it was merged before it. */
static const struct {
	const char *script;
	enum approval_verdict want;
} BRANCH[] = {
	{ "git merge -q --no-ff -m x side; all sato 2026-11-01T11:00+09:00",
	    APPROVAL_GOOD },
	{ "all sato 2026-11-01T11:00+09:00; git merge -q --no-ff -m x side",
	    APPROVAL_AUTHOR },
};

START_TEST(test_author_branch)
{
	begin_repository("  roles: [legal]\n");
	run("git checkout -q -b side; all kato 2026-10-20T10:00+09:00\n"
	    "git checkout -q main; as sato 2026-11-01T10:30+09:00\n"
	    "printf 'revisions:\\n  - {version: 1.0.0, "
	    "at: 2026-11-01T10:00+09:00, summary: {ja: x, en: x}}\\n' "
	    ">" FOLDER "published.yaml");
	run(str_to_z(perm,
	    str_fmt(perm, "as sato 2026-11-01T11:00+09:00; %s",
		BRANCH[_i].script)));
	approve(AT, true);
	run("all sato 2026-11-02T11:00+09:00");
	expect_here(BRANCH[_i].script, BRANCH[_i].want, NULL);
}
END_TEST

/* What was agreed at the signature, what is agreed now, and what then. */
static const struct {
	const char *approved, *now;
	enum approval_verdict want;
	const char *why;
} INSTANT[] = {
	{ "2026-12-01T10:00+09:00", "embargo: {until: 2026-12-01T10:00+09:00}",
	    APPROVAL_GOOD, NULL },
	{ "\"2026-12-01T10:00+09:00\"", "embargo: {until: 2026-12-01T01:00Z}",
	    APPROVAL_GOOD, NULL },
	{ "2026-12-01T10:00+09:00", "embargo: {until: 2026-12-01T10:01+09:00}",
	    APPROVAL_GOOD, NULL },
	{ "2026-12-01T10:00+09:00", "embargo: {until: 2026-12-01T09:59+09:00}",
	    APPROVAL_EARLIER,
	    "2026-12-01T10:00:00+09:00 was approved, and now it is "
	    "2026-12-01T09:59:00+09:00" },
	{ "2026-12-01T10:00+09:00", NULL, APPROVAL_EARLIER,
	    "and now none is agreed" },
	/* The later of both. */
	{ "2026-12-01T10:00+09:00",
	    "embargo: {until: 2026-11-25T10:00+09:00}\n"
	    "disclosure: {planned: 2026-12-01T10:00+09:00}",
	    APPROVAL_GOOD, NULL },
	/* A day begins at its midnight. */
	{ "2026-12-02T00:00+09:00", "disclosure: {planned: 2026-12-02}",
	    APPROVAL_GOOD, NULL },
	{ "2026-12-02T00:00+09:00", "disclosure: {planned: 2026-12-01}",
	    APPROVAL_EARLIER, "it is 2026-12-01T00:00:00+09:00" },
	/* Nothing was agreed when it was approved: any time is good. */
	{ NULL, "embargo: {until: 2026-12-01T10:00+09:00}", APPROVAL_GOOD,
	    NULL },
};

static void
put_case(const char *agreed)
{
	put(FOLDER "case.md",
	    str_fmt(perm,
		"---\nid: PS-2026-0001\ntitle: {ja: 鍵, en: A key}\n"
		"owner: sato\n%s%s---\n",
		agreed != NULL ? agreed : "", agreed != NULL ? "\n" : ""));
}

START_TEST(test_instant)
{
	const char *approved = INSTANT[_i].approved;

	begin_repository("  roles: [legal]\n");
	put_case(INSTANT[_i].now);
	run("all sato 2026-10-02T10:00+09:00");
	/* The statement has no quotes. */
	not_before = approved == NULL ? S("") : str_z(approved);
	if (not_before.n > 0 && not_before.p[0] == '"')
		not_before = str_sub(not_before, 1, not_before.n - 2);
	approve(AT, true);
	if (approved != NULL && approved[0] == '"')
		run("sed -i '/not_before/s/2.*/\"&\"/' " FOLDER
		    "approvals.yaml");
	run("all kato 2026-11-02T11:00+09:00");
	expect_here(INSTANT[_i].now, INSTANT[_i].want, INSTANT[_i].why);
}
END_TEST

/* How the line of one who signed for an instant is changed afterwards. */
static const struct {
	const char *script;
	bool is_signed;
	enum approval_verdict want;
} TAKEN_OUT[] = {
	{ "sed -i '/not_before/d'", true, APPROVAL_FORGED },
	{ "sed -i 's/12-01/11-01/'", true, APPROVAL_FORGED },
	/* Then somebody else wrote the line. */
	{ "sed -i '/not_before/d'", false, APPROVAL_NOT_COMMITTED },
	{ "sed -i 's/12-01/11-01/'", false, APPROVAL_NOT_COMMITTED },
};

START_TEST(test_instant_taken_out)
{
	begin_repository("  roles: [legal]\n");
	put_case("embargo: {until: 2026-12-01T10:00+09:00}");
	run("all sato 2026-10-02T10:00+09:00");
	not_before = S("2026-12-01T10:00+09:00");
	approve(AT, TAKEN_OUT[_i].is_signed);
	run("all kato 2026-11-02T11:00+09:00");
	expect_here("before", APPROVAL_GOOD, NULL);
	run(str_to_z(perm,
	    str_fmt(perm,
		"%s " FOLDER "approvals.yaml; "
		"all sato 2026-11-03T11:00+09:00",
		TAKEN_OUT[_i].script)));
	expect_here(TAKEN_OUT[_i].script, TAKEN_OUT[_i].want, NULL);
}
END_TEST

/* Who wrote the words that kato approves; e edits the advisory, t the title, w
 * the summary of the revision (without a word: takes it away), f a fact; p
 * publishes; m begins to merge side. */
static const struct {
	const char *script;
	enum approval_verdict want;
	const char *why;
} WROTE[] = {
	{ "e 2; all stranger 2026-10-03T10:00+09:00", APPROVAL_AUTHOR_UNKNOWN,
	    "advisory.en.md, commit " },
	/* Somebody known builds on it, and answers for it. */
	{ "e 2; all stranger 2026-10-03T10:00+09:00\n"
	  "e 3; all sato 2026-10-04T10:00+09:00",
	    APPROVAL_GOOD, NULL },
	{ "e 2; all stranger 2026-10-03T10:00+09:00\n"
	  "e 3; all other 2026-10-04T10:00+09:00",
	    APPROVAL_AUTHOR_UNKNOWN, NULL },
	{ "e 2; all stranger 2026-10-03T10:00+09:00\n"
	  "e 3; all kato 2026-10-04T10:00+09:00",
	    APPROVAL_AUTHOR, NULL },
	/* A fact of somebody known is no word of theirs. */
	{ "e 2; all stranger 2026-10-03T10:00+09:00\n"
	  "f; all sato 2026-10-04T10:00+09:00",
	    APPROVAL_AUTHOR_UNKNOWN, NULL },
	/* Nor does a merge read what it takes. */
	{ "git checkout -q -b side; e 2; all stranger 2026-10-03T10:00+09:00\n"
	  "git checkout -q main; f; all sato 2026-10-04T10:00+09:00\n"
	  "as sato 2026-10-05T10:00+09:00; git merge -q --no-ff -m x side",
	    APPROVAL_AUTHOR_UNKNOWN, NULL },
	{ "git checkout -q -b side; e 2; all stranger 2026-10-03T10:00+09:00\n"
	  "git checkout -q main; echo '## impact\n\nMuch.' >>" FOLDER
	  "advisory.en.md; all sato 2026-10-04T10:00+09:00\n"
	  "as sato 2026-10-05T10:00+09:00\n"
	  "git merge -q --no-ff -m x side || {\n"
	  "  git checkout -q --theirs " FOLDER "advisory.en.md\n"
	  "  echo '## impact\n\nMuch.' >>" FOLDER "advisory.en.md\n"
	  "  git add -A; git commit -q -m x; }",
	    APPROVAL_AUTHOR_UNKNOWN, NULL },
	/* Nor does a commit that names a stranger. */
	{ "e 2; as sato 2026-10-03T10:00+09:00; git add -A\n"
	  "git commit -q -m x -m 'Co-authored-by: X <x@example.net>'",
	    APPROVAL_AUTHOR_UNKNOWN, NULL },
	{ "t 2; all stranger 2026-10-03T10:00+09:00", APPROVAL_AUTHOR_UNKNOWN,
	    "case.md, commit " },
	{ "t 2; all stranger 2026-10-03T10:00+09:00\n"
	  "t 3; all sato 2026-10-04T10:00+09:00",
	    APPROVAL_GOOD, NULL },
	{ "t 2; all kato 2026-10-03T10:00+09:00", APPROVAL_AUTHOR,
	    "case.md, commit " },
	/* Somebody mends a word, and what kato wrote stays kato's. */
	{ "t 2; all kato 2026-10-03T10:00+09:00\n"
	  "t 3; all sato 2026-10-04T10:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	{ "w 1; all kato 2026-10-03T10:00+09:00\n"
	  "w; all sato 2026-10-04T10:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	/* A sentence taken away is a change of what is said. */
	{ "w 1; all sato 2026-10-03T10:00+09:00\n"
	  "w; all kato 2026-10-04T10:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	{ "w 1; all sato 2026-10-03T10:00+09:00\n"
	  "w; all stranger 2026-10-04T10:00+09:00",
	    APPROVAL_AUTHOR_UNKNOWN, "case.md, commit " },
	/* One that stands elsewhere is not. */
	{ "w 1; all sato 2026-10-03T10:00+09:00\n"
	  "w; sed -i '/^id:/a disclosure: {summary: "
	  "{en: Why 1., ja: x}}' " FOLDER
	  "case.md; all kato 2026-10-04T10:00+09:00",
	    APPROVAL_GOOD, NULL },
	/* A merge that takes what both sides wrote, or what one took away. */
	{ "git checkout -q -b side; t 2; all sato 2026-10-03T10:00+09:00\n"
	  "git checkout -q main; w 1; all sato 2026-10-04T10:00+09:00\n"
	  "m; t 2; all kato 2026-10-05T10:00+09:00",
	    APPROVAL_GOOD, NULL },
	{ "w 1; all sato 2026-10-03T10:00+09:00\n"
	  "git checkout -q -b side; w; all sato 2026-10-03T11:00+09:00\n"
	  "git checkout -q main; t 2; all sato 2026-10-04T10:00+09:00\n"
	  "m; w; all kato 2026-10-05T10:00+09:00",
	    APPROVAL_GOOD, NULL },
	/* One that writes, or takes away by itself. */
	{ "git checkout -q -b side; t 2; all sato 2026-10-03T10:00+09:00\n"
	  "git checkout -q main; w 1; all sato 2026-10-04T10:00+09:00\n"
	  "m; t 2; w 2; all kato 2026-10-05T10:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	{ "git checkout -q -b side; t 2; all sato 2026-10-03T10:00+09:00\n"
	  "git checkout -q main; w 1; all sato 2026-10-04T10:00+09:00\n"
	  "m; t 2; w; f; all kato 2026-10-05T10:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	/* A line of a sentence may look like a member, or like the end. */
	{ "t 2; q 'see the\\nfacts: below'; all kato 2026-10-03T10:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	{ "q 'see the\\nfacts: [below]'; all sato 2026-10-03T10:00+09:00\n"
	  "sed -i 's/below/above/' " FOLDER
	  "case.md; all kato 2026-10-03T11:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	{ "sed -i '/^id:/i report:\\n  steps: |\\n    x\\n    ---' " FOLDER
	  "case.md; all sato 2026-10-03T10:00+09:00\n"
	  "t 2; all kato 2026-10-03T11:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	/* Sentences belong to the flaw that they stand at, once each. */
	{ "v One cve=1 Two cve=2; all sato 2026-10-03T10:00+09:00\n"
	  "v Two cve=1 One cve=2; all kato 2026-10-03T11:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	{ "v One cve=1 Two cve=2 Two cve=3; "
	  "all sato 2026-10-03T10:00+09:00\n"
	  "v One cve=1 One cve=2 Two cve=3; "
	  "all kato 2026-10-03T11:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	{ "v One cve=1 One cve=2; all sato 2026-10-03T10:00+09:00\n"
	  "v One cve=1; all kato 2026-10-03T11:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	{ "v One cve=1 Two cve=2; all sato 2026-10-03T10:00+09:00\n"
	  "v Two cve=2 One cve=1; all kato 2026-10-03T11:00+09:00",
	    APPROVAL_GOOD, NULL },
	{ "v One x=1 Two x=1; all sato 2026-10-03T10:00+09:00\n"
	  "v Two x=1 One x=1; all kato 2026-10-03T11:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	/* The first number is no word; another one makes another flaw. */
	{ "v One x=1 Two id=2; all sato 2026-10-03T10:00+09:00\n"
	  "v One cve=1 Two cve=2,id=2; all kato 2026-10-03T11:00+09:00",
	    APPROVAL_GOOD, NULL },
	{ "v One x=1; all stranger 2026-10-03T10:00+09:00\n"
	  "v One id=1; all sato 2026-10-03T11:00+09:00\n"
	  "v One cve=1,id=1; all sato 2026-10-03T12:00+09:00",
	    APPROVAL_AUTHOR_UNKNOWN, "case.md, commit " },
	{ "v One x=1 Two cve=2 Two cve=3; "
	  "all sato 2026-10-03T10:00+09:00\n"
	  "v One cve=1 One cve=2 Two cve=3; "
	  "all kato 2026-10-03T11:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	{ "v One x=1 Two x=1; all sato 2026-10-03T10:00+09:00\n"
	  "v Two cve=1 One cve=2; all kato 2026-10-03T11:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	{ "v One cve=1 Two cve=2; all sato 2026-10-03T10:00+09:00\n"
	  "v One cve=3 Two cve=2; all kato 2026-10-03T11:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	/* So do others that have a name, or a place among their like. */
	{ "h threats exploit_status One impact Two; "
	  "all sato 2026-10-03T10:00+09:00\n"
	  "h threats exploit_status Two impact One; "
	  "all kato 2026-10-03T11:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	{ "h threats exploit_status One impact Two; "
	  "all sato 2026-10-03T10:00+09:00\n"
	  "h threats impact Two exploit_status One; "
	  "all kato 2026-10-03T11:00+09:00",
	    APPROVAL_GOOD, NULL },
	{ "h threats impact One impact Two; "
	  "all sato 2026-10-03T10:00+09:00\n"
	  "h threats impact Two impact One; "
	  "all kato 2026-10-03T11:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	/* What cannot be read was written by who made it so, and who mends. */
	{ "t '}}'; all kato 2026-10-03T10:00+09:00\n"
	  "t 2; all sato 2026-10-03T11:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	{ "t '}}'; all sato 2026-10-03T10:00+09:00\n"
	  "t 1; all kato 2026-10-03T11:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	{ "t '}}'; all sato 2026-10-03T10:00+09:00\n"
	  "t 1; all sato 2026-10-03T11:00+09:00\n"
	  "f; all kato 2026-10-03T12:00+09:00",
	    APPROVAL_GOOD, NULL },
	/* What went out with the revision before is no longer asked for. */
	{ "t 2; all kato 2026-10-03T10:00+09:00\n"
	  "p; all sato 2026-10-05T10:00+09:00\n"
	  "t 3; all sato 2026-10-06T10:00+09:00",
	    APPROVAL_GOOD, NULL },
	{ "p; all sato 2026-10-05T10:00+09:00\n"
	  "t 2; all kato 2026-10-06T10:00+09:00\n"
	  "t 3; all sato 2026-10-07T10:00+09:00",
	    APPROVAL_AUTHOR, "case.md, commit " },
	{ "t 2; all kato 2026-10-03T10:00+09:00\n"
	  "git mv cases/2026/PS-2026-0001 cases/2026/x; git commit -q -m x\n"
	  "git mv cases/2026/x cases/2026/PS-2026-0001; git commit -q -m x",
	    APPROVAL_AUTHOR, "case.md, commit " },
	/* What is internal makes nobody an author, known or not. */
	{ "f; all kato 2026-10-03T10:00+09:00", APPROVAL_GOOD, NULL },
	{ "f; all stranger 2026-10-03T10:00+09:00", APPROVAL_GOOD, NULL },
	{ "echo Notes. >>" FOLDER "case.md; all kato 2026-10-03T10:00+09:00",
	    APPROVAL_GOOD, NULL },
	{ "sed -i '/^owner/a disclosure: {reason: Why., "
	  "planned: 2026-11-10}' " FOLDER "case.md\n"
	  "all kato 2026-10-03T10:00+09:00",
	    APPROVAL_GOOD, NULL },
	{ "sed -i '/^owner/a disclosure: {summary: {ja: x, en: Why.}}' " FOLDER
	  "case.md; all kato 2026-10-03T10:00+09:00",
	    APPROVAL_AUTHOR, NULL },
	/* A text has a title of its own; then the case's goes nowhere. */
	{ "t 2; all kato 2026-10-03T10:00+09:00\n"
	  "sed -i '1i ---\\ntitle: Mine\\n---' " FOLDER "advisory.en.md\n"
	  "all sato 2026-10-04T10:00+09:00",
	    APPROVAL_GOOD, NULL },
	/* What is older than the history that is judged. */
	{ "e 2; all stranger 2026-10-03T10:00+09:00\n"
	  "echo 'history_since: 2026-10-04T10:00+09:00' "
	  ">>content/organisation.yaml; all sato 2026-10-05T10:00+09:00",
	    APPROVAL_GOOD, NULL },
	{ "t 2; all kato 2026-10-03T10:00+09:00\n"
	  "echo 'history_since: 2026-10-04T10:00+09:00' "
	  ">>content/organisation.yaml\n"
	  "t 3; all sato 2026-10-05T10:00+09:00",
	    APPROVAL_GOOD, NULL },
	/* What a shallow copy begins with was written by who knows whom. */
	{ "e 2; all stranger 2026-10-03T10:00+09:00\n"
	  "f; all sato 2026-10-04T10:00+09:00; cd ..\n"
	  "git clone -q --depth 1 file://$PWD/repo copy\n"
	  "rm -rf repo; mv copy repo",
	    APPROVAL_GOOD, NULL },
	{ "e 2; all stranger 2026-10-03T10:00+09:00; rm -rf .git",
	    APPROVAL_GOOD, NULL },
};

static const char edits[] =
    "e() { printf '## summary\n\nWords %s.\n' $1 >" FOLDER
    "advisory.en.md; }\n"
    "t() { sed -i \"s/en: A key.*/en: A key $1}/\" " FOLDER "case.md; }\n"
    "f() { sed -i '/^owner/a facts: [{at: 2026-10-01, event: verified, "
    "by: kato}]' " FOLDER "case.md; }\n"
    "w() {\n"
    "  sed -i '/^disclosure/d' " FOLDER "case.md\n"
    "  [ $# = 0 ] || sed -i \"/^id:/i disclosure: {summary: {ja: x, "
    "en: Why $1.}}\" " FOLDER "case.md\n"
    "}\n"
    "v() {\n"
    "  sed -i '/^vulnerabilities/d; /^- {title/d' " FOLDER "case.md\n"
    "  l='vulnerabilities:'\n"
    "  while [ $# != 0 ]; do\n"
    "    n=$(echo \"$2\" | sed 's/x=.*//; s/cve=/, cve: CVE-1900-000/; "
    "s/,*id=\\(.\\)/, ids: [{system_name: X, text: X\\1}]/')\n"
    "    l=\"$l\\\\n- {title: {ja: x, en: $1}$n}\"; shift 2\n"
    "  done\n"
    "  sed -i \"/^owner/i $l\" " FOLDER "case.md\n"
    "}\n"
    "h() {\n"
    "  sed -i '/^vulnerabilities/d' " FOLDER "case.md\n"
    "  sed -i \"/^owner/i vulnerabilities: [{cve: CVE-1900-0001, $1: "
    "[{category: $2, details: {ja: x, en: $3}}, "
    "{category: $4, details: {ja: x, en: $5}}]}]\" " FOLDER "case.md\n"
    "}\n"
    "q() { sed -i \"/^owner/i references: [{url: 'https://example.com/a', "
    "summary: \\\"$1\\\"}]\" " FOLDER "case.md; }\n"
    "p() {\n"
    "  printf 'revisions:\n  - {version: 1.0.0, "
    "at: 2026-10-05T10:00+09:00, summary: {ja: x, en: x}}\n' >" FOLDER
    "published.yaml\n"
    "}\n"
    "m() { git merge -q --no-ff --no-commit -s ours side; }\n";

START_TEST(test_wrote)
{
	begin_repository("  roles: [legal]\n");
	put_case(NULL);
	run("all sato 2026-10-02T10:00+09:00");
	run(str_to_z(perm, str_fmt(perm, "%s%s", edits, WROTE[_i].script)));
	approve(AT, true);
	run("[ ! -e .git ] || all kato 2026-11-02T11:00+09:00");
	expect_here(WROTE[_i].script, WROTE[_i].want, WROTE[_i].why);
}
END_TEST

/* Who may not approve next, before anybody did. */
START_TEST(test_stranger)
{
	const struct audit_case *x;
	struct world w;

	begin_repository("  roles: [legal]\n");
	run("all stranger 2026-10-03T10:00+09:00");
	world_open(&w);
	x = &w.f.m->audit->cases[0];
	ck_assert_msg(model_has(x->stranger, "advisory.en.md, commit ") &&
		model_has(x->stranger, " by stranger <stranger@example.com>"),
	    "%.*s", STR_ARG(x->stranger));
	world_close(&w);
}
END_TEST

START_TEST(test_void)
{
	begin_repository("  roles: [legal]\n");
	run("all sato 2026-10-02T10:00+09:00");
	approve(AT, true);
	run("all kato 2026-11-02T11:00+09:00");
	expect_here("before", APPROVAL_GOOD, NULL);
	put(FOLDER "advisory.en.md", S("## summary\n\nIt opens wide.\n"));
	expect_here("not committed", APPROVAL_VOID,
	    "advisory.en.md (not committed)");
	run("all tanaka 2026-11-03T11:00+09:00");
	expect_here("committed", APPROVAL_VOID,
	    "advisory.en.md (tanaka, 2026-11-03)");
}
END_TEST

/* How a branch comes to main, and what is left of either proof. */
static const struct {
	const char *name;
	const char *script;
	enum approval_verdict with_commit;
} MERGES[] = {
	{ "merge",
	    "git checkout -q main; as sato 2026-11-04T10:00+09:00\n"
	    "git merge -q --no-ff -m x side",
	    APPROVAL_GOOD },
	{ "rebase",
	    "git checkout -q main; echo >>content/organisation.yaml\n"
	    "all sato 2026-11-03T10:00+09:00; git checkout -q side\n"
	    "unset GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_AUTHOR_DATE\n"
	    "git rebase -q main; git checkout -q main\n"
	    "git merge -q --ff-only side",
	    APPROVAL_GOOD },
	{ "squash",
	    "git checkout -q main; git merge -q --squash side\n"
	    "all sato 2026-11-04T10:00+09:00",
	    APPROVAL_NOT_COMMITTED },
	{ "a shallow copy of it",
	    "git checkout -q main; as sato 2026-11-04T10:00+09:00\n"
	    "git merge -q --no-ff -m x side; cd ..\n"
	    "git clone -q --depth 1 file://$PWD/repo copy\n"
	    "rm -rf repo; mv copy repo",
	    APPROVAL_NOT_COMMITTED },
};

START_TEST(test_merges)
{
	bool is_signed = _i % 2 == 0;
	size_t i = (size_t)_i / 2;

	begin_repository("  roles: [legal]\n");
	run("git checkout -q -b side; all sato 2026-11-01T10:00+09:00");
	approve(AT, is_signed);
	run("all kato 2026-11-02T11:00+09:00");
	run(MERGES[i].script);
	expect_here(MERGES[i].name,
	    is_signed ? APPROVAL_GOOD : MERGES[i].with_commit, NULL);
}
END_TEST

Suite *
suite_audit_approval(void)
{
	Suite *s = suite_create("audit_approval");
	TCase *c = tcase_create("approval");

	tcase_set_timeout(c, 60);
	tcase_add_unchecked_fixture(c, setup_once, teardown_once);
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_loop_test(c, test_ssh, 0, (int)ARRAY_LEN(TABLE));
	tcase_add_test(c, test_no_git);
	tcase_add_loop_test(c, test_openpgp, 0, (int)ARRAY_LEN(PGP));
	tcase_add_loop_test(c, test_role_later, 0, (int)ARRAY_LEN(ROLE));
	tcase_add_test(c, test_role_before);
	tcase_add_loop_test(c, test_late, 0, (int)ARRAY_LEN(LATE));
	tcase_add_test(c, test_author);
	tcase_add_test(c, test_author_named);
	tcase_add_loop_test(c, test_author_branch, 0, (int)ARRAY_LEN(BRANCH));
	tcase_add_loop_test(c, test_instant, 0, (int)ARRAY_LEN(INSTANT));
	tcase_add_loop_test(c, test_instant_taken_out, 0,
	    (int)ARRAY_LEN(TAKEN_OUT));
	tcase_add_loop_test(c, test_wrote, 0, (int)ARRAY_LEN(WROTE));
	tcase_add_test(c, test_stranger);
	tcase_add_test(c, test_void);
	tcase_add_loop_test(c, test_merges, 0, 2 * (int)ARRAY_LEN(MERGES));
	suite_add_tcase(s, c);
	return s;
}
