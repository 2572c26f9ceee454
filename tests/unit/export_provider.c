/*
 * The tree of a CSAF provider, from views made by hand: which files there are,
 * what each says, in which order (CSAF 2.0 section 7.1; RFC 8322).  What
 * readers make of whole trees is asked in tests/e2e/provider.sh.
 */
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/span.h"
#include "export/plan.h"
#include "export/public/provider.h"
#include "pipeline/theme.h"
#include "test.h"
#include "text/json_read.h"
#include "wall/public_view.h"

Suite *suite_export_provider(void);

#define HOME	".well-known/csaf/"
#define URL	"https://example.com/" HOME
#define WHITE	HOME "white/"
#define CLEAR	HOME "v2.1/clear/"
#define FEED	WHITE "csaf-feed-tlp-white.json"
#define META	HOME "provider-metadata.json"
#define DOC	WHITE "2025/x-2.json"
#define KEY	"0123456789ABCDEF0123456789ABCDEF01234567"

#define WORDS(j, e)	{ { STR_INIT(j), STR_INIT(e) } }

/* Advisories, the first of which is X-2; in no order of theirs. */
static const struct {
	const char *id, *file;
	const char *first, *newest;	/* revisions */
} KNOWN[] = {
	/* Still 2025 where years are counted. */
	{ "X-2", "x-2", "2026-01-01T08:00:00+09:00",
	    "2026-02-01T00:00:00+09:00" },
	{ "X-10", "x-10", "2026-03-01T00:00:00+09:00",
	    "2026-03-01T00:00:00+09:00" },
	/* The same instant, written otherwise. */
	{ "X-1", "x-1", "2026-02-28T15:00:00Z", "2026-02-28T15:00:00Z" },
	{ "X-3", "x-3", "2024-05-05T00:00:00Z", "2026-04-01T00:00:00Z" },
};

struct making {
	struct arena *a;
	struct sources *ss;
	struct diags *d;
	struct theme theme;
	struct export_context c;
	struct public_view view;
	struct public_advisory advs[ARRAY_LEN(KNOWN)];
	struct public_revision revisions[ARRAY_LEN(KNOWN)][2];
	struct public_vulnerability flaw;
	struct public_leaf leaf;
	struct public_released_file released[ARRAY_LEN(KNOWN)][2];
	struct public_openpgp key;
	struct plan plan;
};

static struct instant
at(const char *z)
{
	struct instant t;

	ck_assert(instant_parse(str_z(z), &t, NULL));
	return t;
}

static void
add_advisory(struct making *m, size_t i)
{
	struct public_advisory *adv = &m->advs[i];

	*adv = (struct public_advisory){
		.id = str_z(KNOWN[i].id),
		.file = str_z(KNOWN[i].file),
		.title = WORDS("題", "Title"),
		.category = STR_INIT("csaf_security_advisory"),
		.status = STR_INIT("final"),
		.lang = STR_INIT("en"),
		.publisher = m->view.publisher,
		.revisions = m->revisions[i],
		.n_revisions = 2,
		.leaves = &m->leaf,
		.n_leaves = 1,
	};
	for (size_t j = 0; j < 2; j++)
		m->revisions[i][j] = (struct public_revision){
			.version = j == 0 ? S("1.0.0") : S("1.1.0"),
			.at = at(j == 0 ? KNOWN[i].first : KNOWN[i].newest),
			.summary = WORDS("版", "Words"),
		};
}

static void
making_open(struct making *m, size_t n)
{
	struct arena *a = arena_open();

	*m = (struct making){ .a = a,
		.ss = sources_open(a),
		.d = diags_open(a) };
	ck_assert(theme_load(a, NULL, m->ss, m->d, NULL, &m->theme));
	m->c = (struct export_context){ .templates = m->theme.templates,
		.words = m->theme.words,
		.now = at("2026-11-22T09:00:00+09:00"),
		.version = S("9"),
		.edition = S("public"),
		.ceiling = S("CLEAR") };
	m->view.zone = zone_open(a, S("Asia/Tokyo"), S(""));
	m->view.base_url = S("https://example.com/");
	m->view.main_lang = PUBLIC_EN;
	m->view.publisher = (struct public_publisher){ S("vendor"), S("Us"),
		S("https://example.com"), S(""), S("") };
	m->leaf = (struct public_leaf){ .product_id = STR_INIT("p"),
		.name = STR_INIT("Us P"),
		.vendor = STR_INIT("Us"),
		.product = STR_INIT("P") };
	for (size_t i = 0; i < n; i++)
		add_advisory(m, i);
	m->view.advisories = m->advs;
	m->view.n_advisories = n;
	m->plan.perm = a;
}

