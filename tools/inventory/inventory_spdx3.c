/*
 * SPDX 3.0 as JSON-LD in the compact form that its JSON schema describes: a
 * list of elements that name each other by their addresses.  Contexts are
 * never fetched; elements that stand within others are not looked for.
 */
#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/map.h"
#include "inventory/inventory_impl.h"

struct refs {
	struct inventory_text *v;
	size_t n, cap;
};

/* An element of any type, as it is read. */
struct element {
	struct task *task;
	struct inventory_text type, old_type, id, old_id, name, version, url;
	struct inventory_text supplier, purpose, from, relation, scope;
	struct inventory_text justification, impact, notes, spec, created;
	struct inventory_text purl, cpe, cve;	/* externalIdentifier */
	struct inventory_text maker, tool;	/* the first of them */
	struct refs roots;
	struct inventory_ware w;	/* digests */
};

/* A finding, until vulnerabilities and packages are known by their ids. */
struct finding {
	struct str flaw;		/* id of its element */
	struct inventory_text package;
	struct component_finding f;
};

struct task {
	struct map *parties;	/* id of a person or company -> struct str */
	struct map *flaws;	/* id of a vulnerability -> struct str */
	struct finding *findings;
	size_t n, cap;
	struct refs to;		/* of the relationship that is read */
	struct refs roots;
	struct str tool;	/* id of it */
	struct inventory_text spec;
};

struct identifier {
	struct inventory_text type, value;
};

struct hash {
	struct inventory_text algorithm, value;
};

#define TEXT(type, name, field)						\
	{ STR_INIT(name), NULL, offsetof(struct type, field) }
#define SEE(name, function)	{ STR_INIT(name), function, 0 }

bool
inventory_spdx3_is(const struct inventory_sight *s)
{
	return s->has_graph &&
	    str_starts(s->context.s, S("https://spdx.org/rdf/3."));
}

/* ---- members of elements ---- */

static void
see_ref(struct inventory_make *m, void *into)
{
	struct refs *r = into;
	struct inventory_text t = inventory_json_text(m);

	/* Each takes bytes of the document, so they are bounded with it. */
	r->v = arena_grow(m->tmp, r->v, r->n, &r->cap, sizeof(*r->v));
	r->v[r->n++] = t;
}

/* JSON-LD allows one value in place of a list of one. */
static void
see_refs(struct inventory_make *m, struct refs *r)
{
	if (m->json.ev == JSON_ARRAY_BEGIN)
		inventory_json_items(m, see_ref, r);
	else
		see_ref(m, r);
}

static void
see_to(struct inventory_make *m, void *into)
{
	see_refs(m, &((struct element *)into)->task->to);
}

static void
see_roots(struct inventory_make *m, void *into)
{
	see_refs(m, &((struct element *)into)->roots);
}

static void
see_first(struct inventory_make *m, void *into)
{
	struct inventory_text *first = into, t = inventory_json_text(m);

	if (first->s.n == 0)
		*first = t;
}

static void
see_maker(struct inventory_make *m, void *into)
{
	struct element *e = into;

	if (m->json.ev == JSON_ARRAY_BEGIN)
		inventory_json_items(m, see_first, &e->maker);
	else
		see_first(m, &e->maker);
}

static void
see_tool(struct inventory_make *m, void *into)
{
	struct element *e = into;

	if (m->json.ev == JSON_ARRAY_BEGIN)
		inventory_json_items(m, see_first, &e->tool);
	else
		see_first(m, &e->tool);
}

static void
see_identifier(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(identifier, "externalIdentifierType", type),
		TEXT(identifier, "identifier", value),
	};
	struct element *e = into;
	struct identifier i = { 0 };

	inventory_json_members(m, members, ARRAY_LEN(members), &i);
	if (str_eq(i.type.s, S("packageUrl")) && e->purl.s.n == 0)
		e->purl = i.value;
	else if (str_eq(i.type.s, S("cpe23")))
		e->cpe = i.value;
	else if (str_eq(i.type.s, S("cpe22")) && e->cpe.s.n == 0)
		e->cpe = i.value;
	else if (str_eq(i.type.s, S("cve")))
		e->cve = i.value;
}

static void
see_identifiers(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_identifier, into);
}

static void
see_hash(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(hash, "algorithm", algorithm),
		TEXT(hash, "hashValue", value),
	};
	struct element *e = into;
	struct hash h = { 0 };

	inventory_json_members(m, members, ARRAY_LEN(members), &h);
	inventory_make_hash(&e->w, h.algorithm.s, h.value.s);
}

static void
see_hashes(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_hash, into);
}

