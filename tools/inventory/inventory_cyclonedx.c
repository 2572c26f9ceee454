/*
 * CycloneDX JSON (ECMA-424): what is read here has had the same shape since
 * version 1.2 and may be in any order.
 */
#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "inventory/inventory_identity.h"
#include "inventory/inventory_impl.h"
#include "version/percent.h"

/* References, of one object at a time. */
struct refs {
	struct inventory_text *v;
	size_t n, cap;
};

struct task {
	struct inventory_text version, serial;	/* of the document */
	struct refs kids;	/* of the components that are being read */
	struct refs refs;	/* of the dependency or vulnerability */
	bool is_self;		/* metadata.component is read */
};

/* A component as it is read. */
struct part {
	struct task *task;
	struct inventory_text ref, type, group, name, version, purl, cpe;
	struct inventory_text publisher, supplier, maker, scope;
	struct str source_release, source_epoch;	/* Trivy's */
	struct inventory_ware w;	/* digests and properties */
};

struct hash {
	struct inventory_text algorithm, value;
};

struct property {
	struct inventory_text name, value;
};

/* An item of evidence.identity. */
struct evidence {
	struct inventory_text field, value;
};

struct flaw {
	struct task *task;
	struct inventory_text id, state, justification, detail, advice;
};

struct dependency {
	struct task *task;
	struct inventory_text ref;
};

bool
inventory_cyclonedx_is(const struct inventory_sight *s)
{
	return str_eq(s->bom_format.s, S("CycloneDX"));
}

#define TEXT(type, name, field)						\
	{ STR_INIT(name), NULL, offsetof(struct type, field) }
#define SEE(name, function)	{ STR_INIT(name), function, 0 }

/* Each takes bytes of the document, so they are bounded with it. */
static void
add_ref(struct inventory_make *m, struct refs *r, struct inventory_text t)
{
	r->v = arena_grow(m->tmp, r->v, r->n, &r->cap, sizeof(*r->v));
	r->v[r->n++] = t;
}

static void
see_ref(struct inventory_make *m, void *into)
{
	add_ref(m, into, inventory_json_text(m));
}

/* ---- components ---- */

static void
see_hash(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(hash, "alg", algorithm),
		TEXT(hash, "content", value),
	};
	struct part *p = into;
	struct hash h = { 0 };

	inventory_json_members(m, members, ARRAY_LEN(members), &h);
	inventory_make_hash(&p->w, h.algorithm.s, h.value.s);
}

static void
see_hashes(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_hash, into);
}

/* What Trivy and Syft tell in properties of their own. */
static void
take_property(struct part *part, struct str key, struct str value)
{
	struct component *c = &part->w.c;

	if (str_eq(key, S("aquasecurity:trivy:SrcName")) ||
	    str_eq(key, S("syft:metadata:source")))
		c->source = value;
	else if (str_eq(key, S("aquasecurity:trivy:SrcVersion")) ||
	    str_eq(key, S("syft:metadata:sourceVersion")))
		c->source_version = value;
	else if (str_eq(key, S("aquasecurity:trivy:SrcRelease")))
		part->source_release = value;
	else if (str_eq(key, S("aquasecurity:trivy:SrcEpoch")))
		part->source_epoch = value;
	else if (str_eq(key, S("syft:metadata:sourceRpm")))
		inventory_identity_source(c, value);
	else if (str_eq(key, S("aquasecurity:trivy:Modularitylabel")) ||
	    str_eq(key, S("syft:metadata:modularityLabel")))
		c->module = inventory_identity_module(value);
}

static void
see_property(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(property, "name", name),
		TEXT(property, "value", value),
	};
	struct property p = { 0 };

	inventory_json_members(m, members, ARRAY_LEN(members), &p);
	if (p.value.s.n > 0)
		take_property(into, p.name.s, p.value.s);
}

static void
see_properties(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_property, into);
}

struct organisation {
	struct inventory_text name;
};

static struct inventory_text
organisation(struct inventory_make *m)
{
	static const struct inventory_member members[] = {
		TEXT(organisation, "name", name),
	};
	struct organisation o = { 0 };

	inventory_json_members(m, members, ARRAY_LEN(members), &o);
	return o.name;
}

static void
see_supplier(struct inventory_make *m, void *into)
{
	struct part *p = into;

	p->supplier = organisation(m);
}

static void
see_maker(struct inventory_make *m, void *into)
{
	struct part *p = into;

	p->maker = organisation(m);
}

/* What was found out of a field counts where the field tells nothing. */
static void
see_identity_item(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(evidence, "field", field),
		TEXT(evidence, "concludedValue", value),
	};
	struct part *p = into;
	struct evidence e = { 0 };
	struct inventory_text *to = NULL;

	inventory_json_members(m, members, ARRAY_LEN(members), &e);
	if (str_eq(e.field.s, S("purl")))
		to = &p->purl;
	else if (str_eq(e.field.s, S("cpe")))
		to = &p->cpe;
	else if (str_eq(e.field.s, S("version")))
		to = &p->version;
	else if (str_eq(e.field.s, S("name")))
		to = &p->name;
	if (to != NULL && to->s.n == 0)
		*to = e.value;
}

