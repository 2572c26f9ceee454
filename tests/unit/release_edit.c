/*
 * Adding to a list in a file that people edit: nothing else moves by a byte.
 */
#include "base/arena.h"
#include "base/str.h"
#include "release/release_edit.h"
#include "test.h"

Suite *suite_release_edit(void);

#define ENTRY	"role: pr\nsignature: |\n  a\n\n  b\n"
#define FLOW	"{at: 2026-11-22, event: closed}"
#define BLOCK	"  - role: pr\n    signature: |\n      a\n\n      b\n"

static const struct {
	const char *name;
	const char *before;
	const char *after;	/* NULL: refused */
} files[] = {
	{ "no file", "", "approvals:\n" BLOCK },
	{ "comments alone", "# who approved\n",
	    "# who approved\napprovals:\n" BLOCK },
	{ "a list", "approvals:\n  - {role: qa}\n",
	    "approvals:\n  - {role: qa}\n" BLOCK },
	{ "no line end", "approvals:\n  - {role: qa}",
	    "approvals:\n  - {role: qa}\n" BLOCK },
	{ "comments stay",
	    "# one\napprovals: # two\n  # three\n  - role: qa # four\n"
	    "    # five\n\n# six\n",
	    "# one\napprovals: # two\n  # three\n  - role: qa # four\n"
	    "    # five\n" BLOCK "\n# six\n" },
	{ "a key after it", "approvals:\n  - role: qa\n\n# why\nwaivers: []\n",
	    "approvals:\n  - role: qa\n" BLOCK "\n# why\nwaivers: []\n" },
	{ "a key before it", "waivers: []\napprovals:\n  - role: qa\n",
	    "waivers: []\napprovals:\n  - role: qa\n" BLOCK },
	{ "another key alone", "waivers: []\n",
	    "waivers: []\napprovals:\n" BLOCK },
	{ "dashes at the margin", "approvals:\n- role: qa\n",
	    "approvals:\n- role: qa\n- role: pr\n  signature: |\n    a\n\n"
	    "    b\n" },
	{ "dashes far in", "approvals:\n    -   role: qa\n",
	    "approvals:\n    -   role: qa\n    - role: pr\n"
	    "      signature: |\n        a\n\n        b\n" },
	{ "empty brackets", "approvals: []\n", "approvals: \n" BLOCK },
	{ "nothing under it", "approvals:\n", "approvals:\n" BLOCK },
	{ "line ends of Windows", "approvals:\r\n  - role: qa\r\n",
	    "approvals:\r\n  - role: qa\r\n  - role: pr\r\n"
	    "    signature: |\r\n      a\r\n\r\n      b\r\n" },
	{ "block text that ends with marks",
	    "approvals:\n  - note: |\n      a\n      # no comment\n",
	    "approvals:\n  - note: |\n      a\n      # no comment\n" BLOCK },
	{ "brackets with something in them", "approvals: [{role: qa}]\n",
	    NULL },
	{ "a text", "approvals: none\n", NULL },
	{ "null in words", "approvals: null\n", NULL },
	{ "a map", "approvals: {role: qa}\n", NULL },
	{ "a list outside", "- approvals\n", NULL },
	{ "no YAML", "approvals: [\n", NULL },
	{ "a key twice", "approvals: []\napprovals: []\n", NULL },
	{ "all in brackets", "{approvals: []}\n", NULL },
	{ "a list that continues in no way",
	    "approvals:\n  - role: qa\n ...\n", NULL },
};

static bool
append(struct arena *a, struct release_edit e, struct str *out)
{
	struct str why;

	return release_edit_append(a, &e, out, &why);
}

START_TEST(approvals)
{
	struct arena *a = arena_open();
	const struct release_edit e = {
		.text = str_z(files[_i].before),
		.list = "approvals",
		.entry = S(ENTRY),
	};
	struct str out;
	bool ok = append(a, e, &out);

	ck_assert_msg(ok == (files[_i].after != NULL), "%s: %s",
	    files[_i].name, ok ? "accepted" : "refused");
	if (ok)
		ck_assert_msg(str_eq_z(out, files[_i].after), "%s:\n%.*s",
		    files[_i].name, STR_ARG(out));
	arena_close(a);
}
END_TEST

static const struct {
	const char *name;
	const char *before;
	const char *after;
	size_t later;
} fronts[] = {
	{ "a list",
	    "---\nid: X\nfacts:\n  - {at: 2026-01-01, event: received}\n"
	    "title: x\n---\n\n- a\n",
	    "---\nid: X\nfacts:\n  - {at: 2026-01-01, event: received}\n"
	    "  - " FLOW "\ntitle: x\n---\n\n- a\n",
	    0 },
	{ "at the end",
	    "---\nfacts:\n  - at: 2026-01-01\n    event: received\n---\nfacts: "
	    "[]\n",
	    "---\nfacts:\n  - at: 2026-01-01\n    event: received\n  - " FLOW
	    "\n---\nfacts: []\n",
	    0 },
	{ "none", "---\nid: X\n---\n",
	    "---\nid: X\nfacts:\n  - " FLOW "\n---\n", 0 },
	{ "brackets", "---\nfacts: [{at: 2026-01-01}]\nid: X\n---\n",
	    "---\nfacts: [{at: 2026-01-01}, " FLOW "]\nid: X\n---\n", 0 },
	{ "not the last", "---\nfacts:\n  - {a: 1}\n  # two\n  - b: 2\n---\n",
	    "---\nfacts:\n  - {a: 1}\n  # two\n  - " FLOW "\n  - b: 2\n---\n",
	    1 },
	{ "the first", "---\nfacts:\n  - {a: 1}\n---\n",
	    "---\nfacts:\n  - " FLOW "\n  - {a: 1}\n---\n", 7 },
	{ "brackets, not the last", "---\nfacts: [{a: 1}, {b: 2}]\n---\n",
	    "---\nfacts: [{a: 1}, " FLOW ", {b: 2}]\n---\n", 1 },
	{ "no front matter", "# Title\n", NULL, 0 },
	{ "front matter that does not end", "---\nid: X\n", NULL, 0 },
};

START_TEST(facts)
{
	struct arena *a = arena_open();
	const struct release_edit e = {
		.text = str_z(fronts[_i].before),
		.is_front = true,
		.list = "facts",
		.flow = S(FLOW),
		.later = fronts[_i].later,
	};
	struct str out;
	bool ok = append(a, e, &out);

	ck_assert_msg(ok == (fronts[_i].after != NULL), "%s: %s",
	    fronts[_i].name, ok ? "accepted" : "refused");
	if (ok)
		ck_assert_msg(str_eq_z(out, fronts[_i].after), "%s:\n%.*s",
		    fronts[_i].name, STR_ARG(out));
	arena_close(a);
}
END_TEST

Suite *
suite_release_edit(void)
{
	Suite *s = suite_create("release_edit");
	TCase *tc = tcase_create("append");

	tcase_add_loop_test(tc, approvals, 0, (int)ARRAY_LEN(files));
	tcase_add_loop_test(tc, facts, 0, (int)ARRAY_LEN(fronts));
	suite_add_tcase(s, tc);
	return s;
}
