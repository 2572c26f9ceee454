/*
 * Inside pages from small repositories: every page has its twin, renders in
 * both languages, links to pages that are there, and shows nothing that its
 * edition may not see.
 */
#include "export/internal/board.h"
#include "export/internal/grade.h"
#include "export/internal/piece.h"
#include "export/internal/tally.h"
#include "export/plan.h"
#include "base/buf.h"
#include "base/limits.h"
#include "model/state.h"
#include "model_text.h"
#include "pipeline/theme.h"
#include "rule/rule.h"
#include "text/catalog.h"
#include "wall/wall.h"

Suite *suite_export_internal(void);

/* Words that must not be seen below a level, and markup that never must. */
#define TEAM		"qteamonly"
#define NAMED		"qnamedonly"
#define HOSTILE		"<script>x</script>"

#define CASE	"cases/2026/PS-2026-0001/case.md"

static const struct model_file files[] = {
	{ CASE,
	    "---\nid: PS-2026-0001\nadvisory: EX-2026-0001\n"
	    "title: {ja: 鍵" HOSTILE ", en: A key}\ntlp: AMBER\nowner: sato\n"
	    "deputy: tanaka\nteam: [tanaka]\ncompany: acme\n"
	    "code_name: " TEAM "\n"
	    "source:\n  channel: finder\n  party: jpcert\n"
	    "  wishes: " TEAM "\n  credit: {consent: named, name: " TEAM "}\n"
	    "  reporter: {name: " NAMED ", email: x@example.com}\n"
	    "report: {summary: " TEAM ", proof_of_concept: " NAMED "}\n"
	    "embargo: {until: 2026-12-01T10:00+09:00, agreed: [jpcert], "
	    "reason: " TEAM "}\n"
	    "facts:\n"
	    "  - {at: 2026-09-01T09:30+09:00, event: received, by: sato, "
	    "note: \"" TEAM HOSTILE "\"}\n"
	    "  - {at: 2026-09-02, event: nobody-knows-this, note: x}\n"
	    "vulnerabilities:\n"
	    "  - cve: CVE-1900-0001\n    cwe: CWE-79\n"
	    "    cvss: [\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"]\n"
	    "    ssvc: {exploitation: active, automatable: yes}\n"
	    "    root_cause: design\n"
	    "    products:\n"
	    "      - product: box\n        owner: sato\n"
	    "        target: 2026-12-01\n        versions:\n"
	    "          - {range: \"vers:semver/>=1.0.0|<2.0.0\", "
	    "status: known_affected}\n"
	    "          - {version: 2.0.0, status: first_fixed}\n"
	    "        remediations:\n"
	    "          - {category: vendor_fix, version: 2.0.0, "
	    "date: 2027-01-01, url: \"https://example.com/fw\"}\n"
	    "      - {product: box, status: known_not_affected, "
	    "justification: component_not_present}\n"
	    "disclosure:\n  decision: publish\n  reason: " TEAM "\n"
	    "  dates: [{asked: 2026-12-01, by: jpcert, why: " TEAM "}]\n"
	    "regimes: [{regime: cra, applies: no, reason: " TEAM ", "
	    "by: sato, at: 2026-09-02}]\n"
	    "references: [{url: \"https://example.com/\"}]\n"
	    "---\n## Notes\n\n" TEAM "\n" },
	{ "content/alerts/2026/A-1.md",
	    "---\ntitle: {en: Alert}\nlevel: act\nat: 2026-09-01T09:30Z\n"
	    "vulnerabilities: [CVE-1900-0001]\nproducts: [box]\n"
	    "due: 2026-09-10\nreferences: [{url: \"https://example.com/\"}]\n"
	    "revisions: [{number: 1, at: 2026-09-01T09:30Z, "
	    "summary: {en: first}}]\n---\nAct **now**.\n" },
	{ "content/campaigns/log/answers/box.yaml",
	    "product: box\nanswers:\n"
	    "- {vulnerability: CVE-1900-0001, status: fixing, by: sato, "
	    "at: 2026-09-03, reason: \"" HOSTILE "\"}\n" },
	{ "content/cve-ids/2026.yaml",
	    "ids:\n- {cve: CVE-1900-0001, state: reserved, "
	    "case_id: PS-2026-0001}\n- {cve: CVE-1900-0002, state: free}\n" },
	{ "content/deadlines/cra.yaml",
	    "name: {en: CRA}\nrows:\n- {id: D-01, name: {en: Early warning}, "
	    "start: [aware], length: 24, unit: hours, stop: "
	    "[report_submitted], calendar: jp, confirmed: yes}\n" },
	{ "content/handbook/intro.en.md",
	    "---\ntitle: Intro\norder: 1\n---\nRead this.\n" },
	{ "content/requests/RQ-1.yaml",
	    "company: acme\ncase_id: PS-2026-0001\nproduct: box\n"
	    "versions: [1.0.0]\nto: sato\nby: tanaka\n"
	    "question: {en: " TEAM HOSTILE "}\nat: 2026-09-02\n"
	    "due: 2026-09-03\n" },
	{ "content/people/acme.yaml",
	    "people:\n- {id: sato, name: {en: Sato}, roles: [coordinator], "
	    "telephone: " TEAM ", skills: [" TEAM "], "
	    "absence: [{from: 2026-09-01, to: 2026-12-31, deputy: tanaka}], "
	    "nda: [{scope: " TEAM ", signed_on: 2026-01-01}]}\n"
	    "- {id: tanaka, name: {en: Tanaka}}\n" },
	{ "content/parties/jpcert.yaml",
	    "kind: coordinator\nname: {en: " TEAM "}\n"
	    "contacts: [{name: " NAMED "}]\n" },
	{ "content/policies/p.en.md",
	    "---\ntitle: P\nkind: other\nversion: \"1\"\nowner: sato\n"
	    "review: 2027-01-01\npriorities:\n"
	    "- priority: now\n  when: {all: [{field: case.tlp, op: in, "
	    "value: [CLEAR, GREEN]}, {not: {field: case.owner, "
	    "op: exists}}, {any: [{field: case.id, op: eq, "
	    "value: \"<b>\"}]}]}\n  reason: {en: Nobody has it}\n"
	    "- {priority: later}\n"
	    "approvals:\n- {roles: [legal], when: {field: case.code_name, "
	    "op: missing}}\n"
	    "checks:\n- {rule: case-owner, class: error, "
	    "reason: Cases need one}\n- {rule: no-such, class: \"off\"}\n"
	    "---\n" },
	{ "products/acme/box/decisions.yaml",
	    "decisions:\n- {vulnerability: CVE-1900-0003, "
	    "verdict: not_affected, justification: component_not_present, "
	    "basis: no such part, by: sato, at: 2026-09-01}\n" },
	{ "products/acme/box/product.yaml",
	    "name: {en: Box}\nkind: hardware\nowner: sato\n"
	    "keywords: [box]\nversions:\n- {version: 1.0.0, life: ended, "
	    "support_ends: 2026-01-01}\n- {version: 2.0.0}\n" },
};

