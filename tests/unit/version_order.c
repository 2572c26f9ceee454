#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "version/scheme.h"
#include "version/vers.h"

/*
 * Each version stands to each other as the signs between them say.  Rows are
 * the examples of the scheme's own documents, or follow from their sentences.
 */
static const struct {
	const char *scheme;
	const char *chain;
} chains[] = {
	/* SemVer 2.0.0 section 11. */
	{ "semver",
	    "1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-alpha.beta < 1.0.0-beta < "
	    "1.0.0-beta.2 < 1.0.0-beta.11 < 1.0.0-rc.1 < 1.0.0 = 1.0.0+x < "
	    "2.0.0 < 2.1.0 < 2.1.1" },
	/* bitnami/go-version, "Version revision". */
	{ "bitnami",
	    "1.2.3-rc.1 < 1.2.3 = 1.2.3+x < 1.2.3-1 = 1.2.3-1+x < 1.2.3-2 < "
	    "1.2.3-10 < 1.2.3-debian-12-r5 < 1.2.4-beta1 < 1.2.4" },
	{ "npm", "v1.2.3-0 < 1.2.3 = v1.2.3 = =1.2.3 < 1.2.4-pre < 1.2.4" },
	{ "cargo", "1.0.0-A < 1.0.0-a < 1.0.0 < 1.0.1" },
	{ "golang",
	    "v0.0.0-20180917221912-90fa682c2a6e < v1.0.0-pre < v1.0.0 = 1.0.0 "
	    "< v2.0.0+incompatible < go3.1rc2 < go3.1 = v3.1.0" },
	/* Dart, pub_semver: builds count. */
	{ "pub", "1.2.3-a < 1.2.3 < 1.2.3+1 < 1.2.3+2 < 1.2.3+a < 1.2.4" },
	/* NuGet, "Package versioning". */
	{ "nuget",
	    "1.0.1-aaa < 1.0.1-alpha < 1.0.1-alpha.2 < 1.0.1-Alpha.10 < "
	    "1.0.1-beta < 1.0.1-RC < 1.0.1 = 1.0.1.0 = 1.0.01 < 1.0.1.2" },
	/* PEP 440, "Summary of permitted suffixes and relative ordering". */
	{ "pypi",
	    "1.dev0 < 1.0.dev456 < 1.0a1 < 1.0a2.dev456 < 1.0a12.dev456 < "
	    "1.0a12 < 1.0b1.dev456 < 1.0b2 < 1.0b2.post345.dev456 < "
	    "1.0b2.post345 < 1.0rc1.dev456 < 1.0rc1 < 1.0 < 1.0+abc.5 < "
	    "1.0+abc.7 < 1.0+5 < 1.0.post456.dev34 < 1.0.post456 < 1.0.15 < "
	    "1.1.dev1 < 1!0.1" },
	{ "pypi",
	    "1.1.a1 = 1.1-alpha-1 = v1.1_ALPHA1 = 1.1a01 < 1.1c1 = 1.1rc1 = "
	    "1.1.pre1 = 1.1-preview_1 < 1.1 = 1.1.0 < 1.1-1 = 1.1.post1 = "
	    "1.1.rev1 = 1.1r1" },
	{ "pypi", "0.1-bulbasaur < 0.1-charmander < 0.9-x < 0.0.dev0" },
	/* Maven, POM reference, "Version Order Specification". */
	{ "maven",
	    "1-alpha2snapshot < 1-alpha2 < 1-beta-2 < 1-m2 < 1-m11 < 1-cr2 = "
	    "1-rc2 < 1-SNAPSHOT < 1 = 1.0 = 1-0 = 1.ga = 1-ga = 1.final = "
	    "1.RELEASE = 1.0.0-0.0.0 < 1-sp < 1-sp-1 < 1-abc < 1-foo2 < "
	    "1-foo10 < 1-1-snapshot < 1-1 = 1-ga-1 < 1.1" },
	{ "maven",
	    "1-a1 = 1-alpha-1 < 1-b1 = 1-beta-1 < 1 < 1-a = 1.0-a < 1-x = "
	    "1.0x" },
	{ "maven", "1-sp.1 < 1-1 < 1.0.1 < 1.0.1-x" },
	/* deb-version(7), and the policy's sort of suffixes. */
	{ "deb",
	    "1.0~~ < 1.0~~a < 1.0~ < 1.0 = 1.0-0 = 0:1.0 < 1.0-0.1 < 1.0-1 < "
	    "1.0-1+b1 < 1.0a < 1.0+ < 1.0.1 = 1.00.01 < 1.10 < 1:0.1" },
	{ "deb", "1.0-1~bpo1 < 1.0-1 < 1.0-1ubuntu1 < 1.0-1.1-1" },
	{ "opam", "1.0~beta < 1.0 < 1.0+1 < 1.0.1 < 1.10" },
	/* rpm, "Version comparison". */
	{ "rpm",
	    "1.0~rc1 < 1.0~rc1^git1 < 1.0 = 1_0 = 1.00 < 1.0^ < "
	    "1.0^20160101 < 1.0a < 1.0aa < 1.0.1" },
	{ "rpm", "1.0 < 1.0-1 < 1.0-1.el7 < 1.0-2 < 1.0-10 < 1:0.5-1" },
	{ "rpm", "1.a < 1.1" },
	/* vercmp(8). */
	{ "alpm",
	    "1.0a < 1.0b < 1.0beta < 1.0p < 1.0pre < 1.0rc < 1.0 = 1.0-1 < "
	    "1.0.a < 1.0.1" },
	{ "alpm", "1 < 1.0 < 1.1 < 1.1.1 < 1.2 < 2.0 < 3.0.0 < 1:0.1" },
	/* apk-package(5); suffixes in its order. */
	{ "apk",
	    "1.0_alpha < 1.0_alpha2 < 1.0_beta < 1.0_pre < 1.0_rc < 1.0 < "
	    "1.0-r1 < 1.0-r10 < 1.0_cvs < 1.0_svn < 1.0_git < 1.0_hg < 1.0_p "
	    "< 1.0_p1 < 1.0a < 1.0b < 1.0.1 < 1.1 < 1.10" },
	{ "alpine", "1.01 < 1.1 < 1.2 < 1.8.1 < 1.8.1p1-r1 < 1.8.2-r0" },
	/* Gentoo, Package Manager Specification section 3.3. */
	{ "gentoo",
	    "1.01 = 1.010 < 1.1 < 1.10 < 2 < 2.0_alpha < 2.0_beta < 2.0_pre < "
	    "2.0_rc < 2.0 = 2.0-r0 < 2.0-r1 < 2.0_p = 2.0_p0 < 2.0_p1 < 2.0a" },
	/* RubyGems, Gem::Version. */
	{ "gem",
	    "0.9 < 1.0.a.2 < 1.0.a.10 < 1.0.b1 < 1.0-rc1 = 1.0.pre.rc1 < 1.0 "
	    "= 1 = 1.0.0 < 1.0.1.a < 1.0.1 < 3.2 < 3.10" },
	/* Composer's normalisation and PHP's version_compare(). */
	{ "composer",
	    "dev-main < 1.0-dev < 1.0a1 = 1.0.0-alpha1 < 1.0-beta2 = "
	    "v1.0.0.0-b2 < 1.0RC1 = 1.0-rc.1 < 1 = 1.0 = v1.0.0.0 = 1.0+b = "
	    "1.0.0-stable < 1.0pl1 = 1.0-p1 = 1.0-patch1 < 1.0.1" },
	/* Conan 2, "Version ranges"; its own tests' sentences. */
	{ "conan",
	    "1.0.0- < 1.0-alpha.3 < 1.0-alpha.22 < 1 = 1.0 = 1.0.0.0 < 1+b1 "
	    "= 1.0+b1.0 < 1.1.3 < 1.1.22 < 1.1.b" },
	/* conda, VersionOrder. */
	{ "conda",
	    "0.4 = 0.4.0 < 0.4.1.rc = 0.4.1.RC < 0.4.1 < 0.5a1 < 0.5b3 < "
	    "0.5C1 < 0.5 < 0.9.6 < 0.960923 < 1.0 < 1.1dev1 < 1.1a1 < "
	    "1.1.0dev1 = 1.1.dev1 < 1.1.a1 < 1.1.0rc1 < 1.1.0 = 1.1 < "
	    "1.1.0post1 = 1.1.post1 < 1.1post1 < 1996.07.12 < 1!0.4.1 < "
	    "1!3.1.1.6 < 2!0.4.1" },
	/* Perl's version: decimals count three digits at once. */
	{ "cpan",
	    "1.002003 = v1.2.3 < 1.00203 = 1.2.30 < 1.10.1 < 1.1 = v1.100 = "
	    "1.1_00" },
	/* R's numeric_version, Haskell's Version: fewer come first. */
	{ "cran", "0.1 < 0.1-1 < 0.1.1.5 < 0.75 < 1.0 < 1.0.0 = 1-00.0" },
	{ "hackage", "0 < 0.1 < 0.11.3.0 < 1.0 < 1.0.0 < 1.1" },
	/* OpenSSL, "Release strategy". */
	{ "openssl",
	    "0.9.8 < 0.9.8zh < 1.0.2-beta3 < 1.0.2 < 1.0.2k < 1.0.2u < "
	    "1.0.2za < 1.1.1-pre9 < 1.1.1-pre10 < 1.1.1 < 1.1.1w < "
	    "3.0.0-alpha1 < 3.0.0" },
	{ "intdot", "1.2.3 = 01.2.3-x < 1.10" },
	{ "lexicographic", "10 < 9 < a" },
	{ "datetime",
	    "2024-01-01T01:00:00+01:00 = 2024-01-01T00:00:00Z < "
	    "2024-01-01T00:00:00.5Z" },
	/* Products: no document, but what their makers mean. */
	{ "generic",
	    "1.0-dev < 1.0 alpha < 1.0b2 = 1.0 beta 2 < 1.0-M1 < 1.0-pre < "
	    "1.0rc1 = v1.0.RC-1 < 1.0-SNAPSHOT < 1.0 = 1 = Ver. 1.0 = "
	    "version 1.0.0 = 1.0 GA = V1_0 < 1.0 SP1 < 1.0 sp2" },
	{ "generic", "1.0.2 < 1.0.2a < 1.0.2k < 1.0.2z < 1.0.2za < 1.0.3" },
	{ "generic", "6.7 < 6.7 U1 = 6.7 Update 1 < 6.7u3 < 6.7 U3a < 7" },
	{ "generic", "V100R005C00 < V100R005C00SPC100 < V200R001C00" },
	{ "generic", "2019 < 2019 CU2 < 2019 CU12" },
	{ "generic", "15.1(3)T < 15.1(4)M < 15.1(4)M5 < 15.2(1)" },
	{ "generic", "10.0.19041 < 10.0.19041.1 < 21H2 < 22h2 < 2021-05" },
	{ "generic",
	    "R2.05.00 = 2.5 < r2.05.01 < 5.8 build 299 < 5.8 Build 3000" },
};

