#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "version/native.h"
#include "version/scheme.h"

static struct arena *a;

static void
setup(void)
{
	a = arena_open();
}

static void
teardown(void)
{
	arena_close(a);
}

/* Versions between blanks; vers: what native_to_vers() makes of it. */
static const struct {
	const char *scheme;
	const char *range;
	const char *in;
	const char *out;
	const char *vers;
} rows[] = {
	/* node-semver, "Ranges" and "Advanced range syntax". */
	{ "npm", "1.2.7 || >=1.2.9 <2.0.0", "1.2.7 1.2.9 1.4.6",
	    "1.2.8 2.0.0 1.9.9-a", "vers:npm/1.2.7|>=1.2.9|<2.0.0" },
	{ "npm", ">1.2.3-alpha.3", "1.2.3-alpha.7 3.4.5",
	    "1.2.3-alpha.3 3.4.5-alpha.9", "vers:npm/>1.2.3-alpha.3" },
	{ "npm", "1.2.3 - 2.3.4", "1.2.3 2.3.4", "2.3.5 1.2.2",
	    "vers:npm/>=1.2.3|<=2.3.4" },
	{ "npm", "1.2 - 2.3", "1.2.0 2.3.9", "2.4.0 2.4.0-0",
	    "vers:npm/>=1.2.0|<2.4.0" },
	{ "npm", "*", "0.0.1 9.9.9", "1.0.0-rc.1", "vers:npm/*" },
	{ "npm", "", "0.0.1 9.9.9", "", "vers:npm/*" },
	{ "npm", "1.x", "1.0.0 1.9.9", "2.0.0 0.9.9 1.1.0-a",
	    "vers:npm/>=1.0.0|<2.0.0" },
	{ "npm", "~1.2.3", "1.2.3 1.2.9", "1.3.0 1.2.2",
	    "vers:npm/>=1.2.3|<1.3.0" },
	{ "npm", "~1", "1.0.0 1.9.0", "2.0.0", "vers:npm/>=1.0.0|<2.0.0" },
	{ "npm", "~> 0.2", "0.2.9", "0.3.0", "vers:npm/>=0.2.0|<0.3.0" },
	{ "npm", "~1.2.3-beta.2", "1.2.3-beta.4 1.2.4", "1.2.4-beta.2",
	    "vers:npm/>=1.2.3-beta.2|<1.3.0" },
	{ "npm", "^1.2.3", "1.2.3 1.9.9", "2.0.0 2.0.0-0",
	    "vers:npm/>=1.2.3|<2.0.0" },
	{ "npm", "^0.2.3", "0.2.9", "0.3.0", "vers:npm/>=0.2.3|<0.3.0" },
	{ "npm", "^0.0.3", "0.0.3", "0.0.4", "vers:npm/>=0.0.3|<0.0.4" },
	{ "npm", "^0.0.x", "0.0.9", "0.1.0", "vers:npm/>=0.0.0|<0.1.0" },
	{ "npm", "^0.x", "0.9.0", "1.0.0", "vers:npm/>=0.0.0|<1.0.0" },
	{ "npm", "^9.99.999", "9.99.999", "10.0.0",
	    "vers:npm/>=9.99.999|<10.0.0" },
	{ "npm", ">1.2", "1.3.0", "1.2.9", "vers:npm/>=1.3.0" },
	{ "npm", "<=1", "1.9.9 0.1.0", "2.0.0", "vers:npm/<2.0.0" },
	{ "npm", ">*", "", "1.0.0 0.0.0", "vers:npm/<0.0.0-0" },
	{ "npm", ">=2 <1", "", "1.5.0", "vers:none/*" },
	{ "npm", ">= 1.0.0, < 2", "1.5.0", "2.0.0",
	    "vers:npm/>=1.0.0|<2.0.0" },
	{ "npm", "1 || 2", "1.5.0 2.5.0", "3.0.0", "vers:npm/>=1.0.0|<3.0.0" },
	/* range.bnf, and "Hyphen Ranges": none of what is above the tuple. */
	{ "npm", "1.2.3 - 2", "1.2.3 2.9.9", "3.0.0 3.0.0-a",
	    "vers:npm/>=1.2.3|<3.0.0" },
	{ "npm", "2.0.0-rc - 1", "", "2.0.0-rc v2.0.0-z 2.0.0 1.9.9", NULL },
	{ "npm", "1.0.0-rc - 1", "1.0.0-rc 1.0.0-z 1.9.9",
	    "2.0.0-a 1.0.0-a 1.1.0-a", "vers:npm/>=1.0.0-rc|<2.0.0" },
	{ "npm", ">=2.0.0-a <=1", "", "2.0.0-b 1.0.0", NULL },
	{ "npm", ">=2.0.0-a <2", "", "2.0.0-b 1.0.0", NULL },
	/* The Cargo Book, "Specifying dependencies". */
	{ "cargo", "1.2.3", "1.2.3 1.9.0", "2.0.0 1.2.2",
	    "vers:cargo/>=1.2.3|<2.0.0" },
	{ "cargo", "0.2", "0.2.9", "0.3.0", "vers:cargo/>=0.2.0|<0.3.0" },
	{ "cargo", "=1.2.3", "1.2.3", "1.2.4", "vers:cargo/1.2.3" },
	{ "cargo", "1.*", "1.9.0", "2.0.0", "vers:cargo/>=1.0.0|<2.0.0" },
	{ "cargo", ">= 1.2, < 1.5", "1.4.9", "1.5.0",
	    "vers:cargo/>=1.2.0|<1.5.0" },
	/* Elixir, Version, "Requirements". */
	{ "hex", "~> 2.1.2", "2.1.9", "2.2.0", "vers:hex/>=2.1.2|<2.2.0" },
	{ "hex", "~> 2.1", "2.9.0", "3.0.0", "vers:hex/>=2.1.0|<3.0.0" },
	{ "hex", ">= 1.0.0 and < 1.2.0 or == 1.5.0", "1.1.0 1.5.0",
	    "1.2.0 1.6.0", "vers:hex/>=1.0.0|<1.2.0|1.5.0" },
	/* POM reference, "Dependency Version Requirement Specification". */
	{ "maven", "[1.0,2.0)", "1.0 1.9", "2.0 0.9",
	    "vers:maven/>=1.0|<2.0" },
	{ "maven", "(,1.0],[1.2,)", "0.5 1.0 1.2 9", "1.1",
	    "vers:maven/<=1.0|>=1.2" },
	{ "maven", "(,1.1),(1.1,)", "1.0 1.2", "1.1", "vers:maven/!=1.1" },
	{ "maven", "[1.5]", "1.5 1.5.0", "1.6", "vers:maven/1.5" },
	{ "maven", "(,)", "1 2", "", "vers:maven/*" },
	{ "maven", ">= 1.0, < 1.4", "1.3", "1.4", "vers:maven/>=1.0|<1.4" },
	/* NuGet, "Version ranges". */
	{ "nuget", "1.0", "1.0 1.5", "0.9", "vers:nuget/>=1.0" },
	{ "nuget", "[1.0]", "1.0.0", "1.0.1", "vers:nuget/1.0" },
	{ "nuget", "(1.0,2.0]", "1.0.1 2.0", "1.0 2.0.1",
	    "vers:nuget/>1.0|<=2.0" },
	{ "nuget", "1.2.*", "1.2.0 1.3", "1.1", "vers:nuget/>=1.2" },
	/* PEP 440, "Version specifiers". */
	{ "pypi", "~=2.2", "2.2 2.9 2.2.post3", "3.0 2.1 3.0.dev1",
	    "vers:pypi/>=2.2|<3.dev0" },
	{ "pypi", "~=1.4.5", "1.4.5 1.4.9", "1.5", NULL },
	{ "pypi", "==1.1", "1.1 1.1.0 1.1+local", "1.1.post1 1.1a1",
	    "vers:pypi/1.1" },
	{ "pypi", "==1.1.*", "1.1 1.1.post1 1.1a1 1.1.dev2", "1.2 1.2.dev1",
	    "vers:pypi/>=1.1.dev0|<1.2.dev0" },
	{ "pypi", "!=1.1.*", "1.2 1.0", "1.1.post1 1.1", NULL },
	{ "pypi", ">=1.0,!=1.5,<2", "1.0 1.4 1.6", "1.5 2.0 2.0rc1 0.9",
	    "vers:pypi/>=1.0|!=1.5|<2" },
	{ "pypi", ">1.7", "1.7.1", "1.7.0.post1 1.7", "vers:pypi/>1.7" },
	{ "pypi", ">1.7.post2", "1.7.post3 1.8", "1.7.0", NULL },
	{ "pypi", "", "1.0", "", "vers:pypi/*" },
	/* RubyGems guides, "Patterns". */
	{ "gem", "~> 2.2", "2.2 2.9 2.2.1", "3.0 3.0.a 2.1",
	    "vers:gem/>=2.2|<3" },
	{ "gem", "~> 2.2.0", "2.2.9", "2.3.0 2.3.0.rc1",
	    "vers:gem/>=2.2.0|<2.3" },
	{ "gem", "~>2.2.0, !=2.2.1", "2.2.0 2.2.2", "2.2.1",
	    "vers:gem/>=2.2.0|!=2.2.1|<2.3" },
	/* Composer, "Versions and constraints". */
	{ "composer", "~1.2", "1.2.0 1.9 1.2-beta", "2.0 2.0-beta1 1.1",
	    "vers:composer/>=1.2-dev|<2-dev" },
	{ "composer", "~1.2.3", "1.2.9", "1.3.0", NULL },
	{ "composer", "^1.2.3", "1.2.3 1.9", "2.0.0 2.0.0-RC1", NULL },
	{ "composer", "^0.3", "0.3.9", "0.4", NULL },
	{ "composer", "1.0.*", "1.0.9", "1.1", NULL },
	{ "composer", "1.0 - 2.0", "1.0 2.0.9", "2.1", NULL },
	{ "composer", "1.0.0 - 2.1.0", "2.1.0", "2.1.1", NULL },
	{ "composer", ">=1.0 <1.1 || >=1.2", "1.0.5 1.3", "1.1 0.9", NULL },
	{ "composer", ">=1.0,<2.0|3.0.0", "1.5 3.0.0", "2.0 2.0-beta", NULL },
	{ "composer", "1.0.2@beta", "1.0.2", "1.0.3", "vers:composer/1.0.2" },
	/* Debian policy, "Syntax of relationship fields". */
	{ "deb", "(>= 1.0), (<< 2.0)", "1.0 1.9-1", "2.0 1.0~rc1",
	    "vers:deb/>=1.0|<2.0" },
	{ "deb", "libfoo (>= 1:2) | bar (= 3)", "1:2 3-0", "2 3-1", NULL },
	{ "rpm", ">= 1.0-1, < 1:2", "1.0-2 0:9", "1:2 1.0", NULL },
	{ "hackage", "^>=1.2.3 || ==2.0.*", "1.2.3 1.2.9 2.0.5", "1.3 2.1",
	    "vers:hackage/>=1.2.3|<1.3|>=2.0|<2.1" },
	{ "conan", "[>1 <2.0, include_prerelease]", "1.5", "1 2.0",
	    "vers:conan/>1|<2.0" },
	{ "conan", "~2.5.1", "2.5.1 2.5.9", "2.6",
	    "vers:conan/>=2.5.1|<2.6-" },
	{ "nginx", "1.4.1+, 0.7.52-0.8.39", "1.4.9 0.8.0", "1.5.0 0.9.0",
	    "vers:nginx/>=0.7.52|<=0.8.39|>=1.4.1|<1.5.0" },
	{ "openssl", "1.0.2ck, 3.1.2", "1.0.2ck 3.1.2", "1.0.2cl",
	    "vers:openssl/1.0.2ck|3.1.2" },
};

