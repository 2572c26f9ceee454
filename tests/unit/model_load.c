/*
 * model/load and model/model: what files may hold, by their field tables, and
 * what becomes of files that hold something else.
 */
#include "model/load.h"

#include <sys/stat.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/limits.h"
#include "model_text.h"

#define CASE	"cases/2026/PS-2026-0001/case.md"
#define FRONT	"---\nid: PS-2026-0001\ntitle: {en: x}\n"
#define PARTY	"content/parties/x.yaml"
#define ALERT	"content/alerts/2026/A-2.md"

static struct model_fixture f;

static void
setup(void)
{
	model_fixture_open(&f);
}

static void
teardown(void)
{
	model_fixture_close(&f);
}

START_TEST(test_clean)
{
	model_fixture_load(&f, NULL, 0);
	model_expect(&f, "clean", &(struct model_fault){ 0 });
	ck_assert_uint_eq(f.m->n_unreadable, 0);
	ck_assert_uint_eq(f.m->n_cases, 1);
	ck_assert_uint_eq(f.m->n_people, 2);
	ck_assert_uint_eq(f.m->n_policies, 1);
	ck_assert_uint_eq(f.m->n_systems, 1);
	ck_assert_int_eq(f.m->cases[0].label, TLP_AMBER_STRICT);
	ck_assert_int_eq(zone_offset_s(f.m->zone, 0), 9 * 3600);
	ck_assert(f.m->cases[0].c->owner.target == &f.m->people[0]);
}
END_TEST

