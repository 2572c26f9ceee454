#include "model/statement.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "model/records.h"

/* A flaw in the making; its products have room for all that rows name. */
struct flaw {
	struct vulnerability v;
	size_t room;
	bool is_known;		/* the case has it in its long form */
};

/* A product in all its versions, said as a range: documents name those. */
static struct case_product
product_of(struct arena *perm, const struct statement *s,
    const struct ref *product)
{
	struct product_version *all = arena_new(perm, struct product_version);
	struct case_product p = {
		.where = s->where,
		.product = *product,
		.versions = { all, 1 },
		.justification = s->justification,
		.justified = s->justified,
		.impact = s->impact,
	};

	all->where = s->where;
	all->range = (struct text){ S("vers:all/*"), product->at };
	all->status = s->status;
	if (all->status.v == 0)
		all->status = (struct choice){ STATUS_KNOWN_NOT_AFFECTED,
			product->at };
	return p;
}

/* The flaw with this CVE id, made by the first row that names it. */
static struct flaw *
flaw_of(struct arena *perm, struct map *flaws, const struct statement *s,
    const struct text *cve)
{
	struct flaw *f = map_get(flaws, cve->s);

	if (f != NULL)
		return f;
	f = arena_new(perm, struct flaw);
	f->v.where = s->where;
	f->v.cve = *cve;
	f->v.cwe = s->cwe;
	if (s->cves.n == 1)
		f->v.title = s->title;
	/* Our own flaws have a case each, with scores and weaknesses. */
	f->v.root_cause = (struct choice){ CAUSE_COMPONENT, s->where };
	map_put(flaws, cve->s, f);
	return f;
}

static void
add_row(struct arena *perm, struct map *flaws, const struct statement *s)
{
	for (size_t i = 0; i < s->cves.n; i++) {
		struct flaw *f = flaw_of(perm, flaws, s, &s->cves.v[i]);
		struct case_product_list *l = &f->v.products;

		for (size_t j = 0; j < s->products.n; j++) {
			l->v = arena_grow(perm, l->v, l->n, &f->room,
			    sizeof(*l->v));
			l->v[l->n++] = product_of(perm, s, &s->products.v[j]);
		}
	}
}

/* The flaws that the case has in its long form, by CVE id. */
static void
known_flaws(struct map *flaws, const struct vulnerability_list *l,
    struct flaw *all)
{
	for (size_t i = 0; i < l->n; i++) {
		all[i] = (struct flaw){ l->v[i], l->v[i].products.n, true };
		if (l->v[i].cve.s.n > 0)
			(void)map_add(flaws, l->v[i].cve.s, &all[i]);
	}
}

static bool
is_too_large(const struct statement_list *l, struct diags *d)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		n += l->v[i].cves.n * l->v[i].products.n;
		if (n <= LIMIT_STATEMENTS)
			continue;
		diag_error(d, "statement-size", l->v[i].where,
		    "over %u statements of a product and a CVE id",
		    LIMIT_STATEMENTS);
		diag_help(d, "make several cases of it");
		return true;
	}
	return false;
}

void
statement_expand(struct arena *perm, struct case_file *c, struct diags *d)
{
	struct statement_list rows = c->statements;
	struct vulnerability_list *l = &c->vulnerabilities;
	struct map *flaws;
	struct flaw *known;
	struct vulnerability *v;
	size_t n;

	c->statements = (struct statement_list){ 0 };
	if (rows.n == 0 || is_too_large(&rows, d))
		return;
	flaws = map_open(perm);
	known = arena_array(perm, struct flaw, l->n + 1);
	known_flaws(flaws, l, known);
	for (size_t i = 0; i < rows.n; i++)
		add_row(perm, flaws, &rows.v[i]);
	v = arena_array(perm, struct vulnerability, l->n + map_len(flaws));
	for (n = 0; n < l->n; n++)
		v[n] = known[n].v;
	for (size_t i = 0; i < map_len(flaws); i++) {
		const struct flaw *f = map_at(flaws, i)->value;

		if (!f->is_known)
			v[n++] = f->v;
	}
	*l = (struct vulnerability_list){ v, n };
}
