/*
 * model/ssvc and assess/: the decision tables of content/ssvc against the
 * official ones, what follows from other facts, and drift.
 */
#include "model/ssvc.h"

#include "assess_text.h"
#include "base/buf.h"
#include "text/json_read.h"

static struct assess_fixture x;

static const char *const TABLES[] = { "cisa", "cisa-bod-26-04",
	"coordinator-publish", "coordinator-triage", "deployer", "supplier" };

static void
setup(void)
{
	assess_open(&x);
}

static void
teardown(void)
{
	assess_close(&x);
}

/* The repository's own tables, over the clean repository, with a case. */
static void
load(struct str text, const struct model_file *more, size_t n_more)
{
	struct model_file files[12] = { { CASE_PATH, str_to_z(x.f.a, text) } };
	size_t n = 1;

	for (size_t i = 0; i < ARRAY_LEN(TABLES); i++) {
		struct str path = str_fmt(x.f.a, "content/ssvc/%s.yaml",
		    TABLES[i]);
		const char *z = str_to_z(x.f.a, path);

		files[n++] = (struct model_file){ z,
			str_to_z(x.f.a, assess_file(&x, ".", z)) };
	}
	for (size_t i = 0; i < n_more; i++)
		files[n++] = more[i];
	assess_load(&x, "tables", files, n);
}

static const struct ssvc_table *
table_of(const char *id)
{
	const struct document_list *docs = &x.f.m->docs[KIND_SSVC];

	for (size_t i = 0; i < docs->n; i++) {
		if (str_eq_z(docs->v[i].path.id, id))
			return docs->v[i].record;
	}
	ck_abort_msg("no table %s", id);
}

static const struct ssvc_state *
state_of(const struct exposure_state *e, const char *id)
{
	for (size_t i = 0; i < e->n_ssvc; i++) {
		if (str_eq_z(e->ssvc[i].table, id))
			return &e->ssvc[i];
	}
	ck_abort_msg("no state by %s", id);
}

static struct str
value_of(const struct ssvc_state *s, const char *point)
{
	for (size_t i = 0; i < s->t->points.n; i++) {
		if (str_eq_z(s->answers[i].point->id.s, point))
			return s->answers[i].value;
	}
	ck_abort_msg("no point %s", point);
}

static struct str
outcome_of(const struct ssvc_state *s)
{
	return s->outcome != NULL ? s->outcome->id.s : S("?");
}

/* ---- the official tables ---------------------------------------------- */

/* Our words where they are not the official ones in snake_case. */
static const struct {
	const char *official;
	const char *ours;
} WORDS[] = {
	{ "Track*", "track_star" },
	{ "MEF Support Crippled", "crippled" },
	{ "3 days & forensic investigation", "3_days_and_forensics" },
};

static struct str
word_of(struct str name)
{
	struct str lower = str_lower(x.f.a, name);
	struct buf b;

	for (size_t i = 0; i < ARRAY_LEN(WORDS); i++) {
		if (str_eq_z(name, WORDS[i].official))
			return str_z(WORDS[i].ours);
	}
	buf_init(&b, 256);
	for (size_t i = 0; i < lower.n; i++) {
		char c = lower.p[i];
		bool is_word = (c >= 'a' && c <= 'z') ||
		    (c >= '0' && c <= '9');

		buf_putc(&b, is_word ? c : '_');
	}
	lower = str_dup(x.f.a, buf_str(&b));
	buf_fini(&b);
	return lower;
}

static const struct json_node *
official(const char *path)
{
	struct str text = assess_file(&x, test_data_dir(), path);
	uint32_t file = source_add(x.f.ss, str_z(path));
	struct json_node *root;

	source_set_text(x.f.ss, file, text);
	root = json_tree(x.f.a, x.f.ss, file, x.f.d);
	ck_assert_ptr_nonnull(root);
	return root;
}