static struct native
parse(const char *scheme, const char *range)
{
	const struct scheme *s = scheme_find(str_z(scheme));
	const char *why = "";
	struct native r;

	ck_assert_ptr_nonnull(s);
	ck_assert_msg(native_parse(a, s, str_z(range), &r, &why), "%s: %s: %s",
	    scheme, range, why);
	return r;
}

static void
check_words(const struct native *r, const char *words, enum vers_answer want,
    const char *range)
{
	struct str rest = str_z(words), word;
	bool more = rest.n > 0;

	while (more) {
		more = str_cut(rest, ' ', &word, &rest);
		ck_assert_msg(native_holds(r, word) == want, "%s: %.*s", range,
		    STR_ARG(word));
	}
}

START_TEST(ranges)
{
	struct native r = parse(rows[_i].scheme, rows[_i].range);
	struct vers v;
	struct str s;

	check_words(&r, rows[_i].in, VERS_IN, rows[_i].range);
	check_words(&r, rows[_i].out, VERS_OUT, rows[_i].range);
	if (rows[_i].vers == NULL)
		return;
	ck_assert_msg(native_to_vers(a, &r, &v), "%s", rows[_i].range);
	s = vers_canonical(a, &v);
	ck_assert_msg(str_eq_z(s, rows[_i].vers), "%s: %.*s", rows[_i].range,
	    STR_ARG(s));
}
END_TEST

