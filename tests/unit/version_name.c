/*
 * version/name: what is called alike, and what is not.
 */
#include "version/name.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "test.h"

static const struct words_row {
	const char *text, *words;	/* with blanks between */
} WORDS[] = {
	{ "", "" },
	{ "  -- ", "" },
	{ "Apache HTTP Server", "apache http server" },
	{ "node.js", "node js" },
	{ "C++ Builder", "c++ builder" },
	{ "Notepad++", "notepad++" },
	{ "+ plus", "plus" },
	{ "Acme S.p.A.", "acme spa" },
	{ "k.k. Reiji", "kk reiji" },
	{ "7-Zip 24.01", "7 zip 24 01" },
	{ "O'Reilly", "oreilly" },
	{ "\uFF21\uFF30\uFF21\uFF23\uFF28\uFF25", "apache" },
	{ "サーバー", "サバ" },
	{ "サーバ", "サバ" },
	{ "ｻｰﾊﾞｰ", "サバ" },
	{ "ファームウェア", "firmware" },
	{ "ファームウエア", "firmware" },
	{ "ヴァージョン", "バジヨン" },
	{ "バージョン", "バジヨン" },
	{ "ヴ", "ブ" },
	{ "UD-LT2ファームウェア", "ud lt2 firmware" },
	{ "一太郎シリーズにおける脆弱性", "一太郎 series における 脆弱性" },
	{ "MELSEC iQ-R ｼﾘｰｽﾞ", "melsec iq r series" },
	{ "シリーズ化", "series 化" },
	{ "OpenSSL、Apache", "openssl apache" },
	{ "Gr\u00FC\u00DFe", "gr\u00FCsse" },
};

START_TEST(words)
{
	struct arena *a = arena_open();

	for (size_t i = 0; i < ARRAY_LEN(WORDS); i++) {
		struct str *v;
		size_t n = name_words(a, str_z(WORDS[i].text), &v);
		struct str all = S("");

		for (size_t k = 0; k < n; k++) {
			if (k > 0)
				all = str_cat(a, all, S(" "));
			all = str_cat(a, all, v[k]);
		}
		ck_assert_msg(str_eq_z(all, WORDS[i].words),
		    "'%s' gave '%.*s'", WORDS[i].text, STR_ARG(all));
	}
	arena_close(a);
}
END_TEST

static const struct name_row {
	const char *vendor, *product;
	const char *maker, *name;	/* what they become */
} NAMES[] = {
	{ "Apache Software Foundation", "Apache HTTP Server", "apache",
	    "httpserver" },
	{ "Linux Foundation", "Gate", "linuxfoundation", "gate" },
	{ "Software Foundation", "Gate", "softwarefoundation", "gate" },
	{ "The PHP Group", "PHP", "php", "php" },
	{ "Cisco Systems, Inc.", "Cisco Systems IOS XE", "ciscosystems",
	    "iosxe" },
	{ "Cisco", "Cisco IOS XE", "cisco", "iosxe" },
	{ "Cisco", "Ciscoworks", "cisco", "ciscoworks" },
	{ "Cisco", "Cisco", "cisco", "cisco" },
	{ "Example Co., Ltd.", "Gate", "example", "gate" },
	{ "The Example Company", "Gate", "example", "gate" },
	{ "Example GmbH & Co. KG", "Gate", "example", "gate" },
	{ "株式会社例示", "ゲート", "例示", "ゲト" },
	{ "例示株式会社", "ゲート", "例示", "ゲト" },
	{ "㈱例示", "ゲート", "例示", "ゲト" },
	{ "例示（株）", "ゲート", "例示", "ゲト" },
	{ "アイ・オー・データ機器", "UD-LT2 ファームウェア", "アイオデタ機器",
	    "udlt2 firmware" },
	{ "i-o_data_device", "ud-lt2_firmware", "iodatadevice",
	    "udlt2 firmware" },
	{ "", "Firmware for UD-LT2", "", "forudlt2 firmware" },
	{ "", "firmware", "", "firmware" },
	{ "n/a", "n/a", "", "" },
	{ "-", "*", "", "" },
	{ "Inc.", "Inc. Gate", "inc", "gate" },
};

START_TEST(names)
{
	struct arena *a = arena_open();

	for (size_t i = 0; i < ARRAY_LEN(NAMES); i++) {
		const struct name_row *r = &NAMES[i];
		struct str maker = name_vendor(a, str_z(r->vendor));
		struct str name = name_product(a, str_z(r->vendor),
		    str_z(r->product));

		ck_assert_msg(str_eq_z(maker, r->maker), "'%s' gave '%.*s'",
		    r->vendor, STR_ARG(maker));
		ck_assert_msg(str_eq_z(name, r->name),
		    "'%s' of '%s' gave '%.*s'", r->product, r->vendor,
		    STR_ARG(name));
	}
	arena_close(a);
}
END_TEST

/* What came out stays as it is: keys of keys are the same keys. */
START_TEST(settles)
{
	struct arena *a = arena_open();

	for (size_t i = 0; i < ARRAY_LEN(WORDS); i++) {
		struct str *v, *again;
		size_t n = name_words(a, str_z(WORDS[i].text), &v);

		for (size_t k = 0; k < n; k++) {
			ck_assert_uint_eq(name_words(a, v[k], &again), 1);
			ck_assert_msg(str_eq(v[k], again[0]),
			    "'%.*s' became '%.*s'", STR_ARG(v[k]),
			    STR_ARG(again[0]));
		}
	}
	arena_close(a);
}
END_TEST

Suite *
suite_version_name(void)
{
	Suite *s = suite_create("version/name");
	TCase *t = tcase_create("names");

	tcase_add_test(t, words);
	tcase_add_test(t, names);
	tcase_add_test(t, settles);
	suite_add_tcase(s, t);
	return s;
}
