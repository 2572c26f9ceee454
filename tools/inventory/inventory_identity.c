#include "inventory/inventory_identity.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "inventory/inventory_make.h"
#include "version/cpe.h"
#include "version/cpe_mend.h"
#include "version/percent.h"
#include "version/purl.h"

struct pair {
	struct str from, to;
};

/* Names of distributions, as the tools write them, to os-release(5). */
static const struct pair oses[] = {
	{ STR_INIT("alma"), STR_INIT("almalinux") },
	{ STR_INIT("amazon"), STR_INIT("amzn") },
	{ STR_INIT("amazonlinux"), STR_INIT("amzn") },
	{ STR_INIT("cbl-mariner"), STR_INIT("mariner") },
	{ STR_INIT("centos-stream"), STR_INIT("centos") },
	{ STR_INIT("fc"), STR_INIT("fedora") },
	{ STR_INIT("opensuse.leap"), STR_INIT("opensuse-leap") },
	{ STR_INIT("opensuse.tumbleweed"), STR_INIT("opensuse-tumbleweed") },
	{ STR_INIT("oracle"), STR_INIT("ol") },
	{ STR_INIT("oraclelinux"), STR_INIT("ol") },
	{ STR_INIT("redhat"), STR_INIT("rhel") },
	{ STR_INIT("rockylinux"), STR_INIT("rocky") },
	{ STR_INIT("sle"), STR_INIT("sles") },
	{ STR_INIT("suse linux enterprise server"), STR_INIT("sles") },
	{ STR_INIT("suse"), STR_INIT("sles") },
};

struct codename {
	struct str name, distro, release;
};

#define CODENAME(name, distro, release)					\
	{ STR_INIT(name), STR_INIT(distro), STR_INIT(release) }

/* Code names of the releases that are still in use somewhere. */
static const struct codename codenames[] = {
	CODENAME("jessie", "debian", "8"),
	CODENAME("stretch", "debian", "9"),
	CODENAME("buster", "debian", "10"),
	CODENAME("bullseye", "debian", "11"),
	CODENAME("bookworm", "debian", "12"),
	CODENAME("trixie", "debian", "13"),
	CODENAME("forky", "debian", "14"),
	CODENAME("precise", "ubuntu", "12.04"),
	CODENAME("trusty", "ubuntu", "14.04"),
	CODENAME("xenial", "ubuntu", "16.04"),
	CODENAME("yakkety", "ubuntu", "16.10"),
	CODENAME("zesty", "ubuntu", "17.04"),
	CODENAME("artful", "ubuntu", "17.10"),
	CODENAME("bionic", "ubuntu", "18.04"),
	CODENAME("cosmic", "ubuntu", "18.10"),
	CODENAME("disco", "ubuntu", "19.04"),
	CODENAME("eoan", "ubuntu", "19.10"),
	CODENAME("focal", "ubuntu", "20.04"),
	CODENAME("groovy", "ubuntu", "20.10"),
	CODENAME("hirsute", "ubuntu", "21.04"),
	CODENAME("impish", "ubuntu", "21.10"),
	CODENAME("jammy", "ubuntu", "22.04"),
	CODENAME("kinetic", "ubuntu", "22.10"),
	CODENAME("lunar", "ubuntu", "23.04"),
	CODENAME("mantic", "ubuntu", "23.10"),
	CODENAME("noble", "ubuntu", "24.04"),
	CODENAME("oracular", "ubuntu", "24.10"),
	CODENAME("plucky", "ubuntu", "25.04"),
	CODENAME("questing", "ubuntu", "25.10"),
	CODENAME("resolute", "ubuntu", "26.04"),
};

