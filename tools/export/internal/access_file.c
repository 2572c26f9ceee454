#include "export/internal/access_file.h"

#include "base/arena.h"
#include "base/buf.h"
#include "export/export.h"
#include "export/internal/access_list.h"
#include "export/internal/access_server.h"
#include "export/internal/frame.h"
#include "model/model.h"
#include "model/reach.h"
#include "text/json_write.h"

/* What all of them begin with, as a comment. */
static void
put_head(const struct frame *f, struct buf *out)
{
	buf_printf(out,
	    "# Made by hansho from the roster, the cases and the editions.\n"
	    "# Do not edit: change content/people or the case, and build.\n"
	    "# TLP:%.*s.  As of %.*s.  Users are the ids of persons.\n"
	    "# hansho が名簿と案件から作りました。編集せず、元を直して"
	    "ください。\n#\n",
	    STR_ARG(f->c->ceiling), STR_ARG(instant_format(f->a, f->c->now)));
}

/* ---- the git host -------------------------------------------------------- */

static void
put_gitolite(const struct frame *f, const struct access *x, struct buf *out)
{
	put_head(f, out);
	buf_printf(out,
	    "# gitolite: put it beside gitolite.conf and write there\n"
	    "#     include \"hansho.conf\"\n"
	    "# Keys are keydir/ID.pub.  RW without + refuses to rewrite "
	    "history.\n");
	for (size_t i = 0; i < x->n_circles; i++) {
		const struct access_circle *c = &x->circles[i];

		buf_putc(out, '\n');
		for (size_t j = 0; j < x->m->n_people; j++) {
			if (c->who.has[j])
				buf_printf(out, "@psirt-%s = %.*s\n", c->id,
				    STR_ARG(x->m->people[j].e.id));
		}
		buf_printf(out, "repo psirt-%s\n", c->id);
		/* A group that nobody is in is none for gitolite. */
		if (c->who.n > 0)
			buf_printf(out, "    RW = @psirt-%s\n", c->id);
	}
}

/* The last day of a person's access to a circle; "" without an end. */
static struct str
until_of(const struct frame *f, const struct access_circle *c, size_t person)
{
	if (c->last == NULL || c->last[person] == INT32_MAX)
		return S("");
	return day_format(f->a, (struct day){ c->last[person] });
}

/* A field of CSV (RFC 4180), always quoted. */
static void
put_quoted(struct buf *out, struct str s)
{
	buf_putc(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_putc(out, '"');
		buf_putc(out, s.p[i]);
	}
	buf_putc(out, '"');
}

static void
put_csv(const struct frame *f, const struct access *x, struct buf *out)
{
	buf_put(out, S("repository,user,email,access,until\r\n"));
	for (size_t i = 0; i < x->n_circles; i++) {
		const struct access_circle *c = &x->circles[i];

		for (size_t j = 0; j < x->m->n_people; j++) {
			const struct person *p = x->m->people[j].person;

			if (!c->who.has[j])
				continue;
			buf_printf(out, "psirt-%s,", c->id);
			put_quoted(out, p->id.s);
			buf_putc(out, ',');
			put_quoted(out, p->email.s);
			buf_put(out, S(",write,"));
			buf_put(out, until_of(f, c, j));
			buf_put(out, S("\r\n"));
		}
	}
}

static void
put_members(const struct frame *f, struct json_writer *w,
    const struct access *x, const struct access_circle *c)
{
	json_name(w, "members");
	json_array(w);
	for (size_t j = 0; j < x->m->n_people; j++) {
		const struct person *p = x->m->people[j].person;

		if (!c->who.has[j])
			continue;
		json_object(w);
		json_pair(w, "user", p->id.s);
		json_pair_opt(w, "email", p->email.s);
		json_pair_z(w, "access", "write");
		json_pair_opt(w, "until", until_of(f, c, j));
		json_end(w);
	}
	json_end(w);
}

static void
put_users(struct json_writer *w, const struct access *x,
    const struct access_set *who)
{
	json_name(w, "users");
	json_array(w);
	for (size_t i = 0; i < x->m->n_people; i++) {
		if (who->has[i])
			json_str(w, x->m->people[i].e.id);
	}
	json_end(w);
}

static void
put_editions(struct json_writer *w, const struct access *x)
{
	static const char *const hows[] = {
		[ACCESS_EVERYBODY] = "everybody",
		[ACCESS_STAFF] = "staff",
		[ACCESS_LISTED] = "listed",
	};

	json_name(w, "editions");
	json_array(w);
	for (size_t i = 0; i < x->n_editions; i++) {
		const struct access_edition *e = &x->editions[i];

		json_object(w);
		json_pair(w, "id", e->audience->id.s);
		json_pair_z(w, "readers", hows[e->how]);
		put_users(w, x, &e->who);
		json_end(w);
	}
	json_end(w);
}

