/*
 * Whom advisories reach: each edition of them shows what went out up to its
 * ceiling, and what is above is a secret to it, both ways.
 */
#include "base/arena.h"
#include "model/reach.h"
#include "model_text.h"
#include "scan/fold.h"
#include "scan/scan.h"
#include "text/catalog.h"
#include "text/yaml.h"
#include "wall/public_view.h"
#include "wall/secret.h"
#include "wall/wall.h"

Suite *suite_wall_reach(void);

/* 2026-11-25T09:00+09:00. */
#define NOW ((struct instant){ 1795564800, 32400 })

#define CASE(n, word, sentence, disclosure)				\
	{ "cases/2026/PS-2026-000" n "/case.md",			\
	    "---\nid: PS-2026-000" n "\nadvisory: EX-2026-000" n	\
	    "\ntitle: {ja: 題, en: " word " in the " word		\
	    " of gate five}\nowner: sato\n" disclosure "---\n" },	\
	{ "cases/2026/PS-2026-000" n "/advisory.en.md",			\
	    "---\n---\n\n## summary\n\n" sentence "\n" }

#define SAYING(version, day, words, rest)				\
	"  - {version: " version ", at: 2026-11-" day			\
	"T10:00+09:00, summary: {ja: 公開, en: " words "}" rest "}\n"
#define REVISION(version, day, rest)					\
	SAYING(version, day, "First", rest)

#define LEDGER(n, revisions)						\
	{ "cases/2026/PS-2026-000" n "/published.yaml",			\
	    "revisions:\n" revisions }

static const struct model_file files[] = {
	{ "content/audiences.yaml",
	    "audiences:\n"
	    "- {id: public, name: {en: All}, ceiling: CLEAR, view: public}\n"
	    "- {id: customers, name: {en: Clients}, ceiling: AMBER, "
	    "view: public, base_url: \"https://clients.example.net/\"}\n"
	    "- {id: partners, name: {en: Friends}, ceiling: GREEN, "
	    "view: public, base_url: \"https://friends.example.net/\"}\n" },
	CASE("1", "Dust", "The bird sang in the tower at midnight.", ""),
	LEDGER("1", REVISION("1", "01", "")),
	CASE("2", "Rust", "The child slept in the cellar until noon.", ""),
	LEDGER("2", REVISION("1", "02", ", tlp: AMBER")),
	CASE("3", "Moss", "The horse drank from the river at sunset.", ""),
	LEDGER("3", REVISION("1", "03", ", tlp: GREEN")),
	CASE("4", "Soot", "The miller walked along the canal alone.", ""),
	LEDGER("4", REVISION("1", "04", ", tlp: RED")),
	/* Opened since, and from tomorrow on. */
	CASE("5", "Salt", "The baker opened his window in the rain.", ""),
	LEDGER("5",
	    SAYING("1", "05", "Told to the owl keepers alone",
		", tlp: AMBER, legacy_version: heron-draft-seven")
		SAYING("2", "06", "Opened to all the owls of town", "")),
	CASE("6", "Clay", "The tailor lost a button on the stairs.", ""),
	LEDGER("6",
	    SAYING("1", "07", "Told to the fox keepers alone", ", tlp: AMBER")
		REVISION("2", "26", "")),
	/* What the next revision will have tells nothing of this one. */
	CASE("7", "Lime", "The sailor found a letter under the table.",
	    "disclosure: {tlp: CLEAR}\n"),
	LEDGER("7", REVISION("1", "08", ", tlp: AMBER")),
};

enum reader {
	EVERYBODY,
	CUSTOMERS,
	PARTNERS,
	READERS,
};

/* Who sees what, by the number of the case. */
static const char *const seen[READERS] = {
	[EVERYBODY] = "15",
	[CUSTOMERS] = "123567",
	[PARTNERS] = "135",
};

