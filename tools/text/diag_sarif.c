#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/map.h"
#include "text/diag_ident.h"
#include "text/diag_place.h"
#include "text/diag_print.h"
#include "text/json_write.h"

#define SCHEMA	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/" \
	"os/schemas/sarif-schema-2.1.0.json"

/* Relative paths count from the repository's root, by common usage. */
#define ROOT	"%SRCROOT%"

/* The rules that occur, in the order in which they come up. */
struct rules {
	struct map *index;	/* id to a size_t: its place in the list */
};

/* SARIF 2.1.0 section 3.27.10. */
static const char *
level(enum diag_class class)
{
	switch (class) {
	case DIAG_ERROR:
		return "error";
	case DIAG_REQUIREMENT:
		return "warning";
	case DIAG_ALERT:
		return "note";
	}
	BUG("a diagnostic of no class");
}

static struct rules
rules_of(const struct diag_print *p)
{
	struct rules r = { map_open(p->tmp) };

	for (size_t i = 0; i < diags_len(p->diags); i++) {
		const struct diag *d = diags_at(p->diags, i);
		size_t *place;

		if (!diag_place_shows(p, d) ||
		    map_get(r.index, d->rule) != NULL)
			continue;
		place = arena_new(p->tmp, size_t);
		*place = map_len(r.index);
		map_put(r.index, d->rule, place);
	}
	return r;
}

/* {"text": ...}, which SARIF wants wherever people read. */
static void
put_message(struct json_writer *w, const char *name, struct str text)
{
	json_name(w, name);
	json_object(w);
	json_pair(w, "text", text);
	json_end(w);
}

static void
put_driver(struct json_writer *w, const struct diag_print *p,
    const struct rules *r)
{
	json_name(w, "driver");
	json_object(w);
	json_pair_z(w, "name", "hansho");
	json_pair_opt(w, "version", p->tool_version);
	json_name(w, "rules");
	json_array(w);
	for (size_t i = 0; i < map_len(r->index); i++) {
		struct str id = map_at(r->index, i)->key;
		struct diag_rule_info info = diag_place_info(p, id);

		json_object(w);
		json_pair(w, "id", diag_place_text(p, id));
		if (info.summary.n > 0)
			put_message(w, "shortDescription", info.summary);
		if (info.clause.n > 0)
			put_message(w, "help", info.clause);
		json_end(w);
	}
	json_end(w);
	json_end(w);
}

/* A path as a relative URI reference: RFC 3986 section 3.3. */
static struct str
uri_of(const struct diag_print *p, struct str path)
{
	static const char hex[] = "0123456789ABCDEF";
	char *out = arena_array(p->tmp, char, path.n * 3);
	size_t n = 0;

	for (size_t i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.p[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || c == '-' || c == '.' ||
		    c == '_' || c == '~' || c == '/') {
			out[n++] = (char)c;
			continue;
		}
		out[n++] = '%';
		out[n++] = hex[c >> 4];
		out[n++] = hex[c & 15];
	}
	return (struct str){ out, n };
}

/* The physicalLocation of a span that is somewhere. */
static void
put_physical(struct json_writer *w, const struct diag_print *p,
    const struct diag_place *place)
{
	json_name(w, "physicalLocation");
	json_object(w);
	json_name(w, "artifactLocation");
	json_object(w);
	json_pair(w, "uri", uri_of(p, place->path));
	json_pair_z(w, "uriBaseId", ROOT);
	json_end(w);
	if (place->has_line) {
		json_name(w, "region");
		json_object(w);
		json_pair_int(w, "startLine", place->line);
		json_pair_int(w, "startColumn", place->column);
		json_pair_int(w, "endLine", place->end_line);
		json_pair_int(w, "endColumn", place->end_column);
		json_end(w);
	}
	json_end(w);
}

/* Notes with a place; the others are part of the message. */
static void
put_related(struct json_writer *w, const struct diag_print *p,
    const struct diag *d)
{
	json_name(w, "relatedLocations");
	json_opt_array(w);
	for (const struct diag_note *n = d->notes; n != NULL; n = n->next) {
		struct diag_place place = diag_place(p, n->at);

		if (place.path.n == 0)
			continue;
		json_object(w);
		put_physical(w, p, &place);
		put_message(w, "message", diag_place_text(p, n->text));
		json_end(w);
	}
	json_end(w);
}

static struct str
message_of(const struct diag_print *p, const struct diag *d)
{
	struct str s = diag_place_summary(p, d);

	for (const struct diag_note *n = d->notes; n != NULL; n = n->next)
		if (!span_is_set(n->at))
			s = str_cat(p->tmp, str_cat(p->tmp, s, S("; note: ")),
			    diag_place_text(p, n->text));
	return s;
}

/*
 * Waivers stand in the file concerned.  Section 3.27.23: when one result
 * says whether it is suppressed, all do, with an empty array for "no".
 */
static void
put_suppressions(struct json_writer *w, const struct diag *d)
{
	json_name(w, "suppressions");
	json_array(w);
	if (d->is_waived) {
		json_object(w);
		json_pair_z(w, "kind", "inSource");
		json_pair_z(w, "status", "accepted");
		json_end(w);
	}
	json_end(w);
}

static void
put_result(struct json_writer *w, const struct diag_print *p,
    const struct diag *d, size_t rule, struct str ident)
{
	struct diag_place place = diag_place(p, d->at);

	json_object(w);
	json_pair(w, "ruleId", diag_place_text(p, d->rule));
	json_pair_int(w, "ruleIndex", (int64_t)rule);
	json_pair_z(w, "level", level(d->class));
	put_message(w, "message", message_of(p, d));
	if (place.path.n > 0) {
		json_name(w, "locations");
		json_array(w);
		json_object(w);
		put_physical(w, p, &place);
		json_end(w);
		json_end(w);
	}
	put_related(w, p, d);
	json_name(w, "partialFingerprints");
	json_object(w);
	json_pair(w, "hansho/v1", ident);
	json_end(w);
	put_suppressions(w, d);
	json_name(w, "properties");
	json_object(w);
	json_pair_z(w, "class", diag_class_name(d->class));
	json_pair_opt(w, "clause",
	    diag_place_text(p, diag_place_clause(p, d)));
	json_end(w);
	json_end(w);
}

void
diag_sarif(struct buf *out, const struct diag_print *p)
{
	struct json_writer *w = json_write_open(p->tmp, out,
	    JSON_WRITE_PRETTY);
	struct diag_idents ids = diag_idents(p);
	struct rules r = rules_of(p);

	json_object(w);
	json_pair_z(w, "$schema", SCHEMA);
	json_pair_z(w, "version", "2.1.0");
	json_name(w, "runs");
	json_array(w);
	json_object(w);
	json_name(w, "tool");
	json_object(w);
	put_driver(w, p, &r);
	json_end(w);
	/* Our columns; a consumer that counts UTF-16 units converts. */
	json_pair_z(w, "columnKind", "unicodeCodePoints");
	json_name(w, "results");
	json_array(w);
	for (size_t i = 0; i < diags_len(p->diags); i++) {
		const struct diag *d = diags_at(p->diags, i);
		const size_t *rule = map_get(r.index, d->rule);

		if (diag_place_shows(p, d))
			put_result(w, p, d, *rule, diag_ident(p, &ids, d));
	}
	json_end(w);
	json_end(w);
	json_end(w);
	json_end(w);
	/* The caller asks buf_ok(out). */
	(void)json_write_close(w);
}
