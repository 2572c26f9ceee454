/*
 * match/memo and match/context: what is kept changes no answer, and two
 * inventories with the same context have the same one.
 */
#include "match/match_memo.h"

#include "base/attr.h"
#include "match/match_context.h"
#include "match_run.h"

#define FLAW(id, name, more)						\
	"{'cve':{'id':'" id "','configurations':[{" more		\
	"'nodes':[{'operator':'OR','cpeMatch':[{'vulnerable':true,"	\
	"'criteria':'cpe:2.3:" name "'}]}"
#define ON(name)							\
	",{'operator':'OR','cpeMatch':[{'vulnerable':false,"		\
	"'criteria':'cpe:2.3:" name "'}]}"
#define END	"]}]}}"

static const char records[] = "{'vulnerabilities':[" FLAW("CVE-2020-0001",
    "a:v:p:1:*:*:*:*:*:*:*", "'operator':'AND',") ON("o:m:os:-:*:*:*:*:*:*:*")
    END "," FLAW("CVE-2020-0002", "a:v:p:1:*:*:*:*:*:*:*", "'operator':'AND',")
	ON("o:microsoft:windows:-:*:*:*:*:*:*:*") END
    "," FLAW("CVE-2020-0003", "a:v:p:2:*:*:*:*:*:*:*", "'operator':'AND',")
	ON("o:m:other:3:*:*:*:*:*:*:*") END
    "," FLAW("CVE-2020-0004", "a:v:p:1:*:*:*:*:*:*:*", "'operator':'AND',")
	ON("a:v:plug\\\\!in:2.0:*:*:*:*:*:*:*") END
    "," FLAW("CVE-2020-0005", "a:v:alone:*:*:*:*:*:*:*:*", "") END "]}";

/* What may stand beside a:v:p:1. */
static const char *const others[] = {
	"o:m:os:10:*:*:*:*:*:*:*",
	"o:microsoft:windows_11:-:*:*:*:*:*:*:*",
	"o:m:other:3:*:*:*:*:*:*:*",
	"a:v:plug\\!in:2.0:*:*:*:*:*:*:*",
	"a:v:plug\\!in:2.1:*:*:*:*:*:*:*",
	"h:m:box:-:*:*:*:*:*:*:*",
};

#define SETS	(1u << ARRAY_LEN(others))

static struct match_inventory
inventory(unsigned set)
{
	struct component *v = arena_array(run_arena, struct component,
	    ARRAY_LEN(others) + 1);
	size_t n = 0;

	v[n++] = (struct component){ .name = S("p"),
		.version = S("1"),
		.cpe = S("cpe:2.3:a:v:p:1:*:*:*:*:*:*:*") };
	for (unsigned i = 0; i < ARRAY_LEN(others); i++) {
		if ((set >> i & 1) == 0)
			continue;
		v[n++] = (struct component){ .name = S("other"),
			.cpe = str_cat(run_arena, S("cpe:2.3:"),
			    str_z(others[i])) };
	}
	return (struct match_inventory){ v, n };
}

static bool
is_same(const struct match *x, size_t n, const struct match *y, size_t m)
{
	for (size_t i = 0; n == m && i < n; i++) {
		if (x[i].record != y[i].record || x[i].miss != y[i].miss ||
		    x[i].confidence != y[i].confidence ||
		    x[i].n_steps != y[i].n_steps)
			return false;
		for (size_t k = 0; k < x[i].n_steps; k++) {
			if (!str_eq(x[i].steps[k].theirs,
				y[i].steps[k].theirs) ||
			    !str_eq(x[i].steps[k].result,
				y[i].steps[k].result))
				return false;
		}
	}
	return n == m;
}

START_TEST(kept)
{
	struct match_memo *memo = match_memo_open(run_arena, run_index);

	/* Each set twice, so that the second time all is there. */
	for (unsigned i = 0; i < 2 * SETS; i++) {
		struct match_inventory inv = inventory(i % SETS);
		struct match_limit limit = { .memo = memo };
		struct match *x, *y;

		for (size_t c = 0; c < inv.n; c++) {
			size_t n = match_component(run_arena, run_index, &inv,
			    c, false, &x);
			size_t m = match_component_known(run_arena, run_index,
			    &inv, c, &limit, &y);

			ck_assert_msg(is_same(x, n, y, m), "set %u", i);
		}
	}
}
END_TEST

START_TEST(context)
{
	struct match_memo *memo = match_memo_open(run_arena, run_index);
	struct match *v[SETS];
	struct str keys[SETS];
	size_t n[SETS], distinct = 0;

	for (unsigned i = 0; i < SETS; i++) {
		struct match_inventory inv = inventory(i);
		struct match_limit limit = { .memo = memo };

		n[i] = match_component_known(run_arena, run_index, &inv, 0,
		    &limit, &v[i]);
		ck_assert(limit.has_looked);
		ck_assert_uint_eq(limit.n_watched, 3);
		keys[i] = match_context(run_arena, memo, &inv, 0,
		    limit.watched, limit.n_watched);
	}
	for (unsigned i = 0; i < SETS; i++) {
		bool is_new = true;

		for (unsigned k = 0; k < i; k++) {
			if (!str_eq(keys[i], keys[k]))
				continue;
			is_new = false;
			ck_assert_msg(is_same(v[i], n[i], v[k], n[k]),
			    "sets %u and %u", i, k);
		}
		distinct += is_new;
	}
	/* Of the system that is named nowhere only its kind counts, of the
	 * device nothing: each of four is there or not, or another system. */
	ck_assert_uint_eq(distinct, 20);
}
END_TEST

START_TEST(alone)
{
	struct component c = { .name = S("alone"),
		.version = S("1"),
		.cpe = S("cpe:2.3:a:v:alone:1:*:*:*:*:*:*:*") };
	struct match_inventory inv = { &c, 1 };
	struct match_limit limit = { .memo = NULL };
	struct match *v;

	ck_assert_uint_eq(match_component_known(run_arena, run_index, &inv, 0,
			      &limit, &v),
	    1);
	ck_assert(!limit.has_looked);
}
END_TEST

static void
setup(void)
{
	run_setup();
	run_put(run_quoted(records));
	run_open();
}

Suite *
suite_match_memo(void)
{
	Suite *s = suite_create("match_memo");
	TCase *t = tcase_create("match_memo");

	tcase_add_checked_fixture(t, setup, run_teardown);
	tcase_add_test(t, kept);
	tcase_add_test(t, context);
	tcase_add_test(t, alone);
	suite_add_tcase(s, t);
	return s;
}
