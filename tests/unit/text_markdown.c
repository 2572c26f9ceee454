/*
 * text/markdown: what people write becomes safe markup and plain words; what
 * is hostile is refused before it costs time.
 */
#include "text/markdown.h"

#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/pool.h"
#include "test.h"

static struct arena *a;
static struct sources *ss;
static struct diags *d;
static struct markdown m;

static void
setup(void)
{
	a = arena_open();
	ss = sources_open(a);
	d = diags_open(a);
}

static void
teardown(void)
{
	arena_close(a);
}

static struct span
add(struct str s)
{
	uint32_t file = source_add(ss, S("a.md"));

	source_set_text(ss, file, s);
	return (struct span){ file, 0, (uint32_t)s.n };
}

static bool
render(const char *z)
{
	return markdown_render(a, ss, add(str_z(z)), 0, d, &m);
}

static const struct {
	const char *text;
	const char *html;
	const char *plain;
} GOOD[] = {
	{ "", "", "" },
	{ "a & b < c > \"d\"\n", "<p>a &amp; b &lt; c &gt; \"d\"</p>\n",
	    "a & b < c > \"d\"" },
	{ "a\n\nb\r\n\r\nc\n", "<p>a</p>\n<p>b</p>\n<p>c</p>\n",
	    "a\n\nb\n\nc" },
	{ "*a* **b** `c<d` ~~e *f*~~\n",
	    "<p><em>a</em> <strong>b</strong> <code>c&lt;d</code> "
	    "<del>e <em>f</em></del></p>\n",
	    "a b c<d e f" },
	{ "~a~ ~~~ ~~ b~~ \\~~c~~ \\~\\~d~~\n",
	    "<p>~a~ ~~~ ~~ b~~ ~~c~~ ~~d~~</p>\n",
	    "~a~ ~~~ ~~ b~~ ~~c~~ ~~d~~" },
	{ "一行目\n二行目\n", "<p>一行目二行目</p>\n", "一行目二行目" },
	{ "一行目。\n**二**\nABC\nか\n",
	    "<p>一行目。<strong>二</strong>\nABC\nか</p>\n",
	    "一行目。二\nABC\nか" },
	{ "a\\\nb  \nc\n", "<p>a<br>\nb<br>\nc</p>\n", "a\nb\nc" },
	{ "# A\n## 日本語 の見出し!\n### A\n",
	    "<h1 id=\"a\">A</h1>\n"
	    "<h2 id=\"日本語-の見出し\">日本語 の見出し!</h2>\n"
	    "<h3 id=\"a-2\">A</h3>\n",
	    "A\n\n日本語 の見出し!\n\nA" },
	{ "- a\n- b\n  1. c\n  2. d\n- e\n",
	    "<ul>\n<li>a</li>\n<li>b\n<ol>\n<li>c</li>\n<li>d</li>\n</ol>\n"
	    "</li>\n<li>e</li>\n</ul>\n",
	    "- a\n- b\n  1. c\n  2. d\n- e" },
	{ "3. a\n\n4. b\n",
	    "<ol start=\"3\">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n"
	    "</ol>\n",
	    "3. a\n\n4. b" },
	{ "> a\n>\n> - b\n>   c\n",
	    "<blockquote>\n<p>a</p>\n<ul>\n<li>b\nc</li>\n</ul>\n"
	    "</blockquote>\n",
	    "> a\n>\n> - b\n>   c" },
	{ "```sh x\n$ a <b>\n\n  c\n```\n",
	    "<pre tabindex=\"0\"><code class=\"language-sh\">$ a &lt;b&gt;\n\n"
	    "  c\n</code></pre>\n",
	    "    $ a <b>\n\n      c" },
	{ "***\n", "<hr>\n", "----" },
	{ "[a](b.html) [c](https://example.com/ \"t\") <https://example.jp>\n",
	    "<p><a href=\"b.html\">a</a> <a href=\"https://example.com/\" "
	    "title=\"t\" rel=\"noreferrer\">c</a> "
	    "<a href=\"https://example.jp\" rel=\"noreferrer\">"
	    "https://example.jp</a></p>\n",
	    "a c (https://example.com/) https://example.jp" },
	{ "詳細はhttps://example.com/a_b?c=d&e#f、次。\n",
	    "<p>詳細は<a href=\"https://example.com/a_b?c=d&amp;e#f\" "
	    "rel=\"noreferrer\">https://example.com/a_b?c=d&amp;e#f</a>、次。"
	    "</p>\n",
	    "詳細はhttps://example.com/a_b?c=d&e#f、次。" },
	{ "(https://example.com/a_(b)).\n",
	    "<p>(<a href=\"https://example.com/a_(b)\" rel=\"noreferrer\">"
	    "https://example.com/a_(b)</a>).</p>\n",
	    "(https://example.com/a_(b))." },
	{ "xhttps://example.com https:// https\\://example.com\n",
	    "<p>xhttps://example.com https:// https://example.com</p>\n",
	    "xhttps://example.com https:// https://example.com" },
	{ "psirt@example.com, a@b @c a\\@example.com\n",
	    "<p><a href=\"mailto:psirt@example.com\">psirt@example.com</a>, "
	    "a@b @c a@example.com</p>\n",
	    "psirt@example.com, a@b @c a@example.com" },
	{ "`https://example.com` [x https://example.com](y)\n",
	    "<p><code>https://example.com</code> <a href=\"y\">"
	    "x https://example.com</a></p>\n",
	    "https://example.com x https://example.com" },
	{ "![図 *1*](img/a.png)\n",
	    "<p><img src=\"img/a.png\" alt=\"図 1\"></p>\n", "図 1" },
	{ "| 製品 | n |\n|:-:|--:|\n| **A** | 1 \\| 2 |\n| B |\n",
	    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	    "aria-label=\"製品, n\"><table>\n<thead>\n<tr>\n"
	    "<th scope=\"col\" class=\"center\">製品</th>\n"
	    "<th scope=\"col\" class=\"num\">n</th>\n</tr>\n</thead>\n"
	    "<tbody>\n<tr>\n<td class=\"center\"><strong>A</strong></td>\n"
	    "<td class=\"num\">1 | 2</td>\n</tr>\n<tr>\n"
	    "<td class=\"center\">B</td>\n<td class=\"num\"></td>\n</tr>\n"
	    "</tbody>\n</table></div>\n",
	    "製品 | n\nA | 1 | 2\nB | " },
	/* A code that begins a row does not break; regions differ in name. */
	{ "|a|\n|-|\n|S-001|\n\nx\n\n|a|\n|-|\n|`b-c`|\n|a-b c|\n"
	  "|one-long-word|\n|表-1|\n|b|\n",
	    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	    "aria-label=\"a\"><table>\n<thead>\n<tr>\n"
	    "<th scope=\"col\">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
	    "<td class=\"nowrap\">S-001</td>\n</tr>\n</tbody>\n"
	    "</table></div>\n<p>x</p>\n"
	    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	    "aria-label=\"a (2)\"><table>\n<thead>\n<tr>\n"
	    "<th scope=\"col\">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
	    "<td class=\"nowrap\"><code>b-c</code></td>\n</tr>\n<tr>\n"
	    "<td>a-b c</td>\n</tr>\n<tr>\n<td>one-long-word</td>\n</tr>\n"
	    "<tr>\n<td>表-1</td>\n</tr>\n<tr>\n<td>b</td>\n</tr>\n"
	    "</tbody>\n</table></div>\n",
	    "a\nS-001\n\nx\n\na\nb-c\na-b c\none-long-word\n表-1\nb" },
	/* A name that is like a numbered one. */
	{ "|a (2)|\n|-|\n\nx\n\n|a|\n|-|\n\nx\n\n|a|\n|-|\n",
	    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	    "aria-label=\"a (2)\"><table>\n<thead>\n<tr>\n"
	    "<th scope=\"col\">a (2)</th>\n</tr>\n</thead>\n"
	    "</table></div>\n<p>x</p>\n"
	    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	    "aria-label=\"a\"><table>\n<thead>\n<tr>\n"
	    "<th scope=\"col\">a</th>\n</tr>\n</thead>\n"
	    "</table></div>\n<p>x</p>\n"
	    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	    "aria-label=\"a (3)\"><table>\n<thead>\n<tr>\n"
	    "<th scope=\"col\">a</th>\n</tr>\n</thead>\n"
	    "</table></div>\n",
	    "a (2)\n\nx\n\na\n\nx\n\na" },
	{ "&lt;script&gt; &amp;amp; &copy;\n",
	    "<p>&lt;script&gt; &amp;amp; ©</p>\n", "<script> &amp; ©" },
	{ "\\<b> \\[a](b)\n", "<p>&lt;b&gt; [a](b)</p>\n", "<b> [a](b)" },
};

