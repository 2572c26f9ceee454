/*
 * Findings of a repository and its mirror, in a folder of their own: what is
 * found, how it stands, and what each edition is told of it.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/pool.h"
#include "finding/matched.h"
#include "finding/matching.h"
#include "model/matched.h"
#include "model/model.h"
#include "model_text.h"
#include "pipeline/derive.h"
#include "pipeline/world.h"
#include "wall/wall.h"

Suite *suite_finding_matched(void);

/* 2026-11-22T09:00+09:00 */
#define NOW ((struct instant){ 1795305600, 32400 })

#define OSV(id, aliases, name, fixed)					\
	"{'schema_version':'1.6.0','id':'" id				\
	"','modified':'2026-01-02T00:00:00Z','aliases':[" aliases	\
	"],'summary':'A flaw','affected':[{'package':{'ecosystem':"	\
	"'npm','name':'" name "'},'ranges':[{'type':'SEMVER','events':"	\
	"[{'introduced':'1.0.0'},{'fixed':'" fixed "'}]}]}]}"

#define NVD(id, score, product, from, to)				\
	"{'cve':{'id':'" id "','sourceIdentifier':'n@example.com',"	\
	"'published':'2026-01-01T00:00:00.000','lastModified':"		\
	"'2026-01-02T00:00:00.000','vulnStatus':'Analyzed',"		\
	"'descriptions':[{'lang':'en','value':'A flaw.'}],'metrics':{"	\
	"'cvssMetricV31':[{'source':'nvd@nist.gov','type':'Primary',"	\
	"'cvssData':{'version':'3.1','vectorString':'" score "'}}]},"	\
	"'configurations':[{'nodes':[{'operator':'OR','negate':false,"	\
	"'cpeMatch':[{'vulnerable':true,'criteria':"			\
	"'cpe:2.3:a:example:" product ":*:*:*:*:*:*:*:*',"		\
	"'versionStartIncluding':'" from "','versionEndExcluding':'" to	\
	"','matchCriteriaId':'00000000-0000-4000-8000-000000000001'}]}]}]," \
	"'references':[]}}"
#define HIGH	"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
#define LOW	"CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N"

#define ALERT(n, says)							\
	"{'title':'Valve','id':'MYJVN-ALT-1900-000" n "','summary':'"	\
	says "','sec:items':[{'sec:item':{'sec:cpe':[{'value':"		\
	"'cpe:/a:example:valve'}]}}]}"

#define CASE(n, tlp, cve, status)					\
	"---\nid: PS-2026-000" n "\ntitle: {en: T}\nowner: sato\n" tlp	\
	"vulnerabilities:\n- cve: " cve "\n  products:\n"		\
	"  - {product: box, versions: [{version: \"1.0\", status: "	\
	status "}]}\n---\n"

