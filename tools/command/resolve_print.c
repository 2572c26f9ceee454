#include "command/resolve_print.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/catalog.h"
#include "text/json_write.h"
#include "text/yaml_write.h"

/* Candidates that a file is offered to choose from. */
#define OFFERED	3

static const char *const verdicts[] = { "one", "choose", "none" };
static const char *const scopes[] = { "exact", "series", "any" };

/* Foreign text on a terminal and in files: nothing that steers it. */
static struct str
clean(struct arena *a, struct str s)
{
	struct buf b;
	struct str out;

	buf_init(&b, 4 * s.n + 4);
	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		uint32_t c = utf8_next(s, &i);

		if (c < ' ' || utf8_is_hostile(c))
			buf_putc(&b, '?');
		else
			buf_put(&b, str_sub(s, from, i - from));
	}
	out = str_dup(a, buf_str(&b));
	buf_fini(&b);
	return out;
}

/* ---- words --------------------------------------------------------------- */

static struct str
word(const struct resolve_print *p, const char *area, const char *key)
{
	struct str text;

	if (!catalog_get(p->words, p->lang,
		str_fmt(p->a, "resolve.%s.%s", area, key), &text))
		text = str_z(key);
	return text;
}

static struct str
reason_text(const struct resolve_print *p, const struct resolve_reason *r)
{
	struct catalog_value v[] = { { S("detail"), r->detail } };

	return clean(p->a,
	    catalog_fill(p->a, word(p, "reason", r->key), v, ARRAY_LEN(v)));
}

static struct str
part(const struct resolve_print *p, const char *key, const char *name,
    struct str value, struct str scope)
{
	struct catalog_value v[] = { { str_z(name), value },
		{ S("scope"), scope } };

	return catalog_fill(p->a, word(p, "part", key), v, ARRAY_LEN(v));
}

/* ---- JSON ---------------------------------------------------------------- */

static void
put_candidate(struct resolve_print *p, const struct resolve_candidate *c)
{
	struct json_writer *w = p->json;

	json_object(w);
	json_pair_opt(w, "cpe", c->cpe);
	json_pair_opt(w, "purl", c->purl);
	json_pair(w, "is", c->is);
	json_pair(w, "name", c->name);
	json_pair_z(w, "source", dictionary_source_name(c->source));
	json_pair_int(w, "score", c->score);
	json_pair_opt(w, "version", c->version);
	json_pair_opt(w, "update", c->update);
	json_pair_z(w, "scope", scopes[c->scope]);
	json_pair_opt(w, "end_of_life", c->end_of_life);
	json_name(w, "reasons");
	json_array(w);
	for (size_t i = 0; i < c->n_reasons; i++) {
		json_object(w);
		json_pair_z(w, "key", c->reasons[i].key);
		json_pair_opt(w, "detail", c->reasons[i].detail);
		json_pair_int(w, "points", c->reasons[i].points);
		json_pair(w, "text", reason_text(p, &c->reasons[i]));
		json_end(w);
	}
	json_end(w);
	json_end(w);
}

void
resolve_print_json(struct resolve_print *p, const struct resolve_place *at,
    const struct resolved *r)
{
	struct json_writer *w = p->json;

	json_object(w);
	json_pair_int(w, "line", (int64_t)at->line);
	json_pair(w, "text", at->text);
	json_pair_opt(w, "system", at->system);
	json_pair_opt(w, "file", at->path);
	json_pair(w, "says", r->says);
	json_pair(w, "name", r->name);
	json_pair_opt(w, "version", r->version);
	json_pair_opt(w, "update", r->update);
	json_pair_z(w, "scope", scopes[r->scope]);
	json_pair_z(w, "verdict", verdicts[r->verdict]);
	json_name(w, "candidates");
	json_array(w);
	for (size_t i = 0; i < r->n; i++)
		put_candidate(p, &r->v[i]);
	json_end(w);
	json_end(w);
}

/* ---- for people ---------------------------------------------------------- */

static void
put_reasons(struct resolve_print *p, const struct resolve_candidate *c)
{
	for (size_t i = 0; i < c->n_reasons; i++) {
		struct str text = reason_text(p, &c->reasons[i]);

		buf_printf(p->out, "      %+5d  %.*s\n", c->reasons[i].points,
		    STR_ARG(text));
	}
}

