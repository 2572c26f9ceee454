#include "release/release_lift_impl.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/limits.h"
#include "release/release_impl.h"
#include "text/catalog.h"

static struct str
word(const struct release_lift *p, const char *key,
    const struct catalog_value *v, size_t n)
{
	struct str text = S("");

	if (!catalog_get(p->w->words, p->lang,
		str_fmt(p->w->perm, "lift.%s", key), &text))
		text = str_z(key);
	return catalog_fill(p->w->perm, text, v, n);
}

static void
put(struct buf *b, const struct release_lift *p, const char *key)
{
	buf_printf(b, "%.*s\n", STR_ARG(word(p, key, NULL, 0)));
}

static void
put_head(struct buf *b, const struct release_lift *p)
{
	const struct revision *r = model_released(p->c, p->w->now.s);
	const struct catalog_value v[] = {
		{ STR_INIT("case"), p->c->e.id },
		{ STR_INIT("advisory"), model_advisory_id(p->c) },
		{ STR_INIT("version"), r->version.s },
		{ STR_INIT("at"), release_instant(p->w->perm, r->at.w.at) },
		{ STR_INIT("now"), release_instant(p->w->perm, p->w->now) },
		{ STR_INIT("terms"), str_fmt(p->w->perm, "%zu", p->n_terms) },
		{ STR_INIT("files"), str_fmt(p->w->perm, "%zu", p->n_files) },
		{ STR_INIT("bytes"), str_fmt(p->w->perm, "%zu", p->patch.n) },
		{ STR_INIT("sha256"),
		    digest_hex(p->w->perm, DIGEST_SHA256, p->patch) },
	};

	buf_printf(b, "# %.*s\n\n%.*s\n\n",
	    STR_ARG(word(p, "title", v, ARRAY_LEN(v))),
	    STR_ARG(word(p, "released", v, ARRAY_LEN(v))));
	buf_printf(b, "## %.*s\n\n%.*s\n\n%.*s\n\n",
	    STR_ARG(word(p, "search", v, ARRAY_LEN(v))),
	    STR_ARG(word(p, "searched", v, ARRAY_LEN(v))),
	    STR_ARG(word(p, "patch", v, ARRAY_LEN(v))));
}

/* Names and numbers of fields: never a value. */
static void
put_fields(struct buf *b, const struct release_lift *p, bool copied)
{
	buf_putc(b, '\n');
	put(b, p, copied ? "copied_head" : "left_head");
	buf_put(b, S("|---|---:|\n"));
	for (size_t i = 0; i < p->n_fields; i++) {
		const struct release_lift_field *f = &p->fields[i];
		size_t n = copied ? f->copied : f->left;

		if (n > 0)
			buf_printf(b, "| `%.*s` | %zu |\n", STR_ARG(f->name),
			    n);
	}
	buf_putc(b, '\n');
}

static void
put_files(struct buf *b, const struct release_lift *p)
{
	put(b, p, "files_head");
	buf_put(b, S("|---|---|---:|---|\n"));
	for (size_t i = 0; i < p->n_files; i++) {
		const struct release_lift_file *f = &p->files[i];

		buf_printf(b, "| `%.*s` | %.*s | %zu | `%.*s` |\n",
		    STR_ARG(f->path),
		    STR_ARG(word(p, f->old.p == NULL ? "new" : "changed", NULL,
			0)),
		    f->content.n,
		    STR_ARG(
			digest_hex(p->w->perm, DIGEST_SHA256, f->content)));
	}
	buf_putc(b, '\n');
}

struct str
release_lift_proof(const struct release_lift *p)
{
	struct buf b;
	struct str out;

	buf_init(&b, LIMIT_LIFT_BYTES);
	put_head(&b, p);
	buf_printf(&b, "## %.*s\n\n", STR_ARG(word(p, "copied", NULL, 0)));
	put_files(&b, p);
	put(&b, p, "copied_fields");
	put_fields(&b, p, true);
	buf_printf(&b, "## %.*s\n\n", STR_ARG(word(p, "left", NULL, 0)));
	put(&b, p, "left_fields");
	put_fields(&b, p, false);
	put(&b, p, "left_other");
	buf_printf(&b, "\n## %.*s\n\n", STR_ARG(word(p, "next", NULL, 0)));
	put(&b, p, "apply");
	out = str_dup(p->w->perm, buf_str(&b));
	buf_fini(&b);
	return out;
}
