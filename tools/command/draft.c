#include "command/draft.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "model/model.h"
#include "model/reference.h"

/* Keys of a record that an example of it shows. */
#define SHOWN_KEYS	6

struct drafting {
	const struct draft *f;
	struct buf *out;
};

static void put_fields(const struct drafting *k, const struct record *r,
    size_t depth);

/* An id that the space has, else a word in its place. */
static struct str
example_id(const struct draft *f, enum space space)
{
	const struct map *index = f->model->index[space];
	struct str id;

	if (map_len(index) == 0)
		return S("ID");
	id = map_at(index, 0)->key;
	/* The one id that plain YAML would take for nothing. */
	return str_eq_nocase(id, S("null")) ? S("\"null\"") : id;
}

/* A moment as an example.  A ledger's is so late that nothing goes out. */
static struct str
example_moment(const struct draft *f, enum field_type type)
{
	if (f->kind == KIND_PUBLISHED)
		return S("2199-12-31T00:00Z");
	return type == FIELD_INSTANT ? instant_format(f->a, f->now) :
				       day_format(f->a, instant_day(f->now));
}

/* The id in a new file: its own, or one made from it within lists. */
static struct str
example_own_id(const struct draft *f, const struct field *field, size_t depth)
{
	if (!str_eq(str_z(field->name), S("id")))
		return S("ID");
	if (depth == 0 && f->id.n > 0)
		return f->id;
	return f->id.n > 0 ? str_fmt(f->a, "%.*s-1", STR_ARG(f->id)) :
			     S("id-1");
}

/* A value of a field's type, as YAML; no record. */
static struct str
example(const struct draft *f, const struct field *field, size_t depth)
{
	switch (field->type) {
	case FIELD_STR:
	case FIELD_TEXT:
		return S("to be filled in");
	case FIELD_WORDS:
		return S("{ja: 記入してください, en: to be filled in}");
	case FIELD_BOOL:
		return S("no");
	case FIELD_INT:
		return S("1");
	case FIELD_ENUM:
		return str_z(field->values->values[0].name);
	case FIELD_DATE:
	case FIELD_WHEN:
	case FIELD_INSTANT:
		return example_moment(f, field->type);
	case FIELD_URL:
	case FIELD_SOURCE:
		return S("https://example.com/");
	case FIELD_EMAIL:
		return S("name@example.com");
	case FIELD_ID:
		return example_own_id(f, field, depth);
	case FIELD_REF:
		return example_id(f, field->space);
	case FIELD_LANG:
		return S("ja");
	case FIELD_CVE:
		return S("CVE-1900-0001");
	case FIELD_CWE:
		return S("CWE-20");
	case FIELD_CVSS:
		return S("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H");
	case FIELD_VERS:
		return S("\"vers:semver/>=1.0.0|<1.2.3\"");
	case FIELD_PURL:
		return S("pkg:generic/name");
	case FIELD_CPE:
		return S("\"cpe:2.3:a:vendor:product:*:*:*:*:*:*:*:*\"");
	case FIELD_PATH:
		return S("file.txt");
	case FIELD_PREDICATE:
		return S("{field: case.tlp, op: eq, value: CLEAR}");
	case FIELD_TREE:
		return S("[]");
	case FIELD_RECORD:
		break;
	}
	BUG("no example");
}

static bool
is_list(const struct field *f)
{
	return f->card == CARD_LIST || f->card == CARD_LIST1;
}

static bool
is_required(const struct field *f)
{
	return f->card == CARD_REQ || f->card == CARD_LIST1;
}

static void
put_meaning(const struct drafting *k, const struct field *f, size_t depth)
{
	buf_fill(k->out, ' ', depth * 2);
	buf_printf(k->out, "# %s (%s%.*s)\n", f->doc,
	    is_list(f) ? "a list: " : "", STR_ARG(reference_type(k->f->a, f)));
}

/* A line that does nothing until its number sign is taken away. */
static void
put_optional(const struct drafting *k, const struct field *f, size_t depth)
{
	const struct record *r = f->record;
	const char *separator = "";

	buf_fill(k->out, ' ', depth * 2);
	buf_printf(k->out, "#%s: ", f->name);
	if (is_list(f))
		buf_putc(k->out, '[');
	if (r == NULL) {
		buf_put(k->out, example(k->f, f, depth));
	} else {
		buf_putc(k->out, '{');
		for (size_t i = 0; i < r->n && i < SHOWN_KEYS; i++) {
			buf_printf(k->out, "%s%s: ", separator,
			    r->fields[i].name);
			separator = ", ";
		}
		buf_putc(k->out, '}');
	}
	buf_put(k->out, is_list(f) ? S("]\n") : S("\n"));
}

