/*
 * `hansho digest`: messages to subscribers with what they were not told yet,
 * and the lines of the ledger that say so.  It sends nothing and commits
 * nothing.  Messages come first, the ledger last: a kill between leaves a
 * folder of messages that the next run makes again, byte by byte.  One message
 * that tells what its reader may not see holds all: what was written and what
 * the exit status says must agree, or a script that stops there leaves people
 * recorded as told.
 */
#include <errno.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "command/alone.h"
#include "command/command.h"
#include "command/digest_json.h"
#include "command/digest_leak.h"
#include "command/digest_views.h"
#include "command/words.h"
#include "delivery/letter_atom.h"
#include "delivery/letter_say.h"
#include "delivery/letter_text.h"
#include "delivery/mail.h"
#include "export/internal/where.h"
#include "export/say_text.h"
#include "finding/matching.h"
#include "model/model.h"

int command_digest(struct invocation *v);

struct digesting {
	struct invocation *v;
	struct world *w;
	struct say say;			/* for the terminal */
	struct digest_views views;
	struct letter_run run;
	struct subscriber *subscribers;
	size_t n_subscribers;
	struct digest_letter *letters;	/* with something to tell */
	size_t n_letters, cap;
	struct delivery *lines;		/* of those that do not wait */
	size_t n_lines, cap_lines;
	size_t n_untold;		/* readers without an edition */
	struct str ledger;		/* path */
	struct arena *tmp;		/* of one letter */
};

static void
say(const struct digesting *k, FILE *to, const char *key,
    const struct catalog_value *v, size_t n)
{
	struct str text = say_text_fill(&k->say, key, v, n);

	if (to == stdout)
		command_printf("%.*s\n", STR_ARG(text));
	else
		fprintf(to, "hansho: %.*s\n", STR_ARG(text));
}

/* ---- who, and what ------------------------------------------------------- */

/* Whether a subscriber was asked for; none named: all. */
static bool
is_wanted(const struct digesting *k, const struct subscriber *s,
    const struct audience *a)
{
	const struct invocation *v = k->v;
	bool wanted = v->n_args == 0, in = v->n_audiences == 0;

	for (size_t i = 0; i < v->n_args; i++)
		wanted = wanted || str_eq(v->args[i], s->id);
	for (size_t i = 0; i < v->n_audiences; i++)
		in = in || str_eq(v->audiences[i], a->id.s);
	return wanted && in;
}

/* Names that are none end the command before anything is made. */
static bool
check_names(const struct digesting *k)
{
	struct arena *a = k->v->perm;
	struct str *all = arena_array(a, struct str, k->n_subscribers + 1);

	for (size_t i = 0; i < k->n_subscribers; i++)
		all[i] = k->subscribers[i].id;
	for (size_t i = 0; i < k->v->n_args; i++) {
		struct str near, id = k->v->args[i];
		bool found = false;

		for (size_t j = 0; j < k->n_subscribers; j++)
			found = found || str_eq(all[j], id);
		if (found)
			continue;
		near = str_nearest(id, all, k->n_subscribers);
		(void)command_usage(k->v,
		    "there is no subscriber '%.*s'%s%.*s%s", STR_ARG(id),
		    near.n > 0 ? " (did you mean '" : "", STR_ARG(near),
		    near.n > 0 ? "'?)" : "");
		return false;
	}
	for (size_t i = 0; i < k->v->n_audiences; i++) {
		if (model_find(k->w->model, SPACE_AUDIENCE,
			k->v->audiences[i]) != NULL)
			continue;
		(void)command_usage(k->v, "there is no edition '%.*s'",
		    STR_ARG(k->v->audiences[i]));
		return false;
	}
	return true;
}

/*
 * A ledger with lines that cannot be read would have them told again, and rows
 * of subscriptions that cannot be read would have people told too much.
 */
static bool
check_files(struct digesting *k)
{
	const struct document_list *rows =
	    &k->w->model->docs[KIND_SUBSCRIPTIONS];
	struct diags *faults = diags_open(k->v->perm);
	bool fine = rows->n == 0 || rows->v[0].record != NULL;

	for (size_t i = 0; i < diags_len(k->w->diags); i++) {
		const struct diag *x = diags_at(k->w->diags, i);
		struct str path = source_get(k->w->sources, x->at.file)->path;

		if (x->class != DIAG_ERROR ||
		    (!delivery_is_file(path) &&
			!str_eq_z(path, "content/subscriptions.yaml")))
			continue;
		fine = false;
		diag_error(faults, str_to_z(k->v->perm, x->rule), x->at,
		    "%.*s", STR_ARG(x->message));
		if (x->help.n > 0)
			diag_help(faults, "%.*s", STR_ARG(x->help));
	}
	if (!fine)
		command_diags(k->v, k->w->sources, faults);
	return fine;
}

