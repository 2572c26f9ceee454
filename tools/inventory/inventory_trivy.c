/*
 * Reports of Trivy (SchemaVersion 2).  Packages are listed with
 * --list-all-pkgs; without, only those that vulnerabilities name are known.
 */
#include "base/arena.h"
#include "base/attr.h"
#include "inventory/inventory_identity.h"
#include "inventory/inventory_impl.h"

struct os {
	struct inventory_text family, name;
};

struct task {
	struct os os;		/* Metadata.OS */
	struct inventory_text artifact, kind, made;
	size_t results;		/* met so far */
};

/* An item of Results. */
struct result {
	struct task *task;
	struct inventory_text class, type;
};

/* A package, or what a vulnerability says of it. */
struct package {
	struct result *result;
	struct inventory_text id, name, version, release, epoch, arch;
	struct inventory_text source, source_version, source_release;
	struct inventory_text source_epoch, module, dev, digest;
	struct inventory_text purl, uid;	/* Identifier */
	struct inventory_text *needs;
	size_t n, cap;
	/* Of vulnerabilities: */
	struct inventory_text flaw, fixed, status, title;
};

#define TEXT(type, name, field)						\
	{ STR_INIT(name), NULL, offsetof(struct type, field) }
#define SEE(name, function)	{ STR_INIT(name), function, 0 }

bool
inventory_trivy_is(const struct inventory_sight *s)
{
	return s->trivy.s.n > 0 && (s->artifact.s.n > 0 || s->has_results);
}

static void
see_identifier(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(package, "PURL", purl),
		TEXT(package, "UID", uid),
	};

	inventory_json_members(m, members, ARRAY_LEN(members), into);
}

static void
see_need(struct inventory_make *m, void *into)
{
	struct package *p = into;
	struct inventory_text t = inventory_json_text(m);

	p->needs = arena_grow(m->tmp, p->needs, p->n, &p->cap,
	    sizeof(*p->needs));
	p->needs[p->n++] = t;
}

static void
see_needs(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_need, into);
}

/* References are unique within one of the Results. */
static struct str
ref_of(struct inventory_make *m, const struct result *r, struct str id)
{
	return str_fmt(m->perm, "%zu/%.*s", r->task->results, STR_ARG(id));
}

static struct str
name_at_version(struct inventory_make *m, const struct package *p)
{
	return str_fmt(m->perm, "%.*s@%.*s", STR_ARG(p->name.s),
	    STR_ARG(p->version.s));
}

static struct str
package_ref(struct inventory_make *m, const struct package *p)
{
	return ref_of(m, p->result,
	    p->id.s.n > 0 ? p->id.s : name_at_version(m, p));
}

/* VERSION-RELEASE, with the epoch in front. */
static struct str
evr(struct inventory_make *m, struct str epoch, struct str version,
    struct str release)
{
	if (release.n > 0)
		version = str_fmt(m->perm, "%.*s-%.*s", STR_ARG(version),
		    STR_ARG(release));
	return inventory_identity_evr(m, epoch, version);
}

/* "sha1:..." */
static void
take_digest(struct inventory_ware *w, struct str s)
{
	struct str algorithm, value;

	if (str_cut(s, ':', &algorithm, &value))
		inventory_make_hash(w, algorithm, value);
}

/* Package and the parts of its version that are told apart. */
static void
take_package(struct inventory_make *m, const struct package *p, struct span at)
{
	const struct result *r = p->result;
	struct inventory_ware w = { .c.at = at };
	struct component *c = &w.c;

	c->ref = package_ref(m, p);
	c->name = p->name.s;
	c->version = evr(m, p->epoch.s, p->version.s, p->release.s);
	c->arch = p->arch.s;
	c->source = p->source.s;
	c->source_version = evr(m, p->source_epoch.s, p->source_version.s,
	    p->source_release.s);
	c->module = inventory_identity_module(p->module.s);
	c->is_optional = str_eq(p->dev.s, S("true"));
	c->type = inventory_identity_type(r->type.s);
	c->purl = p->purl.s;
	w.purl_at = p->purl.at;
	if (str_eq(r->class.s, S("os-pkgs"))) {
		c->distro = inventory_identity_os(r->task->os.family.s);
		c->release = r->task->os.name.s;
	}
	if (c->name.n > 0)
		c->at = p->name.at;
	take_digest(&w, p->digest.s);
	inventory_make_component(m, &w);
	for (size_t i = 0; i < p->n; i++)
		inventory_make_edge(m, c->ref,
		    (struct inventory_text){ ref_of(m, r, p->needs[i].s),
			p->needs[i].at },
		    INVENTORY_NEEDS);
}

