/*
 * Secrets: more than a thousand of every kind, most of them ordinary words,
 * names and dates, found in every form in which they may come to stand in
 * every place; and of what an audience may see none.  Kinds, forms and places
 * are tables; a failure names the row of each.
 */
#include <iconv.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model_text.h"
#include "scan/deep.h"
#include "scan/scan.h"
#include "scan_pack.h"
#include "wall/secret.h"
#include "wall/wall.h"

Suite *suite_wall_secret(void);

#define EACH	250	/* secrets of each kind */

static struct model_fixture f;
static struct deep *deep;
static struct secrets *secrets;

static const char *const words[] = { "apple", "bridge", "candle", "desert",
	"engine", "forest", "garden", "harbour", "island", "jacket", "kettle",
	"ladder", "market", "needle", "orange", "pepper" };
static const char *const families[] = { "佐藤", "鈴木", "高橋", "田中", "伊藤",
	"渡辺", "山本", "中村", "小林", "加藤", "吉田", "山田", "佐々木",
	"山口", "松本", "井上" };
static const char *const givens[] = { "健一", "花子", "太郎", "美咲", "翔",
	"由美", "大輔", "恵子", "誠", "直樹", "陽子", "拓也", "智子", "亮",
	"真理", "浩" };

/* Secret i of each kind, as its writer writes it. */
static struct str
word_of(size_t i)
{
	return str_fmt(f.a, "%s %s", words[i / 16], words[i % 16]);
}

static struct str
name_of(size_t i)
{
	return str_fmt(f.a, "%s %s", families[i / 16], givens[i % 16]);
}

static struct str
date_of(size_t i)
{
	return str_fmt(f.a, "20%02d-%02d-%02d", 40 + (int)i / 84,
	    1 + (int)(i / 7) % 12, 10 + (int)i % 7);
}

static struct str
note_of(size_t i)
{
	return str_fmt(f.a,
	    "The %s of the %s in room %zu hides what a %s of %s did",
	    words[i % 16], words[i / 16], i * 37 + 11, words[(i * 7) % 16],
	    words[(i * 5 + i / 16) % 16]);
}

/* A product nobody knows of yet, its part, a mail address, a page. */
static struct str
product_of(size_t i)
{
	return str_fmt(f.a, "%c%s %zu", words[i % 16][0] - 'a' + 'A',
	    words[i % 16] + 1, 100 + i);
}

static struct str
bird_of(size_t i)
{
	static const char *const names[] = { "ガード", "ペンギン", "カワセミ",
		"ハヤブサ", "ツグミ", "メジロ", "ヒバリ", "ウグイス" };

	return str_fmt(f.a, "%s%s %zu", names[i % 8], names[i / 8 % 8],
	    300 + i);
}

static struct str
part_of(size_t i)
{
	return str_fmt(f.a, "lib%s-%s", words[i / 16], words[(i * 3) % 16]);
}

static struct str
mail_of(size_t i)
{
	return str_fmt(f.a, "%s.%s@example.org", words[(i * 9) % 16],
	    words[i / 16]);
}

/* What will be public, but is not yet. */
static struct str
draft_of(size_t i)
{
	return str_fmt(f.a,
	    "\xe6\x94\xbb\xe6\x92\x83\xe8\x80\x85\xe3\x81\xaf%s"
	    "\xe3\x81\xae%zu\xe7\x95\xaa\xe3\x81\xae"
	    "\xe8\xa8\xad\xe5\xae\x9a\xe3\x82\x92\xe6\x9b\xb8"
	    "\xe3\x81\x8d\xe6\x8f\x9b\xe3\x81\x88\xe3\x82\x89"
	    "\xe3\x82\x8c\xe3\x82\x8b",
	    words[i % 16], i + 1);
}

static void
add_file(struct str path, struct str text)
{
	model_fixture_add(&f, str_to_z(f.a, path), text);
}

