/*
 * feed/feed_read: documents in pieces, packed or plain; what is faulty is left
 * out and named, the rest counts; nothing hostile takes long or much.
 */
#include "feed/feed_read.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "base/limits.h"
#include "feed_run.h"
#include "test.h"

/* JSON in pieces, which the formatter would tear apart. */
/* clang-format off */
#define REC(n)	"{\"cve\": {\"id\": \"CVE-2026-100" n "\"}}"
#define LIST(s)	"{\"vulnerabilities\": [" s "]}"

static const struct row {
	const char *text;
	const char *ids;	/* of the records, without CVE-2026- */
	const char *message;	/* a part of the messages; NULL: none */
	size_t reports;
} ROWS[] = {
	{ LIST(REC("1") "," REC("2")), "1001 1002", NULL, 0 },
	{ "[{\"cve\": {\"id\": \"CVE-2026-1001\", \"configurations\": []}}, "
	  REC("2") " ] ",
	    "1001 1002", NULL, 0 },
	/* Lines of JSON, and pages behind each other. */
	{ LIST(REC("1")) "\n" LIST(REC("2")), "1001 1002", NULL, 0 },
	{ "{\"count\": 2, \"a\\u0062\": {\"c\": [1]}, "
	  "\"vulnerabilities\": [" REC("1") "], \"more\": null}",
	    "1001", NULL, 0 },

	/* A faulty record is left out; the next one is read. */
	{ LIST("{\"cve\": {\"id\": 1, \"id\": 2}}," REC("2")), "1002",
	    "line 1: a record is left out: ", 1 },
	{ LIST("\n{\"cve\":\n {\"id\": \"\\ud800\"}},\n" REC("2")), "1002",
	    "line 3: a record is left out: ", 1 },
	{ LIST("{\"cve\": {\"id\": \"\xff\"}}," REC("2")), "1002",
	    "a record is left out", 1 },
	{ LIST("{\"cve\": {\"id\": \"\x01\"}}," REC("2")), "1002",
	    "a record is left out", 1 },
	{ LIST("{\"cve\": [}]," REC("2")), "1002", "a record is left out",
	    1 },
	{ LIST("1, \"x]\", null, [" REC("1") "]," REC("2")), "1002",
	    "it is no object", 4 },
	{ LIST("," REC("2")), "1002", "a record is left out", 1 },
	{ LIST("{}," REC("2")), "1002", "its id is missing", 1 },

	/* A file that breaks off gives what stood before. */
	{ "{\"vulnerabilities\": [" REC("1") ", {\"cve\": {\"id\": \"CV",
	    "1001", "it ends in the middle of a record; 1 records before it",
	    1 },
	{ "{\"vulnerabilities\": [" REC("1") ",", "1001", "", 2 },
	{ "{\"vulnerabilities\": [" REC("1"), "1001", "it ends too early",
	    1 },
	{ "{\"vulnerabilities\": [" REC("1") "]", "1001",
	    "it ends too early", 1 },
	{ "{\"vulnerabilities\": [" REC("1") " " REC("2") "]}", "1001",
	    "a comma or ] was expected; 1 records", 1 },
	{ LIST(REC("1")) " x", "1001", "no JSON of this format", 1 },
	{ "{\"vulnerabilities\": [" REC("1") "], \"x\": tru}", "1001",
	    "1 records before it count", 1 },
	{ "{\"vulnerabilities\": [" REC("1") "], \"vulnerabilities\": ["
	  REC("2") "]}",
	    "1001", "stands there twice", 1 },
	{ "{\"vulnerabilities\": [" REC("1") "], x}", "1001",
	    "a name was expected", 1 },
	{ "{\"vulnerabilities\": [" REC("1") "], \"x\" 1}", "1001",
	    "a colon was expected", 1 },

	/* What is no feed at all. */
	{ "", "", "it is of no format that is known here", 1 },
	{ "<html><title>503</title></html>", "", "of no format", 1 },
	{ "{\"vulnerable\": \"cve\"}", "", "of no format", 1 },
	/* Names within texts do not count. */
	{ "{\"a\": \"\\\"vulnerabilities\\\": [{\\\"cve\\\": 1}]\"}", "",
	    "of no format", 1 },
	{ "\xef\xbb\xbf" LIST(REC("1")), "", "no JSON of this format", 1 },
	{ "\x1f\x8b", "", "", 1 },
	{ "PK\x03\x04", "", "", 1 },
};

/* clang-format on */

