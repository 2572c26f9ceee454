#include "test.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "version/cpe.h"
#include "version/cpe_mend.h"

static const struct {
	const char *text;
	const char *formatted;	/* NULL: as it stands */
} names[] = {
	/* NISTIR 7695 section 6.2 and its examples. */
	{ "cpe:2.3:a:microsoft:internet_explorer:8.0.6001:beta:*:*:*:*:*:*",
	    NULL },
	{ "cpe:2.3:a:hp:insight_diagnostics:7.4.0.1570:-:*:*:online:win2003:"
	  "x64:*",
	    NULL },
	{ "cpe:2.3:a:foo\\\\bar:big\\$money:2010:*:*:*:special:ipod_touch:"
	  "80gb:*",
	    NULL },
	{ "cpe:2.3:a:microsoft:internet_explorer:8.\\*:sp?:*:*:*:*:*:*",
	    NULL },
	{ "cpe:2.3:*:*:*:*:*:*:*:*:*:*:*", NULL },
	{ "cpe:2.3:-:-:-:-:-:-:-:-:-:-:-", NULL },
	{ "cpe:2.3:a:x:??com_x??:*1*:-:-:*:-:joomla\\!:*:*", NULL },
	{ "cpe:2.3:o:x:y:1.0:*:*:en-us:*:*:*:a\\:b", NULL },
	{ "cpe:2.3:h:x:y:-:*:*:deu:*:*:*:*", NULL },
	{ "cpe:/a:microsoft:internet_explorer:8.0.6001:beta",
	    "cpe:2.3:a:microsoft:internet_explorer:8.0.6001:beta:*:*:*:*:*:*" },
	{ "cpe:/a:microsoft:internet_explorer:8.%2a:sp%3f",
	    "cpe:2.3:a:microsoft:internet_explorer:8.\\*:sp\\?:*:*:*:*:*:*" },
	{ "cpe:/a:microsoft:internet_explorer:8.%02:sp%01",
	    "cpe:2.3:a:microsoft:internet_explorer:8.*:sp?:*:*:*:*:*:*" },
	{ "cpe:/a:hp:insight_diagnostics:7.4.0.1570::~~online~win2003~x64~",
	    "cpe:2.3:a:hp:insight_diagnostics:7.4.0.1570:*:*:*:online:win2003:"
	    "x64:*" },
	{ "cpe:/a:hp:openview_network_manager:7.51:-:~~~linux~~",
	    "cpe:2.3:a:hp:openview_network_manager:7.51:-:*:*:*:linux:*:*" },
	{ "cpe:/a:foo~bar:big%7emoney_2010",
	    "cpe:2.3:a:foo\\~bar:big\\~money_2010:*:*:*:*:*:*:*:*" },
	{ "cpe:/", "cpe:2.3:*:*:*:*:*:*:*:*:*:*:*" },
	{ "CPE:/o:x", "cpe:2.3:o:x:*:*:*:*:*:*:*:*:*" },
};

START_TEST(good_names)
{
	struct arena *a = arena_open();
	const char *why = "";
	const char *want = names[_i].formatted;
	struct cpe c;
	struct str s;

	if (want == NULL)
		want = names[_i].text;
	ck_assert_msg(cpe_parse(str_z(names[_i].text), &c, &why), "%s: %s",
	    names[_i].text, why);
	ck_assert(c.is_uri == (names[_i].formatted != NULL));
	s = cpe_formatted(a, &c);
	ck_assert_msg(str_eq_z(s, want), "%s: %.*s", names[_i].text,
	    STR_ARG(s));
	ck_assert_msg(cpe_parse(s, &c, &why), "%.*s: %s", STR_ARG(s), why);
	ck_assert(str_eq(cpe_formatted(a, &c), s));
	arena_close(a);
}
END_TEST

#define WILD	"a component has nothing but wildcards or begins with what " \
	"needs a backslash"
#define LOOSE	"punctuation without a backslash, or a wildcard that is not " \
	"at an end"
#define NEEDLESS	"a backslash stands before what needs none"
#define REST	":*:*:*:*:*:*:*"

