/*
 * Access lists: who is in them, and that the files for servers refuse whom they
 * do not name.
 */
#include "base/buf.h"
#include "base/limits.h"
#include "export/export.h"
#include "export/internal/access_file.h"
#include "export/internal/access_list.h"
#include "export/internal/frame.h"
#include "model_text.h"

Suite *suite_export_access(void);

static const struct model_file files[] = {
	{ "content/people/acme.yaml",
	    "people:\n- {id: sato, name: {en: Sato}, roles: [psirt_lead], "
	    "email: sato@example.com}\n"
	    "- {id: tanaka, name: {en: Tanaka}, roles: [developer]}\n"
	    "- {id: other, name: {en: Other}, roles: [developer, csirt]}\n"
	    "- {id: bound, name: {en: B}, nda: [{scope: PS-2026-0002, "
	    "signed_on: 2026-01-01, expires: 2026-11-22}]}\n"
	    "- {id: ended, name: {en: E}, nda: [{scope: all, "
	    "signed_on: 2026-01-01, expires: 2026-11-21}]}\n"
	    "- {id: early, name: {en: E}, nda: [{scope: all, "
	    "signed_on: 2026-11-23}]}\n"
	    "- {id: beside, name: {en: E}, nda: [{scope: PS-2026-0009, "
	    "signed_on: 2026-01-01}]}\n"
	    "- {id: unnamed, name: {en: E}, nda: [{scope: all, "
	    "signed_on: 2026-01-01}]}\n" },
	{ "content/people/beta.yaml",
	    "people:\n- {id: default, name: {en: D}}\n" },
	{ "content/companies/beta.yaml",
	    "name: {en: Beta}\nkind: unit\nparent: acme\n" },
	{ "content/companies/gamma.yaml", "name: {en: G}\nkind: group\n" },
	{ "content/audiences.yaml",
	    "audiences:\n"
	    "- {id: public, name: {en: x}, ceiling: CLEAR, view: public}\n"
	    "- {id: portal, name: {en: x}, ceiling: AMBER, view: portal}\n"
	    "- {id: desk, name: {en: x}, ceiling: AMBER+STRICT, view: desk}\n"
	    "- {id: c-beta, name: {en: x}, ceiling: AMBER+STRICT, "
	    "view: desk, company: beta}\n"
	    "- {id: red, name: {en: x}, ceiling: RED, view: desk}\n"
	    "- {id: clients, name: {en: x}, ceiling: AMBER, view: public, "
	    "base_url: \"https://clients.example.net/a/\"}\n"
	    "- {id: close, name: {en: x}, ceiling: AMBER+STRICT, "
	    "view: public, base_url: \"https://close.example.net/\"}\n" },
	{ "content/requests/RQ-1.yaml",
	    "company: acme\ncase_id: PS-2026-0001\nto: default\nby: sato\n"
	    "question: {en: Why}\nat: 2026-11-18\n" },
	{ "cases/2026/PS-2026-0001/case.md",
	    "---\nid: PS-2026-0001\ntitle: {en: A}\nowner: tanaka\n"
	    "facts:\n  - {at: 2026-09-01T09:30+09:00, event: received}\n"
	    "---\n" },
	{ "cases/2026/PS-2026-0002/case.md",
	    "---\nid: PS-2026-0002\ntitle: {en: B}\ntlp: RED\nowner: bound\n"
	    "team: [ended, early, beside]\n"
	    "facts:\n  - {at: 2026-09-01T09:30+09:00, event: received}\n"
	    "---\n" },
	{ "cases/2026/PS-2026-0003/case.md",
	    "---\nid: PS-2026-0003\ntitle: {en: C}\nowner: other\n"
	    "facts:\n  - {at: 2026-09-01T09:30+09:00, event: received}\n"
	    "  - {at: 2026-09-02, event: closed}\n---\n" },
};

static struct model_fixture f;
static struct export_context context = { .ceiling = STR_INIT("RED") };

static void
setup(void)
{
	model_fixture_open(&f);
	model_fixture_load(&f, files, ARRAY_LEN(files));
	ck_assert_uint_eq(f.m->n_unreadable, 0);
	ck_assert(
	    instant_parse(S("2026-11-22T09:00+09:00"), &context.now, NULL));
}

