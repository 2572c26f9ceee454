#include "test.h"

#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "version/cpe_bind.h"
#include "version/cpe_match.h"

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

/* NISTIR 7696 table 6-2, row by row; values as formatted strings have them. */
static const struct {
	const char *source;
	const char *target;
	enum cpe_relation of;
} values[] = {
	{ "*", "*", CPE_EQUAL },
	{ "*", "-", CPE_SUPERSET },
	{ "*", "i", CPE_SUPERSET },
	{ "*", "m*", CPE_UNDEFINED },
	{ "-", "*", CPE_SUBSET },
	{ "-", "-", CPE_EQUAL },
	{ "-", "i", CPE_DISJOINT },
	{ "-", "m?", CPE_UNDEFINED },
	{ "i", "i", CPE_EQUAL },
	{ "i", "I", CPE_EQUAL },
	{ "i", "k", CPE_DISJOINT },
	{ "i", "*k", CPE_UNDEFINED },
	{ "i", "-", CPE_DISJOINT },
	{ "i", "*", CPE_SUBSET },
	{ "m*", "mi", CPE_SUPERSET },
	{ "m*", "k", CPE_DISJOINT },
	{ "m*", "*", CPE_SUBSET },
	{ "m*", "-", CPE_DISJOINT },
	{ "m*", "m*", CPE_UNDEFINED },
	/* Wildcards: '*' any bytes, each '?' one or none. */
	{ "?icrosoft", "microsoft", CPE_SUPERSET },
	{ "?icrosoft", "icrosoft", CPE_SUPERSET },
	{ "?icrosoft", "xmicrosoft", CPE_DISJOINT },
	{ "??b", "aab", CPE_SUPERSET },
	{ "b??", "baaa", CPE_DISJOINT },
	{ "*soft", "microsoft", CPE_SUPERSET },
	{ "*soft", "softly", CPE_DISJOINT },
	{ "*cro*", "microsoft", CPE_SUPERSET },
	{ "?a*", "ababa", CPE_SUPERSET },
	{ "*a?", "baab", CPE_SUPERSET },
	/* A wildcard with a backslash is a byte. */
	{ "8.\\*", "8.\\*", CPE_EQUAL },
	{ "8.\\*", "8.1", CPE_DISJOINT },
	{ "8.*", "8.\\*", CPE_SUPERSET },
	{ "8.?", "8.\\?\\?", CPE_DISJOINT },
	{ "a\\:b", "a\\:b", CPE_EQUAL },
};

START_TEST(relations_of_values)
{
	enum cpe_relation of = cpe_match_value(str_z(values[_i].source),
	    str_z(values[_i].target));

	ck_assert_msg(of == values[_i].of, "%s, %s: %d", values[_i].source,
	    values[_i].target, (int)of);
}
END_TEST

static struct cpe
read_name(const char *text)
{
	const char *why = "";
	struct cpe c;

	ck_assert_msg(cpe_bind_read(a, str_z(text), &c, &why), "%s: %s", text,
	    why);
	return c;
}

static const struct {
	const char *source;
	const char *target;
	enum cpe_relation of;
	bool shares;		/* as a rule and a component */
} names[] = {
	{ "cpe:2.3:a:x:y:1.0:*:*:*:*:*:*:*", "cpe:/a:x:y:1.0", CPE_EQUAL,
	    true },
	{ "cpe:/a:x:y", "cpe:/a:X:Y:1.0", CPE_SUPERSET, true },
	{ "cpe:/a:x:y:1.0", "cpe:/a:x:y", CPE_SUBSET, true },
	{ "cpe:/a:x:y:1.0", "cpe:/a:x:y::beta", CPE_UNDEFINED, true },
	{ "cpe:/a:x:y:1.0", "cpe:/a:x:z::beta", CPE_DISJOINT, false },
	{ "cpe:/a:x:y:-", "cpe:/a:x:y:1.0", CPE_DISJOINT, false },
	{ "cpe:2.3:a:x:y*:1.0:*:*:*:*:*:*:*", "cpe:/a:x:yes:1.0", CPE_SUPERSET,
	    true },
	{ "cpe:/a:x:y:1.0::~~~linux~~", "cpe:/a:x:y:1.0::~~~windows~~",
	    CPE_DISJOINT, false },
	{ "cpe:/a:x:y:1.0", "cpe:2.3:a:x:y:1.*:*:*:*:*:*:*:*", CPE_UNDEFINED,
	    false },
};

START_TEST(relations_of_names)
{
	struct cpe x = read_name(names[_i].source);
	struct cpe y = read_name(names[_i].target);
	enum cpe_relation of = cpe_match_names(&x, &y);

	ck_assert_msg(of == names[_i].of, "%s, %s: %d", names[_i].source,
	    names[_i].target, (int)of);
	ck_assert_msg(cpe_match_rule(&x, &y, false) == names[_i].shares,
	    "%s, %s", names[_i].source, names[_i].target);
}
END_TEST

START_TEST(bounded_rules)
{
	struct cpe all = read_name("cpe:2.3:a:x:y:*:*:*:*:*:*:*:*");
	struct cpe na = read_name("cpe:2.3:a:x:y:-:*:*:*:*:*:*:*");
	struct cpe one = read_name("cpe:2.3:a:x:y:1.0:*:*:*:*:*:*:*");

	ck_assert(cpe_match_rule(&all, &one, true));
	ck_assert(!cpe_match_rule(&na, &one, true));
	ck_assert(!cpe_match_rule(&one, &one, true));
}
END_TEST