/* An object in 1.5, a list since 1.6. */
static void
see_identity(struct inventory_make *m, void *into)
{
	if (m->json.ev == JSON_ARRAY_BEGIN)
		inventory_json_items(m, see_identity_item, into);
	else
		see_identity_item(m, into);
}

static void
see_evidence(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		SEE("identity", see_identity),
	};
	/* Members that come later replace what evidence said. */
	inventory_json_members(m, members, ARRAY_LEN(members), into);
}

static void see_components(struct inventory_make *m, void *into);

static const struct inventory_member part_members[] = {
	TEXT(part, "bom-ref", ref),
	TEXT(part, "type", type),
	TEXT(part, "group", group),
	TEXT(part, "name", name),
	TEXT(part, "version", version),
	TEXT(part, "purl", purl),
	TEXT(part, "cpe", cpe),
	TEXT(part, "publisher", publisher),
	TEXT(part, "scope", scope),
	SEE("supplier", see_supplier),
	SEE("manufacturer", see_maker),
	SEE("hashes", see_hashes),
	SEE("properties", see_properties),
	SEE("evidence", see_evidence),
	SEE("components", see_components),
};

/* Trivy gives version, release and epoch of the source apart. */
static void
join_source(struct inventory_make *m, struct part *p)
{
	struct component *c = &p->w.c;

	if (p->source_release.n > 0 && c->source_version.n > 0)
		c->source_version = str_fmt(m->perm, "%.*s-%.*s",
		    STR_ARG(c->source_version), STR_ARG(p->source_release));
	c->source_version = inventory_identity_evr(m, p->source_epoch,
	    c->source_version);
}

static void
take_part(struct inventory_make *m, struct part *p)
{
	struct component *c = &p->w.c;

	c->ref = p->ref.s;
	c->kind = p->type.s;
	c->name = p->name.s;
	c->version = p->version.s;
	c->purl = p->purl.s;
	c->cpe = p->cpe.s;
	p->w.purl_at = p->purl.at;
	p->w.cpe_at = p->cpe.at;
	c->is_optional = str_eq(p->scope.s, S("optional")) ||
	    str_eq(p->scope.s, S("excluded"));
	c->vendor = p->supplier.s.n > 0 ? p->supplier.s :
	    p->maker.s.n > 0            ? p->maker.s :
	    p->publisher.s.n > 0        ? p->publisher.s :
					  p->group.s;
	if (p->name.s.n > 0)
		c->at = p->name.at;
	join_source(m, p);
	/* Trivy names a distribution as a component of its own. */
	if (str_eq(c->kind, S("operating-system")) && c->purl.n == 0) {
		c->distro = inventory_identity_os(c->name);
		c->release = c->version;
	}
	if (p->task->is_self)
		inventory_make_self(m, &p->w);
	else
		inventory_make_component(m, &p->w);
}

static void
see_component(struct inventory_make *m, void *into)
{
	struct task *t = into;
	struct part p = { .task = t, .w.c.at = m->json.at };
	size_t kids = t->kids.n;
	bool is_self = t->is_self;

	inventory_json_members(m, part_members, ARRAY_LEN(part_members), &p);
	t->is_self = is_self;
	take_part(m, &p);
	while (t->kids.n > kids)
		inventory_make_edge(m, p.ref.s, t->kids.v[--t->kids.n],
		    INVENTORY_CONTAINS);
	if (p.ref.s.n > 0)
		add_ref(m, &t->kids, p.ref);
}

static void
see_components(struct inventory_make *m, void *into)
{
	struct part *p = into;

	p->task->is_self = false;
	inventory_json_items(m, see_component, p->task);
}

static void
see_all_components(struct inventory_make *m, void *into)
{
	struct task *t = into;

	inventory_json_items(m, see_component, t);
	/* The outermost are in nothing. */
	t->kids.n = 0;
}

/* ---- dependencies and services ---- */

static void
see_needs(struct inventory_make *m, void *into)
{
	struct dependency *p = into;

	inventory_json_items(m, see_ref, &p->task->refs);
}

static void
see_dependency(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(dependency, "ref", ref),
		SEE("dependsOn", see_needs),
	};
	struct task *t = into;
	struct dependency p = { .task = t };

	t->refs.n = 0;
	inventory_json_members(m, members, ARRAY_LEN(members), &p);
	for (size_t i = 0; i < t->refs.n; i++)
		inventory_make_edge(m, p.ref.s, t->refs.v[i], INVENTORY_NEEDS);
}

static void
see_dependencies(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_dependency, into);
}

struct service {
	struct inventory_text ref;
};

static void see_services(struct inventory_make *m, void *into);

