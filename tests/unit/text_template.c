#include "test.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/pool.h"
#include "text/catalog.h"
#include "text/template.h"
#include "text/value.h"
#include "text/yaml.h"

struct fixture {
	struct arena *a;
	struct sources *ss;
	struct diags *d;
	struct templates *ts;
	struct catalog *words;
	struct value *data;
	struct buf out;
};

static const char hostile[] = "<b>\"x\" & 'y'</b>";
static const char as_text[] = "&lt;b&gt;\"x\" &amp; 'y'&lt;/b&gt;";
static const char as_attribute[] =
    "&lt;b&gt;&quot;x&quot; &amp; &#39;y&#39;&lt;/b&gt;";

static const char words[] =
    "hello: {ja: 'やあ{who}', en: 'hi {who}!'}\n"
    "plain: {ja: a <i> b, en: \"it's <i>\"}\n"
    "twice: {ja: '{a}{b}{a}', en: '{ {a} {not a hole} {'}\n"
    "sev: {high: {ja: 重要, en: High}, 3: {ja: 三, en: three}}\n"
    "scheme: {ja: 'java', en: 'javascript:{who}'}\n";

static struct span
add_source(struct fixture *f, struct str path, struct str text)
{
	uint32_t file = source_add(f->ss, path);

	source_set_text(f->ss, file, text);
	return (struct span){ .file = file, .len = (uint32_t)text.n };
}

static struct value *
make_data(struct arena *a)
{
	struct value *v = value_object(a), *list, *o;
	const char *names[] = { "one", "two", "three" };

	value_set_z(v, "h", hostile);
	value_set_z(v, "x", "plain");
	value_set_z(v, "empty", "");
	value_set_z(v, "t", "tee");
	value_set_int(v, "n", -42);
	value_set_int(v, "zero", 0);
	value_set_int(v, "min", INT64_MIN);
	value_set_bool(v, "yes", true);
	value_set_bool(v, "no", false);
	value_set(v, "none", NULL);
	value_set_html(v, "m", (struct html){ S("<i>ok</i>") });
	value_set_z(v, "js", "javascript:alert(1)");
	value_set_z(v, "scheme", "javascript");
	value_set_z(v, "rest", "script:alert(1)");
	value_set_z(v, "rel", "a/b.html?x=1&y=2");
	value_set_z(v, "slash", "/evil.example.com");
	value_set_z(v, "https", "https://example.com/");
	value_set_z(v, "level", "high");
	(void)value_set_list(v, "void");
	list = value_set_list(v, "xs");
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		o = value_push_object(list);
		value_set_z(o, "name", names[i]);
		value_push(value_set_list(o, "tags"), value_text(a, S("t1")));
	}
	o = value_set_object(value_set_object(v, "a"), "b");
	value_set_z(o, "c", "deep");
	return v;
}

static struct fixture
fixture_open(void)
{
	struct arena *a = arena_open();
	struct fixture f = { .a = a,
		.ss = sources_open(a),
		.d = diags_open(a),
		.words = catalog_open(a, NULL),
		.data = make_data(a) };
	struct span at = add_source(&f, S("words.yaml"), str_z(words));

	f.ts = templates_open(a, f.ss);
	ck_assert(catalog_add(f.words, yaml_parse(a, f.ss, at, f.d), f.d));
	buf_init(&f.out, LIMIT_PAGE_BYTES);
	return f;
}

static void
fixture_close(struct fixture *f)
{
	buf_fini(&f->out);
	arena_close(f->a);
}

static bool
add(struct fixture *f, const char *name, struct str text, bool is_html)
{
	struct span at = add_source(f, str_z(name), text);

	return templates_add(f->ts, str_z(name), at.file, is_html, f->d);
}

static bool
render(struct fixture *f, const char *name, const char *lang)
{
	return template_render(templates_find(f->ts, str_z(name)), f->data,
	    f->words, str_z(lang), &f->out, f->d);
}

/* Compile and render one template in English; false when a step fails. */
static bool
page(struct fixture *f, const char *text, bool is_html)
{
	return add(f, "page", str_z(text), is_html) &&
	    templates_link(f->ts, f->d) && render(f, "page", "en");
}

static const char *
first_message(const struct fixture *f)
{
	if (diags_len(f->d) == 0)
		return "";
	return str_to_z(f->a, diags_at(f->d, 0)->message);
}

struct good {
	const char *text;
	const char *want;
};

static void
check_good(const struct good *row, size_t i, bool is_html)
{
	struct fixture f = fixture_open();
	bool ok = page(&f, row->text, is_html);

	ck_assert_msg(ok, "row %zu: %s: %s", i, row->text, first_message(&f));
	ck_assert_msg(str_eq_z(buf_str(&f.out), row->want),
	    "row %zu: %s: got %.*s", i, row->text, STR_ARG(buf_str(&f.out)));
	ck_assert_uint_eq(diags_len(f.d), 0);
	fixture_close(&f);
}