/* Cases that are nobody's business, and one company's people. */
static void
load(void)
{
	for (size_t i = 0; i < EACH; i++) {
		struct str id = str_fmt(f.a, "PS-2026-%04zu", i + 1001);
		struct str name = name_of(i), word = word_of(i);
		struct str date = date_of(i), note = note_of(i);

		add_file(str_fmt(f.a, "cases/2026/%.*s/case.md", STR_ARG(id)),
		    str_fmt(f.a,
			"---\nid: %.*s\ntitle: {en: Nothing}\n"
			"code_name: %.*s\nembargo: {proposed: %.*s}\n---\n"
			"%.*s.\n",
			STR_ARG(id), STR_ARG(word), STR_ARG(date),
			STR_ARG(note)));
		add_file(str_fmt(f.a, "cases/2026/%.*s/advisory.ja.md",
			     STR_ARG(id)),
		    str_fmt(f.a, "---\n---\n\n## summary\n\n%.*s\n",
			STR_ARG(draft_of(i))));
		add_file(str_fmt(f.a, "products/c/p%03zu/product.yaml", i),
		    str_fmt(f.a,
			"name: {ja: %.*s, en: %.*s}\nkind: firmware\n"
			"public: no\n"
			"versions: [{version: '1', purl: pkg:generic/%.*s}]\n",
			STR_ARG(bird_of(i)), STR_ARG(product_of(i)),
			STR_ARG(part_of(i))));
		add_file(str_fmt(f.a, "content/parties/q%03zu.yaml", i),
		    str_fmt(f.a, "kind: finder\ncontacts: [{email: %.*s}]\n",
			STR_ARG(mail_of(i))));
		add_file(str_fmt(f.a, "content/people/c%03zu.yaml", i),
		    str_fmt(f.a, "people: [{id: p, name: {ja: \"%.*s\"}}]\n",
			STR_ARG(name)));
	}
	add_file(S("content/pages/about.en.md"),
	    S("---\ntitle: About\n---\nWe sell what a child of three can "
	      "use without any manual.\n"));
	add_file(S("content/alerts/2026/AL-1.md"),
	    S("---\ntitle: {en: About}\n---\nWe sell what a child of three "
	      "can use without any manual. Old https://example.org/psirt/x "
	      "and mail a.b@example.com on INC20260042. Ask c.d@example.com.\n"
	      "\n- Ring 03-5550-1234 from 9:00 on.\n"
	      "- Or +44 20 7946 0123.\n"
	      "- \xe9\x9b\xbb\xe8\xa9\xb1\xef\xbc\x90\xef\xbc\x94\xef\xbc\x95"
	      "\xe3\x83\xbc\xef\xbc\x95\xef\xbc\x95\xef\xbc\x95"
	      "\xe3\x83\xbc\xef\xbc\x90\xef\xbc\x91\xef\xbc\x99"
	      "\xef\xbc\x99\n- Also 2026-05-04 0123 4567\n"));
	model_fixture_load(&f, NULL, 0);
}

static void
setup(void)
{
	static const struct audience everybody = {
		.view = { .v = VIEW_PUBLIC },
	};
	struct wall w;

	model_fixture_open(&f);
	load();
	ck_assert_uint_eq(f.m->n_cases, EACH + 1);
	w = (struct wall){ .model = f.m, .perm = f.a };
	secrets = secret_find(&w, &everybody, NULL, NULL, 0);
	deep = deep_open(f.a, secrets->table);
}

static void
teardown(void)
{
	model_fixture_close(&f);
}

struct tally {
	size_t n;
	enum secret_kind kind;
	bool is_right;		/* one was of that kind */
};

static void
count(void *ctx, const struct scan_hit *hit)
{
	struct tally *t = ctx;
	uint32_t owner = scan_term(secrets->scan, hit->term)->owner;

	t->n++;
	t->is_right = t->is_right || secrets->v[owner].kind == t->kind;
}

static bool
finds(struct str text, enum secret_kind kind)
{
	struct tally t = { .kind = kind };

	(void)!deep_run(secrets->scan, deep, text, count, &t);
	return t.is_right;
}