/* The same repository with nothing but the organisation in it. */
static const struct model_file nothing[] = {
	{ CASE, NULL },
	{ "content/alerts/2026/A-1.md", NULL },
	{ "content/audiences.yaml", NULL },
	{ "content/calendars/jp.yaml", NULL },
	{ "content/campaigns/log/campaign.md", NULL },
	{ "content/companies/acme.yaml", NULL },
	{ "content/parties/jpcert.yaml", NULL },
	{ "content/people/acme.yaml", NULL },
	{ "content/policies/p.en.md", NULL },
	{ "products/acme/box/product.yaml", NULL },
	{ "products/systems/acme/line.yaml", NULL },
};

static struct model_fixture f;
static struct theme theme;

static void
setup(void)
{
	model_fixture_open(&f);
	ck_assert(theme_load(f.a, NULL, sources_open(f.a), f.d, NULL, &theme));
}

static void
teardown(void)
{
	model_fixture_close(&f);
}

/* An edition in the making. */
struct site {
	struct export_context c;
	const struct model *view;
	struct plan plan;
	struct buf *pages;	/* as plan.pages */
};

static struct instant
now(void)
{
	struct instant t;

	ck_assert(instant_parse(S("2026-11-22T09:00+09:00"), &t, NULL));
	return t;
}