static void
plan_all(struct making *m)
{
	provider_plan(&m->plan, &m->view, &m->c);
	plan_sort(&m->plan);
}

static struct str
content(struct making *m, const struct page *page)
{
	struct buf b;
	struct str s;

	buf_init(&b, LIMIT_PAGE_BYTES);
	ck_assert(provider_render(page, &m->view, &m->c, m->a, &b, m->d));
	ck_assert(buf_ok(&b));
	s = str_dup(m->a, buf_str(&b));
	buf_fini(&b);
	return s;
}

static struct str
file(struct making *m, const char *row, const char *path)
{
	size_t i = plan_find(&m->plan, str_z(path));

	ck_assert_msg(i != SIZE_MAX, "%s: there is no %s", row, path);
	return content(m, &m->plan.pages[i].page);
}

/* ---- what differs -------------------------------------------------------- */

static void
as_it_is(struct making *m)
{
	(void)m;
}

static void
with_21(struct making *m)
{
	m->view.has_csaf21 = true;
}

static void
with_21_first(struct making *m)
{
	m->view.has_csaf21 = m->view.is_csaf21_first = true;
}

static void
import_and_21(struct making *m)
{
	with_21(m);
	m->advs[0].is_import = true;
}

static void
no_address(struct making *m)
{
	m->view.base_url = S("");
}

static void
of_others(struct making *m)
{
	m->advs[0].is_foreign = true;
}

static void
unreleased(struct making *m)
{
	m->advs[0].n_revisions = 0;
}

static void
with_key(struct making *m)
{
	m->key = (struct public_openpgp){ STR_INIT(KEY),
		STR_INIT("-----BEGIN\nkey\n") };
	m->view.keys = &m->key;
	m->view.n_keys = 1;
}

static void
sign(struct making *m, size_t i, size_t n)
{
	struct str name = str_cat(m->a, m->advs[i].file, S(".json"));

	m->released[i][0] = (struct public_released_file){ name, S("{}\n") };
	m->released[i][1] = (struct public_released_file){
		str_cat(m->a, name, S(".asc")), S("-----BEGIN\nit\n")
	};
	m->advs[i].released = m->released[i];
	m->advs[i].n_released = n;
}

static void
all_signed(struct making *m)
{
	with_key(m);
	for (size_t i = 0; i < m->view.n_advisories; i++)
		sign(m, i, 2);
}

static void
one_unsigned(struct making *m)
{
	all_signed(m);
	sign(m, m->view.n_advisories - 1, 1);
}

static void
signed_without_key(struct making *m)
{
	all_signed(m);
	m->view.n_keys = 0;
}

/* A signature is of bytes that went out, and of no others. */
static void
signature_alone(struct making *m)
{
	with_key(m);
	sign(m, 0, 2);
	m->advs[0].released = &m->released[0][1];
	m->advs[0].n_released = 1;
}

static void
with_flaw(struct making *m)
{
	static size_t first = 0;

	m->flaw.cve = S("CVE-1900-0001");
	m->flaw.status[PUBLIC_KNOWN_AFFECTED] = (struct public_leaves){ &first,
		1 };
	m->advs[0].vulnerabilities = &m->flaw;
	m->advs[0].n_vulnerabilities = 1;
}

static void
dated_elsewhere(struct making *m)
{
	m->advs[0].has_initial_release = true;
	m->advs[0].initial_release = at("2023-06-01T00:00:00Z");
	m->advs[0].has_current_release = true;
	m->advs[0].current_release = at("2026-05-01T00:00:00Z");
}

