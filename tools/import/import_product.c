#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "model/records.h"
#include "import/import_impl.h"
#include "import/import_yaml.h"
#include "text/yaml.h"
#include "version/cpe.h"
#include "version/purl.h"

/* ---- one version ----------------------------------------------------- */

static void
put_names(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *helper)
{
	const struct json_node *purl = import_read_member(k, helper, "purl",
	    JSON_IS_STRING);
	const struct json_node *cpe = import_read_member(k, helper, "cpe",
	    JSON_IS_STRING);
	struct purl p;
	struct cpe c;
	const char *why = "";

	if (purl != NULL && purl_parse(k->a, purl->text, &p, &why))
		yaml_write_pair(w, "purl", purl->text);
	else if (purl != NULL)
		import_read_alert(k, "csaf-purl", purl->at,
		    "'%.*s' is no package "
		    "URL (%s); it is not taken over",
		    STR_ARG(purl->text), why);
	if (cpe != NULL && cpe_parse(cpe->text, &c, &why))
		yaml_write_pair(w, "cpe", cpe->text);
	else if (cpe != NULL)
		import_read_alert(k, "csaf-cpe", cpe->at,
		    "'%.*s' is no CPE name "
		    "(%s); it is not taken over",
		    STR_ARG(cpe->text), why);
}

/* CSAF groups digests by file; here each digest names its file. */
static void
put_hashes(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *helper)
{
	const struct json_node *file = import_read_items(k, helper, "hashes",
	    JSON_IS_OBJECT);
	bool is_open = false;

	for (; file != NULL; file = file->next) {
		struct str name = import_read_line(k,
		    import_read_need(k, file, "filename", JSON_IS_STRING));
		const struct json_node *h = import_read_items(k, file,
		    "file_hashes", JSON_IS_OBJECT);

		for (; h != NULL; h = h->next) {
			if (!is_open) {
				yaml_write_key(w, S("hashes"));
				yaml_write_seq(w);
				is_open = true;
			}
			yaml_write_map(w);
			yaml_write_pair(w, "algorithm",
			    import_read_line(k,
				import_read_need(k, h, "algorithm",
				    JSON_IS_STRING)));
			yaml_write_pair(w, "value",
			    import_read_line(k,
				import_read_need(k, h, "value",
				    JSON_IS_STRING)));
			yaml_write_pair(w, "filename", name);
			yaml_write_end(w);
		}
	}
	if (is_open)
		yaml_write_end(w);
}

/* "category: name" from the outermost branch on. */
static void
put_branches(struct import_doc *k, struct yaml_writer *w,
    const struct import_leaf *l)
{
	const struct import_branch *path[LIMIT_JSON_DEPTH / 2];
	size_t n = l->branch->depth;

	for (const struct import_branch *b = l->branch; b != NULL; b = b->up)
		path[b->depth - 1] = b;
	yaml_write_key(w, S("branches"));
	yaml_write_seq(w);
	for (size_t i = 0; i < n; i++)
		yaml_write_text(w,
		    str_fmt(k->a, "%.*s: %.*s", STR_ARG(path[i]->category),
			STR_ARG(path[i]->name)));
	yaml_write_end(w);
}

/* A combination that others are made of. */
static void
put_inner(struct yaml_writer *w, const struct import_leaf *l)
{
	struct str whole = import_tree_version(l->whole);
	struct str part = import_tree_version(l->part);

	yaml_write_map(w);
	yaml_write_pair(w, "version", l->version);
	yaml_write_pair(w, "name", l->name);
	yaml_write_key(w, S("combines"));
	yaml_write_map(w);
	if (!str_eq_z(whole, "*"))
		yaml_write_pair(w, "platform_version", whole);
	yaml_write_pair(w, "component", l->part->product->id);
	if (!str_eq_z(part, "*"))
		yaml_write_pair(w, "component_version", part);
	yaml_write_pair(w, "relationship", l->relationship);
	yaml_write_end(w);
	yaml_write_end(w);
}

static void
put_version(struct import_doc *k, struct yaml_writer *w,
    const struct import_leaf *l)
{
	const struct json_node *helper = import_read_member(k, l->node,
	    "product_identification_helper", JSON_IS_OBJECT);

	if (l->relation != NULL) {
		put_inner(w, l);
		return;
	}
	import_read_known(k, helper,
	    "cpe hashes model_numbers purl sbom_urls "
	    "serial_numbers skus");
	yaml_write_map(w);
	yaml_write_pair(w, "version", l->version);
	yaml_write_pair(w, "range", l->range);
	if (!str_eq(import_place_name(k->a, l), l->name) || l->branch == NULL)
		yaml_write_pair(w, "name", l->name);
	if (l->keeps_id)
		yaml_write_pair(w, "product_id", l->id);
	put_names(k, w, helper);
	put_hashes(k, w, helper);
	import_yaml_lines(k, w, "sbom_urls", helper, "sbom_urls");
	import_yaml_lines(k, w, "model_numbers", helper, "model_numbers");
	import_yaml_lines(k, w, "serial_numbers", helper, "serial_numbers");
	import_yaml_lines(k, w, "skus", helper, "skus");
	if (l->branch == NULL)
		yaml_write_pair(w, "outside_tree", S("true"));
	else if (l->is_odd)
		put_branches(k, w, l);
	yaml_write_end(w);
}