START_TEST(markup_and_plain_words)
{
	ck_assert_msg(render(GOOD[_i].text), "%s", GOOD[_i].text);
	ck_assert_uint_eq(diags_len(d), 0);
	ck_assert_msg(str_eq_z(m.html.s, GOOD[_i].html), "%s gives %.*s",
	    GOOD[_i].text, STR_ARG(m.html.s));
	ck_assert_msg(str_eq_z(m.plain, GOOD[_i].plain), "%s gives '%.*s'",
	    GOOD[_i].text, STR_ARG(m.plain));
}
END_TEST

/* Faults: rule, the bytes that the span covers, and what is left. */
static const struct {
	const char *text;
	const char *rule;
	const char *at;
	const char *html;
} BAD[] = {
	{ "日本 <b>x</b>\n", "markdown-html", "<b>", "<p>日本 x</p>\n" },
	{ "a\r\n\r\n<div>\r\nx\r\n</div>\r\n", "markdown-html",
	    "<div>\r\nx\r\n</div>", "<p>a</p>\n" },
	{ "<!-- c -->\n\nx\n", "markdown-html", "<!-- c -->", "<p>x</p>\n" },
	{ "<script>alert(1)</script>\n", "markdown-html",
	    "<script>alert(1)</script>", "" },
	{ "a <img src=x onerror=y>\n", "markdown-html",
	    "<img src=x onerror=y>", "<p>a </p>\n" },
	{ "日 [本](javascript:alert(1))\n", "markdown-link",
	    "javascript:alert(1)", "<p>日 本</p>\n" },
	{ "[x](JAVASCRIPT:a)\n", "markdown-link", "JAVASCRIPT:a",
	    "<p>x</p>\n" },
	{ "[x](&#106;avascript:a)\n", "markdown-link",
	    "[x](&#106;avascript:a)", "<p>x</p>\n" },
	{ "[x](java\\script:a)\n", "markdown-link", "java\\script:a",
	    "<p>x</p>\n" },
	{ "[x][r]\n\n[r]: data:text/html,x\n", "markdown-link", "[x][r]",
	    "<p>x</p>\n" },
	{ "<ftp://example.com>\n", "markdown-link", "ftp://example.com",
	    "<p>ftp://example.com</p>\n" },
	{ "[x](//example.com)\n", "markdown-link", "//example.com",
	    "<p>x</p>\n" },
	{ "[x](<a b>)\n", "markdown-link", "a b", "<p>x</p>\n" },
	{ "> 一\n> 二 [x](vbscript:y) 三\n", "markdown-link", "vbscript:y",
	    "<blockquote>\n<p>一二 x 三</p>\n</blockquote>\n" },
	{ "![図](https://example.com/i.png)\n", "markdown-image",
	    "https://example.com/i.png", "<p>図</p>\n" },
	{ "![図](/i.png)\n", "markdown-image", "/i.png", "<p>図</p>\n" },
	{ "![図](data:image/png;base64,x)\n", "markdown-image",
	    "data:image/png;base64,x", "<p>図</p>\n" },
	{ "日 &#x202e; x\n", "markdown-encoding", "&#", "<p></p>\n" },
	{ "a\x01"
	  "b\n",
	    "markdown-encoding", "\x01", "" },
	{ "a\xff\n", "markdown-encoding", "\xff", "" },
	{ "日\xe2\x80\xae\n", "markdown-encoding", "\xe2\x80\xae", "" },
	{ "a\rb\n", "markdown-encoding", "\r", "" },
};