/* What was translated is canonical and has the same versions in it. */
START_TEST(translations)
{
	struct native r = parse(rows[_i].scheme, rows[_i].range);
	struct vers v, again;
	const char *why = "";
	size_t off, len;
	struct str s;

	ck_assert(native_to_vers(a, &r, &v));
	s = vers_canonical(a, &v);
	ck_assert_msg(vers_parse(a, s, &again, &why, &off, &len), "%.*s: %s",
	    STR_ARG(s), why);
	ck_assert(str_eq(vers_canonical(a, &again), s));
}
END_TEST

static const struct {
	const char *scheme;
	const char *range;
	const char *why;
} faults[] = {
	{ "npm", "blerg",
	    "it has a version that does not begin with a number" },
	{ "npm", ">=1.0.0 <",
	    "it has a version that does not begin with a "
	    "number" },
	{ "npm", "1.2.3.4", "it has a version of more than three numbers" },
	{ "npm", "1 - ",
	    "it has a version that does not begin with a number" },
	{ "maven", "[1.0,2.0", "an interval has no end" },
	{ "maven", "(1.0)",
	    "an interval of one version is not closed: [1.0]" },
	{ "maven", "[1,2,3]", "an interval has more than two ends" },
	{ "maven", "[1,2] 3",
	    "something that is no interval stands behind one" },
	{ "pypi", ">=1.0 <2", "a ',' is missing between comparisons" },
	{ "pypi", "~=1",
	    "'~=' is not followed by a version of two numbers or more" },
	{ "pypi", ">=1.*", "'.*' does not end a version behind == or !=" },
	{ "pypi", ">=", "a comparison has no version" },
	{ "gem", "~> x", "'~>' is not followed by a version of numbers" },
	{ "deb", "foo (>= 1.0", "a parenthesis is not closed" },
	{ "deb", "(>= 1.0 2.0)",
	    "a parenthesis holds more than a comparison" },
	{ "deb", "", "a comparison is missing" },
	{ "rpm", ">= 1 ||", "a comparison is missing" },
	{ "composer", "^", "a constraint has no version" },
	{ "conan", "~x",
	    "'~' or '^' is not followed by a version of numbers" },
	{ "nginx", "1.0+", "'+' is not behind a version of three numbers" },
};

