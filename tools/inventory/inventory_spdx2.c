/*
 * SPDX 2.2 and 2.3 as JSON.  Files and snippets are not read; what relates to
 * them leads nowhere and is passed over.
 */
#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "inventory/inventory_identity.h"
#include "inventory/inventory_impl.h"

struct package {
	struct inventory_text id, name, version, supplier, originator;
	struct inventory_text purpose, source;
	struct inventory_text purl, cpe;
	struct inventory_ware w;	/* digests */
};

struct external {
	struct inventory_text type, locator;
};

struct checksum {
	struct inventory_text algorithm, value;
};

struct relation {
	struct inventory_text from, type, to;
};

struct task {
	struct inventory_text version, namespace;
};

/* What a relationship means: who needs whom. */
struct meaning {
	struct str type;
	enum inventory_edge_kind kind;
	bool is_reverse;	/* the second needs the first */
};

#define MEANS(type, kind, is_reverse)					\
	{ STR_INIT(type), INVENTORY_##kind, is_reverse }

/* SPDX 2.3, clause 11; others say nothing of this. */
static const struct meaning meanings[] = {
	MEANS("DEPENDS_ON", NEEDS, false),
	MEANS("DEPENDENCY_OF", NEEDS, true),
	MEANS("RUNTIME_DEPENDENCY_OF", NEEDS, true),
	MEANS("BUILD_DEPENDENCY_OF", NEEDS_OPTIONAL, true),
	MEANS("DEV_DEPENDENCY_OF", NEEDS_OPTIONAL, true),
	MEANS("TEST_DEPENDENCY_OF", NEEDS_OPTIONAL, true),
	MEANS("OPTIONAL_DEPENDENCY_OF", NEEDS_OPTIONAL, true),
	MEANS("PROVIDED_DEPENDENCY_OF", NEEDS, true),
	MEANS("OPTIONAL_COMPONENT_OF", NEEDS_OPTIONAL, true),
	MEANS("HAS_PREREQUISITE", NEEDS, false),
	MEANS("PREREQUISITE_FOR", NEEDS, true),
	MEANS("STATIC_LINK", NEEDS, false),
	MEANS("DYNAMIC_LINK", NEEDS, false),
	MEANS("CONTAINS", CONTAINS, false),
	MEANS("CONTAINED_BY", CONTAINS, true),
	MEANS("PACKAGE_OF", CONTAINS, true),
};

bool
inventory_spdx2_is(const struct inventory_sight *s)
{
	return str_starts(s->spdx_version.s, S("SPDX-2."));
}

#define TEXT(type, name, field)						\
	{ STR_INIT(name), NULL, offsetof(struct type, field) }
#define SEE(name, function)	{ STR_INIT(name), function, 0 }

/* A text that asserts something. */
static struct str
asserted(struct inventory_text t)
{
	if (str_eq(t.s, S("NOASSERTION")) || str_eq(t.s, S("NONE")))
		return (struct str){ NULL, 0 };
	return t.s;
}

/* The name in "Organization: NAME (mail)"; of persons, too. */
static struct str
party(struct inventory_text t)
{
	struct str s = asserted(t), kind, name;
	size_t mail;

	if (!str_cut(s, ':', &kind, &name))
		return (struct str){ NULL, 0 };
	name = str_trim(name);
	mail = str_find_byte(name, '(', 0);
	return mail > 0 ? str_trim(str_sub(name, 0, mail)) : name;
}

static void
see_external(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(external, "referenceType", type),
		TEXT(external, "referenceLocator", locator),
	};
	struct package *p = into;
	struct external e = { 0 };

	inventory_json_members(m, members, ARRAY_LEN(members), &e);
	/* Types are words, or addresses that end with them. */
	if (str_eq(str_base_name(e.type.s), S("purl"))) {
		if (p->purl.s.n == 0)
			p->purl = e.locator;
	} else if (str_eq(str_base_name(e.type.s), S("cpe23Type"))) {
		/* The newer binding wins. */
		if (!str_starts(p->cpe.s, S("cpe:2.3:")))
			p->cpe = e.locator;
	} else if (str_eq(str_base_name(e.type.s), S("cpe22Type"))) {
		if (p->cpe.s.n == 0)
			p->cpe = e.locator;
	}
}

static void
see_externals(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_external, into);
}

static void
see_checksum(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(checksum, "algorithm", algorithm),
		TEXT(checksum, "checksumValue", value),
	};
	struct package *p = into;
	struct checksum c = { 0 };

	inventory_json_members(m, members, ARRAY_LEN(members), &c);
	inventory_make_hash(&p->w, c.algorithm.s, c.value.s);
}

static void
see_checksums(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_checksum, into);
}

/* Trivy writes "built package from: NAME VERSION". */
static void
take_source(struct component *c, struct str s)
{
	struct str mark = S("built package from: ");

	if (!str_starts(s, mark))
		return;
	(void)str_cut(str_from(s, mark.n), ' ', &c->source,
	    &c->source_version);
}