START_TEST(faults_are_reported_and_left_out)
{
	ck_assert_msg(!render(BAD[_i].text), "%s", BAD[_i].text);
	ck_assert_uint_ge(diags_len(d), 1);
	const struct diag *g = diags_at(d, 0);
	struct str at = source_text(ss, g->at);
	ck_assert_msg(str_eq_z(g->rule, BAD[_i].rule), "%s: rule %.*s",
	    BAD[_i].text, STR_ARG(g->rule));
	ck_assert_msg(str_eq_z(at, BAD[_i].at), "%s points at '%.*s'",
	    BAD[_i].text, STR_ARG(at));
	ck_assert_msg(str_eq_z(m.html.s, BAD[_i].html), "%s gives %.*s",
	    BAD[_i].text, STR_ARG(m.html.s));
	ck_assert_uint_gt(g->help.n, 0);
}
END_TEST

START_TEST(image_without_words_is_an_alert)
{
	ck_assert(render("日 ![](a.png)\n"));
	ck_assert_uint_eq(diags_count(d, DIAG_ALERT), 1);
	ck_assert(str_eq_z(diags_at(d, 0)->rule, "markdown-image"));
	ck_assert(str_eq_z(source_text(ss, diags_at(d, 0)->at), "a.png"));
}
END_TEST

