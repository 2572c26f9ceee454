#include "pipeline/world_layers.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/io_view.h"
#include "base/limits.h"
#include "base/span.h"
#include "model/delivery.h"
#include "model/model.h"
#include "model/records.h"

#define ORGANISATION	"content/organisation.yaml"
#define MASTER		"restricted"
#define DELIVERY_PLACE	"content/deliveries"

/* ---- which may lie below which ------------------------------------------- */

/*
 * A model of one file of a layer, for what it says of itself; a record that
 * cannot be read is none.  NULL when there is no such file.
 */
static const struct model *
read_one(const struct world_layers *l, size_t layer, struct str path)
{
	struct sources *ss = sources_open(l->perm);
	struct str text;
	uint32_t file;

	if (io_read(l->dirs[layer], path, LIMIT_YAML_BYTES, l->perm, &text) !=
	    0)
		return NULL;
	file = source_add(ss, path);
	source_set_text(ss, file, text);
	return model_from_sources(l->perm, ss, l->pool, diags_open(l->perm));
}

const struct organisation *
world_layers_organisation(const struct world_layers *l, size_t layer)
{
	const struct model *m = read_one(l, layer, S(ORGANISATION));

	return m != NULL ? m->organisation : NULL;
}

static bool
refuse(const struct world_layers *l, size_t i, struct str *why,
    const char *what)
{
	*why = str_fmt(l->perm, "--with %.*s: %s", STR_ARG(l->names[i]), what);
	return false;
}

/* What a repository says of itself; NULL, with *why, when it does not. */
static const struct organisation *
kind_of(const struct world_layers *l, size_t i, struct str *why)
{
	const struct model *m = read_one(l, i, S(ORGANISATION));
	const struct organisation *o = m != NULL ? m->organisation : NULL;

	if (o != NULL && o->repository.v != 0 && o->ceiling.v != 0)
		return o;
	if (i > 0)
		(void)refuse(l, i, why,
		    m == NULL ?
			"it is no repository: " ORGANISATION " is missing" :
			ORGANISATION " does not say what kind of repository "
				     "it is");
	else
		*why = S(ORGANISATION " does not say what kind of repository "
				      "this is; `hansho check` says more");
	return NULL;
}

/*
 * Whoever may read own reads what is below it, and its editions are made for
 * them: nothing below may be for a smaller circle.
 */
static bool
check_kind(const struct world_layers *l, size_t i, struct str *why)
{
	const struct organisation *own = kind_of(l, 0, why), *o;

	if (own == NULL)
		return false;
	o = kind_of(l, i, why);
	if (o == NULL)
		return false;
	if (o->repository.v == (int)REPOSITORY_RESTRICTED)
		return refuse(l, i, why,
		    "a restricted repository where an internal one is "
		    "expected");
	if (o->ceiling.v <= own->ceiling.v)
		return true;
	*why = str_fmt(l->perm,
	    "--with %.*s: its ceiling is TLP:%s, and that of this repository "
	    "TLP:%s: what is stricter cannot lie below",
	    STR_ARG(l->names[i]), enum_name(&enum_tlp, o->ceiling.v),
	    enum_name(&enum_tlp, own->ceiling.v));
	return false;
}

/* Each repository once. */
static bool
check_other(const struct world_layers *l, size_t i, struct str *why)
{
	struct io_stat mine, other;
	int err = io_stat(l->dirs[i], S(""), &mine);

	for (size_t k = 0; err == 0 && k < i; k++) {
		err = io_stat(k == 0 ? l->own : l->dirs[k], S(""), &other);
		if (err == 0 && mine.inode == other.inode &&
		    mine.device == other.device)
			return refuse(l, i, why,
			    k == 0 ? "that is the repository itself" :
				     "it is given twice");
	}
	if (err != 0)
		die_env(err, "cannot look at %.*s", STR_ARG(l->names[i]));
	return true;
}

/*
 * What a repository is called: the path as given, so that an editor finds the
 * file; but of one from the root of this machine only the folder's name, since
 * pages show it too.
 */
static struct str
name_of(struct str path)
{
	size_t slash = SIZE_MAX;

	while (path.n > 1 && path.p[path.n - 1] == '/')
		path.n--;
	for (size_t i = 0; i < path.n; i++) {
		if (path.p[i] == '/')
			slash = i;
	}
	if (path.n > 1 && path.p[0] == '/')
		return str_from(path, slash + 1);
	return path;
}