static const struct inventory_member element_members[] = {
	TEXT(element, "type", type),
	TEXT(element, "@type", old_type),
	TEXT(element, "spdxId", id),
	TEXT(element, "@id", old_id),
	TEXT(element, "name", name),
	TEXT(element, "software_packageVersion", version),
	TEXT(element, "software_packageUrl", url),
	TEXT(element, "software_primaryPurpose", purpose),
	TEXT(element, "suppliedBy", supplier),
	TEXT(element, "from", from),
	TEXT(element, "relationshipType", relation),
	TEXT(element, "scope", scope),
	TEXT(element, "security_justificationType", justification),
	TEXT(element, "security_impactStatement", impact),
	TEXT(element, "security_statusNotes", notes),
	TEXT(element, "specVersion", spec),
	TEXT(element, "created", created),
	SEE("to", see_to),
	SEE("rootElement", see_roots),
	SEE("originatedBy", see_maker),
	SEE("createdUsing", see_tool),
	SEE("externalIdentifier", see_identifiers),
	SEE("verifiedUsing", see_hashes),
};

/* ---- what elements are ---- */

static void
take_package(struct inventory_make *m, struct element *e)
{
	struct component *c = &e->w.c;
	struct inventory_text *purl = e->url.s.n > 0 ? &e->url : &e->purl;

	c->ref = e->id.s;
	c->name = e->name.s;
	c->version = e->version.s;
	/* An address for now; take_vendors() knows who that is. */
	c->vendor = e->supplier.s;
	if (c->vendor.n == 0)
		c->vendor = e->maker.s;
	c->kind = e->purpose.s;
	if (str_eq(c->kind, S("operatingSystem")))
		c->kind = S("operating-system");
	else if (str_eq(c->kind, S("deviceDriver")))
		c->kind = S("device-driver");
	c->purl = purl->s;
	c->cpe = e->cpe.s;
	e->w.purl_at = purl->at;
	e->w.cpe_at = e->cpe.at;
	if (c->name.n > 0)
		c->at = e->name.at;
	inventory_make_component(m, &e->w);
}

/* Needed by those who develop or test, not by those who run. */
static bool
is_for_makers(struct str scope)
{
	return str_eq(scope, S("development")) || str_eq(scope, S("test")) ||
	    str_eq(scope, S("build")) || str_eq(scope, S("design"));
}

static void
take_relation(struct inventory_make *m, const struct element *e)
{
	static const struct {
		struct str type;
		enum inventory_edge_kind kind;
	} meanings[] = {
		{ STR_INIT("dependsOn"), INVENTORY_NEEDS },
		{ STR_INIT("hasPrerequisite"), INVENTORY_NEEDS },
		{ STR_INIT("hasProvidedDependency"), INVENTORY_NEEDS },
		{ STR_INIT("hasStaticLink"), INVENTORY_NEEDS },
		{ STR_INIT("hasDynamicLink"), INVENTORY_NEEDS },
		{ STR_INIT("hasOptionalDependency"),
		    INVENTORY_NEEDS_OPTIONAL },
		{ STR_INIT("hasOptionalComponent"), INVENTORY_NEEDS_OPTIONAL },
		{ STR_INIT("contains"), INVENTORY_CONTAINS },
	};
	enum inventory_edge_kind kind;
	size_t i = 0;

	while (i < ARRAY_LEN(meanings) &&
	    !str_eq(meanings[i].type, e->relation.s))
		i++;
	if (i == ARRAY_LEN(meanings))
		return;
	kind = meanings[i].kind;
	if (kind == INVENTORY_NEEDS && is_for_makers(e->scope.s))
		kind = INVENTORY_NEEDS_OPTIONAL;
	for (i = 0; i < e->task->to.n; i++)
		inventory_make_edge(m, e->from.s, e->task->to.v[i], kind);
}

static void
add_finding(struct inventory_make *m, struct task *t, struct str flaw,
    struct inventory_text package, const struct component_finding *f)
{
	t->findings = arena_grow(m->tmp, t->findings, t->n, &t->cap,
	    sizeof(*t->findings));
	t->findings[t->n++] = (struct finding){ flaw, package, *f };
}

/* A VEX statement: from a vulnerability to packages. */
static bool
take_vex(struct inventory_make *m, struct element *e)
{
	static const struct {
		struct str type, status;
	} kinds[] = {
		{ STR_INIT("security_VexAffectedVulnAssessmentRelationship"),
		    STR_INIT("") },
		{ STR_INIT("security_VexFixedVulnAssessmentRelationship"),
		    STR_INIT("fixed") },
		{ STR_INIT(
		      "security_VexNotAffectedVulnAssessmentRelationship"),
		    STR_INIT("not_affected") },
		{ STR_INIT("security_VexUnderInvestigationVuln"
			   "AssessmentRelationship"),
		    STR_INIT("under_investigation") },
	};
	struct component_finding f = {
		.justification = e->justification.s,
		.detail = e->impact.s.n > 0 ? e->impact.s : e->notes.s,
	};
	size_t i = 0;

	while (i < ARRAY_LEN(kinds) && !str_eq(kinds[i].type, e->type.s))
		i++;
	if (i == ARRAY_LEN(kinds))
		return false;
	f.status = kinds[i].status;
	for (i = 0; i < e->task->to.n; i++)
		add_finding(m, e->task, e->from.s, e->task->to.v[i], &f);
	return true;
}