enum { NAMES_MAX = 40 };

struct chain {
	struct str version[NAMES_MAX];
	int level[NAMES_MAX];
	size_t n;
};

/* Cut "a < b = c" apart. */
static void
read_chain(struct str s, struct chain *out)
{
	int level = 0;

	out->n = 0;
	for (;;) {
		size_t less = str_find(s, S(" < "), 0);
		size_t same = str_find(s, S(" = "), 0);
		size_t at = less < same ? less : same;

		ck_assert_uint_lt(out->n, NAMES_MAX);
		out->version[out->n] = str_sub(s, 0, at);
		out->level[out->n++] = level;
		if (at == SIZE_MAX)
			return;
		level += less < same ? 1 : 0;
		s = str_from(s, at + 3);
	}
}

static int
sign(int n)
{
	return (n > 0) - (n < 0);
}

START_TEST(chain)
{
	const struct scheme *s = scheme_find(str_z(chains[_i].scheme));
	struct chain c;

	ck_assert_ptr_nonnull(s);
	read_chain(str_z(chains[_i].chain), &c);
	for (size_t i = 0; i < c.n; i++) {
		for (size_t k = 0; k < c.n; k++) {
			int cmp = 9, want = sign(c.level[i] - c.level[k]);

			ck_assert_msg(scheme_compare(s, c.version[i],
					  c.version[k], &cmp),
			    "%s: %.*s and %.*s are not compared",
			    chains[_i].scheme, STR_ARG(c.version[i]),
			    STR_ARG(c.version[k]));
			ck_assert_msg(cmp == want, "%s: %.*s and %.*s: %d",
			    chains[_i].scheme, STR_ARG(c.version[i]),
			    STR_ARG(c.version[k]), cmp);
		}
	}
}
END_TEST