static void
put_json(const struct frame *f, const struct access *x, struct buf *out)
{
	struct json_writer *w = json_write_open(f->a, out, JSON_WRITE_PRETTY);

	json_object(w);
	json_pair(w, "as_of", instant_format(f->a, f->c->now));
	json_name(w, "repositories");
	json_array(w);
	for (size_t i = 0; i < x->n_circles; i++) {
		const struct access_circle *c = &x->circles[i];

		json_object(w);
		json_pair(w, "name", str_fmt(f->a, "psirt-%s", c->id));
		json_pair_z(w, "ceiling",
		    enum_name(&enum_tlp, (int)c->ceiling));
		put_members(f, w, x, c);
		json_end(w);
	}
	json_end(w);
	put_editions(w, x);
	json_name(w, "cases");
	json_array(w);
	for (size_t i = 0; i < x->n_cases; i++) {
		json_object(w);
		json_pair(w, "id", x->cases[i].c->e.id);
		json_pair_z(w, "tlp",
		    enum_name(&enum_tlp, (int)x->cases[i].c->label));
		put_users(w, x, &x->cases[i].who);
		json_end(w);
	}
	json_end(w);
	json_end(w);
	(void)json_write_close(w);
}

/* ---- the web server ------------------------------------------------------ */

/*
 * An id as a part of nginx's name of a variable: "company_2dee_2dsensing".
 * What is no letter and no digit becomes its code, so that no two are alike.
 */
