/*
 * Compile any template and render it twice: with harmless values and with
 * hostile ones.  The markup of both pages must have the same shape, and no
 * link may run a script.
 */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/str.h"
#include "text/catalog.h"
#include "text/template.h"
#include "text/value.h"
#include "text/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Enough for every shape; loops within loops would fill any page. */
#define OUT_MAX		(1u << 18)

/* Stands in each value; templates with it themselves are left out. */
#define MARK		"zq9"

struct values {
	const char *a, *b, *js, *head, *tail;
};

static const struct values harmless = { MARK "a", MARK "b", MARK "c", MARK "d",
	MARK "e" };
static const struct values hostile = {
	"\"><" MARK " onx='" MARK "'>&lt;</title></script>-->",
	"' onx=" MARK " \"\n=`/>{{" MARK "}}",
	"javascript:" MARK,
	"java",
	"script:" MARK,
};

static const char words[] = "k: {ja: 'w{x}\"<w>&', en: '{x}w{y}'}\n"
			    "u: {ja: 'java{x}', en: 'https:{x}'}\n";

/* ------------------------------------------------- the shape of a page */

enum shape_state {
	SHAPE_CONTENT,
	SHAPE_TAG,
	SHAPE_VALUE,
	SHAPE_COMMENT,
	SHAPE_DECLARATION,
};

struct shape {
	enum shape_state state;
	char quote;
	char name[12];		/* attribute's name, its last bytes */
	size_t n_name;
	uint64_t sum;		/* of all changes of state */
};

static void
shape_go(struct shape *s, enum shape_state state, char c)
{
	s->state = state;
	s->sum = s->sum * 1099511628211u + (uint64_t)state * 256 +
	    (unsigned char)c;
}

/* Browsers drop tabs and line ends, and blanks at the start. */
static bool
runs_script(struct str value)
{
	static const char script[] = "javascript:";
	size_t n = 0;

	for (size_t i = 0; i < value.n && script[n] != '\0'; i++) {
		char c = value.p[i];

		if ((unsigned char)c <= ' ')
			continue;
		if (str_starts(str_from(value, i), S("&#10;")) ||
		    str_starts(str_from(value, i), S("&#13;"))) {
			i += 4;
			continue;
		}
		if (str_starts(str_from(value, i), S("&#9;"))) {
			i += 3;
			continue;
		}
		if ((c | 0x20) != script[n] && c != script[n])
			return false;
		n++;
	}
	return script[n] == '\0';
}

static bool
is_link(const struct shape *s)
{
	struct str name = { s->name, s->n_name };

	return str_eq_nocase(name, S("href")) ||
	    str_eq_nocase(name, S("src")) || str_eq_nocase(name, S("action"));
}

static void
shape_tag(struct shape *s, struct str page, size_t i)
{
	char c = page.p[i];

	if (c == '"' || c == '\'') {
		size_t end = str_find_byte(page, c, i + 1);

		s->quote = c;
		if (end != SIZE_MAX && is_link(s))
			ASSERT(
			    !runs_script(str_sub(page, i + 1, end - i - 1)));
		shape_go(s, SHAPE_VALUE, c);
	} else if (c == '>') {
		shape_go(s, SHAPE_CONTENT, c);
	} else if (c == ' ' || c == '/' || c == '\t' || c == '\n') {
		if (i > 0 && c != page.p[i - 1])
			s->n_name = 0;
	} else if (c != '=' && s->n_name < sizeof(s->name)) {
		s->name[s->n_name++] = c;
	}
	/* Every byte of a tag outside of values is the template's. */
	s->sum = s->sum * 31 + (unsigned char)c;
}

static uint64_t
shape_of(struct str page)
{
	struct shape s = { .state = SHAPE_CONTENT };

	for (size_t i = 0; i < page.n; i++) {
		char c = page.p[i];

		if (s.state == SHAPE_CONTENT && c == '<') {
			s.n_name = 0;
			if (str_starts(str_from(page, i), S("<!--")))
				shape_go(&s, SHAPE_COMMENT, c);
			else if (str_starts(str_from(page, i), S("<!")) ||
			    str_starts(str_from(page, i), S("<?")))
				shape_go(&s, SHAPE_DECLARATION, c);
			else
				shape_go(&s, SHAPE_TAG, c);
		} else if (s.state == SHAPE_COMMENT && i >= 2 &&
		    str_eq_z(str_sub(page, i - 2, 3), "-->")) {
			shape_go(&s, SHAPE_CONTENT, c);
		} else if (s.state == SHAPE_DECLARATION && c == '>') {
			shape_go(&s, SHAPE_CONTENT, c);
		} else if (s.state == SHAPE_TAG) {
			shape_tag(&s, page, i);
		} else if (s.state == SHAPE_VALUE && c == s.quote) {
			s.n_name = 0;
			shape_go(&s, SHAPE_TAG, c);
		}
	}
	return s.sum;
}