static const char *const texts[][2] = {
	{ "1", "The bird sang in the tower at midnight." },
	{ "1", "Dust in the Dust of gate five" },
	{ "2", "The child slept in the cellar until noon." },
	{ "2", "Rust in the Rust of gate five" },
	{ "2", "EX-2026-0002" },
	{ "3", "EX-2026-0003" },
	{ "3", "The horse drank from the river at sunset." },
	{ "4", "EX-2026-0004" },
	{ "4", "The miller walked along the canal alone." },
	{ "5", "EX-2026-0005" },
	{ "5", "The baker opened his window in the rain." },
	/* Of one that is opened, what it said before is for nobody. */
	{ "-", "Told to the owl keepers alone" },
	{ "-", "heron-draft-seven" },
	{ "5", "Opened to all the owls of town" },
	{ "6", "Told to the fox keepers alone" },
	{ "6", "EX-2026-0006" },
	{ "6", "The tailor lost a button on the stairs." },
	{ "7", "EX-2026-0007" },
	{ "7", "Lime in the Lime of gate five" },
};

static struct model_fixture f;
static struct wall w;

static void
setup(void)
{
	model_fixture_open(&f);
	model_fixture_load(&f, files, ARRAY_LEN(files));
	w = (struct wall){
		.model = f.m,
		.now = NOW,
		.pool = f.pool,
		.perm = f.a,
		.d = f.d,
	};
}

static void
teardown(void)
{
	model_fixture_close(&f);
}

static void
count(void *ctx, const struct scan_hit *hit)
{
	(void)hit;
	++*(size_t *)ctx;
}

static bool
finds(const struct secrets *s, const char *text)
{
	size_t n = 0;

	scan_run(s->scan, fold_open(f.a, s->table), str_z(text), count, &n);
	return n > 0;
}

START_TEST(secret)
{
	const struct audience *a = f.m->audiences[_i].audience;
	const struct secrets *s = secret_find(&w, a, NULL, NULL, 0);

	ck_assert_uint_eq(f.m->n_audiences, READERS);
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		bool may = strstr(seen[_i], texts[i][0]) != NULL;

		ck_assert_msg(finds(s, texts[i][1]) == !may, "%.*s: %s",
		    STR_ARG(a->id.s), texts[i][1]);
	}
	/* Numbers of cases are for no reader of advisories. */
	ck_assert(finds(s, "PS-2026-0002"));
	ck_assert(finds(s, "PS-2026-0001"));
	/* Nor is it told where others read more; of less documents say it. */
	ck_assert(finds(s, "clients.example.net/") == (_i != CUSTOMERS));
	ck_assert(finds(s, "friends.example.net/") == (_i == EVERYBODY));
}
END_TEST

START_TEST(view)
{
	const struct audience *a = f.m->audiences[_i].audience;
	const struct public_view *v = wall_public_to(&w, a);

	ck_assert_ptr_nonnull(v);
	ck_assert_uint_eq(v->n_advisories, strlen(seen[_i]));
	for (size_t i = 0; i < v->n_advisories; i++) {
		const struct public_advisory *adv = &v->advisories[i];

		ck_assert_msg(strchr(seen[_i], adv->id.p[adv->id.n - 1]) !=
			NULL,
		    "%.*s", STR_ARG(adv->id));
	}
	ck_assert_int_eq((int)v->ceiling, a->ceiling.v - (int)TLP_CLEAR);
	ck_assert(str_eq(v->base_url,
	    _i == EVERYBODY ? S("https://example.com/") : a->base_url.s));
}
END_TEST

/* The address of a document is the same in whatever edition it stands. */
START_TEST(home)
{
	static const struct {
		const char *id;
		enum public_label label;
		const char *url;
	} rows[] = {
		{ "EX-2026-0001", PUBLIC_CLEAR, "https://example.com/" },
		{ "EX-2026-0002", PUBLIC_AMBER,
		    "https://clients.example.net/" },
		{ "EX-2026-0003", PUBLIC_GREEN,
		    "https://friends.example.net/" },
		{ "EX-2026-0005", PUBLIC_CLEAR, "https://example.com/" },
	};
	const struct public_view *v = wall_public_to(&w,
	    f.m->audiences[CUSTOMERS].audience);
	size_t n = 0;

	for (size_t i = 0; i < v->n_advisories; i++) {
		const struct public_advisory *adv = &v->advisories[i];

		for (size_t j = 0; j < ARRAY_LEN(rows); j++) {
			if (!str_eq_z(adv->id, rows[j].id))
				continue;
			n++;
			ck_assert_msg(adv->label == rows[j].label, "%s",
			    rows[j].id);
			ck_assert_msg(str_eq_z(adv->base_url, rows[j].url),
			    "%s", rows[j].id);
		}
	}
	ck_assert_uint_eq(n, ARRAY_LEN(rows));
	ck_assert(!v->is_listed && !v->is_mirrored);
	ck_assert_ptr_null(reach_home(f.m, TLP_RED));
}
END_TEST