static const struct row {
	const char *name;
	struct model_file file;
	struct model_fault want;
} FAULTS[] = {
	/* Keys. */
	{ "unknown key, near one", { PARTY, "kind: isac\nchanel: mail\n" },
	    { "field-unknown", "chanel", "unknown key 'chanel' in party",
		"did you mean 'channel'" } },
	{ "unknown key, near none", { PARTY, "kind: isac\nzzzzzzz: 1\n" },
	    { "field-unknown", "zzzzzzz", NULL, NULL } },
	{ "key in capitals", { PARTY, "Kind: isac\nkind: isac\n" },
	    { "field-unknown", "Kind", NULL, "did you mean 'kind'" } },
	{ "key within a list",
	    { CASE,
		FRONT "facts:\n"
		      "  - {at: 2026-09-01, event: received, wen: x}\n---\n" },
	    { "field-unknown", "wen", "in fact", NULL } },
	{ "key twice", { PARTY, "kind: isac\nkind: isac\n" },
	    { "yaml-duplicate-key", NULL, NULL, NULL } },
	{ "another language", { PARTY, "kind: isac\nname: {fr: x}\n" },
	    { "field-unknown", "fr", "language", "ja and en" } },

	/* Shapes. */
	{ "text for a list", { CASE, FRONT "team: sato\n---\n" },
	    { "field-type", "sato", "a list is expected", "[ ]" } },
	{ "map for a list", { CASE, FRONT "facts: {at: 2026-09-01}\n---\n" },
	    { "field-type", NULL, "'facts' is a map", NULL } },
	{ "list for text", { CASE, FRONT "owner: [sato]\n---\n" },
	    { "field-type", "[sato]", "'owner' is a list", NULL } },
	{ "map for text", { CASE, FRONT "code_name: {a: b}\n---\n" },
	    { "field-type", "{a: b}", "'code_name' is a map", NULL } },
	{ "text for a map", { CASE, FRONT "embargo: none\n---\n" },
	    { "field-type", "none", "'embargo' is text", NULL } },
	{ "list for a map", { CASE, FRONT "embargo: [none]\n---\n" },
	    { "field-type", "[none]", "'embargo' is a list", NULL } },
	{ "text for words", { PARTY, "kind: isac\nname: ISAC\n" },
	    { "field-type", "ISAC", "text in {ja", "{ja: ..., en: ...}" } },
	{ "list in words", { PARTY, "kind: isac\nname: {ja: [x], en: y}\n" },
	    { "field-type", "[x]", "name.ja", NULL } },
	{ "nothing in a list", { CASE, FRONT "team: [sato, ]\n---\n" },
	    { NULL, NULL, NULL, NULL } },
	{ "null in a list", { CASE, FRONT "team: [sato, ~]\n---\n" },
	    { "field-type", "~", "nothing", NULL } },
	{ "text in a list of maps", { CASE, FRONT "facts: [x]\n---\n" },
	    { "field-type", "x", NULL, NULL } },
	{ "file is a list", { PARTY, "- kind: isac\n" },
	    { "field-type", NULL, "a map of keys", NULL } },
	{ "file is text", { PARTY, "isac\n" },
	    { "field-type", "isac", "a map of keys", NULL } },

	/* What is missing. */
	{ "required", { PARTY, "channel: mail\n" },
	    { "field-missing", "c", "'kind' is missing in party",
		"what it is" } },
	{ "required, nothing behind it", { PARTY, "kind:\nchannel: x\n" },
	    { "field-missing", NULL, "'kind'", NULL } },
	{ "required, null", { PARTY, "kind: null\n" },
	    { "field-missing", NULL, "'kind'", NULL } },
	{ "required, empty text",
	    { CASE,
		FRONT
		"regimes: [{regime: \"\", "
		"applies: yes, reason: x, by: sato, at: 2026-09-01}]\n---\n" },
	    { "field-missing", NULL, "'regime'", NULL } },
	{ "words without a word",
	    { CASE, "---\nid: PS-2026-0001\ntitle: {}\n---\n" },
	    { "field-missing", NULL, "'title'", NULL } },
	{ "words with empty words",
	    { CASE, "---\nid: PS-2026-0001\ntitle: {ja: , en: \"\"}\n---\n" },
	    { "field-missing", NULL, "'title'", NULL } },
	{ "one language will do", { CASE, FRONT "---\n" },
	    { NULL, NULL, NULL, NULL } },
	{ "list that may not be empty",
	    { "content/people/y.yaml", "people: []\n" },
	    { "field-missing", NULL, "'people'", NULL } },
	{ "list that may be empty", { CASE, FRONT "facts: []\n---\n" },
	    { NULL, NULL, NULL, NULL } },
	{ "in a list", { CASE, FRONT "facts: [{at: 2026-09-01}]\n---\n" },
	    { "field-missing", "{", "'event' is missing in fact", NULL } },
	{ "nothing in an optional map", { CASE, FRONT "embargo:\n---\n" },
	    { NULL, NULL, NULL, NULL } },
	{ "empty file", { PARTY, "" },
	    { "file-empty", NULL, "where party is expected", NULL } },
	{ "comment only", { PARTY, "# later\n" },
	    { "file-empty", NULL, NULL, NULL } },
	{ "no front matter", { ALERT, "Text.\n" },
	    { "file-empty", NULL, NULL, NULL } },
	{ "front matter that never ends", { ALERT, "---\ntitle: {en: x}\n" },
	    { "front-unclosed", NULL, NULL, NULL } },
	{ "advisory without front matter",
	    { "cases/2026/PS-2026-0001/advisory.ja.md", "## summary\n" },
	    { NULL, NULL, NULL, NULL } },
	{ "case in front matter of nothing", { CASE, "---\n---\n" },
	    { "file-empty", NULL, NULL, NULL } },

	/* Bytes. */
	{ "not UTF-8", { PARTY, "kind: isac\nchannel: \x8b\xe0\n" },
	    { "file-encoding", "\x8b", "not UTF-8", "save it as UTF-8" } },
	{ "overlong", { PARTY, "kind: isac\nchannel: \xc0\xaf\n" },
	    { "file-encoding", "\xc0", NULL, NULL } },
	{ "surrogate", { PARTY, "kind: isac\nchannel: \xed\xa0\x80\n" },
	    { "file-encoding", NULL, NULL, NULL } },
	{ "not UTF-8 in notes", { CASE, FRONT "---\n\xff\n" },
	    { "file-encoding", "\xff", NULL, NULL } },

	/* Names of files. */
	{ "almost a document", { "content/parties/x.yml", "kind: isac\n" },
	    { "file-stray", NULL, "nothing reads this file",
		"content/parties/{id}.yaml" } },
	{ "no document", { "content/parties/x.txt", "\xff" },
	    { NULL, NULL, NULL, NULL } },
	{ "id with a blank", { "content/parties/a b.yaml", "kind: isac\n" },
	    { "file-name", NULL, "'a b'", NULL } },
	{ "id with a quote", { "content/parties/\"><b>.yaml", "kind: isac\n" },
	    { "file-name", NULL, NULL, NULL } },
	{ "id in Japanese", { "content/parties/窓口.yaml", "kind: isac\n" },
	    { "file-name", NULL, "'窓口'", "letters" } },
	{ "id with a dash first",
	    { "content/parties/-rf.yaml", "kind: isac\n" },
	    { "file-name", NULL, NULL, NULL } },
	{ "folder with a blank",
	    { "content/alerts/20 26/A-9.md",
		"---\ntitle: {en: x}\nlevel: act\n"
		"at: 2026-09-01T09:30Z\n---\n" },
	    { "file-name", NULL, "'20 26'", NULL } },
};