START_TEST(links_have_places)
{
	ck_assert(render("# 見 *出* し\n\n日本\\\n[a](b.html) と "
			 "![c](d.png)\r\n[e](f\\_g)\n"));
	ck_assert_uint_eq(m.n_links, 3);
	ck_assert(str_eq_z(source_text(ss, m.links[0].at), "b.html"));
	ck_assert(str_eq_z(source_text(ss, m.links[1].at), "d.png"));
	ck_assert(m.links[1].is_image && !m.links[0].is_image);
	/* written with an escape: the block stands for it */
	ck_assert(str_eq_z(m.links[2].url, "f_g"));
	ck_assert(str_starts(source_text(ss, m.links[2].at), S("日本")));
	ck_assert_uint_eq(m.n_headings, 1);
	ck_assert(str_eq_z(m.headings[0].text, "見 出 し"));
	ck_assert(str_eq_z(m.headings[0].id, "見-出-し"));
	ck_assert(str_eq_z(source_text(ss, m.headings[0].at), "# 見 *出* し"));
}
END_TEST

/* What rendering reports, checking reports as well. */
static const char *const CHECKED[] = {
	"words, *emphasis* and `code`\n\n- a\n- b\n\n| A |\n|---|\n| b |\n",
	"https://example.com www.example.com a@example.com\n",
	"a <b>bold</b> word\n",
	"<!-- a comment -->\n",
	"ftp://example.com/a xmpp:a@example.com/b FTP://example.com\n",
	"<javascript:alert(1)>\n",
	"[a](javascript:x)\n",
	"[a][b]\n\n[b]: javascript:x\n",
	"![](picture.png)\n",
	"![a](https://example.com/a.png)\n",
	"hidden: &#x202e;\n",
	"\xe2\x80\xae hidden\n",
	"a\x01 b\n",
	"&lt;b&gt; a > b ] ( < \n",
	"> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > "
	"> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > a\n",
};

START_TEST(checking_finds_the_same)
{
	struct span at = add(str_z(CHECKED[_i]));
	struct diags *found = diags_open(a);
	bool ok = markdown_render(a, ss, at, 1, d, &m);

	ck_assert_msg(markdown_check(a, ss, at, found) == ok, "%s",
	    CHECKED[_i]);
	ck_assert_msg(diags_len(found) == diags_len(d), "%s", CHECKED[_i]);
	for (size_t i = 0; i < diags_len(d); i++) {
		const struct diag *x = diags_at(d, i);
		const struct diag *y = diags_at(found, i);

		ck_assert_msg(str_eq(x->message, y->message) &&
			span_cmp(x->at, y->at) == 0,
		    "%s", CHECKED[_i]);
	}
}
END_TEST

START_TEST(levels_shift_up_to_six)
{
	struct span at = add(S("# a\n##### b\n"));

	ck_assert(markdown_render(a, ss, at, 2, d, &m));
	ck_assert(
	    str_eq_z(m.html.s, "<h3 id=\"a\">a</h3>\n<h6 id=\"b\">b</h6>\n"));
	ck_assert_int_eq(m.headings[1].level, 5);
}
END_TEST

