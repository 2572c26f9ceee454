#include "release/release_impl.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/io.h"
#include "base/limits.h"
#include "model/audit.h"
#include "model/event.h"
#include "release/release_edit.h"
#include "rule/about.h"
#include "text/yaml_write.h"

#define REFUSED	"publish-refused"

/* ---- the next revision -------------------------------------------------- */

/* Empty when the ledger counts in a way of its own. */
static struct str
next_version(const struct release_publish *p)
{
	const struct revision *newest = revision_newest(p->c);

	if (p->wanted.n > 0)
		return p->wanted;
	return newest == NULL ?
	    S("1.0.0") :
	    revision_after(p->w->perm, newest->version.s, p->change.level);
}

/*
 * A number that promises less than what changed misleads who matches.  Nobody
 * knows what changed where no document was kept.
 */
static bool
is_enough(struct release_publish *p)
{
	const struct revision *newest = revision_newest(p->c);
	enum revision_level step;

	if (newest == NULL || p->wanted.n == 0 ||
	    !revision_step(newest->version.s, p->wanted, &step) ||
	    (step != REVISION_SAME &&
		(step >= p->change.level || p->change.n == 0)))
		return true;
	diag_error(p->d, REFUSED, newest->version.at,
	    "what changed since revision %.*s is %s, and %.*s is %s step",
	    STR_ARG(newest->version.s), revision_word(p->change.level),
	    STR_ARG(p->wanted),
	    step == REVISION_SAME      ? "no" :
		step == REVISION_PATCH ? "a patch" :
					 "a minor");
	diag_note(p->d, newest->version.at, "%.*s",
	    STR_ARG(release_change_say(p, "en")));
	diag_help(p->d, "leave --revision out for %.*s",
	    STR_ARG(revision_after(p->w->perm, newest->version.s,
		p->change.level)));
	return false;
}

/* Whether an earlier attempt, or somebody, left a folder for it. */
static bool
is_taken(struct release_publish *p)
{
	struct str path = release_path(p->w->perm, p->c,
	    str_cat(p->w->perm, S("released/"), p->next.version.s));
	struct io_stat st;

	for (size_t i = 0;
	     p->c->published != NULL && i < p->c->published->revisions.n;
	     i++) {
		const struct revision *r = &p->c->published->revisions.v[i];

		if (!str_eq(r->version.s, p->next.version.s))
			continue;
		diag_error(p->d, REFUSED, r->version.at,
		    "revision %.*s went out already", STR_ARG(r->version.s));
		diag_help(p->d, "leave --revision out for the next one");
		return true;
	}
	if (io_stat(p->w->own, path, &st) != 0)
		return false;
	diag_error(p->d, REFUSED, p->c->e.at,
	    "%.*s is there, and the ledger has no such revision",
	    STR_ARG(path));
	diag_help(p->d,
	    "take the folder away if it never went out; --revision names "
	    "another version");
	return true;
}

/* A version is a folder's name, too. */
static bool
is_version(struct str s)
{
	enum revision_level step;

	return revision_step(s, s, &step);
}

bool
release_ledger_next(struct release_publish *p)
{
	const struct revision_next k = release_next(p);
	struct revision *r = &p->next;

	*r = revision_next_draft(&k);
	p->change = revision_next_changes(&k, r);
	r->version.s = next_version(p);
	if (is_version(r->version.s))
		return !is_taken(p) && is_enough(p);
	diag_error(p->d, REFUSED, p->c->e.at, "'%.*s' is no version",
	    STR_ARG(r->version.s));
	diag_help(p->d, "versions are 1, 2, 3 or 1.0.0, 1.1.0, 2.0.0");
	return false;
}

/* ---- its entry ---------------------------------------------------------- */

static void
put_words(struct yaml_writer *y, const char *key, const struct words *w)
{
	yaml_write_key(y, str_z(key));
	yaml_write_map(y);
	yaml_write_pair(y, "ja", w->ja.s);
	yaml_write_pair(y, "en", w->en.s);
	yaml_write_end(y);
}

static void
put_files(const struct release_publish *p, struct yaml_writer *y)
{
	struct arena *a = p->w->perm;
	size_t folder = release_path(a, p->c, S("")).n;

	if (p->n_files == 0)
		return;
	yaml_write_key(y, S("files"));
	yaml_write_seq(y);
	for (size_t i = 0; i < p->n_files; i++) {
		yaml_write_map(y);
		yaml_write_pair(y, "path", str_from(p->files[i].path, folder));
		yaml_write_pair(y, "sha256",
		    digest_hex(a, DIGEST_SHA256, p->files[i].content));
		yaml_write_end(y);
	}
	yaml_write_end(y);
}

/* Whether somebody else, or the same person, stands for a role already. */
static bool
is_named(const struct approval *const *v, size_t n, const struct approval *x)
{
	for (size_t i = 0; i < n; i++) {
		if (v[i]->role.v == x->role.v || str_eq(v[i]->by.id, x->by.id))
			return true;
	}
	return false;
}

