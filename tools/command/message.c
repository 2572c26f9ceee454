#include "command/message.h"

#include <errno.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "command/command.h"
#include "model/model.h"
#include "scan/fold.h"
#include "scan/scan.h"
#include "wall/secret.h"
#include "wall/wall.h"

/* git's line above a diff that is not part of the message. */
#define SCISSORS "------------------------ >8 ------------------------"

struct searching {
	struct invocation *v;
	struct world *r;
	struct secrets *secrets;
	struct str *cleared;
	size_t n_cleared, cleared_cap;
	bool *is_matter; /* by source id: its secrets count here */
	bool *is_told; /* by secret */
	uint32_t file; /* the message's source */
	bool has_text; /* it can be shown */
};

/* ---- the message ------------------------------------------------------ */

static bool
is_scissors(struct str line)
{
	return line.n > 2 && line.p[1] == ' ' &&
	    str_eq(str_trim(str_from(line, 2)), S(SCISSORS));
}

/*
 * The byte that begins git's comments, or 0 when there are none: of a message
 * given by -m git keeps what looks like a comment.  Its own have a line of
 * that byte alone, or scissors with a comment below.
 */
static char
comment_byte(struct str text)
{
	struct str rest = text, line;
	bool more = true;

	while (more) {
		more = str_cut(rest, '\n', &line, &rest);
		if (is_scissors(line) && rest.n > 1 &&
		    rest.p[0] == line.p[0] && rest.p[1] == ' ')
			return line.p[0];
		line = str_trim(line);
		if (line.n == 1 && (line.p[0] == '#' || line.p[0] == ';'))
			return line.p[0];
	}
	return 0;
}

/* What git will keep of a message, every byte at its place. */
static struct str
kept_of(struct arena *a, struct str text)
{
	char comment = comment_byte(text);
	char *copy;
	size_t n = 0;

	if (comment == 0)
		return text;
	copy = arena_bytes(a, text.n + 1);
	while (n < text.n) {
		struct str line, rest;
		bool is_comment = text.p[n] == comment;

		(void)str_cut(str_from(text, n), '\n', &line, &rest);
		if (is_comment && is_scissors(line))
			break;
		for (size_t i = 0; i < line.n; i++)
			copy[n + i] = is_comment ? ' ' : line.p[i];
		n += line.n;
		if (n < text.n)
			copy[n++] = '\n';
	}
	return (struct str){ copy, n };
}

/* ---- what does not belong there ---------------------------------------- */

static void
may_say(struct searching *k, struct str s)
{
	if (s.n == 0)
		return;
	k->cleared = arena_grow(k->v->perm, k->cleared, k->n_cleared,
	    &k->cleared_cap, sizeof(*k->cleared));
	k->cleared[k->n_cleared++] = s;
}

/* Numbers of cases, and those who work here. */
static void
list_cleared(struct searching *k)
{
	const struct model *m = k->r->model;

	for (size_t i = 0; i < m->n_cases; i++)
		may_say(k, m->cases[i].e.id);
	for (size_t i = 0; i < m->n_people; i++) {
		const struct person *p = m->people[i].person;

		may_say(k, p->id.s);
		may_say(k, p->name.ja.s);
		may_say(k, p->name.en.s);
		may_say(k, p->email.s);
		for (size_t j = 0; j < p->git.n; j++)
			may_say(k, p->git.v[j].s);
	}
}

/* The files of the products that a record names, records within it too. */
static void
mark_products(struct searching *k, const struct record *r, const void *record)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];
		size_t n, size = field_item_size(f);
		const char *items = field_items(f, record, &n);

		for (size_t j = 0; j < n; j++) {
			const void *item = items + j * size;
			const struct entry *e;

			if (f->type == FIELD_RECORD)
				mark_products(k, f->record, item);
			if (f->type != FIELD_REF || f->space != SPACE_PRODUCT)
				continue;
			e = ((const struct ref *)item)->target;
			if (e != NULL)
				k->is_matter[e->doc->file] = true;
		}
	}
}

