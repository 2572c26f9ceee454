#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/limits.h"
#include "csaf/csaf_name.h"
#include "provided/provided_part.h"
#include "sign/sign.h"

/* Documents change after their release alone, so nothing is made by hand. */
#define PUBLISH	"correct the case, and publish a new revision"
#define BUILD	"build the tree anew"

/* A document being checked. */
struct look {
	struct provided *k;
	struct provided_document *x;
	struct diags *d;
	struct arena *a;	/* ends with the document */
	struct str content;
	unsigned worker;
};

int
provided_document_rank(struct str label)
{
	static const struct {
		const char *label;
		int rank;
	} labels[] = {
		{ "WHITE", 0 },
		{ "CLEAR", 0 },
		{ "UNLABELED", 0 },
		{ "GREEN", 1 },
		{ "AMBER", 2 },
		{ "AMBER+STRICT", 3 },
		{ "RED", 4 },
	};

	for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
		if (str_eq_z(label, labels[i].label))
			return labels[i].rank;
	}
	return -1;
}

/* ---- the document itself ------------------------------------------------- */

/* Schema and mandatory tests: those that decide whether it is valid. */
static const struct json_node *
check_valid(struct look *l)
{
	bool *tests = arena_array(l->a, bool, csaf_tests_len());
	struct csaf_request q = { .arena = l->a,
		.sources = l->k->q->sources,
		.file = l->x->file->source,
		.tests = tests };
	struct csaf_result r;

	for (size_t i = 0; i < csaf_tests_len(); i++)
		tests[i] = csaf_test_at(i)->class <= CSAF_MANDATORY;
	csaf_check(&q, &r);
	for (size_t i = 0; i < r.n_findings; i++) {
		const struct csaf_finding *f = &r.findings[i];

		if (f->test->class <= CSAF_MANDATORY)
			provided_error(l->d, PROVIDED_DOCUMENT,
			    span_is_set(f->at) ? f->at :
						 provided_at(l->x->file),
			    PUBLISH, "%s: %.*s", f->test->id,
			    STR_ARG(f->message));
	}
	if (r.n_dropped > 0)
		provided_error(l->d, PROVIDED_DOCUMENT,
		    provided_at(l->x->file), PUBLISH,
		    "%zu more findings are not shown", r.n_dropped);
	return r.root;
}

static const char *
year_of(struct look *l, struct str *out)
{
	struct str path = l->x->file->path;
	struct str name = str_base_name(path), dir;

	dir = str_sub(path, 0, path.n - name.n - 1);
	*out = str_base_name(dir);
	if (out->n != 4)
		return "it is in no folder of a year";
	for (size_t i = 0; i < out->n; i++) {
		if (out->p[i] < '0' || out->p[i] > '9')
			return "it is in no folder of a year";
	}
	return NULL;
}

/* The year of initial release, in UTC (7.1.11). */
static void
check_year(struct look *l)
{
	struct str year, want;
	const char *fault = year_of(l, &year);
	struct instant utc = { l->x->initial.s, 0 };

	if (fault != NULL) {
		provided_error(l->d, PROVIDED_YEAR, provided_at(l->x->file),
		    BUILD, "%s", fault);
		return;
	}
	/* Beyond what civil time knows; the schema allows any year. */
	if (!l->x->has_dates || utc.s < -2208988800 || utc.s >= 7258118400)
		return;
	want = str_sub(instant_format_utc(l->a, utc), 0, 4);
	if (!str_eq(year, want))
		provided_error(l->d, PROVIDED_YEAR, provided_at(l->x->file),
		    BUILD,
		    "it was first released in %.*s, by UTC: it belongs there",
		    STR_ARG(want));
}

static void
check_name(struct look *l)
{
	struct str name = str_base_name(l->x->file->path);
	struct str want = str_cat(l->a, csaf_name(l->a, l->x->id), S(".json"));

	if (l->x->id.n > 0 && !str_eq(name, want))
		provided_error(l->d, PROVIDED_NAME, provided_at(l->x->file),
		    BUILD, "its id '%.*s' gives the name %.*s",
		    STR_ARG(provided_quote(l->x->id)),
		    STR_ARG(provided_quote(want)));
}