/* What nobody can compare is not compared. */
static const struct {
	const char *scheme;
	const char *x;
	const char *y;
} unknowns[] = {
	{ "semver", "latest", "1.0.0" },
	{ "npm", "", "1.0.0" },
	{ "pypi", "", "1.0" },
	{ "maven", "", "1.0" },
	{ "deb", "x:1.0", "1.0" },
	{ "deb", "-1", "1.0" },
	{ "apk", "1.0_foo", "1.0_p" },
	{ "gentoo", "1.0A", "1.0" },
	{ "gem", "x1", "1" },
	{ "gem", "1..2", "1.2" },
	{ "cran", "1.0a", "1.0" },
	{ "hackage", "1.0-1", "1.0" },
	{ "intdot", "x", "1" },
	{ "datetime", "2024", "2024-01-01T00:00:00Z" },
	{ "openssl", "1.0.2_x", "1.0.2" },
	{ "conda", "", "1" },
	{ "cpan", "1.x", "1" },
	{ "generic", "Enterprise", "1.0" },
	{ "generic", "1.x", "1.3" },
	{ "generic", "2012 SP1", "2012 R2" },
	{ "generic", "1.0 for Windows", "1.0 for Linux" },
	{ "generic", "8u202", "8.0.1" },
	{ "generic", "1.0 enterprise", "1.0" },
	{ "generic", "", "1" },
};

