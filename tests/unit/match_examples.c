/*
 * match: the sample data's examples, each against a record made of what it says
 * of its rule, or against the record it names where the sample has it.
 */
#include "match_run.h"

#include "base/attr.h"
#include "base/buf.h"
#include "command/match_json.h"
#include "examples.h"
#include "text/json_read.h"
#include "text/json_write.h"

#define FILE_BYTES	(16u << 20)
#define LINES		2048

static const struct json_node *lines[LINES];
static size_t n_lines;

/* Count a line of the file that load() opened. */
static void
count(const struct json_node *line, bool want, bool got)
{
	examples_ask(json_get_str(line, "kind"), json_get_str(line, "id"),
	    want, got);
}

/* The lines of a file of matching/. */
static void
load_lines(const char *name)
{
	struct sources *ss = sources_open(run_arena);
	struct diags *d = diags_open(run_arena);
	struct str all, line;

	n_lines = 0;
	ck_assert_int_eq(io_read_path(str_to_z(run_arena,
					  str_fmt(run_arena,
					      "%s/matching/%s.jsonl",
					      test_data_dir(), name)),
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
}

static bool
load(const char *name)
{
	if (!examples_open(name))
		return false;
	load_lines(name);
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
	struct str repository;	/* instead of a package */
	struct str low;		/* affected from; empty: from the first */
	const char *end;	/* "fixed", "last_affected", NULL: never */
	struct str high;
	struct str listed;	/* instead of a range */
};

static void
put_range(struct json_writer *w, const struct package *p)
{
	json_name(w, "ranges");
	json_array(w);
	json_object(w);
	json_pair_z(w, "type", p->repository.n > 0 ? "GIT" : "ECOSYSTEM");
	json_pair_opt(w, "repo", p->repository);
	json_name(w, "events");
	json_array(w);
	put_event(w, "introduced", p->low.n > 0 ? p->low : S("0"));
	if (p->end != NULL && p->repository.n == 0)
		put_event(w, p->end, p->high);
	json_end(w);
	json_end(w);
	json_end(w);
}

static void
put_package(struct json_writer *w, const struct package *p)
{
	json_name(w, "package");
	json_object(w);
	json_pair_opt(w, "ecosystem", p->ecosystem);
	json_pair(w, "name", p->name);
	json_pair_opt(w, "purl", p->purl);
	json_end(w);
}

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
	if (p->repository.n == 0)
		put_package(w, p);
	if (p->listed.n > 0) {
		json_name(w, "versions");
		json_array(w);
		json_str(w, p->listed);
		json_end(w);
	}
	if (p->listed.n == 0 || p->repository.n > 0)
		put_range(w, p);
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

/* Whether a record is reported for what a line of input has. */
static bool
is_told(struct str line, struct str id)
{
	struct match *v;
	bool found = false;
	size_t n = run_line(run_arena, line, false, &v);

	for (size_t i = 0; i < n; i++) {
		struct feed_record r;

		ck_assert(index_record(run_index, run_arena, v[i].record, &r));
		if (v[i].miss != MISS_NONE)
			continue;
		found = found || str_eq(r.id, id);
		for (size_t j = 0; j < r.n_aliases; j++)
			found = found || str_eq(r.aliases[j], id);
	}
	return found;
}

/* Whether a record is reported for an example's component. */
static bool
is_reported(const struct json_node *line, struct str id)
{
	struct json_writer *w;
	struct buf out;
	bool found;

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
	found = is_told(buf_str(&out), id);
	buf_fini(&out);
	return found;
}

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
	examples_close(n_lines);
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
	examples_close(n_lines);
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
	examples_close(n_lines);
}
END_TEST

/* ---- what scanners found ------------------------------------------------- */

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
		} else if (str_ends(one, S(".json")) ||
		    str_ends(one, S(".zip"))) {
			ck_assert_int_eq(io_read(feeds, one, FILE_BYTES,
					     run_arena, &text),
			    0);
			run_put(text);
		}
	}
}

