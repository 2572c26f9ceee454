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
#include "export/say.h"
#include "pipeline/revision.h"
#include "pipeline/revision_next.h"
#include "pipeline/theme.h"
#include "text/catalog.h"
#include "text/yaml.h"

Suite *suite_pipeline_revision(void);

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
	enum revision_level level;
	const char *en, *ja;	/* ja NULL: not looked at */
};

static const struct edit edits[] = {
	{ "nothing", "Us", "Us", REVISION_SAME, "", "" },
	{ "dates and history alone", "2026-01-01", "2026-02-01", REVISION_SAME,
	    "", "" },
	{ "number alone", "\"version\": \"1.0.0\"", "\"version\": \"1.1.0\"",
	    REVISION_SAME, "", "" },
	/* Spelling. */
	{ "a letter", "operate the", "opperate the", REVISION_PATCH,
	    "Spelling corrected.", "表記を訂正。" },
	{ "a blank and a point", "gateway.", "gate way", REVISION_PATCH,
	    "Spelling corrected.", NULL },
	{ "a letter of a remedy", "Install", "Instal", REVISION_PATCH,
	    "Spelling corrected.", NULL },
	{ "a letter of the title", "authentication in", "authentification in",
	    REVISION_MINOR, "Title changed.", "題名を変更。" },
	{ "one word less", "can operate", "operate", REVISION_MINOR,
	    "Text revised.", "説明を改訂。" },
	{ "a denial", "can operate", "cannot operate", REVISION_MINOR,
	    "Text revised.", NULL },
	{ "another version in the words", "version 2.0.0.", "version 2.0.1.",
	    REVISION_MINOR, "Remedies for CVE-1900-0001 changed.", NULL },
	{ "a title with other words", "Missing authentication",
	    "Missing password", REVISION_MINOR, "Title changed.", NULL },
	/* Content. */
	{ "status", "\"status\": \"final\"", "\"status\": \"interim\"",
	    REVISION_MINOR, "Status of the document changed.", NULL },
	{ "score", VECTOR_7_5, VECTOR_9_8, REVISION_MINOR,
	    "Score of CVE-1900-0001 changed from 7.5 to 9.8.",
	    "CVE-1900-0001 の深刻度を 7.5 から 9.8 に変更。" },
	{ "what a score is for", "\"products\": [\"g@1\"]",
	    "\"products\": [\"l\"]", REVISION_MINOR, "Particulars changed.",
	    NULL },
	{ "vector", "C:H/I:N/A:N", "C:N/I:N/A:H", REVISION_MINOR,
	    "CVSS vector of CVE-1900-0001 changed.", NULL },
	{ "remedy", "vendor_fix", "workaround", REVISION_MINOR,
	    "Remedies for CVE-1900-0001 changed.", NULL },
	{ "weakness", "CWE-306", "CWE-287", REVISION_MINOR,
	    "Weakness of CVE-1900-0001 changed.", NULL },
	{ "justification", "component_not_present",
	    "vulnerable_code_not_present", REVISION_MINOR,
	    "Reasons why products are not affected by CVE-1900-0001 changed.",
	    NULL },
	{ "severity alone follows from scores", "\"High\"", "\"Low\"",
	    REVISION_SAME, "", "" },
	{ "one more not affected", "\"known_not_affected\": [\"l\"",
	    "\"known_not_affected\": [\"l\", \"g@2\"", REVISION_MINOR,
	    "Products found not affected: Gate 2.0.0.", NULL },
	/* Who is concerned. */
	{ "another range", "\"known_affected\": [\"g@1\"]",
	    "\"known_affected\": [\"g@1\", \"l\"]", REVISION_MAJOR,
	    "Affected products added: Lift.",
	    "影響を受ける製品に Lift を追加。" },
	{ "no longer affected", "\"known_affected\": [\"g@1\"], ", "",
	    REVISION_MAJOR, "No longer affected: Gate >=1.0.0 <2.0.0.",
	    "影響を受ける製品から Gate >=1.0.0 <2.0.0 を除外。" },
	{ "last affected", "\"known_affected\"", "\"last_affected\"",
	    REVISION_MAJOR, "Product statuses of CVE-1900-0001 changed.",
	    NULL },
	{ "no longer fixed", "\"first_fixed\": [\"g@2\"], ", "",
	    REVISION_MAJOR, "No longer listed as fixed: Gate 2.0.0.", NULL },
	{ "fixed from then on", "\"first_fixed\"", "\"fixed\"", REVISION_MAJOR,
	    "Product statuses of CVE-1900-0001 changed.", NULL },
	{ "no longer free of it", ", \"known_not_affected\": [\"l\"]", "",
	    REVISION_MAJOR, "No longer listed as not affected: Lift.", NULL },
	{ "under investigation", "\"known_not_affected\"",
	    "\"under_investigation\"", REVISION_MAJOR,
	    "No longer listed as not affected: Lift; under investigation: "
	    "Lift.",
	    NULL },
	{ "a name in the tree", "\"name\": \"Us Lift\"",
	    "\"name\": \"Us Lift 2\"", REVISION_MAJOR,
	    "Product details changed.", "製品の情報を変更。" },
	{ "a letter in the tree", "\"name\": \"Us Gate 2.0.0\"",
	    "\"name\": \"Us Gates 2.0.0\"", REVISION_MAJOR,
	    "Product details changed.", NULL },
	{ "a new fixed version",
	    "{\"category\": \"product_version\", \"name\": \"2.0.0\"",
	    "{\"category\": \"product_version\", \"name\": \"2.0.1\","
	    " \"product\": {\"name\": \"Us Gate 2.0.1\", \"product_id\":"
	    " \"n\"}}, {\"category\": \"product_version\", \"name\":"
	    " \"2.0.0\"",
	    REVISION_MAJOR, "Product details changed.", NULL },
	{ "another vulnerability", "CVE-1900-0001", "CVE-1900-0002",
	    REVISION_MAJOR, "Added CVE-1900-0002; removed CVE-1900-0001.",
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
	struct revision_changes v;
	struct str said;

	ck_assert(revision_compare(a, str_z(document), edited(a, e), &v));
	ck_assert_msg(v.level == e->level, "%s: %s", e->name,
	    revision_word(v.level));
	said = revision_say(a, words, S("en"), &v);
	ck_assert_msg(str_eq_z(said, e->en), "%s: '%.*s'", e->name,
	    STR_ARG(said));
	said = revision_say(a, words, S("ja"), &v);
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

	ck_assert_msg(revision_is_spelling(x, y) == spellings[_i].is_spelling,
	    "%s / %s", spellings[_i].before, spellings[_i].after);
	ck_assert(revision_is_spelling(y, x) == spellings[_i].is_spelling);
}
END_TEST

static const struct {
	const char *version;
	enum revision_level level;
	const char *next;
} nexts[] = {
	{ "1.0.0", REVISION_PATCH, "1.0.1" },
	{ "1.2.3", REVISION_MINOR, "1.3.0" },
	{ "1.2.3", REVISION_MAJOR, "2.0.0" },
	{ "3", REVISION_PATCH, "4" },
	{ "3", REVISION_MAJOR, "4" },
	{ "1.2", REVISION_MINOR, "" },
	{ "one", REVISION_MINOR, "" },
};

START_TEST(levels_make_numbers)
{
	struct arena *a = arena_open();
	struct str next = revision_after(a, str_z(nexts[_i].version),
	    nexts[_i].level);

	ck_assert_msg(str_eq_z(next, nexts[_i].next), "%s: '%.*s'",
	    nexts[_i].version, STR_ARG(next));
	arena_close(a);
}
END_TEST

static const struct {
	const char *before, *after;
	bool ok;
	enum revision_level level;
} steps[] = {
	{ "1.0.0", "1.0.1", true, REVISION_PATCH },
	{ "1.0.9", "1.1.0", true, REVISION_MINOR },
	{ "1.9.9", "2.0.0", true, REVISION_MAJOR },
	{ "1.1.0", "1.1.0", true, REVISION_SAME },
	{ "1.1.0", "1.0.9", true, REVISION_SAME },
	{ "2.0.0", "1.9.0", true, REVISION_SAME },
	{ "1", "2", true, REVISION_MAJOR },
	{ "2", "1", true, REVISION_SAME },
	{ "1", "1.0.0", false, REVISION_SAME },
	{ "1.0.0", "0.9", false, REVISION_SAME },
};

START_TEST(numbers_make_steps)
{
	enum revision_level l;

	ck_assert(revision_step(str_z(steps[_i].before),
		      str_z(steps[_i].after), &l) == steps[_i].ok);
	ck_assert_msg(l == steps[_i].level, "%s to %s: %s", steps[_i].before,
	    steps[_i].after, revision_word(l));
}
END_TEST

START_TEST(what_cannot_be_read_is_not_compared)
{
	struct arena *a = arena_open();
	struct revision_changes v;

	ck_assert(!revision_compare(a, S("{"), S("{}"), &v));
	ck_assert(!revision_compare(a, S("{}"), S(""), &v));
	ck_assert(revision_compare(a, S("{}"), S("[]"), &v));
	arena_close(a);
}
END_TEST

static const struct {
	const char *number, *lang;
	enum revision_level level;
	const char *text;
} texts[] = {
	{ "2.0.0", "en", REVISION_MAJOR,
	    "next revision 2.0.0 (major: readers must look anew whether they "
	    "are concerned)" },
	{ "1.1.0", "en", REVISION_MINOR,
	    "next revision 1.1.0 (minor: content)" },
	{ "1.0.1", "ja", REVISION_PATCH,
	    "次は第 1.0.1 版（パッチ：表記だけの訂正）" },
	{ "", "en", REVISION_PATCH,
	    "next revision, of a number that people choose (patch: spelling "
	    "alone)" },
	{ "", "ja", REVISION_MINOR,
	    "次の版の番号は人が決めます（マイナー：内容の変更）" },
};

START_TEST(what_is_due_is_said)
{
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	const struct revision_due due = {
		.number = str_z(texts[_i].number),
		.changes = { .level = texts[_i].level },
	};
	struct say say = { .a = a, .lang = str_z(texts[_i].lang) };
	struct str text;

	say.words = theme_words(a, NULL, ss, diags_open(a));
	text = revision_next_text(&say, &due);
	ck_assert_msg(str_eq_z(text, texts[_i].text), "%.*s", STR_ARG(text));
	arena_close(a);
}
END_TEST

Suite *
suite_pipeline_revision(void)
{
	Suite *s = suite_create("pipeline_revision");
	TCase *t = tcase_create("version");

	tcase_add_loop_test(t, edits_make_levels_and_summaries, 0,
	    (int)ARRAY_LEN(edits));
	tcase_add_loop_test(t, spelling_turns_nothing_round, 0,
	    (int)ARRAY_LEN(spellings));
	tcase_add_loop_test(t, levels_make_numbers, 0, (int)ARRAY_LEN(nexts));
	tcase_add_loop_test(t, numbers_make_steps, 0, (int)ARRAY_LEN(steps));
	tcase_add_loop_test(t, what_is_due_is_said, 0, (int)ARRAY_LEN(texts));
	tcase_add_test(t, what_cannot_be_read_is_not_compared);
	suite_add_tcase(s, t);
	return s;
}