static const struct {
	const char *text;
	const char *why;
} faults[] = {
	{ "", "it begins neither with cpe:2.3: nor with cpe:/" },
	{ "CPE:2.3:a:b:c:1" REST,
	    "it begins neither with cpe:2.3: nor with cpe:/" },
	{ "cpe:2.3:a:b:c:1", "there are fewer than 11 components" },
	{ "cpe:2.3:a:b:c:1" REST ":*", "there are more than 11 components" },
	{ "cpe:2.3:x:b:c:1" REST, "the part is none of a, h, o" },
	{ "cpe:2.3:a::c:1" REST, "a component is empty" },
	{ "cpe:2.3:a:b:c:1.0!" REST, LOOSE },
	{ "cpe:2.3:a:b:c:1?0" REST, LOOSE },
	{ "cpe:2.3:a:b:c:1**" REST, LOOSE },
	{ "cpe:2.3:a:b:c:**" REST, WILD },
	{ "cpe:2.3:a:b:c:?" REST, WILD },
	{ "cpe:2.3:a:b:c:!1" REST, WILD },
	{ "cpe:2.3:a:b:c:\\-" REST, NEEDLESS },
	{ "cpe:2.3:a:b:c:1\\.0" REST, NEEDLESS },
	{ "cpe:2.3:a:b:c:1\\a" REST, NEEDLESS },
	{ "cpe:2.3:a:b:c:\xe3\x81\x82" REST, WILD },
	{ "cpe:/x:b", "the part is none of a, h, o" },
	{ "cpe:/a:b:c:d:e:f:en:h", "there are more than 7 components" },
	{ "cpe:/a:b:c:1!", "a character is not percent-encoded" },
	{ "cpe:/a:b:c:1%2",
	    "a '%' is not followed by the code of a character "
	    "that a name may have" },
	{ "cpe:/a:b:c:%e3%81%82",
	    "a '%' is not followed by the code of a "
	    "character that a name may have" },
	{ "cpe:/a:b:c:%00",
	    "a '%' is not followed by the code of a character "
	    "that a name may have" },
	{ "cpe:/a:b:c:%2d", "a lone hyphen cannot be encoded" },
	{ "cpe:/a:b:c:1%020", LOOSE },
	{ "cpe:/a:b:c:1::~~x", "a packed edition has not five components" },
	{ "cpe:/a:b:c:1::~a~b~c~d~e~f",
	    "a packed edition has not five components" },
};

START_TEST(refusals)
{
	const char *why = "";
	struct cpe c;

	ck_assert_msg(!cpe_parse(str_z(faults[_i].text), &c, &why),
	    "%s was accepted", faults[_i].text);
	ck_assert_msg(strcmp(why, faults[_i].why) == 0, "%s: %s",
	    faults[_i].text, why);
}
END_TEST

START_TEST(parts)
{
	const char *why = "";
	struct cpe c;

	ck_assert(cpe_parse(S("cpe:2.3:a:v\\:x:p:1.0:u:e:en:se:sw:hw:other"),
	    &c, &why));
	ck_assert(str_eq_z(c.part[CPE_VENDOR], "v\\:x"));
	ck_assert(str_eq_z(c.part[CPE_VERSION], "1.0"));
	ck_assert(str_eq_z(c.part[CPE_OTHER], "other"));
	ck_assert(cpe_parse(S("cpe:/a:v:p:1:u:~e~se~sw~hw~o:en"), &c, &why));
	ck_assert(str_eq_z(c.part[CPE_EDITION], "e"));
	ck_assert(str_eq_z(c.part[CPE_LANGUAGE], "en"));
	ck_assert(str_eq_z(c.part[CPE_TARGET_HW], "hw"));
	ck_assert(str_eq_z(c.part[CPE_OTHER], "o"));
}
END_TEST

static const struct {
	const char *language;
	bool is_tag;
} languages[] = {
	{ "*", true },
	{ "-", true },
	{ "en", true },
	{ "deu", true },
	{ "en-us", true },
	{ "es-419", true },
	{ "english", false },
	{ "e", false },
	{ "en-u", false },
	{ "en-4a9", false },
	{ "en_us", false },
	{ "e1", false },
};

START_TEST(language_tags)
{
	char text[64];
	const char *why = "";
	struct cpe c;

	(void)snprintf(text, sizeof(text), "cpe:2.3:a:b:c:1:*:*:%s:*:*:*:*",
	    languages[_i].language);
	ck_assert_msg(cpe_parse(str_z(text), &c, &why), "%s: %s", text, why);
	ck_assert_msg(c.has_language_tag == languages[_i].is_tag, "%s", text);
}
END_TEST

START_TEST(too_long)
{
	char text[LIMIT_CPE_BYTES + 2];
	const char *why = "";
	struct cpe c;

	memset(text, 'x', sizeof(text));
	memcpy(text, "cpe:/a:", 7);
	ck_assert_msg(cpe_parse((struct str){ text, LIMIT_CPE_BYTES }, &c,
			  &why),
	    "%s", why);
	ck_assert(
	    !cpe_parse((struct str){ text, LIMIT_CPE_BYTES + 1 }, &c, &why));
	ck_assert_str_eq(why, "it is longer than 2048 bytes");
}
END_TEST

