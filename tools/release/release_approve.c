#include "release/release_approve.h"

#include "audit/audit_view.h"
#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/span.h"
#include "history/history.h"
#include "model/approval.h"
#include "model/at_work.h"
#include "model/audit.h"
#include "model/decision.h"
#include "model/key.h"
#include "release/release_edit.h"
#include "release/release_impl.h"
#include "rule/rule.h"
#include "sign/sign.h"
#include "sign/sign_ssh_make.h"
#include "text/yaml_write.h"
#include "wall/wall.h"

#define REFUSED	"approve-refused"
#define FILE	"approvals.yaml"

/* ---- the line ------------------------------------------------------------ */

static struct str
digest_of(const struct release_approve *p)
{
	return audit_case(p->w->model, p->c)->digest;
}

static struct str
entry_of(const struct release_approve *p)
{
	struct yaml_writer y;
	struct buf b;
	struct str out;

	buf_init(&b, LIMIT_YAML_BYTES);
	yaml_write_init(&y, &b);
	yaml_write_map(&y);
	yaml_write_pair(&y, "role",
	    str_z(enum_name(&enum_role, (int)p->role)));
	yaml_write_pair(&y, "by", p->who->e.id);
	yaml_write_pair(&y, "at", p->at);
	yaml_write_pair(&y, "digest", digest_of(p));
	if (p->not_before.n > 0)
		yaml_write_pair(&y, "not_before", p->not_before);
	yaml_write_pair(&y, "signature", p->armour);
	yaml_write_end(&y);
	out = str_dup(p->w->perm, buf_str(&b));
	buf_fini(&b);
	return out;
}

/* approvals.yaml with the line; false, reported. */
static bool
file_of(struct release_approve *p, struct release_file *out)
{
	struct arena *a = p->w->perm;
	struct release_edit edit = { .list = "approvals",
		.entry = entry_of(p) };
	struct str why;
	struct io_stat st;
	int err;

	*out = (struct release_file){ .path = release_path(a, p->c, S(FILE)) };
	err = io_stat(p->w->own, out->path, &st);
	if (err == 0)
		err = io_read(p->w->own, out->path, LIMIT_YAML_BYTES, a,
		    &edit.text);
	else
		err = 0;
	if (err != 0)
		die_env(err, "cannot read %.*s", STR_ARG(out->path));
	if (release_edit_append(a, &edit, &out->content, &why))
		return true;
	diag_error(p->d, REFUSED, p->c->e.at, "%.*s: %.*s", STR_ARG(out->path),
	    STR_ARG(why));
	diag_help(p->d, "write the list as lines that begin with -");
	return false;
}

/* ---- what audit says of it ----------------------------------------------- */

/* What the rules find wrong with the file: a person who may not be named. */
static void
see_file(struct release_approve *p, const struct world *r, struct str path)
{
	rules_run(r->model, r->now, r->pool, r->perm, r->diags);
	for (size_t i = 0; i < diags_len(r->diags); i++) {
		const struct diag *d = diags_at(r->diags, i);

		if (d->class != DIAG_ERROR || d->is_waived ||
		    !str_eq(source_get(r->sources, d->at.file)->path, path))
			continue;
		diag_error(p->d, REFUSED, p->who->e.at, "%.*s",
		    STR_ARG(d->message));
		diag_help(p->d, "%.*s; `hansho explain %.*s` says why",
		    STR_ARG(d->help), STR_ARG(d->rule));
	}
}

/*
 * The verdict on the line as it would stand there; false, reported, when there
 * is none.
 */
static bool
judge(struct release_approve *p, const struct release_file *f,
    enum approval_verdict *verdict, struct str *why)
{
	const struct audit_case *x;
	const struct case_entry *c;
	struct release_after after;
	size_t before = diags_count(p->d, DIAG_ERROR);
	bool ok;

