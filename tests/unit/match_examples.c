/*
 * match: the sample data's examples, each against a record made of what it says
 * of its rule, with precision and recall of each kind (`make matching`).
 */
#include "match_run.h"

#include <stdlib.h>

#include "base/attr.h"
#include "base/buf.h"
#include "command/match_json.h"
#include "text/json_read.h"
#include "text/json_write.h"

#define FILE_BYTES	(16u << 20)
#define KINDS		64
#define LINES		2048

/* A kind of example: how many are right. */
struct kind {
	struct str name;
	size_t hits, wrong, missed;	/* reported and should be, or not;
					 * not reported and should be */
	size_t passed;			/* rightly not reported */
};

static struct kind kinds[KINDS];
static size_t n_kinds;
static const struct json_node *lines[LINES];
static size_t n_lines;
static struct str differ[LINES];	/* ids of lines */
static size_t n_differ;

static struct kind *
kind(struct str name)
{
	for (size_t i = 0; i < n_kinds; i++) {
		if (str_eq(kinds[i].name, name))
			return &kinds[i];
	}
	ck_assert_uint_lt(n_kinds, KINDS);
	kinds[n_kinds] = (struct kind){ .name = name };
	return &kinds[n_kinds++];
}

static void
count(const struct json_node *line, bool want, bool got)
{
	struct kind *k = kind(json_get_str(line, "kind"));

	k->hits += want && got;
	k->wrong += !want && got;
	k->missed += want && !got;
	k->passed += !want && !got;
	if (want != got)
		differ[n_differ++] = json_get_str(line, "id");
}

/* In percent with one decimal; nothing to count is all. */
static struct str
share(size_t part, size_t of)
{
	size_t x10 = of == 0 ? 1000 : part * 1000 / of;

	return str_fmt(run_arena, "%zu.%zu", x10 / 10, x10 % 10);
}

static void
print(const char *title)
{
	if (getenv("MATCHING") == NULL)
		return;
	printf("\n%s\n%-24s %8s %8s %9s %9s\n", title, "kind", "examples",
	    "wrong", "precision", "recall");
	for (size_t i = 0; i < n_kinds; i++) {
		const struct kind *k = &kinds[i];

		printf("%-24.*s %8zu %8zu %9s %9s\n", STR_ARG(k->name),
		    k->hits + k->wrong + k->missed + k->passed,
		    k->wrong + k->missed,
		    str_to_z(run_arena, share(k->hits, k->hits + k->wrong)),
		    str_to_z(run_arena, share(k->hits, k->hits + k->missed)));
	}
	for (size_t i = 0; i < n_differ; i++)
		printf("differs: %.*s\n", STR_ARG(differ[i]));
	fflush(stdout);
}

static bool
load(const char *name)
{
	struct sources *ss = sources_open(run_arena);
	struct diags *d = diags_open(run_arena);
	const char *dir = test_data_dir();
	struct str all, line;

	n_kinds = 0;
	n_lines = 0;
	n_differ = 0;
	if (dir == NULL) {
		test_skip(name, "HANSHO_DATA is not set");
		return false;
	}
	ck_assert_int_eq(io_read_path(str_to_z(run_arena,
					  str_fmt(run_arena,
					      "%s/matching/%s.jsonl", dir,
					      name)),
			     FILE_BYTES, run_arena, &all),
	    0);
	while (all.n > 0) {
		uint32_t file = source_add(ss, S("line"));

		(void)str_cut(all, '\n', &line, &all);
		if (line.n == 0)
			continue;
		source_set_text(ss, file, line);
		ck_assert_uint_lt(n_lines, LINES);
		lines[n_lines] = json_tree(run_arena, ss, file, d);
		ck_assert_ptr_nonnull(lines[n_lines++]);
	}
	return true;
}

/* ---- records ------------------------------------------------------------- */

/* What the record of a line is called. */
static struct str
id_of(size_t i)
{
	return str_fmt(run_arena, "CVE-2000-%zu", 10000 + i);
}