/* Each character by printf of its code point, or of each byte. */
static struct str
each(struct str s, const char *fmt, bool bytes)
{
	char *p = arena_bytes(f.a, s.n * 12 + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n;) {
		unsigned c = (unsigned char)s.p[i];

		if (bytes)
			i++;
		else
			c = (unsigned)utf8_next(s, &i);
		if (strcmp(fmt, "json") == 0)
			n += (size_t)snprintf(p + n, 13, "\\u%04x", c);
		else if (strcmp(fmt, "html") == 0)
			n += (size_t)snprintf(p + n, 13, "&#%u;", c);
		else if (strcmp(fmt, "hex") == 0)
			n += (size_t)snprintf(p + n, 13, "&#x%X;", c);
		else
			n += (size_t)snprintf(p + n, 13, "%%%02X", c);
	}
	return (struct str){ p, n };
}

/* ASCII in full width; upper case; folded lines for spaces. */
static struct str
change(struct str s, int how)
{
	char *p = arena_bytes(f.a, s.n * 4 + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (how == 0 && c > ' ' && c < 0x7f)
			n += utf8_encode(0xff00u + (unsigned char)c - 0x20u,
			    p + n);
		else if (how == 1 && c >= 'a' && c <= 'z')
			p[n++] = (char)(c - 'a' + 'A');
		else if (how == 2 && c == ' ')
			n += (size_t)snprintf(p + n, 4, "\r\n ");
		else
			p[n++] = c;
	}
	return (struct str){ p, n };
}

/* Something between any two characters, or in the middle. */
static struct str
between(struct str s, const char *what, bool once)
{
	char *p = arena_bytes(f.a, s.n * 16 + 1);
	size_t n = 0, middle = s.n / 2;

	for (size_t i = 0; i < s.n;) {
		size_t from = i;

		(void)utf8_next(s, &i);
		if (from > 0 && (!once || (from >= middle && middle > 0))) {
			memcpy(p + n, what, strlen(what));
			n += strlen(what);
			middle = 0;
		}
		memcpy(p + n, s.p + from, i - from);
		n += i - from;
	}
	return (struct str){ p, n };
}

/* A line end within a word, where there is one of more than two letters. */
static struct str
broken(struct str s, const char *end)
{
	for (size_t i = 2; i + 2 < s.n; i++) {
		bool is_word = true;

		for (size_t j = i - 2; j < i + 2; j++)
			is_word = is_word && (s.p[j] | 0x20) >= 'a' &&
			    (s.p[j] | 0x20) <= 'z';
		if (is_word)
			return str_fmt(f.a, "%.*s%s%.*s",
			    STR_ARG(str_sub(s, 0, i)), end,
			    STR_ARG(str_from(s, i)));
	}
	return s;
}

static struct str
replaced(struct str s, const char *what, const char *with)
{
	struct str out = { 0 }, w = str_z(what);
	size_t at, from = 0;

	while ((at = str_find(s, w, from)) != SIZE_MAX) {
		out = str_fmt(f.a, "%.*s%.*s%s", STR_ARG(out),
		    STR_ARG(str_sub(s, from, at - from)), with);
		from = at + w.n;
	}
	return str_cat(f.a, out, str_from(s, from));
}

/* Pairs of what is replaced, and by what. */
static struct str
mapped(struct str s, const char *const (*map)[2], size_t n)
{
	for (size_t i = 0; i < n; i++)
		s = replaced(s, map[i][0], map[i][1]);
	return s;
}

static struct str
form_plain(struct str s)
{
	return s;
}

static struct str
form_json(struct str s)
{
	return each(s, "json", false);
}

static struct str
form_decimal(struct str s)
{
	return each(s, "html", false);
}

static struct str
form_hex(struct str s)
{
	return each(s, "hex", false);
}