START_TEST(ids_are_unique)
{
	ck_assert(render("# a-2\n# a\n# a\n# a\n# !\n# ！\n"));
	static const char *const IDS[] = { "a-2", "a", "a-3", "a-4", "section",
		"section-2" };
	ck_assert_uint_eq(m.n_headings, ARRAY_LEN(IDS));
	for (size_t i = 0; i < m.n_headings; i++)
		ck_assert_msg(str_eq_z(m.headings[i].id, IDS[i]), "%.*s",
		    STR_ARG(m.headings[i].id));
}
END_TEST

START_TEST(sections_by_heading)
{
	struct span at = add(
	    S("前\r\n\r\n## Summary ##\r\n本文\r\n"
	      "### 細目\r\n```\r\n## no\r\n```\r\n##Nor\n##\t対策 \nx"));
	struct markdown_section *s;

	ck_assert_uint_eq(markdown_sections(a, ss, at, 2, &s), 3);
	ck_assert(str_eq_z(s[0].key, ""));
	ck_assert(str_eq_z(source_text(ss, s[0].body), "前\r\n\r\n"));
	ck_assert(str_eq_z(s[1].key, "summary"));
	ck_assert(str_eq_z(source_text(ss, s[1].key_at), "Summary"));
	ck_assert(str_eq_z(source_text(ss, s[1].body),
	    "本文\r\n### 細目\r\n"
	    "```\r\n## no\r\n```\r\n##Nor\n"));
	ck_assert(str_eq_z(s[2].key, "対策"));
	ck_assert(str_eq_z(source_text(ss, s[2].body), "x"));
	at = add(S("\n\n## a\n"));
	ck_assert_uint_eq(markdown_sections(a, ss, at, 2, &s), 1);
	ck_assert_uint_eq(markdown_sections(a, ss, add(S(" \n")), 2, &s), 0);
}
END_TEST

static const char *const FOREIGN[] = {
	"plain",
	"<script>alert(1)</script>",
	"# not a heading",
	"- no list",
	"1. no list",
	"1) no",
	"    no code",
	"\tno code",
	"> no quote",
	"[a](javascript:x)",
	"![a](b)",
	"https://example.com/?a=b&c",
	"psirt@example.com",
	"~~a~~ *b* _c_ `d`",
	"a\nb",
	"a\n\nb",
	"a  \nb",
	"日本語\nの文",
	"a \\ b \\\\",
	"&amp; &#32; &lt;",
	"| a |\n|-|",
	"a\n===",
	"a\n---",
	"***",
	"```\nx\n```",
	"<!-- x -->",
	"[x]: y",
	" lead",
	"trail ",
	"\n\na\n\n\nb\n",
	"a\\\nb",
	"",
};

START_TEST(foreign_text_stays_words)
{
	struct str text = str_z(FOREIGN[_i]);
	struct buf out;

	buf_init(&out, SIZE_MAX);
	markdown_escape(&out, text);
	ck_assert_msg(str_eq(markdown_unescape(a, buf_str(&out)), text),
	    "%s becomes %.*s", FOREIGN[_i], STR_ARG(buf_str(&out)));
	ck_assert_msg(markdown_render(a, ss, add(buf_str(&out)), 0, d, &m),
	    "%s", FOREIGN[_i]);
	ck_assert_uint_eq(diags_len(d), 0);
	ck_assert_msg(m.n_links == 0 && m.n_headings == 0, "%s", FOREIGN[_i]);
	ck_assert_msg(str_find(m.html.s, S("<li>"), 0) == SIZE_MAX &&
		str_find(m.html.s, S("<code>"), 0) == SIZE_MAX &&
		str_find(m.html.s, S("<del>"), 0) == SIZE_MAX &&
		str_find(m.html.s, S("<em>"), 0) == SIZE_MAX,
	    "%s gives %.*s", FOREIGN[_i], STR_ARG(m.html.s));
	if (str_find(text, S("\n\n"), 0) == SIZE_MAX)
		ck_assert_msg(str_eq(m.plain, text), "%s gives '%.*s'",
		    FOREIGN[_i], STR_ARG(m.plain));
	buf_fini(&out);
}
END_TEST

/*
 * Hostile text: head, a unit as often as fits the limit on bytes, tail.
 * Whether it is refused does not matter, only that it takes no time.
 */