static void
see_service(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(service, "bom-ref", ref),
		SEE("services", see_services),
	};
	struct service s = { 0 };

	(void)into;
	inventory_json_members(m, members, ARRAY_LEN(members), &s);
	inventory_make_other(m, s.ref.s);
}

static void
see_services(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_service, into);
}

/* ---- vulnerabilities ---- */

static void
see_analysis(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(flaw, "state", state),
		TEXT(flaw, "justification", justification),
		TEXT(flaw, "detail", detail),
	};

	inventory_json_members(m, members, ARRAY_LEN(members), into);
}

struct affected {
	struct inventory_text ref;
};

/* A reference of this document, also as a BOM-Link (urn:cdx:SERIAL/1#REF). */
static struct inventory_text
inner_ref(struct inventory_make *m, struct inventory_text ref)
{
	size_t hash = str_find_byte(ref.s, '#', 0), bad;
	struct str inner;

	if (str_starts(ref.s, S("urn:cdx:")) && hash != SIZE_MAX &&
	    percent_decode(m->perm, str_from(ref.s, hash + 1), &inner, &bad))
		ref.s = inner;
	return ref;
}

static void
see_affected(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(affected, "ref", ref),
	};
	struct flaw *f = into;
	struct affected a = { 0 };

	inventory_json_members(m, members, ARRAY_LEN(members), &a);
	add_ref(m, &f->task->refs, inner_ref(m, a.ref));
}

static void
see_affects(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_affected, into);
}

static void
see_flaw(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(flaw, "id", id),
		TEXT(flaw, "recommendation", advice),
		SEE("analysis", see_analysis),
		SEE("affects", see_affects),
	};
	struct task *t = into;
	struct flaw f = { .task = t };
	struct component_finding to;

	t->refs.n = 0;
	inventory_json_members(m, members, ARRAY_LEN(members), &f);
	to = (struct component_finding){
		.id = f.id.s,
		.status = f.state.s,
		.justification = f.justification.s,
		.detail = f.detail.s.n > 0 ? f.detail.s : f.advice.s,
	};
	for (size_t i = 0; i < t->refs.n; i++)
		inventory_make_finding(m, t->refs.v[i].s, t->refs.v[i].at,
		    &to);
}

static void
see_flaws(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_flaw, into);
}

/* ---- the document ---- */

static void
see_self(struct inventory_make *m, void *into)
{
	struct task *t = into;

	t->is_self = true;
	see_component(m, t);
	t->is_self = false;
	t->kids.n = 0;
}

/* The first tool: of a list (until 1.4), or of a list of components. */
static void
see_tool(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(organisation, "name", name),
	};
	struct organisation o = { 0 };

	(void)into;
	inventory_json_members(m, members, ARRAY_LEN(members), &o);
	if (m->out->made_by.n == 0)
		m->out->made_by = o.name.s;
}

static void
see_tool_list(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_tool, into);
}

static void
see_tools(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		SEE("components", see_tool_list),
	};

	if (m->json.ev == JSON_ARRAY_BEGIN)
		see_tool_list(m, into);
	else
		inventory_json_members(m, members, ARRAY_LEN(members), into);
}

static void
see_made_at(struct inventory_make *m, void *into)
{
	(void)into;
	m->out->made_at = inventory_json_text(m).s;
}

static void
see_metadata(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		SEE("timestamp", see_made_at),
		SEE("tools", see_tools),
		SEE("component", see_self),
	};

	inventory_json_members(m, members, ARRAY_LEN(members), into);
}

/* Versions that are known; later ones are read as the last of them. */
static void
check_version(struct inventory_make *m, struct inventory_text v)
{
	static const char known[][4] = { "1.2", "1.3", "1.4", "1.5", "1.6",
		"1.7" };

	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		if (str_eq_z(v.s, known[i]))
			return;
	}
	diag_report(m->d, DIAG_ALERT, "inventory-format",
	    v.s.n > 0 ? v.at : m->at, "CycloneDX '%.*s' is not known",
	    STR_ARG(inventory_make_quote(v.s)));
	diag_help(m->d,
	    "1.2 to 1.7 are; it is read as 1.7, so look whether "
	    "something is missing");
}

void
inventory_cyclonedx(struct inventory_make *m)
{
	static const struct inventory_member members[] = {
		TEXT(task, "specVersion", version),
		TEXT(task, "serialNumber", serial),
		SEE("metadata", see_metadata),
		SEE("components", see_all_components),
		SEE("services", see_services),
		SEE("dependencies", see_dependencies),
		SEE("vulnerabilities", see_flaws),
	};
	struct task t = { 0 };

	inventory_json_members(m, members, ARRAY_LEN(members), &t);
	if (m->json.ev == JSON_FAULT)
		return;
	check_version(m, t.version);
	m->out->serial = t.serial.s;
	m->out->format = str_fmt(m->perm, "CycloneDX %.*s",
	    STR_ARG(inventory_make_quote(t.version.s)));
}