static struct str
ids(void)
{
	struct str all = S(""), line, rest = buf_str(&run_out);

	while (rest.n > 0) {
		(void)str_cut(rest, '\n', &line, &rest);
		all = str_fmt(run_arena, "%.*s%s%.*s", STR_ARG(all),
		    all.n > 0 ? " " : "", STR_ARG(str_sub(line, 9, 4)));
	}
	return all;
}

START_TEST(row)
{
	const struct row *w = &ROWS[_i];

	run(str_z(w->text));
	ck_assert_msg(str_eq_z(ids(), w->ids), "row %d: %s\nis %.*s", _i,
	    w->text, STR_ARG(ids()));
	if (w->reports > 0)
		ck_assert_msg(diags_len(run_diags) == w->reports,
		    "row %d: %zu\n%.*s", _i, diags_len(run_diags),
		    STR_ARG(run_messages()));
	ck_assert_msg((w->message == NULL) == (diags_len(run_diags) == 0),
	    "row %d: %.*s", _i, STR_ARG(run_messages()));
	if (w->message != NULL)
		ck_assert_msg(str_find(run_messages(), str_z(w->message), 0) !=
			SIZE_MAX,
		    "row %d: %.*s", _i, STR_ARG(run_messages()));
}
END_TEST

static const struct tell_row {
	const char *head;
	const char *title;	/* NULL: of no format */
} TELLS[] = {
	{ "{\"format\": \"NVD_CVE\", \"vulnerabilities\": []}",
	    "NVD CVE API 2.0" },
	{ LIST(REC("1")), "NVD CVE API 2.0" },
	{ "{\"dataType\": \"CVE_RECORD\"}", "CVE Record Format 5" },
	{ "{\"containers\": {\"cna\": {\"providerMetadata\": {",
	    "CVE Record Format 5" },
	{ "{\"catalogVersion\": \"1\", \"vulnerabilities\": [{\"cveID\": "
	  "\"x\", \"dateAdded\": ",
	    "CISA KEV" },
	{ "{\"document\": {\"csaf_version\": \"2.1\"}, \"vulnerabilities\": "
	  "[{\"cve\": \"CVE-2026-1000\"}]}",
	    "CSAF 2.0 and 2.1" },
	{ "{\"gate\": {\"CVE-2026-1000\": {\"releases\": {\"sid\": "
	  "{\"repositories\": {}, \"status\": \"open\", \"urgency\": \"\"}}",
	    "Debian security tracker" },
	{ "{\"id\": \"EX-1\", \"modified\": \"\", \"details\": \"\"}",
	    "OSV and GHSA" },
	{ "{\"affected\": [{\"package\": {\"ecosystem\": ", "OSV and GHSA" },
	{ "{\"data\": [{\"id\": \"EX-1\", \"updated_date\": 1}]}", NULL },
	{ "{\"matchString\": {}}", NULL },
	{ "not a feed", NULL },
};

START_TEST(tell)
{
	enum feed_format f = feed_format_of(str_z(TELLS[_i].head));

	if (TELLS[_i].title == NULL) {
		ck_assert_msg(f == FEED_FORMATS, "%s", TELLS[_i].head);
		return;
	}
	ck_assert_msg(f < FEED_FORMATS &&
		strcmp(feed_title(f), TELLS[_i].title) == 0,
	    "%s", TELLS[_i].head);
	ck_assert(strncmp(feed_address(f), "https://", 8) == 0);
}
END_TEST

START_TEST(absent)
{
	run_file(run_dir, S("nothing"));
	ck_assert(!run_is_ok);
	ck_assert_uint_eq(diags_len(run_diags), 1);
	ck_assert(
	    str_find(run_messages(), S("cannot be opened"), 0) != SIZE_MAX);
}
END_TEST

/* The sink ends it: nothing more comes, and nothing is said. */
START_TEST(ended)
{
	run_most = 1;
	run(S(LIST(REC("1") "," REC("2")) LIST(REC("3"))));
	ck_assert(!run_is_ok);
	ck_assert(str_eq(ids(), S("1001")));
	ck_assert_uint_eq(diags_len(run_diags), 0);
	run(S("{\"gate\": {\"CVE-2026-1001\": {\"releases\": {\"sid\": "
	      "{\"repositories\": 0, \"urgency\": 0}}}, \"CVE-2026-1002\": "
	      "{\"releases\": {}}}}"));
	ck_assert(!run_is_ok);
	ck_assert_uint_eq(run_records, 1);
}
END_TEST