static void
listed(struct making *m)
{
	m->view.is_listed = true;
}

/* ---- files --------------------------------------------------------------- */

#define AROUND(folder, feed, category)					\
	folder category "\n" folder "changes.csv\n" folder feed "\n"	\
	folder "index.html\n" folder "index.txt\n"
#define OF_20(folder, documents)					\
	folder documents						\
	AROUND(folder, "csaf-feed-tlp-white.json", "category-white.json")
#define BESIDE(path)	path ".sha256\n" path ".sha512\n"
#define OF_X2	"2025/index.html\n" BESIDE(WHITE "2025/x-2.json")

static const struct {
	const char *name;
	void (*vary)(struct making *m);
	const char *files;
} FILES[] = {
	{ "one advisory", as_it_is,
	    META "\n" HOME "service.json\n" OF_20(WHITE, OF_X2) },
	{ "a flaw has a document of its own", with_flaw,
	    META "\n" HOME "service.json\n" OF_20(WHITE,
		"2025/index.html\n" BESIDE(
		    WHITE "2025/x-2-vex-cve-1900-0001.json")
		    BESIDE(WHITE "2025/x-2.json")) },
	{ "keys", with_key,
	    HOME "openpgp/" KEY ".asc\n" META "\n" HOME
		 "service.json\n" OF_20(WHITE, OF_X2) },
	{ "signatures of what went out", all_signed,
	    HOME "openpgp/" KEY ".asc\n" META "\n" HOME
		 "service.json\n" OF_20(WHITE,
		     "2025/index.html\n" WHITE
		     "2025/x-2.json.asc\n" BESIDE(WHITE "2025/x-2.json")) },
	{ "a signature without its document", signature_alone,
	    HOME "openpgp/" KEY ".asc\n" META "\n" HOME
		 "service.json\n" OF_20(WHITE, OF_X2) },
	{ "two versions", with_21,
	    META
	    "\n" HOME "service.json\n" HOME
	    "v2.0/provider-metadata.json\n" HOME "v2.0/service.json\n" CLEAR
	    "2025/index.html\n" BESIDE(CLEAR "2025/x-2.json") AROUND(CLEAR,
		"csaf-feed-tlp-clear.json", "category-clear.json") HOME
	    "v2.1/provider-metadata.json\n" HOME
	    "v2.1/service.json\n" OF_20(WHITE, OF_X2) },
	{ "an import stays what it was", import_and_21,
	    META "\n" HOME "service.json\n" OF_20(WHITE, OF_X2) },
	{ "no address", no_address, "" },
	{ "documents of others", of_others, "" },
	{ "nothing went out", unreleased, "" },
};

START_TEST(test_files)
{
	struct making m;
	struct str all = S("");

	making_open(&m, 1);
	FILES[_i].vary(&m);
	plan_all(&m);
	for (size_t i = 0; i < m.plan.n; i++)
		all = str_fmt(m.a, "%.*s%.*s\n", STR_ARG(all),
		    STR_ARG(m.plan.pages[i].page.path));
	ck_assert_msg(str_eq_z(all, FILES[_i].files), "%s:\n%.*s",
	    FILES[_i].name, STR_ARG(all));
	arena_close(m.a);
}
END_TEST

/* ---- texts --------------------------------------------------------------- */