/*
 * Restricted cases are told to named persons by those who handle them.  A
 * ledger there would stand before the internal one when both are read as one.
 */
static bool
check_kind(const struct digesting *k)
{
	const struct organisation *o = k->w->model->organisation;

	if (o == NULL || o->repository.v != (int)REPOSITORY_RESTRICTED)
		return true;
	(void)command_usage(k->v,
	    "this is a restricted repository, and what is restricted is not "
	    "sent: make messages in the internal one, which has the ledger");
	return false;
}

static struct letter_say
say_of(const struct digesting *k, const struct subscriber *s)
{
	return (struct letter_say){
		.a = k->tmp,
		.words = k->w->words,
		.lang = s->lang,
		.place = where_vulnerability,
	};
}

/* A character is six bytes at most in XML, less in base64. */
#define FORM_GROWTH	6

/* ---- files --------------------------------------------------------------- */

static void
add_file(const struct digesting *k, struct digest_letter *x,
    const char *ending, const struct buf *b)
{
	if (!buf_ok(b))
		die_env(EFBIG, "a message to %.*s", STR_ARG(x->letter.s->id));
	x->files[x->n_files] = str_cat(k->v->perm, x->letter.s->id,
	    str_z(ending));
	x->contents[x->n_files++] = str_dup(k->v->perm, buf_str(b));
}

static struct mail
mail_of(const struct digesting *k, const struct digest_letter *x,
    struct str body)
{
	const struct organisation *o = k->w->model->organisation;
	const struct subscriber *s = x->letter.s;
	struct mail m = {
		.to = s->to,
		.n_to = s->n_to,
		.subject = x->subject,
		.at = x->letter.at,
		.id = x->letter.id,
		.list = str_fmt(k->v->perm, "%.*s.%.*s", STR_ARG(s->id),
		    STR_ARG(k->run.host)),
		.lang = s->lang,
		.is_confidential = x->letter.label > TLP_CLEAR,
		.body = body,
	};

	if (o != NULL && o->contact != NULL) {
		m.from = o->contact->email.s;
		m.from_name = words_in(span_is_set(o->short_name.at) ?
			&o->short_name :
			&o->name,
		    s->lang);
	}
	return m;
}

/*
 * The letter in the forms that its reader wants.  The text says what there is
 * room for; the others, and the ledger, have no more.
 */
static void
make_files(const struct digesting *k, struct digest_letter *x)
{
	const struct subscriber *s = x->letter.s;
	struct letter_say words = say_of(k, s);
	struct buf body, whole;

	buf_init(&body, LIMIT_DELIVERY_MESSAGE);
	buf_init(&whole, FORM_GROWTH * LIMIT_DELIVERY_MESSAGE);
	x->files = arena_array(k->v->perm, struct str, 3);
	x->contents = arena_array(k->v->perm, struct str, 3);
	letter_keep(&k->run, &x->letter,
	    letter_text_put(&words, &x->letter, &body));
	if (!buf_ok(&body))
		die_env(EFBIG, "a message to %.*s", STR_ARG(s->id));
	x->subject = str_dup(k->v->perm,
	    letter_text_subject(&words, &x->letter));
	if (subscriber_has_format(s, DELIVERY_TEXT)) {
		buf_printf(&whole, "%.*s\n\n%.*s", STR_ARG(x->subject),
		    STR_ARG(buf_str(&body)));
		add_file(k, x, ".txt", &whole);
	}
	if (subscriber_has_format(s, DELIVERY_EML)) {
		struct mail m = mail_of(k, x, buf_str(&body));
		const struct catalog_value id = LETTER_HOLE("id", s->id);

		buf_clear(&whole);
		if (mail_put(&m, &whole))
			add_file(k, x, ".eml", &whole);
		else
			say(k, stderr, "digest.no_address", &id, 1);
	}
	if (subscriber_has_format(s, DELIVERY_ATOM)) {
		buf_clear(&whole);
		letter_atom_put(&k->run, &words, &x->letter,
		    str_cat(k->v->perm, s->id, S(".atom")), &whole);
		add_file(k, x, ".atom", &whole);
	}
	buf_fini(&body);
	buf_fini(&whole);
}

/* ---- letters ------------------------------------------------------------- */

static void
add_lines(struct digesting *k, const struct letter *l)
{
	for (size_t i = 0; i < l->n; i++) {
		for (size_t j = 0; j < l->v[i].n_lines; j++) {
			k->lines = arena_grow(k->v->perm, k->lines, k->n_lines,
			    &k->cap_lines, sizeof(*k->lines));
			k->lines[k->n_lines++] = l->v[i].lines[j];
		}
	}
}

