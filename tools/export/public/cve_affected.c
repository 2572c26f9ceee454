#include "base/arena.h"
#include "base/map.h"
#include "export/public/cve_impl.h"
#include "export/public/stretch.h"
#include "version/cpe.h"
#include "version/purl.h"

/* A product of the record, and what is said of it. */
struct item {
	const struct public_product *p;
	const struct public_leaf *face;	/* names it */
	struct standings said;
	struct stretch *all;
	size_t n;
	struct vers_interval *affected;
	size_t n_affected;
	struct map *modules;	/* parts of it that have the flaw */
	struct map *platforms;	/* what it is installed on: leaves */
	bool is_anywhere;	/* not only on platforms */
};

struct items {
	struct map *by_id;	/* id -> struct item */
};

static const char *
status_of(enum standing s)
{
	switch (s) {
	case STANDING_AFFECTED:
		return "affected";
	case STANDING_FIXED:
	case STANDING_NOT_AFFECTED:
		return "unaffected";
	case STANDING_UNKNOWN:
	case STANDING_UNDER_INVESTIGATION:
		break;
	}
	return "unknown";
}

/* ---- which products ---- */

static bool
is_well(enum standing s)
{
	return s == STANDING_FIXED || s == STANDING_NOT_AFFECTED;
}

/* The product that an entry is about: of something installed the software, of a
 * part that is built in the whole. */
static const struct public_leaf *
subject_of(const struct public_advisory *adv, const struct public_leaf *leaf)
{
	while (leaf->is_combination) {
		bool is_installed = str_starts(leaf->relationship,
		    S("installed_"));

		leaf = &adv->leaves[is_installed ? leaf->part : leaf->whole];
	}
	return leaf;
}

static struct item *
item_of(struct cve_record *k, struct items *items,
    const struct public_leaf *face)
{
	struct item *item = map_get(items->by_id, face->inventory);
	const struct public_product *p = standing_product(k->doc.view,
	    face->inventory);

	if (item != NULL || p == NULL)
		return item;
	item = arena_new(k->doc.a, struct item);
	item->p = p;
	item->face = face;
	item->said = standing_open(k->doc.a, k->doc.adv, k->flaw, p);
	item->n = stretch_all(k->doc.a, &item->said, &item->all);
	item->n_affected = stretch_affected(k->doc.a, &item->said,
	    &item->affected);
	item->modules = map_open(k->doc.a);
	item->platforms = map_open(k->doc.a);
	map_put(items->by_id, face->inventory, item);
	return item;
}

/*
 * That it is well alone, beside what is not on a platform, does not make it
 * more than "only relevant in the context of these platforms".
 */
static bool
is_only_on(const struct item *item)
{
	bool is_well_alone = true, is_well_on = true;

	for (size_t i = 0; i < item->said.n; i++) {
		const struct standing_entry *e = &item->said.v[i];
		bool is_on = e->group > 0 && !e->is_built_in;
		bool *is = is_on ? &is_well_on : &is_well_alone;

		*is = *is && is_well(e->standing);
	}
	return is_well_alone && !is_well_on;
}

static void
see_leaf(struct cve_record *k, struct items *items, size_t i)
{
	const struct public_advisory *adv = k->doc.adv;
	const struct public_leaf *leaf = &adv->leaves[i];
	struct item *item = item_of(k, items, subject_of(adv, leaf));
	const struct public_leaf *whole, *part;

	if (item == NULL)
		return;
	if (!leaf->is_combination) {
		item->is_anywhere = !is_only_on(item);
		return;
	}
	whole = subject_of(adv, &adv->leaves[leaf->whole]);
	part = subject_of(adv, &adv->leaves[leaf->part]);
	if (str_starts(leaf->relationship, S("installed_"))) {
		(void)map_add(item->platforms, whole->name,
		    &k->doc.adv->leaves[whole - adv->leaves]);
		return;
	}
	item->is_anywhere = !is_only_on(item);
	(void)map_add(item->modules, part->product, item);
}

static struct items
items_of(struct cve_record *k)
{
	struct items items = { map_open(k->doc.a) };

	for (size_t i = 0; i < STANDING_STATUSES; i++) {
		const struct public_leaves *l =
		    &k->flaw->status[standing_statuses[i].status];

		for (size_t j = 0; j < l->n; j++)
			see_leaf(k, &items, l->v[j]);
	}
	return items;
}

/* ---- versions ---- */

/*
 * How versions are ordered, in the record's words; what is no SemVer under a
 * scheme that says so is of an order of its own.
 */