static const struct inventory_member package_members[] = {
	TEXT(package, "SPDXID", id),
	TEXT(package, "name", name),
	TEXT(package, "versionInfo", version),
	TEXT(package, "supplier", supplier),
	TEXT(package, "originator", originator),
	TEXT(package, "primaryPackagePurpose", purpose),
	TEXT(package, "sourceInfo", source),
	SEE("externalRefs", see_externals),
	SEE("checksums", see_checksums),
};

static void
see_package(struct inventory_make *m, void *into)
{
	struct package p = { .w.c.at = m->json.at };
	struct component *c = &p.w.c;

	(void)into;
	inventory_json_members(m, package_members, ARRAY_LEN(package_members),
	    &p);
	c->ref = p.id.s;
	c->name = asserted(p.name);
	c->version = asserted(p.version);
	c->vendor = party(p.supplier);
	if (c->vendor.n == 0)
		c->vendor = party(p.originator);
	c->kind = p.purpose.s.n > 0 ? str_lower(m->perm, p.purpose.s) :
				      p.purpose.s;
	c->purl = p.purl.s;
	c->cpe = p.cpe.s;
	p.w.purl_at = p.purl.at;
	p.w.cpe_at = p.cpe.at;
	if (c->name.n > 0)
		c->at = p.name.at;
	take_source(c, p.source.s);
	inventory_make_component(m, &p.w);
}

static void
see_packages(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_package, into);
}

static void
take_relation(struct inventory_make *m, const struct relation *r)
{
	if (str_eq(r->type.s, S("DESCRIBES"))) {
		inventory_make_described(m, r->to);
		return;
	}
	if (str_eq(r->type.s, S("DESCRIBED_BY"))) {
		inventory_make_described(m, r->from);
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(meanings); i++) {
		const struct meaning *k = &meanings[i];

		if (!str_eq(r->type.s, k->type))
			continue;
		inventory_make_edge(m, k->is_reverse ? r->to.s : r->from.s,
		    k->is_reverse ? r->from : r->to, k->kind);
		return;
	}
}

static void
see_relation(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		TEXT(relation, "spdxElementId", from),
		TEXT(relation, "relationshipType", type),
		TEXT(relation, "relatedSpdxElement", to),
	};
	struct relation r = { 0 };

	(void)into;
	inventory_json_members(m, members, ARRAY_LEN(members), &r);
	take_relation(m, &r);
}

static void
see_relations(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_relation, into);
}

static void
see_described_item(struct inventory_make *m, void *into)
{
	(void)into;
	inventory_make_described(m, inventory_json_text(m));
}

static void
see_described(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_described_item, into);
}

static void
see_creator(struct inventory_make *m, void *into)
{
	struct str s = inventory_json_text(m).s;
	struct str mark = S("Tool: ");

	(void)into;
	if (m->out->made_by.n == 0 && str_starts(s, mark))
		m->out->made_by = str_from(s, mark.n);
}

static void
see_creators(struct inventory_make *m, void *into)
{
	inventory_json_items(m, see_creator, into);
}

static void
see_created(struct inventory_make *m, void *into)
{
	(void)into;
	m->out->made_at = inventory_json_text(m).s;
}

static void
see_creation(struct inventory_make *m, void *into)
{
	static const struct inventory_member members[] = {
		SEE("created", see_created),
		SEE("creators", see_creators),
	};

	inventory_json_members(m, members, ARRAY_LEN(members), into);
}

static void
check_version(struct inventory_make *m, struct inventory_text v)
{
	if (str_eq(v.s, S("SPDX-2.2")) || str_eq(v.s, S("SPDX-2.3")))
		return;
	diag_report(m->d, DIAG_ALERT, "inventory-format", v.at,
	    "'%.*s' is not known", STR_ARG(inventory_make_quote(v.s)));
	diag_help(m->d,
	    "SPDX-2.2 and SPDX-2.3 are; it is read as 2.3, so look "
	    "whether something is missing");
}

void
inventory_spdx2(struct inventory_make *m)
{
	static const struct inventory_member members[] = {
		TEXT(task, "spdxVersion", version),
		TEXT(task, "documentNamespace", namespace),
		SEE("creationInfo", see_creation),
		SEE("documentDescribes", see_described),
		SEE("packages", see_packages),
		SEE("relationships", see_relations),
	};
	struct task t = { 0 };

	inventory_json_members(m, members, ARRAY_LEN(members), &t);
	if (m->json.ev == JSON_FAULT)
		return;
	check_version(m, t.version);
	m->out->serial = t.namespace.s;
	m->out->format = str_fmt(m->perm, "SPDX %.*s",
	    STR_ARG(inventory_make_quote(str_from(t.version.s, 5))));
}
