/*
 * sign/: signatures that ssh-keygen makes, by a key's file and by an agent.
 */
#include "sign/sign_ssh_make.h"
#include "sign_text.h"

Suite *suite_sign_ssh_make(void);

static struct arena *perm;

static void
setup(void)
{
	perm = arena_open();
}

static void
teardown(void)
{
	arena_close(perm);
}

static const char *
path_of(const char *name)
{
	return str_to_z(perm, str_fmt(perm, "%s/%s", sign_text_root, name));
}

/* Keys k and other; false: there is no ssh-keygen. */
static bool
make_keys(void)
{
	if (sign_text_run("for k in k other; do "
			  "[ -e $k ] || ssh-keygen -q -t ed25519 -N '' -f $k;"
			  " done") == 0)
		return true;
	test_skip("sign_ssh_make", "no ssh-keygen");
	return false;
}

/* Sign with a key's file, NULL: with an agent that has that of line. */
static enum sign_result
make(const char *key, struct str line, struct str *armour)
{
	const struct sign_ssh_signer s = {
		.parent = str_z(sign_text_root),
		.purpose = S(SIGN_FOR_APPROVAL),
		.key = key,
		.line = line,
	};

	return sign_ssh_make(perm, &s, S("a message\n"), armour);
}

static enum sign_result
check(const char *key, struct str armour)
{
	struct sign_made made;

	return sign_ssh_check(perm,
	    sign_text_file(perm, str_to_z(perm, str_fmt(perm, "%s.pub", key))),
	    S(SIGN_FOR_APPROVAL), S("a message\n"), armour, &made);
}

START_TEST(by_file)
{
	struct str armour;

	if (!make_keys())
		return;
	ck_assert_result(make(path_of("k"), S(""), &armour), SIGN_GOOD);
	ck_assert_result(check("k", armour), SIGN_GOOD);
	ck_assert_result(check("other", armour), SIGN_WRONG_KEY);
	ck_assert_uint_eq(sign_text_folders(perm), 0);
}
END_TEST

/* Neither a shell nor an option: it is a file's name, and there is none. */
static const char *const names[] = { "none", "-Y", "$(touch x)", "; touch x",
	"" };

START_TEST(no_such_key)
{
	struct str armour;

	if (!make_keys())
		return;
	ck_assert_result(make(names[_i], S(""), &armour), SIGN_REFUSED);
	ck_assert_uint_eq(armour.n, 0);
	ck_assert_uint_eq(sign_text_folders(perm), 0);
	ck_assert_int_ne(access("x", F_OK), 0);
}
END_TEST

START_TEST(no_agent)
{
	struct str armour;

	if (!make_keys())
		return;
	ck_assert_int_eq(unsetenv("SSH_AUTH_SOCK"), 0);
	ck_assert_result(make(NULL, sign_text_file(perm, "k.pub"), &armour),
	    SIGN_REFUSED);
	ck_assert_result(make(NULL, S("no key"), &armour), SIGN_REFUSED);
	ck_assert_uint_eq(sign_text_folders(perm), 0);
}
END_TEST

/* The agent has one of two keys; it is asked for that on the roster. */
START_TEST(by_agent)
{
	struct str armour, pid;

	if (!make_keys())
		return;
	if (sign_text_run("ssh-agent -a agent >pid 2>&1 && "
			  "SSH_AUTH_SOCK=agent ssh-add -q k 2>/dev/null && "
			  "sed -n 's/.*SSH_AGENT_PID=\\([0-9]*\\);.*/\\1/p' "
			  "pid >number") != 0) {
		test_skip("sign_ssh_make", "no ssh-agent");
		return;
	}
	ck_assert_int_eq(setenv("SSH_AUTH_SOCK", path_of("agent"), 1), 0);
	ck_assert_result(make(NULL, sign_text_file(perm, "k.pub"), &armour),
	    SIGN_GOOD);
	ck_assert_result(check("k", armour), SIGN_GOOD);
	ck_assert_result(make(NULL, sign_text_file(perm, "other.pub"),
			     &armour),
	    SIGN_REFUSED);
	pid = sign_text_file(perm, "number");
	ck_assert_uint_gt(pid.n, 1);
	ck_assert_int_eq(sign_text_run("kill \"$(cat number)\""), 0);
	ck_assert_uint_eq(sign_text_folders(perm), 0);
}
END_TEST

START_TEST(no_program)
{
	struct str armour;
	const char *path = getenv("PATH");
	char old[4096];

	ck_assert_ptr_nonnull(path);
	(void)snprintf(old, sizeof(old), "%s", path);
	ck_assert_int_eq(setenv("PATH", "/nowhere", 1), 0);
	ck_assert_result(make("k", S(""), &armour), SIGN_ENVIRONMENT);
	ck_assert_int_eq(setenv("PATH", old, 1), 0);
	ck_assert_uint_eq(sign_text_folders(perm), 0);
}
END_TEST

Suite *
suite_sign_ssh_make(void)
{
	Suite *s = suite_create("sign_ssh_make");
	TCase *c = tcase_create("make");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_unchecked_fixture(c, sign_text_begin, sign_text_end);
	tcase_add_test(c, by_file);
	tcase_add_loop_test(c, no_such_key, 0, (int)ARRAY_LEN(names));
	tcase_add_test(c, no_agent);
	tcase_add_test(c, by_agent);
	tcase_add_test(c, no_program);
	suite_add_tcase(s, c);
	return s;
}