bool
world_layers_open(struct world_layers *l, struct io_dir *first,
    const struct str *with, size_t n_with, struct str *why)
{
	l->dirs = arena_array(l->perm, struct io_dir *, n_with + 1);
	l->names = arena_array(l->perm, struct str, n_with + 1);
	l->dirs[0] = first;
	l->n = 1;
	if (n_with > LIMIT_WORLD_LAYERS) {
		*why = S("--with is given too often");
		return false;
	}
	for (size_t i = 1; i <= n_with; i++) {
		int err;

		l->names[i] = name_of(with[i - 1]);
		err = io_dir_open(str_to_z(l->perm, with[i - 1]), &l->dirs[i]);
		if (err != 0)
			return refuse(l, i, why, strerror(err));
		l->n++;
		if (!check_other(l, i, why) || !check_kind(l, i, why))
			return false;
	}
	return true;
}

void
world_layers_close(struct world_layers *l)
{
	for (size_t i = l->dirs[0] == l->own; i < l->n; i++)
		io_dir_close(l->dirs[i]);
	l->n = 0;
}

void
world_layers_name(const struct world_layers *l, struct io_dir *root,
    struct sources *ss)
{
	for (uint32_t file = 1; file <= sources_len(ss); file++) {
		size_t layer = io_view_layer(root, source_get(ss, file)->path);

		if (layer > 0 && layer < l->n)
			source_set_layer(ss, file, (uint32_t)layer,
			    l->names[layer]);
	}
}

/* ---- the ledger ---------------------------------------------------------- */

/* Add as sources the files of a layer that one above it hides. */
static void
add_hidden(const struct world_layers *l, size_t layer, struct io_dir *root,
    struct sources *ss)
{
	struct io_entry *v;
	size_t n = 0;
	int err = io_list(l->dirs[layer], S(DELIVERY_PLACE), l->perm, &v, &n);

	if (err != 0 && err != ENOENT)
		die_env(err, "cannot read %.*s/" DELIVERY_PLACE,
		    STR_ARG(l->names[layer]));
	for (size_t i = 0; err == 0 && i < n; i++) {
		struct str path = str_cat(l->perm, S(DELIVERY_PLACE "/"),
		    v[i].name);

		if (v[i].kind == IO_FILE && delivery_is_file(path) &&
		    io_view_layer(root, path) < layer)
			source_set_layer(ss, source_add(ss, path),
			    (uint32_t)layer, l->names[layer]);
	}
}

void
world_layers_ledger(const struct world_layers *l, struct io_dir *root,
    struct model *m, struct sources *ss, struct diags *d)
{
	for (size_t i = 1; i < l->n; i++) {
		uint32_t from = (uint32_t)sources_len(ss) + 1;

		add_hidden(l, i, root, ss);
		if (sources_len(ss) >= from)
			m->deliveries = delivery_load(l->perm, m->deliveries,
			    l->dirs[i], ss, from, d);
	}
}

/* ---- files that stand twice ---------------------------------------------- */

/* Whether a case of a layer says that it is made from a restricted one. */
static bool
is_copy(const struct world_layers *l, size_t layer, struct str path)
{
	const struct model *m = read_one(l, layer, path);

	return m != NULL && m->n_cases == 1 &&
	    str_eq(m->cases[0].c->master.s, S(MASTER));
}

/* What every repository says for itself, or of people it alone may name. */
static bool
may_differ(enum kind kind)
{
	return kind == KIND_ORGANISATION || kind == KIND_AUDIENCES ||
	    kind == KIND_NUMBERS || kind == KIND_PARTY;
}

/* A case's other files stand twice with it. */
static bool
is_of_case(enum kind kind)
{
	return kind == KIND_ADVISORY || kind == KIND_APPROVALS ||
	    kind == KIND_PUBLISHED;
}

static void
report(const struct world_layers *l, const struct document *doc,
    struct str path, size_t below, struct diags *d)
{
	struct span at = { doc->file, 0, 0 };

	if (doc->path.kind == KIND_CASE) {
		if (is_copy(l, below, path))
			return;
		diag_error(d, "with-case", at,
		    "the case '%.*s' stands in %.*s too",
		    STR_ARG(doc->path.id), STR_ARG(l->names[below]));
		diag_help(d,
		    "give one of them another id; what `hansho lift` made of "
		    "this one says `master: " MASTER "`");
		return;
	}
	diag_report(d, DIAG_ALERT, "with-shadow", at,
	    "this file hides the one of %.*s", STR_ARG(l->names[below]));
	diag_help(d, "keep it in one of the two repositories");
}

void
world_layers_check(const struct world_layers *l, const struct model *m,
    struct diags *d)
{
	for (size_t i = 0; i < KINDS; i++) {
		if (may_differ((enum kind)i) || is_of_case((enum kind)i))
			continue;
		for (size_t k = 0; k < m->docs[i].n; k++) {
			const struct document *doc = &m->docs[i].v[k];
			const struct source *s = source_get(m->sources,
			    doc->file);
			struct io_stat st;

			for (size_t j = s->layer + 1; j < l->n; j++) {
				if (io_stat(l->dirs[j], s->path, &st) == 0)
					report(l, doc, s->path, j, d);
			}
		}
	}
}