/* JSON is written with ' for ". */
static const struct model_file files[] = {
	{ "content/audiences.yaml",
	    "audiences:\n"
	    "- {id: desk, name: {en: D}, ceiling: AMBER+STRICT, view: desk}\n"
	    "- {id: portal, name: {en: P}, ceiling: GREEN, view: portal}\n"
	    "- {id: beta, name: {en: B}, ceiling: AMBER, view: portal, "
	    "company: beta}\n"
	    "- {id: open, name: {en: O}, ceiling: CLEAR, view: portal}\n" },
	{ "content/companies/beta.yaml", "name: {en: Beta}\nkind: group\n" },
	{ "content/feeds.yaml",
	    "feeds:\n"
	    "- {id: osv, url: \"https://example.com/osv\"}\n"
	    "- {id: nvd, url: \"https://example.com/nvd\"}\n"
	    "- {id: kev, url: \"https://example.com/kev\"}\n"
	    "- {id: epss, url: \"https://example.com/epss\"}\n"
	    "- {id: alerts, url: \"https://example.com/alerts\"}\n"
	    "- {id: club, url: \"https://example.com/club\", "
	    "ceiling: AMBER}\n" },
	{ "content/policies/p.ja.md",
	    "---\ntitle: P\nkind: scoring\nversion: \"1\"\nowner: sato\n"
	    "review: 2027-01-01\npriorities:\n"
	    "- {priority: now, when: {field: assessment.kev, op: eq, "
	    "value: yes}}\n"
	    "- {priority: soon, when: {field: product.exposure, op: eq, "
	    "value: internet}}\n"
	    "- {priority: later}\n---\n" },
	{ "products/acme/box/product.yaml",
	    "name: {en: Box}\nkind: software\nversions:\n"
	    "- {version: \"1.0\"}\n- {version: \"2.0\"}\ncomponents:\n"
	    "- {says: Pump 1.2.0, is: \"pkg:npm/pump\", version: 1.2.0}\n"
	    "- {says: Secret 1.2.0, is: \"pkg:npm/secret\", "
	    "version: 1.2.0}\n" },
	{ "products/beta/bolt/product.yaml",
	    "name: {en: Bolt}\nkind: software\nversions: "
	    "[{version: \"1.0\"}]\ncomponents:\n"
	    "- {says: Pump 1.2.0, is: \"pkg:npm/pump\", version: 1.2.0}\n" },
	{ "products/systems/acme/line.yaml",
	    "name: {en: Line}\nowner: sato\ncompany: acme\n"
	    "exposure: internet\nuses:\n"
	    "- {says: Valve 2.4, is: \"cpe:a:example:valve\", version: "
	    "\"2.4\", scope: series}\n" },
	{ "cases/2026/PS-2026-0001/case.md",
	    CASE("1", "tlp: AMBER+STRICT\n", "CVE-1900-0001",
		"known_affected") },
	{ "cases/2026/PS-2026-0002/case.md",
	    CASE("2", "tlp: GREEN\n", "CVE-1900-0002", "known_not_affected") },
	{ ".hansho/feeds/osv/a.json",
	    OSV("GHSA-0000-0000-0001", "'CVE-1900-0001'", "pump", "1.4.0") },
	{ ".hansho/feeds/osv/b.json",
	    OSV("GHSA-0000-0000-0002", "'CVE-1900-0002'", "pump", "1.3.0") },
	{ ".hansho/feeds/osv/c.json",
	    OSV("GHSA-0000-0000-0003", "", "pump", "1.2.5") },
	{ ".hansho/feeds/club/d.json",
	    OSV("GHSA-0000-0000-0004", "'CVE-1900-0004'", "secret", "9.0.0") },
	{ ".hansho/feeds/club/e.json",
	    OSV("CLUB-0001", "'GHSA-0000-0000-0003', 'CVE-1900-0003'", "pump",
		"1.2.5") },
	{ ".hansho/feeds/nvd/n.json",
	    "{'resultsPerPage':2,'startIndex':0,'totalResults':2,'format':"
	    "'NVD_CVE','version':'2.0','timestamp':'2026-01-03T00:00:00.000',"
	    "'vulnerabilities':[" NVD("CVE-1900-0001", HIGH, "none", "1",
		"2") "," NVD("CVE-1900-0005", LOW, "valve", "2.4.0",
		"2.4.9") "]}" },
	{ ".hansho/feeds/kev/k.json",
	    "{'title':'x','catalogVersion':'2026.11.20','dateReleased':"
	    "'2026-11-20T00:00:00Z','count':1,'vulnerabilities':[{'cveID':"
	    "'CVE-1900-0001','vendorProject':'x','product':'x',"
	    "'vulnerabilityName':'x','dateAdded':'2026-11-01',"
	    "'shortDescription':'x','requiredAction':'x','dueDate':"
	    "'2026-11-22','knownRansomwareCampaignUse':'Known','notes':''}]}" },
	{ ".hansho/feeds/alerts/a.json",
	    "{'$schema':'https://jvndb.jvn.jp/schema/getalert1.json',"
	    "'feed':{'title':'x','entry':[" ALERT("1",
		"CVE-1900-0005 is attacked") "," ALERT("2",
		"An update") "]}}" },
	{ ".hansho/feeds/epss/today.csv",
	    "#model_version:v2025.03.14,score_date:2026-11-20T12:55:00Z\n"
	    "cve,epss,percentile\nCVE-1900-0001,0.94321,0.999\n" },
};