/* 2.0 has no AMBER+STRICT: it is RED, and a text says so (2.1, cls-18). */
static int
rank_of(const struct look *l, const struct json_node *distribution)
{
	if (str_eq(l->x->label, S("RED")) &&
	    str_eq(json_get_str(distribution, "text"),
		S("TLP v2.0: TLP:AMBER+STRICT")))
		return provided_document_rank(S("AMBER+STRICT"));
	return provided_document_rank(l->x->label);
}

static void
check_label(struct look *l, const struct json_node *distribution)
{
	const struct json_node *node = json_get(json_get(distribution, "tlp"),
	    "label");
	int rank = rank_of(l, distribution);
	struct str ceiling = l->k->ceiling;
	struct span at = node != NULL ? node->at : provided_at(l->x->file);

	if (ceiling.n > 0) {
		if (rank > provided_document_rank(ceiling))
			provided_error(l->d, PROVIDED_LABEL, at,
			    "take the document away at once, with what names "
			    "it",
			    "it is TLP:%.*s, and this folder is for readers "
			    "up to TLP:%.*s",
			    STR_ARG(l->x->label), STR_ARG(ceiling));
		return;
	}
	if (rank >= 2)
		provided_error(l->d, PROVIDED_LABEL, at,
		    "take the document away at once, with what names it, and "
		    "purge caches; build it into a folder of its own, behind "
		    "a password",
		    "it is TLP:%.*s and stands where everybody can read it",
		    STR_ARG(l->x->label));
	else if (rank == 1)
		provided_warn(l->d, PROVIDED_LABEL, at,
		    "TLP keeps GREEN within a community: build it into a "
		    "folder of its own",
		    "it is TLP:GREEN and stands where everybody can read it");
}

static void
check_publisher(struct look *l, const struct json_node *document)
{
	const struct json_node *node = json_get(json_get(document,
						    "publisher"),
	    "namespace");

	if (node != NULL && node->kind == JSON_IS_STRING &&
	    l->k->namespace.n > 0 && !str_eq(node->text, l->k->namespace))
		provided_error(l->d, PROVIDED_ROLE, node->at,
		    "publish documents of others outside of the tree",
		    "a provider distributes its own documents alone; this "
		    "one is of '%.*s'",
		    STR_ARG(provided_quote(node->text)));
}

static void
read_fields(struct look *l, const struct json_node *root)
{
	const struct json_node *document = json_get(root, "document");
	const struct json_node *tracking = json_get(document, "tracking");
	const struct json_node *distribution = json_get(document,
	    "distribution");
	const struct json_node *label = json_get(json_get(distribution, "tlp"),
	    "label");
	struct provided_document *x = l->x;
	struct arena *kept = l->k->worker_kept[l->worker];

	x->id = str_dup(kept, json_get_str(tracking, "id"));
	x->version = str_dup(kept, json_get_str(document, "csaf_version"));
	if (label != NULL && label->kind == JSON_IS_STRING)
		x->label = str_dup(kept, label->text);
	x->has_dates = csaf_format_time(json_get_str(tracking,
					    "initial_release_date"),
			   &x->initial) &&
	    csaf_format_time(json_get_str(tracking, "current_release_date"),
		&x->current);
	/* They point into the text. */
	x->initial.fraction = str_dup(kept, x->initial.fraction);
	x->current.fraction = str_dup(kept, x->current.fraction);
	check_label(l, distribution);
	check_publisher(l, document);
}

/* ---- digests and signature ----------------------------------------------- */

static bool
read_beside(struct look *l, struct str ending, struct provided_file **f,
    struct str *out)
{
	int err;