static const struct good text_rows[] = {
	{ "", "" },
	{ "a { b } c }}", "a { b } c }}" },
	{ "{{h}}", hostile },
	{ "{{ x }}{{t}}", "plaintee" },
	{ "{{n}} {{zero}} {{min}}", "-42 0 -9223372036854775808" },
	{ "{{yes}} {{no}} [{{none}}]", "true false []" },
	{ "{{a.b.c}}", "deep" },
	{ "{{#if x}}1{{else}}2{{/if}}", "1" },
	{ "{{#if empty}}1{{else}}2{{/if}}", "2" },
	{ "{{#if none}}1{{/if}}{{#if none.deeper.still}}2{{/if}}", "" },
	{ "{{#if not empty}}1{{/if}}", "1" },
	{ "{{#if not x}}1{{else}}{{#if yes}}3{{/if}}{{/if}}", "3" },
	{ "{{#if x == \"plain\"}}1{{/if}}", "1" },
	{ "{{#if x==\"other\"}}1{{else}}2{{/if}}", "2" },
	{ "{{#if x != \"other\"}}1{{/if}}", "1" },
	{ "{{#if not x == \"plain\"}}1{{/if}}", "" },
	{ "{{#if n == \"-42\"}}1{{/if}}{{#if x == x}}2{{/if}}", "12" },
	{ "{{#if none == empty}}1{{/if}}{{#if yes == \"true\"}}2{{/if}}",
	    "12" },
	{ "{{#each xs as i}}{{i.name}},{{/each}}", "one,two,three," },
	{ "{{#each xs as i}}{{i@index}}{{#if not i@last}},{{/if}}"
	  "{{#if i@first}}!{{/if}}{{/each}}",
	    "0,!1,2" },
	{ "{{#each void as i}}{{i}}{{else}}none{{/each}}", "none" },
	{ "{{#each none as i}}{{i}}{{else}}none{{/each}}", "none" },
	{ "{{#each xs as i}}x{{else}}none{{/each}}", "xxx" },
	{ "{{#each xs as i}}{{#each i.tags as j}}{{i.name}}{{j}}"
	  "{{i@index}}{{j@index}} {{/each}}{{/each}}",
	    "onet100 twot110 threet120 " },
	{ "{{#each xs as x}}{{x.name}}{{/each}}{{x}}", "onetwothreeplain" },
	{ "{{#each xs as i}}{{#if i@index == \"1\"}}{{i.name}}{{/if}}"
	  "{{/each}}",
	    "two" },
	{ "{{#with a.b as q}}{{q.c}}{{/with}}", "deep" },
	{ "{{t hello who=x}}", "hi plain!" },
	{ "{{t hello who=\"you\"}}", "hi you!" },
	{ "{{t plain}}", "it's <i>" },
	{ "{{t twice a=n unused=x}}", "{ -42 {not a hole} {" },
	{ "{{t \"sev.{level}\"}} {{t sev.high}} {{t \"sev.high\"}}",
	    "High High High" },
	{ "{{! {{x }}a", "a" },
	{ "{{!\n \"comment\n}}a", "a" },
	/* lines of block tags */
	{ "a\n{{#if x}}\nb\n{{else}}\nc\n{{/if}}\nd\n", "a\nb\nd\n" },
	{ "{{#if x}}\n{{/if}}\n", "" },
	{ "  {{#if x}}\t\r\n\n  {{/if}}", "\n" },
	{ "{{#each xs as i}} {{#if i@first}}\n{{i.name}}\n {{/if}}{{/each}}"
	  "\n",
	    "one\n" },
	{ "a {{#if x}}\nb{{/if}}\n", "a \nb\n" },
	{ "{{#if x}} a\n{{/if}}", " a\n" },
	{ "a\n{{! note }}\nb\n", "a\nb\n" },
	{ "a\n{{! two\nlines }}\nb\n", "a\nb\n" },
	{ "a\n{{! two\nlines }} c\nb\n", "a\n c\nb\n" },
	{ "{{#if x}}\n\n{{/if}}\n\n", "\n\n" },
	{ "{{x}}\n{{t plain}}\n", "plain\nit's <i>\n" },
};

START_TEST(text_templates)
{
	check_good(&text_rows[_i], (size_t)_i, false);
}
END_TEST