static void
make_letter(struct digesting *k, const struct subscriber *s)
{
	const struct audience *editions[SUBSCRIBER_EDITIONS];
	const struct catalog_value id = LETTER_HOLE("id", s->id);
	const struct letter_say words = say_of(k, s);
	size_t n = subscriber_editions(s, editions);
	struct digest_letter *x;

	if (n == 0) {
		if (s->wish != NULL || k->v->n_args > 0)
			say(k, stderr, "digest.no_edition", &id, 1);
		else
			k->n_untold++;
		return;
	}
	if (!is_wanted(k, s, editions[0]))
		return;
	k->letters = arena_grow(k->v->perm, k->letters, k->n_letters, &k->cap,
	    sizeof(*k->letters));
	x = &k->letters[k->n_letters];
	*x = (struct digest_letter){ .n_views = n };
	for (size_t i = 0; i < n; i++)
		x->views[i] = digest_views_get(&k->views, editions[i]);
	letter_make(&k->run, s, x->views, n, &x->letter);
	if (x->letter.n_news == 0)
		return;
	k->n_letters++;
	x->subject = str_dup(k->v->perm,
	    letter_text_subject(&words, &x->letter));
	if (x->letter.waits)
		return;
	make_files(k, x);
	add_lines(k, &x->letter);
}

/* Whether no message tells what its reader may not see. */
static bool
check_leaks(const struct digesting *k)
{
	if (digest_leak_check(k->v, k->w, k->letters, k->n_letters,
		str_z(k->v->out != NULL ? k->v->out : "digest")))
		return true;
	say(k, stderr, "digest.held", NULL, 0);
	return false;
}

/* ---- writing ------------------------------------------------------------- */

/* The ledger with the new lines behind what it has. */
static struct str
ledger_content(struct digesting *k)
{
	struct str old = S("");
	struct buf b;
	struct str all;
	int err = io_read(k->w->own, k->ledger, LIMIT_DELIVERY_BYTES,
	    k->v->perm, &old);

	if (err != 0 && err != ENOENT)
		die_env(err, "cannot read %.*s", STR_ARG(k->ledger));
	buf_init(&b, LIMIT_DELIVERY_BYTES);
	buf_put(&b, err == 0 && old.n > 0 ? old : S(DELIVERY_HEAD));
	if (old.n > 0 && old.p[old.n - 1] != '\n')
		buf_putc(&b, '\n');
	delivery_sort(k->lines, k->n_lines);
	for (size_t i = 0; i < k->n_lines; i++)
		delivery_put(&b, &k->lines[i]);
	if (!buf_ok(&b))
		die_env(EFBIG, "%.*s", STR_ARG(k->ledger));
	all = str_dup(k->v->perm, buf_str(&b));
	buf_fini(&b);
	return all;
}

/* DIR, which is new or empty; false, said, when it is neither. */
static bool
open_folder(const struct digesting *k, struct io_dir **out)
{
	const char *path = k->v->out;
	bool is_root = path[0] == '/';
	struct io_entry *entries;
	struct io_dir *here;
	size_t n = 0;
	int err = io_dir_open(path, out);

	if (err == ENOENT) {
		err = io_dir_open(is_root ? "/" : ".", &here);
		if (err == 0) {
			err = io_mkdirs(here,
			    str_from(str_z(path), is_root ? 1 : 0));
			io_dir_close(here);
		}
		if (err == 0)
			err = io_dir_open(path, out);
	}
	if (err == 0)
		err = io_list(*out, S(""), k->v->perm, &entries, &n);
	if (err != 0)
		die_env(err, "cannot write to %s", path);
	if (n == 0)
		return true;
	io_dir_close(*out);
	(void)command_usage(k->v,
	    "%s is not empty: messages in it might be sent twice", path);
	return false;
}

/* What cannot be written whole is not left in part. */
static void
write_files(const struct digesting *k, struct io_dir *dir)
{
	for (size_t i = 0; i < k->n_letters; i++) {
		const struct digest_letter *x = &k->letters[i];

		for (size_t j = 0; j < x->n_files; j++) {
			int err = io_write_new(dir, x->files[j],
			    x->contents[j]);

			if (err == 0)
				continue;
			for (size_t r = 0; r <= i; r++) {
				for (size_t q = 0; q < k->letters[r].n_files;
				     q++)
					(void)!io_remove(dir,
					    k->letters[r].files[q]);
			}
			die_env(err, "cannot write %s/%.*s", k->v->out,
			    STR_ARG(x->files[j]));
		}
	}
}