static const char *
type_of(const struct stretch *s)
{
	static const struct {
		const char *scheme;
		const char *type;
	} types[] = {
		{ "semver", "semver" },
		{ "npm", "semver" },
		{ "cargo", "semver" },
		{ "hex", "semver" },
		{ "golang", "semver" },
		{ "pypi", "python" },
		{ "maven", "maven" },
		{ "rpm", "rpm" },
		{ "deb", "dpkg" },
		{ "gem", "rubygems" },
		{ "nuget", "nuget" },
		{ "intdot", "intdot" },
		{ "datetime", "datetime" },
	};
	struct str bound = s->of.low.n > 0 ? s->of.low : s->of.high;
	int cmp;

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (!str_eq_z(s->scheme, types[i].scheme))
			continue;
		if (str_eq_z(S("semver"), types[i].type) &&
		    !vers_compare(S("semver"), bound, bound, &cmp))
			break;
		return types[i].type;
	}
	return "custom";
}

static void
put_single(struct cve_record *k, struct map *seen, struct str version,
    const char *status)
{
	if (!map_add(seen, version, seen))
		return;
	json_object(k->doc.w);
	json_pair_z(k->doc.w, "status", status);
	json_pair(k->doc.w, "version", cve_text(k, version, 1024));
	json_end(k->doc.w);
}

/*
 * A range has no lower bound that is left out: that version goes before, with
 * what is said of it elsewhere.
 */
static void
put_range(struct cve_record *k, struct map *seen, const struct item *item,
    const struct stretch *s)
{
	const struct vers_interval *of = &s->of;
	struct json_writer *w = k->doc.w;
	const char *status = status_of(s->standing);
	bool is_open = of->high.n == 0;

	if (of->low.n > 0 && str_eq(of->low, of->high)) {
		put_single(k, seen, of->low, status);
		return;
	}
	if (of->low.n > 0 && !of->low_included)
		put_single(k, seen, of->low,
		    status_of(standing_of(&item->said, of->low)));
	json_object(w);
	json_pair(w,
	    is_open || !of->high_included ? "lessThan" : "lessThanOrEqual",
	    is_open ? S("*") : of->high);
	json_pair_z(w, "status", status);
	json_pair(w, "version", of->low.n > 0 ? of->low : S("0"));
	json_pair_z(w, "versionType", type_of(s));
	json_end(w);
}

/* Whether something beyond the end of a stretch is said to be well. */
static bool
ends_well(const struct item *item, const struct stretch *of)
{
	for (size_t i = 0; i < item->n; i++) {
		const struct stretch *s = &item->all[i];
		int cmp;

		if (!is_well(s->standing) || s->of.low.n == 0 ||
		    of->of.high.n == 0)
			continue;
		(void)vers_compare(of->scheme, s->of.low, of->of.high, &cmp);
		if (cmp >= 0)
			return true;
	}
	return of->of.high.n == 0;
}

/*
 * What holds of versions that nobody named: what is said of the product as a
 * whole; else, behind ranges that are affected, all is well where the writer
 * said of a version behind each that it is.  Prose may mean any version.
 */
static const char *
otherwise_of(const struct item *item)
{
	bool has_range = false, is_open = false;

	for (size_t i = 0; i < item->n; i++) {
		const struct stretch *s = &item->all[i];

		if (s->kind == STRETCH_PRODUCT)
			return status_of(s->standing);
		is_open = is_open || s->kind == STRETCH_PROSE ||
		    (!is_well(s->standing) && !ends_well(item, s));
		has_range = has_range ||
		    (s->kind == STRETCH_RANGE &&
			s->standing == STANDING_AFFECTED);
	}
	return has_range && !is_open ? "unaffected" : "unknown";
}

/* In the order in which they decide: the first that fits counts. */
static void
put_versions(struct cve_record *k, const struct item *item)
{
	struct map *seen = map_open(k->doc.a);

	json_pair_z(k->doc.w, "defaultStatus", otherwise_of(item));
	json_name(k->doc.w, "versions");
	json_opt_array(k->doc.w);
	for (size_t i = 0; i < item->n; i++) {
		const struct stretch *s = &item->all[i];

		if (s->kind == STRETCH_VERSION)
			put_single(k, seen, s->of.low, status_of(s->standing));
		if (s->kind == STRETCH_RANGE)
			put_range(k, seen, item, s);
		if (s->kind == STRETCH_PROSE)
			put_single(k, seen, s->prose, status_of(s->standing));
	}
	json_end(k->doc.w);
}

/* ---- affected ---- */

static struct str
cpe_of(struct cve_record *k, struct str name)
{
	struct cpe cpe;
	const char *why;

	return name.n > 0 && cpe_parse(name, &cpe, &why) ?
	    cpe_formatted(k->doc.a, &cpe) :
	    S("");
}

/* Packages that somebody can look up; a generic name is none. */
static struct str
purl_of(struct cve_record *k, struct str name)
{
	struct purl purl;
	const char *why;

	if (name.n == 0 || !purl_parse(k->doc.a, name, &purl, &why) ||
	    str_eq_z(purl.type, "generic") || str_eq_z(purl.type, "swid") ||
	    str_find(purl.qualifiers, S("vers="), 0) != SIZE_MAX)
		return S("");
	purl.version = S("");
	return purl_canonical(k->doc.a, &purl);
}