static const struct good html_rows[] = {
	{ "<p>{{h}}</p>", as_text },
	{ "<p title=\"{{h}}\">", as_attribute },
	{ "<p title='{{h}}'>", as_attribute },
	{ "<P TITLE = \"{{h}}\" >", as_attribute },
	{ "<title>{{h}}</title>", as_text },
	{ "<textarea>{{h}}</textarea >", as_text },
	{ "<svg><text x=\"{{h}}\"/><title>{{h}}</title></svg>", as_attribute },
	{ "<p>{{m}}</p>", "<i>ok</i>" },
	{ "<p>{{t plain}}</p>", ">it's &lt;i&gt;<" },
	{ "<p title=\"{{t plain}}\">", "\"it&#39;s &lt;i&gt;\"" },
	{ "<p>{{t hello who=h}}</p>", as_text },
	{ "<p>{{t hello who=m}}</p>", "hi <i>ok</i>!" },
	{ "<p class=\"sev sev-{{level}}\">", "\"sev sev-high\"" },
	{ "<a href=\"{{js}}\">", "\"#\"" },
	{ "<a href=\"{{slash}}\">", "\"/evil" },
	{ "<a href=\"/{{slash}}\">", "\"/#\"" },
	{ "<a href=\"{{empty}}/{{slash}}\">", "\"/#\"" },
	{ "<a href=\"{{rel}}\">", "\"a/b.html?x=1&amp;y=2\"" },
	{ "<a href=\"../{{js}}\">", "\"../javascript:alert(1)\"" },
	{ "<a href=\"#g-{{js}}\">", "\"#g-javascript:alert(1)\"" },
	{ "<a href=\"{{empty}}{{js}}\">", "\"#\"" },
	{ "<a href=\"{{scheme}}{{rest}}\">", "\"javascript#\"" },
	{ "<a href=\"java{{rest}}\">", "\"java#\"" },
	{ "<a href=\"{{https}}{{js}}\">",
	    "\"https://example.com/javascript:alert(1)\"" },
	{ "<a href=\"mailto:{{x}}\">", "\"mailto:plain\"" },
	{ "<a href=\"https://{{x}}:80/\">", "\"https://plain:80/\"" },
	{ "<a href=\"{{t scheme who=x}}\">", "\"#plain\"" },
	{ "<a href='{{#if x}}{{empty}}{{/if}}{{js}}'>", "'#'" },
	{ "<a href='{{#each xs as i}}{{js}}{{/each}}'>", "'#java" },
	{ "<img src=\"{{js}}\">", "\"#\"" },
	{ "<form action=\"{{js}}\">", "\"#\"" },
	{ "<q cite=\"{{js}}\">", "\"#\"" },
	{ "<video poster=\"{{js}}\">", "\"#\"" },
	{ "<button formaction=\"{{js}}\">", "\"#\"" },
	{ "<use xlink:href=\"{{js}}\"/>", "\"#\"" },
	{ "<meta name=\"description\" content=\"{{h}}\">", as_attribute },
	{ "<meta http-equiv=\"refresh\" content=\"0; url=a\"><p>{{x}}",
	    "plain" },
	{ "<option{{#if yes}} selected{{/if}}>", "<option selected>" },
	{ "<a class=\"b\"{{#if yes}} id=\"c\"{{/if}}>",
	    "<a class=\"b\" id=\"c\">" },
	{ "<a {{#if yes}}id=\"c\"{{/if}}>", "<a id=\"c\">" },
	{ "<a{{#each xs as i}} data-{{! }}x=\"{{i.name}}\"{{/each}}>",
	    "<a data-x=\"one\" data-x=\"two\" data-x=\"three\">" },
	{ "<a class=\"{{#if no}}b{{else}}c{{/if}} d\">", "\"c d\"" },
	{ "<p>{{#if yes}}</p><p>{{/if}}</p>", "<p></p><p></p>" },
	{ "<!DOCTYPE html><!-- a - b -- > c --><p>{{x}}", "<p>plain" },
	{ "<script src=\"{{rel}}\"></script>{{x}}", "plain" },
	{ "<script>a && b</SCRIPT>{{x}}", "plain" },
	{ "{{#with x as q}}<p title=\"{{q}}{{/with}}\">", "\"plain\"" },
};

START_TEST(html_templates)
{
	const struct good *row = &html_rows[_i];
	struct fixture f = fixture_open();
	bool ok = page(&f, row->text, true);

	ck_assert_msg(ok, "row %d: %s: %s", _i, row->text, first_message(&f));
	ck_assert_msg(str_find(buf_str(&f.out), str_z(row->want), 0) !=
		SIZE_MAX,
	    "row %d: %s: got %.*s", _i, row->text, STR_ARG(buf_str(&f.out)));
	ck_assert_uint_eq(diags_len(f.d), 0);
	fixture_close(&f);
}
END_TEST

struct bad {
	const char *text;
	const char *rule;
	const char *at;	/* what the span covers */
};

