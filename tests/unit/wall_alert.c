/*
 * Alerts behind the wall: each edition has those that are for it, with its own
 * remarks, and of others not even that they are.
 */
#include "model/audit.h"
#include "model_text.h"
#include "wall/wall.h"

Suite *suite_wall_alert(void);

#define NOW	1789000000	/* 2026-09-10T00:26:40Z */

#define FRONT	"---\ntitle: {en: x}\nlevel: act\nat: 2026-09-01T09:30Z\n"

static const struct model_file files[] = {
	{ "content/audiences.yaml",
	    "audiences:\n- {id: desk, name: {en: Desk}, "
	    "ceiling: AMBER+STRICT, view: desk}\n"
	    "- {id: portal, name: {en: Portal}, ceiling: AMBER, "
	    "view: portal}\n"
	    "- {id: unit, name: {en: Unit}, ceiling: AMBER+STRICT, "
	    "view: portal, company: acme}\n" },
	{ "content/alerts/2026/A-1.md", FRONT "---\n" },
	{ "content/alerts/2026/A-2.md",
	    FRONT "audiences: [portal, unit]\nnotes:\n"
		  "- {audience: desk, text: {en: for the desk}}\n"
		  "- {audience: unit, text: {en: for the unit}}\n"
		  "- {audience: portal, text: {en: for all}}\n---\n" },
	{ "content/alerts/2026/A-3.md", FRONT "audiences: [unit]\n---\n" },
	{ "content/alerts/2026/A-4.md", FRONT "audiences: [desk]\n---\n" },
	{ "content/alerts/2026/A-5.md",
	    FRONT "audiences: [portal]\ntlp: AMBER+STRICT\n---\n" },
	{ "content/alerts/2026/A-6.md",
	    FRONT "audiences: [portal]\nnotes:\n"
		  "- {audience: portal, text: {en: for all}}\n---\n" },
	{ "content/alerts/2026/A-7.md",
	    "---\ntitle: {en: x}\nlevel: act\nat: 2026-09-10T09:30Z\n---\n" },
};

static struct model_fixture f;

static void
setup(void)
{
	model_fixture_open(&f);
	model_fixture_load(&f, files, ARRAY_LEN(files));
	ck_assert_uint_eq(f.m->n_unreadable, 0);
}

static void
teardown(void)
{
	model_fixture_close(&f);
}

static const struct model *
view_of(const char *id)
{
	const struct audience_entry *e = (const void *)model_find(f.m,
	    SPACE_AUDIENCE, str_z(id));
	const struct wall w = { .model = f.m,
		.perm = f.a,
		.d = f.d,
		.now = { .s = NOW } };

	ck_assert_ptr_nonnull(e);
	return wall_inside(&w, e->audience);
}

static const struct plain_entry *
alert_in(const struct model *v, const char *id)
{
	return (const void *)model_find(v, SPACE_ALERT, str_z(id));
}

static const struct row {
	const char *alert;
	const char *seen_by;	/* blanks around each */
} rows[] = {
	{ "A-1", " desk portal unit " },
	{ "A-2", " desk portal unit " },
	{ "A-3", " desk unit " },
	{ "A-4", " desk " },
	{ "A-5", " desk " },
	{ "A-6", " desk portal " },
	{ "A-7", " desk " },
};

START_TEST(test_editions)
{
	static const char *const editions[] = { "desk", "portal", "unit" };
	const struct row *row = &rows[_i];

	for (size_t i = 0; i < ARRAY_LEN(editions); i++) {
		struct str word = str_fmt(f.a, " %s ", editions[i]);
		bool seen = str_find(str_z(row->seen_by), word, 0) != SIZE_MAX;

		ck_assert_msg((alert_in(view_of(editions[i]), row->alert) !=
				  NULL) == seen,
		    "%s in %s", row->alert, editions[i]);
	}
}
END_TEST

START_TEST(test_notes)
{
	static const struct {
		const char *edition;
		size_t notes, audiences;
		const char *first;
	} want[] = {
		{ "desk", 3, 2, "for the desk" },
		{ "portal", 1, 0, "for all" },
		{ "unit", 1, 0, "for the unit" },
	};
	const struct plain_entry *e = alert_in(view_of(want[_i].edition),
	    "A-2");
	const struct alert *a = e->record;

	ck_assert_uint_eq(a->notes.n, want[_i].notes);
	ck_assert_uint_eq(a->audiences.n, want[_i].audiences);
	ck_assert(str_eq_z(a->notes.v[0].text.en.s, want[_i].first));
	/* Who else has a remark is nobody's business. */
	ck_assert(want[_i].notes > 1 || a->notes.v[0].audience.id.n == 0);
}
END_TEST

/*
 * Git's changes: of an alert that is shown whole, and names of committers for
 * the case teams alone.
 */
START_TEST(test_changes)
{
	static const struct person_entry who;
	struct audit_commit commit = { .id = S("aa"),
		.at = { 5, 0 },
		.name = S("Somebody") };
	struct audit_alert_change change = { &commit, 1 };
	struct audit audit = { .has_git = true, .n_alerts = f.m->n_alerts };
	const struct model *v;
	const struct audit_alert *a;

	commit.who = &who;
	audit.alerts = arena_array(f.a, struct audit_alert, f.m->n_alerts);
	for (size_t i = 0; i < f.m->n_alerts; i++)
		audit.alerts[i] = (struct audit_alert){ &change, 1, false };
	f.m->audit = &audit;
	v = view_of("portal");
	ck_assert_uint_eq(audit_alert(v, alert_in(v, "A-2"))->n, 0);
	a = audit_alert(v, alert_in(v, "A-6"));
	ck_assert_uint_eq(a->n, 1);
	ck_assert_int_eq(a->changes[0].commit->at.s, 5);
	ck_assert_uint_eq(a->changes[0].commit->name.n, 0);
	v = view_of("desk");
	a = audit_alert(v, alert_in(v, "A-2"));
	ck_assert_uint_eq(a->n, 1);
	ck_assert(str_eq(a->changes[0].commit->name, S("Somebody")));
}
END_TEST

Suite *
suite_wall_alert(void)
{
	Suite *s = suite_create("wall_alert");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, test_editions, 0, (int)ARRAY_LEN(rows));
	tcase_add_loop_test(t, test_notes, 0, 3);
	tcase_add_test(t, test_changes);
	suite_add_tcase(s, t);
	return s;
}