static bool
write_all(struct digesting *k)
{
	struct str content = ledger_content(k);
	struct io_dir *dir;
	int err;

	if (!open_folder(k, &dir))
		return false;
	write_files(k, dir);
	io_dir_close(dir);
	err = io_mkdirs(k->w->own, S("content/deliveries"));
	if (err == 0)
		err = io_write_replace(k->w->own, k->ledger, content);
	if (err != 0)
		die_env(err,
		    "cannot write %.*s; what is in %s was not "
		    "recorded: remove it",
		    STR_ARG(k->ledger), k->v->out);
	return true;
}

/* ---- telling ------------------------------------------------------------- */

static void
tell_letter(const struct digesting *k, const struct digest_letter *x)
{
	struct arena *a = k->v->perm;
	const struct letter *l = &x->letter;
	const struct catalog_value v[] = {
		LETTER_HOLE("id", l->s->id),
		LETTER_HOLE("n", str_fmt(a, "%zu", l->n_news)),
		LETTER_HOLE("gone", str_fmt(a, "%zu", l->n - l->n_news)),
		LETTER_HOLE("tlp", str_z(enum_name(&enum_tlp, (int)l->label))),
	};

	say(k, stdout, l->waits ? "digest.waits" : "digest.letter", v,
	    ARRAY_LEN(v));
	for (size_t i = 0; i < x->n_files; i++) {
		if (k->v->print && str_ends(x->files[i], S(".txt")))
			command_put(x->contents[i]);
		else if (!k->v->print)
			command_printf("  %s/%.*s\n", k->v->out,
			    STR_ARG(x->files[i]));
	}
}

static void
tell(const struct digesting *k)
{
	const struct catalog_value v[] = {
		LETTER_HOLE("path", k->ledger),
		LETTER_HOLE("n", str_fmt(k->v->perm, "%zu", k->n_lines)),
	};
	struct buf out;

	if (str_eq_z(k->v->format, "json")) {
		buf_init(&out, LIMIT_STATE_BYTES);
		digest_json_put(k->v->perm, k->letters, k->n_letters,
		    k->ledger, k->n_lines, &out);
		command_page(&out);
		buf_fini(&out);
		return;
	}
	for (size_t i = 0; i < k->n_letters; i++)
		tell_letter(k, &k->letters[i]);
	if (k->n_lines == 0)
		say(k, stdout, "digest.nothing", NULL, 0);
	else
		say(k, stdout, k->v->print ? "digest.would" : "digest.ledger",
		    v, ARRAY_LEN(v));
}

static int
run(struct digesting *k)
{
	struct model *m = k->w->model;
	struct instant now = zone_at(m->zone, k->v->now);

	k->run = (struct letter_run){ k->v->perm, m->deliveries, now,
		letter_host(m) };
	k->ledger = str_fmt(k->v->perm, DELIVERY_FOLDER "%d.tsv",
	    day_to_civil(instant_day(now)).year);
	k->n_subscribers = subscriber_list(k->v->perm, m, &k->subscribers);
	if (!check_kind(k) || !check_names(k))
		return STATUS_USAGE;
	if (!check_files(k))
		return STATUS_FINDINGS;
	for (size_t i = 0; i < k->n_subscribers; i++) {
		k->tmp = arena_open();
		make_letter(k, &k->subscribers[i]);
		arena_close(k->tmp);
	}
	if (k->n_untold > 0) {
		const struct catalog_value n = LETTER_HOLE("n",
		    str_fmt(k->v->perm, "%zu", k->n_untold));

		say(k, stderr, "digest.untold", &n, 1);
	}
	if (!check_leaks(k))
		return STATUS_FINDINGS;
	if (!k->v->print && k->n_lines > 0 && !write_all(k))
		return STATUS_USAGE;
	tell(k);
	return STATUS_FINE;
}

int
command_digest(struct invocation *v)
{
	struct world w;
	struct digesting k = { .v = v, .w = &w };
	struct matching *x;
	int status;

	if (!command_text_or_json(v))
		return STATUS_USAGE;
	if (v->out == NULL && !v->print)
		return command_usage(v,
		    "-o DIR says where the messages go; --print writes none");
	if (!alone_begin(v))
		return STATUS_FINDINGS;
	if (!repository_open(v, &w))
		return STATUS_USAGE;
	repository_derive(&w);
	k.say = words_open(v, &w);
	x = world_matching(&w, NULL);
	digest_views_open(&w, x, &k.views);
	status = run(&k);
	matching_close(x);
	repository_close(&w);
	return status;
}
