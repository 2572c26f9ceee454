#include <errno.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "import/import_format.h"
#include "import/import_impl.h"
#include "text/front.h"
#include "text/yaml.h"

/* What the folder of an earlier import says of itself. */
struct earlier {
	bool is_there;		/* a case.md stands there */
	struct str id;
	struct str namespace;
	struct str sha256;
};

/* Letters, digits and . _ + - only; runs of others become one "-". */
static struct str
case_id(struct import_doc *k)
{
	char *out = arena_bytes(k->a, LIMIT_IMPORT_ID + 1);
	size_t n = 0;

	for (size_t i = 0; i < k->id.n && n < LIMIT_IMPORT_ID; i++) {
		char c = k->id.p[i];
		bool is_fit = (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		    c == '.' || c == '_' || c == '+';

		if (is_fit)
			out[n++] = c;
		else if (n > 0 && out[n - 1] != '-')
			out[n++] = '-';
	}
	while (n > 0 && (out[n - 1] == '-' || out[n - 1] == '.'))
		n--;
	return str_fmt(k->a, "IMP-%.*s", (int)n, out);
}

static struct str
scalar(const struct yaml_node *map, const char *key)
{
	const struct yaml_node *n = yaml_get(map, key);

	return n != NULL && n->kind == YAML_SCALAR ? n->text : S("");
}

static struct earlier
read_earlier(struct import_doc *k, struct str dir)
{
	struct earlier out = { 0 };
	struct sources *ss = sources_open(k->a);
	struct diags *d = diags_open(k->a);
	struct str path = str_cat(k->a, dir, S("/case.md"));
	uint32_t file = source_add(ss, path);
	const struct yaml_node *root, *imported;
	struct front front;
	struct str text;
	int err = io_read(k->im->root, path, LIMIT_JSON_BYTES, k->a, &text);

	if (err == ENOENT)
		return out;
	if (err != 0)
		die_env(err, "cannot read %.*s", STR_ARG(path));
	out.is_there = true;
	source_set_text(ss, file, text);
	if (!front_split(ss, file, d, &front))
		return out;
	root = yaml_parse(k->a, ss, front.yaml, d);
	imported = root != NULL && root->kind == YAML_MAP ?
	    yaml_get(root, "imported") :
	    NULL;
	if (imported == NULL || imported->kind != YAML_MAP)
		return out;
	out.id = scalar(imported, "id");
	out.sha256 = scalar(imported, "sha256");
	if (yaml_get(imported, "publisher") != NULL &&
	    yaml_get(imported, "publisher")->kind == YAML_MAP)
		out.namespace = scalar(yaml_get(imported, "publisher"),
		    "namespace");
	return out;
}

/* ---- a newer version of what was imported ---------------------------- */

/* The document as it was imported, made into files again. */
static bool
convert_again(struct import_doc *k, struct import_doc *then)
{
	struct str path = str_cat(k->a, k->dir, S("/original.json"));
	uint32_t file;

	*then = (struct import_doc){
		.im = k->im,
		.a = k->a,
		.dir = k->dir,
		.case_id = k->case_id,
		.may_replace = true,
	};
	then->ss = sources_open(k->a);
	then->d = diags_open(k->a);
	if (io_read(k->im->root, path, LIMIT_JSON_BYTES, k->a, &then->bytes) !=
	    0)
		return false;
	file = source_add(then->ss, path);
	source_set_text(then->ss, file, then->bytes);
	then->root = json_tree(k->a, then->ss, file, then->d);
	return then->root != NULL && import_format(then) &&
	    import_begin(then) && import_convert(then);
}

/* Whether the case's files are what an import made: nobody's work is lost. */
static bool
is_unedited(struct import_doc *k)
{
	struct import_doc then;
	bool ok = convert_again(k, &then);

	/* Converting may have named products that are in no file. */
	import_index_close(k->im->index);
	k->im->index = import_index_open(k->im);
	k->im->index->tmp = k->a;
	if (!ok) {
		import_read_error(k, "csaf-edited", k->tracking->at,
		    "%.*s/"
		    "original.json cannot be imported any more, so nobody "
		    "can say what was edited",
		    STR_ARG(k->dir));
		return false;
	}
	for (size_t i = 0; i < then.n_targets; i++) {
		const struct import_target *t = &then.targets[i];

		if (!str_starts(t->path, k->dir) ||
		    (t->old.p != NULL && str_eq(t->old, t->content)))
			continue;
		import_read_error(k, "csaf-edited",
		    span_sub(k->tracking->at, 0, 1),
		    "%.*s was edited since it was imported", STR_ARG(t->path));
		diag_help(k->d,
		    "take over by hand what is new in this "
		    "document, or move the case away and import again");
		ok = false;
	}
	return ok;
}

/* "newer" or "older" than what stands there, or neither. */
static const char *
compared(struct import_doc *k)
{
	struct import_doc then = { .im = k->im, .a = k->a };
	struct instant a, b;
	struct str path = str_cat(k->a, k->dir, S("/original.json"));
	uint32_t file;
	const struct json_node *root;

	then.ss = sources_open(k->a);
	then.d = diags_open(k->a);
	file = source_add(then.ss, path);
	if (io_read(k->im->root, path, LIMIT_JSON_BYTES, k->a, &then.bytes) !=
	    0)
		return "another";
	source_set_text(then.ss, file, then.bytes);
	then.root = json_tree(k->a, then.ss, file, then.d);
	if (then.root == NULL || !import_format(&then))
		return "another";
	root = json_get(json_get(then.root, "document"), "tracking");
	if (!instant_parse(json_get_str(root, "current_release_date"), &a,
		NULL) ||
	    !instant_parse(json_get_str(k->tracking, "current_release_date"),
		&b, NULL) ||
	    a.s == b.s)
		return "another";
	return b.s > a.s ? "a newer" : "an older";
}

static bool
update(struct import_doc *k, const struct earlier *e,
    struct import_result *out)
{
	const struct json_node *id = json_get(k->tracking, "id");

	out->case_path = k->dir;
	if (str_eq(e->sha256, digest_hex(k->a, DIGEST_SHA256, k->bytes))) {
		out->outcome = IMPORT_SAME;
		return false;
	}
	if (!k->im->force) {
		import_read_error(k, "csaf-imported", id->at,
		    "this is %s version "
		    "of the document that %.*s came from",
		    compared(k), STR_ARG(k->dir));
		diag_help(k->d,
		    "--force replaces the files that nobody has "
		    "edited since");
		return false;
	}
	if (!is_unedited(k))
		return false;
	k->may_replace = true;
	out->outcome = IMPORT_REPLACED;
	return true;
}

/* ---- the folder ------------------------------------------------------ */

static struct str
year_of(struct import_doc *k)
{
	const struct json_node *node = import_read_need(k, k->tracking,
	    "initial_release_date", JSON_IS_STRING);
	struct str s = import_read_instant(k, node);
	struct instant t;

	if (!instant_parse(s, &t, NULL))
		return S("");
	t.offset_s = 0;
	return str_fmt(k->a, "%d", day_to_civil(instant_day(t)).year);
}

bool
import_home(struct import_doc *k, struct import_result *out)
{
	struct str year = year_of(k);
	struct str base = case_id(k);

	out->outcome = IMPORT_NEW;
	k->case_id = base;
	for (int i = 0; i < 2; i++) {
		const struct str *known = map_get(k->im->index->cases,
		    str_lower(k->a, k->case_id));
		struct earlier e;

		if (known == NULL)
			break;
		e = read_earlier(k, *known);
		/* The index may be made anew. */
		k->dir = str_dup(k->a, *known);
		if (!e.is_there)
			return true;
		if (str_eq(e.id, k->id) && str_eq(e.namespace, k->namespace))
			return update(k, &e, out);
		/* Another publisher's, or a case of ours by that name. */
		k->case_id = str_fmt(k->a, "%.*s-%.8s", STR_ARG(base),
		    digest_hex(k->a, DIGEST_SHA256,
			str_fmt(k->a, "%.*s\n%.*s", STR_ARG(k->namespace),
			    STR_ARG(k->id)))
			.p);
	}
	if (year.n == 0) {
		import_read_error(k, "csaf-shape",
		    json_get(k->tracking, "id")->at,
		    "without a date of initial release there is "
		    "no folder for this document");
		return false;
	}
	k->dir = str_fmt(k->a, "cases/%.*s/%.*s", STR_ARG(year),
	    STR_ARG(k->case_id));
	out->case_path = k->dir;
	return true;
}