/* The keys that a new file needs no hand for. */
static bool
put_known(const struct drafting *k, const struct field *f, size_t depth)
{
	struct str name = str_z(f->name);

	if (depth > 0 || k->f->kind != KIND_CASE)
		return false;
	if (str_eq(name, S("id"))) {
		buf_printf(k->out, "id: %.*s\n", STR_ARG(k->f->id));
		return true;
	}
	if (!str_eq(name, S("facts")))
		return false;
	buf_printf(k->out, "facts:\n  - {at: %.*s, event: received}\n",
	    STR_ARG(instant_format(k->f->a, k->f->now)));
	return true;
}

/* A record that needs nothing is still not nothing: its first list is empty. */
static void
put_empty(const struct drafting *k, const struct record *r, size_t depth)
{
	for (size_t i = 0; i < r->n; i++) {
		if (is_required(&r->fields[i]))
			return;
	}
	for (size_t i = 0; i < r->n; i++) {
		if (!is_list(&r->fields[i]))
			continue;
		buf_fill(k->out, ' ', depth * 2);
		buf_printf(k->out, "%s: []\n", r->fields[i].name);
		return;
	}
}

static void
put_required(const struct drafting *k, const struct field *f, size_t depth)
{
	struct str value;

	buf_fill(k->out, ' ', depth * 2);
	if (f->record != NULL) {
		buf_printf(k->out, "%s:\n", f->name);
		if (is_list(f)) {
			buf_fill(k->out, ' ', depth * 2 + 2);
			buf_put(k->out, S("-\n"));
			put_empty(k, f->record, depth + 2);
		}
		put_fields(k, f->record, depth + (is_list(f) ? 2 : 1));
		return;
	}
	value = example(k->f, f, depth);
	buf_printf(k->out,
	    is_list(f) ? "%s: [%.*s]  # %s\n" : "%s: %.*s  # %s\n", f->name,
	    STR_ARG(value), DRAFT_MARK);
}

static void
put_fields(const struct drafting *k, const struct record *r, size_t depth)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];

		put_meaning(k, f, depth);
		if (put_known(k, f, depth))
			continue;
		if (is_required(f))
			put_required(k, f, depth);
		else
			put_optional(k, f, depth);
	}
}

/* What an advisory says, by the headings that its pages know. */
static const struct {
	enum section section;
	const char *ja;
	const char *en;
} prompts[] = {
	{ SECTION_SUMMARY, "どの製品にどのような問題があるか。二文で",
	    "which products have which problem, in two sentences" },
	{ SECTION_IMPACT, "攻撃されると何が起こるか",
	    "what can happen when it is attacked" },
	{ SECTION_ACTION, "利用者が今すること。三つまで",
	    "what to do now, three steps at most" },
	{ SECTION_CHECK_VERSION, "使っている版の確かめ方",
	    "how to tell the version in use" },
	{ SECTION_WORKAROUND, "修正までの回避策とその副作用",
	    "what helps until the fix, with side effects" },
	{ SECTION_DETECTION, "攻撃を受けたかどうかの見分け方",
	    "how to tell an attack" },
	{ SECTION_DETAILS, "技術的な詳細", "technical details" },
};

static void
put_body(const struct drafting *k)
{
	bool is_ja = str_eq(k->f->lang, S("ja"));

	if (k->f->kind != KIND_ADVISORY) {
		buf_printf(k->out, "\n%s: %s\n", DRAFT_MARK,
		    is_ja                       ? "本文（Markdown）" :
			k->f->kind == KIND_CASE ? "internal notes (Markdown)" :
						  "the text (Markdown)");
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(prompts); i++)
		buf_printf(k->out, "\n## %s\n\n%s: %s\n",
		    enum_name(&enum_section, (int)prompts[i].section),
		    DRAFT_MARK, is_ja ? prompts[i].ja : prompts[i].en);
}

void
draft_put(const struct draft *f, struct buf *out)
{
	const struct drafting k = { f, out };
	const struct kind_info *info = kind_info(f->kind);

	if (info->format == KIND_FRONT)
		buf_put(out, S("---\n"));
	buf_printf(out, "# %s: `hansho list fields %s` explains every key.\n",
	    info->doc, info->name);
	if (info->format == KIND_YAML)
		put_empty(&k, info->record, 0);
	put_fields(&k, info->record, 0);
	if (info->format != KIND_FRONT)
		return;
	buf_put(out, S("---\n"));
	put_body(&k);
}