static struct str
form_named(struct str s)
{
	static const char *const map[][2] = { { " ", "&nbsp;" },
		{ "-", "&hyphen;" }, { ".", "&period;" },
		{ "@", "&commat;" } };

	return mapped(s, map, ARRAY_LEN(map));
}

static struct str
form_percent(struct str s)
{
	return each(s, "percent", true);
}

static struct str
form_percent_twice(struct str s)
{
	return replaced(each(s, "percent", true), "%", "%25");
}

static struct str
form_quoted(struct str s)
{
	return replaced(each(s, "percent", true), "%", "=");
}

static struct str
form_soft_ends(struct str s)
{
	return between(s, "=\r\n", true);
}

static struct str
form_json_html(struct str s)
{
	return each(each(s, "json", false), "html", false);
}

static struct str
form_full_width(struct str s)
{
	return change(s, 0);
}

static struct str
form_upper(struct str s)
{
	return change(s, 1);
}

static struct str
form_folded(struct str s)
{
	return change(s, 2);
}

static struct str
form_lines(struct str s)
{
	return replaced(s, " ", "\n");
}

static struct str
form_escaped_lines(struct str s)
{
	return replaced(s, " ", "\\n");
}

static struct str
form_wide_blanks(struct str s)
{
	return replaced(s, " ", " \xc2\xa0 \xe3\x80\x80");
}

static struct str
form_emphasis(struct str s)
{
	return str_fmt(f.a, "**%.*s**", STR_ARG(replaced(s, " ", "** _")));
}

static struct str
form_tags(struct str s)
{
	return str_fmt(f.a, "<b>%.*s</b>",
	    STR_ARG(replaced(s, " ", "</b>\n<i>")));
}

static struct str
form_wbr(struct str s)
{
	return between(s, "<wbr>", false);
}

static struct str
form_shy(struct str s)
{
	return between(s, "&shy;", false);
}

static struct str
form_zero_width(struct str s)
{
	return between(s, "\xe2\x80\x8b", false);
}

static struct str
form_soft_hyphen(struct str s)
{
	return between(s, "\xc2\xad", true);
}

static struct str
form_hyphenated(struct str s)
{
	return broken(s, "-\n");
}

static struct str
form_broken(struct str s)
{
	return broken(s, "\r\n ");
}

static struct str
form_half_width(struct str s)
{
	static const char *const map[][2] = { { "ガ", "ｶﾞ" }, { "ー", "ｰ" },
		{ "ド", "ﾄﾞ" }, { "ペ", "ﾍﾟ" }, { "ン", "ﾝ" }, { "ギ", "ｷﾞ" },
		{ "カ", "ｶ" }, { "ワ", "ﾜ" }, { "セ", "ｾ" }, { "ミ", "ﾐ" },
		{ "ハ", "ﾊ" }, { "ヤ", "ﾔ" }, { "ブ", "ﾌﾞ" }, { "サ", "ｻ" } };

	return mapped(s, map, ARRAY_LEN(map));
}

static struct str
form_nfd(struct str s)
{
	static const char *const map[][2] = { { "ガ", "カ\xe3\x82\x99" },
		{ "ド", "ト\xe3\x82\x99" }, { "ペ", "ヘ\xe3\x82\x9a" },
		{ "ギ", "キ\xe3\x82\x99" }, { "ブ", "フ\xe3\x82\x99" },
		{ "が", "か\xe3\x82\x99" } };

	return mapped(s, map, ARRAY_LEN(map));
}

static struct str
form_lookalike(struct str s)
{
	static const char *const map[][2] = { { "a", "а" }, { "e", "е" },
		{ "o", "ο" }, { "p", "р" }, { "c", "с" }, { "P", "Ρ" } };

	return mapped(s, map, ARRAY_LEN(map));
}

/* A piece of a sentence. */
static struct str
form_cut(struct str s)
{
	bool is_ascii = (unsigned char)s.p[0] < 0x80;
	size_t from = is_ascii ? 4 : 6, less = is_ascii ? 4 : 6;

	return str_sub(s, from, s.n - from - less);
}

