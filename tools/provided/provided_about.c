#include "base/arena.h"
#include "base/map.h"
#include "provided/provided_part.h"

#define METADATA	"provider-metadata.json"
#define BUILD		"build the tree anew"
#define BASE_URL							\
	"set base_url in content/organisation.yaml to where the edition " \
	"stands, and build"

/* Where metadata may stand, the one that everybody looks for first. */
static const struct {
	const char *path;
	unsigned shape;		/* 0: that of its metadata_version */
} places[] = {
	{ PROVIDED_HOME METADATA, 0 },
	{ PROVIDED_HOME "v2.0/" METADATA, PROVIDED_SHAPE_M20 },
	{ PROVIDED_HOME "v2.1/" METADATA, PROVIDED_SHAPE_M21 },
};

/* ---- metadata ------------------------------------------------------------ */

/* The address of the folder that we look at: what precedes a known place. */
static struct str
base_of(struct str url)
{
	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		struct str path = str_z(places[i].path);

		if (str_ends(url, path) && url.n > path.n &&
		    url.p[url.n - path.n - 1] == '/')
			return str_sub(url, 0, url.n - path.n);
	}
	return S("");
}

/*
 * canonical_url names this file, or one with the same bytes (CSAF 2.1, 8.1:
 * one for each version, and a copy of the first where everybody looks).
 */
static void
check_canonical(struct provided *k, const struct provided_file *f,
    const struct json_node *root)
{
	const struct json_node *node = json_get(root, "canonical_url");
	struct provided_file *own;
	struct str base, text;

	if (node == NULL || node->kind != JSON_IS_STRING)
		return;
	base = base_of(node->text);
	if (base.n == 0 || (k->base.n > 0 && !str_eq(base, k->base))) {
		provided_error(k->d, PROVIDED_METADATA, node->at, BASE_URL,
		    "'%.*s' is not where this file stands",
		    STR_ARG(provided_quote(node->text)));
		return;
	}
	k->base = base;
	own = provided_url(k, node->text);
	if (own == f)
		return;
	if (own == NULL || !provided_text(k, own, PROVIDED_METADATA, &text) ||
	    !str_eq(text, source_get(k->q->sources, f->source)->text))
		provided_error(k->d, PROVIDED_METADATA, node->at, BUILD,
		    "'%.*s' is missing, or not the same as this file",
		    STR_ARG(provided_quote(node->text)));
}

static void
add_folder(struct provided *k, const struct json_node *url, struct str role)
{
	struct str path;

	if (url == NULL || url->kind != JSON_IS_STRING)
		return;
	if (k->base.n == 0 || !str_starts(url->text, k->base)) {
		provided_error(k->d, PROVIDED_METADATA, url->at, BASE_URL,
		    "'%.*s' is not below the address of the metadata",
		    STR_ARG(provided_quote(url->text)));
		return;
	}
	path = str_from(url->text, k->base.n);
	if (!str_ends(path, S("/")))
		path = str_cat(k->a, path, S("/"));
	for (size_t i = 0; i < k->n_folders; i++) {
		if (str_eq(k->folders[i].path, path))
			return;
	}
	k->folders = arena_grow(k->a, k->folders, k->n_folders,
	    &k->folders_cap, sizeof(*k->folders));
	k->folders[k->n_folders++] = (struct provided_folder){ .path = path,
		.at = url->at,
		.role = role };
}

/* Files of the tree that are no documents. */
static void
know_url(struct provided *k, const struct json_node *url)
{
	const struct provided_file *f = NULL;

	if (url != NULL && url->kind == JSON_IS_STRING)
		f = provided_url(k, url->text);
	if (f != NULL)
		map_put(k->known, f->path, k);
}

static const struct json_node *
items(const struct json_node *node)
{
	return node != NULL && node->kind == JSON_IS_ARRAY ? node->first :
							     NULL;
}

static void
read_distribution(struct provided *k, const struct json_node *x,
    struct str role)
{
	const struct json_node *rolie = json_get(x, "rolie");

	add_folder(k, json_get(x, "directory_url"), role);
	add_folder(k, json_get(json_get(x, "directory"), "url"), role);
	for (const struct json_node *m = items(json_get(rolie, "feeds"));
	     m != NULL; m = m->next) {
		know_url(k, json_get(m, "url"));
		k->has_feeds = true;
	}
	for (const struct json_node *m = items(json_get(rolie, "services"));
	     m != NULL; m = m->next)
		know_url(k, m);
	for (const struct json_node *m = items(json_get(rolie, "categories"));
	     m != NULL; m = m->next)
		know_url(k, m);
}