static const struct bad bad_html[] = {
	/* holes where no escaping helps */
	{ "<script>{{x}}</script>", "template-context", "{{x}}" },
	{ "<style>{{x}}</style>", "template-context", "{{x}}" },
	{ "<STYLE>p{}{{t plain}}</STYLE>", "template-context", "{{t plain}}" },
	{ "<iframe>{{x}}</iframe>", "template-context", "{{x}}" },
	{ "<!-- {{x}} -->", "template-context", "{{x}}" },
	{ "<!DOCTYPE {{x}}>", "template-context", "{{x}}" },
	{ "<?xml {{x}}?>", "template-context", "{{x}}" },
	{ "<{{x}}>", "template-context", "{{x}}" },
	{ "</{{x}}>", "template-context", "{{x}}" },
	{ "<h{{n}}>", "template-context", "{{n}}" },
	{ "<p {{x}}>", "template-context", "{{x}}" },
	{ "<p{{x}}>", "template-context", "{{x}}" },
	{ "<p data-{{x}}=\"1\">", "template-context", "{{x}}" },
	{ "<p id {{x}}>", "template-context", "{{x}}" },
	{ "<p id=\"a\"{{x}}>", "template-context", "{{x}}" },
	{ "<p id={{x}}>", "template-context", "{{x}}" },
	{ "<p id=a{{x}}>", "template-context", "{{x}}" },
	{ "<br/{{x}}>", "template-context", "{{x}}" },
	{ "<p onclick=\"{{x}}\">", "template-context", "{{x}}" },
	{ "<p ONCLICK='f({{x}})'>", "template-context", "{{x}}" },
	{ "<p style=\"{{x}}\">", "template-context", "{{x}}" },
	{ "<iframe srcdoc=\"{{x}}\"></iframe>", "template-context", "{{x}}" },
	{ "<img srcset=\"{{x}}\">", "template-context", "{{x}}" },
	{ "<a ping=\"{{x}}\">", "template-context", "{{x}}" },
	{ "<animate to=\"{{x}}\"/>", "template-context", "{{x}}" },
	{ "<meta http-equiv=\"refresh\" content=\"{{x}}\">",
	    "template-context", "{{x}}" },
	{ "<meta content=\"{{x}}\" http-equiv=\"refresh\">",
	    "template-context", "=" },
	{ "<meta http-equiv=\"{{x}}\">", "template-context", "{{x}}" },
	{ "<title></ti{{x}}", "template-context", "{{x}}" },
	/* markup that browsers would read in another way */
	{ "a < b", "template-context", " " },
	{ "<p id=\"a\"class=\"b\">", "template-context", "c" },
	{ "<p \"a\">", "template-context", "\"" },
	{ "<p =a>", "template-context", "=" },
	{ "<p id=>", "template-context", ">" },
	{ "<p id=a\"b>", "template-context", "\"" },
	{ "<p id==>", "template-context", "=" },
	{ "<p / id=\"a\">", "template-context", " " },
	{ "<a href=b>", "template-context", "b" },
	{ "<title/>", "template-context", ">" },
	{ "<title><b title=\"{{x}}\"></title>", "template-context", "b" },
	{ "<style>a<b</style>", "template-context", "b" },
	{ "<!-->", "template-context", ">" },
	{ "<!--->", "template-context", ">" },
	{ "<!-- --!>", "template-context", "!" },
	{ "<!-a>", "template-context", "a" },
	{ "<![CDATA[a]]>", "template-context", "[" },
	{ "<a href=\"javascript:a\">", "template-context", ":" },
	{ "<a href=\" javascript:a\">", "template-context", ":" },
	{ "<a href=\"java&#115;cript:a\">", "template-context", "&" },
	{ "<a href=\"//example.com\">", "template-context", "/" },
	{ "<a href=\"{{x}}:a\">", "template-context", ":" },
	{ "<a href=\"{{#if x}}java{{/if}}script:a\">", "template-context",
	    ":" },
	{ "<a href=\"{{#each xs as i}}java{{/each}}script:a\">",
	    "template-context", ":" },
	/* blocks that do not end where they begin */
	{ "{{#if x}}<p title=\"{{/if}}\">", "template-context", "{{/if}}" },
	{ "<p{{#if x}}>{{/if}}", "template-context", "{{/if}}" },
	{ "{{#if x}}<p>{{else}}<p {{/if}}>", "template-context", "{{/if}}" },
	{ "{{#each xs as i}}<p {{/each}}>", "template-context", "{{/each}}" },
	{ "{{#each xs as i}}<p {{else}}{{/each}}>", "template-context",
	    "{{else}}" },
	{ "{{#if x}}<title>{{else}}<textarea>{{/if}}", "template-context",
	    "{{/if}}" },
	{ "<a href=\"{{#if x}}a\" id=\"{{/if}}b\">", "template-context",
	    "{{/if}}" },
	{ "<a id=\"{{#if x}}a\" id='{{else}}{{/if}}b'>", "template-context",
	    "{{/if}}" },
	{ "<h{{#if x}}1{{else}}2{{/if}}>", "template-context", "1" },
	{ "<a{{#if x}}b{{/if}}>", "template-context", "b" },
	{ "<a {{#each xs as i}}id=\"x\"{{/each}}>", "template-context", "i" },
	{ "<p id={{#if x}}\"a\"{{/if}}>", "template-context", "{{#if x}}" },
	{ "<!-- {{#if x}} -->{{/if}}", "template-context", "{{#if x}}" },
	{ "<script>{{#if x}}{{/if}}</script>", "template-context",
	    "{{#if x}}" },
	{ "<title></tit{{#if x}}{{/if}}", "template-context", "{{#if x}}" },
	{ "<p title=\"{{> page}}\">", "template-context", "{{> page}}" },
	/* what is not closed at the end */
	{ "<p title=\"", "template-context", "<p title=\"" },
	{ "<p", "template-context", "<p" },
	{ "<!-- a", "template-context", "<!-- a" },
	{ "<script>", "template-context", "<script>" },
	{ "<title>{{x}}", "template-context", "{{x}}" },
	/* when rendering */
	{ "<p title=\"{{m}}\">", "template-context", "m" },
	{ "<title>{{m}}</title>", "template-context", "m" },
	{ "<a href=\"{{m}}\">", "template-context", "m" },
	{ "<a title=\"{{t hello who=m}}\">", "template-context", "m" },
};