	release_after_open(p->w, f, 1, &after);
	see_file(p, &after.world, f->path);
	c = release_after_case(&after, p->c->e.id);
	x = c != NULL ? audit_case(after.world.model, c) : NULL;
	ok = x != NULL && x->n_approvals > 0;
	if (ok) {
		*verdict = x->approvals[x->n_approvals - 1].verdict;
		*why = x->approvals[x->n_approvals - 1].why;
	} else {
		diag_error(p->d, REFUSED, p->c->e.at,
		    "the approval cannot be judged");
		diag_help(p->d, "`hansho check` says what is wrong here");
	}
	release_after_close(&after);
	return ok && diags_count(p->d, DIAG_ERROR) == before;
}

static const char *
way_out(enum approval_verdict v)
{
	switch (v) {
	case APPROVAL_GOOD:
		break;
	case APPROVAL_VOID:
		return "sign the statement of now: --print shows it";
	case APPROVAL_EARLIER:
		return "sign the statement of now, with the same --now: "
		       "--print shows it";
	case APPROVAL_AUTHOR_UNKNOWN:
		return "add the identity to `git:` of the person in "
		       "content/people/, or have somebody known write and "
		       "commit those words again";
	case APPROVAL_NO_ROLE:
		return "ask somebody who has the role; roles stand in "
		       "content/people";
	case APPROVAL_ABSENT:
		return "the deputy on the roster approves instead";
	case APPROVAL_AUTHOR:
		return "nobody approves a text of their own: ask somebody "
		       "else in this role";
	case APPROVAL_FUTURE:
		return "--now is the instant of signing";
	case APPROVAL_UNSIGNED:
	case APPROVAL_NO_KEY:
		return "put the public key into `keys` of the person in "
		       "content/people, and have that merged";
	case APPROVAL_NOT_COMMITTED:
		return "the person commits the line";
	case APPROVAL_OTHER_KEY:
		return "sign with the key that content/people has, --key "
		       "FILE names it";
	case APPROVAL_KEY_ENDED:
		return "register a new key in content/people";
	case APPROVAL_FORGED:
		return "sign exactly what --print shows, with the same --now, "
		       "--role and --who";
	}
	return "";
}

static void
refuse(struct release_approve *p, enum approval_verdict v, struct str why)
{
	diag_error(p->d, REFUSED, p->who->e.at,
	    "%.*s cannot approve %.*s as %s: %s%s%.*s", STR_ARG(p->who->e.id),
	    STR_ARG(p->c->e.id), enum_name(&enum_role, (int)p->role),
	    computed_doc(&enum_approval_verdict, (int)v),
	    why.n > 0 ? ": " : "", STR_ARG(why));
	diag_help(p->d, "%s", way_out(v));
}

/* ---- may this person ---------------------------------------------------- */

/* Nobody approves in two roles at once. */
static void
see_other_role(struct release_approve *p, const struct case_state *s)
{
	for (size_t i = 0; s != NULL && i < s->n_needs; i++) {
		const struct approval *x = s->needs[i].given;

		if (x == NULL || x->role.v == (int)p->role ||
		    !str_eq(x->by.id, p->who->e.id))
			continue;
		diag_error(p->d, REFUSED, x->where,
		    "%.*s approved %.*s as %s, and nobody does in two roles",
		    STR_ARG(p->who->e.id), STR_ARG(p->c->e.id),
		    enum_name(&enum_role, x->role.v));
		diag_help(p->d, "ask somebody else as %s",
		    enum_name(&enum_role, (int)p->role));
	}
}

static void
see_role(struct release_approve *p)
{
	const struct case_state *s = derived_case(p->w->model, p->c);
	struct str asked = S("");

	see_other_role(p, s);
	for (size_t i = 0; s != NULL && i < s->n_needs; i++) {
		const struct approval_need *need = &s->needs[i];

		asked = str_fmt(p->w->perm, "%.*s%s%s (%.*s)", STR_ARG(asked),
		    i > 0 ? ", " : "", enum_name(&enum_role, (int)need->role),
		    STR_ARG(need->given != NULL ?
			    str_cat(p->w->perm, S("given by "),
				need->given->by.id) :
			    release_names(p->w->perm,
				(const struct person_entry *const *)need->who,
				need->n_who)));
		if (need->role != p->role)
			continue;
		if (need->given == NULL)
			return;
		diag_error(p->d, REFUSED, need->given->where,
		    "%.*s has been approved as %s, by %.*s",
		    STR_ARG(p->c->e.id), enum_name(&enum_role, (int)p->role),
		    STR_ARG(need->given->by.id));
		diag_help(p->d, "nothing is left to do for this role");
		return;
	}
	diag_error(p->d, REFUSED, p->c->e.at,
	    "the policy asks for no approval of %.*s as %s",
	    STR_ARG(p->c->e.id), enum_name(&enum_role, (int)p->role));
	if (asked.n > 0)
		diag_help(p->d, "it asks for %.*s", STR_ARG(asked));
	else
		diag_help(p->d, "it asks for none, or nothing goes out");
}