static const struct {
	const char *name;
	void (*vary)(struct making *m);
	const char *path;
	const char *text;
} TEXTS[] = {
	{ "paths, sorted", as_it_is, WHITE "index.txt",
	    "2024/x-3.json\n2025/x-2.json\n2026/x-1.json\n2026/x-10.json\n" },
	{ "the newest first, then by id", as_it_is, WHITE "changes.csv",
	    "\"2024/x-3.json\",\"2026-04-01T00:00:00Z\"\n"
	    "\"2026/x-1.json\",\"2026-02-28T15:00:00Z\"\n"
	    "\"2026/x-10.json\",\"2026-03-01T00:00:00+09:00\"\n"
	    "\"2025/x-2.json\",\"2026-02-01T00:00:00+09:00\"\n" },
	{ "no quotes in 2.1", with_21, CLEAR "changes.csv",
	    "2024/x-3.json,2026-04-01T00:00:00Z\n"
	    "2026/x-1.json,2026-02-28T15:00:00Z\n"
	    "2026/x-10.json,2026-03-01T00:00:00+09:00\n"
	    "2025/x-2.json,2026-02-01T00:00:00+09:00\n" },
	{ "dates of the document itself", dated_elsewhere, WHITE "changes.csv",
	    "\"2023/x-2.json\",\"2026-05-01T00:00:00Z\"\n"
	    "\"2024/x-3.json\",\"2026-04-01T00:00:00Z\"\n"
	    "\"2026/x-1.json\",\"2026-02-28T15:00:00Z\"\n"
	    "\"2026/x-10.json\",\"2026-03-01T00:00:00+09:00\"\n" },
	/* printf '{}\n' | sha256sum */
	{ "the digest of what went out, and its bare name", all_signed,
	    DOC ".sha256",
	    "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356"
	    "  x-2.json\n" },
	{ "the signature as it came", all_signed, DOC ".asc",
	    "-----BEGIN\nit\n" },
	{ "the key as it is", with_key, HOME "openpgp/" KEY ".asc",
	    "-----BEGIN\nkey\n" },
};

START_TEST(test_text)
{
	struct making m;
	struct str s;

	making_open(&m, ARRAY_LEN(KNOWN));
	TEXTS[_i].vary(&m);
	plan_all(&m);
	s = file(&m, TEXTS[_i].name, TEXTS[_i].path);
	ck_assert_msg(str_eq_z(s, TEXTS[_i].text), "%s:\n%.*s", TEXTS[_i].name,
	    STR_ARG(s));
	arena_close(m.a);
}
END_TEST

/* ---- JSON ---------------------------------------------------------------- */

/* "feed entry 0 id": members, and places in lists. */
static const struct json_node *
find(const struct json_node *n, const char *path)
{
	struct str rest = str_z(path), step;

	while (n != NULL && rest.n > 0) {
		(void)str_cut(rest, ' ', &step, &rest);
		if (n->kind != JSON_IS_ARRAY) {
			for (n = n->first; n != NULL; n = n->next) {
				if (str_eq(n->name, step))
					break;
			}
			continue;
		}
		n = n->first;
		for (char i = step.p[0]; n != NULL && i > '0'; i--)
			n = n->next;
	}
	return n;
}