static void
put_match(struct json_writer *w, const struct json_node *rule,
    bool is_vulnerable)
{
	json_object(w);
	json_name(w, "vulnerable");
	json_bool(w, is_vulnerable);
	json_pair(w, "criteria",
	    rule->kind == JSON_IS_STRING ? rule->text :
					   json_get_str(rule, "criteria"));
	for (const struct json_node *n = rule->first; n != NULL; n = n->next) {
		if (str_starts(n->name, S("version")))
			json_pair(w, str_to_z(run_arena, n->name), n->text);
	}
	json_end(w);
}

static void
put_node(struct json_writer *w, const struct json_node *rule)
{
	bool is_list = rule->kind == JSON_IS_ARRAY;
	const struct json_node *n = is_list ? rule->first : rule;

	json_object(w);
	json_pair_z(w, "operator", "OR");
	json_name(w, "cpeMatch");
	json_array(w);
	for (; n != NULL; n = is_list ? n->next : NULL)
		put_match(w, n, !is_list);
	json_end(w);
	json_end(w);
}

/* As NVD writes it. */
static void
put_nvd(struct json_writer *w, struct str id, const struct json_node *rule)
{
	const struct json_node *and = json_get(rule, "and"), *n;

	json_object(w);
	json_name(w, "vulnerabilities");
	json_array(w);
	json_object(w);
	json_name(w, "cve");
	json_object(w);
	json_pair(w, "id", id);
	json_name(w, "configurations");
	json_array(w);
	json_object(w);
	if (and != NULL)
		json_pair_z(w, "operator", "AND");
	json_name(w, "nodes");
	json_array(w);
	for (n = and != NULL ? and->first : rule; n != NULL;
	     n = and != NULL ? n->next : NULL)
		put_node(w, n);
	for (int i = 0; i < 6; i++)
		json_end(w);
	json_end(w);
}

static void
put_event(struct json_writer *w, const char *name, struct str version)
{
	json_object(w);
	json_pair(w, name, version);
	json_end(w);
}

struct package {
	struct str ecosystem, name, purl;
	struct str low;		/* affected from; empty: from the first */
	const char *end;	/* "fixed", "last_affected", NULL: never */
	struct str high;
	struct str listed;	/* instead of a range */
};

/* As OSV writes it. */
static void
put_osv(struct json_writer *w, struct str id, const struct package *p)
{
	json_object(w);
	json_pair(w, "id", id);
	json_pair_z(w, "modified", "2026-01-01T00:00:00Z");
	json_pair_z(w, "summary", "an example");
	json_name(w, "affected");
	json_array(w);
	json_object(w);
	json_name(w, "package");
	json_object(w);
	json_pair(w, "ecosystem", p->ecosystem);
	json_pair(w, "name", p->name);
	json_pair_opt(w, "purl", p->purl);
	json_end(w);
	json_name(w, p->listed.n > 0 ? "versions" : "ranges");
	json_array(w);
	if (p->listed.n > 0) {
		json_str(w, p->listed);
	} else {
		json_object(w);
		json_pair_z(w, "type", "ECOSYSTEM");
		json_name(w, "events");
		json_array(w);
		put_event(w, "introduced", p->low.n > 0 ? p->low : S("0"));
		if (p->end != NULL)
			put_event(w, p->end, p->high);
		json_end(w);
		json_end(w);
	}
	json_end(w);
	json_end(w);
	json_end(w);
	json_end(w);
}

static void
put(void (*make)(struct json_writer *w, size_t i), size_t i)
{
	struct json_writer *w;
	struct buf out;

	buf_init(&out, FILE_BYTES);
	w = json_write_open(run_arena, &out, JSON_WRITE_COMPACT);
	make(w, i);
	ck_assert(json_write_close(w));
	run_put(str_dup(run_arena, buf_str(&out)));
	buf_fini(&out);
}

/* ---- questions ----------------------------------------------------------- */