START_TEST(test_fault)
{
	const struct row *r = &FAULTS[_i];

	model_fixture_load(&f, &r->file, 1);
	model_expect(&f, r->name, &r->want);
}
END_TEST

/* A NUL cannot stand in a C string, so it has a test of its own. */
START_TEST(test_nul)
{
	static const char text[] = "kind: isac\nchannel: a\0b\n";

	model_fixture_add(&f, PARTY, (struct str){ text, sizeof(text) - 1 });
	model_fixture_load(&f, NULL, 0);
	model_expect(&f, "NUL",
	    &(struct model_fault){ "file-encoding", NULL, "NUL", NULL });
	ck_assert_uint_eq(f.m->n_unreadable, 1);
}
END_TEST

START_TEST(test_deep)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	buf_put(&b, S("kind: isac\nname: "));
	buf_fill(&b, '[', 5000);
	buf_fill(&b, ']', 5000);
	model_fixture_add(&f, PARTY, buf_str(&b));
	model_fixture_load(&f, NULL, 0);
	model_expect(&f, "deep",
	    &(struct model_fault){ "yaml-depth", NULL, NULL, NULL });
	buf_fini(&b);
}
END_TEST

/* A fault in one file leaves the others, and that file's other fields. */
START_TEST(test_partial)
{
	const struct model_file over[] = {
		{ CASE,
		    "---\nid: PS-2026-0001\ntitle: {en: x}\nowner: [x]\n"
		    "code_name: bell\nfacts:\n  - {at: never, event: a}\n"
		    "  - {at: 2026-09-02, event: verified}\n---\n" },
		{ PARTY, "kind: [\n" },
	};
	const struct case_file *c;

	model_fixture_load(&f, over, ARRAY_LEN(over));
	ck_assert_uint_eq(diags_len(f.d), 3);
	ck_assert_uint_eq(f.m->n_unreadable, 1);
	ck_assert_uint_eq(f.m->n_cases, 1);
	ck_assert_uint_eq(f.m->n_parties, 1);
	c = f.m->cases[0].c;
	ck_assert(str_eq(c->code_name.s, S("bell")));
	ck_assert_uint_eq(c->owner.id.n, 0);
	ck_assert(!span_is_set(c->owner.at));
	/* A fact without its time stays a fact. */
	ck_assert_uint_eq(c->facts.n, 2);
	ck_assert_int_eq(c->facts.v[0].at.w.kind, WHEN_UNSET);
	ck_assert_int_eq(c->facts.v[1].at.w.kind, WHEN_DATE);
}
END_TEST

