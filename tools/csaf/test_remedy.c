/*
 * 6.1.35, 6.1.36: remediations that contradict each other or what is said of
 * the product.
 */
#include "csaf/csaf_run.h"

/* Categories of remediations and groups of statuses, as bits. */
enum {
	WORKAROUND = 1 << 0,
	MITIGATION = 1 << 1,
	VENDOR_FIX = 1 << 2,
	OPTIONAL_PATCH = 1 << 3,
	NONE_AVAILABLE = 1 << 4,
	FIX_PLANNED = 1 << 5,
	NO_FIX_PLANNED = 1 << 6,

	AFFECTED = 1 << 0,
	NOT_AFFECTED = 1 << 1,
	FIXED = 1 << 2,
};
#define CATEGORIES	7
/* Marks hold the round above the bits. */
#define BITS		128

/* 2.1, tables of section 3.2.4.13.1: what does not go together. */
static const struct {
	const char *name;
	unsigned others;	/* categories */
	unsigned groups;	/* of statuses */
} categories[CATEGORIES] = {
	{ "workaround", OPTIONAL_PATCH | NONE_AVAILABLE,
	    NOT_AFFECTED | FIXED },
	{ "mitigation", OPTIONAL_PATCH | NONE_AVAILABLE,
	    NOT_AFFECTED | FIXED },
	{ "vendor_fix",
	    OPTIONAL_PATCH | NONE_AVAILABLE | FIX_PLANNED | NO_FIX_PLANNED,
	    NOT_AFFECTED | FIXED },
	{ "optional_patch",
	    WORKAROUND | MITIGATION | VENDOR_FIX | NONE_AVAILABLE |
		FIX_PLANNED | NO_FIX_PLANNED,
	    AFFECTED },
	{ "none_available",
	    WORKAROUND | MITIGATION | VENDOR_FIX | OPTIONAL_PATCH |
		FIX_PLANNED | NO_FIX_PLANNED,
	    NOT_AFFECTED | FIXED },
	{ "fix_planned",
	    VENDOR_FIX | OPTIONAL_PATCH | NONE_AVAILABLE | NO_FIX_PLANNED,
	    FIXED },
	{ "no_fix_planned",
	    VENDOR_FIX | OPTIONAL_PATCH | NONE_AVAILABLE | FIX_PLANNED,
	    FIXED },
};

static const struct {
	enum csaf_status status;
	unsigned group;
	const char *name;
} statuses[] = {
	{ CSAF_FIRST_AFFECTED, AFFECTED, "affected" },
	{ CSAF_KNOWN_AFFECTED, AFFECTED, "affected" },
	{ CSAF_LAST_AFFECTED, AFFECTED, "affected" },
	{ CSAF_KNOWN_NOT_AFFECTED, NOT_AFFECTED, "not affected" },
	{ CSAF_FIRST_FIXED, FIXED, "fixed" },
	{ CSAF_FIXED, FIXED, "fixed" },
};

/* The place of a remediation's category, or CATEGORIES. */
static size_t
category_of(const struct json_node *remediation)
{
	struct str name = json_get_str(remediation, "category");
	size_t i = 0;

	while (i < CATEGORIES && !str_eq_z(name, categories[i].name))
		i++;
	return i;
}

/* The first category of some. */
static const char *
first_of(unsigned bits)
{
	for (size_t i = 0; i < CATEGORIES; i++) {
		if ((bits >> i & 1) != 0)
			return categories[i].name;
	}
	return "";
}

/* Once a remediation: its other products have the same fault, mostly. */
static void
check_others(struct csaf_run *k, const struct json_node *n, size_t *marks,
    size_t round)
{
	size_t category = category_of(n), len;
	bool is_said = false;
	const size_t *ids;

	if (category == CATEGORIES)
		return;
	len = csaf_run_products(k, n, &ids);
	for (size_t i = 0; i < len; i++) {
		size_t *mark = &marks[ids[i]];
		unsigned met = *mark / BITS == round ?
		    (unsigned)(*mark % BITS) :
		    0;
		unsigned foes = met & categories[category].others;
		struct str id;

		*mark = round * BITS + (met | 1u << category);
		if (foes == 0 || is_said)
			continue;
		is_said = true;
		id = csaf_run_quote(k, k->doc->product_ids.v[ids[i]].text);
		csaf_run_report(k, n,
		    "the product '%.*s' has a remediation %s already, which "
		    "does not go with %s",
		    STR_ARG(id), first_of(foes), categories[category].name);
	}
}

void
test_remedy_contradiction(struct csaf_run *k)
{
	size_t *marks = csaf_run_marks(k);

	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		for (const struct json_node *n =
			 csaf_run_items(k->doc->flaws[i].node, "remediations");
		     n != NULL; n = n->next)
			check_others(k, n, marks, i + 1);
	}
}

static void
mark_statuses(struct csaf_run *k, const struct csaf_flaw *f, size_t *marks,
    size_t round)
{
	for (size_t s = 0; s < ARRAY_LEN(statuses); s++) {
		const struct csaf_range *r = &f->status[statuses[s].status];

		for (size_t i = 0; i < r->n; i++) {
			size_t *mark = &marks[k->doc->uses[r->first + i].id];

			if (*mark / BITS != round)
				*mark = round * BITS;
			*mark |= statuses[s].group;
		}
	}
}

static const char *
group_name(size_t bits)
{
	for (size_t s = 0; s < ARRAY_LEN(statuses); s++) {
		if ((bits & statuses[s].group) != 0)
			return statuses[s].name;
	}
	return "";
}

static void
check_statuses(struct csaf_run *k, const struct json_node *n,
    const size_t *marks, size_t round)
{
	size_t category = category_of(n), len;
	const size_t *ids;

	if (category == CATEGORIES)
		return;
	len = csaf_run_products(k, n, &ids);
	for (size_t i = 0; i < len; i++) {
		size_t mark = marks[ids[i]];
		size_t foes = mark / BITS == round ?
		    mark % BITS & categories[category].groups :
		    0;
		struct str id;

		if (foes == 0)
			continue;
		id = csaf_run_quote(k, k->doc->product_ids.v[ids[i]].text);
		csaf_run_report(k, n,
		    "the product '%.*s' is %s, %s is nothing for it",
		    STR_ARG(id), group_name(foes), categories[category].name);
		return;
	}
}

void
test_remedy_status(struct csaf_run *k)
{
	size_t *marks = csaf_run_marks(k);

	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		const struct csaf_flaw *f = &k->doc->flaws[i];

		mark_statuses(k, f, marks, i + 1);
		for (const struct json_node *n =
			 csaf_run_items(f->node, "remediations");
		     n != NULL; n = n->next)
			check_statuses(k, n, marks, i + 1);
	}
}
