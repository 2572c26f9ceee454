#include "command/command.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/digest.h"
#include "command/alone.h"
#include "command/version.h"
#include "command/words.h"
#include "export/say_text.h"
#include "model/model.h"
#include "release/release_publish.h"

int command_publish(struct invocation *v);

/* What is to go out, and how far it got. */
struct publishing {
	struct invocation *v;
	struct world *r;
	struct say say;
	struct release_publish *cases;
	size_t n;
	size_t written;
	size_t refused;
};

static void
add(struct publishing *t, const struct case_entry *c)
{
	for (size_t i = 0; i < t->n; i++) {
		if (t->cases[i].c == c)
			return;
	}
	t->cases[t->n++] = (struct release_publish){
		.w = t->r,
		.c = c,
		.program = S(HANSHO_VERSION),
		.wanted = t->v->revision,
		.home = t->v->key,
		.d = diags_open(t->v->perm),
	};
}

/* The cases named, else those that are due; false, said, for a wrong id. */
static bool
choose(struct publishing *t)
{
	const struct model *m = t->r->model;

	t->cases = arena_array(t->v->perm, struct release_publish,
	    t->v->n_args + m->n_cases + 1);
	for (size_t i = 0; i < t->v->n_args; i++) {
		const struct entry *e = model_find(m, SPACE_CASE,
		    t->v->args[i]);

		if (e == NULL) {
			(void)command_usage(t->v, "there is no case '%.*s'",
			    STR_ARG(t->v->args[i]));
			return false;
		}
		add(t, (const struct case_entry *)(const void *)e);
	}
	for (size_t i = 0; t->v->n_args == 0 && i < m->n_cases; i++) {
		if (release_publish_is_due(m, &m->cases[i], t->v->now))
			add(t, &m->cases[i]);
	}
	return true;
}

/* Why not: of the repository as it is, and as it would be. */
static void
put_reasons(struct publishing *t, struct release_publish *p)
{
	diags_sort(p->d);
	if (diags_len(p->d) > 0)
		command_diags(t->v, t->r->sources, p->d);
	if (p->has_after && diags_len(p->after.world.diags) > 0)
		command_diags(t->v, p->after.world.sources,
		    p->after.world.diags);
}

static void
put_line(const struct publishing *t, const char *key,
    const struct release_publish *p)
{
	const struct catalog_value v[] = {
		{ STR_INIT("case"), p->c->e.id },
		{ STR_INIT("advisory"), p->c->c->advisory.s },
		{ STR_INIT("version"), p->next.version.s },
		{ STR_INIT("at"), say_instant(&t->say, p->at) },
	};

	command_printf("%.*s\n",
	    STR_ARG(say_text_fill(&t->say, key, v, ARRAY_LEN(v))));
}

static void
put_files(const struct publishing *t, const struct release_publish *p)
{
	struct arena *a = t->v->perm;

	put_line(t, t->v->print ? "publish.would" : "publish.done", p);
	for (size_t i = 0; i < p->n_files; i++) {
		const struct release_file *f = &p->files[i];
		const struct catalog_value v[] = {
			{ STR_INIT("path"), f->path },
			{ STR_INIT("bytes"), str_fmt(a, "%zu", f->content.n) },
			{ STR_INIT("sha256"),
			    digest_hex(a, DIGEST_SHA256, f->content) },
		};

		command_printf("  %.*s\n",
		    STR_ARG(say_text_fill(&t->say, "publish.file", v,
			ARRAY_LEN(v))));
	}
	if (!p->is_signed)
		command_printf("  %.*s\n",
		    STR_ARG(say_text(&t->say, "publish.unsigned")));
}

/*
 * Named cases go out together or not at all; of those that are due each for
 * itself, so that one does not hold up the others.
 */
static void
run(struct publishing *t)
{
	bool *ok = arena_array(t->v->perm, bool, t->n + 1);

	for (size_t i = 0; i < t->n; i++) {
		ok[i] = release_publish_plan(&t->cases[i]);
		if (ok[i])
			continue;
		t->refused++;
		put_reasons(t, &t->cases[i]);
		if (t->v->n_args == 0)
			put_line(t, "publish.waits", &t->cases[i]);
	}
	for (size_t i = 0; i < t->n; i++) {
		if (!ok[i] || (t->refused > 0 && t->v->n_args > 0))
			continue;
		if (!t->v->print)
			release_publish_write(&t->cases[i]);
		put_files(t, &t->cases[i]);
		t->written++;
	}
	for (size_t i = 0; i < t->n; i++)
		release_publish_close(&t->cases[i]);
	if (t->written > 0 && !t->v->print)
		command_printf("%.*s\n",
		    STR_ARG(say_text(&t->say, "publish.commit")));
	if (t->n == 0)
		command_printf("%.*s\n",
		    STR_ARG(say_text(&t->say, "publish.nothing")));
}

int
command_publish(struct invocation *v)
{
	struct world r;
	struct publishing t = { .v = v, .r = &r };
	int status = STATUS_USAGE;

	if (v->revision.n > 0 && v->n_args != 1)
		return command_usage(v, "--revision is for one case");
	if (!alone_begin(v))
		return STATUS_FINDINGS;
	if (!repository_open(v, &r))
		return STATUS_USAGE;
	repository_derive(&r);
	t.say = words_open(v, &r);
	if (choose(&t)) {
		run(&t);
		/* A job goes on to commit what did go out. */
		status = t.refused > 0 && t.written == 0 ? STATUS_FINDINGS :
							   STATUS_FINE;
	}
	repository_close(&r);
	return status;
}