static const struct zone_row {
	const char *zone;
	int32_t offset_s;
	bool is_known;
} ZONES[] = {
	{ "Asia/Tokyo", 32400, true },
	{ "UTC", 0, true },
	{ "\"+05:30\"", 19800, true },
	{ "Asia/Tokio", 0, false },
	{ "../../etc/passwd", 0, false },
};

START_TEST(test_zone)
{
	const struct zone_row *r = &ZONES[_i];
	struct model_file over = { "content/organisation.yaml",
		str_to_z(f.a,
		    str_fmt(f.a,
			"name: {en: Example}\n"
			"repository: internal\nceiling: AMBER+STRICT\n"
			"publisher: {category: vendor, name: x, "
			"namespace: \"https://example.com\"}\n"
			"base_url: https://example.com/\nzone: %s\n"
			"languages: [ja]\n"
			"ids: {case_prefix: PS, advisory_prefix: EX}\n"
			"contact: {email: psirt@example.com}\n",
			r->zone)) };

	model_fixture_load(&f, &over, 1);
	ck_assert_msg((diags_len(f.d) == 0) == r->is_known, "%s", r->zone);
	ck_assert_int_eq(zone_offset_s(f.m->zone, 0), r->offset_s);
}
END_TEST

/* ---- from the disk ------------------------------------------------------ */

static char root[64];
static struct io_dir *top;