static void
site_make(struct site *s, enum tlp ceiling, unsigned views)
{
	const struct audience audience = { .ceiling = { .v = ceiling } };
	const struct wall w = { .model = f.m,
		.now = now(),
		.perm = f.a,
		.d = f.d };
	const struct export_inside *x;

	s->view = wall_inside(&w, &audience);
	s->c = (struct export_context){
		.templates = theme.templates,
		.words = theme.words,
		.now = now(),
		.version = S("0"),
		.edition = S("desk"),
		.ceiling = str_z(enum_name(&enum_tlp, (int)ceiling)),
		.views = views,
	};
	s->plan = (struct plan){ .perm = f.a };
	for (size_t i = 0; (x = export_inside_at(i)) != NULL; i++) {
		s->plan.exporter = i;
		if ((x->views & views) != 0)
			x->plan(&s->plan, s->view, &s->c);
	}
	plan_sort(&s->plan);
	s->pages = arena_array(f.a, struct buf, s->plan.n);
}

static void
site_render(struct site *s)
{
	for (size_t i = 0; i < s->plan.n; i++) {
		const struct plan_page *p = &s->plan.pages[i];
		bool ok;

		buf_init(&s->pages[i], LIMIT_PAGE_BYTES);
		ok = export_inside_at(p->exporter)
			 ->render(&p->page, s->view, &s->c, f.a, &s->pages[i],
			     f.d);
		ck_assert_msg(ok, "%.*s: %s", STR_ARG(p->page.path),
		    diags_len(f.d) > 0 ? model_said(&f, 0) : "?");
		ck_assert(buf_ok(&s->pages[i]));
	}
}

static void
site_fini(struct site *s)
{
	for (size_t i = 0; i < s->plan.n; i++)
		buf_fini(&s->pages[i]);
}

/* Each path once, and each page of a language has its twin. */
static void
check_paths(const struct site *s)
{
	for (size_t i = 0; i < s->plan.n; i++) {
		struct str path = s->plan.pages[i].page.path;
		struct str lang, name;

		ck_assert_msg(i == 0 ||
			!str_eq(path, s->plan.pages[i - 1].page.path),
		    "%.*s twice", STR_ARG(path));
		if (s->plan.pages[i].page.lang.n == 0 ||
		    !str_cut(path, '/', &lang, &name))
			continue;
		ck_assert_msg(plan_find(&s->plan,
				  str_fmt(f.a, "%s/%.*s",
				      str_eq_z(lang, "ja") ? "en" : "ja",
				      STR_ARG(name))) != SIZE_MAX,
		    "%.*s alone", STR_ARG(path));
	}
}

/* The page that a relative link leads to; empty for what is not checked. */
static struct str
target_of(struct str from, struct str href)
{
	size_t end = str_find_byte(href, '#', 0);
	struct str folder = from;

	if (end != SIZE_MAX)
		href = str_sub(href, 0, end);
	if (href.n == 0 || str_find_byte(href, ':', 0) != SIZE_MAX ||
	    str_find(href, S("assets/"), 0) != SIZE_MAX)
		return S("");
	while (folder.n > 0 && folder.p[folder.n - 1] != '/')
		folder.n--;
	if (str_starts(href, S("./")))
		href = str_from(href, 2);
	while (str_starts(href, S("../"))) {
		href = str_from(href, 3);
		folder.n -= folder.n > 0;
		while (folder.n > 0 && folder.p[folder.n - 1] != '/')
			folder.n--;
	}
	return str_cat(f.a, folder, href);
}

static void
check_links(const struct site *s)
{
	for (size_t i = 0; i < s->plan.n; i++) {
		struct str path = s->plan.pages[i].page.path;
		struct str html = buf_str(&s->pages[i]);
		size_t at = 0;

		while ((at = str_find(html, S(" href=\""), at)) != SIZE_MAX) {
			size_t end = str_find_byte(html, '"', at + 7);
			struct str href = str_sub(html, at + 7, end - at - 7);
			struct str to = target_of(path, href);

			ck_assert_msg(to.n == 0 ||
				plan_find(&s->plan, to) != SIZE_MAX,
			    "%.*s: dead link %.*s", STR_ARG(path),
			    STR_ARG(href));
			at = end;
		}
	}
}

static bool
site_has(const struct site *s, const char *words)
{
	for (size_t i = 0; i < s->plan.n; i++) {
		if (str_find(buf_str(&s->pages[i]), str_z(words), 0) !=
		    SIZE_MAX)
			return true;
	}
	return false;
}