/* --------------------------------------------------------------- target */

static const struct value *
make_data(struct arena *a, const struct values *v)
{
	struct value *data = value_object(a);
	struct value *list = value_set_list(data, "l");

	value_set_z(data, "a", v->a);
	value_set_z(data, "b", v->b);
	value_set_z(data, "js", v->js);
	value_set_z(data, "head", v->head);
	value_set_z(data, "tail", v->tail);
	value_set_z(data, "e", "");
	value_set_int(data, "n", 7);
	value_set(data, "none", NULL);
	value_set_html(data, "m", (struct html){ S("<i>m</i>") });
	for (int i = 0; i < 2; i++)
		value_set_z(value_push_object(list), "a", v->a);
	value_set_z(value_set_object(data, "o"), "a", v->b);
	return data;
}

static uint32_t
add_source(struct sources *ss, struct str path, struct str text)
{
	uint32_t file = source_add(ss, path);

	source_set_text(ss, file, text);
	return file;
}

struct target {
	struct arena *a;
	struct sources *ss;
	struct diags *d;
	struct templates *ts;
	struct catalog *words;
};

/* Spans must lie in their files, and each error must say what to do. */
static void
check_diags(const struct target *t)
{
	for (size_t i = 0; i < diags_len(t->d); i++) {
		const struct diag *x = diags_at(t->d, i);

		(void)source_text(t->ss, x->at);
		ASSERT(x->message.n > 0 && span_is_set(x->at));
	}
}

static uint64_t
render(struct target *t, const struct values *v, bool is_html, bool *is_whole)
{
	struct buf out;
	uint64_t sum = 0;

	buf_init(&out, OUT_MAX);
	(void)template_render(templates_find(t->ts, S("page")),
	    make_data(t->a, v), t->words, S("ja"), &out, t->d);
	*is_whole = buf_ok(&out);
	if (is_html)
		sum = shape_of(buf_str(&out));
	buf_fini(&out);
	return sum;
}

static void
run(struct target *t, struct str text, bool is_html)
{
	uint32_t page = add_source(t->ss, S("page"), text);
	uint32_t part = add_source(t->ss, S("part"),
	    is_html ? S("<p title=\"{{a}}\">{{b}}</p>") : S("{{a}}"));
	uint64_t sums[2];
	bool is_whole[2];

	if (!templates_add(t->ts, S("page"), page, is_html, t->d) ||
	    !templates_add(t->ts, S("part"), part, is_html, t->d) ||
	    !templates_link(t->ts, t->d)) {
		ASSERT(diags_len(t->d) + diags_dropped(t->d) > 0);
		return;
	}
	ASSERT(diags_len(t->d) == 0);
	sums[0] = render(t, &harmless, is_html, &is_whole[0]);
	sums[1] = render(t, &hostile, is_html, &is_whole[1]);
	if (is_whole[0] && is_whole[1])
		ASSERT(sums[0] == sums[1]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct target t;
	struct str text;
	uint32_t file;

	if (size == 0 || size > 4096)
		return 0;
	t.a = arena_open();
	t.ss = sources_open(t.a);
	t.d = diags_open(t.a);
	t.ts = templates_open(t.a, t.ss);
	t.words = catalog_open(t.a, NULL);
	file = add_source(t.ss, S("words"), str_z(words));
	ASSERT(catalog_add(t.words,
	    yaml_parse(t.a, t.ss,
		(struct span){ .file = file,
		    .len = (uint32_t)sizeof(words) - 1 },
		t.d),
	    t.d));
	text = str_dup(t.a, (struct str){ (const char *)data + 1, size - 1 });
	if (str_find(text, S(MARK), 0) == SIZE_MAX) {
		run(&t, text, data[0] % 2 == 0);
		check_diags(&t);
	}
	arena_close(t.a);
	return 0;
}
