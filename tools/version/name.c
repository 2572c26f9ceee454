#include "version/name.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/utf8.h"

#define FIRMWARE	"firmware"
#define SERIES		"series"

/* The katakana that small ones and VU stand for. */
#define KATAKANA_FIRST	0x30a1u
#define KATAKANA_VU	0x30f4u
#define KATAKANA_KA	0x30abu
#define KATAKANA_KE	0x30b1u
#define KATAKANA_BU	0x30d6u
#define KATAKANA_LAST	0x30fau
#define LONG_VOWEL	0x30fcu

/* Scripts whose runs are words of their own. */
enum script {
	SCRIPT_NONE,		/* parts words */
	SCRIPT_LETTERS,		/* Latin and all others, digits */
	SCRIPT_KATAKANA,
	SCRIPT_HIRAGANA,
	SCRIPT_HAN,
};

/* Forms of companies, as they are after folding. */
static const struct str forms[] = {
	STR_INIT("inc"),
	STR_INIT("incorporated"),
	STR_INIT("corp"),
	STR_INIT("corporation"),
	STR_INIT("co"),
	STR_INIT("company"),
	STR_INIT("ltd"),
	STR_INIT("limited"),
	STR_INIT("llc"),
	STR_INIT("llp"),
	STR_INIT("lp"),
	STR_INIT("gmbh"),
	STR_INIT("ag"),
	STR_INIT("kg"),
	STR_INIT("se"),
	STR_INIT("sa"),
	STR_INIT("sas"),
	STR_INIT("sarl"),
	STR_INIT("srl"),
	STR_INIT("spa"),
	STR_INIT("bv"),
	STR_INIT("nv"),
	STR_INIT("ab"),
	STR_INIT("oy"),
	STR_INIT("oyj"),
	STR_INIT("asa"),
	STR_INIT("aps"),
	STR_INIT("kk"),
	STR_INIT("plc"),
	STR_INIT("pty"),
	STR_INIT("pte"),
	STR_INIT("sro"),
	STR_INIT("kft"),
	STR_INIT("group"),
	STR_INIT("株"),
	STR_INIT("有"),
	STR_INIT("株式会社"),
	STR_INIT("有限会社"),
	STR_INIT("合同会社"),
};

/* Those that stand at either end of a word. */
static const struct str forms_within[] = {
	STR_INIT("株式会社"),
	STR_INIT("有限会社"),
	STR_INIT("合同会社"),
};

/* Words in the making. */
struct words {
	struct arena *a;
	struct str *v;
	size_t n, cap;
	char *text;		/* room for all of them */
	size_t used;
	size_t from;		/* where the word at work begins in text */
	enum script script;	/* of the word at work */
};

static struct str
fold(struct arena *a, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] >= 0x80)
			return utf8_fold(a, s);
	}
	return str_lower(a, s);
}

static enum script
script_of(uint32_t c)
{
	uint32_t key[UTF8_KEY_MAX];
	bool parts;

	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ?
		    SCRIPT_LETTERS :
		    SCRIPT_NONE;
	if ((c >= KATAKANA_FIRST && c <= KATAKANA_LAST) || c == LONG_VOWEL)
		return SCRIPT_KATAKANA;
	if (c >= 0x3041 && c <= 0x3096)
		return SCRIPT_HIRAGANA;
	if ((c >= 0x3400 && c <= 0x9fff) || c == 0x3005 || c == 0x3006 ||
	    (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff))
		return SCRIPT_HAN;
	return utf8_key(c, key, &parts) > 0 ? SCRIPT_LETTERS : SCRIPT_NONE;
}

/* The katakana that is written for c; next: what follows, or 0. */
static uint32_t
kana(uint32_t c, uint32_t next)
{
	static const uint32_t vu[] = { 0x30d0, 0x30d3, 0, 0x30d9, 0x30dc };

	if (c == KATAKANA_VU) {
		uint32_t i = (next - KATAKANA_FIRST) / 2;
		bool is_small = next >= KATAKANA_FIRST && next <= 0x30a9 &&
		    (next - KATAKANA_FIRST) % 2 == 0;

		return is_small && vu[i] != 0 ? vu[i] : KATAKANA_BU;
	}
	if ((c <= 0x30a9 && (c - KATAKANA_FIRST) % 2 == 0) || c == 0x30c3 ||
	    c == 0x30e3 || c == 0x30e5 || c == 0x30e7 || c == 0x30ee)
		return c + 1;
	if (c == 0x30f5)
		return KATAKANA_KA;
	return c == 0x30f6 ? KATAKANA_KE : c;
}

static void
end_word(struct words *w)
{
	struct str s = { w->text + w->from, w->used - w->from };

	w->script = SCRIPT_NONE;
	w->from = w->used;
	if (s.n == 0)
		return;
	/* ファームウェア and ファームウエア are both this by now. */
	if (str_eq_z(s, "フアムウエア"))
		s = S(FIRMWARE);
	else if (str_eq_z(s, "シリズ"))
		s = S(SERIES);
	w->v = arena_grow(w->a, w->v, w->n, &w->cap, sizeof(*w->v));
	w->v[w->n++] = s;
}

static void
add(struct words *w, uint32_t c, enum script script)
{
	if (w->script != script)
		end_word(w);
	w->script = script;
	w->used += utf8_encode(c, w->text + w->used);
}

static bool
is_letter(uint32_t c)
{
	return c >= 'a' && c <= 'z';
}

