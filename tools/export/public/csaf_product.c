#include "base/arena.h"
#include "base/map.h"
#include "export/public/csaf_impl.h"

/* A file and its digests; each algorithm once (6.1.25). */
struct file {
	struct str name;
	const struct public_hash **hashes;
	size_t n;
	size_t cap;
	struct file *next;	/* of the same name: another build */
};

static bool
has_algorithm(const struct file *f, struct str algorithm)
{
	for (size_t i = 0; i < f->n; i++) {
		if (str_eq_nocase(f->hashes[i]->algorithm, algorithm))
			return true;
	}
	return false;
}

/* The group that a digest belongs to: of its file, the first with room. */
static void
group(struct arena *a, struct map *files, const struct public_hash *h)
{
	struct file *f = map_get(files, h->filename);

	while (f != NULL && has_algorithm(f, h->algorithm) && f->next != NULL)
		f = f->next;
	if (f == NULL || has_algorithm(f, h->algorithm)) {
		struct file *fresh = arena_new(a, struct file);

		fresh->name = h->filename;
		if (f == NULL)
			map_put(files, h->filename, fresh);
		else
			f->next = fresh;
		f = fresh;
	}
	f->hashes = arena_grow(a, f->hashes, f->n, &f->cap,
	    sizeof(*f->hashes));
	f->hashes[f->n++] = h;
}

/* Newer versions have them in lower case alone. */
static struct str
digits(const struct csaf_doc *k, struct str s)
{
	return csaf_dialect(k)->is_strict ? str_lower(k->a, s) : s;
}

static void
put_file(struct csaf_doc *k, const struct file *f)
{
	json_object(k->w);
	json_name(k->w, "file_hashes");
	json_array(k->w);
	for (size_t i = 0; i < f->n; i++) {
		json_object(k->w);
		json_pair(k->w, "algorithm",
		    digits(k, f->hashes[i]->algorithm));
		json_pair(k->w, "value", digits(k, f->hashes[i]->value));
		json_end(k->w);
	}
	json_end(k->w);
	json_pair(k->w, "filename", f->name);
	json_end(k->w);
}

static void
put_hashes(struct csaf_doc *k, const struct public_leaf *leaf)
{
	struct map *files = map_open(k->a);

	for (size_t i = 0; i < leaf->n_hashes; i++)
		group(k->a, files, &leaf->hashes[i]);
	json_name(k->w, "hashes");
	json_opt_array(k->w);
	for (size_t i = 0; i < map_len(files); i++) {
		for (const struct file *f = map_at(files, i)->value; f != NULL;
		     f = f->next)
			put_file(k, f);
	}
	json_end(k->w);
}

static bool
is_identified(const struct public_leaf *leaf)
{
	return leaf->purl.n > 0 || leaf->cpe.n > 0 || leaf->n_hashes > 0 ||
	    leaf->n_sbom_urls > 0 || leaf->n_model_numbers > 0 ||
	    leaf->n_serial_numbers > 0 || leaf->n_skus > 0;
}

static bool
is_plain(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	    (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
	    c == '~';
}

/* RFC 3986, 2.1: all but the unreserved characters. */
static struct str
percent_encode(struct arena *a, struct str s)
{
	static const char digits[] = "0123456789ABCDEF";
	char *out = arena_bytes(a, s.n * 3 + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (is_plain(s.p[i])) {
			out[n++] = s.p[i];
			continue;
		}
		out[n++] = '%';
		out[n++] = digits[c >> 4];
		out[n++] = digits[c & 15];
	}
	return (struct str){ out, n };
}

struct str
csaf_product_iri(struct arena *a, struct str namespace, struct str product_id)
{
	return str_fmt(a, "%.*s#%.*s", STR_ARG(namespace),
	    STR_ARG(percent_encode(a, product_id)));
}

/*
 * A product that nothing else identifies has at least a name that is the same
 * in all of our documents (6.2.16).
 */
static void
put_generic_uri(struct csaf_doc *k, const struct public_leaf *leaf)
{
	struct str namespace = k->adv->publisher.namespace;

	json_name(k->w, "x_generic_uris");
	json_opt_array(k->w);
	if (!k->adv->is_import && !is_identified(leaf)) {
		json_object(k->w);
		json_pair(k->w, "namespace", namespace);
		json_pair(k->w, "uri",
		    csaf_product_iri(k->a, namespace, leaf->product_id));
		json_end(k->w);
	}
	json_end(k->w);
}

static void
put_purl(struct csaf_doc *k, const struct public_leaf *leaf)
{
	const char *name = csaf_dialect(k)->purl;

	if (csaf_dialect(k)->has_lists)
		csaf_put_strings(k, name, &leaf->purl, 1);
	else
		json_pair_opt(k->w, name, leaf->purl);
}

/* In newer versions some characters stand for others (2.1, 3.1.4.3.4). */
static struct str
escape(struct arena *a, struct str s)
{
	char *out = arena_bytes(a, s.n * 2 + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '*' || s.p[i] == '?' || s.p[i] == '\\')
			out[n++] = '\\';
		out[n++] = s.p[i];
	}
	return (struct str){ out, n };
}

/* Ours are whole numbers. */
static void
put_numbers(struct csaf_doc *k, const char *name, const struct str *v,
    size_t n)
{
	struct str *out = arena_array(k->a, struct str, n + 1);

	for (size_t i = 0; i < n; i++)
		out[i] = csaf_dialect(k)->is_strict ? escape(k->a, v[i]) :
						      v[i];
	csaf_put_strings(k, name, out, n);
}

void
csaf_product(struct csaf_doc *k, const struct public_leaf *leaf)
{
	json_pair(k->w, "name", leaf->name);
	json_pair(k->w, "product_id", leaf->product_id);
	json_name(k->w, "product_identification_helper");
	json_opt_object(k->w);
	json_pair_opt(k->w, "cpe", leaf->cpe);
	put_hashes(k, leaf);
	put_numbers(k, "model_numbers", leaf->model_numbers,
	    leaf->n_model_numbers);
	put_purl(k, leaf);
	csaf_put_strings(k, "sbom_urls", leaf->sbom_urls, leaf->n_sbom_urls);
	put_numbers(k, "serial_numbers", leaf->serial_numbers,
	    leaf->n_serial_numbers);
	put_numbers(k, "skus", leaf->skus, leaf->n_skus);
	put_generic_uri(k, leaf);
	json_end(k->w);
}