static const struct form {
	const char *name;
	struct str (*of)(struct str s);
	bool is_markup;		/* not within a tag */
	bool is_cut;		/* of sentences alone */
} forms[] = {
	{ "as written", form_plain, false, false },
	{ "upper case", form_upper, false, false },
	{ "full width", form_full_width, false, false },
	{ "half width", form_half_width, false, false },
	{ "NFD", form_nfd, false, false },
	{ "look-alikes", form_lookalike, false, false },
	{ "lines", form_lines, false, false },
	{ "escaped lines", form_escaped_lines, false, false },
	{ "folded lines", form_folded, false, false },
	{ "wide blanks", form_wide_blanks, false, false },
	{ "hyphenated", form_hyphenated, false, false },
	{ "folded word", form_broken, false, false },
	{ "soft hyphen", form_soft_hyphen, false, false },
	{ "zero width spaces", form_zero_width, false, false },
	{ "&shy;", form_shy, false, false },
	{ "<wbr>", form_wbr, true, false },
	{ "emphasis", form_emphasis, false, false },
	{ "tags", form_tags, true, false },
	{ "cut", form_cut, false, true },
	{ "JSON", form_json, false, false },
	{ "named references", form_named, false, false },
	{ "decimal references", form_decimal, false, false },
	{ "hexadecimal references", form_hex, false, false },
	{ "percent", form_percent, false, false },
	{ "percent twice", form_percent_twice, false, false },
	{ "quoted-printable", form_quoted, false, false },
	{ "soft line ends", form_soft_ends, false, false },
	{ "JSON in HTML", form_json_html, false, false },
};

/* A place is a file, or the name of one: what stands around the secret. */
static const struct template {
	const char *name;
	const char *before;
	const char *after;
	bool in_tag;
} templates[] = {
	{ "text", "see ", " now", false },
	{ "HTML text", "<!doctype html><p>see ", "</p>", false },
	{ "HTML attribute", "<p><img src=\"x\" alt=\"", "\"></p>", true },
	{ "HTML comment", "<p>x</p><!-- ", " -->", true },
	{ "HTML script", "<script>var x=\"", "\";</script>", false },
	{ "JSON", "{\"notes\":[{\"text\":\"", "\"}]}", false },
	{ "Atom", "<entry><title type=\"text\">", "</title></entry>", false },
	{ "XML attribute", "<link href='https://example.com/?q=", "'/>",
	    true },
	{ "XML CDATA", "<x><![CDATA[", "]]></x>", true },
	{ "iCalendar", "BEGIN:VEVENT\r\nSUMMARY:", "\r\nEND:VEVENT\r\n",
	    false },
	{ "CSV", "id,text\r\n1,\"", "\"\r\n", false },
	{ "file name", "en/advisories/", ".html", false },
	{ "search index", "{\"d\":[[1,\"x\",\"", "\"]],\"t\":{}}", false },
	{ "SVG", "<svg xmlns=\"x\"><text>", "</text></svg>", false },
	{ "XMP", "\xff\xd8\xff\xe1<x:xmpmeta><dc:title>",
	    "</dc:title></x:xmpmeta>\xff\xd9", false },
	{ "JPEG comment", "\xff\xd8\xff\xfe\x01\x20 ", "\xff\xd9", false },
	{ "PNG tEXt", "\x89PNG\r\n\x1a\n\x01\x02tEXtx\x01", "\xff\xfe",
	    false },
	/* What begins a dictionary may begin a tag. */
	{ "PDF", "%PDF-1.4\n1 0 obj <</Title (", ")>>\n", true },
};

static struct str
place_utf16(struct str s)
{
	return str_cat(f.a, S("\xff\xd8\xff\xe1"), pack_wide(f.a, s, false));
}

static struct str
place_utf16_big(struct str s)
{
	return str_cat(f.a, S("\xff\xd8\xff"), pack_wide(f.a, s, true));
}