static void
read_metadata(struct provided *k, struct provided_file *f, unsigned shape)
{
	const struct json_node *root, *list;
	struct str text;

	map_put(k->known, f->path, k);
	/* The version decides about the shape. */
	if (shape == 0)
		shape = provided_text(k, f, PROVIDED_METADATA, &text) &&
			str_find(text, S("\"2.1\""), 0) != SIZE_MAX ?
		    PROVIDED_SHAPE_M21 :
		    PROVIDED_SHAPE_M20;
	root = provided_json(k, f, PROVIDED_METADATA, shape);
	if (root == NULL || root->kind != JSON_IS_OBJECT)
		return;
	k->metadata[k->n_metadata++] = root;
	check_canonical(k, f, root);
	list = json_get(root, "distributions");
	for (const struct json_node *m = items(list); m != NULL; m = m->next)
		read_distribution(k, m, json_get_str(root, "role"));
	if (items(list) == NULL)
		provided_error(k->d, PROVIDED_METADATA, root->at, BUILD,
		    "no distribution is named, so nobody finds documents");
	if (k->role.n == 0)
		k->role = json_get_str(root, "role");
	if (k->namespace.n == 0)
		k->namespace = json_get_str(json_get(root, "publisher"),
		    "namespace");
	provided_key(k, root);
}

/* ---- security.txt (RFC 9116) --------------------------------------------- */

struct lines {
	bool has_contact;
	struct str expires;
	struct str csaf;	/* the first */
};

static void
read_line(struct lines *x, struct str line)
{
	if (str_starts(line, S("Contact:")))
		x->has_contact = true;
	else if (str_starts(line, S("Expires:")))
		x->expires = str_trim(str_from(line, sizeof("Expires:") - 1));
	else if (str_starts(line, S("CSAF:")) && x->csaf.n == 0)
		x->csaf = str_trim(str_from(line, sizeof("CSAF:") - 1));
}

static void
check_expires(struct provided *k, const struct provided_file *f,
    struct str expires)
{
	struct instant t;

	if (!instant_parse(expires, &t, NULL))
		provided_error(k->d, PROVIDED_SECURITY_TXT, provided_at(f),
		    "set security_txt_expires in content/organisation.yaml",
		    "there is no line 'Expires:' with a date");
	else if (t.s <= k->q->now.s)
		provided_error(k->d, PROVIDED_SECURITY_TXT, provided_at(f),
		    "set security_txt_expires to a later day, and build",
		    "it expired at %.*s", STR_ARG(expires));
}

static void
check_security_txt(struct provided *k)
{
	struct provided_file *f = provided_find(k,
	    S(".well-known/security.txt"));
	struct lines x = { .has_contact = false };
	struct str text, line;
	bool more = true;

	if (f == NULL && k->ceiling.n > 0)
		return;
	if (f == NULL) {
		provided_error(k->d, PROVIDED_SECURITY_TXT, (struct span){ 0 },
		    "give contact in content/organisation.yaml, and build",
		    "there is no .well-known/security.txt");
		return;
	}
	if (!provided_text(k, f, PROVIDED_SECURITY_TXT, &text))
		return;
	while (more) {
		more = str_cut(text, '\n', &line, &text);
		read_line(&x, line);
	}
	if (!x.has_contact)
		provided_error(k->d, PROVIDED_SECURITY_TXT, provided_at(f),
		    "give contact in content/organisation.yaml, and build",
		    "there is no line 'Contact:'");
	check_expires(k, f, x.expires);
	if (k->base.n > 0 &&
	    !str_eq(x.csaf, str_cat(k->a, k->base, S(PROVIDED_HOME METADATA))))
		provided_error(k->d, PROVIDED_SECURITY_TXT, provided_at(f),
		    BUILD,
		    "the first line 'CSAF:' is '%.*s', not the address of "
		    "the metadata",
		    STR_ARG(provided_quote(x.csaf)));
}

void
provided_about(struct provided *k)
{
	map_put(k->known, S("manifest.json"), k);
	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		struct provided_file *f = provided_find(k,
		    str_z(places[i].path));

		if (f != NULL)
			read_metadata(k, f, places[i].shape);
		else if (i == 0)
			provided_error(k->d, PROVIDED_WELL_KNOWN,
			    (struct span){ 0 },
			    "give the folder that the web server shows as /, "
			    "or build the tree anew",
			    "there is no %s", places[0].path);
	}
	/* Beside the metadata checkers look for it, named or not. */
	map_put(k->known, S(PROVIDED_HOME "service.json"), k);
	check_security_txt(k);
}