/* Whether a full stop at s[i - 1] stands within "s.p.a." */
static bool
is_initials(const struct words *w, struct str s, size_t i)
{
	bool alone = w->script == SCRIPT_LETTERS && i >= 2 &&
	    is_letter((unsigned char)s.p[i - 2]) &&
	    (i == 2 || !is_letter((unsigned char)s.p[i - 3]));

	return alone && i < s.n && is_letter((unsigned char)s.p[i]) &&
	    (i + 1 == s.n || s.p[i + 1] == '.' || s.p[i + 1] == ' ');
}

/* A character that is no letter: some belong to words all the same. */
static void
add_sign(struct words *w, uint32_t c, struct str s, size_t i)
{
	if ((c == '+' || c == '#') && w->script == SCRIPT_LETTERS)
		add(w, c, SCRIPT_LETTERS);
	else if (c == '\'' || c == 0x2019 ||
	    (c == '.' && is_initials(w, s, i)))
		return;
	else
		end_word(w);
}

size_t
name_words(struct arena *a, struct str text, struct str **out)
{
	struct str s = fold(a, text);
	struct words w = { .a = a, .text = arena_bytes(a, s.n + 4) };

	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);
		enum script script = script_of(c);
		size_t ahead = i;
		uint32_t next = i < s.n ? utf8_next(s, &ahead) : 0;

		if (script == SCRIPT_NONE) {
			add_sign(&w, c, s, i);
		} else if (script != SCRIPT_KATAKANA) {
			add(&w, c, script);
		} else if (c != LONG_VOWEL) {
			uint32_t k = kana(c, next);

			add(&w, k, script);
			if (c == KATAKANA_VU && k != KATAKANA_BU)
				i = ahead;
		}
	}
	end_word(&w);
	*out = w.v;
	return w.n;
}

static bool
is_form(struct str word)
{
	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		if (str_eq(word, forms[i]))
			return true;
	}
	return false;
}

/* Whether a word is a form that stands before names. */
static bool
is_form_before(struct str word)
{
	for (size_t i = 0; i < ARRAY_LEN(forms_within); i++) {
		if (str_eq(word, forms_within[i]))
			return true;
	}
	return str_eq_z(word, "the") || str_eq_z(word, "株") ||
	    str_eq_z(word, "有");
}

/* A word without a company's form before or after the name. */
static struct str
without_form(struct str word)
{
	for (size_t i = 0; i < ARRAY_LEN(forms_within); i++) {
		struct str form = forms_within[i];

		if (word.n > form.n && str_starts(word, form))
			return str_from(word, form.n);
		if (word.n > form.n && str_ends(word, form))
			return str_sub(word, 0, word.n - form.n);
	}
	return word;
}

static bool
is_nothing(struct str text)
{
	text = str_trim(text);
	return text.n == 0 || str_eq_nocase(text, S("n/a")) ||
	    str_eq_nocase(text, S("unknown")) ||
	    str_eq_nocase(text, S("unspecified"));
}

static struct str
join(struct arena *a, const struct str *v, size_t n)
{
	size_t bytes = 0;
	char *p;

	for (size_t i = 0; i < n; i++)
		bytes += v[i].n;
	p = arena_bytes(a, bytes + 1);
	bytes = 0;
	for (size_t i = 0; i < n; i++) {
		memcpy(p + bytes, v[i].p, v[i].n);
		bytes += v[i].n;
	}
	return (struct str){ p, bytes };
}

/* "Apache Software Foundation" is Apache; other foundations keep their name. */
static bool
is_foundation(const struct str *v, size_t n)
{
	return n > 2 && str_eq_z(v[n - 2], "software") &&
	    str_eq_z(v[n - 1], "foundation");
}

struct str
name_vendor(struct arena *a, struct str text)
{
	struct str *v;
	size_t n, from = 0;

	if (is_nothing(text))
		return S("");
	n = name_words(a, text, &v);
	while (n - from > 1 && is_form(v[n - 1]))
		n--;
	while (n - from > 1 && is_form_before(v[from]))
		from++;
	if (is_foundation(v + from, n - from))
		n -= 2;
	if (n == 0)
		return S("");
	v[from] = without_form(v[from]);
	v[n - 1] = without_form(v[n - 1]);
	return join(a, v + from, n - from);
}

/* How many words at the beginning spell vendor, if more follow; else 0. */
static size_t
vendor_words(struct str vendor, const struct str *v, size_t n)
{
	size_t at = 0;

	for (size_t i = 0; i + 1 < n; i++) {
		if (!str_starts(str_from(vendor, at), v[i]))
			return 0;
		at += v[i].n;
		if (at == vendor.n)
			return i + 1;
	}
	return 0;
}

struct str
name_product(struct arena *a, struct str vendor, struct str text)
{
	struct str maker = name_vendor(a, vendor);
	struct str *v;
	size_t n, kept = 0, from;
	bool is_firmware = false;

	if (is_nothing(text))
		return S("");
	n = name_words(a, text, &v);
	for (size_t i = 0; i < n; i++) {
		if (str_eq_z(v[i], FIRMWARE))
			is_firmware = true;
		else
			v[kept++] = v[i];
	}
	if (kept == 0)
		return is_firmware ? S(FIRMWARE) : S("");
	from = maker.n > 0 ? vendor_words(maker, v, kept) : 0;
	if (is_firmware) {
		/* v has room: one word of it was taken out. */
		v[kept++] = S(" " FIRMWARE);
	}
	return join(a, v + from, kept - from);
}