static const struct bad bad_text[] = {
	{ "{{x", "template-syntax", "{{" },
	{ "{{x\n}}", "template-syntax", "{{" },
	{ "{{t a x=\"}}", "template-syntax", "{{" },
	{ "{{! a", "template-syntax", "{{" },
	{ "{{}}", "template-syntax", "{{}}" },
	{ "{{ }}", "template-syntax", "{{ }}" },
	{ "{{{x}}}", "template-syntax", "{{{" },
	{ "{{&x}}", "template-syntax", "&x" },
	{ "{{x y}}", "template-syntax", "y" },
	{ "{{x.}}", "template-syntax", "{{x.}}" },
	{ "{{x..y}}", "template-syntax", ".y" },
	{ "{{a.b.c.d.e.f.g.h.i}}", "template-syntax", "a.b.c.d.e.f.g.h.i" },
	{ "{{x@round}}", "template-syntax", "@round" },
	{ "{{a.b@index}}", "template-syntax", "@index" },
	{ "{{#for x}}", "template-syntax", "{{#for x}}" },
	{ "{{/for}}", "template-syntax", "{{/for}}" },
	{ "{{#if}}{{/if}}", "template-syntax", "{{#if}}" },
	{ "{{#if x = \"a\"}}{{/if}}", "template-syntax", "{{#if x = \"a\"}}" },
	{ "{{#if x == }}{{/if}}", "template-syntax", "{{#if x == }}" },
	{ "{{#if x and y}}{{/if}}", "template-syntax", "and y" },
	{ "{{#if x}}", "template-syntax", "{{#if x}}" },
	{ "{{/if}}", "template-syntax", "{{/if}}" },
	{ "{{#if x}}{{/if x}}", "template-syntax", "x" },
	{ "{{#each xs as i}}{{/if}}{{/each}}", "template-syntax", "{{/if}}" },
	{ "{{else}}", "template-syntax", "{{else}}" },
	{ "{{#if x}}{{else}}{{else}}{{/if}}", "template-syntax", "{{else}}" },
	{ "{{#with x as y}}{{else}}{{/with}}", "template-syntax", "{{else}}" },
	{ "{{#each xs}}{{/each}}", "template-syntax", "{{#each xs}}" },
	{ "{{#each xs as}}{{/each}}", "template-syntax", "{{#each xs as}}" },
	{ "{{#each xs as a.b}}{{/each}}", "template-syntax", ".b" },
	{ "{{#each x@index as a}}{{/each}}", "template-syntax", "x@index" },
	{ "{{> }}", "template-syntax", "{{> }}" },
	{ "{{t \"\"}}", "template-syntax", "\"\"" },
	{ "{{t \"a.{b\"}}", "template-syntax", "{b" },
	{ "{{t a b}}", "template-syntax", "b" },
	{ "{{t a =b}}", "template-syntax", "=b" },
	{ "{{t a b=}}", "template-syntax", "{{t a b=}}" },
	{ "a\001", "template-syntax", "\001" },
	{ "{{> nowhere}}", "template-partial", "{{> nowhere}}" },
	{ "{{> page}}", "template-partial", "{{> page}}" },
	/* when rendering */
	{ "{{missing}}", "template-name", "missing" },
	{ "{{a.missing.c}}", "template-name", "a.missing.c" },
	{ "{{x.y}}", "template-name", "x.y" },
	{ "{{xs}}", "template-name", "xs" },
	{ "{{a}}", "template-name", "a" },
	{ "{{m}}", "template-context", "m" },
	{ "{{#if missing}}{{/if}}", "template-name", "missing" },
	{ "{{#if not missing}}{{/if}}", "template-name", "missing" },
	{ "{{#if x == missing}}{{/if}}", "template-name", "missing" },
	{ "{{#if xs == \"a\"}}{{/if}}", "template-name", "xs" },
	{ "{{#if x == a}}{{/if}}", "template-name", "a" },
	{ "{{#each missing as i}}{{/each}}", "template-name", "missing" },
	{ "{{#each x as i}}{{/each}}", "template-name", "x" },
	{ "{{#each a as i}}{{/each}}", "template-name", "a" },
	{ "{{#with missing as i}}{{/with}}", "template-name", "missing" },
	{ "{{x@index}}", "template-name", "x@index" },
	{ "{{#with x as y}}{{y@first}}{{/with}}", "template-name", "y@first" },
	{ "{{#each xs as i}}{{/each}}{{i}}", "template-name", "i" },
	{ "{{t nokey}}", "catalog-missing", "{{t nokey}}" },
	{ "{{t \"sev.{x}\"}}", "catalog-missing", "{{t \"sev.{x}\"}}" },
	{ "{{t \"sev.{m}\"}}", "template-name", "m" },
	{ "{{t \"sev.{missing}\"}}", "template-name", "missing" },
	{ "{{t hello}}", "template-name", "{{t hello}}" },
	{ "{{t hello who=missing}}", "template-name", "missing" },
};