static const struct {
	const char *name;
	void (*vary)(struct making *m);
	const char *path;
	const char *node;
	const char *text;	/* NULL: there is none */
} VALUES[] = {
	/* The feed: itself first, then the newest. */
	{ "feed", as_it_is, FEED, "feed id", "csaf-feed-tlp-white" },
	{ "feed", as_it_is, FEED, "feed link 0 rel", "self" },
	{ "feed", as_it_is, FEED, "feed link 0 href",
	    URL "white/csaf-feed-tlp-white.json" },
	{ "feed", as_it_is, FEED, "feed link 1 rel", "service" },
	{ "feed", as_it_is, FEED, "feed link 1 href", URL "service.json" },
	{ "feed", as_it_is, FEED, "feed category 0 scheme",
	    "urn:ietf:params:rolie:category:information-type" },
	{ "feed", as_it_is, FEED, "feed category 0 term", "csaf" },
	{ "the newest update", as_it_is, FEED, "feed updated",
	    "2026-04-01T00:00:00Z" },
	{ "entries", as_it_is, FEED, "feed entry 0 id", "X-3" },
	{ "entries", as_it_is, FEED, "feed entry 1 id", "X-1" },
	{ "entries", as_it_is, FEED, "feed entry 2 id", "X-10" },
	{ "entries", as_it_is, FEED, "feed entry 3 id", "X-2" },
	{ "entries", as_it_is, FEED, "feed entry 4", NULL },
	{ "entry", as_it_is, FEED, "feed entry 3 title", "Title" },
	{ "entry", as_it_is, FEED, "feed entry 3 published",
	    "2026-01-01T08:00:00+09:00" },
	{ "entry", as_it_is, FEED, "feed entry 3 updated",
	    "2026-02-01T00:00:00+09:00" },
	{ "entry", as_it_is, FEED, "feed entry 3 content src",
	    URL "white/2025/x-2.json" },
	{ "entry", as_it_is, FEED, "feed entry 3 content type",
	    "application/json" },
	{ "entry", as_it_is, FEED, "feed entry 3 format schema",
	    "https://docs.oasis-open.org/csaf/csaf/v2.0/"
	    "csaf_json_schema.json" },
	{ "entry", as_it_is, FEED, "feed entry 3 format version", "2.0" },
	{ "links", all_signed, FEED, "feed entry 3 link 0 rel", "self" },
	{ "links", all_signed, FEED, "feed entry 3 link 0 href",
	    URL "white/2025/x-2.json" },
	{ "links", all_signed, FEED, "feed entry 3 link 1 rel", "hash" },
	{ "links", all_signed, FEED, "feed entry 3 link 1 href",
	    URL "white/2025/x-2.json.sha256" },
	{ "links", all_signed, FEED, "feed entry 3 link 2 href",
	    URL "white/2025/x-2.json.sha512" },
	{ "links", all_signed, FEED, "feed entry 3 link 3 rel", "signature" },
	{ "links", all_signed, FEED, "feed entry 3 link 3 href",
	    URL "white/2025/x-2.json.asc" },
	{ "no signature", as_it_is, FEED, "feed entry 3 link 3", NULL },
	{ "of 2.1", with_21, CLEAR "csaf-feed-tlp-clear.json",
	    "feed entry 3 content src", URL "v2.1/clear/2025/x-2.json" },
	{ "of 2.1", with_21, CLEAR "csaf-feed-tlp-clear.json",
	    "feed entry 3 format version", "2.1" },
	{ "of 2.1", with_21, CLEAR "csaf-feed-tlp-clear.json",
	    "feed link 1 href", URL "v2.1/service.json" },
	/* Metadata. */
	{ "address", as_it_is, META, "canonical_url",
	    URL "provider-metadata.json" },
	{ "newest", as_it_is, META, "last_updated", "2026-04-01T00:00:00Z" },
	{ "publisher", as_it_is, META, "publisher name", "Us" },
	{ "version", as_it_is, META, "metadata_version", "2.0" },
	{ "folder", as_it_is, META, "distributions 0 directory_url",
	    URL "white/" },
	{ "label", as_it_is, META, "distributions 1 rolie feeds 0 tlp_label",
	    "WHITE" },
	{ "feed", as_it_is, META, "distributions 1 rolie feeds 0 url",
	    URL "white/csaf-feed-tlp-white.json" },
	{ "no key", as_it_is, META, "public_openpgp_keys", NULL },
	{ "key", with_key, META, "public_openpgp_keys 0 fingerprint", KEY },
	{ "key", with_key, META, "public_openpgp_keys 0 url",
	    URL "openpgp/" KEY ".asc" },
	{ "unsigned", as_it_is, META, "role", "csaf_provider" },
	{ "signed", all_signed, META, "role", "csaf_trusted_provider" },
	{ "one is not", one_unsigned, META, "role", "csaf_provider" },
	{ "no key", signed_without_key, META, "role", "csaf_provider" },
	/* The first version stands where everybody looks. */
	{ "2.0 first", with_21, META, "canonical_url",
	    URL "v2.0/provider-metadata.json" },
	{ "2.1 first", with_21_first, META, "canonical_url",
	    URL "v2.1/provider-metadata.json" },
	{ "2.1 first", with_21_first, META, "metadata_version", "2.1" },
	{ "2.1 label", with_21_first, META,
	    "distributions 0 directory tlp_label", "CLEAR" },
	/* Service and categories. */
	{ "collection", as_it_is, HOME "service.json",
	    "service workspace 0 collection 0 href",
	    URL "white/csaf-feed-tlp-white.json" },
	{ "collections", as_it_is, HOME "service.json",
	    "service workspace 0 collection 1", NULL },
	{ "terms, sorted", as_it_is, WHITE "category-white.json",
	    "categories category 0 term", "P" },
	{ "terms, sorted", as_it_is, WHITE "category-white.json",
	    "categories category 1 term", "Us" },
	{ "terms, sorted", as_it_is, WHITE "category-white.json",
	    "categories category 2 term", "csaf_security_advisory" },
	{ "terms, once", as_it_is, WHITE "category-white.json",
	    "categories category 3 term", "en" },
	{ "terms, no empty one", as_it_is, WHITE "category-white.json",
	    "categories category 4", NULL },
};

