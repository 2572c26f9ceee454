#include "resolve/resolve_part.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "resolve/resolve_version.h"
#include "version/name.h"

/* What stands between blanks. */
struct piece {
	struct str text;
	bool is_aside;
	bool is_version;	/* a number, an update, or a word about one */
	bool is_edition;	/* "Standard", behind or within a version */
	bool is_mark;		/* "Ver.": says that a number follows */
	struct resolve_version v;
};

struct taking {
	struct arena *a;
	struct piece *pieces;
	size_t n;
	struct resolve_part *out;
};

static const struct str commons[] = {
#define COMMON(w)	STR_INIT(w),
#define IDLE(w)
#define EDITION(w)
#include "resolve/resolve_words.def"
};

static const struct str idles[] = {
#define COMMON(w)
#define IDLE(w)		STR_INIT(w),
#define EDITION(w)
#include "resolve/resolve_words.def"
};

static const struct str companies[] = { STR_INIT("inc"), STR_INIT("corp"),
	STR_INIT("corporation"), STR_INIT("co"), STR_INIT("company"),
	STR_INIT("ltd"), STR_INIT("limited"), STR_INIT("llc"),
	STR_INIT("gmbh"), STR_INIT("ag"), STR_INIT("pte"), STR_INIT("plc"),
	STR_INIT("bv"), STR_INIT("sas"), STR_INIT("srl") };

static const struct str editions[] = {
#define COMMON(w)
#define IDLE(w)
#define EDITION(w)	STR_INIT(w),
#include "resolve/resolve_words.def"
};

static bool
stands_in(struct str word, const struct str *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(word, v[i]))
			return true;
	}
	return false;
}

bool
resolve_part_is_common(struct str word)
{
	return stands_in(word, commons, ARRAY_LEN(commons)) ||
	    stands_in(word, idles, ARRAY_LEN(idles));
}

bool
resolve_part_is_company(struct str word)
{
	return stands_in(word, companies, ARRAY_LEN(companies));
}

bool
resolve_part_is_idle(struct str word)
{
	return stands_in(word, idles, ARRAY_LEN(idles));
}

/* ---- pieces -------------------------------------------------------------- */

static bool
is_dash(struct str s)
{
	return str_eq_z(s, "-") || str_eq_z(s, "–") || str_eq_z(s, "—") ||
	    str_eq_z(s, "―") || str_eq_z(s, "|") || str_eq_z(s, ":");
}

