/*
 * Documents are made of more than the case: of what each repository says of the
 * organisation.  What went out is to be made again below.
 */
#include "release/release_lift_impl.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "pipeline/world_layers.h"

/* Fields of organisation.yaml that stand in documents, or prove them. */
static const struct same {
	const char *path;
	const char *otherwise;	/* what it is when left out */
	bool is_proof;		/* stands beside the documents */
} all[] = {
	{ "base_url", "", false },
	{ "cna.org_id", "", false },
	{ "cna.short_name", "", false },
	{ "contact.openpgp_fingerprint", "", true },
	{ "csaf.license", "", false },
	{ "csaf.versions", "2.0", false },
	{ "languages", "", false },
	{ "legal_disclaimer", "", false },
	{ "publisher.category", "", false },
	{ "publisher.contact_details", "", false },
	{ "publisher.issuing_authority", "", false },
	{ "publisher.name", "", false },
	{ "publisher.namespace", "", false },
	{ "signing_key", "", true },
	{ "zone", "", false },
};

static struct str
text_of(struct arena *a, const struct field *f, const void *item)
{
	const struct words *w = item;

	switch (field_shape(f->type)) {
	case SHAPE_TEXT:
		return ((const struct text *)item)->s;
	case SHAPE_WORDS:
		return str_fmt(a, "%.*s\n%.*s", STR_ARG(w->ja.s),
		    STR_ARG(w->en.s));
	case SHAPE_CHOICE:
		return str_z(
		    enum_name(f->values, ((const struct choice *)item)->v));
	case SHAPE_TRUTH:
	case SHAPE_NUMBER:
	case SHAPE_MOMENT:
	case SHAPE_REF:
	case SHAPE_RECORD:
	case SHAPE_CONDITION:
	case SHAPE_TREE:
		break;
	}
	BUG("no field of the table has that type");
}

/* What a repository says there, its items in lines. */
static struct str
value_of(struct arena *a, const struct same *s, const struct organisation *o)
{
	const struct record *r = &record_organisation;
	struct str rest = str_z(s->path), key, out = S("");
	const char *at = (const void *)o;
	const struct field *f;
	size_t n;

	while (str_cut(rest, '.', &key, &rest)) {
		f = field_find(r, key);
		ASSERT(f != NULL && f->type == FIELD_RECORD);
		at = field_items(f, at, &n);
		r = f->record;
		if (n == 0)
			return str_z(s->otherwise);
	}
	f = field_find(r, key);
	ASSERT(f != NULL);
	at = field_items(f, at, &n);
	for (size_t i = 0; i < n; i++, at += field_item_size(f))
		out = str_fmt(a, "%.*s%.*s%s", STR_ARG(out),
		    STR_ARG(text_of(a, f, at)), i + 1 < n ? "\n" : "");
	return n > 0 ? out : str_z(s->otherwise);
}

bool
release_lift_same(struct release_lift *p)
{
	const struct model *m = p->w->model;
	const struct organisation *below =
	    world_layers_organisation(p->w->layers, 1);
	struct arena *a = p->w->perm;
	struct str name = p->w->layers->names[1];
	bool ok = true;

	ASSERT(below != NULL);
	for (size_t i = 0; i < ARRAY_LEN(all); i++) {
		const struct same *s = &all[i];

		if (str_eq(value_of(a, s, m->organisation),
			value_of(a, s, below)))
			continue;
		diag_report(p->d, s->is_proof ? DIAG_ALERT : DIAG_ERROR,
		    s->is_proof ? "lift-differs" : "lift-refused",
		    m->organisation->where,
		    s->is_proof ?
			"'%s' is not as %.*s has it: readers there may not "
			"find the key that signed what went out" :
			"'%s' is not as %.*s has it: documents made there "
			"would differ from those that went out",
		    s->path, STR_ARG(name));
		diag_help(p->d,
		    "write one value for '%s' in content/organisation.yaml of "
		    "both; where it must change here, publish the next "
		    "revision first",
		    s->path);
		ok = ok && s->is_proof;
	}
	return ok;
}