static struct str
place_base64(struct str s)
{
	return pack_base64(f.a, str_fmt(f.a, "~> %.*s.", STR_ARG(s)),
	    PACK_STANDARD, 0, S(""));
}

static struct str
place_base64_url(struct str s)
{
	return pack_base64(f.a, str_fmt(f.a, "~?~ %.*s.", STR_ARG(s)),
	    PACK_URL, 0, S(""));
}

static struct str
place_base64_lines(struct str s)
{
	return pack_base64(f.a,
	    str_fmt(f.a, "%.*s, %.*s", STR_ARG(s), STR_ARG(s)), PACK_STANDARD,
	    76, S("\r\n"));
}

static struct str
place_hex(struct str s)
{
	return replaced(each(str_fmt(f.a, "see %.*s.", STR_ARG(s)), "percent",
			    true),
	    "%", "");
}

static struct str
place_ztxt(struct str s)
{
	return pack_file(f.a, PACK_ZTXT, s);
}

static struct str
place_itxt(struct str s)
{
	return pack_file(f.a, PACK_ITXT, s);
}

static struct str
place_gzip(struct str s)
{
	return pack_file(f.a, PACK_GZIP, s);
}

static struct str
place_zip(struct str s)
{
	return pack_file(f.a, PACK_ZIP, s);
}

static struct str
place_pdf_stream(struct str s)
{
	return pack_file(f.a, PACK_PDF, s);
}

/* What the machine's library makes of it; nothing where it cannot. */
static struct str
converted(struct str s, const char *charset)
{
	iconv_t cd = iconv_open(charset, "UTF-8");
	size_t room = s.n * 4 + 64, left = s.n;
	char *out = arena_bytes(f.a, room), *to = out;
	char *in = arena_bytes(f.a, s.n + 1), *from = in;
	bool ok;

	if (cd == (iconv_t)-1)
		return S("");
	memcpy(in, s.p, s.n);
	room = s.n * 4 + 64;
	ok = iconv(cd, &from, &left, &to, &room) != (size_t)-1 &&
	    iconv(cd, NULL, NULL, &to, &room) != (size_t)-1;
	iconv_close(cd);
	return ok ? (struct str){ out, (size_t)(to - out) } : S("");
}

static struct str
place_sjis(struct str s)
{
	return converted(s, "CP932");
}

static struct str
place_euc(struct str s)
{
	return converted(s, "EUC-JP");
}

static struct str
place_iso_2022(struct str s)
{
	return converted(s, "ISO-2022-JP");
}

static const struct package_place {
	const char *name;
	struct str (*of)(struct str s);
} packages[] = {
	{ "UTF-16", place_utf16 },
	{ "UTF-16, big end first", place_utf16_big },
	{ "base64", place_base64 },
	{ "base64 for URLs", place_base64_url },
	{ "base64 in lines", place_base64_lines },
	{ "hexadecimal digits", place_hex },
	{ "PNG zTXt", place_ztxt },
	{ "PNG iTXt", place_itxt },
	{ "gzip", place_gzip },
	{ "zip", place_zip },
	{ "PDF stream", place_pdf_stream },
	{ "Shift_JIS", place_sjis },
	{ "EUC-JP", place_euc },
	{ "ISO-2022-JP", place_iso_2022 },
};

#define PLACES	(ARRAY_LEN(templates) + ARRAY_LEN(packages))

static struct str
id_of(size_t i)
{
	return str_fmt(f.a, "PS-2026-%04zu", i + 1001);
}

static const struct kind_row {
	const char *name;
	struct str (*of)(size_t i);
	enum secret_kind kind;
	bool is_ordinary;	/* made of words, names and dates of any day */
	bool is_prose;
} kinds[] = {
	{ "id", id_of, SECRET_ID, false, false },
	{ "code name", word_of, SECRET_NAME, true, false },
	{ "person", name_of, SECRET_NAME, true, false },
	{ "date", date_of, SECRET_DATE, true, false },
	{ "note", note_of, SECRET_TEXT, true, true },
	{ "draft", draft_of, SECRET_TEXT, false, true },
	{ "product", product_of, SECRET_NAME, true, false },
	{ "product in katakana", bird_of, SECRET_NAME, true, false },
	{ "component", part_of, SECRET_ID, true, false },
	{ "address", mail_of, SECRET_ADDRESS, false, false },
};

