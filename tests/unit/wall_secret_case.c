/*
 * Secrets of a case that goes out, beside what is public of it: what words of
 * an advisory may not clear, and what is a secret to nobody.
 */
#include "base/arena.h"
#include "model_text.h"
#include "scan/fold.h"
#include "scan/scan.h"
#include "wall/secret.h"
#include "wall/wall.h"

Suite *suite_wall_secret_case(void);

/* 2026-11-25T09:00+09:00, the day of publication of the second case. */
#define NOW ((struct instant){ 1795564800, 32400 })

static const struct model_file files[] = {
	{ "cases/2026/PS-2026-0001/case.md",
	    "---\nid: PS-2026-0001\nadvisory: EX-2026-0001\n"
	    "title: {ja: 鍵, en: A key}\ncode_name: Kawasemi\nowner: sato\n"
	    "source: {channel: mail, reporter: {name: Quimby}}\n"
	    "facts:\n  - {at: 2026-09-01T09:30+09:00, event: received}\n"
	    "---\nThe bird sang in the tower at midnight.\n" },
	{ "cases/2026/PS-2026-0001/advisory.en.md",
	    "---\n---\n\n## summary\n\nKawasemi, said Quimby on PS-2026-0001, "
	    "is in the Hidden Kite. The bird sang in the tower at "
	    "midnight.\n" },
	{ "cases/2026/PS-2026-0001/published.yaml",
	    "revisions:\n  - {version: '1', at: 2026-11-01T10:00+09:00, "
	    "summary: {ja: 公開, en: First}}\n" },
	{ "cases/2026/PS-2026-0002/case.md",
	    "---\nid: PS-2026-0002\ntitle: {ja: 次, en: Next}\nowner: sato\n"
	    "embargo: {until: 2026-11-25T10:00+09:00}\n"
	    "code_name: Moonfalcon\n"
	    "facts:\n  - {at: 2026-09-03, event: received}\n---\n" },
	{ "cases/2026/PS-2026-0003/case.md",
	    "---\nid: PS-2026-0003\ntitle: {ja: 錆, en: Rust in the hinge of "
	    "gate five}\nowner: sato\n---\n" },
	{ "content/handbook/show.en.md",
	    "---\ntitle: Commands\n---\nPS-2026-0003 is Rust in the hinge of "
	    "gate five. Ask before you answer the telephone.\n" },
	{ "content/alerts/2026/server.md",
	    "---\ntitle: {en: Update the server because of Kawasemi}\n"
	    "level: act\naudiences: [staff]\n---\nNot Moonfalcon.\n" },
	{ "products/acme/kite/product.yaml",
	    "name: {en: Hidden Kite}\nkind: hardware\npublic: no\n"
	    "versions: [{version: 3.0.12a}, {version: Harrier-2}]\n" },
	{ "products/systems/acme/vault.yaml",
	    "name: {en: Secluded Vault}\nowner: sato\ncompany: acme\n"
	    "uses:\n"
	    "- {says: Peregrine Quarry 3}\n- {says: Market Server 2.4, "
	    "is: 'cpe:2.3:a:market:server', version: '2.4'}\n"
	    "- {says: Inner Kite rig, is: kite}\n" },
	{ "content/companies/acme.yaml", "name: {en: Acme}\nkind: group\n" },
	{ "content/companies/other.yaml", "name: {en: Other}\nkind: group\n" },
	{ "content/audiences.yaml",
	    "audiences:\n- {id: other, name: {en: O}, ceiling: AMBER, "
	    "view: portal, company: other}\n"
	    "- {id: acme, name: {en: A}, ceiling: AMBER, view: portal, "
	    "company: acme}\n" },
	{ "content/people/acme.yaml",
	    "people:\n- {id: sato, name: {ja: 佐藤, en: Aya Sato}, "
	    "email: sato@example.com, "
	    "git: [Aya Sato <sato@example.com>, A.S. <aya@example.net>]}\n"
	    "- {id: tanaka, name: {en: Tanaka}}\n" },
};

static void
count(void *ctx, const struct scan_hit *hit)
{
	(void)hit;
	++*(size_t *)ctx;
}

static bool
finds(struct model_fixture *f, const struct secrets *s, const char *text)
{
	size_t n = 0;

	scan_run(s->scan, fold_open(f->a, s->table), str_z(text), count, &n);
	return n > 0;
}

