/*
 * Which number a revision gets and what it proposes to say: a document, one
 * edit of it, and what follows.
 */
#include "test.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/embed.h"
#include "base/span.h"
#include "release/release_version.h"
#include "text/catalog.h"
#include "text/yaml.h"

Suite *suite_release_version(void);

#define VECTOR_7_5	"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"
#define VECTOR_9_8	"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"

static const char document[] =
    "{\"document\": {\"aggregate_severity\": {\"text\": \"High\"},"
    " \"category\": \"csaf_security_advisory\","
    " \"notes\": [{\"category\": \"summary\", \"text\": \"An attacker can"
    " operate the gateway.\", \"title\": \"Summary\"}],"
    " \"references\": [{\"category\": \"self\", \"summary\": \"This"
    " document\", \"url\": \"https://example.com/a.json\"}],"
    " \"title\": \"Missing authentication in Gate\","
    " \"tracking\": {\"current_release_date\": \"2026-01-01T00:00:00Z\","
    " \"revision_history\": [{\"number\": \"1.0.0\"}],"
    " \"status\": \"final\", \"version\": \"1.0.0\"}},"
    " \"product_tree\": {\"branches\": [{\"branches\": [{\"branches\": ["
    "{\"category\": \"product_version_range\", \"name\":"
    " \"vers:semver/>=1.0.0|<2.0.0\", \"product\": {\"name\": \"Us Gate"
    " vers:semver/>=1.0.0|<2.0.0\", \"product_id\": \"g@1\"}},"
    " {\"category\": \"product_version\", \"name\": \"2.0.0\", \"product\":"
    " {\"name\": \"Us Gate 2.0.0\", \"product_id\": \"g@2\"}}],"
    " \"category\": \"product_name\", \"name\": \"Gate\"},"
    " {\"category\": \"product_name\", \"name\": \"Lift\", \"product\":"
    " {\"name\": \"Us Lift\", \"product_id\": \"l\"}}],"
    " \"category\": \"vendor\", \"name\": \"Us\"}]},"
    " \"vulnerabilities\": [{\"cve\": \"CVE-1900-0001\","
    " \"cwe\": {\"id\": \"CWE-306\", \"name\": \"Missing\"},"
    " \"flags\": [{\"label\": \"component_not_present\", \"product_ids\":"
    " [\"l\"]}],"
    " \"product_status\": {\"first_fixed\": [\"g@2\"],"
    " \"known_affected\": [\"g@1\"], \"known_not_affected\": [\"l\"]},"
    " \"remediations\": [{\"category\": \"vendor_fix\", \"details\":"
    " \"Install version 2.0.0.\", \"product_ids\": [\"g@1\"]}],"
    " \"scores\": [{\"cvss_v3\": {\"vectorString\": \"" VECTOR_7_5 "\"},"
    " \"products\": [\"g@1\"]}]}]}";

struct edit {
	const char *name;
	const char *from, *to;	/* once in the document */
	enum release_level level;
	const char *en, *ja;	/* ja NULL: not looked at */
};