/* Everybody is not told that something for fewer readers holds instead. */
START_TEST(successor)
{
	static const struct model_file by[] = {
		LEDGER("1",
		    REVISION("1", "01", "")
			REVISION("2", "09", ", superseded_by: EX-2026-0002")),
		LEDGER("2", REVISION("1", "02", ", tlp: AMBER")),
		LEDGER("3",
		    REVISION("1", "03",
			", tlp: GREEN, superseded_by: EX-2026-0001")),
	};
	struct model_file all[ARRAY_LEN(files) + 1];
	size_t n = ARRAY_LEN(files);

	memcpy(all, files, sizeof(files));
	for (size_t i = 0; i < n; i++) {
		if (strcmp(all[i].path, by[_i].path) == 0)
			all[i] = by[_i];
	}
	teardown();
	model_fixture_open(&f);
	model_fixture_load(&f, all, n);
	w.model = f.m;
	w.pool = f.pool;
	w.perm = f.a;
	w.d = f.d;
	ck_assert((wall_public_to(&w, f.m->audiences[CUSTOMERS].audience) !=
		      NULL) == (_i != 0));
}
END_TEST

/* The history is whole, and tells of stricter revisions no more than that. */
START_TEST(history)
{
	static const struct {
		const char *id;
		const char *summary;	/* of the first */
		size_t n;
	} rows[] = {
		{ "EX-2026-0001", "First", 1 },
		{ "EX-2026-0005", "Release to a limited audience", 2 },
		{ "EX-2026-0006", "Told to the fox keepers alone", 1 },
	};
	struct catalog *words = catalog_open(f.a, NULL);
	struct sources *ss = sources_open(f.a);
	uint32_t file = source_add(ss, S("words"));
	struct str text = S("view: {revision: {restricted: {ja: 限定, "
			    "en: Release to a limited audience}}}\n");
	const struct public_view *v;
	size_t n = 0;

	source_set_text(ss, file, text);
	ck_assert(catalog_add(words,
	    yaml_parse(f.a, ss, (struct span){ file, 0, (uint32_t)text.n },
		f.d),
	    f.d));
	w.words = words;
	v = wall_public_to(&w, f.m->audiences[CUSTOMERS].audience);
	for (size_t i = 0; i < v->n_advisories; i++) {
		const struct public_advisory *adv = &v->advisories[i];
		const struct public_revision *r = &adv->revisions[0];

		for (size_t j = 0; j < ARRAY_LEN(rows); j++) {
			if (!str_eq_z(adv->id, rows[j].id))
				continue;
			n++;
			ck_assert_uint_eq(adv->n_revisions, rows[j].n);
			ck_assert_msg(str_eq_z(r->summary.in[PUBLIC_EN],
					  rows[j].summary),
			    "%s", rows[j].id);
			ck_assert(str_eq_z(r->version, "1") && r->at.s > 0);
			ck_assert_uint_eq(r->legacy_version.n, 0);
		}
	}
	ck_assert_uint_eq(n, ARRAY_LEN(rows));
}
END_TEST

Suite *
suite_wall_reach(void)
{
	Suite *s = suite_create("wall_reach");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, secret, 0, READERS);
	tcase_add_loop_test(t, view, 0, READERS);
	tcase_add_test(t, home);
	tcase_add_loop_test(t, successor, 0, 3);
	tcase_add_test(t, history);
	suite_add_tcase(s, t);
	return s;
}