static void
add_piece(struct taking *t, struct str text, bool is_aside)
{
	struct piece *p = &t->pieces[t->n];

	if (text.n == 0 || t->n >= LIMIT_RESOLVE_WORDS)
		return;
	*p = (struct piece){ .text = text, .is_aside = is_aside };
	t->n++;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * Where a bracket within a version ends: "15.2(7)E1" is one, "9.0(x86)" is
 * not; 0: it is none.
 */
static size_t
within_version(struct str s, size_t from, size_t i)
{
	size_t n = i + 1;

	if (s.p[i] != '(' || i == from || !is_digit(s.p[from]) ||
	    !is_digit(s.p[i - 1]) ||
	    str_find_byte(str_sub(s, from, i - from), '.', 0) == SIZE_MAX)
		return 0;
	while (n < s.n && (is_digit(s.p[n]) || s.p[n] == '.'))
		n++;
	return n > i + 1 && n < s.n && s.p[n] == ')' ? n : 0;
}

/* Cut at blanks and brackets; what is in brackets or behind a dash is aside. */
static void
cut(struct taking *t, struct str s)
{
	size_t depth = 0, from = 0;
	bool is_behind = false;

	for (size_t i = 0; i <= s.n; i++) {
		char c = i < s.n ? s.p[i] : ' ';
		struct str text = str_sub(s, from, i - from);

		if (c != ' ' && c != '\t' && c != '(' && c != ')' &&
		    c != '[' && c != ']')
			continue;
		if (i < s.n && within_version(s, from, i) > 0) {
			i = within_version(s, from, i);
			continue;
		}
		if (is_dash(text) && t->n > 0 && depth == 0)
			is_behind = true;
		else if (text.n > 1 && str_ends(text, S(":")))
			add_piece(t, str_sub(text, 0, text.n - 1),
			    is_behind || depth > 0);
		else
			add_piece(t, text, is_behind || depth > 0);
		if (str_ends(text, S(":")) && t->n > 0)
			is_behind = true;
		if (c == '(' || c == '[')
			depth++;
		if ((c == ')' || c == ']') && depth > 0)
			depth--;
		from = i + 1;
	}
}

static bool
is_edition(struct arena *a, struct str s)
{
	struct str *v;
	size_t n = name_words(a, s, &v);

	for (size_t i = 0; i < n; i++) {
		if (!stands_in(v[i], editions, ARRAY_LEN(editions)))
			return false;
	}
	return n > 0;
}

/* "(2)", "(3台)": how many there are. */
static bool
is_count(const struct piece *p)
{
	return p->is_aside && p->v.kind == RESOLVE_VERSION_NUMBER &&
	    !p->v.has_point && (p->text.n < 2 || str_ends(p->text, S("台")));
}

/* A number that can hardly be anything else than a version. */
static bool
is_sure_number(const struct piece *p)
{
	return p->v.kind == RESOLVE_VERSION_NUMBER &&
	    (p->v.has_point || p->v.has_mark);
}

/* "9.0.65 Tomcat" as people write it elsewhere. */
static void
put_behind(struct taking *t)
{
	struct piece front = t->pieces[0];

	front.is_aside = false;
	for (size_t i = 1; i < t->n; i++)
		t->pieces[i - 1] = t->pieces[i];
	t->pieces[t->n - 1] = front;
}

/* Where a version is in brackets, or was before the name; SIZE_MAX: none. */
static size_t
odd_version(struct taking *t)
{
	bool is_front = t->n > 1 && is_sure_number(&t->pieces[0]);

	for (size_t i = t->n; i-- > 1;) {
		struct piece *p = &t->pieces[i];

		if (p->is_aside && !is_front && !is_count(p) &&
		    p->v.kind == RESOLVE_VERSION_NUMBER) {
			p->is_aside = false;
			return i;
		}
	}
	if (!is_front)
		return SIZE_MAX;
	put_behind(t);
	return t->n - 1;
}

/* "19c (19.15)": what is in brackets says it closer. */
static void
take_closer(struct taking *t, size_t first)
{
	struct str v = t->pieces[first].v.text;
	size_t n = 0;

	while (n < v.n && is_digit(v.p[n]))
		n++;
	for (size_t i = first + 1; i < t->n; i++) {
		struct piece *p = &t->pieces[i];

		if (p->is_aside && p->v.kind == RESOLVE_VERSION_NUMBER &&
		    p->v.text.n > n + 1 && p->v.text.p[n] == '.' &&
		    str_starts(p->v.text, str_sub(v, 0, n)))
			p->is_aside = false;
	}
}

/*
 * Which pieces are the version: the last that are numbers, updates and words of
 * editions, beginning with a number; else the last number with a point; else
 * one in brackets or in front.
 */
static void
mark_version(struct taking *t)
{
	size_t first = SIZE_MAX;

	for (size_t i = 0; i < t->n; i++)
		t->pieces[i].v = resolve_version_read(t->a, t->pieces[i].text);
	for (size_t i = t->n; i-- > 1;) {
		struct piece *p = &t->pieces[i];

		if (p->is_aside)
			continue;
		if (p->v.kind == RESOLVE_VERSION_NUMBER)
			first = i;
		else if (p->v.kind == RESOLVE_VERSION_NONE &&
		    !is_edition(t->a, p->text))
			break;
	}
	for (size_t i = t->n; first == SIZE_MAX && i-- > 1;) {
		if (!t->pieces[i].is_aside && is_sure_number(&t->pieces[i]))
			first = i;
	}
	if (first == SIZE_MAX)
		first = odd_version(t);
	else
		take_closer(t, first);
	for (size_t i = first; i < t->n; i++) {
		struct piece *p = &t->pieces[i];

		if (!p->is_aside && p->v.kind != RESOLVE_VERSION_NONE)
			p->is_version = true;
		else if (!p->is_aside)
			p->is_edition = is_edition(t->a, p->text);
	}
	if (first != SIZE_MAX && first > 1 &&
	    t->pieces[first - 1].v.kind == RESOLVE_VERSION_MARK)
		t->pieces[first - 1].is_mark = true;
}

/* ---- words --------------------------------------------------------------- */

static void
add_word(struct resolve_part *p, struct str text, struct str piece,
    enum resolve_kind kind)
{
	if (p->n >= LIMIT_RESOLVE_WORDS)
		return;
	if (str_eq_z(text, "firmware"))
		p->is_firmware = true;
	if (kind != RESOLVE_VERSION &&
	    stands_in(text, idles, ARRAY_LEN(idles)))
		kind = RESOLVE_IDLE;
	p->words[p->n++] = (struct resolve_word){ .text = text,
		.piece = piece,
		.kind = kind,
		.token = p->n_tokens,
		.is_common = resolve_part_is_common(text) };
}

static void
add_words(struct taking *t, struct str text, enum resolve_kind kind)
{
	struct str *v;
	size_t n = name_words(t->a, text, &v);

	for (size_t i = 0; i < n; i++) {
		/* 東日本電信電話株式会社 is one run of one script. */
		struct str w = kind == RESOLVE_VERSION || v[i].n < 12 ?
		    v[i] :
		    name_vendor(t->a, v[i]);

		add_word(t->out, w.n > 0 ? w : v[i], text, kind);
	}
}

static void
add_token(struct resolve_part *p, enum resolve_token_kind kind,
    struct str text)
{
	p->tokens[p->n_tokens++] = (struct resolve_token){ kind, text };
}

/* A piece of the version; "Service", "Update" take the number behind it. */
static size_t
take_version(struct taking *t, size_t i)
{
	const struct piece *p = &t->pieces[i];
	size_t used = 1;

	if (p->v.is_series)
		t->out->is_series = true;
	if (p->v.is_open)
		t->out->is_open = true;
	if (p->v.kind == RESOLVE_VERSION_MARK)
		return 1;
	if (p->v.kind == RESOLVE_VERSION_LABEL) {
		size_t next = i + 1;
		struct str label = p->v.text;

		if (next < t->n && str_eq_nocase(label, S("service")))
			next++;
		if (next >= t->n ||
		    t->pieces[next].v.kind != RESOLVE_VERSION_NUMBER)
			return 1;
		add_words(t, p->text, RESOLVE_VERSION);
		add_words(t, t->pieces[next].text, RESOLVE_VERSION);
		add_token(t->out, RESOLVE_UPDATE,
		    resolve_version_update(t->a, label,
			t->pieces[next].v.text));
		return next - i + 1;
	}
	add_words(t, p->text, RESOLVE_VERSION);
	add_token(t->out,
	    p->v.kind == RESOLVE_VERSION_NUMBER ? RESOLVE_NUMBER :
						  RESOLVE_UPDATE,
	    p->v.text);
	if (p->v.update.n > 0)
		add_token(t->out, RESOLVE_UPDATE, p->v.update);
	return used;
}

static void
take_pieces(struct taking *t)
{
	bool is_for = false;

	for (size_t i = 0; i < t->n;) {
		const struct piece *p = &t->pieces[i];

		if (p->is_version) {
			i += take_version(t, i);
			continue;
		}
		if (!p->is_mark)
			add_words(t, p->text,
			    p->is_edition || is_count(p) ? RESOLVE_IDLE :
				p->is_aside || is_for    ? RESOLVE_ASIDE :
							   RESOLVE_WORD);
		if (str_eq_nocase(p->text, S("for")) && i > 0)
			is_for = true;
		i++;
	}
}

/* ---- a version in the last word ------------------------------------------ */

/* "PHP8.2": cut before the digits at the end of the last piece. */
static bool
unglue(struct taking *t)
{
	struct piece *p = t->n > 0 ? &t->pieces[t->n - 1] : NULL;
	size_t at;

	for (size_t i = 0; i < t->n; i++) {
		if (t->pieces[i].is_version)
			return false;
		/* "HULFT8 for Windows" */
		if (i > 0 && p > &t->pieces[i] &&
		    str_eq_nocase(t->pieces[i].text, S("for")))
			p = &t->pieces[i - 1];
	}
	while (p > t->pieces &&
	    (p->is_aside || p->v.kind == RESOLVE_VERSION_UPDATE ||
		is_edition(t->a, p->text)))
		p--;
	if (p == NULL || t->n + 1 > LIMIT_RESOLVE_WORDS)
		return false;
	at = resolve_version_glued(p->text);
	if (at == 0)
		return false;
	for (struct piece *k = &t->pieces[t->n]; k > p + 1; k--)
		*k = k[-1];
	p[1] = (struct piece){ .text = str_from(p->text, at) };
	p->text = str_sub(p->text, 0, at);
	t->n++;
	return true;
}

/* Where nothing else is said, "WordPress" says something. */
static void
promote(struct resolve_part *p)
{
	for (size_t i = 0; i < p->n; i++) {
		if (p->words[i].kind == RESOLVE_WORD)
			return;
	}
	for (size_t i = 0; i < p->n; i++) {
		if (p->words[i].kind == RESOLVE_IDLE)
			p->words[i].kind = RESOLVE_WORD;
	}
}

/* 【2.4】 is written as (2.4), "2.4" as 2.4. */
static struct str
with_brackets(struct arena *a, struct str s)
{
	static const struct {
		struct str wide;
		char plain;
	} signs[] = { { STR_INIT("【"), '(' }, { STR_INIT("】"), ')' },
		{ STR_INIT("「"), '(' }, { STR_INIT("」"), ')' },
		{ STR_INIT("『"), '(' }, { STR_INIT("』"), ')' },
		{ STR_INIT("〔"), '(' }, { STR_INIT("〕"), ')' },
		{ STR_INIT("<"), '(' }, { STR_INIT(">"), ')' },
		{ STR_INIT("\""), ' ' } };
	char *p = arena_bytes(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n;) {
		size_t k = 0;

		while (k < ARRAY_LEN(signs) &&
		    !str_starts(str_from(s, i), signs[k].wide))
			k++;
		if (k == ARRAY_LEN(signs)) {
			p[n++] = s.p[i++];
		} else {
			p[n++] = signs[k].plain;
			i += signs[k].wide.n;
		}
	}
	return (struct str){ p, n };
}

bool
resolve_part_read(struct arena *a, struct str says, bool glued,
    struct resolve_part *out)
{
	struct taking t = { .a = a, .out = out };

	t.pieces = arena_array(a, struct piece, LIMIT_RESOLVE_WORDS + 1);
	*out = (struct resolve_part){ .says = says, .is_glued = glued };
	out->words = arena_array(a, struct resolve_word, LIMIT_RESOLVE_WORDS);
	/* A number may have an update within: two tokens a piece. */
	out->tokens = arena_array(a, struct resolve_token,
	    2 * LIMIT_RESOLVE_WORDS + 2);
	cut(&t, with_brackets(a, says));
	mark_version(&t);
	if (glued) {
		if (!unglue(&t))
			return false;
		mark_version(&t);
	}
	take_pieces(&t);
	promote(out);
	return out->n > 0;
}

bool
resolve_part_is_version(struct arena *a, struct str says)
{
	return resolve_version_read(a, str_trim(says)).kind ==
	    RESOLVE_VERSION_NUMBER;
}

/* ---- what the version means ---------------------------------------------- */

static size_t
points(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '.';
	return n;
}

/* Whether it is more than digits and points. */
static bool
has_sign(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '.' && !is_digit(s.p[i]))
			return true;
	}
	return false;
}

