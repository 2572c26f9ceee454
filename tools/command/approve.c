#include "command/command.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "command/alone.h"
#include "command/words.h"
#include "export/say_text.h"
#include "model/model.h"
#include "release/release_approve.h"
#include "release/release_view.h"

int command_approve(struct invocation *v);

/* The words of enum role, to choose from. */
static bool
find_role(struct invocation *v, enum role *out)
{
	struct str near,
	    *names = arena_array(v->perm, struct str, enum_role.n + 1);

	for (size_t i = 0; i < enum_role.n; i++) {
		names[i] = str_z(enum_name(&enum_role, (int)i + 1));
		if (str_eq(names[i], v->role)) {
			*out = (enum role)(i + 1);
			return true;
		}
	}
	near = str_nearest(v->role, names, enum_role.n);
	(void)command_usage(v, "there is no role '%.*s'%s%.*s%s",
	    STR_ARG(v->role), near.n > 0 ? " (did you mean '" : "",
	    STR_ARG(near), near.n > 0 ? "'?)" : "");
	return false;
}

/* What is named on the command line; false, with a usage error printed. */
static bool
find_all(struct invocation *v, const struct world *r,
    struct release_approve *p)
{
	p->c = (const struct case_entry *)(const void *)model_find(r->model,
	    SPACE_CASE, v->args[0]);
	p->who = (const struct person_entry *)(const void *)
	    model_find(r->model, SPACE_PERSON, v->who);
	if (p->c == NULL)
		(void)command_usage(v, "there is no case '%.*s'",
		    STR_ARG(v->args[0]));
	else if (p->who == NULL)
		(void)command_usage(v,
		    "there is no person '%.*s' in content/people",
		    STR_ARG(v->who));
	return p->c != NULL && p->who != NULL && find_role(v, &p->role);
}

static void
read_signature(struct invocation *v, struct release_approve *p)
{
	int err;

	if (v->signature == NULL)
		return;
	err = io_read_path(v->signature, LIMIT_SIGN_ARMOUR, v->perm,
	    &p->armour);
	if (err != 0)
		die_env(err, "cannot read %s", v->signature);
	/* Armour that came by mail, or from Windows, has CR LF; RFC 9580
	 * section 6.2 leaves that open, and the record has LF. */
	p->armour = str_unix(v->perm, p->armour);
}

/* With --print standard output holds what is signed and nothing else. */
static void
put_aside(const struct invocation *v, struct str text)
{
	if (!v->print)
		command_put(text);
	else if (io_put(2, text) != 0)
		fputs("hansho: standard error is closed\n", stderr);
}

static int
put_reasons(struct invocation *v, const struct world *r, struct diags *d)
{
	struct buf b;

	diags_sort(d);
	if (!v->print) {
		command_diags(v, r->sources, d);
		return STATUS_FINDINGS;
	}
	buf_init(&b, LIMIT_PAGE_BYTES);
	command_diags_put(v, r->sources, d, &b);
	put_aside(v, buf_str(&b));
	buf_fini(&b);
	return STATUS_FINDINGS;
}

static void
put_view(struct invocation *v, const struct world *r, const struct say *say,
    const struct release_approve *p)
{
	const struct catalog_value who[] = {
		{ STR_INIT("who"), say_entry(say, &p->who->e) },
		{ STR_INIT("role"), say_enum(say, &enum_role, (int)p->role) },
	};
	struct buf b;

	buf_init(&b, LIMIT_PAGE_BYTES);
	release_view_put(&b, say, r, p->c);
	buf_printf(&b, "%.*s\n",
	    STR_ARG(say_text_fill(say, "approve.asks", who, ARRAY_LEN(who))));
	put_aside(v, buf_str(&b));
	buf_fini(&b);
}

/* Show the statement, and how to come back with a signature. */
static int
print(struct invocation *v, const struct say *say,
    const struct release_approve *p)
{
	const struct catalog_value now = { STR_INIT("now"), p->at };

	put_aside(v,
	    str_cat(v->perm, say_text_fill(say, "approve.again", &now, 1),
		S("\n")));
	command_put(p->statement);
	return STATUS_FINE;
}

static int
approve(struct invocation *v, struct world *r, const struct say *say,
    struct release_approve *p)
{
	struct catalog_value path = { STR_INIT("path"), { 0 } };

	read_signature(v, p);
	put_view(v, r, say, p);
	if (!release_approve_ask(p))
		return put_reasons(v, r, p->d);
	if (v->print)
		return print(v, say, p);
	if (!release_approve_sign(p) ||
	    !release_approve_record(p, &path.value))
		return put_reasons(v, r, p->d);
	command_printf("%.*s\n",
	    STR_ARG(say_text_fill(say, "approve.done", &path, 1)));
	return STATUS_FINE;
}

int
command_approve(struct invocation *v)
{
	struct release_approve p = { .key = v->key };
	struct world r;
	struct say say;
	int status = STATUS_USAGE;

	if (v->role.n == 0 || v->who.n == 0)
		return command_usage(v, "say --role ROLE and --who PERSON");
	if (v->key != NULL && v->signature != NULL)
		return command_usage(v,
		    "--key signs here, --signature was made elsewhere: "
		    "one of them");
	if (!alone_begin(v))
		return STATUS_FINDINGS;
	if (!repository_open(v, &r))
		return STATUS_USAGE;
	repository_derive(&r);
	say = words_open(v, &r);
	p.w = &r;
	p.d = diags_open(v->perm);
	if (find_all(v, &r, &p))
		status = approve(v, &r, &say, &p);
	repository_close(&r);
	return status;
}