static void
check_bad(const struct bad *row, int i, bool is_html)
{
	struct fixture f = fixture_open();
	bool ok = page(&f, row->text, is_html);
	struct diag *x;

	ck_assert_msg(!ok, "row %d: %s", i, row->text);
	ck_assert_msg(diags_len(f.d) > 0, "row %d: %s", i, row->text);
	x = diags_at(f.d, 0);
	ck_assert_msg(str_eq_z(x->rule, row->rule), "row %d: %s: %.*s", i,
	    row->text, STR_ARG(x->rule));
	ck_assert_msg(str_eq_z(source_text(f.ss, x->at), row->at),
	    "row %d: %s: at %.*s", i, row->text,
	    STR_ARG(source_text(f.ss, x->at)));
	ck_assert_msg(x->help.n > 0 || row->text[1] == '\001', "row %d: %s", i,
	    row->text);
	ck_assert_msg(diags_len(f.d) == 1, "row %d: %s: and %.*s", i,
	    row->text, STR_ARG(diags_at(f.d, 1)->message));
	fixture_close(&f);
}

START_TEST(faults_in_html)
{
	check_bad(&bad_html[_i], _i, true);
}
END_TEST

START_TEST(faults_in_text)
{
	check_bad(&bad_text[_i], _i, false);
}
END_TEST

START_TEST(near_names_are_suggested)
{
	struct fixture f = fixture_open();

	value_set_z(f.data, "published", "2026");
	ck_assert(!page(&f, "{{publisehd}}", false));
	ck_assert(
	    str_find(diags_at(f.d, 0)->help, S("published"), 0) != SIZE_MAX);
	fixture_close(&f);
}
END_TEST

START_TEST(languages)
{
	struct fixture f = fixture_open();

	ck_assert(add(&f, "page", S("{{t hello who=x}}"), false));
	ck_assert(templates_link(f.ts, f.d));
	ck_assert(render(&f, "page", "ja"));
	ck_assert(str_eq_z(buf_str(&f.out), "やあplain"));
	ck_assert(!render(&f, "page", "fr"));
	ck_assert(str_eq_z(diags_at(f.d, 0)->rule, "catalog-missing"));
	fixture_close(&f);
}
END_TEST

START_TEST(partials_see_the_same_names)
{
	struct fixture f = fixture_open();

	ck_assert(add(&f, "page",
	    S("<ul>\n{{#each xs as i}}\n"
	      "  {{> partials/item}}\n{{/each}}\n</ul>\n"),
	    true));
	ck_assert(add(&f, "partials/item",
	    S("<li>{{> partials/name}} {{x}}</li>\n"), true));
	ck_assert(add(&f, "partials/name", S("{{i.name}}{{i@index}}"), true));
	ck_assert(templates_link(f.ts, f.d));
	ck_assert_ptr_null(templates_find(f.ts, S("partials/none")));
	ck_assert(render(&f, "page", "en"));
	ck_assert_msg(
	    str_eq_z(buf_str(&f.out),
		"<ul>\n<li>one0 plain</li>\n"
		"<li>two1 plain</li>\n<li>three2 plain</li>\n</ul>\n"),
	    "%.*s", STR_ARG(buf_str(&f.out)));
	fixture_close(&f);
}
END_TEST

