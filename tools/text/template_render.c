#include <string.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "text/catalog.h"
#include "text/html.h"
#include "text/template.h"
#include "text/template_impl.h"
#include "text/value_impl.h"

/* A variable of {{#each}} or {{#with}}. */
struct scope {
	struct name name;
	const struct value *value;	/* of this round */
	const struct value *list;	/* NULL for {{#with}} */
	size_t i;
};

struct render {
	const struct value *data;
	const struct catalog *words;
	struct str lang;
	struct buf *out;
	struct diags *d;
	struct scope scopes[LIMIT_TEMPLATE_DEPTH];
	size_t n_scopes;
	uint32_t rounds;	/* of all loops so far */
	bool ok;
};

static bool
name_eq(const struct name *a, const struct name *b)
{
	return a->tag == b->tag && str_eq(a->s, b->s);
}

static const struct scope *
scope_find(const struct render *r, const struct name *name)
{
	for (size_t i = r->n_scopes; i > 0; i--) {
		if (name_eq(&r->scopes[i - 1].name, name))
			return &r->scopes[i - 1];
	}
	return NULL;
}

/* ------------------------------------------------------------ messages */

static void
report_missing(struct render *r, const struct path *path, size_t part,
    const struct value *in)
{
	struct str near = { NULL, 0 };
	struct str names[64];
	size_t n = 0;

	r->ok = false;
	if (in->kind != VALUE_OBJECT) {
		diag_error(r->d, "template-name", path->at,
		    "'%.*s' is asked of %s", STR_ARG(path->parts[part].s),
		    value_kind_name(in));
		diag_help(r->d, "only objects have names in them");
		return;
	}
	while (n < ARRAY_LEN(names) && n < in->as.many.n) {
		names[n] = in->as.many.of.members[n].key;
		n++;
	}
	near = str_nearest(path->parts[part].s, names, n);
	diag_error(r->d, "template-name", path->at,
	    "there is no '%.*s' among the page's values",
	    STR_ARG(path->parts[part].s));
	if (near.n > 0)
		diag_help(r->d, "did you mean '%.*s'?", STR_ARG(near));
	else
		diag_help(r->d, "the page's exporter sets the names");
}

static void
report_kind(struct render *r, const struct path *path, const char *rule,
    const struct value *v, const char *help)
{
	r->ok = false;
	diag_error(r->d, rule, path->at, "'%.*s' is %s",
	    STR_ARG(path->parts[path->n - 1].s), value_kind_name(v));
	diag_help(r->d, "%s", help);
}

/* -------------------------------------------------------------- values */

/*
 * The value of a path, or NULL after reporting.  Nothing has nothing in it,
 * so that {{#if a.b}} works when there is no a.
 */
static const struct value *
path_value(struct render *r, const struct path *path)
{
	const struct scope *scope = scope_find(r, &path->parts[0]);
	const struct value *v = r->data;
	size_t i = 0;

	if (scope != NULL) {
		v = scope->value;
		i = 1;
	}
	for (; i < path->n && v->kind != VALUE_NOTHING; i++) {
		const struct value *in = v;

		v = NULL;
		if (in->kind == VALUE_OBJECT)
			v = value_find(in, path->parts[i].s,
			    path->parts[i].tag);
		if (v == NULL) {
			report_missing(r, path, i, in);
			return NULL;
		}
	}
	return v;
}

/* What is asked with '@': a number or truth, kept in *out. */
static const struct value *
round_value(struct render *r, const struct path *path, struct value *out)
{
	const struct scope *scope = scope_find(r, &path->parts[0]);
	size_t n;

	if (scope == NULL || scope->list == NULL) {
		diag_error(r->d, "template-name", path->at,
		    "'%.*s' is not the variable of an {{#each}} around here",
		    STR_ARG(path->parts[0].s));
		diag_help(r->d, "'@' belongs to the variable of a loop");
		r->ok = false;
		return NULL;
	}
	n = value_len(scope->list);
	*out = (struct value){ .kind = VALUE_BOOL };
	switch (path->round) {
	case ROUND_INDEX:
		out->kind = VALUE_INT;
		out->as.number = (int64_t)scope->i;
		return out;
	case ROUND_FIRST:
		out->as.truth = scope->i == 0;
		return out;
	case ROUND_LAST:
		out->as.truth = scope->i + 1 == n;
		return out;
	case ROUND_NONE:
		break;
	}
	BUG("round");
}