static const struct {
	const char *name;
	enum tlp ceiling;
	unsigned views;
	bool sees_team;
	bool sees_case;
} EDITIONS[] = {
	{ "portal", TLP_AMBER, EXPORT_PORTAL, false, true },
	{ "portal under GREEN", TLP_GREEN, EXPORT_PORTAL, false, false },
	{ "desk", TLP_AMBER_STRICT, EXPORT_DESK, true, true },
	{ "desk under AMBER", TLP_AMBER, EXPORT_DESK, false, true },
};

START_TEST(test_edition)
{
	struct site s;

	model_fixture_load(&f, files, ARRAY_LEN(files));
	ck_assert_uint_eq(f.m->n_unreadable, 0);
	site_make(&s, EDITIONS[_i].ceiling, EDITIONS[_i].views);
	check_paths(&s);
	site_render(&s);
	check_links(&s);
	ck_assert_msg(site_has(&s, "PS-2026-0001") == EDITIONS[_i].sees_case,
	    "%s: case", EDITIONS[_i].name);
	ck_assert_msg(site_has(&s, TEAM) == EDITIONS[_i].sees_team,
	    "%s: fields of the team", EDITIONS[_i].name);
	ck_assert_msg(!site_has(&s, NAMED), "%s: fields of the named",
	    EDITIONS[_i].name);
	ck_assert_msg(!site_has(&s, HOSTILE), "%s: markup", EDITIONS[_i].name);
	site_fini(&s);
}
END_TEST

START_TEST(test_empty)
{
	struct site s;

	model_fixture_load(&f, nothing, ARRAY_LEN(nothing));
	site_make(&s, TLP_AMBER_STRICT, _i == 0 ? EXPORT_PORTAL : EXPORT_DESK);
	check_paths(&s);
	site_render(&s);
	check_links(&s);
	site_fini(&s);
}
END_TEST

/* What one page of the portal must say. */
static const struct {
	const char *path;
	const char *words;
} SAYINGS[] = {
	{ "en/policies/p.html",
	    "<pre><code>all:\n"
	    "  - case.tlp in [CLEAR, GREEN]\n"
	    "  - not:\n    case.owner exists\n"
	    "  - any:\n    - case.id eq &lt;b&gt;</code></pre>" },
	{ "en/policies/p.html", "Nobody has it" },
	{ "en/policies/p.html", "later</th><td>always</td>" },
	{ "en/policies/p.html", "<code>case.code_name missing</code>" },
	{ "en/policies/p.html", "href=\"../rules/case-owner.html\"" },
	{ "en/policies/p.html", "<li><code>no-such</code>" },
	{ "ja/rules/index.html", "href=\"case-id.html\"" },
	{ "ja/rules/index.html", "href=\"link-dead.html\"" },
	{ "ja/rules/case-id.html", "<p>人はフォルダー名で" },
	{ "ja/rules/case-id.html",
	    "lang=\"en\">the id of a case and its folder differ" },
	{ "en/rules/case-id.html", "<p>People find a case by its folder" },
	{ "en/rules/case-id.html",
	    "<code>cases/2026/PS-2026-0117/case.md: id: PS-2026-0711" },
	{ "en/rules/case-block.html", "href=\"case-number.html\"" },
	{ "en/rules/case-owner.html", "href=\"../policies/p.html\"" },
	{ "en/rules/case-owner.html", "Cases need one" },
	{ "en/rules/link-dead.html", "<dd>reading and building</dd>" },
	{ "ja/reference/index.html", "href=\"case.html\"" },
	{ "ja/reference/index.html", "<code>kev_listed</code>" },
	{ "ja/reference/index.html", "<td lang=\"ja\">報告を受領</td>" },
	{ "ja/reference/case.html", "href=\"#r-fact\"" },
	{ "ja/reference/case.html", "id=\"r-fact\"" },
	{ "ja/reference/case.html", "<span lang=\"en\">a line of text" },
	{ "ja/reference/case.html", "<code>AMBER+STRICT</code>" },
	{ "ja/reference/case.html", "指名された人" },
};