struct fixture {
	struct arena *a;
	const char *path;
	struct io_dir *dir;
	struct pool *pool;
	struct world w;
	struct matching *x;
};

static struct str
quoted(struct arena *a, const char *z)
{
	struct str s = str_z(z);
	char *p = arena_bytes(a, s.n);

	for (size_t i = 0; i < s.n; i++)
		p[i] = s.p[i] == '\'' ? '"' : s.p[i];
	return (struct str){ p, s.n };
}

static void
put(struct fixture *f, const struct model_file *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct str path = str_z(v[i].path);

		if (v[i].text == NULL)
			ck_assert_int_eq(io_remove(f->dir, path), 0);
		else
			ck_assert_int_eq(io_write_replace(f->dir, path,
					     quoted(f->a, v[i].text)),
			    0);
	}
}

static void
open_world(struct fixture *f)
{
	const struct world_request q = { .perm = f->a,
		.pool = f->pool,
		.now = NOW,
		.path = str_z(f->path) };
	struct str why;

	ck_assert(world_load(&q, &f->w, &why));
	f->x = world_matching(&f->w, NULL);
	for (size_t i = 0; i < diags_len(f->w.diags); i++)
		fprintf(stderr, "%.*s\n",
		    STR_ARG(diags_at(f->w.diags, i)->message));
	ck_assert_uint_eq(diags_len(f->w.diags), 0);
	matched_run(f->x, f->a, f->w.model);
}

static void
close_world(struct fixture *f)
{
	matching_close(f->x);
	world_close(&f->w);
}

static void
open_files(struct fixture *f, unsigned jobs)
{
	f->a = arena_open();
	f->pool = pool_open(jobs);
	ck_assert_int_eq(io_mkdir_temp(S("/tmp"), f->a, &f->path), 0);
	ck_assert_int_eq(io_dir_open(f->path, &f->dir), 0);
	put(f, model_clean, ARRAY_LEN(model_clean));
	put(f, files, ARRAY_LEN(files));
}

static void
close_files(struct fixture *f)
{
	struct io_dir *above;

	close_world(f);
	io_dir_close(f->dir);
	ck_assert_int_eq(io_dir_open("/tmp", &above), 0);
	ck_assert_int_eq(io_remove_tree(above, str_base_name(str_z(f->path))),
	    0);
	io_dir_close(above);
	pool_close(f->pool);
	arena_close(f->a);
}

/* The view of an edition with its findings. */
static const struct model *
view_of(struct fixture *f, const char *id)
{
	struct wall w = world_wall(&f->w, f->w.diags);
	struct model *view;

	for (size_t i = 0; i < f->w.model->n_audiences; i++) {
		const struct audience *a = f->w.model->audiences[i].audience;

		if (!str_eq_z(a->id.s, id))
			continue;
		view = wall_inside(&w, a);
		matched_run(f->x, f->a, view);
		return view;
	}
	ck_abort_msg("there is no edition %s", id);
}

/* "box@1.0", "line". */
static struct str
holder(struct fixture *f, const struct finding *x)
{
	if (x->system != NULL)
		return x->system->e.id;
	return str_fmt(f->a, "%.*s@%.*s", STR_ARG(x->product->e.id),
	    STR_ARG(x->version->version.s));
}

static const struct finding *
find(struct fixture *f, const struct model *m, const char *of, const char *id)
{
	for (size_t i = 0; i < m->matched->n; i++) {
		const struct finding *x = &m->matched->v[i];

		if (str_eq_z(holder(f, x), of) && str_eq_z(x->known->id, id))
			return x;
	}
	return NULL;
}