/* "21.07": two parts, the second padded as in names of exact releases. */
static bool
is_padded(struct str s)
{
	size_t at = str_find_byte(s, '.', 0);

	return at != SIZE_MAX && points(s) == 1 && s.n - at > 2 &&
	    s.p[at + 1] == '0';
}

/* How long it is maintained: no update. */
static bool
is_support(struct str s)
{
	return str_eq_z(s, "lts") || str_eq_z(s, "esr");
}

static enum component_scope
scope_of(const struct resolve_part *p, struct str version, struct str update)
{
	if (version.n == 0 || p->is_open)
		return COMPONENT_ANY;
	if (p->is_series)
		return COMPONENT_SERIES;
	if (update.n > 0 || points(version) >= 2 || is_padded(version))
		return COMPONENT_EXACT;
	/* "1.0k" and "8.9p1" are, "19c" is not. */
	if (points(version) == 1 && has_sign(version))
		return COMPONENT_EXACT;
	return COMPONENT_SERIES;
}

void
resolve_part_version(struct arena *a, const struct resolve_part *p,
    uint64_t in_name, struct str *version, struct str *update,
    enum component_scope *scope)
{
	bool is_long = false;

	*version = *update = S("");
	for (size_t i = 0; i < p->n_tokens; i++) {
		const struct resolve_token *t = &p->tokens[i];

		if (i < 64 && (in_name >> i & 1) != 0)
			continue;
		if (t->kind == RESOLVE_NUMBER &&
		    (version->n == 0 || points(t->text) > points(*version)))
			*version = t->text;
		else if (t->kind == RESOLVE_UPDATE && is_support(t->text))
			is_long = true;
		else if (t->kind == RESOLVE_UPDATE && update->n == 0)
			*update = t->text;
		else if (t->kind == RESOLVE_UPDATE)
			*update = str_fmt(a, "%.*s_%.*s", STR_ARG(*update),
			    STR_ARG(t->text));
	}
	if (p->is_open)
		*version = S("");
	*scope = scope_of(p, *version, *update);
	if (is_long && *scope == COMPONENT_EXACT && points(*version) < 2)
		*scope = COMPONENT_SERIES;
}