/* NISTIR 7695 sections 6.1 and 6.2: a name, its URI, some of its WFN. */
static const struct {
	const char *formatted;
	const char *uri;
	enum cpe_part part;
	const char *value;
} bindings[] = {
	{ "cpe:2.3:a:microsoft:internet_explorer:8.0.6001:beta:*:*:*:*:*:*",
	    "cpe:/a:microsoft:internet_explorer:8.0.6001:beta", CPE_VERSION,
	    "8\\.0\\.6001" },
	{ "cpe:2.3:a:microsoft:internet_explorer:8.*:sp?:*:*:*:*:*:*",
	    "cpe:/a:microsoft:internet_explorer:8.%02:sp%01", CPE_UPDATE,
	    "sp?" },
	{ "cpe:2.3:a:hp:insight_diagnostics:7.4.0.1570:*:*:*:online:win2003:"
	  "x64:*",
	    "cpe:/a:hp:insight_diagnostics:7.4.0.1570::~~online~win2003~x64~",
	    CPE_SW_EDITION, "online" },
	{ "cpe:2.3:a:hp:openview_network_manager:7.51:-:*:*:*:linux:*:*",
	    "cpe:/a:hp:openview_network_manager:7.51:-:~~~linux~~", CPE_UPDATE,
	    "NA" },
	{ "cpe:2.3:a:foo\\~bar:big\\~money_2010:*:*:*:*:*:*:*:*",
	    "cpe:/a:foo%7ebar:big%7emoney_2010", CPE_PRODUCT,
	    "big\\~money_2010" },
	{ "cpe:2.3:a:x:y-z:*:*:*:en-us:*:*:*:*", "cpe:/a:x:y-z::::en-us",
	    CPE_PRODUCT, "y\\-z" },
	{ "cpe:2.3:*:*:*:*:*:*:*:*:*:*:*", "cpe:/", CPE_OTHER, "ANY" },
};

START_TEST(both_bindings)
{
	struct cpe x = read_name(bindings[_i].formatted);
	struct cpe y = read_name(bindings[_i].uri);
	struct str all[CPE_PARTS];
	const char *why = "";
	struct cpe again;

	ck_assert(str_eq_z(cpe_bind_uri(a, &x), bindings[_i].uri));
	ck_assert(str_eq_z(cpe_bind_uri(a, &y), bindings[_i].uri));
	for (size_t i = 0; i < CPE_PARTS; i++) {
		ck_assert(str_eq(x.part[i], y.part[i]));
		all[i] = cpe_bind_value(a, &x, (enum cpe_part)i);
	}
	ck_assert(str_eq_z(all[bindings[_i].part], bindings[_i].value));
	ck_assert_msg(cpe_bind_wfn(a, all, &again, &why), "%s", why);
	ck_assert(str_eq_z(cpe_formatted(a, &again), bindings[_i].formatted));
}
END_TEST

static const struct {
	const char *value;
	const char *why;
} faults[] = {
	{ "\\-", "a lone hyphen is no value" },
	{ "-", "a lone hyphen is no value" },
	{ "*", "a lone '*' is no value: ANY is" },
	{ "8.0", "'.' or '-' stands without a backslash" },
	{ "a b",
	    "punctuation without a backslash, or a wildcard that is not at an "
	    "end" },
	{ "a:b", "there are more than 11 components" },
	{ "a*b",
	    "punctuation without a backslash, or a wildcard that is not at an "
	    "end" },
	{ "a\\", NULL },
};

START_TEST(no_names)
{
	struct str all[CPE_PARTS] = { [CPE_PART] = S("a") };
	const char *why = "";
	struct cpe c;

	all[CPE_VENDOR] = str_z(faults[_i].value);
	ck_assert_msg(!cpe_bind_wfn(a, all, &c, &why), "%s", faults[_i].value);
	if (faults[_i].why != NULL)
		ck_assert_msg(strcmp(why, faults[_i].why) == 0, "%s: %s",
		    faults[_i].value, why);
}
END_TEST

/* The longest values, and such as a careless search reads again and again. */
START_TEST(hostile)
{
	char x[2 * LIMIT_CPE_BYTES], y[2 * LIMIT_CPE_BYTES];

	memset(x, 'a', sizeof(x));
	memset(y, 'a', sizeof(y));
	x[0] = '*';
	for (size_t n = 1; n <= sizeof(x); n += 97) {
		struct str s = { x, n }, t = { y, n };
		enum cpe_relation of = cpe_match_value(s, t);

		ck_assert(of == CPE_SUPERSET || n > LIMIT_CPE_BYTES);
		s.n = n - 1;
		(void)cpe_match_value(t, (struct str){ y, n / 2 });
		(void)cpe_match_value((struct str){ "\\", 1 }, t);
	}
}
END_TEST

Suite *
suite_version_cpe_match(void)
{
	Suite *s = suite_create("version_cpe_match");
	TCase *t = tcase_create("match");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, relations_of_values, 0, (int)ARRAY_LEN(values));
	tcase_add_loop_test(t, relations_of_names, 0, (int)ARRAY_LEN(names));
	tcase_add_test(t, bounded_rules);
	tcase_add_loop_test(t, both_bindings, 0, (int)ARRAY_LEN(bindings));
	tcase_add_loop_test(t, no_names, 0, (int)ARRAY_LEN(faults));
	tcase_add_test(t, hostile);
	suite_add_tcase(s, t);
	return s;
}