/* Every finding a line, with all that pages tell of it. */
static struct str
dump(struct fixture *f, const struct matched *all)
{
	struct str out = S("");

	for (size_t i = 0; i < all->n; i++) {
		const struct finding *x = &all->v[i];

		out = str_fmt(f->a, "%.*s%.*s %.*s %s %.*s %d %d %u",
		    STR_ARG(out), STR_ARG(holder(f, x)), STR_ARG(x->known->id),
		    finding_state_name(x->state),
		    STR_ARG(x->priority.priority), x->known->score_x10,
		    x->known->epss, x->confidence);
		for (size_t k = 0; k < x->n_matches; k++)
			out = str_fmt(f->a, "%.*s [%.*s %.*s %s %.*s %.*s]",
			    STR_ARG(out), STR_ARG(x->matches[k].component),
			    STR_ARG(x->matches[k].source->id),
			    x->matches[k].rule, STR_ARG(x->matches[k].why),
			    STR_ARG(x->matches[k].fixed));
		out = str_cat(f->a, out, S("\n"));
	}
	return out;
}

/* ---- what is found ------------------------------------------------------- */

START_TEST(states)
{
	static const struct {
		const char *of, *id;
		enum finding_state state;
		const char *priority;
		const char *case_id;	/* NULL: none speaks of it */
	} rows[] = {
		{ "box@1.0", "CVE-1900-0001", FINDING_AFFECTED, "now",
		    "PS-2026-0001" },
		/* The case says nothing of this version. */
		{ "box@2.0", "CVE-1900-0001", FINDING_OPEN, "now",
		    "PS-2026-0001" },
		{ "bolt@1.0", "CVE-1900-0001", FINDING_OPEN, "now", NULL },
		{ "box@1.0", "CVE-1900-0002", FINDING_NOT_AFFECTED, "",
		    "PS-2026-0002" },
		{ "box@1.0", "CVE-1900-0003", FINDING_OPEN, "later", NULL },
		{ "box@1.0", "CVE-1900-0004", FINDING_OPEN, "later", NULL },
		{ "line", "CVE-1900-0005", FINDING_QUESTION, "soon", NULL },
		{ "line", "MYJVN-ALT-1900-0002", FINDING_OPEN, "soon", NULL },
	};
	struct fixture f;

	open_files(&f, 2);
	open_world(&f);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct finding *x = find(&f, f.w.model, rows[i].of,
		    rows[i].id);

		ck_assert_msg(x != NULL, "row %zu: %s %s is not found", i,
		    rows[i].of, rows[i].id);
		ck_assert_msg(x->state == rows[i].state, "row %zu: it is %s",
		    i, finding_state_name(x->state));
		ck_assert_msg(str_eq_z(x->priority.priority, rows[i].priority),
		    "row %zu: priority '%.*s'", i,
		    STR_ARG(x->priority.priority));
		ck_assert_msg((x->c != NULL) == (rows[i].case_id != NULL) &&
			(x->c == NULL ||
			    str_eq_z(x->c->e.id, rows[i].case_id)),
		    "row %zu: another case", i);
	}
	close_files(&f);
}
END_TEST

/* Records of several sources are one vulnerability. */
START_TEST(one_vulnerability)
{
	const struct known *k;
	const struct finding *x;
	struct fixture f;

	open_files(&f, 1);
	open_world(&f);
	x = find(&f, f.w.model, "box@1.0", "CVE-1900-0001");
	ck_assert_ptr_nonnull(x);
	k = x->known;
	ck_assert_uint_eq(k->n_aliases, 1);
	ck_assert(str_eq_z(k->aliases[0], "GHSA-0000-0000-0001"));
	ck_assert_int_eq(k->score_x10, 98);
	ck_assert_int_eq(k->severity, SEVERITY_CRITICAL);
	ck_assert_int_eq(k->epss, 94321);
	ck_assert(k->is_kev && k->is_ransomware);
	ck_assert_int_eq(k->kev_due.n - k->kev_added.n, 21);
	ck_assert(str_eq_z(k->title_en, "A flaw"));
	/* NVD's text, not what KEV says in short. */
	ck_assert(str_eq_z(k->text_en, "A flaw."));
	/* The advisory of the ecosystem is closer than KEV and NVD. */
	ck_assert_uint_eq(k->n_sources, 3);
	ck_assert(str_eq_z(k->sources[0].id, "GHSA-0000-0000-0001"));
	ck_assert_uint_eq(k->sources[0].sha256.n, 64);
	ck_assert_uint_eq(x->n_matches, 1);
	ck_assert(x->matches[0].source == &k->sources[0]);
	ck_assert(str_eq_z(x->matches[0].fixed, "1.4.0"));
	ck_assert(str_find(x->matches[0].why, S("1.2.0"), 0) == 0);
	ck_assert_uint_eq(x->confidence, 100);
	x = find(&f, f.w.model, "line", "CVE-1900-0005");
	ck_assert(x->matches[0].is_question);
	ck_assert(str_find(x->matches[0].question, S("2.4.9"), 0) != SIZE_MAX);
	ck_assert(str_eq_z(x->matches[0].component, "Valve 2.4"));
	close_files(&f);
}
END_TEST