/* The value of a path; *room holds it when it stands nowhere else. */
static const struct value *
value_of(struct render *r, const struct path *path, struct value *room)
{
	if (path->round != ROUND_NONE)
		return round_value(r, path, room);
	return path_value(r, path);
}

struct digits {
	char p[20];	/* "-9223372036854775808" */
};

static struct str
int_text(int64_t n, struct digits *room)
{
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	size_t i = sizeof(room->p);

	do {
		room->p[--i] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (n < 0)
		room->p[--i] = '-';
	return (struct str){ room->p + i, sizeof(room->p) - i };
}

/* A value as text; false when it is none. */
static bool
value_as_text(const struct value *v, struct digits *room, struct str *out)
{
	switch (v->kind) {
	case VALUE_NOTHING:
		*out = S("");
		return true;
	case VALUE_TEXT:
		*out = v->as.text;
		return true;
	case VALUE_INT:
		*out = int_text(v->as.number, room);
		return true;
	case VALUE_BOOL:
		*out = v->as.truth ? S("true") : S("false");
		return true;
	case VALUE_HTML:
	case VALUE_LIST:
	case VALUE_OBJECT:
		return false;
	}
	BUG("value kind");
}

/* -------------------------------------------------------------- output */

/* What the attribute has already, in the page: from its quote on. */
static struct str
attribute_so_far(const struct buf *out, char quote)
{
	size_t from = out->n;

	while (from > 0 && out->p[from - 1] != quote)
		from--;
	return (struct str){ out->p + from, out->n - from };
}

/*
 * Whether a URL that begins with s can become no other scheme any more: a
 * path, query or fragment has begun, or the scheme was checked.  The '#' of
 * a character reference does not count.
 */
static bool
is_scheme_settled(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == ':' || s.p[i] == '/' || s.p[i] == '?')
			return true;
		if (s.p[i] == '#' && (i == 0 || s.p[i - 1] != '&'))
			return true;
	}
	return false;
}

/* Whether s may go on after what the attribute has already. */
static bool
may_follow(struct str before, struct str s)
{
	if (str_eq(before, S("/")))
		return s.p[0] != '/' && s.p[0] != '\\';
	if (is_scheme_settled(before))
		return true;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '/' || s.p[i] == '?' || s.p[i] == '#')
			return true;
		if (s.p[i] == ':')
			return false;
	}
	return true;
}

static void
put_url(struct render *r, struct str s, char quote)
{
	struct str before;

	if (r->out->failed || s.n == 0)
		return;
	before = attribute_so_far(r->out, quote);
	if (before.n == 0)
		(void)html_url(r->out, s);	/* "#" is the answer */
	else if (may_follow(before, s))
		html_attr(r->out, s);
	else
		buf_putc(r->out, '#');
}

static void
put_text(struct render *r, const struct op *op, struct str s)
{
	switch (op->place) {
	case PLACE_PLAIN:
		buf_put(r->out, s);
		break;
	case PLACE_CONTENT:
	case PLACE_RCDATA:
		html_text(r->out, s);
		break;
	case PLACE_ATTRIBUTE:
		html_attr(r->out, s);
		break;
	case PLACE_URL:
		put_url(r, s, op->quote);
		break;
	}
}

static void
put_path(struct render *r, const struct op *op, const struct path *path)
{
	struct value room;
	const struct value *v = value_of(r, path, &room);
	struct digits digits;
	struct str s;

	if (v == NULL)
		return;
	if (value_as_text(v, &digits, &s))
		put_text(r, op, s);
	else if (v->kind != VALUE_HTML)
		report_kind(r, path, "template-name", v,
		    "a hole takes text, a number or markup");
	else if (op->place == PLACE_CONTENT)
		buf_put(r->out, v->as.text);
	else
		report_kind(r, path, "template-context", v,
		    "markup stands in the content of elements only");
}

/* ----------------------------------------------------------- catalogue */