/* Records that cross every border of the window, and lines far behind. */
START_TEST(large)
{
	struct buf b;

	buf_init(&b, 64u << 20);
	buf_put(&b, S("{\"vulnerabilities\": [\n"));
	for (int i = 0; i < 5000; i++) {
		buf_printf(&b, "%s{\"x\": \"", i > 0 ? ",\n" : "");
		buf_fill(&b, i % 2 == 0 ? '"' : '{', 0);
		for (int k = 0; k < i % 700; k++)
			buf_put(&b, S("\\\"[{"));
		buf_printf(&b, "\", \"cve\": {\"id\": \"CVE-2026-%d\"}}",
		    10000 + i);
	}
	buf_put(&b, S(",\n{\"cve\": 1}]}"));
	run(buf_str(&b));
	ck_assert_uint_eq(run_records, 5000);
	ck_assert_uint_eq(diags_len(run_diags), 1);
	ck_assert(str_find(run_messages(), S("line 5002: "), 0) != SIZE_MAX);
	buf_fini(&b);
}
END_TEST

static void
repeat(struct buf *b, const char *part, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_put(b, str_z(part));
}

/* Records that are too long, too deep, of too many values. */
START_TEST(hostile)
{
	struct buf b;

	buf_init(&b, 256u << 20);
	buf_put(&b, S("{\"vulnerabilities\": [" REC("1") ",{\"x\": \""));
	buf_fill(&b, 'a', (size_t)LIMIT_FEED_RECORD_BYTES * 2);
	buf_put(&b, S("\"}," REC("2") ",{\"x\":"));
	repeat(&b, "[", 100000);
	repeat(&b, "]", 100000);
	buf_put(&b, S("}," REC("3") ",{\"cve\": {\"x\": ["));
	repeat(&b, "1,", LIMIT_FEED_NODES);
	buf_put(&b,
	    S("1]}},{\"vulnerabilities\": [],\"cve\": {\"metrics\": {"
	      "\"cvssMetricV31\": ["));
	repeat(&b, "1,", LIMIT_FEED_NODES);
	buf_put(&b, S("1]}}}," REC("4") "]}"));
	run(buf_str(&b));
	ck_assert_msg(str_eq(ids(), S("1001 1002 1003 1004")), "%.*s",
	    STR_ARG(ids()));
	/* Too long, too deep, no id, too many values. */
	ck_assert_uint_eq(diags_len(run_diags), 4);
	buf_clear(&b);
	buf_put(&b, S("{\"vulnerabilities\":1,\"cve\":1,\"x\": \""));
	buf_fill(&b, 'a', (size_t)LIMIT_FEED_FRAME_BYTES * 3);
	buf_put(&b, S("\", \"vulnerabilities\": [" REC("1") "]}"));
	run(buf_str(&b));
	ck_assert_uint_eq(run_records, 0);
	ck_assert_uint_eq(diags_len(run_diags), 1);
	buf_fini(&b);
}
END_TEST

/* Values of one record that are too long or too many. */
START_TEST(excess)
{
	struct buf b;

	buf_init(&b, 64u << 20);
	buf_put(&b,
	    S("{\"id\": \"EX-1\", \"modified\": \"\", \"details\": \""));
	repeat(&b, "\xe3\x81\x82", LIMIT_FEED_TEXT_BYTES);
	buf_put(&b, S("\", \"aliases\": ["));
	for (unsigned i = 0; i < LIMIT_FEED_IDS + 5; i++)
		buf_printf(&b, "\"A-%u\",", i);
	buf_put(&b, S("\"A-1\"], \"affected\": [{\"package\": {\"name\": \""));
	buf_fill(&b, 'n', LIMIT_FEED_WORD_BYTES + 1);
	buf_put(&b,
	    S("\", \"ecosystem\": \"npm\"}, \"versions\": [\"1\"]}]}"));
	run(buf_str(&b));
	ck_assert_uint_eq(run_records, 1);
	ck_assert_uint_eq(diags_len(run_diags), 1);
	ck_assert(str_find(run_messages(), S("too long"), 0) != SIZE_MAX);
	ck_assert_uint_lt(run_out.n,
	    LIMIT_FEED_TEXT_BYTES + LIMIT_FEED_IDS * 8 + 1000);
	buf_clear(&b);
	buf_put(&b, S("{\"id\": \""));
	buf_fill(&b, 'i', LIMIT_FEED_ID_BYTES + 1);
	buf_put(&b, S("\", \"modified\": \"\", \"details\": \"\"}"));
	run(buf_str(&b));
	ck_assert_uint_eq(run_records, 0);
	ck_assert_uint_eq(diags_len(run_diags), 1);
	buf_fini(&b);
}
END_TEST