START_TEST(unknown)
{
	const struct scheme *s = scheme_find(str_z(unknowns[_i].scheme));
	struct str x = str_z(unknowns[_i].x), y = str_z(unknowns[_i].y);
	int cmp;

	ck_assert_ptr_nonnull(s);
	ck_assert_msg(!scheme_compare(s, x, y, &cmp), "%s: '%s', '%s': %d",
	    unknowns[_i].scheme, unknowns[_i].x, unknowns[_i].y, cmp);
	ck_assert(!scheme_compare(s, y, x, &cmp));
	ck_assert(scheme_compare(s, x, x, &cmp) && cmp == 0);
}
END_TEST

START_TEST(names)
{
	struct arena *a = arena_open();

	ck_assert(scheme_find(S("alpine")) == scheme_find(S("apk")));
	ck_assert(scheme_find(S("Alpine:v3.20")) == scheme_find(S("apk")));
	ck_assert(scheme_find(S("Packagist")) == scheme_find(S("composer")));
	ck_assert(scheme_find(S("crates.io")) == scheme_find(S("cargo")));
	ck_assert(
	    scheme_find(S("Red Hat:rhel_e4s:9")) == scheme_find(S("rpm")));
	ck_assert(scheme_find(S("RubyGems")) == scheme_find(S("gem")));
	ck_assert_ptr_null(scheme_find(S("")));
	ck_assert_ptr_null(scheme_find(S("red")));
	ck_assert_ptr_null(scheme_find(S("npm|node")));
	ck_assert(str_eq_z(scheme_nearest(a, S("Mavem")), "maven"));
	arena_close(a);
}
END_TEST

/* No name stands for two schemes. */
START_TEST(names_are_unique)
{
	const struct scheme *s;

	for (size_t i = 0; (s = scheme_at(i)) != NULL; i++) {
		struct str rest = s->aliases, alias;
		bool more = rest.n > 0;

		ck_assert(scheme_find(s->name) == s);
		while (more) {
			more = str_cut(rest, '|', &alias, &rest);
			ck_assert_msg(scheme_find(alias) == s, "%.*s",
			    STR_ARG(alias));
		}
	}
}
END_TEST

/* ---- hostile ----------------------------------------------------------- */

enum { LONG = 1 << 20 };

/* Texts that a careless order reads again and again. */
static const char *const pieces[] = {
	"0",
	"0.",
	"0.0-",
	"1.",
	"a",
	"a1",
	"-",
	"-0.a",
	".",
	"~",
	"^",
	"_",
	"_p1",
	"0-",
	"final-",
	"\xff\xfe",
	"\xe3\x81\x82",
	" ",
	"!",
	"1+1.",
};

static struct str
repeat(char *to, const char *piece)
{
	size_t n = strlen(piece);

	for (size_t i = 0; i < LONG; i++)
		to[i] = piece[i % n];
	return (struct str){ to, LONG };
}

/*
 * Every scheme answers the same twice, backwards the opposite, and within the
 * time of a test, whatever comes.
 */
START_TEST(hostile)
{
	char *x = malloc(LONG), *y = malloc(LONG);
	const struct scheme *s;
	struct str a, b;

	ck_assert(x != NULL && y != NULL);
	a = repeat(x, pieces[_i]);
	x[0] = '1';
	b = repeat(y, pieces[_i]);
	y[0] = '1';
	y[LONG - 1] = '\0';
	for (size_t i = 0; (s = scheme_at(i)) != NULL; i++) {
		int cmp = 0, back = 0;
		bool has = scheme_compare(s, a, b, &cmp);

		ck_assert(scheme_compare(s, b, a, &back) == has);
		ck_assert_msg(!has || cmp == -back, "%.*s: %d, %d",
		    STR_ARG(s->name), cmp, back);
		(void)vers_compare(s->name, b, S("1.0"), &cmp);
		ck_assert(scheme_compare(s, a, a, &cmp) && cmp == 0);
	}
	free(x);
	free(y);
}
END_TEST

Suite *
suite_version_order(void)
{
	Suite *s = suite_create("version_order");
	TCase *t = tcase_create("order");
	TCase *h = tcase_create("hostile");

	tcase_add_loop_test(t, chain, 0, (int)ARRAY_LEN(chains));
	tcase_add_loop_test(t, unknown, 0, (int)ARRAY_LEN(unknowns));
	tcase_add_test(t, names);
	tcase_add_test(t, names_are_unique);
	suite_add_tcase(s, t);
	tcase_set_timeout(h, 30);
	tcase_add_loop_test(h, hostile, 0, (int)ARRAY_LEN(pieces));
	suite_add_tcase(s, h);
	return s;
}