/* ---- files ----------------------------------------------------------- */

/* "h" is hardware, "o" firmware: CPE 2.3's parts. */
static const char *
kind_of(const struct import_product *p)
{
	bool is_part = p->n_fresh > 0;

	for (size_t i = 0; i < p->n_fresh; i++) {
		struct cpe c;
		const char *why;
		const struct json_node *helper = json_get(p->fresh[i]->node,
		    "product_identification_helper");

		is_part = is_part && p->fresh[i]->is_part;
		if (!cpe_parse(json_get_str(helper, "cpe"), &c, &why) &&
		    !cpe_parse(p->cpe, &c, &why))
			continue;
		if (str_eq_z(c.part[CPE_PART], "h"))
			return "hardware";
		if (str_eq_z(c.part[CPE_PART], "o"))
			return "firmware";
	}
	return is_part ? "component" : "software";
}

static struct str
taken(struct import_doc *k, const struct buf *b)
{
	return str_dup(k->a, buf_str(b));
}

/* What holds for all versions: documents of other formats tell. */
static void
put_identity(struct import_doc *k, struct yaml_writer *w,
    const struct import_product *p)
{
	const struct import_leaf *l = p->face;
	struct cpe c;
	const char *why = "";

	if (l == NULL)
		return;
	yaml_write_pair(w, "scheme", l->scheme);
	yaml_write_pair(w, "purl", p->purl);
	if (l->purl.n > 0 && p->purl.n == 0)
		import_read_alert(k, "csaf-purl",
		    import_read_extra(k, l->node, "~purl")->at,
		    "'%.*s' is no package URL; it is not taken over",
		    STR_ARG(l->purl));
	if (l->cpe.n > 0 && cpe_parse(l->cpe, &c, &why))
		yaml_write_pair(w, "cpe", l->cpe);
}

static void
new_product(struct import_doc *k, const struct import_product *p)
{
	struct yaml_writer w;
	struct buf b;

	buf_init(&b, LIMIT_YAML_BYTES);
	yaml_write_init(&w, &b);
	yaml_write_map(&w);
	import_yaml_words(k, &w, "name", p->name);
	yaml_write_pair(&w, "kind", str_z(kind_of(p)));
	yaml_write_pair(&w, "family", p->family);
	if (!str_eq(p->vendor, p->company->vendor))
		yaml_write_pair(&w, "vendor", p->vendor);
	put_identity(k, &w, p);
	yaml_write_pair(&w, "origin", S("import"));
	if (p->n_fresh > 0) {
		yaml_write_key(&w, S("versions"));
		yaml_write_seq(&w);
		for (size_t i = 0; i < p->n_fresh; i++)
			put_version(k, &w, p->fresh[i]);
		yaml_write_end(&w);
	}
	yaml_write_end(&w);
	import_write_new(k, p->path, taken(k, &b));
	buf_fini(&b);
}

static void
new_company(struct import_doc *k, const struct import_company *c)
{
	struct yaml_writer w;
	struct buf b;

	buf_init(&b, LIMIT_YAML_BYTES);
	yaml_write_init(&w, &b);
	yaml_write_map(&w);
	import_yaml_words(k, &w, "name", c->vendor);
	yaml_write_pair(&w, "kind", S("vendor"));
	if (str_eq(c->vendor, k->publisher))
		yaml_write_pair(&w, "namespace", k->namespace);
	yaml_write_end(&w);
	import_write_new(k,
	    str_fmt(k->a, "content/companies/%.*s.yaml", STR_ARG(c->id)),
	    taken(k, &b));
	buf_fini(&b);
}

/* ---- adding to a file that people wrote ------------------------------ */

/* Where the last scalar below a node ends. */
static size_t
end_of(const struct yaml_node *n)
{
	size_t end = n->at.off;

	if (n->kind == YAML_SCALAR || n->kind == YAML_NULL || n->n == 0)
		return (size_t)n->at.off + n->at.len;
	for (size_t i = 0; i < n->n; i++) {
		size_t e = end_of(n->items[i]);

		if (e > end)
			end = e;
	}
	return end;
}

/* The start of the line after the one that holds the byte before off. */
static size_t
line_after(struct str text, size_t off)
{
	size_t end;

	if (off > 0 && text.p[off - 1] == '\n')
		return off;
	end = str_find_byte(text, '\n', off);
	return end == SIZE_MAX ? text.n : end + 1;
}