START_TEST(test_saying)
{
	struct site s;
	size_t i;

	model_fixture_load(&f, files, ARRAY_LEN(files));
	site_make(&s, TLP_AMBER, EXPORT_PORTAL);
	i = plan_find(&s.plan, str_z(SAYINGS[_i].path));
	ck_assert_msg(i != SIZE_MAX, "%s", SAYINGS[_i].path);
	site_render(&s);
	ck_assert_msg(str_find(buf_str(&s.pages[i]), str_z(SAYINGS[_i].words),
			  0) != SIZE_MAX,
	    "%s: no %s", SAYINGS[_i].path, SAYINGS[_i].words);
	site_fini(&s);
}
END_TEST

/* Every kind with fields and every rule has its page, whatever was loaded. */
START_TEST(test_tables)
{
	struct site s;

	model_fixture_load(&f, nothing, ARRAY_LEN(nothing));
	site_make(&s, TLP_CLEAR, EXPORT_PORTAL);
	for (size_t i = 0; i < kinds_len(); i++) {
		const struct kind_info *k = kind_info((enum kind)i);

		ck_assert_msg((plan_find(&s.plan,
				   str_fmt(f.a, "en/reference/%s.html",
				       k->name)) != SIZE_MAX) ==
			(k->record->n > 0),
		    "%s", k->name);
	}
	for (size_t i = 0; i < rules_len(); i++)
		ck_assert_msg(plan_find(&s.plan,
				  str_fmt(f.a, "ja/rules/%s.html",
				      rule_at(i)->id)) != SIZE_MAX,
		    "%s", rule_at(i)->id);
	for (size_t i = 0; i < s.plan.n; i++)
		buf_init(&s.pages[i], LIMIT_PAGE_BYTES);
	site_fini(&s);
}
END_TEST

/* Label and instant stand at the head of every page, the label at its end. */
START_TEST(test_label)
{
	struct site s;

	model_fixture_load(&f, files, ARRAY_LEN(files));
	site_make(&s, TLP_AMBER, EXPORT_PORTAL);
	site_render(&s);
	for (size_t i = 0; i < s.plan.n; i++) {
		struct str html = buf_str(&s.pages[i]);
		size_t label = str_find(html, S("TLP:AMBER<"), 0);
		size_t foot = str_find(html, S("p-foot"), 0);
		const char *path = str_to_z(f.a, s.plan.pages[i].page.path);

		/* Calendar files say it in their description. */
		if (str_ends(s.plan.pages[i].page.path, S(".ics"))) {
			ck_assert_msg(str_find(html, S(":TLP:AMBER. "), 0) !=
				    SIZE_MAX ||
				str_find(html, S(":TLP:AMBER　"), 0) !=
				    SIZE_MAX,
			    "%s", path);
			continue;
		}
		if (str_ends(s.plan.pages[i].page.path, S(".txt"))) {
			ck_assert_msg(str_starts(html, S("TLP:AMBER")), "%s",
			    path);
			continue;
		}
		if (str_ends(s.plan.pages[i].page.path, S(".atom"))) {
			ck_assert_msg(label != SIZE_MAX, "%s", path);
			continue;
		}
		ck_assert_msg(label < str_find(html, S("<h1"), 0), "%s", path);
		ck_assert_msg(foot != SIZE_MAX &&
			str_find(html, S("TLP:AMBER<"), foot) != SIZE_MAX,
		    "%s", path);
		ck_assert_msg(str_find(html, S("2026-11-22T09:00:00+09:00"),
				  0) < foot,
		    "%s", path);
	}
	site_fini(&s);
}
END_TEST

/* A notice where records could not be read. */
START_TEST(test_unreadable)
{
	const struct model_file broken[] = {
		{ "content/parties/jpcert.yaml", "[" },
	};
	struct site s;

	model_fixture_load(&f, broken, ARRAY_LEN(broken));
	ck_assert_uint_eq(f.m->n_unreadable, 1);
	site_make(&s, TLP_AMBER_STRICT, EXPORT_DESK);
	f.d = diags_open(f.a);
	site_render(&s);
	ck_assert(
	    str_find(buf_str(&s.pages[plan_find(&s.plan, S("en/index.html"))]),
		S("notice-late"), 0) != SIZE_MAX);
	site_fini(&s);
}
END_TEST