void
resolve_print_text(struct resolve_print *p, const struct resolved *r)
{
	struct str verdict = word(p, "verdict", verdicts[r->verdict]);
	struct str says = clean(p->a, r->says);

	buf_printf(p->out, "%.*s: %.*s\n", STR_ARG(says), STR_ARG(verdict));
	for (size_t i = 0; i < r->n; i++) {
		const struct resolve_candidate *c = &r->v[i];
		struct str source = word(p, "source",
		    dictionary_source_name(c->source));
		struct str is = clean(p->a, c->is);

		buf_printf(p->out, "  %4d  %.*s  [%.*s]", c->score,
		    STR_ARG(is), STR_ARG(source));
		if (c->version.n > 0 || c->update.n > 0) {
			struct str full = c->update.n > 0 ?
			    str_fmt(p->a, "%.*s %.*s", STR_ARG(c->version),
				STR_ARG(c->update)) :
			    c->version;

			buf_printf(p->out, "  %.*s",
			    STR_ARG(clean(p->a,
				part(p, "version", "version", full,
				    word(p, "scope", scopes[c->scope])))));
		}
		if (c->end_of_life.n > 0)
			buf_printf(p->out, "  %.*s",
			    STR_ARG(clean(p->a,
				part(p, "end", "day", c->end_of_life,
				    S("")))));
		buf_putc(p->out, '\n');
		/* Of the rest the score is enough. */
		if (i == 0)
			put_reasons(p, c);
	}
}

/* ---- YAML ---------------------------------------------------------------- */

/* As it stands below `uses:`. */
static void
put_indented(struct buf *out, struct str text)
{
	struct str line;

	while (text.n > 0) {
		(void)str_cut(text, '\n', &line, &text);
		buf_put(out, S("  "));
		buf_put(out, line);
		buf_putc(out, '\n');
	}
}

static void
put_item(struct resolve_print *p, const struct resolved *r)
{
	const struct resolve_candidate *c = &r->v[0];
	struct yaml_writer w;
	struct buf b;

	buf_init(&b, LIMIT_PAGE_BYTES);
	yaml_write_init(&w, &b);
	yaml_write_seq(&w);
	yaml_write_map(&w);
	yaml_write_pair(&w, "says", r->says);
	yaml_write_pair(&w, "is", c->is);
	yaml_write_pair(&w, "version",
	    c->update.n > 0 && c->version.n > 0 ?
		str_fmt(p->a, "%.*s %.*s", STR_ARG(c->version),
		    STR_ARG(c->update)) :
		c->version);
	yaml_write_pair(&w, "scope", str_z(scopes[c->scope]));
	yaml_write_pair(&w, "by", S("dictionary"));
	yaml_write_key(&w, S("why"));
	yaml_write_seq(&w);
	for (size_t i = 0; i < c->n_reasons; i++)
		yaml_write_text(&w, reason_text(p, &c->reasons[i]));
	if (c->end_of_life.n > 0)
		yaml_write_text(&w,
		    clean(p->a, part(p, "end", "day", c->end_of_life, S(""))));
	yaml_write_end(&w);
	yaml_write_end(&w);
	yaml_write_end(&w);
	put_indented(p->out, buf_str(&b));
	buf_fini(&b);
}

static void
put_choice(struct resolve_print *p, const struct resolved *r)
{
	struct yaml_writer w;
	struct buf b;

	buf_init(&b, LIMIT_PAGE_BYTES);
	yaml_write_init(&w, &b);
	yaml_write_seq(&w);
	yaml_write_map(&w);
	yaml_write_pair(&w, "says", r->says);
	yaml_write_end(&w);
	yaml_write_end(&w);
	put_indented(p->out, buf_str(&b));
	buf_fini(&b);
	for (size_t i = 0; i < r->n && i < OFFERED; i++) {
		const struct resolve_candidate *c = &r->v[i];

		if (c->source == RESOLVE_FORMED)
			continue;
		buf_printf(p->out, "    # is: %.*s  # %d: %.*s\n",
		    STR_ARG(clean(p->a, c->is)), c->score,
		    STR_ARG(clean(p->a, c->name)));
	}
}

void
resolve_print_yaml(struct resolve_print *p, const struct resolve_place *at,
    const struct resolved *r)
{
	struct str where = str_fmt(p->a, "%.*s:%zu", STR_ARG(at->path),
	    at->line);
	struct catalog_value v[] = { { S("where"), where },
		{ S("says"), r->says },
		{ S("text"), word(p, "verdict", verdicts[r->verdict]) } };
	struct str head = catalog_fill(p->a, word(p, "part", "watched"), v,
	    ARRAY_LEN(v));

	buf_printf(p->out, "# %.*s\n", STR_ARG(clean(p->a, head)));
	if (r->verdict == RESOLVE_ONE)
		put_item(p, r);
	else if (r->verdict == RESOLVE_CHOOSE)
		put_choice(p, r);
}