/* Whether there is something of ours to approve. */
static bool
see_case(struct release_approve *p)
{
	const struct audit_case *x = audit_case(p->w->model, p->c);

	if (!release_origin_see(p->w, p->c, REFUSED, p->d))
		return false;
	if (x != NULL && x->digest.n > 0)
		return true;
	diag_error(p->d, REFUSED, p->c->e.at,
	    "what would go out of %.*s cannot be made", STR_ARG(p->c->e.id));
	diag_help(p->d, "`hansho check` says why");
	return false;
}

/* Whose words they are is known of what is committed alone. */
static void
see_texts(struct release_approve *p)
{
	const struct document *v[] = { p->c->e.doc, p->c->ja, p->c->en };

	/* A folder without git has no authors to ask for. */
	if (p->w->history->state == HISTORY_NONE)
		return;
	for (size_t i = 0; i < ARRAY_LEN(v); i++) {
		if (v[i] == NULL || audit_document(p->w->model, v[i]) != NULL)
			continue;
		diag_error(p->d, REFUSED, (struct span){ v[i]->file, 0, 0 },
		    "%.*s is not committed, so nobody knows who wrote it",
		    STR_ARG(model_path(p->w->model, v[i])));
		diag_help(p->d, "commit it, then approve what was committed");
	}
}

static void
pass_on(struct release_approve *p, const struct diag *d)
{
	diag_error(p->d, str_to_z(p->w->perm, d->rule), d->at, "%.*s",
	    STR_ARG(d->message));
	diag_help(p->d, "%.*s", STR_ARG(d->help));
}

/* Errors of the case's own files: what is wrong is not approved. */
static void
see_errors(struct release_approve *p)
{
	const struct world *r = p->w;
	struct str folder = release_path(r->perm, p->c, S(""));

	rules_run(r->model, r->now, r->pool, r->perm, r->diags);
	for (size_t i = 0; i < diags_len(r->diags); i++) {
		const struct diag *d = diags_at(r->diags, i);

		/* Approving is the way out of these. */
		if (str_eq_z(d->rule, "published-changed") ||
		    str_eq_z(d->rule, "published-approved"))
			continue;
		if (d->class != DIAG_ERROR || d->is_waived ||
		    !str_starts(source_get(r->sources, d->at.file)->path,
			folder))
			continue;
		pass_on(p, d);
	}
}

/*
 * What may not be shown to anybody is not approved: the wall says why.  But a
 * version may come out between the approval and the release, which is refused
 * until then.
 */
static void
see_wall(struct release_approve *p)
{
	const struct revision next = { 0 };
	struct diags *said = diags_open(p->w->perm);
	struct wall w = world_wall(p->w, said);

	w.now = zone_at(p->w->model->zone, p->w->now);
	(void)wall_public_case(&w, p->c, &next);
	for (size_t i = 0; i < diags_len(said); i++) {
		if (!str_eq_z(diags_at(said, i)->rule, "wall-version"))
			pass_on(p, diags_at(said, i));
	}
}

/* What of the verdict is known before there is a signature. */
static void
see_person(struct release_approve *p)
{
	const struct model *m = p->w->model;
	const struct audit_case *x = audit_case(m, p->c);
	struct day today = instant_day(zone_at(m->zone, p->w->now));

	if (at_work_is_away(p->who, today))
		refuse(p, APPROVAL_ABSENT, S(""));
	else if (!approval_may(m, p->who, p->role, today))
		refuse(p, APPROVAL_NO_ROLE, S(""));
	for (size_t i = 0; i < x->n_authors; i++) {
		if (x->authors[i] == p->who)
			refuse(p, APPROVAL_AUTHOR, S(""));
	}
	if (x->stranger.n > 0)
		refuse(p, APPROVAL_AUTHOR_UNKNOWN, x->stranger);
}