/* An alert is evidence of what it names; alone only when it names nothing. */
START_TEST(notices)
{
	const struct finding *x;
	struct fixture f;

	open_files(&f, 1);
	open_world(&f);
	ck_assert_ptr_null(find(&f, f.w.model, "line", "MYJVN-ALT-1900-0001"));
	x = find(&f, f.w.model, "line", "CVE-1900-0005");
	ck_assert_ptr_nonnull(x);
	ck_assert_uint_eq(x->n_matches, 2);
	ck_assert(str_eq_z(x->matches[0].source->feed, "nvd"));
	ck_assert(str_eq_z(x->matches[1].source->id, "MYJVN-ALT-1900-0001"));
	/* It is no other name of it. */
	ck_assert_uint_eq(x->known->n_aliases, 0);
	x = find(&f, f.w.model, "line", "MYJVN-ALT-1900-0002");
	ck_assert_ptr_nonnull(x);
	ck_assert_uint_eq(x->n_matches, 1);
	close_files(&f);
}
END_TEST

START_TEST(without_mirror)
{
	struct fixture f;

	open_files(&f, 1);
	ck_assert_int_eq(io_remove_tree(f.dir, S(".hansho")), 0);
	open_world(&f);
	ck_assert_uint_eq(f.w.model->matched->n, 0);
	ck_assert_uint_eq(f.w.model->matched->n_known, 0);
	ck_assert_uint_gt(f.w.model->matched->n_feeds, 0);
	/* Nothing is made where nothing is asked. */
	ck_assert_int_ne(io_stat(f.dir, S(".hansho"), &(struct io_stat){ 0 }),
	    0);
	close_files(&f);
}
END_TEST

/* ---- what editions are told ---------------------------------------------- */

START_TEST(editions)
{
	static const struct {
		const char *edition, *of, *id;
		enum finding_state state;	/* FINDING_STATES: nothing */
		const char *case_id;
	} rows[] = {
		{ "desk", "box@1.0", "CVE-1900-0001", FINDING_AFFECTED,
		    "PS-2026-0001" },
		/* The case is not the portal's to know, nor how it stands. */
		{ "portal", "box@1.0", "CVE-1900-0001", FINDING_OPEN, NULL },
		{ "portal", "box@2.0", "CVE-1900-0001", FINDING_OPEN, NULL },
		{ "portal", "box@1.0", "CVE-1900-0002", FINDING_NOT_AFFECTED,
		    "PS-2026-0002" },
		/* The feed is for AMBER and above. */
		{ "desk", "box@1.0", "CVE-1900-0004", FINDING_OPEN, NULL },
		{ "portal", "box@1.0", "CVE-1900-0004", FINDING_STATES, NULL },
		/* That the two ids are one, only that feed says. */
		{ "desk", "box@1.0", "CVE-1900-0003", FINDING_OPEN, NULL },
		{ "portal", "box@1.0", "CVE-1900-0003", FINDING_STATES, NULL },
		{ "portal", "box@1.0", "GHSA-0000-0000-0003", FINDING_OPEN,
		    NULL },
		/* The other company's product and system. */
		{ "beta", "bolt@1.0", "CVE-1900-0001", FINDING_OPEN, NULL },
		{ "beta", "box@1.0", "CVE-1900-0001", FINDING_STATES, NULL },
		{ "beta", "line", "CVE-1900-0005", FINDING_STATES, NULL },
	};
	struct fixture f;

	open_files(&f, 2);
	open_world(&f);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct finding *x = find(&f,
		    view_of(&f, rows[i].edition), rows[i].of, rows[i].id);

		if (rows[i].state == FINDING_STATES) {
			ck_assert_msg(x == NULL, "row %zu: %s shows %s", i,
			    rows[i].edition, rows[i].id);
			continue;
		}
		ck_assert_msg(x != NULL, "row %zu: not found", i);
		ck_assert_msg(x->state == rows[i].state, "row %zu: it is %s",
		    i, finding_state_name(x->state));
		ck_assert_msg((x->c != NULL) == (rows[i].case_id != NULL),
		    "row %zu: another case", i);
	}
	close_files(&f);
}
END_TEST

