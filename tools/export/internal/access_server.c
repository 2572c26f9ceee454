#include "export/internal/access_server.h"

#include "base/attr.h"
#include "base/buf.h"
#include "export/internal/frame.h"
#include "model/model.h"

/* Changes reach readers within this time even where caches are not purged. */
#define SECONDS_KEPT	"300"

/* What stands behind the host in an address: "/", "/psirt/". */
static struct str
path_of(struct str url)
{
	size_t host = str_find(url, S("://"), 0), path;

	if (host == SIZE_MAX)
		return S("/");
	path = str_find_byte(url, '/', host + 3);
	return path == SIZE_MAX ? S("/") : str_from(url, path);
}

static struct str
base_path(const struct frame *f)
{
	const struct organisation *o = f->m->organisation;

	/* Set apart when it cannot be read. */
	return path_of(o != NULL ? o->base_url.s : S(""));
}

static void
put_head(struct buf *out, const char *how)
{
	buf_printf(out,
	    "# Made by hansho: how to serve the public edition.\n"
	    "# CSAF 2.0 section 7.1: JSON without charset, readable from "
	    "other sites,\n"
	    "# no redirects, no passwords, no tests for robots.  After a "
	    "build, purge what\n"
	    "# `hansho build --purge FILE` lists.\n"
	    "# hansho が公開版の配信のために作りました。\n#\n%s",
	    how);
}

void
access_server_nginx(const struct frame *f, const struct access *x UNUSED,
    struct buf *out)
{
	struct str base = base_path(f);

	put_head(out,
	    "# nginx: in server { }, whose root holds the public edition:\n"
	    "#     include public-nginx.conf;\n");
	buf_printf(out,
	    "location ^~ %.*s.well-known/ {\n"
	    "\tcharset off;\n"
	    "\ttypes {\n"
	    "\t\tapplication/json json;\n"
	    "\t\ttext/csv csv;\n"
	    "\t\ttext/html html;\n"
	    "\t\ttext/plain txt sha256 sha512 asc;\n"
	    "\t}\n"
	    "\tdefault_type text/plain;\n"
	    "\tindex index.html;\n"
	    "\tadd_header Access-Control-Allow-Origin \"*\" always;\n"
	    "\tadd_header Cache-Control \"public, max-age=" SECONDS_KEPT
	    "\";\n"
	    "\tadd_header X-Content-Type-Options nosniff always;\n"
	    "}\n",
	    STR_ARG(base));
}

void
access_server_apache(const struct frame *f, const struct access *x UNUSED,
    struct buf *out)
{
	struct str base = base_path(f);

	put_head(out,
	    "# Apache 2.4: in <VirtualHost>; needs mod_headers:\n"
	    "#     Include public-apache.conf\n");
	buf_printf(out,
	    "<Location \"%.*s.well-known/\">\n"
	    "\tRequire all granted\n"
	    "\tAddDefaultCharset Off\n"
	    "\tDirectoryIndex index.html\n"
	    "\tAddType text/csv .csv\n"
	    "\tAddType text/plain .txt .sha256 .sha512 .asc\n"
	    "\tHeader always set Access-Control-Allow-Origin \"*\"\n"
	    "\tHeader set Cache-Control \"public, max-age=" SECONDS_KEPT "\"\n"
	    "\tHeader always set X-Content-Type-Options nosniff\n"
	    "</Location>\n"
	    "<LocationMatch \"^%.*s\\.well-known/.*\\.json$\">\n"
	    "\tForceType application/json\n"
	    "</LocationMatch>\n",
	    STR_ARG(base), STR_ARG(base));
}

void
access_server_headers(const struct frame *f, const struct access *x UNUSED,
    struct buf *out)
{
	struct str base = base_path(f);