/* Pages name values of these tables by word.TABLE.VALUE. */
static const struct enum_table *const TABLES[] = {
	&enum_product_kind,
	&enum_life,
	&enum_exposure,
	&enum_safety_impact,
	&enum_company_kind,
	&enum_role,
	&enum_party_kind,
	&enum_channel,
	&enum_consent,
	&enum_verdict,
	&enum_exit,
	&enum_product_status,
	&enum_remediation_category,
	&enum_disclosure_decision,
	&enum_exploitation,
	&enum_yes_no,
	&enum_technical_impact,
	&enum_root_cause,
	&enum_scope,
	&enum_decision_verdict,
	&enum_alert_level,
	&enum_cve_state,
	&enum_policy_kind,
	&enum_rule_class,
	&enum_unit,
	&enum_weight,
};

START_TEST(test_words)
{
	const struct enum_table *t = TABLES[_i];

	for (size_t i = 0; i < t->n; i++) {
		struct str key = str_fmt(f.a, "word.%s.%s", t->name,
			       t->values[i].name),
			   text;

		ck_assert_msg(catalog_get(theme.words, S("ja"), key, &text),
		    "%.*s", STR_ARG(key));
	}
}
END_TEST

#define AFFECTED	"versions: [{version: 1.0.0, status: known_affected}]"
#define VENDOR_FIX	"remediations: [{category: vendor_fix, date: "

/* The state of a product by what the case says of it. */
static const struct {
	const char *product;
	const char *state;
} STATES[] = {
	{ AFFECTED, "affected" },
	{ AFFECTED ", remediations: [{category: none_available}]",
	    "affected" },
	{ AFFECTED ", remediations: [{category: workaround}]", "mitigated" },
	{ AFFECTED ", remediations: [{category: mitigation}, "
		   "{category: no_fix_planned}]",
	    "wontfix" },
	{ AFFECTED ", " VENDOR_FIX "2026-11-22}]", "fixed" },
	{ AFFECTED ", " VENDOR_FIX "2026-11-23}]", "fixing" },
	{ AFFECTED ", remediations: [{category: vendor_fix}]", "fixed" },
	{ "versions: [{version: 1.0.0, status: known_affected}, "
	  "{version: 1.1.0, status: first_fixed}]",
	    "fixed" },
	{ "status: fixed", "fixed" },
	{ "status: known_not_affected", "notaffected" },
	{ "status: under_investigation", "investigating" },
	{ "status: recommended", "investigating" },
};

START_TEST(test_state)
{
	struct str text = str_fmt(f.a,
	    "---\nid: PS-2026-0001\n"
	    "title: {en: x}\nvulnerabilities:\n- products:\n"
	    "  - {product: box, %s}\n---\n",
	    STATES[_i].product);
	const struct model_file file = { CASE, str_to_z(f.a, text) };
	const struct vulnerability *v;
	enum row_state state;

	model_fixture_load(&f, &file, 1);
	v = &f.m->cases[0].c->vulnerabilities.v[0];
	state = state_product(v, &v->products.v[0], f.m->zone, now());
	ck_assert_str_eq(enum_name(&enum_row_state, (int)state),
	    STATES[_i].state);
}
END_TEST

/* Where a case stands, by its facts. */
static const struct {
	const char *rows;
	enum tally_case state;
} STANDINGS[] = {
	{ "facts: [{at: 2026-09-01, event: received}]", TALLY_OPEN },
	{ "facts: [{at: 2026-09-01, event: closed}]", TALLY_CLOSED },
	{ "facts: [{at: 2026-09-01, event: closed}, "
	  "{at: 2026-09-02, event: reopened}]",
	    TALLY_OPEN },
	{ "exit: {how: rejected, at: 2026-09-01, reason: x, "
	  "approver: sato}",
	    TALLY_CLOSED },
};

START_TEST(test_standing)
{
	struct str text = str_fmt(f.a,
	    "---\nid: PS-2026-0001\n"
	    "title: {en: x}\n%s\n---\n",
	    STANDINGS[_i].rows);
	const struct model_file file = { CASE, str_to_z(f.a, text) };

	model_fixture_load(&f, &file, 1);
	ck_assert_int_eq(tally_case(&f.m->cases[0], now()),
	    STANDINGS[_i].state);
}
END_TEST