/* Those that were asked for, then others that count. */
static void
put_approvals(const struct release_publish *p, struct yaml_writer *y)
{
	const struct audit_case *x = audit_case(p->w->model, p->c);
	const struct case_state *s = derived_case(p->w->model, p->c);
	const struct approval **v = arena_array(p->w->perm,
	    const struct approval *, s->n_needs + x->n_approvals + 1);
	size_t n = 0;

	for (size_t i = 0; i < s->n_needs; i++) {
		if (s->needs[i].given != NULL)
			v[n++] = s->needs[i].given;
	}
	for (size_t i = 0; i < x->n_approvals; i++) {
		if (x->approvals[i].verdict == APPROVAL_GOOD &&
		    !is_named(v, n, x->approvals[i].approval))
			v[n++] = x->approvals[i].approval;
	}
	if (n == 0)
		return;
	yaml_write_key(y, S("approvals"));
	yaml_write_seq(y);
	for (size_t i = 0; i < n; i++)
		yaml_write_text(y,
		    str_fmt(p->w->perm, "%s %.*s",
			enum_name(&enum_role, v[i]->role.v),
			STR_ARG(v[i]->by.id)));
	yaml_write_end(y);
}

static struct str
entry_of(const struct release_publish *p)
{
	const struct revision *r = &p->next;
	struct yaml_writer y;
	struct buf b;
	struct str out;

	buf_init(&b, LIMIT_YAML_BYTES);
	yaml_write_init(&y, &b);
	yaml_write_map(&y);
	yaml_write_pair(&y, "version", r->version.s);
	yaml_write_pair(&y, "at", release_instant(p->w->perm, p->at));
	put_words(&y, "summary", &r->summary);
	if (r->status.v != 0)
		yaml_write_pair(&y, "status",
		    str_z(enum_name(&enum_document_status, r->status.v)));
	if (r->tlp.v != 0)
		yaml_write_pair(&y, "tlp",
		    str_z(enum_name(&enum_tlp, r->tlp.v)));
	/* The writer quotes what could be taken for a truth; this is one. */
	if (r->withdrawn.b)
		buf_put(&b, S("withdrawn: yes\n"));
	if (r->superseded_by.s.n > 0)
		yaml_write_pair(&y, "superseded_by", r->superseded_by.s);
	yaml_write_pair(&y, "view", r->view.s);
	put_files(p, &y);
	put_approvals(p, &y);
	yaml_write_end(&y);
	out = str_dup(p->w->perm, buf_str(&b));
	buf_fini(&b);
	return out;
}

/* ---- the files that people edit ----------------------------------------- */

static bool
add_entry(struct release_publish *p, struct str name,
    struct release_edit *edit)
{
	struct arena *a = p->w->perm;
	struct str path = release_path(a, p->c, name), out, why;
	int err = io_read(p->w->own, path, LIMIT_YAML_BYTES, a, &edit->text);

	if (err != 0 && io_stat(p->w->own, path, &(struct io_stat){ 0 }) == 0)
		die_env(err, "cannot read %.*s", STR_ARG(path));
	if (err != 0)
		edit->text = S("");
	if (!release_edit_append(a, edit, &out, &why)) {
		diag_error(p->d, REFUSED, p->c->e.at, "%.*s: %.*s",
		    STR_ARG(path), STR_ARG(why));
		diag_help(p->d, "write the list as lines that begin with -");
		return false;
	}
	release_add_file(p, path, out, false);
	return true;
}

/* Facts are in order of time: how many are later than this one. */
static size_t
later_facts(const struct release_publish *p)
{
	const struct fact_list *l = &p->c->c->facts;
	size_t n = 0;

	while (n < l->n && l->v[l->n - 1 - n].at.w.kind != WHEN_UNSET &&
	    when_start(l->v[l->n - 1 - n].at.w, p->w->model->zone).s > p->at.s)
		n++;
	return n;
}

bool
release_ledger_add(struct release_publish *p)
{
	struct release_edit ledger = { .list = "revisions" };
	struct release_edit fact = { .list = "facts", .is_front = true };

	ledger.entry = entry_of(p);
	/* Of later revisions the ledger tells all there is to know. */
	if (about_fact(p->c, EVENT_OWN_PUBLICATION) == NULL) {
		fact.later = later_facts(p);
		fact.flow = str_fmt(p->w->perm,
		    "{at: %.*s, event: own_publication, reference: %.*s, "
		    "publish: yes}",
		    STR_ARG(release_instant(p->w->perm, p->at)),
		    STR_ARG(p->c->c->advisory.s));
		if (!add_entry(p, S("case.md"), &fact))
			return false;
	}
	return add_entry(p, S("published.yaml"), &ledger);
}