/* One byte more than any key has, so that one cut off is found nowhere. */
struct key {
	char p[LIMIT_CATALOG_KEY + 1];
	size_t n;
};

/* The key of a phrase, as it is or made in *room; false after reporting. */
static bool
phrase_key(struct render *r, const struct phrase *w, struct key *room,
    struct str *out)
{
	if (w->n_key == 1 && w->key[0].path == NULL) {
		*out = w->key[0].text;
		return true;
	}
	room->n = 0;
	for (size_t i = 0; i < w->n_key; i++) {
		const struct path *path = w->key[i].path;
		struct str s = w->key[i].text;
		struct value made;
		struct digits digits;

		if (path != NULL) {
			const struct value *v = value_of(r, path, &made);

			if (v == NULL)
				return false;
			if (!value_as_text(v, &digits, &s)) {
				report_kind(r, path, "template-name", v,
				    "a key is made of text and numbers");
				return false;
			}
		}
		if (s.n > sizeof(room->p) - room->n)
			s.n = sizeof(room->p) - room->n;
		if (s.n > 0)
			memcpy(room->p + room->n, s.p, s.n);
		room->n += s.n;
	}
	*out = (struct str){ room->p, room->n };
	return true;
}

static void
put_argument(struct render *r, const struct op *op, struct str key,
    struct str name)
{
	const struct phrase *w = op->with.phrase;

	for (size_t i = 0; i < w->n_arguments; i++) {
		const struct argument *a = &w->arguments[i];

		if (!str_eq(a->name, name))
			continue;
		if (a->is.path != NULL)
			put_path(r, op, a->is.path);
		else
			put_text(r, op, a->is.text);
		return;
	}
	r->ok = false;
	diag_error(r->d, "template-name", w->at,
	    "the words '%.*s' have a hole '%.*s' that is not filled",
	    STR_ARG(key), STR_ARG(name));
	diag_help(r->d, "write {{t %.*s %.*s=...}}", STR_ARG(key),
	    STR_ARG(name));
}