static void
teardown(void)
{
	model_fixture_close(&f);
}

/* "bound sato": the ids of a set, by id. */
static const char *
ids_of(const struct access_set *s)
{
	struct str all = S("");
	size_t n = 0;

	for (size_t i = 0; i < f.m->n_people; i++) {
		if (!s->has[i])
			continue;
		all = str_fmt(f.a, "%.*s%s%.*s", STR_ARG(all),
		    n++ > 0 ? " " : "", STR_ARG(f.m->people[i].e.id));
	}
	ck_assert_uint_eq(n, s->n);
	return str_to_z(f.a, all);
}

#define TEAM	"default sato tanaka"

START_TEST(test_who)
{
	const struct access *x = access_list(f.a, f.m, context.now, S("red"));

	ck_assert(x->is_whole);
	ck_assert_uint_eq(x->n_circles, 2);
	ck_assert_str_eq(ids_of(&x->circles[0].who), TEAM);
	/* A role alone does not help, nor an agreement alone. */
	ck_assert_str_eq(ids_of(&x->circles[1].who), "bound");
	ck_assert_uint_eq(x->n_cases, 2);
	ck_assert_str_eq(ids_of(&x->cases[0].who), TEAM);
	ck_assert(!x->cases[0].is_restricted);
	ck_assert_str_eq(ids_of(&x->cases[1].who), "bound");
	ck_assert(x->cases[1].is_restricted);
	ck_assert_uint_eq(x->n_editions, 7);
	ck_assert_int_eq((int)x->editions[0].how, (int)ACCESS_EVERYBODY);
	ck_assert_int_eq((int)x->editions[1].how, (int)ACCESS_STAFF);
	ck_assert_str_eq(ids_of(&x->editions[2].who), TEAM);
	ck_assert_str_eq(ids_of(&x->editions[3].who), "default sato");
	ck_assert_str_eq(ids_of(&x->editions[4].who), "bound");
	/* Advisories behind a password are not everybody's here either. */
	ck_assert_int_eq((int)x->editions[5].how, (int)ACCESS_STAFF);
	ck_assert_str_eq(ids_of(&x->editions[6].who), TEAM);
	/* The day after the last day nobody is left. */
	context.now.s += 86400;
	x = access_list(f.a, f.m, context.now, S("c-beta"));
	ck_assert(!x->is_whole);
	ck_assert_str_eq(ids_of(&x->circles[1].who), "early");
}
END_TEST