/* ---- archives ---------------------------------------------------------- */

struct member {
	const char *name;
	struct str text;
};

static const struct pack_row {
	const char *format;	/* NULL: none, one document */
	const char *filter;
} PACKS[] = {
	{ NULL, "gzip" },
	{ NULL, "xz" },
	{ NULL, "zstd" },
	{ NULL, "bzip2" },
	{ "zip", NULL },
	{ "ustar", NULL },
	{ "pax", "gzip" },
	{ "ustar", "xz" },
	{ "ustar", "zstd" },
	{ "gnutar", "bzip2" },
};

/* Write an archive of members; of no format: the first one compressed. */
static struct str
pack(const struct pack_row *how, const struct member *v, size_t n)
{
	size_t room = 1u << 20, used = 0;
	char *out;
	struct archive *w = archive_write_new();

	for (size_t i = 0; i < n; i++)
		room += v[i].text.n + 4096;
	out = arena_bytes(run_arena, room);
	ck_assert_int_eq(how->format != NULL ?
		archive_write_set_format_by_name(w, how->format) :
		archive_write_set_format_raw(w),
	    ARCHIVE_OK);
	if (how->filter != NULL)
		ck_assert_int_eq(archive_write_add_filter_by_name(w,
				     how->filter),
		    ARCHIVE_OK);
	ck_assert_int_eq(archive_write_open_memory(w, out, room, &used),
	    ARCHIVE_OK);
	for (size_t i = 0; i < (how->format != NULL ? n : 1); i++) {
		struct archive_entry *e = archive_entry_new();

		archive_entry_set_pathname(e, v[i].name);
		archive_entry_set_filetype(e, AE_IFREG);
		archive_entry_set_perm(e, 0644);
		archive_entry_set_size(e, (la_int64_t)v[i].text.n);
		ck_assert_int_ge(archive_write_header(w, e), ARCHIVE_WARN);
		ck_assert_int_eq((int)archive_write_data(w, v[i].text.p,
				     v[i].text.n),
		    (int)v[i].text.n);
		archive_entry_free(e);
	}
	ck_assert_int_eq(archive_write_close(w), ARCHIVE_OK);
	archive_write_free(w);
	return (struct str){ out, used };
}

static const struct member MEMBERS[] = {
	{ "all/one.json", STR_INIT(LIST(REC("1"))) },
	{ "README.txt", STR_INIT("nothing to read") },
	{ "../../etc/evil\x1b[31m.json", STR_INIT(LIST("1, " REC("2"))) },
	{ "/tmp/three.json", STR_INIT(LIST(REC("3") ", {")) },
	{ "four.json", STR_INIT(LIST(REC("4"))) },
};

START_TEST(packed)
{
	const struct pack_row *how = &PACKS[_i];
	struct str file = pack(how, MEMBERS, 5);

	run(file);
	ck_assert(run_is_ok);
	if (how->format == NULL) {
		ck_assert(str_eq(ids(), S("1001")));
		ck_assert_uint_eq(diags_len(run_diags), 0);
		return;
	}
	ck_assert_msg(str_eq(ids(), S("1001 1002 1003 1004")), "%.*s",
	    STR_ARG(ids()));
	ck_assert_uint_eq(diags_len(run_diags), 3);
	/* Names are printable, and no paths. */
	ck_assert(str_find(run_messages(), S("/evil?[31m.json, line 1: "),
		      0) != SIZE_MAX);
	ck_assert(str_find(run_messages(), S("three.json, line 1: it is no"),
		      0) != SIZE_MAX);
}
END_TEST

/* Members that are compressed themselves, each in its way; no archives. */
START_TEST(nested)
{
	static const struct pack_row how = { "zip", NULL };
	static const struct member inner[] = {
		{ "a", STR_INIT(LIST(REC("1"))) },
		{ "b", STR_INIT(LIST(REC("2"))) },
	};
	struct member v[4] = {
		{ "one.json.gz", pack(&PACKS[_i], inner, 1) },
		{ "two.json", S(LIST(REC("2"))) },
		{ "short", S("\x1f") },
		{ "four.json.xz", pack(&PACKS[1], inner + 1, 1) },
	};
	bool is_one = PACKS[_i].format == NULL;

	run(pack(&how, v, 4));
	ck_assert(run_is_ok);
	ck_assert_msg(str_eq_z(ids(), is_one ? "1001 1002 1002" : "1002 1002"),
	    "%d: %.*s", _i, STR_ARG(ids()));
	ck_assert_uint_le(diags_len(run_diags), is_one ? 0 : 1);
}
END_TEST