/* ---- what metadata name -------------------------------------------------- */

static struct provided_file *
named(struct provided *k, const struct json_node *url,
    enum provided_requirement r)
{
	struct provided_file *f = NULL;

	if (url == NULL || url->kind != JSON_IS_STRING)
		return NULL;
	f = provided_url(k, url->text);
	if (f == NULL)
		provided_error(k->d, r, url->at, BUILD,
		    "there is no file for '%.*s'",
		    STR_ARG(provided_quote(url->text)));
	return f;
}

static bool
has_feed(const struct json_node *rolie, struct str url)
{
	for (const struct json_node *m = items(json_get(rolie, "feeds"));
	     m != NULL; m = m->next) {
		if (str_eq(json_get_str(m, "url"), url))
			return true;
	}
	return false;
}

/* Exactly the feeds of the metadata (checkers ask for it). */
static void
check_collections(struct provided *k, const struct json_node *workspace,
    const struct json_node *rolie, struct map *met)
{
	for (const struct json_node *c =
		 items(json_get(workspace, "collection"));
	     c != NULL; c = c->next) {
		const struct json_node *href = json_get(c, "href");

		if (href == NULL || href->kind != JSON_IS_STRING)
			continue;
		map_put(met, href->text, k);
		if (!has_feed(rolie, href->text))
			provided_error(k->d, PROVIDED_SERVICE, href->at, BUILD,
			    "no metadata name the feed '%.*s'",
			    STR_ARG(provided_quote(href->text)));
	}
}

static void
check_service(struct provided *k, struct provided_file *f,
    const struct json_node *rolie)
{
	const struct json_node *root = provided_json(k, f, PROVIDED_SERVICE,
	    PROVIDED_SHAPE_SERVICE);
	struct map *met = map_open(k->a);

	if (root == NULL)
		return;
	for (const struct json_node *w =
		 items(json_get(json_get(root, "service"), "workspace"));
	     w != NULL; w = w->next)
		check_collections(k, w, rolie, met);
	for (const struct json_node *m = items(json_get(rolie, "feeds"));
	     m != NULL; m = m->next) {
		struct str url = json_get_str(m, "url");

		if (map_get(met, url) == NULL)
			provided_error(k->d, PROVIDED_SERVICE, root->at, BUILD,
			    "it does not name the feed '%.*s'",
			    STR_ARG(provided_quote(url)));
	}
}

static void
check_rolie(struct provided *k, const struct json_node *rolie)
{
	struct provided_file *f;

	for (const struct json_node *m = items(json_get(rolie, "feeds"));
	     m != NULL; m = m->next) {
		f = named(k, json_get(m, "url"), PROVIDED_FEED);
		if (f != NULL)
			provided_feed(k, f, json_get_str(m, "tlp_label"));
	}
	for (const struct json_node *m = items(json_get(rolie, "services"));
	     m != NULL; m = m->next) {
		f = named(k, m, PROVIDED_SERVICE);
		if (f != NULL)
			check_service(k, f, rolie);
	}
	for (const struct json_node *m = items(json_get(rolie, "categories"));
	     m != NULL; m = m->next) {
		f = named(k, m, PROVIDED_CATEGORY);
		if (f != NULL)
			(void)provided_json(k, f, PROVIDED_CATEGORY,
			    PROVIDED_SHAPE_CATEGORY);
	}
}

void
provided_about_lists(struct provided *k)
{
	for (size_t i = 0; i < k->n_metadata; i++) {
		for (const struct json_node *m =
			 items(json_get(k->metadata[i], "distributions"));
		     m != NULL; m = m->next) {
			const struct json_node *rolie = json_get(m, "rolie");

			if (rolie != NULL)
				check_rolie(k, rolie);
		}
	}
	if (k->n_metadata > 0 && !k->has_feeds)
		provided_warn(k->d, PROVIDED_FEED, k->metadata[0]->at, BUILD,
		    "there are no ROLIE feeds");
	if (k->n_metadata > 0 && k->n_folders == 0)
		provided_warn(k->d, PROVIDED_LISTING, k->metadata[0]->at,
		    BUILD, "no directory of documents is named");
}
