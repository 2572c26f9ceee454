/*
 * What rpm -qa prints: NAME-VERSION-RELEASE.ARCH, also with epoch, and --qf
 * forms whose columns are name, epoch, version, release, architecture, source
 * package and module label.  Packages named *-release tell the distribution.
 */
#include "inventory/inventory_rpm.h"

#include "base/arena.h"
#include "base/attr.h"
#include "inventory/inventory_identity.h"
#include "inventory/inventory_impl.h"
#include "inventory/inventory_line.h"

#define HELP	"a line is NAME-VERSION-RELEASE.ARCH, or name, epoch, "	\
		"version, release and architecture in columns"

/* The package that every system of a distribution has. */
struct release {
	struct str package, distro;
};

static const struct release releases[] = {
	{ STR_INIT("redhat-release"), STR_INIT("rhel") },
	{ STR_INIT("redhat-release-server"), STR_INIT("rhel") },
	{ STR_INIT("redhat-release-workstation"), STR_INIT("rhel") },
	{ STR_INIT("rocky-release"), STR_INIT("rocky") },
	{ STR_INIT("almalinux-release"), STR_INIT("almalinux") },
	{ STR_INIT("centos-release"), STR_INIT("centos") },
	{ STR_INIT("centos-linux-release"), STR_INIT("centos") },
	{ STR_INIT("centos-stream-release"), STR_INIT("centos") },
	{ STR_INIT("fedora-release-common"), STR_INIT("fedora") },
	{ STR_INIT("fedora-release"), STR_INIT("fedora") },
	{ STR_INIT("oraclelinux-release"), STR_INIT("ol") },
	{ STR_INIT("system-release"), STR_INIT("amzn") },
	{ STR_INIT("sles-release"), STR_INIT("sles") },
	{ STR_INIT("openSUSE-release"), STR_INIT("opensuse-leap") },
	{ STR_INIT("Leap-release"), STR_INIT("opensuse-leap") },
	{ STR_INIT("photon-release"), STR_INIT("photon") },
	{ STR_INIT("azurelinux-release"), STR_INIT("azurelinux") },
	{ STR_INIT("mariner-release"), STR_INIT("mariner") },
	{ STR_INIT("openEuler-release"), STR_INIT("openeuler") },
};

/* A tag in releases of packages: ".el9_3". */
struct tag {
	struct str text, distro;
};

static const struct tag tags[] = {
	{ STR_INIT(".el"), STR_INIT("") },	/* of several */
	{ STR_INIT(".fc"), STR_INIT("fedora") },
	{ STR_INIT(".amzn"), STR_INIT("amzn") },
	{ STR_INIT(".azl"), STR_INIT("azurelinux") },
	{ STR_INIT(".cm"), STR_INIT("mariner") },
};

struct evidence {
	struct str distro, release;	/* of a release package */
	struct str tag_distro, tag_release;	/* of the first tag seen */
	bool has_tag;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_number(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!is_digit(s.p[i]))
			return false;
	}
	return s.n > 0;
}

static bool
is_nothing(struct str s)
{
	return s.n == 0 || str_eq(s, S("(none)"));
}

/* Architectures that dpkg calls otherwise or does not know. */
static bool
is_arch(struct str s)
{
	static const struct str words[] = {
		STR_INIT("noarch"),
		STR_INIT("x86_64"),
		STR_INIT("x86_64_v2"),
		STR_INIT("aarch64"),
		STR_INIT("i386"),
		STR_INIT("i486"),
		STR_INIT("i586"),
		STR_INIT("i686"),
		STR_INIT("ppc64"),
		STR_INIT("ppc64le"),
		STR_INIT("s390x"),
		STR_INIT("s390"),
		STR_INIT("armv7hl"),
		STR_INIT("riscv64"),
		STR_INIT("loongarch64"),
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (str_eq(s, words[i]))
			return true;
	}
	return false;
}

/* The tag in a version, with the digits behind it; or NULL. */
static const struct tag *
tag_of(struct str version, struct str *digits)
{
	for (size_t i = 0; i < ARRAY_LEN(tags); i++) {
		size_t at = str_find(version, tags[i].text, 0), n = 0;

		if (at == SIZE_MAX)
			continue;
		at += tags[i].text.n;
		while (at + n < version.n && is_digit(version.p[at + n]))
			n++;
		*digits = str_sub(version, at, n);
		if (n > 0)
			return &tags[i];
	}
	return NULL;
}

/* What follows the last dot, when that is an architecture. */
static bool
cut_arch(struct str *s, struct str *arch)
{
	size_t i = s->n;

	while (i > 0 && s->p[i - 1] != '.')
		i--;
	if (i == 0 || !is_arch(str_from(*s, i)))
		return false;
	*arch = str_from(*s, i);
	s->n = i - 1;
	return true;
}

bool
inventory_rpm_line(const struct inventory_line *l)
{
	struct str arch, digits;

	for (size_t i = 0; i < l->n; i++) {
		struct str s = l->v[i];

		/* dpkg has these, too; then other columns tell. */
		if (str_eq(s, S("i386")) || str_eq(s, S("s390x")) ||
		    str_eq(s, S("ppc64")) || str_eq(s, S("riscv64")))
			continue;
		if (is_arch(s) || cut_arch(&s, &arch) ||
		    tag_of(s, &digits) != NULL)
			return true;
	}
	return false;
}