/* Members whose compressed text is broken off: a report, no records of it. */
START_TEST(nested_cut)
{
	static const struct pack_row how = { "zip", NULL };
	struct member v[2] = {
		{ "one.json", S(LIST(REC("1"))) },
		{ "two.json.gz", pack(&PACKS[_i], MEMBERS, 1) },
	};
	struct str whole = v[1].text;

	for (size_t n = 16; n + 8 < whole.n; n++) {
		v[1].text = str_sub(whole, 0, n);
		run(pack(&how, v, 2));
		ck_assert_uint_ge(run_records, 1);
		ck_assert_uint_le(run_records, 2);
		ck_assert_msg(diags_len(run_diags) == 1, "cut at %zu", n);
	}
}
END_TEST

/* Cut at many places: a report, and never more than stood there. */
START_TEST(cut)
{
	const struct pack_row *how = &PACKS[_i];
	struct str file = pack(how, MEMBERS, 5);

	for (size_t n = 0; n < file.n; n += 1 + file.n / 37) {
		run(str_sub(file, 0, n));
		ck_assert_uint_le(run_records, 4);
		ck_assert_msg(diags_len(run_diags) > 0, "cut at %zu", n);
	}
}
END_TEST

/* A byte that is wrong: no crash, and no more than stood there. */
START_TEST(damaged)
{
	const struct pack_row *how = &PACKS[_i];
	struct str file = pack(how, MEMBERS, 5);
	char *p = arena_bytes(run_arena, file.n);

	for (size_t n = 0; n < file.n; n += 1 + file.n / 61) {
		memcpy(p, file.p, file.n);
		p[n] = (char)(p[n] ^ 0x55);
		run((struct str){ p, file.n });
		ck_assert_uint_le(run_records, 5);
	}
}
END_TEST

/* Blanks without end, in a member that is read or passed over. */
START_TEST(bomb)
{
	static const struct pack_row how = { "ustar", "gzip" };
	struct member v[] = {
		{ "one.json", S(LIST(REC("1"))) },
		{ "two", S("") },
		{ "three.json", S(LIST(REC("3"))) },
	};
	size_t n = (size_t)LIMIT_FEED_RATIO_FREE + (8u << 20);
	char *blanks = arena_bytes(run_arena, n);

	memset(blanks, ' ', n);
	v[1].text = (struct str){ blanks, n };
	run(pack(&how, v, 3));
	ck_assert(str_eq(ids(), S("1001")));
	ck_assert_uint_eq(diags_len(run_diags), 1);
	ck_assert_msg(str_find(run_messages(), S("far more than any feed"),
			  0) != SIZE_MAX,
	    "%.*s", STR_ARG(run_messages()));
	memcpy(blanks, "{\"vulnerabilities\": [{\"cve\":", 28);
	run(pack(&how, v, 3));
	ck_assert(str_eq(ids(), S("1001")));
	ck_assert_uint_eq(diags_len(run_diags), 1);
	/* The same, packed into a member. */
	v[2].text = pack(&PACKS[0], &v[1], 1);
	ck_assert_uint_lt(v[2].text.n, 1u << 20);
	v[1].text = S("");
	run(pack(&how, v, 3));
	ck_assert(str_eq(ids(), S("1001")));
	ck_assert_uint_eq(diags_len(run_diags), 1);
	ck_assert(str_find(run_messages(), S("far more than any feed"), 0) !=
	    SIZE_MAX);
}
END_TEST

Suite *
suite_feed_read(void)
{
	Suite *s = suite_create("feed_read");
	TCase *t = tcase_create("read");
	int packs = (int)(sizeof(PACKS) / sizeof(PACKS[0]));

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, run_setup, run_teardown);
	tcase_add_loop_test(t, row, 0, sizeof(ROWS) / sizeof(ROWS[0]));
	tcase_add_loop_test(t, tell, 0, sizeof(TELLS) / sizeof(TELLS[0]));
	tcase_add_test(t, absent);
	tcase_add_test(t, ended);
	tcase_add_test(t, large);
	tcase_add_test(t, hostile);
	tcase_add_test(t, excess);
	tcase_add_loop_test(t, packed, 0, packs);
	tcase_add_loop_test(t, nested, 0, packs);
	tcase_add_loop_test(t, nested_cut, 0, 4);
	tcase_add_loop_test(t, cut, 0, packs);
	tcase_add_loop_test(t, damaged, 0, packs);
	tcase_add_test(t, bomb);
	suite_add_tcase(s, t);
	return s;
}