/* The word of a value, by the key of its point and its own key. */
static struct str
official_word(const struct json_node *root, struct str point, struct str key)
{
	const struct json_node *values =
	    json_get(json_get(json_get(root, "decision_points"),
			 str_to_z(x.f.a, point)),
		"values");

	ck_assert_ptr_nonnull(values);
	for (const struct json_node *v = values->first; v != NULL;
	     v = v->next) {
		if (str_eq(json_get_str(v, "key"), key))
			return word_of(json_get_str(v, "name"));
	}
	ck_abort_msg("no value %.*s", STR_ARG(key));
}

#define SSVC_DATA	"standards/ssvc/json/decision_tables/"

static const struct {
	const char *id;
	const char *path;
	size_t rows;
} OFFICIAL[] = {
	{ "cisa", SSVC_DATA "cisa/cisa_coordinator_2_0_3.json", 36 },
	{ "cisa-bod-26-04", SSVC_DATA "cisa/cisa_bod_26_04_1_0_0.json", 16 },
	{ "supplier",
	    SSVC_DATA "ssvc/supplier_patch_development_priority_1_0_0.json",
	    36 },
	{ "deployer",
	    SSVC_DATA "ssvc/deployer_patch_application_priority_1_0_0.json",
	    72 },
	{ "coordinator-triage", SSVC_DATA "ssvc/coordinator_triage_1_0_0.json",
	    192 },
	{ "coordinator-publish",
	    SSVC_DATA "ssvc/coordinator_publish_decision_table_1_0_0.json",
	    27 },
};

/* Every row of the official table gives our outcome, and no other is there. */
START_TEST(same)
{
	const struct ssvc_table *t;
	const struct ssvc_lookup *l;
	const struct json_node *root, *mapping;
	struct ssvc_fault *faults;
	struct str outcome;
	size_t n, rows = 0;

	if (test_data_dir() == NULL) {
		test_skip("assess_ssvc same", "HANSHO_DATA is not set");
		return;
	}
	load(S(CASE_HEAD "---\nx\n"), NULL, 0);
	t = table_of(OFFICIAL[_i].id);
	l = ssvc_lookup_make(x.f.a, t, &faults, &n);
	ck_assert_uint_eq(n, 0);
	root = official(OFFICIAL[_i].path);
	outcome = json_get_str(root, "outcome");
	mapping = json_get(root, "mapping");
	ck_assert(str_eq(t->version.s, json_get_str(root, "version")));
	ck_assert(str_eq(t->key.s,
	    str_fmt(x.f.a, "%.*s:%.*s",
		STR_ARG(json_get_str(root, "namespace")),
		STR_ARG(json_get_str(root, "key")))));
	for (const struct json_node *row = mapping->first; row != NULL;
	     row = row->next, rows++) {
		struct str values[16], want;
		const struct ssvc_outcome *got;

		ck_assert_uint_eq(row->n, t->points.n + 1);
		for (size_t i = 0; i < t->points.n; i++) {
			struct str key = t->points.v[i].key.s;

			values[i] = official_word(root, key,
			    json_get_str(row, str_to_z(x.f.a, key)));
		}
		want = official_word(root, outcome,
		    json_get_str(row, str_to_z(x.f.a, outcome)));
		got = ssvc_look_up(l, values);
		ck_assert_msg(got != NULL && str_eq(got->id.s, want),
		    "%s row %zu", OFFICIAL[_i].id, rows);
	}
	ck_assert_uint_eq(rows, OFFICIAL[_i].rows);
}
END_TEST

static const struct {
	const char *path;
	const char *table;
	const char *point;
} DERIVED[] = {
	{ SSVC_DATA "ssvc/utility_1_0_0.json", "supplier", "utility" },
	{ SSVC_DATA "ssvc/public_safety_impact_1_0_0.json", "supplier",
	    "public_safety_impact" },
	{ SSVC_DATA "ssvc/human_impact_1_0_0.json", "deployer",
	    "human_impact" },
};

static const char *
input_field(struct str key)
{
	if (str_starts(key, S("ssvc:A:")))
		return "automatable";
	if (str_starts(key, S("ssvc:VD:")))
		return "value_density";
	return str_starts(key, S("ssvc:SI:")) ? "safety_impact" :
						"mission_impact";
}