/* The length of "{name}" at the start of s, or 0. */
static size_t
hole_length(struct str s)
{
	size_t i = 1;

	while (i < s.n &&
	    ((s.p[i] >= 'a' && s.p[i] <= 'z') ||
		(s.p[i] >= 'A' && s.p[i] <= 'Z') ||
		(s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '_' ||
		s.p[i] == '-'))
		i++;
	return i > 1 && i < s.n && s.p[i] == '}' ? i + 1 : 0;
}

static void
put_phrase(struct render *r, const struct op *op)
{
	const struct phrase *w = op->with.phrase;
	struct key room;
	struct str key, text;
	size_t from = 0, i;

	if (!phrase_key(r, w, &room, &key))
		return;
	if (!catalog_get(r->words, r->lang, key, &text)) {
		r->ok = false;
		diag_error(r->d, "catalog-missing", w->at,
		    "the catalogue has no '%.*s' in '%.*s'", STR_ARG(key),
		    STR_ARG(r->lang));
		diag_help(r->d, "add it to a file of templates/i18n/");
		return;
	}
	while ((i = str_find_byte(text, '{', from)) != SIZE_MAX) {
		size_t n = hole_length(str_from(text, i));

		put_text(r, op, str_sub(text, from, i + (n == 0) - from));
		if (n > 0)
			put_argument(r, op, key, str_sub(text, i + 1, n - 2));
		from = i + (n > 0 ? n : 1);
	}
	put_text(r, op, str_from(text, from));
}

/* -------------------------------------------------------------- blocks */

static bool
is_equal(struct render *r, const struct value *left, const struct condition *c)
{
	struct digits digits[2];
	struct value room;
	struct str a, b = c->right.text;

	if (c->right.path != NULL) {
		const struct value *v = value_of(r, c->right.path, &room);

		if (v == NULL)
			return false;
		if (!value_as_text(v, &digits[1], &b)) {
			report_kind(r, c->right.path, "template-name", v,
			    "text, numbers and truth can be compared");
			return false;
		}
	}
	if (value_as_text(left, &digits[0], &a))
		return str_eq(a, b);
	report_kind(r, c->left, "template-name", left,
	    "text, numbers and truth can be compared");
	return false;
}

static bool
holds(struct render *r, const struct condition *c)
{
	struct value room;
	const struct value *v = value_of(r, c->left, &room);
	bool is_true = false;

	if (v == NULL)
		return false;
	switch (c->compare) {
	case COMPARE_TRUE:
		is_true = value_is_true(v);
		break;
	case COMPARE_EQUAL:
		is_true = is_equal(r, v, c);
		break;
	case COMPARE_UNEQUAL:
		is_true = !is_equal(r, v, c);
		break;
	}
	return is_true != c->is_negated;
}

static void
scope_push(struct render *r, const struct loop *loop, const struct value *v,
    const struct value *list)
{
	ASSERT(r->n_scopes < ARRAY_LEN(r->scopes));
	r->scopes[r->n_scopes++] = (struct scope){ .name = loop->variable,
		.value = v,
		.list = list };
}

/* Begin the first round; false when there is none. */
static bool
each_begin(struct render *r, const struct loop *loop)
{
	struct value room;
	const struct value *v = value_of(r, loop->list, &room);

	if (v == NULL || v->kind == VALUE_NOTHING)
		return false;
	if (v->kind != VALUE_LIST) {
		report_kind(r, loop->list, "template-name", v,
		    "{{#each}} takes a list");
		return false;
	}
	if (value_len(v) == 0)
		return false;
	scope_push(r, loop, value_at(v, 0), v);
	return true;
}

/* Go on to the next round; false, ending the loop, when there is none. */
static bool
each_next(struct render *r)
{
	struct scope *s = &r->scopes[r->n_scopes - 1];

	s->i++;
	if (s->i < value_len(s->list) && !r->out->failed &&
	    r->rounds < LIMIT_TEMPLATE_ROUNDS) {
		r->rounds++;
		s->value = value_at(s->list, s->i);
		return true;
	}
	r->n_scopes--;
	return false;
}

static void
with_begin(struct render *r, const struct loop *loop)
{
	static const struct value nothing = { .kind = VALUE_NOTHING };
	const struct value *v = path_value(r, loop->list);

	scope_push(r, loop, v != NULL ? v : &nothing, NULL);
}

/*
 * Recursion: partials, no deeper than LIMIT_TEMPLATE_DEPTH after linking,
 * which also bounds the variables at one time.
 */
static void
render_ops(struct render *r, const struct template *t)
{
	const struct op *op = t->ops;

	for (;;) {
		bool goes_on = true;	/* to the op that follows */

		switch (op->kind) {
		case OP_LITERAL:
			buf_put(r->out, op->with.literal);
			break;
		case OP_HOLE:
			put_path(r, op, op->with.path);
			break;
		case OP_PHRASE:
			put_phrase(r, op);
			break;
		case OP_UNLESS:
			goes_on = holds(r, op->with.condition);
			break;
		case OP_JUMP:
			goes_on = false;
			break;
		case OP_EACH:
			goes_on = each_begin(r, op->with.loop);
			break;
		case OP_NEXT:
			goes_on = !each_next(r);
			break;
		case OP_WITH:
			with_begin(r, op->with.loop);
			break;
		case OP_END_WITH:
			r->n_scopes--;
			break;
		case OP_PARTIAL:
			render_ops(r, op->with.partial);
			break;
		case OP_END:
			return;
		}
		op = goes_on ? op + 1 : &t->ops[op->to];
	}
}

bool
template_render(const struct template *t, const struct value *data,
    const struct catalog *words, struct str lang, struct buf *out,
    struct diags *d)
{
	struct render r = { .data = data,
		.words = words,
		.lang = lang,
		.out = out,
		.d = d,
		.ok = true };

	ASSERT(t->link == LINK_DONE);
	render_ops(&r, t);
	if (r.rounds == LIMIT_TEMPLATE_ROUNDS) {
		diag_error(d, "template-name",
		    (struct span){ .file = t->file },
		    "the loops of the page go over %u rounds",
		    LIMIT_TEMPLATE_ROUNDS);
		diag_help(d, "split the lists over several pages");
		r.ok = false;
	}
	return r.ok;
}