/* Kinds of packages, in the words of Trivy and Grype, to purl types. */
static const struct pair types[] = {
	{ STR_INIT("alma"), STR_INIT("rpm") },
	{ STR_INIT("almalinux"), STR_INIT("rpm") },
	{ STR_INIT("alpine"), STR_INIT("apk") },
	{ STR_INIT("amazon"), STR_INIT("rpm") },
	{ STR_INIT("apk"), STR_INIT("apk") },
	{ STR_INIT("arch"), STR_INIT("alpm") },
	{ STR_INIT("azurelinux"), STR_INIT("rpm") },
	{ STR_INIT("bun"), STR_INIT("npm") },
	{ STR_INIT("bundler"), STR_INIT("gem") },
	{ STR_INIT("cargo"), STR_INIT("cargo") },
	{ STR_INIT("cbl-mariner"), STR_INIT("rpm") },
	{ STR_INIT("centos"), STR_INIT("rpm") },
	{ STR_INIT("chainguard"), STR_INIT("apk") },
	{ STR_INIT("cocoapods"), STR_INIT("cocoapods") },
	{ STR_INIT("composer"), STR_INIT("composer") },
	{ STR_INIT("composer-vendor"), STR_INIT("composer") },
	{ STR_INIT("conan"), STR_INIT("conan") },
	{ STR_INIT("conda-environment"), STR_INIT("conda") },
	{ STR_INIT("conda-pkg"), STR_INIT("conda") },
	{ STR_INIT("dart-pub"), STR_INIT("pub") },
	{ STR_INIT("deb"), STR_INIT("deb") },
	{ STR_INIT("debian"), STR_INIT("deb") },
	{ STR_INIT("dotnet"), STR_INIT("nuget") },
	{ STR_INIT("dotnet-core"), STR_INIT("nuget") },
	{ STR_INIT("fedora"), STR_INIT("rpm") },
	{ STR_INIT("gem"), STR_INIT("gem") },
	{ STR_INIT("gemspec"), STR_INIT("gem") },
	{ STR_INIT("go-module"), STR_INIT("golang") },
	{ STR_INIT("gobinary"), STR_INIT("golang") },
	{ STR_INIT("gomod"), STR_INIT("golang") },
	{ STR_INIT("gradle"), STR_INIT("maven") },
	{ STR_INIT("hex"), STR_INIT("hex") },
	{ STR_INIT("jar"), STR_INIT("maven") },
	{ STR_INIT("java-archive"), STR_INIT("maven") },
	{ STR_INIT("julia"), STR_INIT("julia") },
	{ STR_INIT("mix.lock"), STR_INIT("hex") },
	{ STR_INIT("node-pkg"), STR_INIT("npm") },
	{ STR_INIT("npm"), STR_INIT("npm") },
	{ STR_INIT("nuget"), STR_INIT("nuget") },
	{ STR_INIT("nuget-config"), STR_INIT("nuget") },
	{ STR_INIT("opensuse-leap"), STR_INIT("rpm") },
	{ STR_INIT("opensuse-tumbleweed"), STR_INIT("rpm") },
	{ STR_INIT("opensuse.leap"), STR_INIT("rpm") },
	{ STR_INIT("oracle"), STR_INIT("rpm") },
	{ STR_INIT("packages-props"), STR_INIT("nuget") },
	{ STR_INIT("photon"), STR_INIT("rpm") },
	{ STR_INIT("php-composer"), STR_INIT("composer") },
	{ STR_INIT("pip"), STR_INIT("pypi") },
	{ STR_INIT("pipenv"), STR_INIT("pypi") },
	{ STR_INIT("pnpm"), STR_INIT("npm") },
	{ STR_INIT("pod"), STR_INIT("cocoapods") },
	{ STR_INIT("poetry"), STR_INIT("pypi") },
	{ STR_INIT("pom"), STR_INIT("maven") },
	{ STR_INIT("pub"), STR_INIT("pub") },
	{ STR_INIT("pubspec.lock"), STR_INIT("pub") },
	{ STR_INIT("python"), STR_INIT("pypi") },
	{ STR_INIT("python-pkg"), STR_INIT("pypi") },
	{ STR_INIT("redhat"), STR_INIT("rpm") },
	{ STR_INIT("rocky"), STR_INIT("rpm") },
	{ STR_INIT("rpm"), STR_INIT("rpm") },
	{ STR_INIT("rust-crate"), STR_INIT("cargo") },
	{ STR_INIT("rustbinary"), STR_INIT("cargo") },
	{ STR_INIT("sbt"), STR_INIT("maven") },
	{ STR_INIT("suse linux enterprise server"), STR_INIT("rpm") },
	{ STR_INIT("swift"), STR_INIT("swift") },
	{ STR_INIT("ubuntu"), STR_INIT("deb") },
	{ STR_INIT("uv"), STR_INIT("pypi") },
	{ STR_INIT("wolfi"), STR_INIT("apk") },
	{ STR_INIT("yarn"), STR_INIT("npm") },
};