	put_head(out,
	    "# Hosts of static files: put it as _headers into the root of "
	    "what is uploaded.\n");
	buf_printf(out,
	    "%.*s.well-known/*\n"
	    "  Access-Control-Allow-Origin: *\n"
	    "  Cache-Control: public, max-age=" SECONDS_KEPT "\n"
	    "  X-Content-Type-Options: nosniff\n"
	    "%.*s.well-known/*.json\n"
	    "  Content-Type: application/json\n"
	    "%.*s.well-known/*.csv\n"
	    "  Content-Type: text/csv\n"
	    "%.*s.well-known/*.txt\n"
	    "  Content-Type: text/plain\n",
	    STR_ARG(base), STR_ARG(base), STR_ARG(base), STR_ARG(base));
}

/* ---- an edition behind a password ---------------------------------------- */

static void
put_restricted_head(struct buf *out, const struct audience *a, const char *how)
{
	struct str id = a->id.s;

	buf_printf(out,
	    "# Made by hansho: how to serve the edition %.*s, TLP:%s.\n"
	    "# All of it asks for a password; on a host of its own, with no "
	    "copies kept.\n"
	    "# %.*s.htpasswd has those of its readers (htpasswd -B); client "
	    "certificates do\n"
	    "# as well.  CSAF 2.0 section 7.1.5.\n"
	    "# hansho が作りました。この版はすべてパスワードの内側に置きます。\n"
	    "#\n%s",
	    STR_ARG(id), enum_name(&enum_tlp, a->ceiling.v), STR_ARG(id), how);
}

void
access_server_restricted_nginx(const struct audience *a, struct buf *out)
{
	struct str base = path_of(a->base_url.s), id = a->id.s;

	put_restricted_head(out, a,
	    "# nginx: in server { }, whose root holds the edition, and where "
	    "no other\n"
	    "# location takes precedence.  Without the file everybody is "
	    "refused.\n");
	buf_printf(out,
	    "location ^~ %.*s {\n"
	    "\tauth_basic \"%.*s\";\n"
	    "\tauth_basic_user_file %.*s.htpasswd;\n"
	    "\tindex index.html;\n"
	    "\tcharset_types text/html;\n"
	    "\ttypes {\n"
	    "\t\tapplication/atom+xml atom;\n"
	    "\t\tapplication/json json;\n"
	    "\t\timage/svg+xml svg;\n"
	    "\t\ttext/css css;\n"
	    "\t\ttext/csv csv;\n"
	    "\t\ttext/html html;\n"
	    "\t\ttext/javascript js;\n"
	    "\t\ttext/plain txt sha256 sha512 asc;\n"
	    "\t}\n"
	    "\tadd_header Cache-Control \"private, no-store\" always;\n"
	    "\tadd_header X-Content-Type-Options nosniff always;\n"
	    "\tadd_header X-Robots-Tag \"noindex, nofollow\" always;\n"
	    "}\n",
	    STR_ARG(base), STR_ARG(id), STR_ARG(id));
}

void
access_server_restricted_apache(const struct audience *a, struct buf *out)
{
	struct str base = path_of(a->base_url.s), id = a->id.s;

	put_restricted_head(out, a,
	    "# Apache 2.4: in <VirtualHost>, whose DocumentRoot holds the "
	    "edition; needs\n"
	    "# mod_auth_basic, mod_authn_file, mod_authz_user, "
	    "mod_headers.\n");
	buf_printf(out,
	    "<Location \"%.*s\">\n"
	    "\tAuthType Basic\n"
	    "\tAuthName \"%.*s\"\n"
	    "\tAuthBasicProvider file\n"
	    "\tAuthUserFile \"%.*s.htpasswd\"\n"
	    "\tRequire valid-user\n"
	    "\tDirectoryIndex index.html\n"
	    "\tAddType text/csv .csv\n"
	    "\tAddType text/plain .txt .sha256 .sha512 .asc\n"
	    "\tHeader always set Cache-Control \"private, no-store\"\n"
	    "\tHeader always set X-Content-Type-Options nosniff\n"
	    "\tHeader always set X-Robots-Tag \"noindex, nofollow\"\n"
	    "</Location>\n"
	    "<LocationMatch \"^%.*s.*\\.json$\">\n"
	    "\tForceType application/json\n"
	    "</LocationMatch>\n",
	    STR_ARG(base), STR_ARG(id), STR_ARG(id), STR_ARG(base));
}