/* A case with a flaw for each row of the official table of a point. */
START_TEST(derived)
{
	const struct json_node *root, *mapping, *row;
	struct str outcome;
	struct buf b;
	size_t i = 0;

	if (test_data_dir() == NULL) {
		test_skip("assess_ssvc derived", "HANSHO_DATA is not set");
		return;
	}
	root = official(DERIVED[_i].path);
	outcome = json_get_str(root, "outcome");
	mapping = json_get(root, "mapping");
	buf_init(&b, 1u << 20);
	buf_put(&b, S(CASE_HEAD "vulnerabilities:\n"));
	for (row = mapping->first; row != NULL; row = row->next) {
		buf_put(&b, S("  - {ssvc: {"));
		for (const struct json_node *m = row->first; m != NULL;
		     m = m->next) {
			if (str_eq(m->name, outcome))
				continue;
			buf_put(&b, str_z(input_field(m->name)));
			buf_put(&b, S(": "));
			buf_put(&b, official_word(root, m->name, m->text));
			buf_put(&b, S(", "));
		}
		buf_put(&b,
		    S("}, products: [{product: box, "
		      "status: known_affected}]}\n"));
	}
	buf_put(&b, S("---\nx\n"));
	load(str_dup(x.f.a, buf_str(&b)), NULL, 0);
	buf_fini(&b);
	for (row = mapping->first; row != NULL; row = row->next, i++) {
		struct str want = official_word(root, outcome,
		    json_get_str(row, str_to_z(x.f.a, outcome)));
		struct str got = value_of(state_of(&x.s.flaws[i].products[0],
					      DERIVED[_i].table),
		    DERIVED[_i].point);

		ck_assert_msg(str_eq(got, want), "%s row %zu: '%.*s'",
		    DERIVED[_i].path, i, STR_ARG(got));
	}
	ck_assert_uint_eq(i, x.s.n_flaws);
}
END_TEST

/* ---- points that follow ----------------------------------------------- */

#define FLAW(rest)							\
	CASE_HEAD "vulnerabilities:\n  - {" rest ", products: "		\
	"[{product: box, status: known_affected}]}\n---\nx\n"

static const struct follow_row {
	const char *text;	/* of the case */
	const char *product;	/* further lines of it */
	const char *table, *point, *value;
} FOLLOW[] = {
	{ FLAW("exploitation: active"), "", "cisa", "exploitation", "active" },
	{ FLAW("exploitation: public_poc"), "", "cisa", "exploitation",
	    "public_poc" },
	{ FLAW("exploitation: none"), "", "cisa", "exploitation", "none" },
	{ FLAW("cwe: CWE-79"), "", "cisa", "exploitation", "" },
	/* What people wrote comes first. */
	{ FLAW("exploitation: active, ssvc: {exploitation: none}"), "", "cisa",
	    "exploitation", "none" },
	{ FLAW("ssvc: {automatable: \"no\", value_density: diffuse, "
	       "utility: super_effective}"),
	    "", "supplier", "utility", "super_effective" },
	{ FLAW("ssvc: {automatable: \"yes\"}"), "", "supplier", "utility",
	    "" },
	{ FLAW("ssvc: {safety_impact: catastrophic}"), "", "deployer",
	    "human_impact", "very_high" },
	{ FLAW("ssvc: {safety_impact: critical}"), "", "deployer",
	    "human_impact", "" },
	{ FLAW("cwe: CWE-79"), "exposure: internet\n", "deployer",
	    "system_exposure", "open" },
	{ FLAW("cwe: CWE-79"), "exposure: connected\n", "deployer",
	    "system_exposure", "controlled" },
	{ FLAW("cwe: CWE-79"), "exposure: isolated\n", "deployer",
	    "system_exposure", "small" },
	{ FLAW("cwe: CWE-79"), "exposure: offline\n", "deployer",
	    "system_exposure", "small" },
	{ FLAW("cwe: CWE-79"), "", "deployer", "system_exposure", "" },
	{ FLAW("cwe: CWE-79"), "exposure: internet\n", "cisa-bod-26-04",
	    "publicly_exposed", "yes" },
	{ FLAW("cwe: CWE-79"), "exposure: offline\n", "cisa-bod-26-04",
	    "publicly_exposed", "no" },
	{ FLAW("cwe: CWE-79"), "", "cisa-bod-26-04", "publicly_exposed", "" },
	/* Without a mirror nobody knows. */
	{ FLAW("cve: CVE-1900-0001"), "", "cisa-bod-26-04", "in_kev", "" },
};