static const char *
place_name(size_t place)
{
	return place < ARRAY_LEN(templates) ?
	    templates[place].name :
	    packages[place - ARRAY_LEN(templates)].name;
}

/* The file with a form of a secret; nothing where there is none. */
static struct str
put(struct str s, const struct form *form, size_t place, bool is_prose)
{
	const struct template *t = &templates[place % ARRAY_LEN(templates)];

	if (form->is_cut && !is_prose)
		return S("");
	s = form->of(s);
	if (place >= ARRAY_LEN(templates))
		return packages[place - ARRAY_LEN(templates)].of(s);
	if (t->in_tag && form->is_markup)
		return S("");
	return str_cat(f.a, str_cat(f.a, str_z(t->before), s),
	    str_z(t->after));
}

/* Secret i of a kind; returns whether it stands there and is looked for. */
static bool
try(const struct kind_row *k, size_t i, const struct form *form, size_t place)
{
	struct scratch tmp = scratch_begin(f.a);
	struct str s = k->of(i);
	struct str text = put(s, form, place, k->is_prose);
	bool is_there = text.n > 0;

	if (is_there)
		ck_assert_msg(finds(text, k->kind),
		    "%s '%.*s', %s, in %s: %.*s", k->name, STR_ARG(s),
		    form->name, place_name(place), STR_ARG(text));
	scratch_end(tmp);
	return is_there;
}

/* How many of a kind stand in each form in each place; others in turn. */
#define IN_TURN	8

/* Every kind in this form in every place. */
START_TEST(test_cross)
{
	size_t turn = (size_t)_i, n = 0;

	for (size_t place = 0; place < PLACES; place++) {
		for (size_t j = 0; j < ARRAY_LEN(kinds); j++) {
			for (size_t i = 0; i < IN_TURN; i++)
				n += try(&kinds[j], turn++ * 37 % EACH,
				    &forms[_i], place);
		}
	}
	ck_assert_uint_ge(n, PLACES * IN_TURN);
}
END_TEST

/* Every secret in this form. */
START_TEST(test_forms)
{
	for (size_t j = 0; j < ARRAY_LEN(kinds); j++) {
		for (size_t i = 0; i < EACH; i++)
			(void)try(&kinds[j], i, &forms[_i], 0);
	}
}
END_TEST

/* Every secret in this place. */
START_TEST(test_places)
{
	size_t n = 0, ordinary = 0;

	for (size_t j = 0; j < ARRAY_LEN(kinds); j++) {
		for (size_t i = 0; i < EACH; i++) {
			n += try(&kinds[j], i, &forms[0], (size_t)_i);
			ordinary += kinds[j].is_ordinary;
		}
	}
	/* None where the machine has no such encoding. */
	ck_assert_msg(n == ARRAY_LEN(kinds) * EACH || n == 0, "%zu", n);
	ck_assert_uint_ge(ARRAY_LEN(kinds) * EACH, 1000);
	ck_assert_uint_ge(ordinary * 2, ARRAY_LEN(kinds) * EACH);
}
END_TEST