START_TEST(refusals)
{
	const struct scheme *s = scheme_find(str_z(faults[_i].scheme));
	const char *why = "";
	struct native r;

	ck_assert_msg(!native_parse(a, s, str_z(faults[_i].range), &r, &why),
	    "%s: %s was read", faults[_i].scheme, faults[_i].range);
	ck_assert_msg(strcmp(why, faults[_i].why) == 0, "%s: %s: %s",
	    faults[_i].scheme, faults[_i].range, why);
}
END_TEST

START_TEST(unknown_versions)
{
	struct native r = parse("npm", ">=1.0.0 || 0.1.0");

	ck_assert_int_eq(native_holds(&r, S("glorp")), VERS_UNKNOWN);
	r = parse("npm", "*");
	ck_assert_int_eq(native_holds(&r, S("glorp")), VERS_UNKNOWN);
	r = parse("generic", "< 2.0, >= unknown");
	ck_assert_int_eq(native_holds(&r, S("3.0")), VERS_OUT);
	ck_assert_int_eq(native_holds(&r, S("1.0")), VERS_UNKNOWN);
}
END_TEST

/* ---- hostile ----------------------------------------------------------- */

enum { LONG = 1 << 20 };

static const char *const pieces[] = {
	"1",
	"1.",
	">=1 ",
	"1||",
	"|",
	"^1.9999999 ",
	"[1,2],",
	"(",
	"!=1.0,",
	" - ",
	"x",
	"a (",
	" or ",
	"\xff",
	"~>",
	"*",
};