static struct str
look_up(const struct pair *v, size_t n, struct str key)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq_nocase(v[i].from, key))
			return v[i].to;
	}
	return (struct str){ NULL, 0 };
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

struct str
inventory_identity_type(struct str kind)
{
	return look_up(types, ARRAY_LEN(types), kind);
}

bool
inventory_identity_is_packaged(struct str type)
{
	return str_eq(type, S("deb")) || str_eq(type, S("rpm")) ||
	    str_eq(type, S("apk")) || str_eq(type, S("alpm"));
}

struct str
inventory_identity_os(struct str name)
{
	struct str os = look_up(oses, ARRAY_LEN(oses), name);

	return os.n > 0 ? os : name;
}

void
inventory_identity_distro(struct component *c, struct str text)
{
	size_t cut = str_find_byte(text, '(', 0);
	size_t i;

	text = str_trim(str_sub(text, 0, cut));
	for (i = 0; i < ARRAY_LEN(codenames); i++) {
		if (!str_eq(text, codenames[i].name))
			continue;
		c->distro = codenames[i].distro;
		c->release = codenames[i].release;
		return;
	}
	/* A release begins with a digit, behind a hyphen or letters alone. */
	for (i = 0; i < text.n && !is_digit(text.p[i]); i++)
		continue;
	cut = i > 0 && text.p[i - 1] == '-' ? i - 1 : i;
	c->release = str_from(text, i);
	/* "el9" is built by several distributions. */
	if (!str_eq(str_sub(text, 0, cut), S("el")))
		c->distro = inventory_identity_os(str_sub(text, 0, cut));
}

bool
inventory_identity_nvr(struct str text, struct str *name, struct str *version)
{
	size_t i = text.n;

	for (int hyphens = 0; hyphens < 2; hyphens++) {
		while (i > 0 && text.p[i - 1] != '-')
			i--;
		if (i < 2)
			return false;
		i--;
	}
	*name = str_sub(text, 0, i);
	*version = str_from(text, i + 1);
	return true;
}

void
inventory_identity_source(struct component *c, struct str text)
{
	struct str rest;

	if (str_ends(text, S(".rpm"))) {
		text.n -= 4;
		if (str_ends(text, S(".nosrc")))
			text.n -= 6;
		else if (str_ends(text, S(".src")))
			text.n -= 4;
		(void)inventory_identity_nvr(text, &c->source,
		    &c->source_version);
		return;
	}
	if (str_cut(text, ' ', &c->source, &rest) && rest.n > 2 &&
	    rest.p[0] == '(' && rest.p[rest.n - 1] == ')')
		c->source_version = str_sub(rest, 1, rest.n - 2);
	else if (str_cut(text, '@', &c->source, &rest))
		c->source_version = rest;
}

struct str
inventory_identity_module(struct str label)
{
	size_t i = str_find_byte(label, ':', 0);

	if (i == SIZE_MAX)
		return (struct str){ NULL, 0 };
	return str_sub(label, 0, str_find_byte(label, ':', i + 1));
}

struct str
inventory_identity_evr(struct inventory_make *m, struct str epoch,
    struct str version)
{
	size_t colon = str_find_byte(version, ':', 0);

	if (version.n == 0 || epoch.n == 0 || str_eq(epoch, S("0")) ||
	    str_eq(epoch, S("(none)")) || colon != SIZE_MAX)
		return version;
	return str_fmt(m->perm, "%.*s:%.*s", STR_ARG(epoch), STR_ARG(version));
}

static void
see_qualifier(struct inventory_make *m, struct inventory_ware *w,
    struct str key, struct str value)
{
	struct component *c = &w->c;

	if (str_eq(key, S("distro")) && c->distro.n == 0 && c->release.n == 0)
		inventory_identity_distro(c, str_dup(m->perm, value));
	else if (str_eq(key, S("arch")) && c->arch.n == 0)
		c->arch = str_dup(m->perm, value);
	else if (str_eq(key, S("epoch")) && w->epoch.n == 0)
		w->epoch = str_dup(m->perm, value);
	else if (str_eq(key, S("upstream")) && c->source.n == 0)
		inventory_identity_source(c, str_dup(m->perm, value));
	else if (c->module.n == 0 &&
	    (str_eq(key, S("modularitylabel")) || str_eq(key, S("rpmmod"))))
		c->module = inventory_identity_module(str_dup(m->perm, value));
}