START_TEST(follows)
{
	const struct follow_row *w = &FOLLOW[_i];
	struct model_file product = { "products/acme/box/product.yaml",
		str_to_z(x.f.a,
		    str_fmt(x.f.a, "%s%s", PRODUCT(""), w->product)) };
	const struct ssvc_state *s;
	struct str got;

	load(str_z(w->text), &product, 1);
	s = state_of(&x.s.flaws[0].products[0], w->table);
	got = value_of(s, w->point);
	ck_assert_msg(str_eq_z(got, w->value), "row %d: '%.*s'", _i,
	    STR_ARG(got));
	if (got.n == 0)
		ck_assert_ptr_null(s->outcome);
	for (size_t i = 0; i < s->t->points.n; i++) {
		const struct ssvc_answer *a = &s->answers[i];

		ck_assert_msg((a->value.n > 0) == (a->proof.line > 0),
		    "row %d: proof of point %zu", _i, i);
	}
}
END_TEST

/* ---- BOD 26-04 -------------------------------------------------------- */

/* The directive's table: KEV, exposed, automatable, partial, total. */
static const struct {
	bool kev, exposed, automatable;
	const char *partial, *total;
} BOD[] = {
	{ false, false, false, "fix_on_system_upgrade",
	    "fix_on_system_upgrade" },
	{ false, false, true, "60_days", "60_days" },
	{ false, true, false, "60_days", "14_days" },
	{ false, true, true, "14_days", "3_days" },
	{ true, false, false, "14_days", "14_days" },
	{ true, false, true, "14_days", "3_days_and_forensics" },
	{ true, true, false, "14_days", "3_days_and_forensics" },
	{ true, true, true, "3_days", "3_days_and_forensics" },
};

START_TEST(bod)
{
	static struct kev_entry listed[] = { { .cve = STR_INIT(
						   "CVE-1900-0001") } };
	struct str want = str_z(
	    _i % 2 ? BOD[_i / 2].total : BOD[_i / 2].partial);
	struct str text = str_fmt(x.f.a,
	    CASE_HEAD "vulnerabilities:\n  - {cve: CVE-1900-000%d, ssvc: "
		      "{automatable: \"%s\", technical_impact: %s}, products: "
		      "[{product: box, status: known_affected}]}\n---\nx\n",
	    BOD[_i / 2].kev ? 1 : 2, BOD[_i / 2].automatable ? "yes" : "no",
	    _i % 2 ? "total" : "partial");
	struct model_file product = { "products/acme/box/product.yaml",
		BOD[_i / 2].exposed ? PRODUCT("exposure: internet\n") :
				      PRODUCT("exposure: isolated\n") };
	struct str got;

	x.kev = (struct kev){ .v = listed, .n = 1 };
	x.a.kev = &x.kev;
	load(text, &product, 1);
	got = outcome_of(
	    state_of(&x.s.flaws[0].products[0], "cisa-bod-26-04"));
	ck_assert_msg(str_eq(got, want), "row %d: %.*s", _i, STR_ARG(got));
}
END_TEST

/* ---- over the case ---------------------------------------------------- */

#define TABLE								\
	"name: {ja: T, en: T}\nversion: \"1\"\n"			\
	"points: [{id: exploitation, name: {ja: E, en: E}, "		\
	"values: [none, active]}]\n"					\
	"outcomes: [{id: track, name: {ja: t, en: t}}, "		\
	"{id: act, name: {ja: a, en: a}}]\n"				\
	"rows: [[none, track], [active, act]]\n"
#define DECIDED(outcome)						\
	"decisions: [{table: t, version: \"1\", outcome: " outcome	\
	", by: sato, at: 2026-09-01}]"