/* What nobody but the standard refuses. */
static const struct {
	const char *text;
	const char *meant;	/* NULL: nobody knows */
} written[] = {
	{ "cpe:2.3:a:foo:bar(baz):1.0:*:*:*:*:*:*:*",
	    "cpe:2.3:a:foo:bar\\(baz\\):1.0:*:*:*:*:*:*:*" },
	{ "cpe:2.3:a:joomla:joomla!:*:*:*:*:*:*:*:*",
	    "cpe:2.3:a:joomla:joomla\\!:*:*:*:*:*:*:*:*" },
	{ "cpe:2.3:a:v:centre_%28idc%29:*:*:*:*:*:*:*:*",
	    "cpe:2.3:a:v:centre_\\(idc\\):*:*:*:*:*:*:*:*" },
	{ "cpe:2.3:a:v:p:1.0", "cpe:2.3:a:v:p:1.0:*:*:*:*:*:*:*" },
	{ "cpe:2.3:a:v:p", "cpe:2.3:a:v:p:*:*:*:*:*:*:*:*" },
	{ "cpe:2.3:a:v:p:", "cpe:2.3:a:v:p:*:*:*:*:*:*:*:*" },
	{ "cpe:2.3:a:v:p::::::::", "cpe:2.3:a:v:p:*:*:*:*:*:*:*:*" },
	{ " cpe:2.3:a:v:p q:1.0+b~2:*:*:*:*:*:*:* ",
	    "cpe:2.3:a:v:p_q:1.0\\+b\\~2:*:*:*:*:*:*:*" },
	{ "cpe:2.3:a:v:a\\.b\\-c:2.*:*:*:*:*:*:*:*",
	    "cpe:2.3:a:v:a.b-c:2.*:*:*:*:*:*:*:*" },
	{ "cpe:2.3:a:v:p\\:q(r):-:*:*:*:*:*:*:*",
	    "cpe:2.3:a:v:p\\:q\\(r\\):-:*:*:*:*:*:*:*" },
	{ "cpe:2.3:a:v:100%:1*2:*:*:*:*:*:*:*",
	    "cpe:2.3:a:v:100\\%:1\\*2:*:*:*:*:*:*:*" },
	{ "cpe:/a:foo:bar(baz):1.0",
	    "cpe:2.3:a:foo:bar\\(baz\\):1.0:*:*:*:*:*:*:*" },
	{ "cpe:2.3:a:v:p:1:*:*:*:*:*:*:*:*", NULL },
	{ "cpe:2.3:a:v", NULL },
	{ "cpe:2.3::v:p", NULL },
	{ "cpe:2.3:a::p:1", NULL },
	{ "cpe:2.3:x:v:p:1", NULL },
	{ "cpe:2.3:a:v:p\xc3\xbc:1", NULL },
	{ "cpe:2.3:a:v:p\\", "cpe:2.3:a:v:p\\\\:*:*:*:*:*:*:*:*" },
	{ "cpe:2.3:a:v:p\n:1", NULL },
	{ "a:v:p:1", NULL },
	{ "", NULL },
};

START_TEST(mended)
{
	struct arena *a = arena_open();
	struct str out = S("");
	bool is_meant = cpe_mend(a, str_z(written[_i].text), &out);

	ck_assert_msg(is_meant == (written[_i].meant != NULL), "%s: %.*s",
	    written[_i].text, STR_ARG(out));
	if (is_meant)
		ck_assert_msg(str_eq_z(out, written[_i].meant), "%s: %.*s",
		    written[_i].text, STR_ARG(out));
	arena_close(a);
}
END_TEST

Suite *
suite_version_cpe(void)
{
	Suite *s = suite_create("version_cpe");
	TCase *t = tcase_create("cpe");

	tcase_add_loop_test(t, good_names, 0, (int)ARRAY_LEN(names));
	tcase_add_loop_test(t, refusals, 0, (int)ARRAY_LEN(faults));
	tcase_add_test(t, parts);
	tcase_add_loop_test(t, language_tags, 0, (int)ARRAY_LEN(languages));
	tcase_add_loop_test(t, mended, 0, (int)ARRAY_LEN(written));
	tcase_add_test(t, too_long);
	suite_add_tcase(s, t);
	return s;
}