/* What is told is told of what is seen, and points into the view alone. */
START_TEST(nothing_else)
{
	const struct model *m;
	struct fixture f;

	open_files(&f, 2);
	open_world(&f);
	m = view_of(&f, "portal");
	for (size_t i = 0; i < m->matched->n_feeds; i++)
		ck_assert(!str_eq_z(m->matched->feeds[i].feed, "club"));
	for (size_t i = 0; i < m->matched->n_known; i++) {
		const struct known *k = &m->matched->known[i];

		for (size_t j = 0; j < k->n_sources; j++)
			ck_assert(!str_eq_z(k->sources[j].feed, "club"));
		ck_assert(!str_eq_z(k->id, "CVE-1900-0004"));
	}
	for (size_t i = 0; i < m->matched->n; i++) {
		const struct finding *x = &m->matched->v[i];
		const struct entry *e = x->system != NULL ? &x->system->e :
							    &x->product->e;

		ck_assert_ptr_eq(model_find(m, e->space, e->id), e);
	}
	m = view_of(&f, "beta");
	ck_assert_uint_gt(m->matched->n, 0);
	for (size_t i = 0; i < m->matched->n_known; i++)
		ck_assert(!str_eq_z(m->matched->known[i].id, "CVE-1900-0005"));
	m = view_of(&f, "open");
	ck_assert_ptr_null(m->matched);
	close_files(&f);
}
END_TEST

/* What a list above the ceiling says, nothing rests on. */
START_TEST(listed_above)
{
	static const struct model_file row[] = {
		{ "content/feeds.yaml",
		    "feeds:\n"
		    "- {id: osv, url: \"https://example.com/osv\"}\n"
		    "- {id: kev, url: \"https://example.com/kev\", "
		    "ceiling: AMBER+STRICT}\n"
		    "- {id: epss, url: \"https://example.com/epss\", "
		    "ceiling: AMBER+STRICT}\n" },
	};
	const struct finding *x;
	struct fixture f;

	open_files(&f, 1);
	put(&f, row, ARRAY_LEN(row));
	open_world(&f);
	x = find(&f, view_of(&f, "beta"), "bolt@1.0", "CVE-1900-0001");
	ck_assert_ptr_nonnull(x);
	ck_assert(!x->known->is_kev);
	ck_assert_int_lt(x->known->epss, 0);
	ck_assert(str_eq_z(x->priority.priority, "later"));
	x = find(&f, view_of(&f, "desk"), "bolt@1.0", "CVE-1900-0001");
	ck_assert_ptr_nonnull(x);
	ck_assert(x->known->is_kev);
	ck_assert_int_eq(x->known->epss, 94321);
	ck_assert(str_eq_z(x->priority.priority, "now"));
	ck_assert_ptr_null(mirror_lists_for(&f.w.feeds, TLP_AMBER).kev);
	ck_assert_ptr_null(mirror_lists_for(&f.w.feeds, TLP_AMBER).epss);
	ck_assert_ptr_nonnull(
	    mirror_lists_for(&f.w.feeds, TLP_AMBER_STRICT).kev);
	close_files(&f);
}
END_TEST