static void
setup_disk(void)
{
	setup();
	snprintf(root, sizeof(root), "/tmp/hansho-model-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(root));
	ck_assert_int_eq(io_dir_open(root, &top), 0);
}

static void
teardown_disk(void)
{
	struct io_dir *parent;

	io_dir_close(top);
	ck_assert_int_eq(io_dir_open("/tmp", &parent), 0);
	ck_assert_int_eq(io_remove_tree(parent, str_z(strrchr(root, '/') + 1)),
	    0);
	io_dir_close(parent);
	teardown();
}

static void
put(const char *path, struct str text)
{
	ck_assert_int_eq(io_write_new(top, str_z(path), text), 0);
}

static void
load_disk(void)
{
	f.m = model_load(f.a, top, f.ss, f.pool, f.d);
	diags_sort(f.d);
}

START_TEST(test_disk_empty)
{
	load_disk();
	ck_assert_uint_eq(diags_len(f.d), 0);
	ck_assert_uint_eq(f.m->n_cases, 0);
	ck_assert_ptr_null(f.m->organisation);
	ck_assert_ptr_nonnull(f.m->zone);
}
END_TEST

START_TEST(test_disk_link)
{
	char at[128];

	put("content/parties/a.yaml", S("kind: isac\n"));
	snprintf(at, sizeof(at), "%s/content/parties/b.yaml", root);
	ck_assert_int_eq(symlink("a.yaml", at), 0);
	load_disk();
	model_expect(&f, "file",
	    &(struct model_fault){ "file-link", NULL, "not followed",
		"the file itself" });
	ck_assert_uint_eq(f.m->n_parties, 1);
}
END_TEST

START_TEST(test_disk_link_folder)
{
	char at[128];

	put("elsewhere/a.yaml", S("kind: isac\n"));
	put("content/x", S(""));
	snprintf(at, sizeof(at), "%s/content/parties", root);
	ck_assert_int_eq(symlink("../elsewhere", at), 0);
	load_disk();
	model_expect(&f, "folder",
	    &(struct model_fault){ "file-link", NULL, NULL, NULL });
	ck_assert_uint_eq(f.m->n_parties, 0);
}
END_TEST

START_TEST(test_disk_link_root)
{
	char at[128];

	put("elsewhere/parties/a.yaml", S("kind: isac\n"));
	snprintf(at, sizeof(at), "%s/content", root);
	ck_assert_int_eq(symlink("elsewhere", at), 0);
	load_disk();
	model_expect(&f, "root",
	    &(struct model_fault){ "file-link", NULL, NULL, NULL });
	ck_assert_uint_eq(f.m->n_parties, 0);
}
END_TEST

START_TEST(test_disk_pipe)
{
	char at[128];

	put("content/parties/a.yaml", S("kind: isac\n"));
	snprintf(at, sizeof(at), "%s/content/parties/b.yaml", root);
	ck_assert_int_eq(mkfifo(at, 0600), 0);
	load_disk();
	model_expect(&f, "pipe",
	    &(struct model_fault){ "file-link", NULL, "not a file", NULL });
}
END_TEST

START_TEST(test_disk_hidden)
{
	put("content/parties/.a.yaml.swp", S("\xff"));
	put("content/.cache/parties/a.yaml", S("\xff"));
	put("content/parties/note.txt", S("\xff"));
	load_disk();
	model_expect(&f, "hidden", &(struct model_fault){ 0 });
}
END_TEST

/* A submodule is told once, and nothing of it is read. */
START_TEST(test_disk_repository)
{
	put("content/parties/.git", S("gitdir: ../../x\n"));
	put("content/parties/a.yaml", S("\xff"));
	load_disk();
	model_expect(&f, "repository",
	    &(struct model_fault){ "file-repository", NULL, "of its own",
		NULL });
}
END_TEST

/* Names that no output could hold. */
static const char *const NAMES[] = {
	"content/parties/\xff.yaml",
	"content/parties/a\nb.yaml",
	"content/parties/\xe2\x80\xae.yaml",
	"content/\xff/a.txt",
	"content/a\x1b[31mb/a.txt",
};

START_TEST(test_disk_name)
{
	put(NAMES[_i], S("kind: isac\n"));
	load_disk();
	model_expect(&f, NAMES[_i],
	    &(struct model_fault){ "file-name", NULL, NULL, NULL });
	for (uint32_t i = 1; i <= sources_len(f.ss); i++)
		ck_assert(!model_has(source_get(f.ss, i)->path, "\xff"));
}
END_TEST

static const struct size_row {
	const char *path;
	size_t bytes;
	const char *rule;
} SIZES[] = {
	{ "content/parties/a.yaml", LIMIT_YAML_BYTES, NULL },
	{ "content/parties/a.yaml", LIMIT_YAML_BYTES + 1, "file-limit" },
	{ "cases/2026/A-1/advisory.ja.md", LIMIT_MARKDOWN_BYTES, NULL },
	{ "cases/2026/A-1/advisory.ja.md", LIMIT_MARKDOWN_BYTES + 1,
	    "file-limit" },
};

START_TEST(test_disk_size)
{
	const struct size_row *r = &SIZES[_i];
	struct buf b;

	buf_init(&b, 16 << 20);
	if (str_ends(str_z(r->path), S(".yaml")))
		buf_put(&b, S("kind: isac\n#"));
	buf_fill(&b, 'a', r->bytes - b.n);
	put(r->path, buf_str(&b));
	load_disk();
	model_expect(&f, r->path,
	    &(struct model_fault){ r->rule, NULL, NULL, NULL });
	buf_fini(&b);
}
END_TEST

/* Folders beyond the depth, and paths beyond the length, that people need. */
static const struct deep_row {
	size_t name_n;		/* bytes of each folder's name */
	int depth;		/* folders in each other */
	const char *message;	/* NULL: fine */
} DEEPS[] = {
	{ 1, 20, NULL },
	{ 1, LIMIT_PATH_DEPTH - 2, NULL },
	{ 1, LIMIT_PATH_DEPTH - 1, "too deep" },
	{ 1, LIMIT_PATH_DEPTH, "too deep" },
	{ 1, LIMIT_PATH_DEPTH + 10, "too deep" },
	{ 200, 5, NULL },
	{ 200, 6, "too long" },
	{ 200, 9, "too long" },
};

/* Made and taken away step by step: the path is too long for others too. */
START_TEST(test_disk_deep)
{
	const struct deep_row *r = &DEEPS[_i];
	char *part = arena_bytes(f.a, r->name_n + 1);
	char row[32];

	memset(part, 'x', r->name_n);
	part[r->name_n] = '\0';
	ck_assert_int_eq(chdir(root), 0);
	ck_assert_int_eq(mkdir("content", 0755), 0);
	ck_assert_int_eq(chdir("content"), 0);
	for (int i = 0; i < r->depth; i++) {
		ck_assert_int_eq(mkdir(part, 0755), 0);
		ck_assert_int_eq(chdir(part), 0);
	}
	load_disk();
	for (int i = 0; i < r->depth; i++) {
		ck_assert_int_eq(chdir(".."), 0);
		ck_assert_int_eq(rmdir(part), 0);
	}
	snprintf(row, sizeof(row), "%zu * %d", r->name_n, r->depth);
	model_expect(&f, row,
	    &(struct model_fault){ r->message != NULL ? "file-limit" : NULL,
		NULL, r->message, NULL });
}
END_TEST

/* The same reports in the same order with one thread and with several. */
START_TEST(test_disk_threads)
{
	struct model_fixture g;

	for (int i = 0; i < 40; i++) {
		char path[64];

		snprintf(path, sizeof(path), "content/parties/p%d.yaml", i);
		put(path,
		    i % 3 == 0 ? S("kind: isack\nx: y\n") :
				 S("channel: mail\n"));
	}
	load_disk();
	model_fixture_open(&g);
	pool_close(g.pool);
	g.pool = pool_open(1);
	g.m = model_load(g.a, top, g.ss, g.pool, g.d);
	diags_sort(g.d);
	ck_assert_uint_gt(diags_len(f.d), 40);
	ck_assert_uint_eq(diags_len(f.d), diags_len(g.d));
	for (size_t i = 0; i < diags_len(f.d); i++)
		ck_assert_str_eq(model_said(&f, i), model_said(&g, i));
	model_fixture_close(&g);
}
END_TEST

Suite *
suite_model_load(void)
{
	Suite *s = suite_create("model_load");
	TCase *memory = tcase_create("memory");
	TCase *disk = tcase_create("disk");

	tcase_add_checked_fixture(memory, setup, teardown);
	tcase_add_test(memory, test_clean);
	tcase_add_loop_test(memory, test_fault, 0, ARRAY_LEN(FAULTS));
	tcase_add_test(memory, test_nul);
	tcase_add_test(memory, test_deep);
	tcase_add_test(memory, test_partial);
	tcase_add_loop_test(memory, test_zone, 0, ARRAY_LEN(ZONES));
	suite_add_tcase(s, memory);

	tcase_add_checked_fixture(disk, setup_disk, teardown_disk);
	tcase_set_timeout(disk, 30);
	tcase_add_test(disk, test_disk_empty);
	tcase_add_test(disk, test_disk_link);
	tcase_add_test(disk, test_disk_link_folder);
	tcase_add_test(disk, test_disk_link_root);
	tcase_add_test(disk, test_disk_pipe);
	tcase_add_test(disk, test_disk_hidden);
	tcase_add_test(disk, test_disk_repository);
	tcase_add_loop_test(disk, test_disk_name, 0, ARRAY_LEN(NAMES));
	tcase_add_loop_test(disk, test_disk_size, 0, ARRAY_LEN(SIZES));
	tcase_add_loop_test(disk, test_disk_deep, 0, ARRAY_LEN(DEEPS));
	tcase_add_test(disk, test_disk_threads);
	suite_add_tcase(s, disk);
	return s;
}