/* Parts that a file has, and those that it must not have. */
static const struct {
	const char *file;
	const char *part;
	bool is_there;
} PARTS[] = {
	{ "gitolite.conf", "@psirt-internal = tanaka\n", true },
	{ "gitolite.conf", "@psirt-restricted = bound\n", true },
	{ "gitolite.conf", "    RW = @psirt-restricted\n", true },
	{ "gitolite.conf", "RW+", false },
	{ "gitolite.conf", "@all", false },
	{ "gitolite.conf", "@psirt-restricted = sato", false },
	{ "gitolite.conf", "ended", false },
	{ "repositories.csv",
	    "psirt-restricted,\"bound\",\"\",write,2026-11-22\r\n", true },
	{ "repositories.csv",
	    "psirt-internal,\"sato\",\"sato@example.com\",write,\r\n", true },
	{ "repositories.csv", "ended", false },
	{ "access.json", "\"until\": \"2026-11-22\"", true },
	{ "access.json", "\"readers\": \"staff\"", true },
	{ "access.json", "unnamed", false },
	{ "nginx-map.conf",
	    "map $remote_user $hansho_case_PS_2d2026_2d0002 {\n"
	    "\tdefault 0;\n\t\"\" 1;\n\t\"bound\" 1;\n}\n",
	    true },
	/* Somebody whose id is a word of nginx does not open the door. */
	{ "nginx-map.conf", "\t\"\\\\default\" 1;\n", true },
	{ "nginx-map.conf", "\t\"default\" 1;\n", false },
	{ "nginx-map.conf", "default 1", false },
	{ "nginx-map.conf", "$hansho_edition_portal", false },
	{ "nginx-location.conf",
	    "location ^~ /desk/ {\n\tauth_basic \"hansho\";\n"
	    "\tauth_basic_user_file hansho.htpasswd;\n"
	    "\tif ($hansho_edition_desk = 0) {\n\t\treturn 403;\n\t}\n}\n",
	    true },
	{ "nginx-location.conf", "location ^~ /public/ {\n}\n", true },
	{ "nginx-location.conf", "location ^~ /cases/ {\n\treturn 403;\n}\n",
	    true },
	{ "nginx-location.conf", "PS-2026-0003", false },
	{ "apache.conf", "<Location \"/cases/\">\n\tRequire all denied\n",
	    true },
	{ "apache.conf",
	    "\tAuthUserFile \"hansho.htpasswd\"\n\tRequire user bound\n"
	    "</Location>\n",
	    true },
	{ "apache.conf", "PS-2026-0003", false },
	{ "apache.conf", "Require user ended", false },
	{ "public-nginx.conf", "\t\tapplication/json json;\n", true },
	{ "public-nginx.conf", "Access-Control-Allow-Origin \"*\"", true },
	{ "public-apache.conf", "\tForceType application/json\n", true },
	{ "public-nginx.conf", "auth_basic", false },
	{ "nginx-location.conf",
	    "location ^~ /clients/ {\n\tauth_basic \"hansho\";\n", true },
	{ "clients-nginx.conf",
	    "location ^~ /a/ {\n\tauth_basic \"clients\";\n"
	    "\tauth_basic_user_file clients.htpasswd;\n",
	    true },
	{ "clients-nginx.conf", "Allow-Origin", false },
	{ "clients-nginx.conf", "Cache-Control \"private, no-store\"", true },
	{ "clients-nginx.conf", "TLP:AMBER.", true },
	{ "close-nginx.conf", "location ^~ / {\n\tauth_basic ", true },
	{ "clients-apache.conf", "\tRequire valid-user\n", true },
	{ "clients-apache.conf", "granted", false },
	{ "public-headers.txt", ".well-known/*.json\n  Content-Type: ", true },
};

START_TEST(test_file)
{
	const struct access *x = access_list(f.a, f.m, context.now, S("red"));
	const struct frame frame = { .a = f.a, .m = f.m, .c = &context };
	struct buf out;
	bool found;

	buf_init(&out, LIMIT_PAGE_BYTES);
	ck_assert(access_file_write(&frame, x, str_z(PARTS[_i].file), &out));
	found = str_find(buf_str(&out), str_z(PARTS[_i].part), 0) != SIZE_MAX;
	ck_assert_msg(found == PARTS[_i].is_there, "row %d, %s: %s\n%.*s", _i,
	    PARTS[_i].file, PARTS[_i].part, STR_ARG(buf_str(&out)));
	buf_fini(&out);
}
END_TEST

/* No location of a web server that is not closed by a name or a password. */
START_TEST(test_closed)
{
	const struct access *x = access_list(f.a, f.m, context.now, S("red"));
	const struct frame frame = { .a = f.a, .m = f.m, .c = &context };
	struct buf out;
	size_t at = 0, n = 0;

	buf_init(&out, LIMIT_PAGE_BYTES);
	ck_assert(access_file_write(&frame, x, S("apache.conf"), &out));
	while (
	    (at = str_find(buf_str(&out), S("<Location"), at)) != SIZE_MAX) {
		size_t end = str_find(buf_str(&out), S("</Location>"), at);
		struct str one = str_sub(buf_str(&out), at, end - at);

		ck_assert(str_find(one, S("Require"), 0) != SIZE_MAX);
		n += str_find(one, S("all granted"), 0) != SIZE_MAX;
		at = end;
	}
	ck_assert_uint_eq(n, 1);
	ck_assert(!access_file_write(&frame, x, S("else"), &out));
	buf_fini(&out);
}
END_TEST

Suite *
suite_export_access(void)
{
	Suite *s = suite_create("export_access");
	TCase *c = tcase_create("access");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, test_who);
	tcase_add_loop_test(c, test_file, 0, (int)ARRAY_LEN(PARTS));
	tcase_add_test(c, test_closed);
	suite_add_tcase(s, c);
	return s;
}