static void
take_creation(struct inventory_make *m, const struct element *e)
{
	struct task *t = e->task;

	/* The first is the document's. */
	if (t->spec.s.n > 0)
		return;
	t->spec = e->spec;
	m->out->made_at = e->created.s;
	t->tool = e->tool.s;
}

static struct str *
boxed(struct inventory_make *m, struct str s)
{
	struct str *p = arena_new(m->tmp, struct str);

	*p = s;
	return p;
}

static bool
is_package(struct str type)
{
	return str_eq(type, S("software_Package")) ||
	    str_eq(type, S("ai_AIPackage")) ||
	    str_eq(type, S("dataset_DatasetPackage"));
}

static bool
is_party(struct str type)
{
	return str_eq(type, S("Organization")) || str_eq(type, S("Person")) ||
	    str_eq(type, S("Agent")) || str_eq(type, S("Tool")) ||
	    str_eq(type, S("SoftwareAgent"));
}

static void
see_element(struct inventory_make *m, void *into)
{
	struct task *t = into;
	struct element e = { .task = t, .w.c.at = m->json.at };

	t->to.n = 0;
	inventory_json_members(m, element_members, ARRAY_LEN(element_members),
	    &e);
	if (e.type.s.n == 0)
		e.type = e.old_type;
	if (e.id.s.n == 0)
		e.id = e.old_id;
	if (is_package(e.type.s)) {
		take_package(m, &e);
	} else if (str_eq(e.type.s, S("Relationship")) ||
	    str_eq(e.type.s, S("LifecycleScopedRelationship"))) {
		take_relation(m, &e);
	} else if (is_party(e.type.s)) {
		(void)map_add(t->parties, e.id.s, boxed(m, e.name.s));
	} else if (str_eq(e.type.s, S("security_Vulnerability"))) {
		(void)map_add(t->flaws, e.id.s,
		    boxed(m, e.cve.s.n > 0 ? e.cve.s : e.name.s));
	} else if (str_eq(e.type.s, S("CreationInfo"))) {
		take_creation(m, &e);
	} else if (str_eq(e.type.s, S("SpdxDocument"))) {
		m->out->serial = e.id.s;
		t->roots = e.roots;
	} else if (str_eq(e.type.s, S("software_Sbom")) ||
	    str_eq(e.type.s, S("Bom"))) {
		/* What documents describe, in the end. */
		for (size_t i = 0; i < e.roots.n; i++)
			inventory_make_described(m, e.roots.v[i]);
		inventory_make_other(m, e.id.s);
	} else {
		(void)take_vex(m, &e);
	}
}

static void
see_graph(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_element, into);
}

/* ---- what is known at the end ---- */

static void
name_parties(struct inventory_make *m, const struct task *t)
{
	const struct str *name = map_get(t->parties, t->tool);

	if (name != NULL)
		m->out->made_by = *name;
	inventory_make_vendors(m, t->parties);
}

static void
take_findings(struct inventory_make *m, struct task *t)
{
	for (size_t i = 0; i < t->n; i++) {
		struct finding *f = &t->findings[i];
		const struct str *id = map_get(t->flaws, f->flaw);

		if (id == NULL)
			continue;
		f->f.id = *id;
		inventory_make_finding(m, f->package.s, f->package.at, &f->f);
	}
}

static void
check_version(struct inventory_make *m, struct inventory_text v)
{
	if (str_starts(v.s, S("3.0")))
		return;
	diag_report(m->d, DIAG_ALERT, "inventory-format",
	    v.s.n > 0 ? v.at : m->at, "SPDX '%.*s' is not known",
	    STR_ARG(inventory_make_quote(v.s)));
	diag_help(m->d,
	    "3.0.0 and 3.0.1 are; it is read as 3.0.1, so look "
	    "whether something is missing");
}

void
inventory_spdx3(struct inventory_make *m)
{
	static const struct inventory_member members[] = {
		SEE("@graph", see_graph),
	};
	struct task t = {
		.parties = map_open(m->tmp),
		.flaws = map_open(m->tmp),
	};

	inventory_json_members(m, members, ARRAY_LEN(members), &t);
	if (m->json.ev == JSON_FAULT)
		return;
	/* A document may name packages themselves. */
	if (m->n_self == 0)
		for (size_t i = 0; i < t.roots.n; i++)
			inventory_make_described(m, t.roots.v[i]);
	name_parties(m, &t);
	take_findings(m, &t);
	check_version(m, t.spec);
	m->out->format = str_fmt(m->perm, "SPDX %.*s",
	    STR_ARG(inventory_make_quote(t.spec.s)));
}