static const struct {
	const char *text;
	bool is_found;
} rows[] = {
	/* Names that must not stand in any advisory, though they do. */
	{ "Kawasemi", true },
	{ "Quimby", true },
	{ "PS-2026-0001", true },
	{ "Hidden Kite", true },
	/* What many call a version is none, what is a name is one. */
	{ "3.0.12a", false },
	{ "Harrier-2", true },
	/* Sentences that do are known. */
	{ "The bird sang in the tower at midnight.", false },
	/* The handbook is no secret, and no excuse. */
	{ "Rust in the hinge of gate five", true },
	{ "PS-2026-0003", true },
	{ "Ask before you answer the telephone.", false },
	/* Today is no secret, another day and the instant are. */
	{ "2026-11-25", false },
	{ "25 November 2026", false },
	{ "2026-09-03", true },
	{ "2026-11-25T10:00:00+09:00", true },
};

START_TEST(test_public)
{
	static const struct audience everybody = {
		.view = { .v = VIEW_PUBLIC },
	};
	struct model_fixture f;
	struct wall w;
	const struct secrets *s;

	model_fixture_open(&f);
	model_fixture_load(&f, files, ARRAY_LEN(files));
	w = (struct wall){ .model = f.m, .now = NOW, .perm = f.a };
	s = secret_find(&w, &everybody, NULL, NULL, 0);
	ck_assert_msg(finds(&f, s, rows[_i].text) == rows[_i].is_found, "'%s'",
	    rows[_i].text);
	model_fixture_close(&f);
}
END_TEST

static const struct {
	const char *text;
	bool is_found;
} inside[] = {
	/* A name beside an address, as pages have them. */
	{ "<a>Aya Sato</a><br><a href=\"mailto:x\">sato@example.com</a>",
	    false },
	{ "A.S. <aya@example.net>", true },
	{ "aya@example.net", true },
	/* An alert for all staff has it in its title, by mistake. */
	{ "Update the server, Kawasemi says", true },
	{ "Moonfalcon", true },
};

START_TEST(test_inside)
{
	const struct audience staff = {
		.id = { .s = STR_INIT("staff") },
		.ceiling = { .v = TLP_AMBER },
		.view = { .v = VIEW_PORTAL },
	};
	struct model_fixture f;
	struct wall w;
	const struct secrets *s;

	model_fixture_open(&f);
	model_fixture_load(&f, files, ARRAY_LEN(files));
	w = (struct wall){
		.model = f.m,
		.now = NOW,
		.pool = f.pool,
		.perm = f.a,
		.d = f.d,
	};
	s = secret_find(&w, &staff, wall_inside(&w, &staff), NULL, 0);
	ck_assert_msg(finds(&f, s, inside[_i].text) == inside[_i].is_found,
	    "'%s'", inside[_i].text);
	model_fixture_close(&f);
}
END_TEST

/* Of a system that another company's edition does not show. */
static const struct {
	const char *text;
	bool is_found;
	bool is_found_by_both;	/* who reads both editions */
} used[] = {
	{ "Secluded Vault", true, false },
	/* What nobody looked up, and what is ours; not the market's. */
	{ "Peregrine Quarry 3", true, false },
	{ "Inner Kite rig", true, false },
	{ "Market Server 2.4", false, false },
	{ "cpe:2.3:a:market:server", false, false },
	{ "A.S. <aya@example.net>", true, true },
};

START_TEST(test_any)
{
	const struct audience *to;
	const struct model *views[2];
	struct model_fixture f;
	struct wall w;

	model_fixture_open(&f);
	model_fixture_load(&f, files, ARRAY_LEN(files));
	w = (struct wall){
		.model = f.m,
		.now = NOW,
		.pool = f.pool,
		.perm = f.a,
		.d = f.d,
	};
	ck_assert_uint_eq(f.m->n_audiences, 2);
	to = f.m->audiences[str_eq_z(f.m->audiences[0].e.id, "acme")].audience;
	views[0] = wall_inside(&w, to);
	ck_assert_msg(finds(&f, secret_find_any(&w, to, views, 1, NULL, 0),
			  used[_i].text) == used[_i].is_found,
	    "'%s'", used[_i].text);
	views[1] = wall_inside(&w,
	    f.m->audiences[to == f.m->audiences[0].audience].audience);
	ck_assert_msg(finds(&f, secret_find_any(&w, to, views, 2, NULL, 0),
			  used[_i].text) == used[_i].is_found_by_both,
	    "both: '%s'", used[_i].text);
	model_fixture_close(&f);
}
END_TEST

Suite *
suite_wall_secret_case(void)
{
	Suite *s = suite_create("wall_secret_case");
	TCase *t = tcase_create("all");

	tcase_add_loop_test(t, test_public, 0, (int)ARRAY_LEN(rows));
	tcase_add_loop_test(t, test_inside, 0, (int)ARRAY_LEN(inside));
	tcase_add_loop_test(t, test_any, 0, (int)ARRAY_LEN(used));
	suite_add_tcase(s, t);
	return s;
}