static void
see_package(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(package, "ID", id),
		TEXT(package, "Name", name),
		TEXT(package, "Version", version),
		TEXT(package, "Release", release),
		TEXT(package, "Epoch", epoch),
		TEXT(package, "Arch", arch),
		TEXT(package, "SrcName", source),
		TEXT(package, "SrcVersion", source_version),
		TEXT(package, "SrcRelease", source_release),
		TEXT(package, "SrcEpoch", source_epoch),
		TEXT(package, "Modularitylabel", module),
		TEXT(package, "Dev", dev),
		TEXT(package, "Digest", digest),
		SEE("Identifier", see_identifier),
		SEE("DependsOn", see_needs),
	};
	struct span at = m->json.at;
	struct package p = { .result = into };

	inventory_json_members(m, members, ARRAY_LEN(members), &p);
	take_package(m, &p, at);
}

static void
see_packages(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_package, into);
}

/* Trivy's Status tells of the fix; two of its words are VEX's. */
static struct component_finding
finding_of(const struct package *p)
{
	struct component_finding f = {
		.id = p->flaw.s,
		.fixed = p->fixed.s,
		.detail = p->title.s,
	};

	if (str_eq(p->status.s, S("not_affected")) ||
	    str_eq(p->status.s, S("under_investigation")))
		f.status = p->status.s;
	else if (str_eq(p->status.s, S("will_not_fix")) ||
	    str_eq(p->status.s, S("fix_deferred")) ||
	    str_eq(p->status.s, S("end_of_life")))
		f.detail = p->status.s;
	return f;
}

static void
see_flaw(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(package, "VulnerabilityID", flaw),
		TEXT(package, "PkgID", id),
		TEXT(package, "PkgName", name),
		TEXT(package, "InstalledVersion", version),
		TEXT(package, "FixedVersion", fixed),
		TEXT(package, "Status", status),
		TEXT(package, "Title", title),
		SEE("PkgIdentifier", see_identifier),
	};
	struct span at = m->json.at;
	struct package p = { .result = into };
	struct component_finding f;

	inventory_json_members(m, members, ARRAY_LEN(members), &p);
	/* The package once more; the one that stands first counts. */
	take_package(m, &p, at);
	f = finding_of(&p);
	inventory_make_finding(m, package_ref(m, &p), at, &f);
}

static void
see_flaws(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_flaw, into);
}

static void
see_result(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(result, "Class", class),
		TEXT(result, "Type", type),
		SEE("Packages", see_packages),
		SEE("Vulnerabilities", see_flaws),
	};
	struct task *t = into;
	struct result r = { .task = t };

	t->results++;
	inventory_json_members(m, members, ARRAY_LEN(members), &r);
}

static void
see_results(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_result, into);
}

static void
see_os(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(os, "Family", family),
		TEXT(os, "Name", name),
	};
	struct task *t = into;

	inventory_json_members(m, members, ARRAY_LEN(members), &t->os);
}

static void
see_metadata(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		SEE("OS", see_os),
	};

	inventory_json_members(m, members, ARRAY_LEN(members), into);
}

void
inventory_trivy(struct inventory_make *m)
{
	static const struct inventory_member members[] = {
		TEXT(task, "ArtifactName", artifact),
		TEXT(task, "ArtifactType", kind),
		TEXT(task, "CreatedAt", made),
		SEE("Metadata", see_metadata),
		SEE("Results", see_results),
	};
	struct task t = { 0 };

	m->has_twins = true;
	inventory_json_members(m, members, ARRAY_LEN(members), &t);
	m->out->format = S("Trivy");
	m->out->made_by = S("Trivy");
	m->out->made_at = t.made.s;
	m->out->self.name = t.artifact.s;
	if (str_eq(t.kind.s, S("container_image")))
		m->out->self.kind = S("container");
}