/* Columns before the "- " of an item; SIZE_MAX when none stands there. */
static size_t
dash_of(struct str text, const struct yaml_node *item)
{
	size_t at = item->at.off, start = at;

	while (start > 0 && text.p[start - 1] != '\n')
		start--;
	for (size_t i = start; i < at; i++) {
		if (text.p[i] == '-')
			return i - start;
		if (text.p[i] != ' ')
			break;
	}
	return SIZE_MAX;
}

/* The new versions as items, each line further in by indent. */
static struct str
items_text(struct import_doc *k, const struct import_product *p, size_t indent)
{
	struct yaml_writer w;
	struct buf b, out;
	struct str rest, line, text;

	buf_init(&b, LIMIT_YAML_BYTES);
	buf_init(&out, LIMIT_YAML_BYTES);
	yaml_write_init(&w, &b);
	yaml_write_seq(&w);
	for (size_t i = 0; i < p->n_fresh; i++)
		put_version(k, &w, p->fresh[i]);
	yaml_write_end(&w);
	for (rest = buf_str(&b); rest.n > 0;) {
		(void)str_cut(rest, '\n', &line, &rest);
		if (line.n > 0)
			buf_fill(&out, ' ', indent);
		buf_put(&out, line);
		buf_putc(&out, '\n');
	}
	text = taken(k, &out);
	buf_fini(&b);
	buf_fini(&out);
	return text;
}

/* A file's text as YAML; NULL when it is none. */
static const struct yaml_node *
parse(struct import_doc *k, struct str text)
{
	struct sources *ss = sources_open(k->a);
	struct diags *d = diags_open(k->a);
	uint32_t file = source_add(ss, S("product.yaml"));
	const struct yaml_node *n;

	source_set_text(ss, file, text);
	n = yaml_parse(k->a, ss, (struct span){ file, 0, (uint32_t)text.n },
	    d);
	return diags_count(d, DIAG_ERROR) == 0 && n != NULL &&
		n->kind == YAML_MAP ?
	    n :
	    NULL;
}

/* The text with the new items; the empty str when there is no place. */
static struct str
with_items(struct import_doc *k, const struct import_product *p,
    struct str text, const struct yaml_node *root)
{
	const struct yaml_node *versions = yaml_get(root, "versions");
	size_t at, indent;

	if (versions == NULL) {
		const char *end = text.n > 0 && text.p[text.n - 1] != '\n' ?
		    "\n" :
		    "";

		return str_fmt(k->a, "%.*s%sversions:\n%.*s", STR_ARG(text),
		    end, STR_ARG(items_text(k, p, 2)));
	}
	if (versions->kind != YAML_SEQ || versions->n == 0 ||
	    text.p[versions->at.off] == '[')
		return S("");
	indent = dash_of(text, versions->items[versions->n - 1]);
	if (indent == SIZE_MAX)
		return S("");
	at = line_after(text, end_of(versions));
	return str_fmt(k->a, "%.*s%s%.*s%.*s", STR_ARG(str_sub(text, 0, at)),
	    at > 0 && text.p[at - 1] != '\n' ? "\n" : "",
	    STR_ARG(items_text(k, p, indent)), STR_ARG(str_from(text, at)));
}

/* Versions after an edit: proof that it did what it was to do. */
static size_t
versions_in(const struct yaml_node *root)
{
	const struct yaml_node *v = root != NULL ? yaml_get(root, "versions") :
						   NULL;

	return v != NULL && v->kind == YAML_SEQ ? v->n : 0;
}

static void
extend_product(struct import_doc *k, const struct import_product *p)
{
	const struct yaml_node *root;
	struct str old, text = S("");
	int err = io_read(k->im->root, p->path, LIMIT_YAML_BYTES, k->a, &old);

	if (err != 0)
		die_env(err, "cannot read %.*s", STR_ARG(p->path));
	root = parse(k, old);
	if (root != NULL)
		text = with_items(k, p, old, root);
	if (root != NULL && text.n > 0 &&
	    versions_in(parse(k, text)) == versions_in(root) + p->n_fresh) {
		import_write_change(k, p->path, old, text);
		return;
	}
	import_read_error(k, "csaf-product-file",
	    span_sub(p->fresh[0]->node->at, 0, 1),
	    "%.*s cannot be extended: its versions are no plain list",
	    STR_ARG(p->path));
	diag_help(k->d,
	    "write `versions:` and below it one \"- version: "
	    "...\" a line, then import again");
}

void
import_product(struct import_doc *k)
{
	for (size_t i = 0; i < k->n_founded; i++)
		new_company(k, k->founded[i]);
	for (size_t i = 0; i < k->n_touched; i++) {
		if (k->touched[i]->is_new)
			new_product(k, k->touched[i]);
		else
			extend_product(k, k->touched[i]);
	}
}
