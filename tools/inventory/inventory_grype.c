/*
 * Reports of Grype: matches, each with its package; the same package stands in
 * several.  Packages without matches are not known.
 */
#include "base/attr.h"
#include "inventory/inventory_identity.h"
#include "inventory/inventory_impl.h"

struct distro {
	struct inventory_text name, version;
};

struct task {
	struct distro distro;
	struct inventory_text version, made;	/* descriptor */
};

struct match {
	struct inventory_text id, name, version, type, purl;
	struct inventory_text source, source_version;	/* upstreams */
	struct inventory_text epoch, module, arch;	/* metadata */
	struct inventory_text flaw, state;
	struct str fixed;
	struct span at;
};

#define TEXT(type, name, field)						\
	{ STR_INIT(name), NULL, offsetof(struct type, field) }
#define SEE(name, function)	{ STR_INIT(name), function, 0 }

bool
inventory_grype_is(const struct inventory_sight *s)
{
	return s->has_matches && s->has_descriptor;
}

static void
see_fixed_version(struct inventory_make *m, void *into)
{
	struct match *x = into;
	struct str s = inventory_json_text(m).s;

	if (x->fixed.n + s.n > LIMIT_INVENTORY_TEXT)
		return;
	x->fixed = x->fixed.n == 0 ?
	    s :
	    str_fmt(m->perm, "%.*s, %.*s", STR_ARG(x->fixed), STR_ARG(s));
}

static void
see_fixed(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_fixed_version, into);
}

static void
see_fix(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(match, "state", state),
		SEE("versions", see_fixed),
	};

	inventory_json_members(m, members, ARRAY_LEN(members), into);
}

static void
see_vulnerability(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(match, "id", flaw),
		SEE("fix", see_fix),
	};

	inventory_json_members(m, members, ARRAY_LEN(members), into);
}

/* The first source package is the one it was built from. */
static void
see_upstream(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(match, "name", source),
		TEXT(match, "version", source_version),
	};
	struct match *x = into;
	struct match one = { 0 };

	inventory_json_members(m, members, ARRAY_LEN(members), &one);
	if (x->source.s.n > 0)
		return;
	x->source = one.source;
	x->source_version = one.source_version;
}

static void
see_upstreams(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_upstream, into);
}

/* Of deb and rpm; other packages have other members there. */
static void
see_metadata(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(match, "epoch", epoch),
		TEXT(match, "modularityLabel", module),
		TEXT(match, "architecture", arch),
	};

	inventory_json_members(m, members, ARRAY_LEN(members), into);
}

static void
see_artifact(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(match, "id", id),
		TEXT(match, "name", name),
		TEXT(match, "version", version),
		TEXT(match, "type", type),
		TEXT(match, "purl", purl),
		SEE("upstreams", see_upstreams),
		SEE("metadata", see_metadata),
	};

	inventory_json_members(m, members, ARRAY_LEN(members), into);
}

static bool
has_epochs(struct str type)
{
	return str_eq(type, S("rpm")) || str_eq(type, S("deb"));
}

static void
take_match(struct inventory_make *m, const struct match *x)
{
	struct inventory_ware w = { .c.at = x->at };
	struct component *c = &w.c;
	struct component_finding f = {
		.id = x->flaw.s,
		.fixed = x->fixed,
	};

	c->ref = x->id.s.n > 0 ?
	    x->id.s :
	    str_fmt(m->perm, "%.*s@%.*s", STR_ARG(x->name.s),
		STR_ARG(x->version.s));
	c->name = x->name.s;
	c->version = x->version.s;
	c->type = inventory_identity_type(x->type.s);
	c->purl = x->purl.s;
	w.purl_at = x->purl.at;
	if (has_epochs(c->type))
		w.epoch = x->epoch.s;
	c->module = inventory_identity_module(x->module.s);
	c->arch = x->arch.s;
	c->source = x->source.s;
	c->source_version = x->source_version.s;
	if (c->name.n > 0)
		c->at = x->name.at;
	inventory_make_component(m, &w);
	if (str_eq(x->state.s, S("wont-fix")))
		f.detail = x->state.s;
	inventory_make_finding(m, c->ref, x->at, &f);
}

static void
see_match(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		SEE("vulnerability", see_vulnerability),
		SEE("artifact", see_artifact),
	};
	struct match x = { .at = m->json.at };

	(void)into;
	inventory_json_members(m, members, ARRAY_LEN(members), &x);
	take_match(m, &x);
}

static void
see_matches(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_match, into);
}

static void
see_distro(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(distro, "name", name),
		TEXT(distro, "version", version),
	};
	struct task *t = into;

	inventory_json_members(m, members, ARRAY_LEN(members), &t->distro);
}

static void
see_descriptor(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(task, "version", version),
		TEXT(task, "timestamp", made),
	};

	inventory_json_members(m, members, ARRAY_LEN(members), into);
}

void
inventory_grype(struct inventory_make *m)
{
	static const struct inventory_member members[] = {
		SEE("matches", see_matches),
		SEE("distro", see_distro),
		SEE("descriptor", see_descriptor),
	};
	struct task t = { 0 };

	m->has_twins = true;
	inventory_json_members(m, members, ARRAY_LEN(members), &t);
	/* The distribution stands behind the packages. */
	inventory_make_distro(m, inventory_identity_os(t.distro.name.s),
	    t.distro.version.s);
	m->out->format = S("Grype");
	m->out->made_by = S("Grype");
	m->out->made_at = t.made.s;
}