/* The sample's records of the sources that the scanners asked. */
static void
mirror_samples(void)
{
	struct io_dir *feeds;

	ck_assert_int_eq(io_dir_open(str_to_z(run_arena,
					 str_fmt(run_arena, "%s/feeds",
					     test_data_dir())),
			     &feeds),
	    0);
	mirror(feeds, S("osv"));
	mirror(feeds, S("ghsa"));
	io_dir_close(feeds);
}

/* An advisory's package: "maven::DATABASE", "alma 8", "go::DATABASE". */
static struct package
advisory_package(const struct json_node *line)
{
	const struct json_node *value = json_get(line, "value");
	const struct json_node *fixed = json_get(value, "PatchedVersions");
	const struct json_node *range = json_get(value, "VulnerableVersions");
	struct str name = json_get_str(line, "namespace"), rest;
	struct package p = { .name = json_get_str(line, "package"),
		.end = "fixed",
		.high = fixed != NULL ? fixed->first->text :
					json_get_str(value, "FixedVersion") };

	if (str_starts(name, S("alma ")))
		p.ecosystem = str_cat(run_arena, S("AlmaLinux:"),
		    str_from(name, 5));
	else if (str_starts(name, S("maven::")))
		p.ecosystem = S("Maven");
	else if (str_starts(name, S("go::")))
		p.ecosystem = S("Go");
	ck_assert_msg(p.ecosystem.n > 0, "%.*s", STR_ARG(name));
	if (range != NULL && str_starts(range->first->text, S("[")))
		(void)str_cut(str_from(range->first->text, 1), ',', &p.low,
		    &rest);
	return p;
}

static void
make_advisory(struct json_writer *w, size_t i)
{
	struct package p = advisory_package(lines[i]);

	put_osv(w, json_get_str(lines[i], "id"), &p);
}

static bool
is_advised(const struct package *p, struct str version, struct str id)
{
	struct json_writer *w;
	struct buf out;
	bool found;

	buf_init(&out, FILE_BYTES);
	w = json_write_open(run_arena, &out, JSON_WRITE_COMPACT);
	json_object(w);
	json_name(w, "component");
	json_object(w);
	json_pair(w, "ecosystem", p->ecosystem);
	json_pair(w, "name", p->name);
	json_pair(w, "version", version);
	json_end(w);
	json_end(w);
	ck_assert(json_write_close(w));
	found = is_told(buf_str(&out), id);
	buf_fini(&out);
	return found;
}

/* An advisory is right that has its first version and not the mended one. */
START_TEST(trivy_advisories)
{
	if (!load("trivy-advisories"))
		return;
	for (size_t i = 0; i < n_lines; i++)
		put(make_advisory, i);
	run_open();
	for (size_t i = 0; i < n_lines; i++) {
		struct package p = advisory_package(lines[i]);
		struct str id = json_get_str(lines[i], "id");
		bool below = is_advised(&p, p.low.n > 0 ? p.low : S("0.0.1"),
		    id);

		examples_put(p.ecosystem, id,
		    is_advised(&p, p.high, id) ? EXAMPLE_WRONG :
			below                  ? EXAMPLE_FOUND :
						 EXAMPLE_MISSED);
	}
	examples_close(n_lines);
}
END_TEST

static struct str
https(struct str s)
{
	return str_starts(s, S("https://")) ?
	    s :
	    str_cat(run_arena, S("https://"), s);
}

/* A record of an example's own, whose range ends at its version. */
static void
put_golden(struct json_writer *w, size_t i, struct str id, const char *end)
{
	const struct json_node *c = json_get(lines[i], "component");
	struct package p = { .ecosystem = json_get_str(c, "ecosystem"),
		.name = json_get_str(c, "name"),
		.purl = json_get_str(c, "purl"),
		.end = end,
		.high = json_get_str(c, "version") };

	p.purl = str_sub(p.purl, 0, str_find_byte(p.purl, '@', 0));
	if (str_eq_z(p.ecosystem, "GIT")) {
		p.repository = https(p.name);
		p.listed = str_eq_z(str_z(end), "fixed") ? S("none") : p.high;
	}
	put_osv(w, id, &p);
}