static const struct edit edits[] = {
	{ "nothing", "Us", "Us", RELEASE_SAME, "", "" },
	{ "dates and history alone", "2026-01-01", "2026-02-01", RELEASE_SAME,
	    "", "" },
	{ "number alone", "\"version\": \"1.0.0\"", "\"version\": \"1.1.0\"",
	    RELEASE_SAME, "", "" },
	/* Spelling. */
	{ "a letter", "operate the", "opperate the", RELEASE_PATCH,
	    "Spelling corrected.", "表記を訂正。" },
	{ "a blank and a point", "gateway.", "gate way", RELEASE_PATCH,
	    "Spelling corrected.", NULL },
	{ "a letter of a remedy", "Install", "Instal", RELEASE_PATCH,
	    "Spelling corrected.", NULL },
	{ "a letter of the title", "authentication in", "authentification in",
	    RELEASE_MINOR, "Title changed.", "題名を変更。" },
	{ "one word less", "can operate", "operate", RELEASE_MINOR,
	    "Text revised.", "説明を改訂。" },
	{ "a denial", "can operate", "cannot operate", RELEASE_MINOR,
	    "Text revised.", NULL },
	{ "another version in the words", "version 2.0.0.", "version 2.0.1.",
	    RELEASE_MINOR, "Remedies for CVE-1900-0001 changed.", NULL },
	{ "a title with other words", "Missing authentication",
	    "Missing password", RELEASE_MINOR, "Title changed.", NULL },
	/* Content. */
	{ "status", "\"status\": \"final\"", "\"status\": \"interim\"",
	    RELEASE_MINOR, "Status of the document changed.", NULL },
	{ "score", VECTOR_7_5, VECTOR_9_8, RELEASE_MINOR,
	    "Score of CVE-1900-0001 changed from 7.5 to 9.8.",
	    "CVE-1900-0001 の深刻度を 7.5 から 9.8 に変更。" },
	{ "what a score is for", "\"products\": [\"g@1\"]",
	    "\"products\": [\"l\"]", RELEASE_MINOR, "Particulars changed.",
	    NULL },
	{ "vector", "C:H/I:N/A:N", "C:N/I:N/A:H", RELEASE_MINOR,
	    "CVSS vector of CVE-1900-0001 changed.", NULL },
	{ "remedy", "vendor_fix", "workaround", RELEASE_MINOR,
	    "Remedies for CVE-1900-0001 changed.", NULL },
	{ "weakness", "CWE-306", "CWE-287", RELEASE_MINOR,
	    "Weakness of CVE-1900-0001 changed.", NULL },
	{ "justification", "component_not_present",
	    "vulnerable_code_not_present", RELEASE_MINOR,
	    "Reasons why products are not affected by CVE-1900-0001 changed.",
	    NULL },
	{ "severity alone follows from scores", "\"High\"", "\"Low\"",
	    RELEASE_SAME, "", "" },
	{ "one more not affected", "\"known_not_affected\": [\"l\"",
	    "\"known_not_affected\": [\"l\", \"g@2\"", RELEASE_MINOR,
	    "Products found not affected: Gate 2.0.0.", NULL },
	/* Who is concerned. */
	{ "another range", "\"known_affected\": [\"g@1\"]",
	    "\"known_affected\": [\"g@1\", \"l\"]", RELEASE_MAJOR,
	    "Affected products added: Lift.",
	    "影響を受ける製品に Lift を追加。" },
	{ "no longer affected", "\"known_affected\": [\"g@1\"], ", "",
	    RELEASE_MAJOR, "No longer affected: Gate >=1.0.0 <2.0.0.",
	    "影響を受ける製品から Gate >=1.0.0 <2.0.0 を除外。" },
	{ "last affected", "\"known_affected\"", "\"last_affected\"",
	    RELEASE_MAJOR, "Product statuses of CVE-1900-0001 changed.",
	    NULL },
	{ "no longer fixed", "\"first_fixed\": [\"g@2\"], ", "", RELEASE_MAJOR,
	    "No longer listed as fixed: Gate 2.0.0.", NULL },
	{ "fixed from then on", "\"first_fixed\"", "\"fixed\"", RELEASE_MAJOR,
	    "Product statuses of CVE-1900-0001 changed.", NULL },
	{ "no longer free of it", ", \"known_not_affected\": [\"l\"]", "",
	    RELEASE_MAJOR, "No longer listed as not affected: Lift.", NULL },
	{ "under investigation", "\"known_not_affected\"",
	    "\"under_investigation\"", RELEASE_MAJOR,
	    "No longer listed as not affected: Lift; under investigation: "
	    "Lift.",
	    NULL },
	{ "a name in the tree", "\"name\": \"Us Lift\"",
	    "\"name\": \"Us Lift 2\"", RELEASE_MAJOR,
	    "Product details changed.", "製品の情報を変更。" },
	{ "a letter in the tree", "\"name\": \"Us Gate 2.0.0\"",
	    "\"name\": \"Us Gates 2.0.0\"", RELEASE_MAJOR,
	    "Product details changed.", NULL },
	{ "a new fixed version",
	    "{\"category\": \"product_version\", \"name\": \"2.0.0\"",
	    "{\"category\": \"product_version\", \"name\": \"2.0.1\","
	    " \"product\": {\"name\": \"Us Gate 2.0.1\", \"product_id\":"
	    " \"n\"}}, {\"category\": \"product_version\", \"name\":"
	    " \"2.0.0\"",
	    RELEASE_MAJOR, "Product details changed.", NULL },
	{ "another vulnerability", "CVE-1900-0001", "CVE-1900-0002",
	    RELEASE_MAJOR, "Added CVE-1900-0002; removed CVE-1900-0001.",
	    "CVE-1900-0002 を追加。CVE-1900-0001 を削除。" },
};

static struct catalog *
words_of(struct arena *a)
{
	struct catalog *words = catalog_open(a, NULL);
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	const struct embedded *e;

	for (size_t i = 0; (e = embedded_at(i)) != NULL; i++) {
		struct span all = { .len = (uint32_t)e->content.n };

		if (!str_eq(e->path, S("i18n/revision.yaml")))
			continue;
		all.file = source_add(ss, e->path);
		source_set_text(ss, all.file, e->content);
		ck_assert(catalog_add(words, yaml_parse(a, ss, all, d), d));
	}
	return words;
}

static struct str
edited(struct arena *a, const struct edit *e)
{
	struct str s = str_z(document), from = str_z(e->from);
	size_t at = str_find(s, from, 0);

	ck_assert_msg(at != SIZE_MAX, "%s: there is no %s", e->name, e->from);
	return str_cat(a, str_cat(a, str_sub(s, 0, at), str_z(e->to)),
	    str_from(s, at + from.n));
}