static void
put_names(struct cve_record *k, const char *name, const struct map *names)
{
	json_name(k->doc.w, name);
	json_opt_array(k->doc.w);
	for (size_t i = 0; i < map_len(names); i++)
		json_str(k->doc.w, cve_text(k, map_at(names, i)->key, 1024));
	json_end(k->doc.w);
}

static void
put_item(struct cve_record *k, const struct item *item)
{
	struct json_writer *w = k->doc.w;
	struct str cpe = cpe_of(k, item->p->cpe);

	json_object(w);
	if (cpe.n > 0) {
		json_name(w, "cpes");
		json_array(w);
		json_str(w, cpe);
		json_end(w);
	}
	put_names(k, "modules", item->modules);
	json_pair_opt(w, "packageURL", purl_of(k, item->p->purl));
	if (!item->is_anywhere)
		put_names(k, "platforms", item->platforms);
	json_pair(w, "product", cve_text(k, item->face->product, CVE_PRODUCT));
	json_pair(w, "vendor", cve_text(k, item->face->vendor, CVE_NAME));
	put_versions(k, item);
	json_end(w);
}

/* ---- applicability ---- */

static void
put_match(struct cve_record *k, struct str criteria,
    const struct vers_interval *of)
{
	struct json_writer *w = k->doc.w;

	json_object(w);
	json_pair(w, "criteria", criteria);
	if (of != NULL && of->high.n > 0)
		json_pair(w,
		    of->high_included ? "versionEndIncluding" :
					"versionEndExcluding",
		    of->high);
	if (of != NULL && of->low.n > 0)
		json_pair(w,
		    of->low_included ? "versionStartIncluding" :
				       "versionStartExcluding",
		    of->low);
	json_name(w, "vulnerable");
	json_bool(w, of != NULL);
	json_end(w);
}

static void
open_node(struct cve_record *k)
{
	json_object(k->doc.w);
	json_name(k->doc.w, "negate");
	json_bool(k->doc.w, false);
	json_pair_z(k->doc.w, "operator", "OR");
	json_name(k->doc.w, "cpeMatch");
	json_array(k->doc.w);
}

static void
close_node(struct cve_record *k)
{
	json_end(k->doc.w);
	json_end(k->doc.w);
}

/* The platforms by their names, where each has one. */
static bool
has_platforms(struct cve_record *k, const struct item *item)
{
	for (size_t i = 0; i < map_len(item->platforms); i++) {
		const struct public_leaf *leaf =
		    map_at(item->platforms, i)->value;

		if (cpe_of(k, leaf->cpe).n == 0)
			return false;
	}
	return !item->is_anywhere && map_len(item->platforms) > 0;
}

/* A configuration: the affected versions, on the platforms if need be. */
static void
put_configuration(struct cve_record *k, const struct item *item)
{
	struct json_writer *w = k->doc.w;
	struct str cpe = cpe_of(k, item->p->cpe);
	bool is_on = has_platforms(k, item);

	if (cpe.n == 0 || item->n_affected == 0)
		return;
	json_object(w);
	json_name(w, "nodes");
	json_array(w);
	open_node(k);
	for (size_t i = 0; i < item->n_affected; i++)
		put_match(k, cpe, &item->affected[i]);
	close_node(k);
	if (is_on) {
		open_node(k);
		for (size_t i = 0; i < map_len(item->platforms); i++) {
			const struct public_leaf *leaf =
			    map_at(item->platforms, i)->value;

			put_match(k, cpe_of(k, leaf->cpe), NULL);
		}
		close_node(k);
	}
	json_end(w);
	json_pair_z(w, "operator", is_on ? "AND" : "OR");
	json_end(w);
}

/* CNA Operational Rules 5.1.11: exactly when all that is affected is hosted. */
static void
put_tags(struct cve_record *k, const struct items *items)
{
	size_t affected = 0, hosted = 0;

	for (size_t i = 0; i < map_len(items->by_id); i++) {
		const struct item *item = map_at(items->by_id, i)->value;

		if (item->n_affected == 0)
			continue;
		affected++;
		hosted += str_eq_z(item->p->kind, "service");
	}
	if (affected == 0 || hosted < affected)
		return;
	json_name(k->doc.w, "tags");
	json_array(k->doc.w);
	json_z(k->doc.w, "exclusively-hosted-service");
	json_end(k->doc.w);
}

void
cve_affected(struct cve_record *k)
{
	struct items items = items_of(k);
	struct json_writer *w = k->doc.w;

	json_name(w, "affected");
	json_array(w);
	for (size_t i = 0; i < map_len(items.by_id); i++)
		put_item(k, map_at(items.by_id, i)->value);
	json_end(w);
	json_name(w, "cpeApplicability");
	json_opt_array(w);
	for (size_t i = 0; i < map_len(items.by_id); i++)
		put_configuration(k, map_at(items.by_id, i)->value);
	json_end(w);
	put_tags(k, &items);
}