/* Who has a product learns of what it inherits, and not from whom. */
START_TEST(inherited)
{
	static const struct model_file more[] = {
		{ "products/acme/plat/product.yaml",
		    "name: {en: Plat}\nkind: software\nversions: "
		    "[{version: \"7.0\"}]\ncomponents:\n"
		    "- {says: Zither pump 1.2.0, is: \"pkg:npm/pump\", "
		    "version: 1.2.0}\n" },
		{ "products/beta/gate/product.yaml",
		    "name: {en: Gate}\nkind: software\nbase: plat\n"
		    "versions:\n- {version: \"1.0\", base_version: "
		    "\"7.0\"}\ncomponents:\n"
		    "- {says: Own 1, is: \"pkg:npm/own\", version: "
		    "1.0.0}\n" },
		{ "products/beta/gate/decisions.yaml",
		    "decisions:\n- vulnerability: CVE-1900-0001\n"
		    "  verdict: not_affected\n  by: sato\n"
		    "  at: 2026-11-01\n  basis: No way in\n"
		    "  rests_on:\n  - {component: \"pkg:npm/pump\", "
		    "component_version: 1.2.0}\n" },
	};
	const struct finding *x;
	const struct model *m;
	struct fixture f;

	open_files(&f, 1);
	put(&f, more, ARRAY_LEN(more));
	open_world(&f);
	m = view_of(&f, "beta");
	ck_assert_ptr_null(model_find(m, SPACE_PRODUCT, S("plat")));
	x = find(&f, m, "gate@1.0", "CVE-1900-0001");
	ck_assert_ptr_nonnull(x);
	ck_assert_int_eq((int)x->state, (int)FINDING_NOT_AFFECTED);
	ck_assert_uint_eq(x->ruling->n_lapses, 0);
	x = find(&f, m, "gate@1.0", "CVE-1900-0002");
	ck_assert_ptr_nonnull(x);
	ck_assert_int_eq((int)x->state, (int)FINDING_OPEN);
	ck_assert(!span_is_set(x->matches[0].at));
	ck_assert_uint_eq(str_find(dump(&f, m->matched), S("Zither"), 0),
	    SIZE_MAX);
	ck_assert_uint_eq(str_find(dump(&f, m->matched), S("plat"), 0),
	    SIZE_MAX);
	close_files(&f);
}
END_TEST

/* ---- the same again ------------------------------------------------------ */

/* Whatever the number of threads, and whatever the index held before. */
START_TEST(same_again)
{
	static const struct model_file other[] = {
		{ ".hansho/feeds/osv/0.json",
		    OSV("GHSA-0000-0000-0009", "'CVE-1900-0009'", "pump",
			"9.9.9") },
		{ ".hansho/feeds/osv/b.json", NULL },
	};
	static const struct model_file back[] = {
		{ ".hansho/feeds/osv/0.json", NULL },
		{ ".hansho/feeds/osv/b.json",
		    OSV("GHSA-0000-0000-0002", "'CVE-1900-0002'", "pump",
			"1.3.0") },
	};
	struct fixture f, g;
	struct str first, second;

	open_files(&f, 1);
	open_world(&f);
	first = dump(&f, f.w.model->matched);
	open_files(&g, 3);
	put(&g, other, ARRAY_LEN(other));
	close_world(&f);
	open_world(&g);
	second = dump(&g, g.w.model->matched);
	ck_assert(!str_eq(first, second));
	ck_assert(str_find(second, S("CVE-1900-0009"), 0) != SIZE_MAX);
	close_world(&g);
	put(&g, back, ARRAY_LEN(back));
	open_world(&g);
	second = dump(&g, g.w.model->matched);
	ck_assert_msg(str_eq(first, second), "%.*s\ninstead of\n%.*s",
	    STR_ARG(second), STR_ARG(first));
	close_files(&g);
	open_world(&f);
	close_files(&f);
}
END_TEST

Suite *
suite_finding_matched(void)
{
	Suite *s = suite_create("finding_matched");
	TCase *t = tcase_create("findings");

	tcase_add_test(t, states);
	tcase_add_test(t, one_vulnerability);
	tcase_add_test(t, notices);
	tcase_add_test(t, without_mirror);
	tcase_add_test(t, editions);
	tcase_add_test(t, nothing_else);
	tcase_add_test(t, listed_above);
	tcase_add_test(t, inherited);
	tcase_add_test(t, same_again);
	suite_add_tcase(s, t);
	return s;
}