START_TEST(hostile)
{
	char *p = malloc(LONG + 1);
	size_t n = strlen(pieces[_i]);
	const struct scheme *s;

	ck_assert(p != NULL);
	for (size_t i = 0; i < LONG; i++)
		p[i] = pieces[_i][i % n];
	for (size_t i = 0; (s = scheme_at(i)) != NULL; i++) {
		struct scratch tmp = scratch_begin(a);
		const char *why = NULL;
		struct native r;
		struct vers v;

		if (native_parse(tmp.a, s, (struct str){ p, LONG }, &r,
			&why)) {
			(void)native_holds(&r, S("1.0"));
			ck_assert(!native_to_vers(tmp.a, &r, &v) || v.n > 0);
		} else {
			ck_assert_ptr_nonnull(why);
		}
		scratch_end(tmp);
	}
	free(p);
}
END_TEST

START_TEST(too_many_parts)
{
	const struct scheme *s = scheme_find(S("maven"));
	char *p = malloc(4 * (LIMIT_RANGE_PARTS + 1));
	const char *why = "";
	struct native r;

	ck_assert(p != NULL);
	for (size_t i = 0; i <= LIMIT_RANGE_PARTS; i++)
		memcpy(p + 4 * i, "[1],", 4);
	ck_assert(native_parse(a, s, (struct str){ p, 4 * LIMIT_RANGE_PARTS },
	    &r, &why));
	ck_assert(!native_parse(a, s,
	    (struct str){ p, 4 * (LIMIT_RANGE_PARTS + 1) }, &r, &why));
	ck_assert_str_eq(why, "it has more comparisons than are read");
	free(p);
}
END_TEST

Suite *
suite_version_native(void)
{
	Suite *s = suite_create("version_native");
	TCase *t = tcase_create("native");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, ranges, 0, (int)ARRAY_LEN(rows));
	tcase_add_loop_test(t, translations, 0, (int)ARRAY_LEN(rows));
	tcase_add_loop_test(t, refusals, 0, (int)ARRAY_LEN(faults));
	tcase_add_test(t, unknown_versions);
	tcase_add_loop_test(t, hostile, 0, (int)ARRAY_LEN(pieces));
	tcase_add_test(t, too_many_parts);
	suite_add_tcase(s, t);
	return s;
}