static const struct drift_row {
	const char *ssvc;
	const char *outcome;
	bool is_decided, has_drifted;
} DRIFTS[] = {
	{ "exploitation: none", "track", false, false },
	{ "exploitation: none, " DECIDED("track"), "track", true, false },
	{ "exploitation: active, " DECIDED("track"), "act", true, true },
	{ "exploitation: public_poc, " DECIDED("track"), "?", true, false },
	{ DECIDED("act"), "?", true, false },
};

START_TEST(drift)
{
	const struct drift_row *w = &DRIFTS[_i];
	struct model_file files[] = {
		{ "content/ssvc/t.yaml", TABLE },
		{ CASE_PATH,
		    str_to_z(x.f.a,
			str_fmt(x.f.a,
			    CASE_HEAD "vulnerabilities:\n  - {ssvc: {%s}, "
				      "products: [{product: box, status: "
				      "known_affected}]}\n---\nx\n",
			    w->ssvc)) },
	};
	const struct ssvc_state *s;

	assess_load(&x, w->ssvc, files, ARRAY_LEN(files));
	s = state_of(&x.s.flaws[0].products[0], "t");
	ck_assert_msg(str_eq_z(outcome_of(s), w->outcome), "row %d", _i);
	ck_assert_msg((s->decided != NULL) == w->is_decided, "row %d", _i);
	ck_assert_msg(s->drifted == w->has_drifted, "row %d", _i);
}
END_TEST

/* Outcomes of what still has the flaw: sorted, each once. */
START_TEST(gathered)
{
	static const struct model_file files[] = {
		{ "content/ssvc/t.yaml", TABLE },
		{ "content/ssvc/a.yaml", TABLE },
		{ CASE_PATH,
		    CASE_HEAD
		    "vulnerabilities:\n"
		    "  - {ssvc: {exploitation: none}, products: "
		    "[{product: box, status: known_affected}]}\n"
		    "  - {ssvc: {exploitation: none}, products: "
		    "[{product: box, status: under_investigation}]}\n"
		    "  - {ssvc: {exploitation: active}, products: "
		    "[{product: box, status: known_not_affected}]}\n"
		    "---\nx\n" },
	};
	const struct text_list *l = &x.s.assessment.ssvc;

	assess_load(&x, "gathered", files, ARRAY_LEN(files));
	ck_assert_uint_eq(l->n, 2);
	ck_assert(str_eq(l->v[0].s, S("a:track")));
	ck_assert(str_eq(l->v[1].s, S("t:track")));
	ck_assert(span_is_set(l->v[0].at));
	ck_assert(str_eq(outcome_of(state_of(&x.s.flaws[2].products[0], "t")),
	    S("act")));
}
END_TEST

/* ---- tables that are wrong -------------------------------------------- */

#define POINTS								\
	"name: {ja: T, en: T}\nversion: \"1\"\n"			\
	"points: [{id: a, name: {ja: a, en: a}, values: [x, y]}]\n"	\
	"outcomes: [{id: o, name: {ja: o, en: o}}]\n"

static const struct fault_row {
	const char *text;
	size_t n;
	const char *why;	/* a part of the first fault */
	const char *value, *outcome;	/* what is answered all the same */
} FAULTS[] = {
	{ POINTS "rows: [[x, o], [y, o]]\n", 0, "", "y", "o" },
	{ POINTS "rows: [[x, o]]\n", 1, "no row for (y)", "y", "?" },
	{ POINTS "rows: []\n", 1, "no row for (x)", "x", "?" },
	{ POINTS "rows: [[x, o], [y, o], [x, o]]\n", 1, "(x) has a row", "x",
	    "o" },
	{ POINTS "rows: [[x, o], [z, o]]\n", 1, "'z' is no value of a", "x",
	    "o" },
	{ POINTS "rows: [[x, o], [y, p]]\n", 1, "'p' is no outcome", "x",
	    "o" },
	{ POINTS "rows: [[x, o], [y]]\n", 1, "each of 1 points", "x", "o" },
	{ POINTS "rows: [[x, o], [y, o, o]]\n", 1, "each of 1 points", "x",
	    "o" },
	{ POINTS "rows: [[x, o], y]\n", 1, "each of 1 points", "x", "o" },
	{ POINTS "rows: [[x, o], [[y], [o]]]\n", 1, "is no value of a", "x",
	    "o" },
	{ POINTS "rows: {a: b}\n", 1, "has no rows", NULL, NULL },
	{ POINTS "rows: x\n", 1, "has no rows", NULL, NULL },
};