START_TEST(edits_make_levels_and_summaries)
{
	const struct edit *e = &edits[_i];
	struct arena *a = arena_open();
	struct catalog *words = words_of(a);
	struct release_version v;
	struct str said;

	ck_assert(
	    release_version_compare(a, str_z(document), edited(a, e), &v));
	ck_assert_msg(v.level == e->level, "%s: %s", e->name,
	    release_version_word(v.level));
	said = release_version_say(a, words, S("en"), &v);
	ck_assert_msg(str_eq_z(said, e->en), "%s: '%.*s'", e->name,
	    STR_ARG(said));
	said = release_version_say(a, words, S("ja"), &v);
	ck_assert_msg(e->ja == NULL || str_eq_z(said, e->ja), "%s: '%.*s'",
	    e->name, STR_ARG(said));
	arena_close(a);
}
END_TEST

static const struct {
	const char *before, *after;
	bool is_spelling;
} spellings[] = {
	{ "", "", true },
	{ "a word", "a  word.", true },
	{ "recieve it", "receive it", true },
	{ "the adress", "the address", true },
	{ "the port", "the part", false },	/* four letters say much */
	{ "enable it", "unable it", false },	/* it begins otherwise */
	{ "unaffected", "affected", false },
	{ "is affected", "is not affected", false },
	{ "version 1.5", "version 15", false },
	{ "version 1,000", "version 1000", false },
	{ "version 1 5", "version 15", false },
	{ "version 2", "version 3", false },
	{ "a < b", "a > b", false },
	{ "a b", "a-b", false },
	{ "影響する。", "影響、する", true },
	{ "影響する", "影響しない", false },
	{ "影響がある", "影響はある", false },
	{ "word", "", false },
};

START_TEST(spelling_turns_nothing_round)
{
	struct str x = str_z(spellings[_i].before);
	struct str y = str_z(spellings[_i].after);

	ck_assert_msg(release_version_is_spelling(x, y) ==
		spellings[_i].is_spelling,
	    "%s / %s", spellings[_i].before, spellings[_i].after);
	ck_assert(
	    release_version_is_spelling(y, x) == spellings[_i].is_spelling);
}
END_TEST

static const struct {
	const char *version;
	enum release_level level;
	const char *next;
} nexts[] = {
	{ "1.0.0", RELEASE_PATCH, "1.0.1" },
	{ "1.2.3", RELEASE_MINOR, "1.3.0" },
	{ "1.2.3", RELEASE_MAJOR, "2.0.0" },
	{ "3", RELEASE_PATCH, "4" },
	{ "3", RELEASE_MAJOR, "4" },
	{ "1.2", RELEASE_MINOR, "" },
	{ "one", RELEASE_MINOR, "" },
};

START_TEST(levels_make_numbers)
{
	struct arena *a = arena_open();
	struct str next = release_version_next(a, str_z(nexts[_i].version),
	    nexts[_i].level);

	ck_assert_msg(str_eq_z(next, nexts[_i].next), "%s: '%.*s'",
	    nexts[_i].version, STR_ARG(next));
	arena_close(a);
}
END_TEST

static const struct {
	const char *before, *after;
	bool ok;
	enum release_level level;
} steps[] = {
	{ "1.0.0", "1.0.1", true, RELEASE_PATCH },
	{ "1.0.9", "1.1.0", true, RELEASE_MINOR },
	{ "1.9.9", "2.0.0", true, RELEASE_MAJOR },
	{ "1.1.0", "1.1.0", true, RELEASE_SAME },
	{ "1.1.0", "1.0.9", true, RELEASE_SAME },
	{ "2.0.0", "1.9.0", true, RELEASE_SAME },
	{ "1", "2", true, RELEASE_MAJOR },
	{ "2", "1", true, RELEASE_SAME },
	{ "1", "1.0.0", false, RELEASE_SAME },
	{ "1.0.0", "0.9", false, RELEASE_SAME },
};

START_TEST(numbers_make_steps)
{
	enum release_level l;

	ck_assert(release_version_step(str_z(steps[_i].before),
		      str_z(steps[_i].after), &l) == steps[_i].ok);
	ck_assert_msg(l == steps[_i].level, "%s to %s: %s", steps[_i].before,
	    steps[_i].after, release_version_word(l));
}
END_TEST

START_TEST(what_cannot_be_read_is_not_compared)
{
	struct arena *a = arena_open();
	struct release_version v;

	ck_assert(!release_version_compare(a, S("{"), S("{}"), &v));
	ck_assert(!release_version_compare(a, S("{}"), S(""), &v));
	ck_assert(release_version_compare(a, S("{}"), S("[]"), &v));
	arena_close(a);
}
END_TEST

Suite *
suite_release_version(void)
{
	Suite *s = suite_create("release_version");
	TCase *t = tcase_create("version");

	tcase_add_loop_test(t, edits_make_levels_and_summaries, 0,
	    (int)ARRAY_LEN(edits));
	tcase_add_loop_test(t, spelling_turns_nothing_round, 0,
	    (int)ARRAY_LEN(spellings));
	tcase_add_loop_test(t, levels_make_numbers, 0, (int)ARRAY_LEN(nexts));
	tcase_add_loop_test(t, numbers_make_steps, 0, (int)ARRAY_LEN(steps));
	tcase_add_test(t, what_cannot_be_read_is_not_compared);
	suite_add_tcase(s, t);
	return s;
}