START_TEST(test_value)
{
	const char *row = VALUES[_i].node;
	const struct json_node *n;
	struct making m;
	uint32_t source;

	making_open(&m, ARRAY_LEN(KNOWN));
	VALUES[_i].vary(&m);
	plan_all(&m);
	source = source_add(m.ss, S("x.json"));
	source_set_text(m.ss, source, file(&m, row, VALUES[_i].path));
	n = json_tree(m.a, m.ss, source, m.d);
	ck_assert_msg(n != NULL, "%s: %s is no JSON", row, VALUES[_i].path);
	n = find(n, row);
	ck_assert_msg((n != NULL) == (VALUES[_i].text != NULL), "%s (%s): %s",
	    VALUES[_i].name, row, n != NULL ? "is there" : "is missing");
	ck_assert_msg(n == NULL || str_eq_z(n->text, VALUES[_i].text),
	    "%s (%s): '%.*s'", VALUES[_i].name, row,
	    STR_ARG(n != NULL ? n->text : S("")));
	arena_close(m.a);
}
END_TEST

/* ---- parts of pages ------------------------------------------------------ */

static const struct {
	const char *name;
	void (*vary)(struct making *m);
	const char *path;
	const char *part;
	bool is_there;
} PARTS[] = {
	{ "lists may name us", listed, META,
	    "\"list_on_CSAF_aggregators\": true", true },
	{ "lists may not", as_it_is, META,
	    "\"list_on_CSAF_aggregators\": false", true },
	{ "nor mirrors", listed, META, "\"mirror_on_CSAF_aggregators\": false",
	    true },
	/* Bare names: readers join them to the folder. */
	{ "a document", as_it_is, WHITE "2025/index.html", "href=\"x-2.json\"",
	    true },
	{ "its digest", as_it_is, WHITE "2025/index.html",
	    "href=\"x-2.json.sha512\"", true },
	{ "no signature", as_it_is, WHITE "2025/index.html", "x-2.json.asc",
	    false },
	{ "a signature", all_signed, WHITE "2025/index.html",
	    "href=\"x-2.json.asc\"", true },
	{ "nothing of another year", as_it_is, WHITE "2025/index.html",
	    "x-1.json", false },
	{ "a year", as_it_is, WHITE "index.html", "href=\"2024/index.html\"",
	    true },
	{ "the feed", as_it_is, WHITE "index.html",
	    "href=\"csaf-feed-tlp-white.json\"", true },
};

START_TEST(test_part)
{
	struct making m;
	struct str s;

	making_open(&m, ARRAY_LEN(KNOWN));
	PARTS[_i].vary(&m);
	plan_all(&m);
	s = file(&m, PARTS[_i].name, PARTS[_i].path);
	ck_assert_msg((str_find(s, str_z(PARTS[_i].part), 0) != SIZE_MAX) ==
		PARTS[_i].is_there,
	    "%s: %s: '%s' is %s", PARTS[_i].name, PARTS[_i].path,
	    PARTS[_i].part, PARTS[_i].is_there ? "missing" : "there");
	arena_close(m.a);
}
END_TEST

/* ---- digests, other orders, one name ------------------------------------- */