/* Whether the record of a line is reported for its component. */
static bool
is_reported(const struct json_node *line, struct str id)
{
	struct json_writer *w;
	struct match *v;
	struct buf out;
	bool found = false;
	size_t n;

	buf_init(&out, FILE_BYTES);
	w = json_write_open(run_arena, &out, JSON_WRITE_COMPACT);
	json_object(w);
	json_name(w, "component");
	match_json_copy(w, json_get(line, "component"));
	if (json_get(line, "with") != NULL) {
		json_name(w, "with");
		match_json_copy(w, json_get(line, "with"));
	}
	json_end(w);
	ck_assert(json_write_close(w));
	n = run_line(run_arena, buf_str(&out), false, &v);
	for (size_t i = 0; i < n; i++) {
		struct feed_record r;

		ck_assert(index_record(run_index, run_arena, v[i].record, &r));
		if (v[i].miss != MISS_NONE)
			continue;
		found = found || str_eq(r.id, id);
		for (size_t j = 0; j < r.n_aliases; j++)
			found = found || str_eq(r.aliases[j], id);
	}
	buf_fini(&out);
	return found;
}

/* Lines that differ, and why that is right. */
struct exception {
	const char *id, *why;
};

static void
hold(const char *title, const struct exception *except)
{
	print(title);
	for (size_t i = 0; i < n_differ; i++) {
		const struct exception *e = except;

		while (e->id != NULL && !str_eq_z(differ[i], e->id))
			e++;
		ck_assert_msg(e->id != NULL, "%s: %.*s differs", title,
		    STR_ARG(differ[i]));
	}
}

static const struct exception none[] = { { NULL, NULL } };

static bool
is_wanted(const struct json_node *line)
{
	const struct json_node *expect = json_get(line, "expect");

	return expect != NULL && expect->n > 0;
}

static void
make_nvd(struct json_writer *w, size_t i)
{
	put_nvd(w, id_of(i), json_get(lines[i], "rule"));
}

START_TEST(nvd_cpe)
{
	if (!load("nvd-cpe"))
		return;
	for (size_t i = 0; i < n_lines; i++)
		put(make_nvd, i);
	run_open();
	for (size_t i = 0; i < n_lines; i++)
		count(lines[i], is_wanted(lines[i]),
		    is_reported(lines[i], id_of(i)));
	hold("nvd-cpe", none);
}
END_TEST

/* "-extra" names another module than the advisory's. */
static struct str
without_extra(struct str s)
{
	return str_ends(s, S("-extra")) ? str_sub(s, 0, s.n - 6) : s;
}

/* The other release of the distribution. */
static struct str
other_release(struct str ecosystem)
{
	return str_ends(ecosystem, S(":9")) ? S("AlmaLinux:8") :
					      S("AlmaLinux:9");
}

static struct str
pep503(struct str s)
{
	struct str low = str_lower(run_arena, s);
	char *p = arena_bytes(run_arena, low.n);

	for (size_t i = 0; i < low.n; i++)
		p[i] = low.p[i] == '_' || low.p[i] == '.' ? '-' : low.p[i];
	return (struct str){ p, low.n };
}

static struct str
ecosystem_of(const struct json_node *component)
{
	struct str purl = json_get_str(component, "purl");

	return str_starts(purl, S("pkg:pypi/")) ? S("PyPI") :
	    str_starts(purl, S("pkg:golang/"))  ? S("Go") :
	    str_starts(purl, S("pkg:bitnami/")) ? S("Bitnami") :
						  json_get_str(component,
						      "ecosystem");
}

static void
make_osv(struct json_writer *w, size_t i)
{
	const struct json_node *c = json_get(lines[i], "component");
	struct str of = json_get_str(lines[i], "kind");
	struct package p = { .ecosystem = ecosystem_of(c),
		.name = json_get_str(c, "name"),
		.end = is_wanted(lines[i]) ? "last_affected" : "fixed",
		.high = json_get_str(c, "version") };

	if (str_eq_z(of, "pypi-listed") || str_eq_z(of, "pypi-name-normal"))
		p.listed = p.high;
	if (str_eq_z(of, "pypi-name-normal"))
		p.name = pep503(p.name);
	if (str_eq_z(of, "go-path-trap")) {
		p.name = without_extra(p.name);
		p.end = NULL;
	}
	if (str_eq_z(of, "rpm-other-release")) {
		p.ecosystem = other_release(p.ecosystem);
		p.end = NULL;
	}
	put_osv(w, id_of(i), &p);
}