/* Other ways to write a date, and pieces of a sentence. */
static const struct {
	const char *text;
	enum secret_kind kind;
	bool is_found;
} rows[] = {
	{ "2040年1月10日", SECRET_DATE, true },
	{ "2040年01月10日に", SECRET_DATE, true },
	{ "10 January 2040", SECRET_DATE, true },
	{ "January 10, 2040", SECRET_DATE, true },
	{ "Jan 10, 2040", SECRET_DATE, true },
	{ "2040/1/10", SECRET_DATE, true },
	{ "10.01.2040", SECRET_DATE, true },
	{ "20400110", SECRET_DATE, true },
	{ "2040-01-09", SECRET_DATE, false },
	{ "2.10 January 2040", SECRET_DATE, true },
	{ "v1 0 January 2040", SECRET_DATE, false },
	/* of note 0, cut off at both ends */
	{ "apple in room 11 hides what a apple", SECRET_TEXT, true },
	{ "hides what", SECRET_TEXT, false },
	/* stands on a public page too */
	{ "what a child of three can use without", SECRET_TEXT, false },
	{ "mailto:a.b@example.com", SECRET_TEXT, true },
	{ "inc-20260042", SECRET_TEXT, true },
	{ "a dot b at example dot com", SECRET_TEXT, true },
	{ "a.b [at] example.com", SECRET_TEXT, true },
	{ "c.d\xef\xbc\x88\xe3\x82\xa2\xe3\x83\x83\xe3\x83\x88"
	  "\xef\xbc\x89"
	  "example.com",
	    SECRET_TEXT, true },
	{ "a.b and example.com", SECRET_TEXT, false },
	/* telephone numbers in any grouping, at home and abroad */
	{ "(03)5550-1234", SECRET_TEXT, true },
	{ "tel:+81355501234", SECRET_TEXT, true },
	{ "+81 (0)3 5550 1234", SECRET_TEXT, true },
	{ "035-550-1234", SECRET_TEXT, true },
	{ "0355501234", SECRET_TEXT, true },
	{ "\xef\xbc\x90\xef\xbc\x93\xe3\x83\xbc"
	  "\xef\xbc\x95\xef\xbc\x95\xef\xbc\x95\xef\xbc\x90\xe2\x80\x90"
	  "1234",
	    SECRET_TEXT, true },
	{ "03-5550-12345", SECRET_TEXT, false },
	{ "0044 20 79460123", SECRET_TEXT, false },
	{ "+442079460123", SECRET_TEXT, true },
	{ "020 7946 0123", SECRET_TEXT, true },
	{ "045-555-0199", SECRET_TEXT, true },
	{ "\xef\xbc\x8b"
	  "81.45.555.0199",
	    SECRET_TEXT, true },
	{ "0123 4567", SECRET_TEXT, false },
	{ "example.org/psirt/x", SECRET_TEXT, true },
	{ "佐藤", SECRET_NAME, false },
	{ "佐藤健一氏", SECRET_NAME, true },
	{ "apples and bridges", SECRET_NAME, false },
	{ "AL-1", SECRET_ID, false },
	{ "published", SECRET_NAME, false },
};

START_TEST(test_rows)
{
	ck_assert_msg(finds(str_z(rows[_i].text), rows[_i].kind) ==
		rows[_i].is_found,
	    "'%s'", rows[_i].text);
}
END_TEST

/* What the audience sees, it may see. */
START_TEST(test_visible)
{
	static const char *const texts[] = {
		"We sell what a child of three can use without any manual.",
		"About",
		"Nothing",
		"report received, receipt acknowledged",
	};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct tally t = { .kind = SECRET_TEXT };

		(void)!deep_run(secrets->scan, deep, str_z(texts[i]), count,
		    &t);
		ck_assert_msg(t.n == 0 || i == 2, "'%s'", texts[i]);
	}
}
END_TEST

Suite *
suite_wall_secret(void)
{
	Suite *s = suite_create("wall_secret");
	TCase *t = tcase_create("all");

	tcase_add_unchecked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, test_cross, 0, (int)ARRAY_LEN(forms));
	tcase_add_loop_test(t, test_forms, 0, (int)ARRAY_LEN(forms));
	tcase_add_loop_test(t, test_places, 0, (int)PLACES);
	tcase_add_loop_test(t, test_rows, 0, (int)ARRAY_LEN(rows));
	tcase_add_test(t, test_visible);
	suite_add_tcase(s, t);
	return s;
}