static void
make_affected(struct json_writer *w, size_t i)
{
	put_golden(w, i, id_of(i), "last_affected");
}

static void
make_mended(struct json_writer *w, size_t i)
{
	put_golden(w, i, id_of(LINES + i), "fixed");
}

static bool
has_record(struct str id)
{
	size_t n;

	(void)index_find(run_index, INDEX_ID, index_key_id(run_arena, id), &n);
	return n > 0;
}

/*
 * Where something is expected, those of the records that there are, and the
 * example's own; never what its version mends.
 */
static enum example_is
golden_is(size_t i)
{
	const struct json_node *e = json_get(lines[i], "expect")->first;
	bool is_found = e == NULL || is_reported(lines[i], id_of(i));

	if (is_reported(lines[i], id_of(LINES + i)))
		return EXAMPLE_WRONG;
	for (; e != NULL; e = e->next)
		is_found = is_found &&
		    (!has_record(e->text) || is_reported(lines[i], e->text));
	return !is_found        ? EXAMPLE_MISSED :
	    is_wanted(lines[i]) ? EXAMPLE_FOUND :
				  EXAMPLE_CLEAR;
}

static void
tell_without(const struct json_node *line)
{
	const struct json_node *e = json_get(line, "expect");
	struct str kind = json_get_str(line, "kind");
	struct str id = json_get_str(line, "id");
	size_t all = e->n, without = 0;

	for (e = e->first; e != NULL; e = e->next)
		without += !has_record(e->text);
	if (all == 0)
		examples_without(kind, id, S("a record of it"));
	else if (without > 0)
		examples_without(kind, id,
		    str_fmt(run_arena, "%zu of its %zu records", without,
			all));
}

START_TEST(scanner_goldens)
{
	if (!load("scanner-goldens"))
		return;
	load_lines("trivy-advisories");
	for (size_t i = 0; i < n_lines; i++)
		put(make_advisory, i);
	mirror_samples();
	load_lines("scanner-goldens");
	for (size_t i = 0; i < n_lines; i++) {
		if (is_wanted(lines[i]))
			put(make_affected, i);
		put(make_mended, i);
	}
	run_open();
	for (size_t i = 0; i < n_lines; i++) {
		examples_put(json_get_str(lines[i], "kind"),
		    json_get_str(lines[i], "id"), golden_is(i));
		tell_without(lines[i]);
	}
	examples_close(n_lines);
}
END_TEST

/* ---- the list of what differs -------------------------------------------- */

static bool
is_file_of_examples(struct str name)
{
	static const struct {
		const char *folder, *ending;
	} places[] = {
		{ "matching", "jsonl" },
		{ "standards/purl/tests/spec", "json" },
		{ "standards/purl/tests/types", "json" },
		{ "standards/vers/tests", "json" },
	};
	char path[512];

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		FILE *f;

		(void)snprintf(path, sizeof(path), "%s/%s/%.*s.%s",
		    test_data_dir(), places[i].folder, STR_ARG(name),
		    places[i].ending);
		f = fopen(path, "r");
		if (f != NULL) {
			fclose(f);
			return true;
		}
	}
	return false;
}

/* Rows of a file that nobody reads would never be missed. */
START_TEST(listed_files)
{
	struct str all, line, name;

	if (!examples_open("listed_files"))
		return;
	ck_assert_int_eq(io_read_path(EXAMPLES_LIST, EXAMPLES_BYTES, run_arena,
			     &all),
	    0);
	while (all.n > 0) {
		(void)str_cut(all, '\n', &line, &all);
		if (!str_starts(line, S("| ")) ||
		    str_starts(line, S("| file |")))
			continue;
		line = str_from(line, 2);
		name = examples_cell(&line);
		ck_assert_msg(is_file_of_examples(name), "%s: no file %.*s",
		    EXAMPLES_LIST, STR_ARG(name));
	}
	examples_close(0);
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
	tcase_add_test(t, trivy_advisories);
	tcase_add_test(t, scanner_goldens);
	tcase_add_test(t, listed_files);
	suite_add_tcase(s, t);
	return s;
}
