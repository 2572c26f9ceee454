/*
 * What dpkg prints and keeps: dpkg -l, dpkg-query -W in any format whose
 * columns are name, version, architecture, source and its version, and the
 * database itself (deb822 stanzas).  None tells the distribution; versions do.
 */
#include "base/arena.h"
#include "base/attr.h"
#include "base/num.h"
#include "inventory/inventory_identity.h"
#include "inventory/inventory_impl.h"
#include "inventory/inventory_line.h"
#include "inventory/inventory_rpm.h"

#define HELP                                                            \
	"a line names a package and its version, as dpkg -l and dpkg-query " \
	"-W print them"

/* Which distribution the versions speak of: the highest release counts. */
struct evidence {
	int64_t debian;		/* 0: none seen */
	int64_t ubuntu;		/* 2204 for 22.04; 1 without a release */
};

/* A stanza of the database. */
struct stanza {
	struct inventory_text name, version, arch, source, status;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Debian Policy 5.6.1, with the architecture that dpkg -l adds. */
static bool
is_name(struct str s)
{
	struct str name, arch;

	(void)str_cut(s, ':', &name, &arch);
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (!(c >= 'a' && c <= 'z') && !is_digit(c) &&
		    (i == 0 || (c != '+' && c != '-' && c != '.')))
			return false;
	}
	return name.n >= 2;
}

/* Debian Policy 5.6.12. */
static bool
is_version(struct str s)
{
	return s.n > 0 && is_digit(s.p[0]) &&
	    str_find_byte(s, ' ', 0) == SIZE_MAX;
}

/* The two or three letters in front: "ii", "rc", "iHR". */
static bool
is_state(struct str s)
{
	return (s.n == 2 || s.n == 3) &&
	    str_find_byte(S("uihrp"), s.p[0], 0) != SIZE_MAX &&
	    str_find_byte(S("ncHUFWti"), s.p[1], 0) != SIZE_MAX &&
	    (s.n == 2 || s.p[2] == 'R');
}

/* Files of it may be there; of 'n' and 'c' they are not. */
static bool
is_installed(struct str state)
{
	return state.p[1] != 'n' && state.p[1] != 'c';
}

/* Words that dpkg-architecture -L knows, and "all". */
static bool
is_arch(struct str s)
{
	static const struct str words[] = {
		STR_INIT("all"),
		STR_INIT("amd64"),
		STR_INIT("arm64"),
		STR_INIT("armel"),
		STR_INIT("armhf"),
		STR_INIT("i386"),
		STR_INIT("loong64"),
		STR_INIT("mips64el"),
		STR_INIT("mipsel"),
		STR_INIT("powerpc"),
		STR_INIT("ppc64"),
		STR_INIT("ppc64el"),
		STR_INIT("riscv64"),
		STR_INIT("s390x"),
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (str_eq(s, words[i]))
			return true;
	}
	return false;
}

/* The heading of dpkg -l, in any language: it ends with a line of '='. */
static bool
is_heading(struct str line)
{
	return str_starts(line, S("Desired=")) ||
	    str_starts(line, S("| Status=")) || str_starts(line, S("|/ ")) ||
	    str_starts(line, S("||/ ")) || str_starts(line, S("+++-"));
}

static bool
is_stanza(struct str line)
{
	return str_starts(line, S("Package: "));
}

/* Name and version in the columns from i on. */
static bool
has_package(const struct inventory_line *l, size_t i)
{
	return l->n >= i + 2 && is_name(l->v[i]) && is_version(l->v[i + 1]);
}

bool
inventory_dpkg_is(const struct inventory_sight *s)
{
	struct inventory_line l;
	size_t off = 0, rows = 0, others = 0;

	while (
	    inventory_line_next(s->head, (struct span){ 0, 0, 0 }, &off, &l)) {
		if (l.text.n == 0)
			continue;
		if (is_heading(l.text) || is_stanza(l.text))
			return true;
		inventory_line_split(&l);
		if (l.n > 0 && is_state(l.v[0]) && has_package(&l, 1))
			return true;
		if (has_package(&l, 0) && !inventory_rpm_line(&l))
			rows++;
		else
			others++;
	}
	return rows > others;
}

/* ---- the distribution ---- */

static size_t
digits_at(struct str s, size_t i)
{
	size_t n = 0;

	while (i + n < s.n && is_digit(s.p[i + n]))
		n++;
	return n;
}

/* "5.15.0-91.101~22.04.1", "1.2-3ubuntu0.22.04.1": a release of Ubuntu. */
static int64_t
ubuntu_release(struct str v)
{
	int64_t year, month;

	for (size_t i = 1; i + 5 <= v.n; i++) {
		if ((v.p[i - 1] == '~' || v.p[i - 1] == '.') &&
		    digits_at(v, i) == 2 && i + 5 <= v.n &&
		    v.p[i + 2] == '.' && digits_at(v, i + 3) == 2 &&
		    num_parse(str_sub(v, i, 2), 10, 99, &year) &&
		    num_parse_padded(str_sub(v, i + 3, 2), 12, &month) &&
		    (month == 4 || month == 10))
			return year * 100 + month;
	}
	return 1;
}

static void
see_version(struct evidence *e, struct str v)
{
	size_t deb = str_find(v, S("deb"), 0);
	size_t ubuntu = str_find(v, S("ubuntu"), 0);
	int64_t n;

	if (ubuntu != SIZE_MAX) {
		n = ubuntu_release(str_from(v, ubuntu));
		if (n > e->ubuntu)
			e->ubuntu = n;
	} else if (deb != SIZE_MAX && deb > 0 &&
	    (v.p[deb - 1] == '+' || v.p[deb - 1] == '~') &&
	    num_parse(str_sub(v, deb + 3, digits_at(v, deb + 3)), 4, 99, &n) &&
	    n > e->debian) {
		e->debian = n;
	}
}