START_TEST(osv_purl)
{
	if (!load("osv-purl"))
		return;
	for (size_t i = 0; i < n_lines; i++)
		put(make_osv, i);
	run_open();
	for (size_t i = 0; i < n_lines; i++)
		count(lines[i], is_wanted(lines[i]),
		    is_reported(lines[i], id_of(i)));
	hold("osv-purl", none);
}
END_TEST

static void
make_pair(struct json_writer *w, size_t i)
{
	const struct json_node *line = lines[i];
	struct package p = { .purl = json_get_str(line, "criteria"),
		.low = json_get_str(line, "versionStartExcluding"),
		.high = json_get_str(line, "versionEndExcluding") };

	if (str_starts(p.purl, S("cpe:"))) {
		put_nvd(w, id_of(i), line);
		return;
	}
	p.end = p.high.n > 0 ? "fixed" : NULL;
	if (p.high.n == 0) {
		p.high = json_get_str(line, "versionEndIncluding");
		p.end = p.high.n > 0 ? "last_affected" : NULL;
	}
	put_osv(w, id_of(i), &p);
}

START_TEST(criteria_pairs)
{
	if (!load("criteria-pairs"))
		return;
	for (size_t i = 0; i < n_lines; i++)
		put(make_pair, i);
	run_open();
	for (size_t i = 0; i < n_lines; i++) {
		const struct json_node *want = json_get(lines[i], "match");

		count(lines[i], want->kind == JSON_IS_TRUE,
		    is_reported(lines[i], id_of(i)));
	}
	hold("criteria-pairs", none);
}
END_TEST

/* ---- the sample feeds ---------------------------------------------------- */

static void
mirror(struct io_dir *feeds, struct str path)
{
	struct io_entry *v;
	struct str text;
	size_t n;

	ck_assert_int_eq(io_list(feeds, path, run_arena, &v, &n), 0);
	for (size_t i = 0; i < n; i++) {
		struct str one = str_fmt(run_arena, "%.*s/%.*s", STR_ARG(path),
		    STR_ARG(v[i].name));

		if (v[i].kind == IO_DIR) {
			mirror(feeds, one);
		} else if (str_ends(one, S(".json"))) {
			ck_assert_int_eq(io_read(feeds, one, FILE_BYTES,
					     run_arena, &text),
			    0);
			run_put(text);
		}
	}
}

static bool
mirror_samples(const char *name)
{
	struct io_dir *feeds;

	if (!load(name))
		return false;
	ck_assert_int_eq(io_dir_open(str_to_z(run_arena,
					 str_fmt(run_arena, "%s/feeds",
					     test_data_dir())),
			     &feeds),
	    0);
	mirror(feeds, S("osv"));
	mirror(feeds, S("ghsa"));
	io_dir_close(feeds);
	run_open();
	return true;
}

/*
 * Most of what scanners found is in no sample feed: what has no record is not
 * counted.
 */
START_TEST(scanner_goldens)
{
	size_t counted = 0;

	if (!mirror_samples("scanner-goldens"))
		return;
	for (size_t i = 0; i < n_lines; i++) {
		const struct json_node *e = json_get(lines[i], "expect");

		for (e = e != NULL ? e->first : NULL; e != NULL; e = e->next) {
			size_t n;

			(void)index_find(run_index, INDEX_ID,
			    index_key_id(run_arena, e->text), &n);
			if (n == 0)
				continue;
			count(lines[i], true, is_reported(lines[i], e->text));
			counted++;
		}
	}
	ck_assert_uint_gt(counted, 0);
	hold("scanner-goldens", none);
}
END_TEST

Suite *
suite_match_examples(void)
{
	Suite *s = suite_create("match/examples");
	TCase *t = tcase_create("examples");

	tcase_add_checked_fixture(t, run_setup, run_teardown);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, nvd_cpe);
	tcase_add_test(t, osv_purl);
	tcase_add_test(t, criteria_pairs);
	tcase_add_test(t, scanner_goldens);
	suite_add_tcase(s, t);
	return s;
}