static const struct {
	const char *head;
	const char *unit;
	const char *tail;
} HOSTILE[] = {
	{ "", "[", "" },
	{ "", "![", "" },
	{ "", "]", "" },
	{ "", "[a](", "" },
	{ "", "[a](b)", "" },
	{ "", "<", "" },
	{ "", "a <?", "" },
	{ "", "a <!A ", "" },
	{ "", "a <![CDATA[", "" },
	{ "", "<!--", "" },
	{ "", "<b>", "" },
	{ "", "*a_ ", "" },
	{ "", "**a *a ", "" },
	{ "", "*_", "" },
	{ "", "a**b", "" },
	{ "", "~~a", "" },
	{ "", "~~a~~ ", "" },
	{ "", "`a``b```c ", "" },
	{ "", ">", "a" },
	{ "", "- ", "a" },
	{ "", "- a\n\n", "" },
	{ "", "-\n*\n", "" },
	{ "", "1. a\n", "" },
	{ "", "&", "" },
	{ "", "&#x202e;", "" },
	{ "", "# a\n", "" },
	{ "", "a\n=\n", "" },
	{ "", "x |\n|-|-\n", "" },
	{ "", "a\n-|-\n", "" },
	{ "", "|-\n", "" },
	{ "", "-|-|-\n", "" },
	{ "", "|", "\n|-|\n" },
	{ "|a|\n|-|\n", "|x|\n", "" },
	{ "|a|b|c|d|e|f|g|h|\n|-|-|-|-|-|-|-|-|\n", "|x\n", "" },
	{ "", "|a", "|\n" },
	{ "", "|a|\n|-|\n\n", "" },
	{ "", "[a]: b 'c\n", "" },
	{ "[a]: /bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n\n", "[a] ", "" },
	{ "", "http://a ", "" },
	{ "", "http://[", "" },
	{ "", "a@b.cc ", "" },
	{ "", "a@", "" },
	{ "", "://", "" },
	{ "", "\\~", "" },
	{ "", "\\\n", "" },
	{ "", "\n", "" },
	{ "", "あ\n", "" },
	{ "> > > > > > > > > > > > > > > > > > > > a\n", "a\n", "" },
	{ "- a\n  - b\n    - c\n      - d\n        - e\n", "\n", "" },
	{ "", "- - - - - - - - - - - - - - - - a\n", "" },
	{ "```\n", "a\n", "" },
};

/* Processor time, so that a busy machine does not count. */
static int64_t
cpu_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Sanitizers make everything slower. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HOSTILE_MS	8000
#else
#define HOSTILE_MS	1000
#endif

START_TEST(hostile_text_takes_no_time)
{
	struct str head = str_z(HOSTILE[_i].head);
	struct str unit = str_z(HOSTILE[_i].unit);
	struct str tail = str_z(HOSTILE[_i].tail);
	struct buf out;

	buf_init(&out, SIZE_MAX);
	buf_put(&out, head);
	while (out.n + unit.n + tail.n <= LIMIT_MARKDOWN_BYTES)
		buf_put(&out, unit);
	buf_put(&out, tail);
	int64_t from = cpu_ms();
	(void)markdown_render(a, ss, add(buf_str(&out)), 0, d, &m);
	int64_t took = cpu_ms() - from;
	ck_assert_msg(took < HOSTILE_MS, "'%s' takes %d ms", HOSTILE[_i].unit,
	    (int)took);
	buf_fini(&out);
}
END_TEST

/* Lists that go one step further in with each line, then empty lines. */
START_TEST(stairs_of_lists)
{
	struct buf out;

	buf_init(&out, SIZE_MAX);
	for (size_t i = 0; i <= LIMIT_LIST_INDENT / 2; i++) {
		buf_fill(&out, ' ', 2 * i);
		buf_put(&out, S("- a\n"));
	}
	buf_fill(&out, '\n', LIMIT_MARKDOWN_BYTES - out.n);
	int64_t from = cpu_ms();
	ck_assert(markdown_render(a, ss, add(buf_str(&out)), 0, d, &m));
	ck_assert_int_lt(cpu_ms() - from, HOSTILE_MS);
	buf_fini(&out);
}
END_TEST