/* What a valid purl tells; p lives in the make's tmp. */
static void
see_purl(struct inventory_make *m, struct inventory_ware *w,
    const struct purl *p)
{
	struct str rest = p->qualifiers, one, key, value;
	struct component *c = &w->c;
	size_t bad;

	if (c->type.n == 0)
		c->type = str_dup(m->perm, p->type);
	if (c->name.n == 0)
		c->name = str_dup(m->perm, p->name);
	/* Some tools write the epoch there alone. */
	if (c->version.n == 0 ||
	    (inventory_identity_is_packaged(p->type) &&
		p->version.n > c->version.n + 1 &&
		str_ends(p->version, c->version) &&
		p->version.p[p->version.n - c->version.n - 1] == ':'))
		c->version = str_dup(m->perm, p->version);
	while (rest.n > 0) {
		(void)str_cut(rest, '&', &one, &rest);
		(void)str_cut(one, '=', &key, &value);
		if (percent_decode(m->tmp, value, &value, &bad))
			see_qualifier(m, w, key, value);
	}
	if (inventory_identity_is_packaged(p->type) && c->distro.n == 0)
		c->distro = inventory_identity_os(
		    str_dup(m->perm, p->namespace));
}

/*
 * Go's standard library is in no module, so it has no namespace, which the type
 * demands; all tools name it so, and the Go vulnerability database "stdlib".
 */
static bool
see_stdlib(struct component *c)
{
	static const struct str name = STR_INIT("pkg:golang/stdlib");
	struct str version = c->purl, rest;

	if (!str_starts(c->purl, name) ||
	    (c->purl.n > name.n && c->purl.p[name.n] != '@'))
		return false;
	(void)str_cut(str_from(c->purl, name.n), '?', &version, &rest);
	c->type = S("golang");
	c->name = S("stdlib");
	if (c->version.n == 0)
		c->version = str_from(version, 1);
	c->purl = (struct str){ NULL, 0 };
	return true;
}

static void
settle_purl(struct inventory_make *m, struct inventory_ware *w)
{
	struct scratch tmp = scratch_begin(m->tmp);
	struct purl p;
	const char *why;

	if (purl_parse(m->tmp, w->c.purl, &p, &why)) {
		see_purl(m, w, &p);
		scratch_end(tmp);
		return;
	}
	scratch_end(tmp);
	if (see_stdlib(&w->c))
		return;
	diag_report(m->d, DIAG_ALERT, "inventory-identity", w->purl_at,
	    "'%.*s' is no package URL: %s",
	    STR_ARG(inventory_make_quote(w->c.purl)), why);
	diag_help(m->d,
	    "write pkg:TYPE/NAMESPACE/NAME@VERSION; until then the "
	    "component is known by its name alone");
	w->c.purl = (struct str){ NULL, 0 };
}

static void
settle_cpe(struct inventory_make *m, struct inventory_ware *w)
{
	struct str meant;
	struct cpe cpe;
	const char *why;

	if (cpe_parse(w->c.cpe, &cpe, &why)) {
		if (cpe.is_uri)
			w->c.cpe = cpe_formatted(m->perm, &cpe);
		return;
	}
	if (cpe_mend(m->perm, w->c.cpe, &meant)) {
		diag_report(m->d, DIAG_ALERT, "inventory-identity", w->cpe_at,
		    "'%.*s' is no CPE name: %s; it is read as '%.*s'",
		    STR_ARG(inventory_make_quote(w->c.cpe)), why,
		    STR_ARG(meant));
		diag_help(m->d, "write '%.*s'", STR_ARG(meant));
		w->c.cpe = meant;
		return;
	}
	diag_report(m->d, DIAG_ALERT, "inventory-identity", w->cpe_at,
	    "'%.*s' is no CPE name: %s",
	    STR_ARG(inventory_make_quote(w->c.cpe)), why);
	diag_help(m->d,
	    "write cpe:2.3: and eleven parts; until then the "
	    "component is known without it");
	w->c.cpe = (struct str){ NULL, 0 };
}

void
inventory_identity_settle(struct inventory_make *m, struct inventory_ware *w)
{
	struct component *c = &w->c;

	if (c->purl.n > 0)
		settle_purl(m, w);
	if (c->cpe.n > 0)
		settle_cpe(m, w);
	c->version = inventory_identity_evr(m, w->epoch, c->version);
}