bool
inventory_rpm_is(const struct inventory_sight *s)
{
	struct inventory_line l;
	size_t off = 0, rows = 0, others = 0;

	while (
	    inventory_line_next(s->head, (struct span){ 0, 0, 0 }, &off, &l)) {
		if (l.text.n == 0)
			continue;
		inventory_line_split(&l);
		if (inventory_rpm_line(&l))
			rows++;
		else
			others++;
	}
	/* Packages without a distribution's tag are few. */
	return rows > 0 && rows >= others;
}

/* ---- lines ---- */

/*
 * [EPOCH:]NAME-[EPOCH:]VERSION-RELEASE[.ARCH]; the second place of the epoch
 * is rpm 4.14's, the first that of older queries.
 */
static bool
take_nevra(struct inventory_ware *w, struct str s)
{
	struct component *c = &w->c;
	struct str epoch, rest;

	(void)cut_arch(&s, &c->arch);
	if (!inventory_identity_nvr(s, &c->name, &c->version))
		return false;
	if (str_cut(c->name, ':', &epoch, &rest)) {
		w->epoch = epoch;
		c->name = rest;
	} else if (str_cut(c->version, ':', &epoch, &rest)) {
		w->epoch = epoch;
		c->version = rest;
	}
	return c->name.n > 0 && (is_number(w->epoch) || is_nothing(w->epoch));
}

/* Columns behind the release are known by their looks. */
static void
take_column(struct component *c, struct str s)
{
	if (is_nothing(s))
		return;
	if (is_arch(s))
		c->arch = s;
	else if (str_ends(s, S(".rpm")))
		inventory_identity_source(c, s);
	else if (str_find_byte(s, ':', 0) != SIZE_MAX && c->module.n == 0)
		c->module = inventory_identity_module(s);
}

/*
 * An epoch has version and release behind it; a version of digits alone has
 * its release, and then an architecture or nothing.
 */
static bool
is_epoch(const struct inventory_line *l, size_t i)
{
	return i + 2 < l->n &&
	    (is_nothing(l->v[i]) ||
		(is_number(l->v[i]) && !is_arch(l->v[i + 2]) &&
		    !str_ends(l->v[i + 2], S(".rpm"))));
}

static bool
take_columns(struct inventory_make *m, struct inventory_ware *w,
    const struct inventory_line *l)
{
	struct component *c = &w->c;
	size_t i = 1;

	c->name = l->v[0];
	if (is_epoch(l, i))
		w->epoch = l->v[i++];
	if (i == l->n || is_nothing(l->v[i]))
		return false;
	c->version = l->v[i++];
	if (str_find_byte(c->version, '-', 0) == SIZE_MAX && i < l->n &&
	    !is_arch(l->v[i]) && !is_nothing(l->v[i])) {
		c->version = str_fmt(m->perm, "%.*s-%.*s", STR_ARG(c->version),
		    STR_ARG(l->v[i]));
		i++;
	}
	for (; i < l->n; i++)
		take_column(c, l->v[i]);
	/* "1:1.2-3" and "(none):1.2-3" in one column. */
	if (str_starts(c->version, S("(none):")))
		c->version = str_from(c->version, 7);
	return is_digit(c->version.p[0]) ||
	    str_find_byte(c->version, '-', 0) != SIZE_MAX;
}

/* A whole NEVRA stands in the first column; the rest is a date or so. */
static bool
is_nevra(struct str s)
{
	struct str arch, name, version, digits;

	if (cut_arch(&s, &arch))
		return true;
	return inventory_identity_nvr(s, &name, &version) &&
	    tag_of(version, &digits) != NULL;
}

/* ---- the distribution ---- */

static void
see_evidence(struct evidence *e, const struct component *c)
{
	struct str version = c->version, rest, digits;
	const struct tag *tag = tag_of(version, &digits);

	if (tag != NULL && !e->has_tag) {
		e->has_tag = true;
		e->tag_distro = tag->distro;
		e->tag_release = digits;
	}
	for (size_t i = 0; i < ARRAY_LEN(releases); i++) {
		if (!str_eq(c->name, releases[i].package))
			continue;
		if (str_cut(version, ':', &rest, &digits))
			version = digits;
		(void)str_cut(version, '-', &version, &rest);
		if (str_eq(releases[i].distro, S("amzn")))
			(void)str_cut(version, '.', &version, &rest);
		e->distro = releases[i].distro;
		e->release = version;
		return;
	}
}

/* ---- the list ---- */

static void
see_line(struct inventory_make *m, struct evidence *e,
    struct inventory_line *l)
{
	struct inventory_ware w = { .c.at = l->at };
	bool ok;

	inventory_line_split(l);
	ok = l->n == 1 || is_nevra(l->v[0]) ? take_nevra(&w, l->v[0]) :
					      take_columns(m, &w, l);
	if (!ok) {
		inventory_line_report(m, l, HELP);
		return;
	}
	/* Keys stand among the packages. */
	if (str_eq(w.c.name, S("gpg-pubkey")))
		return;
	w.c.type = S("rpm");
	see_evidence(e, &w.c);
	inventory_make_component(m, &w);
}

void
inventory_rpm(struct inventory_make *m)
{
	struct evidence e = { 0 };
	struct inventory_line l;
	size_t off = 0;

	m->out->made_by = S("rpm");
	m->out->format = S("rpm -qa");
	while (!m->is_over && inventory_line_next(m->text, m->at, &off, &l)) {
		if (l.text.n > 0)
			see_line(m, &e, &l);
	}
	if (e.distro.n > 0)
		inventory_make_distro(m, e.distro, e.release);
	else if (e.has_tag)
		inventory_make_distro(m, e.tag_distro, e.tag_release);
}