/*
 * Add t0 .. t(n-1), each with the next in it, the last with `last`; link, and
 * render when that was right.
 */
static bool
partial_chain(int n, const char *last, bool has_loops)
{
	struct fixture f = fixture_open();
	bool ok;

	for (int i = 0; i < n; i++) {
		struct str text = str_fmt(f.a, "{{> t%d}}", i + 1);

		if (has_loops)
			text = str_fmt(f.a,
			    "{{#with x as v%d}}{{> t%d}}{{/with}}", i, i + 1);
		if (i + 1 == n)
			text = str_z(last);
		ck_assert(add(&f, str_to_z(f.a, str_fmt(f.a, "t%d", i)), text,
		    false));
	}
	ok = templates_link(f.ts, f.d);
	if (ok)
		ck_assert(render(&f, "t0", "en"));
	else
		ck_assert(
		    str_eq_z(diags_at(f.d, 0)->rule, "template-partial"));
	fixture_close(&f);
	return ok;
}

START_TEST(partials_within_partials_have_a_limit)
{
	ck_assert(partial_chain(2, "end", false));
	ck_assert(partial_chain(LIMIT_TEMPLATE_DEPTH + 1, "end", false));
	ck_assert(!partial_chain(LIMIT_TEMPLATE_DEPTH + 2, "end", false));
	ck_assert(!partial_chain(100, "end", false));
}
END_TEST

START_TEST(variables_of_partials_have_a_limit)
{
	ck_assert(
	    partial_chain(LIMIT_TEMPLATE_DEPTH + 1, "{{v0}}{{v31}}", true));
	ck_assert(!partial_chain(LIMIT_TEMPLATE_DEPTH + 1,
	    "{{#with x as y}}{{y}}{{/with}}", true));
}
END_TEST

START_TEST(circles_are_refused)
{
	ck_assert(!partial_chain(1, "{{> t0}}", false));
	ck_assert(!partial_chain(3, "{{> t0}}", false));
	ck_assert(!partial_chain(3, "{{#if no}}{{> t1}}{{/if}}", false));
	ck_assert(!partial_chain(3, "{{> t1}}{{> t1}}{{> t0}}", true));
}
END_TEST

START_TEST(kinds_do_not_mix)
{
	for (int i = 0; i < 2; i++) {
		struct fixture f = fixture_open();

		ck_assert(add(&f, "page", S("{{> part}}"), i == 0));
		ck_assert(add(&f, "part", S("{{h}}"), i != 0));
		ck_assert(!templates_link(f.ts, f.d));
		ck_assert(
		    str_eq_z(diags_at(f.d, 0)->rule, "template-partial"));
		fixture_close(&f);
	}
}
END_TEST

START_TEST(names_are_given_once)
{
	struct fixture f = fixture_open();

	ck_assert(add(&f, "page", S("a"), true));
	ck_assert(!add(&f, "page", S("b"), false));
	ck_assert(str_eq_z(diags_at(f.d, 0)->rule, "template-partial"));
	ck_assert(!templates_link(f.ts, f.d));
	fixture_close(&f);
}
END_TEST

START_TEST(nested_blocks_have_a_limit)
{
	for (size_t n = LIMIT_TEMPLATE_DEPTH; n <= LIMIT_TEMPLATE_DEPTH + 1;
	     n++) {
		struct fixture f = fixture_open();
		struct buf text;

		buf_init(&text, LIMIT_TEMPLATE_BYTES);
		for (size_t i = 0; i < n; i++)
			buf_put(&text, S("{{#if x}}"));
		buf_put(&text, S("in"));
		for (size_t i = 0; i < n; i++)
			buf_put(&text, S("{{/if}}"));
		ck_assert(add(&f, "page", buf_str(&text), true) ==
		    (n == LIMIT_TEMPLATE_DEPTH));
		buf_fini(&text);
		fixture_close(&f);
	}
}
END_TEST

START_TEST(rounds_have_a_limit)
{
	struct fixture f = fixture_open();
	struct value *list = value_set_list(f.data, "many");

	for (size_t i = 0; i < 200; i++)
		value_push(list, value_bool(true));
	ck_assert(!page(&f,
	    "{{#each many as i}}{{#each many as j}}"
	    "{{#each many as k}}{{/each}}{{/each}}{{/each}}",
	    false));
	ck_assert_uint_eq(diags_len(f.d), 1);
	fixture_close(&f);
}
END_TEST

START_TEST(long_templates_are_refused)
{
	struct fixture f = fixture_open();
	struct buf text;

	buf_init(&text, LIMIT_TEMPLATE_BYTES + 1);
	buf_fill(&text, 'a', LIMIT_TEMPLATE_BYTES + 1);
	ck_assert(!add(&f, "page", buf_str(&text), true));
	ck_assert(str_eq_z(diags_at(f.d, 0)->rule, "template-syntax"));
	buf_fini(&text);
	fixture_close(&f);
}
END_TEST