static struct str
variable(struct arena *a, const char *kind, struct str id)
{
	struct str name = str_fmt(a, "$hansho_%s_", kind);

	for (size_t i = 0; i < id.n; i++) {
		unsigned char c = (unsigned char)id.p[i];
		bool is_plain = (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

		name = str_fmt(a, is_plain ? "%.*s%c" : "%.*s_%02x",
		    STR_ARG(name), c);
	}
	return name;
}

/* Words that mean something else in a map, unless a backslash precedes. */
static bool
is_map_word(struct str id)
{
	return str_eq(id, S("default")) || str_eq(id, S("hostnames")) ||
	    str_eq(id, S("include")) || str_eq(id, S("volatile"));
}

static void
put_map(struct buf *out, const struct access *x, struct str name,
    const struct access_set *who)
{
	/* Without a name the password is asked for, and nobody let in. */
	buf_printf(out, "map $remote_user %.*s {\n\tdefault 0;\n\t\"\" 1;\n",
	    STR_ARG(name));
	for (size_t i = 0; i < x->m->n_people; i++) {
		struct str id = x->m->people[i].e.id;

		if (who->has[i])
			buf_printf(out, "\t\"%s%.*s\" 1;\n",
			    is_map_word(id) ? "\\\\" : "", STR_ARG(id));
	}
	buf_put(out, S("}\n"));
}

static void
put_nginx_map(const struct frame *f, const struct access *x, struct buf *out)
{
	put_head(f, out);
	buf_put(out,
	    S("# nginx, 1 of 2: who may read what.  In http { }:\n"
	      "#     include nginx-map.conf;\n"
	      "# Its twin is nginx-location.conf; always replace both.\n"));
	for (size_t i = 0; i < x->n_editions; i++) {
		const struct access_edition *e = &x->editions[i];

		if (e->how == ACCESS_LISTED)
			put_map(out, x,
			    variable(f->a, "edition", e->audience->id.s),
			    &e->who);
	}
	for (size_t i = 0; i < x->n_cases; i++)
		put_map(out, x, variable(f->a, "case", x->cases[i].c->e.id),
		    &x->cases[i].who);
}

/* Without the file of passwords everybody is refused, not let in. */
static void
put_location(struct buf *out, const char *folder, struct str id,
    struct str name)
{
	buf_printf(out,
	    "location ^~ /%s%.*s/ {\n"
	    "\tauth_basic \"hansho\";\n"
	    "\tauth_basic_user_file hansho.htpasswd;\n",
	    folder, STR_ARG(id));
	if (name.n > 0)
		buf_printf(out, "\tif (%.*s = 0) {\n\t\treturn 403;\n\t}\n",
		    STR_ARG(name));
	buf_put(out, S("}\n"));
}

static void
put_nginx_location(const struct frame *f, const struct access *x,
    struct buf *out)
{
	put_head(f, out);
	buf_put(out,
	    S("# nginx, 2 of 2: the places.  In server { }, whose root is "
	      "site/:\n"
	      "#     include nginx-location.conf;\n"
	      "# hansho.htpasswd has the passwords of persons, by id "
	      "(htpasswd -B).\n"
	      "# /cases/ID/ is a folder for files of a case's team; those of "
	      "closed cases\n"
	      "# are nobody's.\n"));
	for (size_t i = 0; i < x->n_editions; i++) {
		const struct access_edition *e = &x->editions[i];
		struct str id = e->audience->id.s;

		if (e->how == ACCESS_EVERYBODY)
			buf_printf(out, "location ^~ /%.*s/ {\n}\n",
			    STR_ARG(id));
		else
			put_location(out, "", id,
			    e->how == ACCESS_STAFF ?
				S("") :
				variable(f->a, "edition", id));
	}
	buf_put(out, S("location ^~ /cases/ {\n\treturn 403;\n}\n"));
	for (size_t i = 0; i < x->n_cases; i++) {
		struct str id = x->cases[i].c->e.id;

		put_location(out, "cases/", id, variable(f->a, "case", id));
	}
}

static void
put_require(struct buf *out, const struct access *x, const char *folder,
    struct str id, const struct access_set *who)
{
	buf_printf(out,
	    "<Location \"/%s%.*s/\">\n"
	    "\tAuthType Basic\n\tAuthName \"hansho\"\n"
	    "\tAuthBasicProvider file\n"
	    "\tAuthUserFile \"hansho.htpasswd\"\n",
	    folder, STR_ARG(id));
	for (size_t i = 0; who != NULL && i < x->m->n_people; i++) {
		if (who->has[i])
			buf_printf(out, "\tRequire user %.*s\n",
			    STR_ARG(x->m->people[i].e.id));
	}
	if (who == NULL)
		buf_put(out, S("\tRequire valid-user\n"));
	else if (who->n == 0)
		buf_put(out, S("\tRequire all denied\n"));
	buf_put(out, S("</Location>\n"));
}

static void
put_apache(const struct frame *f, const struct access *x, struct buf *out)
{
	put_head(f, out);
	buf_put(out,
	    S("# Apache 2.4: in <VirtualHost>, whose DocumentRoot is site/:\n"
	      "#     Include apache.conf\n"
	      "# Needs mod_authn_file, mod_auth_basic, mod_authz_user.  "
	      "hansho.htpasswd, below\n"
	      "# ServerRoot, has the passwords of persons, by id (htpasswd "
	      "-B).\n"
	      "# /cases/ID/ is a folder for files of a case's team; those of "
	      "closed cases\n"
	      "# are nobody's.\n"));
	for (size_t i = 0; i < x->n_editions; i++) {
		const struct access_edition *e = &x->editions[i];
		struct str id = e->audience->id.s;

		if (e->how == ACCESS_EVERYBODY)
			buf_printf(out,
			    "<Location \"/%.*s/\">\n\tRequire all granted\n"
			    "</Location>\n",
			    STR_ARG(id));
		else
			put_require(out, x, "", id,
			    e->how == ACCESS_STAFF ? NULL : &e->who);
	}
	buf_put(out,
	    S("<Location \"/cases/\">\n\tRequire all denied\n"
	      "</Location>\n"));
	for (size_t i = 0; i < x->n_cases; i++)
		put_require(out, x, "cases/", x->cases[i].c->e.id,
		    &x->cases[i].who);
}

/* ---- all ----------------------------------------------------------------- */

static const struct {
	struct str name;
	void (*put)(const struct frame *f, const struct access *x,
	    struct buf *out);
} files[] = {
	{ STR_INIT("gitolite.conf"), put_gitolite },
	{ STR_INIT("access.json"), put_json },
	{ STR_INIT("repositories.csv"), put_csv },
	{ STR_INIT("nginx-map.conf"), put_nginx_map },
	{ STR_INIT("nginx-location.conf"), put_nginx_location },
	{ STR_INIT("apache.conf"), put_apache },
	{ STR_INIT("public-nginx.conf"), access_server_nginx },
	{ STR_INIT("public-apache.conf"), access_server_apache },
	{ STR_INIT("public-headers.txt"), access_server_headers },
};

/* Of each restricted edition, behind "ID-". */
static const struct {
	struct str name;
	void (*put)(const struct audience *a, struct buf *out);
} of_edition[] = {
	{ STR_INIT("nginx.conf"), access_server_restricted_nginx },
	{ STR_INIT("apache.conf"), access_server_restricted_apache },
};

/* The restricted edition with this number, or NULL. */
static const struct audience *
restricted(const struct access *x, size_t n)
{
	for (size_t i = 0; i < x->n_editions; i++) {
		const struct audience *a = x->editions[i].audience;

		/* The rules say that it is none. */
		if (reach_is_restricted(a) && !str_eq(a->id.s, S("public")) &&
		    n-- == 0)
			return a;
	}
	return NULL;
}

bool
access_file_at(struct arena *a, const struct access *x, size_t i,
    struct access_file *out)
{
	const struct audience *of;
	size_t n = ARRAY_LEN(of_edition);

	*out = (struct access_file){ .name = S("") };
	if (i < ARRAY_LEN(files)) {
		out->name = files[i].name;
		out->word = files[i].name;
		return true;
	}
	i -= ARRAY_LEN(files);
	of = restricted(x, i / n);
	if (of == NULL)
		return false;
	out->name = str_fmt(a, "%.*s-%.*s", STR_ARG(of->id.s),
	    STR_ARG(of_edition[i % n].name));
	out->word = str_cat(a, S("restricted-"), of_edition[i % n].name);
	out->audience = of;
	return true;
}

bool
access_file_write(const struct frame *f, const struct access *x,
    struct str name, struct buf *out)
{
	struct access_file file;

	for (size_t i = 0; access_file_at(f->a, x, i, &file); i++) {
		if (!str_eq(file.name, name))
			continue;
		if (file.audience == NULL)
			files[i].put(f, x, out);
		else
			of_edition[(i - ARRAY_LEN(files)) %
			    ARRAY_LEN(of_edition)]
			    .put(file.audience, out);
		return true;
	}
	return false;
}
