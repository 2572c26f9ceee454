#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/embed.h"
#include "base/io.h"
#include "base/limits.h"
#include "model/load.h"
#include "model/records.h"
#include "resolve/dictionary_impl.h"
#include "text/yaml.h"
#include "version/purl.h"

#define NAMES	"content/names.yaml"

/* Rows of a repository's table, or of the one that comes with the program. */
static struct str
read_table(struct dictionary *x, struct io_dir *root, struct sources *ss,
    uint32_t *file, struct diags *d)
{
	const struct embedded *ours = embedded_find(S("init/" NAMES));
	struct str text = S("");
	int err = ENOENT;

	if (root != NULL)
		err = io_read(root, S(NAMES), LIMIT_YAML_BYTES, x->perm,
		    &text);
	*file = source_add(ss, S(NAMES));
	if (err == ENOENT && ours != NULL)
		text = ours->content;
	else if (err != 0)
		diag_error(d, "file-empty", (struct span){ *file, 0, 0 },
		    "the table of names cannot be read: %s", strerror(err));
	source_set_text(ss, *file, text);
	return text;
}

/* A row that has releases tells all of its product's. */
static void
take_releases(struct dictionary *x, struct dictionary_product *p,
    const struct known_name *row)
{
	if (row->releases.n == 0)
		return;
	p->releases = arena_array(x->perm, struct dictionary_release,
	    row->releases.n);
	p->n_releases = row->releases.n;
	for (size_t i = 0; i < row->releases.n; i++) {
		const struct known_release *r = &row->releases.v[i];

		p->releases[i] = (struct dictionary_release){
			.says = str_lower(x->perm, r->says.s),
			.version = r->is.s,
			.update = r->update.s
		};
	}
}

static void
take(struct dictionary *x, const struct known_name *row, struct diags *d)
{
	struct dictionary_product *p = NULL;
	struct purl purl;
	const char *why = "it names no product";

	if (row->maker.s.n > 0) {
		struct dictionary_maker *m = dictionary_maker(x, row->maker.s);

		dictionary_maker_says(x, m, row->name.s);
		for (size_t i = 0; i < row->says.n; i++)
			dictionary_maker_says(x, m, row->says.v[i].s);
		return;
	}
	if (x->makers_only)
		return;
	/* "office" of cybozu:office is no name that people give it. */
	if (row->cpe.s.n > 0)
		p = dictionary_product(x, row->cpe.s, RESOLVE_CPE, true);
	else if (purl_parse(x->perm, row->purl.s, &purl, &why))
		p = dictionary_package(x, row->purl.s);
	if (p == NULL) {
		diag_error(d, "field-value", row->where,
		    "'%.*s' has neither a CPE name nor a purl that can be "
		    "read: %s",
		    STR_ARG(row->name.s), why);
		return;
	}
	if (row->purl.s.n > 0)
		p->purl = row->purl.s;
	p->note = row->note.s;
	take_releases(x, p, row);
	dictionary_says(x, p, row->name.s, RESOLVE_OWN);
	for (size_t i = 0; i < row->says.n; i++)
		dictionary_says(x, p, row->says.v[i].s, RESOLVE_OWN);
}

void
dictionary_own(struct dictionary *x, struct io_dir *root, struct diags *d)
{
	struct sources *ss = sources_open(x->perm);
	uint32_t file;
	struct str text = read_table(x, root, ss, &file, d);
	struct span all = { file, 0, (uint32_t)text.n };
	const struct yaml_node *yaml = yaml_parse(x->perm, ss, all, d);
	const struct names *table;

	if (yaml == NULL)
		return;
	table = load_record(x->perm, &record_names, yaml, all, d);
	for (size_t i = 0; table != NULL && i < table->names.n; i++)
		take(x, &table->names.v[i], d);
}