/* A key made of long values is found nowhere, and cuts nothing. */
START_TEST(long_keys_are_missing)
{
	struct fixture f = fixture_open();
	struct buf text;

	buf_init(&text, 1000);
	buf_fill(&text, 'a', 1000);
	value_set_text(f.data, "long", buf_str(&text));
	ck_assert(!page(&f, "{{t \"{long}{long}\"}}", true));
	ck_assert(str_eq_z(diags_at(f.d, 0)->rule, "catalog-missing"));
	buf_fini(&text);
	fixture_close(&f);
}
END_TEST

START_TEST(full_page_shows_in_the_buf)
{
	struct fixture f = fixture_open();
	struct buf small;

	ck_assert(
	    add(&f, "page", S("<a href=\"{{x}}{{js}}\">{{x}}</a>"), true));
	ck_assert(templates_link(f.ts, f.d));
	for (size_t max = 0; max < 40; max++) {
		buf_init(&small, max);
		(void)template_render(templates_find(f.ts, S("page")), f.data,
		    f.words, S("en"), &small, f.d);
		ck_assert_uint_le(small.n, max);
		ck_assert(buf_ok(&small) == (max >= 26));
		buf_fini(&small);
	}
	fixture_close(&f);
}
END_TEST

struct job {
	const struct template *t;
	const struct value *data;
	const struct catalog *words;
	bool ok[200];
	struct buf out[200];
};

static void
job_run(void *ctx, size_t i, unsigned worker)
{
	struct job *j = ctx;
	struct arena *a = arena_open();
	struct diags *d = diags_open(a);

	(void)worker;
	buf_init(&j->out[i], LIMIT_PAGE_BYTES);
	j->ok[i] = template_render(j->t, j->data, j->words, S("en"),
	    &j->out[i], d);
	arena_close(a);
}

START_TEST(threads_share_a_set)
{
	static struct job j;
	struct fixture f = fixture_open();
	struct pool *pool = pool_open(4);

	ck_assert(add(&f, "page",
	    S("{{> part}}{{#each xs as i}}<p "
	      "title=\"{{t hello who=i.name}}\">{{i@index}}</p>{{> part}}"
	      "{{/each}}"),
	    true));
	ck_assert(
	    add(&f, "part", S("<b>{{t \"sev.{level}\"}}{{h}}</b>"), true));
	ck_assert(templates_link(f.ts, f.d));
	ck_assert(render(&f, "page", "en"));
	j.t = templates_find(f.ts, S("page"));
	j.data = f.data;
	j.words = f.words;
	pool_run(pool, ARRAY_LEN(j.ok), job_run, &j);
	for (size_t i = 0; i < ARRAY_LEN(j.ok); i++) {
		ck_assert_msg(j.ok[i], "job %zu", i);
		ck_assert_msg(str_eq(buf_str(&j.out[i]), buf_str(&f.out)),
		    "job %zu", i);
		buf_fini(&j.out[i]);
	}
	pool_close(pool);
	fixture_close(&f);
}
END_TEST

Suite *
suite_text_template(void)
{
	Suite *s = suite_create("text_template");
	TCase *tc = tcase_create("rows");

	tcase_add_loop_test(tc, text_templates, 0, ARRAY_LEN(text_rows));
	tcase_add_loop_test(tc, html_templates, 0, ARRAY_LEN(html_rows));
	tcase_add_loop_test(tc, faults_in_html, 0, ARRAY_LEN(bad_html));
	tcase_add_loop_test(tc, faults_in_text, 0, ARRAY_LEN(bad_text));
	suite_add_tcase(s, tc);
	tc = tcase_create("sets");
	tcase_add_test(tc, near_names_are_suggested);
	tcase_add_test(tc, languages);
	tcase_add_test(tc, partials_see_the_same_names);
	tcase_add_test(tc, kinds_do_not_mix);
	tcase_add_test(tc, names_are_given_once);
	tcase_add_test(tc, threads_share_a_set);
	suite_add_tcase(s, tc);
	tc = tcase_create("limits");
	tcase_add_test(tc, partials_within_partials_have_a_limit);
	tcase_add_test(tc, variables_of_partials_have_a_limit);
	tcase_add_test(tc, circles_are_refused);
	tcase_add_test(tc, nested_blocks_have_a_limit);
	tcase_add_test(tc, rounds_have_a_limit);
	tcase_add_test(tc, long_templates_are_refused);
	tcase_add_test(tc, long_keys_are_missing);
	tcase_add_test(tc, full_page_shows_in_the_buf);
	suite_add_tcase(s, tc);
	return s;
}