/* What a campaign's board makes of one product's answer on two flaws. */
static const struct {
	const char *answers;
	const char *worst;
	size_t n_answered;
	size_t n_done;
} ANSWERS[] = {
	{ "", "waiting", 0, 0 },
	{ "V1 fixed", "waiting", 0, 0 },
	{ "V1 fixed, V2 no_answer", "waiting", 0, 0 },
	{ "V1 fixed, V2 not_affected", "fixed", 1, 1 },
	{ "V1 affected, V2 fixed", "affected", 1, 0 },
	{ "V1 fixing, V2 investigating", "investigating", 1, 0 },
	{ "V1 wontfix, V2 workaround", "mitigated", 1, 0 },
};

/* "V1 fixed, V2 fixing" as the file of answers. */
static const char *
answers_yaml(struct str rest)
{
	struct str yaml = S("product: box\nanswers:\n"), one, id, status;

	while (rest.n > 0) {
		(void)str_cut(rest, ',', &one, &rest);
		(void)str_cut(str_trim(one), ' ', &id, &status);
		yaml = str_fmt(f.a,
		    "%.*s- {vulnerability: %.*s, status: %.*s, "
		    "by: sato, at: 2026-09-03}\n",
		    STR_ARG(yaml), STR_ARG(id), STR_ARG(status));
	}
	return str_to_z(f.a, yaml);
}

START_TEST(test_board)
{
	const struct model_file over[] = {
		{ "content/campaigns/log/campaign.md",
		    "---\ntitle: {en: x}\ncommander: sato\n"
		    "opened: 2026-09-01T09:30Z\ndue: 2026-09-02\n"
		    "vulnerabilities: [V1, V2]\n---\n" },
		{ "content/campaigns/log/answers/box.yaml",
		    answers_yaml(str_z(ANSWERS[_i].answers)) },
		/* Outside makers are not asked. */
		{ "content/companies/maker.yaml",
		    "name: {en: Maker}\nkind: vendor\n" },
		{ "products/maker/part/product.yaml",
		    "name: {en: Part}\nkind: component\n" },
	};
	const struct board *b;

	model_fixture_load(&f, over, ARRAY_LEN(over));
	b = board_all(f.a, f.m);
	ck_assert_uint_eq(b->n, 1);
	ck_assert_str_eq(enum_name(&enum_row_state, (int)b->rows[0].worst),
	    ANSWERS[_i].worst);
	ck_assert_uint_eq(b->counts[b->rows[0].worst], 1);
	ck_assert_uint_eq(b->n_answered, ANSWERS[_i].n_answered);
	ck_assert_uint_eq(b->n_done, ANSWERS[_i].n_done);
}
END_TEST

static const struct {
	size_t rows;
	size_t pages;
	size_t last_from;
} PIECES[] = {
	{ 0, 1, 0 },
	{ 1, 1, 0 },
	{ PIECE_ROWS, 1, 0 },
	{ PIECE_ROWS + 1, 2, PIECE_ROWS },
	{ 3 * PIECE_ROWS, 3, 2 * PIECE_ROWS },
};

START_TEST(test_pieces)
{
	size_t n = piece_count(PIECES[_i].rows);
	struct piece last = piece_at(PIECES[_i].rows, n - 1);

	ck_assert_uint_eq(n, PIECES[_i].pages);
	ck_assert_uint_eq(last.from, PIECES[_i].last_from);
	ck_assert_uint_eq(last.to, PIECES[_i].rows);
}
END_TEST

Suite *
suite_export_internal(void)
{
	Suite *s = suite_create("export/internal");
	TCase *t = tcase_create("pages");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, test_edition, 0, (int)ARRAY_LEN(EDITIONS));
	tcase_add_loop_test(t, test_empty, 0, 2);
	tcase_add_loop_test(t, test_saying, 0, (int)ARRAY_LEN(SAYINGS));
	tcase_add_test(t, test_tables);
	tcase_add_test(t, test_label);
	tcase_add_test(t, test_unreadable);
	tcase_add_loop_test(t, test_words, 0, (int)ARRAY_LEN(TABLES));
	tcase_add_loop_test(t, test_state, 0, (int)ARRAY_LEN(STATES));
	tcase_add_loop_test(t, test_standing, 0, (int)ARRAY_LEN(STANDINGS));
	tcase_add_loop_test(t, test_board, 0, (int)ARRAY_LEN(ANSWERS));
	tcase_add_loop_test(t, test_pieces, 0, (int)ARRAY_LEN(PIECES));
	suite_add_tcase(s, t);
	return s;
}