	*f = provided_find(l->k, str_cat(l->a, l->x->file->path, ending));
	if (*f == NULL)
		return false;
	err = io_read(l->k->q->dir, (*f)->path, LIMIT_SIGN_ARMOUR, l->a, out);
	if (err == 0)
		return true;
	provided_error(l->d, PROVIDED_INTEGRITY, provided_at(*f), BUILD,
	    "it cannot be read: %s", strerror(err));
	*f = NULL;
	return false;
}

/* "DIGEST  NAME", as sha256sum and sha512sum write and check. */
static bool
check_digest(struct look *l, struct str ending, enum digest_kind kind)
{
	struct str text, want, name = str_base_name(l->x->file->path);
	struct provided_file *f;

	if (!read_beside(l, ending, &f, &text)) {
		provided_error(l->d, PROVIDED_INTEGRITY,
		    provided_at(l->x->file), BUILD, "there is no %.*s%.*s",
		    STR_ARG(name), STR_ARG(ending));
		return false;
	}
	want = digest_hex(l->a, kind, l->content);
	if (str_eq(text,
		str_fmt(l->a, "%.*s  %.*s\n", STR_ARG(want), STR_ARG(name))))
		return true;
	if (!str_starts(text, want))
		provided_error(l->d, PROVIDED_INTEGRITY, provided_at(f),
		    "find out who changed the document; build the tree anew",
		    "the digest is not that of the document");
	else
		provided_error(l->d, PROVIDED_INTEGRITY, provided_at(f), BUILD,
		    "this is not one line: the digest, two blanks, %.*s",
		    STR_ARG(name));
	return false;
}

static void
check_signature(struct look *l)
{
	struct str text;
	struct provided_file *f;
	struct sign_made made;
	struct sign_openpgp *ring = l->k->rings[l->worker];
	enum sign_result r;

	if (!read_beside(l, S(".asc"), &f, &text)) {
		if (provided_is_trusted(l->k, l->x->file->path))
			provided_error(l->d, PROVIDED_SIGNATURE,
			    provided_at(l->x->file),
			    "publish with signing_key, and build",
			    "there is no signature %.*s.asc",
			    STR_ARG(str_base_name(l->x->file->path)));
		return;
	}
	if (ring == NULL) {
		provided_error(l->d, PROVIDED_SIGNATURE, provided_at(f),
		    "add contact.openpgp_key to content/organisation.yaml, "
		    "and build",
		    "no key is published to check the signature with");
		return;
	}
	r = sign_openpgp_check(ring, S(""), l->content, text, l->k->q->now,
	    &made);
	/* What expired since was good once; provided_key.c tells of the key. */
	if (r == SIGN_EXPIRED)
		r = sign_openpgp_check(ring, S(""), l->content, text,
		    (struct instant){ made.made_s, 0 }, &made);
	l->x->is_signed = r == SIGN_GOOD;
	if (r != SIGN_GOOD)
		provided_error(l->d, PROVIDED_SIGNATURE, provided_at(f),
		    "find out who changed the document; bring back the "
		    "release from the history, and build",
		    "the signature is not good: %s", sign_result_text(r));
}

void
provided_document(struct provided *k, struct provided_file *f,
    struct str content, unsigned worker)
{
	struct look l = {
		.k = k,
		.x = f->doc,
		.d = k->worker_d[worker],
		.a = k->worker_a[worker],
		.content = content,
		.worker = worker,
	};
	size_t before = diags_len(l.d);
	const struct json_node *root;

	source_set_text(k->q->sources, f->source, content);
	root = check_valid(&l);
	if (root != NULL) {
		read_fields(&l, root);
		check_name(&l);
		check_year(&l);
	}
	l.x->is_hashed = check_digest(&l, S(".sha256"), DIGEST_SHA256);
	l.x->is_hashed = check_digest(&l, S(".sha512"), DIGEST_SHA512) &&
	    l.x->is_hashed;
	check_signature(&l);
	/* Lines are shown of what has findings alone. */
	source_set_text(k->q->sources, f->source,
	    diags_len(l.d) > before ?
		str_dup(k->worker_kept[worker], content) :
		S(""));
}