START_TEST(faulty)
{
	const struct fault_row *w = &FAULTS[_i];
	struct model_file file = { "content/ssvc/t.yaml", w->text };
	const struct ssvc_lookup *l;
	struct ssvc_fault *faults;
	const struct ssvc_outcome *o;
	struct str value;
	size_t n;

	assess_load(&x, w->text, &file, 1);
	l = ssvc_lookup_make(x.f.a, table_of("t"), &faults, &n);
	ck_assert_msg(n == w->n, "row %d: %zu faults", _i, n);
	for (size_t i = 0; i < n; i++)
		ck_assert(span_is_set(faults[i].at) && faults[i].help.n > 0);
	if (n > 0)
		ck_assert_msg(str_find(faults[0].why, str_z(w->why), 0) !=
			SIZE_MAX,
		    "row %d: %.*s", _i, STR_ARG(faults[0].why));
	if (w->value == NULL) {
		ck_assert_ptr_null(l);
		return;
	}
	value = str_z(w->value);
	o = ssvc_look_up(l, &value);
	ck_assert_msg(str_eq_z(o != NULL ? o->id.s : S("?"), w->outcome),
	    "row %d", _i);
	value = S("");
	ck_assert_ptr_null(ssvc_look_up(l, &value));
	value = S("unknown");
	ck_assert_ptr_null(ssvc_look_up(l, &value));
}
END_TEST

/* 20 points of 40 values: refused, not allocated. */
START_TEST(hostile)
{
	struct model_file file = { "content/ssvc/t.yaml", NULL };
	struct ssvc_fault *faults;
	struct buf b;
	size_t n;

	buf_init(&b, 1u << 20);
	buf_put(&b,
	    S("name: {ja: T, en: T}\nversion: \"1\"\nrows: []\n"
	      "outcomes: [{id: o, name: {ja: o, en: o}}]\npoints:\n"));
	for (int i = 0; i < 20; i++) {
		buf_put(&b,
		    str_fmt(x.f.a,
			"- {id: p%d, name: {ja: a, en: a}, values: [", i));
		for (int j = 0; j < 40; j++)
			buf_put(&b, str_fmt(x.f.a, "v%d,", j));
		buf_put(&b, S("]}\n"));
	}
	file.text = str_to_z(x.f.a, buf_str(&b));
	buf_fini(&b);
	assess_load(&x, "hostile", &file, 1);
	ck_assert_ptr_null(
	    ssvc_lookup_make(x.f.a, table_of("t"), &faults, &n));
	ck_assert_uint_eq(n, 1);
}
END_TEST

Suite *suite_assess_ssvc(void);

Suite *
suite_assess_ssvc(void)
{
	Suite *s = suite_create("assess_ssvc");
	TCase *tc = tcase_create("ssvc");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, same, 0, (int)ARRAY_LEN(OFFICIAL));
	tcase_add_loop_test(tc, derived, 0, (int)ARRAY_LEN(DERIVED));
	tcase_add_loop_test(tc, follows, 0, (int)ARRAY_LEN(FOLLOW));
	tcase_add_loop_test(tc, bod, 0, 2 * (int)ARRAY_LEN(BOD));
	tcase_add_loop_test(tc, drift, 0, (int)ARRAY_LEN(DRIFTS));
	tcase_add_test(tc, gathered);
	tcase_add_loop_test(tc, faulty, 0, (int)ARRAY_LEN(FAULTS));
	tcase_add_test(tc, hostile);
	suite_add_tcase(s, tc);
	return s;
}