/* Whether the secrets of a file are the contents of cases. */
static bool
is_of_cases(const struct model *m, const struct document *doc)
{
	const struct party *party = doc->record;

	switch (kind_info(doc->path.kind)->label) {
	case KIND_LABEL_CASE:
		return true;
	case KIND_LABEL_OWN:
	case KIND_LABEL_OWN_STRICT:
		return doc->record == NULL ||
		    model_label(m, doc) >= TLP_AMBER_STRICT;
	case KIND_LABEL_TEAM:
		return doc->path.kind == KIND_CVE_IDS ||
		    (doc->path.kind == KIND_PARTY &&
			(party == NULL || party->kind.v == (int)PARTY_FINDER));
	case KIND_LABEL_CIRCLE:
		return model_label(m, doc) > TLP_GREEN;
	case KIND_LABEL_GROUP:
		return false;
	}
	BUG("label of a kind");
}

static void
mark_matter(struct searching *k)
{
	const struct model *m = k->r->model;

	k->is_matter = arena_array(k->v->perm, bool,
	    sources_len(k->r->sources) + 1);
	for (size_t i = 0; i < KINDS; i++) {
		const struct document_list *l = &m->docs[i];

		for (size_t j = 0; j < l->n; j++) {
			if (is_of_cases(m, &l->v[j]))
				k->is_matter[l->v[j].file] = true;
		}
	}
	for (size_t i = 0; i < m->n_cases; i++) {
		if (model_public(&m->cases[i], k->v->now.s) == NULL)
			mark_products(k, &record_case_file, m->cases[i].c);
	}
}

static void
find_secrets(struct searching *k)
{
	struct audience everybody = { .view = { .v = VIEW_PUBLIC } };
	const struct wall w = world_wall(k->r, k->r->diags);

	list_cleared(k);
	mark_matter(k);
	k->secrets = secret_find(&w, &everybody, NULL, k->cleared,
	    k->n_cleared);
	k->is_told = arena_array(k->v->perm, bool, k->secrets->n + 1);
}

/* ---- searching ---------------------------------------------------------- */

static void
report(void *ctx, const struct scan_hit *hit)
{
	struct searching *k = ctx;
	uint32_t owner = scan_term(k->secrets->scan, hit->term)->owner;
	const struct secret *s = &k->secrets->v[owner];
	struct span at = { k->file, 0, 0 };

	if (s->kind == SECRET_DATE || k->is_told[owner] ||
	    s->at.file > sources_len(k->r->sources) ||
	    !k->is_matter[s->at.file])
		return;
	k->is_told[owner] = true;
	if (k->has_text)
		at = (struct span){ k->file, (uint32_t)hit->off,
			(uint32_t)hit->len };
	diag_error(k->r->diags, "message-secret", at,
	    "the message holds what is not public: %.*s", STR_ARG(s->field));
	diag_note(k->r->diags, s->at, "this %s", secret_kind_name(s->kind));
	diag_help(k->r->diags,
	    "name the case by its number and say no more; git stopped before "
	    "the commit: write the message again");
}

/* Add the message as a source; *out is what git will keep of it. */
static void
read_message(struct searching *k, struct str *out)
{
	struct diags *d = k->r->diags;
	struct str text;
	size_t fault;
	int err = io_read_path(k->v->message, LIMIT_SCAN_FILE, k->v->perm,
	    &text);

	if (err != 0)
		die_env(err, "cannot read %s", k->v->message);
	k->file = source_add(k->r->sources, str_z(k->v->message));
	fault = utf8_fault(text);
	k->has_text = fault == SIZE_MAX;
	if (k->has_text) {
		source_set_text(k->r->sources, k->file, text);
	} else {
		diag_error(d, "leak-unsearched",
		    (struct span){ k->file, 0, 0 },
		    "byte %zu is not UTF-8: the message cannot be searched",
		    fault);
		diag_help(d,
		    "write it in UTF-8: `git config i18n.commitEncoding "
		    "UTF-8`, and so in your editor");
	}
	*out = kept_of(k->v->perm, text);
}

int
message_search(struct invocation *v, struct world *r)
{
	struct searching k = { .v = v, .r = r };
	struct str text;
	struct arena *tmp;

	/* Faults of the data are check's matter. */
	r->diags = diags_open(v->perm);
	find_secrets(&k);
	read_message(&k, &text);
	tmp = arena_open();
	scan_run(k.secrets->scan, fold_open(tmp, k.secrets->table), text,
	    report, &k);
	arena_close(tmp);
	diags_sort(r->diags);
	command_diags(v, r->sources, r->diags);
	return command_status(r->diags);
}