static void
take_evidence(struct inventory_make *m, const struct evidence *e)
{
	/* Ubuntu takes over packages of Debian, not the other way round. */
	if (e->ubuntu > 1)
		inventory_make_distro(m, S("ubuntu"),
		    str_fmt(m->perm, "%d.%02d", (int)(e->ubuntu / 100),
			(int)(e->ubuntu % 100)));
	else if (e->ubuntu == 1)
		inventory_make_distro(m, S("ubuntu"), S(""));
	else if (e->debian > 0)
		inventory_make_distro(m, S("debian"),
		    str_fmt(m->perm, "%d", (int)e->debian));
}

/* ---- lists ---- */

static void
add(struct inventory_make *m, struct evidence *e, struct inventory_ware *w)
{
	struct component *c = &w->c;
	struct str arch;

	(void)str_cut(c->name, ':', &c->name, &arch);
	if (c->arch.n == 0)
		c->arch = arch;
	c->type = S("deb");
	see_version(e, c->version);
	inventory_make_component(m, w);
}

/* Columns behind the version are known by their looks. */
static void
take_column(struct component *c, struct str s)
{
	if (is_arch(s))
		c->arch = s;
	else if (c->source.n == 0 && is_name(s))
		c->source = s;
	else if (c->source.n > 0 && s.n > 2 && s.p[0] == '(')
		c->source_version = str_sub(s, 1, s.n - 2);
	else if (c->source.n > 0 && is_version(s))
		c->source_version = s;
	else if (c->source.n == 0)
		inventory_identity_source(c, s);
}

static void
see_row(struct inventory_make *m, struct evidence *e, struct inventory_line *l)
{
	struct inventory_ware w = { .c.at = l->at };
	bool is_list;
	size_t i = 0;

	inventory_line_split(l);
	/* A query's state may have a blank behind it, within its column. */
	is_list = l->n > 0 && is_state(l->v[0]);
	if (is_list && !is_installed(l->v[0]))
		return;
	if (is_list)
		i++;
	if (!has_package(l, i)) {
		inventory_line_report(m, l, HELP);
		return;
	}
	w.c.name = l->v[i];
	w.c.version = l->v[i + 1];
	/* Behind the architecture, dpkg -l has a description. */
	for (i += 2; i < l->n; i++) {
		take_column(&w.c, l->v[i]);
		if (is_list && l->sep == ' ' && is_arch(l->v[i]))
			break;
	}
	add(m, e, &w);
}

static void
see_rows(struct inventory_make *m, struct evidence *e)
{
	struct inventory_line l;
	size_t off = 0;

	while (!m->is_over && inventory_line_next(m->text, m->at, &off, &l)) {
		if (l.text.n > 0 && !is_heading(l.text))
			see_row(m, e, &l);
	}
}

/* ---- the database ---- */

static void
take_stanza(struct inventory_make *m, struct evidence *e, struct stanza *s)
{
	struct inventory_ware w = { .c.at = s->name.at };

	if (s->name.s.n == 0 && s->version.s.n == 0)
		return;
	if (s->status.s.n > 0 && !str_ends(s->status.s, S(" installed")) &&
	    !str_ends(s->status.s, S("triggers-awaited")) &&
	    !str_ends(s->status.s, S("triggers-pending")))
		return;
	w.c.name = s->name.s;
	w.c.version = s->version.s;
	w.c.arch = s->arch.s;
	if (s->source.s.n > 0)
		inventory_identity_source(&w.c, s->source.s);
	if (!span_is_set(w.c.at))
		w.c.at = s->version.at;
	add(m, e, &w);
}

static void
see_field(struct stanza *s, const struct inventory_line *l)
{
	struct str key, value;
	struct inventory_text t;

	if (!str_cut(l->text, ':', &key, &value))
		return;
	t = (struct inventory_text){ str_trim(value), l->at };
	if (str_eq_nocase(key, S("Package")))
		s->name = t;
	else if (str_eq_nocase(key, S("Version")))
		s->version = t;
	else if (str_eq_nocase(key, S("Architecture")))
		s->arch = t;
	else if (str_eq_nocase(key, S("Source")))
		s->source = t;
	else if (str_eq_nocase(key, S("Status")))
		s->status = t;
}

static void
see_stanzas(struct inventory_make *m, struct evidence *e)
{
	struct stanza s = { 0 };
	struct inventory_line l;
	size_t off = 0;

	while (!m->is_over && inventory_line_next(m->text, m->at, &off, &l)) {
		if (l.text.n == 0) {
			take_stanza(m, e, &s);
			s = (struct stanza){ 0 };
		} else if (l.text.p[0] != ' ' && l.text.p[0] != '\t') {
			see_field(&s, &l);
		}
	}
	take_stanza(m, e, &s);
}

/* Whether the first line that says something is a field. */
static bool
is_database(struct str text)
{
	struct inventory_line l;
	size_t off = 0;

	while (inventory_line_next(text, (struct span){ 0, 0, 0 }, &off, &l)) {
		if (l.text.n > 0)
			return is_stanza(l.text);
	}
	return false;
}

void
inventory_dpkg(struct inventory_make *m)
{
	struct evidence e = { 0 };

	m->out->made_by = S("dpkg");
	if (is_database(m->text)) {
		m->out->format = S("dpkg status");
		see_stanzas(m, &e);
	} else {
		m->out->format = S("dpkg list");
		see_rows(m, &e);
	}
	take_evidence(m, &e);
}
