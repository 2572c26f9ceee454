#include "export/public/cyclonedx.h"

#include "base/arena.h"
#include "base/buf.h"
#include "export/export.h"
#include "export/public/cyclonedx_impl.h"
#include "export/public/place.h"

#define SCHEMA	"http://cyclonedx.org/schema/bom-1.6.schema.json"

void
cyclonedx_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c)
{
	(void)c;
	vex_plan(p, v, vex_has, place_cyclonedx);
}

void
cyclonedx_source(struct csaf_doc *k, const char *member, struct str name,
    struct str url)
{
	json_name(k->w, member);
	json_object(k->w);
	json_pair(k->w, "name", name);
	json_pair_opt(k->w, "url", url);
	json_end(k->w);
}

/* 1.6 has no member for a label. */
static void
put_label(struct csaf_doc *k)
{
	if (k->adv->label == PUBLIC_CLEAR)
		return;
	json_name(k->w, "properties");
	json_array(k->w);
	json_object(k->w);
	json_pair_z(k->w, "name", "hansho:tlp");
	json_pair_z(k->w, "value", public_label_word(k->adv->label));
	json_end(k->w);
	json_end(k->w);
}

static void
put_metadata(struct csaf_doc *k)
{
	const struct public_publisher *p = &k->adv->publisher;

	json_name(k->w, "metadata");
	json_object(k->w);
	json_pair(k->w, "timestamp", vex_updated(k));
	json_name(k->w, "tools");
	json_object(k->w);
	json_name(k->w, "components");
	json_array(k->w);
	json_object(k->w);
	json_pair_z(k->w, "type", "application");
	json_pair_z(k->w, "name", "Hansho");
	json_pair_opt(k->w, "version", k->context->version);
	json_end(k->w);
	json_end(k->w);
	json_end(k->w);
	json_name(k->w, "manufacturer");
	json_object(k->w);
	json_pair(k->w, "name", p->name);
	json_name(k->w, "url");
	json_array(k->w);
	json_str(k->w, p->namespace);
	json_end(k->w);
	json_end(k->w);
	put_label(k);
	json_end(k->w);
}

static void
put_document(struct csaf_doc *k, size_t number)
{
	struct vex_group *groups;
	size_t n = vex_groups(k, &k->adv->vulnerabilities[number], &groups);
	struct str name = str_cat(k->a, k->adv->base_url, k->path);

	json_object(k->w);
	json_pair_z(k->w, "$schema", SCHEMA);
	json_pair_z(k->w, "bomFormat", "CycloneDX");
	json_pair_z(k->w, "specVersion", "1.6");
	/* The same through all versions of the document. */
	json_pair(k->w, "serialNumber",
	    str_cat(k->a, S("urn:uuid:"), vex_uuid(k->a, name)));
	json_pair_int(k->w, "version", (int64_t)k->adv->n_revisions);
	put_metadata(k);
	cyclonedx_components(k, groups, n);
	cyclonedx_vulnerabilities(k, number, groups, n);
	json_end(k->w);
}

bool
cyclonedx_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct csaf_doc k = csaf_open(page, v, c, tmp, d);

	return vex_write(&k, page->number, out, put_document);
}
