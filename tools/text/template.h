/*
 * Templates: HTML or plain text with holes, compiled once, rendered often.
 *
 *   {{name}} {{a.b}}        a hole: escaped by the place it stands in
 *   {{t key}}               words from the catalogue, by key
 *   {{t "sev.{level}"}}     a key made of text and holes
 *   {{t key a=x b=y.z}}     catalogue words with named holes filled
 *   {{#if name}} {{else}} {{/if}}     {{#if a == "text"}}  {{#if not a}}
 *                           != as well; on the right also a name
 *   {{#each list as item}} {{item.x}} {{#if item@first}} {{/each}}, {{else}}
 *                           before the end: when the list is empty;
 *                           item@index (from 0), item@first, item@last
 *   {{#with a.b as c}} {{c.x}} {{/with}}
 *   {{> partials/head}}     a partial, sees the same names
 *   {{! a comment }}
 *
 * In HTML templates (*.html) a hole in element content or in a quoted
 * attribute is escaped for it, a hole that begins href, src or another URL is
 * checked as a URL (what is not allowed becomes "#"), markup values (struct
 * html) may stand in element content only.  A hole in script, style, a
 * comment, an event attribute, a tag or attribute name, or an unquoted
 * attribute is an error when compiling; so are branches of a block that end
 * in different places.  A partial holds whole elements.  There is no raw
 * output.  In text templates (*.txt) nothing is escaped.
 *
 * Truth is written "true" or "false", a value set to NULL as nothing.  A name
 * that is missing when rendering is an error, in {{#if}} too, with the
 * template's line.  Lines that hold only block tags, comments, partials and
 * blanks vanish; a partial's text brings its own lines.
 */
#ifndef TEXT_TEMPLATE_H
#define TEXT_TEMPLATE_H

#include <stdbool.h>

#include "base/span.h"
#include "base/str.h"

struct arena;
struct buf;
struct catalog;
struct diags;
struct template;
struct templates;
struct value;

struct templates *templates_open(struct arena *perm, const struct sources *ss);

/*
 * Compile a registered source under a name: its path below templates/ without
 * ".html" or ".txt" ("pages/advisory").  Reports template-* diagnostics and
 * returns false.  Partials may be added in any order.
 */
bool templates_add(struct templates *ts, struct str name, uint32_t file,
    bool is_html, struct diags *d);

/*
 * Resolve partials and check them; call once after all were added.  Reports
 * template-partial; false also when a template could not be added.
 */
bool templates_link(struct templates *ts, struct diags *d);

/*
 * A template by its name, or NULL; only after linking was right.  Linked sets
 * do not change and are safe to share by threads.
 */
const struct template *templates_find(const struct templates *ts,
    struct str name);

/*
 * Append the page to out.  lang is the catalogue's language.  Reports
 * template-name, catalog-missing and (markup where none may stand)
 * template-context; returns false when any was reported.  A page over the
 * limit of out shows in buf_ok() only.
 */
bool template_render(const struct template *t, const struct value *data,
    const struct catalog *words, struct str lang, struct buf *out,
    struct diags *d);

#endif