/* A document that was not kept is made: of the same bytes as its file. */
START_TEST(test_made)
{
	struct str digest;
	struct making m;
	struct plan all;
	struct buf b;
	size_t i;

	making_open(&m, 1);
	plan_all(&m);
	digest = file(&m, "made", DOC ".sha512");
	all = (struct plan){ .perm = m.a };
	for (i = 0; export_public_at(i) != NULL; i++) {
		all.exporter = i;
		if (strcmp(export_public_at(i)->name, "csaf") == 0)
			export_public_at(i)->plan(&all, &m.view, &m.c);
	}
	plan_sort(&all);
	i = plan_find(&all, S(DOC));
	ck_assert_msg(i != SIZE_MAX, "nobody plans " DOC);
	buf_init(&b, LIMIT_PAGE_BYTES);
	ck_assert(
	    export_public_at(all.pages[i].exporter)
		->render(&all.pages[i].page, &m.view, &m.c, m.a, &b, m.d));
	ck_assert(str_eq(digest,
	    str_fmt(m.a, "%.*s  x-2.json\n",
		STR_ARG(digest_hex(m.a, DIGEST_SHA512, buf_str(&b))))));
	buf_fini(&b);
	arena_close(m.a);
}
END_TEST

/* The same bytes again, whatever the order in which advisories come. */
START_TEST(test_again)
{
	struct making m, other;

	making_open(&m, ARRAY_LEN(KNOWN));
	making_open(&other, ARRAY_LEN(KNOWN));
	with_21(&m);
	with_21(&other);
	all_signed(&m);
	all_signed(&other);
	for (size_t i = 0; i < ARRAY_LEN(KNOWN) / 2 && _i == 1; i++) {
		size_t j = ARRAY_LEN(KNOWN) - 1 - i;
		struct public_advisory kept = other.advs[i];

		other.advs[i] = other.advs[j];
		other.advs[j] = kept;
	}
	plan_all(&m);
	plan_all(&other);
	ck_assert_uint_eq(m.plan.n, other.plan.n);
	ck_assert_uint_gt(m.plan.n, 40);
	for (size_t i = 0; i < m.plan.n; i++) {
		const struct page *x = &m.plan.pages[i].page;
		const struct page *y = &other.plan.pages[i].page;

		ck_assert_msg(str_eq(x->path, y->path), "%.*s, then %.*s",
		    STR_ARG(x->path), STR_ARG(y->path));
		ck_assert_msg(str_eq(content(&m, x), content(&other, y)),
		    "%.*s has other bytes", STR_ARG(x->path));
	}
	arena_close(m.a);
	arena_close(other.a);
}
END_TEST

/*
 * Two ids that give one file name: neither gives way, so that the pipeline
 * sees two pages of one path (plan-duplicate).
 */
START_TEST(test_one_name)
{
	struct making m;
	size_t i;

	making_open(&m, 2);
	m.advs[0].id = S("X.2");
	m.advs[1].id = S("X_2");
	m.advs[1].file = m.advs[0].file;
	m.revisions[1][0].at = m.revisions[0][0].at;
	plan_all(&m);
	i = plan_find(&m.plan, S(DOC ".sha256"));
	ck_assert(i != SIZE_MAX);
	ck_assert(
	    (i > 0 &&
		str_eq_z(m.plan.pages[i - 1].page.path, DOC ".sha256")) ||
	    (i + 1 < m.plan.n &&
		str_eq_z(m.plan.pages[i + 1].page.path, DOC ".sha256")));
	arena_close(m.a);
}
END_TEST

Suite *
suite_export_provider(void)
{
	Suite *s = suite_create("export_provider");
	TCase *t = tcase_create("provider");

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, test_files, 0, (int)ARRAY_LEN(FILES));
	tcase_add_loop_test(t, test_text, 0, (int)ARRAY_LEN(TEXTS));
	tcase_add_loop_test(t, test_value, 0, (int)ARRAY_LEN(VALUES));
	tcase_add_loop_test(t, test_part, 0, (int)ARRAY_LEN(PARTS));
	tcase_add_test(t, test_made);
	tcase_add_loop_test(t, test_again, 0, 2);
	tcase_add_test(t, test_one_name);
	suite_add_tcase(s, t);
	return s;
}