/* The instant that is approved with the words; empty: none was agreed. */
static struct str
agreed_of(const struct release_approve *p)
{
	struct instant t;
	struct span at;

	return decision_not_before(p->c->c, p->w->model->zone, &t, &at) ?
	    release_instant(p->w->perm, t) :
	    S("");
}

bool
release_approve_ask(struct release_approve *p)
{
	struct arena *a = p->w->perm;
	size_t before = diags_count(p->d, DIAG_ERROR);

	p->at = release_instant(a, zone_at(p->w->model->zone, p->w->now));
	p->not_before = agreed_of(p);
	if (!see_case(p))
		return false;
	see_role(p);
	see_person(p);
	see_texts(p);
	see_errors(p);
	see_wall(p);
	p->statement = audit_view_statement(a,
	    &(struct audit_statement){ p->c->e.id,
		str_z(enum_name(&enum_role, (int)p->role)), p->who->e.id,
		p->at, digest_of(p), p->not_before });
	return diags_count(p->d, DIAG_ERROR) == before;
}

/* ---- the signature ------------------------------------------------------ */

static bool
is_folder(const char *path)
{
	struct io_dir *d;
	bool ok = path != NULL && io_dir_open(path, &d) == 0;

	if (ok)
		io_dir_close(d);
	return ok;
}

/* The first key of the kind that holds on the day; NULL if none. */
static const struct public_key *
key_of(const struct release_approve *p, const char *kind)
{
	struct day today = instant_day(zone_at(p->w->model->zone, p->w->now));

	for (size_t i = 0; i < p->who->person->keys.n; i++) {
		const struct public_key *k = &p->who->person->keys.v[i];

		if (str_eq_z(k->kind.s, kind) && key_on(k, today) == KEY_HOLDS)
			return k;
	}
	return NULL;
}

static enum sign_result
make(struct release_approve *p)
{
	struct arena *a = p->w->perm;
	bool is_home = is_folder(p->key);
	const struct public_key *k = is_home ? NULL : key_of(p, "ssh");
	struct sign_ssh_signer s = {
		.parent = S(SIGN_PARENT),
		.purpose = S(SIGN_FOR_APPROVAL),
		.key = p->key,
	};

	if (k != NULL) {
		s.line = k->key.s;
		return sign_ssh_make(a, &s, p->statement, &p->armour);
	}
	k = key_of(p, "openpgp");
	if (k == NULL)
		return SIGN_UNKNOWN_KEY;
	return sign_openpgp_make(a, is_home ? p->key : NULL, k->key.s,
	    p->statement, &p->armour);
}

bool
release_approve_sign(struct release_approve *p)
{
	const struct person_entry *who = p->who;
	enum sign_result r;

	if (p->armour.n > 0 || who->person->keys.n == 0)
		return true;
	r = make(p);
	if (r == SIGN_GOOD)
		return true;
	diag_error(p->d, REFUSED, who->e.at,
	    "there is no signature of "
	    "%.*s: %s",
	    STR_ARG(who->e.id), sign_result_text(r));
	diag_help(p->d,
	    "--key FILE names the private key; without it an agent must have "
	    "the key that content/people has (ssh-add -l lists its keys); "
	    "--print shows what to sign elsewhere, for --signature FILE");
	return false;
}

bool
release_approve_record(struct release_approve *p, struct str *path)
{
	enum approval_verdict v = APPROVAL_GOOD;
	struct release_file f;
	struct str why = S("");
	bool is_line;

	if (!file_of(p, &f) || !judge(p, &f, &v, &why))
		return false;
	/* The line is written here; the person commits it. */
	is_line = v == APPROVAL_NOT_COMMITTED && p->armour.n == 0 &&
	    p->who->person->keys.n == 0;
	if (v != APPROVAL_GOOD && !is_line) {
		refuse(p, v, why);
		return false;
	}
	release_files_write(p->w->own, p->w->perm, p->c->e.id, &f, 1);
	*path = f.path;
	return true;
}