static const struct {
	const char *unit;
	size_t n;
	const char *rule;
} OVER[] = {
	{ "x", LIMIT_MARKDOWN_BYTES + 1, "markdown-limit" },
	{ "[", LIMIT_BRACKETS + 1, "markdown-limit" },
	{ "[", LIMIT_BRACKETS, NULL },
	{ "> ", LIMIT_QUOTE_DEPTH + 1, "markdown-limit" },
	{ "> ", LIMIT_QUOTE_DEPTH, NULL },
	{ "- ", LIMIT_QUOTE_DEPTH + 1, "markdown-limit" },
	{ "|", LIMIT_PIPES + 1, "markdown-limit" },
	{ "|-", LIMIT_TABLE_COLUMNS + 3, "markdown-limit" },
	{ "<! ", LIMIT_DECLARATIONS + 1, "markdown-limit" },
	{ "- 2026-11-22\n", 5000, NULL },
};

START_TEST(limits_are_named)
{
	struct buf out;

	buf_init(&out, SIZE_MAX);
	for (size_t i = 0; i < OVER[_i].n; i++)
		buf_put(&out, str_z(OVER[_i].unit));
	bool ok = markdown_render(a, ss, add(buf_str(&out)), 0, d, &m);
	ck_assert_msg(ok == (OVER[_i].rule == NULL), "%s", OVER[_i].unit);
	if (!ok) {
		ck_assert(str_eq_z(diags_at(d, 0)->rule, OVER[_i].rule));
		ck_assert_uint_eq(m.html.s.n, 0);
	}
	buf_fini(&out);
}
END_TEST

/* Whether this thread's rendering is what it must be. */
static void
render_one(void *ctx, size_t i, unsigned worker)
{
	static const char TEXT[] =
	    "# 見出し\n\n~~a~~ b@example.com "
	    "https://example.com/ **c**\n\n|a|b|\n|-|-|\n|1|2|\n";
	struct arena *own = arena_open();
	struct sources *own_ss = sources_open(own);
	uint32_t file = source_add(own_ss, S("t.md"));
	bool *same = ctx;
	struct markdown out;

	(void)worker;
	source_set_text(own_ss, file, S(TEXT));
	struct span at = { file, 0, sizeof(TEXT) - 1 };
	bool ok = markdown_render(own, own_ss, at, 0, diags_open(own), &out);
	same[i] = ok && out.n_links == 2 &&
	    str_find(out.html.s, S("<del>a</del>"), 0) != SIZE_MAX &&
	    str_find(out.html.s, S("<td>2</td>"), 0) != SIZE_MAX;
	arena_close(own);
}

START_TEST(threads_do_not_disturb_each_other)
{
	struct pool *p = pool_open(4);
	static bool same[2000];

	pool_run(p, ARRAY_LEN(same), render_one, same);
	pool_close(p);
	for (size_t i = 0; i < ARRAY_LEN(same); i++)
		ck_assert_msg(same[i], "rendering %zu differs", i);
}
END_TEST

Suite *
suite_text_markdown(void)
{
	Suite *s = suite_create("text_markdown");
	TCase *c = tcase_create("markdown");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 30);
	tcase_add_loop_test(c, markup_and_plain_words, 0,
	    (int)ARRAY_LEN(GOOD));
	tcase_add_loop_test(c, faults_are_reported_and_left_out, 0,
	    (int)ARRAY_LEN(BAD));
	tcase_add_loop_test(c, foreign_text_stays_words, 0,
	    (int)ARRAY_LEN(FOREIGN));
	tcase_add_loop_test(c, hostile_text_takes_no_time, 0,
	    (int)ARRAY_LEN(HOSTILE));
	tcase_add_loop_test(c, limits_are_named, 0, (int)ARRAY_LEN(OVER));
	tcase_add_test(c, image_without_words_is_an_alert);
	tcase_add_test(c, links_have_places);
	tcase_add_test(c, levels_shift_up_to_six);
	tcase_add_test(c, ids_are_unique);
	tcase_add_loop_test(c, checking_finds_the_same, 0,
	    (int)ARRAY_LEN(CHECKED));
	tcase_add_test(c, sections_by_heading);
	tcase_add_test(c, stairs_of_lists);
	tcase_add_test(c, threads_do_not_disturb_each_other);
	suite_add_tcase(s, c);
	return s;
}
